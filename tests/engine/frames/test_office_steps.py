"""Steps that several columns of an office's frame tell: read as those of a workbook are, whichever column tells them."""

from collections.abc import Callable, Iterable
from itertools import product
from random import Random
from typing import Any

import pandas as pd
import polars as pl
import pytest

from zhaoshang import evaluate, workbooks
from zhaoshang.frames import read_frame

KPIS = ("签约项目数", "开工率", "投产率")
YES_OR_NO = ["", "√", "否"]
ENGINES: tuple[Any, ...] = (pl.DataFrame, pd.DataFrame)


@pytest.mark.long
@pytest.mark.parametrize("status", [["", "在建", "投产"], ["签约", "竣工", ""]])
@pytest.mark.parametrize("header", ["开工时间", "是否开工", "投产时间"])
def test_a_tick_and_a_no_say_what_they_say_in_a_workbook(
    status: list[str], header: str, drawn_cases: int, paired: Callable[..., Iterable[tuple[Any, Any]]]
) -> None:
    """Ways in which three rows tick, deny or say nothing, beside what a column of stages says: all of them by hand."""
    ways = [*product(YES_OR_NO, repeat=3)]
    chosen = Random(header).sample(ways, min(drawn_cases, len(ways)))  # noqa: S311 - no secret
    for ticks, make in paired(chosen, ENGINES):
        frame = make(
            {
                "项目名称": ["虚构甲", "虚构乙", "虚构丙"],
                "总投资（亿元）": ["1", "2", "3"],
                "签约时间": ["2022-03-05"] * 3,
                "项目状态": status,
                header: ticks,
            }
        )
        frames, doubts = read_frame(frame, as_of="2022-06-30")
        book = workbooks.read_frame(frame, as_of="2022-06-30")
        one, other = evaluate(frames, KPIS), evaluate(book.ledger, KPIS)
        assert [one[kpi].value for kpi in KPIS] == [other[kpi].value for kpi in KPIS], ticks
        assert ("step_denied" in doubts.codes) == ("step_denied" in book.findings.codes), ticks


@pytest.mark.parametrize("word", ["否", "×", "未", "no"])
def test_a_day_beside_a_no_is_not_read(word: str) -> None:
    columns = {"是否开工": ["是", word, None], "开工时间": ["2022-04-01"] * 3, "签约时间": ["2022-03-05"] * 3}
    frames, doubts = read_frame(
        pl.DataFrame({"项目名称": ["虚构甲", "虚构乙", "虚构丙"], **columns}), as_of="2022-06-30"
    )
    figure = evaluate(frames, "开工率")["开工率"]
    assert figure.numerator == 2
    assert figure.denominator == 3
    (told,) = doubts.only("step_denied")
    assert told.detail == {"column": "是否开工", "rows": "1"}
    assert word in told.render("zh_CN")
