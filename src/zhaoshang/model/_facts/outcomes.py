"""Which records of what a project achieved count for a window of time: the one home of that question.

Offices report the same thing again and again: a month is corrected, the first half-year holds the first quarter, the
year holds everything. Of a *flow* (taxes, output …) a record of the same period recorded later replaces the earlier, and
a wider period the narrower ones inside it. Of a *stock* (persons employed) the latest period counts.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import reduce
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING, Final, Literal, final

from attrs import evolve, frozen

from zhaoshang._basics.decimals import Number
from zhaoshang.errors import CurrencyMismatchError, UnitMismatchError
from zhaoshang.intervals import Interval
from zhaoshang.model._fields.amounts import STOCKS
from zhaoshang.quantities import Count, Hedge, Money, Quantity
from zhaoshang.units import unit

if TYPE_CHECKING:
    from zhaoshang.model.results import Outcome

Span = tuple[int, int]
Reading = Literal["sure", "start", "end", "touch"]

_PERSONS: Final = unit("人")
_BEGINNING: Final = date.min.toordinal()


class Standing(StrEnum):
    """How a record counts for a window.

    `BEST` and `REST` are records that overlap without one holding the other: `BEST` are those that surely add up, so the
    whole lies between them and all. `WIDE` is a record that reaches beyond the window, which is never cut. Where any of
    these is below nothing, what they share may be anything, and so may the whole: they are `LOOSE` and `LOOSE_WIDE`.
    """

    COUNTS = "counts"
    BEST = "best"
    REST = "rest"
    WIDE = "wide"
    LOOSE = "loose"
    LOOSE_WIDE = "loose_wide"
    SUPERSEDED = "superseded"
    OUTSIDE = "outside"
    UNDATED = "undated"


OVERLAPPING: Final = frozenset({Standing.BEST, Standing.REST, Standing.LOOSE})
COARSE: Final = frozenset({Standing.WIDE, Standing.LOOSE_WIDE})
OPEN: Final = OVERLAPPING | COARSE
_LOOSE: Final = frozenset({Standing.LOOSE, Standing.LOOSE_WIDE})
LEAST: Final = _LOOSE | {Standing.BEST}
"""Those whose lower ends add up to that of the whole."""


@final
@frozen
class OutcomeRecord:
    """What of a record decides how it counts.

    Attributes:
        span: the first and last day of its period, `None` where it has none.
        recorded: the day on which it was recorded, if that is known.
        size: the least that it holds, to tell which of several overlapping records surely add up; where that is not
            known 0, which never adds to what others surely hold, so that no such record is chosen before one of
            which it is known.
    """

    span: Span | None
    recorded: int | None = None
    size: Fraction | int = 0


def standings(
    records: Sequence[OutcomeRecord],
    window: tuple[int | None, int],
    *,
    is_stock: bool,
    reading: Reading = "sure",
) -> list[Standing]:
    """Say how each record of one measure of one project counts for a window.

    Args:
        records: the records, in the order of the ledger.
        window: the first day, `None` for the beginning, and the last.
        is_stock: whether the measure stands at a day.
        reading: how a period that the window cuts is read, as `partial_dates` of a profile names it.
    """
    found = [Standing.UNDATED if record.span is None else Standing.OUTSIDE for record in records]
    latest: dict[Span, int] = {}
    for place, record in enumerate(records):
        if record.span is None:
            continue
        before = latest.get(record.span)
        if before is None or _age(record) >= _age(records[before]):
            latest[record.span] = place
    inside = {
        span: place for span, place in latest.items() if _INSIDE[reading](span, _first(window), window[1])
    }
    for place, record in enumerate(records):
        if record.span in inside:
            found[place] = Standing.SUPERSEDED
    if is_stock:
        _put_stock(found, records, inside)
    else:
        _put_flows(found, records, inside)
    if reading == "sure":
        _put_wide(found, latest, inside, _first(window), window[1])
    if any(record.size < 0 for record, standing in zip(records, found, strict=True) if standing in OPEN):
        loose = dict.fromkeys(OVERLAPPING, Standing.LOOSE) | {Standing.WIDE: Standing.LOOSE_WIDE}
        return [loose.get(standing, standing) for standing in found]
    return found


def settled(
    stated: "Sequence[tuple[Outcome, Quantity]]",
    window: tuple[int | None, int],
    *,
    is_stock: bool,
    reading: Reading = "sure",
    records: "Sequence[OutcomeRecord] | None" = None,
) -> list[tuple[Standing, Quantity]]:
    """Say how each record of one measure counts for a window, and with how much: one that is loose with anything.

    What decides how they count is the same for every window, and is given where several are asked for.
    """
    if records is None:
        records = [record_of(outcome, amount) for outcome, amount in stated]
    found = standings(records, window, is_stock=is_stock, reading=reading)
    return [
        (standing, _anything(amount) if standing in _LOOSE else amount)
        for (_, amount), standing in zip(stated, found, strict=True)
    ]


@final
@frozen
class MeasureReached:
    """What was reached of a measure in a window.

    Attributes:
        amount: how much; a range where records overlap or reach beyond the window, `None` where units do not join.
        reason: why the amount has no single value, where that is not its own hedge.
        is_whole: whether the records reach from one end of the window to the other without a gap.
    """

    amount: Quantity | None
    reason: str | None
    is_whole: bool

    def plus(self, other: "MeasureReached") -> "MeasureReached":
        """Add what another project reached of the same."""
        amounts = [each.amount for each in (self, other) if each.amount is not None]
        joined = _joined(amounts) if len(amounts) > 1 else None
        reason = self.reason or other.reason or (_why(amounts) if joined is None else None)
        return MeasureReached(joined, reason, self.is_whole and other.is_whole)

    def and_more(self, reason: str) -> "MeasureReached":
        """Take what was reached for the least, as more may have been reached that nobody reported."""
        if self.amount is None:
            return self
        return evolve(self, amount=_range(self.amount, self.amount.interval.low, None), reason=reason)


def reached(
    outcomes: "Iterable[Outcome]", measure: str, window: tuple[int | None, int]
) -> MeasureReached | None:
    """Say what a project reached of a measure in a window.

    Args:
        outcomes: what it reported.
        measure: the measure.
        window: the first day, `None` for the beginning, and the last.

    Returns:
        The sum of what counts, without a value but with bounds where records overlap or reach beyond the window;
        `None` where nothing is on record of it.
    """
    stated = [
        (outcome, amount) for outcome in outcomes if (amount := stated_of(outcome, measure)) is not None
    ]
    found = settled(stated, window, is_stock=measure in STOCKS)
    counted = [amount for standing, amount in found if standing is Standing.COUNTS]
    opened = [amount for standing, amount in found if standing in OPEN]
    if not counted and not opened:
        return None
    spans = [
        (outcome.period.start.toordinal(), outcome.period.end.toordinal())
        for (outcome, _), (standing, _) in zip(stated, found, strict=True)
        if standing is Standing.COUNTS and outcome.period is not None
    ]
    is_whole = _reach(spans, window)
    whole = _joined([*counted, *opened])
    if whole is None:
        return MeasureReached(None, _why([*counted, *opened]), is_whole)
    if not opened:
        return MeasureReached(whole, None, is_whole)
    sure = _joined([*counted, *(amount for standing, amount in found if standing in LEAST)])
    least = Decimal(0) if sure is None else sure.interval.low
    overlaps = any(standing in OVERLAPPING for standing, _ in found)
    reason = "overlapping_periods" if overlaps else "coarse_period"
    return MeasureReached(_range(whole, least, whole.interval.high), reason, is_whole)


def _reach(spans: "Iterable[Span]", window: tuple[int | None, int]) -> bool:
    """Tell whether periods reach from one end of a window to the other without a gap."""
    day = _first(window)
    for first, last in sorted(spans):
        if first > day:
            return False
        day = max(day, last + 1)
    return day > window[1]


def _joined(amounts: "Sequence[Quantity]") -> Quantity | None:
    """Add amounts up; `None` for none, or where units do not join."""
    try:
        return reduce(add, amounts) if amounts else None
    except (CurrencyMismatchError, UnitMismatchError):
        return None


def _why(amounts: "Iterable[Quantity]") -> str:
    return "mixed_currency" if all(isinstance(amount, Money) for amount in amounts) else "units_differ"


def _anything(like: Quantity) -> Quantity:
    """Leave both ends of an amount open."""
    value = Decimal(0) if like.value is None else like.value
    return evolve(like, value=value, hedge=Hedge.ABOUT, bounds=None)


def _range(like: Quantity, low: Number | None, high: Number | None) -> Quantity:
    bounds = Interval(low, high, low is not None, high is not None)
    return type(like)(value=None, unit=like.unit, hedge=Hedge.RANGE, bounds=bounds)


def stated_of(outcome: "Outcome", measure: str) -> Quantity | None:
    """Give what a record says of a measure; persons are counted as 人 however they are written."""
    amount: Quantity | None = getattr(outcome, measure, None)
    return persons(amount) if isinstance(amount, Count) else amount


def persons(count: Count) -> Count:
    """Count persons as 人 however they are written."""
    return evolve(count, unit=_PERSONS) if count.unit.code in {"名", "位", "人次"} else count


def record_of(outcome: "Outcome", amount: Quantity) -> OutcomeRecord:
    """Take of a record what decides how it counts."""
    period, recorded = outcome.period, outcome.recorded_on
    span = None if period is None else (period.start.toordinal(), period.end.toordinal())
    least = amount.interval.low
    return OutcomeRecord(span, None if recorded is None else recorded.end.toordinal(), Fraction(least or 0))


def _first(window: tuple[int | None, int]) -> int:
    return _BEGINNING if window[0] is None else window[0]


def _age(record: OutcomeRecord) -> int:
    return _BEGINNING if record.recorded is None else record.recorded


_INSIDE: Final[Mapping[str, Callable[[Span, int, int], bool]]] = {
    "sure": lambda span, first, last: first <= span[0] and span[1] <= last,
    "start": lambda span, first, last: first <= span[0] <= last,
    "end": lambda span, first, last: first <= span[1] <= last,
    "touch": lambda span, first, last: span[1] >= first and span[0] <= last,
}


def _put_stock(found: list[Standing], records: Sequence[OutcomeRecord], inside: Mapping[Span, int]) -> None:
    """Let the record of the period that ends last count; of several that end together, the one recorded last."""
    if inside:
        last = max(span[1] for span in inside)
        ending = [place for span, place in inside.items() if span[1] == last]
        found[max(ending, key=lambda place: (_age(records[place]), place))] = Standing.COUNTS


def _put_flows(found: list[Standing], records: Sequence[OutcomeRecord], inside: Mapping[Span, int]) -> None:
    """Let the widest periods count, and mark those among them that overlap."""
    for cluster in _clusters(_widest(inside)):
        if len(cluster) == 1:
            found[inside[cluster[0]]] = Standing.COUNTS
            continue
        best = _disjoint(cluster, {span: records[inside[span]].size for span in cluster})
        for span in cluster:
            found[inside[span]] = Standing.BEST if span in best else Standing.REST


def _widest(spans: Iterable[Span]) -> list[Span]:
    """Leave out the periods that lie inside another, in order of their beginning."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[1] > kept[-1][1]:  # those that began before end before
            kept.append(span)
    return kept


