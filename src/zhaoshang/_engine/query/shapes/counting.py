"""The few shapes that figures come in; each lowers to atoms and finishes in exact arithmetic.

Here stand what all shapes are and those that count rows; beside it those of amounts (`sums`) and of durations
(`days`).
A shape is worked out once for all executors: they add atoms up, and `finish` turns the sums into a value with
bounds, numerator and denominator.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final, Protocol, final

from attrs import evolve, field, frozen

from zhaoshang._basics.cached import cached_property
from zhaoshang._engine.query.shapes.fuzzy import Fuzzy, fuzzy
from zhaoshang.measures import (
    ALWAYS,
    Atom,
    Column,
    Compare,
    Const,
    Count,
    Distinct,
    Ids,
    Not,
    Predicate,
    Sum,
    Value,
    every,
)
from zhaoshang.scoring import Result

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
        where: the rows counted, and those that coarse dates may add or take away.
        names: a value that names what is counted, where several rows may stand for one thing.
        size: how many a row stands for, where it is not one.
        id: the value that names a row.
    """

    where: Fuzzy = field(converter=fuzzy)
    unit: str = "个"
    table: str = "projects"
    names: Value | None = None
    size: Value | None = None
    id: Value = field(default=Column("id"))

    @property
    def counted(self) -> Ids:
        """The rows counted."""
        return Ids(self.table, self.where.counted, self.id)

    @property
    def base(self) -> Ids | None:
        """A count has no denominator."""
        return None

    def atoms(self) -> tuple[Atom, ...]:
        """Count the certain and the possible rows."""
        return self._atoms

    @cached_property
    def _atoms(self) -> tuple[Atom, ...]:
        rows = (self.where.counted, self.where.maybe, self.where.unsure)
        if self.names is not None:
            return tuple(Distinct(self.table, self.names, where) for where in rows)
        if self.size is not None:  # what is taken off widens the other end
            sides = [Compare(self.size, op, Const(0)) for op in ("gt", "lt")]
            doubted = [every(where, side) for side in sides for where in rows[1:]]
            return tuple(Sum(self.table, self.size, where) for where in (rows[0], *doubted))
        return tuple(Count(self.table, where) for where in rows)

    def finish(self, get: Get) -> Result:
        """Count; the range reaches to the possible rows."""
        certain, possible, unsure, *below = (get(atom) for atom in self.atoms())
        if self.names is not None:
            certain, possible, unsure = len(certain), len(possible - certain), len(unsure)
        possibly_off, unsurely_off = below or (0, 0)
        return Result(
            value=certain,
            low=certain - unsure + possibly_off,
            high=certain + possible - unsurely_off,
            unit=self.unit,
            numerator=certain,
            is_quotient=False,
        )


@final
@frozen(kw_only=True)
class CohortRate:
    """Rows that meet a condition, of all rows of a cohort, in percent.

    Attributes:
        met: the condition.
        cohort: the rows of the denominator.
        known: rows of which it is known whether they meet the condition, where that is in doubt; without any there
            is no rate.
        kept: the tables of records that tell whether they meet the condition; where one has none there is no rate.
    """

    met: Fuzzy = field(converter=fuzzy)
    cohort: Fuzzy = field(converter=fuzzy)
    known: Predicate = ALWAYS
    kept: tuple[str, ...] = ()
    unit: str = "percent"
    table: str = "projects"
    id: Value = field(default=Column("id"))

    @property
    def counted(self) -> Ids:
        """The rows of the numerator."""
        return Ids(self.table, every(self.cohort.counted, self.met.counted), self.id)

    @property
    def base(self) -> Ids | None:
        """The rows of the denominator."""
        return Ids(self.table, self.cohort.counted, self.id)

    def atoms(self) -> tuple[Atom, ...]:
        """Count numerator, denominator, and what coarse dates may change."""
        return self._atoms

    @cached_property
    def _atoms(self) -> tuple[Atom, ...]:
        met, base, joining = self.met, self.cohort.counted, self.cohort.maybe
        return (
            Count(self.table, every(base, met.counted)),
            Count(self.table, base),
            Count(self.table, every(base, met.maybe)),
            Count(self.table, every(joining, met.possible)),
            Count(self.table, every(joining, Not(met.counted))),
            Count(self.table, every(base, self.known)),
        )

    def finish(self, get: Get) -> Result:
        """Divide; at worst every possible row is a miss, at best every one is a hit."""
        met, base, maybe, extra_hits, extra_misses, known = (get(atom) for atom in self.atoms())
        if not base or not known:
            reason = "no_data" if base else "no_denominator"
            return Result(unit=self.unit, reason=reason, numerator=met, denominator=base)
        value = Fraction(PERCENT * met, base)
        is_certain = not (maybe or extra_hits or extra_misses)
        return Result(
            value=value,
            low=value if is_certain else Fraction(PERCENT * met, base + extra_misses),
            high=value if is_certain else Fraction(PERCENT * (met + maybe + extra_hits), base + extra_hits),
            unit=self.unit,
            numerator=met,
            denominator=base,
        )


def over_100(found: Result) -> Result:
    """Warn of a rate beyond 100 % whose part should lie inside its whole."""
    least = found.low if found.value is None else found.value
    if least is None or least <= PERCENT:
        return found
    return evolve(found, warnings=(*found.warnings, "over_100"))
