"""What nothing goes beyond: digits and decimal places of a number, the years of the calendar."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from typing import Final

from zhaoshang._basics.brief import as_python
from zhaoshang._basics.decimals import MAX_DIGITS, vast
from zhaoshang.errors import DateValueError, FieldTypeError, NumberRangeError

__all__ = ["check_year", "within", "within_calendar", "within_digits", "within_places", "within_power"]

_YEAR: Final = "a year of four digits"


def within(
    number: int | Decimal | Fraction, low: int, high: int | None, expected: str, place: str, /
) -> None:
    """Refuse a number that lies outside of its limits.

    Raises:
        NumberRangeError: names the field or argument, and says what would do.
    """
    if number < low or (high is not None and number > high):
        raise NumberRangeError(vast(number) or str(number), expected).at(place)


def check_year(year: object, place: str, /) -> None:
    """Refuse a year that no date of a ledger has: 22 is no 2022.

    Args:
        year: what was given; `None` for none.
        place: the argument or the field.
    """
    if year is None or (type(year) is int and 1000 <= year <= 9999):
        return
    if type(year) is int:
        raise NumberRangeError(vast(year) or str(year), _YEAR).at(place)
    raise FieldTypeError(as_python(year), _YEAR).at(place)


def within_digits(number: int | Decimal | Fraction) -> None:
    """Refuse a number that takes more digits than any number of anything; `1e99999999` writes one in ten signs.

    Raises:
        NumberRangeError: says how large it is.
    """
    shown = vast(number)
    if shown is not None:
        raise NumberRangeError(shown, "a number of at most 400 digits")


def within_places(places: int) -> None:
    """Refuse a number of decimal places that no number has.

    Raises:
        NumberRangeError: says how many may be asked for.
    """
    if not 0 <= places <= MAX_DIGITS:
        raise NumberRangeError(vast(places) or str(places), "0 to 400 decimal places")


def within_power(power: int) -> None:
    """Refuse a power of ten that no word and no column of numbers stands for.

    Raises:
        NumberRangeError: says which may be.
    """
    if not -MAX_DIGITS <= power <= MAX_DIGITS:
        raise NumberRangeError(vast(power) or str(power), "a power of ten from -400 to 400")


@contextmanager
def within_calendar(start: object) -> Iterator[None]:
    """Say in our words that a day or a period was moved out of the calendar.

    Raises:
        DateValueError: names where it stood.
    """
    try:
        yield
    except (ValueError, OverflowError):
        raise DateValueError(str(start), "a move that stays in the years 1 to 9999") from None
