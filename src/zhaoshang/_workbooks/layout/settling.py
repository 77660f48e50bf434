"""What seem to be projects, looked at once more with the evidence of the whole sheet: titles, sums, what is carried over."""

from bisect import bisect_right
from collections.abc import Callable, Container, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import Final

from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.evidence import UNITS, ListRows, calls_many, is_fact, is_mean_or_share
from zhaoshang._workbooks.layout.header import READ, Layout, RowKind
from zhaoshang._workbooks.layout.rowparts import (
    all_parts,
    begins_with_among,
    counted_below,
    counts_on,
    exact_number,
)
from zhaoshang._workbooks.layout.subheaders import stands_for_any
from zhaoshang._workbooks.layout.tiers import cell_at
from zhaoshang._workbooks.layout.unitsums import projects_of, sums_of_units
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.text import key

__all__ = ["settled", "undecided"]

_CLOSING: Final = frozenset({RowKind.HEADER, RowKind.TOTAL})
_PLACE: Final = itemgetter(0)


def settled(layout: Layout, kinds: list[RowKind], /) -> list[RowKind]:
    """Look once more at what seems to be a project, with the evidence of the whole sheet."""
    name = layout.column("name") or layout.column("investors")
    number = layout.column("@number")
    if name is None:
        return kinds
    _sampled(layout, kinds)
    ordinal = number.number if number else None
    rows = _read(layout, kinds)
    places = _places(layout, rows)
    amounts = [column.number for column in layout.columns if column.kind in AMOUNT_KINDS]
    last = len(kinds) - kinds[::-1].index(RowKind.TOTAL) if RowKind.TOTAL in kinds else len(kinds)
    first = bisect_right(rows, last, key=_PLACE)
    lines = [row for _, row in rows[:first]] if first < len(rows) else []
    if lines and all(is_mean_or_share(row, lines, amounts, name.number) for _, row in rows[first:]):
        for place, _ in rows[first:]:
            kinds[place - 1] = RowKind.NOTE
    parts = _parts(layout, kinds, name.number, ordinal, amounts)
    for place in _listed(layout, kinds, name.number, places, parts).titles():
        row = layout.grid.rows[place - 1]
        if layout.is_coded(row):
            continue
        has_sums = any(cell <= len(row) and row[cell - 1] is not None for cell in amounts)
        kinds[place - 1] = RowKind.TOTAL if has_sums else RowKind.GROUP
    for place in sums_of_units(projects_of(layout, kinds), layout.columns).difference(parts, parts.values()):
        row = layout.grid.rows[place - 1]
        cell = row[name.number - 1] if name.number <= len(row) else None
        if exact_number(cell) is not None or (isinstance(cell, str) and calls_many(key(cell), places())):
            kinds[place - 1] = RowKind.TOTAL
    _among(layout, kinds, name.number, ordinal)
    _carried(layout, kinds, {name.number, ordinal, *amounts}, amounts)
    return kinds


def undecided(layout: Layout, kinds: Sequence[RowKind], /) -> tuple[int, ...]:
    """Find the projects that are counted in another series than the rest, and may be titles as well.

    Neither the order of the ordinals, nor words, nor sums decide; or they say different things.
    """
    name, number = layout.column("name") or layout.column("investors"), layout.column("@number")
    if name is None or number is None:
        return ()
    amounts = [column.number for column in layout.columns if column.kind in AMOUNT_KINDS]
    parts = _parts(layout, kinds, name.number, number.number, amounts)
    listed = _listed(layout, kinds, name.number, _places(layout, _read(layout, kinds)), parts)
    return tuple(row for row in listed.undecided() if not layout.is_coded(layout.grid.rows[row - 1]))


def _read(layout: Layout, kinds: Sequence[RowKind]) -> list[tuple[int, Sequence[Cell]]]:
    """List the rows that are read as projects, each by its number."""
    rows = enumerate(zip(kinds, layout.grid.rows, strict=True), 1)
    return [(place, row) for place, (kind, row) in rows if kind in READ]


def _places(layout: Layout, rows: Sequence[tuple[int, Sequence[Cell]]]) -> Callable[[], frozenset[str]]:
    """Find the names of places and units that rows state, when they are asked for."""
    at = [column.number for column in layout.columns if column.field in UNITS]

    def places() -> frozenset[str]:
        cells = {row[place - 1] for _, row in rows for place in at if place <= len(row)}
        return frozenset(key(cell) for cell in cells if isinstance(cell, str))

    return places


