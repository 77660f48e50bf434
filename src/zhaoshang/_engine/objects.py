"""The executor over plain objects: columns as lists, a node at a time, each distinct node worked out once."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import compress, repeat
from operator import and_, not_, or_
from typing import Any, Final

from zhaoshang._engine.columns import Cells, Table
from zhaoshang._engine.groups import By, Groups, Label, groups_of
from zhaoshang._engine.tables import Tables
from zhaoshang.calendars import due_on
from zhaoshang.measures import (
    Among,
    And,
    Atom,
    Choose,
    Column,
    Compare,
    Const,
    Distinct,
    Exists,
    FirstOf,
    H,
    Ids,
    M,
    MoneySum,
    N,
    Not,
    OneOf,
    Or,
    Parent,
    Predicate,
    Present,
    Reduce,
    S,
    Shift,
    Times,
    Value,
    every,
)

Mask = list[bool]


class Objects:
    """Works out nodes and atoms over the tables of a ledger."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._masks: dict[tuple[str, Predicate], Mask] = {}
        self._values: dict[tuple[str, Value], Cells] = {}
        self._groups: dict[tuple[str, By], Groups] = {}

    evidence: Final = "ids"

    def lay(self, name: str, make: Callable[[Tables], Table]) -> None:
        """Lay down a table that is worked out for a question."""
        self.tables.put(name, make)

    def prepare(self, atoms: Iterable[Atom], by: By | None = None) -> None:
        """Do nothing ahead: columns are kept, so one atom at a time costs no more than all at once."""

    # predicates ------------------------------------------------------------------------------------------------

    def mask(self, table: str, node: Predicate) -> Mask:
        """Work out a predicate for every row of a table."""
        key = (table, node)
        found = self._masks.get(key)
        if found is None:
            found = self._masks[key] = _MASKS[type(node)](self, table, node)
        return found

    def _and(self, table: str, node: And) -> Mask:
        return self._join(table, node.parts, and_, empty=True)

    def _or(self, table: str, node: Or) -> Mask:
        return self._join(table, node.parts, or_, empty=False)

    def _join(
        self, table: str, parts: tuple[Predicate, ...], how: Callable[[Any, Any], Any], *, empty: bool
    ) -> Mask:
        if not parts:
            return [empty] * len(self.tables[table])
        joined: Mask = self.mask(table, parts[0])
        for part in parts[1:]:
            joined = list(map(how, joined, self.mask(table, part)))
        return joined

    def _not(self, table: str, node: Not) -> Mask:
        return list(map(not_, self.mask(table, node.part)))

    def _present(self, table: str, node: Present) -> Mask:
        return [cell is not None for cell in self.values(table, node.value)]

    def _one_of(self, table: str, node: OneOf) -> Mask:
        options = node.options
        if len(options) == 1:
            (option,) = options
            return [cell == option for cell in self.values(table, node.value)]
        return [cell in options for cell in self.values(table, node.value)]

    def _compare(self, table: str, node: Compare) -> Mask:
        left = self.values(table, node.left)
        if isinstance(node.right, Const):
            return _COMPARE_CONST[node.op](left, node.right.scalar)
        return _COMPARE[node.op](left, self.values(table, node.right))

    def _exists(self, table: str, node: Exists) -> Mask:
        found = [False] * len(self.tables[table])
        for name, where in self._children(node.table, node.where):
            child = self.tables[name]
            if len(child):
                for parent in compress(_parents(child), self.mask(name, where)):
                    found[parent] = True
        return found

    def _first_of(self, table: str, node: FirstOf) -> Mask:
        """Mark the least row of each set that shares its keys."""
        columns = [self.values(table, key) for key in node.keys]
        order, where = self.values(table, node.order), self.mask(table, node.where)
        best: dict[tuple[Any, ...], tuple[bool, Any, int]] = {}
        for row in compress(range(len(where)), where):
            key = tuple(column[row] for column in columns)
            place = (order[row] is None, order[row] or 0, row)
            if key not in best or place < best[key]:
                best[key] = place
        found = [False] * len(where)
        for _, _, row in best.values():
            found[row] = True
        return found

    def _children(self, table: str, where: Predicate) -> Iterable[tuple[str, Predicate]]:
        """Name the parts of a child table that can hold a row, each with what is left to ask there."""
        parts = self.tables.parts(table)
        if parts is None:
            return [(table, where)]
        asked = parts
        rest: list[Predicate] = []
        for part in _conjuncts(where):
            if isinstance(part, OneOf) and part.value == _PART:
                asked &= {str(option) for option in part.options}
            else:
                rest.append(part)
        return [(f"{table}:{name}", every(*rest)) for name in sorted(asked)]

    # values ----------------------------------------------------------------------------------------------------

    def values(self, table: str, node: Value) -> Cells:
        """Work out a value for every row of a table."""
        if isinstance(node, Column):
            return self.tables[table].column(node.name)
        key = (table, node)
        found = self._values.get(key)
        if found is None:
            found = self._values[key] = _VALUES[type(node)](self, table, node)
        return found

    def _const(self, table: str, node: Const) -> Cells:
        return [node.scalar] * len(self.tables[table])

    def _choose(self, table: str, node: Choose) -> Cells:
        return [
            then if when else otherwise
            for when, then, otherwise in zip(
                self.mask(table, node.when),
                self.values(table, node.then),
                self.values(table, node.otherwise),
                strict=True,
            )
        ]

    def _among(self, table: str, node: Among) -> Cells:
        pick = min if node.fold == "min" else max
        columns = [self.values(table, value) for value in node.values]
        return [
            pick((cell for cell in cells if cell is not None), default=None)
            for cells in zip(*columns, strict=True)
        ]

    def _times(self, table: str, node: Times) -> Cells:
        factor = node.factor
        return [None if cell is None else cell * factor for cell in self.values(table, node.value)]

    def _shift(self, table: str, node: Shift) -> Cells:
        cells = self.values(table, node.value)
        moved: dict[Any, Any] = {None: None}
        for day in set(cells) - {None}:
            later = due_on(date.fromordinal(day), node.limit, calendar=node.calendar)
            moved[day] = None if later is None else later.toordinal()
        return [moved[cell] for cell in cells]

    def _parent(self, table: str, node: Parent) -> Cells:
        inner = node.value
        above = self.tables[table].above or "projects"
        cells = self.mask(above, inner) if isinstance(inner, Predicate) else self.values(above, inner)
        return [cells[parent] for parent in _parents(self.tables[table])]

    def _reduce(self, table: str, node: Reduce) -> Cells:
        size = len(self.tables[table])
        folded: Cells = [0] * size if node.fold == "count" else [None] * size
        missing: set[int] = set()
        for name, where in self._children(node.table, node.where):
            child = self.tables[name]
            if len(child):
                mask = self.mask(name, where)
                pairs = zip(
                    compress(_parents(child), mask),
                    compress(self.values(name, node.value), mask),
                    strict=True,
                )
                _FOLDS[node.fold](folded, pairs, missing)
        for row in missing:
            folded[row] = None
        return folded

    # atoms -----------------------------------------------------------------------------------------------------

    def atom(self, atom: Atom, by: By | None = None) -> Any:
        """Add an atom up over the whole table, or apart for each group."""
        mask = self.mask(atom.table, atom.where)
        if by is None:
            labels: Iterable[Label] = repeat(_WHOLE, len(mask))
            grouped = _ATOMS[type(atom)](self, atom, mask, labels, None, None)
            return grouped.get(_WHOLE, atom.empty())
        groups = self._groups.get((atom.table, by))
        if groups is None:
            groups = self._groups[atom.table, by] = groups_of(self.tables, atom.table, by)
        rows = groups.rows
        if rows is not None:
            mask = [mask[row] for row in rows]
        return _ATOMS[type(atom)](self, atom, mask, groups.labels, rows, groups.weights)

    def _take(self, table: str, node: Value, rows: Sequence[int] | None) -> Cells:
        cells = self.values(table, node)
        return cells if rows is None else [cells[row] for row in rows]

    def _n(self, _atom: N, mask: Mask, labels: Iterable[Label], _rows: Any, weights: Any) -> dict[Label, Any]:
        if weights is None:
            return Counter(compress(labels, mask))
        counted: dict[Label, Any] = defaultdict(int)
        for label, weight in zip(compress(labels, mask), compress(weights, mask), strict=True):
            counted[label] += weight
        return counted

    def _s(self, atom: S, mask: Mask, labels: Iterable[Label], rows: Any, weights: Any) -> dict[Label, Any]:
        summed: dict[Label, Any] = defaultdict(int)
        cells = self._take(atom.table, atom.value, rows)
        for label, cell, weight in _chosen(mask, labels, cells, weights or repeat(1)):
            if cell is not None:
                summed[label] += cell * weight
        return summed

    def _m(self, atom: M, mask: Mask, labels: Iterable[Label], rows: Any, weights: Any) -> dict[Label, Any]:
        amount = atom.amount
        value, low, high, unit = (
            self._take(atom.table, node, rows)
            for node in (amount.value, amount.low, amount.high, amount.unit)
        )
        sums: dict[Label, dict[str, list[Any]]] = {}
        columns = zip(value, low, high, unit, weights or repeat(1))  # noqa: B905 - repeat has no end
        for label, (number, least, most, code, weight) in zip(
            compress(labels, mask), compress(columns, mask), strict=True
        ):
            if number is None or code is None:
                continue
            total = sums.setdefault(label, {}).setdefault(code, [0, 0, 0, 0, 0, 0])
            total[0] += number * weight
            total[3] += 1
            if least is None:
                total[4] += 1
            else:
                total[1] += least * weight
            if most is None:
                total[5] += 1
            else:
                total[2] += most * weight
        return {
            label: {code: MoneySum(*total) for code, total in units.items()} for label, units in sums.items()
        }

    def _h(self, atom: H, mask: Mask, labels: Iterable[Label], rows: Any, _weights: Any) -> dict[Label, Any]:
        counted: dict[Label, Counter[Any]] = defaultdict(Counter)
        start, end = (self._take(atom.table, node, rows) for node in (atom.start, atom.end))
        for label, first, last in _chosen(mask, labels, start, end):
            if first is not None and last is not None:
                counted[label][(first, last) if atom.as_pairs else last - first] += 1
        return counted

    def _ids(
        self, atom: Ids, mask: Mask, labels: Iterable[Label], rows: Any, _weights: Any
    ) -> dict[Label, Any]:
        listed: dict[Label, list[Any]] = defaultdict(list)
        for label, cell in zip(
            compress(labels, mask), compress(self._take(atom.table, atom.id, rows), mask), strict=True
        ):
            listed[label].append(cell)
        return {label: tuple(ids) for label, ids in listed.items()}

    def _distinct(
        self, atom: Distinct, mask: Mask, labels: Iterable[Label], rows: Any, _w: Any
    ) -> dict[Label, Any]:
        found: dict[Label, set[Any]] = defaultdict(set)
        for label, cell in zip(
            compress(labels, mask), compress(self._take(atom.table, atom.value, rows), mask), strict=True
        ):
            if cell is not None:
                found[label].add(cell)
        return {label: frozenset(cells) for label, cells in found.items()}


