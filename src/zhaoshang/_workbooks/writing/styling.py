"""The styles of a workbook with copies of some that have a marked fill: everything else of a cell's look stays.

A mark can be taken off again, whatever program has saved the workbook since: its colour says that it is one, and a fill
that it stands for is kept as the colour behind it, which a solid fill does not show.
"""

from collections.abc import Hashable
from typing import Final, final

from attrs import frozen

from zhaoshang._workbooks.writing.splicing import (
    Edit,
    Node,
    grown,
    prefix_of,
    set_attribute,
    spliced,
    start_tag,
    tree,
    within,
)
from zhaoshang.findings import Severity

__all__ = ["MARKS", "NO_STYLES", "Styles"]

MARKS: Final = {Severity.ERROR: "FFF8CBA", Severity.WARNING: "FFFFE69", Severity.INFO: "FFDDEBF"}
"""The colours of marks but for the last digit: with 8 the cell had no fill, with A it had one.

No palette has them; they are beside the light red, yellow and blue that offices know.
"""

_BARE: Final = "8"
_FILLED: Final = "A"
_MOST: Final = 64_000  # styles that Excel takes
_ORDER: Final = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip

NO_STYLES: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""The least that a part of styles holds."""

Colour = tuple[tuple[str, str], ...]
"""The attributes of a colour; no colour at all is empty."""

_AUTOMATIC: Final[Colour] = (("indexed", "64"),)


@final
@frozen
class _Fill:
    """What a fill looks like, as far as a mark can keep it."""

    raw: bytes
    kind: str
    front: Colour = ()
    back: Colour = ()

    @property
    def mark(self) -> str:
        """Its colour, if it is a mark."""
        colour = self.front[0][1].upper() if len(self.front) == 1 and self.front[0][0] == "rgb" else ""
        return colour if colour[:-1] in MARKS.values() and colour[-1] in {_BARE, _FILLED} else ""

    @property
    def key(self) -> Hashable:
        """What two fills are equal by: of a solid one, what shows; of a mark, what it stands for too."""
        if self.kind == "none":
            return "none"
        if not self.front:
            return self.raw
        return (self.front, self.back) if self.mark else self.front


_NO_FILL: Final = _Fill(b"", "none")


def _fill_of(node: Node, raw: bytes) -> _Fill:
    pattern = node.one("patternFill")
    kind = "other" if pattern is None else pattern.attributes.get("patternType", "none")
    if pattern is None or kind != "solid":
        return _Fill(raw, kind)
    return _Fill(raw, kind, _colour(pattern, "fgColor"), _colour(pattern, "bgColor"))


def _colour(pattern: Node, name: str) -> Colour:
    node = pattern.one(name)
    return tuple(sorted(node.attributes.items())) if node else ()


@final
class Styles:
    """Gives the styles of marked cells, and those without the mark."""

    def __init__(self, data: bytes, /) -> None:
        self._data = data
        self._root = tree(data, ("fills", "cellXfs"))
        self._prefix = prefix_of(self._root.name)
        self._fills_node, self._styles_node = self._root.one("fills"), self._root.one("cellXfs")
        nodes = self._fills_node.all("fill") if self._fills_node else []
        self._fills = [_fill_of(node, data[node.start : node.end]) for node in nodes]
        found = self._styles_node.all("xf") if self._styles_node else []
        self._styles = [self._data[node.start : node.end] for node in found]
        self._own_fills = [_number(node.attributes.get("fillId", "0")) for node in found]
        self._sames = [self._same(node) for node in found]
        self._is_new = (len(self._fills), len(self._styles))
        self._places: dict[Hashable, int] = {}
        for place in reversed(range(len(found))):
            self._places[self._sames[place], self._fill(self._own_fills[place]).key] = place
        self._known: dict[tuple[int, Severity | None], int | None] = {}
        self.marked = frozenset(
            str(place) for place, fill in enumerate(self._own_fills) if self._fill(fill).mark
        )
        """The styles that are marks already, as cells name them."""

    def _same(self, node: Node) -> Hashable:
        """Give what two styles have in common that differ in their fill alone."""
        plain = {key: value for key, value in node.attributes.items() if key not in {"fillId", "applyFill"}}
        return frozenset(plain.items()), self._data[node.inner : node.close]

    def _fill(self, number: int) -> _Fill:
        return self._fills[number] if 0 <= number < len(self._fills) else _NO_FILL

    def bare(self, style: int, /) -> int:
        """Give the style without its mark."""
        if str(style) not in self.marked:
            return style
        if (style, None) not in self._known:
            self._known[style, None] = self._bare(style)
        place = self._known[style, None]
        return style if place is None else place

    def _bare(self, style: int) -> int | None:
        mark = self._fill(self._own_fills[style])
        front = () if mark.mark[-1] == _BARE or mark.back in {(), _AUTOMATIC} else mark.back
        return self._with_fill(style, front, _AUTOMATIC)

    def mark(self, style: int, severity: Severity, /) -> int | None:
        """Give the style with a mark; `None` for a fill that would be lost under it, and beyond what Excel takes."""
        if (style, severity) not in self._known:
            self._known[style, severity] = self._mark(style, severity)
        return self._known[style, severity]

    def _mark(self, style: int, severity: Severity) -> int | None:
        if not self._styles and style == 0:
            self._styles.append(f"<{self._prefix}xf/>".encode())
            self._own_fills.append(0)
            self._sames.append((frozenset(), b""))
        if style >= len(self._styles):
            return None
        fill = self._fill(self._own_fills[style])
        if fill.kind == "none":
            return self._with_fill(style, (("rgb", MARKS[severity] + _BARE),), _AUTOMATIC)
        if not fill.front or fill.front == _AUTOMATIC:
            return None
        return self._with_fill(style, (("rgb", MARKS[severity] + _FILLED),), fill.front)

    def _with_fill(self, style: int, front: Colour, back: Colour) -> int | None:
        """Find the style that is this one but for its fill, or make it."""
        fill = self._made(front, back)
        key = self._sames[style], fill.key
        if key in self._places:
            return self._places[key]
        if len(self._styles) >= _MOST:
            return None
        number = next((at for at, each in enumerate(self._fills) if each.key == fill.key), -1)
        if number < 0:
            self._least_fills()
            number = len(self._fills)
            self._fills.append(fill)
        old = self._styles[style]
        tag = start_tag(old)
        new = set_attribute(set_attribute(tag, "fillId", str(number)), "applyFill", "1")
        self._styles.append(new + old[len(tag) :])
        self._own_fills.append(number)
        self._sames.append(self._sames[style])
        self._places[key] = len(self._styles) - 1
        return len(self._styles) - 1

    def _least_fills(self) -> None:
        """Keep the two places that every program takes for no fill and for a grey one."""
        for kind in ("none", "gray125")[len(self._fills) :]:
            pattern = f'<{self._prefix}patternFill patternType="{kind}"/>'
            raw = f"<{self._prefix}fill>{pattern}</{self._prefix}fill>".encode()
            self._fills.append(_Fill(raw, kind))

    def _made(self, front: Colour, back: Colour) -> _Fill:
        p = self._prefix
        if not front:
            return _Fill(f'<{p}fill><{p}patternFill patternType="none"/></{p}fill>'.encode(), "none")
        shown = b""
        for name, colour in (("fgColor", front), ("bgColor", back)):
            tag = f"<{p}{name}/>".encode()
            for key, value in colour:
                tag = set_attribute(tag, key, value)
            shown += tag
        head, tail = f'<{p}fill><{p}patternFill patternType="solid">', f"</{p}patternFill></{p}fill>"
        return _Fill(head.encode() + shown + tail.encode(), "solid", front, back)

    def changed(self) -> bytes | None:
        """Give the part with what was added, or `None` where nothing was."""
        edits: list[Edit] = []
        parts = (
            ("fills", self._fills_node, [each.raw for each in self._fills], self._is_new[0]),
            ("cellXfs", self._styles_node, self._styles, self._is_new[1]),
        )
        for name, node, all_, old in parts:
            if len(all_) == old:
                continue
            content = b"".join(all_[old:])
            if node is None:
                edits.append(self._inserted(name, content, len(all_)))
            else:
                edits += grown(self._data, node, content, len(all_))
        if edits and self._root.is_empty:
            edits = [within(self._root, b"".join(edit.new for edit in edits))]
        return spliced(self._data, edits) if edits else None

    def _inserted(self, name: str, content: bytes, count: int) -> Edit:
        later = _ORDER[_ORDER.index(name) + 1 :]
        at = next((node.start for node in self._root.children if node.local in later), self._root.close)
        head, tail = f'<{self._prefix}{name} count="{count}">'.encode(), f"</{self._prefix}{name}>".encode()
        return Edit(at, at, head + content + tail)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
