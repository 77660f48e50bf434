"""Quantities: what an official wrote (`value`, `places`, `raw`) apart from what the words promise (`interval`).

`Quantity` is the base; its final kinds are `Money`, `Area`, `Count`, `Percent`, `PercentagePoint`, `Multiple`,
`Duration`, `Power`, `Energy`, `Mass`, `Volume`, `Length` and `CompoundQuantity`. Only like is added to like: money to money in
one currency, 家 to 家. Every number is exact.
"""

from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Final, Self, final

from attrs import evolve, field, frozen

from zhaoshang._basics.decimals import EXACT, Number, combine, plain, simplest, vast
from zhaoshang._calls.guard import guard_room
from zhaoshang._quantities.numbers import known_number, number_of, printed_number
from zhaoshang._quantities.parts import Parts
from zhaoshang.errors import (
    ConversionError,
    CurrencyMismatchError,
    NumberRangeError,
    UnfitValueError,
    UnitMismatchError,
)
from zhaoshang.intervals import Exact, Interval, to_fraction
from zhaoshang.periods import DateLike, Period
from zhaoshang.units import Dimension, Unit, conversion, scaled, unit
from zhaoshang.vocabulary import Term

__all__ = [
    "Area",
    "CompoundQuantity",
    "Count",
    "Duration",
    "Energy",
    "ExchangeRate",
    "Hedge",
    "Length",
    "Mass",
    "Money",
    "Multiple",
    "Percent",
    "PercentagePoint",
    "Power",
    "Quantity",
    "Volume",
    "kind_of",
]


class Hedge(Term):
    """The word that softens a number (约数词), and with it what the number promises.

    Examples:
        >>> from zhaoshang import Hedge, parse_money
        >>> parse_money("近130亿元").hedge is Hedge.NEAR, Hedge.NEAR.label("zh_CN")
        (True, '近')
    """

    NONE = "none", "确数", "exact"
    NEAR = "near", "近", "nearly"
    OVER = "over", "超", "over"
    AT_LEAST = "at_least", "以上", "at least"
    AT_MOST = "at_most", "以下", "at most"
    BELOW = "below", "不足", "below"
    ABOUT = "about", "约", "about"
    ODD = "odd", "余", "odd"
    RANGE = "range", "至", "range"
    ORDER = "order", "级", "order of"
    SEVERAL = "several", "数", "several"


# how each hedge bounds its value: (has low, has high, low closed, high closed); the others carry bounds of their own
_IMPLIED: Final[dict[Hedge, tuple[bool, bool, bool, bool]]] = {
    Hedge.NONE: (True, True, True, True),
    Hedge.NEAR: (False, True, False, False),
    Hedge.OVER: (True, False, False, False),
    Hedge.AT_LEAST: (True, False, True, False),
    Hedge.AT_MOST: (False, True, False, True),
    Hedge.BELOW: (False, True, False, False),
    Hedge.ABOUT: (False, False, False, False),
}

# where a hedged number stands beside the same exact one: 近X just under, 超X just over
_SIDE: Final[dict[Hedge, int]] = {Hedge.NEAR: -1, Hedge.BELOW: -1, Hedge.OVER: 1, Hedge.ODD: 1}


def _in_range(number: Exact) -> None:
    shown = vast(number)
    if shown is not None:
        raise NumberRangeError(shown, "a number of at most 400 digits")


def _implied(hedge: Hedge, value: Number | None) -> Interval | None:
    shape = _IMPLIED.get(hedge)
    if shape is None or value is None:
        return None
    low, high, low_closed, high_closed = shape
    return Interval(value if low else None, value if high else None, low_closed, high_closed)


def _unit(name: "str | Unit") -> Unit:
    return unit(name) if isinstance(name, str) else name


def _period(day: DateLike | None) -> Period | None:
    return None if day is None else Period.of(day)


