"""Who serves which project: audits of assignments, coverage, hand-over, cases, and the plan of steps."""

from collections.abc import Iterable, Mapping
from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import final

from attrs import frozen

from zhaoshang._calls.guard import guard_room
from zhaoshang.calendars import CN, CalendarLike, WorkingDays, due_on, working_days
from zhaoshang.errors import ArgumentNeededError, StepCycleError
from zhaoshang.model._facts.trees import children, walk
from zhaoshang.model.fund import Fund
from zhaoshang.model.project import Project
from zhaoshang.model.team import Assignment, Case, ServiceStep, ServiceTeam, StepProgress
from zhaoshang.periods import DateLike, Period, to_date
from zhaoshang.vocabulary import AssignmentRole, FundStatus, StepState, TeamStatus

__all__ = [
    "Handover",
    "PlannedStep",
    "coverage_gaps",
    "handovers",
    "open_cases",
    "plan_steps",
    "served_by",
    "subteams",
    "workload",
]


def is_active(assignment: Assignment, day: date | None) -> bool:
    """Tell whether an assignment holds on a day."""
    if day is None:
        return assignment.until is None
    started = assignment.since is None or assignment.since.start <= day
    return started and (assignment.until is None or assignment.until.end >= day)


def served_by(
    projects: Iterable[Project],
    teams: Iterable[ServiceTeam],
    /,
    *,
    on: DateLike | None = None,
    role: AssignmentRole | str = AssignmentRole.SERVICE,
) -> Mapping[str, tuple[str, ...]]:
    """List for every project the members that serve it on a day (一项目一专员).

    Args:
        projects: the projects to audit.
        teams: the teams whose assignments count.
        on: the day; without one, assignments that have not ended count.
        role: the role that counts.

    Returns:
        The ids of the members by project, each once; an assignment without a member counts as its team.

    Examples:
        >>> from zhaoshang.model import Assignment, Project, ServiceTeam, served_by
        >>> team = ServiceTeam(id="U1", name="甲", assignments=[Assignment(project="P1", member="M1")])
        >>> served_by([Project(id="P1", name="一"), Project(id="P2", name="二")], [team])
        {'P1': ('M1',), 'P2': ()}
    """
    wanted, day = AssignmentRole(role), None if on is None else to_date(on)
    found: dict[str, dict[str, None]] = {project.id: {} for project in projects}
    for team in teams:
        for assignment in team.assignments:
            if assignment.project in found and assignment.role is wanted and is_active(assignment, day):
                found[assignment.project][assignment.member or team.id] = None
    return {project: tuple(members) for project, members in found.items()}


def workload(team: ServiceTeam, /, *, on: DateLike | None = None) -> Mapping[str, int]:
    """Count the projects that each member of a team looks after on a day, members without any included.

    Args:
        team: the team.
        on: the day; without one, assignments that have not ended count.

    Returns:
        The number of projects by the id of the member; a project with two roles counts once.

    Examples:
        >>> from zhaoshang.model import Assignment, ServiceTeam, TeamMember, workload
        >>> team = ServiceTeam(
        ...     id="U1",
        ...     name="甲",
        ...     members=[TeamMember(id="M1", name="林"), TeamMember(id="M2", name="陈")],
        ...     assignments=[Assignment(project="P1", member="M1"), Assignment(project="P2", member="M1")],
        ... )
        >>> workload(team)
        {'M1': 2, 'M2': 0}
    """
    day = None if on is None else to_date(on)
    projects: dict[str, set[str]] = {member.id: set() for member in team.members}
    for assignment in team.assignments:
        if assignment.member is not None and is_active(assignment, day):
            projects.setdefault(assignment.member, set()).add(assignment.project)
    return {member: len(found) for member, found in projects.items()}


def _covered(record: ServiceTeam | Fund | Project) -> Iterable[str]:
    if isinstance(record, Project):
        return record.regions
    if record.status in (TeamStatus.PLANNED, FundStatus.PLANNED) or record.status is TeamStatus.CLOSED:
        return ()  # a fund is closed once its money is raised, and goes on
    return record.covers if isinstance(record, ServiceTeam) else (str(stage) for stage in record.stages)


def coverage_gaps(
    records: Iterable[ServiceTeam | Fund | Project], wanted: Iterable[str], /
) -> tuple[str, ...]:
    """List what nobody covers: industries, chains or regions of teams, stages of funds, regions that projects serve.

    Teams that are planned or closed, and funds that are planned, do not count; one without a status does.

    Args:
        records: the teams, the funds or the projects.
        wanted: what has to be covered.

    Returns:
        What nobody covers, in the given order.

    Examples:
        >>> from zhaoshang.model import ServiceTeam, coverage_gaps
        >>> coverage_gaps([ServiceTeam(id="U1", name="甲", covers=["石墨烯"])], ["石墨烯", "医疗器械"])
        ('医疗器械',)
    """
    covered = {place for record in records for place in _covered(record)}
    return tuple(place for place in wanted if place not in covered)


