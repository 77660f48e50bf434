"""Data frames as a source of figures: layouts, schema, files, engines."""

import runpy
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from zhaoshang import Count, Ledger, Money, Project
from zhaoshang.errors import FieldError, FileSyntaxError, FrameSchemaError, RecordError, UnsupportedFrameError
from zhaoshang.frames import (
    Frames,
    from_ledger,
    parse_amounts,
    read_lines,
    read_parquet,
    write_lines,
    write_parquet,
)
from zhaoshang.kpis import Figures, evaluate
from zhaoshang.model import Agreement, CreditShare, Milestone, Outcome, PromisedTerm
from zhaoshang.profiles import DEFAULT

Make = Callable[[pa.Table], Any]

ENGINES: dict[str, Make] = {
    "polars": pl.from_arrow,
    "polars lazy": lambda table: pl.DataFrame(pl.from_arrow(table)).lazy(),
    "pandas": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "pyarrow": lambda table: table,
    "duckdb": duckdb.from_arrow,
}
KPIS = (
    "signed_project_count",
    "signed_investment_total",
    "average_project_size",
    "contract_performance_rate",
    "registration_rate",
    "start_rate",
    "production_rate",
    "start_completion_rate",
    "projects_in_band",
    "milestone_count",
    "stage_duration_days",
    "overdue_not_started",
)
ARGUMENTS = {"bands": ["≥1亿元", "<1亿元"], "of": "started", "from_stage": "signed", "to_stage": "started"}


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


WIDE = pa.table(
    {
        "id": ["P1", "P2", "P3", "P4", "P5"],
        "district": ["东区", "东区", "西区", None, "西区"],
        "track": ["land", "land", "leased_plant", "land", None],
        "investment": pa.array([300_000_000_00, 50_000_000_00, None, 120_000_000_00, 7_000_000_00]),
        "investment_low": pa.array([300_000_000_00, None, None, 120_000_000_00, 7_000_000_00]),
        "investment_high": pa.array([300_000_000_00, 50_000_000_00, None, None, 7_000_000_00]),
        "investment_side": pa.array([0, -1, 0, 1, 0], pa.int8()),
        "investment_unit": ["CNY", "CNY", None, "CNY", "USD"],
        "signed_on": [
            day(text) for text in ("2022-03-05", "2022-04-01", "2022-05-09", "2021-12-30", "2022-06-02")
        ],
        "started_lo": [day(text) for text in ("2022-06-01", None, "2022-06-20", "2022-03-01", None)],
        "started_hi": [day(text) for text in ("2022-06-01", None, "2022-07-20", "2022-03-31", None)],
        "has_started": [True, True, True, True, None],
        "business_license_on": [day(text) for text in ("2022-03-20", None, None, "2022-01-10", "2022-08-01")],
        "planned_started_on": [day(text) for text in ("2022-05-01", "2022-06-01", None, None, "2022-06-15")],
    }
)


def wide_ledger() -> Ledger:
    """The same five projects as records."""
    rows = WIDE.to_pylist()
    hedges = {-1: "near", 0: "none", 1: "over"}
    projects = []
    for row in rows:
        starts = []
        if row["has_started"]:
            text = {"P1": "2022-06-01", "P2": None, "P3": "2022-06-20/2022-07-20", "P4": "2022-03"}[row["id"]]
            starts = [Milestone(stage="started", on=text)]
        licence = row["business_license_on"]
        papers = [] if licence is None else ["business_license"]
        lead = [] if licence is None else [Milestone(stage="lead", on=licence, evidence=papers)]
        planned = row["planned_started_on"]
        plans = [] if planned is None else [Milestone(stage="started", on=planned, planned=True)]
        amount = row["investment"]
        projects.append(
            Project(
                id=row["id"],
                name=row["id"],
                district=row["district"],
                track=row["track"],
                investment=None
                if amount is None
                else Money.of(
                    Decimal(amount) / 100, row["investment_unit"], hedge=hedges[row["investment_side"]]
                ),
                agreements=[Agreement(signed_on=row["signed_on"])],
                milestones=[*starts, *lead, *plans],
            )
        )
    return Ledger(projects=projects)


