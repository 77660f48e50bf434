"""Months of data frames, added up in one go: each is what the question of that month alone gives."""

from datetime import date, timedelta
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples

from zhaoshang import evaluate
from zhaoshang._engine.frames.backends import polars
from zhaoshang.frames import Evidence, Frames
from zhaoshang.periods import Period

FIRST = date(2021, 11, 20)
KPIS: list[Any] = ["签约项目数", "签约总投资", "开工率", "实际到位资金", "average_project_size"]
ENGINES: dict[str, Any] = {
    "polars": lambda frame: frame.lazy(),
    "pandas": lambda frame: frame.to_pandas(use_pyarrow_extension_array=True),
    "duckdb": lambda frame: duckdb.from_arrow(frame.to_arrow()),
}
DAYS = st.one_of(
    st.none(),
    st.tuples(st.integers(0, 150), st.sampled_from([0, 0, 0, 6, 40, 400])).map(
        lambda pair: (FIRST + timedelta(pair[0]), FIRST + timedelta(sum(pair)))
    ),
)
ROWS = st.lists(
    st.tuples(DAYS, DAYS, st.sampled_from(["东", "西", None]), st.sampled_from([None, 3, 70, 1_000])),
    min_size=1,
    max_size=12,
)
PAID = st.lists(st.tuples(st.integers(0, 11), DAYS, st.integers(1, 9)), max_size=6)


def tables(rows: list[Any], paid: list[Any]) -> dict[str, pl.DataFrame]:
    def ends(place: int, end: int) -> pl.Series:
        return pl.Series([None if row[place] is None else row[place][end] for row in rows], dtype=pl.Date)

    projects = pl.DataFrame(
        {
            "id": [f"P{number}" for number in range(len(rows))],
            "district": pl.Series([row[2] for row in rows], dtype=pl.String),
            "investment": pl.Series([row[3] for row in rows], dtype=pl.Int64),
            "signed_lo": ends(0, 0),
            "signed_hi": ends(0, 1),
            "started_lo": ends(1, 0),
            "started_hi": ends(1, 1),
        }
    )
    paid = [each for each in paid if each[0] < len(rows)]
    arrivals = pl.DataFrame(
        {
            "parent": pl.Series([f"P{number}" for number, _, _ in paid], dtype=pl.String),
            "lo": pl.Series([None if on is None else on[0] for _, on, _ in paid], dtype=pl.Date),
            "hi": pl.Series([None if on is None else on[1] for _, on, _ in paid], dtype=pl.Date),
            "amount": pl.Series([amount for _, _, amount in paid], dtype=pl.Int64),
        }
    )
    return {"projects": projects, "arrivals": arrivals}


@pytest.mark.long
@settings(max_examples=examples(5), deadline=None)
@given(ROWS, PAID, st.sampled_from(["month", "quarter"]), st.sampled_from(["counts", "none", "ids"]))
@pytest.mark.parametrize("engine", ENGINES)
def test_a_table_of_months_is_the_months_asked_one_by_one(
    engine: str, rows: list[Any], paid: list[Any], span: Any, evidence: Evidence
) -> None:
    units = {"investment": "CNY", "amount": "CNY"}
    held = {name: ENGINES[engine](frame) for name, frame in tables(rows, paid).items()}
    frames = Frames(held, units=units, evidence=evidence)
    asked: dict[str, Any] = {"as_of": "2022-04-30", "unit": "元"}
    together = evaluate(frames, KPIS, by=["district", span], period="2021-12/2022-03", **asked)
    plain = evaluate(frames, KPIS, by=span, period="2021-12/2022-03", **asked)
    for name in dict.fromkeys(group[0] for group in plain.groups):
        period = Period.of(name)
        if name == "2021-Q4":
            period = Period.of("2021-12")
        alone = evaluate(frames, KPIS, by="district", period=period, **asked)
        for kpi in KPIS:
            whole, cell = alone[kpi], plain[kpi, name]
            assert (whole.value, whole.low, whole.high, whole.warnings) == (
                cell.value,
                cell.low,
                cell.high,
                cell.warnings,
            )
            for group in alone.groups:
                one, other = alone[kpi, *group], together[kpi, group[0], name]
                assert (one.value, one.low, one.high, one.by_currency) == (
                    other.value,
                    other.low,
                    other.high,
                    other.by_currency,
                )


@given(
    st.lists(st.one_of(st.none(), st.dates()), max_size=8),
    st.lists(st.dates(), min_size=1, max_size=6, unique=True).map(sorted),
)
def test_a_day_has_reached_the_days_before_it(days: list[Any], thresholds: list[date]) -> None:
    frame = nw.from_native(pl.LazyFrame({"on": pl.Series(days, dtype=pl.Date)}))
    near = [FIRST + timedelta(place * 31) for place in range(len(thresholds))]
    for edges in (thresholds, near):
        numbers = [edge.toordinal() for edge in edges]
        found = polars.ENGINE.stretches(frame, "stretch", nw.col("on"), numbers)
        if found is None:
            assert numbers[-1] - numbers[0] > 10_000
            continue
        expected = [-1 if day is None else sum(edge <= day for edge in edges) for day in days]
        assert found.collect()["stretch"].to_list() == expected


def test_only_days_are_laid_out_in_stretches() -> None:
    frame = nw.from_native(pl.LazyFrame({"on": pl.Series([None, 5], dtype=pl.Int64)}))
    assert polars.ENGINE.stretches(frame, "stretch", nw.col("on"), [1, 9]) is None
