"""The history of a project as it holds: which records a correction took back, and what a stage says of earlier ones.

This is the one home of corrections, falls and implied stages: the lifecycle, the tables that KPIs read, the ledger and
the checks ask here.
"""

from collections.abc import Iterable, Mapping
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
    after a correction, it does not touch.

    Args:
        project: the project.
        known: the day; everything on record where absent.
    """
    if not is_corrected(project):
        return _NOTHING
    records = records_of(project)
    history = _History(
        records,
        [
            place
            for place, record in enumerate(records)
            if _is_known(record, known) and not (isinstance(record, Milestone) and record.planned)
        ],
    )
    replaced: set[int] = set()
    contradicted: set[int] = set()
    kept: set[int] = set()
    by: dict[int, int] = {}
    for place in history.corrections:
        record = records[place]
        stood = history.replaced(place)
        if stood is not None:
            replaced.add(stood)
            by[stood] = place
            history.take(stood)
        if not (record.stage.is_main or record.stage.is_end):
            continue
        for other in history.in_its_way(place):
            is_gone = _is_taken_back(records, other, place)
            if is_gone:
                contradicted.add(other)
                by[other] = place
                history.take(other)
            elif is_gone is None:
                kept.add(other)
    return Withdrawn(frozenset(replaced), frozenset(contradicted), frozenset(kept - by.keys()), by)


@final
class _History:
    """The records that no correction has taken back yet, by stage: a correction looks at the few that it may be about.

    Long histories of one stage are entered again and again by machines, so what is asked of every pair is kept as
    plain numbers beside the records.
    """

    def __init__(self, records: tuple[Record, ...], there: list[int]) -> None:
        self._records = records
        self._entered = [
            0 if record.recorded_on is None else record.recorded_on.end.toordinal() for record in records
        ]
        self._corrects = [record.correction for record in records]
        self._left: dict[Stage, dict[int, None]] = {}
        for place in there:
            self._left.setdefault(records[place].stage, {})[place] = None
        self.corrections = [place for place in there if self._corrects[place]]

    def take(self, place: int) -> None:
        """Leave a record out that a correction has taken back."""
        del self._left[self._records[place].stage][place]

    def replaced(self, place: int) -> int | None:
        """Find the record that a correction stands in for: the last recorded, and of equals the last listed before it."""
        record, entered = self._records[place], self._entered
        same = self._before(self._left[record.stage], place) if record.stage in self._left else []
        if record.reporter is not None:
            same = [other for other in same if self._records[other].reporter == record.reporter] or same
        same = [other for other in same if other < place] or same
        return max(same, key=lambda other: (entered[other], other), default=None)

    def in_its_way(self, place: int) -> list[int]:
        """List the records that a correction of a main stage or an end may take back, as they were entered."""
        stage = self._records[place].stage
        return sorted(
            other
            for each, left in self._left.items()
            if each.is_end or each is Stage.TRIAL or (each.is_main and each.rank > stage.rank)
            for other in self._before(left, place)
        )

    def _before(self, places: Iterable[int], place: int) -> list[int]:
        """List the records that a correction can be about: not those that were surely entered after it.

        Days of record decide; where they do not, a record may stand anywhere in the list, but of two corrections the
        one listed first came first.
        """
        entered, corrects, now = self._entered, self._corrects, self._entered[place]
        return [
            other
            for other in places
            if (
                entered[other] < now
                if now and entered[other] and entered[other] != now
                else other < place or not corrects[other]
            )
        ]


def _is_known(record: Record, known: date | None) -> bool:
    return known is None or record.recorded_on is None or record.recorded_on.end <= known


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
