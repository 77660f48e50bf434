"""English amounts: in running text, and in a text that is wholly one."""

from zhaoshang._reading.english.grammar import amount
from zhaoshang._reading.english.hedging import is_unsettled
from zhaoshang._reading.english.numerals import NUMBER
from zhaoshang._reading.english.scanning import find
from zhaoshang._reading.found import Found, ReadingScope, Refused
from zhaoshang.quantities import Hedge
from zhaoshang.units import Scaled

__all__ = ["find", "is_cut", "whole"]


def whole(text: str, low: int, high: int, default: Scaled | None) -> Found | Refused | None:
    """Read the amount that fills a cell from `low` to `high`; `None` where no word of it is English."""
    match = NUMBER.search(text, low, high)
    if match is None:
        return None
    found = amount(ReadingScope(text, cell=True, default=default), match)
    if isinstance(found, Refused):
        return found
    if found.start != low:
        return Refused(low, found.start, "a number or a hedge such as nearly or over")
    return found if found.end == high else Refused(found.end, high, "the end of the text")


def is_cut(text: str, found: Found) -> bool:
    """Tell whether English words beside an amount of another language leave open what is promised: hardly 5%."""
    return found.hedge is Hedge.NONE and is_unsettled(text, found.start)
