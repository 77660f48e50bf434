"""The tables of projects and of what hangs on them: history, papers, payments, outcomes, promised terms."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any, Final

from attrs import evolve

from zhaoshang._engine.tables.columns import (
    EXTRA,
    Cells,
    LedgerTable,
    amount_cells,
    day_columns,
    exact,
    first_day,
    from_tuples,
    last_day,
    numbers,
    single_day,
)
from zhaoshang._engine.tables.sources import Source, ToldOutcomes
from zhaoshang.lifecycle import stage_at
from zhaoshang.model import Arrival, Investor, LogEntry, Outcome, Project
from zhaoshang.model._facts.arrivals import replaced_from
from zhaoshang.model._facts.history import records_of, withdrawn
from zhaoshang.model._facts.outcomes import Reading, record_of, settled, stated_of
from zhaoshang.model._fields.amounts import MEASURES, PROJECT_AMOUNTS, STOCKS
from zhaoshang.periods import Period
from zhaoshang.vocabulary import Stage

_HK_MACAO_TAIWAN: Final = frozenset({"hk", "macao", "taiwan"})


def taken_back(tables: Source) -> LedgerTable:
    """List the later stages that corrections took back, and those without a date that they left standing."""
    rows = []
    projects = list(tables.recorded.projects) if tables.corrected else []
    for row in tables.corrected:
        project = projects[row]
        found, records = withdrawn(project, tables.known), records_of(project)
        for code, places in (("corrected", found.contradicted), ("undated_after_correction", found.kept)):
            rows += [(tables.root_row(row), records[place].stage._value_, code) for place in sorted(places)]
    return from_tuples(rows, ("stage", "code"))


def leads_of(tables: Source) -> list[Investor | None]:
    """Find the lead investor of every project: its own, else that of the first phase that names one."""
    named = map(attrgetter("lead_investor"), tables.speakers("investors"))
    investors = {investor.id: investor for investor in tables.ledger.investors}
    return list(map(investors.get, named)) if investors else [None] * len(tables.ledger.projects)


def arrival_origin(origin: str | None) -> str | None:
    """Name an investor's origin as payments name it."""
    if origin is None:
        return None
    return "hk_macao_taiwan" if origin in _HK_MACAO_TAIWAN else str(origin)


def projects(tables: Source) -> LedgerTable:
    """Make the table of projects."""
    getters: dict[str, Callable[[Any], Any]] = {
        "event": lambda project: project.events[0] if project.events else None,
    }

    def make(name: str) -> Cells | None:
        if name in _OF_LEAD:
            return [getattr(lead, _OF_LEAD[name], None) for lead in leads_of(tables)]
        if name.startswith(EXTRA):
            header = name.removeprefix(EXTRA)
            return [project.extra.get(header) for project in tables.ledger.projects]
        if name == "moved_from":
            return [
                getattr(lead, "origin", None) if each.moved_from is None else each.moved_from
                for lead, each in zip(leads_of(tables), tables.ledger.projects, strict=True)
            ]
        if name == "is_government_funded":
            return [funded is True for funded in map(attrgetter("government_funded"), tables.ledger.projects)]
        if name == "lead_investor":
            return [head.lead_investor for head in tables.speakers("investors")]
        if name == "has_history":
            return [
                any(each.agreements or each.milestones for each in tables.members(row))
                for row in range(len(table))
            ]
        if name == "is_child":
            return [root != row for row, root in enumerate(tables.roots)]
        return _stages(tables, table, name) if "@" in name else None

    made = (
        *_OF_LEAD,
        "moved_from",
        "is_government_funded",
        "lead_investor",
        "has_history",
        "is_child",
        "stage@",
    )
    table = LedgerTable(
        tables.ledger.projects, None, getters, PROJECT_AMOUNTS, make=make, made=made, kinds=(Project,)
    )
    return table


_OF_LEAD: Final = {"origin": "origin", "ownership": "ownership", "source": "place", "country": "country"}
"""The columns of a project that are fields of its lead investor."""


def stage_column(day: int, known: int | None, *, early: bool) -> str:
    """Name the column of the stage on a day; `early` reads coarse dates by their first day."""
    return f"stage@{day}@{'' if known is None else known}@{'early' if early else 'late'}"


def _stages(tables: Source, table: LedgerTable, name: str) -> Cells | None:
    """Work out the stage of every project on a day, whether it is on hold, and whether a coarse date is cut."""
    _, day, known, side = name.split("@")
    on = date.fromordinal(int(day))
    known_on = date.fromordinal(int(known)) if known else None
    stages, held, cut = [], [], []
    for row, project in enumerate(tables.ledger.projects):
        if tables.root_row(row) == row:
            project = tables.present(row, on, known_on)  # noqa: PLW2901 - of a phase nobody asks
        at = stage_at(project, on, known_on=known_on, lifecycle=tables.lifecycle)
        straddles = any(finding.code == "date_straddles" for finding in at.warnings)
        if straddles and side == "early":
            at = stage_at(_read_early(project), on, known_on=known_on, lifecycle=tables.lifecycle)
        stages.append(at.stage)
        held.append(Stage.ON_HOLD in at.overlays)
        cut.append(straddles)
    for head, cells in (("stage", stages), ("held", held), ("cut", cut)):
        table.put(f"{head}@{day}@{known}@{side}", cells)
    return table.column(name)


