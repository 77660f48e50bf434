"""Columns headed by 项目 alone, which name projects, count them or say yes or no: their cells tell."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words import cellwords
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.text import bare, key

__all__ = ["with_bare_names", "with_parks"]

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


def with_parks(columns: Sequence[Column], cells: Callable[[int], Iterable[Cell]], /) -> tuple[Column, ...]:
    """Take a column for the parks whose header asks for a place, and nearly all of whose cells name parks.

    Args:
        columns: what the words of their headers make of the columns.
        cells: gives the cells of a column by its number.
    """
    if any(column.field == "park" for column in columns):
        return tuple(columns)
    found = []
    for column in columns:
        if column.field == "district" and not _DISTRICT.search(key(column.header)):
            told = _told(column, cells)
            if told and sum(map(bool, map(_PARK.search, told))) >= _MOST * len(told):
                column = evolve(column, field="park", why="its header asks for a place, and it names parks")  # noqa: PLW2901 - said anew
        found.append(column)
    return tuple(found)


_DISTRICT: Final = re.compile("[县区镇乡村旗]|街道|(?<!城)市|板块")
_PARK: Final = re.compile(r"(?:园区?|开发区|高新区|经开区|集聚区|工业区|产业基地|创业基地)(?:\([^()]*\))?$")


def _told(column: Column, cells: Callable[[int], Iterable[Cell]]) -> list[str]:
    held = (key(str(cell)) for cell in islice(cells(column.number), _SAMPLE) if cell is not None)
    return [text for text in held if not bare(text)]


def _counts(texts: Sequence[str]) -> bool:
    marks = cellwords.YES | cellwords.NO
    return bool(texts) and sum(
        text in marks or _COUNT.fullmatch(text) is not None for text in texts
    ) >= _MOST * len(texts)
