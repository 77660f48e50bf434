"""Plans over where projects stand: by stage, ever tracked, stalled."""

from collections.abc import Callable, Iterable
from typing import Final

from zhaoshang._basics.brief import as_text
from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.query.cohorts import amount_notes
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Kpi, Lower, Plan
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.history import DAY, HI, LO
from zhaoshang._engine.query.shapes.counting import Note, Tally
from zhaoshang._engine.query.shapes.fuzzy import Fuzzy, FuzzyDay, all_of, any_of, latest
from zhaoshang.errors import UnknownCodeError
from zhaoshang.measures import (
    Column,
    Exists,
    Not,
    OneOf,
    Predicate,
    Present,
    Reduce,
    equal,
    every,
    some,
)
from zhaoshang.vocabulary import Stage


def _standing(facts: Facts, *, amounts: bool) -> tuple[Fuzzy, tuple[Note, ...]]:
    """Find the projects whose stage is as asked, and whom to name."""
    asked = facts.context.listed("of")
    if asked is None:
        facts.context.argument("of")
    stages = {str(Stage(each)) for each in asked or () if each != "open"}

    def stands(column: Column) -> Predicate:
        sides: list[Predicate] = [OneOf(column, frozenset(stages))] if stages else []
        if "open" in (asked or ()):
            sides.append(facts.is_open(column))
        return some(*sides)

    there = facts.stands(stands)
    people = facts.population(amounts=amounts)
    found = all_of(people, there)
    notes = (
        *facts.left_out(there.counted, amounts=amounts),
        Note("date_straddles", found.maybe, is_excluded=True),
        Note("date_straddles", found.unsure),
        Note("missing_date", every(found.counted, _undated_there(facts, stages))),
    )
    return found, notes


def _undated_there(facts: Facts, stages: Iterable[str]) -> Predicate:
    """Hold for projects that are at one of the stages by a record without a date."""
    events = [
        every(OneOf(facts.stage_sides[0], frozenset({name})), facts.event(name).undated)
        for name in sorted(stages)
        if name not in {"signed", "intent"}
    ]
    for name in ("signed", "intent"):
        if name in stages:
            part = frozenset({name})
            rows = every(OneOf(Column("part"), part), facts.known)
            dated = Exists("history", every(rows, Present(LO)))
            events.append(every(OneOf(facts.stage_sides[0], part), Exists("history", rows), Not(dated)))
    return some(*events)


def stage_count(context: Context) -> Plan:
    """Count the projects, or their lead investors, at a stage on `as_of`."""
    facts = Facts(context)
    by_firm = _counts_firms(context)
    found, notes = _standing(facts, amounts=False)
    if not by_firm:
        return Plan(shape=Tally(where=found), notes=notes)
    firm = Column("lead_investor")
    named = all_of(found.without_doubt, Present(firm))
    unnamed = Note("missing_investor", every(found.counted, Not(Present(firm))), is_excluded=True)
    shape = Tally(where=named, unit="家", names=firm)
    return Plan(shape=shape, notes=(*notes, unnamed), reads_attributes=True)


def _counts_firms(context: Context) -> bool:
    count_by = context.arguments.get("count_by")
    if count_by is None:
        return False
    if not isinstance(count_by, str) or count_by not in ("project", "investor"):
        raise UnknownCodeError("count_by", as_text(count_by), ("project", "investor"))
    return count_by == "investor"


def investment_of(find: Callable[..., tuple[Fuzzy, tuple[Note, ...]]]) -> Lower:
    """Add the investment up of the projects that are found, as they stand today."""

    def plan(context: Context) -> Plan:
        facts = Facts(context)
        found, notes = find(facts, amounts=True)
        amount = facts.amount("investment", facts.today)
        shape = facts.total(amount, found)
        return Plan(shape=shape, notes=(*notes, *amount_notes(amount, found.counted)), reads_attributes=True)

    return plan


def _tracked(facts: Facts, *, amounts: bool) -> tuple[Fuzzy, tuple[Note, ...]]:
    """Find the projects on record by `as_of`, whatever became of them; nobody knows when one without a date came there."""
    rows = facts.known
    undated = Not(Exists("history", every(rows, DAY.is_dated)))
    came = all_of(rows, facts.by(facts.context.day)).of_some("history")
    people = facts.population(amounts=amounts)
    tracked = any_of(came, undated)
    found = all_of(people, tracked)
    notes = (
        *facts.left_out(tracked.counted, amounts=amounts),
        Note("missing_date", every(people, undated)),
        Note("date_straddles", found.maybe, is_excluded=True),
    )
    return found, notes


