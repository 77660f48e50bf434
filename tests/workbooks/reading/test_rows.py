"""Rows of a ledger: each accounted for, totals judged, headers of several rows, merged cells."""

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest
from tests.workbooks.small_books import FIRM, Rows, codes, counts, rows, save

from zhaoshang import Area, Money, workbooks
from zhaoshang.workbooks import RowKind


def test_a_plain_ledger_is_read_whole(path: Path) -> None:
    table = rows([1, "虚构阀门项目", FIRM, 3.5, dt.date(2022, 3, 5), "在建"])
    imported = workbooks.read(save(path, {"台账": table}), as_of="2022-06-30")
    (project,) = imported.ledger.projects
    assert project.id == "台账!2"
    assert project.investment == Money.of("3.5", "亿元")
    assert str(project.agreements[0].signed_on) == "2022-03-05"
    assert [str(step.stage) for step in project.milestones] == ["started"]
    assert [investor.name for investor in imported.ledger.investors] == [FIRM]
    assert str(imported.ledger.as_of) == "2022-06-30"
    assert len(imported.findings) == 0
    assert (imported.kind, imported.encoding, imported.path) == ("xlsx", None, str(path))


def test_every_row_is_accounted_for(path: Path) -> None:
    """Read, rejected and furniture rows together are all rows."""
    table: Rows = [
        ["2022年虚构县重点项目表"],
        ["单位：万元、亩"],
        ["序号", "项目名称", "投资企业", "投资总额", "用地面积", "目前进展"],
        ["一、合同项目（2个）"],
        [1, "虚构甲项目", "虚构甲公司", 8000, 20, "签约"],
        [2, "虚构乙项目", "虚构乙公司", 2000, 10, "在建"],
        [None, "小计", None, 10000, 30],
        [3, None, "虚构丙公司", 500, 5, "在谈"],
        [4],
        [],
        ["序号", "项目名称", "投资企业", "投资总额", "用地面积", "目前进展"],
        [5, "虚构丁项目", "虚构丁公司", 300, None, "落户"],
        ["合计", None, None, 10300],
        ["注：本表数据截至6月底。"],
        ["填表人：某某", None, None, "审核人："],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    assert counts(imported) == {
        "title": 1,
        "unit": 1,
        "header": 2,
        "group": 1,
        "project": 3,
        "total": 2,
        "rejected": 1,
        "blank": 2,
        "note": 2,
    }
    assert imported.sheets[0].row_count == len(table)
    assert [(item.number, item.reason.code) for item in imported.rejected] == [(8, "missing_name")]
    assert imported.rejected[0].cells == ("3", "", "虚构丙公司", "500", "5", "在谈")
    assert next(row.groups for row in imported.rows if row.kind is RowKind.PROJECT) == ("一、合同项目(2个)",)
    first = imported.ledger.projects["表!5"]
    assert (first.investment, first.land) == (Money.of(8000, "万元"), Area.of(20, "亩"))
    assert imported.sheets[0].year == 2022
    assert codes(imported) == [("B8", "missing_name"), ("F12", "ambiguous_status")]
    assert [(total.row, total.column, total.agrees) for total in imported.sheets[0].totals] == [
        (7, "D", True),
        (7, "E", True),
        (13, "D", True),
    ]


def test_a_wrong_total_is_found_and_a_rounded_one_is_not(path: Path) -> None:
    table = rows(
        [1, "虚构甲项目", "虚构甲公司", 3.55],
        [2, "虚构乙项目", "虚构乙公司", 2.23],
        ["合计", None, None, 5.8],
        ["小计", None, None, 6],
    )
    imported = workbooks.read(save(path, {"表": table}))
    assert [total.agrees for total in imported.sheets[0].totals] == [True, False]
    assert codes(imported) == [("D5", "total_mismatch")]
    assert imported.sheets[0].totals[1].sum == Fraction(578_000_000)


def test_a_total_over_a_hedged_amount_is_not_judged(path: Path) -> None:
    table = rows([1, "虚构甲项目", FIRM, "约3"], [2, "虚构乙项目", FIRM, "待定"], ["合计", None, None, 3])
    imported = workbooks.read(save(path, {"表": table}))
    assert [total.agrees for total in imported.sheets[0].totals] == [None]


def test_a_group_row_with_sums_is_a_total_of_the_rows_below(path: Path) -> None:
    table = rows(
        ["一、合同项目", None, None, 5],
        [1, "虚构甲项目", "虚构甲公司", 3],
        [2, "虚构乙项目", "虚构乙公司", 2],
        ["二、在谈项目", None, None, 9],
        [3, "虚构丙项目", "虚构丙公司", 4],
    )
    imported = workbooks.read(save(path, {"表": table}))
    assert [(total.row, total.agrees) for total in imported.sheets[0].totals] == [(2, True), (5, False)]


def test_a_total_that_names_its_groups(path: Path) -> None:
    table = rows(
        ["一、合同项目"],
        [1, "虚构甲项目", "虚构甲公司", 3],
        ["二、协议项目"],
        [2, "虚构乙项目", "虚构乙公司", 2],
        ["三、在谈项目"],
        [3, "虚构丙项目", "虚构丙公司", 4],
        ["总计（合同+协议）", None, None, 5],
    )
    imported = workbooks.read(save(path, {"表": table}))
    (total,) = imported.sheets[0].totals
    assert (total.agrees, total.covers) == (True, (3, 5))


@pytest.mark.long
def test_any_number_of_totals_is_judged(tmp_path: Path) -> None:
    """Each wrong total is held against every run that it may stand for; the work grows with the rows alone."""
    lines = ["项目名称,投资方,总投资（亿元）"]
    for number in range(1_500):
        lines += [f"虚构{number}甲项目,{FIRM},1", f"虚构{number}乙项目,{FIRM},2", "小计,,4", "合计,,1000000"]
    path = tmp_path / "ledger.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    totals = workbooks.read(path).sheets[0].totals
    assert [total.agrees for total in totals] == [False] * 3_000
    assert totals[-2].covers == (5_998, 5_999)
    assert totals[-2].sum == Fraction(300_000_000)
    assert len(totals[-1].covers) == 3_000


def test_totals_above_the_rows(path: Path) -> None:
    table = rows(["合计", None, None, 5], [1, "虚构甲项目", "甲公司", 3], [2, "虚构乙项目", "乙公司", 2])
    imported = workbooks.read(save(path, {"表": table}))
    assert [total.agrees for total in imported.sheets[0].totals] == [True]


def test_a_header_of_three_rows_with_merged_cells(path: Path) -> None:
    table: Rows = [
        ["项目名称", "投资情况（万元）", None, "进展时间", None, None, None],
        [None, "投资总额", "固定资产投资", "开工", None, "竣工", None],
        [None, None, None, "计划时间", "实际时间", "计划时间", "实际时间"],
        ["虚构甲项目", 8000, 5000, "2022.3", "2022.5", "2023.6", None],
    ]
    merges = [
        (1, 1, 3, 1),
        (1, 2, 1, 3),
        (1, 4, 1, 7),
        (2, 2, 3, 2),
        (2, 3, 3, 3),
        (2, 4, 2, 5),
        (2, 6, 2, 7),
    ]
    imported = workbooks.read(save(path, {"表": table}, merges=merges))
    (project,) = imported.ledger.projects
    assert imported.sheets[0].header_rows == (1, 2, 3)
    assert project.fixed_investment == Money.of(5000, "万元")
    assert [(str(step.stage), str(step.on), step.planned) for step in project.milestones] == [
        ("started", "2022-03", True),
        ("started", "2022-05", False),
        ("completed", "2023-06", True),
    ]
    assert imported.columns["表"][1].header == "投资情况（万元） / 投资总额"
    assert imported.columns["表"][1].unit == "万元"


def test_a_header_of_two_rows_in_csv(tmp_path: Path) -> None:
    path = tmp_path / "两行表头.csv"
    path.write_text(
        "项目名称,投资情况,,进展时间\n,投资总额（万元）,到位资金（万元）,签约时间\n虚构甲项目,8000,500,2022.3\n",
        encoding="utf-8",
    )
    imported = workbooks.read(path)
    assert imported.sheets[0].header_rows == (1, 2)
    assert next(iter(imported.ledger.projects)).arrivals[0].amount == Money.of(500, "万元")


def test_units_in_a_row_of_their_own_below_the_header(path: Path) -> None:
    table: Rows = [["项目名称", "投资方", "总投资"], [None, None, "（亿元）"], ["虚构甲项目", FIRM, 3]]
    imported = workbooks.read(save(path, {"表": table}))
    assert imported.ledger.projects["表!3"].investment == Money.of(3, "亿元")


def test_merged_names_are_filled_down_and_amounts_are_not(path: Path) -> None:
    table: Rows = [
        ["片区", "项目名称", "总投资（亿元）", "投资方"],
        ["城东", "虚构甲项目", 3, FIRM],
        [None, "虚构乙项目", None, None],
    ]
    merges = [(2, 1, 3, 1), (2, 3, 3, 3), (2, 4, 3, 4)]
    imported = workbooks.read(save(path, {"表": table}, merges=merges))
    first, second = imported.ledger.projects
    assert (first.district, second.district) == ("城东", "城东")
    assert (second.investment, second.investors) == (None, first.investors)
    assert next(fact.cell for fact in imported.facts(second.id) if fact.field == "district") == "A2"


def test_places_are_filled_down_in_csv_which_cannot_tell_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "虚构.csv"
    lines = [
        "片区,项目名称,投资方,园区",
        "城东,虚构甲,虚构甲公司,虚构园",
        ",虚构乙,虚构乙公司,",
        ",虚构丙,虚构丙公司,",
        "城西,虚构丁,虚构丁公司,",
    ]
    path.write_text("\n".join([*lines, ",虚构戊,虚构戊公司,", "合计,,,"]), encoding="utf-8")
    imported = workbooks.read(path)
    assert [project.district for project in imported.ledger.projects] == [
        "城东",
        "城东",
        "城东",
        "城西",
        "城西",
    ]
    assert [project.park for project in imported.ledger.projects] == ["虚构园", None, None, None, None]
    assert counts(imported) == {"header": 1, "project": 5, "total": 1}
    path.write_text("\n".join([*lines[:3], lines[1], lines[4]]), encoding="utf-8")
    assert [project.district for project in workbooks.read(path).ledger.projects][1] is None


@pytest.mark.parametrize("title", ["南山镇", "经济开发园区", "招商一组", "县发展改革局"])
def test_a_name_of_a_place_or_unit_alone_titles_a_group(path: Path, title: str) -> None:
    table: Rows = [
        ["项目名称", "投资方", "总投资（亿元）", "签约时间"],
        [title, None, 5, None],
        ["虚构甲项目", "虚构甲公司", 3, "2022.3"],
        ["虚构乙项目", "虚构乙公司", 1, "2022.4"],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    assert [each.name for each in imported.ledger.projects] == ["虚构甲项目", "虚构乙项目"]
    assert imported.rows[1].kind in {RowKind.GROUP, RowKind.TOTAL}


def test_a_row_with_an_ordinal_in_brackets_and_facts_before_its_name_is_a_project() -> None:
    table = (
        "序号,责任单位,签约时间,项目名称,总投资（亿元）\n"
        "一、新建项目,,,,7.5\n（1）,招商一局,,虚构阀门项目,3.5\n（2）,,2022-03-05,虚构轴承项目,4\n"
        "二、续建项目,,,,\n（3）,招商二局,,虚构齿轮项目,不超过2亿元\n"
    ).encode()
    imported = workbooks.read(table, name="虚构.csv")
    assert [each.name for each in imported.ledger.projects] == [
        "虚构阀门项目",
        "虚构轴承项目",
        "虚构齿轮项目",
    ]
    assert [row.kind.value for row in imported.rows][1] == "total"


HEAD = "项目名称,投资方,总投资（万元）\n"


@pytest.mark.parametrize(
    "page",
    [
        "虚构甲项目,甲公司,100\n",
        "虚构甲项目,甲公司,100\n虚构乙项目,乙公司,200\n",
        "虚构甲项目,甲公司,待定\n",
        "虚构甲项目,甲公司,100\n合计,,100\n",
    ],
)
def test_a_header_printed_again_takes_no_row_above_it(page: str) -> None:
    """In text files every cell is a text, and the last project of a page stood above the header of the next."""
    read = workbooks.read((HEAD + page + HEAD + "虚构丙项目,丙公司,300\n" + HEAD).encode(), name="a.csv")
    names = [line.partition(",")[0] for line in page.splitlines() if line[0] == "虚"]
    assert [project.name for project in read.ledger.projects] == [*names, "虚构丙项目"]
