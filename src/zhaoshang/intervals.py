"""Exact intervals: what is certain about a number that was written with 近, 超, 余 or a range.

An `Interval` has two ends, each open, closed or unbounded, held as exact numbers. KPIs carry one beside every
value, so that a total of hedged amounts tells how far it can be trusted.

    >>> from decimal import Decimal
    >>> from fractions import Fraction
    >>> from zhaoshang.intervals import Exact, Interval
    >>> ends: list[Exact] = [1, Decimal("2.5"), Fraction(10, 3)]  # never a float
    >>> print(Interval.closed(ends[0], ends[1]), Interval.closed(ends[1], ends[2]))
    [1, 5/2] [5/2, 10/3]
"""

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import final

from attrs import field, frozen

from zhaoshang._basics.brief import as_python, as_text
from zhaoshang._basics.decimals import decimal_of
from zhaoshang._basics.own import own
from zhaoshang._calls.guard import guard_room, telling
from zhaoshang._calls.limits import within_digits
from zhaoshang._calls.plain import plain_fields
from zhaoshang.errors import InexactNumberError, UnfitValueError

__all__ = ["Exact", "Interval", "to_fraction"]

Exact = int | Decimal | Fraction
"""A number that is exactly what it says: never a float."""


def to_fraction(number: Exact | str, /) -> Fraction:
    """Turn an exact number into a `Fraction`, or its digits as text, those of a fraction (2/3) too.

    Raises:
        InexactNumberError: for a float, a bool, NaN, infinity, or a text of anything else.
        NumberRangeError: for a number of more than 400 digits, which a few signs such as `1e99999999` may write.

    Examples:
        >>> from decimal import Decimal
        >>> from zhaoshang.intervals import to_fraction
        >>> to_fraction(Decimal("0.25")), to_fraction("0.25"), to_fraction("1/4")
        (Fraction(1, 4), Fraction(1, 4), Fraction(1, 4))
    """
    exact = _fraction(number)
    if not isinstance(number, Decimal | str):  # which were looked at as they were read
        within_digits(exact)
    return exact


def _fraction(number: Exact | str) -> Fraction:
    kind = type(number)
    if kind is Fraction:
        return number  # type: ignore[return-value]
    if kind is int:
        return Fraction(number)
    if kind is str:
        return _of_digits(number)  # type: ignore[arg-type]
    if isinstance(number, Decimal) and number.is_finite():
        within_digits(number)  # before its zeros are written out
        return Fraction(number)
    if isinstance(number, Fraction):
        return Fraction(number.numerator, number.denominator)
    given = own(number)
    if type(given) is int:
        return Fraction(given)
    if isinstance(given, str):
        return _of_digits(given)
    raise InexactNumberError(as_python(number), "int, Decimal or Fraction")


def _of_digits(text: str) -> Fraction:
    try:
        parts = [decimal_of(part) for part in text.split("/")]
    except InvalidOperation:
        parts = []
    for part in parts:
        within_digits(part)  # before its digits are worked out, or its zeros written
    try:
        return Fraction(text if len(parts) > 1 else parts[0])
    except (IndexError, OverflowError, ValueError, ZeroDivisionError):
        raise InexactNumberError(as_python(text), 'digits such as "0.5"') from None


def _end(number: Exact | str | None) -> Fraction | None:
    return None if number is None else _fraction(number)


