"""Size bands: `≥1亿元`, `<1亿元`, `[1亿元,10亿元)`, and what lies in them."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._engine.query.cohorts import Cohort, amount_notes
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Plan
from zhaoshang._engine.query.edges import at_least, comparable, under
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.shapes.counting import Note, Tally
from zhaoshang._engine.query.shapes.fuzzy import Fuzzy, all_of, any_of, fuzzy
from zhaoshang.errors import QuantitySyntaxError, UnfitValueError
from zhaoshang.measures import (
    NEVER,
    Amount,
    Column,
    Compare,
    Const,
    Exists,
    Not,
    OneOf,
    Predicate,
    equal,
    every,
    some,
)
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
            UnfitValueError: when no amount lies in it.
        """
        match = _BAND.fullmatch(text.strip())
        try:
            sign, *edges = () if match is None else match.groups()
            moneys = [parse_money(edge) for edge in edges if edge is not None]
        except ValueError:  # of another form, or of what is no money
            wanted = "a band such as ≥1亿元, <1亿元 or [1亿元,10亿元)"
            raise QuantitySyntaxError(text, (0, len(text)), wanted) from None
        if sign is not None:
            (money,) = moneys
            return cls(text, None, money) if sign in {"<", "＜"} else cls(text, money, None)
        lower, upper = moneys
        start, end = lower.value, upper.value
        if lower.unit == upper.unit and start is not None and end is not None and start >= end:
            raise UnfitValueError(text, "an interval that holds a number; swap or close the ends")
        return cls(text, lower, upper)

    def holds(self, amount: Amount, profile: Profile) -> Fuzzy:
        """Hold for amounts inside the band; 近X is just under X and 超X just over, others are certain by their bounds."""
        return all_of(
            *(() if self.low is None else (at_least(amount, self.low, profile),)),
            *(() if self.high is None else (under(amount, self.high, profile),)),
        )

    def is_open(self, amount: Amount, profile: Profile) -> Predicate:
        """Hold for amounts in a currency that cannot be held against an edge."""
        edges = [edge for edge in (self.low, self.high) if edge is not None]
        return some(*(Not(comparable(amount, edge, profile)) for edge in edges))


def surely_below(amount: Amount, edges: Mapping[str, int | Fraction]) -> Predicate:
    """Hold for amounts that are certainly under the edge in their own unit: by value, hedge or upper bound."""
    sides = []
    for code, number in edges.items():
        edge = Const(number)
        under = some(
            Compare(amount.value, "lt", edge),
            every(Compare(amount.value, "eq", edge), Compare(amount.side, "lt", Const(0))),
            every(Not(amount.has_value), Compare(amount.high, "lt", edge)),
        )
        sides.append(every(equal(amount.unit, code), under))
    return some(*sides)


def _doubt(placed: Fuzzy) -> Predicate:
    """Hold for amounts that lie on both sides of an edge, as far as the words tell."""
    return some(placed.maybe, placed.unsure)


def in_band(context: Context) -> Plan:
    """Count the projects in any of the bands asked for, and apart in each."""
    facts = Facts(context)
    amount = facts.amount("investment")
    texts = context.listed("bands")
    if texts is None:
        context.argument("bands")
    bands = tuple(Band.of(text) for text in texts or ())
    of = context.arguments.get("of")
    cohort = Cohort(facts, None if of is None else facts.event(str(of)))
    signed = cohort.members.counted
    stated = every(signed, amount.has_value)
    inside = [band.holds(amount, context.profile) for band in bands]
    apart = some(*(band.is_open(amount, context.profile) for band in bands))
    notes = (
        *cohort.notes,
        *amount_notes(amount, signed),
        Note("band_uncertain", every(stated, some(apart, *map(_doubt, inside)))),
    )

    def tally(placed: Fuzzy) -> Tally:
        return Tally(where=all_of(cohort.members, placed))

    parts = tuple((band.text, tally(placed)) for band, placed in zip(bands, inside, strict=True))
    return Plan(
        shape=tally(any_of(*inside)),
        parts=parts if len(parts) > 1 else (),
        notes=notes,
        cohort=facts.cohort_kind,
        reads_attributes=True,
    )


def flagships(context: Context) -> Plan:
    """Count the projects that are large, or whose lead investor is on a list or a central state firm."""
    facts = Facts(context)
    rule, profile = context.profile.flagship, context.profile
    amount = facts.amount("investment")
    cohort = Cohort(facts)
    listed: Predicate = OneOf(Column("flag"), frozenset(rule.flags))
    if rule.flag_year is not None:
        listed = every(listed, equal(Column("year"), rule.flag_year))
    if profile.titles == "lead":
        listed = every(listed, OneOf(Column("is_lead"), frozenset({True, None})))
    titled = fuzzy(Exists("flags", listed))
    if rule.flag_amount is not None:
        titled = all_of(titled, at_least(amount, rule.flag_amount, profile))
    owned: Predicate = NEVER
    if rule.ownership:
        kind = OneOf(Column("ownership"), frozenset(rule.ownership))
        owned = kind if profile.titles == "lead" else some(kind, Exists("owners", kind))
    large = fuzzy(NEVER) if rule.amount is None else at_least(amount, rule.amount, profile)
    flagship = any_of(large, titled, owned)
    asked = [] if rule.amount is None else [cohort.members.counted]
    if rule.flag_amount is not None:
        asked.append(every(cohort.members.counted, Exists("flags", listed)))
    notes = (
        *cohort.notes,
        *amount_notes(amount, every(some(*asked), Not(flagship.counted))),
        Note("band_uncertain", every(cohort.members.counted, _doubt(flagship))),
    )
    shape = Tally(where=all_of(cohort.members, flagship))
    return Plan(shape=shape, notes=notes, cohort=facts.cohort_kind, reads_attributes=True)
