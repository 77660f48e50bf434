"""Service teams: who recruits and serves, which projects, on which trips, and through which steps."""

from collections.abc import Iterable
from operator import itemgetter
from typing import Final, final

from attrs import field, frozen
from attrs.converters import optional

from zhaoshang._basics.brief import as_python
from zhaoshang._calls.guard import guard_room
from zhaoshang.errors import FieldTypeError, UnfitValueError
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.specs import RECORDED, ColumnSpec, tabled
from zhaoshang.model._fields.table import refers
from zhaoshang.model.duty import Award, Order
from zhaoshang.periods import DateLike, Period
from zhaoshang.quantities import Count
from zhaoshang.vocabulary import AssignmentRole, Direction, ServiceAid, TeamKind, TeamStatus

__all__ = [
    "Assignment",
    "Case",
    "Conditional",
    "Outreach",
    "ServiceStep",
    "ServiceTeam",
    "StepLimit",
    "StepProgress",
    "TeamMember",
]

Pause = tuple[Period, Period | None]
"""A pause of a step's clock: its first and last day; the last is `None` while it lasts."""


@final
@frozen(kw_only=True)
class TeamMember:
    """A person in a team (成员).

    Attributes:
        id: the id of the person.
        name: the name.
        role: what the person does, in words.
        rank: the official rank, in words.

    Examples:
        >>> from zhaoshang.model import TeamMember
        >>> TeamMember(id="M1", name="林某", role="组长", rank="副科级").rank
        '副科级'
    """

    id: str = field(converter=to.text)
    name: str = field(converter=to.text)
    role: str | None = field(default=None, converter=to.name)
    rank: str | None = field(default=None, converter=to.name)


@final
@frozen(kw_only=True)
class Assignment:
    """Who looks after a project (分工).

    Attributes:
        project: the id of the project.
        member: the id of the person.
        role: lead, service or leader in charge.
        since: from when.
        until: up to when.

    Examples:
        >>> from zhaoshang.model import Assignment
        >>> Assignment(project="P1", member="M1", role="service", since="2022-03").role.label("zh_CN")
        '服务专员'
    """

    project: str = field(converter=to.text, metadata=refers("projects"))
    member: str | None = field(default=None, converter=to.name)
    role: AssignmentRole = field(default=AssignmentRole.SERVICE, converter=AssignmentRole)
    since: Period | None = field(default=None, converter=to.period)
    until: Period | None = field(default=None, converter=to.period)


_GROUPS: Final = frozenset({"批次", "批", "次"})


def _groups(entry: "Outreach") -> int:
    """Say how many groups travelled: one, where that is not said, or where firms or persons are counted instead."""
    count = entry.batches
    if count is None or count.value is None or count.unit.code not in _GROUPS:
        return 1
    return int(count.value)


