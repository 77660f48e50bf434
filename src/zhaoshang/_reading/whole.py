"""A text that is wholly one date or period, with the words that a ledger puts around it: 预计2022年3月, 2022.3.31前."""

from functools import lru_cache
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.brief import as_python
from zhaoshang._calls.fixes import read_by
from zhaoshang._reading import LONGEST
from zhaoshang._reading.calendar import DateContext, DateReading, until
from zhaoshang._reading.chinese.date_edges import UNTIL_AHEAD, UNTIL_BEHIND
from zhaoshang._reading.chinese.date_tokens import small
from zhaoshang._reading.chinese.dates import CLOCK, WEEKDAY
from zhaoshang._reading.dates import IN_BRACKETS, read_cell, resolve_all
from zhaoshang._reading.folding import Folded, fold
from zhaoshang._reading.records import PeriodCell
from zhaoshang._reading.script import both
from zhaoshang.errors import FieldTypeError, PeriodSyntaxError, TodayNeededError
from zhaoshang.periods import Period

__all__ = ["cell"]

_BEFORE: Final = re.compile(rf"(?:截至|截止到?|自从?|从|于|在|至(?!迟)|{UNTIL_AHEAD})?")
_PLANNED: Final = re.compile(
    both(r"(?:预计|计划|拟定?|力争|争取|预期|有望|暂定)(?:于|在|到|将于)?[:： ]?")
    + r"|(?i:(?:expected|planned|scheduled|due)(?: in| by| for| on)?:? )"
)
_STAMP: Final = (
    r"(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_AFTER: Final = re.compile(
    rf"(?:(?<=[日号0-9]){both(WEEKDAY)}|,? [(]?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[)]?)?"
    rf"(?:(?:T|\s+|, ?|(?<=[日号一二三四五六天)])){_STAMP}|(?P<hour>(?<=[日号]){CLOCK}))?"
    rf"(?P<word>(?P<since>以来|来|至今)|起|止|(?P<until>{UNTIL_BEHIND})|(?<=年)以?内)?"
    rf"(?P<planned>{IN_BRACKETS})?"
    rf"(?P<word_behind>起|止|(?P<until_behind>{UNTIL_BEHIND}))?"
)
_TIME: Final = re.compile(
    r"(2[0-3]|[01]?[0-9]):([0-5][0-9])(?::[0-5][0-9](?:\.[0-9]+)?)?|(24):(00)(?::00(?:\.0+)?)?"
)
_ZONE: Final = re.compile(r"(Z)|([+-])(0[0-9]|1[0-4]):?([0-5][0-9])")
_HERE: Final = 8 * 60
"""So many minutes the clocks of China are ahead."""
_MINUTES: Final = 24 * 60
_CLOCKED: Final = "a time of day that exists"
_ONE_DAY: Final = "the day in China, without a time of another zone"
_UNTIL: Final = re.compile(f"(?i:by|before|no later than) (?:the )?$|{UNTIL_AHEAD}$")
_LAST: Final = re.compile(
    r"(?:最近|近|过去)([0-9]{1,3}|[一二两三四五六七八九十]{1,3})(年|个月|天|周)(?:以?来)?"
)
_DIGIT_DATE: Final = re.compile(
    r"((?:19|20)[0-9]{2})(?:(0[1-9]|1[0-2])(?:(0[1-9]|[12][0-9]|3[01])(?:(?:T|\s+)" + _STAMP + ")?)?)?"
)
_CODE: Final = re.compile(r"[1-9][0-9]{3}-(?:H[12]|Q[1-4]|(?:0[1-9]|1[0-2])-[EML])")
"""Halves, quarters and thirds of months as `str(period)` writes them."""
_SHAPE: Final = re.compile(
    r"([0-9]{2})[0-9]{2}-[0-9]{1,2}(?:-[0-9]{1,2})?|([0-9]{2})[0-9]{2}(?:/[0-9]{1,2}){2}"
)
_CENTURIES: Final = frozenset({"19", "20"})
_STEPS: Final = {"年": "years", "个月": "months", "天": "days", "周": "days"}


@lru_cache(maxsize=8192)
def cell(text: str, today: Period | None, year: int | None) -> PeriodCell:
    """Read a cell that is wholly one date.

    Raises:
        PeriodSyntaxError: when it is not.
        TodayNeededError: when it leans on a day that is not known.
    """
    if not isinstance(text, str):
        raise FieldTypeError(as_python(text), "a text", read_by(text))
    if len(text) > LONGEST:
        raise PeriodSyntaxError(text, (LONGEST, len(text)), f"at most {LONGEST} characters")
    folded = fold(text)
    plain = folded.text
    start, end = len(plain) - len(plain.lstrip()), len(plain.rstrip())
    try:
        if _CODE.fullmatch(plain, start, end):
            return PeriodCell(Period.of(plain[start:end]))
        return _whole_date(text, folded, (start, end), DateContext(today, year))
    except (PeriodSyntaxError, TodayNeededError):
        raise
    except (ValueError, OverflowError) as cause:
        raise PeriodSyntaxError(text, folded.raw(start, end), "a date that exists") from cause


