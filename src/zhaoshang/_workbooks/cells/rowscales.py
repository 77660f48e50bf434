"""Columns of amounts whose unit the rest of their rows speaks against."""

from collections.abc import Iterable, Sequence
from typing import Final

from zhaoshang._workbooks.cells.values import number_in
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words.columns import Column

__all__ = ["AREA_IN_MU", "contradicted", "is_out_of_scale"]

_LOOKED_AT: Final = 2_000  # so many rows tell whether a column is off
_FEWEST: Final = 3  # so many rows must tell
_MOST_OF: Final = 0.8
_PART: Final = 100  # a part is never so many times its whole
_LITTLE: Final = 3e6  # yuan
_LITTLE_BY_MU: Final = 2_000  # no project with land costs less than crops on it do
_LITTLE_BY_METRE: Final = 10
_MUCH: Final = 5e10
_MUCH_BY_MU: Final = 2e8  # a tower on the dearest plot does not cost this
AREA_IN_MU: Final = {"mu": 1.0, "ha": 15.0, "m2": 0.0015}
_WHOLE: Final = "investment"
_PARTS: Final = frozenset({"fixed_investment", "outside_investment", "arrivals[].amount"})
_AREAS: Final = {"land": "land", "floor_area": "floor"}


def is_out_of_scale(whole: float, parts: Iterable[float], land: float = 0, floor: float = 0) -> bool:
    """Tell whether an investment cannot stand in the scale that is stated, by the rest of its row.

    Args:
        whole: the investment, in yuan where there are areas.
        parts: what has come in of it, or is a part of it, in the same unit.
        land: the land, in mu; 0 where none is stated.
        floor: the floor space in square metres.

    Examples:
        >>> is_out_of_scale(125_000, [], land=180), is_out_of_scale(1_250_000_000, [], land=180)
        (True, False)
    """
    if whole <= 0:
        return False
    if any(part >= _PART * whole for part in parts):
        return True
    if whole < _LITTLE and (whole < _LITTLE_BY_MU * land or whole < _LITTLE_BY_METRE * floor):
        return True
    return land > 0 and whole > _MUCH and whole > _MUCH_BY_MU * land


def contradicted(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> frozenset[int]:
    """Find the columns of amounts whose unit the rest of nearly every row speaks against: 12.5 in 万元 beside 180亩.

    Columns that state one thing twice, or whose rows have units of their own, are not judged.
    """
    known: dict[str, list[Column]] = {}
    for column in columns:
        if column.field in {_WHOLE, *_PARTS, *_AREAS} and column.scaled is not None:
            known.setdefault(column.field, []).append(column)
    if any(column.kind in {"unit", "currency"} for column in columns) or len(known.get(_WHOLE, ())) != 1:
        return frozenset()
    (whole,) = known.pop(_WHOLE)
    unit = whole.scaled
    parts = [
        each
        for name in _PARTS
        for each in known.get(name, ())
        if each.scaled is not None and unit is not None and each.scaled.unit == unit.unit
    ]
    areas = {kind: known[name][0] for name, kind in _AREAS.items() if len(known.get(name, ())) == 1}
    if unit is None or unit.unit.code != "CNY":
        areas = {}
    told = {True: 0, False: 0}
    by_parts: set[int] = set()
    looked_at = rows[:_LOOKED_AT] if parts or areas else ()
    worths = {each.number: _worths(each, looked_at) for each in parts}
    spaces = {kind: _spaces(kind, column, looked_at) for kind, column in areas.items()}
    for place, amount in enumerate(_worths(whole, looked_at)):
        stated = {number: value for number, values in worths.items() if (value := values[place])}
        space = {kind: value for kind, values in spaces.items() if (value := values[place])}
        if amount and (stated or space):
            is_off = is_out_of_scale(amount, stated.values(), **space)
            told[is_off] += 1
            if is_off and not is_out_of_scale(amount, (), **space):
                by_parts |= {number for number, value in stated.items() if value >= _PART * amount}
    is_told = told[True] >= _FEWEST and told[True] >= _MOST_OF * sum(told.values())
    return frozenset({whole.number, *by_parts}) if is_told else frozenset()


def _spaces(kind: str, column: Column, rows: Sequence[Sequence[Cell]]) -> list[float | None]:
    """Give the areas of some rows, land in mu and floors in square metres."""
    in_mu = AREA_IN_MU.get(column.scaled.unit.code) if column.scaled is not None else None
    if in_mu is None:
        return [None] * len(rows)
    metre = AREA_IN_MU["m2"]
    return [
        value and (value * in_mu if kind == "land" else value * in_mu / metre)
        for value in _worths(column, rows)
    ]


def _worths(column: Column, rows: Sequence[Sequence[Cell]]) -> list[float | None]:
    """Give the bare numbers of some rows in a column times its scale."""
    if column.scaled is None:
        return [None] * len(rows)
    at, scale = column.number - 1, 10.0**column.scaled.power
    cells = [row[at] if at < len(row) else None for row in rows]
    numbers = [cell if type(cell) is float else number_in(cell) for cell in cells]
    return [None if number is None else number * scale for number in numbers]
