"""Rows that state nothing but a name, or nothing but amounts: a title, note or sum where it says so, else told."""

import pytest

from zhaoshang import workbooks

HEAD = "项目名称,投资方,总投资（亿元）,签约时间"
ROWS = ("虚构甲项目,甲公司,3,2022-03-01", "虚构乙项目,乙公司,2,2022-03-02")


def read(*rows: str, title: str = "") -> workbooks.Import:
    text = "\n".join((*([f"{title},,,"] if title else []), HEAD, *rows))
    return workbooks.read(text.encode(), name="b.csv", as_of="2022-06-30")


@pytest.mark.parametrize(
    "name",
    "汇总 1-5月合计 2022年1-6月累计 3月份小计 上月末 累计完成 均值 平均值 最大值 最小 最高值 中位数".split(),
)
def test_a_statistic_of_the_list_is_no_project(name: str) -> None:
    found = read(*ROWS, f"{name},,2.5,")
    assert len(found.ledger.projects) == 2
    assert found.findings.codes in {("total_mismatch",), ("total_of_others",)}


@pytest.mark.parametrize("name", ["总数", "sum", "以上两项", "虚构丙项目"])
def test_what_may_be_a_sum_is_told(name: str) -> None:
    found = read(*ROWS, f"{name},,5,")
    assert len(found.ledger.projects) == 3
    assert [(each.code, each.path) for each in found.findings] == [("bare_row", "b!A4")]


@pytest.mark.parametrize(
    "rows",
    [
        (*ROWS, "虚构丙项目,丙公司,5,"),  # it states who invests
        (ROWS[0], "虚构丙项目,,5,", ROWS[1]),  # it is not the last
        ("虚构甲项目,,3,", "虚构乙项目,,2,", "虚构丙项目,,5,"),  # none of them states more
    ],
    ids=["an investor", "in between", "all alike"],
)
def test_a_project_that_states_little_is_no_sum(rows: tuple[str, ...]) -> None:
    found = read(*rows)
    assert len(found.ledger.projects) == 3
    assert not found.findings


@pytest.mark.parametrize("place", [1, 2])
@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("另有虚构丙项目正在洽谈", True),
        ("续建项目（单位：万元）", True),
        ("东镇招商办", True),
        ("抄送：县政府", True),
        ("虚构丙项目", True),
        ("2022年6月30日", False),
        ("————————", False),
        ("此页无正文", False),
    ],
)
def test_a_name_alone_among_projects_that_state_more_is_told(text: str, is_read: bool, place: int) -> None:
    rows = [*ROWS]
    rows.insert(place, f"{text},,,")
    found = read(*rows)
    assert len(found.ledger.projects) == 2 + is_read
    assert found.findings.codes == (("bare_row",) if is_read else ())


@pytest.mark.parametrize(
    ("title", "signed"),
    [
        ("2022年招商台账", "2022-02-01"),
        ("2022年以来招商台账", "2022-02-01"),  # the ledger is of June 2022
        ("2022年1-6月台账", "2022-02-01"),
        ("2021-2022年度招商台账", None),
        ("2021—2022年招商项目", None),
        ("2021至2023年项目台账", None),
        ("2021、2022年招商台账", None),
        ("“十四五”招商台账（2021-2025年）", None),
        ("近三年（2020-2022）招商台账", None),
        ("2021年以来招商台账", None),
        ("2020年3月至今招商项目", None),
        ("2019年以后签约项目", None),
    ],
)
def test_of_several_years_a_title_gives_none(title: str, signed: str | None) -> None:
    found = read("虚构甲项目,甲公司,3,2月1日", title=title)
    days = [str(each.signed_on) for project in found.ledger.projects for each in project.agreements]
    assert days == ([] if signed is None else [signed])
    assert found.findings.codes == (() if signed else ("several_years", "year_missing"))
