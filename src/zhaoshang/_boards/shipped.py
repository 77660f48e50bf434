"""The boards that are shipped: what bureaus keep as 三图四库五池, and the lists beside them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from zhaoshang._boards.columns import AMOUNT, NAME, SIGNED, STARTED, day_of, graph_of, last_day_of
from zhaoshang._boards.declaring import Board, BoardColumn, Light, Row
from zhaoshang._boards.office import OFFICE
from zhaoshang._frozenmap import FrozenMap
from zhaoshang.kpis import evaluate
from zhaoshang.lifecycle import RULES, Alarm, AlarmKind, AlarmLevel, alarms, stage_at
from zhaoshang.quantities import Quantity
from zhaoshang.vocabulary import NodeState, Stage

if TYPE_CHECKING:
    from zhaoshang.model import Case, Space

_ENDED: Final = frozenset({Stage.REJECTED, Stage.TERMINATED, Stage.EXITED, Stage.CLOSED})


_OF_PROJECTS: Final = tuple(rule for rule in RULES if rule.kind not in {AlarmKind.ORDER, AlarmKind.CASE})
"""What the progress of a project is watched by; orders and cases have boards of their own."""


def _all_alarms(row: Row) -> Iterable[Alarm]:
    return alarms(row.ledger, as_of=last_day_of(row), rules=_OF_PROJECTS, lifecycle=graph_of(row))


def _stage(row: Row) -> Stage | None:
    day = day_of(row)
    return None if day is None else stage_at(row.record, day, lifecycle=graph_of(row)).stage


def _goes_on(row: Row) -> bool:
    return _stage(row) not in _ENDED


def _alarms(row: Row) -> Mapping[str, list[Alarm]]:
    def gathered() -> dict[str, list[Alarm]]:
        found: dict[str, list[Alarm]] = {}
        for alarm in _all_alarms(row) if row.as_of is not None else ():
            found.setdefault(alarm.project, []).append(alarm)
        return found

    return row.shared("alarms", gathered)


def _worst(row: Row) -> str:
    """Say the worst alarm of a project."""
    found = _alarms(row).get(row.record.id, [])
    reds = [alarm for alarm in found if alarm.level is AlarmLevel.RED] or found
    worst = max(reds, key=lambda alarm: alarm.days_over, default=None)
    return "" if worst is None else worst.zh


def _overdue(row: Row) -> int | None:
    days = [alarm.days_over for alarm in _alarms(row).get(row.record.id, ())]
    return max(days, default=None)


def _state(row: Row) -> NodeState:
    state: NodeState = row.within.state_of(row.record.id, as_of=row.as_of)
    return state


def _on_node(row: Row) -> list[str]:
    key = f"{row.within.id}/{row.record.id}"
    return [project.id for project in row.ledger.projects if key in project.chain_nodes]


def _fillers(row: Row) -> int:
    return len(row.within.members_of(row.record.id))


def _is_idle(row: Row) -> bool:
    spaces: tuple[Space, ...] = row.shared(
        f"idle:{row.within.id}", lambda: row.within.idle_spaces(on=row.as_of)
    )
    return any(space.id == row.record.id for space in spaces)


def _reserved(row: Row) -> Quantity | None:
    total: Quantity | None = row.record.total
    free: Quantity | None = row.record.free
    return None if total is None or free is None else total - free


def _is_short(values: Mapping[str, Any]) -> bool:
    free = values["free"]
    return free is not None and free.value is not None and free.value <= 0


def _is_late(row: Row) -> bool | None:
    """Say whether a case is past its day: open after it, or closed after it."""
    case: Case = row.record
    if case.due_on is None or case.due_on.end is None:
        return None
    day = day_of(row) if case.closed_on is None else case.closed_on
    return None if day is None or day.start is None else day.start > case.due_on.end


def _leads(row: Row) -> tuple[str, ...]:
    leads: tuple[str, ...] = row.record.leads
    return leads


def _sponsors(row: Row) -> tuple[str, ...]:
    return tuple(sponsor.name for sponsor in row.record.sponsors)


def _invested(row: Row) -> int:
    return len(row.record.investments)


def _returned(row: Row) -> Decimal | None:
    """Ask how much of the government's money one fund invested here."""
    alone = evolve(row.ledger, funds=[row.record])
    return evaluate(alone, "fund_reinvestment_rate", as_of=row.as_of, profile=row.profile).items_[0].value


