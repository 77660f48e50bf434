"""Columns that say of each row in what its amounts are, in every order and with what they may not agree on."""

from itertools import permutations
from pathlib import Path

import polars as pl
import pytest

from zhaoshang import Money, workbooks
from zhaoshang.errors import FrameSchemaError
from zhaoshang.frames import read_frame


def _read(folder: Path, cells: dict[str, str]) -> workbooks.Import:
    path = folder / "表.csv"
    path.write_text(
        f"项目名称,投资方,{','.join(cells)},签约时间\n甲项目,甲公司,{','.join(cells.values())},2026.3\n",
        encoding="utf-8",
    )
    return workbooks.read(path)


def _amount(imported: workbooks.Import) -> Money | None:
    (project,) = imported.ledger.projects
    return project.investment


@pytest.mark.long
@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize(
    ("currency", "unit", "expected"),
    [
        ("美元", "万", "万美元"),
        ("USD", "亿", "亿美元"),
        ("港币", "万", "万港元"),
        ("人民币", "万", "万元"),
        ("人民币", "亿元", "亿元"),
        ("", "万美元", "万美元"),
        ("美元", "万美元", "万美元"),
        ("泰铢", "万", "万泰铢"),
    ],
)
def test_currency_and_unit_in_any_order(
    tmp_path: Path, order: tuple[int, ...], currency: str, unit: str, expected: str
) -> None:
    for heads in (("币种", "单位"), ("货币", "金额单位"), ("币别", "计量单位")):
        cells = [("投资总额", "12000"), (heads[0], currency), (heads[1], unit)]
        imported = _read(tmp_path, dict(cells[place] for place in order))
        assert _amount(imported) == Money.of(12000, expected)


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize(
    ("head", "currency", "unit"),
    [
        ("投资总额", "美元", "万元"),
        ("投资总额", "人民币", "万美元"),
        ("投资总额", "港元", "万美元"),
        ("投资总额", "贝壳", "万"),
        ("投资总额（万元）", "", "亿元"),
        ("投资总额（万元）", "贝壳", ""),
        ("投资总额（亿元）", "人民币", "万元"),
    ],
)
def test_what_does_not_agree_is_told(
    tmp_path: Path, order: tuple[int, ...], head: str, currency: str, unit: str
) -> None:
    cells = [(head, "12000"), ("币种", currency), ("金额单位", unit)]
    imported = _read(tmp_path, dict(cells[place] for place in order))
    assert _amount(imported) is None
    assert imported.findings.only("row_units_disagree")


def test_a_unit_speaks_for_amounts_without_one(tmp_path: Path) -> None:
    imported = _read(tmp_path, {"总投资": "3", "金额单位": "亿元", "实际到位资金（万元）": "500"})
    (project,) = imported.ledger.projects
    assert project.investment == Money.of(3, "亿元")
    assert [each.amount for each in project.arrivals] == [Money.of(500, "万元")]


def test_a_cell_with_a_unit_of_its_own_speaks_for_itself(tmp_path: Path) -> None:
    imported = _read(tmp_path, {"投资总额": "500万美元", "币种": "人民币", "金额单位": "万美元"})
    assert _amount(imported) == Money.of(500, "万美元")


BLANK_CURRENCIES: dict[tuple[str, str, str], str | None] = {
    ("投资总额（万）", "3000", "美元"): None,
    ("投资总额（万）", "3000万", "美元"): None,
    ("投资总额（万）", "3000万元", "美元"): "30000000 CNY",
    ("投资总额（万元）", "3000", "美元"): "30000000 CNY",
    ("投资总额（万）", "3000", ""): "30000000 CNY",
}


def test_an_empty_currency_beside_others_is_not_yuan_below_a_size_alone() -> None:
    found = {}
    for head, cell, other in BLANK_CURRENCIES:
        table = f"项目名称,投资方,{head},币种\n虚构甲,甲公司,{cell},\n虚构乙,乙公司,2000,{other}\n"
        imported = workbooks.read(table.encode(), name="a.csv")
        amount = next(iter(imported.ledger.projects)).investment
        assert (amount is None) is bool(imported.findings.only("unit_missing"))
        found[head, cell, other] = None if amount is None else str(amount)
    assert found == BLANK_CURRENCIES


def test_a_frame_has_one_currency_a_column() -> None:
    office = {
        "项目名称": ["虚构甲", "虚构乙"],
        "投资方": ["甲公司", "乙公司"],
        "总投资（万元）": [3000, 2000],
    }
    read_frame(pl.DataFrame({**office, "币种": ["人民币", None]}))
    with pytest.raises(FrameSchemaError, match="one currency and unit a column"):
        read_frame(pl.DataFrame({"项目名称": ["甲", "乙"], "总投资（万）": [3, 2], "币种": ["人民币", None]}))
    for header, cells in (
        ("币种", ["美元", "人民币"]),
        ("币种", ["贝壳", None]),
        ("金额单位", ["亿元", "万元"]),
    ):
        with pytest.raises(FrameSchemaError, match="one currency and unit a column"):
            read_frame(pl.DataFrame({**office, header: cells}))
        read_frame(pl.DataFrame({**office, header: cells}), mapping={header: False})
