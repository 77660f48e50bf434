"""What a KPI reads is found from its plan: nothing that any question makes it read is missing from what was found."""

import contextlib
from pathlib import Path
from random import Random
from typing import Literal, get_args, get_origin

import pytest
from tests.properties import drawn

from zhaoshang import Ledger, Money, Project, evaluate, kpis
from zhaoshang._engine.frames.store import Store
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.reads import Given
from zhaoshang._engine.query.tracing import _OPTIONS, _other_values, _Watched
from zhaoshang.errors import UnknownCodeError, ZhaoshangError
from zhaoshang.frames import read_parquet, write_parquet
from zhaoshang.kpis import CATALOGUE, Kpi
from zhaoshang.measures import Value
from zhaoshang.model import Agreement, Milestone, Outcome, PromisedTerm
from zhaoshang.periods import Period
from zhaoshang.profiles import DEFAULT, Profile

LEDGER = Ledger(as_of="2022-06-30")


def context(profile: object, arguments: Given, period: str | None) -> Context:
    return Context(
        kpi="",
        ledger=LEDGER,
        profile=profile,  # type: ignore[arg-type]
        as_of=Period.of("2022-06-30"),
        period=None if period is None else Period.of(period),
        arguments=arguments,
    )


@pytest.mark.long
@pytest.mark.parametrize("seed", range(6))
def test_whatever_a_question_makes_a_plan_read_was_found(seed: int) -> None:
    """Profiles with many options otherwise at once read nothing that one option at a time did not show."""
    random = Random(seed)  # noqa: S311 - a profile drawn for a test needs no secrecy
    profile = drawn.profile(random)
    for kpi in CATALOGUE:
        for arguments in drawn.cases(kpi):
            asked, options = Given(arguments), dict[str, None]()
            with contextlib.suppress(ZhaoshangError):
                kpi.plan(context(_Watched(profile, options), asked, random.choice(drawn.PERIODS)))
            assert set(asked.asked) <= {*kpi.arguments, "where"}, kpi.id
            assert set(options) <= set(kpi.options), kpi.id


def shape(kpi: Kpi, profile: Profile) -> tuple[object, ...] | str:
    try:
        plan = kpi.plan(context(profile, Given(drawn.cases(kpi)[-1]), "2022"))
    except ZhaoshangError as error:  # it reads what this ledger lacks, whatever the profile
        return str(error)
    return plan.shape, plan.notes, plan.parts, tuple(plan.tables), plan.warnings, plan.result


@pytest.mark.long
def test_an_option_that_is_not_read_leaves_the_plan_as_it_is() -> None:
    usual = {kpi: shape(kpi, DEFAULT) for kpi in CATALOGUE}
    assert sum(isinstance(plan, str) for plan in usual.values()) <= 1
    for option in sorted({*drawn.OPTIONS} - {"rates"}):
        otherwise = DEFAULT.vary("otherwise", **{option: drawn.OPTIONS[option][-1]})
        for kpi in CATALOGUE:
            if option not in kpi.options:
                assert shape(kpi, otherwise) == usual[kpi], (kpi.id, option)


@pytest.mark.parametrize(
    ("kpi", "arguments", "inputs", "option"),
    [
        ("projects_in_band", {"bands", "of"}, set(), "foreign_edges"),
        ("stage_duration_days", {"from_stage", "to_stage", "stat"}, set(), "calendar"),
        ("overdue_not_started", set(), set(), "calendar"),
        ("yoy_growth", {"of", "stage", "bands"}, {"current", "previous"}, "rates"),
        ("bonus_penalty", set(), {"rules", "hits"}, None),
        ("agreement_compliance", {"weights"}, set(), "compliance"),
    ],
)
def test_what_is_read_on_any_way(kpi: str, arguments: set[str], inputs: set[str], option: str | None) -> None:
    found = kpis.find(kpi)
    assert (set(found.arguments), set(found.inputs)) == (arguments, inputs)
    assert option is None or option in found.options


def test_a_kpi_of_ones_own_is_traced_too() -> None:
    mine = kpis.total("mine", zh="甲", en="mine", amount="land", of="started", unit="mu")
    assert "land" in mine.columns["projects"]
    assert "started" in mine.options
    with pytest.raises(UnknownCodeError):
        evaluate(LEDGER, mine, bands=["≥1亿元"])


def test_the_argument_that_lacks_is_named_as_the_caller_writes_it() -> None:
    """`of` of the KPI that is compared comes as `stage`."""
    with pytest.raises(ZhaoshangError) as caught:
        evaluate(LEDGER, "yoy_growth", of="milestone_count", period="2022")
    assert caught.value.argument == "stage"  # type: ignore[attr-defined]


def test_an_option_is_tried_at_every_other_value_and_at_none_twice() -> None:
    """What is closed is tried whole but for the usual value, which every question begins with."""
    for name, option in _OPTIONS.items():
        others, usual = list(_other_values(name)), getattr(DEFAULT, name)
        assert usual not in others, name
        if get_origin(option.type) is Literal:
            assert {*others, usual} == {*get_args(option.type)}, name
        if isinstance(usual, bool):
            assert others == [not usual], name


def test_what_a_review_reads_of_records_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It follows from records, not from nodes; what tables are asked for in their place is what it says."""
    terms = [PromisedTerm(measure="tax", period="2021", promised=Money.of(1, "亿元"))]
    project = Project(
        id="P1",
        name="甲",
        agreements=[Agreement(signed_on="2020-03-01", terms=terms)],
        milestones=[Milestone(stage="started", on="2020-12-01")],
        outcomes=[Outcome(period="2021", tax=Money.of("0.5", "亿元"))],
    )
    write_parquet(Ledger(projects=[project]), tmp_path)
    read: set[tuple[str, str]] = set()
    column = Store.column

    def noting(store: Store, table: str, name: str) -> Value:
        read.add((table, name.partition(".")[0]))
        return column(store, table, name)

    monkeypatch.setattr(Store, "column", noting)
    kpi = kpis.find("agreement_compliance")
    figures = evaluate(read_parquet(tmp_path), kpi, weights={"tax": 100}, as_of="2022-06-30")
    assert figures[kpi.id].value == 50
    beside = {"row", "own_row", "parent_row", "history_row", "recorded", "correction", "reporter"}
    assert {each for each in read if each[0] in kpi.columns and each[1] not in beside} == {
        (table, name) for table, names in kpi.columns.items() for name in names
    }
