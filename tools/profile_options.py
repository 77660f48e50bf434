"""What each option of a profile decides, for the tables of the documentation, in Chinese and English."""

from collections.abc import Mapping
from typing import Final

MEANINGS: Final[Mapping[str, tuple[str, str]]] = {
    "signed_kinds": ("哪些协议算签约", "the agreements that count as signed"),
    "signed_date": ("按签订日还是审核通过日", "whether the day of signing or of approval decides"),
    "performing": ("怎样算履约", "what performing means (履约)"),
    "registered": ("怎样算注册", "what registered means (注册)"),
    "landed": ("怎样算落地", "what landed means (落地)"),
    "started": ("怎样算开工", "what started means (开工)"),
    "completed": ("怎样算竣工", "what completed means (竣工)"),
    "produced": ("怎样算投产", "what producing means (投产)"),
    "trial_counts": ("试生产是否算投产", "whether trial production counts as producing"),
    "terminated_in_denominator": (
        "终止、退出的项目是否留在分子分母中",
        "whether terminated and exited projects stay on both sides",
    ),
    "exclude_tracks": ("哪些用地方式不计入", "the tracks left out of both sides"),
    "completion_base": ("竣工率除以签约数还是开工数", "the denominator of the completion rate"),
    "capacity_base": ("达产率除以投产数还是签约数", "the denominator of the rate at capacity"),
    "capacity_by": (
        "达产按约定条款还是按里程碑",
        "whether the agreed terms or the milestone say at capacity",
    ),
    "plan_base": ("计划开工按截至日还是按全年", "planned starts due by the day, or those of its year"),
    "fund_base": ("资金到位率的分母", "the denominator of the rate of funds arrived"),
    "origins": ("计入哪些来源地的投资方", "the investor origins that count"),
    "fai_minimum": ("计入固定资产投资的起点", "smaller projects are not in fixed-asset investment"),
    "conversion_numerator": ("投资转化率的分子", "the numerator of the conversion rate"),
    "government_funded": ("政府投资项目是否计入", "whether government-funded projects count"),
    "events": (
        "按活动分组时，项目计首次还是每次",
        "grouped by event: a project at its first event only, or at every one",
    ),
    "expansion": (
        "增资扩产：只计金额、计项目、不计",
        "an expansion: its amount alone counts, it counts as a project, or neither",
    ),
    "phases": ("分期项目合并还是分开", "phases as one project or as several"),
    "relocation": (
        "搬迁项目：从外地迁入的计入、都不计、都计",
        "a project that moved: counted when it came from outside, never, or always",
    ),
    "titles": ("企业称号看任一投资方还是牵头方", "titles of any investor, or of the lead investor"),
    "credit": ("按责任单位分组时，按份额还是全归牵头单位", "grouped by unit: by shares, or all to the owner"),
    "partial_dates": (
        "只写到月或年的日期如何归入期间",
        "when a coarse date is in a period: surely, by its first day, by its last, or if it touches",
    ),
    "rates": (
        "各币种折合人民币的汇率：每日适用的、某日的，或某期平均的",
        "yuan for one unit of each currency, for every day, of a day or as the average of a period; without it currencies stay apart",
    ),
    "order_words": ("“百亿级”等量级词是否取值", "whether words such as 百亿级 have a value in sums"),
    "foreign_edges": ("外币项目的规模档次", "the edges of size bands for projects in dollars"),
    "flagship": ("怎样算标志性项目", "what makes a flagship project"),
    "schedule_base": ("序时进度按月还是按日", "whether time progress goes by months or days"),
    "mid_month": ("截至日在月中时，已过几个月", "the months counted when the day lies inside one"),
    "stretch": ("序时进度乘以此数", "time progress is multiplied by this"),
    "day_count": ("用时按自然日还是工作日", "durations in calendar or working days"),
    "calendar": ("工作日历", "the calendar of working days"),
    "stall_days": ("各阶段多少天无进展算停滞", "the days of silence after which a stage is stalled"),
    "start_deadline": ("最迟开工日从何而来", "where the last day to start comes from"),
    "letting_by": ("招商率按面积还是按处数", "the letting rate by area or by number of spaces"),
    "letting_stages": ("哪些租赁阶段算已出租", "the lease stages that count as let"),
    "letting_scope": ("分母取已竣工的还是全部", "completed spaces in the denominator, or all"),
    "prelet": ("未竣工先出租的是否计入", "whether leases of unfinished spaces count"),
    "sale_counts": ("出售的是否计入已出租", "whether what was sold counts as let"),
    "intensity_by": ("投资强度按约定还是按入统", "investment a mu as agreed, or as entered in statistics"),
    "plot_ratio": ("租赁厂房折算用地的容积率", "land of a leased plant is its floor area divided by this"),
    "tall_storey_double": ("层高八米以上是否加倍计算", "whether single storeys above 8 m count twice"),
    "per_mu_exclude": ("亩均评价剔除哪些企业", "the firms that per-mu figures leave out"),
    "per_mu_method": ("亩均评价的计分方法", "how per-mu figures are scored"),
    "cap": ("计分封顶的位置", "where a linear score is capped"),
    "lower_better": ("数值是否越低越好", "whether the lower value is the better"),
    "shortfall_step": ("每少一个项目扣多少分", "points taken off for each missing project"),
    "ties": ("并列之后的名次", "the rank after a tie: 1-2-2-4 or 1-2-2-3"),
    "rank_on": ("按精确值还是舍入值排名", "ranks by the exact or the rounded score"),
    "compliance": ("履约考核的分档", "the class edges of an agreement's score"),
<<<<<<< HEAD
    "disposals": (
        "未全面履约的分类处置表，交给 `lifecycle.supervise`",
        "what follows when an agreement is not kept, for `lifecycle.supervise`",
    ),
=======
    "lifecycle": ("按哪个生命周期判断阶段", "the lifecycle by which the stage of a day is found"),
>>>>>>> bb8c793 (vocabulary: let a city declare a stage of its own)
}
