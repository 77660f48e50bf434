"""The words that narrow nothing down, shift nothing and move nothing, as data: what is not here was not understood.

Each group is closed by grammar: what says that all is told, that it was done, by whom it is told, what such texts are of,
and what ties words.
"""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.measures.cues import AMOUNTS
from zhaoshang._bulletins.texts.steps import LANDED, STEP_WORDS

_ALL: Final = "累计 合计 共计 总计 总共 一共 全部 共 总 均 都 各 各类 分别 依次"
"""That all is told, or of each in turn."""
_DONE: Final = (
    "已经 已 新 现 即 才 只 仅 也 实际 成功 集中 正式 积极 先后 相继 陆续 招引 引进 引入 新增 完成 实现 达成 促成 推动 推进 开展"
    " 达到或超过 达到 达 为 是 有 约 近 超 至 突破 增至"
)
"""That it was done, and how much it came to."""
_WHEN: Final = "目前 截至 截止 以来 期间 全年 当年 当季 当月 年度 同期"
"""That a time is told; which, the date says."""
_OF: Final = (
    "招商引资 招商 引资 投资 总投资 投资额 总投资额 项目 工作 方面 情况 数量 总数 个数 金额 计划 协议 合同 预计 建设 目标 任务"
    " 力争 争取 确保 拟 资金 到位 中 数 额 量 率"
)
"""What figures of such texts are of; whether it has happened is asked elsewhere."""
_TOLD: Final = "近日 日前 会议指出 会议强调 记者获悉 据统计 据悉 据了解 从 来看 分产业看 分行业看 从区域看"
"""By whom it is told, and by what it is looked at."""
_TIES: Final = "其中 包括 同时 此外 以及 的 了 和 与 及"


