"""What a new user gets wrong with an office's frame is refused or told in words of the library, in both languages."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest
from polars.exceptions import PanicException

from zhaoshang import evaluate, workbooks
from zhaoshang._calls.columns import engine_told
from zhaoshang.errors import FieldTypeError, FrameSchemaError, UnfitValueError
from zhaoshang.frames import read_frame, read_parquet
from zhaoshang.measures import column, equal
from zhaoshang.workbooks import Mapping, MappingError

PLAIN = {
    "项目名称": ["虚构阀门", "虚构隔膜"],
    "所属区县": ["东区", "西区"],
    "总投资": ["3亿元", "5000万元"],
    "签约时间": ["2022-03-05", "2022-04-01"],
}
DAY = "2022-12-31"


def _frame(**more: list[Any]) -> pl.DataFrame:
    return pl.DataFrame({**PLAIN, **more})


@pytest.mark.parametrize(
    ("first", "field"),
    [
        pytest.param("总投资", "investment", id="amount"),
        pytest.param("所属区县", "district", id="text"),
        pytest.param("项目名称", "name", id="name"),
        pytest.param("签约时间", "agreements[].signed_on", id="signing"),
        pytest.param("总投资", "extra.甲", id="extra"),
    ],
)
def test_two_columns_mapped_to_one_field_are_refused(first: str, field: str) -> None:
    with pytest.raises(FrameSchemaError) as refused:
        read_frame(_frame(另=["3亿元", "1亿元"]), mapping={first: field, "另": field})
    assert str(refused.value) == (
        f"frame.另: found read as {field}, as {first} is, expected each field in one column: map the other to False."
    )
    assert "每个字段只对应一列" in refused.value.render("zh_CN")


@pytest.mark.parametrize("swapped", [False, True])
def test_of_two_columns_of_one_step_the_earlier_day_counts_as_in_a_workbook(swapped: bool) -> None:
    days: list[list[Any]] = [["2022-05-05", None], ["2022-04-20", "2022-08-01"]]
    first, second = days[::-1] if swapped else days
    table = _frame(动工=first, 开工=second)
    rules = {"动工": "milestones[started]", "开工": "milestones[started]"}
    frames, _ = read_frame(table, mapping=rules, as_of=DAY)
    ledger = workbooks.read_frame(table, mapping=rules, as_of=DAY).ledger
    found = [
        [
            evaluate(source, "milestone_count", of="started", period=month)["milestone_count"].value
            for month in months
        ]
        for months in [["2022-04", "2022-05", "2022-08"]]
        for source in (frames, ledger)
    ]
    assert found == [[1, 0, 1], [1, 0, 1]]


@pytest.mark.parametrize(
    "rules", [{"by_sheet": {"表一": {"总投资": "investment"}}}, Mapping(by_sheet={"表一": {"year": 2022}})]
)
def test_what_is_said_of_sheets_is_refused(rules: Any) -> None:
    with pytest.raises(MappingError) as refused:
        read_frame(_frame(), mapping=rules)
    assert refused.value.item == "by_sheet"
    assert refused.value.expected in {
        "the header of a column, or workbooks.Mapping(by_sheet=…)",
        "columns, constants and year: a frame has no sheets",
    }
    assert refused.value.expected not in refused.value.render("zh_CN")


def test_a_column_whose_field_another_has_is_not_told_to_have_none() -> None:
    _, doubts = read_frame(_frame(投资额=["2亿元", "1亿元"]), mapping={"投资额": "investment"}, as_of=DAY)
    assert [doubt.zh for doubt in doubts] == ["“总投资”未读作字段，原文保留在另列中，可据以分组"]


def test_two_columns_of_one_name_are_told_in_one_language() -> None:
    table = pd.DataFrame([["虚构阀门", "1亿元", "2亿元"]], columns=["项目名称", "总投资", "总投资"])
    with pytest.raises(FrameSchemaError) as refused:
        read_frame(table)
    assert "两列同名" in refused.value.render("zh_CN")
    assert "two columns of this name" in str(refused.value)


def test_months_from_a_date_of_1900_say_what_to_mend() -> None:
    frames, _ = read_frame(pl.DataFrame({**PLAIN, "签约时间": ["1900-01-01", "2022-04-01"]}), as_of=DAY)
    with pytest.raises(UnfitValueError, match="mend the first date, or name a shorter period"):
        evaluate(frames, "signed_project_count", by="month")


def test_a_frame_without_a_column_of_dates_says_which_is_missing() -> None:
    frames, _ = read_frame(_frame().drop("签约时间"), as_of=DAY)
    with pytest.raises(FrameSchemaError, match="签约时间 in an office's frame"):
        evaluate(frames, "signed_project_count", by="month")


@pytest.mark.parametrize("rows", [1, 300])
def test_an_amount_inside_another_is_told_as_in_a_workbook(rows: int) -> None:
    amounts = [*(f"{place + 1}" for place in range(rows)), "1.5（变更为2.5）"]
    table = pl.DataFrame(
        {"项目名称": [f"虚构{place}号厂" for place in range(rows + 1)], "总投资（亿元）": amounts}
    )
    _, doubts = read_frame(table, as_of=DAY)
    assert "inner_amount" in doubts.codes
    assert "inner_amount" in workbooks.read_frame(table, as_of=DAY).findings.codes


@pytest.mark.parametrize(
    ("name", "counted"),
    [
        pytest.param("共2个项目", False, id="of-all"),
        pytest.param("其中亿元项目1个", False, id="of-a-size"),
        pytest.param("东镇2个", False, id="of-a-place"),
        pytest.param("标准厂房2个", True, id="a-thing"),
    ],
)
def test_a_count_below_the_table_is_no_project(name: str, counted: bool) -> None:
    below = pl.DataFrame({"项目名称": [name], "所属区县": [None], "总投资": ["3.5亿元"], "签约时间": [None]})
    table = pl.concat([_frame(), below], how="vertical_relaxed")
    frames, doubts = read_frame(table, as_of=DAY)
    projects = frames._store.frames["projects"].collect()
    assert len(projects) == 2 + counted
    assert ("total_rows" in doubts.codes) is not counted


def test_a_count_that_says_more_is_a_project() -> None:
    below = pl.DataFrame(
        {"项目名称": ["东镇2个"], "所属区县": ["东区"], "总投资": ["3亿元"], "签约时间": [None]}
    )
    frames, _ = read_frame(pl.concat([_frame(), below], how="vertical_relaxed"), as_of=DAY)
    assert len(frames._store.frames["projects"].collect()) == 3


@pytest.mark.parametrize("name", ["extra.分", "district"])
@pytest.mark.parametrize("engine", ["frames", "ledger"])
def test_a_column_of_text_equals_no_number(name: str, engine: str) -> None:
    table = _frame(分=["5", "6"])
    read = (
        read_frame(table, as_of=DAY)[0]
        if engine == "frames"
        else workbooks.read_frame(table, as_of=DAY).ledger
    )
    with pytest.raises(FieldTypeError, match=f"a text for the column {name}"):
        evaluate(read, "signed_project_count", where=equal(column(name), 5))


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
def test_a_damaged_file_ends_in_our_error(backend: Any, tmp_path: Path) -> None:
    path = tmp_path / "projects.parquet"
    pl.DataFrame({"id": ["1"], "signed_on": [date(2022, 1, 1)]}).write_parquet(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:20] + b"\xff" * 60 + whole[80:])
    with pytest.raises(FrameSchemaError, match="files and columns that are whole"):
        evaluate(read_parquet(tmp_path, backend=backend), "signed_project_count", as_of=DAY)


def test_a_file_in_the_place_of_its_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "projects.parquet"
    path.write_bytes(b"")
    with pytest.raises(FrameSchemaError, match="the folder of such files"):
        read_parquet(path)


def test_a_panic_of_an_engine_is_our_error() -> None:
    with pytest.raises(FrameSchemaError, match="what cannot be read"), engine_told("frame"):
        raise PanicException("called `Option::unwrap()` on a `None` value")


def test_an_error_of_the_caller_is_passed_on() -> None:
    with pytest.raises(OSError, match="ours"), engine_told("frame"):
        raise OSError("ours")
