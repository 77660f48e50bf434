"""Signs of either kind, volumes and the land units of English, and the parts of numbers that press reports add."""

from decimal import Decimal

import pytest

from zhaoshang import find_mentions, parse_quantity
from zhaoshang.errors import QuantitySyntaxError
from zhaoshang.periods import Period
from zhaoshang.quantities import Volume
from zhaoshang.reading import find_periods, parse_number, parse_period

SIGNED = [
    ("出口+6.4%、进口-3.5%", [("+6.4%", "6.4 percent"), ("-3.5%", "-3.5 percent")]),
    ("当月净增 +4家", [("+4家", "4 家")]),
    ("增速 -0.7%", [("-0.7%", "-0.7 percent")]),
    ("Retail sales: -2.6%", [("-2.6%", "-2.6 percent")]),
    ("output fell to -4.2 percent", [("-4.2 percent", "-4.2 percent")]),
    ("growth of minus 1.5 percent", [("minus 1.5 percent", "-1.5 percent")]),
    ("a loss of $-9 million", [("$-9 million", "-9000000 USD")]),
    ("- 14 projects", [("14 projects", "14 个")]),
    ("概况\n-14个项目", [("14个", "14 个")]),
    ("招商+14个", []),
    ("误差±2%", []),
    ("城南 -14个", []),
    ("“1+14个”", []),
]


@pytest.mark.parametrize(("text", "found"), SIGNED)
def test_a_sign_is_part_of_its_number(text: str, found: list[tuple[str, str]]) -> None:
    """A plus, a dash and a word of minus are read with the number; where nobody can tell, nothing is."""
    assert [(one.raw, str(one.quantity)) for one in find_mentions(text)] == found


@pytest.mark.parametrize(("text", "value"), [("+7.1%", "7.1 percent"), ("＋12家", "12 家")])
def test_a_plus_in_a_cell(text: str, value: str) -> None:
    """A plus says what a number without it says."""
    assert str(parse_quantity(text)) == value
    assert parse_number("+5") == 5
    with pytest.raises(QuantitySyntaxError):
        parse_quantity("+约5亿元")


BELOW = [
    ("增速在-4%~6%之间", "-4%~6%", "[-4, 6] percent (range)"),
    ("预计-3%至-1%", "-3%至-1%", "[-3, -1] percent (range)"),
    ("降幅-2～-1个百分点", "-2～-1个百分点", "[-2, -1] pp (range)"),
]


@pytest.mark.parametrize(("text", "raw", "value"), BELOW)
def test_ranges_from_below_nought(text: str, raw: str, value: str) -> None:
    """Both ends keep their signs, in a cell as in text."""
    (found,) = find_mentions(text)
    assert (found.raw, str(found.quantity)) == (raw, value)
    assert str(parse_quantity(raw)) == value


@pytest.mark.parametrize(
    "text",
    [
        "租金30元/㎡/月",
        "补贴3元/吨/年",
        "rent of 30 yuan/sq m/month",
        "12 yuan per mu per year",
        "1点45亿元",
        "6%~-2%",
        "西河-3~5个",
    ],
)
def test_no_part_of_what_is_longer(text: str) -> None:
    """A unit of three parts, a spoken point between digits and a range that falls are read whole or not at all."""
    assert find_mentions(text) == []


WHOLE = [
    ("占比逾4成2", "逾4成2", "42 percent (over)"),
    ("釋出一、六○○個職缺", "一、六○○個", "1600 个"),
    ("职工数五千一百人", "五千一百人", "5100 人"),
    ("增资1亿零800万元", "1亿零800万元", "108000000 CNY"),
    ("全年开行1,460列", "1,460列", "1460 列"),
    ("总库容4,300万立方公尺", "4,300万立方公尺", "43000000 m3"),
    ("裝置容量12萬瓩", "12萬瓩", "120000 kW"),
    ("the 96-acre site", "96-acre", "96 acre"),
    ("a hall of 30,000 square feet", "30,000 square feet", "30000 ft2"),
    ("uses 2.4 million cubic metres", "2.4 million cubic metres", "2400000 m3"),
    ("资本金由6亿增至9亿元", "6亿", "600000000 CNY"),
]


