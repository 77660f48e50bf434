"""Columns that their cells must explain: 开工 over dates dates it, over 是 and 否 it says whether; 建设年限 over 2023-2025 is a span."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.barenames import with_bare_names, with_parks
from zhaoshang._workbooks.cells.dates import DateReader, SpanReader
from zhaoshang._workbooks.cells.values import read_stage
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words import cellwords
from zhaoshang._workbooks.words.aliases import SPAN, STAGE_WORDS, StepPath, step_path
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.headwords import SURE, match, strange_in
from zhaoshang._workbooks.words.text import EMPTY_WORDS, bare, key
from zhaoshang.periods import Period

__all__ = ["with_bare_stages"]

_MOST: Final = 0.8
_MANY: Final = 0.5
_SAMPLE: Final = 200
_BARE: Final = re.compile(
    "(?:项目|是否|已|拟|预计|预期|计划|实际|正式)*+(?:"
    + "|".join(re.escape(word) for word, _ in STAGE_WORDS)
    + ")(?:建设|生产|仪式|情况)?"
)
_TERM: Final = re.compile(
    r"(?:项目|工程|计划|预计)*+(?:建设|施工)(?:年限|周期|期限|工期|年份)(?:\([^()]*\))?"
)
"""How long the works take, or from when to when."""
_PLANS: Final = re.compile("拟|预计|预期|计划")
_PLAN: Final = StepPath(SPAN, planned=True).path
_STATE: Final = re.compile(r"(?:情况|状[态况]|动态|现状|近况)(?:\([^()]*\))?$")
_STAGE: Final = "milestones[].stage"
_MARKS: Final = cellwords.YES | cellwords.NO
_READ: Final = DateReader(year=2000, epoch=1900)  # any year: what is asked is whether a cell is a date
_SPANS: Final = SpanReader(_READ)


def with_bare_stages(
    columns: Sequence[Column], cells: Callable[[int], Iterable[Cell]], /
) -> tuple[Column, ...]:
    """Read the columns that are headed by a stage alone, where nearly all their cells say one kind of thing of it.

    Args:
        columns: what the words of their headers make of the columns.
        cells: gives the cells of a column by its number. Numbers speak for nothing: they may count projects.
    """
    columns = with_parks(with_bare_names(columns, cells), cells)
    taken = {column.field for column in columns}
    found = []
    for column in columns:
        path, why = (None, "") if column.field or column.is_left_out else _meant(column, cells)
        if path is not None and (step_path(path) or path not in taken):
            taken.add(path)
            column = evolve(column, field=path, certainty=0.8, why=why, candidates=())  # noqa: PLW2901 - said anew
        found.append(column)
    return tuple(found)


def _meant(column: Column, cells: Callable[[int], Iterable[Cell]]) -> tuple[str | None, str]:
    """Tell the field of a column from its cells, and why."""
    *above, leaf = (key(text) for text in column.header.split(" / "))
    is_term = _TERM.fullmatch(leaf) is not None
    is_state = _STATE.search(leaf) is not None and not (
        column.candidates or strange_in(_STAGE, (*above, leaf))
    )
    if not is_term and not is_state and not _BARE.fullmatch(leaf):
        return None, ""
    held = islice(cells(column.number), _SAMPLE)
    told = [cell for cell in held if cell is not None and not _is_empty(cell)]
    if not told:
        return None, ""
    if is_state and _are_stages(told):
        return _STAGE, "it holds words for stages"
    if is_term:
        is_span = sum(_SPANS(cell).value is not None for cell in told) >= _MOST * len(told)
        return (_PLAN, "it holds the start and the end of the works") if is_span else (None, "")
    group = f"({above[-1]})" if above else ""
    # a plan is nothing but a date, though some cells say it in ways that are none: 2027年3月前
    dates = sum(map(_is_date, told))
    if dates >= (_MANY if _PLANS.match(leaf) else _MOST) * len(told):
        return _sure(f"{leaf}时间{group}"), "its header names a stage, and it holds dates"
    if sum(map(_is_mark, told)) >= _MOST * len(told):
        return _sure(f"是否{leaf}"), "its header names a stage, and it says yes or no"
    return None, ""


def _are_stages(cells: Sequence[Cell]) -> bool:
    """Tell whether nearly all cells say a stage, and some say more than yes or no."""
    words = [cell for cell in cells if isinstance(cell, str) and not _is_mark(cell)]
    read = [read_stage(cell).value is not None for cell in words]
    return bool(words) and len(words) == len(cells) and sum(read) >= _MOST * len(cells)


def _sure(word: str) -> str | None:
    path, certainty, _ = match(word)
    return path if certainty >= SURE else None


def _is_empty(cell: Cell) -> bool:
    return isinstance(cell, str) and (not (word := key(cell)) or bare(word) or word in EMPTY_WORDS)


def _is_date(cell: Cell) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and isinstance(_READ(cell).value, Period))


def _is_mark(cell: Cell) -> bool:
    return isinstance(cell, bool) or (isinstance(cell, str) and key(cell) in _MARKS)
