"""Workbooks: any office's ledger in, nothing lost; a good one out.

`read` takes an Excel workbook or a CSV file as offices make them by hand and gives an `Import`: the ledger, and an
account of every row and every doubt. The inverse is `write`.

Examples:
    How large a file may be is declared, and can be declared otherwise:

    >>> from attrs import evolve
    >>> from zhaoshang.workbooks import LIMITS
    >>> LIMITS.file_size // 2**20, evolve(LIMITS, rows=5_000).rows
    (256, 5000)
"""

from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from os import PathLike
from typing import Any, Literal

from zhaoshang._calls.guard import guard_room, telling
from zhaoshang._calls.streams import Target, held
from zhaoshang._workbooks.files.errors import (
    MappingError,
    NoHeaderError,
    UnknownSheetError,
    UnreadableWorkbookError,
    WorkbookError,
    WorkbookLimitError,
)
from zhaoshang._workbooks.files.limits import LIMITS, Limits
from zhaoshang._workbooks.files.opening import open_workbook
from zhaoshang._workbooks.layout.header import RowKind
from zhaoshang._workbooks.layout.totals import Total
from zhaoshang._workbooks.mapping.column_rules import ColumnRule
from zhaoshang._workbooks.mapping.mappings import Mapping, to_mapping
from zhaoshang._workbooks.reading import matching
from zhaoshang._workbooks.reading.accounts import Row
from zhaoshang._workbooks.reading.decisions import Decision
from zhaoshang._workbooks.reading.framed import of_frame, with_first_row
from zhaoshang._workbooks.reading.importing import read_workbook
from zhaoshang._workbooks.reading.imports import Import, Progress, RejectedRow
from zhaoshang._workbooks.reading.matching import Joined
from zhaoshang._workbooks.reading.sheet_imports import Fact, SheetImport
from zhaoshang._workbooks.reading.sources import Source, read_from
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.writing import exporting, holding, reviewing
from zhaoshang.ledger import Ledger, Match, MatchLevel
from zhaoshang.periods import DateLike

__all__ = [
    "LIMITS",
    "Column",
    "ColumnRule",
    "Decision",
    "Fact",
    "Import",
    "Joined",
    "Limits",
    "Mapping",
    "MappingError",
    "Match",
    "MatchLevel",
    "NoHeaderError",
    "Progress",
    "RejectedRow",
    "Row",
    "RowKind",
    "SheetImport",
    "Total",
    "UnknownSheetError",
    "UnreadableWorkbookError",
    "WorkbookError",
    "WorkbookLimitError",
    "find_matches",
    "join",
    "read",
    "read_frame",
    "writable",
    "write",
    "write_review",
]


@telling("source", "mapping")
def read(
    source: Source,
    /,
    *,
    name: str | None = None,
    mapping: Mapping | AnyMapping[str, object] | str | PathLike[str] | None = None,
    as_of: DateLike | None = None,
    year: int | None = None,
    epoch: int | None = None,
    limits: Limits = LIMITS,
    on_progress: Progress | None = None,
) -> Import:
    r"""Read a ledger workbook: .xlsx, .xlsm, .xlsb, .xls, .ods, a web page, or CSV in UTF-8 or GB18030.

    Titles, unit rows, headers of up to three rows, merged cells, groups, totals and notes are found and accounted for;
    columns are recognised by their headers. What cannot be read for certain is not guessed: it is left out and
    reported, and the row stays. The inverse is `write`.

    Args:
        source: the path of a file, the bytes of one, or a binary stream such as an upload; what it is, is found from its
            content, and the name decides only where the content cannot.
        name: what the file is called in results and errors, such as the name of an upload; by default its path.
        mapping: what to read columns as where the proposal is wrong: a `Mapping`, a dict of headers and fields, or
            the path of a TOML file.
        as_of: the date that the ledger stands for; what is said to have come about after it is doubtful.
        year: the year of dates that print none; else the title's year is taken.
        epoch: the year that Excel day numbers count from, 1900 or 1904; else the workbook's own.
        limits: how large a file may be.
        on_progress: called now and then with the sheet's name, the rows done and the rows in all.

    Returns:
        The ledger with findings, rejected rows, and what became of every row and column.

    Raises:
        UnreadableWorkbookError: when the file is missing, empty, damaged, encrypted or no workbook.
        NoHeaderError: when no sheet has a header that names projects.
        WorkbookLimitError: when it is larger than the limits allow; a stream is read no further than that.
        FileAccessError: when a stream cannot be read.
        MappingError: when the mapping names a field that does not exist.
        UnknownSheetError: when the mapping names a sheet that does not exist.
        MissingExtraError: when the file is no CSV and python-calamine is not installed.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import workbooks
        >>> text = "项目名称,投资方,总投资（亿元）,签约时间\n虚构阀门项目,虚构甲公司,3.5,2022年3月\n"
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder) / "ledger.csv"
        ...     _ = path.write_text(text, encoding="utf-8")
        ...     imported = workbooks.read(path)
        >>> [project.name for project in imported.ledger.projects], len(imported.findings)
        (['虚构阀门项目'], 0)

        An upload is read as it comes:

        >>> from io import BytesIO
        >>> workbooks.read(BytesIO(text.encode()), name="某区.csv", as_of="2022-06-30").path
        '某区.csv'
    """

    def read_file(path: str | PathLike[str]) -> Import:
        return read_workbook(
            open_workbook(path, limits),
            mapping=mapping,
            as_of=as_of,
            year=year,
            epoch=epoch,
            on_progress=on_progress,
        )

    return read_from(source, name, limits, read_file)


