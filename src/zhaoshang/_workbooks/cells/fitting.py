"""Whether the cells of an unread column fit the field that its header nearly names."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.faults import cell_text
from zhaoshang._workbooks.cells.readers import reader_of
from zhaoshang._workbooks.cells.values import number_in
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words.columns import Column, Header, propose
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.slips import mended
from zhaoshang._workbooks.words.text import bare, key

__all__ = ["with_slips"]

_SAMPLE: Final = 200
_NEARLY_ALL: Final = 0.8
_UNSURE: Final = 0.5
_ANY_YEAR: Final = 2000
_WORD: Final = 20
_INITIALS: Final = 2
_ENDS: Final = {
    "district": re.compile(r"(?:[区县市镇乡村旗州盟片]|街道)$"),
    "park": re.compile(r"(?:[园区]|基地)$"),
    "owner": re.compile(r"(?:[局委办部处科组站院厅会镇乡区县市司]|中心|街道|专班|团队)$"),
}
"""How names of places and of offices end."""
_NEVER: Final = frozenset({"id", "@number"})


def with_slips(columns: Sequence[Column], cells: Callable[[int], Iterable[Cell]], /) -> tuple[Column, ...]:
    """Name what unread columns may be whose header is one slip from one that is known, and whose cells fit it.

    Args:
        columns: the columns of a table.
        cells: gives the cells of a column by its number.
    """
    read = {column.field for column in columns}
    return tuple(
        column
        if column.field is not None or column.certainty or column.candidates or column.is_left_out
        else _with_slip(column, read, cells)
        for column in columns
    )


def _with_slip(column: Column, read: set[str | None], cells: Callable[[int], Iterable[Cell]]) -> Column:
    *above, leaf = column.header.split(" / ")
    for word in mended(leaf):
        header = Header(number=column.number, texts=(*above, word), unit=column.scaled)
        near = propose([header])[0]
        if near.field is None or near.field in read or near.field in _NEVER:
            continue
        held = [cell for cell in islice(cells(column.number), _SAMPLE) if cell is not None]
        told = [cell for cell in held if not bare(key(cell_text(cell)))]
        if told and sum(_fits(near, told)) >= _NEARLY_ALL * len(told):
            why = f"not sure: the header is one slip from {word}"
            return evolve(column, candidates=(near.field,), certainty=_UNSURE, why=why)
    return column


def _fits(column: Column, cells: Sequence[Cell]) -> list[bool]:
    """Tell of each cell whether a field could hold it."""
    kind, field = column.kind, column.field or ""
    texts = [key(cell_text(cell)) for cell in cells]
    if field in _ENDS:
        ends = _ENDS[field]
        return [len(text) <= _WORD and ends.search(text) is not None for text in texts]
    if kind in {"name", "investors"}:
        return [
            isinstance(cell, str) and len(text) > _INITIALS for cell, text in zip(cells, texts, strict=True)
        ]
    read = reader_of(column, year=_ANY_YEAR, cells=tuple)
    if kind in AMOUNT_KINDS:
        return [number_in(cell) is not None or read(cell)[1] is None for cell in cells]
    return [read(cell)[1] is None for cell in cells]
