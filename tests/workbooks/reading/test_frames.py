"""A data frame is read as the sheet that it would be."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from zhaoshang import workbooks
from zhaoshang.errors import UnsupportedFrameError

COLUMNS: dict[str, list[Any]] = {
    "工程": ["虚构阀门项目", "虚构“隔膜”,二期"],
    "投资方": ["虚构甲公司", None],
    "总投资（亿元）": [3.5, None],
    "签约时间": [date(2022, 3, 5), None],
    "开工时间": ["2022年5月", "未开工"],
}
MADE = {"polars": pl.DataFrame, "lazy": pl.LazyFrame, "pandas": pd.DataFrame, "arrow": pa.table}


@pytest.mark.parametrize("engine", MADE)
def test_a_frame_of_any_engine_becomes_records(engine: str) -> None:
    imported = workbooks.read_frame(MADE[engine](COLUMNS), mapping={"工程": "name"}, as_of="2022-06-30")
    valve, film = imported.ledger.projects
    assert (valve.name, film.name) == ("虚构阀门项目", "虚构“隔膜”,二期")
    assert valve.investment is not None
    assert valve.investment.value == 350_000_000
    assert (str(valve.agreements[0].signed_on), str(valve.milestones[0].on)) == ("2022-03-05", "2022-05")
    assert (film.investment, film.agreements, film.investors) == (None, (), ())
    assert [fact.cell for fact in imported.facts(valve.id) if fact.field == "investment"] == ["C2"]


def test_numbers_and_days_keep_what_they_say() -> None:
    frame = pl.DataFrame(
        {
            "项目名称": ["甲项目", "乙项目"],
            "总投资（万元）": [Decimal("12.10"), Decimal("1234567.8901234567825")],
            "签约时间": [datetime.fromisoformat(day) for day in ("2022-03-05", "2022-04-06")],
        }
    )
    amounts = [project.investment for project in workbooks.read_frame(frame).ledger.projects]
    assert [amount and amount.value for amount in amounts] == [121_000, Decimal("12345678901.234567825")]


def test_what_is_no_frame_is_refused() -> None:
    with pytest.raises(UnsupportedFrameError):
        workbooks.read_frame([{"项目名称": "甲"}])
