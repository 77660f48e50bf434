"""The tables of a sheet: one, several below each other, or several side by side."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.errors import UnreadableWorkbookError
from zhaoshang._workbooks.files.grids import Cell, Grid, part_at, turn
from zhaoshang._workbooks.layout.candidates import find_layout, score
from zhaoshang._workbooks.layout.header import Adjust, Layout, layout_at
from zhaoshang._workbooks.layout.naming import is_projects_word
from zhaoshang._workbooks.layout.rowkinds import titles_of
from zhaoshang._workbooks.layout.stated import (
    StatedUnits,
    find_years,
    is_titled_unit,
    is_unit_row,
    stated_units,
    states_bare_unit,
    states_unit,
    units_above,
    units_said,
    width_of,
    years_in,
)
from zhaoshang._workbooks.layout.tiers import HEADER_DEPTH, NUMBER, known_words
from zhaoshang._workbooks.words.columns import Column, leaf_of
from zhaoshang._workbooks.words.composing import named_units
from zhaoshang._workbooks.words.headwords import is_name_word, match
from zhaoshang._workbooks.words.text import bare, key
from zhaoshang.units import Dimension

__all__ = ["closing_lines", "find_tables"]

_LONGEST: Final = 300  # no table that lies on its side is longer
_SURE_NAME: Final = 0.8
_ALIKE: Final = 2  # so many fields that two tables have make them alike
_MOST_BESIDE: Final = 24  # tables side by side: a month or half a month each
_LEAST: Final = 3  # so many words or fields of a header make one below or above another
_TITLES: Final = 4  # so many rows above a header may be its titles
_TIER: Final = 14  # so long is a title of a group of columns at most
_SPACED: Final = 8  # so long is a word of two letters with blanks around it
_HEADER_WORD: Final = 40  # so long is the text of a header at most
_NOTE: Final = re.compile(r"[:：。；]|单位|填报|截至|\d{4}")
_MARKED: Final = re.compile(r"[(*※]?(?:备注|附?注|注意|(?:填表)?说明)[:.、\d*]")
"""How a note begins."""
_LOOKS_BACK: Final = re.compile(r"[(*※]?(?:以上|上述|上表|[本上]?表[中内])|[*※]")
"""How a line that states a unit begins, where it speaks of the table above it."""
_SIGNED: Final = re.compile(r"(?:填表|填报|制表|审核|复核|负责)人?[:]")
_COUNTED: Final = re.compile(r"\(?\d{1,2}[.、)]")
_GOES_ON: Final = re.compile(r"\(?(?:[接续][上前]?[页表]?|续表\d*)\)?")
_LOOKS_ON: Final = re.compile("以下|下[列述表]")


def find_tables(
    grid: Grid,
    /,
    *,
    extra: Sequence[str] = (),
    adjust: Adjust | None = None,
    header: tuple[int, ...] | None = None,
    path: str = "",
) -> tuple[Layout, ...]:
    """Find the tables of a sheet, each with columns of its own; none where it is no list.

    The grid of each ends before the titles of the next below it, and has no cells beside it.

    Args:
        grid: the sheet.
        extra: header words that a mapping names.
        adjust: puts what a mapping says in the place of what is proposed.
        header: the rows of the header, where a mapping says them; none where there is no header.
        path: the file, for what is said of it.

    Raises:
        UnreadableWorkbookError: when more tables stand side by side than anybody lays out.
    """
    if header is not None:
        return _declared(grid, header, adjust)
    main = find_layout(grid, extra=extra, adjust=adjust)
    if main is None and adjust is not None:
        lettered = _lettered(grid, adjust)
        if lettered is not None:
            return (lettered,)
    if main is None:
        turned = _turned(grid, extra, adjust)
        return (turned,) if turned else ()
    words = frozenset(key(word) for word in extra)
    first = _first_tier(grid, main.head, words)
    bands = _bands(main, words, path)
    if first < main.head and _is_tier(grid, first) and not _titles_each(grid, first, bands):
        main = layout_at(grid, first, words, adjust=adjust)
        bands = _bands(main, words, path)
    if len(bands) < 2:
        return _stacked(main, words, adjust)
    found: list[Layout] = []
    parted = _parted(grid, main.head, bands)
    for place, (left, right) in enumerate(bands):
        cut = _cut(grid, main.head, left, right, parted)
        layout = layout_at(cut, main.head, words, adjust=adjust, left=left)
        if place == 0:
            found += _stacked(layout, words, adjust)
        else:
            found.append(evolve(layout, is_beside=True, top=main.head, years=layout.years or main.years))
    return tuple(found)


# ------------------------------------------------------------------ as a mapping says


def _declared(grid: Grid, header: tuple[int, ...], adjust: Adjust | None) -> tuple[Layout, ...]:
    """Take the header that a mapping declares."""
    if header and not 1 <= header[0] <= header[-1] <= len(grid.rows):
        return ()
    layout = layout_at(grid, header[0] if header else 1, frozenset(), adjust=adjust, header=header)
    return (layout,) if layout.column("name") or layout.column("investors") else ()


def _lettered(grid: Grid, adjust: Adjust) -> Layout | None:
    """Find the table of a mapping that names columns by their letters, under whatever words or none.

    It begins in the first row that fills all of them; that row is a header unless numbers stand in it.
    """
    for number, row in enumerate(grid.rows[:_LONGEST], 1):
        layout = layout_at(grid, number, frozenset(), adjust=adjust, header=(number,))
        said = [column for column in layout.columns if column.field and column.certainty >= 1]
        if not any(column.field in {"name", "investors"} for column in said):
            return None
        cells = [row[column.number - 1] if column.number <= len(row) else None for column in said]
        if len(cells) > 1 and all(cell is not None for cell in cells):
            if all(isinstance(cell, str) for cell in cells):
                return layout
            return layout_at(grid, number, frozenset(), adjust=adjust, header=())
    return None


# ------------------------------------------------------------------ below each other


def _stacked(main: Layout, words: frozenset[str], adjust: Adjust | None) -> tuple[Layout, ...]:
    """Find the tables that stand above and below the main one."""
    grid = main.grid
    heads = _heads(main, words, adjust)
    if len(heads) == 1:
        return (main,)
    tops = [1, *(_top_of(grid, head) for head in heads[1:])]
    feet = _unit_feet(grid, heads, tops)
    tops = [top + (top in feet) for top in tops]
    found: list[Layout] = []
    titles: dict[str, int] = {}
    titled: set[object] = set()
    untitled: set[object] = set()  # what lines below tables state, and no title
    for head, part in zip(heads, part_at(grid, tops), strict=True):
        own = head - part.above
        above = part.rows[: own - 1]
        carried = units_above(grid, part.above + 1) or stated_units(part, 1)
        put = partial(layout_at, part, own, words, adjust=adjust, width_above=width_of(grid, part.above))
        is_torn = feet.get(part.above + len(part.rows)) is False
        layout = put(stated=StatedUnits()) if is_torn else put()
        below = part.rows[layout.bottom :]
        years = layout.years
        if found and not layout.units and not untitled and units_said(_foot(below)) <= titled:
            layout = put(stated=units_above(grid, head) or StatedUnits())
            years = find_years(grid, head)
        said = units_said(above)
        titled |= said
        untitled -= said
        untitled |= units_said(below) - titled
        for text in titles_of(above):
            titles.setdefault(text, part.above)
        years = tuple(sorted(years_in(above))) or years or (found[0].years if found else main.years)
        goes_on = bool(found) and all(map(_says_no_more, above))
        layout = evolve(layout, years=years, units_above=carried.units, titles_above=titles)
        found.append(evolve(layout, goes_on=True) if goes_on else layout)
    return tuple(found)


def _heads(main: Layout, words: frozenset[str], adjust: Adjust | None) -> list[int]:
    """Find the first rows of the headers of the tables that stand above each other."""
    grid = main.grid
    heads = [main.head]
    lines = {main.head: _lines(grid, main.header_rows)}  # by the first row of each header, what it says
    tiers: dict[_Line, set[tuple[_Line, ...]]] = {}
    _note_tiers(tiers, lines[main.head])
    taken = set(main.header_rows)
    for found_at in _other_headers(grid):
        last = heads[max(bisect_right(heads, found_at) - 1, 0)]
        head = _once_more(grid, found_at, tiers) or _first_tier(grid, found_at, words)
        if not taken.isdisjoint((head, found_at)) or known_words(grid.rows[found_at - 1], words) < 2:
            continue
        if found_at > main.bottom and main.is_coded(grid.rows[found_at - 1]):
            continue  # a project that is called as a header is
        other = layout_at(grid, head, words, adjust=adjust, is_trial=True)
        known = sum(known_words(grid.rows[number - 1], words) for number in other.header_rows)
        if max(known, sum(column.field is not None for column in other.columns)) < _LEAST:
            continue
        own = _lines(grid, other.header_rows)
        if head > main.head and all(line in lines[last] for line in own) and not _has_year(main, head):
            continue  # the header of the table once more, on the next page
        if taken.isdisjoint(other.header_rows) and score(other, words):
            taken.update(other.header_rows)
            insort(heads, head)
            lines[head] = own
            _note_tiers(tiers, own)
    return heads


def _note_tiers(tiers: dict["_Line", set[tuple["_Line", ...]]], header: tuple["_Line", ...]) -> None:
    """Keep by what each line of a header says what stands above it there."""
    for at, line in enumerate(header):
        if line not in header[:at]:
            tiers.setdefault(line, set()).add(header[:at])


def _unit_feet(grid: Grid, heads: Sequence[int], tops: Sequence[int]) -> dict[int, bool]:
    """Find the units right below the rows of a table that are none of the titles of the next: by row, whether they are its own.

    Above a title rather than below it a unit is that of the table above where the next one, or the last one at its foot, has
    its own; that of the next one where the other has, or the first one has it so as well; else of none.
    """
    rows = grid.rows
    first, last = rows[: heads[0] - 1], rows[heads[-1] :]
    has_feet = not units_said(first) and any(map(is_unit_row, _foot(last)))
    is_usual = any(is_unit_row(row) and not is_unit_row(below) for row, below in pairwise(first))
    found: dict[int, bool] = {}
    for (top, head), (above, before) in zip(
        zip(tops[1:], heads[1:], strict=True), zip(tops, heads, strict=False), strict=False
    ):
        titles = rows[top - 1 : head - 1]
        if not titles or not is_unit_row(titles[0]) or all(map(_is_blank, rows[top - 2 : top - 1])):
            continue
        if has_feet or (len(titles) > 1 and _says_units(titles[1:], rows[head - 1])):
            found[top] = True
        elif (
            len(titles) > 1
            and not is_usual
            and not _says_units(rows[above - 1 : before - 1], rows[before - 1])
        ):
            found[top] = False
    return found


def _is_blank(row: Sequence[Cell]) -> bool:
    return all(cell is None for cell in row)


def _says_units(titles: Sequence[Sequence[Cell]], header: Sequence[Cell]) -> bool:
    """Tell whether titles, or a header below them, state the unit of amounts."""
    return bool(units_said(titles)) or any(
        isinstance(cell, str) and any(one.unit.dimension is Dimension.MONEY for one in named_units(cell))
        for cell in header
    )


def _says_no_more(row: Sequence[Cell]) -> bool:
    """Tell whether a line above a header states a unit, or that the table goes on, and nothing else."""
    return is_unit_row(row) or _GOES_ON.fullmatch(key(str(_only(row)))) is not None


def _once_more(grid: Grid, number: int, tiers: Mapping["_Line", set[tuple["_Line", ...]]]) -> int | None:
    """Find the first row of a header that is printed again, from the row that names the projects: what stands above it is no part."""
    above = tiers.get(_line(grid.rows[number - 1]))
    if above is None:
        return None
    depths = range(min(HEADER_DEPTH, number - 1), 0, -1)
    return number - next((at for at in depths if _lines(grid, range(number - at, number)) in above), 0)


def _first_tier(grid: Grid, head: int, words: frozenset[str]) -> int:
    """Find the first row of a header from the row that names the projects: groups of columns may stand above it."""
    for first in range(max(1, head - 2), head):
        row = grid.rows[first - 1]
        is_title = (
            states_bare_unit(row) and row[0] is not None
        )  # over the ordinals, as no group of columns stands
        if is_title or is_titled_unit(row):
            continue
        if sum(cell is not None for cell in row) >= 2 and _may_group(row, grid.rows[first]):
            layout = layout_at(grid, first, words, is_trial=True)
            if head in layout.header_rows and score(layout, words):
                return first
    return head


def _may_group(row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Tell whether a row may hold titles of groups of columns: words alone, one of them over more than one column."""
    width = len(row)
    return all(
        cell is None or (isinstance(cell, str) and not NUMBER.fullmatch(cell) and not bare(key(cell)))
        for cell in row
    ) and any(cell is not None and (at >= width or row[at] is None) for at, cell in enumerate(below))


