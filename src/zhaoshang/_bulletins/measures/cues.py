"""The words that tell what a quantity measures, as data: each cue with the figure that it stands for."""

from typing import Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.steps import (
    AT_CAPACITY,
    COMPLETED,
    LANDED,
    PERFORMING,
    PRODUCING,
    SIGNED,
    STARTED,
    STEP,
)


@final
@frozen
class Cue:
    """Words and the figure that they name.

    Attributes:
        kpi: the id of the KPI, with its argument after a colon.
        words: the pattern, in simplified characters.
    """

    kpi: str
    words: re.Pattern[str]


def _cues(*pairs: tuple[str, str]) -> tuple[Cue, ...]:
    return tuple(Cue(kpi, re.compile(words)) for kpi, words in pairs)


PROJECT_CUES: Final = _cues(
    (
        "docked_project_count",
        rf"对接(?:并)?{SIGNED}|{SIGNED}(?:和)?对接|对接(?:洽谈)?(?:了)?(?:招商|重点|产业)*项目",
    ),
    ("formal_contract_count", r"(?:正式|招商|投资)?合同(?:制)?项目|正式合同|签订(?:正式)?合同"),
    (
        "milestone_count:intent",
        rf"意向(?:性)?(?:合作|投资|{SIGNED})*项目|(?:{SIGNED}|签订|签署|达成)(?:合作)?意向|意向(?:协议|{SIGNED})|框架协议",
    ),
    ("stage_count:planned", r"(?:策划|谋划|储备|包装|策划生成)(?:了|的|实施|推出|生成)?"),
    (
        "overdue_not_started",
        r"(?:超(?:过|出)?[^，,；;。]{0,8}(?:时限|期限|时间)|逾期|超期)[^，,；;。]{0,4}未(?:能)?(?:按时)?"
        + STARTED,
    ),
    ("stalled_count", r"停滞"),
    ("tracked_count", r"在库|跟踪(?:服务|推进|对接|洽谈)*(?:的)?(?:招商|重点)?项目"),
    ("stage_count:negotiating", r"在谈|(?:正在|深入)洽谈|洽谈(?:推进)?(?:招商|重点)?项目"),
    ("stage_count:approving", r"在批|(?:报批|审批)中"),
    ("continuing_count", r"续建"),
    ("stage_count:started", r"在建"),
    ("milestone_count:started", rf"新?{STARTED}(?:建设)?|破土"),
    ("milestone_count:completed", rf"{COMPLETED}|建成(?!{PRODUCING})"),
    ("milestone_count:producing", rf"(?:{COMPLETED}|建成)?{PRODUCING}|试产"),
    ("milestone_count:at_capacity", AT_CAPACITY),
    ("milestone_count:performing", PERFORMING),
    ("milestone_count:landed", rf"(?:引进|注册|{SIGNED})?{LANDED}"),
    ("signed_project_count", rf"新?{SIGNED}|新签(?!约)|签订|签下|签署|签了|签$|已签(?![约订下署了])"),
    ("leads_collected", r"挖掘|线索"),
)
"""What is done with projects; where several stand before a number, the last and longest decides."""

NO_PROJECT: Final = re.compile(
    r"(?:子|厂房|参赛|资金|补助|奖补|基地|民生|实事|攻关|科研|课题|培训|示范|体育|比赛|收费|审批|事项|改造)项目"
)
"""Projects that are no investment projects."""

TOTAL: Final = re.compile(
    rf"(?:(?:计划|预计|协议|合同|{SIGNED})*总投资(?:额|金额)?|投资总额|投资(?:金)?额|投资规模|(?:计划|预计|协议|合同|{SIGNED}|招商)+投资(?:额)?"
    rf"|(?:协议|合同|{SIGNED})引资|(?:协议|合同|{SIGNED})?引资(?:总)?(?:金)?额|(?:协议|合同)资金|{SIGNED}(?:总)?(?:金)?额|合同(?:总)?(?:金)?额|协议(?:总)?(?:金)?额|(?<!固定资产)(?<!完成)投资)"
    r"(?:合计|共计|累计|总计|均|预计|计划|分别|依次)?(?:为|达到?了?|约为|共|高达|就达|有)?[“\"]?$"
)
"""Before an amount: the total investment of projects."""

SIGNED_TOTAL: Final = re.compile(rf"{SIGNED}|合同|协议|引资")
"""Inside the words for a total: it is the total of what was signed even where no projects are counted."""

SUM_OF_SIGNED: Final = re.compile(
    rf"{SIGNED}(?:总)?(?:金)?额|(?:协议|合同)(?:总)?(?:金)?额|总投资|投资(?:总)?额"
)
"""In the heading of a list of places: what their amounts are."""

