"""What was known on a day: records made later are left out."""

from datetime import date
from typing import TypeVar

from attrs import evolve

from zhaoshang.ledger import Ledger
from zhaoshang.model import Agreement, Arrival, Lease, Milestone, Outcome, Park, Project
from zhaoshang.periods import DateLike, to_date

T = TypeVar("T", Project, Ledger)


def as_known_on(what: T, day: DateLike, /) -> T:
    """Rebuild what was known on a day, so that a figure published then can be worked out again.

    Milestones, agreements, arrivals, outcomes and leases recorded later are left out; a record without a date of
    record was always known. Other attributes are as they are now.

    Args:
        what: a project or a ledger.
        day: the day; of a coarse date, its last day.

    Returns:
        The same object where nothing was recorded later.

    Examples:
        >>> from zhaoshang.lifecycle import as_known_on
        >>> from zhaoshang.model import Milestone, Project
        >>> late = Milestone(stage="started", on="2022-06-20", recorded_on="2022-07-06")
        >>> project = Project(id="P1", name="甲", milestones=[late])
        >>> (
        ...     as_known_on(project, "2022-06-30").milestones,
        ...     as_known_on(project, "2022-07").milestones == (late,),
        ... )
        ((), True)
    """
    known = to_date(day)
    if isinstance(what, Project):
        return _project_known(what, known)
    return evolve(
        what,
        projects=[_project_known(project, known) for project in what.projects],
        parks=[_park_known(park, known) for park in what.parks],
    )


R = TypeVar("R", Agreement, Milestone, Arrival, Outcome, Lease)


def _kept(records: tuple[R, ...], known: date) -> tuple[R, ...]:
    """Leave out what was recorded later; the same tuple where nothing was."""
    for record in records:
        if record.recorded_on is not None and record.recorded_on.end > known:
            return tuple(one for one in records if one.recorded_on is None or one.recorded_on.end <= known)
    return records


def _project_known(project: Project, known: date) -> Project:
    agreements, milestones = _kept(project.agreements, known), _kept(project.milestones, known)
    arrivals, outcomes = _kept(project.arrivals, known), _kept(project.outcomes, known)
    if (
        agreements is project.agreements
        and milestones is project.milestones
        and arrivals is project.arrivals
        and outcomes is project.outcomes
    ):
        return project
    return evolve(project, agreements=agreements, milestones=milestones, arrivals=arrivals, outcomes=outcomes)


def _park_known(park: Park, known: date) -> Park:
    kept = _kept(park.leases, known)
    return park if kept is park.leases else evolve(park, leases=kept)
