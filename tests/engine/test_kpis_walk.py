"""No KPI invents a number: all are walked over an empty ledger and over one without any optional field."""

import importlib
import pkgutil
import re
from pathlib import Path
from typing import Any, Final

import pytest

from zhaoshang._engine import catalogue
from zhaoshang.kpis import CATALOGUE, Kpi, evaluate, find
from zhaoshang.ledger import Ledger
from zhaoshang.model import (
    Agreement,
    Arrival,
    Fund,
    Investor,
    Lease,
    Milestone,
    Outcome,
    Park,
    Payment,
    Project,
    PromisedTerm,
    ServiceStep,
    ServiceTeam,
    Space,
    StepProgress,
    Target,
)
from zhaoshang.units import Dimension, unit

ARGUMENTS: Final[dict[str, dict[str, Any]]] = {
    "milestone_count": {"of": "started"},
    "milestone_investment": {"of": "started"},
    "stage_count": {"of": "negotiating"},
    "stage_investment": {"of": "open"},
    "projects_in_band": {"bands": ["≥1亿元"]},
    "chain_fit_rate": {"chains": ["C1"]},
    "funnel_conversion": {"from_stage": "lead", "to_stage": "signed"},
    "stage_duration_days": {"from_stage": "signed", "to_stage": "started"},
    "cohort_benefit": {"measure": "tax"},
    "agreement_compliance": {"weights": {"tax": "100"}},
    "target_completion_rate": {"of": "signed_project_count"},
    "overfulfilment_rate": {"of": "signed_project_count"},
    "schedule_gap": {"of": "signed_project_count"},
    "schedule_index": {"of": "signed_project_count"},
    "yoy_growth": {"of": "signed_project_count"},
    "mom_growth": {"of": "signed_project_count"},
    "pp_change": {"of": "start_rate", "base_as_of": "2022-01-31"},
}
SUMS: Final = {
    kpi.unit
    for kpi in CATALOGUE
    if unit(kpi.unit).dimension in {Dimension.AREA, Dimension.COUNT, Dimension.MONEY}
}
"""What nothing adds up to: 0 of it, where a quotient of nothing has no value."""
CLOCK: Final = frozenset({"time_progress"})
"""The one KPI that needs no data."""

BARE: Final = Ledger(
    projects=[
        Project(id="P1", name="甲"),
        Project(
            id="P2",
            name="乙",
            agreements=[Agreement(terms=[PromisedTerm(measure="tax")])],
            milestones=[Milestone(stage="started")],
            arrivals=[Arrival()],
            outcomes=[Outcome()],
        ),
    ],
    investors=[Investor(id="I1", name="丙")],
    parks=[Park(id="K1", name="丁", spaces=[Space(id="A1")], leases=[Lease()])],
    teams=[
        ServiceTeam(
            id="U1",
            name="戊",
            steps=[ServiceStep(id="s1", name="s1")],
            progress=[StepProgress(project="P2", step="s1")],
        )
    ],
    funds=[Fund(id="F1", name="己")],
    payments=[Payment(id="Y1")],
    targets=[Target(id="T1")],
)


@pytest.mark.long
@pytest.mark.parametrize("kpi", CATALOGUE, ids=lambda kpi: kpi.id)
@pytest.mark.parametrize("period", [None, "2022-06"])
def test_an_empty_ledger_has_no_rates(kpi: Kpi, period: str | None) -> None:
    """Counts and sums are 0; everything else has no value and says why."""
    figure = evaluate(
        Ledger(), kpi, as_of="2022-06-30", period=_period(kpi, period), **ARGUMENTS.get(kpi.id, {})
    )[kpi.id]
    if kpi.id in CLOCK:
        assert figure.value is not None
    elif kpi.unit in SUMS and not figure.reason:
        assert figure.value == 0
        assert kpi.id != "average_project_size"
    else:
        assert figure.value is None
        assert figure.reason


