"""Workbooks: any office's ledger in, nothing lost; a good one out.

`read` takes an Excel workbook or a CSV file as offices make them by hand and gives an `Import`: the ledger, and an
account of every row and every doubt. The inverse is `write`.
"""

from collections.abc import Mapping as AnyMapping
from os import PathLike

from zhaoshang._workbooks.columns import Column
from zhaoshang._workbooks.errors import (
    MappingError,
    NoHeaderError,
    UnknownSheetError,
    UnreadableWorkbookError,
    WorkbookError,
    WorkbookLimitError,
)
from zhaoshang._workbooks.importing import (
    Fact,
    Import,
    Progress,
    RejectedRow,
    Row,
    SheetImport,
    read_workbook,
)
from zhaoshang._workbooks.layout import RowKind
from zhaoshang._workbooks.limits import LIMITS, Limits
from zhaoshang._workbooks.mappings import ColumnRule, Mapping
from zhaoshang._workbooks.totals import Total
from zhaoshang.periods import DateLike

__all__ = [
    "LIMITS",
    "Column",
    "ColumnRule",
    "Fact",
    "Import",
    "Limits",
    "Mapping",
    "MappingError",
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
    "read",
]


def read(
    path: str | PathLike[str],
    /,
    *,
    mapping: Mapping | AnyMapping[str, object] | str | PathLike[str] | None = None,
    as_of: DateLike | None = None,
    year: int | None = None,
    epoch: int | None = None,
    limits: Limits = LIMITS,
    on_progress: Progress | None = None,
) -> Import:
    r"""Read a ledger workbook: .xlsx, .xlsm, .xlsb, .xls, .ods, or CSV in UTF-8 or GB18030.

    Titles, unit rows, headers of up to three rows, merged cells, groups, totals and notes are found and accounted for;
    columns are recognised by their headers. What cannot be read for certain is not guessed: it is left out and
    reported, and the row stays. The inverse is `write`.

    Args:
        path: the file; what it is, is found from its content.
        mapping: what to read columns as where the proposal is wrong: a `Mapping`, a dict of headers and fields, or
            the path of a TOML file.
        as_of: the date that the ledger stands for.
        year: the year of dates that print none; else the title's year is taken.
        epoch: the year that Excel day numbers count from, 1900 or 1904; else the workbook's own.
        limits: how large a file may be.
        on_progress: called now and then with the sheet's name, the rows done and the rows in all.

    Returns:
        The ledger with findings, rejected rows, and what became of every row and column.

    Raises:
        UnreadableWorkbookError: when the file is missing, empty, damaged, encrypted or no workbook.
        NoHeaderError: when no sheet has a header that names projects.
        WorkbookLimitError: when it is larger than the limits allow.
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
    """
    return read_workbook(
        path,
        mapping=mapping,
        as_of=as_of,
        year=year,
        epoch=epoch,
        limits=limits,
        on_progress=on_progress,
    )
