"""The rows of a header, and what they say above each column."""

from collections.abc import Sequence
from typing import Final
from weakref import WeakKeyDictionary

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.faults import cell_text
from zhaoshang._workbooks.files.grids import Cell, Grid
from zhaoshang._workbooks.words.aliases import STAGE_WORDS
from zhaoshang._workbooks.words.composing import is_unit, without_unit
from zhaoshang._workbooks.words.headwords import is_header_word, is_name_word
from zhaoshang._workbooks.words.text import bare, key

__all__ = ["HEADER_DEPTH", "NUMBER", "cell_at", "depth_of", "known_words", "merged_from", "texts_above"]

HEADER_DEPTH: Final = 3
_STAGE_WORDS: Final = "|".join(word for word, _ in STAGE_WORDS)
NUMBER: Final = re.compile(r"\s*[-+¥￥]?(?!(?:19|20)\d\d\s*$)\d[\d,，.]*%?\s*")
"""A number among texts, as files of text hold them; a year may be the title of a group."""
_SUBTITLE: Final = re.compile(
    r"(?:计划|预计|拟|实际|目标)(?:数|值|时间|日期|完成)?|内资|外资|\d{1,2}月份?|第?[一二三四1-4]季度|"
    r"(?:本年|当年|今年|本月|累计|历年|其中)[^\d]{0,4}|"
    f"(?:已|拟|未|预计|计划)?(?:{_STAGE_WORDS})"
)
"""What parts a group of columns and is no header word by itself."""


_ADDED: Final = re.compile(r"\((?![一二三四五六七八九十\d]{1,3}\))[^()]+\)")
"""What brackets below a header word add to it: （亿元）, （全称）; (1) numbers the column."""


def known_words(row: Sequence[Cell], words: frozenset[str], /) -> int:
    """Count the known header words of a row."""
    return sum(
        1
        for cell in row
        if isinstance(cell, str)
        and len(cell) <= 60
        and (is_header_word(cell) or (words and not words.isdisjoint((key(cell), without_unit(cell)))))
    )


def depth_of(grid: Grid, top: int, words: frozenset[str], /) -> int:
    """Count the rows of a header that starts at a row."""
    depth = 1
    for first, _, last, _ in _merged_near(grid, top, top):
        if first == top and last - first < HEADER_DEPTH:
            depth = max(depth, last - first + 1)
    rest = enumerate(grid.rows[top : top + depth - 1], 1)
    depth = next((at for at, row in rest if any(map(_is_datum, row))), depth)
    while depth < HEADER_DEPTH and top + depth <= len(grid.rows) and _continues(grid, top, depth, words):
        depth += 1
    below = grid.rows[top + depth - 1] if top + depth <= len(grid.rows) else ()
    return depth + 1 if depth == HEADER_DEPTH and _are_units(_said(below)) else depth


def _is_datum(cell: Cell) -> bool:
    """Tell whether a cell holds a number or a day, and no year: what no header says of its columns."""
    if isinstance(cell, str):
        return NUMBER.fullmatch(cell) is not None
    return cell is not None and not (isinstance(cell, int | float) and 1900 <= cell <= 2100)


def _said(row: Sequence[Cell]) -> list[str]:
    return [key(str(cell)) for cell in row if cell is not None and not bare(key(str(cell)))]


def _are_units(texts: Sequence[str]) -> bool:
    """Tell whether the texts of a row are units and nothing else."""
    return bool(texts) and all(
        re.fullmatch(r"\(?[^()]{1,6}\)?", text) and is_unit(text.strip("()")) for text in texts
    )


