"""Plans over what projects yield: fixed assets, taxes, output, jobs, and the credit for them."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import evolve

from zhaoshang._basics.brief import as_text
from zhaoshang._engine.catalogue.signing import signed_count, signed_total
from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.query.bands import surely_below
from zhaoshang._engine.query.cohorts import Cohort, OutcomeFlow
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Kpi, Lower, Plan
from zhaoshang._engine.query.edges import at_least
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.shapes.counting import Note
from zhaoshang._engine.query.shapes.fuzzy import Fuzzy, all_of
from zhaoshang._engine.query.shapes.sums import AmountTotal
from zhaoshang._engine.tables.columns import exact
from zhaoshang.measures import (
    ALWAYS,
    NEVER,
    Amount,
    Compare,
    Const,
    Exists,
    Not,
    Predicate,
    equal,
    every,
)
from zhaoshang.model._fields.amounts import MONEY_FLOWS, unknown_measure
from zhaoshang.profiles import Profile
from zhaoshang.scoring import Result

# fixed assets -----------------------------------------------------------------------------------------------------


def _fai(
    context: Context, facts: Facts, flow: OutcomeFlow, of: Fuzzy | Predicate = ALWAYS
) -> tuple[AmountTotal, tuple[Note, ...]]:
    """Add fixed-asset investment up, leaving out projects known to be too small for the statistics."""
    profile = context.profile
    size = facts.amount("investment")
    enough = at_least(size, profile.fai_minimum, profile).certain
    short = _falls_short(size, profile)
    booked = Exists(flow.table, flow.rows.counted)
    least = every(Not(size.has_value), _reaches(size, profile))
    unknown = every(Not(enough), Not(short), Not(least))
    people = facts.population()
    notes = (
        *flow.notes,
        Note(None, every(people, booked, short), is_excluded=True),
        Note("threshold_unknown", every(people, booked, unknown)),
        *flow.missing(),
    )
    return flow.total(all_of(of, Not(short))), notes


def _reaches(size: Amount, profile: Profile) -> Predicate:
    """Hold for ranges that begin at or above the threshold of fixed-asset statistics."""
    edge = profile.fai_minimum
    return every(
        equal(size.unit, edge.unit.code), Compare(size.low, "ge", Const(exact(Fraction(edge.value or 0))))
    )


def _falls_short(size: Amount, profile: Profile) -> Predicate:
    """Hold for projects that are certainly under the threshold of fixed-asset statistics."""
    least = Fraction(profile.fai_minimum.value or 0)
    rates = {"CNY": Decimal(1), **profile.rates}
    return surely_below(size, {code: exact(least / Fraction(rate)) for code, rate in rates.items()})


def fixed_asset_investment(context: Context) -> Plan:
    """Add up the fixed-asset investment of the period."""
    facts = Facts(context)
    flow = OutcomeFlow(facts, "fixed_asset_investment")
    shape, notes = _fai(context, facts, flow)
    return Plan(shape=shape, tables=flow.tables, notes=notes, reads_attributes=True)


def fai_pull(context: Context) -> Plan:
    """Add up the fixed-asset investment that the cohort has booked by `as_of`."""
    facts = Facts(context)
    cohort = Cohort(facts, amounts=True)
    flow = OutcomeFlow(facts, "fixed_asset_investment", to_date=True, of=cohort.members.possible)
    shape, notes = _fai(context, facts, flow, cohort.members)
    named = [note for note in notes if note.where != NEVER]
    mine = [
        evolve(note, where=every(cohort.members.counted, note.where)) if note.table == "projects" else note
        for note in named
    ]
    return Plan(
        shape=shape,
        tables=flow.tables,
        notes=(*cohort.notes, *mine),
        cohort=facts.cohort_kind,
        reads_attributes=True,
    )


# benefits, jobs, credit -------------------------------------------------------------------------------------------


def cohort_benefit(context: Context) -> Plan:
    """Add one measure up over the projects landed in the period, or over all."""
    named = context.listed("measure")
    if named is None or len(named) != 1:
        return Plan(result=Result(unit="CNY", reason="one_measure", is_quotient=False))
    measure = _measure(named[0])
    facts = Facts(context)
    unit = "人" if measure == "jobs" else "CNY"
    if facts.is_stock:
        flow = OutcomeFlow(facts, measure, to_date=True)
        notes = (*flow.notes, *flow.missing())
        return Plan(
            shape=flow.total(unit=unit), tables=flow.tables, notes=notes, cohort="all", came_to="landed"
        )
    cohort = Cohort(facts, facts.event("landed"), amounts=True)
    flow = OutcomeFlow(facts, measure, to_date=True, of=cohort.members.possible)
    notes = (*cohort.notes, *flow.notes, *flow.missing())
    shape = flow.total(cohort.members, unit)
    return Plan(shape=shape, tables=flow.tables, notes=notes, cohort="landed_in_period", came_to="landed")


def _measure(name: str) -> str:
    known = (*MONEY_FLOWS, "jobs")
    if name not in known:
        raise unknown_measure(name, known)
    return name


def outcome_total(measure: str, unit: str) -> Lower:
    """Add one measure of the outcomes of the period up."""

    def plan(context: Context) -> Plan:
        flow = OutcomeFlow(Facts(context), measure)
        notes = (*flow.notes, *flow.missing())
        return Plan(shape=flow.total(unit=unit), tables=flow.tables, notes=notes)

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
        measure = context.arguments.get("measure", "count")
        if not isinstance(measure, str) or measure not in plans:
            raise unknown_measure(as_text(measure), plans)
        return evolve(plans[measure](context), needs_shares=True)

    return plan


INVESTED: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="fixed_asset_investment",
        zh="固定资产投资",
        en="fixed-asset investment",
        unit="CNY",
        formula_zh="期内计划总投资达到统计起点的项目完成的固定资产投资之和",
        formula_en="fixed-asset investment of the period, of projects large enough for the statistics",
        plan=fixed_asset_investment,
        edge_cases_zh="不知计划总投资的项目计入并列名",
        edge_cases_en="a project without a known investment counts and is named",
        references=cite("S20 S41 S42"),
    ),
    Kpi(
        id="fai_pull",
        zh="签约项目拉动固投",
        en="fixed assets pulled by signings",
        unit="CNY",
        formula_zh="期内签约项目截至日累计完成的固定资产投资之和",
        formula_en="fixed-asset investment by the as-of day of the projects signed in the period",
        plan=fai_pull,
        edge_cases_zh="只知下限的仍只有下限",
        edge_cases_en="a lower bound stays one",
        references=cite("S23"),
    ),
)
"""Fixed assets."""


BENEFITS: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="cohort_benefit",
        zh="落地项目贡献",
        en="benefit of landed projects",
        unit="CNY",
        formula_zh="期内落地项目（或全部项目）截至日累计的某一项税收、产值、营收或固投",
        formula_en="one of tax, output, revenue, fixed assets, of the projects landed in the period or of all, to date",
        plan=cohort_benefit,
        edge_cases_zh="各项不相加：须指明一项",
        edge_cases_en="measures are never added together: name one",
    ),
    Kpi(
        id="shared_credit",
        zh="飞地（首谈）分成",
        en="shared credit",
        unit="个",
        formula_zh="项目数、投资、税收或固投按各单位分成比例计入，全域只计一次",
        formula_en="projects, investment, tax or fixed assets credited to units by their shares; the region counts once",
        plan=shared_credit(signed_count, signed_total),
        edge_cases_zh="分成到期后归还责任单位；各单位的分成之和须为一",
        edge_cases_en="a share that has run out goes back to the owner; shares must add up to one",
        references=cite("S54 S55 S56 S57"),
    ),
)
"""What projects bring, and to whom it is credited."""
