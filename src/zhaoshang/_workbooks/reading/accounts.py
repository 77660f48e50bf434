"""What became of every row of a workbook, kept in few words until it is asked for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, final

from attrs import field, frozen

from zhaoshang._workbooks.layout.header import RowKind

__all__ = ["Account", "Accounts", "Row"]


@final
class Row(NamedTuple):
    r"""One row of a sheet and what became of it.

    Attributes:
        sheet: the sheet.
        number: the row, from 1.
        kind: what it is: `project`, `rejected`, or the furniture it is.
        project: the id of the project that it was read into.
        groups: the titles of the groups that it stands under, outermost first.
        is_hidden: whether the row is hidden.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import workbooks
        >>> text = "项目名称,投资方,总投资（亿元）\n一、合同项目,,\n虚构项目,虚构公司,3.5\n"
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "ledger.csv")
        ...     _ = path.write_text(text, encoding="utf-8")
        ...     imported = workbooks.read(path)
        >>> row = imported.rows[-1]
        >>> row.sheet, row.number, row.kind.value, row.project, row.groups
        ('ledger', 3, 'project', 'ledger!3', ('一、合同项目',))
    """

    sheet: str
    number: int
    kind: RowKind
    project: str | None = None
    groups: tuple[str, ...] = ()
    is_hidden: bool = False


@final
@frozen(eq=False)
class Account:
    """The rows of one table from a row on: a record for each is made when it is asked for.

    Attributes:
        sheet: the sheet.
        kinds: what each row of the sheet is.
        hidden: the rows that are not shown.
        start: how many rows stand before the first, which are not of this table.
        is_beside: whether blank rows are counted with another table.
        ids: by row, the project that it was read into.
        groups: by row, the titles that hold from there on.
        above: how many rows of the sheet stand above those, which are counted from 1.
    """

    sheet: str
    kinds: Sequence[RowKind]
    hidden: Collection[int] = ()
    start: int = 0
    is_beside: bool = False
    ids: Mapping[int, str] = field(factory=dict)
    groups: Mapping[int, tuple[str, ...]] = field(factory=dict)
    above: int = 0

    def rows(self) -> Iterator[Row]:
        """Give every row and what became of it."""
        titles: tuple[str, ...] = ()
        for number, kind in enumerate(self.kinds[self.start :], self.start + 1):
            titles = self.groups.get(number, titles)
            if not (self.is_beside and kind is RowKind.BLANK):
                id_ = self.ids.get(number)
                yield Row(
                    self.sheet,
                    number + self.above,
                    kind,
                    id_,
                    () if id_ is None else titles,
                    number in self.hidden,
                )


@final
@frozen(eq=False)
class Accounts:
    """The rows of all tables, each time that they are asked for."""

    tables: Sequence[Account]

    def __iter__(self) -> Iterator[Row]:
        """Give every row and what became of it."""
        return (row for table in self.tables for row in table.rows())
