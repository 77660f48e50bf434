"""The number of a quantity: exact, or refused with what was meant."""

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.brief import as_python, as_text
from zhaoshang._basics.decimals import Number, decimal_of, simplest
from zhaoshang._basics.own import own
from zhaoshang._calls.limits import within_digits
from zhaoshang._quantities.meant import is_unit, units_of, unknown
from zhaoshang.errors import FieldTypeError, InexactNumberError, NumberRangeError, UnknownUnitError
from zhaoshang.intervals import Exact, to_fraction
from zhaoshang.units import Unit, scaled

if TYPE_CHECKING:
    from zhaoshang.units import Dimension

__all__ = ["exact_decimal", "known_number", "number_of", "printed_number", "printed_unit"]

_WITH_UNIT: Final = re.compile(r"([-+]?\d+(?:\.\d+)?)\s*([^\d\s].*)")


_EXACT: Final = frozenset({Decimal, int})


_FEW: Final = 40


def number_of(value: Exact | str | None) -> Number | None:
    """Take an exact number of at most 400 digits, or digits as text."""
    if type(value) is Decimal and value.is_finite():
        if not -_FEW < value.adjusted() < _FEW:  # most are told at one look
            within_digits(value)
        return value
    if value is None:
        return None
    if isinstance(value, str):
        try:
            number = decimal_of(value)
        except InvalidOperation:
            raise InexactNumberError(as_python(value), "digits such as 3.5") from None
        return number_of(number)
    if type(value) is int:
        within_digits(value)
        return Decimal(value)
    return simplest(to_fraction(value))


def exact_decimal(value: Decimal | int | str) -> Decimal:
    """Take a decimal or a whole number as it is, or its digits as text: finite, and no longer than any number is."""
    given = own(value)
    try:
        number = decimal_of(given) if type(given) in _EXACT or isinstance(given, str) else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise InexactNumberError(as_python(value), 'Decimal, int or digits as text such as "0.5"')
    within_digits(number)
    return number


def known_number(value: Exact | str | None) -> Number:
    """Take a number that there must be."""
    number = number_of(value)
    if number is None:
        raise NumberRangeError(str(number), "a positive number")
    return number


def printed_number(
    kind: str, dimension: "Dimension | None", value: Exact | str | None, unit: "Unit"
) -> Number | None:
    """Take the number of a quantity; one with its unit behind is refused with the call that was meant."""
    try:
        return number_of(value)
    except InexactNumberError:
        meant = _meant(kind, dimension, value, unit) if isinstance(value, str) else ""
        if not meant:
            raise
        raise InexactNumberError(as_python(value), f"digits alone, as in {meant}") from None


def printed_unit(kind: str, dimension: "Dimension | None", value: object, unit: object) -> "tuple[Unit, int]":
    """Take the unit of a quantity and the power of ten of its magnitude word; one before its number is refused."""
    if isinstance(unit, Unit):
        return unit, 0
    if isinstance(unit, str):
        try:
            word = scaled(unit)
        except UnknownUnitError:
            if isinstance(value, str) and is_unit(value):
                raise _swapped(kind, value, unit) from None
            raise unknown(unit, dimension) from None
        return word.unit, word.power
    if isinstance(value, str) and is_unit(value):
        raise _swapped(kind, value, unit)
    example = units_of(dimension)[0] if dimension else "亿元"
    raise FieldTypeError(as_python(unit), f'a unit, such as "{example}"')


def _swapped(kind: str, value: str, unit: object) -> InexactNumberError:
    """Make the error about a unit that stands before its number."""
    number = as_text(unit) if isinstance(unit, int) else f'"{as_text(unit)}"'
    return InexactNumberError(as_python(value), f'the number first, as in {kind}.of({number}, "{value}")')


def _meant(kind: str, dimension: "Dimension | None", text: str, unit: "Unit") -> str:
    """Write the call that a number with its unit behind was meant for: of `3亿` and 元 that of 3 and 亿元."""
    found = _WITH_UNIT.fullmatch(text.strip())
    for word in () if found is None else (found[2], found[2] + unit.zh):
        try:
            fits = scaled(word).unit.dimension is dimension
        except UnknownUnitError:
            continue
        if fits and found is not None:
            return f'{kind}.of("{found[1]}", "{word}")'
    return ""
