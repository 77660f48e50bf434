"""Plans over what official statistics hold of projects, and over what funds invested in return."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.query.cohorts import PROJECT, Cohort, amount_notes, of_parent
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Kpi, Lower, Plan
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.history import DAY
from zhaoshang._engine.query.shapes.counting import CohortRate, Note, Tally
from zhaoshang._engine.query.shapes.fuzzy import Fuzzy, FuzzyDay, all_of, any_of
from zhaoshang._engine.query.shapes.sums import Quotient
from zhaoshang._engine.tables.columns import LedgerTable, first_day, from_tuples, last_day
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.measures import Amount, Column, Const, Exists, equal, every
from zhaoshang.model import StatisticsEntry
from zhaoshang.vocabulary import StatisticsKind

if TYPE_CHECKING:
    from zhaoshang.periods import Period

_UNDATED: Final = FuzzyDay(Const(None), Const(None))
"""When money was put into a fund, which nobody keeps."""

INVESTMENT: Final = (StatisticsKind.INVESTMENT,)
ABOVE_SCALE: Final = tuple(kind for kind in StatisticsKind if kind.is_above_scale)

Make = Callable[[Tables], LedgerTable]


def _entries(context: Context, kinds: Iterable[StatisticsKind]) -> tuple[str, Make]:
    """Lay the first entry of each project down, of those that stand on the day and were known."""
    wanted, day, known = frozenset(kinds), context.day, context.known
    name = f"statistics@{day}@{'' if known is None else known}@{'+'.join(sorted(wanted))}"

    def stands(entry: StatisticsEntry) -> bool:
        removed, recorded = last_day(entry.removed_on), last_day(entry.recorded_on)
        is_known = known is None or recorded is None or recorded <= known
        return entry.kind in wanted and is_known and (removed is None or removed > day)

    def make(tables: Tables) -> LedgerTable:
        first: dict[int, Period | None] = {}
        for row, project in enumerate(tables.ledger.projects):
            for entry in filter(stands, project.statistics):
                root = tables.root_row(row)
                held = first.get(root, entry.on)
                first[root] = entry.on if held is None or (entry.on and entry.on.start < held.start) else held
        rows = [(row, first_day(on), last_day(on)) for row, on in sorted(first.items())]
        return from_tuples(rows, ("lo", "hi"))

    return name, make


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
        shape = CohortRate(met=met, cohort=cohort.members, kept=("statistics",))
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
    facts, amount, paid = Facts(context), Amount.of("amount"), Amount.of("paid")
    backed = every(equal(Column("is_local"), True), equal(Column("has_government_money"), True))  # noqa: FBT003 - values
    government = equal(Column("is_government"), True)  # noqa: FBT003 - a value
    made = all_of(backed, facts.falls())
    notes = (
        *amount_notes(amount, made.counted, table="fund_investments"),
        *amount_notes(paid, government, table="fund_sponsors"),
    )
    top = facts.total(amount, made, DAY, table="fund_investments")
    bottom = facts.total(paid, government, _UNDATED, table="fund_sponsors")
    return Plan(shape=Quotient(top=top, bottom=bottom), notes=notes)


STATISTICS: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="investment_entry_rate",
        zh="固投入库率",
        en="entered in investment statistics",
        unit="percent",
        formula_zh="已入固定资产投资统计库的项目数 ÷ 已开工项目数",
        formula_en="projects that investment statistics hold ÷ projects started",
        plan=entered("started", INVESTMENT),
        edge_cases_zh="已退库的不算；没有日期的入库记录算入库",
        edge_cases_en="what was taken out again does not count; an entry without a day does",
        references=cite("S42"),
    ),
    Kpi(
        id="above_scale_rate",
        zh="四上入统率",
        en="entered as firms above scale",
        unit="percent",
        formula_zh="已入统为四上企业的项目数 ÷ 已投产项目数",
        formula_en="projects that statistics hold as firms above scale ÷ projects producing",
        plan=entered("producing", ABOVE_SCALE),
        edge_cases_zh="规上工业、资质内建筑业、限上批零住餐业、规上服务业、房地产开发经营业都算；已退库的不算",
        edge_cases_en="industry and services above scale, qualified construction, trade above the limit and real estate count; "
        "what was taken out again does not",
        references=cite("S41"),
    ),
    Kpi(
        id="statistics_entry_count",
        zh="新增入统项目数",
        en="projects newly entered in statistics",
        unit="个",
        formula_zh="期内入统（入库）的项目数，每个项目只算最早的一次",
        formula_en="projects that statistics entered in the period, each at its first entry",
        plan=entry_count,
        edge_cases_zh="默认只算四上企业；entered_as=investment 算固投入库；已退库的不算",
        edge_cases_en="by default firms above scale; entered_as=investment counts investment projects; what was taken out does not",
        references=cite("S41"),
    ),
    Kpi(
        id="fund_reinvestment_rate",
        zh="基金返投比例",
        en="funds invested in return",
        unit="percent",
        formula_zh="有政府出资的基金返投本地的金额 ÷ 政府出资额",
        formula_en="what funds with the government's money invested here ÷ the government's money in them",
        plan=reinvestment,
        edge_cases_zh="出资以实缴为准，没有实缴的以认缴为准；返投是否计入由协议认定（is_local）",
        edge_cases_en="money paid in counts, else what was subscribed; the agreement says what counts as returned (is_local)",
        references=cite("S98"),
    ),
)
"""What statistics hold, and what funds invested in return."""
