"""What a table is, told from evidence: each layout beside what must be read of it."""

import struct
from datetime import datetime
from pathlib import Path

import pytest

from zhaoshang import workbooks
from zhaoshang._workbooks.biff import coarse_cells
from zhaoshang.workbooks import Import

HEAD = "序号,项目名称,投资方,总投资（亿元）,责任单位,签约时间"
ROWS = (
    "1,虚构阀门项目,虚构甲公司,3.5,虚构一局,2022-03-05",
    "2,虚构隔膜项目,虚构乙公司,12,虚构二局,2022-04-06",
    "3,虚构泵业项目,虚构丙公司,2,虚构一局,2022-05-07",
)
NAMES = ["虚构阀门项目", "虚构隔膜项目", "虚构泵业项目"]


def read(tmp_path: Path, *lines: str) -> Import:
    path = tmp_path / "台账.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return workbooks.read(path)


def names(imported: Import) -> list[str]:
    return [project.name for project in imported.ledger.projects]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("一,工业项目（3个）,,17.5,,", "total"),
        ("一,工业项目（3个）,,,,", "group"),
        ("（一）,装备类,,17.5,,", "total"),
        ("★,服务业项目,,17.5,,", "total"),
        ("a,重点类（共3个）,,17.5,,", "total"),
        ("一类,虚构口径,,17.5,,", "total"),
        (",工业项目,,17.5,,", "total"),
        (",虚构一局（3个）,,17.5,,", "total"),
        ("一,合计,,17.5,,", "total"),
        (",合计,,17.5,,", "total"),
    ],
)
def test_a_row_that_titles_or_sums_the_others_is_no_project(tmp_path: Path, row: str, kind: str) -> None:
    imported = read(tmp_path, HEAD, row, *ROWS)
    assert names(imported) == NAMES
    assert imported.rows[1].kind == kind


@pytest.mark.parametrize(
    "row",
    [
        "4,虚构夜市项目,,,,",
        "4,虚构工业项目（2个）,虚构丁公司,1,虚构一局,2022-06-01",
        ",虚构夜市项目,虚构丁公司,1,,",
    ],
)
def test_a_project_of_which_little_is_known_stays_one(tmp_path: Path, row: str) -> None:
    assert len(names(read(tmp_path, HEAD, *ROWS, row))) == 4


@pytest.mark.parametrize(
    "row",
    [
        "甲,乙,丙,1,2,3",
        "1,2,3,4,5,6",
        "（1）,（2）,（3）,（4）,（5）,（6）",
        "xh,xmmc,tzf,ztz,zrdw,qysj",
        "示例,XX虚构项目,XX公司,10,XX局,2022-01-01",
        "填写说明,按备案名称,全称,保留两位小数,,格式：2022-01-01",
    ],
)
def test_a_row_that_explains_the_columns_is_part_of_the_header(tmp_path: Path, row: str) -> None:
    imported = read(tmp_path, HEAD, row, *ROWS)
    assert names(imported) == NAMES
    assert imported.rows[1].kind == "header"


def test_phases_below_a_project_are_parts_of_it(tmp_path: Path) -> None:
    imported = read(tmp_path, HEAD, ROWS[1], ",其中：一期,,7,,", ",二期,,5,,", ROWS[2])
    whole, first, second, other = imported.ledger.projects
    assert (first.parent, second.parent, other.parent) == (whole.id, whole.id, None)
    assert str(first.relation) == "part"


def test_a_second_table_below_has_columns_of_its_own(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        HEAD,
        *ROWS,
        ",,,,,",
        "投资方,项目名称,总投资（万元）,签约时间",
        "虚构丁公司,虚构夜市项目,8000,2022-06-01",
    )
    assert names(imported) == [*NAMES, "虚构夜市项目"]
    last = imported.ledger.projects["台账!7"]
    assert last.investors == ("虚构丁公司",)
    assert last.investment is not None
    assert last.investment.value == 80_000_000
    assert {fact.cell[1:] for fact in imported.facts(last.id)} == {"7"}
    assert sum(imported.sheets[0].counts.values()) == len(imported.rows)


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("总投资（亿元，人民币）", "亿元"),
        ("总投资（单位：亿元，币种：人民币）", "亿元"),
        ("总投资(亿元人民币)", "亿元"),
        ("总投资（万美元）", "万美元"),
        ("总投资（亿元，万美元）", None),
        ("用地面积（公顷，亩）", None),
    ],
)
def test_the_parts_of_a_unit_make_one_and_two_units_make_none(
    tmp_path: Path, header: str, unit: str | None
) -> None:
    imported = read(tmp_path, f"项目名称,投资方,{header}", "虚构阀门项目,虚构甲公司,3.5")
    assert imported.columns["台账"][2].unit == unit
    assert ("unit_missing" in imported.findings.codes) == (unit is None)


