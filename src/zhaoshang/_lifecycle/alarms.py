"""Deadlines and alarms: what is due by when, what is late, and who hears of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, final

from attrs import field, frozen

from zhaoshang._lifecycle import walk as at
from zhaoshang._lifecycle.graph import Index, Lifecycle
from zhaoshang._lifecycle.standard import ANQING, GARZE, JIANGMEN, LIFECYCLE, WUHAN
from zhaoshang._lifecycle.walk import State, take
from zhaoshang.calendars import CN, CalendarLike, Limit, LimitLike, Pause, WorkingDays, due_on, working_days
from zhaoshang.ledger import Ledger
from zhaoshang.model import Milestone, Project, ServiceTeam
from zhaoshang.periods import DateLike, Period, to_date
from zhaoshang.references import Reference
from zhaoshang.vocabulary import Stage, Term, Track


class DeadlineState(Term):
    """How a step stands to its time limit (办理状态)."""

    ON_TIME = "on_time", "按时办结", "on time"
    LATE = "late", "超时办结", "late"
    RUNNING = "running", "办理中", "running"
    OVERDUE = "overdue", "已超时", "overdue"


@final
@frozen(kw_only=True)
class Deadline:
    """A time limit in a case at hand.

    Attributes:
        due_on: the last day in time; `None` while a pause without an end keeps it open.
        state: how it stands.
        days_over: the calendar days past the due day, at the day it was done or asked about; negative before it.
        is_sure: whether the dates are exact enough to say; otherwise the last day of a coarse date decided.
    """

    due_on: date | None
    state: DeadlineState
    days_over: int | None
    is_sure: bool = True


def deadline(
    start: DateLike,
    limit: LimitLike,
    /,
    *,
    as_of: DateLike,
    paused: Iterable[Pause] = (),
    done_on: DateLike | None = None,
    calendar: CalendarLike = CN,
) -> Deadline:
    """Judge a time limit (限时办结): when it was due, and whether that was kept.

    The start day and paused days are not counted. What was done after `as_of` counts as not done yet.

    Args:
        start: when the clock started, such as the day of acceptance.
        limit: how long it runs: days, working days or months.
        as_of: today; of a coarse date, its last day.
        paused: stretches in which the clock stood still (补件, 公示, 专家评审), first and last day; the last is `None`
            while it lasts.
        done_on: when it was done.
        calendar: the working days.

    Returns:
        The due day and the state.

    Raises:
        UnpublishedYearError: when the limit is in working days and runs into a year that is not known.

    Examples:
        >>> from zhaoshang.lifecycle import deadline
        >>> found = deadline(
        ...     "2022-09-28",
        ...     {"days": 5, "working": True},
        ...     paused=[("2022-09-30", "2022-10-09")],
        ...     done_on="2022-10-14",
        ...     as_of="2022-10-31",
        ... )
        >>> found.due_on, found.state.label("zh_CN"), found.days_over
        (datetime.date(2022, 10, 13), '超时办结', 1)
    """
    today = to_date(as_of)
    due = due_on(start, limit, paused=paused, calendar=working_days(calendar))
    done = None if done_on is None else Period.of(done_on)
    if done is not None and done.end > today:
        done = None
    is_sure = Period.of(start).is_day and (done is None or due is None or done.end <= due or done.start > due)
    day = today if done is None else done.end
    is_over = due is not None and day > due
    if done is None:
        state = DeadlineState.OVERDUE if is_over else DeadlineState.RUNNING
    else:
        state = DeadlineState.LATE if is_over else DeadlineState.ON_TIME
    return Deadline(
        due_on=due, state=state, days_over=None if due is None else (day - due).days, is_sure=is_sure
    )


class AlarmLevel(Term):
    """How urgent an alarm is (预警级别)."""

    AMBER = "amber", "黄色预警", "amber"
    RED = "red", "红色预警", "red"


class AlarmKind(Term):
    """What an alarm rule watches (预警类型)."""

    STAGE = "stage", "阶段停留", "time in a stage"
    STEP = "step", "节点时限", "time from one stage to another"
    PLANNED = "planned", "计划节点", "planned date"
    PROMISE = "promise", "容缺补件", "promised paper"
    SERVICE = "service", "办理环节", "service step"


def _limit(value: LimitLike | None) -> Limit | None:
    return None if value is None else Limit.of(value)


def _stage(value: str | None) -> Stage | None:
    return None if value is None else Stage(value)


def _texts(value: Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _tracks(value: Iterable[str] | None) -> frozenset[Track] | None:
    return None if value is None else frozenset(Track(track) for track in value)


@final
@frozen(kw_only=True)
class AlarmRule:
    """One time limit that is watched (时限规则).

    Attributes:
        code: a short name.
        zh: what it says, in Chinese.
        en: what it says, in English.
        kind: what it watches.
        limit: how long it may take; for plans and promises, the days of grace.
        stage: the stage in which the clock runs (`stage`), or from which (`step`), or that is planned (`planned`, all
            of them when left out).
        until: stages or papers that stop the clock, any of them (`step`).
        tracks: the tracks it holds for; `None` for all.
        tag: it holds only for projects with this tag.
        warn_days: how many days before the due day it turns amber; `None` for never.
        references: where it is written.

    Examples:
        >>> from zhaoshang.lifecycle import RULES
        >>> [rule.code for rule in RULES if rule.kind == "stage"]
        ['planned_45', 'talks_30', 'signed_20']
    """

    code: str
    zh: str
    en: str
    kind: AlarmKind = field(converter=AlarmKind)
    limit: Limit | None = field(default=None, converter=_limit)
    stage: Stage | None = field(default=None, converter=_stage)
    until: tuple[str, ...] = field(default=(), converter=_texts)
    tracks: frozenset[Track] | None = field(default=None, converter=_tracks)
    tag: str | None = None
    warn_days: int | None = None
    references: tuple[Reference, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a rule that lacks what its kind needs."""
        needs_stage = self.kind in {AlarmKind.STAGE, AlarmKind.STEP}
        if needs_stage and (self.limit is None or self.stage is None):
            msg = f"the rule {self.code} watches a {self.kind}: give stage= and limit="
            raise ValueError(msg)
        if self.kind is AlarmKind.STEP and not self.until:
            msg = f"the rule {self.code} never ends: give the stages or papers it waits for, until="
            raise ValueError(msg)

    def holds_for(self, project: Project) -> bool:
        """Tell whether a project falls under the rule, by track and tag."""
        return (self.tracks is None or project.track in self.tracks) and (
            self.tag is None or self.tag in project.tags
        )


