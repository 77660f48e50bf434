"""Working days against the State Council's notices, and limits with paused clocks."""

import sys
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang.calendars import (
    CN,
    ChinaCalendar,
    HolidayTable,
    Limit,
    add_working_days,
    count_working_days,
    due_on,
    working_days,
)
from zhaoshang.errors import MissingExtraError, UnpublishedYearError

# Written out by hand from the notices of the General Office of the State Council (国办发明电), one line a year:
# the holidays and the weekend days worked for them. 2020: with the extension of the Spring Festival.
NOTICES = {
    2020: (
        "01-01 01-24/02-02 04-04/04-06 05-01/05-05 06-25/06-27 10-01/10-08",
        "01-19 04-26 05-09 06-28 09-27 10-10",
    ),
    2021: (
        "01-01/01-03 02-11/02-17 04-03/04-05 05-01/05-05 06-12/06-14 09-19/09-21 10-01/10-07",
        "02-07 02-20 04-25 05-08 09-18 09-26 10-09",
    ),
    2022: (
        "01-01/01-03 01-31/02-06 04-03/04-05 04-30/05-04 06-03/06-05 09-10/09-12 10-01/10-07 12-31",
        "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
    ),
    2023: (
        "01-01/01-02 01-21/01-27 04-05 04-29/05-03 06-22/06-24 09-29/10-06 12-30/12-31",
        "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
    ),
    2024: (
        "01-01 02-10/02-17 04-04/04-06 05-01/05-05 06-10 09-15/09-17 10-01/10-07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    ),
    2025: (
        "01-01 01-28/02-04 04-04/04-06 05-01/05-05 05-31/06-02 10-01/10-08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    2026: (
        "01-01/01-03 02-15/02-23 04-04/04-06 05-01/05-05 06-19/06-21 09-25/09-27 10-01/10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
}
# days worth their own line: the Sundays worked around National Day, and the days off around them
HAND_CHECKED = [
    ("2020-01-31", False),  # a Friday of the extension
    ("2020-09-27", True),  # a Sunday worked for National Day
    ("2020-10-10", True),
    ("2021-09-26", True),  # a Sunday
    ("2021-10-09", True),
    ("2022-10-07", False),
    ("2022-10-08", True),
    ("2022-10-09", True),  # a Sunday
    ("2022-12-30", True),
    ("2023-10-07", True),
    ("2023-10-08", True),  # a Sunday
    ("2023-06-25", True),  # a Sunday worked for the Dragon Boat Festival
    ("2024-02-09", True),  # the eve of the Spring Festival was no holiday that year
    ("2024-09-29", True),  # a Sunday
    ("2024-10-12", True),
    ("2025-01-28", False),  # the eve has been one since 2025
    ("2025-09-28", True),  # a Sunday
    ("2025-10-08", False),
    ("2025-10-11", True),
    ("2026-01-04", True),  # a Sunday worked for the New Year
    ("2026-09-20", True),  # a Sunday
    ("2026-10-10", True),
    ("2026-10-11", False),
]

TABLE = {"holidays": ["2061-10-03/2061-10-07"], "makeup": ["2061-10-08"]}


def notice(year: int) -> HolidayTable:
    """Read one line of the table above; without a fallback."""
    off, on = (
        [f"{year}-{part.replace('/', f'/{year}-')}" for part in line.split()] for line in NOTICES[year]
    )
    return HolidayTable(holidays=off, makeup=on, years=[year], fallback=None)


@pytest.mark.parametrize("year", NOTICES)
def test_every_day_of_a_year_agrees_with_its_notice(year: int) -> None:
    table = notice(year)
    for number in range((date(year + 1, 1, 1) - date(year, 1, 1)).days):
        day = date(year, 1, 1) + timedelta(number)
        assert CN.is_working(day) == table.is_working(day), day


@pytest.mark.parametrize(("day", "expected"), HAND_CHECKED)
def test_hand_checked_days(day: str, expected: bool) -> None:
    assert CN.is_working(date.fromisoformat(day)) is expected


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2020-09-25", 1, "2020-09-27"),
        ("2020-09-30", 3, "2020-10-12"),  # 9, 10 (Saturday worked), 12
        ("2021-09-17", 2, "2021-09-22"),  # 18 (Saturday worked), 22
        ("2021-12-31", 1, "2022-01-04"),
        ("2022-09-28", 5, "2022-10-10"),
        ("2022-12-30", 1, "2023-01-03"),
        ("2023-09-28", 3, "2023-10-09"),
        ("2024-09-27", 3, "2024-10-08"),  # 29 (Sunday worked), 30, 8
        ("2025-09-26", 4, "2025-10-09"),  # 28 (Sunday worked), 29, 30, 9
        ("2026-09-18", 6, "2026-09-28"),  # 20 to 24, 28
        ("2026-09-30", 3, "2026-10-10"),
    ],
)
def test_hand_counted_deadlines(start: str, days: int, expected: str) -> None:
    end = add_working_days(start, days)
    assert end == date.fromisoformat(expected)
    assert count_working_days(start, end) == days
    assert add_working_days(start, 0) == date.fromisoformat(start)


