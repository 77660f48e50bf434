"""What reading an amount gives, in any language: an amount with its span, or why there is none."""

from decimal import Decimal
from typing import NamedTuple

from zhaoshang._reading.numerals import Numeral
from zhaoshang._reading.words import UnitWord
from zhaoshang.intervals import Interval
from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.units import Scaled, Unit

__all__ = ["Found", "Refused", "Scope", "build"]


class Scope(NamedTuple):
    """What an amount is read in: a folded text, whether it is one cell, and the unit of the cell's header."""

    text: str
    cell: bool = False
    default: Scaled | None = None


class Found(NamedTuple):
    """An amount with its span in the folded text."""

    start: int
    end: int
    numeral: Numeral
    unit: Unit
    kind: type[Quantity]
    hedge: Hedge
    bounds: Interval | None
    word: UnitWord | None

    def quantity(self, raw: str) -> Quantity:
        """Build the value."""
        numeral = self.numeral
        return build(
            self.kind, numeral.value, self.unit, self.hedge, self.bounds, numeral.places, numeral.scale, raw
        )


_SET_VALUE, _SET_UNIT, _SET_HEDGE, _SET_BOUNDS, _SET_PLACES, _SET_SCALE, _SET_RAW, _SET_TRACE = (
    getattr(Quantity, name).__set__
    for name in ("value", "unit", "hedge", "bounds", "places", "scale", "raw", "trace")
)


def build(  # noqa: PLR0917 - the hot path of every cell: names would cost as much as the work
    kind: type[Quantity],
    value: Decimal | None,
    unit: Unit,
    hedge: Hedge,
    bounds: Interval | None,
    places: int,
    scale: int,
    raw: str,
) -> Quantity:
    """Make a quantity of parts that are known to agree, without checking them again.

    The constructor's checks cost more than all of reading a plain cell; a property test builds every quantity that
    is read a second time through the constructor and compares.
    """
    quantity = kind.__new__(kind)
    _SET_VALUE(quantity, value)
    _SET_UNIT(quantity, unit)
    _SET_HEDGE(quantity, hedge)
    _SET_BOUNDS(quantity, bounds)
    _SET_PLACES(quantity, places)
    _SET_SCALE(quantity, scale)
    _SET_RAW(quantity, raw)
    _SET_TRACE(quantity, ())
    return quantity


class Refused(NamedTuple):
    """Why there is no amount: where the text stops making sense, and what should stand there."""

    start: int
    end: int
    expected: str
    readings: tuple[str, ...] = ()
