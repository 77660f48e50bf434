"""The last day of every clock, the day before it and the day after."""

from typing import Any

import pytest
from attrs import evolve
from tests.lifecycle.papers import paper, term
from tests.lifecycle.papers import project as promising
from tests.lifecycle.stepping import project

from zhaoshang import Ledger, Project
from zhaoshang.lifecycle import AlarmRule, Disposal, alarms, standing_terms, supervise
from zhaoshang.model import Case, Milestone, Order, ServiceStep, ServiceTeam, StepLimit, StepProgress

DAYS = ("2022-03-09", "2022-03-10", "2022-03-11")
"""The day before, the day itself, the day after."""


def by_day(held: Ledger, rules: list[AlarmRule]) -> list[list[int]]:
    """Give for each of the three days how late every alarm is."""
    return [[alarm.days_over for alarm in alarms(held, as_of=day, rules=rules)] for day in DAYS]


def rule(kind: str, **more: Any) -> AlarmRule:
    return AlarmRule(code="x", zh="甲", en="a", kind=kind, **more)


@pytest.mark.parametrize(
    ("warn_days", "rings"), [(None, [[], [], [1]]), (0, [[], [0], [1]]), (1, [[-1], [0], [1]])]
)
def test_a_rule_rings_from_its_warning_on(warn_days: int | None, rings: list[list[int]]) -> None:
    """Without a warning nothing is said up to the due day; with one of 0 days only on that day."""
    talks = project(("negotiating", "2022-03-01"))
    rules = [rule("stage", stage="negotiating", limit=9, warn_days=warn_days)]
    assert by_day(Ledger(projects=[talks]), rules) == rings


@pytest.mark.parametrize(
    ("until", "stage", "is_met"),
    [
        (["approving"], "signed", False),
        (["approving"], "approving", True),
        (["approving"], "landed", True),
        (["landed", "approving"], "approving", True),
        (["landed", "approving"], "signed", False),
        (["started", "producing"], "completed", True),
        (["started", "producing"], "landed", False),
    ],
)
def test_the_first_stage_waited_for_is_enough(until: list[str], stage: str, is_met: bool) -> None:
    """A step waits for any of its stages, and whatever comes later stands for the earliest of them."""
    steps = {"signed": "2022-01-01", stage: "2022-01-02"}
    rules = [rule("step", stage="signed", limit=9, until=until)]
    found = alarms(Ledger(projects=[project(*steps.items())]), as_of="2022-03-10", rules=rules)
    assert (not found) is is_met


def test_a_later_stage_replaces_the_one_waited_for() -> None:
    """What is planned for a stage is met by the stage itself, of any day up to today."""
    plan = Milestone(stage="landed", on="2022-01-31", planned=True)
    for done_on, is_met in (("2022-03-09", True), ("2022-03-10", True), ("2022-03-11", False)):
        held = project(milestones=[plan, Milestone(stage="started", on=done_on)])
        found = alarms(Ledger(projects=[held]), as_of="2022-03-10", rules=[rule("planned")])
        assert (not found) is is_met


@pytest.mark.parametrize(
    ("progress", "rings"),
    [
        ({"accepted_on": "2022-03-01"}, [[8], [9], [10]]),
        ({"accepted_on": "2022-03-10"}, [[], [0], [1]]),
        ({"accepted_on": "2022-03-01", "done_on": "2022-03-10"}, [[8], [], []]),
        ({"accepted_on": "2022-03-01", "done_on": "2022-03-11"}, [[8], [9], []]),
    ],
)
def test_a_service_step_runs_from_its_first_day_to_its_last(
    progress: dict[str, Any], rings: list[list[int]]
) -> None:
    """It runs on the day it is taken on, and no longer on the day it is done."""
    team = ServiceTeam(
        id="U1",
        name="专班",
        steps=[ServiceStep(id="s1", name="环评", limit=StepLimit(days=0))],
        progress=[StepProgress(project="P1", step="s1", **progress)],
    )
    held = Ledger(projects=[project(("approving", "2022-01-01"))], teams=[team])
    assert by_day(held, [rule("service", warn_days=5)]) == rings


