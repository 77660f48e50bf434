"""PyArrow: tables in memory, worked through at once, with days as numbers."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import narwhals.stable.v2 as nw

from zhaoshang._engine.frames.backends.base import Engine
from zhaoshang._engine.frames.kinds import DTYPES, EPOCH, Frame, Kind, as_dates


class Arrow(Engine):
    """Arrow memory, and what is worked through in it."""

    backend = "pyarrow"
    is_eager = True

    def to_arrow(self, table: str, native: Any) -> Any:
        """Give the table as it is."""
        return native

    def open(self, path: Path, session: Any) -> Any:
        """Read the file whole."""
        import pyarrow.parquet as pq

        return pq.read_table(path)

    def made(self, cells: dict[str, list[Any]], kinds: Mapping[str, Kind], session: Any) -> Any:
        """Make a table with dates, which entering it turns into numbers."""
        schema = {name: DTYPES[kinds[name]] for name in cells}
        return nw.from_dict(as_dates(cells, kinds), schema, backend="pyarrow").to_native()

    def beside(self, like: Frame, columns: Mapping[str, list[Any]], kinds: Mapping[str, Kind]) -> Frame:
        """Make a table with days as the columns of the store hold them."""
        import pyarrow as pa

        types = {"date": pa.int32(), "number": pa.int64(), "text": pa.string(), "bool": pa.bool_()}
        cells = {
            name: [None if day is None else self.day(day) for day in held] if kinds[name] == "date" else held
            for name, held in columns.items()
        }
        made = pa.table({name: pa.array(held, types[kinds[name]]) for name, held in cells.items()})
        return nw.from_native(made)

    def collect(self, queries: Sequence[Frame], *, together: bool = False) -> list[list[list[Any]]]:
        """Give the cells, which are worked out already."""
        return [[column.to_arrow().to_pylist() for column in query.iter_columns()] for query in queries]

    def day(self, day: int) -> Any:
        """Give the days since 1970."""
        return day - EPOCH

    def size(self, column: str) -> nw.Expr:
        """Give the sizes in steps, none too small: Arrow makes no float of a number that a float rounds."""
        return ((nw.col(column).cast(nw.Int64) // _STEP).abs() + 1).cast(nw.Float64) * float(_STEP)


_STEP: Final = 2**32


ENGINE = Arrow()
