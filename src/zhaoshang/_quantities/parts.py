"""Where a quantity keeps its parts, so that readers make one of parts that are known to agree at the cost of a plain object."""

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhaoshang.intervals import Interval
    from zhaoshang.units import Unit

__all__ = ["Parts"]


class Parts:
    """The places of a quantity, not yet frozen: what is made here becomes a quantity when it is given its class."""

    __slots__ = ("__weakref__", "bounds", "hedge", "places", "raw", "scale", "trace", "unit", "value")

    value: Decimal | Fraction | None
    unit: "Unit"
    hedge: Any
    bounds: "Interval | None"
    places: int | None
    scale: int
    raw: str | None
    trace: tuple[Any, ...]
