"""Texts from files, made harmless for where they are written: XML cells, sheet names, terminals, pages, pictures."""

from collections.abc import Container
from typing import Final

from zhaoshang._basics import deferred_re as re

__all__ = [
    "for_terminal",
    "in_cell",
    "in_diagram",
    "in_html",
    "lines_in_html",
    "one_line",
    "sheet_name",
    "storable",
    "storable_in_text",
    "whole_signs",
]

_UNSTORABLE: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_UNTYPED: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""A file with one of these is taken for no text, or they steer the terminal that shows it."""
_HALF: Final = re.compile("[\ud800-\udfff]")
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ufdd0-\ufdef\ufeff\uffa0\ud800-\udfff\ufff9-\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
"""What steers or is not seen; joiners and variants of a sign are left, which names of several scripts need."""
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_OF_MERMAID: Final = str.maketrans(
    {
        ":": "：",
        ";": "；",
        "#": "＃",
        ",": "，",
        '"': "”",
        "|": "／",
        "%": "％",
        "<": "＜",
        ">": "＞",
        "{": "（",
        "}": "）",
        "`": "‘",
    }
)
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")
_LONGEST_NAME: Final = 31
_LONGEST_CELL: Final = 32_767


def storable(text: str, /) -> str:
    r"""Give a text that XML and a cell of Excel can hold.

    What neither can hold is shown as U+FFFD; what is too long ends in an ellipsis. Control characters stay: the writer
    of workbooks has an escape for each, which Excel and our reader take back.

    Examples:
        >>> storable("甲\ufffe乙\x1b"), len(storable("甲" * 40_000)), len(storable("𠮷" * 40_000))
        ('甲\ufffd乙\x1b', 32767, 16384)
    """
    text = _UNSTORABLE.sub("\ufffd", text)
    return text if _width(text) <= _LONGEST_CELL else f"{_cut(text, _LONGEST_CELL - 1)}…"


def storable_in_text(text: str, /) -> str:
    r"""Give a text that a file of plain text can hold: control characters, too, are shown as U+FFFD.

    Examples:
        >>> storable_in_text("甲\n乙\x1b")
        '甲\n乙\ufffd'
    """
    return _UNTYPED.sub("\ufffd", storable(text))


def in_cell(text: str, /) -> str:
    r"""Show a text in a cell of a report that is not read back; line breaks stay.

    Examples:
        >>> in_cell("甲\u202e乙\ufffe")
        '甲\\u202e乙\\ufffe'
    """
    return storable(for_terminal(text))


def whole_signs(text: str, /) -> str:
    r"""Show half of a pair of signs, which UTF-8 cannot hold, as U+FFFD.

    Examples:
        >>> whole_signs("甲\ud800")
        '甲\ufffd'
    """
    return _HALF.sub("\ufffd", text)


def _width(text: str) -> int:
    """Count as Excel does: a character beyond U+FFFF is two."""
    return len(text) + (0 if text.isascii() else sum(mark > "\uffff" for mark in text))


def _cut(text: str, width: int) -> str:
    """Keep as much of a text as is no wider, and no half of a pair."""
    return text.encode("utf-16-le")[: 2 * width].decode("utf-16-le", "ignore")


def for_terminal(text: str, /) -> str:
    r"""Show what would steer a terminal or turn the writing direction as its code; line breaks and tabs stay.

    Examples:
        >>> for_terminal("甲\x1b[31m乙\u202e")
        '甲\\x1b[31m乙\\u202e'
    """
    return _HIDDEN.sub(_code, text)


def one_line(text: str, /) -> str:
    r"""Show a text within a line: control characters and line breaks are blanks, what is hidden or turns is its code.

    Examples:
        >>> one_line("甲\r\n乙\x1b[31m\u202e")
        '甲 乙 [31m\\u202e'
    """
    return _HIDDEN.sub(_code, _CONTROL.sub(" ", text))


def in_html(text: str, /) -> str:
    r"""Show a text as it is in HTML, between tags and in attributes.

    Examples:
        >>> in_html('<b>"甲"')
        '&lt;b&gt;&quot;甲&quot;'
    """
    from html import escape  # noqa: PLC0415 - loaded when a page is written

    return escape(one_line(text))


def lines_in_html(text: str, /) -> str:
    r"""Show a text of several lines as it is in HTML; line breaks stay.

    Examples:
        >>> lines_in_html("<b>甲\n乙\u202e")
        '&lt;b&gt;甲\n乙\\u202e'
    """
    from html import escape  # noqa: PLC0415 - loaded when a page is written

    return escape(for_terminal(text))


def in_diagram(text: str, /) -> str:
    r"""Show a text within a line of Mermaid: its marks are full-width ones, which neither end nor begin anything.

    Examples:
        >>> in_diagram('甲"]; click a\n<b>')
        '甲”]； click a ＜b＞'
    """
    return " ".join(one_line(text).translate(_OF_MERMAID).split())


def _code(found: re.Match[str]) -> str:
    number = ord(found[0])
    return (
        f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
    )


def sheet_name(name: str, taken: Container[str], /) -> str:
    """Make a sheet name that Excel accepts and that is none of those taken, which are given in lower case.

    Examples:
        >>> sheet_name("一季度/汇总", ()), sheet_name("History", ()), sheet_name("台账", {"台账"})
        ('一季度 汇总', 'History 2', '台账 2')
    """
    base = _NOT_IN_NAMES.sub(" ", storable(name)).strip().strip("'")
    base = _cut(base, _LONGEST_NAME).strip().strip("'") or "1"
    found, again = base, 1
    while found.lower() in taken or found.lower() == "history":  # which Excel keeps for itself
        again += 1
        tail = f" {again}"
        found = _cut(base, _LONGEST_NAME - len(tail)) + tail
    return found
