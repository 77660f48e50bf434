"""One invented county that holds an example of each mechanism, and how a bureau asks it something."""

from typing import Any, Final

from attrs import evolve

from zhaoshang import Area, Chain, Count, Investor, Ledger, Money, Park, Project, ServiceTeam, evaluate
from zhaoshang.boards import BOARDS, board_table
from zhaoshang.checks import Admission, Limit, ListedIndustry, Screening, screen
from zhaoshang.kpis import find
from zhaoshang.measures import Predicate
from zhaoshang.model import (
    Agreement,
    Appraisal,
    Assignment,
    Campaign,
    Capacity,
    Case,
    ChainLink,
    ChainMember,
    ChainNode,
    Conditional,
    DatedFlag,
    Demand,
    Event,
    Fund,
    FundInvestment,
    FundSponsor,
    Lease,
    LogEntry,
    Milestone,
    Outcome,
    Outreach,
    Partner,
    Payment,
    PlanCode,
    PromisedTerm,
    Reservation,
    Scenario,
    ServiceStep,
    Space,
    StepLimit,
    StepProgress,
    Target,
    TeamMember,
    Understanding,
    match_demands,
)
from zhaoshang.reading import parse_quantity
from zhaoshang.reports import ranking

SIGNED: Final = [Agreement(signed_on="2022-03-05")]


def steps(**days: str) -> list[Milestone]:
    """Date some stages."""
    return [Milestone(stage=stage, on=day) for stage, day in days.items()]


HUNDREDS: Final = parse_quantity("100余个")
assert isinstance(HUNDREDS, Count)

