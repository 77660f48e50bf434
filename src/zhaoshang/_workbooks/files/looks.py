"""How an element of a web page is shown: hidden, struck out, raised, turned, by its tag, its style and the sheets of the page.

Of a rule of a style sheet the last part is taken: `table td.h` holds for every `td` of the class. What hides by where an
element stands (`:nth-child(2)`), or puts a text of its own beside it (`::before`), is told; what holds for prints alone, or
under the pointer, is passed over.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple, final

from attrs import evolve, frozen

__all__ = ["PLAIN", "Look", "Sheets"]

_KNOWN: Final = frozenset(
    "display visibility opacity font-size color text-decoration text-decoration-line vertical-align background background-color"
    " left top text-indent clip direction unicode-bidi".split()
)
_ZERO: Final = re.compile(r"0*\.?0*(?:[a-z%]{1,4})?")
_AWAY: Final = re.compile(r"-\d{3,9}(?:\.\d{1,9})?(?:px|pt|em|rem)?")
_NO_SIZE: Final = re.compile(r"rect\((?:\s{0,9}0(?:px)?[\s,]{0,9}){4}\)")
_WHITE: Final = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)"})
_CLEAR: Final = re.compile(r"transparent|rgba\([\d.,%]{0,40},0*\.?0*\)")
_NO_GROUND: Final = re.compile(r"none|inherit|initial|unset|")
_STRUCK: Final = frozenset({"s", "del", "strike"})
_RAISED: Final = {"sup": "super", "sub": "sub"}
_BIDI: Final = {"bdo": "isolate-override"}
_CELLS: Final = frozenset({"td", "th", "tr", "table", "thead", "tbody", "tfoot", "caption"})
_COMMENT: Final = re.compile(r"/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|<!--|-->")
_SELECTOR: Final = re.compile(
    r"([a-z][a-z0-9]{0,40})?((?:[.#][\w-]{1,100}|\[[^\[\]]{1,200}\])*+)((?:::?[a-z-]{1,40}(?:\([^()]{0,200}\))?)*+)"
)
_MARK: Final = re.compile(r"[.#][\w-]+|\[[^\]]+\]")
_ATTRIBUTE: Final = re.compile(r"\[\s*([\w-]+)\s*(?:([~|^$*]?)=\s*[\"']?([^\"'\]]*)[\"']?(?:\s+i)?\s*)?\]")
_PSEUDO: Final = re.compile(r":+([a-z-]+)")
_BESIDE: Final = frozenset({"before", "after"})
_FOR_A_WHILE: Final = frozenset(
    "hover focus active visited focus-within focus-visible target checked disabled invalid placeholder selection marker first-letter"
    " first-line backdrop".split()
)
"""States that a page has only while it is used, and parts that hide nothing of a text."""
_COMMAS: Final = re.compile(r",(?![^()]{0,200}\))")
_CONTENT: Final = re.compile(r"(?:\A|;)\s*content\s*:\s*([^;]{1,400})", re.IGNORECASE)
_QUOTED: Final = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_ESCAPED: Final = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")
_SAYING: Final = re.compile(r"[^\W_]")
_PARTS: Final = re.compile(r"[\s>+~]+(?![^\[\]()]{0,200}[\])])")
_ONE_OF: Final = re.compile(r":(?:is|where)\(([^()]{0,200})\)")

_OLDER: Final = {"bgcolor": "background-color", "color": "color", "dir": "direction"}
_SAID: Final = ("class", "id", "style", "hidden", *_OLDER)
_MOST: Final = 4096  # so many looks are kept

Style = Mapping[str, str]
"""What is said of an element, by property."""


@final
@frozen(kw_only=True)
class Look:
    """How an element is shown, with what it has of those around it.

    Attributes:
        is_gone: whether it is left out with all that stands in it.
        is_hidden: whether it is not shown.
        is_tiny: whether its letters have no size.
        is_white: whether they are white.
        is_clear: whether they have no colour at all.
        has_ground: whether something else than white is behind them.
        is_struck: whether it is struck out.
        raised: `super` or `sub` where it stands above or below the line.
        is_from_right: whether its lines run from the right.
        is_turned: whether its letters stand in the opposite order, which the page asks for.
        is_aside: whether it only says how something is said or drawn, and is no text of the cell.
        told: what a style sheet may do to it that is not read: a text put beside it, or a rule that may hide it.
    """

    is_gone: bool = False
    is_hidden: bool = False
    is_tiny: bool = False
    is_white: bool = False
    is_clear: bool = False
    has_ground: bool = False
    is_struck: bool = False
    raised: str = ""
    is_from_right: bool = False
    is_turned: bool = False
    is_aside: bool = False
    told: str = ""

    @property
    def is_unseen(self) -> bool:
        """Whether a reader sees nothing of it."""
        is_pale = self.is_clear or (self.is_white and not self.has_ground)
        return self.is_left_out or self.is_tiny or is_pale or self.is_aside

    @property
    def is_left_out(self) -> bool:
        """Whether its place is left out, or empty."""
        return self.is_gone or self.is_hidden

    def put_back(self) -> "Look":
        """Give the look that it has where it is put back."""
        return evolve(self, is_gone=False, is_hidden=False)

    def aside(self) -> "Look":
        """Give the look of what only says how something is said or drawn."""
        return evolve(self, is_aside=True)

    def inner(self, name: str, style: Style) -> "Look":
        """Give the look of an element within."""
        if not style and name not in _STRUCK and name not in _RAISED and name not in _BIDI:
            return self
        line = style.get("text-decoration-line", style.get("text-decoration", ""))
        is_struck = "line-through" in line or (name in _STRUCK and not line)
        raised = style.get("vertical-align", _RAISED.get(name, "")) if name not in _CELLS else ""
        found = evolve(
            self,
            is_gone=self.is_gone or _is_gone(style),
            is_struck=self.is_struck or is_struck,
            raised=self.raised or (raised if raised in _RAISED.values() else ""),
        )
        if "direction" in style:
            found = evolve(found, is_from_right=style["direction"] == "rtl")
        bidi = style.get("unicode-bidi", _BIDI.get(name))
        if bidi is not None:
            found = evolve(found, is_turned=found.is_from_right and "override" in bidi)
        if "visibility" in style:
            found = evolve(found, is_hidden=style["visibility"] in {"hidden", "collapse"})
        if "font-size" in style:
            found = evolve(found, is_tiny=_ZERO.fullmatch(style["font-size"]) is not None)
        if "color" in style:
            color = style["color"].replace(" ", "")
            found = evolve(found, is_white=color in _WHITE, is_clear=_CLEAR.fullmatch(color) is not None)
        ground = style.get("background", style.get("background-color", "")).replace(" ", "")
        if not _NO_GROUND.fullmatch(ground) and not _CLEAR.fullmatch(ground):
            found = evolve(found, has_ground=ground not in _WHITE)
        return found


PLAIN: Final = Look()


def _is_gone(style: Style) -> bool:
    return (
        style.get("display") == "none"
        or ("opacity" in style and _ZERO.fullmatch(style["opacity"]) is not None)
        or any(_AWAY.fullmatch(style.get(name, "")) for name in ("left", "top", "text-indent"))
        or _NO_SIZE.fullmatch(style.get("clip", "")) is not None
    )


def _declared(text: str) -> dict[str, str]:
    """Read what a style says of the properties that are known, the last of each."""
    found: dict[str, str] = {}
    for part in text.split(";"):
        name, _, value = part.partition(":")
        if (name := name.strip().lower()) in _KNOWN:
            found[name] = value.lower().replace("!important", "").strip()
    return found


def _added(body: str) -> str:
    """Give the text that a rule puts beside an element; icons and marks say nothing."""
    content = _CONTENT.search(body)
    if content is None:
        return ""
    texts = ["".join(found) for found in _QUOTED.findall(content[1])]
    text = "".join(
        _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], each) for each in texts
    )
    if re.search(r"\b(?:attr|counters?)\(", _QUOTED.sub("", content[1])):
        return content[1].strip()
    return text if _SAYING.search(text) else ""


class _StyleRule(NamedTuple):
    """What a rule says of elements with all of some marks: a style, or what is told of them."""

    marks: frozenset[str]
    style: Mapping[str, str]
    told: str = ""


@final
class Sheets:
    """The style sheets of a page."""

    def __init__(self) -> None:
        self._rules: dict[tuple[str, str], list[_StyleRule]] = {}
        self._asked: dict[str, re.Match[str]] = {}
        self._known: dict[tuple[object, ...], Look] = {}

    def add(self, text: str) -> None:
        """Take a style sheet."""
        is_printed = False
        for rule in _COMMENT.sub("", text).split("}"):
            around, selectors, body = ["", "", *rule.split("{")][-3:]
            if "{" not in rule:
                is_printed = False  # the end of what holds for prints
                continue
            if around:
                is_printed = "print" in around and "screen" not in around
            style, added = _declared(body), _added(body)
            if (style or added) and not is_printed:
                for selector in _COMMAS.split(selectors.lower()):
                    self._take(selector.strip(), style, added)

    def _take(self, selector: str, style: Style, added: str) -> None:
        if one_of := _ONE_OF.search(selector):
            before, after = selector[: one_of.start()], selector[one_of.end() :]
            for each in one_of[1].split(",") if _ONE_OF.search(after) is None else ():
                self._take(f"{before}{each.strip()}{after}", style, added)
            return
        last = _SELECTOR.fullmatch(_PARTS.split(selector)[-1].removeprefix("*")) if selector else None
        if last is None:
            return
        marks = frozenset(_MARK.findall(last[2]))
        for mark in marks:
            if mark[0] == "[" and (condition := _ATTRIBUTE.fullmatch(mark)):
                self._asked[mark] = condition
        pseudo = set(_PSEUDO.findall(last[3]))
        if pseudo & _FOR_A_WHILE:
            return
        told = ""
        if pseudo & _BESIDE:
            told, style = added, {}
        elif pseudo:
            told, style = (selector if PLAIN.inner("", style).is_unseen else ""), {}
        if style or told:
            plain = [mark for mark in marks if mark[0] != "["]
            place = last[1] or "", min(plain, default="")
            self._rules.setdefault(place, []).append(_StyleRule(marks, style, told))

    def look(self, around: Look, name: str, attributes: Mapping[str, str], /) -> Look:
        """Give how an element is shown within one that is shown as `around` says."""
        if not attributes and not self._rules:
            return around.inner(name, {})
        met = tuple(mark for mark, condition in self._asked.items() if _meets(attributes, condition))
        key = (around, name, met, *map(attributes.get, _SAID))
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            style, told = self._style(name, attributes, met)
            found = around.inner(name, style)
            found = self._known[key] = found if found.told == told else evolve(found, told=told)
        return found

    def _style(self, name: str, attributes: Mapping[str, str], met: Iterable[str]) -> tuple[Style, str]:
        """Gather what is said of an element, the nearest last, and what is told of it."""
        found: dict[str, str] = {}
        marks = ["", *(f".{each}" for each in attributes.get("class", "").lower().split())]
        marks += [f"#{attributes['id'].strip().lower()}"] if "id" in attributes else []
        held = {*marks, *met}
        rules = [
            rule
            for mark in dict.fromkeys(marks)
            for tag in ("", name)
            for rule in self._rules.get((tag, mark), ())
            if rule.marks <= held
        ]
        for rule in sorted(rules, key=lambda rule: len(rule.marks)):
            found |= rule.style
        for attribute, known in _OLDER.items():
            if attribute in attributes:
                found[known] = attributes[attribute].strip().lower()
        if "hidden" in attributes:
            found["display"] = "none"
        told = "; ".join(dict.fromkeys(rule.told for rule in rules if rule.told))
        return found | _declared(attributes.get("style", "")), told


def _meets(attributes: Mapping[str, str], condition: re.Match[str]) -> bool:
    """Tell whether an element has an attribute as a selector asks for it."""
    name, sign, wanted = condition.groups()
    if name not in attributes or wanted is None:
        return name in attributes
    value = attributes[name].lower()
    match sign:
        case "~":
            return wanted in value.split()
        case "|":
            return value == wanted or value.startswith(f"{wanted}-")
        case "^":
            return bool(wanted) and value.startswith(wanted)
        case "$":
            return bool(wanted) and value.endswith(wanted)
        case "*":
            return bool(wanted) and wanted in value
        case _:
            return value == wanted
