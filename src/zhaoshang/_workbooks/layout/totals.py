"""Printed totals beside the sums of the rows that they stand for."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate, zip_longest
from math import lcm
from typing import Final, final

from attrs import field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.cached import cached_property
from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.units import Unit

__all__ = ["Block", "ColumnSums", "RowRuns", "Span", "Total", "is_same", "judge", "level_of", "level_ordinal"]

_SUB: Final = re.compile(r"小计|分计")
_ALONE: Final = re.compile(r"[(\d一二三四五六七八九十)、.]*(?:合计|总计|共计|累计|总和)")
_LABEL: Final = 256  # so much of a label is looked at for the groups that it names


@final
@frozen(kw_only=True)
class Total:
    r"""A printed total and whether it agrees with its rows.

    Attributes:
        sheet: the sheet.
        row: its row.
        column: its column, as a letter.
        printed: what is printed.
        sum: the sum of those rows in the unit printed, or `None` where one of them has no exact amount.
        agrees: whether both are the same, to the places printed; `None` where that cannot be judged.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import workbooks
        >>> text = "项目名称,投资方,总投资（亿元）\n虚构甲项目,甲公司,3.5\n虚构乙项目,乙公司,1.2\n合计,,4.8\n"
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "ledger.csv")
        ...     _ = path.write_text(text, encoding="utf-8")
        ...     imported = workbooks.read(path)
        >>> (total,) = imported.sheets[0].totals
        >>> print(total.printed, total.covers, total.sum, total.agrees)
        480000000 CNY (2, 3) 470000000 False
    """

    sheet: str
    row: int
    column: str
    printed: Quantity
    sum: Fraction | None = None
    agrees: bool | None = None
    _rows: Sequence[int] = field(default=(), repr=False, alias="rows")
    _run: tuple[tuple[int, int], ...] = field(default=(), repr=False, alias="run")

    @cached_property
    def covers(self) -> tuple[int, ...]:
        """The rows that it stands for."""
        return tuple(row for first, stop in self._run for row in self._rows[first:stop])


@final
@frozen(kw_only=True)
class Block:
    """A row of furniture between projects: a group title or a total, with its level."""

    row: int
    label: str
    is_total: bool
    level: int


def level_of(label: str) -> int:
    """Tell how deep a group title stands: 一、 is 1, （一） is 2, 1. is 3, others are 1.

    Examples:
        >>> level_of("一、合同项目"), level_of("(一)工业"), level_of("1.内资"), level_of("合同项目")
        (1, 2, 3, 1)
    """
    if re.match(r"\([一二三四五六七八九十]+\)", label):
        return 2
    return 3 if re.match(r"\(?\d+\)?[、.]", label) else 1


Span = tuple[int, int]
"""A run of project rows, as places in the list of them: the first, and the one after the last."""


@final
class RowRuns:
    """The runs of project rows that each total may stand for; what is looked up is prepared in one pass."""

    def __init__(self, blocks: Sequence[Block], rows: Sequence[int]) -> None:
        """Take the furniture and the project rows of a sheet, both from the top down."""
        self._blocks = blocks
        self._rows = rows
        self._tops = [block for block in blocks if not block.is_total and block.level == 1]
        self._above: list[tuple[int, int, int, int]] = []
        """The last block, top group, total and sum of any kind above each block."""
        last = top = total = summed = 0
        for block in blocks:
            self._above.append((last, top, total, summed))
            last = block.row
            summed = block.row if block.is_total and not level_ordinal(block.label) else summed
            if not block.is_total:
                top = block.row if block.level == 1 else top
            elif not _SUB.search(block.label):
                total = block.row
        self._stops: list[int] = []  # the next block of the same level or a higher one
        following: dict[int, int] = {}
        for block in reversed(blocks):
            stop = min((row for level, row in following.items() if level <= block.level), default=_END)
            self._stops.append(stop)
            following[block.level] = block.row
        self._stops.reverse()
        self._groups: dict[str, tuple[Span, ...]] = {}

    def of(self, place: int) -> tuple[tuple[Span, ...], ...]:
        """Give the runs that a total may stand for, the likeliest first; a run may have gaps."""
        total, rows = self._blocks[place], self._rows
        *above, summed = self._above[place]
        end = bisect_left(rows, total.row)
        whole, every = (0, len(rows)), (0, end)
        since_any, since_top, since_total = ((bisect_right(rows, row), end) for row in above)
        after = (end, bisect_left(rows, self._stops[place]))
        if not end:
            spans = [whole, after]
        elif level_ordinal(total.label):
            spans = [after, since_any, since_top, every]
        elif _SUB.search(total.label):
            spans = [since_any, since_top, since_total, every, (bisect_right(rows, summed), end), after]
        else:
            spans = [every, since_total, since_top, since_any, whole]
            spans += [] if _ALONE.match(total.label) else [after]  # 东湖镇合计, above the rows of the town
        runs = [self._named(total.label, end), *((span,) for span in spans if span[0] < span[1])]
        return tuple(dict.fromkeys(run for run in runs if run))

    def _named(self, label: str, end: int) -> tuple[Span, ...]:
        """Take the groups above that a total names: 总计（合同+协议）."""
        inside = re.search(r"\((.*?)\)", label[:_LABEL])
        words = [word for word in re.split(r"[+、,和及]", inside[1]) if len(word) >= 2] if inside else []
        spans = {span for word in words for span in self._called(word)}
        return tuple((first, min(stop, end)) for first, stop in sorted(spans) if first < end)

    def _called(self, word: str) -> tuple[Span, ...]:
        """Find the top groups whose title holds a word; no ledger that people read has many."""
        found = self._groups.get(word)
        if found is None:
            tops = self._tops if len(self._tops) <= _MANY else []
            spans = [
                (bisect_right(self._rows, group.row), bisect_left(self._rows, below.row if below else _END))
                for group, below in zip_longest(tops, tops[1:])
                if group is not None and word in group.label
            ]
            found = self._groups[word] = tuple(span for span in spans if span[0] < span[1])
        return found


@final
class ColumnSums:
    """A column's amounts, so added up that the sum of any run is one subtraction."""

    def __init__(self, rows: Sequence[int], amounts: Mapping[int, Quantity | None]) -> None:
        """Take the amounts by row, `None` where a cell states none that can be summed; rows without a cell are absent."""
        self._rows = rows
        self._amounts = amounts
        self._prefixes: dict[Unit, tuple[list[int], list[int], int]] = {}

    def of(self, run: Iterable[Span], unit: Unit) -> Fraction | None:
        """Add up a run in a unit; `None` where one of its rows has no exact amount in it."""
        sums, doubts, parts = self._in(unit)
        total = 0
        for first, stop in run:
            if doubts[stop] > doubts[first]:
                return None
            total += sums[stop] - sums[first]
        return Fraction(total, parts)

    def _in(self, unit: Unit) -> tuple[list[int], list[int], int]:
        """Add up from the top, in whole parts of the unit, and count the doubts; also give how many parts it has."""
        found = self._prefixes.get(unit)
        if found is None:
            ratios = [_ratio(self._amounts.get(row, _ABSENT), unit) for row in self._rows]
            parts = lcm(*{below for _, below in filter(None, ratios)})
            whole = [one[0] * (parts // one[1]) if one else 0 for one in ratios]
            doubts = accumulate((one is None for one in ratios), initial=0)
            found = self._prefixes[unit] = list(accumulate(whole, initial=0)), list(doubts), parts
        return found


def _ratio(amount: object, unit: Unit) -> tuple[int, int] | None:
    """Give an exact amount in a unit as a ratio; 0 where there is no cell, `None` where it is not exact."""
    if amount is _ABSENT:
        return 0, 1
    if not isinstance(amount, Quantity) or amount.value is None or amount.hedge is not Hedge.NONE:
        return None
    return amount.value.as_integer_ratio() if amount.unit is unit or amount.unit == unit else None


def judge(
    printed: Quantity, runs: Iterable[tuple[Span, ...]], sums: ColumnSums
) -> tuple[tuple[Span, ...], Fraction | None, bool | None]:
    """Compare a printed total with the runs that it may stand for, the likeliest first.

    Returns:
        The run taken, its sum where that is exact, and whether it agrees.
    """
    first: tuple[tuple[Span, ...], Fraction | None, bool | None] | None = None
    for run in runs:
        total = sums.of(run, printed.unit)
        agrees = None if total is None else is_same(printed, total)
        if agrees:
            return run, total, True
        if first is None:
            first = (run, total, agrees)
    return first or ((), None, None)


def level_ordinal(label: str) -> bool:
    """Tell whether a total is a group title that carries sums."""
    return not re.search(r"合计|小计|总计|共计|累计|总和", label)


_ABSENT: Final = object()
_END: Final = 10**9
_MANY: Final = 1_000


def is_same(printed: Quantity, total: Fraction) -> bool | None:
    """Tell whether a printed total is a sum, to the places printed; `None` where it is no exact amount."""
    if printed.value is None or printed.hedge is not Hedge.NONE:
        return None
    step = Fraction(10) ** (printed.scale - printed.places) / 2 if printed.places else Fraction(0)
    return abs(Fraction(printed.value) - total) <= step