def _rule(
    code: str, kind: AlarmKind, zh: str, en: str, *references: Reference, **details: object
) -> AlarmRule:
    return AlarmRule(code=code, kind=kind, zh=zh, en=en, references=references, **details)  # type: ignore[arg-type]


RULES: Final[tuple[AlarmRule, ...]] = (
    _rule(
        "planned_45", AlarmKind.STAGE, "谋划超过45天", "planned for more than 45 days", WUHAN,
        stage="planned", limit=45, warn_days=7,
    ),
    _rule(
        "talks_30", AlarmKind.STAGE, "在谈超过30天", "in talks for more than 30 days", WUHAN,
        stage="negotiating", limit=30, warn_days=7,
    ),
    _rule(
        "signed_20", AlarmKind.STAGE, "签约后20天未推进", "signed and nothing more for 20 days", WUHAN,
        stage="signed", limit=20, warn_days=5,
    ),
    _rule(
        "lead_judged", AlarmKind.STEP, "线索7天内研判反馈", "a lead is judged and answered within a week", JIANGMEN,
        stage="lead", until=("negotiating", "intent", "signed", "rejected"), limit=7, warn_days=2,
    ),
    _rule(
        "land_3_months", AlarmKind.STEP, "签约后3个月内取得存量土地", "stock land within 3 months of signing", ANQING,
        stage="signed", until=("landed", "started", "land_contract", "land_payment"), limit={"months": 3},
        tracks=("land",), warn_days=15,
    ),
    _rule(
        "land_filing_2_months", AlarmKind.STEP, "新增用地2个月内申报", "new land is applied for within 2 months", ANQING,
        stage="signed", until=("land_review", "landed", "started"), limit={"months": 2}, tracks=("land",),
        tag="新增用地", warn_days=15,
    ),
    _rule(
        "plant_2_months", AlarmKind.STEP, "标准厂房2个月内开工", "a standard plant is started within 2 months", ANQING,
        stage="signed", until=("started", "trial", "producing"), limit={"months": 2}, tracks=("leased_plant",),
        warn_days=15,
    ),
    _rule(
        "start_6_months", AlarmKind.STEP, "供地后6个月未开工", "not started 6 months after the land was supplied", GARZE,
        stage="landed", until=("started", "completed", "producing"), limit={"months": 6}, tracks=("land",),
        warn_days=30,
    ),
    _rule(
        "plan_missed", AlarmKind.PLANNED, "计划节点未完成", "a planned date has passed", warn_days=7,
    ),
    _rule(
        "paper_promised", AlarmKind.PROMISE, "容缺材料未补齐", "a promised paper is due", warn_days=5,
    ),
    _rule(
        "service_step", AlarmKind.SERVICE, "环节限时办结", "a service step runs against its limit", warn_days=1,
    ),
)  # fmt: skip
"""The time limits that are watched unless others are passed; a city adds its own beside them."""


