"""Workbooks: what an office sends is read, accounted for and sent back. Every ledger here is invented."""

import base64
import codecs
import datetime as dt
import zipfile
import zlib
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from attrs import evolve

from zhaoshang import Area, Ledger, Money, Project, workbooks
from zhaoshang.errors import UnitMismatchError
from zhaoshang.findings import Severity
from zhaoshang.kpis import KEYS
from zhaoshang.workbooks import LIMITS, Import, Mapping, RowKind

HEAD = ["序号", "项目名称", "投资方", "总投资（亿元）", "签约时间", "目前进展"]
FIRM = "虚构甲科技有限公司"

Rows = Sequence[Sequence[object]]


def save(
    path: Path,
    sheets: dict[str, Rows],
    *,
    merges: Sequence[tuple[int, int, int, int]] = (),
    formats: dict[tuple[int, int], str] | None = None,
    finish: Callable[[Any, Any], None] | None = None,
    **options: object,
) -> Path:
    """Write an invented workbook; rows and columns of merges and formats count from 1."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False, **options})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for top, left, low, right in merges:
            sheet.merge_range(top - 1, left - 1, low - 1, right - 1, "")
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                code = (formats or {}).get((row + 1, column + 1))
                look = book.add_format({"num_format": code}) if code else None
                if isinstance(value, dt.date):
                    sheet.write_datetime(row, column, value, look or day)
                elif isinstance(value, str) and value.startswith("{="):
                    formula, _, cached = value[1:].partition("}")
                    sheet.write_formula(row, column, formula, look, cached)
                elif isinstance(value, str):
                    sheet.write_string(row, column, value, look)
                elif value is not None:
                    sheet.write(row, column, value, look)
        if finish is not None:
            finish(book, sheet)
    book.close()
    return path


def rows(*cells: Sequence[object]) -> list[Sequence[object]]:
    return [HEAD, *cells]


def codes(imported: Import) -> list[tuple[str, str]]:
    return [(item.path.rpartition("!")[2], item.code) for item in imported.findings]


def counts(imported: Import, sheet: int = 0) -> dict[str, int]:
    return {str(kind): count for kind, count in imported.sheets[sheet].counts.items()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "虚构台账.xlsx"


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


def test_any_number_of_totals_is_judged(tmp_path: Path) -> None:
    """Each wrong total is held against every run that it may stand for; the work grows with the rows alone."""
    lines = ["项目名称,投资方,总投资（亿元）"]
    for number in range(5_000):
        lines += [f"虚构{number}甲项目,{FIRM},1", f"虚构{number}乙项目,{FIRM},2", "小计,,4", "合计,,1000000"]
    path = tmp_path / "ledger.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    totals = workbooks.read(path).sheets[0].totals
    assert [total.agrees for total in totals] == [False] * 10_000
    assert totals[-2].covers == (19_998, 19_999)
    assert totals[-2].sum == Fraction(300_000_000)
    assert len(totals[-1].covers) == 10_000


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


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (12, Money.of(12, "亿元")),
        ("12.50", Money.of("12.5", "亿元")),
        ("１２．５", Money.of("12.5", "亿元")),
        ("1,234.5", Money.of("1234.5", "亿元")),
        ("8000万元", Money.of(8000, "万元")),
        ("3000万美元", Money.of(3000, "万美元")),
        ("近130亿元", Money.of(130, "亿元", hedge="near")),
        ("约2", Money.of(2, "亿元", hedge="about")),
        (7.007000000000001, Money.of("7.007", "亿元")),
        (0.1 + 0.2, Money.of("0.3", "亿元")),
    ],
)
def test_amounts(path: Path, cell: object, expected: Money) -> None:
    imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", FIRM, cell])}))
    assert imported.ledger.projects["表!2"].investment == expected


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("若干", "not_a_quantity"),
        ("50亩", "not_a_quantity"),
        ("5000-1亿元", "not_a_quantity"),
        (True, "not_a_quantity"),
        (dt.date(2022, 3, 5), "not_a_quantity"),
        ("=1+1", "formula_text"),
        (-3, "negative_amount"),
        ("-3亿元", "negative_amount"),
        (250_000, "scale_suspect"),
        ("待定", "empty_mark"),
        ("{=1/0}#DIV/0!", "error_value"),
        ("{=A1*2}", "uncached_formula"),
    ],
)
def test_amounts_that_are_none(path: Path, cell: object, code: str) -> None:
    """What is no amount is absent, never 0, and reported."""
    imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", FIRM, cell])}))
    assert imported.ledger.projects["表!2"].investment is None
    assert codes(imported) == [("D2", code)]


@pytest.mark.parametrize("mark", ["-", "/", "—", " ", "\u200b"])
def test_marks_of_nothing_are_nothing(path: Path, mark: str) -> None:
    imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", FIRM, mark, mark, mark])}))
    assert (imported.ledger.projects["表!2"].investment, len(imported.findings)) == (None, 0)


def test_a_printed_zero_is_zero_and_doubted(path: Path) -> None:
    imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", FIRM, 0])}))
    assert imported.ledger.projects["表!2"].investment == Money.of(0, "亿元")
    assert codes(imported) == [("D2", "zero_amount")]


def test_a_formula_counts_by_its_stored_result(path: Path) -> None:
    imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", FIRM, "{=3*2}6"])}))
    assert imported.ledger.projects["表!2"].investment == Money.of(6, "亿元")


def test_a_number_without_any_unit_is_not_read(path: Path) -> None:
    table: Rows = [
        ["项目名称", "投资方", "总投资", "片区"],
        ["虚构甲", FIRM, 3, "东"],
        ["虚构乙", FIRM, "约3", "西"],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    assert codes(imported) == [("C2", "unit_missing"), ("C3", "unit_missing")]


def test_slips_of_unit_are_found_by_column(path: Path) -> None:
    amounts = [0.5, 2, 3.5, 8, 12, 25_000]
    table = rows(*([i, f"虚构项目{i}号", f"虚构{i}公司", amount] for i, amount in enumerate(amounts)))
    imported = workbooks.read(save(path, {"表": table}))
    assert codes(imported) == [("D7", "scale_suspect")]
    small: Rows = [
        ["项目名称", "总投资（万元）", "投资方"],
        *(
            [f"虚构项目{i}号", amount, f"虚构{i}公司"]
            for i, amount in enumerate([3000, 50000, 8000, 12000, 9000, 3.5])
        ),
    ]
    assert codes(workbooks.read(save(path, {"表": small}))) == [("B7", "scale_suspect")]
    all_wrong = rows(*([i, f"虚构项目{i}号", f"虚构{i}公司", 3000 * i] for i in range(1, 8)))
    assert {code for _, code in codes(workbooks.read(save(path, {"表": all_wrong})))} == {"scale_suspect"}
    all_small: Rows = [small[0], *([f"虚构项目{i}号", i / 2, f"虚构{i}公司"] for i in range(1, 8))]
    assert {code for _, code in codes(workbooks.read(save(path, {"表": all_small})))} == {"scale_suspect"}


def test_two_prints_of_one_total(path: Path) -> None:
    head = ["项目名称", "总投资（亿元）", "总投资（万元）", "投资方"]
    table: Rows = [
        head,
        ["虚构甲", 3.6, 36000, FIRM],
        ["虚构乙", 3.6, 63000, FIRM],
        ["虚构丙", 3.57, 35712, FIRM],
        ["虚构丁", "约3", 30000, FIRM],
        ["虚构戊", "3-5", 30000, FIRM],
        ["虚构己", "3000万美元", 30000, FIRM],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    found = [project.investment for project in imported.ledger.projects]
    assert found[0] == Money.of("3.6", "亿元")
    assert found[1] is None
    assert found[2] == Money.of(35712, "万元")
    assert found[3] == Money.of(3, "亿元")
    assert found[4] is None
    assert found[5] == Money.of(3000, "万美元")
    assert codes(imported)[:4] == [
        ("B3", "columns_disagree"),
        ("C3", "columns_disagree"),
        ("B6", "columns_disagree"),
        ("C6", "columns_disagree"),
    ]
    assert "two_currencies" in imported.findings.codes


def test_areas_in_two_units_are_compared(path: Path) -> None:
    table: Rows = [
        ["项目名称", "用地面积（亩）", "占地面积（平方米）", "投资方"],
        ["虚构甲", 3, 2000, FIRM],
        ["虚构乙", 3, 9000, FIRM],
    ]
    first, second = workbooks.read(save(path, {"表": table})).ledger.projects
    assert (first.land, second.land) == (Area.of(3, "亩"), None)


def test_a_currency_column_gives_the_currency_of_the_header(path: Path) -> None:
    table: Rows = [
        ["项目名称", "總投資（萬元）", "幣種", "投資方"],
        ["虛構甲項目", 500, "美元", FIRM],
        ["虛構乙項目", 500, None, FIRM],
        ["虛構丙項目", "500萬港元", "人民幣", FIRM],
        ["虛構丁項目", 500, "貝殼", FIRM],
        ["合計", 2000],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    assert [project.investment for project in imported.ledger.projects] == [
        Money.of(500, "万美元"),
        Money.of(500, "万元"),
        Money.of(500, "万港元"),
        Money.of(500, "万元"),
    ]
    assert codes(imported) == [("B4", "unit_conflict"), ("C5", "unknown_word")]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (dt.date(2022, 3, 5), "2022-03-05"),
        (dt.datetime(2022, 3, 5, 13, 30), "2022-03-05"),  # noqa: DTZ001 - a cell has no zone
        (44625, "2022-03-05"),
        ("44626", "2022-03-06"),
        (20220305, "2022-03-05"),
        (202203, "2022-03"),
        (2022, "2022"),
        (2022.3, "2022-03"),
        (2022.11, "2022-11"),
        ("2022.1", "2022-01"),
        ("2022.10", "2022-10"),
        ("2022-03-05 00:00:00", "2022-03-05"),
        ("2022-03-05T08:30", "2022-03-05"),
        ("３月１５日", "2021-03-15"),
        ("12月中旬", "2021-12-M"),
        ("2022年三季度", "2022-Q3"),
        ("20220306", "2022-03-06"),
    ],
)
def test_dates(path: Path, cell: object, expected: str) -> None:
    table = [["2021年虚构项目表"], *rows([1, "虚构甲项目", FIRM, 3, cell])]
    imported = workbooks.read(save(path, {"表": table}))
    assert str(imported.ledger.projects["表!3"].agreements[0].signed_on) == expected


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (2022.1, "ambiguous_date"),
        (2022.13, "not_a_date"),
        (3.5, "not_a_date"),
        (20221305, "not_a_date"),
        (99, "not_a_date"),
        (float("1.7976931348623157e308"), "not_a_date"),  # its digits, cut to sixteen, are beyond every float
        ("近期", "not_a_date"),
        ("2021年2月30日", "not_a_date"),
        ("3月15日", "year_missing"),
        ("=TODAY()", "formula_text"),
        ("待定", "empty_mark"),
        ("未签约", "empty_mark"),
        (dt.time(8, 30), "not_a_date"),
    ],
)
def test_dates_that_are_none(path: Path, cell: object, code: str) -> None:
    table = rows([1, "虚构甲项目", FIRM, 3, cell])
    imported = workbooks.read(
        save(path, {"表": table}, formats={(2, 5): "h:mm"} if isinstance(cell, dt.time) else {})
    )
    assert imported.ledger.projects["表!2"].agreements == ()
    assert codes(imported) == [("E2", code)]


def test_a_number_format_tells_january_from_october(path: Path) -> None:
    table = rows(
        [1, "虚构甲项目", FIRM, 3, 2022.1],
        [2, "虚构乙项目", FIRM, 3, 2022.1],
        [3, "虚构丙项目", FIRM, 3, dt.date(2022, 3, 1)],
    )
    formats = {(2, 5): "0.00", (3, 5): "0.0", (4, 5): 'yyyy"年"m"月"'}
    imported = workbooks.read(save(path, {"表": table}, formats=formats))
    signed = [str(project.agreements[0].signed_on) for project in imported.ledger.projects]
    assert signed == ["2022-10", "2022-01", "2022-03"]


def test_day_numbers_count_from_the_epoch_of_the_workbook(path: Path) -> None:
    table = rows([1, "虚构甲项目", FIRM, 3, 43163])
    save(path, {"表": table}, date_1904=True)
    assert str(workbooks.read(path).ledger.projects["表!2"].agreements[0].signed_on) == "2022-03-05"
    other = workbooks.read(path, epoch=1900).ledger.projects["表!2"].agreements[0].signed_on
    assert str(other) == "2018-03-04"


def test_the_year_comes_from_title_sheet_or_argument(path: Path) -> None:
    table = rows([1, "虚构甲项目", FIRM, 3, "3月15日"])
    save(path, {"2020年": table})

    def signed(imported: Import) -> str:
        return str(next(iter(imported.ledger.projects)).agreements[0].signed_on)

    assert signed(workbooks.read(path)) == "2020-03-15"
    assert signed(workbooks.read(path, year=2019)) == "2019-03-15"
    assert signed(workbooks.read(path, mapping=Mapping(year=2018))) == "2018-03-15"
    several = workbooks.read(save(path, {"表": [["2020年至2021年项目"], *table]}))
    assert several.findings.codes == ("several_years", "year_missing")


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        ("在谈", "negotiating"),
        ("洽谈中", "negotiating"),
        ("項目已開工", "started"),
        ("试生产", "trial"),
        ("搁置", "on_hold"),
        ("清退", "exited"),
        ("前期阶段", "approving"),
        ("投产。", "producing"),
    ],
)
def test_status_words(path: Path, word: str, stage: str) -> None:
    imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", FIRM, 3, None, word])}))
    assert [str(step.stage) for step in imported.ledger.projects["表!2"].milestones] == [stage]


@pytest.mark.parametrize(
    ("word", "code", "severity"),
    [
        ("落户", "ambiguous_status", Severity.WARNING),
        ("续建", "ambiguous_status", Severity.WARNING),
        ("很好", "unknown_status", Severity.WARNING),
        ("6月8日来考察，等待土地指标", "status_in_text", Severity.INFO),
        ("待定", "empty_mark", Severity.INFO),
    ],
)
def test_status_words_that_are_not_guessed(path: Path, word: str, code: str, severity: Severity) -> None:
    imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", FIRM, 3, None, word])}))
    assert imported.ledger.projects["表!2"].milestones == ()
    assert [(item.code, item.severity) for item in imported.findings] == [(code, severity)]


def test_signing_words_become_agreements(path: Path) -> None:
    table = rows(
        [1, "虚构甲项目", FIRM, 3, None, "已签约"],
        [2, "虚构乙项目", FIRM, 3, None, "意向"],
        [3, "虚构丙项目", FIRM, 3, "2022.3", "意向"],
        [4, "虚构丁项目", FIRM, 3, "2022.3", "签约"],
    )
    found = [project.agreements for project in workbooks.read(save(path, {"表": table})).ledger.projects]
    assert [(str(paper.kind), str(paper.signed_on)) for (paper,) in found] == [
        ("formal", "None"),
        ("intent", "None"),
        ("intent", "2022-03"),
        ("formal", "2022-03"),
    ]


def test_dates_by_department_and_yes_or_no(path: Path) -> None:
    table: Rows = [
        [
            "项目名称",
            "投资主体",
            "是否已开工",
            "开工开业类型",
            "开工/业时间",
            "实际开工时间(发改)",
            "实际开工时间（经信）",
            "预计竣工时间",
            "是否签约",
        ],
        ["虚构甲项目", FIRM, "是", "开工", "2022-01-05", "2022-01-06", None, "2023年", "是"],
        ["虚构乙项目", FIRM, "√", None, None, None, None, None, None],
        ["虚构丙项目", FIRM, "否", None, None, None, None, None, None],
        ["虚构丁项目", FIRM, 1, "开业", "2022-01-05", None, "2022-02-01", None, None],
        ["虚构戊项目", FIRM, 0, None, None, None, None, None, None],
    ]
    imported = workbooks.read(save(path, {"表": table}))

    def steps(number: int) -> list[tuple[str, str, str | None]]:
        found = imported.ledger.projects[f"表!{number}"].milestones
        return [(str(step.stage), str(step.on), step.reporter) for step in found]

    assert steps(2) == [
        ("started", "2022-01-05", None),
        ("started", "2022-01-06", "发改"),
        ("completed", "2023", None),
    ]
    assert imported.ledger.projects["表!2"].agreements[0].signed_on is None
    assert steps(3) == [("started", "None", None)]
    assert steps(4) == steps(6) == []
    assert steps(5) == [("started", "2022-02-01", "经信")]
    assert set(codes(imported)) == {("C5", "start_or_opening"), ("E5", "start_or_opening")}


def test_investors_are_parted_by_marks_between_firms_only(path: Path) -> None:
    cells = {
        "虚构甲有限公司、虚构乙有限公司": ["虚构甲有限公司", "虚构乙有限公司"],
        "虚构甲有限公司/虚构乙集团": ["虚构甲有限公司", "虚构乙集团"],
        "虚构甲有限公司\n虚构乙有限公司": ["虚构甲有限公司", "虚构乙有限公司"],
        "虚构甲有限公司；虚构甲有限公司": ["虚构甲有限公司"],
        "虚构和泰有限公司": ["虚构和泰有限公司"],
        "某先生": ["某先生"],
        "虚构A/B": ["虚构A/B"],
    }
    for cell, expected in cells.items():
        imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", cell, 3])}))
        names = [imported.ledger.investors[id_].name for id_ in imported.ledger.projects["表!2"].investors]
        assert (names, len(imported.findings)) == (expected, 0)
    for cell in (
        "虚构甲有限公司与虚构乙有限公司",
        "虚构甲公司，虚构乙公司",
        "虚构联合体",
        "虚构甲有限公司、某先生等几人",
    ):
        imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", cell, 3])}))
        assert imported.ledger.projects["表!2"].investors == ()
        assert codes(imported) == [("C2", "several_investors")]


def test_what_rows_say_of_investors_is_gathered(path: Path) -> None:
    good = "91420100MA4X19119X"
    table: Rows = [
        ["项目名称", "投资方", "统一社会信用代码", "投资方性质", "是否上市企业", "是否高新技术企业"],
        ["虚构甲项目", "虚构(甲)公司", good.lower(), "民企", "是", "否"],
        ["虚构乙项目", "虚构（甲）公司", good[:-1] + "2", None, None, "√"],
        ["虚构丙项目", None, None, "国企", None, None],
        ["虚构丁项目", "=1+1", "待办", "火星企业", "也许", None],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    (investor,) = imported.ledger.investors
    assert (investor.name, investor.aliases) == ("虚构(甲)公司", ("虚构（甲）公司",))
    assert [str(flag.flag) for flag in investor.flags] == ["listed", "high_tech"]
    assert str(investor.ownership) == "private"
    assert [code for _, code in codes(imported)] == [
        "bad_uscc",
        "investor_unnamed",
        "formula_text",
        "bad_uscc",
        "unknown_word",
        "unknown_word",
    ]


@pytest.mark.parametrize("unit", ["元", "千元", "万元", "百万元", "千万元", "亿元", "百亿元"])
def test_a_ledger_is_written_in_any_unit_of_money(tmp_path: Path, unit: str) -> None:
    path = tmp_path / "out.xlsx"
    ledger = Ledger(projects=[Project(id="P1", name="虚构项目", investment=Money.of("3.5", "亿元"))])
    workbooks.write(ledger, path, unit=unit)
    imported = workbooks.read(path)
    assert imported.ledger == ledger
    assert imported.columns[imported.sheets[0].name][-1].unit == unit


def test_a_ledger_is_not_written_in_a_unit_of_area(tmp_path: Path) -> None:
    with pytest.raises(UnitMismatchError):
        workbooks.write(Ledger(), tmp_path / "out.xlsx", unit="亩")


@pytest.mark.parametrize(
    ("text", "value", "places"),
    [
        ("10.00", "1000000000", 2),
        ("0.5", "50000000", 1),
        ("0.1234567890123456789", "12345678.90123456789", 19),
        ("1,234.50", "123450000000", 2),
        ("1.5e3", "150000000000", 0),
        ("0e999999999", "0", 0),
        ("0." + "1" * 300, "1" * 8 + "." + "1" * 292, 300),
    ],
)
def test_digits_of_a_text_are_taken_as_they_stand(tmp_path: Path, text: str, value: str, places: int) -> None:
    """The places printed are kept, and none is lost."""
    path = tmp_path / "ledger.csv"
    path.write_text(f'项目名称,投资方,总投资（亿元）\n虚构项目,{FIRM},"{text}"\n', encoding="utf-8")
    (project,) = workbooks.read(path).ledger.projects
    assert project.investment is not None
    assert (project.investment.value, project.investment.places) == (Decimal(value), places)


@pytest.mark.parametrize("text", ["1e-999999999", "1e999999999", "0." + "0" * 5000 + "1", "9" * 5000])
def test_what_no_number_holds_is_not_read(tmp_path: Path, text: str) -> None:
    """It costs neither time nor memory, and is never taken for 0."""
    path = tmp_path / "ledger.csv"
    path.write_text(f"项目名称,投资方,总投资（亿元）\n虚构项目,{FIRM},{text}\n", encoding="utf-8")
    imported = workbooks.read(path)
    assert imported.ledger.projects["ledger!2"].investment is None
    assert imported.findings.codes == ("not_a_quantity",)


def test_rows_that_say_different_things_of_an_investor_are_told(path: Path) -> None:
    """The first is kept, as it is where workbooks are joined; nothing is lost without a word."""
    good, other = "91420100MAKX08064U", "91420100MA4X29392K"
    table: Rows = [
        ["项目名称", "投资方", "统一社会信用代码", "投资方性质"],
        ["虚构甲项目", FIRM, good, "民企"],
        ["虚构乙项目", FIRM, good, "国企"],
        ["虚构丙项目", FIRM, other, "民企"],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    (investor,) = imported.ledger.investors
    assert (investor.uscc, str(investor.ownership)) == (good, "private")
    told = imported.findings.only("investor_conflict")
    assert [(item.path, item.detail["value"], item.detail["note"]) for item in told] == [
        ("表!D3", "国企", "民营"),
        ("表!C4", other, good),
    ]


def test_a_credit_code_is_mended_and_checked(path: Path) -> None:
    table: Rows = [
        ["项目名称", "投资方", "信用代码", "签约时间"],
        ["虚构甲项目", FIRM, " 9142 0100ma KX08064U", "2022.3"],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    assert next(iter(imported.ledger.investors)).uscc == "91420100MAKX08064U"


def test_words_of_closed_lists(path: Path) -> None:
    table: Rows = [
        [
            "项目名称",
            "项目类别",
            "招商方式",
            "用地情况",
            "协议类型",
            "行业代码",
            "项目等级",
            "是否政府投资",
            "责任单位",
            "园区",
            "片区",
            "签约日期",
        ],
        [
            "虚构甲项目",
            "工业类",
            "以商招商",
            "供地",
            "框架协议",
            "C3912",
            "省重点",
            "否",
            "商务局",
            "虚构园",
            12.0,
            "2022.3",
        ],
        [
            "虚构乙项目",
            "工业",
            "天上掉",
            "-",
            "无",
            "汽车",
            None,
            True,
            "商务局",
            "虚构园",
            dt.date(2022, 1, 2),
            "2022.3",
        ],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    first, second = imported.ledger.projects
    assert (str(first.category), str(first.channel), str(first.track)) == ("industry", "referral", "land")
    assert (first.industry, first.grade, first.government_funded) == ("C3912", "省重点", False)
    assert (str(first.agreements[0].kind), first.district, second.district) == (
        "framework",
        "12",
        "2022-01-02",
    )
    assert second.government_funded is True
    assert imported.ledger.teams["商务局"].name == first.owner == "商务局"
    assert imported.ledger.parks.ids == ("虚构园",)
    assert codes(imported) == [("C3", "unknown_word"), ("E3", "empty_mark"), ("F3", "unknown_word")]


def test_text_like_a_formula_is_kept_as_text(path: Path) -> None:
    imported = workbooks.read(save(path, {"表": rows([1, '=HYPERLINK("x")', FIRM, 3])}))
    assert imported.ledger.projects["表!2"].name == '=HYPERLINK("x")'
    assert codes(imported) == [("B2", "formula_text")]


def test_codes_become_ids_and_repeated_ones_are_told_apart(path: Path) -> None:
    table: Rows = [
        ["项目编号", "项目名称", "投资方", "总投资（亿元）"],
        ["XG-1", "虚构甲项目", FIRM, 3],
        ["XG-1", "虚构乙项目", FIRM, 3],
        ["XG-2", "虚构丙项目", FIRM, 3],
        ["XG-2", "虚构丙项目", FIRM, 3],
        ["XG-3", "虚构丙项目", FIRM, 5],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    assert imported.ledger.projects.ids == ("XG-1", "XG-1~表!3", "XG-2", "XG-2~表!5", "XG-3")
    assert codes(imported) == [("A3", "duplicate_id"), ("B5", "duplicate_row"), ("B6", "possible_duplicate")]


def test_hidden_rows_and_sheets_are_read_and_reported(path: Path) -> None:
    def hide(_: object, sheet: Any) -> None:
        sheet.set_row(1, None, None, {"hidden": True})

    def hide_sheet(book: Any, sheet: Any) -> None:
        hide(book, sheet)
        if sheet.get_name() == "暗":
            sheet.hide()

    table = rows([1, "虚构甲项目", FIRM, 3])
    imported = workbooks.read(save(path, {"明": table, "暗": table}, finish=hide_sheet))
    assert len(imported.ledger.projects) == 2
    assert [row.is_hidden for row in imported.rows] == [False, True, False, True]
    assert [sheet.is_hidden for sheet in imported.sheets] == [False, True]
    assert imported.findings.codes == ("hidden_row", "hidden_sheet", "possible_duplicate")


def test_a_sheet_that_is_no_list_is_left_and_remarked(path: Path) -> None:
    rating: Rows = [["考核内容", "自评分"], ["新签约项目", 40]]
    imported = workbooks.read(
        save(path, {"台账": rows([1, "虚构甲项目", FIRM, 3]), "自评": rating, "空": []})
    )
    assert [sheet.is_ledger for sheet in imported.sheets] == [True, False, False]
    assert [(item.path, item.code) for item in imported.findings] == [("自评!A1", "not_a_ledger")]
    assert counts(imported, 1) == {"note": 2}


def test_a_list_without_names_is_called_by_its_investors(path: Path) -> None:
    table: Rows = [
        ["投资方", "项目总投资额（亿元）", "项目来源", "洽谈进度", "初次对接时间", "市(区)", "园区"],
        ["虚构甲公司", 3, "以商招商", "在谈", "2022.3", "虚构市", "虚构园"],
        [None, 3, None, None, None, None, None],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    assert [project.name for project in imported.ledger.projects] == ["虚构甲公司项目"]
    assert len(imported.rejected) == 1


# ------------------------------------------------------------------ columns and mappings


def test_a_column_that_is_not_sure_is_asked_about(path: Path) -> None:
    table: Rows = [
        ["项目名称", "投资方", "项目合同约定的总投资额度情况", "签约时间"],
        ["虚构甲项目", FIRM, "3亿元", "2022.3"],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    assert imported.ledger.projects["表!2"].investment is None
    assert [column.candidates for column in imported.unsure] == [("investment",)]
    assert codes(imported) == [("C1", "unsure_column")]
    mended = workbooks.read(path, mapping={"项目合同约定的总投资额度情况": "investment"})
    assert mended.ledger.projects["表!2"].investment == Money.of(3, "亿元")
    assert mended.columns["表"][2].why == "the mapping says so"


def test_a_mapping_wins_over_the_proposal(path: Path, tmp_path: Path) -> None:
    table: Rows = [
        ["项目名称", "投资方", "盘子", "签约时间", "总投资（亿元）"],
        ["虚构甲项目", FIRM, 3, "2022.3", 9],
    ]
    save(path, {"表": table})
    mapping = Mapping(columns={"盘子": {"field": "investment", "unit": "万元"}, "D": False}, skip=["别的"])
    with pytest.raises(workbooks.UnknownSheetError) as caught:
        workbooks.read(path, mapping=mapping)
    assert (caught.value.sheet, caught.value.known) == ("别的", ("表",))
    mapping = evolve(mapping, skip=())
    place = tmp_path / "映射.toml"
    mapping.save(place)
    imported = workbooks.read(path, mapping=place)
    project = imported.ledger.projects["表!2"]
    assert (project.investment, project.agreements) == (Money.of(3, "万元"), ())
    assert imported.columns["表"][4].field is None
    assert Mapping.load(place) == mapping


def test_a_rule_that_meets_no_column_is_told(path: Path) -> None:
    """A slip in a header's name is no silent loss; leaving out a column that is not there is none."""
    save(path, {"台账": [HEAD, [1, "虚构项目", FIRM, 3, "2022-03-05", ""]]})
    imported = workbooks.read(path, mapping={"盘子": "investment", "Z": "owner", "C": "owner", "备注": False})
    told = imported.findings.only("unused_rule")
    assert [finding.detail["note"] for finding in told] == ["盘子", "Z"]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("责任单位", "owner"),
        ("所属地", "district"),
        ("园区", "park"),
        ("落地方式", "track"),
        ("项目类别", "category"),
        ("招商方式", "channel"),
    ],
)
def test_what_figures_are_grouped_by_is_a_header_too(path: Path, name: str, field: str) -> None:
    assert KEYS[field][0] == name
    save(path, {"台账": [[*HEAD, name], [1, "虚构项目", FIRM, 3, "2022-03-05", "", ""]]})
    (columns,) = workbooks.read(path).columns.values()
    assert columns[-1].field == field


