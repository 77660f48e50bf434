"""Plans over land: investment for each mu, yields for each mu, floor area over site area."""

from datetime import date
from fractions import Fraction
from typing import Final

from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.query.bands import surely_below
from zhaoshang._engine.query.cohorts import Cohort, OutcomeFlow, amount_notes
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Kpi, Lower, Plan, TableMakers
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.history import compare
from zhaoshang._engine.query.shapes.counting import Note
from zhaoshang._engine.query.shapes.fuzzy import all_of
from zhaoshang._engine.query.shapes.sums import AmountTotal, Quotient
from zhaoshang._engine.tables.columns import exact
from zhaoshang.errors import UnknownIdError
from zhaoshang.measures import (
    Amount,
    Choose,
    Column,
    Compare,
    Const,
    Exists,
    Not,
    Predicate,
    Times,
    equal,
    every,
    some,
)
from zhaoshang.model._fields.amounts import MONEY_FLOWS, unknown_measure
from zhaoshang.periods import Period
from zhaoshang.scoring import Result
from zhaoshang.units import UNITS, Dimension, conversion

AREAS = tuple(unit for unit in UNITS if unit.dimension is Dimension.AREA)


def scaled(amount: Amount, factor: int | Fraction, where: Predicate, other: Amount) -> Amount:
    """Scale an amount where a predicate holds, and take another elsewhere."""

    def side(name: str) -> Choose:
        return Choose(where, Times(getattr(amount, name), factor), getattr(other, name))

    return Amount(
        value=side("value"),
        low=side("low"),
        high=side("high"),
        unit=Choose(where, amount.unit, other.unit),
        side=Choose(where, amount.side, other.side),
        hedge=Choose(where, amount.hedge, other.hedge),
    )


def land_used(facts: Facts) -> Amount:
    """Give the land of a project; a leased plant without land has its floor area over the plot ratio."""
    land, plot_ratio = facts.amount("land"), facts.profile.plot_ratio
    if plot_ratio is None:
        return land
    floors = facts.amount("floor_area")
    leased = every(equal(Column("track"), "leased_plant"), Not(land.is_stated))
    return scaled(floors, exact(1 / Fraction(plot_ratio)), leased, land)


def investment_intensity(context: Context) -> Plan:
    """Divide the fixed investment of the cohort, agreed or booked, by its land."""
    facts = Facts(context)
    cohort = Cohort(facts, amounts=True)
    signed = cohort.members.counted
    land = land_used(facts)
    tables: TableMakers = {}
    if context.profile.intensity_by == "booked":
        flow = OutcomeFlow(facts, "fixed_asset_investment", to_date=True, of=signed)
        gap, tables = Exists(flow.table, flow.broken), flow.tables
        usable = every(land.has_value, Not(gap))
        top = flow.total(usable)
        notes = (
            *amount_notes(land, signed),
            Note("no_value", every(signed, gap), is_excluded=True),
            *flow.notes,
        )
    else:
        agreed = facts.amount("fixed_investment", cohort.event.day)
        usable = every(agreed.has_value, land.has_value)
        top = facts.total(agreed, all_of(cohort.members, usable), cohort.event.day)
        notes = (*amount_notes(agreed, signed), *amount_notes(land, signed))
    bottom = AmountTotal(amount=land, where=all_of(cohort.members, usable), unit="mu")
    return Plan(
        shape=Quotient(top=top, bottom=bottom, scale=1, unit="CNY/mu"),
        tables=tables,
        notes=(*cohort.notes, *notes),
        cohort=facts.cohort_kind,
        reads_attributes=True,
    )


def per_mu(measure: str) -> Lower:
    """Divide one measure of the period by the land of the firms that report it."""

    def plan(context: Context) -> Plan:
        named = str(context.arguments.get("measure", measure))
        if named not in MONEY_FLOWS:
            raise unknown_measure(named, MONEY_FLOWS)
        facts = Facts(context)
        land = land_used(facts)
        people, left_out = facts.population(), _left_out(facts, land)
        flow = OutcomeFlow(facts, named, of=people)
        reports = Exists(flow.table, flow.reported)
        records = every(facts.known, facts.falls().counted)
        silent = every(Exists("outcomes", records), Not(reports))
        broken = Exists(flow.table, flow.broken)
        firms = every(people, reports, Not(left_out))
        usable = every(firms, land.has_value, Not(broken))
        top = flow.total(usable)
        bottom = AmountTotal(amount=land, where=usable, unit="mu")
        notes = (
            Note(None, every(people, some(silent, every(reports, left_out))), is_excluded=True),
            *facts.left_out(reports, amounts=True),
            *amount_notes(land, firms),
            Note("no_value", every(firms, broken), is_excluded=True),
            *flow.notes,
        )
        shape = Quotient(top=top, bottom=bottom, scale=1, unit="CNY/mu")
        return Plan(shape=shape, tables=flow.tables, notes=notes, reads_attributes=True)

    return plan


