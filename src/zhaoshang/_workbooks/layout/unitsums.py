"""Rows that state what the rows of one unit beside them add up to: sub-totals, whatever they are called."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Final

from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.evidence import is_fact
from zhaoshang._workbooks.layout.header import Layout, RowKind
from zhaoshang._workbooks.layout.rowparts import number_in
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.text import key

__all__ = ["UNITS", "projects_of", "sums_of_units"]

Row = tuple[int, Sequence[Cell]]

UNITS: Final = frozenset({"district", "owner", "park"})
"""Fields of those that a sum of projects may be of."""
_NAMING: Final = frozenset({"name", "@number"})
_COUNTED: Final = 3  # so many rows add up by no chance
_MOST: Final = 400  # no unit has more projects in a list that sums them up


def projects_of(layout: Layout, kinds: Sequence[RowKind], /) -> list[Row | None]:
    """List the rows of projects, each by its number, and `None` for a title or total between them."""
    rows = zip(kinds, enumerate(layout.grid.rows, 1), strict=True)
    return [row if kind is RowKind.PROJECT else None for kind, row in rows if kind is not RowKind.BLANK]


def sums_of_units(layout: Layout, kinds: Sequence[RowKind], /) -> frozenset[int]:
    """Find the projects at the head or the end of those of one unit that state nothing but the unit and the sums of the others.

    Two others will do where they state more than such a row does, three anywhere.

    Args:
        layout: the table.
        kinds: what its rows are.
    """
    amounts = [column.number for column in layout.columns if column.kind in AMOUNT_KINDS]
    units = [column.number for column in layout.columns if column.field in UNITS]
    own = frozenset(
        column.number
        for column in layout.columns
        if column.kind in AMOUNT_KINDS or column.field in UNITS or column.field in _NAMING
    )
    rows = projects_of(layout, kinds) if units and amounts else []
    found: set[int] = set()
    for unit in units:
        for run in _runs(rows, unit):
            for first, others in ((run[0], run[1:]), (run[-1], run[:-1])):
                fewest = 2 if all(_says_more(row, own) for _, row in others) else _COUNTED
                if (
                    fewest <= len(others) <= _MOST
                    and not _says_more(first[1], own)
                    and _is_sum(first[1], others, amounts)
                ):
                    found.add(first[0])
    return frozenset(found)


def _runs(rows: Sequence[Row | None], unit: int) -> Iterator[list[Row]]:
    """Part the rows into those of one unit each; a cell without one is of the unit above it."""
    last: str | None = None
    named: list[tuple[str | None, Row]] = []
    for entry in (*rows, None):
        if entry is None:
            for name, run in groupby(named, key=lambda each: each[0]):
                if name is not None:
                    yield [row for _, row in run]
            last, named = None, []
            continue
        cell = entry[1][unit - 1] if unit <= len(entry[1]) else None
        last = last if cell is None else key(str(cell))
        named.append((last, entry))


def _says_more(row: Sequence[Cell], own: frozenset[int]) -> bool:
    return any(at not in own and is_fact(cell) for at, cell in enumerate(row, 1))


def _is_sum(row: Sequence[Cell], others: Sequence[Row], amounts: Sequence[int]) -> bool:
    """Tell whether every amount of a row is what others add up to."""
    stated = [at for at in amounts if at <= len(row) and is_fact(row[at - 1])]
    for at in stated:
        values = [number_in(each[at - 1]) if at <= len(each) else None for _, each in others]
        total = sum((Fraction(value) for value in values if value is not None), Fraction(0))
        printed = number_in(row[at - 1])
        if printed is None or Fraction(printed) != total:
            return False
    return bool(stated)