def _read_early(project: Project) -> Project:
    """Take every coarse date for its first day."""

    def early(on: Period | None) -> Period | None:
        return None if on is None else Period.of(on.start)

    return evolve(
        project,
        agreements=tuple(evolve(paper, signed_on=early(paper.signed_on)) for paper in project.agreements),
        milestones=tuple(evolve(step, on=early(step.on)) for step in project.milestones),
    )


def flags(tables: Source) -> LedgerTable:
    """List the titles of each project's investors."""
    rows = [
        (row, flag.flag, flag.year, is_lead)
        for row, investor, is_lead in _investors(tables)
        for flag in investor.flags
    ]
    return from_tuples(rows, ("flag", "year", "is_lead"))


def owners(tables: Source) -> LedgerTable:
    """List what kind of firm each project's investors are."""
    rows = [
        (row, None if investor.ownership is None else str(investor.ownership), is_lead)
        for row, investor, is_lead in _investors(tables)
    ]
    return from_tuples(rows, ("ownership", "is_lead"))


def _investors(tables: Source) -> Iterator[tuple[int, Investor, bool]]:
    """List the investors of each project and its phases that are on record, and whether each leads."""
    for row in range(len(tables.ledger.projects)):
        named = [name for each in tables.members(row) for name in each.investors]
        for place, name in enumerate(dict.fromkeys(named)):
            investor = tables.ledger.investors.get(name)
            if investor is not None:
                yield row, investor, place == 0


def chains(tables: Source) -> LedgerTable:
    """List the chains that each project has a place in."""
    rows = dict.fromkeys((row, node.partition("/")[0]) for row, node in _placed(tables))
    return from_tuples(list(rows), ("chain",))


def campaigns(tables: Source) -> LedgerTable:
    """List the campaigns of each project's events, and those that they are part of."""
    ledger = tables.ledger
    above = {campaign.id: campaign.parent for campaign in ledger.campaigns}
    rows: dict[tuple[int, str], None] = {}
    for row in range(len(ledger.projects)):
        named = (event for each in tables.holders(row, "events") for event in each.events)
        for event in map(ledger.events.get, named):
            campaign = None if event is None else event.campaign
            while campaign is not None and (row, campaign) not in rows:
                rows[row, campaign] = None
                campaign = above.get(campaign)
    return from_tuples(list(rows), ("campaign",))


def nodes(tables: Source) -> LedgerTable:
    """List the nodes of chains that each project has a place at, each with its chain before a stroke."""
    return from_tuples(list(_placed(tables)), ("node",))


def listed(field: str, column: str) -> Callable[[Source], LedgerTable]:
    """Make the maker of a table of what a field of projects lists, such as tags; phases speak for one without."""

    def make(tables: Source) -> LedgerTable:
        rows = (
            (row, item)
            for row in range(len(tables.ledger.projects))
            for each in tables.holders(row, field)
            for item in getattr(each, field)
        )
        return from_tuples(list(dict.fromkeys(rows)), (column,))

    return make


def _placed(tables: Source) -> Iterator[tuple[int, str]]:
    """Place projects at nodes: where they say themselves, and where chains name them as members."""
    named: dict[str, list[str]] = {}
    for chain in tables.ledger.chains:
        for member in chain.members:
            if member.project is not None:
                named.setdefault(member.project, []).append(f"{chain.id}/{member.node}")
    for row in range(len(tables.ledger.projects)):
        own = [node for each in tables.holders(row, "chain_nodes") for node in each.chain_nodes]
        given = [node for each in tables.members(row) for node in named.get(each.id, ())] if named else []
        for node in dict.fromkeys((*own, *given)):
            yield row, node


def assignments(tables: Source) -> LedgerTable:
    """List who looks after which project."""
    rows = {project.id: row for row, project in enumerate(tables.ledger.projects)}
    found = [
        (
            rows[each.project],
            str(each.role),
            first_day(each.since),
            last_day(each.since),
            first_day(each.until),
            last_day(each.until),
        )
        for team in tables.ledger.teams
        for each in team.assignments
        if each.project in rows
    ]
    return from_tuples(found, ("role", "since_lo", "since_hi", "until_lo", "until_hi"))


def shares(tables: Source) -> LedgerTable:
    """List how the credit for projects is shared between units."""
    rows = [
        (row, share.unit, None if share.share is None else exact(share.share), last_day(share.until))
        for row, project in enumerate(tables.ledger.projects)
        for share in project.shares
    ]
    return from_tuples(rows, ("unit", "share", "until"))


