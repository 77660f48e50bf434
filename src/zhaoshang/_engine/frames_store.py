"""Data frames as tables with a declared and checked schema, on whichever engine they came from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from math import isnan
from typing import Any, Final, Literal

import narwhals.stable.v2 as nw

from zhaoshang._engine.frames_lower import Frame, Kind, fresh
from zhaoshang.errors import FrameSchemaError, MissingExtraError, UnsupportedFrameError
from zhaoshang.measures import Choose, Column, Const, Present, Value, equal, some
from zhaoshang.vocabulary import Evidence, Stage

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
_PARTS: Final = ("low", "high", "unit", "side", "hedge")
_NEUTRAL: Final = frozenset({"relation", "is_child", "is_government_funded", "recorded"})
_HELD_APART: Final = frozenset(
    {"phases", "plans", "evidence", "flags", "chains", "log", "shares", "events", "corrections"}
)
_STAGES: Final = frozenset(str(stage) for stage in Stage)
_PAPERS: Final = frozenset(str(code) for code in Evidence)
_NOTHING: Final = Const(None)
_KIND_WORDS: Final[Mapping[Kind, str]] = {
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


class Store:
    """Tables on one engine.

    Attributes:
        backend: the engine.
        frames: the tables, as narwhals frames.
    """

    def __init__(
        self, frames: Mapping[str, Any], *, scales: Mapping[str, int], units: Mapping[str, str]
    ) -> None:
        self.scales = dict(scales)
        self.units = dict(units)
        self.frames: dict[str, Frame] = {}
        self.kinds: dict[str, dict[str, Kind | None]] = {}
        backends = set()
        for name, native in frames.items():
            frame, backend, kinds = enter(name, native)
            backends.add(backend)
            self.frames[name] = frame
            self.kinds[name] = kinds
        if len(backends) != 1:
            raise UnsupportedFrameError(
                "no tables" if not backends else "tables of several engines: " + ", ".join(sorted(backends)),
                BACKENDS,
            )
        self.backend: Backend = backends.pop()
        self._amounts: set[tuple[str, str]] = set()
        self._bounds: dict[tuple[str, str], int] = {}
        self._codes: dict[tuple[str, str], frozenset[str]] = {}
        self._rows: dict[str, int] = {}
        self._derive_phases()

    def joining(self, joins_phases: bool, /) -> "Store":  # noqa: ARG002, FBT001 - phases stand as handed over
        """Give the tables with the history of phases under their projects, or apart."""
        return self

    @property
    def is_eager(self) -> bool:
        """Whether each expression is worked out at once, so that repeats cost."""
        return self.backend in {"pandas", "pyarrow"}

    # layout ----------------------------------------------------------------------------------------------------

    def column(self, table: str, name: str) -> Value:
        """Give a column, or what stands for it."""
        kinds = self._table(table)
        head, dot, part = name.partition(".")
        if dot:
            return self._amount(table, kinds, head, part)
        if name in kinds:
            self._check(table, name)
            return Column(name)
        stem, _, end = name.rpartition("_")
        other = {"lo": "on", "hi": "on", "recorded": "recorded_on"}.get(name)
        if other is None and end in {"lo", "hi"}:
            other = f"{stem}_on"
        if other is not None and other in kinds:
            self._check(table, other)
            return Column(other)
        if name in _NEUTRAL:
            return _NOTHING
        if name == "kind" and "part" in kinds:
            part_column = Column("part")
            intent = Choose(equal(part_column, "intent"), Const("intent"), Const(""))
            return Choose(equal(part_column, "signed"), Const("formal"), intent)
        raise FrameSchemaError(table, name, "", self._expected(name))

    def _amount(self, table: str, kinds: Mapping[str, Kind | None], head: str, part: str) -> Value:
        if head not in kinds:
            raise FrameSchemaError(table, head, "", _KIND_WORDS["number"])
        name = head if part == "value" else f"{head}_{part}"
        if part in {"value", "low", "high"}:
            name = name if name in kinds else head
            self._check(table, name, "number")
            self._amounts.add((table, name))
            return Column(name)
        if name in kinds:
            self._check(table, name)
            return Column(name)
        if part == "side":
            return Const(0)
        stated = Present(Column(head))
        if part == "hedge":
            return Choose(stated, Const("none"), _NOTHING)
        unit = self.units.get(f"{table}.{head}", self.units.get(head))
        if unit is None:
            raise FrameSchemaError(table, name, "", f"a unit for each amount, or units={{{head!r}: …}}")
        return Choose(stated, Const(unit), _NOTHING)

    def _table(self, table: str) -> Mapping[str, Kind | None]:
        if table not in self.kinds:
            raise FrameSchemaError(table, "", "", "a table of that name")
        return self.kinds[table]

    @staticmethod
    def _expected(name: str) -> str:
        kind = expected_kind(name)
        return "a column of that name" if kind is None else _KIND_WORDS[kind]

    def _check(self, table: str, name: str, kind: Kind | None = None) -> None:
        found, expected = self.kinds[table][name], kind or expected_kind(name)
        if found is None or (expected is not None and found != expected):
            dtype = str(self.frames[table].collect_schema()[name])
            raise FrameSchemaError(
                table, name, dtype, "a type that can be used" if expected is None else _KIND_WORDS[expected]
            )

    def has_table(self, name: str) -> bool:
        """Whether a child table is there; one that no question can do without must be."""
        if name in self.frames:
            return True
        if name in _HELD_APART:
            return False
        raise FrameSchemaError(name, "", "", "a table of that name")

    def has_rows_of(self, table: str) -> bool:
        """Whether the rows of a table can be counted; a table that was not given cannot."""
        self._table(table)
        return True

    def wide(self, table: str, child: str) -> Mapping[str, Mapping[str, Value]] | None:
        """Find the dated rows that are laid out in columns of the projects, such as `signed_on`."""
        if table != "projects" or child in self.frames or child not in {"history", "evidence", "plans"}:
            return None
        codes = _PAPERS if child == "evidence" else _STAGES
        prefix = "planned_" if child == "plans" else ""
        found = {}
        for code in sorted(codes):
            row = self._wide_row(prefix, code)
            if row is not None:
                found[code] = row
        if child == "history" and not found:
            raise FrameSchemaError(
                "history", "", "", "a table of dated stages, or columns such as signed_on in projects"
            )
        return found

    def _wide_row(self, prefix: str, code: str) -> Mapping[str, Value] | None:
        kinds = self.kinds["projects"]
        stem = prefix + code
        exact, lo, hi, has = f"{stem}_on", f"{stem}_lo", f"{stem}_hi", f"has_{stem}"
        if exact in kinds:
            lo = hi = exact
        is_dated = lo in kinds and hi in kinds
        if not is_dated and has not in kinds:
            return None
        first: Value = Column(lo) if is_dated else _NOTHING
        there = first
        if has in kinds:
            there = Choose(some(equal(Column(has), True), Present(first)), Const(1), _NOTHING)  # noqa: FBT003
        recorded = f"{stem}_recorded_on"
        row: dict[str, Value] = {
            "there": there,
            "part": Const(code),
            "lo": first,
            "hi": Column(hi) if is_dated else _NOTHING,
            "recorded": Column(recorded) if recorded in kinds else _NOTHING,
            "kind": Const({"signed": "formal", "intent": "intent"}.get(code, "")),
        }
        if code in {"signed", "intent"} and not prefix:
            for end in ("lo", "hi"):
                name = f"approved_{end}" if f"approved_{end}" in kinds else "approved_on"
                row[f"approved_{end}"] = Column(name) if name in kinds else _NOTHING
        return row

    def key(self, table: str) -> str:
        """Name the column that children refer to."""
        return "row" if "row" in self._table(table) else "id"

    def link(self, table: str) -> str:
        """Name the column by which child rows refer to their parents."""
        name = "parent_row" if self.key(self.parent_of(table)) == "row" else "parent"
        if name not in self._table(table):
            raise FrameSchemaError(table, name, "", "the key of the parent row")
        return name

    def order(self, table: str) -> Sequence[str]:
        """Name the column that rows stand in order of, if there is one."""
        return ("row",) if "row" in self._table(table) else ()

    def parent_of(self, table: str) -> str:
        """Name the table of a child's parents."""
        return "spaces" if table.partition("@")[0] in {"lettings", "tenancies"} else "projects"

    def has_key(self, table: str, key: str) -> bool:
        """Whether the rows of a table have a grouping key of their own."""
        return table == "projects" or key in self._table(table)

    def is_child(self, table: str) -> bool:
        """Whether the rows of a table belong to projects."""
        return table != "projects" and bool({"parent", "parent_row"} & self._table(table).keys())

    def lay(self, _name: str, _make: Any) -> None:
        """Leave a table that is worked out from a ledger: here it must have been handed over."""

    # columns ---------------------------------------------------------------------------------------------------

    def frame(self, table: str, columns: Iterable[str]) -> Frame:
        """Give a table with these columns."""
        names = tuple(dict.fromkeys(columns))
        for name in names:
            if name not in self._table(table):
                raise FrameSchemaError(table, name, "", self._expected(name))
        return self.frames[table].select(*(names or tuple(self.kinds[table])[:1]))

    def kind(self, table: str, column: str) -> tuple[Kind, int]:
        """Tell what a column holds, and its scale."""
        kind = self.kinds[table][column]
        assert kind is not None  # noqa: S101 - checked when the column was asked for
        if (table, column) in self._amounts or column in self.scales:
            return kind, self._scale(column)
        return kind, 1

    def _scale(self, column: str) -> int:
        head, _, tail = column.rpartition("_")
        return self.scales.get(head if head and tail in _PARTS else column, SCALE)

    def day(self, day: int) -> Any:
        """Give a day as the columns of the store hold it."""
        return day - EPOCH if self.is_eager else date.fromordinal(day)

    def countable(self, truth: nw.Expr) -> nw.Expr:
        """Give a predicate as something that adds up."""
        if self.backend in {"duckdb", "pyspark"}:
            return nw.when(truth).then(nw.lit(1))
        return truth

    def moved(self, frame: Frame, column: str, name: str, move: Callable[[int], int | None]) -> Frame:
        """Add a column of days, each moved from the day of another column."""
        (cells,) = self.collect([frame.select(column).unique()])[0]
        days = [day_number(cell) for cell in cells if not is_missing(cell)]
        later = {day: move(day) for day in days}
        found = fresh()
        columns: dict[str, list[Any]] = {found: list(later), name: list(later.values())}
        looked_up = beside(frame, self.backend, columns, dict.fromkeys(columns, "date"))
        return frame.join(looked_up, left_on=column, right_on=found, how="left")

    def days(self, frame: Frame, start: str, end: str, name: str) -> Frame:
        """Add a column with the days from one date to another."""
        if self.backend == "pyspark":
            from pyspark.sql import functions  # noqa: PLC0415 - an extra

            native = frame.to_native()
            return nw.from_native(native.withColumn(name, functions.datediff(native[end], native[start])))
        if self.backend == "polars" and frame.collect_schema()[start] == nw.Date:
            return frame.with_columns(**{name: nw.col(end).cast(nw.Int32) - nw.col(start).cast(nw.Int32)})
        return frame.with_columns(**{name: nw.col(end) - nw.col(start)})

    def tally(self, frame: Frame, labels: Sequence[str], span: Sequence[str], many: str) -> Frame:
        """Count the rows of each span in each group; rows of one group come together."""
        if self.backend == "polars" and labels and len(span) == 1:
            import polars as pl  # noqa: PLC0415 - an extra

            grouped = frame.to_native().group_by(labels).agg(pl.col(span[0]).value_counts(name=many))
            return nw.from_native(grouped.explode(span[0]).unnest(span[0]))
        counted = frame.group_by([*labels, *span]).agg(**{many: nw.len()})
        return counted.sort(labels) if labels else counted

    # what columns hold -----------------------------------------------------------------------------------------

    def learn(self, table: str, numbers: Sequence[str], codes: Sequence[str]) -> None:
        """Ask once for the rows, the greatest numbers and the codes of a table."""
        numbers = [name for name in numbers if (table, name) not in self._bounds]
        codes = [name for name in codes if (table, name) not in self._codes]
        if self.backend == "duckdb":  # its sums do not overflow
            self._bounds.update({(table, name): 0 for name in numbers})
            self._rows.setdefault(table, 0)
            numbers = []
        frame = self.frames[table]
        queries = []
        if numbers or table not in self._rows:
            sides = {
                f"{name}_{how}": getattr(nw.col(name), how)() for name in numbers for how in ("min", "max")
            }
            queries.append(frame.select(nw.len().alias("rows_"), **sides))
        queries += [frame.select(name).unique() for name in codes]
        tables = self.collect(queries) if queries else []
        if len(tables) > len(codes):
            (rows, *ends) = (cell for (cell,) in tables.pop(0))
            self._rows[table] = int(rows)
            for name, low, high in zip(numbers, ends[::2], ends[1::2], strict=True):
                known = [abs(int(end)) for end in (low, high) if isinstance(end, int)]
                self._bounds[table, name] = max(known, default=0)
        for name, cells in zip(codes, tables, strict=True):
            self._codes[table, name] = frozenset(cell for cell in cells[0] if isinstance(cell, str))

    def bound(self, table: str, column: str) -> int:
        """Give the greatest number of a column, whatever its sign."""
        return self._bounds[table, column]

    def codes(self, table: str, column: str) -> frozenset[str]:
        """Give the codes that occur in a column."""
        return self._codes[table, column]

    def rows(self, table: str) -> int:
        """Count the rows of a table."""
        return self._rows[table]

    def collect(self, queries: Sequence[Frame]) -> list[list[list[Any]]]:
        """Work several queries out, together where the engine can, and give the cells of their columns."""
        natives = [query.to_native() for query in queries]
        match self.backend:
            case "polars":
                import polars as pl  # noqa: PLC0415 - an extra

                return [[column.to_list() for column in table] for table in pl.collect_all(natives)]
            case "duckdb":
                return [_turned(native.fetchall(), len(native.columns)) for native in natives]
            case "pyspark":
                return [_turned(native.collect(), len(native.columns)) for native in natives]
            case _:
                return [
                    [column.to_arrow().to_pylist() for column in query.iter_columns()] for query in queries
                ]

    def _derive_phases(self) -> None:
        """Find the phases of projects by their relation, where no table of them was given."""
        columns = self.kinds.get("projects", {})
        if "phases" in self.frames or not {"relation", "parent", "id"} <= columns.keys():
            return
        projects = self.frames["projects"]
        roots = projects.select(nw.col("id").alias("_root"), _is_root=nw.lit(1))
        joined = projects.join(roots, left_on="parent", right_on="_root", how="left")
        child = nw.col("relation").is_in(["phase", "part"]).fill_null(False)  # noqa: FBT003 - the filling
        child &= ~nw.col("_is_root").is_null()
        self.frames["phases"] = joined.filter(child).drop("_is_root", "row", strict=False)
        self.kinds["phases"] = {name: kind for name, kind in columns.items() if name != "row"}
        if "is_child" not in columns:
            self.frames["projects"] = joined.with_columns(is_child=child).drop("_is_root")
            self.kinds["projects"] = {**columns, "is_child": "bool"}
        if "row" in columns:  # phases refer to the number of their project
            numbers = projects.select(nw.col("id").alias("_root"), parent_row=nw.col("row"))
            phases = self.frames["phases"]
            self.frames["phases"] = phases.join(numbers, left_on="parent", right_on="_root", how="left")
            self.kinds["phases"] = {**self.kinds["phases"], "parent_row": "number"}


