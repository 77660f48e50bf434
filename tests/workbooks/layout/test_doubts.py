"""Rows, headers and numbers that look like something else: only the table around them tells. All is invented."""

from pathlib import Path

import pytest
from tests.workbooks.lines import names, read

from zhaoshang import workbooks
from zhaoshang.workbooks import Import, RowKind

HEAD = "序号,项目名称,投资方,总投资（亿元）,备注"


def _codes(imported: Import) -> list[tuple[str, str]]:
    return [(found.code, found.path.rpartition("!")[2]) for found in imported.findings]


def test_rows_numbered_in_brackets_below_a_title_are_its_members(tmp_path: Path) -> None:
    """A row with no name is told, and none is taken for a total."""
    imported = read(
        tmp_path,
        HEAD,
        "一,工业项目,,,",
        "（1）,虚构锂电,,3.2,",
        "（2）,,虚构甲公司,4.5,",
        "二,服务业项目,,,",
        "（1）,虚构商贸城,,6,",
        "（2）,,,7,",
    )
    assert names(imported) == ["虚构锂电", "虚构商贸城"]
    assert _codes(imported) == [("missing_name", "B4"), ("missing_name", "B7")]
    assert imported.sheets[0].counts[RowKind.GROUP] == 2


def test_titles_that_count_in_figures_and_have_members_stay_titles(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        HEAD,
        "（1）,内资,,8,",
        "1,虚构锂电,虚构甲公司,3.5,",
        "2,虚构隔膜,虚构乙公司,4.5,",
        "（2）,外资,,6,",
        "1,虚构商贸城,虚构丙公司,6,",
    )
    assert names(imported) == ["虚构锂电", "虚构隔膜", "虚构商贸城"]
    assert [total.agrees for total in imported.sheets[0].totals] == [True, True]


def test_signatures_and_a_title_on_each_page_are_no_projects_without_a_name(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        "虚构县招商项目表,,,,",
        HEAD,
        "1,虚构锂电,虚构甲公司,3.2,",
        ",,虚构县招商项目表,,",
        "2,虚构隔膜,虚构乙公司,4.5,",
        ",,制表人：张某,,审核：李某",
        ",,,,复核：王某",
        ",,局长签字：,,2025年3月1日",
    )
    assert names(imported) == ["虚构锂电", "虚构隔膜"]
    assert imported.sheets[0].counts[RowKind.NOTE] == 4
    assert not _codes(imported)


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("用地（亩）", ["12.5,180", "3.2,60", "8,95"]),
        ("厂房面积（平方米）", ["12.5,40000", "3.2,16000", "8,30000"]),
        ("到位资金（万元）", ["12.5,37500", "3.2,9600", "8,24000"]),
    ],
)
def test_a_unit_that_the_rest_of_every_row_speaks_against_is_told(
    tmp_path: Path, head: str, rows: list[str]
) -> None:
    lines = [f"虚构{'甲乙丙'[at]}项目,{row}" for at, row in enumerate(rows)]
    imported = read(tmp_path, f"项目名称,总投资（万元）,{head}", *lines)
    assert not any(project.investment for project in imported.ledger.projects)
    assert ("scale_suspect", "B2") in _codes(imported)
    mended = read(tmp_path, f"项目名称,总投资（亿元）,{head}", *lines)
    assert not _codes(mended)


def test_small_amounts_that_fit_their_rows_are_read(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        "项目名称,总投资（万元）,用地（亩）,到位资金（万元）",
        "虚构甲项目,60,20,10",
        "虚构乙项目,85,40,3",
        "虚构丙项目,12.5,180,2",
        "虚构丁项目,900,30,12",
    )
    assert all(project.investment for project in imported.ledger.projects)


