"""Scenarios: uses that a city opens to firms in order to win them."""

from typing import final

from attrs import field, frozen

from zhaoshang._calls.guard import guard_room
from zhaoshang.model._fields import converters as to
from zhaoshang.quantities import Count, Money

__all__ = ["Scenario"]


@final
@frozen(kw_only=True)
class Scenario:
    """An application scenario that is offered to investors (应用场景).

    Attributes:
        id: its id in the ledger.
        name: its name.
        value: what it is worth.
        opportunities: how many single openings it holds; a bare int counts 个.

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.model import Scenario
        >>> over = Money.of(1000, "亿元", hedge="over")
        >>> Scenario(id="S1", name="智慧城市", value=over, opportunities=28).opportunities.value
        Decimal('28')
    """

    id: str = field(converter=to.text)
    name: str = field(converter=to.text)
    value: Money | None = field(default=None, converter=to.money)
    opportunities: Count | None = field(default=None, converter=to.entries)


guard_room(globals())
