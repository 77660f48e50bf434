"""The good ledgers that others are damaged from, all of them invented."""

import random
from functools import cache

from tests.properties import drawn

from zhaoshang import Count, Investor, Ledger, Money, Project, ServiceTeam
from zhaoshang.model import Agreement, Arrival, Milestone, Target


def ledger(name: str = "虚构{}号项目", unit: str = "东镇") -> Ledger:
    """Make a small ledger, with names that may be odd."""
    return Ledger(
        as_of="2022-06-30",
        investors=[Investor(id="I1", name=name.replace("{}", "甲"), origin="out_of_province")],
        teams=[ServiceTeam(id="东镇", name=unit)],
        projects=[
            Project(
                id=f"P{number}",
                name=name.replace("{}", str(number)),
                owner="东镇",
                investors=["I1"],
                investment=Money.of(number, "亿元"),
                agreements=[Agreement(signed_on="2022-03")],
                milestones=[Milestone(stage="started", on="2022-05-01")],
                arrivals=[
                    Arrival(on="2022-06-01", amount=Money.of(number * 100, "万元"), origin="out_of_province")
                ],
            )
            for number in range(1, 5)
        ],
        targets=[
            Target(
                id="T", unit="东镇", measure="signed_project_count", period="2022", value=Count.of(9, "个")
            )
        ],
    )


@cache
def varied(seed: int) -> Ledger:
    """Make a ledger of records of every kind, as the laws between engines are held against."""
    return drawn.ledger(random.Random(seed), 3)  # noqa: S311 - no secret
