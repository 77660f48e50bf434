"""Texts that stand alone in their row: titles, or projects of which only the name is known."""

from collections.abc import Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.counting import LED
from zhaoshang._workbooks.layout.header import Layout, RowKind
from zhaoshang._workbooks.layout.ledrows import calls_many_led, order_of_led
from zhaoshang._workbooks.layout.rowparts import is_alone
from zhaoshang._workbooks.words.text import key

__all__ = ["lone_names", "titles_of_years", "word_of"]

_A_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d年")
_MEMBERS: Final = frozenset({RowKind.GROUP, RowKind.PROJECT, RowKind.REJECTED})


def lone_names(layout: Layout, kinds: Sequence[RowKind], /) -> frozenset[int]:
    """Find the titles that may be projects of which only the name is known: alone in its column, the first below projects.

    A list that begins with a title goes on with titles.
    """
    name = layout.column("name")
    first = next((at for at, kind in enumerate(kinds, 1) if kind in _MEMBERS and at > layout.bottom), 0)
    if name is None or not first or kinds[first - 1] is RowKind.GROUP:
        return frozenset()
    rows = layout.grid.rows
    led = [
        at
        for at, (kind, row) in enumerate(zip(kinds, rows, strict=True), 1)
        if kind is RowKind.GROUP and name.number <= len(row) and LED.match(word_of(row[name.number - 1]))
    ]
    shown = order_of_led(kinds, led, layout).titling if led else frozenset[int]()
    wide = {top for top, left, _, right in layout.grid.merged or () if right > left}
    return frozenset(
        number
        for number, (kind, row) in enumerate(zip(kinds, rows, strict=True), 1)
        if kind is RowKind.GROUP
        and number not in wide
        and number > first
        and [at for at, cell in enumerate(row, 1) if cell is not None] == [name.number]
        and number not in shown
        and not calls_many_led(row[name.number - 1])
    )


def titles_of_years(kinds: list[RowKind], layout: Layout, /) -> None:
    """Make titles of texts that stand alone, differ in their year only, and have projects below them."""
    rows = layout.grid.rows
    name = layout.column("name") or layout.column("investors")
    at = name.number - 1 if name else 0
    found: dict[str, dict[str, int]] = {}
    for number in range(layout.bottom + 1, len(kinds)):
        row = rows[number - 1]
        text = row[at] if at < len(row) else None
        if type(text) is not str or "年" not in text or not is_alone(row):
            continue
        year = _A_YEAR.search(key(text))
        if year and kinds[number - 1] is kinds[number] is RowKind.PROJECT and not is_alone(rows[number]):
            found.setdefault(_A_YEAR.sub("", key(text)), {})[year[0]] = number
    for years in found.values():
        for number in years.values() if len(years) > 1 else ():
            kinds[number - 1] = RowKind.GROUP


def word_of(cell: Cell, /) -> str:
    """Give the comparing form of a text, and anything else as it is written."""
    return key(cell) if isinstance(cell, str) else "" if cell is None else str(cell)
