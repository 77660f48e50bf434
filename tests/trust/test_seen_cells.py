"""What a person sees in a cell is what is read of it, or it is told."""

import struct
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import polars as pl
import pytest
from tests.trust.made_books import xlsx
from tests.trust.test_cells_of_books import binary, document, label, older, part, record, texts, wide
from tests.workbooks.packing import packed, unpacked

from zhaoshang import workbooks

HEAD: Final = "项目名称,投资方,总投资（亿元）,签约时间"
SET_OFF: Final = tuple(
    sign
    for sign in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(sign) == "No"
    and any(map(str.isdigit, unicodedata.normalize("NFKC", sign).replace("\u2044", "")))
)


def listed(*amounts: str) -> workbooks.Import:
    rows = [f"虚构项目{number},虚构公司,{amount},2022-03" for number, amount in enumerate(amounts)]
    return workbooks.read("\n".join([HEAD, *rows]).encode(), name="a.csv")


@pytest.mark.parametrize(
    "form", ["{}00", "30{}", "3{}0", "{}", "{0}{0}", "3 {}", "{} 3", "{}.5", "-{}", "3{}亿元", "{}3亿元"]
)
def test_a_digit_that_is_set_off_is_no_digit_of_an_amount(form: str) -> None:
    """³00 was 300 and 3⓪ was 30: raised, lowered, in a circle, a fraction, with a point of its own."""
    imported = listed(*map(form.format, SET_OFF))
    told = {found.detail["row"] for found in imported.findings if found.detail["column"] == "C"}
    for number, project in enumerate(imported.ledger.projects, 2):
        assert project.investment is None, SET_OFF[number - 2]
        assert str(number) in told, SET_OFF[number - 2]


@pytest.mark.parametrize("form", ["\uff13\uff10", "\U0001d7d1\U0001d7ce", "30"])
def test_a_digit_of_another_width_or_font_is_a_digit(form: str) -> None:
    (project,) = listed(form).ledger.projects
    assert project.investment is not None
    assert project.investment.value == 3_000_000_000


@pytest.mark.parametrize("engine", [pl.DataFrame, lambda columns: pl.DataFrame(columns).to_pandas()])
def test_a_number_of_a_frame_that_may_be_january_or_october_is_told(engine: object) -> None:
    """A number keeps no nought at its end: 2022.10 was January."""
    assert callable(engine)
    frame = engine({"项目名称": ["虚构甲项目", "虚构乙项目"], "签约时间": [2022.10, 2022.3]})
    imported = workbooks.read_frame(frame)
    assert [[str(one.signed_on) for one in each.agreements] for each in imported.ledger.projects] == [
        [],
        ["2022-03"],
    ]
    assert [(found.path, found.code) for found in imported.findings] == [("frame!B2", "ambiguous_date")]


@pytest.mark.parametrize("text", ["甲,乙,丙\n丁,戊,己\n庚,辛,壬", "'=1+1", '="7"', '"', "甲\r\n乙", "  "])
def test_a_text_of_a_frame_is_what_it_is(text: str) -> None:
    """A frame was written as CSV, and a text that looked like rows or like a mark of CSV read as such."""
    columns = {"项目名称": ["虚构甲项目", "虚构乙项目"], "投资方": ["甲公司", "乙公司"], "点评": [text, "好"]}
    first, second = workbooks.read_frame(pl.DataFrame(columns)).ledger.projects
    assert (first.name, second.name) == ("虚构甲项目", "虚构乙项目")
    assert first.extra.get("点评", "").split() == text.split()


# ------------------------------------------------------------------ runs that are set apart

Parts = Sequence[tuple[str, str]]
"""What a cell holds: each run, and how it is marked: struck out, raised or not at all."""

OF_RUNS: Final = {"": "", "struck": "<strike/>", "raised": '<vertAlign val="superscript"/>'}
FONTS: Final = {"": 0, "struck": 1, "raised": 2}
_SHEET: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def in_runs(parts: Parts) -> str:
    return "".join(f"<r><rPr>{OF_RUNS[mark]}</rPr><t>{text}</t></r>" for text, mark in parts)


def of_cell(path: Path, cell: str, strings: str | None = None) -> None:
    xlsx(
        path,
        f'<row r="3"><c r="A3" t="inlineStr"><is><t>虚构乙项目</t></is></c>{cell}</row>',
        strings=strings,
    )


def inline(path: Path, parts: Parts) -> None:
    of_cell(path.with_suffix(".xlsx"), f'<c r="C3" t="inlineStr"><is>{in_runs(parts)}</is></c>')


