"""Plans over money that comes in: payments, foreign capital, and the origin of capital."""

from typing import Final

from attrs import evolve

from zhaoshang._basics.brief import as_text
from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.query.cohorts import PROJECT, Cohort, Flow, OutcomeFlow, amount_notes, of_parent
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Kpi, Lower, Plan
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.inputs import added, figure, figures
from zhaoshang._engine.query.shapes.counting import CohortRate, Note, over_100
from zhaoshang._engine.query.shapes.fuzzy import Fuzzy, all_of
from zhaoshang._engine.query.shapes.sums import AmountTotal, PartOfWhole, Quotient
from zhaoshang._engine.tables.projects import arrival_origin
from zhaoshang.errors import UnknownCodeError
from zhaoshang.measures import (
    Amount,
    Column,
    Exists,
    Not,
    OneOf,
    Present,
    every,
    some,
)
from zhaoshang.periods import Period
from zhaoshang.scoring import Result, ratio, share_of_whole

FOREIGN = ("foreign", "hk_macao_taiwan")


# payments that came in --------------------------------------------------------------------------------------------


def arrived_funds(context: Context) -> Plan:
    """Add up the payments that came in."""
    flow = Flow(Facts(context), "arrivals")
    amount = Amount.of("amount")
    return Plan(shape=flow.total(amount), notes=(*flow.notes, *flow.missing(amount)))


def arrived_fixed_share(context: Context) -> Plan:
    """Divide the fixed part of payments by the payments that state one."""
    amount, fixed = Amount.of("amount"), Amount.of("fixed")
    flow = Flow(Facts(context), "arrivals", where=fixed.is_stated)
    both = every(amount.has_value, fixed.has_value)
    shape = Quotient(top=flow.total(fixed, both), bottom=flow.total(amount, both))
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
        unknown = every(everything.rows.counted, Not(Present(origin)))
        notes = (
            *flow.notes,
            *flow.missing(amount),
            Note("missing_origin", unknown, is_excluded=True, table="arrivals", id=PROJECT),
        )
        return Plan(shape=flow.total(amount, unit=unit), notes=notes)

    return plan


def _arrived_of(context: Context, base: str) -> Plan:
    """Divide the payments of the cohort by `as_of` by what it agreed, over the same projects."""
    facts = Facts(context)
    cohort = Cohort(facts, amounts=True, rate=True)
    amount, agreed = Amount.of("amount"), facts.amount(base, cohort.event.day)
    flow = Flow(facts, "arrivals", to_date=True, of=cohort.members.possible)
    gap = Exists("arrivals", every(flow.rows.possible, Not(amount.has_value)))
    counted = all_of(cohort.members, every(agreed.has_value, Not(gap)))
    top = evolve(flow.total(amount), where=all_of(flow.rows, counted.map(of_parent)))
    gaps = [
        Note(
            code,
            every(cohort.members.counted, Exists("arrivals", every(flow.rows.counted, rows))),
            is_excluded=True,
        )
        for code, rows in (
            ("missing_amount", Not(amount.is_stated)),
            ("no_value", every(amount.is_stated, Not(amount.has_value))),
        )
    ]
    dates = [note for note in flow.notes if note.code in {"missing_date", "date_straddles"}]
    return _of_agreed(cohort, top, counted, agreed, (*gaps, *dates))


def _booked_of(context: Context, measure: str, base: str) -> Plan:
    """Divide what the cohort has booked by `as_of` by what it agreed, over the same projects."""
    facts = Facts(context)
    cohort = Cohort(facts, amounts=True, rate=True)
    agreed = facts.amount(base, cohort.event.day)
    flow = OutcomeFlow(facts, measure, to_date=True, of=cohort.members.possible)
    gap = Exists(flow.table, flow.broken)
    counted = all_of(cohort.members, every(agreed.has_value, Not(gap)))
    notes = (Note("no_value", every(cohort.members.counted, gap), is_excluded=True), *flow.notes)
    plan = _of_agreed(cohort, flow.total(counted), counted, agreed, notes)
    return evolve(plan, tables=flow.tables)


def _of_agreed(
    cohort: Cohort, top: AmountTotal, counted: Fuzzy, agreed: Amount, notes: tuple[Note, ...]
) -> Plan:
    """Divide a sum of the cohort by what it agreed."""
    bottom = cohort.facts.total(agreed, counted, cohort.event.day)
    return Plan(
        shape=Quotient(top=top, bottom=bottom, warns_over_100=True),
        notes=(*cohort.notes, *amount_notes(agreed, cohort.members.counted), *notes),
        cohort=cohort.facts.cohort_kind,
        reads_attributes=True,
    )


