"""How long projects take from one stage to another: who is measured, who is named, and the days between."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from zhaoshang._basics.brief import as_text
from zhaoshang._engine.query.definitions import Plan
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.shapes.counting import Note
from zhaoshang._engine.query.shapes.days import Days, Stat
from zhaoshang._engine.query.wheres import reads_attributes
from zhaoshang.calendars import count_working_days
from zhaoshang.errors import UnknownCodeError
from zhaoshang.measures import ALWAYS, Compare, Not, Predicate, every, some
from zhaoshang.profiles import Profile

STATS: Final[tuple[Stat, ...]] = ("median", "mean", "max", "min")


def day_count(profile: Profile) -> Callable[[int, int], int] | None:
    """Give the count of days between two day numbers, or `None` for calendar days."""
    if profile.day_count == "calendar":
        return None
    calendar = profile.calendar
    return lambda start, end: count_working_days(
        date.fromordinal(start), date.fromordinal(end), calendar=calendar
    )


def stat_named(name: Any) -> Stat:
    """Find a statistic by its name; the median where none is named.

    Raises:
        UnknownCodeError: for another.
    """
    stat = "median" if name is None else name
    if not isinstance(stat, str) or stat not in STATS:
        raise UnknownCodeError("stat", as_text(stat), STATS)
    return stat


def days_between(
    facts: Facts,
    from_stage: str,
    to_stage: str,
    stat: Stat,
    only: Predicate = ALWAYS,
    *,
    in_period: bool = False,
) -> Plan:
    """Measure from the day after one stage to the day of another.

    Args:
        facts: the facts of the question.
        from_stage: the stage that projects come from.
        to_stage: the stage that they come to.
        stat: the statistic.
        only: a further condition, as it was written on fields.
        in_period: whether only what came to the second stage in the period is measured.
    """
    start, end = facts.event(from_stage), facts.event(to_stage)
    day = facts.context.day
    chosen = facts.settled(only)
    people = every(facts.population(amounts=False), chosen)
    came = every(start.day.is_dated, facts.by(day, start.day).counted)
    window = facts.context.window if in_period else None
    begun = every(people, came)
    ended = facts.by(day, end.day) if window is None else facts.within(window, end.day)
    backwards = Compare(end.day.hi, "lt", start.day.lo)
    measured = every(begun, ended.counted, Not(backwards))
    shape = Days(
        shortest=(start.day.hi, end.day.lo),
        longest=(start.day.lo, end.day.hi),
        where=measured,
        stat=stat,
        count=day_count(facts.profile),
    )
    undated = every(
        people,
        some(every(start.undated, end.happened), every(begun, end.undated)),
    )
    notes = (
        *((Note(None, every(begun, Not(ended.counted)), is_excluded=True),) if window is None else ()),
        Note("date_straddles", every(begun, ended.maybe)),
        Note("negative_duration", every(begun, ended.counted, backwards), is_excluded=True),
        Note("missing_date", undated, is_excluded=True),
        Note("condition_open", every(Not(facts.is_phase), came, ended.counted, facts.undecided(only))),
        *facts.left_out(every(came, chosen)),
    )
    return Plan(shape=shape, notes=notes, reads_attributes=reads_attributes(only))
