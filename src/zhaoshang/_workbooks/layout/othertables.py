"""Tables of something else that stand below a list of projects, told by what their rows hold."""

import datetime as dt
from collections import Counter, deque
from collections.abc import Sequence
from typing import Final, NamedTuple, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.header import Layout, RowKind
from zhaoshang._workbooks.layout.rowparts import is_alone
from zhaoshang._workbooks.words.headwords import is_name_word, match
from zhaoshang._workbooks.words.text import key

__all__ = ["OtherTable", "other_tables"]

_LEAST: Final = 3  # a table of fewer columns is not told from a note
_LONGEST: Final = 14  # so long is a header word at most, without what stands in brackets
_TITLES: Final = 4  # so many rows above a header may be its titles
_LOOKED_AT: Final = 200  # so many projects tell what a column holds
_MOST: Final = 0.8
_TYPED: Final = re.compile(r"[约近超]?[-+]?\d[\d.,%/:年月日至~—\-亿万千元亩个]*")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_NO_HEADER: Final = frozenset({RowKind.HEADER, RowKind.BLANK, RowKind.UNIT, RowKind.CONTINUED})


@final
class OtherTable(NamedTuple):
    """A table that is no list of projects: its first row with its titles, its header, and its last row."""

    first: int
    head: int
    last: int


def other_tables(layout: Layout, kinds: Sequence[RowKind], /) -> tuple[OtherTable, ...]:
    """Find the tables of something else below the projects of a table.

    Such a table begins with a row of short words where the columns above hold numbers and dates, and either begins to
    count anew, under a word for ordinals, or has rows that hold other kinds of things than the columns above.

    Args:
        layout: the table.
        kinds: what each row of its sheet seems to be.
    """
    found: list[OtherTable] = []
    rows, at, above = layout.grid.rows, layout.bottom, _Above()
    while at < len(kinds):
        at += 1
        if (
            kinds[at - 1] not in _NO_HEADER
            and _is_of_words(rows[at - 1])
            and _begins(layout, kinds, at, above)
        ):
            last = _end(layout, kinds, at)
            found.append(OtherTable(_top(layout, at), at, last))
            at, above = last, _Above()
        elif kinds[at - 1] is RowKind.PROJECT:
            above.rows.append(rows[at - 1])
    return tuple(found)


@final
class _Above:
    """What the columns of the last projects hold; each row is looked at once, and none where nothing is asked."""

    def __init__(self) -> None:
        self.rows: deque[Sequence[Cell]] = deque(maxlen=_LOOKED_AT)
        """Those that are not looked at yet."""
        self._seen: deque[tuple[bool | None, ...]] = deque()
        self._held, self._typed = Counter[int](), Counter[int]()

    def look(self) -> bool:
        """Look at the rows that came, and tell whether any has more than one cell."""
        while self.rows:
            row = self.rows.popleft()
            self._count(
                () if is_alone(row) else tuple(None if cell is None else _is_typed(cell) for cell in row), 1
            )
            if len(self._seen) > _LOOKED_AT:
                self._count(self._seen.popleft(), -1)
        return any(self._seen)

    def _count(self, cells: tuple[bool | None, ...], times: int) -> None:
        if times > 0:
            self._seen.append(cells)
        for place, is_typed in enumerate(cells):
            if is_typed is not None:
                self._held[place] += times
                self._typed[place] += times * is_typed

    def usual(self, place: int) -> bool | None:
        """Tell whether a column holds numbers and dates, or words; `None` where it holds nothing or both."""
        held, typed = self._held[place], self._typed[place]
        if not held or held * (1 - _MOST) < typed < held * _MOST:
            return None
        return typed >= held * _MOST


def _begins(layout: Layout, kinds: Sequence[RowKind], at: int, above: _Above) -> bool:
    """Tell whether a row of words is the header of another table than the one above it."""
    rows = layout.grid.rows
    row = rows[at - 1]
    if any(isinstance(cell, str) and is_name_word(cell) for cell in row) or not above.look():
        return False
    usual = [above.usual(place) for place in range(len(row))]
    against = sum(cell is not None and usual[place] is True for place, cell in enumerate(row))
    if not against:
        return False
    first = next(str(cell) for cell in row if cell is not None)
    if match(key(first))[0] == "@number":
        return True
    below = next(
        (one for one in range(at + 1, len(rows) + 1) if kinds[one - 1] is not RowKind.BLANK), len(rows) + 1
    )
    if below > len(rows) or kinds[below - 1] is RowKind.HEADER:
        return False
    cells = rows[below - 1]
    pairs = [
        (usual[place], _is_typed(cell))
        for place, cell in enumerate(cells[: len(row)])
        if cell is not None and usual[place] is not None and row[place] is not None
    ]
    is_apart = kinds[at - 2] is RowKind.BLANK or is_alone(rows[at - 2])
    differ = sum(was != now for was, now in pairs)
    recurs = any(cell is not None and cell in row[place : place + 1] for place, cell in enumerate(cells))
    has_numbers = (False, True) in pairs  # under a word, where names and words stand above it
    # of three signs two are enough: it stands apart, it has numbers for words, more than one column differs
    return not recurs and is_apart + has_numbers + (differ > 1) > 1


def _is_of_words(row: Sequence[Cell]) -> bool:
    """Tell whether a row holds short words side by side and nothing else, no two the same."""
    for cell in row:  # nearly every row of projects
        if cell is not None and (type(cell) is not str or (cell.isascii() and cell[:1].isdigit())):
            return False
    words: list[str] = []
    gap = False
    for cell in row:
        if cell is None or cell == "":
            gap = bool(words)
            continue
        if gap or type(cell) is not str or len(cell) > 3 * _LONGEST:
            return False
        word = _BRACKETS.sub("", key(cell))
        if len(word) > _LONGEST or not any(map(str.isalpha, word)) or _TYPED.fullmatch(word) or ":" in word:
            return False
        words.append(word)
    return len(words) >= _LEAST and len(set(words)) == len(words)


def _is_typed(cell: Cell) -> bool:
    if isinstance(cell, str):
        return _TYPED.fullmatch(key(cell)) is not None
    return isinstance(cell, int | float | dt.date)


def _top(layout: Layout, head: int) -> int:
    top = head
    while top - 1 > layout.bottom and head - top < _TITLES and is_alone(layout.grid.rows[top - 2]):
        top -= 1
    return top


def _end(layout: Layout, kinds: Sequence[RowKind], head: int) -> int:
    """Find the last row of another table: the header of the projects once more, with its titles, ends it."""
    again = next((one for one in range(head + 1, len(kinds) + 1) if kinds[one - 1] is RowKind.HEADER), None)
    if again is None:
        return len(kinds)
    return max(head, _top(layout, again) - 1)
