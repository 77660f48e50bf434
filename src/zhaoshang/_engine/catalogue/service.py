"""Plans over service: time limits of steps, trips, problems solved, who looks after projects."""

from datetime import date
from typing import Final

from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Lower, Plan
from zhaoshang._engine.query.facts import Certainty, Facts, compare, is_true
from zhaoshang._engine.query.shapes import Note, Rate, Tally
from zhaoshang._engine.tables.columns import Table, from_tuples
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
    Predicate,
    Present,
    Reduce,
    equal,
    every,
    some,
)
from zhaoshang.model import StepProgress
from zhaoshang.periods import Period

_PROGRESS: Final = ("id", "owner", "step", "state", "best", "worst")


def on_time_rate(context: Context) -> Plan:
    """Divide the steps finished in time by the steps that were due or done."""
    day, calendar, mode = context.day, context.profile.calendar, context.profile.partial_dates
    name = f"progress@{day}@{mode}"

    def make(tables: Tables) -> Table:
        return _progress(tables, date.fromordinal(day), calendar, mode)

    best, worst = Column("best"), Column("worst")
    in_time, in_time_at_worst = equal(best, "in_time"), equal(worst, "in_time")
    judged = frozenset({"in_time", "late"})
    at_best, at_worst = OneOf(best, judged), OneOf(worst, judged)
    cohort = every(at_best, at_worst)
    may_belong = every(some(at_best, at_worst), Not(cohort))
    doubtful = every(cohort, in_time, Not(in_time_at_worst))
    notes = (
        Note("no_limit", equal(Column("state"), "no_limit"), table=name, id=Column("step")),
        Note("missing_date", equal(Column("state"), "missing_date"), is_excluded=True, table=name),
        Note("date_straddles", doubtful, table=name),
        Note("date_straddles", may_belong, is_excluded=True, table=name),
    )
    shape = Rate(met=in_time_at_worst, may_meet=in_time, cohort=cohort, may_belong=may_belong, table=name)
    return Plan(shape=shape, tables={name: make}, notes=notes)


def _progress(tables: Tables, today: date, calendar: WorkingDays, mode: str) -> Table:
    """List every step under way or done, and whether it was in time, at best and at worst."""
    rows: list[tuple[object, ...]] = []
    for team in tables.ledger.teams:
        limits = {step.id: step.limit for step in team.steps}
        for record in team.progress:
            limit = limits.get(record.step)
            state, best, worst = "", "", ""
            if limit is None:
                state = "no_limit"
            elif record.accepted_on is None:
                state = "missing_date"
            else:
                given = Limit(days=limit.days, months=limit.months, is_working=limit.working)
                best, worst = _both(record, given, today, calendar, mode)
            rows.append((record.project, team.id, record.step, state, best, worst))
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


def outreach(direction: str) -> Lower:
    """Count the trips of one direction in the period, or to date; plans do not count."""

    def plan(context: Context) -> Plan:
        facts = Facts(context)
        lo = Column("lo")
        rows = every(equal(Column("direction"), direction), Not(is_true("is_planned")))
        sure, possible = _falls(facts, lo, Column("hi"))
        maybe = NEVER if sure == possible else every(rows, possible, Not(sure))
        undated = every(rows, Not(Present(lo)))
        notes = (
            Note("missing_date", undated, table="outreach"),
            Note("date_straddles", maybe, table="outreach"),
        )
        shape = Tally(
            where=every(rows, sure), maybe=maybe, unit="次", table="outreach", size=Column("batches")
        )
        return Plan(shape=shape, notes=notes)

    return plan


def _falls(facts: Facts, lo: Column, hi: Column) -> tuple[Predicate, Predicate]:
    """Hold for records in the period, or to date and then also without a date."""
    window = facts.context.window
    if window is not None:
        return facts.within(window, "sure", lo, hi), facts.within(window, "possible", lo, hi)
    undated = Not(Present(lo))
    return (
        some(facts.by(facts.context.day, "sure", lo, hi), undated),
        some(facts.by(facts.context.day, "possible", lo, hi), undated),
    )


_RAISED: Final = (Column("raised_lo"), Column("raised_hi"))
_CLOSED: Final = (Column("closed_lo"), Column("closed_hi"))


def issue_resolution(context: Context) -> Plan:
    """Divide the problems solved by `as_of` by those raised in the period."""
    facts = Facts(context)
    sure, possible = _falls(facts, *_RAISED)
    maybe = NEVER if sure == possible else every(possible, Not(sure))
    met = facts.by(context.day, "sure", *_CLOSED)
    may_meet = facts.by(context.day, "possible", *_CLOSED)
    undated = Not(Present(_RAISED[0]))
    notes = (
        Note("missing_date", undated, is_excluded=context.window is not None, table="cases"),
        Note("date_straddles", maybe, is_excluded=True, table="cases"),
        Note("date_straddles", NEVER if met == may_meet else every(sure, may_meet, Not(met)), table="cases"),
    )
    shape = Rate(met=met, may_meet=may_meet, cohort=sure, may_belong=maybe, table="cases")
    return Plan(shape=shape, notes=notes)


def issues_closed(context: Context) -> Plan:
    """Count the problems solved in the period, or to date."""
    facts = Facts(context)
    window = context.window
    if window is None:
        sure, possible = (facts.by(context.day, answer, *_CLOSED) for answer in _ANSWERS)
    else:
        sure, possible = (facts.within(window, answer, *_CLOSED) for answer in _ANSWERS)
    maybe = NEVER if sure == possible else every(possible, Not(sure))
    notes = (Note("date_straddles", maybe, is_excluded=True, table="cases"),)
    return Plan(shape=Tally(where=sure, maybe=maybe, table="cases"), notes=notes)


_ANSWERS: Final[tuple[Certainty, Certainty]] = ("sure", "possible")


def service_coverage(context: Context) -> Plan:
    """Divide the open projects with exactly one person in a role by all open projects."""
    facts = Facts(context)
    role = str(context.arguments.get("role") or "service")
    day = context.day
    current = every(
        equal(Column("role"), role),
        Not(compare(Column("since_lo"), "gt", day)),
        Not(compare(Column("until_hi"), "lt", day)),
    )
    stage, possible = facts.stage_sides
    is_open, may_be_open = facts.is_open(stage), facts.is_open(possible)
    one = Compare(Reduce("count", "assignments", Const(1), current), "eq", Const(1))
    people = facts.population(amounts=False)
    sure = every(people, is_open)
    dropped = every(Not(facts.is_child), facts.dropped(), is_open)
    cut = NEVER if is_open == may_be_open else every(sure, Not(may_be_open))
    notes = (
        Note(None, dropped, is_excluded=True),
        Note("duplicate", every(dropped, facts.renamed)),
        Note("date_straddles", cut),
    )
    # a ledger that assigns nobody to anything does not say who looks after its projects
    ledger = context.ledger
    known = ALWAYS if ledger is None or any(team.assignments for team in ledger.teams) else NEVER
    return Plan(shape=Rate(met=one, may_meet=one, cohort=sure, known=known), notes=notes)
