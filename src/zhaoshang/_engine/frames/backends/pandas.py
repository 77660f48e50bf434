"""Pandas: taken over into Arrow memory, whose nulls are plain."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw

from zhaoshang._basics.gaps import is_missing
from zhaoshang._calls.plain_frames import HELD
from zhaoshang._engine.frames.backends.pyarrow import Arrow
from zhaoshang._engine.frames.kinds import Frame, Kind
from zhaoshang.errors import FrameSchemaError


class _Pandas(Arrow):
    backend = "pandas"

    def to_arrow(self, table: str, native: Any) -> Any:
        import pyarrow as pa

        columns = {}
        for name in native.columns:
            try:
                columns[name] = _in_arrow(pa, native[name])
            except (pa.ArrowException, ArithmeticError, NotImplementedError, TypeError, ValueError):
                raise FrameSchemaError(table, name, str(native[name].dtype), HELD) from None
        return pa.table(columns)

    def open(self, path: Path, session: Any) -> Any:
        return _in_pandas(super().open(path, session))

    def beside(self, like: Frame, columns: Mapping[str, list[Any]], kinds: Mapping[str, Kind]) -> Frame:
        made = super().beside(like, columns, kinds)
        is_arrow = str(like.implementation).lower() == "pyarrow"  # as the tables of a store are
        return made if is_arrow else nw.from_native(_in_pandas(made.to_native()))


def _in_arrow(pa: Any, column: Any) -> Any:
    """Take a column over; of moments behind a date Arrow would keep the day and drop the time and the zone."""
    cells = pa.array(column, from_pandas=True)
    if not pa.types.is_date(cells.type) or column.dtype != object:
        return cells
    days = [None if is_missing(day) else day for day in column]
    moments = [day for day in days if isinstance(day, datetime)]
    if not moments:
        return cells
    zone = "UTC" if any(moment.tzinfo for moment in moments) else None
    days = [datetime(*day.timetuple()[:3]) if type(day) is date else day for day in days]  # noqa: DTZ001 - of no zone
    return pa.array(days, pa.timestamp("us", zone))


def _in_pandas(table: Any) -> Any:
    import pandas as pd

    return table.to_pandas(types_mapper=pd.ArrowDtype)


ENGINE = _Pandas()
