"""Units as headers write them: the words at an end, and those whose capitals the comparing form of a header has lost."""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.text import key
from zhaoshang.errors import UnknownUnitError
from zhaoshang.units import COUNTERS, CURRENCIES, UNITS, Dimension, Scaled, scaled

__all__ = [
    "BARE_UNIT",
    "LONGEST_UNIT",
    "UNITS_AT_END",
    "UNIT_AT_END",
    "UNIT_SIGNS",
    "any_unit",
    "find_any",
    "find_scaled",
    "units_such_as",
]

LONGEST_UNIT: Final = 8
"""So long is the longest word for a unit that is looked up."""
_SUCH: Final = {Dimension.MONEY: "万元, 亿元", Dimension.AREA: "亩, 平方米"}
_SPELT: Final = {
    form: word
    for unit in UNITS
    if unit.dimension in AMOUNT_KINDS
    for word in (unit.zh, *unit.words)
    if (form := key(word)) not in {unit.zh, *unit.words}
}
"""How a unit is written, by its comparing form: kw is kW."""
_MOST: Final = ("元", "美元", "港元", "欧元", "亩", "平方米", "平米", "公顷")
_OTHERS: Final = sorted(
    {
        form
        for unit in UNITS
        if unit.dimension in AMOUNT_KINDS
        for word in (unit.zh, *unit.words)
        if (form := key(word)).isascii() or unit.dimension is not Dimension.AREA
    },
    key=len,
    reverse=True,
)
"""The letters of every unit, and the words of those of what is neither money nor an area."""
_WORD: Final = "|".join((*_MOST, *(f"(?<![a-z]){re.escape(word)}" for word in _OTHERS)))
UNIT_AT_END: Final = re.compile(rf"(?:[/:,;-]|(?<![百千万亿兆]))((?:百|千|万|亿|兆)*(?:{_WORD}))$")
BARE_UNIT: Final = re.compile(rf"\(?(?:百|千|万|亿|兆)*(?:{_WORD})\)?")
_MEASURED: Final = {
    re.escape(key(word))
    for unit in (*CURRENCIES, *UNITS)
    if unit.dimension in {*AMOUNT_KINDS.values()}
    for word in (unit.zh, *unit.words)
}
UNITS_AT_END: Final = re.compile(
    rf"(?>[过超约≥>\d.]*+(?:[十百千万亿兆仟佰]|{'|'.join(sorted(_MEASURED, key=len, reverse=True))})"
    r"(?:以[上下])?+|(?<![a-z])[a-z]{3}(?![a-z]))++$"
)
"""Units in a row at the end of a word, with their numbers, and three letters that may be a currency: 1000万元, 千万元日元."""
UNIT_SIGNS: Final = "十百千万亿兆元美港欧日英镑韩亩平方米公顷" + "".join(dict.fromkeys("".join(_OTHERS)))
"""The characters of the units that a line beside a table states."""


def find_scaled(word: str, /) -> Scaled | None:
    """Find the unit that a text in its comparing form names, where amounts of projects are measured in such.

    Examples:
        >>> find_scaled("亿元"), find_scaled("人民币"), find_scaled("个")
        (Scaled(unit=Currency('CNY'), power=8), Scaled(unit=Currency('CNY'), power=0), None)
    """
    found = find_any(word)
    return found if found is not None and found.unit.dimension in AMOUNT_KINDS else None


def find_any(word: str, /) -> Scaled | None:
    """Find the unit that a text in its comparing form names, whatever is measured in such.

    Examples:
        >>> find_any("个"), find_any("万吨"), find_any("千无")
        (Scaled(unit=Unit('个'), power=0), Scaled(unit=Unit('t'), power=4), None)
    """
    if not word or len(word) > LONGEST_UNIT:
        return None
    plain = word.removeprefix("人民币").removesuffix("人民币") or "元"
    size = len(plain) - len(plain.lstrip("百千万亿"))
    try:
        return scaled(plain[:size] + _SPELT.get(plain[size:], plain[size:]))
    except UnknownUnitError:
        return None


def any_unit(dimension: Dimension, /) -> str:
    """Give the first unit of a kind.

    Examples:
        >>> any_unit(Dimension.MONEY), any_unit(Dimension.AREA)
        ('元', '平方米')
    """
    return next(unit.zh for unit in (*CURRENCIES, *UNITS, *COUNTERS) if unit.dimension is dimension)


def units_such_as(dimension: Dimension, /) -> str:
    """Name two units of a kind for an error.

    Examples:
        >>> units_such_as(Dimension.AREA), units_such_as(Dimension.POWER)
        ('亩, 平方米', '瓦, 千瓦')
    """
    return _SUCH.get(dimension) or ", ".join([unit.zh for unit in UNITS if unit.dimension is dimension][:2])
