"""Boards straight from the ledger: every project on its stages, what parks hold, what chains lack."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Final

from zhaoshang._reports.numbers import (
    Scale,
    dated,
    listed,
    money_words,
    scale_of,
    value_in,
    with_unit,
)
from zhaoshang._reports.tables import CellValue, Column, Grid, Table
from zhaoshang._wording import Script, capital
from zhaoshang.errors import ArgumentNeededError
from zhaoshang.ledger import Ledger
from zhaoshang.lifecycle import Alarm, AlarmLevel, Reached, alarms, reached, stage_ages, stage_at
from zhaoshang.model import Project
from zhaoshang.periods import DateLike, Period
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
    stages: Iterable[str] = BOARD_STAGES,
    warnings: Iterable[Alarm] | None = None,
    include_ended: bool = False,
    locale: str = "zh_CN",
    title: str | None = None,
) -> Table:
    """Put every project on the board of its stages (挂图作战): when each was reached, is planned for, or is late.

    Args:
        ledger: the projects and the units that serve them.
        as_of: the day of the board, by default the ledger's own.
        stages: the stages that have a column.
        warnings: the alarms shown; those of `zhaoshang.lifecycle.alarms` unless given.
        include_ended: whether projects that were given up are shown.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading.

    Returns:
        A row a project: the date of each stage reached, ✓ where it was passed without a record, the planned date
        with 计划, or with 逾期 once it has passed; the present stage, the days in it, and the gravest alarm.

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
    shown = [Stage(stage) for stage in stages]
    found = alarms(ledger, as_of=day) if warnings is None else warnings
    gravest: dict[str, Alarm] = {}
    for alarm in sorted(found, key=lambda alarm: (alarm.level is not AlarmLevel.RED, -alarm.days_over)):
        gravest.setdefault(alarm.project, alarm)
    projects = [
        project
        for project in ledger.projects
        if include_ended or (at := stage_at(project, day).stage) is None or not at.is_end
    ]
    scale = scale_of((_number(project.investment) for project in projects), script)
    leaders = _leaders(ledger, day)
    columns = [
        Column(title=script.say("项目", "Project")),
        Column(title=script.say("责任单位", "Unit in charge")),
        Column(title=script.say("包抓领导", "Leader in charge")),
        Column(title=with_unit(script.say("总投资", "Investment"), scale, "CNY", script), align="right"),
        *(Column(title=capital(script.say(stage.zh, stage.en))) for stage in shown),
        Column(title=script.say("当前阶段", "Present stage")),
        Column(title=script.say("已停留（天）", "Days in stage"), align="right"),
        Column(title=script.say("预警", "Alarm")),
    ]
    grid = Grid()
    tally: Counter[Stage] = Counter()
    for project in projects:
        place = stage_at(project, day)
        if place.stage is not None:
            tally[place.stage] += 1
        owner = ledger.teams.get(project.owner)
        marks = [_mark(project, stage, day, script) for stage in shown]
        labels = [script.say(stage.zh, stage.en) for stage in (place.stage, *place.overlays) if stage]
        present = capital(listed(labels, script))
        days = _days(project, day)
        light = gravest.get(project.id)
        said = (
            ""
            if light is None
            else script.say(f"{light.level.zh}：{light.zh}", f"{light.level.en}: {light.en}")
        )
        words = money_words(project.investment, script, scale)
        grid.add(
            project.name,
            owner.name if owner else project.owner,
            listed(leaders.get(project.id, ()), script),
            (words, _amount_cell(project.investment, scale, words)),
            *marks,
            present,
            days,
            capital(said),
        )
    order = sorted(tally, key=lambda stage: stage.rank)
    counted = listed(
        [script.say(f"{stage.zh} {tally[stage]} 个", f"{stage.en} {tally[stage]}") for stage in order], script
    )
    return Table(
        title=_dated("项目推进挂图作战表", "Stage board", day, script) if title is None else title,
        columns=columns,
        rows=grid.rows,
        values=grid.values,
        notes=[f"{script.say('按当前阶段：', 'By present stage: ')}{counted}"] if counted else [],
    )


def _dated(zh: str, en: str, day: Period | None, script: Script) -> str:
    return dated(script.say(zh, en), script, as_of=day)


def _number(money: Money | None) -> Decimal | Fraction | None:
    return None if money is None or money.unit.code != "CNY" else money.value


def _amount_cell(money: Money | None, scale: Scale, words: str) -> CellValue:
    """Give an exact amount as a number; a hedged one, or one in another currency, as words."""
    if money is None:
        return None
    return value_in(money.value, scale) if money.is_exact and money.unit.code == "CNY" else words


def _leaders(ledger: Ledger, day: Period) -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    for team in ledger.teams:
        members = {member.id: member.name for member in team.members}
        for duty in team.assignments:
            is_over = duty.until is not None and duty.until.end < day.end
            if duty.role is AssignmentRole.LEADER_IN_CHARGE and duty.member is not None and not is_over:
                names.setdefault(duty.project, []).append(members.get(duty.member, duty.member))
    return {project: tuple(dict.fromkeys(found)) for project, found in names.items()}


def _mark(project: Project, stage: Stage, day: Period, script: Script) -> str | tuple[str, Period]:
    """Say when a stage was reached, or for when it is planned."""
    when: Reached = reached(project, stage, by=day)
    if when.is_reached or when.is_reached is None:
        return "✓" if when.on is None else (f"{when.on}", when.on)
    plans = [step.on for step in project.milestones if step.planned and step.stage is stage and step.on]
    if not plans:
        return ""
    is_late = plans[-1].end < day.end
    return f"{script.say('逾期', 'overdue') if is_late else script.say('计划', 'planned')} {plans[-1]}"


def _days(project: Project, day: Period) -> int | None:
    ages = stage_ages(project, as_of=day)
    return ages[-1].low if ages and ages[-1].until is None else None