def told(figures: Figures) -> list[tuple[Any, ...]]:
    return [
        (
            *(each.kpi, each.group, each.value, each.low, each.high),
            *(each.numerator, each.denominator, each.reason),
            *(set(each.warnings), set(each.excluded), set(each.ids)),
        )
        for each in figures.items_
    ]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("period", ["2022", "2022-H1", None])
def test_dates_beside_the_project_are_its_history(engine: str, period: str | None) -> None:
    """Wide tables give what the same projects give as records, hedges and missing dates included."""
    frames = Frames({"projects": ENGINES[engine](WIDE)}, evidence="ids")
    asked = {"as_of": "2022-06-30", "period": period, "by": "district", **ARGUMENTS}
    assert told(evaluate(frames, KPIS, **asked)) == told(evaluate(wide_ledger(), KPIS, **asked))  # type: ignore[arg-type]


def test_counts_stand_for_ids_where_many_rows_are_left_out() -> None:
    frames = Frames({"projects": WIDE})
    figure = evaluate(frames, "signed_investment_total", period="2022-H1", as_of="2022-06-30")
    found = figure["signed_investment_total"]
    assert found.warnings == ("excluded:×1", "missing_amount:×1")
    assert found.ids == ()
    nothing = Frames({"projects": WIDE}, evidence="none")
    assert evaluate(nothing, "start_rate", as_of="2022-06-30")["start_rate"].warnings == ()


@pytest.mark.parametrize("engine", ENGINES)
def test_sums_past_64_bits_stay_exact(engine: str) -> None:
    """Thirty amounts of 3e17 hundredths do not fit into an int64 together."""
    table = pa.table(
        {
            "id": list(range(40)),
            "investment": pa.array([3 * 10**17 + 1] * 39 + [-(10**9) - 7]),
            "signed_on": pa.array([date(2022, 1, 1)] * 40),
        }
    )
    frames = Frames({"projects": ENGINES[engine](table)}, units={"investment": "CNY"}, evidence="none")
    figure = evaluate(frames, "signed_investment_total", as_of="2022-12-31")["signed_investment_total"]
    assert figure.value == Decimal(39 * (3 * 10**17 + 1) - 10**9 - 7) / 100


@pytest.mark.parametrize("engine", ENGINES)
def test_shares_of_great_amounts_stay_exact(engine: str) -> None:
    """千亿 in hundredths times shares in millionths does not fit into an int64, and need not."""
    make = ENGINES[engine]
    projects = pa.table(
        {
            "id": ["A", "B"],
            "owner": ["U1", "U2"],
            "investment": pa.array([100_000_000_000_01, 40_000_000], pa.int64()),
            "signed_on": pa.array([date(2022, 1, 1)] * 2),
        }
    )
    shares = pa.table(
        {
            "parent": ["A", "A", "A"],
            "unit": ["U1", "U3", "U1"],
            "share": pa.array([333_333, 666_666, 1]),
            "until": pa.array([None] * 3, pa.date32()),
        }
    )
    frames = Frames(
        {"projects": make(projects), "shares": make(shares)},
        units={"investment": "CNY"},
        scales={"share": 10**6},
        evidence="none",
    )
    figures = evaluate(
        frames, ["signed_investment_total", "signed_project_count"], as_of="2022-12-31", by="owner"
    )
    whole = Fraction(100_000_000_000_01, 100)
    assert [figures["signed_investment_total", unit].exact for unit in ("U1", "U2", "U3")] == [
        whole * Fraction(333_334, 10**6),
        400_000,
        whole * Fraction(666_666, 10**6),
    ]
    assert figures["signed_project_count", "U1"].exact == Fraction(333_334, 10**6)


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow"])
def test_phases_whose_sum_does_not_fit_are_refused(engine: str) -> None:
    """The sum over one project is made before all others, and must fit into an int64."""
    projects = pa.table(
        {
            "id": ["A", *(f"A{number}" for number in range(40))],
            "relation": [None] + ["phase"] * 40,
            "parent": [None] + ["A"] * 40,
            "investment": pa.array([None] + [3 * 10**17] * 40, pa.int64()),
            "signed_on": pa.array([date(2022, 1, 1)] * 41),
        }
    )
    frames = Frames({"projects": ENGINES[engine](projects)}, units={"investment": "CNY"}, evidence="none")
    with pytest.raises(FrameSchemaError, match="64 bits"):
        evaluate(frames, "signed_investment_total", as_of="2022-12-31")


