"""Chinese amounts: in running text, and in a text that is wholly one."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from zhaoshang._reading.chinese import scanning
from zhaoshang._reading.chinese.grammar import amount
from zhaoshang._reading.chinese.tokens import NUMBER
from zhaoshang._reading.found import Found, Refused, Scope
from zhaoshang.intervals import Interval
from zhaoshang.quantities import Hedge
from zhaoshang.units import OTHER_CURRENCIES, Scaled

__all__ = ["find", "whole"]

_NONE: Final = Hedge.NONE


def find(text: str) -> Iterable[Found]:
    """Find every amount of a folded text, in order and without overlaps."""
    return scanning.scan(text)


def whole(plain: str, low: int, high: int, default: Scaled | None) -> Found | Refused:
    """Read the amount that fills a folded text from `low` to `high`, in any currency of the world."""
    found = _whole(plain, low, high, default)
    return found if isinstance(found, Found) else _other_currency(plain, low, high) or found


def _whole(plain: str, low: int, high: int, default: Scaled | None) -> Found | Refused:
    """Read the amount that fills a folded text from `low` to `high`."""
    match = NUMBER.search(plain, low)
    if match is None:
        return Refused(low, high, "a number")
    found = amount(Scope(plain, cell=True, default=default), match)
    if isinstance(found, Refused):
        return found
    if found.start != low:
        return Refused(low, found.start, "a number or a hedge such as 近 or 超")
    if found.hedge is _NONE and found.numeral.is_bare and plain[low] not in "十拾" and "分之" not in plain:
        return Refused(
            low, low + 1, "a number before the magnitude word"
        )  # 亿元 alone is a heading, not 1亿元
    if found.end != high:
        return _band(plain, found, high, default) or Refused(found.end, high, "the end of the text")
    return found


_LOWER: Final = frozenset({Hedge.AT_LEAST, Hedge.OVER})
_UPPER: Final = frozenset({Hedge.AT_MOST, Hedge.BELOW})
_AND: Final = re.compile("[、，,;；且]?")


def _band(plain: str, first: Found, high: int, default: Scaled | None) -> Found | None:
    """Read 1亿元（含）以上、5亿元以下: two hedged ends make one range."""
    if first.hedge not in _LOWER:
        return None
    mark = _AND.match(plain, first.end)
    second = _whole(plain, mark.end() if mark else first.end, high, default)
    if not isinstance(second, Found) or second.hedge not in _UPPER or second.unit != first.unit:
        return None
    low, top = first.numeral.value, second.numeral.value
    if low is None or top is None or not low < top:
        return None
    bounds = Interval(low, top, first.hedge is Hedge.AT_LEAST, second.hedge is Hedge.AT_MOST)
    places = max(first.numeral.places, second.numeral.places)
    numeral = second.numeral._replace(value=None, hedge=Hedge.RANGE, low=low, high=top, places=places)
    return second._replace(start=first.start, numeral=numeral, hedge=Hedge.RANGE, bounds=bounds)


# ---------------------------------------------------------------- the other currencies of the world


@lru_cache(maxsize=1)
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    """Name the currencies that the field has no words of its own for, from CLDR; babel is imported only here."""
    from babel import Locale  # noqa: PLC0415 - slow to import, and hardly ever needed

    known = Locale("zh").currencies
    codes = {known[code]: code for code in sorted(OTHER_CURRENCIES) if code in known}
    longest_first = sorted(codes, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), codes


def _other_currency(plain: str, low: int, high: int) -> Found | None:
    """Read 近500万阿富汗尼: an amount in a currency that only CLDR names."""
    if plain.isascii():
        return None
    names, codes = _names()
    name = names.search(plain, low, high)
    if name is None:
        return None
    renamed = plain[low : name.start()] + codes[name[0]] + plain[name.end() : high]
    found = _whole(renamed, 0, len(renamed), None)
    return found if isinstance(found, Found) else None
