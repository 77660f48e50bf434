"""The rooms of the lifecycle: graphs, views, alarms, rhythm, local words, supervision, pictures."""

import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from zhaoshang import Ledger, Money, Project, advance
from zhaoshang.calendars import CN, HolidayTable
from zhaoshang.errors import (
    DateValueError,
    FieldTypeError,
    TransitionRefusedError,
    UnknownCodeError,
    UnpublishedYearError,
)
from zhaoshang.lifecycle import (
    DISPOSALS,
    LADDER,
    LIFECYCLE,
    RHYTHMS,
    RULES,
    VARIANTS,
    Alarm,
    AlarmLevel,
    AlarmRule,
    Disposal,
    LifecycleError,
    LocalWord,
    Mark,
    Reached,
    Reading,
    Rhythm,
    alarm_table,
    alarms,
    allowed,
    as_known_on,
    assess,
    blockers,
    build_lifecycle,
    check_lifecycle,
    deadline,
    draw_lifecycle,
    draw_project,
    duration,
    escalate,
    evidence_table,
    exit_grounds,
    history,
    reached,
    stage_ages,
    stage_at,
    stage_table,
    supervise,
    transition_table,
)
from zhaoshang.model import (
    Agreement,
    Arrival,
    Conditional,
    Lease,
    Milestone,
    Outcome,
    Park,
    Promise,
    PromisedTerm,
    ServiceStep,
    ServiceTeam,
    StepLimit,
    StepProgress,
)
from zhaoshang.periods import Period
from zhaoshang.quantities import Count
from zhaoshang.vocabulary import Stage


def project(*steps: tuple[str, str | None], **more: Any) -> Project:
    milestones = [Milestone(stage=stage, on=on) for stage, on in steps]
    return Project(**{"id": "P1", "name": "石墨烯产业园", "milestones": milestones, "track": "land", **more})


def keys(found: Any) -> list[str]:
    return [finding.key for finding in found]


# ---------------------------------------------------------------- steps


def test_advancing_to_signed_appends_exactly_one_agreement() -> None:
    """Even where an agreement of the same day is there, or one without a date."""
    held = project(("negotiating", "2022-01-01"), agreements=[Agreement(kind="framework")])
    signed = advance(
        held, "signed", on="2022-03-01", evidence="contract", recorded_on="2022-03-02", reporter="投资促进局"
    )
    assert signed.agreements[-1].reporter == "投资促进局"
    assert [str(paper.kind) for paper in signed.agreements] == ["framework", "formal"]
    assert signed.agreements[-1].recorded_on == Period.of("2022-03-02")
    assert signed.milestones == held.milestones
    ended = advance(signed, "terminated", on="2022-03-01")
    again = advance(ended, "signed", on="2022-03-01", correction=True, reason="误录终止")
    assert len(again.agreements) == 3
    assert again.agreements[-1].correction
    assert again.agreements[:2] == ended.agreements
    assert stage_at(again, "2022-12-31").stage == "signed"


def test_a_refusal_carries_the_step_and_survives_pickling() -> None:
    with pytest.raises(TransitionRefusedError) as caught:
        advance(project(("planned", "2022-01-01")), "on_hold", on="2022-02-01")
    assert keys(caught.value.step.blockers) == ["not_allowed:on_hold"]
    assert "on_hold" in str(caught.value)
    assert pickle.loads(pickle.dumps(caught.value)) == caught.value  # noqa: S301 - our own pickle
    assert "搁置" not in caught.value.step.blockers[0].render("en")
    assert caught.value.step.blockers[0].render("zh_CN") == "P1：流转表中没有该步骤：on_hold"


def test_dates_are_civil_dates_in_every_form() -> None:
    given = project(("planned", "2022-01-01"))
    steps = {
        advance(given, "rejected", on=on) for on in (date(2022, 2, 1), "2022-02-01", Period.of("2022-02-01"))
    }
    assert len(steps) == 1
    with pytest.raises(DateValueError):
        assess(given, "rejected", on=20220201)  # type: ignore[arg-type]  # refused at run time too


def test_promises_come_in_two_forms() -> None:
    held = project(("signed", "2022-03-01"))
    forms = [Promise(evidence="lease", due_on="2022-06-01")], [{"evidence": "lease", "due_on": "2022-06-01"}]
    first, second = (
        advance(held, "landed", on="2022-05-01", evidence=["business_license"], promised=form)
        for form in forms
    )
    assert first == second
    assert first.milestones[-1].promised == tuple(forms[0])


