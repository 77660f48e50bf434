"""What no field takes is kept by its header, asked by it, and written back. Every ledger here is invented."""

from pathlib import Path

import polars as pl
import pytest
from tests.workbooks.small_books import Rows, save

from zhaoshang import Ledger, Project, evaluate, workbooks
from zhaoshang.errors import FieldTypeError, RecordError
from zhaoshang.frames import from_ledger, read_frame
from zhaoshang.measures import column
from zhaoshang.records import structure, unstructure

HEAD: list[object] = [
    "序号",
    "项目名称",
    "投资方",
    "总投资（亿元）",
    "签约时间",
    "挂帮干部",
    "包抓领导",
    "备注",
]
ROWS: list[list[object]] = [
    [1, "虚构阀门项目", "虚构甲公司", 3.5, "2022-03-05", "张某", "王某", " 首笔\n到账 "],
    [2, "虚构隔膜项目", "虚构乙公司", 1.2, "2022-04-01", "张某", None, 12],
    [3, "虚构轴承项目", "虚构丙公司", 0.8, "2022-04-09", "李某", "/", None],
]


@pytest.fixture
def imported(tmp_path: Path) -> workbooks.Import:
    return workbooks.read(save(tmp_path / "台账.xlsx", {"台账": [HEAD, *ROWS]}), as_of="2022-06-30")


def test_texts_are_kept_as_they_stand(imported: workbooks.Import) -> None:
    first, second, third = imported.ledger.projects
    assert first.extra == {"挂帮干部": "张某", "包抓领导": "王某", "备注": " 首笔\n到账 "}
    assert second.extra == {"挂帮干部": "张某", "备注": "12"}
    assert third.extra == {"挂帮干部": "李某", "包抓领导": "/"}


def test_each_header_that_is_not_known_is_told_and_those_known_in_one(imported: workbooks.Import) -> None:
    told = [(each.code, each.detail["value"]) for each in imported.findings]
    assert told == [("column_not_read", "挂帮干部"), ("kept_as_extra", "包抓领导")]


def test_a_value_is_traced_to_its_cell(imported: workbooks.Import) -> None:
    facts = {fact.field: (fact.cell, fact.raw) for fact in imported.facts(imported.ledger.projects.ids[1])}
    assert facts["extra.备注"] == ("H3", "12")


@pytest.mark.parametrize("is_frame", [False, True])
def test_figures_are_grouped_and_chosen_by_it(imported: workbooks.Import, *, is_frame: bool) -> None:
    source = from_ledger(imported.ledger) if is_frame else imported.ledger
    figures = evaluate(source, "签约项目数", as_of="2022-06-30", by=["extra.挂帮干部"])
    assert [figures["签约项目数", each].value for each in ("张某", "李某")] == [2, 1]
    chosen = evaluate(source, "签约项目数", as_of="2022-06-30", where=column("extra.挂帮干部").is_in("张某"))
    assert chosen["签约项目数"].value == 2
    others = evaluate(source, "签约项目数", as_of="2022-06-30", where=~column("extra.包抓领导").is_in("王某"))
    assert others["签约项目数"].value == 1  # what a project does not say is neither


def test_a_frame_keeps_it_too() -> None:
    office = pl.DataFrame(
        {"项目名称": ["甲", "乙"], "签约时间": ["2022-03-05", "2022-04-01"], "挂帮干部": ["张某", None]}
    )
    frames, _ = read_frame(office, as_of="2022-06-30")
    figures = evaluate(frames, "签约项目数", by=["extra.挂帮干部"])
    assert [figures["签约项目数", each].value for each in ("张某", "")] == [1, 1]


def test_it_is_written_back_and_kept_in_documents(imported: workbooks.Import, tmp_path: Path) -> None:
    workbooks.write(imported.ledger, tmp_path / "out.xlsx")
    again = workbooks.read(tmp_path / "out.xlsx", as_of="2022-06-30").ledger
    assert [each.extra for each in again.projects] == [each.extra for each in imported.ledger.projects]
    assert structure(unstructure(imported.ledger), Ledger) == imported.ledger


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        (False, {}),
        ("extra", {"挂帮干部": "张某"}),
        ("extra.干部", {"干部": "张某"}),
        ("owner", {}),
    ],
)
def test_a_mapping_says_what_becomes_of_a_column(rule: object, kept: dict[str, str], tmp_path: Path) -> None:
    path = save(tmp_path / "台账.xlsx", {"台账": [HEAD[:6], *(row[:6] for row in ROWS)]})
    imported = workbooks.read(path, mapping={"挂帮干部": rule})
    assert imported.ledger.projects[imported.ledger.projects.ids[0]].extra == kept
    assert not imported.findings


