"""The same KPIs on data frames: polars, pandas, pyarrow, DuckDB and PySpark.

`Frames` holds the tables of a ledger as data frames of one engine and goes wherever `zhaoshang.kpis.evaluate` takes a
ledger. The definitions of the KPIs are the same; the work is done by the engine, lazily and in one pass.
"""

from collections.abc import Mapping
from typing import Any, Literal, final

from zhaoshang._engine.executors import Evidence, Executor
from zhaoshang.errors import MissingExtraError
from zhaoshang.ledger import Ledger

__all__ = ["Backend", "Evidence", "Frames", "from_ledger"]

Backend = Literal["polars", "pandas", "pyarrow", "duckdb", "pyspark"]


@final
class Frames:
    """The tables of a ledger as data frames of one engine."""

    __slots__ = ("_store", "evidence", "ledger")

    def __init__(
        self,
        tables: Mapping[str, Any],
        /,
        *,
        scales: Mapping[str, int] | None = None,
        units: Mapping[str, str] | None = None,
        evidence: Evidence = "counts",
        ledger: Ledger | None = None,
    ) -> None:
        self._store: Any = _store()(tables, scales=scales or {}, units=units or {})
        self.evidence = evidence
        self.ledger = Ledger() if ledger is None else ledger

    def executor(self, joins_phases: bool, /) -> Executor:  # noqa: FBT001
        """Give what `evaluate` adds up with."""
        from zhaoshang._engine.frames_run import FrameExecutor  # noqa: PLC0415 - an extra

        return FrameExecutor(self._store.joining(joins_phases), self.evidence)


def _store() -> Any:  # noqa: ANN401 - a class that needs the extra
    try:
        from zhaoshang._engine.frames_store import Store  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("narwhals", "frames") from None
    return Store


def from_ledger(
    ledger: Ledger, /, *, backend: Backend = "polars", evidence: Evidence = "ids", session: Any = None
) -> Frames:
    _store()
    from zhaoshang._engine.frames_ledger import LedgerStore  # noqa: PLC0415 - an extra

    frames = object.__new__(Frames)
    frames._store = LedgerStore(ledger, backend, session)
    frames.evidence = evidence
    frames.ledger = ledger
    return frames
