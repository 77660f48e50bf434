"""Writing: official style, both scripts, English, numerals. All amounts are invented."""

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import pytest

from zhaoshang import (
    Area,
    Money,
    Percent,
    Period,
    format_period,
    format_quantity,
    parse_period,
    parse_quantity,
)
from zhaoshang.errors import (
    ConversionError,
    InexactNumberError,
    NumberRangeError,
    UnitMismatchError,
    UnknownCodeError,
    UnknownUnitError,
)
from zhaoshang.quantities import Count
from zhaoshang.writing import format_capitals, format_number, format_percent


@pytest.mark.parametrize(
    ("text", "simplified", "traditional", "english"),
    [
        ("近130億", "近130亿元", "近130億元", "nearly 13 billion yuan"),
        ("12.50亿元", "12.50亿元", "12.50億元", "1.25 billion yuan"),
        ("八十余亩", "80余亩", "80餘畝", "80-odd mu"),
        ("1.5万余人", "1.5万余人", "1.5萬餘人", "15,000-odd persons"),
        ("十几亿元", "十几亿元", "十幾億元", "somewhere between 1 billion and 2 billion yuan"),
        ("几十家", "数十家", "數十家", "several tens of firms"),
        ("千亿级", "千亿元级", "千億元級", "on the order of 100 billion yuan"),
        ("10-20亿元", "10亿元至20亿元", "10億元至20億元", "1 billion to 2 billion yuan"),
        (
            "1亿元（不含）-5亿元",
            "1亿元（不含）至5亿元",
            "1億元（不含）至5億元",
            "over 100 million up to 500 million yuan",
        ),
        ("不低于20亿元", "20亿元以上", "20億元以上", "at least 2 billion yuan"),
        ("不超过30天", "30天以下", "30天以下", "at most 30 days"),
        ("不到10亩", "不足10亩", "不足10畝", "below 10 mu"),
        ("450亿左右", "约450亿元", "約450億元", "about 45 billion yuan"),
        ("逾三成", "超30%", "超30%", "over 30%"),
        ("21.0个百分点", "21.0个百分点", "21.0個百分點", "21.0 percentage points"),
        ("3个多月", "3个多月", "3個多月", "3-odd months"),
        ("300万元/亩", "300万元/亩", "300萬元/畝", "3 million yuan/mu"),
        ("5千米", "5公里", "5公里", "5 km"),
        ("1亩", "1亩", "1畝", "1 mu"),
        ("一家", "1家", "1家", "1 firm"),
        ("数千万元", "数千万元", "數千萬元", "several tens of millions of yuan"),
        ("12项", "12项", "12項", "12 items (项)"),
        ("5家/月", "5家/月", "5家/月", "5 firms/month"),
        ("-0.35%", "-0.35%", "-0.35%", "-0.35%"),
    ],
)
def test_official_style(text: str, simplified: str, traditional: str, english: str) -> None:
    quantity = parse_quantity(text)
    assert format_quantity(quantity) == simplified
    assert (
        format_quantity(quantity, locale="zh_HK") == format_quantity(quantity, locale="zh_TW") == traditional
    )
    assert format_quantity(quantity, locale="en") == english


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("130", "130元"),
        ("35000", "3.5万元"),
        ("123456789", "12345.6789万元"),
        ("2000000000000", "2万亿元"),
        ("0.0005", "0.0005元"),
    ],
)
def test_computed_money_takes_the_best_magnitude(amount: str, text: str) -> None:
    """A sum prints no magnitude of its own, so 亿元 or 万元 is chosen where few places are left."""
    total = Money.of(amount, "元") + Money.of(0, "元")
    assert format_quantity(total) == text


def test_units_on_demand() -> None:
    assert format_quantity(Money.of(8910, "万元"), unit="亿元") == "0.891亿元"
    assert format_quantity(Money.of(3, "亿元"), unit="元") == "300000000元"
    assert format_quantity(Money.of(3, "亿元"), unit="亿元", locale="en") == "300 million yuan"
    assert format_quantity(Money.of("8910.5", "万元"), unit="万元", locale="en") == "89,105 thousand yuan"
    assert format_quantity(Money.of("0.891", "亿元"), unit="亿元", locale="en") == "89.1 million yuan"
    assert format_quantity(Area.of(3, "亩"), unit="平方米") == "2000平方米"
    assert format_quantity(Area.of(1, "亩"), unit=Area.of(1, "m2").unit) == "2000/3平方米"
    with pytest.raises(UnitMismatchError):
        format_quantity(Area.of(3, "亩"), unit="亿元")
    with pytest.raises(ConversionError):
        format_quantity(Money.of(3, "亿元"), unit="美元")
    with pytest.raises(ConversionError):
        format_quantity(Money.of(3, "亿元"), unit="千元")
    with pytest.raises(UnknownUnitError):
        format_quantity(Money.of(3, "亿元"), unit="斗笠")