_SQL: Final[Mapping[Kind, str]] = {
    "date": "DATE",
    "number": "BIGINT",
    "text": "VARCHAR",
    "bool": "BOOLEAN",
}


def beside(
    like: Frame, backend: Backend, columns: Mapping[str, list[Any]], kinds: Mapping[str, Kind]
) -> Frame:
    """Make a small table on the engine, and the connection, of another; dates are given as day numbers."""
    cells = {
        name: [None if day is None else date.fromordinal(day) for day in held]
        if kinds[name] == "date"
        else held
        for name, held in columns.items()
    }
    match backend:
        case "polars":
            schema = {name: DTYPES[kinds[name]] for name in cells}
            return nw.from_dict(cells, schema, backend="polars").lazy()
        case "duckdb":
            listed = ", ".join(
                f"unnest([{', '.join(map(_literal, held))}]::{_SQL[kinds[name]]}[]) AS {name}"
                for name, held in cells.items()
            )
            return nw.from_native(like.to_native().limit(1).project(listed))
        case "pyspark":
            types: dict[Kind, str] = {"date": "date", "number": "bigint", "text": "string", "bool": "boolean"}
            schema_text = ", ".join(f"{name} {types[kinds[name]]}" for name in cells)
            rows = list(zip(*cells.values(), strict=True))
            return nw.from_native(like.to_native().sparkSession.createDataFrame(rows, schema_text))
        case _:
            import pyarrow as pa  # noqa: PLC0415 - an extra

            arrow: dict[Kind, Any] = {
                "date": pa.date32(),
                "number": pa.int64(),
                "text": pa.string(),
                "bool": pa.bool_(),
            }
            made = pa.table({name: pa.array(held, arrow[kinds[name]]) for name, held in cells.items()})
            if backend == "pandas":
                import pandas as pd  # noqa: PLC0415 - an extra

                made = made.to_pandas(types_mapper=pd.ArrowDtype)
            return enter("made", made)[0]


