"""What each engine does in its own way: working queries out, days, tallies, small tables beside great ones."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from math import isnan
from typing import Any, Final, final

import narwhals.stable.v2 as nw
from attrs import frozen

from zhaoshang._engine.frames.entry import DTYPES, EPOCH, Backend, Frame, Kind, enter, fresh


@final
@frozen
class Engine:
    """One engine.

    Attributes:
        backend: its name.
    """

    backend: Backend

    @property
    def is_eager(self) -> bool:
        """Whether each expression is worked out at once, so that repeats cost."""
        return self.backend in {"pandas", "pyarrow"}

    @property
    def wraps(self) -> bool:
        """Whether a sum past 64 bits comes out wrong, or not at all."""
        return self.backend != "duckdb"

    def day(self, day: int) -> Any:
        """Give a day as the columns of the store hold it."""
        return day - EPOCH if self.is_eager else date.fromordinal(day)

    @property
    def counts_by(self) -> str:
        """How what is `countable` adds up."""
        return "count" if self.backend in {"duckdb", "pyspark"} else "sum"

    def countable(self, truth: nw.Expr) -> nw.Expr:
        """Give a predicate as something that adds up."""
        return nw.when(truth).then(nw.lit(1)) if self.counts_by == "count" else truth

    def moved(self, frame: Frame, column: str, name: str, move: Callable[[int], int | None]) -> Frame:
        """Add a column of days, each moved from the day of another column."""
        (cells,) = self.collect([frame.select(column).unique()])[0]
        days = [day_number(cell) for cell in cells if not is_missing(cell)]
        later = {day: move(day) for day in days}
        found = fresh()
        columns: dict[str, list[Any]] = {found: list(later), name: list(later.values())}
        looked_up = frame_like(frame, columns, dict.fromkeys(columns, "date"))
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

    def words_of(self, query: Frame) -> str:
        """Give a query as the engine would put it: SQL, its plan, or nothing where it works at once."""
        native = query.to_native()
        match self.backend:
            case "polars":
                return str(native.explain())
            case "duckdb":
                return str(native.sql_query())
            case "pyspark":
                return str(native._jdf.queryExecution().optimizedPlan())
            case _:
                return ""

    def collect(self, queries: Sequence[Frame], *, together: bool = False) -> list[list[list[Any]]]:
        """Work several queries out and give the cells of their columns.

        Args:
            queries: what to work out.
            together: whether they share work that is worth sharing, where the engine can.
        """
        natives = [query.to_native() for query in queries]
        match self.backend:
            case "polars":
                import polars as pl  # noqa: PLC0415 - an extra

                found = pl.collect_all(natives, engine="streaming") if together else pl.collect_all(natives)
                return [[column.to_list() for column in table] for table in found]
            case "duckdb":
                return [
                    [column.to_pylist() for column in native.to_arrow_table().columns] for native in natives
                ]
            case "pyspark":
                return [_turned(native.collect(), len(native.columns)) for native in natives]
            case _:
                return [
                    [column.to_arrow().to_pylist() for column in query.iter_columns()] for query in queries
                ]


_SQL: Final[Mapping[Kind, str]] = {
    "date": "DATE",
    "number": "BIGINT",
    "text": "VARCHAR",
    "bool": "BOOLEAN",
}


def frame_like(like: Frame, columns: Mapping[str, list[Any]], kinds: Mapping[str, Kind]) -> Frame:
    """Make a small table on the engine, and the connection, of another; dates are given as day numbers."""
    cells = {
        name: [None if day is None else date.fromordinal(day) for day in held]
        if kinds[name] == "date"
        else held
        for name, held in columns.items()
    }
    backend = str(like.implementation).lower()
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
            frame = enter("made", made).frame
            return nw.from_native(_in_pandas(frame.to_native())) if backend == "pandas" else frame


def _in_pandas(table: Any) -> Any:
    import pandas as pd  # noqa: PLC0415 - an extra

    return table.to_pandas(types_mapper=pd.ArrowDtype)


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
