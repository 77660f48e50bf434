"""A frame of any engine brought into memory: as polars where that is installed, else as Arrow."""

from typing import Any

import narwhals.stable.v2 as nw

from zhaoshang._basics.forks import left_threads_behind
from zhaoshang._calls.plain_frames import plain_frame
from zhaoshang._engine.frames.entry import BACKENDS
from zhaoshang._office_frames.doubts import FRAME

__all__ = ["eager", "polars_if_any"]


def eager(native: Any) -> Any:
    """Bring a frame into memory as polars, where that is installed, or Arrow."""
    frame = plain_frame(FRAME, native, BACKENDS)
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
