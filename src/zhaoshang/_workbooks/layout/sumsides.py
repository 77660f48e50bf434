"""Whether a sub-total states the sums of the rows below it, as the title of a group does, or of those above it."""

from collections.abc import Container, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.cached import cached_property
from zhaoshang._workbooks.layout.header import Layout, RowKind
from zhaoshang._workbooks.layout.rowparts import all_parts, exact_number
from zhaoshang._workbooks.layout.unitsums import projects_of
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS

__all__ = ["SumSides"]

_ENDING: Final = frozenset({RowKind.GROUP, RowKind.TOTAL, RowKind.REJECTED})
_COUNT: Final = re.compile(r"(\d{1,4})[个项家宗]")


@final
class SumSides:
    """Finds the rows that a sub-total stands for, on the one side of it whose amounts, or whose count, agree with it."""

    def __init__(self, layout: Layout, kinds: Sequence[RowKind]) -> None:
        """Take a table and what its rows are."""
        self._layout, self._kinds = layout, kinds
        self._amounts = [column.number for column in layout.columns if column.kind in AMOUNT_KINDS]

    @cached_property
    def _parts(self) -> Container[int]:
        name, number = self._layout.column("name"), self._layout.column("@number")
        rows = projects_of(self._layout, self._kinds)
        return all_parts(rows, name.number if name else 1, self._amounts, number and number.number)

    def states(self, row: int, label: str, /) -> bool:
        """Tell whether a sub-total states an amount, or a count."""
        return _COUNT.search(label) is not None or any(
            self._number(row, at) is not None for at in self._amounts
        )

    def below(self, row: int, label: str, /) -> bool:
        """Tell whether a sub-total states what the rows below it add up to, and not those above it."""
        return self._agrees(row, label, 1) and not self._agrees(row, label, -1)

    def above(self, row: int, label: str, /) -> tuple[int, ...]:
        """Give the rows above a sub-total that add up to it; nothing where those below it do as well."""
        is_of_them = self._agrees(row, label, -1) and not self._agrees(row, label, 1)
        return self._run(row, -1) if is_of_them else ()

    def _run(self, row: int, way: int) -> tuple[int, ...]:
        """Give the projects beside a row, up to the next title or total."""
        found: list[int] = []
        at = row + way
        while self._layout.bottom < at <= len(self._kinds) and self._kinds[at - 1] not in _ENDING:
            if self._kinds[at - 1] is RowKind.PROJECT and at not in self._parts:
                found.append(at)
            at += way
        return tuple(found)

    def _agrees(self, row: int, label: str, way: int) -> bool:
        run = self._run(row, way)
        count = _COUNT.search(label)
        if not run or (count is not None and int(count[1]) != len(run)):
            return False
        stated = [(at, value) for at in self._amounts if (value := self._number(row, at)) is not None]
        sums = (sum(self._numbers(run, at), Fraction(0)) for at, _ in stated)
        return bool(stated or count) and all(
            Fraction(value) == total for (_, value), total in zip(stated, sums, strict=True)
        )

    def _numbers(self, run: Iterable[int], at: int) -> Iterable[Fraction]:
        return (Fraction(value) for number in run if (value := self._number(number, at)) is not None)

    def _number(self, row: int, at: int) -> Decimal | None:
        cells = self._layout.grid.rows[row - 1]
        return exact_number(cells[at - 1]) if at <= len(cells) else None
