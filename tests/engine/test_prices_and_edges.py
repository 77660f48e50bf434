"""What an amount is held against: edges in every unit, rates of a time, and days that may be any of several."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import pytest

from zhaoshang import Area, Ledger, Money, evaluate
from zhaoshang._engine.query.edges import levels
from zhaoshang._engine.query.shapes.pricing import Pricing, _common, currency_of, plain
from zhaoshang.frames import from_ledger
from zhaoshang.periods import Period
from zhaoshang.profiles import DEFAULT, Rate, Rates
from zhaoshang.quantities import Count
from zhaoshang.records import structure
from zhaoshang.units import UNITS, Dimension

DAYS = [date(2022, 1, 30) + timedelta(number) for number in range(5)]


def _spans() -> Iterator[Period | None]:
    yield None
    for first, last in product(DAYS, DAYS):
        if first <= last:
            yield Period.between(first, last)


def _inside(span: Period | None) -> set[date]:
    return {day for day in DAYS if span is None or span.start <= day <= span.end}


def test_two_times_share_the_days_that_lie_in_both() -> None:
    for one, other in product(list(_spans()), repeat=2):
        found = _common(one, other)
        both = _inside(one) & _inside(other)
        if one is None and other is None:
            assert found is None
        elif both:
            assert found is not None
            assert (found.start, found.end) == (min(both), max(both))
        else:
            assert found is None


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        (None, None),
        ("亿元", "CNY"),
        ("万美元", "USD"),
        ("元/亩", "CNY"),
        ("港元", "HKD"),
        ("亩", None),
        ("个", None),
        ("吨/年", None),
    ],
)
def test_the_currency_of_a_unit_is_that_of_its_money(unit: str | None, code: str | None) -> None:
    assert currency_of(unit) == code


@pytest.mark.parametrize(("marked", "code"), [("USD@3", "USD"), ("USD", "USD"), ("CNY/mu", "CNY/mu")])
def test_a_mark_is_no_part_of_a_unit(marked: str, code: str) -> None:
    assert plain(marked) == code


RATES = Rates((
    Rate(currency="USD", value=7),
    Rate(currency="USD", value=8, period="2022"),
    Rate(currency="HKD", value="0.9", on="2022-03-01"),
))  # fmt: skip


@pytest.mark.parametrize(
    ("about", "known"),
    [
        (None, {"USD": 7}),
        ("2021", {"USD": 7}),
        ("2022", {"USD": 8}),
        ("2022-03-01", {"USD": 8, "HKD": Fraction(9, 10)}),
        ("2022-12-31/2023-01-01", {"USD": 7}),
    ],
)
@pytest.mark.parametrize("wanted", [None, "CNY", "USD"])
def test_rates_are_those_of_the_time_that_is_asked_about(
    about: str | None, known: dict[str, Fraction], wanted: str | None
) -> None:
    found = Pricing(RATES, None if about is None else Period.of(about), wanted)
    assert dict(found) == known
    assert len(found) == len(known)
    assert found.factor("CNY", "CNY") == 1
    assert found.factor("USD", "CNY") == 7
    assert found.factor("CNY", "USD") == Fraction(1, 7)
    assert found.factor("HKD", "CNY") is None
    for place, worth in enumerate(found.worths):
        other = 1 if worth.code == "CNY" else None
        assert other is None or worth.yuan == other
        marked = f"{worth.code}@{place}"
        assert found.factor(marked, "CNY") == worth.yuan
        target = wanted or "CNY"
        assert found.factor(marked, target) == worth.yuan / worth.wanted
        assert found.factor(marked, "EUR") is None
    lengths = [worth.span.days for worth in found.worths]
    assert lengths == sorted(lengths)


MU = {"mu": Fraction(2000, 3), "m2": Fraction(1), "ha": Fraction(10_000), "km2": Fraction(1_000_000)}


@pytest.mark.parametrize("word", ["亩", "公顷", "平方公里", "㎡"])
@pytest.mark.parametrize("number", [1, 30, Fraction(1, 3)])
def test_an_edge_of_land_is_held_against_every_unit_of_land(word: str, number: int) -> None:
    edge = Area.of(number, word)
    found = levels(edge, DEFAULT)
    assert set(found) == {each.code for each in UNITS if each.dimension is Dimension.AREA}
    for code, size in MU.items():
        assert found[code] * size == number * MU[edge.unit.code]
    assert all(type(level) is int or level.denominator > 1 for level in found.values())


def test_an_edge_of_money_is_held_against_paired_edges_and_daily_rates() -> None:
    """A paired edge goes before a rate, which only an edge in yuan has; what counts has its own unit alone."""
    edge = Money.of(1, "亿元")
    rated = DEFAULT.vary("rated", rates=[Rate(currency="USD", value=8), Rate(currency="HKD", value="0.8")])
    paired = rated.vary(
        "paired",
        foreign_edges=[(edge, Money.of(1500, "万美元")), (Money.of(2, "亿元"), Money.of(1, "亿美元"))],
    )
    bare = DEFAULT.vary("bare", rates=[], foreign_edges=[])
    assert levels(edge, bare) == {"CNY": 10**8}
    assert levels(edge, rated.vary("alone", foreign_edges=[])) == {
        "CNY": 10**8,
        "USD": 12_500_000,
        "HKD": 125_000_000,
    }
    assert levels(edge, paired) == {"CNY": 10**8, "USD": 15_000_000, "HKD": 125_000_000}
    assert levels(Money.of(1, "亿美元"), paired) == {"USD": 10**8}
    assert levels(Count.of(3, "个"), paired) == {"个": 3}
    assert levels(Money.of(Fraction(1, 3), "元"), bare) == {"CNY": Fraction(1, 3)}


@pytest.mark.parametrize(("period", "worth"), [("2024", 700), ("2025", 720), (None, 720)])
def test_a_figure_that_is_given_goes_by_its_period_else_by_the_day(period: str | None, worth: int) -> None:
    rates = [Rate(currency="USD", value="7", period="2024"), Rate(currency="USD", value="7.2", period="2025")]
    found = evaluate(
        None,
        "target_completion_rate",
        inputs={"actual": "100万美元", "target": "1440万元"},
        as_of="2025-12-31",
        period=period,
        profile=DEFAULT.vary("rated", rates=rates),
    )["target_completion_rate"]
    assert found.exact == Fraction(100 * worth, 1440)


DATES = {"2022-03-01": "in", "2021-03-01": "out", None: "none", "2022": "wide"}


@pytest.mark.long
@pytest.mark.parametrize("window", [None, "2022", "2022-H1"])
@pytest.mark.parametrize(("amount", "planned"), list(product(("3万元", None), ("5万元", None))))
def test_a_payment_counts_or_is_told_of(window: str | None, amount: str | None, planned: str | None) -> None:
    """By what it states and where its date lies; what is only planned is none, and needs no word."""
    for on, place in DATES.items():
        one = {"id": "A", "amount": amount, "planned": planned, "on": on}
        stated = {name: value for name, value in one.items() if value is not None}
        other = {"id": "B", "amount": "1万元", "on": "2022-02-02"}
        ledger = structure({"as_of": "2022-12-31", "payments": [stated, other]}, Ledger)
        straddles = place == "wide" and window == "2022-H1"
        falls = window is None or place == "in" or (place == "wide" and not straddles)
        warning, is_out = "", False
        if straddles:
            warning, is_out = "date_straddles:A", True
        elif amount is None and planned is None and falls:
            warning, is_out = "missing_amount:A", True
        elif amount is not None and place == "none":
            warning, is_out = "missing_date:A", window is not None
        counts = amount is not None and falls and not (place == "none" and window is not None)
        for source in (ledger, from_ledger(ledger)):
            found = evaluate(source, "policy_cash", period=window)["policy_cash"]
            told = (amount, planned, on, window)
            assert found.value == (40_000 if counts else 10_000), told
            assert found.warnings == ((warning,) if warning else ()), told
            assert tuple(found.excluded) == (("A",) if is_out else ()), told
