"""Which unit was meant where one of another kind, or none that exists, was given; asked with the first mistake."""

from collections.abc import Mapping
from typing import Final

from zhaoshang._text.languages import singular
from zhaoshang.errors import UnitMismatchError, UnknownUnitError
from zhaoshang.units import COUNTERS, CURRENCIES, MAGNITUDES, UNITS, Dimension, Unit, scaled

_MOST: Final = 8
_OFTEN: Final[Mapping[Dimension, tuple[str, ...]]] = {
    Dimension.MONEY: ("亿元", "万元", "元", "万美元", "USD"),
    Dimension.AREA: ("亩", "平方米", "万平方米", "公顷", "平方公里"),
    Dimension.COUNT: ("个", "家", "项", "人", "次"),
    Dimension.COMPOUND: ("万元/亩", "元/平方米", "吨/年"),
}
"""The units that are written most; of any other kind all there are."""


_LONGEST: Final = 100
"""No unit is as long."""


def unfit(unit: Unit, dimension: Dimension) -> UnitMismatchError:
    """Make the error about a unit of another kind than the one that is asked for."""
    return UnitMismatchError(unit.code, str(dimension), known=units_of(dimension))


def unknown(name: str, dimension: Dimension | None) -> UnknownUnitError:
    """Make the error about a unit that does not exist: those it was likely meant for come first."""
    often = units_of(dimension) if dimension else ("亿元", "万元", "美元", "亩", "平方米", "%", "家", "天")
    return UnknownUnitError(name, tuple(dict.fromkeys((*_likely(name, dimension), *often)))[:_MOST])


def units_of(dimension: Dimension) -> tuple[str, ...]:
    """List the units of a kind as they are written."""
    return _OFTEN.get(dimension) or tuple(
        unit.zh for unit in UNITS if unit.dimension is dimension and unit.zh
    )


def is_unit(text: str) -> bool:
    """Tell whether a text is a unit, with a magnitude word or without."""
    try:
        scaled(text)
    except UnknownUnitError:
        return False
    return True


def _likely(name: str, dimension: Dimension | None) -> list[str]:
    """Find the units that are called so in English, or written with the same characters in another order."""
    if len(name) > _LONGEST:
        return []
    asked = name.strip().casefold()
    found = []
    for unit in (*UNITS, *CURRENCIES, *COUNTERS):
        if dimension in {None, unit.dimension} and unit.zh:
            english = {unit.en.casefold(), singular(unit.en).casefold(), unit.code.casefold()}
            begins = len(asked) > 1 and unit.zh.startswith(asked)
            if asked in english or begins or sorted(asked) == sorted(unit.zh):
                found.append(unit.zh)
            elif len(asked) > 1:
                found += [word + unit.zh for word in MAGNITUDES if sorted(word + unit.zh) == sorted(asked)]
    return found


__all__ = ["is_unit", "unfit", "units_of", "unknown"]