AMOUNTS: Final = _cues(
    ("fixed_asset_investment", r"固投|固定资产投资(?:额)?|固定资产"),
    ("out_of_province_funds", r"省外(?:境内)?(?:到位)?资金|境内省外资金"),
    ("fdi_utilised", r"实际(?:利用|使用|到位)外资|利用外资|外资到(?:资|位)|到位外资"),
    ("fdi_contracted", r"(?:合同|协议)(?:利用)?外资"),
    (
        "arrived_funds",
        r"(?:实际|累计)?到位(?:资金|内资)?|(?:实际)?(?:利用|使用)(?:市外|省外)?内资|资金到位|实际到资|到账资金",
    ),
    ("cohort_benefit:tax", r"(?<!亩均)(?<!人均)(?:纳税|税收|缴税|入库税|上缴税)"),
    ("cohort_benefit:output", r"(?<!亩均)(?<!人均)产值"),
    ("cohort_benefit:revenue", r"营收|营业(?:总)?收入|销售(?:总)?收入|主营业务收入"),
    (
        "policy_cash",
        r"兑现[^，]{0,14}?(?:资金|政策|奖励|补助|补贴|奖补)|(?:兑付|拨付|发放)[^，]{0,14}?(?:资金|奖励|补助|补贴|奖补)|政策资金",
    ),
)
"""Before an amount of money, near it: other figures in money."""

ECONOMY: Final = re.compile(
    r"规模以上|规上|生产总值|GDP|预算收入|财政|社会消费|零售|进出口|可支配收入|增加值|总产值|农业|种植|养殖|年产量|旅游|游客|存款|贷款|税务|税收收入|减税"
)
"""The economy at large, which no project is credited with."""

_RUNS: Final = f"(?:{AT_CAPACITY}|{PRODUCING})"
EXPECTED: Final = re.compile(
    rf"预计|预期|有望|可实现|可新增|{_RUNS}后|目标|力争|新增|增加|年产值$|年营业收入$"
)
"""A benefit that is hoped for, or only an increase, is no benefit booked."""

LATER: Final = re.compile(rf"(?:{_RUNS}|建成|运营|满产){_RUNS}?后|全部(?:建成|{_RUNS})")
"""Earlier in a sentence: what follows is hoped for."""


def _rates(*pairs: tuple[str, str]) -> tuple[Cue, ...]:
    """Let a word in brackets stand before 率: 开工（运营）率."""
    return _cues(*((kpi, words.replace("率", r"(?:[（(][^（()）]{1,8}[)）])?率")) for kpi, words in pairs))


RATES: Final = _rates(
    ("start_completion_rate", rf"开{COMPLETED}率"),
    ("plan_start_rate", rf"计划{STARTED}率"),
    ("start_rate", rf"{STARTED}率"),
    ("contract_performance_rate", rf"{PERFORMING}率"),
    ("registration_rate", r"(?:项目)?注册率"),
    ("landing_rate", rf"{LANDED}率"),
    ("completion_rate", rf"{COMPLETED}率"),
    ("production_rate", rf"{PRODUCING}率"),
    ("capacity_rate", rf"{AT_CAPACITY}率"),
    ("fund_arrival_rate", r"(?:资金)?到位率|到资率"),
    ("intent_conversion_rate", r"(?:协议|意向)?转合同率|意向转化率"),
    ("funnel_conversion", r"转化率"),
    ("letting_rate", r"招商率|出租率|去化率"),
    ("occupancy_rate", r"入驻率|利用率"),
    ("idle_land_revival_rate", r"盘活率"),
    ("chain_fit_rate", r"契合度"),
    ("on_time_rate", r"按时办结率|限时办结率|按期办结率"),
    ("issue_resolution_rate", r"(?:问题)?(?:办结|解决|化解)率"),
    ("overfulfilment_rate", r"超额完成[^，]{0,14}(?:目标|任务|计划)(?:任务|数)?(?!任务|数|的)"),
    (
        "target_completion_rate",
        r"完成(?:率|进度|比例)|(?:完成|达到|实现)[^，]{0,14}(?:目标|任务|计划)(?:任务|数)?的?|占[^，]{0,10}(?:目标|任务|计划)的",
    ),
    ("time_progress", r"序时进度"),
    (
        "yoy_growth",
        r"同比(?:增长|增加|提高|上升|下降|减少)?|比(?:上年|去年)同期(?:增长|增加|下降)?|较(?:上年|去年)(?:同期)?(?:增长|增加|下降)?",
    ),
    ("mom_growth", r"环比(?:增长|增加|提高|上升|下降|减少)?"),
    ("share_of_total", r"占比|占(?!地)"),
)
"""Names of rates and of growth; the last before a percentage decides."""

OF_IT: Final = re.compile(r"[)）]?\s*(?:的)?(?:年度|全年)?(?:目标|任务|计划|指标)?(?:任务|数)?\s*的\s*")
"""Between a target that is printed and the share of it that was reached: 20亿元的56%, 40个目标的60%."""

AHEAD: Final = re.compile(
    r"(?:超过?|快于|高于|领先|早于|欠|慢于|低于|落后|滞后)(?:于)?(?:序时|时间)(?:进度)?|(?:序时|时间)进度(?:超前?|快|慢)"
)

