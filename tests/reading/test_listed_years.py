"""Short years before festivals, in comparisons and in lists, and ranges to the next day or month (rulings 45, 46 and 48).

All examples are invented.
"""

import pytest

from zhaoshang import find_mentions, parse_period
from zhaoshang.errors import PeriodSyntaxError
from zhaoshang.reading import find_periods

TODAY = "2031-10-09"


def days(text: str) -> list[tuple[str, str]]:
    """Give the periods of a text, as printed and as read."""
    return [(one.raw, str(one.period)) for one in find_periods(text, today=TODAY)]


FESTIVALS = ["中秋节前", "端午节之前", "重阳节期间", "春节期间", "清明节假期"]


@pytest.mark.parametrize(("year", "number"), [("114年", "2025"), ("24年", "2024"), ("2024年", "2024")])
@pytest.mark.parametrize("festival", FESTIVALS)
def test_a_year_before_a_festival_is_no_length_of_time(year: str, number: str, festival: str) -> None:
    """Whether its days are known or not (ruling 46)."""
    text = f"拟于{year}{festival}投产"
    assert days(text) == [(year, number)]
    assert find_mentions(text) == []


@pytest.mark.parametrize("word", ["较", "較", "比", "与", "與", "和"])
@pytest.mark.parametrize(("year", "number"), [("22年", "2022"), ("2022年", "2022")])
def test_a_year_that_is_compared_with(word: str, year: str, number: str) -> None:
    """Behind a word of comparing (ruling 45); where nothing tells, it is nothing."""
    text = f"{word}{year}同期多"
    assert days(text) == [(year, number)]
    assert find_mentions(text) == []
    assert [one.raw for one in find_mentions("22年同期")] == []


@pytest.mark.parametrize(
    ("text", "raw"), [("过去10年同期", "10年"), ("为近10年同期最高", "近10年"), ("历时22年", "22年")]
)
def test_several_years_stay_a_length_of_time(text: str, raw: str) -> None:
    """By the word in front of them (ruling 24)."""
    assert [one.raw for one in find_mentions(text)] == [raw]
    assert days(text) == []


PARTS = [("一季度", "-Q1"), ("3月", "-03"), ("上半年", "-H1"), ("6月5日", "-06-05")]
LISTS = [
    ("22、23年", [("22", "2022"), ("23年", "2023")]),
    ("2022、2023年", [("2022", "2022"), ("2023年", "2023")]),
    ("112、113年", [("112", "2023"), ("113年", "2024")]),
    ("21、22和23年", [("21", "2021"), ("22", "2022"), ("23年", "2023")]),
]


@pytest.mark.parametrize("before", ["", "园区", "，"])
@pytest.mark.parametrize(("years", "each"), LISTS)
@pytest.mark.parametrize(("part", "code"), PARTS)
def test_listed_years_share_the_part_of_the_last(
    before: str, years: str, each: list[tuple[str, str]], part: str, code: str
) -> None:
    """None is read alone (ruling 48)."""
    *first, (last, number) = each
    assert days(f"{before}{years}{part}开工") == [
        *((raw, year + code) for raw, year in first),
        (last + part, number + code),
    ]


def test_years_that_each_say_so_are_whole_but_the_last() -> None:
    """A part belongs to the year that it stands behind (ruling 48)."""
    assert days("22年、23年一季度") == [("22年", "2022"), ("23年一季度", "2023-Q1")]
    assert find_mentions("22年、23年一季度") == []
    assert days("2020、2021年") == [("2020", "2020"), ("2021年", "2021")]


def test_the_number_of_a_paragraph_is_no_year() -> None:
    """It stands at the beginning of a line, and the years do not follow one another."""
    assert days("10、23年一季度开工") == [("23年一季度", "2023-Q1")]


@pytest.mark.parametrize("first", ["", "晚", "9时", "晚8时30分"])
@pytest.mark.parametrize("join", ["至", "到", "-", "～"])
@pytest.mark.parametrize("word", ["次日", "翌日", "第二天", "隔日"])
@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("6月1日", "2031-06-01/2031-06-02"),
        ("6月30日", "2031-06-30/2031-07-01"),
        ("2023年12月31日", "2023-12-31/2024-01-01"),
    ],
)
def test_a_range_to_the_next_day(first: str, join: str, word: str, day: str, code: str) -> None:
    """Its end leans on its beginning (rulings 45 and 48), in a cell and in text."""
    whole = f"{day}{first}{join}{word}"
    assert days(f"{whole}凌晨，举办") == [(whole, code)]
    assert str(parse_period(whole, today=TODAY)) == code


@pytest.mark.parametrize("word", ["次月", "翌月"])
def test_a_range_to_a_day_of_the_next_month(word: str) -> None:
    """The month that follows that of its beginning (rulings 45 and 48)."""
    assert days(f"2024年12月25日至{word}5日公示") == [(f"2024年12月25日至{word}5日", "2024-12-25/2025-01-05")]


@pytest.mark.parametrize("text", ["次日", "延续至次日", "至翌日", "到第二天"])
def test_the_next_day_of_nothing(text: str) -> None:
    """Without a day before it no day is named."""
    assert days(text) == []
    with pytest.raises(PeriodSyntaxError):
        parse_period("次日", today=TODAY)
