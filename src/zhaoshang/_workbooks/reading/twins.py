"""Rows of a workbook that say the same as one before."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import final

from zhaoshang._workbooks.cells.faults import Fault
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.reading.sheets import Sheet
from zhaoshang.model import Project

__all__ = ["Met", "Twins"]

Named = str
"""The name of a project with its investors, in one text: Python's collector does not look through texts."""


@final
class Met:
    """The projects met in the sheets of a workbook, each with the row where it first stands."""

    def __init__(self) -> None:
        self._sheets: dict[str, dict[Named, int]] = {}
        self._first: dict[Named, str] = {}
        self._last: str | None = None
        self._tables: list[Sheet] = []

    def of_sheet(self, table: Sheet, /) -> dict[Named, int]:
        """Give the projects of the sheet whose table is read now; those of the sheets before it are gathered in one table."""
        name = table.grid.name
        if self._last is not None and self._last != name:
            first = self._first
            for named in self._sheets[self._last]:
                first.setdefault(named, self._last)
        if self._last != name or table.layout.is_beside:
            self._tables.clear()
        self._last = name
        self._tables.append(table)
        return self._sheets.setdefault(name, {})

    def row(self, number: int, /) -> Sequence[Cell]:
        """Give a row of the sheet, by the last table that begins above it."""
        at = bisect_left(self._tables, number, key=lambda table: table.grid.above)
        table = self._tables[at - 1]
        return table.layout.row(number - table.grid.above)

    def before(self, named: Named, /) -> str | None:
        """Give the place where a project stands in an earlier sheet; `None` where in none."""
        sheet = self._first.get(named)
        return None if sheet is None else f"{sheet}!{self._sheets[sheet][named]}"


@final
class Twins:
    """Finds rows that say the same as one before, their ordinal numbers aside."""

    def __init__(self, sheet: Sheet, met: Met, /) -> None:
        """Take the sheet, and the projects met before."""
        ordinal = sheet.layout.column("@number")
        self._ordinal = ordinal.number - 1 if ordinal else None
        self._source = sheet.grid
        self._own = met.of_sheet(sheet)
        self._met = met
        self._repeated: set[Named] = set()
        self._rows: dict[tuple[Cell, ...], int] = {}

    def _plain(self, number: int) -> tuple[Cell, ...]:
        """Give a row without its ordinal number."""
        row, at = self._met.row(number), self._ordinal
        return tuple(row) if at is None else (*row[:at], *row[at + 1 :])

    def check(self, number: int, project: Project) -> Fault | None:
        """Compare a row with those before it; rows that are equal name one project."""
        number += self._source.above
        named = "\n".join((project.name, *project.investors))
        first = self._own.setdefault(named, number)
        if first != number:
            if named not in self._repeated:
                self._repeated.add(named)
                self._rows.setdefault(self._plain(first), first)
            same = self._rows.setdefault(self._plain(number), number)
            if same != number:
                return Fault("duplicate_row", str(same))
        if project.investors:
            before = self._met.before(named)
            if before is not None:
                return Fault("possible_duplicate", before)
            if first != number:
                return Fault("possible_duplicate", f"{self._source.name}!{first}")
        return None