@final
@frozen(kw_only=True)
class Alarm:
    """Something that is late, or will be soon (预警).

    Attributes:
        project: the id of the project.
        rule: the code of the rule.
        level: red once the due day has passed, amber before.
        stage: the stage of the project, or the stage planned.
        due_on: the last day in time.
        days_over: calendar days past it; 0 or less while it is amber.
        owner: the id of the unit in charge, or of the team that owes the step.
        subject: the paper or the service step, where it is about one.
        zh: what is wrong, in Chinese.
        en: what is wrong, in English.
    """

    project: str
    rule: str
    level: AlarmLevel
    stage: Stage | None
    due_on: date
    days_over: int
    owner: str | None = None
    subject: str = ""
    zh: str = field(default="", eq=False)
    en: str = field(default="", eq=False)

    def render(self, locale: str = "en") -> str:
        """Write the alarm as one line.

        Examples:
            >>> from datetime import date, datetime, time
            >>> from zhaoshang.lifecycle import Alarm, AlarmLevel
            >>> alarm = Alarm(
            ...     project="P1",
            ...     rule="talks_30",
            ...     level=AlarmLevel.RED,
            ...     stage=None,
            ...     due_on=date(2022, 4, 19),
            ...     days_over=1,
            ...     zh="在谈超过30天",
            ... )
            >>> alarm.render("zh_CN")
            'P1：红色预警，在谈超过30天，应于2022-04-19前，逾期1天'
        """
        if locale.lower().startswith("zh"):
            late = f"逾期{self.days_over}天" if self.days_over > 0 else f"还剩{-self.days_over}天"
            about = f"({self.subject})" if self.subject else ""
            return f"{self.project}：{self.level.zh}，{self.zh}{about}，应于{self.due_on}前，{late}"
        late = f"{self.days_over} days over" if self.days_over > 0 else f"{-self.days_over} days left"
        about = f" ({self.subject})" if self.subject else ""
        return f"{self.project}: {self.level.en}, {self.en}{about}, due {self.due_on}, {late}"


