"""Ask whether a project may take a step, and take it."""

from collections.abc import Iterable, Mapping
from typing import Final, final

from attrs import evolve, field, frozen

from zhaoshang._lifecycle import walk as at
from zhaoshang._lifecycle.graph import Lifecycle
from zhaoshang._lifecycle.standard import LIFECYCLE
from zhaoshang._lifecycle.walk import State, surely_before, walk
from zhaoshang._lifecycle.words import finding
from zhaoshang.errors import TransitionRefusedError
from zhaoshang.findings import Finding
from zhaoshang.model import Agreement, Milestone, Project, Promise
from zhaoshang.periods import DateLike, Period, to_date
from zhaoshang.vocabulary import AgreementKind, Stage

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


class _Attempt:
    """One step under examination."""

    __slots__ = (
        "blockers",
        "correction",
        "inferred",
        "lifecycle",
        "on",
        "project",
        "stage",
        "state",
        "strict",
        "warnings",
    )

    def __init__(
        self,
        project: Project,
        stage: Stage,
        on: Period,
        lifecycle: Lifecycle,
        *,
        strict: bool,
        correction: bool,
    ) -> None:
        self.project, self.stage, self.on, self.lifecycle = project, stage, on, lifecycle
        self.strict, self.correction = strict, correction
        self.blockers: list[Finding] = []
        self.warnings: list[Finding] = []
        self.inferred: tuple[Stage, ...] = ()
        self.state: State = walk(project.history, lifecycle.index, project.track)

    def block(self, code: str, subject: str = "") -> None:
        self.blockers.append(finding(code, subject, self.project.id, blocks=True))

    def warn(self, code: str, subject: str) -> None:
        self.warnings.append(finding(code, subject, self.project.id, blocks=False))

    def fault(self, code: str, subject: str) -> None:
        """Block in strict mode, warn otherwise."""
        (self.block if self.strict else self.warn)(code, subject)

    # ------------------------------------------------------------ the place in the graph

    def examine_place(self, *, has_reason: bool) -> None:
        """Judge the step by the present stage, its overlays and the table."""
        state, stage = self.state, self.stage
        if self.correction and not has_reason:
            self.block("needs_reason")
        if stage is Stage.REASSIGNED:
            return
        if state.is_ended:
            self._after_end()
        elif Stage.ON_HOLD in state.overlays and not self._is_open_on_hold():
            self.block(
                "already" if stage is Stage.ON_HOLD else "on_hold",
                "on_hold" if stage is Stage.ON_HOLD else "",
            )
        elif stage in at.MAIN:
            self._main()
        elif stage in at.ENDS:
            if not (Stage.ON_HOLD in state.overlays or self._in_table(state.stage)):
                self.block("not_allowed", f"{state.stage or 'none'}->{stage}")
        else:
            self._overlay()

    def _in_table(self, source: Stage | None) -> bool:
        return source is not None and self.lifecycle.index.allows(source, self.stage, self.project.track)

    def _is_open_on_hold(self) -> bool:
        if self.stage is Stage.RESUMED:
            return True
        present = self.state.stage
        is_signed = present is not None and at.RANK[present] >= at.RANK[Stage.SIGNED]
        return self.stage is (Stage.TERMINATED if is_signed else Stage.REJECTED)

    def _after_end(self) -> None:
        state, stage = self.state, self.stage
        end = state.stage
        if not self.correction or stage.is_overlay:
            self.block("ended", f"{end}")
        elif stage in at.ENDS:
            if stage is end:
                self.block("already", f"{end}")
            elif state.before is not None and not self._in_table(state.before):
                self.block("not_allowed", f"{state.before}->{stage}")
        else:
            if surely_before(self.on, state.step.on if state.step else None):
                self.block("date_before", f"{end}")
            if not any(blocker.code == "needs_reason" for blocker in self.blockers):
                self.warn("reopened", f"{end}")
            before = state.before
            if before is not None and at.RANK[stage] > at.RANK[before]:
                self._ahead(before)

    def _main(self) -> None:
        present, stage = self.state.stage, self.stage
        if present is None:
            return
        if at.RANK[stage] > at.RANK[present]:
            self._ahead(present)
        elif self.correction:
            return
        elif stage is present:
            self.block("already", stage)
        elif not self._in_table(present):
            if self.strict:
                self.block("not_allowed", f"{present}->{stage}")
            else:
                self.warn("out_of_order", stage)
        elif not self._is_later(present) and not self._is_earlier(present):
            # papers and steps of one day have no order, so the fall-back would not show
            if self.strict:
                self.block("date_before", present)
            else:
                self.warn("out_of_order", stage)

    def _is_later(self, present: Stage) -> bool:
        """Tell whether a fall-back comes after the present stage."""
        step = self.state.step
        if step is None or step.on is None:
            return False
        return present not in at.SIGNING or surely_before(step.on, self.on)

    def _is_earlier(self, present: Stage) -> bool:
        step = self.state.reached.get(present)
        return step is not None and surely_before(self.on, step.on)

    def _ahead(self, present: Stage) -> None:
        low, high = at.RANK[present], at.RANK[self.stage]
        passed = tuple(
            rule.stage
            for rule in self.lifecycle.stages
            if low < at.RANK[rule.stage] < high
            and rule.stage not in self.state.reached
            and not self.lifecycle.is_optional(rule.stage, self.project.track)
        )
        if self._in_table(present):
            self.inferred = passed
        elif self.strict:
            self.block("not_allowed", f"{present}->{self.stage}")
        else:
            self.inferred = passed
            for skipped in passed:
                self.warn("skipped", skipped)

    def _overlay(self) -> None:
        state, stage = self.state, self.stage
        opener = at.CLOSERS.get(stage)
        if opener is not None:
            if opener not in state.overlays:
                self.block("not_allowed", stage)
        elif stage in state.overlays:
            self.block("already", stage)
        elif not self._in_table(state.stage):
            self.block("not_allowed", stage)

    # ------------------------------------------------------------ dates

    def examine_dates(self, as_of: DateLike | None) -> None:
        """Judge the date by today and by the step that it follows."""
        on, state, stage = self.on, self.state, self.stage
        if as_of is not None:
            today = to_date(as_of)
            if on.start > today:
                self.block("future_date")
            elif on.end > today:
                self.warn("date_straddles", stage)
        opener = at.CLOSERS.get(stage)
        if opener is not None:
            opened = state.overlays.get(opener)
            if opened is not None and surely_before(on, opened.on):
                self.block("date_before", opener)  # it would have nothing to end
            return
        if state.is_ended:
            return  # judged with the reopening
        earlier = self._later_predecessor()
        if earlier is not None:
            self.fault("date_before", earlier)

    def _later_predecessor(self) -> Stage | None:
        """Find the step that should come before this one and is dated after it."""
        on, state, stage = self.on, self.state, self.stage
        present = state.stage
        if present is None:
            return None
        falls_back = stage in at.MAIN and at.RANK[stage] < at.RANK[present] and self._in_table(present)
        limit = at.RANK[present] + 1 if stage not in at.MAIN or falls_back else at.RANK[stage]
        for earlier in sorted(state.reached, key=at.RANK.__getitem__, reverse=True):
            if at.RANK[earlier] < limit and surely_before(on, state.reached[earlier].on):
                return earlier
        if state.resumed is not None and stage in at.MAIN and surely_before(on, state.resumed.on):
            return Stage.RESUMED
        return None

    # ------------------------------------------------------------ evidence

    def examine_evidence(self, evidence: tuple[str, ...], promised: tuple[Promise, ...]) -> None:
        """Judge the papers: those of all steps so far, those handed in now, those promised for later."""
        if (self.state.stage, self.stage) in self.lifecycle.unproved:
            return
        requirements = self.lifecycle.index.requirements(self.stage, self.project.track)
        if not requirements:
            return
        papers = set(evidence)
        for step in self.project.history:
            if not step.planned and step.evidence:
                papers.update(step.evidence)
        due = [
            paper.evidence
            for paper in promised
            if paper.due_on is not None and not surely_before(paper.due_on, self.on)
        ]
        for group in requirements:
            if papers.isdisjoint(group):
                later = [code for code in due if code in group]
                if later:
                    self.warn("promised", later[0])
                else:
                    self.fault("missing_evidence", "|".join(group))


