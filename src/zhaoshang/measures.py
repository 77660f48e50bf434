"""The algebra that every KPI is written in: values and predicates over tables, and the atoms that add them up.

A ledger is seen as flat tables (`projects`, `history`, `arrivals` …). A *value* gives one number, date or code for
each row of a table; a *predicate* gives yes or no and is never undecided, for a comparison with nothing is false.
Values and predicates may reach down to the child rows of a row (`Exists`, `Reduce`) or up to its parent (`Parent`),
so the same nodes first derive facts ("the earliest start that meets this profile") and then count them.

An *atom* is what is added up over the rows where a predicate holds: `N`, `S`, `M`, `H`, `Ids`, `Distinct`. Atoms merge,
so a ledger may be worked through in parts. All nodes are frozen and hashable; equal nodes are worked out once.
Executors are `zhaoshang.kpis` for plain objects and `zhaoshang.frames` for data frames.
"""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final, Literal, final

from attrs import field, frozen

from zhaoshang.calendars import CN, Limit, WorkingDays

__all__ = [
    "ALWAYS",
    "NEVER",
    "Among",
    "Amount",
    "And",
    "Atom",
    "Choose",
    "Column",
    "Compare",
    "Const",
    "Distinct",
    "Exists",
    "FirstOf",
    "H",
    "Ids",
    "M",
    "MoneySum",
    "N",
    "Not",
    "OneOf",
    "Or",
    "Parent",
    "Predicate",
    "Present",
    "Reduce",
    "S",
    "Shift",
    "Times",
    "Value",
    "column",
    "equal",
    "every",
    "some",
]

Scalar = int | Fraction | str | bool | None
Op = Literal["lt", "le", "eq", "ge", "gt"]
Fold = Literal["min", "max", "sum", "count", "only"]


class Value:
    """One number, date, code or nothing for each row of a table."""

    __slots__ = ()


class Predicate:
    """Yes or no for each row of a table; combine with `&`, `|` and `~`.

    Examples:
        >>> from zhaoshang.measures import column, equal
        >>> signed = equal(column("stage"), "signed")
        >>> signed & ~equal(column("kind"), "intent")
        And(parts=(OneOf(value=Column(name='stage'), options=frozenset({'signed'})), \
Not(part=OneOf(value=Column(name='kind'), options=frozenset({'intent'})))))
    """

    __slots__ = ()

    def __and__(self, other: "Predicate") -> "Predicate":
        """Hold where both hold."""
        return every(self, other)

    def __or__(self, other: "Predicate") -> "Predicate":
        """Hold where either holds."""
        return some(self, other)

    def __invert__(self) -> "Predicate":
        """Hold where this does not."""
        if isinstance(self, Not):
            return self.part
        return Not(self)


@final
@frozen(cache_hash=True)
class Column(Value):
    """A column of the table, as it stands. Dates are day numbers (`date.toordinal`), codes are text."""

    name: str


@final
@frozen(cache_hash=True)
class Const(Value):
    """The same scalar in every row."""

    scalar: Scalar


@final
@frozen(cache_hash=True)
class Choose(Value):
    """One value where a predicate holds and another where it does not."""

    when: Predicate
    then: Value
    otherwise: Value


@final
@frozen(cache_hash=True)
class Among(Value):
    """The least or greatest of several values in one row, leaving out those that are missing."""

    fold: Literal["min", "max"]
    values: tuple[Value, ...]


@final
@frozen(cache_hash=True)
class Times(Value):
    """A value multiplied by an exact number."""

    value: Value
    factor: int | Fraction


@final
@frozen(cache_hash=True)
class Shift(Value):
    """A day so many months, days or working days after another; a day that the month lacks becomes its last day."""

    value: Value
    limit: Limit
    calendar: WorkingDays = CN


