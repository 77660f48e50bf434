"""Funds: money that is raised to bring projects."""

from collections.abc import Iterable
from typing import final

from attrs import field, frozen
from attrs.converters import optional

from zhaoshang.model import _fields as to
from zhaoshang.periods import Period
from zhaoshang.quantities import Money
from zhaoshang.vocabulary import FundStage, FundStatus

__all__ = ["Fund"]


def _stages(value: Iterable[FundStage | str] | None) -> tuple[FundStage, ...]:
    return tuple([FundStage(code) for code in to.texts(value)])


@final
@frozen(kw_only=True)
class Fund:
    """An industrial fund (产业基金).

    Attributes:
        id: its id in the ledger.
        name: its name.
        size: how large it is.
        stages: which firms it invests in.
        status: planned, raised or closed.
        on: when it came so far.

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.model import Fund
        >>> Fund(id="F1", name="产业引导基金", size=Money.of(20, "亿元"), stages=["guidance"]).stages[
        ...     0
        ... ].label("en")
        'guidance'
    """

    id: str = field(converter=to.text)
    name: str = field(converter=to.text)
    size: Money | None = field(default=None, converter=to.money)
    stages: tuple[FundStage, ...] = field(default=(), converter=_stages)
    status: FundStatus | None = field(default=None, converter=optional(FundStatus))
    on: Period | None = field(default=None, converter=to.period)