def test_what_no_phrase_says_keeps_its_interval() -> None:
    total = parse_quantity("80余亩") + parse_quantity("3亩")
    assert format_quantity(total) == "83亩【odd (83, 93)】"
    assert parse_quantity(format_quantity(total)) == total
    assert format_quantity(-parse_quantity("近3亿元")) == "-3亿元【over】"
    assert format_quantity(total, locale="en") == "83 mu【odd (83, 93)】"
    assert format_quantity(parse_quantity("家【range (-∞, 5]】"), locale="en") == "firms【range (-∞, 5]】"
    assert format_quantity(parse_quantity("5元至30亿元"), locale="en") == "5 yuan to 3 billion yuan"
    assert parse_quantity("21 billion yuan【range (20000000000, ∞)】").value == 21 * 10**9


@pytest.mark.parametrize(
    ("iso", "chinese", "english"),
    [
        ("2022-03-05", "2022年3月5日", "March 5, 2022"),
        ("2022-12-M", "2022年12月中旬", "mid-December 2022"),
        ("2022-12-E", "2022年12月上旬", "early December 2022"),
        ("2022-03", "2022年3月", "March 2022"),
        ("2022-Q4", "2022年第四季度", "Q4 2022"),
        ("2022-H2", "2022年下半年", "second half of 2022"),
        ("2022", "2022年", "2022"),
        ("2022-01/2022-06", "2022年1月至6月", "January to June 2022"),
        ("2021/2023", "2021年至2023年", "2021 to 2023"),
        ("2022-01-15/2022-02-03", "2022年1月15日至2月3日", "January 15, 2022 to February 3, 2022"),
    ],
)
def test_periods(iso: str, chinese: str, english: str) -> None:
    assert format_period(iso) == chinese
    assert format_period(iso, locale="en") == english


def test_english_dates_follow_the_region() -> None:
    assert format_period("2022-03-05", locale="en_GB") == "5 March 2022"


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(247, 600), 1, "41.2%"),
        (Fraction(1, 2), 0, "50%"),
        (Fraction(1, 800), 1, "0.1%"),
        (Fraction(-1, 800), 2, "-0.13%"),
        (Fraction(-1, 100000), 1, "0.0%"),
        (Decimal("1.03"), 1, "103.0%"),
        (1, 0, "100%"),
    ],
)
def test_percent(value: Fraction | Decimal | int, places: int, text: str) -> None:
    """A rate is rounded half up, and never clamped."""
    assert format_percent(value, places=places) == text


def test_printed_percent_keeps_its_places() -> None:
    assert format_percent(Percent.of("51.20")) == "51.20%"
    with pytest.raises(InexactNumberError):
        format_percent(0.5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "lower", "capitals"),
    [
        (0, "零", "零"),
        (10, "十", "壹拾"),
        (15, "十五", "壹拾伍"),
        (115, "一百一十五", "壹佰壹拾伍"),
        (1005, "一千零五", "壹仟零伍"),
        (10010, "一万零一十", "壹万零壹拾"),
        (105000, "十万五千", "壹拾万伍仟"),
        (1005000, "一百万五千", "壹佰万伍仟"),
        (350000000, "三亿五千万", "叁亿伍仟万"),
        (100000001, "一亿零一", "壹亿零壹"),
        (15000 * 10**8, "一万五千亿", "壹万伍仟亿"),
        (Decimal("-12.05"), "负十二点零五", "负壹拾贰点零伍"),
    ],
)
def test_numerals(number: int | Decimal, lower: str, capitals: str) -> None:
    assert format_number(number) == lower
    assert format_number(number, style="capitals") == capitals


def test_numbers_in_digits_and_beyond() -> None:
    assert format_number(Decimal("3.50E+3"), style="digits") == "3500"
    with pytest.raises(NumberRangeError, match="below 10 to the power of 16"):
        format_number(10**16)
    with pytest.raises(UnknownCodeError):
        format_number(3, style="roman")
    for wrong in (0.5, True, Decimal("NaN")):
        with pytest.raises(InexactNumberError):
            format_number(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("1234500", "人民币壹佰贰拾叁万肆仟伍佰元整"),
        ("1680.32", "人民币壹仟陆佰捌拾元叁角贰分"),
        ("1005.07", "人民币壹仟零伍元零柒分"),
        ("0.5", "人民币零元伍角"),
        ("100000000", "人民币壹亿元整"),
    ],
)
def test_capitals(amount: str, text: str) -> None:
    assert format_capitals(Money.of(amount, "元")) == text
    assert parse_quantity(text).value == Decimal(amount)


