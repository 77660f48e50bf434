"""Cells as ledgers write them: every form reads its example, and a table tells the rest."""

import pytest

from zhaoshang import find_mentions, parse_quantity
from zhaoshang._reading.chinese.forms import FORMS, Form
from zhaoshang.errors import QuantitySyntaxError, UnknownUnitError, ZhaoshangError
from zhaoshang.findings import Severity
from zhaoshang.reading import parse_column, parse_quantity_cell

CELLS: list[tuple[str, str | None, str, str | None]] = [
    ("650（万元）", None, "6500000 CNY", None),
    ("3.8(亿元)", "万元", "380000000 CNY", None),
    ("45（亩）", None, "45 mu", None),
    ("2000万（港元）", None, "20000000 HKD", None),
    ("500万(EUR)", None, "5000000 EUR", None),
    ("3亿+", None, "300000000 CNY (at_least)", None),
    ("200＋", "亩", "200 mu (at_least)", None),
    ("80亩+", None, "80 mu (at_least)", None),
    ("总投资额3.2亿元", None, "320000000 CNY", None),
    ("注册资本：5000万元", None, "50000000 CNY", None),
    ("占地面积120亩", None, "120 mu", None),
    ("年产值约6亿元", None, "600000000 CNY (about)", None),
    ("用地约55亩", None, "55 mu (about)", None),
    ("固定资产投资8000万", None, "80000000 CNY", None),
    ("8.25 %", None, "8.25 percent", None),
    ("12．5 ％", None, "12.5 percent", None),
    ("45万/亩", None, "450000 CNY/mu", None),
    ("300万/年", None, "3000000 CNY/year", None),
    ("5个多亿", None, "500000000 CNY (odd)", None),
    ("三个多亿", None, "300000000 CNY (odd)", None),
    ("1.6万方", None, "16000 m2", None),
    ("4500方", "平方米", "4500 m2", None),
    ("1.2E+08", "元", "120000000 CNY", None),
    ("3.5e4", "万元", "350000000 CNY", None),
    (".75", "亿元", "75000000 CNY", None),
    ("近2亿（含设备8000万）", None, "200000000 CNY (near)", "含设备8000万"),
    ("150亩（其中一期60亩）", None, "150 mu", "其中一期60亩"),
    ("5亿元（一期2亿元，二期3亿元）", None, "500000000 CNY", "一期2亿元，二期3亿元"),
    ("12亿元，其中固投9亿元", None, "1200000000 CNY", "其中固投9亿元"),
    ("36家（规上12家）", None, "36 家", "规上12家"),
    ("100亩（约合6.67公顷）", None, "100 mu", "约合6.67公顷"),
    ("总投资2.5亿元（外资1000万美元）", None, "250000000 CNY", "外资1000万美元"),
    ("8亿元(暂定)", None, "800000000 CNY", "暂定"),
    ("1-2（亿元）", None, "[100000000, 200000000] CNY (range)", None),
    ("7万8000元", None, "78000 CNY", None),
    ("-350万元", None, "-3500000 CNY", None),
    ("1,2345,6789", "元", "123456789 CNY", None),
    ("人民币3000万元", None, "30000000 CNY", None),
    ("3000万元人民币", None, "30000000 CNY", None),
    ("5亿（USD）", None, "500000000 USD", None),
    ("二十五（万元）", None, "250000 CNY", None),
]


@pytest.mark.parametrize(("text", "default", "expected", "remark"), CELLS)
def test_cells(text: str, default: str | None, expected: str, remark: str | None) -> None:
    """A cell is its main amount, under the unit that it prints or that its header gives; the rest is its remark."""
    cell = parse_quantity_cell(text, default_unit=default)
    assert (str(cell.quantity), cell.remark) == (expected, remark)
    assert cell.quantity == parse_quantity(text, default_unit=default)
    assert cell.quantity.raw == text


