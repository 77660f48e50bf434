"""A number is read whole or not at all: no tail of a torn one, no size or unit twice, no bound that its word does not give."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import find_mentions, parse_quantity
from zhaoshang.errors import AmbiguousQuantityError, QuantitySyntaxError
from zhaoshang.quantities import Hedge
from zhaoshang.reading import find_periods

DASHES = [
    chr(code)
    for code in (
        *range(0x2010, 0x2016),
        0x2043,
        0xFE58,
        0x2E3A,
        0x2E3B,
        0x207B,
        0x208B,
        0x2D7,
        0x2796,
        0x58A,
        0x1806,
    )
]
"""What may stand for a minus."""
TEARS = "'’‘\u00b4`^*_﹒‧・∙˙\u066b﹐˚¨\u0301\u20dd\u200f\u202e"
"""Signs that part no two numbers."""
UNSEEN = "\u00ad\u034f\u200b\u200c\u200d\u200e\u2060\u2066\ufe0f\ufeff"
"""Characters that nobody sees."""


def said(text: str) -> list[str]:
    return [str(each.quantity) for each in find_mentions(text)]


# ------------------------------------------------------------------ torn numbers


@pytest.mark.parametrize("mark", TEARS, ids=lambda mark: f"{ord(mark):04X}")
@pytest.mark.parametrize(
    "form", ["总投资3{}5亿元。", "签约1{}234个项目。", "an investment of 3{}500 million yuan."]
)
def test_no_tail_of_a_number_is_an_amount(form: str, mark: str) -> None:
    """3‧5亿元 was 5亿元; a cell refuses it."""
    assert not said(form.format(mark))


@pytest.mark.parametrize("mark", UNSEEN, ids=lambda mark: f"{ord(mark):04X}")
def test_what_nobody_sees_does_not_part_a_number(mark: str) -> None:
    """9亿元 with a blank of no width, as copied from a web page, was no amount at all."""
    text = f"总投资3{mark}5{mark}亿元，签约{mark}1{mark}234个项目。"
    assert said(text) == ["3500000000 CNY", "1234 个"]
    assert [each.raw for each in find_mentions(text)] == [f"3{mark}5{mark}亿元", f"1{mark}234个"]
    assert parse_quantity(f"{mark}近3{mark}.5亿{mark}元") == parse_quantity("近3.5亿元")
    (day,) = find_periods(f"于2023年{mark}3月{mark}签约")
    assert (str(day.period), day.raw) == ("2023-03", f"2023年{mark}3月")


@pytest.mark.long
@given(st.text(alphabet="12 亿元，年3月（）-\n5.0近萬(wàn)\u200b\u00ad\ufeff", max_size=14))
def test_what_nobody_sees_changes_nothing_but_the_places(text: str) -> None:
    seen = [place for place, sign in enumerate(text) if sign not in UNSEEN]
    found = find_mentions(text)
    plain = find_mentions("".join(text[place] for place in seen))
    assert [str(each.quantity) for each in found] == [str(each.quantity) for each in plain]
    for one, other in zip(found, plain, strict=True):
        assert (one.start, one.end) == (seen[other.start], seen[other.end - 1] + 1)


@pytest.mark.parametrize("mark", "。；，：!？()|\n\t“", ids=lambda mark: f"{ord(mark):04X}")
def test_what_parts_two_numbers_does(mark: str) -> None:
    """A number behind punctuation, in a second column or on a new line of a table is its own."""
    assert "500000000 CNY" in said(f"第3{mark}5亿元到位")


@pytest.mark.parametrize("blank", " \u00a0\u2009\u202f", ids=lambda mark: f"{ord(mark):04X}")
@pytest.mark.parametrize("number", ["12{}345{}678元", "1{}234{}567万元", "7{}000{}000{}000元"])
def test_no_last_group_of_a_number_in_groups_is_an_amount(number: str, blank: str) -> None:
    """12 345 678元 was 678元."""
    assert not said("总投资" + number.replace("{}", blank))


def test_a_column_of_a_table_ends_a_number() -> None:
    """3<tab>5亿元 was 35亿元."""
    assert said("甲项目\t3\t5亿元") == ["500000000 CNY"]
    with pytest.raises(QuantitySyntaxError):
        parse_quantity("3\t5亿元")


@pytest.mark.parametrize("dash", DASHES, ids=lambda mark: f"{ord(mark):04X}")
def test_no_dash_in_front_of_a_number_is_dropped(dash: str) -> None:
    """A loss was a profit where the minus was written with another dash; a range may be written with any."""
    assert unicodedata.category(dash) in {"Pd", "Sm", "Sk", "Po", "So"}
    for text in (f"利润{dash}3.5亿元，", f"同比增长{dash}3.5%。"):
        assert all(found.startswith("-") for found in said(text))
    assert said(f"投资3{dash}5亿元。") == ["[300000000, 500000000] CNY (range)"]


# ------------------------------------------------------------------ sizes


@pytest.mark.parametrize("size", "十百千")
@pytest.mark.parametrize("unit", ["万元", "亿元", "万亩"])
@pytest.mark.parametrize("number", ["3{}", "3.5{}", "2{}5"])
def test_a_small_size_under_a_greater_one_is_refused(number: str, unit: str, size: str) -> None:
    """3千 below 万元 may be 3,000 yuan, and may be 3,000 times the unit."""
    with pytest.raises((AmbiguousQuantityError, QuantitySyntaxError)):
        parse_quantity(number.format(size), default_unit=unit)


@given(
    st.integers(1, 99), st.integers(1, 9), st.sampled_from("万亿"), st.sampled_from(["元", "万元", "亿元"])
)
def test_a_size_is_applied_once(number: int, tail: int, size: str, unit: str) -> None:
    """3亿5 below 亿元 was 35,000,000,000,000,000 yuan."""
    power = {"万": 4, "亿": 8}[size]
    assert parse_quantity(
        f"{number}{size}{tail}", default_unit=unit
    ).value == number * 10**power + tail * 10 ** (power - 1)


@given(
    st.integers(1, 9),
    st.integers(1, 9),
    st.sampled_from(["亿", "万亿"]),
    st.sampled_from("千百"),
    st.sampled_from(["元", ""]),
)
def test_a_tail_that_skips_a_size_is_refused(
    number: int, tail: int, size: str, small: str, unit: str
) -> None:
    """3亿5千 is 3.5亿 to some and 300,005,000 to others; 3亿零5千 and 3亿5千万 are plain."""
    for digits in (
        f"{number}{size}{tail}{small}",
        f"{'一二三四五六七八九'[number - 1]}{size}{'一二三四五六七八九'[tail - 1]}{small}",
    ):
        with pytest.raises(QuantitySyntaxError):
            parse_quantity(digits + unit)
        assert not said(f"总投资{digits}元。")
    power = {"亿": 8, "万亿": 12}[size]
    ones = {"千": 1000, "百": 100}[small]
    assert parse_quantity(f"{number}亿零{tail}{small}元").value == number * 10**8 + tail * ones
    if power == 8:
        assert parse_quantity(f"{number}亿{tail}{small}万元").value == number * 10**8 + tail * ones * 10**4


@pytest.mark.parametrize(
    ("size", "power"), [("万", 4), ("百万", 6), ("千万", 7), ("亿", 8), ("十亿", 9), ("百亿", 10)]
)
def test_a_size_in_brackets_counts(size: str, power: int) -> None:
    """3.5（亿） below 万元 was 3.5万元."""
    for default in (None, "元", "万元", "亿元"):
        assert parse_quantity(f"3.5（{size}）", default_unit=default).value == 35 * 10 ** (power - 1)


# ------------------------------------------------------------------ units


@pytest.mark.parametrize("unit", ["m", "t", "km", "kg", "MW", "kW", "GW"])
@pytest.mark.parametrize("money", ["元", "美元", "人民币", "港元", "欧元"])
def test_a_measure_before_money_is_none(unit: str, money: str) -> None:
    """5m元 is no length; what it is cannot be told."""
    with pytest.raises(QuantitySyntaxError):
        parse_quantity(f"5{unit}{money}")
    for text in (f"总投资5{unit}{money}。", f"总投资5 {unit}{money}。"):
        assert not [each for each in said(text) if "CNY" not in each and "USD" not in each]


@pytest.mark.parametrize("text", ["全长5km元旦通车", "长5m，元旦开工", "建成5MW电站", "5m高"])
def test_a_measure_before_anything_else_is_one(text: str) -> None:
    """元旦 is no money."""
    assert said(text)


# ------------------------------------------------------------------ orders of magnitude

ORDERS = ["百亿级", "千亿元级", "亿级", "10亿元级", "千万级"]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(
    ("form", "hedge"),
    [
        ("{}以上", Hedge.AT_LEAST),
        ("{}及以上", Hedge.AT_LEAST),
        ("{}（含）以上", Hedge.AT_LEAST),
        ("不低于{}", Hedge.AT_LEAST),
        ("超{}", Hedge.OVER),
        ("逾{}", Hedge.OVER),
    ],
)
def test_an_order_with_a_bound_from_below_has_no_upper_one(order: str, form: str, hedge: Hedge) -> None:
    """百亿级以上 was below 1000亿 all the same."""
    found = parse_quantity(form.format(order))
    assert (found.hedge, found.interval.high) == (hedge, None)
    assert found.interval.low == parse_quantity(order).interval.low


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("form", ["近{}", "不足{}", "不超过{}", "{}以下", "{}以内", "接近{}"])
def test_an_order_with_a_bound_from_above_is_refused(order: str, form: str) -> None:
    """不足百亿级 was from 100亿 on."""
    with pytest.raises(QuantitySyntaxError):
        parse_quantity(form.format(order))
    assert not said(f"签约{form.format(order)}。")


@pytest.mark.parametrize("form", ["{}", "约{}", "{}左右"])
def test_an_order_alone_is_one(form: str) -> None:
    """About an order of magnitude says no more than the order."""
    assert str(parse_quantity(form.format("百亿级"))) == str(parse_quantity("百亿级"))


# ------------------------------------------------------------------ torn words


@pytest.mark.parametrize(
    "word", ["年均产值", "年产值", "人均产值", "亩均投资", "户均补贴", "月均收入", "日产值"]
)
@pytest.mark.parametrize("amount", ["3亿元", "500万元", "30元"])
def test_no_denominator_is_torn_out_of_a_word(amount: str, word: str) -> None:
    """3亿元/年均产值5亿元 was 3亿元 by the year."""
    found = find_mentions(f"项目总投资{amount}/{word}5亿元。")
    assert [each.raw for each in found] == [amount, "5亿元"]


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("3亿元/年税收2000万元", ["2000万元"]),
        ("3万元/月租金2万元", ["2万元"]),
        ("3万元/年，共15万元", ["3万元/年", "15万元"]),
        ("3万元/年的厂房", ["3万元/年"]),
        ("3万元/年连续3年", ["3万元/年", "3年"]),
        ("300万元/亩以上的土地", ["300万元/亩以上"]),
        ("100元/吨产品", ["100元/吨"]),
    ],
)
def test_a_rate_by_the_time_is_one_where_it_names_no_other_amount(text: str, raws: list[str]) -> None:
    assert [each.raw for each in find_mentions(text)] == raws


@pytest.mark.parametrize("sign", "园員员源原円", ids=lambda sign: f"{ord(sign):04X}")
@pytest.mark.parametrize("end", ["。", "，占地80亩", "", "\n二、"])
def test_one_sign_that_is_no_unit_leaves_an_amount_unread(sign: str, end: str) -> None:
    """近130亿园 was 近130亿元, and nothing said so."""
    assert [each for each in said(f"总投资近130亿{sign}{end}") if "CNY" in each] == []
    with pytest.raises(QuantitySyntaxError) as caught:
        parse_quantity(f"近130亿{sign}")
    assert "此处应为单位，如 亿元、亩、个" in caught.value.render("zh_CN")


@pytest.mark.parametrize("behind", ["", "后", "时", "整", "的", "园区", "建厂"])
def test_words_behind_money_are_no_unit(behind: str) -> None:
    assert said(f"总投资130亿{behind}，占地80亩") == ["13000000000 CNY", "80 mu"]
