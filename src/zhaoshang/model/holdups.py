"""Where the steps of service stand still: which step of which department holds projects up."""

from collections.abc import Iterable
from typing import final

from attrs import frozen

from zhaoshang._calls.guard import guard_room
from zhaoshang.calendars import CN, CalendarLike
from zhaoshang.model.service import PlannedStep, plan_steps
from zhaoshang.model.team import ServiceTeam
from zhaoshang.periods import DateLike, to_date
from zhaoshang.vocabulary import StepState

__all__ = ["Bottleneck", "bottlenecks"]

_OPEN = frozenset({StepState.RUNNING, StepState.OVERDUE})


@final
@frozen(kw_only=True)
class Bottleneck:
    """A step that projects are held up at (堵点).

    Attributes:
        team: the id of the team that runs the step.
        step: the id of the step.
        name: its name.
        department: who is responsible.
        projects: ids of the projects that are at it.
        overdue: ids of those that are past its limit.
        blocked: how many steps of these projects wait for it, directly or through others.
        days_over: the days of the one that is longest over; 0 where none is.

    Examples:
        >>> from zhaoshang.model import ServiceStep, ServiceTeam, StepLimit, StepProgress, bottlenecks
        >>> steps = [
        ...     ServiceStep(id="site", name="选址", department="资规局", limit=StepLimit(days=5)),
        ...     ServiceStep(id="eia", name="环评", department="生态局", after=["site"]),
        ... ]
        >>> progress = [StepProgress(project="P1", step="site", accepted_on="2022-06-01")]
        >>> team = ServiceTeam(id="U1", name="代办中心", steps=steps, progress=progress)
        >>> (found,) = bottlenecks([team], as_of="2022-06-10")
        >>> found.name, found.department, found.overdue, found.blocked, found.days_over
        ('选址', '资规局', ('P1',), 1, 4)
    """

    team: str
    step: str
    name: str
    department: str | None
    projects: tuple[str, ...]
    overdue: tuple[str, ...]
    blocked: int
    days_over: int


def bottlenecks(
    teams: Iterable[ServiceTeam], /, *, as_of: DateLike, calendar: CalendarLike = CN
) -> tuple[Bottleneck, ...]:
    """Find the steps that hold projects up on a day, the worst first (堵点分析).

    A project takes part as soon as any of its steps was accepted; its plan begins on the first of these days.

    Args:
        teams: the teams with their steps and how far projects are with them.
        as_of: the day.
        calendar: the working days.

    Returns:
        The steps that projects are at: those with most overdue first, then with most steps waiting, then the longest
        over.

    Raises:
        StepCycleError: when steps wait for each other in a circle.
        UnpublishedYearError: when a limit in working days runs into a year that is not known.

    Examples:
        >>> from zhaoshang.model import ServiceTeam, bottlenecks
        >>> bottlenecks([ServiceTeam(id="U1", name="代办中心")], as_of="2022-06-10")
        ()
    """
    today = to_date(as_of)
    found: list[Bottleneck] = []
    for team in teams:
        at: dict[str, list[tuple[str, PlannedStep, int]]] = {}
        starts: dict[str, list[DateLike]] = {}
        for entry in team.progress:
            if entry.accepted_on is not None and entry.accepted_on.start <= today:
                starts.setdefault(entry.project, []).append(entry.accepted_on.start)
        for project, days in starts.items():
            plan = plan_steps(team, project, start=min(map(to_date, days)), as_of=today, calendar=calendar)
            for item in plan:
                if item.state in _OPEN:
                    at.setdefault(item.step.id, []).append((project, item, _waiting(plan, item.step.id)))
        for step in team.steps:
            held = at.get(step.id)
            if held:
                late = [(project, item) for project, item, _ in held if item.state is StepState.OVERDUE]
                over = [(today - item.due_on).days for _, item in late if item.due_on is not None]
                found.append(
                    Bottleneck(
                        team=team.id,
                        step=step.id,
                        name=step.name,
                        department=step.department,
                        projects=tuple(project for project, *_ in held),
                        overdue=tuple(project for project, _ in late),
                        blocked=sum(waiting for *_, waiting in held),
                        days_over=max(over, default=0),
                    )
                )
    return tuple(sorted(found, key=lambda each: (-len(each.overdue), -each.blocked, -each.days_over)))


def _waiting(plan: Iterable[PlannedStep], step: str) -> int:
    """Count the steps that come after one, directly or through others, and are not done."""
    behind = {step}
    for item in plan:  # each stands after those that it waits for
        if not behind.isdisjoint(item.waits_for):
            behind.add(item.step.id)
    return len(behind) - 1


guard_room(globals())
