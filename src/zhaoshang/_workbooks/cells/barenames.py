"""Columns headed by 项目 alone, which name projects, count them or say yes or no: their cells tell."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Final

from attrs import evolve

from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words import cellwords
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.text import bare, key

__all__ = ["with_bare_names"]

_SURE: Final = 0.7
"""From here on a header says itself that it names projects."""
_MOST: Final = 0.8
_SAMPLE: Final = 200
_COUNT: Final = re.compile(r"[\d.,]+[个项家宗]?|\d+/\d+")


def with_bare_names(
    columns: Sequence[Column], cells: Callable[[int], Iterable[Cell]], /
) -> tuple[Column, ...]:
    """Take counts and marks for no names of projects.

    Args:
        columns: what the words of their headers make of the columns.
        cells: gives the cells of a column by its number.
    """
    return tuple(
        evolve(column, field=None, certainty=0.0, why="its cells count, or say yes or no")
        if column.field == "name" and column.certainty < _SURE and _counts(_told(column, cells))
        else column
        for column in columns
    )


def _told(column: Column, cells: Callable[[int], Iterable[Cell]]) -> list[str]:
    held = (key(str(cell)) for cell in islice(cells(column.number), _SAMPLE) if cell is not None)
    return [text for text in held if not bare(text)]


def _counts(texts: Sequence[str]) -> bool:
    marks = cellwords.YES | cellwords.NO
    return bool(texts) and sum(
        text in marks or _COUNT.fullmatch(text) is not None for text in texts
    ) >= _MOST * len(texts)