def _whole_date(text: str, folded: Folded, span: tuple[int, int], given: DateContext) -> PeriodCell:
    plain, (start, end) = folded.text, span
    match = _DIGIT_DATE.fullmatch(plain, start, end)
    if match:
        _refuse_clock(text, folded, match)
        return PeriodCell(Period.of("-".join(part for part in match.groups()[:3] if part)))
    match = _LAST.fullmatch(plain, start, end)
    if match:
        return PeriodCell(_last(match, given, text))
    lead = _PLANNED.match(plain, start)
    readings, tail = _longest(plain, lead.end() if lead else start, end)
    if not readings:
        expected = _expected(_SHAPE.fullmatch(plain, start, end))
        raise PeriodSyntaxError(text, folded.raw(start, max(end, start)), expected)
    if tail is None:
        raise PeriodSyntaxError(text, folded.raw(readings[-1].end, end), "the end of the date")
    _refuse_clock(text, folded, tail)
    period = resolve_all(readings, given)
    if period is None:
        raise TodayNeededError(text, folded.raw(readings[0].start, readings[-1].end))
    if tail["since"]:
        if given.today is None:
            raise TodayNeededError(text, folded.raw(tail.start(), tail.end()))
        period = Period.between(period, given.today)
    last = readings[-1]
    is_until = bool(tail["until"] or tail["until_behind"] or _UNTIL.search(plain, start, readings[0].start))
    if is_until and len(readings) == 1:  # what lies before a day may lie anywhere in its year
        deadline = until(period)
        if deadline is None:
            raise PeriodSyntaxError(
                text, folded.raw(readings[0].start, end), "a last day such as the end of a month"
            )
        period = deadline
    is_planned = lead is not None or tail["planned"] is not None or is_until or "before" in last.said
    return PeriodCell(period, is_planned=is_planned)


def _expected(shape: re.Match[str] | None) -> str:
    """Say what is missing of a text, which may have the shape of a date."""
    if shape is None:
        return "a date"
    return "a date that exists" if (shape[1] or shape[2]) in _CENTURIES else "a year from 1900 to 2099"


def _refuse_clock(text: str, folded: Folded, tail: re.Match[str]) -> None:
    """Refuse a time of day that is none, and one of a zone where the day is not the day in China: either may be meant."""
    if tail["clock"] is None:
        return
    clock = _TIME.fullmatch(tail["clock"])
    zone = _ZONE.fullmatch(tail["zone"] or "+0800")
    if clock is None or zone is None:
        raise PeriodSyntaxError(text, folded.raw(tail.start("clock"), tail.end()), _CLOCKED)
    ahead = 0 if zone[1] else int(f"{zone[2]}1") * (int(zone[3]) * 60 + int(zone[4]))
    here = int(clock[1] or clock[3]) * 60 + int(clock[2] or clock[4]) - ahead + _HERE
    if ahead != _HERE and not 0 <= here < _MINUTES:
        raise PeriodSyntaxError(text, folded.raw(tail.start("clock"), tail.end("zone")), _ONE_DAY)


def _longest(plain: str, start: int, end: int) -> tuple[list[DateReading], re.Match[str] | None]:
    """Read the dates, with a word such as 截至 in front or without, and what stands behind them."""
    before = _BEFORE.match(plain, start)
    found = read_cell(plain, dict.fromkeys((before.end() if before else start, start)))
    tail = _AFTER.fullmatch(plain, found[-1].end, end) if found else None
    # the hours of a range say nothing more than its days do; one alone would be lost
    is_range = len(found) > 1 or (found and "day_to" in found[0].said)
    return found, tail if tail is None or is_range or not tail["hour"] else None


def _last(match: re.Match[str], given: DateContext, text: str) -> Period:
    """Read 近一年来: the year that ends today."""
    if given.today is None:
        raise TodayNeededError(text, (0, len(text)))
    count = small(match[1].replace("两", "二")) * (7 if match[2] == "周" else 1)
    day = Period.of(given.today.end)
    first = day.shift(days=1).shift(**{_STEPS[match[2]]: -count})
    return Period.between(first, day)