@final
@frozen(cache_hash=True)
class Reduce(Value):
    """A value folded over the child rows of each row: the earliest, latest, sum, count, or the only one there is.

    Nothing comes of no child rows (but `count` is 0); a `sum` with a missing part is missing, for it is not known;
    `only` is missing where the children differ or one lacks it.
    """

    fold: Fold
    table: str
    value: Value
    where: Predicate


@final
@frozen(cache_hash=True)
class Parent(Value):
    """A value of the parent row, seen from a child row."""

    value: "Value | Predicate"


@final
@frozen(cache_hash=True)
class Present(Predicate):
    """Hold where a value is not missing."""

    value: Value


@final
@frozen(cache_hash=True)
class OneOf(Predicate):
    """Hold where a value is one of the options."""

    value: Value
    options: frozenset[Scalar]


@final
@frozen(cache_hash=True)
class Compare(Predicate):
    """Hold where both values are there and compare as said."""

    left: Value
    op: Op
    right: Value


@final
@frozen(cache_hash=True)
class Exists(Predicate):
    """Hold where some child row meets a predicate."""

    table: str
    where: Predicate


@final
@frozen(cache_hash=True)
class FirstOf(Predicate):
    """Hold for the first of the rows that share their keys: the least in order, among equals the first listed.

    Attributes:
        keys: what the rows share.
        order: what puts them in order; a missing one comes last.
        where: the rows looked at; other rows do not hold.
    """

    keys: tuple[Value, ...]
    order: Value
    where: Predicate


@final
@frozen(cache_hash=True)
class And(Predicate):
    """Hold where all parts hold; with no parts, everywhere."""

    parts: tuple[Predicate, ...]


@final
@frozen(cache_hash=True)
class Or(Predicate):
    """Hold where any part holds; with no parts, nowhere."""

    parts: tuple[Predicate, ...]


@final
@frozen(cache_hash=True)
class Not(Predicate):
    """Hold where the part does not."""

    part: Predicate


ALWAYS: Final = And(())
"""The predicate that holds everywhere."""

NEVER: Final = Or(())
"""The predicate that holds nowhere."""


def column(name: str, /) -> Column:
    """Name a column of the table at hand."""
    return Column(name)


def equal(value: Value, scalar: Scalar, /) -> Predicate:
    """Hold where a value is this scalar."""
    return OneOf(value, frozenset({scalar}))


def every(*parts: Predicate) -> Predicate:
    """Join predicates by *and*, without repeats; what is joined stays a node of its own and is worked out once.

    Examples:
        >>> from zhaoshang.measures import ALWAYS, NEVER, column, Present, every
        >>> has = Present(column("owner"))
        >>> every(ALWAYS, has) == has, every(has, NEVER) == NEVER
        (True, True)
    """
    kept = tuple(dict.fromkeys(part for part in parts if part != ALWAYS))
    if NEVER in kept:
        return NEVER
    return kept[0] if len(kept) == 1 else And(kept)


def some(*parts: Predicate) -> Predicate:
    """Join predicates by *or*, without repeats."""
    kept = tuple(dict.fromkeys(part for part in parts if part != NEVER))
    if ALWAYS in kept:
        return ALWAYS
    return kept[0] if len(kept) == 1 else Or(kept)


class Atom:
    """What is added up over the rows of a table where a predicate holds.

    Attributes:
        table: the table whose rows are added up.
        where: the predicate that chooses them.
    """

    __slots__ = ()

    table: str
    where: Predicate

    def empty(self) -> Any:  # noqa: ANN401 - each atom has its own kind of result
        """Give the result over no rows."""
        raise NotImplementedError

    def merge(self, left: Any, right: Any) -> Any:  # noqa: ANN401 - as above
        """Join the results over two sets of rows that share none."""
        return left + right


@final
@frozen(cache_hash=True)
class N(Atom):
    """How many rows; with shared credit, the sum of the shares."""

    table: str
    where: Predicate

    def empty(self) -> int:
        """Give 0."""
        return 0