def test_each_kind_of_field_takes_its_unit_from_the_line_above(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        "单位：亿元、亩、平方米,,,,",
        "项目名称,投资方,总投资,用地面积,租赁厂房面积",
        "虚构阀门项目,虚构甲公司,3.5,20,3000",
    )
    assert [column.unit for column in imported.columns["台账"][2:]] == ["亿元", "亩", "平方米"]


def test_a_line_below_the_table_states_the_unit(tmp_path: Path) -> None:
    imported = read(tmp_path, "项目名称,投资方,总投资", "虚构阀门项目,虚构甲公司,35000", "单位：万元,,")
    (project,) = imported.ledger.projects
    assert project.investment is not None
    assert project.investment.value == 350_000_000


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("开工时间（预计）", "milestones[started,planned]"),
        ("开工（拟开工）时间", "milestones[started,planned]"),
        ("竣工时间（计划）", "milestones[completed,planned]"),
        ("签约时间（拟）", "milestones[signed,planned]"),
        ("开工时间（实际）", "milestones[started]"),
        ("开工时间（实际或预计）", None),
        ("到位资金（计划，亿元）", None),
        ("政府投资（亿元）", None),
    ],
)
def test_a_plan_is_never_read_as_done(tmp_path: Path, header: str, field: str | None) -> None:
    imported = read(
        tmp_path, f"项目名称,投资方,总投资（亿元）,{header}", "虚构阀门项目,虚构甲公司,3.5,2022-03"
    )
    assert imported.columns["台账"][3].field == field


def test_a_column_that_holds_no_known_field_is_told(tmp_path: Path) -> None:
    imported = read(tmp_path, HEAD + ",虚构口径", *(row + ",甲" for row in ROWS))
    (found,) = (found for found in imported.findings if found.code == "column_not_read")
    assert found.detail["column"] == "G"


def test_codes_of_sixteen_digits_are_kept_exactly(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["项目编号", "项目名称", "投资方"])
    book.active.append([2203330100040101, "虚构阀门项目", "虚构甲公司"])
    book.save(tmp_path / "a.xlsx")
    assert workbooks.read(tmp_path / "a.xlsx").ledger.projects.ids == ("2203330100040101",)


def _book(path: Path, **sheets: int) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, count in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append(["项目名称", "投资方", "总投资（亿元）"])
        for number in range(count):
            sheet.append([f"虚构{number}号项目", f"虚构{number}公司", number + 1])
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("sheets", "chosen"),
    [
        ({"5月": 8, "6月": 9}, "6月"),
        ({"6月": 9, "5月": 9}, "6月"),
        ({"总表": 9, "分表一": 4, "分表二": 5}, "总表"),
        ({"Sheet1": 9, "备份": 9}, "Sheet1"),
    ],
)
def test_of_copies_one_is_read_and_the_others_are_named(
    tmp_path: Path, sheets: dict[str, int], chosen: str
) -> None:
    imported = workbooks.read(_book(tmp_path / "a.xlsx", **sheets))
    assert [sheet.name for sheet in imported.sheets if sheet.is_ledger] == [chosen]
    told = [found for found in imported.findings if found.code == "copied_sheet"]
    assert {found.detail["sheet"] for found in told} == set(sheets) - {chosen}