def test_a_promise_without_a_day_is_none() -> None:
    step = assess(
        project(("signed", "2022-03-01")), "lead", on="2022-05-01", promised=[Promise(evidence="lead_source")]
    )
    assert "missing_evidence:lead_source" in keys(step.warnings)


def test_what_may_come_next() -> None:
    signed = project(("signed", "2022-03-01"))
    assert [str(stage) for stage in allowed(signed)] == [
        "approving", "landed", "terminated", "on_hold", "breached", "reassigned",
    ]  # fmt: skip
    assert "at_capacity" in allowed(signed, strict=False)
    assert allowed(project(("closed", "2022-03-01"))) == ("reassigned",)
    assert [str(stage) for stage in allowed(project(("signed", "2022-03-01"), ("on_hold", "2022-04-01")))] == [
        "terminated", "exited", "closed", "resumed", "breached", "reassigned",
    ]  # fmt: skip
    assert [str(stage) for stage in allowed(project())][:2] == ["planned", "lead"]


# ---------------------------------------------------------------- graphs


def test_a_city_goes_by_its_own_graph() -> None:
    """Stages that it does not know are unknown; its labels and evidence are its own."""
    city = build_lifecycle(
        code="city",
        zh="某市",
        en="a city",
        steps=[("negotiating", "signed", "rejected"), ("signed", "started", ""), ("started", "", "")],
        evidence=[("signed", "", "contract + 会议纪要"), ("started", "service", "opening")],
        labels={"started": "开工开业"},
        optional={"signed": ["land"]},
        extra_evidence=["会议纪要"],
    )
    held = project(("negotiating", "2022-01-01"))
    how: dict[str, Any] = {"on": "2022-02-01", "evidence": ["contract"], "strict": True, "lifecycle": city}
    assert keys(blockers(held, "signed", **how)) == ["missing_evidence:会议纪要"]
    assert keys(blockers(held, "landed", **how)) == ["unknown_stage:landed"]
    assert city.stage("started").label() == "开工开业"
    assert city.is_optional(Stage.SIGNED, held.track)
    assert not city.is_optional(Stage.SIGNED, None)
    assert city.label("en") == "a city"
    assert "开工开业" in draw_lifecycle(city)
    assert "on_hold" not in [str(rule.stage) for rule in city.stages]
    with pytest.raises(LookupError, match="city"):
        city.stage("landed")
    with pytest.raises(UnknownCodeError):
        city.stage("落地")


@pytest.mark.parametrize(
    ("arguments", "faults"),
    [
        (
            {"steps": [("signed", "landed", ""), ("started", "producing", "")]},
            ["unreachable:started", "unreachable:producing", "dead_end:landed"],
        ),
        (
            {"steps": [("signed", "landed", ""), ("landed", "", ""), ("terminated", "signed", "")]},
            ["leaves_end:terminated->signed"],
        ),
        ({"steps": [("签约", "landed", "")]}, ["unknown_stage:签约"]),
        ({"steps": [("signed", "落地", "started@plant")]}, ["unknown_stage:落地", "unknown_track:plant"]),
        (
            {
                "steps": [("signed", "landed", "")],
                "evidence": [("landed", "", "licence"), ("到资", "", "x"), ("landed", "by_sea", "lease")],
            },
            ["unknown_stage:到资", "unknown_track:by_sea", "unknown_evidence:licence"],
        ),
    ],
)
def test_a_faulty_graph_is_refused_with_all_its_faults(arguments: dict[str, Any], faults: list[str]) -> None:
    with pytest.raises(LifecycleError) as caught:
        build_lifecycle(code="x", zh="某市", en="a city", **arguments)
    assert keys(caught.value.faults) == faults
    assert faults[0] in str(caught.value)
    assert "x" in caught.value.render("zh_CN")


def test_a_cell_that_is_no_step_is_refused() -> None:
    with pytest.raises(ValueError, match="target@track"):
        build_lifecycle(code="x", zh="", en="", steps=[("signed", "landed,started", "")])


def test_an_empty_graph_has_no_faults() -> None:
    empty = build_lifecycle(code="x", zh="", en="", steps=[])
    assert check_lifecycle(empty) == ()


# ---------------------------------------------------------------- looking back


def test_steps_without_a_date_count_and_are_named() -> None:
    at = stage_at(project(("signed", None), ("landed", "2022-05-01")), "2022-03-01")
    assert (at.stage, keys(at.warnings)) == ("signed", ["missing_date:signed"])


