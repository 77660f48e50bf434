"""Figures of another day than the ledger stands on: days that a text names, and periods that begin later."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from zhaoshang._bulletins.verdicts.verdict import Answer, Verdict
from zhaoshang._bulletins.verifying.claims import Told, verdict_on
from zhaoshang.periods import Period
from zhaoshang.writing import format_period

_DAY: Final = timedelta(days=1)


def other_days(items: Iterable[Told], day: Period) -> Iterator[Verdict]:
    """Compare each day that figures are said to stand on with the day asked about."""
    seen: set[Period] = set()
    for item in items:
        stated = item.reading.as_of
        if stated is None or stated in seen:
            continue
        seen.add(stated)
        is_earlier_month = stated.end < day.end and (stated.end + _DAY).day == 1
        # a ledger goes on after the text, which is held against that day
        if day.end not in (stated.start, stated.end) and not is_earlier_month:
            yield verdict_on(
                item,
                Answer.DIFFERS,
                "another_day",
                expected=str(day),
                zh=f"文中数据截至{_in_zh(stated)}，台账为{_in_zh(day)}",
                en=f"the text stands on {stated}, the ledger on {day}",
            )


def later_periods(items: Iterable[Told], day: Period) -> Iterator[Verdict]:
    """Tell each period of figures that begins after the day on which the ledger stands."""
    seen: set[Period] = set()
    for item in items:
        period = item.reading.period
        if period is None or period in seen:
            continue
        seen.add(period)
        yield verdict_on(
            item,
            Answer.DIFFERS,
            "another_day",
            expected=str(day),
            zh=f"文中期间{_in_zh(period)}在台账日期{_in_zh(day)}之后",
            en=f"the period {period} begins after the day of the ledger, {day}",
        )


def usual_periods(day: Period) -> Iterator[Period]:
    """Give the times that a text may be of that tells of none: parts of the year so far, and the year before."""
    end = day.end
    parts = [f"H{half}" for half in (1, 2)] + [f"Q{quarter}" for quarter in (1, 2, 3, 4)]
    parts += [f"{month:02d}" for month in (end.month, end.month - 1) if month]
    for part in parts:
        period = Period.of(f"{end.year:04d}-{part}")
        if period.start <= end:
            yield period
    if end.year > 1:
        yield Period.of(f"{end.year - 1:04d}")


def _in_zh(period: Period) -> str:
    return format_period(period, locale="zh_CN")
