"""Exact intervals: ends, arithmetic, quotients and shares."""

from decimal import Decimal
from fractions import Fraction

import pytest

from zhaoshang import Interval
from zhaoshang.errors import InexactNumberError
from zhaoshang.intervals import to_fraction


@pytest.mark.parametrize("number", [1.5, True, Decimal("NaN"), Decimal("Infinity"), "三", None])
def test_only_exact_numbers_are_numbers(number: object) -> None:
    """A float, a bool, NaN, a text that is no digits, or nothing is no exact number."""
    with pytest.raises(InexactNumberError) as caught:
        to_fraction(number)  # type: ignore[arg-type]  # the point of the test
    assert caught.value.value == repr(number)


def test_a_subclass_of_fraction_is_a_plain_fraction() -> None:
    """Numbers of a subclass come out as plain fractions."""

    class Odd(Fraction):
        pass

    assert type(to_fraction(Odd(1, 3))) is Fraction


@pytest.mark.parametrize(
    ("low", "high", "low_closed", "high_closed"),
    [
        (2, 1, True, True),
        (1, 1, True, False),
        (1, 1, False, False),
        (None, 1, True, True),
        (1, None, True, True),
    ],
)
def test_nothing_impossible_is_built(
    low: int | None, high: int | None, low_closed: bool, high_closed: bool
) -> None:
    """An empty interval and a closed end at infinity are refused."""
    with pytest.raises(ValueError, match=r"holds a number|where there is no bound"):
        Interval(low, high, low_closed=low_closed, high_closed=high_closed)


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (Interval(), "(-∞, ∞)"),
        (Interval.point(3), "[3, 3]"),
        (Interval.closed(1, 2), "[1, 2]"),
        (Interval.closed(None, 2), "(-∞, 2]"),
        (Interval(80, 90), "(80, 90)"),
    ],
)
def test_notation(interval: Interval, text: str) -> None:
    """An interval is written as in mathematics."""
    assert str(interval) == text


@pytest.mark.parametrize(
    ("interval", "inside", "outside"),
    [
        (Interval(80, 90), [81, Decimal("89.9")], [80, 90, 79, 91]),
        (Interval.closed(80, 90), [80, 90], [Decimal("79.9"), Decimal("90.1")]),
        (Interval(None, 5), [-1000, Fraction(49, 10)], [5, 6]),
        (Interval.closed(5, None), [5, 10**20], [4]),
    ],
)
def test_membership(interval: Interval, inside: list[int], outside: list[int]) -> None:
    """Open ends are outside, closed ones inside."""
    assert all(number in interval for number in inside)
    assert not any(number in interval for number in outside)


def test_arithmetic() -> None:
    """Ends add, mirror and scale; an open or missing end stays so."""
    near, exact, over = Interval(None, 5), Interval.point(2), Interval(3, None)
    assert near + exact == Interval(None, 7)
    assert near + over == Interval()
    assert exact + Interval.closed(1, 2) == Interval.closed(3, 4)
    assert near - exact == Interval(None, 3)
    assert -over == Interval(None, -3)
    assert near * Fraction(1, 2) == Interval(None, Fraction(5, 2))
    assert 2 * over == Interval(6, None)
    assert near * -1 == Interval(-5, None)
    assert near * 0 == Interval.point(0)
    assert over / 3 == Interval(1, None)


def test_zero_divides_nothing() -> None:
    """Dividing by zero is an error, not an interval."""
    with pytest.raises(ZeroDivisionError):
        Interval.point(1) / 0


COUNTED = (Fraction(1), Fraction(1, 10**8), Fraction(10**8))  # in one unit, in a larger and in a smaller one


@pytest.mark.parametrize(
    ("part", "whole", "bounds"),
    [
        (Interval.point(44), Interval(80, 90), Interval(Fraction(44, 90), Fraction(44, 80))),
        (Interval.point(1), Interval(None, 4), Interval(Fraction(1, 4), None)),
        (Interval(None, 5), Interval(20, None), Interval(None, Fraction(1, 4))),
        (Interval.closed(1, None), Interval.closed(2, 4), Interval.closed(Fraction(1, 4), None)),
        (Interval.point(1), Interval(0, 2), Interval(Fraction(1, 2), None)),
        (Interval.point(1), Interval.point(0), None),
        (Interval.point(-1), Interval.point(2), None),
        (Interval.point(1), Interval.point(-2), None),
    ],
)
@pytest.mark.parametrize("by", COUNTED)
def test_quotient(part: Interval, whole: Interval, bounds: Interval | None, by: Fraction) -> None:
    """A quotient is bounded crosswise; where the divisor may be zero or a side negative there is none."""
    assert (part * by).over(whole * by) == bounds


@pytest.mark.parametrize(
    ("part", "rest", "share"),
    [
        (Interval.point(30), Interval.point(70), Interval.point(Fraction(3, 10))),
        (Interval(None, 30), Interval.point(70), Interval(0, Fraction(3, 10), low_closed=True)),
        (Interval(30, None), Interval.point(70), Interval(Fraction(3, 10), 1)),
        (Interval.point(30), Interval(None, 70), Interval(Fraction(3, 10), 1, high_closed=True)),
        (Interval.point(0), Interval(None, 70), Interval(0, 1, low_closed=True, high_closed=True)),
        (Interval(80, 90), Interval(10, 20), Interval(Fraction(8, 10), Fraction(9, 10))),
        (Interval(5, None), Interval(), Interval(0, 1, low_closed=True, high_closed=True)),
    ],
)
@pytest.mark.parametrize("by", COUNTED)
def test_share_of_a_part(part: Interval, rest: Interval, share: Interval, by: Fraction) -> None:
    """A part moves with its whole, so its share is bounded by part and rest."""
    assert (part * by).share_of_part(rest * by) == share


def test_meeting_and_spanning() -> None:
    """Two intervals meet in what lies in both, and span what lies in either."""
    assert Interval(20, None).intersect(Interval(None, 30)) == Interval(20, 30)
    assert Interval(20, None).intersect(Interval.closed(25, 30)) == Interval.closed(25, 30)
    assert Interval.closed(1, 5).intersect(Interval(1, 5)) == Interval(1, 5)
    # a tighter end is closed or open by itself, whatever the wider one is
    assert Interval.closed(1, 2).intersect(Interval(0, 3)) == Interval.closed(1, 2)
    assert Interval(0, 3).intersect(Interval.closed(1, 2)) == Interval.closed(1, 2)
    assert Interval(None, 5).intersect(Interval.closed(5, None)) is None
    assert Interval.closed(1, 2).hull(Interval(2, 9)) == Interval(1, 9, low_closed=True)
    assert Interval(None, 2).hull(Interval.closed(1, 3)) == Interval(None, 3, high_closed=True)
    assert Interval(1, 2).hull(Interval(0, None)) == Interval(0, None)


def test_order() -> None:
    """One interval lies below another when no number of it reaches the other."""
    assert Interval(None, 5).is_below(Interval.closed(5, None))
    assert not Interval.closed(None, 5).is_below(Interval.closed(5, None))
    assert Interval.point(6).is_above(Interval(None, 6))
    assert not Interval().is_below(Interval.point(1))
    assert Interval.point(3).is_point
    assert not Interval(1, 3).is_point
    assert Interval(1, 3).is_bounded
    assert not Interval(1, None).is_bounded
