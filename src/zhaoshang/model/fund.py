"""Funds: money that is raised to bring projects."""

from collections.abc import Iterable
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
from zhaoshang.vocabulary import FundStage, FundStatus

__all__ = ["Fund", "FundInvestment", "FundSponsor"]


@final
@tabled(
    "fund_sponsors",
    ColumnSpec("^.id"),
    ColumnSpec("name", name="sponsor", is_optional=True),
    ColumnSpec("is_government"),
    ColumnSpec("amount"),
    ColumnSpec("paid", is_optional=True, instead="amount"),
    is_complete=True,
)
@frozen(kw_only=True)
class FundSponsor:
    """Who puts money into a fund (出资人).

    Attributes:
        name: the name.
        amount: how much was subscribed.
        paid: how much was paid in.
        is_government: whether it is the government's money, which may ask for investment in return (返投).

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.model import FundSponsor
        >>> FundSponsor(name="虚构县国投", amount=Money.of(2, "亿元"), is_government=True).is_government
        True
    """

    name: str = field(converter=to.text)
    amount: Money | None = field(default=None, converter=to.money)
    paid: Money | None = field(default=None, converter=to.money)
    is_government: bool = field(default=False, converter=to.flag)


@final
@tabled(
    "fund_investments",
    ColumnSpec("^.id"),
    ColumnSpec("firm|project", is_optional=True),
    ColumnSpec("on"),
    RECORDED,
    ColumnSpec("is_local"),
    ColumnSpec("^.has_government_money", holds="bool"),
    ColumnSpec("amount"),
    is_complete=True,
)
@frozen(kw_only=True)
class FundInvestment:
    """A firm that a fund invested in (被投企业).

    Attributes:
        firm: its name or id.
        project: the id of the project that it carries out here.
        amount: how much was invested.
        on: when.
        is_local: whether it counts as invested in return (返投): here, or brought here.

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.model import FundInvestment
        >>> FundInvestment(firm="虚构芯片", amount=Money.of(3000, "万元"), is_local=True).firm
        '虚构芯片'
    """

    firm: str | None = field(default=None, converter=to.name)
    project: str | None = field(default=None, converter=to.name, metadata=refers("projects"))
    amount: Money | None = field(default=None, converter=to.money)
    on: Period | None = field(default=None, converter=to.period)
    is_local: bool = field(default=False, converter=to.flag)


def _sponsors(value: Iterable[FundSponsor] | None) -> tuple[FundSponsor, ...]:
    return to.items(value, FundSponsor)


def _investments(value: Iterable[FundInvestment] | None) -> tuple[FundInvestment, ...]:
    return to.items(value, FundInvestment)


def _stages(value: Iterable[FundStage | str] | None) -> tuple[FundStage, ...]:
    return tuple([FundStage(code) for code in to.texts(value)])


@final
@tabled("funds", ColumnSpec("id"), ColumnSpec("status"), ColumnSpec("on"), RECORDED, ColumnSpec("size"))
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
        sponsors: who puts money into it.
        investments: what it invested in.
        return_ratio: how many times the government's money has to be invested here (返投倍数), where that is agreed.

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
    sponsors: tuple[FundSponsor, ...] = field(default=(), converter=_sponsors)
    investments: tuple[FundInvestment, ...] = field(default=(), converter=_investments)
    return_ratio: Decimal | None = field(default=None, converter=to.decimal)

    @property
    def has_government_money(self) -> bool:
        """Whether any of its sponsors is the government, so that investment in return may be asked for.

        Examples:
            >>> from zhaoshang.model import Fund, FundSponsor
            >>> backer = FundSponsor(name="虚构国投", is_government=True)
            >>> Fund(id="F1", name="产业基金", sponsors=[backer]).has_government_money
            True
        """
        return any(sponsor.is_government for sponsor in self.sponsors)


guard_room(globals())
