"""A ledger as flat tables of columns, each made when it is first asked for.

Rows of `history`, `plans` and `evidence` are kept apart by stage or code, since nearly every question asks for one.
A table may be asked for with parameters after `@`, such as the lettings of a day.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Final

from attrs import evolve

from zhaoshang._engine.tables import phases as phase_tables
from zhaoshang._engine.tables import projects as project_tables
from zhaoshang._engine.tables import promises as promise_tables
from zhaoshang._engine.tables.columns import Table
from zhaoshang._engine.tables.declared import declared_tables, table_of
from zhaoshang._engine.tables.phases import PhaseTree
from zhaoshang._engine.tables.projects import EMPTY_PARTS
from zhaoshang.errors import UnknownCodeError
from zhaoshang.ledger import Ledger
from zhaoshang.lifecycle import LIFECYCLE, Lifecycle
from zhaoshang.model import Project
from zhaoshang.model._facts.history import is_corrected, standing


class Tables:
    """The tables of a ledger, made when first asked for.

    Attributes:
        ledger: the ledger, with the history that holds: what corrections took back is left out.
        joins_phases: whether what phases and parts hold is kept under the project they belong to.
        beside: what stands beside the projects, such as payments that name what was promised in one: the ledger, but
            where its projects are a chunk of many and what is counted went with the first.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        joins_phases: bool = True,
        known: int | None = None,
        as_recorded: bool = False,
        lifecycle: Lifecycle | None = None,
        beside: Ledger | None = None,
    ) -> None:
        """Begin.

        Args:
            ledger: the ledger.
            joins_phases: whether what phases and parts hold is kept under the project they belong to.
            known: the day whose knowledge is replayed: a correction that was recorded later takes nothing back.
            as_recorded: whether history is kept as it was recorded, with what corrections take back.
            lifecycle: the graph that projects go by; the library's own where absent.
            beside: what stands beside the projects; by default the ledger.
        """
        self.beside = ledger if beside is None else beside
        self.recorded = ledger
        self.as_recorded = as_recorded
        self.lifecycle = LIFECYCLE if lifecycle is None else lifecycle
        self.known = None if known is None else date.fromordinal(known)
        self.ledger = ledger if as_recorded else _settled(ledger, self.known)
        self.joins_phases = joins_phases
        self._tables: dict[str, Table] = {}
        self._split: dict[str, dict[str, Table]] = {}
        self._laid: dict[str, Callable[[Tables], Table]] = {}

    def __getitem__(self, name: str) -> Table:
        """Give a table; `history:started` is the part of `history` at one stage."""
        table = self._tables.get(name)
        if table is None:
            table = self._tables[name] = self._made(name)
        return table

    def _made(self, name: str) -> Table:
        if name in self._laid:
            return self._laid[name](self)
        whole, colon, part = name.partition(":")
        if colon:
            return self._parts(whole).get(part) or EMPTY_PARTS[whole]()
        head, at, asked = name.partition("@")
        if at and head == "completions":
            day, known = asked.split("@")
            return phase_tables.completions(self, int(day), int(known) if known else None)
        if name in _MAKERS:
            return _MAKERS[name](self)
        if name in declared_tables():
            return table_of(self, name)
        raise UnknownCodeError("table", name, (*EMPTY_PARTS, *_MAKERS, *declared_tables()))

    def put(self, name: str, make: Callable[["Tables"], Table]) -> None:
        """Lay down a table that is worked out for a question, when it is first read."""
        self._laid[name] = make

    def parts(self, name: str) -> frozenset[str] | None:
        """List the parts that a table is kept in, or `None` for a table in one piece."""
        return frozenset(self._parts(name)) if name in EMPTY_PARTS else None

    def _parts(self, name: str) -> dict[str, Table]:
        if not self._split:
            self._split = project_tables.histories(self)
        return self._split[name]

    @cached_property
    def tree(self) -> PhaseTree:
        """The projects with their phases."""
        return PhaseTree(tuple(self.ledger.projects))

    @property
    def has_phases(self) -> bool:
        """Whether any project is a phase or part of another."""
        return self.tree.has_phases

    @property
    def roots(self) -> Sequence[int]:
        """The row of the project that each phase or part belongs to, and of every other project its own."""
        return self.tree.roots

    def root_row(self, row: int) -> int:
        """Say where the records of a project are kept: those of a phase under the project it belongs to."""
        return self.tree.roots[row] if self.joins_phases else row

    def whole(self, row: int) -> Project:
        """Give a project with the records of all that is one with it."""
        return self.tree.whole(row) if self.joins_phases else self.tree.projects[row]

    def members(self, row: int) -> Sequence[Project]:
        """List the projects that are one with a project, itself first."""
        rows = self.tree.members.get(row, [row]) if self.joins_phases else [row]
        return [self.tree.projects[each] for each in rows]

    def below(self, row: int) -> Sequence[Project]:
        """List the phases under a project, at every depth, where they are one with it."""
        return [self.tree.projects[each] for each in self.tree.below(row)] if self.joins_phases else []

    def holders(self, row: int, name: str) -> Sequence[Project]:
        """Say whose list speaks for a project: its own, or where it has none those of its phases."""
        return self.tree.holders(row, name) if self.joins_phases else [self.tree.projects[row]]


def _settled(ledger: Ledger, known: date | None) -> Ledger:
    """Give each project the history that holds; the same ledger where nothing is corrected."""
    corrected = {row for row, project in enumerate(ledger.projects) if is_corrected(project)}
    if not corrected:
        return ledger
    projects = [
        standing(project, known) if row in corrected else project
        for row, project in enumerate(ledger.projects)
    ]
    return evolve(ledger, projects=projects)


_MAKERS: Final[dict[str, Callable[[Any], Table]]] = {
    "projects": project_tables.projects,
    "phases": phase_tables.phases,
    "flags": project_tables.flags,
    "owners": project_tables.owners,
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
    "taken_back": project_tables.taken_back,
}
