"""What a question was given and a KPI does not look at is told on its figure, and nothing else is."""

from typing import Any

import pytest

from zhaoshang import Count, Ledger, Money, Project, evaluate, frames, kpis, reports
from zhaoshang.errors import ZhaoshangError
from zhaoshang.kpis import CATALOGUE
from zhaoshang.model import Agreement, Milestone, Target

ASK: Any = evaluate
ASKED: dict[str, dict[str, Any]] = {
    "milestone_count": {"of": "started"},
    "milestone_investment": {"of": "started"},
    "stage_count": {"of": "started"},
    "stage_investment": {"of": "started"},
    "projects_in_band": {"bands": ["≥1亿元"]},
    "funnel_conversion": {"from_stage": "signed", "to_stage": "started"},
    "stage_duration_days": {"from_stage": "signed", "to_stage": "started"},
    "chain_fit_rate": {"chains": ["储能"]},
    "pp_change": {"of": "start_rate", "base_as_of": "2022-03-31"},
    **{
        name: {"of": "signed_project_count"}
        for name in ("target_completion_rate", "overfulfilment_rate", "schedule_gap", "schedule_index")
    },
    **{name: {"of": "signed_project_count"} for name in ("yoy_growth", "mom_growth")},
}


def ledger() -> Ledger:
    return Ledger(
        as_of="2022-06-30",
        projects=[
            Project(
                id=f"P{place}",
                name=f"甲{place}",
                owner="甲镇",
                investment=Money.of(f"{place}.35", "亿元"),
                agreements=[Agreement(signed_on=f"{2019 + place % 4}-03-05")],
                milestones=[Milestone(stage="started", on=f"{2020 + place % 3}-05-01")] if place % 2 else [],
            )
            for place in range(1, 9)
        ],
        targets=[
            Target(
                id="T", unit="甲镇", measure="signed_project_count", period="2022", value=Count.of(9, "个")
            )
        ],
    )


def shown(figures: kpis.Figures) -> list[tuple[Any, ...]]:
    return [
        (each.group, each.value, each.low, each.high, each.reason, tuple(each.ids), tuple(each.excluded))
        for each in figures.values()
    ]


def unread(figures: kpis.Figures) -> set[str]:
    return {
        warning for each in figures.values() for warning in each.warnings if warning.startswith("not_read")
    }


@pytest.mark.long
@pytest.mark.parametrize("kpi", [kpi.id for kpi in CATALOGUE])
def test_what_is_told_as_not_read_changes_nothing(kpi: str) -> None:
    """A figure that changes with an argument read it; one that is said not to have read it stays as it is."""
    held, asked = ledger(), ASKED.get(kpi, {})
    needs = {"period": "2022"} if kpi in {"continuing_count", "continuing_investment", "mom_growth"} else {}
    plain = ASK(held, kpi, **needs, **asked)
    assert unread(plain) <= ({"not_read:period"} if needs else set())
    for name, values in {"period": ("2021", "2022-Q1"), "cohort": ("all", "earlier_years")}.items():
        for value in values:
            if kpi == "mom_growth" and name == "period":
                continue  # it asks for a month
            given = ASK(held, kpi, **{**needs, name: value}, **asked)
            if f"not_read:{name}" in unread(given) and not needs:
                assert shown(given) == shown(plain)
            if shown(given) != shown(plain) and not needs:
                assert f"not_read:{name}" not in unread(given)


@pytest.mark.parametrize("backend", [None, "polars"])
def test_a_stock_tells_that_it_looks_at_no_period(backend: Any) -> None:
    held = ledger()
    source: Any = held if backend is None else frames.from_ledger(held, backend=backend)
    figures = ASK(source, ["stage_count", "签约项目数"], of="started", period="2022", as_of="2022-06-30")
    assert figures["stage_count"].warnings == ("not_read:period",)
    assert figures["签约项目数"].warnings == ()
    assert "该指标不看统计期" in figures["stage_count"].explain("zh_CN")
    assert "it looks at no period" in figures["stage_count"].explain()
    assert any("该指标不看统计期" in note for note in reports.kpi_table(figures).notes)


def test_a_period_that_is_cut_into_months_is_read() -> None:
    figures = ASK(ledger(), "stage_count", of="started", period="2022-Q1", by="month")
    assert unread(figures) == set()
    cut = kpis.evaluate_periods(ledger(), "stage_count", of="started", period="2022-01/2022-03")
    assert not any("not_read" in warning for figure in cut.figures.values() for warning in figure.warnings)


def test_years_before_look_at_no_period() -> None:
    assert unread(ASK(ledger(), "start_rate_prior", period="2022-Q1")) == {"not_read:period"}
    assert unread(ASK(ledger(), "开工率", period="2022-Q1", cohort="all")) == {"not_read:period"}


def test_digits_that_an_exact_sum_does_not_keep_to_are_told() -> None:
    figures = ASK(ledger(), ["签约总投资", "签约项目数", "开工率"], unit="亿元", round=0)
    assert figures["签约总投资"].warnings == ("not_read:round",)
    assert figures["签约项目数"].warnings == figures["开工率"].warnings == ()
    assert unread(ASK(ledger(), "签约总投资", unit="亿元", round=2)) == set()
    assert unread(ASK(ledger(), "签约总投资", unit="亿元")) == set()


PUT_ON = ("yoy_growth", "target_completion_rate", "pp_change")
"""KPIs that put a question on to another, which reads `stage` as its own `of`."""


@pytest.mark.long
@pytest.mark.parametrize("of", [kpi.id for kpi in CATALOGUE])
@pytest.mark.parametrize("name", ["stage", "bands"])
def test_an_argument_that_the_compared_kpi_does_not_read_is_told(of: str, name: str) -> None:
    """By what each KPI was found to read: told of every one that does not, of none that does, and it changes nothing."""
    value = {"stage": "started", "bands": ["≥1亿元"]}[name]
    reads = {"stage": "of", "bands": "bands"}[name] in kpis.find(of).arguments
    for kpi in PUT_ON:
        asked = {
            "of": of,
            "period": "2022-06",
            **({"base_as_of": "2022-03-31"} if kpi == "pp_change" else {}),
        }
        needs = set(kpis.find(of).arguments) - {"of", "bands"}
        asked |= {each: given for each, given in ASKED.get(of, {}).items() if each in needs}
        try:
            plain, given = ASK(ledger(), kpi, **asked), ASK(ledger(), kpi, **asked, **{name: value})
        except ZhaoshangError:
            continue  # it needs more, or has no such period
        assert (f"not_read:{name}" in unread(given)) is not reads
        if not reads:
            assert shown(plain) == shown(given)
            assert f"（{name}）" in given[kpi].explain("zh_CN")
            assert "an argument given" in given[kpi].explain()


def test_an_argument_that_one_of_several_reads_is_told_of_the_others_alone() -> None:
    figures = ASK(ledger(), ["签约项目数", "同比"], of="milestone_count", stage="started", period="2022")
    assert unread(figures) == set()
    assert unread(ASK(ledger(), ["签约项目数", "stage_count"], of="started", as_of="2022-06-30")) == set()
