"""The lists an office works by: units, trips, events, campaigns, papers with others, codes, appraisals."""

from typing import Final

from zhaoshang._boards.columns import AMOUNT, NAME, SIGNED, day_of, listed
from zhaoshang._boards.declaring import Board, BoardColumn, Light, Row
from zhaoshang.periods import Period
from zhaoshang.quantities import Count
from zhaoshang.vocabulary import TeamStatus


def _leads(row: Row) -> tuple[str, ...]:
    leads: tuple[str, ...] = row.record.leads
    return leads


def _everything(row: Row) -> list[str] | None:
    """List all projects, where it is known in which time they count."""
    if row.record.period is None:
        return None
    return [project.id for project in row.ledger.projects]


def _companies(row: Row) -> tuple[str, ...]:
    named = {each.id: each.name for each in row.ledger.investors}
    return tuple(named.get(each, each) for each in row.record.companies)


def _parks(row: Row) -> tuple[str, ...]:
    named = {park.id: park.name for park in row.ledger.parks}
    return tuple(named.get(each, each) for each in row.record.parks)


def _for_parks(row: Row) -> list[str] | None:
    """List the projects of an event that go to the parks shown there; `None` where none was shown."""
    if not row.record.parks:
        return None
    shown = frozenset(row.record.parks)
    return [each.id for each in row.ledger.projects if row.record.id in each.events and each.park in shown]


def _found(row: Row) -> int:
    """Count the members of a code that are units of the ledger, by id or name."""
    units = {name for team in row.ledger.teams for name in (team.id, team.name)}
    return sum(member in units for member in row.record.members)


def _below(row: Row) -> frozenset[str]:
    return row.ledger.units_below(row.record.id)


def _own(row: Row) -> list[str] | None:
    """List the projects of a unit and of all under it, where it is known since when they count."""
    if _since_founded(row) is None:
        return None
    units = _below(row)
    return [project.id for project in row.ledger.projects if project.owner in units]


def _since_founded(row: Row) -> Period | None:
    """Give the time from the founding of a unit to the day of the board."""
    since, day = row.record.since, day_of(row)
    if since is None or day is None or since.start > day.end:
        return None
    return Period.of(f"{since.start}/{day.end}")


def _serves(row: Row) -> int | None:
    """Count the projects that a unit looks after on the day; a ledger that assigns nobody does not say."""
    if not any(team.assignments for team in row.ledger.teams):
        return None
    day = day_of(row)
    held = {
        each.project
        for each in row.record.assignments
        if each.until is None or (day is not None and each.until.end >= day.end)
    }
    return len(held)


def _sum_of(row: Row, name: str) -> Count | None:
    """Add up what the trips made say of firms or persons; `None` where one of them does not say."""
    counts = [getattr(trip, name) for trip in row.record.outreach if not trip.planned]
    if not counts or None in counts:
        return None
    whole: Count = counts[0]
    for count in counts[1:]:
        whole = whole + count
    return whole


def _leader(row: Row) -> str | None:
    """Name who leads a unit: a member by id, else as written."""
    named = {member.id: member.name for team in row.ledger.teams for member in team.members}
    leader: str | None = row.record.leader
    return None if leader is None else named.get(leader, leader)


