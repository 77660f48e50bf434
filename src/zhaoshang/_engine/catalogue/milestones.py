"""Plans over what projects came to in a period, and their words."""

from typing import Final

from attrs import evolve

from zhaoshang._engine.catalogue.signing import count_of, end_stages, total_of
from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.catalogue.stocks import investment_of
from zhaoshang._engine.query.cohorts import Cohort
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Kpi, Plan
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.shapes.counting import Note, Tally
from zhaoshang._engine.query.shapes.fuzzy import Fuzzy, all_of, any_of
from zhaoshang.errors import ArgumentNeededError
from zhaoshang.measures import (
    Choose,
    Column,
    FirstOf,
    Not,
    Present,
    every,
)
from zhaoshang.periods import Period


def milestone_count(context: Context) -> Plan:
    """Count the projects that came to a stage in the period."""
    facts = Facts(context)
    return count_of(Cohort(facts, facts.event(context.argument("of"))))


def milestone_total(context: Context) -> Plan:
    """Add the investment up of the projects that came to a stage in the period."""
    facts = Facts(context)
    return total_of(Cohort(facts, facts.event(context.argument("of")), amounts=True))


def leads_collected(context: Context) -> Plan:
    """Count the leads registered in the period; the same name and investor count at the first only.

    A lead of no investor is the same as no other.
    """
    facts = Facts(context)
    event = facts.event("lead")
    known = every(facts.population(amounts=False), event.happened)
    firm = Column("lead_investor")
    name = Choose(Present(firm), Column("name"), Column("id"))
    first = FirstOf((name, firm), event.day.lo, known)
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
    over = any_of(before.reached(finished), before.ended(end_stages()))
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


MILESTONES: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="milestone_count",
        zh="新增履约、开工、投产项目数",
        en="projects that came to a stage",
        unit="个",
        formula_zh="期内到达某阶段（或满足某条件）的项目数，不论何时签约",
        formula_en="projects that came to a stage or condition in the period, whenever they were signed",
        plan=milestone_count,
        edge_cases_zh="这是流量：缺日期的项目剔除并列名",
        edge_cases_en="a flow: projects without the date are left out and named",
        references=cite("S36"),
    ),
    Kpi(
        id="milestone_investment",
        zh="新开工（新落地等）项目总投资",
        en="investment that came to a stage",
        unit="CNY",
        formula_zh="期内到达某阶段的项目的总投资之和",
        formula_en="sum of the investment of the projects that came to a stage in the period",
        plan=milestone_total,
        edge_cases_zh="缺金额的项目列名",
        edge_cases_en="missing amounts are named",
        references=cite("S36"),
    ),
    Kpi(
        id="continuing_count",
        zh="续建项目数",
        en="continuing projects",
        unit="个",
        formula_zh="期初以前已开工、期初尚未竣工的项目数",
        formula_en="projects started before the period and not completed when it began",
        plan=continuing_count,
        edge_cases_zh="期初以前已投产或已终止的不算续建",
        edge_cases_en="projects that produced or had ended by then do not continue",
        references=cite("S39"),
    ),
    Kpi(
        id="continuing_investment",
        zh="续建项目总投资",
        en="investment of continuing projects",
        unit="CNY",
        formula_zh="续建项目的总投资之和",
        formula_en="sum of the investment of the continuing projects",
        plan=investment_of(_continuing),
        edge_cases_zh="缺金额的项目列名，不按 0 计",
        edge_cases_en="missing amounts are named, not added as 0",
        references=cite("S39"),
    ),
)
"""What came to a stage, and what goes on."""


LEADS: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="leads_collected",
        zh="线索数",
        en="leads collected",
        unit="条",
        formula_zh="期内登记的招商线索数，同名同投资方只计首条",
        formula_en="leads registered in the period; the same name and investor count at the first only",
        plan=leads_collected,
        edge_cases_zh="重复的线索剔除并列名",
        edge_cases_en="repeated leads are left out and named",
        references=cite("S58"),
    ),
)
"""Leads."""
