"""Tables whose columns are declared beside the class of their records, read off a ledger."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache, partial
from operator import attrgetter
from typing import Any, Final

from zhaoshang._engine.tables.columns import Cells, LedgerTable, first_day, last_day
from zhaoshang._engine.tables.sources import Source
from zhaoshang.ledger import Ledger
from zhaoshang.model._fields.specs import ABOVE, ColumnSpec, Holds, RowPlace, places
from zhaoshang.quantities import Money

Line = tuple[Any, ...]
"""A row with the records that it lies in behind it, the nearest first."""


@cache
def declared_tables() -> Mapping[str, RowPlace]:
    """List the tables that are declared for records of a ledger, by name."""
    return places(Ledger)


def amount_type(table: str, name: str) -> type | None:
    """Give the class of quantity that an amount of a table is; `None` where the table does not say."""
    if table == "arrivals":
        return Money
    place = declared_tables().get(table)
    columns = () if place is None else place.spec.columns
    found = next((each for each in columns if each.name == name and each.holds is None), None)
    return None if place is None or found is None else place.type_of(found)


def physical(name: str, holds: Holds) -> tuple[str, ...]:
    """Name the columns that a declared one stands in: the days of a date, or itself."""
    if holds != "date":
        return (name,)
    return (f"{name}_lo", f"{name}_hi") if name else ("lo", "hi")


def table_of(tables: Source, name: str) -> LedgerTable:
    """Make a declared table of a ledger; a column is read off its records when it is asked for."""
    place = declared_tables()[name]
    lines = tuple(place.lines(tables.ledger))
    cells: dict[str, Callable[[], Cells]] = {}
    amounts: dict[str, Callable[[Any], Any]] = {}
    for column in place.spec.columns:
        holds, read = place.holds(column), _reader(column)
        if holds == "amount":
            amounts[column.name] = _of_row(read)
        for made, turn in zip(physical(column.name, holds), _TURNS.get(holds, (_plain,)), strict=True):
            if holds != "amount":
                cells[made] = partial(_column, lines, read, turn)

    def make(wanted: str) -> Cells | None:
        return cells[wanted]() if wanted in cells else None

    return LedgerTable(
        [line[0] for line in lines], None, amounts, amounts, make=make, made=cells, kinds=(place.spec.record,)
    )


def _column(lines: Sequence[Line], read: Callable[[Line], Any], turn: Callable[[Any], Any]) -> Cells:
    return [turn(read(line)) for line in lines]


def _of_row(read: Callable[[Line], Any]) -> Callable[[Any], Any]:
    return lambda row: read((row,))


def _plain(value: Any) -> Any:
    """Give a number as exact arithmetic has it; everything else is as it stands."""
    return Fraction(value) if isinstance(value, Decimal) else value


_TURNS: Final[Mapping[str, tuple[Callable[[Any], Any], ...]]] = {
    "date": (first_day, last_day),
    "day": (last_day,),
    "bool": (bool,),
}


def _reader(column: ColumnSpec) -> Callable[[Line], Any]:
    """Read what a column is read from off a row."""
    if column.read is not None:
        from_row = column.read
        return lambda line: from_row(line[0])
    if not column.path:
        return lambda _line: None
    ways = [_way(path) for path in (*column.path.split("|"), *filter(None, (column.instead,)))]
    if len(ways) == 1:
        return ways[0]
    return lambda line: next((value for way in ways if (value := way(line)) is not None), None)


def _way(path: str) -> Callable[[Line], Any]:
    """Follow a path from a row, or from a record that it lies in; what a missing part would hold is missing."""
    level = path.count(ABOVE)
    name = path[level * len(ABOVE) :]
    get = attrgetter(name)
    if "." not in name:
        return lambda line: get(line[level])

    def follow(line: Line) -> Any:
        value = line[level]
        for part in name.split("."):
            value = None if value is None else getattr(value, part)
        return value

    return follow
