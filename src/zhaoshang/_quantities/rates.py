"""A stated rate between two currencies."""

from typing import final

from attrs import field, frozen

from zhaoshang._basics.decimals import Number
from zhaoshang._basics.lazy import living_in
from zhaoshang._calls.plain import plain_fields
from zhaoshang._quantities.meant import unfit
from zhaoshang._quantities.numbers import known_number
from zhaoshang.errors import NumberRangeError
from zhaoshang.periods import DateLike, Period
from zhaoshang.units import Dimension, Unit, unit

__all__ = ["ExchangeRate", "as_unit"]


def as_unit(name: "str | Unit") -> Unit:
    """Take a unit, or look one up by its word."""
    return unit(name) if isinstance(name, str) else name


def _period(day: DateLike | None) -> Period | None:
    return None if day is None else Period.of(day)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
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

    __module__ = "zhaoshang.quantities"  # pickles and help name the public room

    base: Unit = field(converter=as_unit)
    quote: Unit = field(converter=as_unit)
    rate: Number = field(converter=known_number)
    on: Period | None = field(default=None, converter=_period)
    source: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a rate that is missing or not positive, and units that are no currencies."""
        if not self.rate or self.rate <= 0:
            raise NumberRangeError(str(self.rate), "a positive number")
        for side in (self.base, self.quote):
            if side.dimension is not Dimension.MONEY:
                raise unfit(side, Dimension.MONEY)


__test__ = living_in("zhaoshang.quantities", vars())
