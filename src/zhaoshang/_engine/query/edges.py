"""Amounts held against an edge: in its currency, by a paired edge or a rate of the profile, others in any unit that converts."""

from collections.abc import Mapping
from fractions import Fraction

from zhaoshang.measures import Amount, And, Compare, Const, Not, OneOf, Or, Predicate, equal, every, some
from zhaoshang.profiles import Profile
from zhaoshang.quantities import Quantity
from zhaoshang.units import UNITS, Dimension, conversion


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


def at_least(amount: Amount, edge: Quantity, profile: Profile) -> Predicate:
    """Hold for amounts at or above an edge; 近X is just under X."""
    return some(*(_passes(amount, code, level, 0) for code, level in levels(edge, profile).items()))


def over(amount: Amount, edge: Quantity, profile: Profile) -> Predicate:
    """Hold for amounts above an edge; 超X is just over X."""
    return some(*(_passes(amount, code, level, 1) for code, level in levels(edge, profile).items()))


def under(amount: Amount, edge: Quantity, profile: Profile) -> Predicate:
    """Hold for amounts that can be held against an edge and do not reach it."""
    return _short_of(amount, edge, profile, at_least(amount, edge, profile))


def at_most(amount: Amount, edge: Quantity, profile: Profile) -> Predicate:
    """Hold for amounts that can be held against an edge and do not lie above it."""
    return _short_of(amount, edge, profile, over(amount, edge, profile))


def _short_of(amount: Amount, edge: Quantity, profile: Profile, reached: Predicate) -> Predicate:
    return every(amount.has_value, comparable(amount, edge, profile), Not(reached))


def _passes(amount: Amount, code: str, number: int | Fraction, side: int) -> Predicate:
    level = Const(number)
    beyond = Compare(amount.value, "gt", level)
    at = And((Compare(amount.value, "eq", level), Compare(amount.side, "ge", Const(side))))
    return And((equal(amount.unit, code), Or((beyond, at))))
