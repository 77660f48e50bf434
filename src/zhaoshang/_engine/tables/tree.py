"""The tree of projects and their phases: which projects are one, whose amounts are added, when the whole is completed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import ne
from typing import Final, NamedTuple, final

from attrs import evolve

from zhaoshang._basics.cached import cached_property
from zhaoshang.lifecycle import stage_at
from zhaoshang.model import Milestone, Project
from zhaoshang.model._facts.history import standing
from zhaoshang.periods import Period
from zhaoshang.vocabulary import Stage

PHASES: Final = frozenset({"phase", "part"})
Span = tuple[int | None, int | None]


def root_rows(projects: Iterable[Project]) -> list[int]:
    """Give the row of the project that each phase or part belongs to, and of every other project its own."""
    listed = list(projects)
    rows = {project.id: row for row, project in enumerate(listed)}
    found = list(range(len(listed)))
    for row, project in enumerate(listed):
        if project.relation not in PHASES:
            continue
        at, seen = row, {row}
        while listed[at].relation in PHASES and listed[at].parent in rows:
            at = rows[listed[at].parent or ""]
            if at in seen:
                at = row
                break
            seen.add(at)
        found[row] = at
    return found


@final
class PhaseTree:
    """The projects of a ledger with their phases, and phases of those, however deep.

    Attributes:
        roots: the row of the project that each belongs to; of one that is no phase its own.
    """

    def __init__(self, projects: Collection[Project]) -> None:
        self._all = projects
        is_flat = PHASES.isdisjoint({project.relation for project in projects})
        self.roots: Sequence[int] = range(len(projects)) if is_flat else root_rows(projects)

    @cached_property
    def projects(self) -> Sequence[Project]:
        """The projects, in the ledger's order."""
        return tuple(self._all)

    @cached_property
    def has_phases(self) -> bool:
        """Whether any project belongs to another."""
        return any(map(ne, self.roots, range(len(self.roots))))

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {project.id: row for row, project in enumerate(self.projects)}

    def parent(self, row: int) -> int | None:
        """Give the row that a phase stands directly under; `None` of a project that is none."""
        return None if self.roots[row] == row else self._rows[self.projects[row].parent or ""]

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """The rows directly under each row that has any."""
        found: dict[int, list[int]] = {}
        for row in range(len(self.projects)):
            above = self.parent(row)
            if above is not None:
                found.setdefault(above, []).append(row)
        return found

    @cached_property
    def members(self) -> dict[int, list[int]]:
        """The rows of all that is one with a project, itself first, for each that has phases."""
        found: dict[int, list[int]] = {}
        for row, root in enumerate(self.roots) if self.has_phases else ():
            if root != row:
                found.setdefault(root, [root]).append(row)
        return found

    def below(self, row: int) -> Iterator[int]:
        """List the rows that stand under one, at every depth."""
        for child in self.children.get(row, ()) if self.has_phases else ():
            yield child
            yield from self.below(child)

    def lines(self) -> Iterator[tuple[int, int, list[int]]]:
        """List each phase with its root and the phases that it stands under, the nearest first."""
        for row, root in enumerate(self.roots):
            if root == row:
                continue
            between: list[int] = []
            above = self.parent(row)
            while above is not None and above != root:
                between.append(above)
                above = self.parent(above)
            yield row, root, between

    def skips(self, name: str) -> list[bool]:
        """Say of each phase whether its amount is left out of the sum, for one above it or those below it speak."""
        return [
            any(getattr(self.projects[above], name) is not None for above in between)
            or (getattr(self.projects[row], name) is None and row in self.children)
            for row, _, between in self.lines()
        ]

    def whole(self, row: int) -> Project:
        """Give a project with the records of all its phases."""
        if row not in self.members:
            return self.projects[row]
        listed = [self.projects[member] for member in self.members[row]]
        return evolve(
            self.projects[row],
            agreements=tuple(paper for each in listed for paper in each.agreements),
            milestones=tuple(step for each in listed for step in each.milestones),
        )

    def present(self, row: int, day: date, known: date | None) -> Project:
        """Give a project with the records that say where it stands: one phase completed is a start of the whole.

        Args:
            row: the row of the project.
            day: the day on which it stands, by which phases had ended or not.
            known: the day whose knowledge is replayed.
        """
        if row not in self.members:
            return self.projects[row]
        own, *phases = (standing(self.projects[member], known) for member in self.members[row])
        steps = [
            evolve(step, stage=Stage.STARTED) if step.stage is Stage.COMPLETED and not step.planned else step
            for each in phases
            for step in each.milestones
        ]
        if not any(_counts(step, known) for step in own.milestones):
            span = self.completed(row, day, known)
            steps += [] if span is None else [Milestone(stage=Stage.COMPLETED, on=_period(*span))]
        return evolve(
            own,
            agreements=tuple(paper for each in (own, *phases) for paper in each.agreements),
            milestones=(*own.milestones, *steps),
        )

    def holders(self, row: int, name: str) -> list[Project]:
        """Say whose list speaks for a project: its own, or where it has none those of its phases."""
        own = self.projects[row]
        if getattr(own, name) or row not in self.members:
            return [own]
        return [self.projects[member] for member in self.members[row]]

    # ends ------------------------------------------------------------------------------------------------------

    def ends(self, known: date | None) -> "dict[int, End]":
        """Say when phases ended: by their own record, with one above them, or once all below them had.

        Args:
            known: the day whose knowledge is replayed.
        """
        found: dict[int, End] = {}
        for root in self.members:
            for child in self.children[root]:
                self._end(child, known, found)
                self._hand_down(child, found)
        return found

    def last_end(self, root: int, ends: "Mapping[int, End]") -> "End | None":
        """Say when the last of a project's phases ended; `None` while one lives."""
        there = [ends.get(child) for child in self.children[root]]
        return None if None in there else _last([end for end in there if end is not None])

    def _end(self, row: int, known: date | None, found: "dict[int, End]") -> "End | None":
        """Note when a phase and those below it ended, each by its own record or through those below it."""
        below = [self._end(child, known, found) for child in self.children.get(row, ())]
        steps = standing(self.projects[row], known).milestones
        own = next((step for step in steps if step.stage.is_end and not step.planned), None)
        if own is not None:
            found[row] = End.of(own)
        elif below and None not in below:
            found[row] = _last([end for end in below if end is not None])
        return found.get(row)

    def _hand_down(self, row: int, found: "dict[int, End]") -> None:
        """Let a phase end no later than the one above it."""
        above = found.get(row)
        for child in self.children.get(row, ()):
            if above is not None:
                found[child] = min(above, found.get(child, above), key=lambda end: end[:2])
            self._hand_down(child, found)

    # completion ------------------------------------------------------------------------------------------------

    def completed(self, row: int, day: date, known: date | None) -> Span | None:
        """Say when the phases of a project had all been completed, but for those that ended; `None` if they are not."""
        spans = [
            self._through(child, day, known)
            for child in self.children.get(row, ())
            if not _has_ended(self.projects[child], day, known)
        ]
        there = [span for span in spans if span is not None]
        if not there or len(there) < len(spans):
            return None
        dated = [(lo, hi) for lo, hi in there if lo is not None and hi is not None]
        if len(dated) < len(there):
            return None, None
        return max(lo for lo, _ in dated), max(hi for _, hi in dated)

    def _through(self, row: int, day: date, known: date | None) -> Span | None:
        """Say when one phase was completed: by its own record, else through its phases."""
        steps = [step for step in self.projects[row].milestones if _counts(step, known)]
        if not steps:
            return self.completed(row, day, known)
        dates = [step.on for step in steps if step.on is not None]
        if not dates:
            return None, None
        return min(on.start for on in dates).toordinal(), min(on.end for on in dates).toordinal()


