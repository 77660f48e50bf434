"""A ledger as flat tables of columns, each made when it is first asked for.

Rows of `history`, `plans` and `evidence` are kept apart by stage or code, since nearly every question asks for one.
A table may be asked for with parameters after `@`, such as the lettings of a day.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Final

from zhaoshang._engine.tables import places as place_tables
from zhaoshang._engine.tables import projects as project_tables
from zhaoshang._engine.tables.columns import Table
from zhaoshang._engine.tables.projects import EMPTY_PARTS, PHASES
from zhaoshang.errors import UnknownCodeError
from zhaoshang.ledger import Ledger
from zhaoshang.model import Project


class Tables:
    """The tables of a ledger, made when first asked for.

    Attributes:
        ledger: the ledger.
        joins_phases: whether what phases and parts hold is kept under the project they belong to.
    """

    def __init__(self, ledger: Ledger, *, joins_phases: bool = True) -> None:
        self.ledger = ledger
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
        if name not in _MAKERS:
            raise UnknownCodeError("table", name, (*EMPTY_PARTS, *_MAKERS))
        return _MAKERS[name](self)

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
    def has_phases(self) -> bool:
        """Whether any project is a phase or part."""
        return not PHASES.isdisjoint({project.relation for project in self.ledger.projects})

    @cached_property
    def roots(self) -> Sequence[int]:
        """The row of the project that each phase or part belongs to, and of every other project its own."""
        if not self.has_phases:
            return range(len(self.ledger.projects))
        return project_tables.roots(self.ledger.projects)

    def home(self, row: int, project: Project) -> int:
        """Say where the history of a project is kept: a phase's under a project that has none of its own."""
        if not self.joins_phases or project.relation is None:
            return row
        root = self.roots[row]
        return root if root in self._bare_roots else row

    @cached_property
    def _bare_roots(self) -> frozenset[int]:
        listed = tuple(self.ledger.projects)
        return frozenset(
            root
            for row, root in enumerate(self.roots)
            if root != row and not (listed[root].agreements or listed[root].milestones)
        )


_MAKERS: Final[dict[str, Callable[[Any], Table]]] = {
    "projects": project_tables.projects,
    "phases": project_tables.phases,
    "flags": project_tables.flags,
    "chains": project_tables.chains,
    "assignments": project_tables.assignments,
    "shares": project_tables.shares,
    "events": project_tables.events,
    "arrivals": project_tables.arrivals,
    "outcomes": project_tables.outcomes,
    "log": project_tables.log,
    "terms": project_tables.promises,
    "corrections": project_tables.corrections,
    "parks": place_tables.parks,
    "spaces": place_tables.spaces,
    "leases": place_tables.leases,
    "outreach": place_tables.outreach,
    "cases": place_tables.cases,
    "steps": place_tables.steps,
    "progress": place_tables.progress,
    "pauses": place_tables.pauses,
    "funds": place_tables.funds,
    "payments": place_tables.payments,
}
