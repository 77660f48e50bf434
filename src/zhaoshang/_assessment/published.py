"""Schemes that were published, as data; what a ledger cannot know of them is given by the assessor."""

from typing import Final

from zhaoshang._assessment.schemes import Bonus, Indicator, Measure, Scheme
from zhaoshang._calls.registry import Registry
from zhaoshang.measures import column
from zhaoshang.references import Reference
from zhaoshang.vocabulary import Origin

_FROM_OUTSIDE: Final = column("origin").is_in(
    Origin.OUT_OF_PROVINCE, Origin.HK, Origin.MACAO, Origin.TAIWAN, Origin.FOREIGN
)
"""Invested from outside the province (省外)."""

TOWNS_2023: Final = Scheme(
    id="towns_2023",
    zh="乡镇及市直单位招商引资考核（2023年）",
    en="towns and departments of a city, 2023",
    indicators=[
        Indicator(
            id="signed",
            zh="省域外签约项目投资额",
            en="investment signed from outside the province",
            points=50,
            method="completion",
            measures=[Measure(kpi="signed_investment_total", arguments={"where": _FROM_OUTSIDE})],
        ),
        Indicator(
            id="leading_firms",
            zh="对接行业龙头企业数量",
            en="leading firms approached",
            points=30,
            method="given",
        ),
        Indicator(
            id="daily_work",
            zh="招商活动、信息报送和项目策划",
            en="events, reports and projects prepared",
            points=20,
            method="given",
        ),
    ],
    references=[
        Reference(
            key="S12",
            title="2023年xx市招商引资工作考核办法(试行)",
            address="https://www.cnzsr.com/showinfo-23-2501-0.html",
        )
    ],
)

INDUSTRY_TEAMS: Final = Scheme(
    id="industry_teams",
    zh="产业专班招商引资绩效评价（季度）",
    en="industry teams of a county, each quarter",
    indicators=[
        Indicator(
            id="large_projects",
            zh="新引进省外亿元项目数量",
            en="new projects of 100 million yuan from outside the province",
            points=30,
            method="schedule",
            measures=[
                Measure(kpi="projects_in_band", arguments={"bands": ["≥1亿元"], "where": _FROM_OUTSIDE})
            ],
        ),
        Indicator(
            id="arrived",
            zh="当年实际到位资金",
            en="funds arrived this year",
            points=20,
            method="schedule",
            measures=[Measure(kpi="arrived_funds")],
        ),
        Indicator(
            id="chain_fit",
            zh="产业契合度",
            en="fit with the leading chains",
            points=20,
            method="rate",
            measures=[Measure(kpi="chain_fit_rate")],
        ),
        Indicator(
            id="hosts", zh="捆绑载体单位打分", en="marks of the parks served", points=15, method="given"
        ),
        Indicator(
            id="teams", zh="捆绑招商工作队打分", en="marks of the teams served", points=15, method="given"
        ),
    ],
    bonuses=[
        Bonus(
            id="leader_visits", zh="提请县领导走访企业", en="firms visited by leaders", points="0.5", cap=3
        ),
        Bonus(id="events_held", zh="牵头举办外地招商推介会", en="promotion events held", points=3),
        Bonus(id="leads_given", zh="提供有效项目信息", en="useful leads given", points="0.5"),
        Bonus(
            id="beyond_target",
            zh="超目标任务引进省外亿元项目",
            en="projects of 100 million yuan beyond the target",
            points=2,
            cap=6,
            kpi="projects_in_band",
            arguments={"bands": ["≥1亿元"], "where": _FROM_OUTSIDE},
            above_target=True,
        ),
        Bonus(
            id="over_1_billion",
            zh="10亿元以上且当年固投不低于5%的项目",
            en="projects of 1 billion yuan with 5% invested this year",
            points=4,
        ),
        Bonus(
            id="over_5_billion",
            zh="50亿元以上且当年固投不低于5%的项目",
            en="projects of 5 billion yuan with 5% invested this year",
            points=8,
        ),
        Bonus(
            id="china_500",
            zh="中国企业500强、民营企业500强投资",
            en="investment of China's 500 largest",
            points=10,
        ),
    ],
    references=[
        Reference(
            key="S14",
            title="产业专班招商引资绩效评价指标及评分细则(季度)",
            address="https://cnzsr.com/e/DoPrint/?classid=23&id=5569",
        )
    ],
)

DISTRICTS_2024: Final = Scheme(
    id="districts_2024",
    zh="县（区）招商引资考核（2024年）",
    en="districts and counties of a city, 2024",
    indicators=[
        Indicator(
            id="from_outside",
            zh="省外新增实际投资完成率",
            en="funds from outside the province against the target",
            points="0.5",
            method="completion",
            measures=[Measure(kpi="out_of_province_funds")],
            cap="none",
        ),
        Indicator(
            id="fdi",
            zh="外商直接投资完成率",
            en="foreign direct investment against the target",
            points="0.5",
            method="completion",
            measures=[Measure(kpi="fdi_utilised")],
            cap="none",
        ),
        Indicator(
            id="signed",
            zh="签约项目个数及金额",
            en="projects signed, number and amount",
            points="0.5",
            method="completion",
            measures=[Measure(kpi="signed_project_count"), Measure(kpi="signed_investment_total")],
        ),
        Indicator(
            id="by_size",
            zh="3—10亿元、10—20亿元、20亿元以上项目个数",
            en="projects by size",
            points="0.5",
            method="shortfall",
            step="0.1",
            measures=[
                Measure(kpi="projects_in_band", target="7个", arguments={"bands": ["[3亿元,10亿元)"]}),
                Measure(kpi="projects_in_band", target="4个", arguments={"bands": ["[10亿元,20亿元)"]}),
                Measure(kpi="projects_in_band", target="1个", arguments={"bands": ["≥20亿元"]}),
            ],
        ),
        Indicator(
            id="awards",
            zh="省级奖补、重点企业和省平台签约",
            en="provincial awards, key firms and signings on provincial platforms",
            points="0.5",
            method="given",
        ),
        Indicator(
            id="overdue",
            zh="超时限未开工项目",
            en="projects overdue to start",
            points="0.5",
            method="deduct",
            step="0.1",
            measures=[Measure(kpi="overdue_not_started")],
        ),
    ],
    bonuses=[Bonus(id="false_projects", zh="弄虚作假项目", en="falsified projects", points="-0.2")],
    references=[
        Reference(
            key="S15",
            title="2024年度全市招商引资考核结果公示",
            issued_on="2025",
            address="https://www.qianlima.com/bid-486863651.html",
        )
    ],
)

SCHEMES: Final = Registry(
    "scheme", (TOWNS_2023, INDUSTRY_TEAMS, DISTRICTS_2024), home=("zhaoshang.assessments", "SCHEMES")
)
"""The schemes shipped, by id or Chinese name: examples to copy and vary, each with its source."""
