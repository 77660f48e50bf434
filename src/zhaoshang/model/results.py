"""What a project brought and needs: payments, outcomes, credit, screening, factors, notes."""

from decimal import Decimal
from typing import final

from attrs import field, frozen
from attrs.converters import optional

from zhaoshang._calls.guard import guard_room
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.table import refers
from zhaoshang.periods import Period
from zhaoshang.quantities import Count, Money, Quantity
from zhaoshang.vocabulary import ArrivalOrigin, CapitalForm, FactorKind, Verdict

__all__ = ["Appraisal", "Arrival", "CreditShare", "Factor", "LogEntry", "Outcome"]


@final
@frozen(kw_only=True)
class Arrival:
    """A payment that came in (到位资金).

    Attributes:
        on: when it came in.
        recorded_on: when the ledger learned of it.
        amount: how much.
        fixed: the part spent on fixed assets.
        origin: where it comes from; where absent, the lead investor's origin counts.
        id: its number, if it has one.
        correction: whether it takes the place of an earlier record: of that id, or of the same day and origin.
        form: in what form foreign capital came (出资方式).

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.model import Arrival
        >>> Arrival(on="2022-05", amount=Money.of(2, "亿元"), origin="foreign").origin.label("zh_CN")
        '境外'
    """

    on: Period | None = field(default=None, converter=to.period)
    recorded_on: Period | None = field(default=None, converter=to.period)
    amount: Money | None = field(default=None, converter=to.money)
    fixed: Money | None = field(default=None, converter=to.money)
    origin: ArrivalOrigin | None = field(default=None, converter=optional(ArrivalOrigin))
    id: str | None = field(default=None, converter=to.name)
    correction: bool = field(default=False, converter=to.flag)
    form: CapitalForm | None = field(default=None, converter=optional(CapitalForm))


@final
@frozen(kw_only=True)
class Outcome:
    """What a project achieved in a period (实绩).

    Attributes:
        period: the year, quarter or month.
        recorded_on: when the ledger learned of it.
        tax: taxes paid (税收).
        output: value of output (产值).
        revenue: operating revenue (营业收入).
        fixed_asset_investment: investment in fixed assets (固定资产投资).
        value_added: value added (增加值).
        jobs: persons employed; a bare int counts 人.
        registered_capital: the registered capital of the firm (注册资本), as it stood.
        energy: energy used (能耗), in any unit of energy or mass.

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.model import Outcome
        >>> Outcome(period="2022", tax=Money.of(950, "万元"), jobs=120).jobs.unit.code
        '人'
    """

    period: Period | None = field(default=None, converter=to.period)
    recorded_on: Period | None = field(default=None, converter=to.period)
    tax: Money | None = field(default=None, converter=to.money)
    output: Money | None = field(default=None, converter=to.money)
    revenue: Money | None = field(default=None, converter=to.money)
    fixed_asset_investment: Money | None = field(default=None, converter=to.money)
    value_added: Money | None = field(default=None, converter=to.money)
    jobs: Count | None = field(default=None, converter=to.jobs)
    registered_capital: Money | None = field(default=None, converter=to.money)
    energy: Quantity | None = field(default=None, converter=to.quantity)


@final
@frozen(kw_only=True)
class CreditShare:
    """The part of a project that one unit is credited with (分成).

    Attributes:
        unit: the id of the unit.
        share: its part, from 0 to 1. Shares that do not sum to 1 are a finding, not an error.
        until: the last day on which the split holds.

    Examples:
        >>> from zhaoshang.model import CreditShare
        >>> CreditShare(unit="U1", share="0.5").share
        Decimal('0.5')
    """

    unit: str = field(converter=to.text, metadata=refers("teams"))
    share: Decimal | None = field(default=None, converter=to.decimal)
    until: Period | None = field(default=None, converter=to.period)


@final
@frozen(kw_only=True)
class Appraisal:
    """A screening before signing (研判).

    Attributes:
        on: when it was held.
        by: who held it.
        verdict: what came out.
        score: the points given, if any.
        note: a remark.

    Examples:
        >>> from zhaoshang.model import Appraisal
        >>> Appraisal(on="2022-02", by="招商办", verdict="admit", score="86.5").verdict.label("zh_CN")
        '引进'
    """

    on: Period | None = field(default=None, converter=to.period)
    by: str | None = field(default=None, converter=to.name)
    verdict: Verdict | None = field(default=None, converter=optional(Verdict))
    score: Decimal | None = field(default=None, converter=to.decimal)
    note: str = field(default="", converter=to.note)


@final
@frozen(kw_only=True)
class Factor:
    """A factor that a project needs, and how much of it is secured (要素保障).

    Attributes:
        kind: land, energy, finance, talent or environmental capacity (quotas of what may be let out).
        needed: how much is needed.
        secured: how much is secured.

    Examples:
        >>> from zhaoshang import Area
        >>> from zhaoshang.model import Factor
        >>> land = Factor(kind="land", needed=Area.of(80, "亩"), secured=Area.of(60, "亩"))
        >>> land.is_short
        True
    """

    kind: FactorKind = field(converter=FactorKind)
    needed: Quantity | None = field(default=None, converter=to.quantity)
    secured: Quantity | None = field(default=None, converter=to.quantity)

    @property
    def is_short(self) -> bool | None:
        """Whether less is secured than needed; `None` where either is not known or the units differ in kind."""
        if self.needed is None or self.secured is None or type(self.needed) is not type(self.secured):
            return None
        return self.secured < self.needed


@final
@frozen(kw_only=True)
class LogEntry:
    """A note on progress (进展记录); a project that is silent here and in its milestones is stalled.

    Attributes:
        on: when it was written.
        by: the id of the unit or person who wrote it.
        note: what it says.

    Examples:
        >>> from zhaoshang.model import LogEntry
        >>> LogEntry(on="2022-05-06", by="U1", note="完成地勘").note
        '完成地勘'
    """

    on: Period | None = field(default=None, converter=to.period)
    by: str | None = field(default=None, converter=to.name)
    note: str = field(default="", converter=to.note)


guard_room(globals())
