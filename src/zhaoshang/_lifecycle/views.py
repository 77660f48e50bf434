"""Look back: the stage at a date, the history with what was inferred, whether a stage was reached."""

from collections.abc import Iterator
from datetime import date
from typing import final

from attrs import frozen

from zhaoshang._lifecycle.graph import Lifecycle
from zhaoshang._lifecycle.known import as_known_on
from zhaoshang._lifecycle.standard import LIFECYCLE
from zhaoshang._lifecycle.walk import State, done, held, take
from zhaoshang._lifecycle.words import finding
from zhaoshang.findings import Finding
from zhaoshang.model import Milestone, Project
from zhaoshang.model._facts.history import is_corrected, records_of, standing, withdrawn
from zhaoshang.model.steps import places_in_history
from zhaoshang.periods import DateLike, Period, to_date
from zhaoshang.vocabulary import Stage


@final
@frozen
class StageAt:
    """Where a project stands on a date.

    Attributes:
        stage: the stage or end; `None` before the first.
        overlays: the overlays that are open.
        warnings: `date_straddles` for a coarse date that the day cuts (the step is not counted), `missing_date` for a
            step without a date (it is), `corrected` for a later stage that a correction took back,
            `undated_after_correction` for one without a date, which stays.

    Examples:
        >>> from zhaoshang import Project
        >>> from zhaoshang.lifecycle import stage_at
        >>> from zhaoshang.model import Milestone
        >>> steps = [
        ...     Milestone(stage="landed", on="2022-05-10"),
        ...     Milestone(stage="on_hold", on="2022-05-20"),
        ...     Milestone(stage="started", on="2022-06"),
        ... ]
        >>> found = stage_at(Project(id="P1", name="甲", milestones=steps), "2022-06-15")
        >>> (
        ...     found.stage.value,
        ...     [str(overlay) for overlay in found.overlays],
        ...     [str(said) for said in found.warnings],
        ... )
        ('landed', ['on_hold'], ['P1: the date of started straddles the day asked about'])
    """

    stage: Stage | None
    overlays: tuple[Stage, ...] = ()
    warnings: tuple[Finding, ...] = ()


def stage_at(
    project: Project,
    on: DateLike,
    /,
    *,
    known_on: DateLike | None = None,
    lifecycle: Lifecycle = LIFECYCLE,
) -> StageAt:
    """Say where a project stood on a date, as it is known now or was known then.

    Args:
        project: the project.
        on: the day asked about; of a coarse date, its last day.
        known_on: only records made by this day count; one without a date of record always was there.
        lifecycle: the graph to go by.

    Returns:
        The stage and the open overlays.

    Examples:
        >>> from zhaoshang.lifecycle import stage_at
        >>> from zhaoshang.model import Milestone, Project
        >>> project = Project(
        ...     id="P1",
        ...     name="甲",
        ...     milestones=[
        ...         Milestone(stage="landed", on="2022-05-10"),
        ...         Milestone(stage="started", on="2022-06-20", recorded_on="2022-07-06"),
        ...     ],
        ... )
        >>> stage_at(project, "2022-06-30").stage.value
        'started'
        >>> stage_at(project, "2022-06-30", known_on="2022-06-30").stage.value
        'landed'
    """
    day = on if type(on) is date else to_date(on)
    if known_on is not None:
        project = as_known_on(project, known_on)
    index, track, state = lifecycle.index, project.track, State()
    warnings: list[Finding] = []
    if is_corrected(project):
        warnings += _taken_back(project)
        project = standing(project)
    for step in project.history:
        if step.planned:
            continue
        when = step.on
        if when is None:
            warnings.append(finding("missing_date", step.stage, project.id, blocks=False))
        elif when.end > day:
            if when.start <= day:
                warnings.append(finding("date_straddles", step.stage, project.id, blocks=False))
            continue
        take(state, step, index, track)
    return StageAt(state.stage, tuple(state.overlays), tuple(warnings))


