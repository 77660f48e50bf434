"""What the records of lettings come to on a day: the one home of what is reserved, let and occupied.

Parks, KPIs on every engine, boards and checks ask here. Records with one id tell the history of one lease. Records
without are read tenant by tenant in each space: moving in fulfils what was contracted up to its size, a further contract
adds unless it starts where an earlier one ends, and an end gives back a part, or all where it names no area.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING, Final, final

from attrs import evolve, frozen

from zhaoshang.quantities import Area
from zhaoshang.vocabulary import LeaseKind, LeaseStage

if TYPE_CHECKING:
    from zhaoshang.model.space import Lease

_ORDER: Final[dict[LeaseStage | None, int]] = {stage: rank for rank, stage in enumerate(LeaseStage)}
_FOREVER: Final = 10**9


@final
@frozen
class SpacePart:
    """A part of a space that a tenant holds: from which record, how far it has come, and how much.

    `under` is the contract that moving in fulfilled, or the record before of the same lease; `before` is where the lease
    was until a record that names no space.
    """

    lease: "Lease"
    stage: LeaseStage
    area: Area | None
    under: "Lease | None" = None
    before: str | None = None

    @property
    def space(self) -> str | None:
        """The id of the space."""
        return self.lease.space or self.before

    @property
    def is_sale(self) -> bool:
        """Whether it was sold, not let."""
        sold = self.lease if self.lease.kind is not None or self.under is None else self.under
        return sold.kind is LeaseKind.SALE


def stage_of(lease: "Lease") -> LeaseStage | None:
    """Say how far a record says that things have come; a sale that does not say is a contract, a return is an end."""
    if lease.kind is LeaseKind.RETURN:
        return LeaseStage.ENDED
    return LeaseStage.CONTRACTED if lease.stage is None and lease.kind is LeaseKind.SALE else lease.stage


@final
@frozen
class Tenancy:
    """The records of one lease, or of one tenant in one space, in the order of the ledger."""

    space: str | None
    tenant: str | None
    records: "tuple[Lease, ...]"
    is_one_lease: bool = False

    def held(self, day: int | None = None, *, early: bool = False) -> list[SpacePart]:
        """List what is held on a day (an ordinal), coarse dates read by their first day or their last.

        Without a day every record counts and no term runs out.
        """
        by = _FOREVER if day is None else day
        come = [
            (lease, at) for lease in self.records if (at := _starts(lease, early=early)) is None or at <= by
        ]
        come.sort(key=lambda each: (each[1] or 0, _ORDER.get(stage_of(each[0]), -1)))
        records = [lease for lease, _ in come]
        parts = _history(records) if self.is_one_lease else _fold(records, early=early)
        if day is None:
            return parts
        return [part for part in parts if part.lease.until is None or part.lease.until.end.toordinal() >= day]


def tenancies(leases: "Iterable[Lease]") -> Iterator[Tenancy]:
    """Gather records by lease, and those without an id by space and tenant; one that names no tenant stands alone."""
    found: dict[tuple[object, ...], list[Lease]] = {}
    for place, lease in enumerate(leases):
        tenant = lease.tenant or lease.project
        if lease.id is not None:
            key: tuple[object, ...] = ("id", lease.id)
        elif tenant is not None:
            key = ("tenant", lease.space, tenant)
        else:
            key = ("row", place)
        found.setdefault(key, []).append(lease)
    for key, records in found.items():
        said = [lease.tenant or lease.project for lease in records]
        spaces = [lease.space for lease in records if lease.space is not None]
        yield Tenancy(
            space=spaces[-1] if spaces else None,
            tenant=next((name for name in reversed(said) if name is not None), None),
            records=tuple(records),
            is_one_lease=key[0] == "id",
        )


def total_of(areas: Iterable[Area | None]) -> Area | None:
    """Add up areas, in their own unit where they share one; `None` where one is not known or there is none."""
    known = list(areas)
    if not known or any(area is None for area in known):
        return None
    stated = [area for area in known if area is not None]
    if len({area.unit for area in stated}) > 1:
        stated = [area.to("m2") for area in stated]
    return sum(stated[1:], stated[0])


def _starts(lease: "Lease", *, early: bool) -> int | None:
    if lease.on is None:
        return None
    return (lease.on.start if early else lease.on.end).toordinal()


def _is_return(lease: "Lease") -> bool:
    return stage_of(lease) is LeaseStage.ENDED


def _history(records: "list[Lease]") -> list[SpacePart]:
    """Read the history of one lease: the latest record counts; an addition tells the increment, a return the part."""
    part: SpacePart | None = None
    for lease in records:
        if lease.kind is LeaseKind.RETURN and lease.area is not None and part is not None:
            held = _HeldParts(part)
            held.less(lease.area)
            part = held.first
        elif _is_return(lease):
            part = None
        elif (stage := stage_of(lease)) is not None:
            area = lease.area
            if part is not None and lease.kind is LeaseKind.ADDITION:
                area = total_of([part.area, lease.area])
            elif part is not None and area is None:
                area = part.area
            under = None if part is None else part.lease if part.lease.kind is not None else part.under
            part = SpacePart(lease, stage, area, under, None if part is None else part.space)
    return [] if part is None else [part]


def _fold(records: "list[Lease]", *, early: bool) -> list[SpacePart]:
    """Read the records of one tenant in one space, one after the other."""
    meant, open_, moved = _HeldParts(), _HeldParts(), _HeldParts()
    for lease in records:
        if _is_return(lease):
            if lease.area is None:
                meant, open_, moved = _HeldParts(), _HeldParts(), _HeldParts()
            else:
                open_.less(moved.less(lease.area))
            continue
        at = _starts(lease, early=early)
        for parts in (meant, open_, moved):
            parts.end(at)
        stage = stage_of(lease)
        if stage is LeaseStage.INTENT:
            meant.add(SpacePart(lease, LeaseStage.INTENT, lease.area))
        elif stage is LeaseStage.CONTRACTED:
            meant.clear()
            _contract(lease, open_, moved, at)
        elif stage is LeaseStage.MOVED_IN:
            meant.clear()
            _move_in(lease, open_, moved)
    return [*meant, *open_, *moved]


def _contract(lease: "Lease", open_: "_HeldParts", moved: "_HeldParts", at: int | None) -> None:
    """Add a contract, or put it in the place of those that it renews, with what was moved into under them."""
    open_.renewed_by(lease, at)
    fresh = _HeldParts(SpacePart(lease, LeaseStage.CONTRACTED, lease.area))
    for part in moved.renewed_by(lease, at):
        moved.add(evolve(part, lease=evolve(part.lease, until=lease.until), under=lease))
        fresh.less(part.area)
    for part in fresh:
        open_.add(part)


def _move_in(lease: "Lease", open_: "_HeldParts", moved: "_HeldParts") -> None:
    """Fulfil what was contracted, up to the size; without one, all of it."""
    first = open_.first
    if lease.area is None and first is not None:
        for part in open_.clear():
            moved.add(SpacePart(lease, LeaseStage.MOVED_IN, part.area, part.lease))
        return
    moved.add(SpacePart(lease, LeaseStage.MOVED_IN, lease.area, None if first is None else first.lease))
    open_.less(lease.area)


@final
class _HeldParts:
    """Parts in their order, found by when they end and by what can be taken from them, without a look at all others."""

    def __init__(self, *parts: SpacePart) -> None:
        self._all: OrderedDict[int, SpacePart] = OrderedDict()
        self._sized: OrderedDict[int, None] = OrderedDict()
        self._unsized: list[int] = []
        self._terms: list[tuple[int, int]] = []
        self._ending: dict[int, list[int]] = {}
        self._places = count()
        for part in parts:
            self.add(part)

    def __iter__(self) -> Iterator[SpacePart]:
        return iter(self._all.values())

    @property
    def first(self) -> SpacePart | None:
        """The earliest part."""
        return next(iter(self), None)

    def add(self, part: SpacePart) -> None:
        """Put a part behind the others."""
        place = next(self._places)
        self._all[place] = part
        if part.area is not None and part.area.value is not None:
            self._sized[place] = None
        elif part.area is not None:
            self._unsized.append(place)
        ends = [each.until.end.toordinal() for each in (part.lease, part.under) if each and each.until]
        for end in ends:
            self._ending.setdefault(end, []).append(place)
        if part.lease.until is not None:
            heappush(self._terms, (ends[0], place))

    def clear(self) -> list[SpacePart]:
        """Take all parts out."""
        return [self._taken(place) for place in list(self._all)]

    def _taken(self, place: int) -> SpacePart:
        self._sized.pop(place, None)
        return self._all.pop(place)

    def end(self, at: int | None) -> None:
        """Leave out what is long over when the next record comes; what ends where that starts is renewed."""
        while at is not None and self._terms and self._terms[0][0] < at - 1:
            _, place = heappop(self._terms)
            if place in self._all:
                self._taken(place)

    def renewed_by(self, lease: "Lease", at: int | None) -> list[SpacePart]:
        """Take out the parts in whose place a contract stands: where it says so, or starts where they end."""
        if lease.kind is LeaseKind.RENEWAL:
            return self.clear()
        if lease.kind is LeaseKind.ADDITION or at is None:
            return []
        ending = {place for day in (at - 1, at) for place in self._ending.pop(day, ())}
        return [self._taken(place) for place in sorted(ending & self._all.keys())]

    def less(self, area: Area | None) -> Area | None:
        """Take an area from the parts, the earliest first, and give what is left of it; of unknown sizes nothing is left."""
        if area is None:
            self.clear()
            return None
        lost = self._unsized if area.value is not None else [*self._unsized, *self._sized]
        for place in lost:
            if place in self._all:
                self._all[place] = evolve(self._all[place], area=None)
                self._sized.pop(place, None)
        self._unsized = []
        rest = area
        while rest.value and self._sized:
            place = next(iter(self._sized))
            size = self._all[place].area or rest
            if size.unit != rest.unit:
                size, rest = size.to("m2"), rest.to("m2")
            if (rest.value or 0) >= (size.value or 0):
                self._taken(place)
                rest -= size
            else:
                self._all[place] = evolve(self._all[place], area=size - rest)
                rest -= rest
        return rest
