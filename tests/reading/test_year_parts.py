"""Years of two and three digits before every part of a year, hours inside ranges of days, and deadlines (rulings 43 to 48).

The parts are drawn from tables, so that a year is read before one of them as before the others. All examples are invented.
"""

import pytest

from zhaoshang import find_mentions, parse_period
from zhaoshang.errors import PeriodSyntaxError
from zhaoshang.periods import Period
from zhaoshang.reading import find_periods, parse_period_cell

TODAY = "2031-10-09"

# a part of a year, and its days in 2023
PARTS = [
    ("4月", "2023-04"),
    ("四月", "2023-04"),
    ("1至8月", "2023-01-01/2023-08-31"),
    ("2-7月", "2023-02-01/2023-07-31"),
    ("3月至9月", "2023-03-01/2023-09-30"),
    ("前8月", "2023-01-01/2023-08-31"),
    ("前七個月", "2023-01-01/2023-07-31"),
    ("前三季", "2023-01-01/2023-09-30"),
    ("前两季度", "2023-01-01/2023-06-30"),
    ("一季度", "2023-Q1"),
    ("第3季", "2023-Q3"),
    ("二至四季度", "2023-04-01/2023-12-31"),
    ("上半年", "2023-H1"),
    ("下半年", "2023-H2"),
    ("底", "2023-12"),
    ("秋季", "2023-09-01/2023-11-30"),
    ("Q2", "2023-Q2"),
    ("5月6日", "2023-05-06"),
    ("5月6日至9日", "2023-05-06/2023-05-09"),
    ("6月底", "2023-06-L"),
]
YEARS = ["2023年", "23年", "112年", "一一二年", "民國112年", "民国一百一十二年"]
UNREAD = ["513年", "63年", "98年", "每年"]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("part", "days"), PARTS)
def test_a_year_is_read_before_every_part(year: str, part: str, days: str) -> None:
    """In a cell and in text, however it is written (rulings 43 to 46); no length of time is read of it."""
    whole = year + part
    assert str(parse_period(whole, today=TODAY)) == days
    for text in (whole, f"较{whole}多", f"，{whole}核准", f"園區{whole}，"):
        (found,) = find_periods(text, today=TODAY)
        assert (found.raw, str(found.period)) == (whole, days)
        assert [one.raw for one in find_mentions(text)] == []


@pytest.mark.parametrize("year", UNREAD)
@pytest.mark.parametrize("part", [part for part, _ in PARTS if part not in {"底", "秋季"}])
def test_of_a_year_that_cannot_be_read_no_part_is(year: str, part: str) -> None:
    """Never the tail of a date (the rule above all)."""
    assert find_periods(f"{year}{part}完成", today=TODAY) == []
    with pytest.raises(PeriodSyntaxError):
        parse_period(year + part, today=TODAY)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("24Q1", "2024-Q1"),
        ("24H2", "2024-H2"),
        ("113年度", "2024"),
        ("24年1月至25年2月", "2024-01-01/2025-02-28"),
        ("113年9月至114年2月", "2024-09-01/2025-02-28"),
    ],
)
def test_short_years_in_cells(text: str, days: str) -> None:
    """Before a letter, and on both sides of a range (rulings 44 to 46)."""
    assert str(parse_period(text)) == days


@pytest.mark.parametrize("text", ["历时23年3个月", "有30年底蕴", "工龄12年度过"])
def test_a_length_of_time_is_no_year(text: str) -> None:
    """What follows it is no part of a year."""
    assert find_periods(text, today=TODAY) == []


HOURS = [
    "上午",
    "零时",
    "上午十点半",
    "晚",
    "9时",
    "9時",
    "上午9时30分",
    "下午2点半",
    "8:00",
    "08:00:00",
    " 18:00",
]


@pytest.mark.long
@pytest.mark.parametrize("first", ["", *HOURS])
@pytest.mark.parametrize("last", ["", *HOURS])
@pytest.mark.parametrize("join", ["至", "-", "～", "到"])
def test_hours_do_not_part_a_range_of_days(first: str, last: str, join: str) -> None:
    """From a time of one day to a time of another is one range of days (ruling 48)."""
    for second in ("5日", "5月5日"):
        text = f"2024年5月2日{first}{join}{second}{last}"
        (found,) = find_periods(f"{text}，举办", today=TODAY)
        assert str(found.period) == "2024-05-02/2024-05-05"
        assert text.startswith(found.raw)
        assert str(parse_period(text)) == "2024-05-02/2024-05-05"


@pytest.mark.parametrize("first", ["", " at 9 am", ", 9:00", " at 09:30 a.m."])
def test_hours_do_not_part_a_range_of_days_in_english(first: str) -> None:
    """As in Chinese (ruling 48)."""
    (found,) = find_periods(f"Open from 2 May 2024{first} to 5 May 2024, 18:00", today=TODAY)
    assert (found.raw, str(found.period)) == (f"2 May 2024{first} to 5 May 2024", "2024-05-02/2024-05-05")


def test_hours_of_one_day_are_one_day() -> None:
    """From one hour to another, with the day again or without (ruling 48)."""
    for text in ("5月1日9时至18时", "5月1日9时至5月1日18时", "5月1日上午9:00-1日11:00"):
        (found,) = find_periods(text, today=TODAY)
        assert str(found.period) == "2031-05-01"


DEADLINES = [
    ("2023.6.30", "2023-01-01/2023-06-30"),
    ("2022年6月", "2022-01-01/2022-06-30"),
    ("2022年底", "2022-01-01/2022-12-31"),
    ("6月底", "2031-01-01/2031-06-30"),
    ("23年一季度", "2023-01-01/2023-03-31"),
    ("113年6月", "2024-01-01/2024-06-30"),
    ("2024年春节", "2024-01-01/2024-02-09"),
]


@pytest.mark.parametrize(("text", "days"), DEADLINES)
@pytest.mark.parametrize("word", ["前", "之前", "以前"])
def test_what_lies_before_a_day_is_planned_from_the_beginning_of_the_year_on(
    text: str, days: str, word: str
) -> None:
    """A deadline is a day of nothing that has come, in every spelling (ruling 47)."""
    if "春节" in text and word == "以前":
        return
    found = parse_period_cell(text + word, today=TODAY)
    assert (str(found.period), found.is_planned) == (days, True)
    with pytest.raises(PeriodSyntaxError):
        Period.of(text + word)


@pytest.mark.parametrize("word", ["by", "By", "before", "no later than"])
def test_deadlines_in_english(word: str) -> None:
    """As in Chinese (ruling 47)."""
    found = parse_period_cell(f"{word} June 30, 2023")
    assert (str(found.period), found.is_planned) == ("2023-01-01/2023-06-30", True)
