"""Numbers of a CSV file that were split at their thousands: 3,000 without quotes is two cells, and the row may still fit."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS

__all__ = ["split_numbers"]

_NO_DIGITS: Final = frozenset(
    {
        "date",
        "milestone",
        "span",
        "flag",
        "stage",
        "ownership",
        "category",
        "agreement_kind",
        "currency",
        "unit",
    }
)
"""The kinds of columns in which no three digits stand."""
_PLACES: Final = frozenset({"owner", "park", "district"})
_HEAD: Final = re.compile(r"\s*[1-9]\d{0,2}\s*")
_GROUP: Final = re.compile(r"\s*(\d{3})(?:\.\d+)?\s*(?:[百千万亿]{0,2}(?:元|美元|亩)?)?\s*")


def split_numbers(
    columns: Sequence[Column], rows: Iterable[tuple[int, Sequence[Cell]]], /
) -> Mapping[int, int]:
    """Find the rows with a number that was split, and the column of what was split off.

    A cell of three digits behind an amount of one to three may be a value of its own. It is none where no number
    stands in its column, or where it begins with zero among numbers; one such row tells of the others like it.

    Args:
        columns: the columns of the table.
        rows: the rows of projects, with their numbers.

    Examples:
        >>> from zhaoshang._workbooks.words.columns import Header, propose
        >>> heads = ("项目名称", "总投资（万元）", "签约时间", "备注")
        >>> columns = propose([Header(number=n, texts=(text,)) for n, text in enumerate(heads, 1)])
        >>> split_numbers(
        ...     columns, [(2, ["甲", "3", "000", "2022-01-01"]), (3, ["乙", "800", "2022-01-01", None])]
        ... )
        {2: 3}
    """
    kinds = {column.number: _kind(column) for column in columns}
    amounts = [column.number for column in columns if column.kind in AMOUNT_KINDS]
    found: dict[int, int] = {}
    seen: dict[int, dict[int, str]] = {place: {} for place in amounts}
    for number, row in rows:
        for place in amounts:
            if place < len(row):
                head, cell = row[place - 1], row[place]
                group = _GROUP.fullmatch(cell) if isinstance(cell, str) else None
                if group and isinstance(head, str) and _HEAD.fullmatch(head):
                    seen[place][number] = group[1]
    for place, groups in seen.items():
        if any(_is_split(kinds.get(place + 1, ""), group) for group in groups.values()):
            for number in groups:
                found.setdefault(number, place + 1)
    return found


def _kind(column: Column) -> str:
    if column.field in _PLACES:
        return "place"
    return column.kind or ""


def _is_split(kind: str, group: str) -> bool:
    """Tell whether three digits are no value of a column of this kind."""
    if kind in _NO_DIGITS or kind == "place":
        return True
    return group[0] == "0" if kind in AMOUNT_KINDS else group == "000"
