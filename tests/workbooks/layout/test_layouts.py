"""What a table is, told from evidence: each layout beside what must be read of it."""

from datetime import datetime
from pathlib import Path

import pytest
from tests.workbooks.lines import HEAD, NAMES, ROWS, _book, names, read

from zhaoshang import workbooks


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


@pytest.mark.parametrize("between", [(), (",,,,,",), (",,,,,", ",,,,,")])
def test_phases_below_a_project_are_parts_of_it(tmp_path: Path, between: tuple[str, ...]) -> None:
    imported = read(tmp_path, HEAD, ROWS[1], ",其中：一期,,7,,", *between, ",二期,,5,,", ROWS[2])
    whole, first, second, other = imported.ledger.projects
    assert (first.parent, second.parent, other.parent) == (whole.id, whole.id, None)
    assert str(first.relation) == "part"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (",一期", ",二期"),
        (",（一期）", ",（二期）"),
        (",——首期工程", ",——二期工程"),
        (",一期：厂房", ",二期：仓库"),
        (",1.一期", ",2.二期"),
        (",其中：一期厂房", ",二期仓库"),
        (",虚构甲项目一期", ",虚构甲项目二期"),
        (",虚构甲一期", ",虚构甲二期项目"),
        ("1.1,虚构车间", "1.2,虚构仓库"),
        ("1-1,虚构车间", "1-2,虚构仓库"),
        ("（1）,虚构车间", "（2）,虚构仓库"),
        ("①,虚构车间", "②,虚构仓库"),
        ("其中,虚构车间", ",虚构仓库"),
        ("其中：,虚构车间", ",二期"),
    ],
)
def test_rows_below_a_project_that_add_up_to_it_are_its_parts(
    tmp_path: Path, first: str, second: str
) -> None:
    whole = "1,虚构甲项目,虚构甲公司,12,虚构一局,2022-03-01"
    rows = (f"{first},,7,,2022-03-01", f"{second},,5,,2022-03-01")
    projects = read(tmp_path, HEAD, whole, *rows, ROWS[1]).ledger.projects
    top, *below, other = projects
    assert [str(one.relation) for one in below] == ["part", "part"]
    assert {one.parent for one in below} == {top.id}
    assert (top.parent, other.parent) == (None, None)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (",一期,,7", ",二期,,6"),
        ("1.1,虚构车间,,7", "1.2,虚构仓库,,6"),
        ("2.1,虚构车间,,7", "2.2,虚构仓库,,5"),
        ("1.1,虚构车间,,7", "1.3,虚构仓库,,5"),
        ("2,虚构车间,,7", "3,虚构仓库,,5"),
        (",虚构车间,,7", ",虚构仓库,,5"),
    ],
)
def test_rows_that_do_not_add_up_or_are_not_counted_below_stay_projects(
    tmp_path: Path, first: str, second: str
) -> None:
    whole = "1,虚构甲项目,虚构甲公司,12,虚构一局,2022-03-01"
    rows = (f"{first},虚构一局,2022-03-01", f"{second},虚构一局,2022-03-01")
    imported = read(tmp_path, HEAD, whole, *rows)
    assert [one.parent for one in imported.ledger.projects] == [None] * 3
    told = [one.code for one in imported.findings].count("phase_alone")
    assert told == (2 if first.startswith((",一期", "1.1")) and second.startswith((",二期", "1.2")) else 0)


