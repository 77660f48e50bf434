"""Times that lean on another that is told: 当月, 上季度, 首月, 上年同期."""

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.dated import Dated, Use
from zhaoshang._bulletins.texts.timewords import COMPARED, FOUR, HOPED
from zhaoshang._bulletins.texts.written import is_of_length, year_before
from zhaoshang.periods import Period

_LAST: Final = re.compile("上[个一]?(?P<part>季度?|月份?)")
LEANING: Final = re.compile(f"首个?(?:月|季度?)份?|{_LAST.pattern}")
"""Of a time told before: its first month or quarter, or the one before it."""
_MONTH: Final = 31
_QUARTER: Final = 3


def leant(said: str, told: Period, otherwise: Period | None) -> Period | None:
    """Give what leans on the time told: the first month or quarter of it, and the one before it.

    三季度首月 is July, and 上季度 beside 四季度 the third. Of a time that has no such part there is none; beside one of
    another length a date is as it was read `otherwise`.
    """
    last = _LAST.fullmatch(said)
    if last is not None:
        months = 3 if last["part"].startswith("季") else 1
        return told.shift(months=-months) if is_of_length(told, last["part"]) else otherwise
    part = f"Q{(told.start.month + 2) // 3}" if "季" in said else f"{told.start.month:02d}"
    first = Period.of(f"{told.start.year:04d}-{part}")
    return first if first in told and first != told else None


def word_of_time(match: re.Match[str], before: str, told: Dated | None, today: Period | None) -> Dated:
    """Read a word for a time (当月, 上年, 全年) by the date told before it, else by the day of writing."""
    start, end = match.span()
    base = None if told is None else told.period
    period: Period | None = None
    use = Use.OWN
    if match["month"]:
        if base is not None:
            period = Period.of(f"{base.end.year:04d}-{base.end.month:02d}")
    elif match["last"]:
        use = Use.COMPARED if COMPARED.search(before) else Use.PRIOR
        if "同期" in match[0]:
            period = year_before(base)
        elif today is not None:
            period = Period.of(str(today.start.year - 1))
    elif match["same"]:
        period = base
    elif match["within"]:
        whose = base or today
        period = None if whose is None else Period.of(str(whose.end.year))
    elif base is not None and (base.end - base.start).days > 2 * _MONTH:
        period = Period.of(str(base.start.year))
    elif today is not None:
        year = today.start.year
        is_past = today.start.month <= _QUARTER and not HOPED.search(before)
        period = Period.of(str(year - 1 if is_past else year))
    return Dated(start, end, period, use)


def lean_ahead(text: str, dates: Sequence[Dated]) -> list[Dated]:
    """Let 2023年同期 or 上年同期 that opens a text lean on the first period told after it in its paragraph."""
    found = list(dates)
    for number, item in enumerate(dates):
        said = text[item.start : item.end]
        year = FOUR.match(said)
        is_last = said in {"上年同期", "去年同期"}
        if item.period is not None or item.use is not Use.PRIOR or not (year or is_last):
            continue
        end = text.find("\n", item.end)
        later = next((other for other in found[number + 1 :][:4] if other.use is Use.OWN), None)
        if later is None or later.period is None or -1 < end < later.start:
            continue
        years = int(year[0]) - later.period.start.year if year else -1
        found[number] = evolve(item, period=later.period.shift(years=years))
    return found