def test_a_mapping_chooses_sheets_and_finds_strange_headers(path: Path) -> None:
    strange: Rows = [["事项", "盘子", "谁"], ["虚构甲项目", 3, FIRM]]
    save(path, {"甲": strange, "乙": strange})
    with pytest.raises(workbooks.NoHeaderError) as caught:
        workbooks.read(path)
    assert caught.value.sheets == ("甲", "乙")
    mapping = Mapping(
        columns={"事项": "name", "盘子": {"field": "investment", "unit": "亿元"}, "谁": "investors"},
        sheets=["乙"],
    )
    imported = workbooks.read(path, mapping=mapping)
    assert imported.ledger.projects.ids == ("乙!2",)
    assert len(imported.findings) == 0


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        'year = "2022"',
        "other = 1",
        '[columns]\n"甲" = "nonsense"',
        '[columns]\n"甲" = 3',
        '[columns]\n"甲" = { field = "investment", unit = "斤两" }',
        'sheets = "甲"',
        '[columns]\n"甲" = "milestones[nonsense]"',
    ],
)
def test_mappings_that_cannot_be_used(text: str, tmp_path: Path) -> None:
    place = tmp_path / "映射.toml"
    place.write_text(text, encoding="utf-8")
    with pytest.raises(workbooks.MappingError) as caught:
        Mapping.load(place)
    assert caught.value.path == str(place)
    assert "mapping" in str(caught.value)


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(workbooks.MappingError):
        Mapping.load(tmp_path / "无.toml")