@final
@frozen(kw_only=True)
class ExchangeRate:
    """A stated rate between two currencies: the library knows none of its own.

    Attributes:
        base: the currency converted from.
        quote: the currency converted to.
        rate: how many units of `quote` one unit of `base` is worth.
        on: the day, month or year it holds for.
        source: who published it.

    Examples:
        >>> from zhaoshang.quantities import ExchangeRate, Money
        >>> rate = ExchangeRate(
        ...     base="USD", quote="CNY", rate="6.90", on="2022-09-01", source="中国外汇交易中心"
        ... )
        >>> converted = Money.of(3000, "万美元").to("CNY", rate=rate)
        >>> converted.value, converted.trace == (rate,)
        (Decimal('207000000.0'), True)
    """

    base: Unit = field(converter=_unit)
    quote: Unit = field(converter=_unit)
    rate: Number = field(converter=known_number)
    on: Period | None = field(default=None, converter=_period)
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a rate that is missing or not positive, and units that are no currencies."""
        if not self.rate or self.rate <= 0:
            raise NumberRangeError(str(self.rate), "a positive number")
        for side in (self.base, self.quote):
            if side.dimension is not Dimension.MONEY:
                raise UnitMismatchError(side.code, "a currency")


@frozen(kw_only=True, order=False)
class Quantity(Parts):
    """A number with a unit, the hedge it was written with, and the bounds that the words promise.

    Two quantities are equal when value, unit, hedge and interval are; `places`, `scale`, `raw` and `trace` record
    how they were written and where they come from, and do not count.

    Attributes:
        value: the printed number in `unit`, or `None` where the words name no single one (数十亿, 百亿级, a range).
            A `Fraction` only where a conversion has no finite decimal.
        unit: the unit; for money the currency itself, never 万 or 亿.
        hedge: the kind of softening word.
        bounds: the interval, where the hedge alone does not settle it; else `None`.
        places: how many decimal places were printed.
        scale: the power of ten of the printed magnitude word: 8 for 亿, 4 for 万, 0 for none.
        raw: the text it was read from.
        trace: the exchange rates it came through.

    Raises:
        UnitMismatchError: when the unit does not fit the class.
        InexactNumberError: when the value is a float.
        ValueError: when hedge and bounds contradict each other, or the value lies outside its bounds.

    Examples:
        >>> from zhaoshang import parse_quantity
        >>> plot = parse_quantity("80余亩")
        >>> plot.value, plot.unit.code, str(plot.interval), plot.raw
        (Decimal('80'), 'mu', '(80, 90)', '80余亩')
    """

    # the kinds below add no fields: what attrs made here serves them all
    dimension: ClassVar[Dimension | None] = None
    _read_by: ClassVar[str] = "parse_quantity"

    value: Number | None = field(default=None, converter=number_of)
    unit: Unit
    hedge: Hedge = Hedge.NONE
    bounds: Interval | None = None
    places: int | None = field(default=None, eq=False)
    scale: int = field(default=0, eq=False)
    raw: str | None = field(default=None, eq=False, repr=False)
    trace: tuple[ExchangeRate, ...] = field(default=(), eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Check that unit, hedge, value and bounds agree."""
        if self.unit.dimension is not self.dimension:
            raise UnitMismatchError(self.unit.code, str(self.dimension or type(self).__name__))
        if self.bounds is None:
            if self.value is None or self.hedge not in _IMPLIED:
                msg = f"hedge={self.hedge.value}, value={self.value}, bounds=None"
                raise UnfitValueError(
                    msg,
                    "a value, or bounds where the hedge has no single one",
                )
        elif self.hedge in _IMPLIED:
            if self.value is None:
                msg = f"hedge={self.hedge.value}, value=None"
                raise UnfitValueError(
                    msg,
                    "a value, or hedge range, several, order or odd for bounds alone",
                )
            if self.bounds != _implied(self.hedge, self.value):
                msg = f"hedge={self.hedge.value}, value={self.value}, bounds={self.bounds}"
                raise UnfitValueError(
                    msg,
                    "the bounds that the hedge means, or hedge range",
                )
            object.__setattr__(self, "bounds", None)
        elif self.value is not None and not self._is_in(self.bounds, self.value):
            msg = f"value={self.value}, bounds={self.bounds}"
            raise UnfitValueError(msg, "a value within its bounds")

    @staticmethod
    def _is_in(bounds: Interval, value: Number) -> bool:
        # an odd number (80余) prints the open end of its own interval, so ends count as inside here
        number = Fraction(value)
        return not (
            (bounds.low is not None and number < bounds.low)
            or (bounds.high is not None and number > bounds.high)
        )

    @property
    def interval(self) -> Interval:
        """What the words promise: the exact bounds of the number, in `unit`."""
        if self.bounds is not None:
            return self.bounds
        implied = _implied(self.hedge, self.value)
        assert implied is not None  # noqa: S101 - guaranteed by construction
        return implied

    @property
    def is_exact(self) -> bool:
        """Whether the number stands for itself, without a hedge.

        Examples:
            >>> from zhaoshang import Money
            >>> Money.of(130, "亿元").is_exact, Money.of(130, "亿元", hedge="near").is_exact
            (True, False)
        """
        return self.hedge is Hedge.NONE

    @classmethod
    def of(cls, value: Exact | str | None, unit: "str | Unit", *, hedge: "Hedge | str" = Hedge.NONE) -> Self:
        """Make a quantity from a number and a unit word.

        Args:
            value: an int, a Decimal or digits as text; a float is refused.
            unit: a unit or its word, with a magnitude word if wanted: `亿元`, `万美元`, `亩`, `万㎡`.
            hedge: a hedge that needs no further bounds: `none`, `near`, `over`, `at_least`, `at_most`, `below`,
                `about`.

        Raises:
            InexactNumberError: for a float, NaN, or text that is no number.
            NumberRangeError: for a number of more than 400 digits.
            UnknownUnitError: for a unit that does not exist.
            UnitMismatchError: for a unit of another kind.

        Examples:
            >>> from zhaoshang import Money
            >>> Money.of("3.5", "亿元").value
            Decimal('350000000')
            >>> print(Money.of(130, "亿元", hedge="near").interval)
            (-∞, 13000000000)
        """
        if isinstance(unit, str):
            word = scaled(unit)
            unit, power = word.unit, word.power
        else:
            power = 0
        if isinstance(value, int | Decimal | Fraction):
            _in_range(value)
        number = printed_number(cls.__name__, cls.dimension, value, unit)
        if number is not None and isinstance(value, str):
            _in_range(number)
        places = None
        if isinstance(number, Decimal):
            exponent = number.as_tuple().exponent
            places = max(0, -exponent) if isinstance(exponent, int) else None
        if number is not None and power:
            number = number.scaleb(power, EXACT) if isinstance(number, Decimal) else number * 10**power
        if isinstance(number, Decimal) and power:
            _in_range(number)
            number = plain(number)
        return cls(value=number, unit=unit, hedge=Hedge(hedge), places=places, scale=power)

    def to(self, unit: "str | Unit", *, rate: ExchangeRate | None = None) -> Self:
        """Write the same quantity in another unit, exactly.

        Args:
            unit: the unit wanted, by code, word or instance.
            rate: for money, the exchange rate from this currency to that one.

        Raises:
            ConversionError: when there is no fixed ratio, or a rate is needed and not given or does not fit.
            UnitMismatchError: when the unit measures something else.

        Examples:
            >>> from zhaoshang import Area
            >>> Area.of(3, "亩").to("m2").value, Area.of(1, "公顷").to("mu").value
            (Decimal('2000'), Decimal('15'))
        """
        target = _unit(unit)
        if target == self.unit:
            return self
        if rate is None:
            factor, trace = conversion(self.unit, target), self.trace
        elif (rate.base, rate.quote) == (self.unit, target):
            factor, trace = Fraction(rate.rate), (*self.trace, rate)
        else:
            reason = f"the rate given is for {rate.base} to {rate.quote}"
            raise ConversionError(self.unit.code, target.code, reason)
        return evolve(self._scaled(factor), unit=target, places=None, scale=0, raw=self.raw, trace=trace)

    def __add__(self, other: Self) -> Self:
        """Add a quantity of the same kind and unit; bounds are added beside the values."""
        self._check(other)
        value = None
        if self.value is not None and other.value is not None:
            value = combine(self.value, other.value, EXACT.add, Fraction.__add__)
        hedges = {self.hedge, other.hedge} - {Hedge.NONE}
        if not hedges:
            return type(self)(value=value, unit=self.unit)
        return self._from_bounds(value, self.interval + other.interval, hedges)

    def __radd__(self, other: int) -> Self:
        """Let `sum` start from its 0; any other number is refused, as behind the sign."""
        if other == 0:
            return self
        self._check(other)
        return NotImplemented

    def __neg__(self) -> Self:
        """Turn the sign."""
        return self._scaled(Fraction(-1))

    def __sub__(self, other: Self) -> Self:
        """Subtract a quantity of the same kind and unit."""
        self._check(other)
        return self + -other

    def __mul__(self, factor: Exact) -> Self:
        """Scale by an exact number."""
        return self._scaled(to_fraction(factor))

    __rmul__ = __mul__

    def __truediv__(self, divisor: Exact) -> Self:
        """Divide by an exact number; for the ratio of two quantities use `ratio`."""
        return self._scaled(1 / to_fraction(divisor))

    def ratio(self, other: Self) -> Fraction | None:
        """Divide by a quantity of the same kind: an exact number, or `None` where either has no single value.

        Raises:
            ZeroDivisionError: when the other is 0.

        Examples:
            >>> from zhaoshang import Money
            >>> Money.of("9.88", "亿元").ratio(Money.of(24, "亿元"))
            Fraction(247, 600)
        """
        self._check(other)
        if self.value is None or other.value is None:
            return None
        return Fraction(self.value) / Fraction(other.value)

    def __lt__(self, other: Self) -> bool:
        """Order by value; beside the same number 近X stands just under and 超X just over."""
        return self._key() < self._aligned(other)

    def __le__(self, other: Self) -> bool:
        """Order by value, or the same place."""
        return self._key() <= self._aligned(other)

    def __gt__(self, other: Self) -> bool:
        """Order by value; beside the same number 近X stands just under and 超X just over."""
        return self._key() > self._aligned(other)

    def __ge__(self, other: Self) -> bool:
        """Order by value, or the same place."""
        return self._key() >= self._aligned(other)

    def _aligned(self, other: Self) -> tuple[Fraction, int]:
        if type(other) is type(self) and other.unit != self.unit:
            if self.unit.dimension is Dimension.MONEY:
                raise CurrencyMismatchError(self.unit.code, other.unit.code)
            other = other.to(self.unit)
        self._check(other)
        return other._key()  # noqa: SLF001 - same class

    def _key(self) -> tuple[Fraction, int]:
        number = self.value if self.value is not None else (self.interval.low or self.interval.high or 0)
        return Fraction(number), _SIDE.get(self.hedge, 0)

    def _check(self, other: object) -> None:
        if type(other) is not type(self):
            if isinstance(other, int | float | Decimal | Fraction):
                number = f'"{other}"' if isinstance(other, float) else str(other)
                raise UnitMismatchError(self.unit.code, number, type(self).__name__)
            name = getattr(getattr(other, "unit", None), "code", type(other).__name__)
            raise UnitMismatchError(self.unit.code, name)
        if other.unit != self.unit:
            if self.unit.dimension is Dimension.MONEY:
                raise CurrencyMismatchError(self.unit.code, other.unit.code)
            raise UnitMismatchError(self.unit.code, other.unit.code)

    def _scaled(self, factor: Fraction) -> Self:
        value = (
            None
            if self.value is None
            else combine(self.value, simplest(factor), EXACT.multiply, Fraction.__mul__)
        )
        if self.hedge is Hedge.NONE:
            return type(self)(value=value, unit=self.unit)
        return self._from_bounds(value, self.interval * factor, {self.hedge})

    def _from_bounds(self, value: Number | None, interval: Interval, hedges: set[Hedge]) -> Self:
        """Name a computed interval with the hedge that means just that, or call it a range."""
        # two words that promise the same, 近 and 不足, are named by the first of the list in either order
        for hedge in (*hedges, *_IMPLIED) if len(hedges) == 1 else _IMPLIED:
            if hedge in _IMPLIED and value is not None and _implied(hedge, value) == interval:
                return type(self)(value=value, unit=self.unit, hedge=hedge)
        kept = next(iter(hedges)) if len(hedges) == 1 else Hedge.RANGE
        hedge = Hedge.RANGE if kept in _IMPLIED else kept
        return type(self)(value=value, unit=self.unit, hedge=hedge, bounds=interval)

    def __str__(self) -> str:
        """Show value, unit code and hedge; `zhaoshang.writing.format_quantity` writes for readers."""
        number = self.interval if self.value is None else self.value
        mark = "" if self.hedge is Hedge.NONE else f" ({self.hedge.value})"
        shown = f"{number:f}" if isinstance(number, Decimal) else str(number)
        return f"{shown} {self.unit.code}{mark}"


