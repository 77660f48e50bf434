"""In how many ways a pattern may match one text: what makes its search grow without end.

A pattern is taken apart into its signs and into which may follow which. Where a loop leads from a sign back to itself on the
same text by two paths, a text that goes round n times is matched in 2**n ways, and a search that fails tries them all. What looks
around is left out but for one sign that may not follow; a group that is not gone back into is its first sign; what is repeated
more than four times is repeated without end.
"""

import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any, Final, NamedTuple, TypeVar

from zhaoshang._basics.deferred_re import DeferredPattern

__all__ = ["loops_of_two_ways", "modules_of", "patterns_of", "words_of"]

_FEW: Final = 4
_PLAIN: Final = frozenset("a1Z_ \n中，、。和与及年月日个的项亿%.-（）")


def modules_of(room: str) -> Iterator[ModuleType]:
    """Load every module of a package."""
    package = importlib.import_module(room)
    yield package
    for found in pkgutil.walk_packages(package.__path__, f"{room}."):
        yield importlib.import_module(found.name)


def _within(value: Any, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, DeferredPattern):
        value = value.compiled
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
        return
    held: Iterable[Any] = ()
    if isinstance(value, dict):
        held = (*value, *value.values())
    elif isinstance(value, (list, tuple, set, frozenset)):
        held = value
    elif type(value).__module__.startswith("zhaoshang."):
        slots = getattr(type(value), "__slots__", ())
        held = [
            *(getattr(value, name, None) for name in slots),
            *getattr(value, "__dict__", {}).values(),
        ]
    if depth < _FEW:
        for each in held:
            yield from _within(each, depth + 1)


def patterns_of(*rooms: str) -> dict[str, re.Pattern[str]]:
    """Give every pattern that the modules of some packages hold, by where it is held first."""
    found: dict[re.Pattern[str], str] = {}
    for room in rooms:
        for module in modules_of(room):
            for name, value in vars(module).items():
                if not name.startswith("__"):
                    for pattern in _within(value):
                        found.setdefault(pattern, f"{module.__name__}.{name}")
    return {f"{place} {pattern.pattern}": pattern for pattern, place in found.items()}


_REPEATS: Final = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}


def _inner(kind: str, value: Any) -> list[Any]:
    """Give the parts of a part."""
    if kind == "BRANCH":
        return list(value[1])
    if kind == "SUBPATTERN":
        return [value[3]]
    if kind in _REPEATS:
        return [value[2]]
    if kind == "ATOMIC_GROUP":
        return [value]
    if kind in {"ASSERT", "ASSERT_NOT"}:
        return [value[1]]
    return [part for part in value[1:] if part] if kind == "GROUPREF_EXISTS" else []


def _parsed(pattern: re.Pattern[str]) -> Any:
    return _parser.parse(pattern.pattern, pattern.flags)


def words_of(pattern: re.Pattern[str]) -> set[str]:
    """Give the words that a pattern knows: signs that it has one after another, or among which it takes one."""
    words: set[str] = set()
    left = [_parsed(pattern)]
    while left:
        word = ""
        for op, value in left.pop():
            if str(op) == "LITERAL":
                word += chr(value)
                continue
            words.add(word)
            word = ""
            if str(op) == "IN":
                words |= {chr(sign) for kind, sign in value if str(kind) == "LITERAL"}
            left += _inner(str(op), value)
        words.add(word)
    return {word for word in words if word.strip()}


def _signs(parsed: Any) -> set[str]:
    """Give a sign of each kind that a pattern tells apart."""
    signs = set(_PLAIN)
    for op, value in parsed:
        kind = str(op)
        if kind in {"LITERAL", "NOT_LITERAL"}:
            signs.add(chr(value))
        elif kind == "IN":
            for of, sign in value:
                if str(of) == "LITERAL":
                    signs.add(chr(sign))
                elif str(of) == "RANGE":
                    signs |= {chr(sign[0]), chr(sign[1])}
        for part in _inner(kind, value):
            signs |= _signs(part)
    return signs


def _is_of(category: str, sign: str) -> bool:
    named = category.rpartition("_")[2]
    is_in = {"DIGIT": sign.isdigit(), "SPACE": sign.isspace(), "WORD": sign.isalnum() or sign == "_"}[named]
    return is_in != ("_NOT_" in category)


def _is_among(members: Any, sign: str) -> bool:
    is_negated = is_in = False
    for op, value in members:
        kind = str(op)
        is_negated = is_negated or kind == "NEGATE"
        is_in = (
            is_in
            or (kind == "LITERAL" and ord(sign) == value)
            or (kind == "RANGE" and value[0] <= ord(sign) <= value[1])
            or (kind == "CATEGORY" and _is_of(str(value), sign))
        )
    return is_in != is_negated


class _Part(NamedTuple):
    """The places where a part may begin and end, and whether it may be empty."""

    first: frozenset[int]
    last: frozenset[int]
    empty: bool


_NOTHING: Final = _Part(frozenset(), frozenset(), empty=True)


