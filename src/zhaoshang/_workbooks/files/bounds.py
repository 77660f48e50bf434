"""How far the sheets of .ods files reach, found before a reader keeps them in memory."""

import zipfile
from collections.abc import Callable
from functools import partial
from typing import Final, final

from zhaoshang._workbooks.files.errors import WorkbookLimitError
from zhaoshang._workbooks.files.limits import Limits
from zhaoshang._workbooks.files.xmlparts import PartParser, XmlPartError, local

__all__ = ["ROOM", "VALUES", "check_document", "check_limit"]

ROOM: Final = 8
"""How many cells without content, or repeats, are allowed for each cell written, beside what `Limits` allows."""

VALUES: Final = frozenset("value date-value time-value boolean-value string-value".split())
"""Where a cell of an .ods file states what it holds."""
_CONTENT: Final = VALUES | {"value-type", "currency", "formula"}
_OF_OFFICE: Final = frozenset(f"office:{name}" for name in VALUES)
_BY_NAME: Final = frozenset(
    {
        *(f"office:{name}" for name in (*VALUES, "value-type", "currency")),
        *(f"table:{name}" for name in ("formula", "number-columns-repeated", "number-rows-repeated")),
        *("table:table-row", "table:table-cell", "table:covered-table-cell", "text:p"),
    }
)
"""What the reader takes by its whole name, whatever the prefix stands for."""
_COPIES: Final = "calcext"
"""Begins what LibreOffice writes once more for itself."""
_ROWS_AND_CELLS: Final = frozenset({"table-row", "table-cell", "covered-table-cell", "p"})
_OWN_NAMES: Final = frozenset(map(local, _BY_NAME))

Check = Callable[[str, int], None]


def check_limit(path: str, limits: Limits, sheet: str, limit: str, found: int, /) -> None:
    """Refuse what is beyond a limit."""
    allowed = getattr(limits, limit)
    if found > allowed:
        raise WorkbookLimitError(path, limit, allowed, found, sheet)


# ------------------------------------------------------------------ .ods


def check_document(file: zipfile.ZipFile, name: str, limits: Limits, /) -> None:
    """Refuse an .ods file that repeats cells, rows or blanks beyond the limits: a few bytes may say a million."""
    follower = _TableDocument(partial(check_limit, name, limits, ""))
    with file.open("content.xml") as stream:
        PartParser().parse(stream, follower.start, follower.end, follower.text, follower.marked)


