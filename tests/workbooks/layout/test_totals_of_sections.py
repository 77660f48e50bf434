"""Totals of several tables below each other; ordinals that name nothing; units in a line with blanks."""

import pytest

from zhaoshang import workbooks
from zhaoshang.workbooks import Import

_HEAD = "序号,项目名称,投资方,总投资（亿元）,签约时间\n"


def _read(text: str) -> Import:
    return workbooks.read(text.encode(), name="p.csv")


def _sections(last: str, *, subtotals: bool) -> str:
    first, second = ("小计,,,3,\n", "小计,,,4,\n") if subtotals else ("", "")
    return (
        f"2022年签约项目\n{_HEAD}1,虚构甲项目,虚构甲公司,1,3月\n2,虚构乙项目,虚构乙公司,2,4月\n{first}"
        f"2023年签约项目\n{_HEAD}1,虚构丙项目,虚构丙公司,4,5月\n{second}{last}"
    )


@pytest.mark.parametrize("subtotals", [False, True])
@pytest.mark.parametrize("word", ["合计", "总计"])
def test_the_last_total_may_be_of_all_sections(word: str, *, subtotals: bool) -> None:
    imported = _read(_sections(f"{word},,,7,\n", subtotals=subtotals))
    assert list(imported.findings) == []
    last = imported.sheets[0].totals[-1]
    assert last.agrees
    assert last.sum == 700_000_000
    assert last.covers == ((3, 4, 8) if subtotals else (3, 4, 7))


@pytest.mark.parametrize("subtotals", [False, True])
def test_a_total_of_no_section_is_told(*, subtotals: bool) -> None:
    imported = _read(_sections("合计,,,8,\n", subtotals=subtotals))
    assert imported.findings.codes == ("total_mismatch",)


@pytest.mark.parametrize("mark", ["（1）", "(一)", "①", "1、", "1."])
def test_an_ordinal_names_no_project(mark: str) -> None:
    text = f"项目名称,投资方,总投资（亿元）,签约时间\n虚构甲项目,虚构甲公司,3,2022.3\n{mark},,2,\n虚构乙项目,虚构乙公司,4,2022.4\n"
    imported = _read(text)
    assert [project.name for project in imported.ledger.projects] == ["虚构甲项目", "虚构乙项目"]


def test_a_row_that_the_next_counts_on_from_sums_up_nothing() -> None:
    imported = _read(
        f"{_HEAD}（1）,,,2,\n（2）,虚构乙项目,虚构乙公司,1,2022.3\n（3）,虚构丙项目,虚构丙公司,1,2022.3\n"
    )
    assert [found.code for found in imported.findings] == ["missing_name"]
    assert len(imported.ledger.projects) == 2


@pytest.mark.parametrize("line", ["单位：亿元人民币 亩", "单位：亿元 亩", "单位: 亿元（人民币） 亩 平方米"])
def test_units_in_a_line_with_blanks_are_several(line: str) -> None:
    imported = _read(f"{line}\n项目名称,投资方,总投资,用地面积\n虚构甲项目,虚构甲公司,1.5,30\n")
    (project,) = imported.ledger.projects
    assert (str(project.investment), str(project.land)) == ("150000000 CNY", "30 mu")
