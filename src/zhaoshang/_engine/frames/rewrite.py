"""Nodes made fit for frames: only columns that are there, rows laid out wide unfolded, and what is settled left out.

A frame may lack columns that a ledger has: a bound that is the value itself, a unit that is always the same. It may
also hold the history of a project *wide*, in columns such as `signed_on` beside the project, instead of rows in a
table of their own. Both are rewritten here in nodes, so that executors see plain columns and real child tables.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final, Protocol, TypeVar

from zhaoshang._engine.frames.logic import (
    NOTHING,
    among,
    choose,
    compare,
    conjoin,
    disjoin,
    negate,
    one_of,
    present,
)
from zhaoshang.measures import (
    NEVER,
    Among,
    Amount,
    And,
    Atom,
    Choose,
    Column,
    Compare,
    Const,
    Count,
    Distinct,
    Exists,
    FirstOf,
    Histogram,
    Ids,
    MoneySum,
    Not,
    OneOf,
    Or,
    Parent,
    Predicate,
    Present,
    Reduce,
    Shift,
    Sum,
    Times,
    Value,
)

Row = Mapping[str, Value]
V = TypeVar("V", Value, Predicate)


class RewriteSource(Protocol):
    """What a rewriter asks of a source."""

    def column(self, table: str, name: str) -> Value:
        """Give a column, or what stands for it."""
        ...

    def has_table(self, name: str) -> bool:
        """Whether a child table is there; a needed one that is not is an error."""
        ...

    def wide(self, table: str, child: str) -> Mapping[str, Row] | None:
        """Give the child rows that are laid out in columns of the table, by part, or `None` for a real table."""
        ...

    def parent_of(self, table: str) -> str:
        """Name the table of a child's parents."""
        ...


class Rewriter:
    """Rewrites nodes for one layout, each distinct node once."""

    def __init__(self, layout: RewriteSource) -> None:
        self.layout = layout
        self._known: dict[tuple[str, Value | Predicate], Any] = {}

    def atom(self, atom: Atom) -> Atom:
        """Rewrite an atom, or give it with `NEVER` where no row can meet it."""
        table, where = atom.table, self.predicate(atom.table, atom.where)
        match atom:
            case Count():
                return Count(table, where)
            case Sum():
                value = self.value(table, atom.value)
                return Sum(table, value, NEVER if value == NOTHING else where)
            case MoneySum():
                parts = (atom.amount.value, atom.amount.low, atom.amount.high, atom.amount.unit)
                value, low, high, unit = (self.value(table, part) for part in parts)
                is_there = NOTHING not in (value, unit)
                amount = Amount(value, low, high, unit, NOTHING, NOTHING)
                return MoneySum(table, amount, where if is_there else NEVER)
            case Histogram():
                start, end = self.value(table, atom.start), self.value(table, atom.end)
                is_there = NOTHING not in (start, end)
                return Histogram(table, start, end, where if is_there else NEVER, as_pairs=atom.as_pairs)
            case Ids():
                return Ids(table, where, self.value(table, atom.id))
            case Distinct():
                value = self.value(table, atom.value)
                return Distinct(table, value, NEVER if value == NOTHING else where)
            case _:
                raise TypeError(type(atom).__name__)

    def predicate(self, table: str, node: Predicate) -> Predicate:
        """Rewrite a predicate."""
        return self._once(table, node, _PREDICATES)

    def value(self, table: str, node: Value) -> Value:
        """Rewrite a value."""
        return self._once(table, node, _VALUES)

    def _once(self, table: str, node: V, how: "Mapping[type, Callable[[Rewriter, str, Any], V]]") -> V:
        key = (table, node)
        found: V | None = self._known.get(key)
        if found is None:
            found = how[type(node)](self, table, node)
            self._known[key] = found
        return found

    # predicates ------------------------------------------------------------------------------------------------

    def _and(self, table: str, node: And) -> Predicate:
        return conjoin(self.predicate(table, part) for part in node.parts)

    def _or(self, table: str, node: Or) -> Predicate:
        return disjoin(self.predicate(table, part) for part in node.parts)

    def _not(self, table: str, node: Not) -> Predicate:
        return negate(self.predicate(table, node.part))

    def _present(self, table: str, node: Present) -> Predicate:
        return present(self.value(table, node.value))

    def _one_of(self, table: str, node: OneOf) -> Predicate:
        return one_of(self.value(table, node.value), node.options)

    def _compare(self, table: str, node: Compare) -> Predicate:
        return compare(self.value(table, node.left), node.op, self.value(table, node.right))

    def _exists(self, table: str, node: Exists) -> Predicate:
        rows = self.layout.wide(table, node.table)
        if rows is not None:
            return disjoin(where for _, where in self._unfold(table, rows, node.where))
        if not self.layout.has_table(node.table):
            return NEVER
        where = self.predicate(node.table, node.where)
        return NEVER if where == NEVER else Exists(node.table, where)

    def _unfold(
        self, table: str, rows: Mapping[str, Row], where: Predicate, value: Value = NOTHING
    ) -> list[tuple[Value, Predicate]]:
        """Ask of each row laid out wide whether it is there and meets a predicate, and for a value."""
        found = []
        for row in rows.values():
            met = conjoin((present(row["there"]), _fill(where, row)))
            if met != NEVER:
                found.append((self.value(table, _fill(value, row)), self.predicate(table, met)))
        return found

    def _first_of(self, table: str, node: FirstOf) -> Predicate:
        where = self.predicate(table, node.where)
        if where == NEVER:
            return NEVER
        keys = tuple(key for key in (self.value(table, key) for key in node.keys) if key != NOTHING)
        return FirstOf(keys, self.value(table, node.order), where)

    # values ----------------------------------------------------------------------------------------------------

    def _column(self, table: str, node: Column) -> Value:
        return self.layout.column(table, node.name)

    def _const(self, _table: str, node: Const) -> Value:
        return node

    def _choose(self, table: str, node: Choose) -> Value:
        return choose(
            self.predicate(table, node.when),
            self.value(table, node.then),
            self.value(table, node.otherwise),
        )

    def _among(self, table: str, node: Among) -> Value:
        return among(node.fold, [self.value(table, value) for value in node.values])

    def _times(self, table: str, node: Times) -> Value:
        value = self.value(table, node.value)
        if isinstance(value, Const):
            return value if value.scalar is None else Const(Fraction(value.scalar) * node.factor)
        return Times(value, node.factor)

    def _shift(self, table: str, node: Shift) -> Value:
        value = self.value(table, node.value)
        return value if value == NOTHING else Shift(value, node.limit, node.calendar)

    def _parent(self, table: str, node: Parent) -> Value:
        above = self.layout.parent_of(table)
        inner = node.value
        if isinstance(inner, Predicate):
            return Parent(self.predicate(above, inner))
        value = self.value(above, inner)
        return value if isinstance(value, Const) else Parent(value)

    def _reduce(self, table: str, node: Reduce) -> Value:
        nothing = Const(0) if node.fold == "count" else NOTHING
        rows = self.layout.wide(table, node.table)
        if rows is not None:
            found = [item for item in self._unfold(table, rows, node.where, node.value) if item[1] != NEVER]
            if node.fold in {"min", "max"}:
                chosen = [choose(where, value, NOTHING) for value, where in found]
                return among("min" if node.fold == "min" else "max", chosen)
            return RowFold(node.fold, tuple(found)) if found else nothing
        if not self.layout.has_table(node.table):
            return nothing
        where = self.predicate(node.table, node.where)
        if where == NEVER:
            return nothing
        value = Const(1) if node.fold == "count" else self.value(node.table, node.value)
        return Reduce(node.fold, node.table, value, where)


