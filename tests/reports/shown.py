"""The ledger that every report is drawn from. All projects are invented."""

from fractions import Fraction

from zhaoshang import Area, Count, Ledger, Money, Project
from zhaoshang.model import (
    Agreement,
    Assignment,
    Chain,
    ChainMember,
    ChainNode,
    Demand,
    Investor,
    Lease,
    Milestone,
    Park,
    ServiceTeam,
    Space,
    Target,
    TeamMember,
)
from zhaoshang.reports import (
    Progress,
)

LOCALES = ("zh_CN", "zh_TW", "en")


def project(
    number: int, owner: str, amount: Money | None, *steps: tuple[str, str], signed: str = "", **more: object
) -> Project:
    return Project(
        id=f"P{number}",
        name=f"项目{number}",
        owner=owner,
        investment=amount,
        agreements=[Agreement(signed_on=signed)] if signed else [],
        milestones=[Milestone(stage=stage, on=on) for stage, on in steps],
        **more,  # type: ignore[arg-type]
    )


def ledger() -> Ledger:
    lead = ("lead", "2022-01")
    return Ledger(
        as_of="2022-06-30",
        projects=[
            project(
                1, "U1", Money.of(3, "亿元"), lead, ("started", "2022-06-10"), signed="2022-03-05", park="K1"
            ),
            project(2, "U1", Money.of(5, "亿元", hedge="near"), lead, signed="2022-06-01", industry="C39"),
            project(
                3,
                "U2",
                Money.of(2, "亿元"),
                lead,
                ("negotiating", "2022-02-01"),
                channel="fund",
                industry="ZZ",
            ),
            project(
                4, "U2", Money.of(3000, "万美元"), lead, ("terminated", "2022-05-01"), signed="2022-04-01"
            ),
            project(5, "", None, lead, chain_nodes=["C1/n1"]),
        ],
        teams=[
            ServiceTeam(
                id="U1",
                name="东镇",
                members=[TeamMember(id="M1", name="张三")],
                assignments=[
                    Assignment(project="P1", member="M1", role="leader_in_charge"),
                    Assignment(project="P2", member="李四", role="leader_in_charge", until="2022-05"),
                ],
            ),
            ServiceTeam(id="U2", name="西镇"),
        ],
        parks=[
            Park(
                id="K1",
                name="芯谷园",
                kind="industrial_park",
                spaces=[Space(id="A", kind="plant", area=Area.of(2, "万㎡"), completed_on="2021-06")],
                leases=[
                    Lease(space="A", tenant="甲", area=Area.of(5000, "㎡"), stage="moved_in", on="2022-01")
                ],
                demands=[Demand(id="D", tenant="乙"), Demand(id="E", tenant="丙", met_on="2022-03")],
            ),
            Park(id="K2", name="空园"),
        ],
        investors=[Investor(id="I1", name="石墨公司")],
        chains=[
            Chain(
                id="C1",
                name="石墨烯",
                nodes=[
                    ChainNode(id="n1", name="粉体", position="upstream", key=True),
                    ChainNode(id="n2", name="应用", position="downstream"),
                ],
                members=[
                    ChainMember(node="n1", investor="I1", role="leader"),
                    ChainMember(node="n1", investor="某公司"),
                    ChainMember(node="n1", project="P1"),
                ],
            )
        ],
        targets=[
            Target(
                id="T1", unit="U1", measure="signed_project_count", period="2022", value=Count.of(3, "个")
            ),
            Target(
                id="T2", unit="U2", measure="signed_project_count", period="2022", value=Count.of(8, "个")
            ),
        ],
    )


LEDGER = ledger()


def items(*parts: int) -> list[Progress]:
    return [
        Progress(
            measure="signed_project_count",
            name=f"{part}",
            completion=Fraction(part),
            time=Fraction(50),
            gap=Fraction(part - 50),
        )
        for part in parts
    ]
