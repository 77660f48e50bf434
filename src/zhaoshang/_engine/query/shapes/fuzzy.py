"""Conditions and dates that coarse records leave open: what counts, what may count, and what counts for certain.

A date such as 2022-05 decides some questions and leaves others open. Here certain and possible are one value, with its
own *and*, *or* and *not*; a plan is written once and both sides come of it. How a coarse date is read where a figure
must decide is the profile's `partial_dates`, given here as the `reading`.
"""

from collections.abc import Callable
from typing import Final, Literal, final

from attrs import Factory, field, frozen

from zhaoshang.calendars import CN, Limit, WorkingDays
from zhaoshang.measures import (
    NEVER,
    Among,
    And,
    Choose,
    Compare,
    Const,
    Exists,
    Not,
    Op,
    Predicate,
    Present,
    Reduce,
    Shift,
    Value,
    every,
    some,
)

Reading = Literal["sure", "start", "end", "touch"]
"""How a coarse date is read, as the option `partial_dates` names it."""


@final
@frozen
class Fuzzy:
    """A condition that coarse dates leave open for some rows.

    Attributes:
        counted: the rows that a figure counts.
        possible: the rows that it counts, or may count.
        certain: the rows that it counts whatever the dates turn out to be.
    """

    counted: Predicate
    possible: Predicate = field(default=Factory(lambda self: self.counted, takes_self=True))
    certain: Predicate = field(default=Factory(lambda self: self.counted, takes_self=True))

    def __and__(self, other: "Fuzzy | Predicate") -> "Fuzzy":
        """Hold where both hold."""
        return all_of(self, other)

    def __or__(self, other: "Fuzzy | Predicate") -> "Fuzzy":
        """Hold where either holds."""
        return any_of(self, other)

    def __invert__(self) -> "Fuzzy":
        """Hold where this does not: what is possible one way is not certain the other."""
        return Fuzzy(Not(self.counted), Not(self.certain), Not(self.possible))

    @property
    def maybe(self) -> Predicate:
        """The rows that are not counted and may belong."""
        return _beyond(self.possible, self.counted)

    @property
    def unsure(self) -> Predicate:
        """The rows that are counted and may not belong."""
        return _beyond(self.counted, self.certain)

    @property
    def surely(self) -> "Fuzzy":
        """The same condition, counting only what is certain."""
        return Fuzzy(self.certain, self.possible)

    @property
    def without_doubt(self) -> "Fuzzy":
        """The same condition, with what is counted taken as certain."""
        return Fuzzy(self.counted, self.possible)

    def map(self, make: Callable[[Predicate], Predicate]) -> "Fuzzy":
        """Build on each side alike; `make` must hold for more rows where it is given more."""
        return Fuzzy(make(self.counted), make(self.possible), make(self.certain))

    def of_some(self, table: str) -> "Fuzzy":
        """Hold for parents of which some child row meets this."""
        return self.map(lambda rows: Exists(table, rows))


def fuzzy(condition: Fuzzy | Predicate) -> Fuzzy:
    """Take a plain condition for one that no date leaves open."""
    return condition if isinstance(condition, Fuzzy) else Fuzzy(condition)


def all_of(*conditions: Fuzzy | Predicate) -> Fuzzy:
    """Hold where all hold."""
    return _joined(every, conditions)


def any_of(*conditions: Fuzzy | Predicate) -> Fuzzy:
    """Hold where any holds."""
    return _joined(some, conditions)


def _joined(join: Callable[..., Predicate], conditions: tuple[Fuzzy | Predicate, ...]) -> Fuzzy:
    parts = [fuzzy(each) for each in conditions]
    return Fuzzy(
        join(*(part.counted for part in parts)),
        join(*(part.possible for part in parts)),
        join(*(part.certain for part in parts)),
    )


def _beyond(more: Predicate, less: Predicate) -> Predicate:
    """Hold for the rows of the wider condition outside the narrower one; what both ask for is asked once."""
    if more in {less, NEVER}:
        return NEVER
    asked = more.parts if isinstance(more, And) else (more,)
    narrower = less.parts if isinstance(less, And) else (less,)
    rest = every(*(part for part in narrower if part not in asked))
    return every(more, Not(rest))