def test_the_history_names_what_each_record_did() -> None:
    held = project(
        ("lead", "2022-01-01"),
        ("signed", "2022-02-01"),
        ("signed", "2022-02-02"),
        ("on_hold", "2022-03-01"),
        ("on_hold", "2022-03-02"),
        ("resumed", "2022-04-01"),
        ("resumed", "2022-04-02"),
        ("started", "2022-05-01"),
        ("landed", "2022-05-02"),
        ("exited", "2022-06-01"),
        ("producing", "2022-06-02"),
        ("exited", "2022-06-03"),
        ("closed", "2022-06-04"),
    )
    held = evolve(
        held,
        milestones=[
            *held.milestones,
            Milestone(stage="started", on="2022-07-01", correction=True, reason="误录"),
            Milestone(stage="landed", on="2022-07-02", correction=True, reason="误报"),
            Milestone(stage="completed", on="2023-01-01", planned=True),
        ],
    )
    told = [(str(entry.stage), entry.effect) for entry in history(held)]
    assert told == [
        ("lead", "stage"),
        ("negotiating", "inferred"),
        ("signed", "stage"),
        ("signed", "repeated"),
        ("on_hold", "overlay"),
        ("on_hold", "repeated"),
        ("resumed", "overlay"),
        ("resumed", "ignored"),
        ("started", "withdrawn"),
        ("landed", "withdrawn"),
        ("exited", "withdrawn"),
        ("producing", "withdrawn"),
        ("exited", "withdrawn"),
        ("closed", "withdrawn"),
        ("started", "withdrawn"),
        ("landed", "corrected"),
        ("completed", "planned"),
    ]
    assert history(held)[1].is_inferred
    assert stage_at(held, "2022-12-31").stage == "landed"


def test_reached_tells_yes_no_and_may_be() -> None:
    held = project(("signed", "2022-02-01"), ("started", "2022-06"), ("terminated", "2022-08-01"))
    assert reached(held, "signed", by="2022-02-01").is_reached
    assert reached(held, "signed", by="2022-01-31").is_reached is False
    assert reached(held, "started", by="2022-06-10") == Reached(is_reached=None, on=Period.of("2022-06"))
    passed = reached(held, "landed", by="2022-07-01")
    assert (passed.is_reached, passed.is_inferred, passed.on) == (True, True, None)
    assert reached(held, "approving", by="2022-07-01").is_reached is False
    assert reached(held, "negotiating", by="2022-07-01").is_reached is False
    assert reached(held, "terminated", by="2022-08").is_reached
    late = project(
        ("signed", "2022-02-01"),
        milestones=[Milestone(stage="signed", on="2022-02-01", recorded_on="2022-05-01")],
    )
    assert reached(late, "signed", by="2022-03-01", known_on="2022-04-01").is_reached is False
    assert reached(project(("signed", None)), "signed", by="2022-01-01").is_reached
    assert reached(held, "on_hold", by="2022-12-31").is_reached is False


def test_ages_know_holds_ends_and_missing_dates() -> None:
    held = project(
        ("negotiating", "2022-01-01"),
        ("on_hold", "2022-01-11"),
        ("resumed", "2022-01-21"),
        ("signed", "2022-03"),
        ("on_hold", "2022-04-10"),
        ("terminated", "2022-05-01"),
    )
    first, second = stage_ages(held, as_of="2022-12-31")
    assert (first.low, first.high, first.on_hold) == (59, 89, 10)
    assert (second.stage, second.until, second.low, second.high) == (
        "signed",
        Period.of("2022-05-01"),
        31,
        61,
    )
    (only,) = stage_ages(project(("signed", None)), as_of="2022-12-31")
    assert (only.low, only.high, only.on_hold) == (None, None, 0)
    running = stage_ages(held, as_of="2022-04-20")[-1]
    assert (running.until, running.low, running.high, running.on_hold) == (None, 20, 50, 10)
    assert stage_ages(held, as_of="2022-04-20", known_on="2021-01-01")[-1] == running
    assert stage_ages(project(), as_of="2022-04-20") == ()


