"""What comes back from an engine, cell by cell, read into exact numbers, codes and days."""

from fractions import Fraction
from typing import Any, Final

from zhaoshang._basics.gaps import is_missing
from zhaoshang._engine.frames.kinds import day_number
from zhaoshang._engine.frames.lower import Typed

LIMB: Final = 10**9
"""What numbers too great to add up are parted by: a billion rows of either part fit into 64 bits."""


class OrderedIds(tuple[str, ...]):  # noqa: SLOT001 - a tuple's own slots cannot hold more
    """Ids of one group that remember their places among all rows."""

    ordered: list[tuple[Any, str]]


def read_label(cell: Any) -> str:
    """Read the label of a group; what is missing has none."""
    if type(cell) is str:  # nearly all are, as nearly all sums are numbers
        return cell
    return "" if is_missing(cell) else str(cell)


def read_number(cell: Any) -> int:
    """Read a sum; over no rows some engines give nothing."""
    if type(cell) is int:
        return cell
    return 0 if is_missing(cell) else int(cell)


def limbs(sums: dict[str, Any], names: tuple[str, ...]) -> int:
    """Put a sum together that was made in parts."""
    total = 0
    for name in names:
        total = total * LIMB + int(sums[name])
    return total


def exact(number: int, scale: int) -> int | Fraction:
    """Take a scaled number back to what it stands for."""
    whole, rest = divmod(number, scale)
    return Fraction(number, scale) if rest else whole


def read_days(cells: list[Any]) -> list[int | None]:
    """Read differences of dates, which are durations on some engines; where there is none it is `None`."""
    if not cells or type(cells[0]) is int:  # the cells of a column are alike, and there are many
        return cells
    return [None if is_missing(cell) else int(getattr(cell, "days", cell)) for cell in cells]


def read_cell(cell: Any, typed: Typed) -> Any:
    """Read a cell by the kind of its column."""
    match typed.kind:
        case "date":
            return day_number(cell)
        case "number":
            return exact(int(cell), typed.scale)
        case "bool":
            return bool(cell)
        case _:
            return str(cell)
