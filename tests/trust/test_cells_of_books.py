"""Cells that older readers pass over, take for empty or read beyond their end: refused or told, in every format."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from tests.trust.asked_reader import container
from tests.trust.made_books import xlsx
from tests.workbooks.packing import packed, unpacked

from zhaoshang import workbooks

HEADS = ("项目名称", "投资方", "总投资（亿元）", "签约时间", "虚构项目", "虚构公司")
Cell = tuple[int, int, bytes]
"""Its kind, its column and what it holds."""


def part(kind: int, data: bytes, size: int | None = None) -> bytes:
    """Give a record of an .xlsb, which may claim another size than it has."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    claimed = len(data) if size is None else size
    return head + bytes([claimed & 0x7F | 0x80, claimed >> 7 & 0x7F]) + data


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def real(number: float) -> bytes:
    return struct.pack("<d", number)


def texts(*more: bytes, count: int | None = None) -> bytes:
    items = [b"\0" + wide(text) for text in HEADS] + list(more)
    claimed = len(items) if count is None else count
    return (
        part(159, struct.pack("<II", claimed, claimed))
        + b"".join(part(19, item) for item in items)
        + part(160, b"")
    )


def cells(row: int, *found: Cell) -> bytes:
    head = part(0, struct.pack("<I", row) + b"\0" * 13)
    return head + b"".join(part(kind, struct.pack("<II", column, 0) + data) for kind, column, data in found)


def shared(column: int, number: int) -> Cell:
    return 7, column, struct.pack("<I", number)


def binary(
    path: Path,
    *found: Cell,
    strings: bytes | None = None,
    epoch: int = 1900,
    after: bytes = b"",
    styles: bytes = b"",
) -> Path:
    """Write an .xlsb of one project with more cells in its row."""
    relation = '<Relationship Id="r{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>'
    relations = relation.format(1, "worksheet", "worksheets/sheet1.bin") + relation.format(
        2, "sharedStrings", "sharedStrings.bin"
    )
    if styles:
        relations += relation.format(3, "styles", "styles.bin")
    sheet = part(156, struct.pack("<II", 0, 1) + wide("r1") + wide("S"))
    book = part(131, b"") + part(153, struct.pack("<I", epoch == 1904) + b"\0" * 8) + part(143, b"") + sheet
    rows = cells(0, *(shared(number, number) for number in range(4))) + cells(
        1, shared(0, 4), shared(1, 5), *found
    )
    begin = part(129, b"") + part(148, struct.pack("<IIII", 0, 1, 0, 3)) + part(145, b"")
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("xl/workbook.bin", book + part(144, b"") + part(132, b""))
        file.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        )
        file.writestr("xl/sharedStrings.bin", texts() if strings is None else strings)
        file.writestr("xl/worksheets/sheet1.bin", begin + rows + after + part(146, b""))
        if styles:
            file.writestr("xl/styles.bin", styles)
    return path


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def label(row: int, column: int, text: str, cut: int = 0) -> bytes:
    said = text.encode("utf-16-le")
    return record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + said[: len(said) - cut])


def older(path: Path, *found: bytes, epoch: int = 1900, more: bytes = b"") -> Path:
    """Write an .xls of one project with more records of cells, and of the whole."""
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + record(
        0x22, struct.pack("<H", epoch == 1904)
    )
    begin += more
    name = struct.pack("<BB", 1, 1) + "S".encode("utf-16-le")
    place = len(begin) + len(record(0x85, b"\0" * 6 + name)) + 4
    stream = begin + record(0x85, struct.pack("<IH", place, 0) + name) + record(10)
    stream += record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0))
    stream += b"".join(label(0, number, text) for number, text in enumerate(HEADS[:4]))
    stream += label(1, 0, HEADS[4]) + label(1, 1, HEADS[5]) + b"".join(found) + record(10)
    path.write_bytes(container(stream.ljust(4096, b"\0")))
    return path


