"""Figures given instead of a ledger: texts, numbers and quantities, read once at the edge."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from zhaoshang._engine.context import Context
from zhaoshang.quantities import Quantity
from zhaoshang.reading import parse_quantity
from zhaoshang.scoring import Measured


def measured(given: Any) -> Measured | None:
    """Read a figure: a number, digits, or the text of a quantity; `None` and empty text are not known."""
    if given is None or given == "":
        return None
    if isinstance(given, str):
        try:
            return Measured.of(Decimal(given.strip()))
        except InvalidOperation:
            return Measured.of(parse_quantity(given))
    if isinstance(given, Quantity):
        return Measured.of(given)
    return Measured.of(given)


def bare(given: Any) -> Measured | None:
    """Read a figure whose unit does not matter."""
    found = measured(given)
    return None if found is None else Measured(value=found.value, low=found.low, high=found.high)


def figure(context: Context, name: str) -> Measured | None:
    """Read one of the figures given, or `None` where it is not there."""
    return measured(context.inputs.get(name))


def figures(given: Sequence[Any] | None) -> list[Measured | None]:
    """Read a list of figures."""
    return [measured(each) for each in given or ()]


def named(given: Mapping[str, Any] | None) -> dict[str, Measured | None]:
    """Read a mapping of figures."""
    return {str(name): measured(each) for name, each in (given or {}).items()}


def known(given: Mapping[str, Any] | None) -> dict[str, Measured]:
    """Read a mapping of figures, leaving out those that are not known."""
    return {name: each for name, each in named(given).items() if each is not None}