@pytest.mark.parametrize("year", [2003, 2027, 2061])
def test_a_year_not_announced_is_refused_with_the_way_to_supply_it(year: int) -> None:
    with pytest.raises(UnpublishedYearError) as caught:
        count_working_days(f"{year}-03-01", f"{year}-03-05")
    assert caught.value == UnpublishedYearError(year)
    assert "working_days({" in str(caught.value)
    assert str(year) in caught.value.render("zh_CN")
    calendar = working_days({"holidays": [], "makeup": [], "years": [year]})
    assert count_working_days(f"{year}-03-01", f"{year}-03-08", calendar=calendar) == 5


def test_a_count_that_runs_into_such_a_year_is_refused() -> None:
    with pytest.raises(UnpublishedYearError) as caught:
        add_working_days("2026-12-31", 1)
    assert caught.value.year == 2027
    with pytest.raises(UnpublishedYearError):
        HolidayTable(holidays=["2061-10-03"], fallback=None).is_working(date(2062, 1, 2))


def test_a_count_that_ends_on_the_edge_of_what_is_known_asks_for_no_other_year() -> None:
    """The first and the last day of 2063 are worked, and the years beside it are not known."""
    known = HolidayTable(years=[2063], fallback=None)
    every = [date(2063, 1, 1) + timedelta(number) for number in range(365)]
    first, *_, last = worked = [day for day in every if known.is_working(day)]
    assert (first, last) == (every[0], every[-1])
    assert [add_working_days(first, number, calendar=known) for number in range(len(worked))] == worked
    back = [add_working_days(last, -number, calendar=known) for number in range(len(worked))]
    assert back == worked[::-1]


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    with pytest.raises(MissingExtraError) as caught:
        ChinaCalendar().is_working(date(2022, 1, 4))
    assert caught.value.extra == "calendar"


def test_a_table_covers_its_years_and_amends_the_others() -> None:
    """A year that the table names comes from it alone; `years` narrows that."""
    whole = working_days({"holidays": ["2022-10-03"], "makeup": []})
    assert whole.is_working(date(2022, 10, 4))
    assert not whole.is_working(date(2022, 10, 8))
    assert not whole.is_working(date(2021, 10, 4))
    amended = working_days({"holidays": ["2022-12-30"], "makeup": [], "years": [2061]})
    assert not amended.is_working(date(2022, 12, 30))
    assert amended.is_working(date(2022, 10, 8))
    assert working_days(whole) is whole
    assert working_days(TABLE).is_working(date(2061, 10, 8))
    assert hash(working_days(TABLE)) == hash(working_days(TABLE))


def test_wrong_tables_are_refused() -> None:
    with pytest.raises(ValueError, match="both"):
        HolidayTable(holidays=["2061-10-08"], makeup=["2061-10-08"])
    with pytest.raises(ValueError, match="holydays"):
        working_days({"holydays": []})
    with pytest.raises(ValueError, match="cn, a table"):
        working_days("us")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (30, Limit(days=30)),
        ({"days": 5, "working": True}, Limit(days=5, is_working=True)),
        ({"days": 5, "working": False}, Limit(days=5)),
        ({"months": 3}, Limit(months=3)),
        (Limit(months=3), Limit(months=3)),
    ],
)
def test_limits_are_read(given: object, expected: Limit) -> None:
    assert Limit.of(given) == expected  # type: ignore[arg-type]  # the table mixes the forms


@pytest.mark.parametrize(
    "given", [{}, {"days": 1, "months": 1}, {"days": -1}, {"months": 3, "working": True}, {"weeks": 1}]
)
def test_wrong_limits_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"days or months|working"):
        Limit.of(given)


