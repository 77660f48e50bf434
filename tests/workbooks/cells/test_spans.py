"""Cells that tell the start and the end of the works: 开竣工时间 2021.3-2023.12."""

from pathlib import Path

import pytest
from tests.workbooks.lines import read

from zhaoshang import workbooks
from zhaoshang.workbooks import Import

PLANNED = [
    "开竣工时间",
    "建设起止年限",
    "起止时间",
    "开（竣）工时间",
    "项目建设起止时间",
    "计划开竣工日期",
    "开工及竣工时间",
]


def steps(imported: Import) -> list[tuple[str, str, bool]]:
    (project,) = imported.ledger.projects
    return [(str(step.stage), str(step.on), step.planned) for step in project.milestones]


def table(tmp_path: Path, header: str, cell: str) -> Import:
    return read(tmp_path, f"项目名称,投资方,总投资（亿元）,{header}", f"虚构阀门项目,虚构甲公司,3.5,{cell}")


@pytest.mark.parametrize("header", [*PLANNED, "实际开竣工时间"])
def test_it_is_planned_unless_the_header_says_that_it_came_about(tmp_path: Path, header: str) -> None:
    is_planned = header in PLANNED
    imported = table(tmp_path, header, "2021.3-2023.12")
    assert steps(imported) == [("started", "2021-03", is_planned), ("completed", "2023-12", is_planned)]
    assert not imported.findings


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [
        ("2021年3月至2023年底", "2021-03", "2023-12"),
        ("2021-03-2023-12", "2021-03", "2023-12"),
        ("2021-03-05至2023-12-01", "2021-03-05", "2023-12-01"),
        ("2021～2023", "2021", "2023"),
        ("2021/3—2023/12", "2021-03", "2023-12"),
        ("2021.10－2021.10", "2021-10", "2021-10"),
    ],
)
def test_both_ends_are_read_in_any_form(tmp_path: Path, cell: str, start: str, end: str) -> None:
    assert steps(table(tmp_path, "建设起止年限", cell)) == [
        ("started", start, True),
        ("completed", end, True),
    ]


@pytest.mark.parametrize(
    "cell", ["2021.3", "2021.3-12", "2023-2021", "2021年内", "分两期", "2021.13-2023.12"]
)
def test_what_is_not_two_ends_is_told_and_not_read(tmp_path: Path, cell: str) -> None:
    imported = table(tmp_path, "开竣工时间", cell)
    assert steps(imported) == []
    assert imported.findings.codes == ("not_a_span",)


@pytest.mark.parametrize("header", ["租赁起止时间", "协议起止日期", "经营年限"])
def test_the_ends_of_other_things_are_kept_as_they_are(tmp_path: Path, header: str) -> None:
    imported = table(tmp_path, header, "2021.3-2023.12")
    assert steps(imported) == []
    assert imported.ledger.projects["台账!2"].extra == {header: "2021.3-2023.12"}


def test_a_mapping_can_say_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("项目名称,投资方,工期\n虚构阀门项目,虚构甲公司,2021.3-2023.12\n", encoding="utf-8")
    columns = {"工期": "milestones[started+completed]"}
    assert [planned for *_, planned in steps(workbooks.read(path, mapping=columns))] == [False, False]


TERMS = ["建设年限", "建设周期", "建设期限（年）", "项目建设年限", "建设工期", "施工工期"]


def _terms(header: str, cells: list[str]) -> tuple[list[list[tuple[str, str, bool]]], list[str | None]]:
    lines = [f"虚构{at}项目,虚构{at}公司,{cell}" for at, cell in enumerate(cells)]
    text = "\n".join([f"项目名称,投资方,{header}", *lines])
    projects = list(workbooks.read(text.encode(), name="册.csv", as_of="2023-09-30").ledger.projects)
    steps_ = [[(str(step.stage), str(step.on), step.planned) for step in one.milestones] for one in projects]
    return steps_, [dict(one.extra).get(header) for one in projects]


@pytest.mark.parametrize("header", TERMS)
def test_the_term_of_the_works_is_a_span_where_nearly_all_its_cells_are(header: str) -> None:
    spans = ["2023-2025", "2024.3-2025.6", "2022年3月至2024年5月", "2021～2026"]
    read_, kept = _terms(header, [*spans, "24个月"])
    assert read_[0] == [("started", "2023", True), ("completed", "2025", True)]
    assert read_[1] == [("started", "2024-03", True), ("completed", "2025-06", True)]
    assert [len(one) for one in read_] == [2, 2, 2, 2, 0]
    assert kept == [None] * 5


@pytest.mark.parametrize("header", TERMS)
@pytest.mark.parametrize(
    "cells", [["24个月", "2年", "36"], ["2023-2025", "2年", "3年"], ["2023", "2024", "2025"]]
)
def test_the_term_of_the_works_is_kept_where_it_is_how_long(header: str, cells: list[str]) -> None:
    assert _terms(header, cells) == ([[], [], []], cells)
