"""Alarms: what is late, or will be soon, and who is in charge of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Final, Literal, NamedTuple, final

from attrs import field, frozen

from zhaoshang._basics.brief import as_python
from zhaoshang._basics.cached import cached_property
from zhaoshang._lifecycle.attainment import Attainment, phases_attained
from zhaoshang._lifecycle.commitments import CommitmentState, payments_by_commitment, statuses
from zhaoshang._lifecycle.graph import Index, Lifecycle
from zhaoshang._lifecycle.rules import RULES, AlarmKind, AlarmRule
from zhaoshang._lifecycle.standard import LIFECYCLE
from zhaoshang._lifecycle.terms import standing_terms
from zhaoshang._lifecycle.walk import State, done, shown_by, take
from zhaoshang._text.messages import Label, say
from zhaoshang.calendars import CN, CalendarLike, Limit, LimitLike, Pause, WorkingDays, due_on, working_days
from zhaoshang.errors import ArgumentNeededError, FieldTypeError
from zhaoshang.ledger import Ledger
from zhaoshang.model import Case, Milestone, Order, Project, ServiceTeam
from zhaoshang.model._facts.history import planned_for, standing
from zhaoshang.model._facts.phases import PhaseTree
from zhaoshang.model._fields.amounts import STAGE_TERMS
from zhaoshang.periods import DateLike, Period, to_date
from zhaoshang.vocabulary import Stage, Term


class AlarmLevel(Term):
    """How urgent an alarm is (预警级别): amber (黄色) up to the due day, red (红色) after it.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.lifecycle import AlarmLevel, alarms
        >>> from zhaoshang.model import Milestone
        >>> talks = Project(id="P1", name="甲", milestones=[Milestone(stage="negotiating", on="2022-03-20")])
        >>> for day in ("2022-04-18", "2022-04-20"):
        ...     (alarm,) = alarms(Ledger(projects=[talks]), as_of=day)
        ...     print(alarm.days_over, alarm.level is AlarmLevel.RED, alarm.level.label("zh_CN"))
        -1 False 黄色预警
        1 True 红色预警
    """

    AMBER = "amber", "黄色预警", "amber"
    RED = "red", "红色预警", "red"


@final
@frozen(kw_only=True)
class Alarm:
    """Something that is late, or will be soon (预警).

    Attributes:
        project: the id of the project; empty where an order or a case is about none.
        rule: the code of the rule.
        level: red once the due day has passed, amber before.
        stage: the stage of the project, or the stage planned.
        due_on: the last day in time.
        days_over: calendar days past it; 0 or less while it is amber.
        owner: the id of the unit in charge, or of the team that owes the step.
        subject: the paper or the service step, where it is about one.
        zh: what is wrong, in Chinese.
        en: what is wrong, in English.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.lifecycle import alarms
        >>> from zhaoshang.model import Milestone
        >>> plan = Milestone(stage="started", on="2022-06", planned=True)
        >>> project = Project(id="P1", name="甲", owner="U1", milestones=[plan])
        >>> (alarm,) = alarms(Ledger(projects=[project]), as_of="2022-07-03")
        >>> alarm.rule, alarm.stage.value, alarm.due_on.isoformat(), alarm.days_over, alarm.owner
        ('plan_missed', 'started', '2022-06-30', 3, 'U1')
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

        Args:
            locale: the language: any `zh` for Chinese, `en` for English.

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
        is_late = self.days_over > 0
        return say(
            "alarm.said",
            locale,
            who=self.project or self.owner,
            level=self.level,
            rule=Label(self.zh, self.en),
            about=say("alarm.about", locale, subject=self.subject) if self.subject else "",
            due=self.due_on,
            late=say("alarm.late" if is_late else "alarm.left", locale, days=abs(self.days_over)),
        )


