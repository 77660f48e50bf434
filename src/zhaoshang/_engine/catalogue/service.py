"""Plans over service: time limits of steps, trips, problems solved, who looks after projects."""

from datetime import date
from typing import Final

from zhaoshang._engine.catalogue.scores import given_or, given_rate
from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Kpi, Lower, Plan
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.history import DAY, compare, is_true
from zhaoshang._engine.query.shapes.counting import CohortRate, Note, Tally
from zhaoshang._engine.query.shapes.fuzzy import Fuzzy, FuzzyDay, all_of
from zhaoshang._engine.tables.columns import LedgerTable, from_tuples
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.calendars import Limit, WorkingDays, due_on
from zhaoshang.measures import (
    ALWAYS,
    NEVER,
    Column,
    Compare,
    Const,
    Not,
    OneOf,
    Reduce,
    equal,
    every,
    some,
)
from zhaoshang.model import StepProgress
from zhaoshang.periods import Period

_PROGRESS: Final = ("id", "owner", "step", "department", "state", "best", "worst")


def on_time_rate(context: Context) -> Plan:
    """Divide the steps finished in time by the steps that were due or done."""
    day, calendar, mode = context.day, context.profile.calendar, context.profile.partial_dates
    name = f"progress@{day}@{mode}"

    def make(tables: Tables) -> LedgerTable:
        return _progress(tables, date.fromordinal(day), calendar, mode)

    best, worst = Column("best"), Column("worst")
    in_time = Fuzzy(equal(worst, "in_time"), equal(best, "in_time"))
    judged = frozenset({"in_time", "late"})
    at_best, at_worst = OneOf(best, judged), OneOf(worst, judged)
    due = Fuzzy(every(at_best, at_worst), some(at_best, at_worst))
    notes = (
        Note("no_limit", equal(Column("state"), "no_limit"), table=name, id=Column("step")),
        Note("missing_date", equal(Column("state"), "missing_date"), is_excluded=True, table=name),
        Note("date_straddles", every(due.counted, in_time.maybe), table=name),
        Note("date_straddles", due.maybe, is_excluded=True, table=name),
    )
    shape = CohortRate(met=in_time, cohort=due, table=name)
    return Plan(shape=shape, tables={name: make}, notes=notes)


def _progress(tables: Tables, today: date, calendar: WorkingDays, mode: str) -> LedgerTable:
    """List every step under way or done, and whether it was in time, at best and at worst."""
    rows: list[tuple[object, ...]] = []
    for team in tables.ledger.teams:
        steps = {step.id: step for step in team.steps}
        for record in team.progress:
            step = steps.get(record.step)
            limit, department = (None, None) if step is None else (step.limit, step.department)
            state, best, worst = "", "", ""
            if limit is None:
                state = "no_limit"
            elif record.accepted_on is None:
                state = "missing_date"
            else:
                given = Limit(days=limit.days, months=limit.months, is_working=limit.working)
                best, worst = _both(record, given, today, calendar, mode)
            rows.append((record.project, team.id, record.step, department, state, best, worst))
    return from_tuples(rows, _PROGRESS, above=None)


def _both(
    record: StepProgress, limit: Limit, today: date, calendar: WorkingDays, mode: str
) -> tuple[str, str]:
    """Judge a step by the reading of coarse dates that favours it most, and by the one that favours it least."""
    accepted, done = record.accepted_on, record.done_on
    assert accepted is not None  # noqa: S101 - asked of accepted steps alone
    starts = {
        "start": (accepted.start, accepted.start),
        "end": (accepted.end, accepted.end),
    }.get(mode, (accepted.end, accepted.start))
    ends: tuple[date | None, date | None] = (None, None)
    if done is not None:
        ends = {"start": (done.start, done.start), "end": (done.end, done.end)}.get(
            mode, (done.start, done.end)
        )
    if mode == "touch":
        starts, ends = (starts[0], starts[0]), (ends[0], ends[0])
    best, worst = (
        _judge(record, start, end, limit, today, calendar) for start, end in zip(starts, ends, strict=True)
    )
    return best, worst


def _judge(  # noqa: PLR0917 - each is one fact of the step
    record: StepProgress, start: date, done: date | None, limit: Limit, today: date, calendar: WorkingDays
) -> str:
    """Say whether a step was in time, late, or is neither due nor done."""
    if start > today:
        return ""
    if done is not None and done > today:
        done = None
    pauses = [
        (begin.start, _pause_end(end, done)) for begin, end in record.paused if begin.start <= (done or today)
    ]
    if done is None and any(begin <= today and (end is None or today <= end) for begin, end in pauses):
        return ""
    due = due_on(start, limit, paused=pauses, calendar=calendar)
    if done is not None:
        return "in_time" if due is None or done <= due else "late"
    return "late" if due is not None and due < today else ""


def _pause_end(end: Period | None, done: date | None) -> date | None:
    """End a pause that was left open when the step was done."""
    if end is not None:
        return end.end
    return None if done is None else done