@pytest.mark.parametrize(
    ("begun", "ended", "rings"),
    [
        (None, None, [[8], [9], [10]]),
        ("2022-03-01", None, [[8], [9], [10]]),
        ("2022-03-10", None, [[], [9], [10]]),
        ("2022-03", None, [[8], [9], [10]]),
        ("2022-03-11", None, [[], [], [10]]),
        (None, "2022-03-09", [[], [], []]),
        (None, "2022-03-10", [[8], [], []]),
        (None, "2022-03-11", [[8], [9], []]),
        (None, "2022-03", [[8], [9], [10]]),
    ],
)
def test_a_duty_runs_from_its_first_day_to_its_last(
    begun: str | None, ended: str | None, rings: list[list[int]]
) -> None:
    """A coarse date has begun with its first day, and has surely ended with its last."""
    order = Order(id="1", issued_on=begun, due_on="2022-03-01", answered_on=ended)
    case = Case(id="1", raised_on=begun, due_on="2022-03-01", closed_on=ended)
    for kind, team in (
        ("order", ServiceTeam(id="U1", name="专班", orders=[order])),
        ("case", ServiceTeam(id="U1", name="专班", cases=[case])),
    ):
        assert by_day(Ledger(teams=[team]), [rule(kind)]) == rings


# what was promised ------------------------------------------------------------------------------------------------


