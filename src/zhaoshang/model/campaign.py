"""Campaigns: drives and plans with a name and a window."""

from typing import final

from attrs import field, frozen

from zhaoshang._calls.guard import guard_room
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.table import refers
from zhaoshang.periods import Period

__all__ = ["Campaign"]


@final
@frozen(kw_only=True)
class Campaign:
    """A campaign, drive or action plan (专项行动).

    Attributes:
        id: its id in the ledger.
        name: its name.
        period: its window.
        parent: the id of the campaign or plan it is part of.

    Examples:
        >>> from zhaoshang.model import Campaign
        >>> Campaign(id="A1", name="百日攻坚", period="2022-08-01/2022-11-08").period.days
        100
    """

    id: str = field(converter=to.text)
    name: str = field(converter=to.text)
    period: Period | None = field(default=None, converter=to.period)
    parent: str | None = field(default=None, converter=to.name, metadata=refers("campaigns"))


guard_room(globals())
