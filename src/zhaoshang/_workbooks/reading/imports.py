"""What reading a workbook gives: the ledger, and an account of every sheet, row, column and cell."""

from collections.abc import Iterable, Sized
from pathlib import Path
from typing import Protocol, final

from attrs import field, frozen

from zhaoshang._basics.cached import cached_property
from zhaoshang._calls.uses import refusing
from zhaoshang._workbooks.files.grids import Grid
from zhaoshang._workbooks.reading.accounts import Row
from zhaoshang._workbooks.reading.decisions import Decision, decisions
from zhaoshang._workbooks.reading.sheet_imports import Fact, SheetImport
from zhaoshang._workbooks.words.columns import Column
from zhaoshang.findings import Finding, Report
from zhaoshang.ledger import Ledger

__all__ = ["Import", "Progress", "RejectedRow", "Row"]


class Progress(Protocol):
    r"""Told how far reading is, about every thousand rows and at the end of each sheet.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import workbooks
        >>> def tell(sheet: str, done: int, total: int) -> None:
        ...     print(f"{sheet}: {done} of {total} rows")
        >>> on_progress: workbooks.Progress = tell
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "ledger.csv")
        ...     _ = path.write_text(
        ...         "项目名称,投资方,总投资（亿元）\n虚构项目,虚构公司,3.5\n", encoding="utf-8"
        ...     )
        ...     imported = workbooks.read(path, on_progress=on_progress)
        ledger: 2 of 2 rows
    """

    def __call__(self, sheet: str, done: int, total: int, /) -> None:
        """Take the sheet's name, the rows done and the rows in all."""


@final
@frozen(kw_only=True)
class RejectedRow:
    r"""A row that was not read, whole, with the reason.

    Attributes:
        sheet: the sheet.
        number: the row, from 1.
        cells: the text of every cell, so that nothing of it is lost.
        reason: the finding that says why.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import workbooks
        >>> text = "项目名称,投资方,总投资（亿元）\n虚构项目,虚构公司,3.5\n,某公司,8\n"
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "ledger.csv")
        ...     _ = path.write_text(text, encoding="utf-8")
        ...     imported = workbooks.read(path)
        >>> (row,) = imported.rejected
        >>> row.number, row.cells, row.reason.code
        (3, ('', '某公司', '8'), 'missing_name')
    """

    sheet: str
    number: int
    cells: tuple[str, ...]
    reason: Finding


def _cells(grids: tuple[Grid, ...]) -> tuple[object, ...]:
    """Give what two imports are compared by: the cells, without what looks their formats up in the file."""
    return tuple(
        (grid.name, grid.rows, grid.is_hidden, grid.hidden_rows, grid.merged, grid.oddities) for grid in grids
    )


@final
@refusing(places="Write imported.ledger.projects.")
@frozen(kw_only=True)
class Import:
    r"""What was read from a workbook: the ledger, and an account of everything else.

    Two imports are equal where everything they tell is: a file read twice, here or by another process.

    Attributes:
        ledger: the projects, investors, parks and units in charge.
        findings: everything doubtful, with sheet, row, column, value and reason.
        rejected: rows that were not read, whole, with the reason.
        sheets: how each sheet was read.
        path: the file.
        kind: what the file is: `xlsx`, `xlsb`, `xls`, `ods`, `csv`.
        encoding: for CSV, the text encoding found.
        delimiter: for CSV, the separator found.
        grids: the sheets as they are in the file.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import workbooks
        >>> text = "项目名称,投资方,总投资（亿元）,落户地点或园区\n虚构项目,虚构公司,3.5,城东\n"
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "ledger.csv")
        ...     _ = path.write_text(text, encoding="utf-8")
        ...     imported = workbooks.read(path)
        >>> imported.ledger.projects.ids, imported.kind, imported.encoding
        (('ledger!2',), 'csv', 'utf-8')
        >>> (
        ...     [column.field for column in imported.columns["ledger"]],
        ...     [column.header for column in imported.unsure],
        ... )
        (['name', 'investors', 'investment', None], ['落户地点或园区'])
        >>> [(fact.field, fact.cell, fact.raw) for fact in imported.facts("ledger!2")][-2:]
        [('investment', 'C2', '3.5'), ('extra.落户地点或园区', 'D2', '城东')]
    """

    ledger: Ledger = field(hash=False)
    findings: Report = field(hash=False)
    rejected: tuple[RejectedRow, ...] = field(default=(), hash=False)
    sheets: tuple[SheetImport, ...] = field(default=(), hash=False)
    _rows: Iterable[Row] = field(default=(), repr=False, hash=False, eq=tuple, alias="rows")
    path: str = ""
    kind: str = ""
    encoding: str | None = None
    delimiter: str | None = None
    grids: tuple[Grid, ...] = field(default=(), repr=False, eq=_cells, hash=False)
    _package: bytes | None = field(default=None, repr=False, eq=False, hash=False, alias="package")

    def __repr__(self) -> str:
        """Count what came of the file; the parts show themselves, and one that is none shows as not known."""
        held = {
            "projects": getattr(self.ledger, "projects", None),
            "rows not read": self.rejected,
            "findings": self.findings,
        }
        told = ", ".join(
            f"{len(part) if isinstance(part, Sized) else '?'} {name}" for name, part in held.items()
        )
        return f"<import of {Path(str(self.path)).name}: {told}>"

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row of every sheet, and what became of it."""
        return tuple(self._rows)

    @property
    def columns(self) -> dict[str, tuple[Column, ...]]:
        """By sheet, what each column was read as, and why."""
        return {sheet.name: sheet.columns for sheet in self.sheets if sheet.is_ledger}

    @cached_property
    def layout(self) -> tuple[Decision, ...]:
        """What was decided about each sheet, its header, rows and columns: with the evidence, and what came next."""
        return decisions(self.sheets, self.grids, self.findings)

    @property
    def unsure(self) -> tuple[Column, ...]:
        """The columns that were left unread because they may be more than one field; a mapping settles them."""
        return tuple(column for sheet in self.sheets for column in sheet.columns if column.candidates)

    def facts(self, project: str | None = None, /, *, sheet: str = "", row: int = 0) -> tuple[Fact, ...]:
        """Tell where every field of a project comes from: sheet, cell, the text as it stands there.

        Args:
            project: the id of a project of the ledger.
            sheet: instead of a project, a sheet and a row of it.
            row: the row, from 1.

        Returns:
            A fact for every cell of the row that was read; nothing for an id that no row was read into.
        """
        places = [(sheet, row)] if project is None else self._places.get(project, [])
        sources = {entry.name: entry._source for entry in self.sheets}  # noqa: SLF001 - same module
        return tuple(
            fact
            for name, number in places
            if (source := sources.get(name)) is not None
            for fact in source.facts(number, project)
        )

    @cached_property
    def _places(self) -> dict[str, list[tuple[str, int]]]:
        found: dict[str, list[tuple[str, int]]] = {}
        for row in self.rows:
            if row.project is not None:
                found.setdefault(row.project, []).append((row.sheet, row.number))
        return found
