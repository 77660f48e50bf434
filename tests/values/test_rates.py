"""Rates of exchange are dated: each amount is worth what its own day says, in every engine, or is not worked out."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples

from zhaoshang import Ledger, evaluate
from zhaoshang.errors import ArgumentNeededError, UnfitValueError, UnitMismatchError
from zhaoshang.frames import from_ledger
from zhaoshang.kpis import Figure
from zhaoshang.lifecycle import supervise
from zhaoshang.profiles import DEFAULT, Profile, Rate, Rates
from zhaoshang.records import structure


def rated(*rates: Any) -> Profile:
    return DEFAULT.vary("rated", rates=list(rates))


def usd(value: str, **more: str) -> Rate:
    return Rate(currency="USD", value=value, **more)


def receipts(*paid: tuple[str, str]) -> Ledger:
    arrivals = [{"on": on, "amount": amount} for on, amount in paid]
    signed = [{"kind": "formal", "signed_on": "2024-05-20"}]
    project = {
        "id": "P",
        "name": "甲",
        "investment": "2000万美元",
        "agreements": signed,
        "arrivals": arrivals,
    }
    return structure({"as_of": "2025-12-31", "projects": [project]}, Ledger)


def both(ledger: Ledger, kpi: Any, **asked: Any) -> Figure:
    """Ask objects and frames, which must agree."""
    one, other = (evaluate(source, [kpi], **asked)[kpi] for source in (ledger, from_ledger(ledger)))
    assert [one.exact, one.unit, one.reason] == [other.exact, other.unit, other.reason]
    return one


AVERAGES = (usd("7", period="2024"), usd("7.2", period="2025"))


@pytest.mark.long
@pytest.mark.parametrize(
    ("paid", "rates", "unit", "value"),
    [
        # each by the average of its year
        (
            [("2024-03-01", "10万美元"), ("2025-03-01", "10万美元"), ("2025-04-01", "8万元")],
            AVERAGES,
            "万元",
            150,
        ),
        # a day's own rate before the year's average
        (
            [("2025-03-01", "10万美元"), ("2025-03-02", "10万美元")],
            (*AVERAGES, usd("7.5", on="2025-03-02")),
            "万元",
            147,
        ),
        # yuan in dollars, each by its year
        ([("2024-03-01", "70万元"), ("2025-03-01", "72万元")], AVERAGES, "万美元", 20),
        ([("2024-03-01", "70万元"), ("2025-03-01", "5万美元")], AVERAGES, "万美元", 15),
        # a date as coarse as the year still lies in it
        ([("2025", "10万美元"), ("2025-H1", "8万元")], AVERAGES, "万元", 80),
        # one for every day stands where none of the day is stated
        (
            [("2023-03-01", "10万美元"), ("2025-03-01", "10万美元")],
            (usd("6"), usd("7.2", period="2025")),
            "万元",
            132,
        ),
        # two currencies, the one asked for by its own rate
        (
            [("2025-03-01", "72万港元"), ("2025-03-01", "8万美元")],
            (*AVERAGES, Rate(currency="HKD", value="0.9", period="2025")),
            "万美元",
            17,
        ),
    ],
)
def test_every_amount_is_worth_what_its_day_says(
    paid: Sequence[tuple[str, str]], rates: Sequence[Rate], unit: str, value: int
) -> None:
    figure = both(receipts(*paid), "arrived_funds", unit=unit, profile=rated(*rates))
    assert figure.exact == value
    assert figure.unit == unit


@pytest.mark.long
def test_what_no_rate_holds_for_is_not_worked_out() -> None:
    late = receipts(("2026-03-01", "10万美元"), ("2025-03-01", "8万元"))
    mixed = both(late, "arrived_funds", as_of="2026-12-31", unit="万元", profile=rated(*AVERAGES))
    assert [mixed.value, mixed.reason] == [None, "mixed_currency"]
    assert {code: int(total) for code, total in mixed.by_currency.items()} == {"USD": 10, "CNY": 8}
    dollars = receipts(("2026-03-01", "10万美元"))
    for source in (dollars, from_ledger(dollars)):
        with pytest.raises(ArgumentNeededError, match="USD"):
            evaluate(source, "arrived_funds", as_of="2026-12-31", unit="万元", profile=rated(*AVERAGES))
    plain = both(dollars, "arrived_funds", as_of="2026-12-31", profile=rated(*AVERAGES))
    assert [plain.value, plain.unit] == [100_000, "USD"]  # nothing is worked out that is not asked for


def test_projects_go_by_the_day_of_signing_and_stocks_by_the_day_they_stand() -> None:
    ledger = receipts(("2025-03-01", "720万元"))
    profile = rated(*AVERAGES)
    assert both(ledger, "signed_investment_total", unit="万元", profile=profile).exact == 14_000
    assert both(ledger, "stage_investment", of="signed", unit="万元", profile=profile).exact == 14_400
    # 720 by the year of signing: 720 ÷ 14000
    assert both(ledger, "fund_arrival_rate", profile=profile).exact == Fraction(720 * 100, 14_000)
    assert both(ledger, "average_project_size", unit="万元", profile=profile).exact == 14_000


def test_persons_have_no_rate() -> None:
    outcomes = [{"period": "2025", "jobs": "60人"}]
    ledger = structure(
        {"as_of": "2025-12-31", "projects": [{"id": "P", "name": "甲", "outcomes": outcomes}]}, Ledger
    )
    assert both(ledger, "jobs", profile=rated(*AVERAGES)).exact == 60


def test_figures_given_go_by_the_rate_of_the_period() -> None:
    found = evaluate(
        None,
        "target_completion_rate",
        inputs={"actual": "100万美元", "target": "1440万元"},
        as_of="2025-12-31",
        period="2025",
        profile=rated(*AVERAGES),
    )["target_completion_rate"]
    assert found.value == 50


def test_promises_go_by_the_rate_of_their_period() -> None:
    terms = [{"measure": "output", "period": "2025", "promised": "100万美元"}]
    project = {
        "id": "P",
        "name": "甲",
        "agreements": [{"signed_on": "2024-01-05", "terms": terms}],
        "outcomes": [{"period": "2025", "output": "360万元"}],
    }
    ledger = structure({"projects": [project]}, Ledger)
    (review,) = supervise(ledger.projects["P"], as_of="2026-01-31", rates=rated(*AVERAGES).rates)
    assert review.score == 50
    asked = {"as_of": "2026-01-31", "weights": {"output": "100"}, "profile": rated(*AVERAGES)}
    assert both(ledger, "agreement_compliance", **asked).exact == 50


def test_rates_of_a_profile_are_a_mapping_of_those_for_every_day() -> None:
    profile = DEFAULT.vary("old", rates={"USD": "6.9"})
    assert dict(profile.rates) == {"USD": Rates(profile.rates.listed)["USD"]}
    assert profile == DEFAULT.vary("old", rates=[{"currency": "美元", "value": "6.9"}])
    assert profile != DEFAULT.vary("old", rates=[{"currency": "USD", "value": "6.9", "on": "2025-01-02"}])
    assert not DEFAULT.rates
    assert hash(profile) == hash(DEFAULT.vary("old", rates={"USD": "6.9"}))


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"currency": "USD", "value": "0"}, ValueError),
        ({"currency": "USD", "value": 7.1}, TypeError),
        ({"currency": "mu", "value": "7"}, UnitMismatchError),
        ({"currency": "USD", "value": "7", "on": "2025-01-02", "period": "2025"}, ValueError),
    ],
)
def test_what_is_no_rate_is_refused(given: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        DEFAULT.vary("x", rates=[given])


DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31)).map(str)


@pytest.mark.long
@settings(max_examples=examples(15))
@given(
    st.lists(st.tuples(DAYS, st.integers(1, 99), st.sampled_from(["万元", "万美元"])), max_size=6),
    st.dictionaries(DAYS, st.integers(5, 9), max_size=2),
)
def test_a_sum_is_that_of_its_parts_each_by_its_own_rate(
    paid: list[tuple[str, int, str]], days: dict[str, int]
) -> None:
    """Asked for in yuan and in dollars, on objects and on frames, a sum is what a hand would add up."""
    rates = (*AVERAGES, *(usd(str(value), on=on) for on, value in days.items()))
    ledger = receipts(*((on, f"{number}{unit}") for on, number, unit in paid))

    def rate(on: str) -> Fraction:
        return Fraction(days[on]) if on in days else Fraction(7) if on < "2025" else Fraction("7.2")

    yuan = sum((number * (rate(on) if unit == "万美元" else 1) for on, number, unit in paid), Fraction(0))
    dollars = sum(
        (Fraction(number) / (rate(on) if unit == "万元" else 1) for on, number, unit in paid), Fraction(0)
    )
    if paid:
        assert both(ledger, "arrived_funds", unit="万元", profile=rated(*rates)).exact == yuan
        assert both(ledger, "arrived_funds", unit="万美元", profile=rated(*rates)).exact == dollars


@pytest.mark.parametrize(
    "rates",
    [
        (usd("7"), usd("8")),
        (usd("7", period="2024"), usd("8", period="2024")),
        (usd("7", on="2024-03-05"), usd("8", period="2024-03-05")),
        (usd("7", on="2024-03-05"), usd("7.2"), usd("8", on="2024-03-05")),
        (usd("7", period="2024-01-01/2024-01-31"), usd("8", period="2024-01-15/2024-02-14")),
    ],
    ids=["every day", "a year", "a day told twice", "among others", "as wide and overlapping"],
)
def test_two_rates_that_contradict_each_other_are_refused(rates: tuple[Rate, ...]) -> None:
    for listed in (rates, rates[::-1]):
        with pytest.raises(UnfitValueError, match="one rate of a currency") as told:
            rated(*listed)
        assert (told.value.place, "一种货币" in told.value.render("zh_CN")) == ("rates", True)
    with pytest.raises(UnfitValueError):
        DEFAULT.vary("words", rates={"USD": 7, "美元": 8})


SPANS = st.sampled_from(
    [{}, *({"period": each} for each in ("2024", "2024-H1", "2024-02", "2025", "2024-02-29"))]
)


@given(st.lists(st.builds(lambda value, more: usd(str(value), **more), st.integers(1, 3), SPANS), max_size=5))
def test_what_a_rate_is_does_not_hang_on_the_order_of_the_list(rates: list[Rate]) -> None:
    """The rates are refused whatever their order, or say the same of each day whatever their order."""

    def said(listed: list[Rate]) -> object:
        try:
            found = Rates(tuple(listed))
        except UnfitValueError:
            return None
        return [found.at(day) for day in ("2023", "2024", "2024-02-29", "2024-03", "2024-09", "2025-06-30")]

    assert (
        said(rates) == said(rates[::-1]) == said(sorted(rates, key=lambda each: (each.value, str(each.span))))
    )
