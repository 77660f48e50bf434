"""Plans in time: how much of one has passed, and how far what is done runs ahead of it."""

from typing import Literal

from attrs import evolve

from zhaoshang._scoring.numbers import PERCENT, Measured, Number, Result, chosen, exactly, nothing, single
from zhaoshang._scoring.quotients import ratio
from zhaoshang.periods import DateLike, Period, to_date


def time_progress(
    window: DateLike,
    /,
    *,
    as_of: DateLike,
    base: Literal["month", "day"] = "month",
    mid_month: Literal["completed", "started"] = "completed",
    stretch: Number = 1,
) -> Result:
    """Give how much of a plan's time has passed, in percent (序时进度).

    Args:
        window: the time of the plan.
        as_of: the day asked about; a month means its last day.
        base: whether whole months or days are counted.
        mid_month: whether a month in which the day lies counts once it is completed, or once it has started.
        stretch: what the progress is multiplied by, where the plan is to be beaten.

    Returns:
        The progress: 0 before the window and 100 after it, times the stretch; `mid_month` warns where the months of
        the answer hang on `mid_month`.

    Raises:
        UnknownCodeError: for another base, or another way with the running month.
        InexactNumberError: for a stretch that is no single exact number.

    Examples:
        >>> from zhaoshang.scoring import time_progress
        >>> time_progress("2022", as_of="2022-10-31", base="day").value
        Fraction(6080, 73)
        >>> time_progress("2022", as_of="2022-05-31", stretch="1.2").value
        Fraction(50, 1)
    """
    chosen("base", base, ("month", "day"))
    chosen("mid_month", mid_month, ("completed", "started"))
    plan, day = Period.of(window), to_date(as_of)
    warnings: tuple[str, ...] = ()
    if base == "day":
        whole = plan.days
        passed = min(max((day - plan.start).days + 1, 0), whole)
    else:
        first = plan.start.year * 12 + plan.start.month
        last = plan.end.year * 12 + plan.end.month
        whole = last - first + 1
        at_end = Period.month(day.year, day.month).end == day
        begun = day.year * 12 + day.month - first + 1
        passed = min(max(begun if at_end or mid_month == "started" else begun - 1, 0), whole)
        if not at_end and 1 <= begun <= whole and plan.start <= day < plan.end:
            warnings = ("mid_month",)
        if day < plan.start:
            passed = 0
        elif day >= plan.end:
            passed = whole
    progress = exactly(PERCENT * passed / whole * single(stretch), "percent")
    return evolve(progress, numerator=passed, denominator=whole, warnings=warnings)


def schedule_gap(done: Number | None, progress: Number | None, /) -> Result:
    """Give how far completion runs ahead of the schedule, in percentage points (超/欠序时进度).

    Args:
        done: the completion in percent.
        progress: the time progress in percent.

    Examples:
        >>> from zhaoshang.scoring import schedule_gap
        >>> schedule_gap("54.4", 50).value
        Fraction(22, 5)
    """
    found, passed = Measured.of(done), Measured.of(progress).value
    if passed is None:
        return nothing("no_data", "pp")
    return Result(
        value=None if found.value is None else found.value - passed,
        low=None if found.low is None else found.low - passed,
        high=None if found.high is None else found.high - passed,
        unit="pp",
        reason=None if found.value is not None else "no_data",
    )


def schedule_index(done: Number | None, progress: Number | None, /) -> Result:
    """Give completion in percent of the time progress (序时完成率).

    Examples:
        >>> from zhaoshang.scoring import schedule_index
        >>> schedule_index(60, 50).value, schedule_index(3, 0).reason
        (Fraction(120, 1), 'no_denominator')
    """
    return ratio(done, progress)
