"""The plans that most KPIs share: counts, rates, sums and means over signed projects."""

from collections.abc import Callable

from zhaoshang._engine.context import Context
from zhaoshang._engine.definitions import Plan
from zhaoshang._engine.facts import Facts
from zhaoshang._engine.shapes import Mean, Note, Rate, Tally, Total
from zhaoshang.measures import NEVER, Not, Predicate, every, some

Conditions = Callable[[Facts], tuple[str, ...]]


class Signed:
    """The signed projects of a question: who counts, who may, who is named as left out.

    Attributes:
        facts: the facts of the question.
        sure: the projects that count.
        maybe: projects that a coarse date may add.
        notes: the projects to be named.
    """

    def __init__(self, facts: Facts, *, amounts: bool = False, only: Predicate | None = None) -> None:
        self.facts = facts
        dropped = facts.dropped(amounts=amounts)
        stays = every(Not(facts.is_child), Not(dropped), *(() if only is None else (only,)))
        sure, possible = facts.cohort("sure"), facts.cohort("possible")
        doubtful = NEVER if sure == possible else every(possible, Not(sure))
        asked = some(sure, doubtful) if facts.is_stock else some(sure, doubtful, facts.undated_signing)
        self.sure = every(stays, sure)
        self.maybe = every(stays, doubtful)
        self.notes: tuple[Note, ...] = (
            Note(None, every(asked, dropped), is_excluded=True),
            Note("duplicate", every(asked, facts.renamed)),
            Note("missing_date", every(stays, facts.undated_signing), is_excluded=not facts.is_stock),
            Note("date_straddles", self.maybe, is_excluded=True),
        )

    def met(self, conditions: tuple[str, ...]) -> tuple[Predicate, Predicate, tuple[Note, ...]]:
        """Ask which of them meet a condition: for certain, possibly, and whom to name."""
        facts = self.facts
        met, may_meet = facts.reached(conditions), facts.reached(conditions, "possible")
        dated = facts.reached(conditions, undated=False)
        notes = [Note("missing_date", every(self.sure, met, Not(dated)))]
        if met != may_meet:
            notes.append(Note("date_straddles", every(self.sure, may_meet, Not(met))))
        return met, may_meet, tuple(notes)


def signed_count(context: Context) -> Plan:
    """Count the signed projects."""
    facts = Facts(context)
    signed = Signed(facts)
    shape = Tally(where=signed.sure, maybe=signed.maybe)
    return Plan(shape=shape, notes=signed.notes, cohort=facts.cohort_kind)


def signed_total(context: Context, name: str = "investment", unit: str = "CNY") -> Plan:
    """Add an amount up over the signed projects."""
    facts = Facts(context)
    amount = facts.amount(name)
    signed = Signed(facts, amounts=True)
    shape = Total(
        amount=amount, where=signed.sure, maybe=signed.maybe, rates=context.profile.rates, unit=unit
    )
    missing = (
        Note("missing_amount", every(signed.sure, Not(amount.is_stated)), is_excluded=True),
        Note("no_value", every(signed.sure, amount.is_stated, Not(amount.has_value)), is_excluded=True),
    )
    return Plan(shape=shape, notes=(*signed.notes, *missing), cohort=facts.cohort_kind, reads_attributes=True)


def signed_mean(context: Context, name: str = "investment") -> Plan:
    """Take the mean of an amount over the signed projects that state it."""
    facts = Facts(context)
    amount = facts.amount(name)
    signed = Signed(facts)
    shape = Mean(amount=amount, where=signed.sure, rates=context.profile.rates)
    missing = (
        Note("missing_amount", every(signed.sure, Not(amount.is_stated)), is_excluded=True),
        Note("no_value", every(signed.sure, amount.is_stated, Not(amount.has_value)), is_excluded=True),
    )
    return Plan(shape=shape, notes=(*signed.notes, *missing), cohort=facts.cohort_kind, reads_attributes=True)


def signed_rate(conditions: Conditions) -> Callable[[Context], Plan]:
    """Divide the projects that meet a condition by the signed ones."""

    def plan(context: Context) -> Plan:
        facts = Facts(context)
        only = None if context.profile.terminated_in_denominator else Not(facts.terminated)
        signed = Signed(facts, only=only)
        met, may_meet, notes = signed.met(conditions(facts))
        shape = Rate(met=met, may_meet=may_meet, cohort=signed.sure, may_belong=signed.maybe)
        notes = (*signed.notes, *notes)
        if only is not None:
            everyone = Signed(facts)
            notes = (*notes, Note(None, every(everyone.sure, facts.terminated), is_excluded=True))
        return Plan(shape=shape, notes=notes, cohort=facts.cohort_kind)

    return plan
