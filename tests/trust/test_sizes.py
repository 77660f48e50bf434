"""A number of a few signs may stand for a million digits, or for more days than there are: refused at once, by its bound."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from zhaoshang import Area, Interval, Ledger, Money, Period, Project, evaluate, records
from zhaoshang.assessments import Bonus, Indicator
from zhaoshang.calendars import add_working_days, due_on
from zhaoshang.checks import Limit
from zhaoshang.errors import DateValueError, FieldTypeError, NumberRangeError, RecordError
from zhaoshang.intervals import to_fraction
from zhaoshang.kpis import Rounding
from zhaoshang.lifecycle import RHYTHMS, deadline, supervise
from zhaoshang.measures import column
from zhaoshang.scoring import Measured, schedule_index, time_progress, weighted_sum
from zhaoshang.units import unit
from zhaoshang.writing import format_percent

LEDGER = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="甲")])
WRITTEN = "1e99999999"
GREAT, SMALL = Decimal(WRITTEN), Decimal("1e-99999999")
MANY = 10**9


class Weekdays:
    """Every year is known to it."""

    def is_working(self, day: Any) -> bool:
        return bool(day.weekday() < 5)


class Sundays:
    """None but Sunday is worked."""

    def is_working(self, day: Any) -> bool:
        return bool(day.weekday() == 6)


VAST: dict[str, Callable[[], object]] = {
    "a figure as text": lambda: evaluate(None, "share_of_total", inputs={"part": WRITTEN, "whole": 2}),
    "a figure": lambda: evaluate(None, "share_of_total", inputs={"part": GREAT, "whole": 2}),
    "a figure of digits": lambda: evaluate(None, "share_of_total", inputs={"part": 10**6000, "whole": 3}),
    "a fraction": lambda: evaluate(
        None, "share_of_total", inputs={"part": Fraction(10**6000, 7), "whole": 3}
    ),
    "an index": lambda: schedule_index(WRITTEN, "0.5"),
    "a small one": lambda: schedule_index(SMALL, "0.5"),
    "a sum": lambda: weighted_sum({"a": GREAT}, {"a": 1}),
    "a stretch": lambda: time_progress("2022", as_of="2022-06-30", stretch=WRITTEN),
    "measured": lambda: Measured.of(GREAT),
    "ends": lambda: Interval(SMALL, GREAT),
    "ends by name": lambda: Interval.closed(1, GREAT),
    "times": lambda: Interval(1, 2) * GREAT,
    "within": lambda: GREAT in Interval(1, 2),
    "a fraction of it": lambda: to_fraction(GREAT),
    "a limit": lambda: Limit(measure="investment", at_least=GREAT),
    "a limit as text": lambda: Limit(measure="investment", at_most=WRITTEN),
    "points": lambda: Bonus(id="a", zh="a", en="a", points=WRITTEN),
    "points of a line": lambda: Indicator(id="a", zh="a", en="a", points=WRITTEN, method="given"),
    "a condition": lambda: column("stall_days") >= GREAT,
    "an amount": lambda: Money.of(GREAT, "元"),
    "an amount as text": lambda: Money.of(WRITTEN, "元"),
    "an amount made": lambda: Money(value=GREAT, unit=unit("元")),
    "an amount made of a small one": lambda: Area(value=SMALL, unit=unit("亩")),
    "an amount made of text": lambda: Money(value=WRITTEN, unit=unit("元")),
    "an amount made of digits": lambda: Money(value=10**5000, unit=unit("元")),
    "an amount times": lambda: Money.of(3, "元") * GREAT,
    "weights": lambda: supervise(LEDGER.projects["P1"], as_of="2022", weights={"tax": GREAT}),
    "digits": lambda: evaluate(LEDGER, "开工率", round=MANY),
    "digits by name": lambda: evaluate(LEDGER, "开工率", round={"digits": MANY}),
    "a rounding": lambda: Rounding(digits=MANY),
    "a rounding to tens": lambda: Rounding(digits=-1),
    "places": lambda: format_percent(Fraction(3, 100), places=MANY),
    "printed places": lambda: Money(value=3, unit=unit("元"), places=MANY),
    "a magnitude": lambda: Money(value=3, unit=unit("元"), scale=MANY),
    "blanks": lambda: evaluate(LEDGER, "开工率").to_json(indent=MANY),
}

NO_DAYS: dict[str, Callable[[], object]] = {
    "a limit": lambda: deadline("2022-01-01", MANY, as_of="2022-01-09"),
    "months": lambda: deadline("2022-01-01", {"months": MANY}, as_of="2022-01-09"),
    "due": lambda: due_on("2022-01-01", 10**30),
    "working days": lambda: add_working_days("2022-01-01", 10**30, calendar=Weekdays()),
    "working days before": lambda: add_working_days("2022-01-01", -(10**30), calendar=Weekdays()),
    "working days before the first": lambda: add_working_days("0001-01-05", -30, calendar=Weekdays()),
    "working days behind the last": lambda: add_working_days("9999-12-30", 30, calendar=Weekdays()),
    "behind two pauses to the last": lambda: due_on(
        "2022-01-01", 5, paused=[("2022-01-02", "9999-12-31"), ("2022-01-05", "2022-01-07")]
    ),
    "behind a pause from the last": lambda: deadline(
        "9999-12-31", 5, as_of="2022-01-09", paused=[("2022-01-05", None)]
    ),
    "worked before the first": lambda: RHYTHMS[0].dates("0001-01-05", "0001-01-05", calendar=Sundays()),
    "moved": lambda: Period.of("2022").shift(days=10**30),
    "a day": lambda: Period.day(10**5000, 1, 1),
    "a month": lambda: Period.month(2022, 13),
    "a year": lambda: Period.year(0),
}


@pytest.mark.parametrize("what", VAST)
def test_a_number_beyond_all_bounds_is_refused_before_it_is_worked_out(what: str) -> None:
    with pytest.raises(NumberRangeError) as caught:
        VAST[what]()
    assert caught.value.render("zh_CN") != str(caught.value)


@pytest.mark.parametrize("what", NO_DAYS)
def test_a_day_beyond_the_calendar_is_refused_in_our_words(what: str) -> None:
    with pytest.raises(DateValueError, match="1 to 9999"):
        NO_DAYS[what]()


@pytest.mark.parametrize("part", ["places", "scale"])
def test_how_a_number_was_printed_is_bounded_in_records_too(part: str) -> None:
    amount = {"value": "3", "unit": "CNY", part: MANY}
    with pytest.raises(RecordError) as caught:
        records.structure({"id": "P1", "name": "甲", "investment": amount}, Project)
    assert f"investment.{part}: out of range" in str(caught.value)


@pytest.mark.parametrize("pause", [("2022-01-05",), "2022", 5, ("2022-01-05", None, None), None], ids=str)
def test_a_pause_is_two_days(pause: Any) -> None:
    with pytest.raises(FieldTypeError, match="first and last day"):
        deadline("2022-01-01", 5, as_of="2022-01-09", paused=[pause])


def test_what_lies_within_the_bounds_stays() -> None:
    assert Rounding(digits=400).apply(Fraction(1, 3)).as_tuple().exponent == -400
    assert Interval(0, Decimal("1e399")).high == 10**399
    assert Limit(measure="investment", at_least="2/3").at_least == Fraction(2, 3)
    assert deadline("2022-01-01", 5, as_of="2022-01-09", paused=[["2022-01-05", None]]).due_on is None
    assert due_on("2022-01-01", 2, paused=[("2022-01-04", "9999-12-31")] * 2) == date(2022, 1, 3)
    assert due_on("9999-12-31", 0, paused=[("2022-01-05", None)]) == date.max
