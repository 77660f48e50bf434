"""Who is looked at: projects that came to something in the part of time asked for, and records that fall in it.

Each says who counts for certain, who may count because a date is coarse, and who is named as left out.
"""

from functools import partial

from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.history import DAY, EventDays, codes_of
from zhaoshang._engine.query.shapes.counting import Note
from zhaoshang._engine.query.shapes.fuzzy import Fuzzy, FuzzyDay, all_of, any_of, fuzzy
from zhaoshang._engine.query.shapes.sums import AmountTotal
from zhaoshang._engine.tables.projects import settled_outcomes
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
    Value,
    every,
    some,
)
from zhaoshang.model._facts.outcomes import COARSE, LEAST, OPEN, OVERLAPPING

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
    """Name the rows whose amount is missing or has no single value, and projects whose amount is below nothing."""
    named = Column("id") if id is None else id
    below = (Note("negative_amount", every(where, amount.value < 0)),) if table == "projects" else ()
    return (
        Note("missing_amount", every(where, Not(amount.is_stated)), is_excluded=True, table=table, id=named),
        Note(
            "no_value",
            every(where, amount.is_stated, Not(amount.has_value)),
            is_excluded=True,
            table=table,
            id=named,
        ),
        *below,
    )


class Cohort:
    """The projects that came to an event in the part of time asked for.

    Attributes:
        facts: the facts of the question.
        event: what they came to.
        members: the projects themselves.
        notes: the projects to be named.
    """

    def __init__(
        self,
        facts: Facts,
        event: EventDays | None = None,
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
            only: a further condition, as it was written on fields; it names those of whom it cannot be decided.
            rate: whether the profile may take ended projects out of both sides.
            tracks: the tracks left out unless the profile names others.
        """
        self.facts = facts
        self.event = event = facts.signing if event is None else event
        dropped = facts.dropped(amounts=amounts, tracks=tracks)
        if rate and not facts.profile.terminated_in_denominator:
            dropped = some(dropped, facts.terminated)
        chosen = facts.settled(only)
        stays = every(Not(facts.is_outside), Not(dropped), chosen)
        came = facts.comes_in(event)
        undated = event.undated
        asked = came.possible if facts.is_stock else some(came.possible, undated)
        out = every(Not(facts.is_outside), chosen, asked)
        self.members = all_of(stays, came)
        self.notes: tuple[Note, ...] = (
            *facts.exclusion_notes(every(out, dropped)),
            Note("missing_date", every(stays, undated), is_excluded=not facts.is_stock),
            Note("date_straddles", self.members.maybe, is_excluded=True),
            Note("condition_open", every(Not(facts.is_phase), Not(dropped), asked, facts.undecided(only))),
            *facts.history_notes(event.codes, stays),
        )

    def total(self, name: str, unit: str = "CNY") -> AmountTotal:
        """Add an amount of theirs up."""
        return self.facts.total(
            self.facts.amount(name, self.event.day), self.members, self.event.day, unit=unit
        )

    def met(self, conditions: tuple[str, ...]) -> tuple[Fuzzy, tuple[Note, ...]]:
        """Ask which of them meet a condition, and whom to name."""
        met, dated = self.facts.reached(conditions), self.facts.reached(conditions, undated=False)
        undated = every(met.counted, Not(dated.counted))
        told = self.facts.history_notes(codes_of(conditions), self.members.counted)
        return met, (*self._doubts(met, undated), *told)

    def reached_event(self, event: EventDays) -> tuple[Fuzzy, tuple[Note, ...]]:
        """Ask which of them came to a further event by `as_of`, and whom to name."""
        met = self.facts.has_come(event)
        told = self.facts.history_notes(event.codes, self.members.counted)
        return met, (*self._doubts(met, event.undated), *told)

    def _doubts(self, met: Fuzzy, undated: Predicate) -> tuple[Note, ...]:
        sure = self.members.counted
        return (
            Note("missing_date", every(sure, undated)),
            Note("date_straddles", every(sure, met.maybe)),
        )


class Flow:
    """The records of projects that fall in the period asked for, or up to `as_of`.

    Attributes:
        table: the table of the records.
        on: the date of a record.
        rows: the records themselves.
        asked: the records that fall in it, whoever's they are.
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
        on: FuzzyDay = DAY,
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
            on: the date of a record.
            amounts: whether amounts are added, of which an expansion has its own.
        """
        self.facts, self.table, self.on = facts, table, on
        window = None if to_date else facts.context.window
        known = every(facts.known, where, *([Not(facts.replaced)] if table == "arrivals" else ()))
        falls = (
            any_of(facts.by(facts.context.day, on), on.is_undated)
            if window is None
            else facts.within(window, on)
        )
        people = every(facts.population(amounts=amounts), only) if of is None else of
        inside = of_parent(people)
        self.asked = every(known, falls.possible)
        self.rows = all_of(known, falls, inside)
        undated = every(known, on.is_undated)
        counted = Exists(table, self.rows.counted)
        notes: list[Note] = [Note("missing_date", every(people, Exists(table, undated)))]
        if window is not None:
            notes.append(Note(None, every(people, Exists(table, undated), Not(counted)), is_excluded=True))
        if falls.maybe != NEVER:
            cut = every(people, Exists(table, every(known, falls.maybe)))
            notes.append(Note("date_straddles", cut))
            notes.append(Note(None, every(cut, Not(counted)), is_excluded=True))
        if of is None:
            rules = facts.dropped(amounts=amounts)
            dropped = every(Not(facts.is_outside), only, rules, Exists(table, self.asked))
            notes += facts.exclusion_notes(dropped)
        self.notes = tuple(notes)

    def total(self, amount: Amount, where: Predicate = ALWAYS, unit: str = "CNY") -> AmountTotal:
        """Add an amount up over the records that meet a further condition."""
        rows = all_of(self.rows, where)
        return self.facts.total(amount, rows, self.on, unit=unit, table=self.table, id=PROJECT)

    def missing(self, amount: Amount, *, optional: bool = False) -> tuple[Note, ...]:
        """Name the projects with records whose amount is missing or has no single value."""
        notes = amount_notes(amount, self.rows.counted, table=self.table, id=PROJECT)
        return notes[1:] if optional else notes


class OutcomeFlow:
    """The records of one measure that count for the period asked for, or up to `as_of`.

    Which of them count is decided in `model._outcomes`; the table of the plan holds the answer.

    Attributes:
        table: the name of the table.
        tables: how it is worked out.
        rows: the records that count, of the projects looked at.
        reported: the records that count or leave the sum open, whoever's they are.
        notes: the projects to be named.
    """

    def __init__(
        self,
        facts: Facts,
        measure: str,
        *,
        only: Predicate = ALWAYS,
        of: Predicate | None = None,
        to_date: bool = False,
    ) -> None:
        """Gather them.

        Args:
            facts: the facts of the question.
            measure: the measure.
            only: a further condition on the projects, which names nobody.
            of: the projects whose records are looked at; all that figures are about by default.
            to_date: whether everything up to `as_of` counts, whatever the period.
        """
        context = facts.context
        period = None if to_date else context.window
        window = (None, context.day) if period is None else period
        self.facts = facts
        self.amount = Amount.of(measure)
        self.table = f"outcomes@{measure}@{window[0] or ''}@{window[1]}@{context.known or ''}@{facts.reading}"
        self.tables = {
            self.table: partial(
                settled_outcomes, measure=measure, window=window, known=context.known, reading=facts.reading
            )
        }
        people = every(facts.population(), only) if of is None else of
        self._inside = of_parent(people)
        undated = _stands("undated")
        counts = _stands("counts") if period is not None else _stands("counts", "undated")
        self.reported = some(counts, _stands(*OPEN))
        self.rows = fuzzy(every(counts, self._inside))
        there = Exists(self.table, self.rows.counted)
        missing = every(people, Exists(self.table, undated))
        notes = [Note("missing_date", missing)]
        if period is not None:
            notes.append(Note(None, every(missing, Not(there)), is_excluded=True))
        for code, standings in (("overlapping_periods", OVERLAPPING), ("coarse_period", COARSE)):
            notes.append(Note(code, every(people, Exists(self.table, _stands(*standings)))))
        if of is None:
            dropped = every(Not(facts.is_outside), only, facts.dropped(), Exists(self.table, self.reported))
            notes += [Note(None, dropped, is_excluded=True), Note("duplicate", every(dropped, facts.renamed))]
        self.notes = tuple(notes)

    def total(self, where: Fuzzy | Predicate = ALWAYS, unit: str = "CNY") -> AmountTotal:
        """Add the measure up over the records whose project meets a further condition."""
        met = fuzzy(where).map(of_parent) if where != ALWAYS else fuzzy(ALWAYS)
        inside = every(self._inside, met.possible)
        return self.facts.total(
            self.amount,
            all_of(self.rows, met),
            DAY,
            open=every(_stands(*OPEN), inside),
            least=every(_stands(*LEAST), inside),
            unit=unit,
            table=self.table,
            id=PROJECT,
        )

    @property
    def broken(self) -> Predicate:
        """The records that count and have no single value."""
        return every(self.rows.counted, Not(self.amount.has_value))

    def missing(self) -> tuple[Note, ...]:
        """Name the projects with records whose amount has no single value."""
        return amount_notes(self.amount, self.rows.counted, table=self.table, id=PROJECT)[1:]


def _stands(*standings: str) -> Predicate:
    return OneOf(Column("standing"), frozenset(map(str, standings)))
