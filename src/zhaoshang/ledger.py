"""The ledger: everything that is known, immutable and looked up by id."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, final

from attrs import field, frozen
from attrs.converters import optional

from zhaoshang import errors
from zhaoshang._basics.brief import as_python
from zhaoshang._basics.deferred import Deferred
from zhaoshang._basics.lazy import lazy
from zhaoshang._calls.fixes import made_by
from zhaoshang._calls.guard import guard_room, guarded, telling
from zhaoshang._calls.uses import refusing
from zhaoshang._ledger import arguments, editing, serving
from zhaoshang._ledger import records as kept
from zhaoshang._ledger.desk import Desk
from zhaoshang._ledger.records import NONE, Records
from zhaoshang._ledger.references import targets_of_nobody as targets_of_nobody  # noqa: PLC0414 - checks and reports ask
from zhaoshang.model._facts import units
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.table import called
from zhaoshang.periods import DateLike, Period
from zhaoshang.vocabulary import AreaLevel

if TYPE_CHECKING:
    from zhaoshang._ledger import changes as changing
    from zhaoshang._ledger import identity as identities
    from zhaoshang._ledger import matching, merging
    from zhaoshang._ledger.changes import Change, Changes
    from zhaoshang._ledger.matching import Match, Matching, MatchLevel
    from zhaoshang._ledger.merging import Merged
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
    from zhaoshang.vocabulary import AssignmentRole

__all__ = ["Change", "Changes", "Ledger", "Match", "MatchLevel", "Matching", "Merged", "Records"]

_HOMES: Final = {
    "Change": "zhaoshang._ledger.changes",
    "Changes": "zhaoshang._ledger.changes",
    "Match": "zhaoshang._ledger.matching",
    "MatchLevel": "zhaoshang._ledger.matching",
    "Matching": "zhaoshang._ledger.matching",
    "Merged": "zhaoshang._ledger.merging",
}

__getattr__, __dir__ = lazy(__name__, _HOMES, around=guarded)

if not TYPE_CHECKING:  # loaded when ledgers are first compared
    changing, identities, matching, merging = (
        Deferred(f"zhaoshang._ledger.{name}") for name in ("changes", "identity", "matching", "merging")
    )


@final
@refusing(sums="Write ledger.merge(other).", places="Write ledger.projects, or another of its collections.")
@frozen(kw_only=True, field_transformer=kept.looked_up)
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
        level: whether it covers a county, a city or a province, which decides what a move from outside is.

    Raises:
        DuplicateIdError: when two records of one collection have one id.

    Examples:
        >>> from zhaoshang.ledger import Ledger
        >>> from zhaoshang.model import Project
        >>> ledger = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="石墨烯产业园")])
        >>> ledger.projects["P1"].name, ledger.as_of
        ('石墨烯产业园', Period('2022-06-30'))
    """

    __repr__ = to.brief

    as_of: Period | None = field(default=None, converter=to.period)
    name: str | None = field(default=None, converter=to.name)
    level: AreaLevel | None = field(default=None, converter=optional(AreaLevel))
    projects: "Records[Project]" = field(default=NONE, converter=Records["Project"], metadata=called("项目"))
    investors: "Records[Investor]" = field(
        default=NONE, converter=Records["Investor"], metadata=called("投资方")
    )
    parks: "Records[Park]" = field(default=NONE, converter=Records["Park"], metadata=called("载体"))
    chains: "Records[Chain]" = field(default=NONE, converter=Records["Chain"], metadata=called("产业链"))
    teams: "Records[ServiceTeam]" = field(
        default=NONE, converter=Records["ServiceTeam"], metadata=called("队伍")
    )
    targets: "Records[Target]" = field(default=NONE, converter=Records["Target"], metadata=called("目标任务"))
    funds: "Records[Fund]" = field(default=NONE, converter=Records["Fund"], metadata=called("产业基金"))
    campaigns: "Records[Campaign]" = field(
        default=NONE, converter=Records["Campaign"], metadata=called("专项行动")
    )
    payments: "Records[Payment]" = field(
        default=NONE, converter=Records["Payment"], metadata=called("政策资金")
    )
    events: "Records[Event]" = field(default=NONE, converter=Records["Event"], metadata=called("活动"))
    partners: "Records[Partner]" = field(
        default=NONE, converter=Records["Partner"], metadata=called("合作伙伴")
    )
    scenarios: "Records[Scenario]" = field(
        default=NONE, converter=Records["Scenario"], metadata=called("应用场景")
    )
    understandings: "tuple[Understanding, ...]" = field(default=(), converter=kept.understandings)
    codes: "tuple[PlanCode, ...]" = field(default=(), converter=kept.codes)

    def __attrs_post_init__(self) -> None:
        """Let the chains know the ledger that they stand in, whose projects fill their nodes."""
        if self.chains:
            desk = Desk(self)
            bound = [chain._at(desk) for chain in self.chains]  # noqa: SLF001 - of the model
            object.__setattr__(self, "chains", Records(bound, name="chains"))

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
        return editing.with_records(self, changes)

    def without(self, **ids: str | Iterable[str]) -> "Ledger":
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
        return editing.without_records(self, ids)

    @telling("other", "identity")
    def match(self, other: "Ledger", /, *, identity: str | Iterable[str] | None = None) -> "Matching":
        """Find which projects of this ledger and another are one: of this month and the last, of two offices.

        A project is the same by its code, else by its name and lead investor in normalised form, never by the number
        of its row. Two projects with codes of their own are two, whatever they are called. Of one name without an
        investor in both, two are one unless what else both say (unit or place, amount, day of signing) tells against it;
        then they stand in `doubts`, as do those of one investor where all of it differs.

        Args:
            other: the other ledger.
            identity: a declared key instead: one field or several, such as `code` (the id, whatever it looks like) or
                `["name", "owner"]`; Chinese names of fields do as well. Where several projects share a key, it pairs only
                those that agree in name and lead investor too, and `findings` name it (`identity_repeated`).

        Returns:
            The pairs, the doubtful ones as a review list, and what stands alone.

        Raises:
            UnknownCodeError: for a field that no key is made of.

        Examples:
            >>> from zhaoshang import Ledger, Project
            >>> may = Ledger(projects=[Project(id="A-07", name="虚构阀门项目")])
            >>> june = Ledger(projects=[Project(id="A-07", name="虚构阀门二期项目")])
            >>> [(pair.second, pair.level.value) for pair in june.match(may).pairs]
            [('A-07', 'code')]
            >>> june.match(may, identity="name").only_here
            ('A-07',)
        """
        return matching.match(self, _ledger(other, "other"), identities.identity_of(identity))

    def keyed(self, identity: str | Iterable[str], /) -> "Ledger":
        """Give projects ids made of a declared key, so that months can be followed by their ids; references follow.

        A project that lacks a part of the key keeps its id; of several with one key the later ones keep theirs
        behind it.

        Args:
            identity: one field or several, as `match` takes them.

        Raises:
            UnknownCodeError: for a field that no key is made of.

        Examples:
            >>> from zhaoshang import Ledger, Project
            >>> may = Ledger(projects=[Project(id="台账!5", name="虚构阀门项目", owner="招商一组")])
            >>> may.keyed(["name", "owner"]).projects.ids
            ('虚构阀门|招商一组',)
        """
        return identities.keyed(self, identities.identity_of(identity))

    def duplicates(self) -> "tuple[Match, ...]":
        """Find projects of this ledger that may be one: a report, and nothing is merged.

        A project that was shown at several events, renamed or enlarged is for people to recognise; `merge` takes what
        they decide.

        Returns:
            Each pair once, at its surest level, in the order of the ledger.

        Examples:
            >>> from zhaoshang import Ledger, Project
            >>> ledger = Ledger(
            ...     projects=[
            ...         Project(id="A", name="虚构（一期）项目"),
            ...         Project(id="B", name="虚构(一期)", grade="A"),
            ...     ]
            ... )
            >>> [(match.first, match.second, match.level.value) for match in ledger.duplicates()]
            [('A', 'B', 'name')]
            >>> [project.grade for project in ledger.merge(duplicates=ledger.duplicates()).ledger.projects]
            ['A']
        """
        return matching.find_within(self)

    @telling("others", "identity")
    def merge(
        self,
        *others: "Ledger",
        identity: str | Iterable[str] | None = None,
        duplicates: "Iterable[Match | tuple[str, str]]" = (),
    ) -> "Merged[Ledger]":
        """Put ledgers that follow each other into one: each project once, nothing lost.

        Projects are matched as `match` does. What either says stands; where both say something different the later
        one stands, and both values are told with where they come from. The order is that of the ledgers' days where
        all have one, else the order given, the latest last.

        Args:
            *others: the other ledgers; without any, only what `duplicates` says is done.
            identity: a declared key of projects, as `match` takes it.
            duplicates: pairs of projects of the result that people decided to be one, as ids or as matches of a
                review list: the first keeps its id, and what it says stands.

        Raises:
            UnknownCodeError: for a field that no key is made of.
            UnknownIdError: for a duplicate that is not there.

        Examples:
            >>> from zhaoshang import Ledger, Project
            >>> may = Ledger(as_of="2022-05-31", projects=[Project(id="台账!5", name="甲", grade="A")])
            >>> june = Ledger(
            ...     as_of="2022-06-30",
            ...     projects=[
            ...         Project(id="台账!5", name="乙"),
            ...         Project(id="台账!6", name="甲", district="东镇"),
            ...     ],
            ... )
            >>> merged = may.merge(june)
            >>> [(project.id, project.name, project.grade) for project in merged.ledger.projects]
            [('台账!5', '乙', None), ('台账!6', '甲', 'A')]
        """
        return merging.merged(
            [self, *(_ledger(other, "others") for other in others)],
            identities.identity_of(identity),
            arguments.several(duplicates),
        )

    @telling("older", "identity")
    def diff(self, older: "Ledger", /, *, identity: str | Iterable[str] | None = None) -> "Changes[Ledger]":
        """Tell what changed since an older ledger: for the weekly roll-up (每周汇总).

        Projects are matched as `match` does, so that a project that moved to another row has not changed.

        Args:
            older: the ledger to compare with.
            identity: a declared key of projects, as `match` takes it.

        Returns:
            Records added and removed, and each field that changed, collection by collection, in the order of this
            ledger; what was removed comes last in its collection. `older.apply(changes)` is this ledger.

        Raises:
            LedgerOrderError: when the other ledger is of a later day.
            UnknownCodeError: for a field that no key is made of.

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
        return changing.changes_between(self, _ledger(older, "older"), identities.identity_of(identity))

    def apply(self, changes: "Iterable[Change]", /) -> "Ledger":
        """Make the newer ledger of this one and what changed; the inverse of `diff`.

        Args:
            changes: what `diff` gave, or some of it.

        Raises:
            ChangeConflictError: when this ledger holds another value than a change was made from, or a record that was
                to be added.
            UnknownIdError: when a record that changed is not there.

        Examples:
            >>> from zhaoshang import Ledger, Project
            >>> old = Ledger(projects=[Project(id="P1", name="甲")])
            >>> new = Ledger(projects=[Project(id="P2", name="乙"), Project(id="P1", name="甲", grade="A")])
            >>> old.apply(new.diff(old)) == new
            True
        """
        return changing.applied(self, arguments.several(changes))

    def unit_lines(self) -> Mapping[str, tuple[str, ...]]:
        """Give the units that stand under others, each with the units above it (责任单位层级).

        Returns:
            For each unit that names a parent, itself and then those above it, nearest first. A unit without a parent
            stands alone and is not listed; a circle of parents ends where it began.

        Examples:
            >>> from zhaoshang.ledger import Ledger
            >>> from zhaoshang.model import ServiceTeam
            >>> county, town = ServiceTeam(id="C", name="某县"), ServiceTeam(id="T", name="某镇", parent="C")
            >>> Ledger(teams=[county, town]).unit_lines()
            {'T': ('T', 'C')}
        """
        return units.lines(self.teams)

    def units_below(self, *units_: str) -> frozenset[str]:
        """List some units with all that stand under them.

        Args:
            *units_: the ids of units.

        Examples:
            >>> from zhaoshang.ledger import Ledger
            >>> from zhaoshang.model import ServiceTeam
            >>> county, town = ServiceTeam(id="C", name="某县"), ServiceTeam(id="T", name="某镇", parent="C")
            >>> sorted(Ledger(teams=[county, town]).units_below("C"))
            ['C', 'T']
        """
        return units.below(self.teams, units_)

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
        return serving.served_by(self, as_of, role)

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

        return tuple(references.dangling(self))

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


def _ledger(given: object, argument: str) -> Ledger:
    if isinstance(given, Ledger):
        return given
    written = as_python(given) if isinstance(given, str | int | None) else type(given).__name__
    fix = made_by(given, ("Ledger",))
    raise errors.FieldTypeError(written, "a Ledger, such as imported.ledger", fix).at(argument)


guard_room(globals())
