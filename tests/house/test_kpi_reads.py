"""What the catalogue is said to read is what its plans read."""

import kpi_reads
import pytest
from attrs import evolve

from zhaoshang._bulletins.figures.understood import of_parks
from zhaoshang._engine.query import tracing
from zhaoshang.kpis import CATALOGUE, find


def test_the_file_is_made_from_the_plans() -> None:
    assert kpi_reads.TARGET.read_text("utf-8") == kpi_reads.table(), "run: python3 tools/dev.py tables"


def test_a_kpi_changed_by_its_user_is_followed_anew() -> None:
    counted, days = find("signed_project_count"), find("stage_duration_days")
    assert evolve(counted, plan=days.plan).arguments == days.arguments != counted.arguments


def test_the_whole_catalogue_is_listed_without_following_a_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """To follow all of them takes seconds, and a first article was verified in as many."""
    monkeypatch.setattr(tracing, "reads_of", None)
    unlisted = [kpi.id for kpi in CATALOGUE if not (kpi.columns or kpi.inputs)]
    assert unlisted == ["time_progress"]  # it asks the calendar alone
    assert "assessment_score" not in of_parks() >= {"letting_rate", "tenant_count"}
