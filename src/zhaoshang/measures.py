"""The algebra that every KPI is written in: values and predicates over tables, and the atoms that add them up.

A ledger is seen as flat tables (`projects`, `history`, `arrivals` …). A *value* gives one number, date or code for
each row of a table; a *predicate* gives yes or no and is never undecided, for a comparison with nothing is false.
Values and predicates may reach down to the child rows of a row (`Exists`, `Reduce`) or up to its parent (`Parent`),
so the same nodes first derive facts ("the earliest start that meets this profile") and then count them.

An *atom* is what is added up over the rows where a predicate holds: `N`, `S`, `M`, `H`, `Ids`, `Distinct`. Atoms merge,
so a ledger may be worked through in parts. All nodes are frozen and hashable; equal nodes are worked out once.
Executors are `zhaoshang.kpis` for plain objects and `zhaoshang.frames` for data frames.

    >>> from zhaoshang.measures import ALWAYS, NEVER, equal, column
    >>> leased = equal(column("track"), "leased_plant")
    >>> leased & ALWAYS == leased, leased | NEVER == leased  # for building conditions in a loop
    (True, True)
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
    """One number, date, code or nothing for each row of a table.

    Examples:
        >>> from zhaoshang.measures import Column, Times, column
        >>> len({column("floors"), Column("floors"), Times(column("floors"), 2)})
        2

        Equal nodes are one node, and worked out once.
    """

    __slots__ = ()


class Predicate:
    """Yes or no for each row of a table; combine with `&`, `|` and `~`.

    Examples:
        >>> from zhaoshang.measures import And, Not, Or, column, equal
        >>> leased, named = equal(column("track"), "leased_plant"), equal(column("owner"), "东区")
        >>> leased & named == And((leased, named)), leased | named == Or((leased, named))
        (True, True)
        >>> ~leased == Not(leased), ~~leased == leased
        (True, True)
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
    """A column of the table, as it stands. Dates are day numbers (`date.toordinal`), codes are text.

    Attributes:
        name: the field of the record, such as `owner`; for an amount its part, `investment.value`; for a dated record
            its first and last day, `lo` and `hi`.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.measures import Column, equal
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(id=id, name="甲", owner=owner, agreements=signed)
        ...     for id, owner in [("P1", "东区"), ("P2", "西区")]
        ... ]
        >>> where = equal(Column("owner"), "东区")
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    name: str


@final
@frozen(cache_hash=True)
class Const(Value):
    """The same scalar in every row.

    Attributes:
        scalar: an exact number, a day number, a code, yes or no; `None` is nothing. An amount is in its unit: yuan, 亩.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project, evaluate, kpis
        >>> from zhaoshang.measures import Amount, Compare, Const
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(id=id, name="甲", investment=Money.of(yi, "亿元"), agreements=signed)
        ...     for id, yi in [("P1", 3), ("P2", 1)]
        ... ]
        >>> where = Compare(Amount.of("investment").value, "ge", Const(200_000_000))
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    scalar: Scalar


@final
@frozen(cache_hash=True)
class Choose(Value):
    """One value where a predicate holds and another where it does not.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.measures import Choose, Const, column, equal
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(id=id, name="甲", grade=grade, owner="西区", agreements=signed)
        ...     for id, grade in [("P1", "A"), ("P2", "B")]
        ... ]
        >>> where = equal(Choose(equal(column("grade"), "A"), Const("专班"), column("owner")), "专班")
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    when: Predicate
    then: Value
    otherwise: Value


@final
@frozen(cache_hash=True)
class Among(Value):
    """The least or greatest of several values in one row, leaving out those that are missing.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project, evaluate, kpis
        >>> from zhaoshang.measures import Among, Amount, Compare, Const
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> largest = Among("max", (Amount.of("investment").value, Amount.of("fixed_investment").value))
        >>> projects = [
        ...     Project(
        ...         id=id,
        ...         name="甲",
        ...         investment=Money.of(total, "亿元"),
        ...         fixed_investment=Money.of(fixed, "亿元"),
        ...         agreements=signed,
        ...     )
        ...     for id, total, fixed in [("P1", 1, 2), ("P2", 1, 1)]
        ... ]
        >>> where = Compare(largest, "ge", Const(200_000_000))
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    fold: Literal["min", "max"]
    values: tuple[Value, ...]


