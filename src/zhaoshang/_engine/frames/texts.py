"""Columns of text read on frames: the distinct texts once each, joined back to the column."""

from fractions import Fraction
from typing import Any, Final

import narwhals.stable.v2 as nw

from zhaoshang._basics.gaps import is_missing
from zhaoshang._calls.fixes import frame_made_by
from zhaoshang._calls.limits import within
from zhaoshang._engine.frames.backends import engine_of
from zhaoshang._engine.frames.entry import BACKENDS, PAST, kind_of
from zhaoshang._engine.frames.kinds import Kind, fresh
from zhaoshang._engine.tables.columns import amount_cells
from zhaoshang.errors import FrameSchemaError, UnsupportedFrameError
from zhaoshang.findings import Finding
from zhaoshang.reading import parse_column
from zhaoshang.units import Unit

_NUMBERS: Final = ("value", "low", "high")


def read_amounts(
    native: Any, column: str, name: str, default_unit: str | Unit | None, scale: int
) -> tuple[Any, tuple[Finding, ...]]:
    """Read a text column of amounts into the columns of an amount."""
    within(scale, 1, None, "a whole number from 1", "scale")
    try:
        frame: Any = nw.from_native(native)
    except TypeError:
        raise UnsupportedFrameError(type(native).__name__, BACKENDS, frame_made_by(native)) from None
    schema = frame.collect_schema()
    if column not in schema:
        raise FrameSchemaError("frame", column, "", "a column of text", tuple(schema))
    if kind_of(schema[column]) != "text":
        raise FrameSchemaError("frame", column, str(schema[column]), "a column of text")
    name_of = str(frame.implementation).lower()
    engine = engine_of(name_of if name_of in BACKENDS else "pyarrow")
    engine.wake()
    texts = sorted(str(cell) for cell in _distinct(frame, column) if not is_missing(cell))
    read = parse_column(texts, default_unit=default_unit)
    cells = amount_cells(read.values)
    key = fresh()
    columns: dict[str, list[Any]] = {key: texts}
    kinds: dict[str, Kind] = {key: "text"}
    for part, held in cells.items():
        known = name if part == "value" else f"{name}_{part}"
        columns[known] = [_scaled(known, cell, scale) for cell in held] if part in _NUMBERS else held
        kinds[known] = "text" if part in {"unit", "hedge"} else "number"
    looked_up = engine.beside(frame, columns, kinds)
    if isinstance(frame, nw.DataFrame) and isinstance(looked_up, nw.LazyFrame):
        looked_up = looked_up.collect()
    joined = frame.join(looked_up, left_on=column, right_on=key, how="left")
    return joined.drop(key, strict=False).to_native(), read.findings


def _distinct(frame: Any, column: str) -> list[Any]:
    found = frame.select(column).unique()
    found = found.collect() if isinstance(found, nw.LazyFrame) else found
    cells: list[Any] = found.get_column(column).to_list()
    return cells


def _scaled(column: str, cell: int | Fraction | None, scale: int) -> int | None:
    if cell is None:
        return None
    whole = Fraction(cell) * scale
    if whole.denominator != 1:
        raise FrameSchemaError("frame", column, str(cell), f"amounts in 1/{scale}; pass a larger scale")
    if not -(2**63) <= whole < 2**63:
        raise FrameSchemaError("frame", column, *PAST)
    return whole.numerator
