"""The laws of reading and writing: inverses, exactness, spans, and no text that raises anything of its own."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import (
    ZhaoshangError,
    find_mentions,
    format_period,
    format_quantity,
    parse_period,
    parse_quantity,
)
from zhaoshang.intervals import Interval
from zhaoshang.periods import Period, Precision
from zhaoshang.quantities import Hedge, Money, Quantity, kind_of
from zhaoshang.reading import find_periods, parse_column, parse_money, parse_number
from zhaoshang.units import COUNTERS, CURRENCIES, OTHER_CURRENCIES, UNITS, Dimension, Unit, unit
from zhaoshang.writing import format_capitals, format_number

LOCALES = ("zh_CN", "zh_TW", "zh_HK", "en")
UNITS_READ = [
    *(one for one in (*UNITS, *CURRENCIES, *COUNTERS) if one.dimension is not Dimension.NUMBER),
    *(unit(code) for code in sorted(OTHER_CURRENCIES)),
    *(
        unit(code)
        for code in ("CNY/mu", "t/year", "CNY/个", "家/月", "USD/t", "kWh/m2", "人次/day", "pp/year")
    ),
]
units = st.sampled_from(UNITS_READ)
naturals = st.decimals(min_value=0, max_value=10**18, allow_nan=False, allow_infinity=False, places=4)
decimals = st.one_of(
    st.integers(0, 10**14).map(Decimal),
    st.integers(1, 999).flatmap(
        lambda number: st.integers(0, 14).map(lambda power: Decimal(number * 10**power))
    ),
    naturals,
    naturals.map(Decimal.copy_negate),
)
numbers = st.one_of(decimals, st.fractions(max_denominator=1000))
simple_hedges = st.sampled_from(
    [Hedge.NONE, Hedge.NEAR, Hedge.OVER, Hedge.AT_LEAST, Hedge.AT_MOST, Hedge.BELOW, Hedge.ABOUT]
)
scales = st.sampled_from([0, 1, 3, 4, 6, 7, 8, 11, 12])


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Any quantity at all: hedged by a word, by its digits, or by bounds that no word says."""
    one = draw(units)
    places, scale = draw(st.sampled_from([None, 0, 1, 2, 4])), draw(scales)
    if draw(st.booleans()):
        value = draw(numbers)
        hedge = draw(simple_hedges)
        return kind_of(one)(value=value, unit=one, hedge=hedge, places=places, scale=scale)
    hedge = draw(st.sampled_from([Hedge.ODD, Hedge.SEVERAL, Hedge.ORDER, Hedge.RANGE]))
    ends = sorted((Fraction(draw(numbers)), Fraction(draw(numbers))))
    low = None if draw(st.integers(0, 9)) == 0 else ends[0]
    high = None if draw(st.integers(0, 9)) == 0 else ends[1]
    closed = (draw(st.booleans()) and low is not None, draw(st.booleans()) and high is not None)
    if low == high and low is not None:
        closed = (True, True)
    bounds = Interval(low, high, *closed)
    inside = draw(st.sampled_from([None, low, high])) if draw(st.booleans()) else None
    return kind_of(one)(value=inside, unit=one, hedge=hedge, bounds=bounds, places=places, scale=scale)


@st.composite
def spoken(draw: st.DrawFn) -> str:
    """An amount as an official may write it."""
    number = draw(
        st.one_of(
            st.integers(0, 99999).map(str),
            st.integers(1000, 10**9).map("{:,}".format),
            st.decimals(min_value=0, max_value=9999, places=2).map(str),
            st.sampled_from(
                ["十", "百", "千", "三百五十", "两千零五", "十几", "数十", "几千", "五六", "好几百", "二十"]
            ),
        )
    )
    return "".join(
        (
            draw(st.sampled_from(["", "近", "约", "超", "不低于", "不足", "最高", "逾", "上", "至少"])),
            number,
            draw(st.sampled_from(["", "余", "多", "几"])),
            draw(st.sampled_from(["", "万", "亿", "千万", "万亿", "百"])),
            draw(
                st.sampled_from(
                    [
                        "元",
                        "亩",
                        "家",
                        "个",
                        "%",
                        "平方米",
                        "万元",
                        "人次",
                        "个月",
                        "美元",
                        "元/亩",
                        "千瓦",
                        "",
                    ]
                )
            ),
            draw(
                st.sampled_from(
                    ["", "以上", "左右", "以内", "级", "（含）以上", "多", "至30亿元", "-9000万元"]
                )
            ),
        )
    )


