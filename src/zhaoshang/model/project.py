"""Projects: what is to be invested, how far it has come, and what was promised and done."""

from typing import TYPE_CHECKING, Final, final

from attrs import field, frozen
from attrs.converters import optional

from zhaoshang._basics.cached import cached_property
from zhaoshang._calls.guard import guard_room
from zhaoshang._calls.uses import refusing
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.table import refers
from zhaoshang.quantities import Area, Money, Quantity
from zhaoshang.vocabulary import Category, Channel, Origin, Relation, Stage, Track

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from zhaoshang._typed import TrackName
    from zhaoshang.model.results import Appraisal, Arrival, CreditShare, Factor, LogEntry, Outcome
    from zhaoshang.model.statistics import StatisticsEntry
    from zhaoshang.model.steps import Agreement, Milestone

__all__ = ["Project"]

_SIGNING: Final = frozenset({Stage.SIGNED, Stage.INTENT})


def _track(value: "Track | TrackName | None") -> Track | None:
    return None if value is None else Track(value)


def _agreements(value: "Iterable[Agreement] | None") -> "tuple[Agreement, ...]":
    return to.several(value, "Agreement")


def _milestones(value: "Iterable[Milestone] | None") -> "tuple[Milestone, ...]":
    return to.several(value, "Milestone")


def _arrivals(value: "Iterable[Arrival] | None") -> "tuple[Arrival, ...]":
    return to.several(value, "Arrival")


def _outcomes(value: "Iterable[Outcome] | None") -> "tuple[Outcome, ...]":
    return to.several(value, "Outcome")


def _shares(value: "Iterable[CreditShare] | None") -> "tuple[CreditShare, ...]":
    return to.several(value, "CreditShare")


def _appraisals(value: "Iterable[Appraisal] | None") -> "tuple[Appraisal, ...]":
    return to.several(value, "Appraisal")


def _factors(value: "Iterable[Factor] | None") -> "tuple[Factor, ...]":
    return to.several(value, "Factor")


def _statistics(value: "Iterable[StatisticsEntry] | None") -> "tuple[StatisticsEntry, ...]":
    return to.several(value, "StatisticsEntry")


def _log(value: "Iterable[LogEntry] | None") -> "tuple[LogEntry, ...]":
    return to.several(value, "LogEntry")


