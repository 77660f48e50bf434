"""The sheets of a workbook that are called void, old, a draft, a copy or a sample: left out beside a list in force, else told."""

from collections.abc import Container, Iterable, Iterator, MutableMapping
from typing import final

from zhaoshang._workbooks.cells.faults import Fault
from zhaoshang._workbooks.layout.header import RowKind
from zhaoshang._workbooks.layout.setaside import set_aside_by
from zhaoshang._workbooks.layout.subheaders import calls_sample
from zhaoshang._workbooks.reading.around import STAGE, said_of_table
from zhaoshang._workbooks.reading.asides import Aside
from zhaoshang._workbooks.reading.sheets import Sheet
from zhaoshang._workbooks.words.ended import says_ended

__all__ = ["SetAside"]


@final
class SetAside:
    """The sheets that are set aside.

    Attributes:
        left_out: those that are not read, each with what is told of it.
    """

    def __init__(
        self, tables: MutableMapping[str, list[Sheet]] | None = None, ruled: Container[str] = (), /
    ) -> None:
        """Leave out the samples beside a sheet that lists more projects.

        Args:
            tables: the tables of each sheet; those that are left out keep none.
            ruled: the sheets that a mapping says how to read.
        """
        self._tables = {} if tables is None else tables
        self._by = {
            name: place
            for name, held in self._tables.items()
            if held and name not in ruled and (place := set_aside_by(held[0].layout)) is not None
        }
        counts = {
            name: sum(table.kinds.count(RowKind.PROJECT) for table in held)
            for name, held in self._tables.items()
        }
        self._most = max((count for name, count in counts.items() if name not in self._by), default=0)
        self.left_out: dict[str, Aside] = {}
        for name in self._by:
            if calls_sample(name) and counts[name] < self._most:
                self._drop(name, Aside(Fault("not_a_ledger"), 1, 1))

    @property
    def named(self) -> frozenset[str]:
        """The sheets that are set aside, but for samples."""
        return frozenset(name for name in self._by if not calls_sample(name))

    def leave_out(self, copies: Iterable[str], /) -> None:
        """Leave out all others but samples beside one that is in force; of copies of these more is told."""
        for name in self.named.difference(copies) if self._most else ():
            row, column, text = self._by[name]
            self._drop(name, Aside(Fault("set_aside"), row or 1, column, text))

    def _drop(self, name: str, told: Aside) -> None:
        self.left_out[name] = told
        self._tables[name] = []

    def doubts(self, name: str, /) -> Iterator[Aside]:
        """Tell of a sheet that is read, and whose name sets it aside, or speaks of projects that ended and gives them no stage."""
        if name in self._by:
            row, column, text = self._by[name]
            yield Aside(Fault("may_be_set_aside"), row or 1, column, text)
        elif name in self._tables and says_ended(name):
            layout = self._tables[name][0].layout
            if not layout.grid.is_delimited and all(said.path != STAGE for said in said_of_table(layout)):
                yield Aside(Fault("said_in_note"), 1, 1, name)
