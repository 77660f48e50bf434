"""Tables of a web page, which many programs save under a workbook's name.

The page is cut as browsers cut it, by patterns that never look at a character twice, so that no page, however broken,
costs more than its length: the parser of the standard library takes the square of it for some. Nothing is fetched or
run; entities are resolved only after the page is cut.
"""

import html
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.asides import quotation
from zhaoshang._workbooks.files.delimited import find_encoding
from zhaoshang._workbooks.files.elements import BARS, Elements
from zhaoshang._workbooks.files.errors import UnreadableWorkbookError, WorkbookLimitError
from zhaoshang._workbooks.files.grids import Grid, Oddity, Workbook
from zhaoshang._workbooks.files.limits import Limits
from zhaoshang._workbooks.files.looks import BOXES
from zhaoshang._workbooks.files.seen import RAISED
from zhaoshang._workbooks.files.tags import (
    PageError,
    has_more_sheets,
    is_standard,
    pieces_of,
    sheets_of,
    unescaped,
)

__all__ = ["read_webpage"]

_NUMBER: Final = re.compile(r"\s{0,9}+(\d{1,5}+)")
_ENDS_IN_NUMBER: Final = re.compile(r"[\d.,〇零一二三四五六七八九十百千万亿+-]\s*\Z")
_NUMBER_BEGINS: Final = re.compile(r"\s*[\d.,〇零一二三四五六七八九十百千+-]")
_IS_NUMBER: Final = re.compile(r"[+-]?\d[\d.,]{0,20}+\s?[亿万千百]{0,3}元?")
"""In the first row of a table that is a part of a cell; one that is a list has a header there."""
_UNSEEN: Final = frozenset({Oddity.HIDDEN, Oddity.STRUCK_OUT})
_PARTED: Final = "|"
"""Stands between digits of which nobody here knows how they stand to each other, so that no number is read."""
_DRAWN: Final = "▮"
"""Stands for a bar in a cell that holds no text, so that it is told and not taken for empty."""
_UNTYPED: Final = frozenset({"hidden", "image", "file", "password", "range", "color"})
"""Boxes of a form that show no text."""
_TICKED: Final = {"checkbox": "☐☑", "radio": "○●"}
"""How a box to tick is shown, empty and ticked."""
_BOX: Final = re.compile("[☐☑○●]\\s?")
_BLOCKS: Final = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "table", "body", "li", "br"}
)
_WHOLE: Final = frozenset({"table", "html"})
"""What ends before its page does: the standard lets nobody leave out the end of a table, and no program leaves out that of a page."""
_WIDEST: Final = 1_000
_TO_THE_END: Final = 65_534
"""So many rows reach to the end of any table: `rowspan="0"`."""
_DEEPEST: Final = 50


def read_webpage(path: Path, limits: Limits, /) -> Workbook:
    """Read the tables of a web page into one grid, below each other, with the lines of text between them.

    Raises:
        UnreadableWorkbookError: when it holds no table, ends before a table or itself does, or its encoding is not known.
        WorkbookLimitError: when it is larger than the limits allow.
    """
    encoding = find_encoding(path)
    text_of_page = path.read_text(encoding)
    try:
        page = _Page(
            path,
            limits,
            sheets_of(text_of_page),
            "link" if has_more_sheets(text_of_page) else "",
            is_standard=is_standard(text_of_page),
        )
        for name, attributes, text in pieces_of(text_of_page):
            if text:
                page.text(text)
            elif name.startswith("/"):
                page.end(name[1:])
            else:
                page.start(name, attributes)
        page.close()
    except PageError as cause:
        raise UnreadableWorkbookError(str(path), "damaged", str(cause)) from cause
    if not page.has_table:
        raise UnreadableWorkbookError(str(path), "markup")
    grid = Grid(
        name=path.stem,
        rows=page.rows,
        merged=tuple(page.merged),
        hidden_rows=frozenset(page.hidden),
        hidden_columns=frozenset(page.hidden_columns),
        oddities=page.odd,
        loose=frozenset(page.loose),
    )
    return Workbook(path=str(path), kind="html", grids=(grid,), encoding=encoding)


def _span(attributes: Mapping[str, str], name: str) -> int:
    found = _NUMBER.match(attributes.get(name, ""))
    if found is None:
        return 1
    return int(found[1]) or (_TO_THE_END if name == "rowspan" else 1)


def _lines(parts: Sequence[str]) -> str:
    """Put the pieces of a text together, without blanks around its lines."""
    lines = [" ".join(line.split()) for line in unescaped("".join(parts)).split("\n")] if parts else []
    return "\n".join(line for line in lines if line)