COUNTY: Final = Ledger(
    as_of="2022-06-30",
    projects=[
        Project(
            id="A",
            name="虚构谷·创新园（一期）",
            owner="U1",
            district="东片",
            investors=["I1"],
            park="K1",
            chain_nodes=["C/n1"],
            industry="C39",
            category="industry",
            track="land",
            channel="referral",
            grade="重点",
            investment=Money.of(12, "亿元"),
            land=Area.of(60, "亩"),
            capacity=parse_quantity("100万套"),
            agreements=SIGNED,
            milestones=[
                Milestone(stage="landed", on="2022-04-10", evidence=["works_planning_permit"]),
                *steps(started="2022-05-01"),
            ],
            outcomes=[
                Outcome(
                    period="2022-Q1",
                    tax=Money.of(10, "万元"),
                    fixed_asset_investment=Money.of(1000, "万元"),
                    output=Money.of(300, "万元"),
                ),
                Outcome(period="2022-Q2", tax=Money.of(20, "万元"), output=Money.of(500, "万元")),
            ],
            events=["E1", "E2"],
            referrer="R1",
            fund="F1",
            scenario="S1",
            regions=["福建", "江西"],
            tags=["精准产业链招商", "平台计划"],
            appraisals=[Appraisal(on="2022-02-01", by="评审组", verdict="admit", score=88)],
        ),
        Project(
            id="A1",
            name="一期",
            parent="A",
            relation="phase",
            agreements=[Agreement(signed_on="2022-04-05")],
        ),
        Project(
            id="B",
            name="虚构商圈",
            owner="U2",
            district="西片",
            investors=["I2"],
            category="commerce",
            channel="online",
            events=["E4"],
            investment=Money.of(3, "亿元"),
            agreements=[Agreement(kind="intent", signed_on="2022-05-06")],
            appraisals=[Appraisal(on="2022-04-01", by="R3", verdict="reject", score=40)],
        ),
        Project(
            id="G",
            name="虚构救援中心",
            owner="U2",
            category="infrastructure",
            government_funded=True,
            investment=Money.of(2, "亿元"),
            agreements=SIGNED,
        ),
        Project(
            id="S", name="策划项目", investment=Money.of(6, "亿元"), milestones=steps(planned="2022-01-10")
        ),
        Project(
            id="Q",
            name="虚构线索",
            milestones=steps(lead="2022-06-02"),
            log=[LogEntry(on="2022-06-20", note="对接")],
        ),
        Project(
            id="M",
            name="虚构搬迁厂",
            owner="U2",
            relation="relocation",
            moved_from="local",
            investment=Money.of(1, "亿元"),
            agreements=SIGNED,
        ),
        Project(
            id="X",
            name="虚构违约项目",
            owner="U2",
            district="西片",
            park="K3",
            referrer="R2",
            events=["E4"],
            investment=Money.of(5, "亿元"),
            agreements=SIGNED,
            milestones=[
                *steps(started="2022-04-01"),
                Milestone(stage="exited", on="2022-06-10", evidence=["land_recovered"]),
            ],
        ),
    ],
    investors=[
        Investor(
            id="I1",
            name="虚构央企",
            origin="out_of_province",
            ownership="central_state",
            types=["leader"],
            flags=[DatedFlag(flag="fortune_500", year=2021)],
        ),
        Investor(id="I2", name="虚构民企", origin="out_of_city", ownership="private"),
        Investor(id="I3", name="虚构目标企业", is_prospect=True),
    ],
    parks=[
        Park(
            id="K1",
            name="虚构园区",
            kind="industrial_park",
            operator="虚构公司",
            development="管委会+公司",
            chains=["C"],
            amenities=["小学", "公寓"],
            spaces=[
                Space(
                    id="s1",
                    kind="plant",
                    area=Area.of(10000, "平方米"),
                    completed_on="2021-06",
                    opened_on="2021-09",
                )
            ],
            leases=[
                Lease(
                    id="L1",
                    space="s1",
                    tenant="T1",
                    area=Area.of(2000, "平方米"),
                    stage="moved_in",
                    on="2021-10",
                ),
                Lease(
                    id="L2",
                    space="s1",
                    tenant="T1",
                    kind="addition",
                    area=Area.of(5100, "平方米"),
                    stage="contracted",
                    on="2022-05",
                ),
            ],
            demands=[
                Demand(id="d1", tenant="T2", kind="plant", area=Area.of(1000, "平方米"), raised_on="2022-06")
            ],
            capacity=[
                Capacity(
                    resource="land",
                    total=Area.of(100, "亩"),
                    reserved=[Reservation(project="A", amount=Area.of(60, "亩"))],
                )
            ],
        ),
        Park(id="K2", name="园中园", parent="K1", kind="standard_plant"),
        Park(id="K3", name="虚构小镇", kind="town"),
    ],
    chains=[
        Chain(
            id="C",
            name="石墨烯",
            priority=True,
            nodes=[ChainNode(id="n1", name="粉体"), ChainNode(id="n2", name="应用")],
            links=[ChainLink(from_node="n1", to_node="n2")],
            members=[ChainMember(node="n1", investor="I1", role="leader")],
        )
    ],
    teams=[
        ServiceTeam(id="L", name="招商领导小组", kind="leading_group", leader="县长", since="2019-08"),
        ServiceTeam(
            id="U1",
            name="商务局",
            kind="department",
            parent="L",
            class_="部门",
            members=[TeamMember(id="m1", name="张某", rank="副科级"), TeamMember(id="m2", name="李某")],
            covers=["石墨烯"],
            assignments=[
                Assignment(project="A", member="m1", role="service", since="2022-03"),
                Assignment(project="A", member="m2", role="leader_in_charge"),
            ],
            outreach=[
                Outreach(
                    on="2022-02",
                    led_by="县长",
                    direction="outbound",
                    places=["北京", "上海"],
                    companies=["虚构央企"],
                    visits=Count.of(30, "户次"),
                    batches=Count.of(6, "批次"),
                    leads=["A", "B"],
                ),
                Outreach(on="2022-05", direction="online", batches=Count.of(2, "批次"), leads=["Q"]),
                Outreach(on="2022-07", direction="outbound", planned=True, batches=Count.of(1, "批次")),
            ],
            cases=[
                Case(
                    id="c1",
                    category="申报高企",
                    raised_on="2022-03-01",
                    due_on="2022-04-01",
                    closed_on="2022-03-20",
                ),
                Case(id="c2", category="用工", raised_on="2022-03-01", due_on="2022-04-01"),
            ],
            steps=[
                ServiceStep(id="p1", name="立项", department="发改"),
                ServiceStep(id="p2", name="环评", department="环保", limit=StepLimit(days=5)),
            ],
            progress=[
                StepProgress(
                    project="A",
                    step="p1",
                    conditional=Conditional(promised_on="2022-07-20"),
                    accepted_on="2022-06-20",
                ),
                StepProgress(project="A", step="p2", accepted_on="2022-06-01", aid="simulated"),
            ],
        ),
        ServiceTeam(
            id="U2",
            name="西片组",
            kind="squad",
            parent="L",
            class_="乡镇",
            outreach=[Outreach(on="2022-03", direction="inbound", batches=Count.of(3, "批次"))],
        ),
        ServiceTeam(
            id="Z",
            name="现场指挥部",
            kind="command_post",
            leader="副县长",
            assignments=[Assignment(project="X", role="lead")],
        ),
        ServiceTeam(
            id="O",
            name="深圳联络处",
            kind="outpost",
            place="深圳",
            status="planned",
            parent="L",
            covers=["珠三角"],
        ),
        ServiceTeam(
            id="H",
            name="帮帮团",
            kind="service_group",
            parent="L",
            tags=["保姆式", "审批早一步"],
            assignments=[Assignment(project="B", role="service")],
        ),
    ],
    targets=[
        Target(
            id="t1",
            unit="U1",
            measure="signed_project_count",
            period="2022",
            value=Count.of(2, "个"),
            leader="县长",
            level="county",
        ),
        Target(
            id="t2",
            unit="U1",
            measure="signed_project_count",
            period="2022",
            value=Count.of(4, "个"),
            level="city",
        ),
        Target(
            id="t3",
            unit="U1",
            measure="projects_in_band",
            period="2022",
            band="≥10亿元",
            value=Count.of(1, "个"),
        ),
        Target(id="t4", unit="U1", parent="t1", measure="signed_project_count", value=Count.of(2, "个")),
        Target(id="t5", period="2022/2024", value=Area.of("1.5", "万亩")),
    ],
    funds=[
        Fund(
            id="F1",
            name="引导基金",
            size=Money.of(90, "亿元"),
            status="raised",
            stages=["guidance", "vc"],
            sponsors=[FundSponsor(name="县财政", amount=Money.of(2, "亿元"), is_government=True)],
            investments=[
                FundInvestment(firm="虚构央企", amount=Money.of(3, "亿元"), on="2022-05", is_local=True)
            ],
        ),
        Fund(id="F2", name="老基金", size=Money.of(100, "亿元", hedge="over"), status="raised"),
        Fund(id="F3", name="筹建基金", size=Money.of(10, "亿元"), status="planned"),
    ],
    campaigns=[
        Campaign(id="G1", name="招商年", period="2022"),
        Campaign(id="G2", name="百日攻坚", period="2022-03/2022-05", parent="G1"),
    ],
    events=[
        Event(
            id="E1",
            name="创新大赛",
            kind="contest",
            on="2022-03-05",
            entries=HUNDREDS,
            parks=["K1"],
            policies=["人才十条"],
        ),
        Event(id="E2", name="集中签约", kind="signing", on="2022-03-05", campaign="G2"),
        Event(id="E4", name="食博会", kind="fair", on="2022-05-06"),
        Event(id="E3", name="推介会", kind="promotion", on="2022-04-01"),
    ],
    partners=[
        Partner(id="R1", name="虚构商会", kind="chamber"),
        Partner(id="R2", name="虚构研究院", kind="platform", level="国家级"),
        Partner(id="R3", name="虚构专家", kind="expert"),
        Partner(id="R4", name="虚构顾问", kind="adviser"),
        Partner(id="R5", name="虚构大使", kind="ambassador"),
    ],
    scenarios=[
        Scenario(id="S1", name="智慧港口", value=Money.of(3, "亿元"), opportunities=Count.of(28, "个"))
    ],
    understandings=[
        Understanding(parties=["县政府", "虚构协会"], kind="合作", status="起草"),
        Understanding(parties=["县政府", "虚构采购商"], kind="采购", status="已签", on="2022-05"),
    ],
    codes=[
        PlanCode(code="1+2+5+8", members=["领导小组"]),
        PlanCode(code="2+2+1", members=["a", "b", "c", "d", "e"]),
        PlanCode(code="三图四库五池"),
        PlanCode(code="8项机制", members=["统筹协调", "一把手招商"]),
        PlanCode(code="136"),
        PlanCode(code="二分之一"),
    ],
    payments=[
        Payment(id="y1", investor="I1", programme="外贸补助", amount=Money.of(10, "万元"), on="2022-05"),
        Payment(id="y2", investor="I1", programme="技改补助", amount=Money.of(5, "万元"), on="2022-05"),
    ],
)


