"""Who is looked at: projects that came to something in the part of time asked for, and records that fall in it.

Each says who counts for certain, who may count because a date is coarse, and who is named as left out.
"""

from zhaoshang._engine.query.facts import HI, LO, Certainty, Event, Facts
from zhaoshang._engine.query.shapes import Note
from zhaoshang._engine.query.shapes_sums import Total
from zhaoshang.measures import (
    ALWAYS,
    NEVER,
    Amount,
    Column,
    Exists,
    Not,
    OneOf,
    Parent,
    Predicate,
    Present,
    Value,
    every,
    some,
)

PROJECT: Parent = Parent(Column("id"))
"""The id of the project that a record belongs to."""


def of_parent(where: Predicate) -> Predicate:
    """Hold for records whose parent meets a predicate."""
    return OneOf(Parent(where), frozenset({True}))


def amount_notes(
    amount: Amount,
    where: Predicate,
    *,
    table: str = "projects",
    id: Value | None = None,  # noqa: A002 - a column
) -> tuple[Note, ...]:
    """Name the rows whose amount is missing or has no single value."""
    named = Column("id") if id is None else id
    return (
        Note("missing_amount", every(where, Not(amount.is_stated)), is_excluded=True, table=table, id=named),
        Note(
            "no_value",
            every(where, amount.is_stated, Not(amount.has_value)),
            is_excluded=True,
            table=table,
            id=named,
        ),
    )


class Cohort:
    """The projects that came to an event in the part of time asked for.

    Attributes:
        facts: the facts of the question.
        event: what they came to.
        sure: the projects that count.
        maybe: projects that a coarse date may add.
        notes: the projects to be named.
    """

    def __init__(
        self,
        facts: Facts,
        event: Event | None = None,
        *,
        amounts: bool = False,
        only: Predicate = ALWAYS,
        rate: bool = False,
        tracks: tuple[str, ...] = (),
    ) -> None:
        """Gather them.

        Args:
            facts: the facts of the question.
            event: what they came to; signing by default.
            amounts: whether amounts are added, of which an expansion has its own.
            only: a further condition, which names nobody.
            rate: whether the profile may take ended projects out of both sides.
            tracks: the tracks left out unless the profile names others.
        """
        self.facts = facts
        self.event = event = facts.signing if event is None else event
        dropped = facts.dropped(amounts=amounts, tracks=tracks)
        if rate and not facts.profile.terminated_in_denominator:
            dropped = some(dropped, facts.terminated)
        stays = every(Not(facts.is_child), Not(dropped), only)
        sure, possible = facts.comes_in(event), facts.comes_in(event, "possible")
        doubtful = NEVER if sure == possible else every(possible, Not(sure))
        undated = event.undated
        asked = some(sure, doubtful) if facts.is_stock else some(sure, doubtful, undated)
        self.sure = every(stays, sure)
        self.maybe = NEVER if doubtful == NEVER else every(stays, doubtful)
        self.notes: tuple[Note, ...] = (
            Note(None, every(Not(facts.is_child), only, asked, dropped), is_excluded=True),
            Note("duplicate", every(Not(facts.is_child), only, asked, facts.renamed)),
            Note("missing_date", every(stays, undated), is_excluded=not facts.is_stock),
            Note("date_straddles", self.maybe, is_excluded=True),
        )

    def total(self, name: str, unit: str = "CNY") -> Total:
        """Add an amount of theirs up."""
        return Total(
            amount=self.facts.amount(name),
            where=self.sure,
            maybe=self.maybe,
            rates=self.facts.profile.rates,
            unit=unit,
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

    def come_to(self, event: Event) -> tuple[Predicate, Predicate, tuple[Note, ...]]:
        """Ask which of them came to a further event by `as_of`: for certain, possibly, and whom to name."""
        met, may_meet = self.facts.has_come(event), self.facts.has_come(event, "possible")
        notes = [Note("missing_date", every(self.sure, event.undated))]
        if met != may_meet:
            notes.append(Note("date_straddles", every(self.sure, may_meet, Not(met))))
        return met, may_meet, tuple(notes)


class Flow:
    """The records of projects that fall in the period asked for, or up to `as_of`.

    Attributes:
        table: the table of the records.
        sure: the records that count.
        maybe: records that a coarse date may add.
        notes: the projects to be named.
    """

    def __init__(
        self,
        facts: Facts,
        table: str,
        *,
        where: Predicate = ALWAYS,
        only: Predicate = ALWAYS,
        of: Predicate | None = None,
        to_date: bool = False,
        dates: tuple[Value, Value] = (LO, HI),
        amounts: bool = True,
    ) -> None:
        """Gather them.

        Args:
            facts: the facts of the question.
            table: the table of the records.
            where: a further condition on the records.
            only: a further condition on the projects, which names nobody.
            of: the projects whose records are looked at; all that figures are about by default.
            to_date: whether everything up to `as_of` counts, whatever the period.
            dates: the first and last day of a record.
            amounts: whether amounts are added, of which an expansion has its own.
        """
        self.facts = facts
        self.table = table
        lo, hi = dates
        window = None if to_date else facts.context.window
        known = every(facts.known, where)
        is_flow = window is not None

        def falls(answer: Certainty) -> Predicate:
            if window is not None:
                return facts.within(window, answer, lo, hi)
            return some(facts.by(facts.context.day, answer, lo, hi), Not(Present(lo)))

        sure, possible = falls("sure"), falls("possible")
        doubtful = NEVER if sure == possible else every(possible, Not(sure))
        people = every(facts.population(amounts=amounts), only) if of is None else of
        inside = of_parent(people)
        self.asked = every(known, some(sure, doubtful))
        self.sure = every(known, sure, inside)
        self.maybe = NEVER if doubtful == NEVER else every(known, doubtful, inside)
        undated = every(known, Not(Present(lo)))
        counted = Exists(table, self.sure)
        notes: list[Note] = [Note("missing_date", every(people, Exists(table, undated)))]
        if is_flow:
            notes.append(Note(None, every(people, Exists(table, undated), Not(counted)), is_excluded=True))
        if self.maybe != NEVER:
            cut = every(people, Exists(table, every(known, doubtful)))
            notes.append(Note("date_straddles", cut))
            notes.append(Note(None, every(cut, Not(counted)), is_excluded=True))
        if of is None:
            rules = facts.dropped(amounts=amounts)
            dropped = every(Not(facts.is_child), only, rules, Exists(table, self.asked))
            notes.append(Note(None, dropped, is_excluded=True))
            notes.append(Note("duplicate", every(dropped, facts.renamed)))
        self.notes = tuple(notes)

    def only(self, where: Predicate) -> tuple[Predicate, Predicate]:
        """Narrow the certain and the possible records."""
        return every(self.sure, where), NEVER if self.maybe == NEVER else every(self.maybe, where)

    def total(self, amount: Amount, where: Predicate = ALWAYS, unit: str = "CNY") -> Total:
        """Add an amount up over the records that meet a further condition."""
        sure, maybe = self.only(where)
        return Total(
            amount=amount,
            where=sure,
            maybe=maybe,
            rates=self.facts.profile.rates,
            unit=unit,
            table=self.table,
            id=PROJECT,
        )

    def missing(self, amount: Amount, *, optional: bool = False) -> tuple[Note, ...]:
        """Name the projects with records whose amount is missing or has no single value."""
        notes = amount_notes(amount, self.sure, table=self.table, id=PROJECT)
        return notes[1:] if optional else notes
