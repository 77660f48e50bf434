"""A web page cut into tags and texts, as browsers cut it, by patterns that never look at a character twice."""

import html
from collections.abc import Iterator, Mapping
from typing import Final

from zhaoshang._basics import deferred_re as re

__all__ = ["PageError", "has_more_sheets", "is_standard", "pieces_of", "sheets_of", "unescaped"]

_OPENING: Final = re.compile(r"<(/?)([A-Za-z][^\s/>]{0,40}+)[^\s/>]*+")
_BEGINS: Final = re.compile(r"<(?=[A-Za-z/!?])")
"""Where a tag or a comment begins; any other bracket is text."""
_ATTRIBUTE: Final = re.compile(
    r"""[\s/]*+(?:(>)|([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)(?:"|\Z)|'([^']*+)(?:'|\Z)|([^\s>]*+)))?+|\Z)"""
)
_COMMENT_END: Final = re.compile(r"--!?>")
_CODE: Final = re.compile(r"&#(?:[0-9]{9,}|[xX][0-9a-fA-F]{9,});?")
_OF_TEXTS: Final = frozenset({"value", "label"})
"""What becomes a text of the page; its entities are resolved with it."""
_UNSHOWN: Final = frozenset(
    {
        "script",
        "style",
        "title",
        "noscript",
        "template",
        "xml",
        "audio",
        "video",
        "canvas",
        "iframe",
        "noembed",
        "noframes",
    }
)
_RAW: Final = _UNSHOWN | {"textarea", "xmp"}
"""What holds no tags."""
_CLOSING: Final = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
_OF_CELLS: Final = re.compile(r"</t[dhr]\b", re.IGNORECASE)
_LINK: Final = re.compile(r"<link\s(?:[^<>s]|s(?!tylesheet))*+stylesheet", re.IGNORECASE)
_SHEET_TYPES: Final = frozenset({"", "text/css"})
"""Of what browsers read as a style sheet."""
_NO_TAGS: Final = re.compile(rf"<(?:!--|({'|'.join(sorted(_RAW))})(?=[\s/>]))", re.IGNORECASE)


_HEAD: Final = 2_000
_DOCTYPE: Final = re.compile(
    r"(?:\s++|<!--(?:[^-]|-(?!->))*+-->|<\?[^>]*+>)*+<!doctype\s++html(?=[\s>])([^>]*+)>", re.IGNORECASE
)
_QUOTED: Final = re.compile("\"([^\"]*)\"|'([^']*)'")
_OF_OLD: Final = re.compile(r"-//w3c//dtd (?:html 4\.0[ 1]|xhtml )|about:", re.IGNORECASE)
"""Doctypes before the one of today that keep to the standard, some of them only with an address."""
_WITH_ADDRESS: Final = re.compile(r"-//w3c//dtd html 4\.\d{1,2} (?:transitional|frameset)//", re.IGNORECASE)


class PageError(ValueError):
    """A page ends within what it began, or what is no text of it takes in cells."""


def sheets_of(page: str, /) -> Iterator[tuple[str, str]]:
    """Give the style sheets of a page, wherever they stand, and the media that each is for.

    Raises:
        PageError: when the page ends within a tag or a comment.
    """
    place = 0
    while begins := _NO_TAGS.search(page, place):
        if begins[1] is None:
            place = _comment_ends(page, begins.start())
            continue
        attributes, place = _attributes(page, begins.end())
        name = begins[1].lower()
        ends = _CLOSING[name].search(page, place)
        end = ends.start() if ends else len(page)
        if name == "style" and attributes.get("type", "").lower() in _SHEET_TYPES:
            title = attributes.get("title", "")  # of one among several that a reader may choose from
            yield page[place:end], f"(title: {title})" if title else attributes.get("media", "")
        place = end


def has_more_sheets(page: str, /) -> bool:
    """Tell whether a page asks for a style sheet that is not in it; nothing is fetched."""
    return _LINK.search(page) is not None


def is_standard(page: str, /) -> bool:
    """Tell whether browsers hold a page to the standard, by its doctype."""
    found = _DOCTYPE.match(page, 0, _HEAD)
    if found is None or not (said := [one or other for one, other in _QUOTED.findall(found[1])]):
        return found is not None
    if _WITH_ADDRESS.match(said[0]):
        return "4.01" in said[0] and len(said) > 1
    return _OF_OLD.match(said[0]) is not None


def pieces_of(page: str) -> Iterator[tuple[str, Mapping[str, str], str]]:
    """Cut a page into tags, by name (`/td` for the end of one) and attributes, and texts; comments are passed over.

    Raises:
        PageError: when the page ends within a tag, a comment, or what is not shown.
    """
    place, size = 0, len(page)
    while place < size:
        begins = _BEGINS.search(page, place)
        end = size if begins is None else begins.start()
        if end > place:
            yield "", {}, page[place:end]
            place = end
            continue
        found = _OPENING.match(page, place)
        if found is None:
            place = _comment_ends(page, place)
            continue
        name = found[2].lower()
        place = found.end()
        has_none = page.startswith(">", place)
        attributes, place = ({}, place + 1) if has_none else _attributes(page, place)
        if found[1] or name not in _UNSHOWN:
            yield f"{found[1]}{name}", attributes, ""
            continue
        closing = _CLOSING[name].search(page, place)
        if closing is None:
            msg = f"<{name}> has no end"
            raise PageError(msg)
        place = closing.start()


def _comment_ends(page: str, place: int) -> int:
    """Find the end of a comment, or of what browsers take for one: `<?xml …>`, `<![if …]>`, `</ …>`."""
    if not page.startswith("<!--", place) or page.startswith((">", "->"), place + 4):
        end = page.find(">", place) + 1
    else:
        found = _COMMENT_END.search(page, place + 4)
        end = found.end() if found else 0
    if not end:
        raise PageError("a comment has no end")
    return end


def _attributes(page: str, place: int) -> tuple[dict[str, str], int]:
    """Read the attributes of a tag, the first of each name, and find its end; a quote hides a bracket."""
    read: dict[str, str] = {}
    while True:
        found = _ATTRIBUTE.match(page, place)
        if found is None or found.end() == place:
            raise PageError("a tag has no end")
        place = found.end()
        if found[1]:
            return read, place
        value = found[3] or found[4] or found[5] or ""
        if "</" in value and _OF_CELLS.search(value):
            raise PageError("a quote within a tag takes in cells")
        if found[2] and (name := found[2].lower()) not in read:
            read[name] = value if name in _OF_TEXTS or "&" not in value else unescaped(value)


def unescaped(text: str) -> str:
    """Resolve entities; a number that no character has is the mark of one that is lost."""
    return html.unescape(_CODE.sub("\N{REPLACEMENT CHARACTER}", text))
