"""Every mechanism of the source articles has a home, and the home works."""

import inspect
from collections import Counter

import attrs
import pytest
from tests import mechanisms_table as table

from zhaoshang import kpis, ledger, lifecycle, model, reading
from zhaoshang.checks import RULES, verify_claims

SEEDS = {"000": 33, "001": 34, "002": 27, "003": 56, "004": 31}

KPIS = frozenset(
    """
    signed_project_count signed_investment_total docked_project_count milestone_count formal_contract_count
    formal_contract_amount intent_conversion_rate contract_performance_rate registration_rate landing_rate start_rate
    start_completion_rate completion_rate production_rate start_rate_current start_rate_prior capacity_rate plan_start_rate
    fund_arrival_rate arrived_funds arrived_funds_fixed_share out_of_province_funds fdi_contracted fdi_utilised
    fdi_realisation_ratio fixed_asset_investment fai_pull investment_conversion_rate projects_in_band flagship_count
    chain_fit_rate capital_origin_share average_project_size target_completion_rate overfulfilment_rate time_progress
    schedule_gap schedule_index yoy_growth mom_growth pp_change share_of_total funnel_conversion stage_duration_days
    pipeline_velocity stalled_count overdue_not_started on_time_rate outbound_trips inbound_visits leads_collected
    activity_index idle_land_revival_rate plant_built_area letting_rate occupancy_rate tenant_count investment_intensity
    tax_per_mu output_per_mu value_added_per_mu plot_ratio per_mu_score score_linear_capped score_efficacy
    score_relative_max score_shortfall bonus_penalty ranking shared_credit policy_cash issue_resolution_rate
    fund_size_total cohort_benefit agreement_compliance jobs
    """.split()
)
CLAIMS = {"part_of", "sum", "same", "rate", "gap", "change", "nested", "one_date", "period_clear"}


def test_no_mechanism_is_left_out() -> None:
    """181 ids, each once, numbered through within its article."""
    ids = [row.id for row in table.ROWS]
    assert sorted(ids) == [
        f"{seed}-{number:02}" for seed, most in SEEDS.items() for number in range(1, most + 1)
    ]
    assert len(ids) == 181


def test_homes_are_real_and_few_are_tags() -> None:
    homes = Counter(row.home for row in table.ROWS)
    assert set(homes) == {"field", "function", "KPI", "check", "tag"}
    assert homes["tag"] <= 12


@pytest.mark.parametrize("row", table.ROWS, ids=lambda row: row.id)
def test_the_home_is_there_and_works(row: table.Row) -> None:
    """The name leads somewhere, and the proof holds."""
    owner, _, member = row.where.rpartition(".")
    if row.home in ("field", "tag"):
        kind = getattr(model, owner)
        named = {attribute.name for attribute in attrs.fields(kind)}
        assert member in named or isinstance(inspect.getattr_static(kind, member), property)
    elif row.home == "function":
        rooms = (model, lifecycle, reading, ledger, table)
        home = next(room for room in rooms if hasattr(room, owner or member))
        found = getattr(home, owner) if owner else home
        assert hasattr(found, member)
    elif row.home == "check":
        assert row.where in CLAIMS | {rule.code for rule in RULES}
    else:
        assert row.where in KPIS
    assert row.show()
    assert row.words


def test_kpis_that_are_there_can_be_found() -> None:
    """KPIs that the catalogue does not hold yet are named by their id only."""
    wanted = {row.where for row in table.ROWS if row.home == "KPI"}
    there = {kpi.id for kpi in kpis.CATALOGUE}
    assert all(kpis.find(name).id == name for name in wanted & there)
    assert there & KPIS


def test_the_five_contradictions_are_reported() -> None:
    """Each article's contradiction is found, and the figures stay as they are."""
    figures = [{"id": "a", "value": "42亿元"}, {"id": "b", "value": "85亿元"}, {"id": "c", "value": "96亿元"}]
    before = [dict(figure) for figure in figures]
    report = verify_claims(figures, [{"claim": "sum", "parts": ["a", "b"], "total": "c"}])
    assert report[0].detail["difference"] == "-3100000000"
    assert figures == before
    contradictions = {"002-09", "001-18", "004-28", "000-02", "001-12"}
    assert {row.id for row in table.ROWS if row.home == "check"} >= contradictions
