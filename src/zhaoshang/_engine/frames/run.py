"""The executor over data frames: all atoms of a table in one pass, lazy to the end."""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve

from zhaoshang._engine.frames.logic import NOTHING, joined_once, listed
from zhaoshang._engine.frames.lower import Node, walk
from zhaoshang._engine.frames.rewrite import Rewriter
from zhaoshang._engine.frames.store import Store
from zhaoshang._engine.frames.table_pass import Grouped, Pass, joins, read_by
from zhaoshang._engine.frames.wide import refuse_undated
from zhaoshang._engine.frames.windows import cut
from zhaoshang._engine.query.execution_plans import (
    is_on,
    is_recording,
    is_watched,
    note_queries,
    note_step,
)
from zhaoshang._engine.query.executors import Evidence
from zhaoshang._engine.query.groups import INSIDE, OUTSIDE, By
from zhaoshang._engine.tables.columns import LedgerTable
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.measures import (
    NEVER,
    Among,
    And,
    Atom,
    Choose,
    Column,
    Compare,
    Const,
    Count,
    Distinct,
    Histogram,
    Ids,
    MoneySum,
    Not,
    Or,
    Parent,
    Present,
    Reduce,
    Sum,
    Value,
)


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
        self._prefetched: dict[By | None, dict[Atom, None]] = {}
        self._results: dict[By | None, dict[Atom, Any]] = defaultdict(dict)

    def has(self, table: str, column: str) -> bool:
        """Tell whether the frames have a table with such a column."""
        return self.store.has(table, column)

    def register_table(self, name: str, make: Callable[[Tables], LedgerTable]) -> None:
        """Lay down a table that is worked out for a question."""
        self.store.register_table(name, make)

    def require(self, atoms: Iterable[Atom], /) -> None:
        """Refuse a figure that no row can be counted in because the projects have no column of the dates it asks for.

        Raises:
            FrameSchemaError: names the column.
        """
        for atom in atoms:
            refuse_undated(self.store, atom.where, is_met=read_by(self.rewriter.atom(atom)) != NEVER)

    def prepare(self, atoms: Iterable[Atom], by: By | None = None) -> None:
        """Note what will be asked for; nothing is read until the first answer is."""
        by = None if by is None else evolve(by, inside=None)
        for key in () if by is None else by.keys:
            if "@" in key:  # the stage of a day: tables refuse it also where no row asks for its group
                self.store.column("projects", key)
        done = self._results[by]
        self._asked.setdefault(by, {}).update((atom, None) for atom in atoms if atom not in done)

    def prefetch(self, atoms: Iterable[Atom], by: By | None = None) -> None:
        """Note what may be asked for later: when any of it is, all of it is worked out."""
        listed = tuple(dict.fromkeys(atoms))
        for which in {None, by}:
            self._prefetched.setdefault(which, {}).update(dict.fromkeys(listed))

    def atom(self, atom: Atom, by: By | None = None) -> Any:
        """Give the result of an atom, working out everything asked for so far."""
        if by is not None and by.inside is not None:
            return self._inside(atom, by, by.inside)
        done = self._results[by]
        if atom not in done:
            if atom in self._prefetched.get(by, ()):
                self.prepare(self._prefetched.pop(by), by)
            self.prepare([atom], by)
            self._run()
        return done[atom]

    def _run(self) -> None:
        asked, self._asked = self._asked, {}
        whole = asked.pop(None, {})
        for by, atoms in asked.items():
            if by is not None and all(by.is_single(key) for key in by.keys) and is_on("whole_from_groups"):
                note_step("whole_from_groups", "*", len(atoms) + len(whole), len({**atoms, **whole}))
                self._passes(atoms, by, whole)
                whole = {}
            else:
                self._passes(atoms, by, {})
        if whole:
            self._passes({}, None, whole)

    def _inside(self, atom: Atom, by: By, units: frozenset[str]) -> Grouped:
        """Take some units together, and all others."""
        apart = self.atom(atom, evolve(by, inside=None))
        sides = {
            side: {label: part for label, part in apart.items() if (label[0] in units) is (side == INSIDE)}
            for side in (INSIDE, OUTSIDE)
        }
        return {side: _joined(atom, groups) for side, groups in sides.items() if groups}

    @joined_once()
    def _passes(self, atoms: Mapping[Atom, None], by: By | None, whole: Mapping[Atom, None]) -> None:
        """Add atoms up by groups, and others as a whole: with the groups where they share a pass, else alone."""
        grouped, plain = self._results[by], self._results[None]
        tables: dict[str, dict[Atom, list[Atom]]] = {}
        rewritten = {atom: self.rewriter.atom(atom) for atom in {**atoms, **whole}}
        if is_recording() and is_on("settle"):
            _note_sizes(rewritten)
        for atom, found in rewritten.items():
            if read_by(found) == NEVER or not self.store.has_rows_of(atom.table):
                grouped[atom], plain[atom] = {}, atom.empty()
            elif not self._recall(atom, found, by if atom in atoms else None, is_whole=atom in whole):
                tables.setdefault(atom.table, {}).setdefault(found, []).append(atom)
        passes = [each for table, same in tables.items() for each in self._over(table, same, atoms, by)]
        if self.store.checks is not None:
            self.store.checks.run()
            if self.evidence == "ids":
                self.store.checks.unique()
        queries = [query for each in passes for query in each.queries]
        note_queries(self.store.engine.words_of(query) for query in queries)
        collected = self.store.engine.collect(queries, together=any(each.joins for each in passes))
        for each in passes:
            answers = each.answers(collected[: len(each.queries)])
            del collected[: len(each.queries)]
            self._note(each, answers, tables[each.table], whole)

    def _note(
        self,
        each: Pass,
        answers: Mapping[Atom, Grouped],
        same: Mapping[Atom, list[Atom]],
        whole: Container[Atom],
    ) -> None:
        """Note the answers of a pass for all atoms that they are the answers to."""
        days: dict[int, Any] = {}  # histograms of one pass may have one answer
        for found, answer in answers.items():
            if each.by is not None:
                self._results[each.by].update((atom, answer) for atom in same[found])
                self._keep(found, each.by, answer)
            if each.by is None or any(atom in whole for atom in same[found]):
                joined = _joined_once(same[found][0], answer, days, each.wholes.get(found))
                self._results[None].update((atom, joined) for atom in same[found])
                self._keep(found, None, joined)

    def _recall(self, atom: Atom, found: Atom, by: By | None, *, is_whole: bool) -> bool:
        """Take what was counted for an earlier question, and tell whether that is all that is asked of an atom."""
        wanted = [by, None] if by is not None and is_whole else [by]
        counted = self.store.counted
        if is_watched() or any((_dayless(which), found) not in counted for which in wanted):
            return False
        for which in wanted:
            self._results[which][atom] = counted[_dayless(which), found]
        return True

    def _keep(self, found: Atom, by: By | None, answer: Any) -> None:
        """Keep a count that any question may need: how many projects there are, or state something, whatever is asked."""
        if _is_lasting(found) and (
            by is None or all(by.is_single(key) and "@" not in key for key in by.keys)
        ):
            self.store.counted[_dayless(by), found] = answer

    def _over(
        self, table: str, same: Mapping[Atom, list[Atom]], atoms: Mapping[Atom, None], by: By | None
    ) -> Iterator[Pass]:
        """Pass over a table once for all atoms that share what they look at."""
        asked = [found for found in same if _asks([found], same, atoms)]
        plain = [found for found in same if not _asks([found], same, atoms)]
        cuts, left = cut(asked, self._is_day) if is_on("windows") else ([], asked)
        of_whole, others = cut(plain, self._is_day) if is_on("windows") else ([], plain)
        taken = len(same) - len(left) - len(others)
        note_step("windows", table, taken, sum(len(each.members) for each in (*cuts, *of_whole)))
        for inner, each in [*((by, each) for each in cuts), *((None, each) for each in of_whole)]:
            yield Pass(self.store, self.rewriter, table, list(each.members), inner, cut=each)
        rest = frozenset((*left, *others))
        together = [found for found in same if found in rest]
        alone = (
            frozenset(found for found in together if not _asks([found], same, atoms))
            if asked
            else frozenset()
        )
        batches = _batches(together, alone) if is_on("batches") else [together] * bool(together)
        note_step("batches", table, 1, max(1, len(batches)))
        for batch in batches:
            groups = by if _asks(batch, same, atoms) else None
            yield Pass(self.store, self.rewriter, table, batch, groups)

    def _is_day(self, table: str, value: Value) -> bool:
        """Whether a value is a day."""
        match value:
            case Column(name):
                return self.store.kind(table, name)[0] == "date"
            case Choose(_, then, otherwise):
                sides = [side for side in (then, otherwise) if side != NOTHING]
                return all(self._is_day(table, side) for side in sides)
            case Among(_, values):
                return all(self._is_day(table, each) for each in values)
            case Reduce("min" | "max" | "only", child, each):
                return self._is_day(child, each)
            case Parent(Value() as each):
                return self._is_day(self.store.parent_of(table), each)
            case _:
                return False


