"""The records of .xlsb files: held against the limits before they are read, and what their reader does not tell of them.

The reader believes every size: a record that ends before its content is filled with what stood there before, and a kind of
cell that it does not know is left out. Both are refused here.
"""

import zipfile
from array import array
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from operator import lt
from pathlib import Path
from typing import Final

from zhaoshang._workbooks.files.biff import ERROR_WORDS
from zhaoshang._workbooks.files.bounds import ROOM, check_limit
from zhaoshang._workbooks.files.limits import Limits
from zhaoshang._workbooks.files.relations import relations_of, workbook_part

__all__ = ["binary_facts", "check_binary", "number_at", "parts_of_sheets", "records"]

_ROW, _SHARED_CELL = 0, 7
_CELLS: Final = range(1, 12)
_ERRORS: Final = frozenset({3, 11})
_LEFT_OUT: Final = frozenset({*range(13, 19), 62})
"""Cells without a column of their own, and cells with a formatted text: the reader passes over them."""
_TABLE, _TABLE_ENDS = 145, 146
_SHARED_TEXT, _SHARED_TEXTS = 19, 159
_SHEET, _PROPERTIES = 156, 153
_COUNTED: Final = {615: (44, 616), 617: (47, 618)}
"""Lists of styles that tell how many there are: what they hold, and what ends them."""
_SMALLEST: Final = {
    _ROW: 17, 1: 8, 2: 12, 3: 9, 4: 9, 5: 16, 6: 12, _SHARED_CELL: 12, 8: 12, 9: 16, 10: 9, 11: 9,
    _SHARED_TEXT: 5, _SHARED_TEXTS: 8, _SHEET: 16, _PROPERTIES: 4, 148: 16, 60: 18, 44: 6, 47: 16, 615: 4, 617: 4,
}  # fmt: skip
"""So many bytes are read of a record of each kind, whatever it claims."""
_LARGEST: Final = {1: 8, 2: 12, 3: 9, 4: 9, 5: 16, _SHARED_CELL: 12}
"""Cells of one length: what claims more takes in the cells behind it."""
_TEXTS: Final = {6: 8, 8: 8, _SHARED_TEXT: 1, 44: 2}
"""Where the text of a record begins: its length, then its characters."""
_NO_TEXT: Final = 0xFFFFFFFF
_LAST_ROW, _LAST_COLUMN = 1 << 20, 1 << 14
_STEP: Final = 1 << 12

_Check = Callable[[str, int], object]
"""Holds a number against a limit."""


def check_binary(file: zipfile.ZipFile, name: str, limits: Limits, /) -> None:
    """Refuse an .xlsb file that is damaged, or whose cells or shared texts lie beyond the limits where they are used."""
    lengths = array("L")
    for part in file.namelist():
        if part.lower().endswith("sharedstrings.bin"):
            lengths.extend(_shared_texts(file.read(part), partial(check_limit, name, limits, part)))
        elif part.lower().endswith("styles.bin"):
            _check_counts(file.read(part), partial(check_limit, name, limits, part))
    claims = _claims(file, partial(check_limit, name, limits, ""))
    targets = {target.rpartition("/")[2] for target in claims.values()}
    characters = blank = 0
    for part in file.namelist():
        plain = part.lower()
        if plain.rpartition("/")[2] in targets or (
            plain.startswith("xl/worksheets/") and plain.endswith(".bin")
        ):
            check = partial(check_limit, name, limits, part)
            rows, columns, cells, written = _reach(file.read(part), lengths, check)
            characters += written
            blank += max(0, rows * columns - (1 + ROOM) * cells)
            check("columns", columns)
            check("rows", rows)
            check("cells", rows * columns)
            check("text_size", characters)
            check("blank_cells", blank)


def binary_facts(path: Path, /) -> tuple[dict[str, dict[tuple[int, int], str]], int]:
    """Find the error values of an .xlsb, whose reader takes them for empty cells, and from when it counts days.

    Returns:
        What stands in such cells, by sheet, by row and column from 1; and the year that its day numbers count from.
    """
    with zipfile.ZipFile(path) as file:
        errors = {
            sheet: dict(_error_values(file.read(part))) for sheet, part in parts_of_sheets(file).items()
        }
        book = file.read(next(part for part in file.namelist() if part.lower() == "xl/workbook.bin"))
    is_1904 = any(book[at] & 1 for kind, at, _ in records(book) if kind == _PROPERTIES)
    return errors, 1904 if is_1904 else 1900


# ------------------------------------------------------------------ parts


def _shared_texts(data: bytes, check: _Check) -> Iterator[int]:
    """Give the length of each shared text."""
    claimed = found = 0
    for kind, start, _ in records(data, check):
        if kind == _SHARED_TEXTS:
            claimed = number_at(data, start + 4)
        elif kind == _SHARED_TEXT:
            found += 1
            check("cell_length", length := number_at(data, start + 1))
            yield length
    if claimed != found:
        raise ValueError("there are not as many shared texts as are claimed")


def _check_counts(data: bytes, check: _Check) -> None:
    """Refuse styles that are not as many as they claim: the reader would take others for them, or none."""
    claimed = found = wanted = end = 0
    for kind, start, _ in records(data, check):
        if kind in _COUNTED:
            wanted, end = _COUNTED[kind]
            claimed, found = number_at(data, start), 0
        elif kind == wanted:
            found += 1
        elif kind == end and end:
            if claimed != found:
                raise ValueError("there are not as many styles as are claimed")
            wanted = end = 0


