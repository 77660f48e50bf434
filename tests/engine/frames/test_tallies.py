"""Tallies of days: several lengths of one row are counted in one query, and read back apart."""

from collections import Counter
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang._engine.frames.backends import engine_of
from zhaoshang._engine.frames.backends.base import Engine
from zhaoshang._engine.frames.backends.polars import ENGINE
from zhaoshang._engine.frames.tallies import read_lengths
from zhaoshang._engine.query.lengths import Lengths
from zhaoshang.measures import ALWAYS, Const, Histogram

SHORT = Histogram("projects", Const(1), Const(2), ALWAYS)
LONG = Histogram("projects", Const(1), Const(3), ALWAYS)
ROWS = st.lists(
    st.tuples(
        st.sampled_from("甲乙丙"),
        st.none() | st.integers(0, 4),
        st.none() | st.integers(0, 4),
        st.integers(1, 9),
    ),
    unique_by=lambda row: row[:3],
).map(lambda rows: sorted(rows, key=lambda row: row[0]))


@given(ROWS)
def test_each_histogram_counts_the_rows_that_have_its_length(
    rows: list[tuple[str, int | None, int | None, int]],
) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], [], []]
    found = read_lengths([SHORT, LONG], 1, columns)
    for place, atom in ((1, SHORT), (2, LONG)):
        expected: dict[tuple[str], Counter[int]] = {}
        for row in rows:
            length = row[place]
            if isinstance(length, int):
                expected.setdefault((row[0],), Counter())[length] += row[3]
        assert found[atom] == expected


def test_lengths_that_are_all_alike_are_one_counter() -> None:
    found = read_lengths([SHORT, LONG], 1, [["甲", "甲"], [3, 5], [3, 5], [2, 1]])
    assert found[SHORT] == {("甲",): Counter({3: 2, 5: 1})}
    assert found[SHORT]["甲",] is found[LONG]["甲",]  # so the statistic is taken once


def test_groups_may_come_as_lists_in_one_row() -> None:
    standing: list[list[Any]] = [["甲", "甲", "乙"], [3, None, 5], [3, 8, 6], [2, 1, 4]]
    listed: list[list[Any]] = [["甲", "乙"], [[3, None], [5]], [[3, 8], [6]], [[2, 1], [4]]]
    assert read_lengths([SHORT, LONG], 1, listed) == read_lengths([SHORT, LONG], 1, standing)


@given(ROWS)
def test_polars_counts_lengths_as_a_grouping_by_all_of_them_does(
    rows: list[tuple[str, int | None, int | None, int]],
) -> None:
    days = [(name, *(None if day is None else 4 - 3 * day for day in spans)) for name, *spans, _ in rows]
    texts = pl.LazyFrame(days, {"a": pl.String, "b": pl.Int32, "c": pl.Int32}, orient="row")
    numbered = texts.with_columns(pl.col("a").cast(pl.Enum(["丁", "丙", "乙", "甲"])))
    for labels, native in ((["a"], texts), (["a"], numbered), (["a", "d"], numbered), ([], texts)):
        frame = nw.from_native(native.with_columns(d=pl.col("a")))
        for span, atoms in ((["b", "c"], [SHORT, LONG]), (["b"], [SHORT])):
            plain = Engine.tally(ENGINE, frame, labels, span, "n")
            found, expected = (
                read_lengths(atoms, len(labels), ENGINE.collect([query])[0])
                for query in (ENGINE.tally(frame, labels, span, "n"), plain)
            )
            assert found == expected
            whole = ENGINE.tally_of_whole(frame, labels, span, "n")
            assert (whole is None) is (native is texts)
            if whole is not None:
                alone = read_lengths(
                    atoms, 0, ENGINE.collect([Engine.tally(ENGINE, frame, [], span, "n")])[0]
                )
                assert read_lengths(atoms, 0, ENGINE.collect([whole])[0]) == alone


@pytest.mark.long
@given(ROWS)
def test_duckdb_counts_lengths_as_a_grouping_by_all_of_them_does(
    rows: list[tuple[str, int | None, int | None, int]],
) -> None:
    days = [
        (name, name, *(None if day is None else 4 - 3 * day for day in spans)) for name, *spans, _ in rows
    ]
    engine = engine_of("duckdb")
    held = pl.DataFrame(
        days, {"a": pl.String, "d": pl.String, "b": pl.Int64, "c": pl.Int64}, orient="row"
    ).to_arrow()
    connection = duckdb.connect()
    frame = nw.from_native(connection.from_arrow(held))
    for labels in (["a"], ["a", "d"], []):
        for span, atoms in ((["b", "c"], [SHORT, LONG]), (["b"], [SHORT])):
            found, expected = (
                read_lengths(atoms, len(labels), engine.collect([tally(engine, frame, labels, span, "n")])[0])
                for tally in (type(engine).tally, Engine.tally)
            )
            assert found == expected
            for grouped in found.values():  # a median is looked up in what is in order
                lengths = [list(days) for days in grouped.values() if isinstance(days, Lengths)]
                assert lengths == [sorted(each) for each in lengths]


def test_days_past_any_calendar_are_more_than_any_other() -> None:
    """Dates of the year 300000 have no number in a packing; nothing is read of them but that they are long."""
    frame = nw.from_native(pl.LazyFrame({"b": [2**31 - 2, -(2**31), 5]}, {"b": pl.Int32}))
    columns = ENGINE.collect([ENGINE.tally(frame, [], ["b"], "n")])[0]
    (days,) = read_lengths([SHORT], 0, columns)[SHORT].values()
    assert days == {-(2**22): 1, 5: 1, 2**22 - 1: 1}
