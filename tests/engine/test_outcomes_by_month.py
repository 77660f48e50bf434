"""Outcomes by month are what each month gives alone, on every source, whatever was asked before."""

from typing import Literal

import pytest

from zhaoshang import Ledger, Money, Project, evaluate
from zhaoshang.frames import Frames, from_ledger
from zhaoshang.model import Agreement, Outcome
from zhaoshang.quantities import Count

PERIODS = [
    "2021-01",
    "2021-02",
    "2021-02",
    "2021-01-01/2021-03-31",
    "2021-04",
    "2021-Q2",
    "2021-06-15/2021-07-14",
]


def _outcomes(number: int) -> list[Outcome]:
    return [
        Outcome(
            period=period,
            recorded_on=f"2021-{place + 2:02}-10",
            jobs=Count.of(number + place, "人"),
            fixed_asset_investment=Money.of(10 * number + place, "万元"),
        )
        for place, period in enumerate(PERIODS)
        if (number + place) % 3
    ]


LEDGER = Ledger(
    as_of="2021-12-31",
    projects=[
        Project(
            id=f"P{number}",
            name=f"虚构项目{number}",
            owner=f"镇{number % 3}",
            agreements=[Agreement(signed_on="2020-03-05")],
            outcomes=_outcomes(number),
        )
        for number in range(9)
    ],
)
SOURCES: dict[str, Ledger | Frames] = {"objects": LEDGER, "polars": from_ledger(LEDGER)}
MONTHS = [f"2021-{month:02}" for month in range(1, 9)]


@pytest.mark.long
@pytest.mark.parametrize("known_on", [None, "2021-04-30"])
@pytest.mark.parametrize("kpi", ["jobs", "fixed_asset_investment"])
@pytest.mark.parametrize("source", SOURCES)
def test_each_month_is_what_it_is_alone(
    source: str, kpi: Literal["jobs", "fixed_asset_investment"], known_on: str | None
) -> None:
    whole = evaluate(SOURCES[source], kpi, period="2021-01/2021-08", by="month", known_on=known_on)
    for month in MONTHS:
        alone = evaluate(LEDGER, kpi, period=month, known_on=known_on)[kpi]
        told = whole[kpi, month]
        assert (told.value, told.low, told.high, told.reason, told.ids) == (
            alone.value,
            alone.low,
            alone.high,
            alone.reason,
            alone.ids,
        )
