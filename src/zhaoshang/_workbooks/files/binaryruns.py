"""How the cells of an .xlsb are shown: by which format, struck out, raised or white; what is hidden, and what rules hide."""

import struct
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, final

from attrs import frozen

from zhaoshang._workbooks.files.binaries import number_at, parts_of_sheets, records
from zhaoshang._workbooks.files.binaryrules import hiding_looks, is_white, ruled
from zhaoshang._workbooks.files.formats import BUILT_IN, is_coarse, says_more, shows_nothing
from zhaoshang._workbooks.files.rulemarks import RuledRange
from zhaoshang._workbooks.files.seen import PALE, STRUCK_OUT, Font, Seen, seen_of

__all__ = ["BinaryLooks", "binary_looks"]

_ROW, _SHARED_CELL, _SHARED_TEXT, _FONT, _STYLE, _STYLES, _STYLES_END = 0, 7, 19, 43, 47, 617, 618
_FORMAT, _FILL, _COLUMNS = 44, 45, 60
_FONT_SIZE: Final = 20  # with its colour
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
        ruled: the ranges in which a rule may hide what cells say.
    """

    seen: dict[str, dict[Place, Seen]]
    codes: dict[str, dict[Place, str]]
    rows: dict[str, list[Place]]
    columns: dict[str, list[Place]]
    ruled: dict[str, tuple[RuledRange, ...]]


def binary_looks(path: Path, /) -> BinaryLooks:
    """Find how the cells of a file are shown.

    Raises:
        ValueError: when a shared text ends before its runs do.
    """
    looks = BinaryLooks({}, {}, {}, {}, {})
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
            data = file.read(part)
            _look(data, texts, styles, looks, name)
            looks.ruled[name] = tuple(dict.fromkeys(ruled(data, styles.hiding)))
    return looks


@final
@frozen
class _BinaryStyles:
    """The fonts, what is seen of cells by style where that is not all, the formats that tell something, the looks of rules that hide."""

    fonts: list[Font]
    seen: dict[int, Seen]
    codes: dict[int, str]
    hiding: frozenset[int]


def _styles(file: zipfile.ZipFile) -> _BinaryStyles:
    fonts: list[Font] = []
    own: dict[int, str] = {}
    styles: list[tuple[int, int, int]] = []
    white: list[bool] = []
    fills: list[bool] = []
    hiding: frozenset[int] = frozenset()
    for part in file.namelist():
        if part.lower().endswith("styles.bin"):
            data, is_open = file.read(part), False
            hiding = hiding_looks(data)
            for kind, at, end in records(data):
                is_open = kind == _STYLES or (is_open and kind != _STYLES_END)
                if kind == _FONT and end - at >= _SMALLEST_FONT:
                    fonts.append(Font(bool(data[at + 2] & _STRIKES), _RAISED.get(data[at + 6], "")))
                    white.append(end - at >= _FONT_SIZE and is_white(data, at + 12))
                elif kind == _FILL:
                    fills.append(bool(number_at(data, at)))
                elif kind == _FORMAT:
                    size = 2 * number_at(data, at + 2)
                    own[_short(data, at)] = data[at + 6 : at + 6 + size].decode("utf-16-le", "replace")
                elif kind == _STYLE and is_open:
                    styles.append((_short(data, at + 2), _short(data, at + 4), _short(data, at + 6)))
    told = [own.get(number) or BUILT_IN.get(number, "General") for number, *_ in styles]
    bare = {at for at, is_filled in enumerate(fills) if not is_filled}
    pale = {at for at, is_pale in enumerate(white) if is_pale}
    return _BinaryStyles(
        fonts,
        {
            at: STRUCK_OUT if font < len(fonts) and fonts[font].is_struck else PALE
            for at, ((_, font, fill), code) in enumerate(zip(styles, told, strict=True))
            if (font < len(fonts) and fonts[font].is_struck)
            or shows_nothing(code)
            or (font in pale and fill in bare)
        },
        {at: code for at, code in enumerate(told) if is_coarse(code) or says_more(code)},
        hiding,
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
            if seen is not None or style in styles.seen:
                looks.seen[name][place] = seen or styles.seen[style]
            if style in styles.codes:
                looks.codes[name][place] = styles.codes[style]