def test_rows_without_an_ordinal_that_state_only_what_adds_up_are_parts_whatever_they_are_called(
    tmp_path: Path,
) -> None:
    whole = ",虚构甲项目,虚构甲公司,12,虚构一局,2022-03-01"
    wrong = []
    for count, first, second, are_parts in (
        ("1", ",虚构车间,,7,,", ",虚构仓库,,5,,", True),
        ("1", "-,虚构南片,,7,,", "-,虚构北片,,5,,", True),
        ("1", ",虚构前段,,7,虚构一局,", ",虚构后段,,5,虚构一局,", True),
        ("", ",其中：车间,,7,,", ",仓库,,5,,", True),
        ("1", ",虚构车间,,7,,", ",虚构仓库,,4,,", False),
        ("1", ",虚构车间,,7,虚构二局,", ",虚构仓库,,5,虚构二局,", False),
        ("1", ",虚构车间,虚构丙公司,7,,", ",虚构仓库,虚构丁公司,5,,", False),
        ("", ",虚构车间,,7,,", ",虚构仓库,,5,,", False),
    ):
        other = ROWS[1] if count else ROWS[1][ROWS[1].index(",") :]
        top, *below, _ = read(tmp_path, HEAD, count + whole, first, second, other).ledger.projects
        if [one.parent for one in below] != [top.id if are_parts else None] * 2:
            wrong.append((first, second))
    assert wrong == []


@pytest.mark.parametrize("label", ["总计3个项目", "合计：3个项目", "共计3个", "合计3宗"])
def test_a_total_may_count_its_projects(tmp_path: Path, label: str) -> None:
    head, *rows = (line.partition(",")[2] for line in (HEAD, *ROWS))
    imported = read(tmp_path, head, *rows, f"{label},,17.5,,")
    assert names(imported) == NAMES
    assert imported.rows[-1].kind == "total"


def test_a_phase_below_a_total_is_no_part_of_the_project_above_it(tmp_path: Path) -> None:
    imported = read(
        tmp_path, HEAD, ROWS[1], ",其中：一期,,7,,", ",小计,,19,,", ",二期,虚构己公司,5,虚构一局,2022-06-01"
    )
    assert imported.ledger.projects["台账!5"].parent is None


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
        ("招引落实专班", "owner"),
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
        "虚构泵业项目,900,万,美元,30",
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
    ("head", "row"),
    [
        ("项目名称,投资方,投资金额,金额单位,到资金额,到资单位", "虚构软件园,甲,4,亿元,2000,万元"),
        ("项目名称,投资方,投资金额,单位,到资金额,单位", "虚构软件园,甲,4,亿元,2000,万元"),
        ("项目名称,投资方,单位,投资金额,单位,到资金额", "虚构软件园,甲,亿元,4,万元,2000"),
    ],
)
def test_each_of_several_columns_of_units_speaks_for_the_amounts_beside_it(
    tmp_path: Path, head: str, row: str
) -> None:
    (project,) = read(tmp_path, head, row).ledger.projects
    assert str(project.investment) == "400000000 CNY"
    assert [str(arrival.amount) for arrival in project.arrivals] == ["20000000 CNY"]


def test_an_amount_beside_no_column_of_units_has_none(tmp_path: Path) -> None:
    """Of several units of a row none is guessed."""
    head = "项目名称,投资方,投资金额,金额单位,到资金额,到资单位,固定资产投资"
    imported = read(tmp_path, head, "虚构软件园,甲,4,亿元,2000,万元,3")
    assert [str(project.fixed_investment) for project in imported.ledger.projects] == ["None"]
    assert imported.findings.only("unit_missing")


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


@pytest.mark.parametrize("word", ["Total", "合计 Total", "Grand Total:", "合计/Total", "小计（Subtotal）"])
def test_a_total_in_english_is_no_project(tmp_path: Path, word: str) -> None:
    head = "序号,项目名称,投资方,总投资（亿元）"
    imported = read(tmp_path, head, "1,虚构轴承项目,甲,1", "2,TotalEnergies 储能,乙,2", f",{word},,3")
    assert [project.name for project in imported.ledger.projects] == ["虚构轴承项目", "TotalEnergies 储能"]


@pytest.mark.parametrize("word", ["无", "暂无"])
def test_a_name_that_says_that_there_is_none_names_no_project(tmp_path: Path, word: str) -> None:
    imported = read(tmp_path, "项目名称,投资方,总投资（亿元）", "虚构轴承项目,甲,1", f"{word},,")
    assert [project.name for project in imported.ledger.projects] == ["虚构轴承项目"]
    assert imported.findings.only("missing_name")