def test_a_mapping_with_control_characters_and_quotes_survives() -> None:
    mapping = Mapping(
        columns={'总投资\n"亿元"\\': "investment", "备注": False}, sheets=["甲"], skip=["乙"], year=2022
    )
    assert Mapping.from_toml(mapping.to_toml()) == mapping


# ------------------------------------------------------------------ CSV


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("utf-16", "utf-16")],
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encodings_and_separators_are_found(
    tmp_path: Path, encoding: str, found: str, delimiter: str
) -> None:
    path = tmp_path / "虚构.csv"
    text = '项目名称,投资方,总投资（亿元）,备注\n𡎚头虚构项目,虚构公司,3.5,"甲\n乙"\n'.replace(",", delimiter)
    path.write_bytes(text.encode(encoding))
    imported = workbooks.read(path)
    assert (imported.encoding, imported.delimiter, imported.kind) == (found, delimiter, "csv")
    assert [project.name for project in imported.ledger.projects] == ["𡎚头虚构项目"]
    assert imported.sheets[0].row_count == 2


def test_csv_needs_no_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    path = tmp_path / "虚构.csv"
    path.write_text("项目名称,投资方,总投资（亿元）\n虚构项目,虚构公司,3\n", encoding="utf-8")
    imported = workbooks.read(path)
    assert len(imported.ledger.projects) == 1
    from zhaoshang.errors import MissingExtraError  # noqa: PLC0415 - beside its use

    with pytest.raises(MissingExtraError) as caught:
        workbooks.write(imported.ledger, tmp_path / "出.xlsx")
    assert caught.value.extra == "excel"


