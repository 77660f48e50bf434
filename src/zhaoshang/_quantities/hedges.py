"""The words that soften a number, and the bounds that each gives it."""

from typing import Final

from zhaoshang._basics.decimals import Number
from zhaoshang._basics.lazy import living_in
from zhaoshang.intervals import Interval
from zhaoshang.vocabulary import Term

__all__ = ["IMPLIED", "SIDE", "Hedge", "implied"]


class Hedge(Term):
    """The word that softens a number (约数词), and with it what the number promises.

    Examples:
        >>> from zhaoshang import Hedge, parse_money
        >>> parse_money("近130亿元").hedge is Hedge.NEAR, Hedge.NEAR.label("zh_CN")
        (True, '近')
    """

    __module__ = "zhaoshang.quantities"  # pickles and help name the public room

    NONE = "none", "确数", "exact"
    NEAR = "near", "近", "nearly"
    OVER = "over", "超", "over"
    AT_LEAST = "at_least", "以上", "at least"
    AT_MOST = "at_most", "以下", "at most"
    BELOW = "below", "不足", "below"
    ABOUT = "about", "约", "about"
    ODD = "odd", "余", "odd"
    RANGE = "range", "至", "range"
    ORDER = "order", "级", "order of"
    SEVERAL = "several", "数", "several"


# how each hedge bounds its value: (has low, has high, low closed, high closed); the others carry bounds of their own
IMPLIED: Final[dict[Hedge, tuple[bool, bool, bool, bool]]] = {
    Hedge.NONE: (True, True, True, True),
    Hedge.NEAR: (False, True, False, False),
    Hedge.OVER: (True, False, False, False),
    Hedge.AT_LEAST: (True, False, True, False),
    Hedge.AT_MOST: (False, True, False, True),
    Hedge.BELOW: (False, True, False, False),
    Hedge.ABOUT: (False, False, False, False),
}

# where a hedged number stands beside the same exact one: 近X just under, 超X just over
SIDE: Final[dict[Hedge, int]] = {Hedge.NEAR: -1, Hedge.BELOW: -1, Hedge.OVER: 1, Hedge.ODD: 1}


def implied(hedge: Hedge, value: Number | None) -> Interval | None:
    """Give the bounds that a hedge means of itself; none where it carries bounds of its own."""
    shape = IMPLIED.get(hedge)
    if shape is None or value is None:
        return None
    low, high, low_closed, high_closed = shape
    return Interval(value if low else None, value if high else None, low_closed, high_closed)


__test__ = living_in("zhaoshang.quantities", vars())
