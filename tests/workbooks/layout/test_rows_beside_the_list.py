"""Rows that are no projects by what they say: means and shares below a total, the header in letters, words of the table."""

from pathlib import Path

import pytest
from tests.workbooks.small_books import save

from zhaoshang import workbooks
from zhaoshang.workbooks import RowKind

_HEAD = "项目名称,投资方,总投资（亿元）,签约时间\n"
_ROWS = "虚构甲项目,虚构甲公司,1,2022.3\n虚构乙项目,虚构乙公司,2,2022.4\n"


def _names(text: str) -> list[str]:
    return [project.name for project in workbooks.read(text.encode(), name="p.csv").ledger.projects]


@pytest.mark.parametrize(
    "rows", ["平均,,1.5,\n", "占比,,100%,\n", "平均,,1.5,\n占比,,100%,\n", "户均,,1.5,\n"]
)
def test_means_and_shares_below_a_total_are_no_projects(rows: str) -> None:
    assert _names(f"{_HEAD}{_ROWS}合计,,3,\n{rows}") == ["虚构甲项目", "虚构乙项目"]


@pytest.mark.parametrize(
    "row", ["虚构丙项目,,2,\n", "虚构丙项目,虚构丙公司,1.5,\n", "虚构丙项目,,1.5,2022.5\n"]
)
def test_another_row_below_a_total_is_read(row: str) -> None:
    assert _names(f"{_HEAD}{_ROWS}合计,,3,\n{row}") == ["虚构甲项目", "虚构乙项目", "虚构丙项目"]


def test_a_mean_without_a_total_is_read() -> None:
    assert len(_names(f"{_HEAD}{_ROWS}虚构丙项目,,1.5,\n")) == 3


@pytest.mark.parametrize(
    "row",
    [
        "Project,Investor,Total investment (100m yuan),Signed\n",
        "Name of project,Firm,Amount,Date of signing\n",
    ],
)
def test_a_header_once_more_in_letters_is_none(row: str) -> None:
    imported = workbooks.read(f"{_HEAD}{row}{_ROWS}".encode(), name="p.csv")
    assert [project.name for project in imported.ledger.projects] == ["虚构甲项目", "虚构乙项目"]
    assert imported.sheets[0].counts[RowKind.HEADER] == 2


@pytest.mark.parametrize(
    "row",
    [
        "Gearbox Plant,Rossi,TBD,TBD\n",
        "Gearbox Plant,Rossi,pending,Mar 2022\n",
        "Gearbox Plant,Rossi,3,2022.3\n",
    ],
)
def test_a_project_in_letters_is_one(row: str) -> None:
    assert len(_names(f"{_HEAD}{row}{_ROWS}")) == 3


@pytest.mark.parametrize("note", ["以上项目均已入库", "上述项目由招商局负责", "上表不含续建项目"])
def test_words_of_the_table_are_no_project(note: str) -> None:
    assert _names(f"{_HEAD}{_ROWS}{note},,,\n") == ["虚构甲项目", "虚构乙项目"]


def test_units_below_a_header_of_three_rows_are_its_own(path: Path) -> None:
    rows: list[list[object]] = [
        ["项目名称", "投资方", "总投资", "项目进展", None],
        [None, None, None, "已完成", None],
        [None, None, None, "签约时间", "竣工时间"],
        [None, None, "亿元", None, None],
        ["虚构甲项目", "虚构甲公司", 1.5, "2022.3", "2023.4"],
    ]
    merges = [(1, 1, 3, 1), (1, 2, 3, 2), (1, 3, 3, 3), (1, 4, 1, 5), (2, 4, 2, 5)]
    imported = workbooks.read(save(path, {"台账": rows}, merges=merges))
    (project,) = imported.ledger.projects
    assert str(project.investment) == "150000000 CNY"
    assert imported.sheets[0].header_rows == (1, 2, 3, 4)