def _left_out(facts: Facts, land: Amount) -> Predicate:
    """Hold for the firms that the profile leaves out of per-mu figures."""
    rule, day = facts.profile.per_mu_exclude, facts.context.day
    produced, started = facts.event("produced"), facts.event("started")
    rules: list[Predicate] = []
    if rule.land_below is not None:
        edge, unit = Fraction(rule.land_below.value or 0), rule.land_below.unit
        edges = {area.code: exact(edge * conversion(unit, area)) for area in AREAS}
        rules.append(surely_below(land, edges))
    if rule.years_below is not None:
        since = _years_before(day, rule.years_below)
        rules.append(every(compare(produced.day.lo, "gt", since), facts.by(day, produced.day).possible))
    if rule.building_years is not None:
        since = _years_before(day, rule.building_years)
        building = every(compare(started.day.lo, "gt", since), facts.by(day, started.day).possible)
        rules.append(every(building, Not(facts.has_come(produced).counted)))
    return some(*rules)


def _years_before(day: int, years: int) -> int:
    return Period.of(date.fromordinal(day)).shift(years=-years).start.toordinal()


def plot_ratio(context: Context) -> Plan:
    """Divide floor area by site area, over signed projects or over the spaces of a park."""
    park = context.arguments.get("park")
    if park is not None:
        return _park_plot_ratio(context, str(park))
    facts = Facts(context)
    cohort = Cohort(facts, amounts=True)
    floors, land = facts.amount("floor_area"), facts.amount("land")
    usable = every(floors.has_value, land.has_value)
    both, signed = all_of(cohort.members, usable), cohort.members.counted
    shape = Quotient(
        top=AmountTotal(amount=floors, where=both, unit="m2"),
        bottom=AmountTotal(amount=land, where=both, unit="m2"),
        scale=1,
        unit="ratio",
    )
    notes = (*cohort.notes, *amount_notes(floors, signed), *amount_notes(land, signed))
    return Plan(shape=shape, notes=notes, cohort=facts.cohort_kind, reads_attributes=True)


def _park_plot_ratio(context: Context, park: str) -> Plan:
    ledger = context.ledger
    if ledger is None:
        return Plan(result=Result(unit="ratio", reason="no_data"))
    if park not in ledger.parks:
        raise UnknownIdError("parks", park, ledger.parks.ids[:8])
    here = equal(Column("park"), park)
    floors, land = Amount.of("area"), Amount.of("land")
    inside = every(here, Not(equal(Column("kind"), "land")))
    if context.profile.tall_storey_double:
        height = Amount.of("height")
        edge = Const(8)
        tall = every(
            equal(Column("storeys"), 1),
            some(
                Compare(height.value, "gt", edge),
                every(Compare(height.value, "eq", edge), Compare(height.side, "gt", Const(0))),
            ),
        )
        floors = scaled(floors, 2, tall, floors)
    shape = Quotient(
        top=AmountTotal(amount=floors, where=inside, unit="m2", table="spaces"),
        bottom=AmountTotal(amount=land, where=here, unit="m2", table="parks"),
        scale=1,
        unit="ratio",
    )
    notes = (
        *amount_notes(floors, inside, table="spaces"),
        *amount_notes(land, here, table="parks"),
    )
    return Plan(shape=shape, notes=notes, reads_attributes=True)


LAND: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="investment_intensity",
        zh="投资强度",
        en="investment intensity",
        unit="CNY/mu",
        formula_zh="固定资产投资（协议或实际）÷ 用地面积，租赁厂房按容积率折算用地",
        formula_en="fixed investment, agreed or booked ÷ land; leased floors converted by a plot ratio",
        plan=investment_intensity,
        edge_cases_zh="缺用地或缺金额的项目分子分母都不计",
        edge_cases_en="projects without land or amount leave both sides",
        references=cite("S63 S70 C2"),
    ),
    Kpi(
        id="tax_per_mu",
        zh="亩均税收",
        en="tax per mu",
        unit="CNY/mu",
        formula_zh="期内税收 ÷ 有税收数据企业的用地面积",
        formula_en="tax of the period ÷ land of the firms that report it",
        plan=per_mu("tax"),
        edge_cases_zh="用地少、新投产、在建的企业可以剔除，并列名",
        edge_cases_en="small, new and building firms may be left out and are named",
        references=cite("S45 S47 S48"),
    ),
    Kpi(
        id="output_per_mu",
        zh="亩均产值",
        en="output per mu",
        unit="CNY/mu",
        formula_zh="期内产值（或营业收入）÷ 有该数据企业的用地面积",
        formula_en="output, or revenue, of the period ÷ land of the firms that report it",
        plan=per_mu("output"),
        edge_cases_zh="产值不是营业收入",
        edge_cases_en="output is not revenue",
        references=cite("S46 S47"),
    ),
    Kpi(
        id="value_added_per_mu",
        zh="亩均增加值",
        en="value added per mu",
        unit="CNY/mu",
        formula_zh="期内工业增加值 ÷ 有该数据企业的用地面积",
        formula_en="value added of the period ÷ land of the firms that report it",
        plan=per_mu("value_added"),
        edge_cases_zh="增加值既不是产值，也不是营业收入",
        edge_cases_en="value added is neither output nor revenue",
        references=cite("S45"),
    ),
    Kpi(
        id="plot_ratio",
        zh="容积率",
        en="plot ratio",
        unit="ratio",
        formula_zh="总建筑面积 ÷ 用地面积，层高超过8米的单层建筑加倍计算",
        formula_en="floor area ÷ site area; a single storey above 8 m counts twice",
        plan=plot_ratio,
        edge_cases_zh="超过 8 米才加倍，恰为 8 米不加倍；缺面积的列名",
        edge_cases_en="only above 8 m, not at 8 m; what has no area is named",
        references=cite("S70"),
    ),
)
"""What land bears: investment, yields, floors."""
