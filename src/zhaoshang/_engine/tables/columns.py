"""Tables of columns, each made when it is first asked for.

Dates become day numbers, a coarse one two of them (`lo`, `hi`); amounts become the six columns of
`zhaoshang.measures.Amount`. A child table keeps the row number of each row's parent.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableSequence, Sequence
from fractions import Fraction
from itertools import islice
from operator import attrgetter
from typing import Any, Final, Protocol

from zhaoshang.errors import UnknownCodeError
from zhaoshang.periods import Period
from zhaoshang.quantities import Hedge, Quantity

EXTRA: Final = "extra."
"""What the name of a column begins with that the model has no field for: `extra.` and its header."""

Cells = Sequence[Any]
Numbers = MutableSequence[int]
Days = tuple[Cells, Cells, bool]
"""The first and the last days of dates, and whether every date is known."""

Mask = bytes
"""Yes or no for each row, a byte each: joined by arithmetic on whole masks, not row by row."""

Getters = Mapping[str, Callable[[Any], Any]]

OF_SPACES: Final = frozenset({"lettings", "tenancies", "rentals"})
"""The tables whose rows belong to a space; those of every other child table belong to a project."""

LISTED: Final = ("campaign", "chain", "node", "tag", "region", "event")
"""What conditions call one of the several things that a project lists."""

_SIDES: Final = {Hedge.NEAR: -1, Hedge.BELOW: -1, Hedge.OVER: 1, Hedge.ODD: 1}
PARTS: Final = ("value", "low", "high", "unit", "side", "hedge")


def _is_no_cell(value: object) -> bool:
    """Tell a list of records, a mapping or a method from what a column holds: it equals no code, so chooses nothing."""
    return isinstance(value, tuple | list | Mapping) or callable(value)


def exact(number: Any) -> int | Fraction:
    """Turn an exact number into an int where it is whole, else a fraction."""
    whole, parts = number.as_integer_ratio()
    return whole if parts == 1 else Fraction(whole, parts)


def amount_cells(amounts: Iterable[Quantity | None]) -> dict[str, list[Any]]:
    """Split quantities into the six columns of an amount."""
    cells: dict[str, list[Any]] = {part: [] for part in PARTS}
    value, low, high, unit, side, hedge = (cells[part].append for part in PARTS)
    for amount in amounts:
        if amount is None:
            for add in (value, low, high, unit, hedge):
                add(None)
            side(0)
        elif amount.hedge is Hedge.NONE:
            number = exact(amount.value)
            value(number)
            low(number)
            high(number)
            unit(amount.unit.code)
            side(0)
            hedge("none")
        else:
            bounds = amount.interval
            value(None if amount.value is None else exact(amount.value))
            low(None if bounds.low is None else exact(bounds.low))
            high(None if bounds.high is None else exact(bounds.high))
            unit(amount.unit.code)
            side(_SIDES.get(amount.hedge, 0))
            hedge(str(amount.hedge))
    return cells


def _exact_cells(amounts: Iterable[Quantity | None]) -> dict[str, Cells] | None:
    """Split quantities of which none is hedged, or give `None` where one is; bounds are then the values."""
    values: list[Any] = []
    units: list[str | None] = []
    add_value, add_unit, none = values.append, units.append, Hedge.NONE
    for amount in amounts:
        if amount is None:
            add_value(None)
            add_unit(None)
        elif amount.hedge is none:
            whole, parts = amount.value.as_integer_ratio()  # type: ignore[union-attr]  # without a hedge there is a value
            add_value(whole if parts == 1 else Fraction(whole, parts))
            add_unit(amount.unit.code)
        else:
            return None
    return {
        "value": values,
        "low": values,
        "high": values,
        "unit": units,
        "side": bytes(len(values)),
        "hedge": [None if unit is None else "none" for unit in units],
    }


def first_day(day: Period | None) -> int | None:
    """Give the number of the first day of a date."""
    return None if day is None else day.start.toordinal()


def last_day(day: Period | None) -> int | None:
    """Give the number of the last day of a date."""
    return None if day is None else day.end.toordinal()


def numbers(cells: Iterable[int] = ()) -> Numbers:
    """Keep numbers such as rows and days, which are never large, where the collector of garbage need not look."""
    return array("q", cells)


def single_day(on: Period | None) -> int:
    """Give the number of a date that is a single day, else 0."""
    return on.start.toordinal() if on is not None and on.start is on.end else 0


def day_columns(days: Numbers, dates: Callable[[], Iterable[Period | None]]) -> Days:
    """Give the numbers of the first and last days of dates, and tell whether every date is known.

    Args:
        days: the `single_day` of each: where none is 0, first and last days are one and the same column.
        dates: gives the dates, which are only looked at where one is not a single day.
    """
    if 0 not in days:
        return days, days, True
    listed = list(dates())
    firsts = [day or first_day(on) for day, on in zip(days, listed, strict=True)]
    lasts = [day or last_day(on) for day, on in zip(days, listed, strict=True)]
    return firsts, firsts if lasts == firsts else lasts, None not in lasts


def _lists_of(kind: type) -> Iterable[str]:
    """Name the fields of a record that hold several of something, or texts by name: no column has them."""
    for each in getattr(kind, "__attrs_attrs__", ()):
        if each.default == () or isinstance(each.default, Mapping):
            yield each.name


class RowObjects(Protocol):
    """Objects in order."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Any]: ...


