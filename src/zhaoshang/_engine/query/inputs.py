"""Figures given instead of a ledger: texts, numbers and quantities, read once at the edge."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import InvalidOperation
from fractions import Fraction
from typing import Any

from attrs import evolve

from zhaoshang._basics.brief import as_python
from zhaoshang._basics.decimals import decimal_of
from zhaoshang._engine.query.context import Context
from zhaoshang.errors import FieldTypeError
from zhaoshang.quantities import Quantity
from zhaoshang.reading import parse_quantity
from zhaoshang.scoring import Measured, Result


def measured(given: Any) -> Measured | None:
    """Read a figure: a number, digits, or the text of a quantity; `None` and empty text are not known."""
    if given is None or given == "":
        return None
    if isinstance(given, str):
        try:
            return Measured.of(decimal_of(given.strip()))
        except InvalidOperation:
            return Measured.of(parse_quantity(given))
    if isinstance(given, Quantity):
        return Measured.of(given)
    return Measured.of(given)


def bare(given: Any) -> Measured | None:
    """Read a figure whose unit does not matter."""
    found = measured(given)
    return None if found is None else evolve(found, unit=None)


def figure(context: Context, name: str) -> Measured | None:
    """Read one of the figures given, or `None` where it is not there."""
    return measured(context.inputs.get(name))


def figures(given: Sequence[Any] | None) -> list[Measured | None]:
    """Read a list of figures."""
    return [measured(each) for each in given or ()]


def named(given: Mapping[str, Any] | None) -> dict[str, Measured | None]:
    """Read a mapping of figures."""
    if given is not None and not isinstance(given, Mapping):
        raise FieldTypeError(as_python(given), "numbers by name")
    return {str(name): measured(each) for name, each in (given or {}).items()}


def known(given: Mapping[str, Any] | None) -> dict[str, Measured]:
    """Read a mapping of figures, leaving out those that are not known."""
    return {name: each for name, each in named(given).items() if each is not None}


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
