"""Tables of a web page, which many programs save under a workbook's name.

The page is cut as browsers cut it, by patterns that never look at a character twice, so that no page, however broken,
costs more than its length: the parser of the standard library takes the square of it for some. Nothing is fetched or
run; entities are resolved only after the page is cut.
"""

import html
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, final

from zhaoshang._workbooks.files.delimited import find_encoding
from zhaoshang._workbooks.files.errors import UnreadableWorkbookError, WorkbookLimitError
from zhaoshang._workbooks.files.grids import Grid, Workbook
from zhaoshang._workbooks.files.limits import Limits

__all__ = ["read_webpage"]

_OPENING: Final = re.compile(r"<(/?)([A-Za-z][^\s/>]{0,40}+)[^\s/>]*+")
_BEGINS: Final = re.compile(r"<(?=[A-Za-z/!?])")
"""Where a tag or a comment begins; any other bracket is text."""
_ATTRIBUTE: Final = re.compile(
    r"""[\s/]*+(?:(>)|([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)(?:"|\Z)|'([^']*+)(?:'|\Z)|([^\s>]*+)))?+|\Z)"""
)
_READ: Final = frozenset({"rowspan", "colspan", "style", "hidden", "value", "type"})
_NUMBER: Final = re.compile(r"\s{0,9}+(\d{1,5}+)")
_COMMENT_END: Final = re.compile(r"--!?>")
_CODE: Final = re.compile(r"&#(?:[0-9]{9,}|[xX][0-9a-fA-F]{9,});?")
_HIDDEN: Final = re.compile(r"display\s{0,9}:\s{0,9}none", re.IGNORECASE)
_UNSEEN: Final = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}(?:hidden|collapse)|font-size\s{0,9}:\s{0,9}0(?![0-9.]*[1-9])",
    re.IGNORECASE,
)
_RAISED: Final = re.compile(r"vertical-align\s{0,9}:\s{0,9}(super|sub)", re.IGNORECASE)
_LINED_THROUGH: Final = re.compile(
    r"text-decoration[a-z-]{0,20}\s{0,9}:[^;]{0,60}line-through", re.IGNORECASE
)
_UNSHOWN: Final = frozenset(
    {
        "script",
        "style",
        "title",
        "noscript",
        "template",
        "xml",
        "audio",
        "video",
        "canvas",
    }
)
_ASIDE: Final = frozenset({"rt", "rp"})
"""How a word is said, above it."""
_BARS: Final = frozenset({"progress", "meter"})
"""What is drawn as a bar; its own text is for browsers that cannot."""
_DRAWN: Final = "▮"
"""Stands for a bar in a cell that holds no text, so that it is told and not taken for empty."""
_EMPTY: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CELLS: Final = frozenset({"td", "th", "tr", "table", "thead", "tbody", "tfoot", "caption"})
_UNTYPED: Final = frozenset({"hidden", "checkbox", "radio", "image", "file", "password", "range", "color"})
"""Boxes of a form that show no text."""
_CLOSING: Final = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _UNSHOWN}
_BREAKS: Final = frozenset(
    "br p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 hr pre blockquote section article header footer address figure option select img"
    " button textarea fieldset legend details summary object svg text math mn mi mo mfrac msup msub label output q progress meter".split()
)
"""What begins on a line of its own, or is a box of its own: numbers in two of them are two."""
_STRUCK: Final = frozenset({"s", "del", "strike", "ins"})
"""What is struck out, and what was put in its place: a cell of both holds two texts."""
_SET_OFF: Final = {
    "sup": str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"),
    "sub": str.maketrans("0123456789", "".join(map(chr, range(0x2080, 0x208A)))),
}
"""Digits that stand above or below the line: marks of footnotes, and m², but no digits of the number before."""
_BLOCKS: Final = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "table", "body", "li", "br"}
)
_WIDEST: Final = 1_000
_TO_THE_END: Final = 65_534
"""So many rows reach to the end of any table: `rowspan="0"`."""
_DEEPEST: Final = 50


