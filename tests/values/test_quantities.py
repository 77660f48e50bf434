"""Quantities: exact values, what hedges promise, like with like only."""

import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from zhaoshang import Area, Count, Hedge, Interval, Money, Percent, Quantity, parse_money, parse_quantity
from zhaoshang.errors import (
    ConversionError,
    CurrencyMismatchError,
    InexactNumberError,
    UnitMismatchError,
    UnknownCodeError,
    UnknownUnitError,
)
from zhaoshang.quantities import (
    CompoundQuantity,
    Duration,
    ExchangeRate,
    Length,
    Mass,
    Multiple,
    PercentagePoint,
    Power,
    kind_of,
)
from zhaoshang.units import unit

YI = 10**8


@pytest.mark.parametrize(
    ("number", "word", "value", "places", "scale"),
    [
        ("3.5", "亿元", 350_000_000, 1, 8),
        (80, "万元", 800_000, 0, 4),
        (Decimal("1.50"), "亿元", 150_000_000, 2, 8),
        ("0.0005", "元", Decimal("0.0005"), 4, 0),
        ("1234567890123456.78", "元", Decimal("1234567890123456.78"), 2, 0),
        (Fraction(1, 8), "亿元", 12_500_000, None, 8),
    ],
)
def test_of(number: Any, word: str, value: Any, places: int | None, scale: int) -> None:
    """The value is in the currency itself; what was printed is remembered."""
    money = Money.of(number, word)
    assert money.value == value
    if places is not None:
        assert money.places == places
    assert (money.scale, money.unit.code, money.is_exact) == (scale, "CNY", True)


@pytest.mark.parametrize("number", [1.5, True, "1.5.1", "abc", Decimal("NaN"), "NaN", "Infinity"])
def test_what_is_not_exact_is_refused(number: Any) -> None:
    """A float is refused, and so is text that is no number."""
    with pytest.raises(InexactNumberError):
        Money.of(number, "亿元")


@pytest.mark.parametrize(
    ("kind", "word", "error"),
    [
        (Money, "亩", UnitMismatchError),
        (Area, "元", UnitMismatchError),
        (Count, "元", UnitMismatchError),
        (Money, "斗", UnknownUnitError),
        (Quantity, "元", UnitMismatchError),
    ],
)
def test_each_kind_has_its_units(kind: type[Quantity], word: str, error: type[Exception]) -> None:
    """A unit of another kind, or none, is refused."""
    with pytest.raises(error):
        kind.of(1, word)


@pytest.mark.parametrize(
    ("hedge", "interval"),
    [
        ("none", "[130, 130]"),
        ("near", "(-∞, 130)"),
        ("over", "(130, ∞)"),
        ("at_least", "[130, ∞)"),
        ("at_most", "(-∞, 130]"),
        ("below", "(-∞, 130)"),
        ("about", "(-∞, ∞)"),
    ],
)
def test_hedges_promise_bounds(hedge: str, interval: str) -> None:
    """The words decide which end is bounded and whether the number itself is in."""
    assert str(Money.of(130, "元", hedge=hedge).interval) == interval


def test_bounds_beside_the_hedge() -> None:
    """Bounds of their own stand where the hedge does not settle them, and never against it."""
    odd = Area(value=80, unit=unit("mu"), hedge=Hedge.ODD, bounds=Interval(80, 90))
    assert odd.interval == Interval(80, 90)
    several = Money(
        unit=unit("CNY"), hedge=Hedge.SEVERAL, bounds=Interval(20 * YI, 100 * YI, low_closed=True)
    )
    assert several.value is None
    same = Money(value=5, unit=unit("CNY"), hedge=Hedge.NEAR, bounds=Interval(None, 5))
    assert same == Money.of(5, "元", hedge="near")
    assert same.bounds is None


@pytest.mark.parametrize(
    "fields",
    [
        {"hedge": Hedge.SEVERAL},
        {"hedge": Hedge.NONE},
        {"hedge": Hedge.ODD, "value": 80},
        {"hedge": Hedge.NEAR, "bounds": Interval(None, 5)},
        {"hedge": Hedge.NEAR, "value": 5, "bounds": Interval(None, 6)},
        {"hedge": Hedge.RANGE, "value": 50, "bounds": Interval(1, 2)},
    ],
)
def test_a_half_valid_quantity_cannot_exist(fields: dict[str, Any]) -> None:
    """Hedge, value and bounds must agree."""
    with pytest.raises(ValueError, match=r"hedge|bounds"):
        Money(unit=unit("CNY"), **fields)


