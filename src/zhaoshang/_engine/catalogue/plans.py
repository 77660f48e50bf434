"""Plans over signed projects and over milestones: counts, sums, means and rates."""

from collections.abc import Callable
from typing import Final

from attrs import evolve

from zhaoshang._engine.query.cohorts import Cohort, amount_notes
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Lower, Plan
from zhaoshang._engine.query.facts import HI, LO, Certainty, Event, Facts, compare, parts
from zhaoshang._engine.query.inputs import bare, figure
from zhaoshang._engine.query.shapes import Note, Rate, Tally
from zhaoshang._engine.query.shapes_sums import Quotient, Total
from zhaoshang.calendars import Limit
from zhaoshang.errors import ArgumentNeededError
from zhaoshang.measures import (
    ALWAYS,
    NEVER,
    Column,
    Compare,
    Exists,
    FirstOf,
    Not,
    OneOf,
    Predicate,
    Present,
    Reduce,
    Shift,
    Value,
    every,
    some,
)
from zhaoshang.periods import Period
from zhaoshang.scoring import mean

Conditions = Callable[[Facts], tuple[str, ...]]
_ENDS: Final = ("terminated", "exited", "rejected", "closed")


# signing ----------------------------------------------------------------------------------------------------------


def _formal(facts: Facts) -> Event:
    return facts.signing_of(facts.agreements(("formal",)))


def signed_count(context: Context) -> Plan:
    """Count the signed projects."""
    return _count(Cohort(Facts(context)))


def formal_count(context: Context) -> Plan:
    """Count the projects with a formal contract, whatever the profile says about signing."""
    facts = Facts(context)
    return _count(Cohort(facts, _formal(facts)))


def _count(cohort: Cohort) -> Plan:
    shape = Tally(where=cohort.sure, maybe=cohort.maybe)
    return Plan(shape=shape, notes=cohort.notes, cohort=cohort.facts.cohort_kind)


def signed_total(context: Context) -> Plan:
    """Add the agreed investment up over the signed projects."""
    return _total(Cohort(Facts(context), amounts=True))


def formal_total(context: Context) -> Plan:
    """Add the agreed investment up over the formal contracts."""
    facts = Facts(context)
    return _total(Cohort(facts, _formal(facts), amounts=True))


def _total(cohort: Cohort, name: str = "investment") -> Plan:
    shape = cohort.total(name)
    notes = (*cohort.notes, *amount_notes(shape.amount, cohort.sure))
    return Plan(shape=shape, notes=notes, cohort=cohort.facts.cohort_kind, reads_attributes=True)


def signed_mean(context: Context) -> Plan:
    """Take the mean of the agreed investment over the signed projects that state it, or of figures given."""
    if context.inputs:
        return Plan(result=mean(figure(context, "amount"), bare(context.inputs.get("count"))))
    cohort = Cohort(Facts(context))
    top = cohort.total("investment")
    stated = top.amount.has_value
    shape = Quotient(
        top=top,
        bottom=Tally(
            where=every(cohort.sure, stated),
            maybe=NEVER if cohort.maybe == NEVER else every(cohort.maybe, stated),
        ),
        scale=1,
        unit="CNY",
    )
    notes = (*cohort.notes, *amount_notes(top.amount, cohort.sure))
    return Plan(shape=shape, notes=notes, cohort=cohort.facts.cohort_kind, reads_attributes=True)


def docked_count(context: Context) -> Plan:
    """Count the projects with any agreement or talks in the period, each once."""
    facts = Facts(context)
    agreements = every(parts("signed", "intent"), facts.known)
    talks = every(parts("negotiating"), facts.known)
    window, day = context.window, context.day
    stock = facts.is_stock

    def falls(answer: Certainty) -> Predicate:
        when = facts.by(day, answer) if stock or window is None else facts.within(window, answer)
        when = some(when, Not(Present(LO))) if stock else when
        return some(
            Exists("history", every(agreements, when)),
            Exists("history", every(talks, when)),
        )

    sure, possible = falls("sure"), falls("possible")
    missing = Not(Present(LO))
    undated = some(Exists("history", every(agreements, missing)), Exists("history", every(talks, missing)))
    stays = facts.population(amounts=False)
    maybe = NEVER if sure == possible else every(stays, possible, Not(sure))
    dropped = every(Not(facts.is_child), facts.dropped(), possible if stock else some(possible, undated))
    gap = every(stays, undated) if stock else every(stays, undated, Not(sure))
    notes = (
        Note(None, dropped, is_excluded=True),
        Note("duplicate", every(dropped, facts.renamed)),
        Note("missing_date", gap, is_excluded=not stock),
        Note("date_straddles", maybe, is_excluded=True),
    )
    return Plan(shape=Tally(where=every(stays, sure), maybe=maybe), notes=notes, cohort=facts.cohort_kind)