def document(path: Path, cell: str, epoch: str = "", styles: str = "") -> Path:
    """Write an .ods of one project whose amount is one cell."""
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    head, row = "".join(map(text.format, HEADS[:4])), "".join(map(text.format, HEADS[4:]))
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        file.writestr(
            "content.xml",
            f'<office:document-content {spaces} xmlns:calcext="urn:calcext">'
            f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{epoch}"
            f'<table:table table:name="S"><table:table-row>{head}</table:table-row><table:table-row>{row}{cell}'
            "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return path


def amount(path: Path) -> object:
    (project,) = workbooks.read(path).ledger.projects
    return project.investment and project.investment.value


def refused(path: Path) -> None:
    with pytest.raises(workbooks.UnreadableWorkbookError) as told:
        workbooks.read(path)
    assert told.value.reason == "damaged"


# ------------------------------------------------------------------ what is read

RICH = b"\1" + wide("3.5亿元") + struct.pack("<IHH", 1, 0, 0)
PHONETIC = b"\2" + wide("3.5亿元") + wide("亿") + struct.pack("<IHHH", 1, 0, 0, 0)
BOTH = (
    b"\3"
    + wide("3.5亿元")
    + struct.pack("<IHHHH", 2, 0, 0, 1, 0)
    + wide("亿")
    + struct.pack("<IHHH", 1, 0, 0, 0)
)


@pytest.mark.parametrize(
    ("cell", "more"),
    [
        pytest.param((5, 2, real(3.5)), [], id="number"),
        pytest.param((2, 2, struct.pack("<i", 350 << 2 | 3)), [], id="packed"),
        pytest.param((9, 2, real(3.5) + b"\0" * 10), [], id="formula"),
        pytest.param((6, 2, wide("3.5亿元")), [], id="text"),
        pytest.param((8, 2, wide("3.5亿元") + b"\0" * 10), [], id="formula of text"),
        pytest.param((7, 2, struct.pack("<I", 6)), [RICH], id="runs"),
        pytest.param((7, 2, struct.pack("<I", 6)), [PHONETIC], id="phonetic"),
        pytest.param((7, 2, struct.pack("<I", 6)), [BOTH], id="both"),
    ],
)
def test_a_binary_cell_is_read(tmp_path: Path, cell: Cell, more: list[bytes]) -> None:
    """A shared text with runs of its own looks, or with a guide to its sound, is that text."""
    assert amount(binary(tmp_path / "a.xlsb", cell, strings=texts(*more))) == 350_000_000


@pytest.mark.parametrize("epoch", [1900, 1904])
def test_days_count_from_where_the_file_says(tmp_path: Path, epoch: int) -> None:
    """A number that stands for a day is read by the file's own calendar, in every format."""
    number = 44_625 - (1462 if epoch == 1904 else 0)
    began = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    cell = f'<table:table-cell/><table:table-cell office:value-type="float" office:value="{number}"/>'
    paths = (
        binary(tmp_path / "a.xlsb", (2, 3, struct.pack("<i", number << 2 | 2)), epoch=epoch),
        older(tmp_path / "a.xls", record(0x203, struct.pack("<HHHd", 1, 3, 0, number)), epoch=epoch),
        document(tmp_path / "a.ods", cell, began if epoch == 1904 else ""),
    )
    for path in paths:
        (project,) = workbooks.read(path).ledger.projects
        assert [str(each.signed_on) for each in project.agreements] == ["2022-03-05"], path.suffix


# ------------------------------------------------------------------ lengths

LONG = "虚构" * 20
_SEPARATED = ",".join(HEADS[:4]) + f"\n{LONG},虚构公司,3.5,2022\n"
_MADE: dict[str, Callable[[Path], object]] = {
    "inline.xlsx": lambda path: xlsx(
        path, f'<row r="3"><c r="A3" t="inlineStr"><is><t>{LONG}</t></is></c></row>'
    ),
    "runs.xlsx": lambda path: xlsx(
        path,
        f'<row r="3"><c r="A3" t="inlineStr"><is><r><t>{LONG[:9]}</t></r><r><t>{LONG[9:]}</t></r></is></c></row>',
    ),
    "computed.xlsx": lambda path: xlsx(path, f'<row r="3"><c r="A3" t="str"><v>{LONG}</v></c></row>'),
    "shared.xlsx": lambda path: xlsx(
        path, '<row r="3"><c r="A3" t="s"><v>0</v></c></row>', strings=f"<sst><si><t>{LONG}</t></si></sst>"
    ),
    "shared.xlsb": lambda path: binary(path, shared(3, 6), strings=texts(b"\0" + wide(LONG))),
    "own.xlsb": lambda path: binary(path, (6, 3, wide(LONG))),
    "own.xls": lambda path: older(path, label(1, 3, LONG)),
    "own.ods": lambda path: document(
        path, f'<table:table-cell office:value-type="string"><text:p>{LONG}</text:p></table:table-cell>'
    ),
    "own.html": lambda path: path.write_text(
        f"<table><tr><td>{'<td>'.join(HEADS[:4])}<tr><td>{LONG}<td>虚构公司<td>3.5</table>", "utf-8"
    ),
    "plain.csv": lambda path: path.write_text(_SEPARATED, "utf-8"),
    "quoted.csv": lambda path: path.write_text(_SEPARATED.replace(LONG, f'"{LONG}"'), "utf-8"),
}


def _limited(limit: str, most: int) -> workbooks.Limits:
    found: dict[str, Any] = {limit: most}
    return evolve(workbooks.LIMITS, **found)


@pytest.mark.parametrize("limit", ["cell_length", "text_size"])
@pytest.mark.parametrize("name", _MADE)
def test_a_text_is_held_against_its_limits_in_every_format(tmp_path: Path, name: str, limit: str) -> None:
    path = tmp_path / name
    _MADE[name](path)
    size = len(LONG)
    with pytest.raises(workbooks.WorkbookLimitError) as told:
        workbooks.read(path, limits=_limited(limit, size - 1))
    assert (told.value.limit, told.value.allowed, told.value.found >= size) == (limit, size - 1, True)
    workbooks.read(path, limits=_limited(limit, 4 * size))


def test_a_line_beside_a_table_is_no_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        f"<p>{LONG}</p><table><tr><td>{'<td>'.join(HEADS[:4])}<tr><td>虚构项目<td>虚构公司<td>3.5</table>",
        "utf-8",
    )
    limits = evolve(workbooks.LIMITS, cell_length=len(LONG) - 1)
    assert len(workbooks.read(path, limits=limits).ledger.projects) == 1