@final
@frozen(cache_hash=True)
class Times(Value):
    """A value multiplied by an exact number.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project, evaluate, kpis
        >>> from zhaoshang.measures import Amount, Compare, Times
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> fixed = Amount.of("fixed_investment").value
        >>> projects = [
        ...     Project(
        ...         id=id,
        ...         name="甲",
        ...         investment=Money.of(total, "亿元"),
        ...         fixed_investment=Money.of(fixed, "亿元"),
        ...         agreements=signed,
        ...     )
        ...     for id, total, fixed in [("P1", 3, 2), ("P2", 3, 1)]
        ... ]
        >>> where = Compare(Times(fixed, 2), "ge", Amount.of("investment").value)
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    value: Value
    factor: int | Fraction


@final
@frozen(cache_hash=True)
class Shift(Value):
    """A day so many months, days or working days after another; a day that the month lacks becomes its last day.

    Attributes:
        value: the day number to start from.
        limit: how far to go.
        calendar: the working days, for a limit that counts them.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.calendars import Limit
        >>> from zhaoshang.measures import Compare, Reduce, Shift, column, equal
        >>> from zhaoshang.model import Agreement, Milestone
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> signing, start = (
        ...     Reduce("min", "history", column("lo"), equal(column("part"), part))
        ...     for part in ("signed", "started")
        ... )
        >>> projects = [
        ...     Project(id=id, name="甲", milestones=[Milestone(stage="started", on=on)], agreements=signed)
        ...     for id, on in [("P1", "2022-06-10"), ("P2", "2022-11-10")]
        ... ]
        >>> where = Compare(start, "le", Shift(signing, Limit(months=6)))
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    value: Value
    limit: Limit
    calendar: WorkingDays = CN


@final
@frozen(cache_hash=True)
class Reduce(Value):
    """A value folded over the child rows of each row: the earliest, latest, sum, count, or the only one there is.

    Nothing comes of no child rows (but `count` is 0); a `sum` with a missing part is missing, for it is not known;
    `only` is missing where the children differ or one lacks it.

    Attributes:
        fold: `min`, `max`, `sum`, `count` or `only`.
        table: the table of the child rows.
        value: what is folded.
        where: the child rows looked at.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project, evaluate, kpis
        >>> from zhaoshang.measures import ALWAYS, Compare, Const, Reduce
        >>> from zhaoshang.model import Agreement, Arrival
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> paid = Arrival(on="2022-05", amount=Money.of(500, "万元"))
        >>> payments = Reduce("count", "arrivals", Const(1), ALWAYS)
        >>> projects = [
        ...     Project(id=id, name="甲", arrivals=[paid] * times, agreements=signed)
        ...     for id, times in [("P1", 2), ("P2", 1)]
        ... ]
        >>> where = Compare(payments, "ge", Const(2))
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    fold: Fold
    table: str
    value: Value
    where: Predicate


@final
@frozen(cache_hash=True)
class Parent(Value):
    """A value of the parent row, seen from a child row.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.measures import Exists, Parent, equal, column
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(id=id, name="甲", owner=owner, agreements=signed)
        ...     for id, owner in [("P1", "东区"), ("P2", "西区")]
        ... ]
        >>> where = Exists("history", equal(Parent(column("owner")), "东区"))
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    value: "Value | Predicate"


@final
@frozen(cache_hash=True)
class Present(Predicate):
    """Hold where a value is not missing.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.measures import Present, column
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(id=id, name="甲", owner=owner, agreements=signed)
        ...     for id, owner in [("P1", None), ("P2", "西区")]
        ... ]
        >>> where = Present(column("owner"))
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P2',)
    """

    value: Value


