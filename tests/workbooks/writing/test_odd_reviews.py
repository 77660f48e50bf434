"""Packages as programs and strangers write them are sent back marked, whole, and with nothing else changed."""

import re
import warnings
from collections.abc import Callable
from io import BytesIO
from typing import Any
from xml.parsers import expat

import openpyxl
import pytest
import python_calamine
from tests.workbooks.packing import packed, unpacked

from zhaoshang import workbooks
from zhaoshang._workbooks.writing.notes import noted

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TEXTS = ("项目名称", "投资方", "总投资（亿元）", "虚构甲项目", "虚构公司", "若干")
HEAD = "".join(
    f'<c r="{at}1" t="inlineStr"><is><t>{text}</t></is></c>'
    for at, text in zip("ABC", TEXTS[:3], strict=True)
)
CELLS = f'<row r="1">{HEAD}</row><row r="2"><c r="A2" t="inlineStr"><is><t>虚构甲项目</t></is></c>'
CELLS += '<c r="B2" t="inlineStr"><is><t>虚构公司</t></is></c><c r="C2" s="1" t="inlineStr"><is><t>若干</t></is></c></row>'
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/>'
    '</fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/>'
    '<xf numFmtId="4" fontId="0" fillId="0" borderId="0"><alignment wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def made(
    cells: str = CELLS, *, around: str = "", styles: str | None = STYLES, **more: str | bytes
) -> dict[str, bytes]:
    """Give the parts of a small workbook."""
    relation = f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/>' if styles else ""
    kind = f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>' if styles else ""
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/{SHEET}" ContentType="{TYPE}.worksheet+xml"/>{kind}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="表&amp;&lt;1&gt;" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>{relation}</Relationships>',
        SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>{around}</worksheet>',
    }
    if styles:
        found["xl/styles.xml"] = styles
    return {
        name: data.encode() if isinstance(data, str) else data for name, data in {**found, **more}.items()
    }


def review(data: bytes) -> bytes:
    told = BytesIO()
    workbooks.write_review(workbooks.read(data, name="a.xlsx"), told)
    return told.getvalue()