def fund_arrival_rate(context: Context) -> Plan:
    """Divide the payments of the cohort by what it agreed to bring."""
    return _arrived_of(context, context.profile.fund_base)


def investment_conversion(context: Context) -> Plan:
    """Divide the fixed-asset investment, or the payments, of the cohort by its agreed investment."""
    if context.profile.conversion_numerator == "arrived":
        return _arrived_of(context, "investment")
    return _booked_of(context, "fixed_asset_investment", "investment")


# foreign capital --------------------------------------------------------------------------------------------------


def fdi_contracted(context: Context) -> Plan:
    """Add up the foreign capital that was contracted."""
    cohort = Cohort(Facts(context), amounts=True)
    shape = evolve(cohort.total("foreign_investment", "USD"), is_optional=True)
    notes = (*cohort.notes, *amount_notes(shape.amount, cohort.members.counted)[1:])
    return Plan(shape=shape, notes=notes, cohort=cohort.facts.cohort_kind, reads_attributes=True)


def fdi_realisation(context: Context) -> Plan:
    """Divide the foreign capital paid in by that contracted, over the as-of year and the two before."""
    if context.inputs:
        utilised = figures(context, "utilised")
        contracted = figures(context, "contracted")
        if len(utilised) != 3 or len(contracted) != 3:
            return Plan(result=Result(unit="percent", reason="window_not_three_years"))
        rates = context.rates
        top, bottom = added(utilised, context), added(contracted, context)
        if isinstance(top, str) or isinstance(bottom, str):
            reason = top if isinstance(top, str) else str(bottom)
            return Plan(result=Result(unit="percent", reason=reason))
        return Plan(result=over_100(ratio(top, bottom, rates=rates)))
    window = Period.between(Period.year(context.year).shift(years=-2), Period.year(context.year))
    inner = evolve(context, period=window, cohort="signed_in_period")
    paid, agreed = funds_by_origin(FOREIGN, "USD")(inner), fdi_contracted(inner)
    assert isinstance(paid.shape, AmountTotal)  # noqa: S101 - both plans are sums
    assert isinstance(agreed.shape, AmountTotal)  # noqa: S101 - as above
    return Plan(
        shape=Quotient(top=paid.shape, bottom=agreed.shape, warns_over_100=True),
        notes=(*paid.notes, *agreed.notes),
        reads_attributes=True,
    )


_BASES: Final = ("count", "amount")


def capital_origin(context: Context) -> Plan:
    """Divide the projects of some origins, by count or amount, by all signed projects."""
    if context.inputs:
        given_part, given_whole = figure(context, "part"), figure(context, "whole")
        return Plan(result=share_of_whole(given_part, given_whole, rates=context.rates))
    facts = Facts(context)
    given = context.listed("origins") or context.profile.origins or FOREIGN
    wanted = {str(origin) for origin in given}
    if "hk_macao_taiwan" in wanted:
        wanted |= {"hk", "macao", "taiwan"}
    origin = Column("origin")
    inside = OneOf(origin, frozenset(wanted))
    basis = context.arguments.get("basis", "count")
    if basis not in _BASES:
        raise UnknownCodeError("basis", as_text(basis), _BASES)
    by_amount = basis == "amount"
    cohort = Cohort(facts, amounts=by_amount, rate=True)
    signed = cohort.members.counted
    notes = (*cohort.notes, Note("missing_origin", every(signed, Not(Present(origin)))))
    if not by_amount:
        shape = CohortRate(
            met=Fuzzy(inside, some(inside, Not(Present(origin)))),
            cohort=cohort.members,
            known=Present(origin),
        )
        return Plan(shape=shape, notes=notes, cohort=facts.cohort_kind, reads_attributes=True)
    whole = cohort.total("investment")
    where = (inside, every(Present(origin), Not(inside)), Not(Present(origin)))
    part, rest, unknown = (evolve(whole, where=all_of(cohort.members, side)) for side in where)
    return Plan(
        shape=PartOfWhole(part=part, rest=rest, unknown=unknown),
        notes=(*notes, *amount_notes(whole.amount, signed)),
        cohort=facts.cohort_kind,
        reads_attributes=True,
    )


