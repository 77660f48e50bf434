"""The tables that records are rows of: their columns, declared beside the class of the record.

A KPI asks a table for columns of days, numbers, codes and amounts; data frames hold the same columns. What a column
holds follows from the type of the field it is read from, its codes from the vocabulary of the field, and where the
table stands from where the ledger holds such records. So a table is its record's class, with one declaration, and
the field of the ledger.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, Literal, TypeVar, cast, final, get_args

import attrs
from attrs import field, frozen

from zhaoshang.errors import UnknownFieldError
from zhaoshang.model._fields.table import collections_of, part_of
from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity
from zhaoshang.vocabulary import Term

T = TypeVar("T", bound=type)

Holds = Literal["text", "number", "bool", "day", "date", "amount"]
"""What a column holds: a date stands in two columns, its first and last day; a day in one, the last."""

ABOVE: Final = "^."
"""What a path begins with for a field of the record that this one lies in; repeated for the one above that."""

_HELD: Final[tuple[tuple[type, Holds], ...]] = (
    (Quantity, "amount"),
    (Period, "date"),
    (bool, "bool"),
    (str, "text"),
    (int, "number"),
    (Decimal, "number"),
)


@final
@frozen
class ColumnSpec:
    """A column of a table, or the few that a date or an amount stands in.

    Attributes:
        path: the field it is read from: `status`, `limit.days`, `^.district`; several, of which the first that is
            stated counts, are parted by `|`. Nothing for a column that records do not fill.
        name: what it is called; by default as the last part of the path, a date without `_on` and `_since`.
        is_optional: whether a data frame may leave it out, and every row then lacks it.
        instead: the column that stands in where this one is not given, or the amount where it is not stated.
        holds: what it holds, where the type of the field does not tell.
        read: what is read off the record, where it is no field.
    """

    path: str = ""
    name: str = field(kw_only=True)
    is_optional: bool = field(default=False, kw_only=True)
    instead: str = field(default="", kw_only=True)
    holds: Holds | None = field(default=None, kw_only=True)
    read: Callable[[Any], Any] | None = field(default=None, kw_only=True)

    @name.default
    def _name(self) -> str:
        last = self.path.partition("|")[0].rpartition(".")[2]
        return "" if last == "on" else last.removesuffix("_on").removesuffix("_since")


RECORDED: Final = ColumnSpec(name="recorded", holds="day", is_optional=True)
"""The day of record of rows whose records have none."""


@final
@frozen
class TableSpec:
    """A table that records are rows of.

    Attributes:
        name: its name.
        record: the class of the records.
        columns: its columns.
        rows: the field of the record whose items are the rows, where the record itself is none.
        is_complete: whether a source without a row tells that there is none; else nothing was recorded.
    """

    name: str
    record: type
    columns: tuple[ColumnSpec, ...]
    rows: str = ""
    is_complete: bool = False


def _type_of(record: type, name: str) -> type:
    """Give the type of a field of a record, without `None`."""
    for attribute in attrs.fields(record):
        if attribute.name == name:
            kinds = get_args(attribute.type) or (attribute.type,)
            return cast("type", kinds[0])
    raise UnknownFieldError(record.__name__, name, tuple(each.name for each in attrs.fields(record)))


_SPECS: Final[dict[type, list[TableSpec]]] = {}


def tabled(name: str, *columns: ColumnSpec, rows: str = "", is_complete: bool = False) -> Callable[[T], T]:
    """Declare the table that the records of a class are rows of.

    Args:
        name: the name of the table.
        *columns: its columns.
        rows: the field of the record whose items are the rows, where the record itself is none.
        is_complete: whether a source without a row tells that there is none; else nothing was recorded.
    """

    def declare(record: T) -> T:
        _SPECS.setdefault(record, []).append(TableSpec(name, record, columns, rows, is_complete))
        return record

    return declare


@final
@frozen
class RowPlace:
    """Where the rows of a table stand in a ledger.

    Attributes:
        spec: the table.
        fields: the fields that lead to them, from the ledger down.
        above: the classes of the records that the declaring one lies in, the nearest first.
    """

    spec: TableSpec
    fields: tuple[str, ...]
    above: tuple[type, ...]

    def holds(self, column: ColumnSpec) -> Holds:
        """Say what a column holds, by the type of the field that it is read from."""
        if column.holds is not None:
            return column.holds
        kind = self.type_of(column)
        if kind is Period and column.path.endswith("recorded_on"):
            return "day"
        return next(held for base, held in _HELD if issubclass(kind, base))

    def codes(self, column: ColumnSpec) -> type[Term] | None:
        """Give the vocabulary that a column holds codes of, if it does."""
        kind = None if column.holds is not None else self.type_of(column)
        return kind if kind is not None and issubclass(kind, Term) else None

    def type_of(self, column: ColumnSpec) -> type:
        """Give the type of the field that a column is read from."""
        path = column.path.partition("|")[0]
        level = path.count(ABOVE)
        kind = (self.spec.record, *self.above)[level - bool(self.spec.rows)]
        for name in path[level * len(ABOVE) :].split("."):
            kind = _type_of(kind, name)
        return kind

    def lines(self, ledger: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - a ledger, which stands above
        """Walk the rows in the ledger's order, each with the records that it lies in behind it."""
        yield from _lines((ledger,), self.fields)


def _lines(line: tuple[Any, ...], fields: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    if not fields:
        yield line[:-1]
        return
    for item in getattr(line[0], fields[0]):
        yield from _lines((item, *line), fields[1:])


def places(ledger: type, /) -> Mapping[str, RowPlace]:
    """Find every table that is declared for records which a ledger holds, by name.

    Args:
        ledger: the class that holds the collections.
    """
    found: dict[str, RowPlace] = {}
    for collection, record in collections_of(ledger).items():
        for place in _below(record, (collection,), ()):
            found[place.spec.name] = place
    return found


def _below(record: type, fields: tuple[str, ...], above: tuple[type, ...]) -> Iterator[RowPlace]:
    for spec in _SPECS.get(record, ()):
        yield RowPlace(spec, (*fields, spec.rows) if spec.rows else fields, above)
    for attribute in attrs.fields(record):
        if (part := part_of(attribute.type)) is not None and part is not record:
            yield from _below(part, (*fields, attribute.name), (record, *above))
