"""What is added up over the rows where a condition holds."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, final

from attrs import field, frozen

from zhaoshang._basics.brief import as_python
from zhaoshang._calls.plain import must_be
from zhaoshang._measures.conditions import Present
from zhaoshang._measures.nodes import Predicate, Scalar, Value, is_predicate, is_table, is_value
from zhaoshang._measures.values import Column
from zhaoshang.errors import FieldTypeError


def _is_amount(_atom: object, _field: object, given: Any) -> None:  # noqa: ANN401 - what is not yet known to be one
    if not isinstance(given, Amount):
        raise FieldTypeError(as_python(given), 'an Amount of a column: Amount.of("investment")')


class Atom:
    """What is added up over the rows of a table where a predicate holds.

    Results over parts of a ledger that share no row are joined by `merge`, starting from `empty`.

    Attributes:
        table: the table whose rows are added up.
        where: the predicate that chooses them.

    Examples:
        >>> from functools import reduce
        >>> from zhaoshang.measures import ALWAYS, Count
        >>> atom = Count("projects", ALWAYS)
        >>> reduce(atom.merge, [120, 80, 15], atom.empty())
        215
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
class Count(Atom):
    """How many rows; with shared credit, the sum of the shares.

    Examples:
        >>> from zhaoshang.measures import Count, column, equal
        >>> leased = Count("projects", equal(column("track"), "leased_plant"))
        >>> leased.empty(), leased.merge(2, 3)
        (0, 5)
    """

    table: str = field(validator=is_table)
    where: Predicate = field(validator=is_predicate)

    def empty(self) -> int:
        """Give 0."""
        return 0


@final
@frozen(cache_hash=True)
class Sum(Atom):
    """The exact sum of a value; a row where it is missing adds nothing, so count those with an `Count`.

    Examples:
        >>> from fractions import Fraction
        >>> from zhaoshang.measures import ALWAYS, Sum, column
        >>> hours = Sum("log", column("hours"), ALWAYS)
        >>> hours.merge(hours.empty(), Fraction(7, 2))
        Fraction(7, 2)
    """

    table: str = field(validator=is_table)
    value: Value = field(validator=is_value)
    where: Predicate = field(validator=is_predicate)

    def empty(self) -> int:
        """Give 0."""
        return 0


@final
@frozen
class HedgedSum:
    """A sum of hedged amounts in one currency or area unit.

    Attributes:
        value: the sum of the printed values.
        low: the sum of the lower bounds that exist.
        high: the sum of the upper bounds that exist.
        rows: how many amounts were added.
        no_low: how many of them are unbounded below.
        no_high: how many are unbounded above.

    Examples:
        >>> from zhaoshang.measures import HedgedSum
        >>> exact = HedgedSum(value=300, low=300, high=300, rows=1)
        >>> over = HedgedSum(value=100, low=100, rows=1, no_high=1)  # 超100
        >>> both = exact + over
        >>> both.value, both.low, both.rows, both.no_high  # at least 400, and open above
        (400, 400, 2, 1)
    """

    value: int | Fraction = 0
    low: int | Fraction = 0
    high: int | Fraction = 0
    rows: int = 0
    no_low: int = 0
    no_high: int = 0

    def __add__(self, other: "HedgedSum") -> "HedgedSum":
        """Add two sums in the same unit."""
        return HedgedSum(
            self.value + other.value,
            self.low + other.low,
            self.high + other.high,
            self.rows + other.rows,
            self.no_low + other.no_low,
            self.no_high + other.no_high,
        )


@final
@frozen(cache_hash=True)
class MoneySum(Atom):
    """The sum of a hedged amount, apart for each unit it is stated in: a mapping of unit code to `HedgedSum`.

    The columns read are `<amount>.value`, `.low`, `.high` and `.unit`; a row without a value or unit adds nothing.

    Examples:
        >>> from zhaoshang.measures import ALWAYS, Amount, MoneySum, HedgedSum
        >>> atom = MoneySum("projects", Amount.of("investment"), ALWAYS)
        >>> east = {"CNY": HedgedSum(300, 300, 300, 1), "USD": HedgedSum(20, 20, 20, 1)}
        >>> both = atom.merge(east, {"CNY": HedgedSum(50, 50, 50, 1)})
        >>> {unit: part.value for unit, part in both.items()}, atom.empty()
        ({'CNY': 350, 'USD': 20}, {})
    """

    table: str = field(validator=is_table)
    amount: "Amount" = field(validator=_is_amount)
    where: Predicate = field(validator=is_predicate)

    def empty(self) -> dict[str, HedgedSum]:
        """Give an empty mapping."""
        return {}

    def merge(self, left: Mapping[str, HedgedSum], right: Mapping[str, HedgedSum]) -> dict[str, HedgedSum]:
        """Add unit by unit."""
        merged = dict(left)
        for unit, part in right.items():
            merged[unit] = merged[unit] + part if unit in merged else part
        return merged