@pytest.mark.parametrize("engine", ENGINES)
def test_narrow_integers_add_up(engine: str) -> None:
    """A column of 32 bits holds amounts too; their sum is wider."""
    table = pa.table(
        {
            "id": [1, 2, 3],
            "investment": pa.array([2 * 10**9, 2 * 10**9, None], pa.int32()),
            "signed_on": pa.array([date(2022, 1, 1)] * 3),
        }
    )
    frames = Frames({"projects": ENGINES[engine](table)}, units={"investment": "CNY"}, evidence="none")
    figure = evaluate(frames, "signed_investment_total", as_of="2022-12-31")["signed_investment_total"]
    assert figure.value == 40_000_000


@pytest.mark.parametrize("engine", ENGINES)
def test_long_tables_are_joined_by_id(engine: str) -> None:
    """A table of dated stages, phases found by their relation, shares of credit and events."""
    make = ENGINES[engine]
    projects = pa.table(
        {
            "id": ["A", "B", "B1", "C"],
            "owner": ["U1", "U2", None, "U1"],
            "event": ["E1", None, None, "E2"],
            "relation": [None, None, "phase", "phase"],
            "parent": [None, None, "B", "X"],
            "investment": pa.array([100_00, None, 250_00, 70_00]),
            "investment_unit": ["CNY", None, "CNY", "CNY"],
        }
    )
    history = pa.table(
        {
            "parent": ["A", "A", "B", "C"],
            "part": ["signed", "started", "signed", "signed"],
            "on": pa.array([date(2022, 1, 5), date(2022, 2, 1), date(2022, 3, 1), None]),
        }
    )
    shares = pa.table(
        {
            "parent": ["A", "A"],
            "unit": ["U1", "U3"],
            "share": pa.array([60, 40]),
            "until": pa.array([None, date(2021, 1, 1)]),
        }
    )
    events = pa.table({"parent": ["A", "A"], "event": ["E1", "E2"]})
    tables = {"projects": projects, "history": history, "shares": shares, "events": events}
    frames = Frames(
        {name: make(table) for name, table in tables.items()}, scales={"share": 100}, evidence="ids"
    )
    asked = ["signed_investment_total", "signed_project_count", "start_rate"]
    figures = evaluate(frames, asked, as_of="2022-06-30", by="owner")
    assert figures["signed_investment_total"].value == 420  # B is worth its phase; C is no phase of X
    assert figures["signed_project_count", "U1"].value == 2
    assert figures["start_rate"].ids == ("A",)
    every = DEFAULT.vary("every", events="every")
    figures = evaluate(frames, asked, as_of="2022-06-30", by="event", profile=every)
    assert figures["signed_project_count", "E2"].value == 2
    assert "groups_exceed_total" in figures["signed_project_count"].warnings


WRONG: tuple[tuple[dict[str, Any], tuple[str, str, str]], ...] = (
    ({"id": ["P1"], "signed_on": ["2022-03-05"]}, ("projects", "signed_on", "String")),
    ({"id": ["P1"], "investment": [1.5]}, ("projects", "investment", "Float64")),
    (
        {"id": ["P1"], "signed_on": [datetime(2022, 3, 5, tzinfo=UTC)]},
        ("projects", "signed_on", "Datetime"),
    ),
    ({"id": ["P1"], "has_started": ["yes"]}, ("projects", "has_started", "String")),
)


@pytest.mark.parametrize(("columns", "fault"), WRONG)
def test_a_column_that_holds_something_else_is_refused(
    columns: dict[str, Any], fault: tuple[str, str, str]
) -> None:
    for table in (pl.DataFrame(columns), pl.DataFrame(columns).to_arrow()):
        with pytest.raises(FrameSchemaError) as refused:
            Frames({"projects": table})
        assert (refused.value.table, refused.value.column) == fault[:2]
        assert refused.value.found
        assert refused.value.expected
    assert fault[2].lower()[:5] in str(pl.DataFrame(columns).schema[fault[1]]).lower()


