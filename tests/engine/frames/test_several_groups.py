"""Records of projects that stand in several groups: each engine counts them as records of a ledger do."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from zhaoshang import Ledger, Money, Project, evaluate
from zhaoshang.frames import from_ledger
from zhaoshang.model import Agreement, Chain, ChainNode, Outcome


def ledger() -> Ledger:
    """Make a ledger of two projects at nodes of a chain, of which each reports what the other does not."""
    common: dict[str, Any] = {
        "agreements": [Agreement(signed_on="2024-01-01")],
        "investment": Money.of(1, "亿元"),
        "events": ["大会"],
    }
    five = Money.of(5, "万元")
    reported = Outcome(period="2024", tax=five, output=five, value_added=five, fixed_asset_investment=five)
    return Ledger(
        as_of="2024-12-31",
        chains=[Chain(id="C", name="链", nodes=[ChainNode(id="a", name="甲"), ChainNode(id="b", name="乙")])],
        projects=[
            Project(
                id="A",
                name="甲",
                chain_nodes=["C/a"],
                tags=["专精特新"],
                outcomes=[Outcome(period="2024", revenue=five)],
                **common,
            ),
            Project(
                id="B", name="乙", chain_nodes=["C/a", "C/b"], tags=["出口"], outcomes=[reported], **common
            ),
        ],
    )


OF_TAX = (
    "shared_credit",
    "cohort_benefit",
    "tax_per_mu",
    "output_per_mu",
    "value_added_per_mu",
    "fixed_asset_investment",
    "fai_pull",
    "investment_conversion_rate",
)
KPIS: tuple[tuple[Any, dict[str, Any]], ...] = ((OF_TAX, {"measure": "tax"}), (("jobs",), {}))


GROUPED_BY = ("chain", "node", "tag", "event")


def assert_alike(engine: Any, key: Any) -> None:
    made = ledger()
    frames = from_ledger(made, backend=engine)
    for kpis, more in KPIS:
        found, expected = (
            [
                (each.kpi, each.group, each.value, each.reason)
                for each in evaluate(source, kpis, period="2024", by=key, **more).items_
            ]
            for source in (frames, made)
        )
        assert found == expected, (engine, key)


@pytest.mark.long
@pytest.mark.parametrize("key", GROUPED_BY)
def test_what_a_project_reports_goes_to_all_its_groups(key: str) -> None:
    assert_alike("pyarrow", key)


@pytest.mark.long
def test_so_it_does_on_every_engine(paired: Callable[..., Iterable[tuple[Any, Any]]]) -> None:
    for key, engine in paired(GROUPED_BY, ("polars", "duckdb", "pandas")):
        assert_alike(engine, key)
