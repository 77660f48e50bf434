"""Look back: the stage at a date, ages, durations, the history as it was known, what was inferred."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, TypeVar, final

from attrs import evolve, frozen

from zhaoshang._lifecycle import walk as at
from zhaoshang._lifecycle.graph import Lifecycle
from zhaoshang._lifecycle.standard import LIFECYCLE
from zhaoshang._lifecycle.walk import State, take
from zhaoshang._lifecycle.words import finding
from zhaoshang.calendars import CN, CalendarLike, count_working_days, working_days
from zhaoshang.errors import FieldTypeError
from zhaoshang.findings import Finding
from zhaoshang.ledger import Ledger
from zhaoshang.model import Agreement, Arrival, Lease, Milestone, Outcome, Park, Project
from zhaoshang.periods import DateLike, Period, to_date
from zhaoshang.vocabulary import Stage

DayCount = Literal["calendar", "working"]
"""How days are counted: all of them, or working days only."""


@final
@frozen
class StageAt:
    """Where a project stands on a date.

    Attributes:
        stage: the stage or end; `None` before the first.
        overlays: the overlays that are open.
        warnings: `date_straddles` for a coarse date that the day cuts (the step is not counted), `missing_date` for a
            step without a date (it is).
    """

    stage: Stage | None
    overlays: tuple[Stage, ...] = ()
    warnings: tuple[Finding, ...] = ()


def stage_at(
    project: Project,
    on: DateLike,
    /,
    *,
    known_on: DateLike | None = None,
    lifecycle: Lifecycle = LIFECYCLE,
) -> StageAt:
    """Say where a project stood on a date, as it is known now or was known then.

    Args:
        project: the project.
        on: the day asked about; of a coarse date, its last day.
        known_on: only records made by this day count; one without a date of record always was there.
        lifecycle: the graph to go by.

    Returns:
        The stage and the open overlays.

    Examples:
        >>> from zhaoshang.lifecycle import stage_at
        >>> from zhaoshang.model import Milestone, Project
        >>> project = Project(
        ...     id="P1",
        ...     name="甲",
        ...     milestones=[
        ...         Milestone(stage="landed", on="2022-05-10"),
        ...         Milestone(stage="started", on="2022-06-20", recorded_on="2022-07-06"),
        ...     ],
        ... )
        >>> stage_at(project, "2022-06-30").stage.value
        'started'
        >>> stage_at(project, "2022-06-30", known_on="2022-06-30").stage.value
        'landed'
    """
    day = on if type(on) is date else to_date(on)
    if known_on is not None:
        project = as_known_on(project, known_on)
    index, track, state = lifecycle.index, project.track, State()
    warnings: list[Finding] = []
    for step in project.history:
        if step.planned:
            continue
        when = step.on
        if when is None:
            warnings.append(finding("missing_date", step.stage, project.id, blocks=False))
        elif when.end > day:
            if when.start <= day:
                warnings.append(finding("date_straddles", step.stage, project.id, blocks=False))
            continue
        take(state, step, index, track)
    return StageAt(state.stage, tuple(state.overlays), tuple(warnings))


@final
@frozen(kw_only=True)
class HistoryEntry:
    """One line of a project's history, with what it did.

    Attributes:
        stage: the stage, end or overlay.
        on: when it happened; `None` for an inferred step and one without a date.
        effect: `stage`, `end`, `overlay`, `reopened`, `corrected`, `repeated`, `out_of_order`, `undone`, `ignored`,
            `inferred` (passed on the way, never recorded) or `planned`.
        stage_after: where the project stood afterwards.
        step: the record; `None` for an inferred step.
    """

    stage: Stage
    on: Period | None
    effect: str
    stage_after: Stage | None
    step: Milestone | None = None

    @property
    def is_inferred(self) -> bool:
        """Whether the step was never recorded."""
        return self.step is None


def history(project: Project, /, *, lifecycle: Lifecycle = LIFECYCLE) -> tuple[HistoryEntry, ...]:
    """Tell the whole history, with the steps that were passed unrecorded, and with every old record.

    Args:
        project: the project.
        lifecycle: the graph to go by.

    Returns:
        One entry a record, in order, and one for every step inferred; plans come last.

    Examples:
        >>> from zhaoshang.lifecycle import history
        >>> from zhaoshang.model import Agreement, Milestone, Project
        >>> project = Project(
        ...     id="P1",
        ...     name="甲",
        ...     track="leased_plant",
        ...     agreements=[Agreement(signed_on="2022-03-01")],
        ...     milestones=[Milestone(stage="started", on="2022-04-20")],
        ... )
        >>> [(entry.stage.value, entry.effect) for entry in history(project)]
        [('signed', 'stage'), ('landed', 'inferred'), ('started', 'stage')]
    """
    return tuple(_entries(project, lifecycle))


def _entries(project: Project, lifecycle: Lifecycle) -> Iterator[HistoryEntry]:
    state = State()
    recorded = {step.stage for step in project.history if not step.planned}
    for step in project.history:
        if step.planned:
            yield HistoryEntry(
                stage=step.stage, on=step.on, effect="planned", stage_after=state.stage, step=step
            )
            continue
        before = state.stage if not state.is_ended else state.before
        effect = take(state, step, lifecycle.index, project.track)
        if effect in {"stage", "reopened"} and before is not None:
            for stage in passed(lifecycle, project, before, step.stage):
                if stage not in recorded:
                    recorded.add(stage)
                    yield HistoryEntry(stage=stage, on=None, effect="inferred", stage_after=before)
        yield HistoryEntry(stage=step.stage, on=step.on, effect=effect, stage_after=state.stage, step=step)


def passed(lifecycle: Lifecycle, project: Project, low: Stage, high: Stage) -> tuple[Stage, ...]:
    """List the stages between two that may not be passed over without a word."""
    return tuple(
        rule.stage
        for rule in lifecycle.stages
        if at.RANK[low] < at.RANK[rule.stage] < at.RANK[high]
        and not lifecycle.is_optional(rule.stage, project.track)
    )


@final
@frozen(kw_only=True)
class Reached:
    """Whether a stage had been reached by a date.

    Attributes:
        is_reached: yes, no, or `None` where a coarse date leaves it open.
        on: when it was first reached, as far as recorded.
        is_inferred: whether it was only passed on the way to a later stage.
    """

    is_reached: bool | None
    on: Period | None = None
    is_inferred: bool = False


def reached(
    project: Project,
    stage: str,
    /,
    *,
    by: DateLike,
    known_on: DateLike | None = None,
    lifecycle: Lifecycle = LIFECYCLE,
) -> Reached:
    """Say whether a project had ever reached a stage by a date, whatever came later.

    Args:
        project: the project.
        stage: the stage, end or overlay.
        by: the day asked about; of a coarse date, its last day.
        known_on: only records made by this day count.
        lifecycle: the graph to go by.

    Returns:
        The answer; an undated record counts as reached.

    Examples:
        >>> from zhaoshang.lifecycle import reached
        >>> from zhaoshang.model import Milestone, Project
        >>> project = Project(id="P1", name="甲", milestones=[Milestone(stage="started", on="2022-06")])
        >>> reached(project, "started", by="2022-06-15").is_reached is None
        True
        >>> reached(project, "started", by="2022-06-30").on
        Period('2022-06')
    """
    wanted, day = Stage(stage), to_date(by)
    if known_on is not None:
        project = as_known_on(project, known_on)
    done = [step for step in project.history if not step.planned]
    may_be: Period | None = None
    for step in done:
        if step.stage is wanted:
            if step.on is None or step.on.end <= day:
                return Reached(is_reached=True, on=step.on)
            if step.on.start <= day:
                may_be = step.on
    if wanted in at.MAIN:
        first = min((at.RANK[step.stage] for step in done if step.stage in at.MAIN), default=None)
        later = [
            step
            for step in done
            if step.stage in at.MAIN
            and at.RANK[step.stage] > at.RANK[wanted]
            and (step.on is None or step.on.end <= day)
        ]
        is_on_the_way = first is not None and first < at.RANK[wanted]
        if later and is_on_the_way and not lifecycle.is_optional(wanted, project.track):
            return Reached(is_reached=True, is_inferred=True)
    return Reached(is_reached=None if may_be else False, on=may_be)


@final
@frozen(kw_only=True)
class StageAge:
    """How long a project was in a stage.

    Attributes:
        stage: the stage.
        since: when it came there.
        until: when it left; `None` while it is there.
        low: the least number of days.
        high: the greatest number of days.
        on_hold: the days of it spent on hold, as far as they are sure; they are part of low and high.
    """

    stage: Stage
    since: Period | None
    until: Period | None
    low: int | None
    high: int | None
    on_hold: int = 0


def stage_ages(
    project: Project,
    /,
    *,
    as_of: DateLike,
    known_on: DateLike | None = None,
    lifecycle: Lifecycle = LIFECYCLE,
) -> tuple[StageAge, ...]:
    """Tell how long a project was in each stage, up to a day.

    Args:
        project: the project.
        as_of: the day up to which days are counted; of a coarse date, its last day.
        known_on: only records made by this day count.
        lifecycle: the graph to go by.

    Returns:
        One entry a stay, in order; the last is the present stage, unless the project has ended.

    Examples:
        >>> from zhaoshang.lifecycle import stage_ages
        >>> from zhaoshang.model import Milestone, Project
        >>> project = Project(
        ...     id="P1",
        ...     name="甲",
        ...     milestones=[
        ...         Milestone(stage="lead", on="2022-03-01"),
        ...         Milestone(stage="negotiating", on="2022-03-20"),
        ...     ],
        ... )
        >>> [(age.stage.value, age.low, age.high) for age in stage_ages(project, as_of="2022-04-20")]
        [('lead', 19, 19), ('negotiating', 31, 31)]
    """
    day = to_date(as_of)
    if known_on is not None:
        project = as_known_on(project, known_on)
    state, ages = State(), []
    held: list[tuple[date, date]] = []
    for step in project.history:
        if step.planned or (step.on is not None and step.on.end > day):
            continue
        before, since = state.stage, state.step
        hold = state.overlays.get(Stage.ON_HOLD)
        effect = take(state, step, lifecycle.index, project.track)
        if step.stage is Stage.RESUMED and effect == "overlay" and hold is not None and hold.on and step.on:
            held.append((hold.on.end, step.on.start))
        if state.step is since or state.stage is before:
            continue
        if before is not None and before not in at.ENDS and since is not None:
            ages.append(_age(before, since.on, step.on, held))
    hold = state.overlays.get(Stage.ON_HOLD)
    if hold is not None and hold.on is not None:
        held.append((hold.on.end, day))
    if state.stage is not None and not state.is_ended and state.step is not None:
        low, high = _days(state.step.on, Period.of(day))
        ages.append(
            StageAge(
                stage=state.stage,
                since=state.step.on,
                until=None,
                low=low,
                high=high,
                on_hold=_held(held, state.step.on, day),
            )
        )
    return tuple(ages)


def _age(stage: Stage, since: Period | None, until: Period | None, held: list[tuple[date, date]]) -> StageAge:
    low, high = _days(since, until)
    on_hold = 0 if until is None else _held(held, since, until.end)
    return StageAge(stage=stage, since=since, until=until, low=low, high=high, on_hold=on_hold)


def _held(held: list[tuple[date, date]], since: Period | None, until: date) -> int:
    if since is None:
        return 0
    spans = ((max(first, since.end), min(last, until)) for first, last in held)
    return sum(max(0, (last - first).days) for first, last in spans)


def _days(start: Period | None, end: Period | None) -> tuple[int | None, int | None]:
    if start is None or end is None:
        return None, None
    high = (end.end - start.start).days
    low = (end.start - start.end).days
    return (max(0, low) if high >= 0 else low), high


@final
@frozen(kw_only=True)
class DaySpan:
    """How long something took, as exactly as the dates allow.

    Attributes:
        days: the number of days; `None` where the dates are coarse or missing.
        low: the least number; negative where the later stage is dated before the earlier one.
        high: the greatest number.
        start: the date counted from, itself not counted.
        end: the date counted to.
    """

    days: int | None
    low: int | None
    high: int | None
    start: Period | None = None
    end: Period | None = None


def duration(
    project: Project,
    from_stage: str,
    to_stage: str,
    /,
    *,
    count: DayCount = "calendar",
    calendar: CalendarLike = CN,
    known_on: DateLike | None = None,
) -> DaySpan:
    """Measure the days from one stage to another, as a range where dates are coarse.

    The first record of each stage counts, or the last that corrects it. The start day is not counted. Where coarse
    dates overlap the later stage is taken not to come before the earlier one, so the least number is 0.

    Args:
        project: the project.
        from_stage: the stage counted from.
        to_stage: the stage counted to.
        count: `calendar` or `working`.
        calendar: the working days.
        known_on: only records made by this day count.

    Returns:
        The span; without a number where a stage or its date is missing.

    Raises:
        UnpublishedYearError: when working days are counted in a year that is not known.

    Examples:
        >>> from zhaoshang.lifecycle import duration
        >>> from zhaoshang.model import Milestone, Project
        >>> project = Project(
        ...     id="F",
        ...     name="富士康",
        ...     milestones=[
        ...         Milestone(stage="negotiating", on="2019-09"),
        ...         Milestone(stage="landed", on="2019-10"),
        ...     ],
        ... )
        >>> span = duration(project, "negotiating", "landed")
        >>> span.days, span.low, span.high
        (None, 1, 60)
    """
    if count not in ("calendar", "working"):
        raise FieldTypeError(repr(count), "'calendar' or 'working'")
    if known_on is not None:
        project = as_known_on(project, known_on)
    start, end = (_date_of(project, Stage(stage)) for stage in (from_stage, to_stage))
    if start is None or end is None:
        return DaySpan(days=None, low=None, high=None, start=start, end=end)
    if count == "working":
        days = working_days(calendar)
        low = count_working_days(start.end, end.start, calendar=days)
        high = count_working_days(start.start, end.end, calendar=days)
        low = max(0, low) if start.start <= end.end else low
    else:
        least, most = _days(start, end)
        low, high = least or 0, most or 0
    return DaySpan(days=low if low == high else None, low=low, high=high, start=start, end=end)


def _date_of(project: Project, stage: Stage) -> Period | None:
    first: Milestone | None = None
    for step in project.history:
        if step.stage is stage and not step.planned and (first is None or step.correction):
            first = step
    return None if first is None else first.on


T = TypeVar("T", Project, Ledger)


def as_known_on(what: T, day: DateLike, /) -> T:
    """Rebuild what was known on a day, so that a figure published then can be worked out again.

    Milestones, agreements, arrivals, outcomes and leases recorded later are left out; a record without a date of
    record was always known. Other attributes are as they are now.

    Args:
        what: a project or a ledger.
        day: the day; of a coarse date, its last day.

    Returns:
        The same object where nothing was recorded later.

    Examples:
        >>> from zhaoshang.lifecycle import as_known_on
        >>> from zhaoshang.model import Milestone, Project
        >>> late = Milestone(stage="started", on="2022-06-20", recorded_on="2022-07-06")
        >>> project = Project(id="P1", name="甲", milestones=[late])
        >>> (
        ...     as_known_on(project, "2022-06-30").milestones,
        ...     as_known_on(project, "2022-07").milestones == (late,),
        ... )
        ((), True)
    """
    known = to_date(day)
    if isinstance(what, Project):
        return _project_known(what, known)
    return evolve(
        what,
        projects=[_project_known(project, known) for project in what.projects],
        parks=[_park_known(park, known) for park in what.parks],
    )


R = TypeVar("R", Agreement, Milestone, Arrival, Outcome, Lease)


def _kept(records: tuple[R, ...], known: date) -> tuple[R, ...]:
    """Leave out what was recorded later; the same tuple where nothing was."""
    for record in records:
        if record.recorded_on is not None and record.recorded_on.end > known:
            return tuple(one for one in records if one.recorded_on is None or one.recorded_on.end <= known)
    return records


def _project_known(project: Project, known: date) -> Project:
    agreements, milestones = _kept(project.agreements, known), _kept(project.milestones, known)
    arrivals, outcomes = _kept(project.arrivals, known), _kept(project.outcomes, known)
    if (
        agreements is project.agreements
        and milestones is project.milestones
        and arrivals is project.arrivals
        and outcomes is project.outcomes
    ):
        return project
    return evolve(project, agreements=agreements, milestones=milestones, arrivals=arrivals, outcomes=outcomes)


def _park_known(park: Park, known: date) -> Park:
    kept = _kept(park.leases, known)
    return park if kept is park.leases else evolve(park, leases=kept)
