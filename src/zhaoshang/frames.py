"""The same KPIs on data frames: polars, pandas, pyarrow, DuckDB and PySpark.

`Frames` holds the tables of a ledger as data frames of one engine, and `Lines` a file of projects too large for
memory; both go wherever `zhaoshang.kpis.evaluate` takes a ledger. The definitions of the KPIs stay the same: the
engine does the adding up, lazily and in as few passes as the question allows.

Needs the extra `frames` and that of the engine: `polars`, `pandas`, `pyarrow`, `duckdb` or `spark`.

    >>> from zhaoshang import Ledger
    >>> from zhaoshang.frames import BACKENDS, Backend, Evidence, from_ledger
    >>> engine: Backend = "pandas"
    >>> told: Evidence = "counts"
    >>> engine in BACKENDS, from_ledger(Ledger(), backend=engine, evidence=told)
    (True, <frames on pandas>)
"""

from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from attrs import evolve

from zhaoshang._basics.brief import as_python
from zhaoshang._calls.guard import guard_room
from zhaoshang._engine.frames.backends import NAMES
from zhaoshang._engine.query.executors import Evidence
from zhaoshang._files.opened import OpenedFiles
from zhaoshang._frames.lines import Lines, read_lines, write_lines
from zhaoshang._frames.tables import Frames, needed_store, refuse_unknown
from zhaoshang._typed import Backend
from zhaoshang.errors import (
    FileAccessError,
    MissingExtraError,
    UnfitValueError,
)
from zhaoshang.findings import Finding, Report
from zhaoshang.ledger import Ledger
from zhaoshang.periods import DateLike, Period
from zhaoshang.units import Unit

if TYPE_CHECKING:
    from zhaoshang._workbooks.mapping.mappings import Mapping as Rules

__all__ = [
    "BACKENDS",
    "Backend",
    "Evidence",
    "Frames",
    "Lines",
    "from_ledger",
    "parse_amounts",
    "read_frame",
    "read_lines",
    "read_parquet",
    "write_lines",
    "write_parquet",
]

_TRIED: Final = 5
"""So often are tables opened that are written anew meanwhile."""

BACKENDS: Final = cast("tuple[Backend, ...]", NAMES)
"""The engines that run KPIs."""


def _files() -> Any:  # noqa: ANN401 - a module that needs the extra
    needed_store()
    try:
        from zhaoshang._engine.frames import files as frames_files  # noqa: PLC0415 - needs the extra
    except ImportError:
        raise MissingExtraError("pyarrow", "pyarrow") from None
    return frames_files


def from_ledger(
    ledger: Ledger,
    /,
    *,
    backend: Backend = "polars",
    evidence: Evidence = "ids",
    session: Any = None,  # noqa: ANN401 - a Spark session, where Spark is installed
) -> Frames:
    """Lay a ledger's tables out as data frames; columns are made when a question reads them.

    Args:
        ledger: the ledger.
        backend: the engine.
        evidence: how much is told of the rows behind a figure.
        session: the Spark session, for `pyspark` alone.

    Raises:
        UnfitValueError: for a session beside another engine.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.frames import from_ledger
        >>> from zhaoshang.kpis import evaluate
        >>> from zhaoshang.model import Agreement
        >>> project = Project(id="P1", name="甲", agreements=[Agreement(signed_on="2022-03-05")])
        >>> frames = from_ledger(Ledger(as_of="2022-06-30", projects=[project]), backend="duckdb")
        >>> evaluate(frames, "signed_project_count")["signed_project_count"].ids
        ('P1',)
    """
    refuse_unknown(backend, evidence)
    if session is not None and backend != "pyspark":
        msg = f"backend={backend!r}, session={as_python(session)}"
        raise UnfitValueError(msg, "a session for pyspark alone")
    needed_store()
    from zhaoshang._engine.frames.ledger_store import LedgerStore  # noqa: PLC0415 - needs the extra

    return Frames._of(LedgerStore(ledger, backend, session), evidence, ledger)  # noqa: SLF001 - of this room


