"""Make everything that a bureau makes in a year, from one ledger: all names and figures are invented.

    python examples/office_year.py                    # 600 projects, into a folder of its own
    python examples/office_year.py --into out --projects 80

Weekly roll-ups, monthly rankings, quarterly reports against the targets, half-year and year bulletins, boards, chains,
parks, reviews, the assessment, a press release verified, and an index page that leads to them.

Requires: vl_convert
"""

import argparse
import tempfile
import time
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from attrs import evolve

from zhaoshang import Area, Chain, Count, Investor, Ledger, Money, Park, Project, ServiceTeam, evaluate
from zhaoshang.assessments import Bonus, Grade, Indicator, Measure, Scheme, assess, notice, score_table
from zhaoshang.boards import BOARDS, board_table
from zhaoshang.bulletins import verify, write
from zhaoshang.checks import check
from zhaoshang.kpis import Figures
from zhaoshang.lifecycle import alarms, as_known_on
from zhaoshang.model import (
    Agreement,
    Appraisal,
    Assignment,
    Award,
    Campaign,
    Capacity,
    Case,
    ChainMember,
    ChainNode,
    Commitment,
    Conditional,
    Demand,
    Event,
    Fund,
    Lease,
    Milestone,
    Order,
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
    StatisticsEntry,
    StepLimit,
    StepProgress,
    Target,
    TeamMember,
    Understanding,
)
from zhaoshang.reports import (
    Chart,
    Column,
    Table,
    chain_table,
    funnel,
    funnel_chart,
    funnel_table,
    kpi_table,
    page,
    park_table,
    period_table,
    progress,
    progress_chart,
    progress_table,
    ranking,
    ranking_chart,
    ranking_table,
    review_table,
    stage_board,
    weekly_table,
    write_excel,
)

YEAR = 2025
TOWNS = ("东河镇", "西岭镇", "南湾镇", "北桥镇", "上坪镇", "下塘镇", "开发区", "高新园")
CHAINS = {"C1": ("新材料", ("粉体", "膜材", "器件")), "C2": ("装备", ("铸件", "整机"))}
PLACES = ("北京", "上海", "深圳", "杭州")
PERIODS = [f"{YEAR}-{month:02}" for month in range(1, 13)]
QUARTERS = [f"{YEAR}-Q{quarter}" for quarter in range(1, 5)]


