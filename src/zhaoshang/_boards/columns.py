"""What several shipped boards share: columns, lists of columns, days, and figures asked once for all rows."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from zhaoshang._answers.standings import Families
from zhaoshang._boards.declaring import BoardColumn, Read, Row
from zhaoshang.kpis import Figure, NodeStanding, chain_nodes, evaluate
from zhaoshang.lifecycle import LIFECYCLE, Lifecycle, stage_at
from zhaoshang.periods import Period
from zhaoshang.vocabulary import Stage

NAME: Final = BoardColumn(id="name", zh="名称", en="name", value="name")
SIGNED: Final = BoardColumn(
    id="signed", zh="签约项目（个）", en="projects signed", kpi="signed_project_count"
)
AMOUNT: Final = BoardColumn(
    id="amount", zh="签约总投资", en="investment signed", kpi="signed_investment_total", unit="亿元"
)
STARTED: Final = BoardColumn(id="started", zh="开工率（％）", en="start rate (%)", kpi="start_rate")


def listed(*columns: BoardColumn | tuple[str, str, str, str | Read]) -> tuple[BoardColumn, ...]:
    """List columns: each is made already, or the id, both headings and what the cell shows."""
    return tuple(
        each
        if isinstance(each, BoardColumn)
        else BoardColumn(id=each[0], zh=each[1], en=each[2], value=each[3])
        for each in columns
    )


def day_of(row: Row) -> Period | None:
    return None if row.as_of is None else Period.of(row.as_of)


def graph_of(row: Row) -> Lifecycle:
    return row.profile.lifecycle or LIFECYCLE


def last_day_of(row: Row) -> date:
    day = day_of(row)
    if day is None or day.end is None:
        msg = "a board without a day has no alarms"
        raise ValueError(msg)
    return day.end


def families_of(row: Row) -> Families:
    """Give the projects of the ledger with their phases, where the profile takes them for one."""
    return row.shared("families", lambda: Families(row.ledger, row.profile))


def stage_of(row: Row) -> Stage | None:
    day = day_of(row)
    if day is None:
        return None
    return stage_at(families_of(row).present(row.record.id, day), day, lifecycle=graph_of(row)).stage


def news_of(row: Row) -> Period | None:
    """Give the last day on which a project or a phase moved, or something was noted of it, by the day of the board."""
    day, told = day_of(row), list[Period | None]()
    for project in families_of(row).members(row.record.id):
        told += [step.on for step in project.history if not step.planned]
        told += [entry.on for entry in project.log]
    known = [each for each in told if each is not None and (day is None or each.start <= day.end)]
    return max(known, key=lambda each: each.end, default=None)


def grouped(row: Row, kpi: str, by: str, label: str | None, /, **asked: Any) -> Figure | None:  # noqa: ANN401 - each KPI has its own
    """Ask a KPI by a key, once for all rows of a board, and take one group, or the whole for `None`."""

    def ask() -> Mapping[str | None, Figure]:
        figures = evaluate(row.ledger, [kpi], by=[by], as_of=row.as_of, profile=row.profile, **asked)
        return {
            figure.group[0] if figure.group else None: figure
            for figure in figures.items_
            if not figure.is_part
        }

    if row.as_of is None:
        return None
    return row.shared(f"{kpi} by {by} {sorted(asked.items())}", ask).get(label)


def standing_of(row: Row) -> NodeStanding:
    """Say who fills the node of a row, and who may."""

    def ask() -> Mapping[str, NodeStanding]:
        return chain_nodes(row.ledger, as_of=row.as_of, profile=row.profile)

    return row.shared("standings", ask)[f"{row.within.id}/{row.record.id}"]
