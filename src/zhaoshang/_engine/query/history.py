"""What projects came to, written as nodes: when each was signed, whether it has started, what followed.

Coarse dates are read as the profile's `partial_dates` says. Under `sure` a question about a date has a certain and a
possible answer, which are one `Fuzzy` condition; a figure counts the first and shows the second as its range.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import Final, final

from attrs import evolve, frozen

from zhaoshang._basics.brief import as_python
from zhaoshang._basics.cached import cached_property
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.naming import CONDITIONS, require_known
from zhaoshang._engine.query.shapes.counting import Note
from zhaoshang._engine.query.shapes.days import LONG_AGO
from zhaoshang._engine.query.shapes.fuzzy import (
    Fuzzy,
    FuzzyDay,
    Reading,
    all_of,
    any_of,
    earliest,
    first_in,
    when_all,
)
from zhaoshang.errors import FieldTypeError
from zhaoshang.lifecycle import LIFECYCLE
from zhaoshang.measures import (
    ALWAYS,
    NEVER,
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

LO: Final = Column("lo")
HI: Final = Column("hi")

DAY: Final = FuzzyDay(LO, HI)
"""The date of a record."""

PART: Final = Column("part")

_ENDED: Final = ("terminated", "exited", "rejected")
_OF_THE_WHOLE: Final = frozenset({"completed", *(str(stage) for stage in Stage if stage.is_end)})
"""The stages that a project comes to with the last of its phases, not with the first."""


def compare(left: Value, op: Op, scalar: int) -> Predicate:
    """Compare a value with a number."""
    return Compare(left, op, Const(scalar))


@lru_cache(maxsize=256)  # of all months of a table the same nodes, which are then compared by identity
def is_true(name: str) -> Predicate:
    """Hold where a yes-or-no column says yes."""
    return equal(Column(name), True)  # noqa: FBT003 - the scalar asked for


_IS_OWN: Final = Not(is_true("is_phase"))
"""Hold for records that no phase has."""


@lru_cache(maxsize=256)
def parts(*names: str) -> Predicate:
    """Choose the parts of a table that is kept by stage or code."""
    return OneOf(PART, frozenset(names))


@final
@frozen
class EventDays:
    """When a project came to something: the first and last day that it may have been, and whether it did at all.

    Attributes:
        day: the first day that the earliest record may mean, and the last by which it surely came.
        happened: hold where there is a record, dated or not.
        codes: the stages and papers that it is read from.
    """

    day: FuzzyDay
    happened: Predicate
    codes: tuple[str, ...] = ()

    @property
    def undated(self) -> Predicate:
        """Hold where it happened and no record has a date."""
        return every(self.happened, self.day.is_undated)

    def or_else(self, other: "EventDays") -> "EventDays":
        """Give this where it happened, else another."""
        return EventDays(
            FuzzyDay(
                Choose(self.happened, self.day.lo, other.day.lo),
                Choose(self.happened, self.day.hi, other.day.hi),
            ),
            some(self.happened, other.happened),
        )


@lru_cache(maxsize=256)
def dated(table: str, rows: Predicate, on: FuzzyDay) -> EventDays:
    """Give when the first of some records was, and whether there is any."""
    return EventDays(first_in(table, rows, on), Exists(table, rows))


def codes_of(conditions: Iterable[str]) -> tuple[str, ...]:
    """List the stages and papers that conditions name."""
    return tuple(dict.fromkeys(code for item in conditions for code in item.split("+")))


class History:
    """What projects came to by the day of one question, as nodes over the tables of a ledger."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.profile = context.profile

    # dates -----------------------------------------------------------------------------------------------------

    @cached_property
    def known(self) -> Predicate:
        """Hold for records that were there on `known_on`."""
        day = self.context.known
        return ALWAYS if day is None else Not(compare(Column("recorded"), "gt", day))

    @property
    def replaced(self) -> Predicate:
        """Hold for payments that a correction, known on `known_on`, has taken the place of."""
        day = self.context.known
        return Present(Column("replaced")) if day is None else compare(Column("replaced"), "le", day)

    @property
    def reading(self) -> Reading:
        """How coarse dates are read."""
        return self.profile.partial_dates

    def by(self, day: int, on: FuzzyDay = DAY) -> Fuzzy:
        """Hold for dates on or before a day."""
        return on.by(day, self.reading)

    def within(self, window: tuple[int, int], on: FuzzyDay = DAY) -> Fuzzy:
        """Hold for dates inside a window of days."""
        return on.within(window, self.reading)

    def falls(self, on: FuzzyDay = DAY, *, undated: bool = True) -> Fuzzy:
        """Hold for dates in the period, or to date; what has no date counts to date, unless said otherwise."""
        window = self.context.window
        if window is not None:
            return self.within(window, on)
        to_date = self.by(self.context.day, on)
        return any_of(to_date, on.is_undated) if undated else to_date

    # conditions ------------------------------------------------------------------------------------------------

    def rows(self, code: str) -> tuple[str, Predicate]:
        """Name the table and the known rows that a stage or evidence code is read from, where it has some of its own."""
        if code in _OF_THE_WHOLE and self.are_joined:  # one phase does not complete, or end, the whole
            return "history", every(parts(code), self.known, _IS_OWN)
        return "history" if code in Stage.codes() else "evidence", every(
            parts(*self._names(code)), self.known
        )

    def _names(self, code: str) -> tuple[str, ...]:
        """List the names that a stage goes by: a trial run is production where the profile says so."""
        return ("producing", "trial") if code == "producing" and self.profile.trial_counts else (code,)

    @staticmethod
    def _later(code: str) -> tuple[str, ...]:
        """List the later stages which show that a stage was passed."""
        return tuple(map(str, Stage(code).implied_by)) if code in Stage.codes() else ()

    def implying(self, code: str) -> Predicate:
        """Hold for the known rows of later stages which show that a stage was passed, though not when."""
        later = self._later(code)
        return every(parts(*later), self.known) if later else NEVER

    @property
    def are_joined(self) -> bool:
        """Whether a project is one with its phases."""
        return self.profile.phases == "as_one"

    def _of_phases(self, *codes: str) -> tuple[str, Predicate]:
        """Name the table and the rows that say when all phases of a project were completed, or had ended."""
        known = "" if self.context.known is None else self.context.known
        if codes == ("completed",):
            return f"completions@{self.context.day}@{known}", ALWAYS
        return f"endings@{known}", OneOf(Column("stage"), frozenset(codes))

    def came(self, code: str) -> EventDays:
        """Give when a project first came to a stage, or to what a paper proves.

        Of a stage that has no record but is implied by a later one only the end is known: the day of that.
        """
        own = self._dated(*self.rows(code))
        later = self.implying(code)
        if later != NEVER:
            return self._or_implied(own, self._dated("history", later))
        if code in _OF_THE_WHOLE and self.are_joined:
            return own.or_else(self._dated(*self._of_phases(code)))
        return own

    def _or_implied(self, own: EventDays, shown: EventDays) -> EventDays:
        """Give a stage by its own records, else on any day up to that of what shows that it was passed."""
        either = own.or_else(shown)
        if self.reading == "start":  # which takes a date for its first day, where there is one
            return either
        is_shown = every(Not(own.happened), shown.day.is_dated)
        return EventDays(
            FuzzyDay(Choose(is_shown, Const(LONG_AGO), own.day.lo), either.day.hi), either.happened
        )

    def reached(self, conditions: tuple[str, ...], *, undated: bool = True) -> Fuzzy:
        """Hold for projects that meet any of the conditions by `as_of`.

        Args:
            conditions: stage or evidence codes, `not_terminated`, or several joined by `+`.
            undated: whether an event without a date counts.
        """
        return any_of(
            *(all_of(*(self._met(code, undated=undated) for code in item.split("+"))) for item in conditions)
        )

    def _met(self, code: str, *, undated: bool) -> Fuzzy:
        if code == "not_terminated":
            return (~self.ended(_ENDED)).surely
        by = partial(self._came_by, undated=undated)
        if code in _OF_THE_WHOLE and self.are_joined:
            return by(self.came(code))
        own, later = self._dated(*self.rows(code)), self.implying(code)
        if later == NEVER:
            return by(own)
        # a record of its own that came after that day stands against what later stages show
        is_open = some(Not(own.happened), self.has_come(own).possible)
        is_shown = every(Exists("history", later), Not(own.happened))
        on = self.by(self.context.day)
        met = by(own)
        passed = all_of(later, any_of(on, DAY.is_undated) if undated else on).of_some("history")
        return Fuzzy(
            some(met.counted, every(passed.counted, is_open)),
            some(met.possible, is_shown),
            some(met.certain, every(passed.certain, is_open)),
        )

    def _came_by(self, event: "EventDays", *, undated: bool) -> Fuzzy:
        came = self.by(self.context.day, event.day)
        return any_of(came, event.undated) if undated else came

    def ended(self, stages: Sequence[str]) -> Fuzzy:
        """Hold for projects that some end has closed by `as_of`."""
        came = any_of(self.by(self.context.day), DAY.is_undated)
        own = all_of(parts(*stages), self.known, came)
        if not self.are_joined:
            return own.of_some("history")
        table, rows = self._of_phases(*stages)
        return any_of(all_of(own, _IS_OWN).of_some("history"), all_of(rows, came).of_some(table))

    @cached_property
    def is_past(self) -> Predicate:
        """Hold for phases that had ended by `as_of` while another lived: once all have, they speak for the whole."""
        return every(self._is_over("ended"), Not(self._is_over("all_ended")))

    def _is_over(self, head: str) -> Predicate:
        """Hold where an end had been by `as_of`, as known on the day that is replayed."""
        ended, day = FuzzyDay(Column(f"{head}_lo"), Column(f"{head}_hi")), self.context.known
        was_known = ALWAYS if day is None else Not(compare(Column(f"{head}_recorded_on"), "gt", day))
        return every(was_known, self.by(self.context.day, ended).counted)

    @cached_property
    def planned_starts(self) -> Predicate:
        """Hold for the known plans of a start, but for those of phases that are over."""
        past = self.is_past if self.are_joined else NEVER
        return every(parts("started"), self.known, Not(past))

    @cached_property
    def terminated(self) -> Predicate:
        """Hold for projects that surely ended before production, by `as_of`."""
        return self.ended(("terminated", "exited")).counted

    def first_on(self, conditions: tuple[str, ...]) -> FuzzyDay:
        """Give the earliest day, and the day by which it surely came, that any of the conditions was met."""
        return earliest(
            tuple(when_all(tuple(self.came(code).day for code in item.split("+"))) for item in conditions)
        )

    # events ----------------------------------------------------------------------------------------------------

    def event(self, name: str) -> "EventDays":
        """Give when a project first came to a stage or condition.

        Args:
            name: `signed`, `intent`, a condition of the profile such as `performing`, a stage, or an evidence code.

        Raises:
            UnknownCodeError: when it is none of these.
            FieldTypeError: for what is no text.
        """
        given: object = name
        if not isinstance(given, str):
            raise FieldTypeError(as_python(given), "a text")
        if name == "signed":
            return self.signing
        if name == "intent":
            return evolve(self._dated("history", every(parts("intent"), self.known)), codes=("intent",))
        conditions = self.conditions(name)
        happened = some(
            *(every(*(self.came(code).happened for code in item.split("+"))) for item in conditions)
        )
        return EventDays(self.first_on(conditions), happened, codes_of(conditions))

    def history_notes(self, codes: Iterable[str], among: Predicate) -> tuple[Note, ...]:
        """Name the projects whose history says more than that they came to some stages.

        Args:
            codes: the stages, and papers, that are asked for.
            among: the projects asked about.

        Returns:
            Notes `fallen_back` where a project has since gone back from one, `corrected` where a correction took a record
            of one back, and `undated_after_correction` where it left one standing that has no date.
        """
        stages = [code for code in codes if code in Stage.codes()]
        notes = [
            Note("fallen_back", every(among, self._fell_from(code, self._falls[code])))
            for code in stages
            if code in self._falls
        ]
        names = {name for code in stages for name in (*self._names(code), *self._later(code))}
        if names:
            of_these = OneOf(Column("stage"), frozenset(names))
            notes += [
                Note(code, every(among, Exists("taken_back", every(of_these, equal(Column("code"), code)))))
                for code in ("corrected", "undated_after_correction")
            ]
        return tuple(notes)

    @cached_property
    def _falls(self) -> dict[str, tuple[str, ...]]:
        """The stages that each may fall back to."""
        found: dict[str, tuple[str, ...]] = {}
        for step in (self.profile.lifecycle or LIFECYCLE).transitions:
            if step.target.is_main and step.target.rank < step.source.rank:
                found[str(step.source)] = (*found.get(str(step.source), ()), str(step.target))
        return found

    def _fell_from(self, code: str, back: tuple[str, ...]) -> Predicate:
        """Hold for projects that went back from a stage by `as_of` and have not come to it again."""
        known = every(self.known, self.by(self.context.day).counted)
        fell = Reduce("max", "history", LO, every(parts(*back), known))
        return Compare(fell, "gt", Reduce("max", "history", HI, every(parts(code), known)))

    def conditions(self, name: str) -> tuple[str, ...]:
        """List the conditions that a stage or condition name stands for under the profile."""
        option = "produced" if name == "producing" else name
        if option in CONDITIONS:
            listed: tuple[str, ...] = getattr(self.profile, option)
            return listed
        require_known(name)
        return (name,)

    def _dated(self, table: str, rows: Predicate, on: FuzzyDay = DAY) -> "EventDays":
        return dated(table, rows, on)

    @cached_property
    def signing_rows(self) -> Predicate:
        """Hold for the agreements that count as signing."""
        return self.agreements(self.profile.signed_kinds)

    def agreements(self, kinds: Iterable[str]) -> Predicate:
        """Hold for the known agreements of some kinds."""
        wanted = frozenset(str(kind) for kind in kinds)
        if wanted == {"formal"}:
            return every(parts("signed"), self.known)
        stages = (("signed",) if "formal" in wanted else ()) + (("intent",) if wanted - {"formal"} else ())
        return every(parts(*stages), OneOf(Column("kind"), wanted), self.known)

    @cached_property
    def signing(self) -> "EventDays":
        """Give the earliest signing, by the date that decides."""
        return self.signing_of(self.signing_rows)

    def signing_of(self, rows: Predicate) -> "EventDays":
        """Give the earliest signing among some agreements."""
        if self.profile.signed_date == "approved_on":
            return self._dated("history", rows, FuzzyDay(Column("approved_lo"), Column("approved_hi")))
        return self._dated("history", rows)

    def has_come(self, event: "EventDays") -> Fuzzy:
        """Hold for projects that came to an event by `as_of`; one without a date counts."""
        return self._came_by(event, undated=True)

    def comes_in(self, event: "EventDays") -> Fuzzy:
        """Hold for projects that came to an event in the part of time that the question is about."""
        kind = self.cohort_kind  # what is of the years before looks at no period
        if kind == "signed_in_period" and (window := self.context.window) is not None:
            return self.within(window, event.day)
        if kind == "earlier_years":
            return self.by(date(self.context.year, 1, 1).toordinal() - 1, event.day)
        return self.has_come(event)

    @property
    def cohort_kind(self) -> str:
        """Name the cohort: as asked, else signed in the period, else all."""
        if self.context.cohort is not None:
            return self.context.cohort
        return "signed_in_period" if self.context.period is not None else "all"

    @property
    def is_stock(self) -> bool:
        """Whether an undated event counts, because no period is cut out."""
        return self.cohort_kind == "all" or (
            self.cohort_kind == "signed_in_period" and self.context.period is None
        )