def test_capitals_refuse_what_is_not_paid() -> None:
    with pytest.raises(ConversionError):
        format_capitals(Money.of(3, "美元"))
    with pytest.raises(InexactNumberError):
        format_capitals(Money.of(3, "元", hedge="near"))
    with pytest.raises(InexactNumberError):
        format_capitals(Money.of("0.005", "元"))
    with pytest.raises(NumberRangeError, match="not negative"):
        format_capitals(Money.of(-3, "元"))


@pytest.mark.parametrize("locale", ["fr", "zh-cmn-Hans-CN-x", "", "english"])
def test_other_languages_are_refused(locale: str) -> None:
    with pytest.raises(UnknownCodeError):
        format_quantity(Count.of(3, "家"), locale=locale)
    with pytest.raises(UnknownCodeError):
        format_period("2022", locale=locale)


def test_babel_is_not_imported_for_everyday_text() -> None:
    """Reading and writing work without loading babel."""
    code = (
        "import sys; from zhaoshang.reading import parse_money; from zhaoshang.writing import format_quantity;"
        "format_quantity(parse_money('近3亿元'), locale='en'); sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own code


SHORT = [
    ("2022-03-05/2022-03-12", "2022年3月5日至12日", "March 5 to 12, 2022"),
    ("2022-03-05/2022-06-20", "2022年3月5日至6月20日", "March 5, 2022 to June 20, 2022"),
    ("2021-11-01/2022-03-31", "2021年11月至2022年3月", "November 2021 to March 2022"),
]


@pytest.mark.parametrize(("iso", "chinese", "english"), SHORT)
def test_a_range_says_nothing_twice(iso: str, chinese: str, english: str) -> None:
    """What both days share is written once, and read back."""
    assert (format_period(iso), format_period(iso, locale="en")) == (chinese, english)
    assert parse_period(chinese) == parse_period(english) == Period.of(iso)


@pytest.mark.parametrize(
    ("amount", "places", "chinese", "english"),
    [
        ("801111111.11", 2, "8.01亿元", "801.11 million yuan"),
        ("2015555555", 2, "20.16亿元", "2.02 billion yuan"),
        ("99999999", 0, "1亿元", "100 million yuan"),
        ("-12345.678", 1, "-1.2万元", "-12,345.7 yuan"),
    ],
)
def test_rounding_when_asked(amount: str, places: int, chinese: str, english: str) -> None:
    """Places are those of the magnitude that is written; without them nothing is rounded."""
    money = Money.of(amount, "元")
    assert format_quantity(money, places=places) == chinese
    assert format_quantity(money, places=places, locale="en") == english
    assert parse_quantity(format_quantity(money)).value == money.value


def test_what_is_hedged_is_not_rounded() -> None:
    """Rounded up, 超8.126亿元 would promise more than it did."""
    assert format_quantity(parse_quantity("超8.126亿元"), places=2) == "超8.126亿元"
    with pytest.raises(NumberRangeError, match=r"-1\. Expected 0 to 400"):
        format_quantity(parse_quantity("8亿元"), places=-1)


def test_an_end_of_a_range_keeps_four_decimal_places_of_the_magnitude_of_the_other() -> None:
    """What four places do not hold takes the next smaller magnitude."""
    for low, words in (("1.2345亿元", "1.2345亿元"), ("1.23456亿元", "12345.6万元")):
        assert format_quantity(parse_quantity(f"{low}至30亿元")) == f"{words}至30亿元"


@pytest.mark.parametrize(
    ("text", "places", "written"),
    [
        ("1.23456亿元", 2, "1.23亿元"),
        ("1.235亿元", 2, "1.24亿元"),
        ("12345.678万元", 1, "12345.7万元"),
        ("9999.99万元", 1, "1亿元"),
        ("1.26百亿元", 1, "126亿元"),
        ("123.456万平方米", 1, "123.5万平方米"),
        ("123.456平方米", 1, "123.5平方米"),
        ("1.25万家", 1, "1.3万家"),
    ],
)
def test_places_are_those_of_the_printed_magnitude(text: str, places: int, written: str) -> None:
    assert format_quantity(parse_quantity(text), places=places) == written