def _taken_back(project: Project) -> Iterator[Finding]:
    """Name the later stages that corrections took back, and those without a date that stay."""
    found, records = withdrawn(project), records_of(project)
    for code, places in (("corrected", found.contradicted), ("undated_after_correction", found.kept)):
        for stage in dict.fromkeys(records[place].stage for place in sorted(places)):
            yield finding(code, stage, project.id, blocks=False)


@final
@frozen(kw_only=True)
class HistoryEntry:
    """One line of a project's history, with what it did.

    Attributes:
        stage: the stage, end or overlay.
        on: when it happened; `None` for an inferred step and one without a date.
        effect: `stage`, `end`, `overlay`, `repeated`, `out_of_order`, `ignored`, `withdrawn` (a correction took it
            back), `corrected` (it stands in for what it took back), `reopened` (it took back an end), `inferred`
            (passed on the way, never recorded) or `planned`.
        stage_after: where the project stood afterwards.
        step: the record; `None` for an inferred step.

    Examples:
        Nobody recorded the start; production shows that it was passed:

        >>> from zhaoshang import Project
        >>> from zhaoshang.lifecycle import history
        >>> from zhaoshang.model import Milestone
        >>> steps = [Milestone(stage="landed", on="2022-05-10"), Milestone(stage="producing", on="2023-04")]
        >>> project = Project(id="P1", name="甲", track="leased_plant", milestones=steps)
        >>> [entry.stage.value for entry in history(project) if entry.is_inferred]
        ['started']
        >>> last = history(project)[-1]
        >>> last.on, last.effect, last.stage_after.value, last.step is steps[1]
        (Period('2023-04'), 'stage', 'producing', True)
    """

    stage: Stage
    on: Period | None
    effect: str
    stage_after: Stage | None
    step: Milestone | None = None

    @property
    def is_inferred(self) -> bool:
        """Whether the step was never recorded."""
        return self.step is None


def history(project: Project, /, *, lifecycle: Lifecycle = LIFECYCLE) -> tuple[HistoryEntry, ...]:
    """Tell the whole history, with the steps that were passed unrecorded, and with every old record.

    Args:
        project: the project.
        lifecycle: the graph to go by.

    Returns:
        One entry a record, in order, and one for every step inferred; plans come last.

    Examples:
        >>> from zhaoshang.lifecycle import history
        >>> from zhaoshang.model import Agreement, Milestone, Project
        >>> project = Project(
        ...     id="P1",
        ...     name="甲",
        ...     track="leased_plant",
        ...     agreements=[Agreement(signed_on="2022-03-01")],
        ...     milestones=[Milestone(stage="started", on="2022-04-20")],
        ... )
        >>> [(entry.stage.value, entry.effect) for entry in history(project)]
        [('signed', 'stage'), ('landed', 'inferred'), ('started', 'stage')]
    """
    return tuple(_entries(project, lifecycle))


def _entries(project: Project, lifecycle: Lifecycle) -> Iterator[HistoryEntry]:
    state = State()
    found, records = withdrawn(project), records_of(project)
    correcting = frozenset(found.by.values())
    ends = {at for place, at in found.by.items() if records[place].stage.is_end}
    places = places_in_history(project.agreements, project.milestones)
    recorded = {
        step.stage
        for step, place in zip(project.history, places, strict=True)
        if not step.planned and place not in found.gone
    }
    for step, place in zip(project.history, places, strict=True):
        if place in found.gone:
            yield HistoryEntry(
                stage=step.stage, on=step.on, effect="withdrawn", stage_after=state.stage, step=step
            )
            continue
        if step.planned:
            yield HistoryEntry(
                stage=step.stage, on=step.on, effect="planned", stage_after=state.stage, step=step
            )
            continue
        before = state.stage if not state.is_ended else state.before
        effect = take(state, step, lifecycle.index, project.track)
        if effect == "stage" and before is not None:
            for stage in passed(lifecycle, project, before, step.stage):
                if stage not in recorded:
                    recorded.add(stage)
                    yield HistoryEntry(stage=stage, on=None, effect="inferred", stage_after=before)
        if place in correcting:
            effect = "reopened" if place in ends else "corrected"
        yield HistoryEntry(stage=step.stage, on=step.on, effect=effect, stage_after=state.stage, step=step)