def shared(path: Path, parts: Parts, cell: str = '<c r="C3" t="s"><v>1</v></c>') -> None:
    strings = f"<sst {_SHEET}><si><t>甲</t></si><si>{in_runs(parts)}<rPh><t>9</t></rPh></si></sst>"
    of_cell(path.with_suffix(".xlsx"), cell, strings)


def shared_in_an_odd_form(path: Path, parts: Parts) -> None:
    shared(
        path,
        parts,
        "<x:c xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main' t='s' r='C3'><x:v>1</x:v></x:c>",
    )


def in_records(parts: Parts) -> bytes:
    at, runs = 0, b""
    for text, mark in parts:
        runs += struct.pack("<HH", at, FONTS[mark])
        at += len(text)
    return runs


def styles_of(*fonts: bytes) -> bytes:
    """Give the styles of an .xlsb: its fonts, and one style of cells."""
    listed = b"".join(part(43, font + b"\0" * 17) for font in fonts)
    return listed + part(617, struct.pack("<I", 1)) + part(47, b"\0" * 16) + part(618, b"")


def of_binary(path: Path, parts: Parts) -> None:
    whole = "".join(text for text, _ in parts)
    rich = b"\1" + wide(whole) + struct.pack("<I", len(parts)) + in_records(parts)
    fonts = [struct.pack("<4H", 0, 8 * (mark == "struck"), 0, mark == "raised") for mark in FONTS]
    styles = styles_of(*fonts)
    binary(path.with_suffix(".xlsb"), (7, 2, struct.pack("<I", 6)), strings=texts(rich), styles=styles)


def of_older(path: Path, parts: Parts, cut: int = 0) -> None:
    whole = "".join(text for text, _ in parts)
    fonts = [struct.pack("<5H", 0, 8 * (mark == "struck"), 0, 0, mark == "raised") for mark in FONTS]
    said = struct.pack("<HBH", len(whole), 9, len(parts)) + whole.encode("utf-16-le") + in_records(parts)
    first, second = (said[:cut], b"\1" + said[cut:]) if cut else (said, b"")
    more = b"".join(record(0x31, font + b"\0" * 8) for font in fonts)
    more += record(0xFC, struct.pack("<II", 1, 1) + first) + (record(0x3C, second) if second else b"")
    older(path.with_suffix(".xls"), record(0xFD, struct.pack("<HHHI", 1, 2, 0, 0)), more=more)


def of_older_in_two_records(path: Path, parts: Parts) -> None:
    of_older(path, parts, 7)


