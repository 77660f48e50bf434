"""Alarms, reviews and KPIs ask one history: a project and its phases are one, at every depth."""

from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

import pytest
from tests.trust.counting import calls

from zhaoshang import Ledger, Project, Stage, evaluate
from zhaoshang.checks import check
from zhaoshang.frames import from_ledger
from zhaoshang.lifecycle import alarms, exit_grounds, supervise
from zhaoshang.model import Agreement, Milestone, PromisedTerm
from zhaoshang.profiles import DEFAULT

DAY = date(2025, 6, 30)
SEPARATE = DEFAULT.vary("separate", phases="separate")


def made(id_: str, parent: str | None = None, *, plan: str | None = None, **steps: str) -> Project:
    """Make a project, or a phase of another, that came to some stages."""
    signed = steps.pop("signed", None)
    milestones = [Milestone(stage=stage, on=on) for stage, on in steps.items()]
    milestones += [] if plan is None else [Milestone(stage="started", on=plan, planned=True)]
    return Project(
        id=id_,
        name=id_,
        parent=parent,
        relation=None if parent is None else "phase",
        agreements=[] if signed is None else [Agreement(signed_on=signed)],
        milestones=milestones,
    )


def drawn(random: Random) -> Ledger:
    """Draw projects with phases of phases, each with a few dated steps in any order, and some plans of a start."""
    projects: list[Project] = []
    for place in range(random.randint(4, 9)):
        parent = f"P{random.randrange(place)}" if place and random.random() < 0.65 else None
        is_planned = random.random() < 0.3
        ends = () if is_planned else ("terminated", "exited")
        stages = ("signed", "negotiating", "landed", "started", "completed", "producing", *ends)
        days = {stage: str(DAY - timedelta(random.randint(-40, 500))) for stage in random.sample(stages, k=3)}
        plan = str(DAY - timedelta(random.randint(-60, 300))) if is_planned else None
        projects.append(made(f"P{place}", parent, plan=plan, **days))
    return Ledger(as_of=str(DAY), projects=projects)


def test_alarms_see_the_stage_and_the_start_that_kpis_see() -> None:
    wrong: list[Any] = []
    for seed in range(12):
        ledger = drawn(Random(seed))  # noqa: S311 - no secret
        for profile in (DEFAULT, SEPARATE):

            def ids(kpi: Any, **asked: Any) -> set[str]:
                figures = evaluate(ledger, kpi, profile=profile, **asked)  # noqa: B023 - asked at once
                return set(figures[kpi].ids)

            found = alarms(ledger, limits=dict(profile.stall_days), phases=profile.phases)
            late = {each.project for each in found if each.days_over > 0}
            wrong += [
                (seed, each) for each in found if each.project not in ids("stage_count", of=str(each.stage))
            ]
            wrong += [(seed, "silent", each) for each in ids("stalled_count") - late]
            plans = {
                each.project
                for each in alarms(ledger, phases=profile.phases)
                if each.rule == "plan_missed" and each.days_over > 0
            }
            roots = {each.id for each in ledger.projects if each.parent is None or profile is SEPARATE}
            overdue = ids("overdue_not_started")
            wrong += [
                (seed, "not overdue", each) for each in plans & roots & ids("signed_project_count") - overdue
            ]
    assert wrong == []


@pytest.mark.long
def test_the_work_grows_as_the_records_do_however_deep_phases_stand() -> None:
    """Each phase under the one before it, with a plan that is late and an end that lies ahead."""
    kpis = ("overdue_not_started", "signed_investment_total", "completion_rate", "stalled_count")
    asked: Any = {"alarms": alarms, "check": check}
    asked |= {kpi: partial(lambda kpi, ledger: evaluate(ledger, kpi), kpi) for kpi in kpis}
    wrong = []
    for name, ask in asked.items():
        work = []
        for depth in (150, 300):
            steps = {"signed": "2025-01-05", "landed": "2025-02-01", "exited": "2026-01-01"}
            chain = [
                made(f"P{at}", f"P{at - 1}" if at else None, plan="2025-03-01", **steps)
                for at in range(depth)
            ]
            ledger = Ledger(as_of=DAY, projects=chain)
            work.append(calls(partial(ask, ledger)))
        wrong += [(name, work)] if work[1] > 2.2 * work[0] else []
    assert wrong == []


MOVED_ON = {
    "its phase has started": ([made("R", signed="2025-01-05"), made("A", "R", started="2025-03-01")], set()),
    "a phase of its phase has": (
        [made("R", signed="2025-01-05"), made("A", "R"), made("B", "A", started="2025-03-01")],
        set(),
    ),
    "none has": ([made("R", signed="2025-01-05"), made("A", "R")], {("R", "signed_20")}),
    "one of two phases has ended": (
        [
            made("R", signed="2025-01-05"),
            made("A", "R", exited="2025-03-01"),
            made("B", "R", negotiating="2024-12-01"),
        ],
        {("R", "signed_20")},
    ),
    "all phases have ended": (
        [made("R", signed="2025-01-05"), made("A", "R", plan="2025-02-01", exited="2025-03-01")],
        set(),
    ),
    "the whole has ended": (
        [made("R", signed="2025-01-05", terminated="2025-02-01"), made("A", "R", plan="2025-03-01")],
        set(),
    ),
    "a phase keeps its own plan": (
        [
            made("R", signed="2025-01-05", plan="2025-02-01"),
            made("A", "R", started="2025-02-01"),
            made("B", "R", plan="2025-05-01"),
        ],
        {("B", "plan_missed")},
    ),
    "the whole has started": (
        [made("R", signed="2025-01-05", started="2025-02-01"), made("A", "R", plan="2025-03-01")],
        set(),
    ),
}


