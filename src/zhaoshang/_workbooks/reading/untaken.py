"""What titles, totals and lines around the rows say of place, stage, year and unit that was taken for none of the rows."""

from collections.abc import Iterator, Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.faults import Fault
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.generic import is_of_others
from zhaoshang._workbooks.layout.header import READ, RowKind
from zhaoshang._workbooks.layout.stated import units_beside, units_named, without_units, years_in
from zhaoshang._workbooks.reading.around import STAGE, doubts_stage
from zhaoshang._workbooks.reading.groups import noted_place, sums_up, words_of
from zhaoshang._workbooks.reading.sheets import Sheet
from zhaoshang._workbooks.reading.titlewords import towns_in
from zhaoshang._workbooks.words.text import key, unit_words
from zhaoshang.units import Dimension

__all__ = ["Untaken", "untaken"]

_AROUND: Final = frozenset({RowKind.TITLE, RowKind.UNIT, RowKind.GROUP, RowKind.TOTAL, RowKind.NOTE})
_BETWEEN: Final = frozenset({RowKind.GROUP, RowKind.TOTAL})
_ABOVE: Final = frozenset({RowKind.TITLE, RowKind.UNIT})
_LONGEST: Final = 60
_NO_YEAR: Final = re.compile(r"\d{1,2}月")
_DATES: Final = frozenset({"date", "milestone"})

Untaken = tuple[Fault, int, int, Cell]
"""A fault, and the row, column and text of its cell."""


def untaken(sheet: Sheet, /) -> Iterator[Untaken]:
    """Tell the rows around those of a table that name a town, a stage, a year or a unit which holds for none of these.

    Of a town nothing is told where a column says it, of a year where no date is without one.
    """
    if sheet.layout.is_turned or READ.isdisjoint(sheet.kinds[sheet.layout.bottom :]):
        return
    rows = [
        (number, kind, sheet.grid.rows[number - 1])
        for number, kind in enumerate(sheet.kinds[sheet.layout.top - 1 :], sheet.layout.top)
        if kind in _AROUND
    ]
    for number, ended in sheet.said.lost.items():
        at, cell = next(
            (at, cell) for at, cell in enumerate(sheet.grid.rows[number - 1], 1) if isinstance(cell, str)
        )
        words = "、".join(dict.fromkeys(one.text for one in ended))
        yield Fault("title_may_end", words), number, at, cell
    if rows:
        yield from _towns(sheet, rows)
        yield from _stages(sheet, rows)
        yield from _years(sheet, rows)
        yield from _units(sheet, rows)


_Rows = Sequence[tuple[int, RowKind, Sequence[Cell]]]


def _towns(sheet: Sheet, rows: _Rows) -> Iterator[Untaken]:
    for one in sheet.denied:
        yield Fault("said_not_taken", one.text), one.row, one.column, one.text
    column = sheet.layout.column("district")
    if column is not None and all(cell not in {None, ""} for cell in sheet.cells(column.number)):
        return
    held = {one for said in sheet.said.found.values() for one in said if one.path == "district"}
    taken, known = {one.row for one in held}, {one.text for one in held}
    if column is not None:
        known |= {key(cell) for cell in sheet.cells(column.number) if isinstance(cell, str)}
    for number, kind, row in rows:
        is_sum = (
            kind is RowKind.TOTAL and not sums_up(row) and number not in sheet.said.untold
        )  # of others, whatever it names
        for at, cell in enumerate(row, 1) if number not in taken and not is_sum else ():
            if not isinstance(cell, str) or len(cell) > _LONGEST:
                continue
            text = key(without_units(cell))
            noted = noted_place(text)
            named = (noted,) if noted else towns_in(text) if kind is not RowKind.NOTE else ()
            new = [town for town in named if not any(one in town for one in known)]
            if new:
                yield Fault("said_not_taken", "、".join(new)), number, at, cell
                break


def _stages(sheet: Sheet, rows: _Rows) -> Iterator[Untaken]:
    """Tell the titles of groups that name a stage among words that are not understood."""
    columns = {column.field for column in sheet.layout.columns}
    taken = {one.row for said in sheet.said.found.values() for one in said if one.path == STAGE}
    for number, kind, row in rows:
        if kind is RowKind.GROUP and number not in taken and doubts_stage(words_of(row), columns):
            at, cell = next((at, cell) for at, cell in enumerate(row, 1) if isinstance(cell, str))
            yield Fault("title_not_read"), number, at, cell


def _years(sheet: Sheet, rows: _Rows) -> Iterator[Untaken]:
    dated = [column.number for column in sheet.layout.columns if column.kind in _DATES]
    if not any(
        isinstance(cell, str) and _NO_YEAR.match(key(cell)) for at in dated for cell in sheet.cells(at)
    ):
        return
    for number, kind, row in rows:
        is_told = kind in _BETWEEN and not is_of_others(words_of(row))
        years = years_in([row]).difference(sheet.years) if is_told else ()
        if years and number not in sheet.titled_years:
            at = next(at for at, cell in enumerate(row, 1) if years_in([[cell]]))
            yield (
                Fault("said_not_taken", "、".join(f"{year}年" for year in sorted(years))),
                number,
                at,
                row[at - 1],
            )


def _units(sheet: Sheet, rows: _Rows) -> Iterator[Untaken]:
    """Tell the lines that state the size of money in another unit than that of any amount, or than what is told to differ."""
    held = {column.scaled for column in sheet.layout.columns}
    currencies = {one.unit for one in held if one is not None}
    is_near = held == {None} or any(one.unit in currencies for one in sheet.layout.units)
    known = {*held, *(sheet.layout.units if is_near else ())} | sheet.units.stated
    for number, kind, row in rows:
        stated = (
            units_beside(row) if kind not in _BETWEEN else None
        )  # of titles between rows each column tells
        said = stated.units if stated is not None else ()
        if not said and kind in _ABOVE:
            said = units_named(row)
        other = [one for one in said if one.unit.dimension is Dimension.MONEY and one not in known]
        if other:
            at = next(at for at, cell in enumerate(row, 1) if cell is not None)
            yield Fault("said_not_taken", "、".join(map(unit_words, other))), number, at, row[at - 1]
