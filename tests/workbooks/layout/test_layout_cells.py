"""Cells that say one thing together, and single cells that say more than one."""

import struct
from pathlib import Path

import pytest
from tests.workbooks.lines import HEAD, NAMES, ROWS, _book, names, read

from zhaoshang import workbooks
from zhaoshang._workbooks.files.biff import shown_cells
from zhaoshang.workbooks import Import


@pytest.mark.parametrize(
    ("head", "cells", "day"),
    [
        ("签约年份,签约月份", "2022,3", "2022-03"),
        ("签约年份,投资方,签约月份", "2022,虚构甲公司,3", "2022-03"),
        ("签约年,签约月,签约日", "2022,3,5", "2022-03-05"),
        ("签约年份,签约月份", "2022,", "2022"),
        ("签约年份,签约月份", "2022,13", None),
    ],
)
def test_a_date_in_columns_of_its_own_is_one(tmp_path: Path, head: str, cells: str, day: str | None) -> None:
    imported = read(tmp_path, f"项目名称,{head},责任单位", f"虚构阀门项目,{cells},虚构一局")
    (project,) = imported.ledger.projects
    assert [str(paper.signed_on) for paper in project.agreements] == ([day] if day else [])
    assert ("not_a_date" in imported.findings.codes) == (day is None)


@pytest.mark.parametrize(
    ("cells", "day", "untitled"),
    [
        ("2022,3,5", "2022-03-05", "2022-03-05"),
        (",3,5", "2024-03-05", "year_missing"),
        (",3,", "2024-03", "year_missing"),
        (",3月,", "2024-03", "year_missing"),
        ("2022,,5", "not_a_date", "not_a_date"),
        (",,5", "not_a_date", "year_missing"),
        (",,", "", ""),
    ],
)
def test_no_part_of_a_date_is_dropped_unsaid(tmp_path: Path, cells: str, day: str, untitled: str) -> None:
    lines = ["项目名称,签约年,签约月,签约日,责任单位", f"虚构阀门项目,{cells},虚构一局"]
    for title, expected in ((["2024年台账,,,,"], day), ([], untitled)):
        imported = read(tmp_path, *title, *lines)
        (project,) = imported.ledger.projects
        said = [*(str(paper.signed_on) for paper in project.agreements), *imported.findings.codes]
        assert said == ([expected] if expected else [])


def _rows(path: Path, rows: list[list[object]], *merged: str) -> Import:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(path)
    return workbooks.read(path)


def test_a_project_in_several_rows_is_one_with_all_its_investors(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["项目名称", "投资方", "总投资（亿元）", "责任单位"],
        ["虚构阀门项目", "虚构甲公司", 3.5, "虚构一局"],
        [None, "虚构乙公司", None, None],
        ["虚构隔膜项目", "虚构丙公司", 12, "虚构二局"],
    ]
    imported = _rows(tmp_path / "a.xlsx", rows, "A2:A3", "C2:C3", "D2:D3")
    first, second = imported.ledger.projects
    assert (first.name, first.investors) == ("虚构阀门项目", ("虚构甲公司", "虚构乙公司"))
    assert second.investors == ("虚构丙公司",)
    assert [row.kind.value for row in imported.rows] == ["header", "project", "continued", "project"]


def test_what_the_rows_of_one_project_do_not_agree_on_is_told(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["项目名称", "投资方", "总投资（亿元）"],
        ["虚构阀门项目", "虚构甲公司", 3.5],
        [None, None, 4],
    ]
    imported = _rows(tmp_path / "a.xlsx", rows, "A2:A3")
    (project,) = imported.ledger.projects
    assert project.investment is None
    assert [found.detail["row"] for found in imported.findings.only("rows_disagree")] == ["3", "2"]


def test_an_amount_merged_over_several_projects_is_the_amount_of_none(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["项目名称", "投资方", "总投资（亿元）", "开工时间"],
        ["虚构阀门项目", "虚构甲公司", 3.5, "2022-03"],
        ["虚构隔膜项目", "虚构乙公司", None, None],
    ]
    imported = _rows(tmp_path / "a.xlsx", rows, "C2:C3", "D2:D3")
    assert [project.investment for project in imported.ledger.projects] == [None, None]
    assert len(imported.findings.only("shared_amount")) == 2
    assert [str(project.milestones[0].on) for project in imported.ledger.projects] == ["2022-03", "2022-03"]


def test_a_table_on_its_side_is_read_and_its_cells_are_named_as_they_stand(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        "项目名称,虚构阀门项目,虚构隔膜项目",
        "投资方,虚构甲公司,虚构乙公司",
        "总投资（亿元）,3.5,若干",
        "签约时间,2022-03-05,2022-04-06",
    )
    assert names(imported) == NAMES[:2]
    (sheet,) = imported.sheets
    assert sheet.is_turned
    first = imported.ledger.projects["台账!2"]
    assert {fact.field: fact.cell for fact in imported.facts(first.id)}["investment"] == "B3"
    (found,) = imported.findings
    assert (found.code, found.detail["column"], found.detail["row"]) == ("not_a_quantity", "C", "3")


def test_a_row_that_is_struck_out_is_read_and_named(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["项目名称", "投资方", "责任单位"])
        sheet.write_row(1, 0, ["虚构阀门项目", "虚构甲公司", "虚构一局"])
        sheet.write_row(
            2, 0, ["虚构隔膜项目", "虚构乙公司", "虚构二局"], book.add_format({"font_strikeout": True})
        )
    imported = workbooks.read(path)
    assert names(imported) == NAMES[:2]
    (found,) = imported.findings
    assert (found.code, found.detail["row"]) == ("struck_row", "3")


