"""Years above groups of rows, in a column of years and in headers: they rule the dates below that print none."""

import pytest

from zhaoshang import workbooks
from zhaoshang.workbooks import Import

_HEAD = "序号,项目名称,投资方,总投资（亿元）,签约时间,开工时间,预计竣工时间\n"


def _read(text: str) -> Import:
    return workbooks.read(text.encode(), name="p.csv", as_of="2025-12-31")


def _dates(imported: Import) -> list[tuple[str | None, ...]]:
    return [
        (
            one.name[2:3],
            *(str(agreement.signed_on) for agreement in one.agreements if agreement.signed_on),
            *(str(step.on) for step in one.milestones if step.on),
        )
        for one in imported.ledger.projects
    ]


def _missing(imported: Import) -> list[str]:
    return [found.path for found in imported.findings.only("year_missing")]


@pytest.mark.parametrize("titles", ["2022年 2023年", "2022年度 2023年度", "一、2022年项目 二、2023年项目"])
@pytest.mark.parametrize("sum_", ["", "1"])
def test_the_year_of_a_group_rules_its_rows(titles: str, sum_: str) -> None:
    first, second = titles.split()
    imported = _read(
        f"项目台账\n{_HEAD}{first},,,{sum_},,,\n1,虚构甲项目,虚构甲公司,1,3月5日,6月,\n"
        f"{second},,,{sum_},,,\n1,虚构乙项目,虚构乙公司,1,4月,一季度,\n"
    )
    assert _dates(imported) == [("甲", "2022-03-05", "2022-06"), ("乙", "2023-04", "2023-Q1")]
    assert list(imported.findings) == []


def test_a_group_of_what_was_signed_rules_the_signing_only() -> None:
    imported = _read(
        f"项目台账\n{_HEAD}一、2022年签约项目,,,,,,\n1,虚构甲项目,虚构甲公司,1,3月5日,6月,\n"
        "二、2023年签约项目,,,,,,\n1,虚构乙项目,虚构乙公司,1,4月,,\n"
    )
    assert _dates(imported) == [("甲", "2022-03-05"), ("乙", "2023-04")]
    assert _missing(imported) == ["p!F4"]


def test_another_year_than_that_of_the_title_rules_the_signing_and_the_rest_is_told() -> None:
    imported = _read(
        f"2023年项目台账\n{_HEAD}一、2022年结转项目,,,,,,\n1,虚构甲项目,虚构甲公司,1,3月5日,6月,\n"
        "二、2023年新签项目,,,,,,\n1,虚构乙项目,虚构乙公司,1,4月,,12月\n"
    )
    assert _dates(imported)[0] == ("甲", "2022-03-05")
    assert _dates(imported)[1] == ("乙", "2023-04", "2023-12")
    assert _missing(imported) == ["p!F4"]


def test_a_plan_has_no_year_from_its_group() -> None:
    imported = _read(f"项目台账\n{_HEAD}2022年,,,,,,\n1,虚构甲项目,虚构甲公司,1,3月5日,,12月\n")
    assert _dates(imported) == [("甲", "2022-03-05")]
    assert _missing(imported) == ["p!G4"]


def test_a_date_of_another_year_speaks_against_the_title() -> None:
    imported = _read(
        f"项目台账\n{_HEAD}一、2022年项目,,,,,,\n1,虚构甲项目,虚构甲公司,1,3月5日,2023年6月,\n"
        "2,虚构丙项目,虚构丙公司,1,2022.3.5,7月,\n"
    )
    assert _dates(imported) == [("甲", "2022-03-05", "2023-06"), ("丙", "2022-03-05")]
    assert _missing(imported) == ["p!F5"]


def test_a_year_ends_with_its_series_of_titles() -> None:
    imported = _read(
        f"项目台账\n{_HEAD}一、2022年项目,,,,,,\n（一）工业,,,,,,\n1,虚构甲项目,虚构甲公司,1,3月,,\n"
        "二、其他项目,,,,,,\n1,虚构乙项目,虚构乙公司,1,4月,,\n"
    )
    assert _dates(imported) == [("甲", "2022-03"), ("乙",)]
    assert _missing(imported) == ["p!E7"]


def test_a_subtotal_of_a_year_says_nothing_of_what_comes_after() -> None:
    imported = _read(
        f"项目台账\n{_HEAD}1,虚构甲项目,虚构甲公司,1,3月,,\n2022年小计,,,1,,,\n2,虚构乙项目,虚构乙公司,1,4月,,\n"
    )
    assert _missing(imported) == ["p!E3", "p!E5"]


@pytest.mark.parametrize("header", ["年度", "年份", "统计年度"])
def test_a_column_of_years_rules_its_rows(header: str) -> None:
    imported = _read(
        f"项目台账\n{_HEAD.replace('序号', header)}2022,虚构甲项目,虚构甲公司,1,3月5日,,\n"
        "2023年,虚构乙项目,虚构乙公司,1,4月,,\n,虚构丙项目,虚构丙公司,1,5月,,\n"
    )
    assert _dates(imported) == [("甲", "2022-03-05"), ("乙", "2023-04"), ("丙",)]
    assert _missing(imported) == ["p!E5"]


def test_a_column_of_years_that_a_date_contradicts_rules_none_of_them() -> None:
    imported = _read(
        f"项目台账\n{_HEAD.replace('序号', '年度')}2022,虚构甲项目,虚构甲公司,1,3月5日,2022.6,\n"
        "2022,虚构乙项目,虚构乙公司,1,2023年1月,7月,\n"
    )
    assert _dates(imported) == [("甲", "2022-06"), ("乙", "2023-01", "2022-07")]
    assert _missing(imported) == ["p!E3"]


def test_the_year_in_a_header_rules_its_column() -> None:
    head = "项目名称,投资方,2023年签约时间,开工时间（2024年）\n"
    imported = _read(f"项目台账\n{head}虚构甲项目,虚构甲公司,3月5日,6月\n")
    assert _dates(imported) == [("甲", "2023-03-05", "2024-06")]


def test_a_year_that_the_caller_gives_is_not_asked_about() -> None:
    text = f"项目台账\n{_HEAD}2022年,,,,,,\n1,虚构甲项目,虚构甲公司,1,3月5日,,\n"
    imported = workbooks.read(text.encode(), name="p.csv", year=2021)
    assert _dates(imported) == [("甲", "2021-03-05")]


@pytest.mark.parametrize("period", ["2022年", "2022年度", "2022年上半年", "一季度", "3月份", "2022年3月"])
def test_a_period_alone_is_no_project(period: str) -> None:
    head = _HEAD.removeprefix("序号,")
    imported = _read(f"项目台账\n{head}{period},,,,,\n虚构甲项目,虚构甲公司,1,2022.3,,\n")
    assert [project.name for project in imported.ledger.projects] == ["虚构甲项目"]


def test_titles_that_differ_in_their_year_are_no_projects() -> None:
    head = _HEAD.removeprefix("序号,")
    imported = _read(
        f"项目台账\n{head}2022年签约项目,,,,,\n虚构甲项目,虚构甲公司,1,3月,,\n2023年签约项目,,,,,\n虚构乙项目,虚构乙公司,1,4月,,\n"
    )
    assert _dates(imported) == [("甲", "2022-03"), ("乙", "2023-04")]
    text = f"项目台账\n{head}2022年老旧小区改造项目,虚构甲公司,1,2022.3,,\n2023年老旧小区改造项目,虚构甲公司,1,2023.4,,\n"
    assert len(_read(text).ledger.projects) == 2