def _continues(grid: Grid, top: int, depth: int, words: frozenset[str]) -> bool:
    """Tell whether the row after a header belongs to it: sub-titles under groups, or units alone."""
    row = grid.rows[top + depth - 1]
    filled = [
        (number, cell) for number, cell in enumerate(row, 1) if cell is not None and not bare(key(str(cell)))
    ]
    if not filled or any(not isinstance(cell, str) and _is_datum(cell) for _, cell in filled):
        return False
    texts = [str(cell) for _, cell in filled]
    if _are_units(_said(row)) or (len(texts) > 1 and all(map(_ADDED.fullmatch, _said(row)))):
        return True
    above = grid.rows[top + depth - 2]
    # a sub-title stands where the row above is blank or a group title, and never below another header word
    for number, _ in filled:
        over = above[number - 1] if number <= len(above) else None
        if isinstance(over, str) and is_name_word(over):
            return False
    tiers = grid.rows[top - 1 : top + depth]
    names = [cell for tier in tiers for cell in tier if isinstance(cell, str) and is_name_word(cell)]
    known = [_SUBTITLE.fullmatch(key(text)) is not None or known_words([text], words) > 0 for text in texts]
    is_known = sum(known) >= max(2, len(filled) // 2)
    below = grid.rows[top + depth : top + depth + _LOOKED_AT]
    # a word or two that say more of the numbers and days below them, whatever stands beside them
    is_said = all(
        (is_one or _are_units([key(text)])) and _holds_facts(below, number)
        for is_one, text, (number, _) in zip(known, texts, filled, strict=True)
    )
    return bool(names) and (is_known or is_said or _parts(grid, top, depth))


_LOOKED_AT: Final = 20  # so many rows tell what stands below a word
_NO_FACT: Final = re.compile(
    r"\D{1,20}|(?:19|20)\d\d(?:[-~至—](?:19|20)?\d\d)?年?度?\D{0,6}|(?:\d{1,2}[-~至—])?\d{1,2}月份?\D{0,6}|第?\d{1,2}(?:季度|期|批|次|年|阶段|标段)\D{0,6}|[a-z]{1,2}\d{1,4}"
)
"""Words, and the periods that columns are of."""


def _parts(grid: Grid, top: int, depth: int) -> bool:
    """Tell whether a row parts what a header word speaks of, which reaches over the blanks beside it, its merge being lost.

    It names nothing, and says words where the rows below have numbers or days.
    """
    filled = {
        number: text
        for number, cell in enumerate(grid.rows[top + depth - 1], 1)
        if cell is not None and not bare(text := key(cell_text(cell)))
    }
    if not all(map(_NO_FACT.fullmatch, filled.values())):
        return False
    rows = tuple(range(top, top + depth))
    merged = merged_from(grid, rows)
    parted: set[int] = set()
    label = 0
    for number in range(1, max(filled, default=0) + 1):
        over = texts_above(grid, rows, number, merged)
        if over:
            label = 0 if any(map(is_name_word, over)) else number
        elif number in filled and label:
            parted |= {label, number}
        if number in filled and not label:
            return False
    below = grid.rows[top + depth : top + depth + _LOOKED_AT]
    facts = {number for number in filled if _holds_facts(below, number)}
    return not parted.isdisjoint(facts) and (parted | facts).issuperset(filled)


def _holds_facts(rows: Sequence[Sequence[Cell]], number: int) -> bool:
    """Tell whether most cells of a column that hold anything have digits in them."""
    cells = [row[number - 1] for row in rows if number <= len(row)]
    told = [key(str(cell)) for cell in cells if cell is not None]
    told = [text for text in told if not bare(text)]
    return 2 * sum(any(map(str.isdigit, text)) for text in told) > len(told)


def merged_from(grid: Grid, rows: tuple[int, ...], /) -> dict[tuple[int, int], tuple[int, int]]:
    """Map each covered cell of the header to the merged cell that it belongs to."""
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    if not rows:
        return covered
    for first, left, last, right in _merged_near(grid, rows[0], rows[-1]):
        for row in range(max(first, rows[0]), min(last, rows[-1]) + 1):
            for number in range(left, right + 1):
                covered[row, number] = (first, left)
    return covered


_Range = tuple[int, int, int, int]
_BLOCK: Final = 32  # so many rows are looked up together
_MERGED: Final = WeakKeyDictionary[Grid, dict[int, list[_Range]]]()


def _merged_near(grid: Grid, top: int, low: int) -> list[_Range]:
    """Give the merged cells of some rows; each header of a sheet asks for its own."""
    blocks = _MERGED.get(grid)
    if blocks is None:
        blocks = _MERGED[grid] = {}
        for one in grid.merged or ():
            for block in range(one[0] // _BLOCK, min(one[2], len(grid.rows)) // _BLOCK + 1):
                blocks.setdefault(block, []).append(one)
    near = [one for at in range(top // _BLOCK, low // _BLOCK + 1) for one in blocks.get(at, ())]
    return [one for one in dict.fromkeys(near) if one[0] <= low and one[2] >= top]


def cell_at(grid: Grid, row: int, number: int, /) -> Cell:
    """Give the cell of a row in a column, `None` beyond its end."""
    cells = grid.rows[row - 1]
    return cells[number - 1] if number <= len(cells) else None


def texts_above(
    grid: Grid, rows: tuple[int, ...], number: int, merged: dict[tuple[int, int], tuple[int, int]], /
) -> tuple[str, ...]:
    """Collect the header texts above a column, top down; a merged cell counts once."""
    texts: list[str] = []
    seen = set()
    for place, row in enumerate(rows):
        origin = merged.get((row, number), (row, number))
        if origin in seen:
            continue
        seen.add(origin)
        cell = cell_at(grid, *origin)
        if cell is None and origin == (row, number) and place < len(rows) - 1:
            cell = _group_to_the_left(grid, row, number, rows, merged)
        if cell is not None and not bare(key(str(cell))):
            texts.append(cell_text(cell))
    return tuple(texts)


def _group_to_the_left(
    grid: Grid, row: int, number: int, rows: tuple[int, ...], merged: dict[tuple[int, int], tuple[int, int]]
) -> Cell:
    """Where a group title is not merged, or the file does not tell, it stands over its first column only."""
    if cell_at(grid, rows[-1], number) is None:
        return None
    for left in range(number - 1, 0, -1):
        cell = cell_at(grid, row, left)
        if (row, left) in merged:
            return None  # its reach is told, and ends before
        if cell is not None:
            return cell if cell_at(grid, rows[-1], left) is not None else None
    return None