@final
@tabled(
    "outreach",
    ColumnSpec("^.id"),
    ColumnSpec("^.id", name="owner"),
    ColumnSpec("^.place", name="district", is_optional=True),
    ColumnSpec("direction"),
    ColumnSpec("planned", name="is_planned", is_optional=True),
    ColumnSpec("on"),
    RECORDED,
    ColumnSpec(name="batches", is_optional=True, holds="number", read=_groups),
    ColumnSpec("led_by", name="leader", is_optional=True),
    ColumnSpec("level", is_optional=True),
)
@tabled(
    "leads",
    ColumnSpec("^.^.id", name="owner"),
    ColumnSpec(name="project", holds="text", read=str),
    ColumnSpec("^.planned", name="is_planned", is_optional=True),
    ColumnSpec("^.on"),
    ColumnSpec("^.direction"),
    ColumnSpec("^.led_by", name="leader", is_optional=True),
    ColumnSpec("^.level", is_optional=True),
    rows="leads",
    is_complete=True,
)
@frozen(kw_only=True)
class Outreach:
    """A trip, a visit received or a meeting online (招商活动).

    Attributes:
        on: when.
        planned: whether it is a plan.
        direction: outbound, inbound or online.
        places: where to.
        persons: how many took part; a bare int counts 人次.
        companies: the firms met, by name or id.
        visits: how many firms were visited; a bare int counts 户次.
        batches: how many groups travelled; a bare int counts 批次.
        led_by: the person who led.
        level: the rank of who led, in words: 县处级, 乡科级.
        leads: ids of the projects that came out of it.
        note: a remark.

    Examples:
        >>> from zhaoshang.model import Outreach
        >>> Outreach(
        ...     on="2022-03", direction="outbound", places=["深圳", "合肥"], persons=12
        ... ).persons.unit.code
        '人次'
    """

    on: Period | None = field(default=None, converter=to.period)
    planned: bool = field(default=False, converter=to.flag)
    direction: Direction | None = field(default=None, converter=optional(Direction))
    places: tuple[str, ...] = field(default=(), converter=to.texts)
    persons: Count | None = field(default=None, converter=to.heads)
    companies: tuple[str, ...] = field(default=(), converter=to.texts)
    visits: Count | None = field(default=None, converter=to.visits)
    batches: Count | None = field(default=None, converter=to.batches)
    led_by: str | None = field(default=None, converter=to.name)
    level: str | None = field(default=None, converter=to.name)
    leads: tuple[str, ...] = field(default=(), converter=to.texts, metadata=refers("projects"))
    note: str = field(default="", converter=to.note)


@final
@tabled(
    "cases",
    ColumnSpec("id"),
    ColumnSpec("^.id", name="owner"),
    ColumnSpec("^.place", name="district", is_optional=True),
    ColumnSpec("category", is_optional=True),
    ColumnSpec("raised_on"),
    ColumnSpec("closed_on"),
    ColumnSpec("department", is_optional=True),
    ColumnSpec("due_on", is_optional=True),
)
@frozen(kw_only=True)
class Case:
    """A problem that a firm raised (企业诉求).

    Attributes:
        id: its id within the team.
        project: the id of the project concerned.
        investor: the id of the investor concerned.
        category: what it is about: 用地, 资金, 审批 and the like.
        department: who has to solve it (承办部门), where that is not the team.
        raised_on: when it was raised.
        due_on: by when it is to be solved.
        closed_on: when it was solved.

    Examples:
        >>> from zhaoshang.model import Case
        >>> Case(id="1", project="P1", category="用地", raised_on="2023-02-01").closed_on is None
        True
    """

    id: str = field(converter=to.text)
    project: str | None = field(default=None, converter=to.name, metadata=refers("projects"))
    investor: str | None = field(default=None, converter=to.name, metadata=refers("investors"))
    category: str | None = field(default=None, converter=to.name)
    department: str | None = field(default=None, converter=to.name)
    raised_on: Period | None = field(default=None, converter=to.period)
    due_on: Period | None = field(default=None, converter=to.period)
    closed_on: Period | None = field(default=None, converter=to.period)


@final
@frozen(kw_only=True)
class StepLimit:
    """How long a step may take (办理时限): either days or months.

    Attributes:
        days: a number of days.
        working: whether the days are working days.
        months: a number of months.

    Raises:
        ValueError: when neither or both are given.

    Examples:
        >>> from zhaoshang.model import StepLimit
        >>> StepLimit(days=5, working=True).working
        True
    """

    days: int | None = field(default=None, converter=to.whole)
    working: bool = field(default=False, converter=to.flag)
    months: int | None = field(default=None, converter=to.whole)

    def __attrs_post_init__(self) -> None:
        """Refuse a limit of nothing or of two kinds."""
        if (self.days is None) == (self.months is None):
            msg = f"days={self.days}, months={self.months}"
            raise UnfitValueError(msg, "either a number of days or a number of months")
        if self.months is not None and self.working:
            msg = f"months={self.months}, working=True"
            raise UnfitValueError(msg, "days= for working days")


def _limit(value: StepLimit | None) -> StepLimit | None:
    if value is None or type(value) is StepLimit:
        return value
    raise FieldTypeError(as_python(value), "a StepLimit, such as StepLimit(days=5, working=True)")


