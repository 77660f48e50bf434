"""The steps of a project: agreements, milestones, what was promised in them, and their order in time."""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from itertools import accumulate
from typing import Final, final

from attrs import evolve, field, frozen

from zhaoshang._calls.guard import guard_room
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.amounts import STAGE_TERMS, TERM_NAMES, TERM_WORDS, unknown_measure
from zhaoshang.model._fields.table import refers
from zhaoshang.periods import Period
from zhaoshang.quantities import Money, Quantity
from zhaoshang.vocabulary import AgreementKind, Stage

__all__ = ["Agreement", "Commitment", "Milestone", "Promise", "PromisedTerm"]


def _term_measure(value: str) -> str:
    named = TERM_NAMES.get(to.text(value))
    if named is None:
        raise unknown_measure(value, TERM_WORDS)
    return named


@final
@frozen(kw_only=True)
class PromisedTerm:
    """What an investor promised in an agreement for a period (承诺指标).

    Attributes:
        measure: what is promised: a measure of outcomes such as `tax` or `jobs`; `intensity` (fixed assets booked over
            land), `tax_per_mu`, `output_per_mu` or `plot_ratio`; or a stage, `started_by`, `producing_by`,
            `at_capacity_by`.
        period: the year, or other period, it is promised for; for a stage, the day by which.
        promised: how much; nothing for a stage.

    Raises:
        UnknownCodeError: for a measure that no agreement may promise.

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.model import PromisedTerm
        >>> PromisedTerm(measure="tax", period="2025", promised=Money.of(800, "万元")).period
        Period('2025')
        >>> PromisedTerm(measure="started_by", period="2024-09-30").is_date
        True
    """

    measure: str = field(converter=_term_measure)
    period: Period | None = field(default=None, converter=to.period)
    promised: Quantity | None = field(default=None, converter=to.quantity)

    @property
    def is_date(self) -> bool:
        """Whether it promises a stage by a day, which is kept in full or not at all."""
        return self.measure in STAGE_TERMS


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


def _term_measures(value: Iterable[str] | None) -> tuple[str, ...]:
    return tuple([_term_measure(measure) for measure in to.texts(value)])


@final
@frozen(kw_only=True)
class Commitment:
    """What the government promised in an agreement (政府承诺事项).

    Attributes:
        id: its id, which payments name.
        kind: what is promised: a rent subsidy, a reward, land, a road.
        amount: how much, where it is an amount.
        condition: what has to come first.
        due_on: by when.
        legal_basis: the rule or paper that allows it.
        reviewed_on: when it passed the review of fair competition (公平竞争审查).
        honoured_on: when it was kept, where that is no payment.
        terms: measures promised by the investor that have to be kept first, such as `tax` or `started_by` (挂钩指标).
        contested_on: when one side disputed it (争议).
        settled_on: when the dispute was settled.

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.model import Commitment
        >>> Commitment(id="C1", kind="租金补贴", amount=Money.of(60, "万元"), due_on="2025-12").due_on
        Period('2025-12')
    """

    id: str = field(converter=to.text)
    kind: str | None = field(default=None, converter=to.name)
    amount: Money | None = field(default=None, converter=to.money)
    condition: str = field(default="", converter=to.note)
    due_on: Period | None = field(default=None, converter=to.period)
    legal_basis: str = field(default="", converter=to.note)
    reviewed_on: Period | None = field(default=None, converter=to.period)
    honoured_on: Period | None = field(default=None, converter=to.period)
    terms: tuple[str, ...] = field(default=(), converter=_term_measures)
    contested_on: Period | None = field(default=None, converter=to.period)
    settled_on: Period | None = field(default=None, converter=to.period)


def _commitments(value: Iterable[Commitment] | None) -> tuple[Commitment, ...]:
    return to.items(value, Commitment)


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
        id: its id, which later papers and payments name.
        amends: the id of the agreement that this one supplements (补充协议): from its date the terms that it names
            take the place of those there.
        amount: the amount agreed in it.
        commitments: what the government promised.

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
    id: str | None = field(default=None, converter=to.name)
    amends: str | None = field(default=None, converter=to.name, metadata=refers("agreements"))
    amount: Money | None = field(default=None, converter=to.money)
    commitments: tuple[Commitment, ...] = field(default=(), converter=_commitments)

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
_AFTER_COMPLETION: Final = Stage.COMPLETED.rank + 0.5


def with_signing(
    agreements: tuple[Agreement, ...], milestones: tuple[Milestone, ...]
) -> tuple[tuple[Agreement, ...], tuple[Milestone, ...]]:
    """Turn signing milestones into agreements, merging each with the agreement that it repeats."""
    found: list[tuple[Agreement, list[Milestone]]] = []
    rest: list[Milestone] = []
    told = {stage: _Papers() for stage in _SIGNING}
    for paper in agreements:
        told[paper.stage].add(paper, len(found))
        found.append((paper, []))
    for step in milestones:
        if step.stage not in _SIGNING or step.planned:
            rest.append(step)
            continue
        papers = told[step.stage]
        place = papers.repeated_by(step.on)
        if place is None:
            kind = AgreementKind.FORMAL if step.stage is Stage.SIGNED else AgreementKind.INTENT
            paper = Agreement(kind=kind, signed_on=step.on)
            place = len(found)
            if step.correction and papers.last is not None:
                paper = saying(paper, papers.last)
            papers.add(paper, place)
            found.append((paper, []))
        found[place][1].append(step)
    return tuple(_merged(paper, steps) if steps else paper for paper, steps in found), tuple(rest)