@final
class _DropDown:
    """A list of options of which one alone is shown: the last that is chosen, else the first that can be."""

    def __init__(self) -> None:
        self.options: list[tuple[int, list[str]]] = []
        self.takes_text = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin an option; a label is shown in place of its text. The end of the one above may be left out."""
        if name != "option":
            self.takes_text &= name != "optgroup"
            return
        rank = 2 if "selected" in attributes else 0 if "disabled" in attributes else 1
        label = attributes.get("label", "")
        self.options.append((rank, [label] if label else []))
        self.takes_text = not label

    def text(self, text: str) -> None:
        """Take a text, which is shown as part of an option alone."""
        if self.takes_text:
            self.options[-1][1].append(text)

    def shown(self) -> str:
        """Give what is shown."""
        rank = max((rank for rank, _ in self.options), default=0)
        shown = [parts for each, parts in self.options if each == rank] if rank else []
        return " ".join("".join(shown[-1 if rank > 1 else 0]).split()) if shown else ""


@final
class _OpenTable:
    """One table while it is read: the row and cell that are open, and the cells that reach down from rows above."""

    def __init__(self) -> None:
        self.rows: list[list[str | None]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.columns = 0  # how many the page describes before the rows
        self.odd: dict[tuple[int, int], tuple[Oddity, str]] = {}
        self.held: dict[int, int] = {}  # by column: the last row that a cell above reaches
        self.cells = 0
        self.column = self.reach = 0
        self.widest = 0  # how many cells of a row above the open one hold anything, at most
        self.spans: tuple[int, int] | None = None
        self.parts: list[str] = []
        self.struck: list[str] = []
        self.unseen: list[str] = []
        self.strange = ""  # what is not understood of a style that begins or ends behind the last text
        self.told: list[str] = []  # what styles add to the open cell, or may hide of it
        self.hiding = ""  # what may hide the open row
        self.has_bar = False  # whether the open cell shows a bar
        self.drop_down: _DropDown | None = None
        self.boxes = 0  # how many boxes to tick the open cell has
        self.is_frame = False

    def row(self, *, is_hidden: bool, hiding: str = "") -> None:
        """Begin a row, by what may hide it."""
        self.cell_ends()
        self.hiding = hiding
        if self.rows:
            self.widest = max(self.widest, sum(cell is not None for cell in self.rows[-1]))
        self.rows.append([])
        self.column = 0
        if is_hidden:
            self.hidden.add(len(self.rows))

    def cell(self, attributes: Mapping[str, str], *, is_hidden: bool) -> None:
        """Begin a cell, and the row that it stands in where nothing else began one."""
        if not self.rows:
            self.row(is_hidden=is_hidden)
        self.cell_ends()
        self.spans = (_span(attributes, "rowspan"), min(_WIDEST, _span(attributes, "colspan")))

    def part_strange(self, text: str) -> None:
        """Part the digits before a style that is not understood from those of a text behind: they may be no one number."""
        if not text.strip():
            return
        strange, self.strange = self.strange, ""
        last = next((part for part in reversed(self.parts) if part == "\n" or part.strip()), "")
        if strange and _ENDS_IN_NUMBER.search(unescaped(last)) and _NUMBER_BEGINS.match(unescaped(text)):
            self.parts.append(_PARTED)
            self.told.append(strange)

    def cell_ends(self) -> None:
        """Put the open cell in its place, beside those that reach down."""
        if self.spans is None:
            return
        (down, across), self.spans = self.spans, None
        self.drop_down_ends()
        text, struck, unseen = map(_lines, (self.parts, self.struck, self.unseen))
        self.parts, self.struck, self.unseen = [], [], []
        while self.held.get(self.column, 0) >= len(self.rows):
            self.column += 1
        row, left = self.rows[-1], self.column
        more = left + across - len(row)
        self.cells += more  # with those that cells above reach into: they too are held and walked over
        row.extend([None] * more)
        if self.boxes == 1:  # a list chooses rows by it where it is empty or stands beside a name
            text = _BOX.sub("", text) or text.strip("".join(pair[0] for pair in _TICKED.values()))
        self.boxes = 0
        row[left] = text or (_DRAWN if self.has_bar else struck or unseen or None)
        self.has_bar = False
        if struck or (unseen and row[left] is unseen):
            is_part = row[left] is not struck
            kind = Oddity.HIDDEN if not struck else Oddity.STRUCK if is_part else Oddity.STRUCK_OUT
            self.odd[len(self.rows), left + 1] = kind, quotation(struck or unseen)
        elif self.told:
            self.odd[len(self.rows), left + 1] = Oddity.STYLED, quotation("; ".join(dict.fromkeys(self.told)))
        self.told, self.strange = [], ""
        self.column += across
        self.reach = max(self.reach, self.column)
        if down > 1:
            self.held.update(dict.fromkeys(range(left, left + across), len(self.rows) + down - 1))
        if down > 1 or across > 1:
            top = len(self.rows)
            self.merged.append((top, left + 1, top + down - 1, left + across))

    def drop_down_ends(self) -> None:
        """Put what an open list of options shows into the cell, as a box of its own."""
        if self.drop_down is not None:
            self.parts += ["\n", self.drop_down.shown(), "\n"]
            self.drop_down = None

    def takes(self, inner: "_OpenTable") -> bool:
        """Take a table that stands in a cell of a list: lines of the cell, or further rows of the list.

        Tables also arrange pages: one is a list that has a row of several texts above, and whose cell holds a table of one
        column, or of one that begins with numbers, or stands alone in its row and holds a table as wide as the list.
        """
        width = self.widest
        if self.is_frame or width < 2:
            return False
        across = max(map(len, inner.rows))
        is_alone = not self.rows[-1] and not "".join(self.parts).strip()
        first = next((row for row in inner.rows if any(row)), [])
        if across == 1 or (
            not (across == width and is_alone) and any(_IS_NUMBER.fullmatch(cell or "") for cell in first)
        ):
            self.parts += ["\n", "\n".join(inner.lines()), "\n"]
            self.told += ["table"] if across > 1 else []
            self.told += [text for kind, text in inner.odd.values() if kind is Oddity.STYLED]
            return True
        if across != width or not is_alone:
            return False
        self.spans, self.parts = None, []
        above = len(self.rows)
        self.rows += inner.rows
        self.hidden |= {above + row for row in inner.hidden}
        self.odd |= {(above + row, column): found for (row, column), found in inner.odd.items()}
        self.merged += [(above + top, left, above + low, right) for top, left, low, right in inner.merged]
        self.column = len(self.rows[-1])
        return True

    def lines(self) -> list[str]:
        """Give what is seen of the rows, as lines of a cell that they stand in."""
        out = {place for place, (kind, _) in self.odd.items() if kind in _UNSEEN}
        rows = [
            [cell for column, cell in enumerate(row, 1) if cell is not None and (number, column) not in out]
            for number, row in enumerate(self.rows, 1)
            if number not in self.hidden
        ]
        return [html.escape(f" {_PARTED} ".join(row), quote=False) for row in rows if row]

    def column_begins(self, times: int, *, is_hidden: bool) -> None:
        """Take the description of some columns."""
        if is_hidden:
            self.hidden_columns.update(range(self.columns + 1, self.columns + times + 1))
        self.columns += times

    def settle(self) -> None:
        """Take columns and rows of which nothing is seen for hidden ones, which are read; leave out what else is hidden."""
        hidden = [place for place, (kind, _) in self.odd.items() if kind is Oddity.HIDDEN]
        columns = {column for _, column in hidden}
        seen = {
            column
            for number, row in enumerate(self.rows, 1)
            for column in columns
            if column <= len(row) and row[column - 1] is not None and (number, column) not in self.odd
        }
        self.hidden_columns |= columns - seen
        beside = {
            number
            for number in {row for row, _ in hidden}
            for column, cell in enumerate(self.rows[number - 1], 1)
            if cell is not None and self.odd.get((number, column), (None, ""))[0] is not Oddity.HIDDEN
        }
        for row, column in hidden:
            if row not in beside:
                self.hidden.add(row)
            if row in beside and column in seen:
                self.rows[row - 1][column - 1] = None
            else:
                del self.odd[row, column]


@final
class _Page:
    """Gathers the rows of a page's tables."""

    def __init__(
        self,
        path: Path,
        limits: Limits,
        sheets: Iterable[tuple[str, str]],
        unknown: str,
        *,
        is_standard: bool,
    ) -> None:
        self.rows: list[list[str | None]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.odd: dict[tuple[int, int], tuple[Oddity, str]] = {}
        self.loose: set[int] = set()
        self.has_table = False
        self._unended: set[str] = (
            set()
        )  # of what says that a page is whole: its tables, or what they stand in
        self._path, self._limits = path, limits
        self._open: list[_OpenTable] = []
        self._line: list[str] = []
        self._cells = 0
        self._elements = Elements(sheets, unknown, is_standard=is_standard)

    def text(self, text: str) -> None:
        """Take a text, into the open cell or between tables."""
        look = self._elements.look
        if look.is_aside:
            return
        text = text.translate(RAISED[look.raised]) if look.raised else text
        if look.is_turned and not text.isspace():  # told by the marks that turn a text of any other file
            text = f"\N{RIGHT-TO-LEFT OVERRIDE}{text}\N{POP DIRECTIONAL FORMATTING}"
        table = self._open[-1] if self._open else None
        if table is not None and table.drop_down is not None:
            table.drop_down.text(text)
        elif table is not None and table.spans is not None:
            parts = table.unseen if look.is_unseen else table.struck if look.is_struck else table.parts
            if parts is table.parts:
                table.part_strange(text)
                if text.strip() and look.hiding not in {"", table.hiding}:
                    table.told.append(look.hiding)
            elif look.takes_room and text.strip():
                table.strange = table.strange or "visibility: hidden"
            parts.append(" ".join(text.split("\n")))
        elif not look.is_unseen and (table is None or not text.isspace()):
            self._line.append(text)  # a caption too, or what browsers show above the table that it stands in

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take a tag that begins something."""
        table = self._open[-1] if self._open else None
        self._unended |= _WHOLE & {name}
        if name == "table" and table is not None and table.spans is None:
            self._elements.end(
                "table"
            )  # a table within another stands in a cell: the end of one was left out
            self._table_ends(self._open.pop())
            table = self._open[-1] if self._open else None
        look = self._elements.start(name, attributes)
        if name == "table" and len(self._open) < _DEEPEST:
            self._line_ends()
            self._open.append(_OpenTable())
        elif table is None:
            if name in _BLOCKS:
                self._line_ends()
        elif name == "tr":
            table.row(is_hidden=look.is_left_out or look.hiding != "", hiding=look.hiding)
            self._count(table, rows=1)
        elif name in {"td", "th"}:
            table.cell(attributes, is_hidden=self._elements.row_is_left_out)
            table.told += [look.told] if look.told else []
            self._count(table, across=table.spans[1] if table.spans else 0)
        elif name == "col":
            table.column_begins(min(_WIDEST, _span(attributes, "span")), is_hidden=look.is_left_out)
            self._count(table, across=table.columns)
        elif table.drop_down is not None:
            table.drop_down.start(name, attributes)
        elif table.spans is not None and not look.is_unseen:
            table.told += [look.told] if look.told else []
            table.strange = look.parts or table.strange
            self._in_cell(table, name, attributes)

    def _in_cell(self, table: _OpenTable, name: str, attributes: Mapping[str, str]) -> None:
        """Take a tag that begins something within a cell: a line or box of its own, a field of a form."""
        kind = attributes.get("type", "").lower()
        is_bar = name in BARS or (name == "input" and kind == "range")
        table.has_bar |= is_bar
        if (
            name == "select"
            and "multiple" not in attributes
            and attributes.get("size", "1") in {"", "0", "1"}
        ):
            table.drop_down = _DropDown()
        elif name == "input" and kind in _TICKED:
            table.boxes += 1
            table.parts.append(_TICKED[kind]["checked" in attributes])
        elif name in BOXES or is_bar:
            table.parts.append("\n")
        elif name == "input" and kind not in _UNTYPED:
            table.parts += ["\n", attributes.get("value", ""), "\n"]

    def end(self, name: str) -> None:
        """Take a tag that ends something."""
        strange = self._elements.end(name)
        if name in {"body", "html"}:
            self._unended.clear()
        if strange and self._open:
            self._open[-1].strange = strange
        if not self._open:
            if name in _BLOCKS:
                self._line_ends()
        elif name in {"td", "th", "tr"}:
            self._open[-1].cell_ends()
        elif name == "table":
            self._table_ends(self._open.pop())
        elif name == "select":
            self._open[-1].drop_down_ends()
        elif self._open[-1].drop_down is not None:
            self._open[-1].drop_down.takes_text &= name != "option"
        elif name in BOXES and self._open[-1].spans is not None:
            self._open[-1].parts.append("\n")

    def close(self) -> None:
        """End what is open at the end of the page, which its own end allows alone."""
        if not self._open:
            self._unended.discard("table")
        if self._unended:
            msg = f"<{min(self._unended)}> has no end"
            raise PageError(msg)
        while self._open:
            self._table_ends(self._open.pop())
        self._line_ends()

    def _line_ends(self) -> None:
        line = " ".join(unescaped("".join(self._line)).split())
        self._line = []
        if line:
            self.rows.append([line])
            self.loose.add(len(self.rows))

    def _frame(self, table: _OpenTable) -> None:
        """Take a table that holds another for one that only arranges the page: its texts so far are lines above."""
        table.is_frame = True
        table.cell_ends()
        for cell in [cell for row in table.rows for cell in row if cell is not None]:
            self.rows.append([cell])
            self.loose.add(len(self.rows))
        table.rows = [[]]

    def _table_ends(self, table: _OpenTable) -> None:
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
        table.settle()
        if self.rows:
            self.rows.append([])
        above = len(self.rows)
        self.hidden_columns |= table.hidden_columns
        self.odd |= {(above + row, column): found for (row, column), found in table.odd.items()}
        self.hidden.update(above + row for row in table.hidden)
        last = len(table.rows)
        self.merged += [
            (above + top, left, above + min(low, last), right) for top, left, low, right in table.merged
        ]
        self.rows += table.rows

    def _count(self, table: _OpenTable, *, rows: int = 0, across: int = 0) -> None:
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
