"""Chinese amounts: in running text, and in a text that is wholly one."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Final

from zhaoshang._reading.chinese import scanning
from zhaoshang._reading.chinese.bands import BETWEEN, band
from zhaoshang._reading.chinese.grammar import amount
from zhaoshang._reading.chinese.guards import ANOTHER_UNIT
from zhaoshang._reading.chinese.tokens import NUMBER
from zhaoshang._reading.chinese.tokens import number as numeral_at
from zhaoshang._reading.found import Found, ReadingScope, Refused
from zhaoshang.quantities import Hedge
from zhaoshang.units import OTHER_CURRENCIES, Scaled

__all__ = ["AGAIN", "find", "number", "whole"]

AGAIN: Final = re.compile("^(?:折合|约合|合计|合|即|约|=|≈)*")
"""What stands before an amount that is said again in another unit."""

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
    found = amount(ReadingScope(plain, cell=True, default=default), match)
    if isinstance(found, Refused):
        return found
    if found.start != low:
        return Refused(low, found.start, "a number or a hedge such as 近 or 超")
    if found.hedge is _NONE and found.numeral.is_bare and plain[low] not in "十拾" and "分之" not in plain:
        return Refused(
            low, low + 1, "a number before the magnitude word"
        )  # 亿元 alone is a heading, not 1亿元
    if found.end != high:
        is_unit = found.word is None and ANOTHER_UNIT.fullmatch(plain, found.end, high)
        expected = "a unit such as 亿元, 亩 or 个" if is_unit else "the end of the text"
        return _band(plain, found, high, default) or Refused(found.end, high, expected)
    return found


def _band(plain: str, first: Found, high: int, default: Scaled | None) -> Found | None:
    """Read 1亿元（含）以上、5亿元以下: two hedged ends make one range."""
    mark = BETWEEN.match(plain, first.end)
    second = _whole(plain, mark.end() if mark else first.end, high, default)
    return band(first, second) if isinstance(second, Found) else None


def number(plain: str) -> Decimal | None:
    """Read a folded text that is wholly an exact number."""
    match = NUMBER.fullmatch(plain)
    got = numeral_at(plain, match, cell=True) if match else None
    if got is None or got[1] != len(plain) or got[0].hedge is not _NONE or plain[-1:] == "半":
        return None
    return got[0].value


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