def _reach(data: bytes, lengths: "array[int]", check: _Check) -> tuple[int, int, int, int]:
    """Find the last row and column of a sheet, how many cells it has, and the length of their shared texts."""
    rows = row = columns = cells = characters = 0
    places = array("Q")
    for kind, start, end in _table(data, check):
        if end - start > _LARGEST.get(kind, end):
            raise ValueError("a cell goes on behind its content")
        if kind == _ROW or kind in _CELLS:
            number = number_at(data, start)
            if kind == _ROW:
                row = number + 1
                _hold(row, _LAST_ROW)
                continue
            _hold(number + 1, _LAST_COLUMN)
            cells += 1
            rows, columns = max(rows, row), max(columns, number + 1)
            places.append(row << 32 | number)
            if kind == _SHARED_CELL:
                index = number_at(data, start + 8)
                characters += lengths[index] if index < len(lengths) else 0
    if not all(map(lt, places, islice(places, 1, None))) and len(set(places)) < len(places):
        raise ValueError("two cells stand in one place: a reader keeps the last")
    return rows, columns, cells, characters


def _table(data: bytes, check: _Check) -> Iterator[tuple[int, int, int]]:
    """Walk the records of the one table of cells that a reader takes of a sheet; refuse cells that it does not reach."""
    tables, is_open = 0, False
    for found in records(data, check):
        kind = found[0]
        if kind == _TABLE:
            tables, is_open = tables + 1, True
            if tables > 1:
                raise ValueError("there are two tables of cells")
        elif kind == _TABLE_ENDS:
            is_open = False
        elif kind in _LEFT_OUT:
            raise ValueError("a cell is of a kind that its reader leaves out")
        elif is_open:
            yield found
        elif kind == _ROW or kind in _CELLS:
            raise ValueError("a cell stands outside of the table of cells")


def _hold(number: int, last: int) -> None:
    if number > last:
        raise ValueError("a cell stands beyond any sheet")


def _error_values(data: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    row = 0
    for kind, start, _ in records(data):
        if kind == _ROW:
            row = number_at(data, start) + 1
        elif kind in _ERRORS:
            yield (row, number_at(data, start) + 1), ERROR_WORDS.get(data[start + 8], "#VALUE!")


def parts_of_sheets(file: zipfile.ZipFile, /) -> dict[str, str]:
    """Give the part of each sheet, by the sheet's name."""
    parts = {part.lower(): part for part in file.namelist()}
    return {sheet: parts[target] for sheet, target in _claims(file).items() if target in parts}


def _claims(file: zipfile.ZipFile, check: _Check | None = None) -> dict[str, str]:
    """Give the part of each sheet, in small letters, by the sheet's name."""
    book = workbook_part(file, ".bin")
    targets = {each.id: each.part.lower() for each in relations_of(file, book)}
    data = file.read(book)
    claims: dict[str, str] = {}
    claimed: list[str] = []
    for kind, at, end in records(data, check):
        if kind == _SHEET and number_at(data, at + 8) != _NO_TEXT:  # a module has no part
            id_, after = _text(data, at + 8, end)
            if id_ in targets:
                claimed.append(targets[id_])
                claims[_text(data, after, end)[0]] = targets[id_]
    if len(set(claimed)) < len(claimed):
        raise ValueError("two sheets have the same part: it would be read again for each")
    return claims


# ------------------------------------------------------------------ records


def _text(data: bytes, at: int, end: int) -> tuple[str, int]:
    """Read a text that follows its length; also give where it ends."""
    stop = at + 4 + 2 * number_at(data, at)
    if stop > end:
        raise ValueError("a record ends before its text does")
    return data[at + 4 : stop].decode("utf-16-le", "replace"), stop


def number_at(data: bytes, at: int, /) -> int:
    """Give the number of four bytes at a place."""
    return int.from_bytes(data[at : at + 4], "little")


def records(data: bytes, check: _Check | None = None, /) -> Iterator[tuple[int, int, int]]:
    """Walk the records of a binary part: the kind of each, and where its content starts and ends.

    A record of nothing takes two bytes: half their number, as of rows of one cell, is held against that of cells by a check.
    A record that claims more bytes than follow, or holds fewer than a reader takes of it, is refused.
    """
    at, end, count = 0, len(data), 0
    while at < end:
        count += 1
        if check is not None and not count % _STEP:
            check("cells", count // 2)
        kind = data[at]
        at += 1
        if kind & 0x80 and at < end:
            kind = kind & 0x7F | (data[at] & 0x7F) << 7
            at += 1
        size = 0
        for shift in (0, 7, 14, 21):
            if at >= end:
                raise ValueError("a record has no size")
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        if at + size > end:
            raise ValueError("a record reaches beyond its part")
        if size < _SMALLEST.get(kind, 0):
            raise ValueError("a record ends before its content does")
        text = _TEXTS.get(kind)
        if (
            text is not None
            and text + 4 + 2 * int.from_bytes(data[at + text : at + text + 4], "little") > size
        ):
            raise ValueError("a record ends before its text does")
        yield kind, at, at + size
        at += size
