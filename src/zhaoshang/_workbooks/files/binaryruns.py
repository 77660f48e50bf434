"""The cells of an .xlsb of which a part is struck out, raised or lowered, or all is struck out."""

import struct
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from zhaoshang._workbooks.files.binaries import number_at, parts_of_sheets, records
from zhaoshang._workbooks.files.seen import STRUCK_OUT, Font, Seen, seen_of

__all__ = ["seen_in_binary"]

_ROW, _SHARED_CELL, _SHARED_TEXT, _FONT, _STYLE, _STYLES, _STYLES_END = 0, 7, 19, 43, 47, 617, 618
_CELLS: Final = range(2, 12)
_STRIKES: Final = 8
_RAISED: Final = {1: "super", 2: "sub"}


def seen_in_binary(path: Path, /) -> dict[str, dict[tuple[int, int], Seen]]:
    """Find the cells of which not all is seen, by sheet, by row and column from 1.

    Raises:
        ValueError: when a shared text ends before its runs do.
    """
    with zipfile.ZipFile(path) as file:
        return _seen(file)


def _seen(file: zipfile.ZipFile) -> dict[str, dict[tuple[int, int], Seen]]:
    fonts, styles = _fonts(file)
    if not any(font.is_struck or font.raised for font in fonts):
        return {}
    texts = {
        number: seen
        for part in file.namelist()
        if part.lower().endswith("sharedstrings.bin")
        for number, seen in enumerate(_texts(file.read(part), fonts))
        if seen is not None
    }
    return {
        name: dict(_cells(file.read(part), texts, styles)) for name, part in parts_of_sheets(file).items()
    }


def _fonts(file: zipfile.ZipFile) -> tuple[list[Font], frozenset[int]]:
    """Give the fonts, and the styles of cells whose font strikes out."""
    fonts: list[Font] = []
    styles: list[int] = []
    for part in file.namelist():
        if part.lower().endswith("styles.bin"):
            data, is_open = file.read(part), False
            for kind, at, end in records(data):
                is_open = kind == _STYLES or (is_open and kind != _STYLES_END)
                if kind == _FONT and end - at >= 8:
                    fonts.append(Font(bool(data[at + 2] & _STRIKES), _RAISED.get(data[at + 6], "")))
                elif kind == _STYLE and is_open:
                    styles.append(int.from_bytes(data[at + 4 : at + 6], "little"))
    struck = frozenset(number for number, font in enumerate(fonts) if font.is_struck)
    return fonts, frozenset(style for style, font in enumerate(styles) if font in struck)


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


def _cells(
    data: bytes, texts: Mapping[int, Seen], styles: frozenset[int]
) -> Iterator[tuple[tuple[int, int], Seen]]:
    row = 0
    for kind, at, _ in records(data):
        if kind == _ROW:
            row = number_at(data, at) + 1
        elif kind in _CELLS:
            seen = texts.get(number_at(data, at + 8)) if kind == _SHARED_CELL else None
            if seen is None and number_at(data, at + 4) & 0xFFFFFF in styles:
                seen = STRUCK_OUT
            if seen is not None:
                yield (row, number_at(data, at) + 1), seen
