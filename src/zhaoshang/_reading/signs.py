"""The sign in front of an amount: it belongs to its number, as in a cell, and is never lost.

What a sign is written with is the same everywhere; the words that stand for one, and those that say that a number may be
below nought, are a language's own (`Signs`).
"""

from collections.abc import Callable
from enum import Enum
from typing import Final, NamedTuple

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.found import Found
from zhaoshang._reading.numerals import Numeral
from zhaoshang._reading.words import FRONT, front
from zhaoshang.quantities import Hedge
from zhaoshang.units import Dimension, Unit

__all__ = ["MINUSES", "Meant", "NumberSign", "Signs", "is_tail", "sign_before", "signed"]

MINUSES: Final = frozenset("-−")
_DASHES: Final = frozenset("–—")
_MARKS: Final = MINUSES | _DASHES | frozenset("+±")
_MONEY: Final = frozenset("$¥€£")
_WAVES: Final = frozenset("~")
# what a dash behind joins to its number
_JOINS: Final = re.compile(r"[^\u4e00-\u9fff:：(,，、；;。！？!?=“\"\n]")
_HAN: Final = "\u4e00"
_ENDS: Final = frozenset("。！？!?")
_RELATIVE: Final = frozenset({Dimension.PERCENT, Dimension.POINT})
_NONE: Final = Hedge.NONE
_REACH: Final = 10


class Signs(NamedTuple):
    """The words that signs have in a language.

    Attributes:
        last: what the words of minus end with.
        minus: such a word, up to the number.
        no_minus: what makes another word of it.
        change: what says that a number may be below nought, in the clause before it.
        clause: gives the clause before a place.
        is_hedged: whether a hedge stands before a place.
    """

    last: frozenset[str]
    minus: re.Pattern[str]
    no_minus: frozenset[str]
    change: re.Pattern[str]
    clause: Callable[[str, int], str]
    is_hedged: Callable[[str, int, Numeral], bool]


class Meant(Enum):
    """What stands in front of a number."""

    NO_SIGN = 0
    PLUS = 1
    MINUS = -1
    UNSURE = 2


class NumberSign(NamedTuple):
    """A sign: where the number with it begins, and what it means."""

    start: int
    meant: Meant


def sign_before(text: str, start: int, one: Unit, signs: Signs) -> NumberSign:
    """Tell what the mark or the word in front of a number of running text means.

    A dash behind a digit or a letter joins, one behind another dash is punctuation, one that opens a line is a bullet; a
    dash with a blank in front and none behind is a sign. Of what is no share, only a word of change says that it may be
    below nought. A long dash is no minus, and yet nobody can tell where a minus may stand.
    """
    place = start - 1
    mark = text[place] if place >= 0 else ""
    if mark == " " and text[place - 1] in _MARKS and front(text, place - 1)[1] is not None:
        return NumberSign(place - 1, Meant.UNSURE)  # 新台币- 210万元
    if mark in signs.last:
        word = signs.minus.search(text, max(0, place - _REACH), start)
        is_word = word is not None and not (word.start() and text[word.start() - 1] in signs.no_minus)
        if word is None or not is_word:
            return NumberSign(start, Meant.NO_SIGN)
        is_odd = front(text, word.start())[1] is not None  # ¥负58亿
        return NumberSign(word.start(), Meant.UNSURE if is_odd else Meant.MINUS)
    return _marked(text, start, mark, one, signs) if mark in _MARKS else NumberSign(start, Meant.NO_SIGN)


def _marked(text: str, start: int, mark: str, one: Unit, signs: Signs) -> NumberSign:
    place = start - 1
    gap = place
    while gap and place - gap < _REACH and text[gap - 1] == " ":
        gap -= 1
    before = text[gap - 1 : gap]
    meant = Meant.PLUS if mark == "+" else Meant.MINUS
    if mark == "±" or (before in FRONT and front(text, gap)[1] is not None):
        meant = Meant.UNSURE
    elif before == "\n" and one.dimension not in _RELATIVE:
        meant = Meant.NO_SIGN  # a bullet
    elif gap == place and before and _JOINS.match(before):
        is_sum = mark == "+" or before in _MONEY or before in _WAVES
        meant = Meant.UNSURE if is_sum else Meant.NO_SIGN
    elif mark in _DASHES:
        meant = Meant.UNSURE if _may_be_below(text, gap, one, signs) else Meant.NO_SIGN
    elif (gap < place or before >= _HAN or before in _ENDS) and not _may_be_below(text, gap, one, signs):
        meant = Meant.UNSURE  # 东河-12个 may be twelve with a dash in front
    return NumberSign(start if meant is Meant.NO_SIGN else place, meant)


def _may_be_below(text: str, place: int, one: Unit, signs: Signs) -> bool:
    return one.dimension in _RELATIVE or signs.change.search(signs.clause(text, place)) is not None


def is_tail(text: str, start: int) -> bool:
    """Tell whether a number goes on another one, with a mark that parts no numbers or a blank between: 3‧5, 12 345 678."""
    if not "0" <= text[start - 2 : start - 1] <= "9":
        return False
    mark = text[start - 1]
    if mark in _BLANKS:
        return _GROUP.match(text, start) is not None
    return not mark.isalnum() and mark not in _PARTS


_BLANKS: Final = frozenset(" \xa0\u2009\u202f\u3000")
_GROUP: Final = re.compile("[0-9]{3}(?![0-9])")
_PARTS: Final = frozenset(
    '、。，；：！？…,;:!?()[]{}<>%‰/\\+-−~–—±×=≥≤≈&#@|·•\n\r\t"“”「」『』《》〈〉【】→←↑↓➔➜①②③④⑤⑥⑦⑧⑨⑩￥¥$€£.°℃'
)
"""What stands between two numbers that are not one."""


def signed(text: str, found: Found, signs: Signs) -> Found | None:
    """Give an amount of running text the sign in front of it.

    `None` where a sign meets a hedge, which a cell refuses too, and where nobody can tell.
    """
    place, meant = sign_before(text, found.start, found.unit, signs)
    if meant is Meant.NO_SIGN:
        return found
    value = found.numeral.value
    if meant is Meant.UNSURE or value is None or found.hedge is not _NONE or found.bounds is not None:
        return None
    if signs.is_hedged(text, place, found.numeral):
        return None
    numeral = found.numeral
    if meant is Meant.MINUS:
        numeral = numeral._replace(value=value.copy_negate())
    return found._replace(start=place, numeral=numeral)
