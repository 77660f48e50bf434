"""One table made ready for its nodes: child rows folded and joined, parents joined, shared nodes worked out once."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
from attrs import evolve

from zhaoshang._engine.frames.kinds import Frame, fresh
from zhaoshang._engine.frames.logic import envelope
from zhaoshang._engine.frames.lower import LoweredStore, Lowering, Node, Typed, as_number, children
from zhaoshang._engine.frames.rewrite import RowFold
from zhaoshang._engine.query.execution_plans import is_on, is_recording, note_step
from zhaoshang.calendars import due_on
from zhaoshang.measures import (
    ALWAYS,
    NEVER,
    Among,
    Choose,
    Column,
    Const,
    Exists,
    FirstOf,
    Not,
    Parent,
    Predicate,
    Present,
    Reduce,
    Shift,
    Value,
)


class TableScope(Lowering):
    """The nodes of one table, worked out on a frame that grows a column for what is used more than once.

    Attributes:
        frame: the table with what was joined to it and worked out.
    """

    def __init__(
        self,
        source: LoweredStore,
        table: str,
        roots: Iterable[Node],
        *,
        keep: Iterable[str] = (),
        where: Predicate = ALWAYS,
    ) -> None:
        super().__init__(source, table)
        self._columns: dict[str, None] = dict.fromkeys(keep)
        self._uses: dict[Node, int] = {}
        self._folds: dict[str, dict[Node, None]] = {}
        self._above: dict[Parent, None] = {}
        self._early: dict[FirstOf | Shift, None] = {}
        self._walk(where)
        asked, self._uses = self._uses, {}  # what the filter alone asks need not be kept
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
            self._keep(
                node
                for node, uses in asked.items()
                if isinstance(node, Among | Choose | RowFold) and (uses > 1 or node in self._uses)
            )
            # no engine filters by what reads no column
            self.frame = self.frame.head(0) if where == NEVER else self.frame.filter(self.truth(where))
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
        if not is_on("share"):
            return
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
        if is_recording():
            uses = sum(self._uses[node] for nodes in stages.values() for node in nodes)
            note_step("share", self.table, uses, sum(map(len, stages.values())))
        for _, nodes in sorted(stages.items()):
            self._keep(nodes)

    def _keep(self, nodes: Iterable[Node]) -> None:
        """Give some nodes a column each."""
        added: dict[str, nw.Expr] = {}
        made: dict[Node, Typed] = {}
        for node in nodes:
            typed = self.typed(node)
            name = fresh()
            added[name] = typed.expr
            made[node] = evolve(typed, expr=nw.col(name))
        if added:
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
            self.frame = self.source.engine.moved(
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
        scope = TableScope(source, above, [node.value for node in self._above], keep=[key])
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
        scope = TableScope(source, child, roots, keep=[link], where=where)
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
            there = fold("max", met, None, lambda: truth)  # a truth takes an eighth of what a number does
            return lambda: Typed(there, "bool")
        if node.fold == "count":
            many = fold("sum", met, None, lambda: as_number(truth))
            return lambda: Typed(many.fill_null(0).cast(nw.Int64), "number")
        typed = self.typed(node.value)
        if node.fold in {"min", "max"}:
            best = fold(node.fold, met, node.value, lambda: nw.when(truth).then(typed.expr))
            return lambda: evolve(typed, expr=best)
        missing = fold("sum", Not(met), node.value, lambda: as_number(truth & typed.expr.is_null()))
        if node.fold == "only":
            least = fold("min", met, node.value, lambda: nw.when(truth).then(typed.expr))
            most = fold("max", met, node.value, lambda: nw.when(truth).then(typed.expr))
            return lambda: evolve(typed, expr=nw.when((least == most) & (missing == 0)).then(least))
        whole = fold("sum", met, node.value, lambda: nw.when(truth).then(typed.expr.cast(nw.Int64)))
        some_rows = fold("max", met, None, lambda: truth)
        return lambda: evolve(typed, expr=nw.when(some_rows & (missing == 0)).then(whole.cast(nw.Int64)))


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