@final
class _TableDocument:
    """Follows the tables of a document."""

    def __init__(self, check: Check) -> None:
        self._check = check
        self._blank = self._characters = self._sheets = self._written = self._unfolded = 0
        self._rows = self._reach = self._columns = self._filled = 0  # of the sheet
        # rows of the sheet, and cells of all sheets without content, as they are written
        self._listed = self._empty = 0
        self._first = -1
        self._repeats = self._width = self._last = self._content = self._row_text = 0  # of the row
        self._cell: tuple[int, int] | None = None  # its repeats, and its text so far
        self._has_content = False
        self._is_untold = (
            False  # whether the cell gives no value and is no text: its reader takes it for empty
        )
        self._is_parted = False  # whether the reader joins what follows to the character before
        self._end = ""
        self._tables = self._lines = 0  # how many tables, and lines of a text, are open
        self._beside = 0  # how many elements of a comment or picture are open

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._beside:
            _check_names(name, attributes)
            self._beside = int(local(name) == "annotation" or name.startswith("draw:"))
        else:
            self._beside += 1
        self._begin(name, attributes)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        match local(name):
            case "table" if self._tables and not self._beside:
                raise XmlPartError("a table or a cell holds a table of its own: its reader takes part of it")
            case "hidden-text" | "hidden-paragraph" if self._cell is not None and not self._beside:
                raise XmlPartError("a cell holds a hidden text, which its reader takes")
            case "table":
                self._tables += 1
                self._sheets += 1
                self._check("sheets", self._sheets)
                self._rows = self._reach = self._columns = self._filled = self._listed = 0
                self._first = -1
            case "table-row":
                self._listed += 1
                self._check("rows", self._listed)
                self._repeats = _times(attributes, "number-rows-repeated")
                self._width = self._last = self._content = self._row_text = 0
            case "table-cell" | "covered-table-cell":
                self._cell = _times(attributes, "number-columns-repeated"), 0
                self._has_content = any(local(key) in _CONTENT for key in attributes)
                kind = attributes.get("office:value-type")
                self._is_untold = kind != "string" and _OF_OFFICE.isdisjoint(attributes)
                self._is_parted, self._end = False, ""
            case "tab" | "line-break" | "ruby-text":
                self._is_parted = True
            case "p":
                self._lines += 1
                self._has_content, self._end = True, ""
            case "s" if self._cell is not None:
                self._end = ""
                self._add(_times(attributes, "c"))
            case _:
                self._has_content = True

    def text(self, text: str) -> None:
        if self._cell is not None:
            self._add(len(text))
            if not self._beside:
                self._shown(text)

    def _shown(self, text: str) -> None:
        """Refuse a text that the reader takes for nothing, or whose numbers it makes one of."""
        if not self._lines and not text.isspace():
            raise XmlPartError("a cell holds a text outside of its lines, which its reader takes")
        if self._is_untold and not text.isspace():
            raise XmlPartError("a cell shows a text and gives no value: its reader takes none")
        if self._is_parted and self._end.isdigit() and text[0].isdigit():
            raise XmlPartError("a cell holds two numbers in two lines: its reader makes them one")
        self._is_parted, self._end = False, text[-1]

    def marked(self) -> None:
        """Refuse text in a marked section, which a reader leaves out of a cell."""
        if self._cell is not None and not self._beside:
            raise XmlPartError("a cell holds a text in a marked section")

    def _add(self, characters: int) -> None:
        if self._cell is not None:
            self._cell = self._cell[0], self._cell[1] + characters
            self._check("cell_length", self._cell[1])
            self._has_content = True

    def end(self, name: str) -> None:
        self._beside = max(0, self._beside - 1)
        match local(name):
            case "p":
                self._lines = max(0, self._lines - 1)
            case "table-cell" | "covered-table-cell" if self._cell is not None:
                times, characters = self._cell
                self._cell = None
                self._width += times
                if self._has_content:
                    self._last = self._width
                    self._content += times
                    self._written += 1
                    self._row_text += times * characters
                    self._check("columns", self._last)
                else:
                    self._empty += 1
            case "table-row":
                self._check("blank_cells", self._empty - ROOM * self._written)
                self._rows += self._repeats
                if self._last:
                    if self._first < 0:
                        self._first = self._rows - self._repeats
                    self._reach, self._columns = self._rows - self._first, max(self._columns, self._last)
                    self._filled += self._content * self._repeats
                    self._unfolded += self._content * self._repeats
                    self._characters += self._row_text * self._repeats
                    self._check("rows", self._reach)
                    self._check("cells", self._reach * self._columns)
                    self._check("text_size", self._characters)
                    self._check("repeated_cells", self._unfolded - (1 + ROOM) * self._written)
            case "table":
                self._tables = max(0, self._tables - 1)
                self._blank += max(0, self._reach * self._columns - (1 + ROOM) * self._filled)
                self._check("blank_cells", self._blank)
            case _:
                pass


def _check_names(name: str, attributes: dict[str, str]) -> None:
    """Refuse a row or cell that means to a program that knows prefixes what it does not mean to the reader."""
    for each in (name, *attributes) if local(name) in _ROWS_AND_CELLS else ():
        prefix, _, own = each.rpartition(":")
        if own in _OWN_NAMES and each not in _BY_NAME and prefix != _COPIES:
            msg = f"{each[:40]} is not what its reader takes it for"
            raise XmlPartError(msg)


def _times(attributes: dict[str, str], wanted: str) -> int:
    for name, value in attributes.items():
        if local(name) == wanted:
            if not (value.isascii() and value.isdigit()):
                message = f"{wanted} is {value[:40]}"
                raise XmlPartError(message)
            return max(1, int(value[:12]))
    return 1
