"""Cells that say one thing together: a date in columns of year and month, a project in several rows."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.faults import cell_text
from zhaoshang._workbooks.files.grids import Cell, Grid
from zhaoshang._workbooks.words.aliases import EXTRA
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.headwords import match
from zhaoshang._workbooks.words.text import key

__all__ = ["DateColumns", "Disagreement", "continued_rows", "date_of", "find_dated", "join_rows"]

_YEAR: Final = re.compile(r"(.*?)(?:年份|年度|年)")
_MONTH: Final = re.compile(r"(.*?)(?:月份|月)")
_DAY: Final = re.compile(r"(.*?)(?:日期|日|号)")


@final
class DateColumns(NamedTuple):
    """The columns of one date: of the year, the month, and the day or 0."""

    year: int
    month: int
    day: int


@final
class Disagreement(NamedTuple):
    """A cell of a project's further row that says something else than the first row."""

    row: int
    column: int
    value: Cell


def find_dated(columns: tuple[Column, ...], /) -> tuple[tuple[Column, ...], tuple[DateColumns, ...]]:
    """Find dates that are told in columns of their own: 签约年份 beside 签约月份; 年 and 月 under 开工时间.

    Returns:
        The columns, the first of each date with its field, and where the dates are.
    """
    changed = {column.number: column for column in columns}
    found = []
    for column in columns:
        stem = _stem(column, _YEAR)
        month = None if stem is None else _beside(column, columns, _MONTH, stem)
        if stem is None or month is None:
            continue
        path, certainty, _ = match(f"{stem}时间" if not stem.endswith(("时间", "日期")) else stem)
        if path is None or not path.startswith(("agreements[", "milestones[")):
            continue
        day = _beside(column, columns, _DAY, stem)
        found.append(DateColumns(column.number, month.number, day.number if day else 0))
        why = f"it holds the year of a date, and column {month.letter} the month"
        changed[column.number] = evolve(
            column, field=path, certainty=certainty, why=why, candidates=(), scaled=None
        )
        for other in (month, day):
            if other is not None:
                why = f"it belongs to the date in column {column.letter}"
                changed[other.number] = evolve(other, field=None, certainty=1.0, why=why, candidates=())
    return tuple(changed.values()), tuple(found)


def _beside(column: Column, columns: tuple[Column, ...], form: re.Pattern[str], stem: str) -> Column | None:
    """Find the column right of another that tells the next part of the same date."""
    return next(
        (other for other in columns if other.number > column.number and _stem(other, form) == stem), None
    )


def _stem(column: Column, form: re.Pattern[str]) -> str | None:
    """Give what a header says beside 年 or 月, or what stands above it."""
    texts = [key(text) for text in column.header.split(" / ")]
    match_ = form.fullmatch(texts[-1])
    if match_ is None:
        return None
    return match_[1] or (texts[-2] if len(texts) > 1 else "")


def date_of(cells: Sequence[Cell], place: DateColumns, /) -> Cell:
    """Write a date from its columns in one text, whichever of them tell a part of it; a year alone as it is."""
    told = [
        (cells[number - 1], mark)
        for number, mark in ((place.year, "年"), (place.month, "月"), (place.day, "日"))
        if 0 < number <= len(cells) and cells[number - 1] is not None
    ]
    if not told or told[-1][1] == "年":
        return cells[place.year - 1]
    return "".join(_digits(cell, mark) for cell, mark in told)


def _digits(cell: Cell, mark: str) -> str:
    text = f"{cell:g}" if isinstance(cell, float) else str(cell).strip()
    return text if text.endswith(mark) else text + mark


def continued_rows(grid: Grid, name: int | None, bottom: int, /) -> dict[int, int]:
    """Find the rows over which the name of a project is merged: by row, the one that it begins in."""
    return {
        row: first
        for first, left, last, right in grid.merged or ()
        if name is not None and first > bottom and left <= name <= right
        for row in range(first + 1, min(last, len(grid.rows)) + 1)
    }


def join_rows(
    cells: list[Cell], more: Mapping[int, Sequence[Cell]], columns: Sequence[Column], /
) -> tuple[list[Cell], list[Disagreement]]:
    """Read the rows of one project together: investors and what no field takes are listed; what else disagrees is not read.

    Args:
        cells: the first row.
        more: the further rows, by their number.
        columns: what the columns are read as.

    Returns:
        The row, and each cell that disagrees with it.
    """
    disagreeing: list[Disagreement] = []
    for column in columns:
        at = column.number - 1
        if column.kind == "number" or at >= len(cells):
            continue
        is_listed = column.kind in {None, EXTRA, "investors"}
        for number, row in more.items():
            value = row[at] if at < len(row) else None
            if value is None or value == cells[at]:
                continue
            if is_listed and cells[at] is not None:
                cells[at] = f"{cell_text(cells[at])}\n{cell_text(value)}"
            elif is_listed:
                cells[at] = value
            else:
                disagreeing.append(Disagreement(number, column.number, value))
        if any(one.column == column.number for one in disagreeing):
            cells[at] = None
    return cells, disagreeing
