"""Titles of groups with a count, or marks for nothing, in the cells beside them, and sub-totals of units: no projects."""

from itertools import product

import pytest

from zhaoshang import workbooks

_HEAD = "序号,项目名称,投资方,总投资（万元）,签约时间"
_COUNTS = ("", "{}个", "共{}个", "{}个项目", "{}项", "{}家", "（{}个）", "{}", "—", "/", "无", "0")


def _names(lines: list[str]) -> list[str]:
    text = "\n".join(lines) + "\n"
    return [project.name for project in workbooks.read(text.encode(), name="p.csv").ledger.projects]


@pytest.mark.long
@pytest.mark.parametrize("count", _COUNTS)
@pytest.mark.parametrize(
    ("first", "second"), [("虚构东镇", "虚构西镇"), ("工业项目", "服务业项目"), ("招商一组", "招商二组")]
)
@pytest.mark.parametrize("ordinals", [("一", "二"), ("（一）", "（二）"), ("1", "2"), ("", "")])
def test_a_title_with_a_count_and_sums_is_no_project(
    count: str, first: str, second: str, ordinals: tuple[str, str]
) -> None:
    mark = "" if "{" in count else count
    lines = [
        _HEAD,
        f"{ordinals[0]},{first},{count.format(2)},3000,{mark}",
        "1,虚构甲项目,虚构公司,1000,2024-03-05",
        "2,虚构乙项目,虚构公司,2000,2024-03-05",
        f"{ordinals[1]},{second},{count.format(1)},500,{mark}",
        "1,虚构丙项目,虚构公司,500,2024-03-05",
    ]
    assert _names(lines) == ["虚构甲项目", "虚构乙项目", "虚构丙项目"]


@pytest.mark.parametrize("count", ["2个", "2个项目", "共2个", "共2个项目", "2项", "2", "两个项目"])
@pytest.mark.parametrize("unit", ["虚构东镇", ""])
def test_the_sum_of_a_unit_named_by_a_count_is_no_project(count: str, unit: str) -> None:
    lines = [
        "责任单位,项目名称,投资方,总投资（万元）,签约时间",
        f"{unit},{count},,3000,",
        "虚构东镇,虚构甲项目,虚构公司,1000,2024-03",
        "虚构东镇,虚构乙项目,虚构公司,2000,2024-03",
        "虚构西镇,虚构丙项目,虚构公司,500,2024-03",
    ]
    assert _names(lines) == ["虚构甲项目", "虚构乙项目", "虚构丙项目"]


@pytest.mark.parametrize(("mark", "amount"), list(product(["", "待定", "—", "无"], ["", "3500", "4100"])))
def test_a_project_of_which_little_is_known_stays_one(mark: str, amount: str) -> None:
    lines = [
        _HEAD,
        "1,虚构甲项目,虚构公司,1000,2024-03-05",
        f"2,虚构丁项目,{mark},{amount},{mark}",
        "3,虚构乙项目,虚构公司,2000,2024-03-05",
        "4,虚构丙项目,虚构公司,500,2024-03-05",
    ]
    assert _names(lines) == ["虚构甲项目", "虚构丁项目", "虚构乙项目", "虚构丙项目"]


@pytest.mark.long
@pytest.mark.parametrize("lead", ["", "1、", "一、", "（一）"])
@pytest.mark.parametrize("title", ["虚构沿江经济带", "虚构龙头企业", "新签约项目", "工业项目"])
@pytest.mark.parametrize("mark", ["", "—", "/", "无"])
@pytest.mark.parametrize(
    ("sums", "members"), [((3000, 500), 2), (("", ""), 2), ((1000, 500), 1)], ids=["sums", "none", "one each"]
)
def test_a_title_is_no_project_unsaid(
    lead: str, title: str, mark: str, sums: tuple[object, object], members: int
) -> None:
    """Whether its words are known or not: what is read as a project and may be a title is told."""
    own = [f"虚构{name}项目,虚构公司,{n},2024-03-05" for name, n in (("甲", 1000), ("乙", 2000))][:members]
    lines = [
        "项目名称,投资方,总投资（万元）,签约时间",
        f"{lead}{title},{mark},{sums[0]},{mark}",
        *own,
        f"{lead.replace('1', '2').replace('一', '二')}虚构其他片区,{mark},{sums[1]},{mark}",
        "虚构丙项目,虚构公司,500,2024-03-05",
    ]
    imported = workbooks.read("\n".join(lines).encode(), name="p.csv")
    names = [project.name for project in imported.ledger.projects]
    told = [str(found.detail["value"]) for found in imported.findings if found.code == "bare_row"]
    assert [name for name in names if name not in told] == [
        *(line.split(",")[0] for line in own),
        "虚构丙项目",
    ]


@pytest.mark.long
@pytest.mark.parametrize("word", ["合计", "小计", "总计", "共计", "合 计", "汇总"])
@pytest.mark.parametrize("title", ["莲花镇", "先进制造业", "续建项目"])
@pytest.mark.parametrize("is_below", [False, True], ids=["above its rows", "below them"])
def test_the_word_of_a_sum_behind_a_title_makes_it_a_total(word: str, title: str, is_below: bool) -> None:
    rows = ["1,虚构阀体项目,虚构海川集团,1000,2022-03-05", "2,虚构轴承项目,虚构海川集团,2000,2022-03-05"]
    rows.insert(len(rows) if is_below else 0, f"{'' if is_below else '一'},{title},{word},3000,")
    table = "\n".join(["序号,项目名称,投资方,总投资（万元）,签约时间", *rows])
    found = workbooks.read(table.encode(), name="a.csv").ledger.projects
    assert [project.name for project in found] == ["虚构阀体项目", "虚构轴承项目"]


def test_an_investor_called_as_a_sum_leaves_a_project() -> None:
    """A day of signing is a fact of a project."""
    table = "项目名称,投资方,总投资（万元）,签约时间\n虚构阀体项目,汇总,1000,2022-03-05\n"
    found = workbooks.read(table.encode(), name="a.csv").ledger.projects
    assert [project.name for project in found] == ["虚构阀体项目"]
