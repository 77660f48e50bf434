"""The ledger: everything that is known, immutable and looked up by id."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar, final

from attrs import evolve, field, fields, frozen

from zhaoshang import errors, vocabulary
from zhaoshang.model import _fields as to
from zhaoshang.periods import DateLike, Period, to_date

if TYPE_CHECKING:
    from zhaoshang.findings import Finding
    from zhaoshang.model import (
        Campaign,
        Chain,
        Event,
        Fund,
        Investor,
        Park,
        Partner,
        Payment,
        PlanCode,
        Project,
        Scenario,
        ServiceTeam,
        Target,
        Understanding,
    )
    from zhaoshang.vocabulary import AssignmentRole, ChangeKind

__all__ = ["Change", "Ledger", "Records"]


R = TypeVar("R")


def _id(record: Any) -> str:  # noqa: ANN401 - a protocol would keep type checkers from fields with converters
    found: str = record.id
    return found


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
            id_ = _id(record)
            if by_id.setdefault(id_, record) is not record:
                raise errors.DuplicateIdError(name, id_)
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
            from difflib import get_close_matches  # noqa: PLC0415 - loaded with the first mistake

            similar = get_close_matches(str(id), self._by_id, n=3) if len(self._by_id) < _MANY else []
            raise errors.UnknownIdError(self._name, str(id), tuple(similar)) from None

    def get(self, id: str | None, /) -> R | None:  # noqa: A002 - the word of the exchange format
        """Look a record up by its id, or give `None`; of `None`, `None`, so that a reference may be empty.

        Args:
            id: the id, or `None`.

        Examples:
            >>> from zhaoshang.ledger import Ledger
            >>> from zhaoshang.model import Investor, Project
            >>> ledger = Ledger(
            ...     investors=[Investor(id="I1", name="某公司")], projects=[Project(id="P1", name="甲")]
            ... )
            >>> ledger.investors.get(ledger.projects["P1"].lead_investor) is None
            True
        """
        return None if id is None else self._by_id.get(id)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order.

        Examples:
            >>> from zhaoshang.ledger import Ledger
            >>> from zhaoshang.model import Project
            >>> Ledger(projects=[Project(id="P2", name="乙"), Project(id="P1", name="甲")]).projects.ids
            ('P2', 'P1')
        """
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


def _records(value: Iterable[Any] | None, kind: str, name: str) -> Records[Any]:
    if isinstance(value, Records) and value._name == name:  # noqa: SLF001 - same module
        return value
    return Records(to.several(value, kind), name=name)


def _empty() -> Records[Any]:
    return Records()


def _projects(value: "Iterable[Project] | None") -> "Records[Project]":
    return _records(value, "Project", "projects")


def _investors(value: "Iterable[Investor] | None") -> "Records[Investor]":
    return _records(value, "Investor", "investors")


def _parks(value: "Iterable[Park] | None") -> "Records[Park]":
    return _records(value, "Park", "parks")


def _chains(value: "Iterable[Chain] | None") -> "Records[Chain]":
    return _records(value, "Chain", "chains")


def _teams(value: "Iterable[ServiceTeam] | None") -> "Records[ServiceTeam]":
    return _records(value, "ServiceTeam", "teams")


def _targets(value: "Iterable[Target] | None") -> "Records[Target]":
    return _records(value, "Target", "targets")


def _funds(value: "Iterable[Fund] | None") -> "Records[Fund]":
    return _records(value, "Fund", "funds")


def _campaigns(value: "Iterable[Campaign] | None") -> "Records[Campaign]":
    return _records(value, "Campaign", "campaigns")


def _payments(value: "Iterable[Payment] | None") -> "Records[Payment]":
    return _records(value, "Payment", "payments")


def _events(value: "Iterable[Event] | None") -> "Records[Event]":
    return _records(value, "Event", "events")


def _partners(value: "Iterable[Partner] | None") -> "Records[Partner]":
    return _records(value, "Partner", "partners")


def _scenarios(value: "Iterable[Scenario] | None") -> "Records[Scenario]":
    return _records(value, "Scenario", "scenarios")


def _understandings(value: "Iterable[Understanding] | None") -> "tuple[Understanding, ...]":
    return to.several(value, "Understanding")