@final
@frozen(kw_only=True)
class Handover:
    """A project passes from one team to the next (环节接力).

    Attributes:
        project: the id of the project.
        from_team: the id of the team that had it.
        to_team: the id of the team that takes it.
        on: when the next team takes it; `None` where not known.
        gap_days: days between that nobody answers for; 0 where they follow or overlap, `None` where not known.

    Examples:
        >>> from zhaoshang.model import Assignment, ServiceTeam, handovers
        >>> teams = [
        ...     ServiceTeam(
        ...         id="招商办", name="招商办", assignments=[Assignment(project="P1", until="2022-03-31")]
        ...     ),
        ...     ServiceTeam(
        ...         id="前期办", name="前期办", assignments=[Assignment(project="P1", since="2022-04-01")]
        ...     ),
        ... ]
        >>> (step,) = handovers(teams, "P1")
        >>> step.from_team, step.to_team, step.on, step.gap_days
        ('招商办', '前期办', Period('2022-04-01'), 0)
    """

    project: str
    from_team: str
    to_team: str
    on: Period | None
    gap_days: int | None


def handovers(teams: Iterable[ServiceTeam], project: str, /) -> tuple[Handover, ...]:
    """Follow a project from team to team, in order of time.

    Args:
        teams: the teams whose assignments count.
        project: the id of the project.

    Returns:
        One entry for each change of team; assignments without a start come first.

    Examples:
        >>> from zhaoshang.model import Assignment, ServiceTeam, handovers
        >>> desk = Assignment(project="P1", since="2022-01-01", until="2022-03-31")
        >>> early = Assignment(project="P1", since="2022-04-11")
        >>> teams = [
        ...     ServiceTeam(id="前期办", name="前期办", assignments=[early]),
        ...     ServiceTeam(id="招商办", name="招商办", assignments=[desk]),
        ... ]
        >>> [(step.from_team, step.to_team, step.gap_days) for step in handovers(teams, "P1")]
        [('招商办', '前期办', 10)]
    """
    held = [
        (assignment, team.id)
        for team in teams
        for assignment in team.assignments
        if assignment.project == project
    ]
    held.sort(key=lambda pair: pair[0].since.start if pair[0].since else date.min)
    found = []
    for (before, old), (after, new) in pairwise(held):
        if old != new:
            gap = None
            if before.until is not None and after.since is not None:
                gap = max(0, (after.since.start - before.until.end).days - 1)
            found.append(Handover(project=project, from_team=old, to_team=new, on=after.since, gap_days=gap))
    return tuple(found)


def open_cases(
    teams: Iterable[ServiceTeam], /, *, on: DateLike | None = None, overdue: bool = False
) -> tuple[Case, ...]:
    """List the cases that are raised and not closed on a day.

    Args:
        teams: the teams whose cases count.
        on: the day; without one, cases without a closing date are open.
        overdue: whether to keep only those whose due day has passed; this needs `on`.

    Raises:
        ValueError: when overdue cases are asked for without a day.

    Examples:
        >>> from zhaoshang.model import Case, ServiceTeam, open_cases
        >>> case = Case(id="1", raised_on="2022-02-01", due_on="2022-02-10")
        >>> team = ServiceTeam(id="U1", name="甲", cases=[case])
        >>> len(open_cases([team], on="2022-02-05")), len(open_cases([team], on="2022-02-05", overdue=True))
        (1, 0)
    """
    day = None if on is None else to_date(on)
    if day is None:
        if overdue:
            raise ArgumentNeededError("on", "open_cases")
        return tuple(case for team in teams for case in team.cases if case.closed_on is None)
    return tuple(
        case
        for team in teams
        for case in team.cases
        if (case.raised_on is None or case.raised_on.start <= day)
        and (case.closed_on is None or case.closed_on.start > day)
        and (not overdue or (case.due_on is not None and case.due_on.end < day))
    )


def subteams(teams: Iterable[ServiceTeam], root: str, /) -> tuple[ServiceTeam, ...]:
    """List the teams below a team, at every depth, in the given order.

    Args:
        teams: the teams to look through.
        root: the id of the team above, which is not listed itself.

    Examples:
        >>> from zhaoshang.model import ServiceTeam, subteams
        >>> teams = [ServiceTeam(id="A", name="领导小组"), ServiceTeam(id="B", name="专班", parent="A")]
        >>> [team.id for team in subteams(teams, "A")]
        ['B']
    """
    known = tuple(teams)
    below = {place for _, place in walk(children((team.id, team.parent) for team in known), root)}
    return tuple(team for team in known if team.id in below and team.id != root)


