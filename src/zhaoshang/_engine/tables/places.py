"""The tables of parks, teams, funds and payments."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from zhaoshang._engine.tables.columns import Table, dated, first_day, from_tuples, last_day
from zhaoshang.model import Park
from zhaoshang.model._facts.lettings import Tenancy, stage_of, total_of
from zhaoshang.model._facts.lettings import tenancies as tenancies_of
from zhaoshang.quantities import Area, Count

if TYPE_CHECKING:
    from zhaoshang._engine.tables.ledger_tables import Tables

_SPACE: Final = (
    "id",
    "park",
    "district",
    "kind",
    "completed_lo",
    "completed_hi",
    "idle_lo",
    "idle_hi",
    "storeys",
    "area",
    "lettable",
    "height",
)
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
_LEASE: Final = (
    *("park", "district", "tenant", "space", "stage", "lo", "hi", "recorded", "until_lo", "until_hi"),
    *("lease", "kind", "area"),
)


def spaces(tables: "Tables") -> Table:
    """Make the table of spaces in parks."""
    rows = [
        (
            space.id,
            park.id,
            park.district,
            space.kind,
            first_day(space.completed_on),
            last_day(space.completed_on),
            first_day(space.idle_since),
            last_day(space.idle_since),
            space.storeys,
            space.area,
            space.area if space.lettable is None else space.lettable,
            space.height,
        )
        for park in tables.ledger.parks
        for space in park.spaces
    ]
    return from_tuples(rows, _SPACE, ("area", "lettable", "height"), above=None)


def parks(tables: "Tables") -> Table:
    """Make the table of parks."""
    return Table(tuple(tables.ledger.parks), None, {"park": lambda park: park.id}, ("land",))


def leases(tables: "Tables") -> Table:
    """Make the table of lettings as recorded, one row a record."""
    rows = [
        (
            park.id,
            park.district,
            lease.tenant or lease.project,
            lease.space,
            lease.stage,
            first_day(lease.on),
            last_day(lease.on),
            last_day(lease.recorded_on),
            first_day(lease.until),
            last_day(lease.until),
            lease.id,
            lease.kind,
            lease.area,
        )
        for park in tables.ledger.parks
        for lease in park.leases
    ]
    return from_tuples(rows, _LEASE, ("area",), above=None)


def lettings(
    tables: "Tables", day: int, known: int | None, stages: tuple[str, ...], reading: str, *, sales: bool
) -> Table:
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


def tenancies(tables: "Tables", day: int, known: int | None, stages: tuple[str, ...], reading: str) -> Table:
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


def rentals(tables: "Tables", known: int | None, stages: tuple[str, ...]) -> Table:
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


def _tenancies(tables: "Tables", known: int | None) -> Iterator[tuple[Park, Tenancy]]:
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


def outreach(tables: "Tables") -> Table:
    """Make the table of trips and visits, one row an entry, with how many groups travelled."""
    rows = [
        (
            team.id,
            team.id,
            team.place,
            entry.direction,
            entry.planned,
            first_day(entry.on),
            last_day(entry.on),
            None,
            _batches(entry.batches),
            entry.led_by,
            entry.level,
        )
        for team in tables.ledger.teams
        for entry in team.outreach
    ]
    days = ("lo", "hi", "recorded")
    names = ("id", "owner", "district", "direction", "is_planned", *days, "batches", "leader", "level")
    return from_tuples(rows, names, above=None)


_GROUPS: Final = frozenset({"批次", "批", "次"})


def _batches(count: Count | None) -> int:
    """Say how many groups travelled: one, where that is not said, or where firms or persons are counted instead."""
    if count is None or count.value is None or count.unit.code not in _GROUPS:
        return 1
    return int(count.value)


def steps(tables: "Tables") -> Table:
    """Make the table of the steps of service, with their time limits."""
    rows = [
        (
            team.id,
            step.id,
            None if step.limit is None else step.limit.days,
            None if step.limit is None else step.limit.months,
            step.limit is not None and step.limit.working,
            step.department,
        )
        for team in tables.ledger.teams
        for step in team.steps
    ]
    return from_tuples(rows, ("owner", "step", "days", "months", "is_working", "department"), above=None)


def progress(tables: "Tables") -> Table:
    """Make the table of steps under way or done."""
    rows = [
        (
            record.project,
            team.id,
            record.step,
            first_day(record.accepted_on),
            last_day(record.accepted_on),
            first_day(record.done_on),
            last_day(record.done_on),
        )
        for team in tables.ledger.teams
        for record in team.progress
    ]
    names = ("id", "owner", "step", "accepted_lo", "accepted_hi", "done_lo", "done_hi")
    return from_tuples(rows, names, above=None)


def pauses(tables: "Tables") -> Table:
    """Make the table of the times during which the clock of a step stood still."""
    rows = [
        (
            record.project,
            team.id,
            record.step,
            first_day(begun),
            last_day(begun),
            first_day(ended),
            last_day(ended),
        )
        for team in tables.ledger.teams
        for record in team.progress
        for begun, ended in record.paused
    ]
    names = ("id", "owner", "step", "begun_lo", "begun_hi", "ended_lo", "ended_hi")
    return from_tuples(rows, names, above=None)


def cases(tables: "Tables") -> Table:
    """Make the table of problems that firms raised."""
    rows = [
        (
            case.id,
            team.id,
            team.place,
            case.category,
            first_day(case.raised_on),
            last_day(case.raised_on),
            first_day(case.closed_on),
            last_day(case.closed_on),
            case.department,
            first_day(case.due_on),
            last_day(case.due_on),
        )
        for team in tables.ledger.teams
        for case in team.cases
    ]
    days = ("raised_lo", "raised_hi", "closed_lo", "closed_hi")
    names = ("id", "owner", "district", "category", *days, "department", "due_lo", "due_hi")
    return from_tuples(rows, names, above=None)


def orders(tables: "Tables") -> Table:
    """Make the table of supervision orders."""
    rows = [
        (
            order.id,
            team.id,
            team.place,
            *(
                day
                for on in (order.issued_on, order.due_on, order.answered_on)
                for day in (first_day(on), last_day(on))
            ),
        )
        for team in tables.ledger.teams
        for order in team.orders
    ]
    days = ("issued_lo", "issued_hi", "due_lo", "due_hi", "answered_lo", "answered_hi")
    return from_tuples(rows, ("id", "owner", "district", *days), above=None)


def awards(tables: "Tables") -> Table:
    """Make the table of rewards and penalties."""
    rows = [
        (
            team.id,
            team.id,
            team.place,
            first_day(award.on),
            last_day(award.on),
            None,
            None if award.points is None else Fraction(award.points),
        )
        for team in tables.ledger.teams
        for award in team.awards
    ]
    return from_tuples(rows, ("id", "owner", "district", "lo", "hi", "recorded", "points"), above=None)


def funds(tables: "Tables") -> Table:
    """Make the table of funds."""
    getters = {**dated("on", recorded=False)}
    return Table(tuple(tables.ledger.funds), None, getters, ("size",))


def payments(tables: "Tables") -> Table:
    """Make the table of policy money."""
    getters = {**dated("on", recorded=False)}
    return Table(tuple(tables.ledger.payments), None, getters, ("amount", "planned"))
