"""The rules (conditional formats) of an .xlsb that strike out, hide or change what a cell shows by what some cell says."""

import struct
from collections.abc import Iterator
from typing import Final

from zhaoshang._workbooks.files.binaries import number_at, records
from zhaoshang._workbooks.files.formats import says_more, shows_nothing
from zhaoshang._workbooks.files.rulemarks import RuledRange

__all__ = ["hiding_looks", "is_white", "ruled"]

_AREA, _RULE, _LOOK = 461, 463, 507
_LETTERS_COLOR, _LETTERS_STRUCK, _OWN_FORMAT = 5, 0x1D, 0x26
_FILLS: Final = range(5)
"""What the look of a rule says of letters, and of what is behind them."""
_MOST: Final = 100


def hiding_looks(styles: bytes, /) -> frozenset[int]:
    """Find the looks of rules that strike out or hide what a cell says, or show another thing, by their number."""
    looks = (styles[at:end] for kind, at, end in records(styles) if kind == _LOOK)
    return frozenset(number for number, look in enumerate(looks) if _hides(look))


def is_white(data: bytes, at: int) -> bool:
    """Tell whether a colour is white: one by its number, or by its red, green and blue."""
    kind, number, *mixed = data[at : at + 8]
    return (kind >> 1 == 1 and number in {1, 9}) or (bool(kind & 1) and bytes(mixed[2:5]) == b"\xff\xff\xff")


def _hides(look: bytes) -> bool:
    """Tell whether the look of a rule strikes out or hides what a cell says, or shows another thing."""
    at, is_pale, is_filled = 6, False, False
    while at + 4 <= len(look):
        kind, size = struct.unpack_from("<HH", look, at)
        value = look[at + 4 : at + size]
        if kind == _LETTERS_STRUCK and any(value):
            return True
        if kind == _OWN_FORMAT:
            code = value[2:].decode("utf-16-le", "replace").strip("\0")
            if shows_nothing(code) or says_more(code):
                return True
        is_pale = is_pale or (kind == _LETTERS_COLOR and len(value) >= 8 and is_white(value, 0))
        is_filled = is_filled or kind in _FILLS
        at += max(size, 4)
    return is_pale and not is_filled


def ruled(data: bytes, hiding: frozenset[int]) -> Iterator[RuledRange]:
    """Give the ranges of a sheet in which a rule may hide what cells say."""
    ranges: list[RuledRange] = []
    for kind, at, end in records(data):
        if kind == _AREA:
            count = min(number_at(data, at + 8), _MOST, (end - at - 12) // 16)
            listed = struct.iter_unpack("<4I", data[at + 12 : at + 12 + 16 * max(0, count)])
            ranges = [(top + 1, left + 1, low + 1, right + 1) for top, low, left, right in listed]
        elif kind == _RULE and number_at(data, at + 8) in hiding:
            yield from ranges
