"""Columns as their distinct cells and the place of each row's cell among them, on polars or Arrow."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, final

import narwhals.stable.v2 as nw
from attrs import frozen

if TYPE_CHECKING:
    import polars as pl

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

    def where(self, wanted: Any) -> Any:
        """Give the cells of all rows whose distinct cell is wanted, in the order of the rows."""
        if not wanted.any():
            return self.cells.head(0)
        return self.taken(self.cells).filter(self.taken(wanted).fill_null(value=False))


def encode(series: Any) -> Coded:
    """Find the distinct cells of a column and the place of each row's cell among them."""
    if series.dtype.is_float():
        there = nw.col(series.name)
        series = series.to_frame().select(nw.when(~there.is_nan()).then(there))[series.name]
    native = series.to_native()
    if series.implementation.is_polars():
        coded = _by_hash(native) if series.dtype == nw.String else None
        distinct, places = _by_cell(native) if coded is None else coded
    else:
        found = native.combine_chunks().dictionary_encode()
        distinct, places = (_chunked(part) for part in (found.dictionary, found.indices))
    return Coded(_series(distinct), _series(places))


def _by_hash(texts: "pl.Series") -> "tuple[pl.Series, pl.Series] | None":
    """Code texts by their hashes, which compare faster; `None` where two texts have one hash."""
    hashed = texts.hash()
    first = hashed.arg_unique().sort()
    if texts.null_count():
        first = first.filter(texts.gather(first).is_not_null())
    distinct = texts.gather(first)
    places = _placed(hashed, hashed.gather(first))
    return (distinct, places) if distinct.gather(places).eq_missing(texts).all() else None


def _by_cell(cells: "pl.Series") -> "tuple[pl.Series, pl.Series]":
    distinct = cells.drop_nulls().unique(maintain_order=True)
    return distinct, _placed(cells, distinct)


def _placed(cells: "pl.Series", distinct: "pl.Series") -> "pl.Series":
    """Find the place of each cell among the distinct ones."""
    numbered = distinct.alias("cell").to_frame().with_row_index("place")
    rows = cells.alias("cell").to_frame()
    return rows.join(numbered, on="cell", how="left", maintain_order="left").get_column("place")


def series_of(cells: Sequence[Any], dtype: Any, like: Any) -> Any:
    """Make a series on the engine of another."""
    return nw.new_series("", cells, dtype, backend=like.implementation)


def _series(native: Any) -> Any:
    return nw.from_native(native, series_only=True)


def _chunked(array: Any) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - an extra

    return pa.chunked_array([array])
