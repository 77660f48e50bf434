"""Sections of one sheet, each with a title above the header once more."""

import pytest

from zhaoshang import workbooks
from zhaoshang.workbooks import Import

_NAMED = "项目名称,投资方,总投资（亿元）,签约时间\n"
_ALPHA, _BETA = "虚构甲项目,虚构甲公司,1,3月5日\n", "虚构乙项目,虚构乙公司,1,4月12日\n"


def _read(text: str) -> Import:
    return workbooks.read(text.encode(), name="p.csv", as_of="2023-12-31")


def _signed(imported: Import) -> list[tuple[str | None, str]]:
    return [(one.name, str(one.agreements[0].signed_on)) for one in imported.ledger.projects]


@pytest.mark.long
@pytest.mark.parametrize("title", ["2023年签约项目", "表二：2023年签约项目", "二、2023年签约项目"])
@pytest.mark.parametrize("gap", ["", ",,,\n"])
@pytest.mark.parametrize("ordinal", [False, True])
def test_the_year_of_a_second_title_rules_what_stands_below_it(title: str, gap: str, ordinal: bool) -> None:
    head, first, second = _NAMED, _ALPHA, _BETA
    if ordinal:
        head, first, second = "序号," + head, "1," + first, "1," + second
    imported = _read(f"2022年签约项目\n{head}{first}{gap}{title}\n{head}{second}")
    assert _signed(imported) == [("虚构甲项目", "2022-03-05"), ("虚构乙项目", "2023-04-12")]
    assert list(imported.findings) == []


def test_a_second_title_without_a_year_is_a_title() -> None:
    imported = _read(f"2022年签约项目\n{_NAMED}{_ALPHA}\n重点项目\n{_NAMED}{_BETA}")
    assert _signed(imported) == [("虚构甲项目", "2022-03-05"), ("虚构乙项目", "2022-04-12")]


def test_the_same_title_on_the_next_page_begins_no_other_table() -> None:
    imported = _read(f"2022年签约项目\n{_NAMED}{_ALPHA}2022年签约项目\n{_NAMED}{_BETA}")
    assert _signed(imported) == [("虚构甲项目", "2022-03-05"), ("虚构乙项目", "2022-04-12")]


def test_a_name_alone_is_a_project_where_others_stand_alone_too() -> None:
    text = f"2022年签约项目\n{_NAMED}{_ALPHA}虚构丙项目\n{_BETA}虚构丁项目\n{_NAMED}虚构戊项目,虚构戊公司,2,5月\n"
    names = [project.name for project in _read(text).ledger.projects]
    assert names == ["虚构甲项目", "虚构丙项目", "虚构乙项目", "虚构丁项目", "虚构戊项目"]


_BESIDE = "项目名称,投资方,总投资,签约时间"
_PAIR = "虚构甲项目,虚构甲公司,1亿元,3月5日,,虚构乙项目,虚构乙公司,1亿元,4月12日\n"


@pytest.mark.parametrize("gap", ["", ","])
def test_tables_side_by_side_have_each_its_year(gap: str) -> None:
    first, second = _PAIR.strip().split(",,")
    pair = f"{first},{gap}{second}\n"
    title = f"2022年签约项目,,,,{gap}2023年签约项目\n"
    imported = _read(f"招商项目台账\n{title}{_BESIDE},{gap}{_BESIDE}\n{pair}")
    assert _signed(imported) == [("虚构甲项目", "2022-03-05"), ("虚构乙项目", "2023-04-12")]
    assert list(imported.findings) == []


def test_a_year_above_tables_side_by_side_is_of_both() -> None:
    imported = _read(f"2022年签约项目\n{_BESIDE},,{_BESIDE}\n{_PAIR}")
    assert _signed(imported) == [("虚构甲项目", "2022-03-05"), ("虚构乙项目", "2022-04-12")]


def test_tables_side_by_side_have_each_its_unit() -> None:
    pair = _PAIR.replace("1亿元,3月5日", "5000,2022.3.5").replace("1亿元,4月12日", "2,2022.4.12")
    imported = _read(f"单位：万元,,,,,单位：亿元\n{_BESIDE},,{_BESIDE}\n{pair}")
    amounts = [str(project.investment) for project in imported.ledger.projects]
    assert amounts == ["50000000 CNY", "200000000 CNY"]


@pytest.mark.parametrize("gap", ["", ",,,,,\n"])
@pytest.mark.parametrize("head", ["项目", "项 目", "意向项目"])
def test_a_second_header_below_a_title_has_columns_of_its_own(gap: str, head: str) -> None:
    text = (
        "某区重点招商项目清单\n一、已签约项目\n序号,项目,投资商,投资规模（亿元）,签约时间,责任单位\n"
        "1,虚构甲厂房,虚构甲公司,3,2022年4月9日,甲局\n2,虚构乙基地,虚构乙公司,约5,2022年8月,乙局\n"
        f"小计,,,8,,\n{gap}二、在谈项目\n序号,{head},意向企业,预计投资（亿元）,洽谈进展,对接部门\n"
        "1,虚构丙总部,虚构丙公司,10以上,在谈,丙局\n2,虚构丁园,虚构丁公司,2-3,在谈,丁局\n"
    )
    imported = _read(text)
    projects = list(imported.ledger.projects)
    assert [project.name for project in projects] == ["虚构甲厂房", "虚构乙基地", "虚构丙总部", "虚构丁园"]
    assert [project.owner for project in projects] == ["甲局", "乙局", "丙局", "丁局"]
    assert [len(project.agreements) for project in projects] == [1, 1, 0, 0]
    assert list(imported.findings) == []
