"""Rows, headers and numbers that look like something else: only the table around them tells. All is invented."""

from pathlib import Path

from tests.workbooks.lines import names, read

from zhaoshang.workbooks import Import, RowKind

HEAD = "序号,项目名称,投资方,总投资（亿元）,备注"


def _codes(imported: Import) -> list[tuple[str, str]]:
    return [(found.code, found.path.rpartition("!")[2]) for found in imported.findings]


def test_rows_numbered_in_brackets_below_a_title_are_its_members(tmp_path: Path) -> None:
    """A row with no name is told, and none is taken for a total."""
    imported = read(
        tmp_path,
        HEAD,
        "一,工业项目,,,",
        "（1）,虚构锂电,,3.2,",
        "（2）,,虚构甲公司,4.5,",
        "二,服务业项目,,,",
        "（1）,虚构商贸城,,6,",
        "（2）,,,7,",
    )
    assert names(imported) == ["虚构锂电", "虚构商贸城"]
    assert _codes(imported) == [("missing_name", "B4"), ("missing_name", "B7")]
    assert imported.sheets[0].counts[RowKind.GROUP] == 2


def test_titles_that_count_in_figures_and_have_members_stay_titles(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        HEAD,
        "（1）,内资,,8,",
        "1,虚构锂电,虚构甲公司,3.5,",
        "2,虚构隔膜,虚构乙公司,4.5,",
        "（2）,外资,,6,",
        "1,虚构商贸城,虚构丙公司,6,",
    )
    assert names(imported) == ["虚构锂电", "虚构隔膜", "虚构商贸城"]
    assert [total.agrees for total in imported.sheets[0].totals] == [True, True]


def test_signatures_and_a_title_on_each_page_are_no_projects_without_a_name(tmp_path: Path) -> None:
    imported = read(
        tmp_path,
        "虚构县招商项目表,,,,",
        HEAD,
        "1,虚构锂电,虚构甲公司,3.2,",
        ",,虚构县招商项目表,,",
        "2,虚构隔膜,虚构乙公司,4.5,",
        ",,制表人：张某,,审核：李某",
        ",,,,复核：王某",
        ",,局长签字：,,2025年3月1日",
    )
    assert names(imported) == ["虚构锂电", "虚构隔膜"]
    assert imported.sheets[0].counts[RowKind.NOTE] == 4
    assert not _codes(imported)
