"""Where a quantity keeps its parts, so that readers make one of parts that are known to agree at the cost of a plain object."""

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from zhaoshang.intervals import Interval
    from zhaoshang.units import Unit

__all__ = ["Parts", "build"]

Q = TypeVar("Q")


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


_new: Final = object.__new__


def build(  # noqa: PLR0917 - the hot path of every cell and document: names would cost as much as the work
    kind: type[Q],
    value: Decimal | None,
    unit: "Unit",
    hedge: Any,  # noqa: ANN401 - a Hedge
    bounds: "Interval | None",
    places: int | None,
    scale: int,
    raw: str | None,
) -> Q:
    """Make a quantity of parts that are known to agree, without checking them again.

    The constructor's checks cost more than all of reading a plain cell: so the parts are laid down in a plain object,
    which then becomes the quantity that it is. Property tests build what is read a second time through the constructor
    and compare.
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
    made.__class__ = kind  # type: ignore[assignment]
    return made  # type: ignore[return-value]
