"""Payments: policy money promised and paid to firms."""

from typing import final

from attrs import field, frozen

from zhaoshang._calls.guard import guard_room
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.specs import RECORDED, ColumnSpec, tabled
from zhaoshang.model._fields.table import refers
from zhaoshang.periods import Period
from zhaoshang.quantities import Money

__all__ = ["Payment"]


@final
@tabled(
    "payments",
    ColumnSpec("id"),
    ColumnSpec("investor"),
    ColumnSpec("programme", is_optional=True),
    ColumnSpec("on"),
    RECORDED,
    ColumnSpec("amount"),
    ColumnSpec("planned", is_optional=True),
    ColumnSpec("commitment", is_optional=True),
)
@frozen(kw_only=True)
class Payment:
    """Policy money for a firm (兑现政策资金).

    Attributes:
        id: its id in the ledger.
        investor: the id of the firm.
        programme: the programme that pays; one firm may have several.
        amount: what was paid.
        planned: what was planned.
        on: when it was paid.
        commitment: the id of what was promised in an agreement and is paid by this.
        agreement: the id of the agreement that it follows from.

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.model import Payment
        >>> Payment(id="Y1", investor="I1", programme="外经贸补助", amount=Money.of(20, "万元")).programme
        '外经贸补助'
    """

    id: str = field(converter=to.text)
    investor: str | None = field(default=None, converter=to.name, metadata=refers("investors"))
    programme: str | None = field(default=None, converter=to.name)
    amount: Money | None = field(default=None, converter=to.money)
    planned: Money | None = field(default=None, converter=to.money)
    on: Period | None = field(default=None, converter=to.period)
    commitment: str | None = field(default=None, converter=to.name)
    agreement: str | None = field(default=None, converter=to.name)


guard_room(globals())
