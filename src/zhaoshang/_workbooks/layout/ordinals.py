"""Rows whose ordinal says something else: 示范, 作废, a 0 where the others count from 1."""

from collections.abc import Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words.text import bare, key

__all__ = ["odd_ordinals"]

_COUNTS: Final = re.compile(
    r"(?!0+$)[新续增补]?[^\u4e00-\u9fff]*\d.*|[^\w]+|第?[(]?[一二三四五六七八九十百零〇两]{1,5}[)]?[、.]?|[甲乙丙丁戊己庚辛壬癸a-z][、.)]?|[ivx]{1,6}[、.)]?|其中.*"
)
"""What counts a row, marks it, or says that it is a part of another."""
_NO: Final = re.compile("[×✗✘]")
_FEW: Final = 4  # where more than one in so many is odd, the column counts nothing


def odd_ordinals(rows: Sequence[tuple[int, Sequence[Cell]] | None], number: int, /) -> list[int]:
    """Find the projects in whose rows a word, or a 0, stands where the others have their ordinal.

    Args:
        rows: the rows of projects, each by its number; `None` for a title or total between them.
        number: the column of ordinals.

    Examples:
        >>> cells = (1, 2, "作废", "(4)", "新5", "★", None, "一", "0", "sample", "其中")
        >>> rows = [(at, [cell]) for at, cell in enumerate((*cells, *range(12, 30)))]
        >>> odd_ordinals(rows, 1)
        [2, 8, 9]
    """
    told = [
        (row, cell)
        for row, cells in filter(None, rows)
        if number <= len(cells) and (cell := cells[number - 1]) is not None
    ]
    odd = [row for row, cell in told if _is_odd(cell)]
    return odd if len(odd) == 1 or len(odd) * _FEW <= len(told) else []


def _is_odd(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return cell == 0
    word = key(cell)
    return word == "0" or (not bare(word) and not (_COUNTS.fullmatch(word) and not _NO.search(word)))
