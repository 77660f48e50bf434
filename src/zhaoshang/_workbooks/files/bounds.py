"""How far the sheets of .ods and .xlsb files reach, found before a reader keeps them in memory."""

import zipfile
from array import array
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from operator import lt
from typing import Final, final

from zhaoshang._workbooks.files.errors import WorkbookLimitError
from zhaoshang._workbooks.files.limits import Limits
from zhaoshang._workbooks.files.xmlparts import PartParser, XmlPartError, local, parse_part

__all__ = ["ROOM", "check_binary", "check_document"]

ROOM: Final = 8
"""How many cells without content, or repeats, are allowed for each cell written, beside what `Limits` allows."""

_ROW_HEADER: Final = 0
_CELLS: Final = range(1, 12)
_SHARED_CELL: Final = 7
_SHARED_TEXT: Final = 19
_SHEET: Final = 156
_CONTENT: Final = frozenset(
    "value-type value date-value time-value boolean-value string-value currency formula".split()
)
_VALUES: Final = frozenset("value date-value time-value boolean-value string-value".split())

Check = Callable[[str, int], None]


def _check(path: str, limits: Limits, sheet: str, limit: str, found: int) -> None:
    allowed = getattr(limits, limit)
    if found > allowed:
        raise WorkbookLimitError(path, limit, allowed, found, sheet)


# ------------------------------------------------------------------ .ods


def check_document(file: zipfile.ZipFile, name: str, limits: Limits, /) -> None:
    """Refuse an .ods file that repeats cells, rows or blanks beyond the limits: a few bytes may say a million."""
    follower = _Document(partial(_check, name, limits, ""))
    with file.open("content.xml") as stream:
        PartParser().parse(stream, follower.start, follower.end, follower.text, follower.marked)


@final
class _Document:
    """Follows the tables of a document."""

    def __init__(self, check: Check) -> None:
        self._check = check
        self._blank = self._characters = self._sheets = self._written = self._unfolded = 0
        self._rows = self._reach = self._columns = self._filled = 0  # of the sheet
        self._first = -1
        self._repeats = self._width = self._last = self._content = self._row_text = 0  # of the row
        self._cell: tuple[int, int] | None = None  # its repeats, and its text so far
        self._has_content = False
        self._is_untold = (
            False  # whether the cell gives no value and is no text: its reader takes it for empty
        )
        self._is_parted = False  # whether the reader joins what follows to the character before
        self._end = ""
        self._beside = 0  # how many elements of a comment or picture are open

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._beside or local(name) == "annotation" or name.startswith("draw:"):
            self._beside += 1
        match local(name):
            case "table":
                self._sheets += 1
                self._check("sheets", self._sheets)
                self._rows = self._reach = self._columns = self._filled = 0
                self._first = -1
            case "table-row":
                self._repeats = _times(attributes, "number-rows-repeated")
                self._width = self._last = self._content = self._row_text = 0
            case "table-cell" | "covered-table-cell":
                self._cell = _times(attributes, "number-columns-repeated"), 0
                self._has_content = any(local(key) in _CONTENT for key in attributes)
                told = {local(key): value for key, value in attributes.items()}
                self._is_untold = told.get("value-type") != "string" and told.keys().isdisjoint(_VALUES)
                self._is_parted, self._end = False, ""
            case "tab" | "line-break" | "ruby-text":
                self._is_parted = True
            case "p":
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
            case "table-row":
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
                self._blank += max(0, self._reach * self._columns - (1 + ROOM) * self._filled)
                self._check("blank_cells", self._blank)
            case _:
                pass


def _times(attributes: dict[str, str], wanted: str) -> int:
    for name, value in attributes.items():
        if local(name) == wanted:
            if not (value.isascii() and value.isdigit()):
                message = f"{wanted} is {value[:40]}"
                raise XmlPartError(message)
            return max(1, int(value[:12]))
    return 1


# ------------------------------------------------------------------ .xlsb


def check_binary(file: zipfile.ZipFile, name: str, limits: Limits, /) -> None:
    """Refuse an .xlsb file whose cells lie beyond the limits, or whose shared texts do where they are used."""
    lengths = array("L")
    for part in file.namelist():
        if part.lower().endswith("sharedstrings.bin"):
            data = file.read(part)
            for kind, start in _records(data):
                if kind == _SHARED_TEXT:
                    lengths.append(_number(data, start + 1))
                    _check(name, limits, part, "cell_length", lengths[-1])
    targets = _targets(file)
    characters = blank = 0
    for part in file.namelist():
        plain = part.lower()
        if plain.rpartition("/")[2] in targets or (
            plain.startswith("xl/worksheets/") and plain.endswith(".bin")
        ):
            check = partial(_check, name, limits, part)
            rows, columns, cells, written = _reach(file.read(part), lengths)
            characters += written
            blank += max(0, rows * columns - (1 + ROOM) * cells)
            check("columns", columns)
            check("rows", rows)
            check("cells", rows * columns)
            check("text_size", characters)
            check("blank_cells", blank)


def _reach(data: bytes, lengths: "array[int]") -> tuple[int, int, int, int]:
    """Find the last row and column of a sheet, how many cells it has, and the length of their shared texts."""
    rows = row = columns = cells = characters = 0
    places = array("Q")
    for kind, start in _records(data):
        if kind == _ROW_HEADER:
            row = _number(data, start) + 1
        elif kind in _CELLS:
            cells += 1
            rows, columns = max(rows, row), max(columns, _number(data, start) + 1)
            places.append(row << 32 | _number(data, start))
            if kind == _SHARED_CELL:
                index = _number(data, start + 8)
                characters += lengths[index] if index < len(lengths) else 0
    if not all(map(lt, places, islice(places, 1, None))) and len(set(places)) < len(places):
        raise ValueError("two cells stand in one place: a reader keeps the last")
    return rows, columns, cells, characters


def _targets(file: zipfile.ZipFile) -> set[str]:
    """Give the last names of the parts that the workbook refers to as sheets."""
    targets: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "").rpartition("/")[2].lower()

    for part in file.namelist():
        if part.lower() == "xl/_rels/workbook.bin.rels":
            with file.open(part) as stream:
                parse_part(stream, start)
    data = b"".join(file.read(part) for part in file.namelist() if part.lower() == "xl/workbook.bin")
    ids = [_text(data, at + 8) for kind, at in _records(data) if kind == _SHEET]
    claimed = [targets[id_] for id_ in ids if id_ in targets]
    if len(set(claimed)) < len(claimed):
        raise ValueError("two sheets have the same part: it would be read again for each")
    return {
        target
        for id_, target in targets.items()
        if len(id_).to_bytes(4, "little") + id_.encode("utf-16-le") in data
    }


def _text(data: bytes, at: int) -> str:
    size = 2 * _number(data, at)
    return data[at + 4 : at + 4 + size].decode("utf-16-le", "replace") if size < 512 else ""


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")


def _records(data: bytes) -> Iterator[tuple[int, int]]:
    """Walk the records of a binary part: the kind of each, and where its content starts.

    A record that claims more bytes than follow ends the part: a reader would make room for all of them.
    """
    at, end = 0, len(data)
    while at < end:
        kind = data[at]
        at += 1
        if kind & 0x80 and at < end:
            kind = kind & 0x7F | (data[at] & 0x7F) << 7
            at += 1
        size = 0
        for shift in (0, 7, 14, 21):
            if at >= end:
                return
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        if at + size > end:
            raise ValueError("a record reaches beyond its part")
        yield kind, at
        at += size
