"""Firms that nobody named are no firm: they are left out with a word, and never taken for one another."""

from typing import Any

from zhaoshang import Area, Ledger, Money, Park, Project, evaluate
from zhaoshang.frames import from_ledger
from zhaoshang.model import Agreement, Lease, Milestone, Payment, Space


def project(id_: str, *investors: str) -> Project:
    return Project(
        id=id_,
        name="一号线索",
        investors=investors,
        agreements=[Agreement(signed_on="2024-03-01")],
        milestones=[Milestone(stage="lead", on="2024-01-05")],
    )


def payment(id_: str, investor: str | None, number: int) -> Payment:
    return Payment(id=id_, investor=investor, amount=Money.of(number, "万元"), on="2024-05-06")


LEDGER = Ledger(
    as_of="2024-12-31",
    projects=[project("P1", "I1"), project("P2", "I1"), project("P3"), project("P4")],
    parks=[
        Park(
            id="K",
            name="某园区",
            spaces=[Space(id=id_, area=Area.of(900, "平方米")) for id_ in ("S1", "S2")],
            leases=[
                Lease(
                    space="S1", tenant="I1", stage="moved_in", on="2024-02-03", area=Area.of(900, "平方米")
                ),
                Lease(space="S2", stage="moved_in", on="2024-02-03", area=Area.of(900, "平方米")),
            ],
        )
    ],
    payments=[payment("Y1", "I1", 10), payment("Y2", "I2", 30), payment("Y3", None, 500)],
)
CASES: list[Any] = [
    ("stage_count", {"of": "signed", "count_by": "investor"}, 1, {"P3", "P4"}, "missing_investor"),
    ("stage_count", {"of": "signed"}, 4, set(), ""),
    ("leads_collected", {"period": "2024"}, 3, {"P2"}, "duplicate"),
    ("policy_cash", {"measure": "firms", "period": "2024"}, 2, {"Y3"}, "missing_investor"),
    ("policy_cash", {"measure": "mean", "period": "2024"}, 200_000, {"Y3"}, "missing_investor"),
    ("tenant_count", {}, 1, {"S2"}, "missing_tenant"),
    ("tenant_count", {"period": "2024"}, 1, {"S2"}, "missing_tenant"),
    ("policy_cash", {"measure": "amount", "period": "2024"}, 5_400_000, set(), ""),
]


def test_a_firm_without_a_name_is_told_and_is_no_other() -> None:
    wrong = []
    for engine in (None, "polars", "duckdb"):
        source: Any = LEDGER if engine is None else from_ledger(LEDGER, backend=engine)
        for kpi, asked, value, out, why in CASES:
            found = evaluate(source, kpi, **asked)[kpi]
            named = {f"{why}:{each}" for each in out}
            if (found.value, set(found.excluded), set(found.warnings)) != (value, out, named):
                wrong.append((engine, kpi, asked, found.value, found.excluded, found.warnings))
    assert wrong == []
