"""Deadlines, alarms and the rhythm."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from tests.lifecycle.stepping import project

from zhaoshang import Ledger, Project, advance
from zhaoshang.calendars import CN, HolidayTable
from zhaoshang.errors import (
    UnknownCodeError,
    UnpublishedYearError,
)
from zhaoshang.lifecycle import (
    LADDER,
    RHYTHMS,
    RULES,
    Alarm,
    AlarmLevel,
    AlarmRule,
    Deadline,
    DeadlineState,
    Rhythm,
    alarms,
    deadline,
    escalate,
)
from zhaoshang.model import (
    Conditional,
    Milestone,
    Order,
    ServiceStep,
    ServiceTeam,
    StepLimit,
    StepProgress,
)


def test_a_deadline_says_when_it_cannot_be_sure() -> None:
    limit = deadline("2022-06-20", 5, done_on="2022-06", as_of="2022-07-31")
    assert (limit.state, limit.is_sure, limit.days_over) == ("late", False, 5)
    sure = deadline("2022-06-20", 5, done_on="2022-07", as_of="2022-07-31")
    assert (sure.state, sure.is_sure) == ("late", True)
    assert not deadline("2022-06", 5, as_of="2022-07-31").is_sure
    paused = deadline("2022-06-20", 5, paused=[("2022-06-22", None)], as_of="2022-12-31")
    assert (paused.due_on, paused.state, paused.days_over) == (None, "running", None)
    done = deadline("2022-06-20", 5, paused=[("2022-06-22", None)], done_on="2022-07-01", as_of="2022-12-31")
    assert done.state == "on_time"
    assert Deadline(due_on=None, state=DeadlineState.RUNNING, days_over=None).is_sure


def test_a_deadline_takes_another_calendar() -> None:
    table = HolidayTable(holidays=["2061-03-02"])
    limit = deadline("2061-03-01", {"days": 1, "working": True}, as_of="2061-03-10", calendar=table)
    assert limit.due_on == date(2061, 3, 3)
    written = {"holidays": ["2061-03-02"], "makeup": []}
    assert deadline("2061-03-01", {"days": 1, "working": True}, as_of="2061-03-10", calendar=written) == limit
    with pytest.raises(UnpublishedYearError):
        deadline("2061-03-01", {"days": 1, "working": True}, as_of="2061-03-10")


def ring(held: Project, as_of: str, **more: Any) -> list[tuple[str, str, int]]:
    found = alarms(Ledger(projects=[held]), as_of=as_of, **more)
    return [(alarm.rule, str(alarm.level), alarm.days_over) for alarm in found]


@pytest.mark.parametrize(
    ("held", "as_of", "expected"),
    [
        (project(("planned", "2022-01-01")), "2022-02-15", [("planned_45", "amber", 0)]),
        (project(("planned", "2022-01-01")), "2022-02-08", [("planned_45", "amber", -7)]),
        (project(("planned", "2022-01-01")), "2022-02-07", []),
        (project(("lead", "2022-01-01")), "2022-01-10", [("lead_judged", "red", 2)]),
        (project(("lead", "2022-01-01"), ("negotiating", "2022-01-03")), "2022-01-10", []),
        (project(("signed", "2022-01-01")), "2022-05-01", [("signed_20", "red", 100), ("land_3_months", "red", 30)]),
        (project(("signed", "2022-01-01"), ("approving", "2022-01-05")), "2022-05-01", [("land_3_months", "red", 30)]),
        (project(("signed", "2022-01-01"), ("landed", "2022-03-01")), "2022-05-01", []),
        (project(("landed", "2022-01-01")), "2022-08-01", [("start_6_months", "red", 31)]),
        (project(("landed", "2022-01-01"), ("exited", "2022-07-15")), "2022-08-01", []),
        (project(("signed", "2022-01-10"), track="leased_plant"), "2022-03-11", [("signed_20", "red", 40), ("plant_2_months", "red", 1)]),
        (
            project(("signed", "2022-01-01"), ("approving", "2022-01-05"), tags=["新增用地"]), "2022-03-02",
            [("land_filing_2_months", "red", 1)],
        ),
    ],
)  # fmt: skip
def test_the_rules_ring_in_time(held: Project, as_of: str, expected: list[tuple[str, str, int]]) -> None:
    assert ring(held, as_of) == expected


def test_a_paper_stops_a_clock() -> None:
    held = Project(
        id="P1",
        name="甲",
        track="land",
        milestones=[
            Milestone(stage="signed", on="2022-01-01"),
            Milestone(stage="approving", on="2022-02-01", evidence=["land_contract"]),
        ],
    )
    assert ring(held, "2022-05-01") == []
    assert ring(held, "2022-01-31") == [("signed_20", "red", 10)]


def test_plans_and_promises_ring() -> None:
    held = project(("signed", "2022-01-01"), ("approving", "2022-01-03"))
    held = evolve(
        held,
        track="service",
        milestones=[
            *held.milestones,
            Milestone(stage="landed", on="2022-05-01", planned=True),
            Milestone(stage="landed", on="2022-06", planned=True, correction=True),
            Milestone(stage="approving", on="2022-02-01", planned=True),
        ],
    )
    assert ring(held, "2022-05-20") == []
    assert ring(held, "2022-07-03") == [("plan_missed", "red", 3)]
    landed = advance(
        held,
        "landed",
        on="2022-06-15",
        evidence=["lease"],
        promised=[
            {"evidence": "business_license", "due_on": "2022-07-15"},
            {"evidence": "eia", "due_on": "2022-08"},
        ],
    )
    assert ring(landed, "2022-07-20") == [("paper_promised", "red", 5)]
    (alarm,) = alarms(Ledger(projects=[landed]), as_of="2022-07-12")
    assert (alarm.subject, alarm.stage, alarm.level) == ("business_license", "landed", "amber")
    assert (
        alarm.render() == "P1: amber, a promised paper is due (business_license), due 2022-07-15, 3 days left"
    )
    assert "还剩3天" in alarm.render("zh_CN")
    served = advance(landed, "started", on="2022-07-18", evidence=["business_license", "eia"])
    assert ring(served, "2022-12-20") == []


def test_service_steps_ring_for_the_department() -> None:
    team = ServiceTeam(
        id="U1",
        name="专班",
        steps=[
            ServiceStep(id="s1", name="环评", department="生态环境局", limit=StepLimit(days=5, working=True)),
            ServiceStep(id="s2", name="图审"),
        ],
        progress=[
            StepProgress(
                project="P1", step="s1", accepted_on="2022-09-28", paused=[("2022-09-30", "2022-10-09")]
            ),
            StepProgress(project="P1", step="s1", accepted_on="2022-09-01", done_on="2022-09-05"),
            StepProgress(project="P1", step="s1", accepted_on="2022-11-01"),
            StepProgress(project="P1", step="s1"),
            StepProgress(project="P1", step="s2", accepted_on="2022-09-01"),
            StepProgress(project="P9", step="s1", accepted_on="2022-09-01"),
        ],
    )
    ledger = Ledger(as_of="2022-10-14", projects=[project(("approving", "2022-09-01"))], teams=[team])
    (alarm,) = alarms(ledger)
    assert (alarm.rule, alarm.owner, alarm.subject, alarm.days_over) == (
        "service_step",
        "生态环境局",
        "环评",
        1,
    )
    waiting = StepProgress(
        project="P1", step="s2", accepted_on="2022-09-01", conditional=Conditional(promised_on="2022-10-10")
    )
    (promise,) = alarms(evolve(ledger, teams=[evolve(team, progress=[waiting])]))
    assert (promise.rule, promise.owner, promise.subject, promise.days_over) == (
        "paper_promised",
        "U1",
        "图审",
        4,
    )
    in_working_days = AlarmRule(code="x", zh="", en="", kind="promise", limit={"days": 1, "working": True})
    late = StepProgress(
        project="P1", step="s2", accepted_on="2061-03-01", conditional=Conditional(promised_on="2061-03-01")
    )
    (grace,) = alarms(
        evolve(ledger, teams=[evolve(team, progress=[late])]),
        as_of="2061-03-04",
        rules=[in_working_days],
        calendar={"holidays": ["2061-03-02"], "makeup": []},
    )
    assert grace.due_on == date(2061, 3, 3)
    only_tagged = AlarmRule(code="x", zh="", en="", kind="service", tag="重点")
    assert alarms(ledger, rules=[only_tagged]) == ()


def test_limits_replace_the_default_rules_and_join_others() -> None:
    held = project(("landed", "2022-01-01"))
    assert ring(held, "2022-08-01", limits={"landed": {"months": 1}}) == [("limit_landed", "red", 181)]
    both = ring(held, "2022-08-01", limits={"landed": 30}, rules=[RULES[7]])
    assert [rule for rule, *_ in both] == ["start_6_months", "limit_landed"]
    with pytest.raises(UnknownCodeError):
        ring(held, "2022-08-01", limits={"落第": 30})
    assert ring(held, "2022-08-01", limits={"落地": 30}) == ring(held, "2022-08-01", limits={"landed": 30})


def test_alarms_need_a_day() -> None:
    with pytest.raises(ValueError, match="as_of"):
        alarms(Ledger(projects=[project()]))


def test_a_hold_of_unknown_date_does_not_stop_the_clock() -> None:
    held = project(("negotiating", "2022-01-01"), ("on_hold", None))
    assert ring(held, "2022-02-01", limits={"negotiating": 30}) == [("limit_negotiating", "red", 1)]
    again = project(("negotiating", "2022-01-01"), ("on_hold", "2022-01-10"), ("resumed", "2022-01-10"))
    assert ring(again, "2022-02-01", limits={"negotiating": 30}) == [("limit_negotiating", "red", 1)]


@pytest.mark.parametrize(
    "arguments",
    [{"kind": "stage"}, {"kind": "stage", "limit": 3}, {"kind": "step", "limit": 3, "stage": "lead"}],
)
def test_a_rule_has_what_its_kind_needs(arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="x: "):
        AlarmRule(code="x", zh="", en="", **arguments)


def test_an_alarm_climbs_the_ladder() -> None:
    alarm = Alarm(
        project="P1", rule="x", level=AlarmLevel.RED, stage=None, due_on=date(2022, 1, 1), days_over=1
    )
    rungs = [escalate(evolve(alarm, days_over=days)) for days in (-3, 0, 1, 7, 8, 30, 31, 400)]
    assert [LADDER.index(rung) for rung in rungs if rung] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert escalate(alarm, ladder=LADDER[2:]) is None


def test_the_rhythm_follows_the_calendar() -> None:
    by_code = {rhythm.code: rhythm for rhythm in RHYTHMS}
    monthly = by_code["monthly"].dates("2022-09", "2022-10", calendar=CN)
    assert [day.isoformat() for day in monthly] == ["2022-09-30", "2022-10-31"]
    assert [day.isoformat() for day in by_code["leads"].dates("2022-01-07", "2022-02-10")] == [
        "2022-01-07", "2022-01-21", "2022-02-04",
    ]  # fmt: skip
    assert len(by_code["quarterly"].dates("2022", "2022")) == 4
    assert by_code["yearly"].dates("2022", "2022") == (date(2022, 12, 31),)
    own = Rhythm(code="x", zh="", en="", rule="FREQ=MONTHLY;BYMONTHDAY=10")
    assert own.dates("2022-10-01", "2022-10-31", calendar=CN) == (date(2022, 10, 10),)
    written = {"holidays": ["2061-03-10"], "makeup": []}
    assert own.dates("2061-03-01", "2061-03-31", calendar=written) == (date(2061, 3, 9),)


@pytest.mark.parametrize("subject", ["土地闲置", ""])
def test_an_alarm_of_an_order_names_what_it_is_about(subject: str) -> None:
    """By its subject, and where it has none by its id."""
    order = Order(id="D7", subject=subject, issued_on="2022-03-01", due_on="2022-03-10")
    team = ServiceTeam(id="U1", name="专班", orders=[order])
    (alarm,) = alarms(
        Ledger(teams=[team]),
        as_of="2022-03-20",
        rules=[AlarmRule(code="d", zh="督办", en="order", kind="order")],
    )
    assert alarm.subject == (subject or "D7")
