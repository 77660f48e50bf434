"""Columns that may state an amount anew, under words that are not understood: 变更后总投资 beside 总投资."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.faults import Fault
from zhaoshang._workbooks.cells.readers import reader_of
from zhaoshang._workbooks.cells.rowfacts import agree
from zhaoshang._workbooks.cells.specs import FaultPlace
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words.columns import Column, leaf_of, qualified_field
from zhaoshang._workbooks.words.composing import find_unit, without_unit
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang.quantities import Quantity

__all__ = ["Restated", "restated"]

Restated = Mapping[int, Sequence[tuple[FaultPlace, bool]]]
"""By row, the amounts that another column may state anew, and whether they are not to be read."""

_BEFORE: Final = re.compile("(?:^|[(（/ ])[原旧](?![材料])|(?:[变调更]|修订|核定).{0,2}前")
"""What says that a column is of before, and the one beside it stands."""
_AFTER: Final = re.compile(
    "(?:[变调更]|修[改订正]|核[减增定准]|增资|追加|优化).{0,2}后的?(?:金额|数额|数|值)?"
)
"""What says that a column states anew what the one beside it does, and not of what."""


def restated(columns: Sequence[Column], rows: Iterable[tuple[int, Sequence[Cell]]], /) -> Restated:
    """Find the amounts of which another column may say what holds now.

    Of most projects such a column says the same, where it states the amount of those that changed; then the old one is not
    read where they differ, as of two columns of one field. Where it mostly differs it may as well be a part.

    Args:
        columns: the columns of the table.
        rows: the rows of projects, with their numbers.

    Examples:
        >>> from zhaoshang._workbooks.words.columns import Header, propose
        >>> heads = ("项目名称", "总投资", "变更后总投资")
        >>> columns = propose([Header(number=n, texts=(text,)) for n, text in enumerate(heads, 1)])
        >>> amounts = (("3亿元", "3亿元"), ("4亿元", "5亿元"), ("6亿元", "6亿元"))
        >>> found = restated(columns, [(row, ["甲", *each]) for row, each in enumerate(amounts, 2)])
        >>> [(row, place.column, place.fault.code, hides) for row, ((place, hides),) in found.items()]
        [(3, 2, 'columns_disagree', True)]
    """
    found: dict[int, list[tuple[FaultPlace, bool]]] = {}
    pairs = [*_pairs(columns)]
    lines = [*rows] if pairs else []
    for column, other in pairs:
        read = [reader_of(each, year=None, cells=tuple) for each in (column, other)]
        same, differing = 0, []
        for number, row in lines:
            cells = [row[each.number - 1] if each.number <= len(row) else None for each in (column, other)]
            one, two = (
                None if cell is None else reader(cell, number).value
                for reader, cell in zip(read, cells, strict=True)
            )
            if isinstance(one, Quantity) and isinstance(two, Quantity):
                if agree(one, two) is None:
                    differing.append((number, cells[0]))
                else:
                    same += 1
        for number, cell in differing:
            place = FaultPlace(column.number, Fault("columns_disagree", other.letter), cell)
            found.setdefault(number, []).append((place, same >= len(differing)))
    return found


def _pairs(columns: Sequence[Column]) -> Iterator[tuple[Column, Column]]:
    """Give each amount with the columns that may state it anew, in the unit of their header or in its own."""
    for other, left in zip(columns, (None, *columns), strict=False):
        path = None if _BEFORE.search(other.header) else qualified_field(other)
        if path is None and left is not None and _AFTER.fullmatch(without_unit(leaf_of(other))):
            path = left.field  # of what stands beside it
        for column in columns if path is not None else ():
            if column.field == path and column.kind in AMOUNT_KINDS:
                unit = other.scaled or find_unit(other.header) or column.scaled
                yield column, evolve(other, field=path, scaled=unit)
