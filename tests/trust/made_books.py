"""Workbooks made by hand, part by part: what claims more than it holds, for the tests of what reading costs."""

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
RELATION = '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
_HEADS = "".join(
    f'<c r="{letter}1" t="inlineStr"><is><t>{word}</t></is></c>'
    for letter, word in zip("ABC", ("项目名称", "投资方", "总投资（亿元）"), strict=True)
)
BODY = (
    f'<row r="1">{_HEADS}</row><row r="2"><c r="A2" t="inlineStr"><is><t>虚构项目</t></is></c>'
    '<c r="B2" t="inlineStr"><is><t>虚构公司</t></is></c><c r="C2"><v>3.5</v></c></row>'
)


def xlsx(
    path: Path,
    rows: str = "",
    *,
    sheet: str | bytes | None = None,
    strings: str | None = None,
    part: str = "worksheets/sheet1.xml",
    target: str = "worksheets/sheet1.xml",
    after: str = "",
    workbook: str | None = None,
    twice: str = "",
) -> None:
    """Write an .xlsx by hand, so that any part of it may be odd."""
    spaces = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
        file.writestr(
            "_rels/.rels", _RELATIONS.format(RELATION.format("r1", "officeDocument", "xl/workbook.xml"))
        )
        file.writestr(
            "xl/workbook.xml",
            workbook
            or f'<workbook {spaces}{relations}><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        more = RELATION.format("r2", "sharedStrings", "sharedStrings.xml") if strings is not None else ""
        file.writestr(
            "xl/_rels/workbook.xml.rels",
            _RELATIONS.format(RELATION.format("r1", "worksheet", target) + more),
        )
        if strings is not None:
            file.writestr("xl/sharedStrings.xml", strings)
        text = sheet or f"<worksheet {spaces}><sheetData>{BODY}{rows}</sheetData>{after}</worksheet>"
        if twice:
            file.writestr(f"xl/{twice}", text.replace("XFD1048576", "A9") if isinstance(text, str) else text)
        file.writestr(f"xl/{part}", text)


def every_cell_of_another_look(path: Path, rows: int) -> Path:
    """Write an .xlsx that shows each amount by a format of its own, which says more of less than its row."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["项目名称", "投资方", "总投资（万元）"])
        for row in range(1, rows + 1):
            sheet.write_row(row, 0, [f"虚构项目{row}", "虚构公司"])
            sheet.write_number(row, 2, 1000, book.add_format({"num_format": f'[>={row}]0.0;"少于{row}"0.0'}))
    return path


def ods(path: Path, rows: str) -> None:
    names = "office table text".split()
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        file.writestr(
            "content.xml",
            f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="S">'
            f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>",
        )


def record(kind: int, data: bytes) -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, left = b"", len(data)
    while True:
        size += bytes([left & 0x7F | (0x80 if left > 127 else 0)])
        left >>= 7
        if not left:
            return head + size + data


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(path: Path, rows: bytes, text: str, part: str = "worksheets/sheet1.bin") -> None:
    """Write an .xlsb whose rows are given as records."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        sheet = record(156, struct.pack("<II", 0, 1) + wide("r1") + wide("S"))
        file.writestr(
            "xl/workbook.bin",
            record(131, b"") + record(143, b"") + sheet + record(144, b"") + record(132, b""),
        )
        relations = RELATION.format("r1", "worksheet", part) + RELATION.format(
            "r2", "sharedStrings", "sharedStrings.bin"
        )
        file.writestr("xl/_rels/workbook.bin.rels", _RELATIONS.format(relations))
        item = record(19, b"\0" + wide(text))
        file.writestr("xl/sharedStrings.bin", record(159, struct.pack("<II", 1, 1)) + item + record(160, b""))
        dimension = record(148, struct.pack("<IIII", 0, 0, 0, 0))
        file.writestr(f"xl/{part}", record(129, b"") + dimension + record(145, b"") + rows + record(146, b""))


def row(number: int, cells: list[tuple[int, int, bytes]]) -> bytes:
    head = record(0, struct.pack("<III", number, 0, 0) + b"\0" * 13)
    return head + b"".join(record(kind, struct.pack("<II", column, 0) + data) for kind, column, data in cells)


def attacks(folder: Path) -> Iterator[Path]:
    """Make small files that ask for far more than they hold."""
    odd = "".join(f"a{number}='{number}' " for number in range(200))
    far = {
        "far": '<row r="7"><c r="ZZ1048000"><v>1</v></c></row>',
        "spaces": '<row r="7"><c r = "XFD1048576"><v>1</v></c></row>',
        "greater": '<row r="7"><c x="&gt;>" r="XFD1048576"><v>1</v></c></row>',
        "lower": '<row r="7"><c r="zz1048000"><v>1</v></c></row>',
        "long": f'<row r="7"><c {odd} r="ZZ1048000"><v>1</v></c></row>',
        "single": "<row r='7'><c r='ZZ1048000'><v>1</v></c></row>",
        "line": '<row r="7"><c\n\n r="ZZ1048000"><v>1</v></c></row>',
        "entity": '<row r="7"><c r="ZZ10&#52;8000"><v>1</v></c></row>',
        "two": '<row r="7"><c r="A7" r="ZZ1048000"><v>1</v></c></row>',
        "zeros": '<row r="7"><c r="ZZ0001048000"><v>1</v></c></row>',
        "huge": '<row r="7"><c r="ZZZZZZZ99999999999"><v>1</v></c></row>',
        "rows": '<row r="300000"><c><v>1</v></c></row>'
        + "<row><c/></row>" * 9
        + '<row r="9"><c r="ZZ9"/></row>',
        "prefix": '<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="7">'
        '<x:c r="ZZ1048000"><x:v>1</x:v></x:c></x:row>',
        "sparse": '<row r="7"><c r="A7"><v>1</v></c></row><row r="28000"><c r="ZZ28000"><v>1</v></c></row>',
        "comment": '<!-- <row r="7"> --><row r="7"><c r="ZZ1048000"><v>1</v></c></row>',
        "backwards": "".join(f'<row r="{n}"><c r="A{n}"/></row>' for n in range(20_000, 3, -1)),
        "blanks": f'<row r="7"><c r="A7" t="e">{" " * 2_000_000}</c></row>',
        "open": '<row r="7">' + '<c r="A7" t="e"><f>' * 60_000,
        "attributes": f"<row r='7'><c {'t=&quot;e&quot; ' * 3}></c><c {'x ' * 400_000}/></row>",
        "unended": '<row r="7">' + "<c " * 400_000,
        "deep": "<c>" * 300_000,
        "text": f'<row r="7"><c r="A7" t="str"><v>{"甲" * 40_000}</v></c></row>',
    }
    for name, rows in far.items():
        xlsx(folder / f"{name}.xlsx", rows)
        yield folder / f"{name}.xlsx"
    yield every_cell_of_another_look(folder / "looks.xlsx", 12_000)
    xlsx(folder / "styled.xlsx")
    looks = "<xf numFmtId='2'/>" * 4_000_000
    with zipfile.ZipFile(folder / "styled.xlsx", "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/styles.xml", f"<styleSheet><cellXfs>{looks}</cellXfs></styleSheet>")
    yield folder / "styled.xlsx"
    xlsx(folder / "behind.xlsx", after=" " * (80 << 20))
    yield folder / "behind.xlsx"
    end = '<row r="7"><c r="XFD1048576"><v>1</v></c></row>'
    utf16 = f'<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData>{end}</sheetData></worksheet>'
    xlsx(folder / "utf16.xlsx", sheet=utf16.encode("utf-16"))
    xlsx(folder / "case.xlsx", end, part="Worksheets/SHEET1.xml")
    xlsx(folder / "dots.xlsx", end, target="../xl/worksheets/sheet1.xml")
    xlsx(folder / "image.xlsx", end, part="media/a.png", target="media/a.png")
    xlsx(folder / "twice.xlsx", end, part="worksheets/Sheet1.xml", twice="worksheets/sheet1.xml")
    xlsx(
        folder / "named.xlsx",
        end,
        workbook='<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="a&gt;>b" sheetId="1" r:id="r1"/></sheets></workbook>',
    )
    entities = '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    xlsx(folder / "laughs.xlsx", sheet=f"{entities}]><worksheet><sheetData>&j;</sheetData></worksheet>")
    many = "".join(f'<row r="{n}"><c r="A{n}" t = "s"><v>0</v></c></row>' for n in range(3, 60_000))
    xlsx(folder / "shared.xlsx", many, strings=f"<sst><si><t>{'长' * 32_000}</t></si ></sst>")
    plain = many.replace(" = ", "=")
    xlsx(folder / "shared2.xlsx", plain, strings=f"<sst><si><t>{'长' * 32_000}</t></si></sst>")
    claim, text = 'uniqueCount="1999999999"', "<si><t>甲</t></si>"
    xlsx(folder / "claimed.xlsx", strings=f"<sst {claim}>{text}</sst>")
    xlsx(folder / "claimed2.xlsx", strings=f"<sst count='1'\n{claim.replace('=', ' = ')}>{text}</sst>")
    xlsx(folder / "claimed3.xlsx", strings=f"<s>{'<sst/>' * 2}<x:sst xmlns:x='x' {claim}>{text}</x:sst></s>")
    xlsx(folder / "claimed4.xlsx", strings=f"<sst {claim.replace('199', '&#49;99')}>{text}</sst>")
    xlsx(folder / "claimed5.xlsx", strings=f"<sst count='1'>{text}<sst {claim}>{text}</sst></sst>")
    merges = "".join(f'<mergeCell ref="A1:XFD{1048576 - n}"/>' for n in range(3000))
    xlsx(folder / "merges.xlsx", after=f"<mergeCells>{merges}</mergeCells>")
    yield from (
        folder / f"{name}.xlsx"
        for name in "utf16 case dots image twice named laughs shared shared2 merges"
        " claimed claimed2 claimed3 claimed4 claimed5".split()
    )
    head = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'
        for word in ("项目名称", "投资方", "总投资（亿元）")
    )
    filled = '<table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell>'
    times = 'table:number-columns-repeated="1000000"'
    sheets = {
        "cells": f'<table:table-row><table:table-cell {times} office:value-type="string"><text:p>甲</text:p>'
        "</table:table-cell></table:table-row>",
        "copies": f'<table:table-row table:number-rows-repeated="1000000">{head}</table:table-row>',
        "gap": f"<table:table-row>{filled}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
        f'<table:table-row><table:table-cell table:number-columns-repeated="600"/>{filled}</table:table-row>',
        "gap1": filled.join(("<table:table-row>", "</table:table-row>"))
        + '<table:table-row table:number-rows-repeated="1048570"/>'
        + f'<table:table-row><table:table-cell table:number-columns-repeated="600"/>{filled}</table:table-row>',
        "single": f"<table:table-row table:number-rows-repeated = '1000000'>{filled * 30}</table:table-row>",
        "spaces": '<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="1000000000"/>'
        "</text:p></table:table-cell></table:table-row>",
        "many": f"<table:table-row table:number-rows-repeated='30000'>"
        f"<table:table-cell office:value-type='string'><text:p>{'长' * 30_000}</text:p></table:table-cell>"
        "</table:table-row>",
        "negative": f"<table:table-row table:number-rows-repeated='-1'>{filled}</table:table-row>",
    }
    for name, rows in sheets.items():
        ods(folder / f"{name}.ods", f"<table:table-row>{head}</table:table-row>{rows}")
        yield folder / f"{name}.ods"
    for name, records, part in (
        (
            "shared",
            b"".join(row(n, [(7, 0, struct.pack("<I", 0))]) for n in range(60_000)),
            "worksheets/sheet1.bin",
        ),
        ("far", row(1_048_000, [(7, 701, struct.pack("<I", 0))]), "worksheets/sheet1.bin"),
        ("other", row(1_048_000, [(7, 701, struct.pack("<I", 0))]), "other/sheet.bin"),
        ("claims", b"\x07\xff\xff\xff\x7f", "worksheets/sheet1.bin"),
    ):
        xlsb(folder / f"{name}.xlsb", records, "长" * 32_000, part)
        yield folder / f"{name}.xlsb"
