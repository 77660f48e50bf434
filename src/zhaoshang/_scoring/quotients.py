"""One number over another: shares, completion, growth, means."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import evolve

from zhaoshang._calls.limits import within
from zhaoshang._scoring.numbers import ONE, PERCENT, Measured, Number, Result, nothing
from zhaoshang._scoring.rows import rates_of
from zhaoshang.errors import UnitMismatchError, UnknownUnitError
from zhaoshang.units import Dimension, Unit, conversion
from zhaoshang.units import unit as find_unit


def _aligned(
    left: Measured, right: Measured, rates: Mapping[str, Fraction], base: Unit | None
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
        if left.unit not in rates or right.unit not in rates:
            return "mixed_currency"
        return left.times(rates[left.unit], "CNY"), right.times(rates[right.unit], "CNY")
    if one.base != other.base:
        return "units_differ"
    target = one if base is None or one.dimension is not Dimension.AREA else base
    return left.times(conversion(one, target), target.code), right.times(
        conversion(other, target), target.code
    )


def _unit(name: str, place: str) -> Unit:
    try:
        return find_unit(name)
    except UnknownUnitError as error:
        raise error.at(place) from None


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
    within(scale, 1, None, "a whole number from 1", "scale")
    area = None if base is None else _unit(base, "base")
    if area is not None and area.dimension is not Dimension.AREA:
        raise UnitMismatchError(area.code, str(Dimension.AREA)).at("base")
    _unit(unit, "unit")
    worth = rates_of(rates)
    top, bottom = Measured.of(part), Measured.of(whole)
    if part is None or whole is None:
        reason = "no_denominator" if whole is None else "no_data"
        return nothing(reason, unit, numerator=top.value, denominator=bottom.value)
    aligned = _aligned(top, bottom, worth, area)
    if isinstance(aligned, str):
        return nothing(aligned, unit)
    top, bottom = aligned
    if bottom.value == 0:
        return nothing("no_denominator", unit, numerator=top.value, denominator=bottom.value)
    low, high = _quotient_bounds(top, bottom)
    both = top.is_hedged and bottom.is_hedged
    value = None if both or top.value is None or bottom.value is None else scale * top.value / bottom.value
    return Result(
        value=value,
        low=None if low is None else low * scale,
        high=None if high is None else high * scale,
        unit=unit,
        reason=None if value is not None else "both_hedged" if both else "no_data",
        numerator=top.value,
        denominator=bottom.value,
    )


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
    exceeds = found.value is not None and found.value > PERCENT
    exceeds = exceeds or (found.low is not None and found.low > PERCENT)
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
        value=None if found.value is None else found.value - PERCENT,
        low=None if found.low is None else found.low - PERCENT,
        high=None if found.high is None else found.high - PERCENT,
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
        return nothing("no_data", "percent")
    base = Measured.of(previous)
    if base.value is not None and base.value <= 0:
        now = Measured.of(current)
        known = now.value is not None and now.unit == base.unit
        return nothing(
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
    if not sums:
        return nothing("no_data", "percent")
    if len({each.unit for each in sums}) > 1:
        return nothing("units_differ", "percent")
    months = [_difference(now, before) for now, before in zip(sums, [None, *sums[:-1]], strict=True)]
    warnings = tuple(
        f"negative_month:{place}"
        for place, month in enumerate(months, 1)
        if month.value is not None and month.value < 0
    )
    if len(months) < 2:
        return nothing("no_data", "percent", warnings=warnings)
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
        return nothing("no_data", "pp")
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
        return nothing("no_closed_project", unit)
    if open_count is None or mean_amount is None:
        return nothing("no_data", unit)
    won = Measured.of(win_rate)
    factors = [Measured.of(open_count), amount, won.times(1 / PERCENT) if won.unit == "percent" else won]
    product = Measured(value=ONE, low=ONE, high=ONE)
    for each in factors:
        product = Measured(
            value=None if product.value is None or each.value is None else product.value * each.value,
            low=None if product.low is None or each.low is None else product.low * each.low,
            high=None if product.high is None or each.high is None else product.high * each.high,
            is_hedged=product.is_hedged or each.is_hedged,
        )
    return ratio(product, evolve(Measured.of(cycle_days), unit=None), scale=1, unit=unit)
