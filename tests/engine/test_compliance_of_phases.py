"""What was promised is held against what a project and its phases report."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from zhaoshang import Ledger, Money, Period, Project, evaluate
from zhaoshang.frames import from_ledger, read_parquet, write_parquet
from zhaoshang.model import Agreement, Outcome, PromisedTerm

TERM = PromisedTerm(measure="tax", period=Period.of("2024"), promised=Money.of(100, "万元"))


def project(
    id_: str, tax: int | None = None, *, parent: str | None = None, promises: bool = False
) -> Project:
    """Make a project, or a phase of another, that reported a tax of 2024 or promised one."""
    return Project(
        id=id_,
        name=id_,
        parent=parent,
        relation=None if parent is None else "phase",
        agreements=[Agreement(signed_on="2022-01-01", terms=[TERM])] if promises else [],
        outcomes=[] if tax is None else [Outcome(period="2024", tax=Money.of(tax, "万元"))],
    )


CASES: dict[str, tuple[list[Project], str | None, str | None, bool]] = {
    "its phase reports": ([project("P", promises=True), project("Q", 60, parent="P")], "60", None, False),
    "both report": ([project("P", 30, promises=True), project("Q", 60, parent="P")], "90", None, False),
    "at any depth": (
        [project("P", promises=True), project("Q", parent="P"), project("R", 60, parent="Q")],
        "60",
        None,
        False,
    ),
    "another reports": ([project("P", promises=True), project("Z", 60)], "0", None, True),
    "nobody reports": ([project("P", promises=True)], "0", None, True),
}


@pytest.mark.long
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("engine", [None, "polars", "duckdb", "pandas", "parquet"])
def test_a_promise_is_held_against_all_reports_of_its_project(name: str, engine: Any, tmp_path: Path) -> None:
    projects, score, reason, is_missing = CASES[name]
    ledger = Ledger(projects=projects, as_of="2024-12-31")
    source: Any = ledger
    if engine == "parquet":
        write_parquet(from_ledger(ledger), tmp_path / "t")
        source = read_parquet(tmp_path / "t")
    elif engine is not None:
        source = from_ledger(ledger, backend=engine)
    asked: Any = {"as_of": "2024-12-31", "weights": {"tax": 100}}
    found = evaluate(source, "agreement_compliance", **asked)["agreement_compliance"]
    assert (found.value, found.reason) == (None if score is None else Decimal(score), reason)
    assert ("missing_outcome:tax" in found.warnings) is is_missing
