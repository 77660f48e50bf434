"""What reading an amount gives, in any language: an amount with its span, or why there is none."""

from typing import NamedTuple

from zhaoshang._quantities.parts import build
from zhaoshang._reading.numerals import Numeral
from zhaoshang._reading.words import UnitWord
from zhaoshang.intervals import Interval
from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.units import Scaled, Unit

__all__ = ["Found", "ReadingScope", "Refused"]


class ReadingScope(NamedTuple):
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


class Refused(NamedTuple):
    """Why there is no amount: where the text stops making sense, and what should stand there."""

    start: int
    end: int
    expected: str
    readings: tuple[str, ...] = ()
