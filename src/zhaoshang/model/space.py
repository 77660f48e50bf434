"""Spaces of a park: what can be let, who rents it, who looks for some, and what the place can still carry."""

from collections.abc import Iterable
from typing import final

from attrs import field, frozen
from attrs.converters import optional

from zhaoshang._calls.guard import guard_room
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.specs import ColumnSpec, tabled
from zhaoshang.model._fields.table import refers
from zhaoshang.periods import Period
from zhaoshang.quantities import Area, Length, Quantity
from zhaoshang.vocabulary import LeaseKind, LeaseStage, Resource, SpaceKind

__all__ = ["Capacity", "Demand", "Lease", "Reservation", "Space", "SpaceBalance", "SpaceMatch"]


@final
@tabled(
    "spaces",
    ColumnSpec("id"),
    ColumnSpec("^.id", name="park"),
    ColumnSpec("^.district", is_optional=True),
    ColumnSpec("kind"),
    ColumnSpec("completed_on", is_optional=True),
    ColumnSpec("idle_since", is_optional=True),
    ColumnSpec("storeys", is_optional=True),
    ColumnSpec("area"),
    ColumnSpec("lettable", is_optional=True, instead="area"),
    ColumnSpec("height", is_optional=True),
)
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
@tabled(
    "leases",
    ColumnSpec("^.id", name="park"),
    ColumnSpec("^.district", is_optional=True),
    ColumnSpec("space"),
    ColumnSpec("tenant|project"),
    ColumnSpec("stage"),
    ColumnSpec("on"),
    ColumnSpec("recorded_on", is_optional=True),
    ColumnSpec("until", is_optional=True),
    ColumnSpec("id", name="lease", is_optional=True),
    ColumnSpec("kind", is_optional=True),
    ColumnSpec("area", is_optional=True),
)
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
        id: the id of the lease; records with one id are its history.
        kind: new, renewal, addition, return or sale; the area of an addition is the increment, that of a return the
            part given back.

    Examples:
        >>> from zhaoshang import Area
        >>> from zhaoshang.model import Lease
        >>> Lease(space="A1", tenant="T1", area=Area.of(25, "亩"), stage="moved_in", on="2022-03").stage
        <LeaseStage.MOVED_IN: 'moved_in'>
    """

    space: str | None = field(default=None, converter=to.name, metadata=refers("spaces"))
    tenant: str | None = field(default=None, converter=to.name)
    project: str | None = field(default=None, converter=to.name, metadata=refers("projects"))
    area: Area | None = field(default=None, converter=to.area)
    stage: LeaseStage | None = field(default=None, converter=optional(LeaseStage))
    on: Period | None = field(default=None, converter=to.period)
    recorded_on: Period | None = field(default=None, converter=to.period)
    until: Period | None = field(default=None, converter=to.period)
    id: str | None = field(default=None, converter=to.name)
    kind: LeaseKind | None = field(default=None, converter=optional(LeaseKind))


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
        amenities: what must be there besides: a school, flats.
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
    amenities: tuple[str, ...] = field(default=(), converter=to.texts)
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

    project: str | None = field(default=None, converter=to.name, metadata=refers("projects"))
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

    @property
    def free(self) -> Quantity | None:
        """What is not kept for anyone, in the unit of the total; negative where too much was promised.

        `None` where the total is not known.

        Raises:
            UnitMismatchError: when something is kept in a unit of another kind than the total.

        Examples:
            >>> from zhaoshang.model import Capacity, Reservation
            >>> from zhaoshang.quantities import Power
            >>> kept = [Reservation(project="P1", amount=Power.of(20, "MW"))]
            >>> print(Capacity(resource="power", total=Power.of(50, "MW"), reserved=kept).free)
            30 MW
        """
        left = self.total
        for kept in self.reserved:
            if left is not None and kept.amount is not None:
                left = left - kept.amount.to(left.unit)
        return left


@final
@frozen(kw_only=True)
class SpaceBalance:
    """What a park has, has let, keeps and has left.

    Land and floors are never added: of a park that has both, what would add them has no value, and `reason` says so.

    Attributes:
        stock: the lettable area of completed spaces.
        let: the area of these under contract, moved into or sold.
        reserved: the area of these for which there is an intent only.
        idle: stock less let, which is negative where more is let than can be; what is reserved is still idle.
        pre_let: the area under contract in spaces that are not completed yet.
        excluded: the ids of spaces of which an area is not known; they are left out of all of these.
        reason: `several_kinds` where the spaces are land and floors, else `None`.

    Examples:
        An intent keeps nothing from being idle, and a space that is not completed is no stock:

        >>> from zhaoshang import Area
        >>> from zhaoshang.model import Lease, Park, Space
        >>> whole = Area.of(1, "万㎡")
        >>> found = Park(
        ...     id="K",
        ...     name="园",
        ...     spaces=[Space(id="A1", area=whole, completed_on="2021"), Space(id="A2", area=whole)],
        ...     leases=[
        ...         Lease(space="A1", area=whole, stage="intent"),
        ...         Lease(space="A2", area=whole, stage="contracted"),
        ...     ],
        ... ).balance()
        >>> print(found.stock, found.let, found.reserved, found.idle, found.pre_let, sep=", ")
        10000 m2, 0 m2, 10000 m2, 10000 m2, 10000 m2
    """

    stock: Area | None
    let: Area | None
    reserved: Area | None
    idle: Area | None
    pre_let: Area | None
    excluded: tuple[str, ...] = ()
    reason: str | None = None


@final
@frozen(kw_only=True)
class SpaceMatch:
    """How well a space meets a demand.

    Attributes:
        space: the id of the space.
        free: the area that is free in it.
        is_fit: whether nothing that is known speaks against it.
        reasons: what was compared, with its result in Chinese and English: met, not met, or not known.

    Examples:
        >>> from zhaoshang import Area
        >>> from zhaoshang.model import Demand, Park, Space
        >>> from zhaoshang.quantities import Length
        >>> park = Park(id="K", name="园", spaces=[Space(id="A1", area=Area.of(4000, "㎡"))])
        >>> demand = Demand(id="D1", area=Area.of(3000, "㎡"), height=Length.of(8, "米"))
        >>> (found,) = park.match(demand)
        >>> found.is_fit, found.reasons
        (True, (('面积符合', 'area met'), ('层高不明', 'height not known')))
    """

    space: str
    free: Area
    is_fit: bool
    reasons: tuple[tuple[str, str], ...] = field(converter=to.pairs)


guard_room(globals())
