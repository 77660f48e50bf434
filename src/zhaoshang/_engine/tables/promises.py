"""The tables of what agreements promise: as it stands in them, as it stands on a day, and how far it was kept."""

from collections.abc import Iterator
from datetime import date

from zhaoshang._engine.tables.columns import LedgerTable, first_day, from_tuples, last_day
from zhaoshang._engine.tables.sources import Source
from zhaoshang.lifecycle import StandingTerm, standing_terms, supervise
from zhaoshang.model import Project
from zhaoshang.model._fields.amounts import STOCKS
from zhaoshang.periods import Period


def terms(tables: Source) -> LedgerTable:
    """List what agreements promise, as it stands in them."""
    rows = [
        (
            tables.root_row(row),
            term.measure,
            first_day(term.period),
            last_day(term.period),
            first_day(agreement.signed_on),
            last_day(agreement.signed_on),
            last_day(agreement.recorded_on),
            agreement.id,
            agreement.amends,
            term.promised,
        )
        for row, project in enumerate(tables.ledger.projects)
        for agreement in project.agreements
        for term in agreement.terms
    ]
    names = ("measure", "lo", "hi", "signed_lo", "signed_hi", "recorded", "agreement", "amends", "promised")
    return from_tuples(rows, names, ("promised",))


def commitments(tables: Source) -> LedgerTable:
    """List what the government promised in agreements, with the measures that each promise is tied to."""
    rows = [
        (
            tables.root_row(row),
            promise.id,
            *_days(promise.due_on, promise.honoured_on, promise.contested_on, promise.settled_on),
            ",".join(promise.terms) or None,
            *_days(agreement.signed_on),
            last_day(agreement.recorded_on),
            promise.amount,
        )
        for row, project in enumerate(tables.ledger.projects)
        for agreement in project.agreements
        for promise in agreement.commitments
    ]
    dated = [f"{name}_{end}" for name in ("due", "honoured", "contested", "settled") for end in ("lo", "hi")]
    names = ("commitment", *dated, "terms", "signed_lo", "signed_hi", "recorded", "amount")
    return from_tuples(rows, names, ("amount",))


def _days(*dates: Period | None) -> Iterator[int | None]:
    for each in dates:
        yield first_day(each)
        yield last_day(each)


def promised(tables: Source, day: int, known: int | None) -> LedgerTable:
    """List the amounts that stand promised on a day; of what is counted at a moment, the last of each agreement."""
    rows = [
        (
            tables.root_row(row),
            term.measure,
            first_day(term.base.signed_on),
            last_day(term.base.signed_on),
            term.amount,
        )
        for row, project in enumerate(tables.ledger.projects)
        for term in _standing(project, day, known)
    ]
    return from_tuples(rows, ("measure", "signed_lo", "signed_hi", "promised"), ("promised",))


def _standing(project: Project, day: int, known: int | None) -> Iterator[StandingTerm]:
    """Give the terms of a project that promise an amount."""
    if not any(paper.terms for paper in project.agreements):
        return
    found = standing_terms(project, as_of=_on(day), known_on=None if known is None else _on(known))
    terms = [term for term in found if term.promised]
    last: dict[tuple[object, ...], date] = {}
    for term in terms:
        if term.period is not None:
            last[_kind(term)] = max(term.period.end, last.get(_kind(term), date.min))
    for term in terms:
        is_last = term.period is None or term.period.end == last[_kind(term)]
        if is_last or term.measure not in STOCKS:
            yield term


def _kind(term: StandingTerm) -> tuple[object, ...]:
    """Tell which promises are about one thing at several days: those of one measure in one agreement."""
    return term.measure, term.base.id, term.base.signed_on


def _on(day: int) -> date:
    return date.fromordinal(day)


def due(tables: Source, day: int, known: int | None) -> LedgerTable:
    """List the terms that are due by a day, and whether each was surely kept, or may have been."""
    rows = []
    for row, project in enumerate(tables.ledger.projects):
        if not any(paper.terms for paper in project.agreements):
            continue
        reviews = supervise(
            project,
            as_of=_on(day),
            known_on=None if known is None else _on(known),
            phases=tables.one_with(project),
            yearly=False,
        )
        for result in (each for review in reviews for each in review.results if each.is_due):
            low = result.low or 0
            may = result.low is not None and (result.high is None or result.high >= 1)
            rows.append((tables.root_row(row), result.measure, low >= 1, may))
    return from_tuples(rows, ("measure", "is_kept", "may_be_kept"))
