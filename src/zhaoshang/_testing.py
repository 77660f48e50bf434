"""Strategies of single values: periods, intervals, quantities and stages, which `zhaoshang.testing` offers."""

from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

import attrs
from hypothesis import strategies as st

from zhaoshang.intervals import Interval
from zhaoshang.periods import Period
from zhaoshang.quantities import (
    Area,
    CompoundQuantity,
    Count,
    Duration,
    Energy,
    Hedge,
    Length,
    Mass,
    Money,
    Multiple,
    Percent,
    PercentagePoint,
    Power,
    Quantity,
    Volume,
)
from zhaoshang.vocabulary import Stage

Q = TypeVar("Q", bound=Quantity)

_UNITS: Final[dict[type[Quantity], tuple[str, ...]]] = {
    Money: ("CNY", "USD", "HKD"),
    Area: ("m2", "mu", "ha", "km2"),
    Count: ("个", "家", "户次", "人"),
    Percent: ("percent",),
    PercentagePoint: ("pp",),
    Multiple: ("times",),
    Duration: ("day", "workday", "month", "year"),
    Power: ("kW", "MW", "GW"),
    Energy: ("kWh",),
    Mass: ("t", "kg"),
    Volume: ("m3",),
    Length: ("m", "km"),
    CompoundQuantity: ("CNY/mu", "CNY/year", "t/m2"),
}
_SIMPLE: Final = (Hedge.NEAR, Hedge.OVER, Hedge.AT_LEAST, Hedge.AT_MOST, Hedge.BELOW, Hedge.ABOUT)
_BOUNDED: Final = (Hedge.RANGE, Hedge.ODD, Hedge.SEVERAL, Hedge.ORDER)
DAYS: Final = st.dates(date(1990, 1, 1), date(2040, 12, 31))
_NUMBERS: Final = st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False)


def periods() -> st.SearchStrategy[Period]:
    """Make periods of every precision, between 1990 and 2040.

    Examples:
        >>> from hypothesis import find
        >>> from zhaoshang.testing import periods
        >>> str(find(periods(), lambda period: period.precision == "quarter"))[5:6]
        'Q'
    """
    year = st.integers(1990, 2040)
    month = st.integers(1, 12)
    texts = st.one_of(
        st.builds("{:04}-{:02}".format, year, month),
        st.builds("{:04}-{:02}-{}".format, year, month, st.sampled_from("EML")),
        st.builds("{:04}-Q{}".format, year, st.integers(1, 4)),
        st.builds("{:04}-H{}".format, year, st.integers(1, 2)),
        year.map(str),
    ).map(Period.of)
    ranges = st.tuples(DAYS, DAYS).map(lambda ends: Period.between(min(ends), max(ends)))
    return st.one_of(DAYS.map(Period.of), texts, ranges)


def intervals() -> st.SearchStrategy[Interval]:
    """Make intervals with open, closed and unbounded ends.

    Examples:
        >>> from hypothesis import find
        >>> from zhaoshang.testing import intervals
        >>> find(intervals(), lambda drawn: drawn.low is None and drawn.high is not None).is_bounded
        False
    """
    ends = st.tuples(
        _NUMBERS, _NUMBERS, st.booleans(), st.booleans(), st.sampled_from(["both", "low", "high", "none"])
    )
    return ends.map(lambda parts: _interval(*parts))


def _interval(one: Decimal, other: Decimal, low_closed: bool, high_closed: bool, which: str) -> Interval:  # noqa: FBT001 - drawn by position
    low, high = min(one, other), max(one, other)
    if low == high:
        return Interval.point(low)
    has_low, has_high = which in ("both", "low"), which in ("both", "high")
    return Interval(
        low if has_low else None,
        high if has_high else None,
        low_closed and has_low,
        high_closed and has_high,
    )


def quantities(kind: type[Q] | None = None, *, hedged: bool = True) -> st.SearchStrategy[Any]:
    """Make quantities of a kind, or of any: exact, hedged and ranged ones.

    Args:
        kind: the class wanted, such as `Money`; any of them where absent.
        hedged: whether hedged ones are made too.

    Examples:
        >>> from hypothesis import find
        >>> from zhaoshang.quantities import Power
        >>> from zhaoshang.testing import quantities
        >>> drawn = find(quantities(Power, hedged=False), lambda power: power.value > 0)
        >>> type(drawn).__name__, drawn.is_exact
        ('Power', True)
    """
    if kind is None or kind is Quantity:
        return st.sampled_from(sorted(_UNITS, key=lambda each: each.__name__)).flatmap(
            lambda each: quantities(each, hedged=hedged)
        )
    units = st.sampled_from(_UNITS[kind])
    exact = st.builds(kind.of, _NUMBERS, units)
    if not hedged:
        return exact
    simple = st.builds(
        lambda value, unit, hedge: kind.of(value, unit, hedge=hedge),
        _NUMBERS,
        units,
        st.sampled_from(_SIMPLE),
    )
    bounded = st.builds(
        lambda bounds, unit, hedge: attrs.evolve(kind.of(0, unit), value=None, hedge=hedge, bounds=bounds),
        intervals().filter(lambda bounds: bounds.low is not None and bounds.high is not None),
        units,
        st.sampled_from(_BOUNDED),
    )
    return st.one_of(exact, simple, bounded)


def money(*, hedged: bool = True) -> st.SearchStrategy[Money]:
    """Make amounts of money in several currencies, hedged ones among them unless `hedged` is false.

    Examples:
        >>> from hypothesis import find
        >>> from zhaoshang.testing import money
        >>> find(money(), lambda drawn: drawn.unit.code == "USD" and drawn.hedge == "near").is_exact
        False
    """
    return quantities(Money, hedged=hedged)


def areas(*, hedged: bool = True) -> st.SearchStrategy[Area]:
    """Make areas in several units, hedged ones among them unless `hedged` is false.

    Examples:
        >>> from hypothesis import find
        >>> from zhaoshang.testing import areas
        >>> find(areas(hedged=False), lambda drawn: drawn.unit.code == "mu").is_exact
        True
    """
    return quantities(Area, hedged=hedged)


def counts(*, hedged: bool = True) -> st.SearchStrategy[Count]:
    """Make counts with several counters, hedged ones among them unless `hedged` is false.

    Examples:
        >>> from hypothesis import find
        >>> from zhaoshang.testing import counts
        >>> find(counts(hedged=False), lambda drawn: drawn.unit.code == "家").unit.code
        '家'
    """
    return quantities(Count, hedged=hedged)


def percents(*, hedged: bool = True) -> st.SearchStrategy[Percent]:
    """Make percentages, some above 100, hedged ones among them unless `hedged` is false.

    Examples:
        >>> from hypothesis import find
        >>> from zhaoshang.testing import percents
        >>> find(percents(hedged=False), lambda drawn: drawn.value > 100).value > 100
        True
    """
    return quantities(Percent, hedged=hedged)


def stages() -> st.SearchStrategy[Stage]:
    """Make stages, ends and overlays.

    Examples:
        >>> from hypothesis import find
        >>> from zhaoshang.testing import stages
        >>> find(stages(), lambda stage: stage.is_overlay).is_main
        False
    """
    return st.sampled_from(Stage)