class _Case:
    """One project on the day asked about."""

    __slots__ = ("calendar", "holds", "project", "state", "today")

    def __init__(self, project: Project, today: date, calendar: WorkingDays, index: Index) -> None:
        self.project, self.today, self.calendar = project, today, calendar
        self.state = State()
        self.holds: list[Pause] = []
        for step in project.history:
            if step.planned or (step.on is not None and step.on.end > today):
                continue
            hold = self.state.overlays.get(Stage.ON_HOLD)
            take(self.state, step, index, project.track)
            if step.stage is Stage.RESUMED and hold is not None and hold.on and step.on:
                self._hold(hold.on, step.on)
        hold = self.state.overlays.get(Stage.ON_HOLD)
        if hold is not None and hold.on is not None:
            self._hold(hold.on, None)

    def _hold(self, first: Period, last: Period | None) -> None:
        """Note a pause; the day of resuming counts again."""
        if last is None:
            self.holds.append((first.start, None))
        elif last.end > first.start:
            self.holds.append((first.start, date.fromordinal(last.end.toordinal() - 1)))

    def judge(
        self,
        rule: AlarmRule,
        due: date | None,
        *,
        stage: Stage | None = None,
        owner: str | None = None,
        subject: str = "",
    ) -> Iterator[Alarm]:
        """Give an alarm where a due day has passed, or is near."""
        if due is None:
            return
        over = (self.today - due).days
        if over <= 0 and (rule.warn_days is None or over < -rule.warn_days):
            return
        yield Alarm(
            project=self.project.id,
            rule=rule.code,
            level=AlarmLevel.RED if over > 0 else AlarmLevel.AMBER,
            stage=stage or self.state.stage,
            due_on=due,
            days_over=over,
            owner=owner or self.project.owner,
            subject=subject,
            zh=rule.zh,
            en=rule.en,
        )

    def due(self, start: Period | None, limit: Limit | None) -> date | None:
        """Find the due day of a clock that stands still on hold."""
        if start is None or limit is None:
            return None
        return due_on(start.end, limit, paused=self.holds, calendar=self.calendar)


def _stage_alarms(case: _Case, rule: AlarmRule) -> Iterator[Alarm]:
    if case.state.stage is rule.stage and case.state.step is not None:
        yield from case.judge(rule, case.due(case.state.step.on, rule.limit))


def _step_alarms(case: _Case, rule: AlarmRule) -> Iterator[Alarm]:
    start = None if rule.stage is None else case.state.reached.get(rule.stage)
    if start is not None and not _is_met(case, rule.until):
        yield from case.judge(rule, case.due(start.on, rule.limit))


def _is_met(case: _Case, until: tuple[str, ...]) -> bool:
    """Tell whether a stage or a paper waited for is there by the day; a later stage stands for an earlier one."""
    waited = [at.RANK[Stage(code)] for code in until if code in at.RANK]
    present = case.state.stage
    if present is not None and present in at.MAIN and waited and at.RANK[present] >= min(waited):
        return True
    return any(
        step.stage in until or not set(until).isdisjoint(step.evidence)
        for step in case.project.history
        if not step.planned and (step.on is None or step.on.end <= case.today)
    )


def _planned_alarms(case: _Case, rule: AlarmRule) -> Iterator[Alarm]:
    plans: dict[Stage, Milestone] = {}
    for step in case.project.history:
        if step.planned and step.on is not None and rule.stage in (None, step.stage):
            plans[step.stage] = step  # the last plan for a stage replaces the earlier ones
    for stage, plan in plans.items():
        if plan.on is not None and stage not in case.state.reached and not _is_met(case, (stage,)):
            yield from case.judge(rule, case.due(plan.on, rule.limit or _NO_GRACE), stage=stage)


def _promise_alarms(case: _Case, rule: AlarmRule) -> Iterator[Alarm]:
    steps = [
        step
        for step in case.project.history
        if not step.planned and (step.on is None or step.on.end <= case.today)
    ]
    papers = {code for step in steps for code in step.evidence}
    for step in steps:
        for paper in step.promised:
            if paper.due_on is not None and paper.evidence not in papers:
                due = due_on(paper.due_on.end, rule.limit or _NO_GRACE, calendar=case.calendar)
                yield from case.judge(rule, due, stage=step.stage, subject=paper.evidence)


_NO_GRACE: Final = Limit(days=0)

_INTERPRETERS: Final[Mapping[AlarmKind, Callable[[_Case, AlarmRule], Iterator[Alarm]]]] = {
    AlarmKind.STAGE: _stage_alarms,
    AlarmKind.STEP: _step_alarms,
    AlarmKind.PLANNED: _planned_alarms,
    AlarmKind.PROMISE: _promise_alarms,
}


