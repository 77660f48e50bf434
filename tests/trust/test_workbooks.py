"""Workbooks from strangers: what a file claims never decides what reading it costs.

Each file is read in a process that the operating system stops at 1.5 GB of address space and 20 seconds. Its peak is that of
its own pages: `ru_maxrss` begins with the peak of the process that started it.
"""

import json
import os
import random
import struct
import subprocess
import sys
import tracemalloc
import zipfile
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from tests.trust.counting import calls
from tests.trust.made_books import BODY, RELATION, attacks, ods, record, row, wide, xlsb, xlsx
from tests.workbooks.packing import packed, unpacked

from zhaoshang import workbooks

READ = """
import json, resource, sys, time
from zhaoshang import workbooks
from zhaoshang.errors import ZhaoshangError
import python_calamine, zhaoshang._workbooks.files.foreign
resource.setrlimit(resource.RLIMIT_AS, (3 << 29, 3 << 29))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
strict = len(sys.argv) > 2
for path in json.load(sys.stdin):
    started = time.process_time()
    try:
        read = workbooks.read(path, limits=workbooks.Limits.strict() if strict else workbooks.LIMITS)
        told = f"{len(read.ledger.projects)} projects"
    except ZhaoshangError as error:
        told = type(error).__name__ + " " + getattr(error, "limit", getattr(error, "reason", ""))
    except BaseException as error:
        told = f"FOREIGN {type(error).__name__}: {error}"
    peak = int(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0]) // 1024
    print(json.dumps([path, told, time.process_time() - started, peak]), flush=True)
"""


def answers(paths: list[Path], *more: str) -> dict[str, tuple[str, float, int]]:
    """Read files in a process with limits; give what each came to, with its seconds and the peak in MB."""
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", READ, "-", *more],
        input=json.dumps([str(path) for path in paths]),
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == len(paths), (done.returncode, done.stderr[-500:], found[-1:])
    return {Path(path).name: (told, seconds, peak) for path, told, seconds, peak in found}


