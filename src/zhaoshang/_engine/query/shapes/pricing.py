"""What amounts in other currencies are worth on their day: rates are dated, and no amount is worked out by another's.

An amount whose day a rate holds for is told apart by its unit: `USD@3` is in dollars and has the worth at place 3. What
no rate holds for keeps its plain unit, and joins nothing.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final, final

from attrs import evolve, field, frozen

from zhaoshang._basics.cached import cached_property
from zhaoshang._engine.query.shapes.fuzzy import FuzzyDay
from zhaoshang._rates import Rates
from zhaoshang.measures import ALWAYS, Amount, Choose, Compare, Const, OneOf, Predicate, every
from zhaoshang.periods import Period
from zhaoshang.units import Dimension, scaled
from zhaoshang.units import unit as find_unit

_MARK: Final = "@"
_ONE: Final = Fraction(1)


def currency_of(wanted: str | None) -> str | None:
    """Give the currency of the unit asked for, if it is of money or of money per something."""
    if wanted is None:
        return None
    found = scaled(wanted).unit
    top = found.parts[0] if found.parts else found
    return top.code if top.dimension is Dimension.MONEY else None


def plain(code: str) -> str:
    """Give the unit of an amount without its mark."""
    return code.partition(_MARK)[0]


@final
@frozen
class Worth:
    """What a currency is worth for a time: in CNY, and in the currency asked for.

    Attributes:
        code: the currency.
        span: the time.
        yuan: CNY per unit of it.
        wanted: CNY per unit of the currency asked for, in that time.
    """

    code: str
    span: Period
    yuan: Fraction
    wanted: Fraction


@final
@frozen
class Pricing(Mapping[str, Fraction]):
    """The rates of a question. As a mapping: those that hold for all of the time that it is about.

    Attributes:
        rates: the rates of the profile.
        about: the time that the question is about.
        wanted: the currency asked for, if one is.
    """

    rates: Rates
    about: Period | None
    wanted: str | None = None
    _fixed: Mapping[str, Fraction] = field(init=False, eq=False, hash=False)

    def __attrs_post_init__(self) -> None:
        """Settle what holds for all of the time."""
        daily = {code: Fraction(rate) for code, rate in self.rates.items()}
        object.__setattr__(self, "_fixed", daily if self.about is None else self.rates.at(self.about))

    def __getitem__(self, code: str) -> Fraction:
        """Look a currency up."""
        return self._fixed[code]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the currencies."""
        return iter(self._fixed)

    def __len__(self) -> int:
        """Count the currencies."""
        return len(self._fixed)

    def in_yuan(self, on: FuzzyDay | None) -> "tuple[tuple[str, Fraction, Predicate], ...]":
        """Give what currencies are worth in CNY, CNY first, and on which days; of several rates the first counts.

        Args:
            on: the day that dated rates have to hold for; without one a currency that has some is worth nothing known.
        """
        rated = {rate.currency for rate in self.rates.dated} if on is None else set[str]()
        dated = [] if on is None else [(rate.currency, rate.value, rate.span) for rate in self.rates.dated]
        fixed = sorted(
            (code, Fraction(rate), ALWAYS) for code, rate in self.rates.items() if code not in rated
        )
        return (
            ("CNY", _ONE, ALWAYS),
            *((code, Fraction(value), _inside(on, span)) for code, value, span in dated if on and span),
            *(each for each in fixed if each[0] != "CNY"),
        )

    @cached_property
    def worths(self) -> tuple[Worth, ...]:
        """What each currency is worth in each stretch of time that has rates of its own, the narrowest first."""
        if not self.rates.dated:
            return ()
        daily = {"CNY": _ONE, **{code: Fraction(rate) for code, rate in self.rates.items()}}
        target = self.wanted or "CNY"
        codes = dict.fromkeys(("CNY", *daily, *(rate.currency for rate in self.rates.dated)))
        found = []
        for code in codes:
            for span, yuan in self._rows(code, daily):
                for other, wanted in self._rows(target, daily):
                    both = _common(span, other)
                    if code != target and both is not None:
                        found.append(Worth(code, both, yuan, wanted))
        return tuple(sorted(found, key=lambda worth: worth.span.end - worth.span.start))

    def _rows(self, code: str, daily: Mapping[str, Fraction]) -> Iterator[tuple[Period | None, Fraction]]:
        for rate in self.rates.dated:
            if rate.currency == code:
                yield rate.span, Fraction(rate.value)
        if code in daily:
            yield None, daily[code]

    def marked(self, amount: Amount, on: FuzzyDay) -> Amount:
        """Mark the unit of an amount by what it is worth on its day."""
        unit: Any = amount.unit
        for place, worth in reversed(list(enumerate(self.worths))):
            is_in_it = OneOf(amount.unit, frozenset({worth.code}))  # which persons or areas never are
            holds = every(is_in_it, _inside(on, worth.span))
            unit = Choose(holds, Const(f"{worth.code}{_MARK}{place}"), unit)
        return amount if unit is amount.unit else evolve(amount, unit=unit)

    def factor(self, code: str, target: str) -> Fraction | None:
        """Give what an amount of a unit, marked or not, is multiplied by to come to a currency."""
        base, mark, place = code.partition(_MARK)
        if base == target:
            return _ONE
        if mark:
            worth = self.worths[int(place)]
            return (
                worth.yuan
                if target == "CNY"
                else worth.yuan / worth.wanted
                if target == self.wanted
                else None
            )
        daily = {"CNY": _ONE, **{each: Fraction(rate) for each, rate in self.rates.items()}}
        return daily[base] / daily[target] if base in daily and target in daily else None


def _inside(on: FuzzyDay, span: Period) -> Predicate:
    """Hold for days that surely lie in a time."""
    first, last = span.start.toordinal(), span.end.toordinal()
    return every(Compare(on.lo, "ge", Const(first)), Compare(on.hi, "le", Const(last)))


def _common(one: Period | None, other: Period | None) -> Period | None:
    """Give the time that two stretches share; `None` where they share none, or neither is bounded."""
    if one is None or other is None:
        return one or other
    first, last = max(one.start, other.start), min(one.end, other.end)
    return Period(first, last) if first <= last else None


def is_money(code: str) -> bool:
    """Tell whether a unit is a currency."""
    return find_unit(plain(code)).dimension is Dimension.MONEY
