"""Rates of exchange as they are stated: of a day, on average over a period, or for every day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, final

from attrs import field, frozen

from zhaoshang._basics.cached import cached_property
from zhaoshang._calls.plain import plain_fields
from zhaoshang.errors import NumberRangeError, UnfitValueError
from zhaoshang.periods import DateLike, Period
from zhaoshang.quantities import exact_decimal, unfit
from zhaoshang.units import Dimension
from zhaoshang.units import unit as find_unit


def _currency(code: str) -> str:
    found = find_unit(code)
    if found.dimension is not Dimension.MONEY:
        raise unfit(found, Dimension.MONEY)
    return found.code


def _period(day: DateLike | None) -> Period | None:
    return None if day is None else Period.of(day)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Rate:
    """What one unit of a currency is worth in yuan (汇率): on a day, or on average over a period.

    Attributes:
        currency: the currency, by code or word.
        value: how many CNY one unit is worth.
        on: the day that it holds for.
        period: the month or year whose average it is. Neither: it holds for every day.
        source: who published it.

    Raises:
        ValueError: for a rate that is not positive, or one of a day and of a period too.

    Examples:
        >>> from zhaoshang.profiles import DEFAULT, Rate
        >>> average = Rate(currency="USD", value="7.12", period="2024", source="国家统计局")
        >>> profile = DEFAULT.vary("2024", rates=[average])
        >>> profile.rates.dated[0].holds("2024-05-06"), profile.rates.dated[0].holds("2025-01-01")
        (True, False)
    """

    currency: str = field(converter=_currency)
    value: Decimal = field(converter=exact_decimal)
    on: Period | None = field(default=None, converter=_period)
    period: Period | None = field(default=None, converter=_period)
    source: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse what is no rate."""
        if self.value <= 0:
            raise NumberRangeError(str(self.value), "a positive number")
        if self.currency == "CNY" and self.value != 1:
            raise NumberRangeError(str(self.value), "1 for the yuan, in which rates are told")
        if self.on is not None and self.period is not None:
            msg = f"on={self.on}, period={self.period}"
            raise UnfitValueError(
                msg,
                "either the day of a rate (on=) or the period of an average (period=)",
            )

    @property
    def span(self) -> Period | None:
        """The time that it holds for; `None` for every day.

        Examples:
            >>> from zhaoshang.profiles import Rate
            >>> Rate(currency="USD", value="7.1", on="2024-05-06").span
            Period('2024-05-06')
        """
        return self.on or self.period

    def holds(self, day: DateLike, /) -> bool:
        """Tell whether it holds for a day, or for all of a period.

        Args:
            day: the day or period.

        Examples:
            >>> from zhaoshang.profiles import Rate
            >>> Rate(currency="USD", value=7).holds("2024")  # without a date: for every day
            True
        """
        asked, span = Period.of(day), self.span
        return span is None or (span.start <= asked.start and asked.end <= span.end)


def _width(rate: Rate) -> int:
    return 0 if rate.span is None else (rate.span.end - rate.span.start).days


def _order(rate: Rate) -> tuple[str, int, date]:
    """Put together the rates of one currency that are as wide as each other: -1 for every day."""
    span = rate.span
    return (rate.currency, -1, date.min) if span is None else (rate.currency, _width(rate), span.start)


def _when(rate: Rate) -> str:
    return "" if rate.span is None else f" ({rate.span})"


def _meet(one: Rate, other: Rate) -> bool:
    """Tell whether the later of two rates begins while the earlier one holds."""
    return one.span is None or other.span is None or other.span.start <= one.span.end


@final
@frozen(eq=True, repr=False)
class Rates(Mapping[str, Decimal]):
    """The rates of a profile: those for every day by currency, as a mapping, and the dated ones beside.

    Attributes:
        listed: all of them, in the order given.

    Raises:
        UnfitValueError: for two that contradict each other, of which neither is of less time.

    Examples:
        >>> from zhaoshang.profiles import DEFAULT, Rate, Rates
        >>> day, year = (
        ...     Rate(currency="USD", value="7.2", on="2024-05-06"),
        ...     Rate(currency="USD", value=7, period="2024"),
        ... )
        >>> rates: Rates = DEFAULT.vary("dated", rates=[year, day]).rates
        >>> rates.at("2024-05-06"), rates.at("2024-05-07"), [rate.value for rate in rates.listed]
        ({'USD': Fraction(36, 5)}, {'USD': Fraction(7, 1)}, [Decimal('7'), Decimal('7.2')])
    """

    listed: tuple[Rate, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse two rates of which neither comes before the other: one of them would go by its place in the list."""
        for one, other in pairwise(sorted(self.listed, key=_order)):
            if _order(one)[:2] == _order(other)[:2] and one.value != other.value and _meet(one, other):
                said = ", ".join(f"{each.currency}={each.value}{_when(each)}" for each in (one, other))
                raise UnfitValueError(said, "one rate of a currency for a day or period").at("rates")

    @cached_property
    def _daily(self) -> dict[str, Decimal]:
        return {rate.currency: rate.value for rate in self.listed if rate.span is None}

    @cached_property
    def dated(self) -> tuple[Rate, ...]:
        """The rates of days and periods, the narrowest first."""
        return tuple(sorted((rate for rate in self.listed if rate.span is not None), key=_width))

    def at(self, day: DateLike, /) -> dict[str, Fraction]:
        """Give what holds for a day or all of a period: of several, the narrowest."""
        found = {code: Fraction(value) for code, value in self._daily.items()}
        return found | {
            rate.currency: Fraction(rate.value) for rate in reversed(self.dated) if rate.holds(day)
        }

    def __getitem__(self, code: str) -> Decimal:
        """Look up the rate for every day of a currency."""
        return self._daily[code]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the currencies with a rate for every day."""
        return iter(self._daily)

    def __len__(self) -> int:
        """Count the rates for every day."""
        return len(self._daily)

    def __bool__(self) -> bool:
        """Whether there is any rate."""
        return bool(self.listed)

    def __repr__(self) -> str:
        """Show the mapping, and the dated rates beside."""
        return repr(self._daily) if not self.dated else repr(list(self.listed))


def rates_of(given: Mapping[str, Any] | Iterable[Rate | Mapping[str, Any]]) -> Rates:
    """Take rates: a mapping of currency to rate for every day, or a list of rates."""
    if isinstance(given, Rates):
        return given
    if isinstance(given, Mapping):
        return Rates(tuple(Rate(currency=code, value=value) for code, value in given.items()))
    return Rates(tuple(each if isinstance(each, Rate) else Rate(**each) for each in given))
