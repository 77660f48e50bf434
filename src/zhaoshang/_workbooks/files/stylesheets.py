"""The style sheets of a web page: which of their rules hold for an element, and how it is shown by them.

A rule such as `.menu > li td` holds where each of its parts is met. The elements around and before one are not asked again:
each begins with the parts that those have met, so that no page costs more than its elements. A rule that hides is followed
only where it is certain to hold; of one by what is not known here (`:nth-child(2)`, `@supports`) the element is read, and
the rule is told. What holds for prints alone, or under the pointer, is passed over.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Final, NamedTuple, final
from unicodedata import category

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.declarations import (
    COMMENT,
    Style,
    hiding_in,
    laid_over,
    name_of,
    strange_in,
    unescaped_style,
    weighed,
)
from zhaoshang._workbooks.files.looks import PLAIN, Look
from zhaoshang._workbooks.files.sheetrules import HOLDS, ON_PAPER, ON_SMALL, PERHAPS, rules_of

__all__ = ["Sheets", "Surroundings"]

_SELECTOR: Final = re.compile(
    r"(\*|[a-z][a-z0-9]{0,40})?((?:[.#][\w-]{1,100}|\[[^\[\]]{1,200}\])*+)((?:::?[a-z-]{1,40}(?:\([^()]{0,200}\))?)*+)",
    re.IGNORECASE,
)
_MARK: Final = re.compile(r"[.#][\w-]+|\[[^\]]+\]")
_NO_MARK: Final = re.compile(r"[.#]-?\d|\[[^\]\"'=]{0,100}=\s{0,9}-?\d")
"""What no selector says: a class, an id or a bare value that begins with a digit."""
_ATTRIBUTE: Final = re.compile(
    r"\[\s*([\w-]+)\s*(?:([~|^$*]?)=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\"'\]\s]*))\s*([is])?\s*)?\]",
    re.IGNORECASE,
)
_OF_ANY_CASE: Final = frozenset(
    "align bgcolor checked color dir disabled lang media multiple nowrap readonly rel rev rules scope selected shape target type"
    " valign".split()
)
"""Attributes whose values selectors compare without regard to case."""
_PSEUDO: Final = re.compile(r":+([a-z-]+)", re.IGNORECASE)
_BESIDE: Final = frozenset({"before", "after", "marker"})
_BEGINNING: Final = frozenset({"first-letter", "first-line"})
_FOR_A_WHILE: Final = frozenset(
    "hover focus active visited focus-within focus-visible target placeholder selection backdrop".split()
)
"""States that a page has only while it is used, and parts that hide nothing of a text."""
_KINDS: Final = (
    frozenset(
        "root first-child last-child nth-child nth-last-child only-child first-of-type last-of-type nth-of-type nth-last-of-type"
        " only-of-type empty not has is where link any-link checked disabled enabled required optional read-only read-write lang"
        " dir".split()
    )
    | _BESIDE
    | _BEGINNING
    | _FOR_A_WHILE
)
"""What every browser knows; for another it may pass over the whole rule."""
_OF_BROWSERS: Final = re.compile(r"::(?!before|after|marker|first-l)|:-", re.IGNORECASE)
"""A part of an element that is none of its text, or a state that one browser alone knows."""
_COMMAS: Final = re.compile(r"\s*,\s*")
_CONTENT: Final = re.compile(r"(?:\A|;)\s*content\s*:\s*([^;]{1,400})", re.IGNORECASE)
_NOTHING: Final = re.compile(r"none|normal|initial|unset|inherit", re.IGNORECASE)
_QUOTED: Final = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_SAYING: Final = frozenset("LMNP")
_SIGNS: Final = frozenset({"Sm", "Sc"})
"""Kinds of characters that say something; icons and blanks do not."""
_PARTS: Final = re.compile(r"[\s>+~]+(?![^\[\]()]{0,200}[\])])")
_ONE_OF: Final = re.compile(r"(\A|(?<=[\s>+~]))?:(is|where)\(([^()]{0,200})\)", re.IGNORECASE)
_MARKS: Final = re.compile(r"(?:[.#][\w-]{1,100})++")
_CLOSED: Final = frozenset({"datalist", "dialog", "details"})
"""What no browser shows, or no more than the heading of, unless the page asks for it."""
_ANOTHER: Final = re.compile(r"@import\b", re.IGNORECASE)
_BARE: Final = re.compile("[0-9a-f]{6}")
"""A colour as older attributes may write it."""
_OLDER: Final[Mapping[str, tuple[str, frozenset[str] | None]]] = {
    "bgcolor": ("background-color", frozenset("body table thead tbody tfoot tr td th".split())),
    "color": ("color", frozenset({"font"})),
    "dir": ("direction", None),
}
"""What older attributes say, of some elements or of all."""
_SAID: Final = ("style", "hidden", "popover", "open", *_OLDER)
_MOST: Final = 4096  # so many looks are kept
_LONGEST: Final = 200  # no value of an attribute that is read is longer
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


class _AttributeTest(NamedTuple):
    """What a selector asks of an attribute."""

    name: str
    sign: str
    wanted: str | None
    is_of_any_case: bool

    def is_met(self, attributes: Mapping[str, str]) -> bool:
        """Tell whether an element has the attribute as it is asked for."""
        value, wanted = attributes.get(self.name), self.wanted
        if value is None or wanted is None:
            return value is not None
        if self.is_of_any_case:
            value, wanted = value.lower(), wanted.lower()
        match self.sign:
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


class _StyleRule(NamedTuple):
    """What a rule says of the elements of a part: a style, what is told of them, or the bit of the part."""

    part: _Part
    rank: tuple[int, ...] = ()
    style: dict[str, str] | None = None
    told: str = ""
    perhaps: str = ""  # the selector, where nobody here knows whether it holds
    is_of_small: bool = False  # whether it holds on small screens alone
    bit: int = 0


def _added(body: str) -> tuple[str, str | None]:
    """Give what is told of the text that a rule puts beside an element, and this text; none where it puts nothing there."""
    content = _CONTENT.search(body)
    if content is None or _NOTHING.match(content[1]):
        return "", None
    text = unescaped_style("".join(one or other for one, other in _QUOTED.findall(content[1])))
    if re.search(r"\b(?:attr|counters?)\(", _QUOTED.sub("", content[1])):
        return content[1].strip(), content[1]
    kinds = set(map(category, text))
    says = not kinds.isdisjoint(_SIGNS) or any(kind[0] in _SAYING for kind in kinds)
    return text if says else "", text


def _alternatives(selector: str) -> Iterator[tuple[str, bool]]:
    """Give the selectors that one stands for, and whether it is these alone: `:is(.a, .b) td`."""
    one = _ONE_OF.search(selector)
    if one is None:
        yield selector, True
        return
    each = _COMMAS.split(one[3].strip())
    if _ONE_OF.search(selector, one.end()) is None and all(map(_MARKS.fullmatch, each)):
        is_of_one_weight = one[2].lower() == "is" and len({re.sub(r"[\w-]+", "", mark) for mark in each}) == 1
        yield from (
            (f"{selector[: one.start()]}{mark}{selector[one.end() :]}", is_of_one_weight) for mark in each
        )
    else:
        yield _ONE_OF.sub(lambda one: "" if one[1] is None else "*", selector), False


def _is_known(selector: str) -> bool:
    """Tell whether every browser takes a selector for one."""
    parts = [_SELECTOR.fullmatch(part) for part in _PARTS.split(selector)]
    kinds = {kind.lower() for part in parts if part for kind in _PSEUDO.findall(part[3])}
    return all(parts) and kinds <= _KINDS and _NO_MARK.search(selector) is None


def _weight(found: Iterable[re.Match[str] | None]) -> tuple[int, int, int]:
    """Give how much a selector weighs: its ids, its classes and conditions, its names."""
    parts = [part for part in found if part]
    marks = [mark for part in parts for mark in _MARK.findall(part[2])]
    ids = sum(mark[0] == "#" for mark in marks)
    kinds = sum(len(_PSEUDO.findall(part[3])) for part in parts)
    return ids, len(marks) - ids + kinds, sum(part[1] not in {None, "*"} for part in parts)


def _seen(style: Style) -> tuple[bool, bool, str]:
    """Give what a style makes of a text: whether it is unseen or struck out, and where it is raised."""
    look = PLAIN.inner("span", style)
    return look.is_unseen, look.is_struck, look.raised


@final
class Sheets:
    """The style sheets of a page.

    Args:
        is_standard: whether a class or an id of another case is another one, as it is in pages of the standard.
    """

    def __init__(self, *, is_standard: bool) -> None:
        self._folded = str if is_standard else str.lower
        self._rules: dict[tuple[str, str], dict[int, list[_StyleRule]]] = {}
        """By what an element is, and by the part that it stands behind."""
        self._behind: dict[tuple[str, str], int] = {}
        self._parts: dict[_Part, int] = {}
        self._asked: dict[str, _AttributeTest] = {}
        self._named: set[str] = set()  # the classes and ids that rules ask for
        self._order = 0
        self._known: dict[tuple[object, ...], tuple[Look, int]] = {}
        self._unknown = ""  # a sheet that is not there, or a rule of which nobody knows for what it holds

    def add(self, text: str, media: str = "") -> None:
        """Take a style sheet, for some media alone where it says so."""
        text = COMMENT.sub("", text)
        if another := _ANOTHER.search(text):
            self.add_unknown(another[0])
        for rule in rules_of(text, media):
            styles, added = weighed(rule.body), _added(rule.body)
            if rule.holds == ON_PAPER or not (any(styles) or added[1] is not None):
                continue
            selectors = [
                _ESCAPES.sub(lambda found: name_of(unescaped_style(found[0])), selector.strip())
                for selector in rule.selectors
            ]
            is_known = all(map(_is_known, selectors))
            for selector in selectors:
                for each, is_whole in _alternatives(selector):
                    is_sure = (is_known and is_whole) or rule.holds == ON_SMALL
                    self._take(each, styles, added, rule.holds if is_sure else PERHAPS)

    def add_unknown(self, name: str) -> None:
        """Take a style sheet, or a rule of one, that may hold for any element."""
        self._unknown = self._unknown or name

    @property
    def has_unknown(self) -> bool:
        """Whether there is more than is known of."""
        return self._unknown != ""

    def _take(
        self,
        selector: str,
        styles: tuple[dict[str, str], dict[str, str]],
        added: tuple[str, str | None],
        holds: str,
    ) -> None:
        style = laid_over(*styles)
        found = [_SELECTOR.fullmatch(text) for text in _PARTS.split(selector)]
        last = found[-1]
        if last is None or not selector or self._is_too_long(found):
            if any(_seen(style)) or strange_in(style):
                self.add_unknown(selector)
            return
        kinds = [
            {kind.lower() for kind in _PSEUDO.findall(part[3])} - ({"root"} if part is not last else set())
            for part in found
            if part
        ]
        if any(kind & _FOR_A_WHILE for kind in kinds) or _OF_BROWSERS.search(selector):
            return
        part, is_whole = self._chained(found[:-1], _PARTS.findall(selector), last)
        self._order += 1
        is_of_small = holds == ON_SMALL
        told = ""
        if kinds[-1] & _BESIDE:
            if added[1] is None:
                return
            told = "" if is_of_small else added[0]
            style = {name: value for name, value in style.items() if name != "?content"}
            style = {"?": selector} if added[1] or strange_in(style) else {}
        elif kinds[-1] & _BEGINNING and strange_in(style):
            told = selector
        elif is_whole and holds == HOLDS and not any(kinds):
            for is_important, each in enumerate(styles):
                if each:
                    self._keep(_StyleRule(part, (is_important, *_weight(found), self._order), each))
            return
        self._keep(_StyleRule(part, style=style, told=told, perhaps=selector, is_of_small=is_of_small))

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
        marks = {mark if mark[0] == "[" else self._folded(mark) for mark in _MARK.findall(found[2])}
        for mark in marks:
            if mark[0] != "[":
                self._named.add(mark)
            elif condition := _ATTRIBUTE.fullmatch(mark):
                name, sign, *wanted, case = condition.groups()
                is_of_any_case = (case or "").lower() == "i" or (not case and name.lower() in _OF_ANY_CASE)
                value = next((each for each in wanted if each is not None), None)
                self._asked[mark] = _AttributeTest(name.lower(), sign or "", value, is_of_any_case)
        tag = "" if found[1] in {None, "*"} else found[1].lower()
        is_root = not tag and "root" in _PSEUDO.findall(found[3].lower())
        return _Part("html" if is_root else tag, frozenset(marks), behind)

    def _keep(self, rule: _StyleRule) -> None:
        key, bit = rule.part.key, rule.part.behind.part if rule.part.behind else 0
        self._rules.setdefault(key, {}).setdefault(bit, []).append(rule)
        self._behind[key] = self._behind.get(key, 0) | bit

    def look(
        self, place: Surroundings, around: Look, name: str, attributes: Mapping[str, str], /
    ) -> tuple[Look, int]:
        """Give how an element is shown that stands at a place, within one that is shown as `around` says, and which parts it meets."""
        if not attributes and not self._rules and not self._unknown and name not in _CLOSED:
            return around.inner(name, {}), 0
        marks = self._marks(attributes)
        key = (place, around, name, marks, *map(attributes.get, _SAID))
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            rules = list(self._holding(place, name, marks))
            style, told, hiding = _style(name, attributes, rules)
            look = around.inner(name, style)
            strange, hiding = look.strange or self._unknown, look.hiding or hiding
            if (strange, hiding, told) != (look.strange, look.hiding, look.told):
                look = evolve(look, strange=strange, hiding=hiding, told=told)
            found = self._known[key] = look, reduce(or_, (rule.bit for rule in rules), 0)
        return found

    def _marks(self, attributes: Mapping[str, str]) -> tuple[str, ...]:
        """Give what an element has of what rules ask for."""
        if not attributes:
            return ()
        marks = [f".{name_of(each)}" for each in attributes.get("class", "").split()]
        marks += [f"#{name_of(attributes['id'].strip())}"] if "id" in attributes else []
        found = [mark for mark in dict.fromkeys(map(self._folded, marks)) if mark in self._named]
        return *found, *(mark for mark, condition in self._asked.items() if condition.is_met(attributes))

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


def _of_itself(name: str, attributes: Mapping[str, str]) -> dict[str, str]:
    """Give what an element and its older attributes say before any style does."""
    found: dict[str, str] = {}
    if name in _CLOSED and (name == "datalist" or "open" not in attributes):
        found = {"folded": name} if name == "details" else {"display": "none"}
    for attribute, (known, names) in _OLDER.items():
        if attribute in attributes and (names is None or name in names):
            value = attributes[attribute][:_LONGEST].strip().lower()
            found[known] = f"#{value}" if known != "direction" and _BARE.fullmatch(value) else value
    if attributes.get("hidden", "").strip().lower() == "until-found":
        found["?content-visibility"] = "hidden"
    elif "hidden" in attributes or "popover" in attributes:
        found["display"] = "none"
    return found


def _style(name: str, attributes: Mapping[str, str], rules: Iterable[_StyleRule]) -> tuple[Style, str, str]:
    """Gather what is said of an element, the weightiest last, what is told of it, and what may hide it."""
    plain, important = weighed(attributes.get("style", ""))
    ranked = sorted((rule for rule in rules if rule.rank), key=lambda rule: rule.rank)
    styles = [[rule.style for rule in ranked if rule.rank[0] == level and rule.style] for level in (0, 1)]
    found = reduce(laid_over, (*styles[0], plain, *styles[1], important), _of_itself(name, attributes))
    told, hiding = [rule.told for rule in rules if rule.told], ""
    for rule in rules:
        if not rule.perhaps:
            continue
        said = rule.style or {}
        if said.keys() == {"?"}:  # it only stands beside
            found["?"] = rule.perhaps
            continue
        other = laid_over(found, said)
        is_other = _seen(found) != _seen(other)
        if is_other and _seen(found)[0]:
            found, hiding = other, hiding or rule.perhaps
        if is_other or strange_in(said):
            found["?"] = rule.perhaps
        if (is_other or hiding_in(said)) and not rule.is_of_small:
            hiding = hiding or rule.perhaps
    return found, "; ".join(dict.fromkeys(told)), hiding
