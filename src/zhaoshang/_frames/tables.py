"""The tables of a ledger as data frames of one engine: taken in, looked through, and asked by `evaluate`."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, final, get_args

from zhaoshang._basics.brief import as_text
from zhaoshang._basics.lazy import living_in
from zhaoshang._calls.columns import engine_told
from zhaoshang._engine.frames.backends import NAMES
from zhaoshang._engine.query.executors import Evidence, Executor
from zhaoshang._engine.results.keys import SEVERAL
from zhaoshang._typed import Backend
from zhaoshang.errors import FieldTypeError, MissingExtraError, UnknownCodeError
from zhaoshang.ledger import Ledger

if TYPE_CHECKING:
    from zhaoshang._files.opened import OpenedFiles
    from zhaoshang.lifecycle import Lifecycle


@final
class Frames:
    """The tables of a ledger as data frames of one engine (数据表).

    `projects` needs `id`, the columns that a question reads, and what hangs on projects either *long*, as tables of
    their own whose `parent` is the project's id (`history`, `evidence`, `plans`, `arrivals`, `outcomes` …), or *wide*,
    as dates beside the project: `signed_on`, `started_on`, `business_license_on`, `planned_started_on`. Coarse dates
    stand as two columns, `signed_lo` and `signed_hi`. Amounts are whole numbers in hundredths of their unit; a hedged
    amount has `investment_low` and `investment_high` beside `investment`, missing where it is unbounded.

    Tables are taken to stay as they are: what was checked of them, and which groups their projects form, is looked at
    with the first question that needs it and kept. Take a table in anew when its rows have changed.

    Attributes:
        evidence: `ids` lists the rows behind each figure, `counts` only counts those left out and warned of, `none`
            leaves them aside.
        ledger: what stands beside the projects: units, parks, targets, and the day of the ledger.

    Examples:
        >>> import polars as pl
        >>> from datetime import date
        >>> from zhaoshang import evaluate
        >>> from zhaoshang.frames import Frames
        >>> projects = pl.LazyFrame({"id": ["P1", "P2"], "signed_on": [date(2022, 3, 5), date(2022, 7, 1)]})
        >>> frames = Frames({"projects": projects}, evidence="ids")  # nothing is read yet
        >>> evaluate(frames, "signed_project_count", period="2022-H1", as_of="2022-06-30")[
        ...     "signed_project_count"
        ... ].ids
        ('P1',)
    """

    __module__ = "zhaoshang.frames"

    __slots__ = ("_ledger", "_standing", "_store", "evidence")

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
        """Take tables in.

        Args:
            tables: data frames by name, all of one engine; nothing is read yet where the engine is lazy.
            scales: what the whole numbers of an amount are multiplied by, where not by 100.
            units: the unit of an amount whose column `<amount>_unit` is left out, such as `{"investment": "CNY"}`.
            evidence: how much is told of the rows behind a figure.
            ledger: what stands beside the projects.

        Raises:
            UnsupportedFrameError: for anything but data frames of one supported engine.
            FrameSchemaError: for a column that holds something else than its name says, and for a table or column whose
                name is nearly, and not, one that is read (`sign_on`).
            MissingExtraError: when the extra `frames` is not installed.

        Examples:
            >>> import polars as pl
            >>> from datetime import date
            >>> from zhaoshang.frames import Frames
            >>> from zhaoshang.kpis import evaluate
            >>> projects = pl.DataFrame(
            ...     {
            ...         "id": ["P1", "P2"],
            ...         "district": ["东区", "西区"],
            ...         "investment": [300_000_000_00, 50_000_000_00],
            ...         "signed_on": [date(2022, 3, 5), date(2022, 4, 1)],
            ...         "started_on": [date(2022, 6, 1), None],
            ...     }
            ... )
            >>> frames = Frames({"projects": projects}, units={"investment": "CNY"})
            >>> figures = evaluate(
            ...     frames, ["signed_investment_total", "start_rate"], as_of="2022-06-30", by="district"
            ... )
            >>> figures["signed_investment_total"].value, figures["start_rate", "东区"].value
            (Decimal('350000000'), Decimal('100.00'))
        """
        handed: object = tables
        if not isinstance(handed, Mapping):
            raise FieldTypeError(
                type(tables).__name__,
                "tables by name, such as dict(projects=…), or read_frame(…) or from_ledger(…)",
            )
        refuse_unknown(NAMES[0], evidence)
        self._standing: OpenedFiles | None = None
        self._store: Any = needed_store()(tables, scales=scales or {}, units=units or {})
        self.evidence: Evidence = evidence
        self._ledger = Ledger() if ledger is None else ledger

    @classmethod
    def _of(cls, store: Any, evidence: Evidence, ledger: Ledger, /) -> "Frames":  # noqa: ANN401 - as `_store` is
        """Hold a store that is made already."""
        self = cls.__new__(cls)
        self._standing, self._store, self.evidence, self._ledger = None, store, evidence, ledger
        return self

    def _read(self) -> AbstractContextManager[None]:
        """Read tables of files as one writing of them: what a question finds replaced is refused."""
        return nullcontext() if self._standing is None else self._standing.read()

    @property
    def ledger(self) -> Ledger:
        """What stands beside the projects; the parks, units and promises are those of the tables where it has none.

        Examples:
            >>> import polars as pl
            >>> from zhaoshang.frames import Frames
            >>> spaces = pl.DataFrame({"id": ["S1"], "park": ["芯谷园"], "kind": ["plant"]})
            >>> Frames({"spaces": spaces}).ledger.parks.ids
            ('芯谷园',)
        """
        with engine_told("frames"):
            beside: Ledger = self._store.complete_ledger(self._ledger)
        return beside

    @property
    def backend(self) -> Backend:
        """The engine that does the work.

        Examples:
            >>> import polars as pl
            >>> from zhaoshang.frames import Frames
            >>> Frames({"projects": pl.DataFrame({"id": ["P1"]})}).backend
            'polars'
        """
        backend: Backend = self._store.engine.backend
        return backend

    def check(self) -> None:
        """Look through all tables for what records would be refused for; the first fault found is raised.

        Every question refuses keys that are missing and, in the tables of records, unknown codes, in the columns that
        it reads; where it lists ids, also projects that share theirs. A check looks at every column, and besides for
        unknown codes of projects, records of no project, bounds that do not hold their amount or that a hedge lacks,
        and projects that are above themselves, which would cost as much as a figure.

        Raises:
            FrameSchemaError: naming table, column, how many rows, and an example.

        Examples:
            >>> import polars as pl
            >>> from zhaoshang.errors import FrameSchemaError
            >>> from zhaoshang.frames import Frames
            >>> frames = Frames({"projects": pl.DataFrame({"id": ["P1", "P2", "P1"]})})
            >>> try:
            ...     frames.check()
            ... except FrameSchemaError as error:
            ...     print(error)
            projects.id: found 2 rows that share theirs with others, such as 'P1', expected a key that no other row has.
        """
        if self._store.checks is not None:
            with engine_told("frames"):
                self._store.checks.run_all()

    def executor(
        self,
        joins_phases: bool,  # noqa: FBT001 - one question, two answers
        known: int | None = None,
        lifecycle: "Lifecycle | None" = None,
        /,
    ) -> Executor:
        """Give what `evaluate` adds up with.

        Args:
            joins_phases: whether the history of phases stands under their project. Tables name the phase itself by
                `own` or `own_row`; where they do not, what is asked of phases apart is refused.
            known: the number of the day whose knowledge is replayed: corrections recorded later take nothing back.
            lifecycle: the graph by which the stage of a day is found, where the profile has one.

        Examples:
            >>> from zhaoshang import Ledger, Project
            >>> from zhaoshang.frames import from_ledger
            >>> from zhaoshang.measures import Count, Present, column
            >>> two = Ledger(
            ...     projects=[Project(id="P1", name="甲", owner="东区"), Project(id="P2", name="乙")]
            ... )
            >>> from_ledger(two).executor(True).atom(Count("projects", Present(column("owner"))))
            1
        """
        from zhaoshang._engine.frames.run import FrameExecutor  # noqa: PLC0415 - needs the extra

        return FrameExecutor(
            self._store.joining(joins_phases).replaying(known).going_by(lifecycle), self.evidence
        )

    def _laid_out(self) -> Ledger | None:
        """Give the ledger that the tables were laid out of, where they were."""
        return self._ledger if hasattr(self._store, "tables") else None

    def _occurring(self, name: str, /) -> frozenset[str] | None:
        """Give the texts that occur under a field of projects; `None` where no column of texts tells them."""
        found: frozenset[str] = frozenset()
        several = (SEVERAL[name], "unit" if name == "owner" else name) if name in SEVERAL else None
        places = [("projects", name.replace(".", "_", 1)), *([several] if several else [])]
        for table, column in places:
            if self._store.has(table, column) and self._store.kind(table, column)[0] == "text":
                self._store.gather_sizes(table, [], [column])
                found |= self._store.codes(table, column)
        return found or None

    def __repr__(self) -> str:
        """Show the engine."""
        return f"<frames on {self.backend}>"


def needed_store() -> Any:  # noqa: ANN401 - a class that needs the extra
    """Give the class that holds tables, or say which extra it needs."""
    try:
        from zhaoshang._engine.frames.store import Store  # noqa: PLC0415 - needs the extra
    except ImportError:
        raise MissingExtraError("narwhals", "frames") from None
    return Store


def refuse_unknown(backend: str, evidence: str) -> None:
    """Refuse engines and degrees of evidence that do not exist."""
    if backend not in NAMES:
        raise UnknownCodeError("engine", as_text(backend), NAMES)
    if evidence not in get_args(Evidence):
        raise UnknownCodeError("kind of evidence", as_text(evidence), get_args(Evidence))


__test__ = living_in("zhaoshang.frames", vars())