def read_webpage(path: Path, limits: Limits, /) -> Workbook:
    """Read the tables of a web page into one grid, below each other, with the lines of text between them.

    Raises:
        UnreadableWorkbookError: when it holds no table, or its encoding is not known.
        WorkbookLimitError: when it is larger than the limits allow.
    """
    encoding = find_encoding(path)
    if encoding is None:
        raise UnreadableWorkbookError(str(path), "encoding")
    page = _Page(path, limits)
    for name, attributes, text in _pieces(path.read_text(encoding)):
        if text:
            page.text(text)
        elif name.startswith("/"):
            page.end(name[1:])
        else:
            page.start(name, attributes)
    page.close()
    if not page.has_table:
        raise UnreadableWorkbookError(str(path), "markup")
    grid = Grid(
        name=path.stem,
        rows=page.rows,
        merged=tuple(page.merged),
        hidden_rows=frozenset(page.hidden),
    )
    return Workbook(path=str(path), kind="html", grids=(grid,), encoding=encoding)


def _pieces(page: str) -> Iterator[tuple[str, Mapping[str, str], str]]:
    """Cut a page into tags, by name (`/td` for the end of one) and attributes, and texts; comments are passed over."""
    place, size = 0, len(page)
    while place < size:
        begins = _BEGINS.search(page, place)
        end = size if begins is None else begins.start()
        if end > place:
            yield "", {}, page[place:end]
            place = end
            continue
        found = _OPENING.match(page, place)
        if found is None:
            place = _comment_ends(page, place)
            continue
        name = found[2].lower()
        place = found.end()
        has_none = page.startswith(">", place)
        attributes, place = ({}, place + 1) if has_none else _attributes(page, place)
        if found[1] or name not in _UNSHOWN:
            yield f"{found[1]}{name}", attributes, ""
            continue
        closing = _CLOSING[name].search(page, place)
        place = closing.start() if closing else size


def _comment_ends(page: str, place: int) -> int:
    """Find the end of a comment, or of what browsers take for one: `<?xml …>`, `<![if …]>`, `</ …>`."""
    if not page.startswith("<!--", place):
        end = page.find(">", place)
        return len(page) if end < 0 else end + 1
    if page.startswith((">", "->"), place + 4):
        return page.index(">", place) + 1
    found = _COMMENT_END.search(page, place + 4)
    return len(page) if found is None else found.end()


def _attributes(page: str, place: int) -> tuple[dict[str, str], int]:
    """Read the attributes of a tag that matter, the first of each name, and find its end; a quote hides a bracket."""
    read: dict[str, str] = {}
    while True:
        found = _ATTRIBUTE.match(page, place)
        if found is None or found.end() == place:
            return read, len(page)
        place = found.end()
        if found[1]:
            return read, place
        if found[2] and (name := found[2].lower()) in _READ:
            read.setdefault(name, found[3] or found[4] or found[5] or "")


def _unescaped(text: str) -> str:
    """Resolve entities; a number that no character has is the mark of one that is lost."""
    return html.unescape(_CODE.sub("\N{REPLACEMENT CHARACTER}", text))


def _span(attributes: Mapping[str, str], name: str) -> int:
    found = _NUMBER.match(attributes.get(name, ""))
    if found is None:
        return 1
    return int(found[1]) or (_TO_THE_END if name == "rowspan" else 1)


