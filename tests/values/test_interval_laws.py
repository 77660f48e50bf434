"""Intervals are sets of numbers: what an operation gives is told by the numbers inside, over every small interval."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest

from zhaoshang import Interval

ENDS = (None, 0, 1, 2)
# whole and half numbers on both sides of every end
POINTS = tuple(Fraction(half, 2) for half in range(-3, 8))


def _every() -> Iterator[Interval]:
    for low, high in product(ENDS, ENDS):
        if low is not None and high is not None and low > high:
            continue
        for low_closed, high_closed in product((False, True), repeat=2):
            if (low is None and low_closed) or (high is None and high_closed):
                continue
            if low is not None and low == high and not (low_closed and high_closed):
                continue
            yield Interval(low, high, low_closed, high_closed)


EVERY = tuple(_every())
INSIDE = {each: frozenset(point for point in POINTS if point in each) for each in EVERY}
NATURAL = tuple(each for each in EVERY if each.low is not None)
"""Those without a number below 0."""
FACTORS = tuple(Fraction(half, 2) for half in (-4, -2, -1, 0, 1, 2, 6))


def _ends(found: Interval) -> tuple[Fraction | None, bool, Fraction | None, bool]:
    return found.low, found.low_closed, found.high, found.high_closed


def test_membership_is_told_by_the_ends() -> None:
    for each, point in product(EVERY, POINTS):
        over = each.low is None or point > each.low or (each.low_closed and point == each.low)
        under = each.high is None or point < each.high or (each.high_closed and point == each.high)
        assert (point in each) == (over and under), (each, point)
        assert each.is_bounded == (each.low is not None and each.high is not None)
        assert each.is_point == (each.low is not None and each.low == each.high)


def test_what_two_have_in_common_lies_in_both() -> None:
    for one, other in product(EVERY, EVERY):
        common, met = INSIDE[one] & INSIDE[other], one.intersect(other)
        assert (met is None) == (not common), (one, other)
        if met is not None:
            assert {point for point in POINTS if point in met} == common, (one, other)
            assert met == other.intersect(one)


def test_what_spans_two_is_the_narrowest_that_holds_both() -> None:
    for one, other in product(EVERY, EVERY):
        span = one.hull(other)
        inside = {point for point in POINTS if point in span}
        assert inside >= INSIDE[one] | INSIDE[other], (one, other)
        # nothing beyond the outermost numbers of the two: an end that neither has is outside
        both = INSIDE[one] | INSIDE[other]
        assert (min(inside), max(inside)) == (min(both), max(both)), (one, other)
        assert (span.low is None) == (one.low is None or other.low is None)
        assert (span.high is None) == (one.high is None or other.high is None)


def test_one_is_below_another_where_every_number_is_less() -> None:
    for one, other in product(EVERY, EVERY):
        below = max(INSIDE[one]) < min(INSIDE[other])
        # half a step is the least that lies between: open ends that touch hold no number in common
        assert one.is_below(other) == below == other.is_above(one), (one, other)


@pytest.mark.long
def test_sums_differences_and_multiples_are_those_of_the_numbers() -> None:
    for one, other in product(EVERY, EVERY):
        total = one + other
        for left, right in product(INSIDE[one], INSIDE[other]):
            assert left + right in total, (one, other)
            assert left - right in one - other, (one, other)
        # an end belongs to the sum where it is the sum of two numbers, and is missing where either is
        assert total.low_closed == (one.low_closed and other.low_closed)
        assert total.high_closed == (one.high_closed and other.high_closed)
        assert total.low == (None if one.low is None or other.low is None else one.low + other.low)
        assert total.high == (None if one.high is None or other.high is None else one.high + other.high)
    for one, factor in product(EVERY, FACTORS):
        scaled = one * factor
        if not factor:
            assert scaled == Interval.point(0)
            continue
        assert all((point in one) == (point * factor in scaled) for point in POINTS), (one, factor)
        assert scaled / factor == one
        assert factor * one == scaled


@pytest.mark.parametrize("other", [each for each in NATURAL if each.high != 0], ids=str)
def test_a_quotient_is_that_of_the_numbers(other: Interval) -> None:
    for one in NATURAL:
        found = one.over(other)
        assert found is not None
        attained = {left / right for left, right in product(INSIDE[one], INSIDE[other]) if right}
        assert all(number in found for number in attained), (one, other)
        lowest = None if one.low is None or other.high is None else one.low / other.high
        highest = None if one.high is None or not other.low else one.high / other.low
        assert (found.low, found.high) == (lowest, highest), (one, other)
        if lowest is not None:
            assert found.low_closed == (one.low_closed and (other.high_closed or not lowest))
        if highest is not None:
            assert found.high_closed == (one.high_closed and (other.low_closed or not highest))


def test_a_share_is_that_of_the_numbers_that_are_not_negative() -> None:
    for part, rest in product(EVERY, EVERY):
        if part.high == 0 or rest.high == 0:
            continue  # a whole of nothing
        found = part.share_of_part(rest)
        kept = [
            left / (left + right)
            for left, right in product(INSIDE[part], INSIDE[rest])
            if left >= 0 and right >= 0 and left + right > 0
        ]
        assert all(number in found for number in kept), (part, rest)
        low = part.low or Fraction(0)
        lowest = Fraction(0) if rest.high is None else low / (low + rest.high)
        least = rest.low or Fraction(0)
        highest = Fraction(1) if part.high is None else part.high / (part.high + least)
        assert (found.low, found.high) == (lowest, highest), (part, rest)
        # an end that is open is reached by no numbers, and one that is reached is closed
        assert found.low_closed or lowest not in kept
        assert found.high_closed or highest not in kept
        if lowest > 0 and lowest not in kept:
            assert not found.low_closed, (part, rest)
        if highest < 1 and highest not in kept:
            assert not found.high_closed, (part, rest)


def test_every_one_equals_itself_alone() -> None:
    assert len({_ends(each) for each in EVERY}) == len(set(EVERY)) == len(EVERY)
