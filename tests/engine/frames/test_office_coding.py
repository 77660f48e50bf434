"""The distinct cells of a column and the place of each row's among them."""

from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import evaluate
from zhaoshang._office_frames.coded import encode
from zhaoshang.frames import read_frame

CELLS = {
    "texts": (pl.String, st.sampled_from(["", "a", "b", " a", "东区", "3亿元", None])),
    "numbers": (pl.Float64, st.sampled_from([0.0, 1.5, -2.0, None])),
    "whole": (pl.Int64, st.sampled_from([0, 1, -2, None])),
}


@pytest.mark.parametrize(("dtype", "cell"), CELLS.values(), ids=CELLS)
@given(data=st.data())
def test_every_row_finds_its_cell_again(dtype: Any, cell: Any, data: Any) -> None:
    cells = data.draw(st.lists(cell, max_size=12))
    coded = encode(nw.from_native(pl.Series("x", cells, dtype=dtype), series_only=True))
    assert coded.cells.to_list() == list(dict.fromkeys(each for each in cells if each is not None))
    assert coded.taken(coded.cells).to_list() == cells
    wanted = coded.cells.is_in(cells[:1])
    assert coded.where(wanted).to_list() == [each for each in cells if each is not None and each == cells[0]]


def test_texts_of_one_hash_stay_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def hashed(texts: pl.Series) -> pl.Series:
        return texts.str.len_chars().cast(pl.UInt64).fill_null(1)

    monkeypatch.setattr(pl.Series, "hash", hashed)
    cells = ["a", None, "b", "a", "cc"]
    coded = encode(nw.from_native(pl.Series("x", cells), series_only=True))
    assert coded.taken(coded.cells).to_list() == cells


@pytest.mark.parametrize("dtype", [pl.String, pl.Null, pl.Float64], ids=str)
def test_a_column_without_one_cell_is_read(dtype: Any) -> None:
    nothing = pl.Series([None, None], dtype=dtype)
    frame = pl.DataFrame({"项目名称": ["甲", "乙"], "所属区县": nothing, "签约时间": nothing})
    frame = frame.with_columns(pl.lit(None, pl.String).alias("总投资"))
    frames, _ = read_frame(frame, as_of="2022-12-31", evidence="ids")
    figures = evaluate(frames, ["签约项目数", "签约总投资"])
    assert [each.value for each in figures.items_] == [0, 0]