@final
@refusing(places="Write project.investment, with the name of the field.")
@frozen(kw_only=True)
class Project:
    """An investment project (项目), from a first idea to production and after.

    A milestone `signed` or `intent` that is no plan is kept as an agreement: signing has one home. It is merged with
    an agreement of the same kind and date, or with one of the same kind that lacks a date.

    Attributes:
        id: its id in the ledger.
        name: its name.
        owner: the id of the unit in charge (责任单位).
        district: the place that is credited.
        investors: ids of the investors, the lead investor first.
        park: the id of the park it lies in.
        chain_nodes: its places in industrial chains, as `chain/node`.
        industry: the code of GB/T 4754-2017, such as `C39`.
        category: what it is about.
        track: the way it takes.
        channel: how it was found.
        grade: its priority grade.
        tags: further labels.
        investment: the agreed total investment (总投资).
        fixed_investment: its part in fixed assets (固定资产投资).
        outside_investment: the part to be brought in from outside (引资额).
        foreign_investment: contracted foreign capital (合同外资).
        land: the area of land.
        floor_area: the area of floors.
        capacity: what it can produce at most, such as 100万套/年.
        agreements: what was signed.
        milestones: the other steps, done and planned.
        arrivals: payments that came in.
        outcomes: what it achieved.
        shares: how credit is split between units.
        parent: the id of the project it belongs to.
        relation: what it is to its parent.
        moved_from: where a relocated project comes from; the lead investor's origin where not said.
        events: ids or names of the events where it was shown, in order.
        referrer: the id of the partner who brought it.
        fund: the id of the fund that brought it.
        scenario: the id of the scenario that brought it.
        regions: the regions it serves beyond its own (辐射区域).
        appraisals: screenings before signing.
        factors: what it needs and what is secured.
        government_funded: whether public money builds it; `None` where not known.
        log: notes on progress.
        extra: what a ledger tells of it in columns that the model has no field for, by their headers, each text as it
            stood there. Figures can be grouped and chosen by it, as `extra.` and the header.
        statistics: when official statistics entered it, and as what (入库、入统).

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.model import Agreement, Milestone, Project
        >>> project = Project(
        ...     id="P1",
        ...     name="石墨烯产业园",
        ...     investment=Money.of(3, "亿元"),
        ...     agreements=[Agreement(signed_on="2022-03-05")],
        ...     milestones=[Milestone(stage="landed", on="2022-06")],
        ... )
        >>> [(step.stage.value, str(step.on)) for step in project.history]
        [('signed', '2022-03-05'), ('landed', '2022-06')]
    """

    __repr__ = to.brief

    id: str = field(converter=to.text)
    name: str = field(converter=to.text)
    owner: str | None = field(default=None, converter=to.name, metadata=refers("teams"))
    district: str | None = field(default=None, converter=to.name)
    investors: tuple[str, ...] = field(default=(), converter=to.texts, metadata=refers("investors"))
    park: str | None = field(default=None, converter=to.name, metadata=refers("parks"))
    chain_nodes: tuple[str, ...] = field(default=(), converter=to.texts)
    industry: str | None = field(default=None, converter=to.name)
    category: Category | None = field(default=None, converter=optional(Category))
    track: Track | None = field(default=None, converter=_track)
    channel: Channel | None = field(default=None, converter=optional(Channel))
    grade: str | None = field(default=None, converter=to.name)
    tags: tuple[str, ...] = field(default=(), converter=to.texts)
    investment: Money | None = field(default=None, converter=to.money)
    fixed_investment: Money | None = field(default=None, converter=to.money)
    outside_investment: Money | None = field(default=None, converter=to.money)
    foreign_investment: Money | None = field(default=None, converter=to.money)
    land: Area | None = field(default=None, converter=to.area)
    floor_area: Area | None = field(default=None, converter=to.area)
    capacity: Quantity | None = field(default=None, converter=to.quantity)
    agreements: "tuple[Agreement, ...]" = field(default=(), converter=_agreements)
    milestones: "tuple[Milestone, ...]" = field(default=(), converter=_milestones)
    arrivals: "tuple[Arrival, ...]" = field(default=(), converter=_arrivals)
    outcomes: "tuple[Outcome, ...]" = field(default=(), converter=_outcomes)
    shares: "tuple[CreditShare, ...]" = field(default=(), converter=_shares)
    parent: str | None = field(default=None, converter=to.name, metadata=refers("projects"))
    relation: Relation | None = field(default=None, converter=optional(Relation))
    moved_from: Origin | None = field(default=None, converter=optional(Origin))
    events: tuple[str, ...] = field(default=(), converter=to.texts)
    referrer: str | None = field(default=None, converter=to.name, metadata=refers("partners"))
    fund: str | None = field(default=None, converter=to.name, metadata=refers("funds"))
    scenario: str | None = field(default=None, converter=to.name, metadata=refers("scenarios"))
    regions: tuple[str, ...] = field(default=(), converter=to.texts)
    appraisals: "tuple[Appraisal, ...]" = field(default=(), converter=_appraisals)
    factors: "tuple[Factor, ...]" = field(default=(), converter=_factors)
    government_funded: bool | None = field(default=None, converter=to.maybe)
    log: "tuple[LogEntry, ...]" = field(default=(), converter=_log)
    extra: "Mapping[str, str]" = field(default=to.NO_TEXTS, converter=to.named_texts)
    statistics: "tuple[StatisticsEntry, ...]" = field(default=(), converter=_statistics)

    def __attrs_post_init__(self) -> None:
        """Move signing milestones to the agreements."""
        for step in self.milestones:
            if step.stage in _SIGNING and not step.planned:
                from zhaoshang.model.steps import with_signing  # noqa: PLC0415 - loaded with the first milestone

                agreements, milestones = with_signing(self.agreements, self.milestones)
                object.__setattr__(self, "agreements", agreements)
                object.__setattr__(self, "milestones", milestones)
                return

    @cached_property
    def history(self) -> "tuple[Milestone, ...]":
        """Agreements and milestones as one ordered run of steps.

        An agreement stands as a milestone `signed` (formal) or `intent` (intent, framework) on its date of signing.
        Steps are in order of time; where dates overlap or are equal stages stand in their own order, then ends, then
        what lies over a stage as it was entered; steps without a date stand by their stage; plans come last.
        """
        from zhaoshang.model.steps import history  # noqa: PLC0415 - loaded with the first milestone

        return history(self.agreements, self.milestones)

    @property
    def lead_investor(self) -> str | None:
        """The id of the first investor; `None` where none is named.

        Examples:
            >>> from zhaoshang.model import Project
            >>> Project(id="P1", name="某项目", investors=["I1", "I2"]).lead_investor
            'I1'
        """
        return self.investors[0] if self.investors else None


guard_room(globals())
