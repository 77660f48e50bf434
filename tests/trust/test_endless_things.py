"""Things of a size that nobody enters by hand: answered in time, and told of when they are wrong."""

from collections.abc import Callable
from time import process_time
from typing import Any, Final

import pytest

from zhaoshang import Ledger, Period, Project, check, evaluate, kpis, reading, records
from zhaoshang.calendars import Limit, working_days
from zhaoshang.errors import ArgumentNeededError, NumberRangeError, UnfitValueError, ZhaoshangError
from zhaoshang.intervals import Interval
from zhaoshang.model import Agreement, Milestone, ServiceTeam, StepLimit, open_cases
from zhaoshang.quantities import ExchangeRate
from zhaoshang.reports import funnel
from zhaoshang.vocabulary import Stage

ENDLESS: Final[Any] = 10**5000
"""A whole number of more digits than Python writes."""


class Mute:
    """An object of others whose own words fail."""

    def __repr__(self) -> str:
        raise RuntimeError


ASK: Any = evaluate
PROJECT: Any = Project
STRUCTURE: Any = records.structure


TAKERS: Final[dict[str, Callable[[Any], object]]] = {
    "an id": lambda given: PROJECT(id=given, name="x"),
    "an amount": lambda given: PROJECT(id="A", name="x", investment=given),
    "records": lambda given: PROJECT(id="A", name="x", agreements=[given]),
    "a KPI": lambda given: ASK(Ledger(), given),
    "a key": lambda given: ASK(Ledger(), "开工率", by=given),
    "a period": lambda given: ASK(Ledger(), "开工率", period=given),
    "a condition": lambda given: ASK(Ledger(), "开工率", where=given),
    "an amount of a document": lambda given: STRUCTURE(
        {"id": "A", "name": "x", "investment": given}, Project
    ),
    "a name of a document": lambda given: STRUCTURE({"id": "A", "name": given}, Project),
    "a document": lambda given: STRUCTURE(given, Project),
    "a code of a vocabulary": Stage,
    "a patch": lambda given: records.merge(Project(id="A", name="x"), {"name": given}),
}


@pytest.mark.parametrize(
    "given", [ENDLESS, [ENDLESS], Mute(), {"a": Mute()}], ids=["int", "list", "mute", "dict"]
)
@pytest.mark.parametrize("place", TAKERS)
def test_what_cannot_be_written_is_refused_and_told_of(place: str, given: object) -> None:
    with pytest.raises(ZhaoshangError) as caught:
        TAKERS[place](given)
    for told in (str(caught.value), caught.value.render("zh_CN"), repr(caught.value)):
        assert told
        assert "set_int_max_str_digits" not in told
    hash(caught.value)


ANY_RATE: Any = ExchangeRate
REFUSED: dict[str, tuple[Callable[[], object], type[ZhaoshangError]]] = {
    "a limit of nothing": (StepLimit, UnfitValueError),
    "a limit of two kinds": (lambda: StepLimit(days=5, months=1), UnfitValueError),
    "working months": (lambda: StepLimit(months=1, working=True), UnfitValueError),
    "a limit in weeks": (lambda: Limit.of({"weeks": 2}), UnfitValueError),
    "a calendar of nowhere": (lambda: working_days("mars"), UnfitValueError),
    "an unknown part of a calendar": (lambda: working_days({"feasts": []}), UnfitValueError),
    "a period that ends first": (lambda: Period.of("2022-03-05/2022-03-01"), ZhaoshangError),
    "an empty interval": (lambda: Interval(3, 2), UnfitValueError),
    "overdue on no day": (lambda: open_cases([], overdue=True), ArgumentNeededError),
    "a rate of nothing": (lambda: ANY_RATE(base="USD", quote="CNY", rate=None), NumberRangeError),
    "a rate below nothing": (lambda: ANY_RATE(base="USD", quote="CNY", rate=-7), NumberRangeError),
    "a funnel of one stage": (lambda: funnel(Ledger(), stages=["signed"]), NumberRangeError),
}


@pytest.mark.parametrize("what", REFUSED)
def test_values_that_cannot_stand_are_refused_in_both_languages(what: str) -> None:
    make, kind = REFUSED[what]
    with pytest.raises(kind) as caught:
        make()
    assert isinstance(caught.value, ValueError)
    assert str(caught.value) != caught.value.render("zh_CN")
    assert not any(word in caught.value.render("zh_CN") for word in ("unfit", "Expected", " that ", " not "))


def seconds(work: Callable[[], object]) -> float:
    """Measure the time of the processor."""
    begun = process_time()
    work()
    return process_time() - begun


def test_a_history_of_a_thousand_corrections_is_answered() -> None:
    steps = [Milestone(stage="started", on="2022-01-05", correction=True)] * 1200
    ledger = Ledger(as_of="2023-01-01", projects=[Project(id="A", name="甲", milestones=steps)])
    assert seconds(lambda: evaluate(ledger, "开工率")) < 4
    assert seconds(lambda: check(ledger)) < 4


def test_a_line_of_a_thousand_units_is_added_up_to_its_top() -> None:
    many = 1000
    teams = [ServiceTeam(id=f"U{i:04}", name="组", parent=f"U{i - 1:04}" if i else None) for i in range(many)]
    signed = [Agreement(signed_on="2022-01-05")]
    projects = [
        Project(id=f"P{i}", name="甲", owner=f"U{i:04}", agreements=signed) for i in range(0, many, 10)
    ]
    ledger = Ledger(as_of="2023-01-01", teams=teams, projects=projects)
    asked: list[Any] = []
    assert seconds(lambda: asked.append(evaluate(ledger, ["签约项目数"], by="owner", period="2022"))) < 4
    counted = {row["owner"]: row["value"] for row in asked[0].to_rows(exact=True)}
    assert (counted["U0000"], counted["U0500"], counted["U0990"], counted["U0991"]) == (100, 50, 1, 0)


@pytest.mark.parametrize("locale", ["en", "zh_CN"])
@pytest.mark.parametrize(
    "ask",
    [
        reading.parse_money,
        reading.parse_period,
        reading.parse_number,
        Stage,
        kpis.find,
        lambda text: records.structure({"id": text, "name": 3}, Project),
        lambda text: records.load(text[:200]),
        lambda text: reading.parse_quantity("3亿元", default_unit=text),
    ],
    ids="money period number stage kpi record file unit".split(),
)
def test_an_error_is_shorter_than_what_it_tells_of(ask: Callable[[str], object], locale: str) -> None:
    """A text of a million characters stands in the error's fields, not in its sentence."""
    with pytest.raises(ZhaoshangError) as caught:
        ask("三x" * 500_000)
    said = caught.value.render(locale)
    assert len(said) < 3_000
