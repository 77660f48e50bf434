"""How a table is taken in: engines told apart, columns checked by what their names say that they hold."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NoReturn, final

import narwhals.stable.v2 as nw
from attrs import evolve, frozen

from zhaoshang._basics.days import YEARS, ZONELESS
from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang._calls.columns import engine_told, refuse_names
from zhaoshang._calls.fixes import frame_made_by
from zhaoshang._engine.frames.backends import NAMES, engine_of
from zhaoshang._engine.frames.backends.base import Engine
from zhaoshang._engine.frames.kinds import DTYPES, EPOCH, Frame, Kind
from zhaoshang._engine.frames.schema import SCHEMA, field_of
from zhaoshang.errors import FrameSchemaError, MissingExtraError, UnsupportedFrameError
from zhaoshang.model._fields.specs import Holds

BACKENDS: Final = NAMES
SCALE: Final = 100
"""What amounts are multiplied by where nothing else is said: money is kept in 分 (fen)."""

AMOUNTS: Final = frozenset(
    field.name for fields in SCHEMA.values() for field in fields if field.holds == "amount"
)
"""The amounts of every table: each stands in one column, or in one for its bounds, side, unit and hedge."""

KIND_WORDS: Final[Mapping[Kind, str]] = {
    "date": "dates (a date type or timestamps at midnight, not text)",
    "number": "whole numbers (amounts as integers, in hundredths of the unit unless scales say otherwise)",
    "text": "text",
    "bool": "true and false",
}
_HELD: Final[Mapping[Holds, Kind]] = {
    "text": "text",
    "number": "number",
    "amount": "number",
    "bool": "bool",
    "day": "date",
    "date": "date",
}


def expected_kind(column: str) -> Kind | None:
    """Tell what a column of this name must hold, or `None` where its own type decides."""
    if column in {"lo", "hi", "on", "recorded", "replaced", "until"}:
        return "date"
    if column.startswith("extra_"):  # one's own, whatever follows
        return None
    head, _, tail = column.rpartition("_")
    if column in AMOUNTS or (head in AMOUNTS and tail in {"low", "high", "side"}):
        return "number"
    if column in {"part", "unit"} or (head in AMOUNTS and tail in {"unit", "hedge"}):
        return "text"
    if tail in {"on", "lo", "hi"} and head:
        return "date"
    if column.startswith(("is_", "has_")) or column == "correction":
        return "bool"
    return "number" if column in {"row", "parent_row", "own_row", "history_row", "share", "points"} else None


def _declared_kind(table: str, column: str) -> Kind | None:
    """Tell what a column must hold by its name, or holds by the field that it stands for; `None` of a column of one's own."""
    head, _, tail = column.rpartition("_")
    place = field_of(table, column) or (field_of(table, head) if tail in {"low", "high", "side"} else None)
    return expected_kind(column) or (None if place is None else _HELD[place.holds])


def empty_kind(table: str, column: str) -> Kind:
    """Tell what a column without one value is taken for: a column of numbers stays one."""
    return _declared_kind(table, column) or "text"


def kind_of(dtype: Any) -> Kind | None:
    """Tell what a type of column holds, as far as it can be used."""
    if dtype == nw.Date:
        return "date"
    if dtype == nw.Boolean:
        return "bool"
    if isinstance(dtype, nw.String | nw.Categorical | nw.Enum) or dtype in {nw.String, nw.Categorical}:
        return "text"
    return "number" if dtype.is_integer() else None


@final
@frozen
class Entered:
    """A table taken in.

    Attributes:
        frame: the table.
        engine: what works on it.
        kinds: what each column holds.
        raw: the table as it was given.
        stamps: the columns of timestamps that stand for days, which must prove to be such when they are read.
        held: the table where it stands in memory though its engine is lazy.
        casts: what some of its columns are cast to.
    """

    frame: Frame
    engine: Engine
    kinds: dict[str, Kind | None]
    raw: Frame
    stamps: frozenset[str] = frozenset()
    held: Frame | None = None
    casts: Mapping[str, Any] = FrozenMap()


def enter(table: str, native: Any) -> Entered:
    """Take a table in: lazily where the engine is lazy, as an Arrow table otherwise."""
    engine, frame = _told_apart(table, native)
    with engine_told(table):
        if engine.is_eager:
            return _in_arrow(table, frame, engine)
        entered = _lazily(table, frame.lazy(), engine)
        return evolve(entered, held=frame) if isinstance(frame, nw.DataFrame) else entered


