"""What every expression is made of: values, yes or no, and how conditions are joined."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, NoReturn, Union, final

from attrs import field, frozen

from zhaoshang._basics.brief import as_python
from zhaoshang._calls.plain import all_must_be, gathered, must_be
from zhaoshang.errors import FieldTypeError

if TYPE_CHECKING:
    from datetime import date

    from zhaoshang.periods import Period
    from zhaoshang.quantities import Quantity

Op = Literal["lt", "le", "eq", "ge", "gt"]
"""How two values are compared."""

Scalar = int | Fraction | str | bool | None
"""What a value gives for one row: a number, the number of a day, a code, or nothing."""

Operand = Union["Value", str, int, Decimal, Fraction, "date", "Period", "Quantity"]
"""What a value may be compared with by the signs `<`, `<=`, `>=` and `>`."""


class Value:
    """One number, date, code or nothing for each row of a table.

    Examples:
        >>> from zhaoshang.measures import Column, Times, column
        >>> len({column("floors"), Column("floors"), Times(column("floors"), 2)})
        2

        Equal nodes are one node, and worked out once. The signs `<`, `<=`, `>=` and `>` make conditions:

        >>> column("floors") >= 3
        Compare(left=Column(name='floors'), op='ge', right=Const(scalar=3))
    """

    __slots__ = ()

    def __lt__(self, other: Operand) -> "Predicate":
        """Hold where this is there and less."""
        return _compared(self, "lt", other)

    def __le__(self, other: Operand) -> "Predicate":
        """Hold where this is there and not greater."""
        return _compared(self, "le", other)

    def __ge__(self, other: Operand) -> "Predicate":
        """Hold where this is there and not less."""
        return _compared(self, "ge", other)

    def __gt__(self, other: Operand) -> "Predicate":
        """Hold where this is there and greater."""
        return _compared(self, "gt", other)


_Comparing = Callable[[Value, Op, object], "Predicate"]
_COMPARING: Final[list[_Comparing]] = []


def compares(make: _Comparing, /) -> _Comparing:
    """Declare what the signs between values make: conditions, which are made of these nodes and stand above them."""
    _COMPARING[:] = [make]
    return make


def _compared(value: Value, op: Op, other: object) -> "Predicate":
    return _COMPARING[0](value, op, other)


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
        return every(self, _condition(other))

    def __or__(self, other: "Predicate") -> "Predicate":
        """Hold where either holds."""
        return some(self, _condition(other))

    def __rand__(self, other: object) -> NoReturn:
        """Refuse what stands on the left and is no condition, as on the right."""
        raise FieldTypeError(as_python(other), CONDITION)

    __ror__ = __rand__

    def __bool__(self) -> NoReturn:
        """Refuse `and`, `or` and `not`, which would keep one side alone."""
        raise FieldTypeError("and, or, not", "conditions joined by &, | and ~")

    def __invert__(self) -> "Predicate":
        """Hold where this does not."""
        if isinstance(self, Not):
            return self.part
        return Not(self)


CONDITION: Final = 'a condition, such as column("owner").is_in("甲镇")'


def _condition(given: object) -> Predicate:
    if not isinstance(given, Predicate):
        raise FieldTypeError(as_python(given), CONDITION)
    return given


def _conditions(several: Iterable[Predicate]) -> tuple[Predicate, ...]:
    taken: tuple[Predicate, ...] = gathered(several)
    return taken


is_predicate: Final = must_be(Predicate, expected=CONDITION)
is_table: Final = must_be(str, expected="the name of a table, such as history")
is_value: Final = must_be(Value, expected='a value, such as column("owner")')


def in_row(several: Iterable[Value]) -> tuple[Value, ...]:
    """Take several values in their order."""
    taken: tuple[Value, ...] = gathered(several)
    return taken


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

    parts: tuple[Predicate, ...] = field(
        converter=_conditions, validator=all_must_be(Predicate, expected=CONDITION)
    )


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

    parts: tuple[Predicate, ...] = field(
        converter=_conditions, validator=all_must_be(Predicate, expected=CONDITION)
    )


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

    part: Predicate = field(validator=is_predicate)


ALWAYS: Final = And(())
"""The predicate that holds everywhere."""

NEVER: Final = Or(())
"""The predicate that holds nowhere."""


def every(*parts: Predicate) -> Predicate:
    """Join predicates by *and*, without repeats; what is joined stays a node of its own and is worked out once.

    Examples:
        >>> from zhaoshang.measures import ALWAYS, NEVER, column, Present, every
        >>> has = Present(column("owner"))
        >>> every(ALWAYS, has) == has, every(has, NEVER) == NEVER
        (True, True)
    """
    kept: dict[Predicate, None] = {}
    for (
        part
    ) in parts:  # told by their kind: to compare each with both constants takes longer than all else here
        if type(part) is Or and not part.parts:
            return NEVER
        if type(part) is not And or part.parts:
            kept[part] = None
    return next(iter(kept)) if len(kept) == 1 else And(tuple(kept))


def some(*parts: Predicate) -> Predicate:
    """Join predicates by *or*, without repeats.

    Examples:
        >>> from zhaoshang.measures import ALWAYS, NEVER, Present, column, some
        >>> has = Present(column("owner"))
        >>> some(NEVER, has) == has, some(has, ALWAYS) == ALWAYS
        (True, True)
    """
    kept: dict[Predicate, None] = {}
    for part in parts:
        if type(part) is And and not part.parts:
            return ALWAYS
        if type(part) is not Or or part.parts:
            kept[part] = None
    return next(iter(kept)) if len(kept) == 1 else Or(tuple(kept))
