"""Facts derived under a profile, written as nodes: who is asked about, where each project stands, what it is worth."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

from zhaoshang._basics.cached import cached_property
from zhaoshang._engine.query.edges import DECIDED
from zhaoshang._engine.query.history import History, is_true
from zhaoshang._engine.query.shapes.counting import Note
from zhaoshang._engine.query.shapes.fuzzy import (
    Fuzzy,
    FuzzyDay,
)
from zhaoshang._engine.query.shapes.sums import AmountTotal
from zhaoshang._engine.query.wheres import settled, undecided
from zhaoshang._engine.tables.projects import stage_column
from zhaoshang.measures import (
    ALWAYS,
    NEVER,
    Amount,
    Choose,
    Column,
    Compare,
    Const,
    Exists,
    Fold,
    Not,
    OneOf,
    Op,
    Parent,
    Predicate,
    Present,
    Reduce,
    Times,
    Value,
    equal,
    every,
    some,
)
from zhaoshang.model._fields.amounts import AMOUNT_DIMENSIONS
from zhaoshang.units import Dimension, conversion, unit
from zhaoshang.vocabulary import Stage

RELATION: Final = Column("relation")
_MOVED_FROM: Final = Column("moved_from")
_INSIDE: Final = {
    "county": ("local",),
    "city": ("local", "out_of_county"),
    "province": ("local", "out_of_county", "out_of_city"),
}
"""The origins that lie inside an area, by its level; of a ledger that does not say its level only `local` does."""
_RENAMED: Final = equal(RELATION, "renamed")
_MOVED: Final = equal(RELATION, "relocation")
_FROM_NOWHERE_KNOWN: Final = every(_MOVED, Not(Present(_MOVED_FROM)))
Worths = tuple[tuple[str, Fraction, Predicate], ...]
"""Units, the first of which the others are worth something in, where a condition holds; of several the first counts."""

_AREAS: Final[Worths] = tuple(
    (code, Fraction(conversion(unit(code), unit("mu"))), ALWAYS) for code in "mu m2 ha are km2".split()
)
"""Units of land that come to digits in mu: 坪, 甲 and acres do not, and join nothing else."""
_SIDES: Final[tuple[tuple[Fold, Op], ...]] = (("min", "lt"), ("max", "gt"))


@lru_cache(maxsize=64)  # of all months of a table the same nodes, which are then compared by identity
def _moved_inside(origins: frozenset[str | None]) -> Predicate:
    return every(_MOVED, some(OneOf(_MOVED_FROM, origins), Not(Present(_MOVED_FROM))))


@lru_cache(maxsize=64)
def _dropped(*, expansion: bool, moved: Predicate | None, funded: bool, tracks: frozenset[str]) -> Predicate:
    """Join the rules of a profile that leave projects out."""
    rules: list[Predicate] = [_RENAMED]
    if expansion:
        rules.append(equal(RELATION, "expansion"))
    if moved is not None:
        rules.append(moved)
    if funded:
        rules.append(is_true("is_government_funded"))
    if tracks:
        rules.append(OneOf(Column("track"), tracks))
    return some(*rules)


class Facts(History):
    """The facts of one question, as nodes over the tables of a ledger."""

    # population ------------------------------------------------------------------------------------------------

    @cached_property
    def where(self) -> Predicate:
        """The condition on projects that the question makes, settled."""
        return self.settled(self.context.arguments.get("where", ALWAYS))

    def settled(self, where: Predicate) -> Predicate:
        """Settle a condition that was written on fields of projects."""
        made: Predicate = settled(where, self)
        return made

    def undecided(self, where: Predicate = ALWAYS) -> Predicate:
        """Hold for projects of which the condition asked, or another, cannot be decided."""
        return undecided(every(self.context.arguments.get("where", ALWAYS), where), self)

    @cached_property
    def is_outside(self) -> Predicate:
        """Hold for phases and parts that belong to a project of the ledger, and for what the question does not ask of."""
        return self.is_phase if self.where == ALWAYS else some(self.is_phase, Not(self.where))

    @property
    def is_phase(self) -> Predicate:
        """Hold for phases and parts that belong to a project of the ledger."""
        return NEVER if self.profile.phases == "separate" else is_true("is_child")

    def dropped(self, *, amounts: bool = False, tracks: tuple[str, ...] = ()) -> Predicate:
        """Hold for projects that a rule of the profile leaves out and names.

        Args:
            amounts: whether amounts are added, of which an expansion has its own.
            tracks: the tracks left out unless the profile names others.
        """
        profile = self.profile
        excluded = tracks if profile.exclude_tracks is None else profile.exclude_tracks
        is_counted = profile.expansion == "increment" and amounts
        return _dropped(
            expansion=profile.expansion in {"exclude", "increment"} and not is_counted,
            moved=None if profile.relocation == "count" else self.moved,
            funded=not profile.government_funded,
            tracks=frozenset(map(str, excluded)),
        )

    def population(self, *, amounts: bool = True, tracks: tuple[str, ...] = ()) -> Predicate:
        """Hold for the projects that figures are about."""
        return every(Not(self.is_outside), Not(self.dropped(amounts=amounts, tracks=tracks)))

    @cached_property
    def moved(self) -> Predicate:
        """Hold for projects that only moved inside the area, or of which nobody knows from where they moved."""
        return _MOVED if self.profile.relocation == "exclude" else _moved_inside(self._inside)

    @property
    def _inside(self) -> frozenset[str | None]:
        """The origins that lie inside the area that the ledger covers."""
        level = None if self.context.ledger is None else self.context.ledger.level
        return frozenset(_INSIDE[str(level)] if level is not None else _INSIDE["county"])

    @cached_property
    def renamed(self) -> Predicate:
        """Hold for records that repeat a project under a new name."""
        return _RENAMED

    def left_out(self, asked: Predicate, *, amounts: bool = False) -> tuple[Note, ...]:
        """Name the projects that a rule of the profile leaves out of those asked for, duplicates as such."""
        out = every(Not(self.is_outside), self.dropped(amounts=amounts), asked)
        return self.exclusion_notes(out)

    def exclusion_notes(self, out: Predicate) -> tuple[Note, ...]:
        """Name projects that a rule leaves out, and say of some why."""
        notes = [Note(None, out, is_excluded=True), Note("duplicate", every(out, self.renamed))]
        if self.profile.relocation == "outside":
            notes.append(Note("missing_origin", every(out, _FROM_NOWHERE_KNOWN)))
        return tuple(notes)

    # stages ----------------------------------------------------------------------------------------------------

    def stage(self, *, early: bool = False) -> Column:
        """Give the stage on `as_of`; `early` reads coarse dates by their first day."""
        return Column(stage_column(self.context.day, self.context.known, early=early))

    @property
    def stage_sides(self) -> tuple[Column, Column]:
        """Give the stage that counts, and the one that coarse dates allow, as the profile reads them."""
        early, late = self.stage(early=True), self.stage()
        return {"sure": (late, early), "end": (late, late)}.get(self.reading, (early, early))

    def stands(self, at: Callable[[Column], Predicate]) -> Fuzzy:
        """Hold for projects whose stage is as asked; a coarse date may put it at another."""
        counted, other = (at(stage) for stage in self.stage_sides)
        return Fuzzy(counted, some(counted, other), every(counted, other))

    def beside_stage(self, head: str) -> Predicate:
        """Hold for projects that are on hold (`held`) or whose stage a coarse date leaves open (`cut`)."""
        return is_true(self.stage_sides[0].name.replace("stage@", f"{head}@", 1))

    def is_open(self, stage: Column) -> Predicate:
        """Hold for projects that are at some stage and have not ended."""
        return every(Present(stage), Not(OneOf(stage, frozenset(str(each) for each in Stage if each.is_end))))

    # amounts ---------------------------------------------------------------------------------------------------

    def amount(self, name: str, on: FuzzyDay | None = None) -> Amount:
        """Give an amount of a project: its own, or where phases are one project and it has none, their sum.

        Args:
            name: the amount.
            on: the day of the project, which is that of all its phases: other currencies are worth what dated rates say of it.
        """
        seen = None if on is None else FuzzyDay(_from_below(on.lo), _from_below(on.hi))
        return _amount(
            name,
            past=self.is_past if self.are_joined else None,
            worths=_AREAS if AMOUNT_DIMENSIONS[name] is Dimension.AREA else self.context.rates.in_yuan(seen),
            words_count=self.profile.order_words != "exclude",
        )

    @cached_property
    def today(self) -> FuzzyDay:
        """The day on which figures of stocks stand."""
        day = Const(self.context.day)
        return FuzzyDay(day, day)

    def total(
        self, amount: Amount, where: Fuzzy | Predicate, on: FuzzyDay | None = None, **more: Any
    ) -> AmountTotal:
        """Add an amount up, other currencies by the rates of their day: by default that on which the figure stands."""
        rates = self.context.rates
        if rates.worths:
            amount = rates.marked(amount, self.today if on is None else on)
        return AmountTotal(amount=amount, where=where, rates=rates, **more)


def _from_below(day: Value) -> Value:
    """Give a day of a project as its phases see it."""
    return day if isinstance(day, Const) else Parent(day)


@lru_cache(maxsize=64)
def _amount(name: str, *, past: Predicate | None, worths: Worths, words_count: bool) -> Amount:
    """Give an amount of a project, with that of its phases where `past` tells which of them no longer speak."""
    own = Amount.of(name)
    amount = own if past is None else _joined(name, own, past, worths)
    if not words_count:
        return amount
    value = Choose(equal(amount.hedge, "order"), amount.low, amount.value)
    return Amount(
        value=value,
        low=amount.low,
        high=amount.high,
        unit=amount.unit,
        side=amount.side,
        hedge=amount.hedge,
    )


def _joined(name: str, own: Amount, past: Predicate, worths: Worths) -> Amount:
    """Give the sum of the phases where a project has no amount of its own."""
    rows = every(Not(is_true(f"is_skipped_{name}")), Not(past))
    if name == "foreign_investment":  # what a phase does not state, it does not bring
        rows = every(rows, own.is_stated)

    def phases(part: str, fold: Fold) -> Value:
        return Reduce(fold, "phases", Column(f"{name}.{part}"), rows)

    least, most = (Compare(phases("side", fold), op, Const(0)) for fold, op in _SIDES)
    over = Choose(most, Const(1), Const(0))
    under = Choose(most, Const(0), Const(-1))  # words to both sides leave no side
    decided = some(Not(own.is_stated), OneOf(own.hedge, DECIDED))  # of near and exact ones the sum is near
    sided = Choose(
        least, Choose(most, Const(None), Const("near")), Choose(most, Const("over"), Const("none"))
    )
    joined = {
        **{part: phases(part, "sum") for part in ("value", "low", "high")},
        "unit": phases("unit", "only"),
        "side": Choose(least, under, over),
        "hedge": Choose(Exists("phases", every(rows, Not(decided))), phases("hedge", "only"), sided),
    }
    if len(worths) > 1:
        joined |= _in_one_unit(name, rows, joined, worths)
    parts_of = {part: Choose(own.is_stated, getattr(own, part), found) for part, found in joined.items()}
    return Amount(**parts_of)


def _in_one_unit(name: str, rows: Predicate, joined: Mapping[str, Value], worths: Worths) -> dict[str, Value]:
    """Give the sum as it stands where all is in one unit, else in the unit that others have a worth in."""
    unit_of, is_one = Column(f"{name}.unit"), Present(joined["unit"])
    known = [(every(equal(unit_of, code), holds), factor) for code, factor, holds in worths]
    others = every(rows, Not(some(*(holds for holds, _ in known))))

    def added(part: str) -> Value:
        worth: Value = Const(None)
        for holds, factor in reversed(known):
            worth = Choose(holds, Times(Column(f"{name}.{part}"), factor), worth)
        return Choose(is_one, joined[part], Reduce("sum", "phases", worth, rows))

    are_all = every(Exists("phases", rows), Not(Exists("phases", others)))
    return {
        **{part: added(part) for part in ("value", "low", "high")},
        "unit": Choose(is_one, joined["unit"], Choose(are_all, Const(worths[0][0]), Const(None))),
    }
