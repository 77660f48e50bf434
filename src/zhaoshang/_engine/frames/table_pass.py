"""One pass over a table: columns laid down for all atoms that share it, then elementary sums."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from functools import partial
from typing import Any, Final, final

import narwhals.stable.v2 as nw

from zhaoshang._basics.gaps import is_missing
from zhaoshang._engine.frames.cells import (
    LIMB,
    OrderedIds,
    exact,
    limbs,
    read_cell,
    read_label,
    read_number,
)
from zhaoshang._engine.frames.entry import PAST
from zhaoshang._engine.frames.groups import Membership
from zhaoshang._engine.frames.kinds import Frame, fresh
from zhaoshang._engine.frames.logic import (
    NOTHING,
    conjoin,
    envelope,
    implies,
    listed,
    negate,
    one_of,
    present,
)
from zhaoshang._engine.frames.lower import Node, walk
from zhaoshang._engine.frames.rewrite import Rewriter
from zhaoshang._engine.frames.schema import SCHEMA
from zhaoshang._engine.frames.scope import TableScope
from zhaoshang._engine.frames.sizes import Sizes
from zhaoshang._engine.frames.store import Store
from zhaoshang._engine.frames.tallies import (
    HistogramSpan,
    lengths_queries,
    pairs_query,
    read_lengths,
    read_pairs,
)
from zhaoshang._engine.frames.windows import Cut
from zhaoshang._engine.query.execution_plans import note_step
from zhaoshang._engine.query.groups import By, Label
from zhaoshang.errors import FrameSchemaError
from zhaoshang.measures import (
    ALWAYS,
    NEVER,
    Atom,
    Choose,
    Const,
    Count,
    Distinct,
    Exists,
    HedgedSum,
    Histogram,
    Ids,
    MoneySum,
    Parent,
    Predicate,
    Reduce,
    Sum,
    Value,
)

_ROOM: Final = 2**62

Grouped = dict[Label, Any]
Columns = list[list[Any]]


@final
class Pass:
    """One pass over a table: masked columns first, then elementary sums."""

    def __init__(
        self,
        store: Store,
        rewriter: Rewriter,
        table: str,
        atoms: list[Atom],
        by: By | None,
        *,
        cut: Cut | None = None,
    ) -> None:
        self.store = store
        self.table = table
        self.by = by
        self.atoms = atoms
        self.groups = Membership(store, rewriter, table, by)
        self.sizes = Sizes(store)
        self.cut = cut
        self.labels = self.groups.labels if cut is None else [*self.groups.labels, *cut.labels]
        self.queries: list[Frame] = []
        self.wholes: dict[Atom, Any] = {}
        self._columns: dict[Hashable, tuple[str, nw.Expr]] = {}
        self._sums: dict[str, tuple[str, str]] = {}
        self._weighed: dict[str, str] = {}
        self._finish: dict[Atom, Callable[[dict[Label, dict[str, Any]]], Grouped]] = {}
        self._reads: list[Callable[[Columns], dict[Atom, Grouped]]] = []
        self._listings: dict[Value, list[Ids]] = {}
        self._envelope = envelope(read_by(atom) for atom in atoms)
        self._held = frozenset(listed(self._envelope))
        note_step("push_down", table, 0, len(self._held))
        self.sizes.gather_sizes(table, atoms)
        self._plan()

    # the parts of a pass ---------------------------------------------------------------------------------------

    def _plan(self) -> None:
        """Lay the columns down and list the queries, none of which is run yet."""
        roots: list[Node] = [*self.groups.nodes, *(self.cut.nodes if self.cut else ())]
        for atom in self.atoms:
            roots.extend(self._roots(atom))
        self.joins = joins(roots)
        key = self.store.key(self.table)
        is_known = any(field.name == "id" for field in SCHEMA.get(self.table, ())) or self.table not in SCHEMA
        has_key = is_known or self.store.names_rows(self.table)  # records that no child refers to need no key
        is_count = not is_known and self.by is None and all(isinstance(atom, Count) for atom in self.atoms)
        keep = [] if is_count or not has_key else [key, *self.store.order(self.table)]
        if self.groups.shared:
            keep.append(self.groups.project_key)
        self.scope = TableScope(self.store, self.table, roots, keep=keep, where=self._envelope)
        frame, laid = self._labelled()
        asked = [ask for atom in self.atoms if (ask := self._laid(atom)) is not None]
        spans = [self._span(atom) for atom in self.atoms if isinstance(atom, Histogram)]
        laid.update(self._columns.values())
        is_laid_beside = any(not isinstance(node, Const) for node in self.groups.nodes)
        # what stands in no column is as long as the rows only beside one that does
        marked = frame.select(**laid) if is_laid_beside else frame.with_columns(**laid) if laid else frame
        if self._sums:
            self.queries.append(self._main(marked))
        self._tally(marked, spans)
        for ask in asked:
            ask(marked)
        self.queries += [self._listing(marked, name, atoms) for name, atoms in self._listings.items()]

    def _laid(self, atom: Atom) -> Callable[[Frame], None] | None:
        """Lay down what an atom needs; what is given back asks a query of its own."""
        match atom:
            case Count():
                self._finish[atom] = self._n(atom)
            case Sum():
                self._finish[atom] = self._s(atom)
            case MoneySum():
                self._finish[atom] = self._m(atom)
            case Ids():
                self._listings.setdefault(atom.id, []).append(atom)
                self._flag(self._rest(atom.where))
                self._cell(atom.id)
                for name in self.store.order(self.table):
                    self._columns[name] = (name, nw.col(name))
            case Distinct():
                return self._distinct(atom)
            case Histogram():
                pass  # all together, by `_tally`
            case _:
                raise TypeError(type(atom).__name__)
        return None

    def _labelled(self) -> tuple[Frame, dict[str, nw.Expr]]:
        """Give the rows, the labels of their groups, and the stretches of time that their days lie in."""
        frame, labels = self.groups.join(self.scope)
        if self.cut is None:
            return frame, labels
        return self.cut.laid(frame, self.scope), labels | {name: nw.col(name) for name in self.cut.labels}

    def answers(self, tables: list[Columns]) -> dict[Atom, Grouped]:
        """Read the answers of all queries, in their order."""
        answers: dict[Atom, Grouped] = {}
        sums = self._grouped(tables.pop(0)) if self._sums else {}
        answers.update((atom, finish(sums)) for atom, finish in self._finish.items())
        if self.cut is not None:
            return self.cut.spread(answers)
        for read in self._reads:
            answers.update(read(tables.pop(0)))
        for atoms in self._listings.values():
            answers.update(self._ids(atoms, tables.pop(0)))
        return answers

    def _roots(self, atom: Atom) -> list[Node]:
        """List the nodes that are put in columns."""
        match atom:
            case Sum():
                return [self._rest(read_by(atom)), atom.value]
            case MoneySum(amount=amount):
                roots: list[Node] = [amount.value, amount.low, amount.high]
                for code in sorted(self.sizes.codes(self.table, amount.unit)):
                    roots += self._money(atom, code)
                return roots
            case Histogram():
                return [self._rest(read_by(atom)), atom.start, atom.end]
            case Distinct():
                return [self._rest(read_by(atom)), atom.value]
            case Ids():
                return [self._rest(atom.where), atom.id]
            case _:
                return [self._rest(atom.where)]

    def _rest(self, met: Predicate) -> Predicate:
        """Say what is left to ask of rows that passed the filter before all atoms."""
        facts = list(listed(met))
        left = [fact for fact in facts if not implies(self._held, fact)]
        return met if len(left) == len(facts) else conjoin(left)

    def _money(self, atom: MoneySum, code: str) -> list[Predicate]:
        """The rows of one unit; those without a lower bound; those without an upper one."""
        amount = atom.amount
        met = conjoin((atom.where, present(amount.value), one_of(amount.unit, frozenset((code,)))))
        met = met if met == NEVER else self._rest(met)
        return [met, *(conjoin((met, negate(present(side)))) for side in (amount.low, amount.high))]

    def _main(self, frame: Frame) -> Frame:
        asked = {
            name: nw.len() if how == "len" else getattr(nw.col(column), how)()
            for name, (how, column) in self._sums.items()
        }
        if not self.labels:
            return frame.select(**asked)
        return frame.group_by([*self.labels, *self.groups.weights]).agg(**asked)

    def _grouped(self, columns: Columns) -> dict[Label, dict[str, Any]]:
        """Read the sums of each group, weighing what is shared; labels that read alike are one group."""
        grouped: dict[Label, dict[str, Any]] = {}
        size, start = len(self.labels), len(self.labels) + len(self.groups.weights)
        for row in zip(*columns, strict=True):
            label = tuple(map(read_label, row[:size]))
            sums = dict(zip(self._sums, map(read_number, row[start:]), strict=True))
            for name, plain in self._weighed.items():
                sums[name] = sums[plain] * row[size]
            found = grouped.get(label)
            if found is None:
                grouped[label] = sums
            else:
                grouped[label] = {name: found[name] + number for name, number in sums.items()}
        return grouped

    # columns ---------------------------------------------------------------------------------------------------

    def _put(self, key: Hashable, expr: Callable[[], nw.Expr]) -> str:
        """Lay down a masked column once."""
        if key not in self._columns:
            self._columns[key] = (fresh(), expr())
        return self._columns[key][0]

    def _sum(self, column: str, how: str = "sum") -> str:
        name = f"_s{column}"
        self._sums[name] = (how, column)
        return name

    def _cell(self, value: Value) -> str:
        return self._put(("value", value), lambda: self.scope.typed(value).expr)

    def _flag(self, met: Predicate) -> str:
        return self._put(("flag", met), lambda: self.scope.truth(met))

    def _rows(self, met: Predicate) -> str:
        """Count the rows where a predicate holds."""
        if met == ALWAYS:
            self._sums["_rows"] = ("len", "")
            return "_rows"
        engine = self.store.engine
        how = engine.counts_by(self.labels)
        return self._sum(self._put(("rows", met), lambda: engine.countable(self.scope.truth(met), how)), how)

    def _weigh(self, sums: tuple[str, ...]) -> tuple[str, ...]:
        """Multiply sums by the share that they were made for."""
        if not self.groups.weights:
            return sums
        self._weighed.update((f"{name}_weighed", name) for name in sums)
        return tuple(f"{name}_weighed" for name in sums)

    def _total(self, met: Predicate, value: Value) -> tuple[tuple[str, ...], int]:
        """Add up a value where a predicate holds: the names of its limbs, and its scale."""
        if isinstance(value, Const) and value.scalar is None:
            return (), 1
        typed = self.scope.typed(value)
        expr = typed.expr.cast(nw.Int64)
        scale = typed.scale * self.groups.scale
        if self.sizes.magnitude_bound(self.table, value) * typed.scale * self.groups.often <= _ROOM:
            name = self._sum(self._put(("sum", met, value), lambda: self._masked(met, value, expr)))
            return self._weigh((name,)), scale
        if self.sizes.reach(self.table, value) * typed.scale > _ROOM:
            raise FrameSchemaError(self.table, "", *PAST)
        high = expr // LIMB
        low = expr - high * LIMB
        limbs = (
            self._sum(self._put(("high", met, value), lambda: self._masked(met, value, high))),
            self._sum(self._put(("low", met, value), lambda: self._masked(met, value, low))),
        )
        return self._weigh(limbs), scale

    def _masked(self, met: Predicate, value: Value, expr: nw.Expr) -> nw.Expr:
        """Leave out the cells of rows that are not asked for; where there is no value nothing need be left out."""
        told = {present(value)}
        if isinstance(value, Choose) and value.otherwise == NOTHING:
            told.update(listed(value.when))
        needed = conjoin(fact for fact in listed(met) if fact not in told)
        return expr if needed == ALWAYS else nw.when(self.scope.truth(needed)).then(expr)

    # atoms -----------------------------------------------------------------------------------------------------

    def _n(self, atom: Count) -> Callable[[dict[Label, dict[str, Any]]], Grouped]:
        met = self._rest(atom.where)
        rows, scale = self._rows(met), self.groups.scale
        (shares,) = self._weigh((rows,))
        return lambda groups: {
            label: exact(sums[shares], scale) for label, sums in groups.items() if sums[rows]
        }

    def _s(self, atom: Sum) -> Callable[[dict[Label, dict[str, Any]]], Grouped]:
        met = self._rest(read_by(atom))
        rows = self._rows(met)
        names, scale = self._total(met, atom.value)
        return lambda groups: {
            label: exact(limbs(sums, names), scale) for label, sums in groups.items() if sums[rows]
        }

    def _m(self, atom: MoneySum) -> Callable[[dict[Label, dict[str, Any]]], Grouped]:
        amount = atom.amount
        units: dict[str, Any] = {}
        for code in sorted(self.sizes.codes(self.table, amount.unit)):
            met, no_low, no_high = self._money(atom, code)
            if met != NEVER:
                counts = tuple(None if rows == NEVER else self._rows(rows) for rows in (met, no_low, no_high))
                units[code] = (
                    counts,
                    tuple(self._total(met, value) for value in (amount.value, amount.low, amount.high)),
                )

        def finish(groups: dict[Label, dict[str, Any]]) -> Grouped:
            found: Grouped = {}
            for label, sums in groups.items():
                by_unit = {}
                for code, (counts, totals) in units.items():
                    rows, no_low, no_high = (0 if name is None else sums[name] for name in counts)
                    if rows:
                        value, low, high = (exact(limbs(sums, names), scale) for names, scale in totals)
                        by_unit[code] = HedgedSum(value, low, high, rows, no_low, no_high)
                if by_unit:
                    found[label] = by_unit
            return found

        return finish

    def _span(self, atom: Histogram) -> HistogramSpan:
        met = self._rest(read_by(atom))
        flag = None if met == ALWAYS else self._flag(met)
        return HistogramSpan(atom, flag, self._cell(atom.start), self._cell(atom.end))

    def _tally(self, frame: Frame, spans: Iterable[HistogramSpan]) -> None:
        """Ask for histograms: lengths together, pairs of dates each alone."""
        engine, size = self.store.engine, len(self.labels)
        lengths = [span for span in spans if not span.atom.as_pairs]
        for span in spans:
            if span.atom.as_pairs:
                self.queries.append(pairs_query(engine, frame, self.labels, span))
                self._reads.append(partial(read_pairs, span.atom, size))
        if lengths:
            atoms = [span.atom for span in lengths]
            grouped, whole = lengths_queries(engine, frame, self.labels, lengths)
            self.queries.append(grouped)
            self._reads.append(partial(read_lengths, atoms, size))
            if whole is not None:
                self.queries.append(whole)
                self._reads.append(partial(self._read_whole, atoms))

    def _read_whole(self, atoms: list[Histogram], columns: Columns) -> dict[Atom, Grouped]:
        """Read the histograms of all groups, and note none of a group."""
        found = read_lengths(atoms, 0, columns)
        self.wholes.update((atom, found[atom].get((), atom.empty())) for atom in atoms)
        return {}

    def _distinct(self, atom: Distinct) -> Callable[[Frame], None]:
        """Lay the cell of an atom down; what is given back asks for those that differ."""
        met = self._rest(read_by(atom))
        flag = None if met == ALWAYS else self._flag(met)
        typed = self.scope.typed(atom.value)
        cell = self._cell(atom.value)

        def finish(columns: Columns) -> dict[Atom, Grouped]:
            grouped: dict[Label, set[Any]] = defaultdict(set)
            for row in zip(*columns, strict=True):
                grouped[tuple(map(read_label, row[:-1]))].add(read_cell(row[-1], typed))
            return {atom: {label: frozenset(cells) for label, cells in grouped.items()}}

        def ask(frame: Frame) -> None:
            chosen = frame if flag is None else frame.filter(nw.col(flag))
            self.queries.append(chosen.select(*self.labels, cell).unique())
            self._reads.append(finish)

        return ask

    def _listing(self, frame: Frame, name: Value, atoms: list[Ids]) -> Frame:
        """List the rows that any of several atoms asks for, each with the answer of every one."""
        flags = [self._flag(self._rest(atom.where)) for atom in atoms]
        wanted = nw.any_horizontal(*(nw.col(flag) for flag in dict.fromkeys(flags)), ignore_nulls=True)
        columns = {fresh(): nw.col(label) for label in self.labels}
        columns |= {fresh(): nw.col(column) for column in self.store.order(self.table)}
        columns[fresh()] = nw.col(self._cell(name))
        columns |= {fresh(): nw.col(flag) for flag in flags}
        return frame.filter(wanted).select(**columns)

    def _ids(self, atoms: list[Ids], columns: Columns) -> dict[Atom, Grouped]:
        size, order = len(self.labels), len(self.store.order(self.table))
        found: list[dict[Label, list[tuple[Any, str]]]] = [defaultdict(list) for _ in atoms]
        start = size + order + 1
        for row in zip(*columns, strict=True):
            label = tuple(map(read_label, row[:size]))
            name = str(row[start - 1])
            place = (tuple(map(read_number, row[size : start - 1])), name)
            for groups, flag in zip(found, row[start:], strict=True):
                if flag is True or (not is_missing(flag) and bool(flag)):
                    groups[label].append((place, name))
        answers: dict[Atom, Grouped] = {}
        for atom, groups in zip(atoms, found, strict=True):
            answers[atom] = {}
            for label, items in groups.items():
                items.sort()
                ids = OrderedIds(name for _, name in items)
                ids.ordered = items
                answers[atom][label] = ids
        return answers


def joins(roots: Iterable[Node]) -> bool:
    """Whether other tables must be folded or joined for some nodes."""
    return any(isinstance(node, Exists | Reduce | Parent) for node in walk(roots))


def read_by(atom: Atom) -> Predicate:
    """Say which rows an atom reads: those without the value are of no use to it."""
    if atom.where == NEVER:
        return NEVER
    match atom:
        case Sum() | Distinct():
            return conjoin((atom.where, present(atom.value)))
        case MoneySum():
            return conjoin((atom.where, present(atom.amount.value)))
        case Histogram():
            return conjoin((atom.where, present(atom.start), present(atom.end)))
        case _:
            return atom.where
