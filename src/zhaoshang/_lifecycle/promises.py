"""What came of the terms of agreements, and how far each was kept: the one home of that question.

What was reached is read from outcomes, the land and the history of the project. Whoever asks how far a term was kept asks
here: supervision, alarms, the figures.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import Any, Final, final

from attrs import evolve, field, frozen

from zhaoshang._basics.decimals import simplest
from zhaoshang._lifecycle.terms import StandingTerm
from zhaoshang._lifecycle.walk import shown_by
from zhaoshang._rates import Rates
from zhaoshang.errors import ConversionError, UnitMismatchError
from zhaoshang.intervals import Interval
from zhaoshang.model import Milestone, Outcome, Project
from zhaoshang.model._facts.history import first_of
from zhaoshang.model._facts.outcomes import MeasureReached, reached
from zhaoshang.model._fields.amounts import PER_LAND, STAGE_TERMS, STOCKS
from zhaoshang.periods import Period
from zhaoshang.quantities import Area, Hedge, Quantity, kind_of
from zhaoshang.scoring import Measured, ratio
from zhaoshang.units import Dimension, Unit
from zhaoshang.vocabulary import Stage

_ONE: Final = Fraction(1)
_NOTHING: Final = Fraction(0)


@final
@frozen(kw_only=True)
class Kept:
    """How far a term was kept: what was reached over what was promised, not capped.

    Attributes:
        value: the quotient, where there is one.
        low: the least that it may be.
        high: the greatest; `None` where nothing bounds it.
        reason: why there is no value.
        actual: what was reached, where it is an amount.
        reached_on: when the stage was reached, where it is a stage and on record.
        is_missing: whether nothing was reported, which counts as nothing reached.
    """

    value: Fraction | None = None
    low: Fraction = _NOTHING
    high: Fraction | None = None
    reason: str | None = None
    actual: Quantity | None = None
    reached_on: Period | None = None
    is_missing: bool = False

    @property
    def part(self) -> tuple[Fraction | None, Fraction, Fraction]:
        """The part that counts, and the least and greatest it may be: never below nothing, never above the whole."""
        low, high = _capped(self.low), _ONE if self.high is None else _capped(self.high)
        value = low if low == high else None if self.value is None else _capped(self.value)
        return value, low, high


def _capped(part: Fraction) -> Fraction:
    return max(_NOTHING, min(part, _ONE))


@final
@frozen(kw_only=True)
class TermEvidence:
    """What terms are held against.

    Attributes:
        project: the project, as known, for its land and its floors.
        steps: what was done in it and in all that is one with it, whenever it was.
        today: the day.
        reports: what was reported by the project, and by each other that is one with it.
        rates: CNY per unit of a currency.
        trial_counts: whether trial production counts as production.
    """

    project: Project
    steps: tuple[Milestone, ...]
    today: date
    reports: tuple[tuple[Outcome, ...], ...]
    rates: Mapping[str, Any] = field(factory=dict)
    trial_counts: bool = True

    def at(self, period: Period) -> Mapping[str, Any]:
        """Give the rates that hold for all of a period."""
        return self.rates.at(period) if isinstance(self.rates, Rates) else self.rates

    def read(self, measure: str, window: tuple[int | None, int]) -> MeasureReached | None:
        """Read what was reached of a measure, over all that is one project."""
        found = [each for part in self.reports if (each := reached(part, measure, window)) is not None]
        return reduce(MeasureReached.plus, found) if found else None


def kept(term: StandingTerm, evidence: TermEvidence) -> Kept:
    """Say how far a term that is due was kept."""
    if term.is_date:
        return _kept_day(term, evidence)
    found = [_held(term, promised, evidence) for promised in term.promised]
    first = found[0]
    if all((each.value, each.low, each.high) == (first.value, first.low, first.high) for each in found):
        return first
    highs = [each.high for each in found if each.high is not None]
    return evolve(
        first,
        value=None,
        low=min(each.low for each in found),
        high=max(highs) if len(highs) == len(found) else None,
        reason="imprecise_dates",
    )


def _held(term: StandingTerm, promised: Quantity, evidence: TermEvidence) -> Kept:
    project = evidence.project
    assert term.period is not None  # noqa: S101 - it is due
    rates = evidence.at(term.period)
    window = (term.period.start.toordinal(), term.period.end.toordinal())
    if term.measure == "plot_ratio":
        actual, reason = _over(project.floor_area, project.land, promised, rates)
        return _against(promised, actual, rates, reason)
    if term.measure == "intensity":  # what was booked since the beginning, however long ago
        read = evidence.read("fixed_asset_investment", (None, window[1]))
    else:
        measure = PER_LAND.get(term.measure, term.measure)
        read = evidence.read(measure, window)
        if read is not None and measure not in STOCKS and read.reason is None and not read.is_whole:
            read = read.and_more("incomplete_year")
    if read is None:
        return Kept(value=_NOTHING, high=_NOTHING, is_missing=True)
    actual, reason = read.amount, read.reason
    if actual is not None and (term.measure == "intensity" or term.measure in PER_LAND):
        actual, undivided = _over(actual, project.land, promised, rates)
        reason = reason or undivided
    return _against(promised, actual, rates, reason)


def _over(
    amount: Quantity | None, land: Area | None, promised: Quantity, rates: Mapping[str, Any]
) -> tuple[Quantity | None, str | None]:
    """Divide an amount by the land, in the unit of the promise, or say why it cannot be divided."""
    if amount is None or land is None or land.value == 0:
        return None, "no_denominator"
    top, per = promised.unit.parts or (land.unit, land.unit)
    if per.dimension is not Dimension.AREA:
        return None, "no_denominator"
    above = ratio(amount, _one(top), scale=1, rates=rates)
    found = ratio(above, _bare(land.to(per)), scale=1)
    low, high, value = (
        None if end is None else simplest(Fraction(end)) for end in (found.low, found.high, found.value)
    )
    if low is high is value is None:
        return None, above.reason or found.reason
    kind = kind_of(promised.unit)
    if low == high is not None:
        return kind(value=low, unit=promised.unit), None
    bounds = Interval(low, high, low is not None, high is not None)
    hedge = Hedge.ABOUT if low is high is None else Hedge.RANGE
    return kind(value=value, unit=promised.unit, hedge=hedge, bounds=bounds), None


def _one(unit: Unit) -> Measured:
    return Measured(value=_ONE, low=_ONE, high=_ONE, unit=unit.code)


def _bare(land: Area) -> Measured:
    return evolve(Measured.of(land), unit=None)


def _against(
    promised: Quantity, actual: Quantity | None, rates: Mapping[str, Any], reason: str | None
) -> Kept:
    """Hold an amount against what was promised: 不低于 asks for no more than its edge, 不高于 sets a limit."""
    if actual is None:
        return Kept(reason=reason)
    edge, is_limit = _edge(promised)
    there = Measured.of(_like(actual, promised))
    if is_limit and there.value == there.high == 0:
        return Kept(value=_ONE, low=_ONE, high=_ONE, actual=actual)
    found = ratio(*((edge, there) if is_limit else (there, edge)), scale=1, rates=rates)
    low, high = (None if end is None else Fraction(end) for end in (found.low, found.high))
    value = None if reason is not None or found.value is None else Fraction(found.value)
    return Kept(
        value=value,
        low=low or _NOTHING,
        high=high,
        reason=None if value is not None else reason or found.reason,
        actual=actual,
    )


def _edge(promised: Quantity) -> tuple[Measured, bool]:
    """Give the number that a promise comes down to, and whether it is a limit that is not to be passed."""
    measured = Measured.of(promised)
    is_limit = promised.hedge in {Hedge.AT_MOST, Hedge.BELOW}
    if not is_limit and promised.hedge not in {Hedge.AT_LEAST, Hedge.OVER}:
        return measured, False
    end = measured.high if is_limit else measured.low
    return evolve(measured, value=end, low=end, high=end, is_hedged=False), is_limit


def _like(actual: Quantity, promised: Quantity) -> Quantity:
    """Write what was reached in the unit of the promise, where that is the same kind."""
    try:
        return actual.to(promised.unit)
    except (ConversionError, UnitMismatchError):
        return actual


# days -------------------------------------------------------------------------------------------------------------


def _kept_day(term: StandingTerm, evidence: TermEvidence) -> Kept:
    """Say whether a stage was reached in time: in full or not at all; its own record decides, where it has one."""
    assert term.period is not None  # noqa: S101 - it is due
    stage, last = Stage(STAGE_TERMS[term.measure]), term.period.end
    wanted = shown_by(stage, trial_counts=evidence.trial_counts)
    own = [step.on for step in evidence.steps if step.stage in wanted]
    if own:
        return _in_time(first_of(own), last)
    implied = [
        step.on
        for step in evidence.steps
        if step.stage in stage.implied_by and (step.on is None or step.on.start <= evidence.today)
    ]
    if not implied:
        return Kept(value=_NOTHING, high=_NOTHING)
    if any(on is not None and on.end <= last for on in implied):
        return Kept(value=_ONE, low=_ONE, high=_ONE)
    return Kept(high=_ONE, reason="imprecise_dates")


def _in_time(on: Period | None, last: date) -> Kept:
    if on is None or on.start <= last < on.end:
        return Kept(high=_ONE, reason="imprecise_dates", reached_on=on)
    part = _ONE if on.end <= last else _NOTHING
    return Kept(value=part, low=part, high=part, reached_on=on)


# scores -----------------------------------------------------------------------------------------------------------


@final
@frozen(kw_only=True)
class Score:
    """The weighted score of several terms, 0 to 100.

    Attributes:
        value: the score, where there is one.
        low: the least that it may be.
        high: the greatest.
        reason: why there is no value.
        shares: the part of each term in it, in hundredths of the whole.
    """

    value: Fraction | None
    low: Fraction
    high: Fraction
    reason: str | None
    shares: tuple[Fraction, ...]


def score(terms: Sequence[tuple[StandingTerm, Kept]], weights: Mapping[str, Fraction] | None) -> Score | None:
    """Add up what each term gives: a measure's weight is shared by its terms, and a term gives what was kept of it.

    Args:
        terms: the terms that are due, with how far each was kept.
        weights: the weight of each measure; one left out does not count. `None` for all the same.

    Returns:
        The score; `None` where nothing that has a weight is term.
    """
    counted = Counter(term.measure for term, _ in terms)
    worth = {
        name: _ONE if weights is None else weights[name]
        for name in counted
        if weights is None or weights.get(name)
    }
    whole = sum(worth.values(), _NOTHING)
    if not whole:
        return None
    shares = tuple(
        100 * worth.get(term.measure, _NOTHING) / whole / counted[term.measure] for term, _ in terms
    )
    parts = [(share, each, each.part) for share, (_, each) in zip(shares, terms, strict=True) if share]
    low = sum((share * part[1] for share, _, part in parts), _NOTHING)
    high = sum((share * part[2] for share, _, part in parts), _NOTHING)
    values = [share * part[0] for share, _, part in parts if part[0] is not None]
    value = sum(values, _NOTHING) if len(values) == len(parts) else None
    reason = None if value is not None else next(each.reason for _, each, part in parts if part[0] is None)
    return Score(value=value, low=low, high=high, reason=reason, shares=shares)
