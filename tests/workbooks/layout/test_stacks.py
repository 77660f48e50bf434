"""Tables below each other, in any order of their headers: each row is read by the header that stands above it."""

from itertools import product
from pathlib import Path

import pytest
from tests.workbooks.small_books import save

from zhaoshang import workbooks

Cells = list[object]
_ROWS: dict[str, tuple[list[Cells], Cells]] = {
    "total first": (
        [["项目名称", "投资方", "总投资（万元）", "固定资产投资（万元）", "签约时间", "开工时间"]],
        ["", "虚构公司", 9000, 6000, "2024-01", "2024-05"],
    ),
    "fixed first": (
        [["项目名称", "投资方", "固定资产投资（万元）", "总投资（万元）", "开工时间", "签约时间"]],
        ["", "虚构公司", 6000, 9000, "2024-05", "2024-01"],
    ),
    "in 亿元": (
        [["项目名称", "投资方", "总投资（亿元）", "固定资产投资（亿元）", "签约时间", "开工时间"]],
        ["", "虚构公司", 0.9, 0.6, "2024-01", "2024-05"],
    ),
    "two rows": (
        [
            ["项目名称", "投资方", "投资（万元）", None, "时间", None],
            [None, None, "总投资", "固定资产投资", "签约", "开工"],
        ],
        ["", "虚构公司", 9000, 6000, "2024-01", "2024-05"],
    ),
}
"""A header, and a row below it that says the same in each; its name comes first."""
_SPANS = ((0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 4), (0, 5, 0, 6))
"""The merged cells of the header of two rows."""


@pytest.mark.long
@pytest.mark.parametrize(("count", "gap"), [(1, 0), (2, 1)])
@pytest.mark.parametrize("order", list(product(_ROWS, repeat=3)), ids=", ".join)
def test_every_row_is_read_by_the_header_above_it(
    path: Path, order: tuple[str, ...], count: int, gap: int
) -> None:
    rows: list[Cells] = []
    merges: list[tuple[int, int, int, int]] = []
    names = []
    for place, one in enumerate(order):
        head, row = _ROWS[one]
        if len(head) > 1:
            at = len(rows) + 1
            merges += [(top + at, left, low + at, right) for top, left, low, right in _SPANS]
        rows += head
        for number in range(count):
            names.append(f"虚构{'甲乙丙'[place]}{number}项目")
            rows.append([names[-1], *row[1:]])
        rows += [[] for _ in range(gap)]
    imported = workbooks.read(save(path, {"台账": rows}, merges=merges))
    assert [project.name for project in imported.ledger.projects] == names
    assert list(imported.findings) == []
    said = {
        (
            str(project.investment),
            str(project.fixed_investment),
            str(project.agreements[0].signed_on),
            str(project.milestones[0].on),
        )
        for project in imported.ledger.projects
    }
    assert said == {("90000000 CNY", "60000000 CNY", "2024-01", "2024-05")}


@pytest.mark.long
@pytest.mark.parametrize(
    "first",
    [
        ["项目名称,总投资（亿元）,时间,", ",,开工,签约", "虚构甲项目,2.9,2025-04,2021-07-12"],
        ["项目名称,投资（万元）,", ",总投资,固定资产投资", "虚构甲项目,36900,18450"],
        ["项目名称,计划总投资（万元）,投资方,备注", "虚构甲项目,待定,虚构公司,—"],
    ],
    ids=["dates", "amounts", "marks"],
)
@pytest.mark.parametrize("gap", [[], [""], ["附表"]], ids=["", "blank", "title"])
def test_a_small_table_is_read_above_a_larger_one(first: list[str], gap: list[str]) -> None:
    second = ["序号,项目名称,投资方,总投资（万元）,固定资产投资（万元）,签约时间,责任单位"]
    second += [f"{n},虚构{n}项目,虚构公司,3500,2000,2024-03-05,虚构镇" for n in (1, 2)]
    text = "\n".join(("重点项目情况表", *first, *gap, *second, ""))
    imported = workbooks.read(text.encode(), name="p.csv")
    assert [project.name for project in imported.ledger.projects] == ["虚构甲项目", "虚构1项目", "虚构2项目"]


def test_a_note_at_the_foot_of_a_table_says_no_unit_for_the_next() -> None:
    header = "企业名称,项目名称,总投资"
    notes = [
        "注：金额单位为万元",
        "以上金额单位均为万元",
        "制表人：何清\n备注：1.在库项目\n2.金额单位：万元",
        "※注：单位万元",
    ]
    tables = {  # what stands above and below the second table, and the amount read there
        ("2021年项目", ""): None,
        ("2021年项目", "注：金额单位为亿元"): None,
        ("2021年项目\n单位：亿元", ""): "2500000000 CNY",
        ("2021年项目\n注：金额单位为亿元", ""): "2500000000 CNY",
    }
    wrong: list[object] = []
    for note, (between, amount), gap in product(notes, tables.items(), ("", "\n")):
        title, foot = between
        text = f"2022年项目\n{header}\n甲公司,青禾项目,27000\n{note}\n{gap}{title}\n{header}\n乙公司,白石项目,25\n{foot}\n"
        imported = workbooks.read(text.encode(), name="p.csv")
        [project] = [each for each in imported.ledger.projects if each.name == "白石项目"]
        read = project.investment and str(project.investment)
        told = any(finding.code == "unit_missing" for finding in imported.findings)
        if read != amount or not (told or amount):
            wrong.append((note, title, foot, gap, read))
    assert wrong == []


@pytest.mark.long
def test_what_a_table_lists_is_no_title_of_the_tables_below_it() -> None:
    """A title is printed again on the next page; a row, or the title of a group, that two tables have stands in both."""
    header = "项目名称,投资方,总投资,备注"
    rows = {
        "虚构白石建设项目,虚构白石公司,,": "虚构白石建设项目",
        "虚构白石建设项目,虚构白石公司,,虚构白石公司": "虚构白石建设项目",
        "二、市外项目（单位：万元）\n虚构青禾项目,虚构青禾公司,300,": "3000000 CNY",
    }
    wrong: list[object] = []
    for (row, said), years, gap in product(rows.items(), ((2021, 2022), (2023, 2020)), ("", ",,\n")):
        table = f"{header}\n虚构山前项目,虚构山前公司,5,\n{row}\n"
        text = gap.join(f"{year}年项目（单位：亿元）\n{table}" for year in years)
        projects = workbooks.read(text.encode(), name="p.csv").ledger.projects
        read = [said in (project.name, str(project.investment)) for project in projects]
        if read != [False, True, False, True]:
            wrong.append((row, years, gap, [str(project.investment) for project in projects]))
    title = "虚构区招商引资项目台账"
    pages = f"{title}\n一、签约\n{header}\n虚构甲项目,,5,\n\n二、在谈\n{header},区域\n虚构乙项目,,6,,\n{title}\n虚构丙项目,,7,,\n"
    again = workbooks.read(pages.encode(), name="p.csv")
    kinds = {row.kind.value for row in again.rows if row.number in {1, 9}}
    assert (wrong, kinds) == ([], {"title", "note"})
