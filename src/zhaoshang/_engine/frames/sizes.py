"""How great the numbers of a value may be, and which codes it has, so that sums are exact whatever the engine."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, final

from zhaoshang._engine.frames.rewrite import RowFold
from zhaoshang._engine.frames.store import Store
from zhaoshang.measures import (
    Among,
    Atom,
    Choose,
    Column,
    Const,
    MoneySum,
    Parent,
    Reduce,
    Sum,
    Times,
    Value,
)


@final
class Sizes:
    """What the columns of a store hold, as far as sums need to know."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def gather_sizes(self, table: str, atoms: Iterable[Atom]) -> None:
        """Ask once for the units and the size of the columns that are added up."""
        wanted: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
        for atom in atoms:
            if isinstance(atom, Sum):
                self._gather(table, atom.value, wanted, 0)
            elif isinstance(atom, MoneySum):
                for node in (atom.amount.value, atom.amount.low, atom.amount.high):
                    self._gather(table, node, wanted, 0)
                self._gather(table, atom.amount.unit, wanted, 1)
        for name, (numbers, codes) in wanted.items():
            self.store.gather_sizes(name, tuple(numbers), tuple(codes))

    def _gather(self, table: str, node: Value, wanted: dict[str, Any], kind: int) -> None:
        asked = wanted.setdefault(table, ({}, {}))
        if isinstance(node, Column):
            asked[kind][node.name] = None
        for below, inner in self._inside(table, node):
            self._gather(below, inner, wanted, kind)

    def _inside(self, table: str, node: Value) -> list[tuple[str, Value]]:
        match node:
            case Choose():
                return [(table, node.then), (table, node.otherwise)]
            case Among():
                return [(table, value) for value in node.values]
            case Reduce():
                return [(node.table, node.value)]
            case RowFold():
                return [(table, value) for value, _ in node.items]
            case Times():
                return [(table, node.value)]
            case Parent(value=Value() as value):
                return [(self.store.parent_of(table), value)]
            case _:
                return []

    def codes(self, table: str, node: Value) -> frozenset[str]:
        """Give the codes that a value may have."""
        match node:
            case Const(scalar=None):
                return frozenset()
            case Const():
                return frozenset((str(node.scalar),))
            case Column():
                return self.store.codes(table, node.name)
            case _:
                return frozenset().union(
                    *(self.codes(below, inner) for below, inner in self._inside(table, node))
                )

    def magnitude_bound(self, table: str, node: Value) -> Fraction:
        """Give a number that no sum of cells of a value exceeds, on either side of 0."""
        match node:
            case Const():
                size = Fraction(0) if isinstance(node.scalar, str) else abs(Fraction(node.scalar or 0))
                return size * self.store.rows(table)
            case Column():
                return Fraction(
                    self.store.magnitude_bound(table, node.name), self.store.kind(table, node.name)[1]
                )
            case _:
                mass = sum(
                    (self.magnitude_bound(below, inner) for below, inner in self._inside(table, node)),
                    Fraction(0),
                )
                if isinstance(node, Times):
                    return mass * abs(Fraction(node.factor))
                return mass * self.store.rows(table) if isinstance(node, Parent) else mass

    def reach(self, table: str, node: Value) -> Fraction:
        """Give a number that no cell of a value exceeds, on either side of 0."""
        store = self.store
        match node:
            case Const():
                return Fraction(0) if isinstance(node.scalar, str) else abs(Fraction(node.scalar or 0))
            case Column():
                return Fraction(store.greatest(table, node.name), store.kind(table, node.name)[1])
            case _:
                cells = [self.reach(below, inner) for below, inner in self._inside(table, node)]
                reach = max(cells, default=Fraction(0))
                if isinstance(node, Times):
                    return reach * abs(Fraction(node.factor))
                if isinstance(node, Reduce) and node.fold in {"sum", "count"}:
                    return reach * store.max_rows_per_parent(node.table)
                return reach * (len(cells) if isinstance(node, RowFold) else 1)
