"""Figures step by step: each is what the question of that step gives, and grows by what reports print."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples

from zhaoshang import Ledger, Project, evaluate, parse_money
from zhaoshang.errors import UnfitValueError, UnknownCodeError, ZhaoshangError
from zhaoshang.frames import from_ledger
from zhaoshang.kpis import describe, evaluate_periods
from zhaoshang.model import Agreement, Milestone
from zhaoshang.periods import Period

KPIS = ["签约项目数", "签约总投资", "开工率"]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(
            ["2021-01-05", "2021-02-09", "2021-03", "2022-01-31", "2022-02-01", "2022-03-15", "2022"]
        ),
        st.sampled_from([None, "2021-02-20", "2022-03-01", "2022-03-20"]),
        st.sampled_from(["东", "西", None]),
        st.sampled_from([None, "3亿元", "近5000万元", "1.2亿元"]),
    ),
    max_size=10,
)


def ledger(rows: list[Any], as_of: str = "2022-03-31") -> Ledger:
    return Ledger(
        as_of=as_of,
        projects=[
            Project(
                id=f"P{number}",
                name="某",
                district=district,
                investment=None if amount is None else parse_money(amount),
                agreements=[Agreement(signed_on=signed)],
                milestones=[] if started is None else [Milestone(stage="started", on=started)],
            )
            for number, (signed, started, district, amount) in enumerate(rows)
        ],
    )


@pytest.mark.long
@settings(max_examples=examples(15), deadline=None)
@given(ROWS)
def test_each_step_is_its_own_question(rows: list[Any]) -> None:
    kept = ledger(rows)
    single = evaluate_periods(kept, KPIS, "2022-Q1", by="district")
    summed = evaluate_periods(kept, KPIS, "2022-Q1", by="district", cumulative=True)
    for month in ("2022-01", "2022-02", "2022-03"):
        end = Period.of(month).end
        alone = evaluate(kept, KPIS, period=month, by="district")
        since = evaluate(
            kept, KPIS, period=Period.between("2022-01-01", end), as_of=Period.of(end), by="district"
        )
        for found, expected in ((single, alone), (summed, since)):
            for kpi in KPIS:
                for group in expected.groups:
                    one, other = found[kpi, *group, month], expected[kpi, *group]
                    assert (one.value, one.low, one.high) == (other.value, other.low, other.high)


def test_growth_is_on_the_year_and_on_the_step_before() -> None:
    rows = [("2021-02-05", "2021-02-20", None, None), *[("2022-01-10", None, None, None)] * 4]
    rows += [
        ("2022-02-01", "2022-02-20", None, None),
        ("2022-02-02", None, None, None),
        ("2022-02-03", None, None, None),
    ]
    found = evaluate_periods(ledger(rows, "2022-03-15"), ["签约项目数", "开工率"], "2022-Q1").to_rows(
        exact=True
    )
    by_step = {(row["kpi"], row["period"]): row for row in found}
    count, rate = by_step["signed_project_count", "2022-02"], by_step["start_rate", "2022-02"]
    assert (count["yoy"], count["mom"], count["growth_unit"]) == (200, -25, "percent")
    assert (rate["value"], rate["yoy"], rate["growth_unit"]) == (
        Decimal("33.33"),
        Decimal("-66.67"),
        "percentage_point",
    )
    march = by_step["signed_project_count", "2022-03"]
    assert (march["value"], march["yoy"], march["mom"]) == (0, None, None)  # it is not over
    summed = evaluate_periods(ledger(rows), "签约项目数", "2022-01/2022-02", cumulative=True).to_rows()
    assert [(row["value"], row["yoy"], row["mom"]) for row in summed] == [(4, None, None), (7, 600, None)]


GROWN = [
    ("2021-02-05", "2021-02-20", None, None),
    ("2022-01-05", None, None, None),
    ("2022-02-10", None, None, "约3亿元"),
]


@pytest.mark.parametrize(
    ("kpi", "month", "cumulative", "yoy", "mom"),
    [
        ("签约项目数", "2022-01", False, "base_not_positive", "base_not_positive"),
        ("签约项目数", "2022-02", False, None, None),
        ("签约项目数", "2022-03", False, "period_open", "period_open"),
        ("签约项目数", "2022-02", True, None, "since_january"),
        ("开工率", "2022-01", False, "no_denominator", "no_denominator"),
        ("平均投资规模", "2022-02", False, "no_denominator", "no_denominator"),
    ],
)  # fmt: skip
def test_growth_that_is_not_there_says_why(
    kpi: Any, month: str, cumulative: bool, yoy: str | None, mom: str | None
) -> None:
    found = evaluate_periods(ledger(GROWN, "2022-03-15"), [kpi], "2022-Q1", cumulative=cumulative).to_rows()
    row = next(row for row in found if row["period"] == month)
    assert (row["yoy_reason"], row["mom_reason"]) == (yoy, mom)
    for name in ("yoy", "mom"):
        assert (row[name] is None) == (row[f"{name}_reason"] is not None)
        reason = row[f"{name}_reason"]
        assert reason is None or describe(reason, locale="zh_CN") != describe(reason) != reason


def test_a_workbook_says_why_in_words() -> None:
    target = BytesIO()
    evaluate_periods(ledger(GROWN, "2022-03-15"), "签约项目数", "2022-Q1").to_excel(target)
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    lines = list(sheet.iter_rows(values_only=True))
    last = dict(zip(lines[0], lines[-1], strict=True))
    assert last["增幅单位"] == "%"
    assert last["无同比原因"] == last["无环比原因"] == "期间不完整或尚未结束"


def test_a_step_cut_short_is_compared_with_nothing() -> None:
    rows = [("2021-02-09", None, None, None), ("2022-02-11", None, None, None)]
    (found,) = evaluate_periods(ledger(rows), "签约项目数", "2022-02-10/2022-02-28").to_rows()
    assert (found["value"], found["yoy"], found["mom"]) == (1, None, None)


@pytest.mark.long
@pytest.mark.parametrize("by", [(), "district"], ids=["whole", "district"])
@pytest.mark.parametrize(
    ("asked", "step", "steps"),
    [
        ("2022-02/2022-05", "quarter", ["2022-02-01/2022-03-31", "2022-04-01/2022-05-31"]),
        ("2021-03/2022-06", "year", ["2021-03-01/2021-12-31", "2022-01-01/2022-06-30"]),
        ("2022-01-10/2022-01-31", "month", ["2022-01-10/2022-01-31"]),
        ("2021-12-10/2022-02-20", "month", ["2021-12-10/2021-12-31", "2022-01", "2022-02-01/2022-02-20"]),
    ],
)
def test_a_step_that_the_period_cuts_is_named_by_its_days(
    asked: str, step: Any, steps: list[str], by: Any
) -> None:
    days = ["2021-01-05", "2021-04-01", "2021-12-09", "2022-01-09", "2022-02-21", "2022-05-31", "2022-06-01"]
    kept = ledger([(day, None, "东西"[at % 2], "3亿元") for at, day in enumerate(days)], "2022-06-30")
    found = evaluate_periods(kept, KPIS, asked, step=step, by=by)
    summed = evaluate_periods(kept, KPIS, asked, step=step, by=by, cumulative=True)
    assert list(found.periods) == steps
    for name, since in zip(steps, summed.periods, strict=True):
        end = Period.of(name).end
        assert Period.of(since).end == end
        alone = evaluate(kept, KPIS, period=name, by=by)
        to_date = evaluate(
            kept, KPIS, period=Period.between(f"{end.year}-01-01", end), as_of=Period.of(end), by=by
        )
        for kpi, group in {(figure.kpi, figure.group) for figure in alone.items_}:
            if by and not group:
                continue
            assert found[kpi, *group, name].value == alone[kpi, *group].value
            assert summed[kpi, *group, since].value == to_date[kpi, *group].value
    order = [figure.group for figure in found if figure.kpi == "signed_project_count"]
    assert order == [(*group, name) for group in dict.fromkeys(g[:-1] for g in order) for name in steps]


def test_a_whole_step_is_held_against_the_whole_one_before_though_the_period_cuts_that() -> None:
    kept = ledger(
        [(day, None, None, None) for day in ("2022-01-05", "2022-04-05", "2022-05-05")], "2022-06-30"
    )
    rows = evaluate_periods(kept, "签约项目数", "2022-02/2022-06", step="quarter").to_rows()
    assert [(row["value"], row["mom"]) for row in rows] == [(0, None), (2, 100)]


@pytest.mark.parametrize("cumulative", [False, True], ids=["single", "cumulative"])
def test_a_period_after_the_day_of_the_figures_is_refused(cumulative: bool) -> None:
    kept = ledger([("2022-01-05", None, None, None)])
    with pytest.raises(UnfitValueError, match="2022-03-31"):
        evaluate_periods(kept, "签约项目数", "2022-04/2022-12", cumulative=cumulative)
    assert evaluate_periods(kept, "签约项目数", "2022-03/2022-12", cumulative=cumulative).periods == (
        "2022-03",
    )


@pytest.mark.long
def test_frames_step_as_objects_do() -> None:
    kept = ledger([("2021-01-05", None, "东", "3亿元"), ("2022-01-31", None, "西", "近5000万元")])
    for cumulative in (False, True):
        asked: Any = {"by": "district", "cumulative": cumulative}
        tables = [
            evaluate_periods(source, KPIS[:2], "2022-Q1", **asked).to_rows()
            for source in (kept, from_ledger(kept))
        ]
        kept_back = [[{**row, "excluded": 0, "warnings": ""} for row in rows] for rows in tables]
        assert kept_back[0] == kept_back[1]


def test_quarters_and_years_are_steps_too() -> None:
    kept = ledger([("2021-03-01", None, None, None), ("2022-03-15", None, None, None)])
    quarters = evaluate_periods(kept, "签约项目数", "2022-Q1", step="quarter").to_rows()
    years = evaluate_periods(kept, "签约项目数", "2021", step="year").to_rows()
    assert [(row["period"], row["value"], row["yoy"]) for row in (*quarters, *years)] == [
        ("2022-Q1", 1, 0),
        ("2021", 1, None),
    ]


def test_the_table_goes_on_to_frames_and_workbooks(tmp_path: Path) -> None:
    found = evaluate_periods(ledger([("2022-01-31", None, "=东", "3亿元")]), KPIS, "2022-Q1", by="district")
    assert found.to_polars().height == found.to_pandas().shape[0] == len(found) == 9
    assert found.periods == ("2022-01", "2022-02", "2022-03")
    stream, path = BytesIO(), tmp_path / "figures.xlsx"
    found.to_excel(stream)
    found.to_excel(path, locale="en")
    for source, heads, name in (
        (stream, ("指标", "所属地", "同比"), "签约项目数"),
        (path, ("KPI", "district", "on the year"), None),
    ):
        sheet = openpyxl.load_workbook(source).active
        assert sheet is not None
        top, first, *_ = sheet.iter_rows(values_only=True)
        assert set(heads) <= set(top)
        assert name is None or first[0] == name
        cell = next(cell for cell in sheet[2] if cell.value == "=东")
        assert cell.data_type == "s"


def test_figures_are_written_with_names_and_every_digit(tmp_path: Path) -> None:
    kept = ledger([("2022-01-31", None, "东", "1234567890123.4567万元")])
    evaluate(kept, KPIS[:2], by="district").to_excel(tmp_path / "figures.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "figures.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    cells = {(row[0], row[1]): row[rows[0].index("数值")] for row in rows[1:]}
    assert cells["签约项目数", "东"] == 1
    assert cells["签约总投资", "合计"] == "12345678901234567"


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"step": "months"}, "month"),
        ({"by": "month"}, "owner"),
        ({"by": "distrct"}, "district"),
        ({"period": "2021"}, "period"),
    ],
)
def test_what_would_be_ignored_is_refused(more: Any, named: str) -> None:
    with pytest.raises(ZhaoshangError, match=named):
        evaluate_periods(ledger([]), "签约项目数", "2022", **more)
    with pytest.raises(UnknownCodeError, match="as_of"):
        evaluate_periods(ledger([]), "签约项目数", "2022", as_off="2022-01-01")


def test_growth_over_coarse_dates_is_told_alike_by_the_kpi_and_by_the_steps() -> None:
    found = ledger([("2022-Q1", None, "东", None), ("2022-02-11", None, "东", None)], "2022-12-31")
    steps = evaluate_periods(found, "signed_project_count", "2022").to_rows()
    told = evaluate(found, "mom_growth", of="signed_project_count", period="2022-03")["mom_growth"]
    assert (steps[2]["mom"], steps[2]["mom_reason"]) == (None, "both_hedged")
    assert [told.value, told.low, told.high, told.reason] == [None, -100, 0, "both_hedged"]
