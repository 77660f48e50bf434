"""How long projects take from one stage to another."""

from collections.abc import Callable
from datetime import date
from typing import Final, cast

from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Plan
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.shapes import Note
from zhaoshang._engine.query.shapes_days import Days, Stat
from zhaoshang.calendars import count_working_days
from zhaoshang.errors import UnknownCodeError
from zhaoshang.measures import Compare, Not, Present, every, some
from zhaoshang.profiles import Profile

STATS: Final = ("median", "mean", "max", "min")


def day_count(profile: Profile) -> Callable[[int, int], int] | None:
    """Give the count of days between two day numbers, or `None` for calendar days."""
    if profile.day_count == "calendar":
        return None
    calendar = profile.calendar
    return lambda start, end: count_working_days(
        date.fromordinal(start), date.fromordinal(end), calendar=calendar
    )


def stage_duration(context: Context) -> Plan:
    """Measure from the day after one stage to the day of another."""
    facts = Facts(context)
    start = facts.event(context.argument("from_stage"))
    end = facts.event(context.argument("to_stage"))
    day = context.day
    people = facts.population(amounts=False)
    begun = every(people, Present(start.lo), facts.by(day, "sure", start.lo, start.hi))
    ended, may_have_ended = facts.by(day, "sure", end.lo, end.hi), facts.by(day, "possible", end.lo, end.hi)
    backwards = Compare(end.hi, "lt", start.lo)
    measured = every(begun, ended, Not(backwards))
    shape = Days(
        shortest=(start.hi, end.lo),
        longest=(start.lo, end.hi),
        where=measured,
        stat=_stat(context),
        count=day_count(context.profile),
    )
    undated = every(
        people,
        some(every(start.undated, end.happened), every(begun, end.undated)),
    )
    out = every(
        Not(facts.is_child), facts.dropped(), Present(start.lo), facts.by(day, "sure", start.lo, start.hi)
    )
    notes = (
        Note(None, every(begun, Not(ended)), is_excluded=True),
        Note("date_straddles", every(begun, may_have_ended, Not(ended))),
        Note("negative_duration", every(begun, ended, backwards), is_excluded=True),
        Note("missing_date", undated, is_excluded=True),
        Note(None, out, is_excluded=True),
        Note("duplicate", every(out, facts.renamed)),
    )
    return Plan(shape=shape, notes=notes)


def _stat(context: Context) -> Stat:
    stat = str(context.arguments.get("stat") or "median")
    if stat not in STATS:
        raise UnknownCodeError("stat", stat, STATS)
    return cast("Stat", stat)