def outreach(direction: str, *, planned: bool = False) -> Lower:
    """Count the trips of one direction in the period, or to date: those made, or those planned."""

    def plan(context: Context) -> Plan:
        facts = Facts(context)
        is_plan = is_true("is_planned")
        rows = every(equal(Column("direction"), direction), is_plan if planned else Not(is_plan))
        trips = all_of(rows, facts.falls())
        notes = (
            Note("missing_date", every(rows, DAY.is_undated), table="outreach"),
            Note("date_straddles", trips.maybe, table="outreach"),
        )
        shape = Tally(where=trips, unit="次", table="outreach", size=Column("batches"))
        return Plan(shape=shape, notes=notes)

    return plan


_RAISED: Final = FuzzyDay(Column("raised_lo"), Column("raised_hi"))
_CLOSED: Final = FuzzyDay(Column("closed_lo"), Column("closed_hi"))


def issue_resolution(context: Context) -> Plan:
    """Divide the problems solved by `as_of` by those raised in the period."""
    facts = Facts(context)
    raised, solved = facts.falls(_RAISED), facts.by(context.day, _CLOSED)
    is_flow = context.window is not None
    notes = (
        Note("missing_date", _RAISED.is_undated, is_excluded=is_flow, table="cases"),
        Note("date_straddles", raised.maybe, is_excluded=True, table="cases"),
        Note("date_straddles", every(raised.counted, solved.maybe), table="cases"),
    )
    return Plan(shape=CohortRate(met=solved, cohort=raised, table="cases"), notes=notes)


def issues_closed(context: Context) -> Plan:
    """Count the problems solved in the period, or to date."""
    solved = Facts(context).falls(_CLOSED, undated=False)
    notes = (Note("date_straddles", solved.maybe, is_excluded=True, table="cases"),)
    return Plan(shape=Tally(where=solved, table="cases"), notes=notes)


def service_coverage(context: Context) -> Plan:
    """Divide the open projects with exactly one person in a role by all open projects."""
    facts = Facts(context)
    role = str(context.arguments.get("role", "service"))
    day = context.day
    current = every(
        equal(Column("role"), role),
        Not(compare(Column("since_lo"), "gt", day)),
        Not(compare(Column("until_hi"), "lt", day)),
    )
    one = Compare(Reduce("count", "assignments", Const(1), current), "eq", Const(1))
    served = all_of(facts.population(amounts=False), facts.stands(facts.is_open))
    notes = (
        *facts.left_out(facts.stands(facts.is_open).counted),
        Note("date_straddles", served.unsure),
    )
    # a ledger that assigns nobody to anything does not say who looks after its projects
    ledger = context.ledger
    known = ALWAYS if ledger is None or any(team.assignments for team in ledger.teams) else NEVER
    return Plan(shape=CohortRate(met=one, cohort=served.counted, known=known), notes=notes)


SERVICE: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="on_time_rate",
        zh="限时办结率",
        en="on-time rate",
        unit="percent",
        formula_zh="在时限内办结的事项数 ÷ 已到期或已办结的事项数",
        formula_en="steps finished within their limit ÷ steps that were due or done",
        plan=on_time_rate,
        edge_cases_zh="受理当日和暂停的日子不计；调休上班日计入",
        edge_cases_en="the day of acceptance and paused days do not count; make-up working days do",
    ),
    Kpi(
        id="service_coverage_rate",
        zh="专人服务覆盖率",
        en="service coverage",
        unit="percent",
        formula_zh="恰有一名在任专人的在册项目数 ÷ 在册项目数",
        formula_en="open projects with exactly one current person in the role ÷ open projects",
        plan=service_coverage,
        edge_cases_zh="无人服务和多人服务都不算覆盖；台账完全没有分工时无从得知",
        edge_cases_en="nobody and more than one both miss; without any assignment in the ledger nothing is known",
    ),
    Kpi(
        id="issue_resolution_rate",
        zh="问题办结率",
        en="issues resolved",
        unit="percent",
        formula_zh="期内受理的企业诉求中已办结数 ÷ 期内受理数",
        formula_en="problems solved by the as-of day ÷ problems raised in the period",
        plan=given_rate("closed", "raised", issue_resolution),
        edge_cases_zh="只公布办结数时没有比率",
        edge_cases_en="where only the closed count is printed there is no rate",
    ),
    Kpi(
        id="issues_closed",
        zh="解决企业问题数",
        en="issues closed",
        unit="个",
        formula_zh="期内办结的企业诉求数",
        formula_en="problems solved in the period",
        plan=given_or("closed", "个", issues_closed),
        edge_cases_zh="问题件数不是企业户数",
        edge_cases_en="problems are not firms",
    ),
    Kpi(
        id="outbound_trips",
        zh="外出招商批次",
        en="trips out",
        unit="次",
        formula_zh="期内外出招商的批次数",
        formula_en="trips made in the period",
        plan=given_or("batches", "次", outreach("outbound")),
        edge_cases_zh="批次不是人次；线上会见和计划中的行程不计",
        edge_cases_en="batches are not persons; online meetings and plans do not count",
        references=cite("S44"),
    ),
    Kpi(
        id="inbound_visits",
        zh="来访接待批次",
        en="visits in",
        unit="次",
        formula_zh="期内接待客商来访的批次数",
        formula_en="visits received in the period",
        plan=given_or("batches", "次", outreach("inbound")),
        edge_cases_zh="批次不是人次",
        edge_cases_en="batches are not persons",
        references=cite("S44"),
    ),
)
"""Service: time limits, problems, trips."""
