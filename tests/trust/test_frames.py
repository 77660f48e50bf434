"""Names of tables and columns: a slip is refused with the name that was meant, a column of one's own is let be."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from zhaoshang import Ledger, Project, evaluate, kpis
from zhaoshang.errors import FrameSchemaError
from zhaoshang.frames import Frames, from_ledger
from zhaoshang.measures import column, equal

DAY = date(2022, 3, 5)


def frames(**columns: Any) -> Frames:
    return Frames(
        {"projects": pl.DataFrame({"id": ["P1"], **{name: [value] for name, value in columns.items()}})}
    )


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("sign_on", "signed_on"),
        ("start_on", "started_on"),
        ("singed_on", "signed_on"),
        ("signedon", "signed_on"),
        ("Signed_on", "signed_on"),
        ("started_no", "started_on"),
        ("complete_on", "completed_on"),
        ("business_licence_on", "business_license_on"),
        ("plan_started_on", "planned_started_on"),
        ("landed_recorded", "landed_recorded_on"),
        ("investmnt", "investment"),
        ("investments", "investment"),
        ("investment_unit_", "investment_unit"),
        ("owners", "owner"),
        ("industy", "industry"),
        ("lead_investors", "lead_investor"),
        ("has_history_", "has_history"),
        ("STARTED_ON", "started_on"),
        ("starts_on", "started_on"),
        ("started_at", "started_on"),
        ("start_date", "started_on"),
        ("dateStarted", "started_on"),
        ("stage_completed_on", "completed_on"),
        ("planned_start", "planned_started_on"),
        ("started_lo", "started_hi"),
        ("completed_hi", "completed_lo"),
        ("investment_currency", "investment_unit"),
        ("land_min", "land_low"),
        ("signed_until", "signed_hi"),
        ("approved_from", "approved_lo"),
        ("expected_completed_on", "completed_on"),
        ("cancelled_on", "terminated_on"),
        ("commenced_on", "started_on"),
        ("quit_on", "exited_on"),
        ("is_cancelled", "has_terminated"),
        ("是否终止", "has_terminated"),
        ("退库时间", "exited_on"),
    ],
)
def test_a_column_that_was_nearly_named_is_refused(slip: str, meant: str) -> None:
    """It would be read as nothing, and a figure made of that."""
    with pytest.raises(FrameSchemaError) as caught:
        frames(**{slip: DAY if "_on" in slip else None})
    assert (caught.value.table, caught.value.column) == ("projects", slip)
    assert meant in caught.value.expected
    assert meant in caught.value.render("zh_CN")


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("histroy", "history"),
        ("arrival", "arrivals"),
        ("outcome", "outcomes"),
        ("histories", "history"),
        ("projets", "projects"),
    ],
)
def test_a_table_that_was_nearly_named_is_refused(slip: str, meant: str) -> None:
    with pytest.raises(FrameSchemaError) as caught:
        Frames({"projects": pl.DataFrame({"id": ["P1"]}), slip: pl.DataFrame({"parent": ["P1"]})})
    assert (caught.value.table, caught.value.column, caught.value.expected) == (slip, "", meant)


def test_columns_of_tables_are_looked_at_too() -> None:
    history = pl.DataFrame({"parent": ["P1"], "part": ["signed"], "on": [DAY], "recordd": [DAY]})
    with pytest.raises(FrameSchemaError, match=r"history\.recordd.*recorded"):
        Frames({"projects": pl.DataFrame({"id": ["P1"]}), "history": history})


@pytest.mark.parametrize(
    "own",
    ["colour", "备注", "land_use", "signed_no", "signed_by", "status", "industry_2011", "district_code", "visited_on", "remark"],
)  # fmt: skip
def test_a_column_of_ones_own_is_let_be(own: str) -> None:
    """It can be asked for by its name."""
    table = frames(**{own: DAY if own.endswith("_on") else "x"}, signed_on=DAY)
    table.check()
    if not own.endswith("_on"):
        mine = kpis.count("mine", zh="自定", en="mine", where=equal(column(own), "x"))
        assert evaluate(table, mine, as_of="2022-06-30")["mine"].value == 1


def test_what_is_held_is_not_missed() -> None:
    """A name that is like one that is there means something else."""
    frames(owner="甲", owners="甲、乙", signed_on=DAY, signed_no="7", park="K", parks="K1").check()


def test_tables_of_a_ledger_have_known_names() -> None:
    ledger = Ledger(projects=[Project(id="P1", name="甲")])
    from_ledger(ledger, backend="polars").check()


@pytest.mark.parametrize("header", ["开工时间", "开工日期", "开工"])
def test_a_chinese_header_of_a_day_is_refused_among_other_names(header: str) -> None:
    with pytest.raises(FrameSchemaError) as caught:
        frames(**{header: DAY})
    assert caught.value.expected == "started_on"


@pytest.mark.parametrize(
    ("columns", "at_fault"),
    [
        ({"started_lo": date(2022, 3, 6), "started_hi": DAY}, "started_lo"),
        ({"investment": 5, "investment_low": 7, "investment_high": 6}, "investment_low"),
        ({"investment": 5, "investment_hedge": "naer"}, "investment_hedge"),
    ],
)
def test_a_check_finds_cells_that_contradict_each_other(columns: dict[str, Any], at_fault: str) -> None:
    with pytest.raises(FrameSchemaError) as caught:
        frames(**columns).check()
    assert caught.value.column == at_fault
    assert "1 行" in caught.value.render("zh_CN")


def test_a_check_finds_an_id_of_nothing() -> None:
    with pytest.raises(FrameSchemaError, match="the id of every row"):
        Frames({"projects": pl.DataFrame({"id": ["", "P1"]})}).check()


@pytest.mark.parametrize("end", ["lo", "hi"])
def test_a_day_beside_a_span_of_days_is_refused(end: str) -> None:
    """One of them was read and the other, which may say otherwise, passed over."""
    with pytest.raises(FrameSchemaError, match="a day beside a span of days"):
        frames(signed_on=DAY, **{f"signed_{end}": DAY})


def test_a_question_of_a_stage_without_a_column_is_refused() -> None:
    """Nobody had started where no column said who had; a column without a date says so."""
    asked: dict[Any, str] = {
        "start_rate": "started_on",
        "landing_rate": "landed_on",
        "registration_rate": "business_license_on",
        "overdue_not_started": "planned_started_on",
    }
    wrong: list[Any] = []
    for kpi, column_ in asked.items():
        with pytest.raises(FrameSchemaError) as caught:
            evaluate(frames(signed_on=DAY), kpi, as_of="2022-06-30")
        if (caught.value.column, caught.value.found) != (column_, ""):
            wrong.append((kpi, caught.value))
        if evaluate(frames(signed_on=DAY, **{column_: None}), kpi, as_of="2022-06-30")[kpi].value:
            wrong.append((kpi, "counted"))
    assert not wrong
    assert (
        evaluate(frames(signed_on=DAY), "signed_project_count", as_of="2022-06-30")["签约项目数"].value == 1
    )


def test_a_question_of_a_stage_that_only_later_stages_tell_is_refused() -> None:
    """Most projects that have started are not completed."""
    asked: dict[tuple[Any, str], str] = {
        ("start_rate", "completed_on"): "started_on",
        ("start_rate", "has_producing"): "started_on",
        ("start_rate", "trial_on"): "started_on",
        ("production_rate", "at_capacity_on"): "producing_on",
    }
    wrong: list[Any] = []
    for (kpi, held), needed in asked.items():
        given: dict[str, Any] = {"signed_on": DAY, held: True if held.startswith("has_") else DAY}
        with pytest.raises(FrameSchemaError) as caught:
            evaluate(frames(**given), kpi, as_of="2022-06-30")
        if caught.value.column != needed:
            wrong.append((kpi, held, caught.value))
        given[needed] = None
        if evaluate(frames(**given), kpi, as_of="2022-06-30")[kpi].value != 100:
            wrong.append((kpi, held, "not counted"))
    assert not wrong
