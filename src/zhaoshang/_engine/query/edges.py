"""Amounts held against an edge: in its currency, by a paired edge or a rate of the profile, others in any unit that converts.

An exact amount, 近X (just under X) and 超X (just over X) are decided by the printed number; all others count by it, and are
certain only where their bounds lie on one side of the edge.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from zhaoshang._engine.query.shapes.fuzzy import Fuzzy, all_of
from zhaoshang.measures import (
    Amount,
    And,
    Compare,
    Const,
    Not,
    OneOf,
    Op,
    Or,
    Predicate,
    Value,
    equal,
    every,
    some,
)
from zhaoshang.profiles import Profile
from zhaoshang.quantities import Quantity
from zhaoshang.units import UNITS, Dimension, conversion

DECIDED: Final = frozenset({"none", "near", "over"})
"""The hedges of amounts whose side of an edge the printed number decides."""

_OPEN_ABOVE: Final = frozenset({"odd", "below"})
_OPEN_BELOW: Final = frozenset({"odd"})


def levels(edge: Quantity, profile: Profile) -> Mapping[str, int | Fraction]:
    """Say what an edge is in each unit that can be held against it."""
    number = Fraction(edge.value or 0)
    alike = (edge.unit, *(each for each in UNITS if each.base == edge.unit.base))
    found = {each.code: _whole(number * conversion(edge.unit, each)) for each in alike}
    if edge.unit.dimension is not Dimension.MONEY:
        return found
    found |= {
        pair.unit.code: _whole(Fraction(pair.value or 0))
        for base, pair in profile.foreign_edges
        if base == edge
    }
    if edge.unit.code == "CNY":
        rated = {code: _whole(number / Fraction(rate)) for code, rate in profile.rates.items()}
        found = {**rated, **found}
    return found


def _whole(number: Fraction) -> int | Fraction:
    return number.numerator if number.denominator == 1 else number


def comparable(amount: Amount, edge: Quantity, profile: Profile) -> Predicate:
    """Hold for amounts in a unit that can be held against an edge."""
    return OneOf(amount.unit, frozenset(levels(edge, profile)))


def at_least(amount: Amount, edge: Quantity, profile: Profile) -> Fuzzy:
    """Hold for amounts at or above an edge; 近X is just under X."""
    return _beyond(amount, edge, profile, 0)


def over(amount: Amount, edge: Quantity, profile: Profile) -> Fuzzy:
    """Hold for amounts above an edge; 超X is just over X."""
    return _beyond(amount, edge, profile, 1)


def under(amount: Amount, edge: Quantity, profile: Profile) -> Fuzzy:
    """Hold for amounts that can be held against an edge and do not reach it."""
    return _short_of(amount, edge, profile, at_least(amount, edge, profile))


def at_most(amount: Amount, edge: Quantity, profile: Profile) -> Fuzzy:
    """Hold for amounts that can be held against an edge and do not lie above it."""
    return _short_of(amount, edge, profile, over(amount, edge, profile))


def _short_of(amount: Amount, edge: Quantity, profile: Profile, reached: Fuzzy) -> Fuzzy:
    return all_of(amount.has_value, comparable(amount, edge, profile), ~reached)


def _beyond(amount: Amount, edge: Quantity, profile: Profile, side: int) -> Fuzzy:
    """Hold for amounts above an edge, and with `side` 0 for those at it."""
    counted, certain, possible = [], [], []
    is_decided = OneOf(amount.hedge, DECIDED)
    for code, number in levels(edge, profile).items():
        unit, level = equal(amount.unit, code), Const(number)
        at = And((Compare(amount.value, "eq", level), Compare(amount.side, "ge", Const(side))))
        passes = And((unit, Or((Compare(amount.value, "gt", level), at))))
        least = _bounded(amount, amount.low, "gt", level, _OPEN_BELOW if side else None)
        most = _bounded(amount, amount.high, "lt", level, None if side else _OPEN_ABOVE)
        counted.append(passes)
        certain.append(every(passes, some(is_decided, least)))
        possible.append(some(passes, every(unit, amount.has_value, Not(is_decided), Not(most))))
    return Fuzzy(some(*counted), some(*possible), some(*certain))


def _bounded(
    amount: Amount, bound: Value, op: Op, level: Const, open_hedges: frozenset[str] | None
) -> Predicate:
    """Hold where a bound lies beyond a level; at it too, or only where the bound itself is out of reach."""
    at: Predicate = Compare(bound, "eq", level)
    if open_hedges is not None:
        at = every(at, OneOf(amount.hedge, open_hedges))
    return some(Compare(bound, op, level), at)