def test_amounts_that_would_be_doubted_are_written_with_their_unit(tmp_path: Path) -> None:
    """What a ledger holds is read back, however odd it is."""
    imported = read(
        tmp_path,
        "项目名称,总投资（亿元）,用地（亩）",
        *(f"虚构{name}项目,{size}万元,180" for name, size in zip("甲乙丙丁", (5, 8, 2, 3), strict=True)),
    )
    workbooks.write(imported.ledger, tmp_path / "out.xlsx")
    again = workbooks.read(tmp_path / "out.xlsx").ledger
    assert [each.investment for each in again.projects] == [
        each.investment for each in imported.ledger.projects
    ]


@pytest.mark.parametrize("head", ["序号 No.", "顺次", "Item 项次", ""])
def test_a_column_that_counts_the_rows_is_known_by_its_numbers(tmp_path: Path, head: str) -> None:
    rows = [f"{at},虚构{name}项目,{at}.5" for at, name in enumerate("甲乙丙丁", 1)]
    imported = read(tmp_path, f"{head},项目名称,总投资（亿元）", *rows[:2], "合计,,4", *rows[2:])
    assert imported.sheets[0].columns[0].field == "@number"
    assert not any(project.extra for project in imported.ledger.projects)


def test_numbers_that_do_not_count_are_kept(tmp_path: Path) -> None:
    rows = [f"{at * 2},虚构{name}项目,{at}.5" for at, name in enumerate("甲乙丙丁", 1)]
    imported = read(tmp_path, "批次数,项目名称,总投资（亿元）", *rows)
    assert [project.extra["批次数"] for project in imported.ledger.projects] == ["2", "4", "6", "8"]


def test_an_amount_shown_as_a_percentage_is_told(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("台账")
        sheet.write_row(0, 0, ["项目名称", "投资方", "总投资（亿元）"])
        sheet.write_row(1, 0, ["虚构甲项目", "虚构甲公司", 3.5])
        sheet.write_row(2, 0, ["虚构乙项目", "虚构乙公司"])
        sheet.write_number(2, 2, 0.355, book.add_format({"num_format": "0.0%"}))
    imported = workbooks.read(path)
    assert [project.investment is None for project in imported.ledger.projects] == [False, True]
    assert [(found.code, found.detail["value"]) for found in imported.findings] == [
        ("not_a_quantity", "35.5%")
    ]


@pytest.mark.parametrize(
    ("head", "form"),
    [
        ("项目名称/投资方", "{0}项目/{0}公司"),
        ("项目名称（投资方）", "{0}项目（{0}公司）"),
        ("投资方、项目名称", "{0}公司/{0}项目"),
    ],
)
def test_a_column_of_two_things_is_told(tmp_path: Path, head: str, form: str) -> None:
    rows = [f"{form.format('虚构' + name)},{at}.5,南山镇" for at, name in enumerate("甲乙丙丁", 1)]
    imported = read(tmp_path, f"{head},总投资（亿元）,所属片区", *rows)
    assert _codes(imported) == [("two_in_one", "A1")]
    single = [f"虚构{name}项目,{at}.5,南山镇" for at, name in enumerate("甲乙丙丁", 1)]
    assert not _codes(read(tmp_path, f"{head},总投资（亿元）,所属片区", *single))


@pytest.mark.parametrize(
    "rows",
    [
        ["项目名称,虚构甲项目", "投资方,虚构甲公司", "总投资,3.5亿元", "建设内容,厂房"],
        ["项目名称,虚构甲项目,投资方,虚构甲公司", "总投资,3.5亿元,签约时间,2022年3月", "联系人,张某"],
    ],
)
def test_a_form_is_called_so(tmp_path: Path, rows: list[str]) -> None:
    with pytest.raises(workbooks.NoHeaderError) as told:
        read(tmp_path, "招商项目信息表", *rows)
    assert told.value.is_form
    assert "holds a form" in told.value.render("en")
    assert "表单" in told.value.render("zh_CN")


def test_what_is_neither_a_list_nor_a_form_is_not_called_so(tmp_path: Path) -> None:
    with pytest.raises(workbooks.NoHeaderError) as told:
        read(tmp_path, "日期,天气", "3月1日,晴", "3月2日,雨")
    assert not told.value.is_form
