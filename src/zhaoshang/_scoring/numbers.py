"""What the arithmetic of assessments takes and gives: a number with its bounds, a result or its reason."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final, final

from attrs import field, frozen

from zhaoshang._basics.brief import as_python
from zhaoshang._basics.decimals import decimal_of
from zhaoshang._calls.guard import telling
from zhaoshang.errors import InexactNumberError, UnknownCodeError
from zhaoshang.intervals import to_fraction
from zhaoshang.quantities import Quantity

ONE: Final = Fraction(1)
PERCENT: Final = Fraction(100)


@final
@frozen(kw_only=True)
class Measured:
    """A number with its bounds and unit: what a calculation takes.

    Attributes:
        value: the number, if there is a single one.
        low: the lower bound; `None` where there is none.
        high: the upper bound; `None` where there is none.
        unit: the code of the unit; `None` for a bare number.
        is_hedged: whether the bounds differ from the value.

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.scoring import Measured
        >>> near = Measured.of(Money.of(24, "亿元", hedge="near"))
        >>> near.low, near.high, near.is_hedged
        (None, Fraction(2400000000, 1), True)
    """

    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    unit: str | None = None
    is_hedged: bool = False

    @classmethod
    @telling("number")
    def of(cls, number: "Number | None") -> "Measured":
        """Take a number in any form; `None` is a number that is not known.

        Raises:
            InexactNumberError: for a float, or text that is no number.

        Examples:
            >>> from zhaoshang import Area
            >>> from zhaoshang.scoring import Measured
            >>> Measured.of("2.5").value, Measured.of(Area.of(3, "亩")).unit, Measured.of(None).value
            (Fraction(5, 2), 'mu', None)
        """
        if number is None:
            return cls()
        if isinstance(number, Measured):
            return number
        if isinstance(number, Result):
            hedged = not number.value == number.low == number.high
            value, low, high = (
                None if end is None else Fraction(end) for end in (number.value, number.low, number.high)
            )
            return cls(value=value, low=low, high=high, unit=number.unit, is_hedged=hedged)
        if isinstance(number, Quantity):
            bounds = number.interval
            return cls(
                value=None if number.value is None else Fraction(number.value),
                low=None if bounds.low is None else Fraction(bounds.low),
                high=None if bounds.high is None else Fraction(bounds.high),
                unit=number.unit.code,
                is_hedged=not number.is_exact,
            )
        exact = _read(number) if isinstance(number, str) else to_fraction(number)
        return cls(value=exact, low=exact, high=exact)

    def times(self, factor: Fraction, unit: str | None = None) -> "Measured":
        """Scale by a positive number, and perhaps name another unit.

        Examples:
            >>> from fractions import Fraction
            >>> from zhaoshang import Percent
            >>> from zhaoshang.scoring import Measured
            >>> Measured.of(Percent.of(30)).times(Fraction(1, 100), "ratio").value
            Fraction(3, 10)
        """
        return Measured(
            value=None if self.value is None else self.value * factor,
            low=None if self.low is None else self.low * factor,
            high=None if self.high is None else self.high * factor,
            unit=self.unit if unit is None else unit,
            is_hedged=self.is_hedged,
        )


@final
@frozen(kw_only=True)
class Result:
    """What a calculation gives: a value with bounds, or the reason why there is none.

    Attributes:
        value: the exact value; `None` where it cannot be known.
        low: the lower bound; `None` where there is none.
        high: the upper bound; `None` where there is none.
        unit: the code of its unit.
        reason: why there is no value.
        numerator: what was divided, in the base unit.
        denominator: what it was divided by.
        by_currency: the sum of each currency, where amounts were added.
        class_: the class that a score falls in.
        is_quotient: whether it comes out of a division or a score, and so is rounded when shown.
        warnings: what to know about it.

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.scoring import completion
        >>> found = completion(Money.of(24, "亿元", hedge="over"), Money.of(40, "亿元"))
        >>> found.value, found.low, found.high  # 超24 is at least 60 %, with no upper bound
        (Fraction(60, 1), Fraction(60, 1), None)
        >>> completion(24, 0).value, completion(24, 0).reason
        (None, 'no_denominator')
    """

    value: Fraction | int | None = None
    low: Fraction | int | None = None
    high: Fraction | int | None = None
    unit: str = ""
    reason: str | None = None
    numerator: Fraction | int | None = None
    denominator: Fraction | int | None = None
    by_currency: Mapping[str, Fraction | int] = field(factory=dict, hash=False)
    class_: str | None = None
    is_quotient: bool = True
    warnings: tuple[str, ...] = ()


Number = int | Decimal | Fraction | str | Quantity | Measured | Result
"""What is accepted as a number: an exact one, digits as text, a quantity, or the result of another calculation."""


def _read(digits: str) -> Fraction:
    try:
        return to_fraction(decimal_of(digits))
    except InvalidOperation:
        raise InexactNumberError(as_python(digits), "digits such as 3.5") from None


def exactly(value: Fraction, unit: str) -> Result:
    return Result(value=value, low=value, high=value, unit=unit)


def points_of(value: Fraction) -> Result:
    return exactly(value, "point")


def nothing(
    reason: str,
    unit: str,
    *,
    numerator: Fraction | None = None,
    denominator: Fraction | None = None,
    warnings: tuple[str, ...] = (),
) -> Result:
    return Result(unit=unit, reason=reason, numerator=numerator, denominator=denominator, warnings=warnings)


def single(number: Number) -> Fraction:
    """Take a number that a rule is made of, such as points or a weight: it has one value.

    Raises:
        InexactNumberError: for a float, and for a range or a hedge that names no single number.
    """
    value = Measured.of(number).value
    if value is None:
        raise InexactNumberError(str(number), "an exact number")
    return value


def chosen(name: str, option: str, options: tuple[str, ...]) -> None:
    """Refuse an option that a rule does not have.

    Raises:
        UnknownCodeError: names those that there are.
    """
    if option not in options:
        msg = f"value of {name}"
        raise UnknownCodeError(msg, option, options)
