"""Texts read by their shapes: what the reader makes of each by itself, or left to it."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import evaluate
from zhaoshang._engine.frames.entry import SCALE
from zhaoshang._engine.tables.columns import PARTS, amount_cells
from zhaoshang._office_frames import entering, shapes
from zhaoshang._workbooks.cells.dates import DateReader
from zhaoshang._workbooks.cells.values import QuantityReader
from zhaoshang.errors import FrameSchemaError
from zhaoshang.frames import read_frame
from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity
from zhaoshang.units import Dimension, scaled

BEFORE = ["", "约", "近", "超", "不低于", "¥", "-", "第", "首期", "总投资", " "]
AFTER = [
    "亿元",
    "万元",
    "元",
    "万美元",
    "亿",
    "余万元",
    "多亿元",
    "亿元以上",
    "亩",
    "",
    "%",
    "年",
    "期",
    "亿元。",
    " 万 元",
]
DIGITS = st.one_of(
    st.integers(0, 10**14).map(str),
    st.integers(0, 3000).map(str),
    st.decimals(0, 10**7, places=2).map(str),
    st.decimals(0, 100, places=6).map(str),
    st.sampled_from(["0.5", "007", "0", "2022", "1.50", "99999999999999"]),
)
UNITS = st.sampled_from([None, "亿元", "万元"])
AMOUNTS = st.builds("{}{}{}".format, st.sampled_from(BEFORE), DIGITS, st.sampled_from(AFTER))


@pytest.mark.long
@given(st.lists(AMOUNTS, min_size=1, max_size=40, unique=True), UNITS)
def test_an_amount_read_by_shape_is_what_the_reader_reads(texts: list[str], unit: str | None) -> None:
    default = None if unit is None else scaled(unit)
    read = QuantityReader(
        default, Dimension.MONEY, suspect=(0.01, 2000.0), zero_is_odd=True, field="investment"
    )
    shaped = shapes.amounts(pl.Series(texts), read)
    rows = zip(*(shaped.columns[part].to_list() for part in PARTS), strict=True)
    for text, is_done, row in zip(texts, shaped.done.to_list(), rows, strict=True):
        if not is_done:
            continue
        value, fault = read(text)
        assert fault is None
        assert isinstance(value, Quantity)
        (cells,) = zip(*amount_cells([value]).values(), strict=True)
        sizes = [None if cell is None else cell * SCALE for cell in cells[:3]]
        assert (*sizes, *cells[3:]) == row


MARKS = ["-", "/", ".", "年", "—", " ", "--", "第"]
TAILS = ["", "日", "月", "号", "止", "前", "日起", " "]
DAYS = st.builds(
    "{}{}{}{}{}{}".format,
    st.integers(1900, 2100),
    st.sampled_from(MARKS),
    st.one_of(st.integers(0, 14).map(str), st.integers(0, 14).map("{:02d}".format)),
    st.sampled_from([*MARKS, "月", "月", ""]),
    st.one_of(st.just(""), st.integers(0, 32).map(str), st.integers(1, 31).map("{:02d}".format)),
    st.sampled_from(TAILS),
)


@pytest.mark.long
@given(st.lists(DAYS, min_size=1, max_size=40, unique=True), st.booleans())
def test_a_date_read_by_shape_is_what_the_reader_reads(texts: list[str], takes_flags: bool) -> None:
    read = DateReader(year=None, epoch=1900, takes_flags=takes_flags, is_fact=takes_flags)
    shaped = shapes.days(pl.Series(texts), read)
    ends = zip(shaped.columns["lo"].to_list(), shaped.columns["hi"].to_list(), strict=True)
    for text, is_done, (first, last) in zip(texts, shaped.done.to_list(), ends, strict=True):
        if is_done:
            value, fault = read(text)
            assert fault is None
            assert isinstance(value, Period)
            assert (value.start, value.end) == (first, last)


def test_the_usual_ways_of_writing_are_read_by_shape() -> None:
    money = QuantityReader(None, Dimension.MONEY, field="investment")
    texts = ["3.5亿元", "12000万元", "约2.25亿元", "80万美元", "近3亿元"]
    assert shapes.amounts(pl.Series(texts), money).done.all()
    read = DateReader(year=None, epoch=1900)
    texts = ["2022-03-05", "2022年3月5日", "2022/3/5", "2022.3.5", "2022年3月", "2024-02-29"]
    shaped = shapes.days(pl.Series(texts), read)
    assert shaped.done.all()
    assert shaped.columns["hi"].to_list()[-2:] == [date(2022, 3, 31), date(2024, 2, 29)]
    assert not shapes.days(pl.Series(["2023-02-29", "2022-13-01"]), read).done.any()


@pytest.mark.long
@pytest.mark.parametrize("unit", ["", "（万元）"])
def test_a_long_column_reads_as_it_does_where_polars_is_not_installed(
    monkeypatch: pytest.MonkeyPatch, unit: str
) -> None:
    rows = range(1, 700)
    ways: list[Any] = [
        lambda n: f"{n * 137}",
        lambda n: f"约{n}亿元",
        lambda n: f"{n}.0{n % 9}亿元",
        lambda _: "面议",
        lambda n: f"{n}余万元",
        lambda _: None,
        lambda n: f"{n}.123456元",
    ]
    frame = pl.DataFrame(
        {
            "项目名称": [f"虚构项目{n}" if n % 50 else "合计" for n in rows],
            f"总投资{unit}": [ways[n % 7](n) for n in rows],
            "签约时间": [f"20{20 + n % 3}-{n % 13}-{n % 30}" if n % 11 else "2021年" for n in rows],
            "开工时间": ["是" if n % 5 == 0 else f"2022年{n % 12 + 1}月{n % 28 + 1}日" for n in rows],
        }
    )
    tables = []
    for name in ("polars", "none"):
        if name == "none":
            monkeypatch.setattr(entering, "polars_if_any", lambda: None)
        frames, doubts = read_frame(frame if name == "polars" else frame.to_arrow(), as_of="2022-12-31")
        figures = evaluate(frames, ["签约项目数", "签约总投资", "开工率"], by="month")
        said = sorted((each.code, *sorted(each.detail.items())) for each in doubts)
        tables.append(
            (said, [(each.kpi, each.group, each.value, each.low, each.high) for each in figures.items_])
        )
    assert tables[0] == tables[1]


def test_an_amount_that_no_column_can_hold_is_refused_by_name() -> None:
    texts = [f"{n}亿元" for n in range(1, 400)]
    for last in ("0.1234567891元", "99999999999999亿元"):
        frame = pl.DataFrame({"name": ["虚构"] * 400, "investment": [*texts, last]})
        with pytest.raises(FrameSchemaError, match="investment"):
            read_frame(frame)
