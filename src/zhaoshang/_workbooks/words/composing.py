"""Units as headers and lines state them: a size and a currency are parts of one unit, wherever they stand."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.words.headwords import SURE, match, parts
from zhaoshang._workbooks.words.text import LONGEST_HEADER, headed, key
from zhaoshang._workbooks.words.units import LONGEST_UNIT, UNIT_AT_END, find_any, find_scaled
from zhaoshang.errors import UnknownUnitError
from zhaoshang.units import MAGNITUDES, Dimension, Scaled, Unit, scaled, unit

__all__ = [
    "UnitWords",
    "currencies_of",
    "find_unit",
    "is_open",
    "is_unit",
    "named_units",
    "says_unit",
    "unit_of_tiers",
    "unit_words_of",
    "units_of",
    "without_unit",
]

_BRACKET: Final = re.compile(r"\(([^()]*)\)")
_SPLIT: Final = re.compile(r"[,;:/~≥≤><、及和或()=\" -]|单位为?")
_RATIO: Final = re.compile(r"(?:元|亩|平方米)/")
_COUNTED: Final = re.compile(r"[\d一二三四五六七八九十百千万亿]$")
_LACKING: Final = re.compile(r"(?:^|[(、/,;:])[、/]|[、/](?:$|[),;])")
"""A place in a list that nothing stands in."""
_CURRENCY: Final = re.compile(r"(?:币[种别]|货币(?=[:为]))[:为]?\(?([^\W\d_]+?)(?=单位|[\W\d_]|$)")
_YUAN: Final = scaled("元")


@final
class UnitWords(NamedTuple):
    """The words that name units, those that name a currency and no size (币种：美元, USD), and what else a list of units holds.

    Of 仟元 or 方元 nobody can know what stands before 元: the word is no 元, and `is_partial`. So is a list with such a word,
    with one that is no unit (元、斗) or with a place that nothing stands in (、元). `is_other` says that something is named
    in which no amount of a project is measured: 吨, %, 万元/亩.
    """

    words: tuple[str, ...] = ()
    currencies: tuple[Unit, ...] = ()
    is_partial: bool = False
    is_other: bool = False

    def __add__(self, more: "UnitWords") -> "UnitWords":  # type: ignore[override] # of two, not of any tuples
        """Join them with others."""
        return UnitWords(
            (*self.words, *more.words),
            (*self.currencies, *more.currencies),
            self.is_partial or more.is_partial,
            self.is_other or more.is_other,
        )


def unit_words_of(part: str, /) -> UnitWords:
    """Find the words for units in what one bracket, or one statement, says, in its comparing form.

    Examples:
        >>> unit_words_of("单位:亿元,币种:人民币").words, unit_words_of("单位:亿元,币种:人民币").currencies
        (('亿元',), (Currency('CNY'),))
        >>> [unit_words_of(part).is_partial for part in ("仟元", "元、千无", "元、斗", "、元", "元、含税")]
        [True, True, True, True, False]
    """
    labelled = [*currencies_of(part)]
    words = []
    is_partial = is_other = is_letter = False
    for piece in reversed(_SPLIT.split(_CURRENCY.sub("", part))):
        code = _currency(piece) if piece.isascii() else None
        tail = UNIT_AT_END.search(piece)
        if code is not None:
            labelled.append(code)
        elif find_scaled(piece) is not None:
            words.append(piece)
        elif find_any(piece) is not None:
            is_other = True
        elif tail is not None and not _COUNTED.search(piece[: tail.start()]):
            first = max(len(piece) - LONGEST_UNIT, 0)
            start = next(at for at in range(first, len(piece)) if find_scaled(piece[at:]) is not None)
            words.append(piece[start:])  # 日元, not 元
            before = piece[:start]
            if (currency := _currency(before)) is not None:
                labelled.append(currency)  # 港币 亿元
            is_partial = is_partial or not (currency or _is_read(before))
        else:
            is_partial = is_partial or _is_sized(piece)
            is_letter = is_letter or (len(piece) == 1 and piece.isalpha())
    is_partial = is_partial or (bool(words) and (is_letter or _LACKING.search(part) is not None))
    return UnitWords(tuple(words), tuple(labelled), is_partial, is_other)


def _is_read(word: str) -> bool:
    """Tell whether a word before a unit is one that headers are made of: 外资 before 万美元."""
    return word[-1:].isalpha() and match(word)[1] >= SURE


def _is_sized(word: str) -> bool:
    """Tell whether a word is a size, in any figures, with no more than one letter: 千, 仟, 十万, 千无."""
    return word.isalpha() and all(unicodedata.numeric(sign, 0) >= 10 for sign in word[:-1] or word)


def currencies_of(part: str, /) -> tuple[Unit, ...]:
    """Find the currencies that are named as such: 币种：美元."""
    return tuple(found for word in _CURRENCY.findall(part) if (found := _currency(word)) is not None)


def is_unit(word: str, /) -> bool:
    """Tell whether a text in its comparing form names units and nothing else.

    Examples:
        >>> is_unit("亿元"), is_unit("亿元、亩"), is_unit("招商局")
        (True, True, False)
    """
    return all(find_scaled(piece) is not None for piece in _SPLIT.split(word))


def _currency(word: str) -> Unit | None:
    """Find the currency that a word, or a code in small letters, names without a size."""
    try:
        found = unit("CNY" if word == "rmb" else word.upper() if word.isascii() else word)
    except UnknownUnitError:
        return _YUAN.unit if word == "人民币" else None
    return found if found.dimension is Dimension.MONEY else None


def units_of(said: UnitWords, /) -> tuple[Scaled, ...]:
    """Compose the units that words name; where they contradict, or are part of other words, several of one kind.

    Examples:
        >>> [
        ...     [f"{one.unit.code} {one.power}" for one in units_of(UnitWords(words))]
        ...     for words in (("亿元", "人民币"), ("亿", "美元"), ("亿元", "美元"), ("人民币",))
        ... ]
        [['CNY 8'], ['USD 8'], ['CNY 8', 'USD 0'], []]
    """
    whole: dict[Scaled, None] = {}
    sizes: set[int] = set()
    currencies: dict[Unit, bool] = dict.fromkeys(said.currencies, False)  # whether it is a unit by itself
    for word in said.words:
        found = find_scaled(word)
        if found is None:
            continue
        if word in MAGNITUDES:
            sizes.add(found.power)
        elif (
            found.unit.dimension is not Dimension.MONEY
            or found.power
            or (word.endswith("元") and found == _YUAN)
        ):
            whole[found] = None
        else:
            currencies[found.unit] = found != _YUAN
    named = {one.unit for one in whole if one.unit.dimension is Dimension.MONEY}
    for size in sorted(sizes):
        for currency in currencies or (_YUAN.unit,):
            whole[Scaled(currency, size)] = None
    for currency, is_unit in currencies.items():
        if not sizes and (is_unit or named) and currency not in named:
            whole[Scaled(currency, 0)] = None
    return (*whole, *whole) if said.is_partial else tuple(whole)


def _said_in(text: str, above: str = "") -> UnitWords:
    """Find the words for units in a header below others: those of its brackets, and those that it ends in."""
    word = key(headed(text))
    if len(word) > LONGEST_HEADER:
        return UnitWords()
    said = UnitWords()
    for part in parts(word)[1]:
        said += (
            UnitWords(is_other=True) if _RATIO.search(part) else unit_words_of(part)
        )  # 万元/亩 is no amount
    base = _BRACKET.sub("", word)
    tail = UNIT_AT_END.search(base)
    if tail is None:
        return said
    before = base[: tail.start()]
    is_word = not before or _is_read(before) or _is_read(key(above) + before)
    return said + UnitWords((tail[1],), is_partial=not is_word)


def without_unit(text: str, /) -> str:
    """Give the comparing form of a header without the units in its brackets, or at its end.

    Examples:
        >>> [
        ...     without_unit(text)
        ...     for text in ("总投资（万元）", "总投资（单位：亿元）", "投资额/亿元", "总投资（含地价）")
        ... ]
        ['总投资', '总投资', '投资额', '总投资(含地价)']
    """
    word = key(headed(text))
    if len(word) > LONGEST_HEADER:
        return word
    return UNIT_AT_END.sub("", _BRACKET.sub(lambda inside: "" if says_unit(inside[1]) else inside[0], word))


def says_unit(part: str, /) -> bool:
    """Tell whether what one bracket says is a unit and nothing else, its size and currency in any order.

    Examples:
        >>> [says_unit(part) for part in ("万元", "单位:亿元", "usd,万", "亿元、亩", "含地价", "")]
        [True, True, True, True, False, False]
    """
    pieces = [piece for piece in _SPLIT.split(part) if piece]
    return bool(pieces) and all(find_scaled(each) or _currency(each) for each in pieces)


def named_units(text: str, /) -> tuple[Scaled, ...]:
    """Give the units that a header names; several of one kind where nobody can know which holds.

    Examples:
        >>> len(named_units("总投资（亿元，万美元）")), len(named_units("总投资（亿元）（人民币）"))
        (2, 1)
    """
    return units_of(_said_in(text))


def is_open(text: str, dimension: Dimension, /) -> bool:
    """Tell whether a header names a unit, and none that anybody could know for that of a kind of amounts.

    Examples:
        >>> [
        ...     is_open(text, Dimension.MONEY)
        ...     for text in ("总投资（兆）", "到位资金（%）", "总投资（含税）", "投资（亿元、亩）")
        ... ]
        [True, True, False, False]
    """
    said = _said_in(text)
    named = {one.unit.dimension for one in units_of(said)}
    return said.is_partial or (dimension not in named and (bool(named) or said.is_other))


def find_unit(text: str, /) -> Scaled | None:
    """Find the one unit that a header states: in brackets, or at its end.

    Examples:
        >>> find_unit("总投资（亿元）")
        Scaled(unit=Currency('CNY'), power=8)
    """
    return unit_of_tiers([text])


def unit_of_tiers(texts: Sequence[str], currency: Unit | None = None, /) -> Scaled | None:
    """Find the one unit that the tiers of a header state, the lowest first, in the currency of a line beside the table.

    Examples:
        >>> from zhaoshang.units import unit
        >>> unit_of_tiers(["投资（万元）", "总额（亿元）"]), unit_of_tiers(["总投资（亿元）", "美元"])
        (Scaled(unit=Currency('CNY'), power=8), None)
        >>> unit_of_tiers(["总投资（亿）"], unit("USD"))
        Scaled(unit=Currency('USD'), power=8)
    """
    said = UnitWords()
    for place, text in reversed([*enumerate(texts)]):
        said += _said_in(text, "".join(texts[:place]))
        if _is_whole(said):
            break
    found = units_of(said)
    if currency is not None and _are_yuan(found):
        found = units_of(said + UnitWords(currencies=(currency,)))
    return found[0] if len(found) == 1 else None


def _is_whole(said: UnitWords) -> bool:
    """Tell whether a size is named, with its currency or of what is no money."""
    return any(
        one.power or one == _YUAN or one.unit.dimension is not Dimension.MONEY for one in units_of(said)
    )


def _are_yuan(units: Iterable[Scaled]) -> bool:
    return {one.unit for one in units if one.unit.dimension is Dimension.MONEY} == {_YUAN.unit}