@final
class _Table:
    """One table while it is read: the row and cell that are open, and the cells that reach down from rows above."""

    def __init__(self) -> None:
        self.rows: list[list[str | None]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden: set[int] = set()
        self.held: dict[int, int] = {}  # by column: the last row that a cell above reaches
        self.cells = 0
        self.column = self.reach = 0
        self.widest = 0  # how many cells of a row above the open one hold anything, at most
        self.spans: tuple[int, int] | None = None
        self.parts: list[str] = []
        self.has_bar = False  # whether the open cell shows a bar
        self.is_frame = False

    def row(self, *, is_hidden: bool) -> None:
        """Begin a row."""
        self.cell_ends()
        if self.rows:
            self.widest = max(self.widest, sum(cell is not None for cell in self.rows[-1]))
        self.rows.append([])
        self.column = 0
        if is_hidden:
            self.hidden.add(len(self.rows))

    def cell(self, attributes: Mapping[str, str]) -> None:
        """Begin a cell."""
        if not self.rows:
            self.row(is_hidden=False)
        self.cell_ends()
        self.spans = (_span(attributes, "rowspan"), min(_WIDEST, _span(attributes, "colspan")))

    def cell_ends(self) -> None:
        """Put the open cell in its place, beside those that reach down."""
        if self.spans is None:
            return
        (down, across), self.spans = self.spans, None
        lines = [" ".join(line.split()) for line in _unescaped("".join(self.parts)).split("\n")]
        text = "\n".join(line for line in lines if line)
        self.parts = []
        while self.held.get(self.column, 0) >= len(self.rows):
            self.column += 1
        row, left = self.rows[-1], self.column
        more = left + across - len(row)
        self.cells += more  # with those that cells above reach into: they too are held and walked over
        row.extend([None] * more)
        row[left] = text or (_DRAWN if self.has_bar else None)
        self.has_bar = False
        self.column += across
        self.reach = max(self.reach, self.column)
        if down > 1:
            self.held.update(dict.fromkeys(range(left, left + across), len(self.rows) + down - 1))
        if down > 1 or across > 1:
            top = len(self.rows)
            self.merged.append((top, left + 1, top + down - 1, left + across))

    def takes(self, inner: "_Table") -> bool:
        """Take a table that stands in a cell of a list: lines of the cell, or further rows of the list.

        Tables also arrange pages: one is a list that has a row of several texts above, and whose cell holds a table of one
        column, or stands alone in its row and holds a table as wide as the list.
        """
        width = self.widest
        if self.is_frame or width < 2:
            return False
        across = max(map(len, inner.rows))
        if across == 1:
            lines = [html.escape(row[0], quote=False) for row in inner.rows if row and row[0] is not None]
            self.parts += ["\n", "\n".join(lines), "\n"]
            return True
        if across != width or self.rows[-1] or "".join(self.parts).strip():
            return False
        self.spans, self.parts = None, []
        above = len(self.rows)
        self.rows += inner.rows
        self.hidden |= {above + row for row in inner.hidden}
        self.merged += [(above + top, left, above + low, right) for top, left, low, right in inner.merged]
        self.column = len(self.rows[-1])
        return True


@final
class _Page:
    """Gathers the rows of a page's tables."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.rows: list[list[str | None]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden: set[int] = set()
        self.has_table = False
        self._path, self._limits = path, limits
        self._open: list[_Table] = []
        self._line: list[str] = []
        self._cells = 0
        self._set_off: dict[int, int] = {}
        self._unseen = ""  # the element that is not shown, and how many of its name are open
        self._depth = 0
        self._struck = ""  # the element whose style strikes its text out

    def text(self, text: str) -> None:
        """Take a text, into the open cell or between tables."""
        if self._unseen:
            return
        if self._set_off:
            text = text.translate(self._set_off)
        if self._open:
            if self._open[-1].spans is not None:
                self._open[-1].parts.append(" ".join(text.split("\n")))
            elif not text.isspace():  # a caption, or what browsers show above the table that it stands in
                self._line.append(text)
        else:
            self._line.append(text)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take a tag that begins something."""
        if self._is_unseen(name, attributes):
            return
        table = self._open[-1] if self._open else None
        self._set_off = _SET_OFF.get(name, {})  # a tag within, or one that was left open, ends it
        if "style" in attributes and name not in _CELLS:
            self._look(name, attributes["style"])
        if name == "table" and table is not None and table.spans is None:
            self._table_ends(
                self._open.pop()
            )  # a table within another stands in a cell: the end of one was left out
            table = self._open[-1] if self._open else None
        if name == "table" and len(self._open) < _DEEPEST:
            self._line_ends()
            self._open.append(_Table())
        elif table is None:
            if name in _BLOCKS:
                self._line_ends()
        elif name == "tr":
            table.row(is_hidden=_HIDDEN.search(attributes.get("style", "")) is not None)
            self._count(table, rows=1)
        elif name in {"td", "th"}:
            table.cell(attributes)
            self._count(table, across=table.spans[1] if table.spans else 0)
        elif table.spans is not None:
            self._in_cell(table, name, attributes)

    def _in_cell(self, table: _Table, name: str, attributes: Mapping[str, str]) -> None:
        """Take a tag that begins something within a cell: a line or box of its own, a field of a form."""
        if name in _BREAKS or name in _STRUCK or name == self._struck:
            table.parts.append("\n")
        elif name == "input" and attributes.get("type", "").lower() not in _UNTYPED:
            table.parts += ["\n", attributes.get("value", ""), "\n"]

    def _is_unseen(self, name: str, attributes: Mapping[str, str]) -> bool:
        """Tell whether what begins is not shown: it and what stands in it, up to its end or that of its cell."""
        if self._unseen and name not in _CELLS:
            self._depth += name == self._unseen
            return True
        self._unseen = ""
        if not attributes and name not in _ASIDE and name not in _BARS:
            return False
        is_hiding = "hidden" in attributes or _UNSEEN.search(attributes.get("style", "")) is not None
        is_bar = name in _BARS or (name == "input" and attributes.get("type", "").lower() == "range")
        is_unseen = name in _ASIDE or name in _BARS or is_hiding
        if is_bar and not is_hiding and self._open and self._open[-1].spans is not None:
            self._open[-1].has_bar = True
            self._open[-1].parts.append("\n")
        if not is_unseen or name in _CELLS or name in _EMPTY or not self._open:
            return False
        self._unseen, self._depth = name, 1
        return True

    def _look(self, name: str, style: str) -> None:
        """Take what a style raises, lowers or strikes out for what `<sup>`, `<sub>` and `<del>` make of it."""
        raised = _RAISED.search(style)
        if raised is not None:
            self._set_off = _SET_OFF[raised[1].lower().replace("super", "sup")]
        if _LINED_THROUGH.search(style):
            self._struck = name

    def end(self, name: str) -> None:
        """Take a tag that ends something."""
        self._set_off = {}
        if self._unseen and name not in _CELLS and name != "ruby":
            self._depth -= name == self._unseen
            self._unseen = self._unseen if self._depth else ""
            return
        self._unseen = ""
        if not self._open:
            if name in _BLOCKS:
                self._line_ends()
        elif name in {"td", "th", "tr"}:
            self._open[-1].cell_ends()
        elif name == "table":
            self._table_ends(self._open.pop())
        elif (name in _STRUCK or name in _BREAKS or name == self._struck) and self._open[
            -1
        ].spans is not None:
            self._open[-1].parts.append("\n")
            self._struck = "" if name == self._struck else self._struck

    def close(self) -> None:
        """End what is open at the end of the page."""
        while self._open:
            self._table_ends(self._open.pop())
        self._line_ends()

    def _line_ends(self) -> None:
        line = " ".join(_unescaped("".join(self._line)).split())
        self._line = []
        if line:
            self.rows.append([line])

    def _frame(self, table: _Table) -> None:
        """Take a table that holds another for one that only arranges the page: its texts so far are lines above."""
        table.is_frame = True
        table.cell_ends()
        self.rows += [[cell] for row in table.rows for cell in row if cell is not None]
        table.rows = [[]]

    def _table_ends(self, table: _Table) -> None:
        table.cell_ends()
        self._line_ends()
        if table.is_frame or not any(cell is not None for row in table.rows for cell in row):
            return
        if self._open and self._open[-1].takes(table):
            return
        for outer in self._open:
            if not outer.is_frame:
                self._frame(outer)
        self.has_table = True
        if self.rows:
            self.rows.append([])
        above = len(self.rows)
        self.hidden.update(above + row for row in table.hidden)
        last = len(table.rows)
        self.merged += [
            (above + top, left, above + min(low, last), right) for top, left, low, right in table.merged
        ]
        self.rows += table.rows

    def _count(self, table: _Table, *, rows: int = 0, across: int = 0) -> None:
        """Hold what is met against the limits, before the cells are made."""
        self._cells += table.cells + rows
        table.cells = 0
        found = {
            "rows": len(self.rows) + len(table.rows),
            "columns": max(table.reach, table.column + across),
            "cells": self._cells + across,
        }
        for name, number in found.items():
            allowed = getattr(self._limits, name)
            if number > allowed:
                raise WorkbookLimitError(str(self._path), name, allowed, number)
