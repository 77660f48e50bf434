"""Fractions as decimals: exact, or left as they are."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from zhaoshang._basics.decimals import EXACT, combine, ending, plain, simplest


@given(st.fractions())
def test_a_decimal_is_the_number_itself(number: Fraction) -> None:
    """What has one is equal to it; what has none has a prime beside 2 and 5 below the line."""
    written = ending(number)
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    assert (written is not None) == (rest == 1)
    assert written is None or Fraction(written) == number
    assert Fraction(simplest(number)) == number


def test_a_number_too_long_for_a_decimal_stays_a_fraction() -> None:
    """Beyond the digits that are kept, nothing is rounded."""
    number = Fraction(1, 2**2000)
    assert ending(number) is None
    assert simplest(number) == number
    product = combine(Decimal(10**300 + 1), Decimal(10**300 + 1), EXACT.multiply, Fraction.__mul__)
    assert product == (10**300 + 1) ** 2


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_plain_digits_say_the_same(number: Decimal) -> None:
    assert plain(number) == number
    assert int(plain(number).as_tuple().exponent) <= 0
