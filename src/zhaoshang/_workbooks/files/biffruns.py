"""The cells of an .xls of which a part is struck out, raised or lowered, or all is struck out; rows and columns that are hidden.

The file is not trusted: what does not fit ends the search.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, final

from zhaoshang._workbooks.files.biff import records_from, sheets_in
from zhaoshang._workbooks.files.biffrules import pale_styles
from zhaoshang._workbooks.files.seen import PALE, STRUCK_OUT, Font, Seen, seen_of

__all__ = ["hidden_in_stream", "seen_in_stream"]

_END, _FONT, _STYLE, _TEXTS, _GOES_ON, _SHARED_CELL, _MANY_CELLS = 0x0A, 0x31, 0xE0, 0xFC, 0x3C, 0xFD, 0xBD
_ONE_CELL: Final = frozenset({0x0203, 0x027E, 0x0006, 0x0206, 0x0406, 0x0204, 0x00D6, _SHARED_CELL})
_ROW, _COLUMNS = 0x0208, 0x007D
_HIDDEN_ROW, _OWN_HEIGHT, _HIDDEN_COLUMN = 0x20, 0x40, 1
_STRIKES: Final = 8
_RAISED: Final = {1: "super", 2: "sub"}
_NO_FONT: Final = 4  # fonts are numbered past it
_RICH, _EXTENDED, _WIDE = 8, 4, 1
_MOST: Final = 4_000_000
Run = tuple[int, int]


def seen_in_stream(stream: bytes, /) -> dict[str, dict[tuple[int, int], Seen]]:
    """Find the cells of which not all is seen, by sheet, by row and column from 1."""
    fonts: list[Font] = []
    styles: list[int] = []
    parts: list[bytes] = []
    is_texts = False
    try:
        for kind, body in islice(records_from(stream, 0), _MOST):
            is_texts = kind == _TEXTS or (is_texts and kind == _GOES_ON)
            if is_texts:
                parts.append(body)
            elif kind == _FONT:
                if len(fonts) == _NO_FONT:
                    fonts.append(Font())
                fonts.append(Font(bool(body[2] & _STRIKES), _RAISED.get(body[8], "")))
            elif kind == _STYLE:
                styles.append(struct.unpack_from("<H", body)[0])
            elif kind == _END:
                break
        struck = (style for style, font in enumerate(styles) if font < len(fonts) and fonts[font].is_struck)
        looks = dict.fromkeys(pale_styles(stream), PALE) | dict.fromkeys(struck, STRUCK_OUT)
        if not looks and not any(font.is_struck or font.raised for font in fonts):
            return {}
        texts = {
            number: seen
            for number, seen in enumerate(_texts(parts, fonts) if parts else ())
            if seen is not None
        }
        return {name: dict(_cells(stream, at, texts, looks)) for at, name in sheets_in(stream)}
    except (struct.error, IndexError):
        return {}


def hidden_in_stream(stream: bytes, /) -> tuple[dict[str, list[Run]], dict[str, list[Run]]]:
    """Find the rows and the columns that are not shown, by sheet: runs of them, the first from 1 and how many."""
    rows: dict[str, list[Run]] = {}
    columns: dict[str, list[Run]] = {}
    try:
        for at, name in sheets_in(stream):
            rows[name], columns[name] = [], []
            for kind, body in islice(records_from(stream, at), _MOST):
                if kind == _END:
                    break
                if kind == _ROW and (
                    body[12] & _HIDDEN_ROW or (body[12] & _OWN_HEIGHT and not any(body[6:8]))
                ):
                    rows[name].append((struct.unpack_from("<H", body)[0] + 1, 1))
                elif kind == _COLUMNS and (body[8] & _HIDDEN_COLUMN or not any(body[4:6])):
                    first, last = struct.unpack_from("<HH", body)
                    columns[name].append((first + 1, max(0, last - first + 1)))
    except (struct.error, IndexError):
        pass
    return rows, columns


def _cells(
    stream: bytes, at: int, texts: Mapping[int, Seen], looks: Mapping[int, Seen]
) -> Iterator[tuple[tuple[int, int], Seen]]:
    for kind, body in islice(records_from(stream, at), _MOST):
        if kind == _END:
            break
        if kind in _ONE_CELL:
            row, column, style = struct.unpack_from("<3H", body)
            seen = texts.get(struct.unpack_from("<I", body, 6)[0]) if kind == _SHARED_CELL else None
            if seen is not None or style in looks:
                yield (row + 1, column + 1), seen or looks[style]
        elif kind == _MANY_CELLS and looks:
            row, first = struct.unpack_from("<HH", body)
            for place in range((len(body) - 6) // 6):
                look = looks.get(struct.unpack_from("<H", body, 4 + place * 6)[0])
                if look is not None:
                    yield (row + 1, first + place + 1), look


def _texts(parts: Sequence[bytes], fonts: Sequence[Font]) -> Iterator[Seen | None]:
    """Give what is seen of each shared text that is not of one font."""
    reader = _SharedTexts(parts)
    reader.take(8)
    while reader.has_more:
        count, flags = struct.unpack("<HB", reader.take(3))
        runs = struct.unpack("<H", reader.take(2))[0] if flags & _RICH else 0
        more = struct.unpack("<I", reader.take(4))[0] if flags & _EXTENDED else 0
        letters = reader.letters(count, flags & _WIDE)
        formats = struct.iter_unpack("<HH", reader.take(4 * runs))
        reader.take(more)
        yield seen_of(letters, formats, fonts) if runs else None


@final
class _SharedTexts:
    """Reads the shared texts, which go on over several records."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        self._parts = iter(parts)
        self._part, self._at = b"", 0
        self._next()

    def _next(self) -> None:
        self._part, self._at = next(self._parts, b""), 0

    @property
    def has_more(self) -> bool:
        """Whether anything follows."""
        if self._at >= len(self._part):
            self._next()
        return bool(self._part)

    def take(self, size: int) -> bytes:
        """Give the bytes that follow; an `IndexError` where there are not as many."""
        found = bytearray()
        while size:
            if not self.has_more:
                raise IndexError(size)
            piece = self._part[self._at : self._at + size]
            found += piece
            self._at += len(piece)
            size -= len(piece)
        return bytes(found)

    def letters(self, count: int, is_wide: int) -> bytes:
        """Give so many letters, in UTF-16; a record that goes on says anew how wide they are."""
        found = bytearray()
        while count:
            if self._at >= len(self._part):
                if not self.has_more:
                    raise IndexError(count)
                is_wide = self._part[0] & _WIDE
                self._at = 1
            size = 2 if is_wide else 1
            piece = self._part[self._at : self._at + min(count, (len(self._part) - self._at) // size) * size]
            if not piece:
                raise IndexError(count)
            found += piece if is_wide else piece.decode("latin-1").encode("utf-16-le")
            self._at += len(piece)
            count -= len(piece) // size
        return bytes(found)