class LedgerTable:
    """Rows of one kind, with the columns asked for so far.

    Attributes:
        rows: the objects, in the ledger's order; some are looked up anew whenever they are read.
        parents: the row number of each row's parent, for a child table.
        above: the name of the table of the parents.
        kinds: the classes of the rows, which tell the columns of a table without rows; none where all are laid down.
    """

    __slots__ = (
        "_amounts",
        "_columns",
        "_dates",
        "_full",
        "_getters",
        "_made_names",
        "_make",
        "above",
        "kinds",
        "parents",
        "rows",
    )

    def __init__(
        self,
        rows: RowObjects,
        parents: Sequence[int] | None = None,
        getters: Getters | None = None,
        amounts: Iterable[str] = (),
        *,
        above: str = "projects",
        make: Callable[[str], Cells | None] | None = None,
        made: Iterable[str] = (),
        kinds: tuple[type, ...] = (),
    ) -> None:
        self.rows = rows
        self.kinds = kinds
        self.parents = parents
        self.above = None if parents is None else above
        self._getters = getters or {}
        self._amounts = frozenset(amounts)
        self._columns: dict[str, Cells] = {}
        self._make = make
        self._dates: dict[str, tuple[str | None, str, Callable[[], Days]]] = {}
        self._full: frozenset[str] = frozenset()
        self._made_names = frozenset(made)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    def has(self, name: str) -> bool:
        """Tell whether the rows have a column of their own by this name."""
        if any(name in known for known in (self._columns, self._dates, self._getters, self._made_names)):
            return True
        if "@" in name and not name.startswith(
            EXTRA
        ):  # of a day: the table says of what it works such columns out
            return f"{name.partition('@')[0]}@" in self._made_names
        head, _, part = name.partition(".")
        if head in self._amounts and part in PARTS:
            return True
        return any(hasattr(row, "extra" if name.startswith(EXTRA) else name) for row in islice(self.rows, 1))

    def may_have(self, name: str) -> bool:
        """Tell whether the rows have a column by this name, or would have where there are none."""
        return self.has(name) or (not self.rows and self._is_field(name))

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that were laid down ready."""
        return tuple(self._columns)

    def column(self, name: str) -> Cells:
        """Give a column by name."""
        cells = self._columns.get(name)
        return self._made(name) if cells is None else cells

    def _made(self, name: str) -> Cells:
        if name in self._dates:
            return self._days(name)
        head, dot, part = name.partition(".")
        if dot and head in self._amounts:
            getter = self._getters.get(head) or attrgetter(head)
            split: Mapping[str, Cells] = _exact_cells(map(getter, self.rows)) or amount_cells(
                map(getter, self.rows)
            )
            self._columns.update({f"{head}.{each}": split[each] for each in PARTS})
            if part not in PARTS:
                raise self._unknown(name)
            return self._columns[name]
        cells = None if self._make is None else self._make(name)
        if cells is None and not self.rows and not self._is_field(name):
            raise self._unknown(name)
        if cells is None:
            try:
                cells = list(map(self._getters.get(name) or attrgetter(name), self.rows))
            except AttributeError:
                raise self._unknown(name) from None
            if cells and _is_no_cell(cells[0]):
                raise self._unknown(name)
        self._columns[name] = cells
        return cells

    def _is_field(self, name: str) -> bool:
        """Tell whether rows, of which there are none, would have a column: as a field or property of their class."""
        if name in self._getters or "@" in name or name.startswith(EXTRA):
            return True
        lists = {field for kind in self.kinds for field in _lists_of(kind)}
        return name not in lists and any(hasattr(kind, name.partition(".")[0]) for kind in self.kinds)

    def _unknown(self, name: str) -> UnknownCodeError:
        """Name the columns that there are: those of the table, and the fields of its rows."""
        own = {*self._columns, *self._dates, *self._getters, *self._made_names}
        amounts = {f"{head}.{part}" for head in self._amounts for part in PARTS}
        kinds = self.kinds or tuple(map(type, islice(self.rows, 1)))
        fields = {each.name for kind in kinds for each in getattr(kind, "__attrs_attrs__", ())}
        lists = {field for kind in kinds for field in _lists_of(kind)}
        listed = () if self.above else tuple(key for key in LISTED if key in name)
        known = own | amounts | {*self._amounts} | fields - lists
        return UnknownCodeError("column", name, (*listed, *sorted(known)), listed)

    def _days(self, name: str) -> Cells:
        """Read off the days of a date."""
        first, last, days = self._dates[name]
        firsts, lasts, is_full = days()
        self._columns[last] = lasts
        if first is not None:
            self._columns[first] = firsts
        if is_full:
            self._full |= {name for name in (first, last) if name is not None}
        return self._columns[name]

    def is_full(self, name: str) -> bool:
        """Tell whether a column of days is known to miss nothing."""
        return name in self._full

    def put_dates(self, first: str | None, last: str, periods: Callable[[], Iterable[Period | None]]) -> None:
        """Say where the first and last days of a date come from; they are read off when asked for."""
        self.put_days(first, last, lambda: day_columns(numbers(map(single_day, periods())), periods))

    def put_days(self, first: str | None, last: str, days: Callable[[], Days]) -> None:
        """Say where the numbers of the first and last days of a date come from, when asked for."""
        for name in (first, last):
            if name is not None:
                self._dates[name] = (first, last, days)

    def put(self, name: str, cells: Cells) -> None:
        """Lay down a ready column."""
        self._columns[name] = cells


def from_tuples(
    rows: Sequence[tuple[Any, ...]],
    names: Sequence[str],
    amounts: Sequence[str] = (),
    *,
    above: str | None = "projects",
) -> LedgerTable:
    """Make a table of ready rows; with a table above, the first item is the row number of the parent."""
    fields = (
        list(map(list, zip(*rows, strict=True))) if rows else [[] for _ in range(len(names) + bool(above))]
    )
    parents = fields.pop(0) if above else None
    table = LedgerTable(range(len(rows)), parents, above=above or "projects")
    for name, cells in zip(names, fields, strict=True):
        if name in amounts:
            for part, split in amount_cells(cells).items():
                table.put(f"{name}.{part}", split)
        else:
            table.put(name, cells)
    return table
