"""The shape of a duration: a statistic over days that are counted between two dates."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from itertools import accumulate
from operator import mul
from typing import Any, Final, Literal, final

from attrs import evolve, field, frozen

from zhaoshang._basics.cached import cached_property
from zhaoshang._engine.query.lengths import Lengths, in_order
from zhaoshang._engine.query.shapes.counting import Get
from zhaoshang.measures import Atom, Histogram, Ids, Predicate, Value
from zhaoshang.scoring import Result

Exact = int | Fraction
Stat = Literal["median", "mean", "max", "min"]

OPEN: Final = 100_000
"""More days than lie between any two dates on record: one of them has no first day."""

LONG_AGO: Final = date(1000, 1, 1).toordinal()
"""The first day of a date of which only the end is known: the earliest that every engine can write."""


@final
@frozen(kw_only=True)
class Days:
    """A statistic over the days from one date to another, each known within bounds.

    Attributes:
        shortest: the dates that give the fewest days: latest start, earliest end.
        longest: the dates that give the most days.
        where: the rows that have both dates.
        count: a count of days between two day numbers, or `None` for calendar days; it raises `LookupError` for a
            year that it does not know.
    """

    shortest: tuple[Value, Value]
    longest: tuple[Value, Value]
    where: Predicate
    stat: Stat = "median"
    count: Callable[[int, int], int] | None = field(default=None, hash=False, eq=False)
    unit: str = "day"
    table: str = "projects"

    @property
    def counted(self) -> Ids:
        """The rows with a duration."""
        return Ids(self.table, self.where)

    @property
    def base(self) -> Ids | None:
        """A duration has no denominator."""
        return None

    def atoms(self) -> tuple[Atom, ...]:
        """Make the histograms of the shortest and the longest durations."""
        return self._atoms

    @cached_property
    def _atoms(self) -> tuple[Atom, ...]:
        pairs = self.count is not None
        return (
            Histogram(self.table, *self.shortest, self.where, as_pairs=pairs),
            Histogram(self.table, *self.longest, self.where, as_pairs=pairs),
        )

    def finish(self, get: Get) -> Result:
        """Take the statistic of both; where they differ there is a range and no value."""
        quotient = self.stat in {"median", "mean"}
        try:
            first, second = map(get, self.atoms())
            shortest = self._days(first)
            longest = shortest if second is first else self._days(second)
        except LookupError:
            return Result(unit=self.unit, reason="unknown_calendar", is_quotient=quotient)
        if not shortest:
            return Result(unit=self.unit, reason="no_data", is_quotient=quotient)
        low = statistic(shortest, self.stat)
        high: Exact | None = low if longest is shortest else statistic(longest, self.stat)
        if high is not None and (high >= OPEN or (self.stat == "mean" and max(longest) >= OPEN)):
            high = None
        found = Result(low=low, high=high, unit=self.unit, is_quotient=quotient)
        return evolve(found, value=low) if low == high else evolve(found, reason="imprecise_dates")

    def _days(self, counted: Mapping[Any, int]) -> Mapping[int, int]:
        if self.count is None and _least(counted) >= 0:
            return counted
        days: Counter[int] = Counter()
        for key, rows in counted.items():
            if self.count is None:
                length = key
            else:
                start, end = key
                if start == LONG_AGO:
                    days[2 * OPEN] += rows
                    continue
                length = self.count(start, end) if end > start else 0
            days[max(0, length)] += rows
        return days


def _least(counted: Mapping[int, int]) -> int:
    if isinstance(counted, Lengths):
        return counted.lengths[0] if counted.lengths else 0
    return min(counted, default=0)


def statistic(days: Mapping[int, int], stat: Stat) -> Exact:
    """Take the median, mean, greatest or least of a histogram that is not empty."""
    lengths, many = in_order(days)
    if stat == "max":
        return lengths[-1]
    if stat == "min":
        return lengths[0]
    seen = list(accumulate(many))
    rows = seen[-1]
    if stat == "mean":
        return Fraction(sum(map(mul, lengths, many)), rows)
    middle = sum(lengths[bisect_right(seen, place)] for place in ((rows - 1) // 2, rows // 2))
    return Fraction(middle, 2)