@pytest.fixture(scope="module")
def attacking(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Make the files once."""
    return list(attacks(tmp_path_factory.mktemp("attacks")))


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
@pytest.mark.parametrize("more", [(), ("strict",)], ids=["usual", "strict"])
def test_no_file_costs_more_than_it_holds(attacking: list[Path], more: tuple[str, ...]) -> None:
    """Every attack is an error of ours or is read, in seconds, and no process of the host ends."""
    found = answers(attacking, *more)
    wrong = {name: told for name, (told, *_) in found.items() if told.startswith("FOREIGN")}
    assert not wrong
    slow = {name: seconds for name, (_, seconds, _) in found.items() if seconds > 20}
    assert not slow
    assert max(peak for *_, peak in found.values()) < 1000, found


def test_a_plain_file_of_the_same_maker_is_read(tmp_path: Path) -> None:
    """The files made by hand are workbooks: without the attack, their project is found."""
    xlsx(tmp_path / "plain.xlsx")
    assert len(workbooks.read(tmp_path / "plain.xlsx").ledger.projects) == 1
    assert len(workbooks.read(tmp_path / "plain.xlsx", limits=workbooks.Limits.strict()).ledger.projects) == 1
    for name in "prefix single spaces".split():  # another way to write a cell says the same
        text = '<row r="3"><c r="A3" t="str"><v>乙项目</v></c><c r="B3" t="str"><v>乙公司</v></c></row>'
        if name == "single":
            text = text.replace('"', "'")
        if name == "spaces":
            text = text.replace('r="', 'r = "')
        xlsx(tmp_path / f"{name}.xlsx", text)
        assert len(workbooks.read(tmp_path / f"{name}.xlsx").ledger.projects) == 2


@pytest.mark.parametrize("quote", ['"', "'"])  # found by patterns, or by the parser
@pytest.mark.parametrize("number", ["-1", "+1", "1.5", "1e0", " 1 ", "x", "９", "9"])
def test_a_shared_text_that_there_is_not_is_no_other_text(tmp_path: Path, number: str, quote: str) -> None:
    """Readers take the first shared text for one whose number they cannot read: a project would have another's name."""
    texts = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>甲</t></si><si><t>乙</t></si></sst>'
    row = '<row r="3"><c r="A3" t="s"><v>{}</v></c><c r="B3" t="str"><v>丙公司</v></c></row>'
    xlsx(tmp_path / "whole.xlsx", row.format(1).replace('"', quote), strings=texts)
    assert [project.name for project in workbooks.read(tmp_path / "whole.xlsx").ledger.projects] == [
        "虚构项目",
        "乙",
    ]
    xlsx(tmp_path / "odd.xlsx", row.format(number).replace('"', quote), strings=texts)
    with pytest.raises(workbooks.UnreadableWorkbookError):
        workbooks.read(tmp_path / "odd.xlsx")


def _amount(path: Path, cells: str, **options: str) -> list[int | None]:
    xlsx(path, f'<row r="3"><c r="A3" t="str"><v>乙项目</v></c>{cells}</row>', **options)
    projects = workbooks.read(path).ledger.projects
    return [
        None if (held := one.investment) is None or held.value is None else int(held.value)
        for one in list(projects)[1:]
    ]


@pytest.mark.parametrize("quote", ['"', "'"])  # found by patterns, or by the parser
@pytest.mark.parametrize(
    "cell",
    [
        "<v>30<!-- -->00</v>",
        "<v><!-- -->3000</v>",
        "<v>30<?p q?>00</v>",
        "<v><![CDATA[3000]]></v>",
        "<v>30<![CDATA[00]]></v>",
        "<v>&#51;000</v>",
        "<v>3&#x30;00</v>",
        '<v xml:space="preserve">3&#48;00</v>',
        "<f>1+1</f><v>30&#48;0</v>",
        "<v>30<x/>00</v>",
        "<v><x>3000</x></v>",
        "<v>3000</v><v>4000</v>",
        "<v>3000</v><v/>",
        "<is><t>30</t></is><is><t>00</t></is>",
        "<is><t>3000</t></is><v>4000</v>",
        *(
            f'" t="{kind}">{value}'
            for kind, value in (
                ("s", "<v>&#48;</v>"),
                ("s", "<v>0<!-- --></v>"),
                ("str", "<v><![CDATA[3000]]></v>"),
                ("n", "<v>30<!-- -->00</v>"),
                ("inlineStr", "<v>3000</v>"),
                ("inlineStr", "<f>1</f><v>3000</v>"),
            )
        ),
    ],
)
def test_a_value_of_several_pieces_is_refused(tmp_path: Path, cell: str, quote: str) -> None:
    """Readers take the first piece, or the last: 30<!-- -->00 would be 30, and a value in a marked section nothing."""
    head = f'<c r="C3{cell}</c>' if cell.startswith('"') else f'<c r="C3">{cell}</c>'
    texts = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>甲</t></si></sst>'
    with pytest.raises(workbooks.UnreadableWorkbookError):
        _amount(tmp_path / "odd.xlsx", head.replace('"', quote), strings=texts)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="C3"><v>30</v></c>',
        '<c r="C3" t="str"><v>30<!-- --></v></c>',
        '<c r="C3" t="str"><f>A1&amp;B1</f><v>&#51;0</v></c>',
        '<c r="C3" t="n"><f>A1&amp;B1</f><v>30</v></c>',
        '<c r="C3"><v xml:space="preserve">30</v></c>',
        '<c r="C3">\n <v>30</v>\n </c>',
        '<c r="C3" t="inlineStr"><is><t>3<!-- -->0</t></is></c>',
        '<c r="C3" t="inlineStr"><is><r><t>3</t></r><r><t>&#48;</t></r></is></c>',
        '<!-- --><c r="C3"><v>30</v></c>',
        '<c r="C3"><v>30</v></c><c r="C3" s="1"/>',
    ],
)
def test_pieces_that_readers_put_together_are_read(tmp_path: Path, cell: str) -> None:
    """What every reader takes whole is no fault."""
    assert _amount(tmp_path / "plain.xlsx", cell) == [3_000_000_000]


@pytest.mark.parametrize("quote", ['"', "'"])  # by patterns, and by the parser
@pytest.mark.parametrize("kind", ["", ' t="str"', ' t="n"', ' t="b"', ' t="s"'])
@pytest.mark.parametrize(("value", "is_told"), [("", True), ("<v></v>", False), ("<v/>", False)])
def test_a_formula_without_a_value_is_told(
    tmp_path: Path, kind: str, quote: str, value: str, *, is_told: bool
) -> None:
    """A formula of a text that was never computed was an empty text, which has a value."""
    cell = f'<c r="C3"{kind}><f>A1</f>{value}</c>'.replace('"', quote)
    xlsx(tmp_path / "open.xlsx", f'<row r="3"><c r="A3" t="str"><v>又一项目</v></c>{cell}</row>')
    told = ("uncached_formula",) if is_told or "str" not in kind else ()
    assert workbooks.read(tmp_path / "open.xlsx").findings.codes == told


