"""What reading an amount gives, in any language: an amount with its span, or why there is none."""

from typing import NamedTuple

from zhaoshang._quantities.parts import build
from zhaoshang._reading.bounds import bounds_of
from zhaoshang._reading.numerals import Numeral
from zhaoshang._reading.words import UnitWord
from zhaoshang.intervals import Interval
from zhaoshang.quantities import Hedge, Quantity, kind_of
from zhaoshang.units import Scaled, Unit

__all__ = ["Found", "ReadingScope", "Refused", "settled"]


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


def settled(  # noqa: PLR0917 - the fields of what was found
    start: int,
    end: int,
    numeral: Numeral,
    one: Unit,
    word: UnitWord | None,
    hedge: Hedge,
    bounds: Interval | None,
) -> Found | Refused:
    """Settle what an amount says of how exact it is: its own digits go before the words beside it."""
    if hedge is not Hedge.NONE and bounds is None and numeral.value is not None and numeral.value < 0:
        return Refused(start, end, "no sign before a hedged number")
    if bounds is None and numeral.hedge is not Hedge.NONE:
        bounds = bounds_of(numeral)
    if bounds is not None:
        hedge = numeral.hedge
    kind = word.kind if word is not None and word.unit is one else kind_of(one)
    return Found(start, end, numeral, one, kind, hedge, bounds, word)
