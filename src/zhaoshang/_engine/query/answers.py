"""Answers made into figures: rounded, shown in the unit asked for, with all that explains them."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, final

from attrs import evolve, frozen

from zhaoshang._basics.decimals import ending, simplest
from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Answers, GroupAnswer, Kpi
from zhaoshang._engine.query.groups import Label
from zhaoshang._engine.query.recipes import Bound
from zhaoshang._engine.results.figure import Exact, Figure, Rounding
from zhaoshang._version import __version__
from zhaoshang.errors import ArgumentNeededError
from zhaoshang.measures import ALWAYS
from zhaoshang.scoring import Result
from zhaoshang.units import Dimension, conversion, scaled
from zhaoshang.units import unit as find_unit

DEFINITIONS: Final = "2026.2"
"""The version of the definitions, which changes whenever a figure would."""

_ONE: Final = Fraction(1)
_NOTHING: Final[FrozenMap[str, Decimal]] = FrozenMap()


def figures_of(
    kpi: Kpi,
    answers: Answers,
    context: Context,
    rounding: Rounding,
    unit: str | None,
    *,
    notes: tuple[str, ...] = (),
) -> list[Figure]:
    """Make a figure of every answer, each with the notes on the whole question."""
    same: dict[str, Any] = {
        "kpi": kpi.id,
        "period": context.told_period,
        "as_of": context.as_of,
        "known_on": context.known_on,
        "profile": context.profile,
        "library": __version__,
        "definitions": DEFINITIONS,
        "data": None if context.ledger is None else context.ledger.name,
        "wording": kpi.wording,
        "asked": _asked(kpi, context),
    }
    displays: dict[str, _Display] = {}
    late = (*_after_ledger(context), *notes)
    figures = []
    for label, answer in answers.items():
        code = answer.result.unit
        if code not in displays:
            displays[code] = _Display.of(rounding, unit, code, context.rates)
        if displays[code].lacks_rate and _is_told(answer.result):
            needed = f"profile.rates ({code} → {unit})"
            raise ArgumentNeededError(needed, kpi.id)
        noted = evolve(answer, warnings=(*answer.warnings, *late)) if late else answer
        figures.append(_figure(label, noted, displays[code], same))
    return figures


def _asked(kpi: Kpi, context: Context) -> Mapping[str, Any]:
    """Give what was asked for, and the condition that a KPI of one's own holds itself (`own_where`)."""
    own = kpi.plan.where if isinstance(kpi.plan, Bound) else ALWAYS
    return (
        context.arguments.read if own == ALWAYS else FrozenMap({**context.arguments.read, "own_where": own})
    )


def _after_ledger(context: Context) -> tuple[str, ...]:
    """Note a day after that on which the ledger stands: what happened since is not on record."""
    own = None if context.ledger is None else context.ledger.as_of
    if own is None or context.as_of is None or context.as_of.end <= own.end:
        return ()
    return (f"after_ledger:{own}",)


def _is_told(result: Result) -> bool:
    return not (result.value is None and result.low is None and result.high is None)


@final
@frozen
class _Display:
    """How the numbers of one unit are shown.

    Attributes:
        rounding: how quotients and scores are rounded.
        factor: what numbers are multiplied by for the unit asked for, if it is another.
        money: what sums of currencies are multiplied by.
        unit: the unit shown.
        lacks_rate: whether the unit asked for is of another currency and no rate is given.
    """

    rounding: Rounding
    factor: Fraction | None
    money: Fraction
    unit: str
    lacks_rate: bool = False

    @classmethod
    def of(cls, rounding: Rounding, wanted: str | None, code: str, rates: Mapping[str, Any]) -> "_Display":
        """Settle how a unit is shown."""
        found = _shown_in(wanted, code, rates)
        if found is None:
            return cls(rounding, None, _ONE, code, lacks_rate=True)
        factor, shown = found
        money = factor if find_unit(code).dimension is Dimension.MONEY else _ONE
        return cls(rounding, None if factor == _ONE else factor, money, shown)

    def exact(self, number: Exact | None) -> Fraction | None:
        """Bring a number to the unit shown."""
        if number is None:
            return None
        exact = number if isinstance(number, Fraction) else Fraction(number)
        return exact if self.factor is None else exact * self.factor

    def shown(self, number: Exact | None, of: Result) -> Decimal | None:
        """Write a number down: rounded, or where it is a plain sum exactly, if that can be written out."""
        if number is None:
            return None
        scaled = number if self.factor is None else number * self.factor
        written = None if of.is_quotient else ending(scaled)
        return self.rounding.apply(scaled) if written is None else written


def _figure(label: Label, answer: GroupAnswer, display: _Display, same: Mapping[str, Any]) -> Figure:
    result = answer.result
    value = display.shown(result.value, result)
    low, high = (
        value if bound is result.value or bound == result.value else display.shown(bound, result)
        for bound in (result.low, result.high)
    )
    return Figure(
        group=label,
        is_part=answer.is_part,
        value=value,
        exact=display.exact(result.value),
        unit=display.unit,
        reason=result.reason,
        low=low,
        high=high,
        numerator=None if result.numerator is None else simplest(result.numerator),
        denominator=None if result.denominator is None else simplest(result.denominator),
        by_currency=FrozenMap(
            {code: _exactly(total, display.money) for code, total in result.by_currency.items()}
        )
        if result.by_currency
        else _NOTHING,
        class_=result.class_,
        excluded=answer.excluded,
        warnings=answer.warnings,
        ids=answer.ids,
        denominator_ids=answer.base_ids,
        cohort=answer.cohort,
        **same,
    )


def _exactly(total: int | Fraction, factor: Fraction) -> Decimal:
    """Show a plain sum, which is never rounded where it can be written out."""
    exact = total if factor is _ONE else total * factor
    written = ending(exact)
    return Rounding().apply(exact) if written is None else written


def fits_unit(wanted: str, code: str) -> bool:
    """Tell whether what is counted in one unit can be told in another, by a rate of exchange if need be.

    Examples:
        >>> (
        ...     fits_unit("亿元", "CNY"),
        ...     fits_unit("美元", "CNY"),
        ...     fits_unit("亩", "CNY"),
        ...     fits_unit("元/亩", "CNY/mu"),
        ... )
        (True, True, False, True)
    """
    target, source = scaled(wanted).unit, find_unit(code)
    if source.dimension is not target.dimension:
        return False
    return source.base == target.base or source.dimension is Dimension.MONEY


def _shown_in(wanted: str | None, code: str, rates: Mapping[str, Any]) -> tuple[Fraction, str] | None:
    """Find what to multiply by for the unit asked for; a figure of another kind keeps its own.

    Returns:
        The factor and the unit shown; `None` where currencies differ and a rate is not given.
    """
    if wanted is None:
        return _ONE, code
    target, source = scaled(wanted), find_unit(code)
    if source.dimension is target.unit.dimension and source.base == target.unit.base:
        return conversion(source, target.unit) / 10**target.power, wanted
    if source.dimension is not Dimension.MONEY or target.unit.dimension is not Dimension.MONEY:
        return _ONE, code
    worth = {"CNY": _ONE, **{currency: Fraction(rate) for currency, rate in rates.items()}}
    if source.code not in worth or target.unit.code not in worth:
        return None
    return worth[source.code] / worth[target.unit.code] / 10**target.power, wanted