def intent_conversion(context: Context) -> Plan:
    """Divide the intents that became contracts, perhaps within some days, by all intents of the period."""
    facts = Facts(context)
    intents = facts.event("intent")
    formal = _formal(facts)
    cohort = Cohort(facts, intents, rate=True)
    met, may_meet, notes = cohort.come_to(formal)
    within = context.arguments.get("within_days")
    if within is not None:
        limit = Limit(days=int(within))
        first, last = Shift(intents.lo, limit), Shift(intents.hi, limit)
        sides = {"sure": (formal.hi, first), "start": (formal.lo, first), "end": (formal.hi, last)}
        end, due = sides.get(facts.profile.partial_dates, (formal.lo, last))
        in_time = Compare(end, "le", due)
        may_be = Compare(formal.lo, "le", last) if facts.profile.partial_dates == "sure" else in_time
        dated = Present(formal.lo)
        met, may_meet = every(met, dated, in_time), every(may_meet, some(Not(dated), may_be))
        notes = (*notes, Note("date_straddles", every(cohort.sure, dated, may_meet, Not(met))))
    shape = Rate(met=met, may_meet=may_meet, cohort=cohort.sure, may_belong=cohort.maybe)
    return Plan(shape=shape, notes=(*cohort.notes, *notes), cohort=facts.cohort_kind)


# progress ---------------------------------------------------------------------------------------------------------


def signed_rate(conditions: Conditions, tracks: tuple[str, ...] = ()) -> Lower:
    """Divide the projects that meet a condition by the signed ones."""

    def plan(context: Context) -> Plan:
        facts = Facts(context)
        cohort = Cohort(facts, rate=True, tracks=tracks)
        met, may_meet, notes = cohort.met(conditions(facts))
        shape = Rate(met=met, may_meet=may_meet, cohort=cohort.sure, may_belong=cohort.maybe)
        return Plan(shape=shape, notes=(*cohort.notes, *notes), cohort=facts.cohort_kind)

    return plan


def completion_rate(context: Context) -> Plan:
    """Divide the completed projects by the signed or by the started ones."""
    facts = Facts(context)
    cohort = Cohort(facts, rate=True, tracks=("leased_plant",))
    met, may_meet, notes = cohort.met(facts.profile.completed)
    base, may_belong = cohort.sure, cohort.maybe
    if context.profile.completion_base == "started":
        begun, may_begin = (
            facts.reached(facts.profile.started),
            facts.reached(facts.profile.started, "possible"),
        )
        base = every(cohort.sure, begun)
        may_belong = some(
            NEVER if begun == may_begin else every(cohort.sure, may_begin, Not(begun)),
            NEVER if cohort.maybe == NEVER else every(cohort.maybe, may_begin),
        )
    shape = Rate(met=met, may_meet=may_meet, cohort=base, may_belong=may_belong)
    return Plan(shape=shape, notes=(*cohort.notes, *notes), cohort=facts.cohort_kind)


def start_rate_current(context: Context) -> Plan:
    """Give the start rate of the projects signed in the as-of year."""
    year = Period.year(context.year)
    inner = evolve(context, period=year, cohort="signed_in_period")
    return evolve(signed_rate(lambda facts: facts.profile.started)(inner), cohort="as_of_year")


def start_rate_prior(context: Context) -> Plan:
    """Give the start rate of the projects signed in earlier years."""
    inner = evolve(context, cohort="earlier_years")
    return signed_rate(lambda facts: facts.profile.started)(inner)


