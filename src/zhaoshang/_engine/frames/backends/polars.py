"""Polars: lazy, several queries at once, sums that wrap."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw

from zhaoshang._engine.frames.backends.base import Engine
from zhaoshang._engine.frames.kinds import DTYPES, Frame, Kind, as_dates


class _Polars(Engine):
    backend = "polars"

    def open(self, path: Path, session: Any) -> Any:
        import polars as pl

        return pl.scan_parquet(f"{path}/**/*.parquet" if path.is_dir() else str(path))

    def made(self, cells: dict[str, list[Any]], kinds: Mapping[str, Kind], session: Any) -> Any:
        schema = {name: DTYPES[kinds[name]] for name in cells}
        return nw.from_dict(as_dates(cells, kinds), schema, backend="polars").to_native()

    def beside(self, like: Frame, columns: Mapping[str, list[Any]], kinds: Mapping[str, Kind]) -> Frame:
        schema = {name: DTYPES[kinds[name]] for name in columns}
        return nw.from_dict(as_dates(columns, kinds), schema, backend="polars").lazy()

    def collect(self, queries: Sequence[Frame], *, together: bool = False) -> list[list[list[Any]]]:
        import polars as pl

        natives = [query.to_native() for query in queries]
        found = pl.collect_all(natives, engine="streaming") if together else pl.collect_all(natives)
        return [[column.to_list() for column in table] for table in found]

    def words_of(self, query: Frame) -> str:
        return str(query.to_native().explain())

    def days(self, frame: Frame, start: str, end: str, name: str) -> Frame:
        if frame.collect_schema()[start] != nw.Date:
            return super().days(frame, start, end, name)
        return frame.with_columns(**{name: nw.col(end).cast(nw.Int32) - nw.col(start).cast(nw.Int32)})

    def tally(self, frame: Frame, labels: Sequence[str], span: Sequence[str], many: str) -> Frame:
        if not labels or len(span) != 1:
            return super().tally(frame, labels, span, many)
        import polars as pl

        grouped = frame.to_native().group_by(labels).agg(pl.col(span[0]).value_counts(name=many))
        return nw.from_native(grouped.explode(span[0]).unnest(span[0]))


ENGINE = _Polars()
