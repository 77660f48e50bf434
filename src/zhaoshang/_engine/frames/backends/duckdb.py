"""DuckDB: SQL, sums in 128 bits."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import narwhals.stable.v2 as nw

from zhaoshang._engine.frames.backends.base import Engine
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
    counts_by = "count"

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
        return [[column.to_pylist() for column in native.to_arrow_table().columns] for native in natives]

    def words_of(self, query: Frame) -> str:
        return str(query.to_native().sql_query())


def _literal(cell: Any) -> str:
    if cell is None:
        return "NULL"
    if isinstance(cell, date | str):
        quoted = str(cell).replace("'", "''")
        return f"'{quoted}'"
    return str(cell)


ENGINE = _DuckDB()