@pytest.mark.parametrize("far", [0, 40_000])  # in one piece of the part, or in two
@pytest.mark.parametrize(
    "again",
    [
        '<row r="3"><c r="A3" t="str"><v>丙项目</v></c></row>',
        '<row r="9"><c r="A3" t="str"><v>丙项目</v></c></row>',
        '<row r="9"><c r="A03" t="str"><v>丙项目</v></c></row>',
        '<row r="9"><c r="a3" t="str"><v>丙项目</v></c></row>',
        "<row r='3'><c r='A3' t='str'><v>丙项目</v></c></row>",
        '<row r="2"/><row><c t="str"><v>丙项目</v></c></row>',
        '</sheetData><sheetData><row r="90000"><c r="A90000" t="str"><v>丙项目</v></c></row>',
    ],
)
def test_two_cells_of_one_place_are_refused(tmp_path: Path, again: str, far: int) -> None:
    """Readers keep the last of them, and the other project is lost."""
    row = '<row r="3"><c r="A3" t="str"><v>乙项目</v></c><c r="C3"><v>3000</v></c></row>'
    fill = "".join(f'<row r="{n}"><c r="B{n}"><v>1</v></c></row>' for n in range(10, 10 + far))
    xlsx(tmp_path / "twice.xlsx", row + fill + again)
    with pytest.raises(workbooks.UnreadableWorkbookError):
        workbooks.read(tmp_path / "twice.xlsx")


_SHEETS = (
    '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="S" sheetId="1" r:id="r1"/><sheet name="{}" sheetId="2" r:id="{}"/></sheets></workbook>'
)


@pytest.mark.parametrize(
    ("name", "id_", "second"),
    [
        ("S", "r3", "worksheets/sheet2.xml"),  # one name
        ("T", "r1", "worksheets/sheet2.xml"),  # one relation
        ("T", "r3", "worksheets/sheet1.xml"),  # one part
        ("T", "r3", "/xl/worksheets/sheet1.xml"),
        ("T", "r3", "worksheets/../worksheets/./sheet1.xml"),
        ("T", "r3", "worksheets/SHEET1.xml"),
    ],
)
def test_sheets_of_one_name_or_part_are_refused(tmp_path: Path, name: str, id_: str, second: str) -> None:
    """One of two sheets of a name is read twice, and the other never; a part of many names costs as many readings."""
    path = tmp_path / "two.xlsx"
    target = (
        f'worksheets/sheet1.xml"/>{RELATION.format("r3", "worksheet", second).removesuffix(chr(34) + "/>")}'
    )
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{BODY}</sheetData></worksheet>'
    xlsx(path, target=target, workbook=_SHEETS.format("T", "r3"))
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("xl/worksheets/sheet2.xml", sheet)
    if second.endswith("2.xml"):
        assert len(workbooks.read(path).sheets) == 2
    xlsx(path, target=target, workbook=_SHEETS.format(name, id_))
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("xl/worksheets/sheet2.xml", sheet)
    with pytest.raises(workbooks.UnreadableWorkbookError):
        workbooks.read(path)


