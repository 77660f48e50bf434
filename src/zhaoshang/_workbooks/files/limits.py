"""How much of a file is read before it is refused."""

from typing import Final, final

from attrs import Attribute, field, frozen

from zhaoshang._basics.brief import as_python
from zhaoshang._calls.plain import plain_fields
from zhaoshang.errors import FieldTypeError, NumberRangeError

__all__ = ["LIMITS", "Limits"]


def _above_zero(_record: object, limit: "Attribute[int]", value: object) -> None:
    if type(value) is not int:
        raise FieldTypeError(as_python(value), "a whole number").at(limit.name)
    if value <= 0:
        raise NumberRangeError(str(value), "a positive number").at(limit.name)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Limits:
    """Declared limits of reading; a file beyond one is refused whole, with `WorkbookLimitError`.

    Attributes:
        file_size: bytes of the file itself.
        unpacked_size: bytes after unpacking, all parts together.
        sheets: sheets in a workbook.
        rows: rows in a sheet.
        columns: columns in a sheet.
        cells: rows times columns of a sheet, empty cells between filled ones included.
        cell_length: characters in a cell; Excel itself allows 32,767.
        text_size: characters in all cells of a workbook together, repeated text counted each time.
        blank_cells: cells without content between those with content, over all sheets; eight more are allowed for each
            cell with content.
        repeated_cells: cells with content that an .ods file repeats and does not write, over all sheets; eight more are
            allowed for each that it writes.
        seconds: how long the reader of another process may take.
        memory: bytes of address space that the reader of another process may take.
        is_isolated: whether .xlsx files too are read in a process of its own; .xls, .xlsb and .ods always are.

    Examples:
        >>> from attrs import evolve
        >>> from zhaoshang.workbooks import LIMITS
        >>> evolve(LIMITS, rows=2_000_000).rows
        2000000
    """

    file_size: int = field(default=256 * 2**20, validator=_above_zero)
    unpacked_size: int = field(default=768 * 2**20, validator=_above_zero)
    sheets: int = field(default=500, validator=_above_zero)
    rows: int = field(default=1_048_576, validator=_above_zero)
    columns: int = field(default=702, validator=_above_zero)
    cells: int = field(default=20_000_000, validator=_above_zero)
    cell_length: int = field(default=32_767, validator=_above_zero)
    text_size: int = field(default=512 * 2**20, validator=_above_zero)
    blank_cells: int = field(default=4_000_000, validator=_above_zero)
    repeated_cells: int = field(default=100_000, validator=_above_zero)
    seconds: int = field(default=120, validator=_above_zero)
    memory: int = field(default=4 * 2**30, validator=_above_zero)
    is_isolated: bool = False

    @classmethod
    def strict(cls) -> "Limits":
        """Give the limits for files from strangers: smaller, and every foreign reader in a process of its own.

        Examples:
            >>> from zhaoshang.workbooks import Limits
            >>> strict = Limits.strict()
            >>> strict.cells, strict.is_isolated
            (2000000, True)
        """
        return cls(
            file_size=16 * 2**20,
            unpacked_size=128 * 2**20,
            sheets=100,
            rows=200_000,
            columns=256,
            cells=2_000_000,
            text_size=64 * 2**20,
            blank_cells=500_000,
            repeated_cells=20_000,
            seconds=20,
            memory=2**30,
            is_isolated=True,
        )


LIMITS: Final = Limits()
"""The limits that hold unless others are passed."""