def test_a_mapping_decides_which_copies_are_read(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", **{"5月": 8, "6月": 9})
    imported = workbooks.read(path, mapping=workbooks.Mapping(sheets=["5月"]))
    assert len(imported.ledger.projects) == 8


@pytest.mark.parametrize("header", ["项目,个数,总投资（亿元）", "项目,项目数,总投资（亿元）"])
def test_a_summary_is_no_ledger(tmp_path: Path, header: str) -> None:
    with pytest.raises(workbooks.NoHeaderError):
        read(tmp_path, header, "工业项目,3,17.5", "服务业项目,2,6")


def test_a_form_of_labels_beside_values_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(workbooks.NoHeaderError):
        read(
            tmp_path,
            "项目名称,虚构阀门项目,投资方,虚构甲公司",
            "总投资,3.5亿元,建设地点,虚构镇",
            "用地面积,20亩,联系人,虚构某",
        )


@pytest.mark.parametrize("header", ["开竣工时间", "建设起止年限", "起止时间"])
def test_a_cell_of_two_ends_is_no_date_of_one_stage(tmp_path: Path, header: str) -> None:
    imported = read(
        tmp_path, f"项目名称,投资方,总投资（亿元）,{header}", "虚构阀门项目,虚构甲公司,3.5,2021.3-2023.12"
    )
    (project,) = imported.ledger.projects
    assert not project.milestones
    assert "column_not_read" in imported.findings.codes


@pytest.mark.parametrize(
    ("word", "field"),
    [
        ("建设项目名称", "name"),
        ("重点工程全称", "name"),
        ("项目流水号", "id"),
        ("意向客商", "investors"),
        ("出资方名称", "investors"),
        ("概算总投资", "investment"),
        ("协议投资体量（亿元）", "investment"),
        ("固资总投资", "fixed_investment"),
        ("累计到账资金", "arrivals[].amount"),
        ("拟供土地面积", "land"),
        ("需求用地亩数", "land"),
        ("拟租办公面积", "floor_area"),
        ("主责部门", "owner"),
        ("招引落实专班", None),
        ("落地镇街", "district"),
        ("拟入驻园区", "park"),
        ("合同签署日期", "agreements[].signed_on"),
        ("竣工投产时间", "milestones[producing]"),
        ("试营业时间", "milestones[trial]"),
        ("推进阶段", "milestones[].stage"),
        ("当前项目阶段", "milestones[].stage"),
        ("项目现状", "milestones[].stage"),
        ("所需厂房面积", "floor_area"),
        ("预估投资额", "investment"),
        ("联系单位", "owner"),
        ("本月到位资金", None),
        ("固定资产投资完成额", None),
        ("项目名称 Project Name", "name"),
        ("责任领导", None),
        ("年度计划投资", None),
        ("资金到位率", None),
        ("注册地址", None),
    ],
)
def test_a_header_is_known_by_what_it_is_made_of(tmp_path: Path, word: str, field: str | None) -> None:
    plain = {"name": "项目类别", "investors": "责任单位"}.get(field or "", "虚构栏")
    name = plain if field == "name" else "项目名称"
    head = f"{name},{word},开工时间" if field == "investors" else f"{name},{word},投资方,开工时间"
    columns = read(tmp_path, head, "甲,乙,丙,2022-03-05").columns["台账"]
    assert columns[1].field == field


def test_tables_side_by_side_are_read_each(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        "2022年签约项目,,,,,,",
        "序号,项目名称,总投资（亿元）,,序号,项目名称,总投资（亿元）",
        "1,虚构阀门项目,3.5,,1,虚构仪表项目,4",
        "2,虚构隔膜项目,12,,2,虚构夜市项目,5",
        "3,虚构泵业项目,2,,,,",
    )
    assert sorted(names(imported)) == sorted([*NAMES, "虚构仪表项目", "虚构夜市项目"])
    assert sum(imported.sheets[0].counts.values()) == len(imported.rows)
    by_name = {project.name: project for project in imported.ledger.projects}
    for name, cell in (("虚构阀门项目", "C3"), ("虚构仪表项目", "G3")):
        facts = imported.facts(by_name[name].id)
        assert [fact.cell for fact in facts if fact.field == "investment"] == [cell]


def test_one_table_with_two_names_for_a_project_stays_one(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        "项目名称,投资方,总投资（亿元）,,纳统项目名称,备注",
        "虚构阀门项目,虚构甲公司,3.5,,阀门厂,无",
    )
    assert names(imported) == ["虚构阀门项目"]


def test_the_tables_of_a_sheet_have_units_and_years_of_their_own(tmp_path: Path) -> None:
    head = "序号,项目名称,总投资,签约时间"
    imported = read(
        tmp_path,
        "2021年签约项目,,,",
        "单位：亿元,,,",
        head,
        "1,虚构阀门项目,3.5,3月5日",
        "2022年签约项目,,,",
        "单位：万元,,,",
        head,
        "1,虚构隔膜项目,8000,4月6日",
    )
    amounts = [
        int(p.investment.value) for p in imported.ledger.projects if p.investment and p.investment.value
    ]
    days = [str(p.agreements[0].signed_on) for p in imported.ledger.projects]
    assert (amounts, days) == ([350_000_000, 80_000_000], ["2021-03-05", "2022-04-06"])


def test_a_column_gives_each_row_its_unit(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        "项目名称,总投资,金额单位,币种,用地面积（亩）",
        "虚构阀门项目,35000,万元,,20",
        "虚构隔膜项目,12,亿元,,30",
        "虚构泵业项目,900,万元,美元,30",
        "虚构仪表项目,900,招商局,,30",
    )
    assert [str(project.investment) for project in imported.ledger.projects] == [
        "350000000 CNY",
        "1200000000 CNY",
        "9000000 USD",
        "None",
    ]
    assert imported.findings.only("unknown_word", "unit_missing")


@pytest.mark.parametrize(
    "text", ["2022.6.30前", "2022年6月底之前", "2022年6月以后", "2022年6月起", "2022.6.30前（含）"]
)
def test_a_limit_is_no_date(tmp_path: Path, text: str) -> None:
    imported = read(tmp_path, "项目名称,投资方,开工时间", f"虚构阀门项目,虚构甲公司,{text}")
    assert not imported.ledger.projects["台账!2"].milestones
    assert imported.findings.codes == ("open_date",)


@pytest.mark.parametrize(
    ("text", "value"),
    [("3，5", None), ("1,23", None), ("12,34,567", None), ("1,234.5", 1234.5), ("12，345", 12345)],
)
def test_a_comma_parts_thousands_or_nothing(tmp_path: Path, text: str, value: float | None) -> None:
    imported = read(tmp_path, "项目名称,投资方,总投资（万元）", f'虚构阀门项目,虚构甲公司,"{text}"')
    amount = imported.ledger.projects["台账!2"].investment
    assert (amount and amount.value) == (None if value is None else value * 10_000)
    assert imported.findings.codes == (() if value else ("not_a_quantity",))


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("yyyy", "2022"),
        ('yyyy"年"', "2022"),
        ("[$-804]yyyy", "2022"),
        ('yyyy"年"m"月"', "2022-03"),
        ("mmm-yy", "2022-03"),
        ("yyyy/m/d", "2022-03-05"),
        ("yyyy/m/d h:mm", "2022-03-05"),
    ],
)
def test_a_date_is_as_fine_as_it_is_shown(tmp_path: Path, code: str, shown: str) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["项目名称", "投资方", "签约时间"])
        sheet.write_row(1, 0, ["虚构阀门项目", "虚构甲公司"])
        sheet.write_datetime(1, 2, datetime(2022, 3, 5), book.add_format({"num_format": code}))  # noqa: DTZ001 - as Excel
    (project,) = workbooks.read(path).ledger.projects
    assert str(project.agreements[0].signed_on) == shown


