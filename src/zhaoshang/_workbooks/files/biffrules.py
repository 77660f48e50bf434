"""What an .xls hides: by white letters and empty formats, and by rules (conditional formats) that depend on what some cell says.

The file is not trusted: what does not fit ends the search.
"""

import struct
from collections.abc import Container, Iterator
from itertools import islice
from typing import Final

from zhaoshang._workbooks.files.biff import codes_of_styles, records_from, sheets_in, text_at
from zhaoshang._workbooks.files.formats import says_more, shows_nothing
from zhaoshang._workbooks.files.rulemarks import RuledRange

__all__ = ["pale_styles", "rules_in_stream"]

_END, _FONT, _STYLE, _PALETTE = 0x0A, 0x31, 0xE0, 0x92
_NO_FONT: Final = 4  # fonts are numbered past it
_STYLE_SIZE: Final = 20
_OWN_COLORS: Final = 8  # the colours before are fixed
_WHITE: Final = b"\xff\xff\xff"
_AREAS: Final = {0x01B0: 12, 0x0879: 24}
"""The records of where rules hold, and where in them the ranges are counted."""
_RULES: Final = {0x01B1: 6, 0x087A: 22}
"""The records of rules, and where in them their look begins."""
_NUMBER, _LETTERS, _FILLED = 1 << 25, 1 << 26, 1 << 29
_LETTERS_SIZE: Final = 118
_STRIKES: Final = 0x80
_MOST: Final = 100
_MOST_RECORDS: Final = 4_000_000


def pale_styles(stream: bytes, /) -> frozenset[int]:
    """Find the styles of cells that nobody sees: white on nothing, or of a format that shows nothing."""
    white, fonts, styles = _whites(stream), list[int](), list[tuple[int, bool]]()
    for kind, body in _of_whole(stream):
        if kind == _FONT:
            fonts += [0] if len(fonts) == _NO_FONT else []
            fonts.append(struct.unpack_from("<H", body, 4)[0])
        elif kind == _STYLE:
            has_ground = len(body) < _STYLE_SIZE or bool(struct.unpack_from("<I", body, 14)[0] >> 26)
            styles.append((struct.unpack_from("<H", body)[0], has_ground))
    codes = codes_of_styles(stream)
    return frozenset(
        style
        for style, ((font, has_ground), code) in enumerate(zip(styles, codes, strict=True))
        if shows_nothing(code) or (font < len(fonts) and fonts[font] in white and not has_ground)
    )


def rules_in_stream(stream: bytes, /) -> dict[str, tuple[RuledRange, ...]]:
    """Find the ranges of each sheet in which a rule may strike out, hide or change what cells show."""
    white = _whites(stream)
    try:
        return {name: tuple(dict.fromkeys(_ruled(stream, at, white))) for at, name in sheets_in(stream)}
    except (struct.error, IndexError):
        return {}


def _whites(stream: bytes) -> frozenset[int]:
    """Give the numbers of the colours that are white."""
    own = next((body for kind, body in _of_whole(stream) if kind == _PALETTE), None)
    if own is None:
        return frozenset({1, 9})
    colors = (own[at : at + 3] for at in range(2, len(own) - 3, 4))
    return frozenset({1, *(number for number, color in enumerate(colors, _OWN_COLORS) if color == _WHITE)})


def _of_whole(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Walk the records of the workbook before its sheets."""
    for kind, body in islice(records_from(stream, 0), _MOST_RECORDS):
        if kind == _END:
            break
        yield kind, body


def _ruled(stream: bytes, at: int, white: Container[int]) -> Iterator[RuledRange]:
    ranges: list[RuledRange] = []
    for kind, body in islice(records_from(stream, at), _MOST_RECORDS):
        if kind == _END:
            break
        if kind in _AREAS:
            begin = _AREAS[kind]
            count = min(struct.unpack_from("<H", body, begin)[0], _MOST)
            listed = struct.iter_unpack("<4H", body[begin + 2 : begin + 2 + 8 * count])
            ranges = [(top + 1, left + 1, low + 1, right + 1) for top, low, left, right in listed]
        elif kind in _RULES and _hides(body[_RULES[kind] :], white):
            yield from ranges


def _hides(look: bytes, white: Container[int]) -> bool:
    """Tell whether the look of a rule strikes out or hides what a cell says, or shows another thing."""
    flags, more = struct.unpack_from("<IH", look)
    at = 6
    if flags & _NUMBER:
        if more & 1:  # a format of its own
            code = text_at(look, at + 2, 2)
            if shows_nothing(code) or says_more(code):
                return True
            at += struct.unpack_from("<H", look, at)[0]
        else:
            at += 2
    if not flags & _LETTERS or len(look) < at + _LETTERS_SIZE:
        return False
    style, color, unset = (struct.unpack_from("<I", look, at + place)[0] for place in (68, 80, 88))
    is_struck = style & _STRIKES and not unset & _STRIKES
    return bool(is_struck) or (color in white and not flags & _FILLED)
