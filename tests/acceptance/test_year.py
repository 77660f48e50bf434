"""The example's year, held against an independent calculator kept beside the acceptance data; skipped where there is none."""

import importlib
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest

from zhaoshang import Ledger, evaluate
from zhaoshang.kpis import Figure
from zhaoshang.records import unstructure
from zhaoshang.units import unit as find_unit

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
PROJECTS: Final = 60

WHENS: Final[tuple[dict[str, Any], ...]] = (
    *({"as_of": f"2025-{month:02}-28", "period": f"2025-{month:02}"} for month in (2, 6)),
    {"as_of": "2025-06-30", "period": "2025-H1"},
    {"as_of": "2025-12-31", "period": "2025-Q4"},
    {"as_of": "2025-12-31", "period": "2025"},
)
ASKED: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("signed_project_count", {}),
    ("signed_investment_total", {}),
    ("start_rate", {}),
    ("milestone_count", {"of": "landed"}),
    ("milestone_count", {"of": "started"}),
    ("milestone_count", {"of": "producing"}),
    ("milestone_investment", {"of": "started"}),
    ("arrived_funds", {}),
    ("outbound_trips", {}),
    ("issues_closed", {}),
    ("policy_cash", {"measure": "amount"}),
)


@pytest.fixture(scope="module")
def oracle(folder: Path) -> Iterator[ModuleType]:
    """Load the calculator, or skip."""
    home = folder.resolve() / "oracle"
    if not (home / "calculator_more.py").is_file():
        pytest.skip("no calculator beside the acceptance data")
    sys.path[:0] = [str(home), str(EXAMPLES)]
    yield importlib.import_module("calculator_more")
    del sys.path[:2]


@pytest.fixture(scope="module")
def county(oracle: ModuleType) -> Ledger:
    """Invent the county of the example, smaller."""
    assert oracle.Full is not None
    ledger: Ledger = importlib.import_module("office_county").county(PROJECTS)
    return ledger


def as_text(data: Any) -> Any:
    """Write amounts as the calculator reads them: a number and its unit in one text."""
    if isinstance(data, list):
        return [as_text(each) for each in data]
    if not isinstance(data, dict):
        return data
    if {"value", "unit"} <= set(data) and "id" not in data:
        return f"{data['value']}{find_unit(data['unit']).zh}".replace("平方米", "㎡")
    return {name: as_text(each) for name, each in data.items()}


def claimed(oracle: ModuleType, ask: Any) -> dict[Any, Any]:
    """Ask the calculator; where it claims nothing, nothing is compared."""
    try:
        found: dict[Any, Any] = ask()
    except oracle.Ambiguous:
        return {}
    return found


@pytest.mark.parametrize("when", WHENS, ids=lambda when: when["period"])
@pytest.mark.parametrize(
    ("kpi", "asked"), ASKED, ids=["-".join((kpi, *map(str, asked.values()))) for kpi, asked in ASKED]
)
def test_the_year_agrees_with_the_calculator(
    oracle: ModuleType, county: Ledger, kpi: str, asked: dict[str, Any], when: dict[str, Any]
) -> None:
    """Of every KPI of the year, whole and by unit, value, numerator and denominator are what the calculator gives."""
    data = as_text(unstructure(county))
    for payment in data["payments"]:
        payment.setdefault("amount", None)  # planned, and not paid yet
    reckoned = oracle.Full(data, when["as_of"], when["period"])
    own: dict[str | None, dict[str, Any]] = {None: claimed(oracle, lambda: getattr(reckoned, kpi)(**asked))}
    if kpi != "policy_cash":
        own.update(claimed(oracle, lambda: reckoned.groups(kpi, "owner", **asked)))
    figures = evaluate(county, [kpi], by="owner", **when, **asked).values()
    theirs = {figure.group[0] if figure.group else None: figure for figure in figures if not figure.is_part}
    compared = 0
    for unit, claims in own.items():
        for name in ("value", "numerator", "denominator"):
            said = shown(theirs[unit], name)
            if name in claims and (name == "value" or said is not None):
                assert said == plain(claims[name]), (unit, name)
                compared += 1
    assert compared


def plain(number: Any) -> Fraction | None:
    """Take what the calculator gives as a fraction."""
    return None if number is None else Fraction(number)


def shown(figure: Figure, name: str) -> Fraction | None:
    """Take a number of a figure as a fraction."""
    number = getattr(figure, name)
    return None if number is None else Fraction(getattr(number, "value", number))
