"""The reasons, warnings and units that a figure speaks of, in both languages."""

from typing import Final

from zhaoshang._text.languages import is_chinese
from zhaoshang._text.messages import in_script, say
from zhaoshang.model._fields.keys import KEYS
from zhaoshang.profiles import Profile
from zhaoshang.vocabulary import AgreementKind, ArrivalOrigin, Evidence, LeaseStage, Stage, Track

REASONS: Final[dict[str, tuple[str, str]]] = {
    "no_denominator": ("分母为零", "there is nothing to divide by"),
    "no_data": ("没有可用数据", "there are no data"),
    "no_target": ("没有目标任务", "there is no target"),
    "several_targets": ("有多个目标，请指定层级或档次", "there are several targets; name a level or a band"),
    "several_kinds": ("土地与房屋不相加，请指定一类", "land and floors are never added; name a kind"),
    "per_unit": ("分单位计算，没有合计", "it is worked out for each unit, not for the whole"),
    "mixed_currency": ("币种不同且未给汇率", "currencies are mixed and no rate is given"),
    "units_differ": ("计量单位不同", "the units differ"),
    "both_hedged": ("分子分母均为约数", "both sides are hedged"),
    "base_not_positive": ("基数不为正", "the base is not positive"),
    "base_after_as_of": ("基期晚于截至日", "the base lies after the day of the figure"),
    "imprecise_dates": ("日期精度不足", "the dates are not precise enough"),
    "no_closed_project": ("没有已结束的项目", "no project is closed"),
    "missing_weights": ("未给权重", "weights are missing"),
    "unknown_calendar": ("没有该年度的工作日历", "there is no working-day table for the year"),
    "window_not_three_years": ("不是三年数据", "the window is not three years"),
    "one_measure": ("只能选一个指标", "name one measure"),
    "shares_not_one": ("分成比例之和不为 1", "the shares do not add up to 1"),
    "period_after_as_of": ("统计期晚于截止日", "the period begins after the day on which the figures stand"),
    "not_recorded": ("台账中没有此类记录", "the ledger holds no such records"),
    "not_exact": ("有一期不是确切数", "one of the levels is not exact"),
    "part_of_figure": ("分项不计算增幅", "parts of a figure are not compared"),
    "period_open": ("期间不完整或尚未结束", "the period is cut short, or is not over"),
    "since_january": ("累计数没有环比", "what counts from January has no growth on the step before"),
}

WARNINGS: Final[dict[str, tuple[str, str]]] = {
    "excluded": ("不计入", "it is left out"),
    "missing_date": ("日期缺失", "a date is missing"),
    "missing_amount": ("金额缺失", "an amount is missing"),
    "condition_open": ("条件无法判定", "the condition asked for cannot be decided"),
    "missing_origin": ("来源地缺失", "an origin is missing"),
    "missing_investor": ("投资方缺失", "an investor is missing"),
    "missing_tenant": ("承租方缺失", "a tenant is missing"),
    "missing_outcome": ("缺少成效数据", "an outcome is missing"),
    "no_value": ("金额没有确定数值", "an amount has no single value"),
    "no_agreements": ("台账中没有任何协议", "the ledger holds no agreement at all"),
    "no_terms": ("协议没有约定指标", "the agreement promises nothing measurable"),
    "no_deadline": ("没有期限", "there is no deadline"),
    "no_limit": ("没有时限", "there is no time limit"),
    "overlapping_periods": ("成效数据的时段相互重叠", "the periods of outcomes overlap"),
    "incomplete_year": ("年度数据不全", "part of the year is not reported"),
    "coarse_period": (
        "成效数据的时段大于统计期",
        "the period of an outcome reaches beyond the one asked for",
    ),
    "date_straddles": ("日期跨越统计边界", "a coarse date lies across the boundary"),
    "band_uncertain": ("约数难以归档", "a hedged amount is hard to place in a band"),
    "duplicate": ("重复记录", "a record repeats another"),
    "shares_not_one": ("分成比例之和不为 1", "the shares do not add up to 1"),
    "threshold_unknown": ("不知是否达到起点", "it is not known whether the threshold is met"),
    "negative_duration": ("后一阶段早于前一阶段", "a later stage is dated before an earlier one"),
    "negative_amount": ("金额或面积为负，仍计入", "an amount is below nothing, and counts all the same"),
    "negative_month": ("单月数为负", "a single month comes out negative"),
    "class_mean": ("缺项按同类平均计", "a missing part takes the class mean"),
    "over_100": ("超过 100%", "it exceeds 100 %"),
    "part_exceeds_whole": ("部分大于整体", "the part exceeds the whole"),
    "groups_exceed_total": ("分组合计大于总数", "the groups add up to more than the whole"),
    "after_ledger": (
        "统计日晚于台账截止日，其后发生的事项未入台账",
        "the day is after that of the ledger, which does not hold what happened since",
    ),
    "no_such_value": (
        "筛选条件中的取值在台账中没有出现",
        "a value that the condition asks for occurs nowhere in the ledger",
    ),
    "not_read:period": (
        "该指标不看统计期，所给期间没有用到",
        "it looks at no period, and the one given was not read",
    ),
    "not_read:cohort": (
        "该指标不分项目范围，所给范围没有用到",
        "it looks at no cohort, and the one given was not read",
    ),
    "not_read": ("该指标不读所给参数，没有用到", "it does not look at an argument given, which was not read"),
    "not_read:round": ("为精确值，未按所给位数取舍", "it is exact, and was not rounded to the digits given"),
    "mid_month": ("截至日在月中", "the as-of day lies inside a month"),
    "levels_unknown": ("只知变化，不知水平", "only the change is known, not the levels"),
    "weights_not_100": ("权重之和不为 100", "the weights do not add up to 100"),
    "attributes_as_of_now": (
        "属性为当前值，未按当时回溯",
        "attributes are as they stand now, not as known then",
    ),
}

