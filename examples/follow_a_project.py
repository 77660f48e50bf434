"""Follow a project from the first talks to a reopened contract, and see what is late."""

# --8<-- [start:ask]
from zhaoshang import Ledger, Project, advance
from zhaoshang.lifecycle import allowed, assess
from zhaoshang.model import Milestone

project = Project(
    id="P1",
    name="石墨烯产业园",
    owner="投资促进局",
    track="land",
    milestones=[Milestone(stage="negotiating", on="2022-01-10")],
)
print(*[stage.zh for stage in allowed(project)])  # 线索 意向 签约 不引进 搁置 流转
step = assess(project, "landed", on="2022-02-01", evidence=["business_license", "lease"])
print(step.ok, *[warning.key for warning in step.warnings])  # True skipped:signed
# --8<-- [end:ask]

# --8<-- [start:advance]
project = advance(
    project, "signed", on="2022-03-01", evidence=["contract"], recorded_on="2022-03-02", strict=True
)
project = advance(
    project,
    "landed",
    on="2022-05-10",
    evidence=["land_payment"],
    promised=[{"evidence": "business_license", "due_on": "2022-06-10"}],
    recorded_on="2022-05-12",
    strict=True,
)
print(*[entry.stage for entry in project.history])  # negotiating signed landed
# --8<-- [end:advance]

# --8<-- [start:refused]
from zhaoshang.errors import TransitionRefusedError

try:
    advance(project, "started", on="2022-07-01", as_of="2022-06-30", strict=True)
except TransitionRefusedError as refused:
    day, paper = refused.step.blockers
    print(day)  # P1: the date is in the future (2022-07-01 > 2022-06-30); write plans as planned milestones
    print(paper.render("zh_CN"))  # P1：缺少佐证材料：建筑工程施工许可证或实质性施工
# --8<-- [end:refused]

# --8<-- [start:alarms]
from zhaoshang.lifecycle import alarms, escalate

for alarm in alarms(Ledger(projects=[project]), as_of="2022-06-30"):
    print(alarm.zh, alarm.subject, alarm.days_over)  # 容缺材料未补齐 business_license 20
    if rung := escalate(alarm):
        print(rung.who_zh, rung.action_zh)  # 包抓领导 督办单
# --8<-- [end:alarms]

# --8<-- [start:known]
from zhaoshang.lifecycle import stage_at

print(stage_at(project, "2022-05-11").stage)  # landed
print(stage_at(project, "2022-05-11", known_on="2022-05-11").stage)  # signed
# --8<-- [end:known]

# --8<-- [start:reopen]
ended = advance(project, "terminated", on="2022-08-01", recorded_on="2022-08-02")
again = advance(
    ended, "landed", on="2022-09-01", correction=True, reason="误录终止", recorded_on="2022-09-02"
)
print(*[entry.stage for entry in again.history])  # negotiating signed landed terminated landed
print(stage_at(again, "2022-08-15", known_on="2022-08-15").stage)  # terminated
print(stage_at(again, "2022-09-01").stage)  # landed
# --8<-- [end:reopen]

# --8<-- [start:words]
from zhaoshang.lifecycle import VARIANTS

listed = {variant.code: variant for variant in VARIANTS}["app_list"]
print(listed.read("完工").stage)  # completed
print(listed.read("启动").question("zh_CN"))  # “启动”是指签约还是在批？
# --8<-- [end:words]