def test_durations_take_the_record_in_effect() -> None:
    held = project(("signed", "2022-03-01"), ("landed", "2022-05-10"), ("landed", "2022-06-10"))
    assert duration(held, "signed", "landed").days == 70
    held = advance(
        held, "landed", on="2022-05-20", correction=True, reason="日期有误", recorded_on="2022-07-01"
    )
    assert duration(held, "signed", "landed").days == 70  # the last recorded was put right
    held = project(("signed", "2022-03-01"), ("landed", "2022-05-10"))
    held = advance(
        held, "landed", on="2022-05-20", correction=True, reason="日期有误", recorded_on="2022-07-01"
    )
    assert duration(held, "signed", "landed", known_on="2022-06-30").days == 70
    missing = duration(held, "signed", "started")
    assert (missing.days, missing.low, missing.high, missing.end) == (None, None, None, None)
    assert duration(held, "signed", "landed", count="working").days == 56
    with pytest.raises(FieldTypeError):
        duration(held, "signed", "landed", count="weeks")  # type: ignore[arg-type]  # refused at run time too
    with pytest.raises(UnpublishedYearError):
        duration(
            project(("signed", "2061-03-01"), ("landed", "2061-05-10")), "signed", "landed", count="working"
        )


def test_what_was_known_reaches_every_dated_record() -> None:
    held = Project(
        id="P1",
        name="甲",
        agreements=[Agreement(signed_on="2022-01-01", recorded_on="2022-02-01")],
        milestones=[Milestone(stage="landed", on="2022-01-05")],
        arrivals=[Arrival(on="2022-01-05", recorded_on="2022-02-01")],
        outcomes=[Outcome(period="2022", recorded_on="2023-02")],
    )
    park = Park(id="K", name="园", leases=[Lease(space="S", recorded_on="2022-05-01")])
    ledger = Ledger(projects=[held], parks=[park])
    early = as_known_on(ledger, "2022-01-31")
    known = early.projects["P1"]
    assert (known.agreements, known.arrivals, known.outcomes) == ((), (), ())
    assert known.milestones == held.milestones
    assert early.parks["K"].leases == ()
    assert as_known_on(ledger, "2023-02-15").projects["P1"].outcomes == ()
    assert as_known_on(ledger, "2023-02") == ledger


# ---------------------------------------------------------------- deadlines and alarms


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
            Milestone(stage="landed", on="2022-06", planned=True),
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
        ring(held, "2022-08-01", limits={"落地": 30})


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
    with pytest.raises(ValueError, match="rule x"):
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


# ---------------------------------------------------------------- local words


def test_the_words_of_every_variant_are_read() -> None:
    assert len(VARIANTS) >= 6
    assert len({variant.code for variant in VARIANTS}) == len(VARIANTS)
    for variant in VARIANTS:
        assert variant.references
        assert variant.label() != variant.label("en")
        for word in variant.words:
            assert variant.read(f" {word.word} ") is word
            assert bool(word.question()) == word.is_ambiguous == (len(word.readings) > 1)
            assert all(reading.stage or reading.mark for reading in word.readings)


def test_a_city_writes_its_own_words() -> None:
    word = LocalWord(
        word="拟落地", readings=[Reading(Stage.SIGNED), Reading(Stage.APPROVING, Mark.THIS_YEAR)]
    )
    assert word.is_ambiguous
    assert word == LocalWord(word="拟落地", readings="signed|approving:this_year")


def test_a_word_without_a_sense_has_no_stage() -> None:
    assert LocalWord(word="其他", readings=()).stage is None


def test_an_ambiguous_word_tells_marks_apart() -> None:
    word = LocalWord(word="增资", readings="producing|:arrival")
    assert word.question() == "“增资”是指投产还是到资：记为资金到位？"


def test_an_ambiguous_word_asks_back() -> None:
    listed = {variant.code: variant for variant in VARIANTS}
    word = listed["app_list"].read("启动")
    assert (word.is_ambiguous, word.stage) == (True, None)
    assert {reading.stage for reading in word.readings} == {"signed", "approving"}
    assert word.question("en") == "Does 启动 mean signed or approving?"
    assert listed["park_states"].read("增资").readings[0].mark is Mark.EXPANSION
    assert listed["zhuxi"].read("到资").readings[0].mark is Mark.ARRIVAL
    assert listed["statistics"].read("续建").readings[0].mark is Mark.EARLIER_YEAR
    assert listed["incubator"].lifecycle.stage("on_hold").label() == "睡眠"
    with pytest.raises(UnknownCodeError) as caught:
        listed["wuhan_zone"].read("竣工")
    assert "退库" in caught.value.known


# ---------------------------------------------------------------- supervision


def agreed(*terms: tuple[str, str, Any], **outcomes: Any) -> Project:
    return Project(
        id="P1",
        name="甲",
        agreements=[Agreement(terms=[PromisedTerm(measure=m, period=p, promised=q) for m, p, q in terms])],
        outcomes=[
            Outcome(period=period.replace("_", "-")[1:], **values) for period, values in outcomes.items()
        ],
    )


