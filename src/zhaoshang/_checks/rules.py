"""The shipped rules, declared."""

from typing import Final

from zhaoshang._checks import practices, projects, promises, repeats, units
from zhaoshang._checks.rule import Rule
from zhaoshang.findings import Severity
from zhaoshang.industries import GB_32100, GB_T_4754
from zhaoshang.references import Reference

_SANMING: Final = Reference(
    key="明政办2006年95号", title="三明市招商引资签约项目甄别及跟踪管理工作方案（试行）", issued_on="2006"
)
_JIANGMEN: Final = Reference(key="江府办函2024年37号", title="江门市招商线索管理办法", issued_on="2024")

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        code="unknown_reference",
        zh="引用了台账中没有的对象",
        en="a record names what the ledger does not hold",
        find=units.references,
    ),
    Rule(
        code="parent_cycle",
        zh="上级关系成环",
        en="parents run in a circle",
        find=units.circles,
        severity=Severity.ERROR,
    ),
    Rule(
        code="missing_parent",
        zh="分期或子项目未说明所属",
        en="a phase or part of nothing",
        find=units.orphans,
    ),
    Rule(code="two_dates", zh="同一阶段有两个日期", en="two dates for one stage", find=projects.dates_twice),
    Rule(
        code="second_agreement",
        zh="有不止一份正式合同",
        en="more than one formal agreement",
        find=projects.agreements_twice,
        severity=Severity.INFO,
    ),
    Rule(
        code="stage_order", zh="阶段日期次序颠倒", en="stages dated out of order", find=projects.stage_order
    ),
    Rule(code="future_date", zh="日期晚于台账日期", en="dated after the ledger", find=projects.future_dates),
    Rule(
        code="part_exceeds_whole",
        zh="部分大于整体",
        en="a part larger than its whole",
        find=projects.parts_of_amounts,
    ),
    Rule(code="part_exceeds_whole", zh="出租面积超出", en="more let than there is", find=units.let_too_much),
    Rule(
        code="over_reserved",
        zh="承载能力预留超出",
        en="more kept than there is",
        find=units.promised_too_much,
    ),
    Rule(code="zero_amount", zh="金额或面积为零", en="an amount of nothing", find=projects.zero_amounts),
    Rule(
        code="scale_suspicion",
        zh="金额量级可疑（万元与亿元）",
        en="an amount of suspicious scale",
        find=projects.scale_suspicion,
    ),
    Rule(
        code="value_differs",
        zh="同期实绩有两个数",
        en="two values for one period",
        find=projects.outcomes_twice,
    ),
    Rule(
        code="unmatched_correction",
        zh="更正没有对应的到资",
        en="a correction of no payment",
        find=repeats.unmatched,
    ),
    Rule(
        code="ambiguous_correction",
        zh="更正可对应多笔到资",
        en="a correction of one of several payments",
        find=repeats.ambiguous,
    ),
    Rule(
        code="possible_duplicate_arrival",
        zh="疑似重复的到资",
        en="payments that may be one",
        find=repeats.payments_twice,
    ),
    Rule(
        code="overlapping_periods",
        zh="实绩时段相互重叠",
        en="outcomes of periods that overlap",
        find=repeats.overlaps,
    ),
    Rule(
        code="decreasing_cumulative",
        zh="累计数下降",
        en="a cumulative figure that falls",
        find=repeats.shrinking,
    ),
    Rule(code="shares_sum", zh="分成之和不为 1", en="shares that do not sum to 1", find=units.shares),
    Rule(
        code="repeated_target",
        zh="同一目标任务有两条",
        en="two targets of one thing",
        find=units.targets_twice,
    ),
    Rule(
        code="unknown_target_unit",
        zh="目标任务的责任单位没有项目",
        en="a target of a unit that no project names",
        find=units.target_units,
    ),
    Rule(
        code="target_split",
        zh="目标分解与总目标不符",
        en="parts of a target that do not add up",
        find=units.target_split,
    ),
    Rule(code="one_member", zh="一项目一专员", en="one member for each project", find=units.one_member),
    Rule(
        code="incomplete_row",
        zh="台账要素不全",
        en="an incomplete row",
        find=projects.completeness(),
        sources=(_JIANGMEN,),
    ),
    Rule(
        code="duplicate_project",
        zh="疑似重复项目",
        en="projects that may be one",
        find=projects.duplicate_projects,
        sources=(_SANMING,),
    ),
    Rule(
        code="phases_beside_whole",
        zh="整体与各期并列",
        en="a project beside its phases",
        find=repeats.phases_beside_whole,
    ),
    Rule(
        code="duplicate_investor",
        zh="疑似重复投资方",
        en="investors that may be one",
        find=units.duplicate_investors,
        severity=Severity.INFO,
    ),
    Rule(
        code="invalid_code",
        zh="行业代码有误",
        en="an industry that does not exist",
        find=projects.wrong_industries,
        sources=(GB_T_4754,),
    ),
    Rule(
        code="invalid_code",
        zh="信用代码或区划代码有误",
        en="a credit code or place that cannot be right",
        find=units.codes,
        sources=(GB_32100,),
    ),
    Rule(
        code="commitment_unreviewed",
        zh="政府承诺未经公平竞争审查",
        en="a commitment of the government without a review of fair competition",
        find=promises.unreviewed,
        sources=(promises.FAIR_COMPETITION,),
    ),
    Rule(
        code="commitment_without_basis",
        zh="政府承诺没有依据",
        en="a commitment of the government without a legal basis",
        find=promises.without_basis,
        sources=(promises.FAIR_COMPETITION,),
    ),
    Rule(
        code="against_list",
        zh="承诺或招商方式属于限制、禁止事项",
        en="an offer or a way of recruiting that is restricted or prohibited",
        find=practices.practices(),
        sources=(practices.FAIR,),
    ),
    Rule(
        code="paid_before_terms",
        zh="挂钩指标未达成即已兑现",
        en="paid before the investor kept what it is tied to",
        find=promises.paid_too_soon,
    ),
    Rule(
        code="land_not_recovered",
        zh="项目退出后用地未见收回",
        en="land that a project left and nobody took back",
        find=promises.land_kept,
    ),
    Rule(
        code="factor_short",
        zh="要素保障不足",
        en="a factor that is short",
        find=projects.short_factors,
        severity=Severity.INFO,
    ),
)
"""Every shipped rule, in the order of reporting."""
