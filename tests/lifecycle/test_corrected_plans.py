"""A corrected plan stands in for the plan before it, wherever it is asked for, and two plans side by side are told."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from zhaoshang import Ledger, Project, evaluate
from zhaoshang.checks import check
from zhaoshang.frames import from_ledger, read_parquet, write_parquet
from zhaoshang.lifecycle import alarms, exit_grounds
from zhaoshang.model import Agreement, Milestone
from zhaoshang.reports import stage_board

MARCH = Milestone(stage="started", on="2022-03", planned=True, recorded_on="2022-01-10")
"""A plan, and another in its place; figures of the first half then count the start of the first alone."""
BY_BUREAU = Milestone(stage="started", on="2022-03", planned=True, reporter="发改")


def _autumn(**about: object) -> Milestone:
    return Milestone(stage="started", on="2022-09", planned=True, correction=True, **about)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("plans", "known_on", "due"),
    [
        ([MARCH, _autumn(recorded_on="2022-05-10")], None, 0),
        ([MARCH, _autumn(recorded_on="2022-05-10")], "2022-04-01", 1),
        ([MARCH, _autumn(recorded_on="2022-05-10"), MARCH], None, 1),
        ([_autumn(recorded_on="2022-05-10"), MARCH], None, 0),
        ([BY_BUREAU, _autumn(reporter="发改")], None, 0),
        ([MARCH, Milestone(stage="completed", on="2022-05", planned=True, correction=True)], None, 1),
    ],
    ids=[
        "in its place",
        "before it was known",
        "planned once more",
        "listed first",
        "of one bureau",
        "of another stage",
    ],
)
def test_a_corrected_plan_stands_in_for_the_one_before(
    plans: list[Milestone], known_on: str | None, due: int, tmp_path: Path
) -> None:
    project = Project(
        id="P1", name="虚构阀门项目", agreements=[Agreement(signed_on="2022-01-05")], milestones=plans
    )
    ledger = Ledger(as_of="2022-06-30", projects=[project])
    write_parquet(ledger, tmp_path)
    for source in (
        ledger,
        from_ledger(ledger),
        read_parquet(tmp_path),
        read_parquet(tmp_path, backend="duckdb"),
    ):
        figure = evaluate(source, "plan_start_rate", as_of="2022-06-30", known_on=known_on)["plan_start_rate"]
        assert figure.denominator == due


@pytest.mark.parametrize(
    ("second", "is_corrected", "due"),
    [("2022-05", True, "2022-05-31"), ("2022-05", False, "2022-03-31"), ("2022-02-10", False, "2022-02-10")],
    ids=["corrected", "later", "earlier"],
)
@pytest.mark.parametrize("is_turned", [False, True], ids=["as listed", "turned"])
def test_a_start_is_planned_for_one_day_whoever_is_asked(
    second: str, is_corrected: bool, due: str, is_turned: bool
) -> None:
    """Of plans that stand side by side the first counts in figures, alarms and boards, and `check` tells that there are two."""
    other = Milestone(
        stage="started", on=second, planned=True, correction=is_corrected, recorded_on="2022-02-01"
    )
    plans = [other, MARCH] if is_turned else [MARCH, other]
    project = Project(
        id="P1", name="虚构阀门项目", agreements=[Agreement(signed_on="2022-01-05")], milestones=plans
    )
    ledger = Ledger(as_of="2022-06-30", projects=[project])
    last = date.fromisoformat(due)
    (alarm,) = (each for each in alarms(ledger) if each.rule == "plan_missed")
    assert alarm.due_on == last
    for day, planned in ((last, 1), (last - timedelta(1), 0)):
        assert evaluate(ledger, "plan_start_rate", as_of=day)["plan_start_rate"].denominator == planned
    for day, late in ((last + timedelta(1), 1), (last, 0)):
        assert evaluate(ledger, "overdue_not_started", as_of=day)["overdue_not_started"].value == late
    (row,) = stage_board(ledger, warnings=[]).rows
    assert any(due.removesuffix("-31") in cell for cell in row)
    assert ("two_plans" in check(ledger).codes) is not is_corrected


@pytest.mark.parametrize("second", ["2022-09", "2022-02", None])
def test_building_is_slow_by_the_first_plan_its_own_or_that_of_a_phase(
    second: str | None,
) -> None:
    plans = [
        Milestone(stage="completed", on=on, planned=True) for on in ("2022-03", second) if on is not None
    ]
    begun = Milestone(stage="started", on="2022-01-20")
    papers = [Agreement(signed_on="2022-01-05")]
    alone = Project(id="P1", name="虚构阀门项目", agreements=papers, milestones=[begun, *plans])
    whole = Project(id="P1", name="虚构阀门项目", agreements=papers, milestones=[begun])
    phase = Project(id="P1a", name="一期", parent="P1", relation="phase", milestones=plans)
    for found in (
        exit_grounds(alone, as_of="2022-12-31"),
        exit_grounds(whole, as_of="2022-12-31", phases=[phase]),
    ):
        assert "slow_building" in {ground.code for ground in found}
