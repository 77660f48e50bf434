"""The words of units: what a word means, units per another, and the currencies that stand in front of a number."""

from functools import lru_cache
from typing import Final, NamedTuple

from zhaoshang.errors import UnknownUnitError
from zhaoshang.quantities import Quantity
from zhaoshang.units import CURRENCIES, OTHER_CURRENCIES, Currency, Dimension, Unit, unit

__all__ = ["FRONT", "UNSURE", "UnitWord", "are_two_measures", "front", "per"]


class UnitWord(NamedTuple):
    """A word that a unit is printed with.

    Attributes:
        word: the word, folded.
        unit: its unit.
        kind: the class of its quantities.
        not_before: characters that must not follow in running text, because they make another word (人工, 家具).
        is_loose: whether it counts only in a cell, or with Arabic digits.
        rate: what one of it adds to the power of ten (成 is ten per cent).
        is_latin: whether it ends in a Latin letter or a digit, so that no other may follow.
        odd: whether the word itself holds 多 (个多月); `half` whether it holds 半 (年半).
    """

    word: str
    unit: Unit
    kind: type[Quantity]
    not_before: str = ""
    is_loose: bool = False
    rate: int = 0
    odd: bool = False
    half: bool = False
    is_latin: bool = False


@lru_cache(maxsize=512)
def per(top: Unit, word: str) -> Unit | None:
    """Make the compound unit of one unit per another word, or `None` where the word is no unit."""
    try:
        return unit(f"{top.code}/{unit(word).code}")
    except UnknownUnitError:
        return None


def are_two_measures(first: Unit, second: Unit) -> bool:
    """Tell two measures of one thing, which a slash parts, from a rate: 200MW/400MWh, 500户/1200人; not 30元/3个月."""
    if first.dimension is second.dimension:
        return first != second
    return {first.dimension, second.dimension} == {Dimension.POWER, Dimension.ENERGY}


# ---------------------------------------------------------------- currencies in front

_YUAN: Final = frozenset({"元", "块", "块钱", "圆", "人民币元", "元人民币"})

UNSURE: Final = Currency(code="XXX", dimension=Dimension.MONEY, zh="", en="", words=())
"""The currency of money that is said in one, and nobody can tell in which; an amount in it is refused."""

FRONT: Final[dict[str, tuple[tuple[str, Unit], ...]]] = {}
"""Currency words that may stand before a number, by their last character, longest first."""


_SYMBOLS: Final = (0x58F, 0x60B, 0x9F3, 0xE3F, 0x17DB, *range(0x20A0, 0x20C2))
"""The signs of currencies in Unicode, beside those of Latin."""


def _fronts() -> None:
    fronts: dict[str, list[tuple[str, Unit]]] = {}
    for one in CURRENCIES:
        for word in dict.fromkeys((one.zh, one.code, *one.words)):
            if word not in _YUAN:
                fronts.setdefault(word[-1], []).append((word, one))
    for code in OTHER_CURRENCIES:
        fronts.setdefault(code[-1], []).append((code, unit(code)))
    for symbol in map(chr, _SYMBOLS):
        fronts.setdefault(symbol, []).append((symbol, UNSURE))
    for last, pairs in fronts.items():
        FRONT[last] = tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


_fronts()


_OF_MANY: Final = frozenset("$¥￥£")


def front(text: str, start: int) -> tuple[int, Unit | None]:
    """Walk left over the currency in front of a number: US$, 新台币, ¥."""
    for word, one in FRONT.get(text[start - 1 : start], ()):
        begin = start - len(word)
        if begin >= 0 and text.startswith(word, begin):
            letter = text[begin - 1 : begin]
            is_tail = letter.isascii() and letter.isalpha() and word.isascii()
            if is_tail and (word.isalpha() or word[-1] in _OF_MANY):
                return begin - 1, UNSURE  # R$, CA$: the dollar of another country; XUSD
            return begin, one
    return start, None