def _codes(value: "Iterable[PlanCode] | None") -> "tuple[PlanCode, ...]":
    return to.several(value, "PlanCode")


@final
@frozen(kw_only=True)
class Change:
    """What became of one record, or of one field of it, between two ledgers (变动).

    Attributes:
        kind: added, removed or changed.
        collection: the collection of the record, such as `projects`.
        id: the id of the record; empty for the ledger itself.
        field: the field that changed; empty for a record that was added or removed.
        old: what stood there.
        new: what stands there.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> before = Ledger(projects=[Project(id="P1", name="甲", grade="B")])
        >>> after = Ledger(projects=[Project(id="P1", name="甲", grade="A")])
        >>> (change,) = after.diff(before)
        >>> f"{change.id} {change.field}: {change.old} -> {change.new} ({change.kind.label('zh_CN')})"
        'P1 grade: B -> A (变更)'
    """

    kind: "ChangeKind"
    collection: str
    id: str
    field: str = ""
    old: object = None
    new: object = None


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
        codes: codes of plans and mechanisms.

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
    projects: "Records[Project]" = field(factory=_empty, converter=_projects)
    investors: "Records[Investor]" = field(factory=_empty, converter=_investors)
    parks: "Records[Park]" = field(factory=_empty, converter=_parks)
    chains: "Records[Chain]" = field(factory=_empty, converter=_chains)
    teams: "Records[ServiceTeam]" = field(factory=_empty, converter=_teams)
    targets: "Records[Target]" = field(factory=_empty, converter=_targets)
    funds: "Records[Fund]" = field(factory=_empty, converter=_funds)
    campaigns: "Records[Campaign]" = field(factory=_empty, converter=_campaigns)
    payments: "Records[Payment]" = field(factory=_empty, converter=_payments)
    events: "Records[Event]" = field(factory=_empty, converter=_events)
    partners: "Records[Partner]" = field(factory=_empty, converter=_partners)
    scenarios: "Records[Scenario]" = field(factory=_empty, converter=_scenarios)
    understandings: "tuple[Understanding, ...]" = field(default=(), converter=_understandings)
    codes: "tuple[PlanCode, ...]" = field(default=(), converter=_codes)

    def with_(self, **changes: Any) -> "Ledger":  # noqa: ANN401 - each collection has its own type
        """Make a new ledger with records added or replaced by id; the old one stays as it is.

        Args:
            **changes: for a collection, the records to add or to put in place of those with the same id; for
                `as_of` and `name`, the new value; for `understandings` and `codes`, those to add.

        Raises:
            TypeError: for a name that is no field of a ledger.
            DuplicateIdError: when two of the records given for a collection have one id.

        Examples:
            >>> from zhaoshang.ledger import Ledger
            >>> from zhaoshang.model import Project
            >>> old = Ledger(projects=[Project(id="P1", name="甲")])
            >>> new = old.with_(
            ...     as_of="2022-06", projects=[Project(id="P1", name="乙"), Project(id="P2", name="丙")]
            ... )
            >>> [project.name for project in new.projects], len(old.projects)
            (['乙', '丙'], 1)
        """
        known = {attribute.name: attribute for attribute in fields(Ledger)}
        _refuse_unknown(changes, known)
        merged: dict[str, Any] = {}
        for name, value in changes.items():
            old, new = getattr(self, name), value
            if isinstance(old, Records):
                converter: Any = known[name].converter
                new = {record.id: record for part in (old, converter(value)) for record in part}.values()
            elif isinstance(old, tuple):
                new = (*old, *value)
            merged[name] = new
        return evolve(self, **merged)

    def without(self, **ids: Iterable[str]) -> "Ledger":
        """Make a new ledger without some records; the old one stays as it is.

        Args:
            **ids: for a collection, the ids of the records to leave out; a text is one id.

        Raises:
            TypeError: for a name that is no collection of a ledger.
            UnknownIdError: when a record is not there.

        Examples:
            >>> from zhaoshang.ledger import Ledger
            >>> from zhaoshang.model import Project
            >>> ledger = Ledger(projects=[Project(id="P1", name="甲"), Project(id="P2", name="乙")])
            >>> ledger.without(projects=["P1"]).projects.ids
            ('P2',)
        """
        names = [attribute.name for attribute in fields(Ledger)]
        _refuse_unknown(ids, [name for name in names if isinstance(getattr(self, name), Records)])
        kept: dict[str, list[Any]] = {}
        for name, gone in ids.items():
            records: Records[Any] = getattr(self, name)
            dropped = {records[id_].id for id_ in ([gone] if isinstance(gone, str) else gone)}
            kept[name] = [record for record in records if record.id not in dropped]
        return evolve(self, **kept)  # type: ignore[arg-type]

    def diff(self, older: "Ledger", /) -> tuple[Change, ...]:
        """Tell what changed since an older ledger: for the weekly roll-up (每周汇总).

        Args:
            older: the ledger to compare with.

        Returns:
            Records added and removed, and each field that changed, collection by collection, in the order of this
            ledger; what was removed comes last in its collection.

        Examples:
            >>> from zhaoshang.ledger import Ledger
            >>> from zhaoshang.model import Project
            >>> old = Ledger(projects=[Project(id="P1", name="甲")])
            >>> new = Ledger(projects=[Project(id="P1", name="甲", grade="A"), Project(id="P2", name="乙")])
            >>> [(str(change.kind), change.id, change.field, change.new) for change in new.diff(old)][0]
            ('changed', 'P1', 'grade', 'A')
            >>> len(new.diff(old)), new.diff(new)
            (2, ())
        """
        found: list[Change] = []
        for attribute in fields(Ledger):
            name = attribute.name
            before, after = getattr(older, name), getattr(self, name)
            if not isinstance(after, Records):
                if before != after:
                    found.append(
                        Change(
                            kind=vocabulary.ChangeKind.CHANGED,
                            collection="ledger",
                            id="",
                            field=name,
                            old=before,
                            new=after,
                        )
                    )
                continue
            found += _changes(name, before, after)
        return tuple(found)

    def served_by(
        self, *, as_of: DateLike | None = None, role: "AssignmentRole | str" = "service"
    ) -> Mapping[str, tuple[str, ...]]:
        """List for every project that has not ended the members that serve it (一项目一专员).

        Args:
            as_of: the day; that of the ledger where absent.
            role: the role that counts: `service`, `lead` or `leader_in_charge`.

        Returns:
            The ids of the members by project; an assignment without a member counts as its team.

        Examples:
            >>> from zhaoshang.ledger import Ledger
            >>> from zhaoshang.model import Assignment, Milestone, Project, ServiceTeam
            >>> team = ServiceTeam(id="U", name="组", assignments=[Assignment(project="P1", member="M1")])
            >>> over = Project(id="P2", name="乙", milestones=[Milestone(stage="rejected", on="2022-05")])
            >>> ledger = Ledger(
            ...     as_of="2022-06-30", projects=[Project(id="P1", name="甲"), over], teams=[team]
            ... )
            >>> ledger.served_by()
            {'P1': ('M1',)}
        """
        from zhaoshang.model import served_by  # noqa: PLC0415 - loaded when it is asked

        on = self.as_of if as_of is None else as_of
        day = None if on is None else to_date(on)
        live = [project for project in self.projects if not _has_ended(project, day)]
        return served_by(live, self.teams, on=on, role=role)

    def unserved(
        self, *, as_of: DateLike | None = None, role: "AssignmentRole | str" = "service"
    ) -> tuple[str, ...]:
        """List the projects that no member serves.

        Args:
            as_of: the day; that of the ledger where absent.
            role: the role that counts: `service`, `lead` or `leader_in_charge`.

        Examples:
            >>> from zhaoshang.ledger import Ledger
            >>> from zhaoshang.model import Assignment, Project, ServiceTeam
            >>> ledger = Ledger(
            ...     projects=[Project(id="P1", name="甲"), Project(id="P2", name="乙")],
            ...     teams=[
            ...         ServiceTeam(id="U", name="组", assignments=[Assignment(project="P1", member="M1")])
            ...     ],
            ... )
            >>> ledger.unserved(as_of="2022-06-30")
            ('P2',)
        """
        return tuple(
            project for project, members in self.served_by(as_of=as_of, role=role).items() if not members
        )

    def over_served(
        self, *, as_of: DateLike | None = None, role: "AssignmentRole | str" = "service"
    ) -> Mapping[str, tuple[str, ...]]:
        """List the projects that more than one member serves, with these.

        Args:
            as_of: the day; that of the ledger where absent.
            role: the role that counts: `service`, `lead` or `leader_in_charge`.

        Examples:
            >>> from zhaoshang.ledger import Ledger
            >>> from zhaoshang.model import Assignment, Project, ServiceTeam
            >>> both = [Assignment(project="P1", member="M1"), Assignment(project="P1", member="M2")]
            >>> ledger = Ledger(
            ...     projects=[Project(id="P1", name="甲")],
            ...     teams=[ServiceTeam(id="U", name="组", assignments=both)],
            ... )
            >>> ledger.over_served(as_of="2022-06-30")
            {'P1': ('M1', 'M2')}
        """
        served = self.served_by(as_of=as_of, role=role)
        return {project: members for project, members in served.items() if len(members) > 1}

    def dangling(self) -> "tuple[Finding, ...]":
        """Find references to ids that the ledger does not hold.

        Events, tenants and companies may be written by name, and a collection that is empty is not judged: a list
        of projects alone names units and investors that nobody has entered.

        Examples:
            >>> from zhaoshang.ledger import Ledger
            >>> from zhaoshang.model import Investor, Project
            >>> ledger = Ledger(
            ...     projects=[Project(id="P1", name="甲", investors=["I1", "I2"])],
            ...     investors=[Investor(id="I1", name="某公司")],
            ... )
            >>> [(finding.key, finding.ids, finding.path) for finding in ledger.dangling()]
            [('unknown_reference:I2', ('P1',), '$.projects[0].investors')]
        """
        from zhaoshang._ledger import references  # noqa: PLC0415 - loaded when it is asked

        return tuple(references.dangling({name: getattr(self, name) for name in references.COLLECTIONS}))

    def require_references(self) -> "Ledger":
        """Return the ledger itself, or refuse one that names what it does not hold.

        Raises:
            DanglingReferenceError: holds a finding for every reference.

        Examples:
            >>> from zhaoshang.errors import DanglingReferenceError
            >>> from zhaoshang.ledger import Ledger
            >>> from zhaoshang.model import Investor, Project
            >>> ledger = Ledger(
            ...     projects=[Project(id="P1", name="甲", investors=["I2"])],
            ...     investors=[Investor(id="I1", name="某公司")],
            ... )
            >>> try:
            ...     ledger.require_references()
            ... except DanglingReferenceError as error:
            ...     print([(finding.subject, finding.path) for finding in error.findings])
            [('I2', '$.projects[0].investors')]
        """
        if found := self.dangling():
            raise errors.DanglingReferenceError(found)
        return self


