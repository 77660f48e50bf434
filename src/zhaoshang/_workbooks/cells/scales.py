"""Slips of unit: values about 10⁴ off their column, found from the column itself."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from zhaoshang.units import Dimension, Scaled

__all__ = ["suspects"]

_GAP: Final = 30
_SLIP: Final = 1e4
_FEW: Final = 5
_MINORITY: Final = 0.34
_TOO_MUCH: Final = 2e11  # yuan: no project of any ledger costs 2000亿
_COLUMN_TOO_MUCH: Final = 1e11
_COLUMN_TOO_LITTLE: Final = 3e4
_NONE: Final = (float("-inf"), float("inf"))


def suspects(numbers: Iterable[float], default: Scaled | None, /) -> tuple[float, float] | None:
    """Find the bounds outside of which a bare number is suspect; `None` where none can be said.

    A suspect number stands apart from the rest by a wide gap, is one of few, and fits in once it is moved by 10⁴;
    or the whole column is beyond what projects cost.

    Examples:
        >>> from zhaoshang.units import scaled
        >>> suspects([0.5, 2.1, 3.5, 7, 12, 25000], scaled("亿元"))
        (-inf, 2000.0)
    """
    if default is None or default.unit.dimension is not Dimension.MONEY or default.power not in {4, 8}:
        return None
    found = sorted([number for number in map(float, numbers) if number > 0])
    if not found:
        return None
    scale = 10.0**default.power
    low, high = _NONE
    if default.power == 8:
        high = _TOO_MUCH / scale
    median = found[len(found) // 2] * scale
    if len(found) >= _FEW:
        if median >= _COLUMN_TOO_MUCH and default.power == 8:
            return (low, float(found[0]))
        if median < _COLUMN_TOO_LITTLE and default.power == 4 and found[-1] * scale < _COLUMN_TOO_LITTLE * 50:
            return (float(found[-1]), high)
        low, high = _stand_apart(found, high)
    return (low, high)


def _stand_apart(found: list[float], high: float) -> tuple[float, float]:
    low = float("-inf")
    count = len(found)
    place = 0
    while (place := _next_gap(found, place)) < count:
        below, above = found[place - 1], found[place]
        many = count - place
        if (
            many <= max(1, count * _MINORITY)
            and below * 3 >= above / _SLIP
            and found[-1] / _SLIP >= found[0] / 3
        ):
            return low, min(high, above)
        if place <= max(1, count * _MINORITY) and above / 3 <= below * _SLIP <= found[-1] * 3:
            low = below
    return low, high


def _next_gap(found: list[float], place: int) -> int:
    """Find the next number that is far above the one before it; each step leaves out all within one gap of another."""
    while True:
        after = bisect_left(found, found[place] * _GAP, place + 1)
        if after == len(found) or found[after - 1] == found[place]:
            return after
        place = after - 1
