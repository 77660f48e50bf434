"""Rows that state what the rows of one unit beside them add up to: sub-totals, whatever they are called."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.evidence import UNITS, is_fact
from zhaoshang._workbooks.layout.header import Layout, RowKind
from zhaoshang._workbooks.layout.rowparts import exact_number
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.text import key

__all__ = ["projects_of", "sums_of_units"]

Row = tuple[int, Sequence[Cell]]

_NAMING: Final = frozenset({"name", "@number"})
_COUNTED: Final = 3  # so many rows add up by no chance
_MOST: Final = 400  # no unit has more projects in a list that sums them up, nor has a list more such sums


def projects_of(layout: Layout, kinds: Sequence[RowKind], /) -> list[Row | None]:
    """List the rows of projects, each by its number, and `None` for a title or total between them."""
    rows = zip(kinds, enumerate(layout.grid.rows, 1), strict=True)
    return [row if kind is RowKind.PROJECT else None for kind, row in rows if kind is not RowKind.BLANK]


def sums_of_units(rows: Sequence[Row | None], columns: Sequence[Column], /) -> frozenset[int]:
    """Find the projects that state nothing but their unit and what those of it right below, or right above, add up to.

    Two others will do where they state more than such a row does, three anywhere.

    Args:
        rows: the rows of projects, each by its number; `None` for a title or total between them.
        columns: what their columns are read as.
    """
    amounts = [column.number for column in columns if column.kind in AMOUNT_KINDS]
    units = [column.number for column in columns if column.field in UNITS]
    own = frozenset({*amounts, *units, *(column.number for column in columns if column.field in _NAMING)})
    bare = [at for at, entry in enumerate(rows) if entry and not _says_more(entry[1], own)] if units else []
    return frozenset(
        entry[0]
        for at in (bare if len(bare) <= _MOST else ())
        if (entry := rows[at])
        and any(
            len(others) >= (2 if all(_says_more(row, own) for row in others) else _COUNTED)
            and _is_sum(entry[1], others, amounts)
            for unit in units
            for others in (_of_unit(rows, at, unit, 1), _of_unit(rows, at, unit, -1))
        )
    )


def _of_unit(rows: Sequence[Row | None], at: int, unit: int, way: int) -> list[Sequence[Cell]]:
    """Give the rows of the same unit right below or right above a row; a cell without one is of the unit above it."""
    own, found, sure = _unit(rows[at], unit), list[Sequence[Cell]](), 0
    place = at + way
    while 0 <= place < len(rows) and (entry := rows[place]) and len(found) < _MOST:
        said = _unit(entry, unit)
        own = own or (said if way < 0 else None)
        if own is None or said not in {None, own}:
            break
        found.append(entry[1])
        sure = len(found) if said or way > 0 else sure
        place += way
    return found[:sure]


def _unit(entry: Row | None, unit: int) -> str | None:
    cell = entry[1][unit - 1] if entry and unit <= len(entry[1]) else None
    return None if cell is None else key(str(cell))


def _says_more(row: Sequence[Cell], own: frozenset[int]) -> bool:
    return any(at not in own and is_fact(cell) for at, cell in enumerate(row, 1))


def _is_sum(row: Sequence[Cell], others: Sequence[Sequence[Cell]], amounts: Sequence[int]) -> bool:
    """Tell whether every amount of a row is what others add up to."""
    stated = [at for at in amounts if at <= len(row) and is_fact(row[at - 1])]
    for at in stated:
        values = [exact_number(each[at - 1]) if at <= len(each) else None for each in others]
        total = sum((Fraction(value) for value in values if value is not None), Fraction(0))
        printed = exact_number(row[at - 1])
        if printed is None or Fraction(printed) != total:
            return False
    return bool(stated)