@final
class _Papers:
    """The papers of one stage, found by date; those that amend another are no repetitions."""

    def __init__(self) -> None:
        self.last: Agreement | None = None
        self._first: int | None = None
        self._by_date: dict[Period, int] = {}
        self._undated: deque[int] = deque()

    def add(self, paper: Agreement, place: int) -> None:
        """Add a paper behind all others."""
        self.last = paper
        if paper.amends is not None:
            return
        if self._first is None:
            self._first = place
        if paper.signed_on is None:
            self._undated.append(place)
        else:
            self._by_date.setdefault(paper.signed_on, place)

    def repeated_by(self, on: Period | None) -> int | None:
        """Find the first paper that a step of a date may repeat; one without a date takes that of the step."""
        if on is None:
            return self._first
        dated = self._by_date.get(on)
        if not self._undated or (dated is not None and dated < self._undated[0]):
            return dated
        self._by_date[on] = place = self._undated.popleft()
        return place


def saying(paper: Agreement, first: Agreement) -> Agreement:
    """Let a paper that corrects another say what that said."""
    return evolve(
        paper,
        kind=first.kind,
        id=first.id,
        amends=first.amends,
        amount=first.amount,
        terms=first.terms,
        commitments=first.commitments,
    )


def _merged(paper: Agreement, steps: Sequence[Milestone]) -> Agreement:
    """Let a paper say what the steps that repeat it say besides; what is said first stands."""
    said: list[Agreement | Milestone] = [paper, *steps]
    return evolve(
        paper,
        signed_on=paper.signed_on or next((step.on for step in steps if step.on is not None), None),
        recorded_on=next((each.recorded_on for each in said if each.recorded_on is not None), None),
        evidence=list(dict.fromkeys(code for each in said for code in each.evidence)),
        promised=list(dict.fromkeys(promise for each in said for promise in each.promised)),
        reporter=next((each.reporter for each in said if each.reporter), None),
        correction=any(each.correction for each in said),
        reason=next((each.reason for each in said if each.reason), ""),
        note=next((each.note for each in said if each.note), ""),
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


def _place_of(stage: Stage) -> float:
    """Say where a step without a date stands among others: a trial run after completion."""
    return _AFTER_COMPLETION if stage is Stage.TRIAL else stage.rank


def _inserted(steps: list[Milestone], order: list[int], others: list[int]) -> list[int]:
    """Place each of the others before the first step of a later stage."""
    if not others:
        return order
    highest = list(accumulate([_place_of(steps[place].stage) for place in order], max))
    found: list[int] = []
    last = 0
    for other in sorted(others, key=lambda other: _place_of(steps[other].stage)):
        place = bisect_right(highest, _place_of(steps[other].stage))
        found += order[last:place]
        found.append(other)
        last = place
    return found + order[last:]


def history(agreements: tuple[Agreement, ...], milestones: tuple[Milestone, ...]) -> tuple[Milestone, ...]:
    """Order agreements and milestones as one run of steps."""
    steps, order = _run(agreements, milestones)
    return tuple(steps[place] for place in order)


def places_in_history(
    agreements: tuple[Agreement, ...], milestones: tuple[Milestone, ...]
) -> tuple[int, ...]:
    """Say of each step of a history where it was entered: among the agreements, then the milestones."""
    return tuple(_run(agreements, milestones)[1])


def _run(
    agreements: tuple[Agreement, ...], milestones: tuple[Milestone, ...]
) -> tuple[list[Milestone], list[int]]:
    steps = [*map(_step, agreements), *milestones]
    done: list[int] = []
    plans: list[int] = []
    for place, step in enumerate(steps):
        (plans if step.planned else done).append(place)
    return steps, [*_ordered(steps, done), *_ordered(steps, plans)]


def _ordered(steps: list[Milestone], places: list[int]) -> list[int]:
    dated = [place for place in places if steps[place].on is not None]
    undated = [place for place in places if steps[place].on is None]
    return _inserted(steps, _in_time(steps, dated), undated)


def _in_time(steps: list[Milestone], dated: list[int]) -> list[int]:
    """Order by date; a coarse date comes before another only if all of it does, else the earlier stage goes first.

    Of the steps left, the first that no other precedes is taken, again and again: a step may be taken once it
    starts no later than the earliest end left.
    """
    spans = {place: (on.start, on.end) for place in dated if (on := steps[place].on) is not None}
    if all(start == end for start, end in spans.values()):
        return sorted(dated, key=lambda place: (spans[place][0], _place_on_a_day(steps, place)))
    waiting = sorted(dated, key=lambda place: spans[place][0], reverse=True)
    ends = [(end, place) for place, (_, end) in spans.items()]
    heapify(ends)
    free: list[tuple[tuple[int, float, int], int]] = []
    taken: set[int] = set()
    found = []
    while ends:
        earliest, place = ends[0]
        if place in taken:
            heappop(ends)
            continue
        while waiting and spans[waiting[-1]][0] <= earliest:
            first = waiting.pop()
            heappush(free, (_place_on_a_day(steps, first), first))
        _, place = heappop(free)
        taken.add(place)
        found.append(place)
    return found


def _place_on_a_day(steps: list[Milestone], place: int) -> tuple[int, float, int]:
    """Order what may have been on one day: stages as they follow each other, then ends, then the rest as entered."""
    stage = steps[place].stage
    if stage.is_overlay:
        return 2, 0, place
    return int(stage.is_end), stage.rank, place


guard_room(globals())
