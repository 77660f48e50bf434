"""Headers that say that their cells are months, or months and days, take their year from where the table says it."""

from itertools import product

import pytest

from zhaoshang import Project, workbooks

STAGES = ["签约", "开工", "竣工", "投产"]
MONTHS = ["{}月份", "{}月", "{}时间（月份）", "2024年{}月份"]
DAYS = ["{}（月/日）", "{}月/日", "{}日期（月日）", "{}时间(月.日)", "{}月-日"]
NAMES = ["虚构镜片项目", "虚构冷链园", "虚构材料二期"]


def read(header: str, cells: list[str], title: str = "2024年招商台账") -> workbooks.Import:
    lines = [title] if title else []
    lines += [f"项目名称,投资方,总投资（亿元）,{header}"]
    lines += [f"{name},虚构{name[2:4]}公司,3.5,{cell}" for name, cell in zip(NAMES, cells, strict=True)]
    return workbooks.read("\n".join(lines).encode(), name="册.csv")


def dated(project: Project) -> str:
    (found,) = (*(each.signed_on for each in project.agreements), *(each.on for each in project.milestones))
    return str(found)


@pytest.mark.long
@pytest.mark.parametrize(("stage", "form"), list(product(STAGES, MONTHS)))
@pytest.mark.parametrize("cells", [["3", "2", "11"], ["3月", "2月", "11月"], ["03", "02", "11"]])
def test_bare_numbers_are_months_under_a_header_of_months(stage: str, form: str, cells: list[str]) -> None:
    imported = read(form.format(stage), cells)
    assert [dated(project) for project in imported.ledger.projects] == ["2024-03", "2024-02", "2024-11"]
    assert not imported.findings


@pytest.mark.parametrize(("stage", "form"), list(product(STAGES, DAYS)))
@pytest.mark.parametrize("mark", ["/", ".", "-"])
def test_two_numbers_are_a_month_and_a_day_under_a_header_that_says_so(
    stage: str, form: str, mark: str
) -> None:
    imported = read(form.format(stage), [f"2{mark}18", f"3{mark}5", f"11{mark}30"])
    assert [dated(project) for project in imported.ledger.projects] == [
        "2024-02-18",
        "2024-03-05",
        "2024-11-30",
    ]
    assert not imported.findings


@pytest.mark.parametrize("mark", ["/", ".", "-"])
def test_the_cells_of_any_date_say_it_where_some_can_be_nothing_else(mark: str) -> None:
    imported = read("签约时间", [f"2{mark}18", f"3{mark}5", f"11{mark}30"])
    assert [dated(project) for project in imported.ledger.projects] == [
        "2024-02-18",
        "2024-03-05",
        "2024-11-30",
    ]
    imported = read("签约时间", [f"2{mark}8", f"3{mark}5", f"11{mark}3"])
    assert imported.findings.codes == ("not_a_date",)


@pytest.mark.parametrize(
    ("header", "cells"), [("签约月份", ["3", "2", "11"]), ("签约（月/日）", ["2/18", "3/5", "11/30"])]
)
def test_without_a_year_anywhere_no_date_is_made(header: str, cells: list[str]) -> None:
    imported = read(header, cells, title="")
    assert [finding.code for finding in imported.findings] == ["year_missing"] * 3
    assert not any(project.agreements for project in imported.ledger.projects)


@pytest.mark.parametrize("cells", [["13", "0", "40"], ["2/30", "13/1", "0/5"], ["三", "待", "A"]])
def test_what_is_no_month_and_no_day_is_told(cells: list[str]) -> None:
    for header in ("签约月份", "签约（月/日）"):
        imported = read(header, cells)
        assert len(imported.findings) == 3
        assert not any(project.agreements for project in imported.ledger.projects)


@pytest.mark.parametrize("leaf", ["1月", "3月份", "本月", "当月"])
def test_a_month_below_a_stage_is_no_date_of_it(leaf: str) -> None:
    text = f"项目名称,投资方,总投资（亿元）,开工{leaf}\n虚构镜片项目,虚构甲公司,3.5,2\n"
    imported = workbooks.read(text.encode(), name="册.csv")
    assert not any(project.milestones for project in imported.ledger.projects)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        (["2024.2", "2024.11"], ["2024-02", "2024-11"]),
        (["2024.10", "2024.2"], ["2024-01", "2024-10", "2024-02"]),
        (["2024.03", "2024.2"], ["2024-01", "2024-03", "2024-02"]),
        (["2024-10", "2024年3月"], ["2024-10", "2024-03"]),
        (["2024.1.5", "2024.10.5"], ["2024-01-05", "2024-10-05"]),
    ],
)
def test_a_tenth_in_a_file_of_text_may_be_october(others: list[str], expected: list[str]) -> None:
    """Excel writes the number 2024.10 as 2024.1; only noughts that a number would lose say that cells are texts."""
    imported = read("签约时间", ["2024.1", *others], title="")
    papers = [paper for project in imported.ledger.projects for paper in project.agreements]
    assert [str(paper.signed_on) for paper in papers] == expected
    assert imported.findings.codes == (("ambiguous_date",) if len(expected) == len(others) else ())
