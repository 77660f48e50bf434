"""Tables that are worked out from the records that others stand for: which those are, and what is read of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, final

from attrs import evolve, frozen

from zhaoshang._engine.frames.record_cells import Row, amount_of, period_of
from zhaoshang._engine.frames.records import StoreRecords
from zhaoshang.ledger import Ledger
from zhaoshang.measures import OneOf
from zhaoshang.model import (
    Agreement,
    Commitment,
    Outreach,
    Payment,
    Project,
    ServiceTeam,
    StatisticsEntry,
)
from zhaoshang.model._facts.phases import PHASES
from zhaoshang.periods import Period

Read = tuple[Ledger, Sequence[Any]]
"""The records that a table is worked out from, and the keys that its rows refer to."""


@final
@frozen
class WorkedOut:
    """How a table is worked out.

    Attributes:
        needed: the tables that it is worked out from, without which there is none.
        read: what is read of them.
        joins: whether what is worked out of a phase stands under its project, where phases are one with it.
    """

    needed: tuple[str, ...]
    read: Callable[[StoreRecords], Read]
    joins: bool = False


def _date(row: Row, name: str) -> Period | None:
    return period_of(row[f"{name}_lo"], row[f"{name}_hi"])


def _grounds(records: StoreRecords) -> Read:
    return Ledger(parks=records.parks), records.places


def _steps(records: StoreRecords) -> Read:
    return Ledger(teams=records.teams), ()


def _achieved(records: StoreRecords) -> Read:
    keys, projects = records.achievements
    return Ledger(projects=projects), keys


def _phased(records: StoreRecords) -> Read:
    keys, projects = records.families()
    return Ledger(projects=projects), keys


def _promised(records: StoreRecords) -> Read:
    return records.promising("terms", lambda _apart: {}, is_joined=records.store.joins_phases)


def _entered(records: StoreRecords) -> Read:
    """Read what statistics entered, of each project that they know."""
    link = records.store.link("statistics")
    found: dict[Any, list[StatisticsEntry]] = defaultdict(list)
    for row in records.rows("statistics", link):
        entry = StatisticsEntry(
            kind=row["kind"],
            on=period_of(row["lo"], row["hi"]),
            recorded_on=period_of(row["recorded"], row["recorded"]),
            removed_on=_date(row, "removed"),
        )
        found[row[link]].append(entry)
    if link == "parent_row":  # what phases have stands behind what projects have themselves
        found = dict(sorted(found.items()))
    projects = [Project(id=str(key), name=str(key), statistics=entries) for key, entries in found.items()]
    return Ledger(projects=projects), list(found)


def _led_to(records: StoreRecords) -> Read:
    """Read the trips that led to projects, one for each project that they name, and those projects."""
    trips: dict[str, list[Outreach]] = defaultdict(list)
    for row in records.rows("leads"):
        trip = Outreach(
            on=period_of(row["lo"], row["hi"]),
            planned=bool(row["is_planned"]),
            direction=row["direction"],
            led_by=row["leader"],
            level=row["level"],
            leads=[row["project"]],
        )
        trips[row["owner"]].append(trip)
    named = [lead for made in trips.values() for trip in made for lead in trip.leads]
    keys, projects = _named(records, named)
    teams = [ServiceTeam(id=unit, name=unit, outreach=made) for unit, made in trips.items()]
    return Ledger(projects=projects, teams=teams), keys


def _named(records: StoreRecords, ids: Iterable[str]) -> tuple[list[Any], list[Project]]:
    """Read projects by their ids, and those that they are phases of, each with its key."""
    store = records.store
    key = store.key("projects")
    names = dict.fromkeys((key, "id", *({"parent", "relation"} & store.kinds["projects"].keys())))
    nodes = {name: store.column("projects", name) for name in names}
    found: dict[str, dict[str, Any]] = {}
    wanted, asked = frozenset(ids), set[str]()
    while wanted:
        asked |= wanted
        for row in records.read("projects", nodes, OneOf(nodes["id"], wanted)):
            found[row["id"]] = row
        above = {row.get("parent") for row in found.values() if row.get("relation") in PHASES}
        wanted = frozenset(each for each in above if each is not None) - asked
    projects = [
        Project(
            id=row["id"],
            name=row["id"],
            parent=row.get("parent"),
            relation=row.get("relation") if row.get("relation") in PHASES else None,
        )
        for row in found.values()
    ]
    return [row[key] for row in found.values()], projects


def _bound(records: StoreRecords) -> Read:
    """Read what the government promised, what was paid for it, and what the investors' side of it is held against."""
    payments = [
        Payment(
            id=str(row["id"]),
            amount=amount_of(row, "amount"),
            on=period_of(row["lo"], row["hi"]),
            commitment=row["commitment"],
        )
        for row in records.rows("payments")
        if row["commitment"] is not None
    ]
    ledger, keys = records.promising("commitments", _papers, is_joined=True)
    return evolve(ledger, payments=payments), keys


def _papers(records: StoreRecords) -> dict[Any, list[Agreement]]:
    """Read what the government promised, as one paper for each promise, by the key of the project."""
    store = records.store
    link = store.link("commitments")
    found: dict[Any, list[Agreement]] = defaultdict(list)
    for row in records.rows("commitments", link):
        if row["terms"]:
            store.link("terms")  # what it is tied to has to be told
        promise = Commitment(
            id=row["commitment"],
            amount=amount_of(row, "amount"),
            terms=row["terms"].split(",") if row["terms"] else (),
            due_on=_date(row, "due"),
            honoured_on=_date(row, "honoured"),
            contested_on=_date(row, "contested"),
            settled_on=_date(row, "settled"),
        )
        paper = Agreement(
            signed_on=_date(row, "signed"),
            recorded_on=period_of(row["recorded"], row["recorded"]),
            commitments=[promise],
        )
        found[row[link]].append(paper)
    return found


WORKED_OUT: Final[Mapping[str, WorkedOut]] = {
    "lettings": WorkedOut(("spaces", "leases"), _grounds),
    **dict.fromkeys(("tenancies", "rentals"), WorkedOut(("leases",), _grounds)),
    **dict.fromkeys(("due", "promised"), WorkedOut(("terms",), _promised, joins=True)),
    "progress": WorkedOut(("steps", "progress"), _steps),
    "outcomes": WorkedOut(("outcomes",), _achieved),
    **dict.fromkeys(("completions", "endings"), WorkedOut((), _phased)),
    "statistics": WorkedOut(("statistics",), _entered),
    "leads_found": WorkedOut(("leads",), _led_to, joins=True),
    "commitments": WorkedOut(("commitments", "payments"), _bound, joins=True),
}
