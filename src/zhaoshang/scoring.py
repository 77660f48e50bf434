"""The arithmetic of assessments: targets and schedules, growth, points, bonuses and ranks (考核计分).

Plain functions over numbers. A number is an exact one (`int`, `Decimal`, `Fraction`, digits as text) or a
`zhaoshang.quantities.Quantity`, whose hedge is carried along as bounds. Each function gives a `Result`: a value, or
the reason why there is none. Nothing is rounded and nothing is cut off unless a rule says so.

    >>> from zhaoshang.scoring import completion, schedule_gap, time_progress
    >>> completion(386, 200).value
    Fraction(193, 1)
    >>> progress = time_progress("2006", as_of="2006-10-31")
    >>> round(schedule_gap("125.64", progress).value, 2)
    Fraction(4231, 100)
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal, final

from attrs import evolve, field, frozen

from zhaoshang.intervals import to_fraction
from zhaoshang.periods import DateLike, Period, to_date
from zhaoshang.quantities import Quantity
from zhaoshang.units import Dimension, conversion
from zhaoshang.units import unit as find_unit

__all__ = [
    "Measured",
    "Number",
    "Result",
    "bonus_points",
    "change_of_rates",
    "completion",
    "efficacy_scores",
    "growth",
    "linear_score",
    "mean",
    "month_growth",
    "overfulfilment",
    "per_mu_score",
    "rank",
    "ratio",
    "relative_scores",
    "schedule_gap",
    "schedule_index",
    "share_of_whole",
    "shortfall_score",
    "time_progress",
    "velocity",
    "weighted_sum",
]

_ONE: Final = Fraction(1)
_PERCENT: Final = Fraction(100)


@final
@frozen(kw_only=True)
class Measured:
    """A number with its bounds and unit: what a calculation takes.

    Attributes:
        value: the number, if there is a single one.
        low: the lower bound; `None` where there is none.
        high: the upper bound; `None` where there is none.
        unit: the code of the unit; `None` for a bare number.
        is_hedged: whether the bounds differ from the value.

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.scoring import Measured
        >>> near = Measured.of(Money.of(24, "亿元", hedge="near"))
        >>> near.low, near.high, near.is_hedged
        (None, Fraction(2400000000, 1), True)
    """

    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    unit: str | None = None
    is_hedged: bool = False

    @classmethod
    def of(cls, number: "Number | None") -> "Measured":
        """Take a number in any form; `None` is a number that is not known.

        Raises:
            InexactNumberError: for a float.
        """
        if number is None:
            return cls()
        if isinstance(number, Measured):
            return number
        if isinstance(number, Result):
            hedged = not number.value == number.low == number.high
            value, low, high = (
                None if end is None else Fraction(end) for end in (number.value, number.low, number.high)
            )
            return cls(value=value, low=low, high=high, unit=number.unit, is_hedged=hedged)
        if isinstance(number, Quantity):
            bounds = number.interval
            return cls(
                value=None if number.value is None else Fraction(number.value),
                low=None if bounds.low is None else Fraction(bounds.low),
                high=None if bounds.high is None else Fraction(bounds.high),
                unit=number.unit.code,
                is_hedged=not number.is_exact,
            )
        exact = to_fraction(Decimal(number) if isinstance(number, str) else number)
        return cls(value=exact, low=exact, high=exact)

    def times(self, factor: Fraction, unit: str | None = None) -> "Measured":
        """Scale by a positive number."""
        return Measured(
            value=None if self.value is None else self.value * factor,
            low=None if self.low is None else self.low * factor,
            high=None if self.high is None else self.high * factor,
            unit=self.unit if unit is None else unit,
            is_hedged=self.is_hedged,
        )


@final
@frozen(kw_only=True)
class Result:
    """What a calculation gives: a value with bounds, or the reason why there is none.

    Attributes:
        value: the exact value; `None` where it cannot be known.
        low: the lower bound; `None` where there is none.
        high: the upper bound; `None` where there is none.
        unit: the code of its unit.
        reason: why there is no value.
        numerator: what was divided, in the base unit.
        denominator: what it was divided by.
        by_currency: the sum of each currency, where amounts were added.
        class_: the class that a score falls in.
        is_quotient: whether it comes out of a division or a score, and so is rounded when shown.
        warnings: what to know about it.
    """

    value: Fraction | int | None = None
    low: Fraction | int | None = None
    high: Fraction | int | None = None
    unit: str = ""
    reason: str | None = None
    numerator: Fraction | int | None = None
    denominator: Fraction | int | None = None
    by_currency: Mapping[str, Fraction | int] = field(factory=dict)
    class_: str | None = None
    is_quotient: bool = True
    warnings: tuple[str, ...] = ()


Number = int | Decimal | Fraction | str | Quantity | Measured | Result
"""What is accepted as a number: an exact one, digits as text, a quantity, or the result of another calculation."""


def _exactly(value: Fraction, unit: str) -> Result:
    return Result(value=value, low=value, high=value, unit=unit)


def _points(value: Fraction) -> Result:
    return _exactly(value, "point")


def _none(
    reason: str,
    unit: str,
    *,
    numerator: Fraction | None = None,
    denominator: Fraction | None = None,
    warnings: tuple[str, ...] = (),
) -> Result:
    return Result(unit=unit, reason=reason, numerator=numerator, denominator=denominator, warnings=warnings)


# one number over another ------------------------------------------------------------------------------------------


def _aligned(
    left: Measured, right: Measured, rates: Mapping[str, Any] | None, base: str | None
) -> tuple[Measured, Measured] | str:
    """Bring two numbers to one unit, or name the reason why that cannot be done."""
    if left.unit is None or right.unit is None:
        return left, right
    one, other = find_unit(left.unit), find_unit(right.unit)
    if one.dimension is not other.dimension:
        return "units_differ"
    if one.dimension is Dimension.MONEY:
        if one == other:
            return left, right
        known = {"CNY": _ONE, **{code: Fraction(rate) for code, rate in (rates or {}).items()}}
        if left.unit not in known or right.unit not in known:
            return "mixed_currency"
        return left.times(known[left.unit], "CNY"), right.times(known[right.unit], "CNY")
    if one.dimension is Dimension.AREA:
        target = find_unit(base or left.unit)
        return (
            left.times(conversion(one, target), target.code),
            right.times(conversion(other, target), target.code),
        )
    return (left, right) if one == other else "units_differ"


def _quotient_bounds(top: Measured, bottom: Measured) -> tuple[Fraction | None, Fraction | None]:
    """Bound a quotient by a divisor that is not negative; an open end that matters leaves the bound open."""

    def over(end: Fraction | None, divisor: Fraction | None) -> Fraction | None:
        return None if end is None or not divisor or divisor < 0 else end / divisor

    low = over(top.low, bottom.high if top.low is None or top.low >= 0 else bottom.low)
    high = over(top.high, bottom.low if top.high is None or top.high >= 0 else bottom.high)
    return low, high


def ratio(
    part: Number | None,
    whole: Number | None,
    /,
    *,
    scale: int = 100,
    unit: str = "percent",
    base: str | None = None,
    rates: Mapping[str, Any] | None = None,
) -> Result:
    """Divide one number by another, with bounds; it is never cut off at 100 %.

    Args:
        part: what is divided.
        whole: what it is divided by.
        scale: what the quotient is multiplied by: 100 for percent.
        unit: the unit of the quotient.
        base: for areas, the unit that both are brought to.
        rates: CNY per unit of a currency, where the two are in different ones.

    Returns:
        The quotient. Without a value: `no_denominator` where the divisor is 0 or not given, `no_data` where the part
        is not given, `units_differ`, `mixed_currency`, or `both_hedged`, where the bounds stand.

    Examples:
        >>> from zhaoshang import Area
        >>> from zhaoshang.scoring import ratio
        >>> ratio(3, 4).value, ratio(3, 0).reason
        (Fraction(75, 1), 'no_denominator')
        >>> ratio(Area.of(25, "亩"), Area.of(1, "万㎡")).value
        Fraction(500, 3)
    """
    top, bottom = Measured.of(part), Measured.of(whole)
    if part is None or whole is None:
        reason = "no_denominator" if whole is None else "no_data"
        return _none(reason, unit, numerator=top.value, denominator=bottom.value)
    aligned = _aligned(top, bottom, rates, base)
    if isinstance(aligned, str):
        return _none(aligned, unit)
    top, bottom = aligned
    if bottom.value == 0:
        return _none("no_denominator", unit, numerator=top.value, denominator=bottom.value)
    low, high = _quotient_bounds(top, bottom)
    found = Result(
        low=None if low is None else low * scale,
        high=None if high is None else high * scale,
        unit=unit,
        numerator=top.value,
        denominator=bottom.value,
    )
    if top.is_hedged and bottom.is_hedged:
        return evolve(found, reason="both_hedged")
    if top.value is None or bottom.value is None:
        return evolve(found, reason="no_data")
    return evolve(found, value=scale * top.value / bottom.value)


def share_of_whole(
    part: Number | None, whole: Number | None, /, *, rates: Mapping[str, Any] | None = None
) -> Result:
    """Give a part in percent of its whole; a part beyond the whole is kept, with `part_exceeds_whole`.

    Examples:
        >>> from zhaoshang.scoring import share_of_whole
        >>> share_of_whole(47, 41).warnings
        ('part_exceeds_whole',)
    """
    found = ratio(part, whole, rates=rates)
    exceeds = found.value is not None and found.value > _PERCENT
    exceeds = exceeds or (found.low is not None and found.low > _PERCENT)
    return evolve(found, warnings=("part_exceeds_whole",)) if exceeds else found


def completion(
    actual: Number | None, target: Number | None, /, *, rates: Mapping[str, Any] | None = None
) -> Result:
    """Give what is done in percent of the target (目标完成率).

    Examples:
        >>> from zhaoshang.scoring import completion
        >>> completion(30, 40).value
        Fraction(75, 1)
    """
    return ratio(actual, target, rates=rates)


def overfulfilment(
    actual: Number | None, target: Number | None, /, *, rates: Mapping[str, Any] | None = None
) -> Result:
    """Give what goes beyond the target in percent of it (超额完成率); short of the target it is negative.

    Examples:
        >>> from zhaoshang.scoring import overfulfilment
        >>> overfulfilment(66, 88).value
        Fraction(-25, 1)
    """
    return _beyond(ratio(actual, target, rates=rates))


def _beyond(found: Result) -> Result:
    """Turn actual ÷ base into (actual − base) ÷ base."""
    known = found.numerator is not None and found.denominator is not None
    return evolve(
        found,
        value=None if found.value is None else found.value - _PERCENT,
        low=None if found.low is None else found.low - _PERCENT,
        high=None if found.high is None else found.high - _PERCENT,
        numerator=found.numerator - found.denominator  # type: ignore[operator]  # both are there
        if known
        else None,
    )


def growth(
    current: Number | None, previous: Number | None, /, *, rates: Mapping[str, Any] | None = None
) -> Result:
    """Give the growth over a base in percent (同比, 环比); a base of 0 or less has none.

    Examples:
        >>> from zhaoshang.scoring import growth
        >>> growth(12, 8).value, growth(5, -3).reason
        (Fraction(50, 1), 'base_not_positive')
    """
    if current is None or previous is None:
        return _none("no_data", "percent")
    base = Measured.of(previous)
    if base.value is not None and base.value <= 0:
        now = Measured.of(current)
        known = now.value is not None and now.unit == base.unit
        return _none(
            "base_not_positive",
            "percent",
            numerator=now.value - base.value if known and now.value is not None else None,
            denominator=base.value,
        )
    return _beyond(ratio(current, previous, rates=rates))


def month_growth(cumulative: Sequence[Number], /) -> Result:
    """Give the growth of the last month over the one before, from sums since January (累计数).

    Single months are differences of the sums; January's sum is its own. A negative month, which a revision may
    bring, is kept and named by its place in the list.

    Examples:
        >>> from zhaoshang.scoring import month_growth
        >>> month_growth([10, 22, 37]).value
        Fraction(25, 1)
    """
    sums = [Measured.of(each) for each in cumulative]
    if len({each.unit for each in sums}) > 1:
        return _none("units_differ", "percent")
    months = [_difference(now, before) for now, before in zip(sums, [None, *sums[:-1]], strict=True)]
    warnings = tuple(
        f"negative_month:{place}"
        for place, month in enumerate(months, 1)
        if month.value is not None and month.value < 0
    )
    if len(months) < 2:
        return _none("no_data", "percent", warnings=warnings)
    return evolve(growth(months[-1], months[-2]), warnings=warnings)


def _difference(now: Measured, before: Measured | None) -> Measured:
    if before is None:
        return now

    def minus(left: Fraction | None, right: Fraction | None) -> Fraction | None:
        return None if left is None or right is None else left - right

    return Measured(
        value=minus(now.value, before.value),
        low=minus(now.low, before.high),
        high=minus(now.high, before.low),
        unit=now.unit,
        is_hedged=now.is_hedged or before.is_hedged,
    )


def change_of_rates(before: Number | None, after: Number | None, /) -> Result:
    """Give the change from one rate to another in percentage points (提升百分点).

    Examples:
        >>> from zhaoshang.scoring import change_of_rates
        >>> change_of_rates("30.2", "51.2").value
        Fraction(21, 1)
    """
    if before is None or after is None:
        return _none("no_data", "pp")
    old, new = Measured.of(before), Measured.of(after)
    change = _difference(new, old)
    found = Result(value=change.value, low=change.low, high=change.high, unit="pp")
    if old.is_hedged and new.is_hedged:
        return evolve(found, value=None, reason="both_hedged")
    return found if change.value is not None else evolve(found, reason="no_data")


def mean(amount: Number | None, count: Number | None, /) -> Result:
    """Give an amount for each of a count, in the unit of the amount (平均).

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.scoring import mean
        >>> mean(Money.of(42, "亿元"), 12).value
        Fraction(350000000, 1)
    """
    top, bottom = Measured.of(amount), Measured.of(count)
    unit = top.unit or "ratio"
    return ratio(
        None if amount is None else evolve(top, unit=None),
        None if count is None else evolve(bottom, unit=None),
        scale=1,
        unit=unit,
    )


# schedules --------------------------------------------------------------------------------------------------------


def time_progress(
    window: DateLike,
    /,
    *,
    as_of: DateLike,
    base: Literal["month", "day"] = "month",
    mid_month: Literal["completed", "started"] = "completed",
    stretch: Number = 1,
) -> Result:
    """Give how much of a plan's time has passed, in percent (序时进度).

    Args:
        window: the time of the plan.
        as_of: the day asked about; a month means its last day.
        base: whether whole months or days are counted.
        mid_month: whether a month in which the day lies counts once it is completed, or once it has started.
        stretch: what the progress is multiplied by, where the plan is to be beaten.

    Returns:
        The progress: 0 before the window and 100 after it, times the stretch; `mid_month` warns where the months of
        the answer hang on `mid_month`.

    Examples:
        >>> from zhaoshang.scoring import time_progress
        >>> time_progress("2022", as_of="2022-10-31", base="day").value
        Fraction(6080, 73)
        >>> time_progress("2022", as_of="2022-05-31", stretch="1.2").value
        Fraction(50, 1)
    """
    plan, day = Period.of(window), to_date(as_of)
    warnings: tuple[str, ...] = ()
    if base == "day":
        whole = plan.days
        passed = min(max((day - plan.start).days + 1, 0), whole)
    else:
        first = plan.start.year * 12 + plan.start.month
        last = plan.end.year * 12 + plan.end.month
        whole = last - first + 1
        at_end = Period.month(day.year, day.month).end == day
        begun = day.year * 12 + day.month - first + 1
        passed = min(max(begun if at_end or mid_month == "started" else begun - 1, 0), whole)
        if not at_end and 1 <= begun <= whole and plan.start <= day < plan.end:
            warnings = ("mid_month",)
        if day < plan.start:
            passed = 0
        elif day >= plan.end:
            passed = whole
    factor = Measured.of(stretch).value or _ONE
    progress = _exactly(_PERCENT * passed / whole * factor, "percent")
    return evolve(progress, numerator=passed, denominator=whole, warnings=warnings)


def schedule_gap(done: Number | None, progress: Number, /) -> Result:
    """Give how far completion runs ahead of the schedule, in percentage points (超/欠序时进度).

    Args:
        done: the completion in percent.
        progress: the time progress in percent.

    Examples:
        >>> from zhaoshang.scoring import schedule_gap
        >>> schedule_gap("54.4", 50).value
        Fraction(22, 5)
    """
    if done is None:
        return _none("no_data", "pp")
    found, passed = Measured.of(done), Measured.of(progress).value or Fraction(0)
    return Result(
        value=None if found.value is None else found.value - passed,
        low=None if found.low is None else found.low - passed,
        high=None if found.high is None else found.high - passed,
        unit="pp",
        reason=None if found.value is not None else "no_data",
    )


def schedule_index(done: Number | None, progress: Number, /) -> Result:
    """Give completion in percent of the time progress (序时完成率).

    Examples:
        >>> from zhaoshang.scoring import schedule_index
        >>> schedule_index(60, 50).value, schedule_index(3, 0).reason
        (Fraction(120, 1), 'no_denominator')
    """
    return ratio(done, progress)


def velocity(
    open_count: Number | None,
    mean_amount: Number | None,
    win_rate: Number | None,
    cycle_days: Number | None,
    /,
) -> Result:
    """Give the money that a pipeline moves in a day: open × mean amount × win rate ÷ days (推进速度).

    Args:
        open_count: how many projects are open.
        mean_amount: their mean amount.
        win_rate: the share that is won, as a number from 0 to 1 or a percentage.
        cycle_days: the mean days from first contact to signing.

    Examples:
        >>> from zhaoshang import Money, Percent
        >>> from zhaoshang.scoring import velocity
        >>> velocity(20, Money.of(2, "亿元"), Percent.of(30), 90).unit
        'CNY/day'
    """
    amount = Measured.of(mean_amount)
    unit = f"{amount.unit or 'CNY'}/day"
    if win_rate is None or cycle_days is None:
        return _none("no_closed_project", unit)
    if open_count is None or mean_amount is None:
        return _none("no_data", unit)
    won = Measured.of(win_rate)
    factors = [Measured.of(open_count), amount, won.times(1 / _PERCENT) if won.unit == "percent" else won]
    product = Measured(value=_ONE, low=_ONE, high=_ONE)
    for each in factors:
        product = Measured(
            value=None if product.value is None or each.value is None else product.value * each.value,
            low=None if product.low is None or each.low is None else product.low * each.low,
            high=None if product.high is None or each.high is None else product.high * each.high,
            is_hedged=product.is_hedged or each.is_hedged,
        )
    return ratio(product, evolve(Measured.of(cycle_days), unit=None), scale=1, unit=unit)


# points -----------------------------------------------------------------------------------------------------------


def weighted_sum(parts: Mapping[str, Number | None], weights: Mapping[str, Number] | None, /) -> Result:
    """Add parts up by weight (加权合计); without a weight for each there is no sum.

    Examples:
        >>> from zhaoshang.scoring import weighted_sum
        >>> weighted_sum({"signing": 3, "starts": 2}, {"signing": 10, "starts": 8}).value
        Fraction(46, 1)
    """
    if not weights or any(name not in weights for name in parts):
        return _none("missing_weights", "point")
    values = {name: Measured.of(part).value for name, part in parts.items()}
    known = [value * _number(weights[name]) for name, value in values.items() if value is not None]
    if not values or len(known) < len(values):
        return _none("no_data", "point")
    return _points(sum(known, Fraction(0)))


def _number(number: Number | None) -> Fraction:
    return Measured.of(number).value or Fraction(0)


def per_mu_score(
    values: Mapping[str, Number | None],
    weights: Mapping[str, Number] | None,
    /,
    *,
    bases: Mapping[str, Number] | None = None,
    ranges: Mapping[str, Sequence[Number]] | None = None,
    class_mean: Mapping[str, Number] | None = None,
) -> Result:
    """Score a firm by its yields (亩均综合得分): Σ weight × value ÷ base, or by its place between least and greatest.

    Args:
        values: the yields; a missing one takes the mean of its class.
        weights: the weight of each.
        bases: what each is divided by.
        ranges: least and greatest of each, for Σ weight × (20 + 80 × place) ÷ 100; where they are equal the part
            is given in full.
        class_mean: the means of the class.

    Examples:
        >>> from zhaoshang.scoring import per_mu_score
        >>> per_mu_score({"tax": 15}, {"tax": 100}, ranges={"tax": (5, 25)}).value
        Fraction(60, 1)
    """
    if not weights or any(name not in weights for name in values):
        return _none("missing_weights", "point")
    warnings = [] if sum(map(_number, weights.values())) == _PERCENT else ["weights_not_100"]
    total = Fraction(0)
    for name, weight in weights.items():
        value = Measured.of(values.get(name)).value
        if value is None:
            value = Measured.of((class_mean or {}).get(name)).value
            if value is None:
                return _none("no_data", "point", warnings=tuple(warnings))
            warnings.append(f"class_mean:{name}")
        part = _place(value, (ranges or {}).get(name), (bases or {}).get(name))
        if part is None:
            return _none("no_denominator", "point", warnings=tuple(warnings))
        total += _number(weight) * part
    return evolve(_points(total), warnings=tuple(warnings))


def _place(value: Fraction, ends: Sequence[Number] | None, base: Number | None) -> Fraction | None:
    """Give the part of the full points that a yield earns."""
    if ends is not None:
        least, greatest = (_number(end) for end in ends)
        if least == greatest:
            return _ONE
        return (20 + 80 * (value - least) / (greatest - least)) / _PERCENT
    divisor = _number(base)
    return value / divisor if divisor else None


def linear_score(
    parts: Iterable[Mapping[str, Number | None]],
    points: Number,
    /,
    *,
    cap: Literal["total", "each", "none"] = "total",
) -> Result:
    """Score by actual ÷ target (比例得分), capped in total, in each part, or not at all.

    Args:
        parts: mappings with `actual`, `target` and perhaps `weight`; without weights all parts weigh the same.
        points: the full points.
        cap: where the score is capped.

    Examples:
        >>> from zhaoshang.scoring import linear_score
        >>> halves = [{"actual": 20, "target": 40}, {"actual": 90, "target": 60}]
        >>> linear_score(halves, 10).value, linear_score(halves, 10, cap="each").value
        (Fraction(10, 1), Fraction(15, 2))
    """
    listed = list(parts)
    given = [Measured.of(part.get("weight")).value for part in listed]
    if not listed:
        return _none("no_data", "point")
    if all(weight is None for weight in given):
        weights = [Fraction(1, len(listed))] * len(listed)
    elif any(weight is None for weight in given):
        return _none("missing_weights", "point")
    else:
        weights = [weight for weight in given if weight is not None]
    warnings: tuple[str, ...] = ()
    if sum(weights) == _PERCENT:
        weights = [weight / _PERCENT for weight in weights]
    elif sum(weights) != 1:
        warnings = ("weights_not_100",)
    total = Fraction(0)
    for part, weight in zip(listed, weights, strict=True):
        done = ratio(part.get("actual"), part.get("target"), scale=1)
        if done.value is None:
            return _none(done.reason or "no_data", "point", warnings=warnings)
        total += weight * (min(Fraction(done.value), _ONE) if cap == "each" else done.value)
    if cap == "total":
        total = min(total, _ONE)
    return evolve(_points(total * _number(points)), warnings=warnings)


def efficacy_scores(
    values: Mapping[str, Number | None], points: Number, /, *, lower_better: bool = False
) -> dict[str, Result]:
    """Score units by their place between the worst and the best: points × (0.6 + 0.4 × place) (功效系数法).

    Where all are equal, each gets the full points; a unit without a value gets none.

    Examples:
        >>> from zhaoshang.scoring import efficacy_scores
        >>> {unit: score.value for unit, score in efficacy_scores({"A": 30, "B": 10}, 5).items()}
        {'A': Fraction(5, 1), 'B': Fraction(3, 1)}
    """
    known = {unit: Measured.of(value).value for unit, value in values.items()}
    there = [value for value in known.values() if value is not None]
    full = _number(points)

    def score(value: Fraction | None) -> Result:
        if value is None:
            return _none("no_data", "point")
        span = max(there) - min(there)
        if not span:
            return _points(full)
        place = (max(there) - value if lower_better else value - min(there)) / span
        return _points(full * (Fraction(3, 5) + Fraction(2, 5) * place))

    return {unit: score(value) for unit, value in known.items()}


def relative_scores(values: Mapping[str, Number | None], points: Number, /) -> dict[str, Result]:
    """Score units in proportion to the best of them (相对最高分); where the best has 0, all get 0.

    Examples:
        >>> from zhaoshang.scoring import relative_scores
        >>> {unit: score.value for unit, score in relative_scores({"A": 40, "B": 30}, 20).items()}
        {'A': Fraction(20, 1), 'B': Fraction(15, 1)}
    """
    known = {unit: Measured.of(value).value for unit, value in values.items()}
    best = max((value for value in known.values() if value is not None), default=Fraction(0))
    full = _number(points)
    return {
        unit: _none("no_data", "point")
        if value is None
        else _points(full * value / best if best > 0 else Fraction(0))
        for unit, value in known.items()
    }


def shortfall_score(
    points: Number, bands: Iterable[Mapping[str, Number | None]], /, *, step: Number = Fraction(1, 10)
) -> Result:
    """Take points off for every project that a band falls short of its target, down to 0 (缺额扣分).

    Args:
        points: the full points.
        bands: mappings with `target` and `actual`.
        step: how much each missing project costs.

    Examples:
        >>> from zhaoshang.scoring import shortfall_score
        >>> shortfall_score(2, [{"target": 27, "actual": 25}]).value
        Fraction(9, 5)
    """
    missing = Fraction(0)
    for band in bands:
        target, actual = Measured.of(band.get("target")).value, Measured.of(band.get("actual")).value
        if target is None or actual is None:
            return _none("no_target" if target is None else "no_data", "point")
        missing += max(target - actual, Fraction(0))
    return _points(max(_number(points) - _number(step) * missing, Fraction(0)))


def bonus_points(rules: Iterable[Mapping[str, Any]], hits: Iterable[Mapping[str, Any]], /) -> Result:
    """Add bonuses and penalties up (加减分).

    A project takes its highest bonus only; then each rule is capped; penalties count in full.

    Args:
        rules: mappings with `id`, `points` and perhaps `cap`.
        hits: mappings with `rule` and perhaps `project`.

    Raises:
        KeyError: when a hit names a rule that is not there.

    Examples:
        >>> from zhaoshang.scoring import bonus_points
        >>> rules = [{"id": "big", "points": 4, "cap": 6}, {"id": "absent", "points": -1}]
        >>> hits = [{"rule": "big", "project": "A"}, {"rule": "big", "project": "B"}, {"rule": "absent"}]
        >>> bonus_points(rules, hits).value
        Fraction(5, 1)
    """
    listed = list(rules)
    points = {rule["id"]: _number(rule["points"]) for rule in listed}
    caps = {rule["id"]: Measured.of(rule.get("cap")).value for rule in listed}
    best: dict[object, str] = {}
    total, place = Fraction(0), 0
    for hit in hits:
        name, place = hit["rule"], place + 1
        worth = points[name]
        if worth <= 0:
            total += worth
            continue
        project = hit.get("project")
        key: object = ("hit", place) if project is None else project
        if key not in best or worth > points[best[key]]:
            best[key] = name
    earned: dict[str, Fraction] = {}
    for name in best.values():
        earned[name] = earned.get(name, Fraction(0)) + points[name]
    for name, sum_ in earned.items():
        cap = caps[name]
        total += sum_ if cap is None else min(sum_, cap)
    return _points(total)


def rank(
    scores: Mapping[str, Number | None],
    /,
    *,
    classes: Mapping[str, str] | None = None,
    ties: Literal["competition", "dense"] = "competition",
) -> dict[str, Result]:
    """Rank units by score, the highest first, each class apart (排名).

    Args:
        scores: the scores; a unit without one has no rank.
        classes: the class of each unit, where several are ranked apart.
        ties: 1-2-2-4 or 1-2-2-3.

    Examples:
        >>> from zhaoshang.scoring import rank
        >>> {unit: place.value for unit, place in rank({"A": 90, "B": 95, "C": 90, "D": 88}).items()}
        {'A': Fraction(2, 1), 'B': Fraction(1, 1), 'C': Fraction(2, 1), 'D': Fraction(4, 1)}
    """
    known = {unit: Measured.of(score).value for unit, score in scores.items()}

    def place(unit: str, score: Fraction | None) -> Result:
        if score is None:
            return Result(unit="rank", reason="no_data", is_quotient=False)
        rivals = [
            other
            for name, other in known.items()
            if other is not None and other > score and (classes or {}).get(name) == (classes or {}).get(unit)
        ]
        ahead = len(rivals) if ties == "competition" else len(set(rivals))
        return evolve(_exactly(Fraction(ahead + 1), "rank"), is_quotient=False)

    return {unit: place(unit, score) for unit, score in known.items()}
