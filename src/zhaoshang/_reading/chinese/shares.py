"""What words beside a number tell of it: 近九成为出口 is a share, 佔地12甲 is land."""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.found import Found
from zhaoshang._reading.script import both, variants
from zhaoshang.quantities import Hedge

__all__ = ["IS", "LAND", "is_share"]

LAND: Final = re.compile(
    both(r"(?:[占佔]地|用地|土地|[农農]地|面积)(?:总?面积|共|共计|合计|约|达|为|是|有|[:： ]){0,3}$")
)
"""What says at the end of a clause that land is measured next."""
IS: Final = frozenset(variants("为"))
_OF_A_WHOLE: Final = frozenset(variants("有占中其约为余另各均即"))
_WHOLE: Final = 100
_JOINING: Final = frozenset("-–—~.#№/·")


def is_share(text: str, start: int, found: Found) -> bool:
    """Tell 近九成为出口, where tenths are something, from 第三成为 and 之一成为: by a hedge, 两, or what they are of."""
    if found.hedge is not Hedge.NONE or text[start] == "两":
        return True
    before, value = text[start - 1 : start], found.numeral.value
    return (text[start] != "一" and value is not None and value <= _WHOLE) and (
        not before or before in _OF_A_WHOLE or not (before.isalnum() or before in _JOINING)
    )
