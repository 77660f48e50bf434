"""Boards straight from the ledger: every project on its stages, what parks hold, what chains lack."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from zhaoshang import scoring
from zhaoshang._reports.numbers import (
    NONE,
    ONE,
    Scale,
    bracketed,
    dated,
    listed,
    money_words,
    plain,
    scale_of,
    to_places,
    value_in,
    with_unit,
)
from zhaoshang._reports.tables import CellValue, Column, Grid, Table
from zhaoshang._wording import Script, capital
from zhaoshang.errors import ArgumentNeededError
from zhaoshang.ledger import Ledger
from zhaoshang.lifecycle import Alarm, AlarmLevel, Reached, alarms, reached, stage_ages, stage_at
from zhaoshang.model import Chain, ChainNode, Project
from zhaoshang.periods import DateLike, Period
from zhaoshang.quantities import Money
from zhaoshang.vocabulary import AssignmentRole, MemberRole, Stage

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


# parks ----------------------------------------------------------------------------------------------------------


def park_table(
    ledger: Ledger,
    /,
    *,
    as_of: DateLike | None = None,
    locale: str = "zh_CN",
    title: str | None = None,
) -> Table:
    """Take stock of the parks (园区载体台账): what can be let, is let, is reserved and lies idle, and who is there.

    Areas are in 万平方米, or in m² in English. The letting rate is what is let of the completed stock; what is let
    ahead of completion is shown apart.

    Args:
        ledger: the parks.
        as_of: the day, by default the ledger's own; without one every record counts.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading.

    Returns:
        A row a park, and a last row for all of them.

    Examples:
        >>> from zhaoshang import Area, Ledger
        >>> from zhaoshang.model import Lease, Park, Space
        >>> from zhaoshang.reports import park_table
        >>> park = Park(
        ...     id="K1",
        ...     name="芯谷园",
        ...     spaces=[Space(id="A", kind="plant", area=Area.of(2, "万㎡"), completed_on="2021-06")],
        ...     leases=[
        ...         Lease(space="A", tenant="甲", area=Area.of(5000, "㎡"), stage="moved_in", on="2022-01")
        ...     ],
        ... )
        >>> park_table(Ledger(parks=[park], as_of="2022-06-30")).rows[0]
        ('芯谷园', '', '2', '0.5', '0', '1.5', '0', '25.00', '1', '0')
    """
    script = Script.of(locale)
    on = ledger.as_of if as_of is None else Period.of(as_of)
    scale: Scale = (10**4, script.say("万", "")) if script.is_chinese else ONE

    def area(zh: str, en: str) -> Column:
        return Column(title=with_unit(script.say(zh, en), scale, "m2", script), align="right")

    columns = [
        Column(title=script.say("园区", "Park")),
        Column(title=script.say("类型", "Kind")),
        area("可招商面积", "Lettable"),
        area("已签约入驻面积", "Let"),
        area("意向面积", "Reserved"),
        area("剩余面积", "Vacant"),
        area("未竣工预招面积", "Pre-let"),
        Column(title=script.say("招商率（%）", "Letting rate (%)"), align="right"),
        Column(title=script.say("入驻企业（家）", "Tenants"), align="right"),
        Column(title=script.say("未满足需求（个）", "Open demands"), align="right"),
    ]
    grid = Grid()

    def add(name: str, kind: str, areas: Sequence[Fraction], firms: int, wanted: int) -> None:
        rate = scoring.ratio(areas[1], areas[0]).value
        grid.add(
            name,
            kind,
            *((plain(area, scale), value_in(area, scale)) for area in areas),
            (NONE, None) if rate is None else (to_places(rate), Fraction(rate)),
            firms,
            wanted,
        )

    sums = [Fraction(0)] * 5
    tenants: set[str] = set()
    counted, demands = 0, 0
    for park in ledger.parks:
        balance = park.balance(on=on)
        areas = [
            Fraction(measured.to("m2").value or 0)
            for measured in (balance.stock, balance.let, balance.reserved, balance.idle, balance.pre_let)
        ]
        firms = set(park.tenants_on(on))
        wanted = len(park.open_demands(on))
        kind = "" if park.kind is None else capital(script.say(park.kind.zh, park.kind.en))
        add(park.name, kind, areas, len(firms), wanted)
        sums = [total + part for total, part in zip(sums, areas, strict=True)]
        tenants |= firms
        counted += len(firms)
        demands += wanted
    add(script.say("合计", "Total"), "", sums, len(tenants), demands)
    heading = _dated("园区载体情况", "Park inventory", on, script) if title is None else title
    once = script.say(
        "入驻多个园区的企业在合计中只计一次", "A firm in several parks counts once in the total"
    )
    return Table(
        title=heading,
        columns=columns,
        rows=grid.rows,
        values=grid.values,
        notes=[once] if counted > len(tenants) else [],
        total_rows=1,
    )


# chains ---------------------------------------------------------------------------------------------------------


def chain_table(
    ledger: Ledger,
    /,
    *,
    as_of: DateLike | None = None,
    minimum: int = 2,
    locale: str = "zh_CN",
    title: str | None = None,
) -> Table:
    """Map the chains (产业链图谱): node by node who leads, which firms and projects fill it, and what it lacks.

    Projects stand at a node when they are its members or name it in `chain_nodes`.

    Args:
        ledger: the chains, firms and projects.
        as_of: the day that the stages of projects are read on, by default the ledger's own.
        minimum: with fewer members than this a node is thin.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading.

    Returns:
        A row a node; the notes say what each chain needs next.

    Examples:
        >>> from zhaoshang import Ledger
        >>> from zhaoshang.model import Chain, ChainMember, ChainNode
        >>> from zhaoshang.reports import chain_table
        >>> chain = Chain(
        ...     id="C1",
        ...     name="石墨烯",
        ...     nodes=[ChainNode(id="n1", name="粉体", position="upstream"), ChainNode(id="n2", name="应用")],
        ...     members=[ChainMember(node="n1", investor="甲公司", role="leader")],
        ... )
        >>> for row in chain_table(Ledger(chains=[chain])).rows:
        ...     print(row)
        ('石墨烯', '粉体', '上游', '', '甲公司', '', '', '薄弱')
        ('石墨烯', '应用', '', '', '', '', '', '空白')
    """
    script = Script.of(locale)
    day = ledger.as_of if as_of is None else Period.of(as_of)
    columns = [
        Column(title=script.say(zh, en), is_key=zh == "环节")
        for zh, en in (
            ("产业链", "Chain"),
            ("环节", "Node"),
            ("位置", "Position"),
            ("关键环节", "Key node"),
            ("链主", "Leader"),
            ("链上企业", "Firms"),
            ("项目（阶段）", "Projects (stage)"),
            ("状态", "State"),
        )
    ]
    grid, notes = Grid(), []
    for chain in ledger.chains:
        for node in chain.nodes:
            leaders, firms = _firms(ledger, chain, node)
            projects = [_staged(project, day, script) for project in _projects(ledger, chain, node)]
            state = chain.state_of(node.id, minimum=minimum)
            grid.add(
                chain.name,
                node.name,
                "" if node.position is None else capital(script.say(node.position.zh, node.position.en)),
                "★" if node.key else "",
                listed(leaders, script),
                listed(firms, script),
                listed(projects, script),
                capital(script.say(state.zh, state.en)),
            )
        for step in chain.suggest(minimum=minimum):
            action, reason = script.say(step.action.zh, step.action.en), script.say(step.zh, step.en)
            for name in (chain.name, *(node.name for node in chain.nodes)):
                reason = reason.replace(script.say(name, name), name)  # names stay as they were written
            notes.append(f"{bracketed(chain.name, action, script)}{script.say('：', ': ')}{reason}")
    heading = _dated("产业链图谱", "Chain map", day, script) if title is None else title
    return Table(title=heading, columns=columns, rows=grid.rows, values=grid.values, notes=notes)


def _firms(ledger: Ledger, chain: Chain, node: ChainNode) -> tuple[list[str], list[str]]:
    leaders: list[str] = []
    firms: list[str] = []
    for member in chain.members_of(node.id):
        if member.investor is not None:
            known = ledger.investors.get(member.investor)
            name = known.name if known else member.investor
            (leaders if member.role is MemberRole.LEADER else firms).append(name)
    return leaders, firms


def _projects(ledger: Ledger, chain: Chain, node: ChainNode) -> Iterator[Project]:
    members = {member.project for member in chain.members_of(node.id)}
    place = f"{chain.id}/{node.id}"
    for project in ledger.projects:
        if project.id in members or place in project.chain_nodes:
            yield project


def _staged(project: Project, day: Period | None, script: Script) -> str:
    stage = None if day is None else stage_at(project, day).stage
    if stage is None:
        return project.name
    return bracketed(project.name, script.say(stage.zh, stage.en), script)
