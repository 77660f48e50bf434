"""Digits and numerals: exact numbers to printed ones, never rounded unless told so."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from zhaoshang._basics.decimals import ending
from zhaoshang.errors import NumberRangeError
from zhaoshang.quantities import Hedge, Quantity

__all__ = [
    "CAPITALS",
    "LIMIT",
    "LOWER",
    "MAGNITUDES",
    "best_scale",
    "decimal",
    "digits",
    "exact",
    "last_place",
    "numeral",
    "open_ends",
    "rounded",
    "rounding_power",
]

LIMIT: Final = 10**16
"""Numerals go up to 千万亿; above that they are written in digits."""

LOWER: Final = ("零一二三四五六七八九", "十百千", "点")
CAPITALS: Final = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "点")

MAGNITUDES: Final = {0: "", 4: "万", 8: "亿", 12: "万亿"}
"""The magnitude words that are printed, by power of ten."""

_NEAT_PLACES: Final = 4


def exact(quantity: Quantity, main: str) -> str:
    """Write what no phrase says behind the number and its unit: the hedge, and the interval where it does not follow."""
    if quantity.value is not None and quantity.bounds is None:
        return main if quantity.hedge is Hedge.NONE else f"{main}【{quantity.hedge.value}】"
    return f"{main}【{quantity.hedge.value} {quantity.interval}】"


def last_place(value: Decimal) -> Fraction:
    """Give one unit of the last digit that is not 0."""
    _, figures, exponent = value.as_tuple()
    zeros = next((count for count, figure in enumerate(reversed(figures)) if figure), 0)
    return Fraction(10) ** (int(exponent) + zeros)


def decimal(number: Decimal | Fraction) -> Decimal | None:
    """Write a number as a decimal, or `None` where it has none that ends."""
    return number if isinstance(number, Decimal) else ending(number)


def digits(number: Decimal, *, scale: int = 0, places: int = 0) -> str:
    """Print a number in units of a power of ten, with all its digits and at least so many decimal places."""
    sign, figures, exponent = number.as_tuple()
    text = "".join(map(str, figures))
    point = int(exponent) - scale
    if point >= 0:
        whole, fraction = text + "0" * point, ""
    else:
        text = text.rjust(1 - point, "0")
        whole, fraction = text[:point], text[point:]
    fraction = fraction.rstrip("0").ljust(places, "0")
    whole = whole.lstrip("0") or "0"
    return ("-" if sign else "") + whole + ("." + fraction if fraction else "")


def best_scale(number: Decimal) -> int:
    """Choose the magnitude that official writing would: 亿 or 万 where few decimal places are left."""
    size = abs(int(number))
    for scale in (12, 8, 4):
        if size >= 10**scale and len(digits(number, scale=scale).partition(".")[2]) <= _NEAT_PLACES:
            return scale
    return 0


def rounded(number: Decimal | Fraction, power: int, places: int) -> Decimal:
    """Round half up, away from nought, to decimal places of a power of ten."""
    step = power - places
    units = abs(Fraction(number)) / Fraction(10) ** step
    whole = int(units + Fraction(1, 2))
    sign = "-" if number < 0 and whole else ""
    return Decimal(f"{sign}{whole}{'0' * step}") if step >= 0 else Decimal(f"{sign}{whole}E{step}")


def rounding_power(number: Decimal | Fraction, *, is_money: bool) -> int:
    """Choose 亿 or 万 by the size of an amount of money alone."""
    return next((power for power in (8, 4) if is_money and abs(Fraction(number)) >= 10**power), 0)


def numeral(number: Decimal, style: tuple[str, str, str]) -> str:
    """Write a number in Chinese numerals.

    Raises:
        NumberRangeError: at 10 to the power of 16 and above.
    """
    names, _, point = style
    plain = digits(number)
    negative = plain.startswith("-")
    whole, _, fraction = plain.lstrip("-").partition(".")
    if int(whole) >= LIMIT:
        raise NumberRangeError(str(number), "a number below 10 to the power of 16; above it write digits")
    text = _whole(int(whole), style)
    if text.startswith("一十"):
        text = text[1:]  # fifteen is 十五, but 115 is 一百一十五
    if fraction:
        text += point + "".join(names[int(figure)] for figure in fraction)
    return ("负" if negative else "") + text


def _whole(number: int, style: tuple[str, str, str]) -> str:
    if number == 0:
        return style[0][0]
    top, rest = divmod(number, 10**8)
    text = _below_yi(rest, style) if rest else ""
    if not top:
        return text
    gap = style[0][0] if rest and rest < 10**7 else ""
    return f"{_below_yi(top, style)}亿{gap}{text}"


def _below_yi(number: int, style: tuple[str, str, str]) -> str:
    top, rest = divmod(number, 10**4)
    text = _section(rest, style) if rest else ""
    if not top:
        return text
    gap = style[0][0] if rest and rest < 10**3 else ""
    return f"{_section(top, style)}万{gap}{text}"


def _section(number: int, style: tuple[str, str, str]) -> str:
    """Write 1 to 9999."""
    names, places, _ = style
    parts: list[str] = []
    for power in (3, 2, 1, 0):
        figure = number // 10**power % 10
        if figure:
            parts.append(names[figure] + (places[power - 1] if power else ""))
        elif parts and parts[-1] != names[0] and number % 10**power:
            parts.append(names[0])
    return "".join(parts)


def open_ends(quantity: Quantity) -> tuple[Fraction, Fraction] | None:
    """Give the ends of what lies between two positive numbers and is neither."""
    bounds = quantity.interval
    if (
        bounds.low_closed
        or bounds.high_closed
        or bounds.low is None
        or bounds.high is None
        or bounds.low <= 0
    ):
        return None
    return bounds.low, bounds.high
