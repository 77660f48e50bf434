"""Slips of unit: values about 10⁴ off their column, found from the column itself, and sizes that no project has."""

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
_TOO_LITTLE: Final = 3e4  # nor 3万 or less, where others cost more
_COLUMN_TOO_MUCH: Final = 1e11
_NONE: Final = (float("-inf"), float("inf"))


def suspects(
    numbers: Iterable[float], default: Scaled | None, /, *, is_whole: bool = False
) -> tuple[float, float] | None:
    """Find the bounds outside of which a bare number is suspect; `None` where none can be said.

    A suspect number stands apart from the rest by a wide gap, is one of few, and fits in once it is moved by 10⁴;
    or it, or the whole column, is beyond what projects cost.

    Args:
        numbers: those of the column.
        default: its unit.
        is_whole: whether they are what projects cost as a whole; a part of that may be small.

    Examples:
        >>> from zhaoshang.units import scaled
        >>> suspects([0.5, 2.1, 3.5, 7, 12, 25000], scaled("亿元"))
        (-inf, 2000.0)
        >>> suspects([30000, 2], scaled("万元"), is_whole=True)
        (3.0, inf)
    """
    if default is None or default.unit.dimension is not Dimension.MONEY or default.power not in {0, 4, 8}:
        return None
    found = sorted([number for number in map(float, numbers) if number > 0])
    if not found:
        return None
    scale = 10.0**default.power
    low, high = _NONE
    if is_whole and found[-1] * scale >= _GAP * _TOO_LITTLE:
        low = _TOO_LITTLE / scale
    if default.power == 8:
        high = _TOO_MUCH / scale
    median = found[len(found) // 2] * scale
    if len(found) >= _FEW:
        if median >= _COLUMN_TOO_MUCH and default.power == 8:
            return (low, float(found[0]))
        if median < _TOO_LITTLE and default.power == 4 and found[-1] * scale < _TOO_LITTLE * 50:
            return (float(found[-1]), high)
        low, high = _stand_apart(found, low, high)
    return (low, high)


def _stand_apart(found: list[float], low: float, high: float) -> tuple[float, float]:
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
            low = max(low, below)
    return low, high


def _next_gap(found: list[float], place: int) -> int:
    """Find the next number that is far above the one before it; each step leaves out all within one gap of another."""
    while True:
        after = bisect_left(found, found[place] * _GAP, place + 1)
        if after == len(found) or found[after - 1] == found[place]:
            return after
        place = after - 1