def _chosen(mask: Mask, labels: Iterable[Label], *columns: Iterable[Any]) -> Iterable[tuple[Any, ...]]:
    return compress(zip(labels, *columns), mask)  # noqa: B905 - a repeat among the columns has no end


def _conjuncts(where: Predicate) -> Iterable[Predicate]:
    """List what must all hold, down into what is joined inside."""
    if isinstance(where, And):
        for part in where.parts:
            yield from _conjuncts(part)
    else:
        yield where


def _parents(table: Table) -> Sequence[int]:
    assert table.parents is not None  # noqa: S101 - child tables have parents by construction
    return table.parents


_WHOLE: Final[Label] = ()
_PART: Final = Column("part")


def _fold_min(folded: Cells, pairs: Iterable[tuple[int, Any]], _missing: set[int]) -> None:
    for row, cell in pairs:
        if cell is not None and (folded[row] is None or cell < folded[row]):
            folded[row] = cell


def _fold_max(folded: Cells, pairs: Iterable[tuple[int, Any]], _missing: set[int]) -> None:
    for row, cell in pairs:
        if cell is not None and (folded[row] is None or cell > folded[row]):
            folded[row] = cell


def _fold_sum(folded: Cells, pairs: Iterable[tuple[int, Any]], missing: set[int]) -> None:
    for row, cell in pairs:
        if cell is None:
            missing.add(row)
        else:
            folded[row] = cell if folded[row] is None else folded[row] + cell


