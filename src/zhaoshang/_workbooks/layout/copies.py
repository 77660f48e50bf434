"""Sheets that list the same projects once more: months of one list, backups, a whole and its parts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, final

from zhaoshang._basics.cached import cached_property
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.header import Layout, RowKind
from zhaoshang._workbooks.layout.sheettimes import SheetTime, is_newer, time_of
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.text import key, keys

__all__ = ["TELLING", "Named", "find_copies", "is_same_row", "named_rows", "only_in_copies"]

Named = tuple[str, str]
"""What makes two projects the same: the name and the investor, in comparing form."""

TELLING: Final = frozenset({*AMOUNT_KINDS, "date", "milestone", "code", "uscc"})
"""Kinds of fields that tell two projects of one name apart."""
_SHARE: Final = 0.8
"""A sheet is a copy where another holds so much of it."""


def named_rows(
    layout: Layout, kinds: Sequence[RowKind], /, known: dict[str, str] | None = None
) -> dict[int, Named]:
    """Give the projects of a table by what makes them the same, each by its row.

    Args:
        layout: the table.
        kinds: what its rows are.
        known: the comparing forms of names met before, which the months of a year have in common.
    """
    name = layout.column("name") or layout.column("investors")
    investor = layout.column("investors")
    if name is None:
        return {}
    forms = {} if known is None else known
    numbers = [number for number, kind in enumerate(kinds, 1) if kind is RowKind.PROJECT]
    rows = layout.rows(numbers)
    names = _forms(rows, name.number - 1, forms)
    firms = [""] * len(rows) if investor is None else _forms(rows, investor.number - 1, forms)
    return {number: (name, firm) for number, name, firm in zip(numbers, names, firms, strict=True) if name}


def _forms(rows: Iterable[Sequence[Cell]], at: int, known: dict[str, str]) -> list[str]:
    """Give the comparing forms of the texts of a column."""
    cells = [row[at] if at < len(row) else None for row in rows]
    texts = [cell if type(cell) is str else "" if cell is None else str(cell) for cell in cells]
    new = list(set(texts).difference(known))
    known.update(zip(new, keys(new), strict=True))
    return [known[text] for text in texts]


def is_same_row(table: Layout, number: int, others: Iterable[tuple[Layout, Sequence[RowKind]]], /) -> bool:
    """Tell whether the one project of a table stands in others as well: named alike, with amounts and dates that are equal.

    Args:
        table: the table.
        number: the row of its project.
        others: other tables, and what their rows are.
    """
    mine = _facts(table, number)
    for other, kinds in others:
        for place, kind in enumerate(kinds, 1):
            facts = _facts(other, place) if kind is RowKind.PROJECT else {}
            shared = [field for field in mine.keys() & facts.keys() if field not in _NAMING]
            if (
                facts.get("name") == mine.get("name")
                and facts.get("investors") == mine.get("investors")
                and shared
                and all(facts[field] == mine[field] for field in shared)
            ):
                return True
    return False


_NAMING: Final = frozenset({"name", "investors"})


def _facts(layout: Layout, number: int) -> dict[str, object]:
    """Give what a row says that tells projects apart: names as they are compared, amounts with their unit."""
    row = layout.row(number)
    return {
        column.field: (
            key(str(row[column.number - 1])),
            column.scaled if column.kind in AMOUNT_KINDS else None,
        )
        for column in layout.columns
        if column.field
        and (column.field in _NAMING or column.kind in TELLING)
        and column.number <= len(row)
        and row[column.number - 1] is not None
    }


def find_copies(
    sheets: Mapping[str, frozenset[Named]],
    hidden: frozenset[str],
    is_same: Callable[[str, str], bool] = lambda _one, _other: False,
    /,
    times: Mapping[str, SheetTime] | None = None,
) -> dict[str, str]:
    """Find the sheets whose projects stand in another: by sheet, the one that is read instead.

    Of months of one list the newest is read, however few it holds. Of others the one that holds more is read, then the
    visible one, the latest by its name, and the first.

    Args:
        sheets: by sheet, in the order of the file, its projects.
        hidden: the sheets that are hidden.
        is_same: whether the one project of a sheet is a project of another; its name alone may be that of two.
        times: the times that the sheets stand for, where more than their names tells them.
    """
    order = list(sheets)
    projects = {name: _Projects(named) for name, named in sheets.items()}
    times = times or {name: time_of(name) for name in order}

    def stands_in(name: str, other: str) -> bool:
        least = _SHARE * len(sheets[name])
        return projects[name].common(projects[other]) >= least and (
            len(sheets[name]) > 1 or is_same(name, other)
        )

    newest = sorted(
        (name for name in order if name not in hidden), key=lambda name: times[name].rank, reverse=True
    )
    copies: dict[str, str] = {}
    for name in reversed(
        newest
    ):  # each goes to the newest that holds it, and with that to what is read instead
        later = (one for one in newest if is_newer(times[one], times[name]) and stands_in(name, one))
        if (other := next(later, None)) is not None:
            copies[name] = other
    ranked = sorted(
        (name for name in order if name not in copies),
        key=lambda name: (name in hidden, -len(sheets[name]), [-part for part in times[name].rank]),
    )
    read: list[str] = []
    for name in ranked:
        held = (one for one in read if not is_newer(times[name], times[one]) and stands_in(name, one))
        if (other := next(held, None)) is not None:
            copies[name] = other
        else:
            read.append(name)
    return {name: _read_instead(other, copies) for name, other in copies.items()}


def _read_instead(name: str, copies: Mapping[str, str]) -> str:
    while name in copies:
        name = copies[name]
    return name


@final
class _Projects:
    """The projects of a sheet; their names alone are looked at where an investor is not named."""

    def __init__(self, named: frozenset[Named]) -> None:
        self.named = named
        self.unsaid = {name for name, investor in named if not investor}

    @cached_property
    def names(self) -> set[str]:
        return {name for name, _ in self.named}

    def holds(self, project: Named) -> bool:
        """Tell whether a project stands here: where one of the two names no investor, the name decides."""
        name, investor = project
        return project in self.named or name in self.unsaid or (not investor and name in self.names)

    def common(self, other: "_Projects") -> int:
        """Count those that stand in another sheet."""
        equal = self.named & other.named
        if len(equal) >= _SHARE * len(self.named) or not (self.unsaid or other.unsaid):
            return len(equal)
        return len(equal) + sum(map(other.holds, self.named - equal))


def only_in_copies(
    sheets: Mapping[str, Sequence[Mapping[int, Named]]], copies: Mapping[str, str], /
) -> dict[str, list[list[int]]]:
    """Find the projects that stand in copies alone, so that no sheet that is read holds them.

    Args:
        sheets: by sheet, the projects of each of its tables by their rows.
        copies: the sheets that are not read.

    Returns:
        By copy, the rows of such projects, table by table.
    """
    held = [rows.values() for name, tables in sheets.items() if name not in copies for rows in tables]
    read = _Projects(frozenset().union(*held))
    return {
        name: [
            [number for number, project in rows.items() if not read.holds(project)] for rows in sheets[name]
        ]
        for name in copies
    }
