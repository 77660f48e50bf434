"""What tables are made of: a ledger as it is read for one question, with its projects and phases."""

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import evolve

from zhaoshang._basics.cached import cached_property
from zhaoshang._engine.tables.history import HistoryTables
from zhaoshang.ledger import Ledger
from zhaoshang.lifecycle import LIFECYCLE, Lifecycle
from zhaoshang.model import Outcome, Project
from zhaoshang.model._facts.history import standing
from zhaoshang.model._facts.outcomes import OutcomeRecord
from zhaoshang.model._facts.phases import PhaseTree
from zhaoshang.quantities import Quantity

ToldOutcomes = tuple[int, Sequence[tuple[Outcome, Quantity]], Sequence[OutcomeRecord]]
"""What a project tells of a measure: its row, the records with their amounts, and what decides how they count."""


class Source:
    """A ledger, and how it is read.

    Attributes:
        recorded: the ledger as it was recorded.
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
        self.joins_phases = joins_phases

    @cached_property
    def _recorded(self) -> HistoryTables:
        return HistoryTables(self.recorded.projects)

    @cached_property
    def corrected(self) -> Sequence[int]:
        """The rows of the projects of which a record was corrected; none where all is kept as it was recorded."""
        return () if self.as_recorded else self._recorded.corrected

    @cached_property
    def told_outcomes(self) -> "dict[tuple[str, int | None], list[ToldOutcomes]]":
        """What projects tell of a measure as known on a day, kept for the next window that is asked for."""
        return {}

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger, with the history that holds: what corrections took back is left out."""
        return _settled(self.recorded, self.corrected, self.known) if self.corrected else self.recorded

    @cached_property
    def history(self) -> HistoryTables:
        """The agreements and milestones that hold."""
        return HistoryTables(self.ledger.projects) if self.corrected else self._recorded

    @cached_property
    def tree(self) -> PhaseTree:
        """The projects with their phases."""
        return PhaseTree(self.ledger.projects)

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

    def homes(self, own: Sequence[int]) -> Sequence[int]:
        """Say where what stands in each of some projects is kept."""
        return list(map(self.roots.__getitem__, own)) if self.joins_phases and self.has_phases else own

    def whole(self, row: int) -> Project:
        """Give a project with the records of all that is one with it."""
        return self.tree.whole(row) if self.joins_phases else self.tree.projects[row]

    def present(self, row: int, day: date, known: date | None) -> Project:
        """Give a project with the records that say where it stands on a day."""
        return self.tree.present(row, day, known) if self.joins_phases else self.tree.projects[row]

    def members(self, row: int) -> Sequence[Project]:
        """List the projects that are one with a project, itself first."""
        rows = self.tree.members.get(row, [row]) if self.joins_phases else [row]
        return [self.tree.projects[each] for each in rows]

    def one_with(self, project: Project) -> Sequence[Project]:
        """List the phases under a project, at every depth, and what it stands under, where they are one with it."""
        return self.tree.one_with(project.id) if self.joins_phases else ()

    def speakers(self, name: str) -> Iterable[Project]:
        """Name for every project the one whose list speaks for it: its own, else that of its first phase with one."""
        if not (self.joins_phases and self.has_phases):
            return self.ledger.projects
        listed = (self.tree.holders(row, name) for row in range(len(self.tree.projects)))
        return [next((each for each in holders if getattr(each, name)), holders[0]) for holders in listed]

    def holders(self, row: int, name: str) -> Sequence[Project]:
        """Say whose list speaks for a project: its own, or where it has none those of its phases."""
        return self.tree.holders(row, name) if self.joins_phases else [self.tree.projects[row]]


def _settled(ledger: Ledger, corrected: Sequence[int], known: date | None) -> Ledger:
    """Give the projects of some rows the history that holds."""
    projects = list(ledger.projects)
    for row in corrected:
        projects[row] = standing(projects[row], known)
    return evolve(ledger, projects=projects)
