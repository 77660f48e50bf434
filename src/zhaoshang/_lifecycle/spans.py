"""How long a project was in each stage, and how long it took from one to another."""

from datetime import date
from typing import Literal, final

from attrs import frozen

from zhaoshang._basics.brief import as_python
from zhaoshang._lifecycle.graph import Lifecycle
from zhaoshang._lifecycle.known import as_known_on
from zhaoshang._lifecycle.standard import LIFECYCLE
from zhaoshang._lifecycle.walk import State, done, shown_by, take
from zhaoshang.calendars import CN, CalendarLike, WorkingDays, count_working_days, working_days
from zhaoshang.errors import FieldTypeError
from zhaoshang.model import Project
from zhaoshang.model._facts.history import first_of, standing
from zhaoshang.periods import DateLike, Period, to_date
from zhaoshang.vocabulary import Stage

DayCount = Literal["calendar", "working"]
"""How days are counted: all of them, or working days only."""


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

    Examples:
        >>> from zhaoshang import Project
        >>> from zhaoshang.lifecycle import stage_ages
        >>> from zhaoshang.model import Milestone
        >>> steps = [
        ...     Milestone(stage="landed", on="2022-05-10"),
        ...     Milestone(stage="on_hold", on="2022-05-20"),
        ...     Milestone(stage="resumed", on="2022-05-30"),
        ... ]
        >>> (age,) = stage_ages(Project(id="P1", name="甲", milestones=steps), as_of="2022-06-09")
        >>> age.since, age.until, (age.low, age.high), age.on_hold
        (Period('2022-05-10'), None, (30, 30), 10)
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
    project = standing(project)
    held: list[tuple[date, date]] = []
    for step in done(project.history, day):
        before, since = state.stage, state.step
        hold = state.overlays.get(Stage.ON_HOLD)
        effect = take(state, step, lifecycle.index, project.track)
        if step.stage is Stage.RESUMED and effect == "overlay" and hold is not None and hold.on and step.on:
            held.append((hold.on.end, step.on.start))
        if state.step is since or state.stage is before:
            continue
        if before is not None and not before.is_end and since is not None:
            ages.append(_age(before, since.on, step.on, held))
        held = []  # what ended before a stage began is no part of it
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
        low: the least number; negative where the later stage is dated before the earlier one, `None` where it is open.
        high: the greatest number.
        start: the date counted from, itself not counted.
        end: the date counted to.

    Examples:
        >>> from zhaoshang import Project
        >>> from zhaoshang.lifecycle import duration
        >>> from zhaoshang.model import Agreement, Milestone
        >>> signed, started = Agreement(signed_on="2022-03-01"), Milestone(stage="started", on="2022-06-20")
        >>> span = duration(
        ...     Project(id="P1", name="甲", agreements=[signed], milestones=[started]), "signed", "started"
        ... )
        >>> span.days, span.start, span.end
        (111, Period('2022-03-01'), Period('2022-06-20'))
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
    trial_counts: bool = True,
) -> DaySpan:
    """Measure the days from one stage to another, as a range where dates are coarse.

    The first record of each stage counts; what a correction took back never was. The start day is not counted. Where
    coarse dates overlap the later stage is taken not to come before the earlier one, so the least number is 0.

    A stage without a record that a later one implies (a completion implies a start) came on any day up to that. The
    days to it are at least 0, and at most those to what implies it; where that came before the first the least is open. The days
    from it are at least those from what implies it, with no upper bound.

    Args:
        project: the project.
        from_stage: the stage counted from.
        to_stage: the stage counted to.
        count: `calendar` or `working`.
        calendar: the working days.
        known_on: only records made by this day count.
        trial_counts: whether trial production counts as production, as the option of a profile says for KPIs.

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

        Trial production counts as production, unless it is said not to:

        >>> steps = [
        ...     Milestone(stage=stage, on=on)
        ...     for stage, on in (
        ...         ("started", "2025-03-01"),
        ...         ("trial", "2025-05-01"),
        ...         ("producing", "2025-07-01"),
        ...     )
        ... ]
        >>> project = Project(id="P1", name="甲", milestones=steps)
        >>> duration(project, "started", "producing").days
        61
        >>> duration(project, "started", "producing", trial_counts=False).days
        122
    """
    if count not in ("calendar", "working"):
        raise FieldTypeError(as_python(count), "'calendar' or 'working'")
    if known_on is not None:
        project = as_known_on(project, known_on)
    project = standing(project)
    start, end = (
        _day_of(project, Stage.named(stage), trial_counts=trial_counts) for stage in (from_stage, to_stage)
    )
    if start.on is None or end.on is None:
        return DaySpan(days=None, low=None, high=None, start=start.stated, end=end.stated)
    days = None if count == "calendar" else working_days(calendar)
    least, most = _count(start.on.end, end.on.start, days), _count(start.on.start, end.on.end, days)
    if start.is_implied or end.is_implied:
        low: int | None = 0 if end.is_implied else max(0, least)
        high = None if start.is_implied else most
        if high is not None and end.on.end < start.on.start:  # of which working days may tell nothing
            low = None  # what implies it came before already, and nobody knows how long before
    else:
        low, high = max(0, least) if start.on.start <= end.on.end else least, most
    return DaySpan(days=low if low == high else None, low=low, high=high, start=start.stated, end=end.stated)


def _count(start: date, end: date, days: WorkingDays | None) -> int:
    return (end - start).days if days is None else count_working_days(start, end, calendar=days)


@frozen
class _Day:
    """When a stage came: on its own date, or, where it is implied, by that of what implies it."""

    on: Period | None
    is_implied: bool = False

    @property
    def stated(self) -> Period | None:
        return None if self.is_implied else self.on


def _day_of(project: Project, stage: Stage, *, trial_counts: bool) -> _Day:
    steps = list(done(project.history))
    wanted = shown_by(stage, trial_counts=trial_counts)
    own = [step.on for step in steps if step.stage in wanted]
    if own:
        return _Day(first_of(own))
    shown = [step.on for step in steps if step.stage in stage.implied_by]
    return _Day(first_of(shown), is_implied=True)