def _service_alarms(
    teams: Iterable[ServiceTeam], cases: Mapping[str, _Case], rules: list[AlarmRule]
) -> Iterator[Alarm]:
    for team in teams:
        steps = {step.id: step for step in team.steps}
        for progress in team.progress:
            found, case = steps.get(progress.step), cases.get(progress.project)
            start = progress.accepted_on
            if found is None or case is None or start is None or start.end > case.today:
                continue
            if progress.done_on is not None and progress.done_on.end <= case.today:
                continue
            step, owner = found, found.department or team.id
            promised = progress.conditional.promised_on if progress.conditional else None
            for rule in rules:
                if not rule.holds_for(case.project):
                    continue
                if rule.kind is AlarmKind.PROMISE:
                    due = None if promised is None else due_on(promised, rule.limit or _NO_GRACE)
                elif step.limit is None:
                    due = None
                else:
                    # pyright takes an attrs field with a converter for no property
                    due = due_on(start, step.limit, paused=progress.paused, calendar=case.calendar)  # pyright: ignore[reportArgumentType]
                yield from case.judge(rule, due, owner=owner, subject=step.name)


def alarms(
    ledger: Ledger,
    /,
    *,
    as_of: DateLike | None = None,
    limits: Mapping[str, LimitLike] | None = None,
    rules: Iterable[AlarmRule] = RULES,
    calendar: CalendarLike = CN,
    lifecycle: Lifecycle = LIFECYCLE,
) -> tuple[Alarm, ...]:
    """Find everything that is late or nearly so on a day (逾期预警).

    Time on hold does not count, and projects that have ended raise no alarm. A coarse date counts from its last day,
    so that nothing is called late that may be in time.

    Args:
        ledger: the projects and the teams that serve them.
        as_of: today; by default the date of the ledger.
        limits: how long a project may stay in each stage, instead of the default rules: `{"negotiating": 30}`. They
            give red alarms only.
        rules: the time limits watched.
        calendar: the working days.
        lifecycle: the graph to go by.

    Returns:
        The alarms, by project in the order of the ledger, then by rule; those of service steps come last.

    Raises:
        ValueError: when there is no date.
        UnpublishedYearError: when a limit in working days runs into a year that is not known.

    Examples:
        >>> from zhaoshang import Project
        >>> from zhaoshang.ledger import Ledger
        >>> from zhaoshang.lifecycle import alarms
        >>> from zhaoshang.model import Milestone
        >>> project = Project(
        ...     id="P1", name="甲", milestones=[Milestone(stage="negotiating", on="2022-03-20")]
        ... )
        >>> (alarm,) = alarms(Ledger(projects=[project]), as_of="2022-04-20", limits={"negotiating": 30})
        >>> alarm.stage.value, alarm.days_over
        ('negotiating', 1)
    """
    today = as_of or ledger.as_of
    if today is None:
        msg = "alarms need a day: pass as_of=, or give the ledger one"
        raise ValueError(msg)
    watched = [] if limits is not None and rules is RULES else list(rules)
    for stage, limit in (limits or {}).items():
        name = Stage(stage)
        watched.append(
            _rule(
                f"limit_{name}",
                AlarmKind.STAGE,
                f"{name.zh}超时",
                f"too long {name.en}",
                stage=name,
                limit=limit,
            )
        )
    plain = [(rule, _INTERPRETERS[rule.kind]) for rule in watched if rule.kind is not AlarmKind.SERVICE]
    service = [rule for rule in watched if rule.kind in {AlarmKind.SERVICE, AlarmKind.PROMISE}]
    found: list[Alarm] = []
    cases: dict[str, _Case] = {}
    day, days = to_date(today), working_days(calendar)
    for project in ledger.projects:
        case = _Case(project, day, days, lifecycle.index)
        if case.state.is_ended:
            continue
        if service and ledger.teams:
            cases[project.id] = case
        for rule, interpret in plain:
            if rule.holds_for(project):
                found.extend(interpret(case, rule))
    found.extend(_service_alarms(ledger.teams, cases, service))
    return tuple(found)
