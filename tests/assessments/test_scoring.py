"""The arithmetic of assessments: hand-worked cases, and what it refuses."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import Money, Percent, scoring
from zhaoshang.errors import InexactNumberError, UnknownCodeError, UnknownIdError
from zhaoshang.scoring import Measured, Result

NEAR: Money = Money.of(24, "亿元", hedge="near")
SEVERAL: Money = Money.of(10, "亿元", hedge="about")


@pytest.mark.parametrize(
    ("found", "value", "reason"),
    [
        (scoring.completion(103, 100), 103, None),
        (scoring.completion(3, 0), None, "no_denominator"),
        (scoring.completion(3, None), None, "no_denominator"),
        (scoring.completion(None, 3), None, "no_data"),
        (scoring.completion(Money.of(1, "亿元"), Money.of(1, "亿美元")), None, "mixed_currency"),
        (scoring.completion(NEAR, SEVERAL), None, "both_hedged"),
        (scoring.growth(9, 12), -25, None),
        (scoring.growth(9, 0), None, "base_not_positive"),
        (scoring.change_of_rates("51.2", "30.2"), -21, None),
        (scoring.schedule_gap(54, 50), 4, None),
        (scoring.schedule_gap(None, 50), None, "no_data"),
        (scoring.schedule_gap(54, None), None, "no_data"),
        (scoring.schedule_index(54, None), None, "no_denominator"),
        (scoring.time_progress("2022", as_of="2022-06", stretch="0.9"), 45, None),
        (scoring.time_progress("2022", as_of="2021-12-31"), 0, None),
        (scoring.time_progress("2022", as_of="2023-02"), 100, None),
        (scoring.velocity(20, Money.of(2, "亿元"), Percent.of(30), None), None, "no_closed_project"),
        (scoring.weighted_sum({"a": 3, "b": None}, {"a": 1, "b": 1}), None, "no_data"),
        (scoring.weighted_sum({"a": 3}, {"b": 1}), None, "missing_weights"),
        (scoring.per_mu_score({"tax": 30}, {"tax": 100}, bases={"tax": 20}), 150, None),
        (scoring.per_mu_score({"tax": 30}, {"tax": 100}), None, "no_denominator"),
        (scoring.shortfall_score(2, [{"target": 40, "actual": 10}]), 0, None),
        (scoring.shortfall_score(2, [{"target": None, "actual": 10}]), None, "no_target"),
    ],
)
def test_values_and_reasons(found: Result, value: int | None, reason: str | None) -> None:
    """Worked by hand; a value that cannot be known has a reason instead, and no rate is cut off."""
    assert (found.value, found.reason) == (value, reason)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: scoring.time_progress("2022", as_of="2022-06", base="weeks"),  # type: ignore[arg-type]
        lambda: scoring.time_progress("2022", as_of="2022-06", mid_month="half"),  # type: ignore[arg-type]
        lambda: scoring.linear_score([{"actual": 1, "target": 2}], 10, cap="all"),  # type: ignore[arg-type]
        lambda: scoring.rank({"A": 1}, ties="random"),  # type: ignore[arg-type]
    ],
    ids=["base", "mid_month", "cap", "ties"],
)
def test_an_option_that_does_not_exist_is_refused(ask: Callable[[], object]) -> None:
    with pytest.raises(UnknownCodeError):
        ask()


@pytest.mark.parametrize(
    "ask",
    [
        lambda: Measured.of("abc"),
        lambda: Measured.of(0.5),  # type: ignore[arg-type]
        lambda: scoring.time_progress("2022", as_of="2022-06", stretch=Result(reason="no_data")),
        lambda: scoring.linear_score([{"actual": 1, "target": 2}], Result(reason="no_data")),
    ],
    ids=["text", "float", "stretch", "points"],
)
def test_a_rule_is_made_of_exact_numbers(ask: Callable[[], object]) -> None:
    """Points, weights and factors that are not known are never taken for 0 or 1."""
    with pytest.raises(InexactNumberError):
        ask()


def test_a_hit_names_a_rule_that_there_is() -> None:
    with pytest.raises(UnknownIdError) as caught:
        scoring.bonus_points([{"id": "big", "points": 4}], [{"rule": "bigg"}])
    assert (caught.value.id, caught.value.similar) == ("bigg", ("big",))


@given(st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(0, 5), min_size=1))
def test_ranks_order_as_scores_do(scores: dict[str, int]) -> None:
    """A higher score has the better rank, equal scores share one, and dense ranks leave no gap."""
    sparse = {unit: place.value for unit, place in scoring.rank(scores).items()}
    dense = {unit: place.value for unit, place in scoring.rank(scores, ties="dense").items()}
    for places in (sparse, dense):
        for unit, place in places.items():
            assert place is not None
            for other, beside in places.items():
                assert beside is not None
                assert (place < beside) == (scores[unit] > scores[other])
    assert set(dense.values()) == set(map(Fraction, range(1, len(set(scores.values())) + 1)))