@pytest.mark.long
@pytest.mark.parametrize("kpi", CATALOGUE, ids=lambda kpi: kpi.id)
@pytest.mark.parametrize("period", [None, "2022-06"])
@pytest.mark.parametrize("by", [(), ("owner",), ("park", "district")])
def test_missing_fields_never_become_numbers(kpi: Kpi, period: str | None, by: tuple[str, ...]) -> None:
    """A rate over records that say nothing is not 0 % or 100 %, but for what is known: signed, and started or not."""
    figures = evaluate(
        BARE, kpi, as_of="2022-06-30", period=_period(kpi, period), by=by, **ARGUMENTS.get(kpi.id, {})
    )
    for figure in figures.of(kpi.id):
        if kpi.unit in {*SUMS, "pp"} or kpi.id in CLOCK or figure.value is None:
            continue
        assert figure.denominator, f"{figure} without a denominator"
        assert figure.denominator_ids


def _period(kpi: Kpi, period: str | None) -> str | None:
    return "2022-06" if kpi.id in {"mom_growth", "continuing_count", "continuing_investment"} else period


HAN = re.compile("[\u3400-\u9fff]")


@pytest.mark.parametrize("kpi", CATALOGUE, ids=lambda kpi: kpi.id)
def test_each_language_speaks_for_itself(kpi: Kpi) -> None:
    """The Chinese words hold Chinese, the English ones none, and each says more than the name."""
    for text in (kpi.zh, kpi.formula_zh):
        assert HAN.search(text), text
    for text in (kpi.en, kpi.formula_en):
        assert re.search("[a-z]", text), text
        assert not HAN.search(text), text
    assert kpi.formula_zh != kpi.zh
    assert kpi.formula_en != kpi.en
    assert find(kpi.zh) is find(kpi.id) is kpi


DESIGN = Path(__file__).parents[3] / "shared" / "design" / "kpi_catalog.md"
NOT_KPIS = frozenset({"id", "bundle", "question"})


@pytest.mark.skipif(not DESIGN.is_file(), reason="the contract lies outside the repository")
def test_every_kpi_of_the_contract_is_there() -> None:
    """Each row of the contract's tables has its KPI, whose Chinese name the row begins with or holds."""
    text = DESIGN.read_text("utf-8")
    bundles = text.index("## Named bundles")
    later = text.index("## Stocks, amounts and bases")
    rows = re.findall(r"^\| ([a-z_]+) \| ([^|]+) \|", text[:bundles] + text[later:], re.MULTILINE)
    wanted = [(name, zh) for name, zh in rows if name not in NOT_KPIS]
    assert len(wanted) >= 70
    missing = [name for name, _ in wanted if name not in {kpi.id for kpi in CATALOGUE}]
    assert missing == []


def test_every_kpi_that_is_made_is_listed() -> None:
    """Each KPI of the catalogue's folder stands in the catalogue: one that is made and not listed would be lost."""
    made: set[str] = set()
    for module in pkgutil.iter_modules(catalogue.__path__):
        held = vars(importlib.import_module(f"{catalogue.__name__}.{module.name}")).values()
        for value in held:
            listed = value if isinstance(value, tuple) else (value,)
            made.update(kpi.id for kpi in listed if isinstance(kpi, Kpi))
    assert made == {kpi.id for kpi in CATALOGUE}


def test_ids_and_names_are_unique() -> None:
    assert len({kpi.id for kpi in CATALOGUE}) == len(CATALOGUE)
    assert len({kpi.zh for kpi in CATALOGUE}) == len(CATALOGUE)


@pytest.mark.parametrize("kpi", CATALOGUE, ids=lambda kpi: kpi.id)
def test_every_kpi_tells_what_to_watch_for_in_both_languages(kpi: Kpi) -> None:
    assert re.search("[\u3400-\u9fff]", kpi.edge_cases_zh)
    assert re.search("[a-z]", kpi.edge_cases_en)
    assert not {kpi.edge_cases_zh[-1], kpi.edge_cases_en[-1]} & {"。", "."}
