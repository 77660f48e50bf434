"""The style sheets of a web page: which of their rules hold for an element, and how it is shown by them.

A rule such as `.menu > li td` holds where each of its parts is met. The elements around and before one are not asked again:
each begins with the parts that those have met, so that no page costs more than its elements. A rule that hides is followed
only where it is certain to hold; of one by what is not known here (`:nth-child(2)`, `@supports`) the element is read, and
the rule is told. What holds for prints alone, or under the pointer, is passed over.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Final, NamedTuple, final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.declarations import (
    COMMENT,
    Style,
    name_of,
    strange_in,
    unescaped_style,
    weighed,
)
from zhaoshang._workbooks.files.looks import PLAIN, Look

__all__ = ["Sheets", "Surroundings"]

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
_ALWAYS: Final = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)\s*")
"""Around rules that hold on any screen."""
_NOT: Final = re.compile(r"\bnot\b")
_NARROW: Final = re.compile(r"\bmax-(?:device-)?width")
_UNSHOWN: Final = frozenset({"datalist", "dialog"})
"""What no browser shows unless the page asks for it."""
_NO_SELECTOR: Final = re.compile(r"@|\d|\Z")
"""Of an at-rule, or of a step of an animation."""
_ANOTHER: Final = re.compile(r"@import\b")
_BARE: Final = re.compile("[0-9a-f]{6}")
"""A colour as older attributes may write it."""
_OLDER: Final = {"bgcolor": "background-color", "color": "color", "dir": "direction"}
_SAID: Final = ("style", "hidden", "popover", "open", *_OLDER)
_MOST: Final = 4096  # so many looks are kept
_LONGEST: Final = 200  # no condition and no value of an attribute that is read is longer
_HOLDS, _ON_PAPER, _ON_SMALL, _PERHAPS = "always", "on paper", "on small screens", "perhaps"
_ESCAPES: Final = re.compile(r"(?:\\(?:[0-9a-fA-F]{1,6}\s?|[^0-9a-fA-F\n]))+")
_RELATIONS: Final = frozenset({"", ">", "+", "~"})
"""A part stands within another, in it, just behind it, behind it."""
_MOST_PARTS: Final = 1024
"""So many parts before others are followed; a rule behind a further one may hold for any element."""
_LONGEST_CHAIN: Final = 16  # no selector of more parts is followed


class Surroundings(NamedTuple):
    """Where an element stands: the parts of selectors that were met, a bit for each.

    Attributes:
        within: by the elements around it.
        parent: by the one that it stands in.
        before: by those before it that stand in the same.
        just_before: by the last of these.
    """

    within: int = 0
    parent: int = 0
    before: int = 0
    just_before: int = 0

    def after(self, met: int) -> "Surroundings":
        """Give the place behind an element."""
        return Surroundings(self.within, self.parent, self.before | met, met)

    def inside(self, met: int) -> "Surroundings":
        """Give the first place in an element."""
        return Surroundings(self.within | met, met)


class _Behind(NamedTuple):
    """The part of a selector before one, by its bit, and how the two stand to each other."""

    relation: str
    part: int

    def is_met(self, place: Surroundings) -> bool:
        """Tell whether an element of the part stands as it should."""
        match self.relation:
            case ">":
                met = place.parent
            case "+":
                met = place.just_before
            case "~":
                met = place.before
            case _:
                met = place.within
        return bool(met & self.part)


class _Part(NamedTuple):
    """A part of a selector: an element of a name, with all of some marks, behind another part."""

    tag: str
    marks: frozenset[str]
    behind: _Behind | None

    @property
    def key(self) -> tuple[str, str]:
        """What the part is looked up by: its name and one of its classes or its id."""
        return self.tag, min((mark for mark in self.marks if mark[0] != "["), default="")


class _StyleRule(NamedTuple):
    """What a rule says of the elements of a part: a style, what is told of them, or the bit of the part."""

    part: _Part
    rank: tuple[int, ...] = ()
    style: dict[str, str] | None = None
    told: str = ""
    perhaps: str = ""  # the selector, where nobody here knows whether it holds
    bit: int = 0


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


def _held(around: str) -> str:
    """Tell when rules hold by what stands around them."""
    if _NOT.search(around):
        return _PERHAPS
    if "print" in around and "screen" not in around:
        return _ON_PAPER
    if _ALWAYS.fullmatch(around):
        return _HOLDS
    return _ON_SMALL if _NARROW.search(around) else _PERHAPS


def _both(whole: str, part: str) -> str:
    """Tell when rules hold that stand in a sheet for some media, and there for some again."""
    if whole == _HOLDS or part == _ON_PAPER:
        return part
    return whole if whole == _ON_PAPER or part == _HOLDS else _PERHAPS


def _alternatives(selector: str) -> Iterator[str]:
    """Give the selectors that one stands for: `:is(.a, .b) td`; of two such none is read."""
    one_of = _ONE_OF.search(selector)
    if one_of is None:
        yield selector
    elif _ONE_OF.search(selector, one_of.end()) is None:
        yield from (
            f"{selector[: one_of.start()]}{each.strip()}{selector[one_of.end() :]}"
            for each in one_of[1].split(",")
        )


def _weight(found: Iterable[re.Match[str] | None]) -> tuple[int, int, int]:
    """Give how much a selector weighs: its ids, its classes and conditions, its names."""
    parts = [part for part in found if part]
    counts = Counter(mark[0] for part in parts for mark in _MARK.findall(part[2]))
    return counts["#"], counts["."] + counts["["], sum(bool(part[1]) for part in parts)


def _is_unseen(style: Style) -> bool:
    return PLAIN.inner("", style).is_unseen


@final
class Sheets:
    """The style sheets of a page."""

    def __init__(self) -> None:
        self._rules: dict[tuple[str, str], dict[int, list[_StyleRule]]] = {}
        """By what an element is, and by the part that it stands behind."""
        self._behind: dict[tuple[str, str], int] = {}
        self._parts: dict[_Part, int] = {}
        self._asked: dict[str, re.Match[str]] = {}
        self._named: set[str] = set()  # the classes and ids that rules ask for
        self._order = 0
        self._known: dict[tuple[object, ...], tuple[Look, int]] = {}
        self._unknown = ""  # a sheet that is not there, or a rule of which nobody knows for what it holds

    def add(self, text: str, media: str = "") -> None:
        """Take a style sheet, for some media alone where it says so."""
        whole = _held(f"@media {media.strip().lower()[:_LONGEST]}") if media.strip() else _HOLDS
        holds, depth, is_spoilt = whole, 0, False
        text = COMMENT.sub("", text)
        if another := _ANOTHER.search(text):
            self.add_unknown(another[0])
        for rule in text.split("}"):
            parts = rule.split("{")
            around, selectors, body = ["", "", *parts][-3:]
            if len(parts) == 1:  # the end of what holds for some; one too many spoils the rule behind it
                is_spoilt = not depth
                depth -= bool(depth)
                holds = holds if depth else whole
                continue
            depth += len(parts) - 2
            if around:
                holds = _both(whole, _held(around.rpartition(";")[2].strip().lower()[:_LONGEST]))
            styles, added = weighed(body), _added(body)
            if (any(styles) or added) and holds != _ON_PAPER:
                for selector in _COMMAS.split(selectors.rpartition(";")[2]):
                    plain = _ESCAPES.sub(lambda found: name_of(unescaped_style(found[0])), selector.strip())
                    for each in _alternatives(plain.lower()):
                        self._take(each, styles, added, _PERHAPS if is_spoilt else holds)
            is_spoilt = False

    def add_unknown(self, name: str) -> None:
        """Take a style sheet, or a rule of one, that may hold for any element."""
        self._unknown = self._unknown or name

    def _take(
        self, selector: str, styles: tuple[dict[str, str], dict[str, str]], added: str, holds: str
    ) -> None:
        style = {**styles[0], **styles[1]}
        may_hide = _is_unseen(style) or bool(strange_in(style))
        found = [_SELECTOR.fullmatch(text.removeprefix("*")) for text in _PARTS.split(selector)]
        last = found[-1]
        if last is None or not selector or self._is_too_long(found):
            if may_hide and not _NO_SELECTOR.match(selector):
                self.add_unknown(selector)
            return
        kinds = [
            set(_PSEUDO.findall(part[3])) - ({"root"} if part is not last else set())
            for part in found
            if part
        ]
        if any(kind & _FOR_A_WHILE for kind in kinds):
            return
        part, is_whole = self._chained(found[:-1], _PARTS.findall(selector), last)
        self._order += 1
        if kinds[-1] & _BESIDE:
            self._keep(_StyleRule(part, told=added))
        elif is_whole and holds == _HOLDS and not any(kinds):
            for is_important, each in enumerate(styles):
                if each:
                    self._keep(_StyleRule(part, (is_important, *_weight(found), self._order), each))
        else:
            told = selector if _is_unseen(style) and holds != _ON_SMALL else ""
            self._keep(_StyleRule(part, style=style, told=told, perhaps=selector))

    def _is_too_long(self, parts: Sequence[object]) -> bool:
        return len(parts) > _LONGEST_CHAIN or len(self._parts) + len(parts) - 1 > _MOST_PARTS

    def _chained(
        self, before: Sequence[re.Match[str] | None], relations: Sequence[str], last: re.Match[str]
    ) -> tuple[_Part, bool]:
        """Give the last part of a selector, which knows those before it, and whether all of them are followed."""
        behind: _Behind | None = None
        is_whole = True
        for part, relation in zip(before, relations, strict=True):
            made = self._part(part, behind) if part else None
            bit = self._parts.get(made, 0) if made else 0
            if made and not bit:
                bit = self._parts[made] = 1 << len(self._parts)
                self._keep(_StyleRule(made, bit=bit))
            is_followed = bool(bit) and relation.strip() in _RELATIONS
            is_whole &= is_followed
            behind = _Behind(relation.strip(), bit) if is_followed else None
        return self._part(last, behind), is_whole

    def _part(self, found: re.Match[str], behind: _Behind | None) -> _Part:
        marks = frozenset(_MARK.findall(found[2]))
        for mark in marks:
            if mark[0] != "[":
                self._named.add(mark)
            elif condition := _ATTRIBUTE.fullmatch(mark):
                self._asked[mark] = condition
        tag = found[1] or ("html" if "root" in _PSEUDO.findall(found[3]) else "")
        return _Part(tag, marks, behind)

    def _keep(self, rule: _StyleRule) -> None:
        key, bit = rule.part.key, rule.part.behind.part if rule.part.behind else 0
        self._rules.setdefault(key, {}).setdefault(bit, []).append(rule)
        self._behind[key] = self._behind.get(key, 0) | bit

    def look(
        self, place: Surroundings, around: Look, name: str, attributes: Mapping[str, str], /
    ) -> tuple[Look, int]:
        """Give how an element is shown that stands at a place, within one that is shown as `around` says, and which parts it meets."""
        if not attributes and not self._rules and not self._unknown and name not in _UNSHOWN:
            return around.inner(name, {}), 0
        marks = self._marks(attributes)
        key = (place, around, name, marks, *map(attributes.get, _SAID))
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            rules = list(self._holding(place, name, marks))
            style, told = _style(name, attributes, rules)
            look = around.inner(name, style)
            if self._unknown and not look.strange:
                look = evolve(look, strange=self._unknown)
            look = look if look.told == told else evolve(look, told=told)
            found = self._known[key] = look, reduce(or_, (rule.bit for rule in rules), 0)
        return found

    def _marks(self, attributes: Mapping[str, str]) -> tuple[str, ...]:
        """Give what an element has of what rules ask for."""
        if not attributes:
            return ()
        marks = [f".{name_of(each)}" for each in attributes.get("class", "").lower().split()]
        marks += [f"#{name_of(attributes['id'].strip().lower())}"] if "id" in attributes else []
        found = [mark for mark in dict.fromkeys(marks) if mark in self._named]
        return *found, *(mark for mark, condition in self._asked.items() if _meets(attributes, condition))

    def _holding(self, place: Surroundings, name: str, marks: tuple[str, ...]) -> Iterator[_StyleRule]:
        """Give the rules that hold for an element."""
        held, around = frozenset(marks), place.within | place.before
        for key in [(tag, mark) for mark in ("", *marks) for tag in ("", name)]:
            for bit in _bits(around & self._behind.get(key, 0)):
                for rule in self._rules.get(key, {}).get(bit, ()):
                    behind = rule.part.behind
                    if rule.part.marks <= held and (behind is None or behind.is_met(place)):
                        yield rule


def _bits(mask: int) -> Iterator[int]:
    """Give nothing, and each bit of a mask."""
    yield 0
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit


def _style(name: str, attributes: Mapping[str, str], rules: Iterable[_StyleRule]) -> tuple[Style, str]:
    """Gather what is said of an element, the weightiest last, and what is told of it."""
    is_unshown = name in _UNSHOWN and (name != "dialog" or "open" not in attributes)
    found: dict[str, str] = {"display": "none"} if is_unshown else {}
    for attribute, known in _OLDER.items():
        if attribute in attributes:
            value = attributes[attribute][:_LONGEST].strip().lower()
            found[known] = f"#{value}" if known != "direction" and _BARE.fullmatch(value) else value
    if "hidden" in attributes or "popover" in attributes:
        found["display"] = "none"
    plain, important = weighed(attributes.get("style", ""))
    ranked = sorted((rule for rule in rules if rule.rank), key=lambda rule: rule.rank)
    for rule in ranked:
        found |= {} if rule.rank[0] else rule.style or {}
    found |= plain
    for rule in ranked:
        found |= (rule.style or {}) if rule.rank[0] else {}
    found |= important
    told = [rule.told for rule in rules if rule.told]
    for rule in rules:
        if rule.perhaps:
            said = rule.style or {}
            other = found | said
            if _is_unseen(found) and not _is_unseen(other):
                found, told = other, [*told, rule.perhaps]
            if _is_unseen(other) or strange_in(said):
                found["?"] = rule.perhaps
    return found, "; ".join(dict.fromkeys(told))


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
