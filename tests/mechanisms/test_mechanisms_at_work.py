"""Each mechanism that the model stores answers a question: what is asked, and the answer worked out.

One invented county holds an example of each; a row asks it something that a bureau would ask.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import pytest

from zhaoshang import Area, Chain, Count, Investor, Ledger, Money, Park, Project, ServiceTeam, evaluate
from zhaoshang.boards import BOARDS, Board, BoardColumn, board_table
from zhaoshang.lifecycle import stage_at
from zhaoshang.measures import Predicate, column
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
    DatedFlag,
    Demand,
    Event,
    Fund,
    Lease,
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
    Target,
    TeamMember,
    Understanding,
    subteams,
)
from zhaoshang.reading import parse_quantity
from zhaoshang.reports import review_table

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
                Outcome(period="2022-Q1", tax=Money.of(10, "万元"), output=Money.of(300, "万元")),
                Outcome(period="2022-Q2", tax=Money.of(20, "万元"), output=Money.of(500, "万元")),
            ],
            events=["E1", "E2"],
            referrer="R1",
            fund="F1",
            scenario="S1",
            regions=["福建", "江西"],
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
            investment=Money.of(3, "亿元"),
            agreements=[Agreement(kind="intent", signed_on="2022-05-06")],
            appraisals=[Appraisal(on="2022-04-01", by="评审组", verdict="reject", score=40)],
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
        Project(id="S", name="策划项目", milestones=steps(planned="2022-01-10")),
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
                Outreach(on="2022-05", direction="online", batches=Count.of(2, "批次")),
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
            steps=[ServiceStep(id="p1", name="立项", department="发改")],
        ),
        ServiceTeam(id="U2", name="西片组", kind="squad", parent="L", class_="乡镇"),
        ServiceTeam(id="O", name="深圳联络处", kind="outpost", place="深圳", status="planned", parent="L"),
        ServiceTeam(id="H", name="帮帮团", kind="service_group", parent="L"),
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
    ],
    funds=[
        Fund(id="F1", name="引导基金", size=Money.of(90, "亿元"), status="raised", stages=["guidance", "vc"]),
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
        Event(id="E2", name="集中签约", kind="signing", on="2022-03-05"),
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


def value(kpi: Any, *group: str, **asked: Any) -> Any:
    """Ask one figure."""
    figures = evaluate(COUNTY, [kpi], **asked)
    return figures[(kpi, *group)].value if group else figures[kpi].value


def among(condition: Predicate, kpi: Any = "signed_project_count", **asked: Any) -> Any:
    """Ask a figure of some projects alone."""
    return value(kpi, where=condition, **asked)


def shown(board: str, *ids: str) -> list[tuple[str, ...]]:
    """Fill a shipped board, and take some columns."""
    table = board_table(COUNTY, BOARDS[board])
    skip = 1 if BOARDS[board].lights else 0
    places = [[each.id for each in BOARDS[board].columns].index(name) + skip for name in ids]
    return [tuple(row[place] for place in places) for row in table.rows]


def lit(board: str) -> list[str]:
    """Take the lights of a shipped board."""
    return [row[0] for row in board_table(COUNTY, BOARDS[board]).rows]


def asked(rows: str, *paths: str, **more: Any) -> list[tuple[str, ...]]:
    """Declare a board on the spot, and fill it."""
    columns = [BoardColumn(id=path, zh=path, en=path, value=path) for path in paths]
    board = Board(id="own", zh="自定", en="own", rows=rows, columns=columns, **more)
    return list(board_table(COUNTY, board).rows)


class Question(NamedTuple):
    """A mechanism, what is asked of it, how, and the answer."""

    id: str
    words: str
    ask: Callable[[], object]
    answer: object


QUESTIONS: Final = (
    Question(
        "000-03",
        "which teams were founded by 2020",
        lambda: asked("teams", "name", where=lambda row: row.record.since is not None),
        [("招商领导小组",)],
    ),
    Question(
        "000-04",
        "is a name with dots and brackets found again",
        lambda: [project.name for project in COUNTY.projects if "·" in project.name],
        ["虚构谷·创新园（一期）"],
    ),
    Question(
        "000-08",
        "how many signed projects have a grade",
        lambda: value("signed_project_count", "重点", by="grade"),
        1,
    ),
    Question(
        "000-12",
        "which posts are only planned, and where",
        lambda: asked("teams", "name", "place", where=lambda row: row.record.status == "planned"),
        [("深圳联络处", "深圳")],
    ),
    Question(
        "000-13",
        "does a partnership being drafted count as signed",
        lambda: (shown("understandings", "status")[0], value("signed_project_count")),
        (("起草",), 2),
    ),
    Question(
        "000-14", "what was signed online", lambda: value("docked_project_count", "online", by="channel"), 1
    ),
    Question(
        "000-24",
        "which chains come first, and what do they lack",
        lambda: asked("chains", "name", where=lambda row: row.record.priority),
        [("石墨烯",)],
    ),
    Question(
        "000-26",
        "which nodes are empty",
        lambda: [node for node, state in shown("chain_gaps", "node", "state") if state == "空白"],
        ["应用"],
    ),
    Question(
        "000-27",
        "which parks are meant for a chain",
        lambda: asked("parks", "name", where=lambda row: "C" in row.record.chains),
        [("虚构园区",)],
    ),
    Question(
        "000-28",
        "does the leading firm fill its node",
        lambda: COUNTY.chains["C"].state_of("n1", as_of="2022-06-30").value,
        "sound",
    ),
    Question(
        "000-29",
        "how many projects outside manufacturing were signed",
        lambda: among(~column("category").is_in("industry")),
        0,
    ),
    Question(
        "001-04",
        "how many parks of each kind",
        lambda: [kind for (kind,) in asked("parks", "kind")],
        ["产业园", "标准厂房", "特色小镇"],
    ),
    Question(
        "001-05",
        "does the formula fit its members",
        lambda: [PlanCode(code=code.code, members=code.members).is_complete for code in COUNTY.codes][:2],
        [False, True],
    ),
    Question(
        "001-06",
        "what was screened before signing, and how",
        lambda: shown("appraisals", "score", "verdict"),
        [("88", "引进"), ("40", "不引进")],
    ),
    Question(
        "001-07",
        "whom did leaders visit, and where",
        lambda: asked(
            "teams.outreach", "led_by", "places", "companies", where=lambda row: bool(row.record.companies)
        ),
        [("县长", "北京、上海", "虚构央企")],
    ),
    Question(
        "001-08",
        "which parks does a firm run",
        lambda: asked("parks", "operator", "development", where=lambda row: row.record.operator is not None),
        [("虚构公司", "管委会+公司")],
    ),
    Question(
        "001-09",
        "who stands above all units",
        lambda: asked("teams", "name", where=lambda row: row.record.kind == "leading_group"),
        [("招商领导小组",)],
    ),
    Question(
        "001-15",
        "do phases count as one project",
        lambda: (value("signed_project_count"), value("signed_project_count", profile=_apart())),
        (2, 3),
    ),
    Question(
        "001-16",
        "which platforms are national",
        lambda: asked("partners", "name", where=lambda row: row.record.level == "国家级"),
        [("虚构研究院",)],
    ),
    Question(
        "001-17",
        "what was signed of a contest with a hundred entries",
        lambda: shown("events", "entries", "signed")[0],
        ("100余个", "1"),
    ),
    Question(
        "001-20",
        "how large are the funds, one with a lower bound",
        lambda: evaluate(COUNTY, "fund_size_total", status="raised")["fund_size_total"].low,
        190 * 10**8,
    ),
    Question(
        "001-21",
        "how large are the funds in preparation",
        lambda: value("fund_size_total", status="planned", unit="亿元"),
        10,
    ),
    Question(
        "001-22",
        "which stages do the funds cover, and which not",
        lambda: {"angel", "vc", "pe"} - {str(stage.value) for fund in COUNTY.funds for stage in fund.stages},
        {"angel", "pe"},
    ),
    Question(
        "001-23", "what did a fund bring", lambda: shown("funds", "name", "signed")[1], ("引导基金", "1")
    ),
    Question(
        "001-24",
        "what came of the scenarios",
        lambda: shown("scenarios", "value", "opportunities", "signed"),
        [("3亿元", "28个", "1")],
    ),
    Question(
        "001-25",
        "which ambassadors are there, and what did they refer",
        lambda: [row for row in shown("partners", "name", "kind", "referred") if row[1] == "招商大使"],
        [("虚构大使", "招商大使", "0")],
    ),
    Question(
        "001-26",
        "how many groups serve firms",
        lambda: len(asked("teams", "name", where=lambda row: row.record.kind == "service_group")),
        1,
    ),
    Question(
        "001-28",
        "how many landed with a planning permit",
        lambda: value("landing_rate", profile=_landed_by("works_planning_permit")),
        50,
    ),
    Question(
        "001-29", "how many applications were helped with, and closed", lambda: value("issues_closed"), 1
    ),
    Question(
        "001-31",
        "are firms and programmes told apart",
        lambda: (value("policy_cash", measure="firms"), value("policy_cash", measure="amount", unit="万元")),
        (1, 15),
    ),
    Question(
        "001-32",
        "which parks have flats",
        lambda: asked("parks", "name", where=lambda row: "公寓" in row.record.amenities),
        [("虚构园区",)],
    ),
    Question(
        "002-02",
        "what was signed by sector",
        lambda: value("signed_investment_total", "C39", by="industry", unit="亿元"),
        12,
    ),
    Question(
        "002-03",
        "are eight mechanisms named",
        lambda: [(len(code.members), code.parts) for code in COUNTY.codes if code.code.startswith("8")],
        [(2, ())],
    ),
    Question(
        "002-04",
        "how far is a leader with the targets taken on",
        lambda: value(
            "target_completion_rate",
            "U1",
            of="signed_project_count",
            level="county",
            period="2022",
            by="owner",
        ),
        50,
    ),
    Question(
        "002-08",
        "which regions does a flagship serve",
        lambda: asked("projects", "regions", where=lambda row: bool(row.record.regions)),
        [("福建、江西",)],
    ),
    Question(
        "002-10",
        "what did a leader's trip find, and what was signed",
        lambda: [row for row in shown("outreach", "leader", "leads", "signed") if row[0] == "县长"],
        [("县长", "2", "1")],
    ),
    Question(
        "002-11",
        "how many squads",
        lambda: len(asked("teams", "name", where=lambda row: row.record.kind == "squad")),
        1,
    ),
    Question(
        "002-12",
        "how many groups travelled, how many firms were visited",
        lambda: (value("outbound_trips"), shown("outreach", "visits")[0]),
        (6, ("30户次",)),
    ),
    Question(
        "002-13", "what landed in April", lambda: value("milestone_count", of="landed", period="2022-04"), 1
    ),
    Question(
        "002-16",
        "which parks are towns",
        lambda: asked("parks", "name", where=lambda row: row.record.kind == "town"),
        [("虚构小镇",)],
    ),
    Question(
        "002-19",
        "how much has a firm now that had 2000",
        lambda: COUNTY.parks["K1"].balance("plant", on="2022-06-30").let == Area.of(7100, "平方米"),
        True,
    ),
    Question(
        "002-21",
        "whom does a task force serve",
        lambda: [each.project for each in COUNTY.teams["U1"].assignments if each.role == "service"],
        ["A"],
    ),
    Question(
        "002-25",
        "what came of the landed projects, each measure apart",
        lambda: (
            value("cohort_benefit", measure="tax", period="2022-H1", unit="万元"),
            value("cohort_benefit", measure="output", period="2022-H1", unit="万元"),
        ),
        (30, 800),
    ),
    Question(
        "002-26",
        "how many groups met online",
        lambda: [row for row in shown("outreach", "direction", "leads") if row[0] == "线上"],
        [("线上", "0")],
    ),
    Question(
        "003-06",
        "what was signed in the time of a programme",
        lambda: shown("campaigns", "name", "signed"),
        [("招商年", "2"), ("百日攻坚", "2")],
    ),
    Question(
        "003-07",
        "how many groups does a formula count",
        lambda: (COUNTY.codes[0].total, lit("codes")[0]),
        (16, "黄灯"),
    ),
    Question(
        "003-10",
        "what did central state firms sign",
        lambda: value("signed_project_count", "central_state", by="ownership"),
        1,
    ),
    Question(
        "003-11",
        "which officials are of rank",
        lambda: asked("teams.members", "name", "rank", where=lambda row: row.record.rank is not None),
        [("张某", "副科级")],
    ),
    Question(
        "003-12",
        "which chambers are there",
        lambda: [row[0] for row in shown("partners", "name", "kind") if row[1] == "商会"],
        ["虚构商会"],
    ),
    Question(
        "003-13",
        "which promotion events were held",
        lambda: [row[0] for row in shown("events", "name", "kind") if row[1] == "推介会"],
        ["推介会"],
    ),
    Question(
        "003-14",
        "how far is the target of the city",
        lambda: value(
            "target_completion_rate", "U1", of="signed_project_count", level="city", period="2022", by="owner"
        ),
        25,
    ),
    Question(
        "003-15",
        "which plan stands above a drive",
        lambda: shown("campaigns", "name", "parent")[1],
        ("百日攻坚", "招商年"),
    ),
    Question(
        "003-17",
        "is the band of the target reached",
        lambda: value(
            "target_completion_rate",
            "U1",
            of="projects_in_band",
            bands=["≥10亿元"],
            period="2022",
            by="owner",
        ),
        100,
    ),
    Question(
        "003-19",
        "do intents count as signed",
        lambda: (value("docked_project_count"), value("signed_project_count")),
        (3, 2),
    ),
    Question(
        "003-21",
        "is a public project left out",
        lambda: "G" in evaluate(COUNTY, "signed_project_count")["signed_project_count"].excluded,
        True,
    ),
    Question(
        "003-22",
        "what did each unit sign",
        lambda: (
            value("signed_project_count", "U1", by="owner"),
            value("signed_project_count", "U2", by="owner"),
        ),
        (1, 1),
    ),
    Question(
        "003-23",
        "is a project shown at two events counted once",
        lambda: (
            [count for _, count in shown("events", "name", "signed")],
            value("signed_project_count", "E1", by="event"),
            value("signed_project_count"),
        ),
        (["1", "1", "0"], 1, 2),
    ),
    Question(
        "003-24",
        "what was signed in a hundred days",
        lambda: shown("campaigns", "period", "signed")[1],
        ("2022年3月至5月", "2"),
    ),
    Question("003-25", "how many projects are only planned", lambda: value("stage_count", of="planned"), 1),
    Question(
        "003-26",
        "which firms are to be won",
        lambda: [row[0] for row in shown("investors", "name", "prospect") if row[1] == "是"],
        ["虚构目标企业"],
    ),
    Question(
        "003-30",
        "which experts are in the pool",
        lambda: [row[0] for row in shown("partners", "name", "kind") if row[1] == "专家"],
        ["虚构专家"],
    ),
    Question(
        "003-31",
        "what was refused before signing",
        lambda: [row[0] for row in shown("appraisals", "project", "verdict") if row[1] == "不引进"],
        ["虚构商圈"],
    ),
    Question(
        "003-35",
        "which advisers are there",
        lambda: [row[0] for row in shown("partners", "name", "kind") if row[1].startswith("顾问")],
        ["虚构顾问"],
    ),
    Question(
        "003-37",
        "how many signed projects stand in a chain",
        lambda: value("signed_project_count", "C", by="chain"),
        1,
    ),
    Question(
        "003-40",
        "which funds are guidance funds",
        lambda: [row[0] for row in shown("funds", "name", "stages") if "引导" in row[1]],
        ["引导基金"],
    ),
    Question(
        "003-42",
        "what does a code say that explains nothing",
        lambda: (COUNTY.codes[4].parts, COUNTY.codes[4].total),
        ((), None),
    ),
    Question("003-45", "which projects are flagships by their investor", lambda: value("flagship_count"), 1),
    Question(
        "003-46",
        "which chains have projects",
        lambda: value("signed_investment_total", "C", by="chain", unit="亿元"),
        12,
    ),
    Question(
        "003-47",
        "which maps, registers and pools does a code name",
        lambda: COUNTY.codes[2].parts,
        ((3, "图"), (4, "库"), (5, "池")),
    ),
    Question(
        "003-49",
        "how much land is left to give",
        lambda: shown("factors", "resource", "free"),
        [("土地", "40亩")],
    ),
    Question(
        "003-50",
        "which agreement fell short in its year, and what follows",
        lambda: [row[3:] for row in review_table(PROMISING).rows],
        [("未履约", "税收", "暂缓兑现优惠政策")],
    ),
    Question(
        "003-51",
        "is recovered land an exit",
        lambda: str(stage_at(COUNTY.projects["X"], "2022-06-30").stage),
        "exited",
    ),
    Question(
        "003-52",
        "who is in charge of a project, and who serves it",
        lambda: asked("teams.assignments", "member", "role"),
        [("m1", "服务专员"), ("m2", "包抓领导")],
    ),
    Question(
        "003-54",
        "who leads",
        lambda: asked("teams", "leader", where=lambda row: row.record.leader is not None),
        [("县长",)],
    ),
    Question(
        "003-56",
        "is a purchase counted as investment",
        lambda: (shown("understandings", "kind")[1], value("signed_investment_total", unit="亿元")),
        (("采购",), 17),
    ),
    Question(
        "004-02",
        "which leading firms have come",
        lambda: list(asked("investors", "name", where=lambda row: "leader" in row.record.types)),
        [("虚构央企",)],
    ),
    Question(
        "004-04",
        "what was signed under the motto of the year",
        lambda: shown("campaigns", "name", "signed")[0],
        ("招商年", "2"),
    ),
    Question(
        "004-05",
        "which way of recruiting brought what",
        lambda: value("signed_project_count", "referral", by="channel"),
        1,
    ),
    Question(
        "004-08",
        "which trips are planned and not yet made",
        lambda: [row[0] for row in shown("outreach", "on", "planned") if row[1] == "是"],
        ["2022年7月"],
    ),
    Question(
        "004-09",
        "which units stand under the leading group",
        lambda: [team.id for team in subteams(COUNTY.teams, "L")],
        ["U1", "U2", "O", "H"],
    ),
    Question(
        "004-10",
        "which offices are in other regions",
        lambda: asked("teams", "place", where=lambda row: row.record.kind == "outpost"),
        [("深圳",)],
    ),
    Question(
        "004-13",
        "which park lies in another",
        lambda: asked("parks", "name", "parent.name", where=lambda row: row.record.parent is not None),
        [("园中园", "虚构园区")],
    ),
    Question(
        "004-14",
        "what did a chamber refer",
        lambda: shown("partners", "name", "referred", "signed")[0],
        ("虚构商会", "1", "1"),
    ),
    Question(
        "004-16", "what was signed in a park", lambda: value("signed_project_count", "K1", by="park"), 1
    ),
    Question(
        "004-22",
        "what follows a node in its chain",
        lambda: [link.to_node for link in COUNTY.chains["C"].links],
        ["n2"],
    ),
    Question(
        "004-26",
        "is a move inside the city left out",
        lambda: "M" in evaluate(COUNTY, "signed_project_count")["signed_project_count"].excluded,
        True,
    ),
    Question(
        "004-31",
        "which parks and policies were shown at an event",
        lambda: asked("events", "parks", "policies", where=lambda row: bool(row.record.policies)),
        [("K1", "人才十条")],
    ),
)


def _apart() -> Any:
    from zhaoshang.profiles import DEFAULT  # noqa: PLC0415 - of two questions alone

    return DEFAULT.vary("apart", phases="separate")


def _landed_by(paper: str) -> Any:
    from zhaoshang.profiles import DEFAULT  # noqa: PLC0415 - as above

    return DEFAULT.vary("landed", landed=[paper])


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_the_question_has_its_answer(question: Question) -> None:
    """What is stored is used: the answer is worked out."""
    assert question.ask() == question.answer, question.words