@final
class Money(Quantity):
    """An amount of money in one currency (金额).

    Examples:
        >>> from zhaoshang import Money
        >>> Money.of("3.5", "亿元") + Money.of(8000, "万元") == Money.of("4.3", "亿元")
        True
    """

    __slots__ = ()
    dimension = Dimension.MONEY
    _read_by = "parse_money"


@final
class Area(Quantity):
    """An area (面积), in the unit it was written in.

    Examples:
        >>> from zhaoshang import Area
        >>> Area.of(80, "亩").to("m2").value
        Fraction(160000, 3)
    """

    __slots__ = ()
    dimension = Dimension.AREA


@final
class Count(Quantity):
    """A count (数量) with its counter: 15个, 21家, 300户次.

    Examples:
        >>> from zhaoshang import Count
        >>> total = Count.of(15, "个") + Count.of(6, "个")
        >>> total.value, total.unit.code
        (Decimal('21'), '个')
    """

    __slots__ = ()
    dimension = Dimension.COUNT


@final
class Percent(Quantity):
    """A percentage (百分比): 51.2 for 51.2 %.

    Examples:
        >>> from zhaoshang import Percent
        >>> Percent.of("51.2").value, Percent.of("51.2").unit.code
        (Decimal('51.2'), 'percent')
    """

    __slots__ = ()
    dimension = Dimension.PERCENT

    @classmethod
    def of(
        cls, value: Exact | str | None, unit: "str | Unit" = "percent", *, hedge: "Hedge | str" = Hedge.NONE
    ) -> Self:
        """Make a percentage from its printed number.

        Examples:
            >>> from zhaoshang import Percent
            >>> Percent.of("51.2").value
            Decimal('51.2')
        """
        return super().of(value, unit, hedge=hedge)