def test_columns_are_told_apart_where_headers_repeat_or_lack(tmp_path: Path) -> None:
    head = ["项目名称", "投资方", "总投资（亿元）", "得分", "得分", None]
    path = save(tmp_path / "台账.xlsx", {"台账": [head, ["虚构项目", "虚构公司", 2, 5, 6, "x"]]})
    (project,) = workbooks.read(path).ledger.projects
    assert project.extra == {"得分": "5", "得分（E）": "6", "F": "x"}


def test_a_text_that_is_merged_over_rows_is_that_of_each(tmp_path: Path) -> None:
    rows: Rows = [HEAD[1:6], *([*row[1:5], "张某" if row[0] == 1 else None] for row in ROWS)]
    path = save(tmp_path / "台账.xlsx", {"台账": rows}, merges=[(2, 5, 4, 5)])
    assert [each.extra for each in workbooks.read(path).ledger.projects] == [{"挂帮干部": "张某"}] * 3


def test_rows_of_one_project_list_their_texts(tmp_path: Path) -> None:
    rows: Rows = [
        HEAD[1:6],
        ["虚构阀门项目", "虚构甲公司", 3.5, None, "张某"],
        [None, None, None, None, "李某"],
    ]
    path = save(tmp_path / "台账.xlsx", {"台账": rows}, merges=[(2, 1, 3, 1)])
    assert [each.extra for each in workbooks.read(path).ledger.projects] == [{"挂帮干部": "张某\n李某"}]


def test_merging_keeps_both_and_tells_what_differs() -> None:
    may = Ledger(
        as_of="2022-05-31", projects=[Project(id="P1", name="甲", extra={"干部": "张某", "备注": "一"})]
    )
    june = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="甲", extra={"干部": "李某"})])
    merged = may.merge(june)
    assert merged.ledger.projects["P1"].extra == {"干部": "李某", "备注": "一"}
    assert [finding.subject for finding in merged.findings] == ["extra[干部]"]


def test_only_texts_by_name_are_taken() -> None:
    with pytest.raises(FieldTypeError):
        Project(id="P1", name="甲", extra={"": "x"})
    with pytest.raises(RecordError) as told:
        structure({"id": "P1", "name": "甲", "extra": {"干部": 1}}, Project)
    assert "$.extra.干部" in told.value.render("zh_CN")


KNOWN = ["备注", "联系电话", "所属行业", "建设年限", "存在问题", "包抓领导"]


def _told(source: workbooks.Import) -> list[tuple[str, str, str]]:
    return [(one.code, str(one.severity), str(one.detail.get("note", ""))) for one in source.findings]


@pytest.mark.parametrize("count", range(1, len(KNOWN) + 1))
def test_known_headers_without_a_field_are_told_in_one_finding(count: int) -> None:
    heads = KNOWN[:count]
    text = f"项目名称,投资方,{','.join(heads)}\n虚构项目,虚构公司,{','.join(['某某'] * count)}\n"
    imported = workbooks.read(text.encode(), name="册.csv")
    assert _told(imported) == [("kept_as_extra", "info", "、".join(heads))]
    assert imported.findings.codes == ("kept_as_extra",)
    assert list(next(iter(imported.ledger.projects)).extra) == heads
    _, found = read_frame(pl.read_csv(text.encode()))
    assert [(one.code, one.detail["columns"]) for one in found] == [("kept_as_extra", "、".join(heads))]


def test_known_headers_that_hold_nothing_or_are_left_out_are_not_told() -> None:
    text = "项目名称,投资方,备注,联系电话\n虚构项目,虚构公司,,1\n"
    for mapping in ({"联系电话": False}, {"联系电话": "extra"}):
        assert not workbooks.read(text.encode(), name="册.csv", mapping=mapping).findings
