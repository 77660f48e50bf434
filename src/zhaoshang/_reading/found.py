"""What reading an amount gives, in any language: an amount with its span, or why there is none."""

from decimal import Decimal
from typing import Final, NamedTuple

from zhaoshang._quantities.parts import Parts
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


_new: Final = object.__new__


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

    The constructor's checks cost more than all of reading a plain cell: so the parts are laid down in a plain object,
    which then becomes the quantity that it is. A property test builds every quantity that is read a second time through
    the constructor and compares.
    """
    made = _new(Parts)
    made.value = value
    made.unit = unit
    made.hedge = hedge
    made.bounds = bounds
    made.places = places
    made.scale = scale
    made.raw = raw
    made.trace = ()
    made.__class__ = kind
    return made  # type: ignore[return-value]


class Refused(NamedTuple):
    """Why there is no amount: where the text stops making sense, and what should stand there."""

    start: int
    end: int
    expected: str
    readings: tuple[str, ...] = ()