def _is_lasting(found: Atom) -> bool:
    """Whether an atom counts projects by nothing but which of their columns are filled."""
    return (
        isinstance(found, Count)
        and found.table == "projects"
        and all(
            isinstance(node, And | Or | Not | Present) or (isinstance(node, Column) and "@" not in node.name)
            for node in walk([found.where])
        )
    )


def _dayless(by: By | None) -> By | None:
    """Leave out the day on which shares must be valid."""
    return None if by is None else evolve(by, day=None)


def _asks(batch: Iterable[Atom], same: Mapping[Atom, list[Atom]], atoms: Mapping[Atom, None]) -> bool:
    """Whether any of some rewritten atoms stands for one of the atoms."""
    return any(atom in atoms for found in batch for atom in same[found])


def _joined_once(atom: Atom, grouped: Grouped, days: dict[int, Any], whole: Any) -> Any:
    """Join the results of groups, which share no row, where the engine gave no whole.

    Histograms that are one are joined only once; `days` holds those that live.
    """
    if whole is not None:
        return whole
    if not isinstance(atom, Histogram):
        return _joined(atom, grouped)
    if id(grouped) not in days:
        days[id(grouped)] = _joined(atom, grouped)
    return days[id(grouped)]


def _joined(atom: Atom, grouped: Grouped) -> Any:
    """Join the results of groups that share no row."""
    if isinstance(atom, Ids):
        order = sorted(item for ids in grouped.values() for item in ids.ordered)
        return tuple(name for _, name in order)
    if isinstance(atom, Histogram):
        days: dict[Any, int] = {}
        there = days.get
        for counted in grouped.values():  # in all there may be as many as rows
            for span, rows in counted.items():
                days[span] = there(span, 0) + rows
        return Counter(days)
    if len(grouped) == 1:
        return next(iter(grouped.values()))
    if isinstance(atom, Count | Sum):
        return sum(grouped.values())
    merged = atom.empty()
    for part in grouped.values():
        merged = atom.merge(merged, part)
    return merged


