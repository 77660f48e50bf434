"""The public strategies make what they promise, and values are safe to share between threads."""

import importlib
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhaoshang import (
    Area,
    Count,
    Interval,
    Investor,
    Ledger,
    Money,
    Park,
    Percent,
    Project,
    Quantity,
    ServiceTeam,
    Stage,
    testing,
)
from zhaoshang.errors import MissingExtraError
from zhaoshang.model import Agreement, Chain, Milestone, Target
from zhaoshang.periods import Period

STRATEGIES = {
    "agreements": Agreement,
    "areas": Area,
    "chains": Chain,
    "counts": Count,
    "intervals": Interval,
    "investors": Investor,
    "ledgers": Ledger,
    "milestones": Milestone,
    "money": Money,
    "parks": Park,
    "percents": Percent,
    "periods": Period,
    "projects": Project,
    "quantities": Quantity,
    "stages": Stage,
    "targets": Target,
    "teams": ServiceTeam,
}


def test_every_strategy_is_listed() -> None:
    assert set(testing.__all__) == {*STRATEGIES, "records"}


@pytest.mark.parametrize("name", STRATEGIES)
@given(data=st.data())
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
def test_a_strategy_makes_its_class(name: str, data: st.DataObject) -> None:
    assert isinstance(data.draw(getattr(testing, name)()), STRATEGIES[name])


@given(testing.money(hedged=False))
@settings(max_examples=20)
def test_exact_amounts(amount: Money) -> None:
    assert amount.is_exact


def test_records_are_safe_to_share_between_threads() -> None:
    """Lazy histories, hashes and look-ups agree whichever thread is first."""
    projects = [
        Project(
            id=f"P{number}",
            name="甲",
            milestones=[Milestone(stage="landed", on="2022"), Milestone(stage="lead")],
        )
        for number in range(50)
    ]
    ledger = Ledger(projects=projects)

    def work(_: int) -> tuple[int, tuple[tuple[Milestone, ...], ...]]:
        return hash(ledger), tuple(project.history for project in ledger.projects)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(work, range(64)))
    assert all(each == found[0] for each in found)


def test_without_hypothesis_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    monkeypatch.delitem(sys.modules, "zhaoshang.testing", raising=False)
    with pytest.raises(MissingExtraError) as raised:
        importlib.import_module("zhaoshang.testing")
    assert raised.value.extra == "testing"
