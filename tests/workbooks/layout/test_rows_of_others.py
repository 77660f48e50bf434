"""Rows that stand among projects and speak of many: what was carried over, shares of a total, kinds by state or size."""

from decimal import Decimal
from itertools import product

import pytest

from zhaoshang import workbooks
from zhaoshang._workbooks.layout.generic import names_no_thing

HEAD = ["序号", "项目名称", "投资方", "总投资（亿元）", "签约时间", "责任单位"]
ROWS = [
    ["1", "虚构镜片项目", "虚构甲公司", "3.5", "2024-03-15", "东湖镇"],
    ["2", "虚构冷链园", "虚构乙公司", "2", "2024-02-10", "西山镇"],
    ["3", "虚构材料二期", "虚构丙公司", "4", "2024-01-20", "高新园区"],
]
NAMES = [row[1] for row in ROWS]
GENERIC = [
    *(
        "".join(parts)
        for parts in product(("上年", "2023年", "去年", ""), ("结转", "续建", "新签"), ("", "项目"))
    ),
    *(
        "".join(parts)
        for parts in product(("其中：", "其中"), ("工业", "外资", "亿元以上", "在建"), ("", "项目"))
    ),
    *("去年同期", "同比增长", "年度目标任务", "完成目标比例", "占比", "与去年同期相比增减"),
    *("期初余额", "年初数", "10亿元及以上项目", "省外内资", "结转12个"),
]
NAMED = [
    "虚构续建厂",
    "上年甲厂",
    "新建路酒店",
    "其中：虚构一厂",
    "结转站物流园",
    "在建大厦",
    "外资路仓库",
    "目标新材料",
    "同比路仓库",
]


def read(rows: list[list[str]]) -> workbooks.Import:
    text = "\n".join(",".join(row) for row in (HEAD, *rows))
    return workbooks.read(text.encode(), name="册.csv", as_of="2024-06-30")


@pytest.mark.long
@pytest.mark.parametrize("word", GENERIC)
@pytest.mark.parametrize("at", [0, 3])
@pytest.mark.parametrize("amount", ["25", ""])
def test_what_names_no_thing_and_states_nothing_of_its_own_is_no_project(
    word: str, at: int, amount: str
) -> None:
    imported = read([*ROWS[:at], ["", word, "", amount, "", ""], *ROWS[at:]])
    assert [project.name for project in imported.ledger.projects] == NAMES
    assert imported.sheets[0].counts.get(workbooks.RowKind.TOTAL if amount else workbooks.RowKind.GROUP) == 1


@pytest.mark.long
@pytest.mark.parametrize("word", GENERIC)
def test_with_facts_of_its_own_it_is_a_project(word: str) -> None:
    imported = read([*ROWS, ["4", word, "虚构丁公司", "25", "2024-03", "东湖镇"]])
    assert len(imported.ledger.projects) == 4


@pytest.mark.parametrize("word", NAMED)
def test_a_name_is_a_name(word: str) -> None:
    assert not names_no_thing(word)
    imported = read([*ROWS, ["4", word, "", "1", "", ""]])
    assert len(imported.ledger.projects) == 4


def test_what_was_carried_over_is_told_and_counted_into_the_grand_total() -> None:
    tail = [
        ["", "本年合计", "", "9.5", "", ""],
        ["", "上年结转", "", "14", "", ""],
        ["", "总计", "", "23.5", "", ""],
    ]
    imported = read([*ROWS, *tail])
    assert [(finding.code, finding.path) for finding in imported.findings] == [("total_of_others", "册!D6")]
    assert [total.agrees for total in imported.sheets[0].totals] == [True, None, True]


def test_a_share_below_a_total_is_no_project_and_a_sum_that_fits_is_told_so() -> None:
    tail = [
        ["", "合计", "", "9.5", "", ""],
        ["", "其中：东湖镇", "", "3.5", "", ""],
        ["", "亿元以上项目", "", "9.5", "", ""],
    ]
    imported = read([*ROWS, *tail])
    assert [project.name for project in imported.ledger.projects] == NAMES
    assert [finding.code for finding in imported.findings] == ["total_of_others"]
    assert sum(
        project.investment.value or Decimal(0) for project in imported.ledger.projects if project.investment
    ) == Decimal(950_000_000)


@pytest.mark.parametrize(
    "tail",
    [
        ["上月末累计,5.5", "本月新增,4"],
        ["新签约,5.5", "老项目,4"],
        ["工业项目,3.5", "服务业项目,2", "农业项目,4"],
    ],
)
def test_sums_side_by_side_that_make_up_the_whole_are_parts_of_it(tail: list[str]) -> None:
    imported = read([*ROWS, *(["", line.split(",")[0], "", line.split(",")[1], "", ""] for line in tail)])
    assert [project.name for project in imported.ledger.projects] == NAMES
    assert not imported.findings
    wrong = read([*ROWS, *(["", line.split(",")[0], "", "77", "", ""] for line in tail)])
    assert wrong.findings.only("total_mismatch") or wrong.findings.only("total_of_others")


def test_a_number_where_names_stand_counts_and_names_nobody() -> None:
    imported = read([*ROWS, ["", "5000万元以下项目", "3", "2.1", "", ""]])
    assert [project.name for project in imported.ledger.projects] == NAMES
    assert imported.findings.codes == ("total_of_others",)
