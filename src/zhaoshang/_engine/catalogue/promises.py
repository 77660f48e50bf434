"""Plans over what agreements promise: capacity reached, compliance, jobs."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from zhaoshang._engine.catalogue.outcomes import outcome_total
from zhaoshang._engine.query.cohorts import PROJECT, Cohort, of_parent
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Answer, Answers, Ask, Plan
from zhaoshang._engine.query.facts import Facts, compare
from zhaoshang._engine.query.fuzzy import FuzzyDay, all_of, fuzzy
from zhaoshang._engine.query.inputs import known
from zhaoshang._engine.query.shapes import Note, Rate
from zhaoshang._engine.query.shapes_sums import Total
from zhaoshang._engine.tables import projects as project_tables
from zhaoshang._engine.tables.columns import Table
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.errors import UnknownCodeError
from zhaoshang.measures import (
    NEVER,
    Amount,
    Column,
    Compare,
    Const,
    Exists,
    Not,
    OneOf,
    equal,
    every,
    some,
)
from zhaoshang.model import Outcome, Project, PromisedTerm
from zhaoshang.model._outcomes import persons, reached
from zhaoshang.quantities import Count
from zhaoshang.scoring import Measured, Result, ratio

_PROMISED, _ACTUAL = Amount.of("promised"), Amount.of("actual")


def _terms(context: Context) -> tuple[str, Mapping[str, Any]]:
    known_on = context.known

    def make(tables: Tables) -> Table:
        return project_tables.terms(tables, known_on)

    name = f"terms@{known_on}"
    return name, {name: make}


def capacity_rate(context: Context) -> Plan:
    """Divide the projects at capacity by the producing ones, or by all signed ones."""
    facts, profile = Facts(context), context.profile
    cohort = Cohort(facts, rate=True)
    producing = facts.reached(profile.produced)
    by_terms = profile.capacity_by == "terms"
    table, tables = _terms(context)
    if by_terms:
        due = every(
            OneOf(Column("measure"), frozenset({"tax", "output"})), compare(Column("hi"), "le", context.day)
        )
        kept = every(
            Compare(_PROMISED.unit, "eq", _ACTUAL.unit),
            some(
                Compare(_ACTUAL.value, "gt", _PROMISED.value),
                every(
                    Compare(_ACTUAL.value, "eq", _PROMISED.value),
                    Compare(_ACTUAL.side, "ge", Const(0)),
                ),
            ),
        )
        made = producing.counted
        met = fuzzy(every(Exists(table, due), Not(Exists(table, every(due, Not(kept)))), made))
        without = every(made, Not(Exists(table, due)))
    else:
        met, without = facts.reached(("at_capacity",)), NEVER
    signed = cohort.members.counted
    base = cohort.members
    if profile.capacity_base == "producing":
        base = all_of(base, producing)
    base = all_of(base, Not(without))
    notes = [*cohort.notes, Note("no_terms", every(signed, without), is_excluded=True)]
    if not by_terms:
        dated = facts.reached(("at_capacity",), undated=False)
        notes.append(Note("missing_date", every(base.counted, met.counted, Not(dated.counted))))
        notes.append(Note("date_straddles", every(base.counted, met.maybe)))
    if profile.capacity_base == "producing":
        notes.append(Note("date_straddles", every(signed, producing.maybe), is_excluded=True))
    shape = Rate(met=met, cohort=base)
    return Plan(shape=shape, tables=tables if by_terms else {}, notes=tuple(notes), cohort=facts.cohort_kind)


def jobs(context: Context) -> Plan:
    """Add up the jobs created in the period, or promised in the agreements signed in it."""
    measure = context.arguments.get("measure") or "created"
    if measure == "created":
        return outcome_total("jobs", "人")(context)
    if measure != "promised":
        raise UnknownCodeError("measure", str(measure), ("created", "promised"))
    facts = Facts(context)
    table, tables = _terms(context)
    signed = FuzzyDay(Column("signed_lo"), Column("signed_hi"))
    window = context.window
    about = every(equal(Column("measure"), "jobs"), of_parent(facts.population()))
    undated = signed.is_undated
    promised = all_of(about, facts.falls(signed))
    counted = promised.counted
    notes = (
        Note(
            "missing_amount",
            every(counted, Not(_PROMISED.is_stated)),
            is_excluded=True,
            table=table,
            id=PROJECT,
        ),
        Note(
            "no_value",
            every(counted, _PROMISED.is_stated, Not(_PROMISED.has_value)),
            is_excluded=True,
            table=table,
            id=PROJECT,
        ),
        Note("missing_date", every(about, undated), is_excluded=window is not None, table=table, id=PROJECT),
        Note("date_straddles", promised.maybe, is_excluded=True, table=table, id=PROJECT),
    )
    shape = Total(amount=_PROMISED, where=promised, unit="人", table=table, id=PROJECT)
    return Plan(shape=shape, tables=tables, notes=notes)


# compliance -------------------------------------------------------------------------------------------------------


def compliance(context: Context) -> Plan:
    """Score how far each agreement was kept, over the terms whose period has ended."""
    if context.ledger is None:
        return Plan()
    return Plan(derive=_Reviews(context).answers)


class _Reviews:
    """The reviews of every project whose agreements promise something."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.day = date.fromordinal(context.day)
        self.known = context.known_on
        given = context.arguments.get("weights")
        self.weights = known(given) if given else None

    def answers(self, _ask: Ask) -> Answers:
        """Answer the one project, or each of several."""
        ledger = self.context.ledger
        projects = [] if ledger is None else [each for each in ledger.projects if self._terms(each)]
        answers: Answers = {(each.id,): self._review(each) for each in projects}
        if len(answers) == 1 and not self.context.by:
            return {(): next(iter(answers.values()))}
        reason = "per_unit" if len(answers) > 1 else "no_data"
        warnings = dict.fromkeys(code for answer in answers.values() for code in answer.warnings)
        whole = Answer(
            result=Result(unit="point", reason=reason),
            warnings=tuple(warnings),
            ids=tuple(label[0] for label in answers),
        )
        if len(answers) == 1:
            whole = next(iter(answers.values()))
        return {(): whole, **answers}

    def _terms(self, project: Project) -> list[PromisedTerm]:
        if project.relation == "renamed":
            return []
        return [
            term
            for agreement in project.agreements
            if _was_known(agreement.recorded_on, self.known)
            for term in agreement.terms
        ]

    def _review(self, project: Project) -> Answer:
        due = [
            term
            for term in self._terms(project)
            if term.period is not None and term.period.end <= self.day and term.promised is not None
        ]
        if not due:
            return self._answer(project, Result(unit="point", reason="no_data"))
        if not self.weights:
            return self._answer(project, Result(unit="point", reason="missing_weights"))
        warnings: dict[str, None] = {}
        if sum((weight.value or 0 for weight in self.weights.values()), Fraction(0)) != 100:
            warnings["weights_not_100"] = None
        by_measure: dict[str, list[PromisedTerm]] = {}
        for term in due:
            if term.measure in self.weights:
                by_measure.setdefault(term.measure, []).append(term)
        if not by_measure:
            return self._answer(project, Result(unit="point", reason="no_data"))
        return self._answer(project, self._score(project, by_measure, warnings), warnings)

    def _score(
        self, project: Project, by_measure: Mapping[str, list[PromisedTerm]], warnings: dict[str, None]
    ) -> Result:
        """Add up the weighted parts of what was kept."""
        value = low = high = full = Fraction(0)
        for measure, terms in by_measure.items():
            weight = (self.weights or {})[measure].value or Fraction(0)
            full += weight
            part = weight / len(terms)
            for term in terms:
                kept = self._kept(project, term)
                if kept is None:
                    warnings[f"missing_outcome:{measure}"] = None
                elif kept.value is None:
                    return Result(unit="point", reason=kept.reason)
                else:
                    value += part * _capped(kept.value, 0)
                    low += part * _capped(kept.low, 0)
                    high += part * _capped(kept.high, 1)
        if not full:
            return Result(unit="point", reason="missing_weights")
        value, low, high = (100 * end / full for end in (value, low, high))
        return Result(value=value, low=low, high=high, unit="point", class_=self._class(value))

    def _kept(self, project: Project, term: PromisedTerm) -> Result | None:
        """Divide what was achieved by what was promised; `None` where nothing is on record."""
        outcomes: list[Outcome] = [
            each for each in project.outcomes if _was_known(each.recorded_on, self.known)
        ]
        period = term.period
        if period is None or term.promised is None:
            return None
        actual = reached(outcomes, term.measure, (period.start.toordinal(), period.end.toordinal()))
        if actual is None:
            return None
        promised = persons(term.promised) if isinstance(term.promised, Count) else term.promised
        one, other = Measured.of(actual), Measured.of(promised)
        return ratio(one, other, scale=1, rates=self.context.profile.rates)

    def _class(self, score: Fraction) -> str:
        edges = self.context.profile.compliance
        if score >= Fraction(edges.full):
            return "full"
        return "partial" if score >= Fraction(edges.partial) else "failed"

    @staticmethod
    def _answer(project: Project, result: Result, warnings: Mapping[str, None] | None = None) -> Answer:
        return Answer(result=result, warnings=tuple(warnings or ()), ids=(project.id,))


def _capped(kept: Fraction | int | None, otherwise: int) -> Fraction:
    return Fraction(otherwise) if kept is None else min(Fraction(kept), Fraction(1))


def _was_known(recorded_on: Any, known_on: Any) -> bool:
    return recorded_on is None or known_on is None or recorded_on.end <= known_on.end
