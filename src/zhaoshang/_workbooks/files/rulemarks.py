"""Rules of an .xlsx that strike out, hide or change what a cell shows by what some cell says: told by ranges, never worked out."""

import html
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import IO, Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.formats import says_more, shows_nothing
from zhaoshang._workbooks.files.grids import column_number

__all__ = ["RuledRange", "hides", "hiding_styles", "ruled_ranges"]

RuledRange = tuple[int, int, int, int]
"""The first row and column of a range, and the last; as far as a sheet may reach where it names none."""

_P: Final = rb"(?:\w{1,20}:)?"
_STYLES: Final = re.compile(rb"<" + _P + rb"dxfs[\s>]")
_STYLE: Final = re.compile(rb"<" + _P + rb"dxf(?=[\s/>])")
_STRUCK: Final = re.compile(rb"<" + _P + rb"strike(?![^<>]*val=[\"'](?:0|false)[\"'])[^<>]*>")
_WHITE: Final = re.compile(
    rb"<"
    + _P
    + rb"color\s[^<>]*(?:\brgb=[\"'](?:FF|00)?FFFFFF[\"']|\btheme=[\"']0[\"'](?![^<>]*\btint=[\"']-))",
    re.IGNORECASE,
)
_FILL: Final = re.compile(rb"<" + _P + rb"fill[\s>]")
_FORMAT: Final = re.compile(rb"\bformatCode=(?:\"([^\"]*)\"|'([^']*)')")
_NO_VALUE: Final = re.compile(rb"\bshowValue=[\"'](?:0|false)[\"']")
"""A bar or a sign in the place of the number."""
_RULES: Final = b"conditionalFormatting"
_OWN: Final = re.compile(rb"<" + _P + rb"dxf[\s>]")
_STYLE_OF: Final = re.compile(rb"\bdxfId=[\"'](\d{1,6})[\"']")
_RANGES: Final = re.compile(rb"\bsqref=[\"']([^\"'<>]*)[\"']|<" + _P + rb"sqref[^<>]*>([^<>]*)<")
_RANGE: Final = re.compile(r"([A-Z]{1,3})?(\d{1,7})?(?::([A-Z]{1,3})?(\d{1,7})?)?")
_LONGEST: Final = 1 << 20  # so much of a sheet is looked at for rules
_MOST: Final = 100
_PIECE: Final = 1 << 20
_LAST: Final = (1 << 20, 1 << 14)


def hides(style: bytes) -> bool:
    """Tell whether a style strikes text out, shows nothing of it or more than it says, or writes it white on nothing.

    Examples:
        >>> hides(b"<font><strike/></font>"), hides(b'<font><color rgb="FFFF0000"/></font>')
        (True, False)
    """
    codes = (
        html.unescape((one or other).decode("utf-8", "replace")) for one, other in _FORMAT.findall(style)
    )
    return (
        _STRUCK.search(style) is not None
        or (_WHITE.search(style) is not None and _FILL.search(style) is None)
        or any(shows_nothing(code) or says_more(code) for code in codes)
    )


def hiding_styles(styles: bytes) -> frozenset[int]:
    """Find the styles of rules that hide, by their number."""
    begins = _STYLES.search(styles)
    if begins is None:
        return frozenset()
    _, *listed = _STYLE.split(styles[begins.end() : styles.find(b"dxfs>", begins.end())])
    return frozenset(number for number, style in enumerate(listed) if hides(style))


def ruled_ranges(open_part: Callable[[], IO[bytes]], hiding: frozenset[int]) -> tuple[RuledRange, ...]:
    """Find the ranges of a sheet in which a rule may hide what cells say.

    Args:
        open_part: opens the part of the sheet.
        hiding: the numbers of the styles that hide.
    """
    with open_part() as stream:
        _, *rules = _end_of(stream).split(_RULES)
    found: dict[RuledRange, None] = {}
    for rule in rules:
        is_hiding = any(int(number) in hiding for number in _STYLE_OF.findall(rule))
        if is_hiding or _NO_VALUE.search(rule) or (_OWN.search(rule) and hides(rule)):
            said = b" ".join(one or other for one, other in _RANGES.findall(rule)).decode("ascii", "replace")
            found |= dict.fromkeys(islice(_ranges(said.split()), _MOST))
    return tuple(found)[:_MOST]


def _end_of(stream: IO[bytes]) -> bytes:
    """Read what stands in a part from its first rule on."""
    kept = b""
    while piece := stream.read(_PIECE):
        kept += piece
        begins = kept.find(_RULES)
        kept = kept[begins:] if begins >= 0 else kept[-len(_RULES) :]
        if len(kept) > _LONGEST:
            break
    return kept if kept.startswith(_RULES) else b""


def _ranges(said: Iterable[str]) -> Iterator[RuledRange]:
    for each in said:
        match = _RANGE.fullmatch(each)
        if match and (match[1] or match[2]):
            left, top, right, low = match.groups()
            is_cell = ":" not in each
            yield (
                int(top or 1),
                column_number(left or "A"),
                int(low or (top if is_cell and top else _LAST[0])),
                column_number(right) if right else column_number(left) if is_cell and left else _LAST[1],
            )
