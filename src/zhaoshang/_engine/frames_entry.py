"""How a table is taken in: engines told apart, columns checked by what their names say that they hold."""

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import Any, Final, Literal

import narwhals.stable.v2 as nw

from zhaoshang.errors import FrameSchemaError, MissingExtraError, UnsupportedFrameError

Frame = Any
"""A narwhals `DataFrame` or `LazyFrame`; both offer what is used here."""

Kind = Literal["date", "number", "text", "bool"]
Backend = Literal["polars", "pandas", "pyarrow", "duckdb", "pyspark"]

BACKENDS: Final[tuple[Backend, ...]] = ("polars", "pandas", "pyarrow", "duckdb", "pyspark")
EPOCH: Final = date(1970, 1, 1).toordinal()
SCALE: Final = 100
"""What amounts are multiplied by where nothing else is said: money is kept in 分 (fen)."""

AMOUNTS: Final = frozenset(
    (
        "investment fixed_investment outside_investment foreign_investment land floor_area amount fixed "
        "tax output revenue fixed_asset_investment value_added jobs area lettable height size promised actual"
    ).split()
)
DTYPES: Final[Mapping[Kind, Any]] = {
    "date": nw.Date,
    "number": nw.Int64,
    "text": nw.String,
    "bool": nw.Boolean,
}
KIND_WORDS: Final[Mapping[Kind, str]] = {
    "date": "dates (a date type, not text or timestamps)",
    "number": "whole numbers (amounts as integers, in hundredths of the unit unless scales say otherwise)",
    "text": "text",
    "bool": "true and false",
}


def expected_kind(column: str) -> Kind | None:
    """Tell what a column of this name must hold, or `None` where its own type decides."""
    if column in {"lo", "hi", "on", "recorded", "until"}:
        return "date"
    head, _, tail = column.rpartition("_")
    if column in AMOUNTS or (head in AMOUNTS and tail in {"low", "high", "side"}):
        return "number"
    if column in {"part", "unit"} or (head in AMOUNTS and tail in {"unit", "hedge"}):
        return "text"
    if tail in {"on", "lo", "hi"} and head:
        return "date"
    if column.startswith(("is_", "has_")):
        return "bool"
    return "number" if column in {"row", "parent_row", "share"} else None


def kind_of(dtype: Any) -> Kind | None:
    """Tell what a type of column holds, as far as it can be used."""
    if dtype == nw.Date:
        return "date"
    if dtype == nw.Boolean:
        return "bool"
    if isinstance(dtype, nw.String | nw.Categorical | nw.Enum) or dtype in {nw.String, nw.Categorical}:
        return "text"
    return "number" if dtype.is_integer() else None


def enter(table: str, native: Any) -> tuple[Frame, Backend, dict[str, Kind | None]]:
    """Take a table in: lazily where the engine is lazy, as an Arrow table otherwise."""
    try:
        frame: Any = nw.from_native(native)
    except TypeError:
        told = f"{type(native).__name__} ({table})"
        raise UnsupportedFrameError(told, BACKENDS) from None
    implementation = str(frame.implementation).lower()
    if implementation not in BACKENDS:
        told = f"{implementation} ({table})"
        raise UnsupportedFrameError(told, BACKENDS)
    if implementation == "polars":
        frame = frame.lazy()
    elif implementation in {"pandas", "pyarrow"}:
        frame, kinds = _in_arrow(table, frame, implementation)
        return frame, implementation, kinds
    schema = frame.collect_schema()
    kinds = _kinds_of(schema)
    _refuse(table, schema, kinds)
    return frame, implementation, kinds


def _kinds_of(schema: Mapping[str, Any]) -> dict[str, Kind | None]:
    return {name: kind_of(dtype) for name, dtype in schema.items()}


def _refuse(table: str, schema: Mapping[str, Any], kinds: Mapping[str, Kind | None]) -> None:
    """Refuse a column whose name says that it holds something else."""
    for name, kind in kinds.items():
        expected = expected_kind(name)
        if expected is not None and kind != expected:
            raise FrameSchemaError(table, name, str(schema[name]), KIND_WORDS[expected])


def _in_arrow(table: str, frame: Any, implementation: str) -> tuple[Frame, dict[str, Kind | None]]:
    """Take pandas over into Arrow, whose nulls are plain, and dates as day numbers, which all its kernels can add up."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("pyarrow", "pyarrow") from None
    native = frame.to_native()
    arrow = native if implementation == "pyarrow" else pa.Table.from_pandas(native, preserve_index=False)
    columns: dict[str, Any] = {}
    kinds: dict[str, Kind | None] = {}
    for name in arrow.column_names:
        cells = arrow.column(name)
        kind = expected_kind(name)
        if pa.types.is_null(cells.type):
            cells = cells.cast(
                {"date": pa.int32(), "number": pa.int64(), "bool": pa.bool_()}.get(kind or "", pa.string())
            )
            kinds[name] = kind or "text"
        elif pa.types.is_date32(cells.type):
            cells = cells.cast(pa.int32())
            kinds[name] = "date"
        elif pa.types.is_timestamp(cells.type) and kind == "date" and implementation == "pandas":
            cells = cells.cast(pa.timestamp("us")).cast(pa.date32()).cast(pa.int32())
            kinds[name] = "date"
        else:
            kinds[name] = _arrow_kind(pa, cells.type)
            if kind is not None and kinds[name] != kind:
                raise FrameSchemaError(table, name, str(cells.type), KIND_WORDS[kind])
            if kinds[name] == "text":
                cells = cells.cast(pa.string())
        columns[name] = cells
    return nw.from_native(pa.table(columns)), kinds


def _arrow_kind(pa: Any, dtype: Any) -> Kind | None:
    types = pa.types
    inner = dtype.value_type if types.is_dictionary(dtype) else dtype
    if types.is_string(inner) or types.is_large_string(inner) or types.is_string_view(inner):
        return "text"
    if types.is_boolean(inner):
        return "bool"
    return "number" if types.is_integer(inner) else None


_names = count()


def fresh() -> str:
    """Make up a column name that no table has."""
    return f"_z{next(_names)}"
