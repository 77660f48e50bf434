"""A ledger as flat tables of columns, each made when it is first asked for.

Rows of `history`, `plans` and `evidence` are kept apart by stage or code, since nearly every question asks for one.
A table may be asked for with parameters after `@`, such as the lettings of a day.
"""

from collections.abc import Callable
from functools import cache, partial
from typing import Any, Final

from zhaoshang._basics.cached import cached_property
from zhaoshang._engine.tables import phases as phase_tables
from zhaoshang._engine.tables import projects as project_tables
from zhaoshang._engine.tables import promises as promise_tables
from zhaoshang._engine.tables.columns import LedgerTable
from zhaoshang._engine.tables.declared import declared_tables, table_of
from zhaoshang._engine.tables.history import EMPTY_PARTS
from zhaoshang._engine.tables.sources import Source
from zhaoshang.errors import UnknownCodeError
from zhaoshang.ledger import Ledger


class Tables(Source):
    """The tables of a ledger, made when first asked for."""

    @cached_property
    def _tables(self) -> dict[str, LedgerTable]:
        return {}

    @cached_property
    def _laid(self) -> dict[str, Callable[["Tables"], LedgerTable]]:
        return {}

    def __getitem__(self, name: str) -> LedgerTable:
        """Give a table; `history:started` is the part of `history` at one stage."""
        table = self._tables.get(name)
        if table is None:
            table = self._tables[name] = self._made(name)
        return table

    def _made(self, name: str) -> LedgerTable:
        if name in self._laid:
            return self._laid[name](self)
        whole, colon, part = name.partition(":")
        if colon:
            return self._parts(whole).get(part) or EMPTY_PARTS[whole]()
        head, at, asked = name.partition("@")
        if at and head == "completions":
            day, known = asked.split("@")
            return phase_tables.completions(self, int(day), int(known) if known else None)
        if at and head == "endings":
            return phase_tables.endings(self, int(asked) if asked else None)
        if name in _MAKERS:
            return _MAKERS[name](self)
        if name in declared_tables():
            return table_of(self, name)
        raise UnknownCodeError("table", name, (*EMPTY_PARTS, *_MAKERS, *declared_tables()))

    def put(self, name: str, make: Callable[["Tables"], LedgerTable]) -> None:
        """Lay down a table that is worked out for a question, when it is first read."""
        self._laid[name] = make

    def parts(self, name: str) -> frozenset[str] | None:
        """List the parts that a table is kept in, or `None` for a table in one piece."""
        return frozenset(self._parts(name)) if name in EMPTY_PARTS else None

    def _parts(self, name: str) -> dict[str, LedgerTable]:
        return self._split[name]

    @cached_property
    def _split(self) -> dict[str, dict[str, LedgerTable]]:
        return self.history.parts(self.homes, partial(phase_tables.ended, self))


@cache
def _without_rows() -> Tables:
    return Tables(Ledger())


def refuse_unknown(table: str, column: str) -> None:
    """Refuse a column that rows of a table never have, so that no ledger is needed that has some.

    Raises:
        UnknownCodeError: with the nearest columns.
    """
    parted = table in EMPTY_PARTS
    if (parted and column == "part") or not (parted or table in _MAKERS or table in declared_tables()):
        return  # which of the parts; a table that a question lays down
    _without_rows()[f"{table}:" if parted else table].column(column)


_MAKERS: Final[dict[str, Callable[[Any], LedgerTable]]] = {
    "projects": project_tables.projects,
    "phases": phase_tables.phases,
    "flags": project_tables.flags,
    "owners": project_tables.owners,
    "campaigns": project_tables.campaigns,
    "chains": project_tables.chains,
    "nodes": project_tables.nodes,
    "tags": project_tables.listed("tags", "tag"),
    "regions": project_tables.listed("regions", "region"),
    "assignments": project_tables.assignments,
    "shares": project_tables.shares,
    "events": project_tables.events,
    "arrivals": project_tables.arrivals,
    "outcomes": project_tables.outcomes,
    "log": project_tables.log,
    "statistics": project_tables.statistics,
    "terms": promise_tables.terms,
    "commitments": promise_tables.commitments,
    "taken_back": project_tables.taken_back,
}
