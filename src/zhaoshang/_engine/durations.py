"""How long projects take from one stage to another."""

from collections.abc import Callable
from datetime import date
from typing import cast

from zhaoshang._engine.context import Context
from zhaoshang._engine.definitions import Plan
from zhaoshang._engine.facts import Facts
from zhaoshang._engine.shapes import Days, Note, Stat
from zhaoshang.calendars import count_working_days
from zhaoshang.measures import Compare, Not, Predicate, Present, Value, every
from zhaoshang.profiles import Profile
from zhaoshang.vocabulary import Stage


def day_count(profile: Profile) -> Callable[[int, int], int] | None:
    """Give the count of days between two day numbers, or `None` for calendar days."""
    if profile.day_count == "calendar":
        return None
    calendar = profile.calendar
    return lambda start, end: count_working_days(
        date.fromordinal(start), date.fromordinal(end), calendar=calendar
    )


def stage_dates(facts: Facts, code: str) -> tuple[Value, Value]:
    """Give the earliest and the sure day on which a stage was first reached."""
    if code == "signed":
        return facts.signed_on
    return facts.first_on((str(Stage(code)),))


def stage_duration(context: Context) -> Plan:
    """Measure from the day after one stage to the day of another."""
    facts = Facts(context)
    start_lo, start_hi = stage_dates(facts, context.argument("from_stage"))
    end_lo, end_hi = stage_dates(facts, context.argument("to_stage"))
    day = context.day
    begun = every(
        Not(facts.is_child), Not(facts.renamed), Present(start_lo), facts.by(day, "sure", start_lo, start_hi)
    )
    ended: Predicate = facts.by(day, "sure", end_lo, end_hi)
    backwards = Compare(end_hi, "lt", start_lo)
    measured = every(begun, ended, Not(backwards))
    shape = Days(
        shortest=(start_hi, end_lo),
        longest=(start_lo, end_hi),
        where=measured,
        stat=cast("Stat", context.arguments.get("stat") or "median"),
        count=day_count(context.profile),
    )
    notes = (
        Note(None, every(begun, Not(ended)), is_excluded=True),
        Note("negative_duration", every(begun, ended, backwards), is_excluded=True),
    )
    return Plan(shape=shape, notes=notes)
