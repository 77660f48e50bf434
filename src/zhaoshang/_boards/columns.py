"""Columns and days that several shipped boards share."""

from datetime import date
from typing import Final

from zhaoshang._boards.declaring import BoardColumn, Row
from zhaoshang.lifecycle import LIFECYCLE, Lifecycle
from zhaoshang.periods import Period

NAME: Final = BoardColumn(id="name", zh="名称", en="name", value="name")
SIGNED: Final = BoardColumn(
    id="signed", zh="签约项目（个）", en="projects signed", kpi="signed_project_count"
)
AMOUNT: Final = BoardColumn(
    id="amount", zh="签约总投资", en="investment signed", kpi="signed_investment_total", unit="亿元"
)
STARTED: Final = BoardColumn(id="started", zh="开工率（％）", en="start rate (%)", kpi="start_rate")


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
