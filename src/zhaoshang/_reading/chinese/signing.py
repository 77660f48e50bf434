"""The Chinese words of signs: 负, and what may be below nought."""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.chinese.guards import clause_before
from zhaoshang._reading.chinese.hedging import AHEAD, hedges_in_front
from zhaoshang._reading.numerals import Numeral
from zhaoshang._reading.script import both
from zhaoshang._reading.signs import Signs
from zhaoshang.quantities import Hedge

__all__ = ["SIGNS"]


def _is_hedged(text: str, place: int, numeral: Numeral) -> bool:
    return text[place - 1 : place] in AHEAD and hedges_in_front(text, place, numeral, Hedge.NONE)[0] != place


SIGNS: Final = Signs(
    last=frozenset("负負"),
    minus=re.compile("[负負]$"),
    no_minus=frozenset("胜抱担欺肩自辜不正背减勝擔減"),
    change=re.compile(both("[净增减降比较差亏盈变损缺]|利润|结余|余额|[为是达至到]$")),
    clause=clause_before,
    is_hedged=_is_hedged,
)
