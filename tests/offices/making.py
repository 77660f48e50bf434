"""Books with the habits of offices, by seed."""

from random import Random

from tests.offices import cell_habits, doubt_habits, drawing, row_habits, table_habits
from tests.offices.drawing import Book, Sheet
from tests.offices.registry import HABITS

__all__ = ["HABITS", "make"]

_ORDER = [
    module.__name__.rpartition(".")[2] for module in (table_habits, cell_habits, row_habits, doubt_habits)
]


def make(seed: int, only: set[str] | None = None, without: frozenset[str] = frozenset()) -> Book:
    """Draw a book with its habits; the same for the same seed."""
    rng = Random(seed)  # noqa: S311 - no secret
    used: set[str] = set()
    name = rng.choice(["台账", "Sheet1", "项目表", "汇总"])
    book = Book(rng, [Sheet(name, [drawing.table(rng, used, rng.randint(4, 16))])], used=used)
    groups: set[str] = set()
    for known in sorted(
        HABITS.values(), key=lambda one: _ORDER.index(one.change.__module__.rpartition(".")[2])
    ):
        own = Random(f"{seed} {known.name}")  # noqa: S311 - as above
        wants = own.random() < known.share if only is None else known.name in only
        if not wants or known.name in without or (known.group and known.group in groups):
            continue
        if known.change(book, own) is not False:
            book.features.append(known.name)
            groups |= {known.group} - {""}
    return book
