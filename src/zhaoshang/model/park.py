"""Parks: what space there is, who rents it, who looks for some, and what the place can still carry."""

from collections.abc import Iterable
from typing import final

from attrs import field, frozen
from attrs.converters import optional

from zhaoshang.model import _fields as to
from zhaoshang.periods import Period
from zhaoshang.quantities import Area, Length, Quantity
from zhaoshang.vocabulary import LeaseStage, ParkKind, Resource, SpaceKind

__all__ = ["Capacity", "Demand", "Lease", "Park", "Reservation", "Space"]


@final
@frozen(kw_only=True)
class Space:
    """A plot or a part of a building that can be let (空间).

    Attributes:
        id: its id within the park.
        kind: land, plant, office or dormitory.
        area: its area.
        lettable: the part of it that can be let; the whole where absent.
        completed_on: when it was completed; where absent, it is not completed.
        opened_on: when it opened.
        idle_since: since when it has lain idle.
        storeys: the number of storeys.
        height: the clear height.
        load: the load that a floor bears, per area.
        rent: the rent, per area and time.

    Examples:
        >>> from zhaoshang import Area
        >>> from zhaoshang.model import Space
        >>> Space(id="A1", kind="plant", area=Area.of(1, "万㎡"), idle_since="2019").kind.label("zh_CN")
        '厂房'
    """

    id: str = field(converter=to.text)
    kind: SpaceKind | None = field(default=None, converter=optional(SpaceKind))
    area: Area | None = field(default=None, converter=to.area)
    lettable: Area | None = field(default=None, converter=to.area)
    completed_on: Period | None = field(default=None, converter=to.period)
    opened_on: Period | None = field(default=None, converter=to.period)
    idle_since: Period | None = field(default=None, converter=to.period)
    storeys: int | None = field(default=None, converter=to.whole)
    height: Length | None = field(default=None, converter=to.length)
    load: Quantity | None = field(default=None, converter=to.quantity)
    rent: Quantity | None = field(default=None, converter=to.quantity)


@final
@frozen(kw_only=True)
class Lease:
    """A letting of a space, from intent to the end (租赁).

    Attributes:
        space: the id of the space within the park.
        tenant: the id or name of the tenant.
        project: the id of the project that moves in.
        area: the area let.
        stage: how far it has come.
        on: when it came so far.
        recorded_on: when the ledger learned of it.
        until: the last day of the term.

    Examples:
        >>> from zhaoshang import Area
        >>> from zhaoshang.model import Lease
        >>> Lease(space="A1", tenant="T1", area=Area.of(25, "亩"), stage="moved_in", on="2022-03").stage
        <LeaseStage.MOVED_IN: 'moved_in'>
    """

    space: str | None = field(default=None, converter=to.name)
    tenant: str | None = field(default=None, converter=to.name)
    project: str | None = field(default=None, converter=to.name)
    area: Area | None = field(default=None, converter=to.area)
    stage: LeaseStage | None = field(default=None, converter=optional(LeaseStage))
    on: Period | None = field(default=None, converter=to.period)
    recorded_on: Period | None = field(default=None, converter=to.period)
    until: Period | None = field(default=None, converter=to.period)


@final
@frozen(kw_only=True)
class Demand:
    """What a firm looks for (租赁需求).

    Attributes:
        id: its id within the park.
        tenant: the id or name of the firm.
        kind: the kind of space.
        area: the area wanted at least.
        raised_on: when it was raised.
        height: the clear height needed at least.
        load: the load needed at least.
        rent: the rent that may be asked at most.
        met_on: when it was met.

    Examples:
        >>> from zhaoshang import Area
        >>> from zhaoshang.model import Demand
        >>> Demand(id="D1", tenant="T1", kind="plant", area=Area.of(3000, "㎡")).met_on is None
        True
    """

    id: str = field(converter=to.text)
    tenant: str | None = field(default=None, converter=to.name)
    kind: SpaceKind | None = field(default=None, converter=optional(SpaceKind))
    area: Area | None = field(default=None, converter=to.area)
    raised_on: Period | None = field(default=None, converter=to.period)
    height: Length | None = field(default=None, converter=to.length)
    load: Quantity | None = field(default=None, converter=to.quantity)
    rent: Quantity | None = field(default=None, converter=to.quantity)
    met_on: Period | None = field(default=None, converter=to.period)


