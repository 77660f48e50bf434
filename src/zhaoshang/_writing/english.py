"""English text for quantities and periods, in the words that the reader knows.

A hedge is said in words wherever they say exactly what the quantity holds; what no phrase says is written with its
interval in brackets, as in Chinese, so that nothing is lost: 21 billion yuan【range (20000000000, ∞)】.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import evolve

from zhaoshang._basics.decimals import shifted, unsigned
from zhaoshang._text.languages import singular
from zhaoshang._writing.numbers import decimal, digits, exact, last_place, open_ends, rounded
from zhaoshang.intervals import Interval
from zhaoshang.periods import Period, Precision
from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.units import Dimension, Unit

__all__ = ["period_text", "quantity_text", "rounded_quantity"]

_BEFORE: Final = {
    Hedge.NONE: "",
    Hedge.NEAR: "nearly ",
    Hedge.OVER: "over ",
    Hedge.AT_LEAST: "at least ",
    Hedge.AT_MOST: "at most ",
    Hedge.BELOW: "below ",
    Hedge.ABOUT: "about ",
}
_SCALES: Final = ((12, " trillion"), (9, " billion"), (6, " million"))
_FORCED: Final = {0: (0, ""), 4: (3, " thousand"), 8: (6, " million"), 12: (12, " trillion")}
_TIGHT: Final = frozenset({"%"})
_STEPS: Final = ("", "thousand", "million", "billion", "trillion")


def quantity_text(quantity: Quantity, scale: int | None, _locale: str = "en") -> str:
    """Write a quantity in English; `scale` forces the magnitude, else a neat one is taken."""
    return _spoken(quantity, scale) or _exact(quantity, scale)


def _exact(quantity: Quantity, scale: int | None) -> str:
    value = quantity.value
    if value is None:
        return exact(quantity, quantity.unit.en)
    number = _number(quantity, value, scale) if isinstance(value, Decimal) else str(value)
    return exact(quantity, _with_unit(number, quantity.unit))


def _with_unit(number: str, unit: Unit) -> str:
    """Put the unit behind a number: in the singular after 1, and without a blank where it is a sign."""
    return f"{number}{'' if unit.en in _TIGHT else ' '}{singular(unit.en) if number == '1' else unit.en}"


def _spoken(quantity: Quantity, scale: int | None) -> str | None:
    value = quantity.value
    if quantity.hedge in _BEFORE:
        if not isinstance(value, Decimal) or (quantity.hedge is not Hedge.NONE and value.is_signed()):
            return None
        return _BEFORE[quantity.hedge] + _with_unit(_number(quantity, value, scale), quantity.unit)
    return _WRITERS[quantity.hedge](quantity, scale)


def rounded_quantity(quantity: Quantity, scale: int | None, places: int) -> tuple[Quantity, int | None]:
    """Round an amount in the magnitude that it is written in."""
    power = _rounding_power(quantity, scale)
    return evolve(quantity, value=rounded(quantity.value or Decimal(0), power, places), places=None), scale


def _rounding_power(quantity: Quantity, scale: int | None) -> int:
    """Find the power of ten in whose units a number is written when it is rounded."""
    if scale is not None:
        return _FORCED[scale][0]
    size = unsigned(quantity.value or Decimal(0))
    is_scaled = quantity.unit.dimension is Dimension.MONEY or bool(quantity.scale)
    return next((power for power, _ in _SCALES if is_scaled and size >= 10**power), 0)


def _number(quantity: Quantity, number: Decimal, scale: int | None) -> str:
    power, word = _magnitude(quantity, number) if scale is None else _FORCED[scale]
    places = (quantity.places or 0) if scale is None and power == 0 and not quantity.scale else 0
    whole, point, fraction = digits(number, scale=power, places=places).partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{_grouped(whole.removeprefix('-'))}{point}{fraction}{word}"


def _grouped(whole: str) -> str:
    """Put commas between thousands."""
    first = len(whole) % 3 or 3
    return ",".join((whole[:first], *(whole[place : place + 3] for place in range(first, len(whole), 3))))


def _magnitude(quantity: Quantity, number: Decimal) -> tuple[int, str]:
    """Choose billion or million for large round numbers."""
    if quantity.unit.dimension is Dimension.MONEY or quantity.scale:
        for power, word in _SCALES:
            if abs(int(number)) >= 10**power and len(digits(number, scale=power).partition(".")[2]) <= 4:
                return power, word
    return 0, ""


def _odd(quantity: Quantity, scale: int | None) -> str | None:
    """Write 80-odd mu; and somewhere between 1 billion and 2 billion yuan where no number is printed."""
    value, ends = quantity.value, open_ends(quantity)
    if ends is None:
        return None
    if value is None:
        written = _ends(quantity, scale)
        return None if written is None else f"somewhere between {written[0]} and {written[1]}"
    if not isinstance(value, Decimal) or ends != (low := Fraction(value), low + last_place(value)):
        return None
    return _with_unit(f"{_number(quantity, value, scale)}-odd", quantity.unit)


def _several(quantity: Quantity, _: int | None) -> str | None:
    """Write several hundred million yuan: from two up to ten of a decade."""
    bounds = quantity.interval
    for power in range(3 * len(_STEPS)):
        if bounds == Interval(2 * 10**power, 10 ** (power + 1), low_closed=True) and quantity.value is None:
            step, (lead, plural) = _STEPS[power // 3], _DECADES[power % 3]
            return f"several{lead}{f' {step}{plural}' if step else ''} {quantity.unit.en}"
    return None


_DECADES: Final = (("", ""), (" tens of", "s of"), (" hundred", ""))


def _order(quantity: Quantity, scale: int | None) -> str | None:
    bounds, low = quantity.interval, quantity.interval.low
    number = None if low is None or low < 1 else decimal(low)
    if (
        number is None
        or quantity.value is not None
        or bounds != Interval(number, shifted(number, 1), low_closed=True)
    ):
        return None
    if f"{number:f}".rstrip("0") != "1":
        return None
    return f"on the order of {_with_unit(_number(quantity, number, scale), quantity.unit)}"


def _range(quantity: Quantity, scale: int | None) -> str | None:
    bounds, ends = quantity.interval, _ends(quantity, scale)
    if quantity.value is not None or ends is None:
        return None
    before, between = _RANGES[bounds.low_closed, bounds.high_closed]
    return f"{before}{ends[0]} {between} {ends[1]}"


_RANGES: Final = {
    (True, True): ("", "to"),
    (False, True): ("over ", "up to"),
    (True, False): ("from ", "to under"),
    (False, False): ("over ", "to under"),
}


def _ends(quantity: Quantity, scale: int | None) -> tuple[str, str] | None:
    """Write both ends; the first has its unit where the magnitude of the second is not its own."""
    bounds = quantity.interval
    if bounds.low is None or bounds.high is None or not 0 <= bounds.low < bounds.high:
        return None
    low, high = decimal(bounds.low), decimal(bounds.high)
    if low is None or high is None:
        return None
    left, right = (_number(quantity, end, scale) for end in (low, high))
    if " " in right and " " not in left:
        left = _with_unit(left, quantity.unit)
    return left, _with_unit(right, quantity.unit)


_WRITERS: Final[dict[Hedge, Callable[[Quantity, int | None], str | None]]] = {
    Hedge.ODD: _odd,
    Hedge.SEVERAL: _several,
    Hedge.ORDER: _order,
    Hedge.RANGE: _range,
}

# ---------------------------------------------------------------- periods

_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)
_THIRDS: Final = {1: "early ", 11: "mid-", 21: "late "}
_DAY: Final = timedelta(days=1)
# where the month is written before the day
_MONTH_FIRST: Final = frozenset("US CA PH PR GU AS MP MH UM VI".split())


def period_text(period: Period, locale: str) -> str:
    """Write a period in English."""
    start = period.start
    match period.precision:
        case Precision.DAY:
            return _day(start, locale)
        case Precision.MONTH:
            return _month(start)
        case Precision.THIRD:
            return f"{_THIRDS[start.day]}{_month(start)}"
        case Precision.QUARTER:
            return f"Q{(start.month + 2) // 3} {start.year:04}"
        case Precision.HALF:
            return f"{'first' if start.month == 1 else 'second'} half of {start.year:04}"
        case Precision.YEAR:
            return _year(start)
        case Precision.RANGE:
            return _range_text(start, period.end, locale)


def _year(day: date) -> str:
    """Write a year; one that digits alone would not tell is called so."""
    return str(day.year) if 1900 <= day.year < 2100 else f"year {day.year:04}"


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year:04}"


def _day(day: date, locale: str) -> str:
    region = locale.replace("-", "_").rpartition("_")[2].upper()
    month = _MONTHS[day.month - 1]
    if region in _MONTH_FIRST or region == "EN":
        return f"{month} {day.day}, {day.year:04}"
    return f"{day.day} {month} {day.year:04}"


def _range_text(start: date, end: date, locale: str) -> str:
    """Write whole years and whole months short, anything else from day to day."""
    ends_month = end == date.max or (end + _DAY).day == 1
    if start.day != 1 or not ends_month:
        if (start.year, start.month) == (end.year, end.month):
            return _day(start, locale).replace(f"{start.day}", f"{start.day} to {end.day}", 1)
        return f"{_day(start, locale)} to {_day(end, locale)}"
    if start.year < end.year and start.month == 1 and end.month == 12:
        return f"{_year(start)} to {_year(end)}"
    if start.year == end.year and start.month < end.month:
        return f"{_MONTHS[start.month - 1]} to {_month(end)}"
    return f"{_month(start)} to {_month(end)}"