def read_parquet(
    folder: str | PathLike[str],
    /,
    *,
    backend: Backend = "polars",
    evidence: Evidence = "counts",
    ledger: Ledger | None = None,
    session: Any = None,  # noqa: ANN401 - a Spark session or a DuckDB connection
) -> Frames:
    """Open the tables of a folder: `projects.parquet`, `history.parquet` and so on. The inverse is `write_parquet`.

    Args:
        folder: the folder; a table may also be a folder of files.
        backend: the engine; polars, DuckDB and Spark read only what a question needs.
        evidence: how much is told of the rows behind a figure.
        ledger: what stands beside the projects.
        session: the Spark session, or the DuckDB connection, where not the default one.

    Raises:
        FrameSchemaError: when the folder holds no table, or lacks one that was written with rows, or is a file, when a file
            is damaged, or a column holds something else than its name says.
        FileSyntaxError: when the folder's `frames.json` is no JSON.
        FileAccessError: when the tables are written anew while they are opened, or while a question reads them later
            (`replaced`): no answer is made of two writings. Open them once more.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import Ledger, Project, evaluate
        >>> from zhaoshang.frames import read_parquet, write_parquet
        >>> from zhaoshang.model import Agreement
        >>> one = Project(id="P1", name="甲", agreements=[Agreement(signed_on="2022-03-05")])
        >>> with TemporaryDirectory() as folder:
        ...     write_parquet(Ledger(as_of="2022-06-30", projects=[one]), folder)
        ...     frames = read_parquet(folder, backend="duckdb")
        ...     frames.backend, evaluate(frames, "signed_project_count")["signed_project_count"].value
        ('duckdb', Decimal('1'))
    """
    files = _files()
    for left in reversed(range(_TRIED)):
        standing = OpenedFiles.of(files.folder_of_tables(Path(folder)))
        try:
            with standing.read():
                tables, about = files.read_tables(Path(folder), backend, session)
                frames = Frames(
                    tables,
                    scales=about.get("scales"),
                    units=about.get("units"),
                    evidence=evidence,
                    ledger=Ledger(as_of=about.get("as_of")) if ledger is None else ledger,
                )
                frames._store.is_older = about["is_older"]  # noqa: SLF001 - of one library
        except FileAccessError as error:
            if error.reason != "replaced" or not left:
                raise
        else:
            frames._standing = standing  # noqa: SLF001 - of this room
            break
    return frames


def write_parquet(
    source: "Ledger | Frames | Lines",
    folder: str | PathLike[str],
    /,
    *,
    scales: Mapping[str, int] | None = None,
) -> None:
    """Write the tables of projects as Parquet, in chunks where the source is `Lines`. The inverse is `read_parquet`.

    Args:
        source: what to write.
        folder: where to; made if it is not there.
        scales: what an amount is multiplied by, where its numbers are finer than hundredths.

    Raises:
        FrameSchemaError: when an amount is finer than its scale.
        FieldTypeError: for a scale that is no whole number from 1.
        UnknownCodeError: for a scale of what is no column.
        UnfitValueError: for scales of frames, which have their own.

    Examples:
        >>> import tempfile
        >>> from zhaoshang import Ledger, Money, Project
        >>> from zhaoshang.frames import read_parquet, write_parquet
        >>> from zhaoshang.kpis import evaluate
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03")]
        >>> one = Project(id="P1", name="甲", investment=Money.of(3, "亿元"), agreements=signed)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_parquet(Ledger(as_of="2022-06-30", projects=[one]), folder)
        ...     figure = evaluate(read_parquet(folder), "signed_investment_total")["signed_investment_total"]
        >>> figure.value
        Decimal('300000000')
    """
    files, path = _files(), Path(folder)
    if isinstance(source, Frames):
        source = source._laid_out() or source  # noqa: SLF001 - of this room
    if isinstance(source, Frames):
        if scales is not None:
            raise UnfitValueError(
                as_python(scales), "no scales: frames keep those that they were made with"
            ).at("scales")
        with source._read():  # noqa: SLF001 - of this room
            files.write_frames(source._store, path)  # noqa: SLF001 - as above
        return
    parts: Iterable[Ledger] = source.ledgers() if isinstance(source, Lines) else [source]
    as_of = source.ledger.as_of if isinstance(source, Lines) else source.as_of
    files.write_ledgers(parts, path, scales or {}, None if as_of is None else str(as_of))


