"""What a unit owes and earns: supervision orders, rewards and penalties."""

from decimal import Decimal
from typing import final

from attrs import field, frozen
from attrs.converters import optional

from zhaoshang._calls.guard import guard_room
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.specs import RECORDED, ColumnSpec, tabled
from zhaoshang.model._fields.table import refers
from zhaoshang.periods import Period
from zhaoshang.quantities import Money
from zhaoshang.vocabulary import AwardKind

__all__ = ["Award", "Order"]


@final
@tabled(
    "orders",
    ColumnSpec("id"),
    ColumnSpec("^.id", name="owner"),
    ColumnSpec("^.place", name="district", is_optional=True),
    ColumnSpec("issued_on", is_optional=True),
    ColumnSpec("due_on"),
    ColumnSpec("answered_on"),
)
@frozen(kw_only=True)
class Order:
    """A supervision order to a unit, which has to answer by a day (督办件).

    Attributes:
        id: its number, unique in the ledger.
        subject: what it is about.
        project: the id of the project concerned, if it is about one.
        issued_on: when it was issued.
        issued_by: who issued it.
        due_on: by when it is to be answered.
        answered_on: when it was answered.
        answer: what was answered.
        closed_on: when the answer was accepted (销号).

    Examples:
        >>> from zhaoshang.model import Order
        >>> Order(id="D1", subject="加快供地", issued_on="2025-03-03", due_on="2025-03-14").due_on
        Period('2025-03-14')
    """

    id: str = field(converter=to.text)
    subject: str = field(default="", converter=to.note)
    project: str | None = field(default=None, converter=to.name, metadata=refers("projects"))
    issued_on: Period | None = field(default=None, converter=to.period)
    issued_by: str | None = field(default=None, converter=to.name)
    due_on: Period | None = field(default=None, converter=to.period)
    answered_on: Period | None = field(default=None, converter=to.period)
    answer: str = field(default="", converter=to.note)
    closed_on: Period | None = field(default=None, converter=to.period)


@final
@tabled(
    "awards",
    ColumnSpec("^.id"),
    ColumnSpec("^.id", name="owner"),
    ColumnSpec("^.place", name="district", is_optional=True),
    ColumnSpec("on"),
    RECORDED,
    ColumnSpec("points"),
)
@frozen(kw_only=True)
class Award:
    """A reward or a penalty of a unit or a person (奖惩).

    Attributes:
        kind: what it is.
        on: when it was given.
        member: the id of the person, where it is not the unit's.
        project: the id of the project it is for.
        points: the points that it adds to an assessment; negative for what it takes off.
        amount: the money given.
        reason: what for.

    Examples:
        >>> from zhaoshang.model import Award
        >>> Award(kind="criticism", on="2025-04", points="-0.5", reason="督办件逾期").kind.label("zh_CN")
        '通报批评'
    """

    kind: AwardKind | None = field(default=None, converter=optional(AwardKind))
    on: Period | None = field(default=None, converter=to.period)
    member: str | None = field(default=None, converter=to.name)
    project: str | None = field(default=None, converter=to.name, metadata=refers("projects"))
    points: Decimal | None = field(default=None, converter=to.decimal)
    amount: Money | None = field(default=None, converter=to.money)
    reason: str = field(default="", converter=to.note)


guard_room(globals())
