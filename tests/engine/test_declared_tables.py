"""A table whose columns are declared beside the class of its records holds what the records say, and nothing else."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import Area, Ledger, Money, Park, Project
from zhaoshang._engine.frames.entry import expected_kind
from zhaoshang._engine.frames.schema import CODES, SCHEMA
from zhaoshang._engine.tables.declared import declared_tables
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.errors import UnknownCodeError, UnknownFieldError
from zhaoshang.model import (
    Award,
    Fund,
    Lease,
    Outreach,
    Payment,
    ServiceStep,
    ServiceTeam,
    Space,
    StepLimit,
    StepProgress,
)
from zhaoshang.model._fields.amounts import MEASURES, PROJECT_AMOUNTS
from zhaoshang.model._fields.specs import ColumnSpec, RowPlace, TableSpec
from zhaoshang.vocabulary import FundStatus, LeaseStage

LEDGER = Ledger(
    parks=[
        Park(
            id="K1",
            name="云溪园",
            district="北区",
            spaces=[
                Space(id="A", area=Area.of(900, "m2"), completed_on="2023-Q2"),
                Space(id="B", area=Area.of(700, "m2"), lettable=Area.of(500, "m2")),
            ],
            leases=[
                Lease(space="A", project="P3", stage="contracted", on="2023-07-01", recorded_on="2023-08")
            ],
        ),
        Park(id="K2", name="空园"),
    ],
    teams=[
        ServiceTeam(
            id="T1",
            name="一组",
            place="南区",
            steps=[ServiceStep(id="s", name="环评", limit=StepLimit(days=9, working=True))],
            outreach=[Outreach(on="2023-03-05", batches=4), Outreach(planned=True)],
            awards=[Award(points="-0.5")],
            progress=[
                StepProgress(project="P1", step="s", paused=[("2023-03-01", "2023-03-04"), ("2023-04", None)])
            ],
        )
    ],
    funds=[Fund(id="F1", name="甲基金", status="raised", size=Money.of(3, "亿元"))],
)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("table", "column", "cells"),
    [
        ("parks", "park", ["K1", "K2"]),  # the id stands in where a source has no column of parks
        ("spaces", "park", ["K1", "K1"]),  # of the record that it lies in
        ("spaces", "district", ["北区", "北区"]),
        ("spaces", "completed_lo", [day("2023-04-01"), None]),  # a date is its first and last day
        ("spaces", "completed_hi", [day("2023-06-30"), None]),
        ("spaces", "lettable.value", [900, 500]),  # the whole area where nothing else is said
        ("leases", "tenant", ["P3"]),  # the first of several fields that is stated
        ("leases", "recorded", [day("2023-08-31")]),  # a day is the last one
        ("steps", "days", [9]),  # of a part of the record
        ("steps", "is_working", [True]),
        ("outreach", "is_planned", [False, True]),
        ("outreach", "batches", [4, 1]),
        ("outreach", "recorded", [None, None]),  # no record says it
        ("awards", "points", [Fraction(-1, 2)]),
        ("awards", "owner", ["T1"]),
        ("pauses", "id", ["P1", "P1"]),
        ("pauses", "owner", ["T1", "T1"]),  # two records above
        ("pauses", "begun_hi", [day("2023-03-01"), day("2023-04-30")]),
        ("pauses", "ended_lo", [day("2023-03-04"), None]),
        ("funds", "status", ["raised"]),
        ("funds", "size.unit", ["CNY"]),
    ],
)
def test_a_column_is_read_off_the_records(table: str, column: str, cells: list[object]) -> None:
    made = Tables(LEDGER)[table]
    assert made.column(column) == cells
    assert made.has(column)


def test_every_declared_column_is_one_of_its_table() -> None:
    tables = Tables(LEDGER)
    for name in declared_tables():
        for field in SCHEMA[name]:
            columns = [f"{field.name}.value"] if field.holds == "amount" else field.columns
            for column in columns:
                assert len(tables[name].column(column)) == len(tables[name]), (name, column)


def test_a_column_of_a_vocabulary_knows_its_codes() -> None:
    assert CODES["funds", "status"] == tuple(str(term) for term in FundStatus)
    assert CODES["leases", "stage"] == tuple(str(term) for term in LeaseStage)
    assert ("funds", "id") not in CODES


def test_a_path_that_leads_nowhere_is_refused_when_the_table_is_first_asked_for() -> None:
    place = RowPlace(TableSpec("bad", Payment, (ColumnSpec("amuont"),)), ("payments",), ())
    with pytest.raises(UnknownFieldError):
        place.holds(place.spec.columns[0])


def test_a_table_that_is_nowhere_declared_is_refused() -> None:
    with pytest.raises(UnknownCodeError):
        Tables(LEDGER)["fund"]


@given(st.lists(st.integers(0, 3), max_size=5))
def test_rows_stand_in_the_order_of_the_ledger_each_under_its_own(sizes: list[int]) -> None:
    """As many rows as records, those of one park together."""
    parks = [
        Park(id=f"K{row}", name="园", spaces=[Space(id=f"{row}.{each}") for each in range(size)])
        for row, size in enumerate(sizes)
    ]
    spaces = Tables(Ledger(parks=parks, projects=[Project(id="P", name="甲")]))["spaces"]
    assert spaces.column("id") == [f"{row}.{each}" for row, size in enumerate(sizes) for each in range(size)]
    assert [f"K{id_.partition('.')[0]}" for id_ in spaces.column("id")] == spaces.column("park")


def test_every_amount_has_its_columns_and_each_part_is_checked() -> None:
    """An amount that is added to a record needs no second list: frames take it in by the fields that there are."""
    held = {name: {field.name for field in SCHEMA[name] if field.holds == "amount"} for name in SCHEMA}
    assert held["projects"] == held["phases"] == set(PROJECT_AMOUNTS)
    assert held["outcomes"] == set(MEASURES)
    for name in set().union(*held.values()):
        assert [expected_kind(name)] == ["number"]
        assert {expected_kind(f"{name}_{part}") for part in ("low", "high", "side")} == {"number"}
        assert {expected_kind(f"{name}_{part}") for part in ("unit", "hedge")} == {"text"}
