"""What a column of places says of the titles above its rows: nothing, where it is empty, or that they are of something else."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from zhaoshang._workbooks.layout.header import READ, Layout, RowKind
from zhaoshang._workbooks.reading.around import SaidAround
from zhaoshang._workbooks.words.text import EMPTY_WORDS, bare, key

__all__ = ["denied_places", "empty_places"]

_PLACES: Final = frozenset({"district", "park", "owner"})


def empty_places(layout: Layout, kinds: Sequence[RowKind], /) -> frozenset[str | None]:
    """Give the fields of places whose columns are there, and empty in every row."""
    numbers = [number for number, kind in enumerate(kinds, 1) if kind in READ]
    return frozenset(
        path for path in _PLACES if (held := _stated(layout, path, numbers)) is not None and not any(held)
    )


def denied_places(
    layout: Layout, kinds: Sequence[RowKind], said: Mapping[int, Sequence[SaidAround]], /
) -> Collection[SaidAround]:
    """Find the titles that name a place where the rows below them, by their own column, lie in others.

    Such a title says who is in charge or whom the list is from, and not what the column says; a row whose cell is blank
    does not lie there.

    Args:
        layout: the table.
        kinds: the kind of each row.
        said: what the titles say, by the rows that it holds for.
    """
    below: dict[SaidAround, list[int]] = {}
    for number, kind in enumerate(kinds, 1):
        for one in said.get(number, ()) if kind in READ else ():
            if one.path in _PLACES:
                below.setdefault(one, []).append(number)
    return {one for one, numbers in below.items() if _denies(_stated(layout, one.path, numbers), one)}


def _denies(places: Sequence[str] | None, one: SaidAround) -> bool:
    """Tell whether some rows state nothing below a title, and of the others no more state its place than another."""
    if places is None or all(places):
        return False
    titled, stated = key(one.text), [place for place in places if place]
    agreeing = sum(titled in place or place in titled for place in stated)
    return bool(stated) and 2 * agreeing <= len(stated)


def _stated(layout: Layout, path: str, numbers: Sequence[int]) -> list[str] | None:
    """Give the places that rows state by themselves, nothing for a blank; `None` where no column does."""
    column = layout.column(path)
    if column is None:
        return None
    cells = [row[column.number - 1 : column.number] for row in layout.rows(numbers)]
    words = [key(cell[0]) if cell and isinstance(cell[0], str) else "" for cell in cells]
    return ["" if bare(word) or word in EMPTY_WORDS else word for word in words]