def passed(lifecycle: Lifecycle, project: Project, low: Stage, high: Stage) -> tuple[Stage, ...]:
    """List the stages between two that may not be passed over without a word."""
    return tuple(
        rule.stage
        for rule in lifecycle.stages
        if low.rank < rule.stage.rank < high.rank and not lifecycle.is_optional(rule.stage, project.track)
    )


@final
@frozen(kw_only=True)
class Reached:
    """Whether a stage had been reached by a date.

    Attributes:
        is_reached: yes, no, or `None` where a coarse date leaves it open.
        on: when it was first reached, as far as recorded.
        is_inferred: whether it was only passed on the way to a later stage.

    Examples:
        >>> from zhaoshang import Project
        >>> from zhaoshang.lifecycle import reached
        >>> from zhaoshang.model import Milestone
        >>> steps = [Milestone(stage="landed", on="2022-05-10"), Milestone(stage="producing", on="2023-04")]
        >>> project = Project(id="P1", name="甲", milestones=steps)
        >>> found = reached(project, "started", by="2023-12-31")
        >>> found.is_reached, found.on, found.is_inferred
        (True, None, True)
        >>> reached(project, "started", by="2022-12-31").is_reached
        False
    """

    is_reached: bool | None
    on: Period | None = None
    is_inferred: bool = False


def reached(
    project: Project,
    stage: str,
    /,
    *,
    by: DateLike,
    known_on: DateLike | None = None,
    lifecycle: Lifecycle = LIFECYCLE,
) -> Reached:
    """Say whether a project had ever reached a stage by a date, whatever came later.

    Args:
        project: the project.
        stage: the stage, end or overlay.
        by: the day asked about; of a coarse date, its last day.
        known_on: only records made by this day count.
        lifecycle: the graph to go by.

    Returns:
        The answer. An undated record counts as reached where none of that stage has a date. A later stage shows that
        this one was passed, unless a record of its own says that it came after the day.

    Examples:
        >>> from zhaoshang.lifecycle import reached
        >>> from zhaoshang.model import Milestone, Project
        >>> project = Project(id="P1", name="甲", milestones=[Milestone(stage="started", on="2022-06")])
        >>> reached(project, "started", by="2022-06-15").is_reached is None
        True
        >>> reached(project, "started", by="2022-06-30").on
        Period('2022-06')
    """
    wanted, day = Stage.named(stage), to_date(by)
    if known_on is not None:
        project = as_known_on(project, known_on)
    steps = list(done(held(project)))
    own = [step.on for step in steps if step.stage is wanted]
    dated = [on for on in own if on is not None]
    may_be: Period | None = None
    for on in dated:
        if on.end <= day:
            return Reached(is_reached=True, on=on)
        if on.start <= day:
            may_be = on
    if own and may_be is None:
        return Reached(is_reached=not dated)
    shown = wanted.implied_by
    if any(step.stage in shown and (step.on is None or step.on.end <= day) for step in steps):
        return Reached(is_reached=True, is_inferred=True)
    if wanted.is_main:
        first = min((step.stage.rank for step in steps if step.stage.is_main), default=None)
        later = [
            step
            for step in steps
            if step.stage.is_main
            and step.stage.rank > wanted.rank
            and (step.on is None or step.on.end <= day)
        ]
        is_on_the_way = first is not None and first < wanted.rank
        if later and is_on_the_way and not lifecycle.is_optional(wanted, project.track):
            return Reached(is_reached=True, is_inferred=True)
    return Reached(is_reached=None if may_be else False, on=may_be)
