"""The number or bullet of a paragraph, right before a year or a count, is no part of it. Invented."""

import pytest

from zhaoshang import Ledger, Project
from zhaoshang.bulletins import read_figures, verify
from zhaoshang.model import Agreement

MARKS = [
    "1.",
    "2．",
    "12.",
    "*1.",
    "一.",
    "十一.",
    "a.",
    "\u2160.",
    "·",
    "/",
    ".",
    "．",
    "•",
    "1、",
    "（1）",
    "1. ",
    "\u3000\u30001.",
]
LEDGER = Ledger(
    as_of="2022-12-31",
    projects=[
        Project(id=str(number), name=f"虚构{number}号项目", agreements=[Agreement(signed_on="2022-03-01")])
        for number in (1, 2, 3)
    ],
)


@pytest.mark.long
@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize(
    "before", ["", "招商情况\n", "一、基本情况。"], ids=["first", "on a line", "in a line"]
)
def test_a_year_behind_a_number_is_a_year(before: str, mark: str) -> None:
    found = verify(f"{before}{mark}2022年，全县签约项目3个。", LEDGER)
    assert [(verdict.raw, verdict.answer.value) for verdict in found] == [("3个", "agrees")]
    wrong = verify(f"{before}{mark}2022年，全县签约项目4个。", LEDGER)
    assert [verdict.answer.value for verdict in wrong] == ["differs"]


@pytest.mark.parametrize("mark", ["1.", "2.", "3．", "11."])
@pytest.mark.parametrize("counted", ["3个项目签约", "3家企业落户", "12项工作"])
def test_a_count_behind_a_number_is_whole(counted: str, mark: str) -> None:
    text = f"2022年招商情况\n{mark}{counted}。"
    (reading,) = read_figures(text)
    assert text[reading.start : reading.end] == reading.raw
    assert reading.raw[:-1] == counted.partition(reading.raw[-1])[0]
    assert not verify(text, LEDGER).differs


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("1.5亿元项目3个。", "1.5亿元"),
        ("开工率\n1.3个百分点。", "1.3个百分点"),
        ("平均每镇：1.3个项目。", "1.3个"),
        ("工期\n1.5个月。", "1.5个月"),
    ],
    ids=["an amount", "points", "a mean", "months"],
)
def test_a_number_that_may_have_places_keeps_them(text: str, raw: str) -> None:
    assert read_figures(text)[0].raw == raw
