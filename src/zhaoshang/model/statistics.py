"""What official statistics hold of a project: when it was entered, as what, and until when."""

from typing import final

from attrs import field, frozen

from zhaoshang._calls.guard import guard_room
from zhaoshang.model._fields import converters as to
from zhaoshang.periods import Period
from zhaoshang.vocabulary import StatisticsKind

__all__ = ["StatisticsEntry"]


@final
@frozen(kw_only=True)
class StatisticsEntry:
    """An entry in official statistics (入库、入统).

    Attributes:
        kind: as what it was entered.
        on: when it was entered.
        recorded_on: when the ledger learned of it.
        removed_on: when it was taken out again (退库).

    Examples:
        >>> from zhaoshang.model import StatisticsEntry
        >>> StatisticsEntry(kind="industry", on="2025-05").kind.label("zh_CN")
        '规模以上工业'
    """

    kind: StatisticsKind = field(converter=StatisticsKind)
    on: Period | None = field(default=None, converter=to.period)
    recorded_on: Period | None = field(default=None, converter=to.period)
    removed_on: Period | None = field(default=None, converter=to.period)


guard_room(globals())
