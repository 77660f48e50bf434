"""Ask whether a project may take a step, and take it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, final

from attrs import evolve, field, frozen

from zhaoshang._basics.brief import as_text
from zhaoshang._lifecycle import walk as at
from zhaoshang._lifecycle.attempt import Attempt
from zhaoshang._lifecycle.standard import LIFECYCLE
from zhaoshang._lifecycle.walk import held, walk
from zhaoshang._lifecycle.words import no_stage
from zhaoshang.errors import TransitionRefusedError, UnknownCodeError
from zhaoshang.findings import Finding
from zhaoshang.model import Agreement, Milestone, Project, Promise
from zhaoshang.model._facts.history import replaced_by, taken_back
from zhaoshang.model.steps import saying
from zhaoshang.periods import DateLike, Period
from zhaoshang.vocabulary import AgreementKind, Evidence, Stage

if TYPE_CHECKING:
    from zhaoshang._lifecycle.graph import Lifecycle

PromiseLike = Promise | Mapping[str, str]
"""A promised paper: a `Promise`, or `{"evidence": …, "due_on": …}`."""


@final
@frozen(kw_only=True)
class Step:
    """What would come of a step: everything that speaks against it and everything it brings about.

    Attributes:
        ok: whether it may be taken.
        stage: the stage asked for, as it was written.
        on: its date.
        stage_after: the stage, or end, that the project is at afterwards; `None` before its first one.
        blockers: why it may not be taken.
        warnings: what is noteworthy but no obstacle.
        inferred: the stages taken as passed on the way; they have no date.
        overlays: the overlays that are open afterwards.
        project: the project with the step, or as it was where the step is refused.

    Examples:
        >>> from zhaoshang.lifecycle import assess
        >>> from zhaoshang.model import Agreement, Project
        >>> project = Project(
        ...     id="P1", name="甲", track="land", agreements=[Agreement(signed_on="2022-03-01")]
        ... )
        >>> step = assess(project, "started", on="2022-07-01", evidence=["site_works"])
        >>> step.ok, step.stage_after.value, [stage.value for stage in step.inferred]
        (True, 'started', ['landed'])
        >>> refused = assess(project, "closed", on="2022-07-01")
        >>> refused.ok, [str(blocker) for blocker in refused.blockers], refused.project is project
        (False, ['P1: the step signed → closed is not in the table'], True)
    """

    ok: bool
    stage: str
    on: Period
    stage_after: Stage | None
    blockers: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    inferred: tuple[Stage, ...] = ()
    overlays: tuple[Stage, ...] = ()
    project: Project = field(repr=False)


def _promise(value: PromiseLike, lifecycle: Lifecycle) -> Promise:
    promise = value if isinstance(value, Promise) else Promise(**value)
    return evolve(promise, evidence=str(_paper(promise.evidence, lifecycle)))


def _codes(value: str | Iterable[str], lifecycle: Lifecycle) -> tuple[str, ...]:
    return tuple(_paper(code, lifecycle) for code in ([value] if isinstance(value, str) else value))


def _paper(word: str, lifecycle: Lifecycle) -> str:
    """Take a paper by its code, its Chinese name or what offices call it, or one that the lifecycle adds."""
    if word in lifecycle.extra_evidence:
        return word
    found = Evidence.by_name().get(word)
    if found is None:
        names = (*map(str, Evidence), *(paper.zh for paper in Evidence), *sorted(lifecycle.extra_evidence))
        raise UnknownCodeError("Evidence", as_text(word), names)
    return found


def assess(
    project: Project,
    stage: str,
    /,
    *,
    on: DateLike,
    evidence: str | Iterable[str] = (),
    promised: Iterable[PromiseLike] = (),
    as_of: DateLike | None = None,
    recorded_on: DateLike | None = None,
    correction: bool = False,
    reason: str | None = None,
    reporter: str | None = None,
    lifecycle: Lifecycle = LIFECYCLE,
    strict: bool = False,
) -> Step:
    """Tell everything that speaks for and against a step, without taking it.

    Outside strict mode a jump ahead, a late record of an earlier step, a missing paper and a wrong order of dates are
    warnings. So is a step that a correction on record stands in for, being recorded later for all that is known: say
    when the step is recorded. In both modes nothing follows an end or happens on hold, nothing lies in the future, and
    the present stage is not reached twice.

    Args:
        project: the project.
        stage: the stage, end or overlay to reach.
        on: when it happened; a coarse date comes before another only if all of it does.
        evidence: the papers handed in with it, by their codes or Chinese names: those of `Evidence`, and the
            `extra_evidence` of the lifecycle.
        promised: papers that will follow, with the day they are due (容缺受理).
        as_of: today; a date after it is refused. By default the day on which it is recorded, for nothing is learned
            before it happened; without either no date is in the future, and `check` finds it once the ledger has a day.
        recorded_on: when the ledger learns of it.
        correction: whether it sets the record right: reopens a project that had ended, dates the present stage anew,
            or takes the project back to an earlier stage. The old record stays.
        reason: why it is corrected.
        reporter: who reports it.
        lifecycle: the graph to go by.
        strict: whether order, dates and evidence are obstacles.

    Returns:
        The outcome, with the project as it would be.

    Raises:
        DateValueError: when a date is none.
        UnknownCodeError: for a paper that is neither.

    Examples:
        >>> from zhaoshang.lifecycle import assess
        >>> from zhaoshang.model import Agreement, Project
        >>> project = Project(
        ...     id="P1", name="石墨烯产业园", track="land", agreements=[Agreement(signed_on="2022-03-01")]
        ... )
        >>> step = assess(project, "started", on="2022-07-01", evidence=["construction_permit"])
        >>> step.ok, step.stage_after.value, [warning.key for warning in step.warnings]
        (True, 'started', ['skipped:landed'])
        >>> [blocker.key for blocker in assess(project, "started", on="2022-07-01", strict=True).blockers]
        ['not_allowed:signed->started', 'missing_evidence:construction_permit|site_works']
    """
    when = Period.of(on)
    known = next((each for each in Stage if stage in {each.zh, str(each)}), None)
    if known is None or known not in lifecycle.index.known:
        state = walk(held(project), lifecycle.index, project.track)
        return Step(
            ok=False,
            stage=stage,
            on=when,
            stage_after=state.stage,
            blockers=(no_stage(stage, lifecycle.index.known, project.id),),
            warnings=(),
            overlays=tuple(state.overlays),
            project=project,
        )
    stage = str(known)
    papers = _codes(evidence, lifecycle)
    later = tuple(_promise(each, lifecycle) for each in promised)
    attempt = Attempt(project, known, when, lifecycle, strict=strict, correction=correction)
    attempt.examine_place(has_reason=bool(reason and reason.strip()))
    attempt.examine_dates(recorded_on if as_of is None else as_of)
    attempt.examine_evidence(papers, later)
    state = attempt.state
    if not attempt.blockers:
        taken, added = _with_step(
            project,
            Milestone(
                stage=known,
                on=when,
                recorded_on=recorded_on,
                evidence=papers,
                promised=later,
                reporter=reporter,
                correction=correction,
                reason=reason,
            ),
        )
        if any(record is added for record in taken_back(taken)):
            attempt.fault("taken_back", stage)  # a correction that stood before stands in for it
    if not attempt.blockers:
        project = taken
        state = walk(held(project), lifecycle.index, project.track)
    return Step(
        ok=not attempt.blockers,
        stage=stage,
        on=when,
        stage_after=state.stage,
        blockers=tuple(attempt.blockers),
        warnings=tuple(attempt.warnings),
        inferred=attempt.inferred if not attempt.blockers else (),
        overlays=tuple(state.overlays),
        project=project,
    )


def _with_step(project: Project, step: Milestone) -> tuple[Project, Agreement | Milestone]:
    """Append a step, and give its record; a signing becomes an agreement of its own, never merged with another.

    One that corrects a paper promises what that promised.
    """
    if step.stage not in at.SIGNING:
        return evolve(project, milestones=(*project.milestones, step)), step
    paper = Agreement(
        kind=AgreementKind.FORMAL if step.stage is Stage.SIGNED else AgreementKind.INTENT,
        signed_on=step.on,
        recorded_on=step.recorded_on,
        evidence=step.evidence,
        promised=step.promised,
        reporter=step.reporter,
        correction=step.correction,
        reason=step.reason,
    )
    if step.correction:
        corrected = replaced_by(evolve(project, agreements=(*project.agreements, paper)), paper)
        if isinstance(corrected, Agreement):
            paper = saying(paper, corrected)
    return evolve(project, agreements=(*project.agreements, paper)), paper


def blockers(
    project: Project,
    stage: str,
    /,
    *,
    on: DateLike,
    evidence: str | Iterable[str] = (),
    promised: Iterable[PromiseLike] = (),
    as_of: DateLike | None = None,
    recorded_on: DateLike | None = None,
    correction: bool = False,
    reason: str | None = None,
    reporter: str | None = None,
    lifecycle: Lifecycle = LIFECYCLE,
    strict: bool = False,
) -> tuple[Finding, ...]:
    """List why a project may not take a step; `advance` succeeds exactly when there is nothing.

    Args:
        project: the project.
        stage: the stage, end or overlay to reach.
        on: when it happened.
        evidence: the papers handed in with it, by their codes or Chinese names: those of `Evidence`, and the
            `extra_evidence` of the lifecycle.
        promised: papers that will follow.
        as_of: today, by default the day on which it is recorded.
        recorded_on: when the ledger learns of it.
        correction: whether it sets the record right.
        reason: why it is corrected.
        reporter: who reports it.
        lifecycle: the graph to go by.
        strict: whether order, dates and evidence are obstacles.

    Returns:
        The blockers of `assess`.

    Examples:
        >>> from zhaoshang.lifecycle import blockers
        >>> from zhaoshang.model import Project
        >>> print(blockers(Project(id="P1", name="甲"), "rejected", on="2022-03-01")[0])
        P1: the step nothing → rejected is not in the table
    """
    return assess(
        project,
        stage,
        on=on,
        evidence=evidence,
        promised=promised,
        as_of=as_of,
        recorded_on=recorded_on,
        correction=correction,
        reason=reason,
        reporter=reporter,
        lifecycle=lifecycle,
        strict=strict,
    ).blockers


def advance(
    project: Project,
    stage: str,
    /,
    *,
    on: DateLike,
    evidence: str | Iterable[str] = (),
    promised: Iterable[PromiseLike] = (),
    as_of: DateLike | None = None,
    recorded_on: DateLike | None = None,
    correction: bool = False,
    reason: str | None = None,
    reporter: str | None = None,
    lifecycle: Lifecycle = LIFECYCLE,
    strict: bool = False,
) -> Project:
    """Take a step, and return the project with it.

    Advancing to `signed` or `intent` appends an agreement, anything else a milestone; nothing is ever removed.

    Args:
        project: the project.
        stage: the stage, end or overlay to reach.
        on: when it happened.
        evidence: the papers handed in with it, by their codes or Chinese names: those of `Evidence`, and the
            `extra_evidence` of the lifecycle.
        promised: papers that will follow.
        as_of: today, by default the day on which it is recorded.
        recorded_on: when the ledger learns of it.
        correction: whether it sets the record right.
        reason: why it is corrected.
        reporter: who reports it.
        lifecycle: the graph to go by.
        strict: whether order, dates and evidence are obstacles.

    Returns:
        The project with one event more.

    Raises:
        TransitionRefusedError: when anything blocks the step; its `step` is what `assess` returns.

    Examples:
        >>> from zhaoshang.lifecycle import advance
        >>> from zhaoshang.model import Project
        >>> signed = advance(Project(id="P1", name="甲"), "signed", on="2022-03-01", evidence=["contract"])
        >>> len(signed.agreements), len(signed.milestones)
        (1, 0)
        >>> advance(signed, "rejected", on="2022-06-01")
        Traceback (most recent call last):
        ...
        zhaoshang.errors.TransitionRefusedError: the step is refused: P1: the step signed → rejected is not in...
    """
    step = assess(
        project,
        stage,
        on=on,
        evidence=evidence,
        promised=promised,
        as_of=as_of,
        recorded_on=recorded_on,
        correction=correction,
        reason=reason,
        reporter=reporter,
        lifecycle=lifecycle,
        strict=strict,
    )
    if not step.ok:
        is_off = any(found.code == "not_allowed" for found in step.blockers)
        raise TransitionRefusedError(
            step, allowed(project, lifecycle=lifecycle, strict=strict) if is_off else ()
        )
    return step.project


def allowed(
    project: Project, /, *, lifecycle: Lifecycle = LIFECYCLE, strict: bool = True
) -> tuple[Stage, ...]:
    """List the stages, ends and overlays that may come next, leaving dates and evidence aside.

    Args:
        project: the project.
        lifecycle: the graph to go by.
        strict: whether only the steps of the table count; otherwise jumps and late records do too.

    Returns:
        The stages, in order.

    Examples:
        >>> from zhaoshang.lifecycle import allowed
        >>> from zhaoshang.model import Agreement, Project
        >>> [stage.value for stage in allowed(Project(id="P1", name="甲", agreements=[Agreement()]))]
        ['approving', 'landed', 'terminated', 'on_hold', 'breached', 'reassigned']
    """
    found = []
    for rule in lifecycle.stages:
        attempt = Attempt(project, rule.stage, _ANY_DAY, lifecycle, strict=strict, correction=False)
        attempt.examine_place(has_reason=False)
        if not attempt.blockers:
            found.append(rule.stage)
    return tuple(found)


_ANY_DAY: Final = Period.of("9999-12-31")