def _any(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_BODIES: Final = r"全[市县区省州镇乡旗盟]上下|(?:部门|单位|街道|园区|[各级地市县区州镇乡])+共"
"""All bodies together: 各县区共."""
_MARKS: Final = r"<[^<>\n]{0,40}>|[、，,；;：:“”\"'‘’（）()【】\[\]—\-\s]"
_WORDS: Final = " ".join((_ALL, _DONE, *STEP_WORDS["signed"], _WHEN, _OF, _TOLD, _TIES))

_PLACED: Final = rf"{LANDED}(?=[在于]?\x1f)"
"""Before a name: it is where something came to be (落户西镇的签约项目)."""

NEUTRAL: Final = re.compile(f"{_BODIES}|{_PLACED}|{_any(_WORDS)}|{_MARKS}")
BETWEEN: Final = re.compile(
    f"{_any(' '.join(word for word in _WORDS.split() if len(word) > 1))}|{_MARKS}|[\x19-\x1f]+"
)
"""Between the words that may be a name: what is no part of one."""
COMPARING: Final = re.compile(
    _any(
        "同比 环比 较 相比 比 增长 增加 增幅 净增 净减 提高 提升 上升 下降 减少 降低 回落 下滑 占 占比 比重 比例 增 降 多 少 上年 去年 倍"
        " 百分点 个百分点 多签 少签 净"
    )
    + "|全[省市县区州]|总[数量额]"
)
"""What compares a figure with another time or a whole, where it is worked out from two."""
ORDERED: Final = re.compile(
    "由[高大多]到[低小少]|[居位]?列|排[名行序]?|居首|次之|紧随|依次|[最稍较更略其前后][一二三四五六七八九十两\\d高低大小多少快慢好次]?|些|[各级地市县区州镇乡]+"
)
"""What puts the names of a list in order, each with a figure that has no words of its own."""
STEPS: Final = {step: re.compile(_any(" ".join(words))) for step, words in STEP_WORDS.items()}
"""The words of each step: neutral beside a figure of that step."""
PLANNED: Final = re.compile("计划|目标|任务|拟|预计|力争|争取|确保")
"""Before a rate: it is one that is planned, or of what is."""
PARKS: Final = re.compile("标准化?|厂房|载体|园区")
"""What is built and let, and no project."""

BESIDE_MARKS: Final = re.compile(
    "(?:自从?|从|到|至|截[至止]到?|进入|在|于|较|比)(?=\x1e)"
    "|(?<=\x1e)(?:期间|份|度|底|末|止|内|间|来)"
    "|(?<=\x1f)等?[一二三四五六七八九十两\\d]+个?(?:市州|州市|县市区?|县区|区县|市县区?|省区?市?|乡镇|镇街|街镇|地|市|县|区|州|镇)"
)
"""Beside a time: it is that time. Behind names: they are those of so many places."""
OF_TIME: Final = re.compile("(?:[日天周旬月季年节夜期段]|季度|周末)$")
"""Ending the words behind a date: they name a time in it (第10个工作日), and say nothing by themselves."""
OF_KIND: Final = r"(?:等?[一二三四五六七八九十\d]+[大个类])?(?:产业|行业|领域|板块|类)?(?:链|集群)?"
"""Behind the name of a kind of projects: it is that kind."""
LISTED: Final = re.compile("[^，,；;：:。\x18-\x1f]*等(?=项目|\x1b|$)")
"""The names of some of what is counted (甲、乙等项目), which narrow nothing down where they are several."""

REMARK: Final = re.compile(
    r"(?:以?下同|[详参]?见[^，,]*|快报数?|初步(?:统计|核算)数?据?|人民币|单位[：:].*"
    r"|[稳仍]?[居位排列名]{1,2}(?:全.)?[第前首榜末倒].*)"
)
"""In brackets: what remarks on a figure, and makes it no other."""
UNSETTLED: Final = re.compile(f"{PLANNED.pattern}|暂|约|左右|上下|以[上下内]")
"""In brackets: the figure beside it is not settled, or not exactly that."""
CONVERTED: Final = re.compile("(?:折合|约合|约?合|折)(?:人民币)?")
"""In brackets, before an amount: it is the same in another unit."""
HOLDING: Final = re.compile("包?含|包括|其中|数据")
"""In a bracket: what it names is among what is counted, or is of the numbers."""
LEFT_OUT: Final = re.compile("不|除|扣|剔")
"""In a bracket: what it names is not among what is counted."""
PART: Final = re.compile("其中")
"""In a bracket, before a name without a figure: the figure beside it is of that name."""

PLAIN: Final = re.compile(
    _any(
        "本次 此次 这次 活动 现场 当场 当天 当日 会上 线上 首批 集中云 云 场内 大会 仪式 顺利 如期 按期 按时 全面 悉数 首次 率先 密集 接连"
        " 运营 运行 投用 达效 又 再 还 另 来 建设 由 到(?!位) 达到或"
    )
)
"""How and where it was done, which makes a figure no other."""
NOUNS: Final = {
    kpi: re.compile(_any(words))
    for kpi, words in {
        "tenant_count": "企业 公司 商户 入园",
        "inbound_visits": "客商 接待 邀请 来访 考察 前来 各地",
        "outbound_trips": "外出 考察 拜访 企业 客商 带队 组团 派出 走访 等地 开展 组织 小分队 前往 登门 上门",
        "leads_collected": "收集 搜集 获取 征集 摸排 有效 信息 线索",
        "jobs": "带动 创造 提供 吸纳 解决 就业 岗位 人员 人数",
        "idle_area_revived": "闲置 閑置 低效 土地 用地 厂房 资源 面积 资产 存量 楼宇 盘活",
        "plant_built_area": "标准化? 厂房 载体 建成 新建 面积",
        "fund_size_total": "基金 产业 引导 政府 设立 组建 成立 规模 出资 认缴 募资 募集",
        "policy_cash": "政策 资金 奖励 补助 补贴 奖补 兑现 兑付 惠企 涉企 扶持",
        "fixed_asset_investment": "形成 拉动 投资",
        "cohort_benefit": "上缴 入库 缴纳 创造 纳税 税收",
        "issues_closed": "问题 诉求 困难 难题 事项 企业 反映 协调 解决 化解 办结 帮助 为",
        "projects_in_band": "固投 固定资产 投资总额 单体 单个 在 级",
        "share_of_total": " ".join(cue.words.pattern for cue in AMOUNTS),
        "target_completion_rate": "完成 目标 任务",
    }.items()
}
"""What a figure is of, by the kind of figure: the nouns and verbs that stand around its cue."""
