"""Reading cells: every ruling of the design, one table each. All examples are invented."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from zhaoshang import Hedge, Interval, Money, Quantity, parse_money, parse_period, parse_quantity
from zhaoshang.errors import (
    AmbiguousQuantityError,
    DateValueError,
    PeriodSyntaxError,
    QuantitySyntaxError,
    TodayNeededError,
    UnknownUnitError,
)
from zhaoshang.periods import Period
from zhaoshang.reading import period_from_excel
from zhaoshang.units import unit

YI = 100_000_000
WAN = 10_000


def interval(text: str) -> Interval:
    """Make an interval from its mathematical notation, with 亿 and 万."""
    left, right = text[1:-1].split(",")

    def end(word: str) -> Fraction | None:
        scale = YI if word.endswith("亿") else WAN if word.endswith("万") else 1
        return Fraction(word.rstrip("亿万")) * scale if word else None

    return Interval(end(left), end(right), text[0] == "[", text[-1] == "]")


RULINGS = [
    # 1: a plain amount
    ("130亿元", 130 * YI, "CNY", Hedge.NONE, "[130亿,130亿]"),
    ("8000万", 8000 * WAN, "CNY", Hedge.NONE, "[8000万,8000万]"),
    ("0.0005元", "0.0005", "CNY", Hedge.NONE, "[0.0005,0.0005]"),
    ("1234567890123456.78元", "1234567890123456.78", "CNY", Hedge.NONE, None),
    # 2: near
    ("近130亿", 130 * YI, "CNY", Hedge.NEAR, "(,130亿)"),
    ("将近80亩", 80, "mu", Hedge.NEAR, "(,80)"),
    ("接近3000万元", 3000 * WAN, "CNY", Hedge.NEAR, "(,3000万)"),
    # 3: over
    ("超千亿元", 1000 * YI, "CNY", Hedge.OVER, "(1000亿,)"),
    ("逾60家", 60, "家", Hedge.OVER, "(60,)"),
    ("超过4500万元", 4500 * WAN, "CNY", Hedge.OVER, "(4500万,)"),
    ("突破5亿元", 5 * YI, "CNY", Hedge.OVER, "(5亿,)"),
    ("过百亿元", 100 * YI, "CNY", Hedge.OVER, "(100亿,)"),
    # 4: at least, the end included
    ("20亿元以上", 20 * YI, "CNY", Hedge.AT_LEAST, "[20亿,)"),
    ("亿元以上", YI, "CNY", Hedge.AT_LEAST, "[1亿,)"),
    ("100个及以上", 100, "个", Hedge.AT_LEAST, "[100,)"),
    ("不低于3亿元", 3 * YI, "CNY", Hedge.AT_LEAST, "[3亿,)"),
    ("不少于15家", 15, "家", Hedge.AT_LEAST, "[15,)"),
    ("至少2亿元", 2 * YI, "CNY", Hedge.AT_LEAST, "[2亿,)"),
    # 5: at most, and below
    ("5亿元以下", 5 * YI, "CNY", Hedge.AT_MOST, "(,5亿]"),
    ("30天以内", 30, "day", Hedge.AT_MOST, "(,30]"),
    ("不超过500万元", 500 * WAN, "CNY", Hedge.AT_MOST, "(,500万]"),
    ("最高20亿元", 20 * YI, "CNY", Hedge.AT_MOST, "(,20亿]"),
    ("不足10亩", 10, "mu", Hedge.BELOW, "(,10)"),
    ("不到3个月", 3, "month", Hedge.BELOW, "(,3)"),
    ("未满18家", 18, "家", Hedge.BELOW, "(,18)"),
    # 6: about
    ("约450亿", 450 * YI, "CNY", Hedge.ABOUT, "(,)"),
    ("大约60人", 60, "人", Hedge.ABOUT, "(,)"),
    ("35亩左右", 35, "mu", Hedge.ABOUT, "(,)"),
    ("十来家", 10, "家", Hedge.ABOUT, "(,)"),
    # 7: odd
    ("80余亩", 80, "mu", Hedge.ODD, "(80,90)"),
    ("7万多平方米", 70000, "m2", Hedge.ODD, "(7万,8万)"),
    ("130余亿元", 130 * YI, "CNY", Hedge.ODD, "(130亿,140亿)"),
    ("1.5万余人", 15000, "人", Hedge.ODD, "(1.5万,1.6万)"),
    ("2000余家", 2000, "家", Hedge.ODD, "(2000,3000)"),
    ("百余个", 100, "个", Hedge.ODD, "(100,200)"),
    ("二百三十余万元", 230 * WAN, "CNY", Hedge.ODD, "(230万,240万)"),
    ("3个多月", 3, "month", Hedge.ODD, "(3,4)"),
    ("10年多", 10, "year", Hedge.ODD, "(10,11)"),
    # 8, 9, 10, 11: digits that are not there
    ("十几亿元", None, "CNY", Hedge.ODD, "(10亿,20亿)"),
    ("三十几家", None, "家", Hedge.ODD, "(30,40)"),
    ("数十亿元", None, "CNY", Hedge.SEVERAL, "[20亿,100亿)"),
    ("几千万元", None, "CNY", Hedge.SEVERAL, "[2000万,10000万)"),
    ("好几百人", None, "人", Hedge.SEVERAL, "[200,1000)"),
    ("上百亿元", 100 * YI, "CNY", Hedge.AT_LEAST, "[100亿,)"),
    ("上万人", WAN, "人", Hedge.AT_LEAST, "[1万,)"),
    ("百亿级", None, "CNY", Hedge.ORDER, "[100亿,1000亿)"),
    ("千亿元级", None, "CNY", Hedge.ORDER, "[1000亿,10000亿)"),
    # 12: ranges
    ("10-20亿元", None, "CNY", Hedge.RANGE, "[10亿,20亿]"),
    ("1.5亿—2亿元", None, "CNY", Hedge.RANGE, "[1.5亿,2亿]"),
    ("5000万元至1亿元", None, "CNY", Hedge.RANGE, "[5000万,1亿]"),
    ("50-100亩", None, "mu", Hedge.RANGE, "[50,100]"),
    ("9亿～16亿", None, "CNY", Hedge.RANGE, "[9亿,16亿]"),
    ("三到五年", None, "year", Hedge.RANGE, "[3,5]"),
    ("1亿元（含）-5亿元（不含）", None, "CNY", Hedge.RANGE, "[1亿,5亿)"),
    ("1亿元（不含）至5亿元（含）", None, "CNY", Hedge.RANGE, "(1亿,5亿]"),
    ("1亿元以上、5亿元以下", None, "CNY", Hedge.RANGE, "[1亿,5亿]"),
    ("超1亿元不足5亿元", None, "CNY", Hedge.RANGE, "(1亿,5亿)"),
    ("20亿元（含）以上", 20 * YI, "CNY", Hedge.AT_LEAST, "[20亿,)"),
    ("5-10亿元(不含10亿元)", None, "CNY", Hedge.RANGE, "[5亿,10亿)"),
    ("10亿元以上（不含10亿元）", 10 * YI, "CNY", Hedge.OVER, "(10亿,)"),
    ("20亿元以上（不含）", 20 * YI, "CNY", Hedge.OVER, "(20亿,)"),
    # 13: neighbouring digits
    ("五六千万元", None, "CNY", Hedge.RANGE, "[5000万,6000万]"),
    ("十五六亿元", None, "CNY", Hedge.RANGE, "[15亿,16亿]"),
    ("二三十亿元", None, "CNY", Hedge.RANGE, "[20亿,30亿]"),
    ("三五年", None, "year", Hedge.RANGE, "[3,5]"),
    # 14: parts that add
    ("3亿2000万元", 32000 * WAN, "CNY", Hedge.NONE, None),
    ("1亿3千万", 13000 * WAN, "CNY", Hedge.NONE, None),
    ("三万五元", 35000, "CNY", Hedge.NONE, None),
    ("一万五千亿元", 15000 * YI, "CNY", Hedge.NONE, None),
    # 15, 16: percent and points
    ("51.2%", "51.2", "percent", Hedge.NONE, None),
    ("百分之五十一", 51, "percent", Hedge.NONE, None),
    ("百分之五点六", "5.6", "percent", Hedge.NONE, None),
    ("千分之三", "0.3", "percent", Hedge.NONE, None),
    ("两成", 20, "percent", Hedge.NONE, None),
    ("三成五", 35, "percent", Hedge.NONE, None),
    ("八五折", 85, "percent", Hedge.NONE, None),
    ("8折", 80, "percent", Hedge.NONE, None),
    ("21.0个百分点", "21.0", "pp", Hedge.NONE, None),
    # 19: currencies
    ("¥1,200.50", "1200.50", "CNY", Hedge.NONE, None),
    ("人民币5亿元", 5 * YI, "CNY", Hedge.NONE, None),
    ("1.5亿元人民币", 15000 * WAN, "CNY", Hedge.NONE, None),
    ("US$3000万", 3000 * WAN, "USD", Hedge.NONE, None),
    ("3000万美金", 3000 * WAN, "USD", Hedge.NONE, None),
    ("2亿港币", 2 * YI, "HKD", Hedge.NONE, None),
    ("新臺幣100億元", 100 * YI, "TWD", Hedge.NONE, None),
    ("8000万欧元", 8000 * WAN, "EUR", Hedge.NONE, None),
    ("10亿日元", 10 * YI, "JPY", Hedge.NONE, None),
    ("500万新加坡元", 500 * WAN, "SGD", Hedge.NONE, None),
    # 20: areas keep their unit
    ("46.93万㎡", 469300, "m2", Hedge.NONE, None),
    ("3公顷", 3, "ha", Hedge.NONE, None),
    ("12平方公里", 12, "km2", Hedge.NONE, None),
    # 21: counters stay distinct
    ("300户次", 300, "户次", Hedge.NONE, None),
    ("40人次", 40, "人次", Hedge.NONE, None),
    ("60批次", 60, "批次", Hedge.NONE, None),
    # 22: scripts
    ("１２．５億元", 125 * WAN * 1000, "CNY", Hedge.NONE, None),
    ("三十餘畝", 30, "mu", Hedge.ODD, "(30,40)"),
    ("壹佰贰拾叁万肆仟伍佰元整", 1234500, "CNY", Hedge.NONE, None),
    ("210.5萬(wàn)平方米", 2105000, "m2", Hedge.NONE, None),
    ("130 亿元", 130 * YI, "CNY", Hedge.NONE, None),
    ("13\n亿元", 13 * YI, "CNY", Hedge.NONE, None),
    ("约1 300万元", 1300 * WAN, "CNY", Hedge.ABOUT, None),
    # 23: two hedges
    ("约2万8千余人", 28000, "人", Hedge.ODD, "(28000,29000)"),
    ("逾三成以上", 30, "percent", Hedge.OVER, "(30,)"),
    # compound units, power, lengths, weights
    ("300万元/亩", 300 * WAN, "CNY/mu", Hedge.NONE, None),
    ("20万吨/年", 20 * WAN, "t/year", Hedge.NONE, None),
    ("20GW", 20, "GW", Hedge.NONE, None),
    ("30万千瓦", 30 * WAN, "kW", Hedge.NONE, None),
    ("5千米", 5, "km", Hedge.NONE, None),
    ("一年半", "1.5", "year", Hedge.NONE, None),
    ("半年", "0.5", "year", Hedge.NONE, None),
    ("15个工作日", 15, "workday", Hedge.NONE, None),
    ("-3.5%", "-3.5", "percent", Hedge.NONE, None),
]


@pytest.mark.parametrize(("text", "value", "code", "hedge", "bounds"), RULINGS)
def test_rulings(text: str, value: int | str | None, code: str, hedge: Hedge, bounds: str | None) -> None:
    """A cell is read as the rulings say, and keeps its text."""
    quantity = parse_quantity(text)
    assert (quantity.value, quantity.unit.code, quantity.hedge) == (
        None if value is None else Decimal(value),
        code,
        hedge,
    )
    assert quantity.raw == text
    if bounds is not None:
        assert quantity.interval == interval(bounds)


@pytest.mark.parametrize(
    ("text", "default", "value", "code"),
    [
        ("10.00", "亿元", 10 * YI, "CNY"),
        ("1.5亿", "万元", 15000 * WAN, "CNY"),
        ("8910万元", "亿元", 8910 * WAN, "CNY"),
        ("80", "亩", 80, "mu"),
        ("１２０", "万美元", 120 * WAN, "USD"),
        ("1.2", "万㎡", 12000, "m2"),
        ("45亩", "平方米", 45, "mu"),
    ],
)
def test_default_unit(text: str, default: str, value: int, code: str) -> None:
    """The header's unit counts where the cell prints none (ruling 18)."""
    quantity = parse_quantity(text, default_unit=default)
    assert (quantity.value, quantity.unit.code) == (Decimal(value), code)