@final
@frozen(cache_hash=True)
class S(Atom):
    """The exact sum of a value; a row where it is missing adds nothing, so count those with an `N`."""

    table: str
    value: Value
    where: Predicate

    def empty(self) -> int:
        """Give 0."""
        return 0


@final
@frozen
class MoneySum:
    """A sum of hedged amounts in one currency or area unit.

    Attributes:
        value: the sum of the printed values.
        low: the sum of the lower bounds that exist.
        high: the sum of the upper bounds that exist.
        rows: how many amounts were added.
        no_low: how many of them are unbounded below.
        no_high: how many are unbounded above.
    """

    value: int | Fraction = 0
    low: int | Fraction = 0
    high: int | Fraction = 0
    rows: int = 0
    no_low: int = 0
    no_high: int = 0

    def __add__(self, other: "MoneySum") -> "MoneySum":
        """Add two sums in the same unit."""
        return MoneySum(
            self.value + other.value,
            self.low + other.low,
            self.high + other.high,
            self.rows + other.rows,
            self.no_low + other.no_low,
            self.no_high + other.no_high,
        )


@final
@frozen(cache_hash=True)
class M(Atom):
    """The sum of a hedged amount, apart for each unit it is stated in: a mapping of unit code to `MoneySum`.

    The columns read are `<amount>.value`, `.low`, `.high` and `.unit`; a row without a value or unit adds nothing.
    """

    table: str
    amount: "Amount"
    where: Predicate

    def empty(self) -> dict[str, MoneySum]:
        """Give an empty mapping."""
        return {}

    def merge(self, left: Mapping[str, MoneySum], right: Mapping[str, MoneySum]) -> dict[str, MoneySum]:
        """Add unit by unit."""
        merged = dict(left)
        for unit, part in right.items():
            merged[unit] = merged[unit] + part if unit in merged else part
        return merged


@final
@frozen(cache_hash=True)
class Amount:
    """The four values that make up a hedged amount, and its side at a threshold.

    Attributes:
        value: the printed number.
        low: the lower bound, missing where unbounded.
        high: the upper bound, missing where unbounded.
        unit: the unit code, missing where no amount is stated.
        side: -1 for just under the printed number (近), 1 for just over (超, 余), else 0.
        hedge: the code of the hedge.
    """

    value: Value
    low: Value
    high: Value
    unit: Value
    side: Value
    hedge: Value

    @classmethod
    def of(cls, name: str) -> "Amount":
        """Name the columns of an amount: `<name>.value`, `<name>.low` and so on."""
        return cls(*(Column(f"{name}.{part}") for part in ("value", "low", "high", "unit", "side", "hedge")))

    @property
    def is_stated(self) -> Predicate:
        """Hold where an amount is written at all."""
        return Present(self.unit)

    @property
    def has_value(self) -> Predicate:
        """Hold where the amount names a single number."""
        return Present(self.value)


@final
@frozen(cache_hash=True)
class H(Atom):
    """A histogram of the days from one date to another: a `Counter` of differences.

    Attributes:
        start: the earlier day number.
        end: the later day number.
        as_pairs: count the pairs of day numbers instead, for a day count that needs a calendar of working days.
    """

    table: str
    start: Value
    end: Value
    where: Predicate
    as_pairs: bool = False

    def empty(self) -> Counter[Any]:
        """Give an empty counter."""
        return Counter()


@final
@frozen(cache_hash=True)
class Ids(Atom):
    """The ids of the rows, in their order: the evidence behind a figure."""

    table: str
    where: Predicate
    id: Value = field(default=Column("id"))

    def empty(self) -> tuple[str, ...]:
        """Give no ids."""
        return ()


@final
@frozen(cache_hash=True)
class Distinct(Atom):
    """The set of values that occur."""

    table: str
    value: Value
    where: Predicate

    def empty(self) -> frozenset[Scalar]:
        """Give the empty set."""
        return frozenset()

    def merge(self, left: frozenset[Scalar], right: frozenset[Scalar]) -> frozenset[Scalar]:
        """Join the sets."""
        return left | right
