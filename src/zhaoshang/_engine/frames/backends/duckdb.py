"""DuckDB: SQL, sums in 128 bits."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import narwhals.stable.v2 as nw

from zhaoshang._engine.frames.backends.base import CountsBy, Engine
from zhaoshang._engine.frames.kinds import DTYPES, Frame, Kind, as_dates

_SQL: Final[Mapping[Kind, str]] = {
    "date": "DATE",
    "number": "BIGINT",
    "text": "VARCHAR",
    "bool": "BOOLEAN",
}


class _DuckDB(Engine):
    backend = "duckdb"
    wraps = False

    def open(self, path: Path, session: Any) -> Any:
        import duckdb

        return (session or duckdb).read_parquet(f"{path}/**/*.parquet" if path.is_dir() else str(path))

    def made(self, cells: dict[str, list[Any]], kinds: Mapping[str, Kind], session: Any) -> Any:
        import duckdb

        schema = {name: DTYPES[kinds[name]] for name in cells}
        return duckdb.from_arrow(nw.from_dict(as_dates(cells, kinds), schema, backend="pyarrow").to_native())

    def beside(self, like: Frame, columns: Mapping[str, list[Any]], kinds: Mapping[str, Kind]) -> Frame:
        listed = ", ".join(
            f"unnest([{', '.join(map(_literal, held))}]::{_SQL[kinds[name]]}[]) AS {name}"
            for name, held in as_dates(columns, kinds).items()
        )
        return nw.from_native(like.to_native().limit(1).project(listed))

    def collect(self, queries: Sequence[Frame], *, together: bool = False) -> list[list[list[Any]]]:
        natives = [query.to_native() for query in queries]
        return [
            [cells for column in native.to_arrow_table().columns for cells in _read(column.combine_chunks())]
            for native in natives
        ]

    def negated(self, truth: nw.Expr) -> nw.Expr:
        held, not_held = nw.lit(False), nw.lit(True)  # noqa: FBT003 - cells
        return nw.when(truth).then(held).otherwise(not_held)  # looks no further than it must to know

    def counts_by(self, labels: Sequence[str]) -> CountsBy:
        return "sum" if labels else "count"  # each is a fifth faster there

    def tally(self, frame: Frame, labels: Sequence[str], span: Sequence[str], many: str) -> Frame:
        if not labels:
            return super().tally(frame, labels, span, many)
        counted = frame.group_by([*labels, *span]).agg(**{many: nw.len()}).to_native()
        cells = ", ".join(f"{name} := {name}" for name in (*span, many))
        listed = (
            f"list_sort(list(struct_pack({cells})), 'ASC', 'NULLS FIRST')"  # by the first cell, then the next
        )
        groups = ", ".join(labels)
        return nw.from_native(counted.aggregate(f"{groups}, {listed} AS {many}", groups))

    def words_of(self, query: Frame) -> str:
        return str(query.to_native().sql_query())


def _read(column: Any) -> list[list[Any]]:
    """Read the cells of a column; one of lists of records is read as a column of lists for each of their fields."""
    import pyarrow as pa

    if not pa.types.is_list(column.type) or not pa.types.is_struct(column.type.value_type):
        return [_cells(column)]
    places = list(pairwise(column.offsets.to_pylist()))
    fields = [_cells(field) for field in column.values.flatten()]
    return [[cells[start:end] for start, end in places] for cells in fields]


def _cells(column: Any) -> list[Any]:
    """Read cells; whole numbers without gaps are taken from memory as they lie there."""
    import pyarrow as pa

    if pa.types.is_decimal(column.type):  # a sum, of 128 bits
        with suppress(pa.ArrowInvalid):
            column = column.cast(pa.int64())
    if not len(column) or column.null_count or column.type != pa.int64():
        return list(column.to_pylist())
    lying = memoryview(column.buffers()[1]).cast("q")
    return lying[column.offset : column.offset + len(column)].tolist()


def _literal(cell: Any) -> str:
    if cell is None:
        return "NULL"
    if isinstance(cell, date | str):
        quoted = str(cell).replace("'", "''")
        return f"'{quoted}'"
    return str(cell)


ENGINE = _DuckDB()
