"""Answers made into figures: rounded, shown in the unit asked for, with all that explains them."""

from decimal import Decimal
from fractions import Fraction
from typing import Final, final

from attrs import frozen

from zhaoshang._decimals import simplest
from zhaoshang._engine.context import Context
from zhaoshang._engine.definitions import Answer, Answers, Kpi
from zhaoshang._engine.figures import Figure, Rounding
from zhaoshang._engine.groups import Label
from zhaoshang._frozenmap import FrozenMap
from zhaoshang._version import __version__
from zhaoshang.units import Dimension, conversion, scaled
from zhaoshang.units import unit as find_unit

DEFINITIONS: Final = "2026.1"
"""The version of the definitions, which changes whenever a figure would."""


def figures_of(
    kpi: Kpi, answers: Answers, context: Context, rounding: Rounding, unit: str | None
) -> list[Figure]:
    """Make a figure of every answer."""
    return [
        _figure(kpi, label, answer, context, _Display(rounding, unit)) for label, answer in answers.items()
    ]


@final
@frozen
class _Display:
    rounding: Rounding
    unit: str | None


def _figure(kpi: Kpi, label: Label, answer: Answer, context: Context, display: _Display) -> Figure:
    result = answer.result
    factor, shown_unit = _shown_in(display.unit, result.unit)
    money = factor if find_unit(result.unit).dimension is Dimension.MONEY else Fraction(1)

    def shown(number: int | Fraction | None) -> Decimal | None:
        if number is None:
            return None
        scaled_number = Fraction(number) * factor
        exact = simplest(scaled_number)
        if result.is_quotient or not isinstance(exact, Decimal):
            return display.rounding.apply(scaled_number)
        return exact

    return Figure(
        kpi=kpi.id,
        group=label,
        is_part=answer.is_part,
        value=shown(result.value),
        exact=None if result.value is None else Fraction(result.value) * factor,
        unit=shown_unit,
        reason=result.reason,
        low=shown(result.low),
        high=shown(result.high),
        numerator=None if result.numerator is None else simplest(result.numerator),
        denominator=None if result.denominator is None else simplest(result.denominator),
        by_currency=FrozenMap({code: _exactly(total, money) for code, total in result.by_currency.items()}),
        class_=result.class_,
        excluded=answer.excluded,
        warnings=answer.warnings,
        ids=answer.ids,
        denominator_ids=answer.base_ids,
        cohort=answer.cohort,
        period=context.period,
        as_of=context.as_of,
        known_on=context.known_on,
        profile=context.profile,
        library=__version__,
        definitions=DEFINITIONS,
        data=None if context.ledger is None else context.ledger.name,
        wording=kpi.wording,
    )


def _exactly(total: int | Fraction, factor: Fraction) -> Decimal:
    """Show a plain sum, which is never rounded where it can be written out."""
    exact = simplest(Fraction(total) * factor)
    return exact if isinstance(exact, Decimal) else Rounding().apply(Fraction(total) * factor)


def _shown_in(wanted: str | None, code: str) -> tuple[Fraction, str]:
    """Find what to multiply by for the unit asked for; a figure of another kind keeps its own."""
    if wanted is None:
        return Fraction(1), code
    target, source = scaled(wanted), find_unit(code)
    if source.dimension is not target.unit.dimension or source.base != target.unit.base:
        return Fraction(1), code
    return conversion(source, target.unit) / 10**target.power, wanted
