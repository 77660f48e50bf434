"""A cell that reaches over several rows says the same in every kind of file, wherever its column stands."""

from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from tests.workbooks.small_books import save

from zhaoshang import workbooks
from zhaoshang.workbooks import Import

_FIELDS = {
    "投资方": ["虚构甲公司", "虚构乙公司", "虚构丙公司"],
    "责任单位": ["工信局", "商务局", "发改局"],
    "园区": ["东园", "西园", "南园"],
    "签约时间": ["2026.3", "2026.5", "2025.12"],
    "开工时间": ["2026.4", "2026年6月", "2026-07-08"],
    "总投资（万元）": ["500", "900", "1200"],
    "招商平台": ["云会", "展会", "商会"],
    "所属乡镇": ["甲镇", "乙镇", "丙镇"],
}
_Table = tuple[list[list[str | None]], list[tuple[int, int, int, int]]]


def _table(seed: int) -> _Table:
    """Draw a list whose cells reach over one, two or three projects, in any order of columns."""
    draw = Random(seed)  # noqa: S311 - reproducible tables
    heads = draw.sample(list(_FIELDS), 5)
    heads.insert(draw.randrange(3), "项目名称")
    rows: list[list[str | None]] = [list(heads)]
    rows += [[None] * len(heads) for _ in range(6)]
    merges = []
    for column, head in enumerate(heads):
        row = 1
        while row < 7:
            down = 1 if head == "项目名称" else min(draw.choice([1, 1, 2, 3]), 7 - row)
            rows[row][column] = f"虚构{row}号项目" if head == "项目名称" else draw.choice(_FIELDS[head])
            if down > 1:
                merges.append((row + 1, column + 1, row + down, column + 1))
            row += down
    return rows, merges


def _page(table: _Table) -> bytes:
    rows, merges = table
    spans = {
        (top, left): f"rowspan={low - top + 1} colspan={right - left + 1}" for top, left, low, right in merges
    }
    lines = [
        "".join(
            f"<td {spans.get((at, column), '')}>{cell}</td>"
            for column, cell in enumerate(row, 1)
            if cell is not None
        )
        for at, row in enumerate(rows, 1)
    ]
    return "".join(["<table>", *(f"<tr>{line}</tr>" for line in lines), "</table>"]).encode()


def _said(imported: Import) -> object:
    projects = [evolve(project, id="P") for project in imported.ledger.projects]
    return projects, sorted(found.code for found in imported.findings)


@pytest.mark.long
@pytest.mark.one_in(4)
@pytest.mark.parametrize("seed", range(40))
def test_pages_and_workbooks_say_the_same(tmp_path: Path, seed: int) -> None:
    table = _table(seed)
    book = workbooks.read(save(tmp_path / "表.xlsx", {"表": table[0]}, merges=table[1]))
    assert len(book.ledger.projects) == 6
    assert _said(workbooks.read(_page(table), name="表.html")) == _said(book)


_LISTED: list[list[object]] = [
    ["项目名称", "投资方", "总投资（亿元）", "签约时间"],
    *([f"虚构{number}号项目", f"虚构{number}公司", number + 0.5, "2022年3月"] for number in range(1, 5)),
]


@pytest.mark.long
@pytest.mark.parametrize("down", [2, 3, 5])
@pytest.mark.parametrize("column", range(1, 5))
@pytest.mark.parametrize("across", [0, 3])
def test_no_row_disappears_under_a_merged_header(tmp_path: Path, down: int, column: int, across: int) -> None:
    """A header merged with the rows below it made headers of them; what it covers is told, since nobody sees it."""
    right = 4 if across else column
    imported = workbooks.read(save(tmp_path / "a.xlsx", {"表": _LISTED}, merges=[(1, column, down, right)]))
    if not across:
        assert [each.name for each in imported.ledger.projects] == [str(row[0]) for row in _LISTED[1:]]
    assert len(imported.ledger.projects) + len(imported.rejected) == 4
    told = {item.path for item in imported.findings if item.code == "covered_cell"}
    assert {
        f"表!{'ABCD'[at - 1]}{row}" for at in range(column, right + 1) for row in range(2, down + 1)
    } <= told


@pytest.mark.parametrize("below", [0, 1])
def test_a_row_under_a_merged_title_is_told(tmp_path: Path, below: int) -> None:
    """A title within the list that is merged with the row below hides it."""
    rows: list[list[object]] = [*_LISTED[:3], ["二季度新增项目"], *_LISTED[3:]]
    imported = workbooks.read(save(tmp_path / "a.xlsx", {"表": rows}, merges=[(4, 1, 4 + below, 4)]))
    assert len(imported.ledger.projects) == 4
    told = [item.path for item in imported.findings if item.code == "covered_cell"]
    assert told == ([f"表!{letter}5" for letter in "ABCD"] if below else [])


@pytest.mark.parametrize("tag", ["rowspan=2", "rowspan=3"])
def test_a_page_whose_header_reaches_down_loses_no_row(tag: str) -> None:
    head = "".join(f"<th>{word}</th>" for word in _LISTED[0]).replace("<th>签约", f"<th {tag}>签约")
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row[:3])}</tr>" for row in _LISTED[1:])
    imported = workbooks.read(f"<html><table><tr>{head}</tr>{rows}</table></html>".encode(), name="a.html")
    assert len(imported.ledger.projects) == 4


def test_equal_texts_under_a_merged_cell_are_not_told(tmp_path: Path) -> None:
    """Programs write the text of a merged cell into each that it covers."""
    rows: list[list[object]] = [["县区", *_LISTED[0]], *(["甲县", *row] for row in _LISTED[1:])]
    imported = workbooks.read(save(tmp_path / "a.xlsx", {"表": rows}, merges=[(2, 1, 5, 1)]))
    assert [each.district for each in imported.ledger.projects] == ["甲县"] * 4
    assert not imported.findings


_RANGES = [(left, right) for left in range(1, 5) for right in range(left, 5) if right - left < 3]


@pytest.mark.parametrize(("left", "right"), _RANGES)
@pytest.mark.parametrize("row", [2, 4])
def test_a_cell_over_columns_of_several_fields_is_told(
    tmp_path: Path, left: int, right: int, row: int
) -> None:
    """Which of the fields it is of cannot be told: it was read in the first of them, and the others had nothing."""
    rows: list[list[str | None]] = [[str(cell) for cell in each] for each in _LISTED]
    rows[row - 1][left:right] = [None] * (right - left)
    merges = [(row, left, row, right)] if right > left else []
    book = workbooks.read(save(tmp_path / "a.xlsx", {"表": [list(each) for each in rows]}, merges=merges))
    page = workbooks.read(_page((rows, merges)), name="表.html")
    for imported in (book, page):
        told = [item.path for item in imported.findings if item.code == "wide_cell"]
        assert told == [f"表!{'ABCD'[left - 1]}{row}"] * len(merges)
