"""The tables of history: records alike are kept together, and come back in the order of the ledger."""

import pytest

from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.ledger import Ledger
from zhaoshang.model import Agreement, Milestone, Project

_STARTS = [
    Milestone(stage="started", on="2022-03-01", evidence=["construction_permit"]),
    Milestone(stage="started", on="2022-02", evidence=["site_photo", "construction_permit"]),
    Milestone(stage="started", on="2022-01-01"),
    Milestone(stage="started", evidence=["site_photo", "site_photo"]),
]
_PLAN = Milestone(stage="started", on="2021-12-01", planned=True, evidence=["construction_permit"])
_DEAL = Agreement(signed_on="2021-11-05", evidence=["site_photo"])


@pytest.fixture(scope="module")
def tables() -> Tables:
    """Two projects whose starts are proved by different papers, the second in the other order."""
    projects = [
        Project(id="P1", name="轴承厂", agreements=[_DEAL], milestones=[*_STARTS, _PLAN]),
        Project(id="P2", name="阀门厂", milestones=_STARTS[::-1]),
    ]
    return Tables(Ledger(as_of="2022-12-31", projects=projects))


@pytest.mark.parametrize(
    ("part", "records", "parents"),
    [
        ("history:started", [*_STARTS, *_STARTS[::-1]], [0] * 4 + [1] * 4),
        ("history:signed", [_DEAL], [0]),
        ("plans:started", [_PLAN], [0]),
        ("evidence:construction_permit", [*_STARTS[:2], *_STARTS[1::-1]], [0, 0, 1, 1]),
        (
            "evidence:site_photo",
            [_DEAL, _STARTS[1], _STARTS[3], _STARTS[3], _STARTS[3], _STARTS[3], _STARTS[1]],
            [0, 0, 0, 0, 1, 1, 1],
        ),
    ],
    ids=["stage", "signed", "plan", "paper", "paper-twice"],
)
def test_records_stand_in_the_order_of_the_ledger(
    tables: Tables, part: str, records: list[Agreement | Milestone], parents: list[int]
) -> None:
    table = tables[part]
    assert list(table.rows) == records
    assert list(table.parents or ()) == parents


def test_days_are_of_the_records(tables: Tables) -> None:
    table = tables["history:started"]
    dates = [step.on for step in _STARTS]
    firsts = [None if on is None else on.start.toordinal() for on in dates]
    lasts = [None if on is None else on.end.toordinal() for on in dates]
    assert table.column("lo") == firsts + firsts[::-1]
    assert table.column("hi") == lasts + lasts[::-1]
    assert not table.is_full("lo")


def test_a_stage_of_single_days_has_one_column_of_days(tables: Tables) -> None:
    plans = tables["plans:started"]
    assert plans.column("lo") is plans.column("hi")
    assert plans.is_full("hi")