def _promise(value: PromiseLike) -> Promise:
    return value if isinstance(value, Promise) else Promise(**value)


def _codes(value: Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


_STAGES: Final = {str(stage): stage for stage in Stage}


def assess(
    project: Project,
    stage: str,
    /,
    *,
    on: DateLike,
    evidence: Iterable[str] = (),
    promised: Iterable[PromiseLike] = (),
    as_of: DateLike | None = None,
    recorded_on: DateLike | None = None,
    correction: bool = False,
    reason: str | None = None,
    lifecycle: Lifecycle = LIFECYCLE,
    strict: bool = False,
) -> Step:
    """Tell everything that speaks for and against a step, without taking it.

    Outside strict mode a jump ahead, a late record of an earlier step, a missing paper and a wrong order of dates are
    warnings. In both modes nothing follows an end or happens on hold, nothing lies in the future, and the present
    stage is not reached twice.

    Args:
        project: the project.
        stage: the stage, end or overlay to reach.
        on: when it happened; a coarse date comes before another only if all of it does.
        evidence: codes of the papers handed in with it.
        promised: papers that will follow, with the day they are due (容缺受理).
        as_of: today; a date after it is refused. Without it no date is in the future.
        recorded_on: when the ledger learns of it.
        correction: whether it sets the record right: reopens a project that had ended, dates the present stage anew,
            or takes the project back to an earlier stage. The old record stays.
        reason: why it is corrected.
        lifecycle: the graph to go by.
        strict: whether order, dates and evidence are obstacles.

    Returns:
        The outcome, with the project as it would be.

    Raises:
        DateValueError: when a date is none.

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
    known = _STAGES.get(stage)
    if known is None or known not in lifecycle.index.known:
        state = walk(project.history, lifecycle.index, project.track)
        return Step(
            ok=False,
            stage=stage,
            on=when,
            stage_after=state.stage,
            blockers=(finding("unknown_stage", stage, project.id, blocks=True),),
            warnings=(),
            overlays=tuple(state.overlays),
            project=project,
        )
    papers, later = _codes(evidence), tuple(map(_promise, promised))
    attempt = _Attempt(project, known, when, lifecycle, strict=strict, correction=correction)
    attempt.examine_place(has_reason=bool(reason and reason.strip()))
    attempt.examine_dates(as_of)
    attempt.examine_evidence(papers, later)
    state = attempt.state
    if not attempt.blockers:
        project = _with_step(
            project,
            Milestone(
                stage=known,
                on=when,
                recorded_on=recorded_on,
                evidence=papers,
                promised=later,
                correction=correction,
                reason=reason,
            ),
        )
        state = walk(project.history, lifecycle.index, project.track)
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


def _with_step(project: Project, step: Milestone) -> Project:
    """Append a step; a signing becomes an agreement of its own, never merged with another."""
    if step.stage not in at.SIGNING:
        return evolve(project, milestones=(*project.milestones, step))
    paper = Agreement(
        kind=AgreementKind.FORMAL if step.stage is Stage.SIGNED else AgreementKind.INTENT,
        signed_on=step.on,
        recorded_on=step.recorded_on,
        evidence=step.evidence,
        promised=step.promised,
        correction=step.correction,
        reason=step.reason,
    )
    return evolve(project, agreements=(*project.agreements, paper))


def blockers(
    project: Project,
    stage: str,
    /,
    *,
    on: DateLike,
    evidence: Iterable[str] = (),
    promised: Iterable[PromiseLike] = (),
    as_of: DateLike | None = None,
    recorded_on: DateLike | None = None,
    correction: bool = False,
    reason: str | None = None,
    lifecycle: Lifecycle = LIFECYCLE,
    strict: bool = False,
) -> tuple[Finding, ...]:
    """List why a project may not take a step; `advance` succeeds exactly when there is nothing.

    Args:
        project: the project.
        stage: the stage, end or overlay to reach.
        on: when it happened.
        evidence: codes of the papers handed in with it.
        promised: papers that will follow.
        as_of: today.
        recorded_on: when the ledger learns of it.
        correction: whether it sets the record right.
        reason: why it is corrected.
        lifecycle: the graph to go by.
        strict: whether order, dates and evidence are obstacles.

    Returns:
        The blockers of `assess`.

    Examples:
        >>> from zhaoshang.lifecycle import blockers
        >>> from zhaoshang.model import Project
        >>> print(blockers(Project(id="P1", name="甲"), "rejected", on="2022-03-01")[0])
        P1: the step none->rejected is not in the table
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
        lifecycle=lifecycle,
        strict=strict,
    ).blockers


