"""Rows of projects that state less than all others: titles, notes and sums that are called by no word for such."""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple, final

from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.evidence import ends_in_count, is_fact
from zhaoshang._workbooks.layout.rowparts import counts_on, exact_number
from zhaoshang._workbooks.layout.unitsums import sums_of_units
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.text import key

__all__ = ["bare_rows"]

_RICH: Final = 2  # so many facts beside its amounts has a project of a list that tells of projects
_FEW_OF: Final = 10  # one in so many is odd
_COUNTED: Final = 3  # so many rows add up by no chance
_MOST: Final = 2_000  # where more rows state nothing but amounts, they are the projects of the list


@final
class _BareRow(NamedTuple):
    """What a row states beside its name: facts, two at most, and where it has none or one, how many amounts."""

    row: int
    cells: Sequence[Cell]
    facts: int
    amounts: int
    is_counted: bool

    @property
    def is_sum(self) -> bool:
        """Whether it states amounts and nothing else."""
        return not self.facts and bool(self.amounts)

    @property
    def says_nothing(self) -> bool:
        """Whether it states nothing but its ordinal."""
        return self.facts == self.is_counted and not self.amounts

    @property
    def may_add(self) -> bool:
        """Whether it states amounts and nothing else but its ordinal."""
        return self.facts == self.is_counted and bool(self.amounts)


def bare_rows(
    rows: Sequence[tuple[int, Sequence[Cell]] | None], columns: Sequence[Column], name: int
) -> list[int]:
    """Find the projects of which a row states so little that it may be a title, a note or a sum of the list, or of its unit.

    Args:
        rows: the rows of projects, each by its number; `None` for a title or total between them.
        columns: what their columns are read as.
        name: the column of their names.
    """
    amounts = [column.number for column in columns if column.kind in AMOUNT_KINDS]
    ordinal = next((column.number for column in columns if column.field == "@number"), None)
    return sorted(sums_of_units(rows, columns).union(_saying_little(rows, name, amounts, ordinal)))


def _saying_little(
    rows: Iterable[tuple[int, Sequence[Cell]] | None],
    name: int,
    amounts: Sequence[int],
    ordinal: int | None = None,
) -> list[int]:
    """Find the rows of projects that state so little that they may be titles, notes or sums of the list.

    That is nothing but a name, or an ordinal beside it that the next row does not go on from, where most state two things
    and more; and nothing but amounts, where hardly any row of a list of two facts and more does so, last in one of which all
    others, two at least, state a fact, where they are the sums of the rows right above or below, or those of the row below,
    or where the name ends in a count of projects. Marks for nothing and counts state nothing.

    Args:
        rows: the rows of projects, each by its number; `None` for a title or total between them.
        name: the column of their names.
        amounts: the columns of amounts.
        ordinal: the column of ordinals.
    """
    listed = [None if entry is None else _said(*entry, name, amounts, ordinal) for entry in rows]
    said = [each for each in listed if each is not None]
    sums = sum(each.is_sum for each in said)
    with_facts = [each.row for each in said if each.facts]
    last = max(with_facts, default=0)
    is_rich = 2 * sum(each.facts == _RICH for each in said) > len(said)
    is_full = 2 * sum(each.facts + each.amounts >= _RICH for each in said) > len(said)
    is_odd = is_rich and _FEW_OF * sums <= len(said)
    ends = len(with_facts) > 1 and (is_rich or len(with_facts) == sum(each.row <= last for each in said))
    fewest = 2 if 2 * len(with_facts) > len(said) else _COUNTED
    adding: frozenset[int] = frozenset()
    if 0 < sum(each.may_add for each in said) <= _MOST:
        adding = _adding(listed, amounts, fewest) | _adding(listed[::-1], amounts, fewest)
        adding |= {
            each.row
            for each, below in pairwise(listed)
            if each and below and _is_copied(each, below, amounts)
        }
    alone = {
        each.row
        for each, below in pairwise(listed)
        if each and below and ordinal and not counts_on(below.cells, each.cells, ordinal)
    }
    return [
        each.row
        for each in said
        if (is_full and each.says_nothing and (not each.is_counted or each.row in alone))
        or (each.is_sum and (is_odd or (ends and each.row > last) or _counts(each, name)))
        or each.row in adding
    ]


def _counts(row: _BareRow, name: int) -> bool:
    cell = row.cells[name - 1] if name <= len(row.cells) else None
    return isinstance(cell, str) and ends_in_count(key(cell))


def _said(
    number: int, row: Sequence[Cell], name: int, amounts: Sequence[int], ordinal: int | None
) -> _BareRow:
    facts = 0
    for at, cell in enumerate(row, 1):
        if at != name and at not in amounts and is_fact(cell):
            facts += 1
            if facts == _RICH:
                return _BareRow(number, row, facts, 0, is_counted=False)
    stated = sum(at <= len(row) and is_fact(row[at - 1]) for at in amounts)
    is_counted = ordinal is not None and ordinal <= len(row) and is_fact(row[ordinal - 1])
    return _BareRow(number, row, facts, stated, is_counted)


def _is_copied(row: _BareRow, below: _BareRow, amounts: Sequence[int]) -> bool:
    """Tell whether a row of nothing but amounts states those of the row below it, as the title of a group of one does."""
    stated = [at for at in amounts if at <= len(row.cells) and is_fact(row.cells[at - 1])]
    return row.may_add and all(
        at <= len(below.cells) and exact_number(row.cells[at - 1]) == exact_number(below.cells[at - 1])
        for at in stated
    )


def _adding(listed: Iterable[_BareRow | None], amounts: Sequence[int], fewest: int) -> frozenset[int]:
    """Find the rows of nothing but amounts that are the sums of so many rows right before them.

    What is before ends at a title or another such row. A row that is counted as projects are sums up three at least.
    """
    found: set[int] = set()
    sums: dict[int, Fraction] = {}
    counts: Counter[int] = Counter()
    for each in listed:
        if each is None:
            sums, counts = {}, Counter()
            continue
        values = {
            at: Fraction(number)
            for at in amounts
            if at <= len(each.cells) and (number := exact_number(each.cells[at - 1])) is not None
        }
        least = max(fewest, _COUNTED if each.is_counted else 0)
        is_read = each.may_add and len(values) == each.amounts
        if is_read and all(counts[at] >= least and sums[at] == value for at, value in values.items()):
            found.add(each.row)
            sums, counts = {}, Counter()
            continue
        for at, value in values.items():
            sums[at] = sums.get(at, Fraction(0)) + value
        counts.update(values.keys())
    return frozenset(found)
