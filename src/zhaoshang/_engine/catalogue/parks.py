"""Plans over parks: what is built, let and occupied, who rents, what idle space came back to use."""

from collections.abc import Callable

from zhaoshang._engine.query.cohorts import amount_notes, of_parent
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Plan
from zhaoshang._engine.query.facts import DAY, Facts, is_true
from zhaoshang._engine.query.fuzzy import Fuzzy, FuzzyDay, all_of, fuzzy
from zhaoshang._engine.query.inputs import figure
from zhaoshang._engine.query.shapes import Note, Rate, Tally, over_100
from zhaoshang._engine.query.shapes_sums import Apart, Quotient, Total
from zhaoshang._engine.tables import places as place_tables
from zhaoshang._engine.tables.columns import Table
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.measures import (
    ALWAYS,
    Amount,
    Column,
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
from zhaoshang.scoring import ratio

Made = dict[str, Callable[[Tables], Table]]

AREA = Amount.of("area")
_COMPLETED = FuzzyDay(Column("completed_lo"), Column("completed_hi"))
_IDLE = FuzzyDay(Column("idle_lo"), Column("idle_hi"))
_SURE = is_true("is_sure")
_LET = Fuzzy(_SURE, ALWAYS)
"""Lettings of a day: one whose dates are coarse may hold or not."""

_PLACE = Column("space")


def _lettings(context: Context, stages: tuple[str, ...], kind: str = "lettings") -> tuple[str, Made]:
    """Name the table of what is let on `as_of`, and say how to make it."""
    reading = context.profile.partial_dates
    name = f"{kind}@{context.day}@{context.known}@{'+'.join(stages)}@{reading}"
    make = getattr(place_tables, kind)
    return name, {
        name: lambda tables: make(tables, context.day, context.known, stages, reading),
    }


def _given(context: Context, part: str, whole: str, base: str) -> Plan:
    found = ratio(figure(context, part), figure(context, whole), base=base)
    return Plan(result=over_100(found))


def letting_rate(context: Context) -> Plan:
    """Divide what is let by what can be let."""
    return _letting(context, tuple(str(stage) for stage in context.profile.letting_stages))


def occupancy_rate(context: Context) -> Plan:
    """Divide what is moved into by what can be let."""
    return _letting(context, ("moved_in",))


def _letting(context: Context, stages: tuple[str, ...]) -> Plan:
    if context.inputs:
        return _given(context, "let", "lettable", "m2")
    facts, profile = Facts(context), context.profile
    floor = Not(equal(Column("kind"), "land"))
    built = facts.by(context.day, _COMPLETED)
    lettable = fuzzy(floor) if profile.letting_scope == "all" else all_of(floor, built)
    table, tables = _lettings(context, stages)
    where = floor if profile.prelet else every(floor, built.counted)
    base = Amount.of("lettable")
    straddling = Note("date_straddles", lettable.maybe, is_excluded=True, table="spaces")
    cut = Note("date_straddles", every(Not(_SURE), of_parent(where)), table=table, id=_PLACE)
    if profile.letting_by == "count":
        let = _LET.of_some(table)
        if profile.prelet:
            shape: Quotient | Rate = _count_ratio(every(where, let.counted), lettable.counted)
        else:
            shape = Rate(met=all_of(built.counted, let), cohort=lettable, table="spaces")
        return Plan(shape=shape, tables=tables, notes=(straddling, cut))
    gap = Exists(table, Not(is_true("has_area")))
    usable = every(base.has_value, Not(gap))
    top_sum = Total(
        amount=AREA,
        where=all_of(_LET, of_parent(every(where, usable))),
        unit="m2",
        table=table,
        id=_PLACE,
    )
    bottom = Total(amount=base, where=all_of(lettable, usable), unit="m2", table="spaces")
    notes = (
        *amount_notes(base, lettable.counted, table="spaces"),
        Note("missing_amount", every(some(lettable.counted, where), gap), is_excluded=True, table="spaces"),
        straddling,
        cut,
    )
    return Plan(shape=Quotient(top=top_sum, bottom=bottom, warns_over_100=True), tables=tables, notes=notes)


def _count_ratio(top: Predicate, cohort: Predicate) -> Quotient:
    """Divide a count of spaces by another that need not hold it."""
    ones = Amount(Const(1), Const(1), Const(1), Const("个"), Const(0), Const("none"))
    return Quotient(
        top=Total(amount=ones, where=top, unit="个", table="spaces"),
        bottom=Total(amount=ones, where=cohort, unit="个", table="spaces"),
        warns_over_100=True,
    )


def plant_built(context: Context) -> Plan:
    """Add up the floor area of plants completed in the period, or to date."""
    facts = Facts(context)
    plants = equal(Column("kind"), "plant")
    built = all_of(plants, facts.falls(_COMPLETED, undated=False))
    notes = (
        *amount_notes(AREA, built.counted, table="spaces"),
        Note("date_straddles", built.maybe, is_excluded=True, table="spaces"),
    )
    return Plan(shape=Total(amount=AREA, where=built, unit="m2", table="spaces"), notes=notes)


def tenants(context: Context) -> Plan:
    """Count the firms that rented in the period, or that rent on `as_of`."""
    stages = ("contracted", "moved_in")
    tenant = Column("tenant")
    window = context.window
    if window is None:
        table, tables = _lettings(context, stages, "tenancies")
        named = all_of(_LET, Present(tenant))
        shape = Tally(where=named, unit="家", table=table, names=tenant, id=tenant)
        notes = (
            Note("date_straddles", named.maybe, is_excluded=True, table=table, id=tenant),
            Note("missing_date", every(named.counted, DAY.is_undated), table=table, id=tenant),
        )
        return Plan(shape=shape, tables=tables, notes=notes)
    facts = Facts(context)
    rows = every(OneOf(Column("stage"), frozenset(stages)), facts.known, Present(tenant))
    rented = all_of(rows, facts.within(window))
    shape = Tally(where=rented, unit="家", table="leases", names=tenant, id=tenant)
    notes = (
        Note(
            "missing_date",
            every(rows, DAY.is_undated),
            is_excluded=True,
            table="leases",
            id=tenant,
        ),
        Note("date_straddles", rented.maybe, is_excluded=True, table="leases", id=tenant),
    )
    return Plan(shape=shape, notes=notes)


def _revived(context: Context) -> tuple[str, Made, Predicate]:
    """Find the listed idle spaces, and what of them is let again."""
    facts = Facts(context)
    stages = tuple(str(stage) for stage in context.profile.letting_stages)
    table, tables = _lettings(context, stages)
    listed = facts.by(context.day, _IDLE).possible
    return table, tables, listed


def idle_revival(context: Context) -> Plan:
    """Divide the area let again by that of the listed idle spaces."""
    if context.inputs:
        return _given(context, "revived", "listed", "mu")
    table, tables, listed = _revived(context)
    gap = Exists(table, Not(is_true("has_area")))
    usable = every(listed, AREA.has_value, Not(gap))
    top = Total(
        amount=AREA,
        where=all_of(_LET, of_parent(usable)),
        unit="mu",
        table=table,
        id=_PLACE,
    )
    bottom = Total(amount=AREA, where=usable, unit="mu", table="spaces")
    notes = (
        *amount_notes(AREA, listed, table="spaces"),
        Note("missing_amount", every(listed, gap), is_excluded=True, table="spaces"),
        Note("date_straddles", every(Not(_SURE), of_parent(listed)), table=table, id=_PLACE),
    )
    return Plan(shape=Quotient(top=top, bottom=bottom, warns_over_100=True), tables=tables, notes=notes)


def idle_area(context: Context) -> Plan:
    """Add up the idle area let again in the period, land in mu and floors in square metres."""
    facts = Facts(context)
    table, tables, listed = _revived(context)
    window = context.window
    again = _LET if window is None else all_of(_LET, facts.within(window))
    idle = of_parent(listed)
    kinds = ("land", "plant", "office", "dormitory")
    kind_of = Column("kind")
    revived = all_of(idle, again)
    rows = revived.counted

    def total(where: Predicate, unit: str) -> Total:
        return Total(
            amount=AREA,
            where=all_of(revived, of_parent(where)),
            unit=unit,
            table=table,
            id=_PLACE,
        )

    land = equal(kind_of, "land")
    present = _kinds_listed(context)
    notes = [
        *amount_notes(AREA, rows, table=table, id=_PLACE),
        Note("date_straddles", revived.maybe, is_excluded=True, table=table, id=_PLACE),
    ]
    if window is not None:
        undated = every(idle, _SURE, DAY.is_undated)
        notes.append(Note("missing_date", undated, is_excluded=True, table=table, id=_PLACE))
    parts = tuple(
        (kind, total(equal(kind_of, kind), "mu" if kind == "land" else "m2"))
        for kind in kinds
        if kind in present
    )
    shown = parts if len(parts) > 1 and "kind" not in context.by else ()
    if "land" in present and len(present) > 1:
        shape: Total | Apart = Apart(parts=(total(land, "mu"), total(Not(land), "m2")))
    else:
        shape = total(some(land, Not(land)), "mu" if present == {"land"} else "m2")
    return Plan(shape=shape, parts=shown, tables=tables, notes=tuple(notes))


def _kinds_listed(context: Context) -> set[str]:
    """List the kinds of idle space that the ledger holds."""
    ledger = context.ledger
    if ledger is None:
        return set()
    return {
        str(space.kind or "")
        for park in ledger.parks
        for space in park.spaces
        if space.idle_since is not None
    }
