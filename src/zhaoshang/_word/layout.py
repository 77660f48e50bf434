"""The layout of official papers by GB/T 9704-2012 (党政机关公文格式), as the styles of a Word document.

The standard's own numbers: A4; 37 mm above and 28 mm to the left of a type area of 156 × 225 mm; 22 lines of 28
characters; headlines in 2号 小标宋, text in 3号 仿宋, its headings in 黑体 and 楷体; page numbers in 4号 宋体 between
dashes, on the right of odd pages and on the left of even ones, one character in. It says nothing of other languages:
traditional script has 標楷體, as papers in Taiwan do, and English Times New Roman, on the same page.
"""

from typing import Any, Final, final

from attrs import frozen

from zhaoshang._text.wording import Script

PAGE: Final = (210, 297)
TEXT: Final = (156, 225)
ABOVE: Final = 37
LEFT: Final = 28
LINES: Final = 22
ACROSS: Final = 28
FOOT: Final = 25
"""How many millimetres the number of a page stands from the edge: its dash is then 7 mm below the text."""

TITLE, BODY, NUMBER, SMALL, CELL = 22, 16, 14, 12, 10.5
"""2号, 3号, 4号, 小四 and 五号 in points."""
POINTS: Final = 72 / 25.4
PITCH: Final = int(TEXT[1] * POINTS / LINES * 20)
"""A line in twentieths of a point."""
SPACING: Final = int((TEXT[0] * POINTS / ACROSS - BODY) * 20) - 1
"""What is added to each character of the text so that 28 fill a line, in twentieths of a point.

The grid of a section could say so too, but not every program reads a grid of characters as Word does.
"""


@final
@frozen
class Fonts:
    """The fonts of one script: of the headline, of the text, and of its headings from the outside in."""

    title: str
    body: str
    headings: tuple[str, str]
    number: str
    latin: str = "Times New Roman"
    tag: str = "zh-CN"


FONTS: Final = {
    Script.HANS: Fonts("方正小标宋简体", "仿宋", ("黑体", "楷体"), "宋体"),
    Script.HANT: Fonts("標楷體", "標楷體", ("標楷體", "標楷體"), "新細明體", tag="zh-TW"),
    Script.EN: Fonts("仿宋", "仿宋", ("黑体", "楷体"), "宋体", tag="zh-CN"),
}


_SET: Final = frozenset({"Normal", "Heading 1", "Heading 2"})
"""The styles whose lines are set to 28 characters."""


def set_styles(document: Any, script: Script) -> None:  # noqa: ANN401 - a document of python-docx
    """Give the styles of a new document the fonts, sizes and lines of official papers."""
    fonts = FONTS.get(script, FONTS[Script.EN])
    styles = document.styles
    _set_defaults(styles.element, fonts, script)
    for name, east, size, is_bold in (
        ("Normal", fonts.body, BODY, False),
        ("Title", fonts.title, TITLE, not script.is_chinese),
        ("Heading 1", fonts.headings[0], BODY, not script.is_chinese),
        ("Heading 2", fonts.headings[1], BODY, not script.is_chinese),
        ("Caption", fonts.body, SMALL, False),
        ("Footer", fonts.number, NUMBER, False),
        ("Table Grid", fonts.body, CELL, False),
    ):
        _style(styles[name], east, fonts.latin, size, is_bold=is_bold)
    _flow(styles["Title"], align="center", after=PITCH, keep=True)
    _flow(styles["Heading 1"], keep=True, indent=script.is_chinese)
    _flow(styles["Heading 2"], keep=True, indent=script.is_chinese)
    _flow(styles["Caption"], after=60)


