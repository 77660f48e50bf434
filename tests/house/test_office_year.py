"""The year of an invented county: its weeks, months and quarters add up to it."""

import importlib.util
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from zhaoshang.kpis import evaluate

PATH = Path(__file__).parents[2] / "examples" / "office_year.py"


@pytest.fixture(scope="module")
def year() -> Iterator[ModuleType]:
    """Load the example as a module, its county beside it."""
    sys.path.insert(0, str(PATH.parent))
    spec = importlib.util.spec_from_file_location("office_year", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["office_year"] = module
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(PATH.parent))


FLOWS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("signed_project_count", {}),
    ("signed_investment_total", {}),
    ("formal_contract_count", {}),
    ("formal_contract_amount", {}),
    ("milestone_count", {"of": "landed"}),
    ("milestone_count", {"of": "started"}),
    ("milestone_count", {"of": "producing"}),
    ("milestone_investment", {"of": "started"}),
    ("outbound_trips", {}),
    ("issues_closed", {}),
    ("policy_cash", {"measure": "amount"}),
    ("statistics_entry_count", {}),
    ("award_points", {}),
)


@pytest.mark.parametrize(("kpi", "asked"), FLOWS)
def test_months_and_quarters_add_up_to_the_year(year: ModuleType, kpi: str, asked: dict[str, Any]) -> None:
    """A flow of the year is the sum of its months and of its quarters, for every unit."""
    ledger = year.county(40, seed=7)

    def total(periods: list[str]) -> dict[tuple[str, ...], Decimal]:
        sums: dict[tuple[str, ...], Decimal] = {}
        for period in periods:
            for figure in evaluate(ledger, [kpi], period=period, by="owner", **asked).items_:
                sums[figure.group] = sums.get(figure.group, Decimal(0)) + (figure.value or 0)
        return sums

    whole = total([str(year.YEAR)])
    assert whole[()] != 0
    assert total(year.PERIODS) == total(year.QUARTERS) == whole


@pytest.fixture(scope="module")
def rolled(year: ModuleType) -> list[Any]:
    """Roll the weeks up, once for all that is asked of them."""
    weeks: list[Any] = year.weeks(year.county(40, seed=7))
    return weeks


def test_the_table_of_the_year_says_that_all_agree(year: ModuleType, rolled: list[Any]) -> None:
    """Every flow of the example has its line, and weeks, months and quarters come to the year."""
    table = year.reconciled(year.county(40, seed=7), rolled)
    assert [row[-1] for row in table.rows] == ["相符"] * len(year.FLOWS)
    assert {row[4] for row in table.rows} != {"0"}


def test_weeks_add_up_to_the_year(year: ModuleType, rolled: list[Any]) -> None:
    """What was newly signed in each of the weeks is what was signed in the year; so for starts."""
    ledger = year.county(40, seed=7)
    signed = evaluate(ledger, "signed_project_count", period=str(year.YEAR))["signed_project_count"]
    assert sum(int(table.rows[-1][2]) for table in rolled) == signed.value
    started = evaluate(ledger, "milestone_count", period=str(year.YEAR), of="started")["milestone_count"]
    heads = [column.title for column in rolled[0].columns]
    place = next(place for place, head in enumerate(heads) if "开工" in head)
    assert sum(int(table.rows[-1][place]) for table in rolled) == started.value


def test_the_release_is_clean_and_its_slip_is_found(year: ModuleType, tmp_path: Path) -> None:
    """What the bulletin says verifies; with one number changed it does not."""
    ledger = year.county(24, seed=3)
    asked = ["signed_project_count", "signed_investment_total", "start_rate"]
    figures = evaluate(ledger, asked, period=str(year.YEAR), as_of=year.last_day(12))
    said = year.Year(ledger, tmp_path).release(year.write(figures, subject="全县"))
    assert "→ 无不符" in said
    assert "不符" in said
