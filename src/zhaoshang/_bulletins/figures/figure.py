"""What is read: a quantity of a text with what it measures."""

from typing import final

from attrs import frozen

from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity


@final
@frozen
class FigureReading:
    """A quantity of a text and what it measures.

    Attributes:
        start: where it begins in the text as given.
        end: where it ends.
        raw: the text of it.
        quantity: the quantity.
        kpi: the id of the KPI, with its argument after a colon (`milestone_count:started`, `target:…`); `band` for a
            size that projects are counted by; `None` where it measures nothing in the catalogue. A total investment
            is `signed_investment_total` whatever projects it is of.
        measure: the same, told exactly: the investment of projects started is `milestone_investment:started` here;
            `None` where that cannot be told.
        subject: whose figure it is, as far as the text says.
        period: what it is for, as far as the text says.
        is_to_date: whether it is said to have been added up to a day (截至, 累计).
        as_of: the day it is said to stand on (截至).
        cues: the words that decided it.
        cue_span: where they stand.
        is_part: whether it is said to be a part of a figure before it (其中).
        base: the place, in the list of readings, of the figure that it belongs to.
        band: the size that it is about.
        narrow: the words that narrow down what is counted (工业), or that no rule knows and that may do so, deny it or
            put it off (外资, 撤销, 系误传); `measure` is `None` where there are any.

    Examples:
        >>> from zhaoshang.bulletins import read_figures
        >>> text = "截至2022年6月底，东镇累计签约项目41个，其中新能源项目12个。"
        >>> whole, part = read_figures(text)
        >>> text[whole.start : whole.end], whole.kpi, whole.subject, str(whole.as_of), whole.is_to_date
        ('41个', 'signed_project_count', '东镇', '2022-06-L', True)
        >>> (
        ...     part.raw,
        ...     part.is_part,
        ...     part.base,
        ...     part.measure,
        ... )  # the first of the readings; no KPI says of what part
        ('12个', True, 0, None)
    """

    start: int
    end: int
    raw: str
    quantity: Quantity
    kpi: str | None = None
    measure: str | None = None
    subject: str | None = None
    period: Period | None = None
    is_to_date: bool = False
    as_of: Period | None = None
    cues: str = ""
    cue_span: tuple[int, int] | None = None
    is_part: bool = False
    base: int | None = None
    band: Quantity | None = None
    narrow: str = ""