def last_day(month: int) -> str:
    """Give the last day of a month of the year."""
    after = date(YEAR + month // 12, month % 12 + 1, 1)
    return str(after - timedelta(days=1))


# --8<-- [start:ledger]
def county(projects: int, seed: int = 2025) -> Ledger:
    """Invent a county: its units, parks, chains and the projects of two years."""
    random = Random(seed)  # noqa: S311 - invented figures need no secrecy
    teams = [ServiceTeam(id="county", name="全县", kind="leading_group")]
    for place, name in enumerate(TOWNS):
        trips = [
            Outreach(
                on=f"{YEAR}-{month:02}-10",
                led_by=f"{name}负责人",
                direction="outbound",
                places=[random.choice(PLACES)],
                batches=Count.of(1, "批次"),
                companies=[f"I{5 * place}"],
                leads=[f"P{random.randrange(projects)}"],
            )
            for month in range(1, 13, 3)
        ]
        cases = [
            Case(
                id=f"{place}-{number}",
                project=f"P{random.randrange(projects)}",
                category=random.choice(["用地", "用电", "用工"]),
                raised_on=f"{YEAR}-{number:02}-01",
                due_on=f"{YEAR}-{number:02}-20",
                closed_on=None
                if random.random() < 0.1
                else f"{YEAR}-{number:02}-{random.randrange(5, 28):02}",
            )
            for number in range(1, 13, 4)
        ]
        orders = [
            Order(
                id=f"D{place}-{month}",
                subject="加快开工",
                issued_on=f"{YEAR}-{month:02}-01",
                due_on=f"{YEAR}-{month:02}-15",
                answered_on=f"{YEAR}-{month:02}-{8 + 2 * place:02}" if (place + month) % 5 else None,
            )
            for month in (3, 6, 9)
        ]
        awards = [Award(kind="points_off", on=f"{YEAR}-10-08", points="-0.5", reason="督办件逾期")] * (
            place % 2
        )
        teams.append(
            ServiceTeam(
                id=f"U{place}",
                name=name,
                parent="county",
                outreach=trips,
                leader=f"M{place}",
                members=[
                    TeamMember(id=f"M{place}", name=f"{name}负责人"),
                    TeamMember(id=f"N{place}", name="干事"),
                ],
                since=f"{YEAR - 1}-03",
                assignments=[
                    Assignment(project=f"P{number}") for number in range(place, projects, len(TOWNS))
                ],
                steps=[
                    ServiceStep(
                        id="filing", name="备案", department="发改局", limit=StepLimit(days=3, working=True)
                    ),
                    ServiceStep(id="eia", name="环评", department="生态环境局", limit=StepLimit(days=30)),
                ],
                progress=[
                    StepProgress(
                        project=f"P{place}",
                        step="filing",
                        accepted_on=f"{YEAR}-04-07",
                        done_on=f"{YEAR}-04-{8 + place:02}",
                        aid="agency",
                    ),
                    StepProgress(
                        project=f"P{place}",
                        step="eia",
                        accepted_on=f"{YEAR}-12-{3 * place + 1:02}",
                        conditional=Conditional(promised_on=f"{YEAR + 1}-01-20") if place % 2 else None,
                    ),
                ],
                cases=cases,
                orders=orders,
                awards=awards,
            )
        )
    return Ledger(
        name="某县（虚构）",
        as_of=f"{YEAR}-12-31",
        teams=teams,
        projects=[invented(number, random) for number in range(projects)],
        investors=[
            Investor(
                id=f"I{number}",
                name=f"虚构企业{number}",
                origin=random.choice(["local", "out_of_city", "out_of_province"]),
                place=PLACES[number % len(PLACES)],
                is_prospect=number % 5 == 0,
            )
            for number in range(45)
        ],
        parks=[
            Park(
                id=f"K{number}",
                name=f"虚构园区{number + 1}",
                spaces=[
                    Space(
                        id=f"K{number}-{block}",
                        kind="plant",
                        area=Area.of(20000, "平方米"),
                        completed_on="2023-06",
                        opened_on="2023-09",
                    )
                    for block in range(4)
                ],
                kind="industrial_park",
                operator="虚构园区公司",
                chains=[f"C{number % 2 + 1}"],
                amenities=["公寓", "食堂"][: number + 1],
                demands=[
                    Demand(
                        id=f"D{number}",
                        tenant=f"求租企业{number}（虚构）",
                        kind="plant",
                        area=Area.of(6000 * (number + 1), "平方米"),
                        amenities=["公寓"],
                        raised_on=f"{YEAR}-11-0{number + 1}",
                    )
                ],
                capacity=[
                    Capacity(
                        resource="land",
                        total=Area.of(200, "亩"),
                        reserved=[Reservation(project=f"P{number}", amount=Area.of(100 * number, "亩"))],
                    )
                ],
                leases=[
                    Lease(
                        space=f"K{number}-{block}",
                        tenant=f"虚构租户{number}{block}",
                        area=Area.of(random.randrange(4, 20) * 1000, "平方米"),
                        stage="moved_in",
                        on=f"{YEAR}-{random.randrange(1, 12):02}-15",
                    )
                    for block in range(3)
                ],
            )
            for number in range(3)
        ],
        chains=[
            Chain(
                id=chain,
                name=name,
                nodes=[ChainNode(id=f"n{place}", name=node) for place, node in enumerate(nodes)],
                members=[ChainMember(node="n0", investor=f"I{place}", role="leader")],
            )
            for place, (chain, (name, nodes)) in enumerate(CHAINS.items())
        ],
        targets=[
            Target(id=f"T{measure}{place}", unit=f"U{place}", measure=measure, period=str(YEAR), value=value)
            for place in range(len(TOWNS))
            for measure, value in (
                ("signed_project_count", Count.of(max(1, projects // 24), "个")),
                ("signed_investment_total", Money.of(max(5, projects // 5), "亿元")),
            )
        ],
        funds=[Fund(id="F1", name="虚构产业基金", size=Money.of(20, "亿元"))],
        campaigns=[Campaign(id="G1", name="百日攻坚（虚构）", period=f"{YEAR}-08-01/{YEAR}-11-08")],
        events=[Event(id="E1", name="春季招商大会（虚构）", on=f"{YEAR}-03-18", kind="promotion")],
        partners=[Partner(id="R1", name="异地商会（虚构）", kind="chamber")],
        scenarios=[Scenario(id="S1", name="智慧园区（虚构）", value=Money.of(3, "亿元"))],
        understandings=[
            Understanding(parties=["某县（虚构）", "虚构协会"], kind="合作", status="起草", on=f"{YEAR}-06")
        ],
        codes=[PlanCode(code="1+2", name="组织架构", members=["领导小组", "综合专班", "产业专班"])],
        payments=[
            Payment(
                id=f"Y{number}",
                investor=f"I{number}",
                programme="技改补助",
                planned=Money.of(100, "万元"),
                amount=Money.of(100, "万元") if number % 3 else None,
                on=f"{YEAR}-{number + 1:02}-20",
            )
            for number in range(10)
        ],
    )


def invented(number: int, random: Random) -> Project:
    """Make up a project: when it was signed, how far it came, what it promised."""
    signed = date(YEAR - 1, 1, 1) + timedelta(days=random.randrange(720))
    milestones, day = [], signed
    for stage, days, chance in (("landed", 60, 0.9), ("started", 90, 0.8), ("producing", 240, 0.6)):
        day += timedelta(days=random.randrange(10, days))
        if day > date(YEAR, 12, 31) or random.random() > chance:
            break
        milestones.append(Milestone(stage=stage, on=day, recorded_on=day))
    chain = random.choice([None, *CHAINS])
    return Project(
        id=f"P{number}",
        name=f"虚构项目{number:03}",
        owner=f"U{random.randrange(len(TOWNS))}",
        district=random.choice(["城区", "东片", "西片"]),
        investors=[f"I{random.randrange(40)}"],
        category="industry",
        investment=Money.of(random.choice(["0.5", "0.8", "1.2", "2", "3.5", "6", "12"]), "亿元"),
        chain_nodes=[] if chain is None else [f"{chain}/n{random.randrange(2)}"],
        events=["E1"] if signed == date(YEAR, 3, 18) else [],
        referrer="R1" if random.random() < 0.05 else None,
        fund="F1" if random.random() < 0.03 else None,
        scenario="S1" if random.random() < 0.02 else None,
        agreements=[
            Agreement(
                signed_on=signed,
                terms=[PromisedTerm(measure="tax", period=str(YEAR), promised=Money.of(50, "万元"))]
                if number % 20 == 0
                else [],
                commitments=[promised(number)] if number % 20 == 0 else [],
            )
        ],
        appraisals=[
            Appraisal(
                on=signed - timedelta(days=20), by="评审组（虚构）", verdict="admit", score=60 + number % 40
            )
        ]
        if number % 25 == 0
        else [],
        milestones=milestones,
        statistics=[
            StatisticsEntry(kind="industry", on=step.on) for step in milestones if step.stage == "producing"
        ],
        outcomes=[Outcome(period=str(YEAR), tax=Money.of(random.randrange(10, 90), "万元"))]
        if number % 20 == 0
        else [],
    )


def promised(number: int) -> Commitment:
    """Promise a subsidy in return, tied to the tax that the firm promised."""
    return Commitment(
        id=f"C{number}",
        kind="租金补贴",
        amount=Money.of(30, "万元"),
        due_on=f"{YEAR}-06-30" if number % 40 else f"{YEAR + 1}-06-30",
        legal_basis="虚构园区扶持办法",
        reviewed_on=f"{YEAR - 2}-12-01",
        terms=["tax"],
    )


# --8<-- [end:ledger]


# --8<-- [start:scheme]
SCHEME = Scheme(
    id="towns",
    zh="乡镇招商引资考核（虚构）",
    en="assessment of towns",
    indicators=[
        Indicator(
            id="count",
            zh="签约个数",
            en="projects signed",
            points=30,
            method="completion",
            measures=[Measure(kpi="signed_project_count")],
        ),
        Indicator(
            id="amount",
            zh="签约总投资",
            en="investment signed",
            points=40,
            method="completion",
            measures=[Measure(kpi="signed_investment_total")],
        ),
        Indicator(
            id="started",
            zh="开工率",
            en="start rate",
            points=30,
            method="rate",
            measures=[Measure(kpi="start_rate")],
        ),
    ],
    bonuses=[
        Bonus(
            id="large",
            zh="10亿元以上项目",
            en="projects over 1 billion yuan",
            points=2,
            cap=6,
            kpi="projects_in_band",
            arguments={"bands": ["≥10亿元"]},
        )
    ],
    grades=[Grade(zh="优秀", en="excellent", at_least=90), Grade(zh="合格", en="passed", at_least=60)],
)
# --8<-- [end:scheme]


# --8<-- [start:weeks]
def weeks(ledger: Ledger) -> list[Table]:
    """Roll up each week of the year: the ledger as it was known on two days."""
    days = [date(YEAR, 1, 1) - timedelta(days=1) + timedelta(weeks=week) for week in range(53)]
    days[-1] = date(YEAR, 12, 31)
    states = [evolved(ledger, day) for day in days]
    return [
        weekly_table(newer, older, title=f"第{week}周（至{day}）")
        for week, (older, newer, day) in enumerate(zip(states, states[1:], days[1:], strict=False), 1)
    ]


def evolved(ledger: Ledger, day: date) -> Ledger:
    """Give the ledger as a clerk would have kept it on a day: what was signed by then, and how far it had come."""
    projects = [
        as_known_on(project, str(day))
        for project in ledger.projects
        if project.agreements[0].signed_on is not None and project.agreements[0].signed_on.start <= day
    ]
    return evolve(ledger, projects=projects, as_of=str(day))


# --8<-- [end:weeks]


# --8<-- [start:months]
def months(ledger: Ledger) -> list[Table]:
    """Rank the towns each month by what was signed in the year so far, and tell who moved."""
    to_date = [
        evaluate(
            ledger, "signed_investment_total", period=f"{YEAR}-01/{month}", as_of=last_day(number), by="owner"
        )
        for number, month in enumerate(PERIODS, 1)
    ]
    before: list[Figures | None] = [None, *to_date[:-1]]
    return [
        ranking_table(
            [place for place in ranking(now, previous=earlier) if place.unit != "county"],
            title=f"{number}月排名（1—{number}月签约总投资）" if number > 1 else "1月排名（签约总投资）",
        )
        for number, (now, earlier) in enumerate(zip(to_date, before, strict=True), 1)
    ]


# --8<-- [end:months]


# --8<-- [start:sums]
def reconciled(ledger: Ledger, rolled: list[Table]) -> Table:
    """Hold the sums of the year beside each other: weeks, months, quarters and the year itself."""
    rows = []
    for title, kpi, column, asked in FLOWS:
        months, quarters, year = (
            sum(value(evaluate(ledger, [kpi], period=period, **asked)) for period in periods)
            for periods in (PERIODS, QUARTERS, [str(YEAR)])
        )
        weekly = None if column is None else sum(int(table.rows[-1][column]) for table in rolled)
        apart = [
            name
            for name, part in (("周", weekly), ("月", months), ("季", quarters))
            if part not in {None, year}
        ]
        cells = ["" if part is None else str(part) for part in (weekly, months, quarters, year)]
        rows.append([title, *cells, f"{'、'.join(apart)}相加与全年不等，见更正" if apart else "相符"])
    heads = ["指标", "52周相加", "12个月相加", "4个季度相加", "全年", "核对"]
    return Table(title="全年数字核对", columns=[Column(title=head) for head in heads], rows=rows)


FLOWS: list[tuple[str, str, int | None, dict[str, Any]]] = [
    ("签约项目数", "signed_project_count", 2, {}),
    ("签约总投资（亿元）", "signed_investment_total", None, {"unit": "亿元"}),
    ("新落地项目数", "milestone_count", 4, {"of": "landed"}),
    ("新开工项目数", "milestone_count", 5, {"of": "started"}),
    ("新投产项目数", "milestone_count", 7, {"of": "producing"}),
    ("新开工总投资（亿元）", "milestone_investment", None, {"of": "started", "unit": "亿元"}),
    ("外出招商批次", "outbound_trips", None, {}),
    ("办结企业诉求", "issues_closed", None, {}),
    ("兑现政策资金（万元）", "policy_cash", None, {"measure": "amount", "unit": "万元"}),
    ("新增入统项目数", "statistics_entry_count", None, {}),
    ("奖惩得分", "award_points", None, {}),
]
"""The flows of the year: their title, KPI, column of the weekly roll-up, and what they ask for."""


def value(figures: Figures) -> Decimal:
    """Take the whole of one KPI."""
    return figures.items_[0].value or Decimal(0)


# --8<-- [end:sums]


# --8<-- [start:year]
def make(ledger: Ledger, folder: Path) -> list[tuple[str, str]]:
    """Write every product into a folder, and list them: file and title."""
    made: list[tuple[str, str]] = []

    def put(name: str, title: str, text: str) -> None:
        (folder / name).write_text(text, encoding="utf-8")
        made.append((name, title))

    rolled = weeks(ledger)
    write_excel(rolled, folder / "weekly.xlsx")
    made.append(("weekly.xlsx", f"每周汇总（{len(rolled)}周）"))
    put("monthly.html", "月度排名", page(months(ledger), title="月度排名"))
    for number, quarter in enumerate(QUARTERS, 1):
        day = last_day(3 * number)
        items = progress(
            ledger, ["signed_project_count", "signed_investment_total"], period=str(YEAR), as_of=day
        )
        figures = evaluate(
            ledger,
            ["signed_project_count", "signed_investment_total", "start_rate"],
            period=quarter,
            by="owner",
        )
        parts: list[Table | Chart] = [progress_table(items), progress_chart(items), kpi_table(figures)]
        put(f"quarter{number}.html", f"{number}季度报告", page(parts, title=f"{number}季度报告"))
    texts = {}
    for period, day in ((f"{YEAR}-H1", last_day(6)), (str(YEAR), last_day(12))):
        figures = evaluate(
            ledger,
            ["signed_project_count", "signed_investment_total", "start_rate"],
            period=period,
            as_of=day,
        )
        texts[period] = write(figures, subject="全县")
        put(f"bulletin-{period}.txt", f"通报（{period}）", texts[period])
    for board in BOARDS.values():
        put(
            f"board-{board.id}.html",
            board.zh,
            page([board_table(ledger, board, period=str(YEAR))], title=board.zh),
        )
    steps = funnel(ledger, stages=["signed", "landed", "started", "producing"])
    put(
        "boards.html",
        "阶段看板和漏斗",
        page([stage_board(ledger), funnel_table(steps), funnel_chart(steps)], title="阶段看板和漏斗"),
    )
    put("chains.html", "产业链", page([chain_table(ledger)], title="产业链"))
    put("parks.html", "园区", page([park_table(ledger)], title="园区"))
    put("reviews.html", "协议履约", page([review_table(ledger, year=YEAR)], title="协议履约"))
    half = assess(SCHEME, ledger, period=str(YEAR), as_of=last_day(6), units=towns())
    year = assess(SCHEME, ledger, period=str(YEAR), as_of=last_day(12), units=towns(), previous=half)
    put("assessment.html", "考核得分", page([score_table(year)], title="考核得分"))
    put("notice.txt", "考核通报", notice(year))
    places = ranking(evaluate(ledger, "signed_investment_total", period=str(YEAR), by="owner"))
    sources = evaluate(
        ledger, ["signed_project_count", "signed_investment_total"], period=str(YEAR), by="source"
    )
    put("sources.html", "投资方来源地", page([kpi_table(sources)], title="投资方来源地"))
    put("ranking.html", "全年排名", page([ranking_table(places), ranking_chart(places)], title="全年排名"))
    trend = [
        evaluate(ledger, ["signed_project_count", "signed_investment_total"], period=month)
        for month in PERIODS
    ]
    put("year.html", "全年逐月", page([period_table(trend), reconciled(ledger, rolled)], title="全年逐月"))
    put("release.txt", "新闻稿核对", release(ledger, texts[str(YEAR)]))
    found = check(ledger)
    put("check.txt", "台账检查", f"{len(found)} findings, {len(alarms(ledger, as_of=last_day(12)))} alarms\n")
    return made


def towns() -> list[str]:
    """List the towns, which are assessed; the county above them is not."""
    return [f"U{place}" for place in range(len(TOWNS))]


def release(ledger: Ledger, text: str) -> str:
    """Verify a press release against the ledger, and the same with one number changed."""
    good = verify(text, ledger)
    count = str(value(evaluate(ledger, "signed_project_count", period=str(YEAR))))
    wrong = text.replace(f"{count}个", f"{int(count) + 10}个")
    slip = verify(wrong, ledger)
    said = [text, f"is clean: {good.is_clean}", "", wrong]
    return "\n".join([*said, *(verdict.render("zh_CN") for verdict in slip.differs)])


# --8<-- [end:year]


def index(made: list[tuple[str, str]], ledger: Ledger) -> str:
    """Write the page that leads to all others, with a picture on top."""
    links = "".join(f'<li><a href="{name}">{title}</a></li>' for name, title in made)
    places = ranking(evaluate(ledger, "signed_investment_total", period=str(YEAR), by="owner"))
    html = page([ranking_chart(places)], title=f"{ledger.name} {YEAR}年招商引资")
    return html.replace("</body>", f"<ul>{links}</ul></body>")


def main() -> None:
    """Make the year, and say how long it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--into", type=Path, help="the folder to write into; by default a temporary one")
    parser.add_argument("--projects", type=int, default=600)
    asked = parser.parse_args()
    folder = asked.into or Path(tempfile.mkdtemp(prefix="office-year-"))
    folder.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    ledger = county(asked.projects)
    made = make(ledger, folder)
    (folder / "index.html").write_text(index(made, ledger), encoding="utf-8")
    print(f"{len(made) + 1} products in {folder}, {time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
