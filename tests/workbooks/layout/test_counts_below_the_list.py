"""Rows that count projects where names stand are sums of the list, and no projects."""

import pytest

from zhaoshang import workbooks

HEAD = "序号,项目名称,投资方,总投资,备注\n"
LISTED = HEAD + "1,虚构甲,虚构甲公司,3亿元,\n2,虚构乙,虚构乙公司,1亿元,\n"
NAMES = ["虚构甲", "虚构乙"]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(",共2个项目,,4亿元,", id="of-all"),
        pytest.param(",2个项目,,4亿元,", id="bare"),
        pytest.param(",其中亿元项目1个,,3亿元,", id="of-a-size"),
        pytest.param(",东镇2个,,4亿元,", id="of-a-place"),
        pytest.param(",工业项目1个,,3亿元,", id="of-a-kind"),
        pytest.param(",共2个项目,,,", id="without-sums"),
    ],
)
def test_a_count_of_projects_is_no_project(row: str) -> None:
    imported = workbooks.read(f"{LISTED}{row}\n".encode(), name="a.csv", as_of="2022-12-31")
    assert [project.name for project in imported.ledger.projects] == NAMES


@pytest.mark.parametrize(
    ("row", "name"),
    [
        pytest.param("3,标准厂房2个,,4亿元,", "标准厂房2个", id="a-thing"),
        pytest.param("3,东镇2个,虚构丙公司,4亿元,", "东镇2个", id="with-an-investor"),
        pytest.param(",东镇2个,,4亿元,已签约", "东镇2个", id="with-a-remark"),
    ],
)
def test_a_row_that_says_more_or_names_a_thing_is_a_project(row: str, name: str) -> None:
    imported = workbooks.read(f"{LISTED}{row}\n".encode(), name="a.csv", as_of="2022-12-31")
    assert [project.name for project in imported.ledger.projects] == [*NAMES, name]


def test_counts_below_one_another_are_compared_with_the_sums() -> None:
    rows = ",共2个项目,,4亿元,\n,其中亿元项目1个,,3亿元,\n,东镇2个,,4亿元,\n"
    imported = workbooks.read((LISTED + rows).encode(), name="a.csv", as_of="2022-12-31")
    assert [project.name for project in imported.ledger.projects] == NAMES
    assert imported.findings.codes == ("total_of_others",)
    assert [total.agrees for total in imported.sheets[0].totals] == [True, None, True]