class End(NamedTuple):
    """When a phase ended, and when that was recorded, as day numbers."""

    lo: int
    hi: int
    recorded: int | None

    @classmethod
    def of(cls, step: Milestone) -> "End":
        """Read a record of an end; one without a date is held to have been before any day asked about."""
        recorded = None if step.recorded_on is None else step.recorded_on.end.toordinal()
        if step.on is None:
            return cls(_UNDATED_END, _UNDATED_END, recorded)
        return cls(step.on.start.toordinal(), step.on.end.toordinal(), recorded)


_UNDATED_END: Final = 1


def _last(ends: Sequence[End]) -> End:
    """Give the end by which all of several had ended."""
    recorded = [end.recorded for end in ends if end.recorded is not None]
    return End(max(end.lo for end in ends), max(end.hi for end in ends), max(recorded, default=None))


def _period(lo: int | None, hi: int | None) -> Period | None:
    return None if lo is None or hi is None else Period.between(date.fromordinal(lo), date.fromordinal(hi))


def _counts(step: Milestone, known: date | None) -> bool:
    was_known = known is None or step.recorded_on is None or step.recorded_on.end <= known
    return was_known and step.stage is Stage.COMPLETED and not step.planned


def _has_ended(project: Project, day: date, known: date | None) -> bool:
    stage = stage_at(project, day, known_on=known).stage
    return stage is not None and stage.is_end
