"""What a row can say of a project: of the records in force, one of each kind."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from attrs import evolve

from zhaoshang.errors import CurrencyMismatchError
from zhaoshang.lifecycle import history, stage_at
from zhaoshang.model import Agreement, Arrival, Milestone, Project
from zhaoshang.model._facts.arrivals import counting
from zhaoshang.model._facts.history import standing
from zhaoshang.periods import Period
from zhaoshang.quantities import Money
from zhaoshang.vocabulary import AgreementKind, Stage

__all__ = ["Step", "agreements_in_force", "payment_in_force", "step_of", "steps_in_force"]

Step = tuple[Stage, bool, str | None]

_SIGNING: Final = frozenset({Stage.SIGNED, Stage.INTENT})
_MOVES: Final = frozenset({"stage", "end", "overlay"})
"""The effects of records that a project went on by."""


def step_of(milestone: Milestone) -> Step:
    """Give what tells the steps of a row apart: the stage, whether it is a plan, and by whose account."""
    return milestone.stage, milestone.planned, milestone.reporter


def agreements_in_force(project: Project) -> list[Agreement]:
    """List the agreement that signs the project, the first formal one, behind the first dated ones of other kinds."""
    first: dict[AgreementKind, Agreement] = {}
    kinds = list(AgreementKind)  # which of two of one day is taken depends on no order of theirs
    for paper in sorted(
        standing(project).agreements, key=lambda paper: (_order(paper.signed_on), kinds.index(paper.kind))
    ):
        first.setdefault(paper.kind, paper)
    if not first:
        return []
    main = first.get(AgreementKind.FORMAL) or next(iter(first.values()))
    others = (first.get(kind) for kind in (AgreementKind.INTENT, AgreementKind.FRAMEWORK))
    return [*(paper for paper in others if paper not in {None, main} and paper.signed_on is not None), main]


def _order(on: Period | None) -> tuple[bool, int, int]:
    """Order dates by when they surely were; none comes last."""
    return (True, 0, 0) if on is None else (False, on.end.toordinal(), on.start.toordinal())


def steps_in_force(project: Project) -> list[Milestone]:
    """List one record of each step, dated ones before others: the first, by which figures count.

    Where the project would not stand where it does, for it fell back or was held up again, the last that moved it.
    """
    held: dict[Step, list[tuple[Milestone, bool]]] = {}
    project = standing(project)
    for entry in history(project):
        step = entry.step
        if step is not None and (step.planned or step.stage not in _SIGNING):
            held.setdefault(step_of(step), []).append((step, entry.effect in _MOVES))
    records = [[each for each in steps if each[0].on is not None] or steps for steps in held.values()]
    first = [steps[0][0] for steps in records]
    if len(first) == len(project.milestones) or _end(project, first) == _end(project):
        return first
    return [next((step for step, moved in reversed(steps) if moved), steps[0][0]) for steps in records]


def _end(
    project: Project, steps: Sequence[Milestone] | None = None
) -> tuple[Stage | None, tuple[Stage, ...]]:
    """Say where a project came to in the end, perhaps by other steps."""
    found = stage_at(project if steps is None else evolve(project, milestones=steps), date.max)
    return found.stage, found.overlays


def payment_in_force(project: Project) -> Arrival | None:
    """Give the one payment that counts, or what several add up to, whose date is that of all; nothing of two currencies."""
    paid = [arrival for arrival in counting(project.arrivals) if arrival.amount is not None]
    try:
        amount = _sum(arrival.amount for arrival in paid if arrival.amount is not None)
    except CurrencyMismatchError:
        return None
    days = {arrival.on for arrival in paid}
    return None if amount is None else Arrival(on=days.pop() if len(days) == 1 else None, amount=amount)


def _sum(amounts: Iterable[Money]) -> Money | None:
    total: Money | None = None
    for amount in amounts:
        total = amount if total is None else total + amount
    return total
