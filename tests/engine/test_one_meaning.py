"""Facts that once had two answers, or a wrong one that looked exact: each stands here with the one it has."""

from itertools import permutations
from typing import Any

import pytest

from zhaoshang import Ledger, evaluate
from zhaoshang.errors import DuplicateIdError
from zhaoshang.frames import from_ledger
from zhaoshang.kpis import Figure, Figures
from zhaoshang.lifecycle import stage_at
from zhaoshang.profiles import DEFAULT
from zhaoshang.records import structure
from zhaoshang.reports import chain_table, stage_board

AS_OF = "2025-12-31"


def ledger(*projects: dict[str, Any], **more: Any) -> Ledger:
    rows = [{"name": each["id"], **each} for each in projects]
    return structure({"as_of": AS_OF, "projects": rows, **more}, Ledger)


def signed(id_: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "agreements": [{"signed_on": "2025-02-03"}], **more}


def figures(held: Ledger, kpi: Any, **asked: Any) -> Figures:
    """Ask objects and frames, which must agree in every row."""
    one, other = (evaluate(source, [kpi], **asked) for source in (held, from_ledger(held, evidence="ids")))
    said = [[(each.group, each.value, each.reason) for each in found.of(kpi)] for found in (one, other)]
    assert said[0] == said[1]
    return one


def figure(held: Ledger, kpi: Any, **asked: Any) -> Figure:
    return figures(held, kpi, **asked)[kpi]


def phase(id_: str, parent: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "parent": parent, "relation": "phase", **more}


@pytest.mark.long
def test_a_hedge_is_the_same_on_a_phase_and_on_its_project() -> None:
    """近10亿元 stays below 10亿元, wherever it is written."""
    alone = ledger(signed("A", investment="近10亿元"))
    through = ledger(signed("A"), phase("B", "A", investment="近10亿元"))
    for bands, value in ((["≥10亿元"], 0), (["<10亿元"], 1)):
        for held in (alone, through):
            assert figure(held, "projects_in_band", bands=bands).value == value


def test_an_amount_of_a_phase_of_a_phase_is_not_lost() -> None:
    held = ledger(signed("A"), phase("B", "A"), phase("C", "B", investment="4亿元"))
    assert figure(held, "signed_investment_total", unit="亿元").value == 4


TERMINATED = [{"stage": "terminated", "on": "2025-05-06", "recorded_on": "2025-06-01"}]


@pytest.mark.long
@pytest.mark.parametrize(
    ("phases", "asked", "value"),
    [
        ([("B", "A", 3, True), ("C", "A", 2, False)], {}, 2),  # one lives
        ([("B", "A", 3, True), ("C", "A", 2, True)], {}, 5),  # none does: what was signed was signed
        ([("B", "A", 3, True), ("C", "A", 2, True)], {"known_on": "2025-05-20"}, 5),  # no end is known yet
        (
            [("B", "A", None, True), ("C", "B", 3, False), ("D", "A", 2, False)],
            {},
            2,
        ),  # ended with the one above
        (
            [("B", "A", None, False), ("C", "B", 3, True), ("D", "A", 2, False)],
            {},
            2,
        ),  # ended through the one below
        ([("B", "A", None, False), ("C", "B", 3, True), ("D", "B", 4, True)], {}, 7),
    ],
)
def test_a_phase_that_ended_leaves_the_sum_while_another_lives(
    phases: list[tuple[str, str, int | None, bool]], asked: dict[str, str], value: int
) -> None:
    held = ledger(
        signed("A"),
        *(
            phase(
                id_,
                parent,
                investment=None if amount is None else f"{amount}亿元",
                milestones=TERMINATED if is_over else [],
            )
            for id_, parent, amount, is_over in phases
        ),
    )
    assert figure(held, "signed_investment_total", unit="亿元", **asked).value == value