def test_three_tiers_part_an_amount_by_year_and_origin(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["项目名称", "投资方", "资金情况", None, None, None])
    sheet.append([None, None, "总投资（亿元）", None, "到位资金（亿元）", None])
    sheet.append([None, None, "内资", "外资", "当年", "累计"])
    sheet.append(["虚构阀门项目", "虚构甲公司", 3, 1, 0.5, 2])
    for cells in ("A1:A3", "B1:B3", "C1:F1", "C2:D2", "E2:F2"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "a.xlsx")
    imported = workbooks.read(tmp_path / "a.xlsx")
    (project,) = imported.ledger.projects
    assert imported.sheets[0].header_rows == (1, 2, 3)
    assert project.investment is None
    assert str(project.foreign_investment) == "100000000 CNY"
    assert [str(arrival.amount) for arrival in project.arrivals] == ["200000000 CNY"]
    assert "column_not_read" in imported.findings.codes


# ------------------------------------------------------------------ cells that say one thing together


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
    assert coarse_cells(book + sheet) == {"台账": {(2, 3): 'yyyy"年"'}}
    for end in range(len(book) + len(sheet)):
        coarse_cells((book + sheet)[:end])  # cut short anywhere, it ends


# ------------------------------------------------------------------ cells


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


# ------------------------------------------------------------------ what a mapping says


