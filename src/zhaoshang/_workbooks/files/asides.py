"""What stands beside the cells of an .xlsx: comments, and columns that are not shown.

What is kept is bounded by the cells: a comment a cell at most, each cut to a quotation.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from posixpath import join, normpath
from typing import IO, Final, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.containers import DAMAGE
from zhaoshang._workbooks.files.grids import cell_place
from zhaoshang._workbooks.files.xmlparts import local, parse_part

__all__ = ["END", "OWN", "SEPARATOR", "Comments", "hidden_columns"]

OWN: Final = "zhaoshang"
"""The author of the comments that a review writes: they are findings already."""

SEPARATOR: Final = "[zhaoshang]"
"""What a review puts between a comment of the office and what it says of the same cell."""

END: Final = "[/zhaoshang]"
"""What a review puts behind what it says: the text that people type behind it is theirs."""

_LONGEST: Final = 120
_LOOKED_AT: Final = 8000  # so much of a comment is looked through for what is not of a review
_MOST: Final = 20_000
_PIECE: Final = 1 << 14
_HEAD: Final = 1 << 20  # columns are told before the cells; more than a megabyte of them there cannot be
_COLUMN: Final = re.compile(rb"<(?:\w{1,20}:)?col\s([^<>]{0,500})>")
_NUMBER: Final = re.compile(rb"""\b(min|max)\s?=\s?["']([0-9]{1,5})["']""")
_IS_HIDDEN: Final = re.compile(rb"""\b(?:hidden\s?=\s?["'](?:1|true)|width\s?=\s?["']0+(?:\.0*)?)["']""")
_NONE_WIDE: Final = re.compile(
    rb"""<(?:\w{1,20}:)?sheetFormatPr\s[^<>]{0,500}?\bdefaultColWidth\s?=\s?["']0+(?:\.0*)?["']"""
)
_KINDS: Final = ("comments", "threadedComment")
"""The second says the text of the first, without what programs put around it."""


def hidden_columns(stream: IO[bytes], width: int, /) -> frozenset[int]:
    """Find the columns of a sheet that are not shown, or have no width, up to the last that holds anything."""
    head = b""
    while len(head) < _HEAD and b"sheetData" not in head and (piece := stream.read(_PIECE)):
        head += piece
    head = head[: head.find(b"sheetData")]
    hidden: set[int] = set()
    plain = (
        set(range(1, width + 1)) if _NONE_WIDE.search(head) else set[int]()
    )  # those that nothing is told of
    for attributes in _COLUMN.findall(head)[:width]:  # each tells one or more
        ends = {key: int(number) for key, number in _NUMBER.findall(attributes)}
        columns = range(max(1, ends.get(b"min", 1)), min(ends.get(b"max", 0), width) + 1)
        plain.difference_update(columns)
        if _IS_HIDDEN.search(attributes):
            hidden.update(columns)
    return frozenset(hidden | plain)


def quotation(text: str, /) -> str:
    """Give a comment in a line, and in short."""
    said = " ".join(text.split())
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def typed(text: str, /, *, is_own: bool) -> str:
    """Give what people typed into a comment, in a line, without what a review said there.

    Examples:
        >>> typed("2亿元 is meant [zhaoshang] not read [/zhaoshang] agreed", is_own=False)
        '2亿元 is meant agreed'
        >>> typed("not read [/zhaoshang] it is 2亿元", is_own=True), typed("not read", is_own=True)
        ('it is 2亿元', '')
    """
    before, _, after = text.partition(SEPARATOR)
    theirs = "" if is_own else before
    _, _, behind = (text if is_own else after).partition(END)
    return " ".join(f"{theirs} {behind}".split())


@final
class Comments:
    """Reads the comments of a package: each part of them once, and no more of them than anybody writes."""

    def __init__(self, names: Iterable[str], open_part: Callable[[str], IO[bytes]], /) -> None:
        self._names = {name for name in names if name.endswith((".xml", ".rels"))}
        self._open = open_part
        self._left = _MOST

    def of(self, part: str, rows: int, columns: int) -> tuple[dict[tuple[int, int], str], bool]:
        """Give the comments of a sheet by row and column, and whether these are all.

        Args:
            part: the part of the sheet.
            rows: the last row that holds anything.
            columns: the last column that does.
        """
        found: dict[tuple[int, int], str] = {}
        are_whole = True
        folder, _, leaf = part.rpartition("/")
        for address in self._addresses(join(folder, "_rels", f"{leaf}.rels")):
            target = address.removeprefix("/") if address.startswith("/") else normpath(join(folder, address))
            if target in self._names:
                self._names.remove(target)  # it belongs to one sheet: many that claim it cost no more
                reader = _CommentsPart(rows, columns, self._left)
                try:
                    with self._open(target) as stream:
                        parse_part(stream, reader.start, reader.end, reader.text)
                except (
                    DAMAGE
                ):  # the cells are read without them: a part that cannot be parsed ends where it does
                    reader.are_whole = False
                found |= reader.found
                are_whole = are_whole and reader.are_whole
                self._left -= len(reader.found)
        return found, are_whole

    def _addresses(self, part: str) -> tuple[str, ...]:
        """Give where the comments of a sheet are, those of threads last: they stand for the others."""
        told: dict[str, str] = {}

        def start(name: str, attributes: dict[str, str]) -> None:
            kind = attributes.get("Type", "").rpartition("/")[2]
            if local(name) == "Relationship" and kind in _KINDS:
                told[kind] = attributes.get("Target", "")

        if part in self._names and any("omment" in name for name in self._names):
            with suppress(*DAMAGE), self._open(part) as stream:
                parse_part(stream, start)
        return tuple(told[kind] for kind in _KINDS if kind in told)


@final
class _CommentsPart:
    """Follows the elements of a part of comments."""

    def __init__(self, rows: int, columns: int, most: int) -> None:
        self.found: dict[tuple[int, int], str] = {}
        self._rows, self._columns, self._most = rows, columns, most
        self._count, self._own = 0, set[str]()
        self._place: tuple[int, int] | None = None
        self._is_own = False
        self._in = ""
        self._text = ""
        self._is_phonetic = False
        self.are_whole = True

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain = local(name)
        if plain in {"comment", "threadedComment"}:
            self._place = self._place_of(attributes)
        elif plain in {"text", "author"}:
            self._in, self._text = plain, ""
        elif plain == "rPh":  # how to say it aloud
            self._is_phonetic = True

    def _place_of(self, attributes: dict[str, str]) -> tuple[int, int] | None:
        """Give the cell of a comment; none for one outside of the cells."""
        self._is_own = attributes.get("authorId") in self._own
        place = cell_place(attributes.get("ref", "")) or (0, 0)
        return place if 0 < place[0] <= self._rows and place[1] <= self._columns else None

    def text(self, text: str) -> None:
        if self._in and not self._is_phonetic and len(self._text) <= _LOOKED_AT:
            self._text += text[:_LOOKED_AT]

    def end(self, name: str) -> None:
        plain = local(name)
        if plain == "rPh":
            self._is_phonetic = False
        if plain != self._in:
            return
        self._in = ""
        author = plain == "author"
        said = " ".join(self._text.split()) if author else typed(self._text, is_own=self._is_own)
        if author:
            self._count += 1
            if said == OWN:
                self._own.add(str(self._count - 1))
        elif said and self._place is not None:
            told = self.found.get(self._place)
            if told is None and len(self.found) >= self._most:
                self.are_whole = False
                return
            said = said if told is None else f"{told} / {said}"  # an answer of a thread
            self.found[self._place] = quotation(said)