def test_default_unit_of_ranges_and_instances() -> None:
    assert parse_quantity("10-20", default_unit="亿元").interval == interval("[10亿,20亿]")
    assert parse_quantity("80", default_unit=unit("mu")).unit.code == "mu"
    with pytest.raises(UnknownUnitError):
        parse_quantity("80", default_unit="斗笠")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("", (0, 0)),
        ("待定", (0, 2)),
        ("130", (3, 3)),
        ("130亿元的", (5, 6)),
        ("共计130亿元", (0, 2)),
        ("三百五千元", (0, 4)),
        ("一二三家", (0, 3)),
        ("萬(wàn)一", (0, 7)),
        ("20亿元-10亿元", (0, 9)),
        ("-近3亿元", (0, 1)),
        ("百分之", (3, 3)),
    ],
)
def test_refused(text: str, span: tuple[int, int]) -> None:
    """What is not wholly a quantity is refused, and the span marks the place in the raw text."""
    with pytest.raises(QuantitySyntaxError) as caught:
        parse_quantity(text)
    assert (caught.value.text, caught.value.span) == (text, span)


@pytest.mark.parametrize("text", ["5000-1亿", "20-10亿元"])
def test_ambiguous_ranges_are_refused(text: str) -> None:
    with pytest.raises(AmbiguousQuantityError) as caught:
        parse_quantity(text)
    assert len(caught.value.readings) == 2