def _refuse_unknown(names: Iterable[str], known: Collection[str]) -> None:
    if unknown := sorted(set(names).difference(known)):
        msg = f"here a ledger has no {', '.join(unknown)}, but {', '.join(sorted(known))}"
        raise TypeError(msg)


def _has_ended(project: "Project", day: date | None) -> bool:
    ended = False
    for step in project.history:
        if step.planned or (day is not None and step.on is not None and step.on.end > day):
            continue
        if step.stage.is_end:
            ended = True
        elif step.stage.is_main and step.correction:
            ended = False
    return ended


def _changes(name: str, before: "Records[Any]", after: "Records[Any]") -> Iterator[Change]:
    for record in after:
        old = before.get(record.id)
        if old is None:
            yield Change(kind=vocabulary.ChangeKind.ADDED, collection=name, id=record.id, new=record)
        elif old is not record and old != record:
            for attribute in fields(type(record)):
                was, now = getattr(old, attribute.name), getattr(record, attribute.name)
                if was != now:
                    yield Change(
                        kind=vocabulary.ChangeKind.CHANGED,
                        collection=name,
                        id=record.id,
                        field=attribute.name,
                        old=was,
                        new=now,
                    )
    for record in before:
        if record.id not in after:
            yield Change(kind=vocabulary.ChangeKind.REMOVED, collection=name, id=record.id, old=record)
