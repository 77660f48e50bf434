"""Facts derived under a profile, written as nodes: when a project was signed, whether it has started, what it is worth.

Coarse dates are read as the profile's `partial_dates` says. Under `sure` there are two answers to every question
about a date, the certain one and the possible one; a figure counts the first and shows the second as its range.
"""

from datetime import date
from functools import cached_property
from typing import Final, Literal

from zhaoshang._engine.context import Context
from zhaoshang.measures import (
    ALWAYS,
    NEVER,
    Among,
    Amount,
    Choose,
    Column,
    Compare,
    Const,
    Exists,
    Not,
    OneOf,
    Op,
    Predicate,
    Present,
    Reduce,
    Value,
    equal,
    every,
    some,
)
from zhaoshang.vocabulary import Stage

Answer = Literal["sure", "possible"]

LO: Final = Column("lo")
HI: Final = Column("hi")
PART: Final = Column("part")
RELATION: Final = Column("relation")

_ENDED: Final = frozenset({"terminated", "exited", "rejected"})
_STAGES: Final = frozenset(str(stage) for stage in Stage)


def compare(left: Value, op: Op, scalar: int) -> Predicate:
    """Compare a value with a number."""
    return Compare(left, op, Const(scalar))


def is_true(name: str) -> Predicate:
    """Hold where a yes-or-no column says yes."""
    return equal(Column(name), True)  # noqa: FBT003 - the scalar asked for


def parts(*names: str) -> Predicate:
    """Choose the parts of a table that is kept by stage or code."""
    return OneOf(PART, frozenset(names))


