"""Columns headed by a stage alone, and dates of signing that say what was signed. Every ledger here is invented."""

import datetime as dt
import io
from typing import Any

import openpyxl
import polars as pl
import pytest

from zhaoshang import evaluate, frames, workbooks
from zhaoshang.errors import FrameSchemaError
from zhaoshang.model import Project

NAMES = ("甲新材料项目", "乙电子项目", "丙食品项目")
DATES = ("2023-03-05", "2023年4月", dt.date(2023, 5, 6))


def read(heads: list[str], cells: list[list[Any]]) -> workbooks.Import:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", "项目名称", "总投资（亿元）", *heads])
    for number, (name, row) in enumerate(zip(NAMES, cells, strict=True), 1):
        sheet.append([number, name, number + 0.5, *row])
    held = io.BytesIO()
    book.save(held)
    held.seek(0)
    return workbooks.read(held, name="t.xlsx", as_of="2024-06-30")


def steps(project: Project) -> list[tuple[str, str, bool]]:
    return [(str(step.stage), str(step.on), step.planned) for step in project.milestones]


def count(source: Any, period: str, kpi: Any = "signed_project_count", **asked: Any) -> Any:
    return evaluate(source, kpi, period=period, **asked)[kpi].value


def signed(project: Project) -> list[tuple[str, str]]:
    return [(str(paper.kind), str(paper.signed_on)) for paper in project.agreements]


@pytest.mark.parametrize("shift", range(3))
def test_dates_under_the_name_of_a_stage_are_dates_of_it(shift: int) -> None:
    """Whatever the form of the dates; a word for a plan makes plans of them."""
    dates = [*DATES[shift:], *DATES[:shift]]
    imported = read(["签约", "计划动工", "竣工", "投产"], [[day, day, day, None] for day in dates])
    for project, day in zip(imported.ledger.projects, dates, strict=True):
        on = "2023-04" if day == "2023年4月" else str(day)
        assert signed(project) == [("formal", on)]
        assert steps(project) == [("started", on, True), ("completed", on, False)]
    assert imported.findings.codes == ("stage_not_told",)  # who started and is not completed


def test_a_stage_that_columns_of_later_ones_alone_tell_is_told() -> None:
    """A rate of starts made of completions is the least it can be; a frame is refused, where no column says it."""
    day, codes = "2023-04-05", ("stage_not_told",)
    cases: dict[tuple[str, ...], tuple[str, ...]] = {
        ("签约时间", "竣工时间"): codes,
        ("签约时间", "投产时间"): codes,
        ("签约时间", "开工时间", "达产时间"): codes,
        ("签约时间", "开工时间", "竣工时间"): (),
        ("签约时间", "是否开工", "竣工时间"): (),
        ("签约时间", "项目状态", "竣工时间"): (),
        ("竣工时间",): (),
    }
    wrong = []
    for headers, expected in cases.items():
        cell = {"是否开工": "是", "项目状态": "竣工"}
        imported = read(list(headers), [[cell.get(header, day) for header in headers] for _ in range(3)])
        if imported.findings.codes != expected:
            wrong.append((headers, imported.findings.codes))
    assert not wrong
    tables = {("签约时间", "竣工时间"): False, ("签约时间",): False, ("签约时间", "项目状态"): True}
    for headers, is_told in tables.items():
        columns = {"项目名称": ["虚构甲"], **{header: [cell.get(header, day)] for header in headers}}
        source, _ = frames.read_frame(pl.DataFrame(columns), as_of="2024-01-01")
        assert evaluate(source, "signed_project_count")["signed_project_count"].value == 1
        if is_told:
            assert evaluate(source, "start_rate")["start_rate"].value == 100
        else:
            with pytest.raises(FrameSchemaError, match="started_on"):
                evaluate(source, "start_rate")


def test_yes_and_no_under_the_name_of_a_stage_say_whether() -> None:
    imported = read(["签约", "开工"], [["是", "否"], ["√", "√"], ["是", ""]])
    found = [(signed(project), steps(project)) for project in imported.ledger.projects]
    assert [len(papers) for papers, _ in found] == [1, 1, 1]
    assert [[stage for stage, _, _ in each] for _, each in found] == [[], ["started"], []]


@pytest.mark.parametrize(
    "cells", [(3, 5, 2), ("两个", "一个", "无"), ("已办结", "2023-03-05", "办理中"), (None,) * 3]
)
def test_what_may_mean_anything_under_the_name_of_a_stage_is_kept_and_told(cells: tuple[Any, ...]) -> None:
    """Numbers may count, and words are no date: the column is no field's."""
    imported = read(["开工", "签约时间"], [[cell, "2023-01-02"] for cell in cells])
    assert not any(steps(project) for project in imported.ledger.projects)
    told = [cell for cell in cells if cell is not None]
    assert [finding.code for finding in imported.findings if finding.code == "column_not_read"] == [
        "column_not_read" for _ in told[:1]
    ]


def test_a_stage_that_a_column_dates_by_name_is_not_taken_twice() -> None:
    imported = read(["签约时间", "签约"], [[day, "2020-01-01"] for day in DATES])
    assert [signed(project)[0][1] for project in imported.ledger.projects] == [
        "2023-03-05",
        "2023-04",
        "2023-05-06",
    ]
    assert [finding.code for finding in imported.findings] == ["column_not_read"]


