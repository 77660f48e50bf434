"""Plans over parks: what is built, let and occupied, who rents, what idle space came back to use."""

from collections.abc import Callable
from functools import partial
from typing import Final

from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.query.cohorts import amount_notes, of_parent
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Kpi, Plan
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.history import DAY, is_true
from zhaoshang._engine.query.inputs import figure
from zhaoshang._engine.query.shapes.counting import CohortRate, Note, Tally, over_100
from zhaoshang._engine.query.shapes.fuzzy import Fuzzy, FuzzyDay, all_of, fuzzy
from zhaoshang._engine.query.shapes.sums import AmountTotal, LandOrFloors, Quotient, SeparateSums
from zhaoshang._engine.tables import places as place_tables
from zhaoshang._engine.tables.columns import LedgerTable
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.measures import (
    ALWAYS,
    Amount,
    Column,
    Const,
    Count,
    Exists,
    Not,
    OneOf,
    Predicate,
    Present,
    Value,
    equal,
    every,
    some,
)
from zhaoshang.scoring import ratio
from zhaoshang.vocabulary import SpaceKind

Made = dict[str, Callable[[Tables], LedgerTable]]

AREA = Amount.of("area")
_COMPLETED = FuzzyDay(Column("completed_lo"), Column("completed_hi"))
_IDLE = FuzzyDay(Column("idle_lo"), Column("idle_hi"))
_SURE = is_true("is_sure")
_LET = Fuzzy(_SURE, ALWAYS)
"""Lettings of a day: one whose dates are coarse may hold or not."""

_PLACE = Column("space")


def _lettings(context: Context, stages: tuple[str, ...]) -> tuple[str, Made]:
    """Name the table of what is let on `as_of`, and say how to make it."""
    profile = context.profile
    reading, sales = profile.partial_dates, profile.sale_counts
    name = f"lettings@{context.day}@{context.known}@{'+'.join(stages)}@{reading}@{'' if sales else 'unsold'}"
    return name, {
        name: lambda tables: place_tables.lettings(
            tables, context.day, context.known, stages, reading, sales=sales
        ),
    }


def _of_kind(context: Context, kind: Value) -> Predicate:
    """Hold for spaces of the kinds asked for, where any are."""
    asked = context.listed("kind")
    return ALWAYS if asked is None else OneOf(kind, frozenset(str(SpaceKind(each)) for each in asked))


_KIND = Column("kind")
_LAND = equal(_KIND, "land")


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
    asked = _of_kind(context, _KIND)
    built = facts.by(context.day, _COMPLETED)
    lettable = fuzzy(asked) if profile.letting_scope == "all" else all_of(asked, built)
    table, tables = _lettings(context, stages)
    where = asked if profile.prelet else every(asked, built.counted)
    gap = Exists(table, Not(is_true("has_area")))
    base = Amount.of("lettable")
    usable = every(base.has_value, Not(gap))

    def rate(kind: Predicate) -> Quotient | CohortRate:
        if profile.letting_by == "area":
            let = all_of(_LET, of_parent(every(where, kind, usable)))
            return _quotient(AREA, let, base, all_of(lettable, kind, usable), table, "m2")
        if profile.prelet:
            there = _LET.of_some(table).counted
            return _count_ratio(every(where, kind, there), every(lettable.counted, kind))
        return CohortRate(
            met=all_of(built.counted, _LET.of_some(table)), cohort=all_of(lettable, kind), table="spaces"
        )

    straddling = Note("date_straddles", lettable.maybe, is_excluded=True, table="spaces")
    cut = Note("date_straddles", every(Not(_SURE), of_parent(where)), table=table, id=_PLACE)
    notes: tuple[Note, ...] = (straddling, cut)
    if profile.letting_by == "area":
        notes = (
            *amount_notes(base, lettable.counted, table="spaces"),
            Note(
                "missing_amount",
                every(some(lettable.counted, where), gap),
                is_excluded=True,
                table="spaces",
            ),
            *notes,
        )
    shape = _apart(
        rate, every(lettable.counted, usable) if profile.letting_by == "area" else lettable.counted
    )
    return Plan(shape=shape, tables=tables, notes=notes)


