"""What a document says twice is one object in memory, and still said twice."""

from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from zhaoshang import Ledger, Project
from zhaoshang._records.quick import Known, make_reading
from zhaoshang.errors import RecordError
from zhaoshang.frames import write_parquet
from zhaoshang.records import dump, load, structure

LANDED = {
    "stage": "landed",
    "on": "2022-03-05",
    "recorded_on": "2022-04-01",
    "evidence": ["land_payment", "land_payment"],
}
SIGNED: dict[str, Any] = {
    "signed_on": "2022-01-05",
    "evidence": ["contract"],
    "terms": [{"measure": "tax", "period": "2022", "promised": "800万元"}],
    "amount": {"value": "300000000", "unit": "CNY", "text": "3亿元", "places": 0, "scale": 8},
}


def document(number: int, **more: object) -> dict[str, object]:
    """Write a project that says what every other says."""
    said = {"agreements": [SIGNED], "milestones": [LANDED], "investment": "3亿元", "investors": ["I1"]}
    return {"id": f"P{number}", "name": "甲", **said, **more}


def test_what_is_said_twice_is_kept_once(tmp_path: Path) -> None:
    """Amounts, dates, papers and statements of two projects are one object, whether from data or from a file."""
    ledger = structure({"projects": [document(1), document(2)]}, Ledger)
    dump(ledger, tmp_path / "ledger.jsonl")
    for held in (ledger, load(tmp_path / "ledger.jsonl")):
        one, other = held.projects
        assert one.investment is other.investment
        assert one.agreements[0] is other.agreements[0]
        assert one.milestones[0] is other.milestones[0]


def test_two_of_a_list_are_two() -> None:
    """Two payments of one day and amount are two payments: nothing that asks which of them it has is misled."""
    twice = [{"on": "2022-11", "amount": {"value": "5000", "unit": "CNY"}}] * 2
    project = structure([document(1, arrivals=twice), document(2, arrivals=twice)], tuple[Project, ...])[0]
    first, second = project.arrivals
    assert first == second
    assert first is not second


def test_what_has_an_id_is_itself() -> None:
    """What the government promised goes by its id within a project, and another project may use the same."""
    paper = {**SIGNED, "commitments": [{"id": "C1", "kind": "租金补贴"}]}
    one, other = structure([document(n, agreements=[paper]) for n in (1, 2)], tuple[Project, ...])
    assert one.agreements == other.agreements
    assert one.agreements[0] is not other.agreements[0]
    assert one.agreements[0].commitments[0] is not other.agreements[0].commitments[0]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        pytest.param({"planned": False}, {"planned": 0}, id="false, zero"),
        pytest.param({"planned": True}, {"planned": 1}, id="true, one"),
        pytest.param({"planned": True}, {"planned": 1.0}, id="true, one point zero"),
    ],
)
def test_what_only_equals_what_was_read_is_refused(
    right: dict[str, object], wrong: dict[str, object]
) -> None:
    """In Python 1 is true; in a document it is not, also where the same was said before with true."""
    step = {"stage": "completed", "on": "2024"}
    told = [document(1, milestones=[{**step, **right}]), document(2, milestones=[{**step, **wrong}])]
    with pytest.raises(RecordError) as caught:
        structure(told, tuple[Project, ...])
    assert "$[1].milestones[0].planned" in str(caught.value)


@pytest.mark.long
def test_what_is_remembered_is_bounded() -> None:
    """A file of any length is read in bounded memory."""
    known = Known(dict)
    read = make_reading()(Project)
    for number in range(40_000):
        read({"id": "P", "name": "甲", "investment": {"value": str(number), "unit": "CNY"}}, known)
    assert max(map(len, known.values())) < 20_000


@pytest.mark.parametrize("more", [{}, {"parent": "P1", "relation": "phase"}], ids=["projects", "phases"])
@pytest.mark.parametrize(
    ("table", "times"),
    [
        pytest.param("evidence", {1: 3, 2: 3}, id="evidence"),
        pytest.param("terms", {1: 3}, id="terms"),
    ],
)
def test_each_record_has_its_own_papers(
    table: str, times: dict[int, int], more: dict[str, str], tmp_path: Path
) -> None:
    """Where projects share a record, each row of history keeps what proves it: no row has the papers of another."""
    told = [document(1), document(2, **more), document(3)]
    write_parquet(structure({"projects": told}, Ledger), tmp_path)
    proved = Counter(pl.read_parquet(tmp_path / f"{table}.parquet")["history_row"].to_list())
    assert Counter(proved.values()) == times