@final
class PercentagePoint(Quantity):
    """A difference of percentages (百分点); never added to a percentage.

    Examples:
        >>> from zhaoshang.quantities import Percent, PercentagePoint
        >>> rise = PercentagePoint.of("2.5")
        >>> rise.value, rise.unit.zh
        (Decimal('2.5'), '个百分点')
        >>> Percent.of(48) + rise
        Traceback (most recent call last):
        ...
        zhaoshang.errors.UnitMismatchError: cannot combine percent with pp: ...
    """

    __slots__ = ()
    dimension = Dimension.POINT

    @classmethod
    def of(
        cls, value: Exact | str | None, unit: "str | Unit" = "pp", *, hedge: "Hedge | str" = Hedge.NONE
    ) -> Self:
        """Make a difference in percentage points from its printed number.

        Examples:
            >>> from zhaoshang.quantities import PercentagePoint
            >>> print(PercentagePoint.of("-0.3"))
            -0.3 pp
        """
        return super().of(value, unit, hedge=hedge)


@final
class Multiple(Quantity):
    """A multiple (倍数): 1.6 times another number, not 1.6 times more.

    Examples:
        >>> from zhaoshang.quantities import Multiple
        >>> Multiple.of("1.6").value, Multiple.of("1.6").unit.zh
        (Decimal('1.6'), '倍')
    """

    __slots__ = ()
    dimension = Dimension.MULTIPLE

    @classmethod
    def of(
        cls, value: Exact | str | None, unit: "str | Unit" = "times", *, hedge: "Hedge | str" = Hedge.NONE
    ) -> Self:
        """Make a multiple from its printed number.

        Examples:
            >>> from zhaoshang.quantities import Multiple
            >>> print(Multiple.of(3))
            3 times
        """
        return super().of(value, unit, hedge=hedge)


