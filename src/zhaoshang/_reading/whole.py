"""A text that is wholly one date or period."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from zhaoshang._lazy import Deferred
from zhaoshang._reading import LONGEST, dates
from zhaoshang._reading.folding import Folded, fold
from zhaoshang.errors import FieldTypeError, PeriodSyntaxError, TodayNeededError, ZhaoshangError
from zhaoshang.periods import Period

if TYPE_CHECKING:
    from zhaoshang._reading.english import dates as english_dates
else:
    english_dates = Deferred("zhaoshang._reading.english.dates")

_BEFORE_DATE: Final = re.compile(r"(?:截至|截止到?|自从?|从|于|在|至)?")
_AFTER_DATE: Final = re.compile(r"(?P<since>以来|来|至今)|起|止|之?前|以前")
_LAST: Final = re.compile(
    r"(?:最近|近|过去)([0-9]{1,3}|[一二两三四五六七八九十]{1,3})(年|个月|天|周)(?:以?来)?"
)
_LATIN: Final = re.compile("[A-Za-z]")
_DIGIT_DATE: Final = re.compile(r"((?:19|20)[0-9]{2})(?:(0[1-9]|1[0-2])(?:(0[1-9]|[12][0-9]|3[01]))?)?")
_CODE: Final = re.compile(r"[1-9][0-9]{3}-(?:H[12]|Q[1-4]|(?:0[1-9]|1[0-2])-[EML])")
"""Halves, quarters and thirds of months as `str(period)` writes them."""
_STEPS: Final = {"年": "years", "个月": "months", "天": "days", "周": "days"}


@lru_cache(maxsize=8192)
def period(text: str, today: Period | None, year: int | None) -> Period:
    if not isinstance(text, str):
        raise FieldTypeError(repr(text), "a text")
    if len(text) > LONGEST:
        raise PeriodSyntaxError(text, (LONGEST, len(text)), f"at most {LONGEST} characters")
    folded = fold(text)
    plain = folded.text
    start, end = len(plain) - len(plain.lstrip()), len(plain.rstrip())
    given = dates.Known(today, year, today)
    try:
        if _CODE.fullmatch(plain, start, end):
            return Period.of(plain[start:end])
        return _whole_date(text, folded, (start, end), given)
    except (ValueError, OverflowError) as cause:
        if isinstance(cause, ZhaoshangError):
            raise
        raise PeriodSyntaxError(text, folded.raw(start, end), "a date that exists") from cause


def _whole_date(text: str, folded: Folded, span: tuple[int, int], given: dates.Known) -> Period:
    plain, (start, end) = folded.text, span
    match = _DIGIT_DATE.fullmatch(plain, start, end)
    if match:
        return Period.of("-".join(part for part in match.groups() if part))
    match = _LAST.fullmatch(plain, start, end)
    if match:
        return _last(match, given, text)
    lead = _BEFORE_DATE.match(plain, start)
    begin = lead.end() if lead else start
    reading = dates.read_whole(plain, begin) or dates.read_whole(plain, start)
    if (reading is None or reading.end != end) and _LATIN.search(plain):
        found = english_dates.read_whole(plain, start)
        if found is not None and (reading is None or found.end > reading.end):
            reading = found
    if reading is None:
        raise PeriodSyntaxError(text, folded.raw(start, max(end, start)), "a date")
    tail = _AFTER_DATE.fullmatch(plain, reading.end, end)
    if reading.end != end and tail is None:
        raise PeriodSyntaxError(text, folded.raw(reading.end, end), "the end of the date")
    period = dates.resolve_whole(reading.parts, given)
    if period is None:
        raise TodayNeededError(text, folded.raw(reading.start, reading.end))
    if tail is not None and tail["since"]:
        if given.today is None:
            raise TodayNeededError(text, folded.raw(tail.start(), tail.end()))
        return Period.between(period, given.today)
    return period


def _last(match: re.Match[str], given: dates.Known, text: str) -> Period:
    """Read 近一年来: the year that ends today."""
    if given.today is None:
        raise TodayNeededError(text, (0, len(text)))
    count = dates.small(match[1].replace("两", "二")) * (7 if match[2] == "周" else 1)
    day = Period.of(given.today.end)
    first = day.shift(days=1).shift(**{_STEPS[match[2]]: -count})
    return Period.between(first, day)
