"""Printed figures, and how they compare when they were written with 近, 超, 约 or 余."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, final

from attrs import field, fields, frozen

from zhaoshang._basics import above
from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.decimals import decimal_text, vast
from zhaoshang._text.wording import Script
from zhaoshang.errors import CurrencyMismatchError, UnitMismatchError, UnknownFieldError
from zhaoshang.model._fields import converters as to
from zhaoshang.periods import Period
from zhaoshang.quantities import Count, Hedge, Quantity
from zhaoshang.reading import parse_quantity
from zhaoshang.units import conversion
from zhaoshang.writing import format_quantity

# an end of what a figure may be: the number, and -1 or 1 where it lies just under or just over it
End = tuple[Fraction, int]
Range = tuple[End | None, End | None]

_BARE: Final = re.compile(r"[0-9]{1,18}")
_SIDES: Final = {Hedge.NEAR: -1, Hedge.BELOW: -1, Hedge.OVER: 1}
_SILENT: Final = frozenset({Hedge.ABOUT, Hedge.ORDER})


def _quantity(value: Quantity | str | Mapping[str, Any]) -> Quantity:
    if isinstance(value, Quantity):
        return value
    if isinstance(value, Mapping):
        return _from_parts(value)
    # a bare number in a list of figures counts something that is not named
    return Count.of(value, "个") if _BARE.fullmatch(value.strip()) else parse_quantity(value)


def _from_parts(parts: Mapping[str, Any]) -> Quantity:
    """Take a quantity as the exchange format writes it; numbers may be those of Python."""
    written = {
        key: vast(each) or decimal_text(each) if isinstance(each, Decimal | Fraction) else each
        for key, each in parts.items()
    }
    made: Quantity = above.records.structure(written, Quantity)
    return made


@final
@frozen(kw_only=True)
class PrintedFigure:
    """A figure as it stands in a text or table.

    Attributes:
        id: what claims call it.
        value: the quantity, or text that the reader understands, or an object of the exchange format; bare
            digits count 个.
        period: the period it is for, where the text says so.
        label: what the figure is called in the text.
        context: the words beside it.

    Raises:
        QuantitySyntaxError: when the text is no quantity.
        RecordError: when the object is none.

    Examples:
        >>> from zhaoshang.checks import PrintedFigure
        >>> PrintedFigure(id="signed", value="41个", period="2023-H1").value.value
        Decimal('41')
        >>> sum_ = PrintedFigure(id="sum", value="近3.5亿元")
        >>> sum_.number, sum_.is_exact, sum_.step  # printed to the nearest 1000万元
        (Fraction(350000000, 1), False, Fraction(10000000, 1))
    """

    id: str = field(converter=to.text)
    value: Quantity = field(converter=_quantity)
    period: Period | None = field(default=None, converter=to.period)
    label: str = field(default="", converter=to.note)
    context: str = field(default="", converter=to.note)

    @property
    def number(self) -> Fraction | None:
        """The printed number in the unit of the figure; `None` where it is a range alone."""
        return None if self.value.value is None else Fraction(self.value.value)

    @property
    def is_exact(self) -> bool:
        """Whether it was printed without a hedge."""
        return self.value.is_exact

    @property
    def step(self) -> Fraction:
        """One unit of the last printed digit, in the unit of the figure."""
        return Fraction(10) ** (self.value.scale - (self.value.places or 0))


def figure_of(data: PrintedFigure | Mapping[str, object]) -> PrintedFigure:
    """Take a figure, or the mapping that describes it."""
    if isinstance(data, PrintedFigure):
        return data
    names = tuple(each.name for each in fields(PrintedFigure))
    for key in data:
        if key not in names:
            raise UnknownFieldError("figure", key, names)
    known = {key: each for key, each in data.items() if each is not None}
    return PrintedFigure(**known)  # type: ignore[arg-type]


def said(quantity: Quantity | None, locale: str = "zh_CN") -> str:
    """Write a quantity for a message: as it was printed, else as the language has it."""
    if quantity is None:
        return "?"
    return quantity.raw or format_quantity(quantity, locale=locale)


@final
@frozen
class WrittenQuantity:
    """A quantity that is filled into a message: as it was printed, else as the language of the message has it."""

    quantity: Quantity | None

    def render(self, locale: str) -> str:
        """Write it in a language."""
        return said(self.quantity, Script.of(locale))


def factor(figure: PrintedFigure, other: PrintedFigure) -> Fraction | None:
    """Give what turns the unit of one figure into that of another, or `None` where they do not agree."""
    try:
        return conversion(figure.value.unit, other.value.unit)
    except (UnitMismatchError, CurrencyMismatchError, ValueError):
        return None


def factors(figures: Iterable[PrintedFigure], other: PrintedFigure) -> list[Fraction] | None:
    """Give what turns the unit of each figure into that of another, or `None` where any does not agree."""
    return _all_known(factor(figure, other) for figure in figures)


def numbers_of(figures: Iterable[PrintedFigure]) -> list[Fraction] | None:
    """Give the numbers of figures, or `None` where any has none."""
    return _all_known(figure.number for figure in figures)


def _all_known(found: Iterable[Fraction | None]) -> list[Fraction] | None:
    known = []
    for number in found:
        if number is None:
            return None
        known.append(number)
    return known


def range_of(figure: PrintedFigure, by: Fraction = Fraction(1)) -> Range | None:
    """Say what a figure may be where it is compared: 近X just under X, 超X just over X, else its bounds.

    `None` where it decides nothing (约X, 百亿级).
    """
    hedge = figure.value.hedge
    if hedge in _SILENT:
        return None
    if hedge in _SIDES and figure.number is not None:
        end = (figure.number * by, _SIDES[hedge])
        return end, end
    bounds = figure.value.interval
    low = None if bounds.low is None else (bounds.low * by, 0 if bounds.low_closed else 1)
    high = None if bounds.high is None else (bounds.high * by, 0 if bounds.high_closed else -1)
    return low, high


def is_above(left: Range | None, right: Range | None) -> bool:
    """Tell whether the left is surely greater than the right."""
    if left is None or right is None or left[0] is None or right[1] is None:
        return False
    return left[0] > right[1]


def may_be_same(left: Range | None, right: Range | None) -> bool:
    """Tell whether two figures may state one number."""
    return not (is_above(left, right) or is_above(right, left))


def plus(ranges: list[Range]) -> Range:
    """Add ranges; an end that any leaves open is open."""
    return _ends([item[0] for item in ranges]), _ends([item[1] for item in ranges])


def _ends(ends: list[End | None]) -> End | None:
    known = [end for end in ends if end is not None]
    if len(known) < len(ends):
        return None
    sides = {side for _, side in known if side}
    return sum((number for number, _ in known), Fraction(0)), sides.pop() if len(sides) == 1 else 0