wan: Callable[[Any], Money] = lambda number: Money.of(number, "万元")  # noqa: E731 - a short word for tables


def test_reviews_by_year_with_weights() -> None:
    held = agreed(
        ("tax", "2023", wan(800)),
        ("output", "2023", wan(10000)),
        ("tax", "2024", wan(900)),
        ("jobs", "2024", Count.of(100, "人")),
        ("tax", "2025", wan(900)),
        p2023={"tax": wan(1000), "output": wan(2000)},
        p2024_H1={"tax": wan(300), "jobs": 60},
        p2024_H2={"tax": wan(600), "jobs": 50},
    )
    first, second, third = supervise(held, as_of="2025-03-31")
    assert (first.year, first.score, str(first.class_)) == (2023, Fraction(60), "partial")
    assert [result.weight for result in first.results] == [50, 50]
    assert first.results[0].ratio == Fraction(5, 4)
    assert (second.score, str(second.class_), second.years_short) == (Fraction(75), "partial", 2)
    assert second.results[0].actual == wan(900)
    assert second.disposal == DISPOSALS[1]
    assert (third.score, str(third.class_), third.disposal) == (None, "not_yet_due", None)
    weighted = supervise(held, as_of="2025-03-31", weights={"tax": 3, "output": 1}, edges=(80, 60))
    assert weighted[0].score == 80
    assert [str(review.class_) for review in weighted[:2]] == ["full", "full"]
    assert weighted[1].results[1].weight == 0


def test_a_due_term_without_an_outcome_counts_as_nothing() -> None:
    (review,) = supervise(agreed(("tax", "2023", wan(800)), ("output", "2023", wan(1))), as_of="2024-01-31")
    assert review.score == 0
    assert (str(review.class_), review.missing) == ("failed", ("tax", "output"))


def test_what_was_not_yet_recorded_does_not_count() -> None:
    held = agreed(("tax", "2023", wan(800)))
    held = evolve(held, outcomes=[Outcome(period="2023", tax=wan(800), recorded_on="2024-06-01")])
    assert supervise(held, as_of="2024-12-31")[0].class_ == "full"
    assert supervise(held, as_of="2024-12-31", known_on="2024-05-31")[0].class_ == "failed"


def test_terms_that_cannot_be_held_against_anything_leave_the_score_open() -> None:
    terms = [
        ("tax", wan(0)),
        ("revenue", wan(1)),
        ("jobs", Count.of(9, "户")),
        ("output", wan(9)),
    ]
    odd = agreed(
        *((measure, "2023", promised) for measure, promised in terms),
        p2023={"tax": wan(1), "revenue": Money.of(1, "USD"), "jobs": 9},
        p2023_H1={"output": wan(1)},
        p2023_H2={"output": Money.of(1, "USD")},
    )
    (review,) = supervise(odd, as_of="2024-01-31")
    assert [result.measure for result in review.results] == ["tax", "revenue", "jobs", "output"]
    assert [(result.ratio, result.reason) for result in review.results] == [
        (None, "no_denominator"),
        (None, "mixed_currency"),
        (None, "units_differ"),
        (None, "mixed_currency"),
    ]
    assert review.missing == ()
    assert review.score is None
    assert [review.low, review.high] == [0, 100]
    assert (str(review.class_), review.years_short, review.disposal) == ("open", 0, None)
    with pytest.raises(UnknownCodeError):
        PromisedTerm(measure="charity", promised=wan(1))
    with pytest.raises(UnknownCodeError):
        supervise(odd, as_of="2024-01-31", weights={"taxes": 1})
    assert supervise(project(), as_of="2024-01-31") == ()


def test_years_short_are_counted_in_a_row() -> None:
    terms = [("tax", str(year), wan(100)) for year in (2018, 2019, 2020, 2022, 2023)]
    held = agreed(*terms, p2019={"tax": wan(100)})
    found = supervise(held, as_of="2024-06-30")
    assert [review.years_short for review in found] == [1, 0, 1, 1, 2]
    own = [Disposal(years=2, zh="约谈", en="talk")]
    assert [review.disposal for review in supervise(held, as_of="2024-06-30", disposals=own)][-1] == own[0]


