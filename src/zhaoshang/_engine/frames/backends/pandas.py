"""Pandas: taken over into Arrow memory, whose nulls are plain."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw

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
                columns[name] = pa.array(native[name], from_pandas=True)
            except (pa.ArrowException, ArithmeticError, NotImplementedError, TypeError, ValueError):
                raise FrameSchemaError(table, name, str(native[name].dtype), HELD) from None
        return pa.table(columns)

    def open(self, path: Path, session: Any) -> Any:
        return _in_pandas(super().open(path, session))

    def beside(self, like: Frame, columns: Mapping[str, list[Any]], kinds: Mapping[str, Kind]) -> Frame:
        made = super().beside(like, columns, kinds)
        is_arrow = str(like.implementation).lower() == "pyarrow"  # as the tables of a store are
        return made if is_arrow else nw.from_native(_in_pandas(made.to_native()))


def _in_pandas(table: Any) -> Any:
    import pandas as pd

    return table.to_pandas(types_mapper=pd.ArrowDtype)


ENGINE = _Pandas()
