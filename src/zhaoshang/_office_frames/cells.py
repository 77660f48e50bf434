"""The columns of one frame read by their distinct cells: by their shapes where there are many, else one by one."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, Future
from contextvars import copy_context
from datetime import date
from decimal import Decimal
from typing import Any, Final, final

import narwhals.stable.v2 as nw
from attrs import frozen

from zhaoshang._basics.days import ZONELESS
from zhaoshang._basics.gaps import is_missing
from zhaoshang._calls.plain_frames import printed
from zhaoshang._engine.frames.kinds import DTYPES, EPOCH, Kind
from zhaoshang._office_frames.coded import Coded, encode, series_of
from zhaoshang._office_frames.doubts import FRAME, Doubts
from zhaoshang._office_frames.shapes import Shaped
from zhaoshang._workbooks.cells.dates import LOOKED_AT
from zhaoshang._workbooks.cells.faults import UNREAD
from zhaoshang._workbooks.cells.readers import reader_of
from zhaoshang._workbooks.words.aliases import EXTRA
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.text import EMPTY_WORDS
from zhaoshang.errors import FrameSchemaError

__all__ = ["CellReading", "plain"]

_FEW: Final = 200
"""So few distinct cells are read one by one."""


Shape = Callable[..., Shaped]


@final
@frozen
class _Looked:
    """A column looked at, of which nothing is told yet: coded, its reader, and what was read by shape."""

    coded: Coded
    read: Any
    shaped: Shaped | None


class CellReading:
    """Reads the cells of a frame, column by column."""

    def __init__(self, frame: Any, year: int | None, doubts: Doubts, last: date | None) -> None:
        """Begin.

        Args:
            frame: the frame.
            year: the year of dates that print none.
            doubts: gathers what cannot be read for certain.
            last: the last day on which something can have come about.
        """
        self._frame = frame
        self._year = year
        self._last = last
        self._doubts = doubts
        self._made: dict[str, Any] = {}
        self._rows = len(frame)
        self._ahead: dict[int, Future[Any]] = {}

    def _start(
        self, pool: Executor, asked: Iterable[tuple[Callable[..., Any], Column, tuple[Any, ...]]]
    ) -> None:
        """Begin to look at columns side by side; what is found is taken, and told, in the order of the fields."""
        for work, column, how in asked:
            self._ahead[column.number] = pool.submit(copy_context().run, work, column, *how)

    def _taken(self, work: Callable[..., Any], column: Column, *how: Any) -> Any:
        """Give what was found in a column, or find it now."""
        ahead = self._ahead.pop(column.number, None)
        return work(column, *how) if ahead is None else ahead.result()

    def _series(self, column: Column) -> Any:
        """Give a column; times of day and categories are no part of what is read."""
        series = self._frame.get_column(self._frame.columns[column.number - 1])
        if isinstance(series.dtype, nw.Categorical | nw.Enum):
            return series.cast(nw.String)
        if isinstance(series.dtype, nw.List | nw.Array | nw.Struct | nw.Object | nw.Binary):
            raise FrameSchemaError(FRAME, column.header, str(series.dtype), "one text, number or date a cell")
        if not isinstance(series.dtype, nw.Datetime):
            return series
        if series.dtype.time_zone is not None:  # the day depends on whose it is
            raise FrameSchemaError(FRAME, column.header, str(series.dtype), ZONELESS)
        return series.dt.date()

    def _texts(self, column: Column) -> Any:
        """Give a column of texts of which nearly all differ, tidied; a blank one is missing."""
        series = self._series(column)
        if series.dtype != nw.String:
            cells = series.to_list() if series.dtype.is_float() else series.cast(nw.String).to_list()
            texts = [None if is_missing(cell) else printed(cell) for cell in cells]
            series = self._new(texts, "text")
        text = nw.col("text")
        is_told = ~text.is_in(["", *EMPTY_WORDS])
        tidy = series.str.strip_chars().alias("text").to_frame()
        return tidy.select(nw.when(is_told).then(text))["text"]

    def _new(self, cells: Sequence[Any], kind: Kind) -> Any:
        """Make a series of cells; days are given by their number."""
        if kind != "date":
            return series_of(cells, DTYPES[kind], self._frame)
        numbers = [None if day is None else day - EPOCH for day in cells]
        return series_of(numbers, nw.Int32, self._frame).cast(nw.Date)

    def _nothing(self, kind: Kind) -> Any:
        return self._new([None] * self._rows, kind)

    def _reader(self, column: Column, series: Any, coded: Coded) -> Any:
        """Give the reader of a column; only bare numbers tell slips of unit."""
        bare = series
        if series.dtype == nw.String and column.kind in AMOUNT_KINDS:
            bare = coded.where(~coded.cells.str.contains("[\u4e00-\u9fff]"))
        elif column.kind in {"date", "milestone"}:
            bare = series.head(LOOKED_AT if series.dtype == nw.String else 0)
        return reader_of(
            column, year=self._year, cells=lambda: map(plain, bare.drop_nulls().to_list()), last=self._last
        )

    def _told(self, column: Column, read: Any, coded: Coded, rest: Any = None) -> list[Any]:
        """Read the distinct cells of a column (or the rest of them), and tell what cannot be read."""
        cells = [plain(cell) for cell in (coded.cells if rest is None else coded.cells[rest]).to_list()]
        found = [read(cell) for cell in cells]
        faults: dict[str, list[int]] = {}
        for place, (_, fault) in enumerate(found):
            if fault is not None:
                faults.setdefault(fault.code, []).append(place)
        if faults:
            places = range(len(cells)) if rest is None else rest.to_list()
            for which in faults.values():
                fault = found[which[0]].fault
                assert fault is not None  # noqa: S101 - gathered above
                rows = sum(coded.often([places[each] for each in which]))
                self._doubts.say(fault, column.header, rows, cells[which[0]])
        if rest is None and not UNREAD.isdisjoint(faults):
            texts = [
                printed(raw) if said and said.code in UNREAD else None
                for raw, (_, said) in zip(cells, found, strict=True)
            ]
            self._put(f"{EXTRA}_{column.header}", "text", texts, coded)
        return [value for value, _ in found]

    def _look(self, column: Column, shape: Shape | None = None) -> _Looked:
        """Code a column, and read its distinct cells by their shapes where there are many."""
        series = self._series(column)
        coded = encode(series)
        read = self._reader(column, series, coded)
        is_text = series.dtype == nw.String or (series.dtype.is_numeric() and column.kind in AMOUNT_KINDS)
        is_shaped = len(coded.cells) >= _FEW and is_text and series.implementation.is_polars()
        shaped = shape(_digits(coded.cells).to_native(), read) if shape is not None and is_shaped else None
        return _Looked(coded, read, shaped)

    def _read(self, column: Column) -> tuple[list[Any], Coded]:
        """Read the distinct cells of a column one by one."""
        looked: _Looked = self._taken(self._look, column)
        return self._told(column, looked.read, looked.coded), looked.coded

    def _put(self, name: str, kind: Kind, cells: Sequence[Any], coded: Coded) -> None:
        self._made[name] = coded.taken(self._new(cells, kind))

    def _shaped(self, column: Column, shape: Shape) -> tuple[Coded, Shaped | None, list[Any], Any]:
        """Read the distinct cells of a column: by their shapes where there are many, and the rest one by one.

        Returns:
            The coded column, what was read by shape, the values of the rest, and the places of those.
        """
        looked: _Looked = self._taken(self._look, column, shape)
        coded, read, shaped = looked.coded, looked.read, looked.shaped
        if shaped is None:
            return coded, None, self._told(column, read, coded), None
        rest = (~nw.from_native(shaped.done, series_only=True)).arg_true()
        return coded, shaped, self._told(column, read, coded, rest), rest

    def _joined(self, shaped: Any, cells: Sequence[Any], kind: Kind, rest: Any) -> Any:
        """Put what was read by shape and the rest together, in the order of the distinct cells."""
        new = self._new(cells, kind)
        if rest is None:
            return new
        by_shape = nw.from_native(shaped, series_only=True).cast(new.dtype)
        return by_shape.scatter(rest, new) if len(rest) else by_shape


def _digits(cells: Any) -> Any:
    """Give numbers as texts."""
    if cells.dtype == nw.String:
        return cells
    if not cells.dtype.is_float():
        return cells.cast(nw.String)
    return cells.cast(nw.String).str.replace(r"\.0$", "")


def plain(cell: Any) -> Any:
    """Give a cell as the readers of workbooks take it."""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell
