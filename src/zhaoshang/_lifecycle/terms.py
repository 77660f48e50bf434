"""What agreements promise as it stands: the one home of that question.

A supplementary agreement changes terms from its date on; a project that has ended owes nothing from the year of its end.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, count
from operator import attrgetter
from typing import NamedTuple, final

from attrs import evolve, frozen

from zhaoshang._lifecycle.known import as_known_on
from zhaoshang._lifecycle.standard import LIFECYCLE
from zhaoshang._lifecycle.walk import held, walk
from zhaoshang.errors import ConversionError, UnitMismatchError
from zhaoshang.intervals import Interval
from zhaoshang.model import Agreement, Project, PromisedTerm
from zhaoshang.model._facts.history import standing
from zhaoshang.model._facts.outcomes import persons
from zhaoshang.model._fields.amounts import STAGE_TERMS
from zhaoshang.periods import DateLike, Period, to_date
from zhaoshang.quantities import Count, Hedge, Quantity


@final
@frozen(kw_only=True)
class StandingTerm:
    """A term as it stands on a day, as later papers left it (现行约定).

    Attributes:
        measure: what is promised.
        period: for when; of a stage, the day by which; `None` where the agreement does not say.
        promised: how much; two amounts where coarse dates leave open which of them stood when the term fell due, none for
            a stage.
        paper: the agreement that the term stands in.
        base: the agreement that it goes back to: the same, unless a supplementary one left it so.

    Examples:
        >>> from zhaoshang import Money, Project
        >>> from zhaoshang.lifecycle import standing_terms
        >>> from zhaoshang.model import Agreement, PromisedTerm
        >>> terms = [
        ...     PromisedTerm(measure="tax", period="2025", promised=Money.of(800, "万元")),
        ...     PromisedTerm(measure="started_by", period="2024-06-30"),
        ... ]
        >>> project = Project(id="P1", name="甲", agreements=[Agreement(terms=terms)])
        >>> [(each.measure, each.is_date) for each in standing_terms(project, as_of="2025-01-31")]
        [('tax', False), ('started_by', True)]
    """

    measure: str
    period: Period | None
    promised: tuple[Quantity, ...]
    paper: Agreement
    base: Agreement

    @property
    def is_date(self) -> bool:
        """Whether it promises a stage by a day."""
        return self.measure in STAGE_TERMS

    @property
    def amount(self) -> Quantity | None:
        """How much, a range where dates leave open which of two amounts stands.

        `None` for a stage, and where the two are in units that only a rate turns into each other, such as two currencies.

        Examples:
            >>> from zhaoshang import Money, Project
            >>> from zhaoshang.lifecycle import standing_terms
            >>> from zhaoshang.model import Agreement, PromisedTerm
            >>> terms = [PromisedTerm(measure="tax", period="2025", promised=Money.of(800, "万元"))]
            >>> project = Project(id="P1", name="甲", agreements=[Agreement(terms=terms)])
            >>> [str(each.amount) for each in standing_terms(project, as_of="2025-01-31")]
            ['8000000 CNY']
        """
        if not self.promised:
            return None
        first, *others = self.promised
        if not others:
            return first
        try:
            bounds = [each.to(first.unit).interval for each in self.promised]
        except (ConversionError, UnitMismatchError):
            return None
        lows, highs = [each.low for each in bounds], [each.high for each in bounds]
        low = None if None in lows else min(each for each in lows if each is not None)
        high = None if None in highs else max(each for each in highs if each is not None)
        whole = Interval(low, high, low is not None, high is not None)
        return type(first)(value=None, unit=first.unit, hedge=Hedge.RANGE, bounds=whole)

    def is_due(self, day: DateLike, /) -> bool:
        """Tell whether its period has ended by a day; one that does not say for when is never due.

        Args:
            day: the day.

        Examples:
            >>> from zhaoshang.lifecycle import StandingTerm
            >>> from zhaoshang.model import Agreement
            >>> term = StandingTerm(
            ...     measure="started_by", period=None, promised=(), paper=Agreement(), base=Agreement()
            ... )
            >>> term.is_due("2025-12-31")
            False
        """
        return self.period is not None and self.period.end <= to_date(day)


def standing_terms(
    project: Project, /, *, as_of: DateLike, known_on: DateLike | None = None
) -> tuple[StandingTerm, ...]:
    """List the terms of a project's agreements as they stand on a day, due or not.

    A supplementary agreement (`Agreement.amends`) takes the place of the terms it names from its date on: those of the same
    measure and period, and of a stage whatever the day was. A term that was due before keeps its due.

    Args:
        project: the project.
        as_of: the day; what is surely signed later does not stand, unless it is about a time that is over.
        known_on: only what was recorded by this day counts.

    Returns:
        The terms in the order of the agreements; those of a supplementary agreement beside those that they belong to.

    Examples:
        >>> from zhaoshang import Money, Project
        >>> from zhaoshang.lifecycle import standing_terms
        >>> from zhaoshang.model import Agreement, PromisedTerm
        >>> def tax(number):
        ...     return [PromisedTerm(measure="tax", period="2025", promised=Money.of(number, "万元"))]
        >>> papers = [
        ...     Agreement(id="G1", signed_on="2022-01-05", terms=tax(800)),
        ...     Agreement(id="G2", amends="G1", signed_on="2024-06-01", terms=tax(500)),
        ... ]
        >>> project = Project(id="P1", name="甲", agreements=papers)
        >>> for day in ("2023-12-31", "2024-12-31"):
        ...     (term,) = standing_terms(project, as_of=day)
        ...     print(term.paper.id, *term.promised)
        G1 8000000 CNY
        G2 5000000 CNY
    """
    today = to_date(as_of)
    known = project if known_on is None else as_known_on(project, known_on)
    papers = standing(known).agreements
    bases = _bases(papers)
    found = {place: _Terms(paper) for place, paper in enumerate(papers) if bases[place] == place}
    later = [place for place in range(len(papers)) if bases[place] != place]
    for place in sorted(later, key=lambda each: _signed(papers[each])):
        found[bases[place]].amend(papers[place], today)
    listed = (term for terms in found.values() for term in terms)
    return tuple(term for term in listed if term.is_due(today) or _may_be_signed(term.paper, today))


def _may_be_signed(paper: Agreement, today: date) -> bool:
    """Tell whether a paper may have been signed by a day."""
    return paper.signed_on is None or paper.signed_on.start <= today


def last_year(project: Project, today: date) -> int | None:
    """Give the last year of which anything is due, `None` where the project has not ended."""
    state = walk(held(project), LIFECYCLE.index, project.track, on=today)
    if not state.is_ended or state.step is None:
        return None
    on = state.step.on
    return date.min.year - 1 if on is None else on.start.year - 1


def _bases(papers: Sequence[Agreement]) -> list[int]:
    """Say of each paper which one it goes back to; itself where it amends none that is here."""
    places = {paper.id: place for place, paper in reversed(list(enumerate(papers))) if paper.id is not None}
    found: dict[int, int | None] = {}
    for place in range(len(papers)):
        at, line = place, []
        while at not in found:
            found[at] = None  # what is on the way: papers that amend one another come back to it
            line.append(at)
            base = papers[at].amends
            if base is None or base not in places:
                found[at] = at
            else:
                at = places[base]
        found.update(dict.fromkeys(line, found[at]))
    return [place if (root := found[place]) is None else root for place in range(len(papers))]


def _signed(paper: Agreement) -> date:
    return date.max if paper.signed_on is None else paper.signed_on.end


def _term(term: PromisedTerm, paper: Agreement) -> StandingTerm | None:
    """Take a term that says how much, or of a stage by when."""
    if (term.period if term.is_date else term.promised) is None:
        return None
    promised = () if term.promised is None or term.is_date else (_counted(term.promised),)
    return StandingTerm(measure=term.measure, period=term.period, promised=promised, paper=paper, base=paper)


def _counted(promised: Quantity) -> Quantity:
    return persons(promised) if isinstance(promised, Count) else promised


class _Placed(NamedTuple):
    """A term that stands, by the last day of its period and its place among the others, with all that it may promise."""

    last: date
    place: int
    term: StandingTerm
    amounts: dict[Quantity, None]


@final
class _Terms:
    """The terms of an agreement, as those that amend it put others in their place.

    Those about one thing stand together by when they fall due: what was due when a paper was signed comes before what it
    replaces, which is looked at once.
    """

    def __init__(self, base: Agreement) -> None:
        self._base, self._places = base, count()
        self._about: dict[tuple[str, Period | None], list[_Placed]] = {}
        for each in base.terms:
            if (term := _term(each, base)) is not None:
                self._put(term, next(self._places), dict.fromkeys(term.promised))

    def __iter__(self) -> Iterator[StandingTerm]:
        listed = (each for about in self._about.values() for each in about)
        for _, _, term, amounts in sorted(listed, key=attrgetter("place")):
            yield term if len(amounts) == len(term.promised) else evolve(term, promised=tuple(amounts))

    def _put(self, term: StandingTerm, place: int, amounts: dict[Quantity, None]) -> None:
        last = date.max if term.period is None else term.period.end
        insort(self._about.setdefault(_thing(term), []), _Placed(last, place, term, amounts))

    def amend(self, paper: Agreement, today: date) -> None:
        """Put the terms that a supplementary agreement names in the place of those that stood and were not yet due."""
        for each in paper.terms:
            new = _term(each, paper)
            if new is None:
                continue
            if not _may_be_signed(paper, today) and (new.is_date or not new.is_due(today)):
                continue  # a paper of later says of the time that is over what was promised, and nothing of any other
            named = self._about.get(_thing(new), [])
            past = 0 if paper.signed_on is None else bisect_left(named, (paper.signed_on.start,))
            rest = sorted(named[past:], key=attrgetter("place"))
            del named[past:]
            open_ = [old for old in rest if _was_due(old.term, paper) is None or _may_come(paper, today)]
            amounts = open_[0].amounts if open_ else {}  # which nobody else holds any more
            for amount in chain(*(old.amounts for old in open_[1:]), new.promised):
                amounts[amount] = None
            place = rest[0].place if rest else next(self._places)
            if not past or not _was_due(new, paper):
                self._put(evolve(new, base=self._base), place, amounts)


def _thing(term: StandingTerm) -> tuple[str, Period | None]:
    """Say what a term is about: of a stage whatever the day was."""
    return term.measure, None if term.is_date else term.period


def _was_due(term: StandingTerm, paper: Agreement) -> bool | None:
    """Tell whether a term had fallen due before a paper was signed; `None` where the dates leave it open."""
    if term.period is None:
        return False
    on, last = paper.signed_on, term.period.end
    if on is None:
        was_there = paper.recorded_on is not None and paper.recorded_on.end <= last
        return False if was_there else None
    if last < on.start:
        return True
    return False if on.end <= last else None


def _may_come(paper: Agreement, today: date) -> bool:
    """Tell whether a coarse date leaves open that a paper is signed later than a day."""
    return paper.signed_on is not None and paper.signed_on.end > today
