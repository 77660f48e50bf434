"""Plans over signed projects, and their words: counts, sums, means, what became of intents."""

from collections.abc import Sequence
from typing import Final

from zhaoshang._basics.brief import as_python
from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.query.bands import flagships, in_band
from zhaoshang._engine.query.cohorts import Cohort, amount_notes
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Kpi, Plan
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.history import DAY, EventDays, parts
from zhaoshang._engine.query.inputs import bare, figure
from zhaoshang._engine.query.shapes.counting import CohortRate, Note, Tally
from zhaoshang._engine.query.shapes.fuzzy import Fuzzy, all_of, any_of
from zhaoshang._engine.query.shapes.sums import Quotient
from zhaoshang.calendars import Limit
from zhaoshang.errors import FieldTypeError, UnknownIdError
from zhaoshang.ledger import Ledger
from zhaoshang.measures import (
    ALWAYS,
    Column,
    Exists,
    Not,
    OneOf,
    every,
    some,
)
from zhaoshang.scoring import mean
from zhaoshang.vocabulary import Stage


def end_stages() -> tuple[str, ...]:
    """List the stages that a project ends with."""
    return tuple(str(stage) for stage in Stage if stage.is_end)


def _formal(facts: Facts) -> EventDays:
    return facts.signing_of(facts.agreements(("formal",)))


def signed_count(context: Context) -> Plan:
    """Count the signed projects."""
    return count_of(Cohort(Facts(context)))


def formal_count(context: Context) -> Plan:
    """Count the projects with a formal contract, whatever the profile says about signing."""
    facts = Facts(context)
    return count_of(Cohort(facts, _formal(facts)))


def count_of(cohort: Cohort) -> Plan:
    shape = Tally(where=cohort.members)
    return Plan(shape=shape, notes=cohort.notes, cohort=cohort.facts.cohort_kind)


def signed_total(context: Context) -> Plan:
    """Add the agreed investment up over the signed projects."""
    return total_of(Cohort(Facts(context), amounts=True))


def formal_total(context: Context) -> Plan:
    """Add the agreed investment up over the formal contracts."""
    facts = Facts(context)
    return total_of(Cohort(facts, _formal(facts), amounts=True))


def total_of(cohort: Cohort, name: str = "investment") -> Plan:
    shape = cohort.total(name)
    notes = (*cohort.notes, *amount_notes(shape.amount, cohort.members.counted))
    return Plan(shape=shape, notes=notes, cohort=cohort.facts.cohort_kind, reads_attributes=True)


def signed_mean(context: Context) -> Plan:
    """Take the mean of the agreed investment over the signed projects that state it, or of figures given."""
    if context.inputs:
        return Plan(result=mean(figure(context, "amount"), bare(context, "count")))
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
        if type(within) is not int:
            raise FieldTypeError(as_python(within), "a whole number").at("within_days")
        in_time = formal.day.no_later_than(intents.day.after(Limit(days=within)), facts.reading)
        dated = formal.day.is_dated
        met = Fuzzy(
            every(met.counted, dated, in_time.counted),
            every(met.possible, some(Not(dated), in_time.possible)),
        )
        notes = (*notes, Note("date_straddles", every(cohort.members.counted, dated, met.maybe)))
    shape = CohortRate(met=met, cohort=cohort.members)
    return Plan(shape=shape, notes=(*cohort.notes, *notes), cohort=facts.cohort_kind)


def _chains_of(ledger: Ledger, named: Sequence[str]) -> tuple[str, ...]:
    """Find chains by id or name.

    Raises:
        UnknownIdError: for one that the ledger does not have.
    """
    by_name = {chain.name: chain.id for chain in ledger.chains} | {each: each for each in ledger.chains.ids}
    for each in named:
        if each not in by_name:
            raise UnknownIdError("chains", each, tuple(by_name))
    return tuple(by_name[each] for each in named)


def chain_fit(context: Context) -> Plan:
    """Divide the signed projects of the led chains by all signed projects."""
    facts = Facts(context)
    named = context.listed("chains")
    ledger = context.ledger
    if named is None:
        named = () if ledger is None else tuple(chain.id for chain in ledger.chains if chain.priority)
        if not named:
            context.argument("chains")
    elif ledger is not None and ledger.chains:
        named = _chains_of(ledger, named)
    cohort = Cohort(facts, rate=True)
    fits = Exists("chains", OneOf(Column("chain"), frozenset(named)))
    placed = Exists("chains", ALWAYS)
    shape = CohortRate(met=fits, cohort=cohort.members, known=placed)
    return Plan(shape=shape, notes=cohort.notes, cohort=facts.cohort_kind, reads_attributes=True)