# ------------------------------------------------------------------ errors

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@pytest.mark.parametrize("code", ERRORS, ids=ERRORS.get)
def test_an_error_is_told_in_every_format(tmp_path: Path, code: int) -> None:
    """An amount that Excel could not compute was an empty cell."""
    word = ERRORS[code]
    calc = ' table:formula="of:=1/0" calcext:value-type="error"'
    paths = (
        binary(tmp_path / "a.xlsb", (3, 2, bytes([code]))),
        binary(tmp_path / "b.xlsb", (11, 2, bytes([code]) + b"\0" * 10)),
        older(tmp_path / "a.xls", record(0x205, struct.pack("<HHHBB", 1, 2, 0, code, 1))),
        older(
            tmp_path / "b.xls",
            record(6, struct.pack("<HHH6BHHIH", 1, 2, 0, 2, 0, code, 0, 0, 0, 0xFFFF, 0, 0, 0)),
        ),
        document(
            tmp_path / "a.ods",
            f'<table:table-cell{calc} office:value-type="string" office:string-value=""><text:p>{word}</text:p></table:table-cell>',
        ),
        document(
            tmp_path / "b.ods",
            f'<table:table-cell{calc} office:value-type="float" office:value="0"><text:p>{word}</text:p></table:table-cell>',
        ),
    )
    for path in paths:
        imported = workbooks.read(path)
        (project,) = imported.ledger.projects
        told = [(each.path, each.code, each.detail["value"]) for each in imported.findings]
        assert (project.investment, told) == (None, [("S!C2", "error_value", word)]), path.name


def test_an_error_that_is_repeated_is_told_in_each_place(tmp_path: Path) -> None:
    """A document says once what stands in several cells."""
    cell = '<table:table-cell table:number-columns-repeated="2" office:value-type="string" office:string-value="" '
    path = document(
        tmp_path / "a.ods", cell + 'calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>'
    )
    assert [each.path for each in workbooks.read(path).findings] == ["S!C2", "S!D2"]


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param((62, 2, b"\1" + wide("3.5亿元") + struct.pack("<I", 0)), id="formatted text"),
        *(pytest.param((kind, 2, real(3.5)), id=f"short {kind}") for kind in range(13, 19)),
    ],
)
def test_a_binary_cell_that_its_reader_leaves_out_is_refused(tmp_path: Path, cell: Cell) -> None:
    """Its amount was missing, without a word."""
    refused(binary(tmp_path / "a.xlsb", cell))


