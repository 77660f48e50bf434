"""What a mapping says of a layout, and tables that follow each other."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.workbooks.lines import HEAD, NAMES, ROWS, names, read
from tests.workbooks.small_books import save

from zhaoshang import workbooks


def test_letters_alone_name_the_columns_under_any_header(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("2022年工程,,,\n序,工程,业主,估算\n1,虚构阀门项目,虚构甲公司,3.5\n", encoding="utf-8")
    mapping = {"B": "name", "C": "investors", "D": {"field": "investment", "unit": "亿元"}}
    imported = workbooks.read(path, mapping=mapping)
    assert [(p.name, str(p.investment)) for p in imported.ledger.projects] == [
        ("虚构阀门项目", "350000000 CNY")
    ]
    assert [row.kind.value for row in imported.rows] == ["title", "header", "project"]


def test_a_table_without_a_header_is_read_by_its_letters(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("虚构阀门项目,虚构甲公司,3.5\n虚构隔膜项目,虚构乙公司,12\n", encoding="utf-8")
    columns = {"A": "name", "B": "investors", "C": {"field": "investment", "unit": "亿元"}}
    imported = workbooks.read(path, mapping=workbooks.Mapping(columns=columns, header=()))
    assert names(imported) == NAMES[:2]
    assert imported.sheets[0].header_rows == ()


def test_a_mapping_says_where_the_header_is(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text(
        "项目名称,投资方,备注\n说明,说明,说明\n名,方,额\n虚构阀门项目,虚构甲公司,3.5\n", encoding="utf-8"
    )
    mapping = workbooks.Mapping(columns={"名": "name", "方": "investors"}, header=3)
    assert names(workbooks.read(path, mapping=mapping)) == NAMES[:1]
    assert workbooks.Mapping.from_toml(mapping.to_toml()) == mapping


@pytest.mark.parametrize("header", [0, -1, [2, 4], "3", True, [1.5]])
def test_a_header_that_is_no_row_is_refused(header: object) -> None:
    with pytest.raises(workbooks.MappingError):
        workbooks.Mapping(header=header)


def test_a_suggested_mapping_reads_the_same_and_names_every_column(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("\n".join([HEAD + ',"他""栏"', *(f"{row},甲" for row in ROWS)]) + "\n", encoding="utf-8")
    text = workbooks.Mapping.suggest(path)
    mapping = workbooks.Mapping.from_toml(text)
    assert set(mapping.columns) == {
        "序号",
        "项目名称",
        "投资方",
        "总投资（亿元）",
        "责任单位",
        "签约时间",
        '他"栏',
    }
    assert workbooks.read(path, mapping=mapping).ledger == workbooks.read(path).ledger


def test_a_file_without_a_known_header_says_what_looks_like_one(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("一览,,\n工程名录,业主单位名,估算\n虚构阀门,虚构甲公司,3.5\n", encoding="utf-8")
    with pytest.raises(workbooks.NoHeaderError) as told:
        workbooks.read(path)
    assert (told.value.row, told.value.words) == (2, ("工程名录", "业主单位名", "估算"))
    assert "业主单位" in told.value.nearest
    assert "header = 2" in workbooks.Mapping.suggest(path)


def test_the_header_of_the_next_page_is_no_project(tmp_path: Path) -> None:
    head = "项目名称 Project Name,投资方 Investor,总投资 Total Investment（亿元）"
    imported = read(
        tmp_path, head, "虚构阀门项目,虚构甲公司,3.5", "（续表）,,", head, "虚构隔膜项目,虚构乙公司,12"
    )
    assert names(imported) == NAMES[:2]
    assert not imported.findings


def test_a_second_table_under_the_same_groups_of_columns_is_one_of_its_own(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        "序号,基本情况,,资金情况,",
        ",项目名称,投资方,总投资（亿元）,到位资金（亿元）",
        "1,虚构阀门项目,虚构甲公司,3.5,1",
        "序号,基本情况,,资金情况,",
        ",项目名称,投资方,到位资金（亿元）,总投资（亿元）",
        "1,虚构隔膜项目,虚构乙公司,1,12",
    )
    assert [str(project.investment) for project in imported.ledger.projects] == [
        "350000000 CNY",
        "1200000000 CNY",
    ]


def test_a_group_of_one_is_known_by_its_sums(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        "序号,项目名称,投资方,总投资（亿元）,到位资金（亿元）,责任单位",
        ",虚构东镇,,3.5,1.5,",
        "1,虚构阀门项目,虚构甲公司,3.5,1.5,虚构一局",
        ",虚构西镇,,14,3,",
        "1,虚构隔膜项目,虚构乙公司,12,1,虚构二局",
        "2,虚构泵业项目,虚构丙公司,2,2,虚构二局",
    )
    assert names(imported) == NAMES


def test_a_line_of_units_is_no_row_of_a_header(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        ",,,金额单位：万元",
        "项目名称,投资方,总投资,签约时间",
        "虚构阀门项目,虚构甲公司,35000,2022-03",
    )
    assert imported.sheets[0].header_rows == (2,)
    assert str(imported.ledger.projects["台账!3"].investment) == "350000000 CNY"


TWO_LISTS: dict[str, Sequence[Sequence[object]]] = {
    "新建": [
        ["项目名称", "业主", "盘子"],
        ["虚构甲项目", "虚构公司", 3],
        ["以下为备选", None, None],
        ["虚构乙项目", "虚构公司", 4],
    ],
    "续建": [
        ["抬头", None, None, None],
        [None, "项目名称", "盘子", "签约时间"],
        [None, "虚构丙项目", 5, "3月5日"],
    ],
}


def test_a_mapping_speaks_of_single_sheets_and_of_part_of_one(path: Path) -> None:
    save(path, TWO_LISTS)
    mapping = workbooks.Mapping(
        columns={"盘子": {"field": "investment", "unit": "亿元"}},
        year=2022,
        by_sheet={
            "新建": {"bounds": ":C2", "columns": {"业主": "investors"}},
            "续建": {
                "bounds": "b2:",
                "year": 2021,
                "columns": {"盘子": {"field": "investment", "unit": "万元"}},
            },
        },
    )
    imported = workbooks.read(path, mapping=mapping)
    found = [
        (each.name, str(each.investment), [str(paper.signed_on) for paper in each.agreements])
        for each in imported.ledger.projects
    ]
    assert found == [
        ("虚构甲项目", "300000000 CNY", []),
        ("虚构丙项目", "50000 CNY", ["2021-03-05"]),
    ]
    assert [row.kind.value for row in imported.rows] == [
        "header",
        "project",
        "note",
        "note",
        "note",
        "header",
        "project",
    ]
    assert workbooks.Mapping.from_toml(mapping.to_toml()) == mapping
    assert imported.grids[0].rows[3][0] == "虚构乙项目"


@pytest.mark.parametrize(
    "said",
    [
        'bounds = "A3"', 'bounds = ":"', "bounds = 3", 'bounds = "C3:A9"', 'bounds = "A9:C3"', 'sheet = "甲"',
        '[sheet."甲"]\nskip = ["乙"]', '[sheet."甲".sheet."乙"]\nyear = 2022', '[sheet]\n"甲" = 3',
    ],
)  # fmt: skip
def test_what_a_mapping_cannot_say_of_a_sheet_is_refused(said: str) -> None:
    with pytest.raises(workbooks.MappingError):
        workbooks.Mapping.from_toml(said)


def test_a_mapping_for_a_sheet_that_there_is_not_is_refused(path: Path) -> None:
    save(path, TWO_LISTS)
    with pytest.raises(workbooks.UnknownSheetError):
        workbooks.read(path, mapping=workbooks.Mapping(by_sheet={"改建": {"year": 2022}}))
    rules = workbooks.Mapping(by_sheet={"续建": {"bounds": "B2:", "columns": {"无此列": "owner"}}})
    found = workbooks.read(path, mapping=rules).findings.only("unused_rule")
    assert [item.path for item in found] == ["续建!A2"]
