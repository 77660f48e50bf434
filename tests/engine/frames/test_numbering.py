"""Keys of tables in memory, numbered once: each figure is that of the same tables read anew, with keys as texts."""

from datetime import date, timedelta
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples
from tests.engine.held_tables import told

from zhaoshang import evaluate
from zhaoshang._engine.frames.backends import polars as backend
from zhaoshang._engine.query.lengths import Lengths, in_order
from zhaoshang._engine.query.shapes.days import statistic
from zhaoshang.frames import Frames

FIRST = date(2021, 11, 20)
KPIS: list[Any] = ["签约项目数", "签约总投资", "开工率", "实际到位资金", "stage_duration_days"]
ASKED: dict[str, Any] = {
    "as_of": "2022-12-31",
    "period": "2022",
    "from_stage": "signed",
    "to_stage": "started",
}
DAYS = st.none() | st.integers(0, 400).map(lambda days: FIRST + timedelta(days))
KEYS = st.sampled_from(["东", "西", "南北", "", None])
ROWS = st.lists(
    st.tuples(KEYS, KEYS, DAYS, DAYS, DAYS, st.sampled_from([None, 3, 70])), min_size=1, max_size=14
)
TYPES: dict[str, Any] = {
    "texts": pl.String,
    "categories": pl.Categorical,
    "an enum": pl.Enum(["西", "东", "", "南北", "空"]),
}
STATS: tuple[Any, ...] = ("median", "mean", "max", "min")
COLUMNS = ("district", "park", "signed_on", "started_on", "completed_on", "investment")


def _tables(rows: list[Any], key: Any) -> dict[str, pl.DataFrame]:
    dtypes = {"district": key, "park": key, "investment": pl.Int64}
    cells = {
        name: pl.Series([row[place] for row in rows], dtype=dtypes.get(name, pl.Date))
        for place, name in enumerate(COLUMNS)
    }
    ids = [f"P{number}" for number in range(len(rows))]
    paid = pl.DataFrame({"parent": ids, "on": [FIRST + timedelta(90)] * len(ids), "amount": [7] * len(ids)})
    return {"projects": pl.DataFrame({"id": ids, **cells}), "arrivals": paid}


def _figures(tables: dict[str, Any], **asked: Any) -> Any:
    frames = Frames(tables, units={"investment": "CNY", "amount": "CNY"}, evidence="counts")
    return told(evaluate(frames, KPIS, **ASKED, **asked))


@pytest.mark.long
@settings(max_examples=examples(15))
@given(
    ROWS,
    st.sampled_from([("district",), ("district", "park"), ("park", "district")]),
    st.sampled_from(sorted(TYPES)),
    st.sampled_from(STATS),
)
def test_numbered_keys_give_the_figures_of_texts(
    rows: list[Any], by: tuple[str, ...], key: str, stat: Any
) -> None:
    tables = _tables(rows, TYPES[key])
    lazy = {name: table.lazy() for name, table in _tables(rows, pl.String).items()}
    assert _figures(tables, by=by, stat=stat) == _figures(lazy, by=by, stat=stat)


ROWS_OF_TWO: list[Any] = [
    ("东", None, FIRST, FIRST + timedelta(9), None, 3),
    ("西", "镇", FIRST + timedelta(60), None, FIRST + timedelta(99), 4),
]


def test_a_table_stands_as_it_was_handed_over() -> None:
    tables = _tables(ROWS_OF_TWO, pl.String)
    frames = Frames(tables, units={"investment": "CNY", "amount": "CNY"})
    asked: dict[str, Any] = {"by": "district", **ASKED}
    before = told(evaluate(frames, KPIS, **asked))
    names = list(tables["projects"].columns)
    tables["projects"].replace_column(1, pl.Series("district", ["南", "南"]))
    assert told(evaluate(frames, KPIS, **asked)) == before
    assert tables["projects"].columns == names


def test_keys_as_many_as_rows_stay_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = _figures(_tables(ROWS_OF_TWO, pl.String), by="district")
    monkeypatch.setattr(backend, "_MOST_TEXTS", 1)
    assert _figures(_tables(ROWS_OF_TWO, pl.String), by="district") == usual


def test_a_key_is_numbered_once_and_of_its_table_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    number = type(backend.ENGINE).numbered

    def noted(engine: Any, held: Any, column: str, name: str) -> Any:
        asked.append(column)
        return number(engine, held, column, name)

    monkeypatch.setattr(type(backend.ENGINE), "numbered", noted)
    frames = Frames(_tables(ROWS_OF_TWO, pl.String), units={"investment": "CNY", "amount": "CNY"})
    for by in ("district", "park", "district"):
        evaluate(frames, KPIS, by=by, **ASKED)
    assert asked == ["district", "park"]
    frames.check()  # looks at the columns that were handed over, and no other


DAYS_OF_ROWS = st.dictionaries(st.integers(0, 40), st.integers(1, 9), min_size=1)


@given(DAYS_OF_ROWS, DAYS_OF_ROWS)
def test_lengths_in_order_are_read_as_a_counter_is(some: dict[int, int], more: dict[int, int]) -> None:
    first = Lengths(sorted(some), [some[length] for length in sorted(some)])
    assert first == some
    assert (first[100], 100 in first, len(first)) == (0, False, len(some))
    assert all(first[length] == rows for length, rows in some.items())
    assert (
        first + more == more + first == {key: some.get(key, 0) + more.get(key, 0) for key in {*some, *more}}
    )
    assert in_order(first) == in_order(some)
    for stat in STATS:
        assert statistic(first, stat) == statistic(some, stat)
    assert repr(first).startswith("Lengths({")


LATER_TEXTS: Any = [
    pytest.param("_TRIED", 1, id="texts below those tried"),
    pytest.param("_PLACES", 1, id="one place"),
]


@pytest.mark.parametrize(("limit", "size"), LATER_TEXTS)
@given(rows=ROWS)
def test_texts_that_cannot_be_looked_up_are_numbered_all_the_same(
    limit: str, size: int, rows: list[Any]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        held = nw.from_native(_tables(rows, pl.String)["projects"])
        usual = backend.ENGINE.numbered(held, "district", "number")
        patch.setattr(backend, limit, size)
        found = backend.ENGINE.numbered(held, "district", "number")
    assert (found is None) is (usual is None)
    if found is not None:
        assert found["number"].cast(nw.String).to_list() == held["district"].to_list()