def test_a_limit_counts_whole_days() -> None:
    with pytest.raises(TypeError):
        Limit.of({"days": "5"})
    assert str(Limit(days=5)) == "5 days"


@pytest.mark.parametrize(
    ("start", "limit", "paused", "expected"),
    [
        ("2022-06-20", 5, [], "2022-06-25"),
        ("2022-06-20", 0, [("2022-06-20", "2022-06-22")], "2022-06-20"),
        ("2022-06-20", 5, [("2022-06-22", "2022-06-23")], "2022-06-27"),
        ("2022-06-20", 5, [("2022-06-22", "2022-06-23"), ("2022-06-23", "2022-06-24")], "2022-06-28"),
        ("2022-06-20", 5, [("2022-06-22", "2022-06-30"), ("2022-06-23", "2022-06-24")], "2022-07-04"),
        ("2022-06-20", 5, [("2022-06-22", "2022-06-22"), ("2022-06-24", "2022-06-24")], "2022-06-27"),
        ("2022-06-20", 5, [("2022-06-26", "2022-06-30")], "2022-06-25"),
        ("2022-06-20", 5, [("2022-06-25", "2022-06-25")], "2022-06-26"),
        ("2022-06-20", 5, [("2022-06-10", "2022-06-20")], "2022-06-25"),
        ("2022-06-20", 5, [("2022-06-10", "2022-06-21")], "2022-06-26"),
        ("2022-06-20", 5, [("2022-06-24", None)], None),
        ("2022-06-20", 5, [("2022-06-24", None), ("2022-06-24", "2022-06-25")], None),
        ("2022-06-20", 5, [("2022-06-26", None)], "2022-06-25"),
        ("2022-06-20", 5, [("2022-06-22", "2022-06-23"), ("2022-06-23", None)], None),
        ("2022-06-06", {"days": 5, "working": True}, [("2022-06-08", "2022-06-10")], "2022-06-16"),
        ("2022-01-31", {"months": 1}, [], "2022-02-28"),
        ("2024-01-31", {"months": 1}, [], "2024-02-29"),
        ("2022-01-31", {"months": 1}, [("2022-02-10", "2022-02-12")], "2022-03-03"),
        ("2022-06", 1, [], "2022-07-01"),
    ],
)
def test_deadlines_with_pauses(start: str, limit: object, paused: object, expected: str | None) -> None:
    due = due_on(start, limit, paused=paused)  # type: ignore[arg-type]  # the table mixes the forms
    assert due == (expected and date.fromisoformat(expected))


def test_wrong_pauses_are_refused() -> None:
    with pytest.raises(ValueError, match="swap"):
        due_on("2022-06-20", 5, paused=[("2022-06-24", "2022-06-22")])
    with pytest.raises(ValueError, match="first day"):
        due_on("2022-06-20", 5, paused=[(None, "2022-06-22")])


days = st.dates(date(2020, 1, 1), date(2025, 12, 31))


@pytest.mark.long
@given(days, st.integers(1, 250))
def test_adding_and_counting_are_inverse(day: date, number: int) -> None:
    """So many working days on is a working day, so many working days are counted, and back again."""
    end = add_working_days(day, number)
    assert CN.is_working(end)
    assert count_working_days(day, end) == number
    assert count_working_days(end, day) == -number
    back = add_working_days(end, -number)
    assert CN.is_working(back)
    assert back <= day


@given(st.lists(days, min_size=2, max_size=4))
def test_counts_add_up(several: list[date]) -> None:
    several.sort()
    parts = [count_working_days(left, right) for left, right in pairwise(several)]
    assert sum(parts) == count_working_days(several[0], several[-1])


@given(
    days,
    st.integers(1, 40),
    st.booleans(),
    st.lists(st.tuples(st.integers(-10, 60), st.integers(0, 20)), max_size=4),
)
def test_due_on_is_what_counting_on_fingers_gives(
    start: date, number: int, working: bool, stretches: list[tuple[int, int]]
) -> None:
    paused = [(start + timedelta(first), start + timedelta(first + length)) for first, length in stretches]
    day, left = start, number
    while left:
        day += timedelta(1)
        still = any(first <= day <= last for first, last in paused)
        left -= not still and (not working or CN.is_working(day))
    assert due_on(start, {"days": number, "working": working}, paused=paused) == day
