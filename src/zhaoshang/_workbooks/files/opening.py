"""Any file that may hold a ledger, to grids."""

from os import PathLike
from pathlib import Path

from zhaoshang._workbooks.files.containers import find_kind
from zhaoshang._workbooks.files.delimited import read_delimited
from zhaoshang._workbooks.files.grids import Workbook
from zhaoshang._workbooks.files.limits import Limits
from zhaoshang._workbooks.files.spreadsheets import read_spreadsheet
from zhaoshang._workbooks.files.webpages import read_webpage

__all__ = ["open_workbook"]


def open_workbook(path: str | PathLike[str], limits: Limits, /) -> Workbook:
    """Read a file into grids, by its content and not its name."""
    place = Path(path)
    kind = find_kind(place, limits)
    if kind == "html":
        return read_webpage(place, limits)
    return read_delimited(place, limits) if kind == "csv" else read_spreadsheet(place, kind, limits)
