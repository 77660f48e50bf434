"""Laws of corrected and implied stages: every room that is asked the same gives the same answer."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import Ledger, Project, check, evaluate
from zhaoshang.errors import FrameSchemaError
from zhaoshang.frames import Frames, from_ledger, read_parquet, write_parquet
from zhaoshang.kpis import Figure
from zhaoshang.lifecycle import (
    advance,
    alarms,
    as_known_on,
    duration,
    exit_grounds,
    history,
    reached,
    stage_ages,
    stage_at,
)
from zhaoshang.model import Agreement, Milestone, PromisedTerm
from zhaoshang.model._facts.history import standing, withdrawn
from zhaoshang.vocabulary import Stage

DAY = date(2025, 12, 31)
STEPS = ("approving", "landed", "started", "completed", "producing", "at_capacity")


def step(
    stage: str,
    on: str | None = None,
    *,
    recorded: str | None = None,
    by: str | None = None,
    planned: bool = False,
) -> Milestone:
    return Milestone(stage=stage, on=on, recorded_on=recorded, reporter=by, planned=planned)


def fix(
    stage: str, on: str | None = None, *, recorded: str | None = None, by: str | None = None
) -> Milestone:
    return Milestone(stage=stage, on=on, recorded_on=recorded, reporter=by, correction=True, reason="误录")


def project(*steps: Milestone, signed: str = "2025-01-10") -> Project:
    return Project(id="P1", name="甲", agreements=[Agreement(signed_on=signed)], milestones=steps)


def ask(held: Project, kpi: str, **how: Any) -> Any:
    return evaluate(Ledger(projects=[held]), [kpi], **({"as_of": DAY} | how))[kpi]


# what a correction does ---------------------------------------------------------------------------------------------


def test_a_corrected_start_counts_on_its_new_day_alone() -> None:
    held = project(step("started", "2025-03-05"), fix("started", "2025-08-01"))
    months = {
        period: ask(held, "milestone_count", of="started", period=period).value
        for period in ("2025-03", "2025-08")
    }
    assert months == {"2025-03": 0, "2025-08": 1}
    assert duration(held, "signed", "started").days == 203
    assert [age.stage.value for age in stage_ages(held, as_of="2025-07-31")] == ["signed"]


def test_a_project_set_back_never_started() -> None:
    held = project(step("started", "2025-04-01"), fix("approving", "2025-05-01"))
    figure = ask(held, "start_rate", period="2025")
    assert (figure.value, figure.warnings) == (0, ("corrected:P1",))
    assert str(stage_at(held, "2025-04-15").stage) == "signed"
    assert [str(warning.key) for warning in stage_at(held, DAY).warnings] == ["corrected:started"]
    assert [(str(entry.stage), entry.effect) for entry in history(held)] == [
        ("signed", "stage"),
        ("started", "withdrawn"),
        ("approving", "corrected"),
    ]
    assert reached(held, "started", by=DAY).is_reached is False


def test_a_correction_that_precedes_what_came_later_takes_nothing_back() -> None:
    held = project(
        step("started", "2025-05-01"), step("completed", "2025-09-01"), fix("started", "2025-03-01")
    )
    assert str(stage_at(held, DAY).stage) == "completed"
    assert duration(held, "started", "completed").days == 184


@pytest.mark.parametrize(
    ("started", "set_back", "stage"),
    [
        ("2025-04", "2025-05", "approving"),
        ("2025-05", "2025-05-10", "approving"),  # who sets a stage back to the tenth knows of a start in May
        ("2025", "2025-05", "approving"),
        ("2025-05", "2025-05", "started"),
        ("2025-05-10", "2025-05", "started"),
        ("2025-06", "2025-05-31", "started"),
    ],
)
def test_a_coarse_date_is_taken_back_where_it_begins_before(started: str, set_back: str, stage: str) -> None:
    held = project(step("started", started), fix("approving", set_back))
    assert str(stage_at(held, DAY).stage) == stage


def test_an_undated_later_stage_stays_and_is_named() -> None:
    held = project(step("started"), fix("approving", "2025-05-01"))
    assert str(stage_at(held, DAY).stage) == "started"
    assert "undated_after_correction:started" in [warning.key for warning in stage_at(held, DAY).warnings]
    assert "undated_after_correction:P1" in ask(held, "start_rate").warnings


def test_of_several_records_the_last_recorded_is_put_right_by_the_same_reporter() -> None:
    first, second = step("landed", "2025-03-01", by="发改"), step("landed", "2025-04-01", by="商务")
    assert duration(project(first, second, fix("landed", "2025-06-01")), "signed", "landed").days == 50
    right = project(first, second, fix("landed", "2025-06-01", by="发改"))
    assert duration(right, "signed", "landed").days == 81
    assert withdrawn(right).replaced == {1}
    late = [evolve(first, recorded_on="2025-09-01"), evolve(second, recorded_on="2025-05-01")]
    assert withdrawn(project(*late, fix("landed", "2025-06-01", recorded="2025-10-01"))).replaced == {1}


def test_a_record_entered_after_the_correction_is_not_touched() -> None:
    held = project(
        fix("approving", "2025-05-01", recorded="2025-05-02"),
        step("started", "2025-04-01", recorded="2025-06-01"),
    )
    assert str(stage_at(held, DAY).stage) == "started"


def test_an_end_is_taken_back_by_what_goes_on_and_by_another_end() -> None:
    reopened = project(
        step("landed", "2025-02-01"), step("terminated", "2025-06-01"), fix("landed", "2025-06-01")
    )
    assert str(stage_at(reopened, DAY).stage) == "landed"
    assert ask(reopened, "stage_count", of="open").value == 1
    other = project(
        step("landed", "2025-02-01"), step("terminated", "2025-06-01"), fix("exited", "2025-06-01")
    )
    assert str(stage_at(other, DAY).stage) == "exited"
    assert (
        str(
            stage_at(
                project(
                    step("landed", "2025-02-01"), fix("landed", "2025-03-01"), step("exited", "2025-09-01")
                ),
                DAY,
            ).stage
        )
        == "exited"
    )


def test_a_trial_run_before_a_corrected_completion_still_was() -> None:
    held = project(
        step("started", "2025-02-01"),
        step("trial", "2025-06-01"),
        step("completed", "2025-05-01"),
        fix("completed", "2025-09-01"),
    )
    assert ask(held, "production_rate", as_of="2025-07-01").value == 100
    set_back = project(
        step("started", "2025-02-01"), step("trial", "2025-06-01"), fix("started", "2025-09-01")
    )
    assert ask(set_back, "production_rate").value == 0


def test_before_a_correction_was_known_the_first_record_holds() -> None:
    held = project(
        step("started", "2025-04-01", recorded="2025-04-02"),
        fix("approving", "2025-05-01", recorded="2025-06-15"),
    )
    for source in (Ledger(projects=[held]), from_ledger(Ledger(projects=[held]))):
        counts = {
            known: evaluate(source, "milestone_count", of="started", as_of=DAY, known_on=known)[
                "milestone_count"
            ].value
            for known in ("2025-06-14", "2025-06-15", "2025-06-14")
        }
        assert counts == {"2025-06-14": 1, "2025-06-15": 0}


def test_papers_alarms_grounds_and_checks_go_by_the_history_that_holds() -> None:
    paper = Milestone(stage="started", on="2025-04-01", evidence=["construction_permit"])
    held = project(paper, fix("approving", "2025-05-01"))
    assert ask(held, "milestone_count", of="construction_permit").value == 0
    limits = {"started": 30, "approving": 30}
    assert [str(alarm.stage) for alarm in alarms(Ledger(projects=[held]), as_of=DAY, limits=limits)] == [
        "approving"
    ]
    landed = project(step("landed", "2025-01-20"), step("exited", "2025-02-01"), fix("landed", "2025-02-10"))
    assert [ground.code for ground in exit_grounds(landed, as_of=DAY)] == ["not_started"]
    late = Ledger(projects=[project(step("landed", "2026-03-01"), fix("landed", "2025-03-01"))], as_of=DAY)
    assert not {"future_date", "two_dates", "stage_order"} & {found.code for found in check(late)}


def test_what_a_paper_promised_goes_with_it_and_is_promised_anew_by_a_step_that_corrects_it() -> None:
    term, other = PromisedTerm(measure="tax", period="2025"), PromisedTerm(measure="output", period="2025")
    papers = [
        Agreement(signed_on="2025-01-10", terms=[term]),
        Agreement(signed_on="2025-02-10", terms=[other], correction=True),
    ]
    held = standing(Project(id="P1", name="甲", agreements=papers))
    assert [paper.terms for paper in held.agreements] == [(other,)]
    first = Project(id="P1", name="甲", agreements=papers[:1])
    moved = advance(first, "signed", on="2025-02-10", correction=True, reason="误录")
    read = evolve(first, milestones=[fix("signed", "2025-02-10")])
    for held in (standing(moved), standing(read)):
        assert [(str(paper.signed_on), paper.terms) for paper in held.agreements] == [("2025-02-10", (term,))]


# falls --------------------------------------------------------------------------------------------------------------


def test_a_fall_did_happen_and_is_named_until_it_is_made_good() -> None:
    rate = {"profile": evolve_profile(capacity_by="milestone")}
    up = [step("producing", "2025-02-01"), step("at_capacity", "2025-04-01")]
    fell = [*up, step("producing", "2025-06-01")]
    assert (ask(project(*up), "capacity_rate", **rate).warnings) == ()
    figure = ask(project(*fell), "capacity_rate", **rate)
    assert (figure.value, figure.warnings) == (100, ("fallen_back:P1",))
    assert ask(project(*fell), "capacity_rate", **rate, as_of="2025-05-31").warnings == ()
    assert ask(project(*fell, step("at_capacity", "2025-09-01")), "capacity_rate", **rate).warnings == ()
    talks = Project(
        id="P1",
        name="甲",
        agreements=[Agreement(kind="intent", signed_on="2025-03-01")],
        milestones=[step("negotiating", "2025-02-01"), step("negotiating", "2025-06-01")],
    )
    figure = ask(talks, "milestone_count", of="intent")
    assert (figure.value, figure.warnings) == (1, ("fallen_back:P1",))
    assert str(stage_at(talks, DAY).stage) == "negotiating"


def evolve_profile(**options: Any) -> Any:
    from zhaoshang.profiles import DEFAULT  # noqa: PLC0415

    return evolve(DEFAULT, **options)


# implied stages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "low", "high"),
    [
        ("signed", "started", 0, 264),
        ("started", "producing", 61, None),
        ("started", "completed", 0, None),
        ("completed", "producing", 61, 61),
    ],
)
def test_an_implied_start_has_no_day(start: str, end: str, low: int, high: int | None) -> None:
    held = project(step("completed", "2025-10-01"), step("producing", "2025-12-01"))
    span = duration(held, start, end)
    figure = ask(held, "stage_duration_days", from_stage=start, to_stage=end)
    assert (span.low, span.high) == (low, high) == (figure.low, figure.high)
    assert span.days == figure.value == (low if low == high else None)
    assert figure.reason == (None if low == high else "imprecise_dates")


def test_a_stage_implied_before_the_one_counted_from_leaves_no_number_of_days() -> None:
    """A plant that produced in March, of a contract of November: it was started at least so long before, and no exact number."""
    held = project(step("producing", "2025-03"), signed="2025-11-10")
    span = duration(held, "signed", "started")
    assert (span.days, span.low, span.high) == (None, None, -224)
    feast = project(
        step("landed", "2022-02"), step("producing", "2022-01")
    )  # no working day lies between the two
    assert duration(feast, "landed", "started", count="working").days is None
    figure = ask(held, "stage_duration_days", from_stage="signed", to_stage="started", as_of="2025-12-31")
    assert (figure.value, figure.reason) == (None, "no_data")


def test_an_implied_start_is_surely_in_no_window_and_surely_there_by_its_sign() -> None:
    held = project(step("producing", "2025-08-15"))
    figure = ask(held, "milestone_count", of="started", period="2025-Q3")
    assert (figure.value, figure.low, figure.high) == (0, 0, 1)
    assert ask(held, "milestone_count", of="started", period="2025-Q4").high == 0
    assert ask(held, "start_rate").value == 100
    assert ask(held, "start_rate", as_of="2025-08-14").value == 0
    assert reached(held, "started", by=DAY).is_inferred


started_and_later = st.tuples(
    st.sampled_from(["started", "completed", "producing", "at_capacity"]), st.integers(0, 40), st.booleans()
) | st.tuples(st.just("started"), st.none(), st.booleans())


@pytest.mark.long
@given(st.lists(started_and_later, max_size=4), st.integers(0, 40))
def test_whether_a_project_had_started_is_one_answer(
    steps: list[tuple[str, int | None, bool]], asked: int
) -> None:
    """A record of the stage itself stands against what later stages show: every room says so."""
    first = date(2025, 3, 1)
    made = [
        (step(stage, None if day is None else str(first + timedelta(day))), is_phase)
        for stage, day, is_phase in steps
    ]
    day = first + timedelta(asked)
    phase = Project(
        id="P2",
        name="乙",
        parent="P1",
        relation="phase",
        milestones=[each for each, is_phase in made if is_phase],
    )
    root = project(*(each for each, is_phase in made if not is_phase))
    kpis = ["start_rate", "milestone_count", "funnel_conversion", "plan_start_rate"]
    split = Ledger(projects=[root, phase])
    whole = Ledger(
        projects=[project(*(each for each, _ in made), step("started", "2025-01-20", planned=True))]
    )
    how: Any = {"of": "started", "from_stage": "signed", "to_stage": "started", "as_of": day}
    told = [evaluate(split, kpis[:3], **how), evaluate(whole, kpis, **how)]
    found = {figure.numerator for figures in told for figure in figures.values()}
    assert found == {int(reached(whole.projects["P1"], "started", by=day).is_reached is True)}


def test_a_recorded_start_is_not_inferred_before_its_day() -> None:
    held = project(step("completed", "2025-06-10"), step("started", "2025-08-01"))
    assert ask(held, "start_rate", as_of="2025-06-30").value == 0
    assert ask(held, "start_rate", as_of="2025-08-01").value == 100
    twice = project(step("started"), step("started", "2025-08-01"))
    assert ask(twice, "start_rate", as_of="2025-06-30").value == 0
    unsure = project(step("completed", "2025-06-10"), step("started", "2025-06"))
    assert ask(unsure, "start_rate", as_of="2025-06-15").low == 100


# the order of listing -----------------------------------------------------------------------------------------------

dates = st.one_of(
    st.none(),
    st.integers(1, 12).map(lambda month: f"2025-{month:02d}"),
    st.sampled_from(["2025", "2025-Q1", "2025-H1", "2025-Q3"]),
    st.integers(0, 300).map(lambda day: str(date(2025, 1, 1) + timedelta(day))),
)
plain = st.builds(
    step,
    st.sampled_from([str(stage) for stage in Stage if stage is not Stage.SIGNED and not stage.is_overlay]),
    dates,
)


@pytest.mark.long
@given(
    st.lists(plain, max_size=6).flatmap(lambda steps: st.tuples(st.just(steps), st.permutations(steps))),
    st.integers(0, 400),
)
def test_the_stage_does_not_depend_on_the_order_of_listing(lists: Any, day: int) -> None:
    on = date(2025, 1, 1) + timedelta(day)
    one, other = (stage_at(project(*steps), on).stage for steps in lists)
    assert one == other


# one meaning in every room ------------------------------------------------------------------------------------------

records = st.builds(
    lambda stage, day, late, correction, by: Milestone(
        stage=stage,
        on=None if day > 280 else date(2025, 1, 1) + timedelta(day),
        recorded_on=None if late > 80 else date(2025, 1, 1) + timedelta(day + late),
        correction=correction,
        reason="误录" if correction else None,
        reporter=by,
        evidence=["acceptance"] if day % 3 else [],
    ),
    st.sampled_from((*STEPS, "trial", "terminated", "exited")),
    st.integers(0, 300),
    st.integers(0, 90),
    st.booleans(),
    st.sampled_from((None, "发改", "商务")),
)
histories = st.lists(records, max_size=6)
days = st.integers(0, 400).map(lambda day: date(2025, 1, 1) + timedelta(day))


@given(histories)
def test_a_history_that_holds_is_left_as_it_is(steps: list[Milestone]) -> None:
    held = standing(project(*steps))
    assert standing(held) == held
    assert not any(each.correction for each in held.milestones)


@pytest.mark.long
@given(histories, days)
def test_what_was_known_is_what_the_ledger_of_that_day_says(steps: list[Milestone], known: date) -> None:
    held = project(*steps)
    then = as_known_on(held, known)
    for stage in ("started", "producing", "acceptance"):
        for how in ({}, {"period": "2025-H1"}):
            asked = ask(held, "milestone_count", of=stage, known_on=known, **how)
            assert figures(asked) == figures(ask(then, "milestone_count", of=stage, **how))
    assert stage_at(held, DAY, known_on=known) == stage_at(then, DAY)


def figures(figure: Figure) -> tuple[Any, ...]:
    return figure.value, figure.low, figure.high, figure.reason, figure.warnings, tuple(figure.excluded)


@pytest.mark.long
@given(histories, days)
def test_the_count_of_a_stage_is_where_the_lifecycle_says(steps: list[Milestone], day: date) -> None:
    held = project(*steps)
    at = stage_at(held, day).stage
    counted = {
        stage: ask(held, "stage_count", of=str(stage), as_of=day).value
        for stage in {at or "started", *(each.stage for each in steps)}
        if stage != "trial"
    }
    assert counted == {stage: int(stage == at) for stage in counted}


@pytest.mark.long
@given(histories)
def test_a_duration_is_what_its_kpi_says(steps: list[Milestone]) -> None:
    held = project(*steps)
    stages = ("signed", "started", "completed", "producing", "at_capacity")
    for start, end in (*pairwise(stages), ("landed", "at_capacity")):
        span = duration(held, start, end)
        figure = ask(held, "stage_duration_days", from_stage=start, to_stage=end, as_of="2026-12-31")
        if span.high is not None and span.high < 0:
            assert figure.reason == "no_data"  # the one stage is dated before the other
        else:
            assert (span.days, span.low, span.high) == (figure.value, figure.low, figure.high)


# frames -------------------------------------------------------------------------------------------------------------


def ledger_of(*histories_of: list[Milestone]) -> Ledger:
    return Ledger(
        as_of=DAY,
        projects=[evolve(project(*steps), id=f"P{place}") for place, steps in enumerate(histories_of)],
    )


@pytest.mark.long
@pytest.mark.parametrize("backend", ["polars", "duckdb", "pyarrow", "pandas"])
def test_tables_in_files_keep_what_was_recorded(tmp_path: Path, backend: Any) -> None:
    ledger = ledger_of(
        [
            step("started", "2025-04-01", recorded="2025-04-02"),
            fix("approving", "2025-05-01", recorded="2025-06-15"),
        ],
        [
            Milestone(stage="completed", on="2025-07-01", evidence=["acceptance"]),
            fix("completed", "2025-08-01"),
        ],
        [step("producing", "2025-07-01")],
    )
    write_parquet(ledger, tmp_path)
    frames = read_parquet(tmp_path, backend=backend, evidence="ids")
    for known in (None, "2025-06-14", "2025-06-15"):
        for of in ("started", "completed", "acceptance"):
            how: dict[str, Any] = {"as_of": DAY, "of": of, "known_on": known, "period": "2025-H2"}
            told = [
                figures(evaluate(source, "milestone_count", **how)["milestone_count"])
                for source in (ledger, frames)
            ]
            assert told[0] == told[1]
    told = [figures(evaluate(source, "start_rate", as_of=DAY)["start_rate"]) for source in (ledger, frames)]
    assert told[0] == told[1]
    assert "corrected:P0" in told[1][4]


def test_tables_with_corrections_number_their_records() -> None:
    import polars as pl  # noqa: PLC0415

    projects = pl.DataFrame(
        {"id": ["P1"], "relation": [None], "is_government_funded": [False]},
        schema={"id": pl.String, "relation": pl.String, "is_government_funded": pl.Boolean},
    )
    told = {
        "parent": ["P1", "P1", "P1"],
        "part": ["signed", "started", "started"],
        "on": [date(2025, 1, 10), date(2025, 3, 1), date(2025, 8, 1)],
        "correction": [False, False, True],
    }
    plain_frames = Frames({"projects": projects, "history": pl.DataFrame(told)})
    with pytest.raises(FrameSchemaError, match=r"history\.row"):
        evaluate(plain_frames, "milestone_count", of="started", as_of=DAY)
    numbered = Frames({"projects": projects, "history": pl.DataFrame({"row": [1, 2, 3], **told})})
    months = [
        evaluate(numbered, "milestone_count", of="started", period=period, as_of=DAY)["milestone_count"].value
        for period in ("2025-03", "2025-08")
    ]
    assert months == [0, 1]
    papers = pl.DataFrame({"parent": ["P1"], "part": ["acceptance"], "on": [date(2025, 3, 1)]})
    history_of = pl.DataFrame({"row": [1, 2, 3], **told})
    proved = Frames({"projects": projects, "history": history_of, "evidence": papers})
    with pytest.raises(FrameSchemaError, match=r"evidence\.history_row"):
        evaluate(proved, "milestone_count", of="acceptance", as_of=DAY)
