"""The tables of what is let in parks on a day, and to whom."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from zhaoshang._engine.tables.columns import LedgerTable, first_day, from_tuples, last_day
from zhaoshang._engine.tables.sources import Source
from zhaoshang.model import Park
from zhaoshang.model._facts.lettings import Tenancy, stage_of, total_of
from zhaoshang.model._facts.lettings import tenancies as tenancies_of
from zhaoshang.quantities import Area

_LETTING: Final = (
    "space",
    "park",
    "district",
    "tenant",
    "lo",
    "hi",
    "is_sure",
    "has_area",
    "area",
)


def lettings(
    tables: Source, day: int, known: int | None, stages: tuple[str, ...], reading: str, *, sales: bool
) -> LedgerTable:
    """List what is let on a day, a row for each tenant of a space, under the space.

    What the records come to is told by `zhaoshang.model._facts.lettings`.

    Args:
        tables: the tables of the ledger.
        day: the day asked about.
        known: the day whose knowledge is replayed.
        stages: the stages that count.
        reading: how coarse dates are read: `sure`, `start`, `end` or `touch`.
        sales: whether what was sold counts as let.
    """
    places: dict[tuple[str, str], int] = {}
    row = 0
    for park in tables.ledger.parks:
        for space in park.spaces:
            places[park.id, space.id] = row
            row += 1
    rows = []
    for park, tenancy in _tenancies(tables, known):
        found = _let(tenancy, day, stages, early=reading in {"start", "touch"}, sales=sales)
        is_sure = found is not None
        if found is None and reading == "sure":
            found = _let(tenancy, day, stages, early=True, sales=sales)
        if found is None or (place := places.get((park.id, found.space or ""))) is None:
            continue
        rows.append(
            (
                place,
                found.space,
                park.id,
                park.district,
                tenancy.tenant,
                found.lo,
                found.hi,
                is_sure,
                found.area is not None,
                found.area,
            )
        )
    return from_tuples(rows, _LETTING, ("area",), above="spaces")


def tenancies(
    tables: Source, day: int, known: int | None, stages: tuple[str, ...], reading: str
) -> LedgerTable:
    """List who rents something on a day, a row for each tenant of a space, known to the park or not."""
    rows = []
    for park, tenancy in _tenancies(tables, known):
        found = _let(tenancy, day, stages, early=reading in {"start", "touch"})
        is_sure = found is not None
        if found is None and reading == "sure":
            found = _let(tenancy, day, stages, early=True)
        if found is not None:
            rows.append((found.space, park.id, park.district, tenancy.tenant, found.lo, found.hi, is_sure))
    names = ("space", "park", "district", "tenant", "lo", "hi", "is_sure")
    return from_tuples(rows, names, above=None)


def rentals(tables: Source, known: int | None, stages: tuple[str, ...]) -> LedgerTable:
    """List the records by which firms came to rent or buy, each with its tenant; what is given back is none."""
    rows = [
        (
            lease.space or tenancy.space,
            park.id,
            park.district,
            lease.tenant or lease.project or tenancy.tenant,
            first_day(lease.on),
            last_day(lease.on),
        )
        for park, tenancy in _tenancies(tables, known)
        for lease in tenancy.records
        if stage_of(lease) in stages
    ]
    return from_tuples(rows, ("space", "park", "district", "tenant", "lo", "hi"), above=None)


def _tenancies(tables: Source, known: int | None) -> Iterator[tuple[Park, Tenancy]]:
    """Gather the records of each tenant in each space, as known on a day."""
    for park in tables.ledger.parks:
        told = (
            lease
            for lease in park.leases
            if known is None or (recorded := last_day(lease.recorded_on)) is None or recorded <= known
        )
        for tenancy in tenancies_of(told):
            yield park, tenancy


class _Let(NamedTuple):
    """What one tenant rents on a day: where, since when, and how much."""

    space: str | None
    lo: int | None
    hi: int | None
    area: Area | None


def _let(
    tenancy: Tenancy, day: int, stages: tuple[str, ...], *, early: bool, sales: bool = True
) -> _Let | None:
    """Say what one tenant rents on a day; `None` where nothing.

    A lease that moves keeps its id, so the space is that of the record in force, not of whichever comes last.
    """
    held = tenancy.held(day, early=early)
    parts = [part for part in held if part.stage in stages and (sales or not part.is_sale)]
    if not parts:
        return None
    dates = [part.lease.on for part in parts if part.lease.on is not None]
    lo = min((date.start.toordinal() for date in dates), default=None)
    hi = min((date.end.toordinal() for date in dates), default=None)
    return _Let(parts[0].space, lo, hi, total_of(part.area for part in parts))
