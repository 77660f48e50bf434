"""Nodes turned into expressions of a data frame.

Booleans may be unknown (null) inside an expression. An *and* or *or* of unknowns that ends up unknown is a no, so
only the operand of a *not* must be made certain.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, lcm
from operator import and_, or_
from typing import Any, Final, Protocol, final

import narwhals.stable.v2 as nw
from attrs import evolve, frozen

from zhaoshang._engine.frames.backends.base import Engine
from zhaoshang._engine.frames.entry import KIND_WORDS
from zhaoshang._engine.frames.kinds import Frame, Kind
from zhaoshang._engine.frames.rewrite import RowFold
from zhaoshang._engine.query.wheres import unlike
from zhaoshang._engine.tables.columns import EXTRA
from zhaoshang.errors import FrameSchemaError
from zhaoshang.measures import (
    Among,
    And,
    Choose,
    Column,
    Compare,
    Const,
    FirstOf,
    Not,
    OneOf,
    Or,
    Predicate,
    Present,
    Shift,
    Times,
    Value,
)

Node = Value | Predicate

_BIGGEST: Final = 2**63 - 1
_LATEST: Final = 3652059


@final
@frozen
class Typed:
    """An expression and how its cells are to be read.

    Attributes:
        expr: the expression.
        kind: what the cells are.
        scale: what whole numbers are multiplied by: an amount of 1.5 is kept as 150 at a scale of 100.
    """

    expr: nw.Expr
    kind: Kind
    scale: int = 1


class LoweredStore(Protocol):
    """What lowering asks of a store of frames."""

    @property
    def engine(self) -> Engine:
        """The engine that the tables are on."""
        ...

    def frame(self, table: str, columns: Iterable[str]) -> Frame:
        """Give a table with these columns."""
        ...

    def kind(self, table: str, column: str) -> tuple[Kind, int]:
        """Tell what a column holds, and its scale."""
        ...

    def key(self, table: str) -> str:
        """Name the column that children refer to."""
        ...

    def link(self, table: str) -> str:
        """Name the column by which child rows refer to their parents."""
        ...

    def parent_of(self, table: str) -> str:
        """Name the table of the parents."""
        ...

    def order(self, table: str) -> Sequence[str]:
        """Name the column that rows stand in order of, if there is one."""
        ...


def children(node: Node) -> tuple[Node, ...]:
    """List the nodes that a node of the same table is made of."""
    match node:
        case And() | Or():
            return node.parts
        case Not():
            return (node.part,)
        case Present() | OneOf() | Times() | Shift():
            return (node.value,)
        case FirstOf():
            return (*node.keys, node.order, node.where)
        case Compare():
            return (node.left, node.right)
        case Choose():
            return (node.when, node.then, node.otherwise)
        case Among():
            return node.values
        case RowFold():
            return tuple(part for item in node.items for part in item)
        case _:
            return ()


def walk(roots: Iterable[Node]) -> Iterable[Node]:
    """Give every node of a table that some nodes are made of, each once."""
    seen: set[Node] = set()
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            yield node
            waiting.extend(children(node))


class Lowering:
    """Turns the nodes of one table into expressions.

    Attributes:
        source: where the tables are.
        table: the table whose nodes these are.
    """

    def __init__(self, source: LoweredStore, table: str) -> None:
        self.source = source
        self.table = table
        self._made: dict[Node, Typed] = {}

    def truth(self, node: Predicate) -> nw.Expr:
        """Give a predicate as an expression; unknown means no."""
        return self.typed(node).expr

    def typed(self, node: Node) -> Typed:
        """Give a node as an expression."""
        found = self._made.get(node)
        return _LOWER[type(node)](self, node) if found is None else found

    def _and(self, node: And) -> Typed:
        return Typed(_join(and_, [self.truth(part) for part in node.parts], empty=True), "bool")

    def _or(self, node: Or) -> Typed:
        return Typed(_join(or_, [self.truth(part) for part in node.parts], empty=False), "bool")

    def _not(self, node: Not) -> Typed:
        if isinstance(node.part, Present):
            return Typed(self.typed(node.part.value).expr.is_null(), "bool")
        return Typed(self.source.engine.negated(self.truth(node.part)), "bool")

    def _present(self, node: Present) -> Typed:
        return Typed(~self.typed(node.value).expr.is_null(), "bool")

    def _one_of(self, node: OneOf) -> Typed:
        typed = self.typed(node.value)
        options = [option for option in node.options if option is not None]
        if typed.kind == "bool":
            truths = {bool(option) for option in options}
            if len(truths) == 2:
                return Typed(~typed.expr.is_null(), "bool")
            return Typed(typed.expr if True in truths else ~typed.expr, "bool")
        if typed.kind == "text":
            # a table that is worked out and has no rows does not tell that its flags are some
            taken = str if self.table == "projects" else str | bool
            number = next((option for option in options if not isinstance(option, taken)), None)
            if number is not None and isinstance(node.value, Column):
                raise unlike(node.value.name.replace("extra_", EXTRA, 1), number)
            cells: list[Any] = sorted(str(option) for option in options)
        elif any(isinstance(option, str) for option in options):
            # a column of the table's owner by the name of one that is read
            raise FrameSchemaError(
                self.table, str(getattr(node.value, "name", "")), KIND_WORDS[typed.kind], KIND_WORDS["text"]
            )
        else:
            scaled = [Fraction(option) * typed.scale for option in options]
            cells = sorted(number.numerator for number in scaled if number.denominator == 1)
            cells = [self.source.engine.day(cell) for cell in cells] if typed.kind == "date" else cells
        if len(cells) == 1:
            return Typed(typed.expr == nw.lit(cells[0]), "bool")
        return Typed(typed.expr.is_in(cells) if cells else nw.lit(False), "bool")  # noqa: FBT003 - a cell

    def _compare(self, node: Compare) -> Typed:
        left = self.typed(node.left)
        if isinstance(node.right, Const):
            if (
                left.kind == "text"
                and isinstance(node.left, Column)
                and not isinstance(node.right.scalar, str)
            ):
                raise unlike(node.left.name.replace("extra_", EXTRA, 1), node.right.scalar)
            return Typed(self._against(left, node.op, node.right.scalar), "bool")
        right = self.typed(node.right)
        left, right = _to_one_scale(left, right)
        return Typed(_OPS[node.op](left.expr, right.expr), "bool")

    def _against(self, left: Typed, op: str, scalar: Any) -> nw.Expr:
        """Compare with a constant, exactly: an edge between two whole numbers becomes the nearer of them."""
        if left.kind in {"text", "bool"}:
            return _OPS[op](left.expr, nw.lit(scalar))
        edge = Fraction(scalar) * left.scale
        if edge.denominator != 1:
            if op == "eq":
                return ~left.expr.is_null() & nw.lit(False)  # noqa: FBT003 - nothing whole equals it
            op, edge = ("le", Fraction(floor(edge))) if op in {"lt", "le"} else ("ge", Fraction(ceil(edge)))
        number = edge.numerator
        if left.kind == "date":
            if op in {"lt", "gt"}:
                op, number = ("le", number - 1) if op == "lt" else ("ge", number + 1)
            if not 1 <= number <= _LATEST:
                return nw.lit((number < 1) is (op == "ge")) & ~left.expr.is_null()
            return _OPS[op](left.expr, nw.lit(self.source.engine.day(number)))
        if abs(number) > _BIGGEST:
            return nw.lit((number < 0) is (op in {"ge", "gt"})) & ~left.expr.is_null()
        return _OPS[op](left.expr, nw.lit(number))

    def _column(self, node: Column) -> Typed:
        kind, scale = self.source.kind(self.table, node.name)
        return Typed(nw.col(node.name), kind, scale)

    def _const(self, node: Const) -> Typed:
        match node.scalar:
            case bool():
                return Typed(nw.lit(node.scalar), "bool")
            case str():
                return Typed(nw.lit(node.scalar), "text")
            case None:
                return Typed(nw.lit(None, dtype=nw.Int64), "number")
            case number:
                exact = Fraction(number)
                return Typed(nw.lit(exact.numerator, dtype=nw.Int64), "number", exact.denominator)

    def _choose(self, node: Choose) -> Typed:
        when = self.truth(node.when)
        if isinstance(node.otherwise, Const) and node.otherwise.scalar is None:
            then = self.typed(node.then)
            return evolve(then, expr=nw.when(when).then(then.expr))
        if isinstance(node.then, Const) and node.then.scalar is None:
            otherwise = self.typed(node.otherwise)
            return evolve(otherwise, expr=nw.when(~when.fill_null(False)).then(otherwise.expr))  # noqa: FBT003
        then, otherwise = self._alike(node.then, node.otherwise)
        return evolve(then, expr=nw.when(when).then(then.expr).otherwise(otherwise.expr))

    def _alike(self, *nodes: Value) -> list[Typed]:
        """Lower values so that they can stand in one column: constants follow the kind of the others."""
        typed = [self.typed(node) for node in nodes]
        if any(each.kind == "date" for each in typed):
            return [
                Typed(nw.lit(self.source.engine.day(int(node.scalar))), "date")  # type: ignore[arg-type]
                if isinstance(node, Const)
                else each
                for node, each in zip(nodes, typed, strict=True)
            ]
        return _to_one_scale(*typed)

    def _among(self, node: Among) -> Typed:
        typed = self._alike(*node.values)
        pick = nw.min_horizontal if node.fold == "min" else nw.max_horizontal
        return evolve(typed[0], expr=pick(*(each.expr for each in typed)))

    def _times(self, node: Times) -> Typed:
        typed, factor = self.typed(node.value), Fraction(node.factor)
        expr = typed.expr if factor.numerator == 1 else typed.expr * factor.numerator
        return evolve(typed, expr=expr, scale=typed.scale * factor.denominator)

    def _wide(self, node: RowFold) -> Typed:
        """Fold the few rows that are laid out in columns."""
        values = _to_one_scale(*(self.typed(value) for value, _ in node.items))
        mets = [self.truth(met).fill_null(False) for _, met in node.items]  # noqa: FBT003 - the filling
        rows = _join(_plus, [as_number(met) for met in mets], empty=0)
        if node.fold == "count":
            return Typed(rows, "number")
        chosen = [nw.when(met).then(typed.expr) for met, typed in zip(mets, values, strict=True)]
        gaps = [as_number(met & each.expr.is_null()) for met, each in zip(mets, values, strict=True)]
        known = (rows > 0) & (_join(_plus, gaps, empty=0) == 0)
        if node.fold == "only":
            least, most = nw.min_horizontal(*chosen), nw.max_horizontal(*chosen)
            return evolve(values[0], expr=nw.when(known & (least == most)).then(least))
        whole = _join(_plus, [each.fill_null(0) for each in chosen], empty=0)
        return evolve(values[0], expr=nw.when(known).then(whole))


def as_number(truth: nw.Expr) -> nw.Expr:
    """Give a predicate as 1 and 0."""
    return nw.when(truth).then(nw.lit(1, dtype=nw.Int64)).otherwise(nw.lit(0, dtype=nw.Int64))


def _plus(left: nw.Expr, right: nw.Expr) -> nw.Expr:
    return left + right


def _join(how: Callable[[Any, Any], Any], parts: list[nw.Expr], *, empty: Any) -> nw.Expr:
    if not parts:
        return nw.lit(empty)
    joined = parts[0]
    for part in parts[1:]:
        joined = how(joined, part)
    return joined


def _to_one_scale(*typed: Typed) -> list[Typed]:
    scale = lcm(*(each.scale for each in typed))
    return [
        each if each.scale == scale else evolve(each, expr=each.expr * (scale // each.scale), scale=scale)
        for each in typed
    ]


_OPS: Final[Mapping[str, Callable[[Any, Any], nw.Expr]]] = {
    "lt": lambda left, right: left < right,
    "le": lambda left, right: left <= right,
    "eq": lambda left, right: left == right,
    "ge": lambda left, right: left >= right,
    "gt": lambda left, right: left > right,
}

_LOWER: Final[Mapping[type, Callable[[Lowering, Any], Typed]]] = {
    And: Lowering._and,
    Or: Lowering._or,
    Not: Lowering._not,
    Present: Lowering._present,
    OneOf: Lowering._one_of,
    Compare: Lowering._compare,
    Column: Lowering._column,
    Const: Lowering._const,
    Choose: Lowering._choose,
    Among: Lowering._among,
    Times: Lowering._times,
    RowFold: Lowering._wide,
}
