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
    """A column of cells, read.

    Attributes:
        values: a quantity for every cell, in order; `None` where a cell is empty, says that nothing is known, or could
            not be read.
        findings: what could not be read, and where a printed unit disagrees with the header's; a path is the number of
            the cell, from 0: `[3]`.
    """

    values: tuple[Quantity | None, ...]
    findings: "tuple[Finding, ...]"


@final
@frozen
class Mention:
    """A quantity in running text.

    Attributes:
        start: where it begins in the text as given.
        end: where it ends, so that `text[start:end]` is `raw`.
        raw: hedge, number and unit as printed, glosses inside included.
        quantity: the quantity.
        counted: the noun that a count counts, where it stands next to the number: in simplified script, or in English
            as printed.
    """

    start: int
    end: int
    raw: str
    quantity: Quantity
    counted: str | None = None


@final
@frozen
class PeriodMention:
    """A date or period in running text.

    Attributes:
        start: where it begins in the text as given.
        end: where it ends, so that `text[start:end]` is `raw`.
        raw: the date as printed.
        period: its days; `None` where the day of writing is needed and was not given.
        is_relative: whether it leans on the day of writing or on an earlier date: 去年, 上月, a bare 7月.
    """

    start: int
    end: int
    raw: str
    period: Period | None
    is_relative: bool
