"""The tables that stand above each other in one sheet, put together as one."""

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
        self._tables = tables

    def facts(self, number: int, project: str | None = None, /) -> Iterator[Fact]:
        """Read a row once more, by the columns of the tables that it stands in."""
        for table in self._tables:
            if table.layout.top <= number <= len(table.grid.rows) and (
                project is None or table.ids.get(number) == project
            ):
                yield from table.facts(number)
