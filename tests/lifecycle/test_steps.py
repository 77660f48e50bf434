"""Steps, graphs, and looking back."""

import pickle
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from attrs import evolve
from tests.lifecycle.stepping import project

from zhaoshang import Ledger, Project, advance
from zhaoshang.errors import (
    DateValueError,
    FieldTypeError,
    TransitionRefusedError,
    UnknownCodeError,
    UnpublishedYearError,
)
from zhaoshang.lifecycle import (
    LifecycleError,
    Reached,
    allowed,
    as_known_on,
    assess,
    blockers,
    build_lifecycle,
    check_lifecycle,
    draw_lifecycle,
    duration,
    history,
    reached,
    stage_ages,
    stage_at,
)
from zhaoshang.model import (
    Agreement,
    Arrival,
    Lease,
    Milestone,
    Outcome,
    Park,
    Promise,
)
from zhaoshang.periods import Period
from zhaoshang.vocabulary import Stage


def keys(found: Any) -> list[str]:
    return [finding.key for finding in found]


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
    assert "the step on hold is not in the table" in str(caught.value)
    assert pickle.loads(pickle.dumps(caught.value)) == caught.value  # noqa: S301 - our own pickle
    assert "搁置" not in caught.value.step.blockers[0].render("en")
    assert caught.value.step.blockers[0].render("zh_CN") == "P1：流转表中没有该步骤：搁置"


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
    for locale in ("en", "zh_CN"):
        assert caught.value.faults[0].render(locale) in caught.value.render(locale)
    assert "x" in caught.value.render("zh_CN")


def test_a_cell_that_is_no_step_is_refused() -> None:
    with pytest.raises(ValueError, match="target@track"):
        build_lifecycle(code="x", zh="", en="", steps=[("signed", "landed,started", "")])


def test_an_empty_graph_has_no_faults() -> None:
    empty = build_lifecycle(code="x", zh="", en="", steps=[])
    assert check_lifecycle(empty) == ()


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


RECORDS: dict[str, Callable[[str | None], Any]] = {
    "agreements": lambda on: Agreement(signed_on="2022-01-01", recorded_on=on),
    "milestones": lambda on: Milestone(stage="landed", on="2022-01-05", recorded_on=on),
    "arrivals": lambda on: Arrival(on="2022-01-05", recorded_on=on),
    "outcomes": lambda on: Outcome(period="2022", recorded_on=on),
}


@pytest.mark.parametrize("kind", RECORDS)
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize(
    ("day", "is_known"), [("2022-05-09", False), ("2022-05-10", True), ("2022-05-11", True)]
)
def test_one_record_entered_later_is_left_out_wherever_it_stands(
    kind: str, place: int, day: str, *, is_known: bool
) -> None:
    """On the day of its entry it is known; what stands beside it stays, and nothing else changes."""
    dates: list[str | None] = ["2022-02-01", None, "2022-04"]
    dates[place] = "2022-05-10"
    records = [RECORDS[kind](date) for date in dates]
    others: dict[str, Any] = {name: [make("2022-03-01")] for name, make in RECORDS.items() if name != kind}
    given: dict[str, Any] = {kind: records, **others}
    held = Project(id="P1", name="甲", **given)
    known = as_known_on(held, day)
    assert getattr(known, kind) == tuple(each for at, each in enumerate(records) if is_known or at != place)
    assert all(getattr(known, name) == getattr(held, name) for name in others)
    assert (known is held) is is_known


@pytest.mark.parametrize("on", ["2022-01-02", "2022-01-03", "2022-06-01"])
def test_a_signing_that_was_an_intent_is_one(on: str) -> None:
    """The correction takes the signing back, and does not become one itself."""
    signed = advance(Project(id="P1", name="甲"), "signed", on="2022-01-01")
    known = advance(signed, "intent", on=on, correction=True, reason="误录")
    assert [str(paper.kind) for paper in known.agreements] == ["formal", "intent"]
    assert stage_at(known, "2023-01-01").stage == "intent"


def test_a_refused_step_names_the_days_and_the_stages_there_are() -> None:
    signed = Project(id="P", name="甲", agreements=[Agreement(signed_on="2022-03-05")])
    (late,) = blockers(signed, "started", on="2025-06-01", as_of="2022-12-31")
    assert "2025-06-01 > 2022-12-31" in late.zh
    (nothing,) = blockers(signed, "", on="2022-06-01")
    assert nothing.zh.endswith("可用：" + "、".join(stage.zh for stage in Stage))
