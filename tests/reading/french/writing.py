"""French text for quantities and periods; what it has no words for is written as in English, which is read too."""

from decimal import Decimal
from typing import Final

from tests.reading.french.amounts import HEDGES, UNITS
from tests.reading.french.dates import MONTHS

from zhaoshang._writing import english
from zhaoshang._writing.numbers import digits
from zhaoshang.periods import Period, Precision
from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.units import Dimension

BEFORE: Final = {hedge: f"{words} " for words, hedge in HEDGES.items()} | {Hedge.NONE: ""}
NAMES: Final = {code: word for word, code in UNITS.items()}

rounded_quantity = english.rounded_quantity


def quantity_text(quantity: Quantity, scale: int | None, locale: str) -> str:
    """Write a quantity with its hedge, money in millions or milliards."""
    value, name = quantity.value, NAMES.get(quantity.unit.code)
    lead = BEFORE.get(quantity.hedge)
    if (
        name is None
        or lead is None
        or not isinstance(value, Decimal)
        or value.is_signed()
        or scale is not None
    ):
        return english.quantity_text(quantity, scale, locale)
    power = 0
    if quantity.unit.dimension is Dimension.MONEY:
        power = next((power for power in (9, 6) if value >= 10**power), 0)
    number = digits(value, scale=power, places=0 if power else quantity.places or 0).replace(".", ",")
    words = {9: " milliards", 6: " millions"}.get(power, "")
    link = ("d'" if name[0] in "eh" else "de ") if power else ""
    return f"{lead}{number}{words} {link}{name}"


def period_text(period: Period, locale: str) -> str:
    """Write a day, a month, a quarter or a year."""
    start = period.start
    month = f"{MONTHS[start.month - 1]} {start.year}"
    match period.precision:
        case Precision.YEAR:
            return f"année {start.year}"
        case Precision.MONTH:
            return month
        case Precision.DAY:
            return f"{start.day} {month}"
        case Precision.QUARTER:
            return f"{(start.month + 2) // 3}e trimestre {start.year}"
        case _:
            return english.period_text(period, locale)
