"""What a style says of a text: the properties that hide, mark or turn it, and those of which nobody here knows what they do.

The last of each property holds. Of a property that is not known to leave a text where it is, `?` and its name tell; where it is
put back to what it is anyway, nothing does.
"""

from collections.abc import Mapping
from typing import Final

from zhaoshang._basics import deferred_re as re

__all__ = [
    "COMMENT",
    "Style",
    "declared",
    "hiding_in",
    "laid_over",
    "name_of",
    "strange_in",
    "unescaped_style",
    "weighed",
]

Style = Mapping[str, str]
"""What is said of an element, by property."""

COMMENT: Final = re.compile(r"/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|<!--|-->")
_ESCAPED: Final = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")
_IMPORTANT: Final = re.compile(r"!\s*important\Z")
_DROPPED: Final = re.compile(r"\\[09]+\s*(?:!\s*important\s*)?\Z")
"""The end of what was written for one browser of old; every other drops it."""
_NO_NAME: Final = re.compile(r"[^\w-]")
_DECLARATION: Final = re.compile(
    r"""(?:[^;"'(\\]++|\\.?|"(?:[^"\\]|\\.)*+"?|'(?:[^'\\]|\\.)*+'?|\([^()"']*+)++""", re.DOTALL
)
_COLOUR: Final = r"[a-z]+|#[0-9a-f]{3}(?:[0-9a-f]{3})?|rgba?\([\d.,\s]{5,40}\)"
_UNDERSTOOD: Final = {
    name: re.compile(pattern)
    for name, pattern in {
        "display": "none|inline|inline-block|contents|initial|unset",
        "visibility": "visible|hidden|collapse|initial",
        "content-visibility": "visible|auto",
        "opacity": r"0*\.?0*%?|1?\.0*|1|0?\.[1-9]\d*|[1-9]\d+(?:\.\d+)?%",
        "font-size": r"[a-z-]+|0*\.?0*(?:[a-z%]{1,4})?|(?:[6-9]|[1-9]\d{1,3})(?:\.\d+)?(?:px|pt)|(?:[7-9]\d|[1-9]\d\d)(?:\.\d+)?%"
        r"|(?:[1-9]\d?(?:\.\d+)?|0?\.[7-9]\d*)(?:em|rem)|\d*\.\d+(?:in|cm)",
        "color": _COLOUR,
        "text-decoration": ".*",
        "background-color": r"(?!.*(?:url|gradient|image|element)).*",
        "background-image": ".*",
        "position": "static|relative|absolute|fixed|sticky",
        "vertical-align": "baseline|super|sub",
        "left": ".*",
        "top": ".*",
        "text-indent": ".*",
        "clip": ".*",
        "direction": "ltr|rtl",
        "unicode-bidi": "[a-z-]+",
        "font-family": "(?!.*dings).*",
        "font-variant": "normal|(?:all-)?(?:small|petite)-caps|(?:tabular|lining|proportional|oldstyle)-nums",
    }.items()
}
"""The properties that are read, and which values of them."""
_SAME: Final = {"background": "background-color", "text-decoration-line": "text-decoration"}
"""What says nothing more that is read than another does."""
_HARMLESS: Final = re.compile(
    r"--.*|mso-.*|border-(?:(?:top|bottom)(?:-(?:width|style|color))?|collapse|spacing|color|(?:left|right)-color)|outline-(?:color|offset)"
    r"|background-(?:repeat|position(?:-[xy])?|size|attachment|origin)|font-(?:weight|style|kerning|stretch)|line-height|text-(?:align|underline|justify)"
    r".*|white-space|word-(?:break|wrap|spacing)|overflow-wrap|cursor|box-sizing|transition.*|(?:-[a-z]+-)?user-select|tab-size|layout-.*"
    r"|caption-side|empty-cells|(?:-[a-z]+-)?font-smoothing|(?:-[a-z]+-)?text-size-adjust|-webkit-tap-highlight-color|pointer-events"
)
"""Properties that leave each letter where it is, and to be seen; any other parts the digits on its two sides."""
_PUT_BACK: Final = re.compile(
    r"none|normal|auto|static|visible|initial|unset|revert|0(?:[a-z]{2,3}|%)?(?:\s+0(?:[a-z]{2,3}|%)?){0,3}"
)
_LINE_BESIDE: Final = re.compile(r"outline|border(?:-left|-right|-inline(?:-start|-end)?)?")
_NO_LINE: Final = frozenset({"none", "hidden", "0", "0px", "0pt"})
_SIZE_OF_NOTHING: Final = frozenset(
    {"width", "height", "max-width", "max-height", "zoom", "scale", "line-clamp"}
)
_LONGEST: Final = 100  # no value that is understood is longer
_INHERITED: Final = frozenset({"color", "font-size", "visibility", "direction"})
_AS_AROUND: Final = frozenset({"inherit", "unset"})
_SIZE: Final = re.compile(r"(?:\A|\s)((?=[0.])0*\.?0*|[\d.]+(?:[a-z]{2,4}|%))(?=[\s/])")
_MAY_HIDE: Final = re.compile(
    r"all|display|visibility|opacity|content-visibility|font|font-(?:size|family)|clip|(?:-[a-z]+-)?(?:clip-path|mask(?:-.*)?|transform"
    r"|line-clamp)|scale|rotate|translate|zoom|mix-blend-mode|-webkit-text-(?:fill-color|security)"
)
"""Properties by which a text may be hidden, or turned into another, where their value is not understood."""
_MAY_MOVE: Final = re.compile(r"margin(?:-.*)?|left|top|right|bottom|inset(?:-.*)?|text-indent")
_FAR: Final = re.compile(
    r"-\d{3}|-\d{1,3}(?:\.\d{1,9})?(?:r?em|v[wh])|(?<![\d.])(?:\d{3,9}(?:%|v[wh])|\d{4})"
)
_SHOWN: Final = re.compile(
    r"(?:(?:inline|flow|block|-(?:webkit|moz|ms)(?:-inline)?)[ -])?"
    r"(?:block|flex(?:box)?|grid|table(?:-[a-z-]{1,20})?|list-item|flow-root|box|ruby(?:-[a-z-]{1,20})?|math|flow|run-in|revert(?:-layer)?|inherit)"
)
"""Ways to show a box; of any other word nobody knows whether a browser passes it over."""
_STILL_SEEN: Final = re.compile(
    r"translate(?:3d|[xyz])?\([^()]{1,60}\)|scale(?:3d|[xy])?\((?:0?\.[1-9]|[1-9])[\d.,]{0,30}\)|(?:0?\.[1-9]|[1-9])[\d.]{0,9}%?|alpha\(opacity=[1-9]\d{1,2}\)"
)
"""Values of such a property that move a text a little, or make it smaller or larger."""
_TURNING: Final = frozenset({"order", "flex-direction", "flex-flow"})
_PALE: Final = re.compile(
    r"(?:100|9\d)(?:\.\d{1,9})?%|255[ ,]+255[ ,]+255|\(\s*(?:0?\.9|1\b)|[/,]\s*0?\.?0*%?\s*\)|#(?:[0-9a-f]{3}0|[0-9a-f]{6}[0-2][0-9a-f])"
)
"""A colour in other words that is almost white, or almost none."""
_CHANGES_SIGHT: Final = re.compile(r"opacity\(|brightness|contrast|blur|invert|url")
_ALMOST_NONE: Final = re.compile(r"0(?:[a-z]{2,3}|%)?|[0-3](?:\.\d{1,9})?(?:px|pt)")
_CUT_OFF: Final = frozenset({"hidden", "clip", "scroll", "auto"})


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
        >>> declared("DISPLAY:/* */none ! important; width:9px; margin:0")
        {'?width': '9px', '?margin': '', 'display': 'none', '?display': ''}
    """
    plain, important = weighed(text)
    return laid_over(plain, important)


def weighed(text: str, /) -> tuple[dict[str, str], dict[str, str]]:
    """Read what a style says, and what of it is more than any other says.

    Examples:
        >>> weighed("display:none; opacity:1 !important")
        ({'display': 'none', '?display': ''}, {'opacity': '1', '?opacity': ''})
    """
    styles: tuple[dict[str, str], dict[str, str]] = {}, {}
    for part in _DECLARATION.findall(COMMENT.sub("", text)):
        if _DROPPED.search(part):
            continue
        name, _, value = unescaped_style(part).partition(":")
        name, value = name.strip().lower(), value.strip().lower()
        bare = _IMPORTANT.sub("", value).rstrip()
        _take(styles[bare != value], _SAME.get(name, name), bare)
    return styles


def _take(found: dict[str, str], name: str, value: str) -> None:
    if name == "all":
        found.clear()
        found |= {"all": value, "?all": value}
        return
    if name == "font":
        size = _SIZE.search(value[:_LONGEST])
        _take(found, "font-family", value)
        name, value = "font-size", size[1] if size else value
    if name == "font-family":  # the first that there is shows the letters
        value = value.partition(",")[0]
    known = _UNDERSTOOD.get(name)
    if name in _INHERITED and value in _AS_AROUND:
        found |= {name: "inherit", f"?{name}": ""}
    elif known is not None:
        is_read = len(value) <= _LONGEST and known.fullmatch(value) is not None
        found[name] = value if is_read else ""
        found[f"?{name}"] = "" if is_read and (name != "position" or value == "static") else value
    elif name and not _HARMLESS.fullmatch(name):
        is_back = name not in _SIZE_OF_NOTHING or not value.startswith("0")
        is_back = is_back and _PUT_BACK.fullmatch(value[:_LONGEST]) is not None
        is_back |= _LINE_BESIDE.fullmatch(name) is not None and not _NO_LINE.isdisjoint(value.split())
        found[f"?{name}"] = "" if is_back else value


def laid_over(style: Style, other: Style, /) -> dict[str, str]:
    """Give what two styles say together, where the second weighs more.

    Examples:
        >>> laid_over({"display": "none"}, {"color": "red"}), laid_over({"display": "none"}, {"all": "unset"})
        ({'display': 'none', 'color': 'red'}, {'all': 'unset'})
    """
    return {**({} if "all" in other else style), **other}


def strange_in(style: Style, /) -> str:
    """Give the first property of a style that may hide, part or move a text, and is not understood.

    Examples:
        >>> strange_in(declared("color:red; float:right")), strange_in(declared("color:red; float:none"))
        ('float: right', '')
    """
    has_no_line = style.get("?border-width") == ""
    found = (
        f"{name[1:]}: {value}"
        for name, value in style.items()
        if name[0] == "?" and value and not (has_no_line and name == "?border-style")
    )
    return next(found, "").removeprefix(": ")


def hiding_in(style: Style, /) -> str:
    """Give the first property of a style by which a text may not be seen, or may be seen as another.

    Examples:
        >>> (
        ...     hiding_in(declared("float:right; transform:scale(0)")),
        ...     hiding_in(declared("float:right; width:0")),
        ... )
        ('transform: scale(0)', '')
    """
    is_cut = "?text-overflow" not in style and not _CUT_OFF.isdisjoint(
        value for name in ("?overflow", "?overflow-x", "?overflow-y") for value in style.get(name, "").split()
    )
    found = (
        f"{name[1:]}: {value}"
        for name, value in style.items()
        if name[0] == "?" and value and _may_hide(name[1:], value[:_LONGEST], is_cut=is_cut)
    )
    return next(found, "")


def _may_hide(name: str, value: str, *, is_cut: bool) -> bool:
    if name == "display":
        return _SHOWN.fullmatch(value) is None
    if name in _SIZE_OF_NOTHING and is_cut and _ALMOST_NONE.fullmatch(value):
        return True
    if _MAY_MOVE.fullmatch(name):
        return _FAR.search(value) is not None
    if name in _TURNING:  # cells may stand below other headers
        return name == "order" or "reverse" in value
    if name == "color":
        return _PALE.search(value) is not None
    if name.endswith("filter"):
        return _CHANGES_SIGHT.search(value) is not None
    if _MAY_HIDE.fullmatch(name) is None or (
        name == "font-size" and "var(" in value
    ):  # one of the whole page
        return False
    return (
        name == "opacity"
        or not _STILL_SEEN.fullmatch(value.replace(" ", ""))
        or _FAR.search(value) is not None
    )
