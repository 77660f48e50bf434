"""Numbers of any language: what is printed, and exact arithmetic with powers of ten."""

from decimal import Decimal
from typing import Final, NamedTuple

from zhaoshang._basics.decimals import MAX_DIGITS
from zhaoshang.quantities import Hedge

__all__ = [
    "MAX_DIGITS",
    "Numeral",
    "arabic",
    "at",
    "last_place",
    "moved",
    "odd",
    "odd_number",
    "plus",
    "printed",
    "scaled",
    "shifted",
]

_NONE: Final = Hedge.NONE
_ODD: Final = Hedge.ODD
_ZEROS: Final = tuple("0" * n for n in range(64))


class Numeral(NamedTuple):
    """A number read from text.

    Attributes:
        value: the printed number; `None` where the words name none.
        hedge: `NONE`, `ODD`, `SEVERAL` or `RANGE`.
        low: the lower bound of a hedged number.
        high: the upper bound.
        places: the decimal places printed.
        scale: the power of ten of the printed magnitude word.
        is_bare: whether only magnitude words are printed, as in 超千亿.
        is_arabic: whether it begins with Arabic digits.
    """

    value: Decimal | None
    hedge: Hedge = Hedge.NONE
    low: Decimal | None = None
    high: Decimal | None = None
    places: int = 0
    scale: int = 0
    is_bare: bool = False
    is_arabic: bool = False


_tuple: Final = tuple.__new__
"""What makes a named tuple of all its fields in half the time that its own constructor takes."""


def printed(value: Decimal, places: int, power: int) -> Numeral:
    """Make the number that Arabic digits print."""
    return _tuple(Numeral, (value, _NONE, None, None, places, power, False, True))


def shifted(digits: str, power: int) -> tuple[Decimal, int]:
    """Multiply printed digits by a power of ten, exactly; also give how many decimal places were printed."""
    whole, point, fraction = digits.partition(".")
    if not point:
        return Decimal(whole + _ZEROS[power]), 0
    places = len(fraction)
    if places <= power:
        return Decimal(whole + fraction + _ZEROS[power - places]), places
    return Decimal(f"{whole}{fraction[:power]}.{fraction[power:]}"), places


def arabic(digits: str) -> Numeral | None:
    """Read Arabic digits (no commas)."""
    if len(digits) > MAX_DIGITS:
        return None
    value, places = shifted(digits, 0)
    return printed(value, places, 0)


def odd(digits: str, power: int) -> Numeral | None:
    """Read Arabic digits with 余: more than they say, and less than one more of their last digit that is not 0."""
    value, places = shifted(digits, power)
    if places:
        return odd_number(value, places, power, is_arabic=True)
    printed = digits.rstrip("0")
    if not printed:
        return None
    high = Decimal(int(value) + 10 ** (len(digits) - len(printed) + power))
    return _tuple(Numeral, (value, _ODD, value, high, 0, power, False, True))


def odd_number(
    value: Decimal, places: int, scale: int, *, is_arabic: bool, is_bare: bool = False
) -> Numeral | None:
    """Read 80余: more than 80 and less than one more of its last digit that is not 0."""
    if not value:
        return None
    step = last_place(value)
    high = plus(value, step)
    return Numeral(value, Hedge.ODD, value, high, places, scale, is_bare, is_arabic)


def last_place(value: Decimal) -> int:
    """Find the power of ten of the last digit that is not 0."""
    _, digits, exponent = value.as_tuple()
    zeros = next(n for n, digit in enumerate(reversed(digits)) if digit)
    return int(exponent) + zeros


def plus(value: Decimal, step: int) -> Decimal:
    """Add a power of ten, exactly."""
    exponent = min(int(value.as_tuple().exponent), step)
    return at(int(moved(value, -exponent)) + 10 ** (step - exponent), exponent)


def moved(number: Decimal, power: int) -> Decimal:
    """Multiply by a power of ten, exactly, and write it without an exponent."""
    sign, digits, exponent = number.as_tuple()
    exponent = int(exponent) + power
    while exponent < 0 and len(digits) > 1 and not digits[-1]:
        digits, exponent = digits[:-1], exponent + 1
    whole = int("".join(map(str, digits)))
    return at(-whole if sign else whole, exponent)


def at(number: int, exponent: int) -> Decimal:
    """Write an integer times a power of ten without an exponent above 0."""
    if exponent >= 0:
        return Decimal(number * 10**exponent)
    return Decimal(f"{number}E{exponent}")


def scaled(numeral: Numeral, power: int) -> Numeral:
    """Multiply a number and its bounds by a power of ten, exactly."""
    if not power:
        return numeral
    value, low, high = (
        None if one is None else moved(one, power) for one in (numeral.value, numeral.low, numeral.high)
    )
    return numeral._replace(value=value, low=low, high=high)
