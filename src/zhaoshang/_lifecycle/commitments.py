"""What the government promised in agreements: due, honoured, waiting, contested (政府承诺事项台账)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final, final

from attrs import frozen

from zhaoshang._lifecycle.graph import Lifecycle
from zhaoshang._lifecycle.known import as_known_on
from zhaoshang._lifecycle.standard import LIFECYCLE
from zhaoshang._lifecycle.supervision import TermResult, supervise
from zhaoshang._lifecycle.views import stage_at
from zhaoshang.errors import ArgumentNeededError
from zhaoshang.ledger import Ledger
from zhaoshang.model import Agreement, Commitment, Payment, Project
from zhaoshang.model._facts.history import standing
from zhaoshang.model._facts.phases import PhaseTree
from zhaoshang.periods import DateLike, to_date
from zhaoshang.quantities import Money
from zhaoshang.vocabulary import Term

FULL: Final = Fraction(1)


class CommitmentState(Term):
    """How a commitment of the government stands on a day (政府承诺事项状态).

    Examples:
        >>> from zhaoshang.lifecycle import CommitmentState
        >>> [state.label("zh_CN") for state in CommitmentState][:3]
        ['已兑现', '未到期', '条件未达成']
    """

    HONOURED = "honoured", "已兑现", "honoured"
    NOT_DUE = "not_due", "未到期", "not due"
    WAITING = "waiting", "条件未达成", "waiting for the investor"
    OVERDUE = "overdue", "逾期未兑现", "overdue"
    CONTESTED = "contested", "有争议", "contested"
    OPEN = "open", "待核实", "open"
    LAPSED = "lapsed", "随项目终止", "lapsed with the project"


@final
@frozen(kw_only=True)
class CommitmentStatus:
    """One line of the register of commitments.

    Attributes:
        project: the id of the project.
        agreement: the id of the agreement; `None` where it has none.
        commitment: the commitment itself.
        state: how it stands.
        paid: what was paid for it by the day, in its own currency; `None` for what is no amount.
        days_over: days past the due day where it is overdue, else `None`.
        waits_for: measures of the investor that it is tied to and that are not kept, or not yet due.
        unclear: measures that it is tied to of which the reports do not tell whether they were kept.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project
        >>> from zhaoshang.lifecycle import commitments
        >>> from zhaoshang.model import Agreement, Commitment
        >>> rent = Commitment(id="C1", kind="租金补贴", amount=Money.of(60, "万元"), due_on="2025-06-30")
        >>> ledger = Ledger(
        ...     projects=[Project(id="P1", name="甲", agreements=[Agreement(commitments=[rent])])]
        ... )
        >>> (line,) = commitments(ledger, as_of="2025-07-10")
        >>> line.state.label("zh_CN"), line.days_over, str(line.paid)
        ('逾期未兑现', 10, '0 CNY')
    """

    project: str
    agreement: str | None
    commitment: Commitment
    state: CommitmentState
    paid: Money | None = None
    days_over: int | None = None
    waits_for: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


def commitments(
    ledger: Ledger,
    /,
    *,
    as_of: DateLike | None = None,
    known_on: DateLike | None = None,
    lifecycle: Lifecycle = LIFECYCLE,
) -> tuple[CommitmentStatus, ...]:
    """Write the register of what the government promised, as it stands on a day (政府承诺兑现台账).

    A commitment is honoured where it says so, or where what was surely paid for it comes to its amount. One that is
    tied to promises of the investor (`Commitment.terms`) is not in default while any of those that fell due by its own
    due day was surely not kept; where the reports do not tell, it is open. A dispute that was raised and not settled
    stands before all but what was honoured. With the end of the project what was not honoured lapses.

    Args:
        ledger: the projects with their agreements, and the payments.
        as_of: the day; by default that of the ledger.
        known_on: only what was recorded by this day counts.
        lifecycle: the graph that says which projects have ended.

    Returns:
        A line a commitment, in the order of the ledger.

    Raises:
        ValueError: when there is no day.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project
        >>> from zhaoshang.lifecycle import commitments
        >>> from zhaoshang.model import Agreement, Commitment, Outcome, PromisedTerm
        >>> tax = PromisedTerm(measure="tax", period="2024", promised=Money.of(800, "万元"))
        >>> reward = Commitment(
        ...     id="C1", kind="奖励", amount=Money.of(80, "万元"), due_on="2025-06-30", terms=["tax"]
        ... )
        >>> paper = Agreement(terms=[tax], commitments=[reward])
        >>> poor = Project(
        ...     id="P1",
        ...     name="甲",
        ...     agreements=[paper],
        ...     outcomes=[Outcome(period="2024", tax=Money.of(500, "万元"))],
        ... )
        >>> (line,) = commitments(Ledger(projects=[poor]), as_of="2025-07-10")
        >>> line.state.label("zh_CN"), line.waits_for
        ('条件未达成', ('tax',))
    """
    day = ledger.as_of if as_of is None else as_of
    if day is None:
        raise ArgumentNeededError("as_of", "commitments")
    today = to_date(day)
    paid = payments_by_commitment(ledger.payments)
    projects = tuple(ledger.projects)
    if known_on is not None:
        projects = tuple(as_known_on(project, known_on) for project in projects)
    tree = PhaseTree(projects)
    found: list[CommitmentStatus] = []
    for row, project in enumerate(projects):
        if any(paper.commitments for paper in project.agreements):
            held = standing(project)
            stage = stage_at(tree.present(row, today, None), today, lifecycle=lifecycle).stage
            is_ended = stage is not None and stage.is_end
            found += statuses(held, paid, today, is_ended=is_ended, phases=tree.one_with(project.id))
    return tuple(found)


def payments_by_commitment(payments: Iterable[Payment]) -> Mapping[str, list[Payment]]:
    """Gather payments by the commitment that they name."""
    paid: dict[str, list[Payment]] = {}
    for payment in payments:
        if payment.commitment is not None:
            paid.setdefault(payment.commitment, []).append(payment)
    return paid


def statuses(
    project: Project,
    paid: Mapping[str, Sequence[Payment]],
    today: date,
    *,
    is_ended: bool = False,
    phases: Sequence[Project] = (),
) -> Iterator[CommitmentStatus]:
    """Judge the commitments of one project."""
    results: list[TermResult] | None = None
    for paper in project.agreements:
        if paper.signed_on is not None and paper.signed_on.start > today:
            continue
        for promise in paper.commitments:
            if promise.terms and results is None:
                reviews = supervise(project, as_of=today, phases=phases)
                results = [each for review in reviews for each in review.results]
            made = paid.get(promise.id, ())
            yield _status(project, paper, promise, made, today, results or [], is_ended=is_ended)


def _status(  # noqa: PLR0917 - each is one fact of the commitment
    project: Project,
    paper: Agreement,
    promise: Commitment,
    made: Sequence[Payment],
    today: date,
    results: Sequence[TermResult],
    *,
    is_ended: bool,
) -> CommitmentStatus:
    due = None if promise.due_on is None else promise.due_on.end
    waits_for, unclear = _tied(promise, results, due or today)
    over = None if due is None else (today - due).days
    if is_honoured(promise, made, today):
        state = CommitmentState.HONOURED
    elif _is_contested(promise, today):
        state = CommitmentState.CONTESTED
    elif is_ended:
        state = CommitmentState.LAPSED
    elif over is None:
        is_ready = promise.terms and not waits_for and not unclear
        state = CommitmentState.OPEN if is_ready else CommitmentState.NOT_DUE
    elif over <= 0:
        state = CommitmentState.NOT_DUE
    elif waits_for:
        state = CommitmentState.WAITING
    else:
        state = CommitmentState.OPEN if unclear else CommitmentState.OVERDUE
    return CommitmentStatus(
        project=project.id,
        agreement=paper.id,
        commitment=promise,
        state=state,
        paid=_paid(promise, made, today),
        days_over=over if state is CommitmentState.OVERDUE else None,
        waits_for=waits_for,
        unclear=unclear,
    )


def _tied(
    promise: Commitment, results: Iterable[TermResult], last: date
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Say which of the terms that it is tied to were not kept, or are still to come, and which are not told."""
    short, unclear = dict[str, None](), dict[str, None]()
    held: dict[str, list[TermResult]] = {measure: [] for measure in promise.terms}
    for result in results:
        if result.measure in held and result.period.end <= last:
            held[result.measure].append(result)
    for measure, terms in held.items():
        if not terms:
            short[measure] = None  # nothing of it fell due: the condition has not come
        for result in terms:
            if result.low is not None and result.low >= FULL:
                continue
            is_short = not result.is_due or (result.high is not None and result.high < FULL)
            (short if is_short else unclear)[measure] = None
    return tuple(short), tuple(measure for measure in unclear if measure not in short)


