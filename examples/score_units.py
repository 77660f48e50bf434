"""Score the units of a county by an assessment scheme kept as data; all names and figures are invented."""

# --8<-- [start:ledger]
from zhaoshang import Count, Ledger, Money, Project, ServiceTeam
from zhaoshang.model import Agreement, Milestone, Target


def project(id_: str, owner: str, amount: str, signed_on: str, started_on: str | None = None) -> Project:
    """Draw up a project of a town."""
    return Project(
        id=id_,
        name=f"虚构项目{id_}",
        owner=owner,
        investment=Money.of(amount, "亿元"),
        agreements=[Agreement(signed_on=signed_on)],
        milestones=[Milestone(stage="started", on=started_on)] if started_on else [],
    )


ledger = Ledger(
    name="某县（虚构）",
    teams=[
        ServiceTeam(id="east", name="东镇"),
        ServiceTeam(id="west", name="西镇"),
        ServiceTeam(id="north", name="北镇"),
    ],
    projects=[
        project("1", "east", "12", "2025-02-10", "2025-06-01"),
        project("2", "east", "3", "2025-05-20"),
        project("3", "west", "6", "2025-03-15", "2025-05-10"),
        project("4", "west", "5", "2025-04-08", "2025-06-20"),
        project("5", "north", "2", "2025-01-20"),
    ],
    targets=[
        Target(
            id=f"T-{unit}",
            unit=unit,
            measure="signed_investment_total",
            period="2025",
            value=Money.of(goal, "亿元"),
        )
        for unit, goal in (("east", 30), ("west", 20))
    ]
    + [
        Target(id="T-n", unit="north", measure="signed_project_count", period="2025", value=Count.of(2, "个"))
    ],
)
# --8<-- [end:ledger]

# --8<-- [start:scheme]
from zhaoshang.assessments import Bonus, Grade, Indicator, Measure, Scheme

scheme = Scheme(
    id="county_2025",
    zh="全县招商引资考核",
    en="assessment of a county",
    indicators=[
        Indicator(
            id="signed",
            zh="签约额完成序时",
            en="investment signed against the time gone",
            points=50,
            method="schedule",
            measures=[Measure(kpi="签约总投资")],
            duty="商务局",
        ),
        Indicator(
            id="started",
            zh="开工率",
            en="start rate",
            points=30,
            method="rate",
            measures=[Measure(kpi="开工率")],
        ),
        Indicator(id="daily", zh="日常工作", en="daily work", points=20, method="given", duty="督查室"),
    ],
    bonuses=[
        Bonus(
            id="large",
            zh="10亿元以上项目",
            en="projects of 1 billion yuan",
            points=4,
            cap=8,
            kpi="projects_in_band",
            arguments={"bands": ["≥10亿元"]},
        )
    ],
    grades=[Grade(zh="优秀", en="excellent", at_least=90), Grade(zh="合格", en="passed", at_least=60)],
)
# --8<-- [end:scheme]

# --8<-- [start:assess]
from zhaoshang.assessments import assess, notice, score_table

marks = {"daily": {"east": 18, "west": 16, "north": 19}}
march = assess(scheme, ledger, period="2025", as_of="2025-03-31", given=marks)
june = assess(scheme, ledger, period="2025", as_of="2025-06-30", given=marks, previous=march)
print(score_table(june).to_text())
print(notice(june))
# --8<-- [end:assess]

# --8<-- [start:proof]
print(june.of("east").cells[0].explain())
print(june.gaps())
# --8<-- [end:proof]
