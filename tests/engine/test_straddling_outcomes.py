"""A record that reaches beyond the window leaves the figure open unless a narrower one stands for it, for itself alone."""

from decimal import Decimal
from typing import Any

import pytest

from zhaoshang import Ledger, Money, Project, evaluate
from zhaoshang.frames import from_ledger
from zhaoshang.model import Outcome

CASES: dict[str, tuple[str, dict[str, int], tuple[int | None, int, int]]] = {
    "beside a month": ("2024-H2", {"2024-07": 490, "2024-11/2025-02": 100}, (None, 490, 590)),
    "and in no year": ("2024-H2", {"2024-07": 490, "2024-11/2025-02": 100, "2024": 180}, (None, 490, 590)),
    "at the beginning": ("2024-H2", {"2024-Q4": 30, "2024-04/2024-09": 120}, (None, 30, 150)),
    "inside the year": ("2024-H2", {"2024-Q4": 30, "2024-04/2024-09": 120, "2024": 330}, (None, 30, 150)),
    "beside a told one": (
        "2024-H2",
        {"2024-Q4": 30, "2024-04/2024-09": 120, "2024-08/2025-01": 330},
        (None, 30, 150),
    ),
    "a part is told": ("2024", {"2024-08/2024-11": 50, "2024-07/2025-06": 260}, (50, 50, 50)),
    "and a month before": (
        "2024",
        {"2024-08/2024-11": 50, "2024-07/2025-06": 260, "2024-02": 140},
        (190, 190, 190),
    ),
    "two hold the window": ("2024-Q3", {"2024-04/2024-09": 120, "2024": 330}, (None, 0, 120)),
    "the year is told": ("2024-Q3", {"2024": 330, "2024-07": 10}, (10, 10, 10)),
}


@pytest.mark.long
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("engine", [None, "polars", "duckdb", "pandas"])
def test_what_straddles_the_window_is_open_for_itself(name: str, engine: Any) -> None:
    period, taxes, expected = CASES[name]
    outcomes = [Outcome(period=each, tax=Money.of(tax, "元")) for each, tax in taxes.items()]
    ledger = Ledger(projects=[Project(id="A", name="甲", outcomes=outcomes)], as_of="2026-12-31")
    source = ledger if engine is None else from_ledger(ledger, backend=engine)
    found = evaluate(source, "shared_credit", measure="tax", period=period)["shared_credit"]
    assert (found.value, found.low, found.high) == tuple(
        None if each is None else Decimal(each) for each in expected
    )
    assert (found.warnings == ("coarse_period:A",)) is (expected[0] is None)
