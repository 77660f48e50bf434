"""Columns headed by 项目 or 签约项目 alone, which name projects, count them or say yes or no: their cells tell."""

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
_MAY_NAME: Final = re.compile(
    "(?:招商|招引|签约|引进|在谈|洽谈|意向|拟|落地|落户|入驻|储备|谋划|对接|跟踪|重点)++项目"
)
_COUNT: Final = re.compile(r"[\d.,]+[个项家宗]?|\d+/\d+")
_SIGN: Final = re.compile("[\u4e00-\u9fff]")
_SHORTEST: Final = 3


def with_bare_names(
    columns: Sequence[Column], cells: Callable[[int], Iterable[Cell]], /
) -> tuple[Column, ...]:
    """Take counts and marks for no names, and names for names where no other column names projects.

    Args:
        columns: what the words of their headers make of the columns.
        cells: gives the cells of a column by its number.
    """
    found = [
        evolve(column, field=None, certainty=0.0, why="its cells count, or say yes or no")
        if column.field == "name" and column.certainty < _SURE and _counts(_told(column, cells))
        else column
        for column in columns
    ]
    if not any(column.field == "name" for column in found):
        for place, column in enumerate(found):
            leaf = key(column.header.rpartition(" / ")[2])
            if (
                column.field is None
                and not column.is_left_out
                and _MAY_NAME.fullmatch(leaf)
                and _names(_told(column, cells))
            ):
                found[place] = evolve(
                    column,
                    field="name",
                    certainty=0.62,
                    why="no other column names projects, and its cells may",
                    candidates=(),
                )
                break
    return tuple(found)


def _told(column: Column, cells: Callable[[int], Iterable[Cell]]) -> list[str]:
    held = (key(str(cell)) for cell in islice(cells(column.number), _SAMPLE) if cell is not None)
    return [text for text in held if not bare(text)]


def _counts(texts: Sequence[str]) -> bool:
    marks = cellwords.YES | cellwords.NO
    return bool(texts) and sum(
        text in marks or _COUNT.fullmatch(text) is not None for text in texts
    ) >= _MOST * len(texts)


def _names(texts: Sequence[str]) -> bool:
    """Tell whether texts are names: none says a number, and hardly one stands twice."""
    fit = {
        text for text in texts if len(text) >= _SHORTEST and _SIGN.search(text) and not _COUNT.fullmatch(text)
    }
    return bool(texts) and len(fit) >= _MOST * len(texts)
