"""Polars: lazy, several queries at once, sums that wrap."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import narwhals.stable.v2 as nw

from zhaoshang._basics.forks import left_threads_behind, note_threads
from zhaoshang._engine.frames.backends.base import Engine
from zhaoshang._engine.frames.kinds import DTYPES, Frame, Kind, as_dates, fresh
from zhaoshang.errors import ForkedProcessError


class _Polars(Engine):
    backend = "polars"

    def wake(self) -> None:
        if left_threads_behind():
            raise ForkedProcessError("polars")
        note_threads()

    def open(self, path: Path, session: Any) -> Any:
        import polars as pl

        self.wake()
        return pl.scan_parquet(f"{path}/**/*.parquet" if path.is_dir() else str(path))

    def made(self, cells: dict[str, list[Any]], kinds: Mapping[str, Kind], session: Any) -> Any:
        schema = {name: DTYPES[kinds[name]] for name in cells}
        return nw.from_dict(as_dates(cells, kinds), schema, backend="polars").to_native()

    def beside(self, like: Frame, columns: Mapping[str, list[Any]], kinds: Mapping[str, Kind]) -> Frame:
        schema = {name: DTYPES[kinds[name]] for name in columns}
        return nw.from_dict(as_dates(columns, kinds), schema, backend="polars").lazy()

    def collect(self, queries: Sequence[Frame], *, together: bool = False) -> list[list[list[Any]]]:
        import polars as pl

        self.wake()
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
        kinds = frame.collect_schema()
        if len(span) > 2 or any(kinds[name] != nw.Int32 for name in span):
            return super().tally(frame, labels, span, many)
        import polars as pl

        packed, one = fresh(), pl.element().struct
        native = frame.to_native().select(*labels, _packed(span).alias(packed))
        if not labels:
            counted = native.group_by(packed).agg(pl.len().alias(many))
            return nw.from_native(counted.select(**_unpacked(pl.col(packed), span), **{many: pl.col(many)}))
        grouped = native.group_by(labels).agg(pl.col(packed).value_counts(name=many))
        in_order = pl.element().sort_by(one.field(packed))  # as a statistic sorts them, where it takes longer
        grouped = grouped.with_columns(pl.col(packed).list.eval(in_order))
        cells = {**_unpacked(one.field(packed), span), many: one.field(many)}
        nested = {name: pl.col(packed).list.eval(cell) for name, cell in cells.items()}
        return nw.from_native(grouped.select(*labels, **nested))


def _packed(span: Sequence[str]) -> Any:
    """Put two days of a row into one number: to group by one is to hash half, and knows no rows."""
    import polars as pl

    cells = [pl.col(name).cast(pl.Int64).fill_null(_MISSING) for name in span]
    return cells[0] if len(cells) == 1 else cells[0] * _BASE + (cells[1] + _MISSING)


def _unpacked(number: Any, span: Sequence[str]) -> dict[str, Any]:
    """Take the days out of their number again."""
    import polars as pl

    if len(span) == 1:
        parts = [number]
    else:
        first = number.floordiv(_BASE)
        parts = [first, number - first * _BASE - _MISSING]
    return {name: pl.when(part != _MISSING).then(part) for name, part in zip(span, parts, strict=True)}


_BASE: Final = 2**32
"""How many numbers of days there are; a difference of two takes 32 bits."""
_MISSING: Final = 2**31 - 1
"""Stands for no number of days: the years of a date are too few for it."""


ENGINE = _Polars()
