"""Nodes turned into expressions of a data frame: child rows folded and joined, shared nodes worked out once.

Booleans may be unknown (null) inside an expression. An *and* or *or* of unknowns that ends up unknown is a no, so
only the operand of a *not* must be made certain.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import count
from math import ceil, floor, lcm
from operator import and_, or_
from typing import Any, Final, Literal, Protocol, final

import narwhals.stable.v2 as nw
from attrs import evolve, frozen

from zhaoshang._engine.frames_rewrite import Wide, envelope
from zhaoshang.calendars import due_on
from zhaoshang.measures import (
    ALWAYS,
    Among,
    And,
    Choose,
    Column,
    Compare,
    Const,
    Exists,
    FirstOf,
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
)

Frame = Any
"""A narwhals `DataFrame` or `LazyFrame`; both offer what is used here."""

Kind = Literal["date", "number", "text", "bool"]
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


class Source(Protocol):
    """What lowering asks of a store of frames."""

    @property
    def is_eager(self) -> bool:
        """Whether each expression is worked out at once, so that repeats cost."""
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

    def day(self, day: int) -> Any:
        """Give a day as the columns of the store hold it."""
        ...

    def order(self, table: str) -> Sequence[str]:
        """Name the column that rows stand in order of, if there is one."""
        ...

    def moved(self, frame: Frame, column: str, name: str, move: Callable[[int], int | None]) -> Frame:
        """Add a column of days, each moved from the day of another column."""
        ...


_names = count()


def fresh() -> str:
    """Make up a column name that no table has."""
    return f"_z{next(_names)}"


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
        case Wide():
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


class Scope:
    """The nodes of one table, worked out on a frame that grows a column for what is used more than once.

    Attributes:
        frame: the table with what was joined to it and worked out.
    """

    def __init__(
        self,
        source: Source,
        table: str,
        roots: Iterable[Node],
        *,
        keep: Iterable[str] = (),
        where: Predicate = ALWAYS,
    ) -> None:
        self.source = source
        self.table = table
        self._columns: dict[str, None] = dict.fromkeys(keep)
        self._uses: dict[Node, int] = {}
        self._made: dict[Node, Typed] = {}
        self._folds: dict[str, dict[Node, None]] = {}
        self._above: dict[Parent, None] = {}
        self._early: dict[FirstOf | Shift, None] = {}
        self._walk(where)
        self._uses = {}  # what is asked before the filter is worked out on more rows, and not kept
        for root in dict.fromkeys(roots):
            self._walk(root)
        if self._folds:
            self._columns[source.key(table)] = None
        if self._above:
            self._columns[source.link(table)] = None
        self.frame = source.frame(table, self._columns)
        self._join_parents()
        for child, folds in self._folds.items():
            self._join_child(child, list(folds))
        for node in self._early:
            self._work_out(node)
        if where != ALWAYS:
            self.frame = self.frame.filter(self.truth(where))
        self._stage()

    # what is needed --------------------------------------------------------------------------------------------

    def _walk(self, node: Node) -> None:
        uses = self._uses.get(node, 0)
        self._uses[node] = uses + 1
        if uses:
            return
        match node:
            case Column():
                self._columns[node.name] = None
            case Exists() | Reduce():
                self._folds.setdefault(node.table, {})[node] = None
            case Parent():
                self._above[node] = None
            case _:
                for part in children(node):
                    self._walk(part)
                if isinstance(node, FirstOf | Shift):
                    self._early[node] = None
                    self._columns.update(
                        dict.fromkeys(self.source.order(self.table) or (self.source.key(self.table),))
                    )

    def _stage(self) -> None:
        """Give each node that is used more than once a column of its own, the innermost first."""
        levels: dict[Node, int] = {}

        def level(node: Node) -> int:
            if node not in levels:
                below = max((level(part) for part in children(node)), default=0)
                levels[node] = below + (1 if self._is_shared(node) else 0)
            return levels[node]

        stages: dict[int, list[Node]] = {}
        for node in self._uses:
            if level(node) and self._is_shared(node):
                stages.setdefault(levels[node], []).append(node)
        for _, nodes in sorted(stages.items()):
            added: dict[str, nw.Expr] = {}
            made: dict[Node, Typed] = {}
            for node in nodes:
                typed = self.typed(node)
                name = fresh()
                added[name] = typed.expr
                made[node] = evolve(typed, expr=nw.col(name))
            self.frame = self.frame.with_columns(**added)
            self._made.update(made)

    def _is_shared(self, node: Node) -> bool:
        if node in self._made or isinstance(node, Column | Const | Exists | Reduce | Parent):
            return False
        if isinstance(node, Not | Present) and isinstance(children(node)[0], Column):
            return False
        return self._uses[node] > 1

    # what needs more than an expression ------------------------------------------------------------------------

    def _work_out(self, node: FirstOf | Shift) -> None:
        """Work out what looks at other rows, or at a calendar, before any row is filtered out."""
        name = fresh()
        if isinstance(node, Shift):
            typed, before = self.typed(node.value), fresh()
            self.frame = self.source.moved(
                self.frame.with_columns(**{before: typed.expr}), before, name, _mover(node)
            )
            self._made[node] = evolve(typed, expr=nw.col(name))
            return
        keys = [fresh() for _ in node.keys]
        met, order, least, place, first = (fresh() for _ in range(5))
        (row,) = self.source.order(self.table) or (self.source.key(self.table),)
        sorts = {key: self.typed(value).expr for key, value in zip(keys, node.keys, strict=True)}
        met_here = self.truth(node.where).fill_null(False)  # noqa: FBT003 - the filling
        frame = self.frame.with_columns(**sorts, **{met: met_here, order: self.typed(node.order).expr})
        rows = frame.filter(nw.col(met))
        best = rows.group_by(keys).agg(**{least: nw.col(order).min()})
        tied = _join_on(rows, best, keys).filter(
            nw.col(least).is_null() | (nw.col(order) == nw.col(least)).fill_null(False)  # noqa: FBT003
        )
        chosen = tied.group_by(keys).agg(**{place: nw.col(row).min()}).select(place, **{first: nw.lit(1)})
        self.frame = frame.join(chosen, left_on=row, right_on=place, how="left")
        self._made[node] = Typed(~nw.col(first).is_null(), "bool")

    # joins -----------------------------------------------------------------------------------------------------

    def _join_parents(self) -> None:
        if not self._above:
            return
        source = self.source
        above = source.parent_of(self.table)
        key = source.key(above)
        scope = Scope(source, above, [node.value for node in self._above], keep=[key])
        name = fresh()
        columns = {name: nw.col(key)}
        for node in self._above:
            typed = scope.typed(node.value)
            column = fresh()
            whole = isinstance(node.value, Predicate)
            columns[column] = typed.expr.fill_null(False) if whole else typed.expr  # noqa: FBT003 - the filling
            self._made[node] = evolve(typed, expr=nw.col(column))
        parents = scope.frame.select(**columns)
        self.frame = self.frame.join(parents, left_on=source.link(self.table), right_on=name, how="left")

    def _join_child(self, child: str, folds: list[Node]) -> None:
        """Fold the child rows of each row, all folds of one child table in one pass."""
        source = self.source
        link = source.link(child)
        roots: list[Node] = []
        for node in folds:
            assert isinstance(node, Exists | Reduce)  # noqa: S101 - as collected
            roots.append(node.where)
            if isinstance(node, Reduce):
                roots.append(node.value)
        where = envelope(node.where for node in folds if isinstance(node, Exists | Reduce))
        scope = Scope(source, child, roots, keep=[link], where=where)
        masked: dict[str, nw.Expr] = {}
        named: dict[tuple[str, Node, Node | None], str] = {}
        asked: dict[str, nw.Expr] = {}

        def fold(how: str, met: Node, value: Value | None, expr: Callable[[], nw.Expr]) -> nw.Expr:
            key = (how, met, value)
            if key not in named:
                name = named[key] = fresh()
                masked[name] = expr()
                asked[name] = getattr(nw.col(name), how)()
            return nw.col(named[key])

        later: dict[Node, Callable[[], Typed]] = {}
        for node in folds:
            later[node] = scope.fold(node, fold)
        found = scope.frame.select(nw.col(link), **masked) if masked else scope.frame.select(nw.col(link))
        parent = fresh()
        found = found.rename({link: parent}).group_by(parent).agg(**asked)
        self.frame = self.frame.join(found, left_on=source.key(self.table), right_on=parent, how="left")
        for node, finish in later.items():
            self._made[node] = finish()

    def fold(self, node: Any, fold: Callable[..., nw.Expr]) -> Callable[[], Typed]:
        """Ask for what a fold over these rows needs, and tell how to finish it once joined to the parents."""
        met = node.where
        truth = self.truth(met)
        if isinstance(node, Exists):
            there = fold("max", met, None, lambda: _as_number(truth))
            return lambda: Typed(there > 0, "bool")
        if node.fold == "count":
            many = fold("sum", met, None, lambda: _as_number(truth))
            return lambda: Typed(many.fill_null(0).cast(nw.Int64), "number")
        typed = self.typed(node.value)
        if node.fold in {"min", "max"}:
            best = fold(node.fold, met, node.value, lambda: nw.when(truth).then(typed.expr))
            return lambda: evolve(typed, expr=best)
        missing = fold("sum", Not(met), node.value, lambda: _as_number(truth & typed.expr.is_null()))
        if node.fold == "only":
            least = fold("min", met, node.value, lambda: nw.when(truth).then(typed.expr))
            most = fold("max", met, node.value, lambda: nw.when(truth).then(typed.expr))
            return lambda: evolve(typed, expr=nw.when((least == most) & (missing == 0)).then(least))
        whole = fold("sum", met, node.value, lambda: nw.when(truth).then(typed.expr.cast(nw.Int64)))
        some_rows = fold("max", met, None, lambda: _as_number(truth))
        return lambda: evolve(
            typed, expr=nw.when((some_rows > 0) & (missing == 0)).then(whole.cast(nw.Int64))
        )

    # expressions -----------------------------------------------------------------------------------------------

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
        return Typed(~self.truth(node.part).fill_null(False), "bool")  # noqa: FBT003 - the filling

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
            cells: list[Any] = sorted(str(option) for option in options)
        else:
            scaled = [Fraction(option) * typed.scale for option in options]
            cells = sorted(number.numerator for number in scaled if number.denominator == 1)
            cells = [self.source.day(cell) for cell in cells] if typed.kind == "date" else cells
        if len(cells) == 1:
            return Typed(typed.expr == nw.lit(cells[0]), "bool")
        return Typed(typed.expr.is_in(cells) if cells else nw.lit(False), "bool")  # noqa: FBT003 - a cell

    def _compare(self, node: Compare) -> Typed:
        left = self.typed(node.left)
        if isinstance(node.right, Const):
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
            return _OPS[op](left.expr, nw.lit(self.source.day(number)))
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
                Typed(nw.lit(self.source.day(int(node.scalar))), "date")  # type: ignore[arg-type]
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

    def _wide(self, node: Wide) -> Typed:
        """Fold the few rows that are laid out in columns."""
        values = _to_one_scale(*(self.typed(value) for value, _ in node.items))
        mets = [self.truth(met).fill_null(False) for _, met in node.items]  # noqa: FBT003 - the filling
        rows = _join(_plus, [_as_number(met) for met in mets], empty=0)
        if node.fold == "count":
            return Typed(rows, "number")
        chosen = [nw.when(met).then(typed.expr) for met, typed in zip(mets, values, strict=True)]
        gaps = [_as_number(met & each.expr.is_null()) for met, each in zip(mets, values, strict=True)]
        known = (rows > 0) & (_join(_plus, gaps, empty=0) == 0)
        if node.fold == "only":
            least, most = nw.min_horizontal(*chosen), nw.max_horizontal(*chosen)
            return evolve(values[0], expr=nw.when(known & (least == most)).then(least))
        whole = _join(_plus, [each.fill_null(0) for each in chosen], empty=0)
        return evolve(values[0], expr=nw.when(known).then(whole))


def _mover(node: Shift) -> Callable[[int], int | None]:
    def move(day: int) -> int | None:
        later = due_on(date.fromordinal(day), node.limit, calendar=node.calendar)
        return None if later is None else later.toordinal()

    return move


def _join_on(rows: Frame, best: Frame, keys: list[str]) -> Frame:
    """Join on keys of which any may be missing; two that miss the same key share it."""
    named = {key: fresh() for key in keys}
    marks = {key: fresh() for key in keys}
    there = {mark: nw.col(key).is_null() for key, mark in marks.items()}
    filled = {name: nw.col(key).fill_null("") for key, name in named.items()}
    left = rows.with_columns(**there, **filled)
    right = best.with_columns(**there, **filled).drop(*keys)
    on = [*named.values(), *marks.values()]
    return left.join(right, on=on, how="inner")


def _as_number(truth: nw.Expr) -> nw.Expr:
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

_LOWER: Final[Mapping[type, Callable[[Scope, Any], Typed]]] = {
    And: Scope._and,
    Or: Scope._or,
    Not: Scope._not,
    Present: Scope._present,
    OneOf: Scope._one_of,
    Compare: Scope._compare,
    Column: Scope._column,
    Const: Scope._const,
    Choose: Scope._choose,
    Among: Scope._among,
    Times: Scope._times,
    Wide: Scope._wide,
}
