"""Reports as files: a page that needs no network, and a workbook of typed cells."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from html import escape
from pathlib import Path
from typing import Any, Final

from zhaoshang._reports.charts import Chart
from zhaoshang._reports.shell import document
from zhaoshang._reports.tables import CellValue, Table, display_width
from zhaoshang._wording import Script
from zhaoshang.errors import MissingExtraError
from zhaoshang.periods import Period


def page(
    parts: Iterable[Table | Chart],
    /,
    *,
    title: str,
    locale: str = "zh_CN",
) -> str:
    """Write tables and charts as one HTML page that needs no network and fits a telephone and a desk.

    Args:
        parts: the tables and charts, in order.
        title: the heading of the page.
        locale: the language of the page, for its fonts and for readers of screens.

    Returns:
        A whole HTML document. Wide tables scroll under a first column that stays; charts take the width there is.

    Raises:
        MissingExtraError: when there is a chart and the extra `charts` is not installed.

    Examples:
        >>> from zhaoshang.reports import Column, Table, page
        >>> table = Table(columns=[Column(title="单位")], rows=[["东镇"]])
        >>> html = page([table], title="周报")
        >>> '<html lang="zh-Hans">' in html, "http" in html
        (True, False)
    """
    script = Script.of(locale)
    found = list(parts)
    body, charts = [f"<h1>{escape(title)}</h1>"], {}
    for number, part in enumerate(found):
        if isinstance(part, Table):
            body.append(f'<section><div class="scroll">{part.to_html()}</div></section>')
        else:
            body.append(part.to_section(number))
            charts[number] = part.to_json()
    return document(title, "".join(body), charts, script)


# workbooks ------------------------------------------------------------------------------------------------------

_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME: Final = 31
_WIDEST: Final = 48
_EXACT_DIGITS: Final = 15
# a workbook carries the day it was made; a fixed one keeps equal reports equal byte for byte
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the library that writes takes a plain one


def write_excel(tables: Table | Iterable[Table], path: str | Path, /) -> None:
    """Write tables as a workbook, a sheet a table: numbers as numbers, dates as dates, texts never as formulas.

    Args:
        tables: a table or several.
        path: the file to write.

    Raises:
        MissingExtraError: when the extra `excel` is not installed.

    Examples:
        >>> import tempfile
        >>> from pathlib import Path
        >>> from zhaoshang.reports import Column, Table, write_excel
        >>> table = Table(
        ...     title="开工", columns=[Column(title="单位"), Column(title="个")], rows=[("甲镇", "3")]
        ... )
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_excel(table, Path(folder) / "report.xlsx")
        ...     (Path(folder) / "report.xlsx").stat().st_size > 1000
        True
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("xlsxwriter", "excel") from None
    found = [tables] if isinstance(tables, Table) else list(tables)
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": _MADE})
        styles = _Styles(book)
        taken: set[str] = set()
        for number, table in enumerate(found, 1):
            _sheet(book.add_worksheet(_sheet_name(table.title, number, taken)), table, styles)


def _sheet_name(title: str, number: int, taken: set[str]) -> str:
    """Make a sheet name that Excel accepts and that no other sheet has."""
    base = _FORBIDDEN.sub(" ", re.split(r"[（(]", title)[0]).strip().strip("'")[:_LONGEST_NAME] or f"{number}"
    name, again = base, 1
    while name.lower() in taken:
        again += 1
        tail = f" {again}"
        name = base[: _LONGEST_NAME - len(tail)] + tail
    taken.add(name.lower())
    return name


class _Styles:
    """The formats of a book, each made once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - the library has no types
        self.book = book
        self.made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def get(self, **properties: Any) -> Any:  # noqa: ANN401 - as above
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(
                {"font_name": "Microsoft YaHei", "valign": "top", **properties}
            )
        return self.made[key]


def _sheet(sheet: Any, table: Table, styles: _Styles) -> None:  # noqa: ANN401 - as above
    top = 0
    if table.title:
        sheet.write_string(0, 0, table.title, styles.get(bold=True, font_size=14))
        top = 1
    for place, column in enumerate(table.columns):
        head = styles.get(bold=True, border=1, bg_color="#E8EDF5", text_wrap=True, align=column.align)
        sheet.write_string(top, place, column.title, head)
    for number, (texts, values) in enumerate(zip(table.rows, table.values, strict=True)):
        is_total = number >= len(table.rows) - table.total_rows
        for place, (text, value) in enumerate(zip(texts, values, strict=True)):
            look = {"border": 1, "bold": is_total, "align": table.columns[place].align}
            _cell(sheet, (top + 1 + number, place), (text, value), look, styles)
    below = top + len(table.rows) + 1
    for number, note in enumerate(table.notes):
        sheet.write_string(below + number, 0, note, styles.get(font_color="#5B6675"))
    for place, column in enumerate(table.columns):
        shown = [column.title, *(row[place] for row in table.rows)]
        sheet.set_column(place, place, min(_WIDEST, max(map(display_width, shown)) + 3))
    sheet.freeze_panes(top + 1, 1)
    if table.rows:
        sheet.autofilter(top, 0, top + len(table.rows) - table.total_rows, len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, top)


def _cell(
    sheet: Any,  # noqa: ANN401 - as above
    at: tuple[int, int],
    cell: tuple[str, CellValue],
    look: dict[str, Any],
    styles: _Styles,
) -> None:
    text, value = cell
    if isinstance(value, Period) and value.is_day:
        value = value.start
    if isinstance(value, date):
        day = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - as above
        sheet.write_datetime(*at, day, styles.get(num_format="yyyy-mm-dd", **look))
    elif isinstance(value, (int, Decimal, Fraction)) and _is_plain(text):
        places = len(text.partition(".")[2])
        shown = f"0.{'0' * places}" if places else "0"
        sheet.write_number(*at, float(value), styles.get(num_format=shown, **look))
    elif text:
        sheet.write_string(*at, text, styles.get(text_wrap=True, **look))
    else:
        sheet.write_blank(*at, None, styles.get(**look))


def _is_plain(text: str) -> bool:
    """Tell whether a spreadsheet's number says all that the text does: no 近, 超 or ↑, and no digit too many."""
    digits = text.replace(".", "").lstrip("-").lstrip("0")
    return bool(re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", text)) and len(digits) <= _EXACT_DIGITS
