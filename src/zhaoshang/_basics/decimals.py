"""Exact numbers as decimals: nothing is rounded; what has no decimal that ends stays a fraction."""

from collections.abc import Callable
from decimal import (
    MAX_EMAX,
    MAX_PREC,
    MIN_EMIN,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
)
from fractions import Fraction
from typing import Any, Final

Number = Decimal | Fraction

MAX_DIGITS: Final = 400
"""More digits than this are no number of anything; the limit keeps arithmetic linear."""


def _context(*traps: type[DecimalException]) -> Context:
    """Make a context whole: what is left out is taken from that of the host, which may be of two digits."""
    return Context(MAX_DIGITS, ROUND_HALF_EVEN, -999_999, 999_999, 1, 0, [], list(traps))


EXACT: Final = _context(Inexact, InvalidOperation, Overflow)
"""Arithmetic that raises where it would have to round."""

_WIDE: Final = _context(DivisionByZero, InvalidOperation, Overflow)
_LONGEST: Final = Context(MAX_PREC, ROUND_HALF_EVEN, MIN_EMIN, MAX_EMAX, 1, 0, [], [InvalidOperation])
_TOO_MANY: Final = 10**MAX_DIGITS
_DIGITS_OF_A_BIT: Final = Fraction(30103, 100000)


def vast(number: Number | int, /) -> str | None:
    """Say how large or small a number is that takes more digits than any number of anything; `None` of all others.

    No digit is written out to tell: that alone takes seconds of numbers that are large enough.

    Examples:
        >>> from decimal import Decimal
        >>> vast(10**5000), vast(Decimal("1e-999")), vast(10**16)
        ('≈10^5000', '≈10^-999', None)
    """
    if isinstance(number, Decimal):
        exponent = number.as_tuple().exponent
        size = number.adjusted()
        if not isinstance(exponent, int) or max(size + 1, 1) - min(exponent, 0) <= MAX_DIGITS:
            return None
        return f"{'-' if number.is_signed() else ''}≈10^{size}"
    parts = [abs(number.numerator), number.denominator]
    if max(parts) < _TOO_MANY:
        return None
    top, bottom = (round((part.bit_length() - 1) * _DIGITS_OF_A_BIT) if part else 0 for part in parts)
    return f"{'-' if number < 0 else ''}≈10^{top - bottom}"


def decimal_of(digits: str | int | Decimal, /) -> Decimal:
    """Read a decimal from its digits; the host's context neither decides what is one nor is told of what is none.

    Raises:
        InvalidOperation: for a text of anything else.

    Examples:
        >>> decimal_of("3.5")
        Decimal('3.5')
    """
    return Decimal(digits, _LONGEST)


def decimal_text(value: object, /) -> str:
    """Write a value; a decimal without a power of ten."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def ending(number: Fraction | int, /) -> Decimal | None:
    """Write a number as a decimal, or give `None` where it has none that ends.

    Examples:
        >>> from fractions import Fraction
        >>> ending(Fraction(7, 8)), ending(Fraction(2, 3))
        (Decimal('0.875'), None)
    """
    top, bottom = number.numerator, number.denominator
    if bottom == 1 and -_TOO_MANY < top < _TOO_MANY:  # most are whole, and a division takes longer
        return Decimal(top)
    try:
        return EXACT.divide(Decimal(top), Decimal(bottom))
    except DecimalException:
        return None


def nearest(number: Fraction, /) -> Decimal:
    """Write a number as a decimal, to four hundred digits where it has none that ends, whatever the host's context.

    Examples:
        >>> from fractions import Fraction
        >>> nearest(Fraction(185, 100)), nearest(Fraction(2, 3)) == Fraction(2, 3)
        (Decimal('1.85'), False)
    """
    return _WIDE.divide(Decimal(number.numerator), Decimal(number.denominator))


def simplest(number: Fraction | int, /) -> Number:
    """Write a number as a decimal where that is exact."""
    written = ending(number)
    return Fraction(number) if written is None else written


def combine(
    left: Number, right: Number, exact: Callable[[Decimal, Decimal], Decimal], plain: Callable[..., Any]
) -> Number:
    """Apply an operation exactly: in decimals where the result is one, else in fractions."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        try:
            return exact(left, right)
        except DecimalException:
            pass
    return simplest(plain(Fraction(left), Fraction(right)))


def plain(number: Decimal, /) -> Decimal:
    """Write 3.5E+8 as 350000000, which is the same number."""
    exponent = number.as_tuple().exponent
    return (
        number.quantize(Decimal(1), context=EXACT) if isinstance(exponent, int) and exponent > 0 else number
    )


def shifted(number: Decimal, power: int, /) -> Decimal:
    """Multiply by a power of ten and keep every digit, whatever the host's context rounds to.

    Examples:
        >>> from decimal import Decimal, localcontext
        >>> with localcontext(prec=2):
        ...     shifted(Decimal("165978.586402"), 4), Decimal("165978.586402").scaleb(4)
        (Decimal('1659785864.02'), Decimal('1.7E+9'))
    """
    return number.scaleb(power, _LONGEST)


def trimmed(number: Decimal, /) -> str:
    """Write a number in its digits without noughts at the end, whatever the host's context rounds to.

    Examples:
        >>> from decimal import Decimal
        >>> trimmed(Decimal("3.50")), trimmed(Decimal("3E+2"))
        ('3.5', '300')
    """
    return f"{number.normalize(_LONGEST):f}"


def unsigned(number: Number, /) -> Number:
    """Drop the sign and keep every digit: `abs` rounds a decimal to the host's context."""
    return number.copy_abs() if isinstance(number, Decimal) else abs(number)
