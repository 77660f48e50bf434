"""Books to files, and the place of every truth in them."""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from tests.offices.drawing import Book, Column, Line, Plain, Sheet, Table, Truth


@dataclass
class Wanted:
    """What a careful reader must get of one project."""

    sheet: str
    row: int
    column: int
    heads: tuple[int, ...]
    name: str
    fields: dict[str, tuple[int, int, Truth]]  # row and column of the cell
    says_all: bool = True


@dataclass
class Laid:
    """A sheet ready to be written."""

    name: str
    cells: dict[tuple[int, int], tuple[Plain, str | None, bool]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    is_hidden: bool = False

    def put(
        self, row: int, column: int, value: Plain, code: str | None = None, *, is_struck: bool = False
    ) -> None:
        if value is not None:
            self.cells[row, column] = (value, code, is_struck)

    @property
    def height(self) -> int:
        return max((row for row, _ in self.cells), default=0)

    @property
    def width(self) -> int:
        return max((column for _, column in self.cells), default=0)


def lay(book: Book, stem: str) -> tuple[list[Laid], list[Wanted]]:
    """Put every cell of a book in its place."""
    laid: list[Laid] = []
    wanted: list[Wanted] = []
    for sheet in book.sheets:
        sheet.name = stem if book.kind == "csv" else sheet.name
        page = Laid(sheet.name, is_hidden=sheet.is_hidden)
        _lay_sheet(sheet, page, wanted)
        laid.append(page)
    return laid, wanted


def _lay_sheet(sheet: Sheet, page: Laid, wanted: list[Wanted]) -> None:
    top, left = sheet.offset
    row, column, highest = top + 1, left + 1, top + 1
    for texts in sheet.rows:
        for at, text in enumerate(texts):
            page.put(row, column + at, text)
        row += 1
    for table in sheet.tables:
        if table.is_beside:
            column = page.width + 1 + table.gap
            row = max(1, highest - len(table.above))
        found = (_lay_turned if table.is_turned else _lay_table)(table, page, row, column)
        highest = row + len(table.above)
        row = page.height + 1
        if not sheet.is_copy:
            wanted += found


def _put_rows(page: Laid, rows: Sequence[Sequence[Plain]], row: int, left: int) -> int:
    for texts in rows:
        for at, text in enumerate(texts):
            page.put(row, left + at, text)
        row += 1
    return row


def _lay_table(table: Table, page: Laid, row: int, left: int) -> list[Wanted]:
    head = _put_rows(page, table.above, row, left)
    row = _put_rows(page, table.under_head, _lay_head(table, page, head, left), left)
    heads = tuple(range(head, row))
    wanted: list[Wanted] = []
    first = row
    for line in table.lines:
        _lay_line(line, table, page, row, left)
        if line.project is not None:
            wanted.append(_wanted(line, table, page.name, (row, left), heads))
        row += 1
    for key in table.merged:
        _merge_equal(table, key, page, first, left)
    _put_rows(page, table.below, row, left)
    return wanted


def _lay_head(table: Table, page: Laid, row: int, left: int) -> int:
    depth = 1 + max(len(column.tiers) for column in table.columns)
    for at, column in enumerate(table.columns, left):
        texts = [*column.tiers, column.heading]
        for down, text in enumerate(texts):
            page.put(row + down, at, text)
        if len(texts) < depth:
            page.merged.append((row + len(texts) - 1, at, row + depth - 1, at))
        if column.is_hidden:
            page.hidden_columns.add(at)
    for down in range(depth - 1):
        _merge_tiers(table.columns, down, page, row + down, left)
    return row + depth


def _merge_tiers(columns: list[Column], down: int, page: Laid, row: int, left: int) -> None:
    at = 0
    while at < len(columns):
        end = at
        tiers = columns[at].tiers[: down + 1]
        while end + 1 < len(columns) and len(tiers) > down and columns[end + 1].tiers[: down + 1] == tiers:
            end += 1
            page.cells.pop((row, left + end), None)
        if end > at:
            page.merged.append((row, left + at, row, left + end))
        at = end + 1


def _lay_line(line: Line, table: Table, page: Laid, row: int, left: int) -> None:
    if line.is_hidden:
        page.hidden_rows.add(row)
    for at, text in enumerate(line.texts):
        page.put(row, left + at, text)
    if line.is_wide:
        page.merged.append((row, left, row, left + len(table.columns) - 1))
    for at, column in enumerate(table.columns, left):
        cell = line.cells.get(column.key)
        if cell is not None:
            code = None if cell.code == "touched" else cell.code
            page.put(row, at, cell.value, code, is_struck=line.is_struck)


def _wanted(line: Line, table: Table, sheet: str, at_: tuple[int, int], heads: tuple[int, ...]) -> Wanted:
    assert line.project is not None
    row, left = at_
    fields = {
        path: (row, at, truth)
        for at, column in enumerate(table.columns, left)
        if column.key in line.cells
        for path, truth in line.cells[column.key].truths.items()
    }
    place = left + next(at for at, column in enumerate(table.columns) if column.key == "name")
    return Wanted(sheet, row, place, heads, line.project.name, fields, table.says_all)


def _merge_equal(table: Table, key: str, page: Laid, first: int, left: int) -> None:
    """Merge the cells of a column that say the same in rows that follow each other."""
    at = left + next(place for place, column in enumerate(table.columns) if column.key == key)
    run = first
    rows = range(first, first + len(table.lines) + 1)
    for row in rows:
        same = row > run and page.cells.get((row, at)) == page.cells.get((run, at)) is not None
        if key not in {"owner", "district"}:  # merged over the rows of one project
            same = same and row - first < len(table.lines) and table.lines[row - first].kind == "part"
        if row == run or same:
            continue
        if row - run > 1:
            page.merged.append((run, at, row - 1, at))
            for covered in range(run + 1, row):
                page.cells.pop((covered, at), None)
        run = row


def _lay_turned(table: Table, page: Laid, row: int, left: int) -> list[Wanted]:
    """Lay a table on its side: a project a column."""
    row = _put_rows(page, table.above, row, left)
    for down, column in enumerate(table.columns):
        page.put(row + down, left, column.heading)
        for across, line in enumerate(table.rows, 1):
            cell = line.cells[column.key]
            page.put(row + down, left + across, cell.value, cell.code)
    name = next(down for down, column in enumerate(table.columns) if column.key == "name")
    return [
        Wanted(
            page.name,
            row + name,
            left + across,
            tuple(range(row, row + len(table.columns))),
            line.project.name if line.project else "",
            {
                path: (row + down, left + across, truth)
                for down, column in enumerate(table.columns)
                for path, truth in line.cells[column.key].truths.items()
            },
            says_all=False,
        )
        for across, line in enumerate(table.rows, 1)
    ]


# ------------------------------------------------------------------ files


def write(book: Book, pages: list[Laid], path: Path) -> None:
    """Write a book."""
    {"xlsx": _write_xlsx, "csv": _write_csv, "ods": _write_ods}[book.kind](book, pages, path)


def _write_xlsx(book: Book, pages: list[Laid], path: Path) -> None:
    import xlsxwriter  # noqa: PLC0415 - an extra

    with xlsxwriter.Workbook(
        str(path), {"strings_to_formulas": False, "date_1904": book.epoch == 1904}
    ) as file:
        formats = {}
        for page in pages:
            sheet = file.add_worksheet(page.name)
            if page.is_hidden:
                sheet.hide()
            for row, column, last, right in page.merged:
                sheet.merge_range(row - 1, column - 1, last - 1, right - 1, "")
            for (row, column), (value, code, is_struck) in page.cells.items():
                look = (code, is_struck)
                if look not in formats:
                    told = {"num_format": code} if code else {}
                    formats[look] = file.add_format({**told, "font_strikeout": is_struck})
                _put_cell(sheet, row - 1, column - 1, value, formats[look] if code or is_struck else None)
            for row in page.hidden_rows:
                sheet.set_row(row - 1, None, None, {"hidden": True})
            for column in page.hidden_columns:
                sheet.set_column(column - 1, column - 1, None, None, {"hidden": True})


def _put_cell(sheet: Any, row: int, column: int, value: Plain, look: Any) -> None:
    kinds = {bool: sheet.write_boolean, date: sheet.write_datetime, str: sheet.write_string}
    kinds.get(type(value), sheet.write_number)(row, column, value, look)


def _text(value: Plain, code: str | None) -> str:
    if isinstance(value, date):
        month = code is not None and "d" not in code
        return f"{value.year}年{value.month}月" if month else value.isoformat()
    return "" if value is None else str(value)


def _write_csv(book: Book, pages: list[Laid], path: Path) -> None:
    page = pages[0]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=book.delimiter, lineterminator="\n")
    for row in range(1, page.height + 1):
        cells = (page.cells.get((row, column), (None, None, False)) for column in range(1, page.width + 1))
        writer.writerow([_text(value, code) for value, code, _ in cells])
    path.write_bytes(out.getvalue().encode(book.encoding))


ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.2"><office:automatic-styles>'
    '<number:date-style style:name="N1"><number:year number:style="long"/><number:text>年</number:text><number:month/>'
    '<number:text>月</number:text></number:date-style><number:date-style style:name="N3"><number:year number:style="long"/>'
    '</number:date-style><number:date-style style:name="N2"><number:year number:style="long"/>'
    "<number:text>-</number:text><number:month/><number:text>-</number:text><number:day/></number:date-style>"
    '<style:style style:name="y" style:family="table-cell" style:data-style-name="N3"/>'
    '<style:style style:name="m" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="d" style:family="table-cell" style:data-style-name="N2"/></office:automatic-styles><office:body>'
    "<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
)
MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def _write_ods(book: Book, pages: list[Laid], path: Path) -> None:  # noqa: ARG001 - as the others
    tables = []
    for page in pages:
        rows = []
        for row in range(1, page.height + 1):
            cells = (
                page.cells.get((row, column), (None, None, False)) for column in range(1, page.width + 1)
            )
            rows.append(
                f"<table:table-row>{''.join(_ods_cell(value, code) for value, code, _ in cells)}</table:table-row>"
            )
        tables.append(f'<table:table table:name="{escape(page.name)}">{"".join(rows)}</table:table>')
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", MANIFEST)
        file.writestr("content.xml", ODS.format(tables="".join(tables)))


def _ods_cell(value: Plain, code: str | None) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'
    if isinstance(value, date):
        style = "d" if not code or "d" in code else "m" if "m" in code else "y"
        day = value.date() if isinstance(value, datetime) else value
        return f'<table:table-cell table:style-name="{style}" office:value-type="date" office:date-value="{day}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
