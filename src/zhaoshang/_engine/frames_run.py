"""The executor over data frames: all atoms of a table in one pass, lazy to the end."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from fractions import Fraction
from itertools import groupby, repeat
from typing import Any, Final

import narwhals.stable.v2 as nw
from attrs import evolve

from zhaoshang._engine.columns import Table
from zhaoshang._engine.executors import Evidence
from zhaoshang._engine.frames_lower import Frame, Node, Scope, Typed, fresh, walk
from zhaoshang._engine.frames_rewrite import (
    Rewriter,
    Wide,
    conjoin,
    envelope,
    listed,
    negate,
    one_of,
    present,
)
from zhaoshang._engine.frames_store import Store, day_number, is_missing
from zhaoshang._engine.groups import INSIDE, OUTSIDE, By, Label
from zhaoshang._engine.tables import Tables
from zhaoshang.measures import (
    NEVER,
    Among,
    Atom,
    Choose,
    Column,
    Compare,
    Const,
    Distinct,
    Exists,
    H,
    Ids,
    M,
    MoneySum,
    N,
    Parent,
    Predicate,
    Reduce,
    S,
    Times,
    Value,
)

_WHOLE: Final[Label] = ()
_LIMB: Final = 10**9
_ROOM: Final = 2**63 - 1

Grouped = dict[Label, Any]
Columns = list[list[Any]]


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
                self._results[None].update((atom, self._merged(atom, by)) for atom in whole)
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

    def _merged(self, atom: Atom, by: By) -> Any:
        """Join the groups, which share no row, to the whole."""
        return _joined(atom, self._results[by][atom])

    def _passes(self, atoms: Iterable[Atom], by: By | None) -> None:
        results = self._results[by]
        tables: dict[str, dict[Atom, list[Atom]]] = {}
        for atom in atoms:
            found = self.rewriter.atom(atom)
            if found.where == NEVER or not self.store.has_rows_of(atom.table):
                results[atom] = {}
            else:
                tables.setdefault(atom.table, {}).setdefault(found, []).append(atom)
        passes = [
            _Pass(self.store, self.rewriter, table, batch, by)
            for table, rewritten in tables.items()
            for batch in _batches(list(rewritten))
        ]
        collected = self.store.collect([query for each in passes for query in each.queries])
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
    if any(isinstance(node, Exists | Reduce | Parent) for node in walk(roots)):
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


class Listed(tuple[str, ...]):  # noqa: SLOT001 - a tuple's own slots cannot hold more
    """Ids of one group that remember their places among all rows."""

    ordered: list[tuple[Any, str]]


class _Pass:
    """One pass over a table: masked columns first, then elementary sums."""

    def __init__(
        self, store: Store, rewriter: Rewriter, table: str, atoms: list[Atom], by: By | None
    ) -> None:
        self.store = store
        self.table = table
        self.atoms = atoms
        self.by = by
        self.keys: list[Value] = []
        self.shared: list[str] = []
        for key in () if by is None else by.keys:
            if by is not None and not by.is_single(key) and self._is_of_projects(key):
                self.shared.append(key)
            self.keys.append(rewriter.value(table, self._key_node(table, key)))
        self.labels = [fresh() for _ in self.keys]
        self.weight: str | None = None
        self.queries: list[Frame] = []
        self._columns: dict[Hashable, tuple[str, nw.Expr]] = {}
        self._sums: dict[str, tuple[str, str]] = {}
        self._finish: dict[Atom, Callable[[dict[Label, dict[str, Any]]], Grouped]] = {}
        self._read: dict[Atom, Callable[[Columns], Grouped]] = {}
        self._listings: dict[Value, list[Ids]] = {}
        self._learn()
        self._plan()

    def _is_of_projects(self, key: str) -> bool:
        """Whether rows have the groups of their project, of which there may be several."""
        store, table = self.store, self.table
        if table == "projects":
            return True
        return (
            store.is_child(table) and not store.has_key(table, key) and store.parent_of(table) == "projects"
        )

    def _key_node(self, table: str, key: str) -> Value:
        """Give a grouping key: the rows' own, else that of their parents."""
        if self.store.has_key(table, key):
            return Column(key)
        if self.store.is_child(table):
            return Parent(self._key_node(self.store.parent_of(table), key))
        return Const(None)

    # the parts of a pass ---------------------------------------------------------------------------------------

    def _plan(self) -> None:
        """Lay the columns down and list the queries, none of which is run yet."""
        roots: list[Node] = list(self.keys)
        for atom in self.atoms:
            roots.extend(self._roots(atom))
        keep = [self.store.key(self.table), *self.store.order(self.table)]
        where = envelope(atom.where for atom in self.atoms)
        self.scope = Scope(self.store, self.table, roots, keep=keep, where=where)
        frame = self._members(self.scope.frame)
        asked: list[Callable[[Frame], Frame]] = []
        for atom in self.atoms:
            match atom:
                case N():
                    self._finish[atom] = self._n(atom)
                case S():
                    self._finish[atom] = self._s(atom)
                case M():
                    self._finish[atom] = self._m(atom)
                case H():
                    query, self._read[atom] = self._h(atom)
                    asked.append(query)
                case Distinct():
                    query, self._read[atom] = self._distinct(atom)
                    asked.append(query)
                case Ids():
                    self._listings.setdefault(atom.id, []).append(atom)
                    self._flag(atom.where)
                case _:
                    raise TypeError(type(atom).__name__)
        marked = frame.with_columns(**dict(self._columns.values())) if self._columns else frame
        if self._sums:
            self.queries.append(self._main(marked))
        self.queries += [query(marked) for query in asked]
        self.queries += [self._listing(marked, name, atoms) for name, atoms in self._listings.items()]

    def answers(self, tables: list[Columns]) -> dict[Atom, Grouped]:
        """Read the answers of all queries, in their order."""
        answers: dict[Atom, Grouped] = {}
        sums = self._grouped(tables.pop(0)) if self._sums else {}
        answers.update((atom, finish(sums)) for atom, finish in self._finish.items())
        for atom, read in self._read.items():
            answers[atom] = read(tables.pop(0))
        for atoms in self._listings.values():
            answers.update(self._ids(atoms, tables.pop(0)))
        return answers

    def _roots(self, atom: Atom) -> list[Node]:
        """List the nodes that are put in columns."""
        match atom:
            case S():
                return [self._stated(atom), atom.value]
            case M(amount=amount):
                roots: list[Node] = [amount.value, amount.low, amount.high]
                for code in self._codes(amount.unit):
                    roots += self._money(atom, code)
                return roots
            case _:
                return _nodes(atom)

    @staticmethod
    def _stated(atom: S) -> Predicate:
        return conjoin((atom.where, present(atom.value)))

    def _money(self, atom: M, code: str) -> list[Predicate]:
        """The rows of one unit; those without a lower bound; those without an upper one."""
        amount = atom.amount
        met = conjoin((atom.where, present(amount.value), one_of(amount.unit, frozenset((code,)))))
        return [met, *(conjoin((met, negate(present(side)))) for side in (amount.low, amount.high))]

    def _main(self, frame: Frame) -> Frame:
        asked = {name: getattr(nw.col(column), how)() for name, (how, column) in self._sums.items()}
        needed = dict.fromkeys(column for _, column in self._sums.values())
        if not self.keys:
            return frame.select(**asked)
        return frame.select(*self.labels, *needed).group_by(self.labels).agg(**asked)

    def _grouped(self, columns: Columns) -> dict[Label, dict[str, Any]]:
        """Read the sums of each group; labels that read alike are one group."""
        grouped: dict[Label, dict[str, Any]] = {}
        size = len(self.keys)
        for row in zip(*columns, strict=True):
            label = tuple(map(_label, row[:size]))
            sums = dict(zip(self._sums, map(_whole, row[size:]), strict=True))
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

    def _sum(self, column: str) -> str:
        name = f"_s{column}"
        self._sums[name] = ("sum", column)
        return name

    def _flag(self, met: Predicate) -> str:
        return self._put(("flag", met), lambda: self.scope.truth(met))

    def _rows(self, met: Predicate) -> str:
        """Count the rows where a predicate holds."""
        return self._sum(self._put(("rows", met), lambda: self.store.countable(self.scope.truth(met))))

    def _share(self, met: Predicate) -> tuple[str, ...]:
        """Add up the shares of the rows where a predicate holds."""
        weight = self.weight
        if weight is None:
            return (self._rows(met),)
        column = self._put(("share", met), lambda: nw.when(self.scope.truth(met)).then(nw.col(weight)))
        return (self._sum(column),)

    def _total(self, met: Predicate, value: Value) -> tuple[tuple[str, ...], int]:
        """Add up a value where a predicate holds: the names of its limbs, and its scale."""
        if isinstance(value, Const) and value.scalar is None:
            return (), 1
        typed = self.scope.typed(value)
        whole = self._bound(value) * typed.scale * self.weight_scale
        expr = typed.expr.cast(nw.Int64)
        if self.weight is not None:
            expr = expr * nw.col(self.weight)
        scale = typed.scale * self.weight_scale
        if whole * max(1, self.store.rows(self.table)) <= _ROOM:
            return (self._sum(self._put(("sum", met, value), lambda: self._masked(met, expr))),), scale
        high = expr // _LIMB
        low = expr - high * _LIMB
        limbs = (
            self._sum(self._put(("high", met, value), lambda: self._masked(met, high))),
            self._sum(self._put(("low", met, value), lambda: self._masked(met, low))),
        )
        return limbs, scale

    def _masked(self, met: Predicate, expr: nw.Expr) -> nw.Expr:
        return nw.when(self.scope.truth(met)).then(expr)

    # atoms -----------------------------------------------------------------------------------------------------

    def _n(self, atom: N) -> Callable[[dict[Label, dict[str, Any]]], Grouped]:
        rows, shares = self._rows(atom.where), self._share(atom.where)
        scale = self.weight_scale if self.weight is not None else 1
        return lambda groups: {
            label: _exact(_limbs(sums, shares), scale) for label, sums in groups.items() if sums[rows]
        }

    def _s(self, atom: S) -> Callable[[dict[Label, dict[str, Any]]], Grouped]:
        met = self._stated(atom)
        rows = self._rows(met)
        names, scale = self._total(met, atom.value)
        return lambda groups: {
            label: _exact(_limbs(sums, names), scale) for label, sums in groups.items() if sums[rows]
        }

    def _m(self, atom: M) -> Callable[[dict[Label, dict[str, Any]]], Grouped]:
        amount = atom.amount
        units: dict[str, Any] = {}
        for code in self._codes(amount.unit):
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
                        value, low, high = (_exact(_limbs(sums, names), scale) for names, scale in totals)
                        by_unit[code] = MoneySum(value, low, high, rows, no_low, no_high)
                if by_unit:
                    found[label] = by_unit
            return found

        return finish

    def _h(self, atom: H) -> tuple[Callable[[Frame], Frame], Callable[[Columns], Grouped]]:
        met = self._flag(atom.where)
        start, end = (
            self._put(("value", node), lambda node=node: self.scope.typed(node).expr)  # type: ignore[misc]
            for node in (atom.start, atom.end)
        )
        size, many = len(self.keys), fresh()

        def query(frame: Frame) -> Frame:
            both = frame.filter(nw.col(met) & ~nw.col(start).is_null() & ~nw.col(end).is_null())
            if atom.as_pairs:
                span = [fresh(), fresh()]
                chosen = both.select(*self.labels, **{span[0]: nw.col(start), span[1]: nw.col(end)})
            else:
                span = [fresh()]
                chosen = self.store.days(both, start, end, span[0]).select(*self.labels, *span)
            return self.store.tally(chosen, self.labels, span, many)

        def finish(columns: Columns) -> Grouped:
            *labels, counts = columns
            cells = labels[size:]
            lengths: list[Any] = (
                list(zip(*([day_number(cell) for cell in column] for column in cells), strict=True))
                if atom.as_pairs
                else _days(cells[0])
            )
            grouped: dict[Label, Counter[Any]] = {}
            at = 0
            for label, run in groupby(zip(*labels[:size], strict=True) if size else repeat((), len(counts))):
                end = at + sum(1 for _ in run)
                found: Counter[Any] = Counter(dict(zip(lengths[at:end], counts[at:end], strict=True)))
                name = tuple(map(_label, label))
                grouped[name] = grouped[name] + found if name in grouped else found
                at = end
            return grouped

        return query, finish

    def _distinct(self, atom: Distinct) -> tuple[Callable[[Frame], Frame], Callable[[Columns], Grouped]]:
        met = self._flag(atom.where)
        typed = self.scope.typed(atom.value)
        cell = self._put(("value", atom.value), lambda: typed.expr)

        def query(frame: Frame) -> Frame:
            chosen = frame.filter(nw.col(met) & ~nw.col(cell).is_null())
            return chosen.select(*self.labels, cell).unique()

        def finish(columns: Columns) -> Grouped:
            grouped: dict[Label, set[Any]] = defaultdict(set)
            for row in zip(*columns, strict=True):
                grouped[tuple(map(_label, row[:-1]))].add(_cell(row[-1], typed))
            return {label: frozenset(cells) for label, cells in grouped.items()}

        return query, finish

    def _listing(self, frame: Frame, name: Value, atoms: list[Ids]) -> Frame:
        """List the rows that any of several atoms asks for, each with the answer of every one."""
        flags = [self._columns["flag", atom.where][0] for atom in atoms]
        wanted = nw.any_horizontal(*(nw.col(flag) for flag in dict.fromkeys(flags)), ignore_nulls=True)
        columns = {fresh(): nw.col(label) for label in self.labels}
        columns |= {fresh(): nw.col(column) for column in self.store.order(self.table)}
        columns[fresh()] = self.scope.typed(name).expr
        columns |= {fresh(): nw.col(flag) for flag in flags}
        return frame.filter(wanted).select(**columns)

    def _ids(self, atoms: list[Ids], columns: Columns) -> dict[Atom, Grouped]:
        size, order = len(self.keys), len(self.store.order(self.table))
        found: list[dict[Label, list[tuple[Any, str]]]] = [defaultdict(list) for _ in atoms]
        start = size + order + 1
        for row in zip(*columns, strict=True):
            label = tuple(map(_label, row[:size]))
            name = str(row[start - 1])
            place = (tuple(map(_whole, row[size : start - 1])), name)
            for groups, flag in zip(found, row[start:], strict=True):
                if flag is True or (not is_missing(flag) and bool(flag)):
                    groups[label].append((place, name))
        answers: dict[Atom, Grouped] = {}
        for atom, groups in zip(atoms, found, strict=True):
            answers[atom] = {}
            for label, items in groups.items():
                items.sort()
                ids = Listed(name for _, name in items)
                ids.ordered = items
                answers[atom][label] = ids
        return answers

    # groups with shares ----------------------------------------------------------------------------------------

    @property
    def weight_scale(self) -> int:
        """What shares are multiplied by."""
        return 1 if self.weight is None else self.store.kind("shares", "share")[1]

    def _members(self, frame: Frame) -> Frame:
        """Give every row its groups; where credit is shared, a row stands once for each of them."""
        labelled: dict[str, nw.Expr] = {}
        for name, node, key in zip(
            self.labels, self.keys, () if self.by is None else self.by.keys, strict=True
        ):
            if key not in self.shared:
                labelled[name] = self._own_label(node)
        for name, node, key in zip(
            self.labels, self.keys, () if self.by is None else self.by.keys, strict=True
        ):
            if key in self.shared:
                frame, labelled[name] = self._join_members(frame, key, self._own_label(node))
        if self.weight is not None:
            unit = nw.col(self.weight)
            labelled[self.weight] = nw.when(unit.is_null()).then(nw.lit(self.weight_scale)).otherwise(unit)
        return frame.with_columns(**labelled) if labelled else frame

    def _own_label(self, node: Value) -> nw.Expr:
        """Give a row's own label; where the key is unknown to the table, none."""
        return nw.lit("") if node == Const(None) else self.scope.typed(node).expr

    def _join_members(self, frame: Frame, key: str, own: nw.Expr) -> tuple[Frame, nw.Expr]:
        store = self.store
        child = "shares" if key == "owner" else "events"
        if not store.has_table(child):
            return frame, own
        parent, label = fresh(), fresh()
        if key == "owner":
            self.weight = fresh()
            rows = self._owners(parent, label, self.weight)
        else:
            rows = store.frame(child, [store.link(child), "event"]).unique()
            rows = rows.select(**{parent: nw.col(store.link(child)), label: nw.col("event")})
        on = store.key(self.table) if self.table == "projects" else store.link(self.table)
        joined = frame.join(rows, left_on=on, right_on=parent, how="left")
        there = nw.col(label)
        return joined, nw.when(there.is_null()).then(own).otherwise(there)

    def _owners(self, parent: str, label: str, weight: str) -> Frame:
        """Split every project between units by the shares that hold on the day; what has run out is the owner's."""
        store = self.store
        link, (_, scale) = store.link("shares"), store.kind("shares", "share")
        rows = store.frame("shares", [link, "unit", "share", "until"])
        valid = ~nw.col("share").is_null()
        day = None if self.by is None else self.by.day
        if day is not None:
            until = nw.col("until")
            valid &= until.is_null() | (until >= nw.lit(store.day(day.toordinal())))
        held, stated, many = fresh(), fresh(), fresh()
        rows = rows.with_columns(
            **{
                many: nw.when(valid).then(nw.lit(1)).otherwise(nw.lit(0)),
                held: nw.when(valid).then(nw.col("share")).otherwise(nw.lit(0)),
            }
        )
        share = nw.col("share").cast(nw.Int64)
        now = rows.filter(nw.col(many) == 1).select(
            **{parent: nw.col(link), label: nw.col("unit"), weight: share}
        )
        sums = rows.group_by(link).agg(
            **{held: nw.col(held).sum(), many: nw.col(many).sum(), stated: nw.col("share").sum()}
        )
        rest = sums.filter((nw.col(stated) == scale) & (nw.col(held) != scale) & (nw.col(many) > 0)).select(
            **{
                parent: nw.col(link),
                label: nw.lit(None, dtype=nw.String),
                weight: (nw.lit(scale) - nw.col(held)).cast(nw.Int64),
            }
        )
        return nw.concat([now, rest], how="vertical")

    # what columns hold -----------------------------------------------------------------------------------------

    def _learn(self) -> None:
        """Ask once for the units and the greatest numbers of the columns that are added up."""
        wanted: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
        for atom in self.atoms:
            if isinstance(atom, S):
                self._gather(self.table, atom.value, wanted, 0)
            elif isinstance(atom, M):
                for node in (atom.amount.value, atom.amount.low, atom.amount.high):
                    self._gather(self.table, node, wanted, 0)
                self._gather(self.table, atom.amount.unit, wanted, 1)
        for table, (numbers, codes) in wanted.items():
            self.store.learn(table, tuple(numbers), tuple(codes))

    def _gather(self, table: str, node: Value, wanted: dict[str, Any], kind: int) -> None:
        if isinstance(node, Column):
            wanted.setdefault(table, ({}, {}))[kind][node.name] = None
        for below, inner in self._inside(table, node):
            self._gather(below, inner, wanted, kind)
        if isinstance(node, Reduce):
            wanted.setdefault(node.table, ({}, {}))

    def _inside(self, table: str, node: Value) -> list[tuple[str, Value]]:
        match node:
            case Choose():
                return [(table, node.then), (table, node.otherwise)]
            case Among():
                return [(table, value) for value in node.values]
            case Reduce():
                return [(node.table, node.value)]
            case Wide():
                return [(table, value) for value, _ in node.items]
            case Times():
                return [(table, node.value)]
            case Parent(value=Value() as value):
                return [(self.store.parent_of(table), value)]
            case _:
                return []

    def _codes(self, node: Value) -> list[str]:
        return sorted(self._codes_of(self.table, node))

    def _codes_of(self, table: str, node: Value) -> frozenset[str]:
        match node:
            case Const(scalar=None):
                return frozenset()
            case Const():
                return frozenset((str(node.scalar),))
            case Column():
                return self.store.codes(table, node.name)
            case _:
                return frozenset().union(
                    *(self._codes_of(below, inner) for below, inner in self._inside(table, node))
                )

    def _bound(self, node: Value) -> Fraction:
        return self._bound_of(self.table, node)

    def _bound_of(self, table: str, node: Value) -> Fraction:
        """Give a number that no cell of a value exceeds, on either side of 0."""
        match node:
            case Const():
                return abs(Fraction(node.scalar or 0)) if not isinstance(node.scalar, str) else Fraction(0)
            case Column():
                return Fraction(self.store.bound(table, node.name), self.store.kind(table, node.name)[1])
            case _:
                inside = [self._bound_of(below, inner) for below, inner in self._inside(table, node)]
                greatest = max(inside, default=Fraction(0))
                if isinstance(node, Times):
                    return greatest * abs(Fraction(node.factor))
                if isinstance(node, Reduce) and node.fold in {"sum", "count"}:
                    return greatest * self.store.rows(node.table)
                return greatest * (len(inside) if isinstance(node, Wide) else 1)


# cells that come back ------------------------------------------------------------------------------------------


def _label(cell: Any) -> str:
    return "" if is_missing(cell) else str(cell)


def _whole(cell: Any) -> int:
    return 0 if is_missing(cell) else int(cell)


def _limbs(sums: dict[str, Any], names: tuple[str, ...]) -> int:
    total = 0
    for name in names:
        total = total * _LIMB + int(sums[name])
    return total


def _exact(number: int, scale: int) -> int | Fraction:
    exact = Fraction(number, scale)
    return exact.numerator if exact.denominator == 1 else exact


def _days(cells: list[Any]) -> list[int]:
    """Read differences of dates, which are durations on some engines."""
    if not cells or isinstance(cells[0], int):
        return cells
    return [int(getattr(cell, "days", cell)) for cell in cells]


def _cell(cell: Any, typed: Typed) -> Any:
    match typed.kind:
        case "date":
            return day_number(cell)
        case "number":
            return _exact(int(cell), typed.scale)
        case "bool":
            return bool(cell)
        case _:
            return str(cell)