def test_what_a_question_reads_must_be_there() -> None:
    bare = Frames({"projects": pl.DataFrame({"id": ["P1"], "signed_on": [date(2022, 3, 5)]})})
    with pytest.raises(FrameSchemaError) as refused:
        evaluate(bare, "signed_investment_total", as_of="2022-06-30")
    assert (refused.value.table, refused.value.column, refused.value.found) == ("projects", "investment", "")
    with pytest.raises(FrameSchemaError) as refused:
        evaluate(bare, "arrived_funds", as_of="2022-06-30")
    assert (refused.value.table, refused.value.column) == ("arrivals", "")
    with pytest.raises(FrameSchemaError) as refused:
        evaluate(bare, "signed_project_count", as_of="2022-06-30", by="district")
    assert refused.value.column == "district"
    dateless = Frames({"projects": pl.DataFrame({"id": ["P1"]})})
    with pytest.raises(FrameSchemaError) as refused:
        evaluate(dateless, "signed_project_count", as_of="2022-06-30")
    assert refused.value.table == "history"
    unitless = pl.DataFrame({"id": ["P1"], "signed_on": [date(2022, 3, 5)], "investment": [1]})
    with pytest.raises(FrameSchemaError) as refused:
        evaluate(Frames({"projects": unitless}), "signed_investment_total", as_of="2022-06-30")
    assert refused.value.column == "investment_unit"
    assert "列" in refused.value.render("zh_CN") or refused.value.render("zh_CN")


