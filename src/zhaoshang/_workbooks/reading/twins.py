"""Rows of a workbook that say the same as one before."""

from typing import final

from zhaoshang._workbooks.cells.faults import Fault
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.reading.sheets import Sheet
from zhaoshang.model import Project

__all__ = ["Named", "Twins"]

Named = str
"""The name of a project with its investors, in one text: Python's collector does not look through texts."""


@final
class Twins:
    """Finds rows that say the same as one before, their ordinal numbers aside."""

    def __init__(self, sheet: Sheet, names: dict[str, dict[Named, int]], /) -> None:
        """Take the sheet, and the projects met before: by sheet, the first row of each."""
        ordinal = sheet.layout.column("@number")
        self._ordinal = ordinal.number - 1 if ordinal else None
        self._source = sheet
        self._own = names.setdefault(sheet.grid.name, {})
        self._others = {name: known for name, known in names.items() if known is not self._own}
        self._repeated: set[Named] = set()
        self._rows: dict[tuple[Cell, ...], int] = {}

    def _plain(self, number: int) -> tuple[Cell, ...]:
        """Give a row without its ordinal number."""
        row, at = self._source.layout.row(number), self._ordinal
        return tuple(row) if at is None else (*row[:at], *row[at + 1 :])

    def check(self, number: int, project: Project) -> Fault | None:
        """Compare a row with those before it; rows that are equal name one project."""
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
            for sheet, known in self._others.items():
                if named in known:
                    return Fault("possible_duplicate", f"{sheet}!{known[named]}")
            if first != number:
                return Fault("possible_duplicate", f"{self._source.grid.name}!{first}")
        return None