def test_overlong_cells_are_refused() -> None:
    with pytest.raises(QuantitySyntaxError):
        parse_quantity("1" * 2000)
    with pytest.raises(QuantitySyntaxError):
        parse_quantity("1" * 500 + "元")
    with pytest.raises(PeriodSyntaxError):
        parse_period("1" * 2000)


def test_money_is_money() -> None:
    money: Money = parse_money("3亿2000万")
    assert money == Money.of("3.2", "亿元")
    with pytest.raises(QuantitySyntaxError):
        parse_money("80亩")


def test_places_and_scale_are_kept() -> None:
    quantity: Quantity = parse_quantity("12.50亿元")
    assert (quantity.places, quantity.scale) == (2, 8)


TODAY = date(2020, 4, 20)

PERIODS = [
    ("2022.3", "2022-03"),
    ("2022.10", "2022-10"),
    ("2022年3月", "2022-03"),
    ("2022年3月5日", "2022-03-05"),
    ("2022年3月5号", "2022-03-05"),
    ("2022-03-05", "2022-03-05"),
    ("2022/3/5", "2022-03-05"),
    ("2022.03.05", "2022-03-05"),
    ("20220305", "2022-03-05"),
    ("2022", "2022"),
    ("2022年度", "2022"),
    ("２０２２年３月", "2022-03"),
    ("2008年元月10日", "2008-01-10"),
    ("二〇二二年三月", "2022-03"),
    ("22年3月", "2022-03"),
    ("3月15日", "2020-03-15"),
    ("12月中旬", "2020-12-M"),
    ("3月底", "2020-03-L"),
    ("上半年", "2020-H1"),
    ("2021年下半年", "2021-H2"),
    ("一季度", "2020-Q1"),
    ("2021年第三季度", "2021-Q3"),
    ("前三季度", "2020-01-01/2020-09-30"),
    ("2021年前8个月", "2021-01-01/2021-08-31"),
    ("2021年1-6月", "2021-01-01/2021-06-30"),
    ("2021-2023年", "2021-01-01/2023-12-31"),
    ("2021年3月5日至8日", "2021-03-05/2021-03-08"),
    ("去年9月", "2019-09"),
    ("今年3月", "2020-03"),
    ("上月", "2020-03"),
    ("上个月", "2020-03"),
    ("本月中旬", "2020-04-M"),
    ("今年", "2020"),
    ("明年", "2021"),
    ("前年", "2018"),
    ("今年年初", "2020-01"),
    ("年底", "2020-12"),
    ("今天", "2020-04-20"),
    ("昨日", "2020-04-19"),
    ("上周", "2020-04-13/2020-04-19"),
    ("20日", "2020-04-20"),
    ("今年以来", "2020-01-01/2020-04-20"),
    ("截至3月底", "2020-03-L"),
    ("近一年来", "2019-04-21/2020-04-20"),
    ("近3个月", "2020-01-21/2020-04-20"),
    ("“十四五”期间", "2021-01-01/2025-12-31"),
    ("十三五时期", "2016-01-01/2020-12-31"),
]


