"""Fractions as decimals: exact, or left as they are."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang._basics.decimals import EXACT, combine, ending, plain, simplest, vast
from zhaoshang.errors import NumberRangeError
from zhaoshang.quantities import Money
from zhaoshang.writing import format_capitals, format_number, format_percent, format_quantity


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


@given(st.integers() | st.sampled_from([0, 10**399, 10**400 - 1, -(10**400), 10**400 + 1]))
def test_a_whole_number_is_written_as_its_division_by_one_is(number: int) -> None:
    divided = None if abs(number) > 10**400 else EXACT.divide(Decimal(number), Decimal(1))
    assert str(ending(number)) == str(divided)
    assert ending(Fraction(number)) == ending(number)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_plain_digits_say_the_same(number: Decimal) -> None:
    assert plain(number) == number
    assert int(plain(number).as_tuple().exponent) <= 0


VAST = [10**5000, -(10**5000), Decimal("1e999999"), Decimal("1e-999999"), Fraction(1, 10**5000), "1e999999"]


@pytest.mark.parametrize("number", VAST, ids=range(len(VAST)))
def test_a_number_of_too_many_digits_is_no_amount(number: int | Decimal | Fraction | str) -> None:
    """What reading takes for no number is none when it is given as one, and the error can be shown."""
    with pytest.raises(NumberRangeError, match="at most 400 digits"):
        Money.of(number, "亿元")


@pytest.mark.parametrize(
    "number", [10**400, Decimal(10**400), Decimal("1e400"), Decimal("1e-401")], ids=range(4)
)
def test_400_digits_are_a_number_and_401_are_none(number: int | Decimal) -> None:
    assert vast(number) is not None
    assert vast(10**400 - 1) is None
    assert vast(Decimal("9" * 400)) is None


def test_a_magnitude_word_counts_among_the_digits() -> None:
    """The number that is held is bounded, not the one that was given."""
    assert Money.of(10**380, "亿元").value == 10**388
    with pytest.raises(NumberRangeError):
        Money.of(10**395, "亿元")


@pytest.mark.parametrize("places", [-1, 401, 10**9, 10**5000], ids=["-1", "401", "10^9", "10^5000"])
def test_places_that_nobody_writes_are_refused_at_once(places: int) -> None:
    with pytest.raises(NumberRangeError, match="0 to 400 decimal places"):
        format_percent(Fraction(1, 3), places=places)
    with pytest.raises(NumberRangeError, match="0 to 400 decimal places"):
        format_quantity(Money.of(5, "亿元"), places=places)


@pytest.mark.parametrize("number", [10**5000, Decimal("1e999999"), -(10**5000)], ids=["int", "Decimal", "-"])
@pytest.mark.parametrize("style", ["lower", "capitals", "digits"])
def test_vast_numbers_are_not_written(number: int | Decimal, style: str) -> None:
    with pytest.raises(NumberRangeError):
        format_number(number, style=style)
    with pytest.raises(NumberRangeError):
        format_percent(number)


def test_capitals_end_below_ten_quadrillions() -> None:
    """Nothing is written for more, and the words of both languages say why."""
    assert format_capitals(Money.of(10**16 - 1, "元")).endswith("元整")
    with pytest.raises(NumberRangeError) as caught:
        format_capitals(Money.of(10**16, "元"))
    assert "小于 10 的 16 次方" in caught.value.render("zh_CN")
