"""Targets: what a unit is to reach in a period."""

from collections.abc import Mapping
from functools import cache
from typing import final, get_args

from attrs import field, frozen

from zhaoshang._calls.guard import guard_room
from zhaoshang._typed import KpiName
from zhaoshang.errors import UnknownCodeError
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.table import refers
from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity

__all__ = ["Target"]


@cache
def _kpis() -> Mapping[str, str]:
    """Give the id of each KPI by its id and Chinese name, as the names for type checkers list them."""
    names = get_args(KpiName)
    return {name: id_ for id_, zh in zip(names[::2], names[1::2], strict=True) for name in (id_, zh)}


def _measure(value: str | None) -> str | None:
    named = to.name(value)
    if named is not None and named not in _kpis():
        raise UnknownCodeError("KPI", named, tuple(_kpis()))
    return None if named is None else _kpis()[named]


@final
@frozen(kw_only=True)
class Target:
    """A target (目标任务) of a unit, for one measure and one period.

    Attributes:
        id: its id in the ledger.
        unit: the id of the unit that is to reach it.
        measure: the KPI, by id or Chinese name; its id is kept.
        period: the year, or other period.
        value: how much is to be reached.
        band: the band of project size it is about, such as `≥20亿元`.
        level: who set it or how demanding it is: `county`, `city`, `stretch` and the like.
        leader: the person who took it on.
        campaign: the id of the campaign it belongs to.
        parent: the id of the target it is a part of.

    Raises:
        UnknownCodeError: for a measure that is no KPI, which nothing would be compared with.

    Examples:
        >>> from zhaoshang import Count
        >>> from zhaoshang.model import Target
        >>> goal = Target(
        ...     id="T1", unit="U1", measure="signed_project_count", period="2022", value=Count.of(200, "个")
        ... )
        >>> goal.value.value
        Decimal('200')
        >>> Target(id="T2", measure="签约总投资").measure
        'signed_investment_total'
    """

    id: str = field(converter=to.text)
    unit: str | None = field(default=None, converter=to.name, metadata=refers("teams"))
    measure: str | None = field(default=None, converter=_measure)
    period: Period | None = field(default=None, converter=to.period)
    value: Quantity | None = field(default=None, converter=to.quantity)
    band: str | None = field(default=None, converter=to.name)
    level: str | None = field(default=None, converter=to.name)
    leader: str | None = field(default=None, converter=to.name)
    campaign: str | None = field(default=None, converter=to.name, metadata=refers("campaigns"))
    parent: str | None = field(default=None, converter=to.name, metadata=refers("targets"))


guard_room(globals())
