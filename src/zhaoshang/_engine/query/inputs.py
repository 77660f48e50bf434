"""Figures given instead of a ledger: texts, numbers and quantities, read once at the edge."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, Final, TypeVar

from attrs import evolve

from zhaoshang._basics.brief import as_python, as_text
from zhaoshang._basics.decimals import decimal_of
from zhaoshang._engine.query.context import Context
from zhaoshang.errors import FieldTypeError, UnfitValueError, UnknownCodeError, ZhaoshangError
from zhaoshang.quantities import Quantity
from zhaoshang.reading import parse_quantity
from zhaoshang.scoring import Measured, Result

T = TypeVar("T")
Reader = Callable[[Any, str], T]
"""What reads a value, and in an error names the place where it was given."""

_PAIR: Final = 2


def measured(given: Any, place: str) -> Measured | None:
    """Read a figure: a number, digits, or the text of a quantity; `None` and empty text are not known."""
    if given is None or (isinstance(given, str) and not given):
        return None
    try:
        return Measured.of(_read(given) if isinstance(given, str) else given)
    except ZhaoshangError as error:
        raise error.at(place) from None


def _read(given: str) -> Decimal | Quantity:
    try:
        return decimal_of(given.strip())
    except InvalidOperation:
        return parse_quantity(given)


def text(given: Any, place: str) -> str | None:
    """Read a name; `None` and empty text are not known."""
    if given is not None and not isinstance(given, str):
        raise FieldTypeError(as_python(given), "a text").at(place)
    return given or None


def pair(given: Any, place: str) -> list[Measured]:
    """Read two figures, the least and the greatest."""
    found = [end for end in _several(given, place, measured) if end is not None]
    if len(found) != _PAIR:
        raise UnfitValueError(as_python(given), "the least, then the greatest").at(place)
    return found


def figure(context: Context, name: str) -> Measured | None:
    """Read one of the figures given, or `None` where it is not there."""
    return measured(context.inputs.get(name), f"inputs.{name}")


def bare(context: Context, name: str) -> Measured | None:
    """Read one of the figures given whose unit does not matter."""
    found = figure(context, name)
    return None if found is None else evolve(found, unit=None)


def figures(context: Context, name: str) -> list[Measured | None]:
    """Read a list of figures."""
    return _several(context.inputs.get(name), f"inputs.{name}", measured)


def rows(context: Context, name: str, **fields: Reader[Any]) -> list[dict[str, Any]]:
    """Read a list of mappings, each value by the reader of its key; another key is refused."""

    def row(given: Any, place: str) -> dict[str, Any]:
        if not isinstance(given, Mapping):
            raise FieldTypeError(as_python(given), f"values by name: {', '.join(fields)}").at(place)
        for key in given:
            if key not in fields:
                raise UnknownCodeError("key", as_text(key), tuple(fields)).at(place)
        return {key: fields[key](value, f"{place}.{key}") for key, value in given.items()}

    return _several(context.inputs.get(name), f"inputs.{name}", row)


def named(context: Context, name: str) -> dict[str, Measured | None]:
    """Read a mapping of figures."""
    return by_name(context.inputs.get(name), f"inputs.{name}", measured)


def known(context: Context, name: str) -> dict[str, Measured]:
    """Read a mapping of figures, leaving out those that are not known."""
    return {key: each for key, each in named(context, name).items() if each is not None}


def by_name(given: Any, place: str, read: Reader[T]) -> dict[str, T]:
    """Read a mapping, each value by a reader; `None` is an empty one."""
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        expected = "texts by name, such as {'A': '甲'}" if read is text else "numbers by name"
        raise FieldTypeError(as_python(given), expected).at(place)
    return {str(name): read(each, f"{place}[{as_python(name)}]") for name, each in given.items()}


def _several(given: Any, place: str, read: Reader[T]) -> list[T]:
    """Read a list, each item by a reader; `None` is an empty one."""
    if given is None:
        return []
    if isinstance(given, str | bytes | bytearray) or not isinstance(given, Sequence):
        raise FieldTypeError(as_python(given), "several in their order, such as a list").at(place)
    return [read(each, f"{place}[{number}]") for number, each in enumerate(given)]


def added(parts: Sequence[Measured | None], context: Context) -> Measured | str | None:
    """Add figures up, or name the reason why they do not join; one that is missing leaves the sum unknown."""
    there = [part for part in parts if part is not None]
    if len(there) < len(parts):
        return None
    if len({part.unit for part in there}) > 1:
        rates = {"CNY": Fraction(1), **context.rates}
        if any(part.unit not in rates for part in there):
            return "mixed_currency"
        there = [part.times(Fraction(rates[part.unit or "CNY"]), "CNY") for part in there]

    def add(ends: Iterable[Fraction | None]) -> Fraction | None:
        there = list(ends)
        stated = [end for end in there if end is not None]
        return sum(stated, Fraction(0)) if len(stated) == len(there) else None

    return Measured(
        value=add(part.value for part in there),
        low=add(part.low for part in there),
        high=add(part.high for part in there),
        unit=there[0].unit if there else None,
        is_hedged=any(part.is_hedged for part in there),
    )


def plain(found: Measured | None, unit: str) -> Result:
    """Show a figure given as it stands."""
    if found is None:
        return Result(unit=unit, reason="no_data", is_quotient=False)
    money_or_own = found.unit if unit == "CNY" and found.unit else unit
    return Result(
        value=found.value,
        low=found.low,
        high=found.high,
        unit=money_or_own,
        numerator=found.value,
        reason=None if found.value is not None else "no_data",
        is_quotient=False,
    )
