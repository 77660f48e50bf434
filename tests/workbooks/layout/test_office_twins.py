"""Whole sheets as offices lay them out in ways of their own. Every ledger here is invented."""

from pathlib import Path

from tests.workbooks.small_books import Rows, save

from zhaoshang import Money, workbooks


def read(tmp_path: Path, table: Rows) -> workbooks.Import:
    return workbooks.read(save(tmp_path / "台账.xlsx", {"台账": table}))


def test_titles_of_groups_of_columns_belong_to_the_header_below(tmp_path: Path) -> None:
    table: Rows = [
        ["基本信息", None, None, "投资情况（亿元）", None, "时间节点", None],
        ["项目", "业主方", "属地", "总额", "其中固投", "签约", "开工"],
        ["虚构纳米基地", "虚构甲公司", "东城区", 12.5, 9, "2022/11/3", "2023.2.1"],
        ["虚构储能基地", "虚构乙公司", "西城区", 30, 25.5, "2023.1.15", None],
    ]
    first, second = read(tmp_path, table).ledger.projects
    assert (first.investment, second.fixed_investment) == (Money.of("12.5", "亿元"), Money.of("25.5", "亿元"))
    assert [str(step.on) for step in first.history] == ["2022-11-03", "2023-02-01"]
    assert [str(step.on) for step in second.history] == ["2023-01-15"]


def test_a_line_of_notes_above_a_header_is_none_of_it(tmp_path: Path) -> None:
    table: Rows = [
        ["填报单位：虚构局", None, "截至6月底"],
        ["项目名称", "投资方", "总投资（亿元）", "签约时间"],
        ["虚构阀门项目", "虚构甲公司", 3, "2022.3"],
    ]
    imported = read(tmp_path, table)
    assert imported.sheets[0].header_rows == (2,)
    assert [column.header for column in imported.columns["台账"]] == table[1]


def test_a_column_of_names_and_contents_names_the_projects(tmp_path: Path) -> None:
    table: Rows = [
        ["项目名称及主要建设内容", "招引单位", "投资方", "总投资（亿元）"],
        ["虚构钙粉项目", "虚构局", "虚构甲公司", 2.2],
    ]
    assert [each.name for each in read(tmp_path, table).ledger.projects] == ["虚构钙粉项目"]


def test_a_sample_row_is_no_project_wherever_the_word_stands(tmp_path: Path) -> None:
    head = ["序号", "项目名称", "投资单位", "总投资", "签约时间"]
    table: Rows = [
        head,
        [1, "智慧园项目（填报示例）", "某公司", "3亿元", "2023.1"],
        [2, "虚构铜箔项目", "虚构甲公司", "12亿元", "2023.2"],
    ]
    assert [each.name for each in read(tmp_path, table).ledger.projects] == ["虚构铜箔项目"]


def test_three_tiers_are_one_header_where_nothing_tells_what_is_merged(tmp_path: Path) -> None:
    lines = [
        "序号,项目名称,投资方,投资及资金,,项目进展,,项目状态",
        ",,,投资规模,,已完成,计划,",
        ",,,总投资（亿元）,固定资产投资（亿元）,签约时间,预计开工时间,",
        "1,虚构阀门项目,虚构甲公司,5.9,3.5,2022-04-17,2022.8,签约",
    ]
    path = tmp_path / "台账.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    imported = workbooks.read(path)
    assert imported.sheets[0].header_rows == (1, 2, 3)
    (project,) = imported.ledger.projects
    assert project.fixed_investment == Money.of("3.5", "亿元")


def test_cells_merged_in_a_table_below_are_no_matter_of_the_one_above(tmp_path: Path) -> None:
    head = ["项目名称", "投资方", "总投资（亿元）", "挂帮干部"]
    table: Rows = [
        head,
        ["虚构阀门项目", "虚构甲公司", 3, "张某"],
        ["二、签约项目"],
        head,
        ["虚构隔膜项目", "虚构乙公司", 2, "李某"],
        ["虚构轴承项目", "虚构丙公司", 1, None],
    ]
    imported = workbooks.read(save(tmp_path / "台账.xlsx", {"台账": table}, merges=[(5, 4, 6, 4)]))
    assert [each.extra["挂帮干部"] for each in imported.ledger.projects] == ["张某", "李某", "李某"]
