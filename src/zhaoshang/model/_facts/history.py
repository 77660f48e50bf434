"""The history of a project as it holds: which records a correction took back, and what a stage says of earlier ones.

This is the one home of corrections, plans, falls and implied stages: the lifecycle, the tables that KPIs read, the ledger and
the checks ask here.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar, final

from attrs import evolve, frozen

from zhaoshang.model._facts.corrections import Record, Uncorrected
from zhaoshang.model.steps import Agreement, Milestone
from zhaoshang.periods import Period
from zhaoshang.vocabulary import Stage

if TYPE_CHECKING:
    from zhaoshang.model.project import Project


@final
@frozen
class Withdrawn:
    """What corrections did to the records of a project.

    Attributes:
        replaced: the places, in `records_of`, of records in whose stead a correction stands.
        contradicted: the places of later stages, ends and trial runs that a correction took back.
        kept: the places of later stages without a date, which stay.
        by: the place of the correction that took each of them back.
    """

    replaced: frozenset[int] = frozenset()
    contradicted: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()
    by: Mapping[int, int] = {}

    @property
    def gone(self) -> frozenset[int]:
        """The places of all records that never were."""
        return self.replaced | self.contradicted


_NOTHING: Final = Withdrawn()


def records_of(project: "Project") -> tuple[Record, ...]:
    """List agreements and then milestones, as they were entered."""
    return (*project.agreements, *project.milestones)


def is_plan(record: Record) -> bool:
    """Whether a record says what was planned, and nothing that was done."""
    return isinstance(record, Milestone) and record.planned


def is_corrected(project: "Project") -> bool:
    """Whether any record of a project is a correction."""
    for step in project.milestones:
        if step.correction:
            return True
    for paper in project.agreements:  # noqa: SIM110 - asked of every project: a generator would take twice as long
        if paper.correction:
            return True
    return False


def withdrawn(project: "Project", known: date | None = None) -> Withdrawn:
    """Tell what corrections did to the records that were known on a day.

    A correction stands in for one record of its own stage: the last recorded, by the same reporter where one is named.
    One of a main stage takes back the later stages and trial runs whose dates begin before it: who sets a stage to a
    day of August knows of the later one that is dated August. One of a main stage or of an end takes back other ends
    that do not lie surely after it, for after an end nothing goes on. What was recorded
    after a correction, it does not touch. A corrected plan stands in for a plan of its stage alone.

    Args:
        project: the project.
        known: the day; everything on record where absent.
    """
    if not is_corrected(project):
        return _NOTHING
    records = records_of(project)
    known_of = [place for place, record in enumerate(records) if _is_known(record, known)]
    done = [place for place in known_of if not is_plan(records[place])]
    history = Uncorrected(records, done)
    replaced: set[int] = set()
    contradicted: set[int] = set()
    kept: set[int] = set()
    by: dict[int, int] = {}
    for place in history.corrections:
        record = records[place]
        history.look_from(place)
        stood = history.replaced(place)
        if stood is not None:
            replaced.add(stood)
            by[stood] = place
            history.take(stood)
        if not (record.stage.is_main or record.stage.is_end):
            continue
        gone, undated = history.taken_back(place)
        kept.update(undated)
        for other in gone:
            contradicted.add(other)
            by[other] = place
            history.take(other)
    plans = Uncorrected(records, [place for place in known_of if is_plan(records[place])])
    for (
        place
    ) in plans.corrections:  # of what was planned, one date stands in for another, and no more follows
        plans.look_from(place)
        stood = plans.replaced(place)
        if stood is not None:
            replaced.add(stood)
            by[stood] = place
            plans.take(stood)
    return Withdrawn(frozenset(replaced), frozenset(contradicted), frozenset(kept - by.keys()), by)


def taken_back(project: "Project") -> tuple[Record, ...]:
    """List the records that a correction took back, one in whose stead it stands among them."""
    records = records_of(project)
    return tuple(records[place] for place in sorted(withdrawn(project).gone))


def replaced_by(project: "Project", correction: Record) -> Record | None:
    """Find the record in whose stead a correction stands."""
    records, found = records_of(project), withdrawn(project)
    return next((records[place] for place in found.replaced if records[found.by[place]] is correction), None)


def _is_known(record: Record, known: date | None) -> bool:
    return known is None or record.recorded_on is None or record.recorded_on.end <= known


def surely_before(one: Period | None, other: Period | None) -> bool:
    """Tell whether all of a date lies before all of another; a date that is not known is before none."""
    return one is not None and other is not None and one.end < other.start


def standing(project: "Project", known: date | None = None) -> "Project":
    """Give the history that holds: without what corrections took back, and with corrections as records like others.

    A project without corrections is given as it is.

    Args:
        project: the project.
        known: the day whose knowledge is replayed; what was recorded later is left in, but takes nothing back.
    """
    if not is_corrected(project):
        return project
    found = withdrawn(project, known)
    gone, papers = found.gone, project.agreements
    return evolve(
        project,
        agreements=[_plain(paper) for place, paper in enumerate(papers) if place not in gone],
        milestones=[
            _plain(step) for place, step in enumerate(project.milestones, len(papers)) if place not in gone
        ],
    )


def first_of(dates: Iterable[Period | None]) -> Period | None:
    """Give when the first of several came: no earlier than any begins, no later than any ends."""
    known = [on for on in dates if on is not None]
    if not known:
        return None
    start, end = min(on.start for on in known), min(on.end for on in known)
    return next((on for on in known if (on.start, on.end) == (start, end)), Period(start, end))


def planned_for(project: "Project", known: date | None = None) -> dict[Stage, Period]:
    """Tell for when each stage is planned: of plans that stand side by side the first, as of steps that were done.

    Only a correction replaces a plan; a stage planned without a date is not told.

    Args:
        project: the project.
        known: the day whose knowledge is replayed.
    """
    plans: dict[Stage, list[Period]] = {}
    for step in standing(project, known).milestones:
        if step.planned and step.on is not None and _is_known(step, known):
            plans.setdefault(step.stage, []).append(step.on)
    return {stage: on for stage, dates in plans.items() if (on := first_of(dates)) is not None}


R = TypeVar("R", Agreement, Milestone)


def _plain(record: R) -> R:
    return evolve(record, correction=False) if record.correction else record