def _told_apart(table: str, native: Any) -> tuple[Engine, Frame]:
    """Find the engine of a table."""
    refuse_names(table, native)
    try:
        frame: Any = nw.from_native(native)
    except TypeError:
        for name in BACKENDS:
            adopted = engine_of(name).adopt(native)
            if adopted is not None:
                return engine_of(name), nw.from_native(adopted)
        told = f"{type(native).__name__} ({table})"
        raise UnsupportedFrameError(told, BACKENDS, frame_made_by(native)) from None
    implementation = str(frame.implementation).lower()
    if implementation not in BACKENDS:
        told = f"{implementation} ({table})"
        raise UnsupportedFrameError(told, BACKENDS)
    engine = engine_of(implementation)
    engine.wake()
    return engine, frame


def _lazily(table: str, raw: Frame, engine: Engine) -> Entered:
    """Take a lazy table over; a column is only asked for its cells where its type says something else than its name."""
    try:
        schema = raw.collect_schema()
    except ValueError:  # a type that polars has and narwhals does not know
        raise _of_no_type(table, raw.to_native()) from None
    kinds = {name: kind_of(dtype) for name, dtype in schema.items()}
    stamps = frozenset(
        name
        for name, dtype in schema.items()
        if isinstance(dtype, nw.Datetime) and _is_day(table, name, dtype)
    )
    doubtful = [
        name
        for name, kind in kinds.items()
        if name not in stamps and _is_doubtful(table, name, kind, schema[name])
    ]
    empty = _without_cells(raw, doubtful)
    moved: dict[str, Kind] = {
        **dict.fromkeys(stamps, "date"),
        **{name: empty_kind(table, name) for name in empty},
    }
    for name, kind in kinds.items():
        expected = expected_kind(name) or ("text" if _is_day_in_words(table, name, kind) else None)
        if name not in moved and expected is not None and kind != expected:
            raise FrameSchemaError(table, name, str(schema[name]), KIND_WORDS[expected])
    wide = [
        name
        for name, kind in kinds.items()
        if kind == "number" and name not in moved and schema[name] in _WIDE
    ]
    _refuse_past(table, raw, wide)
    casts = {name: nw.col(name).cast(DTYPES[kind]) for name, kind in moved.items()}
    casts |= {name: nw.col(name).cast(nw.Int64) for name in wide}
    frame = raw.with_columns(**casts) if casts else raw
    return Entered(frame, engine, {**kinds, **moved}, raw, stamps, casts=casts)


def _of_no_type(table: str, native: Any) -> FrameSchemaError:
    """Find the column of a type that is none: decimals of more than 38 digits."""
    wrong = ("", "")
    for name, dtype in native.collect_schema().items():
        try:
            nw.from_native(native.select(name)).collect_schema()
        except ValueError:
            wrong = (name, str(dtype))
            break
    return FrameSchemaError(table, *wrong, KIND_WORDS["number"])


_WIDE: Final = (nw.UInt64, nw.Int128, nw.UInt128)
PAST: Final = ("a number past 64 bits", "smaller amounts, or a smaller scale")
"""What is found where sums could not be told exactly, and what would do."""


def _refuse_past(table: str, frame: Frame, names: list[str]) -> None:
    """Refuse numbers that the engines cannot add up: those past 64 bits, for which some types have room."""
    if not names:
        return
    ends = {
        f"{end}_{at}": getattr(nw.col(name), end)() for at, name in enumerate(names) for end in ("min", "max")
    }
    (found,) = frame.select(**ends).collect().rows()
    for name, *reach in zip(names, found[::2], found[1::2], strict=True):
        if any(each is not None and not -(2**63) <= each < 2**63 for each in reach):
            raise FrameSchemaError(table, name, *PAST)


def _is_day_in_words(table: str, name: str, kind: Kind | None) -> bool:
    """Whether a column of days stands where a code or a name is read: which word a day is engines do not agree on."""
    return kind == "date" and _declared_kind(table, name) == "text"


def _is_doubtful(table: str, name: str, kind: Kind | None, dtype: Any) -> bool:
    """Whether a column might hold nothing, and therefore have a type that its name does not go with."""
    declared = _declared_kind(table, name)
    if declared is None:
        return bool(dtype == nw.Unknown)
    return kind != declared