def test_tables_of_one_name_and_binary_sheets_of_one_part_are_refused(tmp_path: Path) -> None:
    """The other formats too."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>"
        for row in (("项目名称", "投资方"), ("虚构项目", "虚构公司"))
    )
    for name, reads in (("T", True), ("S", False)):
        ods(tmp_path / "two.ods", f'{rows}</table:table><table:table table:name="{name}">{rows}')
        if reads:
            assert len(workbooks.read(tmp_path / "two.ods").sheets) == 2
        else:
            with pytest.raises(workbooks.UnreadableWorkbookError):
                workbooks.read(tmp_path / "two.ods")
    path = tmp_path / "two.xlsb"
    xlsb(path, row(1, [(7, 1, struct.pack("<I", 0))]), "甲")
    parts = unpacked(path)
    again = record(156, struct.pack("<II", 0, 2) + wide("r1") + wide("T"))
    parts["xl/workbook.bin"] = parts["xl/workbook.bin"].replace(record(144, b""), again + record(144, b""))
    path.write_bytes(packed(parts))
    with pytest.raises(workbooks.UnreadableWorkbookError):
        workbooks.read(path)


def _document(path: Path, cell: str) -> workbooks.Import:
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    head = "".join(map(text.format, ("项目名称", "投资方", "总投资（亿元）")))
    row = "".join(map(text.format, ("虚构项目", "虚构公司")))
    ods(
        path,
        f"<table:table-row>{head}</table:table-row><table:table-row>{row}<table:table-cell{cell}"
        "</table:table-cell></table:table-row>",
    )
    return workbooks.read(path)


@pytest.mark.parametrize(
    "cell",
    [
        *(
            f' office:value-type="{kind}"><text:p>30</text:p>'
            for kind in "float currency percentage date time boolean void".split()
        ),
        "><text:p>30</text:p>",
        ' office:value-type="string"><text:p><![CDATA[30]]></text:p>',
        ' office:value-type="string"><text:p>3<text:line-break/>0</text:p>',
        ' office:value-type="string"><text:p>3<text:span><text:tab/></text:span>0</text:p>',
    ],
)
def test_a_text_that_the_reader_of_documents_does_not_take_is_refused(tmp_path: Path, cell: str) -> None:
    """An .ods cell that shows 30 and gives no value was empty, and two lines of numbers were one number."""
    with pytest.raises(workbooks.UnreadableWorkbookError):
        _document(tmp_path / "odd.ods", cell)


@pytest.mark.parametrize(
    "cell",
    [
        ' office:value-type="float" office:value="30"><text:p>30.0</text:p>',
        ' office:value-type="string"><text:p>3<!-- -->0</text:p>',
        ' office:value-type="string"><text:p><text:span>3</text:span>0</text:p>',
        ' office:value-type="string"><text:p>30<text:line-break/>亿元</text:p>',
        ' office:value-type="string" office:string-value="30"><text:p>30</text:p>',
        ' office:value="30"><office:annotation><text:p>说明</text:p></office:annotation><text:p>30</text:p>',
        ' office:value-type="string"><office:annotation><text:p><![CDATA[说]]></text:p></office:annotation><text:p>30</text:p>',
    ],
)
def test_a_text_that_it_takes_is_read(tmp_path: Path, cell: str) -> None:
    """Every other way to write the amount is read."""
    (project,) = _document(tmp_path / "plain.ods", cell).ledger.projects
    assert project.investment is not None
    assert project.investment.value == 3_000_000_000


def test_a_formula_of_a_document_that_was_never_computed_is_told(tmp_path: Path) -> None:
    """As it is of an .xlsx: the amount is not known."""
    imported = _document(tmp_path / "open.ods", ' table:formula="of:=1+1">')
    assert imported.findings.codes == ("uncached_formula",)
    assert not _document(tmp_path / "empty.ods", ">").findings


@pytest.mark.parametrize("again", [row(1, [(5, 0, b"\0" * 8)]), row(2, []) + row(1, [(1, 0, b"")])])
def test_two_cells_of_one_place_of_a_binary_sheet_are_refused(tmp_path: Path, again: bytes) -> None:
    """As they are in an .xlsx."""
    first = row(1, [(7, 0, struct.pack("<I", 0))])
    xlsb(tmp_path / "twice.xlsb", first + again, "甲")
    with pytest.raises(workbooks.UnreadableWorkbookError) as told:
        workbooks.read(tmp_path / "twice.xlsb")
    assert told.value.reason == "damaged"


@pytest.mark.parametrize(
    "twin",
    [
        "xl\\worksheets\\sheet1.xml",
        "xl/worksheets\\Sheet1.xml",
        "xl/worksheets/./sheet1.xml",
        "xl//worksheets/sheet1.xml",
        "/xl/worksheets/sheet1.xml",
        "xl/a/../worksheets/sheet1.xml",
    ],
)
def test_a_twin_of_a_part_is_refused(tmp_path: Path, twin: str) -> None:
    """Readers differ in which of two parts they take where one address names both."""
    path = tmp_path / "twin.xlsx"
    xlsx(path)
    with zipfile.ZipFile(path, "a") as file:
        file.writestr(twin, "<worksheet/>")
    with pytest.raises(workbooks.UnreadableWorkbookError):
        workbooks.read(path)


def test_parts_are_found_by_what_refers_to_them_or_refused(tmp_path: Path) -> None:
    """Excel goes by relations, the reader by names: where these lead to two parts, another book would be read."""
    path = tmp_path / "whole.xlsx"
    xlsx(path, strings="<sst/>")
    with zipfile.ZipFile(path) as file:
        whole = {name: file.read(name).decode() for name in file.namelist()}
    root, book, sheet = "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"
    styles = '<Relationship Id="r3" Type="x/styles" Target="{}"/></Relationships>'
    two = styles.format("xl/book2.xml").replace("styles", "officeDocument")
    changes = {
        "the workbook": {root: whole[root].replace("xl/workbook", "xl/book2"), "xl/book2.xml": "<workbook/>"},
        "two workbooks": {root: whole[root].replace("</Relationships>", two)},
        "an escaped sheet": {book: whole[book].replace("sheet1", "sheet%31"), "xl/worksheets/sheet%31.xml": whole[sheet]},
        "the shared texts": {book: whole[book].replace('"sharedStrings.xml', '"texts.xml'), "xl/texts.xml": "<sst/>"},
        "shared texts of nobody": {book: whole[book].replace("/sharedStrings", "/texts")},
        "the styles": {book: whole[book].replace("</Relationships>", styles.format("look.xml")), "xl/look.xml": "<styleSheet/>"},
        "a document too": {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"},
        "a binary book too": {"xl/workbook.bin": ""},
    }  # fmt: skip
    assert len(workbooks.read(path).ledger.projects) == 1
    read = []
    for name, change in changes.items():
        with zipfile.ZipFile(path, "w") as file:
            for part, text in (whole | change).items():
                file.writestr(part, text)
        with suppress(workbooks.UnreadableWorkbookError):
            read.append((name, workbooks.read(path)))
    assert not read


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_damaged_file_is_an_error(tmp_path: Path) -> None:
    """Bytes changed at random never end the process, in any format."""
    random_ = random.Random(20)  # noqa: S311 - damage, no secret
    paths = []
    xlsx(tmp_path / "whole.xlsx")
    head = '<table:table-row><table:table-cell office:value-type="string"><text:p>项目名称</text:p></table:table-cell></table:table-row>'
    ods(tmp_path / "whole.ods", head)
    xlsb(tmp_path / "whole.xlsb", row(1, [(7, 1, struct.pack("<I", 0))]), "甲")
    for whole in sorted(tmp_path.glob("whole.*")):
        for number in range(12):
            data = bytearray(whole.read_bytes())
            for _ in range(random_.randint(1, 6)):
                data[random_.randrange(len(data))] = random_.randrange(256)
            path = tmp_path / f"{number}{whole.suffix}"
            path.write_bytes(data)
            paths.append(path)
    found = answers(paths)
    assert not {name: told for name, (told, *_) in found.items() if told.startswith("FOREIGN")}


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    """A pipe that nobody writes to would never give a byte."""
    os.mkfifo(tmp_path / "pipe.xlsx")
    os.mkfifo(tmp_path / "pipe.csv")
    found = answers([tmp_path / "pipe.xlsx", tmp_path / "pipe.csv", tmp_path])
    assert {told for told, *_ in found.values()} == {"UnreadableWorkbookError no_file"}


def test_blank_rows_cost_what_is_stated(tmp_path: Path) -> None:
    """Rows that an .ods file repeats and does not write, by calls of functions and bytes at the peak."""

    def line(*words: str) -> str:
        cells = (f'<table:table-cell office:value-type="string"><text:p>{word}</text:p>' for word in words)
        return f"<table:table-row>{'</table:table-cell>'.join((*cells, ''))}</table:table-row>"

    wrong, costs, size = [], [], 10_000
    for blank in (1, size, 2 * size):  # what is loaded with the first file is not counted
        path = tmp_path / f"{blank}.ods"
        between = (
            f'<table:table-row table:number-rows-repeated="{blank}"><table:table-cell/></table:table-row>'
        )
        ods(path, line("项目名称", "投资方", "所属区") + between + line("虚构项目", "虚构公司", "东区"))
        costs.append(calls(partial(workbooks.read, path)))
        tracemalloc.start()
        read = workbooks.read(path)
        room = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        if len(read.ledger.projects) != 1 or room > (8 << 20) + (200 + 8 * 3) * blank:
            wrong.append((blank, room))
    assert costs[2] - costs[1] <= 20 * size, costs
    assert not wrong