def promised(*later: dict[str, Any], as_of: str = "2024-12-31", held: str = "2023") -> list[int]:
    """Give, in ten thousands, what taxes stand where 900 were promised and later papers say something else."""
    found = standing_terms(promising(paper(term("tax", held, "900万元"), id="G1"), *later), as_of=as_of)
    return [int(amount.value or 0) // 10_000 for each in found for amount in each.promised]


@pytest.mark.parametrize(
    ("dates", "as_of", "stands"),
    [
        # signed on the last day of the term, or the day after, when it was due
        ({"signed_on": "2023-12-31"}, "2024-12-31", [100]),
        ({"signed_on": "2024-01-01"}, "2024-12-31", [900]),
        # a coarse date that ends with the term came in time, one that begins with it may have
        ({"signed_on": "2023-12"}, "2024-12-31", [100]),
        ({"signed_on": "2023-12-31/2024-01-01"}, "2024-12-31", [900, 100]),
        # without a date, what was on record by the last day was there
        ({"recorded_on": "2023-06-30"}, "2024-12-31", [100]),
        ({"recorded_on": "2023-12-31"}, "2024-12-31", [100]),
        ({"recorded_on": "2024-01-01"}, "2024-12-31", [900, 100]),
        # a paper stands from the day on which it is signed; a coarse one may
        ({"signed_on": "2023-06-10"}, "2023-06-09", [900]),
        ({"signed_on": "2023-06-10"}, "2023-06-10", [100]),
        ({"signed_on": "2023-06"}, "2023-05-31", [900]),
        ({"signed_on": "2023-06"}, "2023-06-01", [900, 100]),
        ({"signed_on": "2023-06"}, "2023-06-29", [900, 100]),
        ({"signed_on": "2023-06"}, "2023-06-30", [100]),
    ],
)
def test_a_supplement_on_the_last_day(dates: dict[str, str], as_of: str, stands: list[int]) -> None:
    """It changes what was not yet due when it was signed; where the dates leave that open both amounts are kept."""
    later = {**paper(term("tax", "2023", "100万元"), amends="G1"), "signed_on": None, **dates}
    assert promised(later, as_of=as_of) == stands


@pytest.mark.parametrize(
    ("reached", "score"),
    [
        ("2023-06-30", 100),
        ("2023-07-01", 0),
        ("2023-06", 100),
        ("2023-06-30/2023-07-01", None),
        ("2023-06-29/2023-07-01", None),
        ("2023-07", 0),
        (None, None),
    ],
)
def test_a_stage_in_time(reached: str | None, score: int | None) -> None:
    """A stage promised by a day is kept on that day and not after; a date on both sides leaves it open."""
    held = promising(
        paper(term("started_by", "2023-06-30")), milestones=[{"stage": "started", "on": reached}]
    )
    assert supervise(held, as_of="2024-01-31")[0].score == score


@pytest.mark.parametrize(("later", "score"), [("2023-06-30", 100), ("2023-07-01", None)])
def test_a_later_stage_in_time_shows_the_earlier_one(later: str, score: int | None) -> None:
    """One that came later than the day leaves open when the stage before it came."""
    held = promising(
        paper(term("started_by", "2023-06-30")), milestones=[{"stage": "completed", "on": later}]
    )
    assert supervise(held, as_of="2024-01-31")[0].score == score


@pytest.mark.parametrize(
    ("as_of", "is_due"), [("2023-12-30", False), ("2023-12-31", True), ("2024-01-01", True)]
)
def test_a_term_is_due_on_its_last_day(as_of: str, is_due: bool) -> None:
    """The review of a year begins on its last day."""
    held: Project = promising(paper(term("tax", "2023", "900万元")))
    (review,) = supervise(held, as_of=as_of)
    assert (review.results[0].is_due, review.score) == (is_due, 0 if is_due else None)


@pytest.mark.parametrize(
    ("paid", "class_"),
    [("900万元", "full"), ("899万元", "partial"), ("540万元", "partial"), ("539万元", "failed")],
)
def test_a_class_holds_its_edge(paid: str, class_: str) -> None:
    """Full and partial begin with their least scores, 100 and 60."""
    outcomes = [{"period": "2023", "tax": paid}]
    (review,) = supervise(
        promising(paper(term("tax", "2023", "900万元")), outcomes=outcomes), as_of="2024-01-31"
    )
    assert str(review.class_) == class_


def test_what_was_kept_in_full_is_no_cause() -> None:
    """Of two measures only the one that fell short calls for what follows it."""
    table = [Disposal(years=1, cause=name, zh="约谈", en=name) for name in ("output", "tax")]
    terms = [term("tax", "2023", "900万元"), term("output", "2023", "3亿元")]
    outcomes = [{"period": "2023", "tax": "900万元", "output": "2亿元"}]
    held = promising(paper(*terms), outcomes=outcomes)
    (review,) = supervise(held, as_of="2024-01-31", disposals=table)
    assert review.disposal == table[0]


RUNNING = [
    {"step": "s1", "accepted_on": "2022-03-01", "done_on": "2022-03-02"},
    {"step": "s1"},
    {"step": "s1", "accepted_on": "2022-03-11"},
    {"step": "s0", "accepted_on": "2022-03-01"},
    {"step": "s2", "accepted_on": "2022-03-01"},
    {"step": "s1", "accepted_on": "2022-03-01", "project": "P2"},
    {"step": "s1", "accepted_on": "2022-03-01"},
]


@pytest.mark.parametrize("turn", range(len(RUNNING)))
def test_what_rings_of_many_is_what_rings_of_each(turn: int) -> None:
    """In whatever order they stand: one that is done, not begun or unknown says nothing of the next."""
    listed: list[dict[str, Any]] = [{"project": "P1", **each} for each in (*RUNNING[turn:], *RUNNING[:turn])]
    steps = [
        ServiceStep(id="s1", name="环评", limit=StepLimit(days=0)),
        ServiceStep(id="s2", name="能评", limit=StepLimit(days=3)),
    ]
    order, case = Order(id="1", due_on="2022-03-01"), Case(id="1", due_on="2022-03-01")
    orders = [evolve(order, id="2", answered_on="2022-03-02"), order, evolve(order, id="3", due_on=None)]
    cases = [evolve(case, id="2", closed_on="2022-03-02"), case, evolve(case, id="3", due_on=None)]

    def rung(**more: Any) -> list[str]:
        team = ServiceTeam(id="U1", name="专班", steps=steps, **more)
        held = Ledger(projects=[project(("approving", "2022-01-01"))], teams=[team])
        found = alarms(held, as_of="2022-03-10", rules=[rule("service"), rule("order"), rule("case")])
        return sorted(f"{alarm.project} {alarm.owner} {alarm.due_on} {alarm.days_over}" for alarm in found)

    many = rung(progress=[StepProgress(**each) for each in listed], orders=orders, cases=cases)
    alone = [line for each in listed for line in rung(progress=[StepProgress(**each)])]
    alone += [line for each in orders for line in rung(orders=[each])]
    alone += [line for each in cases for line in rung(cases=[each])]
    assert many == sorted(alone)
    assert len(many) == 4
