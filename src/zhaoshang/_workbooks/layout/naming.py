"""The column of names under a word that is not known, told by the rest of the table and by what it holds."""

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from zhaoshang._workbooks.cells.values import number_in
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.text import bare, key

__all__ = ["is_projects_word", "is_told", "with_name"]

_PROJECTS: Final = re.compile(r"[^\W\d]{1,4}项目(?:\([^()]*\))?")
_COUNTS: Final = re.compile("[是否有无数总重]|[上下]级")
_SUMS: Final = re.compile(r"(?:[合小总共]计:?)?(?:共?\d{1,4}[个项家宗](?:项目)?)?")
_MOST: Final = 0.8
_SHORT: Final = 3  # a word of a list, such as 工业, is no longer than this
_CERTAINTY: Final = 0.7
_DATED: Final = ("agreements[", "milestones[")
_AMOUNTS: Final = frozenset({"investment", "fixed_investment", "outside_investment"})


def is_projects_word(text: str, /) -> bool:
    """Tell whether a header says of which projects it is, and nothing more: 引进项目, 意向项目.

    Examples:
        >>> is_projects_word("引进项目"), is_projects_word("项目类别"), is_projects_word("是否重点项目")
        (True, False, False)
    """
    word = key(text)
    return _PROJECTS.fullmatch(word) is not None and _COUNTS.search(word) is None


def is_told(columns: Sequence[Column], /) -> bool:
    """Tell whether a header speaks of projects, whichever column names them: an amount in a unit, and two more facts."""
    fields = {column.field for column in columns if column.field}
    has_amount = any(column.field in _AMOUNTS and column.scaled is not None for column in columns)
    facts = (
        "investors" in fields,
        any(field.startswith(_DATED) for field in fields),
        bool(fields & {"@number", "id"}),
    )
    return has_amount and sum(facts) > 1


def with_name(columns: tuple[Column, ...], rows: Sequence[Sequence[Cell]], /) -> tuple[Column, ...]:
    """Take the one column for the names whose header speaks of projects, and whose cells are as names are.

    Args:
        columns: the columns of a table.
        rows: the rows below its header.
    """
    if any(column.field == "name" or "name" in column.candidates for column in columns) or not is_told(
        columns
    ):
        return columns
    found = [
        column
        for column in columns
        if column.field is None and is_projects_word(column.header) and _are_names(column.number, rows)
    ]
    if len(found) != 1:
        return columns
    why = "its header speaks of projects and it holds names"
    name = evolve(found[0], field="name", certainty=_CERTAINTY, scaled=None, why=why, candidates=())
    return tuple(name if column is found[0] else column for column in columns)


def _are_names(number: int, rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether the cells of a column are as names are: texts, longer than words of a list, hardly two the same."""
    cells = [row[number - 1] for row in rows if number <= len(row)]
    told = [cell for cell in cells if cell is not None and not bare(key(str(cell)))]
    held = [cell for cell in told if not _SUMS.fullmatch(key(str(cell)))]
    texts = [key(cell) for cell in held if isinstance(cell, str) and number_in(cell) is None]
    long = [text for text in texts if len(text) > _SHORT]
    return bool(held) and len(long) >= _MOST * len(held) and len(set(long)) >= _MOST * len(long)
