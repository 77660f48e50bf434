"""Rows of an office's frame that are no projects, told as in a workbook: sums of other rows, and samples below the header."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import narwhals.stable.v2 as nw

from zhaoshang._basics.gaps import is_missing
from zhaoshang._office_frames.cells import plain
from zhaoshang._office_frames.coded import series_of
from zhaoshang._workbooks.layout.barerows import bare_rows
from zhaoshang._workbooks.layout.evidence import counts_projects
from zhaoshang._workbooks.layout.generic import names_no_thing, says_sums
from zhaoshang._workbooks.layout.subheaders import SAMPLED_IN, UNDER, is_furniture_below_header
from zhaoshang._workbooks.layout.totalwords import calls_total
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.text import key

__all__ = ["bare_at_end", "below_header", "totals"]

_TOTALS: Final = [
    "合计",
    "总计",
    "小计",
    "共计",
    *(cased(word) for word in ("total", "subtotal") for cased in (str.lower, str.title, str.upper)),
]
_AT_END: Final = 200
"""So many rows at the end of a frame are looked at for sums that are not called so."""
_MAY_SUM: Final = r"\d[个项家宗]|数量?[:：]?\d|投资.*\d|计|汇总|总和|值$|最[大小高低]|目标|[占同环]比|增[长减幅]|差额|末$|(?i:total)"
"""What stands in the names of sums, and in some of projects."""


def totals(names: Any, others: Callable[[], Iterable[tuple[Any, bool]]]) -> Any:
    """Tell which rows are totals: called so, or named as sums, counts (共2个项目) or statistics, beside which only sums stand.

    Args:
        names: the names, tidied.
        others: gives all other columns but those of sums, tidied, and whether each is of units: a sum may be of one.
    """
    called = names.is_in(_TOTALS).fill_null(value=False)
    may_sum = (names.str.contains(_MAY_SUM).fill_null(value=False) & ~called).arg_true().to_list()
    rows = [row for row in may_sum if _sums(key(names[row]))]
    for told, is_unit in others() if rows else ():
        rows = [row for row in rows if told[row] is None or (is_unit and says_sums(key(names[row])))]
    if not rows:
        return called
    counts = series_of([0] * len(names), nw.Int8, names).scatter(rows, [1] * len(rows))
    return called | (counts == 1)


def below_header(frame: Any, columns: Sequence[Column]) -> set[int]:
    """Find the rows that explain the header: samples, numbers of the columns, codes, the header once more; counted from 0."""
    rows = set(range(min(UNDER, len(frame))))
    once_more: set[int] = set()
    for place, (name, dtype) in enumerate(frame.schema.items()):
        if dtype == nw.String and place < SAMPLED_IN:
            cells = frame[name]
            rows |= {*cells.str.contains("例").fill_null(value=False).arg_true().to_list()}
            once_more |= {*(cells == name).fill_null(value=False).arg_true().to_list()}
    lines = {row: _cells(frame.row(row)) for row in sorted(rows | once_more)}
    headers = frame.columns
    return {
        row
        for row, line in lines.items()
        if is_furniture_below_header(line, row + 1, columns)
        or (row in once_more and all(cell in {None, name} for cell, name in zip(line, headers, strict=True)))
    }


def bare_at_end(frame: Any, keep: Any, columns: Sequence[Column], name: int) -> list[int]:
    """Find the last rows that state so little that they may be titles, notes or sums of the list; counted from 0.

    Args:
        frame: the frame.
        keep: which rows are read, or `None` where all are.
        columns: what its columns are read as.
        name: the number of that of the names.
    """
    end = frame.tail(_AT_END)
    kept = [True] * len(end) if keep is None else keep.tail(_AT_END).to_list()
    lines = enumerate(map(_cells, end.rows()), len(frame) - len(end))
    rows = [line if is_kept else None for is_kept, line in zip(kept, lines, strict=True)]
    return bare_rows(rows, columns, name)


def _cells(row: Iterable[Any]) -> list[Any]:
    cells = [None if is_missing(cell) else plain(cell) for cell in row]
    return [None if isinstance(cell, str) and not key(cell) else cell for cell in cells]


def _sums(word: str) -> bool:
    return counts_projects(word) or calls_total(word) or names_no_thing(word) or says_sums(word)