def read_frame(
    frame: Any,  # noqa: ANN401 - a data frame of any engine
    /,
    *,
    mapping: "Mapping[str, object] | str | PathLike[str] | Rules | None" = None,
    as_of: DateLike | None = None,
    year: int | None = None,
    evidence: Evidence = "counts",
    ledger: Ledger | None = None,
) -> tuple[Frames, Report]:
    """Read an office's own frame: its names of columns, dates and amounts as text, numbers in units of the header.

    Columns are recognised as those of a workbook are, and the same mapping says what they are where the proposal is
    wrong; the library's own names (`signed_on`, `investment`) do too. The distinct cells of a column are read once
    each. What cannot be read for certain is left out and told; rows of totals and rows without a name are left out.
    It is for figures of many rows; `zhaoshang.workbooks.read_frame` makes records of them, and tells every cell.

    Args:
        frame: a frame of polars, pandas, Arrow or any engine that narwhals knows; it is brought into memory.
        mapping: by header, the field to read a column as, or `False` to leave it; a unit as
            `{"field": "investment", "unit": "万元"}`; or a `workbooks.Mapping`, or the path of a TOML file.
        as_of: the day on which the figures stand; what is said to have come about after it is doubtful.
        year: the year of dates that print none.
        evidence: how much is told of the rows behind a figure.
        ledger: what stands beside the projects, with its own day: units, parks, targets.

    Returns:
        The tables, and what is in doubt: a finding for each column and kind of doubt.

    Raises:
        FrameSchemaError: for a column of bare numbers without a unit, for one nearly named like a known one, for a second
            one that is mapped to a field, and for a frame without a column that names projects.
        MappingError: when the mapping names a field or a unit that does not exist, or speaks of sheets.
        UnsupportedFrameError: for what is no frame.

    Examples:
        >>> import polars as pl
        >>> from zhaoshang import evaluate
        >>> from zhaoshang.frames import read_frame
        >>> table = pl.DataFrame(
        ...     {
        ...         "项目名称": ["虚构阀门项目", "虚构隔膜项目"],
        ...         "所属区县": ["东区", "西区"],
        ...         "盘子": ["3亿元", "近5000万元"],
        ...         "签约时间": ["2022年3月5日", "2022/4/1"],
        ...     }
        ... )
        >>> frames, doubts = read_frame(table, mapping={"盘子": "investment"}, as_of="2022-06-30")
        >>> figures = evaluate(frames, ["签约项目数", "签约总投资"], by=["district", "month"])
        >>> figures["签约总投资", "东区", "2022-03"].value, len(doubts)
        (Decimal('300000000'), 0)
    """
    needed_store()
    from zhaoshang._office_frames.reading import read_tables  # noqa: PLC0415 - needs the extra

    beside = Ledger() if ledger is None else ledger
    if as_of is not None:
        beside = evolve(beside, as_of=Period.of(as_of))
    found = read_tables(frame, mapping, year=year, last=None if beside.as_of is None else beside.as_of.end)
    frames = Frames(found.tables, scales=found.scales, units=found.units, evidence=evidence, ledger=beside)
    frames._store.untold = found.untold  # noqa: SLF001 - of one library
    return frames, Report(found.findings)


def parse_amounts(
    frame: Any,  # noqa: ANN401 - a data frame of any engine
    column: str,
    /,
    *,
    name: str,
    default_unit: str | Unit | None = None,
    scale: int = 100,
) -> tuple[Any, tuple[Finding, ...]]:
    """Read a text column of amounts: its distinct texts are parsed once each and joined back.

    Args:
        frame: a data frame of any engine.
        column: the column of texts, such as 3亿元, 近500万美元.
        name: the name of the amount: the columns added are `<name>`, `<name>_low`, `_high`, `_unit`, `_side`, `_hedge`.
        default_unit: the unit of numbers that print none.
        scale: what the amounts are multiplied by, so that they are whole.

    Returns:
        The frame with the columns added, of its own engine, and what could not be read: the list for a person.

    Raises:
        FrameSchemaError: when an amount is finer than the scale, or past 64 bits.
        NumberRangeError: for a scale below 1.
        UnsupportedFrameError: for anything but a data frame of a supported engine.

    Examples:
        >>> import polars as pl
        >>> from zhaoshang.frames import parse_amounts
        >>> table = pl.DataFrame({"总投资": ["3亿元", "近1.5亿元", "面议"]})
        >>> read, findings = parse_amounts(table, "总投资", name="investment")
        >>> read["investment"].to_list(), [finding.detail["text"] for finding in findings]
        ([30000000000, 15000000000, None], ['面议'])
    """
    needed_store()
    from zhaoshang._engine.frames.texts import read_amounts  # noqa: PLC0415 - needs the extra

    return read_amounts(frame, column, name, default_unit, scale)


guard_room(globals())
