"""Plans of KPIs of one's own: data and not closures, so that such a KPI is equal to its like and goes to other processes."""

from collections.abc import Callable, Iterator
from typing import Any, Final, final

from attrs import evolve, frozen

from zhaoshang._engine.query.cohorts import Cohort, Flow, OutcomeFlow, amount_notes
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Kpi, Plan
from zhaoshang._engine.query.durations import days_between
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.shapes.counting import CohortRate, Note, Tally
from zhaoshang._engine.query.shapes.days import Stat
from zhaoshang._engine.query.shapes.fuzzy import all_of, fuzzy
from zhaoshang._engine.query.shapes.sums import AmountTotal, PartOfWhole, Quotient
from zhaoshang._engine.query.wheres import reads_attributes
from zhaoshang.errors import FieldTypeError, UnitMismatchError
from zhaoshang.measures import ALWAYS, Amount, Not, Predicate, every
from zhaoshang.model._fields.amounts import MONEY_FLOWS
from zhaoshang.profiles import code_of
from zhaoshang.units import unit as find_unit

FLOWS: Final = ("arrivals", *MONEY_FLOWS, "jobs")
"""What comes in over a period, of payments and of outcomes."""


def _cohort(facts: Facts, of: str, where: Predicate, *, amounts: bool, rate: bool = False) -> Cohort:
    return Cohort(facts, facts.event(code_of(of)), only=where, amounts=amounts, rate=rate)


@final
@frozen
class Bound:
    """A plan with the arguments that it was made for, and the condition on all that it looks at."""

    work: Callable[..., Plan]
    arguments: tuple[Any, ...]
    where: Predicate = ALWAYS

    def __call__(self, context: Context) -> Plan:
        return self.work(context, *self.arguments)

    @property
    def conditions(self) -> Iterator[Predicate]:
        """The conditions that it was made with, those of the KPIs that it divides among them."""
        for each in self.arguments:
            if isinstance(each, Predicate) and each != ALWAYS:
                yield each
            elif isinstance(each, Kpi) and isinstance(each.plan, Bound):
                yield from each.plan.conditions


def counted(context: Context, of: str, where: Predicate, unit: str) -> Plan:
    """Count the projects."""
    cohort = _cohort(Facts(context), of, where, amounts=False)
    shape = Tally(where=cohort.members, unit=unit)
    return Plan(
        shape=shape,
        notes=cohort.notes,
        cohort=cohort.facts.cohort_kind,
        reads_attributes=reads_attributes(where),
    )


def rated(context: Context, asked: str | tuple[str, ...], of: str, where: Predicate) -> Plan:
    """Give how many of the projects met what is asked."""
    facts = Facts(context)
    cohort = _cohort(facts, of, where, amounts=False, rate=True)
    conditions = facts.conditions(asked) if isinstance(asked, str) else asked
    reached, notes = cohort.met(conditions)
    shape = CohortRate(met=reached, cohort=cohort.members)
    return Plan(
        shape=shape,
        notes=(*cohort.notes, *notes),
        cohort=facts.cohort_kind,
        reads_attributes=reads_attributes(where),
    )


def totalled(context: Context, amount: str, of: str, where: Predicate, unit: str) -> Plan:
    """Add an amount up."""
    facts = Facts(context)
    if amount in FLOWS:
        return _flow(facts, amount, where, unit)
    cohort = _cohort(facts, of, where, amounts=True)
    shape = cohort.total(amount, unit)
    notes = (*cohort.notes, *amount_notes(shape.amount, cohort.members.counted))
    return Plan(shape=shape, notes=notes, cohort=facts.cohort_kind, reads_attributes=True)


