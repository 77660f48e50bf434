"""Wrong uses of records that a type checker must refuse; this module is only type-checked, never run.

Every line marked with an ignore is an error for the checker; where one is not, the unused ignore is reported.
"""

from datetime import date

from zhaoshang import Area, Ledger, Money, Project
from zhaoshang.checks import check
from zhaoshang.findings import Finding, Report
from zhaoshang.model import Agreement, CreditShare, Milestone, Outreach, ServiceTeam
from zhaoshang.records import structure

right = Project(
    id="P1",
    name="甲",
    track="land",
    investment=Money.of(3, "亿元"),
    agreements=[Agreement(signed_on=date(2022, 3, 5))],
    milestones=(Milestone(stage="landed", on="2022-06"),),
)
ledger = Ledger(as_of="2022-06-30", projects=[right])
found: Project = ledger.projects["P1"]
report: Report = check(ledger)
built: Project = structure({"id": "P1", "name": "甲"}, Project)
Outreach(persons=12)

Project("P1", "甲")  # type: ignore[call-arg]
Project(id="P1")  # type: ignore[call-arg]
Project(id="P1", name="甲", investment="3亿元")  # type: ignore[arg-type]
Project(id="P1", name="甲", investment=Area.of(3, "亩"))  # type: ignore[arg-type]
Project(id="P1", name="甲", agreements=[Milestone(stage="signed")])  # type: ignore[list-item]
Project(id="P1", name="甲", colour="red")  # type: ignore[call-arg]
Milestone(stage="landed", on=20220305)  # type: ignore[arg-type]
CreditShare(unit="U1", share=0.5)  # type: ignore[arg-type]
Ledger(projects=[ServiceTeam(id="U1", name="组")])  # type: ignore[list-item]
ledger.projects[0]  # type: ignore[index]
ledger.projects["P1"].name = "乙"  # type: ignore[misc]
Finding("two_dates")  # type: ignore[call-arg]
other: ServiceTeam = ledger.projects["P1"]  # type: ignore[assignment]
parsed: Ledger = structure({}, Project)  # type: ignore[assignment]


class Mine(Project):  # type: ignore[misc]
    """Records are final."""
