"""Dates told beside another of their sentence: the parts of a year in a row, and ranges that fall."""

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.dated import Dated, Use
from zhaoshang._bulletins.texts.plain import Plain

_RANGE: Final = re.compile(r"\s*(?:[至到~～—–\-－]+|一直到|直到)\s*")
_LEVEL: Final = re.compile(
    r"度?(?:各?为|是|仅为?|只有|仅?有|共)?\s*[\d.]+\s*(?:[个家项宗件]|[万亿]元)(?:项目)?(?P<next>[、，,；;和及与]*|[）)])"
)
_DIGIT: Final = re.compile(r"\d")
_APART: Final = re.compile("[，,；;）)]")


def with_ranges(text: str, dates: Sequence[Dated]) -> list[Dated]:
    """Let dates that are told as a range, and of which the second is over before the first begins, be no time."""
    found: list[Dated] = []
    for item in dates:
        first = found[-1] if found else None
        if first is not None and _falls(text, first, item):
            found[-1] = Dated(first.start, item.end, None, Use.OWN, parts=(first, item))
        else:
            found.append(item)
    return found


def _falls(text: str, first: Dated, last: Dated) -> bool:
    if first.period is None or last.period is None or last.period.end >= first.period.start:
        return False
    return _RANGE.fullmatch(text, first.end, last.start) is not None


def with_rows(plain: Plain, dates: Sequence[Dated]) -> list[Dated]:
    """Let each part of a time in a row, with a level alone (其中上半年5个、下半年3个), be of its own clause.

    What follows the row is of that time.
    """
    found = list(dates)
    row: list[int] = []
    for number, item in enumerate(dates):
        row = [*row, number] if row and _goes_on(plain.text, dates[row[-1]], item) else [number]
        level = _LEVEL.match(plain.text, item.end) if len(row) > 1 else None
        if level is not None and level["next"] and told_around(plain, dates, row[0]) is not None:
            for place in row:
                found[place] = evolve(dates[place], use=Use.PRIOR)
    return found


def _goes_on(text: str, one: Dated, other: Dated) -> bool:
    """Tell whether nothing but a level stands between two times that follow each other."""
    if one.period is None or other.period is None or {one.use, other.use} != {Use.OWN}:
        return False
    return other.period.start > one.period.end and _LEVEL.fullmatch(text, one.end, other.start) is not None


def told_around(plain: Plain, dates: Sequence[Dated], number: int) -> Dated | None:
    """Find the date of a sentence that a later one of it is a part of, or stands beside as an earlier one."""
    item = dates[number]
    if item.period is None:
        return None
    sentence = plain.sentence(item.start)[0]
    for other in reversed(dates[max(0, number - _FEW) : number]):
        if other.start < sentence:
            break
        if other.use is Use.OWN and _is_beside(plain.text, item, other):
            return other
    return None


def _is_beside(text: str, item: Dated, main: Dated) -> bool:
    """Tell whether a time is a part of another told before it, or was over by then and told behind a figure of that."""
    if item.period is None or main.period is None:
        return False
    is_part = item.period in main.period and item.period != main.period
    is_earlier = item.period.end < main.period.start
    return is_part or (is_earlier and _DIGIT.search(text, main.end, item.start) is not None)


def is_further(text: str, item: Dated, place: int) -> bool:
    """Tell whether a figure is not the first behind a date, and in another clause than that."""
    first = _DIGIT.search(text, item.end, place)
    return first is not None and _APART.search(text, first.end(), min(place, first.end() + _FAR)) is not None


_FEW: Final = 12
_FAR: Final = 400
