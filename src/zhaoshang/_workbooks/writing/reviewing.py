"""A workbook sent back: as it came, with every doubtful cell marked and explained, so that the office can mend it."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from os import PathLike, fspath
from pathlib import PurePath
from typing import Any, Final

from zhaoshang._calls.streams import Target
from zhaoshang._files.inert import sheet_name, storable
from zhaoshang._files.names import is_of_another_kind
from zhaoshang._files.streams import set_down
from zhaoshang._text.languages import is_chinese
from zhaoshang._workbooks.files.asides import END, OWN
from zhaoshang._workbooks.files.containers import DAMAGE
from zhaoshang._workbooks.files.errors import UnreadableWorkbookError, WorkbookError, unwritable
from zhaoshang._workbooks.files.grids import Cell, Grid, column_number
from zhaoshang._workbooks.reading.imports import Import
from zhaoshang._workbooks.reading.sheet_imports import SheetImport
from zhaoshang._workbooks.writing.exporting import new_book
from zhaoshang._workbooks.writing.packages import SUFFIXES, CellMark, mark_package, suffix_of
from zhaoshang.findings import Finding, Severity

__all__ = ["write_review"]

_COLOURS: Final = {Severity.ERROR: "#F8CBAD", Severity.WARNING: "#FFE699", Severity.INFO: "#DDEBF7"}
_LIST: Final = "问题清单"
_HEADS: Final = {
    True: ("工作表", "单元格", "严重程度", "说明", "原文"),
    False: ("sheet", "cell", "severity", "message", "text"),
}
_WIDTHS: Final = (18, 10, 10, 60, 30)
_LONGEST: Final = 12
_FONT: Final = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}

Marks = dict[tuple[int, int], list[Finding]]


def write_review(imported: Import, target: Target, /, *, locale: str = "zh_CN") -> None:
    """Write a workbook back with its doubtful cells marked; see `zhaoshang.workbooks.write_review`."""
    package = imported._package  # noqa: SLF001 - of one workshop
    name = fspath(target) if isinstance(target, str | PathLike) else ""
    if is_of_another_kind(name, *(SUFFIXES.values() if package is not None else (".xlsx",))):
        raise UnreadableWorkbookError(str(target), "not_written")
    if package is None:
        _rebuild(imported, target, locale)
        return
    try:
        suffix = PurePath(name).suffix.lower()
        if suffix in SUFFIXES.values() and suffix != suffix_of(package):
            raise UnreadableWorkbookError(str(target), "other_suffix")
        set_down(target, mark_package(package, _marks(imported, locale)))
    except WorkbookError:
        raise
    except OSError as cause:
        raise unwritable(target, cause) from cause
    except DAMAGE as cause:
        raise UnreadableWorkbookError(imported.path, "damaged", str(cause)) from cause


def _marks(imported: Import, locale: str) -> dict[str, dict[tuple[int, int], CellMark]]:
    """Find what is said of each cell; of one that is merged with others, at the cell that shows."""
    found: dict[str, dict[tuple[int, int], list[tuple[Finding, str]]]] = {}
    anchors = {grid.name: _anchors(grid) for grid in imported.grids}
    for item in imported.findings:
        if item.code == "cell_comment":
            continue  # the comment is there already
        sheet = str(item.detail.get("sheet", ""))
        place = (int(str(item.detail["row"])), column_number(str(item.detail["column"])))
        shown = anchors.get(sheet, {}).get(place, place)
        where = "" if shown == place else f"{item.detail['column']}{item.detail['row']}: "
        found.setdefault(sheet, {}).setdefault(shown, []).append((item, where))
    return {
        sheet: {
            place: CellMark(_gravest([item for item, _ in items]) or Severity.INFO, _said(items, locale))
            for place, items in places.items()
        }
        for sheet, places in found.items()
    }


def _anchors(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    return {
        (row, column): (top, left)
        for top, left, low, right in grid.merged or ()
        for row in range(top, low + 1)
        for column in range(left, right + 1)
    }


def _rebuild(imported: Import, target: Target, locale: str) -> None:
    """Write a workbook of the cells of what was none of Excel's, and a sheet that lists the findings."""
    with new_book(target) as book:
        looks = _Looks(book)
        taken = {grid.name.lower() for grid in imported.grids}
        name = _LIST
        while name in taken:
            name += "_"
        _write_list(book.add_worksheet(name), looks, imported, locale)
        taken = {name.lower()}
        marks: dict[str, Marks] = {}
        for item in imported.findings:
            sheet = str(item.detail.get("sheet", ""))
            place = (int(str(item.detail["row"])), column_number(str(item.detail["column"])))
            marks.setdefault(sheet, {}).setdefault(place, []).append(item)
        sheets = {sheet.name: sheet for sheet in imported.sheets}
        for grid in imported.grids:
            name = sheet_name(grid.name, taken)  # a CSV file may be called anything
            taken.add(name.lower())
            sheet = book.add_worksheet(name)
            _write_sheet(sheet, looks, grid, sheets[grid.name], marks.get(grid.name, {}), locale)