def _is_tier(grid: Grid, number: int) -> bool:
    """Tell whether a row holds titles of groups of columns, each with columns of its own: no line of notes above a table."""
    texts = [cell for cell in grid.rows[number - 1] if isinstance(cell, str)]
    return all(len(text) <= _TIER and not _NOTE.search(text) for text in texts)


def _top_of(grid: Grid, head: int) -> int:
    """Find where the titles of a table begin: rows of one text above its header."""
    top = head
    while top > 1 and head - top < _TITLES:
        filled = [cell for cell in grid.rows[top - 2] if cell is not None]
        if not is_titled_unit(grid.rows[top - 2]) and (len(filled) != 1 or not isinstance(filled[0], str)):
            break
        top -= 1
    return top + closing_lines([key(str(_only(row))) for row in grid.rows[top - 1 : head - 1]])


def _only(row: Sequence[Cell]) -> Cell:
    return next((cell for cell in row if cell is not None), None)


def closing_lines(lines: Sequence[str], /) -> int:
    """Count the lines, in comparing form, between two tables that are notes at the foot of the one above.

    Examples:
        >>> closing_lines(["制表人:何清", "注:金额单位为万元", "2022年项目", "单位:亿元"])
        2
    """
    closing = 0
    for number, line in enumerate(lines, 1):
        if _LOOKS_ON.search(line):
            break
        goes_on = 0 < closing == number - 1 and _COUNTED.match(line)
        if _MARKED.match(line) or ((goes_on or _LOOKS_BACK.match(line)) and states_unit(line)):
            closing = number
        elif not _SIGNED.match(line):
            break
    return closing