def test_unknown_hedges_are_named() -> None:
    """A hedge that does not exist is refused with those that do."""
    with pytest.raises(UnknownCodeError) as caught:
        Money.of(1, "元", hedge="roughly")
    assert "near" in caught.value.known


def test_how_it_was_written_does_not_count() -> None:
    """Equality and hash look at value, unit, hedge and interval only."""
    one, two = Money.of("1.50", "亿元"), Money.of(15000, "万元")
    assert one == two
    assert hash(one) == hash(two)
    assert one != Money.of("1.5", "亿美元")
    assert one != Money.of("1.5", "亿元", hedge="near")
    assert one != Area.of(1, "亩")  # type: ignore[comparison-overlap]
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own bytes


def test_sums() -> None:
    """Values add, bounds add beside them, and the hedge says what came of it."""
    near, exact, over = Money.of(2, "元", hedge="near"), Money.of(3, "元"), Money.of(4, "元", hedge="over")
    assert exact + exact == Money.of(6, "元")
    assert near + exact == Money.of(5, "元", hedge="near")
    assert near + over == Money.of(6, "元", hedge="about")
    assert over + over == Money.of(8, "元", hedge="over")
    assert exact - near == Money.of(1, "元", hedge="over")
    assert sum([exact, exact, near]) == Money.of(8, "元", hedge="near")
    odd = Money(value=80, unit=unit("CNY"), hedge=Hedge.ODD, bounds=Interval(80, 90))
    assert odd + exact == Money(value=83, unit=unit("CNY"), hedge=Hedge.ODD, bounds=Interval(83, 93))
    mixed = odd + Money.of(1, "元", hedge="at_least")
    assert (mixed.hedge, mixed.interval) == (Hedge.OVER, Interval(81, None))
    closed = odd + Money(unit=unit("CNY"), hedge=Hedge.RANGE, bounds=Interval.closed(1, 2))
    assert (closed.value, closed.hedge, closed.interval) == (None, Hedge.RANGE, Interval(81, 92))
    with pytest.raises(TypeError):
        sum([exact], start=1)


def test_scaling() -> None:
    """A quantity scales exactly; a result without a finite decimal is a fraction."""
    money = Money.of(10, "元", hedge="near")
    assert money * 3 == 3 * money == Money.of(30, "元", hedge="near")
    assert -money == Money.of(-10, "元", hedge="over")
    third = Money.of(10, "元") / 3
    assert third.value == Fraction(10, 3)
    assert third * 3 == Money.of(10, "元")
    assert third + third == Money(value=Fraction(20, 3), unit=unit("CNY"))
    assert Money.of(1, "元").ratio(Money.of(3, "元")) == Fraction(1, 3)
    several = Money(unit=unit("CNY"), hedge=Hedge.SEVERAL, bounds=Interval.closed(2, 10))
    assert several.ratio(Money.of(3, "元")) is None
    assert (several * 2).interval == Interval.closed(4, 20)
    with pytest.raises(InexactNumberError):
        money * 1.5  # type: ignore[operator]  # the point of the test
    with pytest.raises(InexactNumberError):
        money * money  # type: ignore[operator]  # the point of the test


def test_long_numbers_stay_exact() -> None:
    """Sums and products do not round, whatever the usual precision of decimals."""
    long = Money.of("12345678901234567890123456789.01", "元")
    assert (long + Money.of("0.0000000001", "元")).value == Decimal(
        "12345678901234567890123456789.0100000001"
    )


@pytest.mark.parametrize(
    ("left", "right", "error"),
    [
        (Money.of(1, "元"), Area.of(1, "亩"), UnitMismatchError),
        (Money.of(1, "元"), Money.of(1, "美元"), CurrencyMismatchError),
        (Count.of(1, "家"), Count.of(1, "个"), UnitMismatchError),
        (Percent.of(1), PercentagePoint.of(1), UnitMismatchError),
        (Area.of(1, "亩"), Area.of(1, "m2"), UnitMismatchError),
        (Money.of(1, "元"), 1, UnitMismatchError),
    ],
)
def test_unlike_is_never_added(left: Any, right: Any, error: type[Exception]) -> None:
    """Money is not added to area, nor yuan to dollars, nor firms to projects."""
    with pytest.raises(error):
        left + right
    with pytest.raises(error):
        left - right


