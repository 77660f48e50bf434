"""Laws of phases: a project and its phases are one, however deep, and nothing of them is lost or counted twice."""

from decimal import Decimal
from typing import Any, Final

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples

from zhaoshang import Count, Investor, Ledger, Money, Project, ServiceTeam, evaluate, parse_money
from zhaoshang.model import Agreement, Arrival, DatedFlag, LogEntry, Milestone, Outreach
from zhaoshang.profiles import DEFAULT, Profile

DAY: Final = "2024-12-31"
KPIS: Final = [
    *("signed_project_count", "signed_investment_total", "arrived_funds", "start_rate", "production_rate"),
    *("tracked_count", "flagship_count", "fund_arrival_rate"),
]
SEPARATE: Final = evolve(DEFAULT, id="separate", phases="separate")
SIGNED: Final = [Agreement(signed_on="2024-02-01")]


def value(projects: list[Project], kpi: str, profile: Profile = DEFAULT, **given_: Any) -> Decimal | None:
    """Evaluate one KPI over some projects."""
    extra = {key: given_.pop(key) for key in ("investors", "level") if key in given_}
    return evaluate(Ledger(as_of=DAY, projects=projects, **extra), [kpi], profile=profile, **given_)[
        kpi
    ].value


def phase(id_: str, parent: str, **facts: Any) -> Project:
    return Project(id=id_, name=id_, parent=parent, relation="phase", **facts)


@st.composite
def projects(draw: st.DrawFn) -> list[Project]:
    """Draw projects on which nothing is hedged."""
    return [
        Project(
            id=f"P{place}",
            name="甲",
            investment=Money.of(draw(st.integers(1, 20)), "亿元"),
            agreements=SIGNED[: draw(st.integers(0, 1))],
            milestones=[Milestone(stage=stage, on="2024-06-01") for stage in draw(st.sampled_from(STEPS))],
            arrivals=[Arrival(on="2024-05-01", amount=Money.of(3, "亿元"))] * draw(st.integers(0, 1)),
        )
        for place in range(draw(st.integers(1, 5)))
    ]


STEPS: Final[tuple[list[str], ...]] = ([], ["started"], ["started", "producing"], ["landed"])


@given(projects(), st.integers(1, 3))
def test_all_that_a_project_has_may_stand_in_a_phase_at_any_depth(listed: list[Project], depth: int) -> None:
    """Moving the records of a project into a phase of a phase changes no figure."""
    moved: list[Project] = []
    for project in listed:
        moved.append(Project(id=project.id, name=project.name))
        above = project.id
        for level in range(depth - 1):
            moved.append(phase(f"{project.id}/{level}", above))
            above = moved[-1].id
        moved.append(evolve(project, id=f"{project.id}/x", parent=above, relation="phase"))
    for kpi in KPIS:
        assert value(listed, kpi) == value(moved, kpi)


@given(projects())
@settings(max_examples=examples(20))
def test_phases_apart_are_projects_of_their_own(listed: list[Project]) -> None:
    first, *rest = listed
    joined = [first, *(evolve(each, parent=first.id, relation="phase") for each in rest)]
    for kpi in KPIS:
        assert value(joined, kpi, SEPARATE) == value(listed, kpi)


@pytest.mark.parametrize(
    ("steps", "completed"),
    [
        ([["started"], ["completed"]], 0),
        ([["completed"], ["completed"]], 1),
        ([["terminated"], ["completed"]], 1),
        ([["terminated"], ["started"]], 0),
    ],
)
def test_a_project_is_completed_once_every_phase_that_goes_on_is(
    steps: list[list[str]], completed: int
) -> None:
    listed = [
        Project(id="P", name="甲", agreements=SIGNED),
        *(
            phase(f"F{place}", "P", milestones=[Milestone(stage=stage, on="2024-08-01") for stage in each])
            for place, each in enumerate(steps)
        ),
    ]
    assert value(listed, "milestone_count", of="completed") == completed
    assert value(listed, "completion_rate") == Decimal(100 * completed)
    said = [evolve(listed[0], milestones=[Milestone(stage="completed", on="2024-09-01")]), *listed[1:]]
    assert value(said, "milestone_count", of="completed") == 1


@pytest.mark.parametrize(
    ("stated", "total"),
    [
        ({"P": "9亿元", "A": "3亿元", "B": "4亿元", "B1": "1亿元"}, 900_000_000),
        ({"A": "3亿元", "B": "4亿元", "B1": "1亿元"}, 700_000_000),
        ({"A": "3亿元", "B1": "1亿元"}, 400_000_000),
        ({"A": "3亿元"}, None),
    ],
)
def test_an_amount_is_its_own_else_that_of_the_phases(stated: dict[str, str], total: int | None) -> None:
    amounts = {name: parse_money(text) for name, text in stated.items()}
    listed = [
        Project(id="P", name="甲", agreements=SIGNED, investment=amounts.get("P")),
        phase("A", "P", investment=amounts.get("A")),
        phase("B", "P", investment=amounts.get("B")),
        phase("B1", "B", investment=amounts.get("B1")),
    ]
    found = evaluate(Ledger(as_of=DAY, projects=listed), "signed_investment_total")["signed_investment_total"]
    assert (found.value or None) == total
    if total is None:
        assert "P" in found.excluded
    over = [evolve(listed[1], milestones=[Milestone(stage="terminated", on="2024-07-01")])]
    ended = value([listed[0], *over, *listed[2:]], "signed_investment_total")
    assert "P" in stated or "B" not in stated or ended == Decimal(400_000_000)