class _ProjectDay:
    """One project on the day asked about."""

    def __init__(
        self,
        project: Project,
        *,
        today: date,
        calendar: WorkingDays,
        index: Index,
        present: Callable[[], Project] | None,
        attained: Attainment | None,
    ) -> None:
        """Begin.

        Args:
            project: the project, with the plans and promises that are its own.
            today: the day.
            calendar: the working days.
            index: the graph to go by.
            present: gives the project with all records that say where it stands, where others have some.
            attained: what a phase came to with all that is one with it; of any other project its records tell.
        """
        self.project, self.today, self.calendar = standing(project), today, calendar
        self._present, self._index = present, index
        self.is_phase = attained is not None
        self.attained = Attainment.of(self._steps, today) if attained is None else attained

    @cached_property
    def _steps(self) -> tuple[Milestone, ...]:
        return tuple(done(standing(self.project if self._present is None else self._present()).history))

    @cached_property
    def _walked(self) -> tuple[State, list[Pause]]:
        """Where it stands, and when it was on hold."""
        state, holds = State(), list[Pause]()
        for step in done(self._steps, self.today):
            hold = state.overlays.get(Stage.ON_HOLD)
            take(state, step, self._index, self.project.track)
            if step.stage is Stage.RESUMED and hold is not None and hold.on and step.on:
                holds += _pause(hold.on, step.on)
        hold = state.overlays.get(Stage.ON_HOLD)
        if hold is not None and hold.on is not None:
            holds += _pause(hold.on, None)
        return state, holds

    @property
    def state(self) -> State:
        """Where it stands."""
        return self._walked[0]

    @property
    def is_ended(self) -> bool:
        """Whether it is over."""
        return self.attained.is_ended if self.is_phase else self.state.is_ended

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
        yield from _ringing(
            rule,
            due,
            self.today,
            project=self.project.id,
            stage=stage or self.state.stage,
            owner=owner or self.project.owner,
            subject=subject,
        )

    def due(self, start: Period | None, limit: Limit | None) -> date | None:
        """Find the due day of a clock that stands still on hold."""
        if start is None or limit is None:
            return None
        holds = self._walked[1] if Stage.ON_HOLD in self.attained.stages else ()
        return due_on(start, limit, paused=holds, calendar=self.calendar)

    def grace(self, promised: Period | None, rule: AlarmRule) -> date | None:
        """Find the due day of a paper, which does not wait for a hold to end."""
        return None if promised is None else due_on(promised, rule.limit or _NO_GRACE, calendar=self.calendar)


def _pause(first: Period, last: Period | None) -> list[Pause]:
    """Give the pause of a hold; the day of resuming counts again."""
    if last is None:
        return [(first.start, None)]
    return [(first.start, date.fromordinal(last.end.toordinal() - 1))] if last.end > first.start else []


def _ringing(
    rule: AlarmRule,
    due: date | None,
    today: date,
    *,
    project: str,
    stage: Stage | None,
    owner: str | None,
    subject: str,
) -> Iterator[Alarm]:
    """Give an alarm where a due day has passed, or is near."""
    if due is None:
        return
    over = (today - due).days
    if over <= 0 and (rule.warn_days is None or over < -rule.warn_days):
        return
    yield Alarm(
        project=project,
        rule=rule.code,
        level=AlarmLevel.RED if over > 0 else AlarmLevel.AMBER,
        stage=stage,
        due_on=due,
        days_over=over,
        owner=owner,
        subject=subject,
        zh=rule.zh,
        en=rule.en,
    )


def _stage_alarms(case: _ProjectDay, rule: AlarmRule) -> Iterator[Alarm]:
    if case.state.stage is rule.stage and case.state.step is not None:
        yield from case.judge(rule, case.due(case.state.step.on, rule.limit))


def _step_alarms(case: _ProjectDay, rule: AlarmRule) -> Iterator[Alarm]:
    start = None if rule.stage is None else case.state.reached.get(rule.stage)
    if start is not None and not case.attained.meets(rule.until):
        yield from case.judge(rule, case.due(start.on, rule.limit))


def _planned_alarms(case: _ProjectDay, rule: AlarmRule) -> Iterator[Alarm]:
    for stage, on in planned_for(case.project).items():
        if rule.stage in (None, stage) and not case.attained.meets((stage,)):
            yield from case.judge(rule, case.due(on, rule.limit or _NO_GRACE), stage=stage)


