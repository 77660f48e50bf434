"""The short ways of reading are shortcuts alone: over all neighbours of an amount, the long way finds the same."""

import random
from collections.abc import Callable, Iterable, Iterator
from itertools import product

import pytest

from zhaoshang import ZhaoshangError, find_mentions, parse_quantity
from zhaoshang._reading import cells
from zhaoshang._reading.chinese import scanning
from zhaoshang._reading.chinese.lexicon import AFTER, AFTER_HEDGES, BEFORE, BEFORE_HEDGES

OneIn = Callable[[int, Iterable[str]], list[str]]

# ---------------------------------------------------------------- in running text

FRONTS = sorted(
    {"", "的", "。", "共", "国", "民国", "人民币", "投资", "期数", "占地"}
    | set(BEFORE)
    | {one for one in scanning._MAY_BE_SPECIAL if not one.isalnum() or one in "aUZ05万亿负負"}
)
NUMBERS = "3 12 3.5 0.5 05 1,200 12345678901234567890 2022 22 1. 三 两 十 半 一 数 三百 1亿 5万 几".split()
UNITS = (
    "个 亿元 年 家 亩 万元 % km t 天 月 日 期 成 大 周 个月 元 m 级 度 座 吨标煤 人 公里 甲 部 台 次 倍"
    " 个工作日 个百分点 人次 亿立方米"
).split()
BACKS = sorted(
    {
        "",
        "的",
        "。",
        "产",
        "业",
        "(含)以上",
        "(台资)",
        "以上",
        "左右",
        " a",
        " 的",
        "内",
        "时",
        "中国",
        "整",
        "正",
    }
    | set(AFTER)
    | {
        one
        for one in scanning._BEHIND | scanning._OF_A_YEAR | scanning._PARTING
        if not one.isdigit() or one in "05"
    }
)


def _texts() -> Iterator[str]:
    for parts in product(FRONTS, NUMBERS, UNITS):
        yield "".join(parts)
    for parts in product(NUMBERS, UNITS, BACKS):
        yield "".join(parts)
    draw = random.Random(6).choice  # noqa: S311 - neighbours need no secrecy
    for _ in range(6_000):
        one, other = (draw(FRONTS) + draw(NUMBERS) + draw(UNITS) + draw(BACKS) for _ in range(2))
        yield one + draw(["", "，", "、"]) + other


def _found(text: str) -> list[tuple[object, ...]]:
    return [tuple(one) for one in scanning.scan(text)]


@pytest.mark.long
def test_the_short_way_in_a_text_finds_what_the_long_way_does(
    monkeypatch: pytest.MonkeyPatch, one_in: OneIn
) -> None:
    texts = one_in(8, _texts())
    short = [_found(text) for text in texts]
    monkeypatch.setattr(scanning, "_plain", lambda *_: None)
    monkeypatch.setattr(scanning, "_is_hopeless", lambda *_: False)
    assert sum(map(bool, short)) > len(texts) // 4
    for text, found in zip(texts, short, strict=True):
        assert found == _found(text), text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一家以上", ["一家以上"]),
        ("引进一家以上企业", ["一家以上"]),
        ("用地一亩多", ["一亩多"]),
        ("增长一%", ["一%"]),
        ("罚款一元整", ["一元整"]),
        ("引进一家企业", []),
        ("三大以上", []),
    ],
)
def test_one_counts_where_something_closes_it(text: str, found: list[str]) -> None:
    """一家 is hardly ever a count; 一家以上 is one, and a share and a sum that is closed are none of them."""
    assert [one.raw for one in find_mentions(text)] == found


# ---------------------------------------------------------------- in cells

CELL_FRONTS = sorted({"", "人民币", "¥", "US$", "-", "+", "投资", "第", *BEFORE_HEDGES})
CELL_NUMBERS = "3 12 3.5 0.5 05 1,200 1,20 12345678901234567890 2022 1. .5 三百 十".split()
CELL_TAILS = [
    "",
    "十",
    "百",
    "千",
    "万",
    "百万",
    "千万",
    "亿",
    "万亿",
    "余",
    "多",
    "几",
    "余万",
    "万余",
    "百余",
    "十多",
    "亿多",
    "多亿",
]
CELL_UNITS = (
    "|元|个|亩|㎡|平方米|家|%|美元|个月|年|千瓦|米|公里|吨|瓦|级|人次|倍|港元|元/亩|平方公里|百分点".split(
        "|"
    )
)
CELL_BACKS = sorted({"", "整", "，", "。", *AFTER_HEDGES})


def _cells() -> Iterator[str]:
    for parts in product(("", "近"), CELL_NUMBERS, CELL_TAILS, CELL_UNITS, ("", "以上")):
        yield "".join(parts)
    for parts in product(CELL_FRONTS, ("3", "12.50"), ("", "万", "余万"), ("元", "个", "亩", ""), CELL_BACKS):
        yield "".join(parts)


def _read(text: str, unit: str | None) -> object:
    try:
        found = parse_quantity(text, default_unit=unit)
    except ZhaoshangError as error:
        return type(error)
    return (type(found), found, found.places, found.scale, found.raw, found.bounds)


def _nothing(*_: object) -> None:
    return None


@pytest.mark.long
@pytest.mark.parametrize("unit", [None, "万元", "亩"])
def test_the_short_way_of_a_cell_reads_what_the_long_way_does(
    unit: str | None, monkeypatch: pytest.MonkeyPatch, one_in: OneIn
) -> None:
    texts = one_in(8, list(_cells())[:: 1 if unit is None else 3])
    short = [_read(text, unit) for text in texts]
    monkeypatch.setattr(cells, "_plain", _nothing)
    monkeypatch.setattr(cells, "_under_header", _nothing)
    for text, found in zip(texts, short, strict=True):
        assert found == _read(text, unit), text


# ---------------------------------------------------------------- in another script

WIDE = {ord(char): ord(char) + 0xFEE0 for char in "0123456789.,%-+/()~:"}


@pytest.mark.long
def test_digits_and_marks_of_full_width_are_read_as_those_of_half_width() -> None:
    """The amount and its place are the same, character by character."""
    draw = random.Random(9).choice  # noqa: S311 - neighbours need no secrecy
    read = 0
    for _ in range(4_000):
        text = (
            draw(["", "约", "共", "-", "投资", "前"])
            + draw(NUMBERS)
            + draw(UNITS)
            + draw(["", "以上", "(含)以上", "，"])
        )
        wide = text.translate(WIDE)
        one, other = (
            [(each.start, each.end, each.quantity) for each in find_mentions(each_text)]
            for each_text in (text, wide)
        )
        assert one == other, text
        read += len(one)
    assert read > 1_500
