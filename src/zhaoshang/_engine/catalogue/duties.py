"""Plans over what units owe: trips planned, leads that were signed, cases and orders in time, rewards and penalties."""

from datetime import date
from typing import Final

from attrs import evolve

from zhaoshang._engine.catalogue.scores import given_rate
from zhaoshang._engine.catalogue.service import outreach
from zhaoshang._engine.query.cohorts import PROJECT, of_parent
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Answers, Ask, GroupAnswer, Kpi, Lower, Plan
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.history import DAY
from zhaoshang._engine.query.shapes.counting import CohortRate, Note, Tally
from zhaoshang._engine.query.shapes.fuzzy import Fuzzy, FuzzyDay, all_of
from zhaoshang._engine.tables.columns import LedgerTable, first_day, from_tuples, last_day
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.measures import Column, Not, Present, every
from zhaoshang.model import Outreach, ServiceTeam
from zhaoshang.scoring import Result, ratio

planned_trips: Final = outreach("outbound", planned=True)


def trip_plan_rate(context: Context) -> Plan:
    """Divide the trips made by those planned, for the whole and every group."""

    def answers(ask: Ask) -> Answers:
        made, planned = (ask(kpi, evolve(context, kpi=kpi)) for kpi in ("outbound_trips", "planned_trips"))
        return {label: _over(made.get(label), planned.get(label)) for label in {**made, **planned}}

    return Plan(derive=answers)


def _over(made: GroupAnswer | None, planned: GroupAnswer | None) -> GroupAnswer:
    part, whole = (Result(unit="次", value=0) if each is None else each.result for each in (made, planned))
    if part.value is None or whole.value is None:
        return GroupAnswer(result=Result(unit="percent", reason=whole.reason or part.reason))
    sides = [each for each in (planned, made) if each is not None]
    return GroupAnswer(
        result=ratio(part.value, whole.value),
        warnings=tuple(dict.fromkeys(code for each in sides for code in each.warnings)),
        ids=() if made is None else made.ids,
        base_ids=() if planned is None else planned.ids,
    )


def outreach_conversion(context: Context) -> Plan:
    """Divide the projects signed by the projects that trips, visits and meetings of the period led to."""
    facts = Facts(context)
    name = "leads_found"
    signed = facts.has_come(facts.signing)
    found = all_of(of_parent(facts.population(amounts=False)), facts.falls())
    met = Fuzzy(of_parent(signed.counted), of_parent(signed.possible))
    notes = (
        Note(
            "missing_date",
            DAY.is_undated,
            is_excluded=context.window is not None,
            table=name,
            id=PROJECT,
        ),
        Note("date_straddles", found.maybe, is_excluded=True, table=name, id=PROJECT),
        Note("date_straddles", every(found.counted, met.maybe), table=name, id=PROJECT),
    )
    shape = CohortRate(met=met, cohort=found, table=name, id=PROJECT)
    return Plan(shape=shape, tables={name: _leads}, notes=notes)


def _leads(tables: Tables) -> LedgerTable:
    """List the projects that outreach led to, each once, under the first that names it; plans lead to nothing yet."""
    rows = {project.id: row for row, project in enumerate(tables.ledger.projects)}
    trips = [(team, trip) for team in tables.beside.teams for trip in team.outreach if not trip.planned]
    trips.sort(key=lambda pair: date.max if pair[1].on is None else pair[1].on.start)
    found: dict[int, tuple[object, ...]] = {}
    for team, trip in trips:
        for lead in trip.leads:
            if lead in rows:
                root = tables.root_row(rows[lead])
                found.setdefault(root, _lead(root, team, trip))
    names = ("owner", "leader", "level", "direction", "lo", "hi")
    return from_tuples([found[row] for row in sorted(found)], names)


def _lead(row: int, team: ServiceTeam, trip: Outreach) -> tuple[object, ...]:
    days = first_day(trip.on), last_day(trip.on)
    return row, team.id, trip.led_by, trip.level, trip.direction, *days


