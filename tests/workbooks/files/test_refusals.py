"""Files that are refused, and limits that are kept."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from tests.workbooks.packing import packed, unpacked
from tests.workbooks.small_books import FIRM, codes, rows, save

from zhaoshang import workbooks
from zhaoshang._workbooks.files.xmlparts import parse_part
from zhaoshang.workbooks import LIMITS


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("无.xlsx", None, "missing"),
        ("空.xlsx", b"", "empty"),
        ("空.csv", b"\n\n", "empty"),
        ("台账.et", b"PK\x03\x04", "et"),
        ("台账.pdf", b"%PDF-1.7\n", "pdf"),
        ("台账.txt.log", "项目名称".encode(), "text"),
        ("半.xlsx", b"PK\x03\x04 half a zip", "damaged"),
        ("文本.xlsx", "项目名称,投资方\n".encode("gb18030"), "text"),
        ("网页.xls", b"<html><table></table></html>", "markup"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n\0\0", "not_a_workbook"),
        ("二进制.csv", b"\xff\xff\x00\x81", "encoding"),
        ("坏.csv", b"\x81", "encoding"),
        (
            "密.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 16,
            "encrypted",
        ),
        ("断.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut", "damaged"),
        ("文档.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504, "not_a_workbook"),
        ("旧.xls", b"\x09\x08\x10\0garbage", "damaged"),
        (
            "假.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + b"\0" * 600,
            "damaged",
        ),
    ],
)
def test_files_that_are_refused(tmp_path: Path, name: str, content: bytes | None, reason: str) -> None:
    """One clear error each, in both languages."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(workbooks.UnreadableWorkbookError) as caught:
        workbooks.read(path)
    assert (caught.value.reason, caught.value.path) == (reason, str(path))
    assert name in str(caught.value)
    assert name in caught.value.render("zh_CN")


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "文档.xlsx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", "<x/>")
    with pytest.raises(workbooks.UnreadableWorkbookError) as caught:
        workbooks.read(path)
    assert caught.value.reason == "not_a_workbook"


def test_a_workbook_without_cells_or_without_a_header(path: Path) -> None:
    with pytest.raises(workbooks.UnreadableWorkbookError) as caught:
        workbooks.read(save(path, {"表": []}))
    assert caught.value.reason == "empty"
    with pytest.raises(workbooks.NoHeaderError):
        workbooks.read(save(path, {"表": [["甲", "乙"], [1, 2]]}))


@pytest.mark.parametrize(
    ("limits", "limit"),
    [
        ({"file_size": 100}, "file_size"),
        ({"unpacked_size": 1000}, "unpacked_size"),
        ({"rows": 2}, "rows"),
        ({"columns": 3}, "columns"),
        ({"cells": 10}, "cells"),
        ({"sheets": 1}, "sheets"),
        ({"cell_length": 5}, "cell_length"),
        ({"text_size": 10}, "text_size"),
    ],
)
def test_limits_are_kept(path: Path, limits: dict[str, Any], limit: str) -> None:
    table = rows(*([i, f"虚构项目{i}号，名称很长", FIRM, 3] for i in range(3)))
    save(path, {"甲": table, "乙": table})
    with pytest.raises(workbooks.WorkbookLimitError) as caught:
        workbooks.read(path, limits=evolve(LIMITS, **limits))
    assert (caught.value.limit, caught.value.allowed) == (limit, limits[limit])
    assert caught.value.found > caught.value.allowed


def test_one_long_text_does_not_make_all_texts_long(path: Path) -> None:
    """Each text counts with its own length where the longest, taken for all of them, would be too much."""
    save(
        path, {"甲": rows(*([i, f"虚构项目{i}号", "虚构" * 50 if i == 1 else FIRM, 3] for i in range(1, 30)))}
    )
    assert len(workbooks.read(path, limits=evolve(LIMITS, text_size=1500)).ledger.projects) == 29
    with pytest.raises(workbooks.WorkbookLimitError):
        workbooks.read(path, limits=evolve(LIMITS, text_size=300))


@pytest.mark.parametrize(
    ("limits", "limit"),
    [({"rows": 1}, "rows"), ({"columns": 2}, "columns"), ({"cell_length": 3}, "cell_length")],
)
def test_limits_are_kept_in_csv(tmp_path: Path, limits: dict[str, Any], limit: str) -> None:
    path = tmp_path / "虚构.csv"
    path.write_text("项目名称,投资方,总投资\n虚构,虚构,3\n", encoding="utf-8")
    with pytest.raises(workbooks.WorkbookLimitError) as caught:
        workbooks.read(path, limits=evolve(LIMITS, **limits))
    assert caught.value.limit == limit


