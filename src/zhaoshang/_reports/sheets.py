"""Reports as a workbook of typed cells."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any, Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._files.books import book_at
from zhaoshang._files.inert import in_cell, one_line, sheet_name
from zhaoshang._files.names import is_of_another_kind
from zhaoshang._reports.numbers import AHEAD, MOVED
from zhaoshang._reports.tables import CellValue, Table, display_width
from zhaoshang._text.wording import Script
from zhaoshang.errors import MissingExtraError, UnfitValueError
from zhaoshang.periods import Period

_WORD: Final = "a workbook's name, such as report.xlsx; reports.write_docx makes a Word document"
_TEXT: Final = "a workbook's name, such as report.xlsx; Table.to_text, to_markdown and to_html make texts"
_SHEET: Final = "a table that fits a sheet of Excel: at most 1,048,576 rows and 16,384 columns"
_MOST_ROWS: Final = 1_048_576
_MOST_COLUMNS: Final = 16_384
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_WIDEST: Final = 36
_HEADING: Final = 20
_LINE: Final = 16
_HIGHEST: Final = 400
_EXACT_DIGITS: Final = 15
_FIRST_YEAR: Final = 1900
# a workbook carries the day it was made; a fixed one keeps equal reports equal byte for byte
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the library that writes takes a plain one


def write_excel(tables: Table | Iterable[Table], path: str | Path, /) -> None:
    """Write tables as a workbook, a sheet a table: numbers as numbers, dates as dates, texts never as formulas.

    Args:
        tables: a table or several.
        path: the file to write.

    Raises:
        MissingExtraError: when the extra `excel` is not installed.
        UnfitValueError: for the name of a file of another kind, such as `.docx`, or a table that no sheet holds.
        FileAccessError: when the file cannot be written, as where Excel holds it open.
        MissingFileError: when its folder is not there.

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
    _refuse_another_kind(path)
    found = [tables] if isinstance(tables, Table) else list(tables)
    for table in found:
        _refuse_what_no_sheet_holds(table)
    try:
        with book_at(path) as book:
            book.set_properties({"created": _MADE})
            styles = _BookFormats(book)
            taken = set[str]()
            for number, table in enumerate(found, 1):
                _sheet(book.add_worksheet(_sheet_name(table.title, number, taken)), table, styles)
    except ImportError:
        raise MissingExtraError("xlsxwriter", "excel") from None


def _refuse_another_kind(path: str | Path) -> None:
    """Refuse a name that another program would be asked to open, and could not."""
    if is_of_another_kind(path, ".xlsx"):
        is_word = Path(path).suffix.lower() in {".doc", ".docx"}
        raise UnfitValueError(str(path), _WORD if is_word else _TEXT)


def _refuse_what_no_sheet_holds(table: Table) -> None:
    rows = bool(table.title) + 1 + len(table.rows) + len(table.notes)
    if rows > _MOST_ROWS or len(table.columns) > _MOST_COLUMNS:
        size = f"{rows:,} × {len(table.columns):,}"
        raise UnfitValueError(size, _SHEET)


def _sheet_name(title: str, number: int, taken: set[str]) -> str:
    """Make a sheet name that Excel accepts and that no other sheet has."""
    name = sheet_name(one_line(re.split(r"[（(]", title)[0]).strip() or f"{number}", taken)
    taken.add(name.lower())
    return name


class _BookFormats:
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


