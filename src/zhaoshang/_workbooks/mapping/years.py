"""The year that day numbers of a workbook count from."""

from datetime import date
from typing import Final

from zhaoshang._basics.brief import as_python
from zhaoshang._basics.decimals import vast
from zhaoshang._workbooks.files.grids import Workbook
from zhaoshang.errors import FieldTypeError, NumberRangeError, UnfitValueError

__all__ = ["epoch_of"]

_EPOCHS: Final = "1900 or 1904"


def epoch_of(book: Workbook, epoch: object, /) -> int:
    """Give the year that the day numbers of a workbook count from: its own, or the one that was asked for.

    Cells that are dates were counted by the workbook; to count them otherwise would change what it shows.
    """
    if epoch is None:
        return book.epoch
    if type(epoch) is not int:
        raise FieldTypeError(as_python(epoch), _EPOCHS).at("epoch")
    if epoch not in {1900, 1904}:
        raise NumberRangeError(vast(epoch) or str(epoch), _EPOCHS).at("epoch")
    if epoch != book.epoch and any(
        isinstance(cell, date) for grid in book.grids for row in grid.rows for cell in row
    ):
        msg = f"epoch={epoch}"
        raise UnfitValueError(msg, "no epoch beside cells that are dates")
    return epoch