def _fold_only(folded: Cells, pairs: Iterable[tuple[int, Any]], missing: set[int]) -> None:
    for row, cell in pairs:
        if cell is None or (folded[row] is not None and cell != folded[row]):
            missing.add(row)
        else:
            folded[row] = cell


def _fold_count(folded: Cells, pairs: Iterable[tuple[int, Any]], _missing: set[int]) -> None:
    for row, _cell in pairs:
        folded[row] += 1


_FOLDS: Final[dict[str, Callable[[Cells, Iterable[tuple[int, Any]], set[int]], None]]] = {
    "min": _fold_min,
    "max": _fold_max,
    "sum": _fold_sum,
    "only": _fold_only,
    "count": _fold_count,
}

_COMPARE_CONST: Final[dict[str, Callable[[Cells, Any], Mask]]] = {
    "lt": lambda cells, to: [cell is not None and cell < to for cell in cells],
    "le": lambda cells, to: [cell is not None and cell <= to for cell in cells],
    "eq": lambda cells, to: [cell is not None and cell == to for cell in cells],
    "ge": lambda cells, to: [cell is not None and cell >= to for cell in cells],
    "gt": lambda cells, to: [cell is not None and cell > to for cell in cells],
}

_COMPARE: Final[dict[str, Callable[[Cells, Cells], Mask]]] = {
    "lt": lambda left, right: [
        a is not None and b is not None and a < b for a, b in zip(left, right, strict=True)
    ],
    "le": lambda left, right: [
        a is not None and b is not None and a <= b for a, b in zip(left, right, strict=True)
    ],
    "eq": lambda left, right: [
        a is not None and b is not None and a == b for a, b in zip(left, right, strict=True)
    ],
    "ge": lambda left, right: [
        a is not None and b is not None and a >= b for a, b in zip(left, right, strict=True)
    ],
    "gt": lambda left, right: [
        a is not None and b is not None and a > b for a, b in zip(left, right, strict=True)
    ],
}

_MASKS: Final[dict[type, Callable[[Objects, str, Any], Mask]]] = {
    And: Objects._and,
    Or: Objects._or,
    Not: Objects._not,
    Present: Objects._present,
    OneOf: Objects._one_of,
    Compare: Objects._compare,
    Exists: Objects._exists,
    FirstOf: Objects._first_of,
}

_VALUES: Final[dict[type, Callable[[Objects, str, Any], Cells]]] = {
    Const: Objects._const,
    Among: Objects._among,
    Choose: Objects._choose,
    Parent: Objects._parent,
    Reduce: Objects._reduce,
    Shift: Objects._shift,
    Times: Objects._times,
}

_ATOMS: Final[dict[type, Callable[..., dict[Label, Any]]]] = {
    N: Objects._n,
    S: Objects._s,
    M: Objects._m,
    H: Objects._h,
    Ids: Objects._ids,
    Distinct: Objects._distinct,
}