def of_document(path: Path, parts: Parts) -> None:
    styles = (
        '<style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="T2" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    )
    said = "".join(
        f'<text:span text:style-name="T{FONTS[mark]}">{text}</text:span>' if mark else text
        for text, mark in parts
    )
    cell = f'<table:table-cell office:value-type="string"><text:p>{said}</text:p></table:table-cell>'
    document(path.with_suffix(".ods"), cell, styles=styles)


def of_page(path: Path, parts: Parts, forms: tuple[str, str] = ("<s>{}</s>", "<sup>{}</sup>")) -> None:
    said = "".join(
        {"": "{}", "struck": forms[0], "raised": forms[1]}[mark].format(text) for text, mark in parts
    )
    head = "".join(f"<th>{word}</th>" for word in HEAD.split(","))
    row = f"<td>虚构甲项目</td><td>虚构公司</td><td>{said}</td><td>2022-03</td>"
    struck = "/* of marks */ .old, table td b{ text-decoration: line-through }"
    sheet = f"<style>{struck} @media print {{.up{{display:none}}}} .up{{vertical-align:super}}</style>"
    path.with_suffix(".html").write_text(
        f"<html>{sheet}<table><tr>{head}</tr><tr>{row}</tr></table></html>", "utf-8"
    )


def of_styles(path: Path, parts: Parts) -> None:
    of_page(
        path,
        parts,
        ('<i style="text-decoration-line: line-through">{}</i>', "<i style='vertical-align:super'>{}</i>"),
    )


def of_classes(path: Path, parts: Parts) -> None:
    of_page(path, parts, ("<font class='x old'>{}</font>", '<u class="up">{}</u>'))


def of_tags(path: Path, parts: Parts) -> None:
    of_page(path, parts, ("<b>{}</b>", "<sup>{}"))


WRITERS: Final[dict[str, Callable[[Path, Parts], None]]] = {
    made.__name__: made
    for made in (
        inline, shared, shared_in_an_odd_form, of_binary, of_older, of_older_in_two_records, of_document, of_page,
        of_styles, of_classes, of_tags,
    )
}  # fmt: skip


def read_of(writer: str, folder: Path, parts: Parts) -> tuple[object, list[tuple[str, object]]]:
    WRITERS[writer](folder / "book", parts)
    (path,) = folder.iterdir()
    imported = workbooks.read(path)
    project = list(imported.ledger.projects)[-1]
    found: list[tuple[str, object]] = [
        (item.code, item.detail.get("note", "")) for item in imported.findings if item.code != "kept_as_extra"
    ]
    return project.investment and project.investment.value, found


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize(
    ("parts", "value", "told"),
    [
        ([("3", ""), ("0", "struck"), ("亿元", "")], 300_000_000, [("struck_text", "0")]),
        ([("30", "struck"), ("20亿元", "")], 2_000_000_000, [("struck_text", "30")]),
        ([("30亿元", "struck")], None, [("struck_text", "30亿元")]),
        ([("80", ""), ("2", "raised")], None, [("not_a_quantity", "")]),
        ([("2亿元", ""), ("1", "raised")], None, [("not_a_quantity", "")]),
        ([("30", ""), ("亿元", "")], 3_000_000_000, []),
    ],
    ids=["struck within", "struck before", "struck out", "raised", "raised behind", "plain"],
)
def test_runs_that_are_set_apart_are_no_part_of_the_amount(
    tmp_path: Path, writer: str, parts: Parts, value: int | None, told: list[tuple[str, str]]
) -> None:
    """What is struck out was read with the rest (3 and a struck 0 were 30), and so was a mark of a footnote (80² was 802)."""
    if writer == "of_tags" and parts[-1][1] == "raised":
        parts = [*parts, ("", "")]
    assert read_of(writer, tmp_path, parts) == (value, told)


@pytest.mark.parametrize("mark", ["", "_"])
def test_a_run_that_ends_before_it_begins_is_refused(tmp_path: Path, mark: str) -> None:
    """A shared text of an .xlsb that claims more runs than it has."""
    rich = b"\1" + wide("3.5亿元") + struct.pack("<IHH", 1 if not mark else 9, 0, 1)
    font = styles_of(struct.pack("<4H", 0, 8, 0, 0))
    path = binary(tmp_path / "a.xlsb", (7, 2, struct.pack("<I", 6)), strings=texts(rich), styles=font)
    if not mark:
        assert workbooks.read(path).ledger.projects
        return
    with pytest.raises(workbooks.UnreadableWorkbookError):
        workbooks.read(path)


STYLES: Final = (
    f'<styleSheet {_SHEET}><fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>'
    '<cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs></styleSheet>'
)


@pytest.mark.parametrize(
    ("name", "amount", "told"),
    [(0, 1, ["struck_text"]), (1, 0, ["struck_row"]), (1, 1, ["struck_row"]), (2, 2, []), (0, 0, [])],
    ids=["amount", "name", "row", "none", "plain"],
)
@pytest.mark.parametrize("form", ['<c r="{}3" s="{}"', "<c s='{1}' r='{0}3'"], ids=["plain", "odd"])
def test_a_cell_that_is_struck_out_is_told(
    tmp_path: Path, form: str, name: int, amount: int, told: list[str]
) -> None:
    """An amount that is struck out counted; a row that is with its name is read, and told."""
    path = tmp_path / "a.xlsx"
    first, second = form.format("A", name), form.format("C", amount)
    xlsx(path, f'<row r="3">{first} t="str"><v>虚构乙项目</v></c>{second}><v>30</v></c></row>')
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("xl/styles.xml", STYLES)
    imported = workbooks.read(path)
    investment = list(imported.ledger.projects)[-1].investment
    assert [item.code for item in imported.findings] == told
    assert (investment and investment.value) == (None if told == ["struck_text"] else 3_000_000_000)


# ------------------------------------------------------------------ how the older formats show their cells


def shown_in_binary(path: Path) -> None:
    formats = (
        part(615, struct.pack("<I", 1))
        + part(44, struct.pack("<H", 164) + wide('0.0"万元"'))
        + part(616, b"")
    )
    listed = b"".join(part(47, struct.pack("<8H", 0, code, 0, 0, 0, 0, 0, 0)) for code in (0, 164, 9))
    styles = formats + part(617, struct.pack("<I", 3)) + listed + part(618, b"")
    more = part(0, struct.pack("<I", 2) + b"\0" * 7 + b"\x10" + b"\0" * 5)  # a row that is hidden
    more += part(7, struct.pack("<III", 0, 0, 4)) + part(
        5, struct.pack("<II", 2, 2) + struct.pack("<d", 0.35)
    )
    more += part(60, struct.pack("<IIIIH", 3, 3, 0, 0, 1)) + part(7, struct.pack("<III", 3, 0, 6))
    strings = texts(b"\0" + wide("2022年3月"))
    binary(path, (5, 2, struct.pack("<d", 3.5)), strings=strings, styles=styles, after=more)
    kept = unpacked(path)
    cell = part(5, struct.pack("<II", 2, 0) + struct.pack("<d", 3.5))
    kept["xl/worksheets/sheet1.bin"] = kept["xl/worksheets/sheet1.bin"].replace(
        cell, part(5, struct.pack("<II", 2, 1) + struct.pack("<d", 3.5))
    )
    path.write_bytes(packed(kept))


def shown_in_older(path: Path) -> None:
    code = '0.0"万元"'
    more = record(0x41E, struct.pack("<HHB", 164, len(code), 1) + code.encode("utf-16-le"))
    more += b"".join(record(0xE0, struct.pack("<HH", 0, code) + b"\0" * 16) for code in (0, 164, 9))
    hidden = record(0x208, struct.pack("<8H", 2, 0, 4, 0, 0, 0, 0x20, 0)) + record(
        0x7D, struct.pack("<6H", 3, 3, 0, 0, 1, 0)
    )
    first = record(0x203, struct.pack("<HHHd", 1, 2, 1, 3.5))
    second = (
        label(2, 0, "虚构乙项目")
        + record(0x203, struct.pack("<HHHd", 2, 2, 2, 0.35))
        + label(2, 3, "2022年3月")
    )
    older(path, hidden, first, second, more=more)


@pytest.mark.parametrize("suffix", ["xlsb", "xls"])
def test_an_older_file_is_read_as_it_is_shown(tmp_path: Path, suffix: str) -> None:
    """3.5万元 was 3.5亿元 below a header that says so, 35% was an amount, and what is hidden was not told."""
    path = tmp_path / f"a.{suffix}"
    (shown_in_binary if suffix == "xlsb" else shown_in_older)(path)
    imported = workbooks.read(path)
    amounts = [each.investment and each.investment.value for each in imported.ledger.projects]
    assert amounts == [35_000, None]
    told = {(item.code, item.path) for item in imported.findings}
    assert {
        ("unit_conflict", "S!C2"),
        ("not_a_quantity", "S!C3"),
        ("hidden_row", "S!A3"),
        ("hidden_column", "S!D1"),
    } <= told


PALE: Final = {
    "white": ('<font><color rgb="FFFFFFFF"/></font>', "<fill/>", "General", True),
    "theme": (
        '<font><color theme="0"/></font>',
        '<fill><patternFill patternType="none"/></fill>',
        "General",
        True,
    ),
    "no format": ("<font/>", "<fill/>", ";;;", True),
    "no format of numbers": ("<font/>", "<fill/>", ";;", True),
    "on a ground": (
        '<font><color rgb="FFFFFFFF"/></font>',
        '<fill><patternFill patternType="solid"/></fill>',
        "General",
        False,
    ),
    "grey": ('<font><color theme="0" tint="-0.5"/></font>', "<fill/>", "General", False),
    "black": ('<font><color rgb="FF000000"/></font>', "<fill/>", "0;-0;;@", False),
}


@pytest.mark.parametrize(("font", "fill", "code", "is_told"), PALE.values(), ids=PALE)
def test_a_cell_that_nobody_sees_is_told(
    tmp_path: Path, font: str, fill: str, code: str, *, is_told: bool
) -> None:
    """White letters on nothing, and a number format that shows nothing: read, as hidden rows are, and told."""
    path = tmp_path / "a.xlsx"
    xlsx(path, '<row r="3"><c r="A3" t="str"><v>虚构乙项目</v></c><c r="C3" s="1"><v>30</v></c></row>')
    with zipfile.ZipFile(path, "a") as file:
        file.writestr(
            "xl/styles.xml",
            f'<styleSheet {_SHEET}><numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts><fonts><font/>{font}</fonts>'
            f'<fills><fill/>{fill}</fills><cellXfs><xf/><xf numFmtId="164" fontId="1" fillId="1"/></cellXfs></styleSheet>',
        )
    imported = workbooks.read(path)
    assert [each.investment is not None for each in imported.ledger.projects] == [True, True]
    assert imported.findings.codes == (("pale_text",) if is_told else ())


_LIST: Final = "".join(
    f'<row r="{number}"{{{number}}}><c r="A{number}" t="str"><v>虚构{number}项目</v></c><c r="C{number}"><v>3</v></c></row>'
    for number in (2, 3, 4)
)
OF_NO_SIZE: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "hidden row": ("", ' hidden="1"', ("S!A3",)),
    "no height": ("", ' ht="0" customHeight="1"', ("S!A3",)),
    "no height in points": ("", ' ht="0.0"', ("S!A3",)),
    "no height, quoted otherwise": ("", " ht='0.00'", ("S!A3",)),
    "low": ("", ' ht="0.5" customHeight="1"', ()),
    "high": ("", ' ht="15"', ()),
    "rows that hold nothing": ('<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>', "", ()),
    "no width": ('<cols><col min="3" max="3" width="0" customWidth="1"/></cols>', "", ("S!C1",)),
    "no width of its own": ("<cols><col width='0.0' min='2' max='2'/></cols>", "", ("S!B1",)),
    "narrow": ('<cols><col min="3" max="3" width="0.5"/></cols>', "", ()),
    "no width by default": (
        '<sheetFormatPr defaultColWidth="0"/><cols><col min="1" max="2" width="9"/></cols>',
        "",
        ("S!C1",),
    ),
    "width by default": ('<sheetFormatPr baseColWidth="0" defaultColWidth="10"/>', "", ()),
}


