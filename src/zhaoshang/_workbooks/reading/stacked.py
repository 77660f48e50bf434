"""The tables that stand above each other in one sheet, put together as one."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, final

from attrs import evolve

from zhaoshang._workbooks.reading.sheet_imports import Fact, SheetImport
from zhaoshang._workbooks.reading.sheets import Sheet

if TYPE_CHECKING:
    from zhaoshang._workbooks.layout.header import RowKind

__all__ = ["one_sheet"]


def one_sheet(read: Sequence[SheetImport], tables: Sequence[Sheet], /) -> SheetImport:
    """Put the tables of one sheet together; the columns shown are those of every table, in their order."""
    counts: Counter[RowKind] = Counter()
    for one in read:
        counts.update(one.counts)
    return evolve(
        read[0],
        header_rows=tuple(dict.fromkeys(row for one in read for row in one.header_rows)),
        columns=tuple(column for one in read for column in one.columns),
        counts=counts,
        totals=tuple(total for one in read for total in one.totals),
        source=_Stacked(tables),
    )


@final
class _Stacked:
    """Answers for the rows of several tables of one sheet."""

    def __init__(self, tables: Sequence[Sheet]) -> None:
        self._below = [table for table in tables if not table.layout.is_beside]
        self._above = [table.grid.above for table in self._below]
        self._beside = [table for table in tables if table.layout.is_beside]

    def facts(self, number: int, project: str | None = None, /) -> Iterator[Fact]:
        """Read a row once more, by the columns of the tables that it stands in."""
        below = self._below[max(bisect_left(self._above, number) - 1, 0)]
        for table in (below, *self._beside):
            own = number - table.grid.above
            if table.layout.top <= own <= len(table.grid.rows) and (
                project is None or table.ids.get(own) == project
            ):
                yield from table.facts(number)
