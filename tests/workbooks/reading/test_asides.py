"""What stands beside the cells of a list: comments and hidden columns are told, and nothing is read otherwise."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from tests.offices import rendering

from zhaoshang import workbooks
from zhaoshang._workbooks.files.asides import Comments, hidden_columns

ROWS = (
    ("项目名称", "投资方", "总投资（亿元）", "备注"),
    ("虚构阀门项目", "虚构甲公司", 3.5, "急"),
    ("虚构仓储", "虚构乙公司", 2, None),
)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def book(*marks: tuple[str, str], hidden: str = "", author: str = "") -> bytes:
    told = BytesIO()
    with xlsxwriter.Workbook(told, {"in_memory": True}) as made:
        sheet: Any = made.add_worksheet("清单")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        for place, said in marks:
            sheet.write_comment(place, said, {"author": author})
        if hidden:
            sheet.set_column(hidden, None, None, {"hidden": True})
    return told.getvalue()


def told(data: bytes) -> list[tuple[str, str, str]]:
    found = workbooks.read(data).findings
    return [
        (item.code, item.path, item.zh) for item in found if item.code in {"cell_comment", "hidden_column"}
    ]


def test_a_comment_is_quoted_with_its_cell() -> None:
    plain, noted = workbooks.read(book()), book(("C2", "含二期\n1亿元"), ("A1", "填全称"), ("Z90", "表外"))
    assert told(noted) == [
        ("cell_comment", "清单!A1", "该单元格有批注：“填全称”"),
        ("cell_comment", "清单!C2", "该单元格有批注：“含二期 1亿元”"),
    ]
    assert workbooks.read(noted).ledger == plain.ledger
    (said,) = told(book(("C2", "长" * 5000)))
    assert len(said[2]) < 200


@pytest.mark.long
@pytest.mark.parametrize(
    ("hidden", "places"), [("C:D", ["清单!C1", "清单!D1"]), ("B:B", ["清单!B1"]), ("F:XFD", [])]
)
def test_a_hidden_column_is_read_and_named_once(hidden: str, places: list[str]) -> None:
    data = book(hidden=hidden)
    assert [(code, path) for code, path, _ in told(data)] == [("hidden_column", place) for place in places]
    assert workbooks.read(data).ledger == workbooks.read(book()).ledger


def test_a_review_keeps_both_and_its_own_comments_are_none(tmp_path: Path) -> None:
    path = tmp_path / "review.xlsx"
    imported = workbooks.read(book(("C2", "含二期"), hidden="D:D"))
    workbooks.write_review(imported, path)
    assert told(path.read_bytes()) == told(book(("C2", "含二期"), hidden="D:D"))
    with zipfile.ZipFile(path) as parts:
        assert "含二期" in parts.read("xl/comments1.xml").decode()


SHEET = "xl/worksheets/sheet1.xml"


def _reader(parts: dict[str, str]) -> Comments:
    return Comments(parts, lambda name: BytesIO(parts[name].encode()))


def test_a_thread_stands_for_what_older_programs_show_of_it() -> None:
    relations = "".join(
        f'<Relationship Type="http://x/{kind}" Target="{target}"/>'
        for kind, target in (
            ("threadedComment", "../threadedComments/t1.xml"),
            ("comments", "/xl/comments1.xml"),
        )
    )
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships>{relations}</Relationships>",
        "xl/comments1.xml": f'<comments {MAIN}><commentList><comment ref="A2"><text><r><t>[线程批注] 旧版</t></r></text>'
        '</comment><comment ref="B2"><text><t>旁注</t></text></comment></commentList></comments>',
        "xl/threadedComments/t1.xml": '<ThreadedComments><threadedComment ref="A2"><text>核实</text></threadedComment>'
        '<threadedComment ref="A2"><text>已核</text></threadedComment></ThreadedComments>',
    }
    assert _reader(parts).of(SHEET, 9, 9) == ({(2, 1): "核实 / 已核", (2, 2): "旁注"}, True)
    assert _reader(parts).of(SHEET, 1, 1) == ({}, True)


@given(st.integers(0, 99999), st.integers(0, 99999), st.integers(0, 50))
def test_columns_are_hidden_no_further_than_cells_reach(first: int, last: int, width: int) -> None:
    head = f'<worksheet><cols><col min="{first}" max="{last}" hidden="1"/></cols><sheetData>'.encode()
    assert hidden_columns(BytesIO(head), width) == {
        one for one in range(1, width + 1) if first <= one <= last
    }


def test_a_part_without_cells_is_searched_no_further_than_its_head() -> None:
    stream = BytesIO(b"<worksheet>" + b" " * 5_000_000)
    assert hidden_columns(stream, 9) == frozenset()
    assert stream.tell() < 2_000_000


def test_a_damaged_part_of_comments_costs_no_cell() -> None:
    whole, broken = BytesIO(book(("C2", "含二期"), ("C3", "核实"))), BytesIO()
    with zipfile.ZipFile(whole) as parts, zipfile.ZipFile(broken, "w") as made:
        for name in parts.namelist():
            data = parts.read(name)
            made.writestr(name, data[: data.rfind(b"<comment ")] if "comments" in name else data)
    assert [path for _, path, _ in told(broken.getvalue())] == ["清单!C2"]
    read = workbooks.read(broken.getvalue())
    assert read.ledger == workbooks.read(book()).ledger
    (finding,) = read.findings.only("comments_not_read")
    assert finding.path.startswith("清单")


def test_comments_cost_no_more_than_their_part_once() -> None:
    """Many sheets may claim one part, and a part more comments than anybody writes."""
    relation = (
        '<Relationships><Relationship Type="http://x/comments" Target="../comments1.xml"/></Relationships>'
    )
    said = "".join(f'<comment ref="A{row}"><text>注</text></comment>' for row in range(1, 21_000))
    parts = {"xl/comments1.xml": f"<comments>{said}</comments>"}
    parts |= {f"xl/worksheets/_rels/sheet{number}.xml.rels": relation for number in (1, 2)}
    reader = _reader(parts)
    found, are_whole = reader.of(SHEET, 30_000, 1)
    assert (len(found), are_whole) == (20_000, False)
    assert reader.of("xl/worksheets/sheet2.xml", 30_000, 1) == ({}, True)  # the part is another's


@pytest.mark.long
@pytest.mark.parametrize(("count", "left_out"), [(20_000, []), (20_001, ["comments_not_read"])])
def test_comments_that_were_not_read_are_told(count: int, left_out: list[str]) -> None:
    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as made:
        sheet: Any = made.add_worksheet("清单")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        for number in range(count // 4 + 1):
            sheet.write_string(number + 3, 0, f"虚构{number}")
            for column in range(4):
                if number * 4 + column < count:
                    sheet.write_comment(number + 3, column, "注")
    found = workbooks.read(data.getvalue()).findings.only("cell_comment", "comments_not_read")
    assert [item.code for item in found[:20_000]] == ["cell_comment"] * 20_000
    assert [item.code for item in found[20_000:]] == left_out


def test_comments_of_an_ods_file_are_told(tmp_path: Path) -> None:
    """A comment says its text; who wrote it and when is left out, and it is no part of the cell."""
    note = (
        '<office:annotation xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>张某</dc:creator>'
        "<dc:date>2022-06-01T00:00:00</dc:date><text:p>金额待核</text:p><text:p>见<text:span>附件</text:span></text:p>"
        "</office:annotation>"
    )

    def cell(text: str, before: str = "") -> str:
        return (
            f'<table:table-cell office:value-type="string">{before}<text:p>{text}</text:p></table:table-cell>'
        )

    rows = [
        "".join(map(cell, ("项目名称", "投资方", "总投资（亿元）"))),
        cell("虚构甲项目") + cell("虚构甲公司") + cell("3.5", note),
    ]
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    path = tmp_path / "台账.ods"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", rendering.MANIFEST)
        file.writestr(
            "content.xml", rendering.ODS.format(tables=f'<table:table table:name="表">{table}</table:table>')
        )
    imported = workbooks.read(path)
    (project,) = imported.ledger.projects
    assert str(project.investment) == "350000000 CNY"
    assert [(found.code, found.path, found.detail["note"]) for found in imported.findings] == [
        ("cell_comment", "表!C2", "金额待核 见附件")
    ]
