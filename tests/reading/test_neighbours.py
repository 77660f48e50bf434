"""What stands beside an amount: closing marks, 成为, land, the name of the yuan, addresses and changes from one to another.

Drawn from tables of parts, both scripts where they differ (rulings 15, 17, 19, 20, 22 and 28). All examples are invented.
"""

from itertools import product

import pytest

from zhaoshang import find_mentions


def raws(text: str) -> list[str]:
    """Give what is found, as printed."""
    return [one.raw for one in find_mentions(text)]


AMOUNTS = ["600万元", "1050多万元", "六百万元", "陆佰万元", "3元5角", "12元"]


@pytest.mark.parametrize("amount", AMOUNTS)
@pytest.mark.parametrize(
    "word", ["整治", "整改", "整修", "整顿", "整頓", "整理", "整个", "整体", "正式", "正在"]
)
def test_a_word_behind_an_amount_closes_nothing(amount: str, word: str) -> None:
    """整 and 正 close an amount only at its end (ruling 22)."""
    assert raws(f"已用{amount}{word}园区") == [amount]


@pytest.mark.parametrize("amount", [amount for amount in AMOUNTS if "多" not in amount])
@pytest.mark.parametrize("behind", ["", "。", "，", "（含税）", "）", " "])
def test_what_closes_an_amount_belongs_to_it(amount: str, behind: str) -> None:
    """At the end of a text, before punctuation and brackets (ruling 22)."""
    assert raws(f"合计{amount}整{behind}") == [f"{amount}整"]


SHARES = ["近九成", "约两成", "逾七成", "超6成", "两成", "兩成", "不足三成", "三成五", "近3成"]


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("word", ["为出口", "為出口"])
@pytest.mark.parametrize("before", ["", "货值", "，", "其中"])
def test_tenths_that_are_something(share: str, word: str, before: str) -> None:
    """A numeral, 成 and 为 (ruling 15)."""
    assert raws(f"{before}{share}{word}，") == [share]


@pytest.mark.parametrize(
    "before", ["第三", "排名第2", "之一", "唯一", "统一", "周三", "老三", "B2", "A-3", "十一"]
)
def test_what_becomes_something_is_no_share(before: str) -> None:
    """成为 behind an ordinal or a name (ruling 17)."""
    assert raws(f"其{before}成为龙头") == []


@pytest.mark.parametrize("hedge", ["", "约", "約", "逾", "近"])
@pytest.mark.parametrize("area", ["佔地", "占地", "面積共", "用地約", "土地面积"])
@pytest.mark.parametrize("number", ["12", "3", "3.5", "1,200"])
def test_land_in_jia(hedge: str, area: str, number: str) -> None:
    """Behind a word of land, or with a hedge (ruling 20); the span begins with the nearest hedge."""
    (found,) = find_mentions(f"{area}{hedge}{number}甲。")
    assert (found.raw.lstrip("約约逾近"), found.quantity.unit.code) == (f"{number}甲", "jia")


@pytest.mark.parametrize("text", ["3甲医院", "三甲醫院2", "列12甲", "5甲班"])
def test_a_class_is_no_land(text: str) -> None:
    """甲 alone is none (ruling 17)."""
    assert raws(text) == []


@pytest.mark.parametrize("name", ["人民币", "人民幣", "港币", "港幣", "新台幣", "RMB", "￥"])
@pytest.mark.parametrize("number", ["3亿元", "2,000万元", "10-20亿元", "三億元", "3亿元至5亿元"])
@pytest.mark.parametrize("hedge", ["", "近", "约"])
def test_the_currency_in_front_is_part_of_the_span(name: str, number: str, hedge: str) -> None:
    """That of the yuan too (ruling 19)."""
    hedge = "" if "-" in number or "至" in number else hedge
    assert raws(f"出资{hedge}{name}{number}，") == [f"{hedge}{name}{number}"]


GATES = ["188号", "8號", "幸福路12号", "3号院", "5弄", "A座", "2号楼"]
BUILDINGS = ["3幢", "2栋", "2棟", "5座", "B座"]
REST = ["", "6层", "6層", "3楼", "502室", "6层502室", "1单元301室"]


@pytest.mark.parametrize(("gate", "building", "rest"), list(product(GATES, BUILDINGS, REST)))
def test_an_address_counts_nothing(gate: str, building: str, rest: str) -> None:
    """From the gate to the room, whatever is left out (ruling 17)."""
    assert raws(f"厂址：安平路{gate}{building}{rest}。") == []
    if rest.endswith("室"):
        assert raws(f"厂址：安平路{building}{rest}。") == []


@pytest.mark.parametrize(
    "text",
    [
        "位于科技园5座",
        "坐落于高新区科技园3栋，",
        "大厦12层举行",
        "在國際大廈12層會議室",
        "地址：科技园3栋2层",
    ],
)
def test_a_place_counts_nothing(text: str) -> None:
    """By the word of place, or by what is held there (ruling 17)."""
    assert raws(text) == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("主楼12层，裙楼3层", ["12层", "3层"]),
        ("新建厂房3栋5层", ["3栋", "5层"]),
        ("3栋12层办公楼", ["3栋", "12层"]),
        ("位于城东的5座厂房", ["5座"]),
        ("位于城东，新建5座", ["5座"]),
        ("12月8号3栋厂房封顶", ["3栋"]),
        ("大樓共12層", ["12層"]),
        ("客房500间", ["500间"]),
    ],
)
def test_buildings_that_are_counted(text: str, counts: list[str]) -> None:
    """Where no chain holds what counts nothing (ruling 21)."""
    assert raws(text) == counts


CHANGES = [
    ("10 million", "20 million yuan"),
    ("500", "1,200 square metres"),
    ("3", "5 projects"),
    ("1.5", "2 billion yuan"),
    ("ten", "twenty projects"),
]


@pytest.mark.parametrize(("low", "high"), CHANGES)
@pytest.mark.parametrize("verb", ["rose", "grew", "went up"])
def test_a_change_without_its_first_unit_is_nothing(low: str, high: str, verb: str) -> None:
    """Never the upper end alone (the rule above all)."""
    assert raws(f"It {verb} from {low} to {high}.") == []
    assert raws(f"It {verb} from about {low} to {high}.") == []


@pytest.mark.parametrize(("low", "high"), CHANGES)
@pytest.mark.parametrize("verb", ["ranges", "ranging", "ranged", "varies", "varying", "anywhere"])
def test_what_ranges_is_a_range(low: str, high: str, verb: str) -> None:
    """From one number to another (ruling 28)."""
    assert raws(f"Offers {verb} from {low} to {high}.") == [f"from {low} to {high}"]


def test_a_change_between_whole_amounts_is_both() -> None:
    """Each with its unit (ruling 28); of a hedged end without its first no part is."""
    assert raws("from 10 million yuan to 20 million yuan") == ["10 million yuan", "20 million yuan"]
    assert raws("from US$5m to US$8m") == ["US$5m", "US$8m"]
    assert raws("from 3,000 to more than 5,000 mu") == []
    assert raws("from $5 to $8 million") == []
    assert raws("from $900 to $8 million") == ["$900", "$8 million"]
    assert raws("between $5 and $8 million") == raws("$5 to $8 million") == []
    assert raws("rates rose from 12 to 15%") == []
    assert raws("rates rose from 12% to 15%") == ["12%", "15%"]
