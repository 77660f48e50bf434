"""Where each mechanism of the five source articles is modelled: one row per mechanism, in our own words.

A row shows its home at work: an object that holds the fact, a function that answers, a check that reports. KPIs are
named by id; those that the catalogue does not hold yet are still to come.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final, NamedTuple

from zhaoshang import Area, Chain, Count, Investor, Ledger, Money, Park, Period, Project, ServiceTeam
from zhaoshang.calendars import due_on
from zhaoshang.checks import check, verify_claims
from zhaoshang.lifecycle import DISPOSALS, RHYTHMS, duration, stage_at, supervise
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
    Factor,
    Fund,
    Lease,
    LogEntry,
    Milestone,
    Outcome,
    Outreach,
    Partner,
    Payment,
    PlanCode,
    PromisedTerm,
    Scenario,
    ServiceStep,
    Space,
    StepLimit,
    StepProgress,
    Target,
    TeamMember,
    Understanding,
    brought_in,
    coverage_gaps,
    handovers,
    open_cases,
    plan_steps,
    subteams,
)
from zhaoshang.reading import find_mentions, find_periods, parse_money, parse_period, parse_quantity
from zhaoshang.records import structure

FIELD, FUNCTION, KPI, CHECK, TAG = "field", "function", "KPI", "check", "tag"


class Row(NamedTuple):
    """A mechanism: its id, the kind of its home, the home, what it is, and a proof."""

    id: str
    home: str
    where: str
    words: str
    show: Callable[[], object]


def team(**given: Any) -> ServiceTeam:
    return ServiceTeam(id="U", name="组", **given)


def project(id: str = "P", **given: Any) -> Project:  # noqa: A002 - the word of the exchange format
    return Project(id=id, name=f"项目{id}", **given)


def park(**given: Any) -> Park:
    return Park(id="K", name="园", **given)


def steps(*stages: str) -> list[Milestone]:
    return [Milestone(stage=stage, on=f"2022-{month:02}") for month, stage in enumerate(stages, 1)]


def signed(on: str, kind: str = "formal") -> list[Agreement]:
    return [Agreement(kind=kind, signed_on=on)]


def found(claim: dict[str, object], ledger: Ledger | None = None, **values: str) -> tuple[str, ...]:
    figures = [{"id": name, "value": value} for name, value in values.items()]
    return verify_claims(figures, [claim], ledger=ledger).codes


def within(text: str) -> tuple[object, object]:
    bounds = parse_quantity(text).interval
    return bounds.low, bounds.high


def reads(text: str, plain: str) -> bool:
    return parse_quantity(text) == parse_quantity(plain)


CHAIN: Final = Chain(
    id="C",
    name="石墨烯",
    priority=True,
    nodes=[ChainNode(id="a", name="粉体"), ChainNode(id="b", name="应用")],
    links=[ChainLink(from_node="a", to_node="b")],
    members=[ChainMember(node="a", investor="I", role="leader"), ChainMember(node="a", project="P")],
)
SPAWN: Final = [project("A"), project("B", parent="A", relation="spawned")]
STEPS: Final = tuple(
    ServiceStep(
        id=f"s{number}", name=f"环节{number}", department=f"部门{number % 6}", limit=StepLimit(days=2)
    )
    for number in range(23)
)
TAX_TERM: Final = PromisedTerm(measure="tax", period="2024", promised=Money.of(800, "万元"))
LET: Final = park(
    spaces=[Space(id="a", kind="land", area=Area.of(100, "亩"), completed_on="2022-06", idle_since="2020")],
    leases=[
        Lease(space="a", tenant="T", project="P", area=Area.of(71, "亩"), stage="contracted", on="2022-03")
    ],
)


def kpi(id: str) -> Callable[[], object]:  # noqa: A002 - the id of the KPI
    """Name a KPI; the test looks it up in the list of all ids."""
    return lambda: id


def same(text: str) -> Callable[[], object]:
    """Show that noise in a text does not keep its amount from being read."""
    return lambda: [str(mention.quantity.value) for mention in find_mentions(text)] == ["15"]


ROWS: Final[tuple[Row, ...]] = (
    # ------------------------------------------------------------------ 000
    Row(
        "000-01",
        KPI,
        "signed_project_count",
        "projects signed since the agency was founded",
        kpi("signed_project_count"),
    ),
    Row(
        "000-02",
        CHECK,
        "same",
        "one total with and without a hedge",
        lambda: found({"claim": "same", "of": ["a", "b"]}, a="130亿元", b="近130亿元") == ("hedge_differs",),
    ),
    Row(
        "000-03",
        FIELD,
        "ServiceTeam.since",
        "an agency founded in a month",
        lambda: team(since="2019-08").since == Period.month(2019, 8),
    ),
    Row(
        "000-04",
        FIELD,
        "Project.name",
        "names with dots and brackets",
        lambda: Project(id="P", name="联东U谷·科技创新谷").name.endswith("谷"),
    ),
    Row(
        "000-05",
        FUNCTION,
        "subteams",
        "departments below an agency",
        lambda: (
            len(subteams([team(), ServiceTeam(id="D", name="综合部", kind="department", parent="U")], "U"))
            == 1
        ),
    ),
    Row(
        "000-06",
        FUNCTION,
        "Project.history",
        "one line from first contact to production",
        lambda: len(project(milestones=steps("negotiating", "landed", "producing")).history) == 3,
    ),
    Row(
        "000-07",
        FUNCTION,
        "coverage_gaps",
        "squads and the sectors they leave out",
        lambda: coverage_gaps([team(kind="squad", covers=["石墨烯"])], ["石墨烯", "大健康"]) == ("大健康",),
    ),
    Row(
        "000-08",
        FIELD,
        "Project.grade",
        "graded projects with notes on progress",
        lambda: project(grade="A", category="industry", log=[LogEntry(on="2020-03", note="x")]).grade == "A",
    ),
    Row(
        "000-09",
        FUNCTION,
        "stage_at",
        "lists by stage, approval a stage of its own",
        lambda: (
            stage_at(project(milestones=steps("negotiating", "approving")), "2022-12").stage == "approving"
        ),
    ),
    Row(
        "000-10",
        KPI,
        "capital_origin_share",
        "investors in talks and those of one origin",
        kpi("capital_origin_share"),
    ),
    Row(
        "000-11",
        KPI,
        "signed_investment_total",
        "projects followed up with a total written 约",
        kpi("signed_investment_total"),
    ),
    Row(
        "000-12",
        FIELD,
        "ServiceTeam.place",
        "planned liaison posts for regions",
        lambda: team(kind="outpost", place="北京", covers=["京津冀"], status="planned").place == "北京",
    ),
    Row(
        "000-13",
        FIELD,
        "Understanding.status",
        "a partnership still being drafted",
        lambda: (
            Ledger(understandings=[Understanding(parties=["甲", "协会"], status="拟定")])
            .understandings[0]
            .status
            == "拟定"
        ),
    ),
    Row(
        "000-14",
        FIELD,
        "Project.channel",
        "talks and signings online",
        lambda: project(channel="online").channel == "online",
    ),
    Row(
        "000-15",
        KPI,
        "funnel_conversion",
        "meetings, intents and signings of a funnel",
        kpi("funnel_conversion"),
    ),
    Row(
        "000-16",
        FUNCTION,
        "Park.balance",
        "idle stock by kind with hedged areas",
        lambda: within("7万多㎡") == (70_000, 80_000),
    ),
    Row(
        "000-17",
        FUNCTION,
        "Park.match",
        "firms that look for space",
        lambda: [match.space for match in LET.match(Demand(id="D", kind="land"))] == ["a"],
    ),
    Row(
        "000-18",
        KPI,
        "idle_land_revival_rate",
        "idle land that was brought back to use",
        kpi("idle_land_revival_rate"),
    ),
    Row(
        "000-19",
        FUNCTION,
        "Ledger.unserved",
        "one named member for each project",
        lambda: Ledger(projects=[project()], teams=[team()]).unserved() == ("P",),
    ),
    Row(
        "000-20",
        FUNCTION,
        "plan_steps",
        "23 steps of service for a project",
        lambda: len(plan_steps(team(steps=STEPS), "P", start="2022-06-06")) == 23,
    ),
    Row(
        "000-21",
        FUNCTION,
        "plan_steps",
        "steps by the six departments that own them",
        lambda: (
            len({step.step.department for step in plan_steps(team(steps=STEPS), "P", start="2022-06-06")})
            == 6
        ),
    ),
    Row(
        "000-22",
        FIELD,
        "PlanCode.members",
        "a portal of sections and a list of policies",
        lambda: PlanCode(code="13大板块", members=["闲置厂房查询"]).is_complete is None,
    ),
    Row(
        "000-23",
        TAG,
        "Project.tags",
        "directions of a strategy",
        lambda: project(tags=["精准产业链招商"]).tags,
    ),
    Row("000-24", FIELD, "Chain.priority", "chains with priority", lambda: CHAIN.priority),
    Row(
        "000-25",
        FUNCTION,
        "Chain.suggest",
        "build, fill, strengthen, extend",
        lambda: [str(step.action) for step in CHAIN.suggest()] == ["fill"],
    ),
    Row("000-26", FIELD, "ChainNode.name", "the focus of a chain", lambda: CHAIN.nodes[0].name == "粉体"),
    Row(
        "000-27", FIELD, "Park.chains", "bases meant for a chain", lambda: park(chains=["C"]).chains == ("C",)
    ),
    Row(
        "000-28",
        FIELD,
        "ChainMember.role",
        "leading firms, and an association that refers",
        lambda: (
            CHAIN.members_of("a")[0].role == "leader"
            and Partner(id="A", name="协会", kind="association").kind
        ),
    ),
    Row(
        "000-29",
        FIELD,
        "Project.category",
        "categories outside manufacturing",
        lambda: project(category="commerce").category == "commerce",
    ),
    Row(
        "000-30",
        FUNCTION,
        "find_periods",
        "time words that stay unresolved without a day",
        lambda: find_periods("今年3月")[0].period is None,
    ),
    Row(
        "000-31",
        FUNCTION,
        "find_mentions",
        "glosses and traditional script in a text",
        same("簽約15個(gè)項目"),
    ),
    Row(
        "000-32",
        FUNCTION,
        "Factor.is_short",
        "factors kept for a project, and shortage",
        lambda: Factor(kind="land", needed=Area.of(2, "亩"), secured=Area.of(1, "亩")).is_short,
    ),
    Row("000-33", TAG, "ServiceTeam.tags", "labels of service", lambda: team(tags=["保姆式"]).tags),
    # ------------------------------------------------------------------ 001
    Row("001-01", KPI, "signed_project_count", "signings of a half-year", kpi("signed_project_count")),
    Row("001-02", KPI, "average_project_size", "a total and its mean", kpi("average_project_size")),
    Row(
        "001-03",
        CHECK,
        "rate",
        "whole projects behind a printed rate",
        lambda: (
            verify_claims(
                [{"id": "r", "value": "51.2%"}, {"id": "n", "value": "41个"}],
                [{"claim": "rate", "rate": "r", "denominator": "n"}],
            ).solved["r"]["half_up"]
            == ("21",)
        ),
    ),
    Row(
        "001-04",
        FIELD,
        "Park.kind",
        "kinds of park",
        lambda: park(kind="development_zone", tags=["科技创新支撑"]).kind,
    ),
    Row(
        "001-05",
        FIELD,
        "PlanCode.is_complete",
        "a formula of clusters and its members",
        lambda: PlanCode(code="2+2+1", members=list("甲乙丙丁戊")).is_complete,
    ),
    Row(
        "001-06",
        FIELD,
        "Project.appraisals",
        "leads screened before signing",
        lambda: project(appraisals=[Appraisal(on="2022-02", verdict="admit", score="90")]).appraisals,
    ),
    Row(
        "001-07",
        FIELD,
        "Outreach.companies",
        "whom leaders visited, and where",
        lambda: Outreach(places=["北京"], companies=["同方威视"], led_by="M").companies,
    ),
    Row(
        "001-08",
        FIELD,
        "Park.operator",
        "who runs a park and how it is developed",
        lambda: park(operator="O", development="联合改造").development,
    ),
    Row(
        "001-09",
        FIELD,
        "ServiceTeam.kind",
        "a leading group",
        lambda: team(kind="leading_group").kind == "leading_group",
    ),
    Row(
        "001-10",
        FUNCTION,
        "Chain.state_of",
        "the first project of a sector fills a gap",
        lambda: CHAIN.state_of("b") == "empty" and CHAIN.state_of("a") == "sound",
    ),
    Row(
        "001-11",
        FUNCTION,
        "Park.balance",
        "letting before completion",
        lambda: LET.balance(on="2022-04").pre_let,
    ),
    Row(
        "001-12",
        CHECK,
        "period_clear",
        "a cumulative figure of a half-year",
        lambda: (
            verify_claims(
                [{"id": "a", "value": "210.53万㎡", "context": "上半年累计建成"}],
                [{"claim": "period_clear", "of": "a"}],
            ).codes
            == ("ambiguous_period",)
        ),
    ),
    Row("001-13", KPI, "letting_rate", "lettings by sub-project on their own base", kpi("letting_rate")),
    Row("001-14", KPI, "tenant_count", "tenants of the year beside the rate to date", kpi("tenant_count")),
    Row(
        "001-15",
        FIELD,
        "Project.relation",
        "phases that count as one",
        lambda: project(parent="A", relation="phase").relation == "phase",
    ),
    Row(
        "001-16",
        FIELD,
        "Partner.level",
        "research platforms by level",
        lambda: Partner(id="A", name="平台", kind="platform", level="国家级").level,
    ),
    Row(
        "001-17",
        FIELD,
        "Event.entries",
        "a contest with entries and talents",
        lambda: Event(id="E", name="大赛", kind="contest", entries=100, persons=2000).entries,
    ),
    Row(
        "001-18",
        CHECK,
        "part_of",
        "a part larger than the whole it is said to be in",
        lambda: (
            found({"claim": "part_of", "part": "a", "whole": "b"}, a="近290亿", b="210.77亿元")
            == ("part_exceeds_whole",)
        ),
    ),
    Row("001-19", KPI, "fund_size_total", "the size of this year's funds", kpi("fund_size_total")),
    Row(
        "001-20",
        FIELD,
        "Fund.size",
        "an older fund with a lower bound",
        lambda: Fund(id="F", name="基金", size=parse_money("超100亿元"), status="closed").size,
    ),
    Row(
        "001-21",
        FIELD,
        "Fund.status",
        "funds in preparation",
        lambda: Fund(id="F", name="基金", status="planned").status == "planned",
    ),
    Row(
        "001-22",
        FIELD,
        "Fund.stages",
        "which stages the funds cover",
        lambda: (
            {str(stage) for stage in Fund(id="F", name="基金", stages=["angel", "vc", "pe"]).stages}
            == {"angel", "vc", "pe"}
        ),
    ),
    Row(
        "001-23",
        FIELD,
        "Project.fund",
        "projects that a fund brought",
        lambda: project(channel="fund", fund="F").fund,
    ),
    Row(
        "001-24",
        FIELD,
        "Scenario.opportunities",
        "scenarios, their openings and worth",
        lambda: Scenario(id="S", name="场景", value=parse_money("超千亿元"), opportunities=28).opportunities,
    ),
    Row(
        "001-25",
        FIELD,
        "Partner.kind",
        "ambassadors and posts outside",
        lambda: Partner(id="A", name="大使", kind="ambassador").kind,
    ),
    Row(
        "001-26",
        FIELD,
        "ServiceTeam.kind",
        "groups that serve firms",
        lambda: team(kind="service_group").kind,
    ),
    Row("001-27", KPI, "issue_resolution_rate", "problems raised and solved", kpi("issue_resolution_rate")),
    Row(
        "001-28",
        FIELD,
        "Milestone.evidence",
        "firms with a planning permit",
        lambda: Milestone(stage="approving", evidence=["works_planning_permit"]).evidence,
    ),
    Row(
        "001-29",
        FIELD,
        "Case.category",
        "help with applications",
        lambda: Case(id="1", category="高企申报").category,
    ),
    Row("001-30", KPI, "policy_cash", "policy money paid, and per firm", kpi("policy_cash")),
    Row(
        "001-31",
        FIELD,
        "Payment.programme",
        "firms are not programmes",
        lambda: Payment(id="1", investor="I", programme="外经贸", amount=Money.of(1, "万元")).programme,
    ),
    Row(
        "001-32",
        FIELD,
        "Park.amenities",
        "schools, hospitals and flats",
        lambda: park(amenities=["三甲医院"]).amenities,
    ),
    Row(
        "001-33",
        FUNCTION,
        "brought_in",
        "leaders that bring suppliers",
        lambda: list(brought_in(SPAWN, "A")) == ["B"],
    ),
    Row(
        "001-34", FUNCTION, "parse_quantity", "two spellings of one unit", lambda: reads("1万㎡", "1万平方米")
    ),
    # ------------------------------------------------------------------ 002
    Row(
        "002-01",
        FUNCTION,
        "parse_period",
        "last month, seen from the date of the article",
        lambda: parse_period("上月", today=date(2020, 4, 20)) == Period.of("2020-03"),
    ),
    Row(
        "002-02",
        FIELD,
        "Project.industry",
        "projects by sector",
        lambda: check(Ledger(projects=[project(industry="C39")])).codes == (),
    ),
    Row(
        "002-03",
        FIELD,
        "PlanCode.members",
        "eight mechanisms by name",
        lambda: len(PlanCode(code="八项机制", members=[str(number) for number in range(8)]).members) == 8,
    ),
    Row(
        "002-04",
        FIELD,
        "Target.leader",
        "leaders who take on targets",
        lambda: Target(id="T", leader="M").leader,
    ),
    Row("002-05", KPI, "landing_rate", "projects landed in a year, not signed", kpi("landing_rate")),
    Row("002-06", KPI, "ranking", "first among the districts", kpi("ranking")),
    Row("002-07", KPI, "yoy_growth", "records against one's own past", kpi("yoy_growth")),
    Row(
        "002-08",
        FIELD,
        "Project.regions",
        "a flagship with sub-projects and the regions it serves",
        lambda: project(category="headquarters", regions=["福建", "江西"]).regions,
    ),
    Row(
        "002-09",
        CHECK,
        "one_date",
        "two landing months of one investor",
        lambda: (
            found(
                {"claim": "one_date", "project": "P", "stage": "landed"},
                Ledger(
                    projects=[project(milestones=[*steps("landed"), Milestone(stage="landed", on="2022-03")])]
                ),
            )
            == ("two_dates",)
        ),
    ),
    Row(
        "002-10",
        FIELD,
        "Outreach.led_by",
        "trips of leaders and what they found",
        lambda: Outreach(led_by="M", leads=["P"]).leads,
    ),
    Row(
        "002-11",
        FIELD,
        "ServiceTeam.kind",
        "squads for recruiting",
        lambda: team(kind="squad").kind == "squad",
    ),
    Row(
        "002-12",
        FIELD,
        "Outreach.visits",
        "groups that travelled and firms visited",
        lambda: Outreach(batches=60, visits=300).visits,
    ),
    Row(
        "002-13",
        FIELD,
        "Milestone.on",
        "landings by month",
        lambda: str(Milestone(stage="landed", on="2019-01").on) == "2019-01",
    ),
    Row(
        "002-14",
        FUNCTION,
        "parse_quantity",
        "a lower bound and the one above",
        lambda: within("100多家") == (100, 200),
    ),
    Row("002-15", TAG, "Project.tags", "a programme name", lambda: project(tags=["平台仓山"]).tags),
    Row(
        "002-16", FIELD, "Park.kind", "towns and buildings", lambda: park(kind="building").kind == "building"
    ),
    Row(
        "002-17",
        FUNCTION,
        "duration",
        "months from signing to moving in",
        lambda: (
            duration(
                project(
                    agreements=signed("2019-04-01"), milestones=[Milestone(stage="landed", on="2019-07-01")]
                ),
                "signed",
                "landed",
            ).days
            == 91
        ),
    ),
    Row(
        "002-18",
        FUNCTION,
        "brought_in",
        "an anchor and its followers",
        lambda: len(brought_in(SPAWN, "A")) == 1,
    ),
    Row(
        "002-19",
        FIELD,
        "Lease.area",
        "space before and after",
        lambda: (
            park(
                leases=[Lease(area=Area.of(2000, "㎡"), on="2019"), Lease(area=Area.of(1, "万㎡"), on="2020")]
            ).leases
        ),
    ),
    Row(
        "002-20",
        FIELD,
        "StepProgress.conditional",
        "accepted on the promise of a paper",
        lambda: (
            StepProgress(project="P", step="s", conditional=Conditional(promised_on="2020-06-30")).conditional
        ),
    ),
    Row(
        "002-21",
        FIELD,
        "ServiceTeam.assignments",
        "a task force for one project",
        lambda: team(kind="task_force", assignments=[Assignment(project="P")]).assignments,
    ),
    Row(
        "002-22",
        FUNCTION,
        "open_cases",
        "bottlenecks by category",
        lambda: open_cases([team(cases=[Case(id="1", category="资金")])])[0].category == "资金",
    ),
    Row("002-23", KPI, "cohort_benefit", "output that a year's firms added", kpi("cohort_benefit")),
    Row("002-24", KPI, "stage_duration_days", "the fastest landing", kpi("stage_duration_days")),
    Row(
        "002-25",
        FIELD,
        "Outcome.tax",
        "tax, investment, output and revenue apart",
        lambda: Outcome(period="2017/2019", tax=Money.of(63, "亿元"), revenue=Money.of(240, "亿元")).tax,
    ),
    Row(
        "002-26",
        FIELD,
        "Outreach.direction",
        "recruiting online",
        lambda: Outreach(direction="online").direction == "online",
    ),
    Row("002-27", FUNCTION, "find_mentions", "mixed scripts in one word", same("實(shí)現新簽約15個項目")),
    # ------------------------------------------------------------------ 003
    Row(
        "003-01",
        KPI,
        "docked_project_count",
        "docked and signed to a third of a month",
        kpi("docked_project_count"),
    ),
    Row("003-02", KPI, "formal_contract_count", "formal contracts inside them", kpi("formal_contract_count")),
    Row("003-03", KPI, "projects_in_band", "large projects", kpi("projects_in_band")),
    Row(
        "003-04",
        KPI,
        "overfulfilment_rate",
        "a target exceeded, on a stated basis",
        kpi("overfulfilment_rate"),
    ),
    Row("003-05", KPI, "fai_pull", "fixed investment by this year's projects", kpi("fai_pull")),
    Row(
        "003-06",
        FIELD,
        "Campaign.name",
        "a programme of the year",
        lambda: Campaign(id="A", name="招商大比拼", period="2022").period,
    ),
    Row(
        "003-07",
        FIELD,
        "PlanCode.total",
        "groups counted by a formula",
        lambda: PlanCode(code="1+2+5+8").total == 16,
    ),
    Row("003-08", KPI, "outbound_trips", "trips of leaders", kpi("outbound_trips")),
    Row(
        "003-09",
        FIELD,
        "Project.log",
        "projects that were pushed",
        lambda: project(log=[LogEntry(note="推进")]).log,
    ),
    Row(
        "003-10",
        FIELD,
        "Investor.ownership",
        "state firms visited",
        lambda: Investor(id="I", name="中铁", ownership="central_state").ownership,
    ),
    Row(
        "003-11",
        FIELD,
        "TeamMember.rank",
        "officials lent and their rank",
        lambda: team(members=[TeamMember(id="M", name="某", rank="副科级")]).members[0].rank,
    ),
    Row(
        "003-12",
        FIELD,
        "Partner.kind",
        "associations and chambers",
        lambda: Partner(id="A", name="商会", kind="chamber").kind == "chamber",
    ),
    Row(
        "003-13",
        FIELD,
        "Event.kind",
        "promotion events",
        lambda: Event(id="E", name="推介会", kind="promotion").kind,
    ),
    Row(
        "003-14",
        FIELD,
        "Target.level",
        "a target of the city in three measures",
        lambda: Target(id="T", level="city", value=Count.of(2000, "个")).level,
    ),
    Row(
        "003-15",
        FIELD,
        "Campaign.parent",
        "a plan above other plans",
        lambda: Campaign(id="B", name="百日攻坚", parent="A").parent,
    ),
    Row("003-16", KPI, "share_of_total", "the county's part of the city's target", kpi("share_of_total")),
    Row(
        "003-17",
        FIELD,
        "Target.band",
        "targets by count, amount and band",
        lambda: Target(id="T", band="≥20亿元", value=Count.of(20, "个")).band,
    ),
    Row(
        "003-18",
        CHECK,
        "target_split",
        "a target split over units",
        lambda: (
            check(
                Ledger(
                    targets=[
                        Target(id="T", value=Count.of(9, "个")),
                        Target(id="A", parent="T", value=Count.of(8, "个")),
                    ]
                )
            ).codes
            == ("target_split",)
        ),
    ),
    Row(
        "003-19",
        FIELD,
        "Agreement.kind",
        "firms that sign an intent to move in",
        lambda: project(agreements=signed("2022", "intent")).history[0].stage == "intent",
    ),
    Row(
        "003-20",
        FIELD,
        "Project.capacity",
        "what a project can produce",
        lambda: (
            project(
                capacity=structure({"value": "1000000", "unit": "套/年"}, type(parse_quantity("3万元/亩")))
            ).capacity
        ),
    ),
    Row(
        "003-21",
        FIELD,
        "Project.government_funded",
        "a public project",
        lambda: project(government_funded=True).government_funded,
    ),
    Row("003-22", FIELD, "Project.owner", "the department in charge", lambda: project(owner="U").owner),
    Row(
        "003-23",
        FIELD,
        "Project.events",
        "shown at several ceremonies, counted once",
        lambda: project(events=["E1", "E2"]).events,
    ),
    Row(
        "003-24",
        FIELD,
        "Campaign.period",
        "a drive of a hundred days",
        lambda: (
            (Campaign(id="A", name="x", period="2022-08-01/2022-11-08").period or Period.year(2022)).days
            == 100
        ),
    ),
    Row(
        "003-25",
        FIELD,
        "Milestone.stage",
        "projects that are only planned",
        lambda: stage_at(project(milestones=steps("planned")), "2022-12").stage == "planned",
    ),
    Row(
        "003-26",
        FIELD,
        "Investor.is_prospect",
        "a list of firms to be won",
        lambda: Investor(id="I", name="某", is_prospect=True).is_prospect,
    ),
    Row("003-27", KPI, "signed_project_count", "signings within the drive", kpi("signed_project_count")),
    Row("003-28", KPI, "milestone_count", "starts and performances in the window", kpi("milestone_count")),
    Row("003-29", KPI, "pp_change", "rates that rose by points", kpi("pp_change")),
    Row(
        "003-30",
        FIELD,
        "Partner.kind",
        "a pool of experts",
        lambda: Partner(id="A", name="专家", kind="expert").kind,
    ),
    Row(
        "003-31",
        FIELD,
        "Appraisal.verdict",
        "assessed before signing",
        lambda: Appraisal(verdict="reject").verdict == "reject",
    ),
    Row("003-32", KPI, "funnel_conversion", "a funnel of two lower bounds", kpi("funnel_conversion")),
    Row(
        "003-33",
        FIELD,
        "StepProgress.aid",
        "dry runs and simulated approval",
        lambda: StepProgress(project="P", step="s", aid="simulated").aid,
    ),
    Row("003-34", TAG, "ServiceTeam.tags", "standards of service", lambda: team(tags=["审批早一步"]).tags),
    Row(
        "003-35", FIELD, "Partner.kind", "advisers", lambda: Partner(id="A", name="顾问", kind="adviser").kind
    ),
    Row(
        "003-36",
        FUNCTION,
        "parse_quantity",
        "an order of magnitude is no amount",
        lambda: parse_quantity("百亿级").value is None,
    ),
    Row(
        "003-37",
        FIELD,
        "Project.chain_nodes",
        "projects in a chain",
        lambda: project(chain_nodes=["C/a"]).chain_nodes,
    ),
    Row("003-38", KPI, "letting_rate", "how much of the parks is let", kpi("letting_rate")),
    Row("003-39", KPI, "output_per_mu", "output by area", kpi("output_per_mu")),
    Row(
        "003-40",
        FIELD,
        "Fund.stages",
        "a guidance fund",
        lambda: Fund(id="F", name="引导基金", size=Money.of(20, "亿元"), stages=["guidance"]).stages,
    ),
    Row(
        "003-41",
        FIELD,
        "Target.period",
        "land to be cleared in three years",
        lambda: Target(id="T", period="2022/2024", value=Area.of("1.5", "万亩")).period,
    ),
    Row(
        "003-42",
        FIELD,
        "PlanCode.code",
        "a code that explains nothing",
        lambda: PlanCode(code="136").parts == (),
    ),
    Row("003-43", KPI, "score_linear_capped", "scores and public ranking", kpi("score_linear_capped")),
    Row(
        "003-44", KPI, "signed_investment_total", "next year's plans in total", kpi("signed_investment_total")
    ),
    Row(
        "003-45",
        FIELD,
        "Investor.flags",
        "kinds of investors sought",
        lambda: (
            Investor(id="I", name="某", origin="hk", flags=[DatedFlag(flag="fortune_500", year=2022)]).flags
        ),
    ),
    Row("003-46", FIELD, "Chain.name", "sectors in focus", lambda: Ledger(chains=[CHAIN]).chains["C"].name),
    Row(
        "003-47",
        FIELD,
        "PlanCode.parts",
        "maps, registers and pools",
        lambda: PlanCode(code="三图四库五池").total == 12,
    ),
    Row(
        "003-48",
        FUNCTION,
        "handovers",
        "offices that follow each other",
        lambda: (
            len(
                handovers(
                    [
                        ServiceTeam(
                            id=name, name=name, assignments=[Assignment(project="P", since=f"2022-0{month}")]
                        )
                        for month, name in enumerate("甲乙丙丁戊", 1)
                    ],
                    "P",
                )
            )
            == 4
        ),
    ),
    Row(
        "003-49",
        FIELD,
        "Capacity.resource",
        "resources that are shared out",
        lambda: Capacity(resource="land", total=Area.of(3, "亩")).free,
    ),
    Row(
        "003-50",
        FUNCTION,
        "supervise",
        "agreements reviewed each year",
        lambda: (
            len(supervise(project(agreements=[Agreement(terms=[TAX_TERM])]), as_of="2026-01")) == 1
            and DISPOSALS
        ),
    ),
    Row(
        "003-51",
        FIELD,
        "Milestone.evidence",
        "breach and recovered land",
        lambda: project(milestones=[Milestone(stage="exited", evidence=["land_recovered"])]).milestones,
    ),
    Row(
        "003-52",
        FIELD,
        "Assignment.role",
        "roles at every level",
        lambda: Assignment(project="P", role="leader_in_charge").role,
    ),
    Row(
        "003-53",
        FUNCTION,
        "find_periods",
        "this afternoon, without a day",
        lambda: all(mention.is_relative for mention in find_periods("今天下午")),
    ),
    Row(
        "003-54",
        FIELD,
        "ServiceTeam.leader",
        "the first hand leads",
        lambda: team(kind="leading_group", leader="M").leader,
    ),
    Row(
        "003-55",
        FUNCTION,
        "Park.leases_on",
        "a project on land that lay idle",
        lambda: LET.idle_spaces() and LET.leases_on()[0].project == "P",
    ),
    Row(
        "003-56",
        FIELD,
        "Understanding.kind",
        "purchasing that is no investment",
        lambda: Understanding(kind="集采").kind,
    ),
    # ------------------------------------------------------------------ 004
    Row("004-01", KPI, "chain_fit_rate", "projects in the leading chains", kpi("chain_fit_rate")),
    Row(
        "004-02",
        FIELD,
        "Investor.types",
        "kinds of firms to win",
        lambda: Investor(id="I", name="某", types=["base", "leader", "group"]).types,
    ),
    Row("004-03", FUNCTION, "Chain.suggest", "fill, extend, strengthen", lambda: CHAIN.suggest()[0].zh),
    Row(
        "004-04",
        FIELD,
        "Campaign.name",
        "a year under a motto",
        lambda: Campaign(id="A", name="提升年", period="2022").name,
    ),
    Row(
        "004-05",
        FIELD,
        "Project.channel",
        "ways of recruiting",
        lambda: [
            project(channel=code).channel
            for code in ("squad", "referral", "chain", "entrusted", "park", "resident", "fair", "kinship")
        ],
    ),
    Row(
        "004-06",
        FIELD,
        "Target.parent",
        "a plan broken down in a ledger",
        lambda: Target(id="A", parent="T").parent,
    ),
    Row(
        "004-07",
        FIELD,
        "PlanCode.code",
        "a rule of working time, unexplained",
        lambda: PlanCode(code="二分之一").total is None,
    ),
    Row(
        "004-08",
        FIELD,
        "Outreach.planned",
        "trips planned and made",
        lambda: Outreach(planned=True, led_by="M").planned,
    ),
    Row(
        "004-09", FIELD, "ServiceTeam.parent", "squads by unit", lambda: team(kind="squad", parent="T").parent
    ),
    Row(
        "004-10",
        FIELD,
        "ServiceTeam.status",
        "offices in other regions",
        lambda: team(kind="outpost", place="成都", status="active").status,
    ),
    Row(
        "004-11",
        FIELD,
        "Event.kind",
        "fairs",
        lambda: Event(id="E", name="食博会", kind="fair", channel="fair").kind,
    ),
    Row("004-12", KPI, "score_efficacy", "a scheme of assessment", kpi("score_efficacy")),
    Row(
        "004-13",
        FIELD,
        "Park.parent",
        "a park in a park",
        lambda: Park(id="B", name="园中园", parent="K").parent,
    ),
    Row(
        "004-14",
        FIELD,
        "Project.referrer",
        "advisers and ambassadors who refer",
        lambda: project(channel="referral", referrer="A").referrer,
    ),
    Row(
        "004-15",
        FUNCTION,
        "Ledger.over_served",
        "one leader for each project",
        lambda: Ledger(
            projects=[project()],
            teams=[
                team(
                    assignments=[
                        Assignment(project="P", member=name, role="leader_in_charge") for name in "甲乙"
                    ]
                )
            ],
        ).over_served(role="leader_in_charge"),
    ),
    Row(
        "004-16",
        FIELD,
        "Project.park",
        "parks and anchors of a chain",
        lambda: project(park="K", chain_nodes=["C/a"]).park,
    ),
    Row(
        "004-17",
        FIELD,
        "ServiceTeam.leader",
        "a command post with a commander",
        lambda: team(kind="command_post", leader="M").leader,
    ),
    Row(
        "004-18",
        CHECK,
        "incomplete_row",
        "rows that must be complete by stage",
        lambda: (
            check(Ledger(projects=[project(milestones=steps("negotiating")), project("Q", owner="U")])).codes
            == ("incomplete_row",)
        ),
    ),
    Row(
        "004-19",
        FUNCTION,
        "due_on",
        "limits in working days",
        lambda: str(due_on("2022-06-06", StepLimit(days=5, working=True))) == "2022-06-13",
    ),
    Row(
        "004-20",
        FUNCTION,
        "Ledger.diff",
        "a weekly roll-up and a monthly ranking",
        lambda: len(Ledger(projects=[project()]).diff(Ledger())) == 1 and RHYTHMS,
    ),
    Row("004-21", FIELD, "ServiceTeam.class_", "units ranked by class", lambda: team(class_="驻外").class_),
    Row(
        "004-22",
        FIELD,
        "ChainLink.to_node",
        "from a park to a chain to a cluster",
        lambda: "-->" in CHAIN.mermaid(),
    ),
    Row("004-23", KPI, "outbound_trips", "trips out", kpi("outbound_trips")),
    Row("004-24", KPI, "inbound_visits", "visits received", kpi("inbound_visits")),
    Row("004-25", KPI, "leads_collected", "leads collected", kpi("leads_collected")),
    Row(
        "004-26",
        FIELD,
        "Project.relation",
        "a firm that moves as a whole",
        lambda: project(relation="relocation").relation == "relocation",
    ),
    Row("004-27", KPI, "start_rate_prior", "projects going on from before", kpi("start_rate_prior")),
    Row(
        "004-28",
        CHECK,
        "sum",
        "parts that do not add up",
        lambda: (
            found({"claim": "sum", "parts": ["a", "b"], "total": "c"}, a="12个", b="59个", c="73个")
            == ("sum_mismatch",)
        ),
    ),
    Row(
        "004-29",
        CHECK,
        "nested",
        "bands inside bands",
        lambda: found({"claim": "nested", "of": ["a", "b", "c"]}, a="3个", b="26个", c="73个") == (),
    ),
    Row("004-30", FUNCTION, "find_mentions", "glosses inside words", same("產(chǎn)業(yè)項目15個")),
    Row(
        "004-31",
        FIELD,
        "Event.parks",
        "a park and policies shown at an event",
        lambda: Event(id="E", name="x", parks=["K"], policies=["优惠政策"]).parks,
    ),
)
"""All rows, in the order of the articles."""