class Facts:
    """The facts of one question, as nodes over the tables of a ledger."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.profile = context.profile

    # dates -----------------------------------------------------------------------------------------------------

    @cached_property
    def known(self) -> Predicate:
        """Hold for records that were there on `known_on`."""
        day = self.context.known
        return ALWAYS if day is None else Not(compare(Column("recorded"), "gt", day))

    def by(self, day: int, answer: Answer = "sure", lo: Value = LO, hi: Value = HI) -> Predicate:
        """Hold for dates on or before a day."""
        mode = self.profile.partial_dates
        certain = mode == "end" or (mode == "sure" and answer == "sure")
        return compare(hi if certain else lo, "le", day)

    def within(
        self, window: tuple[int, int], answer: Answer = "sure", lo: Value = LO, hi: Value = HI
    ) -> Predicate:
        """Hold for dates inside a window of days."""
        first, last = window
        mode = self.profile.partial_dates
        if mode == "start":
            return every(compare(lo, "ge", first), compare(lo, "le", last))
        if mode == "end":
            return every(compare(hi, "ge", first), compare(hi, "le", last))
        if mode == "touch" or answer == "possible":
            return every(compare(hi, "ge", first), compare(lo, "le", last))
        return every(compare(lo, "ge", first), compare(hi, "le", last))

    # conditions ------------------------------------------------------------------------------------------------

    def stages(self, code: str) -> tuple[str, ...]:
        """List the stages that a stage is implied by, itself first."""
        if code == "started":
            return ("started", "completed", "trial", "producing", "at_capacity")
        if code == "producing":
            trial = ("trial",) if self.profile.trial_counts else ()
            return ("producing", "at_capacity", *trial)
        return (code,)

    def rows(self, code: str) -> tuple[str, Predicate]:
        """Name the table and the known rows that a stage or evidence code is read from."""
        if code in _STAGES:
            return "history", every(parts(*self.stages(code)), self.known)
        return "evidence", every(parts(code), self.known)

    def reached(
        self, conditions: tuple[str, ...], answer: Answer = "sure", *, undated: bool = True
    ) -> Predicate:
        """Hold for projects that meet any of the conditions by `as_of`.

        Args:
            conditions: stage or evidence codes, `not_terminated`, or several joined by `+`.
            answer: whether a coarse date that `as_of` cuts is taken as not yet or as already.
            undated: whether an event without a date counts.
        """
        met = (
            every(*(self._met(code, answer, undated=undated) for code in item.split("+")))
            for item in conditions
        )
        return some(*met)

    def _met(self, code: str, answer: Answer, *, undated: bool) -> Predicate:
        day = self.context.day
        if code == "not_terminated":
            other: Answer = "possible" if answer == "sure" else "sure"
            ended = every(parts(*_ENDED), self.known, some(self.by(day, other), Not(Present(LO))))
            return Not(Exists("history", ended))
        table, rows = self.rows(code)
        when = self.by(day, answer)
        return Exists(table, every(rows, some(when, Not(Present(LO))) if undated else when))

    def first_on(self, conditions: tuple[str, ...]) -> tuple[Value, Value]:
        """Give the earliest day, and the day by which it surely came, that any of the conditions was met."""
        alternatives: list[tuple[Value, Value]] = []
        for item in conditions:
            dates = []
            for code in item.split("+"):
                table, rows = self.rows(code)
                dates.append((Reduce("min", table, LO, rows), Reduce("min", table, HI, rows)))
            if len(dates) == 1:
                alternatives.append(dates[0])
            else:
                low, high = (Among("max", tuple(side)) for side in zip(*dates, strict=True))
                every_part = every(*(Present(lo) for lo, _ in dates))
                alternatives.append(
                    (Choose(every_part, low, Const(None)), Choose(every_part, high, Const(None)))
                )
        if len(alternatives) == 1:
            return alternatives[0]
        low, high = (Among("min", tuple(side)) for side in zip(*alternatives, strict=True))
        return low, high

    # signing ---------------------------------------------------------------------------------------------------

    @cached_property
    def signing_rows(self) -> Predicate:
        """Hold for the agreements that count as signing."""
        kinds = frozenset(str(kind) for kind in self.profile.signed_kinds)
        if kinds == {"formal"}:
            return every(parts("signed"), self.known)
        stages = (("signed",) if "formal" in kinds else ()) + (("intent",) if kinds - {"formal"} else ())
        return every(parts(*stages), OneOf(Column("kind"), kinds), self.known)

    @cached_property
    def signed_on(self) -> tuple[Value, Value]:
        """Give the first and last day that the earliest signing may have been."""
        lo, hi = (
            (Column("approved_lo"), Column("approved_hi"))
            if self.profile.signed_date == "approved_on"
            else (LO, HI)
        )
        return Reduce("min", "history", lo, self.signing_rows), Reduce(
            "min", "history", hi, self.signing_rows
        )

    @cached_property
    def undated_signing(self) -> Predicate:
        """Hold for projects whose signing is on record without the date that decides."""
        return every(Exists("history", self.signing_rows), Not(Present(self.signed_on[0])))

    def cohort(self, answer: Answer = "sure") -> Predicate:
        """Hold for the signed projects that the question is about."""
        lo, hi = self.signed_on
        kind, window = self.cohort_kind, self.context.window
        if kind == "signed_in_period" and window is not None:
            return self.within(window, answer, lo, hi)
        if kind == "earlier_years":
            return self.by(date(self.context.year, 1, 1).toordinal() - 1, answer, lo, hi)
        return some(self.by(self.context.day, answer, lo, hi), self.undated_signing)

    @property
    def cohort_kind(self) -> str:
        """Name the cohort: as asked, else signed in the period, else all."""
        if self.context.cohort is not None:
            return self.context.cohort
        return "signed_in_period" if self.context.period is not None else "all"

    @property
    def is_stock(self) -> bool:
        """Whether an undated signing counts, because no period is cut out."""
        return self.cohort_kind == "all" or (
            self.cohort_kind == "signed_in_period" and self.context.period is None
        )

    # population ------------------------------------------------------------------------------------------------

    @cached_property
    def is_child(self) -> Predicate:
        """Hold for phases and parts that belong to a project of the ledger."""
        if self.profile.phases == "separate":
            return NEVER
        return every(OneOf(RELATION, frozenset({"phase", "part"})), is_true("parent_known"))

    def dropped(self, *, amounts: bool = False) -> Predicate:
        """Hold for projects that a rule of the profile leaves out and names."""
        profile = self.profile
        rules: list[Predicate] = [self.renamed]
        if profile.expansion == "exclude" or (profile.expansion == "increment" and not amounts):
            rules.append(equal(RELATION, "expansion"))
        if profile.relocation == "exclude":
            rules.append(equal(RELATION, "relocation"))
        if not profile.government_funded:
            rules.append(is_true("is_government_funded"))
        if profile.exclude_tracks:
            rules.append(OneOf(Column("track"), frozenset(str(track) for track in profile.exclude_tracks)))
        return some(*rules)

    @cached_property
    def renamed(self) -> Predicate:
        """Hold for records that repeat a project under a new name."""
        return equal(RELATION, "renamed")

    @cached_property
    def terminated(self) -> Predicate:
        """Hold for projects that ended before production, by `as_of`."""
        rows = every(
            parts("terminated", "exited"), self.known, some(self.by(self.context.day), Not(Present(LO)))
        )
        return Exists("history", rows)

    # amounts ---------------------------------------------------------------------------------------------------

    def amount(self, name: str) -> Amount:
        """Give an amount of a project: its own, or where phases are one project and it has none, their sum."""
        own = Amount.of(name)
        if self.profile.phases == "separate":
            return self._worded(own)
        joined = {}
        for part in ("value", "low", "high"):
            child = Reduce("sum", "phases", Column(f"{name}.{part}"), ALWAYS)
            joined[part] = Choose(own.is_stated, getattr(own, part), child)
        unit = Choose(own.is_stated, own.unit, Reduce("only", "phases", Column(f"{name}.unit"), ALWAYS))
        return self._worded(
            Amount(
                value=joined["value"],
                low=joined["low"],
                high=joined["high"],
                unit=unit,
                side=own.side,
                hedge=own.hedge,
            )
        )

    def _worded(self, amount: Amount) -> Amount:
        """Let words such as 百亿级 count with their lower edge where the profile says so."""
        if self.profile.order_words == "exclude":
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