@final
class Duration(Quantity):
    """A span of time (时长); months and days, and working days and days, have no fixed ratio.

    Examples:
        >>> from zhaoshang.quantities import Duration
        >>> Duration.of(2, "周").to("天").value, Duration.of(2, "年").to("个月").value
        (Decimal('14'), Decimal('24'))
    """

    __slots__ = ()
    dimension = Dimension.DURATION


@final
class Power(Quantity):
    """A power (功率), such as that of a battery plant in GW.

    Examples:
        >>> from zhaoshang.quantities import Power
        >>> Power.of("1.5", "吉瓦").to("MW").value
        Decimal('1500.0')
    """

    __slots__ = ()
    dimension = Dimension.POWER


@final
class Energy(Quantity):
    """An amount of energy (电量).

    Examples:
        >>> from zhaoshang.quantities import Energy
        >>> Energy.of(3, "万度").value, Energy.of(3, "万度").to("MWh").value
        (Decimal('30000'), Decimal('30.000'))
    """

    __slots__ = ()
    dimension = Dimension.ENERGY


@final
class Mass(Quantity):
    """A weight (重量).

    Examples:
        >>> from zhaoshang.quantities import Mass
        >>> Mass.of(5, "万吨").value, Mass.of(5, "万吨").to("kg").value
        (Decimal('50000'), Decimal('50000000'))
    """

    __slots__ = ()
    dimension = Dimension.MASS