class RowFold(Value):
    """A sum, count or only value of the rows that are laid out in columns.

    Attributes:
        fold: `sum`, `count` or `only`.
        items: the value of each row and the predicate that it counts under.
    """

    __slots__ = ("fold", "items")

    def __init__(self, fold: str, items: tuple[tuple[Value, Predicate], ...]) -> None:
        self.fold = fold
        self.items = items

    def __eq__(self, other: object) -> bool:
        """Compare fold and items."""
        return isinstance(other, RowFold) and (self.fold, self.items) == (other.fold, other.items)

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash((self.fold, self.items))


_PREDICATES: Final[Mapping[type, Callable[[Rewriter, str, Any], Predicate]]] = {
    And: Rewriter._and,
    Or: Rewriter._or,
    Not: Rewriter._not,
    Present: Rewriter._present,
    OneOf: Rewriter._one_of,
    Compare: Rewriter._compare,
    Exists: Rewriter._exists,
    FirstOf: Rewriter._first_of,
}

_VALUES: Final[Mapping[type, Callable[[Rewriter, str, Any], Value]]] = {
    Column: Rewriter._column,
    Const: Rewriter._const,
    Choose: Rewriter._choose,
    Among: Rewriter._among,
    Parent: Rewriter._parent,
    Reduce: Rewriter._reduce,
    Shift: Rewriter._shift,
    Times: Rewriter._times,
}


def _fill(node: Any, row: Row) -> Any:
    """Put a row's own values in the place of the columns of its table."""
    how = _FILL.get(type(node))
    if how is None:
        msg = f"{type(node).__name__} over rows laid out in columns"
        raise TypeError(msg)
    return how(node, row)


def _fill_parent(node: Parent, _row: Row) -> Value:
    """Give what stands beside the row in the table that it is laid out in."""
    inner = node.value
    return Choose(inner, _YES, _NO) if isinstance(inner, Predicate) else inner


_FILL: Final[Mapping[type, Callable[[Any, Row], Any]]] = {
    Column: lambda node, row: row.get(node.name, NOTHING),
    Parent: _fill_parent,
    Const: lambda node, _row: node,
    Choose: lambda node, row: Choose(
        _fill(node.when, row), _fill(node.then, row), _fill(node.otherwise, row)
    ),
    Among: lambda node, row: Among(node.fold, tuple(_fill(value, row) for value in node.values)),
    Times: lambda node, row: Times(_fill(node.value, row), node.factor),
    Shift: lambda node, row: Shift(_fill(node.value, row), node.limit, node.calendar),
    Present: lambda node, row: Present(_fill(node.value, row)),
    OneOf: lambda node, row: one_of(_fill(node.value, row), node.options),
    Compare: lambda node, row: compare(_fill(node.left, row), node.op, _fill(node.right, row)),
    And: lambda node, row: conjoin(_fill(part, row) for part in node.parts),
    Or: lambda node, row: disjoin(_fill(part, row) for part in node.parts),
    Not: lambda node, row: negate(_fill(node.part, row)),
}
"""How each node of a child row is filled with the row's own values."""

_YES: Final = Const(True)  # noqa: FBT003 - a scalar
_NO: Final = Const(False)  # noqa: FBT003 - a scalar
