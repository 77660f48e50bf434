"""An office gets its own workbook back: marks and comments are added, every other byte is the one that came."""

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from tests.workbooks.packing import packed, unpacked
from tests.workbooks.small_books import FIRM, HEAD, Rows

from zhaoshang import workbooks

ROWS: Rows = (
    HEAD,
    [1, "虚构甲项目", FIRM, "若干", 2022.1, "落户"],
    [2, None, FIRM, 2, "2022-03-05", "在谈"],
    [3, "虚构乙项目", FIRM, 3, "2022-13-05", "开工"],
    [4, "虚构丙项目", FIRM, None, "2022-03-05", None],
)


def full_book() -> bytes:
    """Make a workbook with much that a review must not touch."""
    told = BytesIO()
    with xlsxwriter.Workbook(told, {"in_memory": True}) as book:
        sheet: Any = book.add_worksheet("清单")
        own = book.add_format(
            {"bg_color": "#C6EFCE", "bold": True, "border": 1, "num_format": "0.00", "locked": False}
        )
        hatched = book.add_format({"pattern": 4, "fg_color": "#FF0000", "bg_color": "#00FF00"})
        column = book.add_format({"italic": True})
        sheet.set_column("F:F", 30, column)
        for number, row in enumerate(ROWS):
            for at, cell in enumerate(row):
                if cell is not None:
                    look = own if (number, at) == (1, 3) else hatched if (number, at) == (3, 4) else None
                    sheet.write(number, at, cell, look)
        sheet.write_formula("H2", "=SUM(D3:D4)", None, 5)
        sheet.conditional_format("D2:D9", {"type": "data_bar"})
        sheet.data_validation("F2:F9", {"validate": "list", "source": ["在谈", "开工"]})
        sheet.protect()
        sheet.write_comment("D2", "含二期", {"author": "张三"})
        sheet.write_comment("A1", "序号不重")
        chart: Any = book.add_chart({"type": "column"})
        chart.add_series({"values": "=清单!$D$3:$D$4"})
        sheet.insert_chart("K2", chart)
        sheet.set_header("&C内部")
        other = book.add_worksheet("说明")
        other.write_string("A1", "填写说明")
        book.define_name("合计", "=清单!$H$2")
    return told.getvalue()


def review(data: bytes, name: str = "a.xlsx", **options: Any) -> bytes:
    told = BytesIO()
    workbooks.write_review(workbooks.read(data, name=name), told, **options)
    return told.getvalue()


def looks(data: bytes) -> dict[str, tuple[object, ...]]:
    """Give what openpyxl knows of the look of every cell."""
    found: dict[str, tuple[object, ...]] = {}
    for sheet in openpyxl.load_workbook(BytesIO(data)):
        for row in sheet.iter_rows():
            for cell in row:
                fill = cell.fill
                found[f"{sheet.title}!{cell.coordinate}"] = (
                    cell.value, cell.number_format, repr(cell.font), repr(cell.border), repr(cell.alignment),
                    repr(cell.protection), fill.patternType, fill.fgColor.rgb if fill.patternType else None,
                )  # fmt: skip
    return found


def test_every_other_part_is_the_one_that_came() -> None:
    sent = full_book()
    old, new = unpacked(sent), unpacked(review(sent))
    assert list(new)[: len(old)] == list(old)
    assert {name for name in old if old[name] != new[name]} == {
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/worksheets/sheet2.xml",  # it is told that no project stands there
        "[Content_Types].xml",
    }
    assert new.keys() - old.keys() == {
        "xl/comments2.xml",
        "xl/drawings/vmlDrawing2.vml",
        "xl/worksheets/_rels/sheet2.xml.rels",
    }