def _style(style: Any, east: str, latin: str, size: float, *, is_bold: bool) -> None:  # noqa: ANN401 - as above
    from docx.oxml import parse_xml  # noqa: PLC0415 - an extra
    from docx.oxml.ns import nsdecls, qn  # noqa: PLC0415 - as above
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - as above

    if not hasattr(style, "font"):
        return
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)  # the template's own colours and theme fonts
    style.font.name = latin
    style.font.size = Pt(size)
    style.font.bold = is_bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    names = properties.get_or_add_rFonts()
    names.set(qn("w:eastAsia"), east)
    names.set(qn("w:cs"), latin)
    spacing = parse_xml(f'<w:spacing {nsdecls("w")} w:val="{SPACING if style.name in _SET else 0}"/>')
    properties.find(qn("w:sz")).addprevious(spacing)  # Word is strict about the order of properties


def _flow(
    style: Any,  # noqa: ANN401 - a style of python-docx
    *,
    align: str = "",
    after: int = 0,
    keep: bool = False,
    indent: bool = False,
) -> None:
    from docx.oxml import parse_xml  # noqa: PLC0415 - an extra
    from docx.oxml.ns import nsdecls  # noqa: PLC0415 - as above

    element = style.element
    old = element.pPr
    level = None if old is None else old.find(f"{{{element.nsmap['w']}}}outlineLvl")
    if old is not None:
        element.remove(old)
    parts = [
        "<w:keepNext/><w:keepLines/>" if keep else "",
        f'<w:spacing w:before="0" w:after="{after}" w:line="{PITCH}" w:lineRule="atLeast"/>',
        f'<w:ind w:firstLineChars="200" w:firstLine="{2 * BODY * 20}"/>' if indent else "",
        f'<w:jc w:val="{align}"/>' if align else "",
    ]
    made: Any = parse_xml(f"<w:pPr {nsdecls('w')}>{''.join(parts)}</w:pPr>")
    if level is not None:
        made.append(level)
    anchor = element.find(f"{{{element.nsmap['w']}}}rPr")
    if anchor is None:
        element.append(made)
    else:
        anchor.addprevious(made)


def _set_defaults(styles: Any, fonts: Fonts, script: Script) -> None:  # noqa: ANN401 - as above
    """Take the theme out of the fonts that everything else begins from, and say what language the text is in."""
    from docx.oxml import parse_xml  # noqa: PLC0415 - an extra
    from docx.oxml.ns import nsdecls, qn  # noqa: PLC0415 - as above

    defaults = styles.find(qn("w:docDefaults"))
    latin = "en-US"
    made = parse_xml(
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{fonts.latin}" w:hAnsi="{fonts.latin}" w:eastAsia="{fonts.body}" w:cs="{fonts.latin}"/>'
        f'<w:sz w:val="{2 * BODY}"/><w:szCs w:val="{2 * BODY}"/>'
        f'<w:lang w:val="{latin}" w:eastAsia="{fonts.tag}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        f'<w:spacing w:after="0" w:line="{PITCH}" w:lineRule="{"exact" if script.is_chinese else "atLeast"}"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    defaults.addprevious(made)
    defaults.getparent().remove(defaults)


def set_page(section: Any, *, is_wide: bool = False) -> None:  # noqa: ANN401 - a section of python-docx
    """Set the page of a section; a wide one is the same page turned, its binding edge above."""
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 - an extra
    from docx.oxml import parse_xml  # noqa: PLC0415 - as above
    from docx.oxml.ns import nsdecls, qn  # noqa: PLC0415 - as above
    from docx.shared import Mm  # noqa: PLC0415 - as above

    across, down = PAGE
    right, below = across - LEFT - TEXT[0], down - ABOVE - TEXT[1]
    # above, right, below, left: turned clockwise the binding edge is above, on the side of the headings of a table
    edges = (LEFT, ABOVE, right, below) if is_wide else (ABOVE, right, below, LEFT)
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(down), Mm(across)) if is_wide else (Mm(across), Mm(down))
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, edges)
    section.header_distance = Mm(15)
    section.footer_distance = Mm(FOOT - (below - right) if is_wide else FOOT)
    section.gutter = 0
    element = section._sectPr  # noqa: SLF001 - python-docx has no words for the grid
    for old in element.findall(qn("w:docGrid")):
        element.remove(old)
    element.append(parse_xml(f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="{PITCH}"/>'))
