"""The years that titles of groups, columns of years and headers give to dates that print none, row by row."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.dates import DateReader
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.header import Layout, RowKind
from zhaoshang._workbooks.layout.stated import years_in
from zhaoshang._workbooks.layout.sumsides import SumSides
from zhaoshang._workbooks.layout.totals import level_ordinal
from zhaoshang._workbooks.words.aliases import EXTRA, STAGE_WORDS, StepPath, step_path
from zhaoshang._workbooks.words.columns import Column, leaf_of
from zhaoshang._workbooks.words.text import key
from zhaoshang.periods import Period
from zhaoshang.vocabulary import Stage

__all__ = ["RowYears"]

_COLUMN: Final = re.compile(r"(?:所属|统计|项目)?年(?:度|份)?")
_YEAR: Final = re.compile(r"((?:19|20)\d\d)(?:\.0)?(?:年度?)?")
_STYLE: Final = re.compile(r"\(?[一二三四五六七八九十]+[)、.]|\(?\d{1,2}(?!\d)[)、.]|")
_SIGNED: Final = "agreements[].signed_on"
_KINDS: Final = frozenset({"date", "milestone"})


@final
@frozen
class _YearBlock:
    """Rows of one year: what said so, and what its words name."""

    first: int
    last: int
    year: int
    label: str


@final
class RowYears:
    """Tells which year holds in which rows; where nothing but the title of a table names one, it tells nothing.

    A year above a group of rows, in a column of years or in a header rules the dates that print none. It does so only
    where the dates that print one agree with it: as a rule for what came about, and only for that which the title names.
    """

    def __init__(self, layout: Layout, kinds: Sequence[RowKind], year: int | None, epoch: int) -> None:
        """Take a table, what its rows are, and the year of its title."""
        self._layout = layout
        self._kinds = kinds
        self._year = year
        self._reader = DateReader(year=None, epoch=epoch)
        has_dates = any(column.kind in _KINDS for column in layout.columns)
        self._is_told = False  # whether a column tells the year of each row
        self._blocks = tuple(self._find()) if has_dates else ()

    @property
    def titles(self) -> frozenset[int]:
        """The rows that give a year to those below them."""
        return frozenset() if self._is_told else frozenset(block.first - 1 for block in self._blocks)

    def of(self, column: Column) -> Mapping[int, int | None]:
        """Give the years of the rows in which another year holds than that of the title; `None` where none is certain."""
        found: dict[int, int | None] = {}
        own = sorted(years_in([[column.header]]))
        blocks = self._blocks if len(own) != 1 else (_YearBlock(1, len(self._kinds), own[0], ""),)
        if self._is_told and any(
            self._agreed(block.year, column, (block.first,)) is None for block in blocks
        ):
            return dict.fromkeys((block.first for block in blocks if block.year != self._year), None)
        for block in blocks:
            rows = range(block.first, block.last + 1)
            year = self._in(block, column, rows) if not own else self._agreed(block.year, column, rows)
            if year != self._year:
                found.update(dict.fromkeys(rows, year))
        return found

    def _in(self, block: _YearBlock, column: Column, rows: Sequence[int]) -> int | None:
        """Give the year of a column in a block, where that is certain."""
        path = column.field or ""
        named = [stage for word, stage in STAGE_WORDS if word in block.label]
        step = StepPath((Stage.SIGNED,)) if path == _SIGNED else step_path(path)
        if named and (step is None or step.stages[0] not in named):
            return None
        if (step is not None and step.planned) or (self._year not in {None, block.year} and path != _SIGNED):
            return self._year if self._year == block.year else None
        return self._agreed(block.year, column, rows)

    def _agreed(self, year: int, column: Column, rows: Sequence[int]) -> int | None:
        """Give a year where no date of a column prints another."""
        for number in rows:
            if self._kinds[number - 1] is RowKind.PROJECT:
                row = self._layout.row(number)
                cell = row[column.number - 1] if column.number <= len(row) else None
                if cell is not None and not self._fits(cell, year):
                    return None
        return year

    def _fits(self, cell: Cell, year: int) -> bool:
        if isinstance(cell, date):
            return cell.year == year
        read = self._reader(cell).value
        return not isinstance(read, Period) or read.start.year <= year <= read.end.year

    def _find(self) -> Iterator[_YearBlock]:
        """Find the rows below titles that name one year, and those whose column of years does."""
        column = next((one for one in self._layout.columns if self._is_of_years(one)), None)
        if column is not None:
            self._is_told = True
            yield from self._told(column)
            return
        if {RowKind.GROUP, RowKind.TOTAL}.isdisjoint(self._kinds):
            return
        sides = SumSides(self._layout, self._kinds)
        open_: _YearBlock | None = None
        style = ""
        for number, kind in enumerate(self._kinds, 1):
            if number <= self._layout.bottom or kind not in {RowKind.GROUP, RowKind.TOTAL}:
                continue
            words = [key(cell) for cell in self._layout.grid.rows[number - 1] if isinstance(cell, str)]
            label = next(filter(None, words), "")
            if kind is RowKind.TOTAL and not (level_ordinal(label) or sides.below(number, label)):
                continue
            years = sorted(years_in([words]))
            mark = _STYLE.match(label)
            own = _kind_of(mark[0] if mark else "")
            if not years and own != style:
                continue  # a title of another series, within the year
            if open_ is not None:
                yield _YearBlock(open_.first, number - 1, open_.year, open_.label)
            open_, style = (
                (_YearBlock(number + 1, 0, years[0], label), own) if len(years) == 1 else (None, own)
            )
        if open_ is not None:
            yield _YearBlock(open_.first, len(self._kinds), open_.year, open_.label)

    def _is_of_years(self, column: Column) -> bool:
        """Tell whether a column holds years and nothing else."""
        word = key(leaf_of(column))
        if column.field not in {None, EXTRA} or not _COLUMN.fullmatch(word):
            return False
        cells = [cell for number in self._projects() if (cell := self._cell(number, column)) is not None]
        return bool(cells) and all(_YEAR.fullmatch(key(str(cell))) for cell in cells)

    def _told(self, column: Column) -> Iterator[_YearBlock]:
        """Give each row the year of its cell; a merged cell speaks for its rows."""
        merged = {
            row: first
            for first, left, last, right in self._layout.grid.merged or ()
            if left <= column.number <= right
            for row in range(first, last + 1)
        }
        for number in self._projects():
            cell = self._cell(merged.get(number, number), column)
            match = _YEAR.fullmatch(key(str(cell))) if cell is not None else None
            if match:
                yield _YearBlock(number, number, int(match[1]), "")

    def _projects(self) -> Iterator[int]:
        return (number for number, kind in enumerate(self._kinds, 1) if kind is RowKind.PROJECT)

    def _cell(self, number: int, column: Column) -> Cell:
        row = self._layout.grid.rows[number - 1]
        return row[column.number - 1] if column.number <= len(row) else None


def _kind_of(mark: str) -> str:
    """Say of which series an ordinal is."""
    return re.sub(r"\d+", "1", re.sub(r"[一二三四五六七八九十]+", "一", mark))