@pytest.mark.parametrize(("before", "of_row", "told"), OF_NO_SIZE.values(), ids=OF_NO_SIZE)
@pytest.mark.parametrize("more", [0, 4000], ids=["short", "long"])
def test_rows_and_columns_of_no_size_are_told(
    tmp_path: Path, before: str, of_row: str, told: tuple[str, ...], more: int
) -> None:
    """As hidden ones are: nobody sees them, and both are read. A default of no height is that of rows without cells."""
    path = tmp_path / "a.xlsx"
    heads = "".join(
        f'<c r="{letter}1" t="str"><v>{word}</v></c>'
        for letter, word in zip("ABC", HEAD.split(","), strict=False)
    )
    rest = "".join(f'<row r="{n}"><c r="A{n}"/><c r="B{n}"/><c r="C{n}"/></row>' for n in range(5, 5 + more))
    rows = f'<row r="1">{heads}</row>' + _LIST.replace("{3}", of_row).replace("{2}", "").replace("{4}", "")
    xlsx(path, sheet=f"<worksheet {_SHEET}>{before}<sheetData>{rows}{rest}</sheetData></worksheet>")
    imported = workbooks.read(path)
    assert len(imported.ledger.projects) == 3
    found = [each.path for each in imported.findings if each.code in {"hidden_row", "hidden_column"}]
    assert tuple(found) == told


