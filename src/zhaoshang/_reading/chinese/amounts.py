"""Chinese amounts: in running text, and in a text that is wholly one."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.chinese import scanning
from zhaoshang._reading.chinese.bands import BETWEEN, band
from zhaoshang._reading.chinese.grammar import amount
from zhaoshang._reading.chinese.guards import ANOTHER_UNIT
from zhaoshang._reading.chinese.tokens import NUMBER
from zhaoshang._reading.chinese.tokens import number as numeral_at
from zhaoshang._reading.found import Found, ReadingScope, Refused
from zhaoshang.quantities import Hedge
from zhaoshang.units import Scaled

__all__ = ["AGAIN", "find", "number", "whole"]

AGAIN: Final = re.compile("^(?:折合|合计|合|即|约|=|≈)*")
"""What stands before an amount that is said again in another unit."""

_NONE: Final = Hedge.NONE


def find(text: str) -> Iterable[Found]:
    """Find every amount of a folded text, in order and without overlaps."""
    return scanning.scan(text)


def whole(plain: str, low: int, high: int, default: Scaled | None) -> Found | Refused:
    """Read the amount that fills a folded text from `low` to `high`."""
    match = NUMBER.search(plain, low + plain.startswith(("几近", "几乎"), low))
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
    second = whole(plain, mark.end() if mark else first.end, high, default)
    return band(first, second) if isinstance(second, Found) else None


def number(plain: str) -> Decimal | None:
    """Read a folded text that is wholly an exact number."""
    match = NUMBER.fullmatch(plain)
    got = numeral_at(plain, match, cell=True) if match else None
    if got is None or got[1] != len(plain) or got[0].hedge is not _NONE or plain[-1:] == "半":
        return None
    return got[0].value