ARRIVED: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="fund_arrival_rate",
        zh="资金到位率",
        en="fund arrival rate",
        unit="percent",
        formula_zh="截至日累计到位资金 ÷ 同一批项目的总投资（或合同引资额）",
        formula_en="payments received by the as-of day ÷ agreed investment, or outside capital, of the same projects",
        plan=fund_arrival_rate,
        edge_cases_zh="可以超过 100%，不封顶；缺分母金额的项目分子分母都不计",
        edge_cases_en="it may pass 100 % and is never cut; a project without the base leaves both sides",
        references=cite("S1 S6 S9"),
    ),
    Kpi(
        id="arrived_funds",
        zh="实际到位资金",
        en="funds arrived",
        unit="CNY",
        formula_zh="期内（或截至日累计）到位资金之和，含新签与续建项目",
        formula_en="payments received in the period, or to date, of new and earlier projects alike",
        plan=arrived_funds,
        edge_cases_zh="没有日期的到资不算流量；没有金额的列名",
        edge_cases_en="a payment without a date is no flow; one without an amount is named",
        references=cite("S20 S21 S39"),
    ),
    Kpi(
        id="arrived_funds_fixed_share",
        zh="到位资金固投占比",
        en="fixed share of funds arrived",
        unit="percent",
        formula_zh="到位资金中的固定资产部分 ÷ 列明该部分的到位资金",
        formula_en="fixed part of payments ÷ payments that state one",
        plan=arrived_fixed_share,
        edge_cases_zh="未列明固定资产部分的到资分子分母都不计",
        edge_cases_en="payments without a fixed part stay out of both sides",
        references=cite("S38"),
    ),
    Kpi(
        id="out_of_province_funds",
        zh="省外到位资金",
        en="funds from other provinces",
        unit="CNY",
        formula_zh="期内来自省外（或指定来源地）的到位资金之和",
        formula_en="payments received in the period from other provinces, or from the origins asked for",
        plan=funds_by_origin(("out_of_province",), "CNY"),
        edge_cases_zh="不含港澳台和境外资金；缺来源地的列名",
        edge_cases_en="Hong Kong, Macao, Taiwan and foreign money are not in it; a missing origin is named",
        references=cite("S27 S38 S37"),
    ),
    Kpi(
        id="fdi_contracted",
        zh="合同外资",
        en="contracted foreign capital",
        unit="USD",
        formula_zh="期内签约项目的合同外资之和",
        formula_en="sum of the contracted foreign capital of the projects signed in the period",
        plan=fdi_contracted,
        edge_cases_zh="没有汇率时保留原币种",
        edge_cases_en="without a rate the currency is kept",
        references=cite("C2 C15"),
    ),
    Kpi(
        id="fdi_utilised",
        zh="实际使用外资",
        en="foreign capital utilised",
        unit="USD",
        formula_zh="期内来自境外及港澳台的到位资金之和",
        formula_en="payments received in the period from abroad, Hong Kong, Macao and Taiwan",
        plan=funds_by_origin(FOREIGN, "USD"),
        edge_cases_zh="没有汇率时各币种分列",
        edge_cases_en="currencies are kept apart without a rate",
        references=cite("S43 S26"),
    ),
    Kpi(
        id="fdi_realisation_ratio",
        zh="合同外资到资比例",
        en="realisation of foreign capital",
        unit="percent",
        formula_zh="三年实际使用外资之和 ÷ 三年合同外资之和",
        formula_en="foreign capital utilised ÷ contracted, over the as-of year and the two before",
        plan=fdi_realisation,
        edge_cases_zh="恰为三年，不多不少",
        edge_cases_en="the window is three years, no more and no fewer",
        references=cite("S26"),
    ),
)
"""Money that arrived, at home and from abroad."""


SHARES: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="investment_conversion_rate",
        zh="投资转化率",
        en="investment conversion",
        unit="percent",
        formula_zh="截至日累计固定资产投资（或到位资金）÷ 同一批项目的协议总投资",
        formula_en="fixed-asset investment, or payments, by the as-of day ÷ agreed investment of the same projects",
        plan=investment_conversion,
        edge_cases_zh="不是资金到位率",
        edge_cases_en="it is not the fund arrival rate",
    ),
    Kpi(
        id="capital_origin_share",
        zh="内外资（台资等）占比",
        en="share by origin of capital",
        unit="percent",
        formula_zh="主投资方来自某地的签约项目数（或金额）÷ 签约项目数（或金额）",
        formula_en="signed projects, or their amount, of lead investors from some origins ÷ all of them",
        plan=capital_origin,
        edge_cases_zh="主投资方缺来源地的项目留在分母并列名",
        edge_cases_en="a lead investor without an origin stays in the whole and is named",
    ),
)
"""What became of agreed investment, and whose it is."""