@final
@tabled(
    "steps",
    ColumnSpec("^.id", name="owner"),
    ColumnSpec("id", name="step"),
    ColumnSpec("limit.days", is_optional=True),
    ColumnSpec("limit.months", is_optional=True),
    ColumnSpec("limit.working", name="is_working", is_optional=True),
    ColumnSpec("department", is_optional=True),
    is_complete=True,
)
@frozen(kw_only=True)
class ServiceStep:
    """A step of service or approval that projects pass (服务环节).

    Attributes:
        id: its id within the team.
        name: its name.
        department: who is responsible.
        limit: how long it may take.
        after: ids of the steps that come before it.

    Examples:
        >>> from zhaoshang.model import ServiceStep, StepLimit
        >>> ServiceStep(
        ...     id="s2", name="环评", department="生态环境局", limit=StepLimit(days=5), after=["s1"]
        ... ).after
        ('s1',)
    """

    id: str = field(converter=to.text)
    name: str = field(converter=to.text)
    department: str | None = field(default=None, converter=to.name)
    limit: StepLimit | None = field(default=None, converter=_limit)
    after: tuple[str, ...] = field(default=(), converter=to.texts, metadata=refers("steps"))


@final
@frozen(kw_only=True)
class Conditional:
    """A step accepted on the promise of a paper that is still missing (容缺受理).

    Attributes:
        promised_on: by when the paper is promised.

    Examples:
        >>> from zhaoshang.model import Conditional
        >>> Conditional(promised_on="2022-06-30").promised_on
        Period('2022-06-30')
    """

    promised_on: Period | None = field(default=None, converter=to.period)


def _conditional(value: Conditional | None) -> Conditional | None:
    if value is None or type(value) is Conditional:
        return value
    raise FieldTypeError(as_python(value), "a Conditional")


def _paused(value: Iterable[Iterable[DateLike | None]] | None) -> tuple[Pause, ...]:
    found: list[Pause] = []
    for pause in () if value is None else value:
        ends = () if isinstance(pause, str) else tuple(pause)
        if len(ends) != 2 or ends[0] is None:
            raise FieldTypeError(as_python(pause), "a first and a last day, such as (2022-06-08, 2022-06-10)")
        first, last = Period.of(ends[0]), to.period(ends[1])
        if last is not None and last.end < first.start:
            msg = f"{first} – {last}"
            raise UnfitValueError(msg, "a last day that is not before the first; swap the two")
        found.append((first, last))
    return tuple(found)


@final
@tabled(
    "progress",
    ColumnSpec("project", name="id"),
    ColumnSpec("^.id", name="owner"),
    ColumnSpec("step"),
    ColumnSpec("accepted_on"),
    ColumnSpec("done_on", is_optional=True),
)
@tabled(
    "pauses",
    ColumnSpec("^.project", name="id"),
    ColumnSpec("^.^.id", name="owner"),
    ColumnSpec("^.step"),
    ColumnSpec(name="begun", holds="date", read=itemgetter(0)),
    ColumnSpec(name="ended", is_optional=True, holds="date", read=itemgetter(1)),
    rows="paused",
    is_complete=True,
)
@frozen(kw_only=True)
class StepProgress:
    """How far a project is with one step (办理进度).

    Attributes:
        project: the id of the project.
        step: the id of the step.
        accepted_on: when the papers were accepted.
        paused: pauses of the clock, each as first and last day, both counted; the last is `None` while it lasts.
        done_on: when it was done.
        conditional: what was promised, where it was accepted without all papers.
        aid: how it was helped along: a dry run, a simulated approval, an agent.

    Examples:
        >>> from zhaoshang.model import StepProgress
        >>> StepProgress(
        ...     project="P1", step="s1", accepted_on="2022-06-06", paused=[("2022-06-08", "2022-06-10")]
        ... ).paused
        ((Period('2022-06-08'), Period('2022-06-10')),)
    """

    project: str = field(converter=to.text, metadata=refers("projects"))
    step: str = field(converter=to.text, metadata=refers("steps"))
    accepted_on: Period | None = field(default=None, converter=to.period)
    paused: tuple[Pause, ...] = field(default=(), converter=_paused)
    done_on: Period | None = field(default=None, converter=to.period)
    conditional: Conditional | None = field(default=None, converter=_conditional)
    aid: ServiceAid | None = field(default=None, converter=optional(ServiceAid))


