"""The arithmetic of assessments: hand-worked cases, and what it refuses."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import Money, Percent, evaluate, scoring
from zhaoshang.errors import InexactNumberError, UnknownCodeError, UnknownIdError, ZhaoshangError
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


WRONG_PARTS: dict[str, tuple[Callable[[], object], str]] = {
    "a cap misspelt": (
        lambda: scoring.bonus_points([{"id": "a", "points": 4, "capp": 3}], [{"rule": "a"}]),
        "rules[0]: capp is no key. Did you mean cap?",
    ),
    "a project misspelt": (
        lambda: scoring.bonus_points([{"id": "a", "points": 4}], [{"rule": "a", "projct": "x"}]),
        "hits[0]: projct is no key. Did you mean project?",
    ),
    "a cap misspelt within inputs": (
        lambda: evaluate(
            None,
            "bonus_penalty",
            inputs={"rules": [{"id": "a", "points": 4, "capp": 3}], "hits": [{"rule": "a"}]},
        ),
        "rules[0]: capp is no key. Did you mean cap?",
    ),
    "a rule twice": (
        lambda: scoring.bonus_points([{"id": "a", "points": 4}, {"id": "a", "points": 1}], []),
        "each rule once",
    ),
    "a rule without points": (
        lambda: scoring.bonus_points([{"id": "a"}], []),
        "rules[0] needs the field points",
    ),
    "a weight misspelt": (
        lambda: scoring.linear_score([{"actual": 1, "target": 2, "wieght": 1}], 10),
        "parts[0]: wieght is no key. Did you mean weight?",
    ),
    "a key of a band": (
        lambda: scoring.shortfall_score(10, [{"actual": 1, "target": 2, "stp": 3}]),
        "bands[0]: stp is no key",
    ),
    "a negative rate": (lambda: scoring.completion(1, 2, rates={"USD": -7}), "rates['USD']: out of range"),
    "a float for a rate": (
        lambda: scoring.growth(1, 2, rates={"USD": 7.1}),
        "rates['USD']: not an exact number",
    ),
    "a currency misspelt": (lambda: scoring.ratio(1, 2, rates={"USDD": 7}), "unknown unit 'USDD'"),
    "the yuan at another rate": (lambda: scoring.ratio(1, 2, rates={"CNY": 2}), "1 for the yuan"),
    "no unit": (lambda: scoring.ratio(1, 2, unit="zz"), "unit: unknown unit 'zz'"),
    "no unit of area": (lambda: scoring.ratio(1, 2, base="元"), "base: cannot combine"),
    "bases beside ranges": (
        lambda: scoring.per_mu_score({"tax": 1}, {"tax": 100}, bases={"tax": 2}, ranges={"tax": (0, 2)}),
        "either bases= or ranges=",
    ),
    "a range the wrong way round": (
        lambda: scoring.per_mu_score({"tax": 1}, {"tax": 100}, ranges={"tax": (2, 0)}),
        "the least, then the greatest",
    ),
    "a base of no yield": (
        lambda: scoring.per_mu_score({"tax": 1}, {"tax": 100}, bases={"tx": 2}),
        "bases: tx is no key. Did you mean tax?",
    ),
    "a class of no unit": (
        lambda: scoring.rank({"甲镇": 1}, classes={"甲鎮": "A"}),
        "classes: 甲鎮 is no key",
    ),
}


@pytest.mark.parametrize("what", WRONG_PARTS)
def test_what_no_rule_reads_is_refused(what: str) -> None:
    call, words = WRONG_PARTS[what]
    with pytest.raises(ZhaoshangError) as caught:
        call()
    assert words in str(caught.value)
    assert caught.value.render("zh_CN") != str(caught.value)


def test_a_weight_without_its_part_leaves_no_sum() -> None:
    assert scoring.weighted_sum({"signing": 1}, {"signing": 1, "starts": 1}).reason == "no_data"
