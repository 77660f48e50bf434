"""Laws of dates, working days, rates and amounts, each over all cases of a small range, told in another way than they are found."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

import pytest

from zhaoshang import Money
from zhaoshang._quantities.kinds import KINDS
from zhaoshang.calendars import add_working_days, count_working_days, due_on, working_days
from zhaoshang.errors import DateValueError, PeriodSyntaxError, UnknownUnitError
from zhaoshang.intervals import Interval
from zhaoshang.periods import Order, Period, Precision, to_date
from zhaoshang.profiles import Rate, Rates
from zhaoshang.quantities import Hedge, kind_of
from zhaoshang.units import UNITS, scaled

ONE_DAY = timedelta(1)

# ---------------------------------------------------------------- dates

FORMS = {
    Precision.DAY: "{:04}-{:02}-{:02}",
    Precision.THIRD: "{:04}-{:02}-{}",
    Precision.MONTH: "{:04}-{:02}",
    Precision.QUARTER: "{:04}-Q{}",
    Precision.HALF: "{:04}-H{}",
    Precision.YEAR: "{:04}",
}


def _written(day: date, precision: Precision) -> str:
    """Write the period of a precision that a day lies in, by its parts."""
    parts: dict[Precision, tuple[Any, ...]] = {
        Precision.DAY: (day.month, day.day),
        Precision.THIRD: (day.month, "E" if day.day <= 10 else "M" if day.day <= 20 else "L"),
        Precision.MONTH: (day.month,),
        Precision.QUARTER: ({1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2, 7: 3, 8: 3, 9: 3}.get(day.month, 4),),
        Precision.HALF: (1 if day.month <= 6 else 2,),
        Precision.YEAR: (),
    }
    return FORMS[precision].format(day.year, *parts[precision])


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day < last:
        yield day
        day += ONE_DAY
    yield last


@pytest.mark.parametrize("precision", FORMS)
@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(1, 1, 1), date(1, 3, 31)),
        (date(2019, 12, 1), date(2021, 1, 31)),
        (date(9999, 6, 25), date(9999, 12, 31)),
    ],
    ids=str,
)
def test_a_date_holds_the_days_that_are_written_as_it_is(
    precision: Precision, first: date, last: date
) -> None:
    """Read from its text it has that text, that precision, and just the days of that text; the next begins behind it."""
    held: dict[str, list[date]] = {}
    for day in _days(first, last):
        held.setdefault(_written(day, precision), []).append(day)
    whole = [text for text in held if first.day == 1 or text != _written(first, precision)]
    for text in whole:
        found = Period.of(text)
        assert (str(found), found.precision, Period.of(str(found))) == (text, precision, found)
        cut = [day for day in _days(found.start, found.end) if first <= day <= last]
        assert cut == held[text]
        assert found.days == len(list(_days(found.start, found.end)))
        assert to_date(text) == found.end
    for one, after in pairwise(map(Period.of, whole)):
        assert (one.next(), after.previous()) == (after, one)
        assert one.end + ONE_DAY == after.start
        assert (one.order(after), after.order(one), one.order(one)) == (
            Order.BEFORE,
            Order.AFTER,
            Order.MAYBE,
        )
        assert not one.overlaps(after)
        assert not after.overlaps(one)
        both = Period.between(one, after)
        assert str(both) == f"{one.start}/{after.end}"
        assert one in both
        assert after in both
        assert both not in one
        assert both.overlaps(one)


@pytest.mark.parametrize("precision", [one for one in FORMS if one is not Precision.DAY])
@pytest.mark.parametrize("edge", ["0001-01-01", "9999-12-31"])
def test_nothing_lies_beyond_the_calendar(precision: Precision, edge: str) -> None:
    day = date.fromisoformat(edge)
    one = Period.of(_written(day, precision))
    with pytest.raises(DateValueError):
        _ = one.previous() if day.year == 1 else one.next()
    assert one.start <= day <= one.end


STEPS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12, Precision.THIRD: 1}


@pytest.mark.long
@pytest.mark.parametrize("precision", [*STEPS, Precision.DAY])
def test_a_shift_by_months_is_that_of_the_first_day(precision: Precision) -> None:
    """What moves by whole steps of its own keeps its precision; anything else is a range of as many months."""
    for month, by in product(range(1, 13), range(-25, 26)):
        one = Period.of(_written(date(2022, month, 1), precision))
        moved = one.shift(months=by)
        ahead = one.start.year * 12 + one.start.month - 1 + by
        start = date(ahead // 12, ahead % 12 + 1, 1)
        assert moved.start == start
        assert moved == one.shift(years=by // 12, months=by % 12)
        whole = precision is Precision.DAY or by % STEPS[precision] == 0
        assert moved.precision is (precision if whole else Precision.RANGE), (one, by)
        if whole:
            assert moved == Period.of(_written(start, precision))
        else:
            beyond = ahead + STEPS[precision]
            assert moved.end == date(beyond // 12, beyond % 12 + 1, 1) - ONE_DAY
        assert one.shift(days=by).start == one.start + timedelta(by)
        assert one.shift(days=by).end == one.end + timedelta(by)


@pytest.mark.parametrize(
    ("text", "span"),
    [("2022-02-30", (0, 10)), ("2022-01/2022-13", (8, 15)), ("2022-05/2022-04", (8, 15)), ("2022/x", (5, 6))],
)
def test_a_range_that_is_none_is_refused_where_it_fails(text: str, span: tuple[int, int]) -> None:
    with pytest.raises(PeriodSyntaxError) as caught:
        Period.of(text)
    assert caught.value.span == span


# ---------------------------------------------------------------- working days

OWN = working_days(
    {
        "years": ["2021", "2022", "2023"],
        "holidays": ["2022-01-03", "2022-12-30", "2023-01-02"],
        "makeup": ["2022-01-01", "2022-12-31", "2023-12-31"],
    }
)
EVERY = list(_days(date(2021, 1, 1), date(2023, 12, 31)))
WORKED = [day for day in EVERY if OWN.is_working(day)]
STARTS = [day for day in EVERY if (day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 8)]


def test_days_are_worked_by_the_table_and_the_week() -> None:
    for day in EVERY:
        text = day.isoformat()
        known = {"2022-01-03": False, "2022-12-30": False, "2023-01-02": False}
        known |= {"2022-01-01": True, "2022-12-31": True, "2023-12-31": True}
        assert OWN.is_working(day) is known.get(text, day.isoweekday() <= 5), text


@pytest.mark.parametrize("start", STARTS, ids=str)
def test_so_many_working_days_on_is_that_many_down_the_list(start: date) -> None:
    """Forward from the day and backward from it, over the turn of years, up to the last day of each."""
    behind, before = bisect_right(WORKED, start), bisect_left(WORKED, start)
    for days in (*range(1, 12), 240, 249, 250, 251, 252, 261, 262):
        if behind + days <= len(WORKED):
            found = add_working_days(start, days, calendar=OWN)
            assert found == WORKED[behind + days - 1]
            assert count_working_days(start, found, calendar=OWN) == days
            assert due_on(start, {"days": days, "working": True}, calendar=OWN) == found
        if before >= days:
            assert add_working_days(start, -days, calendar=OWN) == WORKED[before - days]
    assert add_working_days(start, 0, calendar=OWN) == start
    for end in STARTS:
        counted = sum(start < day <= end for day in WORKED) - sum(end < day <= start for day in WORKED)
        assert count_working_days(start, end, calendar=OWN) == counted


# ---------------------------------------------------------------- rates

RATES = Rates((
    Rate(currency="USD", value=1),
    Rate(currency="USD", value=2, period="2022"),
    Rate(currency="USD", value=3, period="2022-H1"),
    Rate(currency="USD", value=4, period="2022-03"),
    Rate(currency="USD", value=5, on="2022-03-31"),
    Rate(currency="HKD", value=6, on="2022-04-01"),
))  # fmt: skip


def test_of_several_rates_the_narrowest_that_holds_all_of_a_time_is_taken() -> None:
    asked = [day.isoformat() for day in _days(date(2021, 12, 30), date(2023, 1, 2))]
    asked += [
        "2022",
        "2021",
        "2022-H1",
        "2022-H2",
        "2022-Q1",
        "2022-03",
        "2022-02",
        "2022-03-L",
        "2022-03-31/2022-04-01",
    ]
    for text in asked:
        one = Period.of(text)
        dollars, narrowest = 1, 10**6
        for rate in RATES.listed:
            if rate.currency == "USD" and rate.span is not None:
                days = set(_days(rate.span.start, rate.span.end))
                assert rate.holds(text) == (set(_days(one.start, one.end)) <= days), (rate, text)
                if rate.holds(text) and len(days) < narrowest:
                    dollars, narrowest = int(rate.value), len(days)
        wanted = {"USD": dollars} | ({"HKD": 6} if text == "2022-04-01" else {})
        assert RATES.at(text) == wanted, text


# ---------------------------------------------------------------- amounts

POWERS = {
    "元": 0,
    "千元": 3,
    "万元": 4,
    "百万元": 6,
    "千万元": 7,
    "亿元": 8,
    "百亿元": 10,
    "千亿元": 11,
    "万亿元": 12,
}


@pytest.mark.parametrize("word", POWERS)
@pytest.mark.parametrize(
    "number", [Fraction(1, 3), Fraction(-22, 7), Decimal("2.50"), Decimal(-4), 6, "7.25"]
)
def test_a_scaled_unit_multiplies_every_kind_of_number(word: str, number: Any) -> None:
    found = Money.of(number, word)
    assert found.value is not None
    assert Fraction(found.value) == Fraction(str(number)) * 10 ** POWERS[word]
    assert found.scale == POWERS[word]
    assert found.interval == Interval.point(Fraction(found.value))
    written = str(number) if isinstance(number, str | Decimal) else ""
    assert found.places == (None if isinstance(number, Fraction) else len(written.partition(".")[2]))


SIMPLE = ("none", "near", "over", "at_least", "at_most", "below", "about")
PROMISED: dict[str, Callable[[Fraction], Interval]] = {
    "near": lambda number: Interval(None, number),
    "below": lambda number: Interval(None, number),
    "over": lambda number: Interval(number, None),
    "at_least": lambda number: Interval.closed(number, None),
    "at_most": lambda number: Interval.closed(None, number),
    "about": lambda _: Interval(),
}


def _amount(number: int, hedge: str) -> Money:
    return Money.of(number, "元", hedge=hedge)


@pytest.mark.parametrize(("one", "other"), list(product(SIMPLE, SIMPLE)))
def test_the_hedge_of_a_sum_promises_just_its_bounds(one: str, other: str) -> None:
    """One word that stays true stays; what no word promises is a range; the order of the two changes nothing."""
    left, right = _amount(30, one), _amount(12, other)
    for found, bounds, number in (
        (left + right, left.interval + right.interval, 42),
        (left - right, left.interval - right.interval, 18),
        (left * 2, left.interval * 2, 60),
        (left * -1, left.interval * -1, -30),
        (left / 4, left.interval / 4, Fraction(15, 2)),
    ):
        assert found.value == number
        assert found.interval == bounds
        told = found.hedge.value
        if told in PROMISED:
            assert PROMISED[told](Fraction(number)) == bounds
        elif told == Hedge.RANGE.value:
            assert all(promise(Fraction(number)) != bounds for promise in PROMISED.values())
        else:
            assert told in {one, other}
    total = left + right
    assert total == right + left
    if other in {one, "none"}:
        assert total.hedge.value == one
        assert (left * 3).hedge.value == one


AMOUNTS_IN = [one for one in UNITS if one.dimension in KINDS]


@pytest.mark.parametrize("one", AMOUNTS_IN, ids=lambda unit: unit.code)
def test_a_unit_and_back_is_the_same_number(one: Any) -> None:
    for other in AMOUNTS_IN:
        if one.base != other.base or one.dimension is not other.dimension:
            continue
        here = kind_of(one)(value=Fraction(7, 3), unit=one)
        there = here.to(other)
        assert there.to(one) == here
        assert there.value is not None
        assert Fraction(there.value) * other.factor == Fraction(7, 3) * one.factor


SIDES = {"near": -1, "below": -1, "none": 0, "about": 0, "at_least": 0, "at_most": 0, "over": 1}


@pytest.mark.parametrize(("one", "other"), list(product(SIDES, SIDES)))
def test_the_same_number_is_ordered_by_the_side_of_its_word(one: str, other: str) -> None:
    """近 and 不足 stand at one place just under the number, 超 just over it; a greater number goes before any word."""
    left, right = _amount(30, one), _amount(30, other)
    assert (left < right) == (SIDES[one] < SIDES[other]) == (right > left)
    assert (left <= right) == (SIDES[one] <= SIDES[other]) == (right >= left)
    assert left < _amount(31, other)
    assert _amount(31, one) > right


@pytest.mark.parametrize("word", ["/亩", "元/", "/", "元/亩/年", "亿/亩", "元//亩"])
def test_a_unit_of_parts_has_two(word: str) -> None:
    with pytest.raises(UnknownUnitError):
        scaled(word)
