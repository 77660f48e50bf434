"""A frame of any engine brought into memory: as polars where that is installed, else as Arrow."""

from datetime import datetime
from typing import Any

import narwhals.stable.v2 as nw

from zhaoshang._basics.forks import left_threads_behind
from zhaoshang._calls.columns import refuse_names
from zhaoshang._calls.fixes import frame_made_by
from zhaoshang._engine.frames.entry import BACKENDS
from zhaoshang._engine.frames.kinds import is_missing
from zhaoshang._office_frames.doubts import FRAME
from zhaoshang.errors import ForkedProcessError, MissingExtraError, UnsupportedFrameError

__all__ = ["eager", "polars_if_any", "printed"]


def eager(native: Any) -> Any:
    """Bring a frame into memory as polars, where that is installed, or Arrow."""
    refuse_names(FRAME, native)
    try:
        frame: Any = nw.from_native(native)
    except TypeError:
        raise UnsupportedFrameError(type(native).__name__, BACKENDS, frame_made_by(native)) from None
    if frame.implementation.is_polars() and left_threads_behind():
        raise ForkedProcessError("polars")
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect("polars" if frame.implementation.is_polars() else "pyarrow")
    if not (frame.implementation.is_polars() or frame.implementation.is_pyarrow()):
        frame = _from_pandas(frame)
    polars = polars_if_any()
    if polars is None or frame.implementation.is_polars():
        return frame
    return nw.from_native(polars.from_arrow(frame.to_native()), eager_only=True)


def polars_if_any() -> Any:
    """Give polars, which reads a great table many times as fast, where it is installed and can work."""
    if left_threads_behind():
        return None
    try:
        import polars as pl  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    return pl


def _from_pandas(frame: Any) -> Any:
    """Take a pandas frame over; cells of several types in one column become text, as they print."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("pyarrow", "pyarrow") from None
    arrays = {}
    for name in frame.columns:
        cells = [None if is_missing(cell) else cell for cell in frame[name].to_list()]
        kinds = {type(cell) for cell in cells if cell is not None}
        if len(kinds) > 1:
            cells = [None if cell is None else printed(cell) for cell in cells]
        arrays[str(name)] = pa.array(cells)
    return nw.from_native(pa.table(arrays), eager_only=True)


def printed(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        return cell.date().isoformat()
    return str(cell)
