"""Funnels and targets: how many come through, and whether the work is ahead of time."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, final

from attrs import field, frozen

from zhaoshang._basics.brief import as_python, as_text
from zhaoshang._reports.figures import asked_of, notes_of, reasons_of, unread_of
from zhaoshang._reports.numbers import (
    AHEAD,
    NONE,
    ONE,
    Scale,
    dated,
    hedged,
    is_amount,
    is_money,
    plain,
    scale_of,
    to_places,
    value_in,
    with_unit,
)
from zhaoshang._reports.tables import CellDraft, Column, Table, TableDraft
from zhaoshang._text.messages import say
from zhaoshang._text.wording import Script, capital
from zhaoshang.errors import NumberRangeError, UnfitValueError, UnknownCodeError
from zhaoshang.frames import Frames
from zhaoshang.kpis import Figure, evaluate, find
from zhaoshang.ledger import Ledger, targets_of_nobody
from zhaoshang.periods import DateLike, Period
from zhaoshang.profiles import DEFAULT, Profile
from zhaoshang.quantities import Hedge
from zhaoshang.vocabulary import Stage

_SPLITS: Final = frozenset({"owner", "owner_direct", "level"})
"""What targets are split by whether or not there are any."""

FUNNEL_STAGES: Final = (
    Stage.LEAD,
    Stage.NEGOTIATING,
    Stage.SIGNED,
    Stage.STARTED,
    Stage.PRODUCING,
)
"""The steps of a funnel unless others are asked for."""


@final
@frozen(kw_only=True)
class FunnelStep:
    """A step of a funnel (漏斗).

    Attributes:
        stage: the stage.
        count: how many projects of the cohort have reached it.
        of_first: their part of the first step in per cent, `None` where that is empty.
        of_previous: their part of the step before in per cent.
        figure: the figure it was taken from.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.model import Agreement
        >>> from zhaoshang.reports import funnel
        >>> project = Project(id="1", name="甲", agreements=[Agreement(signed_on="2022-03")])
        >>> step = funnel(Ledger(as_of="2022-06-30", projects=[project]), stages=["signed", "started"])[1]
        >>> step.stage.zh, step.count, step.of_previous
        ('开工', 0, Fraction(0, 1))
    """

    stage: Stage
    count: int
    of_first: Fraction | None = None
    of_previous: Fraction | None = None
    figure: Figure = field(repr=False)


def funnel(
    source: Ledger,
    /,
    *,
    stages: Iterable[str] = FUNNEL_STAGES,
    as_of: DateLike | None = None,
    period: DateLike | None = None,
    profile: Profile = DEFAULT,
) -> tuple[FunnelStep, ...]:
    """Follow one cohort down the stages (转化漏斗): the projects that reached the first step, and how far they came.

    Args:
        source: the ledger.
        stages: the steps, at least two.
        as_of: the day, by default the ledger's own.
        period: when the cohort reached the first step; everything to date where absent.
        profile: the local definitions.

    Returns:
        A step a stage.

    Raises:
        ValueError: when there are fewer than two steps.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.model import Agreement, Milestone
        >>> from zhaoshang.reports import funnel
        >>> lead = Milestone(stage="lead", on="2022-01")
        >>> ledger = Ledger(
        ...     as_of="2022-06-30",
        ...     projects=[
        ...         Project(id="1", name="甲", milestones=[lead]),
        ...         Project(
        ...             id="2", name="乙", milestones=[lead], agreements=[Agreement(signed_on="2022-03")]
        ...         ),
        ...     ],
        ... )
        >>> [(step.stage.zh, step.count) for step in funnel(ledger, stages=["lead", "signed"])]
        [('线索', 2), ('签约', 1)]
    """
    wanted = [Stage.named(stage) for stage in stages]
    if len(wanted) < 2:
        raise NumberRangeError(str(len(wanted)), "at least two stages")
    first, *rest = wanted
    steps: list[FunnelStep] = []
    for stage in rest:
        figure = evaluate(
            source,
            "funnel_conversion",
            as_of=as_of,
            period=period,
            profile=profile,
            from_stage=str(first),  # type: ignore[arg-type] # any stage is one
            to_stage=str(stage),  # type: ignore[arg-type] # likewise
        )["funnel_conversion"]
        whole, part = int(figure.denominator or 0), int(figure.numerator or 0)
        if not steps:
            steps.append(_funnel_step(first, whole, whole, whole, figure))
        steps.append(_funnel_step(stage, part, whole, steps[-1].count, figure))
    return tuple(steps)


def _funnel_step(stage: Stage, count: int, first: int, previous: int, figure: Figure) -> FunnelStep:
    return FunnelStep(
        stage=stage,
        count=count,
        of_first=Fraction(100 * count, first) if first else None,
        of_previous=Fraction(100 * count, previous) if previous else None,
        figure=figure,
    )


def funnel_table(steps: Iterable[FunnelStep], /, *, locale: str = "zh_CN", title: str | None = None) -> Table:
    """Lay a funnel out.

    Args:
        steps: what `funnel` gave.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading.

    Returns:
        A row a step: projects, part of the first step, part of the step before.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.model import Agreement
        >>> from zhaoshang.reports import funnel, funnel_table
        >>> project = Project(id="1", name="甲", agreements=[Agreement(signed_on="2022-03")])
        >>> ledger = Ledger(as_of="2022-06-30", projects=[project])
        >>> funnel_table(funnel(ledger, stages=["signed", "started"])).rows
        (('签约', '1', '100.00', '100.00'), ('开工', '0', '0.00', '0.00'))
    """
    script = Script.of(locale)
    columns = [
        Column(title=say("report.stage", script)),
        Column(title=say("report.projects", script), align="right"),
        Column(title=say("report.share_of_first", script), align="right"),
        Column(title=say("report.conversion", script), align="right"),
    ]
    grid = TableDraft()
    found = list(steps)
    for step in found:
        grid.add(
            capital(script.say(step.stage.zh, step.stage.en)),
            CellDraft(str(step.count), step.count, step.figure),
            CellDraft(*_rate(step.of_first), step.figure),
            CellDraft(*_rate(step.of_previous), step.figure),
        )
    return Table(
        title=funnel_heading(found, script) if title is None else title,
        columns=columns,
        rows=grid.rows,
        values=grid.values,
        figures=grid.figures,
        notes=notes_of([found[-1].figure], script, {}) if found else [],
    )


def funnel_heading(found: Sequence[FunnelStep], script: Script) -> str:
    """Head a funnel by its period and day."""
    heading = say("report.project_funnel", script)
    if not found:
        return heading
    last = found[-1].figure
    return dated(heading, script, period=last.period, as_of=last.as_of)


def _rate(rate: Fraction | None) -> tuple[str, Fraction | None]:
    return (NONE, None) if rate is None else (to_places(rate), rate)


# targets --------------------------------------------------------------------------------------------------------


@final
@frozen(kw_only=True)
class Progress:
    """How far a unit has come toward a target (目标完成进度).

    Attributes:
        measure: the id of the KPI that the target is set for.
        unit: the label of the unit, empty for the whole.
        name: what it is called.
        actual: what is done, in the base unit.
        target: what is to be done.
        completion: the part done, in per cent, `None` without a target.
        time: the part of the time that has passed, in per cent.
        gap: the points ahead of time; negative where behind.
        reason: why there is no completion.
        hedge: what is done is nearly, more than or about what it says, where amounts were printed so.
        period: the window of the plan.
        as_of: the day.
        figure: the `target_completion_rate` that it was taken from.

    Examples:
        >>> from fractions import Fraction
        >>> from zhaoshang.reports import Progress
        >>> Progress(measure="signed_project_count", name="东镇", gap=Fraction(-25)).is_ahead
        False
    """

    measure: str
    unit: str = ""
    name: str = ""
    actual: Decimal | Fraction | None = None
    target: Decimal | Fraction | None = None
    completion: Fraction | None = None
    time: Fraction | None = None
    gap: Fraction | None = None
    reason: str | None = None
    hedge: Hedge = Hedge.NONE
    period: Period | None = None
    as_of: Period | None = None
    figure: Figure | None = field(default=None, repr=False)

    @property
    def is_ahead(self) -> bool | None:
        """Whether the work is not behind time; `None` where that cannot be said."""
        return None if self.gap is None else self.gap >= 0


def progress(
    source: Ledger | Frames,
    measures: str | Iterable[str],
    /,
    *,
    period: DateLike,
    as_of: DateLike | None = None,
    by: str | Sequence[str] = "owner",
    profile: Profile = DEFAULT,
    **arguments: Any,  # noqa: ANN401 - such as level
) -> tuple[Progress, ...]:
    """Measure units against their targets and against the time that has passed (目标任务与序时进度).

    Args:
        source: the ledger with its targets; frames do as well, and tell no targets of units that they do not name.
        measures: the KPIs that targets are set for.
        period: the window of the plan, such as `2022`.
        as_of: the day, by default the ledger's own.
        by: what the targets are split by, the units of the ledger or what they are called by; empty for the whole alone.
        profile: the local definitions, such as the base of time.
        arguments: what the KPIs take beside these, such as `level`.

    Returns:
        For each measure its units, with what they did even where they have no target, and then the whole where it has
        one. What has no unit has no target. Split by `owner`, the targets of units that neither a team nor a project
        names stand before the whole, with nothing to compare them with (`not_recorded`).

    Raises:
        UnknownCodeError: for a level that no target of a ledger has.
        UnfitValueError: for a key that the targets, which there are, are not split by, such as `park`.

    Examples:
        >>> from zhaoshang import Count, Ledger, Project
        >>> from zhaoshang.model import Agreement, Target
        >>> from zhaoshang.reports import progress
        >>> ledger = Ledger(
        ...     as_of="2022-06-30",
        ...     projects=[
        ...         Project(id="1", name="甲", owner="东镇", agreements=[Agreement(signed_on="2022-03-01")])
        ...     ],
        ...     targets=[
        ...         Target(
        ...             id="T",
        ...             unit="东镇",
        ...             measure="signed_project_count",
        ...             period="2022",
        ...             value=Count.of(4, "个"),
        ...         )
        ...     ],
        ... )
        >>> item = progress(ledger, "signed_project_count", period="2022")[0]
        >>> item.name, item.completion, item.time, item.gap
        ('东镇', Fraction(25, 1), Fraction(50, 1), Fraction(-25, 1))
    """
    found: list[Progress] = []
    keys = [by] if isinstance(by, str) else list(by)
    shared: dict[str, Any] = {"as_of": as_of, "period": period, "profile": profile}
    level, targets = arguments.get("level"), source.targets if isinstance(source, Ledger) else ()
    known = tuple(dict.fromkeys(target.level for target in targets if target.level))
    if targets and level not in (None, *known):
        raise UnknownCodeError("level", as_text(level), known)
    passed = evaluate(source, "time_progress", **shared)["time_progress"].exact
    for named in [measures] if isinstance(measures, str) else measures:
        measure = find(named).id
        figures = evaluate(
            source, "target_completion_rate", by=keys, **{**shared, **arguments, "of": measure}
        )
        whole, *units = figures.of("target_completion_rate")
        units = [figure for figure in units if any(figure.group)]
        is_split = any(figure.reason != "no_target" for figure in units) or whole.reason == "no_target"
        if units and not is_split and _SPLITS.isdisjoint(figures.by):
            msg = f"by={as_python(by)}"
            raise UnfitValueError(msg, "a key that targets are set by, such as owner")
        done: dict[tuple[str, ...], Decimal | Fraction | None] = {}
        if any(figure.numerator is None for figure in units):
            own = {"of" if name == "stage" else name: value for name, value in arguments.items()}
            taken = {name: value for name, value in own.items() if name in find(measure).arguments}
            done = {
                one.group: one.value
                for one in evaluate(source, [measure], by=keys, **shared, **taken).of(measure)
            }
        has_whole = whole.exact is not None or not units
        for figure in [*units, *([whole] if has_whole else [])]:
            label = "/".join(figure.group)
            found.append(
                Progress(
                    measure=measure,
                    unit=label,
                    name=figures.labels.get(label, label),
                    actual=done.get(figure.group) if figure.numerator is None else figure.numerator,
                    target=figure.denominator,
                    completion=figure.exact,
                    time=passed,
                    gap=None if figure.exact is None or passed is None else figure.exact - passed,
                    reason=figure.reason,
                    hedge=figure.hedge if is_amount(find(measure).unit) else Hedge.NONE,
                    period=figure.period,
                    as_of=figure.as_of,
                    figure=figure,
                )
            )
        if figures.by == ("owner",) and isinstance(source, Ledger):  # frames do not tell what units there are
            place = len(found) - has_whole
            found[place:place] = _of_nobody(source, whole, measure, level)
    return tuple(found)


def _of_nobody(source: Ledger, whole: Figure, measure: str, level: str | None) -> Iterator[Progress]:
    """Tell targets of units that the ledger does not know: there is no group to compare them with."""
    for target in targets_of_nobody(source):
        is_asked = (target.measure or "").partition(":")[0] == measure and target.band is None
        if is_asked and target.period == whole.period and level in (None, target.level) and target.value:
            yield Progress(
                measure=measure,
                unit=target.unit or "",
                name=target.unit or "",
                target=None if target.value.value is None else Fraction(target.value.value),
                reason="not_recorded",
                period=whole.period,
                as_of=whole.as_of,
            )


def progress_table(items: Iterable[Progress], /, *, locale: str = "zh_CN", title: str | None = None) -> Table:
    """Lay target progress out, with 超序时 or 欠序时.

    Args:
        items: what `progress` gave.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading.

    Returns:
        A row a unit and measure: target, done, completion, time passed, and the points ahead or behind.

    Examples:
        >>> from fractions import Fraction
        >>> from zhaoshang.reports import Progress, progress_table
        >>> item = Progress(
        ...     measure="signed_project_count",
        ...     name="东镇",
        ...     actual=Fraction(1),
        ...     target=Fraction(4),
        ...     completion=Fraction(25),
        ...     time=Fraction(50),
        ...     gap=Fraction(-25),
        ... )
        >>> progress_table([item]).rows
        (('签约项目数（个）', '东镇', '4', '1', '25.00', '50.00', '欠序时 25.00'),)
    """
    script = Script.of(locale)
    found = list(items)
    columns = [
        Column(title=say("report.kpi", script)),
        Column(title=say("report.unit", script), is_key=True),
        Column(title=say("report.target", script), align="right"),
        Column(title=say("report.done", script), align="right"),
        Column(title=say("report.completion", script), align="right"),
        Column(title=say("report.time_elapsed.percent", script), align="right"),
        Column(title=say("report.against_schedule_points", script), align="right"),
    ]
    scales = {
        measure: scale_of((item.target for item in found if item.measure == measure), script)
        if is_money(find(measure).unit)
        else ONE
        for measure in dict.fromkeys(item.measure for item in found)
    }
    grid = TableDraft()
    for item in found:
        scale, kpi = scales[item.measure], find(item.measure)
        done = NONE if item.completion is None else completed(item, 2, script)
        grid.add(
            with_unit(script.say(kpi.zh, kpi.en), scale, kpi.unit, script),
            _name(item, script),
            CellDraft(*_amount(item.target, Hedge.NONE, scale, script), item.figure),
            CellDraft(*_amount(item.actual, item.hedge, scale, script), item.figure),
            CellDraft(done, item.completion, item.figure),
            _rate(item.time),
            CellDraft(ahead(item, script), item.gap, item.figure),
        )
    notes = [
        *progress_asked(found, script),
        *reasons_of(
            ((item.reason, _name(item, script)) for item in found if item.completion is None), script
        ),
    ]
    kpis = ((find(item.measure), item.figure) for item in found if item.figure is not None)
    notes += unread_of(((script.say(kpi.zh, kpi.en), figure) for kpi, figure in kpis), script)
    if any(item.hedge is not Hedge.NONE for item in found):
        notes.append(say("report.hedges_against_schedule", script))
    return Table(
        title=progress_heading(found, script) if title is None else title,
        columns=columns,
        rows=grid.rows,
        values=grid.values,
        figures=grid.figures,
        notes=notes,
        total_rows=1
        if len(found) > 1 and len(scales) == 1 and not found[-1].unit and not found[-1].name
        else 0,
    )


def _amount(
    number: Decimal | Fraction | None, hedge: Hedge, scale: Scale, script: Script
) -> tuple[str, Decimal | Fraction | None]:
    if number is None:
        return NONE, None
    return hedged(plain(number, scale), hedge, script), value_in(number, scale)


def completed(item: Progress, places: int, script: Script) -> str:
    """Write the completion of a unit, hedged as what it did is."""
    return hedged(to_places(item.completion or 0, places), item.hedge, script)


def progress_asked(found: Iterable[Progress], script: Script) -> list[str]:
    """Say what was asked beside the measure, such as a condition."""
    figures = [item.figure for item in found if item.figure is not None]
    return asked_of([figure for figure in figures if {*figure.asked} - {"of"}], script)


def progress_heading(found: Sequence[Progress], script: Script) -> str:
    """Head progress by its period and day, where all have the same."""
    heading = say("report.progress_toward_targets", script)
    periods, days = {item.period for item in found}, {item.as_of for item in found}
    is_one = len(periods) == len(days) == 1
    return dated(heading, script, period=periods.pop(), as_of=days.pop()) if is_one else heading


def _name(item: Progress, script: Script) -> str:
    return item.name or say("report.total", script)


def ahead(item: Progress, script: Script) -> str:
    """Say how many points a unit is ahead of or behind time."""
    if item.gap is None:
        return NONE
    return AHEAD.say(item.gap, script)
