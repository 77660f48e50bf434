"""A unit is made of every word that names a part of it, in whatever bracket, tier or line it stands."""

from itertools import permutations
from pathlib import Path

import pytest
from tests.workbooks.lines import read

from zhaoshang import parse_money, workbooks
from zhaoshang._workbooks.words.composing import find_unit, unit_of_tiers
from zhaoshang._workbooks.words.text import unit_words

_SIZES = {"亿": 8, "万": 4, "百万": 6}
_SIGNS = ("（{}）", "[{}]", "\n（{}）", "【{}】")
_CURRENCIES = {"人民币": "CNY", "美元": "USD", "港币": "HKD", "USD": "USD", "币种：欧元": "EUR"}


def _unit(*texts: str) -> tuple[str, int] | None:
    found = unit_of_tiers(texts)
    return None if found is None else (found.unit.code, found.power)


@pytest.mark.parametrize("sign", _SIGNS)
@pytest.mark.parametrize("currency", _CURRENCIES)
@pytest.mark.parametrize("size", _SIZES)
def test_a_size_and_a_currency_make_one_unit_in_any_order(size: str, currency: str, sign: str) -> None:
    for words in permutations((size, currency)):
        assert _unit("总投资" + "".join(map(sign.format, words))) == (_CURRENCIES[currency], _SIZES[size])
        assert _unit("总投资（" + "，".join(words) + "）") == (_CURRENCIES[currency], _SIZES[size])


@pytest.mark.parametrize("sign", _SIGNS)
@pytest.mark.parametrize("currency", _CURRENCIES)
@pytest.mark.parametrize("size", _SIZES)
def test_a_size_in_yuan_is_of_no_other_currency(size: str, currency: str, sign: str) -> None:
    for words in permutations((f"{size}元", currency)):
        expected = ("CNY", _SIZES[size]) if currency == "人民币" else None
        assert _unit("总投资" + "".join(map(sign.format, words))) == expected


@pytest.mark.parametrize(
    "header",
    [
        "总投资（亿元）（元）",
        "总投资（亿元）/（万美元）",
        "总投资（亿元）（其中外资万美元）",
        "总投资万元（亿元）",
        "用地（亩）（平方米）",
        "总投资（人民币）",
        "总投资（港币 亿元）",
        "总投资（千万元 日元）",
    ],
)
def test_two_units_and_a_currency_alone_are_no_unit(header: str) -> None:
    assert find_unit(header) is None


@pytest.mark.parametrize(
    ("tiers", "unit"),
    [
        (("总投资（亿元）", "人民币"), ("CNY", 8)),
        (("总投资（亿）", "美元"), ("USD", 8)),
        (("总投资（亿元）", "美元"), None),
        (("投资情况（万元）", "总投资（亿元）"), ("CNY", 8)),
    ],
)
def test_a_tier_goes_on_with_the_unit_of_the_one_above(
    tiers: tuple[str, ...], unit: tuple[str, int] | None
) -> None:
    assert _unit(*tiers) == unit


@pytest.mark.long
@pytest.mark.parametrize(
    ("line", "header", "unit"),
    [
        ("单位：亿元，币种：人民币", "总投资", "亿元"),
        ("币种：美元 单位：亿", "总投资", "亿美元"),
        ("币种：美元", "总投资（亿）", "亿美元"),
        ("币种：美元", "总投资（万美元）", "万美元"),
        ("币种：美元", "总投资（亿元）", None),
        ("单位：亿元，币种：美元", "总投资", None),
        ("单位：亿元（美元）", "总投资", None),
        ("单位：亿元、美元", "总投资", None),
        ("单位：亿元（万元）", "总投资", None),
        ("单位：亿元、港币", "总投资", None),
        ("单位：亿、HKD", "总投资", "亿港元"),
        ("单位：亿元（USD）", "总投资", None),
        ("币种：美金 单位：亿", "总投资", "亿美元"),
        ("单位：亿元、万美元", "总投资", None),
        ("单位：亿元/万美元", "总投资", None),
        ("单位：万美元 亿元", "总投资", None),
        ("单位：亿元、万美元", "合同外资", "万美元"),
        ("单位：亿元、亩", "总投资", "亿元"),
        ("到位资金单位：万元；总投资单位：亿元", "总投资", "亿元"),
        ("总投资单位：亿元；到位资金单位：万元", "到位资金", "万元"),
        ("到位资金单位：万元", "总投资", None),
        ("项目台账 投资单位：万元", "总投资", "万元"),
        ("填报单位：万元店镇", "总投资", None),
        ("填报单位：万元店镇 单位：亿元 填报人：张三", "总投资", "亿元"),
        ("单位：亿元 2024年5月", "总投资", "亿元"),
    ],
)
def test_a_line_beside_the_table_states_its_unit_whole(
    tmp_path: Path, line: str, header: str, unit: str | None
) -> None:
    imported = read(tmp_path, f'"{line}",,', f"项目名称,投资方,{header}", "虚构阀门项目,虚构甲公司,3.5")
    scaled = imported.columns["台账"][2].scaled
    assert (None if scaled is None else unit_words(scaled)) == unit
    assert ("unit_missing" in imported.findings.codes) == (unit is None)