@pytest.mark.parametrize(("text", "raw", "value"), WHOLE)
def test_numbers_are_read_to_their_end(text: str, raw: str, value: str) -> None:
    """No part of a number is left out, and none is read without the others."""
    first, *_ = find_mentions(text)
    assert (first.raw, str(first.quantity)) == (raw, value)


@pytest.mark.parametrize("text", ["3列入清单", "2担当作为", "三列车厢", "5升至6", "两尾气"])
def test_other_words_than_the_units(text: str) -> None:
    """A counter that is part of another word counts nothing."""
    assert find_mentions(text) == []


def test_a_span_of_time_and_a_hedge() -> None:
    """What is spent over five years is spent in them; what lasted over five years lasted longer."""
    spent, lasted = (
        find_mentions(text)[-1]
        for text in ("invest 3 billion yuan over six years", "has operated for over six years")
    )
    assert (spent.raw, lasted.raw) == ("six years", "over six years")
    assert str(parse_quantity("over six years")) == "6 year (over)"


def test_volumes_and_land() -> None:
    """Volumes convert among themselves, acres and square feet with the metric units, exactly."""
    volume = parse_quantity("2.5立方米")
    assert isinstance(volume, Volume)
    assert volume.to("L").value == 2500
    assert parse_quantity("10 acres").to("m2").value == Decimal("40468.564224")
    assert parse_quantity("100 sq ft").to("m2").value == parse_quantity("9.290304平方米").value


@pytest.mark.parametrize(
    ("text", "period"), [("4/2021", "2021-04"), ("11.2021", "2021-11"), ("2021年内", "2021")]
)
def test_cells_of_dates(text: str, period: str) -> None:
    """A month may stand before its year, and 内 says no more than the year."""
    assert parse_period(text) == Period.of(period)


MORE = [
    ("入驻80+家", [("80+家", "80 家 (at_least)")]),
    ("出口额12+亿美元", [("12+亿美元", "1200000000 USD (at_least)")]),
    ("年产值3.5+亿，", [("3.5+亿", "350000000 CNY (at_least)")]),
    ("空置率7+％", [("7+％", "7 percent (at_least)")]),
    ("租金45+元/平方米", [("45+元/平方米", "45 CNY/m2 (at_least)")]),
    ("“3+2+N”体系", []),
    ("每周5+1个班次", []),
    ("2到5+万家", []),
    ("布局60+国家", []),
]


@pytest.mark.parametrize(("text", "found"), MORE)
def test_a_plus_before_a_unit_says_at_least(text: str, found: list[tuple[str, str]]) -> None:
    """A plus that a unit follows is no sum; one that a number follows is."""
    assert [(one.raw, str(one.quantity)) for one in find_mentions(text)] == found


@pytest.mark.parametrize("cell", ["80+家", "12+亿美元", "7+％"])
def test_a_plus_before_the_unit_of_a_cell(cell: str) -> None:
    """A cell is read as text is."""
    assert parse_quantity(cell).interval == find_mentions(cell)[0].quantity.interval


GLUED = [
    ("opening:May 2024", ["2024-05"], []),
    ("signed:7 May 2024", ["2024-05-07"], []),
    ("立项:May 2024", ["2024-05"], []),
    ("Opening year:2024", ["2024"], []),
    ("Land area:24 hectares", [], ["24 hectares"]),
    ("leads,18 projects", [], ["18 projects"]),
    ("a lot of 9:24 hectares", [], []),
]


@pytest.mark.parametrize(("text", "periods", "amounts"), GLUED)
def test_a_colon_behind_a_word_is_punctuation(text: str, periods: list[str], amounts: list[str]) -> None:
    """What stands behind the colon of a label is read, in dates and in amounts; behind a digit it is a ratio."""
    assert [str(one.period) for one in find_periods(text)] == periods
    assert [one.raw for one in find_mentions(text)] == amounts
