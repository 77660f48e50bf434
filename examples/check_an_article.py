"""Check the figures of an article against each other, and a ledger against its rules."""

# --8<-- [start:figures]
from zhaoshang.checks import verify_claims

figures = [
    {"id": "signed", "value": "41个", "label": "上半年签约项目"},
    {"id": "rate", "value": "51.2%", "label": "开工率"},
    {"id": "title", "value": "130亿元", "label": "标题中的总投资"},
    {"id": "text", "value": "近130亿元", "label": "正文中的总投资"},
    {"id": "new", "value": "12个"},
    {"id": "going", "value": "59个"},
    {"id": "started", "value": "73个"},
]
report = verify_claims(
    figures,
    [
        {"claim": "rate", "rate": "rate", "denominator": "signed"},
        {"claim": "same", "of": ["title", "text"]},
        {"claim": "sum", "parts": ["new", "going"], "total": "started"},
    ],
)
print(report.codes)  # ('hedge_differs', 'sum_mismatch')
print(report.solved["rate"]["half_up"])  # ('21',)
print(report[1].detail["difference"])  # 2
# --8<-- [end:figures]

# --8<-- [start:ledger]
from zhaoshang import Ledger, Money, Project
from zhaoshang.checks import check
from zhaoshang.model import Milestone

ledger = Ledger(
    as_of="2022-06-30",
    projects=[
        Project(
            id="P1",
            name="石墨烯产业园",
            investment=Money.of(3, "亿元"),
            fixed_investment=Money.of(4, "亿元"),
            milestones=[Milestone(stage="landed", on="2022-05"), Milestone(stage="started", on="2022-03")],
        )
    ],
)
found = check(ledger)
print(found.codes)  # ('stage_order', 'part_exceeds_whole')
print(found[1].render("zh_CN"))  # P1：固定资产投资（4亿元）大于总额（3亿元）
# --8<-- [end:ledger]

# --8<-- [start:own]
from zhaoshang.checks import RULES, Rule
from zhaoshang.findings import Finding


def small(ledger: Ledger) -> list[Finding]:
    """Find projects below the threshold of the county."""
    least = Money.of(5, "亿元")
    return [
        Finding(code="small", ids=[project.id], zh="低于本县门槛", en="below the county's threshold")
        for project in ledger.projects
        if project.investment is not None and project.investment < least
    ]


county = Rule(code="small", zh="低于门槛", en="below the threshold", find=small, since="2022")
print(check(ledger, rules=[*RULES, county]).codes)  # ('stage_order', 'part_exceeds_whole', 'small')
# --8<-- [end:own]