WORK: Final = (
    Board(
        id="teams",
        zh="招商队伍",
        en="units, who leads them and what they did",
        rows="teams",
        columns=listed(
            NAME,
            ("kind", "类型", "kind", "kind"),
            ("parent", "上级", "under", "parent.name"),
            ("leader", "负责人", "leader", _leader),
            ("place", "驻地", "place", "place"),
            ("status", "状态", "status", "status"),
            ("since", "成立", "founded", "since"),
            ("members", "人员（人）", "members", lambda row: len(row.record.members) or None),
            ("covers", "对口", "covers", "covers"),
            ("serves", "服务项目（个）", "projects served", _serves),
            BoardColumn(
                id="signed", zh="签约项目（个）", en="projects signed", kpi="signed_project_count", by="owner"
            ),
            BoardColumn(
                id="since_founded",
                zh="成立以来签约（个）",
                en="signed since founded",
                kpi="signed_project_count",
                of=_own,
                period=_since_founded,
            ),
            BoardColumn(id="trips", zh="外出（批次）", en="trips out", kpi="outbound_trips", by="owner"),
            ("visits", "走访（户次）", "firms visited", lambda row: _sum_of(row, "visits")),
            ("persons", "出动（人次）", "persons sent", lambda row: _sum_of(row, "persons")),
            BoardColumn(
                id="conversion",
                zh="线索签约率（％）",
                en="leads signed (%)",
                kpi="outreach_conversion",
                by="owner",
            ),
        ),
        lights=[
            Light(tone="amber", when=lambda values: values["status"] is TeamStatus.PLANNED),
            Light(tone="green", when=lambda values: values["status"] is TeamStatus.ACTIVE),
        ],
    ),
    Board(
        id="outreach",
        zh="外出招商与来访",
        en="trips, visits and what came of them",
        rows="teams.outreach",
        columns=listed(
            ("on", "日期", "on", "on"),
            ("team", "单位", "team", "within.name"),
            ("leader", "带队领导", "led by", "led_by"),
            ("level", "职级", "rank", "level"),
            ("direction", "方向", "direction", "direction"),
            ("planned", "计划", "planned", "planned"),
            ("places", "地点", "places", "places"),
            ("companies", "企业", "firms", _companies),
            ("visits", "走访", "visits", "visits"),
            ("persons", "人次", "persons", "persons"),
            ("leads", "线索（个）", "leads", lambda row: len(row.record.leads)),
            BoardColumn(
                id="signed", zh="已签约（个）", en="signed of these", kpi="signed_project_count", of=_leads
            ),
        ),
        sort=["on"],
    ),
    Board(
        id="events",
        zh="招商活动",
        en="events and what was signed there",
        rows="events",
        columns=listed(
            NAME,
            ("kind", "类型", "kind", "kind"),
            ("on", "日期", "on", "on"),
            ("campaign", "行动", "campaign", "campaign.name"),
            ("entries", "参赛（参会）项目", "entries", "entries"),
            ("persons", "人数", "persons", "persons"),
            SIGNED,
            AMOUNT,
            ("parks", "推介园区", "parks shown", _parks),
            BoardColumn(
                id="inside",
                zh="落在推介园区（个）",
                en="signed for the parks shown",
                kpi="signed_project_count",
                of=_for_parks,
            ),
        ),
        sort=["on"],
    ),
    Board(
        id="campaigns",
        zh="专项行动",
        en="campaigns and what was signed in their time",
        rows="campaigns",
        columns=listed(
            NAME,
            ("parent", "上级方案", "part of", "parent.name"),
            ("period", "期间", "period", "period"),
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
        ),
    ),
    Board(
        id="understandings",
        zh="合作协议",
        en="understandings",
        rows="understandings",
        columns=listed(
            ("parties", "各方", "parties", "parties"),
            ("kind", "类型", "kind", "kind"),
            ("status", "状态", "status", "status"),
            ("on", "日期", "on", "on"),
        ),
    ),
    Board(
        id="codes",
        zh="工作机制",
        en="codes of organisation",
        rows="codes",
        columns=listed(
            ("code", "代号", "code", "code"),
            ("name", "名称", "name", "name"),
            ("total", "应有", "stands for", lambda row: row.record.total),
            ("listed", "已列", "listed", lambda row: len(row.record.members)),
            ("members", "组成", "members", "members"),
            ("teams", "已建（个）", "found among the units", _found),
        ),
        lights=[
            Light(
                tone="amber",
                when=lambda values: values["total"] is not None and values["total"] != values["listed"],
            ),
            Light(tone="green", when=lambda values: values["total"] is not None),
        ],
    ),
    Board(
        id="appraisals",
        zh="项目预评估",
        en="appraisals before signing",
        rows="projects.appraisals",
        columns=listed(
            ("project", "项目", "project", "within.name"),
            ("on", "日期", "on", "on"),
            ("by", "评估单位", "by", "by"),
            ("score", "得分", "score", "score"),
            ("verdict", "结论", "verdict", "verdict"),
        ),
        sort=["on"],
    ),
)
"""The boards, in the order in which they are listed."""
