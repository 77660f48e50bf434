"""Writing quantities, periods and numbers as officials do, in Chinese and English.

`parse_quantity(format_quantity(x)) == x` for every quantity, and `parse_period(format_period(x)) == x` for every
period, in every locale: nothing is rounded, hedges are spoken again, and in Chinese printed places are kept. English
numbers have commas and a point in every region. The inverse room is `zhaoshang.reading`.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from zhaoshang._basics.brief import as_python
from zhaoshang._calls.guard import guard_room, telling
from zhaoshang._calls.limits import within_digits, within_places
from zhaoshang._text.languages import language_of
from zhaoshang._writing import numbers
from zhaoshang._writing.languages import writer
from zhaoshang.errors import ConversionError, InexactNumberError, NumberRangeError, UnknownCodeError
from zhaoshang.intervals import Exact, to_fraction
from zhaoshang.periods import DateLike, Period
from zhaoshang.quantities import Hedge, Money, Percent, Quantity
from zhaoshang.units import Unit, scaled

__all__ = ["format_capitals", "format_number", "format_percent", "format_period", "format_quantity"]


def format_quantity(
    value: Quantity,
    /,
    *,
    locale: str = "zh_CN",
    unit: "str | Unit | None" = None,
    places: int | None = None,
) -> str:
    """Write a quantity in official style.

    The printed magnitude and decimal places are kept; a computed amount of money takes 亿元 or 万元 where that leaves
    at most four decimal places, and in English millions or billions. Nothing is rounded unless `places` says so. The inverse
    is `zhaoshang.reading.parse_quantity`; what no phrase can say is written with its interval, which that reads too.

    Args:
        value: the quantity.
        locale: `zh_CN`, `zh_TW`, `zh_HK` or `en`.
        unit: the unit to write it in, such as `亿元` or `平方米`; converted exactly.
        places: how many decimal places an amount without a hedge is rounded to, half up; noughts at the end are left
            out. An amount with a hedge is written whole, since rounding could make its words false.

    Returns:
        The text.

    Raises:
        NumberRangeError: for places below 0 or above 400.
        UnknownCodeError: for another locale.
        UnknownUnitError: for a unit that does not exist.
        UnitMismatchError: for a unit of another kind.
        ConversionError: for a unit without a fixed ratio, such as another currency.

    Examples:
        >>> from zhaoshang import Area, Money, format_quantity, parse_quantity
        >>> format_quantity(Money.of(130, "亿元", hedge="near"))
        '近130亿元'
        >>> (
        ...     format_quantity(Money.of("8910", "万元"), unit="亿元"),
        ...     format_quantity(Area.of(3, "亩"), unit="平方米"),
        ... )
        ('0.891亿元', '2000平方米')
        >>> format_quantity(parse_quantity("八十余畝"), locale="zh_TW")
        '80餘畝'
        >>> mean = Money.of("801111111.11", "元")
        >>> format_quantity(mean, places=2), format_quantity(mean, places=2, locale="en")
        ('8.01亿元', '801.11 million yuan')
        >>> format_quantity(Money.of(130, "亿元", hedge="near"), locale="en")
        'nearly 13 billion yuan'
        >>> parse_quantity("nearly 13 billion yuan") == Money.of(130, "亿元", hedge="near")
        True
    """
    language = writer(language_of(locale))
    scale = None
    if isinstance(unit, str):
        word = scaled(unit)
        unit, scale = word.unit, word.power
    elif unit is not None:
        scale = 0
    if unit is not None:
        value = value.to(unit)
    if scale is not None and scale not in numbers.MAGNITUDES:
        raise ConversionError(
            value.unit.code, f"10^{scale} {value.unit.code}", "use 万, 亿 or 万亿 before the unit"
        )
    if places is not None and value.value is not None and value.hedge is Hedge.NONE and value.bounds is None:
        within_places(places)
        value, scale = language.rounded(value, scale, places)
    return language.quantity(value, scale, locale)


def format_period(value: DateLike, /, *, locale: str = "zh_CN") -> str:
    """Write a date or period in its own precision.

    The inverse is `zhaoshang.reading.parse_period`.

    Args:
        value: a period, a plain date or ISO text.
        locale: `zh_CN`, `zh_TW`, `zh_HK` or `en`.

    Returns:
        The text.

    Raises:
        UnknownCodeError: for another locale.

    Examples:
        >>> from zhaoshang import format_period
        >>> format_period("2022-12-M"), format_period("2022-H1"), format_period("2022-03-05", locale="en")
        ('2022年12月中旬', '2022年上半年', 'March 5, 2022')
    """
    period = Period.of(value)
    return writer(language_of(locale)).period(period, locale)


@telling("value")
def format_percent(value: "Percent | Exact", /, *, places: int = 1, locale: str = "zh_CN") -> str:
    """Write a rate as a percentage.

    Args:
        value: a rate such as `Fraction(247, 600)`, rounded half up to `places`; or a `Percent`, which keeps the places
            that it was printed with.
        places: how many decimal places a rate is rounded to.
        locale: as for `format_quantity`, for a hedged `Percent`.

    Returns:
        The text, such as `41.2%`.

    Raises:
        InexactNumberError: for a float.
        NumberRangeError: for a rate of more than 400 digits, and places below 0 or above 400.
        UnknownCodeError: for another locale.

    Examples:
        >>> from fractions import Fraction
        >>> from zhaoshang import Percent
        >>> from zhaoshang.writing import format_percent
        >>> format_percent(Fraction(247, 600)), format_percent(Percent.of("51.20"))
        ('41.2%', '51.20%')
    """
    if isinstance(value, Percent):
        return format_quantity(value, locale=locale)
    language_of(locale)
    within_places(places)
    if isinstance(value, int | Decimal | Fraction):
        within_digits(value)
    rate = to_fraction(value) * 100 * 10**places
    floor, rest = divmod(abs(rate), 1)
    rounded = int(floor) + (1 if rest >= Fraction(1, 2) else 0)
    shown = numbers.digits(Decimal(f"{rounded}E-{places}"), places=places)
    return f"{'-' if rate < 0 and rounded else ''}{shown}%"


@telling("value")
def format_number(value: "int | Decimal", /, *, style: str = "lower") -> str:
    """Write a number in Chinese numerals.

    The inverse is `zhaoshang.reading.parse_number`.

    Args:
        value: an exact number below 10 to the power of 16.
        style: `lower` for 三亿五千万, `capitals` for 叁亿伍仟万, `digits` for 350000000.

    Returns:
        The text.

    Raises:
        InexactNumberError: for a float.
        UnknownCodeError: for another style.
        NumberRangeError: for a number too large for numerals.

    Examples:
        >>> from decimal import Decimal
        >>> from zhaoshang.writing import format_number
        >>> format_number(350_000_000), format_number(10_010), format_number(Decimal("12.50"))
        ('三亿五千万', '一万零一十', '十二点五')
        >>> format_number(10_010, style="capitals")
        '壹万零壹拾'
    """
    number = _decimal(value)
    if style == "digits":
        return numbers.digits(number)
    if style not in _STYLES:
        raise UnknownCodeError("style", style, ("lower", "capitals", "digits"))
    return numbers.numeral(number, _STYLES[style])


_STYLES: Final = {"lower": numbers.LOWER, "capitals": numbers.CAPITALS}


def format_capitals(value: Money, /) -> str:
    """Write an amount of yuan in capitals (大写), as contracts and cheques do.

    The inverse is `zhaoshang.reading.parse_money`.

    Args:
        value: an exact, unhedged amount of yuan with at most two decimal places, below 10 to the power of 16.

    Returns:
        The text, such as `人民币壹佰贰拾叁万肆仟伍佰元整`.

    Raises:
        ConversionError: for another currency.
        InexactNumberError: for a hedged amount or a fraction of a cent.
        NumberRangeError: for an amount that is negative or too large.

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.writing import format_capitals
        >>> format_capitals(Money.of("123.45", "万元")), format_capitals(Money.of("1005.07", "元"))
        ('人民币壹佰贰拾叁万肆仟伍佰元整', '人民币壹仟零伍元零柒分')
    """
    if value.unit.code != "CNY":
        raise ConversionError(value.unit.code, "CNY", "capitals are written for yuan")
    amount = value.value
    if value.hedge is not Hedge.NONE or not isinstance(amount, Decimal):
        raise InexactNumberError(str(value), "an amount without a hedge")
    within_digits(amount)
    whole, _, fraction = numbers.digits(amount).partition(".")
    if len(fraction) > 2:
        raise InexactNumberError(str(amount), "at most two decimal places")
    if whole.startswith("-"):
        raise NumberRangeError(str(amount), "an amount to be paid, which is not negative")
    names = numbers.CAPITALS[0]
    text = f"人民币{numbers.numeral(Decimal(whole), numbers.CAPITALS)}元"
    tenths, cents = (int(figure) for figure in fraction.ljust(2, "0"))
    if not tenths and not cents:
        return text + "整"
    text += f"{names[tenths]}角" if tenths else names[0]
    return f"{text}{names[cents]}分" if cents else text


def _decimal(value: "int | Decimal") -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise InexactNumberError(as_python(value), "an int or a Decimal")
    within_digits(value)
    number = Decimal(value)
    if not number.is_finite():
        raise InexactNumberError(as_python(value), "a finite number")
    return number


guard_room(globals())