def _record(kind: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack("<HH", kind, len(body)) + body


def test_the_number_formats_of_an_old_workbook_are_found() -> None:
    code = 'yyyy"年"'.encode("utf-16-le")
    head = _record(0x0809, struct.pack("<HH", 0x0600, 5))
    styles = _record(0x041E, struct.pack("<HHB", 164, 7, 1), code)
    styles += _record(0x00E0, struct.pack("<HH", 0, 14)) + _record(0x00E0, struct.pack("<HH", 0, 164))
    name = "台账".encode("utf-16-le")
    at = len(head) + len(styles) + 4 + 8 + len(name) + 4
    book = head + styles + _record(0x0085, struct.pack("<IHBB", at, 0, 2, 1), name) + _record(0x000A)
    sheet = _record(0x0809, struct.pack("<HH", 0x0600, 16)) + _record(
        0x0203, struct.pack("<HHHd", 1, 2, 1, 44625.0)
    )
    sheet += _record(0x0203, struct.pack("<HHHd", 2, 2, 0, 44625.0)) + _record(0x000A)
    assert shown_cells(book + sheet) == {"台账": {(2, 3): 'yyyy"年"'}}
    for end in range(len(book) + len(sheet)):
        shown_cells((book + sheet)[:end])  # cut short anywhere, it ends


@pytest.mark.parametrize("text", ["2.2①", "3.5②", "12³", "2.2*", "3.5※"])
def test_the_mark_of_a_footnote_is_no_digit(tmp_path: Path, text: str) -> None:
    imported = read(tmp_path, "项目名称,投资方,总投资（亿元）", f"虚构阀门项目,虚构甲公司,{text}")
    assert imported.ledger.projects["台账!2"].investment is None
    assert imported.findings.codes == ("not_a_quantity",)


@pytest.mark.parametrize(
    "text",
    [
        "1.虚构甲公司\n2.虚构乙公司",
        "①虚构甲公司②虚构乙公司",
        "（1）虚构甲公司；（2）虚构乙公司",
        "1、虚构甲公司 2、虚构乙公司",
    ],
)
def test_the_numbers_of_a_list_are_no_part_of_its_names(tmp_path: Path, text: str) -> None:
    imported = read(tmp_path, "项目名称,投资方,责任单位", f'虚构阀门项目,"{text}",虚构一局')
    assert imported.ledger.projects["台账!2"].investors == ("虚构甲公司", "虚构乙公司")


@pytest.mark.parametrize("text", ["预计2022年9月", "2022年9月（计划）", "拟2022.9", "力争2022年9月"])
def test_a_plan_in_a_column_of_facts_is_no_fact(tmp_path: Path, text: str) -> None:
    imported = read(tmp_path, "项目名称,投资方,开工时间", f"虚构阀门项目,虚构甲公司,{text}")
    assert not imported.ledger.projects["台账!2"].milestones
    assert imported.findings.codes == ("planned_date",)


def test_ticks_under_stages_say_how_far_a_project_is(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        "项目名称,投资方,项目进展,,,",
        ",,在谈,签约,开工,竣工",
        "虚构阀门项目,虚构甲公司,,,√,",
        "虚构隔膜项目,虚构乙公司,√,,,",
    )
    assert [str(project.milestones[0].stage) for project in imported.ledger.projects] == [
        "started",
        "negotiating",
    ]


@pytest.mark.parametrize(
    "label", ["【工业】", "▲工业项目", "工业板块：", "工业类（2个，15.5亿元）", "第2页", "（续表）", "— 2 —"]
)
def test_a_title_without_a_column_of_numbers_is_no_project(tmp_path: Path, label: str) -> None:
    rows = [row.partition(",")[2] for row in ROWS]
    imported = read(tmp_path, HEAD.partition(",")[2], f"{label},,,,", *rows[:2])
    assert names(imported) == NAMES[:2]


@pytest.mark.parametrize(
    ("older", "newer"), [("0531", "0630"), ("第20周", "第21周"), ("五月", "六月"), ("1-5月", "1-6月")]
)
def test_the_newer_copy_is_read_whatever_it_holds(tmp_path: Path, older: str, newer: str) -> None:
    imported = workbooks.read(_book(tmp_path / "a.xlsx", **{older: 9, newer: 9}))
    assert [sheet.name for sheet in imported.sheets if sheet.is_ledger] == [newer]


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("流动资金2亿元", None),
        ("固定资产2亿元", None),
        ("2亿元（一期）", None),
        ("2（首期）", None),
        ("2亿元（固定资产投资）", None),
        ("注册资本2亿元", None),
        ("总投资2亿元", 200_000_000),
        ("人民币2亿元", 200_000_000),
        ("不超过2亿元", 200_000_000),
        ("约2亿元", 200_000_000),
        ("2亿元（分三期）", 200_000_000),
        ("2亿元（含设备投资）", 200_000_000),
    ],
)
def test_an_amount_that_names_another_measure_is_not_that_of_its_column(
    tmp_path: Path, text: str, yuan: int | None
) -> None:
    imported = read(tmp_path, "项目名称,投资方,总投资（亿元）", f"虚构阀门项目,虚构甲公司,{text}")
    amount = imported.ledger.projects["台账!2"].investment
    assert (amount and amount.value) == yuan
    assert (imported.findings.codes == ("other_measure",)) == (yuan is None)


def test_an_amount_that_is_restated_in_another_currency_is_told(tmp_path: Path) -> None:
    row = "虚构阀门项目,虚构甲公司,3000万美元（折合人民币2.1亿元）"
    imported = read(tmp_path, "项目名称,投资方,总投资（亿元）", row)
    assert str(imported.ledger.projects["台账!2"].investment) == "30000000 USD"
    assert imported.findings.codes == ("restated_amount",)
