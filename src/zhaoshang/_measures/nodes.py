"""What every expression is made of: values, yes or no, and how conditions are joined."""

from fractions import Fraction
from typing import Final, final

from attrs import frozen

Scalar = int | Fraction | str | bool | None
"""What a value gives for one row: a number, the number of a day, a code, or nothing."""


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