def plan_start_rate(context: Context) -> Plan:
    """Divide the started projects by those planned to start by `as_of`, or in its year."""
    facts = Facts(context)
    rows = every(parts("started"), facts.known)
    lo, hi = Reduce("min", "plans", LO, rows), Reduce("min", "plans", HI, rows)
    if context.profile.plan_base == "full_year":
        year = Period.year(context.year)
        window = year.start.toordinal(), year.end.toordinal()
        sure, possible = facts.within(window, "sure", lo, hi), facts.within(window, "possible", lo, hi)
    else:
        sure, possible = facts.by(context.day, "sure", lo, hi), facts.by(context.day, "possible", lo, hi)
    dropped = facts.dropped()
    if not context.profile.terminated_in_denominator:
        dropped = some(dropped, facts.terminated)
    stays = every(Not(facts.is_child), Not(dropped))
    planned = every(stays, sure)
    doubtful = NEVER if sure == possible else every(stays, possible, Not(sure))
    met, may_meet = (
        facts.reached(facts.profile.started),
        facts.reached(facts.profile.started, "possible"),
    )
    dated = facts.reached(facts.profile.started, undated=False)
    out = every(Not(facts.is_child), dropped, possible)
    notes = (
        Note(None, out, is_excluded=True),
        Note("duplicate", every(out, facts.renamed)),
        Note("missing_date", every(stays, Exists("plans", rows), Not(Present(lo))), is_excluded=True),
        Note("missing_date", every(planned, met, Not(dated))),
        Note("date_straddles", doubtful, is_excluded=True),
        Note("date_straddles", NEVER if met == may_meet else every(planned, may_meet, Not(met))),
    )
    shape = Rate(met=met, may_meet=may_meet, cohort=planned, may_belong=doubtful)
    return Plan(shape=shape, notes=notes)


def funnel(context: Context) -> Plan:
    """Divide the projects that reached a stage by those that reached an earlier one in the period."""
    facts = Facts(context)
    cohort = Cohort(facts, facts.event(context.argument("from_stage")), rate=True)
    met, may_meet, notes = cohort.come_to(facts.event(context.argument("to_stage")))
    shape = Rate(met=met, may_meet=may_meet, cohort=cohort.sure, may_belong=cohort.maybe)
    return Plan(shape=shape, notes=(*cohort.notes, *notes), cohort=facts.cohort_kind)


# milestones -------------------------------------------------------------------------------------------------------


def milestone_count(context: Context) -> Plan:
    """Count the projects that came to a stage in the period."""
    facts = Facts(context)
    return _count(Cohort(facts, facts.event(context.argument("of"))))


def milestone_total(context: Context) -> Plan:
    """Add the investment up of the projects that came to a stage in the period."""
    facts = Facts(context)
    return _total(Cohort(facts, facts.event(context.argument("of")), amounts=True))


def leads_collected(context: Context) -> Plan:
    """Count the leads registered in the period; the same name and investor count at the first only."""
    facts = Facts(context)
    event = facts.event("lead")
    known = every(facts.population(amounts=False), event.happened)
    first = FirstOf((Column("name"), Column("lead_investor")), event.lo, known)
    everyone = Cohort(facts, event)
    repeated = every(everyone.sure, Not(first))
    shape = Tally(
        where=every(everyone.sure, first),
        maybe=NEVER if everyone.maybe == NEVER else every(everyone.maybe, first),
        unit="条",
    )
    notes = (*everyone.notes, Note("duplicate", repeated, is_excluded=True))
    return Plan(shape=shape, notes=notes, cohort=facts.cohort_kind)


def _continuing(facts: Facts, *, amounts: bool) -> tuple[Predicate, Predicate, tuple[Note, ...]]:
    """Find the projects started before the period and neither completed nor over when it began."""
    period = facts.context.period
    if period is None:
        raise ArgumentNeededError("period", facts.context.kpi)
    eve = period.start.toordinal() - 1
    before = Facts(evolve(facts.context, as_of=Period.of(period.start).shift(days=-1)))
    started = facts.event("started")
    begun = facts.by(eve, "sure", started.lo, started.hi)
    may_begin = facts.by(eve, "possible", started.lo, started.hi)
    finished = (*facts.profile.completed, *facts.profile.produced)
    is_over = some(before.reached(finished), before.ended(_ENDS))
    may_be_over = some(before.reached(finished, "possible"), before.ended(_ENDS, "possible"))
    goes_on = every(begun, Not(is_over))
    maybe = NEVER if begun == may_begin else every(may_begin, Not(begun), Not(is_over))
    unsure = NEVER if is_over == may_be_over else every(goes_on, may_be_over)
    stays = facts.population(amounts=amounts)
    out = every(Not(facts.is_child), facts.dropped(amounts=amounts), goes_on)
    notes = (
        Note(None, out, is_excluded=True),
        Note("duplicate", every(out, facts.renamed)),
        Note("missing_date", every(stays, started.undated, Not(is_over)), is_excluded=True),
        Note("date_straddles", every(stays, maybe), is_excluded=True),
        Note("date_straddles", every(stays, unsure)),
    )
    return every(stays, goes_on), every(stays, maybe), notes


