"""What its reader does not tell of an .xls file: how its numbers and dates are shown, its errors, and the comments of its cells.

The file is not trusted: every length and chain is held to what there is, and whatever does not fit ends the search.
"""

import struct
from array import array
from collections.abc import Iterator
from itertools import islice
from operator import lt
from typing import Final

from zhaoshang._workbooks.files.compounds import workbook_stream
from zhaoshang._workbooks.files.formats import BUILT_IN, is_coarse, says_more

__all__ = [
    "ERROR_WORDS",
    "codes_of_styles",
    "records_from",
    "sheets_in",
    "shown_cells",
    "stream_facts",
    "text_at",
    "written_notes",
]

_HEAD: Final = struct.Struct("<HH")
_BOF, _EOF, _SHEET, _FORMAT, _XF = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_ONE_CELL: Final = frozenset({0x0203, 0x027E, 0x0006})  # a number, a packed number, a formula
_MANY_CELLS: Final = 0x00BD
_BIFF8: Final = 0x0600
_NOTE, _OBJECT, _SAID, _GOES_ON = 0x001C, 0x005D, 0x01B6, 0x003C
_IS_NOTE: Final = b"\x15\x00\x12\x00\x19\x00"
"""How an object begins that is a comment."""
_EPOCH, _ERROR, _FORMULA = 0x0022, 0x0205, frozenset({0x0006, 0x0206, 0x0406})
_HAS_ERROR: Final = b"\x02"
_NO_NUMBER: Final = b"\xff\xff"
_SMALLEST: Final = {0x0203: 14, 0x027E: 10, _ERROR: 8, 0x00FD: 10, 0x0204: 8, 0x00D6: 8} | dict.fromkeys(
    _FORMULA, 14
)
"""The records of one cell that holds something, and how long they are at least."""
_LARGEST: Final = {0x0203: 14, 0x027E: 10, _ERROR: 8, 0x00FD: 10}
"""Those that are of one length: what claims more takes in the cells behind it."""
_SHARED_CELL, _SHARED_TEXTS = 0x00FD, 0x00FC
_OLDER: Final = frozenset({1, 2, 3, 4, 5, 0x007E})
"""Cells of files before Excel 97, which the reader of later ones leaves out."""
_LABELS: Final = frozenset({0x0204, 0x00D6})
ERROR_WORDS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
"""How Excel writes the errors of its cells, by their numbers."""
_MOST_NOTES: Final = 20_000
_MOST_RECORDS: Final = 4_000_000


def shown_cells(data: bytes, /) -> dict[str, dict[tuple[int, int], str]]:
    """Find the cells whose number format shows a month or a year and no day, or more than a number or a day.

    Args:
        data: the file.

    Returns:
        By sheet, the format by row and column, both counted from 1.
    """
    try:
        return _cells(workbook_stream(data))
    except (struct.error, IndexError, ValueError):
        return {}


def written_notes(data: bytes, /) -> dict[str, dict[tuple[int, int], tuple[str, str]]]:
    """Find the comments of cells.

    Args:
        data: the file.

    Returns:
        By sheet, their author and text by row and column, both counted from 1.
    """
    found: dict[str, dict[tuple[int, int], tuple[str, str]]] = {}
    try:
        stream = workbook_stream(data)
        if _IS_NOTE in stream:  # hardly a file has any: the others are not gone through
            left = _MOST_RECORDS
            for at, name in sheets_in(stream):
                found[name], left = _notes(stream, at, left)
    except (struct.error, IndexError, ValueError):
        pass
    return found


def stream_facts(stream: bytes, /) -> tuple[dict[str, dict[tuple[int, int], str]], int]:
    """Find the error values, which the reader takes for empty cells, and from when days are counted.

    Args:
        stream: that of the workbook.

    Returns:
        What stands in such cells, by sheet, by row and column from 1; and the year that its day numbers count from.

    Raises:
        ValueError: when a cell ends before its content does, or two stand in one place: a reader keeps the last.
    """
    epoch, texts = 1900, 0
    for kind, body in records_from(stream, 0):
        if kind == _EPOCH and body[:1] == b"\x01":
            epoch = 1904
        elif kind == _SHARED_TEXTS:
            texts = int.from_bytes(body[4:8], "little")
        elif kind == _EOF:
            break
    try:
        sheets = sheets_in(stream)
    except (struct.error, IndexError):
        return {}, epoch
    found: dict[str, dict[tuple[int, int], str]] = {}
    left = _MOST_RECORDS
    for at, name in sheets:
        found[name], left = _errors(stream, at, left, texts)
    return found, epoch


# ------------------------------------------------------------------ the records