class _Looks:
    """The cell formats in use, each made once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - XlsxWriter ships no types
        self._book = book
        self._made: dict[tuple[object, ...], Any] = {}

    def get(self, severity: Severity | None = None, code: str = "", *, head: bool = False) -> Any:  # noqa: ANN401
        """Give a format by its colour, number format and weight."""
        place = (severity, code, head)
        if place not in self._made:
            look: dict[str, object] = dict(_FONT)
            if severity is not None:
                look |= {"bg_color": _COLOURS[severity]}
            if code:
                look["num_format"] = code
            if head:
                look |= {
                    "bold": True,
                    "font_name": "黑体",
                    "bg_color": "#D9E1F2",
                    "border": 1,
                    "text_wrap": True,
                }
            self._made[place] = self._book.add_format(look)
        return self._made[place]


def _write_list(sheet: Any, looks: _Looks, imported: Import, locale: str) -> None:  # noqa: ANN401
    for at, (head, width) in enumerate(zip(_HEADS[is_chinese(locale)], _WIDTHS, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, head, looks.get(head=True))
    for row, item in enumerate(imported.findings.by_severity(), 1):
        place = f"{item.detail.get('column', '')}{item.detail.get('row', '')}"
        message = item.told(locale) or item.key
        texts = (
            str(item.detail.get("sheet", "")),
            place,
            item.severity.label(locale),
            message,
            str(item.detail.get("value", "")),
        )
        for at, text in enumerate(texts):
            sheet.write_string(row, at, storable(text), looks.get(item.severity))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(imported.findings)), len(_WIDTHS) - 1)


def _write_sheet(sheet: Any, looks: _Looks, grid: Grid, read: SheetImport, marks: Marks, locale: str) -> None:  # noqa: ANN401, PLR0917
    _hide(sheet, grid)
    from xlsxwriter.exceptions import OverlappingRange  # noqa: PLC0415 - an extra, loaded on use

    heads = set(read.header_rows)
    for first, left, last, right in grid.merged or ():
        if (last, right) != (first, left):
            with suppress(OverlappingRange):  # which Excel repairs too
                sheet.merge_range(first - 1, left - 1, last - 1, right - 1, "", looks.get())
    for number, row in enumerate(grid.rows, 1):
        for column, value in enumerate(row, 1):
            odd = grid.oddities.get((number, column)) if value is None else None
            cell = value if odd is None else odd[1]  # an error value is shown as it was
            severity = _gravest(marks.get((number, column), ()))
            if cell is not None or severity is not None:
                code = grid.formats.code(number, column) if isinstance(cell, int | float) else None
                look = looks.get(severity, code or _code(cell), head=number in heads)
                _put(sheet, number - 1, column - 1, cell, look)
    for (number, column), found in marks.items():
        options = {"x_scale": 2.5, "y_scale": 1.2, "author": OWN}
        said = f"{_said([(item, '') for item in found], locale)}\n{END}"
        sheet.write_comment(number - 1, column - 1, said, options)
    if read.header_rows:
        sheet.freeze_panes(read.header_rows[-1], 0)


def _hide(sheet: Any, grid: Grid) -> None:  # noqa: ANN401
    """Show no more than the office's own workbook did."""
    if grid.is_hidden:
        sheet.hide()
    for number in grid.hidden_rows:
        if number <= len(grid.rows):
            sheet.set_row(number - 1, None, None, {"hidden": True})
    for number in grid.hidden_columns:
        sheet.set_column(number - 1, number - 1, None, None, {"hidden": True})


def _gravest(found: Sequence[Finding]) -> Severity | None:
    return min((item.severity for item in found), key=lambda severity: severity.rank, default=None)


def _said(found: Sequence[tuple[Finding, str]], locale: str) -> str:
    lines = [where + (item.told(locale) or item.key) for item, where in found]
    return storable("\n".join(dict.fromkeys(lines[:_LONGEST])))


def _code(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return "yyyy-mm-dd hh:mm"
    return "yyyy-mm-dd" if isinstance(cell, date) else "@" if isinstance(cell, str) else ""


def _put(sheet: Any, row: int, at: int, cell: Cell, look: Any) -> None:  # noqa: ANN401
    if cell is None:
        sheet.write_blank(row, at, None, look)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, at, cell, look)
    elif isinstance(cell, int | float | Decimal) and isfinite(cell):
        sheet.write_number(row, at, cell, look)
    elif (isinstance(cell, date) and cell.year >= 1900) or isinstance(cell, time | timedelta):
        sheet.write_datetime(row, at, cell, look)
    else:
        sheet.write_string(row, at, storable(str(cell)), look)
