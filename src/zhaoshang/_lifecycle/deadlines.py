"""Time limits in a case at hand: when each was due, and whether it was kept."""

from collections.abc import Iterable
from datetime import date
from typing import final

from attrs import frozen

from zhaoshang._calls.guard import telling
from zhaoshang.calendars import CN, CalendarLike, LimitLike, Pause, due_on, working_days
from zhaoshang.errors import UnfitValueError
from zhaoshang.periods import DateLike, Period, to_date
from zhaoshang.vocabulary import Term


class DeadlineState(Term):
    """How a step stands to its time limit (办理状态).

    Examples:
        >>> from zhaoshang.lifecycle import DeadlineState, deadline
        >>> found = deadline("2022-06-01", {"days": 5}, as_of="2022-06-07")
        >>> found.state is DeadlineState.OVERDUE, found.state.label("zh_CN")
        (True, '已超时')
    """

    ON_TIME = "on_time", "按时办结", "on time"
    LATE = "late", "超时办结", "late"
    RUNNING = "running", "办理中", "running"
    OVERDUE = "overdue", "已超时", "overdue"


@final
@frozen(kw_only=True)
class Deadline:
    """A time limit in a case at hand; `deadline` works it out.

    Attributes:
        due_on: the last day in time; `None` while a pause without an end keeps it open.
        state: how it stands.
        days_over: the calendar days past the due day, at the day it was done or asked about; negative before it.
        is_sure: whether the dates are exact enough to say; otherwise the last day of a coarse date decided.

    Examples:
        Accepted some day in June, so at the latest on the 30th:

        >>> from zhaoshang.lifecycle import deadline
        >>> found = deadline("2022-06", {"days": 5}, as_of="2022-07-10")
        >>> found.due_on, found.days_over, found.is_sure
        (datetime.date(2022, 7, 5), 5, False)
    """

    due_on: date | None
    state: DeadlineState
    days_over: int | None
    is_sure: bool = True


@telling("paused")
def deadline(
    start: DateLike,
    limit: LimitLike,
    /,
    *,
    as_of: DateLike,
    paused: Iterable[Pause] = (),
    done_on: DateLike | None = None,
    calendar: CalendarLike = CN,
) -> Deadline:
    """Judge a time limit (限时办结): when it was due, and whether that was kept.

    The start day and paused days are not counted. What was done after `as_of` counts as not done yet.

    Args:
        start: when the clock started, such as the day of acceptance.
        limit: how long it runs: days, working days or months.
        as_of: today; of a coarse date, its last day.
        paused: stretches in which the clock stood still (补件, 公示, 专家评审), first and last day; the last is `None`
            while it lasts.
        done_on: when it was done.
        calendar: the working days.

    Returns:
        The due day and the state.

    Raises:
        UnpublishedYearError: when the limit is in working days and runs into a year that is not known.
        UnfitValueError: when it was done before the clock started.

    Examples:
        >>> from zhaoshang.lifecycle import deadline
        >>> found = deadline(
        ...     "2022-09-28",
        ...     {"days": 5, "working": True},
        ...     paused=[("2022-09-30", "2022-10-09")],
        ...     done_on="2022-10-14",
        ...     as_of="2022-10-31",
        ... )
        >>> found.due_on, found.state.label("zh_CN"), found.days_over
        (datetime.date(2022, 10, 13), '超时办结', 1)
    """
    today = to_date(as_of)
    due = due_on(start, limit, paused=paused, calendar=working_days(calendar))
    done = None if done_on is None else Period.of(done_on)
    if done is not None and done.end < Period.of(start).start:
        msg = f"start={Period.of(start)}, done_on={done}"
        raise UnfitValueError(msg, "an end that is not before the start; swap the two")
    if done is not None and done.end > today:
        done = None
    is_sure = Period.of(start).is_day and (done is None or due is None or done.end <= due or done.start > due)
    day = today if done is None else done.end
    is_over = due is not None and day > due
    if done is None:
        state = DeadlineState.OVERDUE if is_over else DeadlineState.RUNNING
    else:
        state = DeadlineState.LATE if is_over else DeadlineState.ON_TIME
    return Deadline(
        due_on=due, state=state, days_over=None if due is None else (day - due).days, is_sure=is_sure
    )
