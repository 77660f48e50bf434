"""Progress and facts told, reviews and ledgers written for an office."""

import csv
import datetime as dt
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import pytest
from attrs import evolve
from tests.workbooks.small_books import FIRM, Rows, rows, save

from zhaoshang import Area, Investor, Ledger, Project, workbooks
from zhaoshang.errors import RecordError, UnknownCodeError
from zhaoshang.model import Park, ServiceTeam
from zhaoshang.records import structure


@pytest.mark.long
def test_progress_is_told(path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    table = rows(*([i, f"虚构项目{i}号", FIRM, 3] for i in range(2100)))
    workbooks.read(save(path, {"表": table}), on_progress=lambda *args: told.append(args))
    assert told == [("表", 1000, 2101), ("表", 2000, 2101), ("表", 2101, 2101)]


def test_every_field_can_be_traced_to_its_cell(path: Path) -> None:
    imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", FIRM, "8000万元", None, "落户"])}))
    facts = {fact.field: (fact.cell, fact.raw, fact.fault) for fact in imported.facts("表!2")}
    assert facts == {
        "name": ("B2", "虚构甲项目", None),
        "investors": ("C2", FIRM, None),
        "investment": ("D2", "8000万元", "unit_conflict"),
        "milestones[].stage": ("F2", "落户", "ambiguous_status"),
    }
    assert (
        imported.facts("nobody")
        == imported.facts(sheet="表", row=1)
        == imported.facts(sheet="x", row=1)
        == ()
    )


def test_a_review_comes_back_marked_and_reads_the_same(path: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415 - only here

    table: Rows = [
        ["2022年虚构项目表"],
        *rows(
            [1, "虚构甲项目", FIRM, "若干", 2022.1, "落户"],
            [2, None, FIRM, "{=1/0}#DIV/0!", dt.date(2022, 3, 5), "在谈"],
            [3, "虚构乙项目", FIRM, 3, dt.datetime(2022, 3, 5, 8, 30), True],  # noqa: DTZ001 - a cell has no zone
            [4, "虚构丙项目", FIRM, None, dt.time(8, 0), None],
        ),
    ]

    def hide(_: object, sheet: Any) -> None:
        sheet.set_row(4, None, None, {"hidden": True})

    save(
        path,
        {"表": table, "问题清单": [["无关"]]},
        merges=[(1, 1, 1, 6)],
        finish=hide,
        formats={(6, 5): "h:mm"},
    )
    imported = workbooks.read(path)
    back = tmp_path / "退回.xlsx"
    workbooks.write_review(imported, back)
    again = workbooks.read(back)
    assert again.ledger == imported.ledger
    assert [(row.sheet, row.kind) for row in again.rows] == [(row.sheet, row.kind) for row in imported.rows]
    book = load_workbook(back)
    assert book.sheetnames == ["表", "问题清单"]
    sheet = book["表"]
    assert "1 月或 10 月" in sheet["E3"].comment.text
    assert sheet["D3"].fill.fgColor.rgb == "FFFFE698"
    assert sheet["B4"].fill.fgColor.rgb == "FFF8CBA8"
    workbooks.write_review(imported, back, locale="en")
    assert "January" in load_workbook(back)["表"]["E3"].comment.text


def test_a_workbook_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(workbooks.UnreadableWorkbookError) as caught:
        workbooks.write(Ledger(), tmp_path / "无此目录" / "出.xlsx")
    assert caught.value.reason == "no_folder"


def test_a_ledger_is_written_for_an_office(tmp_path: Path) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415 - only here

    source = tmp_path / "虚构.csv"
    source.write_text(
        "项目名称,投资方,总投资（亿元）,FDI金额（万美元）,签约时间,开工时间\n"
        "=1+1,虚构公司,3.5,500,2022-03-05,2022年5月\n虚构乙项目,虚构公司,近3亿元,,1900-02-01,\n",
        encoding="utf-8",
    )
    ledger = workbooks.read(source).ledger
    path = tmp_path / "出.xlsx"
    workbooks.write(ledger, path, unit="万元", title="虚构台账")
    sheet = load_workbook(path).active
    assert sheet is not None
    assert sheet["A1"].value == "虚构台账"
    heads = [cell.value for cell in sheet[2]]
    assert heads == [
        "项目编号",
        "项目名称",
        "投资方",
        "总投资（万元）",
        "合同外资（万美元）",
        "协议类型",
        "签约时间",
        "开工时间",
    ]
    assert (sheet["B3"].value, sheet["B3"].data_type, sheet["B3"].quotePrefix) == ("=1+1", "s", True)
    assert (sheet["D3"].value, sheet["D3"].number_format) == (35000, "#,##0")
    assert (sheet["D4"].value, sheet["G4"].value) == ("近3亿元", "1900-02-01")
    assert sheet["G3"].value == dt.datetime(2022, 3, 5)  # noqa: DTZ001 - what openpyxl gives
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("D3", "A2:H4")
    assert workbooks.read(path).ledger == workbooks.writable(ledger)


@pytest.mark.long
@pytest.mark.parametrize(
    "name",
    ["=1+1", "'=1+1", "''@甲", "-甲；乙", '甲"乙"，丙', "甲|乙;丙", "+8613800000000", '="0012"', "甲'乙"],
)
def test_csv_is_read_back_as_it_was(name: str, tmp_path: Path) -> None:
    source = tmp_path / "源.csv"
    source.write_text(
        "项目编号,项目名称,投资方,总投资（亿元）,签约时间,开工时间,备注栏\n"
        "A1,虚构甲项目,虚构公司,3.5,2022-03-05,2022年5月,\n"
        '000123,虚构乙项目,虚构公司,近3亿元,1900-02-01,,"一行\n二行"\n',
        encoding="utf-8",
    )
    ledger = workbooks.read(source).ledger
    ledger = ledger.with_(projects=[evolve(ledger.projects["A1"], name=name, extra={"备注栏": name})])
    kept = workbooks.writable(ledger)
    workbooks.write(ledger, tmp_path / "出.csv")
    workbooks.write(ledger, tmp_path / "出.txt", kind="csv")
    for suffix in ("csv", "txt"):
        again = workbooks.read(tmp_path / f"出.{suffix}")
        assert again.kind == "csv"
        assert again.ledger == kept
        assert again.ledger.projects["A1"].name == kept.projects["A1"].name == name
    plain = (tmp_path / "出.csv").read_text(encoding="utf-8-sig")
    assert not any(
        line.startswith(("=", "+", "-", "@")) for row in csv.reader(plain.splitlines()) for line in row
    )


def test_the_name_of_a_ledger_is_a_title(tmp_path: Path) -> None:
    ledger = Ledger(name="虚构区台账", projects=[Project(id="A1", name="虚构项目", tags=["重点"])])
    for suffix in ("xlsx", "csv"):
        workbooks.write(ledger, tmp_path / f"出.{suffix}")
        assert workbooks.read(tmp_path / f"出.{suffix}").ledger == workbooks.writable(ledger)


@pytest.mark.long
@pytest.mark.parametrize(
    "names",
    [
        ["虚构甲\ufffe"],
        ["虚构甲\ufffe", "虚构甲\uffff"],
        ["甲" * 40_000],
        ["甲" * 20_000, "乙" * 20_000],
        ["甲、乙"],
        ["甲", "乙", "甲"],
        ["abc", "ABC"],
        ["虚构公司 ", "虚构公司"],
        ["=1+1"],
        ["'甲"],
        ["甲\n乙"],
        ["甲等3家"],
        ["合计"],
        ["待定"],
        ["3"],
        ["甲\u202e乙"],
    ],
    ids=lambda names: ", ".join(f"{each[:9]!a} {len(each)}" for each in names),
)
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_investors_come_back_as_a_workbook_can_hold_them(
    suffix: str, names: list[str], tmp_path: Path
) -> None:
    """Names that a cell cannot hold, that are too long for one together, that become one, or that make several."""
    ids = [f"I{number}" for number in range(len(names))]
    ledger = Ledger(
        as_of="2022-06-30",
        projects=[Project(id="A1", name="虚构甲项目", investors=ids), Project(id="A2", name="虚构乙项目")],
        investors=[Investor(id=id_, name=name) for id_, name in zip(ids, names, strict=True)],
    )
    workbooks.write(ledger, tmp_path / f"出.{suffix}")
    again = workbooks.read(tmp_path / f"出.{suffix}", as_of="2022-06-30").ledger
    assert again == workbooks.writable(ledger)


@pytest.mark.parametrize(("code", "kept"), [("91X", None), ("91110000600037341L", "91110000600037341L")])
def test_a_code_that_is_none_is_not_held(code: str, kept: str | None, tmp_path: Path) -> None:
    ledger = Ledger(
        as_of="2022-06-30",
        projects=[Project(id="A1", name="虚构甲项目", investors=["I"])],
        investors=[Investor(id="I", name="虚构公司", uscc=code)],
    )
    workbooks.write(ledger, tmp_path / "出.xlsx")
    again = workbooks.read(tmp_path / "出.xlsx", as_of="2022-06-30").ledger
    assert again == workbooks.writable(ledger)
    assert [each.uscc for each in again.investors] == [kept]


@pytest.mark.parametrize("suffix", [".xls", ".ods", ".ET", ".docx", ".json"])
def test_other_formats_are_refused_before_they_are_written(suffix: str, tmp_path: Path) -> None:
    with pytest.raises(workbooks.UnreadableWorkbookError) as caught:
        workbooks.write(Ledger(), tmp_path / f"出{suffix}")
    assert caught.value.reason == "not_written"
    assert not list(tmp_path.iterdir())
    with pytest.raises(UnknownCodeError):
        workbooks.write(Ledger(), tmp_path / "出.xlsx", kind=suffix.strip("."))  # type: ignore[arg-type]


def test_text_that_a_program_wrapped_is_read_as_it_was_shown() -> None:
    table = '项目编号,项目名称,投资方\n="000123",="虚构""甲""项目",\'=虚构公司\n'
    imported = workbooks.read(table.encode(), name="虚构.csv")
    assert [(each.id, each.name) for each in imported.ledger.projects] == [("000123", '虚构"甲"项目')]


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("mark", ["无", "/", "—", "待定", "同上", "N/A"])
def test_a_project_that_no_row_is_read_back_by_is_refused(mark: str, suffix: str, tmp_path: Path) -> None:
    """It was left out of the file without a word, and sums of the file were others."""
    path = tmp_path / f"出.{suffix}"
    projects = [
        Project(id="A1", name="虚构项目"),
        Project(id="A2", name=mark),
        Project(id=mark, name="另一项目"),
    ]
    with pytest.raises(RecordError) as caught:
        workbooks.write(Ledger(projects=projects), path)
    assert [fault["path"] for fault in caught.value.to_dicts()] == ["$.projects[1].name", "$.projects[2].id"]
    assert "空缺" in caught.value.render("zh_CN")
    assert not path.exists()


@pytest.mark.parametrize(
    ("areas", "head"),
    [
        (("30亩", "2000平方米"), "用地面积"),
        (("30亩", "60亩"), "用地面积（亩）"),
        (("近2公顷", "3公顷"), "用地面积（公顷）"),
    ],
    ids=["several units", "the usual unit", "one other unit"],
)
def test_no_header_states_another_unit_than_its_cells(areas: tuple[str, ...], head: str, path: Path) -> None:
    ledger = Ledger(
        projects=[Project(id=text, name=f"虚构{text}项目", land=structure(text, Area)) for text in areas]
    )
    workbooks.write(ledger, path)
    again = workbooks.read(path)
    assert [
        column.header for columns in again.columns.values() for column in columns if column.field == "land"
    ] == [head]
    assert [project.land for project in again.ledger.projects] == [
        project.land for project in ledger.projects
    ]
    assert again.findings.codes == ()


_CONTROLS = [*map(chr, range(32)), "\x7f", "\x85", "\x9b", "\u2028", "\ufffe", "\r\n", "\r\r", "\x00\x00"]
_FORMS = ["甲{}乙", "{}甲乙", "甲乙{}"]
_FIELDS = ["id", "name", "district", "extra", "header", "investor", "owner", "park"]


@pytest.mark.long
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("field", _FIELDS)
def test_control_characters_come_back_as_is_told(
    kind: Literal["xlsx", "csv"], field: str, paired: Callable[..., Iterable[tuple[Any, Any]]]
) -> None:
    """Of a CSV they were said to stay, and a header with one of them broke the reader of an .xlsx."""
    first = _FIELDS.index(field) % len(_FORMS)
    for sign, form in paired(_CONTROLS, [*_FORMS[first:], *_FORMS[:first]]):
        text = form.format(sign)
        given: dict[str, Any] = {"id": "P1", "name": "虚构甲项目"}
        given |= {field: text} if field in {"id", "name", "district"} else {}
        given |= {"extra": {"自有列": text}} if field == "extra" else {}
        given |= {"extra": {text: "说明"}} if field == "header" else {}
        given |= {"owner": "T"} if field == "owner" else {}
        given |= {"park": "K"} if field == "park" else {}
        given |= {"investors": ["I"]} if field == "investor" else {}
        ledger = Ledger(
            projects=[Project(**given), Project(id="P2", name="虚构丁项目", district="东区")],
            investors=[Investor(id="I", name=f"{text}公司")] if field == "investor" else [],
            teams=[ServiceTeam(id="T", name=text)] if field == "owner" else [],
            parks=[Park(id="K", name=text)] if field == "park" else [],
        )
        out = BytesIO()
        workbooks.write(ledger, out, kind=kind)
        again = workbooks.read(out.getvalue(), name=f"a.{kind}").ledger
        assert again == workbooks.writable(ledger, kind=kind), repr(text)


def test_a_kind_that_is_not_written_is_refused() -> None:
    with pytest.raises(UnknownCodeError):
        workbooks.writable(Ledger(), kind="ods")  # type: ignore[arg-type]