@final
@frozen(cache_hash=True)
class OneOf(Predicate):
    """Hold where a value is one of the options; where nothing stands, `None` must be one of them.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.measures import OneOf, column
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(id=id, name="甲", owner=owner, agreements=signed)
        ...     for id, owner in [("P1", "东区"), ("P2", "西区")]
        ... ]
        >>> where = OneOf(column("owner"), frozenset({"东区", "南区"}))
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    value: Value
    options: frozenset[Scalar]


@final
@frozen(cache_hash=True)
class Compare(Predicate):
    """Hold where both values are there and compare as said.

    Attributes:
        left: the value on the left.
        op: `lt`, `le`, `eq`, `ge` or `gt`.
        right: the value on the right.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project, evaluate, kpis
        >>> from zhaoshang.measures import Amount, Compare
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(
        ...         id=id,
        ...         name="甲",
        ...         investment=Money.of(total, "亿元"),
        ...         fixed_investment=Money.of(fixed, "亿元"),
        ...         agreements=signed,
        ...     )
        ...     for id, total, fixed in [("P1", 3, 2), ("P2", 3, 3)]
        ... ]
        >>> where = Compare(Amount.of("fixed_investment").value, "lt", Amount.of("investment").value)
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    left: Value
    op: Op
    right: Value


@final
@frozen(cache_hash=True)
class Exists(Predicate):
    """Hold where some child row meets a predicate.

    Attributes:
        table: the table of the child rows, such as `history`, `evidence` or `arrivals`.
        where: the predicate on them.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.measures import Exists, column, equal
        >>> from zhaoshang.model import Agreement, Milestone
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(
        ...         id=id, name="甲", milestones=[Milestone(stage=stage, on="2022-06-10")], agreements=signed
        ...     )
        ...     for id, stage in [("P1", "started"), ("P2", "landed")]
        ... ]
        >>> where = Exists("history", equal(column("part"), "started"))
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

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

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.measures import ALWAYS, FirstOf, column
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(id=id, name="甲", owner=owner, agreements=signed)
        ...     for id, owner in [("P1", "东区"), ("P2", "东区")]
        ... ]
        >>> where = FirstOf((column("owner"),), column("id"), ALWAYS)
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """

    keys: tuple[Value, ...]
    order: Value
    where: Predicate


@final
@frozen(cache_hash=True)
class And(Predicate):
    """Hold where all parts hold; with no parts, everywhere. `every` joins parts without repeats.

    Examples:
        >>> from zhaoshang.measures import ALWAYS, And, column, equal, every
        >>> leased, named = equal(column("track"), "leased_plant"), equal(column("owner"), "东区")
        >>> every(leased, named, leased) == And((leased, named)), And(()) == ALWAYS
        (True, True)
    """

    parts: tuple[Predicate, ...]


@final
@frozen(cache_hash=True)
class Or(Predicate):
    """Hold where any part holds; with no parts, nowhere. `some` joins parts without repeats.

    Examples:
        >>> from zhaoshang.measures import NEVER, Or, column, equal, some
        >>> east, west = equal(column("owner"), "东区"), equal(column("owner"), "西区")
        >>> some(east, west, east) == Or((east, west)), Or(()) == NEVER
        (True, True)
    """

    parts: tuple[Predicate, ...]


@final
@frozen(cache_hash=True)
class Not(Predicate):
    """Hold where the part does not; a comparison with nothing is false, so its contrary holds there.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.measures import Not, column, equal
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(id=id, name="甲", owner=owner, agreements=signed)
        ...     for id, owner in [("P1", "东区"), ("P2", None)]
        ... ]
        >>> where = Not(equal(column("owner"), "东区"))
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P2',)
    """

    part: Predicate


ALWAYS: Final = And(())
"""The predicate that holds everywhere."""

NEVER: Final = Or(())
"""The predicate that holds nowhere."""


def column(name: str, /) -> Column:
    """Name a column of the table at hand.

    Examples:
        >>> from zhaoshang.measures import Present, column
        >>> Present(column("owner")).value.name
        'owner'
    """
    return Column(name)