def small_tables() -> dict[str, pa.Table]:
    """A park of two plants, one of them let in part, a permit under way, and a promise. Invented."""
    return {
        "projects": pa.table(
            {"id": ["P1"], "signed_on": [date(2022, 1, 5)], "producing_on": [date(2022, 2, 1)]}
        ),
        "spaces": pa.table(
            {
                "id": ["S1", "S2"],
                "park": ["K1", "K1"],
                "kind": ["plant", "plant"],
                "completed_on": [date(2021, 1, 1)] * 2,
                "area": [1000_00, 3000_00],
            }
        ),
        "leases": pa.table(
            {
                "park": ["K1", "K1", "K1"],
                "space": ["S2", "S2", "S2"],
                "tenant": ["甲", "甲", "乙"],
                "stage": ["contracted", "ended", "moved_in"],
                "on": [date(2021, 5, 1), date(2022, 1, 1), date(2022, 3, 1)],
                "area": [3000_00, 3000_00, 1000_00],
            }
        ),
        "steps": pa.table({"owner": ["U1"], "step": ["permit"], "days": [10]}),
        "progress": pa.table(
            {
                "id": ["P1", "P1"],
                "owner": ["U1", "U1"],
                "step": ["permit", "permit"],
                "accepted_on": [date(2022, 3, 1), date(2022, 4, 1)],
                "done_on": [date(2022, 3, 9), date(2022, 4, 30)],
            }
        ),
        "terms": pa.table(
            {
                "parent": ["P1", "P1"],
                "measure": ["tax", "jobs"],
                "on": [date(2022, 5, 1)] * 2,
                "signed_on": [date(2022, 1, 5)] * 2,
                "promised": [500_00, 80_00],
                "promised_unit": ["CNY", "人"],
            }
        ),
        "outcomes": pa.table(
            {"parent": ["P1"], "on": [date(2022, 5, 1)], "tax": [600_00], "tax_unit": ["CNY"]}
        ),
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_small_tables_are_worked_out_a_record_at_a_time(engine: str) -> None:
    tables = {name: ENGINES[engine](table) for name, table in small_tables().items()}
    frames = Frames(tables, units={"area": "m2"}, evidence="ids")
    asked = ["letting_rate", "tenant_count", "on_time_rate", "capacity_rate"]
    figures = evaluate(frames, asked, as_of="2022-06-30")
    assert [figures[kpi].value for kpi in asked] == [25, 1, 50, 100]
    assert evaluate(frames, "jobs", as_of="2022-06-30", measure="promised")["jobs"].value == 80
    reviewed = evaluate(frames, "agreement_compliance", as_of="2022-06-30", weights={"tax": "100"})
    assert reviewed["agreement_compliance"].value == 100
    assert reviewed["agreement_compliance"].ids == ("P1",)


@pytest.mark.parametrize(
    ("table", "column", "kpi"),
    [
        ("leases", "", "letting_rate"),
        ("spaces", "area", "letting_rate"),
        ("leases", "stage", "tenant_count"),
        ("steps", "step", "on_time_rate"),
        ("progress", "accepted_lo", "on_time_rate"),
        ("terms", "parent", "capacity_rate"),
        ("terms", "promised", "jobs"),
    ],
)
def test_what_a_small_table_lacks_is_named(table: str, column: str, kpi: str) -> None:
    tables = small_tables()
    given = {"accepted_lo": "accepted_on"}.get(column, column)
    held = tables.pop(table)
    if column:
        tables[table] = held.drop_columns([name for name in held.column_names if name.startswith(given)])
    with pytest.raises(FrameSchemaError) as refused:
        evaluate(Frames(tables, units={"area": "m2"}), [kpi], as_of="2022-06-30", measure="promised")
    assert (refused.value.table, refused.value.column, refused.value.found) == (table, column, "")
    assert refused.value.expected
    assert refused.value.render("zh_CN")


def test_spaces_of_one_id_need_numbers() -> None:
    tables = small_tables()
    tables["spaces"] = tables["spaces"].set_column(0, "id", [["S2", "S2"]])
    with pytest.raises(FrameSchemaError) as refused:
        evaluate(Frames(tables, units={"area": "m2"}), "letting_rate", as_of="2022-06-30")
    assert (refused.value.table, refused.value.column, refused.value.found) == (
        "spaces",
        "id",
        "ids that repeat",
    )


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow", "duckdb"])
def test_what_random_ledgers_rarely_meet(backend: Any) -> None:
    """Phases of which one states no amount, and a share that holds up to the very day."""
    signed = [Agreement(signed_on="2022-03-05")]
    shares = [CreditShare(unit="U1", share="0.5"), CreditShare(unit="U2", share="0.5", until="2022-06-30")]
    money = Money.of(3, "亿元")
    ledger = Ledger(
        as_of="2022-06-30",
        projects=[
            Project(id="A", name="甲", agreements=signed),
            Project(id="A1", name="甲一", relation="phase", parent="A", investment=money),
            Project(id="A2", name="甲二", relation="phase", parent="A"),
            Project(id="B", name="乙", owner="U3", agreements=signed, investment=money, shares=shares),
        ],
    )
    frames = from_ledger(ledger, backend=backend)
    for asked in ({}, {"by": "owner"}):
        found, expected = (
            evaluate(each, ["signed_investment_total", "signed_project_count"], **asked)  # type: ignore[arg-type]
            for each in (frames, ledger)
        )
        assert told(found) == told(expected)
    assert evaluate(frames, "signed_project_count", by="owner")["U2"].value == Decimal("0.5")
    assert (
        "missing_amount:A" in evaluate(frames, "signed_investment_total")["signed_investment_total"].warnings
    )


def test_keys_of_different_kinds_are_named() -> None:
    history = pl.DataFrame({"parent": [1], "part": ["signed"], "on": [date(2022, 3, 5)]})
    frames = Frames({"projects": pl.DataFrame({"id": ["1"]}), "history": history})
    with pytest.raises(FrameSchemaError) as refused:
        evaluate(frames, "signed_project_count", as_of="2022-06-30")
    assert (refused.value.table, refused.value.column, refused.value.found) == ("history", "parent", "Int64")
    assert refused.value.expected == "what projects.id holds: text"
    with pytest.raises(FrameSchemaError) as refused:
        parse_amounts(pl.DataFrame({"总投资": [3]}), "总投资", name="investment", default_unit="亿元")
    assert (refused.value.column, refused.value.found) == ("总投资", "Int64")


def test_the_stage_on_a_day_is_asked_of_a_ledger() -> None:
    with pytest.raises(FrameSchemaError) as refused:
        evaluate(Frames(small_tables()), "stage_count", as_of="2022-06-30", of="producing")
    assert (refused.value.table, refused.value.column) == ("projects", "stage")
    assert "from_ledger" in refused.value.expected


@pytest.mark.parametrize("engine", ENGINES)
def test_timestamps_at_midnight_are_days(engine: str, tmp_path: Path) -> None:
    """Others are refused: the day that a time belongs to is not guessed."""
    midnight, morning = datetime(2022, 3, 5), datetime(2022, 3, 6, 8, 30)  # noqa: DTZ001 - of no zone
    asked: dict[str, Any] = {"period": "2022-03", "as_of": "2022-06-30"}
    tables = held_on(engine, {"projects": {"id": ["P1", "P2"], "signed_on": [midnight, None]}})
    figure = evaluate(Frames(tables), "signed_project_count", **asked)
    assert figure["signed_project_count"].value == 1
    tables = held_on(engine, {"projects": {"id": ["P1", "P2"], "signed_on": [midnight, morning]}})
    with pytest.raises(FrameSchemaError) as refused:
        evaluate(Frames(tables), "signed_project_count", **asked)
    assert (refused.value.table, refused.value.column, refused.value.found) == (
        "projects",
        "signed_on",
        "1 row with a time of day, such as 2022-03-06 08:30:00",
    )
    assert "date" in refused.value.expected
    with pytest.raises(FrameSchemaError):
        write_parquet(Frames(tables), tmp_path)


@pytest.mark.parametrize("engine", ENGINES)
def test_phases_are_kept_apart_or_the_question_is_refused(engine: str, tmp_path: Path) -> None:
    """Rows that stand under a project name the phase that they are of; where they do not, nobody can tell."""
    apart = DEFAULT.vary("apart", phases="separate")
    jobs = PromisedTerm(measure="jobs", period="2022-05", promised=Count.of(80, "人"))
    ledger = Ledger(
        as_of="2022-06-30",
        projects=[
            Project(id="P1", name="甲"),
            Project(
                id="P2",
                name="甲一期",
                relation="phase",
                parent="P1",
                agreements=[Agreement(signed_on="2022-03-05", terms=[jobs])],
                outcomes=[Outcome(period="2022-05", jobs=Count.of(90, "人"))],
            ),
        ],
    )
    write_parquet(ledger, tmp_path)
    tables = {path.stem: ENGINES[engine](pq.read_table(path)) for path in tmp_path.glob("*.parquet")}
    frames = Frames(tables, evidence="ids")
    for profile in (DEFAULT, apart):
        expected, found = (
            evaluate(each, ["signed_project_count", "capacity_rate"], profile=profile, as_of="2022-06-30")
            for each in (ledger, frames)
        )
        assert told(found) == told(expected)
        assert found["signed_project_count"].ids == (("P1",) if profile is DEFAULT else ("P2",))
    given: dict[str, dict[str, Any]] = {
        "projects": {"id": ["P1", "P2"], "relation": [None, "phase"], "parent": [None, "P1"]},
        "history": {"parent": ["P1"], "part": ["signed"], "on": [date(2022, 3, 5)]},
    }
    asked: dict[str, Any] = {"profile": apart, "as_of": "2022-06-30"}
    with pytest.raises(FrameSchemaError) as refused:
        evaluate(Frames(held_on(engine, given)), "signed_project_count", **asked)
    assert (refused.value.table, refused.value.column, refused.value.found) == ("history", "own", "")
    given["history"]["own"] = ["P2"]
    figures = evaluate(Frames(held_on(engine, given), evidence="ids"), "signed_project_count", **asked)
    assert figures["signed_project_count"].ids == ("P2",)
    del given["history"]["own"], given["projects"]["relation"]
    assert evaluate(Frames(held_on(engine, given)), "signed_project_count", **asked).items_[0].value == 1


NOTHING_SAID: dict[str, Any] = {
    "id": ["P1", "P2"],
    "signed_on": [date(2022, 3, 5)] * 2,
    "started_on": [None, None],
    "has_started": [None, None],
    "district": [None, None],
    "owner": [None, None],
    "investment": [None, None],
}


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
SIGNED = {"parent": ["P1", "P2"], "part": ["signed", "signed"], "on": [MARCH, MARCH]}


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
)


