"""English text for quantities and periods; numbers and dates are laid out by babel, which is imported only here."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from zhaoshang._writing.numbers import decimal, digits
from zhaoshang.periods import Period, Precision
from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.units import Dimension

__all__ = ["period_text", "quantity_text"]

_BEFORE: Final = {
    Hedge.NONE: "",
    Hedge.NEAR: "nearly ",
    Hedge.OVER: "over ",
    Hedge.AT_LEAST: "at least ",
    Hedge.AT_MOST: "at most ",
    Hedge.BELOW: "below ",
    Hedge.ABOUT: "about ",
    Hedge.ODD: "more than ",
}
_SCALES: Final = ((12, " trillion"), (9, " billion"), (6, " million"))
_THIRDS: Final = {1: "early", 11: "mid-", 21: "late"}
_TIGHT: Final = frozenset({"%"})


def quantity_text(quantity: Quantity, locale: str, scale: int | None) -> str:
    """Write a quantity in English."""
    unit = quantity.unit.en
    gap = "" if unit in _TIGHT else " "
    value, bounds = quantity.value, quantity.interval
    if value is not None and quantity.hedge in _BEFORE:
        return f"{_BEFORE[quantity.hedge]}{_number(quantity, value, locale, scale)}{gap}{unit}"
    shown = tuple(
        None if end is None else _number(quantity, end, locale, scale) for end in (bounds.low, bounds.high)
    )
    low, high = shown
    if low is None and high is None:
        text = "an unknown number of"
        return f"{text} {unit}"
    if high is None:
        return f"{'at least' if bounds.low_closed else 'over'} {low}{gap}{unit}"
    if low is None:
        return f"{'at most' if bounds.high_closed else 'below'} {high}{gap}{unit}"
    if bounds.low_closed and bounds.high_closed:
        return f"{low} to {high}{gap}{unit}"
    return f"{'from' if bounds.low_closed else 'over'} {low} {'up to' if bounds.high_closed else 'to under'} {high}{gap}{unit}"


def _number(quantity: Quantity, number: Decimal | Fraction, locale: str, scale: int | None) -> str:
    plain = decimal(number)
    if plain is None:
        return str(number)
    power, word = (
        _magnitude(quantity, plain) if scale is None else (scale, _SCALE_WORDS.get(scale, f"e{scale}"))
    )
    places = (quantity.places or 0) if scale is None and power == 0 and not quantity.scale else 0
    return _grouped(digits(plain, scale=power, places=places), locale) + word


_SCALE_WORDS: Final = {0: "", 4: "0 thousand", 8: "00 million", 12: " trillion"}


def _magnitude(quantity: Quantity, number: Decimal) -> tuple[int, str]:
    """Choose billion or million for large round numbers."""
    if quantity.unit.dimension is Dimension.MONEY or quantity.scale:
        for power, word in _SCALES:
            if abs(int(number)) >= 10**power and len(digits(number, scale=power).partition(".")[2]) <= 4:
                return power, word
    return 0, ""


def _grouped(text: str, locale: str) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415 - babel is slow to import and Chinese does not need it

    whole, point, fraction = text.partition(".")
    grouped: str = format_decimal(Decimal(whole), locale=locale)
    if not point:
        return grouped
    mark: str = format_decimal(Decimal("0.1"), locale=locale)[1]
    return (
        f"{grouped}{mark}{fraction}"
        if int(whole) or not whole.startswith("-")
        else f"-{grouped.lstrip('-')}{mark}{fraction}"
    )


def period_text(period: Period, locale: str) -> str:
    """Write a period in English."""
    start, year = period.start, period.start.year
    match period.precision:
        case Precision.DAY:
            return _dated(period, "long", locale)
        case Precision.MONTH:
            return _dated(period, "MMMM y", locale)
        case Precision.THIRD:
            part = _THIRDS[start.day]
            return f"{part}{'' if part.endswith('-') else ' '}{_dated(period, 'MMMM y', locale)}"
        case Precision.QUARTER:
            return f"Q{(start.month + 2) // 3} {year}"
        case Precision.HALF:
            return f"{'first' if start.month == 1 else 'second'} half of {year}"
        case Precision.YEAR:
            return str(year)
        case Precision.RANGE:
            first, last = Period.of(period.start), Period.of(period.end)
            return f"{_dated(first, 'long', locale)} to {_dated(last, 'long', locale)}"


def _dated(period: Period, pattern: str, locale: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415 - see above

    text: str = format_date(period.start, format=pattern, locale=locale)
    return text
