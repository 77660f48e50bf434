"""Adding atoms up over plain columns: the rows that a mask chooses, over the whole table or apart for each group."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress, repeat
from operator import sub
from typing import Any, Final

from zhaoshang._engine.query.groups import Groups, Label
from zhaoshang._engine.tables.columns import Cells, Mask
from zhaoshang.measures import Atom, Count, Distinct, HedgedSum, Histogram, Ids, MoneySum, Sum, Value

Values = Callable[[str, Value], Cells]
"""Works out a value for every row of a table."""

WHOLE: Final[Label] = ()
"""The label under which a whole table is added up."""


class Selection:
    """The memberships of the rows that a mask chooses: where each belongs and how much of it."""

    __slots__ = ("_mask", "groups", "weights")

    def __init__(self, mask: Mask, groups: Groups | None) -> None:
        if groups is not None and groups.rows is not None:
            mask = bytes(map(mask.__getitem__, groups.rows))
        self._mask = mask
        self.groups = groups
        self.weights = None if groups is None else groups.weights

    def places(self) -> Iterable[int]:
        """Number the group of each row chosen."""
        if self.groups is None:
            return repeat(0, self._mask.count(1))
        return compress(self.groups.places, self._mask)

    def take(self, cells: Sequence[Any]) -> Iterable[Any]:
        """Choose from what is there for each membership."""
        return compress(cells, self._mask)

    def rows(self, cells: Cells) -> Iterable[Any]:
        """Choose from what is there for each row of the table."""
        if self.groups is None or self.groups.rows is None:
            return compress(cells, self._mask)
        return map(cells.__getitem__, compress(self.groups.rows, self._mask))

    def shares(self) -> Iterable[Any]:
        """Give the share of each row chosen."""
        return repeat(1) if self.weights is None else self.take(self.weights)

    def counts(self) -> Mapping[int, int]:
        """Count the rows chosen of each group."""
        if self.groups is None:
            return {0: self._mask.count(1)}
        return Counter(compress(self.groups.places, self._mask))

    def labelled(self, found: Mapping[int, Any]) -> dict[Label, Any]:
        """Put the labels of the groups to their results."""
        if self.groups is None:
            return {WHOLE: found[0]} if found else {WHOLE: 0}
        labels = self.groups.labels
        return {labels[place]: result for place, result in found.items()}


def add_up(values: Values, atom: Atom, chosen: Selection) -> dict[Label, Any]:
    """Add an atom up over the rows chosen, under the label of each group that has any."""
    return _ATOMS[type(atom)](values, atom, chosen)


def _n(_values: Values, _atom: Count, chosen: Selection) -> dict[Label, Any]:
    if chosen.weights is None:
        return chosen.labelled(chosen.counts())
    counted: dict[int, Any] = defaultdict(int)
    for place, weight in zip(chosen.places(), chosen.take(chosen.weights), strict=True):
        counted[place] += weight
    return chosen.labelled(counted)


def _s(values: Values, atom: Sum, chosen: Selection) -> dict[Label, Any]:
    summed: dict[int, Any] = defaultdict(int)
    cells = chosen.rows(values(atom.table, atom.value))
    for place, cell, weight in zip(chosen.places(), cells, chosen.shares(), strict=False):
        if cell is not None:
            summed[place] += cell * weight
    return chosen.labelled(summed)


def _m(values: Values, atom: MoneySum, chosen: Selection) -> dict[Label, Any]:
    amount = atom.amount
    value, low, high, unit = (
        values(atom.table, node) for node in (amount.value, amount.low, amount.high, amount.unit)
    )
    codes = {*chosen.rows(unit)} - {None}
    if not codes:
        return {WHOLE: {}} if chosen.groups is None else {}
    if len(codes) == 1 and chosen.weights is None and _is_same(value, low) and _is_same(value, high):
        return _plain_sums(next(iter(codes)), value, chosen)
    sums: dict[int, dict[str, list[Any]]] = {}
    columns = zip(*(chosen.rows(cells) for cells in (value, low, high, unit)), chosen.shares(), strict=False)
    for place, (number, least, most, code, weight) in zip(chosen.places(), columns, strict=False):
        if number is None or code is None:
            continue
        total = sums.setdefault(place, {}).setdefault(code, [0, 0, 0, 0, 0, 0])
        total[0] += number * weight
        total[3] += 1
        if least is None:
            total[4] += 1
        else:
            total[1] += least * weight
        if most is None:
            total[5] += 1
        else:
            total[2] += most * weight
    found = {
        place: {code: HedgedSum(*total) for code, total in units.items()} for place, units in sums.items()
    }
    return chosen.labelled(found) if found or chosen.groups is not None else {WHOLE: {}}


def _plain_sums(code: str, value: Cells, chosen: Selection) -> dict[Label, Any]:
    """Add up amounts that are all exact and in one unit."""
    if chosen.groups is None:
        there = [number for number in chosen.rows(value) if number is not None]
        total = sum(there)
        return {WHOLE: {code: HedgedSum(total, total, total, len(there))} if there else {}}
    sums, rows = ([0] * len(chosen.groups.labels) for _ in range(2))
    for place, number in zip(chosen.places(), chosen.rows(value), strict=False):
        if number is not None:
            sums[place] += number
            rows[place] += 1
    found = {
        place: {code: HedgedSum(total, total, total, rows[place])}
        for place, total in enumerate(sums)
        if rows[place]
    }
    return chosen.labelled(found)


def _h(values: Values, atom: Histogram, chosen: Selection) -> dict[Label, Any]:
    starts, ends = (list(chosen.rows(values(atom.table, node))) for node in (atom.start, atom.end))
    places: Iterable[int] = chosen.places()
    if None in starts or None in ends:
        there = [None not in pair for pair in zip(starts, ends, strict=True)]
        starts, ends, places = (list(compress(cells, there)) for cells in (starts, ends, places))
    lengths: Iterable[Any] = zip(starts, ends, strict=True) if atom.as_pairs else map(sub, ends, starts)
    if chosen.groups is None:
        return {WHOLE: Counter(lengths)}
    listed: list[list[Any]] = [[] for _ in chosen.groups.labels]
    for place, length in zip(places, lengths, strict=True):
        listed[place].append(length)
    return chosen.labelled({place: Counter(found) for place, found in enumerate(listed) if found})


def _ids(values: Values, atom: Ids, chosen: Selection) -> dict[Label, Any]:
    cells = chosen.rows(values(atom.table, atom.id))
    if chosen.groups is None:
        return {WHOLE: tuple(cells)}
    listed: dict[int, list[Any]] = defaultdict(list)
    for place, cell in zip(chosen.places(), cells, strict=False):
        listed[place].append(cell)
    return chosen.labelled({place: tuple(ids) for place, ids in listed.items()})


def _distinct(values: Values, atom: Distinct, chosen: Selection) -> dict[Label, Any]:
    found: dict[int, set[Any]] = defaultdict(set)
    cells = chosen.rows(values(atom.table, atom.value))
    for place, cell in zip(chosen.places(), cells, strict=False):
        if cell is not None:
            found[place].add(cell)
    sets = {place: frozenset(members) for place, members in found.items()}
    return chosen.labelled(sets) if sets or chosen.groups is not None else {WHOLE: frozenset()}


def _is_same(one: Cells, other: Cells) -> bool:
    return one is other or one == other


_ATOMS: Final[dict[type, Callable[[Values, Any, Selection], dict[Label, Any]]]] = {
    Count: _n,
    Sum: _s,
    MoneySum: _m,
    Histogram: _h,
    Ids: _ids,
    Distinct: _distinct,
}