def held_on(engine: str, tables: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {name: ENGINES[engine](pa.table(columns)) for name, columns in tables.items()}


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


def projects_of(number: int) -> list[Project]:
    random = Random(number)  # noqa: S311 - a random ledger needs no secrecy
    return [
        Project(
            id=f"P{place}",
            name="甲",
            district=random.choice(["东区", "西区"]),
            owner="U1",
            investment=Money.of(random.randint(1, 9), "亿元", hedge=random.choice(["none", "near"])),
            agreements=[Agreement(signed_on=f"2022-0{random.randint(1, 9)}")],
            milestones=[Milestone(stage="started", on=f"2022-0{random.randint(1, 9)}-11")],
            shares=[CreditShare(unit="U1", share="0.5"), CreditShare(unit="U2", share="0.5")],
            relation="phase" if place % 4 == 3 else None,
            parent=f"P{place - 1}" if place % 4 == 3 else None,
        )
        for place in range(number)
    ]


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow", "duckdb"])
@pytest.mark.parametrize("chunked", [False, True])
def test_parquet_keeps_the_figures(backend: Any, chunked: bool, tmp_path: Path) -> None:
    """What is written as tables, whole or in chunks, gives the figures of the ledger on every engine."""
    ledger = Ledger(as_of="2022-12-31", projects=projects_of(21))
    source: Any = ledger
    if chunked:
        write_lines(ledger.projects, tmp_path / "projects.jsonl")
        source = read_lines(tmp_path / "projects.jsonl", ledger=Ledger(as_of="2022-12-31"), size=5)
        assert repr(source) == "<projects of projects.jsonl>"
    write_parquet(source, tmp_path / "tables")
    frames = read_parquet(tmp_path / "tables", backend=backend, evidence="ids")
    for by in ("district", "owner"):
        found, expected = (
            evaluate(each, KPIS, period="2022", by=by, **ARGUMENTS)  # type: ignore[arg-type]
            for each in (frames, ledger)
        )
        assert told(found) == told(expected)
    again = tmp_path / "again"
    write_parquet(frames, again)
    copied = evaluate(read_parquet(again, backend=backend), "start_rate", as_of="2022-12-31")
    assert copied["start_rate"].value == evaluate(ledger, "start_rate")["start_rate"].value


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize(("line", "fault"), [('{"id": "P2", "land": 80}', ".land"), ("7", "")])
def test_a_line_that_is_no_project_is_named(line: str, fault: str, processes: int, tmp_path: Path) -> None:
    path = tmp_path / "projects.jsonl"
    path.write_text(f'{{"id": "P1", "name": "甲"}}\n\n{line}\n', "utf-8")
    with pytest.raises(RecordError) as refused:
        evaluate(read_lines(path, size=1, processes=processes), "signed_project_count", as_of="2022-06-30")
    first = refused.value.exceptions[0]
    assert isinstance(first, FieldError)
    assert first.path == f"{path}: $[3]{fault}"


@pytest.mark.parametrize(
    "text", [b'{"id": "P1"', b'{"id": "P1", "name": "\xff"}', b'"parent'], ids=["open", "bytes", "text"]
)
def test_a_line_that_is_no_json_is_named(text: bytes, tmp_path: Path) -> None:
    path = tmp_path / "projects.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "P1", "name": "\xe7\x94\xb2"}\n' + text)
    with pytest.raises(FileSyntaxError) as refused:
        evaluate(read_lines(path, size=1), "signed_project_count", as_of="2022-06-30")
    assert (refused.value.path, refused.value.line) == (str(path), 2)


def test_amounts_finer_than_their_scale_are_refused(tmp_path: Path) -> None:
    fine = Ledger(
        projects=[
            Project(
                id="P1",
                name="甲",
                investment=Money.of("0.001", "元"),
                agreements=[Agreement(signed_on="2022")],
            )
        ]
    )
    with pytest.raises(FrameSchemaError) as refused:
        write_parquet(fine, tmp_path)
    assert refused.value.expected == "scales={'investment': 1000}"
    write_parquet(from_ledger(fine), tmp_path, scales={"investment": 1000})
    figures = evaluate(read_parquet(tmp_path), "signed_investment_total", as_of="2022-12-31")
    assert figures["signed_investment_total"].value == Decimal("0.001")
    with pytest.raises(FrameSchemaError):
        read_parquet(_empty(tmp_path))


def _empty(folder: Path) -> Path:
    empty = folder / "empty"
    empty.mkdir()
    return empty


@pytest.mark.parametrize("engine", ENGINES)
def test_text_columns_are_read_once_a_text(engine: str) -> None:
    table = pa.table({"n": [1, 2, 3, 4, 5], "总投资": ["3亿元", "近1.5亿元", "3亿元", "面议'", None]})
    read, findings = parse_amounts(ENGINES[engine](table), "总投资", name="investment")
    native = read.collect() if isinstance(read, pl.LazyFrame) else read  # noqa: F841 - DuckDB finds it by name
    found = duckdb.sql("select n, investment, investment_high, investment_unit from native order by n")
    assert found is not None
    rows = found.fetchall()
    assert rows[0] == (1, 300_000_000_00, 300_000_000_00, "CNY")
    assert rows[1][:3] == (2, 150_000_000_00, 150_000_000_00)
    assert rows[3][1] is None
    assert [finding.detail["text"] for finding in findings] == ["面议'"]


def test_reading_text_refuses_what_it_cannot_use() -> None:
    table = pl.DataFrame({"总投资": ["0.001元"]})
    with pytest.raises(FrameSchemaError):
        parse_amounts(table, "总投资", name="investment")
    with pytest.raises(FrameSchemaError):
        parse_amounts(table, "absent", name="investment")
    with pytest.raises(UnsupportedFrameError):
        parse_amounts({"总投资": []}, "总投资", name="investment")


@pytest.fixture
def spark() -> Any:
    """A Spark of two threads, where Java and pyspark are there."""
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not installed")
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",  # compiling would take longer than the few rows
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    }
    builder = sql.SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.mark.filterwarnings("ignore")
