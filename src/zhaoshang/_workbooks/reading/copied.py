"""Sheets that list projects of others once more: which are read in their place, and what they alone say."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Final, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.faults import Fault, cell_text
from zhaoshang._workbooks.files.grids import Cell, column_letter
from zhaoshang._workbooks.layout.copies import (
    TELLING,
    Named,
    find_copies,
    is_same_row,
    named_rows,
    only_in_copies,
)
from zhaoshang._workbooks.layout.header import RowKind
from zhaoshang._workbooks.layout.sheettimes import is_newer, time_of
from zhaoshang._workbooks.reading.sheets import Sheet
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.text import key
from zhaoshang.errors import ZhaoshangError
from zhaoshang.reading import parse_period

__all__ = ["Copied"]

Place = tuple[Sheet, int]
"""A table and one of its rows."""
_PLAIN: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")


@final
class Copied:
    """The sheets of a workbook whose projects stand in others."""

    def __init__(self, tables: Mapping[str, Sequence[Sheet]], hidden: frozenset[str], /) -> None:
        """Take the tables of each sheet, and the sheets that are hidden or set aside, which are read last."""
        self._tables = {name: held for name, held in tables.items() if held}
        forms: dict[str, str] = {}
        self._named = {
            name: [named_rows(one.layout, one.kinds, forms) for one in held]
            for name, held in self._tables.items()
        }
        self._times = {
            name: time_of(name, held[0].years[0] if len(held[0].years) == 1 else None)
            for name, held in self._tables.items()
        }
        names: dict[str, frozenset[Named]] = {
            name: frozenset().union(*(rows.values() for rows in held)) for name, held in self._named.items()
        }
        self.originals = find_copies(names, hidden, self._is_same, self._times)
        """By copy, the sheet that is read instead."""
        self._only = only_in_copies(self._named, self.originals)

    def _is_same(self, name: str, other: str) -> bool:
        """Tell whether the one project of a sheet is one of another sheet."""
        held = [
            (table.layout, number)
            for table in self._tables[name]
            for number, kind in enumerate(table.kinds, 1)
            if kind is RowKind.PROJECT
        ]
        others = [(table.layout, table.kinds) for table in self._tables[other]]
        return len(held) == 1 and is_same_row(*held[0], others)

    def faults(self, name: str, /) -> Iterator[tuple[Fault, int, int, Cell]]:
        """Tell of a copy which projects it alone lists, and where it disagrees with what is read if that is not known to be newer."""
        original = self.originals[name]
        yield Fault("copied_sheet", original), 1, 1, None
        for table, rows in zip(self._tables[name], self._only[name], strict=True):
            at = table.name_column
            for number in rows:
                yield Fault("only_in_copy"), number + table.grid.above, at, table.layout.row(number)[at - 1]
        if not is_newer(self._times[original], self._times[name]):
            yield from self._disagreeing(name, original)

    def _disagreeing(self, name: str, original: str) -> Iterator[tuple[Fault, int, int, Cell]]:
        """Find the amounts and dates of a copy that the sheet read in its place states otherwise, or not."""
        places: dict[Named, list[Place]] = {}
        for table, rows in zip(self._tables[original], self._named[original], strict=True):
            for number, (project, firm) in rows.items():
                for named in {(project, firm), (project, "")}:
                    places.setdefault(named, []).append((table, number))
        for table, rows in zip(self._tables[name], self._named[name], strict=True):
            columns = [column for column in table.layout.columns if column.kind in TELLING]
            for number, named in rows.items():
                others = places.get(named) or places.get((named[0], ""), [])
                row = table.layout.row(number)
                for column in columns:
                    cell = row[column.number - 1] if column.number <= len(row) else None
                    other = None if cell is None else _other(column, cell, others, original)
                    if other is not None:
                        yield Fault("copy_disagrees", other), number + table.grid.above, column.number, cell


def _other(column: Column, cell: Cell, others: Sequence[Place], original: str) -> str | None:
    """Give the cell of the sheet that is read which states something else; `None` where one says the same, or none is of the field."""
    said = ""
    for table, number in others:
        beside = next((each for each in table.layout.columns if each.field == column.field), None)
        if beside is None:
            continue
        row = table.layout.row(number)
        other = row[beside.number - 1] if beside.number <= len(row) else None
        if other is not None and _stated(beside, other) == _stated(column, cell):
            return None
        at = f"{column_letter(beside.number)}{number + table.grid.above}"
        said = said or f"{original}!{at} {cell_text(other)}".rstrip()
    return said or None


def _stated(column: Column, cell: Cell) -> object:
    """Give what a cell states, however it is written: a number with the unit of its column, a day, or a text."""
    text = key(cell.date().isoformat() if isinstance(cell, datetime) else cell_text(cell))
    if column.kind in AMOUNT_KINDS:
        unit = column.scaled
        is_plain = unit is not None and _PLAIN.fullmatch(text)
        return (
            (Fraction(text.replace(",", "")) * 10**unit.power, unit.unit)
            if unit and is_plain
            else (text, unit)
        )
    try:
        return parse_period(text)
    except ZhaoshangError:
        return text
