"""The habits of offices by name: each a function that changes a drawn book and says what is then true."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

from tests.offices.drawing import Book

Habit = Callable[[Book, Random], object]


@dataclass
class Known:
    name: str
    share: float
    group: str
    change: Habit


HABITS: Final[dict[str, Known]] = {}


def habit(share: float = 0.08, group: str = "") -> Callable[[Habit], Habit]:
    """Take a function for a habit; of one group a book has one. A habit that returns False did nothing."""

    def mark(change: Habit) -> Habit:
        HABITS[change.__name__] = Known(change.__name__, share, group, change)
        return change

    return mark