@final
@frozen(kw_only=True)
class PlannedStep:
    """A step in the plan of a project.

    Attributes:
        step: the step itself.
        starts_on: when its papers were accepted, or the first day on which they can be.
        due_on: the last day in time; `None` where it has no limit or its clock stands still.
        done_on: the last day by which it was done, where it was.
        state: waiting, running, overdue, done or done late.
        waits_for: ids of the steps before it that are not done.

    Examples:
        >>> from zhaoshang.model import ServiceStep, ServiceTeam, StepLimit, StepProgress, plan_steps
        >>> steps = [
        ...     ServiceStep(id="site", name="选址", limit=StepLimit(days=5)),
        ...     ServiceStep(id="eia", name="环评", after=["site"]),
        ... ]
        >>> progress = [StepProgress(project="P1", step="site", accepted_on="2022-06-06")]
        >>> team = ServiceTeam(id="U1", name="审批局", steps=steps, progress=progress)
        >>> site, eia = plan_steps(team, "P1", start="2022-06-01", as_of="2022-06-15")
        >>> str(site.due_on), site.state.label("zh_CN"), eia.state.label("zh_CN"), eia.waits_for
        ('2022-06-11', '超期未办结', '待办', ('site',))
    """

    step: ServiceStep
    starts_on: date | None
    due_on: date | None
    done_on: date | None
    state: StepState
    waits_for: tuple[str, ...]


def plan_steps(
    team: ServiceTeam,
    project: str,
    /,
    *,
    start: DateLike,
    as_of: DateLike | None = None,
    calendar: CalendarLike = CN,
) -> tuple[PlannedStep, ...]:
    """Plan the steps of service or approval for a project: order by dependency, department, due day.

    A step can start on the day the last step before it was done, or is due; its limit runs from there, or from the
    day its papers were accepted. A step that waits for one without a due day has none either.

    Args:
        team: the team whose steps and progress count.
        project: the id of the project.
        start: the day on which the first steps can start.
        as_of: today; without it nothing is overdue.
        calendar: the working days.

    Returns:
        The steps, each after those it waits for; among equals, in the order of the team.

    Raises:
        StepCycleError: when steps wait for each other in a circle.
        UnpublishedYearError: when a limit in working days runs into a year that is not known.

    Examples:
        >>> from zhaoshang.model import ServiceStep, ServiceTeam, StepLimit, plan_steps
        >>> team = ServiceTeam(
        ...     id="U1",
        ...     name="代办",
        ...     steps=[
        ...         ServiceStep(id="eia", name="环评", limit=StepLimit(days=10), after=["site"]),
        ...         ServiceStep(id="site", name="选址", limit=StepLimit(days=5, working=True)),
        ...     ],
        ... )
        >>> [(found.step.id, str(found.due_on)) for found in plan_steps(team, "P1", start="2022-06-06")]
        [('site', '2022-06-13'), ('eia', '2022-06-23')]
    """
    today, first = None if as_of is None else to_date(as_of), to_date(start)
    progress = {entry.step: entry for entry in team.progress if entry.project == project}
    days = working_days(calendar)
    found: dict[str, PlannedStep] = {}
    for step in _in_order(team.steps):
        before = [found[name] for name in step.after if name in found]
        entry = progress.get(step.id)
        span = _span(step, entry, before, first, days)
        found[step.id] = _planned(step, entry, before, span, today)
    return tuple(found.values())


def _in_order(steps: Iterable[ServiceStep]) -> list[ServiceStep]:
    by_id = {step.id: step for step in steps}
    sorter = TopologicalSorter(
        {step.id: [name for name in step.after if name in by_id] for step in by_id.values()}
    )
    try:
        sorter.prepare()
    except CycleError as error:
        raise StepCycleError(tuple(error.args[1])) from None
    places = {name: place for place, name in enumerate(by_id)}
    ordered = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=places.__getitem__)
        ordered += [by_id[name] for name in ready]
        sorter.done(*ready)
    return ordered


def _span(
    step: ServiceStep,
    entry: StepProgress | None,
    before: list[PlannedStep],
    start: date,
    calendar: WorkingDays,
) -> tuple[date | None, date | None]:
    """Give the first day of a step and the last day in time."""
    ends = [item.done_on or item.due_on for item in before]
    known = [end for end in ends if end is not None]
    begins = None if len(known) < len(ends) else max([start, *known])
    if entry is not None and entry.accepted_on is not None:
        begins = entry.accepted_on.end
    if begins is None or step.limit is None:
        return begins, None
    paused = entry.paused if entry is not None else ()
    # pyright takes an attrs field with a converter for no property
    return begins, due_on(begins, step.limit, paused=paused, calendar=calendar)  # pyright: ignore[reportArgumentType]


def _planned(
    step: ServiceStep,
    entry: StepProgress | None,
    before: list[PlannedStep],
    span: tuple[date | None, date | None],
    today: date | None,
) -> PlannedStep:
    begins, due = span
    is_accepted = entry is not None and entry.accepted_on is not None
    done = entry.done_on.end if entry is not None and entry.done_on is not None else None
    if done is not None:
        state = StepState.DONE_LATE if due is not None and done > due else StepState.DONE
    elif today is not None and due is not None and is_accepted and today > due:
        state = StepState.OVERDUE
    else:
        state = StepState.RUNNING if is_accepted else StepState.WAITING
    return PlannedStep(
        step=step,
        starts_on=begins,
        due_on=due,
        done_on=done,
        state=state,
        waits_for=tuple(item.step.id for item in before if item.done_on is None),
    )


guard_room(globals())
