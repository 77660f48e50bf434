"""Sub-totals of a unit among its projects, whatever they are called. Every ledger here is invented."""

from pathlib import Path

import polars as pl
import pytest
from tests.workbooks.small_books import save

from zhaoshang import frames, workbooks

HEAD: list[object] = ["责任单位", "项目名称", "投资方", "总投资（万元）", "签约时间"]
MEMBERS: list[list[object]] = [
    ["虚构东镇", f"虚构{mark}项目", "虚构甲公司", amount, "2024-03-05"]
    for mark, amount in (("甲", 100), ("乙", 200), ("丙", 300))
]
LAST: list[object] = ["虚构西镇", "虚构丁项目", "虚构乙公司", 50, "2024-04-05"]


def _read(
    path: Path, sum_row: list[object], *, is_below: bool, members: list[list[object]] = MEMBERS
) -> workbooks.Import:
    rows = [*members, sum_row] if is_below else [sum_row, *members]
    return workbooks.read(save(path, {"台账": [HEAD, *rows, LAST]}))


@pytest.mark.parametrize(
    "name",
    [
        "个数：3",
        "总投资600万元",
        "投资额：600万元",
        "其中",
        "数量：3",
        "共三个",
        "3个/600万元",
        "（3个）",
        "金额",
        "亿元以上3个",
        "工业",
        "虚构东镇",
        3,
    ],
    ids=str,
)
@pytest.mark.parametrize("is_below", [False, True], ids=["above", "below"])
def test_what_says_how_many_and_how_much_is_the_total_of_its_unit(
    path: Path, name: object, *, is_below: bool
) -> None:
    imported = _read(path, ["虚构东镇", name, None, 600, None], is_below=is_below)
    assert [project.name[2] for project in imported.ledger.projects] == list("甲乙丙丁")
    assert "total_mismatch" not in imported.findings.codes
    ((total,),) = [sheet.totals for sheet in imported.sheets]
    assert total.agrees or "total_of_others" in imported.findings.codes


@pytest.mark.parametrize("name", ["全部", "本单位", "虚构园", "共3"])
@pytest.mark.parametrize("is_below", [False, True], ids=["above", "below"])
def test_another_name_beside_the_sum_of_its_unit_is_told(path: Path, name: str, *, is_below: bool) -> None:
    imported = _read(path, ["虚构东镇", name, None, 600, None], is_below=is_below)
    assert [found.code for found in imported.findings] == ["bare_row"]
    assert name in [project.name for project in imported.ledger.projects]


@pytest.mark.parametrize(
    ("sum_row", "members"),
    [
        (["虚构东镇", "虚构戊项目", None, 601, None], MEMBERS),
        (["虚构东镇", "虚构戊项目", "虚构丙公司", 600, None], MEMBERS),
        (["虚构西镇", "虚构戊项目", None, 600, None], MEMBERS),
        (["虚构东镇", "虚构戊项目", None, 100, None], MEMBERS[:1]),
    ],
    ids=["another sum", "a firm", "another unit", "one project"],
)
def test_projects_of_few_facts_are_projects(
    path: Path, sum_row: list[object], members: list[list[object]]
) -> None:
    imported = _read(path, sum_row, is_below=True, members=members)
    assert "虚构戊项目" in [project.name for project in imported.ledger.projects]
    assert imported.findings.codes == ()


def test_a_merged_unit_is_of_all_its_rows(path: Path) -> None:
    rows: list[list[object]] = [
        ["虚构东镇", "虚构园", None, 600, None],
        *([None, *row[1:]] for row in MEMBERS),
        LAST,
    ]
    imported = workbooks.read(save(path, {"台账": [HEAD, *rows]}, merges=[(2, 1, 5, 1)]))
    assert [found.path for found in imported.findings if found.code == "bare_row"] == ["台账!B2"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("3个", "total_rows"),
        ("个数：3", "total_rows"),
        ("总投资600万元", "total_rows"),
        ("虚构园", "bare_row"),
    ],
)
def test_a_frame_is_read_alike(name: str, code: str) -> None:
    rows: list[list[object]] = [["虚构东镇", name, None, 600, None], *MEMBERS, LAST]
    data = {str(head): [row[at] for row in rows] for at, head in enumerate(HEAD)}
    _, findings = frames.read_frame(pl.DataFrame(data, strict=False))
    assert findings.codes == (code,)
