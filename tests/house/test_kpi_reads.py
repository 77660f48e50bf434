"""What the catalogue is said to read is what its plans read."""

import time

import kpi_reads
from attrs import evolve

from zhaoshang.kpis import CATALOGUE, find


def test_the_file_is_made_from_the_plans() -> None:
    assert kpi_reads.TARGET.read_text("utf-8") == kpi_reads.table(), "run: python3 tools/dev.py tables"


def test_a_kpi_changed_by_its_user_is_followed_anew() -> None:
    counted, days = find("signed_project_count"), find("stage_duration_days")
    assert evolve(counted, plan=days.plan).arguments == days.arguments != counted.arguments


def test_the_whole_catalogue_is_listed_at_once() -> None:
    begun = time.perf_counter()
    assert len([(kpi.arguments, kpi.options) for kpi in CATALOGUE]) == len(CATALOGUE)
    assert time.perf_counter() - begun < 1
