"""A sheet as it is in the file: cells by row, with what the file says about them; nothing is interpreted here."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from enum import StrEnum
from itertools import zip_longest
from typing import Final, Protocol, final

from attrs import evolve, field, frozen

from zhaoshang._basics import deferred_re as re

__all__ = [
    "Cell",
    "Formats",
    "Grid",
    "KnownFormats",
    "NoFormats",
    "Oddity",
    "Workbook",
    "cell_place",
    "column_letter",
    "column_number",
    "cut_to",
    "part_at",
    "turn",
]

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)

Cell = str | int | float | bool | date | time | timedelta | None
"""What a cell may hold; a `datetime` is a `date` too."""


class Oddity(StrEnum):
    """What a cell is that its value does not tell."""

    ERROR = "error"
    UNCACHED = "uncached"
    STRUCK = "struck"
    STRUCK_OUT = "struck out"
    HIDDEN = "hidden"
    COVERED = "covered"
    PALE = "pale"
    WIDE = "wide"
    STYLED = "styled"


class Formats(Protocol):
    """Answers how a number is shown."""

    def code(self, row: int, column: int) -> str | None:
        """Give the number format of a cell, both counted from 1, or `None` where it is not known."""
        ...

    @property
    def has_coarse(self) -> bool:
        """Whether any format in use shows a date without its day, or without its month too."""
        ...

    @property
    def has_words(self) -> bool:
        """Whether any format in use shows more than a number or a day: a percent sign, a unit, a word."""
        ...


@final
@frozen
class NoFormats:
    """For files without number formats, or whose formats cannot be read."""

    has_coarse: bool = False
    has_words: bool = False

    def code(self, row: int, column: int) -> str | None:  # noqa: ARG002 - the protocol's parameters
        """Know none."""
        return None


_NO_FORMATS: Final = NoFormats()


@final
@frozen(kw_only=True, eq=False)
class Grid:
    """One sheet.

    Attributes:
        name: its name; for a CSV file the file's stem.
        rows: its cells; the first row is row 1.
        is_hidden: whether the sheet is hidden.
        hidden_rows: the rows that are hidden, counted from 1.
        hidden_columns: the columns that are hidden, counted from 1.
        comments: what is said of cells beside them, in short, by row and column from 1.
        has_all_comments: whether these are all comments; not where there were too many, or their part is damaged.
        merged: merged ranges as (first row, first column, last row, last column), from 1; `None` where the format
            does not tell.
        oddities: cells with an error value or a formula that was never computed, with the text shown; cells of which a
            part is struck out, with that part, and those of which all is; cells of which all is hidden, and was left out.
        formats: answers how a number is shown.
        is_delimited: whether cells are parted by a character that may stand in a cell, as in CSV.
        stray_quotes: the rows, from 1, with a quote that quotes nothing and was read as text.
        loose: the rows, from 1, that are lines of text outside of any table.
        ruled: the ranges, as merged ones, in which a rule may strike out or hide what cells say.
        above: how many rows of the sheet stand above, where this is a part of it: its own are counted from 1.
    """

    name: str
    rows: Sequence[Sequence[Cell]] = field(repr=False)
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    comments: Mapping[tuple[int, int], str] = field(factory=dict, repr=False)
    has_all_comments: bool = True
    merged: tuple[tuple[int, int, int, int], ...] | None = None
    oddities: Mapping[tuple[int, int], tuple[Oddity, str]] = field(factory=dict)
    formats: Formats = field(default=_NO_FORMATS, repr=False)
    is_delimited: bool = False
    stray_quotes: frozenset[int] = frozenset()
    loose: frozenset[int] = frozenset()
    ruled: tuple[tuple[int, int, int, int], ...] = ()
    above: int = 0


@final
@frozen(kw_only=True, eq=False)
class Workbook:
    """A file's sheets, in order, and how it was read.

    Attributes:
        path: the file as given.
        kind: what it is by its content: `xlsx`, `xlsb`, `xls`, `ods`, `html`, `csv`.
        grids: its sheets.
        epoch: the year that its day numbers count from, 1900 or 1904.
        encoding: for CSV, the text encoding found.
        delimiter: for CSV, the separator found.
        has_external_links: whether it links to other files; they are never followed.
        package: for .xlsx, the file itself, so that it can be sent back as it came.
    """

    path: str
    kind: str
    grids: tuple[Grid, ...]
    epoch: int = 1900
    encoding: str | None = None
    delimiter: str | None = None
    has_external_links: bool = False
    package: bytes | None = field(default=None, repr=False)


@final
@frozen
class _Moved:
    """The formats of a sheet whose rows and columns changed places, or of a part of one, below some rows of it."""

    formats: Formats
    above: int = 0
    is_turned: bool = False

    @property
    def has_coarse(self) -> bool:
        """Whether any format in use shows a date without its day, or without its month too."""
        return self.formats.has_coarse

    @property
    def has_words(self) -> bool:
        """Whether any format in use shows more than a number or a day: a percent sign, a unit, a word."""
        return self.formats.has_words

    def code(self, row: int, column: int) -> str | None:
        """Give the number format of a cell."""
        return (
            self.formats.code(column, row) if self.is_turned else self.formats.code(row + self.above, column)
        )


@final
@frozen
class KnownFormats:
    """The formats of the few cells that show a date without its day."""

    codes: Mapping[tuple[int, int], str]
    has_words: bool = False

    @property
    def has_coarse(self) -> bool:
        """Whether there are any."""
        return bool(self.codes)

    def code(self, row: int, column: int) -> str | None:
        """Give the number format of a cell, where it is one of them."""
        return self.codes.get((row, column))


def cut_to(grid: Grid, top: int, left: int, low: int, right: int, /) -> Grid:
    """Empty what stands beyond a range, from 1; an end of 0 is open. The cells keep their places.

    Examples:
        >>> cut_to(Grid(name="", rows=[["a", 1], ["b", 2]]), 2, 0, 0, 1).rows
        [[], ['b']]
    """
    first, last, end = max(0, left - 1), low or len(grid.rows), right or None
    rows = [
        [None] * first + list(row[first:end]) if top <= number <= last else []
        for number, row in enumerate(grid.rows, 1)
    ]
    merged = grid.merged and tuple(
        (max(up, top), max(start, left), min(down, last), min(stop, right or stop))
        for up, start, down, stop in grid.merged
        if down >= top and up <= last and stop >= left and (not right or start <= right)
    )
    return evolve(grid, rows=rows, merged=merged)


def part_at(grid: Grid, tops: Sequence[int], /) -> tuple[Grid, ...]:
    """Part a sheet into those that begin at some rows, from 1, the first of which is 1; a merged cell is of the part that it begins in.

    What is told of the whole sheet - its comments, quotes and rules - stays with that.

    Examples:
        >>> parts = part_at(Grid(name="", rows=[["a"], ["b"], ["c"]], loose=frozenset({1, 3})), (1, 2))
        >>> [(part.above, part.rows, part.loose) for part in parts]
        [(0, [['a']], frozenset({1})), (1, [['b'], ['c']], frozenset({2}))]
    """
    ends = (*(top - 1 for top in tops[1:]), len(grid.rows))
    merged: list[list[tuple[int, int, int, int]]] = [[] for _ in tops]
    for first, left, last, right in grid.merged or ():
        if first <= ends[-1]:
            at = bisect_right(tops, first) - 1
            merged[at].append((first - tops[at] + 1, left, min(last, ends[at]) - tops[at] + 1, right))
    oddities: list[dict[tuple[int, int], tuple[Oddity, str]]] = [{} for _ in tops]
    for (row, column), odd in grid.oddities.items():
        at = bisect_right(tops, row) - 1
        oddities[at][row - tops[at] + 1, column] = odd
    hidden, loose = (_parted(rows, tops) for rows in (grid.hidden_rows, grid.loose))
    return tuple(
        evolve(
            grid,
            rows=grid.rows[top - 1 : end],
            above=top - 1,
            hidden_rows=hidden[at],
            loose=loose[at],
            merged=None if grid.merged is None else tuple(merged[at]),
            oddities=oddities[at],
            comments={},
            stray_quotes=frozenset(),
            ruled=(),
            formats=_Moved(grid.formats, top - 1) if top > 1 else grid.formats,
        )
        for at, (top, end) in enumerate(zip(tops, ends, strict=True))
    )


def _parted(rows: Iterable[int], tops: Sequence[int]) -> list[frozenset[int]]:
    """Give the rows of each part, counted from its own first."""
    found: list[set[int]] = [set() for _ in tops]
    for row in rows:
        at = bisect_right(tops, row) - 1
        found[at].add(row - tops[at] + 1)
    return list(map(frozenset, found))


def turn(grid: Grid, /) -> Grid:
    """Let the rows and columns of a sheet change places.

    Examples:
        >>> turn(Grid(name="", rows=[["a", 1], ["b"]])).rows
        [['a', 'b'], [1, None]]
    """
    rows = [list(row) for row in zip_longest(*grid.rows)]
    merged = grid.merged and tuple((left, first, right, last) for first, left, last, right in grid.merged)
    oddities = {(column, row): found for (row, column), found in grid.oddities.items()}
    return evolve(
        grid,
        rows=rows,
        merged=merged,
        oddities=oddities,
        hidden_rows=frozenset(),
        hidden_columns=frozenset(),
        comments={},
        stray_quotes=frozenset(),
        loose=frozenset(),
        ruled=tuple((left, first, right, last) for first, left, last, right in grid.ruled),
        formats=_Moved(grid.formats, is_turned=True),
    )


def column_letter(number: int) -> str:
    """Name a column, counted from 1, as Excel does.

    Examples:
        >>> column_letter(1), column_letter(28)
        ('A', 'AB')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Count a column from 1 by its letters.

    Examples:
        >>> column_number("A"), column_number("AB")
        (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def cell_place(reference: str) -> tuple[int, int] | None:
    """Read the row and the column of a cell, each from 1.

    Examples:
        >>> cell_place("AB7"), cell_place("7")
        ((7, 28), None)
    """
    match = _REFERENCE.fullmatch(reference)
    return None if match is None else (int(match[2]), column_number(match[1]))
