"""Workbooks of Excel and its kin, read with python-calamine, which is imported only here."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zhaoshang._workbooks.containers import DAMAGE
from zhaoshang._workbooks.errors import UnreadableWorkbookError, WorkbookError, WorkbookLimitError
from zhaoshang._workbooks.grids import Cell, Grid, NoFormats, Workbook
from zhaoshang._workbooks.limits import Limits
from zhaoshang._workbooks.sheetxml import Package, SheetFacts, SheetFormats
from zhaoshang.errors import MissingExtraError

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

__all__ = ["read_spreadsheet"]

_PANIC: Final = "PanicException"
_PACKAGE: Final = "python-calamine"


def read_spreadsheet(path: Path, kind: str, limits: Limits, /) -> Workbook:
    """Read an .xlsx, .xlsb, .xls or .ods file.

    Raises:
        MissingExtraError: when python-calamine is not installed.
        UnreadableWorkbookError: when it is damaged or encrypted.
        WorkbookLimitError: when it is larger than the limits allow.
    """
    if kind == "xlsx":
        try:
            with zipfile.ZipFile(path) as file:
                return _read(path, kind, limits, Package(path, file, limits))
        except WorkbookError:
            raise
        except DAMAGE as cause:
            raise UnreadableWorkbookError(str(path), "damaged", str(cause)) from cause
    return _read(path, kind, limits, None)


def _open(path: Path) -> "CalamineWorkbook":
    try:
        from python_calamine import CalamineWorkbook, PasswordError  # noqa: PLC0415 - an extra, loaded on use
    except ImportError as cause:
        raise MissingExtraError(_PACKAGE, "excel") from cause
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError as cause:
        raise UnreadableWorkbookError(str(path), "encrypted", str(cause)) from cause
    except BaseException as cause:
        raise _damaged(path, cause) from cause


def _damaged(path: Path, cause: BaseException) -> BaseException:
    """Turn what calamine raises, a Rust panic included, into our error; let interrupts pass."""
    if isinstance(cause, Exception) or type(cause).__name__ == _PANIC:
        return UnreadableWorkbookError(str(path), "damaged", str(cause))
    return cause


def _read(path: Path, kind: str, limits: Limits, package: Package | None) -> Workbook:
    # the parts are searched first: what is too large must not reach the reader, which keeps whole sheets in memory
    facts: dict[str, SheetFacts] = {}
    if package is not None:
        package.check_text()
        facts = {name: package.facts(name) for name in package.sheet_parts}
    book = _open(path)
    with book:
        sheets = book.sheets_metadata
        if len(sheets) > limits.sheets:
            raise WorkbookLimitError(str(path), "sheets", limits.sheets, len(sheets))
        grids = [
            _grid(path, book, (index, meta), facts.get(meta.name), limits)
            for index, meta in enumerate(sheets)
            if _word(meta.typ) == "WorkSheet"
        ]
    return Workbook(
        path=str(path),
        kind=kind,
        grids=tuple(grids),
        epoch=package.epoch if package else 1900,
        has_external_links=package.has_external_links if package else False,
    )


def _word(member: object) -> str:
    """Name a member of calamine's enumerations, which at run time have no `name`."""
    return str(member).rpartition(".")[2]


def _grid(
    path: Path, book: "CalamineWorkbook", place: tuple[int, object], facts: SheetFacts | None, limits: Limits
) -> Grid:
    index, meta = place
    name = str(getattr(meta, "name", ""))
    try:
        sheet = book.get_sheet_by_index(index)
        height, width = sheet.total_height, sheet.total_width
        _check(path, name, limits, height, width)
        rows = list(_rows(sheet))
        merged = sheet.merged_cell_ranges
    except WorkbookLimitError:
        raise
    except BaseException as cause:
        raise _damaged(path, cause) from cause
    return Grid(
        name=name,
        rows=rows,
        is_hidden=_word(getattr(meta, "visible", "")) != "Visible",
        hidden_rows=facts.hidden_rows if facts else frozenset(),
        merged=None
        if merged is None
        else tuple((top + 1, left + 1, low + 1, right + 1) for (top, left), (low, right) in merged),
        oddities=facts.oddities if facts else {},
        # pyright takes a cached property for no property
        formats=SheetFormats(path, name, limits) if facts else NoFormats(),  # pyright: ignore[reportArgumentType]
    )


def _check(path: Path, sheet: str, limits: Limits, height: int, width: int) -> None:
    for limit, allowed, found in (
        ("rows", limits.rows, height),
        ("columns", limits.columns, width),
        ("cells", limits.cells, height * width),
    ):
        if found > allowed:
            raise WorkbookLimitError(str(path), limit, allowed, found, sheet)


def _rows(sheet: "CalamineSheet") -> Iterator[list[Cell]]:
    start = sheet.start
    pad: list[Cell] = [None] * (start[1] if start else 0)
    for row in sheet.iter_rows():
        cells: list[Cell] = [None if cell == "" else cell for cell in row]
        yield pad + cells if pad else cells
