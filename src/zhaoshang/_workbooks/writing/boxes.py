"""The boxes that comments are shown in: a drawing in the old markup (VML) that programs want for each comment."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.grids import cell_place
from zhaoshang._workbooks.writing.splicing import Edit, spliced

__all__ = ["boxed", "first_block"]

_NEW: Final = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{}"/></o:shapelayout></xml>'
)
_TYPE: Final = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE: Final = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;'
    'width:{width}pt;height:{height}pt;z-index:{z};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_SPACES: Final = {
    b"v": b"urn:schemas-microsoft-com:vml",
    b"o": b"urn:schemas-microsoft-com:office:office",
    b"x": b"urn:schemas-microsoft-com:office:excel",
}
_OPEN, _CLOSE = b"<v:shape ", b"</v:shape>"
_ROW: Final = re.compile(rb"<x:Row>\s*([0-9]{1,7})\s*</x:Row>")
_COLUMN: Final = re.compile(rb"<x:Column>\s*([0-9]{1,5})\s*</x:Column>")
_IDS: Final = re.compile(rb"""_x0000_s([0-9]{1,9})\b""")
_BLOCKS: Final = re.compile(rb"""idmap\s[^<>]*\bdata\s*=\s*["']([0-9, ]{1,400})["']""")
_BLOCK: Final = 1024
_WIDE: Final = 300  # pixels
_TALL: Final = 18  # of a line
_ROW_TALL: Final = 20
_MOST_LINES: Final = 12
_LINE: Final = 22  # characters

Place = tuple[int, int]


def first_block(parts: Iterable[bytes], /) -> int:
    """Give the first block of ids that no drawing of a workbook uses."""
    used = [
        int(number)
        for data in parts
        for found in _BLOCKS.findall(data)
        for number in found.split(b",")
        if number.strip().isdigit()
    ]
    return min(max(used, default=0), 60_000) + 1


def boxed(
    data: bytes | None,
    own: Mapping[str, str],
    gone: Iterable[str],
    block: int,
    width: Callable[[int], float],
) -> bytes | None:
    """Give every comment of a review a box, and take away those of comments that are gone.

    Args:
        data: the drawing, if there is one.
        own: the comments, by the address of their cells.
        gone: the cells whose comments are gone.
        block: a block of ids that is free.
        width: tells the width of a column.

    Returns:
        The drawing, or `None` where it has no end to put a box before.
    """
    data = _NEW.format(block).encode() if data is None else data
    end = data.rfind(b"</")
    if end < 0:
        return None
    lost = set(map(cell_place, gone))
    edits: list[Edit] = []
    have: set[Place] = set()
    for start, stop in _shapes(data):
        raw = data[start:stop]
        row, column = _ROW.search(raw), _COLUMN.search(raw)
        if row is None or column is None or b'"Note"' not in raw:
            continue
        place = int(row[1]) + 1, int(column[1]) + 1
        if place in lost:
            edits.append(Edit(start, stop, b""))
        else:
            have.add(place)
    wanted = [(spot, text) for key, text in own.items() if (spot := cell_place(key)) and spot not in have]
    if wanted:
        first = max([block * _BLOCK, *map(int, _IDS.findall(data))]) + 1
        made = "" if b'"_x0000_t202"' in data else _TYPE
        made += "".join(
            _shape(first + number, number, place, text, width) for number, (place, text) in enumerate(wanted)
        )
        edits.append(Edit(end, end, _declared(made.encode(), data)))
    return spliced(data, edits) if edits else data


def _shapes(data: bytes) -> Iterable[tuple[int, int]]:
    at = data.find(_OPEN)
    while at >= 0:
        stop = data.find(_CLOSE, at)
        if stop < 0:
            return
        stop += len(_CLOSE)
        yield at, stop
        at = data.find(_OPEN, stop)


def _declared(made: bytes, data: bytes) -> bytes:
    """Declare what the drawing itself does not."""
    missing = [(name, space) for name, space in _SPACES.items() if b"xmlns:" + name + b"=" not in data]
    declared = b"".join(b' xmlns:%s="%s"' % each for each in missing)
    return re.sub(rb"<v:shape(?:type)?(?= )", lambda match: match[0] + declared, made) if declared else made


def _shape(number: int, z: int, place: Place, text: str, width: Callable[[int], float]) -> str:
    row, column = place
    lines = min(sum(1 + len(line) // _LINE for line in text.split("\n")), _MOST_LINES)
    tall = lines * _TALL + 12
    right, pixels = column + 1, 0.0
    while pixels < _WIDE and right < column + 60:
        wide = width(right)
        pixels += 7 * wide + 5 if wide else 0
        right += 1
    top = max(0, row - 2)
    bottom = top + -(-tall // _ROW_TALL)
    anchor = f"{column}, 15, {top}, 4, {right - 1}, 0, {bottom}, 4"
    return _SHAPE.format(
        id=number,
        z=z + 1,
        width=_WIDE * 3 // 4,
        height=tall * 3 // 4,
        anchor=anchor,
        row=row - 1,
        column=column - 1,
    )
