"""What the records of lettings come to on a day: the one home of what is reserved, let and occupied.

Parks, KPIs on every engine, boards and checks ask here. Records with one id tell the history of one lease. Records
without are read tenant by tenant in each space: moving in fulfils what was contracted up to its size, a further contract
adds unless it starts where an earlier one ends, and an end gives back a part, or all where it names no area.
"""

from collections.abc import Iterable, Iterator
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
            part = next(iter(_less([part], lease.area)[0]), None)
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
    meant: list[SpacePart] = []
    open_: list[SpacePart] = []
    moved: list[SpacePart] = []
    for lease in records:
        if _is_return(lease):
            if lease.area is None:
                meant, open_, moved = [], [], []
            else:
                moved, left = _less(moved, lease.area)
                open_, _ = _less(open_, left)
            continue
        at = _starts(lease, early=early)
        meant, open_, moved = (
            [part for part in parts if _lasts(part, at)] for parts in (meant, open_, moved)
        )
        stage = stage_of(lease)
        if stage is LeaseStage.INTENT:
            meant.append(SpacePart(lease, LeaseStage.INTENT, lease.area))
        elif stage is LeaseStage.CONTRACTED:
            meant = []
            open_, moved = _contract(lease, open_, moved, at)
        elif stage is LeaseStage.MOVED_IN:
            meant = []
            if lease.area is None and open_:
                moved += [SpacePart(lease, LeaseStage.MOVED_IN, part.area, part.lease) for part in open_]
                open_ = []
            else:
                under = open_[0].lease if open_ else None
                moved.append(SpacePart(lease, LeaseStage.MOVED_IN, lease.area, under))
                open_, _ = _less(open_, lease.area)
    return [*meant, *open_, *moved]


def _lasts(part: SpacePart, at: int | None) -> bool:
    """Say whether a part is not long over when the next record comes; one that ends where it starts is renewed."""
    until = part.lease.until
    return until is None or at is None or until.end.toordinal() >= at - 1


def _contract(
    lease: "Lease", open_: list[SpacePart], moved: list[SpacePart], at: int | None
) -> tuple[list[SpacePart], list[SpacePart]]:
    """Add a contract, or put it in the place of those that it renews, with what was moved into under them."""

    def is_renewed(earlier: "Lease | None") -> bool:
        if earlier is None or lease.kind is LeaseKind.ADDITION:
            return False
        ends = None if earlier.until is None else earlier.until.end.toordinal()
        return lease.kind is LeaseKind.RENEWAL or (
            ends is not None and at is not None and ends in {at - 1, at}
        )

    kept = [part for part in open_ if not is_renewed(part.lease)]
    stays: list[SpacePart] = []
    there: list[SpacePart] = []
    for part in moved:
        if is_renewed(part.under) or is_renewed(part.lease):
            stays.append(evolve(part, lease=evolve(part.lease, until=lease.until), under=lease))
        else:
            there.append(part)
    fresh = [SpacePart(lease, LeaseStage.CONTRACTED, lease.area)]
    for part in stays:
        fresh, _ = _less(fresh, part.area)
    return [*kept, *fresh], [*there, *stays]


def _less(parts: list[SpacePart], area: Area | None) -> tuple[list[SpacePart], Area | None]:
    """Take an area from parts, the earliest first, and give what is left of both; of unknown sizes nothing is left."""
    left: list[SpacePart] = []
    rest = area
    for part in parts:
        if rest is None or rest.value is None or part.area is None or part.area.value is None:
            if area is not None:
                left.append(evolve(part, area=None))
            continue
        size = part.area if part.area.unit == rest.unit else part.area.to("m2")
        taken = rest if rest.unit == size.unit else rest.to("m2")
        if not taken.value:
            left.append(part)
        elif (taken.value or 0) >= (size.value or 0):
            rest = taken - size
        else:
            left.append(evolve(part, area=size - taken))
            rest = taken - taken
    return left, rest
