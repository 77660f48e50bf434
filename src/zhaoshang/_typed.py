"""The names that a type checker knows: KPIs, keys, stages, options, arguments. Made from the data; do not edit.

    python3 tools/dev.py tables

A single text that is made while the program runs is none of them: find a KPI with `kpis.find` first, or give it in a
list.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, Literal, TypedDict

from zhaoshang.vocabulary import Stage

Names = list[str] | tuple[str, ...]
"""Names made while the program runs, which no checker can know."""

KpiName = Literal[
    "signed_project_count",
    "签约项目数",
    "signed_investment_total",
    "签约总投资",
    "docked_project_count",
    "对接项目数",
    "formal_contract_count",
    "正式合同项目数",
    "formal_contract_amount",
    "正式合同金额",
    "intent_conversion_rate",
    "协议转合同率",
    "projects_in_band",
    "分规模项目数",
    "flagship_count",
    "标志性项目数",
    "chain_fit_rate",
    "产业契合度",
    "average_project_size",
    "平均投资规模",
    "contract_performance_rate",
    "履约率",
    "registration_rate",
    "项目注册率",
    "landing_rate",
    "落地率",
    "start_rate",
    "开工率",
    "start_rate_current",
    "当年签约项目开工率",
    "start_rate_prior",
    "往年签约项目开工率",
    "start_completion_rate",
    "开竣工率",
    "completion_rate",
    "竣工率",
    "production_rate",
    "投产率",
    "capacity_rate",
    "达产率",
    "plan_start_rate",
    "计划开工率",
    "funnel_conversion",
    "转化率",
    "stage_duration_days",
    "阶段用时",
    "overdue_not_started",
    "超时限未开工数",
    "stalled_count",
    "停滞项目数",
    "milestone_count",
    "新增履约、开工、投产项目数",
    "milestone_investment",
    "新开工（新落地等）项目总投资",
    "continuing_count",
    "续建项目数",
    "continuing_investment",
    "续建项目总投资",
    "stage_count",
    "在谈、在批、在建等项目数",
    "stage_investment",
    "在谈、在批、在建等项目总投资",
    "tracked_count",
    "累计跟踪项目数",
    "tracked_investment",
    "累计跟踪项目总投资",
    "leads_collected",
    "线索数",
    "fund_arrival_rate",
    "资金到位率",
    "arrived_funds",
    "实际到位资金",
    "arrived_funds_fixed_share",
    "到位资金固投占比",
    "out_of_province_funds",
    "省外到位资金",
    "fdi_contracted",
    "合同外资",
    "fdi_utilised",
    "实际使用外资",
    "fdi_realisation_ratio",
    "合同外资到资比例",
    "fixed_asset_investment",
    "固定资产投资",
    "fai_pull",
    "签约项目拉动固投",
    "investment_conversion_rate",
    "投资转化率",
    "capital_origin_share",
    "内外资（台资等）占比",
    "cohort_benefit",
    "落地项目贡献",
    "shared_credit",
    "飞地（首谈）分成",
    "policy_cash",
    "兑现政策资金",
    "fund_size_total",
    "基金规模",
    "agreement_compliance",
    "协议履约考核",
    "jobs",
    "新增就业",
    "idle_land_revival_rate",
    "闲置土地盘活率",
    "idle_area_revived",
    "盘活面积",
    "plant_built_area",
    "建成标准厂房面积",
    "letting_rate",
    "招商率",
    "occupancy_rate",
    "入驻率",
    "tenant_count",
    "招引入驻企业数",
    "investment_intensity",
    "投资强度",
    "tax_per_mu",
    "亩均税收",
    "output_per_mu",
    "亩均产值",
    "value_added_per_mu",
    "亩均增加值",
    "plot_ratio",
    "容积率",
    "on_time_rate",
    "限时办结率",
    "service_coverage_rate",
    "专人服务覆盖率",
    "issue_resolution_rate",
    "问题办结率",
    "issues_closed",
    "解决企业问题数",
    "outbound_trips",
    "外出招商批次",
    "inbound_visits",
    "来访接待批次",
    "commitment_rate",
    "政府承诺兑现率",
    "planned_trips",
    "计划外出招商批次",
    "trip_plan_rate",
    "外出招商计划完成率",
    "outreach_conversion",
    "招商线索签约率",
    "case_on_time_rate",
    "诉求按期办结率",
    "order_on_time_rate",
    "督办按期办结率",
    "award_points",
    "奖惩得分",
    "investment_entry_rate",
    "固投入库率",
    "above_scale_rate",
    "四上入统率",
    "statistics_entry_count",
    "新增入统项目数",
    "fund_reinvestment_rate",
    "基金返投比例",
    "target_completion_rate",
    "目标完成率",
    "overfulfilment_rate",
    "超额完成率",
    "time_progress",
    "序时进度",
    "schedule_gap",
    "超（欠）序时进度",
    "schedule_index",
    "序时完成率",
    "yoy_growth",
    "同比",
    "mom_growth",
    "环比",
    "pp_change",
    "提升百分点",
    "share_of_total",
    "占比",
    "pipeline_velocity",
    "推进速度",
    "activity_index",
    "招商活跃指数",
    "per_mu_score",
    "亩均综合得分",
    "score_linear_capped",
    "比例得分",
    "score_efficacy",
    "功效系数得分",
    "score_relative_max",
    "相对最高分",
    "score_shortfall",
    "缺额扣分",
    "bonus_penalty",
    "加减分",
    "ranking",
    "排名",
]
"""A KPI, by id or Chinese name."""

KPI_UNITS: Final = {
    "signed_project_count": "个",
    "signed_investment_total": "CNY",
    "docked_project_count": "个",
    "formal_contract_count": "个",
    "formal_contract_amount": "CNY",
    "intent_conversion_rate": "percent",
    "projects_in_band": "个",
    "flagship_count": "个",
    "chain_fit_rate": "percent",
    "average_project_size": "CNY",
    "contract_performance_rate": "percent",
    "registration_rate": "percent",
    "landing_rate": "percent",
    "start_rate": "percent",
    "start_rate_current": "percent",
    "start_rate_prior": "percent",
    "start_completion_rate": "percent",
    "completion_rate": "percent",
    "production_rate": "percent",
    "capacity_rate": "percent",
    "plan_start_rate": "percent",
    "funnel_conversion": "percent",
    "stage_duration_days": "day",
    "overdue_not_started": "个",
    "stalled_count": "个",
    "milestone_count": "个",
    "milestone_investment": "CNY",
    "continuing_count": "个",
    "continuing_investment": "CNY",
    "stage_count": "个",
    "stage_investment": "CNY",
    "tracked_count": "个",
    "tracked_investment": "CNY",
    "leads_collected": "条",
    "fund_arrival_rate": "percent",
    "arrived_funds": "CNY",
    "arrived_funds_fixed_share": "percent",
    "out_of_province_funds": "CNY",
    "fdi_contracted": "USD",
    "fdi_utilised": "USD",
    "fdi_realisation_ratio": "percent",
    "fixed_asset_investment": "CNY",
    "fai_pull": "CNY",
    "investment_conversion_rate": "percent",
    "capital_origin_share": "percent",
    "fund_size_total": "CNY",
    "agreement_compliance": "point",
    "idle_land_revival_rate": "percent",
    "idle_area_revived": "mu",
    "plant_built_area": "m2",
    "letting_rate": "percent",
    "occupancy_rate": "percent",
    "tenant_count": "家",
    "investment_intensity": "CNY/mu",
    "plot_ratio": "ratio",
    "on_time_rate": "percent",
    "service_coverage_rate": "percent",
    "issue_resolution_rate": "percent",
    "issues_closed": "个",
    "outbound_trips": "次",
    "inbound_visits": "次",
    "commitment_rate": "percent",
    "planned_trips": "次",
    "trip_plan_rate": "percent",
    "outreach_conversion": "percent",
    "case_on_time_rate": "percent",
    "order_on_time_rate": "percent",
    "award_points": "point",
    "investment_entry_rate": "percent",
    "above_scale_rate": "percent",
    "statistics_entry_count": "个",
    "fund_reinvestment_rate": "percent",
    "target_completion_rate": "percent",
    "overfulfilment_rate": "percent",
    "time_progress": "percent",
    "schedule_gap": "pp",
    "schedule_index": "percent",
    "yoy_growth": "percent",
    "mom_growth": "percent",
    "pp_change": "pp",
    "share_of_total": "percent",
    "pipeline_velocity": "CNY/day",
    "activity_index": "point",
    "per_mu_score": "point",
    "score_linear_capped": "point",
    "score_efficacy": "point",
    "score_relative_max": "point",
    "score_shortfall": "point",
    "bonus_penalty": "point",
    "ranking": "rank",
}
"""What figures of a KPI are told in; of one that is asked for a measure that depends on it."""

KeyName = Literal[
    "owner",
    "owner_direct",
    "district",
    "park",
    "chain",
    "node",
    "event",
    "campaign",
    "level",
    "origin",
    "source",
    "country",
    "arrival_origin",
    "form",
    "track",
    "category",
    "channel",
    "fund",
    "industry",
    "industry_section",
    "industry_group",
    "industry_class",
    "tag",
    "region",
    "grade",
    "stage",
    "ownership",
    "kind",
    "department",
    "programme",
    "leader",
    "direction",
    "month",
    "quarter",
    "year",
    "责任单位",
    "责任单位（不含下级）",
    "所属地",
    "园区",
    "产业链",
    "产业链环节",
    "活动",
    "专项行动",
    "层级",
    "来源地",
    "来源省市",
    "国别地区",
    "资金来源地",
    "出资方式",
    "落地方式",
    "项目类别",
    "招商方式",
    "基金",
    "行业",
    "行业门类",
    "行业中类",
    "行业小类",
    "标签",
    "辐射区域",
    "等级",
    "阶段",
    "企业性质",
    "空间类型",
    "承办部门",
    "兑现事项",
    "带队领导",
    "往来方向",
    "月份",
    "季度",
    "年度",
    "区域",
    "区县",
    "月",
    "年",
]
"""A grouping key, by code or Chinese name."""

CohortName = Literal[
    "signed_in_period",
    "all",
    "earlier_years",
]
"""Which signed projects are looked at."""

EventName = Literal[
    "signed",
    "intent",
    "performing",
    "registered",
    "landed",
    "started",
    "completed",
    "produced",
    "planned",
    "lead",
    "negotiating",
    "approving",
    "producing",
    "at_capacity",
    "rejected",
    "terminated",
    "exited",
    "closed",
    "on_hold",
    "resumed",
    "breached",
    "cured",
    "reassigned",
    "trial",
    "lead_source",
    "intent_text",
    "contract",
    "filing",
    "eia",
    "land_review",
    "business_license",
    "land_contract",
    "land_payment",
    "lease",
    "share_change",
    "construction_permit",
    "site_works",
    "fit_out",
    "machines_in",
    "paid_in_capital",
    "opening",
    "acceptance",
    "first_invoice",
    "above_scale_record",
    "tax_data",
    "sales_data",
    "energy_data",
    "notice",
    "settlement",
    "land_recovered",
    "land_certificate",
    "land_planning_permit",
    "works_planning_permit",
    "start_order",
    "trial_run",
    "tax",
    "output",
    "revenue",
    "fixed_asset_investment",
    "value_added",
    "jobs",
    "registered_capital",
    "energy",
    "谋划",
    "线索",
    "在谈",
    "意向",
    "签约",
    "在批",
    "落地",
    "开工",
    "竣工",
    "投产",
    "达产",
    "不引进",
    "终止",
    "退出",
    "注销",
    "搁置",
    "恢复",
    "违约",
    "违约已纠正",
    "流转",
    "试生产",
    "投资协议",
    "投资协议书",
    "正式合同",
    "备案证",
    "项目备案",
    "项目备案证",
    "立项批复",
    "出让合同",
    "土地合同",
    "国有建设用地使用权出让合同",
    "租赁协议",
    "厂房租赁合同",
    "施工许可",
    "施工许可证",
    "建设工程施工许可证",
    "建筑施工许可证",
    "土地证",
    "国有土地使用证",
    "土地使用证",
    "用地规划许可",
    "用地规划许可证",
    "工程规划许可",
    "工程规划许可证",
    "线索来源",
    "意向文本",
    "投资合同",
    "立项备案",
    "环评批复",
    "用地预审",
    "营业执照",
    "土地出让合同",
    "土地价款",
    "租赁合同",
    "股权变更",
    "建筑工程施工许可证",
    "实质性施工",
    "装修进场",
    "设备进场",
    "实缴资本",
    "开业",
    "竣工验收",
    "首张发票",
    "入统(进规)",
    "税收数据",
    "销售数据",
    "用能数据",
    "退出通知",
    "清算协议",
    "土地收回",
    "不动产权证(土地)",
    "建设用地规划许可证",
    "建设工程规划许可证",
    "开工令",
    "试运行",
]
"""What a project comes to: a stage, a condition of the profile, a paper, or what it reports."""

TrackName = Literal[
    "land",
    "leased_plant",
    "equity",
    "service",
    "fund",
    "expansion",
]
"""The way a project takes."""

Backend = Literal[
    "polars",
    "pandas",
    "pyarrow",
    "duckdb",
    "pyspark",
]
"""The name of an engine."""


class Arguments(TypedDict, total=False):
    """What KPIs ask for beside dates, keys and profile."""

    bands: str | Sequence[str]
    base_as_of: Any
    basis: Any
    chains: str | Sequence[str]
    count_by: Any
    entered_as: Any
    from_stage: EventName | Stage
    kind: Any
    level: Any
    measure: Any
    of: KpiName | EventName | Stage | Names | Sequence[KpiName | EventName | Stage]
    origins: Any
    park: Any
    role: Any
    stage: EventName | Stage
    stat: Literal["median", "mean", "max", "min"]
    status: Any
    to_stage: EventName | Stage
    weights: Mapping[str, int | Decimal | str]
    within_days: int


class RoundingOptions(TypedDict, total=False):
    """How quotients are rounded."""

    digits: int
    mode: Literal["half_up", "truncate"]


class ProfileOptions(TypedDict, total=False):
    """What a profile may say otherwise."""

    zh: str
    en: str
    references: Iterable[Any]
    signed_kinds: Any
    signed_date: Literal["signed_on", "approved_on"]
    performing: Any
    registered: Any
    landed: Any
    started: Any
    completed: Any
    produced: Any
    trial_counts: bool
    terminated_in_denominator: bool
    exclude_tracks: Any
    completion_base: Literal["signed", "started"]
    capacity_base: Literal["producing", "signed"]
    capacity_by: Literal["terms", "milestone"]
    plan_base: Literal["to_date", "full_year"]
    fund_base: Literal["investment", "outside_investment"]
    origins: Any
    fai_minimum: Any
    conversion_numerator: Literal["fai", "arrived"]
    government_funded: bool
    events: Literal["first", "every"]
    expansion: Literal["increment", "project", "exclude"]
    phases: Literal["as_one", "separate"]
    relocation: Literal["outside", "exclude", "count"]
    titles: Literal["any", "lead"]
    credit: Literal["share", "owner"]
    partial_dates: Literal["sure", "start", "end", "touch"]
    rates: Any
    order_words: Literal["exclude", "value"]
    foreign_edges: Any
    flagship: Any
    schedule_base: Literal["month", "day"]
    mid_month: Literal["completed", "started"]
    stretch: Any
    day_count: Literal["calendar", "working"]
    calendar: Any
    stall_days: Any
    start_deadline: Any
    letting_by: Literal["area", "count"]
    letting_stages: Any
    letting_scope: Literal["completed", "all"]
    prelet: bool
    sale_counts: bool
    intensity_by: Literal["agreed", "booked"]
    plot_ratio: Any
    tall_storey_double: bool
    per_mu_exclude: Any
    per_mu_method: Literal["base", "minmax"]
    cap: Literal["total", "each", "none"]
    lower_better: bool
    shortfall_step: Any
    ties: Literal["competition", "dense"]
    rank_on: Literal["exact", "rounded"]
    compliance: Any
    disposals: Any
    lifecycle: Any
