"""Numbers are rounded by their size, and keep their sign."""

from fractions import Fraction

import pytest

from zhaoshang._checks.arithmetic import rounded, shown
from zhaoshang._checks.rates import time_progress
from zhaoshang.periods import Period


@pytest.mark.parametrize(
    ("number", "half_up", "truncate"),
    [
        (Fraction(1, 3), "0.3", "0.3"),
        (Fraction(-1, 3), "-0.3", "-0.3"),
        (Fraction(-1, 20), "-0.1", "0"),
        (Fraction(-19, 20), "-1", "-0.9"),
        (Fraction(5, 4), "1.3", "1.2"),
        (Fraction(0), "0", "0"),
    ],
)
def test_a_number_is_rounded_away_from_zero_or_toward_it(
    number: Fraction, half_up: str, truncate: str
) -> None:
    assert rounded(number, 1) == Fraction(half_up)
    assert rounded(number, 1, "truncate") == Fraction(truncate)


def test_a_number_below_one_is_shown_with_its_sign() -> None:
    assert [shown(Fraction(part, 8)) for part in (-1, 1, -9)] == ["-0.125", "0.125", "-1.125"]


@pytest.mark.parametrize(
    ("as_of", "passed"), [("2015-12-31", 0), ("2016-12-31", 100), ("2017-03-31", 100), ("2016-06-30", 50)]
)
def test_nothing_of_a_window_passes_before_it_or_after_it(as_of: str, passed: int) -> None:
    assert time_progress(Period.of(as_of), Period.of("2016"))["month"] == passed