def test_a_workbook_names_the_extra_it_needs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhaoshang.errors import MissingExtraError  # noqa: PLC0415 - beside its use

    save(path, {"表": rows([1, "虚构甲项目", FIRM, 3])})
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    with pytest.raises(MissingExtraError):
        workbooks.read(path)


# ------------------------------------------------------------------ other formats

XLS = (
    "c-rk)O-K}B7=FIlo&6DiR?|QO5g{uRs`V0tZvUQIG=oZ_)LbMKjl}{JHcjo65R_8kMG&Ej)uobx>eeAJ>JS8h)+GqSz`}z%z3)5U"
    "*jgT3sK}US_}+Q{zi;OIoq0K#JvDN#U>ZN65*{pCLHLq%ib~KCLLj?kG3(p|R4f;33c&z%q|d~oj2C|HL+<Zs7`W?wMih8Y<pj<m"
    "+TIo``is~rZD>&3h6<tz!=%YXzO*Vw=xL$rgx(R)$3l0DW<Y2K`A(@iOh%%mJM}0&W)zDp6P)*f#Jm;F4&>oEkK&70mF;U{Py9?n"
    ">%VCz^rmAJ)NfU>wphHObqcxEfus0p6#=u(OnqA9>i@1@f%J3B_5Ky~*9<Sv4Xa)Tct6sy&C3=;&D53*%;O5uNaEs!>b&v!e8!QP"
    "P7l;z<Nkq(m>+6aJ+lGpNpxRL&?2Wq*I43PY<AEGRd>0s8ABfjInK1j@VVBSxmt<~V>`lhb(}0mpjkU#9~$mSay}kqXUaL22!ku&"
    "cG$~BXxVa+A=4<GXcMx8&z8v)q77mG_Lo<O8ml9xMAI!>guRh$<Y$M49*&^kOtE-`vZYiawhFx@SvLq@AT*bz0NqQf^E7j?SA6=!"
    "T0-@d3tmSyCGney@BdWuu(1C_WDD`*Rnr%8$KOOoP)r+J6UFn@i!xQFZrx-|M4Y?Qi_SZt`M)ec0VAZ_Zt2}J3k%YBp!dPBC4M_<"
    "Niy`ivLz2m9-T|AkV{D}ul84x%Oojbu*A8#OvlE#d^(pQxtHfMB$r?3vU@GCByld@>MM;L+-Fx>RDU21E?l^9;lhOr7cSN)lpI3s"
    "gEt>6O?{~M>;F0nR2JReB>ycAqn)k}`Y=6!HoC{rnbP=K4^uh0)GA|~|AmaBRC^pPXq0xeq&$A<qf8|~&#D7Mzi$eqTK{4y?fk>_"
    "e+P7w@=5"
)  # a small .xls, made with xlwt: a header and two invented projects