def test_of_a_sheet_nothing_but_styles_of_marked_cells_changes() -> None:
    sent = full_book()
    old, new = looks(sent), looks(review(sent))
    places = {item.path for item in workbooks.read(sent).findings}
    changed = {place for place in new if old.get(place) != new[place]}
    assert changed <= places
    assert "清单!B3" in changed
    for place in changed & old.keys():
        assert old[place][:6] == new[place][:6]  # all but the fill
    assert new["清单!E4"] == old["清单!E4"]  # a mark would lose its hatching


def test_reading_it_gives_what_reading_the_first_gave() -> None:
    sent = full_book()
    first, again = workbooks.read(sent, name="a.xlsx"), workbooks.read(review(sent), name="a.xlsx")
    assert again.ledger == first.ledger
    assert again.findings == first.findings


def test_a_second_review_is_the_first() -> None:
    once = review(full_book())
    assert unpacked(review(once)) == unpacked(once)


def test_comments_of_the_office_stay_and_ours_go_with_the_doubt() -> None:
    sent = full_book()
    sheet = openpyxl.load_workbook(BytesIO(review(sent)))["清单"]
    told = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert told["A1"] == "序号不重"
    assert told["D2"].startswith("含二期\n[zhaoshang]\n")
    assert "[zhaoshang]" not in told["B3"]
    book = openpyxl.load_workbook(BytesIO(review(sent)))
    for place, value in (
        ("D2", 1),
        ("B3", "虚构丁项目"),
        ("E4", "2022-03-05"),
        ("E2", "2022-01-05"),
        ("F2", "在谈"),
    ):
        book["清单"][place] = value
    saved = BytesIO()
    book.save(saved)
    mended = workbooks.read(saved.getvalue())
    back = review(saved.getvalue())
    sheet = openpyxl.load_workbook(BytesIO(back))["清单"]
    left = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert left["D2"] == "含二期"
    assert {f"清单!{place}" for place in left} == {
        item.path for item in mended.findings if item.path.startswith("清单")
    }
    first = looks(sent)
    for place, look in looks(back).items():
        if place not in {item.path for item in mended.findings} and place in first:
            assert look[1:] == first[place][1:], place


def test_other_readers_open_it() -> None:
    back = review(full_book())
    assert openpyxl.load_workbook(BytesIO(back))["清单"]["H2"].value == "=SUM(D3:D4)"
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(back))
    assert book.get_sheet_by_name("清单").to_python()[1][1] == "虚构甲项目"


def test_a_workbook_without_doubts_is_copied() -> None:
    told = BytesIO()
    with xlsxwriter.Workbook(told, {"in_memory": True}) as book:
        sheet: Any = book.add_worksheet("清单")
        for number, row in enumerate((HEAD, [1, "虚构甲项目", FIRM, 2, "2022-03-05", "签约"])):
            sheet.write_row(number, 0, row)
    assert not workbooks.read(told.getvalue()).findings
    assert unpacked(review(told.getvalue())) == unpacked(told.getvalue())


def test_the_file_may_be_gone_or_another_since(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    sent = full_book()
    path.write_bytes(sent)
    imported = workbooks.read(path)
    path.unlink()
    workbooks.write_review(imported, path)
    assert unpacked(path.read_bytes()) == unpacked(review(sent))


def test_macros_stay_and_so_does_their_suffix(tmp_path: Path) -> None:
    old = unpacked(full_book())
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macros = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    old["[Content_Types].xml"] = old["[Content_Types].xml"].replace(kind, macros)
    old["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 macros"
    sent = packed(old)
    imported = workbooks.read(sent, name="a.xlsm")
    workbooks.write_review(imported, tmp_path / "back.xlsm")
    assert unpacked((tmp_path / "back.xlsm").read_bytes())["xl/vbaProject.bin"] == old["xl/vbaProject.bin"]
    with pytest.raises(workbooks.UnreadableWorkbookError) as caught:
        workbooks.write_review(imported, tmp_path / "back.xlsx")
    assert caught.value.reason == "other_suffix"
    assert not (tmp_path / "back.xlsx").exists()
    assert unpacked(review(sent))  # a stream has no name