def marked(data: bytes) -> dict[str, str]:
    """Give the marked cells and what is said of them, and hold what every review is held to."""
    back = review(data)
    first, again = workbooks.read(data, name="a.xlsx"), workbooks.read(back, name="a.xlsx")
    assert again.ledger == first.ledger
    assert again.findings == first.findings
    assert unpacked(review(back)) == unpacked(back)
    assert python_calamine.CalamineWorkbook.from_filelike(BytesIO(back)).sheet_names
    sheet = openpyxl.load_workbook(BytesIO(back)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    coloured = {cell.coordinate for cell in cells if str(cell.fill.fgColor.rgb)[-1:] in {"8", "A"}}
    said = {cell.coordinate: cell.comment.text for cell in cells if cell.comment}
    assert coloured <= said.keys()
    return {place: said[place] for place in coloured}


def prefixed(found: dict[str, bytes]) -> dict[str, bytes]:
    for name in (SHEET, "xl/styles.xml"):
        text = found[name].decode().replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
        found[name] = text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"').encode()
    return found


def without_places(found: dict[str, bytes]) -> dict[str, bytes]:
    text = found[SHEET].decode()
    for place in ("A1", "B1", "C1", "A2", "B2", "C2"):
        text = text.replace(f' r="{place}"', "")
    found[SHEET] = text.replace(' r="1"', "").replace(' r="2"', "").encode()
    return found


def in_single_quotes(found: dict[str, bytes]) -> dict[str, bytes]:
    found[SHEET] = found[SHEET].replace(b's="1"', b"s = '1'").replace(b'r="C2"', b"r='C2' ")
    return found


def strict(found: dict[str, bytes]) -> dict[str, bytes]:
    old, new = OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    return {
        name: data.replace(old, new).replace(MAIN.encode(), STRICT.encode()) for name, data in found.items()
    }


def with_blanks(found: dict[str, bytes]) -> dict[str, bytes]:
    found[SHEET] = found[SHEET].replace(b"<row ", b"\n  <row\n ").replace(b"</row>", b"</row >")
    return found


@pytest.mark.parametrize(
    "change",
    [dict, prefixed, without_places, in_single_quotes, with_blanks],
    ids=lambda each: each.__name__,
)
def test_any_form_of_the_markup_is_marked(change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> None:
    assert list(marked(packed(change(made())))) == ["C2"]


def test_a_strict_package_stays_one() -> None:
    back = unpacked(review(packed(strict(made()))))
    relations = back["xl/worksheets/_rels/sheet1.xml.rels"].decode()
    assert relations.count("http://purl.oclc.org/ooxml/officeDocument/relationships/") == 2
    assert STRICT in back["xl/comments1.xml"].decode()
    assert b"2006/relationships" not in back[SHEET]


def test_a_workbook_without_styles_gets_some() -> None:
    cells = CELLS.replace(' s="1"', "")
    assert list(marked(packed(made(cells, styles=None)))) == ["C2"]


@pytest.mark.parametrize(
    "styles",
    [
        f'<styleSheet xmlns="{MAIN}"/>',
        f'<styleSheet xmlns="{MAIN}"><cellXfs/></styleSheet>',
        f'<styleSheet xmlns="{MAIN}"><fills count="7"/><cellXfs count="900"><xf fillId="77"/><xf fillId="x"/></cellXfs></styleSheet>',
        f'<styleSheet xmlns="{MAIN}"><dxfs/><extLst/></styleSheet>',
    ],
)
def test_styles_that_lack_much_are_completed(styles: str) -> None:
    data = packed(made(styles=styles))
    back = review(data)
    assert workbooks.read(back, name="a.xlsx").ledger == workbooks.read(data, name="a.xlsx").ledger
    assert unpacked(review(back)) == unpacked(back)
    assert b"<comment " in unpacked(back)["xl/comments1.xml"]


def test_shared_formulas_and_rich_text_are_not_touched() -> None:
    extra = '<row r="3"><c r="A3" t="inlineStr"><is><r><rPr><b/></rPr><t>虚构</t></r><r><t>乙项目</t></r></is></c>'
    extra += '<c r="B3" t="inlineStr"><is><t>虚构公司</t></is></c><c r="C3"><f t="shared" ref="C3:C4" si="0">E3*2</f></c></row>'
    extra += '<row r="4"><c r="A4" t="inlineStr"><is><t>虚构丙项目</t></is></c><c r="B4" t="inlineStr"><is><t>虚构公司</t>'
    extra += '</is></c><c r="C4"><f t="shared" si="0"/></c></row>'
    data = packed(made(CELLS + extra))
    assert set(marked(data)) == {"C2", "C3", "C4"}
    old, new = unpacked(data)[SHEET].decode(), unpacked(review(data))[SHEET].decode()
    for number in ("2", "3"):
        new = new.replace(f' s="{number}"', "")
    start, _, tail = new.partition("<legacyDrawing")
    assert start + tail.partition("/>")[2] == old.replace(' s="1"', "")


@pytest.mark.parametrize("row", ['<row r="3" ht="20"/>', '<row r="3" spans="1:1"></row>', "", '<row r="9"/>'])
def test_cells_that_are_not_there_are_put_where_they_belong(row: str) -> None:
    """A mapping may ask for a cell that the sheet does not write."""
    from zhaoshang._workbooks.writing.packages import CellMark, mark_package  # noqa: PLC0415 - only here
    from zhaoshang.findings import Severity  # noqa: PLC0415 - only here

    around = '<cols><col min="4" max="5" width="0" style="1" hidden="1"/></cols>'
    found = made(CELLS + row)
    found[SHEET] = found[SHEET].replace(b"<sheetData>", around.encode() + b"<sheetData>")
    mark = CellMark(Severity.ERROR, "一\x1b二 _x0041_ <&>\n" + "长" * 99)
    places = {(3, 2): mark, (3, 4): mark, (12, 1): mark, (1, 2): mark, (2, 26): mark}
    back = mark_package(packed(found), {"表&<1>": places})
    sheet = openpyxl.load_workbook(BytesIO(back)).worksheets[0]
    for at, column in places:
        cell = sheet.cell(at, column)
        assert str(cell.fill.fgColor.rgb) == "FFF8CBA8"
        assert cell.comment
        assert "<&>" in cell.comment.text
    assert sheet["D3"].alignment.wrap_text  # as the column has it
    bare = mark_package(back, {})
    again = openpyxl.load_workbook(BytesIO(bare)).worksheets[0]
    assert not [cell for each in again.iter_rows() for cell in each if cell.comment or cell.fill.patternType]


NOTES = "xl/comments1.xml"
RELATED = {
    "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/comments" Target="/xl/comments1.xml"/></Relationships>'
}


def notes(*comments: str, authors: str = "<authors><author>张三</author></authors>") -> str:
    return f'<comments xmlns="{MAIN}">{authors}<commentList>{"".join(comments)}</commentList></comments>'


@pytest.mark.parametrize(
    ("comment", "text"),
    [
        ('<comment ref="C2" authorId="0"><text><t>核实中</t></text></comment>', "核实中"),
        (
            '<comment ref="C2" authorId="0"><text><r><t>核实</t></r><r><t>中</t></r></text></comment>',
            "核实中",
        ),
        (
            '<comment ref="C2" authorId="0"><text><t>核</t><rPh sb="0" eb="1"><t>he</t></rPh></text></comment>',
            "核",
        ),
        ('<comment ref="C2" authorId="0"><text/></comment>', ""),
        ('<comment ref="C2" authorId="0"/>', ""),
        ('<comment ref="A2" authorId="0"><text><t>新</t></text></comment>', ""),
    ],
)
def test_a_comment_of_the_office_stands_before_ours(comment: str, text: str) -> None:
    more: dict[str, Any] = {**RELATED, NOTES: notes(comment)}
    data = packed(made(**more))
    said = marked(data)["C2"]
    assert said.startswith(text)
    assert ("[zhaoshang]" in said) == ('"C2"' in comment)
    from zhaoshang._workbooks.writing.packages import mark_package  # noqa: PLC0415 - only here

    bare = openpyxl.load_workbook(BytesIO(mark_package(review(data), {}))).worksheets[0]["C2"].comment
    assert (bare.text if bare else "") == text


@pytest.mark.parametrize(
    "part",
    [
        b"<comments><commentList><comment",
        b"",
        b'<!DOCTYPE a [<!ENTITY b "c">]><comments>&b;</comments>',
        b"<x/>",
    ],
)
def test_damaged_comments_stay_and_cells_are_coloured(part: bytes) -> None:
    more: dict[str, Any] = {**RELATED, NOTES: part}
    back = unpacked(review(packed(made(**more))))
    assert b's="2"' in back[SHEET]
    assert part in back[NOTES] or part == b"<x/>"


DRAWN = {
    "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/></Relationships>',
    "xl/drawings/vmlDrawing1.vml": '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="_x0000_s1025" type="#_x0000_t201">'
    '<v:textbox><div>按钮<br></div></v:textbox><x:ClientData ObjectType="Button"/></v:shape></xml>',
}


def test_buttons_of_the_sheet_stay() -> None:
    """Old drawings are not always XML."""
    around = f'<legacyDrawing xmlns:r="{OFFICE}" r:id="rId1"/>'
    more: dict[str, Any] = DRAWN
    data = packed(made(around=around, **more))
    back = unpacked(review(data))
    drawing = back["xl/drawings/vmlDrawing1.vml"]
    assert DRAWN["xl/drawings/vmlDrawing1.vml"].removesuffix("</xml>").encode() in drawing
    assert drawing.count(b'ObjectType="Note"') == 1
    assert b"_x0000_t202" in drawing
    assert back[SHEET].count(b"legacyDrawing") == 1
    assert list(marked(data)) == ["C2"]


def test_the_drawing_stands_where_the_order_of_a_sheet_wants_it() -> None:
    around = '<pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/><tableParts count="0"/><extLst/>'
    back = unpacked(review(packed(made(around=around))))[SHEET].decode()
    assert back.index("pageMargins") < back.index("legacyDrawing") < back.index("tableParts")


def test_of_merged_cells_the_one_that_shows_is_marked() -> None:
    extra = '<row r="3"><c r="A3" t="inlineStr"><is><t>虚构乙项目</t></is></c><c r="B3" t="inlineStr"><is><t>虚构公司</t></is></c>'
    extra += '<c r="C3"/></row>'
    around = '<mergeCells count="1"><mergeCell ref="C2:C3"/></mergeCells>'
    said = marked(packed(made(CELLS + extra, around=around)))
    assert list(said) == ["C2"]


@pytest.mark.parametrize("name", ["xl/styles.xml", "xl/worksheets/_rels/sheet1.xml.rels"])
def test_entities_are_refused_or_passed_over(name: str) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "cccc"><!ENTITY d "&b;&b;">]><a>&d;</a>'
    more: dict[str, Any] = {name: bomb}
    try:
        back = unpacked(review(packed(made(**more))))
    except workbooks.WorkbookError:
        return
    assert back[name] == bomb


@pytest.mark.parametrize("numbers", [["0"], ["1"], ["7"], ["1", "2", "2"], ["x"], []])
def test_an_author_whom_the_part_lacks_does_not_become_ours(numbers: list[str]) -> None:
    comments = "".join(
        f'<comment ref="A{row}" authorId="{number}"><text><t>核</t></text></comment>'
        for row, number in enumerate(numbers, 3)
    )
    part = f'<comments xmlns="{MAIN}"><authors><author>甲</author></authors><commentList>{comments}</commentList></comments>'
    once = noted(part.encode(), {"C2": "？"}, MAIN).data
    assert once.count(b"<comment ") == len(numbers) + 1
    again = noted(once, {"C2": "？"}, MAIN)  # ours is made anew, and nobody else's is
    assert again.data == once
    assert again.others == {f"A{row}" for row, _ in enumerate(numbers, 3)}


_ASIDE = "<sheetData> </worksheet> <cellXfs count='9'><xf/></cellXfs> </styleSheet> <fills> </Types> </Relationships> <row r='2'>"
FORMS: dict[str, Callable[[str], str]] = {
    "comment before": lambda text: f"<!-- {_ASIDE} -->{text}",
    "instruction before": lambda text: f"<?mso {_ASIDE} ?>{text}",
    "comment within": lambda text: re.sub(r"^(<[^>]*>)", rf"\1<!-- {_ASIDE} -->", text),
    "instruction within": lambda text: re.sub(r"^(<[^>]*>)", rf"\1<?mso {_ASIDE} ?>", text),
    "comment at the end": lambda text: re.sub(r"(</[^>]*>)$", rf"<!-- {_ASIDE} -->\1", text),
    "comment behind": lambda text: f"{text}<!-- {_ASIDE} -->",
    "quotes": lambda text: text.replace('"', "'"),
    "blanks": lambda text: re.sub(r"</(\w+)>", r"</\1 >", text).replace('="', ' = "').replace("><", ">\n<"),
    "mark": lambda text: f"\ufeff{text}",
}


@pytest.mark.long
@pytest.mark.parametrize("part", list(made()))
@pytest.mark.parametrize("form", FORMS)
def test_a_part_in_any_form_of_xml_is_marked(part: str, form: str) -> None:
    """Comments and instructions that look like elements, quotes and blanks of any kind."""
    found = made()
    found[part] = FORMS[form](found[part].decode()).encode()
    assert_marked(found)


@pytest.mark.parametrize(
    "styles",
    [
        f'<styleSheet xmlns="{MAIN}"/>',
        f'<x:styleSheet xmlns:x="{MAIN}" />',
        f'<styleSheet xmlns="{MAIN}"></styleSheet>',
        f'<styleSheet xmlns="{MAIN}"><fills/><cellXfs count="0" /></styleSheet>',
        f'<styleSheet xmlns="{MAIN}"><extLst><ext uri="x"><![CDATA[</cellXfs></styleSheet>]]></ext></extLst></styleSheet>',
    ],
    ids=["one tag", "prefixed", "nothing", "lists of nothing", "section"],
)
def test_styles_that_hold_nothing_take_a_mark(styles: str) -> None:
    """Marks were written behind a root of one tag, which no program could open."""
    assert_marked(made(CELLS.replace(' s="1"', ""), styles=styles))


def assert_marked(found: dict[str, bytes]) -> None:
    """The review is whole, of the same projects, and its doubt is marked and told."""
    data = packed(found)
    told = review(data)
    for name, text in unpacked(told).items():
        if name.endswith((".xml", ".rels", ".vml")):
            expat.ParserCreate().Parse(text, True)
    before, after = (workbooks.read(each, name="a.xlsx").ledger for each in (data, told))
    assert before == after
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a file without styles
        try:
            openpyxl.load_workbook(BytesIO(data))
        except (TypeError, KeyError):  # a comment among relations
            return
        (sheet,) = openpyxl.load_workbook(BytesIO(told)).worksheets
    assert sheet["C2"].comment is not None
    assert sheet["C2"].fill.patternType == "solid"
