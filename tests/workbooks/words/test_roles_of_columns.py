"""Columns whose words may mean several roles: what they hold tells who invests, who is in charge, and which district it is."""

from pathlib import Path

import pytest
from tests.workbooks.small_books import save

from zhaoshang import workbooks
from zhaoshang.workbooks import Import

FIRMS = ["虚构甲科技有限公司", "虚构乙集团", "虚构丙（上海）实业股份有限公司"]
OFFICES = ["县工信局", "甲镇政府", "县羊绒产业管委会"]
NAMES = ["虚构轴承项目", "虚构纺纱项目", "虚构冷库项目"]


def _read(tmp_path: Path, **columns: list[str]) -> Import:
    heads = ["序号", "项目名称", "总投资（亿元）", *columns]
    lines = [[at + 1, NAMES[at], at + 1, *(cells[at] for cells in columns.values())] for at in range(3)]
    return workbooks.read(save(tmp_path / "表.xlsx", {"表": [heads, *lines, ["合计", None, 6]]}))


def _firms(imported: Import) -> list[str]:
    names = {firm.id: firm.name for firm in imported.ledger.investors}
    return [names[one] for project in imported.ledger.projects for one in project.investors]


@pytest.mark.long
@pytest.mark.parametrize("head", ["企业名称", "单位名称", "公司名称", "入园企业", "进区企业", "投资方"])
def test_firms_win_over_offices(tmp_path: Path, head: str) -> None:
    for order in (1, -1):
        imported = _read(tmp_path, **dict([(head, FIRMS), ("对接单位", OFFICES)][::order]))
        assert _firms(imported) == FIRMS
        assert [project.owner for project in imported.ledger.projects] == OFFICES


def test_a_name_below_those_who_invest(tmp_path: Path) -> None:
    table: list[list[object]] = [
        ["序号", "项目名称", "总投资（亿元）", "投资方", None, "对接单位"],
        [None, None, None, "企业名称", "所在地", None],
        *([at + 1, NAMES[at], at + 1, FIRMS[at], "浙江", OFFICES[at]] for at in range(3)),
    ]
    merges = [(1, 4, 1, 5), *((1, at, 2, at) for at in (1, 2, 3, 6))]
    path = save(tmp_path / "表.xlsx", {"表": table}, merges=merges)
    assert _firms(workbooks.read(path)) == FIRMS


@pytest.mark.parametrize("head", ["对接单位", "引进单位"])
def test_one_word_for_two_roles(tmp_path: Path, head: str) -> None:
    assert [project.owner for project in _read(tmp_path, **{head: OFFICES}).ledger.projects] == OFFICES
    both = _read(tmp_path, 责任单位=["甲局", "乙局", "丙局"], **{head: OFFICES})
    assert not _firms(both)


def test_offices_under_a_word_for_any_firm_are_asked_about(tmp_path: Path) -> None:
    imported = _read(tmp_path, 建设单位=OFFICES)
    assert not _firms(imported)
    assert "unsure_column" in {finding.code for finding in imported.findings}
    assert _firms(_read(tmp_path, 投资方=OFFICES)) == OFFICES
    assert _firms(_read(tmp_path, 建设单位=[*FIRMS[:2], "县城投公司"]))


@pytest.mark.parametrize(
    ("head", "cells", "expected"),
    [
        ("区", ["鼓楼区", "泉山区", "鼓楼区"], True),
        ("城区", ["鼓楼区", "高新区", "泉山区"], True),
        ("县", ["甲县", "乙县", "丙县"], True),
        ("镇", ["甲镇", "乙镇", "丙街道"], True),
        ("区", ["A", "B", "C"], False),
        ("区", ["一期", "二期", "三期"], False),
        ("县", ["3", "4", "5"], False),
    ],
    ids=["区", "城区", "县", "镇", "letters", "phases", "numbers"],
)
def test_a_kind_of_place_alone(tmp_path: Path, head: str, cells: list[str], expected: bool) -> None:
    districts = [project.district for project in _read(tmp_path, **{head: cells}).ledger.projects]
    assert districts == (cells if expected else [None] * 3)


def test_land_that_is_intended(tmp_path: Path) -> None:
    imported = _read(tmp_path, 意向用地=["80亩", "2公顷", "30-40亩"])
    assert [project.land is not None for project in imported.ledger.projects] == [True] * 3
