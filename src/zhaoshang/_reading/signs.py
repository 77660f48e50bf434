"""The sign in front of an amount: it belongs to its number, as in a cell, and is never lost."""

import re
from typing import Final

from zhaoshang._reading.chinese.guards import clause_before
from zhaoshang._reading.chinese.hedging import hedges_in_front
from zhaoshang._reading.chinese.lexicon import BEFORE
from zhaoshang._reading.found import Found
from zhaoshang._reading.script import both
from zhaoshang.quantities import Hedge
from zhaoshang.units import Dimension

__all__ = ["signed"]

_SIGNS: Final = frozenset("-−负負+±")
_WORDS: Final = re.compile(r"(?<![A-Za-z])(?:minus|negative) $", re.IGNORECASE)
_REACH: Final = 10
_JOINS: Final = re.compile(r"[^\u4e00-\u9fff:：(,，、；;=“\"\n]")
_MONEY: Final = frozenset("$¥€£")
_MONEY_FIRST: Final = frozenset("$¥€£ACHNSU")
_MONEY_SIGN: Final = re.compile("[A-Z]{0,3}[$¥€£]-")
_HAN: Final = "\u4e00"
_RELATIVE: Final = frozenset({Dimension.PERCENT, Dimension.POINT})
# what says that a number may be below nought
_CHANGE: Final = re.compile(
    both("[净增减降比较差亏盈变损缺]|利润|结余|余额|[为是达至到]$")
    + r"|(?i:\b(?:net|loss|losses|deficit|balance|change|changed|growth|profit|profits|to|of|at|by|was)\b)"
)
_NO_SIGN: Final = frozenset("胜抱担欺肩自辜不正背减勝擔減")
_NONE: Final = Hedge.NONE


def signed(text: str, found: Found) -> Found | None:
    """Give an amount of running text the sign in front of it.

    A dash behind a digit or a letter joins, one behind another dash is punctuation, one that opens a line is a bullet; a
    dash with a blank in front and none behind is a sign. Of what is no share, only a word of change says that it may be
    below nought. `None` where a sign meets a hedge, which a cell refuses too, and where nobody can tell.
    """
    if text[found.start] in _MONEY_FIRST and _MONEY_SIGN.match(text, found.start):
        return _moved(text, found, found.start, is_minus=True)
    place = found.start - 1
    if place < 0:
        return found
    mark = text[place]
    if mark not in _SIGNS:
        word = _WORDS.search(text, max(0, place - _REACH), place + 1) if mark == " " else None
        return found if word is None else _moved(text, found, word.start(), is_minus=True)
    gap = len(text[:place].rstrip(" ")) if text[place - 1 : place] == " " else place
    before = text[gap - 1 : gap]
    if mark in "负負":
        if before and before in _NO_SIGN:
            return found
    elif mark == "±":
        return None
    elif before == "\n" or (gap < place and not before):
        return found  # a bullet
    elif gap == place and before and _JOINS.match(before):
        return None if mark == "+" or before in _MONEY or before in "~～" else found
    elif (
        (gap < place or before >= _HAN)
        and found.unit.dimension not in _RELATIVE
        and not _CHANGE.search(clause_before(text, gap))
    ):
        return None  # 东河-12个 may be twelve with a dash in front
    return _moved(text, found, place, is_minus=mark != "+")


def _moved(text: str, found: Found, place: int, *, is_minus: bool) -> Found | None:
    """Let an amount begin at its sign."""
    value = found.numeral.value
    if value is None or found.hedge is not _NONE or found.bounds is not None:
        return None
    if text[place - 1 : place] in BEFORE and hedges_in_front(text, place, found.numeral, _NONE)[0] != place:
        return None
    numeral = found.numeral._replace(value=value.copy_negate()) if is_minus else found.numeral
    return found._replace(start=place, numeral=numeral)