def read_frame(
    frame: Any,  # noqa: ANN401 - a data frame of any engine
    /,
    *,
    name: str = "frame",
    mapping: Mapping | AnyMapping[str, object] | str | PathLike[str] | None = None,
    as_of: DateLike | None = None,
    year: int | None = None,
) -> Import:
    """Read a data frame into a ledger of records, as `read` reads a sheet whose header is its first row.

    It is for frames of which records are wanted; `zhaoshang.frames.read_frame` keeps them frames, for figures of many rows.

    Args:
        frame: a frame of polars, pandas, Arrow, DuckDB or any engine that narwhals knows; it is brought into memory.
        name: what the frame is called in findings, whose cells are those that its rows would have in a sheet.
        mapping: what to read columns as where the proposal is wrong, as for `read`.
        as_of: the date that the ledger stands for; what is said to have come about after it is doubtful.
        year: the year of dates that print none.

    Raises:
        NoHeaderError: when no column names projects.
        MappingError: when the mapping names a field that does not exist.
        UnsupportedFrameError: for what is no frame.
        MissingExtraError: when narwhals is not installed.

    Examples:
        >>> import polars as pl
        >>> from zhaoshang import workbooks
        >>> table = pl.DataFrame(
        ...     {"项目名称": ["虚构阀门项目"], "投资方": ["虚构甲公司"], "盘子": ["近3.5亿元"]}
        ... )
        >>> imported = workbooks.read_frame(table, mapping={"盘子": "investment"}, as_of="2022-06-30")
        >>> [str(project.investment) for project in imported.ledger.projects]
        ['350000000 CNY (near)']
    """
    rules = with_first_row(to_mapping(mapping))
    return read_workbook(of_frame(frame, name), mapping=rules, as_of=as_of, year=year)


def write(
    ledger: Ledger,
    target: Target,
    /,
    *,
    unit: str = "亿元",
    title: str | None = None,
    kind: Literal["xlsx", "csv"] | None = None,
) -> None:
    """Write a ledger's projects as a workbook or as CSV: one row each, units in the headers, cells with their types.

    The header is frozen and filtered, the fonts are those of Chinese offices, and no text ever becomes a formula.
    Amounts that a number cannot say (近130亿元) stand as text. What is in force is written, without what corrections
    replaced. The inverse is `read`: `read(path).ledger` equals `writable(ledger)` of the kind,
    but for `as_of`, which no workbook holds: pass it to `read`.

    Args:
        ledger: the ledger.
        target: the file, replaced if it is there, or a binary stream.
        unit: the unit of the money columns, such as `亿元` or `万元`; a column mostly in another currency takes that.
            Areas in several units each say their own.
        title: the title above the table; else the ledger's name, in a workbook.
        kind: the format, by default that of the suffix: CSV in UTF-8 for .csv, else a workbook of Excel. CSV cannot hold
            control characters; they are shown as U+FFFD.

    Raises:
        MissingExtraError: when XlsxWriter is not installed.
        UnknownUnitError: when the unit does not exist.
        UnitMismatchError: when it is no unit of money.
        UnknownCodeError: when the kind is neither.
        RecordError: when a project could not be read back at all, as its id or name is a mark for nothing (无, /).
        UnreadableWorkbookError: when the file cannot be written, or its suffix is that of another format.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import Ledger, Money, Project, workbooks
        >>> ledger = Ledger(
        ...     projects=[Project(id="P1", name="虚构阀门项目", investment=Money.of("3.5", "亿元"))]
        ... )
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder) / "ledger.xlsx"
        ...     workbooks.write(ledger, path)
        ...     again = workbooks.read(path).ledger
        >>> again == workbooks.writable(ledger) == ledger
        True
    """
    with held(target) as place:
        exporting.write_ledger(ledger, place, unit=unit, title=title, kind=kind)


