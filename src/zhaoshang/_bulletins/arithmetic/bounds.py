"""What a printed number may stand for, whether it was rounded half up or cut off, and sums worked out on such bounds."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, final

from attrs import frozen

from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.units import Dimension

_ABOUT: Final = Fraction(1, 20)
"""How far 约 may reach where nothing else is said."""


@final
@frozen
class Bounds:
    """The least and the greatest that a number may be, and what it is taken as printed."""

    low: Fraction
    high: Fraction
    mid: Fraction

    @classmethod
    def exactly(cls, value: Fraction) -> "Bounds":
        """Give a number that is just what is printed."""
        return cls(value, value, value)

    def meets(self, other: "Bounds") -> bool:
        """Tell whether some number is inside both."""
        return self.low <= other.high and other.low <= self.high

    def holds(self, value: Fraction) -> bool:
        """Tell whether a number may be printed so; the end that digits are cut off to is printed otherwise: 4 is never 3."""
        if not self.low <= value <= self.high:
            return False
        is_above = self.high - self.mid > self.mid - self.low
        open_end = self.high if is_above else self.low
        return value != open_end or self.low == self.high or self.high - self.mid == self.mid - self.low

    def __add__(self, other: "Bounds") -> "Bounds":
        return Bounds(self.low + other.low, self.high + other.high, self.mid + other.mid)

    def __sub__(self, other: "Bounds") -> "Bounds":
        return Bounds(self.low - other.high, self.high - other.low, self.mid - other.mid)

    def __neg__(self) -> "Bounds":
        return Bounds(-self.high, -self.low, -self.mid)

    def over(self, other: "Bounds", times: int = 1) -> "Bounds | None":
        """Divide; `None` where the divisor may be nothing."""
        if other.low <= 0:
            return None
        ends = [
            Fraction(times) * mine / its for mine in (self.low, self.high) for its in (other.low, other.high)
        ]
        return Bounds(min(ends), max(ends), Fraction(times) * self.mid / other.mid)

    def times(self, other: "Bounds") -> "Bounds":
        """Multiply; both are above nothing."""
        return Bounds(self.low * other.low, self.high * other.high, self.mid * other.mid)

    def grown(self, old: "Bounds", times: int = 100) -> "Bounds | None":
        """Work out the growth on an older level."""
        ratio = self.over(old, times)
        return None if ratio is None else ratio - Bounds.exactly(Fraction(times))


def total(items: Sequence[Bounds]) -> Bounds:
    """Add up."""
    return sum(items, Bounds.exactly(Fraction(0)))


def step_of(quantity: Quantity) -> Fraction:
    """Give one unit of the last printed place."""
    return Fraction(10) ** (quantity.scale - (quantity.places or 0))


def bounds_of(quantity: Quantity, *, about: bool = False) -> Bounds | None:
    """Give what a printed quantity may stand for; `None` where only a bound or an order is told.

    Args:
        quantity: the quantity.
        about: whether 约 is taken for five in a hundred either way.
    """
    if quantity.value is None:
        return None
    value = Fraction(quantity.value)
    if quantity.hedge is Hedge.ABOUT and about:
        return Bounds(value - abs(value) * _ABOUT, value + abs(value) * _ABOUT, value)
    if quantity.hedge is not Hedge.NONE:
        return None
    step = step_of(quantity)
    if quantity.unit.dimension is Dimension.COUNT and quantity.scale == 0 and not quantity.places:
        return Bounds.exactly(value)
    if value < 0:
        return Bounds(value - step, value + step / 2, value)
    return Bounds(value - step / 2, value + step, value)


def room_within(part: Quantity, whole: Quantity, of_whole: Bounds) -> Bounds:
    """Give the room of a part: printed to one place, it is above its whole in print only if it is so in truth."""
    is_alike = part.is_exact and whole.is_exact
    is_alike = is_alike and (part.scale, part.places, part.unit) == (whole.scale, whole.places, whole.unit)
    high = of_whole.mid if is_alike else of_whole.high
    return Bounds(min(Fraction(0), of_whole.low), high, of_whole.mid)
