"""Atoms that differ only in the days they look between: added up once by stretches of days, then put together.

A table of months asks the same of each month. The days that all its windows begin and end on cut time into stretches in
which every window holds throughout or not at all; rows are grouped by the stretch that each of their days lies in, and
the result of an atom is the sum of the stretches that its window takes in. A coarse date has two days, of which either
may lie in another stretch.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, final

import narwhals.stable.v2 as nw
from attrs import field, frozen

from zhaoshang._engine.frames.kinds import NOWHERE, Frame, fresh
from zhaoshang._engine.frames.logic import conjoin, listed
from zhaoshang._engine.frames.lower import as_number, children, walk
from zhaoshang._engine.frames.scope import TableScope
from zhaoshang._engine.query.groups import Label
from zhaoshang.measures import (
    And,
    Atom,
    Compare,
    Const,
    Count,
    MoneySum,
    Not,
    Or,
    Predicate,
    Present,
    Sum,
    Value,
)

__all__ = ["Cut", "cut"]

_FEWEST: Final = 4
"""Fewer atoms than this are added up each by itself."""
_MOST: Final = 2
"""How many days of a row are looked at; with more of them there are about as many groups as rows."""
Place = tuple[int, ...]
"""The stretch that each of the days of a row lies in."""

_THRESHOLDS: Final[Mapping[str, tuple[bool, bool]]] = {
    "ge": (False, True),
    "gt": (True, True),
    "lt": (False, False),
    "le": (True, False),
}
"""Whether a comparison is with the day after, and whether it holds from there on or before."""


@final
@frozen
class Cut:
    """Rows grouped by the stretches that their days lie in.

    Attributes:
        nodes: the days of a row that are looked at.
        thresholds: the days, by number, that part the stretches of each day, in order.
        members: for each atom that is added up, those that are put together from it, and their windows.
        labels: the columns that hold the stretches.
    """

    nodes: tuple[Value, ...]
    thresholds: tuple[tuple[int, ...], ...]
    members: dict[Atom, dict[Atom, Predicate]]
    labels: tuple[str, ...] = field(init=False, factory=tuple)

    def __attrs_post_init__(self) -> None:
        """Name the columns."""
        object.__setattr__(self, "labels", tuple(fresh() for _ in self.nodes))

    def laid(self, frame: Frame, scope: TableScope) -> Frame:
        """Give every row the stretch that each of its days lies in: how many of the thresholds the day has reached."""
        for name, node, thresholds in zip(self.labels, self.nodes, self.thresholds, strict=True):
            laid = scope.source.engine.stretches(frame, name, scope.typed(node).expr, thresholds)
            if laid is None:
                reached = (as_number(scope.truth(Compare(node, "ge", Const(day)))) for day in thresholds)
                there = scope.truth(Present(node))
                nowhere = nw.lit(NOWHERE, dtype=nw.Int64)
                stretch = nw.when(there).then(nw.sum_horizontal(*reached)).otherwise(nowhere)
                laid = frame.with_columns(**{name: stretch})
            frame = laid
        return frame

    def spread(self, found: Mapping[Atom, Mapping[Label, Any]]) -> dict[Atom, dict[Label, Any]]:
        """Put the atoms together from the sums of the stretches."""
        size = len(self.nodes)
        spread: dict[Atom, dict[Label, Any]] = {}
        for base, members in self.members.items():
            at: dict[Place, list[tuple[Label, Any]]] = defaultdict(list)
            for label, result in found[base].items():
                at[tuple(map(int, label[-size:]))].append((label[:-size], result))
            places = sorted(at)
            for atom, window in members.items():
                made: dict[Label, Any] = {}
                for place in self._inside(window, places):
                    for label, result in at[place]:
                        made[label] = atom.merge(made[label], result) if label in made else result
                spread[atom] = made
        return spread

    def _inside(self, window: Predicate, places: list[Place]) -> list[Place]:
        """Find the places where a window holds, of those that occur."""
        least, most = NOWHERE, len(self.thresholds[0])
        for fact in listed(window):
            if isinstance(fact, Compare) and fact.left == self.nodes[0]:
                reached, is_after = self._threshold(0, fact)
                least = max(least, reached if is_after else 0)
                most = most if is_after else min(most, reached - 1)
        near = places[bisect_left(places, (least,)) : bisect_left(places, (most + 1,))]
        return [place for place in near if self._holds(window, place)]

    def _threshold(self, which: int, fact: Compare) -> tuple[int, bool]:
        """Give how many thresholds a day has reached from where a comparison turns, and whether it holds from there."""
        day, is_after = _turn(fact)
        return bisect_left(self.thresholds[which], day) + 1, is_after

    def _holds(self, window: Predicate, place: Place) -> bool:
        match window:
            case And(parts):
                return all(self._holds(part, place) for part in parts)
            case Or(parts):
                return any(self._holds(part, place) for part in parts)
            case Not(part):
                return not self._holds(part, place)
            case Compare():
                which = self.nodes.index(window.left)
                reached, is_after = self._threshold(which, window)
                return place[which] != NOWHERE and (place[which] >= reached) is is_after
            case _:
                raise TypeError(type(window).__name__)


def cut(atoms: Iterable[Atom], is_day: Callable[[str, Value], bool]) -> tuple[list[Cut], list[Atom]]:
    """Find the atoms that differ only in their windows.

    Args:
        atoms: the atoms of one table.
        is_day: whether a value of the table is a day.

    Returns:
        How their rows are grouped, and the atoms that are left.
    """
    alike: dict[Atom, dict[Atom, tuple[Predicate, ...]]] = {}
    left: list[Atom] = []
    for atom in atoms:
        window = [fact for fact in listed(atom.where) if _is_window(atom.table, fact, is_day)]
        if not window or not isinstance(atom, Count | Sum | MoneySum):
            left.append(atom)
            continue
        base = _without(atom, frozenset(window))
        alike.setdefault(base, {})[atom] = tuple(window)
    grouped: dict[tuple[Value, ...], dict[Atom, dict[Atom, Predicate]]] = {}
    for members in alike.values():
        common = frozenset.intersection(*map(frozenset, members.values()))
        rests = {
            atom: conjoin(fact for fact in window if fact not in common) for atom, window in members.items()
        }
        nodes = dict.fromkeys(value for rest in rests.values() for value in _days(rest))
        if len(members) < _FEWEST or not 0 < len(nodes) <= _MOST:
            left += members
            continue
        some = next(iter(members))
        whole = _without(some, frozenset(members[some]) - common)
        order = tuple(sorted(nodes, key=repr))
        grouped.setdefault(order, {}).setdefault(whole, {}).update(rests)
    return [_cut(nodes, members) for nodes, members in grouped.items()], left


def _cut(nodes: tuple[Value, ...], members: dict[Atom, dict[Atom, Predicate]]) -> Cut:
    thresholds: dict[Value, set[int]] = {node: set() for node in nodes}
    for windows in members.values():
        for node in walk(windows.values()):
            if isinstance(node, Compare):
                thresholds[node.left].add(_turn(node)[0])
    return Cut(nodes, tuple(tuple(sorted(thresholds[node])) for node in nodes), members)


def _turn(fact: Compare) -> tuple[int, bool]:
    """Give the first day on the far side of a comparison, and whether it holds from there on or before."""
    assert isinstance(fact.right, Const)  # noqa: S101 - as collected
    assert isinstance(fact.right.scalar, int)  # noqa: S101 - as above
    is_past, is_after = _THRESHOLDS[fact.op]
    return fact.right.scalar + is_past, is_after


def _without(atom: Atom, facts: frozenset[Predicate]) -> Atom:
    """Give an atom without some of what its rows must meet."""
    where = conjoin(fact for fact in listed(atom.where) if fact not in facts)
    match atom:
        case Count():
            return Count(atom.table, where)
        case Sum():
            return Sum(atom.table, atom.value, where)
        case MoneySum():
            return MoneySum(atom.table, atom.amount, where)
        case _:
            raise TypeError(type(atom).__name__)


def _is_window(table: str, fact: Predicate, is_day: Callable[[str, Value], bool]) -> bool:
    """Whether a fact is settled by the stretches that days lie in."""
    match fact:
        case And() | Or() | Not():
            parts = children(fact)
            return bool(parts) and all(
                isinstance(part, Predicate) and _is_window(table, part, is_day) for part in parts
            )
        case Compare(left, op, Const(scalar)):
            return op in _THRESHOLDS and isinstance(scalar, int) and is_day(table, left)
        case _:
            return False


def _days(window: Predicate) -> Iterable[Value]:
    return [node.left for node in walk([window]) if isinstance(node, Compare)]