@pytest.mark.parametrize("locale", LOCALES)
@given(quantities())
def test_every_quantity_is_read_back(locale: str, quantity: Quantity) -> None:
    """`parse_quantity(format_quantity(x)) == x` in every locale."""
    text = format_quantity(quantity, locale=locale)
    assert parse_quantity(text) == quantity, text
    assert format_quantity(parse_quantity(text), locale=locale)


def in_hundreds_of_millions(one: Unit) -> list[Quantity]:
    """What is said of large amounts, of one unit: 28亿, 28亿以上, 十几亿, 数亿, 亿级, 3亿至5亿."""
    kind, large = kind_of(one), 10**8
    hedged: list[tuple[Hedge, int, int]] = [
        (Hedge.ODD, 10 * large, 20 * large),
        (Hedge.SEVERAL, 2 * large, 10 * large),
        (Hedge.ORDER, large, 10 * large),
        (Hedge.RANGE, 3 * large, 5 * large),
    ]
    return [
        *(kind(value=28 * large, unit=one, hedge=hedge, scale=8) for hedge in (Hedge.NONE, Hedge.AT_LEAST)),
        *(
            kind(value=None, unit=one, hedge=hedge, bounds=Interval(low, high, low_closed=True), scale=8)
            for hedge, low, high in hedged
        ),
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_large_amounts_of_every_unit_are_read_back(locale: str) -> None:
    wrong = []
    for quantity in (quantity for one in UNITS_READ for quantity in in_hundreds_of_millions(one)):
        text = format_quantity(quantity, locale=locale)
        try:
            if parse_quantity(text) != quantity:
                wrong.append(text)
        except ZhaoshangError:
            wrong.append(text)
    assert wrong == []


@given(spoken())
def test_what_is_read_has_a_canonical_text(text: str) -> None:
    """In every locale, formatting what was read gives a text that reads as the same, and that the same text again."""
    try:
        quantity = parse_quantity(text)
    except ZhaoshangError:
        return
    for locale in LOCALES:
        canonical = format_quantity(quantity, locale=locale)
        again = parse_quantity(canonical)
        assert again == quantity, canonical
        assert format_quantity(again, locale=locale) == canonical
    # what the hot path builds without checks, the constructor accepts and finds equal
    assert evolve(quantity) == quantity
    assert quantity.raw == text


@given(st.integers(1, 10**14), st.integers(0, 99))
def test_capitals_are_read_back(yuan: int, cents: int) -> None:
    amount = Money.of(Decimal(f"{yuan}.{cents:02}"), "元")
    assert parse_money(format_capitals(amount)) == amount


@given(
    st.one_of(
        st.integers(-(10**15), 10**15).map(Decimal), decimals.filter(lambda number: abs(number) < 10**16)
    )
)
def test_numerals_are_read_back(number: Decimal) -> None:
    for style in ("lower", "capitals", "digits"):
        text = format_number(number, style=style)
        assert parse_number(text) == number, text


days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Any period of any precision."""
    day = draw(days)
    precision = draw(st.sampled_from(list(Precision)))
    if precision is Precision.RANGE:
        other = draw(st.one_of(days, st.integers(0, 800).map(lambda count: _later(day, count))))
        return Period(min(day, other), max(day, other), precision)
    if precision is Precision.YEAR:
        return Period.year(day.year)
    if precision is Precision.MONTH:
        return Period.month(day.year, day.month)
    if precision is Precision.DAY:
        return Period.of(day)
    code = {
        Precision.THIRD: f"{day.month:02}-{'EML'[min(2, (day.day - 1) // 10)]}",
        Precision.QUARTER: f"Q{(day.month + 2) // 3}",
        Precision.HALF: f"H{(day.month + 5) // 6}",
    }[precision]
    return Period.of(f"{day.year:04}-{code}")


def _later(day: date, count: int) -> date:
    return day + timedelta(days=count) if (date.max - day).days > count else date.max


@pytest.mark.parametrize("locale", [*LOCALES, "en_GB"])
@given(periods())
def test_every_period_is_read_back(locale: str, period: Period) -> None:
    """`parse_period(format_period(x)) == x` in every locale."""
    text = format_period(period, locale=locale)
    assert parse_period(text) == period, text


@pytest.mark.parametrize("locale", LOCALES)
@given(quantities(), st.sampled_from(["亿元", "万元", "万亿元", "元"]))
def test_money_is_read_back_in_any_magnitude(locale: str, quantity: Quantity, unit_word: str) -> None:
    """A unit that is asked for changes the text and not the value."""
    if isinstance(quantity, Money) and quantity.unit.code == "CNY":
        text = format_quantity(quantity, locale=locale, unit=unit_word)
        assert parse_quantity(text) == quantity, text


WORDS = (
    "一二三四五六七八九十百千万亿兆零两几数半余多点壹贰拾佰仟元角分整亩家个项名人次月年日号天周旬季度上中下半去今明前初底近约超过逾不低于至少以上以下以内左右"
    "成折%％百分之个百分点级第-—~～至到、，,.。（）()含/+·“”【】 \n\t０１２３９0123456789０．萬億畝個項餘約兩(wàn)GWkM㎡¥$US元第期届GDP"
)
ENGLISH = (
    "about over nearly at least no less than more up to between and from under somewhere on the order of within or so"
    " 1 13 1,200 0.5 2022 07 five twenty-five hundred thousand million billion bn m k a half dozen several tens -odd + - – %"
    " RMB US$ $ CNY yuan US dollars dollars mu m² projects new firms persons (名) items percentage points days year years /mu"
    " per month March 5, June 30 Q1 H1 first half quarter last early mid- end to through by as of In . , : ; ( ) 亿元 项目 "
).split(" ")
texts = st.one_of(
    st.text(max_size=60),
    st.text(st.sampled_from(WORDS), max_size=40),
    st.lists(spoken(), max_size=5).map("".join),
    st.lists(st.sampled_from(ENGLISH), max_size=16).map(" ".join),
    st.lists(st.sampled_from(ENGLISH), max_size=16).map("".join),
)


def _shown(error: ZhaoshangError) -> None:
    """An error can always say itself, in either language."""
    assert error.render("en")
    assert error.render("zh_CN")


@given(texts, st.sampled_from([None, "亿元", "亩", "%"]))
def test_no_text_raises_anything_else(text: str, default: str | None) -> None:
    """Whatever the text, readers answer or raise an error of the library."""
    for read in (parse_quantity, parse_money):
        try:
            read(text, default_unit=default)
        except ZhaoshangError as error:
            _shown(error)
    for today in (None, date(2020, 4, 20)):
        try:
            parse_period(text, today=today)
        except ZhaoshangError as error:
            _shown(error)
    try:
        parse_number(text)
    except ZhaoshangError as error:
        _shown(error)
    assert len(parse_column([text, text]).values) == 2


@given(texts)
def test_mentions_lie_in_order_and_say_what_they_read(text: str) -> None:
    """Spans are inside the raw text, in order, and do not overlap; each quantity is sound."""
    end = 0
    for mention in find_mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.raw == mention.quantity.raw
        assert evolve(mention.quantity) == mention.quantity
        end = mention.end
    end = 0
    for dated in find_periods(text, today=date(2020, 4, 20)):
        assert end <= dated.start < dated.end <= len(text)
        assert text[dated.start : dated.end] == dated.raw
        end = dated.end
