"""Walk a history and say where it leads; the one place that derives the stage of a project."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from zhaoshang._lifecycle.graph import Index
from zhaoshang.model import Milestone, Project
from zhaoshang.model._facts.history import standing, surely_before
from zhaoshang.vocabulary import Stage, Track

OPENERS: Final = {Stage.ON_HOLD: Stage.RESUMED, Stage.BREACHED: Stage.CURED}
CLOSERS: Final = {closer: opener for opener, closer in OPENERS.items()}
SIGNING: Final = frozenset({Stage.SIGNED, Stage.INTENT})


class State:
    """Where a project stands after a run of steps.

    `stage` is the present stage or end and `step` the record that brought it; `before` is the stage before an end.
    `reached` holds the record in effect for every main stage recorded; `overlays` the open ones, with their records.
    """

    __slots__ = ("before", "overlays", "reached", "resumed", "stage", "step")

    def __init__(self) -> None:
        self.stage: Stage | None = None
        self.step: Milestone | None = None
        self.before: Stage | None = None
        self.reached: dict[Stage, Milestone] = {}
        self.overlays: dict[Stage, Milestone] = {}
        self.resumed: Milestone | None = None

    @property
    def is_ended(self) -> bool:
        """Whether the project is over."""
        return self.stage is not None and self.stage.is_end


def take(state: State, step: Milestone, index: Index, track: Track | None) -> str:
    """Move on by one step that was done, and name its effect.

    The effects: `stage` (a step on, or a fall-back that the table has), `end`, `overlay`, `repeated`, `out_of_order`
    (behind the present stage, which stays), `ignored` (after an end, or a closer with nothing to close).
    """
    if step.stage.is_main:
        return _main(state, step, index, track)
    return _end(state, step) if step.stage.is_end else _overlay(state, step)


def _main(state: State, step: Milestone, index: Index, track: Track | None) -> str:
    stage, present = step.stage, state.stage
    if present is None:
        pass
    elif present.is_end:
        return "ignored"
    elif stage is present:
        return "repeated"
    elif stage.rank < present.rank and not _falls_back(state, step, index, track):
        state.reached.setdefault(stage, step)
        return "out_of_order"
    state.stage, state.step, state.before = stage, step, None
    state.reached[stage] = step
    return "stage"


def _falls_back(state: State, step: Milestone, index: Index, track: Track | None) -> bool:
    """Tell whether a step takes a project back: the table has it, and it surely came later."""
    present, since = state.stage, state.step
    if present is None or since is None or not index.allows(present, step.stage, track):
        return False
    return surely_before(since.on, step.on)


def _end(state: State, step: Milestone) -> str:
    present = state.stage
    if present is not None and present.is_end:
        return "repeated" if step.stage is present else "ignored"
    state.stage, state.step, state.before = step.stage, step, present
    return "end"


def _overlay(state: State, step: Milestone) -> str:
    stage = step.stage
    opener = CLOSERS.get(stage)
    if opener is not None:
        if state.overlays.pop(opener, None) is None:
            return "ignored"
        if opener is Stage.ON_HOLD:
            state.resumed = step
    elif stage in OPENERS:
        if stage in state.overlays:
            return "repeated"
        state.overlays[stage] = step
    return "overlay"


def held(project: Project) -> tuple[Milestone, ...]:
    """Give the history that holds, without what corrections took back."""
    return standing(project).history


def done(history: Iterable[Milestone], on: date | None = None) -> Iterator[Milestone]:
    """Give the steps that were done by a day; plans never count, and a step without a date always does."""
    for step in history:
        if not step.planned and (on is None or step.on is None or step.on.end <= on):
            yield step


def walk(
    history: Iterable[Milestone],
    index: Index,
    track: Track | None,
    *,
    on: date | None = None,
) -> State:
    """Derive where a history leads, by a day."""
    state = State()
    for step in done(history, on):
        take(state, step, index, track)
    return state


def shown_by(stage: Stage, /, *, trial_counts: bool) -> frozenset[Stage]:
    """List the stages whose records are of one: trial production is production, where it counts."""
    return frozenset({stage, Stage.TRIAL} if stage is Stage.PRODUCING and trial_counts else {stage})
