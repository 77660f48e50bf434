"""Plans over what official statistics hold of projects, and over what funds invested in return."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from zhaoshang._engine.query.cohorts import PROJECT, Cohort, amount_notes, of_parent
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Lower, Plan
from zhaoshang._engine.query.facts import DAY, Facts
from zhaoshang._engine.query.fuzzy import Fuzzy, all_of, any_of, fuzzy
from zhaoshang._engine.query.shapes import Note, Rate, Tally
from zhaoshang._engine.query.shapes_sums import Quotient
from zhaoshang._engine.tables.columns import Table, first_day, from_tuples, last_day
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.measures import ALWAYS, NEVER, Amount, Exists, Predicate, every
from zhaoshang.model import StatisticsEntry
from zhaoshang.vocabulary import StatisticsKind

if TYPE_CHECKING:
    from zhaoshang.periods import Period

INVESTMENT: Final = (StatisticsKind.INVESTMENT,)
ABOVE_SCALE: Final = tuple(kind for kind in StatisticsKind if kind.is_above_scale)

Make = Callable[[Tables], Table]


def _entries(context: Context, kinds: Iterable[StatisticsKind]) -> tuple[str, Make]:
    """Lay the first entry of each project down, of those that stand on the day and were known."""
    wanted, day, known = frozenset(kinds), context.day, context.known
    name = f"statistics@{day}@{'' if known is None else known}@{'+'.join(sorted(wanted))}"

    def stands(entry: StatisticsEntry) -> bool:
        removed, recorded = last_day(entry.removed_on), last_day(entry.recorded_on)
        is_known = known is None or recorded is None or recorded <= known
        return entry.kind in wanted and is_known and (removed is None or removed > day)

    def make(tables: Tables) -> Table:
        first: dict[int, Period | None] = {}
        for row, project in enumerate(tables.ledger.projects):
            for entry in filter(stands, project.statistics):
                root = tables.root_row(row)
                held = first.get(root, entry.on)
                first[root] = entry.on if held is None or (entry.on and entry.on.start < held.start) else held
        rows = [(row, first_day(on), last_day(on)) for row, on in sorted(first.items())]
        return from_tuples(rows, ("lo", "hi"))

    return name, make


def _told(context: Context) -> Predicate:
    """Say whether a ledger tells of statistics at all; one that holds no projects beside chunks of them may."""
    projects = () if context.ledger is None else context.ledger.projects
    return NEVER if projects and not any(project.statistics for project in projects) else ALWAYS


def entered(stage: str, kinds: Iterable[StatisticsKind]) -> Lower:
    """Divide the projects that statistics hold by those that came to a stage."""
    wanted = tuple(kinds)

    def plan(context: Context) -> Plan:
        facts = Facts(context)
        name, make = _entries(context, wanted)
        cohort = Cohort(facts, facts.event(stage), rate=True)
        by = any_of(facts.by(context.day), DAY.is_undated)
        met = Fuzzy(Exists(name, by.counted), Exists(name, by.possible))
        notes = (
            *cohort.notes,
            Note("date_straddles", every(cohort.members.counted, met.maybe)),
        )
        shape = Rate(met=met, cohort=cohort.members, known=_told(context))
        return Plan(shape=shape, tables={name: make}, notes=notes, cohort=facts.cohort_kind, came_to=stage)

    return plan


def entry_count(context: Context) -> Plan:
    """Count the projects that statistics entered in the period, or to date."""
    asked = context.listed("entered_as")
    kinds = ABOVE_SCALE if asked is None else tuple(StatisticsKind(code) for code in asked)
    facts = Facts(context)
    name, make = _entries(context, kinds)
    population = of_parent(facts.population(amounts=False))
    found = all_of(population, facts.falls())
    notes = (
        Note(
            "missing_date",
            every(population, DAY.is_undated),
            is_excluded=context.window is not None,
            table=name,
            id=PROJECT,
        ),
        Note("date_straddles", found.maybe, is_excluded=True, table=name, id=PROJECT),
    )
    return Plan(shape=Tally(where=found, table=name, id=PROJECT), tables={name: make}, notes=notes)


# funds ------------------------------------------------------------------------------------------------------------


def reinvestment(context: Context) -> Plan:
    """Divide what funds invested here by the government's money in them."""
    facts, amount = Facts(context), Amount.of("amount")
    made = facts.falls()
    notes = (
        *amount_notes(amount, made.counted, table="fund_investments"),
        *amount_notes(amount, fuzzy(DAY.is_undated).counted, table="fund_money"),
    )
    top = facts.total(amount, made, DAY, table="fund_investments")
    bottom = facts.total(amount, fuzzy(DAY.is_undated), DAY, table="fund_money")
    shape = Quotient(top=top, bottom=bottom)
    return Plan(shape=shape, tables={"fund_investments": _investments, "fund_money": _money}, notes=notes)


def _investments(tables: Tables) -> Table:
    """List what funds invested in return, by fund."""
    rows = [
        (fund.id, each.firm or each.project, first_day(each.on), last_day(each.on), None, each.amount)
        for fund in tables.ledger.funds
        for each in fund.investments
        if each.is_local and any(sponsor.is_government for sponsor in fund.sponsors)
    ]
    return from_tuples(rows, ("id", "firm", "lo", "hi", "recorded", "amount"), ("amount",), above=None)


def _money(tables: Tables) -> Table:
    """List the government's money in funds: what was paid in, else what was subscribed."""
    rows = [
        (fund.id, sponsor.name, None, None, None, sponsor.paid or sponsor.amount)
        for fund in tables.ledger.funds
        for sponsor in fund.sponsors
        if sponsor.is_government
    ]
    return from_tuples(rows, ("id", "sponsor", "lo", "hi", "recorded", "amount"), ("amount",), above=None)