def _is_behind(returned: Decimal | None, asked: Decimal | None) -> bool:
    return returned is not None and asked is not None and returned < 100 * asked


def _everything(row: Row) -> list[str]:
    return [project.id for project in row.ledger.projects]


_BOARDS: Final = (
    Board(
        id="progress",
        zh="项目进度图",
        en="progress of projects",
        rows="projects",
        where=_goes_on,
        columns=[
            NAME,
            BoardColumn(id="owner", zh="责任单位", en="unit in charge", value="owner.name"),
            BoardColumn(id="investment", zh="总投资", en="investment", value="investment"),
            BoardColumn(id="stage", zh="阶段", en="stage", value=_stage),
            BoardColumn(id="alarm", zh="预警", en="alarm", value=_worst),
            BoardColumn(id="days", zh="超期（天）", en="days overdue", value=_overdue),
        ],
        sort=["-days"],
        lights=[
            Light(tone="red", when=lambda values: (values["days"] or 0) > 0),
            Light(tone="amber", when=lambda values: values["days"] is not None),
            Light(tone="green", when=lambda values: values["stage"] is not None),
        ],
    ),
    Board(
        id="chain_gaps",
        zh="产业链图",
        en="chains and their gaps",
        rows="chains.nodes",
        columns=[
            BoardColumn(id="chain", zh="产业链", en="chain", value="within.name"),
            BoardColumn(id="node", zh="环节", en="node", value="name"),
            BoardColumn(id="position", zh="位置", en="position", value="position"),
            BoardColumn(id="state", zh="状态", en="state", value=_state),
            BoardColumn(id="firms", zh="在册成员", en="members listed", value=_fillers),
            BoardColumn(
                id="signed",
                zh="签约项目（个）",
                en="projects signed",
                kpi="signed_project_count",
                of=_on_node,
            ),
        ],
        lights=[
            Light(tone="red", when=lambda values: values["state"] is NodeState.EMPTY),
            Light(tone="amber", when=lambda values: values["state"] is not NodeState.SOUND),
            Light(tone="green", when=lambda values: values["state"] is NodeState.SOUND),
        ],
    ),
    Board(
        id="projects",
        zh="项目库",
        en="store of projects",
        rows="projects",
        columns=[
            NAME,
            BoardColumn(id="district", zh="属地", en="district", value="district"),
            BoardColumn(id="category", zh="类别", en="category", value="category"),
            BoardColumn(id="industry", zh="行业", en="industry", value="industry"),
            BoardColumn(id="investment", zh="总投资", en="investment", value="investment"),
            BoardColumn(id="land", zh="用地", en="land", value="land"),
            BoardColumn(id="stage", zh="阶段", en="stage", value=_stage),
        ],
        sort=["-investment"],
    ),
    Board(
        id="investors",
        zh="投资商库",
        en="store of investors",
        rows="investors",
        columns=[
            NAME,
            BoardColumn(id="origin", zh="来源地", en="origin", value="origin"),
            BoardColumn(id="ownership", zh="所有制", en="ownership", value="ownership"),
            BoardColumn(id="prospect", zh="目标企业", en="prospect", value="is_prospect"),
            SIGNED,
            AMOUNT,
        ],
        sort=["-amount"],
    ),
    Board(
        id="spaces",
        zh="土地厂房库",
        en="store of land and plants",
        rows="parks.spaces",
        columns=[
            BoardColumn(id="park", zh="园区", en="park", value="within.name"),
            BoardColumn(id="space", zh="编号", en="space", value="id"),
            BoardColumn(id="kind", zh="类型", en="kind", value="kind"),
            BoardColumn(id="area", zh="面积", en="area", value="area"),
            BoardColumn(id="rent", zh="租金", en="rent", value="rent"),
            BoardColumn(id="completed", zh="竣工", en="completed", value="completed_on"),
            BoardColumn(id="idle", zh="空置", en="idle", value=_is_idle),
            BoardColumn(id="since", zh="闲置起", en="idle since", value="idle_since"),
        ],
        lights=[Light(tone="amber", when=lambda values: bool(values["idle"]))],
    ),
    Board(
        id="policies",
        zh="政策兑现库",
        en="store of policy payments",
        rows="payments",
        columns=[
            BoardColumn(id="programme", zh="政策", en="programme", value="programme"),
            BoardColumn(id="firm", zh="企业", en="firm", value="investor.name"),
            BoardColumn(id="planned", zh="计划", en="planned", value="planned"),
            BoardColumn(id="paid", zh="兑现", en="paid", value="amount"),
            BoardColumn(id="on", zh="日期", en="on", value="on"),
        ],
        sort=["programme"],
        lights=[Light(tone="amber", when=lambda values: values["paid"] is None)],
    ),
    Board(
        id="funds",
        zh="资金池",
        en="pool of funds",
        rows="funds",
        columns=[
            NAME,
            BoardColumn(id="status", zh="状态", en="status", value="status"),
            BoardColumn(id="size", zh="规模", en="size", value="size"),
            BoardColumn(id="stages", zh="投资阶段", en="stages of investment", value="stages"),
            BoardColumn(id="sponsors", zh="出资人", en="sponsors", value=_sponsors),
            BoardColumn(id="invested", zh="已投（家）", en="firms invested in", value=_invested),
            BoardColumn(id="asked", zh="约定返投倍数", en="to be returned (times)", value="return_ratio"),
            BoardColumn(id="returned", zh="返投比例（％）", en="returned (%)", value=_returned),
            SIGNED,
            AMOUNT,
        ],
        sort=["-size"],
        lights=[
            Light(tone="amber", when=lambda values: _is_behind(values["returned"], values["asked"])),
        ],
    ),
    Board(
        id="factors",
        zh="要素池",
        en="pool of factors",
        rows="parks.capacity",
        columns=[
            BoardColumn(id="park", zh="园区", en="park", value="within.name"),
            BoardColumn(id="resource", zh="要素", en="resource", value="resource"),
            BoardColumn(id="total", zh="总量", en="total", value="total"),
            BoardColumn(id="reserved", zh="已预留", en="reserved", value=_reserved),
            BoardColumn(id="free", zh="可用", en="free", value="free"),
        ],
        lights=[Light(tone="red", when=_is_short)],
    ),
    Board(
        id="scenarios",
        zh="场景池",
        en="pool of scenarios",
        rows="scenarios",
        columns=[
            NAME,
            BoardColumn(id="value", zh="规模", en="value", value="value"),
            BoardColumn(id="opportunities", zh="机会", en="opportunities", value="opportunities"),
            SIGNED,
            AMOUNT,
        ],
        lights=[Light(tone="amber", when=lambda values: values["signed"] == 0)],
    ),
    Board(
        id="services",
        zh="服务池",
        en="pool of services",
        rows="teams.cases",
        columns=[
            BoardColumn(id="team", zh="承办单位", en="team", value="within.name"),
            BoardColumn(id="project", zh="项目", en="project", value="project.name"),
            BoardColumn(id="category", zh="事项", en="category", value="category"),
            BoardColumn(id="department", zh="承办部门", en="department", value="department"),
            BoardColumn(id="raised", zh="提出", en="raised", value="raised_on"),
            BoardColumn(id="due", zh="期限", en="due", value="due_on"),
            BoardColumn(id="closed", zh="办结", en="closed", value="closed_on"),
            BoardColumn(id="late", zh="超期", en="late", value=_is_late),
        ],
        sort=["due"],
        lights=[
            Light(tone="red", when=lambda values: bool(values["late"])),
            Light(tone="green", when=lambda values: values["closed"] is not None),
        ],
    ),
    Board(
        id="partners",
        zh="合作伙伴",
        en="partners and what they referred",
        rows="partners",
        columns=[
            NAME,
            BoardColumn(id="kind", zh="类型", en="kind", value="kind"),
            BoardColumn(id="level", zh="层级", en="level", value="level"),
            BoardColumn(
                id="referred",
                zh="引荐项目（个）",
                en="projects referred",
                value=lambda row: len(row.projects),
            ),
            SIGNED,
            AMOUNT,
            STARTED,
        ],
        sort=["-amount"],
    ),
    Board(
        id="events",
        zh="招商活动",
        en="events and what was signed there",
        rows="events",
        columns=[
            NAME,
            BoardColumn(id="kind", zh="类型", en="kind", value="kind"),
            BoardColumn(id="on", zh="日期", en="on", value="on"),
            BoardColumn(id="campaign", zh="行动", en="campaign", value="campaign.name"),
            BoardColumn(id="entries", zh="参赛（参会）项目", en="entries", value="entries"),
            BoardColumn(id="persons", zh="人数", en="persons", value="persons"),
            SIGNED,
            AMOUNT,
        ],
        sort=["on"],
    ),
    Board(
        id="campaigns",
        zh="专项行动",
        en="campaigns and what was signed in their time",
        rows="campaigns",
        columns=[
            NAME,
            BoardColumn(id="parent", zh="上级方案", en="part of", value="parent.name"),
            BoardColumn(id="period", zh="期间", en="period", value="period"),
            BoardColumn(
                id="signed",
                zh="期内签约（个）",
                en="signed in its time",
                kpi="signed_project_count",
                of=_everything,
                period="period",
            ),
            BoardColumn(
                id="amount",
                zh="期内签约总投资",
                en="investment signed in its time",
                kpi="signed_investment_total",
                of=_everything,
                period="period",
                unit="亿元",
            ),
        ],
    ),
    Board(
        id="outreach",
        zh="外出招商与来访",
        en="trips, visits and what came of them",
        rows="teams.outreach",
        columns=[
            BoardColumn(id="on", zh="日期", en="on", value="on"),
            BoardColumn(id="team", zh="单位", en="team", value="within.name"),
            BoardColumn(id="leader", zh="带队领导", en="led by", value="led_by"),
            BoardColumn(id="level", zh="职级", en="rank", value="level"),
            BoardColumn(id="direction", zh="方向", en="direction", value="direction"),
            BoardColumn(id="planned", zh="计划", en="planned", value="planned"),
            BoardColumn(id="places", zh="地点", en="places", value="places"),
            BoardColumn(id="visits", zh="走访", en="visits", value="visits"),
            BoardColumn(id="persons", zh="人次", en="persons", value="persons"),
            BoardColumn(id="leads", zh="线索（个）", en="leads", value=lambda row: len(row.record.leads)),
            BoardColumn(
                id="signed", zh="已签约（个）", en="signed of these", kpi="signed_project_count", of=_leads
            ),
        ],
        sort=["on"],
    ),
    Board(
        id="understandings",
        zh="合作协议",
        en="understandings",
        rows="understandings",
        columns=[
            BoardColumn(id="parties", zh="各方", en="parties", value="parties"),
            BoardColumn(id="kind", zh="类型", en="kind", value="kind"),
            BoardColumn(id="status", zh="状态", en="status", value="status"),
            BoardColumn(id="on", zh="日期", en="on", value="on"),
        ],
    ),
    Board(
        id="codes",
        zh="工作机制",
        en="codes of organisation",
        rows="codes",
        columns=[
            BoardColumn(id="code", zh="代号", en="code", value="code"),
            BoardColumn(id="name", zh="名称", en="name", value="name"),
            BoardColumn(id="total", zh="应有", en="stands for", value=lambda row: row.record.total),
            BoardColumn(id="listed", zh="已列", en="listed", value=lambda row: len(row.record.members)),
            BoardColumn(id="members", zh="组成", en="members", value="members"),
        ],
        lights=[
            Light(
                tone="amber",
                when=lambda values: values["total"] is not None and values["total"] != values["listed"],
            )
        ],
    ),
    Board(
        id="appraisals",
        zh="项目预评估",
        en="appraisals before signing",
        rows="projects.appraisals",
        columns=[
            BoardColumn(id="project", zh="项目", en="project", value="within.name"),
            BoardColumn(id="on", zh="日期", en="on", value="on"),
            BoardColumn(id="by", zh="评估单位", en="by", value="by"),
            BoardColumn(id="score", zh="得分", en="score", value="score"),
            BoardColumn(id="verdict", zh="结论", en="verdict", value="verdict"),
        ],
        sort=["on"],
    ),
)

BOARDS: Final = FrozenMap({board.id: board for board in (*_BOARDS, *OFFICE)})
"""The boards shipped, by id: 三图、四库、五池 as far as a ledger holds them, and the lists beside them."""
