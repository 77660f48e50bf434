"""Shapes of amounts: a sum, a sum divided by another, a part of a whole, and sums kept apart."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final, final

from attrs import evolve, field, frozen

from zhaoshang._basics.cached import cached_property
from zhaoshang._engine.query.shapes.counting import PERCENT, CohortRate, Get, Tally, over_100
from zhaoshang._engine.query.shapes.fuzzy import Fuzzy, fuzzy
from zhaoshang._engine.query.shapes.pricing import Pricing, is_money, plain
from zhaoshang.measures import (
    NEVER,
    Amount,
    Atom,
    Column,
    Count,
    HedgedSum,
    Ids,
    MoneySum,
    Predicate,
    Value,
    every,
    some,
)
from zhaoshang.scoring import Measured, Result, ratio
from zhaoshang.units import Dimension, conversion
from zhaoshang.units import unit as find_unit

_NO_MORE: Final = Measured.of(0)

Rates = Mapping[str, Any]


def join_units(
    sums: Mapping[str, HedgedSum], rates: Rates, unit: str, into: str | None = None
) -> tuple[str, HedgedSum] | None:
    """Bring the sums of several units to one, or give `None` where that needs a rate that is not there.

    Currencies become what `into` names or what the question asks for, else CNY, so that every row of a table is in one;
    one currency alone without a rate stays what it is. What converts at a fixed ratio, such as areas, becomes the unit asked
    for, or where that is of another kind, the unit that it converts through.
    """
    if not sums:
        return unit, HedgedSum()
    wanted, stated = find_unit(unit), {code: find_unit(plain(code)) for code in sums}
    bases = {each.base for each in stated.values()}
    if len(bases) == 1 < len(set(stated.values())) and wanted.base not in bases:
        wanted = find_unit(next(iter(bases)))
    if bases == {wanted.base} and wanted.dimension is not Dimension.MONEY:
        return wanted.code, _added(sums, {code: conversion(each, wanted) for code, each in stated.items()})
    codes = {each.code for each in stated.values()}
    alone = next(iter(codes)) if len(codes) == 1 else None
    target = into or (_currency(rates, alone) if alone is None or is_money(alone) else alone)
    factors = {code: _factor(rates, code, target) for code in sums}
    if None not in factors.values():
        return target, _added(sums, factors)
    return None if alone is None else (alone, _added(sums, dict.fromkeys(sums, Fraction(1))))


def _currency(rates: Rates, alone: str | None) -> str:
    """Choose the currency of a sum: the one asked for where its rates are dated or nothing else is in the sum, else CNY."""
    if not isinstance(rates, Pricing) or rates.wanted is None:
        return "CNY"
    return rates.wanted if rates.rates.dated or rates.wanted == alone else "CNY"


def _factor(rates: Rates, code: str, target: str) -> Fraction | None:
    if isinstance(rates, Pricing):
        return rates.factor(code, target)
    worth = {"CNY": Fraction(1), **{each: Fraction(rate) for each, rate in rates.items()}}
    if code == target:
        return Fraction(1)
    return worth[code] / worth[target] if code in worth and target in worth else None


def _added(sums: Mapping[str, HedgedSum], factors: Mapping[str, Any]) -> HedgedSum:
    if len(sums) == 1 and next(iter(factors.values())) == 1:
        return next(iter(sums.values()))
    total = HedgedSum()
    for code, part in sums.items():
        factor = factors[code]
        total += evolve(part, value=part.value * factor, low=part.low * factor, high=part.high * factor)
    return total


def _by_currency(sums: Mapping[str, HedgedSum]) -> dict[str, Any]:
    """Give the sum of each currency, whatever the days; in one order, whichever row came first."""
    found: dict[str, Any] = {}
    for code, part in sums.items():
        found[plain(code)] = found.get(plain(code), 0) + part.value
    return dict(sorted(found.items()))


def _measured(unit: str, total: HedgedSum) -> Measured:
    hedged = bool(total.no_low or total.no_high) or not total.low == total.value == total.high
    value = Fraction(total.value)
    low, high = (value if bound == total.value else Fraction(bound) for bound in (total.low, total.high))
    return Measured(
        value=value,
        low=None if total.no_low else low,
        high=None if total.no_high else high,
        unit=unit,
        is_hedged=hedged,
    )


@final
@frozen(kw_only=True)
class AmountTotal:
    """A sum of hedged amounts.

    Attributes:
        amount: what is added.
        where: the rows added, and those that coarse dates may add.
        rates: CNY per unit of other currencies, where given.
        unit: the unit of an empty sum, and the one that areas are brought to.
        id: the value that names a row.
        open: rows that leave the sum without a value; they add their low end to the lower bound where they are `least`,
            and their high end to the upper.
        least: the rows among them that surely count.
        is_optional: whether a row that does not state the amount has none, as long as any row of the source states it.
        none_is_zero: whether no row means that there is nothing, not that nobody states it.
    """

    amount: Amount
    where: Fuzzy = field(converter=fuzzy)
    open: Predicate = NEVER
    least: Predicate = NEVER
    rates: Rates = field(factory=dict, hash=False, eq=False)
    unit: str = "CNY"
    table: str = "projects"
    id: Value = field(default=Column("id"))
    is_optional: bool = False
    none_is_zero: bool = False

    @property
    def counted(self) -> Ids:
        """The rows whose amounts were added."""
        return Ids(self.table, every(self.where.counted, self.amount.has_value), self.id)

    @property
    def base(self) -> Ids | None:
        """A sum has no denominator."""
        return None

    def atoms(self) -> tuple[Atom, ...]:
        """Add the amounts, unit by unit."""
        return self._atoms

    @cached_property
    def _atoms(self) -> tuple[Atom, ...]:
        where = self.where
        sums = (
            MoneySum(self.table, self.amount, where.counted),
            MoneySum(self.table, self.amount, where.maybe),
        )
        if self.open == NEVER:
            return sums
        return (
            *sums,
            Count(self.table, self.open),
            MoneySum(self.table, self.amount, self.open),
            MoneySum(self.table, self.amount, self.least),
        )

    def sums(self, get: Get, into: str | None = None) -> tuple[Measured, Measured | None] | None:
        """Give the certain sum, and what coarse dates may add to it; `None` where currencies do not join."""
        certain, possible, *opened = (get(atom) for atom in self.atoms())
        if opened and opened[0]:
            return self._opened(certain, opened[1], opened[2], into)
        joined = join_units(certain, self.rates, self.unit, into)
        if joined is None:
            return None
        if not possible:
            return _measured(*joined), _NO_MORE
        extra = join_units(possible, self.rates, joined[0], into)
        if extra is not None and not certain:  # nothing is nothing in any unit
            joined = extra[0], HedgedSum()
        fits = extra is not None and extra[0] == joined[0]
        return _measured(*joined), _measured(*extra) if fits and extra is not None else None

    def _opened(
        self,
        certain: Mapping[str, HedgedSum],
        more: Mapping[str, HedgedSum],
        least: Mapping[str, HedgedSum],
        into: str | None,
    ) -> tuple[Measured, Measured | None] | None:
        """Give the bounds of a sum some of whose records overlap, or are wider than the window."""
        merge = self._atoms[0].merge
        low, high = (join_units(merge(certain, part), self.rates, self.unit, into) for part in (least, more))
        if low is None or high is None or (certain and low[0] != high[0]):
            return None
        ends = _measured(*low), _measured(*high)
        return Measured(
            value=None, low=ends[0].low, high=ends[1].high, unit=high[0], is_hedged=True
        ), _NO_MORE

    def finish(self, get: Get) -> Result:
        """Bring currencies together and carry the bounds."""
        by_currency = _by_currency(get(self.atoms()[0]))
        found = self.sums(get)
        if found is None:
            return Result(unit=self.unit, reason="mixed_currency", by_currency=by_currency, is_quotient=False)
        total, extra = found
        return Result(
            value=total.value,
            low=total.low,
            high=_grown(total.high, extra),
            unit=total.unit or self.unit,
            numerator=total.value,
            by_currency=by_currency,
            is_quotient=False,
        )


def _grown(high: Fraction | None, extra: Measured | None) -> Fraction | None:
    return None if high is None or extra is None or extra.high is None else high + extra.high


def _nothing_in(unit: str | None, side: Measured, extra: Measured | None) -> tuple[Measured, Measured | None]:
    """Name nothing by another unit; what may be added to it is open unless it is in that unit too."""
    fits = extra is None or extra.unit in {None, unit}
    return evolve(side, unit=unit), extra if fits else None


@final
@frozen(kw_only=True)
class Quotient:
    """A sum of amounts divided by another sum, or by a count of rows.

    Attributes:
        top: what is divided.
        bottom: what it is divided by.
        scale: what the quotient is multiplied by.
        unit: the unit of the quotient; `None` where it is that of the sums, one per the other.
        warns_over_100: whether more than 100 % is worth a warning.
    """

    top: AmountTotal
    bottom: AmountTotal | Tally
    scale: int = PERCENT
    unit: str = "percent"
    warns_over_100: bool = False

    @property
    def counted(self) -> Ids:
        """The rows of the numerator."""
        return self.top.counted

    @property
    def base(self) -> Ids | None:
        """The rows of the denominator."""
        return self.bottom.counted

    def atoms(self) -> tuple[Atom, ...]:
        """Add up both sides."""
        return (*self.top.atoms(), *self.bottom.atoms())

    def finish(self, get: Get) -> Result:
        """Divide the sums and their bounds."""
        by_currency = _by_currency(get(self.top.atoms()[0]))
        top = self.top.sums(get)
        bottom = self._bottom(get)
        if top is not None and bottom is not None and self._are_apart(top[0], bottom[0]):
            top, bottom = self.top.sums(get, "CNY"), self._bottom(get, "CNY")
        if top is None or bottom is None:
            return Result(unit=self.unit, reason="mixed_currency", by_currency=by_currency)
        part, more = top
        whole, wider = bottom
        unit = self._unit(part, whole)
        if self.unit != "percent":
            part, whole = evolve(part, unit=None), evolve(whole, unit=None)
        elif not (part.value or part.is_hedged):
            part, more = _nothing_in(whole.unit, part, more)
        elif not (whole.value or whole.is_hedged):
            whole, wider = _nothing_in(part.unit, whole, wider)
        found = ratio(part, whole, scale=self.scale, unit=unit, rates=self.top.rates)
        outer = found
        if more != _NO_MORE or wider != _NO_MORE:
            outer = ratio(
                evolve(part, high=_grown(part.high, more)),
                evolve(whole, high=_grown(whole.high, wider)),
                scale=self.scale,
                unit=unit,
                rates=self.top.rates,
            )
        found = evolve(found, low=outer.low, high=outer.high, by_currency=by_currency)
        return over_100(found) if self.warns_over_100 else found

    def _are_apart(self, part: Measured, whole: Measured) -> bool:
        """Tell whether the sides are in two currencies, to be joined by the rates of their days."""
        if (
            not isinstance(self.top.rates, Pricing)
            or not self.top.rates.rates.dated
            or part.unit == whole.unit
        ):
            return False
        return all(side.unit is not None and is_money(side.unit) for side in (part, whole))

    def _bottom(self, get: Get, into: str | None = None) -> tuple[Measured, Measured | None] | None:
        if isinstance(self.bottom, AmountTotal):
            return self.bottom.sums(get, into)
        count = self.bottom.finish(get)
        rows = Measured.of(Fraction(count.value or 0))
        return rows, Measured.of(Fraction(count.high or 0) - Fraction(count.value or 0))

    def _unit(self, part: Measured, whole: Measured) -> str:
        """Name the unit of the quotient by the units of its sides, where it is one per the other."""
        if self.unit in {"percent", "ratio"} or part.unit is None:
            return self.unit
        return f"{part.unit}/{whole.unit}" if "/" in self.unit and whole.unit else part.unit


@final
@frozen(kw_only=True)
class PartOfWhole:
    """An amount in percent of a whole that it lies inside: bounds come of part and rest, not part and whole.

    Attributes:
        part: the part.
        rest: what else the whole holds.
        unknown: what the whole holds of which nobody knows whether it is of the part, where that is in doubt; without
            any of which it is known there is no share.
    """

    part: AmountTotal
    rest: AmountTotal
    unknown: AmountTotal | None = None
    unit: str = "percent"

    @property
    def _sides(self) -> tuple[AmountTotal, ...]:
        return (self.part, self.rest, *(() if self.unknown is None else (self.unknown,)))

    @property
    def counted(self) -> Ids:
        """The rows of the part."""
        return self.part.counted

    @property
    def base(self) -> Ids | None:
        """The rows of the whole."""
        listed = [side.counted for side in self._sides]
        return evolve(listed[0], where=some(*(each.where for each in listed)))

    def atoms(self) -> tuple[Atom, ...]:
        """Add up part and rest."""
        return tuple(atom for side in self._sides for atom in side.atoms())

    def finish(self, get: Get) -> Result:
        """Divide the part by part and rest; at worst what may be of the rest is, at best what may be of the part."""
        held: dict[str, HedgedSum] = {}
        for side in self._sides:
            atom = side.atoms()[0]
            held = atom.merge(held, get(atom))
        joined = join_units(held, self.part.rates, "CNY")
        into = joined[0] if joined is not None and is_money(joined[0]) else None
        sums = [side.sums(get, into) for side in self._sides]
        if joined is None or None in sums:
            return Result(unit=self.unit, reason="mixed_currency")
        sure = [self._in(joined[0], each[0]) for each in sums if each is not None]
        more = [_nothing_in(joined[0], *each)[1] for each in sums if each is not None]
        most = [_grown(side.high, extra) for side, extra in zip(sure, more, strict=True)]
        value = sure[0].value or Fraction(0)
        whole = sum((side.value or Fraction(0) for side in sure), Fraction(0))
        if not whole:
            return Result(unit=self.unit, reason="no_denominator", numerator=value, denominator=whole)
        if self.unknown is not None and not any(get(side.atoms()[0]) for side in (self.part, self.rest)):
            return Result(unit=self.unit, reason="no_data", numerator=value, denominator=whole)
        (part, rest, *_), (_, other, *unknown) = sure, most
        found = Result(
            low=_share(part.low, _sum(other, *unknown)),
            high=_share(_sum(most[0], *unknown), rest.low),
            unit=self.unit,
            numerator=value,
            denominator=whole,
        )
        if part.is_hedged and any(side.is_hedged for side in sure[1:]):
            return evolve(found, reason="both_hedged")
        return evolve(found, value=PERCENT * value / whole)

    def _in(self, unit: str, side: Measured) -> Measured:
        if side.unit == unit or not side.value:
            return side
        rate = Fraction(1) if side.unit == "CNY" else Fraction(self.part.rates[side.unit or "CNY"])
        return side.times(rate, unit)


def _sum(*ends: Fraction | None) -> Fraction | None:
    """Add ends up, of which an open one leaves the sum open."""
    return None if None in ends else sum((end for end in ends if end is not None), Fraction(0))


def _share(part: Fraction | None, rest: Fraction | None) -> Fraction | None:
    if rest == 0 != part:  # all of the whole, however much that is
        return Fraction(PERCENT)
    return None if part is None or rest is None or not part + rest else PERCENT * part / (part + rest)


@final
@frozen(kw_only=True)
class LandOrFloors:
    """What is reckoned for land and for floors, which are never added: a group that has both has no value.

    Attributes:
        land: what is reckoned for land.
        floors: what is reckoned for plants, offices and dormitories.
        has_land: the land that it is reckoned of.
        has_floors: the floors.
    """

    land: "Quotient | CohortRate"
    floors: "Quotient | CohortRate"
    has_land: Count
    has_floors: Count

    @property
    def unit(self) -> str:
        """The unit of either."""
        return self.floors.unit

    @property
    def counted(self) -> Ids:
        """The rows of both."""
        first, other = self.floors.counted, self.land.counted
        return evolve(first, where=some(first.where, other.where))

    @property
    def base(self) -> Ids | None:
        """The rows of both denominators."""
        first, other = self.floors.base, self.land.base
        return (
            first if first is None or other is None else evolve(first, where=some(first.where, other.where))
        )

    def atoms(self) -> tuple[Atom, ...]:
        """Count what there is, and add up both."""
        return (*self.floors.atoms(), *self.land.atoms(), self.has_land, self.has_floors)

    def chosen(self, get: Get) -> "Quotient | CohortRate | None":
        """Give what is reckoned for the only kind there is; `None` where there are both."""
        if get(self.has_land):
            return None if get(self.has_floors) else self.land
        return self.floors

    def finish(self, get: Get) -> Result:
        """Reckon for the only kind there is."""
        chosen = self.chosen(get)
        return Result(unit=self.unit, reason="several_kinds") if chosen is None else chosen.finish(get)


@final
@frozen(kw_only=True)
class SeparateSums:
    """Sums that are not added together, such as land and floors; with only one of them in a group, that is it."""

    parts: tuple[AmountTotal, ...]

    @property
    def unit(self) -> str:
        """The unit of the first."""
        return self.parts[0].unit

    @property
    def counted(self) -> Ids:
        """The rows of all parts."""
        first = self.parts[0].counted
        return evolve(first, where=some(*(part.counted.where for part in self.parts)))

    @property
    def base(self) -> Ids | None:
        """A sum has no denominator."""
        return None

    def atoms(self) -> tuple[Atom, ...]:
        """Add up every part."""
        return tuple(atom for part in self.parts for atom in part.atoms())

    def finish(self, get: Get) -> Result:
        """Give the only part that holds anything; several have no value together."""
        there = [part for part in self.parts if any(get(atom) for atom in part.atoms())]
        if len(there) > 1:
            return Result(unit=self.unit, reason="several_kinds", is_quotient=False)
        return (there or self.parts)[0].finish(get)
