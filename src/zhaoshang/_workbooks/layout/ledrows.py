"""Rows whose names have an ordinal before them, among the projects that are counted in a column."""

from collections import Counter
from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from zhaoshang._workbooks.layout.counting import ListOrder, counted_by, ordinal_of
from zhaoshang._workbooks.layout.header import Layout, RowKind

if TYPE_CHECKING:
    from zhaoshang._workbooks.files.grids import Cell

__all__ = ["order_of_led"]


def order_of_led(kinds: Sequence[RowKind], led: Container[int], layout: Layout) -> ListOrder:
    """Look at the ordinals before the names of some rows among those of the projects.

    Args:
        kinds: what the rows of the sheet are.
        led: the rows that count by their names.
        layout: the sheet.
    """
    name, number = layout.column("name") or layout.column("investors"), layout.column("@number")
    ordinal, at_name = number.number if number else 0, name.number if name else 1
    rows: list[tuple[int, Sequence[Cell]]] = []
    titles: list[tuple[int, Sequence[Cell]]] = []
    for at, (kind, row) in enumerate(zip(kinds, layout.grid.rows, strict=True), 1):
        if at in led:
            rows.append((at, [counted_by(row, ordinal, at_name)]))
        elif kind is RowKind.PROJECT or kind is RowKind.GROUP:
            own = row[ordinal - 1] if 0 < ordinal <= len(row) else None
            (rows if kind is RowKind.PROJECT else titles).append((at, [own]))
    usual = Counter(own and own.series for at, (cell,) in rows if at not in led for own in [ordinal_of(cell)])
    return ListOrder(rows, 1, usual.most_common(1)[0][0] if usual else None, titles)