def records_from(stream: bytes, at: int, /) -> Iterator[tuple[int, bytes]]:
    """Walk the records of a stream from a place on: the kind of each, and what it holds."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _cells(stream: bytes) -> dict[str, dict[tuple[int, int], str]]:
    sheets = sheets_in(stream)
    told = enumerate(codes_of_styles(stream) if sheets else ())
    coarse = {style: code for style, code in told if is_coarse(code) or says_more(code)}
    return {name: _found(stream, at, coarse) for at, name in sheets} if coarse else {}


def codes_of_styles(stream: bytes, /) -> list[str]:
    """Give the number format of each style of cells."""
    own: dict[int, str] = {}
    styles: list[int] = []
    for kind, body in records_from(stream, 0):
        if kind == _EOF:
            break
        if kind == _FORMAT:
            own[struct.unpack_from("<H", body)[0]] = text_at(body, 2, 2)
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    return [own.get(number) or BUILT_IN.get(number, "General") for number in styles]


def text_at(body: bytes, at: int, width: int, /) -> str:
    """Read a text that follows its length, in one or two bytes a character."""
    count = int.from_bytes(body[at : at + width], "little")
    is_wide = body[at + width] & 1
    start = at + width + 1
    raw = body[start : start + count * (2 if is_wide else 1)]
    return raw.decode("utf-16-le" if is_wide else "latin-1", "replace")


def sheets_in(stream: bytes, /) -> list[tuple[int, str]]:
    """List where the sheets begin, and their names."""
    found = []
    for place, (kind, body) in enumerate(records_from(stream, 0)):
        if kind == _EOF or (place == 0 and (kind != _BOF or struct.unpack_from("<H", body)[0] != _BIFF8)):
            break
        if kind == _SHEET:
            found.append((struct.unpack_from("<I", body)[0], text_at(body, 6, 1)))
    return found


def _errors(stream: bytes, at: int, most: int, texts: int) -> tuple[dict[tuple[int, int], str], int]:
    """Find the errors of a sheet of a file with so many shared texts; also give how many more records may be gone through."""
    found: dict[tuple[int, int], str] = {}
    places = array("L")
    end = len(stream)
    while at + 4 <= end and most > 0:
        kind, length = _HEAD.unpack_from(stream, at)
        most -= 1
        at += 4
        if kind == _EOF:
            most = _check_behind(stream, at + length, most)
            break
        if kind in _SMALLEST or kind in _OLDER:
            _check_cell(stream, kind, at, length, texts)
            row, column = _HEAD.unpack_from(stream, at)
            places.append(row << 16 | column)
            if kind == _ERROR and stream[at + 7] == 1:
                found[row + 1, column + 1] = ERROR_WORDS.get(stream[at + 6], "#VALUE!")
            elif (
                kind in _FORMULA
                and stream[at + 12 : at + 14] == _NO_NUMBER
                and stream[at + 6 : at + 7] == _HAS_ERROR
            ):
                found[row + 1, column + 1] = ERROR_WORDS.get(stream[at + 8], "#VALUE!")
        elif kind == _MANY_CELLS:
            row, first = _HEAD.unpack_from(stream, at)
            places.extend(row << 16 | first + number for number in range(max(0, length - 6) // 6))
        at += length
    if not all(map(lt, places, islice(places, 1, None))) and len(set(places)) < len(places):
        raise ValueError("two cells stand in one place: a reader keeps the last")
    return found, most


def _check_cell(stream: bytes, kind: int, at: int, length: int, texts: int) -> None:
    """Refuse a cell of which its reader takes a part, more than it, or nothing."""
    if kind in _OLDER:
        raise ValueError("a cell is of a kind that its reader leaves out")
    if not _SMALLEST[kind] <= length <= _LARGEST.get(kind, length) or at + length > len(stream):
        raise ValueError("a cell does not end where its content does")
    if kind == _SHARED_CELL and int.from_bytes(stream[at + 6 : at + 10], "little") >= texts:
        raise ValueError("a cell holds a shared text that there is not")
    if kind in _LABELS:
        _check_label(stream, at, length)


def _check_behind(stream: bytes, at: int, most: int) -> int:
    """Refuse cells behind the end of their sheet; also give how many more records may be gone through."""
    while at + 4 <= len(stream) and most > 0:
        kind, length = _HEAD.unpack_from(stream, at)
        most -= 1
        if kind in {_BOF, 0}:  # the next sheet, or what fills the file up
            break
        if kind in _SMALLEST or kind == _MANY_CELLS:
            raise ValueError("a cell stands behind the end of its sheet")
        at += 4 + length
    return most


def _check_label(stream: bytes, at: int, length: int) -> None:
    """Refuse a text that goes on behind its record."""
    count, is_wide = struct.unpack_from("<HB", stream, at + 6)
    if 9 + count * (2 if is_wide & 1 else 1) > length:
        raise ValueError("a cell ends before its text does")


def _notes(stream: bytes, at: int, most: int) -> tuple[dict[tuple[int, int], tuple[str, str]], int]:
    """Find the comments of a sheet: each stands in an object, and a note says of which cell the object speaks.

    Also give how many more records may be gone through: sheets may claim to begin in the same place.
    """
    texts: dict[int, str] = {}
    found: dict[tuple[int, int], tuple[str, str]] = {}
    object_ = left = 0
    depth = 0
    for kind, body in islice(records_from(stream, at), most):
        most -= 1
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif kind == _OBJECT and body.startswith(_IS_NOTE):
            object_, left = struct.unpack_from("<H", body, 6)[0], 0
        elif kind == _SAID and object_:
            left = struct.unpack_from("<H", body, 10)[0]
            texts[object_] = ""
        elif kind == _GOES_ON and left and body:
            piece = body[1:].decode("utf-16-le" if body[0] & 1 else "latin-1", "replace")[:left]
            texts[object_] += piece
            left -= len(piece)
            object_ = object_ if left else 0
        elif kind == _NOTE and len(found) < _MOST_NOTES:
            row, column, _, key = struct.unpack_from("<4H", body)
            found[row + 1, column + 1] = text_at(body, 8, 2), texts.get(key, "")
    return found, most


def _found(stream: bytes, at: int, coarse: dict[int, str]) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for kind, body in records_from(stream, at):
        if kind == _EOF:
            break
        if kind in _ONE_CELL and len(body) >= 6:
            row, column, style = struct.unpack_from("<HHH", body)
            if style in coarse:
                found[row + 1, column + 1] = coarse[style]
        elif kind == _MANY_CELLS and len(body) >= 6:
            row, first = struct.unpack_from("<HH", body)
            for place in range((len(body) - 6) // 6):
                style = struct.unpack_from("<H", body, 4 + place * 6)[0]
                if style in coarse:
                    found[row + 1, first + place + 1] = coarse[style]
    return found
