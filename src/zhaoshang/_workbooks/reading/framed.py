"""A data frame as the rows of a book, so that it is read as one is."""

from datetime import date, datetime, time
from math import isfinite
from typing import Any, Final

from attrs import evolve

from zhaoshang._basics.days import ZONELESS
from zhaoshang._basics.decimals import decimal_text
from zhaoshang._basics.gaps import is_missing
from zhaoshang._calls.plain_frames import plain_frame
from zhaoshang._workbooks.files.grids import Cell, Grid, Workbook
from zhaoshang._workbooks.mapping.mappings import Mapping
from zhaoshang.errors import FrameSchemaError, MissingExtraError

__all__ = ["of_frame", "with_first_row"]

_ENGINES: Final = ("polars", "pandas", "pyarrow", "duckdb")


def of_frame(native: Any, name: str, /) -> Workbook:  # noqa: ANN401 - a frame of any engine
    """Take a frame for a book of one sheet: its columns are the header, what is missing is an empty cell.

    Raises:
        MissingExtraError: when narwhals is not installed.
        UnsupportedFrameError: for what is no frame.
        FrameSchemaError: for timestamps of a zone, and for a column of anything but texts, numbers and days.
    """
    try:
        import narwhals.stable.v2 as nw  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("narwhals", "frames") from None
    frame = plain_frame("frame", native, _ENGINES)
    for column, dtype in frame.schema.items():
        if isinstance(dtype, nw.Datetime) and dtype.time_zone is not None:  # the day depends on whose it is
            raise FrameSchemaError("frame", column, str(dtype), ZONELESS)
    rows = [frame.columns, *([_cell(value) for value in row] for row in frame.iter_rows())]
    return Workbook(path=f"{name}.csv", kind="csv", grids=(Grid(name=name, rows=rows),))


def _cell(value: object) -> Cell:
    """Take a value for a cell; a float is read to the fifteen digits that a cell shows, on both faces of a frame."""
    if is_missing(value):
        return None
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and isfinite(value):
        return value
    return decimal_text(value) or None


def with_first_row(rules: Mapping | None) -> Mapping:
    """Say that the header is the first row, as it is of a frame."""
    return evolve(rules or Mapping(), header=(1,))