PROMISING: Final = Ledger(
    as_of="2022-06-30",
    projects=[
        Project(
            id="A",
            name="虚构项目",
            agreements=[
                Agreement(
                    signed_on="2020-03-05",
                    terms=[PromisedTerm(measure="tax", period="2021", promised=Money.of(800, "万元"))],
                )
            ],
            outcomes=[Outcome(period="2021", tax=Money.of(100, "万元"))],
        )
    ],
)


IDLE: Final = Ledger(
    as_of="2022-06-30",
    parks=[
        Park(
            id="K",
            name="虚构地块",
            spaces=[
                Space(id="a", kind="land", area=Area.of(80, "亩"), completed_on="2019", idle_since="2020-01")
            ],
            leases=[Lease(space="a", tenant="T", area=Area.of(20, "亩"), stage="contracted", on="2022-03")],
        )
    ],
)


def value(county: Ledger, kpi: str, *group: str, **asked: Any) -> Any:
    """Ask one figure; a group that the figures do not have has no value."""
    figures = evaluate(county, [find(kpi)], **asked)
    found = [figure for figure in figures.items_ if figure.group == group]
    return found[0].value if found else None


def among(county: Ledger, condition: Predicate, kpi: str = "signed_project_count", **asked: Any) -> Any:
    """Ask a figure of some projects alone."""
    return value(county, kpi, where=condition, **asked)


