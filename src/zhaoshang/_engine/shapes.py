"""The few shapes that figures come in; each lowers to atoms and finishes in exact arithmetic.

A shape is worked out once for all executors: they add atoms up, and `finish` turns the sums into a value with
bounds, numerator and denominator.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final, Literal, Protocol, final

from attrs import evolve, field, frozen

from zhaoshang.measures import NEVER, Amount, Atom, H, Ids, M, MoneySum, N, Not, Predicate, Value, every

Exact = int | Fraction
Get = Callable[[Atom], Any]

PERCENT: Final = 100


@final
@frozen(kw_only=True)
class Draft:
    """A figure before rounding and naming."""

    value: Exact | None = None
    low: Exact | None = None
    high: Exact | None = None
    unit: str = ""
    reason: str | None = None
    numerator: Exact | None = None
    denominator: Exact | None = None
    by_currency: Mapping[str, Exact] = field(factory=dict)
    class_: str | None = None
    is_quotient: bool = False
    warnings: tuple[str, ...] = ()


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
    id: Value | None = None

    @property
    def atom(self) -> Ids:
        """The atom that lists the rows."""
        return Ids(self.table, self.where) if self.id is None else Ids(self.table, self.where, self.id)


class Shape(Protocol):
    """What a KPI is lowered to."""

    @property
    def table(self) -> str:
        """The table whose rows are grouped."""

    def atoms(self) -> tuple[Atom, ...]:
        """List the atoms that are needed."""

    def finish(self, get: Get) -> Draft:
        """Turn the sums of one group into a figure."""

    @property
    def counted(self) -> Predicate:
        """The rows behind the value, or behind the numerator."""

    @property
    def base(self) -> Predicate | None:
        """The rows behind the denominator."""


@final
@frozen(kw_only=True)
class Tally:
    """A count of rows, and of those that a coarse date may add."""

    where: Predicate
    maybe: Predicate = NEVER
    unit: str = "个"
    table: str = "projects"

    @property
    def counted(self) -> Predicate:
        """The rows counted."""
        return self.where

    @property
    def base(self) -> Predicate | None:
        """A count has no denominator."""
        return None

    def atoms(self) -> tuple[Atom, ...]:
        """Count the certain and the possible rows."""
        return N(self.table, self.where), N(self.table, self.maybe)

    def finish(self, get: Get) -> Draft:
        """Count; the range reaches to the possible rows."""
        certain, possible = (get(atom) for atom in self.atoms())
        return Draft(value=certain, low=certain, high=certain + possible, unit=self.unit, numerator=certain)


@final
@frozen(kw_only=True)
class Rate:
    """Rows that meet a condition, of all rows of a cohort, in percent.

    Attributes:
        met: the condition, for certain.
        may_meet: the condition, or possibly so.
        cohort: the rows of the denominator.
        may_belong: rows that a coarse date may add to the cohort.
    """

    met: Predicate
    may_meet: Predicate
    cohort: Predicate
    may_belong: Predicate = NEVER
    unit: str = "percent"
    table: str = "projects"

    @property
    def counted(self) -> Predicate:
        """The rows of the numerator."""
        return every(self.cohort, self.met)

    @property
    def base(self) -> Predicate | None:
        """The rows of the denominator."""
        return self.cohort

    def atoms(self) -> tuple[Atom, ...]:
        """Count numerator, denominator, and what coarse dates may change."""
        return (
            N(self.table, self.counted),
            N(self.table, self.cohort),
            N(self.table, every(self.cohort, self.may_meet, Not(self.met))),
            N(self.table, every(self.may_belong, self.may_meet)),
            N(self.table, every(self.may_belong, Not(self.met))),
        )

    def finish(self, get: Get) -> Draft:
        """Divide; at worst every possible row is a miss, at best every one is a hit."""
        met, base, maybe, extra_hits, extra_misses = (get(atom) for atom in self.atoms())
        if not base:
            return Draft(
                unit=self.unit, reason="no_denominator", numerator=met, denominator=base, is_quotient=True
            )
        return Draft(
            value=Fraction(PERCENT * met) / base,
            low=Fraction(PERCENT * met) / (base + extra_misses),
            high=Fraction(PERCENT * (met + maybe + extra_hits)) / (base + extra_hits),
            unit=self.unit,
            numerator=met,
            denominator=base,
            is_quotient=True,
        )


def join_currencies(
    sums: Mapping[str, MoneySum], rates: Mapping[str, Any], default: str
) -> tuple[str, MoneySum] | None:
    """Bring the sums of several currencies to one, or give `None` where a rate is missing.

    One currency alone stays what it is; several become CNY.
    """
    if not sums:
        return default, MoneySum()
    if len(sums) == 1:
        return next(iter(sums.items()))
    if any(code != "CNY" and code not in rates for code in sums):
        return None
    total = MoneySum()
    for code, part in sums.items():
        rate = Fraction(1) if code == "CNY" else Fraction(rates[code])
        total += evolve(part, value=part.value * rate, low=part.low * rate, high=part.high * rate)
    return "CNY", total


@final
@frozen(kw_only=True)
class Total:
    """A sum of hedged amounts.

    Attributes:
        amount: what is added.
        where: the rows added for certain.
        maybe: rows that a coarse date may add.
        rates: CNY per unit of other currencies, where given.
        unit: the unit of an empty sum.
    """

    amount: Amount
    where: Predicate
    maybe: Predicate = NEVER
    rates: Mapping[str, Any] = field(factory=dict, hash=False, eq=False)
    unit: str = "CNY"
    table: str = "projects"

    @property
    def counted(self) -> Predicate:
        """The rows whose amounts were added."""
        return every(self.where, self.amount.has_value)

    @property
    def base(self) -> Predicate | None:
        """A sum has no denominator."""
        return None

    def atoms(self) -> tuple[Atom, ...]:
        """Add the amounts, unit by unit."""
        return M(self.table, self.amount, self.where), M(self.table, self.amount, self.maybe)

    def finish(self, get: Get) -> Draft:
        """Bring currencies together and carry the bounds."""
        certain, possible = (get(atom) for atom in self.atoms())
        by_currency = {code: part.value for code, part in certain.items()}
        joined = join_currencies(certain, self.rates, self.unit)
        if joined is None:
            return Draft(unit="CNY", reason="mixed_currency", by_currency=by_currency)
        unit, total = joined
        extra = join_currencies(possible, self.rates, unit)
        high = None if total.no_high else total.high
        if high is not None and possible:
            usable = extra is not None and extra[0] == unit and not extra[1].no_high
            high = high + extra[1].high if usable and extra is not None else None
        return Draft(
            value=total.value,
            low=None if total.no_low else total.low,
            high=high,
            unit=unit,
            numerator=total.value,
            by_currency=by_currency,
        )


@final
@frozen(kw_only=True)
class Mean:
    """An amount for each row: a sum of amounts divided by the number of the same rows."""

    amount: Amount
    where: Predicate
    rates: Mapping[str, Any] = field(factory=dict, hash=False, eq=False)
    unit: str = "CNY"
    table: str = "projects"

    @property
    def counted(self) -> Predicate:
        """The rows with an amount."""
        return every(self.where, self.amount.has_value)

    @property
    def base(self) -> Predicate | None:
        """The same rows."""
        return self.counted

    def atoms(self) -> tuple[Atom, ...]:
        """Add the amounts and count the rows."""
        return M(self.table, self.amount, self.where), N(self.table, self.counted)

    def finish(self, get: Get) -> Draft:
        """Divide the sum and its bounds by the count."""
        sums, rows = (get(atom) for atom in self.atoms())
        joined = join_currencies(sums, self.rates, self.unit)
        by_currency = {code: part.value for code, part in sums.items()}
        if joined is None:
            return Draft(unit="CNY", reason="mixed_currency", by_currency=by_currency, denominator=rows)
        unit, total = joined
        if not rows:
            return Draft(
                unit=unit, reason="no_denominator", numerator=total.value, denominator=0, is_quotient=True
            )
        return Draft(
            value=Fraction(total.value) / rows,
            low=None if total.no_low else Fraction(total.low) / rows,
            high=None if total.no_high else Fraction(total.high) / rows,
            unit=unit,
            numerator=total.value,
            denominator=rows,
            by_currency=by_currency,
            is_quotient=True,
        )


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
    def counted(self) -> Predicate:
        """The rows with a duration."""
        return self.where

    @property
    def base(self) -> Predicate | None:
        """A duration has no denominator."""
        return None

    def atoms(self) -> tuple[Atom, ...]:
        """Make the histograms of the shortest and the longest durations."""
        pairs = self.count is not None
        return (
            H(self.table, *self.shortest, self.where, as_pairs=pairs),
            H(self.table, *self.longest, self.where, as_pairs=pairs),
        )

    def finish(self, get: Get) -> Draft:
        """Take the statistic of both; where they differ there is a range and no value."""
        quotient = self.stat in {"median", "mean"}
        try:
            shortest, longest = (self._days(get(atom)) for atom in self.atoms())
        except LookupError:
            return Draft(unit=self.unit, reason="unknown_calendar", is_quotient=quotient)
        if not shortest:
            return Draft(unit=self.unit, reason="no_data", is_quotient=quotient)
        low, high = statistic(shortest, self.stat), statistic(longest, self.stat)
        if shortest != longest:
            return Draft(low=low, high=high, unit=self.unit, reason="imprecise_dates", is_quotient=quotient)
        return Draft(value=low, low=low, high=high, unit=self.unit, is_quotient=quotient)

    def _days(self, counted: Counter[Any]) -> Counter[int]:
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
    seen, middle = 0, []
    for length in sorted(days):
        before, seen = seen, seen + days[length]
        middle += [length for place in ((rows - 1) // 2, rows // 2) if before <= place < seen]
    return Fraction(sum(middle), 2)
