"""What reading one sheet of a workbook gives: an account of its header, columns and rows, and of each cell."""

from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from typing import Protocol, final

from attrs import field, frozen

from zhaoshang._workbooks.layout.header import RowKind
from zhaoshang._workbooks.layout.totals import Total
from zhaoshang._workbooks.words.columns import Column

__all__ = ["Fact", "RowRereader", "SheetImport"]


@final
@frozen(kw_only=True)
class Fact:
    r"""What one cell gave to a project; `Import.facts` lists them.

    Attributes:
        field: the path of the field.
        value: what was read, or `None`.
        sheet: the sheet.
        cell: the cell, such as `F12`; for a merged cell the one that holds the text.
        raw: the cell's text as it stands in the file.
        header: the header of its column.
        fault: the code of the finding, where there is one.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import workbooks
        >>> text = "项目名称,投资方,总投资（亿元）\n虚构项目,虚构公司,若干\n"
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "ledger.csv")
        ...     _ = path.write_text(text, encoding="utf-8")
        ...     imported = workbooks.read(path)
        >>> fact = imported.facts("ledger!2")[-1]
        >>> fact.field, fact.value, fact.cell, fact.raw, fact.fault
        ('investment', None, 'C2', '若干', 'not_a_quantity')
    """

    field: str
    value: object
    sheet: str
    cell: str
    raw: str
    header: str
    fault: str | None = None


class RowRereader(Protocol):
    """Reads a row once more, cell by cell."""

    def facts(self, number: int, project: str | None = None, /) -> Iterator[Fact]:
        """Tell what each cell of a row gave; of two tables side by side, that of one project."""
        ...


@final
@frozen(kw_only=True)
class SheetImport:
    r"""How one sheet was read.

    Attributes:
        name: the sheet.
        is_ledger: whether it holds a list of projects.
        is_hidden: whether it is hidden.
        is_turned: whether the table lies on its side, a project a column: what is called a row here is a column there.
        header_rows: the rows of its header, from 1.
        columns: what each column was read as, and why.
        counts: how many rows there are of each kind; together they are all rows of the sheet.
        year: the year that dates without one were read in.
        totals: the printed totals beside the sums.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import workbooks
        >>> text = "2022年项目台账,,\n项目名称,投资方,总投资（亿元）\n虚构项目,虚构公司,3.5\n合计,,3.5\n"
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "ledger.csv")
        ...     _ = path.write_text(text, encoding="utf-8")
        ...     imported = workbooks.read(path)
        >>> (sheet,) = imported.sheets
        >>> sheet.row_count, sheet.header_rows, sheet.year, sheet.counts[workbooks.RowKind.PROJECT]
        (4, (2,), 2022, 1)
    """

    name: str
    is_ledger: bool
    is_hidden: bool = False
    is_turned: bool = False
    header_rows: tuple[int, ...] = ()
    columns: tuple[Column, ...] = ()
    counts: AnyMapping[RowKind, int] = field(factory=dict, hash=False)
    year: int | None = None
    totals: tuple[Total, ...] = ()
    _source: "RowRereader | None" = field(default=None, repr=False, eq=False, alias="source")

    @property
    def row_count(self) -> int:
        """How many rows the sheet has, of whatever kind."""
        return sum(self.counts.values())
