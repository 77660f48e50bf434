"""Dates and periods in running text and in cells: the rules of the languages, and what a date leans on.

`scan` walks over the places where a date may begin; the rules read there, and the guards of the language tell a date from
what looks like one. Two dates that a dash or 至 joins are one period. `read_cell` reads a text that is wholly one date by the
same rules, and by those that hold in cells alone.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from zhaoshang._lazy import Deferred
from zhaoshang._reading.calendar import Known, Reading, between, month_of, resolve
from zhaoshang._reading.chinese import dates as chinese
from zhaoshang._reading.folding import has_english
from zhaoshang._reading.script import both
from zhaoshang.periods import Period, Precision

if TYPE_CHECKING:
    from zhaoshang._reading.english import dates as english_dates
else:  # loaded with the first English text
    english_dates = Deferred("zhaoshang._reading.english.dates")

__all__ = ["Dated", "read_cell", "resolve_all", "scan"]


class Dated(NamedTuple):
    """A date in running text; `period` is `None` where it needs more than is known."""

    start: int
    end: int
    period: Period | None
    is_relative: bool
    is_planned: bool


_PLANNED: Final = re.compile(
    both(r"(?:预计|计划|拟|力争|争取|预期|有望|暂定)(?:于|在|到|将于)?$")
    + r"|(?i:(?:expected|planned|scheduled|due) (?:in|by|for|on) )$"
)
_PLANNED_REACH: Final = 18


def scan(text: str, today: Period | None) -> Iterator[Dated]:
    """Find the dates of a folded text, in order.

    A month without a year takes the year last dated in its sentence, else the year of writing; a day without a month
    takes the month in the same way. What is compared with (去年同期) takes the period last dated, in whatever sentence.
    """
    done = sentence = 0
    known = Known(today)
    is_english = has_english(text)
    for start in _starts(text, is_english=is_english):
        if start < done:
            continue
        try:
            reading = _read(text, start, is_english=is_english)
        except ValueError:
            continue
        if reading is None:
            continue
        if _is_new_sentence(text, max(done, sentence), start, is_english=is_english):
            known = Known(today, last=known.last)
        sentence = start
        done = reading.end
        try:
            period = resolve(reading.said, known)
        except (ValueError, OverflowError):
            continue  # 2月30日 is no date, and its 30日 is none either
        if period is not None:
            joined = _joined(text, reading, period, known)
            if joined is not None:
                done, period = joined
        is_planned = _PLANNED.search(text, max(0, start - _PLANNED_REACH), start) is not None
        yield Dated(start, done, period, reading.is_relative, is_planned)
        if period is not None and "plan" not in reading.said:
            known = _remembered(known, reading, period)


def _starts(text: str, *, is_english: bool) -> Iterator[int]:
    """List where dates of either language may begin."""
    if not is_english:
        return map(re.Match[str].start, chinese.CANDIDATE.finditer(text))
    patterns = (chinese.CANDIDATE, english_dates.CANDIDATE)
    return iter(sorted({match.start() for pattern in patterns for match in pattern.finditer(text)}))


def _read(text: str, start: int, *, is_english: bool) -> Reading | None:
    reading = chinese.read(text, start)
    if reading is not None and chinese.is_date(text, reading):
        return reading
    reading = english_dates.read(text, start) if is_english else None
    return reading if reading is not None and english_dates.is_date(text, reading) else None


def _is_new_sentence(text: str, start: int, end: int, *, is_english: bool) -> bool:
    return chinese.SENTENCE.search(text, start, end) is not None or (
        is_english and english_dates.SENTENCE.search(text, start, end) is not None
    )


def _joined(text: str, first: Reading, period: Period, known: Known) -> tuple[int, Period] | None:
    """Read the second date of 2019年2月至2020年8月: where it ends, and the days from the first on."""
    join = chinese.JOIN.match(text, first.end)
    if join is None or join.end() == len(text):
        return None
    try:
        last = chinese.read(text, join.end())
        if last is None or not last.said.keys() & _DATED or "same" in last.said:
            return None
        end = resolve(last.said, _leaning_on(known, period))
        if end is None or end.end <= period.end:
            return None
        return last.end, between(period, end)
    except (ValueError, OverflowError):
        return None


_DATED: Final = frozenset({"year", "year_off", "year_lean", "month", "month_off", "quarter", "day", "half"})


def _leaning_on(known: Known, period: Period) -> Known:
    """Know what a second date leans on: the year and the month of the first."""
    return known._replace(year=period.start.year, month=month_of(period) or known.month)


def _remembered(known: Known, reading: Reading, period: Period) -> Known:
    """Keep what later dates lean on: the year and month in their sentence, and the period to compare with."""
    year = period.start.year if period.start.year == period.end.year else known.year
    if "same" in reading.said:
        return known
    last = known.last if period.precision is Precision.DAY or "year_lean" in reading.said else period
    return known._replace(year=year, month=month_of(period), last=last)


# ---------------------------------------------------------------- cells


def read_cell(text: str, start: int, *, is_english: bool) -> list[Reading]:
    """Read the date, or the two dates of a range, that a cell holds from a position on; empty where there is none."""
    read = english_dates.read_cell if is_english else chinese_cell
    first = read(text, start)
    if first is None:
        return []
    join = (english_dates.JOIN if is_english else chinese.JOIN).match(text, first.end)
    last = read(text, join.end()) if join else None
    return [first] if last is None else [first, last]


def chinese_cell(text: str, start: int) -> Reading | None:
    """Read one Chinese date of a cell."""
    return chinese.read(text, start, is_cell=True)


def resolve_all(readings: list[Reading], known: Known) -> Period | None:
    """Give the days of a date, or of a range from one date to another.

    Raises:
        ValueError: for a date that does not exist, or a range that ends before it starts.
    """
    first, *more = readings
    start = resolve(first.said, known)
    if not more or start is None:
        return start
    end = resolve(more[0].said, _leaning_on(known, start))
    return None if end is None else between(start, end)
