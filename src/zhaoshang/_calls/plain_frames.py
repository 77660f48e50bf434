"""A frame of any engine brought into memory, each of its columns of a plain type: read exactly, or refused by its name.

Engines hold more than texts, numbers and days, and hand one another's columns on with a panic, a loss or a guess. What
comes out of here is known to all of them, and what only looks like a number (0.1 in 32 bits) is the shortest text of it.
"""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final, NoReturn

from zhaoshang._basics.days import YEARS
from zhaoshang._basics.forks import left_threads_behind
from zhaoshang._basics.gaps import is_missing
from zhaoshang._calls.columns import engine_told, refuse_names
from zhaoshang._calls.fixes import frame_made_by
from zhaoshang.errors import ForkedProcessError, FrameSchemaError, MissingExtraError, UnsupportedFrameError

__all__ = ["day_text", "plain_frame"]

HELD: Final = "one text, number or date a cell"
_EPOCH: Final = date(1970, 1, 1).toordinal()
_FIRST: Final = date.min.toordinal() - _EPOCH
_LAST: Final = date.max.toordinal() - _EPOCH
_IN_A_DAY: Final = {"d": 1, "s": 86_400, "ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}
_GREATEST: Final = 2**63
_SAID: Final = (str, bool, int, float, Decimal, date, time)


def plain_frame(table: str, native: Any, engines: tuple[str, ...], /) -> Any:  # noqa: ANN401 - a frame of narwhals
    """Bring a frame into memory, as polars where it is one, else as Arrow.

    Args:
        table: what the frame is called in errors.
        native: the frame, of any engine that narwhals knows.
        engines: those that are named where it is no frame.

    Raises:
        FrameSchemaError: for two columns of one name, a column of anything but texts, numbers and days, and days that no
            calendar has.
        UnsupportedFrameError: for what is no frame.
    """
    import narwhals.stable.v2 as nw  # noqa: PLC0415 - an extra

    refuse_names(table, native)
    try:
        with engine_told(table):
            frame: Any = nw.from_native(native)
    except TypeError:
        raise UnsupportedFrameError(type(native).__name__, engines, frame_made_by(native)) from None
    is_polars = frame.implementation.is_polars()
    if is_polars and left_threads_behind():
        raise ForkedProcessError("polars")
    if isinstance(frame, nw.LazyFrame):
        with engine_told(table):
            frame = frame.collect("polars" if is_polars else "pyarrow")
    if is_polars:
        return nw.from_native(_in_polars(table, frame.to_native()), eager_only=True)
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("pyarrow", "pyarrow") from None
    columns, made = frame.to_native(), {}
    for name in frame.columns:
        column = columns[name]
        try:
            cells = column if isinstance(column, pa.ChunkedArray) else _of_pandas(pa, column)
            made[name] = _in_arrow(pa, table, name, cells)
        except (pa.ArrowException, ArithmeticError, NotImplementedError, TypeError, ValueError):
            _refuse(table, name, getattr(column, "dtype", None) or column.type, HELD)
    return nw.from_native(pa.table(made), eager_only=True)


def day_text(moment: datetime, /) -> str:
    """Write a moment as its day where it is the beginning of one."""
    return moment.date().isoformat() if moment.time() == time() else str(moment)


def _of_pandas(pa: Any, column: Any) -> Any:  # noqa: ANN401 - a module and a column of extras
    """Take a column of pandas over; cells of several types in one column become text, as they print."""
    if column.dtype != object and not str(column.dtype).startswith("period["):
        return pa.array(column, from_pandas=True)
    cells = [None if is_missing(cell) else _plain_cell(cell) for cell in column.to_list()]
    kinds = {type(cell) for cell in cells if cell is not None}
    if len(kinds) > 1 or any(type(cell) is int and not -_GREATEST <= cell < _GREATEST for cell in cells):
        cells = [None if cell is None else printed(cell) for cell in cells]
    return pa.array(cells)


def _plain_cell(cell: Any) -> Any:  # noqa: ANN401 - any cell
    """Give a cell as Python has it; what is none of its types is no cell."""
    if isinstance(cell, _SAID):
        return cell
    if type(cell).__module__ == "numpy" and hasattr(cell, "item"):
        given = cell.item()
        if isinstance(given, _SAID):
            return float(str(cell)) if isinstance(given, float) else given
    elif type(cell).__name__ == "Period":
        return str(cell)
    raise TypeError(type(cell).__name__)


def printed(cell: Any) -> str:  # noqa: ANN401 - any plain cell
    """Write a cell as its text."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return day_text(cell) if isinstance(cell, datetime) else str(cell)


def _in_arrow(pa: Any, table: str, name: str, cells: Any) -> Any:  # noqa: ANN401 - a module and a column of extras
    """Give a column of Arrow in a plain type."""
    import pyarrow.compute as pc  # noqa: PLC0415 - an extra

    types = pa.types
    if types.is_run_end_encoded(cells.type):
        cells = pc.run_end_decode(cells)
    if types.is_dictionary(cells.type):
        cells = cells.cast(cells.type.value_type)
    kind = cells.type
    if types.is_float32(kind):
        return cells.cast(pa.string()).cast(pa.float64())
    if types.is_decimal(kind):
        return cells.cast(pa.decimal128(38, kind.scale))
    if types.is_date(kind):
        cells = cells.cast(pa.date32())
        _refuse_far(table, name, kind, pc.min_max(cells.cast(pa.int32())), _IN_A_DAY["d"])
    elif types.is_timestamp(kind):
        _refuse_far(table, name, kind, pc.min_max(cells.cast(pa.int64())), _IN_A_DAY[kind.unit])
    elif types.is_string_view(kind):
        return cells.cast(pa.large_string())
    elif not (
        types.is_string(kind)
        or types.is_large_string(kind)
        or types.is_boolean(kind)
        or types.is_integer(kind)
        or types.is_float64(kind)
        or types.is_time(kind)
        or types.is_null(kind)
    ):
        _refuse(table, name, kind, HELD)
    return cells


def _in_polars(table: str, frame: Any) -> Any:  # noqa: ANN401 - frames of an extra
    """Give a frame of polars with every column in a plain type."""
    import polars as pl  # noqa: PLC0415 - an extra

    plain = (pl.Float64, pl.Decimal, pl.String, pl.Categorical, pl.Enum, pl.Boolean, pl.Time, pl.Null)
    changed = []
    for cells in frame:
        kind = cells.dtype
        if kind == pl.Float32:
            changed.append(cells.cast(pl.String).cast(pl.Float64))
        elif kind in (pl.Date, pl.Datetime):
            days, unit = cells.to_physical(), getattr(kind, "time_unit", "d")
            _refuse_far(table, cells.name, kind, {"min": days.min(), "max": days.max()}, _IN_A_DAY[unit])
        elif not kind.is_integer() and kind not in plain:
            _refuse(table, cells.name, kind, HELD)
    return frame.with_columns(changed) if changed else frame


def _refuse_far(table: str, name: str, kind: object, ends: Any, in_a_day: int) -> None:  # noqa: ANN401 - of an engine
    """Refuse days of which the calendar has no date."""
    for number in (ends["min"], ends["max"]):
        days = number if isinstance(number, int | None) else number.as_py()
        if days is not None and not _FIRST <= days // in_a_day <= _LAST:
            _refuse(table, name, kind, YEARS)


def _refuse(table: str, name: str, kind: object, expected: str) -> NoReturn:
    raise FrameSchemaError(table, name, str(kind), expected) from None
