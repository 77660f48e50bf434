"""The years that a caller gives: of dates that print none, and that day numbers count from."""

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from zhaoshang._basics.brief import as_python
from zhaoshang._basics.decimals import vast
from zhaoshang._workbooks.files.grids import Workbook
from zhaoshang.errors import FieldTypeError, NumberRangeError, UnfitValueError

if TYPE_CHECKING:
    from attrs import Attribute

__all__ = ["check_year", "epoch_of", "year_field"]

_YEAR: Final = "a year of four digits"
_EPOCHS: Final = "1900 or 1904"


def check_year(year: object, name: str, /) -> None:
    """Refuse a year that no date of a ledger has: 22 is no 2022.

    Args:
        year: what was given.
        name: the argument or the field.
    """
    if year is None or (type(year) is int and 1000 <= year <= 9999):
        return
    if type(year) is int:
        raise NumberRangeError(vast(year) or str(year), _YEAR).at(name)
    raise FieldTypeError(as_python(year), _YEAR).at(name)


def year_field(_record: object, place: "Attribute[Any]", year: object) -> None:
    """Check the field of a record."""
    check_year(year, place.name)


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