@final
@frozen(cache_hash=True)
class Amount:
    """The values that make up a hedged amount, and its side at a threshold.

    Attributes:
        value: the printed number.
        low: the lower bound, missing where unbounded.
        high: the upper bound, missing where unbounded.
        unit: the unit code, missing where no amount is stated.
        side: -1 for just under the printed number (近), 1 for just over (超, 余), else 0.
        hedge: the code of the hedge.

    Examples:
        >>> from zhaoshang.measures import Amount, Present, column
        >>> investment = Amount.of("investment")
        >>> investment.low == column("investment.low")
        True
        >>> (
        ...     investment.is_stated == Present(investment.unit),
        ...     investment.has_value == Present(investment.value),
        ... )
        (True, True)
    """

    value: Value = field(validator=is_value)
    low: Value = field(validator=is_value)
    high: Value = field(validator=is_value)
    unit: Value = field(validator=is_value)
    side: Value = field(validator=is_value)
    hedge: Value = field(validator=is_value)

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
class Histogram(Atom):
    """A histogram of the days from one date to another: a `Counter` of differences.

    Attributes:
        start: the earlier day number.
        end: the later day number.
        as_pairs: count the pairs of day numbers instead, for a day count that needs a calendar of working days.

    Examples:
        >>> from collections import Counter
        >>> from zhaoshang.measures import ALWAYS, Histogram, column
        >>> days = Histogram("leases", column("lo"), column("hi"), ALWAYS)
        >>> found = days.merge(Counter({30: 2}), Counter({30: 1, 45: 1}))
        >>> found[30], found[45], days.empty() == Counter()
        (3, 1, True)
    """

    table: str = field(validator=is_table)
    start: Value = field(validator=is_value)
    end: Value = field(validator=is_value)
    where: Predicate = field(validator=is_predicate)
    as_pairs: bool = field(default=False, validator=must_be(bool, expected="True or False"))

    def empty(self) -> Counter[Any]:
        """Give an empty counter."""
        return Counter()


@final
@frozen(cache_hash=True)
class Ids(Atom):
    """The ids of the rows, in their order: the evidence behind a figure.

    Examples:
        >>> from zhaoshang.measures import ALWAYS, Ids
        >>> ids = Ids("projects", ALWAYS)
        >>> ids.merge(ids.empty(), ("P1",)), ids.merge(("P1",), ("P2", "P3"))
        (('P1',), ('P1', 'P2', 'P3'))
    """

    table: str = field(validator=is_table)
    where: Predicate = field(validator=is_predicate)
    id: Value = field(default=Column("id"), validator=is_value)

    def empty(self) -> tuple[str, ...]:
        """Give no ids."""
        return ()

    def merge(self, left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, ...]:
        """Join the ids in their order."""
        return (*left, *right)


@final
@frozen(cache_hash=True)
class Distinct(Atom):
    """The set of values that occur.

    Examples:
        >>> from zhaoshang.measures import ALWAYS, Distinct, column
        >>> firms = Distinct("leases", column("tenant"), ALWAYS)
        >>> sorted(firms.merge(frozenset({"甲厂", "乙厂"}), frozenset({"乙厂"}))), firms.empty()
        (['乙厂', '甲厂'], frozenset())
    """

    table: str = field(validator=is_table)
    value: Value = field(validator=is_value)
    where: Predicate = field(validator=is_predicate)

    def empty(self) -> frozenset[Scalar]:
        """Give the empty set."""
        return frozenset()

    def merge(self, left: frozenset[Scalar], right: frozenset[Scalar]) -> frozenset[Scalar]:
        """Join the sets."""
        return left | right