@pytest.mark.parametrize(("text", "iso"), PERIODS)
def test_periods(text: str, iso: str) -> None:
    """Each form of a date gives its days, in the precision written."""
    assert str(parse_period(text, today=TODAY)) == iso


@pytest.mark.parametrize(
    "text", ["去年", "上月", "3月15日", "上半年", "近一年来", "今年以来", "今天", "上周", "5日"]
)
def test_relative_periods_need_today(text: str) -> None:
    with pytest.raises(TodayNeededError):
        parse_period(text)


def test_the_year_of_a_title_row_wins() -> None:
    assert str(parse_period("3月15日", year=2021)) == "2021-03-15"
    assert str(parse_period("3月15日", year=2021, today=TODAY)) == "2021-03-15"
    assert str(parse_period("上半年", year=2021)) == "2021-H1"
    assert str(parse_period("今天", today="2022-12")) == "2022-12"


@pytest.mark.parametrize(
    "iso", ["2022", "2022-Q1", "2022-H2", "2022-03", "2022-12-E", "2022-12-M", "2022-03-05"]
)
def test_what_a_period_writes_is_read_back(iso: str) -> None:
    """`parse_period` reads the codes that `str` writes, and as the same period."""
    assert parse_period(iso) == parse_period(f" {iso} ") == Period.of(iso)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022年2月30日",
        "待定",
        "2022年3月左右",
        "44926",
        "13月",
        "2022年6月至3月",
        "近一一周",
        "近十一十天",
        "近0年",
    ],
)
def test_refused_periods(text: str) -> None:
    with pytest.raises(PeriodSyntaxError):
        parse_period(text, today=TODAY)


def test_excel_serials() -> None:
    assert period_from_excel(44926.5) == Period.of("2022-12-31")
    assert period_from_excel(1) == Period.of("1900-01-01")
    assert period_from_excel(61) == Period.of("1900-03-01")
    assert period_from_excel(0, epoch=1904) == Period.of("1904-01-01")
    assert period_from_excel(Decimal(43464), epoch=1904) == Period.of("2022-12-31")


@pytest.mark.parametrize("number", [0, 60, -3, 10**12, float("nan"), float("inf"), True])
def test_no_excel_serials(number: float) -> None:
    with pytest.raises(DateValueError):
        period_from_excel(number)


def test_excel_epochs() -> None:
    with pytest.raises(ValueError, match="1900 or 1904"):
        period_from_excel(44926, epoch=1970)
