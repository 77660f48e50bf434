"""Columns of frames: what may stand in them, and what a check finds."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tests.engine.held_tables import ENGINES, held_on, projects_of, small_tables

from zhaoshang import Ledger, Project
from zhaoshang._engine.frames.entry import enter
from zhaoshang._engine.frames.schema import SCHEMA
from zhaoshang.errors import FrameSchemaError, UnsupportedFrameError
from zhaoshang.frames import (
    Frames,
    from_ledger,
    read_parquet,
    write_parquet,
)
from zhaoshang.kpis import evaluate
from zhaoshang.model import Agreement, CreditShare
from zhaoshang.model._fields.amounts import units_shown
from zhaoshang.units import UNITS, Dimension, unit

NOTHING_SAID: dict[str, Any] = {
    "id": ["P1", "P2"],
    "signed_on": [date(2022, 3, 5)] * 2,
    "started_on": [None, None],
    "has_started": [None, None],
    "district": [None, None],
    "owner": [None, None],
    "investment": [None, None],
}


@pytest.mark.parametrize("dimension", dict.fromkeys(each.dimension for each in UNITS))
def test_for_an_amount_units_of_its_own_kind_are_offered(dimension: Dimension) -> None:
    assert {unit(code).dimension for code in units_shown(dimension)} == {dimension}


@pytest.mark.long
@pytest.mark.parametrize("engine", [*ENGINES, "pandas of objects", "pandas of floats", "duckdb of integers"])
def test_a_column_of_nothing_is_an_empty_column_of_its_kind(engine: str) -> None:
    """It is so whatever type the engine gives it: null, object, a float of gaps, an integer."""
    makes = {
        "pandas of objects": lambda table: table.to_pandas().astype(object),
        "pandas of floats": lambda table: table.to_pandas().astype(
            dict.fromkeys([*NOTHING_SAID][2:], "float64")
        ),
        "duckdb of integers": lambda table: duckdb.from_arrow(table).project(
            "id, signed_on, "
            + ", ".join(f"cast({name} as integer) as {name}" for name in [*NOTHING_SAID][2:])
        ),
        **ENGINES,
    }
    make = makes[engine]
    frames = Frames({"projects": make(pa.table(NOTHING_SAID))}, units={"investment": "CNY"}, evidence="ids")
    asked = ["signed_project_count", "start_rate", "signed_investment_total"]
    for by in ("district", "owner"):
        figures = evaluate(frames, asked, as_of="2022-06-30", by=by)
        assert [figures[kpi].value for kpi in asked] == [2, 0, None]
        assert figures["signed_project_count", ""].value == 2
    frames.check()


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame], ids=["pandas", "polars"])
def test_tables_without_rows_need_no_types(make: Any) -> None:
    empty = make({"id": [], "signed_on": [], "district": [], "investment": []})
    figures = evaluate(
        Frames({"projects": empty}, units={"investment": "CNY"}),
        ["signed_project_count", "signed_investment_total"],
        as_of="2022-06-30",
        by="district",
    )
    assert figures["signed_project_count"].value == 0


MARCH = date(2022, 3, 5)


TWO: dict[str, Any] = {"id": ["P1", "P2"], "investment": [100, 200]}
SIGNED = {"parent": ["P1", "P2"], "part": ["signed", "signed"], "on": [MARCH, MARCH]}


@pytest.mark.long
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("by", ["", "owner"])
def test_wrong_shares_are_told_however_much_is_told_of_rows(engine: str, by: str) -> None:
    """Shares that do not add up to one are warned of, and refuse what is credited by them, as for a ledger."""
    halves = [CreditShare(unit="U1", share="0.5"), CreditShare(unit="U2", share="0.25")]
    signed = [Agreement(signed_on="2022-03-05")]
    ledger = Ledger(
        as_of="2022-06-30",
        projects=[
            Project(id="P1", name="甲", agreements=signed, shares=halves, owner="U1"),
            Project(id="P2", name="乙", agreements=signed, owner="U3"),
            Project(id="P3", name="丙", shares=halves, owner="U4"),  # of no figure
        ],
    )
    tables = held_on(
        engine,
        {
            "projects": {
                "id": ["P1", "P2", "P3"],
                "owner": ["U1", "U3", "U4"],
                "signed_on": [MARCH, MARCH, None],
                "started_on": pa.nulls(3, pa.date32()),
            },
            "shares": {
                "parent": ["P1", "P1", "P3", "P3"],
                "unit": ["U1", "U2"] * 2,
                "share": [50, 25] * 2,
                "until": pa.nulls(4, pa.date32()),
            },
        },
    )
    asked: dict[str, Any] = {"as_of": "2022-06-30", "by": by or ()}
    kpis = ["signed_project_count", "start_rate", "shared_credit"]
    expected = evaluate(ledger, kpis, **asked)
    for evidence in ("ids", "counts", "none"):
        found = evaluate(Frames(tables, scales={"share": 100}, evidence=evidence), kpis, **asked)
        assert [(each.group, each.value, each.reason) for each in found.items_] == [
            (each.group, each.value, each.reason) for each in expected.items_
        ]
        warned = {
            warning
            for warning in found["signed_project_count"].warnings
            if warning.startswith("shares_not_one")
        }
        told = {"ids": {"shares_not_one:P1"}, "counts": {"shares_not_one:×1"}, "none": set()}
        assert warned == (told[evidence] if by == "owner" else set())


FAULTY: tuple[tuple[str, dict[str, dict[str, Any]], tuple[str, str, str]], ...] = (
    (
        "counts",
        {"projects": {"id": ["P1", None], "name": ["甲", "乙"], "signed_on": [MARCH, MARCH]}},
        ("projects", "id", "1 row without it, such as name=乙, signed_on=2022-03-05"),
    ),
    (
        "ids",
        {"projects": {"id": ["P2", "P1", "P2"], "signed_on": [MARCH] * 3}},
        ("projects", "id", "2 rows that share theirs with others, such as 'P2'"),
    ),
    (
        "none",
        {"projects": {"id": ["P1", "P2"]}, "history": {**SIGNED, "parent": [None, "P1"]}},
        ("history", "parent", "1 row without it, such as part=signed, on=2022-03-05"),
    ),
    (
        "counts",
        {"projects": {"id": ["P1", "P2"]}, "history": {**SIGNED, "part": ["sgined", "signed"]}},
        ("history", "part", "1 row with codes such as 'sgined'"),
    ),
    (
        "counts",
        {"projects": {"id": ["P1", "P2"]}, "history": {**SIGNED, "part": [None, "signed"]}},
        ("history", "part", "1 row without it, such as parent=P1, on=2022-03-05"),
    ),
)


FAULTS_OF_CHECKS: tuple[tuple[dict[str, dict[str, Any]], tuple[str, str, str]], ...] = (
    *((tables, fault) for _, tables, fault in FAULTY),
    (
        {"projects": {"id": ["P1", "P2"], "track": ["land", "lnad"]}},
        ("projects", "track", "1 row with codes such as 'lnad'"),
    ),
    (
        {"projects": {"id": ["P1", "P3"]}, "history": SIGNED},
        ("history", "parent", "1 row of none, such as 'P2'"),
    ),
    (
        {"projects": {**TWO, "investment_low": [100, 500], "investment_high": [600, None]}},
        (
            "projects",
            "investment_low",
            "1 row past investment, such as id=P2, investment=200, investment_low=500",
        ),
    ),
    (
        {"projects": {**TWO, "investment_low": [100, None], "investment_high": [600, 150]}},
        (
            "projects",
            "investment",
            "1 row past investment_high, such as id=P2, investment=200, investment_high=150",
        ),
    ),
    (
        {"projects": {**TWO, "investment_hedge": [None, "near"]}},
        (
            "projects",
            "investment_low",
            "1 row without it, such as id=P2, investment=200, investment_hedge=near",
        ),
    ),
    (
        {"projects": {**TWO, "investment_hedge": ["none", "over"], "investment_low": [100, 200]}},
        (
            "projects",
            "investment_low",
            "1 row without it, such as id=P2, investment=200, investment_hedge=over",
        ),
    ),
    (
        {"projects": {**TWO, "investment_unit": ["CNY", "mu"]}},
        ("projects", "investment_unit", "1 row with codes such as 'mu'"),
    ),
    (
        {"projects": {**TWO, "land": [1, 2], "land_unit": ["zzz", None]}},
        ("projects", "land_unit", "1 row with codes such as 'zzz'"),
    ),
    (
        {"projects": {"id": ["P1", "P2"], "parent": ["P1", None]}},
        ("projects", "parent", "1 row above themselves, such as P1"),
    ),
    (
        {"projects": {"id": ["P1", "P2", "P3", "P4"], "parent": ["P2", "P3", "P2", None]}},
        ("projects", "parent", "2 rows above themselves, such as P2, P3"),
    ),
)


UNIT_FAULTS = {"mu": ["CNY", "mu"], "nothing": ["zzz", "zzz"]}


@pytest.mark.long
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("units", UNIT_FAULTS.values(), ids=UNIT_FAULTS)
def test_a_question_refuses_an_amount_in_a_unit_that_cannot_be_its_own(engine: str, units: list[str]) -> None:
    tables = held_on(engine, {"projects": {**TWO, "signed_on": [MARCH] * 2, "investment_unit": units}})
    with pytest.raises(FrameSchemaError, match=r"projects\.investment_unit.*one of CNY"):
        evaluate(Frames(tables), "signed_investment_total", as_of="2022-06-30")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_question_refuses_numbers_where_it_compares_texts(engine: str) -> None:
    frames = Frames(held_on(engine, {"projects": {**TWO, "signed_on": [MARCH] * 2, "origin": [1, 2]}}))
    with pytest.raises(FrameSchemaError, match=r"projects\.origin.*expected text"):
        evaluate(frames, "capital_origin_share", as_of="2022-06-30", period="2022-H1")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("lost", ["parent", "unit", "share", "until"])
def test_a_question_refuses_a_table_of_shares_without_a_column(engine: str, lost: str) -> None:
    shares: dict[str, Any] = {
        "parent": ["P1", "P1"],
        "unit": ["U1", "U2"],
        "share": [60, 40],
        "until": [None, MARCH],
    }
    del shares[lost]
    projects = {**TWO, "owner": ["U1", "U2"], "signed_on": [MARCH] * 2}
    frames = Frames(held_on(engine, {"projects": projects, "shares": shares}))
    with pytest.raises(FrameSchemaError, match="shares"):
        evaluate(frames, "signed_project_count", as_of="2022-06-30", by="owner")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("by", [(), "owner"], ids=["whole", "by owner"])
def test_a_hedge_without_its_bounds_is_not_exact(engine: str, by: Any) -> None:
    """What it promises is not stated, so that nothing is known of the bounds; an exact amount has its own."""
    sides: list[list[Any]] = []
    for hedges in (["none", "over"], ["none", None]):
        columns = {**TWO, "owner": ["U"] * 2, "signed_on": [MARCH] * 2, "investment_hedge": hedges}
        frames = Frames(held_on(engine, {"projects": columns}), units={"investment": "CNY"})
        found = evaluate(frames, "signed_investment_total", as_of="2022-06-30", by=by)
        sides.append([(figure.value, figure.low, figure.high) for figure in found.values()])
    assert set(sides[0]) == {(3, None, None)}
    assert set(sides[1]) == {(3, 3, 3)}


@pytest.mark.long
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("evidence", "tables", "fault"), FAULTY)
def test_a_question_refuses_cells_that_records_refuse(
    engine: str, evidence: Any, tables: dict[str, dict[str, Any]], fault: tuple[str, str, str]
) -> None:
    with pytest.raises(FrameSchemaError) as refused:
        evaluate(
            Frames(held_on(engine, tables), evidence=evidence), "signed_project_count", as_of="2022-06-30"
        )
    assert (refused.value.table, refused.value.column, refused.value.found) == fault
    assert refused.value.expected


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("tables", "fault"), FAULTS_OF_CHECKS)
def test_a_check_finds_what_is_at_fault(
    engine: str, tables: dict[str, dict[str, Any]], fault: tuple[str, str, str]
) -> None:
    with pytest.raises(FrameSchemaError) as refused:
        Frames(held_on(engine, tables)).check()
    assert (refused.value.table, refused.value.column, refused.value.found) == fault


def test_a_check_passes_what_was_written(tmp_path: Path) -> None:
    ledger = Ledger(as_of="2022-12-31", projects=projects_of(21))
    from_ledger(ledger).check()
    write_parquet(ledger, tmp_path)
    read_parquet(tmp_path).check()
    Frames(small_tables()).check()


def test_only_frames_of_one_engine_are_taken() -> None:
    with pytest.raises(UnsupportedFrameError):
        Frames({"projects": [1, 2]})
    with pytest.raises(UnsupportedFrameError):
        Frames({})
    with pytest.raises(UnsupportedFrameError) as refused:
        Frames({"projects": pl.DataFrame({"id": ["P1"]}), "history": pa.table({"parent": ["P1"]})})
    assert "polars, pyarrow" in refused.value.type


def test_pandas_of_numpy_types_is_taken_by_day() -> None:
    """Timestamps at midnight are days, nullable integers as they are; floats are refused."""
    table = pd.DataFrame(
        {
            "id": ["P1", "P2"],
            "investment": pd.array([5_000_00, None], dtype="Int64"),
            "signed_on": pd.to_datetime(["2022-03-05", None]),
        }
    )
    frames = Frames({"projects": table}, units={"investment": "CNY"}, evidence="ids")
    figure = evaluate(frames, "signed_investment_total", period="2022", as_of="2022-12-31")
    assert figure["signed_investment_total"].value == 5000
    assert repr(frames) == "<frames on pandas>"
    assert frames.backend == "pandas"
    with pytest.raises(FrameSchemaError):
        Frames({"projects": table.astype({"investment": "float64"})})


HELD = {"number": "number", "amount": "number", "bool": "bool", "day": "date", "date": "date", "text": "text"}


@pytest.mark.long
@pytest.mark.parametrize("kind", [pa.null(), pa.string(), pa.int32()], ids=str)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_declared_column_without_one_value_holds_what_its_field_does(
    engine: str, kind: pa.DataType
) -> None:
    """Storeys that no space has are still numbers, whatever type the column was written with."""
    for table, fields in SCHEMA.items():
        empty = {column: pa.nulls(2, kind) for field in fields for column in field.columns}
        kinds = enter(table, ENGINES[engine](pa.table(empty))).kinds
        assert kinds == {column: HELD[field.holds] for field in fields for column in field.columns}
