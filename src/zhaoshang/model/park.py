"""Parks: what they hold, what is let and idle in them on a day, and which space meets a demand."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import final

from attrs import field, frozen
from attrs.converters import optional

from zhaoshang._calls.guard import guard_room
from zhaoshang.errors import ConversionError, CurrencyMismatchError, UnitMismatchError
from zhaoshang.model._facts.lettings import SpacePart, tenancies
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.specs import ColumnSpec, tabled
from zhaoshang.model._fields.table import refers
from zhaoshang.model.space import Capacity, Demand, Lease, Reservation, Space, SpaceBalance, SpaceMatch
from zhaoshang.periods import DateLike, to_date
from zhaoshang.quantities import Area, CompoundQuantity, Money, Quantity
from zhaoshang.units import unit
from zhaoshang.vocabulary import LeaseStage, ParkKind, SpaceKind

__all__ = ["Capacity", "Demand", "Lease", "Park", "Reservation", "Space", "SpaceBalance", "SpaceMatch"]


def _spaces(value: Iterable[Space] | None) -> tuple[Space, ...]:
    return to.items(value, Space)


def _leases(value: Iterable[Lease] | None) -> tuple[Lease, ...]:
    return to.items(value, Lease)


def _demands(value: Iterable[Demand] | None) -> tuple[Demand, ...]:
    return to.items(value, Demand)


def _capacity(value: Iterable[Capacity] | None) -> tuple[Capacity, ...]:
    return to.items(value, Capacity)


@final
@tabled(
    "parks",
    ColumnSpec("id"),
    ColumnSpec("id", name="park", is_optional=True, instead="id"),
    ColumnSpec("district", is_optional=True),
    ColumnSpec("land"),
    is_complete=True,
)
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

    __repr__ = to.brief

    id: str = field(converter=to.text)
    name: str = field(converter=to.text)
    kind: ParkKind | None = field(default=None, converter=optional(ParkKind))
    district: str | None = field(default=None, converter=to.name)
    parent: str | None = field(default=None, converter=to.name, metadata=refers("parks"))
    operator: str | None = field(default=None, converter=to.name)
    development: str | None = field(default=None, converter=to.name)
    chains: tuple[str, ...] = field(default=(), converter=to.texts, metadata=refers("chains"))
    land: Area | None = field(default=None, converter=to.area)
    spaces: tuple[Space, ...] = field(default=(), converter=_spaces)
    leases: tuple[Lease, ...] = field(default=(), converter=_leases)
    demands: tuple[Demand, ...] = field(default=(), converter=_demands)
    capacity: tuple[Capacity, ...] = field(default=(), converter=_capacity)
    amenities: tuple[str, ...] = field(default=(), converter=to.texts)
    tags: tuple[str, ...] = field(default=(), converter=to.texts)

    def leases_on(self, on: DateLike | None = None, /) -> tuple[Lease, ...]:
        """List the records of letting that hold on a day: those of which something is still reserved, let or occupied.

        Args:
            on: the day; of a coarse date, its last day. Without one, every record counts.

        Examples:
            >>> from zhaoshang import Area
            >>> from zhaoshang.model import Lease, Park
            >>> leases = [
            ...     Lease(space="A1", tenant="T1", area=Area.of(25, "亩"), stage="intent", on="2022-01"),
            ...     Lease(space="A1", tenant="T1", area=Area.of(25, "亩"), stage="contracted", on="2022-03"),
            ... ]
            >>> park = Park(id="K", name="园", leases=leases)
            >>> [lease.stage.value for lease in park.leases_on("2022-02")]
            ['intent']
            >>> [lease.stage.value for lease in park.leases_on("2022-06")]
            ['contracted']
        """
        latest = {id(part.lease): part.lease for part in self._held(on)}
        return tuple(latest.values())

    def balance(self, kind: SpaceKind | str | None = None, /, *, on: DateLike | None = None) -> SpaceBalance:
        """Say what is in stock, let, reserved and idle, as `letting_rate` counts it.

        Args:
            kind: land, plant, office or dormitory; every kind where absent, of which land and floors are never added.
            on: the day; without one, every completed space and every record counts.

        Examples:
            >>> from zhaoshang import Area
            >>> from zhaoshang.model import Lease, Park, Space
            >>> park = Park(
            ...     id="K",
            ...     name="园",
            ...     spaces=[Space(id="A1", kind="plant", area=Area.of(1, "万㎡"), completed_on="2021-06")],
            ...     leases=[Lease(space="A1", tenant="T1", area=Area.of(4000, "㎡"), stage="moved_in")],
            ... )
            >>> balance = park.balance("plant", on="2022-06")
            >>> print(balance.let, "of", balance.stock, "let,", balance.idle, "idle")
            4000 m2 of 10000 m2 let, 6000 m2 idle
        """
        wanted = None if kind is None else SpaceKind(kind)
        day = None if on is None else to_date(on)
        held: dict[str | None, list[SpacePart]] = {}
        for part in self._held(on):
            held.setdefault(part.space, []).append(part)
        spaces = [space for space in self.spaces if wanted is None or space.kind is wanted]
        vague = [space.id for space in spaces if not _is_measured(space, held.get(space.id, ()))]
        known = [space for space in spaces if space.id not in vague]
        built = [space for space in known if _is_built(space, day)]
        ahead = [space for space in known if not _is_built(space, day) and held.get(space.id)]

        def area(of: Iterable[Space], *stages: LeaseStage) -> Area:
            return _total(
                part.area for space in of for part in held.get(space.id, ()) if part.stage in stages
            )

        stock, let = _total(space.lettable or space.area for space in built), area(built, *_LET)
        is_one, is_one_ahead = _is_one_kind(built), _is_one_kind(ahead)
        return SpaceBalance(
            stock=stock if is_one else None,
            let=let if is_one else None,
            reserved=area(built, LeaseStage.INTENT) if is_one else None,
            idle=stock - let if is_one else None,
            pre_let=area(ahead, *_LET) if is_one_ahead else None,
            excluded=tuple(vague),
            reason=None if is_one and is_one_ahead else "several_kinds",
        )

    def _held(self, on: DateLike | None = None) -> list[SpacePart]:
        """List what tenants hold on a day, part by part."""
        day = None if on is None else to_date(on).toordinal()
        return [part for tenancy in tenancies(self.leases) for part in tenancy.held(day)]

    def tenants_on(self, on: DateLike | None = None, /) -> tuple[str, ...]:
        """List who rents or has moved in on a day, each once.

        Args:
            on: the day; of a coarse date, its last day. Without one, every record counts.

        Examples:
            >>> from zhaoshang.model import Lease, Park
            >>> park = Park(
            ...     id="K",
            ...     name="园",
            ...     leases=[
            ...         Lease(space="A1", tenant="甲厂", stage="contracted", on="2022-01"),
            ...         Lease(space="A2", tenant="甲厂", stage="moved_in", on="2022-03"),
            ...         Lease(space="A3", tenant="乙厂", stage="intent", on="2022-03"),
            ...     ],
            ... )
            >>> park.tenants_on("2022-06-30")
            ('甲厂',)
        """
        names = (part.lease.tenant or part.lease.project for part in self._held(on) if part.stage in _LET)
        return tuple(dict.fromkeys(name for name in names if name is not None))

    def open_demands(self, on: DateLike | None = None, /) -> tuple[Demand, ...]:
        """List the demands that stand open on a day: from the day they were raised to the day they were met.

        Args:
            on: the day; of a coarse date, its last day. Without one, all that were not met.

        Examples:
            >>> from zhaoshang.model import Demand, Park
            >>> park = Park(
            ...     id="K",
            ...     name="园",
            ...     demands=[Demand(id="D1", raised_on="2022-02-01", met_on="2022-05-01")],
            ... )
            >>> [len(park.open_demands(day)) for day in ("2022-01-31", "2022-04-30", "2022-05-01")]
            [0, 1, 0]
        """
        day = None if on is None else to_date(on)
        return tuple(
            demand
            for demand in self.demands
            if (day is None or demand.raised_on is None or demand.raised_on.end <= day)
            and (demand.met_on is None or (day is not None and demand.met_on.end > day))
        )

    def idle_spaces(
        self, kind: SpaceKind | str | None = None, /, *, on: DateLike | None = None
    ) -> tuple[Space, ...]:
        """List the spaces that lie idle (闲置): marked as such, and not wholly let.

        A space of unknown area counts as wholly let once any of it is.

        Args:
            kind: land, plant, office or dormitory; every kind where absent.
            on: the day; those marked idle later are left out.

        Examples:
            >>> from zhaoshang import Area
            >>> from zhaoshang.model import Park, Space
            >>> idle = Space(id="A1", kind="plant", area=Area.of(1, "万㎡"), idle_since="2019")
            >>> park = Park(id="K", name="园", spaces=[idle, Space(id="A2", kind="plant")])
            >>> [space.id for space in park.idle_spaces("plant", on="2022-06-30")]
            ['A1']
            >>> park.idle_spaces(on="2018-12-31")
            ()
        """
        wanted = None if kind is None else SpaceKind(kind)
        day = None if on is None else to_date(on)
        free = self._free(on)
        let = {part.space for part in self._held(on) if part.stage in _LET}
        return tuple(
            space
            for space in self.spaces
            if (wanted is None or space.kind is wanted)
            and space.idle_since is not None
            and (day is None or space.idle_since.start <= day)
            and (space.id not in let or _is_left(free[space.id]))
        )

    def _free(self, on: DateLike | None) -> dict[str, Area]:
        """Give the area that is free in each space."""
        free = {space.id: _total([space.lettable or space.area]) for space in self.spaces}
        for part in self._held(on):
            if part.space in free and part.stage in _LET:
                free[part.space] = free[part.space] - _total([part.area])
        return free

    def match(
        self, demand: Demand, /, *, on: DateLike | None = None, misfits: bool = False
    ) -> tuple[SpaceMatch, ...]:
        """Rank the spaces that may meet a demand, by kind, area, height, load and rent, and what else the park has.

        What is not known speaks neither for nor against a space, but puts it behind those that are known to fit;
        among equals the space with the least area to spare comes first.

        Args:
            demand: what a firm looks for.
            on: the day on which the space must be free.
            misfits: whether to list also the spaces that do not fit, last.

        Examples:
            >>> from zhaoshang import Area
            >>> from zhaoshang.model import Demand, Park, Space
            >>> from zhaoshang.quantities import Length
            >>> park = Park(
            ...     id="K",
            ...     name="园",
            ...     spaces=[
            ...         Space(id="A1", kind="plant", area=Area.of(1, "万㎡"), height=Length.of(9, "米")),
            ...         Space(id="A2", kind="plant", area=Area.of(4000, "㎡"), height=Length.of(9, "米")),
            ...         Space(id="A3", kind="office", area=Area.of(4000, "㎡")),
            ...     ],
            ... )
            >>> demand = Demand(id="D1", kind="plant", area=Area.of(3000, "㎡"), height=Length.of(8, "米"))
            >>> [found.space for found in park.match(demand)]
            ['A2', 'A1']
        """
        found = []
        areas = self._free(on)
        offered = tuple(self._offered(demand))
        for space in self.spaces:
            free = areas[space.id]
            results = (*_compare(space, free, demand), *offered)
            failed = sum(result is False for result, *_ in results)
            unknown = sum(result is None for result, *_ in results)
            if failed and not misfits:
                continue
            words = {True: ("符合", "met"), False: ("不符", "not met"), None: ("不明", "not known")}
            match = SpaceMatch(
                space=space.id,
                free=free,
                is_fit=not failed,
                reasons=tuple(
                    (f"{zh}{words[result][0]}", f"{en} {words[result][1]}") for result, zh, en in results
                ),
            )
            found.append(((failed, unknown, free), match))
        return tuple(match for _, match in sorted(found, key=lambda pair: pair[0]))

    def _offered(self, demand: Demand) -> Iterator[tuple[bool | None, str, str]]:
        """Compare the amenities asked for with those listed; a park that lists none is not known to lack any."""
        if demand.amenities:
            yield (
                (set(demand.amenities) <= set(self.amenities) if self.amenities else None),
                "配套",
                "amenities",
            )

    def per_mu(self, amount: Money, /) -> CompoundQuantity | None:
        """Divide an amount of money by the land of the park, in 亩.

        Args:
            amount: the amount, such as a year's taxes (亩均税收).

        Returns:
            The amount per 亩, or `None` where the land is not known or has no single value.

        Examples:
            >>> from zhaoshang import Area, Money
            >>> from zhaoshang.model import Park
            >>> print(Park(id="K", name="园", land=Area.of(2, "公顷")).per_mu(Money.of(600, "万元")))
            200000 CNY/mu
        """
        land = None if self.land is None else self.land.to("mu").value
        if not land or amount.value is None:
            return None
        each = amount / land
        return CompoundQuantity(value=each.value, unit=unit(f"{amount.unit.code}/mu"))


_LET = (LeaseStage.CONTRACTED, LeaseStage.MOVED_IN)


def _is_built(space: Space, day: date | None) -> bool:
    return space.completed_on is not None and (day is None or space.completed_on.end <= day)


def _is_measured(space: Space, parts: Iterable[SpacePart]) -> bool:
    """Whether the area of a space is known, and how much of it is held."""
    areas = [space.lettable or space.area, *(part.area for part in parts if part.stage in _LET)]
    return all(area is not None and area.value is not None for area in areas)


def _is_one_kind(spaces: Iterable[Space]) -> bool:
    """Whether spaces are all land or all floors."""
    return len({space.kind is SpaceKind.LAND for space in spaces}) < 2


def _is_left(free: Area) -> bool:
    high = free.interval.high
    return high is None or high > 0


def _total(areas: Iterable[Area | None]) -> Area:
    total = Area.of(0, "m2")
    for area in areas:
        if area is not None:
            total = total + area.to("m2")
    return total


def _compare(space: Space, free: Area, demand: Demand) -> Iterator[tuple[bool | None, str, str]]:
    """Compare what is asked with what is there: true, false, or `None` where a side is not known."""
    if demand.kind is not None:
        yield (None if space.kind is None else space.kind is demand.kind), "用途", "kind"
    if demand.area is not None:
        known = space.area is not None or space.lettable is not None
        yield (free >= demand.area if known else None), "面积", "area"
    if demand.height is not None:
        yield _enough(space.height, demand.height), "层高", "height"
    if demand.load is not None:
        yield _enough(space.load, demand.load), "荷载", "load"
    if demand.rent is not None:
        yield _enough(demand.rent, space.rent), "租金", "rent"


def _enough(there: Quantity | None, asked: Quantity | None) -> bool | None:
    if there is None or asked is None or type(there) is not type(asked):
        return None
    try:
        return there >= asked
    except (UnitMismatchError, CurrencyMismatchError, ConversionError):
        return None


guard_room(globals())
