"""What is given empty is refused, never answered by the default; and what lies the wrong way round is told."""

from decimal import Decimal
from typing import Any

import pytest

from zhaoshang import Area, Ledger, Money, Park, Project, evaluate
from zhaoshang.errors import FieldTypeError, UnknownCodeError
from zhaoshang.frames import from_ledger
from zhaoshang.model import Agreement, Lease, Milestone, Space

LEDGER = Ledger(
    as_of="2024-12-31",
    projects=[
        Project(
            id="P",
            name="甲",
            investment=Money.of(1, "亿元"),
            agreements=[Agreement(signed_on="2024-02-29")],
            milestones=[Milestone(stage="started", on="2025-03-01")],
        )
    ],
)


@pytest.mark.parametrize(
    ("kpi", "given"),
    [
        ("shared_credit", {"measure": ""}),
        ("jobs", {"measure": ""}),
        ("policy_cash", {"measure": ""}),
        ("output_per_mu", {"measure": ""}),
        ("cohort_benefit", {"measure": ""}),
        ("capital_origin_share", {"basis": ""}),
        ("capital_origin_share", {"origins": []}),
        ("out_of_province_funds", {"origins": []}),
        ("fdi_utilised", {"origins": ()}),
        ("fund_size_total", {"status": []}),
        ("stage_count", {"of": []}),
        ("stage_investment", {"of": []}),
        ("projects_in_band", {"bands": []}),
        ("milestone_count", {"of": []}),
        ("chain_fit_rate", {"chains": []}),
        ("service_coverage_rate", {"role": ""}),
    ],
    ids=lambda each: each if isinstance(each, str) else next(iter(each)),
)
@pytest.mark.parametrize("engine", [None, "polars"])
def test_nothing_given_is_no_argument(kpi: Any, given: Any, engine: Any) -> None:
    source = LEDGER if engine is None else from_ledger(LEDGER, backend=engine)
    with pytest.raises((FieldTypeError, UnknownCodeError)):
        evaluate(source, kpi, **given)


def test_targets_of_no_band_are_no_targets() -> None:
    found = evaluate(LEDGER, "target_completion_rate", of="projects_in_band")["target_completion_rate"]
    assert (found.value, found.reason, found.ids) == (None, "no_target", ())


@pytest.mark.long
@pytest.mark.parametrize("engine", [None, "polars", "duckdb", "pandas"])
def test_a_change_is_not_worked_out_backwards(engine: Any) -> None:
    source = LEDGER if engine is None else from_ledger(LEDGER, backend=engine)
    found = evaluate(source, "pp_change", of="start_rate", base_as_of="2025-12-31")["pp_change"]
    assert (found.value, found.reason) == (None, "base_after_as_of")
    forth = evaluate(source, "pp_change", of="start_rate", as_of="2025-12-31", base_as_of="2024-12-31")
    assert forth["pp_change"].value == Decimal(100)


@pytest.mark.long
@pytest.mark.parametrize("stage", ["ended", "intent"])
@pytest.mark.parametrize("engine", [None, "polars", "duckdb", "pandas"])
def test_nothing_let_is_a_rate_of_nothing(stage: str, engine: Any) -> None:
    """As in the balance of the park: leases are on record, and of them none is in force."""
    spaces = [
        Space(id=each, kind="plant", area=Area.of(20000, "平方米"), completed_on="2023") for each in "ST"
    ]
    park = Park(
        id="K", name="园", spaces=spaces, leases=[Lease(space="S", tenant="T", on="2024-02-16", stage=stage)]
    )
    ledger = Ledger(as_of="2024-12-31", parks=[park])
    source = ledger if engine is None else from_ledger(ledger, backend=engine)
    for kpi in ("letting_rate", "occupancy_rate"):
        found = evaluate(source, kpi)[kpi]
        rate: Any = (found.value, found.numerator, found.denominator)
        assert rate == (0, 0, 40000)