def test_a_receipt_of_a_phase_has_the_origin_of_the_projects_investor() -> None:
    held = ledger(
        signed("A", investors=["I"]),
        phase("B", "A", arrivals=[{"on": "2025-06-01", "amount": "50万美元"}]),
        investors=[{"id": "I", "name": "I", "origin": "foreign"}],
    )
    assert figure(held, "fdi_utilised", period="2025").value == 500_000


@pytest.mark.long
def test_a_receipt_stands_with_its_phase_where_phases_stand_apart() -> None:
    held = ledger(
        signed("A", owner="E"),
        phase(
            "B", "A", owner="W", arrivals=[{"on": "2025-06-01", "amount": "50万美元", "origin": "foreign"}]
        ),
        teams=[{"id": "E", "name": "东镇"}, {"id": "W", "name": "西镇"}],
    )
    apart = DEFAULT.vary("apart", phases="separate")
    for profile, shares in ((None, {"E": 500_000, "W": 0}), (apart, {"E": 0, "W": 500_000})):
        asked: dict[str, Any] = {} if profile is None else {"profile": profile}
        found = figures(held, "fdi_utilised", period="2025", by="owner", **asked)
        assert {unit: found["fdi_utilised", unit].value for unit in shares} == shares


def test_a_project_whose_phase_is_silent_is_stalled_once() -> None:
    held = ledger({"id": "A"}, phase("B", "A", milestones=[{"stage": "negotiating", "on": "2025-03-01"}]))
    assert figure(held, "stalled_count").value == 1
    heard = ledger(
        {"id": "A", "log": [{"on": "2025-12-20", "note": "对接"}]},
        phase("B", "A", milestones=[{"stage": "negotiating", "on": "2025-03-01"}]),
    )
    assert figure(heard, "stalled_count").value == 0


def test_what_one_unit_holds_does_not_change_what_another_is_told() -> None:
    teams = [{"id": "E", "name": "东镇"}, {"id": "W", "name": "西镇"}]
    one = figures(ledger({"id": "A", "owner": "E"}, teams=teams), "signed_investment_total", by="owner")
    two = figures(
        ledger({"id": "A", "owner": "E"}, signed("B", owner="W", investment="1亿元"), teams=teams),
        "signed_investment_total",
        by="owner",
    )
    east: list[Any] = [
        [(each.value, each.reason) for each in found.of("signed_investment_total") if each.group == ("E",)]
        for found in (one, two)
    ]
    assert east[0] == east[1] == [(0, None)]


def test_before_any_receipt_was_known_none_was_looked_at() -> None:
    paid = [{"on": "2025-03-01", "recorded_on": "2025-04-05", "amount": "100万元"}]
    held = ledger({"id": "A", "arrivals": paid})
    early = figure(held, "arrived_funds", known_on="2025-03-31")
    assert [early.value, early.reason] == [None, "not_recorded"]
    assert figure(held, "arrived_funds", known_on="2025-04-30").value == 1_000_000


def test_the_board_counts_the_projects_that_the_figure_counts() -> None:
    held = ledger(signed("A", government_funded=True), signed("B"))
    assert figure(held, "stage_count", of="signed").value == 1
    rows = [[str(cell) for cell in row] for row in stage_board(held, as_of=AS_OF).rows]
    assert not any("A" in cell.split() for row in rows for cell in row)


def test_a_node_that_lists_projects_is_not_called_empty() -> None:
    chains = [{"id": "C", "name": "链", "nodes": [{"id": "n1", "name": "环节", "key": True}]}]
    held = ledger(signed("A", chain_nodes=["C/n1"]), chains=chains)
    (row,) = chain_table(held, as_of=AS_OF).rows
    assert "空白" not in [str(cell) for cell in row]


def test_a_mean_of_two_hedged_sides_has_bounds_alone() -> None:
    found = evaluate(None, "average_project_size", inputs={"amount": "近300亿元", "count": "60余个"})[
        "average_project_size"
    ]
    assert [found.value, found.reason] == [None, "both_hedged"]


