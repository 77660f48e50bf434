"""Kinds of amounts in cells and in text: signs and currencies in front, ranges, pairs, and what is cut by another reader."""

from fractions import Fraction

import pytest

from zhaoshang import find_mentions, parse_quantity
from zhaoshang.errors import QuantitySyntaxError
from zhaoshang.reading import find_periods
from zhaoshang.units import Dimension

# read alike as a cell and as a text
ALIKE = [
    ("-4亿元至6亿元", "[-400000000, 600000000] CNY (range)"),
    ("负4%至-1%", "[-4, -1] percent (range)"),
    ("+4%～+6%", "[4, 6] percent (range)"),
    ("-2 to 3 percent", "[-2, 3] percent (range)"),
    ("between -2 and 3 percent", "[-2, 3] percent (range)"),
    ("US$-4m to US$7m", "[-4000000, 7000000] USD (range)"),
    ("HK$-41 million", "-41000000 HKD"),
    ("¥-620万", "-6200000 CNY"),
    ("¥ -620.50元", "-620.50 CNY"),
    ("US$ 72万元", "720000 USD"),
    ("US$2万-6万", "[20000, 60000] USD (range)"),
    ("US$2万-US$6万", "[20000, 60000] USD (range)"),
    ("\u20116.4%", "-6.4 percent"),
    ("\ufe636.4\ufe6a", "-6.4 percent"),
    ("4\u223c7亿元", "[400000000, 700000000] CNY (range)"),
    ("4\u301c7亿元", "[400000000, 700000000] CNY (range)"),
    ("4\u25007亿元", "[400000000, 700000000] CNY (range)"),
    ("4~~7家", "[4, 7] 家 (range)"),
    ("二十来亿元", "2000000000 CNY (about)"),
    ("3.5多兆欧元", "3500000000000 EUR (odd)"),
    ("62m hectares", "62000000 ha"),
    ("约96 MW", "96 MW (about)"),
]


@pytest.mark.parametrize(("text", "value"), ALIKE, ids=[text for text, _ in ALIKE])
def test_a_text_reads_what_a_cell_reads(text: str, value: str) -> None:
    """The one amount of a text is the amount of the cell."""
    assert str(parse_quantity(text)) == value
    (found,) = find_mentions(text)
    assert (found.raw, str(found.quantity)) == (text, value)


NEITHER = [
    "8亿元至8亿元",
    "14亿元至8亿元",
    "14个-20家",
    "–6.4%",
    "新台币–210万元",
    "新台币- 210万元",
    "人民币52m",
    "人民币52 billion",
    "£2,6134,5520m",
    "百分之61点5",
    "50来兆港币元",
    "约96 million yuan",
    "40元/3个月",
    "4%/2%",
    "$4RMB",
    "港元8亿人民币",
]


@pytest.mark.parametrize("text", NEITHER)
def test_what_a_cell_refuses_a_text_does_not_read_in_part(text: str) -> None:
    """No end of a range that falls, no number without its sign, its currency or its magnitude."""
    assert find_mentions(text) == []
    with pytest.raises(QuantitySyntaxError):
        parse_quantity(text)


TEXTS = [
    ("净利润-8亿元至8亿元", [("-8亿元至8亿元", "[-800000000, 800000000] CNY (range)")]),
    ("增速\n-6.4%", [("-6.4%", "-6.4 percent")]),
    ("产值增长6%至140亿元", [("6%", "6 percent"), ("140亿元", "14000000000 CNY")]),
    ("由8200元到4700元", [("8200元", "8200 CNY"), ("4700元", "4700 CNY")]),
    ("签约14个——4家落地", [("14个", "14 个"), ("4家", "4 家")]),
    ("共$641.2m项目", [("$641.2m", "641200000 USD")]),
    ("总投资RMB520m", [("RMB520m", "520000000 CNY")]),
    ("“四类300强”企业14家", [("14家", "14 家")]),
    ("a wall of 62m", [("62m", "62 m")]),
    ("储能150MW/300MWh", [("150MW", "150 MW"), ("300MWh", "300 MWh")]),
    ("带动600户/1500人", [("600户", "600 户"), ("1500人", "1500 人")]),
    ("用地300亩/20公顷", [("300亩", "300 mu"), ("20公顷", "20 ha")]),
    ("on 600 acres/243 hectares", [("600 acres", "600 acre"), ("243 hectares", "243 ha")]),
]


@pytest.mark.parametrize(("text", "found"), TEXTS, ids=[text for text, _ in TEXTS])
def test_amounts_in_text(text: str, found: list[tuple[str, str]]) -> None:
    """Changes are two amounts, a slash parts two measures of one thing, and signs and currencies stay with their numbers."""
    assert [(one.raw, str(one.quantity)) for one in find_mentions(text)] == found


LISTED = [
    ("2022年4、5月", [("2022年4", "2022-04"), ("5月", "2022-05")]),
    ("第二、三季度", [("第二", "2022-Q2"), ("三季度", "2022-Q3")]),
    ("上、下半年", [("上", "2022-H1"), ("下半年", "2022-H2")]),
    ("6月3、4日", [("6月3", "2022-06-03"), ("4日", "2022-06-04")]),
    ("1、9月份开会", [("9月份", "2022-09")]),  # the number of a paragraph
    ("增长11、9月份", [("9月份", "2022-09")]),
]


@pytest.mark.parametrize(("text", "found"), LISTED, ids=[text for text, _ in LISTED])
def test_the_parts_of_a_list_share_the_sign_of_the_last(text: str, found: list[tuple[str, str]]) -> None:
    """As the years of a list share their 年, so do months, quarters, halves and days."""
    assert [(one.raw, str(one.period)) for one in find_periods(text, today="2022-08-15")] == found


def test_money_behind_a_word_that_ends_like_a_currency() -> None:
    """资金 is no 美金."""
    (found,) = find_mentions("到位资金312.5亿元人民币")
    assert str(found.quantity) == "31250000000 CNY"


@pytest.mark.parametrize("number", ["3.5", "80", "120", "1,200", "0.35"])
@pytest.mark.parametrize(
    ("word", "metres"),
    [
        ("平方公里", 10**6), ("km2", 10**6), ("km²", 10**6), ("公顷", 10**4), ("ha", 10**4), ("hm²", 10**4),
        ("万平方米", 10**4), ("万㎡", 10**4), ("万平方", 10**4), ("平方", 1), ("㎡", 1), ("亩", Fraction(2000, 3)),
    ],
)  # fmt: skip
def test_every_word_of_an_area_is_exact(number: str, word: str, metres: int | Fraction) -> None:
    """In a text and as a whole; 3.5万平方 and 3.5ha were not found."""
    for found in (
        parse_quantity(number + word),
        *(each.quantity for each in find_mentions(f"项目占地{number}{word}。")),
    ):
        assert found.value is not None
        assert Fraction(found.value) * found.unit.factor == Fraction(number.replace(",", "")) * metres
    assert len(find_mentions(f"项目占地{number}{word}。")) == 1


@pytest.mark.parametrize("text", ["2的3平方根", "5平方英里", "3方案", "面积3 ha2"])
def test_what_is_no_area_is_none(text: str) -> None:
    assert not [each for each in find_mentions(text) if each.quantity.unit.dimension is Dimension.AREA]