SIGNING: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="signed_project_count",
        zh="签约项目数",
        en="signed projects",
        unit="个",
        formula_zh="期内（或截至日）签订正式合同的项目数",
        formula_en="projects whose formal contract was signed in the period, or to date",
        plan=signed_count,
        edge_cases_zh="同一项目在多场活动上签约只计一次；意向书默认不计",
        edge_cases_en="a project signed at several events counts once; letters of intent do not count by default",
        references=cite("S18 S23"),
    ),
    Kpi(
        id="signed_investment_total",
        zh="签约总投资",
        en="signed investment",
        unit="CNY",
        formula_zh="期内签约项目的协议总投资之和",
        formula_en="sum of the agreed investment of the projects signed in the period",
        plan=signed_total,
        edge_cases_zh="没有汇率时各币种分列；缺金额的项目列名，不按 0 计",
        edge_cases_en="currencies are kept apart without a rate; missing amounts are named, not added as 0",
        references=cite("S5 C2 C10"),
    ),
    Kpi(
        id="docked_project_count",
        zh="对接项目数",
        en="projects in contact",
        unit="个",
        formula_zh="期内有任何协议或洽谈记录的项目数，每个项目计一次",
        formula_en="projects with any agreement or talks in the period, each once",
        plan=docked_count,
        edge_cases_zh="不得称为签约",
        edge_cases_en="it must not be called signed",
        references=cite("S34"),
    ),
    Kpi(
        id="formal_contract_count",
        zh="正式合同项目数",
        en="formal contracts",
        unit="个",
        formula_zh="期内签订正式合同的项目数，不受签约口径影响",
        formula_en="projects with a formal contract in the period, whatever counts as signed",
        plan=formal_count,
        edge_cases_zh="意向书、框架协议一律不计",
        edge_cases_en="letters of intent and framework agreements never count",
        references=cite("S23"),
    ),
    Kpi(
        id="formal_contract_amount",
        zh="正式合同金额",
        en="amount of formal contracts",
        unit="CNY",
        formula_zh="期内签订正式合同的项目的协议总投资之和",
        formula_en="sum of the agreed investment of the projects with a formal contract in the period",
        plan=formal_total,
        edge_cases_zh="只知下限的（超1300亿元）仍只有下限",
        edge_cases_en="a lower bound (超1300亿元) stays one",
        references=cite("S23"),
    ),
    Kpi(
        id="intent_conversion_rate",
        zh="协议转合同率",
        en="conversion of intents",
        unit="percent",
        formula_zh="期内意向协议或框架协议中已转为正式合同的项目数 ÷ 期内意向协议或框架协议项目数",
        formula_en="projects with an intent or a framework agreement of the period that have a formal contract ÷ projects with either",
        plan=intent_conversion,
        edge_cases_zh="尚未转化的意向留在分母；给出 within_days 时逾期才签的合同不计",
        edge_cases_en="open intents stay below the line; with within_days a later contract does not count",
        references=cite("S35"),
    ),
    Kpi(
        id="projects_in_band",
        zh="分规模项目数",
        en="projects by size band",
        unit="个",
        formula_zh="期内签约（或达到某阶段）且总投资在给定档次内的项目数",
        formula_en="projects signed in the period, or come to a stage, whose investment lies in the bands",
        plan=in_band,
        edge_cases_zh="含下限、不含上限；“近X”视为略低于 X；其他约数的上下限跨档时按所写数字归档，并给出区间；美元项目用成对的档次",
        edge_cases_en=(
            "the lower edge is in, the upper edge out; 近X is just under X; other hedged amounts whose bounds lie on both "
            "sides are placed by the printed number, with a range; dollar projects use paired edges"
        ),
        references=cite("S33 C2"),
    ),
    Kpi(
        id="flagship_count",
        zh="标志性项目数",
        en="flagship projects",
        unit="个",
        formula_zh="期内签约且达到规模、或由榜单企业、央企投资的项目数，每个项目计一次",
        formula_en="projects signed in the period that are large enough, or of a listed or central state firm, each once",
        plan=flagships,
        edge_cases_zh="以主投资方的名号为准；可限定榜单年份",
        edge_cases_en="the lead investor's titles count; a list year may be asked for",
        references=cite("S19 S13 S14"),
    ),
    Kpi(
        id="chain_fit_rate",
        zh="产业契合度",
        en="fit with the led chains",
        unit="percent",
        formula_zh="期内签约项目中属于主导产业链的项目数 ÷ 期内签约项目数",
        formula_en="projects signed in the period that belong to the led chains ÷ projects signed in it",
        plan=chain_fit,
        edge_cases_zh="一个项目对应多个环节只计一次；不指定产业链时以台账的重点链为主导",
        edge_cases_en="a project with several nodes counts once; without chains the ledger's priority chains are led",
        references=cite("S14"),
    ),
    Kpi(
        id="average_project_size",
        zh="平均投资规模",
        en="average project size",
        unit="CNY",
        formula_zh="签约总投资 ÷ 有总投资的签约项目数",
        formula_en="signed investment ÷ signed projects that state one",
        plan=signed_mean,
        edge_cases_zh="缺总投资的项目分子分母都不计",
        edge_cases_en="projects without an amount leave both sides",
    ),
)
"""What was signed."""