PAPERS = {
    "intent": ("意向签约时间", "签约时间（意向）", "签订意向协议日期"),
    "framework": ("框架协议签订时间", "签约时间（框架）", "框架合作协议时间"),
}


@pytest.mark.long
@pytest.mark.parametrize(("kind", "head"), [(kind, head) for kind, heads in PAPERS.items() for head in heads])
def test_a_date_of_signing_says_what_was_signed(kind: str, head: str) -> None:
    """An intent is no contract: none of its dates counts as signed, alone or beside the contract's."""
    alone = read([head], [[day] for day in DATES])
    assert [signed(project) for project in alone.ledger.projects] == [
        [(kind, day)] for day in ("2023-03-05", "2023-04", "2023-05-06")
    ]
    assert count(alone.ledger, "2023") == 0
    both = read([head, "正式签约时间"], [[day, "2024-01-02"] for day in DATES])
    assert count(both.ledger, "2023") == 0
    assert count(both.ledger, "2024-H1") == 3


@pytest.mark.parametrize("head", ["意向（正式）签约时间", "框架及正式协议签订时间", "意向、框架签约时间"])
def test_a_date_of_one_of_two_papers_is_not_read(head: str) -> None:
    imported = read([head], [[day] for day in DATES])
    assert not any(signed(project) for project in imported.ledger.projects)
    assert {finding.code for finding in imported.findings} & {"unsure_column", "column_not_read"}


@pytest.mark.parametrize(("kind", "head"), [(kind, heads[0]) for kind, heads in PAPERS.items()])
def test_an_office_s_frame_is_read_the_same(kind: str, head: str) -> None:
    table = pl.DataFrame(
        {
            "项目名称": NAMES,
            head: ["2023-03-05", "2023-04-01", "2023-05-06"],
            "开工": ["2023-08-01", None, None],
        }
    )
    found, doubts = frames.read_frame(table)
    assert not doubts
    asked = {"as_of": "2023-12-31"}
    assert count(found, "2023", **asked) == 0
    assert count(found, "2023", "milestone_count", of="started", **asked) == 1, kind


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        ("建成运营", "producing"),
        ("签约落地", "landed"),
        ("已签约、已开工", "started"),
        ("竣工并投产", "producing"),
        ("投产签约", None),
        ("开工停工", None),
        ("建设运营", None),
        ("部分投产", None),
        ("已签约未开工", None),
    ],
)
def test_a_status_of_two_words_in_order_is_the_later(word: str, stage: str | None) -> None:
    imported = read(["当前阶段"], [[word], ["在谈"], ["在谈"]])
    found = [str(step.stage) for step in imported.ledger.projects["Sheet!2"].history]
    assert found == ([] if stage is None else [stage])
    assert ["unknown_status"] * (stage is None) == [
        one.code for one in imported.findings if one.code[:7] == "unknown"
    ]


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["26.4", "2026.7", "2025年3月"], ["2026-04", "2026-07", "2025-03"]),
        (["26.4.15", "2026/7/1", "25.11"], ["2026-04-15", "2026-07-01", "2025-11"]),
        ([26.4, "2026.7", "27.12"], ["2026-04", "2026-07", "2027-12"]),
        (["26.4", "26.5", "2019.5"], [None, None, "2019-05"]),
        (["26.4", "26.5", "待定"], [None, None, None]),
        (["12.4", "2026.7", "2026.8"], [None, "2026-07", "2026-08"]),
        ([26.1, "2026.7", "2026.8"], [None, "2026-07", "2026-08"]),
    ],
    ids=str,
)
def test_a_year_of_two_digits_is_read_beside_whole_ones(cells: list[Any], days: list[str | None]) -> None:
    imported = read(["开工时间（预计）"], [[cell] for cell in cells])
    found = [[str(step.on) for step in one.milestones] for one in imported.ledger.projects]
    assert found == [[] if day is None else [day] for day in days]
    told = {
        one.path for one in imported.findings if one.code in {"not_a_date", "ambiguous_date", "year_missing"}
    }
    assert told == {
        f"Sheet!D{row}"
        for row, (cell, day) in enumerate(zip(cells, days, strict=True), 2)
        if not day and cell != "待定"
    }


@pytest.mark.parametrize(
    ("head", "cell", "codes"),
    [
        ("开工时间", 1, ("one_as_yes",)),
        ("开工日期", "1", ("one_as_yes",)),
        ("开工年月", "1.0", ("one_as_yes",)),
        ("开工时间", "√", ()),
        ("开工时间", "是", ()),
        ("是否开工", 1, ()),
    ],
)
def test_a_one_where_a_date_is_asked_for_is_told(head: str, cell: Any, codes: tuple[str, ...]) -> None:
    """It may be January, or the first of a month."""
    imported = read([head], [[cell], ["2023年4月"], [None]])
    assert imported.findings.codes == codes
    assert steps(imported.ledger.projects[imported.ledger.projects.ids[0]]) == [("started", "None", False)]