def continuing_count(context: Context) -> Plan:
    """Count the projects under construction from earlier periods."""
    facts = Facts(context)
    sure, maybe, notes = _continuing(facts, amounts=False)
    return Plan(shape=Tally(where=sure, maybe=maybe), notes=notes)


def continuing_total(context: Context) -> Plan:
    """Add the investment up of the projects under construction from earlier periods."""
    facts = Facts(context)
    sure, maybe, notes = _continuing(facts, amounts=True)
    amount = facts.amount("investment")
    shape = Total(amount=amount, where=sure, maybe=maybe, rates=context.profile.rates)
    return Plan(shape=shape, notes=(*notes, *amount_notes(amount, sure)), reads_attributes=True)


# whom and what ----------------------------------------------------------------------------------------------------


def chain_fit(context: Context) -> Plan:
    """Divide the signed projects of the led chains by all signed projects."""
    facts = Facts(context)
    named = context.listed("chains")
    if named is None:
        ledger = context.ledger
        named = () if ledger is None else tuple(chain.id for chain in ledger.chains if chain.priority)
        if not named:
            context.argument("chains")
    cohort = Cohort(facts, rate=True)
    fits = Exists("chains", OneOf(Column("chain"), frozenset(named)))
    placed = Exists("chains", ALWAYS)
    shape = Rate(met=fits, may_meet=fits, cohort=cohort.sure, may_belong=cohort.maybe, known=placed)
    return Plan(shape=shape, notes=cohort.notes, cohort=facts.cohort_kind, reads_attributes=True)


def overdue_not_started(context: Context) -> Plan:
    """Count the signed projects that are open and not started after their last day to start."""
    facts = Facts(context)
    profile = context.profile
    day = context.day
    signing = facts.signing
    if isinstance(profile.start_deadline, str):
        rows = every(parts("started"), facts.known)
        late_lo, late_hi = Reduce("min", "plans", LO, rows), Reduce("min", "plans", HI, rows)
        limits = Exists("plans", rows)
        sides: list[tuple[Predicate, Value, Value]] = [(limits, late_lo, late_hi)]
    else:
        sides = [
            (
                OneOf(Column("track"), frozenset({track})),
                Shift(signing.lo, limit, profile.calendar),
                Shift(signing.hi, limit, profile.calendar),
            )
            for track, limit in profile.start_deadline.items()
        ]
    mode = profile.partial_dates
    past, may_be_past, has_deadline = [], [], []
    for where, lo, hi in sides:
        early, late = compare(lo, "lt", day), compare(hi, "lt", day)
        past.append(every(where, early if mode == "start" else late))
        may_be_past.append(every(where, late if mode == "end" else early))
        has_deadline.append(every(where, Present(hi)))
    signed = some(facts.by(day, "sure", signing.lo, signing.hi), signing.undated)
    open_ = every(Not(facts.ended(_ENDS)))
    started = facts.reached(profile.started)
    waiting = every(signed, open_, Not(started))
    stays = facts.population(amounts=False)
    sure = every(stays, waiting, some(*past))
    doubtful = every(stays, waiting, some(*may_be_past), Not(some(*past)))
    out = every(Not(facts.is_child), facts.dropped(), waiting, some(*past))
    missing = every(stays, waiting, Not(some(*has_deadline)))
    notes = (
        Note(None, out, is_excluded=True),
        Note("duplicate", every(out, facts.renamed)),
        Note("no_deadline", missing, is_excluded=True),
        Note("date_straddles", doubtful if mode == "sure" else NEVER, is_excluded=True),
    )
    shape = Tally(where=sure, maybe=doubtful if mode == "sure" else NEVER)
    return Plan(shape=shape, notes=notes)
