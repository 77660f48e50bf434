"""What is told of a sheet beside its values: quotes that quote nothing, columns that are not shown, comments."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, final

from zhaoshang._workbooks.cells.faults import Fault
from zhaoshang._workbooks.files.grids import Cell, Grid

__all__ = ["Aside", "asides"]


@final
class Aside(NamedTuple):
    """A fault and its cell."""

    fault: Fault
    row: int
    column: int
    value: Cell = None


def asides(grid: Grid, head: int, /) -> Iterator[Aside]:
    """Tell what stands beside the values of a sheet.

    Args:
        grid: the sheet.
        head: the row whose cells name the columns, from 1.
    """
    for number in sorted(grid.stray_quotes):
        yield Aside(Fault("stray_quote"), number, 1)
    for column in sorted(grid.hidden_columns):
        if any(_cell(row, column) is not None for row in grid.rows):
            yield Aside(Fault("hidden_column"), head, column, _cell(grid.rows[head - 1], column))
    for (number, column), said in sorted(grid.comments.items()):
        if number <= len(grid.rows):
            yield Aside(Fault("cell_comment", said), number, column, _cell(grid.rows[number - 1], column))
    if not grid.has_all_comments:
        yield Aside(Fault("comments_not_read", str(len(grid.comments))), 1, 1)


def _cell(row: Sequence[Cell], column: int) -> Cell:
    return row[column - 1] if column <= len(row) else None
