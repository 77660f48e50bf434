"""What every kind of quantity is: a number with a unit, the hedge it was written with, and what the words promise."""

from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Self

from attrs import evolve, field, frozen

from zhaoshang._basics.brief import as_python, as_text
from zhaoshang._basics.decimals import EXACT, MAX_DIGITS, Number, combine, decimal_text, plain, simplest
from zhaoshang._basics.lazy import living_in
from zhaoshang._calls.guard import telling
from zhaoshang._calls.limits import within_digits, within_places, within_power
from zhaoshang._calls.uses import refusing
from zhaoshang._quantities.hedges import IMPLIED, SIDE, Hedge, implied
from zhaoshang._quantities.meant import unfit, unknown
from zhaoshang._quantities.numbers import number_of, printed_number, printed_unit
from zhaoshang._quantities.parts import Parts
from zhaoshang._quantities.rates import ExchangeRate, as_unit
from zhaoshang.errors import (
    ConversionError,
    CurrencyMismatchError,
    FieldTypeError,
    InexactNumberError,
    NumberRangeError,
    UnfitValueError,
    UnitMismatchError,
    UnknownUnitError,
)
from zhaoshang.intervals import Exact, Interval, to_fraction
from zhaoshang.units import Dimension, Unit, conversion

__all__ = ["Quantity"]


def _scale(given: Exact) -> Fraction:
    """Take a number to scale by; of another amount only a ratio makes sense."""
    other: object = given
    if isinstance(other, Quantity):
        raise InexactNumberError(str(other), "a number; two amounts have amount.ratio(other)")
    return to_fraction(given)


@refusing(
    number="Write amount.value, exact in amount.unit; it is None where there is none.",
    layout="Write format_quantity(amount, unit=…).",
)
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

    # pickles and help name the public room, wherever in the workshop a kind is written
    __module__ = "zhaoshang.quantities"

    # the kinds add no fields: what attrs made here serves them all
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

    def __init_subclass__(cls) -> None:
        """Say that a kind of the workshop lives in the public room."""
        super().__init_subclass__()
        if cls.__module__.startswith("zhaoshang._quantities"):
            cls.__module__ = "zhaoshang.quantities"

    def __attrs_post_init__(self) -> None:
        """Check that unit, hedge, value and bounds agree."""
        places, raw = self.places, self.raw
        if not (
            type(self.hedge) is Hedge
            and type(self.scale) is int
            and -MAX_DIGITS <= self.scale <= MAX_DIGITS
            and type(self.trace) is tuple
            and (places is None or (type(places) is int and 0 <= places <= MAX_DIGITS))
            and (raw is None or isinstance(raw, str))
        ):
            self._refuse_parts()
        if self.unit.dimension is not self.dimension:
            if self.dimension is not None:
                raise unfit(self.unit, self.dimension)
            raise UnitMismatchError(self.unit.code, type(self).__name__)
        if self.bounds is None:
            if self.value is None or self.hedge not in IMPLIED:
                msg = f"hedge={self.hedge.value}, value={self.value}, bounds=None"
                raise UnfitValueError(
                    msg,
                    "a value, or bounds where the hedge has no single one",
                )
        elif self.hedge in IMPLIED:
            if self.value is None:
                msg = f"hedge={self.hedge.value}, value=None"
                raise UnfitValueError(
                    msg,
                    "a value, or hedge range, several, order or odd for bounds alone",
                )
            if self.bounds != implied(self.hedge, self.value):
                msg = f"hedge={self.hedge.value}, value={self.value}, bounds={self.bounds}"
                raise UnfitValueError(
                    msg,
                    "the bounds that the hedge means, or hedge range",
                )
            object.__setattr__(self, "bounds", None)
        elif self.value is not None and not self._is_in(self.bounds, self.value):
            msg = f"value={self.value}, bounds={self.bounds}"
            raise UnfitValueError(msg, "a value within its bounds")

    def _refuse_parts(self) -> None:
        """Say which part is of another type than its own: what is written by hand may be anything."""
        wanted = (
            ("hedge", isinstance(self.hedge, Hedge), "a Hedge, such as Hedge.ABOUT"),
            ("scale", type(self.scale) is int, "a whole number"),
            ("trace", type(self.trace) is tuple, "a tuple of exchange rates"),
            ("places", type(self.places) in {int, type(None)}, "a whole number"),
            ("raw", isinstance(self.raw, str | None), "a text"),
        )
        for name, is_fit, expected in wanted:
            if not is_fit:
                raise FieldTypeError(as_python(getattr(self, name)), expected).at(name)
        within_power(self.scale)
        within_places(self.places or 0)

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
        meant = implied(self.hedge, self.value)
        assert meant is not None  # noqa: S101 - guaranteed by construction
        return meant

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
    @telling("value", "unit")
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
        unit, power = printed_unit(cls.__name__, cls.dimension, value, unit)
        if isinstance(value, int | Decimal | Fraction):
            within_digits(value)
        number = printed_number(cls.__name__, cls.dimension, value, unit)
        if number is not None and isinstance(value, str):
            within_digits(number)
        places = None
        if isinstance(number, Decimal):
            exponent = number.as_tuple().exponent
            places = max(0, -exponent) if isinstance(exponent, int) else None
        if number is not None and power:
            number = number.scaleb(power, EXACT) if isinstance(number, Decimal) else number * 10**power
        if isinstance(number, Decimal) and power:
            within_digits(number)
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
        try:
            target = as_unit(unit)
        except UnknownUnitError as error:
            raise unknown(error.unit, self.dimension) from None
        if target == self.unit:
            return self
        if target.dimension is not self.dimension and self.dimension is not None:
            raise unfit(target, self.dimension)
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
        return self._scaled(_scale(factor))

    __rmul__ = __mul__

    def __truediv__(self, divisor: Exact) -> Self:
        """Divide by an exact number; for the ratio of two quantities use `ratio`."""
        share = _scale(divisor)
        if not share:
            raise NumberRangeError(as_python(divisor), "a number that is not 0")
        return self._scaled(1 / share)

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
        ends = (self.value, self.interval.low, self.interval.high)
        number = next((end for end in ends if end is not None), 0)
        return Fraction(number), SIDE.get(self.hedge, 0)

    def _check(self, other: object) -> None:
        if type(other) is not type(self):
            if isinstance(other, int | float | Decimal | Fraction):
                number = f'"{other}"' if isinstance(other, float) else as_text(other)
                raise UnitMismatchError(self.unit.code, number, type(self).__name__)
            if isinstance(other, str):
                raise UnitMismatchError(self.unit.code, f"'{as_text(other)}'", type(self).__name__)
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
        for hedge in (*hedges, *IMPLIED) if len(hedges) == 1 else IMPLIED:
            if hedge in IMPLIED and value is not None and implied(hedge, value) == interval:
                return type(self)(value=value, unit=self.unit, hedge=hedge)
        kept = next(iter(hedges)) if len(hedges) == 1 else Hedge.RANGE
        hedge = Hedge.RANGE if kept in IMPLIED else kept
        return type(self)(value=value, unit=self.unit, hedge=hedge, bounds=interval)

    def __str__(self) -> str:
        """Show value, unit code and hedge; `zhaoshang.writing.format_quantity` writes for readers."""
        number = self.interval if self.value is None else self.value
        mark = "" if self.hedge is Hedge.NONE else f" ({self.hedge.value})"
        return f"{decimal_text(number)} {self.unit.code}{mark}"


__test__ = living_in("zhaoshang.quantities", vars())