@pytest.mark.parametrize("mark", ["同上", "〃", "″"])
def test_a_mark_that_points_to_the_row_above_is_no_name(tmp_path: Path, mark: str) -> None:
    head = "项目名称,投资方,总投资（亿元）,责任单位"
    imported = read(tmp_path, head, "虚构轴承项目,甲,1,商务局", f"虚构阀门项目,{mark},2,{mark}")
    _, second = imported.ledger.projects
    assert (second.investors, second.owner) == ((), None)
    assert len(imported.findings.only("ditto_mark")) == 2


@pytest.mark.parametrize("text", ["年底前", "春节前", "月底之前"])
def test_a_limit_without_a_number_is_no_date(tmp_path: Path, text: str) -> None:
    imported = read(tmp_path, "项目名称,总投资（亿元）,开工时间", f"虚构轴承项目,1,{text}")
    assert [project.milestones for project in imported.ledger.projects] == [()]
    assert imported.findings.only("open_date")


@pytest.mark.parametrize(
    ("second", "are_parts"), [(5, True), (6, False)], ids=["they add up", "they do not add up"]
)
@pytest.mark.parametrize("marks", [("（1）", "（2）"), ("①", "②"), ("(1)", "(2)")])
def test_numbered_rows_that_add_up_to_the_row_above_are_its_parts(
    tmp_path: Path, marks: tuple[str, str], second: int, *, are_parts: bool
) -> None:
    imported = read(
        tmp_path,
        "序号,项目名称,投资方,总投资（亿元）,用地（亩）,开工时间",
        "1,虚构轴承项目,甲,7,,2025-04-01",
        "2,虚构石膏综合利用项目,乙,9.5,30,2025-02-01",
        f",{marks[0]}缓凝剂,,4.5,,2025-02-01",
        f",{marks[1]}石膏板,,{second},,2025-06-01",
        "3,虚构阀门项目,丙,2,,2025-03-01",
    )
    parents = [project.parent for project in imported.ledger.projects]
    ids = [project.id for project in imported.ledger.projects]
    assert parents == [None, None, *[ids[1] if are_parts else None] * 2, None]


def test_numbered_names_of_a_list_are_no_parts(tmp_path: Path) -> None:
    """Where the row above is numbered too, it is one of them, whatever adds up."""
    rows = ("（1）虚构轴承项目,甲,1", "（2）虚构阀门项目,乙,2", "（3）虚构泵业项目,丙,3")
    imported = read(tmp_path, "项目名称,投资方,总投资（亿元）", *rows)
    assert [project.parent for project in imported.ledger.projects] == [None] * 3


def test_numbers_below_a_word_that_is_not_known_are_sums_where_a_title_sums_up(tmp_path: Path) -> None:
    head = "序号,项目名称,投资方,总投资（亿元）,签约时间,盘子甲"
    rows = ("1,云岭阀门项目,云岭公司,3,2024-03-01,5", "2,松涧轴承项目,松涧公司,4,2024-04-01,6")
    imported = read(tmp_path, head, "（一）,工业项目（2个）,,7,,11", *rows)
    assert names(imported) == ["云岭阀门项目", "松涧轴承项目"]
    assert imported.rows[1].kind == "total"


def test_a_remark_beside_a_title_that_counts_and_sums_up_makes_it_no_project(tmp_path: Path) -> None:
    head = "序号,项目名称,投资方,总投资（亿元）,签约时间,备注"
    rows = ("1,云岭阀门项目,云岭公司,3,2024-03-01,", "2,松涧轴承项目,松涧公司,4,2024-04-01,")
    imported = read(tmp_path, head, "（一）,工业项目（2个）,,7,,均已供地", *rows)
    assert names(imported) == ["云岭阀门项目", "松涧轴承项目"]
    for other in ("（一）,工业项目（2个）,,8,,均已供地", "（一）,工业项目（3个）,,7,,均已供地"):
        assert len(names(read(tmp_path, head, other, *rows))) == 3
