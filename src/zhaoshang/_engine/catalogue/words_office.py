"""The catalogue of what an office itself does: what it promised, how it serves, whom it visits."""

from typing import Final

from zhaoshang._engine.catalogue import commitments, duties
from zhaoshang._engine.catalogue.scores import given_rate
from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.query.definitions import Kpi

OFFICE: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="commitment_rate",
        zh="政府承诺兑现率",
        en="commitments honoured",
        unit="percent",
        formula_zh="期内到期的政府承诺事项中已兑现数 ÷ 到期数",
        formula_en="commitments of the government that were honoured ÷ those due in the period",
        plan=commitments.honoured_rate,
        edge_cases_zh="企业条件未达成、随项目终止的不计；有争议的在分母；待核实的只给上下限",
        edge_cases_en="what waits for the investor, or lapsed with its project, is left out; disputes stay below the line; "
        "open ones give bounds only",
        references=cite("S97"),
    ),
    Kpi(
        id="planned_trips",
        zh="计划外出招商批次",
        en="trips planned",
        unit="次",
        formula_zh="期内计划外出招商的批次数",
        formula_en="trips planned for the period",
        plan=duties.planned_trips,
        edge_cases_zh="计划单独登记，成行后另记一条；批次不是人次",
        edge_cases_en="a plan is a record of its own, and the trip another; batches are not persons",
    ),
    Kpi(
        id="trip_plan_rate",
        zh="外出招商计划完成率",
        en="trips made of those planned",
        unit="percent",
        formula_zh="期内外出招商批次数 ÷ 期内计划批次数",
        formula_en="trips made in the period ÷ trips planned for it",
        plan=duties.trip_plan_rate,
        edge_cases_zh="可超过 100%；没有计划就没有完成率；按带队领导分组用 by=leader",
        edge_cases_en="may pass 100 %; without a plan there is none; by=leader groups by who led",
    ),
    Kpi(
        id="outreach_conversion",
        zh="招商线索签约率",
        en="leads of outreach signed",
        unit="percent",
        formula_zh="期内外出、来访、线上带回的项目中截至日已签约数 ÷ 带回的项目数",
        formula_en="projects signed by the as-of day ÷ projects that the outreach of the period led to",
        plan=duties.outreach_conversion,
        options=("signed_kinds",),
        edge_cases_zh="一个项目几次走访都记为线索的，只算最早的一次；计划中的行程不计",
        edge_cases_en="a project that several trips name counts for the first alone; plans do not count",
    ),
    Kpi(
        id="case_on_time_rate",
        zh="诉求按期办结率",
        en="cases solved in time",
        unit="percent",
        formula_zh="期内到期的企业诉求中按期办结数 ÷ 到期数",
        formula_en="problems of firms solved by their due day ÷ those due in the period",
        plan=given_rate("in_time", "due", duties.in_time("cases", "closed")),
        inputs=("in_time", "due"),
        edge_cases_zh="期限只到月份的算到月底；没有期限的不计并列名",
        edge_cases_en="a due month is its last day; what has no due day is left out and named",
    ),
    Kpi(
        id="order_on_time_rate",
        zh="督办按期办结率",
        en="orders answered in time",
        unit="percent",
        formula_zh="期内到期的督办件中按期反馈数 ÷ 到期数",
        formula_en="supervision orders answered by their due day ÷ those due in the period",
        plan=given_rate("in_time", "due", duties.in_time("orders", "answered")),
        inputs=("in_time", "due"),
        edge_cases_zh="逾期反馈和未反馈都不算按期；没有期限的不计并列名",
        edge_cases_en="late and missing answers both miss; what has no due day is left out and named",
    ),
    Kpi(
        id="award_points",
        zh="奖惩得分",
        en="points of rewards and penalties",
        unit="point",
        formula_zh="期内奖惩记分之和，扣分为负",
        formula_en="points given in the period, those taken off being negative",
        plan=duties.award_points,
        edge_cases_zh="没有记分的奖惩不计并列名；可作考核的加分、扣分项",
        edge_cases_en="what gives no points is left out and named; an assessment takes it as a bonus",
    ),
)
