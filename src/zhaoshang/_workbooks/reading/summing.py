"""The totals that a table prints, beside the amounts that were read from its rows."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import takewhile
from typing import TYPE_CHECKING, Final, final

from attrs import Factory, field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.faults import Fault
from zhaoshang._workbooks.cells.specs import FaultPlace, Spec
from zhaoshang._workbooks.cells.values import QuantityReader, Read
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.evidence import UNITS
from zhaoshang._workbooks.layout.generic import is_of_others
from zhaoshang._workbooks.layout.totals import (
    Block,
    ColumnSums,
    RowRuns,
    Span,
    Total,
    is_same,
    judge,
    level_ordinal,
)
from zhaoshang._workbooks.reading.sheets import Sheet
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.text import digits, key
from zhaoshang.quantities import Quantity

if TYPE_CHECKING:
    from zhaoshang.units import Unit

__all__ = ["Printed", "printed_totals"]

_MOST_BESIDE: Final = 12
_ALL: Final = re.compile("合计|总计|共计|总和")
_LABELS: Final = 3  # in so many texts a row says what it is

Tell = Callable[[int, FaultPlace], object]
"""Told of a total that its rows do not add up to: its row, and where."""


def printed_totals(
    sheet: Sheet,
    blocks: Sequence[Block],
    rows: Sequence[int],
    dropped: frozenset[tuple[int, str]],
    tell: Tell,
    /,
    *,
    above: "list[Printed]",
) -> tuple[Total, ...]:
    """Compare the printed totals of a table with the sums of its rows.

    Args:
        sheet: the table.
        blocks: its rows of furniture, titles and totals.
        rows: its rows of projects.
        dropped: the rows and columns of amounts that were not kept, as columns disagree.
        tell: called for each total that does not agree.
        above: the tables above it, of all of which its last total may be; it is put to them.
    """
    printed = Printed(sheet, blocks, rows, dropped, tell, above[-1] if above else None)
    above.append(printed)
    if not any(block.is_total for block in blocks):
        return ()
    found = [
        total
        for spec in sheet.specs
        if spec.slot in {"shared", "arrival"} and spec.is_amount
        for total in printed.of(spec)
    ]
    return tuple(sorted(found, key=lambda item: (item.row, len(item.column), item.column)))


@final
@frozen
class Printed:
    """The totals of a table, a column after the other."""

    sheet: Sheet
    blocks: Sequence[Block]
    rows: Sequence[int]
    dropped: frozenset[tuple[int, str]]
    tell: Tell
    above: "Printed | None" = None
    runs: RowRuns = field(default=Factory(lambda self: RowRuns(self.blocks, self.rows), takes_self=True))
    numbers: Sequence[int] = field(
        default=Factory(lambda self: [row + self.sheet.grid.above for row in self.rows], takes_self=True)
    )
    """The rows of projects, as the sheet counts them."""
    every: list[int] = field(
        default=Factory(lambda self: self.above.every if self.above else [], takes_self=True)
    )
    """Those of all tables of the sheet that are below each other, as far as they were read."""
    sums: "dict[tuple[str | None, Unit], Fraction | None]" = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        """Put its rows to those of the tables above it."""
        self.every.extend(self.numbers)

    def of(self, spec: Spec) -> Iterator[Total]:
        """Compare the totals of a column with the sums of its amounts."""
        sums: ColumnSums | None = None
        carried = Fraction(0)
        unit: Unit | None = None
        for place, block in enumerate(self.blocks):
            cells = self.sheet.grid.rows[block.row - 1]
            raw = cells[spec.at] if block.is_total and spec.at < len(cells) else None
            said = [] if raw is None else [*self._said(spec.column, block.row, raw)]
            if not said:
                continue
            if sums is None:
                sums = ColumnSums(self.rows, self._amounts(spec))
            runs = (*self._of_unit(block.row), *self.runs.of(place))
            judged = [(each, printed, *judge(printed, runs, sums)) for each, printed in said]
            column, printed, run, total, agrees = next((one for one in judged if one[-1]), judged[0])
            plain = self._plain(column)
            unit = unit or printed.unit
            rows = self.numbers
            if agrees is False and self.above and not (self.rows and self.rows[-1] > block.row):
                whole = self._whole(spec, printed, sums)
                if whole is not None:
                    rows, run, total, agrees = self.every, ((0, len(self.every)),), whole, True
            fault = "total_mismatch"
            if agrees is False and total is not None and self._is_one_of(place, total, column.number, plain):
                agrees = None
            elif agrees is False and self._is_of_others(cells):
                agrees, fault = None, "total_of_others"
                is_beside = printed.unit == unit and not self._is_share(cells)
                carried += Fraction(printed.value or 0) if is_beside else 0
            elif agrees is False and total is not None and carried and printed.unit == unit:
                agrees = is_same(printed, total + carried)
            yield Total(
                sheet=self.sheet.grid.name,
                row=self.sheet.grid.above + block.row,
                column=column.letter,
                printed=printed,
                sum=total,
                agrees=agrees,
                rows=rows,
                run=run,
            )
            if fault != "total_mismatch" or (agrees is False and total is not None):
                shown = (
                    ""
                    if total is None
                    else digits(total / 10 ** (column.scaled.power if column.scaled else 0))
                )
                self.tell(block.row, FaultPlace(column.number, Fault(fault, shown), raw))

    def _said(self, column: Column, row: int, raw: Cell) -> Iterator[tuple[Column, Quantity]]:
        """Read a total in the unit of the rows above it; one of all may be in that of the table as well."""
        columns = [self.sheet.units.column(column, row)]
        if columns[0] is not column and any(map(_ALL.search, _labels(self.sheet.grid.rows[row - 1]))):
            columns.append(column)
        for each in columns:
            printed = self._plain(each)(raw).value
            if isinstance(printed, Quantity):
                yield each, printed

    @staticmethod
    def _plain(column: Column) -> QuantityReader:
        return QuantityReader(column.scaled, AMOUNT_KINDS[column.kind or ""])

    def _of_unit(self, row: int) -> Iterator[tuple[Span, ...]]:
        """Give the runs of rows right below and right above that are of the unit which a total names in its own column."""
        end = bisect_left(self.rows, row)
        for column in self.sheet.layout.columns:
            unit = self._cell(row, column.number) if column.field in UNITS else None
            if unit is not None:
                below = self._count(range(end, len(self.rows)), column.number, unit)
                above = self._count(range(end - 1, -1, -1), column.number, unit)
                yield from (
                    ((first, stop),)
                    for first, stop in ((end, end + below), (end - above, end))
                    if first < stop
                )

    def _count(self, places: Iterable[int], number: int, unit: Cell) -> int:
        """Count the rows, up to the first of another unit."""
        return sum(1 for _ in takewhile(lambda at: self._cell(self.rows[at], number) == unit, places))

    def _cell(self, row: int, number: int) -> Cell:
        cells = self.sheet.layout.row(row)
        return cells[number - 1] if number <= len(cells) else None

    def _is_one_of(self, place: int, total: Fraction, number: int, plain: Callable[[Cell], Read]) -> bool:
        """Tell whether a total and those right above or below it add up to the sum of the rows: it is a part of that."""
        if any(map(_ALL.search, _labels(self.sheet.grid.rows[self.blocks[place].row - 1]))):
            return False
        first = last = place
        while first and self.blocks[first - 1].row == self.blocks[first].row - 1:
            first -= 1
        while last + 1 < len(self.blocks) and self.blocks[last + 1].row == self.blocks[last].row + 1:
            last += 1
        if last - first >= _MOST_BESIDE:
            return False
        printed = [self._printed(at, number, plain) for at in range(first, last + 1)]
        here = place - first
        return any(
            None not in part and sum(filter(None, part)) == total
            for start in range(here + 1)
            for stop in range(max(here + 1, start + 2), len(printed) + 1)
            for part in [printed[start:stop]]
        )

    def _printed(self, place: int, number: int, plain: Callable[[Cell], Read]) -> Fraction | None:
        """Give what a total that does not call itself one prints in a column, if that is exact."""
        block = self.blocks[place]
        cells = self.sheet.grid.rows[block.row - 1]
        raw = cells[number - 1] if block.is_total and number <= len(cells) else None
        value = plain(raw).value if raw is not None else None
        return Fraction(value.value) if isinstance(value, Quantity) and value.value is not None else None

    @staticmethod
    def _is_of_others(cells: Sequence[Cell]) -> bool:
        """Tell whether the words of a row say that it sums up a part of the rows, or what stands in no row."""
        return any(map(is_of_others, _labels(cells))) and all(map(level_ordinal, _labels(cells)))

    @staticmethod
    def _is_share(cells: Sequence[Cell]) -> bool:
        return any(isinstance(cell, str) and key(cell).startswith("其中") for cell in cells)

    def _whole(self, spec: Spec, printed: Quantity, own: ColumnSums) -> Fraction | None:
        """Add the tables above to this one, if that is what is printed: a total of all sections stands below the last."""
        total = own.of(((0, len(self.rows)),), printed.unit)
        more = self.above.whole(spec.column.field, printed.unit) if self.above and total is not None else None
        if total is None or more is None:
            return None
        return total + more if is_same(printed, total + more) else None

    def whole(self, path: str | None, unit: "Unit", /) -> Fraction | None:
        """Add up a field over this table and those above it; `None` where one has no exact sum, or not one such column."""
        asked: list[Printed] = []
        table: Printed | None = self
        while table is not None and (path, unit) not in table.sums:
            asked.append(table)
            table = table.above
        total = Fraction(0) if table is None else table.sums[path, unit]
        for each in reversed(asked):
            more = None if total is None else each.own(path, unit)
            total = None if total is None or more is None else total + more
            each.sums[path, unit] = total
        return total

    def own(self, path: str | None, unit: "Unit") -> Fraction | None:
        same = [one for one in self.sheet.specs if one.column.field == path]
        if len(same) != 1:
            return None
        return ColumnSums(self.rows, self._amounts(same[0])).of(((0, len(self.rows)),), unit)

    def _amounts(self, spec: Spec) -> dict[int, Quantity | None]:
        """Collect a column's amounts by row; `None` where a cell states none that can be summed."""
        at, number, letter, rows = spec.at, spec.column.number, spec.column.letter, self.rows
        lines = [self.sheet.grid.rows[row - 1] for row in rows]
        cells = [line[at] if at < len(line) else None for line in lines]
        said = self.sheet.rows(rows) if self.sheet.units else lines
        values, told = spec.cells(cells, rows, self.sheet.contexts(said, rows).get(spec.at))
        amounts: dict[int, Quantity | None] = {
            row: value for row, value in zip(rows, values, strict=True) if isinstance(value, Quantity)
        }
        for place, fault in told:
            if fault.code != "empty_mark":
                amounts.setdefault(rows[place], None)
        odd = self.sheet.grid.oddities
        for row, raw in zip(rows, cells, strict=True) if odd or self.dropped else ():
            if ((row, number) in odd) if raw is None else ((row, letter) in self.dropped):
                amounts[row] = None
        return amounts


def _labels(cells: Sequence[Cell]) -> list[str]:
    return [key(cell) for cell in cells if isinstance(cell, str) and key(cell)][:_LABELS]
