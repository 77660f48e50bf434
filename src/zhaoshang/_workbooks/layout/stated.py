"""What lines around a table state, years and units, and how wide they are.

A sheet that was printed page by page has a header on each page, and each asks what stands above it. Every row is read once
for all of them, and only as far down as somebody asks; where something stands is then looked up.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeVar
from weakref import WeakKeyDictionary

from zhaoshang._workbooks.files.grids import Cell, Grid
from zhaoshang._workbooks.words.columns import find_unit
from zhaoshang._workbooks.words.headwords import is_name_word
from zhaoshang._workbooks.words.text import key
from zhaoshang._workbooks.words.units import UNIT_SIGNS
from zhaoshang.units import Scaled

__all__ = ["UNIT_ROW", "find_years", "is_titled_unit", "is_unit_row", "stated_units", "width_of", "years_in"]

T = TypeVar("T")

UNIT_ROW: Final = re.compile(
    rf"(?:(?:金额|计量|货币|投资)?单位(?:均为)?[:为]?|(?<![^(])(?:投资|资金)?(?:金额|投资额):)((?:\(?人民币\)?|[{UNIT_SIGNS}、,;/和])+)"
)
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|[.\-/]\d|[、,和及与](?:19|20)\d\d年)")
_SPAN: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年?度?(?:\d{1,2}月份?)?[-~至到]((?:19|20)\d\d)(?![\d.])")
_SINCE: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)年(?:度|\d{1,2}月份?)?(?:\d{1,2}日)?(?:以来|至今|以后|之后|起)"
)
_BRACKETS: Final = re.compile(r"[(（][^()（）]*[)）]")
_BLANK: Final = re.compile(r"(?<=[元币亩頃顷米㎡畝幣)）])\s+(?=\S)")
"""What parts units that are listed with blanks: 亿元 亩 平方米."""
_NOT_TITLE: Final = re.compile(r"填报|制表|填表|报送|打印|导出|更新时间|电话|截至|截止")

Place = tuple[int, int]
"""A row, counted from 0, and the order within it."""


class _Stated:
    """The places of years and units among the rows of a sheet that were read so far."""

    def __init__(self) -> None:
        self.years: dict[int, list[Place]] = {}
        self.units: dict[Scaled, list[Place]] = {}
        self.read = 0
        self.widths = [0]
        self.lines: dict[Scaled, list[Place]] | None = None


_READ: Final = WeakKeyDictionary[Grid, _Stated]()


def _stated(grid: Grid, end: int) -> _Stated:
    """Read the rows before one that were not read yet."""
    stated = _READ.setdefault(grid, _Stated())
    for number in range(stated.read, end):
        _note(stated.years, number, _years_of(grid.rows[number]))
        _note(stated.units, number, _units_of(grid.rows[number]))
    stated.read = max(stated.read, end)
    return stated


def _note(places: dict[T, list[Place]], row: int, found: Iterator[T]) -> None:
    for order, each in enumerate(found):
        places.setdefault(each, []).append((row, order))


def _between(places: dict[T, list[Place]], start: int, end: int) -> list[T]:
    """List what stands from one row to before another, in the order of first places."""
    firsts = []
    for each, rows in places.items():
        at = bisect_left(rows, (start, 0))
        if at < len(rows) and rows[at] < (end, 0):
            firsts.append((rows[at], each))
    return [each for _, each in sorted(firsts, key=lambda first: first[0])]


def find_years(grid: Grid, top: int, start: int = 0, /) -> tuple[int, ...]:
    """Find the years that the title names; where it names none, those of the sheet's name."""
    found = _between(_stated(grid, top - 1).years, start, top - 1)
    return tuple(sorted({*(found or _years_named(key(grid.name) + "年"))}))


def stated_units(grid: Grid, top: int, start: int, /) -> tuple[Scaled, ...]:
    """Find the units that a line above the table states; where none does, a line below it."""
    stated = _stated(grid, top - 1)
    above = _between(stated.units, start, top - 1)
    if above:
        return tuple(above)
    if stated.lines is None:
        stated.lines = {}
        for number, row in enumerate(grid.rows):
            if is_unit_row(row):
                _note(stated.lines, number, _units_of(row))
    return tuple(_between(stated.lines, top, len(grid.rows)))


def width_of(grid: Grid, end: int, /) -> int:
    """Give the width of the widest of the first rows."""
    widths = _READ.setdefault(grid, _Stated()).widths
    for number in range(len(widths) - 1, end):
        widths.append(max(widths[-1], len(grid.rows[number])))
    return widths[end]


def years_in(rows: Iterable[Sequence[Cell]], /) -> frozenset[int]:
    """Find the years that some rows of titles name."""
    return frozenset(year for row in rows for year in _years_of(row))


def _years_of(row: Sequence[Cell]) -> Iterator[int]:
    for cell in row:
        if isinstance(cell, str) and not _NOT_TITLE.search(_BRACKETS.sub("", cell)):
            text = _BRACKETS.sub("", cell) if _NOT_TITLE.search(cell) else cell  # what is not of another date
            yield from _years_named(key(text))


def _years_named(text: str) -> Iterator[int]:
    """Give the years of a title: of a span all of them, and behind the first of an open one the next.

    Examples:
        >>> [
        ...     sorted({*_years_named(text)})
        ...     for text in ("2022年台账", "2020-2022年项目", "2021年以来签约", "2022.3.5签约")
        ... ]
        [[2022], [2020, 2021, 2022], [2021, 2022], [2022]]
    """
    for first, last in _SPAN.findall(text):
        yield from range(int(first), int(last) + 1)
    for year in _SINCE.findall(text):
        yield from (int(year), int(year) + 1)
    yield from map(int, _YEAR.findall(text))


def _units_of(row: Sequence[Cell]) -> Iterator[Scaled]:
    for cell in row:
        if isinstance(cell, str) and (match := UNIT_ROW.search(key(_BLANK.sub("、", cell)))):
            for part in re.split(r"[、,;/和]", match[1]):
                word = part.replace("(", "").replace(")", "")
                found = None if word == "人民币" else find_unit(f"({word})")  # a currency alone has no size
                if found is not None:
                    yield found


def is_titled_unit(row: Sequence[Cell], /) -> bool:
    """Tell whether a row states a unit beside a title or two of the table below it: 一、新签约项目 … 单位：亿元.

    Examples:
        >>> [
        ...     is_titled_unit(row)
        ...     for row in (
        ...         ["一、新签约项目", None, "单位：亿元"],
        ...         ["项目名称", "金额：亿元"],
        ...         ["项目名称", "单位：亿元"],
        ...     )
        ... ]
        [True, False, False]
    """
    filled: list[str] = []
    for cell in row:
        if cell is not None:
            if not isinstance(cell, str) or len(filled) == _BESIDE:
                return False  # nearly every row
            filled.append(cell)
    words = [key(cell).strip("()") for cell in filled]
    units = [word for word in words if "单位" in word[:6] and UNIT_ROW.fullmatch(word)]
    return len(units) == 1 < len(words) and not any(map(is_name_word, filled))


_BESIDE: Final = 3


def is_unit_row(row: Sequence[Cell], /) -> bool:
    """Tell whether a row states a unit and nothing else: 单位：万元."""
    stated: Cell = None
    for cell in row:
        if cell is not None:
            if stated is not None:
                return False  # nearly every row
            stated = cell
    return isinstance(stated, str) and bool(UNIT_ROW.fullmatch(key(stated).strip("()")))