def divided(context: Context, top: Kpi, bottom: Kpi, unit: str) -> Plan:
    """Divide a sum by another, or by a count."""
    above, below = top.plan(context), bottom.plan(context)
    if not isinstance(above.shape, AmountTotal):
        raise FieldTypeError(top.id, "a KPI that is a sum; scoring.ratio divides other figures").at("top")
    if not isinstance(below.shape, AmountTotal | Tally):
        expected = "a KPI that is a sum or a count; scoring.ratio divides other figures"
        raise FieldTypeError(bottom.id, expected).at("bottom")
    _refuse_other_unit(unit, above.shape, below.shape)
    scale = 100 if unit == "percent" else 1
    return Plan(
        shape=Quotient(top=above.shape, bottom=below.shape, scale=scale, unit=unit),
        notes=(*above.notes, *below.notes),
        tables={**above.tables, **below.tables},
        cohort=above.cohort,
        reads_attributes=above.reads_attributes or below.reads_attributes,
    )


def _refuse_other_unit(unit: str, top: AmountTotal, bottom: AmountTotal | Tally) -> None:
    """Refuse a unit that is not that of the quotient: of amounts of one kind a part of a whole, else the one by the other.

    Amounts of two kinds in percent have no value, and say so.
    """
    one = find_unit(top.unit)
    if isinstance(bottom, Tally):
        fitting: tuple[str, ...] = (one.code,)
    elif one.dimension is find_unit(bottom.unit).dimension:
        fitting = ("percent", "ratio")
    else:
        fitting = (find_unit(f"{one.code}/{find_unit(bottom.unit).code}").code, "percent")
    asked = find_unit(unit)
    if asked.code not in fitting:
        raise UnitMismatchError(asked.code, fitting[0], known=fitting[:1]).at("unit")


def timed(context: Context, start: str, end: str, statistic: Stat, where: Predicate) -> Plan:
    """Measure the days between two steps."""
    return days_between(Facts(context), start, end, statistic, where, in_period=True)


def averaged(context: Context, amount: str, of: str, where: Predicate, unit: str) -> Plan:
    """Divide an amount by the projects that state it."""
    facts = Facts(context)
    cohort = _cohort(facts, of, where, amounts=True)
    top = cohort.total(amount, unit)
    stating = Tally(where=all_of(cohort.members, top.amount.has_value))
    return Plan(
        shape=Quotient(top=top, bottom=stating, scale=1, unit=unit),
        notes=(*cohort.notes, *amount_notes(top.amount, cohort.members.counted)),
        cohort=facts.cohort_kind,
        reads_attributes=True,
    )


def shared(context: Context, part: Predicate, amount: str | None, of: str, where: Predicate) -> Plan:
    """Give the share that some of the projects have."""
    facts = Facts(context)
    cohort = _cohort(facts, of, where, amounts=amount is not None)
    inside, members = facts.settled(part), cohort.members
    undecided = Note("condition_open", every(members.counted, facts.undecided(part)))
    if amount is None:
        shape: CohortRate | PartOfWhole = CohortRate(met=fuzzy(inside), cohort=members)
        return Plan(
            shape=shape,
            notes=(*cohort.notes, undecided),
            cohort=facts.cohort_kind,
            reads_attributes=reads_attributes((part, where)),
        )
    whole = cohort.total(amount)
    shape = PartOfWhole(
        part=evolve(whole, where=all_of(members, inside)),
        rest=evolve(whole, where=all_of(members, Not(inside))),
    )
    notes = (*cohort.notes, undecided, *amount_notes(whole.amount, members.counted))
    return Plan(shape=shape, notes=notes, cohort=facts.cohort_kind, reads_attributes=True)


def _flow(facts: Facts, amount: str, where: Predicate, unit: str) -> Plan:
    """Add the payments or outcomes of the period up over the projects asked for."""
    if amount != "arrivals":
        reported = OutcomeFlow(facts, amount, only=facts.settled(where))
        notes = (*reported.notes, *reported.missing())
        return Plan(shape=reported.total(unit=unit), tables=reported.tables, notes=notes)
    added = Amount.of("amount")
    flow = Flow(facts, "arrivals", only=facts.settled(where))
    return Plan(shape=flow.total(added, unit=unit), notes=(*flow.notes, *flow.missing(added)))