def _promise_alarms(case: _ProjectDay, rule: AlarmRule) -> Iterator[Alarm]:
    for step in done(case.project.history, case.today):
        for paper in step.promised:
            if paper.due_on is not None and paper.evidence not in case.attained.papers:
                due = case.grace(paper.due_on, rule)
                yield from case.judge(rule, due, stage=step.stage, subject=paper.evidence)


def _term_alarms(case: _ProjectDay, rule: AlarmRule) -> Iterator[Alarm]:
    """Watch the stages that agreements promise by a day, as later papers left them."""
    for term in standing_terms(case.project, as_of=case.today):
        if not term.is_date or term.period is None:
            continue
        stage = Stage(STAGE_TERMS[term.measure])
        if not case.attained.meets(tuple(shown_by(stage, trial_counts=True))):
            yield from case.judge(rule, case.grace(term.period, rule), stage=stage)


def _commitment_alarms(
    cases: Iterable[_ProjectDay], ledger: Ledger, tree: PhaseTree, rules: list[AlarmRule]
) -> Iterator[Alarm]:
    """Watch what the government promised, as far as the register holds it to be due or to come."""
    paid = payments_by_commitment(ledger.payments)
    for case in cases:
        for line in statuses(case.project, paid, case.today, phases=tree.one_with(case.project.id)):
            promise = line.commitment
            if promise.due_on is None or line.state not in _RINGING:
                continue
            for rule in rules:
                if rule.holds_for(case.project):
                    due = case.grace(promise.due_on, rule)
                    yield from case.judge(rule, due, subject=promise.kind or promise.id)


_RINGING: Final = frozenset({CommitmentState.NOT_DUE, CommitmentState.OVERDUE, CommitmentState.OPEN})
_NO_GRACE: Final = Limit(days=0)

_OF_THE_WHOLE: Final = frozenset({AlarmKind.STAGE, AlarmKind.STEP})
"""What is asked of a project and its phases as one."""

_INTERPRETERS: Final[Mapping[AlarmKind, Callable[[_ProjectDay, AlarmRule], Iterator[Alarm]]]] = {
    AlarmKind.STAGE: _stage_alarms,
    AlarmKind.STEP: _step_alarms,
    AlarmKind.PLANNED: _planned_alarms,
    AlarmKind.PROMISE: _promise_alarms,
    AlarmKind.TERM: _term_alarms,
}


