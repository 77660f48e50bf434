"""The units that titles between the rows of a table state for the rows below them."""

from collections.abc import Callable, Sequence
from typing import Final, final

from attrs import evolve

from zhaoshang._basics.cached import cached_property
from zhaoshang._workbooks.cells.readers import TitledReader
from zhaoshang._workbooks.cells.specs import ABOVE
from zhaoshang._workbooks.cells.values import Read
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.header import Layout, RowKind, below_title
from zhaoshang._workbooks.layout.stated import (
    StatedUnits,
    is_unit_row,
    states_unit,
    units_beside,
    units_named,
)
from zhaoshang._workbooks.layout.tables import closing_lines
from zhaoshang._workbooks.reading.around import SaidAround
from zhaoshang._workbooks.reading.groups import calls_sum, rank_of, words_of
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.text import key, unit_words
from zhaoshang.units import Dimension, Scaled

__all__ = ["TitleUnits"]

_UNKNOWN: Final = StatedUnits()
_UNIT: Final = "单位:"
_BELOW: Final = ("以下", "下列", "下述", "下表")
_STATING: Final = frozenset({RowKind.GROUP, RowKind.UNIT, RowKind.TOTAL, RowKind.NOTE})
_Row = Sequence[Cell]


@final
class TitleUnits:
    """Tells in what units amounts are below titles that state others than hold for the table.

    A unit holds to the next title, or to the end of the titles below its own. Where a header states another one nobody can know
    which is right, nor below a title without a unit that takes the place of one with.
    """

    def __init__(self, layout: Layout, kinds: Sequence[RowKind]) -> None:
        """Take a table and what its rows are."""
        self._layout = layout
        self._kinds = kinds
        self._said: dict[int, SaidAround] = {}
        self._columns: dict[str, dict[int, tuple[Column, str]]] = {}
        if not layout.is_turned and not _STATING.isdisjoint(kinds):
            self._find()
        self.rows: dict[str, list[_Row]] = {}
        """The rows of projects by what a title says of their units; where none does, by nothing."""
        if self._said:
            for number, (kind, row) in enumerate(zip(kinds, layout.grid.rows, strict=True), 1):
                if kind is RowKind.PROJECT:
                    self.rows.setdefault(self.said(number), []).append(row)

    def __bool__(self) -> bool:
        """Tell whether a title states another unit."""
        return bool(self._said)

    @cached_property
    def stated(self) -> frozenset[object]:
        """The units that amounts are in below any title."""
        return frozenset(column.scaled for said in self._columns.values() for column, _ in said.values())

    def said(self, number: int, /) -> str:
        """Give what a title says of the units of a row; nothing where none does."""
        said = self._said.get(number)
        return said.text if said else ""

    def facts(self, number: int, /) -> tuple[SaidAround, ...]:
        """Give what a title says of the units of a row, and where."""
        return (self._said[number],) if number in self._said else ()

    def column(self, column: Column, number: int, /) -> Column:
        """Give a column with the unit of a row."""
        return self._column(column, self.said(number))[0]

    def _column(self, column: Column, said: str) -> tuple[Column, str]:
        return self._columns.get(said, {}).get(column.number, (column, ""))

    def reader(
        self,
        column: Column,
        reader: Callable[[Column, Sequence[Column], Sequence[_Row]], Callable[..., Read]],
        /,
    ) -> TitledReader:
        """Give the reader of a column of amounts.

        Args:
            column: the column.
            reader: makes that of some rows, of the column and those beside it in the units that hold there.
        """

        def read(said: str) -> tuple[Callable[..., Read], str]:
            columns = [self._column(each, said)[0] for each in self._layout.columns]
            own, torn = self._column(column, said)
            return reader(own, columns, self.rows.get(said, ())), torn

        return TitledReader(read("")[0], {said: read(said) for said, other in self._columns.items() if other})

    def _find(self) -> None:
        """Find what titles say of the rows below them."""
        layout = self._layout
        above = [layout.grid.rows[number - 1] for number in range(layout.top, layout.head)]
        ranks = {rank_of(row) for row in above if not is_unit_row(row) and units_beside(row) is not None}
        differ = layout.grid.above > 0 and layout.units_above != layout.units
        open_: list[tuple[str, SaidAround | None]] = []
        for number in range(layout.bottom + 1, len(self._kinds) + 1):
            kind, row = self._kinds[number - 1], layout.grid.rows[number - 1]
            if kind in _STATING:
                is_title = kind is RowKind.GROUP or (kind is RowKind.TOTAL and not calls_sum(words_of(row)))
                said = self._stated(kind, row, number) if is_title or kind is not RowKind.TOTAL else None
                if is_title:
                    rank = rank_of(row)
                    ranks_open = [each for each, _ in open_]
                    open_ = open_[: ranks_open.index(rank)] if rank in ranks_open else open_
                    if said is None and rank in ranks and (differ or any(self._columns.values())):
                        said = self._say(_UNKNOWN, row, number)
                    if said is None:
                        said = self._doubted(row, number, _last(open_))
                    open_.append((rank, said))
                elif said is not None:
                    open_ = [*open_[:-1], (open_[-1][0] if open_ else "", said)]
            held = _last(open_)
            if held is not None and self._columns.get(held.text):
                self._said[number] = held

    def _stated(self, kind: RowKind, row: _Row, number: int) -> SaidAround | None:
        """Give what a title, or a line between the rows, says of the units of those below it."""
        if kind is RowKind.NOTE:
            is_below = any(states_unit(cell) and key(str(cell)).startswith(_BELOW) for cell in row)
            return self._say(_UNKNOWN, row, number) if is_below else None
        if any(closing_lines([key(cell)]) for cell in row if isinstance(cell, str)):
            return None  # said of the rows above it
        stated = units_beside(row)
        return None if stated is None else self._say(stated, row, number)

    def _doubted(self, row: _Row, number: int, held: SaidAround | None) -> SaidAround | None:
        """Keep the columns without a unit of which a title names another in words that are not understood."""
        named = units_named(row)
        text = f"{held.text if held else _UNIT}?{'、'.join(map(unit_words, named))}"
        found: dict[int, tuple[Column, str]] = {}
        for column in self._layout.columns if named else ():
            own = self._column(column, held.text if held else "")[0].scaled
            if column.kind in AMOUNT_KINDS and own is not None and self._differ(named, own):
                torn = "、".join(map(unit_words, (own, *named)))
                found[column.number] = (evolve(column, scaled=None), torn)
        if not found:
            return None
        self._columns[text] = {**self._columns.get(held.text if held else "", {}), **found}
        return _said(text, row, number)

    def _differ(self, named: Sequence[Scaled], own: Scaled) -> bool:
        """Tell whether units that a title names speak against that of a column; one of a currency of other columns does not."""
        if own.unit.dimension is not Dimension.MONEY or own in named:
            return False
        others = {column.scaled.unit for column in self._layout.columns if column.scaled is not None}
        return any(
            one.unit not in others if one.unit != own.unit else bool(one.power or one.unit.code == "CNY")
            for one in named
        )

    def _say(self, stated: StatedUnits, row: _Row, number: int) -> SaidAround:
        """Keep the columns in the units that a title states, where those differ from what holds for the table."""
        own = stated.of_fields.items()
        words = "、".join(map(unit_words, stated.units)) + "".join(
            f";{path}:{'、'.join(map(unit_words, units))}" for path, units in own
        )
        text = f"{_UNIT}{words or (stated.currency.code if stated.currency else '?')}"
        if text not in self._columns:
            found: dict[int, tuple[Column, str]] = {}
            for column in self._layout.columns:
                if column.kind in AMOUNT_KINDS:
                    below = below_title(column, stated, self._layout)
                    if below is None:
                        header = [unit_words(column.scaled)] if column.scaled else []
                        torn = "、".join([*header, text.removeprefix(_UNIT)])
                        found[column.number] = (evolve(column, scaled=None), torn)
                    elif below.scaled != column.scaled:
                        found[column.number] = (below, "")
            self._columns[text] = found
        return _said(text, row, number)


def _said(text: str, row: _Row, number: int) -> SaidAround:
    at = next((at for at, cell in enumerate(row, 1) if cell is not None), 1)
    return SaidAround(ABOVE, text, number, at)


def _last(open_: Sequence[tuple[str, SaidAround | None]]) -> SaidAround | None:
    """Give what the innermost open title says that says anything."""
    return next((said for _, said in reversed(open_) if said is not None), None)
