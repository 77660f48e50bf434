"""Any file that may hold a ledger, to grids."""

from os import PathLike
from pathlib import Path

from zhaoshang._workbooks.files.bounds import check_limit
from zhaoshang._workbooks.files.containers import find_kind
from zhaoshang._workbooks.files.delimited import read_delimited
from zhaoshang._workbooks.files.grids import Workbook
from zhaoshang._workbooks.files.limits import Limits
from zhaoshang._workbooks.files.spreadsheets import read_spreadsheet
from zhaoshang._workbooks.files.webpages import read_webpage

__all__ = ["open_workbook"]


def open_workbook(path: str | PathLike[str], limits: Limits, /) -> Workbook:
    """Read a file into grids, by its content and not its name.

    Raises:
        WorkbookLimitError: when it is larger than the limits allow; texts are held against them once, for all formats.
    """
    place = Path(path)
    kind = find_kind(place, limits)
    read = {"html": read_webpage, "csv": read_delimited}.get(kind)
    book = read_spreadsheet(place, kind, limits) if read is None else read(place, limits)
    _check_texts(book, limits)
    return book


def _check_texts(book: Workbook, limits: Limits) -> None:
    """Refuse a cell of too long a text, and cells of too much text together; a line beside a table is no cell."""
    characters = 0
    for grid in book.grids:
        sheet = grid.name if len(book.grids) > 1 else ""
        for number, row in enumerate(grid.rows, 1):
            lengths = [len(cell) for cell in row if type(cell) is str]
            if lengths and number not in grid.loose:
                check_limit(book.path, limits, sheet, "cell_length", max(lengths))
            characters += sum(lengths)
        check_limit(book.path, limits, sheet, "text_size", characters)
