"""Projects read line by line beside a ledger: every KPI answers, or refuses, as it does of the whole ledger."""

from pathlib import Path
from typing import Any

import pytest

from zhaoshang import Area, Ledger, Park, Project, evaluate
from zhaoshang.errors import ZhaoshangError
from zhaoshang.frames import read_lines, write_lines
from zhaoshang.model import Agreement, Lease, Outreach, ServiceTeam, Space

FULL = Ledger(
    as_of="2024-12-31",
    projects=[
        Project(id="A", name="甲", agreements=[Agreement(signed_on="2024-01-01")]),
        Project(id="B", name="乙", agreements=[Agreement(signed_on="2024-05-01", recorded_on="2024-06-01")]),
    ],
    parks=[
        Park(
            id="K",
            name="园",
            spaces=[Space(id="S", kind="plant", area=Area.of(100, "平方米"), completed_on="2023")],
            leases=[
                Lease(space="S", tenant="T", stage="contracted", on="2024-02-01", area=Area.of(50, "平方米"))
            ],
        )
    ],
    teams=[ServiceTeam(id="U", name="甲组", outreach=[Outreach(on="2024-03-01")])],
)
BARE = FULL.with_(parks=[], teams=[])
ASKED = (
    "letting_rate occupancy_rate idle_land_revival_rate plant_built_area issue_resolution_rate issues_closed on_time_rate "
    "case_on_time_rate order_on_time_rate outbound_trips tenant_count policy_cash signed_project_count start_rate"
).split()


def answer(source: Any, kpi: Any, known_on: str | None) -> Any:
    """Give what an engine says, or which error it refuses with."""
    try:
        found = evaluate(source, kpi, known_on=known_on)[kpi]
    except ZhaoshangError as refused:
        return type(refused), str(refused)
    return found.value, found.reason, found.warnings


@pytest.mark.parametrize("kpi", ASKED)
@pytest.mark.parametrize("known_on", [None, "2024-01-31", "2024-12-31"])
@pytest.mark.parametrize("whole", [FULL, BARE], ids=["full", "bare"])
def test_lines_answer_as_the_ledger_does(
    kpi: str, known_on: str | None, whole: Ledger, tmp_path: Path
) -> None:
    write_lines(whole.projects, tmp_path / "p.jsonl")
    lines = read_lines(tmp_path / "p.jsonl", ledger=whole.with_(projects=[]))
    assert answer(lines, kpi, known_on) == answer(whole, kpi, known_on)