def test_a_percentage_is_no_number_of_points() -> None:
    found = evaluate(None, "pp_change", inputs={"change": "21.0%"})["pp_change"]
    assert [found.value, found.reason] == [None, "units_differ"]
    assert evaluate(None, "pp_change", inputs={"change": "21.0个百分点"})["pp_change"].value == 21


@pytest.mark.parametrize(("companies", "trips"), [("300户次", 1), ("12人次", 1)])
def test_visits_to_firms_are_one_trip(companies: str, trips: int) -> None:
    teams = [
        {
            "id": "U",
            "name": "组",
            "outreach": [{"on": "2025-03-01", "direction": "outbound", "companies": companies}],
        }
    ]
    assert figure(ledger(teams=teams), "outbound_trips", period="2025").value == trips


def test_the_stage_does_not_hang_on_the_order_of_listing() -> None:
    steps = [
        {"stage": "negotiating", "on": "2025"},
        {"stage": "landed", "on": "2025-03"},
        {"stage": "started", "on": "2025-H1"},
    ]
    found: set[Any] = set()
    for listed in permutations(steps):
        held = ledger(signed("A", milestones=list(listed)))
        at = stage_at(held.projects["A"], AS_OF)
        found.add((str(at.stage), figure(held, "stage_count", of="started").value))
    assert found == {("started", 1)}


def test_a_record_given_twice_is_refused() -> None:
    (project,) = ledger(signed("A")).projects
    with pytest.raises(DuplicateIdError):
        Ledger(projects=[project, project])


# nothing was looked at --------------------------------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.parametrize(
    "kpi",
    [
        "signed_project_count",
        "signed_investment_total",
        "formal_contract_count",
        "start_rate",
        "fund_arrival_rate",
    ],
)
def test_a_ledger_without_an_agreement_says_so(kpi: Any) -> None:
    """0 stands, for agreements are the backbone of a ledger; that there is none at all is told."""
    bare = ledger(
        {
            "id": "A",
            "owner": "E",
            "milestones": [{"stage": "started", "on": "2025-03-01"}],
            "arrivals": [{"on": "2025-03-01", "amount": "1万元"}],
        }
    )
    for by in ((), ("owner",)):
        for source in (bare, from_ledger(bare), from_ledger(bare, evidence="ids")):
            found = evaluate(source, [kpi], period="2025", by=by)
            assert all("no_agreements" in each.warnings for each in found.of(kpi))
    for other in (signed("B"), {"id": "B", "agreements": [{"kind": "intent", "signed_on": "2019-03-01"}]}):
        held = ledger({"id": "A"}, other)
        found = evaluate(held, [kpi], period="2025")
        assert "no_agreements" not in found[kpi].warnings
    late = ledger({"id": "A", "agreements": [{"signed_on": "2025-02-03", "recorded_on": "2025-05-01"}]})
    assert "no_agreements" in evaluate(late, [kpi], period="2025", known_on="2025-03-01")[kpi].warnings


def test_a_figure_that_asks_for_no_agreement_says_nothing_of_them() -> None:
    bare = ledger({"id": "A", "arrivals": [{"on": "2024-03-01", "amount": "1万元"}]})
    names: tuple[Any, ...] = ("arrived_funds", "tracked_count", "stage_count")
    for kpi in names:
        asked: dict[str, Any] = {"of": "started"} if kpi == "stage_count" else {}
        assert "no_agreements" not in evaluate(bare, kpi, **asked)[kpi].warnings


def test_figures_are_counted_by_their_number() -> None:
    held = ledger(signed("A"))
    assert repr(figures(held, "signed_project_count")).startswith("<1 figure; ")
    assert repr(evaluate(held, ["signed_project_count", "start_rate"])).startswith("<2 figures; ")
    assert repr(figures(held, "signed_project_count", by="owner")).startswith("<2 figures by owner; ")