def _apart(rate: Callable[[Predicate], Quotient | CohortRate], of: Predicate) -> LandOrFloors:
    """Reckon a rate for land and for floors."""
    return LandOrFloors(
        land=rate(_LAND),
        floors=rate(Not(_LAND)),
        has_land=Count("spaces", every(of, _LAND)),
        has_floors=Count("spaces", every(of, Not(_LAND))),
    )


def _quotient(  # noqa: PLR0917 - both sides of one quotient
    top: Amount, let: Fuzzy, bottom: Amount, of: Fuzzy, table: str, unit: str
) -> Quotient:
    return Quotient(
        top=AmountTotal(amount=top, where=let, unit=unit, table=table, id=_PLACE, none_is_zero=True),
        bottom=AmountTotal(amount=bottom, where=of, unit=unit, table="spaces"),
        warns_over_100=True,
    )


def _count_ratio(top: Predicate, cohort: Predicate) -> Quotient:
    """Divide a count of spaces by another that need not hold it."""
    ones = Amount(Const(1), Const(1), Const(1), Const("个"), Const(0), Const("none"))
    return Quotient(
        top=AmountTotal(amount=ones, where=top, unit="个", table="spaces"),
        bottom=AmountTotal(amount=ones, where=cohort, unit="个", table="spaces"),
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
    return Plan(shape=AmountTotal(amount=AREA, where=built, unit="m2", table="spaces"), notes=notes)


def tenants(context: Context) -> Plan:
    """Count the firms that rented in the period, or that rent on `as_of`."""
    stages = ("contracted", "moved_in")
    tenant = Column("tenant")
    window, known, reading = context.window, context.known, context.profile.partial_dates
    facts = Facts(context)
    if window is None:
        table = f"tenancies@{context.day}@{known}@{'+'.join(stages)}@{reading}"
        make = partial(place_tables.tenancies, day=context.day, known=known, stages=stages, reading=reading)
        let = _LET
    else:
        table = f"rentals@{known}@{'+'.join(stages)}"
        make = partial(place_tables.rentals, known=known, stages=stages)
        let = facts.within(window)
    named, unnamed = all_of(let, Present(tenant)), every(let.counted, Not(Present(tenant)))
    undated = (
        every(DAY.is_undated, Present(tenant)) if window is not None else every(named.counted, DAY.is_undated)
    )
    notes = (
        Note("missing_date", undated, is_excluded=window is not None, table=table, id=tenant),
        Note("date_straddles", named.maybe, is_excluded=True, table=table, id=tenant),
        Note("missing_tenant", unnamed, is_excluded=True, table=table, id=Column("space")),
    )
    shape = Tally(where=named, unit="家", table=table, names=tenant, id=tenant)
    return Plan(shape=shape, tables={table: make}, notes=notes)


def _revived(context: Context) -> tuple[str, Made, Predicate]:
    """Find the listed idle spaces, and what of them is let again."""
    facts = Facts(context)
    stages = tuple(str(stage) for stage in context.profile.letting_stages)
    table, tables = _lettings(context, stages)
    listed = facts.by(context.day, _IDLE).possible
    return table, tables, every(listed, _of_kind(context, _KIND))


def idle_revival(context: Context) -> Plan:
    """Divide the area let again by that of the listed idle spaces."""
    if context.inputs:
        return _given(context, "revived", "listed", "mu")
    table, tables, listed = _revived(context)
    gap = Exists(table, Not(is_true("has_area")))
    usable = every(listed, AREA.has_value, Not(gap))

    def rate(kind: Predicate) -> Quotient:
        let = all_of(_LET, of_parent(every(usable, kind)))
        return _quotient(AREA, let, AREA, fuzzy(every(usable, kind)), table, "mu")

    notes = (
        *amount_notes(AREA, listed, table="spaces"),
        Note("missing_amount", every(listed, gap), is_excluded=True, table="spaces"),
        Note("date_straddles", every(Not(_SURE), of_parent(listed)), table=table, id=_PLACE),
    )
    return Plan(shape=_apart(rate, usable), tables=tables, notes=notes)


def idle_area(context: Context) -> Plan:
    """Add up the idle area let again in the period, land in mu and floors in square metres."""
    facts = Facts(context)
    table, tables, listed = _revived(context)
    window = context.window
    again = _LET if window is None else all_of(_LET, facts.within(window))
    idle = of_parent(listed)
    kinds = ("land", "plant", "office", "dormitory")
    revived = all_of(idle, again)
    rows = revived.counted

    def total(where: Predicate, unit: str) -> AmountTotal:
        return AmountTotal(
            amount=AREA,
            where=all_of(revived, of_parent(where)),
            unit=unit,
            table=table,
            id=_PLACE,
        )

    land = _LAND
    asked = context.listed("kind")
    present = _kinds_listed(context)
    if asked is not None:
        present &= {str(SpaceKind(each)) for each in asked}
    notes = [
        *amount_notes(AREA, rows, table=table, id=_PLACE),
        Note("date_straddles", revived.maybe, is_excluded=True, table=table, id=_PLACE),
    ]
    if window is not None:
        undated = every(idle, _SURE, DAY.is_undated)
        notes.append(Note("missing_date", undated, is_excluded=True, table=table, id=_PLACE))
    parts = tuple(
        (kind, total(equal(_KIND, kind), "mu" if kind == "land" else "m2"))
        for kind in kinds
        if kind in present
    )
    shown = parts if len(parts) > 1 and "kind" not in context.by else ()
    if "land" in present and len(present) > 1:
        shape: AmountTotal | SeparateSums = SeparateSums(parts=(total(land, "mu"), total(Not(land), "m2")))
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


PARKS: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="idle_land_revival_rate",
        zh="闲置土地盘活率",
        en="revival of idle land",
        unit="percent",
        formula_zh="已盘活面积 ÷ 在册闲置面积",
        formula_en="area let again ÷ area of the listed idle spaces",
        plan=idle_revival,
        edge_cases_zh="分子分母可能都带约数：那时只知上下限；土地与房屋不相加，可用 kind 指定一类",
        edge_cases_en="both sides may be hedged: then only bounds are known; land and floors are not added, `kind` asks one",
    ),
    Kpi(
        id="idle_area_revived",
        zh="盘活面积",
        en="idle area revived",
        unit="mu",
        formula_zh="期内重新出租或利用的在册闲置空间面积，土地按亩、房屋按平方米分列",
        formula_en="area of listed idle spaces let again in the period: land in mu, floors in square metres",
        plan=idle_area,
        edge_cases_zh="土地与房屋面积不相加，可用 kind 指定一类",
        edge_cases_en="land and floors are not added together; `kind` asks for one",
    ),
    Kpi(
        id="plant_built_area",
        zh="建成标准厂房面积",
        en="plant area built",
        unit="m2",
        formula_zh="期内（或截至日累计）竣工的厂房面积之和",
        formula_en="floor area of plants completed in the period, or to date",
        plan=plant_built,
        edge_cases_zh="当期数与累计数是两个数字",
        edge_cases_en="the period and the total to date are two figures",
    ),
    Kpi(
        id="letting_rate",
        zh="招商率",
        en="letting rate",
        unit="percent",
        formula_zh="已签约出租面积 ÷ 已竣工可出租面积（按面积加总，不取各园区平均）",
        formula_en="area let or contracted ÷ lettable area of completed spaces, sums over sums",
        plan=letting_rate,
        edge_cases_zh="预招商可使其超过 100%；没有建成面积就没有比率；土地与房屋不相加，可用 kind 指定一类",
        edge_cases_en=(
            "pre-letting may pass 100 %; nothing completed gives no rate; land and floors are not added, `kind` asks one"
        ),
        references=cite("S49 S50 S51"),
    ),
    Kpi(
        id="occupancy_rate",
        zh="入驻率",
        en="occupancy rate",
        unit="percent",
        formula_zh="已入驻面积 ÷ 已竣工可出租面积",
        formula_en="area moved into ÷ lettable area of completed spaces",
        plan=occupancy_rate,
        edge_cases_zh="签约不等于入驻",
        edge_cases_en="contracted is not moved in",
        references=cite("S52"),
    ),
    Kpi(
        id="tenant_count",
        zh="招引入驻企业数",
        en="tenants",
        unit="家",
        formula_zh="期内签约或入驻的企业数；无期间时为截至日在租企业数",
        formula_en="firms that rented in the period, or that rent on the as-of day",
        plan=tenants,
        edge_cases_zh="一家企业租多处只计一次；企业不是项目",
        edge_cases_en="a firm with several leases counts once; firms are not projects",
    ),
)
"""Parks: what is idle, built, let and occupied."""