def equal(value: Value, scalar: Scalar, /) -> Predicate:
    """Hold where a value is this scalar.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.measures import column, equal
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(id=id, name="甲", track=track, agreements=signed)
        ...     for id, track in [("P1", "leased_plant"), ("P2", "land")]
        ... ]
        >>> where = equal(column("track"), "leased_plant")
        >>> chosen = kpis.count("chosen", zh="所选", en="chosen", where=where)
        >>> evaluate(Ledger(projects=projects), chosen, as_of="2022-12-31")["chosen"].ids
        ('P1',)
    """
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
    """Join predicates by *or*, without repeats.

    Examples:
        >>> from zhaoshang.measures import ALWAYS, NEVER, Present, column, some
        >>> has = Present(column("owner"))
        >>> some(NEVER, has) == has, some(has, ALWAYS) == ALWAYS
        (True, True)
    """
    kept = tuple(dict.fromkeys(part for part in parts if part != NEVER))
    if ALWAYS in kept:
        return ALWAYS
    return kept[0] if len(kept) == 1 else Or(kept)


class Atom:
    """What is added up over the rows of a table where a predicate holds.

    Results over parts of a ledger that share no row are joined by `merge`, starting from `empty`.

    Attributes:
        table: the table whose rows are added up.
        where: the predicate that chooses them.

    Examples:
        >>> from functools import reduce
        >>> from zhaoshang.measures import ALWAYS, N
        >>> atom = N("projects", ALWAYS)
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
class N(Atom):
    """How many rows; with shared credit, the sum of the shares.

    Examples:
        >>> from zhaoshang.measures import N, column, equal
        >>> leased = N("projects", equal(column("track"), "leased_plant"))
        >>> leased.empty(), leased.merge(2, 3)
        (0, 5)
    """

    table: str
    where: Predicate

    def empty(self) -> int:
        """Give 0."""
        return 0


@final
@frozen(cache_hash=True)
class S(Atom):
    """The exact sum of a value; a row where it is missing adds nothing, so count those with an `N`.

    Examples:
        >>> from fractions import Fraction
        >>> from zhaoshang.measures import ALWAYS, S, column
        >>> hours = S("log", column("hours"), ALWAYS)
        >>> hours.merge(hours.empty(), Fraction(7, 2))
        Fraction(7, 2)
    """

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

    Examples:
        >>> from zhaoshang.measures import MoneySum
        >>> exact = MoneySum(value=300, low=300, high=300, rows=1)
        >>> over = MoneySum(value=100, low=100, rows=1, no_high=1)  # 超100
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

    Examples:
        >>> from zhaoshang.measures import ALWAYS, Amount, M, MoneySum
        >>> atom = M("projects", Amount.of("investment"), ALWAYS)
        >>> east = {"CNY": MoneySum(300, 300, 300, 1), "USD": MoneySum(20, 20, 20, 1)}
        >>> both = atom.merge(east, {"CNY": MoneySum(50, 50, 50, 1)})
        >>> {unit: part.value for unit, part in both.items()}, atom.empty()
        ({'CNY': 350, 'USD': 20}, {})
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

    Examples:
        >>> from collections import Counter
        >>> from zhaoshang.measures import ALWAYS, H, column
        >>> days = H("leases", column("lo"), column("hi"), ALWAYS)
        >>> found = days.merge(Counter({30: 2}), Counter({30: 1, 45: 1}))
        >>> found[30], found[45], days.empty() == Counter()
        (3, 1, True)
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
    """The ids of the rows, in their order: the evidence behind a figure.

    Examples:
        >>> from zhaoshang.measures import ALWAYS, Ids
        >>> ids = Ids("projects", ALWAYS)
        >>> ids.merge(ids.empty(), ("P1",)), ids.merge(("P1",), ("P2", "P3"))
        (('P1',), ('P1', 'P2', 'P3'))
    """

    table: str
    where: Predicate
    id: Value = field(default=Column("id"))

    def empty(self) -> tuple[str, ...]:
        """Give no ids."""
        return ()


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

    table: str
    value: Value
    where: Predicate

    def empty(self) -> frozenset[Scalar]:
        """Give the empty set."""
        return frozenset()

    def merge(self, left: frozenset[Scalar], right: frozenset[Scalar]) -> frozenset[Scalar]:
        """Join the sets."""
        return left | right
