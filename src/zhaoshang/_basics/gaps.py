"""The several ways in which engines of data frames say nothing."""

from decimal import Decimal
from math import isnan
from typing import Any

__all__ = ["is_missing"]


def is_missing(cell: Any, /) -> bool:  # noqa: ANN401 - any cell
    """Tell `None`, NaN and `pandas.NA` from what is there.

    Examples:
        >>> is_missing(float("nan")), is_missing(None), is_missing(0)
        (True, True, False)
    """
    if cell is None or type(cell).__name__ in {"NAType", "NaTType"}:
        return True
    return cell.is_nan() if isinstance(cell, Decimal) else isinstance(cell, float) and isnan(cell)
