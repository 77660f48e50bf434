"""What hedges promise together, and the bounds of a number that is hedged by its own digits."""

from decimal import Decimal
from typing import Final

from zhaoshang._reading.numerals import Numeral
from zhaoshang.intervals import Interval
from zhaoshang.quantities import Hedge

__all__ = ["MEANT_NEGATED", "NEGATED", "bounds_of", "tighter"]

_RANK: Final = {
    Hedge.NONE: 0,
    Hedge.ABOUT: 1,
    Hedge.AT_LEAST: 2,
    Hedge.AT_MOST: 2,
    Hedge.NEAR: 3,
    Hedge.OVER: 3,
    Hedge.BELOW: 3,
}
_RISING: Final = (Hedge.OVER, Hedge.AT_LEAST)

NEGATED: Final = frozenset({Hedge.OVER, Hedge.BELOW, Hedge.AT_LEAST, Hedge.AT_MOST, Hedge.NEAR})
"""The hedges that a word of negation before them turns around, or makes unclear."""

MEANT_NEGATED: Final[dict[Hedge | None, Hedge]] = {Hedge.OVER: Hedge.AT_MOST, Hedge.BELOW: Hedge.AT_LEAST}
"""What a hedge means once it is negated; what is not here cannot be told."""


def tighter(first: Hedge, second: Hedge) -> Hedge | None:
    """Keep the tighter of two hedges; `None` where they pull in opposite directions (不低于…以下)."""
    if _RANK[first] > 1 and _RANK[second] > 1 and (first in _RISING) is not (second in _RISING):
        return None
    return first if _RANK[first] >= _RANK[second] else second


def bounds_of(numeral: Numeral) -> Interval | None:
    """Give the interval of a number that is hedged by its own digits."""
    closed = _CLOSED.get(numeral.hedge)
    return None if closed is None else Interval(_cheap(numeral.low), _cheap(numeral.high), *closed)


def _cheap(number: Decimal | None) -> Decimal | int | None:
    """Hand over integers as such: they become fractions several times faster."""
    if number is None:
        return None
    whole = int(number)
    return whole if whole == number else number


_CLOSED: Final = {
    Hedge.ODD: (False, False),
    Hedge.SEVERAL: (True, False),
    Hedge.ORDER: (True, False),
    Hedge.RANGE: (True, True),
}
