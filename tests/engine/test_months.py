"""Time as a grouping key, and figures handed on as data."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang import Count, Ledger, Money, Period, Project, evaluate
from zhaoshang._engine.query.times import spans_of
from zhaoshang.errors import UnfitValueError, UnknownIdError
from zhaoshang.frames import from_ledger
from zhaoshang.kpis import Figures
from zhaoshang.model import Agreement, Arrival, Milestone, ServiceTeam, Target

DAYS = st.dates(min_value=Period.of("2021-10").start, max_value=Period.of("2022-12").end)
PROJECTS = st.lists(
    st.builds(
        lambda signed, later, town, yi: (signed, later, town, yi),
        DAYS,
        st.none() | DAYS,
        st.sampled_from(["东", "西"]),
        st.integers(1, 5),
    ),
    max_size=5,
)


def ledger(rows: list[Any]) -> Ledger:
    """Make a ledger of signed projects that may have started."""
    return Ledger(
        as_of="2022-12-31",
        projects=[
            Project(
                id=str(place),
                name="甲",
                district=town,
                investment=Money.of(yi, "亿元"),
                agreements=[Agreement(signed_on=signed)],
                milestones=[] if later is None else [Milestone(stage="started", on=later)],
                arrivals=[] if later is None else [Arrival(on=later, amount=Money.of(yi, "万元"))],
            )
            for place, (signed, later, town, yi) in enumerate(rows)
        ],
    )


@pytest.mark.long
@given(
    PROJECTS,
    st.sampled_from(["month", "quarter", "year"]),
    st.sampled_from([None, "2022", "2022-02/2022-08"]),
)
def test_the_spans_of_a_table_add_up_to_the_whole(rows: list[Any], key: str, period: str | None) -> None:
    figures = evaluate(
        ledger(rows), ["签约项目数", "签约总投资", "实际到位资金"], by=["district", key], period=period
    )
    for kpi in figures.kpis:
        parts = [figure.value for figure in figures.of(kpi) if figure.group]
        whole = figures[kpi].value
        if None not in parts and whole is not None:
            assert sum(part for part in parts if part is not None) == whole


@pytest.mark.long
@given(PROJECTS)
def test_a_month_of_a_table_is_that_month_asked_for_alone(rows: list[Any]) -> None:
    kpis = ["签约项目数", "开工率", "实际到位资金"]
    figures = evaluate(ledger(rows), kpis, by=["district", "month"], period="2022-H1")
    for month in (f"2022-{number:02d}" for number in range(1, 7)):
        alone = evaluate(ledger(rows), kpis, by="district", period=month)
        for figure in alone.items_:
            if figure.group:
                assert evolve(figures[figure.kpi, *figure.group, month], group=figure.group) == figure


OF_SIGNED: Any = (
    "target_completion_rate",
    "overfulfilment_rate",
    "schedule_gap",
    "schedule_index",
    "yoy_growth",
)


COMPARED: tuple[tuple[Any, dict[str, Any]], ...] = (
    (OF_SIGNED, {"of": "signed_project_count"}),
    (("pp_change",), {"of": "start_rate", "base_as_of": "2022-01-31"}),
)
KEYS_BESIDE = ("owner", "district", "park")


def compared() -> Ledger:
    """Make a ledger of two projects with targets of two units for two months."""
    made = ledger([(date(2022, 2, 3), date(2022, 3, 1), "东", 2), (date(2022, 3, 4), None, "西", 1)])
    targets = [
        Target(
            id=f"{unit}{month}",
            unit=unit,
            measure="signed_project_count",
            period=month,
            value=Count.of(4, "个"),
        )
        for unit in ("甲组", "乙组")
        for month in ("2022-02", "2022-03")
    ]
    teams = [ServiceTeam(id="甲组", name="甲组"), ServiceTeam(id="乙组", name="乙组")]
    projects = [evolve(each, owner="甲组") for each in made.projects]
    return made.with_(targets=targets, teams=teams, projects=projects)


def assert_each_month_is_itself(source: Any, key: Any) -> None:
    """The month of a table by two keys is that month asked for by the other key alone."""
    for kpis, more in COMPARED:
        table = evaluate(source, kpis, by=[key, "month"], period="2022-02/2022-03", **more)
        for month in ("2022-02", "2022-03"):
            day: Any = {"as_of": str(Period.of(month).end)} if "base_as_of" in more else {}
            alone = evaluate(source, kpis, by=key, period=month, **more, **day)
            there = [(each.kpi, each.group, each.value, each.reason) for each in alone.items_ if each.group]
            assert [
                (each.kpi, each.group[:1], each.value, each.reason)
                for each in table.items_
                if month in each.group
            ] == there


@pytest.mark.long
@pytest.mark.parametrize("key", KEYS_BESIDE)
def test_comparisons_go_by_time_and_another_key(key: str) -> None:
    assert_each_month_is_itself(compared(), key)


@pytest.mark.long
def test_so_they_do_on_every_engine(paired: Callable[..., Iterable[tuple[Any, Any]]]) -> None:
    for key, engine in paired(KEYS_BESIDE, ("polars", "duckdb", "pandas")):
        assert_each_month_is_itself(from_ledger(compared(), backend=engine), key)


def test_a_stock_stands_at_the_end_of_each_month() -> None:
    one = Project(
        id="P1",
        name="甲",
        agreements=[Agreement(signed_on="2022-01-10")],
        milestones=[Milestone(stage="started", on="2022-03-10")],
    )
    figures = evaluate(
        Ledger(as_of="2022-04-15", projects=[one]), "stage_count", by="月份", period="2022", of="started"
    )
    assert [(str(each.as_of), each.value) for each in figures.items_ if each.group] == [
        ("2022-01-31", Decimal(0)),
        ("2022-02-28", Decimal(0)),
        ("2022-03-31", Decimal(1)),
        ("2022-04-15", Decimal(1)),
    ]


def test_an_early_year_has_its_quarters() -> None:
    """A date mistyped as of the year 900 gets a row of its own, whatever the span."""
    early = Ledger(
        as_of="0900-12-31",
        projects=[Project(id="P1", name="甲", agreements=[Agreement(signed_on="0900-05-10")])],
    )
    figures = evaluate(early, "签约项目数", by="quarter", period="0900")
    assert [(each.group, each.value) for each in figures.items_ if each.value] == [
        ((), Decimal(1)),
        (("0900-Q2",), Decimal(1)),
    ]


@pytest.mark.parametrize(
    ("period", "key", "spans"),
    [
        ("2022", "quarter", "2022-Q1 2022-Q2 2022-Q3 2022-Q4"),
        ("2022-H1", "year", "2022"),
        ("2021-12/2022-01", "month", "2021-12 2022-01"),
        ("2022-02-10/2022-03-05", "month", "2022-02 2022-03"),
        ("2023", "month", ""),
        (None, "month", "2022-11 2022-12"),
    ],
)
def test_the_spans_are_those_of_the_period_up_to_the_day(period: str | None, key: str, spans: str) -> None:
    rows = [(Period.of("2022-11-07").start, None, "东", 1)]
    figures = evaluate(ledger(rows), "签约项目数", by=[key], period=period)
    assert " ".join(group[0] for group in figures.groups) == spans


@pytest.mark.long
def test_frames_answer_as_objects_do() -> None:
    rows = [
        (Period.of(f"2022-{month:02d}-07").start, None, "东西"[month % 2], month) for month in range(1, 6)
    ]
    kept = ledger(rows)
    on_objects, on_frames = (
        evaluate(source, ["签约项目数", "签约总投资"], by=["month", "district"])
        for source in (kept, from_ledger(kept))
    )
    assert [(each.group, each.value) for each in on_frames.items_] == [
        (each.group, each.value) for each in on_objects.items_
    ]
    assert [group[0] for group in on_objects.groups][:3] == ["2022-01", "2022-01", "2022-02"]


def test_a_table_without_anything_signed_has_no_months() -> None:
    figures = evaluate(Ledger(as_of="2022"), "签约项目数", by="month")
    assert (len(figures), figures.groups) == (1, ())


@pytest.mark.long
@given(PROJECTS)
def test_json_loses_no_digit(rows: list[Any]) -> None:
    figures = evaluate(ledger(rows), ["开工率", "签约总投资"], by="district", as_of="2022-09-30")
    read = json.loads(figures.to_json(), parse_float=Decimal, parse_int=Decimal)
    for row, figure in zip(read, figures.items_, strict=True):
        assert row["value"] == figure.value
        assert row["district"] == (figure.group[0] if figure.group else "")
        assert row["zh"] in {"开工率", "签约总投资"}


def test_frames_of_figures_hold_numbers_or_every_digit() -> None:
    figures = evaluate(ledger([(Period.of("2022-01-05").start, None, "东", 3)]), "签约总投资", by="district")
    assert figures.to_polars().schema["value"] == pl.Float64
    assert figures.to_polars()["value"].sum() == 600_000_000
    assert figures.to_polars(exact=True)["value"].to_list() == ["300000000", "300000000"]
    assert figures.to_pandas()["value"].dtype == float
    assert list(figures.to_pandas(exact=True)["value"]) == [Decimal(300_000_000)] * 2
    assert figures.to_arrow()["value"].to_pylist() == [3e8, 3e8]
    assert Figures(()).to_polars().height == 0


def test_a_notebook_shows_names_and_explains_each_cell() -> None:
    town = [(Period.of("2022-01-05").start, None, "<东>", 3)]
    shown = evaluate(ledger(town), ["签约项目数", "开工率"], by="district")._repr_html_()
    assert "<th>签约项目数</th><th>开工率</th>" in shown
    assert "&lt;东&gt;" in shown
    assert 'title="开工率：0.00%' in shown
    assert shown.count("<tr>") == 3


@pytest.mark.long
@given(PROJECTS)
def test_a_cross_table_holds_every_cell(rows: list[Any]) -> None:
    keys: Any = ["district", "month"]
    figures = evaluate(ledger(rows), ["签约项目数", "签约总投资"], by=keys, as_of="2022-09-30")
    for kpi in figures.kpis:
        groups = [figure for figure in figures.of(kpi) if figure.group]
        for across, other, at in (("月份", "district", 1), ("district", "month", 0)):
            cells = figures.pivot(across, kpi=kpi, exact=True)
            held = {
                (row[other], label): value for row in cells for label, value in row.items() if label != other
            }
            for figure in groups:
                assert held[figure.group[1 - at], figure.group[at]] == figure.value
            assert len(held) == len({figure.group[0] for figure in groups}) * len(
                {figure.group[1] for figure in groups}
            )


def test_a_cross_table_says_what_it_needs() -> None:
    town = [(Period.of("2022-01-05").start, None, "东", 3)]
    figures = evaluate(ledger(town), ["签约项目数", "开工率"], by="district")
    with pytest.raises(UnfitValueError, match="kpi="):
        figures.pivot()
    with pytest.raises(UnknownIdError, match="district"):
        figures.pivot("owner", kpi="开工率")
    with pytest.raises(UnknownIdError, match="开工率"):
        figures.pivot("district", kpi="开工绿")
    assert figures.pivot(kpi="签约项目数") == [{"东": 1}]


@pytest.mark.long
@pytest.mark.parametrize(
    ("key", "first", "is_told"),
    [
        ("month", "1923-01-01", True),
        ("month", "1922-12-31", False),
        ("month", "1022-03-05", False),
        ("quarter", "1723-01-01", True),
        ("quarter", "1722-12-31", False),
        ("year", "1022-03-05", True),
    ],
)
def test_one_mistyped_year_makes_no_thousands_of_columns(key: Any, first: str, *, is_told: bool) -> None:
    """A table of all time begins with the first day on record: past 1,200 columns that day is named instead."""
    held = ledger([(first, None, "东", 1), ("2022-03-05", None, "西", 2)])
    if is_told:
        assert len(spans_of([key], date.fromisoformat(first), date(2022, 12, 31))) in {1000 + 1, 1200}
        return
    for source in (held, from_ledger(held)):
        with pytest.raises(UnfitValueError, match=first[:7]):
            evaluate(source, ["签约项目数"], by=key, as_of="2022-12-31")
        assert len(evaluate(source, ["签约项目数"], by=key, period="2022", as_of="2022-12-31").items_) > 1