WHOLE = {
    2: struct.pack("<i", 14),
    3: b"\7",
    4: b"\1",
    5: real(3.7),
    6: wide("37"),
    7: b"\1\0\0\0",
    8: wide("37"),
    9: real(3.7),
}


@pytest.mark.parametrize(
    ("kind", "cut"), [(kind, cut) for kind, data in WHOLE.items() for cut in range(1, len(data) + 1)]
)
def test_a_binary_cell_cut_anywhere_is_refused(tmp_path: Path, kind: int, cut: int) -> None:
    """Its reader fills it up with zeros, or with what stood there before."""
    refused(binary(tmp_path / "a.xlsb", (kind, 2, WHOLE[kind][:-cut])))


@pytest.mark.parametrize("cut", range(1, 13))
def test_a_shared_text_cut_anywhere_is_refused(tmp_path: Path, cut: int) -> None:
    """`4` behind `3.5亿元` was read as 4.5亿元."""
    whole = b"\0" + wide("3.7亿元")
    strings = texts(b"\0" + wide("4.5亿元"), whole[:-cut])
    refused(binary(tmp_path / "a.xlsb", (7, 2, struct.pack("<I", 7)), strings=strings))


@pytest.mark.parametrize("count", [0, 5, 7, 9, 70_000])
def test_shared_texts_that_are_not_as_many_as_claimed_are_refused(tmp_path: Path, count: int) -> None:
    """The reader goes by the claim."""
    refused(binary(tmp_path / "a.xlsb", (5, 2, real(3.5)), strings=texts(count=count)))


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(part(146, b"") + cells(2, shared(0, 5)), id="behind the table"),
        pytest.param(part(146, b"") + part(145, b"") + cells(2, shared(0, 5)), id="in a second table"),
        pytest.param(cells(1 << 20, shared(0, 5)), id="below the last row"),
        pytest.param(cells(2, shared(1 << 14, 5)), id="right of the last column"),
        pytest.param(part(0, b"\2\0\0\0"), id="row cut short"),
        pytest.param(part(5, b"\0" * 16, 40), id="beyond its part"),
    ],
)
def test_a_binary_row_that_its_reader_does_not_reach_is_refused(tmp_path: Path, after: bytes) -> None:
    """A row behind the end of the table of cells was lost."""
    refused(binary(tmp_path / "a.xlsb", (5, 2, real(3.5)), after=after))


@pytest.mark.parametrize(
    "found",
    [pytest.param([label(1, 2, "3.5亿元", cut)], id=f"text less {cut}") for cut in range(1, 11)]
    + [
        pytest.param([record(0x203, struct.pack("<HHHd", 1, 2, 0, 3.5)[:-cut])], id=f"number less {cut}")
        for cut in range(1, 9)
    ]
    + [
        pytest.param(
            [record(0x203, struct.pack("<HHHd", 1, 2, 0, value)) for value in (3.5, 5.0)], id="two numbers"
        ),
        pytest.param(
            [
                label(1, 2, "3.5"),
                label(1, 3, "2022"),
                record(0xBD, struct.pack("<HHHIHIH", 1, 2, 0, 14, 0, 14, 3)),
            ],
            id="a text and a packed row",
        ),
    ],
)
def test_an_older_cell_that_is_cut_or_there_twice_is_refused(tmp_path: Path, found: list[bytes]) -> None:
    """As it is in the other formats: the text went on with the bytes of the next record, the last of two was read."""
    refused(older(tmp_path / "a.xls", *found))


@pytest.mark.parametrize("suffix", ["xlsx", "xlsb"])
def test_two_parts_of_one_number_are_refused(tmp_path: Path, suffix: str) -> None:
    """A sheet refers to its part by a number: of two parts that have it a reader takes one, and loses the other."""
    path = tmp_path / f"a.{suffix}"
    if suffix == "xlsb":
        binary(path, (5, 2, real(3.5)))
    else:
        xlsxwriter = pytest.importorskip("xlsxwriter")
        with xlsxwriter.Workbook(path) as book:
            for name in "ST":
                book.add_worksheet(name).write_row(0, 0, HEADS)
    parts = unpacked(path)
    (rels,) = (name for name in parts if name.startswith("xl/_rels/"))
    parts[rels] = parts[rels].replace(b'Id="r2"', b'Id="r1"').replace(b'Id="rId2"', b'Id="rId1"')
    path.write_bytes(packed(parts))
    refused(path)