@final
@frozen(kw_only=True)
class Reservation:
    """A part of a capacity that is kept for a project (预留).

    Attributes:
        project: the id of the project.
        amount: how much is kept.

    Examples:
        >>> from zhaoshang.model import Reservation
        >>> from zhaoshang.quantities import Power
        >>> Reservation(project="P1", amount=Power.of(20, "MW")).project
        'P1'
    """

    project: str | None = field(default=None, converter=to.name)
    amount: Quantity | None = field(default=None, converter=to.quantity)


def _reserved(value: Iterable[Reservation] | None) -> tuple[Reservation, ...]:
    return to.items(value, Reservation)


@final
@frozen(kw_only=True)
class Capacity:
    """What a park can carry of one resource, and for whom it is kept (承载能力).

    Attributes:
        resource: power, waste water, steam or land.
        total: the whole.
        reserved: what is kept, by project.

    Examples:
        >>> from zhaoshang.model import Capacity, Reservation
        >>> from zhaoshang.quantities import Power
        >>> power = Capacity(
        ...     resource="power",
        ...     total=Power.of(50, "MW"),
        ...     reserved=[Reservation(project="P1", amount=Power.of(20, "MW"))],
        ... )
        >>> len(power.reserved)
        1
    """

    resource: Resource = field(converter=Resource)
    total: Quantity | None = field(default=None, converter=to.quantity)
    reserved: tuple[Reservation, ...] = field(default=(), converter=_reserved)


def _spaces(value: Iterable[Space] | None) -> tuple[Space, ...]:
    return to.items(value, Space)


def _leases(value: Iterable[Lease] | None) -> tuple[Lease, ...]:
    return to.items(value, Lease)


def _demands(value: Iterable[Demand] | None) -> tuple[Demand, ...]:
    return to.items(value, Demand)


def _capacity(value: Iterable[Capacity] | None) -> tuple[Capacity, ...]:
    return to.items(value, Capacity)


@final
@frozen(kw_only=True)
class Park:
    """A park, zone, building or other place that carries projects (载体).

    Attributes:
        id: its id in the ledger.
        name: its name.
        kind: what it is.
        district: the place it lies in.
        parent: the id of the park it is part of (园中园).
        operator: who runs it.
        development: how it is developed: 国企主导, 企业自主投资, 联合改造 and the like, in words.
        chains: ids of the chains it is meant for.
        land: its area of land.
        spaces: what can be let.
        leases: what is let.
        demands: what firms look for.
        capacity: what it can carry.
        amenities: what else is there: schools, flats, hospitals.
        tags: further labels.

    Examples:
        >>> from zhaoshang import Area
        >>> from zhaoshang.model import Park, Space
        >>> park = Park(
        ...     id="K1", name="芯谷园", spaces=[Space(id="A1", kind="plant", area=Area.of(1, "万㎡"))]
        ... )
        >>> park.spaces[0].area.value
        Decimal('10000')
    """

    id: str = field(converter=to.text)
    name: str = field(converter=to.text)
    kind: ParkKind | None = field(default=None, converter=optional(ParkKind))
    district: str | None = field(default=None, converter=to.name)
    parent: str | None = field(default=None, converter=to.name)
    operator: str | None = field(default=None, converter=to.name)
    development: str | None = field(default=None, converter=to.name)
    chains: tuple[str, ...] = field(default=(), converter=to.texts)
    land: Area | None = field(default=None, converter=to.area)
    spaces: tuple[Space, ...] = field(default=(), converter=_spaces)
    leases: tuple[Lease, ...] = field(default=(), converter=_leases)
    demands: tuple[Demand, ...] = field(default=(), converter=_demands)
    capacity: tuple[Capacity, ...] = field(default=(), converter=_capacity)
    amenities: tuple[str, ...] = field(default=(), converter=to.texts)
    tags: tuple[str, ...] = field(default=(), converter=to.texts)