def _without_cells(frame: Frame, names: list[str]) -> list[str]:
    """Find the columns that hold nothing at all."""
    if not names:
        return []
    counted = frame.select(**{f"cells_{place}": nw.col(name).count() for place, name in enumerate(names)})
    (cells,) = counted.collect().rows()
    return [name for name, many in zip(names, cells, strict=True) if not many]


def _is_day(table: str, name: str, dtype: Any) -> bool:
    """Whether a column of timestamps stands for days; those of a zone do only once it is clear whose day is meant."""
    if expected_kind(name) != "date":
        return False
    if dtype.time_zone is not None:
        raise FrameSchemaError(table, name, str(dtype), ZONELESS)
    return True


def _in_arrow(table: str, frame: Any, engine: Engine) -> Entered:
    """Take pandas over into Arrow, whose nulls are plain, and dates as day numbers, which all its kernels can add up."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("pyarrow", "pyarrow") from None
    arrow = engine.to_arrow(table, frame.to_native())
    columns: dict[str, Any] = {}
    kinds: dict[str, Kind | None] = {}
    for name in arrow.column_names:
        cells = arrow.column(name)
        found = _arrow_kind(pa, cells.type)
        kind = expected_kind(name) or ("text" if _is_day_in_words(table, name, found) else None)
        if cells.null_count == len(cells) and found != (_declared_kind(table, name) or found or "none"):
            found = empty_kind(table, name)
            cells = pa.chunked_array([pa.nulls(len(cells), _arrow_type(pa, found))])
        elif pa.types.is_timestamp(cells.type) and kind == "date":
            found, cells = "date", _days(table, name, cells)
        elif kind is not None and found != kind:
            raise FrameSchemaError(table, name, str(cells.type), KIND_WORDS[kind])
        elif found == "date":
            cells = _within_years(table, name, cells.type, cells.cast(pa.date32()))
        elif found == "text":
            cells = cells.cast(pa.string())
        elif pa.types.is_uint64(cells.type):
            try:
                cells = cells.cast(pa.int64())
            except pa.ArrowInvalid:
                raise FrameSchemaError(table, name, *PAST) from None
        kinds[name], columns[name] = found, cells
    entered = nw.from_native(pa.table(columns))
    return Entered(entered, engine, kinds, entered)


def _days(table: str, name: str, cells: Any) -> Any:
    """Take timestamps at midnight for the days that they stand for."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.compute as pc  # noqa: PLC0415 - as above

    if cells.type.tz is not None:
        raise FrameSchemaError(table, name, str(cells.type), ZONELESS)
    days = cells.cast(pa.date32(), safe=False)
    numbers = _within_years(table, name, cells.type, days)
    beside = pc.not_equal(days.cast(cells.type), cells)
    if many := pc.sum(beside).as_py():
        refuse_times(table, name, many, cells.filter(beside)[0].as_py())
    return numbers


def _within_years(table: str, name: str, dtype: Any, days: Any) -> Any:
    """Give days as their numbers, and refuse those of which the calendar has no date."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.compute as pc  # noqa: PLC0415 - as above

    numbers = days.cast(pa.int32())
    for end in pc.min_max(numbers).values():
        if end.is_valid and not 0 < end.as_py() + EPOCH <= date.max.toordinal():
            raise FrameSchemaError(table, name, str(dtype), YEARS)
    return numbers


def refuse_times(table: str, name: str, many: int, example: Any) -> NoReturn:
    """Refuse timestamps that are not at midnight: which day they count for is for the owner of the data to say."""
    rows = "1 row" if many == 1 else f"{many} rows"
    raise FrameSchemaError(
        table,
        name,
        f"{rows} with a time of day, such as {example}",
        "days: take the date of each timestamp first",
    )


def _arrow_type(pa: Any, kind: Kind) -> Any:
    return {"date": pa.int32(), "number": pa.int64(), "bool": pa.bool_(), "text": pa.string()}[kind]


def _arrow_kind(pa: Any, dtype: Any) -> Kind | None:
    types = pa.types
    inner = dtype.value_type if types.is_dictionary(dtype) else dtype
    if types.is_string(inner) or types.is_large_string(inner) or types.is_string_view(inner):
        return "text"
    if types.is_boolean(inner):
        return "bool"
    if types.is_date(inner):
        return "date"
    return "number" if types.is_integer(inner) else None
