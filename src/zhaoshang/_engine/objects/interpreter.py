"""The executor over plain objects: columns as lists, a node at a time, each distinct node worked out once."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from itertools import compress
from typing import Any, Final, TypeVar

from zhaoshang._engine.objects.sums import WHOLE, Selection, add_up
from zhaoshang._engine.query.executors import Evidence
from zhaoshang._engine.query.groups import By, Groups, Label, groups_of, own_column
from zhaoshang._engine.query.wheres import unlike
from zhaoshang._engine.tables.columns import Cells, LedgerTable, Mask
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.calendars import due_on
from zhaoshang.errors import UnpublishedYearError
from zhaoshang.measures import (
    Among,
    And,
    Atom,
    Choose,
    Column,
    Compare,
    Const,
    Count,
    Exists,
    FirstOf,
    Histogram,
    Ids,
    Not,
    OneOf,
    Or,
    Parent,
    Predicate,
    Present,
    Reduce,
    Shift,
    Times,
    Value,
    every,
)

T = TypeVar("T")


class Objects:
    """Works out nodes and atoms over the tables of a ledger."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._masks: dict[tuple[str, Predicate], Mask] = {}
        self._values: dict[tuple[str, Value], Cells] = {}
        self._groups: dict[tuple[str, By], Groups] = {}
        self._once: dict[tuple[Any, ...], Any] = {}

    evidence: Evidence = "ids"

    def has(self, table: str, column: str) -> bool:
        """Tell whether there are rows with such a column."""
        return self.tables[table].has(column)

    def register_table(self, name: str, make: Callable[[Tables], LedgerTable]) -> None:
        """Lay down a table that was worked out for a question."""
        self.tables.put(name, make)

    def require(self, _atoms: Iterable[Atom], /) -> None:
        """Records have a place for every date."""

    def prepare(self, atoms: Iterable[Atom], by: By | None = None) -> None:
        """Add everything up before any figure is made, which spares the collector of garbage the long columns.

        Identifiers are only listed when they are asked for, so here their rows are merely marked.
        """
        for atom in atoms:
            with suppress(UnpublishedYearError):  # the figure that needs the year says so
                if isinstance(atom, Ids):
                    self.mask(atom.table, atom.where)
                else:
                    self.atom(atom, by)

    def prefetch(self, atoms: Iterable[Atom], by: By | None = None) -> None:
        """Do nothing ahead, for the same reason."""

    # predicates ------------------------------------------------------------------------------------------------

    def mask(self, table: str, node: Predicate) -> Mask:
        """Work out a predicate for every row of a table."""
        key = (table, node)
        found = self._masks.get(key)
        if found is None:
            found = self._masks[key] = _MASKS[type(node)](self, table, node)
        return found

    def _and(self, table: str, node: And) -> Mask:
        size = len(self.tables[table])
        masks = [self.mask(table, part) for part in node.parts]

        def join() -> Mask:
            joined = _ones(size)
            for mask in masks:
                joined &= _number(mask)
            return joined.to_bytes(size, "little")

        return self._shared(("and", size, *map(id, masks)), join)

    def _or(self, table: str, node: Or) -> Mask:
        size = len(self.tables[table])
        masks = [self.mask(table, part) for part in node.parts]

        def join() -> Mask:
            joined = 0
            for mask in masks:
                joined |= _number(mask)
            return joined.to_bytes(size, "little")

        return self._shared(("or", size, *map(id, masks)), join)

    def _not(self, table: str, node: Not) -> Mask:
        size = len(self.tables[table])
        mask = self.mask(table, node.part)
        return self._shared(("not", id(mask)), lambda: (_ones(size) ^ _number(mask)).to_bytes(size, "little"))

    def _shared(self, key: tuple[Any, ...], make: Callable[[], T]) -> T:
        """Work something out once for the same columns and masks, which are told apart by identity.

        Where no date is coarse, first and last days are one column, and what is certain and what is possible too.
        """
        if key not in self._once:
            self._once[key] = make()
        found: T = self._once[key]
        return found

    def _present(self, table: str, node: Present) -> Mask:
        cells = self.values(table, node.value)
        if isinstance(node.value, Column) and self.tables[table].is_full(node.value.name):
            return self._shared(("all", len(cells)), lambda: b"\x01" * len(cells))
        return self._shared(("present", id(cells)), lambda: bytes([cell is not None for cell in cells]))

    def _one_of(self, table: str, node: OneOf) -> Mask:
        options, value = node.options, node.value
        if isinstance(value, Parent) and isinstance(value.value, Predicate) and options == _TRUE:
            here = self.tables[table]
            above = self.mask(here.above or "projects", value.value)
            return bytes(map(above.__getitem__, _parents(here)))
        cells = self.values(table, value)
        number = next((option for option in options if not isinstance(option, str | None)), None)
        if number is not None and isinstance(value, Column) and any(isinstance(cell, str) for cell in cells):
            raise unlike(value.name, number)
        if len(options) == 1:
            (option,) = options
            return bytes([cell == option for cell in cells])
        return bytes([cell in options for cell in cells])

    def _compare(self, table: str, node: Compare) -> Mask:
        left = self.values(table, node.left)
        if isinstance(node.right, Const):
            scalar = node.right.scalar
            if scalar is None:
                return bytes(len(left))
            try:
                return self._shared(
                    (node.op, id(left), scalar), lambda: bytes(_COMPARE_CONST[node.op](left, scalar))
                )
            except TypeError:
                if isinstance(node.left, Column) and not isinstance(scalar, str):
                    raise unlike(node.left.name, scalar) from None
                raise
        right = self.values(table, node.right)
        return self._shared((node.op, id(left), id(right), 0), lambda: bytes(_COMPARE[node.op](left, right)))

    def _exists(self, table: str, node: Exists) -> Mask:
        children = [
            (_parents(self.tables[name]), self.mask(name, where))
            for name, where in self._children(node.table, node.where)
            if len(self.tables[name])
        ]

        def mark() -> Mask:
            found = bytearray(len(self.tables[table]))
            for parents, mask in children:
                if 1 in mask:
                    for parent in compress(parents, mask):
                        found[parent] = 1
            return bytes(found)

        return self._shared(("exists", table, *(id(part) for pair in children for part in pair)), mark)

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
        found = bytearray(len(where))
        for _, _, row in best.values():
            found[row] = 1
        return bytes(found)

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
        when = self.mask(table, node.when)
        if 0 not in when:
            return self.values(table, node.then)
        if 1 not in when:
            return self.values(table, node.otherwise)
        return [
            then if chosen else otherwise
            for chosen, then, otherwise in zip(
                when, self.values(table, node.then), self.values(table, node.otherwise), strict=True
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
        parents = _parents(self.tables[table])
        if isinstance(inner, Predicate):
            mask = self.mask(above, inner)
            return [mask[parent] == 1 for parent in parents]
        return list(map(self.values(above, inner).__getitem__, parents))

    def _reduce(self, table: str, node: Reduce) -> Cells:
        size = len(self.tables[table])
        children = [
            (self.tables[name], self.mask(name, where), self.values(name, node.value))
            for name, where in self._children(node.table, node.where)
            if len(self.tables[name])
        ]

        def fold() -> Cells:
            folded: list[Any] = [0] * size if node.fold == "count" else [None] * size
            missing: set[int] = set()
            for child, mask, cells in children:
                pairs = zip(compress(_parents(child), mask), compress(cells, mask), strict=True)
                _FOLDS[node.fold](folded, pairs, missing)
            for row in missing:
                folded[row] = None
            return folded

        return self._shared((node.fold, table, *(id(part) for each in children for part in each)), fold)

    # atoms -----------------------------------------------------------------------------------------------------

    def atom(self, atom: Atom, by: By | None = None) -> Any:
        """Add an atom up over the whole table, or apart for each group."""
        mask = self.mask(atom.table, atom.where)
        if 1 not in mask:
            return atom.empty() if by is None else {}

        def add() -> dict[Label, Any]:
            return add_up(
                self.values, atom, Selection(mask, None if by is None else self.groups(atom.table, by))
            )

        if isinstance(atom, Count):
            grouped = self._shared(("n", atom.table, id(mask), by), add)
        elif isinstance(atom, Histogram):
            days = [id(self.values(atom.table, node)) for node in (atom.start, atom.end)]
            grouped = self._shared(("h", *days, id(mask), atom.as_pairs, by), add)
        elif isinstance(atom, Ids):
            grouped = add()
        else:
            grouped = self._shared((atom, by), add)
        return grouped[WHOLE] if by is None else grouped

    def groups(self, table: str, by: By) -> Groups:
        """Give the groups of the rows of a table."""
        found = self._groups.get((table, by))
        if found is None:
            found = self._groups[table, by] = self._grouped(table, by)
        return found

    def _grouped(self, table: str, by: By) -> Groups:
        here = self.tables[table]
        if (
            here.parents is not None
            and here.above is not None
            and not any(own_column(self.tables, table, key) for key in by.keys)
        ):
            above = self.groups(here.above, by)
            if above.rows is None:
                return above.under(here.parents)
        return groups_of(self.tables, table, by)


def _number(mask: Mask) -> int:
    return int.from_bytes(mask, "little")


@lru_cache(maxsize=64)
def _ones(size: int) -> int:
    """Give the mask that holds everywhere, as a number."""
    return int.from_bytes(b"\x01" * size, "little")


_TRUE: Final = frozenset({True})


def _conjuncts(where: Predicate) -> Iterable[Predicate]:
    """List what must all hold, down into what is joined inside."""
    if isinstance(where, And):
        for part in where.parts:
            yield from _conjuncts(part)
    else:
        yield where


def _parents(table: LedgerTable) -> Sequence[int]:
    assert table.parents is not None  # noqa: S101 - child tables have parents by construction
    return table.parents


_PART: Final = Column("part")


def _fold_min(folded: list[Any], pairs: Iterable[tuple[int, Any]], _missing: set[int]) -> None:
    for row, cell in pairs:
        if cell is not None and (folded[row] is None or cell < folded[row]):
            folded[row] = cell


def _fold_max(folded: list[Any], pairs: Iterable[tuple[int, Any]], _missing: set[int]) -> None:
    for row, cell in pairs:
        if cell is not None and (folded[row] is None or cell > folded[row]):
            folded[row] = cell


def _fold_sum(folded: list[Any], pairs: Iterable[tuple[int, Any]], missing: set[int]) -> None:
    for row, cell in pairs:
        if cell is None:
            missing.add(row)
        else:
            folded[row] = cell if folded[row] is None else folded[row] + cell


def _fold_only(folded: list[Any], pairs: Iterable[tuple[int, Any]], missing: set[int]) -> None:
    for row, cell in pairs:
        if cell is None or (folded[row] is not None and cell != folded[row]):
            missing.add(row)
        else:
            folded[row] = cell


def _fold_count(folded: list[Any], pairs: Iterable[tuple[int, Any]], _missing: set[int]) -> None:
    for row, _cell in pairs:
        folded[row] += 1


_FOLDS: Final[dict[str, Callable[[list[Any], Iterable[tuple[int, Any]], set[int]], None]]] = {
    "min": _fold_min,
    "max": _fold_max,
    "sum": _fold_sum,
    "only": _fold_only,
    "count": _fold_count,
}

_COMPARE_CONST: Final[dict[str, Callable[[Cells, Any], list[bool]]]] = {
    "lt": lambda cells, to: [cell is not None and cell < to for cell in cells],
    "le": lambda cells, to: [cell is not None and cell <= to for cell in cells],
    "eq": lambda cells, to: [cell is not None and cell == to for cell in cells],
    "ge": lambda cells, to: [cell is not None and cell >= to for cell in cells],
    "gt": lambda cells, to: [cell is not None and cell > to for cell in cells],
}

_COMPARE: Final[dict[str, Callable[[Cells, Cells], list[bool]]]] = {
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