def tracked_count(context: Context) -> Plan:
    """Count the projects on record by `as_of`."""
    facts = Facts(context)
    found, notes = _tracked(facts, amounts=False)
    return Plan(shape=Tally(where=found), notes=notes)


def stalled_count(context: Context) -> Plan:
    """Count the open projects of which nothing was heard for longer than their stage allows."""
    facts = Facts(context)
    day, limits = context.day, context.profile.stall_days
    heard = facts.by(day).possible
    sources = (("history", every(facts.known, heard)), ("log", heard))
    last = latest(
        tuple(
            FuzzyDay(Reduce("max", table, LO, rows), Reduce("max", table, HI, rows))
            for table, rows in sources
        )
    )

    def silent(stage: Column) -> Fuzzy:
        return any_of(
            *(
                all_of(equal(stage, str(Stage(name))), last.before(day - days, facts.reading))
                for name, days in limits.items()
            )
        )

    stage, other = facts.stage_sides
    is_watched = every(facts.is_open(stage), Not(facts.beside_stage("held")))
    stays = every(facts.population(amounts=False), is_watched)
    late, late_elsewhere = silent(stage), silent(other)
    stalled = all_of(stays, Fuzzy(late.counted, some(late.possible, late_elsewhere.possible)))
    watched = OneOf(stage, frozenset(str(Stage(name)) for name in limits))
    notes = (
        *facts.left_out(every(is_watched, late.counted)),
        Note("missing_date", every(stays, watched, Not(Present(last.hi))), is_excluded=True),
        Note("date_straddles", stalled.maybe, is_excluded=True),
    )
    return Plan(shape=Tally(where=stalled), notes=notes)


STALLED: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="stalled_count",
        zh="停滞项目数",
        en="stalled projects",
        unit="个",
        formula_zh="在该阶段超过规定天数没有任何进展记录的在册项目数",
        formula_en="open projects without any record for more days than their stage allows",
        plan=stalled_count,
        edge_cases_zh="搁置项目不计；允许的最后一日仍算按时",
        edge_cases_en="projects on hold do not count; the last allowed day is still in time",
        references=cite("C13 C3 S77"),
    ),
)
"""What stands still."""


STOCKS: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="stage_count",
        zh="在谈、在批、在建等项目数",
        en="projects at a stage",
        unit="个",
        formula_zh="截至日处于某阶段（或在册）的项目数，或其主投资方家数",
        formula_en="projects whose stage on the as-of day is the one asked for, or their lead investors",
        plan=stage_count,
        edge_cases_zh="of 可以是一个阶段、几个阶段或在册；企业（家）不是项目（个）",
        edge_cases_en="of may be a stage, a list or open; firms (家) are not projects (个)",
    ),
    Kpi(
        id="stage_investment",
        zh="在谈、在批、在建等项目总投资",
        en="investment at a stage",
        unit="CNY",
        formula_zh="截至日处于某阶段的项目的总投资之和",
        formula_en="sum of the investment of the projects whose stage is the one asked for",
        plan=investment_of(_standing),
        edge_cases_zh="缺金额的项目列名，不按 0 计",
        edge_cases_en="missing amounts are named, not added as 0",
    ),
    Kpi(
        id="tracked_count",
        zh="累计跟踪项目数",
        en="projects ever tracked",
        unit="个",
        formula_zh="截至日曾登记在册的项目数，不论后来如何",
        formula_en="projects on record by the as-of day, whatever became of them",
        plan=tracked_count,
        edge_cases_zh="已终止的项目仍计入；没有日期的项目计入并列名",
        edge_cases_en="projects that have ended still count; those without a date count and are named",
    ),
    Kpi(
        id="tracked_investment",
        zh="累计跟踪项目总投资",
        en="investment ever tracked",
        unit="CNY",
        formula_zh="累计跟踪项目的总投资之和",
        formula_en="sum of the investment of the projects ever tracked",
        plan=investment_of(_tracked),
        edge_cases_zh="缺金额的项目列名，不按 0 计",
        edge_cases_en="missing amounts are named, not added as 0",
    ),
)
"""What stands where on a day."""