@pytest.mark.parametrize(
    ("line", "beside", "cell", "unit"),
    [
        ("单位：亿元、万美元", "合同外资", "400", "亿元"),
        ("单位：亿元、万美元", "到位外资（万美元）", "400", "亿元"),
        ("单位：万元、万美元", "币种", "美元", "万元"),
        ("单位：亿元、万美元", "币种", "美元", None),
        ("单位：亿元、万美元", "用地（亩）", "40", None),
    ],
)
def test_of_two_units_of_money_one_holds_where_the_table_tells_which(
    tmp_path: Path, line: str, beside: str, cell: str, unit: str | None
) -> None:
    header, row = f"项目名称,投资方,总投资,{beside}", f"虚构阀门项目,虚构甲公司,3.5,{cell}"
    imported = read(tmp_path, f'"{line}",,,', header, row)
    scaled = imported.columns["台账"][2].scaled
    assert (None if scaled is None else unit_words(scaled)) == unit
    assert ("unit_missing" in imported.findings.codes) == (unit is None)


_PLACES = ("总投资（{}）", "总投资[{}]", "总投资（单位：{}）", "总投资（人民币，{}）", "{}", "总投资{}")
_NO_UNITS = (
    "仟元",
    "佰万元",
    "拾万元",
    "方元",
    "k元",
    "M元",
    "wan元",
    "万万元",
    "日美元",
    "千/元",
    "仟/元",
    "*元",
    ".元",
    "约元",
    "毛亩",
)


@pytest.mark.parametrize("word", _NO_UNITS)
@pytest.mark.parametrize("place", _PLACES)
def test_a_unit_is_not_read_out_of_a_longer_word(place: str, word: str) -> None:
    """What is no unit in a cell is none in a header, whatever it ends in; nor does a line beside the table fill it in."""
    assert find_unit(place.format(word)) is None


@pytest.mark.parametrize("word", ["仟元", "方元", "k元", "万万元", "日美元", "万.亿元"])
def test_a_longer_word_than_a_unit_gives_no_amount(word: str) -> None:
    rows = "\n松涧一号,9月,3500\n松涧二号,9月,8000\n"
    for table in (
        f"项目名称,到位时间,总投资（{word}）{rows}",
        f"一览表,,\n,,单位：万元\n项目名称,到位时间,总投资（{word}）{rows}",
        f"一览表,,\n,,单位：{word}\n项目名称,到位时间,总投资{rows}",
    ):
        found = workbooks.read(table.encode(), name="a.csv", as_of="2024-12-31")
        assert [project.investment for project in found.ledger.projects] == [None, None]
        assert "unit_missing" in {finding.code for finding in found.findings}


_ODD_LISTS = (
    "亿元、仟元",
    "万元、万无",
    "千园、万元",
    "元、斗",
    "、元",
    "万元、、亩",
    "万元/万口",
    "亿元，佰亿",
    "万元或方亩",
    "万元、",
)


@pytest.mark.long
@pytest.mark.parametrize("units", _ODD_LISTS)
@pytest.mark.parametrize(
    "table",
    [
        "一览表,,\n,,{0}\n项目名称,到位时间,总投资{1}",
        "一览表单位：{0},,\n项目名称,到位时间,总投资{1}",
        "项目名称,到位时间,总投资（{0}）{1}",
        "一览表,,\n,,单位：万元\n项目名称,到位时间,总投资（{0}）{1}",
        "一览表,,\n,,单位：{0}\n项目名称,到位时间,总投资{1}",
        "项目名称,到位时间,总投资{1}单位：{0},,\n",
    ],
    ids=["bare", "title", "header", "header below a line", "line", "last line"],
)
def test_a_list_with_a_member_that_is_no_unit_is_none(table: str, units: str) -> None:
    rows = "\n松涧一号,9月,3500\n松涧二号,9月,8000\n"
    found = workbooks.read(table.format(units, rows).encode(), name="a.csv", as_of="2024-12-31")
    assert [project.investment for project in found.ledger.projects] == [None, None]
    assert "unit_missing" in {finding.code for finding in found.findings}


@pytest.mark.parametrize(
    "line", ["亿元、亩", "亿元、M2", "亿元、%", "亿元、个", "亿元 制表人：李明", "亿元 2024年5月"]
)
def test_a_list_of_whole_units_is_read_whatever_stands_behind_it(line: str) -> None:
    table = f"一览表,,\n,,单位：{line}\n项目名称,到位时间,总投资\n松涧一号,9月,35\n"
    found = workbooks.read(table.encode(), name="a.csv", as_of="2024-12-31")
    assert [project.investment for project in found.ledger.projects] == [parse_money("35亿元")]


@pytest.mark.parametrize("unit", ["%", "吨", "亩", "万元/亩", "兆"])
def test_a_header_of_something_else_takes_no_unit_of_a_line(unit: str) -> None:
    table = f"一览表,,\n,,单位：万元\n项目名称,到位时间,总投资（{unit}）\n松涧一号,9月,3500\n"
    found = workbooks.read(table.encode(), name="a.csv", as_of="2024-12-31")
    assert [project.investment for project in found.ledger.projects] == [None]
    assert "unit_missing" in {finding.code for finding in found.findings}


def test_words_of_headers_stand_before_a_unit() -> None:
    assert _unit("总投资（其中外资万美元）") == ("USD", 4)
    assert _unit("总投资亿元") == _unit("项目", "总投资亿元") == ("CNY", 8)
    assert _unit("总投资（rmb万元）") == _unit("总投资（=万元）") == ("CNY", 4)


def test_a_size_that_a_cell_reads_is_read_in_a_header() -> None:
    cell = parse_money("3兆元")
    assert _unit("总投资（兆元）") == _unit("总投资兆元") == ("CNY", 12)
    assert parse_money("3", default_unit="兆元") == parse_money("3万亿元") == cell
    table = "一览表,,\n,,单位：兆元\n项目名称,到位时间,总投资\n松涧一号,9月,3\n".encode()
    found = workbooks.read(table, name="a.csv", as_of="2024-12-31")
    assert [project.investment for project in found.ledger.projects] == [cell]