TARGET: Final = re.compile(
    rf"力争|争取(?!上级|中央|国家|省|专项|资金)|确保|奋斗目标|预期目标|总目标|目标(?:任务)?(?:是|为|：|:|定为|(?=新签|引进|招引|到位|{STEP}))|任务(?:是|为|：|:)|承担|下达|"
    rf"计划(?:全年)?(?:新|引进|完成|招引|盘活|{STEP})(?!率)|要求(?:全年)?(?:新签|引进|完成|招引|{STEP})|(?:全年|年度)(?:新签|引进|{STEP})目标"
)
"""What follows is to be reached."""

FORECAST: Final = re.compile(
    r"(?:预计|有望|可望)(?:全年|年底前?|到年底|下半年|四季度|明年|今年)[^，,；;。\d]{0,4}"
    rf"(?:完成|实现|新?{STEP})"
)
"""What follows is only expected."""

REACHED: Final = re.compile(
    r"截至|截止|累计|实际(?!到位|到资|利用|使用|外资)|完成(?!投资|目标|任务)|已经?"
    rf"(?=[^，]{{0,6}}(?:完成|引进|{SIGNED}|{LANDED}))|超额"
)
"""What follows has been reached after all."""

CONDITION: Final = re.compile(
    r"[^。！？\n]{0,60}?(?:方能|方可|才能|才可|可申[请报]|可享受|(?:给予|予以)[^，。\n]{0,24}(?:奖励|补助|补贴|扶持|资助|奖补)|另奖|的[，,]?(?:奖励|奖补|补助)|奖励\d|申报奖励)"
)
"""Behind a figure: it is the threshold of a policy, and measures nothing that happened."""

TARGETS: Final = frozenset(
    {
        "signed_project_count",
        "signed_investment_total",
        "projects_in_band",
        "arrived_funds",
        "fdi_utilised",
        "fixed_asset_investment",
        "out_of_province_funds",
        "milestone_count:started",
        "milestone_count:landed",
        "milestone_count:producing",
        "milestone_count:completed",
        "idle_area_revived:land",
        "idle_area_revived:plant",
    }
)
"""The figures that targets are set for."""

FIRMS_IN: Final = re.compile(rf"引进|招引|入驻|{LANDED}|引入|进驻|入园|招商|集聚|汇聚|聚集")
FIRMS_TALKED: Final = re.compile(r"在谈|正在洽谈")
OUT: Final = re.compile(
    r"外出(?:招商|考察|拜访)?|走出去|带队|赴|叩门|拜访(?:企业|客商)|(?:派出|组团)[^，]{0,14}(?:招商|考察)"
)
OUT_AFTER: Final = re.compile(r"^(?:先后|分别)?(?:带队|外出|赴|到[^，]{0,20}(?:招商|考察)|走出去|走访)")
INWARD: Final = re.compile(
    r"来访|接待(?!游客|旅客|群众|信访|学生|患者|观众|市民)|来[^，]{0,6}考察|邀请[^，]{0,6}客商"
)
LEADS: Final = re.compile(r"(?:招商|项目|投资|有效)?线索|(?:项目|招商|投资|有效)信息")
SOLVED: Final = re.compile(r"解决|协调|办结|化解|处理")
TROUBLE_TOLD: Final = re.compile(
    r"(?:问题|诉求|困难|难题|事项)(?![\u4e00-\u9fff])|(?:问题|诉求|困难|难题|事项)(?=共|等|后|已|中)"
)
"""Problems told of, and not a word that narrows another down (问题楼盘)."""

TROUBLES: Final = re.compile(r"问题|诉求|困难|难题|事项")
HOPED: Final = re.compile(r"可|将|预计|预期|有望|城镇")
"""Jobs to come, and those of a whole town."""

JOBS: Final = re.compile(r"(?:新增|带动|创造|提供|吸纳|解决)[^，]{0,6}(?:就业|岗位)")
FUND: Final = re.compile(r"基金")
FUND_SIZE: Final = re.compile(r"规模|出资|认缴|募资|募集")
NO_FUND: Final = re.compile(r"场景|产业规模|市场规模|集群|经济规模")
BUILT: Final = re.compile(r"(?:建成|新建)[^，]{0,6}(?:标准)?(?:厂房|载体)|(?:标准)?厂房[^，]{0,4}建成")
REVIVED: Final = re.compile(r"盘活|腾退|收储|清理处置")
PLAN_WORD: Final = re.compile(r"行动|计划|目标|任务|工程|三年")
PLANT: Final = re.compile(r"厂房|楼宇|办公楼|宿舍")
TOOK: Final = re.compile(r"(?:用时|耗时|历时|仅用|只用|仅花)(?:了)?(?:仅|只|不到)?$")
TOOK_AFTER: Final = re.compile(rf"^(?:内)?(?:便|就|即|完成)?(?:拿地|{STEP})")
SEVERAL: Final = re.compile(r"(?:一批|系列|一系列|多个|批次?)[^，。]{0,12}项目|等[^，。]{0,12}项目")
