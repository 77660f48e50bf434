"""The groups that rows of a frame belong to: their own, those of their project, or the units that share its credit."""

from typing import final

import narwhals.stable.v2 as nw

from zhaoshang._engine.frames.kinds import Frame, fresh
from zhaoshang._engine.frames.rewrite import Rewriter
from zhaoshang._engine.frames.scope import TableScope
from zhaoshang._engine.frames.store import Store
from zhaoshang._engine.query.groups import By, column_of
from zhaoshang._engine.results.keys import SEVERAL
from zhaoshang.measures import Column, Const, Parent, Value


@final
class Membership:
    """To which groups the rows of a table belong.

    Attributes:
        nodes: the value of each grouping key.
        labels: the columns that hold the labels of the groups.
        weights: the column of shares, where credit is shared.
        often: how often a row may stand in one group.
    """

    def __init__(self, store: Store, rewriter: Rewriter, table: str, by: By | None) -> None:
        self.store = store
        self.table = table
        self.by = by
        self.keys = () if by is None else by.keys
        self.shared = {
            key for key in self.keys if by is not None and not by.is_single(key) and self._is_of_projects(key)
        }
        self.nodes = [rewriter.value(table, self._key_node(table, key)) for key in self.keys]
        if not self.shared:
            self.nodes = [self._numbered(table, node) for node in self.nodes]
        self.labels = [fresh() for _ in self.keys]
        self.weights: list[str] = []
        self.often = 1

    def _is_of_projects(self, key: str) -> bool:
        """Whether rows have the groups of their project, of which there may be several."""
        store, table = self.store, self.table
        if table == "projects":
            return True
        return store.is_child(table) and not self._is_own(table, key) and store.parent_of(table) == "projects"

    def _is_own(self, table: str, key: str) -> bool:
        column = column_of(table, key)
        return column is not None and self.store.has_key(table, column)

    def _numbered(self, table: str, node: Value) -> Value:
        """Give what stands for a column of text in numbers, where there is such."""
        match node:
            case Column(name) if self.store.kind(table, name)[0] == "text":
                number = self.store.numbered(table, name)
                return node if number is None else Column(number)
            case Parent(Value() as inner):
                return Parent(self._numbered(self.store.parent_of(table), inner))
            case _:
                return node

    def _key_node(self, table: str, key: str) -> Value:
        """Give a grouping key: the rows' own, else that of their parents."""
        if self._is_own(table, key):
            return Column(column_of(table, key) or key)
        if self.store.is_child(table):
            return Parent(self._key_node(self.store.parent_of(table), key))
        return Const(None)

    @property
    def project_key(self) -> str:
        """The column that names the project whose groups a row has."""
        return self.store.key(self.table) if self.table == "projects" else self.store.link(self.table)

    @property
    def scale(self) -> int:
        """What shares are multiplied by."""
        return self.store.kind("shares", "share")[1] if self.weights else 1

    def join(self, scope: TableScope) -> tuple[Frame, dict[str, nw.Expr]]:
        """Give the rows and the groups of each; where credit is shared, a row stands once for each of them."""
        frame = scope.frame
        labelled: dict[str, nw.Expr] = {}
        for name, node in zip(self.labels, self.nodes, strict=True):
            # where the key is unknown to the table there is one group without a name
            labelled[name] = nw.lit("") if node == Const(None) else scope.typed(node).expr
        for name, key in zip(self.labels, self.keys, strict=True):
            if key in self.shared:
                frame, labelled[name] = self._join_members(frame, key, labelled[name])
        for weight in self.weights:
            unit = nw.col(weight)
            labelled[weight] = nw.when(unit.is_null()).then(nw.lit(self.scale)).otherwise(unit)
        return frame, labelled

    def _join_members(self, frame: Frame, key: str, own: nw.Expr) -> tuple[Frame, nw.Expr]:
        store = self.store
        child = SEVERAL[key]
        if not store.has_table(child):
            return frame, own
        parent, label = fresh(), fresh()
        if key == "owner":
            weight = fresh()
            self.weights.append(weight)
            self.often = (
                store.max_rows_per_parent(child) + 1
            )  # what is left over may go to a unit that has a share
            rows = self._owners(parent, label, weight)
        else:
            rows = store.frame(child, [store.link(child), key]).unique()
            rows = rows.select(**{parent: nw.col(store.link(child)), label: nw.col(key)})
        joined = frame.join(rows, left_on=self.project_key, right_on=parent, how="left")
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
            valid &= until.is_null() | (until >= nw.lit(store.engine.day(day.toordinal())))
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
