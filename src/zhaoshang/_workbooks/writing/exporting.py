"""A ledger to a workbook that an office can work with, and that the reader takes back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from itertools import chain
from os import PathLike, fspath
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from zhaoshang._basics.brief import as_text
from zhaoshang._calls.streams import Target
from zhaoshang._files.books import book_at
from zhaoshang._files.inert import storable
from zhaoshang._files.names import is_of_another_kind
from zhaoshang._workbooks.files.errors import UnreadableWorkbookError, unwritable
from zhaoshang._workbooks.words.text import is_formula
from zhaoshang._workbooks.writing.holding import refuse_lost, writable
from zhaoshang._workbooks.writing.separated import write_separated
from zhaoshang._workbooks.writing.written import DATE, NUMBER, TEXT, Value, written_columns
from zhaoshang.errors import MissingExtraError, UnknownCodeError
from zhaoshang.ledger import Ledger
from zhaoshang.quantities import unfit
from zhaoshang.units import Dimension, scaled

if TYPE_CHECKING:
    import xlsxwriter

__all__ = ["new_book", "put", "write_ledger"]

_PACKAGE: Final = "XlsxWriter"
_KINDS: Final = ("xlsx", "csv")
_OWN: Final = {"xlsx": (".xlsx",), "csv": (".csv", ".tsv", ".txt"), "": (".xlsx", ".csv")}
"""How the names of each kind may end, of the endings that are known."""
_SHEET: Final = "招商项目台账"


def write_ledger(
    ledger: Ledger,
    target: Target,
    /,
    *,
    unit: str = "亿元",
    title: str | None = None,
    kind: str | None = None,
) -> None:
    """Write a ledger's projects; see `zhaoshang.workbooks.write`."""
    chosen = _kind_of(target, kind)
    wanted = scaled(unit)
    if wanted.unit.dimension is not Dimension.MONEY:
        raise unfit(wanted.unit, Dimension.MONEY)
    kept = writable(ledger, kind=chosen)
    refuse_lost(ledger, kept, kind=chosen)
    columns = written_columns(kept, wanted)
    heading = title if title is not None else (kept.name or "招商引资项目台账")
    if chosen == "csv":
        top = [[title]] if title is not None else []
        body = ([column.value(project) for column in columns] for project in kept.projects)
        write_separated(target, chain(top, [[column.header for column in columns]], body))
        return
    with new_book(target) as book:
        styles = {name: book.add_format({**_BODY, **look}) for name, look in _STYLES.items()}
        sheet = book.add_worksheet(_SHEET)
        heads = book.add_format(_HEAD)
        sheet.merge_range(0, 0, 0, max(1, len(columns) - 1), "", book.add_format(_TITLE))
        sheet.write_string(0, 0, storable(heading), book.add_format(_TITLE))
        sheet.set_row(0, 32)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(1, at, column.header, heads)
        for row, project in enumerate(kept.projects, 2):
            for at, column in enumerate(columns):
                put(sheet, row, at, column.value(project), styles, column.style)
        sheet.freeze_panes(2, min(3, len(columns)))
        sheet.autofilter(1, 0, max(1, len(kept.projects) + 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)


def _kind_of(target: Target, kind: str | None) -> str:
    """Choose the format, by what is asked for or by the suffix, before anything is written."""
    if kind is not None and kind not in _KINDS:
        raise UnknownCodeError("value of kind", as_text(kind), _KINDS)
    if not isinstance(target, str | PathLike):
        return kind or "xlsx"
    if is_of_another_kind(target, *_OWN[kind or ""]):
        raise UnreadableWorkbookError(str(target), "not_written")
    return kind or ("csv" if PurePath(fspath(target)).suffix.lower() == ".csv" else "xlsx")


_HEAD: Final = {
    "bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": "#D9E1F2",
    "font_name": "黑体", "font_size": 10,
}  # fmt: skip
_TITLE: Final = {"bold": True, "align": "center", "valign": "vcenter", "font_name": "黑体", "font_size": 16}
_BODY: Final = {"border": 1, "valign": "vcenter", "text_wrap": True, "font_name": "宋体", "font_size": 10}
_STYLES: Final[dict[str, dict[str, object]]] = {
    TEXT: {"num_format": "@"},
    "formula": {"num_format": "@", "quote_prefix": True},
    NUMBER: {"num_format": "#,##0.####", "align": "right"},
    "whole": {"num_format": "#,##0", "align": "right"},
    DATE: {"num_format": "yyyy-mm-dd", "align": "center"},
}


@contextmanager
def new_book(target: Target, /) -> Iterator["xlsxwriter.Workbook"]:
    """Make a workbook in which no text ever becomes a formula, a link or a number.

    It takes the place of the file there once it is whole; the file stays as it was when anything goes wrong.

    Raises:
        MissingExtraError: when XlsxWriter is not installed.
        UnreadableWorkbookError: when the file cannot be written.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    try:
        with book_at(target, options) as book:
            book.set_properties({"created": datetime(2000, 1, 1), "author": "", "comments": ""})  # noqa: DTZ001 - same bytes
            yield book
    except ImportError as cause:
        raise MissingExtraError(_PACKAGE, "excel") from cause
    except OSError as cause:
        raise unwritable(target, cause) from cause


def put(sheet: Any, row: int, at: int, value: Value, styles: dict[str, Any], style: str) -> None:  # noqa: ANN401, PLR0917
    """Write one typed cell."""
    if value is None:
        sheet.write_blank(row, at, None, styles[TEXT])
    elif isinstance(value, str):
        sheet.write_string(row, at, storable(value), styles["formula" if is_formula(value) else TEXT])
    elif isinstance(value, Decimal):
        sheet.write_number(row, at, value, styles["whole" if value == int(value) else style])
    else:
        sheet.write_datetime(row, at, value, styles[DATE])
