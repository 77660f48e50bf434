"""A paper being written: its parts one after the other, then the file, the same bytes for the same parts."""

import os
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from io import BytesIO
from itertools import pairwise
from typing import IO, Any, Final, final
from unicodedata import east_asian_width

from attrs import frozen

from zhaoshang._files.inert import one_line
from zhaoshang._files.names import is_of_another_kind
from zhaoshang._files.streams import set_down
from zhaoshang._text.messages import Label, say
from zhaoshang._text.wording import Script
from zhaoshang._word.layout import ACROSS, BODY, CELL, NUMBER, PITCH, POINTS, TEXT, set_page, set_styles
from zhaoshang.errors import MissingExtraError, UnfitValueError
from zhaoshang.periods import DateLike
from zhaoshang.writing import format_number, format_period

Target = str | os.PathLike[str] | IO[bytes]
"""A path, or a stream that takes bytes."""


# a document carries the day it was made; a fixed one keeps equal papers equal byte for byte
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - the library that writes takes a plain one
_ZIPPED: Final = (2000, 1, 1, 0, 0, 0)
_NARROWEST: Final = 3
_WIDEST: Final = 40
"""A column of a table asks for no more room than so many letters: longer cells are broken."""
_HEADING: Final = 14
"""Its heading for no more than this."""
_PADDING: Final = 3
_INKS: Final[dict[str, tuple[str, str]]] = {
    "agrees": ("1A6B3C", "E2F3E8"),
    "differs": ("A3142E", "FBE3E7"),
    "unknown": ("6B4E00", "FBF0D0"),
}
_ATTACHED: Final = "attached"
_SVG: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_ID: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


@final
@frozen
class MarkedWords:
    """Some words of a paragraph, marked by what was found of them."""

    text: str
    sign: str | None = None
    is_raised: bool = False


def refuse_another_kind(target: Target, /) -> None:
    """Refuse a name that another program would be asked to open, and could not.

    Raises:
        UnfitValueError: for the name of a file of another kind, such as `.doc`.
    """
    if isinstance(target, str | os.PathLike) and is_of_another_kind(target, ".docx"):
        raise UnfitValueError(str(target), "the name of a Word document, such as report.docx")