class _Places:
    """The signs of a pattern, each at its place, and which may follow which."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.is_caseless = bool(pattern.flags & re.IGNORECASE)
        parsed = _parsed(pattern)
        self.alphabet = sorted(_signs(parsed))
        self.taken: list[frozenset[str]] = []
        self.follow: defaultdict[int, set[int]] = defaultdict(set)
        self.twice: list[tuple[int, int]] = []
        self.barred: dict[int, frozenset[str]] = {}
        self.row(parsed)

    def place(self, takes: Callable[[str], bool]) -> _Part:
        self.taken.append(frozenset(filter(takes, self.alphabet)))
        here = frozenset({len(self.taken) - 1})
        return _Part(here, here, empty=False)

    def join(self, one: _Part, two: _Part) -> None:
        for last in one.last:
            for first in two.first:
                if first in self.follow[last]:
                    self.twice.append((last, first))
                self.follow[last].add(first)

    def chain(self, one: _Part, two: _Part) -> _Part:
        self.join(one, two)
        return _Part(
            one.first | two.first if one.empty else one.first,
            one.last | two.last if two.empty else two.last,
            empty=one.empty and two.empty,
        )

    def row(self, parsed: Any) -> _Part:
        whole, before = _NOTHING, _NOTHING
        for op, value in parsed:
            part = self.part(str(op), value)
            if str(op) == "ASSERT_NOT" and value[0] == 1 and len(value[1]) == 1:
                kind, sign = value[1][0]
                if str(kind) in {"IN", "LITERAL"}:
                    members = sign if str(kind) == "IN" else [(kind, sign)]
                    barred = frozenset(each for each in self.alphabet if _is_among(members, each))
                    self.barred |= dict.fromkeys(before.last, barred)
            before, whole = part, self.chain(whole, part)
        return whole

    def part(self, kind: str, value: Any) -> _Part:
        if kind == "LITERAL":
            if self.is_caseless:
                return self.place(lambda sign: sign.lower() == chr(value).lower())
            return self.place(chr(value).__eq__)
        if kind == "NOT_LITERAL":
            return self.place(chr(value).__ne__)
        if kind == "ANY":
            return self.place(lambda _sign: True)
        if kind == "IN":
            return self.place(lambda sign: _is_among(value, sign))
        if kind == "BRANCH":
            parts = [self.row(each) for each in value[1]]
            return _Part(
                frozenset().union(*(each.first for each in parts)),
                frozenset().union(*(each.last for each in parts)),
                empty=any(each.empty for each in parts),
            )
        if kind == "SUBPATTERN":
            return self.row(value[3])
        if kind in {"ATOMIC_GROUP", "POSSESSIVE_REPEAT"}:
            held = self.row(_inner(kind, value)[0])
            signs: frozenset[str] = frozenset().union(*(self.taken[place] for place in held.first))
            is_empty = held.empty or (kind == "POSSESSIVE_REPEAT" and value[0] == 0)
            return self.place(signs.__contains__)._replace(empty=is_empty)
        return self.repeated(*value) if kind in _REPEATS else _NOTHING

    def repeated(self, least: int, most: int, parsed: Any) -> _Part:
        if int(most) <= _FEW:
            whole = _NOTHING
            for turn in reversed(range(int(most))):
                whole = self.chain(self.row(parsed), whole)
                whole = whole._replace(empty=True) if turn >= least else whole
            return whole
        part = self.row(parsed)
        self.join(part, part)
        return part._replace(empty=part.empty or least == 0)

    def steps(self, of: dict[int, int], pair: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """Give where a text leads from two places at once, within their loop."""
        one, two = pair
        barred = self.barred.get(one, frozenset()) | self.barred.get(two, frozenset())
        for first in self.follow[one]:
            if of[first] == of[one]:
                for second in self.follow[two]:
                    if of[second] == of[two] and (self.taken[first] & self.taken[second]) - barred:
                        yield first, second


Node = TypeVar("Node")


def _loops(nodes: Iterable[Node], follow: Callable[[Node], Iterable[Node]]) -> dict[Node, int]:
    """Number the loops of a graph: nodes of one number lead to each other (after Tarjan)."""
    seen: dict[Node, int] = {}
    low: dict[Node, int] = {}
    loop: dict[Node, int] = {}
    stack: list[Node] = []
    for root in nodes:
        if root in seen:
            continue
        seen[root] = low[root] = len(seen)
        stack.append(root)
        path = [(root, iter(follow(root)))]
        while path:
            node, left = path[-1]
            for other in left:
                if other not in seen:
                    seen[other] = low[other] = len(seen)
                    stack.append(other)
                    path.append((other, iter(follow(other))))
                    break
                if other not in loop:
                    low[node] = min(low[node], low[other])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
                if low[node] == seen[node]:
                    while node not in loop:
                        loop[stack.pop()] = seen[node]
    return loop


def loops_of_two_ways(pattern: re.Pattern[str]) -> list[str]:
    """Give the signs at which a text may go on in two ways and come back to where it was."""
    places = _Places(pattern)
    of = _loops(range(len(places.taken)), lambda place: tuple(places.follow[place]))
    told = ["".join(sorted(places.taken[one])) for one, two in places.twice if of[one] == of[two]]
    pairs = {(place, place) for place in of if any(of[other] == of[place] for other in places.follow[place])}
    left = list(pairs)
    while left:
        new = set(places.steps(of, left.pop())) - pairs
        pairs |= new
        left += new
    loops = _loops(sorted(pairs), lambda pair: tuple(places.steps(of, pair)))
    one_way = {loops[pair] for pair in pairs if pair[0] == pair[1]}
    two_ways = [pair for pair in pairs if pair[0] < pair[1] and loops[pair] in one_way]
    return told + ["".join(sorted(places.taken[one] & places.taken[two])) for one, two in two_ways]