def _foot(rows: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
    """Give the rows of a table below its last with a number."""
    numbered = (
        at for at in range(len(rows), 0, -1) if any(type(cell) in (int, float) for cell in rows[at - 1])
    )
    return rows[next(numbered, 0) :]


def _has_year(main: Layout, head: int) -> bool:
    """Tell whether the titles of a header name other years than those of the main one."""
    years = years_in(main.grid.rows[_top_of(main.grid, head) - 1 : head - 1])
    return bool(years) and years != set(main.years)


def _other_headers(grid: Grid) -> Iterator[int]:
    """Give the rows that hold a header word of names and nothing but texts."""
    for number, row in enumerate(grid.rows, 1):
        for cell in row:  # a row of a list holds a number, as a rule among its first cells
            if cell is not None and type(cell) is not str and not _is_year(cell):
                break
        else:
            texts = [cell for cell in row if type(cell) is str and len(cell) < _HEADER_WORD]
            joined = "".join(texts)
            is_named = ("称" in joined or "稱" in joined) and any(map(is_name_word, texts))
            if (
                is_named
                or ("项目" in joined and any(map(is_projects_word, texts)))
                or any(map(_is_bare, texts))
            ):
                yield number


def _is_bare(text: str) -> bool:
    """Tell whether a text is 项目 alone, which names them as well as it counts them: what stands beside it has to tell."""
    return len(text) <= _SPACED and "项" in text and key(text) == "项目"


def _is_year(cell: Cell) -> bool:
    return isinstance(cell, int | float) and 1990 <= cell <= 2100


_Line = tuple[str, ...]


def _lines(grid: Grid, rows: Iterable[int]) -> tuple[_Line, ...]:
    return tuple(_line(grid.rows[number - 1]) for number in rows)


def _line(row: Sequence[Cell]) -> _Line:
    return tuple(key(cell) if isinstance(cell, str) else str(cell) for cell in row if cell is not None)


# ------------------------------------------------------------------ side by side


def _bands(main: Layout, words: frozenset[str], path: str) -> list[tuple[int, int]]:
    """Find the columns of each of several tables side by side, from the names of projects that each has."""
    names = [column.number for column in main.columns if any(map(is_name_word, column.header.split(" / ")))]
    cuts = [cut for left, right in pairwise(names) if (cut := _cut_between(main, left, right))]
    if not cuts:
        return []
    edges = [1, *cuts, len(main.columns) + 1]
    bands = [(left, right - 1) for left, right in pairwise(edges)]
    facts, are_coded = set[str](), list[bool]()
    for place, band in enumerate(bands):
        layout = layout_at(_cut(main.grid, main.head, *band), main.head, words, left=band[0])
        own = {column.field for column in layout.columns if column.field} - {"@number"}
        facts = facts if place else own
        if (place and len(facts & own) < _ALIKE) or not score(layout, words):
            return []
        if place and len(bands) > _MOST_BESIDE:  # each holds and is asked for all rows
            raise UnreadableWorkbookError(path, "beside")
        are_coded.append(any(map(layout.is_coded, layout.grid.rows[layout.bottom :])))
    if are_coded[0] and not all(are_coded):
        return []  # columns of an office's own that are called as codes and names are
    return bands


def _cut_between(main: Layout, left: int, right: int) -> int | None:
    """Find where a table ends and the next begins: at an empty column, or where the first header word comes again."""
    rows = main.grid.rows[main.head - 1 :]
    for number in range(right - 1, left, -1):
        if all(number > len(row) or row[number - 1] is None for row in rows):
            return number + 1
    first = next((_meaning(column) for column in main.columns if column.header), "")
    again = [column.number for column in main.columns[left:right] if _meaning(column) == first]
    return again[-1] if again else None


def _meaning(column: Column) -> str:
    return match(key(leaf_of(column)))[0] or key(leaf_of(column))


def _parted(grid: Grid, head: int, bands: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Find the rows above tables side by side in which several of them have a year, or a unit, of their own, or each its title."""
    return frozenset(
        number
        for number, row in enumerate(grid.rows[: head - 1], 1)
        for says in (years_in, _has_unit)
        if sum(bool(says([row[left - 1 : right]])) for left, right in bands) > 1
        or _titles_each(grid, number, bands)
    )


def _titles_each(grid: Grid, number: int, bands: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a row holds the title of each of several tables side by side, over its first columns, and nothing else."""
    row = grid.rows[number - 1]
    filled = [at for at, cell in enumerate(row, 1) if cell is not None]
    over = [left for left, right in bands for at in filled if left <= at <= min(left + 1, right)]
    return len(bands) > 1 and over == [left for left, _ in bands] and len(filled) == len(bands)


def _has_unit(rows: Sequence[Sequence[Cell]]) -> bool:
    return any(states_unit(cell) for row in rows for cell in row)


def _cut(grid: Grid, head: int, left: int, right: int, parted: frozenset[int] = frozenset()) -> Grid:
    """Give a sheet with nothing from the header on but the columns of one table.

    What stands above is for all, but for the rows in which each table has its own.
    """
    rows = [
        row
        if number < head and number not in parted
        else [None] * (min(left, len(row) + 1) - 1) + list(row[left - 1 : right])
        for number, row in enumerate(grid.rows, 1)
    ]
    merged = grid.merged and tuple(one for one in grid.merged if one[0] < head or left <= one[1] <= right)
    return evolve(grid, rows=rows, merged=merged)


# ------------------------------------------------------------------ on its side


def _turned(grid: Grid, extra: Sequence[str], adjust: Adjust | None) -> Layout | None:
    """Find a table that lies on its side, a project a column; a form of one project is none."""
    height, width = len(grid.rows), max(map(len, grid.rows), default=0)
    if not 3 <= height <= _LONGEST or not 3 <= width <= _LONGEST:
        return None
    turned = turn(grid)
    layout = find_layout(turned, extra=extra, adjust=adjust)
    name = layout and layout.column("name")
    if layout is None or name is None or name.certainty < _SURE_NAME or len(layout.header_rows) > 1:
        return None
    words = frozenset(key(word) for word in extra)
    below = turned.rows[layout.bottom :]
    named = {row[name.number - 1] for row in below if isinstance(row[name.number - 1], str)}
    is_form = any(known_words(row, words) >= 2 for row in below)
    return evolve(layout, is_turned=True) if len(named) > 1 and not is_form else None