def _is_contested(promise: Commitment, today: date) -> bool:
    raised, settled = promise.contested_on, promise.settled_on
    return raised is not None and raised.start <= today and (settled is None or settled.end > today)


def is_honoured(promise: Commitment, payments: Iterable[Payment], today: date) -> bool:
    """Tell whether a commitment was kept by a day; payments of unknown amount, or in other currencies, do not tell."""
    on = promise.honoured_on
    if on is not None:
        return on.end <= today
    made = [each.amount for each in payments if each.on is not None and each.on.end <= today and each.amount]
    if promise.amount is None:
        return bool(made)
    like = [amount for amount in made if amount.unit == promise.amount.unit]
    asked = promise.amount.interval.low if promise.amount.value is None else promise.amount.value
    return bool(like) and _least(like) >= Fraction(asked or 0)


def _least(amounts: Iterable[Money]) -> Fraction:
    return sum((Fraction(amount.interval.low or 0) for amount in amounts), Fraction(0))


def _paid(promise: Commitment, payments: Iterable[Payment], today: date) -> Money | None:
    """Add up what was paid in the currency of the promise."""
    if promise.amount is None:
        return None
    nothing = Money.of(0, promise.amount.unit.code)
    like = [
        each.amount
        for each in payments
        if each.on is not None and each.on.end <= today and each.amount and each.amount.unit == nothing.unit
    ]
    return sum(like, nothing)
