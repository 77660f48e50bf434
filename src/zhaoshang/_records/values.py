"""How single values stand in JSON: quantities, dates, codes, numbers, texts."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, cast

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.brief import as_text
from zhaoshang._basics.decimals import MAX_DIGITS, Number, ending, vast
from zhaoshang._calls.limits import within_places, within_power
from zhaoshang._quantities.parts import build
from zhaoshang._records import faults
from zhaoshang.errors import (
    FieldTypeError,
    InexactNumberError,
    MissingFieldError,
    NumberRangeError,
    UnknownFieldError,
    UnknownUnitError,
)
from zhaoshang.intervals import Interval
from zhaoshang.periods import Period, Precision
from zhaoshang.quantities import Count, ExchangeRate, Hedge, Money, Quantity, kind_of, unfit, unknown
from zhaoshang.reading import parse_money, parse_quantity
from zhaoshang.units import Dimension, scaled, unit
from zhaoshang.vocabulary import Term

DECIMAL: Final = r"^[+-]?[0-9]{1,400}(\.[0-9]{1,400})?([eE][+-]?[0-9]{1,2})?$"
"""How a number is written: few enough digits to calculate with."""

_DECIMAL: Final = re.compile(DECIMAL.removesuffix("$") + r"\Z")
_GREATEST: Final = 10**MAX_DIGITS
_FEW: Final = 64
_GREAT: Final = 10**_FEW
_PAIR: Final = 2
_NUMBERS: Final = ("value", "low", "high")
_FRACTION: Final = re.compile(r"-?[0-9]{1,400}/[1-9][0-9]{0,400}\Z")


Hook = Callable[[Any, Any], Any]


def unguarded(kind: type) -> Callable[..., None]:
    """Take what fills a new record without the guard of its face: here each fault is told with its path."""
    fill: Any = kind.__init__  # type: ignore[misc]
    return cast("Callable[..., None]", getattr(fill, "__wrapped__", fill))


# ------------------------------------------------------------------ plain values


def structure_text(value: object, _: object = None) -> str:
    """Take a text and nothing else: a number is no text."""
    if type(value) is not str:
        raise FieldTypeError(faults.shown(value), "a text")
    return value


def structure_texts(value: object, _: object = None) -> dict[str, str]:
    """Take an object of texts, and nothing else in it."""
    if not isinstance(value, Mapping):
        raise FieldTypeError(faults.shown(value), "an object of texts")
    found: list[faults.Fault] | None = None
    for key, item in value.items():
        try:
            structure_text(item)
            if not key or key.isspace():
                raise FieldTypeError(faults.shown(key), "a name that is not empty")
        except faults.ANY as error:
            found = faults.note(found, key, item, error)
    if found:
        raise faults.FaultsError(found)
    return dict(value)


def structure_whole(value: object, _: object = None) -> int:
    """Take a whole number and nothing else: neither text nor a boolean is one."""
    if type(value) is not int:
        raise FieldTypeError(faults.shown(value), "a whole number")
    if _is_long(value):
        write_number(_whole(value))
    return value


def structure_flag(value: object, _: object = None) -> bool:
    """Take true or false and nothing else."""
    if value is True or value is False:
        return value
    raise FieldTypeError(faults.shown(value), "true or false")


def structure_decimal(value: object, _: object = None) -> Decimal:
    """Take digits as text, or a whole number; never a float."""
    if type(value) is int or (type(value) is str and _DECIMAL.match(value)):
        number = _whole(value) if isinstance(value, int) else Decimal(value)
        if _is_long(value):
            write_number(number)
        return number
    raise InexactNumberError(faults.shown(value), 'digits as text such as "0.5"')


def structure_period(value: object, _: object = None) -> Period:
    """Take ISO text, or text as people write it: 2022年3月, 2022/3/5, a day with the time 00:00."""
    if type(value) is not str:
        raise FieldTypeError(faults.shown(value), 'a date as text, such as "2022-03-05" or "2022年3月"')
    return Period.of(value)


def structure_day(value: object, _: object = None) -> date:
    """Take a day, in any of the ways that a date is written."""
    found = structure_period(value)
    if found.precision is not Precision.DAY:
        raise FieldTypeError(faults.shown(value), 'a day, such as "2022-03-05"')
    return found.start


def structure_pair(value: object, _: object = None) -> tuple[str, str]:
    """Take a list of two texts and nothing else: neither a text of two letters nor an object of two keys is one."""
    if not isinstance(value, list | tuple) or len(value) != _PAIR:
        raise FieldTypeError(faults.shown(value), "two texts")
    found: list[faults.Fault] | None = None
    for place, text in enumerate(value):
        try:
            structure_text(text)
        except faults.DATA_FAULTS as error:
            found = faults.note(found, place, text, error)
    if found:
        raise faults.FaultsError(found)
    first, second = value
    return first, second


def structure_pause(value: object, _: object = None) -> tuple[Period, Period | None]:
    """Take a pause: its first and last day, the last `null` while it lasts."""
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise FieldTypeError(
            faults.shown(value), 'a first and a last day, such as ["2022-06-08", "2022-06-10"]'
        )
    first, last = value
    found: list[faults.Fault] | None = None
    ends: list[Period | None] = [None, None]
    for place, day in enumerate((first, last)):
        if day is None and place == 1:
            continue
        try:
            ends[place] = structure_period(day)
        except faults.DATA_FAULTS as error:
            found = faults.note(found, place, day, error)
    if found:
        raise faults.FaultsError(found)
    start = ends[0]
    assert start is not None  # noqa: S101 - else there is a fault
    return start, ends[1]


def term_hook(kind: type[Term]) -> Hook:
    """Make the converter of one vocabulary."""
    members = {str(member): member for member in kind}

    def structure_term(value: object, _: object = None) -> Term:
        if type(value) is str:
            found = members.get(value)
            return kind(value) if found is None else found
        raise FieldTypeError(faults.shown(value), f"a code of {kind.__name__} as text")

    return structure_term


# ------------------------------------------------------------------ quantities


KEYS: Final = (
    "value",
    "unit",
    "hedge",
    "low",
    "high",
    "low_closed",
    "high_closed",
    "text",
    "places",
    "scale",
    "rates",
)
_KNOWN: Final = frozenset(KEYS)
_BARE: Final = frozenset({"value", "unit"})
_PLAIN: Final = frozenset({"value", "unit", "text", "places", "scale"})
_RATE_KEYS: Final = ("base", "quote", "rate", "on", "source")
_HEDGES: Final = {str(member): member for member in Hedge}


def quantity_hook(kind: type[Quantity]) -> Hook:
    """Make the converter of one kind of quantity; `Quantity` itself takes any kind."""
    dimension = kind.dimension
    counted = kind is Count

    def structure_quantity(value: object, _: object = None) -> Any:  # noqa: ANN401 - an int waits for its counter
        if type(value) is dict or isinstance(value, Mapping):
            made = _from_parts(value, kind, dimension)
            for key in _NUMBERS if len(value) > _PAIR else _NUMBERS[:1]:
                if key in value and _is_long(value[key]):
                    _refuse_unwritable(made, key, value[key])
            return made
        if type(value) is str:
            found: Quantity = parse_money(value) if kind is Money else parse_quantity(value)
            if dimension is not None and type(found) is not kind:
                raise unfit(found.unit, dimension)
            return found
        if counted and type(value) is int:
            return value  # the field knows its counter
        raise FieldTypeError(
            faults.shown(value), "a quantity: text such as 近130亿元, or an object with value and unit"
        )

    return structure_quantity


_fill: Final = unguarded(Quantity)


def _is_long(number: object) -> bool:
    """Tell a number of so many digits that it might not be written again."""
    if type(number) is str:
        return len(number) > _FEW
    return type(number) is int and abs(number) >= _GREAT


def _whole(number: int) -> Decimal:
    """Take a whole number; to write a longer one in digits takes the square of its length."""
    if size := vast(number):
        raise InexactNumberError(size, f"a number of at most {MAX_DIGITS} digits")
    return Decimal(number)


def _refuse_unwritable(made: Quantity, key: str, value: object) -> None:
    """Refuse an amount that could be read and not written: it counts in digits what its unit and hedge make of it."""
    try:
        unstructure_quantity(made)
    except InexactNumberError as cause:
        raise faults.FaultsError([((key,), value, cause)]) from None


def _from_parts(parts: Mapping[str, object], kind: type[Quantity], dimension: Dimension | None) -> Quantity:
    keys = parts.keys()
    if not keys <= _KNOWN:
        wrong: list[Any] = [key for key in parts if key not in _KNOWN]
        raise faults.FaultsError(
            [((key,), parts[key], UnknownFieldError("quantity", as_text(key), KEYS)) for key in wrong]
        )
    code = parts.get("unit")
    if code is None:
        raise faults.FaultsError([((), parts, MissingFieldError(kind.__name__, "unit"))])
    if type(code) is not str:
        raise faults.FaultsError(
            [(("unit",), code, FieldTypeError(faults.shown(code), "the code of a unit"))]
        )
    try:
        measure = unit(code)
    except UnknownUnitError:
        if not keys <= _BARE or parts.get("value") is None:
            raise unknown(code, dimension) from None
        return _in_words(_number(parts["value"], "value"), code, kind, dimension)
    if dimension is None:
        kind = kind_of(measure)
    elif measure.dimension is not dimension:
        raise unfit(measure, dimension)
    value = parts.get("value")
    number = None if value is None else _number(value, "value")
    if keys <= _BARE and type(number) is Decimal:
        return build(kind, number, measure, Hedge.NONE, None, None, 0, None)
    text, places, scale = _printed(parts)
    if keys <= _PLAIN and type(number) is Decimal:
        return build(kind, number, measure, Hedge.NONE, None, places, scale, text)
    made: Quantity = object.__new__(kind)
    _fill(made, value=number, unit=measure, raw=text, places=places, scale=scale, **_softened(parts, number))
    return made


def _printed(parts: Mapping[str, object]) -> tuple[str | None, int | None, int]:
    """Read how the number was printed: the text, its places, its magnitude word."""
    text, places, scale = parts.get("text"), parts.get("places"), parts.get("scale")
    if text is not None and type(text) is not str:
        raise faults.FaultsError([(("text",), text, FieldTypeError(faults.shown(text), "a text"))])
    return (
        text,
        None if places is None else _bounded(places, "places", within_places),
        0 if scale is None else _bounded(scale, "scale", within_power),
    )


def _bounded(value: object, key: str, within: Callable[[int], None]) -> int:
    """Read how many places or powers of ten a number was printed with."""
    number = structure_whole(value)
    try:
        within(number)
    except NumberRangeError as cause:
        raise faults.FaultsError([((key,), value, cause)]) from None
    return number


def _in_words(number: Number, code: str, kind: type[Quantity], dimension: Dimension | None) -> Quantity:
    """Read a number with a unit as forms have it, a power of ten before the unit: 亿元, 万平方米."""
    try:
        measure = scaled(code).unit
    except UnknownUnitError:
        raise unknown(code, dimension) from None
    if dimension is not None and measure.dimension is not dimension:
        raise unfit(measure, dimension)
    return (kind_of(measure) if dimension is None else kind).of(number, code)


def _softened(parts: Mapping[str, object], number: Number | None) -> dict[str, Any]:
    """Read hedge, bounds and the rates it came through."""
    more: dict[str, Any] = {}
    code = parts.get("hedge")
    hedge = Hedge.NONE if code is None else _HEDGES.get(code) if type(code) is str else None
    if hedge is None:
        raise faults.FaultsError([(("hedge",), code, FieldTypeError(faults.shown(code), ", ".join(_HEDGES)))])
    low, high = parts.get("low"), parts.get("high")
    if low is not None or high is not None:
        low_closed, high_closed = parts.get("low_closed"), parts.get("high_closed")
        bounds = Interval(
            None if low is None else _number(low, "low"),
            None if high is None else _number(high, "high"),
            low_closed=low_closed is not None and structure_flag(low_closed),
            high_closed=high_closed is not None and structure_flag(high_closed),
        )
        if hedge is Hedge.NONE and (number is None or bounds != Interval.point(number)):
            hedge = Hedge.RANGE
        more["bounds"] = bounds
    more["hedge"] = hedge
    rates = parts.get("rates")
    if rates is not None:
        more["trace"] = _rates(rates)
    return more


def _rates(value: object) -> tuple[ExchangeRate, ...]:
    if not isinstance(value, list | tuple):
        raise faults.FaultsError(
            [(("rates",), value, FieldTypeError(faults.shown(value), "a list of exchange rates"))]
        )
    found = []
    for place, item in enumerate(value):
        try:
            found.append(_exchange_rate(item))
        except (*faults.ANY, KeyError) as error:
            raise faults.FaultsError(
                [(("rates", place, *way), inner, cause) for way, inner, cause in faults.of(error, item)]
            ) from None
    return tuple(found)


def _exchange_rate(item: object) -> ExchangeRate:
    if not isinstance(item, Mapping):
        raise FieldTypeError(faults.shown(item), "an object with base, quote and rate")
    for key in item:
        if key not in _RATE_KEYS:
            raise faults.FaultsError(
                [((key,), item[key], UnknownFieldError("rate", as_text(key), _RATE_KEYS))]
            )
    given = dict(item)
    return ExchangeRate(rate=_number(given.pop("rate", None), "rate"), **given)


def _number(value: object, key: str) -> Number:
    if type(value) is str:
        if _DECIMAL.match(value):
            return Decimal(value)
        if _FRACTION.match(value):
            return Fraction(value)
    elif type(value) is int:
        try:
            return _whole(value)
        except InexactNumberError as long:
            raise faults.FaultsError([((key,), value, long)]) from None
    cause = InexactNumberError(faults.shown(value), 'a decimal number as text, such as "13000000000"')
    raise faults.FaultsError([((key,), value, cause)])


def unstructure_quantity(quantity: Quantity) -> dict[str, object]:
    """Write a quantity as an object; keys at their default are left out."""
    hedge, value = quantity.hedge, quantity.value
    parts: dict[str, object] = {
        "value": None if value is None else write_number(value),
        "unit": quantity.unit.code,
    }
    if hedge is not Hedge.NONE:
        bounds = quantity.interval
        parts["hedge"] = str(hedge)
        if bounds.low is not None:
            parts["low"] = _end(bounds.low)
        if bounds.high is not None:
            parts["high"] = _end(bounds.high)
        if bounds.low_closed:
            parts["low_closed"] = True
        if bounds.high_closed:
            parts["high_closed"] = True
    if quantity.raw is not None:
        parts["text"] = quantity.raw
    if quantity.places is not None:
        parts["places"] = quantity.places
    if quantity.scale:
        parts["scale"] = quantity.scale
    if quantity.trace:
        parts["rates"] = [_rate(rate) for rate in quantity.trace]
    return parts


def _rate(rate: ExchangeRate) -> dict[str, object]:
    parts: dict[str, object] = {
        "base": rate.base.code,
        "quote": rate.quote.code,
        "rate": write_number(rate.rate),
    }
    if rate.on is not None:
        parts["on"] = str(rate.on)
    if rate.source is not None:
        parts["source"] = rate.source
    return parts


def write_number(number: Number) -> str:
    """Write a number in digits; one that could not be read back is refused."""
    if isinstance(number, Decimal):
        if not number or abs(number.adjusted()) <= MAX_DIGITS:  # else its digits might not fit into memory
            text = f"{number:f}"
            if _DECIMAL.match(text):
                return text
    elif max(abs(number.numerator), number.denominator) < _GREATEST:
        return str(number)
    raise InexactNumberError(faults.shown(number), f"a number of at most {MAX_DIGITS} digits")


def _end(number: Fraction) -> str:
    """Write an end of an interval as a decimal where it is one."""
    written = ending(number)
    return write_number(number if written is None else written)