UNITS_SHOWN: Final[dict[str, tuple[str, str]]] = {
    "percent": ("%", "%"),
    "pp": ("个百分点", "percentage points"),
    "day": ("天", "days"),
    "CNY": ("元", "yuan"),
    "USD": ("美元", "US dollars"),
    "CNY/mu": ("元/亩", "yuan per mu"),
    "CNY/day": ("元/天", "yuan per day"),
    "m2": ("平方米", "m²"),
    "mu": ("亩", "mu"),
    "point": ("分", "points"),
    "rank": ("", ""),
    "ratio": ("", ""),
    "个": ("个", "projects"),
    "家": ("家", "firms"),
    "次": ("次", "times"),
    "条": ("条", "leads"),
    "人": ("人", "persons"),
}


COHORTS: Final[dict[str, tuple[str, str]]] = {
    "signed_in_period": ("期内签约", "signed in the period"),
    "landed_in_period": ("期内落地", "landed in the period"),
    "all": ("全部", "all"),
    "earlier_years": ("往年签约", "signed in earlier years"),
    "as_of_year": ("当年签约", "signed in the year of the day"),
}
"""Which projects a figure is about."""


ARGUMENTS: Final[dict[str, str]] = {
    "bands": "规模档",
    "base_as_of": "对比截至",
    "basis": "计算依据",
    "chains": "产业链",
    "count_by": "计数单位",
    "entered_as": "入库类别",
    "from_stage": "起始阶段",
    "kind": "类型",
    "level": "层级",
    "measure": "指标",
    "of": "对象",
    "origins": "来源地",
    "park": "园区",
    "role": "角色",
    "stage": "阶段",
    "stat": "统计方式",
    "status": "状态",
    "to_stage": "到达阶段",
    "weights": "权重",
    "within_days": "天数",
}
"""What the further arguments of KPIs are called in Chinese."""


def argument_name(name: str, locale: str, /) -> str:
    """Name an argument: in Chinese by its words, in English as calls write it."""
    if not is_chinese(locale) or name not in ARGUMENTS:
        return quoted(name, locale)
    return in_script(ARGUMENTS[name], locale)


def cohort_name(code: str, locale: str, /) -> str:
    """Name the projects that a figure is about: in Chinese by a label, in English by the code that calls write."""
    if not is_chinese(locale):
        return code
    return COHORTS[code][0] if code in COHORTS else quoted(code, locale)


def profile_name(profile: Profile, locale: str, /) -> str:
    """Name a profile: in Chinese by its label, in English by the id that calls write."""
    if not is_chinese(locale):
        return profile.id
    if "口径" in profile.zh:
        return profile.zh
    return f"口径{quoted(profile.zh or profile.id, locale)}"


def option_value(value: object, locale: str, /) -> str:
    """Say the value of an option: in Chinese codes by their labels, and what has none as a name of the code."""
    if not is_chinese(locale):
        return str(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple | list | frozenset):
        return "、".join(option_value(each, locale) for each in value) or "无"
    if isinstance(value, str):
        parts = [_LABELS.get(part) or quoted(part, locale) for part in value.split("+")]
        return "+".join(parts)
    return "无" if value is None else str(value)


_LABELS: Final = {
    str(term): term.zh
    for terms in (Stage, Evidence, AgreementKind, ArrivalOrigin, LeaseStage, Track)
    for term in terms
}


def quoted(identifier: str, locale: str, /) -> str:
    """Mark a name of the code in a Chinese sentence as one."""
    return f"“{identifier}”" if is_chinese(locale) else identifier


def about(code: str, detail: str, locale: str, /) -> str:
    """Say what a warning is about: ids and numbers as they are, names of the code by their labels or as such.

    Examples:
        >>> about("no_such_value", "owner=甲镇", "zh_CN"), about("missing_date", "P1", "zh_CN")
        ('责任单位=甲镇', 'P1')
    """
    if code == "no_such_value":
        name, sign, value = detail.partition("=")
        label = KEYS[name][0] if name in KEYS and is_chinese(locale) else name
        return f"{label}{sign}{value}"
    return detail


def describe(code: str, /, *, locale: str = "en") -> str:
    """Say in words what a reason or a warning means, and what it is about where it names that.

    Examples:
        >>> from zhaoshang.kpis import describe
        >>> describe("no_denominator", locale="zh_CN"), describe("over_100")
        ('分母为零', 'it exceeds 100 %')
        >>> describe("no_such_value:owner=甲镇", locale="zh_CN")
        '筛选条件中的取值在台账中没有出现（责任单位=甲镇）'
    """
    known, _, detail = (code, "", "") if code in WARNINGS else code.partition(":")
    words = REASONS.get(known) or WARNINGS.get(known) or (known, known)
    text = words[0 if is_chinese(locale) else 1]
    return say("report.bracketed", locale, text=text, said=about(known, detail, locale)) if detail else text


def unit_shown(code: str, /, *, locale: str = "en") -> str:
    """Name a unit as it is printed after a number."""
    place = 0 if is_chinese(locale) else 1
    return UNITS_SHOWN[code][place] if code in UNITS_SHOWN else code
