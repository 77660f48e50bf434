"""Quantities: what an official wrote (`value`, `places`, `raw`) apart from what the words promise (`interval`).

`Quantity` is the base; its final kinds are `Money`, `Area`, `Count`, `Percent`, `PercentagePoint`, `Multiple`,
`Duration`, `Power`, `Energy`, `Mass`, `Volume`, `Length` and `CompoundQuantity`. Only like is added to like: money to money in
one currency, 家 to 家. Every number is exact.
"""

from zhaoshang._calls.guard import guard_room
from zhaoshang._quantities.base import Quantity
from zhaoshang._quantities.hedges import Hedge
from zhaoshang._quantities.kinds import KINDS as KINDS  # noqa: PLC0414 - for the rooms above, and no part of the face
from zhaoshang._quantities.kinds import (
    Area,
    CompoundQuantity,
    Count,
    Duration,
    Energy,
    Length,
    Mass,
    Money,
    Multiple,
    Percent,
    PercentagePoint,
    Power,
    Volume,
)
from zhaoshang._quantities.meant import unfit as unfit  # noqa: PLC0414 - for the rooms above, and no part of the face
from zhaoshang._quantities.meant import unknown as unknown  # noqa: PLC0414 - likewise
from zhaoshang._quantities.numbers import exact_decimal as exact_decimal  # noqa: PLC0414 - likewise
from zhaoshang._quantities.rates import ExchangeRate
from zhaoshang.errors import UnitMismatchError
from zhaoshang.units import Unit

__all__ = [
    "Area",
    "CompoundQuantity",
    "Count",
    "Duration",
    "Energy",
    "ExchangeRate",
    "Hedge",
    "Length",
    "Mass",
    "Money",
    "Multiple",
    "Percent",
    "PercentagePoint",
    "Power",
    "Quantity",
    "Volume",
    "kind_of",
]


def kind_of(unit: Unit, /) -> type[Quantity]:
    """Give the class that holds quantities in a unit.

    Raises:
        UnitMismatchError: for a unit that no quantity is written in (a score, a rank).

    Examples:
        >>> from zhaoshang.quantities import kind_of
        >>> from zhaoshang.units import unit
        >>> kind_of(unit("mu"))
        <class 'zhaoshang.quantities.Area'>
    """
    kind = KINDS.get(unit.dimension)
    if kind is None:
        raise UnitMismatchError(unit.code, "a quantity")
    return kind


guard_room(globals())