def shown(county: Ledger, board: str, *ids: str) -> list[tuple[str, ...]]:
    """Fill a shipped board, and take some columns."""
    table = board_table(county, BOARDS[board])
    skip = 1 if BOARDS[board].lights else 0
    places = [[each.id for each in BOARDS[board].columns].index(name) + skip for name in ids]
    return [tuple(row[place] for place in places) for row in table.rows]


def lit(county: Ledger, board: str) -> list[str]:
    """Take the lights of a shipped board."""
    return [row[0] for row in board_table(county, BOARDS[board]).rows]


def screened(county: Ledger, measure: str) -> object:
    """Hold a project of the county against one limit."""
    rule = Admission(limits=[Limit(measure=measure, at_least=1)])
    return screen(county.projects["A"], rule, ledger=county).results[0].is_met


def judged(county: Ledger, project: str, prohibited: str | None = None) -> Screening:
    """Screen a project before it is signed by what it invests and what land it asks for."""
    rule = Admission(
        limits=[
            Limit(measure="investment", at_least=5, points=60),
            Limit(measure="land", at_most=100, points=40),
        ],
        industries=[] if prohibited is None else [ListedIndustry(code=prohibited, kind="prohibited")],
        pass_mark=80,
    )
    return screen(county.projects[project], rule, ledger=county)


def offered(county: Ledger, amenity: str) -> object:
    """List the parks that surely have a plant with some amenity."""
    asked = [evolve(demand, amenities=[amenity]) for demand in county.parks["K1"].demands]
    parks = [evolve(park, demands=asked if park.id == "K1" else ()) for park in county.parks]
    offers = match_demands(parks, on="2022-06-30")[0].offers
    return [offer.park for offer in offers if ("配套符合", "amenities met") in offer.match.reasons]


def ranked(county: Ledger, key: str, *, by_class: bool = False) -> list[str]:
    """Name who is first by what was signed, within the classes of units or in all."""
    figures = evaluate(county, "signed_investment_total", by=[key])
    classes = {team.id: team.class_ for team in county.teams if team.class_ is not None}
    places = ranking(figures, classes=classes if by_class else None)
    return [each.unit for each in places if each.place == 1 and (not by_class or each.unit in classes)]


def points(kpi: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """Work a score out of figures given, for each unit."""
    figures = evaluate(None, [find(kpi)], inputs=inputs)
    return {"/".join(figure.group): figure.value for figure in figures.items_}


def bounds(kpi: str, inputs: dict[str, Any]) -> tuple[Any, ...]:
    """Work a figure out of figures given: its value and its bounds."""
    figure = evaluate(None, [find(kpi)], inputs=inputs).items_[0]
    return figure.value, figure.low, figure.high
