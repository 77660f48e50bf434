"""What cells are, whatever the engine: the kinds of columns, days as numbers, the several ways to say nothing."""

from collections.abc import Mapping
from datetime import date, datetime
from itertools import count
from typing import Any, Final, Literal

import narwhals.stable.v2 as nw

Frame = Any
"""A narwhals `DataFrame` or `LazyFrame`; both offer what is used here."""

Kind = Literal["date", "number", "text", "bool"]

EPOCH: Final = date(1970, 1, 1).toordinal()
DTYPES: Final[Mapping[Kind, Any]] = {
    "date": nw.Date,
    "number": nw.Int64,
    "text": nw.String,
    "bool": nw.Boolean,
}

NOWHERE: Final = -1
"""The stretch of time that a missing day lies in."""

_names = count()


def fresh() -> str:
    """Make up a column name that no table has."""
    return f"_z{next(_names)}"


def day_number(cell: Any) -> int:
    """Read a day, which some engines give as days since 1970."""
    if isinstance(cell, datetime):
        return cell.date().toordinal()
    return cell.toordinal() if isinstance(cell, date) else int(cell) + EPOCH


def as_dates(columns: Mapping[str, list[Any]], kinds: Mapping[str, Kind]) -> dict[str, list[Any]]:
    """Give columns with their days as dates instead of numbers."""
    return {
        name: [None if day is None else date.fromordinal(day) for day in held]
        if kinds[name] == "date"
        else held
        for name, held in columns.items()
    }
