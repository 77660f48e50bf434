"""Bands: two ends, each with its hedge, beside each other: 1亿元以上5亿元以下 is one range in a cell and in text."""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.found import Found
from zhaoshang.intervals import Interval
from zhaoshang.quantities import Hedge

__all__ = ["BETWEEN", "band"]

BETWEEN: Final = re.compile("[、，,;；且]?")
"""What may stand between the two ends."""

_LOWER: Final = frozenset({Hedge.AT_LEAST, Hedge.OVER})
_UPPER: Final = frozenset({Hedge.AT_MOST, Hedge.BELOW})


def band(first: Found, second: Found) -> Found | None:
    """Make the range from a lower end to an upper one; `None` where the two are no ends of one range."""
    if first.hedge not in _LOWER or second.hedge not in _UPPER or first.unit != second.unit:
        return None
    low, top = first.numeral.value, second.numeral.value
    if low is None or top is None or not low < top:
        return None
    bounds = Interval(low, top, first.hedge is Hedge.AT_LEAST, second.hedge is Hedge.AT_MOST)
    places = max(first.numeral.places, second.numeral.places)
    numeral = second.numeral._replace(value=None, hedge=Hedge.RANGE, low=low, high=top, places=places)
    return second._replace(start=first.start, numeral=numeral, hedge=Hedge.RANGE, bounds=bounds)