def test_spark_gives_the_same_twelve_figures(spark: Any, tmp_path: Path) -> None:
    """Of a ledger laid out, of tables of its own, and of Parquet: one test, for a session is slow to start."""
    ledger = Ledger(as_of="2022-12-31", projects=projects_of(21))
    asked: dict[str, Any] = {"period": "2022", "by": "district", **ARGUMENTS}
    frames = from_ledger(ledger, backend="pyspark", session=spark)
    assert told(evaluate(frames, KPIS, **asked)) == told(evaluate(ledger, KPIS, **asked))

    rows = [tuple(row.values()) for row in WIDE.to_pylist()]
    kinds = ["string"] * 3 + ["bigint"] * 3 + ["int", "string"] + ["date"] * 3 + ["boolean"] + ["date"] * 2
    schema = ", ".join(f"{name} {kind}" for name, kind in zip(WIDE.column_names, kinds, strict=True))
    frames = Frames({"projects": spark.createDataFrame(rows, schema)}, evidence="ids")
    asked |= {"as_of": "2022-06-30", "period": "2022-H1"}
    assert told(evaluate(frames, KPIS, **asked)) == told(evaluate(wide_ledger(), KPIS, **asked))

    write_parquet(ledger, tmp_path)
    script = Path(__file__).parent.parent / "examples" / "spark_job.py"
    job = runpy.run_path(str(script))
    expected = evaluate(ledger, job["KPIS"], period="2022", as_of="2022-12-31", by="district")
    values = [(row["kpi"], row["value"]) for row in job["report"](spark, str(tmp_path))]
    assert values == [(row["kpi"], row["value"]) for row in expected.to_rows()]
