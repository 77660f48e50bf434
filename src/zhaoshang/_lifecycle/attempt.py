"""Examine one step: its place in the graph, its date, its papers."""

from typing import TYPE_CHECKING

from attrs import evolve

from zhaoshang._lifecycle import walk as at
from zhaoshang._lifecycle.graph import Lifecycle
from zhaoshang._lifecycle.walk import State, held, walk
from zhaoshang._lifecycle.words import finding
from zhaoshang._text.messages import Message
from zhaoshang.model import Project, Promise
from zhaoshang.model._facts.history import surely_before
from zhaoshang.periods import DateLike, Period, to_date
from zhaoshang.vocabulary import Stage

if TYPE_CHECKING:
    from zhaoshang.findings import Finding


class Attempt:
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
        self.state: State = walk(held(project), lifecycle.index, project.track)

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
        elif stage.is_main:
            self._main()
        elif stage.is_end:
            if not (Stage.ON_HOLD in state.overlays or self._in_table(state.stage)):
                self.block("not_allowed", f"{state.stage or 'none'}->{stage}")
        else:
            self._overlay()

    def _in_table(self, source: Stage | None) -> bool:
        return source is not None and self.lifecycle.index.allows(source, self.stage, self.project.track)

    def _is_open_on_hold(self) -> bool:
        """Tell whether a project on hold may take the step: go on, or be broken off; before signing, be turned down."""
        if self.stage is Stage.RESUMED:
            return True
        present = self.state.stage
        is_signed = present is not None and present.rank >= Stage.SIGNED.rank
        if not is_signed:
            return self.stage is Stage.REJECTED
        return self.stage is Stage.BREACHED or (self.stage.is_end and self.stage is not Stage.REJECTED)

    def _after_end(self) -> None:
        state, stage = self.state, self.stage
        end = state.stage
        if not self.correction or stage.is_overlay:
            self.block("ended", f"{end}")
        elif stage.is_end:
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
            if before is not None and stage.rank > before.rank:
                self._ahead(before)

    def _main(self) -> None:
        present, stage = self.state.stage, self.stage
        if present is None:
            return
        if stage.rank > present.rank:
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
        elif not self._is_later() and not self._is_earlier(present):
            # steps of one day have no order, so the fall-back would not show
            if self.strict:
                self.block("date_before", present)
            else:
                self.warn("out_of_order", stage)

    def _is_later(self) -> bool:
        """Tell whether a fall-back comes after the present stage."""
        step = self.state.step
        return step is not None and surely_before(step.on, self.on)

    def _is_earlier(self, present: Stage) -> bool:
        step = self.state.reached.get(present)
        return step is not None and surely_before(self.on, step.on)

    def _ahead(self, present: Stage) -> None:
        low, high = present.rank, self.stage.rank
        passed = tuple(
            rule.stage
            for rule in self.lifecycle.stages
            if low < rule.stage.rank < high
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
        elif Stage.ON_HOLD not in state.overlays and not self._in_table(state.stage):
            self.block("not_allowed", stage)

    # ------------------------------------------------------------ dates

    def examine_dates(self, as_of: DateLike | None) -> None:
        """Judge the date by today and by the step that it follows."""
        on, state, stage = self.on, self.state, self.stage
        if as_of is not None:
            today = to_date(as_of)
            if on.start > today:
                self.block("future_date")
                days = Message("step.future_date", on=str(on), today=str(today))
                self.blockers[-1] = evolve(self.blockers[-1], message=days)
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
        falls_back = stage.is_main and stage.rank < present.rank and self._in_table(present)
        is_open = not stage.is_main or falls_back
        for earlier in sorted(state.reached, key=lambda reached: reached.rank, reverse=True):
            comes_first = earlier.rank <= present.rank if is_open else earlier.rank < stage.rank
            if comes_first and surely_before(on, state.reached[earlier].on):
                return earlier
        if state.resumed is not None and stage.is_main and surely_before(on, state.resumed.on):
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
        for step in held(self.project):
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
