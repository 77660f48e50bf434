"""Rows and sheets that show how to fill in a list: no projects of it, and what may be one stays one."""

from pathlib import Path

import pytest
from tests.workbooks.lines import HEAD, NAMES, ROWS, _book, names, read

from zhaoshang import workbooks


@pytest.mark.parametrize(
    "row",
    [
        "1,XX项目,XX公司,3,虚构一局,2022-01-01",
        "1,×××产业园项目,×××集团,3,虚构一局,2022-01-01",
        "1,某某项目,某公司,3,虚构一局,2022-01-01",
        "1,***项目,***公司,3,虚构一局,2022-01-01",
        "1,○○项目,〇〇公司,3,虚构一局,2022-01-01",
        "1,例：虚构轴承项目,某公司,3,虚构一局,2022-01-01",
        "1,如：虚构轴承项目,某公司,3,虚构一局,2022-01-01",
        "1,虚构轴承项目（样例，请删除）,某公司,3,虚构一局,2022-01-01",
        "模板,虚构轴承项目,某公司,3,虚构一局,2022-01-01",
    ],
)
def test_a_sample_above_the_list_is_no_project(tmp_path: Path, row: str) -> None:
    imported = read(tmp_path, HEAD, row, *ROWS)
    assert names(imported) == NAMES
    assert imported.rows[1].kind == "header"


@pytest.mark.parametrize(
    "row",
    [
        "1,XX项目,虚构丁公司,3,虚构一局,2022-01-01",
        "1,虚构丁项目,某公司,3,虚构一局,2022-01-01",
        "1,模板加工项目,虚构丁公司,3,虚构一局,2022-01-01",
        "1,X光机项目,某公司,3,虚构一局,2022-01-01",
    ],
)
def test_a_project_of_which_one_name_is_hidden_stays_one(tmp_path: Path, row: str) -> None:
    assert len(names(read(tmp_path, HEAD, row, *ROWS))) == 4


def test_a_list_may_hide_the_names_of_all_its_projects(tmp_path: Path) -> None:
    rows = (f"{at},XX{kind}项目,XX公司,{at},虚构一局,2022-01-01" for at, kind in enumerate("甲乙丙", 1))
    assert len(names(read(tmp_path, HEAD, *rows))) == 3


@pytest.mark.parametrize("sheet", ["示例", "填报样例", "样表", "模板", "范例", "台账（样表）"])
def test_a_sheet_named_as_a_sample_is_told_and_not_read(tmp_path: Path, sheet: str) -> None:
    path = _book(tmp_path / "a.xlsx", **{sheet: 1, "项目": 3})
    imported = workbooks.read(path)
    assert len(imported.ledger.projects) == 3
    assert [(finding.code, finding.detail["sheet"]) for finding in imported.findings] == [
        ("not_a_ledger", sheet)
    ]
    assert len(workbooks.read(path, mapping=workbooks.Mapping(sheets=[sheet])).ledger.projects) == 1


@pytest.mark.parametrize("sheets", [{"模板": 3}, {"模板": 9, "其他项目": 1}])
def test_a_list_in_a_sheet_named_as_a_sample_is_read_where_no_other_is_longer(
    tmp_path: Path, sheets: dict[str, int]
) -> None:
    imported = workbooks.read(_book(tmp_path / "a.xlsx", **sheets))
    assert max(sheets.values()) == len(imported.ledger.projects)
