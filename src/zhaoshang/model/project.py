"""Projects: what is to be invested, how far it has come, and what was promised and done."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import Final, final

from attrs import field, frozen
from attrs.converters import optional

from zhaoshang.model import _fields as to
from zhaoshang.periods import Period
from zhaoshang.quantities import Area, Count, Money, Quantity
from zhaoshang.vocabulary import (
    AgreementKind,
    ArrivalOrigin,
    Category,
    Channel,
    FactorKind,
    Relation,
    Stage,
    Track,
    Verdict,
)

__all__ = [
    "Agreement",
    "Appraisal",
    "Arrival",
    "CreditShare",
    "Factor",
    "LogEntry",
    "Milestone",
    "Outcome",
    "Project",
    "Promise",
    "PromisedTerm",
]


@final
@frozen(kw_only=True)
class PromisedTerm:
    """What an investor promised in an agreement for a period (承诺指标).

    Attributes:
        measure: what is promised: `tax`, `output`, `jobs`, `revenue`, `fixed_asset_investment`, `value_added`.
        period: the year, or other period, it is promised for.
        promised: how much.

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.model import PromisedTerm
        >>> PromisedTerm(measure="tax", period="2025", promised=Money.of(800, "万元")).period
        Period('2025')
    """

    measure: str = field(converter=to.text)
    period: Period | None = field(default=None, converter=to.period)
    promised: Quantity | None = field(default=None, converter=to.quantity)


def _terms(value: Iterable[PromisedTerm] | None) -> tuple[PromisedTerm, ...]:
    return to.items(value, PromisedTerm)


@final
@frozen(kw_only=True)
class Promise:
    """A paper that is promised for later, so that a step may pass now (容缺补件).

    Attributes:
        evidence: the code of the paper; see `zhaoshang.vocabulary.Evidence`.
        due_on: by when it is to be handed in.

    Examples:
        >>> from zhaoshang.model import Promise
        >>> Promise(evidence="eia", due_on="2022-06-30").due_on
        Period('2022-06-30')
    """

    evidence: str = field(converter=to.text)
    due_on: Period | None = field(default=None, converter=to.period)


def _promised(value: Iterable[Promise] | None) -> tuple[Promise, ...]:
    return to.items(value, Promise)


@final
@frozen(kw_only=True)
class Agreement:
    """A paper that was signed (协议): the one home of signing.

    Attributes:
        kind: how binding it is; a formal contract unless said otherwise.
        signed_on: when it was signed.
        approved_on: when it passed approval (签约审核通过时间).
        recorded_on: when the ledger learned of it.
        evidence: codes of the papers that prove it.
        terms: what the investor promised.
        promised: papers promised for later.
        reporter: the department that reported it.
        correction: whether it corrects the record, for instance reopens a project that had ended.
        reason: why it was corrected.
        note: a remark.

    Examples:
        >>> from zhaoshang.model import Agreement
        >>> Agreement(signed_on="2022-03-05").kind.label("zh_CN")
        '正式合同'
    """

    kind: AgreementKind = field(default=AgreementKind.FORMAL, converter=AgreementKind)
    signed_on: Period | None = field(default=None, converter=to.period)
    approved_on: Period | None = field(default=None, converter=to.period)
    recorded_on: Period | None = field(default=None, converter=to.period)
    evidence: tuple[str, ...] = field(default=(), converter=to.evidence)
    terms: tuple[PromisedTerm, ...] = field(default=(), converter=_terms)
    promised: tuple[Promise, ...] = field(default=(), converter=_promised)
    reporter: str | None = field(default=None, converter=to.name)
    correction: bool = field(default=False, converter=to.flag)
    reason: str = field(default="", converter=to.note)
    note: str = field(default="", converter=to.note)

    @property
    def stage(self) -> Stage:
        """The stage it brings: `signed` for a formal contract, else `intent`."""
        return Stage.SIGNED if self.kind is AgreementKind.FORMAL else Stage.INTENT


def _agreements(value: Iterable[Agreement] | None) -> tuple[Agreement, ...]:
    return to.items(value, Agreement)


@final
@frozen(kw_only=True)
class Milestone:
    """A step of a project, done or planned, with its evidence (里程碑).

    Attributes:
        stage: the stage reached, the end, or the overlay.
        on: when it happened, or is planned for; `None` where it is not known.
        recorded_on: when the ledger learned of it.
        planned: whether it is a plan.
        evidence: codes of the papers that prove it.
        promised: papers promised for later.
        reporter: the department that reported it.
        correction: whether it corrects the record, for instance reopens a project that had ended.
        reason: why it was corrected.
        note: a remark.

    Examples:
        >>> from zhaoshang.model import Milestone
        >>> step = Milestone(stage="started", on="2022-03", evidence=["construction_permit"])
        >>> step.stage, step.on, step.planned
        (<Stage.STARTED: 'started'>, Period('2022-03'), False)
    """

    stage: Stage = field(converter=Stage)
    on: Period | None = field(default=None, converter=to.period)
    recorded_on: Period | None = field(default=None, converter=to.period)
    planned: bool = field(default=False, converter=to.flag)
    evidence: tuple[str, ...] = field(default=(), converter=to.evidence)
    promised: tuple[Promise, ...] = field(default=(), converter=_promised)
    reporter: str | None = field(default=None, converter=to.name)
    correction: bool = field(default=False, converter=to.flag)
    reason: str = field(default="", converter=to.note)
    note: str = field(default="", converter=to.note)


def _milestones(value: Iterable[Milestone] | None) -> tuple[Milestone, ...]:
    return to.items(value, Milestone)


@final
@frozen(kw_only=True)
class Arrival:
    """A payment that came in (到位资金).

    Attributes:
        on: when it came in.
        recorded_on: when the ledger learned of it.
        amount: how much.
        fixed: the part spent on fixed assets.
        origin: where it comes from; where absent, the lead investor's origin counts.

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.model import Arrival
        >>> Arrival(on="2022-05", amount=Money.of(2, "亿元"), origin="foreign").origin.label("zh_CN")
        '境外'
    """

    on: Period | None = field(default=None, converter=to.period)
    recorded_on: Period | None = field(default=None, converter=to.period)
    amount: Money | None = field(default=None, converter=to.money)
    fixed: Money | None = field(default=None, converter=to.money)
    origin: ArrivalOrigin | None = field(default=None, converter=optional(ArrivalOrigin))


def _arrivals(value: Iterable[Arrival] | None) -> tuple[Arrival, ...]:
    return to.items(value, Arrival)


@final
@frozen(kw_only=True)
class Outcome:
    """What a project achieved in a period (实绩).

    Attributes:
        period: the year, quarter or month.
        recorded_on: when the ledger learned of it.
        tax: taxes paid (税收).
        output: value of output (产值).
        revenue: operating revenue (营业收入).
        fixed_asset_investment: investment in fixed assets (固定资产投资).
        value_added: value added (增加值).
        jobs: persons employed; a bare int counts 人.

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.model import Outcome
        >>> Outcome(period="2022", tax=Money.of(950, "万元"), jobs=120).jobs.unit.code
        '人'
    """

    period: Period | None = field(default=None, converter=to.period)
    recorded_on: Period | None = field(default=None, converter=to.period)
    tax: Money | None = field(default=None, converter=to.money)
    output: Money | None = field(default=None, converter=to.money)
    revenue: Money | None = field(default=None, converter=to.money)
    fixed_asset_investment: Money | None = field(default=None, converter=to.money)
    value_added: Money | None = field(default=None, converter=to.money)
    jobs: Count | None = field(default=None, converter=to.jobs)


def _outcomes(value: Iterable[Outcome] | None) -> tuple[Outcome, ...]:
    return to.items(value, Outcome)


@final
@frozen(kw_only=True)
class CreditShare:
    """The part of a project that one unit is credited with (分成).

    Attributes:
        unit: the id of the unit.
        share: its part, from 0 to 1. Shares that do not sum to 1 are a finding, not an error.
        until: the last day on which the split holds.

    Examples:
        >>> from zhaoshang.model import CreditShare
        >>> CreditShare(unit="U1", share="0.5").share
        Decimal('0.5')
    """

    unit: str = field(converter=to.text)
    share: Decimal | None = field(default=None, converter=to.decimal)
    until: Period | None = field(default=None, converter=to.period)


def _shares(value: Iterable[CreditShare] | None) -> tuple[CreditShare, ...]:
    return to.items(value, CreditShare)


@final
@frozen(kw_only=True)
class Appraisal:
    """A screening before signing (研判).

    Attributes:
        on: when it was held.
        by: who held it.
        verdict: what came out.
        score: the points given, if any.
        note: a remark.

    Examples:
        >>> from zhaoshang.model import Appraisal
        >>> Appraisal(on="2022-02", by="招商办", verdict="admit", score="86.5").verdict.label("zh_CN")
        '引进'
    """

    on: Period | None = field(default=None, converter=to.period)
    by: str | None = field(default=None, converter=to.name)
    verdict: Verdict | None = field(default=None, converter=optional(Verdict))
    score: Decimal | None = field(default=None, converter=to.decimal)
    note: str = field(default="", converter=to.note)


def _appraisals(value: Iterable[Appraisal] | None) -> tuple[Appraisal, ...]:
    return to.items(value, Appraisal)


@final
@frozen(kw_only=True)
class Factor:
    """A factor that a project needs, and how much of it is secured (要素保障).

    Attributes:
        kind: land, energy, finance or talent.
        needed: how much is needed.
        secured: how much is secured.

    Examples:
        >>> from zhaoshang import Area
        >>> from zhaoshang.model import Factor
        >>> land = Factor(kind="land", needed=Area.of(80, "亩"), secured=Area.of(60, "亩"))
        >>> land.is_short
        True
    """

    kind: FactorKind = field(converter=FactorKind)
    needed: Quantity | None = field(default=None, converter=to.quantity)
    secured: Quantity | None = field(default=None, converter=to.quantity)

    @property
    def is_short(self) -> bool | None:
        """Whether less is secured than needed; `None` where either is not known or the units differ in kind."""
        if self.needed is None or self.secured is None or type(self.needed) is not type(self.secured):
            return None
        return self.secured < self.needed


def _factors(value: Iterable[Factor] | None) -> tuple[Factor, ...]:
    return to.items(value, Factor)


@final
@frozen(kw_only=True)
class LogEntry:
    """A note on progress (进展记录); a project that is silent here and in its milestones is stalled.

    Attributes:
        on: when it was written.
        by: the id of the unit or person who wrote it.
        note: what it says.

    Examples:
        >>> from zhaoshang.model import LogEntry
        >>> LogEntry(on="2022-05-06", by="U1", note="完成地勘").note
        '完成地勘'
    """

    on: Period | None = field(default=None, converter=to.period)
    by: str | None = field(default=None, converter=to.name)
    note: str = field(default="", converter=to.note)


def _log(value: Iterable[LogEntry] | None) -> tuple[LogEntry, ...]:
    return to.items(value, LogEntry)


@final
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
        events: ids or names of the events where it was shown, in order.
        referrer: the id of the partner who brought it.
        fund: the id of the fund that brought it.
        scenario: the id of the scenario that brought it.
        regions: the regions it serves beyond its own (辐射区域).
        appraisals: screenings before signing.
        factors: what it needs and what is secured.
        government_funded: whether public money builds it; `None` where not known.
        log: notes on progress.

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

    id: str = field(converter=to.text)
    name: str = field(converter=to.text)
    owner: str | None = field(default=None, converter=to.name)
    district: str | None = field(default=None, converter=to.name)
    investors: tuple[str, ...] = field(default=(), converter=to.texts)
    park: str | None = field(default=None, converter=to.name)
    chain_nodes: tuple[str, ...] = field(default=(), converter=to.texts)
    industry: str | None = field(default=None, converter=to.name)
    category: Category | None = field(default=None, converter=optional(Category))
    track: Track | None = field(default=None, converter=optional(Track))
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
    agreements: tuple[Agreement, ...] = field(default=(), converter=_agreements)
    milestones: tuple[Milestone, ...] = field(default=(), converter=_milestones)
    arrivals: tuple[Arrival, ...] = field(default=(), converter=_arrivals)
    outcomes: tuple[Outcome, ...] = field(default=(), converter=_outcomes)
    shares: tuple[CreditShare, ...] = field(default=(), converter=_shares)
    parent: str | None = field(default=None, converter=to.name)
    relation: Relation | None = field(default=None, converter=optional(Relation))
    events: tuple[str, ...] = field(default=(), converter=to.texts)
    referrer: str | None = field(default=None, converter=to.name)
    fund: str | None = field(default=None, converter=to.name)
    scenario: str | None = field(default=None, converter=to.name)
    regions: tuple[str, ...] = field(default=(), converter=to.texts)
    appraisals: tuple[Appraisal, ...] = field(default=(), converter=_appraisals)
    factors: tuple[Factor, ...] = field(default=(), converter=_factors)
    government_funded: bool | None = field(default=None, converter=to.maybe)
    log: tuple[LogEntry, ...] = field(default=(), converter=_log)

    def __attrs_post_init__(self) -> None:
        """Move signing milestones to the agreements."""
        for step in self.milestones:
            if step.stage in _SIGNING and not step.planned:
                agreements, milestones = _with_signing(self.agreements, self.milestones)
                object.__setattr__(self, "agreements", agreements)
                object.__setattr__(self, "milestones", milestones)
                return

    @cached_property
    def history(self) -> tuple[Milestone, ...]:
        """Agreements and milestones as one ordered run of steps.

        An agreement stands as a milestone `signed` (formal) or `intent` (intent, framework) on its date of signing.
        Steps are in order of time; where dates overlap or are equal the given order and then the order of stages
        decides; steps without a date stand by their stage; plans come last.
        """
        return _history(self.agreements, self.milestones)

    @property
    def lead_investor(self) -> str | None:
        """The id of the first investor."""
        return self.investors[0] if self.investors else None


_SIGNING: Final = frozenset({Stage.SIGNED, Stage.INTENT})
_TRIAL_RANK: Final = Stage.COMPLETED.rank + 0.5


def _with_signing(
    agreements: tuple[Agreement, ...], milestones: tuple[Milestone, ...]
) -> tuple[tuple[Agreement, ...], tuple[Milestone, ...]]:
    """Turn signing milestones into agreements, merging each with the agreement that it repeats."""
    found = list(agreements)
    rest = []
    for step in milestones:
        if step.stage not in _SIGNING or step.planned:
            rest.append(step)
            continue
        for place, paper in enumerate(found):
            same_date = paper.signed_on == step.on or paper.signed_on is None or step.on is None
            if paper.stage is step.stage and same_date:
                found[place] = _merged(paper, step)
                break
        else:
            kind = AgreementKind.FORMAL if step.stage is Stage.SIGNED else AgreementKind.INTENT
            found.append(_merged(Agreement(kind=kind), step))
    return tuple(found), tuple(rest)


def _merged(paper: Agreement, step: Milestone) -> Agreement:
    return Agreement(
        kind=paper.kind,
        signed_on=paper.signed_on or step.on,
        approved_on=paper.approved_on,
        recorded_on=paper.recorded_on or step.recorded_on,
        evidence=dict.fromkeys((*paper.evidence, *step.evidence)),
        terms=paper.terms,
        promised=dict.fromkeys((*paper.promised, *step.promised)),
        reporter=paper.reporter or step.reporter,
        correction=paper.correction or step.correction,
        reason=paper.reason or step.reason,
        note=paper.note or step.note,
    )


def _step(paper: Agreement) -> Milestone:
    return Milestone(
        stage=paper.stage,
        on=paper.signed_on,
        recorded_on=paper.recorded_on,
        evidence=paper.evidence,
        promised=paper.promised,
        reporter=paper.reporter,
        correction=paper.correction,
        reason=paper.reason,
        note=paper.note,
    )


def _rank(stage: Stage) -> float:
    return _TRIAL_RANK if stage is Stage.TRIAL else stage.rank


def _insert(steps: list[Milestone], step: Milestone) -> None:
    """Place a step before the first of a later stage."""
    rank = _rank(step.stage)
    for place, other in enumerate(steps):
        if _rank(other.stage) > rank:
            steps.insert(place, step)
            return
    steps.append(step)


def _history(agreements: tuple[Agreement, ...], milestones: tuple[Milestone, ...]) -> tuple[Milestone, ...]:
    if not agreements and not milestones:
        return ()
    done = [step for step in milestones if not step.planned]
    plans = [step for step in milestones if step.planned]
    return (*_ordered(done, [_step(paper) for paper in agreements]), *_ordered(plans, []))


def _ordered(steps: list[Milestone], signings: list[Milestone]) -> list[Milestone]:
    dated = [step for step in steps if step.on is not None]
    for step in signings:
        if step.on is not None:
            _insert(dated, step)
    found = _in_time(dated)
    for step in (*steps, *signings):
        if step.on is None:
            _insert(found, step)
    return found


def _in_time(steps: list[Milestone]) -> list[Milestone]:
    """Order by date; a coarse date comes before another only if all of it does, else the given order stays.

    Of the steps left, the first that no other precedes is taken, again and again: a step may be taken once it
    starts no later than the earliest end left.
    """
    spans = [(step.on.start, step.on.end) for step in steps if step.on is not None]
    if all(start == end for start, end in spans):
        return [steps[place] for place in sorted(range(len(steps)), key=lambda place: spans[place][0])]
    waiting = sorted(range(len(steps)), key=lambda place: spans[place][0], reverse=True)
    ends = [(end, place) for place, (_, end) in enumerate(spans)]
    heapify(ends)
    free: list[int] = []
    taken: set[int] = set()
    found = []
    while ends:
        earliest, place = ends[0]
        if place in taken:
            heappop(ends)
            continue
        while waiting and spans[waiting[-1]][0] <= earliest:
            heappush(free, waiting.pop())
        place = heappop(free)
        taken.add(place)
        found.append(steps[place])
    return found