def test_order() -> None:
    """近X stands just under X and 超X just over; areas compare across units, currencies do not."""
    near, exact, over = (Money.of(5, "亿元", hedge=hedge) for hedge in ("near", "none", "over"))
    assert sorted([over, exact, near]) == [near, exact, over]
    assert near < exact <= Money.of(50_000, "万元") < over
    assert over > exact >= Money.of(50_000, "万元")
    assert Area.of(1, "公顷") > Area.of(14, "亩")
    assert Money(unit=unit("CNY"), hedge=Hedge.SEVERAL, bounds=Interval.closed(2, 10)) > Money.of(1, "元")
    with pytest.raises(CurrencyMismatchError):
        assert Money.of(1, "元") < Money.of(1, "美元")
    with pytest.raises(UnitMismatchError):
        assert Count.of(1, "家") < Count.of(1, "个")
    with pytest.raises(UnitMismatchError):
        assert exact < 5  # type: ignore[operator]  # the point of the test


def test_conversion() -> None:
    """Units of one family convert exactly both ways; bounds go along."""
    odd = Area(value=80, unit=unit("mu"), hedge=Hedge.ODD, bounds=Interval(80, 90))
    metres = odd.to("m2")
    assert metres.value == Fraction(160_000, 3)
    assert metres.interval == Interval(Fraction(160_000, 3), 60_000)
    assert metres.to("亩") == odd
    assert odd.to("mu") is odd
    assert Power.of(20, "GW").to("kW").value == 20_000_000
    with pytest.raises(ConversionError):
        Duration.of(1, "个月").to("day")
    with pytest.raises(UnitMismatchError):
        odd.to("CNY")


def test_money_converts_with_a_stated_rate_only() -> None:
    """A rate is a record with date and source, and stays on the amount as its trace."""
    rate = ExchangeRate(base="USD", quote="CNY", rate="6.90", on="2022-09-01", source="中国外汇交易中心")
    amount = Money.of(1000, "万美元", hedge="over")
    converted = amount.to("CNY", rate=rate)
    assert converted.value == 69_000_000
    assert (converted.hedge, converted.trace) == (Hedge.OVER, (rate,))
    with pytest.raises(ConversionError, match="rate"):
        amount.to("CNY")
    with pytest.raises(ConversionError, match="USD to CNY"):
        Money.of(1, "欧元").to("CNY", rate=rate)
    for wrong in ("0", "-1", None):
        with pytest.raises(ValueError, match="positive"):
            ExchangeRate(base="USD", quote="CNY", rate=wrong)
    with pytest.raises(UnitMismatchError):
        ExchangeRate(base="USD", quote="mu", rate="1")


def test_kinds() -> None:
    """Every unit that quantities are written in has its class; scores and ranks have none."""
    assert kind_of(unit("kWh")).__name__ == "Energy"
    assert kind_of(unit("CNY/mu")) is CompoundQuantity
    assert Multiple.of(2).unit.code == "times"
    assert Length.of(3, "公里").to("m").value == 3000
    assert Mass.of(2, "吨").to("kg").value == 2000
    with pytest.raises(UnitMismatchError):
        kind_of(unit("point"))


def test_how_quantities_show() -> None:
    """`str` shows value, unit and hedge, or the bounds where there is no single value."""
    assert str(Money.of("3.5", "亿元")) == "350000000 CNY"
    assert str(Money.of(3, "元", hedge="near")) == "3 CNY (near)"
    assert str(Money.of(10, "元") / 3) == "10/3 CNY"
    assert (
        str(Money(unit=unit("CNY"), hedge=Hedge.RANGE, bounds=Interval.closed(1, 2))) == "[1, 2] CNY (range)"
    )


def test_a_ratio_with_what_is_not_known_is_not_known() -> None:
    """Neither above nor below the line does a range alone count as a number."""
    known, unknown = Money.of(3, "亿元"), parse_money("1亿—2亿元")
    assert (known.ratio(unknown), unknown.ratio(known), unknown.ratio(unknown)) == (None, None, None)
    assert known.ratio(Money.of(2, "亿元")) == Fraction(3, 2)


def test_ranges_are_ordered_by_their_lower_end() -> None:
    """One from nought on stands before all others, and one without a lower end by its upper one."""
    texts = ["0—5亿元", "1亿元", "1.5—2亿元", "2亿元以下", "3—9亿元", "4亿元以上"]
    amounts = [parse_quantity(text) for text in texts]
    assert sorted(amounts) == amounts
    assert parse_quantity("-2—5亿元") < parse_quantity("0—5亿元") < parse_quantity("0.01元")
