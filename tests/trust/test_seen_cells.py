"""What a person sees in a cell is what is read of it, or it is told."""

import sys
import unicodedata
from typing import Final

import polars as pl
import pytest

from zhaoshang import workbooks

HEAD: Final = "项目名称,投资方,总投资（亿元）,签约时间"
SET_OFF: Final = tuple(
    sign
    for sign in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(sign) == "No"
    and any(map(str.isdigit, unicodedata.normalize("NFKC", sign).replace("\u2044", "")))
)


def listed(*amounts: str) -> workbooks.Import:
    rows = [f"虚构项目{number},虚构公司,{amount},2022-03" for number, amount in enumerate(amounts)]
    return workbooks.read("\n".join([HEAD, *rows]).encode(), name="a.csv")


@pytest.mark.parametrize(
    "form", ["{}00", "30{}", "3{}0", "{}", "{0}{0}", "3 {}", "{} 3", "{}.5", "-{}", "3{}亿元", "{}3亿元"]
)
def test_a_digit_that_is_set_off_is_no_digit_of_an_amount(form: str) -> None:
    """³00 was 300 and 3⓪ was 30: raised, lowered, in a circle, a fraction, with a point of its own."""
    imported = listed(*map(form.format, SET_OFF))
    told = {found.detail["row"] for found in imported.findings if found.detail["column"] == "C"}
    for number, project in enumerate(imported.ledger.projects, 2):
        assert project.investment is None, SET_OFF[number - 2]
        assert str(number) in told, SET_OFF[number - 2]


@pytest.mark.parametrize("form", ["\uff13\uff10", "\U0001d7d1\U0001d7ce", "30"])
def test_a_digit_of_another_width_or_font_is_a_digit(form: str) -> None:
    (project,) = listed(form).ledger.projects
    assert project.investment is not None
    assert project.investment.value == 3_000_000_000


@pytest.mark.parametrize("engine", [pl.DataFrame, lambda columns: pl.DataFrame(columns).to_pandas()])
def test_a_number_of_a_frame_that_may_be_january_or_october_is_told(engine: object) -> None:
    """A number keeps no nought at its end: 2022.10 was January."""
    assert callable(engine)
    frame = engine({"项目名称": ["虚构甲项目", "虚构乙项目"], "签约时间": [2022.10, 2022.3]})
    imported = workbooks.read_frame(frame)
    assert [[str(one.signed_on) for one in each.agreements] for each in imported.ledger.projects] == [
        [],
        ["2022-03"],
    ]
    assert [(found.path, found.code) for found in imported.findings] == [("frame!B2", "ambiguous_date")]


@pytest.mark.parametrize("text", ["甲,乙,丙\n丁,戊,己\n庚,辛,壬", "'=1+1", '="7"', '"', "甲\r\n乙", "  "])
def test_a_text_of_a_frame_is_what_it_is(text: str) -> None:
    """A frame was written as CSV, and a text that looked like rows or like a mark of CSV read as such."""
    columns = {"项目名称": ["虚构甲项目", "虚构乙项目"], "投资方": ["甲公司", "乙公司"], "点评": [text, "好"]}
    first, second = workbooks.read_frame(pl.DataFrame(columns)).ledger.projects
    assert (first.name, second.name) == ("虚构甲项目", "虚构乙项目")
    assert first.extra.get("点评", "").split() == text.split()