@final
class Paper:
    """A paper in the layout of official ones."""

    def __init__(self, title: str, locale: str) -> None:
        try:
            import docx  # noqa: PLC0415 - an extra
        except ImportError:
            raise MissingExtraError("python-docx", "word") from None
        self.script, self.locale = Script.of(locale), locale
        self._document: Any = docx.Document()
        set_styles(self._document, self.script)
        set_page(self._document.sections[0])
        self._document.settings.odd_and_even_pages_header_footer = True
        self._numbers()
        self._headings = self._pictures = 0
        self._is_wide = False
        self._is_empty = True
        # headings wait for what stands below them, which says whether the page is turned
        self._waiting: list[tuple[str, str]] = [(title, "Title")]
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = _bounded(title), "", ""
        properties.created = properties.modified = _MADE
        properties.last_modified_by, properties.revision = "", 1
        properties.language = self.script.tag
        for held in list(self._document.part.package.rels.values()):
            if held.reltype.endswith(
                "/thumbnail"
            ):  # the picture of the template that python-docx begins from
                del self._document.part.package.rels[held.rId]

    def addressee(self, text: str) -> None:
        """Write to whom it goes (主送机关): from the edge, with a colon."""
        if text:
            self._turn(is_wide=False)
            self._document.add_paragraph(f"{one_line(text)}{self.script.say('：', ':')}")

    def heading(self, text: str, *, is_numbered: bool = True) -> None:
        """Write a heading of the first level, numbered 一、二、 or 1. 2."""
        number = ""
        if is_numbered:
            self._headings += 1
            numeral = Label(format_number(self._headings), str(self._headings))
            number = say("word.heading", self.locale, numeral=numeral)
        self._waiting.append((f"{number}{text}", "Heading 1"))

    def paragraph(self, pieces: str | Iterable[MarkedWords]) -> None:
        """Write a paragraph, two characters in."""
        from docx.shared import Pt, RGBColor  # noqa: PLC0415 - an extra

        self._upright()
        paragraph = self._document.add_paragraph()
        if self.script.is_chinese:
            _indent(paragraph)
        for piece in [MarkedWords(pieces)] if isinstance(pieces, str) else pieces:
            run = paragraph.add_run(one_line(piece.text))
            if piece.sign is not None:
                ink, shade = _INKS[piece.sign]
                run.font.color.rgb = RGBColor.from_string(ink)
                run.font.underline = piece.sign == "differs"
                _shade(run, shade)
            if piece.is_raised:
                run.font.superscript = True
                run.font.size = Pt(NUMBER)

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        right: Iterable[int] = (),
        totals: int = 0,
        notes: Sequence[str] = (),
    ) -> None:
        """Write a table, upright or on a turned page as its columns need, its heading again on every page."""
        from docx.oxml import parse_xml  # noqa: PLC0415 - an extra

        widths = [
            min(_WIDEST, max([_NARROWEST, min(_HEADING, _width(head)), *map(_width, cells)])) + _PADDING
            for head, *cells in zip(heads, *rows, strict=True)
        ]
        wanted = sum(widths) * CELL / 2 / POINTS
        room = TEXT[1] if wanted > TEXT[0] else TEXT[0]
        self._turn(is_wide=wanted > TEXT[0])
        if heads:
            table = parse_xml(_table_xml((heads, *rows), _shares(widths, room), frozenset(right), totals))
            self._document.element.body.insert_element_before(table, "w:sectPr")
        label = say("word.notes", self.locale)
        # two tables without anything between them would become one
        for number, note in enumerate(notes or [""]):
            self._document.add_paragraph(
                f"{'' if number or not note else label}{one_line(note)}", style="Caption"
            )

    def picture(self, png: bytes, svg: str, told: str) -> None:
        """Write a picture as wide as the text, as SVG for what reads that and as PNG for the rest."""
        from docx.shared import Mm  # noqa: PLC0415 - an extra

        self._upright()
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.line_spacing = 1.0  # an exact line would cut it off
        shape = paragraph.add_run().add_picture(BytesIO(png), width=Mm(TEXT[0]))
        limit = Mm(TEXT[1] - 25)
        if shape.height > limit:
            shape.width, shape.height = int(shape.width * limit / shape.height), limit
        self._pictures += 1
        inline = shape._inline  # noqa: SLF001 - python-docx has no words for SVG
        inline.docPr.set("descr", one_line(told))
        inline.docPr.set("name", say("word.figure", self.locale, number=self._pictures))
        self._vector(inline, svg)

    def names_attachment(self, title: str) -> None:
        """Say below the text what is attached (附件说明)."""
        self._upright()
        self._document.add_paragraph()
        paragraph = self._document.add_paragraph(
            say("word.names_attachment", self.locale, title=one_line(title))
        )
        if self.script.is_chinese:
            _indent(paragraph)

    def signature(self, issuer: str, on: DateLike | None) -> None:
        """Write whose paper it is and of which day, without a seal.

        The name ends two characters from the right edge and the date begins two characters behind where the name
        does; where the date would then come closer to the edge than that, the name moves.
        """
        said = "" if on is None else format_period(on, locale=self.locale)
        if not issuer and not said:
            return
        self._upright()
        self._document.add_paragraph()
        day = ACROSS - 2 - _characters(said)
        name = min(ACROSS - 2 - _characters(issuer), day - 2) if said else ACROSS - 2 - _characters(issuer)
        for text, place in ((issuer, name), (said, name + 2 if issuer else day)):
            if text:
                characters = max(0.0, place)
                paragraph = self._document.add_paragraph(one_line(text))
                _set_indent(
                    paragraph,
                    f'w:leftChars="{int(characters * 100)}" w:left="{int(characters * BODY * 20)}"',
                )

    def attachment(self, title: str) -> None:
        """Begin what is attached, on a page of its own: 附件 at the edge, its title in the middle."""
        self._waiting += [
            (say("word.attachment", self.locale), _ATTACHED),
            ("", "Normal"),
            (title, "Title"),
        ]

    def save(self, target: Target, /) -> None:
        """Write the file whole, or not at all."""
        if self._waiting:
            self._turn(is_wide=self._is_wide)
        made = BytesIO()
        self._document.save(made)
        set_down(target, _zipped_again(made))

    def _upright(self) -> None:
        self._turn(is_wide=False)

    def _turn(self, *, is_wide: bool) -> None:
        """Begin a new section where the page has to be turned, and write the headings that waited for it."""
        from docx.enum.section import WD_SECTION  # noqa: PLC0415 - an extra

        if is_wide != self._is_wide:
            section = (
                self._document.sections[0]
                if self._is_empty
                else self._document.add_section(WD_SECTION.NEW_PAGE)
            )
            set_page(section, is_wide=is_wide)
            self._is_wide = is_wide
        self._is_empty = False
        waiting, self._waiting = self._waiting, []
        for text, style in waiting:
            is_attached = style == _ATTACHED
            paragraph = self._document.add_paragraph(
                one_line(text), style="Heading 1" if is_attached else style
            )
            if is_attached:
                paragraph.paragraph_format.page_break_before = True
                _set_indent(paragraph, 'w:firstLineChars="0" w:firstLine="0"')

    def _numbers(self) -> None:
        """Number the pages: between dashes, on the outer side, one character in."""
        from docx.oxml import parse_xml  # noqa: PLC0415 - an extra
        from docx.oxml.ns import nsdecls  # noqa: PLC0415 - as above

        section = self._document.sections[0]
        for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
            footer.is_linked_to_previous = False
            paragraph = footer.paragraphs[0]
            paragraph.style = self._document.styles["Footer"]
            properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - as above
            properties.append(
                parse_xml(f'<w:ind {nsdecls("w")} w:{side}Chars="100" w:{side}="{NUMBER * 20}"/>')
            )
            properties.append(parse_xml(f'<w:jc {nsdecls("w")} w:val="{side}"/>'))
            paragraph.add_run("— ")
            paragraph._p.append(  # noqa: SLF001 - as above
                parse_xml(
                    f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
                )
            )
            paragraph.add_run(" —")

    def _vector(self, inline: Any, svg: str) -> None:  # noqa: ANN401 - an element of python-docx
        from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - an extra
        from docx.opc.packuri import PackURI  # noqa: PLC0415 - as above
        from docx.opc.part import Part  # noqa: PLC0415 - as above
        from docx.oxml import parse_xml  # noqa: PLC0415 - as above
        from docx.oxml.ns import nsdecls, qn  # noqa: PLC0415 - as above

        package = self._document.part.package
        name = PackURI(f"/word/media/vector{self._pictures}.svg")
        part = Part(name, "image/svg+xml", svg.encode("utf-8"), package)
        held = self._document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        blip = next(inline.iter(qn("a:blip")))
        blip.append(
            parse_xml(
                f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{_SVG_ID}">'
                f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{held}"/></a:ext></a:extLst>'
            )
        )


