"""The totals that a table prints, beside the amounts that were read from its rows."""

from collections.abc import Callable, Iterator, Sequence
from typing import final

from attrs import Factory, field, frozen

from zhaoshang._workbooks.cells.faults import Fault
from zhaoshang._workbooks.cells.specs import Place, Spec
from zhaoshang._workbooks.cells.values import QuantityReader
from zhaoshang._workbooks.layout.totals import Block, Runs, Sums, Total, judge
from zhaoshang._workbooks.reading.sheets import Sheet
from zhaoshang._workbooks.words.text import digits
from zhaoshang.quantities import Quantity
from zhaoshang.units import Dimension

__all__ = ["printed_totals"]

Tell = Callable[[int, Place], object]
"""Told of a total that its rows do not add up to: its row, and where."""


def printed_totals(
    sheet: Sheet,
    blocks: Sequence[Block],
    rows: Sequence[int],
    dropped: frozenset[tuple[str, str]],
    tell: Tell,
    /,
) -> tuple[Total, ...]:
    """Compare the printed totals of a table with the sums of its rows.

    Args:
        sheet: the table.
        blocks: its rows of furniture, titles and totals.
        rows: its rows of projects.
        dropped: the rows and columns of amounts that were not kept, as columns disagree.
        tell: called for each total that does not agree.
    """
    if not any(block.is_total for block in blocks):
        return ()
    printed = _Printed(sheet, blocks, rows, dropped, tell)
    found = [
        total
        for spec in sheet.specs
        if spec.slot in {"shared", "arrival"} and spec.is_amount
        for total in printed.of(spec)
    ]
    return tuple(sorted(found, key=lambda item: (item.row, len(item.column), item.column)))


@final
@frozen
class _Printed:
    """The totals of a table, a column after the other."""

    sheet: Sheet
    blocks: Sequence[Block]
    rows: Sequence[int]
    dropped: frozenset[tuple[str, str]]
    tell: Tell
    runs: Runs = field(default=Factory(lambda self: Runs(self.blocks, self.rows), takes_self=True))

    def of(self, spec: Spec) -> Iterator[Total]:
        """Compare the totals of a column with the sums of its amounts."""
        column = spec.column
        plain = QuantityReader(column.scaled, Dimension.MONEY if column.kind == "money" else Dimension.AREA)
        sums: Sums | None = None
        for place, block in enumerate(self.blocks):
            cells = self.sheet.grid.rows[block.row - 1]
            raw = cells[spec.at] if block.is_total and spec.at < len(cells) else None
            printed = plain(raw).value if raw is not None else None
            if not isinstance(printed, Quantity):
                continue
            if sums is None:
                sums = Sums(self.rows, self._amounts(spec))
            run, total, agrees = judge(printed, self.runs.of(place), sums)
            yield Total(
                sheet=self.sheet.grid.name,
                row=block.row,
                column=column.letter,
                printed=printed,
                sum=total,
                agrees=agrees,
                rows=self.rows,
                run=run,
            )
            if agrees is False and total is not None:
                shown = digits(total / 10 ** (column.scaled.power if column.scaled else 0))
                self.tell(block.row, Place(column.number, Fault("total_mismatch", shown), raw))

    def _amounts(self, spec: Spec) -> dict[int, Quantity | None]:
        """Collect a column's amounts by row; `None` where a cell states none that can be summed."""
        at, number, letter, rows = spec.at, spec.column.number, spec.column.letter, self.rows
        lines = [self.sheet.grid.rows[row - 1] for row in rows]
        cells = [line[at] if at < len(line) else None for line in lines]
        values, told = spec.cells(cells, rows, self.sheet.contexts(lines, rows).get(spec.at))
        amounts: dict[int, Quantity | None] = {
            row: value for row, value in zip(rows, values, strict=True) if isinstance(value, Quantity)
        }
        for place, fault in told:
            if fault.code != "empty_mark":
                amounts.setdefault(rows[place], None)
        odd = self.sheet.grid.oddities
        for row, raw in zip(rows, cells, strict=True) if odd or self.dropped else ():
            if ((row, number) in odd) if raw is None else ((str(row), letter) in self.dropped):
                amounts[row] = None
        return amounts