@final
@frozen(field_transformer=plain_fields)
class Interval:
    """All numbers between two ends; an end of `None` is unbounded.

    Attributes:
        low: the lower end, or `None`.
        high: the upper end, or `None`.
        low_closed: whether the lower end itself is meant (always false where unbounded).
        high_closed: whether the upper end itself is meant.

    Raises:
        ValueError: when nothing lies between the ends.
        InexactNumberError: when an end is a float.

    Examples:
        80余亩 is more than 80 and less than 90:

        >>> from zhaoshang.intervals import Interval
        >>> odd = Interval(80, 90)
        >>> print(odd, 85 in odd, 80 in odd)
        (80, 90) True False
        >>> print(odd + Interval.point(10), odd * 2)
        (90, 100) (160, 180)
    """

    low: Fraction | None = field(default=None, converter=_end)
    high: Fraction | None = field(default=None, converter=_end)
    low_closed: bool = False
    high_closed: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse an empty interval, and close no end that does not exist."""
        if (self.low is None and self.low_closed) or (self.high is None and self.high_closed):
            msg = f"low={as_text(self.low)}, high={as_text(self.high)}"
            raise UnfitValueError(
                msg,
                "an open end where there is no bound (low_closed, high_closed)",
            )
        if self.low is not None and self.high is not None and not self.low < self.high:
            both = self.low_closed and self.high_closed
            if self.low != self.high or not both:
                msg = f"low={as_text(self.low)}, high={as_text(self.high)}"
                raise UnfitValueError(
                    msg,
                    "an interval that holds a number; swap or close the ends",
                )

    @classmethod
    def point(cls, number: Exact | str, /) -> "Interval":
        """Make the interval that holds one number only.

        Examples:
            >>> print(Interval.point(3))
            [3, 3]
        """
        return cls(number, number, low_closed=True, high_closed=True)

    @classmethod
    def closed(cls, low: Exact | str | None, high: Exact | str | None, /) -> "Interval":
        """Make an interval that includes each end that exists.

        Examples:
            >>> print(Interval.closed(10, None))
            [10, ∞)
        """
        return cls(low, high, low_closed=low is not None, high_closed=high is not None)

    @property
    def is_point(self) -> bool:
        """Whether exactly one number is meant.

        Examples:
            >>> Interval.point(3).is_point, Interval(80, 90).is_point
            (True, False)
        """
        return self.low is not None and self.low == self.high

    @property
    def is_bounded(self) -> bool:
        """Whether both ends exist.

        Examples:
            >>> Interval(80, 90).is_bounded, Interval(130, None).is_bounded
            (True, False)
        """
        return self.low is not None and self.high is not None

    def __contains__(self, number: Exact) -> bool:
        """Tell whether a number lies inside."""
        value = to_fraction(number)
        if self.low is not None and (value < self.low or (value == self.low and not self.low_closed)):
            return False
        return not (
            self.high is not None and (value > self.high or (value == self.high and not self.high_closed))
        )

    def __add__(self, other: "Interval") -> "Interval":
        """Add two independent intervals; an end that either leaves open is open."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            low,
            high,
            low is not None and self.low_closed and other.low_closed,
            high is not None and self.high_closed and other.high_closed,
        )

    def __neg__(self) -> "Interval":
        """Mirror at zero."""
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_closed,
            self.low_closed,
        )

    def __sub__(self, other: "Interval") -> "Interval":
        """Subtract an independent interval."""
        return self + -other

    def __mul__(self, factor: Exact) -> "Interval":
        """Scale by an exact number.

        Examples:
            >>> print(Interval(None, 5) * -2)
            (-10, ∞)
            >>> print(Interval(None, 5) * 0)
            [0, 0]
        """
        by = to_fraction(factor)
        if by == 0:
            return Interval.point(0)
        if by < 0:
            return -(self * -by)
        return Interval(
            None if self.low is None else self.low * by,
            None if self.high is None else self.high * by,
            self.low_closed,
            self.high_closed,
        )

    __rmul__ = __mul__

    def __truediv__(self, divisor: Exact) -> "Interval":
        """Divide by an exact number other than zero."""
        return self * (1 / to_fraction(divisor))

    def over(self, other: "Interval", /) -> "Interval | None":
        """Bound the quotient of two independent intervals of numbers that are not negative.

        Returns:
            The bounds, or `None` where the divisor is 0 or an end lies below 0. Without a lower end above 0 in the divisor the
            quotient has no upper end.

        Examples:
            >>> print(Interval.point(44).over(Interval(80, 90)))
            (22/45, 11/20)
            >>> print(Interval.point(44).over(Interval(0, 90)))
            (22/45, ∞)
        """
        negative = (self.low is not None and self.low < 0) or (other.low is not None and other.low < 0)
        if negative or other.high == 0:
            return None
        low = None if self.low is None or other.high is None else self.low / other.high
        high = None if self.high is None or not other.low else self.high / other.low
        return Interval(
            low,
            high,
            # 0 is the quotient of 0, whatever the divisor
            low is not None and self.low_closed and (other.high_closed or low == 0),
            high is not None and self.high_closed and (other.low_closed or high == 0),
        )

    def share_of_part(self, rest: "Interval", /) -> "Interval":
        """Bound part ÷ (part + rest), where this interval is the part and both are not negative.

        Part and whole move together, so the bounds are tighter than those of a plain quotient: the share is
        lowest for the smallest part beside the largest rest.

        Examples:
            A part of 近30 beside an exact rest of 70 is less than 30 %:

            >>> print(Interval(None, 30).share_of_part(Interval.point(70)))
            [0, 3/10)
        """
        part_low = self.low if self.low is not None and self.low > 0 else Fraction(0)
        rest_low = rest.low if rest.low is not None and rest.low > 0 else Fraction(0)
        low, low_closed = Fraction(0), True
        if rest.high is not None and part_low + rest.high > 0:
            low = part_low / (part_low + rest.high)
            low_closed = (self.low_closed or part_low == 0) and rest.high_closed
        elif part_low > 0:
            low_closed = False
        high, high_closed = Fraction(1), True
        if self.high is not None and self.high + rest_low > 0:
            high = self.high / (self.high + rest_low)
            high_closed = (self.high_closed and (rest.low_closed or rest_low == 0)) or rest_low == 0
        elif rest_low > 0:
            high_closed = False
        if low == 0:
            low_closed = True
        return Interval(low, high, low_closed, high_closed)

    def intersect(self, other: "Interval", /) -> "Interval | None":
        """Keep what lies in both, or `None` where nothing does.

        Examples:
            >>> print(Interval(20, None).intersect(Interval(None, 30)))
            (20, 30)
        """
        low, low_closed = self._tighter_low(other)
        high, high_closed = self._tighter_high(other)
        if (
            low is not None
            and high is not None
            and (low > high or (low == high and not (low_closed and high_closed)))
        ):
            return None
        return Interval(low, high, low_closed, high_closed)

    def hull(self, other: "Interval", /) -> "Interval":
        """Span both, with whatever lies between.

        Examples:
            >>> print(Interval(20, 30).hull(Interval.closed(50, 60)))
            (20, 60]
        """
        low = high = None
        low_closed = high_closed = False
        if self.low is not None and other.low is not None:
            low = min(self.low, other.low)
            low_closed = (self.low == low and self.low_closed) or (other.low == low and other.low_closed)
        if self.high is not None and other.high is not None:
            high = max(self.high, other.high)
            high_closed = (self.high == high and self.high_closed) or (
                other.high == high and other.high_closed
            )
        return Interval(low, high, low_closed, high_closed)

    def is_below(self, other: "Interval", /) -> bool:
        """Tell whether every number here is less than every number there.

        Examples:
            >>> (
            ...     Interval(None, 30).is_below(Interval.point(30)),
            ...     Interval.point(30).is_below(Interval.closed(30, 40)),
            ... )
            (True, False)
        """
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (
            self.high == other.low and not (self.high_closed and other.low_closed)
        )

    def is_above(self, other: "Interval", /) -> bool:
        """Tell whether every number here is greater than every number there.

        Examples:
            >>> Interval(130, None).is_above(Interval.point(130))
            True
        """
        return other.is_below(self)

    def __str__(self) -> str:
        """Write the interval in mathematical notation."""
        left = "[" if self.low_closed else "("
        right = "]" if self.high_closed else ")"
        low = "-∞" if self.low is None else str(self.low)
        high = "∞" if self.high is None else str(self.high)
        return f"{left}{low}, {high}{right}"

    def _tighter_low(self, other: "Interval") -> tuple[Fraction | None, bool]:
        if other.low is None or (self.low is not None and self.low > other.low):
            return self.low, self.low_closed
        if self.low is None or other.low > self.low:
            return other.low, other.low_closed
        return self.low, self.low_closed and other.low_closed

    def _tighter_high(self, other: "Interval") -> tuple[Fraction | None, bool]:
        if other.high is None or (self.high is not None and self.high < other.high):
            return self.high, self.high_closed
        if self.high is None or other.high < self.high:
            return other.high, other.high_closed
        return self.high, self.high_closed and other.high_closed


telling("number")(to_fraction)  # no decorator, which would be no converter for a type checker

guard_room(globals())
