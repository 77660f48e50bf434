"""A workbook that the library wrote is read back whatever its projects are called; a name alone in its row is told."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.workbooks.small_books import FIRM, save

from zhaoshang import Ledger, Money, Project, workbooks
from zhaoshang._workbooks.words.fields import FIELDS
from zhaoshang.model import Agreement, Investor, ServiceTeam

HEADERS: Final = sorted(
    word
    for word in {
        word for field in FIELDS for words in (*field.words.values(), field.zh) for word in words.split()
    }
    if not word.isascii()  # a row of Latin words alone may be the codes of the columns
)
FURNITURE: Final = (
    "合计 小计 总计 累计 其中 其中：一期 单位：万元 注：本表 备注 序号 一、先进制造 （一）重点 第一季度 2024年 填报单位：某局"
    " 审核：张某 续表 第1页 以上项目 说明 制表 1 12 1.1 东镇 工业项目 （3个）"
).split()
WORDS: Final = st.sampled_from(HEADERS) | st.sampled_from(FURNITURE)


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    firms = draw(st.lists(WORDS, min_size=1, max_size=3, unique=True))
    teams = draw(st.lists(WORDS, min_size=1, max_size=2, unique=True))
    projects = [
        Project(
            id=f"P{number}",
            name=draw(WORDS),
            investors=draw(st.sampled_from([(), (f"I{number % len(firms)}",)])),
            owner=draw(st.sampled_from([None, "T0"])),
            investment=draw(st.sampled_from([None, Money.of(3, "亿元")])),
            agreements=draw(st.sampled_from([(), (Agreement(signed_on="2022-03-05"),)])),
            extra=draw(st.dictionaries(WORDS, WORDS, max_size=2)),
        )
        for number in range(draw(st.integers(1, 5)))
    ]
    return Ledger(
        projects=projects,
        investors=[Investor(id=f"I{number}", name=name) for number, name in enumerate(firms)],
        teams=[ServiceTeam(id=f"T{number}", name=name) for number, name in enumerate(teams)],
    )


@pytest.mark.long
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@given(ledger=ledgers())
def test_projects_that_are_called_as_headers_and_totals_are_come_back(ledger: Ledger, kind: str) -> None:
    """A row called 合计 was a total, and one called as the columns are began a second table: neither was told."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"own.{kind}")
        workbooks.write(ledger, path)
        found = workbooks.read(path).ledger.projects
    assert [(each.id, each.name) for each in found] == [(each.id, each.name) for each in ledger.projects]


@pytest.mark.parametrize("name", ["无", "—", "/", "（一）", "1、"])
def test_a_row_with_a_code_and_no_name_is_told(tmp_path: Path, name: str) -> None:
    head = ["项目编号", "项目名称", "投资方", "总投资（亿元）"]
    listed = [["A-1", name, FIRM, 3], ["A-2", "虚构乙项目", FIRM, 4]]
    imported = workbooks.read(save(tmp_path / "a.xlsx", {"表": [head, *listed]}))
    assert (imported.ledger.projects.ids, imported.findings.codes) == (("A-2",), ("missing_name",))


@pytest.mark.parametrize(
    "row", [["", "合计", FIRM, 7], ["合计", "共2个", FIRM, 7], ["12", "合计", "", 7], ["2022", "小计", "", 7]]
)
def test_a_total_with_a_count_in_the_place_of_a_code_is_a_total(tmp_path: Path, row: list[object]) -> None:
    head: list[object] = ["项目编号", "项目名称", "投资方", "总投资（亿元）"]
    listed: list[list[object]] = [["A-1", "虚构甲项目", FIRM, 3], ["A-2", "虚构乙项目", FIRM, 4]]
    imported = workbooks.read(save(tmp_path / "a.xlsx", {"表": [head, *listed, row]}))
    assert imported.ledger.projects.ids == ("A-1", "A-2")


@pytest.mark.parametrize("before", [[], [["", "签约项目"]], [["", "一、签约项目"]], [["一", "签约项目"]]])
@pytest.mark.parametrize("place", ["within", "last"])
def test_a_name_alone_below_projects_is_told(tmp_path: Path, place: str, before: list[list[object]]) -> None:
    """Where rows are counted, a name alone was the title of what follows, untold; a list that begins with a title goes on with titles."""
    head: list[object] = ["序号", "项目名称", "投资方", "总投资（亿元）"]
    listed: list[list[object]] = [[1, "虚构甲项目", FIRM, 3], [2, "虚构乙项目", FIRM, 4]]
    lone: list[object] = ["", "虚构丙项目"]
    more: list[object] = [3, "虚构丁项目", FIRM, 5]
    body = [*before, *listed, lone, more] if place == "within" else [*before, *listed, more, lone]
    imported = workbooks.read(save(tmp_path / "a.xlsx", {"表": [head, *body]}))
    told = [item.path for item in imported.findings if item.code == "name_alone"]
    assert told == ([] if before else [f"表!B{2 + body.index(lone)}"])


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize(
    "extras",
    [
        [{"说明": "以上项目", "续表": "接洽时间"}, {"一、先进制造": "引资金额", "其中": "编号"}],
        [{"（一）重点": "工业项目", "第一季度": "供地方式"}, {"一、先进制造": "产业分类", "1": "编号"}],
        [{"招商项目编号": "投资客商"}, {"项目名": "县(区)", "1": "投资性质"}],
        [{"招商项目编号": "投资客商", "项目名": "乙厂"}, {"项目名": "县(区)", "1": "投资性质"}],
    ],
    ids=["a form", "no header", "a table beside it", "a table beside it with a name"],
)
def test_columns_of_an_offices_own_change_no_table(
    tmp_path: Path, extras: list[dict[str, str]], kind: str
) -> None:
    """A list with codes was a form, or two lists side by side, where its own columns and names were called as headers are."""
    projects = [
        Project(id=f"P{number}", name=name, investors=("I0",), extra=extra)
        for number, (name, extra) in enumerate(zip(["签约金额", "外资金额"], extras, strict=True))
    ]
    path = tmp_path / f"own.{kind}"
    workbooks.write(Ledger(projects=projects, investors=[Investor(id="I0", name="引资金额")]), path)
    found = workbooks.read(path).ledger.projects
    assert [(each.id, each.name) for each in found] == [("P0", "签约金额"), ("P1", "外资金额")]


@pytest.mark.parametrize("extra", ["单位：万元", "计量单位：亩", "单位"])
def test_a_column_called_as_a_unit_is_no_title(tmp_path: Path, extra: str) -> None:
    path = tmp_path / "own.csv"
    workbooks.write(Ledger(projects=[Project(id="P0", name="甲厂", extra={extra: "乙"})]), path)
    assert [each.name for each in workbooks.read(path).ledger.projects] == ["甲厂"]


def test_a_form_and_tables_side_by_side_are_told_as_before(tmp_path: Path) -> None:
    head: list[object] = ["项目编号", "项目名称", "投资方", "总投资（亿元）"]
    rows: list[list[object]] = [["A-1", "虚构甲项目", FIRM, 3], ["A-2", "虚构乙项目", FIRM, 4]]
    beside: list[list[object]] = [
        [*left, None, *right] for left, right in zip([head, *rows], [head, *rows[::-1]], strict=True)
    ]
    for number, row in enumerate(beside[1:]):
        row[5], row[6] = f"B-{number}", f"虚构{number}厂"
    imported = workbooks.read(save(tmp_path / "a.xlsx", {"表": beside}))
    assert set(imported.ledger.projects.ids) == {"A-1", "A-2", "B-0", "B-1"}
