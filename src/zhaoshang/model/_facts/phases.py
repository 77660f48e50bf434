"""The tree of projects and their phases: which projects are one, whose amounts are added, when the whole is completed.

This is the one home of what phases say of their project: the tables that KPIs read, alarms and reviews ask here.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import ne
from typing import TYPE_CHECKING, Final, NamedTuple, final

from attrs import evolve

from zhaoshang._basics.cached import cached_property
from zhaoshang.model._facts.history import planned_for, standing
from zhaoshang.model.steps import Milestone
from zhaoshang.periods import Period
from zhaoshang.vocabulary import Stage

if TYPE_CHECKING:
    from zhaoshang.model.project import Project

PHASES: Final = frozenset({"phase", "part"})
Span = tuple[int | None, int | None]


def root_rows(projects: "Iterable[Project]") -> list[int]:
    """Give the row of the project that each phase or part belongs to, and of every other project its own."""
    listed = list(projects)
    rows = {project.id: row for row, project in enumerate(listed)}
    above = [rows.get(each.parent or "") if each.relation in PHASES else None for each in listed]
    found: list[int | None] = [row if parent is None else None for row, parent in enumerate(above)]
    circling: set[int] = set()
    for row in range(len(listed)):
        at, passed = row, dict[int, None]()
        while found[at] is None and at not in passed:
            passed[at] = None
            at = above[at] or 0
        root = None if at in passed or at in circling else found[at]
        circling.update(passed if root is None else ())
        for each in passed:
            found[each] = each if root is None else root
    return [row if root is None else root for row, root in enumerate(found)]


@final
class PhaseTree:
    """The projects of a ledger with their phases, and phases of those, however deep.

    Attributes:
        roots: the row of the project that each belongs to; of one that is no phase its own.
    """

    def __init__(self, projects: "Collection[Project]") -> None:
        self._all = projects
        self._ends: dict[date | None, dict[int, PhaseEnd]] = {}
        self._completions: dict[tuple[date, date | None], dict[int, Span]] = {}
        is_flat = PHASES.isdisjoint({project.relation for project in projects})
        self.roots: Sequence[int] = range(len(projects)) if is_flat else root_rows(projects)

    @cached_property
    def projects(self) -> "Sequence[Project]":
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

    @cached_property
    def downwards(self) -> list[int]:
        """The rows of all phases, each behind the one that it stands under."""
        found = [row for root in self.members for row in self.children[root]]
        for row in found:
            found += self.children.get(row, ())
        return found

    def below(self, row: int) -> Iterator[int]:
        """List the rows that stand under one, at every depth."""
        waiting = [*reversed(self.children.get(row, ()))] if self.has_phases else []
        while waiting:
            child = waiting.pop()
            yield child
            waiting += reversed(self.children.get(child, ()))

    def above(self, row: int) -> Iterator[int]:
        """List the rows that a phase stands under, the nearest first and the project that it belongs to last."""
        above = self.parent(row)
        while above is not None:
            yield above
            above = self.parent(above)

    def one_with(self, id_: str) -> "tuple[Project, ...]":
        """List what is one with a project or phase: all under it, at every depth, and what it stands under itself."""
        if not self.has_phases:
            return ()
        row = self._rows[id_]
        return tuple(self.projects[each] for each in (*self.below(row), *self.above(row)))

    @cached_property
    def phases(self) -> list[int]:
        """The rows of all phases, in the ledger's order."""
        return [row for row, root in enumerate(self.roots) if root != row]

    def skips(self, name: str) -> list[bool]:
        """Say of each phase whether its amount is left out of the sum, for one above it or those below it speak."""
        is_silent = [getattr(project, name) is None for project in self.projects]
        is_spoken_for: dict[int, bool] = {}
        for row in self.downwards:
            above = self._rows[self.projects[row].parent or ""]
            is_phase = self.roots[above] != above
            is_spoken_for[row] = is_phase and (is_spoken_for[above] or not is_silent[above])
        return [is_spoken_for[row] or (is_silent[row] and row in self.children) for row in self.phases]

    def whole(self, row: int) -> "Project":
        """Give a project with the records of all its phases."""
        if row not in self.members:
            return self.projects[row]
        listed = [self.projects[member] for member in self.members[row]]
        return evolve(
            self.projects[row],
            agreements=tuple(paper for each in listed for paper in each.agreements),
            milestones=tuple(step for each in listed for step in each.milestones),
        )

    def present(self, row: int, day: date, known: date | None, *, with_above: bool = False) -> "Project":
        """Give a project with the records that say where it stands: one phase completed is a start of the whole.

        It has ended by its own record, with what it is a phase of, or once all its phases have.

        Args:
            row: the row of the project, or of a phase.
            day: the day on which it stands, by which phases had ended or not.
            known: the day whose knowledge is replayed.
            with_above: whether what a phase stands under speaks for it with all that it came to.
        """
        above, below = list(self.above(row)), list(self.below(row))
        if not (above or below):
            return self.projects[row]
        first = standing(self.projects[row], known)
        heads = [standing(self.projects[each], known) for each in above]
        phases = [standing(self.projects[each], known) for each in below]
        steps = [*first.milestones]
        steps += (step for each in heads for step in each.milestones if with_above or step.stage.is_end)
        completes = not any(_counts(step, known) for step in steps)
        shown = list(self.shown(row, day, known, completes=completes))
        spoken = heads if with_above else ()
        return evolve(
            first,
            agreements=tuple(paper for each in (first, *spoken, *phases) for paper in each.agreements),
            milestones=(
                *steps,
                *(step for each in phases for step in of_the_whole(each.milestones, day)),
                *shown,
            ),
        )

    def shown(self, row: int, day: date, known: date | None, *, completes: bool) -> Iterator[Milestone]:
        """Give the steps that only all phases under a row show together: that it was completed, and that it has ended.

        Args:
            row: the row.
            day: the day, by which phases had ended or not.
            known: the day whose knowledge is replayed.
            completes: whether nothing else tells of its completion.
        """
        span = self.completed(row, day, known) if completes else None
        if span is not None:
            yield Milestone(stage=Stage.COMPLETED, on=_period(*span))
        last = self.last_end(row, self.ends(known)) if row in self.children else None
        if last is not None:
            yield last.step

    def planned(self, row: int, stage: Stage, day: date, known: date | None) -> Period | None:
        """Say for when a stage is planned: what is first reached by the first plan, what all have to reach by the last.

        Of several plans in one record the first holds; phases that had ended by the day plan nothing while another lives.
        """
        over = {each for each, end in self.ends(known).items() if end.hi <= day.toordinal()}
        rows = self.members.get(row, [row])
        living = [each for each in rows if each not in over]
        plans = {}
        for each in living if len(living) > 1 or len(rows) == 1 else rows:
            on = planned_for(self.projects[each], known).get(stage)
            if on is not None:
                plans[each] = on
        if stage is not Stage.COMPLETED:
            return min(plans.values(), key=lambda on: on.end, default=None)
        return plans.get(row) or max(plans.values(), key=lambda on: on.end, default=None)

    def holders(self, row: int, name: str) -> "list[Project]":
        """Say whose list speaks for a project: its own, or where it has none those of its phases."""
        own = self.projects[row]
        if getattr(own, name) or row not in self.members:
            return [own]
        return [self.projects[member] for member in self.members[row]]

    # ends ------------------------------------------------------------------------------------------------------

    def ends(self, known: date | None) -> "dict[int, PhaseEnd]":
        """Say when phases ended: by their own record, with one above them, or once all below them had.

        Args:
            known: the day whose knowledge is replayed.
        """
        if known not in self._ends:
            found: dict[int, PhaseEnd] = {}
            for row in reversed(self.downwards):
                end = self._end(row, known, found)
                if end is not None:
                    found[row] = end
            for row in self.downwards:
                parent = self.parent(row)
                if parent is not None and parent in found:
                    found[row] = min(found[parent], found.get(row, found[parent]), key=lambda end: end[:2])
            self._ends[known] = found
        return self._ends[known]

    def last_end(self, row: int, ends: "Mapping[int, PhaseEnd]") -> "PhaseEnd | None":
        """Say when the last of the phases under a row ended; `None` while one lives."""
        there = [ends.get(child) for child in self.children[row]]
        return None if None in there else _last([end for end in there if end is not None])

    def _end(self, row: int, known: date | None, found: "Mapping[int, PhaseEnd]") -> "PhaseEnd | None":
        """Say when a phase ended by its own record, or through those below it."""
        steps = standing(self.projects[row], known).milestones
        own = [PhaseEnd.of(step) for step in steps if step.stage.is_end and _is_known(step, known)]
        if own:
            return min(own, key=lambda end: end[:2])
        return self.last_end(row, found) if row in self.children else None

    # completion ------------------------------------------------------------------------------------------------

    def completed(self, row: int, day: date, known: date | None) -> Span | None:
        """Say when the phases of a project had all been completed, but for those that ended; `None` if they are not."""
        if (day, known) not in self._completions:
            self._completions[day, known] = self._work_out(day, known)
        return self._completions[day, known].get(row)

    def _work_out(self, day: date, known: date | None) -> dict[int, Span]:
        """Find when the phases of each row had all been completed: each by its own record, else through its phases."""
        ends, through, found = self.ends(known), dict[int, Span](), dict[int, Span]()
        for row in (*reversed(self.downwards), *self.members):
            live = [
                child
                for child in self.children.get(row, ())
                if child not in ends or ends[child].hi > day.toordinal()
            ]
            if live and all(child in through for child in live):
                found[row] = _all_of([through[child] for child in live])
            steps = [step.on for step in self.projects[row].milestones if _counts(step, known)]
            if steps:
                through[row] = _first_of(steps)
            elif row in found:
                through[row] = found[row]
        return found