def test_letters_alone_name_the_columns_under_any_header(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("2022年工程,,,\n序,工程,业主,估算\n1,虚构阀门项目,虚构甲公司,3.5\n", encoding="utf-8")
    mapping = {"B": "name", "C": "investors", "D": {"field": "investment", "unit": "亿元"}}
    imported = workbooks.read(path, mapping=mapping)
    assert [(p.name, str(p.investment)) for p in imported.ledger.projects] == [
        ("虚构阀门项目", "350000000 CNY")
    ]
    assert [row.kind.value for row in imported.rows] == ["title", "header", "project"]


def test_a_table_without_a_header_is_read_by_its_letters(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("虚构阀门项目,虚构甲公司,3.5\n虚构隔膜项目,虚构乙公司,12\n", encoding="utf-8")
    columns = {"A": "name", "B": "investors", "C": {"field": "investment", "unit": "亿元"}}
    imported = workbooks.read(path, mapping=workbooks.Mapping(columns=columns, header=()))
    assert names(imported) == NAMES[:2]
    assert imported.sheets[0].header_rows == ()


def test_a_mapping_says_where_the_header_is(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text(
        "项目名称,投资方,备注\n说明,说明,说明\n名,方,额\n虚构阀门项目,虚构甲公司,3.5\n", encoding="utf-8"
    )
    mapping = workbooks.Mapping(columns={"名": "name", "方": "investors"}, header=3)
    assert names(workbooks.read(path, mapping=mapping)) == NAMES[:1]
    assert workbooks.Mapping.from_toml(mapping.to_toml()) == mapping


@pytest.mark.parametrize("header", [0, -1, [2, 4], "3", True, [1.5]])
def test_a_header_that_is_no_row_is_refused(header: object) -> None:
    with pytest.raises(workbooks.MappingError):
        workbooks.Mapping(header=header)


def test_a_suggested_mapping_reads_the_same_and_names_every_column(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("\n".join([HEAD + ',"他""栏"', *(f"{row},甲" for row in ROWS)]) + "\n", encoding="utf-8")
    text = workbooks.Mapping.suggest(path)
    mapping = workbooks.Mapping.from_toml(text)
    assert set(mapping.columns) == {
        "序号",
        "项目名称",
        "投资方",
        "总投资（亿元）",
        "责任单位",
        "签约时间",
        '他"栏',
    }
    assert workbooks.read(path, mapping=mapping).ledger == workbooks.read(path).ledger


def test_a_file_without_a_known_header_says_what_looks_like_one(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("一览,,\n工程名录,业主单位名,估算\n虚构阀门,虚构甲公司,3.5\n", encoding="utf-8")
    with pytest.raises(workbooks.NoHeaderError) as told:
        workbooks.read(path)
    assert (told.value.row, told.value.words) == (2, ("工程名录", "业主单位名", "估算"))
    assert "业主单位" in told.value.nearest
    assert "header = 2" in workbooks.Mapping.suggest(path)


# ------------------------------------------------------------------ tables once more


def test_the_header_of_the_next_page_is_no_project(tmp_path: Path) -> None:
    head = "项目名称 Project Name,投资方 Investor,总投资 Total Investment（亿元）"
    imported = read(
        tmp_path, head, "虚构阀门项目,虚构甲公司,3.5", "（续表）,,", head, "虚构隔膜项目,虚构乙公司,12"
    )
    assert names(imported) == NAMES[:2]
    assert not imported.findings


def test_a_second_table_under_the_same_groups_of_columns_is_one_of_its_own(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        "序号,基本情况,,资金情况,",
        ",项目名称,投资方,总投资（亿元）,到位资金（亿元）",
        "1,虚构阀门项目,虚构甲公司,3.5,1",
        "序号,基本情况,,资金情况,",
        ",项目名称,投资方,到位资金（亿元）,总投资（亿元）",
        "1,虚构隔膜项目,虚构乙公司,1,12",
    )
    assert [str(project.investment) for project in imported.ledger.projects] == [
        "350000000 CNY",
        "1200000000 CNY",
    ]


def test_a_group_of_one_is_known_by_its_sums(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        "序号,项目名称,投资方,总投资（亿元）,到位资金（亿元）,责任单位",
        ",虚构东镇,,3.5,1.5,",
        "1,虚构阀门项目,虚构甲公司,3.5,1.5,虚构一局",
        ",虚构西镇,,14,3,",
        "1,虚构隔膜项目,虚构乙公司,12,1,虚构二局",
        "2,虚构泵业项目,虚构丙公司,2,2,虚构二局",
    )
    assert names(imported) == NAMES


def test_a_line_of_units_is_no_row_of_a_header(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        ",,,金额单位：万元",
        "项目名称,投资方,总投资,签约时间",
        "虚构阀门项目,虚构甲公司,35000,2022-03",
    )
    assert imported.sheets[0].header_rows == (2,)
    assert str(imported.ledger.projects["台账!3"].investment) == "350000000 CNY"