def _sheet(sheet: Any, table: Table, styles: _BookFormats) -> None:  # noqa: ANN401 - as above
    # a heading may take several lines; a column is as wide as its cells are, and no wider than a page bears
    widths = [
        min(
            _WIDEST,
            4  # the indent, and the button of the filter
            + max(
                [
                    min(display_width(column.title), _HEADING),
                    *(display_width(row[place]) for row in table.rows),
                ]
            ),
        )
        for place, column in enumerate(table.columns)
    ]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    top = 1 if table.title else 0
    if table.title:
        _across(sheet, 0, table.title, widths, styles.get(bold=True, font_size=14, text_wrap=True), size=1.5)
    for place, column in enumerate(table.columns):
        head = styles.get(
            bold=True, border=1, bg_color="#E8EDF5", text_wrap=True, align=column.align, indent=1
        )
        _text(sheet, (top, place), column.title, head)
    _height(sheet, top, [column.title for column in table.columns], widths)
    for number, (texts, values) in enumerate(zip(table.rows, table.values, strict=True)):
        is_total = number >= len(table.rows) - table.total_rows
        for place, (text, value) in enumerate(zip(texts, values, strict=True)):
            look = {"border": 1, "bold": is_total, "align": table.columns[place].align, "indent": 1}
            _cell(sheet, (top + 1 + number, place), (text, value), look, styles)
        _height(sheet, top + 1 + number, texts, widths)
    below = top + len(table.rows) + 1
    remark = styles.get(font_color="#5B6675", text_wrap=True)
    for number, note in enumerate(table.notes):
        _across(sheet, below + number, note, widths, remark, size=1.0)
    sheet.freeze_panes(top + 1, 1)
    if table.rows:
        sheet.autofilter(top, 0, top + len(table.rows) - table.total_rows, len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, top)
    sheet.set_footer("&C&P / &N")


def _across(sheet: Any, row: int, text: str, widths: Sequence[int], style: Any, *, size: float) -> None:  # noqa: ANN401
    """Write a text over all columns."""
    if len(widths) > 1:
        sheet.merge_range(row, 0, row, len(widths) - 1, "", style)
    _text(sheet, (row, 0), text, style)
    _height(sheet, row, [text], [sum(widths)], size)


def _height(sheet: Any, row: int, texts: Sequence[str], widths: Sequence[int], size: float = 1.0) -> None:  # noqa: ANN401
    """Make a row as high as its texts need: not every spreadsheet works that out itself."""
    lines = max(
        (
            sum(1 + int(display_width(line) * size) // max(1, width - 1) for line in text.split("\n"))
            for text, width in zip(texts, widths, strict=True)
        ),
        default=1,
    )
    if lines > 1 or size > 1:
        sheet.set_row(row, min(_HIGHEST, _LINE * size * lines))


def _text(sheet: Any, at: tuple[int, int], text: str, style: Any) -> None:  # noqa: ANN401 - as above
    """Write a text as it is, line breaks too; one that is too long for a cell of Excel ends in an ellipsis."""
    sheet.write_string(*at, in_cell(_CONTROL.sub(" ", text)), style)


def _cell(
    sheet: Any,  # noqa: ANN401 - as above
    at: tuple[int, int],
    cell: tuple[str, CellValue],
    look: dict[str, Any],
    styles: _BookFormats,
) -> None:
    text, value = cell
    if isinstance(value, Period) and value.is_day:
        value = value.start
    signed = _signed(text, value)
    if isinstance(value, date) and value.year >= _FIRST_YEAR:
        day = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - as above
        sheet.write_datetime(*at, day, styles.get(num_format="yyyy-mm-dd", **look))
    elif isinstance(value, (int, Decimal, Fraction)) and _is_plain(text):
        places = len(text.partition(".")[2])
        shown = f"0.{'0' * places}" if places else "0"
        sheet.write_number(*at, float(value), styles.get(num_format=shown, **look))
    elif signed and isinstance(value, (int, Fraction)):
        sheet.write_number(*at, float(value), styles.get(num_format=signed, **look))
    elif text:
        _text(sheet, at, text, styles.get(text_wrap=True, **look))
    else:
        sheet.write_blank(*at, None, styles.get(**look))


def _signed(text: str, value: CellValue) -> str:
    """Give the format that writes a number as the text does, its sign in words; empty where none does."""
    if not isinstance(value, (int, Fraction)):
        return ""
    for words, script in product((AHEAD, MOVED), (Script.HANS, Script.HANT, Script.EN)):
        if words.say(value, script) == text:
            digits = f"0.{'0' * words.places}" if words.places else "0"
            more, less, even = (script.say(*said) for said in (words.more, words.less, words.even))
            return f'"{more}"{digits};"{less}"{digits};"{even}"'
    return ""


def _is_plain(text: str) -> bool:
    """Tell whether a spreadsheet's number says all that the text does: no 近, 超 or ↑, and no digit too many."""
    digits = text.replace(".", "").lstrip("-").lstrip("0")
    return bool(re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", text)) and len(digits) <= _EXACT_DIGITS