def _batches(atoms: list[Atom], alone: frozenset[Atom]) -> list[list[Atom]]:
    """Part atoms that look at few rows from others, so that each batch looks at no more rows than it needs.

    Of most rows, sums that are asked of the whole alone (`alone`) are not made by group, which takes several times as
    long. Where child rows must be folded and joined, all atoms share that work instead.
    """
    roots = [node for atom in atoms for node in _nodes(atom)]
    if joins(roots):
        return [atoms]
    batches: dict[Hashable, list[Atom]] = {}
    for atom in atoms:
        edges = [
            (fact.op, fact.right.scalar)
            for fact in listed(atom.where)
            if isinstance(fact, Compare) and isinstance(fact.right, Const)
        ]
        is_window = any(
            op in {"ge", "gt", "eq"} for op, _ in edges
        )  # up to a day is most rows, from a day few
        kind = type(atom) if isinstance(atom, Histogram | Distinct) else None
        window = frozenset(scalar for _, scalar in edges) if is_window or kind is not None else None
        is_plain = window is None and atom in alone and isinstance(atom, Count | Sum | MoneySum)
        batches.setdefault((kind, window, is_plain), []).append(atom)
    return list(batches.values())


def _note_sizes(rewritten: Mapping[Atom, Atom]) -> None:
    """Note of how many nodes the atoms of each table were made before they were rewritten, and after."""
    for table in dict.fromkeys(atom.table for atom in rewritten):
        pairs = [(atom, found) for atom, found in rewritten.items() if atom.table == table]
        before, after = (sum(map(_size, side)) for side in zip(*pairs, strict=True))
        note_step("settle", table, before, after)


def _size(atom: Atom) -> int:
    """Count the nodes of an atom, those of other tables left aside."""
    return sum(1 for _ in walk(_nodes(atom)))


def _nodes(atom: Atom) -> list[Node]:
    match atom:
        case Sum():
            return [atom.where, atom.value]
        case MoneySum(amount=amount):
            return [atom.where, amount.value, amount.low, amount.high, amount.unit]
        case Histogram():
            return [atom.where, atom.start, atom.end]
        case Distinct():
            return [atom.where, atom.value]
        case Ids():
            return [atom.where, atom.id]
        case _:
            return [atom.where]
