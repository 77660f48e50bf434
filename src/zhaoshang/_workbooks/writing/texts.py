"""Values to the texts that the reader of cells takes back."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from zhaoshang._basics.decimals import ending, shifted, unsigned
from zhaoshang.errors import ZhaoshangError
from zhaoshang.periods import Period, Precision
from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.reading import parse_period, parse_quantity
from zhaoshang.units import Scaled

__all__ = ["number_in_unit", "period_text", "quantity_text"]

_SCALES: Final = ((8, "亿"), (4, "万"), (0, ""))
_DIGITS: Final = 15  # what Excel keeps of a number


def number_in_unit(quantity: Quantity, unit: Scaled, /) -> Decimal | None:
    """Give the number that a cell under a unit would hold, where it is exact in the digits that Excel keeps.

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.units import scaled
        >>> print(number_in_unit(Money.of("8000", "万元"), scaled("亿元")))
        0.80000000
    """
    if quantity.unit != unit.unit or not isinstance(quantity.value, Decimal):
        return None
    number = shifted(quantity.value, -unit.power)
    digits = "".join(map(str, number.as_tuple().digits)).rstrip("0")
    return number if len(digits) <= _DIGITS and number.adjusted() < _DIGITS else None


def quantity_text(quantity: Quantity, /) -> str | None:
    """Write a quantity so that `parse_quantity` reads the same; `None` where no words say it.

    Examples:
        >>> from zhaoshang import parse_quantity
        >>> quantity_text(parse_quantity("近130亿元")), quantity_text(parse_quantity("80余亩"))
        ('近130亿元', '80余亩')
    """
    tries = [quantity.raw, *_written(quantity)]
    return next((text for text in tries if text is not None and _says(text, quantity)), None)


def _says(text: str, quantity: Quantity) -> bool:
    try:
        return parse_quantity(text) == quantity
    except ZhaoshangError:
        return False


def _written(quantity: Quantity) -> list[str]:
    found = []
    size = unsigned(quantity.value or quantity.interval.low or quantity.interval.high or Decimal(0))
    # the scale that an official would choose comes first: 800万美元, not 0.08亿美元
    for power, scale in sorted(_SCALES, key=lambda item: size < 10 ** item[0]):
        unit = scale + quantity.unit.zh
        value = None if quantity.value is None else _digits(quantity.value, power)
        low = None if quantity.interval.low is None else _digits(quantity.interval.low, power)
        high = None if quantity.interval.high is None else _digits(quantity.interval.high, power)
        found += [
            text.format(value=value, low=low, high=high, unit=unit)
            for text in _PATTERNS[quantity.hedge]
            if ("{value}" not in text or value is not None)
            and ("{low}" not in text or low is not None)
            and ("{high}" not in text or high is not None)
        ]
    return found


_PATTERNS: Final = {
    Hedge.NONE: ("{value}{unit}",),
    Hedge.NEAR: ("近{value}{unit}",),
    Hedge.OVER: ("超{value}{unit}",),
    Hedge.AT_LEAST: ("{value}{unit}以上",),
    Hedge.AT_MOST: ("不超过{value}{unit}",),
    Hedge.BELOW: ("不足{value}{unit}",),
    Hedge.ABOUT: ("约{value}{unit}",),
    Hedge.ODD: ("{value}余{unit}", "{low}余{unit}"),
    Hedge.RANGE: ("{low}{unit}-{high}{unit}", "{low}-{high}{unit}", "{low}{unit}以上", "{high}{unit}以下"),
    Hedge.ORDER: ("百{unit}级", "千{unit}级", "十{unit}级", "{unit}级"),
    Hedge.SEVERAL: ("数{unit}", "数十{unit}", "数百{unit}", "数千{unit}"),
}


def _digits(number: Decimal | Fraction, power: int) -> str | None:
    if isinstance(number, Fraction):
        written = ending(number)
        if written is None:
            return None
        number = written
    text = f"{shifted(number, -power):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def period_text(period: Period, /) -> str:
    """Write a date as officials do where the reader takes that back, else as ISO text.

    Examples:
        >>> (
        ...     period_text(Period.of("2022-03")),
        ...     period_text(Period.of("2022-12-M")),
        ...     period_text(Period.of("2022-H1")),
        ... )
        ('2022年3月', '2022年12月中旬', '2022年上半年')
    """
    start = period.start
    match period.precision:
        case Precision.MONTH:
            text = f"{start.year}年{start.month}月"
        case Precision.YEAR:
            text = f"{start.year}年"
        case Precision.QUARTER:
            text = f"{start.year}年{'一二三四'[start.month // 3]}季度"
        case Precision.HALF:
            text = f"{start.year}年{'上' if start.month == 1 else '下'}半年"
        case Precision.THIRD:
            text = f"{start.year}年{start.month}月{'上中下'[start.day // 10]}旬"
        case _:
            text = str(period)
    try:
        return text if parse_period(text) == period else str(period)
    except ZhaoshangError:
        return str(period)