def _shares(widths: Sequence[int], room: float) -> list[int]:
    """Share so many millimetres among columns, in twentieths of a point: where they want more, the widest give way."""
    letters = room * POINTS / (CELL / 2)
    cap = max(widths)
    while sum(min(width, cap) for width in widths) > letters and cap > _NARROWEST + _PADDING:
        cap -= 1
    given = [min(width, cap) for width in widths]
    return [int(room * POINTS * 20 * width / sum(given)) for width in given]


def _table_xml(
    lines: Sequence[Sequence[str]], twips: Sequence[int], right: frozenset[int], totals: int
) -> str:
    """Write a table: cell by cell python-docx takes the square of their number."""
    from docx.oxml.ns import nsdecls  # noqa: PLC0415 - an extra

    def line(cells: Sequence[str], *, is_head: bool, is_total: bool) -> str:
        properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if is_head else "")
        told = "".join(
            _cell(
                text, twips[place], align="right" if place in right else "left", is_bold=is_head or is_total
            )
            for place, text in enumerate(cells)
        )
        return f"<w:tr><w:trPr>{properties}</w:trPr>{told}</w:tr>"

    body = "".join(
        line(row, is_head=not number, is_total=0 < len(lines) - totals <= number)
        for number, row in enumerate(lines)
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _cell(text: str, width: int, *, align: str, is_bold: bool) -> str:
    look = f'{"<w:b/>" if is_bold else ""}<w:sz w:val="{int(2 * CELL)}"/>'
    shown = escape(one_line(text), quote=False)
    run = f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{shown}</w:t></w:r>' if shown else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>'
        f'<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="{align}"/></w:pPr>'
        f"{run}</w:p></w:tc>"
    )


def _width(text: str) -> int:
    """Measure a text in half characters, as a line of official papers is set."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in one_line(text))


def _characters(text: str) -> float:
    """Measure a text in characters, with the quarter that is set between Chinese and other letters."""
    kinds = [east_asian_width(char) in "WF" for char in one_line(text)]
    return _width(text) / 2 + sum(one != two for one, two in pairwise(kinds)) / 4


def _indent(paragraph: Any) -> None:  # noqa: ANN401 - a paragraph of python-docx
    _set_indent(paragraph, f'w:firstLineChars="200" w:firstLine="{2 * BODY * 20}"')


def _set_indent(paragraph: Any, attributes: str) -> None:  # noqa: ANN401 - as above
    from docx.oxml import parse_xml  # noqa: PLC0415 - an extra
    from docx.oxml.ns import nsdecls  # noqa: PLC0415 - as above

    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx measures no indent in characters
    if properties.ind is not None:
        properties.remove(properties.ind)
    properties._insert_ind(parse_xml(f"<w:ind {nsdecls('w')} {attributes}/>"))  # noqa: SLF001 - as above


def _shade(run: Any, colour: str) -> None:  # noqa: ANN401 - a run of python-docx
    from docx.oxml import parse_xml  # noqa: PLC0415 - an extra
    from docx.oxml.ns import nsdecls  # noqa: PLC0415 - as above

    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>')
    run._r.get_or_add_rPr().append(shade)  # noqa: SLF001 - python-docx has no words for it


def _bounded(text: str) -> str:
    """Cut a title to what a property of a document holds."""
    shown = one_line(text)
    return shown if len(shown) <= 255 else f"{shown[:254]}…"


def _zipped_again(made: BytesIO) -> bytes:
    """Take the clock and the system out of an archive."""
    again = BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIPPED)
            entry.compress_type, entry.create_system, entry.external_attr = (
                zipfile.ZIP_DEFLATED,
                3,
                0o644 << 16,
            )
            new.writestr(entry, old.read(name))
    return again.getvalue()


__all__ = ["PITCH", "MarkedWords", "Paper", "Target"]