def _service_alarms(
    teams: Iterable[ServiceTeam], cases: Mapping[str, _ProjectDay], rules: list[AlarmRule]
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
                    due = case.grace(promised, rule)
                elif step.limit is None:
                    due = None
                else:
                    # pyright takes an attrs field with a converter for no property
                    due = due_on(start, step.limit, paused=progress.paused, calendar=case.calendar)  # pyright: ignore[reportArgumentType]
                yield from case.judge(rule, due, owner=owner, subject=step.name)


def _duty_alarms(
    teams: Iterable[ServiceTeam], today: date, calendar: WorkingDays, rules: Iterable[AlarmRule]
) -> Iterator[Alarm]:
    """Watch what units have to answer and to solve, whether it is about a project or not."""
    for team in teams:
        for duty in (*map(_order, team.orders), *map(_case, team.cases)):
            if duty.due is None or _is_by(duty.ended, today) or (duty.begun and duty.begun.start > today):
                continue
            for rule in rules:
                if rule.kind is duty.kind:
                    last = due_on(duty.due, rule.limit or _NO_GRACE, calendar=calendar)
                    project, subject = duty.project or "", duty.subject
                    yield from _ringing(
                        rule, last, today, project=project, stage=None, owner=team.id, subject=subject
                    )


class _Duty(NamedTuple):
    """What a unit has to do by a day."""

    kind: AlarmKind
    project: str | None
    subject: str
    begun: Period | None
    due: Period | None
    ended: Period | None


def _order(order: Order) -> _Duty:
    about = order.project, order.subject or order.id
    return _Duty(AlarmKind.ORDER, *about, order.issued_on, order.due_on, order.answered_on)


def _case(case: Case) -> _Duty:
    about = case.project, case.category or case.id
    return _Duty(AlarmKind.CASE, *about, case.raised_on, case.due_on, case.closed_on)


def _is_by(on: Period | None, day: date) -> bool:
    return on is not None and on.end <= day


def alarms(
    ledger: Ledger,
    /,
    *,
    as_of: DateLike | None = None,
    limits: Mapping[str, LimitLike] | None = None,
    rules: Iterable[AlarmRule] = RULES,
    calendar: CalendarLike = CN,
    lifecycle: Lifecycle = LIFECYCLE,
    phases: Literal["as_one", "separate"] = "as_one",
) -> tuple[Alarm, ...]:
    """Find everything that is late or nearly so on a day (逾期预警).

    Time on hold does not count, and projects that have ended raise no alarm. A coarse date counts from its last day,
    so that nothing is called late that may be in time.

    A project and its phases are one, as in KPIs: it stands where the furthest of them does, and has ended once all have.
    A phase rings for its own plans and promises, which what is above or below it may have kept.

    Args:
        ledger: the projects and the teams that serve them.
        as_of: today; by default the date of the ledger.
        limits: how long a project may stay in each stage, instead of the default rules: `{"negotiating": 30}`. They
            give red alarms only.
        rules: the time limits watched.
        calendar: the working days.
        lifecycle: the graph to go by.
        phases: whether phases are one project with the one that they belong to, or each a project, as the option
            `phases` of a profile says.

    Returns:
        The alarms, by project in the order of the ledger, then by rule; those of commitments, of service steps, and of
        what units have to answer and to solve come last.

    Raises:
        ValueError: when there is no date.
        FieldTypeError: for phases that are neither one nor separate.
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
    today = ledger.as_of if as_of is None else as_of
    if today is None:
        raise ArgumentNeededError("as_of", "alarms")
    if phases not in ("as_one", "separate"):
        raise FieldTypeError(as_python(phases), "'as_one' or 'separate'")
    watched = [] if limits is not None and rules is RULES else list(rules)
    for stage, limit in (limits or {}).items():
        name = Stage.named(stage)
        watched.append(
            AlarmRule(
                code=f"limit_{name}",
                kind=AlarmKind.STAGE,
                zh=f"{name.zh}超时",
                en=f"too long {name.en}",
                stage=name,
                limit=limit,
            )
        )
    plain = [(rule, _INTERPRETERS[rule.kind]) for rule in watched if rule.kind in _INTERPRETERS]
    service = [rule for rule in watched if rule.kind in {AlarmKind.SERVICE, AlarmKind.PROMISE}]
    promised = [rule for rule in watched if rule.kind is AlarmKind.COMMITMENT]
    found: list[Alarm] = []
    cases: dict[str, _ProjectDay] = {}
    bound: list[_ProjectDay] = []
    day, days = to_date(today), working_days(calendar)
    tree = PhaseTree(ledger.projects if phases == "as_one" else ())
    reached = phases_attained(tree, day)
    for row, project in enumerate(ledger.projects):
        present = partial(tree.present, row, day, None, with_above=True) if tree.has_phases else None
        case = _ProjectDay(
            project,
            today=day,
            calendar=days,
            index=lifecycle.index,
            present=present,
            attained=reached.get(row),
        )
        if case.is_ended:
            continue
        if service and ledger.teams:
            cases[project.id] = case
        if promised and any(paper.commitments for paper in project.agreements):
            bound.append(case)
        for rule, interpret in plain:
            if rule.holds_for(project) and not (case.is_phase and rule.kind in _OF_THE_WHOLE):
                found.extend(interpret(case, rule))
    found.extend(_commitment_alarms(bound, ledger, tree, promised) if bound else ())
    found.extend(_service_alarms(ledger.teams, cases, service))
    duties = [rule for rule in watched if rule.kind in {AlarmKind.ORDER, AlarmKind.CASE}]
    found.extend(_duty_alarms(ledger.teams, day, days, duties))
    return tuple(found)