def test_an_open_quote_in_csv_does_not_swallow_the_file(tmp_path: Path) -> None:
    path = tmp_path / "虚构.csv"
    path.write_text('项目名称,投资方,总投资\n"虚构,' + "甲" * 200_000, encoding="utf-8")
    with pytest.raises(workbooks.WorkbookError):
        workbooks.read(path)


def test_the_bounds_of_a_sheet_are_checked_before_it_is_unpacked(path: Path) -> None:
    """One cell in the last corner would make a reader of ranges fill the memory."""
    save(path, {"表": rows([1, "虚构甲项目", FIRM, 3])})
    parts = unpacked(path)
    sheet = "xl/worksheets/sheet1.xml"
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[sheet] = parts[sheet].replace(b"</sheetData>", far)
    path.write_bytes(packed(parts))
    with pytest.raises(workbooks.WorkbookLimitError) as caught:
        workbooks.read(path)
    assert caught.value.limit in {"columns", "cells"}


def repack(path: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """Change the parts of a workbook; `None` leaves one out."""
    changed = ((name, change(name, content)) for name, content in unpacked(path).items())
    path.write_bytes(packed({name: content for name, content in changed if content is not None}))


def test_a_workbook_written_with_single_quotes(path: Path) -> None:
    """Hidden rows and odd cells are found whatever quotes the XML is written with."""

    def hide(_: object, sheet: Any) -> None:
        sheet.set_row(1, None, None, {"hidden": True})

    save(path, {"表": rows([1, "虚构甲项目", FIRM, "{=1/0}#DIV/0!"])}, finish=hide)

    def change(name: str, content: bytes) -> bytes:
        return content.replace(b'"', b"'") if name.startswith("xl/worksheets/") else content

    repack(path, change)
    imported = workbooks.read(path)
    assert codes(imported) == [("D2", "error_value"), ("A2", "hidden_row")]


def test_external_links_are_reported_and_not_followed(path: Path) -> None:
    save(path, {"表": rows([1, "虚构甲项目", FIRM, 3])})
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    assert codes(workbooks.read(path)) == [("A1", "external_links")]


def test_entities_are_never_expanded(path: Path) -> None:
    save(path, {"表": rows([1, "虚构甲项目", FIRM, 3])})
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'

    def change(name: str, content: bytes) -> bytes:
        if name == "xl/sharedStrings.xml":
            return content.replace(b"<sst", bomb + b"<sst").replace("虚构甲项目".encode(), b"&b;&b;&b;")
        return content

    repack(path, change)
    try:
        names = [project.name for project in workbooks.read(path).ledger.projects]
    except workbooks.WorkbookError:
        return
    assert not any("aaaa" in name for name in names)


@pytest.mark.parametrize(
    "part",
    ["xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"],
)
def test_a_workbook_that_lacks_a_part(path: Path, part: str) -> None:
    """It is read without it, or refused: never a traceback."""
    save(path, {"表": rows([1, "虚构甲项目", FIRM, 3, 2022.1])})
    repack(path, lambda name, content: None if name == part else content)
    try:
        workbooks.read(path)
    except workbooks.WorkbookError as error:
        assert str(path) in str(error)  # noqa: PT017 - either outcome is right


def test_a_zip_whose_directory_lies(path: Path) -> None:
    save(path, {"表": rows([1, "虚构甲项目", FIRM, 3])})
    data = bytearray(path.read_bytes())
    place = data.find(b"PK\x01\x02")
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    path.write_bytes(data)
    try:
        workbooks.read(path)
    except workbooks.WorkbookError as error:
        assert str(path) in str(error)  # noqa: PT017 - either outcome is right


def test_a_document_that_repeats_cells_a_million_times_is_refused(tmp_path: Path) -> None:
    """A few bytes of an .ods may stand for more cells than fit in memory."""
    path = tmp_path / "虚构.ods"
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="{}"><text:p>x</text:p></table:table-cell>'
    for row, limit in (
        (f"<table:table-row>{cell.format(99_999)}</table:table-row>", "columns"),
        (
            f'<table:table-row table:number-rows-repeated="99999999">{cell.format(1)}</table:table-row>',
            "rows",
        ),
        (
            f'<table:table-row table:number-rows-repeated="999999">{cell.format(99)}</table:table-row>',
            "cells",
        ),
    ):
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            file.writestr("META-INF/manifest.xml", "<x/>")
            blank = '<table:table-row table:number-rows-repeated="9999999"/>'
            file.writestr("content.xml", f"<table:table>{blank}{row}</table:table>")
        with pytest.raises(workbooks.WorkbookLimitError) as caught:
            workbooks.read(path)
        assert caught.value.limit == limit


def test_rows_and_cells_of_nothing_count_as_they_are_written(tmp_path: Path) -> None:
    """An .ods of two million empty rows in 300 KB was followed to its end."""
    path = tmp_path / "虚构.ods"
    few = evolve(LIMITS, rows=100, blank_cells=50)
    cell = "<table:table-cell/>"
    for body, limit in (
        ("<table:table-row/>" * 101, "rows"),
        (f"<table:table-row>{cell * 51}</table:table-row>", "blank_cells"),
    ):
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            file.writestr("META-INF/manifest.xml", "<x/>")
            file.writestr("content.xml", f"<table:table>{body}</table:table>")
        with pytest.raises(workbooks.WorkbookLimitError) as caught:
            workbooks.read(path, limits=few)
        assert caught.value.limit == limit


@pytest.mark.long
def test_a_long_comment_is_looked_through_as_it_grows() -> None:
    """It was looked through again with each small piece of it, the square of its length in all."""

    class Counted(BytesIO):
        reads = 0

        def read(self, size: int | None = -1, /) -> bytes:
            self.reads += 1
            return super().read(size)

    stream = Counted(b"<a><!--" + b"x " * 4_000_000 + b"--><b/></a>")
    names: list[str] = []
    parse_part(stream, lambda name, _: names.append(name))
    assert names == ["a", "b"]
    assert stream.reads < 20


@pytest.mark.long
def test_a_comment_or_tag_longer_than_any_sheet_is_refused(tmp_path: Path) -> None:
    """The parser took the square of its length: 120 KB, unpacked 120 MB, took a minute."""
    path = tmp_path / "虚构.ods"
    for begins, ends in (("<!--", "--><b/>"), ('<b x="', '"/>'), ("<?x ", "?><b/>")):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            file.writestr("META-INF/manifest.xml", "<x/>")
            file.writestr("content.xml", f"<a>{begins}{'a' * (32 << 20)}{ends}</a>")
        with pytest.raises(workbooks.UnreadableWorkbookError, match="damaged"):
            workbooks.read(path)


def test_a_binary_workbook_with_a_far_cell_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "虚构.xlsb"

    def record(kind: int, content: bytes) -> bytes:
        head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
        return head + bytes([len(content)]) + content

    def save_binary(row: int, column: int) -> None:
        part = (
            record(0x81, b"")
            + record(0x91, b"")
            + record(0, row.to_bytes(4, "little").ljust(17, b"\0"))
            + record(5, column.to_bytes(4, "little").ljust(16, b"\0"))
            + record(0x92, b"")
        )
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("xl/workbook.bin", b"")
            file.writestr("xl/worksheets/sheet1.bin", part)

    for row, column, limit in ((1, 16_000, "columns"), (1_048_575, 100, "cells")):
        save_binary(row, column)
        with pytest.raises(workbooks.WorkbookLimitError) as caught:
            workbooks.read(path)
        assert caught.value.limit == limit
    save_binary(1, 1)
    with pytest.raises(workbooks.UnreadableWorkbookError):
        workbooks.read(path)
    with zipfile.ZipFile(path, "w") as file:  # records of nothing are walked as cells are
        file.writestr("xl/workbook.bin", b"")
        file.writestr("xl/sharedStrings.bin", record(0x7F, b"") * 9_000)
    with pytest.raises(workbooks.WorkbookLimitError) as caught:
        workbooks.read(path, limits=evolve(LIMITS, cells=4_000))
    assert caught.value.limit == "cells"


@pytest.mark.long
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"])
@pytest.mark.parametrize(
    "junk", [b"<c ", b'<c t="e" ', b'<c r="A1"><f', b"<row ", b"<numFmt ", b"<sheet ", b"cellXfs"]
)
def test_searching_damaged_parts_comes_to_an_end(path: Path, part: str, junk: bytes) -> None:
    """A part full of junk is read or refused; a pattern that went back and forth would not come to an end here."""
    save(path, {"表": rows([1, "虚构甲项目", FIRM, 3])})
    repack(path, lambda name, content: content[:500] + junk * 100_000 if name == part else content)
    try:
        workbooks.read(path)
    except workbooks.WorkbookError as error:
        assert str(path) in str(error)  # noqa: PT017 - either outcome is right


def test_errors_of_workbooks_are_records() -> None:
    import pickle  # noqa: PLC0415 - what errors must survive

    error = workbooks.WorkbookLimitError("a.xlsx", "rows", 1, 2)
    assert pickle.loads(pickle.dumps(error)) == error  # noqa: S301 - made on the line above
    assert "rows" in error.render("zh_CN")
    assert issubclass(workbooks.UnknownSheetError, LookupError)
