"""Plans over what units owe: trips planned, leads that were signed, cases and orders in time, rewards and penalties."""

from datetime import date
from typing import Final

from attrs import evolve

from zhaoshang._engine.catalogue.service import outreach
from zhaoshang._engine.query.cohorts import PROJECT, of_parent
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Answer, Answers, Ask, Lower, Plan
from zhaoshang._engine.query.facts import DAY, Facts
from zhaoshang._engine.query.fuzzy import Fuzzy, FuzzyDay, all_of
from zhaoshang._engine.query.shapes import Note, Rate, Tally
from zhaoshang._engine.tables.columns import Table, first_day, from_tuples, last_day
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


def _over(made: Answer | None, planned: Answer | None) -> Answer:
    part, whole = (Result(unit="次", value=0) if each is None else each.result for each in (made, planned))
    if part.value is None or whole.value is None:
        return Answer(result=Result(unit="percent", reason=whole.reason or part.reason))
    sides = [each for each in (planned, made) if each is not None]
    return Answer(
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
    shape = Rate(met=met, cohort=found, table=name, id=PROJECT)
    return Plan(shape=shape, tables={name: _leads}, notes=notes)


def _leads(tables: Tables) -> Table:
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
        return Plan(shape=Rate(met=met, cohort=cohort, table=table), notes=notes)

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
