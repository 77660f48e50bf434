"""An empty column of places takes what the title of the table says; where the column says others, the title is told."""

from pathlib import Path

import pytest

from zhaoshang import workbooks

_HEAD = "项目名称,投资方,总投资（亿元）,所属乡镇"


def _read(tmp_path: Path, *lines: str) -> workbooks.Import:
    path = tmp_path / "ledger.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return workbooks.read(path)


@pytest.mark.parametrize(
    ("above", "cells", "districts", "told"),
    [
        ("梅岭镇招商项目台账", ["", ""], ["梅岭镇", "梅岭镇"], []),
        ("梅岭镇招商项目台账", ["双溪乡", ""], ["双溪乡", None], ["A1"]),
        ("梅岭镇招商项目台账", ["双溪乡", "梅岭镇"], ["双溪乡", "梅岭镇"], []),
        ("填报单位：梅岭镇", ["", ""], [None, None], ["A1"]),
    ],
)
def test_a_town_above_rows_without_one_is_taken_or_told(
    above: str, cells: list[str], districts: list[str | None], told: list[str], tmp_path: Path
) -> None:
    found = _read(tmp_path, above, _HEAD, f"甲厂,甲公司,1.5,{cells[0]}", f"乙厂,乙公司,2.5,{cells[1]}")
    assert [project.district for project in found.ledger.projects] == districts
    assert [item.path.partition("!")[2] for item in found.findings if item.code == "said_not_taken"] == told


@pytest.mark.parametrize("page", ["续表", "项目台账（续）", "第2页，共3页", "第二页", "（续表一）"])
def test_the_next_page_of_a_list_ends_no_town(page: str, tmp_path: Path) -> None:
    first, second = (f"{number},{name}厂,{name}公司,1.5" for number, name in ((1, "甲"), (2, "乙")))
    line = f'"{page}"'
    found = _read(tmp_path, "项目台账", f"序号,{_HEAD}", "一、梅岭镇", first, line, f"序号,{_HEAD}", second)
    assert [project.district for project in found.ledger.projects] == ["梅岭镇", "梅岭镇"]


@pytest.mark.parametrize(
    ("cells", "districts", "told"),
    [
        (["", ""], ["梅岭镇", "梅岭镇"], []),
        (["梅岭镇", ""], ["梅岭镇", "梅岭镇"], []),
        (["梅岭镇上坪村", ""], ["梅岭镇上坪村", "梅岭镇"], []),
        (["双溪乡", ""], ["双溪乡", None], ["A2"]),
        (["双溪乡", "—"], ["双溪乡", None], ["A2"]),
        (["双溪乡", "沙洲镇"], ["双溪乡", "沙洲镇"], []),
    ],
)
def test_a_town_between_rows_fills_a_column_that_says_no_other(
    cells: list[str], districts: list[str | None], told: list[str], tmp_path: Path
) -> None:
    """Where rows below 梅岭镇 lie in other towns, it says who reports them, and not where a blank one lies."""
    rows = (f"{name}厂,{name}公司,1.5,{cell}" for name, cell in zip("甲乙", cells, strict=True))
    found = _read(tmp_path, _HEAD, "梅岭镇（2个）,,3,", *rows)
    assert [project.district for project in found.ledger.projects] == districts
    assert [item.path.partition("!")[2] for item in found.findings if item.code == "said_not_taken"] == told
