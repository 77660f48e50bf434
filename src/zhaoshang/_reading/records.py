"""What reading gives back: the quantities of a column, mentions in running text."""

from typing import TYPE_CHECKING, final

from attrs import frozen

from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity

if TYPE_CHECKING:
    from zhaoshang.findings import Finding


@final
@frozen
class Column:
    """A column of cells, read by `parse_column`.

    Attributes:
        values: a quantity for every cell, in order; `None` where a cell is empty, says that nothing is known, or could
            not be read.
        findings: what could not be read, where a printed unit disagrees with the header's or a remark with the amount
            before it, and, as notes, the cells that say that nothing is known; a path is the number of the cell, from
            0: `[3]`.
        remarks: what stands in each cell beside its amount, `None` where nothing does.

    Examples:
        >>> from zhaoshang.reading import parse_column
        >>> column = parse_column(["1.5", "80亩", "待定", "三百五千"], default_unit="亿元")
        >>> [str(value) for value in column.values]
        ['150000000 CNY', '80 mu', 'None', 'None']
        >>> [(finding.path, finding.code) for finding in column.findings]
        [('[1]', 'unit_disagrees'), ('[2]', 'nothing_stated'), ('[3]', 'not_a_quantity')]
    """

    values: tuple[Quantity | None, ...]
    findings: "tuple[Finding, ...]"
    remarks: tuple[str | None, ...] = ()


@final
@frozen
class QuantityCell:
    """The amount of a cell with what stands beside it, read by `parse_quantity_cell`.

    Attributes:
        quantity: the main amount; its `raw` is the whole cell.
        remark: what else the cell says, in brackets or behind 其中; `None` where it says nothing else.

    Examples:
        >>> from zhaoshang.reading import parse_quantity_cell
        >>> cell = parse_quantity_cell("约1.2亿（其中外资3000万美元）")
        >>> str(cell.quantity), cell.remark
        ('120000000 CNY (about)', '其中外资3000万美元')
    """

    quantity: Quantity
    remark: str | None = None


@final
@frozen
class Mention:
    """A quantity in running text, found by `find_mentions`.

    Attributes:
        start: where it begins in the text as given.
        end: where it ends, so that `text[start:end]` is `raw`.
        raw: hedge, number and unit as printed, glosses inside included.
        quantity: the quantity.
        counted: the noun that a count counts, where it stands next to the number: in simplified script, or in English
            as printed.

    Examples:
        >>> from zhaoshang.reading import find_mentions
        >>> text = "新簽約招商項目41個，總投資近200億元。"
        >>> first, second = find_mentions(text)
        >>> first.raw, first.counted, str(first.quantity)
        ('41個', '项目', '41 个')
        >>> (
        ...     text[second.start : second.end],
        ...     second.quantity.hedge.label("zh_CN"),
        ...     str(second.quantity.interval),
        ... )
        ('近200億元', '近', '(-∞, 20000000000)')
    """

    start: int
    end: int
    raw: str
    quantity: Quantity
    counted: str | None = None


@final
@frozen
class PeriodMention:
    """A date or period in running text, found by `find_periods`.

    Attributes:
        start: where it begins in the text as given.
        end: where it ends, so that `text[start:end]` is `raw`.
        raw: the date as printed.
        period: its days; `None` where the day of writing is needed and was not given, and where a word beside it leaves
            open which days are meant: 3月以后, 约3月, 非3月.
        is_relative: whether it leans on the day of writing or on an earlier date: 去年, 上月, a bare 7月.
        is_planned: whether a word of intention stands before it (预计, 计划, expected in), or in brackets behind it.
        is_open: whether a word beside it makes another time of it: 3月以后 has no days, 3月底前 only its last.

    Examples:
        >>> from zhaoshang.reading import find_periods
        >>> text = "2022年上半年签约，去年接洽。"
        >>> for mention in find_periods(text):  # without the day of writing
        ...     print(text[mention.start : mention.end], mention.raw, mention.period, mention.is_relative)
        2022年上半年 2022年上半年 2022-H1 False
        去年 去年 None True
        >>> for mention in find_periods("2024年6月底前开工，2025年3月以后投产。"):
        ...     print(mention.raw, mention.period, mention.is_open)
        2024年6月底前 2024-01-01/2024-06-30 True
        2025年3月 None True
    """

    start: int
    end: int
    raw: str
    period: Period | None
    is_relative: bool
    is_planned: bool = False
    is_open: bool = False


@final
@frozen
class PeriodCell:
    """The date of a cell with what the cell says about it, read by `parse_period_cell`.

    Attributes:
        period: its days.
        is_planned: whether it is only intended: 预计2022年3月, 2022年3月（计划）.

    Examples:
        >>> from zhaoshang.reading import parse_period_cell
        >>> cell = parse_period_cell("拟于2022年3月")
        >>> str(cell.period), cell.is_planned
        ('2022-03', True)
    """

    period: Period
    is_planned: bool = False
