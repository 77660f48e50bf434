"""Size bands: `≥1亿元`, `<1亿元`, `[1亿元,10亿元)`, and what lies in them."""

import re
from fractions import Fraction
from typing import Final, final

from attrs import frozen

from zhaoshang._engine.context import Context
from zhaoshang._engine.definitions import Plan
from zhaoshang._engine.facts import Facts
from zhaoshang._engine.plans import Signed
from zhaoshang._engine.shapes import Note, Tally
from zhaoshang.errors import QuantitySyntaxError
from zhaoshang.measures import Amount, And, Compare, Const, Not, Or, Predicate, equal, every, some
from zhaoshang.profiles import Profile
from zhaoshang.quantities import Money
from zhaoshang.reading import parse_money

_BAND: Final = re.compile(r"(?:(≥|>=|<|＜)(.+)|\[(.+)[,，](.+)[)）])")


@final
@frozen
class Band:
    """A band with its lower edge inside and its upper edge outside; a missing edge is open.

    Attributes:
        text: the band as written.
        low: the lower edge.
        high: the upper edge.
    """

    text: str
    low: Money | None
    high: Money | None

    @classmethod
    def of(cls, text: str) -> "Band":
        """Read a band.

        Raises:
            QuantitySyntaxError: when it is written in another way.
        """
        match = _BAND.fullmatch(text.strip())
        if match is None:
            raise QuantitySyntaxError(text, (0, len(text)), "a band such as ≥1亿元, <1亿元 or [1亿元,10亿元)")
        sign, edge, low, high = match.groups()
        if sign is not None:
            money = parse_money(edge)
            return cls(text, None, money) if sign in {"<", "＜"} else cls(text, money, None)
        return cls(text, parse_money(low), parse_money(high))

    def holds(self, amount: Amount, profile: Profile) -> Predicate:
        """Hold for amounts inside the band; 近X is just under X and 超X just over."""
        return every(
            *(() if self.low is None else (_at_least(amount, self.low, profile),)),
            *(() if self.high is None else (amount.has_value, Not(_at_least(amount, self.high, profile)))),
        )


def _number(money: Money) -> int | Fraction:
    number = Fraction(money.value or 0)
    return number.numerator if number.denominator == 1 else number


def _at_least(amount: Amount, edge: Money, profile: Profile) -> Predicate:
    """Hold for amounts at or above an edge: in the edge's currency, by paired edges, or by a given rate."""
    reached = [_passes(amount, edge)]
    pairs = dict(profile.foreign_edges)
    paired = {pair.unit.code for base, pair in pairs.items() if base == edge}
    reached += [_passes(amount, pair) for base, pair in pairs.items() if base == edge]
    if edge.unit.code == "CNY":
        for code, rate in profile.rates.items():
            if code not in paired:
                reached.append(_passes_number(amount, code, Fraction(_number(edge)) / Fraction(rate)))
    return some(*reached)


def _passes(amount: Amount, edge: Money) -> Predicate:
    return _passes_number(amount, edge.unit.code, _number(edge))


def _passes_number(amount: Amount, code: str, number: int | Fraction) -> Predicate:
    level = Const(number)
    over = Compare(amount.value, "gt", level)
    at = And((Compare(amount.value, "eq", level), Compare(amount.side, "ge", Const(0))))
    return And((equal(amount.unit, code), Or((over, at))))


def in_band(context: Context) -> Plan:
    """Count the projects in any of the bands asked for, and apart in each."""
    facts = Facts(context)
    amount = facts.amount("investment")
    bands = tuple(Band.of(text) for text in _listed(context.argument("bands")))
    signed = Signed(facts)
    stated = every(signed.sure, amount.has_value)
    inside = tuple((band.text, every(signed.sure, band.holds(amount, context.profile))) for band in bands)
    any_band = some(*(where for _, where in inside))
    notes = (
        *signed.notes,
        Note("missing_amount", every(signed.sure, Not(amount.is_stated)), is_excluded=True),
        Note("no_value", every(signed.sure, amount.is_stated, Not(amount.has_value)), is_excluded=True),
        Note("band_uncertain", every(stated, equal(amount.hedge, "about"))),
    )
    parts = tuple((text, Tally(where=where)) for text, where in inside)
    return Plan(
        shape=Tally(where=any_band), parts=parts, notes=notes, cohort=facts.cohort_kind, reads_attributes=True
    )


def _listed(bands: object) -> tuple[str, ...]:
    return (bands,) if isinstance(bands, str) else tuple(str(band) for band in bands)  # type: ignore[attr-defined]
