"""Polars: lazy, several queries at once, sums that wrap."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import narwhals.stable.v2 as nw

from zhaoshang._basics.forks import left_threads_behind, note_threads
from zhaoshang._engine.frames.backends.base import Engine
from zhaoshang._engine.frames.kinds import DTYPES, EPOCH, NOWHERE, Frame, Kind, as_dates
from zhaoshang._engine.frames.packing import Packing
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

    def numbered(self, held: Frame, column: str, name: str) -> Frame | None:
        import polars as pl

        table = held.to_native()
        cells = table[column]
        tried = cells.head(_TRIED)
        if isinstance(cells.dtype, pl.Enum) or _has_many(tried):
            return None
        numbers = _looked_up(cells, tried) if cells.dtype == pl.String else None
        if numbers is None:
            texts = cells.unique().drop_nulls().cast(pl.String).sort()
            if not len(texts) or _has_many(texts):
                return None
            numbers = cells.cast(pl.String).cast(pl.Enum(texts))
        return nw.from_native(table.with_columns(numbers.alias(name)))

    def words_of(self, query: Frame) -> str:
        return str(query.to_native().explain())

    def days(self, frame: Frame, ends: Mapping[str, tuple[str, str]]) -> Frame:
        kinds = frame.collect_schema()
        if any(kinds[start] != nw.Date for start, _ in ends.values()):
            return super().days(frame, ends)
        return frame.with_columns(
            **{
                name: nw.col(end).cast(nw.Int32) - nw.col(start).cast(nw.Int32)
                for name, (start, end) in ends.items()
            }
        )

    def stretches(self, frame: Frame, name: str, day: nw.Expr, thresholds: Sequence[int]) -> Frame | None:
        import polars as pl

        edges = [day - EPOCH for day in thresholds]
        first, last = edges[0] - 1, edges[-1]
        laid = frame.with_columns(**{name: day})
        if last - first > _MOST_DAYS or laid.collect_schema()[name] != nw.Date:
            return None
        reached = [place for place, days in enumerate(pairwise((first, *edges))) for _ in range(*days)]
        since = pl.col(name).to_physical().clip(first, last) - first
        stretch = pl.lit(pl.Series([*reached, len(edges)])).gather(since).fill_null(NOWHERE)
        return nw.from_native(laid.to_native().with_columns(stretch.alias(name)))

    def tally(self, frame: Frame, labels: Sequence[str], span: Sequence[str], many: str) -> Frame:
        packing = Packing.of(frame.to_native(), labels, span, many)
        if packing is None:
            return super().tally(frame, labels, span, many)
        return nw.from_native(packing.by_group() if labels else packing.of_whole())

    def tally_of_whole(
        self, frame: Frame, labels: Sequence[str], span: Sequence[str], many: str
    ) -> Frame | None:
        packing = Packing.of(frame.to_native(), labels, span, many)
        return None if packing is None or not packing.texts else nw.from_native(packing.of_whole())


def _looked_up(cells: Any, tried: Any) -> Any:
    """Number texts by a part of their hashes in which those of some rows differ; `None` where a row has another text.

    On all cores, and in half the time of a cast.
    """
    import polars as pl

    texts = tried.drop_nulls().unique().sort()
    parts = (texts.hash(seed) % _PLACES for seed in range(_SEEDS))
    seed = next((seed for seed, part in enumerate(parts) if part.n_unique() == len(texts)), None)
    if not len(texts) or seed is None:
        return None
    text, place = pl.col(cells.name), pl.col(cells.name).hash(seed) % _PLACES
    numbers = pl.arange(len(texts), dtype=pl.UInt32, eager=True)
    at = pl.zeros(_PLACES, pl.UInt32, eager=True).scatter(texts.hash(seed) % _PLACES, numbers)
    number, same = (pl.lit(each.gather(at)).gather(place) for each in (texts.cast(pl.Enum(texts)), texts))
    number = pl.when(text.is_not_null()).then(number) if cells.null_count() else number
    found = cells.to_frame().lazy().select(number=number, same=same == text).collect()
    return found["number"] if found["same"].all() else None


def _has_many(texts: Any) -> bool:
    """Whether a column has so many texts that rows are hardly fewer once they are grouped by it."""
    return bool(texts.n_unique() > _MOST_TEXTS)


_MOST_DAYS: Final = 2**16
_SEEDS: Final = 8
_PLACES: Final = 2**18
_TRIED: Final = 100_000
_MOST_TEXTS: Final = 2**14


ENGINE = _Polars()
