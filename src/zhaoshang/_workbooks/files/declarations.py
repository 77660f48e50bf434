"""What a style says of a text: the properties that hide, mark or turn it, and those of which nobody here knows what they do.

The last of each property holds. Of a property that is not known, or whose value is not, `?` and its name tell; where it is
put back to what it is anyway, nothing does.
"""

from collections.abc import Mapping
from typing import Final

from zhaoshang._basics import deferred_re as re

__all__ = ["COMMENT", "Style", "declared", "name_of", "strange_in", "unescaped_style", "weighed"]

Style = Mapping[str, str]
"""What is said of an element, by property."""

COMMENT: Final = re.compile(r"/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|<!--|-->")
_ESCAPED: Final = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")
_IMPORTANT: Final = re.compile(r"!\s*important\Z")
_DROPPED: Final = re.compile(r"\\[09]+\s*(?:!\s*important\s*)?\Z")
"""The end of what was written for one browser of old; every other drops it."""
_NO_NAME: Final = re.compile(r"[^\w-]")
_COLOUR: Final = r"[a-z]+|#[0-9a-f]{3}(?:[0-9a-f]{3})?|rgba?\([\d.,\s]{5,40}\)"
_UNDERSTOOD: Final = {
    name: re.compile(pattern)
    for name, pattern in {
        "display": "none|inline|inline-block|contents",
        "visibility": "visible|hidden|collapse",
        "content-visibility": "visible|auto|hidden",
        "opacity": r"0*\.?0*%?|1?\.0*|1|0?\.[1-9]\d*|[1-9]\d+(?:\.\d+)?%",
        "font-size": r"[a-z-]+|0*\.?0*(?:[a-z%]{1,4})?|(?:[4-9]|[1-9]\d{1,3})(?:\.\d+)?(?:px|pt|%)"
        r"|(?:[1-9]\d?(?:\.\d+)?|0?\.[4-9]\d*)(?:em|rem)|\d*\.\d+(?:in|cm)",
        "color": _COLOUR,
        "text-decoration": ".*",
        "text-decoration-line": ".*",
        "vertical-align": "[a-z-]+",
        "background": ".*",
        "background-color": ".*",
        "left": ".*",
        "top": ".*",
        "text-indent": ".*",
        "clip": ".*",
        "direction": "ltr|rtl",
        "unicode-bidi": "[a-z-]+",
    }.items()
}
"""The properties that are read, and which values of them."""
_HARMLESS: Final = re.compile(
    r"--.*|mso-.*|border.*|outline.*|background-.*|font-(?:weight|style|family|variant|kerning|stretch)|line-height|text-(?:align|shadow|underline|justify)"
    r".*|white-space|word-(?:break|wrap|spacing)|overflow-wrap|cursor|box-(?:sizing|shadow)|transition.*|user-select|tab-size|layout-.*|caption-side|empty-cells"
)
"""Properties that leave each letter where it is, and to be seen."""
_PUT_BACK: Final = re.compile(
    r"none|normal|auto|static|visible|initial|unset|revert|0(?:[a-z]{2,3}|%)?(?:\s+0(?:[a-z]{2,3}|%)?){0,3}"
)
_SIZE_OF_NOTHING: Final = frozenset(
    {"width", "height", "max-width", "max-height", "zoom", "scale", "line-clamp"}
)
_LONGEST: Final = 100  # no value that is understood is longer
_INHERITED: Final = frozenset({"color", "font-size", "visibility", "direction"})
_SIZE: Final = re.compile(r"(?:\A|\s)((?=[0.])0*\.?0*|[\d.]+(?:[a-z]{2,4}|%))(?=[\s/])")


def unescaped_style(text: str, /) -> str:
    r"""Resolve the escapes of a style.

    Examples:
        >>> unescaped_style(r"d\69splay:n\one"), ascii(unescaped_style(r"\110000"))
        ('display:none', "'\\ufffd'")
    """
    return _ESCAPED.sub(_letter, text) if "\\" in text else text


def _letter(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else ord(found[2])
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\N{REPLACEMENT CHARACTER}"


def name_of(text: str, /) -> str:
    """Give the name of a class or an element in letters alone, so that no sign of it is one of a selector.

    Examples:
        >>> name_of("md:hidden"), name_of("xl-65")
        ('md_3a_hidden', 'xl-65')
    """
    return _NO_NAME.sub(lambda found: f"_{ord(found[0]):x}_", text)


def declared(text: str, /) -> dict[str, str]:
    """Read what a style says.

    Examples:
        >>> declared("DISPLAY:/* */none ! important; width:9px; font:700 0/1 a; margin:0")
        {'?width': '9px', 'font-size': '0', '?font-size': '', '?margin': '', 'display': 'none', '?display': ''}
    """
    plain, important = weighed(text)
    return plain | important


def weighed(text: str, /) -> tuple[dict[str, str], dict[str, str]]:
    """Read what a style says, and what of it is more than any other says.

    Examples:
        >>> weighed("display:none; opacity:1 !important")
        ({'display': 'none', '?display': ''}, {'opacity': '1', '?opacity': ''})
    """
    styles: tuple[dict[str, str], dict[str, str]] = {}, {}
    for part in COMMENT.sub("", text).split(";"):
        if _DROPPED.search(part):
            continue
        name, _, value = unescaped_style(part).partition(":")
        name, value = name.strip().lower(), value.strip().lower()
        bare = _IMPORTANT.sub("", value).rstrip()
        found = styles[bare != value]
        value = bare
        if name == "font":
            size = _SIZE.search(value[:_LONGEST])
            name, value = "font-size", size[1] if size else value
        if not name or (value == "inherit" and name in _INHERITED):
            continue
        known = _UNDERSTOOD.get(name)
        if known is not None:
            is_read = len(value) <= _LONGEST and known.fullmatch(value) is not None
            found[name] = value if is_read else ""
            found[f"?{name}"] = "" if is_read else value
        elif not _HARMLESS.fullmatch(name):
            is_back = name not in _SIZE_OF_NOTHING or not value.startswith("0")
            found[f"?{name}"] = "" if is_back and _PUT_BACK.fullmatch(value[:_LONGEST]) else value
    return styles


def strange_in(style: Style, /) -> str:
    """Give the first property of a style that may hide or move a text, and is not understood.

    Examples:
        >>> strange_in(declared("color:red; float:right")), strange_in(declared("color:red; float:none"))
        ('float: right', '')
    """
    found = (f"{name[1:]}: {value}" for name, value in style.items() if name[0] == "?" and value)
    return next(found, "").removeprefix(": ")
