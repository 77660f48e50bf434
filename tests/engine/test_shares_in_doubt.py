"""What share comes from where: by count and by amount, an origin nobody knows leaves both open to the same sides."""

from itertools import pairwise
from random import Random
from typing import Any

import pytest

from zhaoshang import Investor, Ledger, Project, evaluate, parse_money
from zhaoshang.frames import from_ledger
from zhaoshang.model import Agreement, Arrival

ENGINES: Any = ("polars", "duckdb", "pandas")
SURE, STRADDLING, DAY = "2024-03-01", "2024-06", "2024-06-15"


def made(origins: str, *, on: str = SURE) -> tuple[list[Project], list[Investor]]:
    """Make a project of 1 to 9 (亿元) for each pair: f from abroad, d from here, u from nobody knows where, F maybe signed."""
    known = {"f": "foreign", "d": "local"}
    pairs = [(origins[at], origins[at + 1]) for at in range(0, len(origins), 2)]
    investors = [
        Investor(id=f"V{at}", name="甲", origin=known.get(kind.lower())) for at, (kind, _) in enumerate(pairs)
    ]
    projects = [
        Project(
            id=f"P{at}",
            name="甲",
            investors=[f"V{at}"],
            agreements=[Agreement(signed_on=STRADDLING if kind.isupper() else on)],
            investment=parse_money(f"{size}亿元"),
        )
        for at, (kind, size) in enumerate(pairs)
    ]
    return projects, investors


CASES = [  # (projects, the share by amount in percent with its bounds, the rows of the whole)
    ("f1d3", 25, 25, 25, 2),
    ("f1d2u1", 25, 25, 50, 3),
    ("f1d2u1F4", 25, 25, 75, 3),
    ("f1d3D4", 25, 12.5, 25, 2),
    ("f1d3U4", 25, 12.5, 62.5, 2),
    ("d3", 0, 0, 0, 1),
    ("u3", None, None, None, 1),
]


@pytest.mark.long
def test_an_unknown_origin_may_be_of_the_part_or_of_the_rest() -> None:
    wrong: list[Any] = []
    for origins, *told in CASES:
        projects, investors = made(origins)
        ledger = Ledger(projects=projects, investors=investors)
        for engine in (None, *ENGINES):
            source = ledger if engine is None else from_ledger(ledger, backend=engine)
            figure = evaluate(source, "capital_origin_share", basis="amount", as_of=DAY)[
                "capital_origin_share"
            ]
            got = [figure.value, figure.low, figure.high, len(figure.denominator_ids)]
            wrong += [] if got == told else [(origins, engine, got, figure.reason)]
    assert wrong == []


def test_of_projects_alike_in_size_the_shares_by_count_and_by_amount_are_one() -> None:
    random = Random(5)  # noqa: S311 - no secret
    for _ in range(30):
        projects, investors = made(
            "".join(random.choice("fduFDU") + "2" for _ in range(random.randint(1, 6)))
        )
        ledger = Ledger(projects=projects, investors=investors)
        for one, other in pairwise(
            evaluate(ledger, "capital_origin_share", basis=basis, as_of=DAY)["capital_origin_share"]
            for basis in ("count", "amount")
        ):
            assert (one.value, one.low, one.high, one.reason) == (
                other.value,
                other.low,
                other.high,
                other.reason,
            )
            assert one.denominator_ids == other.denominator_ids


def test_what_may_be_added_is_in_the_unit_of_the_figure_or_open() -> None:
    """A payment and a contract of June in dollars, asked for on the 15th without a rate."""
    maybe = Project(
        id="A",
        name="甲",
        agreements=[Agreement(signed_on=STRADDLING)],
        investment=parse_money("100万美元"),
        arrivals=[Arrival(on=STRADDLING, amount=parse_money("10万美元"))],
    )
    sure = Project(id="B", name="乙", agreements=[Agreement(signed_on=SURE)], investment=parse_money("1亿元"))
    asked = ("signed_investment_total", "arrived_funds", "fund_arrival_rate")
    alone, beside = (evaluate(Ledger(projects=held), asked, as_of=DAY) for held in ([maybe], [maybe, sure]))
    for kpi, high in (("signed_investment_total", 1_000_000), ("arrived_funds", 100_000)):
        figure = alone[kpi]
        assert figure.value == 0
        assert figure.high == high
        assert figure.unit == "USD"
    assert (beside["signed_investment_total"].high, beside["signed_investment_total"].unit) == (None, "CNY")
    assert beside["fund_arrival_rate"].value == 0
    assert beside["fund_arrival_rate"].high is None
