"""Data frames as a source of figures: layouts, sums, phases, engines."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.held_tables import ARGUMENTS, ENGINES, KPIS, WIDE, held_on, small_tables, told, wide_ledger

from zhaoshang import Count, Ledger, Money, Project
from zhaoshang._engine.frames.store import Store
from zhaoshang.errors import FrameSchemaError
from zhaoshang.frames import (
    Frames,
    from_ledger,
    parse_amounts,
    write_parquet,
)
from zhaoshang.kpis import evaluate
from zhaoshang.model import Agreement, CreditShare, Outcome, PromisedTerm
from zhaoshang.profiles import DEFAULT


@pytest.mark.long
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


@pytest.mark.long
@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "duckdb"])
@given(st.lists(st.none() | st.integers(-(2**63), 2**63 - 1) | st.integers(2**53, 2**53 + 99), min_size=1))
def test_no_sum_is_past_its_bound(engine: str, cells: list[int | None]) -> None:
    """Sizes are added up as floats, which round, or in steps: the bound that comes of it lies above, and hardly."""
    table = pa.table({"id": list(range(len(cells))), "investment": pa.array(cells, pa.int64())})
    store = Store({"projects": ENGINES[engine](table)}, scales={}, units={})
    store.gather_sizes("projects", ["investment"], [])
    sizes = [abs(cell) for cell in cells if cell is not None]
    steps = 2**33 * len(cells) if store.engine.is_eager else 1
    assert sum(sizes) <= store.magnitude_bound("projects", "investment") <= sum(sizes) * (1 + 2**-40) + steps
    assert store.greatest("projects", "investment") == max(sizes, default=0)


@pytest.mark.long
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("beyond", [-1, 0, 1])
@pytest.mark.parametrize("great", [2, 4, 8])
def test_sums_at_the_edge_of_64_bits_stay_exact(engine: str, great: int, beyond: int) -> None:
    """What is asked of few rows, and of all of them, whose sum needs 62, 63 and 64 bits, or hardly more."""
    cells = [2**61] * (great - 1) + [2**61 - 1, 1 + beyond]
    table = pa.table(
        {
            "id": list(range(great + 1)),
            "district": ["东区"] * great + ["西区"],
            "investment": pa.array(cells, pa.int64()),
            "signed_on": pa.array([date(2022, 1, 1)] * great + [date(2023, 1, 1)]),
        }
    )
    frames = Frames({"projects": ENGINES[engine](table)}, units={"investment": "CNY"}, evidence="none")
    few = evaluate(frames, "signed_investment_total", period="2023", as_of="2023-12-31")
    many = evaluate(frames, "signed_investment_total", as_of="2023-12-31", by="district")
    assert few["signed_investment_total"].exact == Fraction(cells[-1], 100)
    assert many["signed_investment_total"].exact == Fraction(sum(cells), 100)
    assert many["signed_investment_total", "东区"].exact == Fraction(sum(cells[:-1]), 100)


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


@pytest.mark.long
@pytest.mark.parametrize("engine", ENGINES)
def test_sums_of_shared_credit_past_64_bits_stay_exact(engine: str) -> None:
    """One unit that holds all of forty great projects has their whole sum, as if it owned them."""
    make = ENGINES[engine]
    amount, names = 3 * 10**17 + 1, [f"P{number}" for number in range(40)]
    projects = pa.table(
        {
            "id": names,
            "owner": ["U1"] * 40,
            "investment": pa.array([amount] * 40, pa.int64()),
            "signed_on": pa.array([date(2022, 1, 1)] * 40),
        }
    )
    shares = pa.table(
        {
            "parent": names,
            "unit": ["U2"] * 40,
            "share": pa.array([10**6] * 40),
            "until": pa.array([None] * 40, pa.date32()),
        }
    )
    frames = Frames(
        {"projects": make(projects), "shares": make(shares)},
        units={"investment": "CNY"},
        scales={"share": 10**6},
        evidence="none",
    )
    figures = evaluate(frames, "signed_investment_total", as_of="2022-12-31", by="owner")
    assert figures["signed_investment_total", "U2"].exact == Fraction(40 * amount, 100)


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


@pytest.mark.long
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


@pytest.mark.long
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


@pytest.mark.long
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


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(2022, 3, 6), None),  # noqa: DTZ001 - of no zone
        (datetime(2022, 3, 6, 8, 30), "1 row with a time of day"),  # noqa: DTZ001 - as above
        (datetime(2022, 3, 6, tzinfo=UTC), "timestamp[us, tz=UTC]"),
        (datetime(2022, 3, 6, 23, 59, tzinfo=timezone(timedelta(hours=8))), "timestamp[us, tz=UTC]"),
    ],
    ids=["midnight", "morning", "midnight of a zone", "night of a zone"],
)
def test_a_moment_behind_a_date_is_what_it_is_alone(moment: datetime, told: str | None) -> None:
    """Pandas holds objects of any kind in one column, and Arrow would take their days."""
    pd = pytest.importorskip("pandas")
    days = pd.Series([date(2022, 3, 5), None, moment], dtype=object)
    table = pd.DataFrame({"id": ["P1", "P2", "P3"], "signed_on": days})
    if told is None:
        figures = evaluate(Frames({"projects": table}), "signed_project_count", as_of="2022-06-30")
        assert figures["signed_project_count"].value == 2
        return
    with pytest.raises(FrameSchemaError) as refused:
        Frames({"projects": table})
    assert refused.value.found.startswith(told)


@pytest.mark.long
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
