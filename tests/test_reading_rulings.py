"""What running text refuses or reads as a cell does: signs, punctuation of either width, tails, shared places."""

from decimal import Decimal

import pytest

from zhaoshang import find_mentions
from zhaoshang.errors import QuantitySyntaxError
from zhaoshang.periods import Period
from zhaoshang.reading import find_periods, parse_quantity

VALUES = [
    ("工业用电量增速为-2.7%", "-2.7%", "-2.7"),
    ("外资到账较上月增加－450万元", "－450万元", "-4500000"),
    ("出口增速负1.9%", "负1.9%", "-1.9"),
    ("当月净增仓库-8座", "-8座", "-8"),
    ("用地规模:310亩", "310亩", "310"),
    ("预算总额3，600万元", "3，600万元", "36000000"),
    ("结余4,5678,9012元", "4,5678,9012元", "456789012"),
    ("編列二七六億元", "二七六億元", "27600000000"),
    ("釋出四·二五公頃", "四·二五公頃", "4.25"),
    ("設備費十七‧三萬元", "十七‧三萬元", "173000"),
    ("空置率降了四成半", "四成半", "45"),
    ("每户补助5万6000元", "5万6000元", "56000"),
    ("廠房二十九萬3,210平方公尺", "二十九萬3,210平方公尺", None),
    ("共計18萬2,340個", "18萬2,340個", "182340"),
]


@pytest.mark.parametrize(("text", "raw", "value"), VALUES)
def test_a_number_is_read_whole_or_not_at_all(text: str, raw: str, value: str | None) -> None:
    """The sign, every separator and every part belong to the number; a part of it is never reported."""
    found = [(one.raw, one.quantity.value) for one in find_mentions(text)]
    assert found in (([(raw, Decimal(value))],) if value is not None else ([],))


RANGES = [
    ("用地90 - 140亩", "90 - 140亩", 90, 140),
    ("注资600--900万元", "600--900万元", 6_000_000, 9_000_000),
    ("授信4000万元——3亿元", "4000万元——3亿元", 40_000_000, 300_000_000),
    ("拟投四至五千万元", "四至五千万元", 40_000_000, 50_000_000),
    ("收储三到六百亩", "三到六百亩", 300, 600),
    ("引进五至十家", "五至十家", 5, 10),
    ("返还百分之二十到五十", "百分之二十到五十", 20, 50),
    ("出租百分之四十至百分之六十", "百分之四十至百分之六十", 40, 60),
]


@pytest.mark.parametrize(("text", "raw", "low", "high"), RANGES)
def test_ranges(text: str, raw: str, low: int, high: int) -> None:
    """Blanks and doubled dashes join as one dash does; a lone numeral takes the place of the next."""
    (found,) = find_mentions(text)
    assert found.raw == raw
    assert [found.quantity.interval.low, found.quantity.interval.high] == [low, high]


SEVERAL = [
    ("签约41个亿元以上项目", ["41个", "亿元以上"]),
    ("引进9个亿美元项目", ["9个", "亿美元"]),
    ("到账60个亿。", ["60个亿"]),
    ("签约项目21个,总投资7.5亿元;占地:88亩", ["21个", "7.5亿元", "88亩"]),
]


@pytest.mark.parametrize(("text", "raws"), SEVERAL)
def test_what_stands_beside_a_count(text: str, raws: list[str]) -> None:
    """亿元 behind a count is the size of what is counted; ASCII punctuation parts as full-width does."""
    assert [one.raw for one in find_mentions(text)] == raws


PERIODS = [
    ("——2021年3月9日在全区招商会上", ["2021年3月9日"], ["2021-03-09"]),
    ("建设期2018年4月—2021年10月", ["2018年4月—2021年10月"], ["2018-04/2021-10"]),
    ("2020年6月至2021年5月，外出考察40次", ["2020年6月至2021年5月"], ["2020-06/2021-05"]),
    ("2021年5月6日至6月20日集中走访", ["2021年5月6日至6月20日"], ["2021-05-06/2021-06-20"]),
]


@pytest.mark.parametrize(("text", "raws", "periods"), PERIODS)
def test_a_year_beside_a_dash(text: str, raws: list[str], periods: list[str]) -> None:
    """A year beside a dash is never lost, and two months joined are one range."""
    found = find_periods(text, today="2024-01-01")
    assert [one.raw for one in found] == raws
    assert [one.period for one in found] == [Period.of(period) for period in periods]


NOTHING = ["12,35万元", "比例1:3倍", "六届人大四次会议", "三届七次全会", "二〇二一年", "增速约-3%"]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing(text: str) -> None:
    """No tail of what is not wholly a number, no meeting, no year is an amount."""
    assert not list(find_mentions(text))


@pytest.mark.parametrize("text", [raw for _, raw, *_ in [*VALUES, *RANGES]])
def test_a_mention_reads_as_its_cell(text: str) -> None:
    """Running text refuses what a cell refuses, and reads what a cell reads."""
    mentions = [one.quantity for one in find_mentions(text) if one.raw == text]
    try:
        cells = [parse_quantity(text)]
    except QuantitySyntaxError:
        cells = []
    assert mentions == cells
