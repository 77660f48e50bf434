"""The board of stages: every project on it, when each stage was reached or is planned for, and what is late."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from zhaoshang._answers.standings import PROJECTS, Families, Prepared, Stages, evaluate
from zhaoshang._reports.figures import notes_of
from zhaoshang._reports.numbers import (
    Scale,
    dated,
    listed,
    money_words,
    scale_of,
    value_in,
    with_unit,
)
from zhaoshang._reports.numbers import shown as shown_figure
from zhaoshang._reports.tables import CellDraft, Column, Table, TableDraft
from zhaoshang._text.messages import Label, say
from zhaoshang._text.wording import Script, capital
from zhaoshang.errors import ArgumentNeededError
from zhaoshang.kpis import Figure
from zhaoshang.ledger import Ledger
from zhaoshang.lifecycle import (
    LIFECYCLE,
    Alarm,
    AlarmLevel,
    Lifecycle,
    alarms,
    as_known_on,
    stage_ages,
    stage_at,
)
from zhaoshang.measures import Column as Named
from zhaoshang.measures import OneOf
from zhaoshang.model import Project
from zhaoshang.periods import DateLike, Period
from zhaoshang.profiles import DEFAULT, Profile, profile_of
from zhaoshang.quantities import Money
from zhaoshang.vocabulary import AssignmentRole, Stage

BOARD_STAGES: Final = (
    Stage.NEGOTIATING,
    Stage.SIGNED,
    Stage.LANDED,
    Stage.STARTED,
    Stage.COMPLETED,
    Stage.PRODUCING,
)
"""The columns of a stage board unless others are asked for."""


def day_of(ledger: Ledger, as_of: DateLike | None) -> Period:
    """Take the day asked for, or that of the ledger.

    Raises:
        ArgumentNeededError: when neither is there.
    """
    found = ledger.as_of if as_of is None else Period.of(as_of)
    if found is None:
        raise ArgumentNeededError("as_of", "report")
    return found


def stage_board(
    ledger: Ledger,
    /,
    *,
    as_of: DateLike | None = None,
    known_on: DateLike | None = None,
    profile: Profile | str = DEFAULT,
    stages: Iterable[str] = BOARD_STAGES,
    warnings: Iterable[Alarm] | None = None,
    include_ended: bool = False,
    locale: str = "zh_CN",
    title: str | None = None,
) -> Table:
    """Put every project on the board of its stages (挂图作战): when each was reached, is planned for, or is late.

    The present stage is the one that `stage_count` counts the project at, and whom the profile leaves out is named in
    the notes; phases stand with the project that they are one with.

    Args:
        ledger: the projects and the units that serve them.
        as_of: the day of the board, by default the ledger's own.
        known_on: replay what was recorded by this day.
        profile: the local definitions, such as what is left out and whether phases are one project.
        stages: the stages that have a column.
        warnings: the alarms shown; those of `zhaoshang.lifecycle.alarms` unless given.
        include_ended: whether projects that were given up are shown.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading.

    Returns:
        A row a project: the date of each stage reached, ✓ where it was passed without a record, the planned date
        with 计划, or with 逾期 once it has passed; the present stage, the days in it, and the gravest alarm.
        `Table.figures` holds the `stage_count` behind the present stage.

    Raises:
        ArgumentNeededError: when there is no date.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.model import Agreement, Milestone
        >>> from zhaoshang.reports import stage_board
        >>> project = Project(
        ...     id="P1",
        ...     name="甲",
        ...     agreements=[Agreement(signed_on="2022-03-05")],
        ...     milestones=[Milestone(stage="started", on="2022-05", planned=True)],
        ... )
        >>> board = stage_board(
        ...     Ledger(projects=[project], as_of="2022-06-30"), stages=["signed", "started"], warnings=[]
        ... )
        >>> board.rows[0][4:]
        ('2022-03-05', '逾期 2022-05', '签约', '117', '')
    """
    script = Script.of(locale)
    day = day_of(ledger, as_of)
    local = profile_of(profile)
    graph = local.lifecycle or LIFECYCLE
    words = {rule.stage: (rule.zh, rule.en) for rule in graph.stages}
    shown = [Stage.named(stage) for stage in stages]
    source = Prepared(ledger)
    asked: dict[str, Any] = {"as_of": day, "known_on": known_on, "profile": profile}
    (people,) = evaluate(source, PROJECTS, **asked).values()
    standing = Stages(source, **asked)
    families = Families(ledger, profile, known_on=known_on)
    open_ = [id_ for id_ in people.ids if include_ended or not _is_over(standing.of.get(id_))]
    if warnings is None:
        known = ledger if known_on is None else as_known_on(ledger, known_on)
        warnings = alarms(known, as_of=day, lifecycle=graph, phases=local.phases)
    gravest: dict[str, Alarm] = {}
    for alarm in sorted(warnings, key=lambda alarm: (alarm.level is not AlarmLevel.RED, -alarm.days_over)):
        gravest.setdefault(families.root(alarm.project), alarm)
    sums = {
        id_: evaluate(source, "tracked_investment", where=OneOf(Named("id"), frozenset({id_})), **asked)[
            "tracked_investment"
        ]
        for id_ in open_
        if ledger.projects[id_].investment is None and families.has_phases(id_)
    }
    numbers = [*(_number(ledger.projects[id_].investment) for id_ in open_), *map(_yuan, sums.values())]
    scale = scale_of(numbers, script)
    leaders = _leaders(ledger, day, families)
    columns = [
        Column(title=say("report.project", script)),
        Column(title=say("report.unit_in_charge", script)),
        Column(title=say("report.leader_in_charge", script)),
        Column(title=with_unit(say("report.investment", script), scale, "CNY", script), align="right"),
        *(Column(title=capital(script.say(*words.get(stage, (stage.zh, stage.en))))) for stage in shown),
        Column(title=say("report.present_stage", script)),
        Column(title=say("report.days_in_stage", script), align="right"),
        Column(title=say("report.alarm", script)),
    ]
    grid = TableDraft()
    for id_ in open_:
        project, stage = ledger.projects[id_], standing.of.get(id_)
        now = families.present(id_, day)
        owner = ledger.teams.get(project.owner)
        overlays = stage_at(now, day, lifecycle=graph).overlays
        present = capital(
            listed(
                [script.say(*words.get(each, (each.zh, each.en))) for each in (stage, *overlays) if each],
                script,
            )
        )
        light = gravest.get(id_)
        said = (
            ""
            if light is None
            else say(
                "report.light",
                script,
                level=Label(light.level.zh, light.level.en),
                light=Label(light.zh, light.en),
            )
        )
        grid.add(
            project.name,
            owner.name if owner else project.owner,
            listed(leaders.get(id_, ()), script),
            _amount_cell(project.investment, sums.get(id_), scale, script),
            *(_mark(families, id_, each, day, script) for each in shown),
            CellDraft(present, present, standing.figures.get(stage) if stage else None),
            _days(now, day, graph),
            capital(said),
        )
    names = {project.id: project.name for project in ledger.projects}
    return Table(
        title=_dated("项目推进挂图作战表", "Stage board", day, script) if title is None else title,
        columns=columns,
        rows=grid.rows,
        values=grid.values,
        figures=grid.figures,
        notes=[
            *_counted(standing, script, include_ended=include_ended),
            *notes_of([people], script, names),
        ],
    )


def _is_over(stage: Stage | None) -> bool:
    return stage is not None and stage.is_end


def _counted(standing: Stages, script: Script, *, include_ended: bool) -> list[str]:
    """Say how many projects stand at each stage."""
    counted = listed(
        [
            say("report.stage_count", script, stage=Label(stage.zh, stage.en), value=figure.value)
            for stage, figure in sorted(standing.figures.items(), key=lambda item: item[0].rank)
            if include_ended or not stage.is_end
        ],
        script,
    )
    return [f"{say('report.by_present_stage', script)}{counted}"] if counted else []


def _dated(zh: str, en: str, day: Period | None, script: Script) -> str:
    return dated(script.say(zh, en), script, as_of=day)


def _number(money: Money | None) -> Decimal | Fraction | None:
    return None if money is None or money.unit.code != "CNY" else money.value


def _yuan(figure: Figure) -> Decimal | None:
    return figure.value if figure.unit == "CNY" else None


def _amount_cell(money: Money | None, summed: Figure | None, scale: Scale, script: Script) -> CellDraft:
    """Give an exact amount as a number; a hedged one, or one in another currency, as words; else the sum of phases."""
    if summed is not None and _yuan(summed) is not None:
        words = shown_figure(summed, scale, script)
        return CellDraft(words, value_in(summed.value, scale) if summed.is_exact else words, summed)
    words = money_words(money, script, scale)
    if money is None:
        return CellDraft(words, None)
    is_number = money.is_exact and money.unit.code == "CNY"
    return CellDraft(words, value_in(money.value, scale) if is_number else words)


def _leaders(ledger: Ledger, day: Period, families: Families) -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    for team in ledger.teams:
        members = {member.id: member.name for member in team.members}
        for duty in team.assignments:
            is_over = duty.until is not None and duty.until.end < day.end
            if duty.role is AssignmentRole.LEADER_IN_CHARGE and duty.member is not None and not is_over:
                root = families.root(duty.project)
                names.setdefault(root, []).append(members.get(duty.member, duty.member))
    return {project: tuple(dict.fromkeys(found)) for project, found in names.items()}


def _mark(
    families: Families, id_: str, stage: Stage, day: Period, script: Script
) -> str | tuple[str, Period]:
    """Say when a stage was reached, or for when it is planned."""
    when = families.reached(id_, stage, by=day)
    if when.is_reached or when.is_reached is None:
        return "✓" if when.on is None else (f"{when.on}", when.on)
    plan = families.planned(id_, stage, by=day)
    if plan is None:
        return ""
    is_late = plan.end < day.end
    return f"{say('report.overdue', script) if is_late else say('report.planned', script)} {plan}"


def _days(project: Project, day: Period, graph: Lifecycle) -> int | None:
    ages = stage_ages(project, as_of=day, lifecycle=graph)
    return ages[-1].low if ages and ages[-1].until is None else None
