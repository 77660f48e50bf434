"""Slips of unit: amounts and areas far off their column, found from the column itself, and sizes that no project has."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final

from zhaoshang.units import Dimension, Scaled, unit

__all__ = ["WHOLE", "suspects"]

WHOLE: Final = frozenset({"investment", "land"})
"""The fields of what a project costs, or takes, as a whole; a part of that may be small."""

_FEW: Final = 5
_MINORITY: Final = 0.34
_GAP: Final = 30
_SLIP: Final = 1e4  # 万元 below 亿元, yuan below 万元
_TOO_MUCH: Final = 2e11  # yuan: no project of any ledger costs 2000亿
_TOO_LITTLE: Final = 3e4  # nor 3万 or less, where others cost more
_COLUMN_TOO_MUCH: Final = 1e11
_AREA_GAP: Final = 100  # plots differ more than what is spent on them
_MU: Final = float(unit("亩").factor)
_TOO_WIDE: Final = 1e9  # square metres: nor does one take 150万亩
_NONE: Final = (float("-inf"), float("inf"))


def suspects(
    numbers: Iterable[float], default: Scaled | None, /, *, is_whole: bool = False
) -> tuple[float, float] | None:
    """Find the bounds outside of which a bare number is suspect; `None` where none can be said.

    A suspect number stands apart from the rest by a wide gap, is one of few, and fits in once it is read in the unit that
    is taken for that of the column: 10⁴ of one for money, square metres for areas. Or it, or the whole column, is
    beyond what projects cost or take.

    Args:
        numbers: those of the column.
        default: its unit.
        is_whole: whether they are of a field of a whole.

    Examples:
        >>> from zhaoshang.units import scaled
        >>> suspects([0.5, 2.1, 3.5, 7, 12, 25000], scaled("亿元"))
        (-inf, 2000.0)
        >>> suspects([30000, 2], scaled("万元"), is_whole=True)
        (3.0, 20000000.0)
        >>> suspects([20, 45, 80, 120, 300, 60000], scaled("亩"))
        (-inf, 60000.0)
    """
    found = sorted([number for number in map(float, numbers) if number > 0])
    if default is None or not found:
        return None
    if default.unit.dimension is Dimension.AREA:
        return _areas(found, float(default.unit.factor) * 10.0**default.power, is_land=is_whole)
    if default.unit.dimension is not Dimension.MONEY or default.power not in {0, 4, 8}:
        return None
    scale = 10.0**default.power
    low, high = _NONE
    if is_whole and found[-1] * scale >= _GAP * _TOO_LITTLE:
        low = _TOO_LITTLE / scale
    if default.power == 8 or default.unit.code == "CNY":
        high = _TOO_MUCH / scale
    median = found[len(found) // 2] * scale
    if len(found) >= _FEW:
        if median >= _COLUMN_TOO_MUCH and default.power == 8:
            return (low, float(found[0]))
        if median < _TOO_LITTLE and default.power == 4 and found[-1] * scale < _TOO_LITTLE * 50:
            return (float(found[-1]), high)
        low = max(low, _too_low(found, _SLIP, _GAP))
        high = min(high, _too_high(found, _SLIP, _GAP))
    return (low, high)


def _areas(found: list[float], size: float, *, is_land: bool) -> tuple[float, float]:
    """Find the bounds for areas in a unit of so many square metres, which may be typed below it, or mu below them."""
    low, high = _NONE[0], _TOO_WIDE / size
    if len(found) >= _FEW and size > _AREA_GAP:
        high = min(high, _too_high(found, size, _AREA_GAP))
    elif len(found) >= _FEW and size == 1 and is_land:
        low = _too_low(found, _MU, _AREA_GAP)
    return low, high


def _gaps(found: list[float], gap: float) -> Iterator[tuple[float, float, int]]:
    """Give the numbers below and above each wide gap, and how many stand below."""
    place = 0
    while (place := _next_gap(found, place, gap)) < len(found):
        yield found[place - 1], found[place], place


def _too_high(found: list[float], slip: float, gap: float) -> float:
    """Find from which number on a few are too large: they fit in as parts of the slip, or nothing does."""
    for below, above, place in _gaps(found, gap):
        is_few = len(found) - place <= max(1, len(found) * _MINORITY)
        if is_few and (
            above >= below * slip or (below * 3 >= above / slip and found[-1] / slip >= found[0] / 3)
        ):
            return above
    return _NONE[1]


def _too_low(found: list[float], slip: float, gap: float) -> float:
    """Find up to which number a few are too small: they fit in as multiples of the slip."""
    low = _NONE[0]
    for below, above, place in _gaps(found, gap):
        if place <= max(1, len(found) * _MINORITY) and above / 3 <= below * slip <= found[-1] * 3:
            low = below
    return low


def _next_gap(found: list[float], place: int, gap: float) -> int:
    """Find the next number that is far above the one before it; each step leaves out all within one gap of another."""
    while True:
        after = bisect_left(found, found[place] * gap, place + 1)
        if after == len(found) or found[after - 1] == found[place]:
            return after
        place = after - 1
