"""Rounding, and going back from a printed rate to the whole numbers that give it."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Final

from zhaoshang._basics.decimals import shifted

_WAYS: Final = ("half_up", "truncate")
_MOST: Final = 10_000  # a coarse rate of a large denominator is given by more numerators than anyone reads


def rounded(number: Fraction, places: int, way: str = "half_up") -> Fraction:
    """Round to decimal places, half away from zero or toward zero."""
    scaled = abs(number) * 10**places
    whole = floor(scaled + Fraction(1, 2)) if way == "half_up" else floor(scaled)
    return Fraction(whole if number >= 0 else -whole, 10**places)


def shown(number: Fraction, places: int | None = None) -> str:
    """Write a number plainly, with so many places, or as many as it needs up to six."""
    if places is None:
        text = shown(number, 6)
        return text.rstrip("0").rstrip(".") if "." in text else text
    scaled = rounded(number, places) * 10**places
    return f"{shifted(Decimal(scaled.numerator), -places):f}"


def numerators(rate: Fraction, places: int, denominator: Fraction) -> dict[str, tuple[str, ...]]:
    """List every whole number that gives a printed percentage of a denominator, by way of rounding.

    Examples:
        >>> numerators(Fraction("51.2"), 1, Fraction(41))
        {'half_up': ('21',), 'truncate': ('21',)}
    """
    step = Fraction(1, 10**places)
    first, last = max(0, ceil((rate - step) * denominator / 100)), floor((rate + step) * denominator / 100)
    if last - first > _MOST:
        return dict.fromkeys(_WAYS, (f"{first}…{last}",))
    return {
        way: tuple(
            str(number)
            for number in range(first, last + 1)
            if rounded(100 * number / denominator, places, way) == rate
        )
        for way in _WAYS
    }


def gives(rate: Fraction, places: int, part: Fraction, whole: Fraction) -> bool:
    """Tell whether part ÷ whole is printed as a percentage, under either way of rounding."""
    return whole != 0 and any(rounded(100 * part / whole, places, way) == rate for way in _WAYS)


def agrees(number: Fraction, printed: Fraction, places: int) -> bool:
    """Tell whether a number is printed so, under either way of rounding."""
    return any(rounded(number, places, way) == printed for way in _WAYS)
