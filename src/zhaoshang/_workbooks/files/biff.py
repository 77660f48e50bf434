"""What its reader does not tell of an .xls file: how its dates are shown, and the comments of its cells.

The file is not trusted: every length and chain is held to what there is, and whatever does not fit ends the search.
"""

import struct
from collections.abc import Iterator
from itertools import islice
from typing import Final

from zhaoshang._workbooks.files.formats import BUILT_IN, is_coarse

__all__ = ["coarse_cells", "workbook_stream", "written_notes"]

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END: Final = 0xFFFFFFFA  # from here on sector numbers are marks
_BOF, _EOF, _SHEET, _FORMAT, _XF = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_ONE_CELL: Final = frozenset({0x0203, 0x027E, 0x0006})  # a number, a packed number, a formula
_MANY_CELLS: Final = 0x00BD
_BIFF8: Final = 0x0600
_NOTE, _OBJECT, _SAID, _GOES_ON = 0x001C, 0x005D, 0x01B6, 0x003C
_IS_NOTE: Final = b"\x15\x00\x12\x00\x19\x00"
"""How an object begins that is a comment."""
_MOST_NOTES: Final = 20_000
_MOST_RECORDS: Final = 4_000_000


def coarse_cells(data: bytes, /) -> dict[str, dict[tuple[int, int], str]]:
    """Find the cells whose number format shows a month or a year and no day.

    Args:
        data: the file.

    Returns:
        By sheet, the format by row and column, both counted from 1.
    """
    try:
        return _cells(workbook_stream(data))
    except (struct.error, IndexError):
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
            for at, name in _sheets(stream):
                found[name], left = _notes(stream, at, left)
    except (struct.error, IndexError):
        pass
    return found


def workbook_stream(data: bytes, /) -> bytes:
    """Take the stream of records out of a file, or give it back where it is one."""
    return _workbook(data) if data.startswith(_OLE) else data


# ------------------------------------------------------------------ the container


def _workbook(data: bytes) -> bytes:
    """Take the stream of the workbook out of its container."""
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 12)
    most = len(data) // size + 1
    first_directory, cutoff = struct.unpack_from("<I", data, 48)[0], struct.unpack_from("<I", data, 56)[0]
    sectors = [number for number in struct.unpack_from("<109I", data, 76) if number < _END]
    table: list[int] = []
    for number in sectors[:most]:
        sector = data[(number + 1) * size : (number + 2) * size]
        table += struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])
    directory = _chain(data, table, first_directory, size, most)
    for at in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        start, whole = struct.unpack_from("<II", directory, at + 116)
        if name in {"Workbook", "Book"}:
            if whole >= cutoff:
                return _chain(data, table, start, size, most)[:whole]
            return _small(data, table, struct.unpack_from("<I", directory, 116)[0], start, size)[:whole]
    return b""


def _small(data: bytes, table: list[int], root: int, start: int, size: int) -> bytes:
    """Take a short stream out of the one that holds all short ones."""
    most = len(data) // size + 1
    whole = _chain(data, table, root, size, most)
    cells = _chain(data, table, struct.unpack_from("<I", data, 60)[0], size, most)
    small = list(struct.unpack(f"<{len(cells) // 4}I", cells[: len(cells) // 4 * 4]))
    unit = 1 << min(struct.unpack_from("<H", data, 32)[0], 12)
    return _chain(bytes(unit) + whole, small, start, unit, len(whole) // unit + 1)


def _chain(data: bytes, table: list[int], start: int, size: int, most: int) -> bytes:
    """Follow a chain of sectors, no further than there are any."""
    parts: list[bytes] = []
    number = start
    while number < len(table) and len(parts) < most:
        parts.append(data[(number + 1) * size : (number + 2) * size])
        number = table[number]
    return b"".join(parts)


# ------------------------------------------------------------------ the records


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _cells(stream: bytes) -> dict[str, dict[tuple[int, int], str]]:
    own: dict[int, str] = {}
    styles: list[int] = []
    sheets: list[tuple[int, str]] = []
    for place, (kind, body) in enumerate(_records(stream, 0)):
        if place == 0 and (kind != _BOF or struct.unpack_from("<H", body)[0] != _BIFF8):
            return {}
        if kind == _EOF:
            break
        if kind == _FORMAT:
            own[struct.unpack_from("<H", body)[0]] = _text(body, 2, 2)
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _SHEET:
            sheets.append((struct.unpack_from("<I", body)[0], _text(body, 6, 1)))
    codes = [own.get(number) or BUILT_IN.get(number, "General") for number in styles]
    coarse = {style: code for style, code in enumerate(codes) if is_coarse(code)}
    return {name: _found(stream, at, coarse) for at, name in sheets} if coarse else {}


def _text(body: bytes, at: int, width: int) -> str:
    """Read a text that follows its length, in one or two bytes a character."""
    count = int.from_bytes(body[at : at + width], "little")
    is_wide = body[at + width] & 1
    start = at + width + 1
    raw = body[start : start + count * (2 if is_wide else 1)]
    return raw.decode("utf-16-le" if is_wide else "latin-1", "replace")


def _sheets(stream: bytes) -> list[tuple[int, str]]:
    """List where the sheets begin, and their names."""
    found = []
    for place, (kind, body) in enumerate(_records(stream, 0)):
        if kind == _EOF or (place == 0 and (kind != _BOF or struct.unpack_from("<H", body)[0] != _BIFF8)):
            break
        if kind == _SHEET:
            found.append((struct.unpack_from("<I", body)[0], _text(body, 6, 1)))
    return found


def _notes(stream: bytes, at: int, most: int) -> tuple[dict[tuple[int, int], tuple[str, str]], int]:
    """Find the comments of a sheet: each stands in an object, and a note says of which cell the object speaks.

    Also give how many more records may be gone through: sheets may claim to begin in the same place.
    """
    texts: dict[int, str] = {}
    found: dict[tuple[int, int], tuple[str, str]] = {}
    object_ = left = 0
    depth = 0
    for kind, body in islice(_records(stream, at), most):
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
            found[row + 1, column + 1] = _text(body, 8, 2), texts.get(key, "")
    return found, most


def _found(stream: bytes, at: int, coarse: dict[int, str]) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for kind, body in _records(stream, at):
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