@final
class Volume(Quantity):
    """A volume (体积): water supplied, gas piped, earth moved.

    Examples:
        >>> from zhaoshang.quantities import Volume
        >>> Volume.of(3, "万立方米").value, Volume.of(2, "立方米").to("L").value
        (Decimal('30000'), Decimal('2000'))
    """

    __slots__ = ()
    dimension = Dimension.VOLUME


@final
class Length(Quantity):
    """A length (长度), such as the clear height of a plant.

    Examples:
        >>> from zhaoshang.quantities import Length
        >>> Length.of("7.9", "米") < Length.of(8, "米")
        True
    """

    __slots__ = ()
    dimension = Dimension.LENGTH


@final
class CompoundQuantity(Quantity):
    """A quantity per another (复合单位): 万元/亩, 万元/年, 吨/年.

    Examples:
        >>> from zhaoshang.quantities import CompoundQuantity
        >>> intensity = CompoundQuantity.of(300, "万元/亩")
        >>> intensity.value, intensity.unit.code, intensity.to("CNY/m2").value
        (Decimal('3000000'), 'CNY/mu', Decimal('4500.0000'))
    """

    __slots__ = ()
    dimension = Dimension.COMPOUND


_KINDS: Final[dict[Dimension, type[Quantity]]] = {
    Dimension.MONEY: Money,
    Dimension.AREA: Area,
    Dimension.COUNT: Count,
    Dimension.PERCENT: Percent,
    Dimension.POINT: PercentagePoint,
    Dimension.MULTIPLE: Multiple,
    Dimension.DURATION: Duration,
    Dimension.POWER: Power,
    Dimension.ENERGY: Energy,
    Dimension.MASS: Mass,
    Dimension.VOLUME: Volume,
    Dimension.LENGTH: Length,
    Dimension.COMPOUND: CompoundQuantity,
}


def kind_of(unit: Unit, /) -> type[Quantity]:
    """Give the class that holds quantities in a unit.

    Raises:
        UnitMismatchError: for a unit that no quantity is written in (a score, a rank).

    Examples:
        >>> from zhaoshang.quantities import kind_of
        >>> from zhaoshang.units import unit
        >>> kind_of(unit("mu"))
        <class 'zhaoshang.quantities.Area'>
    """
    kind = _KINDS.get(unit.dimension)
    if kind is None:
        raise UnitMismatchError(unit.code, "a quantity")
    return kind


guard_room(globals())
