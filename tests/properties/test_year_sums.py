"""What flows in a year is what flowed in its quarters, in its months and in its weeks."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final

import pytest
from tests.properties import drawn

from zhaoshang import Ledger, evaluate
from zhaoshang.kpis import Figure

YEAR: Final = "2022"
AS_OF: Final = "2022-12-31"
QUARTERS: Final = [f"{YEAR}-Q{number}" for number in range(1, 5)]
MONTHS: Final = [f"{YEAR}-{number:02}" for number in range(1, 13)]
FLOWS: Final[tuple[tuple[str, Mapping[str, Any]], ...]] = (
    ("signed_project_count", {}),
    ("signed_investment_total", {}),
    ("formal_contract_count", {}),
    ("milestone_count", {"of": "landed"}),
    ("milestone_count", {"of": "started"}),
    ("milestone_count", {"of": "producing"}),
    ("milestone_investment", {"of": "started"}),
    ("arrived_funds", {}),
    ("outbound_trips", {}),
    ("issues_closed", {}),
    ("policy_cash", {"measure": "amount"}),
    ("statistics_entry_count", {}),
    ("award_points", {}),
)
WEEKS: Final = [
    f"{first}/{min(first + timedelta(days=6), date(int(YEAR), 12, 31))}"
    for first in (date(int(YEAR), 1, 1) + timedelta(weeks=week) for week in range(53))
]


def flow(ledger: Ledger, kpi: str, asked: Mapping[str, Any], period: str) -> dict[tuple[str, ...], Figure]:
    """Ask a flow of a period, whole and by unit."""
    figures = evaluate(ledger, [kpi], period=period, as_of=AS_OF, by="owner", **asked)
    return {figure.group: figure for figure in figures.values()}


def bounds(figure: Figure | None) -> tuple[Decimal, Decimal] | None:
    """Give the least and the most of a figure; what no record names in a period is nothing."""
    if figure is None or (figure.value is None and figure.reason == "no_data"):
        return Decimal(0), Decimal(0)
    if figure.low is not None and figure.high is not None:
        return Decimal(figure.low), Decimal(figure.high)
    return None if figure.value is None or figure.low != figure.high else (figure.value, figure.value)


@pytest.mark.parametrize(
    ("kpi", "asked"), FLOWS, ids=["-".join((kpi, *asked.values())) for kpi, asked in FLOWS]
)
def test_parts_of_a_year_add_up_to_it(kpi: str, asked: Mapping[str, Any]) -> None:
    """The year lies within the sums of the ends of its quarters, months and weeks: it is their sum where all are exact."""
    compared = 0
    for seed in (0, 1, 3, 6, 7):
        ledger = drawn.ledger(Random(seed), 5)  # noqa: S311 - drawn figures need no secrecy
        whole = flow(ledger, kpi, asked, YEAR)
        for parts in (QUARTERS, MONTHS, *([WEEKS] if seed == 7 else [])):
            found = [flow(ledger, kpi, asked, period) for period in parts]
            for group, figure in whole.items():
                ends = [bounds(each.get(group)) for each in found]
                total = bounds(figure)
                if total is not None and None not in ends:
                    known = [each for each in ends if each is not None]
                    least, most = (sum((each[end] for each in known), Decimal(0)) for end in (0, 1))
                    assert least <= total[0] <= total[1] <= most, (seed, group, parts)
                    compared += bool(total[1])
    assert compared
