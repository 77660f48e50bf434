"""Define a local 口径 and compare its figures with the default, on an invented ledger of five projects.

python examples/local_profile.py
"""

# --8<-- [start:ledger]
from zhaoshang import Ledger, Project, evaluate
from zhaoshang.model import Agreement, Milestone

ledger = Ledger(
    as_of="2022-06-30",
    projects=[
        Project(
            id="A",
            name="虚构阀门项目",
            agreements=[Agreement(signed_on="2022-03-05")],
            milestones=[Milestone(stage="started", on="2022-05-12", evidence=["construction_permit"])],
        ),
        Project(
            id="B",
            name="虚构隔膜项目",
            agreements=[Agreement(signed_on="2022-03-18")],
            milestones=[Milestone(stage="started", on="2022-06")],
        ),
        Project(
            id="C",
            name="虚构仓储项目",
            agreements=[Agreement(signed_on="2022-04-02")],
            milestones=[
                Milestone(stage="started", on="2022-04-20"),
                Milestone(stage="trial", on="2022-06-15"),
            ],
        ),
        Project(
            id="D",
            name="虚构检测项目",
            agreements=[Agreement(signed_on="2022-02-11")],
            milestones=[Milestone(stage="terminated", on="2022-05-30")],
        ),
        Project(id="E", name="虚构总部项目", agreements=[Agreement(kind="intent", signed_on="2022-05-06")]),
    ],
)
# --8<-- [end:ledger]

# --8<-- [start:define]
from zhaoshang.profiles import DEFAULT
from zhaoshang.references import Reference

strict = DEFAULT.vary(
    "strict",
    zh="从严口径",
    en="strict",
    references=[Reference(key="S1", title="某县招商引资考评办法（示例，虚构）", clause="第八条")],
    started=["construction_permit"],
    trial_counts=False,
)
wide = DEFAULT.vary("wide", zh="从宽口径", en="wide", signed_kinds=["intent", "formal"])
print(strict.differences())  # {'started': ('construction_permit',), 'trial_counts': False}
# --8<-- [end:define]

# --8<-- [start:compare]
from zhaoshang.kpis import compare

comparison = compare(ledger, ["开工率", "投产率"], [DEFAULT, strict, wide], period="2022-H1")
first, second = comparison.to_rows(exact=True)
print([str(first[profile]) for profile in comparison.profiles])  # ['75.00', '25.00', '60.00']
print([str(second[profile]) for profile in comparison.profiles])  # ['25.00', '0.00', '20.00']
# --8<-- [end:compare]

# --8<-- [start:explain]
stricter = comparison.differences[0]
print(stricter.kpi, stricter.removed)  # start_rate ('B', 'C')
rate = evaluate(ledger, "开工率", period="2022-H1", profile=strict)["start_rate"]
said = [line.strip() for line in rate.explain("zh_CN").splitlines()]
print(said[0])  # 开工率：25.00%
print(said[3])  # 期间 2022-H1；截至 2022-06-30；项目范围 期内签约；从严口径
print(said[4:])  # ['“started” = 建筑工程施工许可证', '“trial_counts” = 否']
# --8<-- [end:explain]
