"""The ledger: everything that is known, immutable and looked up by id."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Generic, Protocol, TypeVar, final

from attrs import field, frozen

from zhaoshang.errors import DuplicateIdError, UnknownIdError
from zhaoshang.model import (
    Campaign,
    Chain,
    Event,
    Fund,
    Investor,
    Park,
    Partner,
    Payment,
    Project,
    Scenario,
    ServiceTeam,
    Target,
    Understanding,
)
from zhaoshang.model import _fields as to
from zhaoshang.periods import Period

__all__ = ["Ledger", "Records"]


class Identified(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """Its id."""


R = TypeVar("R", bound=Identified)

_MANY = 20_000  # similar ids are looked for in collections smaller than this


@final
class Records(Generic[R]):
    """An immutable run of records of one class, in order, looked up by id.

    Raises:
        DuplicateIdError: when two records have one id.

    Examples:
        >>> from zhaoshang.ledger import Ledger
        >>> from zhaoshang.model import Project
        >>> projects = Ledger(projects=[Project(id="P1", name="甲"), Project(id="P2", name="乙")]).projects
        >>> projects["P2"].name, len(projects), [project.id for project in projects], "P3" in projects
        ('乙', 2, ['P1', 'P2'], False)
    """

    __slots__ = ("_by_id", "_hash", "_name")
    _by_id: dict[str, R]
    _name: str
    _hash: int | None

    def __init__(self, records: Iterable[R] = (), /, *, name: str = "records") -> None:
        """Index the records; `name` is what errors call the collection."""
        by_id: dict[str, R] = {}
        for record in records:
            if by_id.setdefault(record.id, record) is not record:
                raise DuplicateIdError(name, record.id)
        self._by_id = by_id
        self._name = name
        self._hash = None

    def __getitem__(self, id: str, /) -> R:  # noqa: A002 - the word of the exchange format
        """Look a record up by its id.

        Raises:
            UnknownIdError: when there is none; it names similar ids.
        """
        try:
            return self._by_id[id]
        except KeyError:
            similar = get_close_matches(str(id), self._by_id, n=3) if len(self._by_id) < _MANY else []
            raise UnknownIdError(self._name, str(id), tuple(similar)) from None

    def get(self, id: str | None, /) -> R | None:  # noqa: A002 - the word of the exchange format
        """Look a record up by its id, or give `None`."""
        return None if id is None else self._by_id.get(id)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(self._by_id)

    def __iter__(self) -> Iterator[R]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, item: object) -> bool:
        """Tell whether an id, or a record, is there."""
        if isinstance(item, str):
            return item in self._by_id
        found = self._by_id.get(getattr(item, "id", ""))
        return found is not None and found == item

    def __eq__(self, other: object) -> bool:
        """Compare the records in order."""
        if not isinstance(other, Records):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    def __hash__(self) -> int:
        """Agree with equality."""
        if self._hash is None:
            self._hash = hash(tuple(self._by_id.values()))
        return self._hash

    def __repr__(self) -> str:
        shown = ", ".join(list(self._by_id)[:8]) + (", …" if len(self._by_id) > 8 else "")
        return f"<{len(self)} {self._name}: {shown}>" if self._by_id else f"<no {self._name}>"


def _records(value: Iterable[R] | None, kind: type[R], name: str) -> Records[R]:
    if isinstance(value, Records) and value._name == name:  # noqa: SLF001 - same module
        return value
    return Records(to.items(value, kind), name=name)


def _projects(value: Iterable[Project] | None) -> Records[Project]:
    return _records(value, Project, "projects")


def _investors(value: Iterable[Investor] | None) -> Records[Investor]:
    return _records(value, Investor, "investors")


def _parks(value: Iterable[Park] | None) -> Records[Park]:
    return _records(value, Park, "parks")


def _chains(value: Iterable[Chain] | None) -> Records[Chain]:
    return _records(value, Chain, "chains")


def _teams(value: Iterable[ServiceTeam] | None) -> Records[ServiceTeam]:
    return _records(value, ServiceTeam, "teams")


def _targets(value: Iterable[Target] | None) -> Records[Target]:
    return _records(value, Target, "targets")


def _funds(value: Iterable[Fund] | None) -> Records[Fund]:
    return _records(value, Fund, "funds")


def _campaigns(value: Iterable[Campaign] | None) -> Records[Campaign]:
    return _records(value, Campaign, "campaigns")


def _payments(value: Iterable[Payment] | None) -> Records[Payment]:
    return _records(value, Payment, "payments")


def _events(value: Iterable[Event] | None) -> Records[Event]:
    return _records(value, Event, "events")


def _partners(value: Iterable[Partner] | None) -> Records[Partner]:
    return _records(value, Partner, "partners")


def _scenarios(value: Iterable[Scenario] | None) -> Records[Scenario]:
    return _records(value, Scenario, "scenarios")


def _understandings(value: Iterable[Understanding] | None) -> tuple[Understanding, ...]:
    return to.items(value, Understanding)


@final
@frozen(kw_only=True)
class Ledger:
    """Everything that is known at a date (台账): immutable, each collection looked up by id.

    Attributes:
        as_of: the date the ledger stands for; KPIs take it where no other date is given.
        name: its name.
        projects: the projects.
        investors: the investors.
        parks: the parks.
        chains: the industrial chains.
        teams: the teams and units in charge.
        targets: the targets.
        funds: the funds.
        campaigns: the campaigns.
        payments: policy money paid.
        events: the events.
        partners: the partners.
        scenarios: the scenarios.
        understandings: agreements that are no projects.

    Raises:
        DuplicateIdError: when two records of one collection have one id.

    Examples:
        >>> from zhaoshang.ledger import Ledger
        >>> from zhaoshang.model import Project
        >>> ledger = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="石墨烯产业园")])
        >>> ledger.projects["P1"].name, ledger.as_of
        ('石墨烯产业园', Period('2022-06-30'))
    """

    as_of: Period | None = field(default=None, converter=to.period)
    name: str | None = field(default=None, converter=to.name)
    projects: Records[Project] = field(factory=Records, converter=_projects)
    investors: Records[Investor] = field(factory=Records, converter=_investors)
    parks: Records[Park] = field(factory=Records, converter=_parks)
    chains: Records[Chain] = field(factory=Records, converter=_chains)
    teams: Records[ServiceTeam] = field(factory=Records, converter=_teams)
    targets: Records[Target] = field(factory=Records, converter=_targets)
    funds: Records[Fund] = field(factory=Records, converter=_funds)
    campaigns: Records[Campaign] = field(factory=Records, converter=_campaigns)
    payments: Records[Payment] = field(factory=Records, converter=_payments)
    events: Records[Event] = field(factory=Records, converter=_events)
    partners: Records[Partner] = field(factory=Records, converter=_partners)
    scenarios: Records[Scenario] = field(factory=Records, converter=_scenarios)
    understandings: tuple[Understanding, ...] = field(default=(), converter=_understandings)