def test_a_hedge_of_a_phase_decides_at_an_edge() -> None:
    listed = [
        Project(id="P", name="甲", agreements=SIGNED),
        phase("A", "P", investment=parse_money("近10亿元")),
    ]
    for profile, kept in ((DEFAULT, listed), (SEPARATE, [evolve(listed[1], agreements=SIGNED)])):
        assert value(kept, "projects_in_band", profile, bands=["≥10亿元"]) == 0
        assert value(kept, "projects_in_band", profile, bands=["<10亿元"]) == 1
    assert value(listed, "flagship_count") == 0


def test_receipts_titles_and_silence_of_phases_are_those_of_the_project() -> None:
    investors = [
        Investor(id="V1", name="一", origin="foreign"),
        Investor(id="V2", name="二", flags=[DatedFlag(flag="fortune_500", year=2023)]),
    ]
    paid = [Arrival(on="2024-05-01", amount=Money.of(3, "万美元"))]
    listed = [
        Project(id="P", name="甲", investors=["V1"], agreements=SIGNED),
        phase("A", "P", arrivals=paid, log=[LogEntry(on="2024-12-20", note="跟进")]),
        phase("B", "P", investors=["V2"]),
    ]
    assert value(listed, "fdi_utilised", investors=investors) == 30_000
    assert value(listed, "flagship_count", investors=investors) == 1
    lead = evolve(DEFAULT, id="lead", titles="lead")
    assert value(listed, "flagship_count", lead, investors=investors) == 0
    assert value(listed, "stalled_count") == 0
    silent = [listed[0], evolve(listed[1], log=()), listed[2]]
    assert value(silent, "stalled_count") == 1
    assert value([phase("A", "P", agreements=SIGNED), Project(id="P", name="甲")], "stalled_count") == 1


@pytest.mark.parametrize(
    ("moved_from", "level", "counted"),
    [
        (None, None, 0),
        ("local", None, 0),
        ("out_of_county", None, 1),
        ("out_of_county", "county", 1),
        ("out_of_county", "city", 0),
        ("out_of_city", "city", 1),
        ("out_of_city", "province", 0),
        ("out_of_province", "province", 1),
        ("foreign", "county", 1),
    ],
)
def test_a_move_counts_where_it_comes_from_outside(
    moved_from: str | None, level: str | None, counted: int
) -> None:
    one = Project(id="P", name="甲", relation="relocation", moved_from=moved_from, agreements=SIGNED)
    ledger = Ledger(as_of=DAY, level=level, projects=[one])
    figure = evaluate(ledger, "signed_project_count")["signed_project_count"]
    assert figure.value == counted
    assert ("missing_origin:P" in figure.warnings) == (moved_from is None)
    assert list(figure.excluded) == ([] if counted else ["P"])
    assert value([one], "signed_project_count", evolve(DEFAULT, id="x", relocation="count")) == 1
    assert value([one], "signed_project_count", evolve(DEFAULT, id="x", relocation="exclude")) == 0


@pytest.mark.parametrize(
    ("kpi", "inputs", "expected", "reason"),
    [
        ("average_project_size", {"amount": "近10亿元", "count": "约5个"}, None, "both_hedged"),
        ("average_project_size", {"amount": "近10亿元", "count": "5个"}, 200_000_000, None),
        ("average_project_size", {"amount": "10亿元", "count": "约5个"}, 200_000_000, None),
        ("pp_change", {"change": "21.0%"}, None, "units_differ"),
        ("pp_change", {"change": "21.0个百分点"}, 21, None),
    ],
)
def test_figures_given_keep_their_hedges_and_units(
    kpi: str, inputs: dict[str, str], expected: int | None, reason: str | None
) -> None:
    figure = evaluate(None, [kpi], inputs=inputs)[kpi]
    assert (figure.value, figure.reason) == (expected, reason)


@pytest.mark.parametrize(
    ("batches", "trips"),
    [(None, 1), (Count.of(3, "批次"), 3), (Count.of(300, "户次"), 1), (Count.of(12, "人次"), 1)],
)
def test_trips_are_counted_in_groups_that_travelled(batches: Count | None, trips: int) -> None:
    made = [Outreach(direction="outbound", on="2024-05-01", batches=batches)]
    ledger = Ledger(as_of=DAY, teams=[ServiceTeam(id="U", name="组", outreach=made)])
    assert evaluate(ledger, "outbound_trips")["outbound_trips"].value == trips
