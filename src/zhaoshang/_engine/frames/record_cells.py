"""Cells of tables as the values of records, and values that were worked out as cells."""

from datetime import date
from fractions import Fraction
from math import lcm
from typing import Any

from zhaoshang._engine.frames.entry import SCALE, expected_kind
from zhaoshang._engine.frames.kinds import Kind
from zhaoshang._engine.tables.columns import LedgerTable
from zhaoshang.intervals import Interval
from zhaoshang.model import Space
from zhaoshang.periods import Period
from zhaoshang.quantities import Hedge, Quantity, kind_of
from zhaoshang.units import unit as find_unit

Row = dict[str, Any]
Made = dict[str, tuple[list[Any], Kind, int]]


def columns_of(made: LedgerTable) -> Made:
    """Give the columns of a table that was worked out, each of one kind; numbers become whole by a scale."""
    found: Made = {}
    for name in made.names:
        head, dot, part = name.partition(".")
        physical = head if part == "value" or not dot else f"{head}_{part}"
        cells = list(made.column(name))
        kind = expected_kind(physical)
        if kind is None:
            first = next((cell for cell in cells if cell is not None), None)
            kind = "text" if isinstance(first, str | None) else "number"
        scale = SCALE if part in {"value", "low", "high"} else 1
        if kind == "number":
            scale = lcm(scale, *{Fraction(cell).denominator for cell in cells if cell is not None})
            cells = [None if cell is None else int(cell * scale) for cell in cells]
        elif kind == "text":
            cells = [None if cell is None else str(cell) for cell in cells]
        found[physical] = (cells, kind, scale if kind == "number" else 1)
    return found


def space_of(row: Row) -> Space:
    return Space(
        id=row["id"],
        kind=row["kind"],
        area=amount_of(row, "area"),
        lettable=amount_of(row, "lettable"),
        completed_on=period_of(row["completed_lo"], row["completed_hi"]),
        idle_since=period_of(row["idle_lo"], row["idle_hi"]),
        storeys=row["storeys"],
        height=amount_of(row, "height"),
    )


def period_of(lo: int | None, hi: int | None) -> Period | None:
    """Make a date of its first and last days."""
    if lo is None or hi is None:
        return None
    return Period(date.fromordinal(lo), date.fromordinal(hi)) if lo != hi else Period.of(date.fromordinal(lo))


def amount_of(row: Row, name: str) -> Any:
    """Make a quantity of its parts."""
    value, low, high, code, hedge = (
        row[f"{name}.{part}"] for part in ("value", "low", "high", "unit", "hedge")
    )
    if code is None:
        return None
    known = find_unit(code)
    kind: type[Quantity] = kind_of(known)
    softened = Hedge(hedge or "none")
    if softened is Hedge.NONE and not low == value == high:
        softened = Hedge.RANGE  # bounds without a word for them
    if softened in {Hedge.RANGE, Hedge.ODD, Hedge.ORDER, Hedge.SEVERAL}:
        bounds = Interval(low, high, low is not None, high is not None)
        return kind(value=value, unit=known, hedge=softened, bounds=bounds)
    return kind.of(value, known, hedge=softened)
