"""How an element of a web page is shown: hidden, struck out, raised, turned, by its tag, its style and the sheets of the page.

Of a rule of a style sheet the last part is taken: `table td.h` holds for every `td` of the class. What hides by where an
element stands (`:nth-child(2)`), or puts a text of its own beside it (`::before`), is told; what holds for prints alone, or
under the pointer, is passed over.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple, final

from attrs import evolve, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.declarations import (
    COMMENT,
    Style,
    declared,
    name_of,
    strange_in,
    unescaped_style,
)

__all__ = ["PLAIN", "Look", "Sheets"]

_ZERO: Final = re.compile(r"(?=[0.])0*\.?0*(?:[a-z%]{1,4})?")
_RELATIVE: Final = re.compile(r"[\d.]+(?:em|ex|ch|%)|smaller|larger")
_AWAY: Final = re.compile(r"-\d{3,9}(?:\.\d{1,9})?(?:px|pt|em|rem)?")
_NO_SIZE: Final = re.compile(r"rect\((?:\s{0,9}0(?:px)?[\s,]{0,9}){4}\)")
_BARE: Final = re.compile("[0-9a-f]{6}")
"""A colour as older attributes may write it."""
_WHITE: Final = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)"})
_CLEAR: Final = re.compile(r"transparent|rgba\([\d.,%]{0,40},0*\.?0*\)")
_NO_GROUND: Final = re.compile(r"none|inherit|initial|unset|")
_STRUCK: Final = frozenset({"s", "del", "strike"})
_RAISED: Final = {"sup": "super", "sub": "sub"}
_BIDI: Final = {"bdo": "isolate-override"}
_CELLS: Final = frozenset({"td", "th", "tr", "table", "thead", "tbody", "tfoot", "caption"})
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
_SAYING: Final = re.compile(r"[^\W_]")
_PARTS: Final = re.compile(r"[\s>+~]+(?![^\[\]()]{0,200}[\])])")
_ONE_OF: Final = re.compile(r":(?:is|where)\(([^()]{0,200})\)")

_ALWAYS: Final = re.compile(r"@(?:media\s+(?:only\s+)?(?:all|screen)|layer\b[^{(]*|supports\s*\([^()]*\))\s*")
"""Around rules that hold on any screen."""
_NARROW: Final = re.compile(r"\bmax-(?:device-)?width")
_UNSHOWN: Final = frozenset({"datalist", "dialog"})
"""What no browser shows unless the page asks for it."""
_NO_SELECTOR: Final = re.compile(r"@|\d|\Z")
"""Of an at-rule, or of a step of an animation."""
_ANOTHER: Final = re.compile(r"@import\b")

_OLDER: Final = {"bgcolor": "background-color", "color": "color", "dir": "direction"}
_SAID: Final = ("class", "id", "style", "hidden", "popover", "open", *_OLDER)
_MOST: Final = 4096  # so many looks are kept
_LONGEST: Final = 200  # no condition and no value of an attribute that is read is longer


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
        strange: what its own style says that is not understood, and may hide it or put it elsewhere.
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
    strange: str = ""
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
            return evolve(self, strange="") if self.strange else self
        line = style.get("text-decoration-line", style.get("text-decoration", ""))
        is_struck = "line-through" in line or (name in _STRUCK and not line)
        raised = style.get("vertical-align", _RAISED.get(name, "")) if name not in _CELLS else ""
        found = evolve(
            self,
            is_gone=self.is_gone or _is_gone(style),
            is_struck=self.is_struck or is_struck,
            raised=self.raised or (raised if raised in _RAISED.values() else ""),
            strange=strange_in(style),
        )
        if "direction" in style:
            found = evolve(found, is_from_right=style["direction"] == "rtl")
        bidi = style.get("unicode-bidi", _BIDI.get(name))
        if bidi is not None:
            found = evolve(found, is_turned=found.is_from_right and "override" in bidi)
        if "visibility" in style:
            found = evolve(found, is_hidden=style["visibility"] in {"hidden", "collapse"})
        if "font-size" in style:
            size = style["font-size"]
            is_of_it = self.is_tiny and _RELATIVE.fullmatch(size) is not None  # so much of nothing is nothing
            found = evolve(found, is_tiny=is_of_it or _ZERO.fullmatch(size) is not None)
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
        or style.get("content-visibility") == "hidden"
        or ("opacity" in style and _ZERO.fullmatch(style["opacity"]) is not None)
        or any(_AWAY.fullmatch(style.get(name, "")) for name in ("left", "top", "text-indent"))
        or _NO_SIZE.fullmatch(style.get("clip", "")) is not None
    )


def _added(body: str) -> str:
    """Give the text that a rule puts beside an element; icons and marks say nothing."""
    content = _CONTENT.search(body)
    if content is None:
        return ""
    texts = ["".join(found) for found in _QUOTED.findall(content[1])]
    text = "".join(map(unescaped_style, texts))
    if re.search(r"\b(?:attr|counters?)\(", _QUOTED.sub("", content[1])):
        return content[1].strip()
    return text if _SAYING.search(text) else ""


_HOLDS, _ON_PAPER, _ON_SMALL, _PERHAPS = "always", "on paper", "on small screens", "perhaps"
_ESCAPES: Final = re.compile(r"(?:\\(?:[0-9a-fA-F]{1,6}\s?|[^0-9a-fA-F\n]))+")


def _held(around: str) -> str:
    """Tell when rules hold by what stands around them."""
    if "print" in around and "screen" not in around:
        return _ON_PAPER
    if _ALWAYS.fullmatch(around):
        return _HOLDS
    return _ON_SMALL if _NARROW.search(around) else _PERHAPS


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
        self._unknown = ""  # a sheet that is not there, or a rule of which nobody knows for what it holds

    def add(self, text: str) -> None:
        """Take a style sheet."""
        holds = _HOLDS
        text = COMMENT.sub("", text)
        if another := _ANOTHER.search(text):
            self.add_unknown(another[0])
        for rule in text.split("}"):
            around, selectors, body = ["", "", *rule.split("{")][-3:]
            if "{" not in rule:
                holds = _HOLDS  # the end of what holds for some
                continue
            if around:
                holds = _held(around.rpartition(";")[2].strip().lower()[:_LONGEST])
            style, added = declared(body), _added(body)
            if (style or added) and holds != _ON_PAPER:
                for selector in _COMMAS.split(selectors.rpartition(";")[2]):
                    plain = _ESCAPES.sub(lambda found: name_of(unescaped_style(found[0])), selector.strip())
                    self._take(plain.lower(), style, added, holds)

    def add_unknown(self, name: str) -> None:
        """Take a style sheet, or a rule of one, that may hold for any element."""
        self._unknown = self._unknown or name

    def _take(self, selector: str, style: Style, added: str, holds: str) -> None:
        if one_of := _ONE_OF.search(selector):
            before, after = selector[: one_of.start()], selector[one_of.end() :]
            for each in one_of[1].split(",") if _ONE_OF.search(after) is None else ():
                self._take(f"{before}{each.strip()}{after}", style, added, holds)
            return
        last = _SELECTOR.fullmatch(_PARTS.split(selector)[-1].removeprefix("*")) if selector else None
        hides = PLAIN.inner("", style).is_unseen
        may_hide = hides or bool(strange_in(style))
        if last is None:
            if may_hide and not _NO_SELECTOR.match(selector):
                self.add_unknown(selector)
            return
        pseudo = set(_PSEUDO.findall(last[3]))
        if pseudo & _FOR_A_WHILE:
            return
        told = ""
        if pseudo & _BESIDE:
            told, style = added, {}
        elif pseudo or holds != _HOLDS:
            told = selector if hides and holds != _ON_SMALL else ""
            style = {"?": selector} if may_hide else {}
        if style or told:
            self._keep(last, style, told)

    def _keep(self, last: re.Match[str], style: Style, told: str) -> None:
        """Keep a rule by the last part of its selector."""
        marks = frozenset(_MARK.findall(last[2]))
        for mark in marks:
            if mark[0] == "[" and (condition := _ATTRIBUTE.fullmatch(mark)):
                self._asked[mark] = condition
        plain = [mark for mark in marks if mark[0] != "["]
        place = last[1] or "", min(plain, default="")
        self._rules.setdefault(place, []).append(_StyleRule(marks, style, told))

    def look(self, around: Look, name: str, attributes: Mapping[str, str], /) -> Look:
        """Give how an element is shown within one that is shown as `around` says."""
        if not attributes and not self._rules and not self._unknown and name not in _UNSHOWN:
            return around.inner(name, {})
        met = tuple(mark for mark, condition in self._asked.items() if _meets(attributes, condition))
        key = (around, name, met, *map(attributes.get, _SAID))
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            style, told = self._style(name, attributes, met)
            found = around.inner(name, style)
            if self._unknown and not found.strange:
                found = evolve(found, strange=self._unknown)
            found = self._known[key] = found if found.told == told else evolve(found, told=told)
        return found

    def _style(self, name: str, attributes: Mapping[str, str], met: Iterable[str]) -> tuple[Style, str]:
        """Gather what is said of an element, the nearest last, and what is told of it."""
        is_unshown = name in _UNSHOWN and (name != "dialog" or "open" not in attributes)
        found: dict[str, str] = {"display": "none"} if is_unshown else {}
        marks = ["", *(f".{name_of(each)}" for each in attributes.get("class", "").lower().split())]
        marks += [f"#{name_of(attributes['id'].strip().lower())}"] if "id" in attributes else []
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
                value = attributes[attribute][:_LONGEST].strip().lower()
                found[known] = f"#{value}" if known != "direction" and _BARE.fullmatch(value) else value
        if "hidden" in attributes or "popover" in attributes:
            found["display"] = "none"
        told = "; ".join(dict.fromkeys(rule.told for rule in rules if rule.told))
        return found | declared(attributes.get("style", "")), told


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