def in_time(table: str, done: str) -> Lower:
    """Divide what was done by its due day by what was due in the period; a coarse due day is its last."""

    def plan(context: Context) -> Plan:
        facts = Facts(context)
        due = FuzzyDay(Column("due_hi"), Column("due_hi"))
        finished = FuzzyDay(Column(f"{done}_lo"), Column(f"{done}_hi"))
        cohort = facts.falls(due, undated=False)
        met = finished.no_later_than(due, facts.reading)
        notes = (
            Note("no_limit", Not(Present(Column("due_hi"))), is_excluded=True, table=table),
            Note("date_straddles", every(cohort.counted, met.maybe), table=table),
        )
        return Plan(shape=CohortRate(met=met, cohort=cohort, table=table), notes=notes)

    return plan


def award_points(context: Context) -> Plan:
    """Add up the points of rewards and penalties given in the period, or to date."""
    facts = Facts(context)
    points = Column("points")
    given = all_of(Present(points), facts.falls())
    notes = (
        Note("missing_date", every(Present(points), DAY.is_undated), table="awards"),
        Note("missing_amount", Not(Present(points)), is_excluded=True, table="awards"),
        Note("date_straddles", given.maybe, table="awards"),
    )
    return Plan(shape=Tally(where=given, unit="point", table="awards", size=points), notes=notes)


DUTIES: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="planned_trips",
        zh="计划外出招商批次",
        en="trips planned",
        unit="次",
        formula_zh="期内计划外出招商的批次数",
        formula_en="trips planned for the period",
        plan=planned_trips,
        edge_cases_zh="计划单独登记，成行后另记一条；批次不是人次",
        edge_cases_en="a plan is a record of its own, and the trip another; batches are not persons",
    ),
    Kpi(
        id="trip_plan_rate",
        zh="外出招商计划完成率",
        en="trips made of those planned",
        unit="percent",
        formula_zh="期内外出招商批次数 ÷ 期内计划批次数",
        formula_en="trips made in the period ÷ trips planned for it",
        plan=trip_plan_rate,
        edge_cases_zh="可超过 100%；没有计划就没有完成率；按带队领导分组用 by=leader",
        edge_cases_en="may pass 100 %; without a plan there is none; by=leader groups by who led",
    ),
    Kpi(
        id="outreach_conversion",
        zh="招商线索签约率",
        en="leads of outreach signed",
        unit="percent",
        formula_zh="期内外出、来访、线上带回的项目中截至日已签约数 ÷ 带回的项目数",
        formula_en="projects signed by the as-of day ÷ projects that the outreach of the period led to",
        plan=outreach_conversion,
        edge_cases_zh="一个项目几次走访都记为线索的，只算最早的一次；计划中的行程不计",
        edge_cases_en="a project that several trips name counts for the first alone; plans do not count",
    ),
    Kpi(
        id="case_on_time_rate",
        zh="诉求按期办结率",
        en="cases solved in time",
        unit="percent",
        formula_zh="期内到期的企业诉求中按期办结数 ÷ 到期数",
        formula_en="problems of firms solved by their due day ÷ those due in the period",
        plan=given_rate("in_time", "due", in_time("cases", "closed")),
        edge_cases_zh="期限只到月份的算到月底；没有期限的不计并列名",
        edge_cases_en="a due month is its last day; what has no due day is left out and named",
    ),
    Kpi(
        id="order_on_time_rate",
        zh="督办按期办结率",
        en="orders answered in time",
        unit="percent",
        formula_zh="期内到期的督办件中按期反馈数 ÷ 到期数",
        formula_en="supervision orders answered by their due day ÷ those due in the period",
        plan=given_rate("in_time", "due", in_time("orders", "answered")),
        edge_cases_zh="逾期反馈和未反馈都不算按期；没有期限的不计并列名",
        edge_cases_en="late and missing answers both miss; what has no due day is left out and named",
    ),
    Kpi(
        id="award_points",
        zh="奖惩得分",
        en="points of rewards and penalties",
        unit="point",
        formula_zh="期内奖惩记分之和，扣分为负",
        formula_en="points given in the period, those taken off being negative",
        plan=award_points,
        edge_cases_zh="没有记分的奖惩不计并列名；可作考核的加分、扣分项",
        edge_cases_en="what gives no points is left out and named; an assessment takes it as a bonus",
    ),
)
"""What units owe."""