def _small_in_binary(path: Path, height: int, width: int) -> None:
    row = part(0, struct.pack("<IIHBB", 2, 0, height, 0, 0x20) + b"\0" * 5)
    more = row + part(7, struct.pack("<III", 0, 0, 4)) + part(60, struct.pack("<IIIIH", 2, 2, width, 0, 0))
    binary(path, (5, 2, struct.pack("<d", 3.5)), after=more)


def _small_in_older(path: Path, height: int, width: int) -> None:
    row = record(0x208, struct.pack("<8H", 2, 0, 4, height, 0, 0, 0x40, 0))
    column = record(0x7D, struct.pack("<6H", 2, 2, width, 0, 0, 0))
    older(path, row, column, record(0x203, struct.pack("<HHHd", 1, 2, 0, 3.5)), label(2, 0, "虚构乙项目"))


@pytest.mark.parametrize("write", [_small_in_binary, _small_in_older])
@pytest.mark.parametrize(
    ("size", "told"), [(0, ["hidden_column", "hidden_row"]), (300, [])], ids=["none", "some"]
)
def test_rows_and_columns_of_no_size_are_told_of_older_files(
    tmp_path: Path, write: Callable[[Path, int, int], None], size: int, told: list[str]
) -> None:
    path = tmp_path / "a.xls"
    write(path, size, size)
    found = workbooks.read(path).findings.codes
    assert [code for code in found if code.startswith("hidden")] == told