# ------------------------------------------------------------------ what takes in others, or is not there


def _older_shared(number: int, more: bytes = b"") -> bytes:
    return record(0xFD, struct.pack("<HHHI", 1, 3, 0, number) + more)


_SST = record(0xFC, struct.pack("<II", 1, 1) + struct.pack("<HB", 2, 1) + "2022"[:2].encode("utf-16-le"))
_NUMBER = struct.pack("<HHHd", 1, 2, 0, 3.5)


def test_a_shared_text_of_an_older_file_is_read(tmp_path: Path) -> None:
    path = older(tmp_path / "a.xls", record(0x203, _NUMBER), _older_shared(0), more=_SST)
    assert str(amount(path)) == "350000000"


@pytest.mark.parametrize(
    ("found", "more"),
    [
        ([_older_shared(1)], _SST),
        ([_older_shared(0xFFFFFFFF)], _SST),
        ([_older_shared(0)], b""),
        ([record(0x203, _NUMBER + label(2, 0, "虚构乙项目"))], b""),
        ([_older_shared(0, label(2, 0, "虚构乙项目"))], _SST),
        ([record(0x27E, struct.pack("<HHHI", 1, 2, 0, 2) + b"\0")], b""),
        ([record(0x205, struct.pack("<HHHBB", 1, 2, 0, 7, 1) + b"\0")], b""),
        ([record(10), record(0x203, _NUMBER)], b""),
        ([record(10), record(0x23E), record(0xBD, struct.pack("<HHHIH", 1, 2, 0, 2, 2))], b""),
        *(([record(kind, _NUMBER)], b"") for kind in (1, 2, 3, 4, 5, 0x7E)),
    ],
)
def test_an_older_cell_that_takes_in_others_or_is_not_reached_is_refused(
    tmp_path: Path, found: list[bytes], more: bytes
) -> None:
    """The amount, or the rows behind it, were lost without a word."""
    refused(older(tmp_path / "a.xls", *found, more=more))


@pytest.mark.parametrize(
    "cell", [(7, 2, struct.pack("<I", 4)), (5, 2, real(3.5)), (2, 2, struct.pack("<I", 2)), (1, 2, b"")]
)
def test_a_binary_cell_that_takes_in_others_is_refused(tmp_path: Path, cell: Cell) -> None:
    kind, column, data = cell
    refused(binary(tmp_path / "a.xlsb", (kind, column, data + cells(2, shared(0, 4)))))


_LINE = '<table:table-cell office:value-type="string"><text:p>3.5{}</text:p>{}</table:table-cell>'


@pytest.mark.parametrize(
    "cell",
    [
        _LINE.format("", '<x:y xmlns:x="u">9</x:y>'),
        _LINE.format("", "9"),
        _LINE.format("<text:hidden-text>9</text:hidden-text>", ""),
        _LINE.format("<text:hidden-paragraph>9</text:hidden-paragraph>", ""),
    ],
)
def test_a_document_whose_reader_takes_what_is_not_shown_is_refused(tmp_path: Path, cell: str) -> None:
    """3.5 was 3.59."""
    refused(document(tmp_path / "a.ods", cell))


def test_a_document_whose_names_have_other_prefixes_is_refused(tmp_path: Path) -> None:
    """The reader goes by whole names: a cell was lost, or taken once where it stands three times."""
    cell = _LINE.format("", "").replace(
        "<table:table-cell", '<table:table-cell table:number-columns-repeated="1"'
    )
    assert workbooks.read(document(tmp_path / "a.ods", cell)).ledger.projects
    for name in ("office:value-type", "table:number-columns-repeated", "table:table-cell", "text:p"):
        refused(document(tmp_path / "a.ods", cell.replace(name, f"o{name}")))


def test_a_document_of_a_table_in_a_table_is_refused(tmp_path: Path) -> None:
    """The rows behind the inner one were lost."""
    inner = "</table:table-row><table:table><table:table-row/></table:table><table:table-row>"
    refused(document(tmp_path / "a.ods", inner + _LINE.format("", "")))
