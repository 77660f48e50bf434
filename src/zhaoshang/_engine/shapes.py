"""The few shapes that figures come in; each lowers to atoms and finishes in exact arithmetic.

A shape is worked out once for all executors: they add atoms up, and `finish` turns the sums into a value with
bounds, numerator and denominator.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import Any, Final, Literal, Protocol, final

from attrs import evolve, field, frozen

from zhaoshang.measures import (
    ALWAYS,
    NEVER,
    Amount,
    Atom,
    Column,
    Distinct,
    H,
    Ids,
    M,
    MoneySum,
    N,
    Not,
    Predicate,
    S,
    Value,
    every,
    some,
)
from zhaoshang.scoring import Measured, Result, ratio
from zhaoshang.units import Dimension, conversion
from zhaoshang.units import unit as find_unit

Exact = int | Fraction
Get = Callable[[Atom], Any]

PERCENT: Final = 100


@final
@frozen
class Note:
    """Rows to be named beside a figure: as left out, with a warning, or both.

    Attributes:
        code: the warning, or `None` for a row left out by a plain rule.
        where: the rows.
        is_excluded: whether they are left out of the figure.
        table: the table of the rows.
        id: the value that names a row.
    """

    code: str | None
    where: Predicate
    is_excluded: bool = False
    table: str = "projects"
    id: Value = field(default=Column("id"))

    @property
    def atom(self) -> Ids:
        """The atom that lists the rows."""
        return Ids(self.table, self.where, self.id)


class Shape(Protocol):
    """What a KPI is lowered to."""

    @property
    def unit(self) -> str:
        """The unit of a figure without data."""
        ...

    def atoms(self) -> tuple[Atom, ...]:
        """List the atoms that are needed."""
        ...

    def finish(self, get: Get) -> Result:
        """Turn the sums of one group into a figure."""
        ...

    @property
    def counted(self) -> Ids:
        """The rows behind the value, or behind the numerator."""
        ...

    @property
    def base(self) -> Ids | None:
        """The rows behind the denominator."""
        ...


@final
@frozen(kw_only=True)
class Tally:
    """A count of rows, and of those that a coarse date may add or take away.

    Attributes:
        where: the rows counted.
        maybe: rows not counted that may belong.
        unsure: rows counted that may not belong.
        names: a value that names what is counted, where several rows may stand for one thing.
        size: how many a row stands for, where it is not one.
        id: the value that names a row.
    """

    where: Predicate
    maybe: Predicate = NEVER
    unsure: Predicate = NEVER
    unit: str = "个"
    table: str = "projects"
    names: Value | None = None
    size: Value | None = None
    id: Value = field(default=Column("id"))

    @property
    def counted(self) -> Ids:
        """The rows counted."""
        return Ids(self.table, self.where, self.id)

    @property
    def base(self) -> Ids | None:
        """A count has no denominator."""
        return None

    def atoms(self) -> tuple[Atom, ...]:
        """Count the certain and the possible rows."""
        return self._atoms

    @cached_property
    def _atoms(self) -> tuple[Atom, ...]:
        rows = (self.where, self.maybe, self.unsure)
        if self.names is not None:
            return tuple(Distinct(self.table, self.names, where) for where in rows)
        if self.size is not None:
            return tuple(S(self.table, self.size, where) for where in rows)
        return tuple(N(self.table, where) for where in rows)

    def finish(self, get: Get) -> Result:
        """Count; the range reaches to the possible rows."""
        certain, possible, unsure = (get(atom) for atom in self.atoms())
        if self.names is not None:
            certain, possible, unsure = len(certain), len(possible - certain), len(unsure)
        return Result(
            value=certain,
            low=certain - unsure,
            high=certain + possible,
            unit=self.unit,
            numerator=certain,
            is_quotient=False,
        )


@final
@frozen(kw_only=True)
class Rate:
    """Rows that meet a condition, of all rows of a cohort, in percent.

    Attributes:
        met: the condition, for certain.
        may_meet: the condition, or possibly so.
        cohort: the rows of the denominator.
        may_belong: rows that a coarse date may add to the cohort.
        known: rows of which it is known whether they meet the condition, where that is in doubt; without any there
            is no rate.
    """

    met: Predicate
    may_meet: Predicate
    cohort: Predicate
    may_belong: Predicate = NEVER
    known: Predicate = ALWAYS
    unit: str = "percent"
    table: str = "projects"
    id: Value = field(default=Column("id"))

    @property
    def counted(self) -> Ids:
        """The rows of the numerator."""
        return Ids(self.table, every(self.cohort, self.met), self.id)

    @property
    def base(self) -> Ids | None:
        """The rows of the denominator."""
        return Ids(self.table, self.cohort, self.id)

    def atoms(self) -> tuple[Atom, ...]:
        """Count numerator, denominator, and what coarse dates may change."""
        return self._atoms

    @cached_property
    def _atoms(self) -> tuple[Atom, ...]:
        maybe = NEVER if self.may_meet == self.met else every(self.cohort, self.may_meet, Not(self.met))
        return (
            N(self.table, every(self.cohort, self.met)),
            N(self.table, self.cohort),
            N(self.table, maybe),
            N(self.table, every(self.may_belong, self.may_meet)),
            N(self.table, every(self.may_belong, Not(self.met))),
            N(self.table, every(self.cohort, self.known)),
        )

    def finish(self, get: Get) -> Result:
        """Divide; at worst every possible row is a miss, at best every one is a hit."""
        met, base, maybe, extra_hits, extra_misses, known = (get(atom) for atom in self.atoms())
        if not base or not known:
            reason = "no_data" if base else "no_denominator"
            return Result(unit=self.unit, reason=reason, numerator=met, denominator=base)
        return Result(
            value=Fraction(PERCENT * met) / base,
            low=Fraction(PERCENT * met) / (base + extra_misses),
            high=Fraction(PERCENT * (met + maybe + extra_hits)) / (base + extra_hits),
            unit=self.unit,
            numerator=met,
            denominator=base,
        )


Rates = Mapping[str, Any]


def join_units(sums: Mapping[str, MoneySum], rates: Rates, unit: str) -> tuple[str, MoneySum] | None:
    """Bring the sums of several units to one, or give `None` where that needs a rate that is not there.

    One currency alone stays what it is and several become CNY; areas become the unit asked for.
    """
    if not sums:
        return unit, MoneySum()
    wanted = find_unit(unit)
    if wanted.dimension is Dimension.AREA:
        factors = {code: conversion(find_unit(code), wanted) for code in sums}
    elif len(sums) == 1:
        return next(iter(sums.items()))
    elif all(code == "CNY" or code in rates for code in sums):
        unit, factors = (
            "CNY",
            {code: Fraction(1) if code == "CNY" else Fraction(rates[code]) for code in sums},
        )
    else:
        return None
    total = MoneySum()
    for code, part in sums.items():
        factor = factors[code]
        total += evolve(part, value=part.value * factor, low=part.low * factor, high=part.high * factor)
    return unit, total


def _measured(unit: str, total: MoneySum) -> Measured:
    hedged = bool(total.no_low or total.no_high) or not total.low == total.value == total.high
    return Measured(
        value=Fraction(total.value),
        low=None if total.no_low else Fraction(total.low),
        high=None if total.no_high else Fraction(total.high),
        unit=unit,
        is_hedged=hedged,
    )


@final
@frozen(kw_only=True)
class Total:
    """A sum of hedged amounts.

    Attributes:
        amount: what is added.
        where: the rows added for certain.
        maybe: rows that a coarse date may add.
        rates: CNY per unit of other currencies, where given.
        unit: the unit of an empty sum, and the one that areas are brought to.
        id: the value that names a row.
    """

    amount: Amount
    where: Predicate
    maybe: Predicate = NEVER
    rates: Rates = field(factory=dict, hash=False, eq=False)
    unit: str = "CNY"
    table: str = "projects"
    id: Value = field(default=Column("id"))

    @property
    def counted(self) -> Ids:
        """The rows whose amounts were added."""
        return Ids(self.table, every(self.where, self.amount.has_value), self.id)

    @property
    def base(self) -> Ids | None:
        """A sum has no denominator."""
        return None

    def atoms(self) -> tuple[Atom, ...]:
        """Add the amounts, unit by unit."""
        return self._atoms

    @cached_property
    def _atoms(self) -> tuple[Atom, ...]:
        return M(self.table, self.amount, self.where), M(self.table, self.amount, self.maybe)

    def sums(self, get: Get) -> tuple[Measured, Measured | None] | None:
        """Give the certain sum, and what coarse dates may add to it; `None` where currencies do not join."""
        certain, possible = (get(atom) for atom in self.atoms())
        joined = join_units(certain, self.rates, self.unit)
        if joined is None:
            return None
        if not possible:
            return _measured(*joined), Measured.of(0)
        extra = join_units(possible, self.rates, joined[0])
        fits = extra is not None and (extra[0] == joined[0] or not certain)
        return _measured(*joined), _measured(*extra) if fits and extra is not None else None

    def finish(self, get: Get) -> Result:
        """Bring currencies together and carry the bounds."""
        by_currency = {code: part.value for code, part in get(self.atoms()[0]).items()}
        found = self.sums(get)
        if found is None:
            return Result(unit=self.unit, reason="mixed_currency", by_currency=by_currency, is_quotient=False)
        total, extra = found
        return Result(
            value=total.value,
            low=total.low,
            high=_grown(total.high, extra),
            unit=total.unit or self.unit,
            numerator=total.value,
            by_currency=by_currency,
            is_quotient=False,
        )


def _grown(high: Fraction | None, extra: Measured | None) -> Fraction | None:
    return None if high is None or extra is None or extra.high is None else high + extra.high


@final
@frozen(kw_only=True)
class Quotient:
    """A sum of amounts divided by another sum, or by a count of rows.

    Attributes:
        top: what is divided.
        bottom: what it is divided by.
        scale: what the quotient is multiplied by.
        unit: the unit of the quotient; `None` where it is that of the sums, one per the other.
        warns_over_100: whether more than 100 % is worth a warning.
    """

    top: Total
    bottom: Total | Tally
    scale: int = PERCENT
    unit: str = "percent"
    warns_over_100: bool = False

    @property
    def counted(self) -> Ids:
        """The rows of the numerator."""
        return self.top.counted

    @property
    def base(self) -> Ids | None:
        """The rows of the denominator."""
        return self.bottom.counted

    def atoms(self) -> tuple[Atom, ...]:
        """Add up both sides."""
        return (*self.top.atoms(), *self.bottom.atoms())

    def finish(self, get: Get) -> Result:
        """Divide the sums and their bounds."""
        by_currency = {code: part.value for code, part in get(self.top.atoms()[0]).items()}
        top = self.top.sums(get)
        bottom = self._bottom(get)
        if top is None or bottom is None:
            return Result(unit=self.unit, reason="mixed_currency", by_currency=by_currency)
        part, more = top
        whole, wider = bottom
        unit = self._unit(part, whole)
        if self.unit != "percent":
            part, whole = evolve(part, unit=None), evolve(whole, unit=None)
        elif not (part.value or part.is_hedged) or not (whole.value or whole.is_hedged):
            part = evolve(part, unit=whole.unit)
        found = ratio(part, whole, scale=self.scale, unit=unit, rates=self.top.rates)
        outer = ratio(
            evolve(part, high=_grown(part.high, more)),
            evolve(whole, high=_grown(whole.high, wider)),
            scale=self.scale,
            unit=unit,
            rates=self.top.rates,
        )
        found = evolve(found, low=outer.low, high=outer.high, by_currency=by_currency)
        least = found.low if found.value is None else found.value
        is_over = self.warns_over_100 and least is not None and least > PERCENT
        return evolve(found, warnings=("over_100",)) if is_over else found

    def _bottom(self, get: Get) -> tuple[Measured, Measured | None] | None:
        if isinstance(self.bottom, Total):
            return self.bottom.sums(get)
        count = self.bottom.finish(get)
        rows = Measured.of(Fraction(count.value or 0))
        return rows, Measured.of(Fraction(count.high or 0) - Fraction(count.value or 0))

    def _unit(self, part: Measured, whole: Measured) -> str:
        """Name the unit of the quotient by the units of its sides, where it is one per the other."""
        if self.unit in {"percent", "ratio"} or part.unit is None:
            return self.unit
        return f"{part.unit}/{whole.unit}" if "/" in self.unit and whole.unit else part.unit


@final
@frozen(kw_only=True)
class PartOfWhole:
    """An amount in percent of a whole that it lies inside: bounds come of part and rest, not part and whole.

    Attributes:
        part: the part.
        rest: what else the whole holds.
    """

    part: Total
    rest: Total
    unit: str = "percent"

    @property
    def counted(self) -> Ids:
        """The rows of the part."""
        return self.part.counted

    @property
    def base(self) -> Ids | None:
        """The rows of the rest."""
        return self.rest.counted

    def atoms(self) -> tuple[Atom, ...]:
        """Add up part and rest."""
        return (*self.part.atoms(), *self.rest.atoms())

    def finish(self, get: Get) -> Result:
        """Divide the part by part and rest."""
        atom, other = self.part.atoms()[0], self.rest.atoms()[0]
        joined = join_units(atom.merge(get(atom), get(other)), self.part.rates, "CNY")
        part, rest = self.part.sums(get), self.rest.sums(get)
        if joined is None or part is None or rest is None:
            return Result(unit=self.unit, reason="mixed_currency")
        inner, outer = (self._in(joined[0], side[0]) for side in (part, rest))
        value = inner.value or Fraction(0)
        whole = value + (outer.value or Fraction(0))
        if not whole:
            return Result(unit=self.unit, reason="no_denominator", numerator=value, denominator=whole)
        found = Result(
            low=_share(inner.low, outer.high),
            high=_share(inner.high, outer.low),
            unit=self.unit,
            numerator=value,
            denominator=whole,
        )
        if inner.is_hedged and outer.is_hedged:
            return evolve(found, reason="both_hedged")
        return evolve(found, value=PERCENT * value / whole)

    def _in(self, unit: str, side: Measured) -> Measured:
        if side.unit == unit or not side.value:
            return side
        rate = Fraction(1) if side.unit == "CNY" else Fraction(self.part.rates[side.unit or "CNY"])
        return side.times(rate, unit)


def _share(part: Fraction | None, rest: Fraction | None) -> Fraction | None:
    return None if part is None or rest is None or not part + rest else PERCENT * part / (part + rest)


@final
@frozen(kw_only=True)
class Apart:
    """Sums that are not added together, such as land and floors; with only one of them in a group, that is it."""

    parts: tuple[Total, ...]

    @property
    def unit(self) -> str:
        """The unit of the first."""
        return self.parts[0].unit

    @property
    def counted(self) -> Ids:
        """The rows of all parts."""
        first = self.parts[0].counted
        return evolve(first, where=some(*(part.counted.where for part in self.parts)))

    @property
    def base(self) -> Ids | None:
        """A sum has no denominator."""
        return None

    def atoms(self) -> tuple[Atom, ...]:
        """Add up every part."""
        return tuple(atom for part in self.parts for atom in part.atoms())

    def finish(self, get: Get) -> Result:
        """Give the only part that holds anything; several have no value together."""
        there = [part for part in self.parts if any(get(atom) for atom in part.atoms())]
        if len(there) > 1:
            return Result(unit=self.unit, reason="units_differ", is_quotient=False)
        return (there or self.parts)[0].finish(get)


Stat = Literal["median", "mean", "max", "min"]


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
            H(self.table, *self.shortest, self.where, as_pairs=pairs),
            H(self.table, *self.longest, self.where, as_pairs=pairs),
        )

    def finish(self, get: Get) -> Result:
        """Take the statistic of both; where they differ there is a range and no value."""
        quotient = self.stat in {"median", "mean"}
        try:
            shortest, longest = (self._days(get(atom)) for atom in self.atoms())
        except LookupError:
            return Result(unit=self.unit, reason="unknown_calendar", is_quotient=quotient)
        if not shortest:
            return Result(unit=self.unit, reason="no_data", is_quotient=quotient)
        low = statistic(shortest, self.stat)
        high = low if longest is shortest else statistic(longest, self.stat)
        found = Result(low=low, high=high, unit=self.unit, is_quotient=quotient)
        return evolve(found, value=low) if low == high else evolve(found, reason="imprecise_dates")

    def _days(self, counted: Counter[Any]) -> Counter[int]:
        if self.count is None and min(counted, default=0) >= 0:
            return counted
        days: Counter[int] = Counter()
        for key, rows in counted.items():
            if self.count is None:
                length = key
            else:
                start, end = key
                length = self.count(start, end) if end > start else 0
            days[max(0, length)] += rows
        return days


def statistic(days: Counter[int], stat: Stat) -> Exact:
    """Take the median, mean, greatest or least of a histogram that is not empty."""
    if stat == "max":
        return max(days)
    if stat == "min":
        return min(days)
    rows = sum(days.values())
    if stat == "mean":
        return Fraction(sum(length * many for length, many in days.items()), rows)
    lengths = sorted(days)
    seen = list(accumulate(map(days.__getitem__, lengths)))
    middle = sum(lengths[bisect_right(seen, place)] for place in ((rows - 1) // 2, rows // 2))
    return Fraction(middle, 2)
