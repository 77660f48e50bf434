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
from zhaoshang.measures import Compare, Not, every, some
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
    came = every(start.day.is_dated, facts.by(day, start.day).counted)
    begun, ended = every(people, came), facts.by(day, end.day)
    backwards = Compare(end.day.hi, "lt", start.day.lo)
    measured = every(begun, ended.counted, Not(backwards))
    shape = Days(
        shortest=(start.day.hi, end.day.lo),
        longest=(start.day.lo, end.day.hi),
        where=measured,
        stat=_stat(context),
        count=day_count(context.profile),
    )
    undated = every(
        people,
        some(every(start.undated, end.happened), every(begun, end.undated)),
    )
    notes = (
        Note(None, every(begun, Not(ended.counted)), is_excluded=True),
        Note("date_straddles", every(begun, ended.maybe)),
        Note("negative_duration", every(begun, ended.counted, backwards), is_excluded=True),
        Note("missing_date", undated, is_excluded=True),
        *facts.left_out(came),
    )
    return Plan(shape=shape, notes=notes)


def _stat(context: Context) -> Stat:
    stat = str(context.arguments.get("stat") or "median")
    if stat not in STATS:
        raise UnknownCodeError("stat", stat, STATS)
    return cast("Stat", stat)
