"""Rows among projects that are named by how many projects there are, and what they cost together."""

from itertools import product
from pathlib import Path

import pytest
from tests.workbooks.lines import HEAD, NAMES, ROWS, names, read

LEADS = ("", "合计", "小计：", "总计 ", "二季度", "二、", "截至5月底", "以上", "市级重点")
COUNTS = ("共3个项目", "签约项目3个", "3个")
AMOUNTS = ("", "，总投资9亿元", " 9亿元", "（总投资9亿元）", "；计划总投资：9亿元")


@pytest.mark.one_in(4)
@pytest.mark.long
@pytest.mark.parametrize(("lead", "count"), [*product(LEADS, COUNTS)])
@pytest.mark.parametrize("amount", AMOUNTS)
@pytest.mark.parametrize("row", [("", 3), ("9", 3), ("8", 3), ("8", 5)])
def test_a_row_named_by_a_count_and_sums_is_no_project_unsaid(
    tmp_path: Path, lead: str, count: str, amount: str, row: tuple[str, int]
) -> None:
    """小计：3个项目，总投资9亿元 was a project; no row around it may be lost, and what may be one is told."""
    cell, place = row
    lines = [f"{n},虚构{n}号阀门项目,虚构{n}公司,{n},,2022-03-0{n}" for n in range(1, 6)]
    lines.insert(place, f',"{lead}{count}{amount}",,{cell},,')
    imported = read(tmp_path, HEAD, *lines)
    odd = [name for name in names(imported) if not name.startswith("虚构")]
    told = [each.code for each in imported.findings if each.path.endswith(str(place + 2))]
    assert [name for name in names(imported) if name not in odd] == [
        f"虚构{n}号阀门项目" for n in range(1, 6)
    ]
    assert told or not odd
    if lead in {"合计", "小计：", "总计 "} and amount != "；计划总投资：9亿元":
        assert not odd


def test_a_row_that_says_more_is_a_project_whatever_it_is_called(tmp_path: Path) -> None:
    """With a firm and a day beside it, 3个 counts what it builds."""
    more = "4,虚构厂房改造3个项目,虚构丁公司,9,虚构一局,2022-06-08"
    imported = read(tmp_path, HEAD, *ROWS, more)
    assert names(imported) == [*NAMES, "虚构厂房改造3个项目"]
    assert not imported.findings
