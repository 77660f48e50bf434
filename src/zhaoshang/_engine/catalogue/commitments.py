"""Plans over what the government promised in agreements."""

from typing import Final

from attrs import evolve

from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.query.cohorts import of_parent
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Kpi, Plan
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.history import DAY
from zhaoshang._engine.query.shapes.counting import CohortRate, Note
from zhaoshang._engine.query.shapes.fuzzy import Fuzzy, all_of
from zhaoshang._engine.tables.columns import LedgerTable, first_day, from_tuples, last_day
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.lifecycle import LIFECYCLE, CommitmentState, commitments
from zhaoshang.measures import Column, OneOf, every
from zhaoshang.periods import Period

_STATE: Final = Column("state")
_OUT: Final = frozenset({CommitmentState.NOT_DUE, CommitmentState.WAITING, CommitmentState.LAPSED})


def honoured_rate(context: Context) -> Plan:
    """Divide the commitments that were honoured by those due, as the register of the day holds them."""
    facts, day = Facts(context), context.as_of or Period.of(str(context.day))
    name = f"commitments@{context.day}@{context.known or ''}"

    def make(tables: Tables) -> LedgerTable:
        rows = {project.id: row for row, project in enumerate(tables.ledger.projects)}
        lines = [
            (
                tables.root_row(rows[line.project]),
                line.commitment.id,
                first_day(line.commitment.due_on),
                last_day(line.commitment.due_on),
                str(line.state),
            )
            for line in commitments(
                evolve(tables.ledger, payments=tables.beside.payments),
                as_of=day,
                known_on=context.known_on,
                lifecycle=context.profile.lifecycle or LIFECYCLE,
            )
        ]
        return from_tuples(lines, ("id", "lo", "hi", "state"))

    population = of_parent(facts.population())
    judged = frozenset(str(state) for state in CommitmentState) - frozenset(map(str, _OUT))
    about = every(population, OneOf(_STATE, judged))
    due = all_of(about, facts.falls())
    honoured, perhaps = (OneOf(_STATE, frozenset(states)) for states in (("honoured",), ("honoured", "open")))
    notes = (
        Note(
            "missing_date", every(about, DAY.is_undated), is_excluded=context.window is not None, table=name
        ),
        Note("date_straddles", due.maybe, is_excluded=True, table=name),
        Note(
            None,
            every(population, OneOf(_STATE, frozenset({"waiting", "lapsed"}))),
            is_excluded=True,
            table=name,
        ),
    )
    shape = CohortRate(met=Fuzzy(honoured, perhaps), cohort=due, table=name)
    return Plan(shape=shape, tables={name: make}, notes=notes)


COMMITMENTS: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="commitment_rate",
        zh="政府承诺兑现率",
        en="commitments honoured",
        unit="percent",
        formula_zh="期内到期的政府承诺事项中已兑现数 ÷ 到期数",
        formula_en="commitments of the government that were honoured ÷ those due in the period",
        plan=honoured_rate,
        edge_cases_zh="企业条件未达成、随项目终止的不计；有争议的在分母；待核实的只给上下限",
        edge_cases_en="what waits for the investor, or lapsed with its project, is left out; disputes stay below the line; "
        "open ones give bounds only",
        references=cite("S97"),
    ),
)
"""What the government promised."""