REFUSED: list[tuple[str, str | None]] = [
    ("减少投资2亿元", None),
    ("投资额待定", None),
    ("30方", None),
    ("（120）", "万元"),
    ("12,34", "元"),
    ("1、2亿", None),
    ("3亿元或5亿元", None),
    ("约", None),
    ("(暂定)", None),
    ("2022年3月", None),
    ("1.2.3亿", None),
    ("投资", None),
    ("1亿/2亿", None),
    ("80亩/项目", None),
]


@pytest.mark.parametrize(("text", "default"), REFUSED)
def test_what_is_no_amount(text: str, default: str | None) -> None:
    """Two amounts, a label alone, an amount that falls: none of them is guessed at."""
    with pytest.raises(ZhaoshangError):
        parse_quantity_cell(text, default_unit=default)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_form_reads_its_example(form: Form) -> None:
    """The example of a form is refused without a form, and read with it."""
    read = parse_quantity(form.example, default_unit="亿元")
    assert (read.value, read.interval.low) != (None, None)


def test_a_column_tells_what_it_left_out() -> None:
    """Marks for nothing are notes, failed formulas and amounts that differ are warnings, remarks are kept."""
    column = parse_column(
        ["80", "#N/A", "待核实", "#REF!", "100亩（约6.67公顷）", "100亩（约20公顷）", ""], default_unit="亩"
    )
    assert [(one.code, one.path, one.severity) for one in column.findings] == [
        ("nothing_stated", "[1]", Severity.INFO),
        ("nothing_stated", "[2]", Severity.INFO),
        ("error_value", "[3]", Severity.WARNING),
        ("amounts_disagree", "[5]", Severity.WARNING),
    ]
    assert all(one.zh and one.en for one in column.findings)
    assert column.remarks == (None, None, None, None, "约6.67公顷", "约20公顷", None)


TAIWAN = "投資12.5億元，引進人民幣3億元、美元2億元，每坪8萬元，年產值約5億"


@pytest.mark.parametrize(
    ("options", "units"),
    [
        ({}, ["CNY", "CNY", "USD", "CNY", "CNY"]),
        ({"region": "TW"}, ["TWD", "CNY", "USD", "TWD", "TWD"]),
        ({"currency": "HKD"}, ["HKD", "CNY", "USD", "HKD", "HKD"]),
    ],
)
def test_the_currency_of_a_text(options: dict[str, str], units: list[str]) -> None:
    """元 is what the caller says that it is; what names its currency keeps it."""
    assert [one.quantity.unit.code for one in find_mentions(TAIWAN, **options)] == units


@pytest.mark.parametrize("options", [{"region": "XX"}, {"currency": "亩"}])
def test_no_such_currency(options: dict[str, str]) -> None:
    """A region without a 元 and a unit that is no money are refused."""
    with pytest.raises(UnknownUnitError):
        find_mentions(TAIWAN, **options)


@pytest.mark.parametrize("text", ["总投资" * 300, "(" * 900, "1(" * 400, "亩1+" * 200, "其中" * 400])
def test_hostile_cells_are_refused(text: str) -> None:
    """Trying several forms stays cheap, and ends."""
    with pytest.raises(QuantitySyntaxError):
        parse_quantity(text)


def test_a_remark_that_may_deny_the_amount_and_a_tail_before_a_unit_are_refused() -> None:
    for text in (
        "8亿元（不实）",
        "8亿元（实际3亿元）",
        "60亩（作废）",
        "8亿6元",
        "1万5元",
        "RMB 8 million (fictional)",
    ):
        with pytest.raises(QuantitySyntaxError):
            parse_quantity(text)
    assert parse_quantity_cell("8亿元（不实）").remark == "不实"
    assert parse_column(["8亿元（不实）"]).remarks == ("不实",)
    kept = ("8亿元（含税）", "60亩（一期20亩）", "8亿元（外资2亿元）", "60亩（折合4公顷）")
    assert [str(parse_quantity(text).value) for text in kept] == ["800000000", "60", "800000000", "60"]
    assert parse_quantity("1万5", default_unit="元").value == 15000
