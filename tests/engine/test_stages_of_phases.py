"""Where a project stands whose phases come to a stage at different times: one answer in every room."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from attrs import evolve

from zhaoshang import Ledger, Project, evaluate
from zhaoshang.frames import from_ledger
from zhaoshang.model import Agreement, Milestone
from zhaoshang.reports import stage_board

ENGINES: Any = ("polars", "duckdb", "pandas")


def project(id_: str, parent: str | None = None, **steps: str) -> Project:
    """Make a project, or a phase of another, that came to some stages; the first of them is signed."""
    return Project(
        id=id_,
        name=id_,
        parent=parent,
        relation=None if parent is None else "phase",
        agreements=[Agreement(signed_on=steps.pop("signed"))] if "signed" in steps else [],
        milestones=[Milestone(stage=stage, on=on) for stage, on in steps.items()],
    )


LATER = [project("R", signed="2024-01-01", completed="2024-06-17"), project("A", "R", completed="2024-04-19")]
ONE = [
    project("R", signed="2024-01-01"),
    project("A", "R", completed="2024-04-19"),
    project("B", "R", started="2024-03-01"),
]
DEEP = [
    project("R", signed="2024-01-01", landed="2024-02-01"),
    project("A", "R"),
    project("A.a", "A", completed="2024-04-19"),
    project("A.b", "A", completed="2024-08-01"),
]
ENDED = [
    project("R", signed="2024-01-01"),
    project("A", "R", completed="2024-04-19"),
    project("B", "R", started="2024-03-01", terminated="2024-07-01"),
]
CASES = [
    (LATER, "2024-04-30", "started"),
    (LATER, "2024-06-30", "completed"),
    (ONE, "2024-04-30", "started"),
    (ONE, "2024-12-31", "started"),
    (DEEP, "2024-03-31", "landed"),
    (DEEP, "2024-04-30", "started"),
    (DEEP, "2024-12-31", "completed"),
    (ENDED, "2024-06-30", "started"),
]
NAMES = ["later", "root says so", "one", "one at last", "none yet", "one below", "all below", "other lives"]


@pytest.mark.long
def test_a_stage_is_the_one_that_rates_and_milestones_tell(
    paired: Callable[..., Iterable[tuple[Any, Any]]],
) -> None:
    """Every case on objects, and on the other engines."""
    for case in CASES:
        assert_told(None, *case)
    for case, engine in paired(CASES, ENGINES):
        assert_told(engine, *case)


def assert_told(engine: Any, projects: list[Project], day: str, stage: str) -> None:
    ledger = Ledger(projects=projects)
    source = ledger if engine is None else from_ledger(ledger, backend=engine)
    held = {
        each: evaluate(source, "stage_count", of=each, as_of=day)["stage_count"].value
        for each in ("landed", "started", "completed")
    }
    assert [each for each, number in held.items() if number] == [stage]
    is_done = stage == "completed"
    assert evaluate(source, "completion_rate", as_of=day)["completion_rate"].numerator == is_done
    assert evaluate(source, "milestone_count", of="completed", as_of=day)["milestone_count"].value == is_done
    groups = evaluate(source, "signed_project_count", by="stage", as_of=day).items_
    assert [figure.group for figure in groups if figure.group and figure.value] == [(stage,)]


@pytest.mark.parametrize(("projects", "day", "stage"), CASES, ids=NAMES)
def test_the_stage_board_says_so_too(projects: list[Project], day: str, stage: str) -> None:
    board = stage_board(Ledger(projects=projects), as_of=day)
    titles = [str(column.title) for column in board.columns]
    row = dict(zip(titles, map(str, board.rows[0]), strict=True))
    present = {"landed": "落地", "started": "开工", "completed": "竣工"}[stage]
    assert row["当前阶段"] == present
    assert bool(row["竣工"]) is (stage == "completed")


PLANS = [  # (when A ended, when B ended, the plan of the whole itself, overdue, planned, the board) on 30 June 2024
    (None, None, None, 1, 1, "逾期 2024-03-01"),
    ("2024-03-15", None, None, 0, 0, "计划 2024-09-01"),
    ("2024-07-01", None, None, 1, 1, "逾期 2024-03-01"),
    ("2024-03-15", None, "2024-05-01", 1, 1, "逾期 2024-05-01"),
    ("2024-03-15", "2024-04-15", None, 0, 1, None),
]


@pytest.mark.long
def test_what_has_ended_plans_nothing_while_another_phase_lives() -> None:
    """A is planned to start on 1 March, B on 1 September."""
    wrong = []
    for a, b, own, *told in PLANS:
        root = project("R", signed="2024-01-01")
        listed = [
            evolve(each, milestones=(*each.milestones, Milestone(stage="started", on=plan, planned=True)))
            if plan
            else each
            for each, plan in (
                (root, own),
                (project("A", "R", **({"terminated": a} if a else {})), "2024-03-01"),
                (project("B", "R", **({"exited": b} if b else {})), "2024-09-01"),
            )
        ]
        ledger = Ledger(projects=listed)
        board = stage_board(ledger, as_of="2024-06-30")
        titles = [str(column.title) for column in board.columns]
        mark = str(board.rows[0][titles.index("开工")]) if board.rows else None
        for engine in (None, *ENGINES):
            source = ledger if engine is None else from_ledger(ledger, backend=engine)
            found = evaluate(source, ["overdue_not_started", "plan_start_rate"], as_of="2024-06-30")
            got = [found["overdue_not_started"].value, found["plan_start_rate"].denominator, mark]
            wrong += [] if got == told else [(engine, a, b, own, got)]
    assert wrong == []
