"""Demands held against all parks, and where steps of service stand still."""

from zhaoshang import Area, Ledger, Park, ServiceTeam
from zhaoshang.boards import BOARDS, board_table
from zhaoshang.model import (
    Demand,
    Lease,
    ServiceStep,
    Space,
    StepLimit,
    StepProgress,
    bottlenecks,
    match_demands,
)


def plant(id: str, square_metres: int) -> Space:  # noqa: A002 - the field's own name
    return Space(
        id=id, kind="plant", area=Area.of(square_metres, "㎡"), completed_on="2024-01", opened_on="2024-01"
    )


PARKS = [
    Park(
        id="K1",
        name="甲园",
        spaces=[plant("A1", 2000), plant("A2", 9000)],
        leases=[
            Lease(space="A2", tenant="T", area=Area.of(5000, "㎡"), stage="moved_in", on="2025-01"),
        ],
        demands=[
            Demand(id="D1", tenant="虚构企业", kind="plant", area=Area.of(3000, "㎡"), raised_on="2025-03"),
            Demand(id="D2", kind="plant", area=Area.of(8000, "㎡"), raised_on="2025-03"),
            Demand(id="D3", kind="office", area=Area.of(100, "㎡"), raised_on="2025-03"),
            Demand(id="D4", kind="plant", raised_on="2025-01", met_on="2025-02"),
            Demand(id="D5", kind="plant", raised_on="2025-09"),
        ],
    ),
    Park(id="K2", name="乙园", spaces=[plant("B1", 8500), plant("B2", 3000)]),
]


def test_every_demand_is_held_against_all_parks() -> None:
    """The park's own offer first, then the closest fit elsewhere; what is let is not free."""
    found = {
        each.demand.id: [(offer.park, offer.match.space) for offer in each.offers]
        for each in match_demands(PARKS, on="2025-06-30")
    }
    assert found == {
        "D1": [("K1", "A2"), ("K2", "B2"), ("K2", "B1")],
        "D2": [("K2", "B1")],
        "D3": [],
    }


def test_before_and_after_a_demand_is_met() -> None:
    ids = [each.demand.id for each in match_demands(PARKS, on="2025-02-10")]
    assert ids == ["D4"]  # met within February, perhaps later than the 10th
    assert "D4" not in [each.demand.id for each in match_demands(PARKS)]


def test_the_board_lights_demands_that_nobody_can_meet() -> None:
    rows = board_table(Ledger(as_of="2025-06-30", parks=PARKS), BOARDS["demands"]).to_rows()
    assert [(row["灯"], row["可选（处）"], row["首选"]) for row in rows] == [
        ("绿灯", "3", "甲园 A2"),
        ("绿灯", "1", "乙园 B1"),
        ("红灯", "0", "—"),
    ]


STEPS = [
    ServiceStep(id="site", name="选址", department="资规局", limit=StepLimit(days=5)),
    ServiceStep(id="filing", name="备案", department="发改局", limit=StepLimit(days=3)),
    ServiceStep(id="eia", name="环评", department="生态局", limit=StepLimit(days=10), after=["site"]),
    ServiceStep(id="permit", name="施工许可", department="住建局", after=["eia", "filing"]),
]
PROGRESS = [
    StepProgress(project="P1", step="site", accepted_on="2025-06-02"),
    StepProgress(project="P1", step="filing", accepted_on="2025-06-02", done_on="2025-06-04"),
    StepProgress(project="P2", step="site", accepted_on="2025-06-02", done_on="2025-06-05"),
    StepProgress(project="P2", step="filing", accepted_on="2025-06-05"),
    StepProgress(project="P2", step="eia", accepted_on="2025-06-06"),
    StepProgress(project="P3", step="site", accepted_on="2025-07-01"),
]


def test_the_step_that_holds_most_up_comes_first() -> None:
    """What is overdue counts before what waits; a project whose first papers come later takes no part."""
    team = ServiceTeam(id="U", name="代办中心", steps=STEPS, progress=PROGRESS)
    found = [
        (each.name, each.department, each.projects, each.overdue, each.blocked, each.days_over)
        for each in bottlenecks([team], as_of="2025-06-12")
    ]
    assert found == [
        ("选址", "资规局", ("P1",), ("P1",), 2, 5),
        ("备案", "发改局", ("P2",), ("P2",), 1, 4),
        ("环评", "生态局", ("P2",), (), 1, 0),
    ]
    assert bottlenecks([team], as_of="2025-06-01") == ()
