"""Plans over where projects stand: by stage, ever tracked, stalled."""

from collections.abc import Iterable

from zhaoshang._engine.query.cohorts import amount_notes
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Plan
from zhaoshang._engine.query.facts import HI, LO, Facts, compare, is_true
from zhaoshang._engine.query.shapes import Note, Tally
from zhaoshang._engine.query.shapes_sums import Total
from zhaoshang.errors import UnknownCodeError
from zhaoshang.measures import (
    NEVER,
    Among,
    Column,
    Exists,
    Not,
    OneOf,
    Predicate,
    Present,
    Reduce,
    every,
    some,
)
from zhaoshang.vocabulary import Stage


def _standing(facts: Facts, *, amounts: bool) -> tuple[Predicate, Predicate, Predicate, tuple[Note, ...]]:
    """Find the projects whose stage is as asked: for certain, possibly, not for certain, and whom to name."""
    asked = facts.context.listed("of")
    if asked is None:
        facts.context.argument("of")
    stages = {str(Stage(each)) for each in asked or () if each != "open"}
    stage, possible = facts.stage_sides

    def stands(column: Column) -> Predicate:
        sides: list[Predicate] = [OneOf(column, frozenset(stages))] if stages else []
        if "open" in (asked or ()):
            sides.append(facts.is_open(column))
        return some(*sides)

    sure, may_be = stands(stage), stands(possible)
    people = facts.population(amounts=amounts)
    out = every(Not(facts.is_child), facts.dropped(amounts=amounts), sure)
    maybe = NEVER if stage == possible else every(people, may_be, Not(sure))
    unsure = NEVER if stage == possible else every(people, sure, Not(may_be))
    notes = (
        Note(None, out, is_excluded=True),
        Note("duplicate", every(out, facts.renamed)),
        Note("date_straddles", maybe, is_excluded=True),
        Note("date_straddles", unsure),
        Note("missing_date", every(people, sure, _undated_there(facts, stages))),
    )
    return every(people, sure), maybe, unsure, notes


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
    sure, maybe, unsure, notes = _standing(facts, amounts=False)
    if not by_firm:
        return Plan(shape=Tally(where=sure, maybe=maybe, unsure=unsure), notes=notes)
    firm = Column("lead_investor")
    shape = Tally(
        where=every(sure, Present(firm)),
        maybe=NEVER if maybe == NEVER else every(maybe, Present(firm)),
        unit="家",
        names=firm,
    )
    return Plan(shape=shape, notes=notes, reads_attributes=True)


def _counts_firms(context: Context) -> bool:
    count_by = context.arguments.get("count_by") or "project"
    if count_by not in {"project", "investor"}:
        raise UnknownCodeError("count_by", str(count_by), ("project", "investor"))
    return bool(count_by == "investor")


def stage_total(context: Context) -> Plan:
    """Add the investment up of the projects at a stage on `as_of`."""
    facts = Facts(context)
    sure, maybe, _, notes = _standing(facts, amounts=True)
    amount = facts.amount("investment")
    shape = Total(amount=amount, where=sure, maybe=maybe, rates=context.profile.rates)
    return Plan(shape=shape, notes=(*notes, *amount_notes(amount, sure)), reads_attributes=True)


def _tracked(facts: Facts, *, amounts: bool) -> tuple[Predicate, Predicate, tuple[Note, ...]]:
    """Find the projects on record by `as_of`, whatever became of them."""
    rows = facts.known
    day = facts.context.day
    dated = Exists("history", every(rows, Present(LO)))
    came = Exists("history", every(rows, facts.by(day)))
    may_have = Exists("history", every(rows, facts.by(day, "possible")))
    undated = every(Not(dated), some(Exists("history", rows), Not(is_true("has_history"))))
    people = facts.population(amounts=amounts)
    known = some(came, undated)
    out = every(Not(facts.is_child), facts.dropped(amounts=amounts), known)
    maybe = NEVER if came == may_have else every(people, may_have, Not(known))
    notes = (
        Note(None, out, is_excluded=True),
        Note("duplicate", every(out, facts.renamed)),
        Note("missing_date", every(people, undated)),
        Note("date_straddles", maybe, is_excluded=True),
    )
    return every(people, known), maybe, notes


def tracked_count(context: Context) -> Plan:
    """Count the projects on record by `as_of`."""
    facts = Facts(context)
    sure, maybe, notes = _tracked(facts, amounts=False)
    return Plan(shape=Tally(where=sure, maybe=maybe), notes=notes)


def tracked_total(context: Context) -> Plan:
    """Add the investment up of the projects on record by `as_of`."""
    facts = Facts(context)
    sure, maybe, notes = _tracked(facts, amounts=True)
    amount = facts.amount("investment")
    shape = Total(amount=amount, where=sure, maybe=maybe, rates=context.profile.rates)
    return Plan(shape=shape, notes=(*notes, *amount_notes(amount, sure)), reads_attributes=True)


def stalled_count(context: Context) -> Plan:
    """Count the open projects of which nothing was heard for longer than their stage allows."""
    facts = Facts(context)
    day, limits = context.day, context.profile.stall_days
    heard = every(facts.known, facts.by(day, "possible"))
    sources = [("history", heard), ("log", facts.by(day, "possible"))]
    mode = context.profile.partial_dates
    last_lo = Among("max", tuple(Reduce("max", table, LO, rows) for table, rows in sources))
    last_hi = Among("max", tuple(Reduce("max", table, HI, rows) for table, rows in sources))
    stage, possible_stage = facts.stage_sides

    def silent(column: Column, last: Among) -> Predicate:
        return some(
            *(
                every(OneOf(column, frozenset({str(Stage(name))})), compare(last, "lt", day - days))
                for name, days in limits.items()
            )
        )

    certain = last_lo if mode in {"start", "touch"} else last_hi
    loose = last_hi if mode == "end" else last_lo
    stays = every(facts.population(amounts=False), facts.is_open(stage), Not(facts.beside_stage("held")))
    sure = every(stays, silent(stage, certain))
    doubtful = (
        NEVER
        if mode != "sure"
        else every(stays, some(silent(stage, loose), silent(possible_stage, loose)), Not(sure))
    )
    watched = OneOf(stage, frozenset(str(Stage(name)) for name in limits))
    out = every(
        Not(facts.is_child),
        facts.dropped(),
        facts.is_open(stage),
        Not(facts.beside_stage("held")),
        silent(stage, certain),
    )
    notes = (
        Note(None, out, is_excluded=True),
        Note("duplicate", every(out, facts.renamed)),
        Note("missing_date", every(stays, watched, Not(Present(last_hi))), is_excluded=True),
        Note("date_straddles", doubtful, is_excluded=True),
    )
    return Plan(shape=Tally(where=sure, maybe=doubtful), notes=notes)
