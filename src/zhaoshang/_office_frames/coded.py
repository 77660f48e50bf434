"""Columns as their distinct cells and the place of each row's cell among them, on polars or Arrow."""

from collections.abc import Sequence
from typing import Any, final

import narwhals.stable.v2 as nw
from attrs import frozen

__all__ = ["Coded", "encode", "series_of"]


@final
@frozen
class Coded:
    """A column, coded.

    Attributes:
        cells: the distinct cells that are there, as a series.
        places: for each row the place of its cell among them; missing where the row has none.
    """

    cells: Any
    places: Any

    def taken(self, cells: Any) -> Any:
        """Give each row what its distinct cell was read as."""
        return cells[self.places]

    def often(self, places: Sequence[int]) -> list[int]:
        """Count the rows of some of the distinct cells."""
        frame = self.places.alias("place").to_frame().filter(nw.col("place").is_in(list(places)))
        rows = dict(frame.group_by("place").agg(rows=nw.len()).iter_rows())
        return [rows[place] for place in places]


def encode(series: Any) -> Coded:
    """Find the distinct cells of a column and the place of each row's cell among them."""
    if series.dtype.is_float():
        there = nw.col(series.name)
        series = series.to_frame().select(nw.when(~there.is_nan()).then(there))[series.name]
    native = series.to_native()
    if series.implementation.is_polars():
        distinct = native.drop_nulls().unique(maintain_order=True)
        numbers = range(len(distinct))
        places = native.replace_strict(distinct, type(native)("", numbers), default=None)
    else:
        coded = native.combine_chunks().dictionary_encode()
        distinct, places = (_chunked(part) for part in (coded.dictionary, coded.indices))
    return Coded(_series(distinct), _series(places))


def series_of(cells: Sequence[Any], dtype: Any, like: Any) -> Any:
    """Make a series on the engine of another."""
    return nw.new_series("", cells, dtype, backend=like.implementation)


def _series(native: Any) -> Any:
    return nw.from_native(native, series_only=True)


def _chunked(array: Any) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - an extra

    return pa.chunked_array([array])