def _literal(cell: Any) -> str:
    if cell is None:
        return "NULL"
    if isinstance(cell, date | str):
        quoted = str(cell).replace("'", "''")
        return f"'{quoted}'"
    return str(cell)


def _turned(rows: Sequence[Any], columns: int) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in range(columns)]


def is_missing(cell: Any) -> bool:
    """Tell the several ways in which engines say nothing: `None`, NaN, `pandas.NA`."""
    if cell is None or type(cell).__name__ in {"NAType", "NaTType"}:
        return True
    return isinstance(cell, float) and isnan(cell)


def day_number(cell: Any) -> int:
    """Read a day, which some engines give as days since 1970."""
    if isinstance(cell, datetime):
        return cell.date().toordinal()
    return cell.toordinal() if isinstance(cell, date) else int(cell) + EPOCH


# entry ---------------------------------------------------------------------------------------------------------


def enter(table: str, native: Any) -> tuple[Frame, Backend, dict[str, Kind | None]]:
    """Take a table in: lazily where the engine is lazy, in Arrow types otherwise."""
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
            raise FrameSchemaError(table, name, str(schema[name]), _KIND_WORDS[expected])


def _in_arrow(table: str, frame: Any, implementation: str) -> tuple[Frame, dict[str, Kind | None]]:
    """Turn columns to Arrow types, and dates to day numbers, which every kernel can add up and compare."""
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
                raise FrameSchemaError(table, name, str(cells.type), _KIND_WORDS[kind])
            if kinds[name] == "text":
                cells = cells.cast(pa.string())
        columns[name] = cells
    made = pa.table(columns)
    if implementation == "pandas":
        import pandas as pd  # noqa: PLC0415 - an extra

        made = made.to_pandas(types_mapper=pd.ArrowDtype)
    return nw.from_native(made), kinds


def _arrow_kind(pa: Any, dtype: Any) -> Kind | None:
    types = pa.types
    inner = dtype.value_type if types.is_dictionary(dtype) else dtype
    if types.is_string(inner) or types.is_large_string(inner) or types.is_string_view(inner):
        return "text"
    if types.is_boolean(inner):
        return "bool"
    return "number" if types.is_integer(inner) else None