def _listed(
    layout: Layout,
    kinds: Sequence[RowKind],
    name: int,
    places: Callable[[], frozenset[str]],
    parts: Container[int],
) -> ListRows:
    """Put together the rows that are read as projects, without the parts of others."""
    number = layout.column("@number")
    ordinal = number.number if number else None
    rows = [entry for entry in _read(layout, kinds) if entry[0] not in parts]
    titles = [
        (place, row)
        for place, (kind, row) in enumerate(zip(kinds, layout.grid.rows, strict=True), 1)
        if kind is RowKind.GROUP
        or (kind is RowKind.TOTAL and ordinal and cell_at(layout.grid, place, ordinal) is not None)
    ]
    return ListRows(rows, layout.columns, name, ordinal, places=places, titles=titles)


def _parts(
    layout: Layout, kinds: Sequence[RowKind], name: int, ordinal: int | None, amounts: Sequence[int]
) -> dict[int, int]:
    """Find the rows that are parts of projects, or counted below them: they title and sum up nothing.

    Where most rows seem to be parts of others that state as little, these are the titles of groups and their sums.
    """
    rows, own = projects_of(layout, kinds), {name, ordinal, *amounts}
    found = all_parts(rows, name, amounts, ordinal)
    if ordinal:
        found = counted_below(rows, name, amounts, ordinal) | found
    if not found:
        return {}
    wholes = {
        entry[0]
        for entry in rows
        if entry and any(at not in own and is_fact(cell) for at, cell in enumerate(entry[1], 1))
    }
    are_few = 2 * len(found) < sum(entry is not None for entry in rows)
    return {part: whole for part, whole in found.items() if are_few or whole in wholes}


def _sampled(layout: Layout, kinds: list[RowKind]) -> None:
    """Make parts of the header of the rows right below it where signs stand in the place of every name: XX项目 of XX公司.

    Not of all there are: a list may hide the names of all its projects.
    """
    named = [column.number for column in layout.columns if column.field in {"name", "investors"}]
    listed = [at for at, kind in enumerate(kinds, 1) if at > layout.bottom and kind is RowKind.PROJECT]
    samples: list[int] = []
    for number in listed:
        row = layout.grid.rows[number - 1]
        if not all(at <= len(row) and stands_for_any(row[at - 1]) for at in named):
            break
        samples.append(number)
    for number in samples if len(samples) < len(listed) else ():
        kinds[number - 1] = RowKind.HEADER


def _among(layout: Layout, kinds: list[RowKind], name: int, ordinal: int | None) -> None:
    """Make totals of the rows 其中 below a total: what they state is a share of it, and no part of a project."""
    if RowKind.TOTAL not in kinds:
        return
    above: Sequence[Cell] = next(iter(layout.grid.rows[layout.bottom : layout.bottom + 1]), ())
    for number in range(layout.bottom + 2, len(kinds) + 1):
        if kinds[number - 1] is not RowKind.PROJECT:
            continue
        row = layout.grid.rows[number - 1]
        cell = row[name - 1] if name <= len(row) else None
        if (
            kinds[number - 2] is RowKind.TOTAL
            and isinstance(cell, str)
            and cell.lstrip().startswith("其中")
            and not (
                layout.is_coded(row) or begins_with_among(cell, is_counted=counts_on(row, above, ordinal))
            )
        ):
            kinds[number - 1] = RowKind.TOTAL
        above = row


def _carried(layout: Layout, kinds: list[RowKind], own: set[int | None], amounts: Sequence[int]) -> None:
    """Make totals of the rows that carry the sum of all above to the next page: 承前页, whatever they are called.

    They state nothing else, not even an ordinal where the list has one, right below a total or a header once more, or above such
    a header.
    """
    if not amounts or kinds.count(RowKind.HEADER) == len(layout.header_rows):
        return
    rows = layout.grid.rows
    filled = [at for at in range(layout.bottom + 1, len(kinds) + 1) if kinds[at - 1] is not RowKind.BLANK]
    sums = dict.fromkeys(amounts, Fraction(0))
    counted = 0
    for before, number, after in zip((0, *filled), filled, (*filled[1:], 0), strict=False):
        if kinds[number - 1] is not RowKind.PROJECT:
            continue
        row = rows[number - 1]
        values = {at: exact_number(row[at - 1]) if at <= len(row) else None for at in amounts}
        stated = {at: Fraction(value) for at, value in values.items() if value is not None}
        at_edge = bool(before) and (
            kinds[before - 1] in _CLOSING or (bool(after) and kinds[after - 1] is RowKind.HEADER)
        )
        says_more = any(place not in own and is_fact(cell) for place, cell in enumerate(row, 1))
        if at_edge and counted > 1 and stated and not says_more and stated.items() <= sums.items():
            kinds[number - 1] = RowKind.TOTAL
            continue
        counted += 1
        for at, value in stated.items():
            sums[at] += value
