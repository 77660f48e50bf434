"""A corrected plan stands in for the plan before it, wherever it is asked for, and two plans side by side are told."""

from pathlib import Path

import pytest

from zhaoshang import Ledger, Project, evaluate
from zhaoshang.checks import check
from zhaoshang.frames import from_ledger, read_parquet, write_parquet
from zhaoshang.lifecycle import alarms
from zhaoshang.model import Agreement, Milestone

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


@pytest.mark.parametrize("is_corrected", [True, False])
def test_two_plans_that_stand_side_by_side_are_told(is_corrected: bool) -> None:
    plans = [MARCH, Milestone(stage="started", on="2022-05", planned=True, correction=is_corrected)]
    ledger = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="虚构阀门项目", milestones=plans)])
    assert [
        alarm.due_on.isoformat()
        for alarm in alarms(ledger, as_of="2022-06-30")
        if alarm.rule == "plan_missed"
    ] == ["2022-05-31"]
    assert ("two_plans" in check(ledger).codes) is not is_corrected
