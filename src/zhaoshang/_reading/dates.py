"""Dates and periods in running text and in cells: the rules of the languages, and what a date leans on.

`scan` walks over the places where a date may begin; the rules read there, and the guards of the language tell a date from
what looks like one. Two dates that a dash or 至 joins are one period. `read_cell` reads a text that is wholly one date by the
same rules, and by those that hold in cells alone.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.calendar import DateContext, DateReading, between, month_of, resolve, until
from zhaoshang._reading.languages import LANGUAGES, Dates
from zhaoshang._reading.script import both
from zhaoshang.periods import Period, Precision

__all__ = ["IN_BRACKETS", "FoundDate", "read_cell", "resolve_all", "scan"]


class FoundDate(NamedTuple):
    """A date in running text; `period` is `None` where it needs more than is known."""

    start: int
    end: int
    period: Period | None
    is_relative: bool
    is_planned: bool
    is_open: bool = False


_PLANNED: Final = re.compile(
    both(r"(?:预计|计划|拟|力争|争取|预期|有望|暂定)(?:于|在|到|将于)?$")
    + r"|(?i:(?:expected|planned|scheduled|due) (?:in|by|for|on) )$"
)
_PLANNED_REACH: Final = 18
IN_BRACKETS: Final = (
    both(r" ?\((?:计划|预计|拟|暂定|预期|力争|争取|目标)[^()]{0,6}\)") + r"| ?\((?i:planned|expected)\)"
)
"""A word of intention in brackets behind a date."""
_PLANNED_BEHIND: Final = re.compile(IN_BRACKETS)


def scan(text: str, today: Period | None) -> Iterator[FoundDate]:
    """Find the dates of a folded text, in order.

    A month without a year takes the year last dated in its sentence, else the year of writing; a day without a month
    takes the month in the same way. What is compared with (去年同期) takes the period last dated, in whatever sentence.
    """
    done = sentence = 0
    known = DateContext(today)
    grammars = [language.dates for language in LANGUAGES if language.is_in(text)]
    for start in _starts(text, grammars):
        if start < done:
            continue
        try:
            reading, stop = _read(text, start, grammars)
        except ValueError:
            continue
        if reading is None:
            done = max(done, stop)
            continue
        if any(one.SENTENCE.search(text, max(done, sentence), start) for one in grammars):
            known = DateContext(today, last=known.last)
        sentence = start
        try:
            period = resolve(reading.said, known)
        except (ValueError, OverflowError):
            done = reading.end
            continue  # 2月30日 is no date, and its 30日 is none either
        done, period, is_whole = _widened(text, reading, period, known, grammars)
        if not is_whole:
            continue
        bound = next((one for each in grammars if (one := each.bound(text, start, done)) is not None), None)
        begin, end, is_until, told = start, done, bound is not None and bound.is_until, period
        if (
            bound is not None
        ):  # what is left open keeps its place, and no days; nor has what hangs on it, 3月的上月
            begin, end = (bound.start, bound.end) if is_until else (start, done)
            done = bound.end
            period = until(period) if is_until and period is not None else None
        is_planned = (
            is_until
            or _PLANNED.search(text, max(0, begin - _PLANNED_REACH), begin) is not None
            or _PLANNED_BEHIND.match(text, end) is not None
        )
        yield FoundDate(begin, end, period, reading.is_relative, is_planned, bound is not None)
        if told is not None and "plan" not in reading.said:
            known = _remembered(known, reading, told)


def _starts(text: str, grammars: list[Dates]) -> Iterable[int]:
    """List where dates of any language may begin."""
    if len(grammars) == 1:
        return map(re.Match[str].start, grammars[0].CANDIDATE.finditer(text))
    return sorted({match.start() for one in grammars for match in one.CANDIDATE.finditer(text)})


def _read(text: str, start: int, grammars: list[Dates]) -> tuple[DateReading | None, int]:
    """Read the date at a place; also tell up to where the text is done with, of a date that cannot be read whole."""
    stop = start
    for one in grammars:
        reading = one.read(text, start)
        if reading is None:
            continue
        if one.is_tail(text, reading):
            stop = max(stop, reading.end)
        elif one.is_date(text, reading):
            return reading, stop
    return None, stop


def _widened(
    text: str, reading: DateReading, period: Period | None, known: DateContext, grammars: list[Dates]
) -> tuple[int, Period | None, bool]:
    """Take what a date goes on with, and tell whether it is whole: more that was not read makes it the head of that."""
    end, is_whole = reading.end, True
    joined = None if period is None else _joined(text, reading, period, known, grammars)
    if joined is not None:
        end, period = joined
        is_whole = period is not None
    further = max(one.rest(text, end) for one in grammars)
    return further, period, is_whole and further == end


def _joined(
    text: str, first: DateReading, period: Period, known: DateContext, grammars: list[Dates]
) -> tuple[int, Period | None] | None:
    """Read the second date of 2019年2月至2020年8月: where it ends, and the days from the first on; none where it falls."""
    for one in grammars:
        join = one.JOIN.match(text, first.end)
        if join is None or join.end() == len(text):
            continue
        try:
            last = one.read(text, join.end())
            if last is None or not last.said.keys() & _DATED or "same" in last.said:
                continue
            end = resolve(last.said, _leaning_on(known, period))
            # from an hour to another of one day
            is_same = end == period and _CLOCKED.search(text, first.end, join.end()) is not None
            if end is not None and (is_same or end.end > period.end):
                return last.end, period if is_same else between(period, end)
            if end is not None and end.end < period.start:
                return last.end, None
        except (ValueError, OverflowError):
            continue
    return None


_CLOCKED: Final = re.compile("[0-9]")
_DATED: Final = frozenset(
    {
        "year",
        "year_off",
        "year_lean",
        "month",
        "month_off",
        "month_here",
        "month_lean",
        "quarter",
        "day",
        "day_lean",
        "half",
        "edge",
    }
)


def _leaning_on(known: DateContext, period: Period) -> DateContext:
    """Know what a second date leans on: the year, the month and the day of the first."""
    day = period if period.is_day else None
    month = month_of(period)
    return known._replace(year=period.start.year, month=month or known.month, day=day, begun=month)


def _remembered(known: DateContext, reading: DateReading, period: Period) -> DateContext:
    """Keep what later dates lean on: the year and month in their sentence, and the period to compare with."""
    year = period.start.year if period.start.year == period.end.year else known.year
    if "same" in reading.said:
        return known
    last = known.last if period.precision is Precision.DAY or "year_lean" in reading.said else period
    return known._replace(year=year, month=month_of(period), last=last)


# ---------------------------------------------------------------- cells


def read_cell(text: str, starts: Iterable[int]) -> list[DateReading]:
    """Read the date, or the two dates of a range, that a cell holds, in the language that reads most of it.

    Args:
        text: the folded cell.
        starts: where its date may begin, behind words such as 截至 or before them.

    Returns:
        One reading or two; none where there is no date.
    """
    best: list[DateReading] = []
    for one in (language.dates for language in LANGUAGES if language.is_in_cell(text)):
        for start in starts:
            found = _range(one, text, start)
            if found and (not best or found[-1].end > best[-1].end):
                best = found
    return best


def _range(one: Dates, text: str, start: int) -> list[DateReading]:
    first = one.read_cell(text, start)
    if first is None:
        return []
    join = one.JOIN.match(text, first.end)
    last = one.read_cell(text, join.end()) if join else None
    return [first] if last is None else [first, last]


def resolve_all(readings: list[DateReading], known: DateContext) -> Period | None:
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
