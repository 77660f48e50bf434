"""What a verdict's code is called, for readers of pages and papers; the sentence beside it says the rest."""

from typing import Final

from zhaoshang._text.messages import say
from zhaoshang._text.wording import Script
from zhaoshang.kpis import describe

_LABELS: Final = {
    # held against the ledger
    "matches": ("数字相符", "the same"),
    "value_differs": ("数字不同", "another value"),
    "another_day": ("另一天的数字", "of another day"),
    "unusual_size": ("规模档不同", "another size class"),
    # cannot be told
    "no_definition": ("没有对应的指标", "no such KPI"),
    "not_evaluated": ("缺少参数或日期", "something is missing to ask"),
    "no_group": ("台账中没有该单位", "no such unit"),
    "unknown_subject": ("主体不明", "whose is not known"),
    "open_period": ("期间待定", "the period is open"),
    "open_start": ("起算日不明", "the first day is open"),
    "unclear_period": ("期间不明", "which period is not clear"),
    "no_date": ("没有日期", "no date"),
    "unit_mismatch": ("单位不同", "other units"),
    "after_ledger": ("晚于台账", "after the ledger"),
    "only_order": ("只有数量级", "an order of magnitude"),
    "only_about": ("文中为约数", "hedged in the text"),
    "not_exact": ("台账为约数", "hedged in the ledger"),
    "no_measure": ("口径不明", "of what is not clear"),
    "not_stated": ("存疑或转述", "not stated as a fact"),
    "one_project": ("单个项目的数字", "of one project"),
    "several_projects": ("项目不止一个", "of several projects"),
    "not_held": ("台账没有记录", "not on record"),
    "of_a_part": ("项目的一部分", "of a part"),
    "finer": ("比台账更细", "told more finely"),
    "of_an_event": ("一次活动的数字", "of one event"),
    "planned": ("计划数", "not yet done"),
    "planned_date": ("计划日期", "a planned date"),
    "ambiguous_period": ("截止日不明", "by which day is open"),
    "other_ranks": ("排名范围不明", "ranked among whom is open"),
    "rank_open": ("名次未定", "the order is open"),
    "not_judged": ("无可对照", "nothing to hold it against"),
    # worked out from other figures of the text
    "share_of_whole": ("占比", "a share"),
    "completion_of_target": ("完成比例", "completion of a target"),
    "growth_of_levels": ("增幅", "growth"),
    "times_of_level": ("倍数", "a multiple"),
    "mean_size": ("平均数", "a mean"),
    "rate_of_counts": ("比率", "a rate"),
    "parts_of_whole": ("分项合计", "the sum of parts"),
    "parts_within_whole": ("部分之和", "parts within a whole"),
    "amounts_of_parts": ("分项金额合计", "the sum of amounts"),
    "phase_within_total": ("一期与总额", "a phase within the total"),
    "what_is_left": ("余数", "what is left"),
    "change_of_levels": ("增减数", "a change"),
    "one_land_in_two_units": ("面积换算", "one area in two units"),
    "shares_of_all": ("占比之和", "the sum of shares"),
    "gap_to_time": ("与时间进度之差", "the gap to the time passed"),
    "one_number_twice": ("前后数字", "a number told twice"),
    # faults of the text
    "part_exceeds_whole": ("部分大于整体", "a part above its whole"),
    "sum_mismatch": ("合计不符", "a sum that is wrong"),
    "rate_mismatch": ("比率不符", "a rate that is wrong"),
    "impossible_rate": ("比率不可能", "an impossible rate"),
    "gap_unreconciled": ("差额不符", "a gap that is wrong"),
    "percent_for_points": ("百分比与百分点", "percent for points"),
    "nesting_violated": ("规模档矛盾", "size classes at odds"),
    "hedge_differs": ("约数用词不同", "other hedges"),
    "two_dates": ("日期不止一个", "two dates"),
    "malformed_number": ("数字写法有误", "a number written wrong"),
    "malformed_date": ("日期不存在", "no such date"),
    "period_after_day": ("期间晚于截止日", "a period after its day"),
    "sizes_repeated": ("规模档重复", "a size class repeated"),
    "reversed_range": ("区间颠倒", "a range reversed"),
    "turned_text": ("显示次序颠倒", "an order turned"),
    "rank_order": ("名次与数字不符", "ranks and numbers at odds"),
    "steps_out_of_order": ("阶段先后颠倒", "steps out of order"),
    "names_miscounted": ("名单与数目不符", "names miscounted"),
}


def code_shown(code: str, script: Script, /) -> str:
    """Write the code of a verdict for a reader: what it is called, with the code behind it, which programs compare.

    Examples:
        >>> code_shown("no_measure", Script.HANS), code_shown("no_target", Script.EN)
        ('口径不明（no_measure）', 'there is no target (no_target)')
    """
    words = _LABELS.get(code) or tuple(describe(code, locale=locale) for locale in ("zh_CN", "en"))
    return say("report.bracketed", script, text=script.say(*words), said=code)
