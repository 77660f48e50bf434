"""Plans over money: payments that came in, fixed assets, foreign capital, benefits, jobs, credit, policy money."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from attrs import evolve

from zhaoshang._engine.bands import at_least
from zhaoshang._engine.cohorts import PROJECT, Cohort, Flow, amount_notes, of_parent
from zhaoshang._engine.columns import exact
from zhaoshang._engine.context import Context
from zhaoshang._engine.definitions import Lower, Plan
from zhaoshang._engine.facts import Facts
from zhaoshang._engine.inputs import bare, figure, figures, measured
from zhaoshang._engine.plans import total_of
from zhaoshang._engine.project_tables import MEASURES, arrival_origin
from zhaoshang._engine.shapes import Note, PartOfWhole, Quotient, Rate, Tally, Total
from zhaoshang.errors import UnknownCodeError
from zhaoshang.measures import (
    NEVER,
    Amount,
    Column,
    Compare,
    Const,
    Exists,
    Not,
    OneOf,
    Predicate,
    Present,
    equal,
    every,
    some,
)
from zhaoshang.periods import Period
from zhaoshang.profiles import Profile
from zhaoshang.scoring import Measured, Result, mean, ratio, share_of_whole

FOREIGN = ("foreign", "hk_macao_taiwan")


# payments that came in --------------------------------------------------------------------------------------------


def summed(flow: Flow, amount: Amount, where: Predicate | None = None, unit: str = "CNY") -> Total:
    sure, maybe = (flow.sure, flow.maybe) if where is None else flow.only(where)
    return Total(
        amount=amount,
        where=sure,
        maybe=maybe,
        rates=flow.facts.profile.rates,
        unit=unit,
        table=flow.table,
        id=PROJECT,
    )


def arrived_funds(context: Context) -> Plan:
    """Add up the payments that came in."""
    flow = Flow(Facts(context), "arrivals")
    amount = Amount.of("amount")
    return Plan(shape=summed(flow, amount), notes=(*flow.notes, *flow.missing(amount)))


def arrived_fixed_share(context: Context) -> Plan:
    """Divide the fixed part of payments by the payments that state one."""
    amount, fixed = Amount.of("amount"), Amount.of("fixed")
    flow = Flow(Facts(context), "arrivals", where=fixed.is_stated)
    both = every(amount.has_value, fixed.has_value)
    shape = Quotient(top=summed(flow, fixed, both), bottom=summed(flow, amount, both))
    notes = (*flow.notes, *flow.missing(amount), *flow.missing(fixed, optional=True))
    return Plan(shape=shape, notes=notes)


def funds_by_origin(default: tuple[str, ...], unit: str) -> Lower:
    """Add up the payments of some origins."""

    def plan(context: Context) -> Plan:
        given = context.listed("origins") or context.profile.origins or default
        origins = frozenset(arrival_origin(str(origin)) for origin in given)
        origin = Column("origin")
        facts = Facts(context)
        flow = Flow(facts, "arrivals", where=OneOf(origin, origins))
        everything = Flow(facts, "arrivals")
        amount = Amount.of("amount")
        unknown = every(everything.sure, Not(Present(origin)))
        notes = (
            *flow.notes,
            *flow.missing(amount),
            Note("missing_origin", unknown, is_excluded=True, table="arrivals", id=PROJECT),
        )
        return Plan(shape=summed(flow, amount, unit=unit), notes=notes)

    return plan


def _ratio_to_date(
    context: Context, *, table: str, name: str, base: str, optional: bool, warns: bool = True
) -> Plan:
    """Divide what the cohort has brought by `as_of` by what it agreed, over the same projects."""
    facts = Facts(context)
    cohort = Cohort(facts, amounts=True, rate=True)
    amount, agreed = Amount.of(name), facts.amount(base)
    mine = some(cohort.sure, cohort.maybe)
    flow = Flow(facts, table, to_date=True, of=mine)
    known = every(facts.known, some(flow.sure, flow.maybe))
    broken = Not(amount.has_value) if not optional else every(amount.is_stated, Not(amount.has_value))
    gap = Exists(table, every(known, broken))
    usable = every(agreed.has_value, Not(gap))
    counted = every(cohort.sure, usable)
    joining = NEVER if cohort.maybe == NEVER else every(cohort.maybe, usable)
    top = evolve(
        summed(flow, amount),
        where=every(flow.sure, of_parent(counted)),
        maybe=some(
            every(flow.maybe, of_parent(counted)),
            NEVER if joining == NEVER else every(some(flow.sure, flow.maybe), of_parent(joining)),
        ),
    )
    bottom = Total(amount=agreed, where=counted, maybe=joining, rates=context.profile.rates)
    flow_gaps = [
        Note(code, every(cohort.sure, Exists(table, every(flow.sure, rows))), is_excluded=True)
        for code, rows in (
            ("missing_amount", NEVER if optional else Not(amount.is_stated)),
            ("no_value", every(amount.is_stated, Not(amount.has_value))),
        )
    ]
    dates = [note for note in flow.notes if note.code in {"missing_date", "date_straddles"}]
    notes = (*cohort.notes, *amount_notes(agreed, cohort.sure), *flow_gaps, *dates)
    return Plan(
        shape=Quotient(top=top, bottom=bottom, warns_over_100=warns),
        notes=notes,
        cohort=facts.cohort_kind,
        reads_attributes=True,
    )


def fund_arrival_rate(context: Context) -> Plan:
    """Divide the payments of the cohort by what it agreed to bring."""
    return _ratio_to_date(
        context, table="arrivals", name="amount", base=context.profile.fund_base, optional=False
    )


def investment_conversion(context: Context) -> Plan:
    """Divide the fixed-asset investment, or the payments, of the cohort by its agreed investment."""
    if context.profile.conversion_numerator == "arrived":
        return _ratio_to_date(context, table="arrivals", name="amount", base="investment", optional=False)
    return _ratio_to_date(
        context, table="outcomes", name="fixed_asset_investment", base="investment", optional=True
    )


# foreign capital --------------------------------------------------------------------------------------------------


def fdi_contracted(context: Context) -> Plan:
    """Add up the foreign capital that was contracted."""
    cohort = Cohort(Facts(context), amounts=True)
    shape = total_of(cohort, "foreign_investment", "USD")
    notes = (*cohort.notes, *amount_notes(shape.amount, cohort.sure)[1:])
    return Plan(shape=shape, notes=notes, cohort=cohort.facts.cohort_kind, reads_attributes=True)


def fdi_realisation(context: Context) -> Plan:
    """Divide the foreign capital paid in by that contracted, over the as-of year and the two before."""
    if context.inputs:
        utilised = figures(context.inputs.get("utilised"))
        contracted = figures(context.inputs.get("contracted"))
        if len(utilised) != 3 or len(contracted) != 3:
            return Plan(result=Result(unit="percent", reason="window_not_three_years"))
        rates = context.profile.rates
        top, bottom = _added(utilised, context), _added(contracted, context)
        if isinstance(top, str) or isinstance(bottom, str):
            reason = top if isinstance(top, str) else str(bottom)
            return Plan(result=Result(unit="percent", reason=reason))
        return Plan(result=over_100(ratio(top, bottom, rates=rates)))
    window = Period.between(f"{context.year - 2:04}", f"{context.year:04}")
    inner = evolve(context, period=window, cohort="signed_in_period")
    paid, agreed = funds_by_origin(FOREIGN, "USD")(inner), fdi_contracted(inner)
    assert isinstance(paid.shape, Total)  # noqa: S101 - both plans are sums
    assert isinstance(agreed.shape, Total)  # noqa: S101 - as above
    return Plan(
        shape=Quotient(top=paid.shape, bottom=agreed.shape, warns_over_100=True),
        notes=(*paid.notes, *agreed.notes),
        reads_attributes=True,
    )


def _added(parts: list[Measured | None], context: Context) -> Measured | str | None:
    """Add figures up, or name the reason why they do not join; one that is missing leaves the sum unknown."""
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    units = {part.unit for part in known}
    rates = context.profile.rates
    if len(units) > 1:
        if any(unit != "CNY" and unit not in rates for unit in units):
            return "mixed_currency"
        known = [
            part if part.unit == "CNY" else part.times(_rate(context, part.unit), "CNY") for part in known
        ]

    def add(ends: Iterable[Fraction | None]) -> Fraction | None:
        there = list(ends)
        stated = [end for end in there if end is not None]
        return sum(stated, Fraction(0)) if len(stated) == len(there) else None

    return Measured(
        value=add(part.value for part in known),
        low=add(part.low for part in known),
        high=add(part.high for part in known),
        unit=known[0].unit if known else None,
        is_hedged=any(part.is_hedged for part in known),
    )


def _rate(context: Context, code: str | None) -> Fraction:
    """Give the CNY for one unit of a currency."""
    return Fraction(context.profile.rates[code or "CNY"])


def over_100(found: Result) -> Result:
    """Warn of a rate beyond 100 % whose part should lie inside its whole."""
    least = found.low if found.value is None else found.value
    return (
        evolve(found, warnings=(*found.warnings, "over_100")) if least is not None and least > 100 else found
    )


# fixed assets -----------------------------------------------------------------------------------------------------


def _fai(context: Context, facts: Facts, flow: Flow) -> tuple[Total, tuple[Note, ...]]:
    """Add fixed-asset investment up, leaving out projects known to be too small for the statistics."""
    profile = context.profile
    amount, size = Amount.of("fixed_asset_investment"), facts.amount("investment")
    enough = at_least(size, profile.fai_minimum, profile)
    short = below(size, profile)
    booked = Exists(flow.table, every(flow.sure, amount.is_stated))
    least = every(Not(size.has_value), _reaches(size, profile))
    unknown = every(Not(enough), Not(short), Not(least))
    kept = of_parent(Not(short))
    shape = summed(flow, amount, kept)
    people = facts.population()
    notes = (
        *flow.notes,
        Note(None, every(people, booked, short), is_excluded=True),
        Note("threshold_unknown", every(people, booked, unknown)),
        *amount_notes(amount, shape.where, table=flow.table, id=PROJECT)[1:],
    )
    return shape, notes


def _reaches(size: Amount, profile: Profile) -> Predicate:
    """Hold for ranges that begin at or above the threshold of fixed-asset statistics."""
    edge = profile.fai_minimum
    return every(
        equal(size.unit, edge.unit.code), Compare(size.low, "ge", Const(exact(Fraction(edge.value or 0))))
    )


def below(size: Amount, profile: Profile) -> Predicate:
    """Hold for projects that are certainly under the threshold of fixed-asset statistics."""
    edge = profile.fai_minimum
    least = Fraction(edge.value or 0)
    sides = []
    for code, rate in (("CNY", Decimal(1)), *profile.rates.items()):
        number = exact(least / Fraction(rate))
        under = some(
            Compare(size.value, "lt", Const(number)),
            every(Compare(size.value, "eq", Const(number)), Compare(size.side, "lt", Const(0))),
            every(Not(size.has_value), Compare(size.high, "lt", Const(number))),
        )
        sides.append(every(equal(size.unit, code), under))
    return some(*sides)


def fixed_asset_investment(context: Context) -> Plan:
    """Add up the fixed-asset investment of the period."""
    facts = Facts(context)
    shape, notes = _fai(
        context, facts, Flow(facts, "outcomes", where=Amount.of("fixed_asset_investment").is_stated)
    )
    return Plan(shape=shape, notes=notes, reads_attributes=True)


def fai_pull(context: Context) -> Plan:
    """Add up the fixed-asset investment that the cohort has booked by `as_of`."""
    facts = Facts(context)
    cohort = Cohort(facts, amounts=True)
    stated = Amount.of("fixed_asset_investment").is_stated
    flow = Flow(facts, "outcomes", where=stated, to_date=True, of=some(cohort.sure, cohort.maybe))
    shape, notes = _fai(context, facts, flow)
    shape = _of_cohort(shape, cohort)
    named = [note for note in notes if note.where != NEVER]
    mine = [
        evolve(note, where=every(cohort.sure, note.where)) if note.table == "projects" else note
        for note in named
    ]
    return Plan(shape=shape, notes=(*cohort.notes, *mine), cohort=facts.cohort_kind, reads_attributes=True)


def _of_cohort(shape: Total, cohort: Cohort) -> Total:
    """Narrow a sum to a cohort, with what its doubtful members may add."""
    rows = some(shape.where, shape.maybe)
    joining = NEVER if cohort.maybe == NEVER else every(rows, of_parent(cohort.maybe))
    maybe = NEVER if shape.maybe == NEVER else every(shape.maybe, of_parent(cohort.sure))
    return evolve(shape, where=every(shape.where, of_parent(cohort.sure)), maybe=some(maybe, joining))


# benefits, jobs, credit -------------------------------------------------------------------------------------------


def cohort_benefit(context: Context) -> Plan:
    """Add one measure up over the projects landed in the period, or over all."""
    named = context.listed("measure")
    if named is None or len(named) != 1:
        return Plan(result=Result(unit="CNY", reason="one_measure", is_quotient=False))
    measure = _measure(named[0])
    facts = Facts(context)
    unit = "人" if measure == "jobs" else "CNY"
    amount = Amount.of(measure)
    if facts.is_stock:
        flow = Flow(facts, "outcomes", where=amount.is_stated, to_date=True)
        shape = summed(flow, amount, unit=unit)
        return Plan(shape=shape, notes=(*flow.notes, *flow.missing(amount, optional=True)), cohort="all")
    cohort = Cohort(facts, facts.event("landed"), amounts=True)
    flow = Flow(facts, "outcomes", where=amount.is_stated, to_date=True, of=some(cohort.sure, cohort.maybe))
    shape = _of_cohort(summed(flow, amount, unit=unit), cohort)
    notes = (*cohort.notes, *flow.notes, *flow.missing(amount, optional=True))
    return Plan(shape=shape, notes=notes, cohort="landed_in_period")


def _measure(name: str) -> str:
    if name not in MEASURES:
        raise UnknownCodeError("measure", name, MEASURES)
    return name


def outcome_total(measure: str, unit: str) -> Lower:
    """Add one measure of the outcomes of the period up."""

    def plan(context: Context) -> Plan:
        amount = Amount.of(measure)
        flow = Flow(Facts(context), "outcomes", where=amount.is_stated)
        return Plan(
            shape=summed(flow, amount, unit=unit), notes=(*flow.notes, *flow.missing(amount, optional=True))
        )

    return plan


def shared_credit(signed_count: Lower, signed_total: Lower) -> Lower:
    """Credit projects, investment, tax or fixed assets to units by their shares; the region counts each once."""
    plans: dict[str, Lower] = {
        "count": signed_count,
        "investment": signed_total,
        "tax": outcome_total("tax", "CNY"),
        "fixed_asset_investment": fixed_asset_investment,
    }

    def plan(context: Context) -> Plan:
        measure = context.arguments.get("measure") or "count"
        if measure not in plans:
            raise UnknownCodeError("measure", str(measure), tuple(plans))
        return evolve(plans[measure](context), needs_shares=True)

    return plan


def capital_origin(context: Context) -> Plan:
    """Divide the projects of some origins, by count or amount, by all signed projects."""
    if context.inputs:
        given_part, given_whole = figure(context, "part"), figure(context, "whole")
        return Plan(result=share_of_whole(given_part, given_whole, rates=context.profile.rates))
    facts = Facts(context)
    given = context.listed("origins") or context.profile.origins or FOREIGN
    wanted = {str(origin) for origin in given}
    if "hk_macao_taiwan" in wanted:
        wanted |= {"hk", "macao", "taiwan"}
    origin = Column("origin")
    inside = OneOf(origin, frozenset(wanted))
    by_amount = (context.arguments.get("basis") or "count") == "amount"
    cohort = Cohort(facts, amounts=by_amount, rate=True)
    notes = (*cohort.notes, Note("missing_origin", every(cohort.sure, Not(Present(origin)))))
    if not by_amount:
        shape = Rate(
            met=inside,
            may_meet=some(inside, Not(Present(origin))),
            cohort=cohort.sure,
            may_belong=cohort.maybe,
            known=Present(origin),
        )
        return Plan(shape=shape, notes=notes, cohort=facts.cohort_kind, reads_attributes=True)
    whole = total_of(cohort, "investment")
    sides = [evolve(whole, where=every(cohort.sure, where), maybe=NEVER) for where in (inside, Not(inside))]
    return Plan(
        shape=PartOfWhole(part=sides[0], rest=sides[1]),
        notes=(*notes, *amount_notes(whole.amount, cohort.sure)),
        cohort=facts.cohort_kind,
        reads_attributes=True,
    )


# policy money and funds -------------------------------------------------------------------------------------------


def policy_cash(context: Context) -> Plan:
    """Add policy money up, count its firms, or divide it by what was planned or by the firms."""
    measure = context.arguments.get("measure") or "amount"
    if measure not in {"amount", "firms", "rate", "mean"}:
        raise UnknownCodeError("measure", str(measure), ("amount", "firms", "rate", "mean"))
    if context.inputs:
        return Plan(result=_given_cash(context, measure))
    facts = Facts(context)
    amount, planned = Amount.of("amount"), Amount.of("planned")
    window = context.window
    lo, hi = Column("lo"), Column("hi")
    undated = Not(Present(lo))
    if window is None:
        sure = some(facts.by(context.day), undated)
        possible = some(facts.by(context.day, "possible"), undated)
    else:
        sure, possible = facts.within(window, "sure", lo, hi), facts.within(window, "possible", lo, hi)
    maybe = NEVER if sure == possible else every(possible, Not(sure))
    nothing = every(Not(amount.is_stated), Not(planned.is_stated))
    notes = (
        Note("missing_amount", every(sure, nothing), is_excluded=True, table="payments"),
        Note(
            "no_value",
            every(sure, amount.is_stated, Not(amount.has_value)),
            is_excluded=True,
            table="payments",
        ),
        Note(
            "missing_date", every(undated, amount.is_stated), is_excluded=window is not None, table="payments"
        ),
        Note("date_straddles", maybe, is_excluded=True, table="payments"),
    )
    rates = context.profile.rates
    paid = Total(amount=amount, where=sure, maybe=maybe, rates=rates, table="payments")
    if measure == "amount":
        return Plan(shape=paid, notes=notes)
    firm = Column("investor")
    counted = every(amount.is_stated, Present(firm))
    firms = Tally(
        where=every(sure, counted),
        maybe=NEVER if maybe == NEVER else every(maybe, counted),
        unit="家",
        table="payments",
        names=firm,
    )
    if measure == "firms":
        return Plan(shape=firms, notes=notes)
    if measure == "mean":
        return Plan(shape=Quotient(top=paid, bottom=firms, scale=1, unit="CNY"), notes=notes)
    due = Total(
        amount=planned, where=some(sure, every(undated, Not(amount.is_stated))), rates=rates, table="payments"
    )
    return Plan(shape=Quotient(top=paid, bottom=due), notes=notes)


def _given_cash(context: Context, measure: str) -> Result:
    payments = context.inputs.get("payments")
    total, count = figure(context, "amount"), bare(context.inputs.get("count"))
    if payments is not None:
        amounts = [measured(payment.get("amount")) for payment in payments]
        added = _added([each for each in amounts if each is not None], context)
        if isinstance(added, str):
            return Result(unit="CNY", reason=added, is_quotient=False)
        total = evolve(added, unit=added.unit or "CNY") if added is not None else None
        names = {payment.get("firm") or payment.get("investor") for payment in payments}
        count = Measured.of(len(names - {None}))
    if measure == "firms":
        return plain(count, "家")
    if measure == "mean":
        return mean(total, count) if total is not None else Result(unit="CNY", reason="no_data")
    if measure == "rate":
        return ratio(total, figure(context, "planned"), rates=context.profile.rates)
    return plain(total, "CNY")


def plain(found: Measured | None, unit: str) -> Result:
    """Show a figure given as it stands."""
    if found is None:
        return Result(unit=unit, reason="no_data", is_quotient=False)
    money_or_own = found.unit if unit == "CNY" and found.unit else unit
    return Result(
        value=found.value,
        low=found.low,
        high=found.high,
        unit=money_or_own,
        numerator=found.value,
        reason=None if found.value is not None else "no_data",
        is_quotient=False,
    )


def fund_size(context: Context) -> Plan:
    """Add up the size of the funds that are raised or closed."""
    facts = Facts(context)
    statuses = context.listed("status") or ("raised", "closed")
    window = context.window
    lo, hi = Column("lo"), Column("hi")
    right = OneOf(Column("status"), frozenset(statuses))
    undated = Not(Present(lo))
    if window is None:
        has_day = context.as_of is not None
        sure = some(facts.by(context.day), undated) if has_day else right
        possible = some(facts.by(context.day, "possible"), undated) if has_day else right
    else:
        sure, possible = facts.within(window, "sure", lo, hi), facts.within(window, "possible", lo, hi)
    maybe = NEVER if sure == possible else every(right, possible, Not(sure))
    size = Amount.of("size")
    counted = every(right, sure)
    notes = (
        *amount_notes(size, counted, table="funds"),
        Note(
            "missing_date",
            NEVER if window is None else every(right, undated),
            is_excluded=True,
            table="funds",
        ),
        Note("date_straddles", maybe, is_excluded=True, table="funds"),
    )
    shape = Total(amount=size, where=counted, maybe=maybe, rates=context.profile.rates, table="funds")
    return Plan(shape=shape, notes=notes)
