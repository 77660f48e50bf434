"""Civil dates with a precision: texts, comparing, shifting."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from zhaoshang import Ledger, Period, Project, evaluate
from zhaoshang.errors import DateValueError, PeriodSyntaxError
from zhaoshang.model import Milestone
from zhaoshang.periods import Order, Precision, to_date


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2022-03-05", (2022, 3, 5), (2022, 3, 5), "day"),
        ("2022-12-E", (2022, 12, 1), (2022, 12, 10), "third"),
        ("2022-12-M", (2022, 12, 11), (2022, 12, 20), "third"),
        ("2022-02-L", (2022, 2, 21), (2022, 2, 28), "third"),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), "month"),
        ("2022-Q4", (2022, 10, 1), (2022, 12, 31), "quarter"),
        ("2022-H2", (2022, 7, 1), (2022, 12, 31), "half"),
        ("2022", (2022, 1, 1), (2022, 12, 31), "year"),
        ("2022-03-01/2022-06-30", (2022, 3, 1), (2022, 6, 30), "range"),
    ],
)
def test_iso_text(text: str, start: tuple[int, int, int], end: tuple[int, int, int], precision: str) -> None:
    """Every form has its days and its precision, and is written back as it was read."""
    period = Period.of(text)
    assert (period.start, period.end, period.precision) == (date(*start), date(*end), Precision(precision))
    assert str(period) == text
    assert repr(period) == f"Period({text!r})"


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2022-13", (0, 7)),
        ("2022-02-30", (0, 10)),
        ("2022/13", (5, 7)),
        ("2022/2/30", (0, 9)),
        ("预计2022年6月", (0, 9)),
        ("2022-03-05 09:00", (0, 16)),
        ("", (0, 0)),
        ("2022-Q5", (0, 7)),
        ("2022-03/2022-01", (8, 15)),
        ("2022/", (5, 5)),
    ],
)
def test_other_text_is_refused_with_its_span(text: str, span: tuple[int, int]) -> None:
    """Text that is no date, or none that has come, is refused, and the span marks the part."""
    with pytest.raises(PeriodSyntaxError) as caught:
        Period.of(text)
    assert (caught.value.text, caught.value.span) == (text, span)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2022/3/5", "2022-03-05"),
        ("2022.3.5", "2022-03-05"),
        ("2022/3", "2022-03"),
        ("2022/12", "2022-12"),
        ("２０２２", "2022"),
        ("2022年3月5日", "2022-03-05"),
        ("2022年上半年", "2022-H1"),
        ("2022年1-6月", "2022-01-01/2022-06-30"),
        ("2022Q2", "2022-Q2"),
        ("March 2022", "2022-03"),
        ("2022-03-05 00:00:00", "2022-03-05"),
        ("2022-03-05T00:00:00+08:00", "2022-03-05"),
    ],
)
def test_a_date_is_taken_as_people_write_it(text: str, iso: str) -> None:
    """Wherever a date is asked for: of a record, of a step, as a period and as the day of a question."""
    assert str(Period.of(text)) == iso
    assert to_date(text) == to_date(iso)
    milestone = Milestone(stage="started", on=text)
    assert milestone == Milestone(stage="started", on=iso)
    ledger = Ledger(as_of=text, projects=[Project(id="P1", name="甲", milestones=[milestone])])
    asked = evaluate(ledger, "签约项目数", period=text, as_of=text)
    assert asked == evaluate(ledger, "签约项目数", period=iso, as_of=iso)


def test_a_date_that_leans_on_today_is_refused() -> None:
    """Nobody said what day it is."""
    with pytest.raises(PeriodSyntaxError, match="parse_period"):
        Period.of("今年上半年")


def test_a_datetime_at_midnight_is_its_day() -> None:
    """Databases and data frames write days so; one of a zone may be another day elsewhere."""
    assert Period.of(datetime(2022, 3, 5)) == Period.of("2022-03-05")  # noqa: DTZ001 - a day has no zone
    assert Period.of(pd.Timestamp("2022-03-05")) == Period.of("2022-03-05")


@pytest.mark.parametrize(
    "value",
    [
        datetime(2022, 3, 5, tzinfo=UTC),
        datetime(2022, 3, 5, 9, 30),  # noqa: DTZ001 - the time of day is what is refused
        20220305,
        None,
        3.5,
    ],
)
def test_what_is_no_civil_date_is_refused(value: object) -> None:
    """A datetime has a time of day, and a number is no date."""
    with pytest.raises(DateValueError):
        Period.of(value)  # type: ignore[arg-type]  # the point of the test


def test_construction_is_checked() -> None:
    """Ends are plain dates in order, and make up the precision."""
    with pytest.raises(ValueError, match="an end that is not before the start"):
        Period(date(2022, 3, 2), date(2022, 3, 1))
    with pytest.raises(ValueError, match="2022-03-30, month"):
        Period(date(2022, 3, 1), date(2022, 3, 30), Precision.MONTH)
    with pytest.raises(DateValueError):
        Period(datetime(2022, 3, 1), date(2022, 3, 1))  # noqa: DTZ001 - a naive one is refused as well
    with pytest.raises(DateValueError):
        Period(date(2022, 3, 1), "2022-03-02")  # type: ignore[arg-type]  # the point of the test


def test_makers_agree() -> None:
    """The makers give what ISO text gives."""
    assert Period.day(2022, 3, 5) == Period.of(date(2022, 3, 5)) == Period.of("2022-03-05")
    assert Period.month(2022, 2) == Period.of("2022-02")
    assert Period.year(2022) == Period.of("2022")
    assert Period.between("2022-01", "2022-06") == Period.of("2022-01/2022-06")
    assert Period.of(Period.year(2022)) is not None
    assert to_date("2022-06") == date(2022, 6, 30)


def test_precision_is_part_of_the_statement() -> None:
    """A month is not the range of its days."""
    month, days = Period.of("2022-06"), Period.between("2022-06-01", "2022-06-30")
    assert month != days
    assert (month.start, month.end, month.days) == (days.start, days.end, 30)
    assert Period.of("2022-06-01").is_day
    assert not month.is_day


@pytest.mark.parametrize(
    ("left", "right", "order"),
    [
        ("2022-03", "2022-04-01", Order.BEFORE),
        ("2022-03", "2022-03-15", Order.MAYBE),
        ("2022-12-L", "2022-12-M", Order.AFTER),
        ("2022-03-05", "2022-03-05", Order.MAYBE),
    ],
)
def test_coarse_dates_compare_honestly(left: str, right: str, order: Order) -> None:
    """A date comes before another only if all of it does."""
    assert Period.of(left).order(right) is order


def test_containing_and_overlapping() -> None:
    """A period holds another when all of it lies inside."""
    half = Period.of("2022-H1")
    assert "2022-06" in half
    assert Period.of("2022-06-30") in half
    assert "2022-07" not in half
    assert half.overlaps(Period.of("2022"))
    assert not half.overlaps(Period.of("2022-H2"))


@pytest.mark.parametrize(
    ("text", "by", "moved"),
    [
        ("2022-01-31", {"months": 1}, "2022-02-28"),
        ("2024-02-29", {"years": 1}, "2025-02-28"),
        ("2022-03-05", {"days": 30}, "2022-04-04"),
        ("2022-03", {"months": -3}, "2021-12"),
        ("2022-Q1", {"months": -3}, "2021-Q4"),
        ("2022-Q1", {"months": 1}, "2022-02-01/2022-04-30"),
        ("2022-H1", {"years": -1}, "2021-H1"),
        ("2022-12-M", {"months": 2}, "2023-02-M"),
        ("2022-12-L", {"months": 2}, "2023-02-L"),
        ("2022", {"years": 3}, "2025"),
        ("2022", {"days": 1}, "2022-01-02/2023-01-01"),
        ("2022-01-01/2022-06-30", {"years": -1}, "2021-01-01/2021-06-30"),
        ("2022-01-15/2022-02-28", {"months": 1}, "2022-02-15/2022-03-31"),
    ],
)
def test_shifting(text: str, by: dict[str, int], moved: str) -> None:
    """A period moves by the calendar, keeps its kind where that is whole, and keeps ending at a month's end."""
    assert str(Period.of(text).shift(**by)) == moved


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("2022-03-01", "2022-02-28", "2022-03-02"),
        ("2022-12-E", "2022-11-L", "2022-12-M"),
        ("2022-01", "2021-12", "2022-02"),
        ("2022-Q1", "2021-Q4", "2022-Q2"),
        ("2022-H1", "2021-H2", "2022-H2"),
        ("2022", "2021", "2023"),
        ("2022-01-11/2022-01-20", "2022-01-01/2022-01-10", "2022-01-21/2022-01-30"),
    ],
)
def test_neighbours(text: str, before: str, after: str) -> None:
    """Each period has one before and one after it of the same kind."""
    assert str(Period.of(text).previous()) == before
    assert str(Period.of(text).next()) == after


@pytest.mark.parametrize("year", [0, 1, 2, 2022, 9998, 9999, 10_000, -2022])
def test_a_year_as_a_number_is_told_how_to_be_written(year: int) -> None:
    """Only one that a calendar has; other numbers may be anything."""
    with pytest.raises(DateValueError) as caught:
        Period.of(year)  # type: ignore[arg-type]  # refused at run time too
    assert (f'"{year:04}"' in caught.value.expected) is (1 <= year <= 9999)
