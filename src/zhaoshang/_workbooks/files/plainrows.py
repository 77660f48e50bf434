"""Rows of an .xlsx sheet in the plainest form: each cell a value or a shared text, named by its row, in the order of columns.

Nearly all rows of nearly all files are so. One pattern then says in one pass that a row holds nothing else, and with that
how far its cells reach, that no place stands there twice and that no number, text or error asks for a closer look.
"""

from functools import lru_cache
from itertools import islice
from operator import lt
from typing import Final, NamedTuple, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.grids import column_letter, column_number

__all__ = ["UNSEEN_ROWS", "VALUE", "PlainRows", "plain_rows"]

UNSEEN_ROWS: Final = (b"hidden", b' ht="0')
"""What a piece holds in which any row is hidden, or of no height."""

VALUE: Final = (
    '(?: s="[0-9]++")?+(?: t="s"><v>[0-9]{1,9}+</v></c>|><v>[^<&]*+</v></c>|/>'
    '| t="str"(?:/>|><v>[^<]*+</v></c>)| t="[nb]"(?:/>|><v>[^<&]*+</v></c>))'
)
"""The rest of a cell behind its reference, where it holds a value or a shared text and nothing else."""

_LEAST: Final = 1 << 18  # bytes: for less, the pattern takes longer to make than to search
_MOST_COLUMNS: Final = 64
_FILLED: Final = 4  # one cell in so many is filled: a cell that is not costs a look too
_HEAD: Final = 1 << 14  # the columns of a list are known from the first of its rows, as a rule
_COLUMN: Final = re.compile(rb'<c r="([A-Z]{1,7})[0-9]')
_ELEMENT: Final = re.compile(rb"[<:](?:row|[cv]|is)[\s/>]")


@final
class PlainRows(NamedTuple):
    """Rows of a piece, all of them plain.

    Attributes:
        numbers: their numbers, each greater than the one before.
        columns: how many columns they may reach.
        beside: what stands in the piece before the first and behind the last of them; no rows and no cells.
    """

    numbers: list[int]
    columns: int
    beside: bytes


def plain_rows(piece: bytes, columns: int, /) -> PlainRows | None:
    """Find the rows of a piece of a sheet; nothing where one of them, or what stands beside them, is not plain.

    Args:
        piece: a part of the sheet that ends after a row.
        columns: how many columns are known of.
    """
    if len(piece) < _LEAST or b"\0" in piece or any(mark in piece for mark in UNSEEN_ROWS):
        return None
    cells = _COLUMN.findall(piece, 0, _HEAD)
    width = max(1, columns, *(column_number(name.decode()) for name in set(cells)))
    if width > _MOST_COLUMNS or _FILLED * len(cells) < width * piece.count(b"<row ", 0, _HEAD):
        return None
    parts = _rows_of(width).split(piece)
    numbers = list(map(int, parts[1::2]))
    beside = parts[0] + parts[-1]
    if (
        not numbers
        or any(islice(parts, 2, len(parts) - 1, 2))
        or not all(map(lt, numbers, islice(numbers, 1, None)))
        or b"<!" in beside
        or _ELEMENT.search(beside)
    ):
        return None
    return PlainRows(numbers, width, beside)


@lru_cache(maxsize=16)
def _rows_of(width: int) -> re.Pattern[bytes]:
    """Make the pattern of a plain row of so many columns."""
    attributes = '(?: (?:s|[A-Za-z0-9:]{2,40}+)="[^"<>&]{0,80}+")*+ ?'
    cells = "".join(f'(?:<c r="{column_letter(number + 1)}\\1"{VALUE})?+' for number in range(width))
    return re.compile(f'<row r="([1-9][0-9]{{0,8}}+)"{attributes}(?:/>|>{cells}</row>)'.encode())