def test_a_project_rings_for_what_neither_it_nor_its_phases_did() -> None:
    found = {
        name: {(each.project, each.rule) for each in alarms(Ledger(projects=projects), as_of=DAY)}
        for name, (projects, _) in MOVED_ON.items()
    }
    assert found == {name: rung for name, (_, rung) in MOVED_ON.items()}


@pytest.mark.long
def test_one_phase_that_ended_ends_nothing_but_itself() -> None:
    """R is completed through A; nobody but B has ended, until all have."""
    projects = [
        made("R", signed="2024-01-05"),
        made("A", "R", completed="2024-06-01"),
        made("B", "R", started="2024-03-01", terminated="2024-07-01"),
    ]
    over = [*projects[:1], made("A", "R", exited="2024-06-01"), *projects[2:]]
    keeps = DEFAULT.vary("kept", terminated_in_denominator=False)
    wrong = []
    for engine in (None, "polars", "duckdb"):
        for listed, stage, counted in ((projects, "completed", 1), (over, "terminated", 0)):
            ledger = Ledger(as_of=DAY, projects=listed)
            source: Any = ledger if engine is None else from_ledger(ledger, backend=engine)
            asked: tuple[Any, ...] = (Stage.COMPLETED, Stage.STARTED, Stage.TERMINATED, Stage.EXITED)
            stages = {
                str(each): evaluate(source, "stage_count", of=each)["stage_count"].value for each in asked
            }
            rate = evaluate(source, "completion_rate", profile=keeps)["completion_rate"]
            ended = evaluate(source, "milestone_count", of="terminated", period="2024")["milestone_count"]
            told: Any = [name for name, number in stages.items() if number], rate.denominator, ended.value
            if told != ([stage], counted, 1 - counted):
                wrong.append((engine, stage, told))
    assert wrong == []


def test_a_promised_stage_is_kept_by_its_own_record_and_by_all_that_is_one() -> None:
    term = PromisedTerm(measure="started_by", period="2024-06-30")
    paper = Agreement(signed_on="2024-01-05", terms=[term])

    def kept(*projects: Project, as_of: str = "2025-01-31") -> Any:
        head, *beside = projects
        head = Project(id="R", name="R", agreements=[paper], milestones=head.milestones)
        (review,) = supervise(head, as_of=as_of, phases=beside)
        return review.results[0].ratio

    bare = made("R")
    rows = {
        "its own start decides, not an earlier completion": (
            kept(made("R", completed="2024-05-01", started="2025-03-01")),
            0,
        ),
        "its own start decides on every day": (
            kept(made("R", completed="2024-05-01", started="2025-03-01"), as_of="2025-12-31"),
            0,
        ),
        "without one a completion implies it": (kept(made("R", completed="2024-05-01")), 1),
        "the first of two starts": (
            kept(made("R", started="2024-03-01", negotiating="2024-04-01")),
            1,
        ),
        "a phase started in time": (kept(bare, made("A", "R", started="2024-03-01")), 1),
        "a phase started late": (kept(bare, made("A", "R", started="2024-09-01")), 0),
        "a phase was completed in time": (kept(bare, made("A", "R", completed="2024-03-01")), 1),
        "nobody started": (kept(bare, made("A", "R")), 0),
    }
    assert [name for name, (found, right) in rows.items() if found != right] == []


def test_the_figure_of_what_was_kept_says_so_too() -> None:
    paper = Agreement(signed_on="2024-01-05", terms=[PromisedTerm(measure="started_by", period="2024-06-30")])
    promise = Project(id="A", name="A", parent="R", relation="phase", agreements=[paper])
    asked: Any = {"as_of": DAY, "weights": {"started_by": 100}}
    wrong = []
    for head, phase, right in (
        (made("R", started="2024-03-01"), promise, 100),
        (made("R", started="2024-09-01"), promise, 0),
        (made("R", completed="2024-03-01", started="2025-09-01"), promise, 0),
    ):
        ledger = Ledger(projects=[head, phase])
        for source in (ledger, from_ledger(ledger, backend="polars"), from_ledger(ledger, backend="duckdb")):
            found = evaluate(source, "agreement_compliance", **asked)["agreement_compliance"].value
            wrong += [] if found == right else [(source, found, right)]
    assert wrong == []


def test_grounds_for_withdrawal_look_at_phases() -> None:
    landed = made("R", landed="2024-01-10")
    assert [each.code for each in exit_grounds(landed, as_of=DAY)] == ["not_started"]
    assert exit_grounds(landed, as_of=DAY, phases=[made("A", "R", started="2024-03-01")]) == ()
