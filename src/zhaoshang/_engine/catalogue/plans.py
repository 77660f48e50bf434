"""Plans over signed projects and over milestones: counts, sums, means and rates."""

from collections.abc import Callable

from attrs import evolve

from zhaoshang._engine.query.cohorts import Cohort, amount_notes
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Lower, Plan
from zhaoshang._engine.query.facts import DAY, Event, Facts, parts
from zhaoshang._engine.query.fuzzy import Fuzzy, FuzzyDay, all_of, any_of, first_in
from zhaoshang._engine.query.inputs import bare, figure
from zhaoshang._engine.query.shapes import Note, Rate, Tally
from zhaoshang._engine.query.shapes_sums import Quotient
from zhaoshang.calendars import Limit
from zhaoshang.errors import ArgumentNeededError
from zhaoshang.measures import (
    ALWAYS,
    Column,
    Exists,
    FirstOf,
    Not,
    OneOf,
    Predicate,
    Present,
    equal,
    every,
    some,
)
from zhaoshang.periods import Period
from zhaoshang.scoring import mean
from zhaoshang.vocabulary import Stage

Conditions = Callable[[Facts], tuple[str, ...]]


def _ends() -> tuple[str, ...]:
    return tuple(str(stage) for stage in Stage if stage.is_end)


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
    shape = Tally(where=cohort.members)
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
    notes = (*cohort.notes, *amount_notes(shape.amount, cohort.members.counted))
    return Plan(shape=shape, notes=notes, cohort=cohort.facts.cohort_kind, reads_attributes=True)


def signed_mean(context: Context) -> Plan:
    """Take the mean of the agreed investment over the signed projects that state it, or of figures given."""
    if context.inputs:
        return Plan(result=mean(figure(context, "amount"), bare(context.inputs.get("count"))))
    cohort = Cohort(Facts(context))
    top = cohort.total("investment")
    shape = Quotient(
        top=top,
        bottom=Tally(where=all_of(cohort.members, top.amount.has_value)),
        scale=1,
        unit="CNY",
    )
    notes = (*cohort.notes, *amount_notes(top.amount, cohort.members.counted))
    return Plan(shape=shape, notes=notes, cohort=cohort.facts.cohort_kind, reads_attributes=True)


def docked_count(context: Context) -> Plan:
    """Count the projects with any agreement or talks in the period, each once."""
    facts = Facts(context)
    agreements = every(parts("signed", "intent"), facts.known)
    talks = every(parts("negotiating"), facts.known)
    stock = facts.is_stock
    day = facts.falls()
    if stock:
        day = any_of(facts.by(context.day), DAY.is_undated)
    came = any_of(*(all_of(rows, day).of_some("history") for rows in (agreements, talks)))
    undated = some(*(Exists("history", every(rows, DAY.is_undated)) for rows in (agreements, talks)))
    stays = facts.population(amounts=False)
    docked = all_of(stays, came)
    gap = every(stays, undated) if stock else every(stays, undated, Not(came.counted))
    notes = (
        *facts.left_out(came.possible if stock else some(came.possible, undated), amounts=False),
        Note("missing_date", gap, is_excluded=not stock),
        Note("date_straddles", docked.maybe, is_excluded=True),
    )
    return Plan(shape=Tally(where=docked), notes=notes, cohort=facts.cohort_kind)


def intent_conversion(context: Context) -> Plan:
    """Divide the intents that became contracts, perhaps within some days, by all intents of the period."""
    facts = Facts(context)
    intents = facts.event("intent")
    formal = _formal(facts)
    cohort = Cohort(facts, intents, rate=True)
    met, notes = cohort.reached_event(formal)
    within = context.arguments.get("within_days")
    if within is not None:
        in_time = formal.day.no_later_than(intents.day.after(Limit(days=int(within))), facts.reading)
        dated = formal.day.is_dated
        met = Fuzzy(
            every(met.counted, dated, in_time.counted),
            every(met.possible, some(Not(dated), in_time.possible)),
        )
        notes = (*notes, Note("date_straddles", every(cohort.members.counted, dated, met.maybe)))
    shape = Rate(met=met, cohort=cohort.members)
    return Plan(shape=shape, notes=(*cohort.notes, *notes), cohort=facts.cohort_kind)


# progress ---------------------------------------------------------------------------------------------------------


def signed_rate(conditions: Conditions, tracks: tuple[str, ...] = ()) -> Lower:
    """Divide the projects that meet a condition by the signed ones."""

    def plan(context: Context) -> Plan:
        facts = Facts(context)
        cohort = Cohort(facts, rate=True, tracks=tracks)
        met, notes = cohort.met(conditions(facts))
        shape = Rate(met=met, cohort=cohort.members)
        return Plan(shape=shape, notes=(*cohort.notes, *notes), cohort=facts.cohort_kind)

    return plan