def writable(ledger: Ledger, /, *, kind: Literal["xlsx", "csv"] = "xlsx") -> Ledger:
    """Give the part of a ledger that a workbook holds: `read(write(ledger))` gives just this.

    A row holds what is in force: the contract that signs the project with the dates of its intent and framework, what
    its payments add up to (without a day where they came on several, nothing where they are in several currencies), one
    date of each step, and of the investors' facts those of the first. Investors, parks and units are known by their
    names alone, and the ledger's own name is a title. A phase is a row like any other, which names the code of the
    project above and what it is to it. Compare with the ledger to see whether anything would be lost;
    `zhaoshang.records.dump` loses nothing.

    Args:
        ledger: the ledger.
        kind: the format; CSV cannot hold control characters, which are read back as U+FFFD.

    Raises:
        UnknownCodeError: when the kind is neither.

    Examples:
        >>> from zhaoshang import Ledger, Project, workbooks
        >>> workbooks.writable(Ledger(projects=[Project(id="P1", name="虚构项目", tags=["重点"])])).projects[
        ...     "P1"
        ... ].tags
        ()
    """
    return holding.writable(ledger, kind=kind)


def write_review(imported: Import, target: Target, /, *, locale: str = "zh_CN") -> None:
    r"""Write a workbook back as it came, with every doubtful cell coloured and explained in a comment.

    The office mends the marked cells and sends the workbook again; `read` takes it as it took the first. An .xlsx or
    .xlsm stays the office's own: charts, formulas, macros and all that is no mark are the bytes that came, and marks and
    comments of an earlier review make room for those of this one. Of any other format a workbook is made of the cells,
    with a first sheet that lists all findings.

    Args:
        imported: what `read` gave.
        target: the file to write, or a binary stream: .xlsx, or .xlsm where that was read.
        locale: the language of the comments, Chinese or `en`.

    Raises:
        MissingExtraError: when a workbook is made and XlsxWriter is not installed.
        UnreadableWorkbookError: when the file cannot be written, its suffix is that of another kind of workbook than was
            read, or a part that marks change is damaged.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import workbooks
        >>> with TemporaryDirectory() as folder:
        ...     sent, back = Path(folder) / "sent.csv", Path(folder) / "back.xlsx"
        ...     _ = sent.write_text(
        ...         "项目名称,投资方,总投资（亿元）\n虚构项目,虚构公司,若干\n", encoding="utf-8"
        ...     )
        ...     workbooks.write_review(workbooks.read(sent), back)
        ...     again = workbooks.read(back)
        >>> [finding.code for finding in again.findings.only("not_a_quantity")]
        ['not_a_quantity']
    """
    with held(target) as place:
        reviewing.write_review(imported, place, locale=locale)


def find_matches(ledger: Ledger, /) -> tuple[Match, ...]:
    """Find projects that may be one: by code, by name and investor, by name, by investor and amount.

    Nothing is merged; a project that was shown at several events, renamed or enlarged is for people to recognise.

    Args:
        ledger: the ledger.

    Returns:
        Each pair once, at its surest level, in the order of the ledger.

    Examples:
        >>> from zhaoshang import Ledger, Project, workbooks
        >>> ledger = Ledger(
        ...     projects=[Project(id="A", name="虚构（一期）项目"), Project(id="B", name="虚构(一期)")]
        ... )
        >>> [(match.first, match.second, match.level.value) for match in workbooks.find_matches(ledger)]
        [('A', 'B', 'name')]
    """
    return ledger.duplicates()


def join(imports: Iterable[Import], /, *, as_of: DateLike | None = None, name: str | None = None) -> Joined:
    r"""Put several workbooks into one ledger, and report projects that may be one.

    Every project is kept; where two have one id the later gets its file's name in front. Investors, parks and units
    of one name become one record.

    Args:
        imports: what `read` gave for each workbook.
        as_of: the date that the ledger stands for; else that of the imports, where they agree.
        name: the ledger's name.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import workbooks
        >>> with TemporaryDirectory() as folder:
        ...     paths = [Path(folder) / "east.csv", Path(folder) / "west.csv"]
        ...     for path in paths:
        ...         _ = path.write_text(
        ...             "项目名称,投资方,责任单位\n虚构项目,虚构公司,招商一组\n", encoding="utf-8"
        ...         )
        ...     joined = workbooks.join([workbooks.read(path) for path in paths])
        >>> joined.ledger.projects.ids, joined.matches[0].level.value, len(joined.ledger.investors)
        (('east!2', 'west!2'), 'name_and_investor', 1)
    """
    return matching.join(tuple(imports), as_of=as_of, name=name)


guard_room(globals())
