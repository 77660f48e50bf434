"""Laws of `advance`, driven through random histories."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from zhaoshang.errors import TransitionRefusedError
from zhaoshang.lifecycle import (
    LIFECYCLE,
    Step,
    advance,
    allowed,
    as_known_on,
    assess,
    blockers,
    history,
    stage_ages,
    stage_at,
)
from zhaoshang.model import Milestone, Project
from zhaoshang.periods import Period
from zhaoshang.vocabulary import AgreementKind, Evidence, Stage, Track

DAYS = st.dates(date(2022, 1, 1), date(2022, 12, 31)).map(Period.of)
DATES = st.one_of(
    DAYS,
    DAYS.map(lambda day: Period.month(day.start.year, day.start.month)),
    st.sampled_from(["2022-03-E", "2022-06-M", "2022-Q2", "2022-H2", "2022"]).map(Period.of),
)
PAPERS = st.lists(st.sampled_from(list(Evidence)), max_size=3).map(tuple)
PROMISES = st.lists(
    st.builds(
        lambda paper, due: {"evidence": paper, "due_on": str(due)}, st.sampled_from(list(Evidence)), DAYS
    ),
    max_size=2,
).map(tuple)
STAGES = st.sampled_from([*map(str, Stage), "落地"])
NEVER = date(2100, 1, 1)


def events(project: Project) -> Counter[Milestone]:
    return Counter(project.history)


class Histories(RuleBasedStateMachine):
    """A project, and whatever anybody may try to do with it."""

    project: Project
    turn: int

    @initialize(track=st.sampled_from([None, *Track]))
    def begin(self, track: Track | None) -> None:
        self.project = Project(id="P1", name="甲", track=track)
        self.turn = 0

    @rule(
        stage=STAGES,
        on=DATES,
        evidence=PAPERS,
        promised=PROMISES,
        as_of=st.none() | DAYS,
        correction=st.booleans(),
        reason=st.sampled_from([None, "", "误录"]),
        strict=st.booleans(),
    )
    def attempt(self, stage: str, **how: Any) -> None:
        self._take(stage, recorded_on=self._entered(), **how)

    def _entered(self) -> Period:
        """Give the day on which the next record is entered: after all before it."""
        return Period.of(date(2022, 1, 1) + timedelta(7 * self.turn))

    @rule(data=st.data(), days=st.integers(1, 40))
    def go_on(self, data: st.DataObject, days: int) -> None:
        """Take a step that the table has, with every paper, so that long histories come about."""
        possible = allowed(self.project)
        last = max((step.on.end for step in self.project.history if step.on), default=date(2022, 1, 1))
        stage = data.draw(st.sampled_from(possible))
        on = Period.of(last + timedelta(days))
        step = self._take(
            stage,
            on=on,
            # else a correction before it may be the later record, and stand in for it; nothing is recorded ahead of its day
            recorded_on=max(self._entered(), on, key=lambda day: day.end),
            evidence=tuple(Evidence),
            strict=True,
        )
        assert step.ok

    def _take(self, stage: str, **how: Any) -> Step:
        project, self.turn = self.project, self.turn + 1
        step = assess(project, stage, **how)
        assert blockers(project, stage, **how) == step.blockers
        assert step.ok == (not step.blockers)
        if how.get("strict") and step.ok:
            lenient = assess(project, stage, **{**how, "strict": False})
            assert lenient.ok
            assert lenient.stage_after == step.stage_after
            assert set(step.warnings) <= set(lenient.warnings)
        if not step.ok:
            with pytest.raises(TransitionRefusedError) as caught:
                advance(project, stage, **how)
            assert caught.value.step == step
            assert step.project is project
            return step
        after = advance(project, stage, **how)
        assert after == step.project
        assert events(project) <= events(after)
        # a name in Chinese does as well as a code
        code = str(Stage.LANDED) if stage == Stage.LANDED.zh else stage
        assert [milestone.stage for milestone in (events(after) - events(project)).elements()] == [code]
        signed = [
            sum(paper.kind is AgreementKind.FORMAL for paper in one.agreements) for one in (project, after)
        ]
        assert signed[1] - signed[0] == (code == Stage.SIGNED)
        now = stage_at(after, NEVER)
        assert (now.stage, now.overlays) == (step.stage_after, step.overlays)
        if how.get("strict") and not how.get("correction") and not Stage(code).is_overlay:
            assert step.stage_after == code
        self.project = after
        return step

    @invariant()
    def every_record_is_told(self) -> None:
        entries = history(self.project)
        assert Counter(entry.step for entry in entries if entry.step) == events(self.project)
        assert all(entry.effect == "inferred" for entry in entries if entry.is_inferred)
        if entries:
            assert entries[-1].stage_after == stage_at(self.project, NEVER).stage

    @invariant()
    def what_is_known_only_grows(self) -> None:
        days = [date(2021, 12, 31), date(2022, 1, 20), date(2022, 3, 1), NEVER]
        views = [as_known_on(self.project, day) for day in days]
        for earlier, later, day in zip(views, views[1:], days, strict=False):
            assert events(earlier) <= events(later)
            assert as_known_on(later, day) == earlier
            for on in days:
                assert stage_at(self.project, on, known_on=day) == stage_at(earlier, on)
        assert views[-1] is self.project

    @invariant()
    def ages_are_stays_in_order(self) -> None:
        ages = stage_ages(self.project, as_of=NEVER)
        assert all(age.stage.is_main for age in ages)
        assert all(age.low is None or age.high is None or age.low <= age.high for age in ages)


TestHistories = Histories.TestCase
TestHistories.settings = settings(stateful_step_count=20, deadline=None)


def test_every_step_of_the_table_can_be_taken() -> None:
    """On each track, from each stage, with every paper, the table and the interpreter agree."""
    for track in Track:
        for source in LIFECYCLE.index.is_main:
            project = Project(
                id="P1", name="甲", track=track, milestones=[Milestone(stage=source, on="2022-01-01")]
            )
            for target in LIFECYCLE.index.known - {source}:
                is_allowed = LIFECYCLE.index.allows(source, target, track) or target is Stage.REASSIGNED
                how: dict[str, Any] = {"on": "2022-06-01", "evidence": tuple(Evidence), "strict": True}
                assert assess(project, target, **how).ok == is_allowed, (track, source, target)
                assert (target in allowed(project)) == is_allowed