def events(tables: Source) -> LedgerTable:
    """List the events that projects were signed at."""
    rows = [(row, event) for row, project in enumerate(tables.ledger.projects) for event in project.events]
    return from_tuples(rows, ("event",))


_HUNG: Final[Mapping[str, type]] = {"arrivals": Arrival, "log": LogEntry, "outcomes": Outcome}


def child(
    tables: Source,
    name: str,
    date: str,
    amounts: Iterable[str] = (),
    make: Callable[[str], Cells | None] | None = None,
) -> tuple[LedgerTable, Sequence[int]]:
    """Make the child table that holds a collection of every project, and name the project each row stands in.

    The dates are gathered at the same look: what belongs to one project lies together in memory.
    """
    rows: list[Any] = []
    own, days = numbers(), numbers()
    date_of = attrgetter(date)
    for row, items in enumerate(map(attrgetter(name), tables.ledger.projects)):
        for item in items:
            own.append(row)
            rows.append(item)
            days.append(single_day(date_of(item)))
    made = ("origin", "replaced") if make else ()
    table = LedgerTable(rows, tables.homes(own), None, amounts, make=make, made=made, kinds=(_HUNG[name],))
    table.put_days("lo", "hi", lambda: day_columns(days, partial(map, date_of, rows)))
    table.put_dates(None, "recorded", lambda: [getattr(row, "recorded_on", None) for row in rows])
    return table, own


def arrivals(tables: Source) -> LedgerTable:
    """Make the table of payments that came in; an origin that is not said is that of the lead investor."""

    def make(name: str) -> Cells | None:
        if name == "replaced":
            if not any(map(attrgetter("correction"), table.rows)):
                return [None] * len(table)
            return [day for project in tables.ledger.projects for day in replaced_from(project.arrivals)]
        if name != "origin":
            return None
        leads = leads_of(tables)
        payers = {row: _payer(leads, row, tables.roots[row]) for row in set(own)}
        return [
            payers[row] if arrival.origin is None else str(arrival.origin)
            for arrival, row in zip(table.rows, own, strict=True)
        ]

    table, own = child(tables, "arrivals", "on", ("amount", "fixed"), make)
    return table


def statistics(tables: Source) -> LedgerTable:
    """Make the table of what official statistics entered."""
    rows = [
        (
            tables.root_row(row),
            entry.kind,
            first_day(entry.on),
            last_day(entry.on),
            last_day(entry.recorded_on),
            first_day(entry.removed_on),
            last_day(entry.removed_on),
        )
        for row, project in enumerate(tables.ledger.projects)
        for entry in project.statistics
    ]
    return from_tuples(rows, ("kind", "lo", "hi", "recorded", "removed_lo", "removed_hi"))


def _payer(leads: Sequence[Investor | None], row: int, root: int) -> str | None:
    """Name the origin of a project's lead investor; a phase that names none has that of its project."""
    lead = leads[row] or leads[root]
    return arrival_origin(getattr(lead, "origin", None))


def outcomes(tables: Source) -> LedgerTable:
    """Make the table of what projects achieved; persons are counted as 人 however they are written."""
    table, _ = child(tables, "outcomes", "period", [name for name in MEASURES if name != "jobs"])
    for part, cells in amount_cells(stated_of(outcome, "jobs") for outcome in table.rows).items():
        table.put(f"jobs.{part}", cells)
    return table


def settled_outcomes(
    tables: Source,
    measure: str,
    window: tuple[int | None, int],
    known: int | None,
    reading: Reading,
) -> LedgerTable:
    """List the records of one measure, each with how it counts for a window, as known on a day."""
    rows: list[Any] = []
    told = tables.told_outcomes.get((measure, known))
    if told is None:
        told = tables.told_outcomes[measure, known] = list(_told_outcomes(tables, measure, known))
    for row, stated, records in told:
        found = settled(stated, window, is_stock=measure in STOCKS, reading=reading, records=records)
        parent = tables.roots[row] if tables.joins_phases and tables.has_phases else row
        rows += [
            (parent, first_day(outcome.period), last_day(outcome.period), str(standing), amount)
            for (outcome, _), (standing, amount) in zip(stated, found, strict=True)
        ]
    return from_tuples(rows, ("lo", "hi", "standing", measure), (measure,))


def _told_outcomes(tables: Source, measure: str, known: int | None) -> "Iterator[ToldOutcomes]":
    """Give what each project tells of a measure, with what decides how it counts, which no window changes."""
    for row, project in enumerate(tables.ledger.projects):
        stated = [
            (outcome, amount)
            for outcome in project.outcomes
            if (amount := stated_of(outcome, measure)) is not None and _is_known(outcome.recorded_on, known)
        ]
        if stated:
            yield row, stated, [record_of(outcome, amount) for outcome, amount in stated]


def log(tables: Source) -> LedgerTable:
    """Make the table of notes on progress."""
    table, _ = child(tables, "log", "on")
    return table


def _is_known(recorded_on: Period | None, known: int | None) -> bool:
    return known is None or recorded_on is None or recorded_on.end.toordinal() <= known
