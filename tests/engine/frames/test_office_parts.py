"""Rows of an office's frame that are parts of the project above them, counted as those of a workbook are."""

from collections.abc import Callable
from itertools import product
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

from zhaoshang import evaluate, workbooks
from zhaoshang.frames import read_frame

ENGINES: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "polars": pl.DataFrame,
    "pandas": pd.DataFrame,
    "arrow": lambda columns: pl.DataFrame(columns).to_arrow(),
    "duckdb": lambda columns: duckdb.from_arrow(pl.DataFrame(columns).to_arrow()),
}
KPIS = ["签约项目数", "签约总投资", "开工率", "实际到位资金"]
NAMED: dict[str, list[Any]] = {
    "项目名称": ["虚构阀门", "其中：虚构铸造", "二期", "虚构轴承", "合计", "其中：工业"],
    "签约时间": ["2022-03-05", "2022-04-05", None, "2022-03-05", None, None],
    "开工时间": [None, "2022-05-01", None, None, None, None],
    "总投资": ["3亿元", "1亿元", "1亿元", "1亿元", "4亿元", "3亿元"],
    "到位资金": ["3000万元", "1000万元", "500万元", "10万元", None, None],
}
COUNTED: dict[str, list[Any]] = {
    "项目编号": ["A1", "A2", None, "A4"],
    "项目名称": ["虚构阀门", "（1）虚构铸造", "（2）虚构电镀", "虚构轴承"],
    "签约时间": ["2022-03-05", "2022-04-05", None, "2022-03-05"],
    "开工时间": [None, "2022-05-01", None, None],
    "总投资（亿元）": [3.0, 1.0, 2.0, 1.0],
    "到位资金（万元）": [2250.0, 1750.0, 500.0, 10.0],
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("columns", [NAMED, COUNTED], ids=["named", "counted"])
def test_a_part_is_not_counted_beside_its_whole(columns: dict[str, list[Any]], engine: str) -> None:
    frames, doubts = read_frame(ENGINES[engine](columns), as_of="2022-12-31")
    ledger = workbooks.read_frame(pl.DataFrame(columns), as_of="2022-12-31").ledger
    one, other = evaluate(frames, KPIS), evaluate(ledger, KPIS)
    assert (
        [one[kpi].value for kpi in KPIS]
        == [other[kpi].value for kpi in KPIS]
        == [2, 400_000_000, 50, 45_100_000]
    )
    told = {finding.code: finding.detail for finding in doubts}
    assert told["part_rows"] == {"rows": "2", "name": columns["项目名称"][1]}


def test_a_project_begins_with_the_first_of_its_parts() -> None:
    """Each way of stating two days or none stands in a town of its own."""
    ways = list(product([None, "2022-03-05", "2022-05-05"], repeat=4))
    towns = [f"虚构{number}镇" for number in range(len(ways))]
    frame = pl.DataFrame(
        {
            "项目名称": [name for town in towns for name in (f"{town}阀门", "其中：虚构铸造")],
            "所属区县": [town for town in towns for _ in range(2)],
            "签约时间": [day for days in ways for day in days[:2]],
            "开工时间": [day for days in ways for day in days[2:]],
            "总投资": ["3亿元", "1亿元"] * len(ways),
        }
    )
    frames, _ = read_frame(frame, as_of="2022-12-31")
    ledger = workbooks.read_frame(frame, as_of="2022-12-31").ledger
    for period in ("2022", "2022-03", "2022-05"):
        one, other = (
            evaluate(each, KPIS[:3], period=period, by="district").to_dicts() for each in (frames, ledger)
        )
        assert {row["district"] for row in one} >= set(towns)
        assert [(row["kpi"], row["district"], row["value"]) for row in one] == [
            (row["kpi"], row["district"], row["value"]) for row in other
        ], period


@pytest.mark.parametrize("engine", ENGINES)
def test_rows_called_as_sums_beside_which_nothing_stands_are_none(engine: str) -> None:
    """As in a workbook; a project is one whatever its name holds, and so is a row that states more."""
    sums = ["汇总", "1-5月合计", "均值", "最大值", "累计完成", "目标任务", "grand total"]
    names = ["虚构计算机项目", *sums, "虚构设计中心", "累计"]
    columns: dict[str, list[Any]] = {
        "项目名称": names,
        "投资方": ["虚构甲", *[None] * len(sums), "虚构乙", "虚构丙"],
        "总投资": ["3亿元"] * len(names),
        "签约时间": ["2022-03-05", *[None] * len(sums), "2022-03-05", "2022-03-05"],
    }
    frames, doubts = read_frame(ENGINES[engine](columns), as_of="2022-12-31")
    assert evaluate(frames, "签约项目数")["签约项目数"].value == 3
    assert doubts.only("total_rows")[0].detail == {"rows": str(len(sums))}


@pytest.mark.long
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("place", "sample", "is_one"),
    [
        (0, "示例", True),
        (6, "示例", True),
        (6, "样例1", True),
        (6, "虚构丁（填写示例）", True),
        (6, "示例项目", True),
        (6, "虚构示例公园", False),
        (6, "惯例改造", False),
        (0, "虚构甲", False),
    ],
)
def test_a_sample_is_no_project(engine: str, place: int, sample: str, is_one: bool) -> None:
    """A workbook left it out and a frame counted it."""
    names = [f"虚构{number}厂" for number in range(7)]
    names.insert(place, sample)
    columns: dict[str, list[Any]] = {
        "项目名称": names,
        "总投资": ["3亿元"] * 8,
        "签约时间": [f"2022-03-0{day + 1}" for day in range(8)],
    }
    frames, doubts = read_frame(ENGINES[engine](columns), as_of="2022-12-31")
    assert evaluate(frames, "签约项目数")["签约项目数"].value == 8 - is_one
    assert [each.detail for each in doubts] == ([{"rows": "1"}] if is_one else [])
    assert len(workbooks.read_frame(pl.DataFrame(columns)).ledger.projects) == 8 - is_one


@pytest.mark.parametrize("engine", ENGINES)
def test_the_header_once_more_is_no_project(engine: str) -> None:
    """It was one of a frame, whose cells could not be read."""
    columns: dict[str, list[Any]] = {
        header: [first, header, second]
        for header, first, second in [
            ("项目名称", "虚构甲", "虚构乙"),
            ("总投资（亿元）", "1", "2"),
            ("项目状态", "签约", "签约"),
        ]
    }
    frames, doubts = read_frame(ENGINES[engine](columns), as_of="2022-12-31")
    assert evaluate(frames, "签约项目数")["签约项目数"].value == 2
    assert [each.detail for each in doubts.only("sample_rows")] == [{"rows": "1"}]
