"""Add a city's own stage, and use it in lifecycle, figures, ledgers and boards."""

# --8<-- [start:declare]
from zhaoshang.lifecycle import extend_lifecycle
from zhaoshang.profiles import DEFAULT
from zhaoshang.vocabulary import declare_stage

topped_out = declare_stage("topped_out", zh="封顶", en="topped out", after="started")
city = extend_lifecycle(
    code="city",
    zh="某市流程（虚构）",
    en="a city (invented)",
    steps=[
        ("started", "topped_out completed", "producing on_hold exited breached trial"),
        ("topped_out", "completed", "on_hold exited breached trial"),
    ],
    evidence=[("topped_out", "", "封顶照片")],
    optional={"topped_out": None},
    extra_evidence=["封顶照片"],
)
profile = DEFAULT.vary("city", lifecycle=city)
# --8<-- [end:declare]

# --8<-- [start:use]
from zhaoshang import Ledger, Project, advance, evaluate
from zhaoshang.lifecycle import assess, duration, stage_at

project = Project(id="P1", name="虚构光学项目", track="land")
for stage, on in (("signed", "2025-01-10"), ("landed", "2025-02-20"), ("started", "2025-03-01")):
    project = advance(project, stage, on=on, lifecycle=city)
step = assess(project, "topped_out", on="2025-08-01", lifecycle=city, strict=True)
print(*[blocker.key for blocker in step.blockers])  # missing_evidence:封顶照片
project = advance(project, "topped_out", on="2025-08-01", evidence=["封顶照片"], lifecycle=city, strict=True)
print(stage_at(project, "2025-12-31", lifecycle=city).stage)  # topped_out
print(duration(project, "started", "topped_out").days)  # 153

ledger = Ledger(projects=[project], as_of="2025-12-31")
figures = evaluate(ledger, ["milestone_count", "stage_count"], of=topped_out, profile=profile)
print(*[figure.value for figure in figures.values()])  # 1 1
# --8<-- [end:use]

# --8<-- [start:read]
import json

from zhaoshang.model import Milestone
from zhaoshang.records import structure, unstructure
from zhaoshang.reports import stage_board

again = structure(json.loads(json.dumps(unstructure(ledger), default=str)), Ledger)
print(again == ledger)  # True
board = stage_board(ledger, stages=["started", "topped_out"], profile=profile, warnings=[])
print(board.rows[0][4:7])  # ('2025-03-01', '2025-08-01', '封顶')

# only the roof is on record: it shows that works were begun, though not when
seen = Project(id="P2", name="虚构机械项目", milestones=[Milestone(stage="topped_out", on="2025-09-01")])
begun = evaluate(
    Ledger(projects=[seen], as_of="2025-12-31"), "milestone_count", of="started", period="2025-Q3"
)
print(begun["milestone_count"].value, begun["milestone_count"].high)  # 0 1
# --8<-- [end:read]
