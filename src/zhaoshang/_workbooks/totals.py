"""Printed totals beside the sums of the rows that they stand for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, final

from attrs import frozen

from zhaoshang.quantities import Hedge, Quantity

__all__ = ["Block", "Total", "candidates", "judge"]

_SUB: Final = re.compile(r"小计|分计")


@final
@frozen(kw_only=True)
class Total:
    r"""A printed total and whether it agrees with its rows.

    Attributes:
        sheet: the sheet.
        row: its row.
        column: its column, as a letter.
        printed: what is printed.
        covers: the rows that it stands for.
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
    covers: tuple[int, ...]
    sum: Fraction | None = None
    agrees: bool | None = None


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


def candidates(total: Block, blocks: Sequence[Block], rows: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Give the runs of project rows that a total may stand for, the likeliest first."""
    before = [row for row in rows if row < total.row]
    groups = [block for block in blocks if not block.is_total]
    above = [block for block in blocks if block.row < total.row]
    found: list[tuple[int, ...]] = []
    named = _named(total, groups, rows)
    if named:
        found.append(named)
    last = max((block.row for block in above), default=0)
    since_any = tuple(row for row in before if row > last)
    top = max((block.row for block in above if not block.is_total and block.level == 1), default=0)
    since_top = tuple(row for row in before if row > top)
    totals = max((block.row for block in above if block.is_total and not _SUB.search(block.label)), default=0)
    since_total = tuple(row for row in before if row > totals)
    every = tuple(before)
    after = _until_next(total, blocks, rows)
    if total.row < (rows[0] if rows else 0) or not before:
        found += [tuple(rows), after]
    elif level_ordinal(total.label):
        found += [after, since_any, since_top, every]
    elif _SUB.search(total.label):
        found += [since_any, since_top, since_total, every, after]
    else:
        found += [every, since_total, since_top, since_any, tuple(rows)]
    return tuple(dict.fromkeys(run for run in found if run))


def level_ordinal(label: str) -> bool:
    """Tell whether a total is a group title that carries sums."""
    return not re.search(r"合计|小计|总计|共计|累计|总和", label)


def _until_next(total: Block, blocks: Sequence[Block], rows: Sequence[int]) -> tuple[int, ...]:
    stop = min(
        (block.row for block in blocks if block.row > total.row and block.level <= total.level), default=10**9
    )
    return tuple(row for row in rows if total.row < row < stop)


def _named(total: Block, groups: Sequence[Block], rows: Sequence[int]) -> tuple[int, ...]:
    """Take the groups that a total names: 总计（合同+协议）."""
    inside = re.search(r"\((.*?)\)", total.label)
    words = [word for word in re.split(r"[+、,和及]", inside[1]) if len(word) >= 2] if inside else []
    covered: list[int] = []
    top = [group for group in groups if group.level == 1]
    for word in words:
        for group in top:
            if word in group.label:
                stop = min((other.row for other in top if other.row > group.row), default=10**9)
                covered += [row for row in rows if group.row < row < stop and row < total.row]
    return tuple(sorted(set(covered)))


def judge(
    printed: Quantity,
    runs: Iterable[tuple[int, ...]],
    amounts: Mapping[int, Quantity | None],
) -> tuple[tuple[int, ...], Fraction | None, bool | None]:
    """Compare a printed total with the runs it may stand for.

    Args:
        printed: the printed total.
        runs: the runs of rows, the likeliest first.
        amounts: by row, the exact amount, or `None` where a cell states none that can be summed; rows without a cell
            are absent.

    Returns:
        The rows taken, their sum where it is exact, and whether it agrees.
    """
    first: tuple[tuple[int, ...], Fraction | None, bool | None] | None = None
    for run in runs:
        total = _sum(run, amounts, printed)
        agrees = None if total is None else _is_same(printed, total)
        if agrees:
            return run, total, True
        if first is None:
            first = (run, total, agrees)
    return first or ((), None, None)


def _sum(run: tuple[int, ...], amounts: Mapping[int, Quantity | None], printed: Quantity) -> Fraction | None:
    total = Fraction(0)
    for row in run:
        amount = amounts.get(row, _ABSENT)
        if amount is _ABSENT:
            continue
        if (
            not isinstance(amount, Quantity)
            or amount.value is None
            or amount.hedge is not Hedge.NONE
            or amount.unit != printed.unit
        ):
            return None
        total += Fraction(amount.value)
    return total


_ABSENT: Final = object()


def _is_same(printed: Quantity, total: Fraction) -> bool | None:
    if printed.value is None or printed.hedge is not Hedge.NONE:
        return None
    step = Fraction(Decimal(1).scaleb(printed.scale - printed.places)) / 2 if printed.places else Fraction(0)
    return abs(Fraction(printed.value) - total) <= step