def _clusters(spans: Sequence[Span]) -> list[list[Span]]:
    """Part periods, in order, into runs that overlap one another."""
    runs: list[list[Span]] = []
    for span in spans:
        if runs and span[0] <= runs[-1][-1][1]:
            runs[-1].append(span)
        else:
            runs.append([span])
    return runs


def _disjoint(spans: Sequence[Span], sizes: Mapping[Span, Fraction | int]) -> frozenset[Span]:
    """Choose the periods that do not overlap and hold the most together; they end in the order in which they begin."""
    ends = [last for _, last in spans]
    most: list[Fraction | int] = [0]
    for place, (first, _) in enumerate(spans):
        most.append(max(most[place], most[bisect_left(ends, first)] + sizes[spans[place]]))
    found = []
    place = len(spans)
    while place:
        if most[place] == most[place - 1]:
            place -= 1
        else:
            found.append(spans[place - 1])
            place = bisect_left(ends, spans[place - 1][0])
    return frozenset(found)


def _put_wide(
    found: list[Standing], latest: Mapping[Span, int], inside: Mapping[Span, int], first: int, last: int
) -> None:
    """Mark what reaches beyond the window, but for records of which narrower ones inside it stand for a part."""
    reaching = [span for span in latest if span not in inside and span[1] >= first and span[0] <= last]
    holding = [span for span in reaching if span[0] <= first and last <= span[1]]
    if holding and not inside:  # the narrowest tells the most
        reaching = [min(holding, key=lambda span: (span[1] - span[0], span))]
    parts = sorted(inside)
    ends = list(
        accumulate((end for _, end in reversed(parts)), min)
    )  # the first to end of the last ones to begin
    for span in reaching:
        later = len(parts) - bisect_left(parts, (span[0], 0))
        if not later or ends[later - 1] > span[1]:
            found[latest[span]] = Standing.WIDE
