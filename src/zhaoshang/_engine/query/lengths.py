"""A histogram of days as two lists in order: half a million lengths are looked through faster than they are put in a dict."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, final


@final
class Lengths(Mapping[int, int]):
    """How many rows have each length; read as a `Counter` is, and never changed.

    Attributes:
        lengths: the lengths that occur, the shortest first.
        rows: how many rows have each.
    """

    __slots__ = ("lengths", "rows")

    def __init__(self, lengths: Sequence[int], rows: Sequence[int]) -> None:
        self.lengths = lengths
        self.rows = rows

    def __getitem__(self, length: int) -> int:
        """Tell how many rows have a length."""
        return dict(zip(self.lengths, self.rows, strict=True)).get(length, 0)

    def __contains__(self, length: object) -> bool:
        """Whether any row has a length."""
        return length in self.lengths

    def __iter__(self) -> Iterator[int]:
        """Give the lengths."""
        return iter(self.lengths)

    def __len__(self) -> int:
        """Count the lengths."""
        return len(self.lengths)

    def items(self) -> Any:
        """Give the lengths and their rows."""
        return zip(self.lengths, self.rows, strict=True)

    def __add__(self, other: Mapping[int, int]) -> Counter[int]:
        """Join with the rows of another histogram."""
        found: Counter[int] = Counter(dict(self.items()))
        for length, rows in other.items():
            found[length] += rows
        return found

    __radd__ = __add__

    def __repr__(self) -> str:
        """Show the lengths and their rows."""
        return f"Lengths({dict(self.items())})"


def in_order(days: Mapping[int, int]) -> tuple[Sequence[int], Sequence[int]]:
    """Give the lengths of a histogram that is not empty, the shortest first, and the rows of each."""
    if isinstance(days, Lengths):
        return days.lengths, days.rows
    lengths = sorted(days)
    return lengths, list(map(days.__getitem__, lengths))
