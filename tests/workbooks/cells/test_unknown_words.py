"""Words that nobody knows, in every column whose words are a closed list: none is lost."""

from pathlib import Path

import polars as pl
import pytest
from tests.workbooks.small_books import save

from zhaoshang import evaluate, workbooks
from zhaoshang._workbooks.words.columns import Header, propose
from zhaoshang._workbooks.words.fields import FIELDS
from zhaoshang.frames import read_frame
from zhaoshang.measures import column

WORD = "怪词甲"
OF_WORDS = {"stage", "flag", "industry", "category", "channel", "track", "ownership", "agreement_kind"}
HEADERS = [
    *(field.zh for field in FIELDS if field.kind in OF_WORDS),
    *("产业类别", "项目类型", "引进方式", "企业性质", "所有制", "项目进展", "项目阶段"),
]
BOTH = [*HEADERS, "币种", "金额单位"]


def book(path: Path, header: str) -> Path:
    """Write three projects, of which the second and third have a word in the column that nobody knows."""
    heads = ["项目编号", "项目名称", "投资方名称", "总投资（亿元）", header]
    lines = [
        [f"X{number}", f"虚构{number}号项目", f"虚构{number}公司", 2, text]
        for number, text in enumerate((None, WORD, "数字甲乙"), 1)
    ]
    return save(path, {"表": [heads, *lines]})


@pytest.mark.long
@pytest.mark.parametrize("header", BOTH)
def test_a_word_nobody_knows_is_kept_and_named(path: Path, header: str) -> None:
    imported = workbooks.read(book(path, header))
    kept = [dict(project.extra) for project in imported.ledger.projects]
    assert kept == [{}, {header: WORD}, {header: "数字甲乙"}]
    told = [item for item in imported.findings if item.detail.get("value") == WORD]
    assert [(item.path, item.code in {"unknown_word", "unknown_status"}) for item in told] == [
        ("表!E3", True)
    ]


@pytest.mark.long
@pytest.mark.parametrize("header", HEADERS)
def test_it_is_written_back_under_its_header(path: Path, header: str) -> None:
    ledger = workbooks.read(book(path, header)).ledger
    again = path.with_name("again.xlsx")
    workbooks.write(ledger, again)
    assert [dict(one.extra) for one in workbooks.writable(ledger).projects] == [
        dict(one.extra) for one in ledger.projects
    ]
    assert workbooks.read(again).ledger == workbooks.writable(ledger)


def test_it_is_a_key_and_a_condition(path: Path) -> None:
    ledger = workbooks.read(book(path, "产业类别")).ledger
    figures = evaluate(
        ledger,
        "签约项目数",
        by=["extra.产业类别"],
        where=column("extra.产业类别").is_in(WORD),
        as_of="2026-01-01",
    )
    rows = figures.to_rows()
    assert WORD in {row["extra.产业类别"] for row in rows}
    assert "数字甲乙" not in {row["extra.产业类别"] for row in rows}


def test_a_known_word_is_the_field_alone(path: Path) -> None:
    heads = ["项目编号", "项目名称", "投资方名称", "总投资（亿元）", "产业类别"]
    lines = [["X1", "虚构甲项目", "甲公司", 2, "工业"], ["X2", "虚构乙项目", "乙公司", 2, "工业类新材料"]]
    ledger = workbooks.read(save(path, {"表": [heads, *lines]})).ledger
    first, second = ledger.projects
    assert (first.category is not None, dict(first.extra)) == (True, {})
    assert (second.category, dict(second.extra)) == (None, {"产业类别": "工业类新材料"})
    assert propose([Header(number=1, texts=("产业类别",))])[0].field == "category"
    again = path.with_name("again.xlsx")
    workbooks.write(ledger, again)
    assert workbooks.read(again).ledger == workbooks.writable(ledger)
    assert dict(workbooks.read(again).ledger.projects["X2"].extra) == {"产业类别": "工业类新材料"}


def test_a_frame_keeps_the_words_by_their_header_as_a_ledger_does() -> None:
    office = pl.DataFrame(
        {
            "项目名称": ["虚构甲项目", "虚构乙项目", "虚构丙项目", "合计"],
            "产业类别": [WORD, "工业", None, WORD],
            "项目状态": ["签约", "神秘", None, None],
            "签约时间": ["2022-03-05"] * 4,
        }
    )
    frames, found = read_frame(office, as_of="2022-06-30")
    assert set(found.codes) == {"total_rows", "unknown_word", "unknown_status"}
    for header, word in (("产业类别", WORD), ("项目状态", "神秘")):
        figures = evaluate(frames, "签约项目数", by=[f"extra.{header}"])
        assert figures["签约项目数", word].value == 1
    chosen = evaluate(frames, "签约项目数", where=column("extra.产业类别").is_in(WORD))
    assert chosen["签约项目数"].value == 1
