"""Rows whose names have an ordinal before them, among the projects that are counted in a column."""

from collections import Counter
from collections.abc import Container, Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.counting import LED, ListOrder, counted_by, han_number, ordinal_of
from zhaoshang._workbooks.layout.evidence import calls_many, ends_in_count
from zhaoshang._workbooks.layout.header import Layout, RowKind
from zhaoshang._workbooks.words.text import key

__all__ = ["calls_many_led", "count_on", "order_of_led"]

_STEP: Final = re.compile(r"(\(|)(?:(\d{1,3})|([一二三四五六七八九十]{1,3}))(?!\d)([、.．:)])(?!\d)")


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


def count_on(kinds: list[RowKind], led: Sequence[int], layout: Layout) -> None:
    """Make projects of titles that count on from a project above, or to one below: 2.乙项目 between 1.甲项目 and 3.丙项目.

    Where there are no projects else, those with amounts are it that none begins to count below: 一、甲项目, 二、乙项目.

    Args:
        kinds: what the rows of the sheet are, which is made right.
        led: the titles that count by their names.
        layout: the sheet.
    """
    name = layout.column("name") or layout.column("investors")
    rows, at = layout.grid.rows, name.number if name else 1
    are_all = RowKind.PROJECT not in kinds and RowKind.REJECTED not in kinds

    def beside(number: int, way: int) -> tuple[RowKind, tuple[str, int] | None] | None:
        while layout.bottom < (number := number + way) <= len(kinds):
            if (kind := kinds[number - 1]) is not RowKind.BLANK:
                return kind, _step_of(rows[number - 1], at)
        return None

    for number in (*led, *reversed(led)):
        step = _step_of(rows[number - 1], at) if kinds[number - 1] is not RowKind.PROJECT else None
        if step is None or calls_many_led(rows[number - 1][at - 1]):
            continue
        form, count = step
        above, below = beside(number, -1), beside(number, 1)
        goes_on = below == (RowKind.PROJECT, (form, count + 1)) or (
            above == (RowKind.PROJECT, (form, count - 1)) and below != (RowKind.PROJECT, (form, 1))
        )
        holds = below is not None and below[1] is not None and below[1][0] != form and below[1][1] == 1
        if goes_on or (are_all and kinds[number - 1] is RowKind.TOTAL and not holds):
            kinds[number - 1] = RowKind.PROJECT


def calls_many_led(cell: Cell, /) -> bool:
    """Tell whether a name calls a kind, a place or many, or counts them, an ordinal before it or none."""
    word = LED.sub("", key(cell) if isinstance(cell, str) else "", count=1)
    return calls_many(word) or ends_in_count(word)


def _step_of(row: Sequence[Cell], at: int) -> tuple[str, int] | None:
    """Give the form of the ordinal that a name begins with, and its number: 2. and （二） are of two series."""
    cell = row[at - 1] if at <= len(row) else None
    match = _STEP.match(key(cell)) if isinstance(cell, str) else None
    if match is None:
        return None
    return f"{match[1]}{match[4]}{'一' if match[3] else 1}", int(match[2]) if match[2] else han_number(
        match[3]
    )
