"""The history of a project as it holds: which records a correction took back, and what a stage says of earlier ones.

This is the one home of corrections, falls and implied stages: the lifecycle, the tables that KPIs read, the ledger and
the checks ask here.
"""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar, final

from attrs import evolve, frozen

from zhaoshang.model.steps import Agreement, Milestone
from zhaoshang.vocabulary import Stage

if TYPE_CHECKING:
    from zhaoshang.model.project import Project
    from zhaoshang.periods import Period

Record = Agreement | Milestone

_TRIAL_SHOWS: Final = Stage.STARTED
"""A trial run follows works that were begun; production and completion may come before or after it."""


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


def date_of(record: Record) -> "Period | None":
    """Give the day that a record is dated by."""
    return record.on if isinstance(record, Milestone) else record.signed_on


def is_corrected(project: "Project") -> bool:
    """Whether any record of a project is a correction."""
    for step in project.milestones:
        if step.correction:
            return True
    return any(paper.correction for paper in project.agreements)


def withdrawn(project: "Project", known: date | None = None) -> Withdrawn:
    """Tell what corrections did to the records that were known on a day.

    A correction stands in for one record of its own stage: the last recorded, by the same reporter where one is named.
    One of a main stage takes back the later stages and trial runs whose dates begin before it: who sets a stage to a
    day of August knows of the later one that is dated August. One of a main stage or of an end takes back other ends
    that do not lie surely after it, for after an end nothing goes on. What was recorded
    after a correction, it does not touch.

    Args:
        project: the project.
        known: the day; everything on record where absent.
    """
    if not is_corrected(project):
        return _NOTHING
    records = records_of(project)
    there = [
        place
        for place, record in enumerate(records)
        if _is_known(record, known) and not (isinstance(record, Milestone) and record.planned)
    ]
    replaced: set[int] = set()
    contradicted: set[int] = set()
    kept: set[int] = set()
    by: dict[int, int] = {}
    for place in there:
        record = records[place]
        if not record.correction:
            continue
        before = [
            other
            for other in there
            if other not in by and other != place and _may_touch(records, other, place)
        ]
        stood = _replaced(records, place, before)
        if stood is not None:
            replaced.add(stood)
            by[stood] = place
        if not (record.stage.is_main or record.stage.is_end):
            continue
        for other in before:
            if other == stood:
                continue
            is_gone = _is_taken_back(records, other, place)
            if is_gone:
                contradicted.add(other)
                by[other] = place
            elif is_gone is None:
                kept.add(other)
    return Withdrawn(frozenset(replaced), frozenset(contradicted), frozenset(kept - by.keys()), by)


def _is_known(record: Record, known: date | None) -> bool:
    return known is None or record.recorded_on is None or record.recorded_on.end <= known


def _may_touch(records: tuple[Record, ...], other: int, place: int) -> bool:
    """Tell whether a correction can be about a record: not about one that was surely entered after it.

    Days of record decide; where they do not, a record may stand anywhere in the list, but of two corrections the one
    listed first came first.
    """
    one, correction = records[other], records[place]
    was, now = (None if each.recorded_on is None else each.recorded_on.end for each in (one, correction))
    if was is not None and now is not None and was != now:
        return was < now
    return other < place or not one.correction


def _replaced(records: tuple[Record, ...], place: int, before: list[int]) -> int | None:
    """Find the record that a correction stands in for: the last recorded, and of equals the last listed before it."""
    record = records[place]
    same = [other for other in before if records[other].stage is record.stage]
    if record.reporter is not None:
        same = [other for other in same if records[other].reporter == record.reporter] or same
    same = [other for other in same if other < place] or same

    def entered(other: int) -> tuple[date, int]:
        on = records[other].recorded_on
        return (date.min if on is None else on.end, other)

    return max(same, key=entered, default=None)


def _is_taken_back(records: tuple[Record, ...], other: int, place: int) -> bool | None:
    """Tell whether a correction takes a record of another stage back; `None` of a later one without a date, which stays."""
    record, one = records[place], records[other]
    on, was = date_of(record), date_of(one)
    if one.stage.is_end:
        if surely_before(was, on):
            return True
        is_listed_before = other < place or type(one) is not type(record)
        return is_listed_before and not surely_before(on, was)
    if not record.stage.is_main or on is None:
        return False
    if one.stage is Stage.TRIAL:
        is_later = record.stage.rank <= _TRIAL_SHOWS.rank
    else:
        is_later = one.stage.is_main and one.stage.rank > record.stage.rank
    if not is_later:
        return False
    return None if was is None else was.start < on.start


def surely_before(one: "Period | None", other: "Period | None") -> bool:
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


R = TypeVar("R", Agreement, Milestone)


def _plain(record: R) -> R:
    return evolve(record, correction=False) if record.correction else record
