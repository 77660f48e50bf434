"""The executor over data frames: all atoms of a table in one pass, lazy to the end."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import Any, Final

from attrs import evolve

from zhaoshang._engine.columns import Table
from zhaoshang._engine.executors import Evidence
from zhaoshang._engine.frames_logic import listed
from zhaoshang._engine.frames_lower import Node
from zhaoshang._engine.frames_pass import Grouped, Pass, joins, read_by
from zhaoshang._engine.frames_rewrite import Rewriter
from zhaoshang._engine.frames_store import Store
from zhaoshang._engine.groups import INSIDE, OUTSIDE, By, Label
from zhaoshang._engine.tables import Tables
from zhaoshang.measures import (
    NEVER,
    Atom,
    Compare,
    Const,
    Distinct,
    H,
    Ids,
    M,
    S,
)

_WHOLE: Final[Label] = ()


class FrameExecutor:
    """Adds atoms up over a store of frames.

    Attributes:
        evidence: whether the rows behind a figure are listed by id, only counted, or left aside.
    """

    def __init__(self, store: Store, evidence: Evidence) -> None:
        self.store = store
        self.evidence: Evidence = evidence
        self.rewriter = Rewriter(store)
        self._asked: dict[By | None, dict[Atom, None]] = {}
        self._expected: dict[By | None, dict[Atom, None]] = {}
        self._results: dict[By | None, dict[Atom, Any]] = defaultdict(dict)

    def has(self, table: str, column: str) -> bool:
        """Tell whether the frames have a table with such a column."""
        return self.store.has(table, column)

    def lay(self, name: str, make: Callable[[Tables], Table]) -> None:
        """Lay down a table that is worked out for a question."""
        self.store.lay(name, make)

    def prepare(self, atoms: Iterable[Atom], by: By | None = None) -> None:
        """Note what will be asked for; nothing is read until the first answer is."""
        by = None if by is None else evolve(by, inside=None)
        done = self._results[by]
        self._asked.setdefault(by, {}).update((atom, None) for atom in atoms if atom not in done)

    def expect(self, atoms: Iterable[Atom], by: By | None = None) -> None:
        """Note what may be asked for later: when any of it is, all of it is worked out."""
        listed = tuple(dict.fromkeys(atoms))
        for which in {None, by}:
            self._expected.setdefault(which, {}).update(dict.fromkeys(listed))

    def atom(self, atom: Atom, by: By | None = None) -> Any:
        """Give the result of an atom, working out everything asked for so far."""
        if by is not None and by.inside is not None:
            return self._inside(atom, by, by.inside)
        done = self._results[by]
        if atom not in done:
            if atom in self._expected.get(by, ()):
                self.prepare(self._expected.pop(by), by)
            self.prepare([atom], by)
            self._run()
        return done[atom]

    def _run(self) -> None:
        asked, self._asked = self._asked, {}
        whole = asked.pop(None, {})
        for by, atoms in asked.items():
            if by is not None and all(by.is_single(key) for key in by.keys):
                together = {**atoms, **whole}
                self._passes(together, by)
                self._merge(whole, by)
                whole = {}
            else:
                self._passes(atoms, by)
        if whole:
            self._passes(whole, None)
            plain = self._results[None]
            for atom in whole:
                plain[atom] = plain[atom].get(_WHOLE, atom.empty())

    def _inside(self, atom: Atom, by: By, units: frozenset[str]) -> Grouped:
        """Take some units together, and all others."""
        apart = self.atom(atom, evolve(by, inside=None))
        sides = {
            side: {label: part for label, part in apart.items() if (label[0] in units) is (side == INSIDE)}
            for side in (INSIDE, OUTSIDE)
        }
        return {side: _joined(atom, groups) for side, groups in sides.items() if groups}

    def _merge(self, atoms: Iterable[Atom], by: By) -> None:
        """Join the groups, which share no row, to the whole; what is one answer for several is joined once."""
        joined: dict[int, Any] = {}
        for atom in atoms:
            grouped = self._results[by][atom]
            if not grouped:
                self._results[None][atom] = atom.empty()
                continue
            if id(grouped) not in joined:
                joined[id(grouped)] = _joined(atom, grouped)
            self._results[None][atom] = joined[id(grouped)]

    def _passes(self, atoms: Iterable[Atom], by: By | None) -> None:
        results = self._results[by]
        tables: dict[str, dict[Atom, list[Atom]]] = {}
        for atom in atoms:
            found = self.rewriter.atom(atom)
            if read_by(found) == NEVER or not self.store.has_rows_of(atom.table):
                results[atom] = {}
            else:
                tables.setdefault(atom.table, {}).setdefault(found, []).append(atom)
        passes = [
            Pass(self.store, self.rewriter, table, batch, by)
            for table, rewritten in tables.items()
            for batch in _batches(list(rewritten))
        ]
        queries = [query for each in passes for query in each.queries]
        collected = self.store.engine.collect(queries, together=any(each.joins for each in passes))
        for each in passes:
            answers = each.answers(collected[: len(each.queries)])
            del collected[: len(each.queries)]
            for found, answer in answers.items():
                results.update((original, answer) for original in tables[each.table][found])


def _joined(atom: Atom, grouped: Grouped) -> Any:
    """Join the results of groups that share no row."""
    if isinstance(atom, Ids):
        order = sorted(item for ids in grouped.values() for item in ids.ordered)
        return tuple(name for _, name in order)
    if isinstance(atom, H):
        days: dict[Any, int] = defaultdict(int)
        for counted in grouped.values():
            for span, rows in counted.items():
                days[span] += rows
        return Counter(days)
    merged = atom.empty()
    for part in grouped.values():
        merged = atom.merge(merged, part)
    return merged


def _batches(atoms: list[Atom]) -> list[list[Atom]]:
    """Part atoms that ask for different days, so that each batch looks at no more rows than it needs.

    Where child rows must be folded and joined, all atoms share that work instead.
    """
    roots = [node for atom in atoms for node in _nodes(atom)]
    if joins(roots):
        return [atoms]
    batches: dict[Hashable, list[Atom]] = {}
    for atom in atoms:
        days = {
            fact.right.scalar
            for fact in listed(atom.where)
            if isinstance(fact, Compare) and isinstance(fact.right, Const)
        }
        kind = type(atom) if isinstance(atom, H | Distinct) else None
        batches.setdefault((kind, frozenset(days)), []).append(atom)
    return list(batches.values())


def _nodes(atom: Atom) -> list[Node]:
    match atom:
        case S():
            return [atom.where, atom.value]
        case M(amount=amount):
            return [atom.where, amount.value, amount.low, amount.high, amount.unit]
        case H():
            return [atom.where, atom.start, atom.end]
        case Distinct():
            return [atom.where, atom.value]
        case Ids():
            return [atom.where, atom.id]
        case _:
            return [atom.where]
