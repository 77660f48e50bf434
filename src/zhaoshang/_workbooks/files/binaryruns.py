"""How the cells of an .xlsb are shown: by which format, struck out, raised or lowered; and its hidden rows and columns."""

import struct
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, final

from attrs import frozen

from zhaoshang._workbooks.files.binaries import number_at, parts_of_sheets, records
from zhaoshang._workbooks.files.formats import BUILT_IN, is_coarse, says_more
from zhaoshang._workbooks.files.seen import STRUCK_OUT, Font, Seen, seen_of

__all__ = ["BinaryLooks", "binary_looks"]

_ROW, _SHARED_CELL, _SHARED_TEXT, _FONT, _STYLE, _STYLES, _STYLES_END = 0, 7, 19, 43, 47, 617, 618
_FORMAT, _COLUMNS = 44, 60
_CELLS: Final = range(2, 12)
_SMALLEST_FONT: Final = 8
_HIDDEN_ROW, _OWN_HEIGHT, _HIDDEN_COLUMN = 0x10, 0x20, 1
_STRIKES: Final = 8
_RAISED: Final = {1: "super", 2: "sub"}


Place = tuple[int, int]


@final
@frozen
class BinaryLooks:
    """How cells are shown, by sheet, by row and column from 1.

    Attributes:
        seen: what is seen of cells of which not all is.
        codes: the number formats that show more than a number or a day, or a date without its day.
        rows: runs of hidden rows, the first and how many.
        columns: runs of hidden columns.
    """

    seen: dict[str, dict[Place, Seen]]
    codes: dict[str, dict[Place, str]]
    rows: dict[str, list[Place]]
    columns: dict[str, list[Place]]


def binary_looks(path: Path, /) -> BinaryLooks:
    """Find how the cells of a file are shown.

    Raises:
        ValueError: when a shared text ends before its runs do.
    """
    looks = BinaryLooks({}, {}, {}, {})
    with zipfile.ZipFile(path) as file:
        styles = _styles(file)
        texts: dict[int, Seen] = {}
        if any(font.is_struck or font.raised for font in styles.fonts):
            shared = [part for part in file.namelist() if part.lower().endswith("sharedstrings.bin")]
            found = enumerate(seen for part in shared for seen in _texts(file.read(part), styles.fonts))
            texts = {number: seen for number, seen in found if seen is not None}
        for name, part in parts_of_sheets(file).items():
            for kept in (looks.seen, looks.codes):
                kept[name] = {}
            looks.rows[name], looks.columns[name] = [], []
            _look(file.read(part), texts, styles, looks, name)
    return looks


@final
@frozen
class _BinaryStyles:
    """The fonts, the styles of cells whose font strikes out, and those whose number format tells something."""

    fonts: list[Font]
    struck: frozenset[int]
    codes: dict[int, str]


def _styles(file: zipfile.ZipFile) -> _BinaryStyles:
    fonts: list[Font] = []
    own: dict[int, str] = {}
    styles: list[tuple[int, int]] = []
    for part in file.namelist():
        if part.lower().endswith("styles.bin"):
            data, is_open = file.read(part), False
            for kind, at, end in records(data):
                is_open = kind == _STYLES or (is_open and kind != _STYLES_END)
                if kind == _FONT and end - at >= _SMALLEST_FONT:
                    fonts.append(Font(bool(data[at + 2] & _STRIKES), _RAISED.get(data[at + 6], "")))
                elif kind == _FORMAT:
                    size = 2 * number_at(data, at + 2)
                    own[_short(data, at)] = data[at + 6 : at + 6 + size].decode("utf-16-le", "replace")
                elif kind == _STYLE and is_open:
                    styles.append((_short(data, at + 2), _short(data, at + 4)))
    told = [own.get(number) or BUILT_IN.get(number, "General") for number, _ in styles]
    return _BinaryStyles(
        fonts,
        frozenset(at for at, (_, font) in enumerate(styles) if font < len(fonts) and fonts[font].is_struck),
        {at: code for at, code in enumerate(told) if is_coarse(code) or says_more(code)},
    )


def _short(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")


def _texts(data: bytes, fonts: list[Font]) -> Iterator[Seen | None]:
    """Give what is seen of each shared text that is not of one font."""
    for kind, at, end in records(data):
        if kind != _SHARED_TEXT:
            continue
        behind = at + 5 + 2 * number_at(data, at + 1)
        if not data[at] & 1:
            yield None
            continue
        begin = behind + 4
        size = 4 * number_at(data, behind)
        if begin + size > end:
            raise ValueError("a text ends before its runs do")
        yield seen_of(data[at + 5 : behind], struct.iter_unpack("<HH", data[begin : begin + size]), fonts)


def _look(
    data: bytes, texts: Mapping[int, Seen], styles: _BinaryStyles, looks: BinaryLooks, name: str
) -> None:
    """Walk the records of a sheet."""
    row = 0
    for kind, at, _ in records(data):
        if kind == _ROW:
            row = number_at(data, at) + 1
            if data[at + 11] & _HIDDEN_ROW or (data[at + 11] & _OWN_HEIGHT and not _short(data, at + 8)):
                looks.rows[name].append((row, 1))
        elif kind == _COLUMNS and (data[at + 16] & _HIDDEN_COLUMN or not number_at(data, at + 8)):
            first, last = number_at(data, at), number_at(data, at + 4)
            looks.columns[name].append((first + 1, max(0, last - first + 1)))
        elif kind in _CELLS:
            place, style = (row, number_at(data, at) + 1), number_at(data, at + 4) & 0xFFFFFF
            seen = texts.get(number_at(data, at + 8)) if kind == _SHARED_CELL else None
            if seen is not None or style in styles.struck:
                looks.seen[name][place] = seen or STRUCK_OUT
            if style in styles.codes:
                looks.codes[name][place] = styles.codes[style]
