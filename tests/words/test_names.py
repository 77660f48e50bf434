"""Names in code: what a record has not, what cannot be changed, and arguments that were meant otherwise."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError

from zhaoshang import Ledger, Money, Period, Project, advance, workbooks
from zhaoshang.errors import ImmutableError, InexactNumberError, UnknownAttributeError, UnknownCodeError
from zhaoshang.kpis import evaluate_periods
from zhaoshang.lifecycle import blockers, extend_lifecycle
from zhaoshang.model import Milestone

PROJECT: Any = Project(id="P1", name="甲")
LEDGER: Any = Ledger(as_of="2022-06-30", projects=[PROJECT])
IMPORT: Any = workbooks.read("项目名称,投资方\n虚构甲,虚构乙\n".encode(), name="a.csv", as_of="2022-06-30")


@pytest.mark.parametrize(
    ("look", "words", "chinese"),
    [
        (lambda: PROJECT.investmnet, "Did you mean investment?", "是否指：investment？"),
        (lambda: LEDGER.projets, "Did you mean projects?", "是否指：projects？"),
        (lambda: Money.of(3, "亿元").vlaue, "Did you mean value?", "是否指：value？"),  # type: ignore[attr-defined]
        (lambda: Period.of("2022").days_, "Did you mean days", "是否指：days"),  # type: ignore[attr-defined]
        (lambda: LEDGER.evaluate("开工率"), "evaluate(ledger, …)", "是否指：evaluate(ledger, …)？"),
        (lambda: PROJECT.advance("开工"), "advance(project, …)", "是否指：advance(project, …)？"),
        (lambda: IMPORT.projects, "imported.ledger.projects", "imported.ledger.projects"),
        (lambda: PROJECT.evolve(grade="A"), "attrs.evolve(project, name=…)", "attrs.evolve(project, name=…)"),
        (lambda: LEDGER.add(PROJECT), "ledger.with_(projects=…)", "请另建：ledger.with_(projects=…)"),
        (lambda: LEDGER.parks.append(1), "ledger.with_(parks=[…])", "请另建：ledger.with_(parks=[…])"),
        (
            lambda: LEDGER.projects.remove("P1"),
            "ledger.without(projects=[…])",
            "ledger.without(projects=[…])",
        ),
    ],
)
def test_a_name_that_a_record_has_not(look: Callable[[], object], words: str, chinese: str) -> None:
    with pytest.raises(UnknownAttributeError) as caught:
        look()
    assert words in str(caught.value)
    assert chinese in caught.value.render("zh_CN")
    assert pickle.loads(pickle.dumps(caught.value)) == caught.value  # noqa: S301 - our own


def test_nothing_is_changed_in_place() -> None:
    def change(record: Any, name: str) -> None:
        setattr(record, name, "乙")

    def drop() -> None:
        del PROJECT.name

    attempts: list[tuple[Callable[[], None], str]] = [
        (lambda: change(PROJECT, "name"), "attrs.evolve(project, name=…)"),
        (lambda: change(LEDGER, "as_of"), "ledger.with_(as_of=…)"),
        (lambda: change(PROJECT, "nmae"), "Did you mean name?"),
        (drop, "attrs.evolve(project, name=…)"),
    ]
    for attempt, words in attempts:
        with pytest.raises(ImmutableError) as caught:
            attempt()
        assert words in str(caught.value)
        assert isinstance(caught.value, FrozenInstanceError)  # as attrs raises it
        assert pickle.loads(pickle.dumps(caught.value)) == caught.value  # noqa: S301 - our own
    assert PROJECT.name == "甲"


def test_who_only_asks_whether_there_is_a_name_is_told_no() -> None:
    assert not hasattr(PROJECT, "evolve")
    assert not hasattr(PROJECT, "_repr_png_")
    assert getattr(LEDGER, "rows", None) is None
    assert copy.deepcopy(LEDGER) == copy.copy(LEDGER) == LEDGER


@pytest.mark.parametrize(
    ("text", "unit", "meant"),
    [
        ("3亿", "元", 'Money.of("3", "亿")'),
        ("3.5 亿元", "元", 'Money.of("3.5", "亿元")'),
        ("-20万美元", "美元", 'Money.of("-20", "万美元")'),
        ("三亿", "元", "digits such as 3.5"),
        ("80亩", "元", "digits such as 3.5"),
    ],
)
def test_an_amount_with_its_unit_behind_shows_the_call_that_was_meant(
    text: str, unit: str, meant: str
) -> None:
    with pytest.raises(InexactNumberError) as caught:
        Money.of(text, unit)
    assert meant in str(caught.value)


def test_the_period_of_a_table_may_be_named_as_everywhere_else() -> None:
    assert evaluate_periods(LEDGER, "签约项目数", period="2022-Q1") == evaluate_periods(
        LEDGER, "签约项目数", "2022-Q1"
    )


def test_papers_of_a_step_are_those_of_the_vocabulary_or_of_the_lifecycle() -> None:
    signed = advance(PROJECT, "签约", on="2022-03-01", evidence=["投资合同"])
    assert signed == advance(PROJECT, "signed", on="2022-03-01", evidence=["contract"])
    with pytest.raises(UnknownCodeError, match="Did you mean contract"):
        advance(PROJECT, "signed", on="2022-03-01", evidence="contrct")
    with pytest.raises(UnknownCodeError, match="环评批复"):
        blockers(PROJECT, "signed", on="2022-03-01", promised=[{"evidence": "环评", "due_on": "2022-05-01"}])
    town = extend_lifecycle(code="town", zh="某镇", en="a town", extra_evidence=["会议纪要"])
    held = advance(PROJECT, "signed", on="2022-03-01", evidence=["会议纪要"], lifecycle=town)
    assert held.agreements[0].evidence == ("会议纪要",)
    assert Milestone(stage="started", on="2022-03", evidence=["环评批复"]).evidence == ("eia",)
