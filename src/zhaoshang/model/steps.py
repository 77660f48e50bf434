"""The steps of a project: agreements, milestones, what was promised in them, and their order in time."""

from bisect import bisect_right
from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from itertools import accumulate
from typing import Final, final

from attrs import field, frozen

from zhaoshang.model import _fields as to
from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity
from zhaoshang.vocabulary import AgreementKind, Stage

__all__ = ["Agreement", "Milestone", "Promise", "PromisedTerm"]


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

    __repr__ = to.brief

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
        """The stage it brings: `signed` for a formal contract, else `intent`.

        Examples:
            >>> from zhaoshang.model import Agreement
            >>> Agreement(signed_on="2022-03").stage.value, Agreement(kind="framework").stage.value
            ('signed', 'intent')
        """
        return Stage.SIGNED if self.kind is AgreementKind.FORMAL else Stage.INTENT


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

    __repr__ = to.brief

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


_SIGNING: Final = frozenset({Stage.SIGNED, Stage.INTENT})
_RANKS: Final = {stage: float(stage.rank) for stage in Stage} | {Stage.TRIAL: Stage.COMPLETED.rank + 0.5}


def with_signing(
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


def _inserted(steps: list[Milestone], others: list[Milestone]) -> list[Milestone]:
    """Place each of the others before the first step of a later stage."""
    if not others:
        return steps
    highest = list(accumulate([_RANKS[step.stage] for step in steps], max))
    found: list[Milestone] = []
    last = 0
    for step in sorted(others, key=lambda step: _RANKS[step.stage]):
        place = bisect_right(highest, _RANKS[step.stage])
        found += steps[last:place]
        found.append(step)
        last = place
    return found + steps[last:]


def history(agreements: tuple[Agreement, ...], milestones: tuple[Milestone, ...]) -> tuple[Milestone, ...]:
    if not agreements and not milestones:
        return ()
    done = [step for step in milestones if not step.planned]
    plans = [step for step in milestones if step.planned]
    return (*_ordered(done, [_step(paper) for paper in agreements]), *_ordered(plans, []))


def _ordered(steps: list[Milestone], signings: list[Milestone]) -> list[Milestone]:
    dated = [step for step in steps if step.on is not None]
    found = _in_time(_inserted(dated, [step for step in signings if step.on is not None]))
    return _inserted(found, [step for step in (*steps, *signings) if step.on is None])


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