def _members(value: Iterable[TeamMember] | None) -> tuple[TeamMember, ...]:
    return to.items(value, TeamMember)


def _assignments(value: Iterable[Assignment] | None) -> tuple[Assignment, ...]:
    return to.items(value, Assignment)


def _outreach(value: Iterable[Outreach] | None) -> tuple[Outreach, ...]:
    return to.items(value, Outreach)


def _cases(value: Iterable[Case] | None) -> tuple[Case, ...]:
    return to.items(value, Case)


def _orders(value: Iterable[Order] | None) -> tuple[Order, ...]:
    return to.items(value, Order)


def _awards(value: Iterable[Award] | None) -> tuple[Award, ...]:
    return to.items(value, Award)


def _steps(value: Iterable[ServiceStep] | None) -> tuple[ServiceStep, ...]:
    return to.items(value, ServiceStep)


def _progress(value: Iterable[StepProgress] | None) -> tuple[StepProgress, ...]:
    return to.items(value, StepProgress)


@final
@frozen(kw_only=True)
class ServiceTeam:
    """A group, office, squad or department that recruits and serves (招商队伍).

    Attributes:
        id: its id in the ledger; a unit in charge (责任单位) is a team too.
        name: its name.
        kind: what it is.
        parent: the id of the team above it.
        since: since when it has existed.
        place: where it works; for an outpost, the city.
        code: the code of the place it governs, GB/T 2260.
        status: planned, active or closed.
        class_: the class it is ranked in; `class` in the exchange format.
        leader: the person who leads it.
        members: the persons in it.
        covers: the industries, chains and regions it covers.
        assignments: who looks after which project.
        outreach: trips, visits and online meetings.
        cases: problems that firms raised.
        steps: the steps it runs projects through.
        progress: how far projects are with them.
        orders: what it was ordered to do and has to answer.
        awards: rewards and penalties.
        tags: further labels.

    Examples:
        >>> from zhaoshang.model import ServiceTeam, TeamMember
        >>> ServiceTeam(
        ...     id="U1", name="招商一组", kind="squad", members=[TeamMember(id="M1", name="林某")]
        ... ).kind
        <TeamKind.SQUAD: 'squad'>
    """

    __repr__ = to.brief

    id: str = field(converter=to.text)
    name: str = field(converter=to.text)
    kind: TeamKind | None = field(default=None, converter=optional(TeamKind))
    parent: str | None = field(default=None, converter=to.name, metadata=refers("teams"))
    since: Period | None = field(default=None, converter=to.period)
    place: str | None = field(default=None, converter=to.name)
    code: str | None = field(default=None, converter=to.name)
    status: TeamStatus | None = field(default=None, converter=optional(TeamStatus))
    class_: str | None = field(default=None, converter=to.name)
    leader: str | None = field(default=None, converter=to.name)
    members: tuple[TeamMember, ...] = field(default=(), converter=_members)
    covers: tuple[str, ...] = field(default=(), converter=to.texts)
    assignments: tuple[Assignment, ...] = field(default=(), converter=_assignments)
    outreach: tuple[Outreach, ...] = field(default=(), converter=_outreach)
    cases: tuple[Case, ...] = field(default=(), converter=_cases)
    steps: tuple[ServiceStep, ...] = field(default=(), converter=_steps)
    progress: tuple[StepProgress, ...] = field(default=(), converter=_progress)
    orders: tuple[Order, ...] = field(default=(), converter=_orders)
    awards: tuple[Award, ...] = field(default=(), converter=_awards)
    tags: tuple[str, ...] = field(default=(), converter=to.texts)


guard_room(globals())
