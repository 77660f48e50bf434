"""Targets: what a unit is to reach in a period."""

from collections.abc import Mapping
from functools import cache
from typing import final, get_args

from attrs import field, frozen

from zhaoshang._calls.guard import guard_room
from zhaoshang._typed import EventName, KpiName
from zhaoshang.errors import UnknownCodeError
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.table import refers
from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity
from zhaoshang.vocabulary import Stage

__all__ = ["Target"]


@cache
def _kpis() -> Mapping[str, str]:
    """Give the id of each KPI by its id and Chinese name, as the names for type checkers list them."""
    names = get_args(KpiName)
    return {name: id_ for id_, zh in zip(names[::2], names[1::2], strict=True) for name in (id_, zh)}


def _measure(value: str | None) -> str | None:
    named = to.name(value)
    if named is None:
        return None
    kpi, colon, stage = named.partition(":")
    if kpi not in _kpis():
        raise UnknownCodeError("KPI", named, tuple(_kpis()))
    stage = next((str(each) for each in Stage if each.zh == stage), stage)
    if colon and stage not in get_args(EventName):
        raise UnknownCodeError("Stage", stage, get_args(EventName))
    return f"{_kpis()[kpi]}{colon}{stage}"


@final
@frozen(kw_only=True)
class Target:
    """A target (目标任务) of a unit, for one measure and one period.

    Attributes:
        id: its id in the ledger.
        unit: the id of the unit that is to reach it.
        measure: the KPI, by id or Chinese name, and behind a colon the stage of one that asks for a stage:
            `milestone_count:started`. Its id is kept. A target that names no stage is compared with none.
        period: the year, or other period.
        value: how much is to be reached.
        band: the band of project size it is about, such as `≥20亿元`.
        level: who set it or how demanding it is: `county`, `city`, `stretch` and the like.
        leader: the person who took it on.
        campaign: the id of the campaign it belongs to.
        parent: the id of the target it is a part of.

    Raises:
        UnknownCodeError: for a measure that is no KPI, or a stage that is none: nothing would be compared with it.

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
        >>> Target(id="T3", measure="milestone_count:开工").measure
        'milestone_count:started'
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
