"""What flows in a year is what flowed in its quarters, in its months and in its weeks."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any, Final

import pytest
from tests.properties import drawn

from zhaoshang import Area, Count, Ledger, Money, Park, Project, ServiceTeam, evaluate
from zhaoshang.kpis import CATALOGUE, Figure
from zhaoshang.model import (
    Agreement,
    Arrival,
    Award,
    Case,
    CreditShare,
    DatedFlag,
    Fund,
    Investor,
    Lease,
    Milestone,
    Outcome,
    Outreach,
    Payment,
    PromisedTerm,
    Space,
    StatisticsEntry,
)

YEAR: Final = "2022"
AS_OF: Final = "2022-12-31"
QUARTERS: Final = [f"{YEAR}-Q{number}" for number in range(1, 5)]
MONTHS: Final = [f"{YEAR}-{number:02}" for number in range(1, 13)]
WEEKS: Final = [
    f"{first}/{min(first + timedelta(days=6), date(int(YEAR), 12, 31))}"
    for first in (date(int(YEAR), 1, 1) + timedelta(weeks=week) for week in range(53))
]

STRETCHES: Final = [
    f"{first[:10]}/{last[-10:]}" for first, last in zip(WEEKS[::6], [*WEEKS[5::6], AS_OF], strict=True)
]
"""Six weeks each, which begin and end within months."""

Asked = Mapping[str, Any]
PLAIN: Final = (
    *("signed_project_count", "signed_investment_total", "formal_contract_count", "formal_contract_amount"),
    *("flagship_count", "shared_credit", "leads_collected", "arrived_funds", "out_of_province_funds"),
    *("fdi_contracted", "fdi_utilised", "fixed_asset_investment", "fund_size_total"),
    *("plant_built_area", "issues_closed", "outbound_trips", "inbound_visits", "planned_trips"),
    *("statistics_entry_count", "award_points"),
)
FLOWS: Final[tuple[tuple[str, Asked], ...]] = (
    *((kpi, {}) for kpi in PLAIN),
    *(("milestone_count", {"of": stage}) for stage in ("landed", "started", "producing")),
    ("milestone_investment", {"of": "started"}),
    ("policy_cash", {"measure": "amount"}),
    ("jobs", {"measure": "promised"}),
    ("idle_area_revived", {"kind": "plant"}),
    ("statistics_entry_count", {"entered_as": "industry"}),
)
DISTINCT: Final = ("docked_project_count", "policy_cash", "tenant_count")
"""What counts somebody once however often he comes in a period: a year names whom its parts name."""

BY_MONTH: Final = frozenset({"fixed_asset_investment"})
"""What is reported by the month, so that no week is told."""

NO_FLOW: Final = frozenset(
    {
        # as they stand on a day
        *("stage_count", "stage_investment", "tracked_count", "tracked_investment", "stalled_count"),
        *("continuing_count", "continuing_investment", "overdue_not_started", "time_progress"),
        # what those signed or landed in a period came to since
        *("fai_pull", "cohort_benefit", "stage_duration_days", "projects_in_band"),
        # worked out of figures that are given
        *("bonus_penalty", "ranking", "activity_index", "agreement_compliance", "per_mu_score"),
        *("score_linear_capped", "score_efficacy", "score_relative_max", "score_shortfall"),
        "pipeline_velocity",
    }
)


def bounds(figure: Figure | None) -> tuple[Decimal, Decimal] | None:
    """Give the least and the most of a figure; what no record names in a period is nothing."""
    if figure is None or (figure.value is None and figure.reason == "no_data"):
        return Decimal(0), Decimal(0)
    if figure.low is not None and figure.high is not None:
        return Decimal(figure.low), Decimal(figure.high)
    return None if figure.value is None or figure.low != figure.high else (figure.value, figure.value)


def test_every_kpi_is_a_flow_or_none() -> None:
    """A sum of the catalogue is held to the law, or it is said why it is no flow; rates and means are none."""
    of_rates = {kpi.id for kpi in CATALOGUE if kpi.unit in {"percent", "pp", "ratio"} or "/" in kpi.unit}
    means = {"average_project_size"}
    held = {kpi for kpi, _ in FLOWS} | {*DISTINCT} | NO_FLOW | of_rates | means
    assert {kpi.id for kpi in CATALOGUE} == held


# days that are known --------------------------------------------------------------------------------------------

DAYS: Final = (
    "2022-01-01",
    "2022-01-31",
    "2022-03-31",
    "2022-04-01",
    "2022-06-30",
    "2022-08-07",
    "2022-12-31",
)
"""Ends of months, quarters and weeks, where a part might lose or double what the year counts once."""


NEAR: Final = [
    week
    for week in WEEKS
    if any(abs(date.fromisoformat(day) - date.fromisoformat(week[:10])) < timedelta(days=14) for day in DAYS)
]
"""The weeks in which these days lie, and those beside them."""


def _project(number: int, day: str) -> Project:
    amount = Money.of(number + 1, "亿元")
    jobs = PromisedTerm(measure="jobs", period="2024", promised=Count.of(50, "人"))
    return Project(
        id=f"P{number}",
        name=f"项目{number}",
        investors=[f"I{number}"],
        investment=amount,
        foreign_investment=Money.of(number + 1, "万美元"),
        shares=[CreditShare(unit="U1", share="0.5"), CreditShare(unit="U2", share="0.5")],
        agreements=[Agreement(signed_on=day, amount=amount, terms=[jobs])],
        milestones=[Milestone(stage=stage, on=day) for stage in ("lead", "landed", "started", "producing")],
        arrivals=[
            Arrival(on=day, amount=Money.of(number + 1, "万元"), origin="out_of_province"),
            Arrival(on=day, amount=Money.of(number + 1, "万美元"), origin="foreign"),
        ],
        outcomes=[
            Outcome(period=month, fixed_asset_investment=Money.of(number + 2, "万元")) for month in MONTHS
        ],
        statistics=[StatisticsEntry(kind="industry", on=day)],
    )


@cache
def county() -> Ledger:
    """Make a county in which every day of the year is known."""
    team = ServiceTeam(
        id="U1",
        name="一组",
        outreach=[
            Outreach(on=day, direction=direction, planned=planned)
            for day in DAYS
            for direction, planned in (("outbound", False), ("inbound", False), ("outbound", True))
        ],
        cases=[Case(id=f"A{place}", raised_on="2022-01-01", closed_on=day) for place, day in enumerate(DAYS)],
        awards=[Award(on=day, points="1.5") for day in DAYS],
    )
    park = Park(
        id="K",
        name="园",
        spaces=[
            *(
                Space(id=f"S{place}", kind="plant", area=Area.of(1000, "m2"), completed_on=day)
                for place, day in enumerate(DAYS)
            ),
            *(
                Space(id=f"V{place}", kind="plant", area=Area.of(700, "m2"), idle_since="2021-05-01")
                for place in range(len(DAYS))
            ),
        ],
        leases=[
            Lease(space=f"V{place}", tenant=f"I{place}", area=Area.of(700, "m2"), stage="moved_in", on=day)
            for place, day in enumerate(DAYS)
        ],
    )
    return Ledger(
        projects=[_project(number, day) for number, day in enumerate(DAYS)],
        investors=[
            Investor(
                id=f"I{number}", name=f"企业{number}", origin="foreign", flags=[DatedFlag(flag="fortune_500")]
            )
            for number in range(len(DAYS))
        ],
        teams=[team, ServiceTeam(id="U2", name="二组")],
        parks=[park],
        funds=[
            Fund(id=f"F{place}", name="基金", status="raised", on=day, size=Money.of(2, "亿元"))
            for place, day in enumerate(DAYS)
        ],
        payments=[
            Payment(id=f"Y{place}", investor="I1", on=day, amount=Money.of(3, "万元"))
            for place, day in enumerate(DAYS)
        ],
    )


@cache
def _plain(period: str) -> Mapping[str, Figure]:
    """Ask for everything that needs no argument at once."""
    return {
        figure.kpi: figure for figure in evaluate(county(), [*PLAIN], period=period, as_of=AS_OF).values()
    }


def _figure(kpi: str, asked: Asked, period: str) -> Figure:
    if kpi in PLAIN and not asked:
        return _plain(period)[kpi]
    return evaluate(county(), [kpi], period=period, as_of=AS_OF, **asked).items_[0]


def _sums(kpi: str, asked: Asked, period: str) -> Counter[str]:
    """Give what flowed in each currency, or without one."""
    figure = _figure(kpi, asked, period)
    return Counter(figure.by_currency or {figure.unit: figure.value or 0})


@pytest.mark.parametrize(
    ("kpi", "asked"), FLOWS, ids=["-".join((kpi, *asked.values())) for kpi, asked in FLOWS]
)
def test_where_days_are_known_the_parts_are_the_year(kpi: str, asked: Asked) -> None:
    whole = _sums(kpi, asked, YEAR)
    assert whole.total()
    for parts in (QUARTERS, MONTHS, *([] if kpi in BY_MONTH else [NEAR])):
        assert sum((_sums(kpi, asked, part) for part in parts), Counter()) == whole


# days that are known in part -----------------------------------------------------------------------------------


@cache
def _drawn(seed: int, period: str) -> Mapping[tuple[str, tuple[str, ...]], Figure]:
    """Ask a drawn ledger, in which dates are coarse or missing, for everything that needs no argument."""
    ledger = drawn.ledger(Random(seed), 5)  # noqa: S311 - drawn figures need no secrecy
    figures = evaluate(ledger, [*PLAIN], period=period, as_of=AS_OF, by="owner")
    return {(figure.kpi, figure.group): figure for figure in figures.values()}


@pytest.mark.parametrize("seed", [0, 3, 6, 7, 9])
def test_where_days_are_coarse_the_year_lies_within_its_parts(seed: int) -> None:
    """The year lies within the sums of the ends of its parts, whole and by unit."""
    compared = 0
    for parts in (QUARTERS, *([STRETCHES] if seed == 7 else [])):
        for key, figure in _drawn(seed, YEAR).items():
            ends = [bounds(_drawn(seed, part).get(key)) for part in parts]
            total = bounds(figure)
            known = [each for each in ends if each is not None]
            if total is not None and len(known) == len(parts):
                least, most = (sum((each[end] for each in known), Decimal(0)) for end in (0, 1))
                assert least <= total[0] <= total[1] <= most, (key, parts)
                compared += bool(total[1])
    assert compared


@pytest.mark.parametrize(
    ("kpi", "asked"), [(kpi, {"measure": "firms"} if kpi == "policy_cash" else {}) for kpi in DISTINCT]
)
def test_who_is_counted_once_in_a_year_is_counted_in_a_part(kpi: str, asked: Asked) -> None:
    """Its parts name everybody that the year names, some more than once, so that their sum may exceed it."""
    for parts in (QUARTERS, MONTHS):
        found = [_figure(kpi, asked, part) for part in parts]
        whole = _figure(kpi, asked, YEAR)
        assert whole.ids
        assert {*whole.ids} <= {row for figure in found for row in figure.ids}
        assert whole.value is not None
        assert whole.value <= sum(figure.value or 0 for figure in found)
