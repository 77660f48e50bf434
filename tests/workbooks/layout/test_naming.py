"""Lists whose column of names stands under a word that is not known."""

from itertools import product
from pathlib import Path

import pytest
from tests.workbooks.small_books import save

from zhaoshang import workbooks
from zhaoshang.workbooks import NoHeaderError

NAMES = ["虚构轴承制造基地", "虚构冷链物流园", "虚构中央厨房"]
FACTS: dict[str, list[object]] = {
    "编号": ["A-01", "A-02", "A-03"],
    "序号": [1, 2, 3],
    "投资企业": ["虚构甲公司", "虚构乙公司", "虚构丙公司"],
    "签约时间": ["2026.1", "2026.2", "2026.3"],
    "开工时间": ["2026.4", "2026.5", "2026.6"],
}


def _table(head: str, names: list[str], amount: str, facts: tuple[str, ...]) -> list[list[object]]:
    columns: dict[str, list[object]] = {head: [*names], amount: [1.5, 2, 3]}
    columns |= {fact: [*FACTS[fact]] for fact in facts}
    return [list(columns), *(list(row) for row in zip(*columns.values(), strict=True))]


@pytest.mark.long
@pytest.mark.parametrize(
    ("head", "facts"),
    list(
        product(
            ["引进项目", "意向项目", "洽谈项目", "落户项目", "新签项目"],
            [("序号", "投资企业"), ("编号", "签约时间"), ("投资企业", "开工时间")],
        )
    ),
)
def test_names_under_a_word_for_projects(tmp_path: Path, head: str, facts: tuple[str, ...]) -> None:
    rows = _table(head, NAMES, "投资总额（亿元）", facts)
    total: list[list[object]] = [["合计", 6.5]]
    imported = workbooks.read(save(tmp_path / "表.xlsx", {"表": [*rows, *total]}))
    assert [project.name for project in imported.ledger.projects] == NAMES
    above: list[list[object]] = [
        ["一、已签约项目"],
        *_table("项目名称", ["虚构甲", "虚构乙", "虚构丙"], "总投资（亿元）", ("序号", "投资企业")),
    ]
    imported = workbooks.read(save(tmp_path / "表.xlsx", {"表": [*above, [], ["二、在谈项目"], *rows]}))
    assert [project.name for project in imported.ledger.projects][3:] == NAMES


@pytest.mark.parametrize(
    ("head", "names", "amount", "facts"),
    [
        ("重点项目", ["是", "否", "是"], "投资总额（亿元）", ("序号", "签约时间")),
        ("引进项目", ["工业类", "农业类", "工业类"], "投资总额（亿元）", ("序号", "签约时间")),
        ("引进项目", ["3个", "2个", "5个"], "投资总额（亿元）", ("序号", "签约时间")),
        ("是否引进项目", NAMES, "投资总额（亿元）", ("序号", "签约时间")),
        ("引进项目", NAMES, "金额", ("序号", "签约时间")),
        ("引进项目", NAMES, "投资总额（亿元）", ("序号",)),
    ],
)
def test_without_evidence_nothing_is_a_list(
    tmp_path: Path, head: str, names: list[str], amount: str, facts: tuple[str, ...]
) -> None:
    path = save(tmp_path / "表.xlsx", {"表": _table(head, names, amount, facts)})
    with pytest.raises(NoHeaderError):
        workbooks.read(path)


def test_a_list_whose_names_are_not_told_is_called_one(tmp_path: Path) -> None:
    head = ["序号", "投产内容", "签约时间", "投资总额（亿元）"]
    rows = [[number, name, "2026.3", number] for number, name in enumerate(NAMES, 1)]
    known = _table("项目名称", ["虚构甲", "虚构乙", "虚构丙"], "总投资（亿元）", ("序号", "投资企业"))
    path = save(
        tmp_path / "表.xlsx",
        {"表": known, "镇": [["某镇台账"], head, *rows], "人": [["单位", "姓名", "电话"]]},
    )
    imported = workbooks.read(path)
    assert [(found.path, found.code) for found in imported.findings] == [
        ("镇!A2", "names_not_told"),
        ("人!A1", "not_a_ledger"),
    ]
    below = save(tmp_path / "下.xlsx", {"表": [*known, [], ["在谈"], head, *rows]})
    assert [(found.path, found.code) for found in workbooks.read(below).findings] == [
        ("表!A7", "names_not_told")
    ]


def test_two_columns_that_may_name_are_left(tmp_path: Path) -> None:
    rows = _table("引进项目", NAMES, "投资总额（亿元）", ("序号", "签约时间"))
    both = [[*row, name] for row, name in zip(rows, ["合作项目", *reversed(NAMES)], strict=True)]
    with pytest.raises(NoHeaderError):
        workbooks.read(save(tmp_path / "表.xlsx", {"表": both}))


@pytest.mark.parametrize("head", ["合作事项", "招引标的", "对接标的", "拟投", "标题"])
@pytest.mark.parametrize(
    "amounts", [[1.5, 2, 3], ["近3亿元", "数千万元", "500万美元"]], ids=["plain", "units"]
)
@pytest.mark.parametrize(
    "facts", [("序号", "投资企业"), ("编号", "签约时间"), ("投资企业", "开工时间")], ids=str
)
def test_names_under_a_word_that_is_not_known(
    tmp_path: Path, head: str, amounts: list[object], facts: tuple[str, ...]
) -> None:
    amount = "投资概算" if isinstance(amounts[0], str) else "投资总额（亿元）"
    rows = _table(head, NAMES, amount, facts)
    rows = [rows[0], *([row[0], cell, *row[2:]] for row, cell in zip(rows[1:], amounts, strict=True))]
    imported = workbooks.read(save(tmp_path / "表.xlsx", {"表": rows}))
    assert [project.name for project in imported.ledger.projects] == NAMES
    assert [found.code for found in imported.findings if found.code != "column_not_read"] == [
        "names_by_cells"
    ]


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("建设内容", ["新建厂房", "改造生产线", "建设冷链基地"]),
        ("建设地点", ["东区产业园", "西区产业园", "南区物流中心"]),
        ("担保方", ["虚构丙集团", "虚构丁公司", "虚构戊银行"]),
        ("代号", ["甲园", "乙园", "丙园"]),
        ("归口", ["开发区", "商务局", "服务中心"]),
    ],
    ids=str,
)
def test_names_that_are_made_up_are_told(tmp_path: Path, head: str, cells: list[str]) -> None:
    rows = _table(head, cells, "投资总额（亿元）", ("序号", "投资企业", "签约时间"))
    imported = workbooks.read(save(tmp_path / "表.xlsx", {"表": rows}))
    assert [project.name for project in imported.ledger.projects] == [
        "虚构甲公司项目",
        "虚构乙公司项目",
        "虚构丙公司项目",
    ]
    assert ("表!D1", "names_made_up") in {(found.path, found.code) for found in imported.findings}


def test_of_two_columns_that_hold_names_none_is_taken(tmp_path: Path) -> None:
    rows = _table("合作事项", NAMES, "投资总额（亿元）", ("序号", "投资企业"))
    both = [[*row, name] for row, name in zip(rows, ["标的", *reversed(NAMES)], strict=True)]
    with pytest.raises(NoHeaderError):
        workbooks.read(save(tmp_path / "表.xlsx", {"表": both}))
