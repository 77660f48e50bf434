"""What a KPI is asked for: the profile, the dates and the arguments, settled once."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, final

from attrs import evolve, field, frozen

from zhaoshang._basics.brief import as_python
from zhaoshang._calls.runs import in_order
from zhaoshang._engine.query.reads import Given, Noted
from zhaoshang._engine.query.shapes.pricing import Pricing, currency_of
from zhaoshang.errors import ArgumentNeededError, FieldTypeError
from zhaoshang.ledger import Ledger
from zhaoshang.periods import Period
from zhaoshang.profiles import DEFAULT, Profile

COHORTS: Final[tuple[str, ...]] = ("signed_in_period", "all", "earlier_years")


def _given(items: Mapping[str, Any]) -> Given:
    return items if isinstance(items, Given) else Given(items)


@final
@frozen(kw_only=True)
class Context:
    """One question: what the definitions of a KPI are worked out for.

    Attributes:
        kpi: the id of the KPI, for messages.
        ledger: where the facts come from, if any.
        profile: the local definitions.
        as_of: the day on which the figure stands.
        period: the period asked for.
        known_on: the day whose knowledge is replayed.
        cohort: which signed projects are looked at, or `None` for the usual one.
        inputs: figures given instead of a ledger.
        arguments: further arguments by name.
        by: the keys that the figure is grouped by.
        groups_only: whether the groups are wanted without the whole.
        rounds: how a score is rounded before it is ranked.
        unit: the unit that the figure is asked for in.
    """

    kpi: str
    ledger: Ledger | None = None
    profile: Profile = DEFAULT
    as_of: Period | None = None
    _period: Period | None = field(default=None, alias="period")
    known_on: Period | None = None
    _cohort: str | None = field(default=None, alias="cohort")
    inputs: Given = field(factory=lambda: Given({}), converter=_given)
    arguments: Given = field(factory=lambda: Given({}), converter=_given)
    by: tuple[str, ...] = ()
    groups_only: bool = False
    rounds: Callable[[Fraction], Decimal] | None = None
    unit: str | None = None
    reads: "Noted" = field(factory=lambda: Noted({}), eq=False, repr=False)

    @property
    def period(self) -> Period | None:
        """The period asked for; whoever asks for it reads it."""
        return self.reads.noted("period", self._period)

    @property
    def cohort(self) -> str | None:
        """Which signed projects are looked at; likewise."""
        return self.reads.noted("cohort", self._cohort)

    @property
    def whole(self) -> "Context":
        """The same question without any groups."""
        return evolve(self, by=(), groups_only=False)

    @property
    def told_period(self) -> Period | None:
        """The period that a figure is told with, which is no reading of it."""
        return self._period

    @property
    def day(self) -> int:
        """The day number of `as_of`.

        Raises:
            ArgumentNeededError: when no day was given and the ledger names none.
        """
        if self.as_of is None:
            raise ArgumentNeededError("as_of", self.kpi)
        return self.as_of.end.toordinal()

    @property
    def year(self) -> int:
        """The calendar year of `as_of`."""
        if self.as_of is None:
            raise ArgumentNeededError("as_of", self.kpi)
        return self.as_of.end.year

    @property
    def is_ahead(self) -> bool:
        """Whether the period begins after the day on which the figures stand."""
        if self._period is None or self.as_of is None:
            return False
        return self._period.start > self.as_of.end

    @property
    def rates(self) -> Pricing:
        """The rates of exchange: those that hold for all of the period, or on `as_of`, and of each day."""
        return Pricing(self.profile.rates, self._period or self.as_of, currency_of(self.unit))

    @property
    def known(self) -> int | None:
        """The day number of `known_on`."""
        return None if self.known_on is None else self.known_on.end.toordinal()

    @property
    def window(self) -> tuple[int, int] | None:
        """The day numbers of the period, which ends on `as_of` if that comes first."""
        if self.period is None:
            return None
        return self.period.start.toordinal(), min(self.period.end.toordinal(), self.day)

    def listed(self, name: str) -> tuple[str, ...] | None:
        """Give an argument that is one name or several, if it is there."""
        given: Any = self.arguments.get(name)
        if given is None:
            return None
        if not isinstance(given, Iterable):
            raise FieldTypeError(as_python(given), f"one text or several for {name}").at(name)
        found = (given,) if isinstance(given, str) else tuple(str(each) for each in in_order(given))
        if not found:
            raise FieldTypeError("[]", f"one text or several for {name}").at(name)
        return found

    def argument(self, name: str, *, example: str = "") -> Any:
        """Give an argument that must be there.

        Raises:
            ArgumentNeededError: when it is not.
        """
        value = self.arguments.get(name)
        if value is None:
            raise ArgumentNeededError(self.arguments.name_of(name), self.kpi, example)
        return value
