"""The tables and engines that the tests of frames share."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

from zhaoshang import Ledger, Money, Project
from zhaoshang.kpis import Figures
from zhaoshang.model import Agreement, CreditShare, Milestone

Make = Callable[[pa.Table], Any]


ENGINES: dict[str, Make] = {
    "polars": pl.from_arrow,
    "polars lazy": lambda table: pl.DataFrame(pl.from_arrow(table)).lazy(),
    "pandas": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "pyarrow": lambda table: table,
    "duckdb": duckdb.from_arrow,
}


KPIS = (
    "signed_project_count",
    "signed_investment_total",
    "average_project_size",
    "contract_performance_rate",
    "registration_rate",
    "start_rate",
    "production_rate",
    "start_completion_rate",
    "projects_in_band",
    "milestone_count",
    "stage_duration_days",
    "overdue_not_started",
)


ARGUMENTS = {"bands": ["≥1亿元", "<1亿元"], "of": "started", "from_stage": "signed", "to_stage": "started"}


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


WIDE = pa.table(
    {
        "id": ["P1", "P2", "P3", "P4", "P5"],
        "district": ["东区", "东区", "西区", None, "西区"],
        "track": ["land", "land", "leased_plant", "land", None],
        "investment": pa.array([300_000_000_00, 50_000_000_00, None, 120_000_000_00, 7_000_000_00]),
        "investment_low": pa.array([300_000_000_00, None, None, 120_000_000_00, 7_000_000_00]),
        "investment_high": pa.array([300_000_000_00, 50_000_000_00, None, None, 7_000_000_00]),
        "investment_side": pa.array([0, -1, 0, 1, 0], pa.int8()),
        "investment_unit": ["CNY", "CNY", None, "CNY", "USD"],
        "signed_on": [
            day(text) for text in ("2022-03-05", "2022-04-01", "2022-05-09", "2021-12-30", "2022-06-02")
        ],
        "started_lo": [day(text) for text in ("2022-06-01", None, "2022-06-20", "2022-03-01", None)],
        "started_hi": [day(text) for text in ("2022-06-01", None, "2022-07-20", "2022-03-31", None)],
        "has_started": [True, True, True, True, None],
        # nobody came there; without the columns it could not be told
        "completed_on": pa.nulls(5, pa.date32()),
        "producing_on": pa.nulls(5, pa.date32()),
        "at_capacity_on": pa.nulls(5, pa.date32()),
        "business_license_on": [day(text) for text in ("2022-03-20", None, None, "2022-01-10", "2022-08-01")],
        "planned_started_on": [day(text) for text in ("2022-05-01", "2022-06-01", None, None, "2022-06-15")],
    }
)


def wide_ledger() -> Ledger:
    """The same five projects as records."""
    rows = WIDE.to_pylist()
    hedges = {-1: "near", 0: "none", 1: "over"}
    projects = []
    for row in rows:
        starts = []
        if row["has_started"]:
            text = {"P1": "2022-06-01", "P2": None, "P3": "2022-06-20/2022-07-20", "P4": "2022-03"}[row["id"]]
            starts = [Milestone(stage="started", on=text)]
        licence = row["business_license_on"]
        papers = [] if licence is None else ["business_license"]
        lead = [] if licence is None else [Milestone(stage="lead", on=licence, evidence=papers)]
        planned = row["planned_started_on"]
        plans = [] if planned is None else [Milestone(stage="started", on=planned, planned=True)]
        amount = row["investment"]
        projects.append(
            Project(
                id=row["id"],
                name=row["id"],
                district=row["district"],
                track=row["track"],
                investment=None
                if amount is None
                else Money.of(
                    Decimal(amount) / 100, row["investment_unit"], hedge=hedges[row["investment_side"]]
                ),
                agreements=[Agreement(signed_on=row["signed_on"])],
                milestones=[*starts, *lead, *plans],
            )
        )
    return Ledger(projects=projects)


def told(figures: Figures) -> list[tuple[Any, ...]]:
    return [
        (
            *(each.kpi, each.group, each.value, each.low, each.high),
            *(each.numerator, each.denominator, each.reason),
            *(set(each.warnings), set(each.excluded), set(each.ids)),
        )
        for each in figures.items_
    ]


def small_tables() -> dict[str, pa.Table]:
    """A park of two plants, one of them let in part, a permit under way, and a promise. Invented."""
    return {
        "projects": pa.table(
            {"id": ["P1"], "signed_on": [date(2022, 1, 5)], "producing_on": [date(2022, 2, 1)]}
        ),
        "spaces": pa.table(
            {
                "id": ["S1", "S2"],
                "park": ["K1", "K1"],
                "kind": ["plant", "plant"],
                "completed_on": [date(2021, 1, 1)] * 2,
                "area": [1000_00, 3000_00],
            }
        ),
        "leases": pa.table(
            {
                "park": ["K1", "K1", "K1"],
                "space": ["S2", "S2", "S2"],
                "tenant": ["甲", "甲", "乙"],
                "stage": ["contracted", "ended", "moved_in"],
                "on": [date(2021, 5, 1), date(2022, 1, 1), date(2022, 3, 1)],
                "area": [3000_00, 3000_00, 1000_00],
            }
        ),
        "steps": pa.table({"owner": ["U1"], "step": ["permit"], "days": [10]}),
        "progress": pa.table(
            {
                "id": ["P1", "P1"],
                "owner": ["U1", "U1"],
                "step": ["permit", "permit"],
                "accepted_on": [date(2022, 3, 1), date(2022, 4, 1)],
                "done_on": [date(2022, 3, 9), date(2022, 4, 30)],
            }
        ),
        "terms": pa.table(
            {
                "parent": ["P1", "P1"],
                "measure": ["tax", "jobs"],
                "on": [date(2022, 5, 1)] * 2,
                "signed_on": [date(2022, 1, 5)] * 2,
                "promised": [500_00, 80_00],
                "promised_unit": ["CNY", "人"],
            }
        ),
        "outcomes": pa.table(
            {"parent": ["P1"], "on": [date(2022, 5, 1)], "tax": [600_00], "tax_unit": ["CNY"]}
        ),
    }


def held_on(engine: str, tables: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {name: ENGINES[engine](pa.table(columns)) for name, columns in tables.items()}


def projects_of(number: int) -> list[Project]:
    random = Random(number)  # noqa: S311 - a random ledger needs no secrecy
    return [
        Project(
            id=f"P{place}",
            name="甲",
            district=random.choice(["东区", "西区"]),
            owner="U1",
            investment=Money.of(random.randint(1, 9), "亿元", hedge=random.choice(["none", "near"])),
            agreements=[Agreement(signed_on=f"2022-0{random.randint(1, 9)}")],
            milestones=[Milestone(stage="started", on=f"2022-0{random.randint(1, 9)}-11")],
            shares=[CreditShare(unit="U1", share="0.5"), CreditShare(unit="U2", share="0.5")],
            relation="phase" if place % 4 == 3 else None,
            parent=f"P{place - 1}" if place % 4 == 3 else None,
        )
        for place in range(number)
    ]