def completion_rate(context: Context) -> Plan:
    """Divide the completed projects by the signed or by the started ones."""
    facts = Facts(context)
    cohort = Cohort(facts, rate=True, tracks=("leased_plant",))
    met, notes = cohort.met(facts.profile.completed)
    base = cohort.members
    if context.profile.completion_base == "started":
        base = all_of(base, facts.reached(facts.profile.started))
    return Plan(shape=Rate(met=met, cohort=base), notes=(*cohort.notes, *notes), cohort=facts.cohort_kind)


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
    due = first_in("plans", rows, DAY)
    if context.profile.plan_base == "full_year":
        year = Period.year(context.year)
        falls = facts.within((year.start.toordinal(), year.end.toordinal()), due)
    else:
        falls = facts.by(context.day, due)
    dropped = facts.dropped()
    if not context.profile.terminated_in_denominator:
        dropped = some(dropped, facts.terminated)
    stays = every(Not(facts.is_outside), Not(dropped))
    planned = all_of(stays, falls)
    met = facts.reached(facts.profile.started)
    dated = facts.reached(facts.profile.started, undated=False)
    out = every(Not(facts.is_outside), dropped, falls.possible)
    notes = (
        *facts.exclusion_notes(out),
        Note("missing_date", every(stays, Exists("plans", rows), due.is_undated), is_excluded=True),
        Note("missing_date", every(planned.counted, met.counted, Not(dated.counted))),
        Note("date_straddles", planned.maybe, is_excluded=True),
        Note("date_straddles", every(planned.counted, met.maybe)),
    )
    return Plan(shape=Rate(met=met, cohort=planned), notes=notes)


def funnel(context: Context) -> Plan:
    """Divide the projects that reached a stage by those that reached an earlier one in the period."""
    facts = Facts(context)
    cohort = Cohort(facts, facts.event(context.argument("from_stage")), rate=True)
    met, notes = cohort.reached_event(facts.event(context.argument("to_stage")))
    shape = Rate(met=met, cohort=cohort.members)
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
    first = FirstOf((Column("name"), Column("lead_investor")), event.day.lo, known)
    everyone = Cohort(facts, event)
    repeated = every(everyone.members.counted, Not(first))
    shape = Tally(where=all_of(everyone.members, first), unit="条")
    notes = (*everyone.notes, Note("duplicate", repeated, is_excluded=True))
    return Plan(shape=shape, notes=notes, cohort=facts.cohort_kind)


def _continuing(facts: Facts, *, amounts: bool) -> tuple[Fuzzy, tuple[Note, ...]]:
    """Find the projects started before the period and neither completed nor over when it began."""
    period = facts.context.period
    if period is None:
        raise ArgumentNeededError("period", facts.context.kpi)
    eve = period.start.toordinal() - 1
    before = Facts(evolve(facts.context, as_of=Period.of(period.start).shift(days=-1)))
    started = facts.event("started")
    begun = facts.by(eve, started.day)
    finished = (*facts.profile.completed, *facts.profile.produced)
    over = any_of(before.reached(finished), before.ended(_ends()))
    goes_on = begun & ~over
    stays = facts.population(amounts=amounts)
    continuing = all_of(stays, goes_on)
    notes = (
        *facts.left_out(goes_on.counted, amounts=amounts),
        Note("missing_date", every(stays, started.undated, Not(over.counted)), is_excluded=True),
        Note("date_straddles", continuing.maybe, is_excluded=True),
        Note("date_straddles", continuing.unsure),
    )
    return continuing.without_doubt, notes


def continuing_count(context: Context) -> Plan:
    """Count the projects under construction from earlier periods."""
    facts = Facts(context)
    continuing, notes = _continuing(facts, amounts=False)
    return Plan(shape=Tally(where=continuing), notes=notes)


def continuing_total(context: Context) -> Plan:
    """Add the investment up of the projects under construction from earlier periods."""
    facts = Facts(context)
    continuing, notes = _continuing(facts, amounts=True)
    amount = facts.amount("investment")
    shape = facts.total(amount, continuing)
    return Plan(shape=shape, notes=(*notes, *amount_notes(amount, continuing.counted)), reads_attributes=True)


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
    shape = Rate(met=fits, cohort=cohort.members, known=placed)
    return Plan(shape=shape, notes=cohort.notes, cohort=facts.cohort_kind, reads_attributes=True)


def overdue_not_started(context: Context) -> Plan:
    """Count the signed projects that are open and not started after their last day to start."""
    facts = Facts(context)
    profile = context.profile
    day = context.day
    signing = facts.signing.day
    if isinstance(profile.start_deadline, str):
        rows = every(parts("started"), facts.known)
        deadlines: list[tuple[Predicate, FuzzyDay]] = [(Exists("plans", rows), first_in("plans", rows, DAY))]
    else:
        deadlines = [
            (equal(Column("track"), track), signing.after(limit, profile.calendar))
            for track, limit in profile.start_deadline.items()
        ]
    past = any_of(*(all_of(where, last.before(day, facts.reading)) for where, last in deadlines))
    has_deadline = some(*(every(where, Present(last.hi)) for where, last in deadlines))
    signed = some(facts.by(day, signing).counted, facts.signing.undated)
    waiting = every(signed, Not(facts.ended(_ends()).counted), Not(facts.reached(profile.started).counted))
    stays = facts.population(amounts=False)
    overdue = all_of(stays, waiting, past)
    missing = every(stays, waiting, Not(has_deadline))
    notes = (
        *facts.left_out(every(waiting, past.counted)),
        Note("no_deadline", missing, is_excluded=True),
        Note("date_straddles", overdue.maybe, is_excluded=True),
    )
    return Plan(shape=Tally(where=overdue), notes=notes)