def of_the_whole(steps: Iterable[Milestone], day: date) -> Iterator[Milestone]:
    """Give the steps of a phase as steps of what it stands under: its completion is a start, and its end is its own."""
    for step in steps:
        if step.stage.is_end:
            continue
        if step.stage is not Stage.COMPLETED or step.planned:
            yield step
        elif step.on is None or step.on.start <= day:
            yield evolve(step, stage=Stage.STARTED)


def _all_of(spans: Sequence[Span]) -> Span:
    """Give when the last of several came."""
    dated = [(lo, hi) for lo, hi in spans if lo is not None and hi is not None]
    if len(dated) < len(spans):
        return None, None
    return max(lo for lo, _ in dated), max(hi for _, hi in dated)


def _first_of(dates: Sequence[Period | None]) -> Span:
    """Give when the first of several came."""
    there = [on for on in dates if on is not None]
    if not there:
        return None, None
    return min(on.start for on in there).toordinal(), min(on.end for on in there).toordinal()


class PhaseEnd(NamedTuple):
    """When a phase ended, and when that was recorded, as day numbers, and how."""

    lo: int
    hi: int
    recorded: int | None
    stage: Stage

    @classmethod
    def of(cls, step: Milestone) -> "PhaseEnd":
        """Read a record of an end; one without a date is held to have been before any day asked about."""
        recorded = None if step.recorded_on is None else step.recorded_on.end.toordinal()
        if step.on is None:
            return cls(_UNDATED_END, _UNDATED_END, recorded, step.stage)
        return cls(step.on.start.toordinal(), step.on.end.toordinal(), recorded, step.stage)

    @property
    def days(self) -> Span:
        """The first and the last day that it may have been, where it has a date."""
        return (None, None) if self.hi == _UNDATED_END else (self.lo, self.hi)

    @property
    def step(self) -> Milestone:
        """The end as a record."""
        return Milestone(
            stage=self.stage, on=_period(*self.days), recorded_on=_period(self.recorded, self.recorded)
        )


_UNDATED_END: Final = 1


def _last(ends: Sequence[PhaseEnd]) -> PhaseEnd:
    """Give the end by which all of several had ended."""
    recorded = max((end.recorded for end in ends if end.recorded is not None), default=None)
    last = max(ends, key=lambda end: end[:2])
    return last._replace(hi=max(end.hi for end in ends), recorded=recorded)


def _period(lo: int | None, hi: int | None) -> Period | None:
    return None if lo is None or hi is None else Period.between(date.fromordinal(lo), date.fromordinal(hi))


def _is_known(step: Milestone, known: date | None) -> bool:
    """Tell whether a step was done, as known on a day."""
    return not step.planned and _was_known(step, known)


def _was_known(step: Milestone, known: date | None) -> bool:
    return known is None or step.recorded_on is None or step.recorded_on.end <= known


def _counts(step: Milestone, known: date | None) -> bool:
    return step.stage is Stage.COMPLETED and _is_known(step, known)
