"""Boards that hang on the wall as maps (三图): where projects stand, how chains are filled, how targets are met."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any, Final

from zhaoshang._basics.decimals import shifted
from zhaoshang._boards.columns import (
    NAME,
    day_of,
    families_of,
    graph_of,
    grouped,
    last_day_of,
    listed,
    news_of,
    stage_of,
    standing_of,
)
from zhaoshang._boards.declaring import Board, BoardColumn, Light, Row
from zhaoshang.errors import ArgumentNeededError, UnknownCodeError
from zhaoshang.kpis import Kpi, evaluate, find
from zhaoshang.lifecycle import RULES, Alarm, AlarmKind, AlarmLevel, alarms
from zhaoshang.quantities import Count, Money, Quantity
from zhaoshang.vocabulary import NodeState, Stage

_ENDED: Final = frozenset({Stage.REJECTED, Stage.TERMINATED, Stage.EXITED, Stage.CLOSED})


_OF_PROJECTS: Final = tuple(rule for rule in RULES if rule.kind not in {AlarmKind.ORDER, AlarmKind.CASE})
"""What the progress of a project is watched by; orders and cases have boards of their own."""


def _all_alarms(row: Row) -> Iterable[Alarm]:
    phases = row.profile.phases
    return alarms(
        row.ledger, as_of=last_day_of(row), rules=_OF_PROJECTS, lifecycle=graph_of(row), phases=phases
    )


def _goes_on(row: Row) -> bool:
    return stage_of(row) not in _ENDED


def _alarms(row: Row) -> Mapping[str, list[Alarm]]:
    def gathered() -> dict[str, list[Alarm]]:
        found: dict[str, list[Alarm]] = {}
        for alarm in _all_alarms(row) if row.as_of is not None else ():
            for id_ in dict.fromkeys((alarm.project, families_of(row).root(alarm.project))):
                found.setdefault(id_, []).append(alarm)  # what a phase is late with, its project is
        return found

    return row.shared("alarms", gathered)


def _worst(row: Row) -> Alarm | None:
    """Take the worst alarm of a project."""
    found = _alarms(row).get(row.record.id, [])
    reds = [alarm for alarm in found if alarm.level is AlarmLevel.RED] or found
    return max(reds, key=lambda alarm: alarm.days_over, default=None)


def _overdue(row: Row) -> int | None:
    days = [alarm.days_over for alarm in _alarms(row).get(row.record.id, ())]
    return max(days, default=None)


def _on_node(row: Row) -> list[str]:
    key = f"{row.within.id}/{row.record.id}"
    return [project.id for project in row.ledger.projects if key in project.chain_nodes]


def _candidates(row: Row) -> tuple[str, ...]:
    """Name who may fill a node: talks, leads and firms to be won."""
    names = {each.id: each.name for each in (*row.ledger.projects, *row.ledger.investors)}
    return tuple(names.get(each, each) for each in standing_of(row).candidates)


def _measure(row: Row) -> Kpi | None:
    measure: str | None = row.record.measure
    return None if measure is None else find(measure.partition(":")[0])


def _done(row: Row) -> Quantity | None:
    """Ask how much of a target is reached, by its unit and all below it or by all, in its period."""
    target = row.record
    if target.measure is None:
        return None
    kpi, _, stage = target.measure.partition(":")
    asked: dict[str, Any] = {"of": stage} if stage else {}
    if target.band is not None:
        if target.measure not in {"projects_in_band", "signed_project_count"}:
            return None  # bands are of projects signed
        kpi, asked = "projects_in_band", {"bands": (target.band,)}
    try:
        figure = grouped(row, kpi, "owner", target.unit, period=target.period, **asked)
    except (ArgumentNeededError, UnknownCodeError):  # a target does not say what else such a KPI asks for
        return None
    if figure is None or figure.value is None or not isinstance(target.value, Count | Money):
        return None
    if figure.unit == "CNY":
        return Money.of(figure.value / 100_000_000, "亿元")  # as targets are written
    return type(target.value).of(figure.value, figure.unit)


def _two_places(share: Fraction) -> Decimal:
    """Round a percentage as KPIs do: two places, half up."""
    hundredths = floor(abs(share) * 100 + Fraction(1, 2))
    return shifted(Decimal(hundredths if share >= 0 else -hundredths), -2)


def _share_done(row: Row) -> Decimal | None:
    """Divide what is reached by the target, in percent."""
    done, asked = _done(row), row.record.value
    if done is None or asked.value is None or not asked.value or done.unit.dimension != asked.unit.dimension:
        return None
    return _two_places(100 * Fraction(done.value or 0) / Fraction(asked.value))


def _time_gone(row: Row) -> Decimal | None:
    period, day = row.record.period, day_of(row)
    if period is None or day is None:
        return None
    return evaluate(None, "time_progress", period=period, as_of=day).items_[0].value


def _split(row: Row) -> Quantity | None:
    """Add up the targets that a target was split into; `None` where they cannot be added."""
    parts: list[Quantity | None] = [each.value for each in row.ledger.targets if each.parent == row.record.id]
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts) or len({part.unit.dimension for part in known}) > 1:
        return None
    whole, *others = known
    for part in others:
        whole = whole + part
    return whole


def _is_behind(values: Mapping[str, object]) -> bool:
    share, gone = values["share"], values["time"]
    return isinstance(share, Decimal) and isinstance(gone, Decimal) and share < gone


MAPS: Final = (
    Board(
        id="progress",
        zh="项目进度图",
        en="progress of projects",
        rows="projects",
        where=_goes_on,
        columns=listed(
            NAME,
            ("owner", "责任单位", "unit in charge", "owner.name"),
            ("investment", "总投资", "investment", "investment"),
            ("stage", "阶段", "stage", stage_of),
            ("news", "最近动态", "last news", news_of),
            ("alarm", "预警", "alarm", _worst),
            ("days", "超期（天）", "days overdue", _overdue),
        ),
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
        columns=listed(
            ("chain", "产业链", "chain", "within.name"),
            ("node", "环节", "node", "name"),
            ("position", "位置", "position", "position"),
            ("state", "状态", "state", lambda row: standing_of(row).state),
            (
                "firms",
                "在册企业",
                "firms listed",
                lambda row: len(standing_of(row).leaders + standing_of(row).firms),
            ),
            BoardColumn(
                id="signed",
                zh="签约项目（个）",
                en="projects signed",
                kpi="signed_project_count",
                of=_on_node,
            ),
            ("candidates", "候选", "candidates", _candidates),
        ),
        lights=[
            Light(tone="red", when=lambda values: values["state"] is NodeState.EMPTY),
            Light(tone="amber", when=lambda values: values["state"] is not NodeState.SOUND),
            Light(tone="green", when=lambda values: values["state"] is NodeState.SOUND),
        ],
    ),
    Board(
        id="targets",
        zh="目标任务分解表",
        en="targets and how far they are met",
        rows="targets",
        columns=listed(
            ("unit", "责任单位", "unit", "unit.name"),
            ("leader", "认领领导", "taken on by", "leader"),
            ("level", "层级", "level", "level"),
            ("campaign", "行动", "campaign", "campaign.name"),
            ("measure", "指标", "measure", _measure),
            ("band", "规模", "band", "band"),
            ("period", "期间", "period", "period"),
            ("value", "目标", "target", "value"),
            ("split", "已分解", "split among units", _split),
            ("done", "完成", "reached", _done),
            ("share", "完成率（％）", "reached (%)", _share_done),
            ("time", "序时（％）", "time gone (%)", _time_gone),
        ),
        lights=[
            Light(tone="red", when=_is_behind),
            Light(tone="green", when=lambda values: values["share"] is not None),
        ],
    ),
)
"""The boards, in the order in which they are listed."""