def test_grounds_for_withdrawal() -> None:
    def found(held: Project, as_of: str = "2022-12-31", **more: Any) -> list[str]:
        return [ground.code for ground in exit_grounds(held, as_of=as_of, **more)]

    plan = Milestone(stage="landed", on="2022-06-01", planned=True)
    done = Milestone(stage="completed", on="2022-03-01", planned=True)
    signed = Milestone(stage="signed", on="2022-01-01")
    assert found(project(milestones=[signed, plan])) == ["no_registration"]
    assert found(project(milestones=[signed, plan]), "2022-07-01") == []
    assert (
        found(
            project(
                milestones=[Milestone(stage="signed", on="2022-01-01", evidence=["business_license"]), plan]
            )
        )
        == []
    )
    assert found(project(milestones=[signed, done])) == ["slow_building"]
    later = Milestone(stage="breached", on="2023-01-01", evidence=["business_license"])
    assert found(project(milestones=[signed, plan, later])) == [
        "no_registration"
    ]  # the paper came after the day
    assert found(project(("landed", "2022-01-01")), reported="false_papers") == [
        "false_papers",
        "not_started",
    ]
    assert found(project(("landed", "2022-01-01"), track="equity")) == []
    assert found(project(("landed", "2022-01-01"), ("exited", "2022-02-01"))) == []
    assert found(project(milestones=[plan])) == []
    assert found(agreed(("tax", "2021", wan(1)))) == ["below_agreement"]


# ---------------------------------------------------------------- pictures


def test_a_project_is_drawn_planned_against_actual() -> None:
    held = project(
        ("lead", "2022-01"),
        ("signed", "2022-03-01"),
        ("on_hold", "2022-04-01"),
        ("terminated", "2022-05-01"),
        ("landed", None),
        name="甲:乙;\n#丙",
    )
    held = evolve(held, milestones=[*held.milestones, Milestone(stage="started", on="2022-06", planned=True)])
    assert draw_project(held, as_of="2022-06-30", locale="en") == (
        "gantt\n    title 甲：乙； ＃丙\n    dateFormat YYYY-MM-DD\n"
        "    section planned\n    started :milestone, 2022-06-30, 0d\n"
        "    section actual\n    lead :done, 2022-01-01, 2022-03-01\n    signed :done, 2022-03-01, 2022-05-01\n"
        "    terminated :milestone, 2022-05-01, 0d\n"
        "    section marks\n    on hold :milestone, 2022-04-01, 0d\n"
    )
    assert draw_project(project(("lead", "2022-01")), as_of=None).endswith(
        "线索 :milestone, 2022-01-31, 0d\n"
    )
    assert draw_project(project()) == "gantt\n    title 石墨烯产业园\n    dateFormat YYYY-MM-DD\n"


def test_the_graph_is_drawn_with_and_without_overlays() -> None:
    plain, whole = draw_lifecycle(), draw_lifecycle(overlays=True)
    assert "on_hold" not in plain
    assert "lead --> on_hold" in whole
    assert "signed --> started : 租赁厂房、股权并购" in plain
    assert plain.count("--> [*]") == 4


@pytest.mark.parametrize("write", [transition_table, evidence_table, stage_table])
@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_tables_are_even(write: Callable[..., str], locale: str) -> None:
    for lifecycle in (LIFECYCLE, *(variant.lifecycle for variant in VARIANTS)):
        assert len({line.count("|") for line in write(lifecycle, locale=locale).splitlines()}) == 1
    own = build_lifecycle(
        code="x",
        zh="",
        en="",
        steps=[("signed", "landed", "")],
        evidence=[("landed", "", "a|b")],
        extra_evidence="ab",
    )
    assert len({line.count("|") for line in write(own, locale=locale).splitlines()}) == 1


def test_limits_are_written_in_both_languages() -> None:
    rules = [
        AlarmRule(
            code="x", zh="某", en="some", kind="stage", stage="lead", limit={"days": 3, "working": True}
        )
    ]
    assert "| 3个工作日 | — |" in alarm_table(rules)
    assert "| 3 working days | — |" in alarm_table(rules, locale="en")
    assert "| 3个月 | 提前15天 |" in alarm_table()


# ---------------------------------------------------------------- threads


def test_a_lifecycle_and_a_project_are_shared_between_threads() -> None:
    city = evolve(LIFECYCLE, code="city")
    held = project(("lead", "2022-01-01"), ("signed", "2022-03-01"), ("landed", "2022-05-01"))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: stage_at(held, "2022-04-01", lifecycle=city), range(200)))
    assert {at.stage for at in found} == {"signed"}
