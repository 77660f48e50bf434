"""Tables of something else below a list of projects: told, and no row of them a project."""

import pytest

from zhaoshang import workbooks
from zhaoshang.workbooks import Import

_HEAD = "序号,项目名称,投资方,总投资（亿元）,签约日期\n"
_TWO = "1,虚构甲项目,虚构甲公司,1,2023-01\n2,虚构乙项目,虚构乙公司,2,2023-02\n"
_VISITS = "序号,带队领导,目的地,考察企业,时间\n1,县长,西安,某集团,8月5日\n"
_PROBLEMS = "序号,问题,责任人,时限,进度\n1,用地,张三,9月,推进中\n"
_TASKS = "单位,任务数,完成数\n商务局,5,4\n工信局,5,3\n合计,10,7\n"


def _read(text: str) -> Import:
    return workbooks.read(text.encode(), name="p.csv", as_of="2023-12-31")


def _names(imported: Import) -> list[str | None]:
    return [project.name for project in imported.ledger.projects]


@pytest.mark.parametrize("between", ["", ",,,,\n", "二、其他工作,,,,\n", ",,,,\n其他工作,,,,\n"])
@pytest.mark.parametrize("other", [_VISITS, _PROBLEMS, _TASKS])
def test_a_table_of_something_else_ends_the_projects(other: str, between: str) -> None:
    imported = _read(_HEAD + _TWO + between + other)
    assert _names(imported) == ["虚构甲项目", "虚构乙项目"]
    head = 4 + between.count("\n")
    assert [(item.path, item.code) for item in imported.findings] == [(f"p!A{head}", "not_a_ledger")]
    assert imported.rejected == ()
    assert {row.kind.value for row in imported.rows if row.number >= head} == {"note"}


@pytest.mark.parametrize("other", [_VISITS, _PROBLEMS])
def test_an_ordinal_begun_anew_tells_it_where_the_projects_have_none(other: str) -> None:
    text = "项目名称,投资方,总投资（亿元）,签约日期\n虚构甲项目,虚构甲公司,1,2023-01\n\n"
    imported = _read(text + other)
    assert "虚构甲项目" in _names(imported)
    assert len(_names(imported)) == 1


def test_the_header_once_more_ends_the_other_table() -> None:
    text = _HEAD + _TWO + "\n" + _VISITS + "\n" + _HEAD + "3,虚构丙项目,虚构丙公司,3,2023-03\n"
    assert _names(_read(text)) == ["虚构甲项目", "虚构乙项目", "虚构丙项目"]


@pytest.mark.parametrize(
    "row",
    [
        "—,虚构丙项目,虚构丙公司,待定,待定\n",
        "补充,虚构丙项目,虚构丙公司,面议,待定\n补充,虚构丁项目,虚构丁公司,待定,未定\n",
        "新,虚构丙项目,虚构丙公司,面议,待定\n4,虚构丁项目,虚构丁公司,2,2023-03\n",
    ],
)
@pytest.mark.parametrize("between", ["", "\n"])
def test_projects_of_which_little_is_known_are_projects(row: str, between: str) -> None:
    imported = _read(_HEAD + _TWO + between + row)
    assert len(_names(imported)) == 2 + row.count("\n")