def advance(
    project: Project,
    stage: str,
    /,
    *,
    on: DateLike,
    evidence: Iterable[str] = (),
    promised: Iterable[PromiseLike] = (),
    as_of: DateLike | None = None,
    recorded_on: DateLike | None = None,
    correction: bool = False,
    reason: str | None = None,
    lifecycle: Lifecycle = LIFECYCLE,
    strict: bool = False,
) -> Project:
    """Take a step, and return the project with it.

    Advancing to `signed` or `intent` appends an agreement, anything else a milestone; nothing is ever removed.

    Args:
        project: the project.
        stage: the stage, end or overlay to reach.
        on: when it happened.
        evidence: codes of the papers handed in with it.
        promised: papers that will follow.
        as_of: today.
        recorded_on: when the ledger learns of it.
        correction: whether it sets the record right.
        reason: why it is corrected.
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
        zhaoshang.errors.TransitionRefusedError: the step is refused: P1: the step signed->rejected is not in the...
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
        lifecycle=lifecycle,
        strict=strict,
    )
    if not step.ok:
        raise TransitionRefusedError(step)
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
        attempt = _Attempt(project, rule.stage, _ANY_DAY, lifecycle, strict=strict, correction=False)
        attempt.examine_place(has_reason=False)
        if not attempt.blockers:
            found.append(rule.stage)
    return tuple(found)


_ANY_DAY: Final = Period.of("9999-12-31")