def test_an_old_workbook(tmp_path: Path) -> None:
    path = tmp_path / "虚构.xls"
    path.write_bytes(zlib.decompress(base64.b85decode(XLS)))
    imported = workbooks.read(path)
    assert imported.kind == "xls"
    assert [project.name for project in imported.ledger.projects] == ["虚构阀门项目", "虚构隔膜项目"]


def test_an_open_document(tmp_path: Path) -> None:
    def cell(value: object) -> str:
        if isinstance(value, float):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    table: Rows = [["项目名称", "投资方", "总投资（亿元）"], ["虚构项目", FIRM, 3.5]]
    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in table)
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="表">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    manifest = '<?xml version="1.0"?><manifest:manifest xmlns:manifest="x"/>'
    path = tmp_path / "虚构.ods"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content)
        file.writestr("META-INF/manifest.xml", manifest)
    imported = workbooks.read(path)
    assert (imported.kind, len(imported.ledger.projects)) == ("ods", 1)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", manifest.replace("xmlns", "manifest:encryption-data='' xmlns"))
    with pytest.raises(workbooks.UnreadableWorkbookError) as caught:
        workbooks.read(path)
    assert caught.value.reason == "encrypted"


# ------------------------------------------------------------------ progress, facts, writing back


def test_progress_is_told(path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    table = rows(*([i, f"虚构项目{i}号", FIRM, 3] for i in range(2100)))
    workbooks.read(save(path, {"表": table}), on_progress=lambda *args: told.append(args))
    assert told == [("表", 1000, 2101), ("表", 2000, 2101), ("表", 2101, 2101)]


def test_every_field_can_be_traced_to_its_cell(path: Path) -> None:
    imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", FIRM, "8000万元", None, "落户"])}))
    facts = {fact.field: (fact.cell, fact.raw, fact.fault) for fact in imported.facts("表!2")}
    assert facts == {
        "name": ("B2", "虚构甲项目", None),
        "investors": ("C2", FIRM, None),
        "investment": ("D2", "8000万元", "unit_conflict"),
        "milestones[].stage": ("F2", "落户", "ambiguous_status"),
    }
    assert (
        imported.facts("nobody")
        == imported.facts(sheet="表", row=1)
        == imported.facts(sheet="x", row=1)
        == ()
    )


def test_a_review_comes_back_marked_and_reads_the_same(path: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415 - only here

    table: Rows = [
        ["2022年虚构项目表"],
        *rows(
            [1, "虚构甲项目", FIRM, "若干", 2022.1, "落户"],
            [2, None, FIRM, "{=1/0}#DIV/0!", dt.date(2022, 3, 5), "在谈"],
            [3, "虚构乙项目", FIRM, 3, dt.datetime(2022, 3, 5, 8, 30), True],  # noqa: DTZ001 - a cell has no zone
            [4, "虚构丙项目", FIRM, None, dt.time(8, 0), None],
        ),
    ]

    def hide(_: object, sheet: Any) -> None:
        sheet.set_row(4, None, None, {"hidden": True})

    save(
        path,
        {"表": table, "问题清单": [["无关"]]},
        merges=[(1, 1, 1, 6)],
        finish=hide,
        formats={(6, 5): "h:mm"},
    )
    imported = workbooks.read(path)
    back = tmp_path / "退回.xlsx"
    workbooks.write_review(imported, back)
    again = workbooks.read(back)
    assert again.ledger == imported.ledger
    assert [(row.sheet, row.kind) for row in again.rows if row.sheet == "表"] == [
        (row.sheet, row.kind) for row in imported.rows if row.sheet == "表"
    ]
    book = load_workbook(back)
    assert book.sheetnames == ["问题清单_", "表", "问题清单"]
    sheet = book["表"]
    assert "1 月或 10 月" in sheet["E3"].comment.text
    assert sheet["D3"].fill.fgColor.rgb == "FFFFE699"
    assert sheet["B4"].fill.fgColor.rgb == "FFF8CBAD"
    assert book["问题清单_"]["C2"].value == "错误"
    workbooks.write_review(imported, back, locale="en")
    assert "January" in load_workbook(back)["表"]["E3"].comment.text


def test_a_workbook_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(workbooks.UnreadableWorkbookError) as caught:
        workbooks.write(Ledger(), tmp_path / "无此目录" / "出.xlsx")
    assert caught.value.reason == "unwritable"


def test_a_ledger_is_written_for_an_office(tmp_path: Path) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415 - only here

    source = tmp_path / "虚构.csv"
    source.write_text(
        "项目名称,投资方,总投资（亿元）,FDI金额（万美元）,签约时间,开工时间\n"
        "=1+1,虚构公司,3.5,500,2022-03-05,2022年5月\n虚构乙项目,虚构公司,近3亿元,,1900-02-01,\n",
        encoding="utf-8",
    )
    ledger = workbooks.read(source).ledger
    path = tmp_path / "出.xlsx"
    workbooks.write(ledger, path, unit="万元", title="虚构台账")
    sheet = load_workbook(path).active
    assert sheet is not None
    assert sheet["A1"].value == "虚构台账"
    heads = [cell.value for cell in sheet[2]]
    assert heads == [
        "项目编号",
        "项目名称",
        "投资方",
        "总投资（万元）",
        "合同外资（万美元）",
        "协议类型",
        "签约时间",
        "开工时间",
    ]
    assert (sheet["B3"].value, sheet["B3"].data_type, sheet["B3"].quotePrefix) == ("=1+1", "s", True)
    assert (sheet["D3"].value, sheet["D3"].number_format) == (35000, "#,##0")
    assert (sheet["D4"].value, sheet["G4"].value) == ("近3亿元", "1900-02-01")
    assert sheet["G3"].value == dt.datetime(2022, 3, 5)  # noqa: DTZ001 - what openpyxl gives
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("D3", "A2:H4")
    assert workbooks.read(path).ledger == workbooks.writable(ledger)


# ------------------------------------------------------------------ several workbooks


def test_several_workbooks_are_joined_and_duplicates_reported(tmp_path: Path) -> None:
    good, other = "91420100MAKX08064U", "91420100MA4X29392K"
    texts = {
        "东": f"项目编号,项目名称,投资方,统一社会信用代码,总投资（亿元）,责任单位,园区\nX1,虚构甲项目,虚构公司,{good},3,一组,虚构园\n",
        "西": f"项目编号,项目名称,投资方,统一社会信用代码,总投资（亿元）,责任单位,园区\nX1,虚构甲,虚构公司,{other},3,一组,虚构园\n"
        f"X2,虚构（二期）,虚构 公司,,3,二组,虚构园\nX3,虚构丁,待定,,若干,二组,虚构园\n",
        "南": "项目名称,投资方,统一社会信用代码,片区\n虚构丁,虚构丁公司,,甲区\n",
        "北": f"项目名称,投资方,统一社会信用代码,片区\n虚构戊,虚构丁公司,{other},乙区\n",
    }
    imports = []
    for name, text in texts.items():
        path = tmp_path / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        imports.append(workbooks.read(path, as_of="2022-06-30"))
    joined = workbooks.join(imports, name="全市")
    assert joined.ledger.projects.ids == ("X1", "西:X1", "X2", "X3", "南!2", "北!2")
    assert [(match.first, match.second, match.level.value) for match in joined.matches] == [
        ("X1", "西:X1", "code"),
        ("X1", "X2", "investor_and_amount"),
        ("X3", "南!2", "name"),
    ]
    assert (joined.ledger.name, str(joined.ledger.as_of)) == ("全市", "2022-06-30")
    assert joined.ledger.investors["虚构公司"].uscc == good
    assert joined.ledger.investors["虚构丁公司"].uscc == other
    assert joined.findings.only("investor_conflict")[0].detail["second"] == other
    assert joined.findings.only("not_a_quantity")[0].path == "[西]西!E4"
    assert joined.sources["南!2"].endswith("南.csv")
    assert workbooks.join(imports, as_of="2022-12-31").ledger.as_of != joined.ledger.as_of
    assert workbooks.join([imports[0], workbooks.read(tmp_path / "南.csv")]).ledger.as_of is None
    again = workbooks.join([imports[0], imports[0], imports[0]])
    assert again.ledger.projects.ids == ("X1", "东:X1", "东:X1'")


# ------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("无.xlsx", None, "missing"),
        ("空.xlsx", b"", "empty"),
        ("空.csv", b"\n\n", "empty"),
        ("台账.et", b"PK\x03\x04", "et"),
        ("半.xlsx", b"PK\x03\x04 half a zip", "damaged"),
        ("文本.xlsx", "项目名称,投资方\n".encode("gb18030"), "text"),
        ("网页.xls", b"<html><table></table></html>", "markup"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n\0\0", "not_a_workbook"),
        ("二进制.csv", b"\xff\xff\x00\x81", "encoding"),
        ("坏.csv", b"\x81", "encoding"),
        (
            "密.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 16,
            "encrypted",
        ),
        ("断.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut", "damaged"),
        ("文档.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504, "not_a_workbook"),
        ("旧.xls", b"\x09\x08\x10\0garbage", "damaged"),
        (
            "假.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + b"\0" * 600,
            "damaged",
        ),
    ],
)
def test_files_that_are_refused(tmp_path: Path, name: str, content: bytes | None, reason: str) -> None:
    """One clear error each, in both languages."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(workbooks.UnreadableWorkbookError) as caught:
        workbooks.read(path)
    assert (caught.value.reason, caught.value.path) == (reason, str(path))
    assert name in str(caught.value)
    assert name in caught.value.render("zh_CN")


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "文档.xlsx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", "<x/>")
    with pytest.raises(workbooks.UnreadableWorkbookError) as caught:
        workbooks.read(path)
    assert caught.value.reason == "not_a_workbook"


def test_a_workbook_without_cells_or_without_a_header(path: Path) -> None:
    with pytest.raises(workbooks.UnreadableWorkbookError) as caught:
        workbooks.read(save(path, {"表": []}))
    assert caught.value.reason == "empty"
    with pytest.raises(workbooks.NoHeaderError):
        workbooks.read(save(path, {"表": [["甲", "乙"], [1, 2]]}))


@pytest.mark.parametrize(
    ("limits", "limit"),
    [
        ({"file_size": 100}, "file_size"),
        ({"unpacked_size": 1000}, "unpacked_size"),
        ({"rows": 2}, "rows"),
        ({"columns": 3}, "columns"),
        ({"cells": 10}, "cells"),
        ({"sheets": 1}, "sheets"),
        ({"cell_length": 5}, "cell_length"),
        ({"text_size": 10}, "text_size"),
    ],
)
def test_limits_are_kept(path: Path, limits: dict[str, Any], limit: str) -> None:
    table = rows(*([i, f"虚构项目{i}号，名称很长", FIRM, 3] for i in range(3)))
    save(path, {"甲": table, "乙": table})
    with pytest.raises(workbooks.WorkbookLimitError) as caught:
        workbooks.read(path, limits=evolve(LIMITS, **limits))
    assert (caught.value.limit, caught.value.allowed) == (limit, limits[limit])
    assert caught.value.found > caught.value.allowed


@pytest.mark.parametrize(
    ("limits", "limit"),
    [({"rows": 1}, "rows"), ({"columns": 2}, "columns"), ({"cell_length": 3}, "cell_length")],
)
def test_limits_are_kept_in_csv(tmp_path: Path, limits: dict[str, Any], limit: str) -> None:
    path = tmp_path / "虚构.csv"
    path.write_text("项目名称,投资方,总投资\n虚构,虚构,3\n", encoding="utf-8")
    with pytest.raises(workbooks.WorkbookLimitError) as caught:
        workbooks.read(path, limits=evolve(LIMITS, **limits))
    assert caught.value.limit == limit


def test_an_open_quote_in_csv_does_not_swallow_the_file(tmp_path: Path) -> None:
    path = tmp_path / "虚构.csv"
    path.write_text('项目名称,投资方,总投资\n"虚构,' + "甲" * 200_000, encoding="utf-8")
    with pytest.raises(workbooks.WorkbookError):
        workbooks.read(path)


def test_the_bounds_of_a_sheet_are_checked_before_it_is_unpacked(path: Path) -> None:
    """One cell in the last corner would make a reader of ranges fill the memory."""
    save(path, {"表": rows([1, "虚构甲项目", FIRM, 3])})
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[sheet] = parts[sheet].replace(b"</sheetData>", far)
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    with pytest.raises(workbooks.WorkbookLimitError) as caught:
        workbooks.read(path)
    assert caught.value.limit in {"columns", "cells"}


def repack(path: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """Change the parts of a workbook; `None` leaves one out."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            changed = change(name, content)
            if changed is not None:
                file.writestr(name, changed)


def test_a_workbook_written_with_single_quotes(path: Path) -> None:
    """Hidden rows and odd cells are found whatever quotes the XML is written with."""

    def hide(_: object, sheet: Any) -> None:
        sheet.set_row(1, None, None, {"hidden": True})

    save(path, {"表": rows([1, "虚构甲项目", FIRM, "{=1/0}#DIV/0!"])}, finish=hide)

    def change(name: str, content: bytes) -> bytes:
        return content.replace(b'"', b"'") if name.startswith("xl/worksheets/") else content

    repack(path, change)
    imported = workbooks.read(path)
    assert codes(imported) == [("D2", "error_value"), ("A2", "hidden_row")]


def test_external_links_are_reported_and_not_followed(path: Path) -> None:
    save(path, {"表": rows([1, "虚构甲项目", FIRM, 3])})
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    assert codes(workbooks.read(path)) == [("A1", "external_links")]


def test_entities_are_never_expanded(path: Path) -> None:
    save(path, {"表": rows([1, "虚构甲项目", FIRM, 3])})
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'

    def change(name: str, content: bytes) -> bytes:
        if name == "xl/sharedStrings.xml":
            return content.replace(b"<sst", bomb + b"<sst").replace("虚构甲项目".encode(), b"&b;&b;&b;")
        return content

    repack(path, change)
    try:
        names = [project.name for project in workbooks.read(path).ledger.projects]
    except workbooks.WorkbookError:
        return
    assert not any("aaaa" in name for name in names)


@pytest.mark.parametrize(
    "part",
    ["xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"],
)
def test_a_workbook_that_lacks_a_part(path: Path, part: str) -> None:
    """It is read without it, or refused: never a traceback."""
    save(path, {"表": rows([1, "虚构甲项目", FIRM, 3, 2022.1])})
    repack(path, lambda name, content: None if name == part else content)
    try:
        workbooks.read(path)
    except workbooks.WorkbookError as error:
        assert str(path) in str(error)  # noqa: PT017 - either outcome is right


def test_a_zip_whose_directory_lies(path: Path) -> None:
    save(path, {"表": rows([1, "虚构甲项目", FIRM, 3])})
    data = bytearray(path.read_bytes())
    place = data.find(b"PK\x01\x02")
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    try:
        workbooks.read(path)
    except workbooks.WorkbookError as error:
        assert str(path) in str(error)  # noqa: PT017 - either outcome is right


def test_a_document_that_repeats_cells_a_million_times_is_refused(tmp_path: Path) -> None:
    """A few bytes of an .ods may stand for more cells than fit in memory."""
    path = tmp_path / "虚构.ods"
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="{}"><text:p>x</text:p></table:table-cell>'
    for row, limit in (
        (f"<table:table-row>{cell.format(99_999)}</table:table-row>", "columns"),
        (
            f'<table:table-row table:number-rows-repeated="99999999">{cell.format(1)}</table:table-row>',
            "rows",
        ),
        (
            f'<table:table-row table:number-rows-repeated="999999">{cell.format(99)}</table:table-row>',
            "cells",
        ),
    ):
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            file.writestr("META-INF/manifest.xml", "<x/>")
            blank = '<table:table-row table:number-rows-repeated="9999999"/>'
            file.writestr("content.xml", f"<table:table>{blank}{row}</table:table>")
        with pytest.raises(workbooks.WorkbookLimitError) as caught:
            workbooks.read(path)
        assert caught.value.limit == limit


def test_a_binary_workbook_with_a_far_cell_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "虚构.xlsb"

    def record(kind: int, content: bytes) -> bytes:
        head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
        return head + bytes([len(content)]) + content

    def save_binary(row: int, column: int) -> None:
        part = (
            record(0x81, b"")
            + record(0, row.to_bytes(4, "little"))
            + record(5, column.to_bytes(4, "little"))
            + b"\x00"
        )
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("xl/workbook.bin", b"")
            file.writestr("xl/worksheets/sheet1.bin", part)

    for row, column, limit in ((1, 16_000, "columns"), (1_048_575, 100, "cells")):
        save_binary(row, column)
        with pytest.raises(workbooks.WorkbookLimitError) as caught:
            workbooks.read(path)
        assert caught.value.limit == limit
    save_binary(1, 1)
    with pytest.raises(workbooks.UnreadableWorkbookError):
        workbooks.read(path)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"])
@pytest.mark.parametrize(
    "junk", [b"<c ", b'<c t="e" ', b'<c r="A1"><f', b"<row ", b"<numFmt ", b"<sheet ", b"cellXfs"]
)
def test_searching_damaged_parts_comes_to_an_end(path: Path, part: str, junk: bytes) -> None:
    """A part full of junk is read or refused; a pattern that went back and forth would not come to an end here."""
    save(path, {"表": rows([1, "虚构甲项目", FIRM, 3])})
    repack(path, lambda name, content: content[:500] + junk * 100_000 if name == part else content)
    try:
        workbooks.read(path)
    except workbooks.WorkbookError as error:
        assert str(path) in str(error)  # noqa: PT017 - either outcome is right


def test_errors_of_workbooks_are_records() -> None:
    import pickle  # noqa: PLC0415 - what errors must survive

    error = workbooks.WorkbookLimitError("a.xlsx", "rows", 1, 2)
    assert pickle.loads(pickle.dumps(error)) == error  # noqa: S301 - made on the line above
    assert "rows" in error.render("zh_CN")
    assert issubclass(workbooks.UnknownSheetError, LookupError)


def test_columns_say_why(path: Path) -> None:
    imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", FIRM, 3])}))
    column = imported.columns["表"][3]
    assert (column.letter, column.field, column.unit, column.certainty) == ("D", "investment", "亿元", 1.0)
    assert column.why == "the header says 总投资"
    assert Decimal(str(column.certainty)) == 1


def test_bom_of_other_encodings_is_known(tmp_path: Path) -> None:
    path = tmp_path / "虚构.csv"
    path.write_bytes(codecs.BOM_UTF16_LE + "项目名称,投资方,总投资\n虚构,虚构,3亿元\n".encode("utf-16-le"))
    assert workbooks.read(path).encoding == "utf-16"


def test_one_date_shown_as_a_month_and_as_a_day_is_two_dates(tmp_path: Path) -> None:
    start = dt.date(2022, 3, 1)
    rows: Rows = [
        ["项目名称", "投资方", "开工时间"],
        ["虚构一号项目", FIRM, start],
        ["虚构二号项目", FIRM, start],
    ]
    path = save(tmp_path / "a.xlsx", {"台账": rows}, formats={(2, 3): 'yyyy"年"m"月"', (3, 3): "yyyy/m/d"})
    found = [str(project.milestones[0].on) for project in workbooks.read(path).ledger.projects]
    assert found == ["2022-03", "2022-03-01"]