@final
@frozen
class FuzzyDay:
    """A day known within bounds: the first and the last day that it may have been.

    Attributes:
        lo: the first day that it may have been; missing where there is no date.
        hi: the last day.
    """

    lo: Value
    hi: Value

    @property
    def is_dated(self) -> Predicate:
        """Hold where there is a date."""
        return Present(self.lo)

    @property
    def is_undated(self) -> Predicate:
        """Hold where there is none."""
        return Not(Present(self.lo))

    def by(self, day: int, reading: Reading) -> Fuzzy:
        """Hold for days on or before another."""
        counted, possible = _BY[reading]
        return Fuzzy(self._at(counted, "le", day), self._at(possible, "le", day))

    def before(self, day: int, reading: Reading) -> Fuzzy:
        """Hold for days before another."""
        counted, possible = _BY[reading]
        return Fuzzy(self._at(counted, "lt", day), self._at(possible, "lt", day))

    def within(self, window: tuple[int, int], reading: Reading) -> Fuzzy:
        """Hold for days inside a window."""
        first, last = window
        (low, high), (early, late) = _WITHIN[reading]
        return Fuzzy(
            every(self._at(low, "ge", first), self._at(high, "le", last)),
            every(self._at(early, "ge", first), self._at(late, "le", last)),
        )

    def no_later_than(self, other: "FuzzyDay", reading: Reading) -> Fuzzy:
        """Hold where this day is not after another that is known within bounds too."""
        counted, possible = _NO_LATER[reading]
        return Fuzzy(
            *(Compare(getattr(self, one), "le", getattr(other, two)) for one, two in (counted, possible))
        )

    def after(self, limit: Limit, calendar: WorkingDays = CN) -> "FuzzyDay":
        """Give the day so much later."""
        return FuzzyDay(Shift(self.lo, limit, calendar), Shift(self.hi, limit, calendar))

    def _at(self, side: str, op: Op, day: int) -> Predicate:
        return Compare(getattr(self, side), op, Const(day))


_BY: Final[dict[str, tuple[str, str]]] = {
    "sure": ("hi", "lo"),
    "end": ("hi", "hi"),
    "start": ("lo", "lo"),
    "touch": ("lo", "lo"),
}
_WITHIN: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "sure": (("lo", "hi"), ("hi", "lo")),
    "end": (("hi", "hi"), ("hi", "hi")),
    "start": (("lo", "lo"), ("lo", "lo")),
    "touch": (("hi", "lo"), ("hi", "lo")),
}
_NO_LATER: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "sure": (("hi", "lo"), ("lo", "hi")),
    "end": (("hi", "hi"), ("hi", "hi")),
    "start": (("lo", "lo"), ("lo", "lo")),
    "touch": (("lo", "hi"), ("lo", "hi")),
}


def first_in(table: str, rows: Predicate, day: FuzzyDay) -> FuzzyDay:
    """Give the earliest day of some child rows, and the day by which it surely was."""
    return FuzzyDay(Reduce("min", table, day.lo, rows), Reduce("min", table, day.hi, rows))


def earliest(days: tuple[FuzzyDay, ...]) -> FuzzyDay:
    """Give the first of several days, leaving out those that are missing."""
    if len(days) == 1:
        return days[0]
    return FuzzyDay(
        Among("min", tuple(day.lo for day in days)),
        Among("min", tuple(day.hi for day in days)),
    )


def latest(days: tuple[FuzzyDay, ...]) -> FuzzyDay:
    """Give the last of several days, leaving out those that are missing."""
    if len(days) == 1:
        return days[0]
    return FuzzyDay(
        Among("max", tuple(day.lo for day in days)),
        Among("max", tuple(day.hi for day in days)),
    )


def when_all(days: tuple[FuzzyDay, ...]) -> FuzzyDay:
    """Give the day by which several had all come; missing where one of them is."""
    if len(days) == 1:
        return days[0]
    last, there = latest(days), every(*(day.is_dated for day in days))
    return FuzzyDay(Choose(there, last.lo, Const(None)), Choose(there, last.hi, Const(None)))
