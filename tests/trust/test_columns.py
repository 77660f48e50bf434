"""Frames whose columns are named as no engine but their own allows, or hold more than one thing a cell."""

from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from zhaoshang import evaluate, workbooks
from zhaoshang.errors import FrameSchemaError
from zhaoshang.frames import Frames, read_frame

OFFICE = {
    "项目名称": ["甲项目", "乙项目"],
    "总投资（亿元）": ["3", "2"],
    "签约日期": ["2022-03-05", "2022-04-06"],
}


def twice() -> list[Any]:
    """Make frames of two columns of one name."""
    frame = pd.DataFrame(OFFICE)
    doubled = pd.concat([frame, frame[["签约日期"]]], axis=1)
    table = pa.table(OFFICE)
    return [doubled, table.append_column("签约日期", table["签约日期"])]


def unnamed() -> list[Any]:
    """Make frames whose columns are named by numbers, and by several levels."""
    frame = pd.DataFrame(OFFICE)
    levels = frame.copy()
    levels.columns = pd.MultiIndex.from_tuples([("项目", name) for name in OFFICE])
    numbered = frame.copy()
    numbered.columns = [*[*OFFICE][:2], 3]
    return [levels, numbered]


@pytest.mark.parametrize("read", [read_frame, workbooks.read_frame], ids=["frames", "workbooks"])
@pytest.mark.parametrize(
    "frame", [*twice(), *unnamed()], ids=["pandas_twice", "arrow_twice", "levels", "numbered"]
)
def test_a_column_has_a_name_of_its_own(read: Any, frame: Any) -> None:
    with pytest.raises(FrameSchemaError, match=r"each name once|names of text"):
        read(frame, as_of="2022-06-30")


@pytest.mark.parametrize("frame", twice(), ids=["pandas", "arrow"])
def test_so_it_has_in_a_table_of_ones_own(frame: Any) -> None:
    with pytest.raises(FrameSchemaError, match="each name once"):
        evaluate(Frames({"projects": frame}), "signed_project_count", as_of="2022-06-30")


@pytest.mark.parametrize("name", OFFICE)
@pytest.mark.parametrize("engine", [pl.DataFrame, pa.table], ids=["polars", "arrow"])
def test_a_cell_holds_one_thing(name: str, engine: Any) -> None:
    frame = engine(OFFICE | {name: [[cell] for cell in OFFICE[name]]})
    with pytest.raises(FrameSchemaError, match="one text, number or date a cell"):
        read_frame(frame, as_of="2022-06-30")
