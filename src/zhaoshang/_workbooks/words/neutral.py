"""What a header may say beside the name of its field without changing what it names: the neutral words, as data.

A column is read into a field only where all that its tiers, its header and its brackets say is part of that field's name, or
stands here: any other word may make another thing of it, a limit, a task, a loan, a part.
"""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.words.cellwords import STAGES
from zhaoshang.vocabulary import Stage

__all__ = [
    "ANY_FIELD",
    "BRACKETED",
    "LEAVES_OUT",
    "NOTE",
    "OF_DATES",
    "OF_FIELDS",
    "OF_STAGES",
    "PLANS",
    "SUBJECTS",
    "TOPICS",
    "TOPIC_ENDS",
    "UNDECIDED",
    "is_undecided",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ANY_FIELD: Final = _words(
    """
    项目 工程 该 本 的 之 其中 主要 具体 详细 基本 有关 相关 各 情况 信息 概况 资料 一览 一览表 明细 数据 指标 栏 内容 及 和 与 或
    名称 全称 要素 单项 国内
    """
)
"""Words that say nothing of a column, whatever it holds."""

_SHORT: Final = 2
UNDECIDED: Final = frozenset(
    {
        "拟建",
        *(word for word, stage in STAGES.items() if len(word) == _SHORT and stage.rank < Stage.SIGNED.rank),
    }
    - _words("信息 跟踪 包装 考察")
)
"""Topics of which nothing has come about yet: beside what is done or paid they make a plan of it."""

_UNDECIDED: Final = re.compile(
    f"{'|'.join(sorted(UNDECIDED))}|(?:拟|待|未|尚未|即将|预|计划|预计|准备)(?:签|开工|落地|落户|入驻|投产|竣工)"
)

TOPICS: Final = _words(
    """
    招商 引资 招商引资 招引 引进 投资 建设 实施 规模 落地 落户 推进 工作 产业 工业 重点 重大 入库 签约
    在建 新建 续建 开工 新开工 竣工 投产 入驻 履约 要素保障 责任落实 调度
    """
).union(UNDECIDED)
"""What the lists are about: beside an amount, a place or a name they change nothing; beside a date they name another."""

SUBJECTS: Final = _words(
    "投资方 投资企业 投资主体 投资商 客商 业主 企业 公司 项目公司 项目单位 建设单位 股东 合作方 法人 法定代表人 "
    "联系人 引荐单位 责任单位 总表"
)
"""Who is spoken of in a tier: below it a word of the project's own is the project's, and a word that all have is theirs."""
TOPIC_ENDS: Final = _words("项目 情况 信息 进度 进展 动态 阶段 概况")
"""What makes a title of such a word, which changes no date either: 签约项目, 推进情况."""

PLANS: Final = _words(
    """
    预计 预估 计划 安排 拟 拟定 预期 约定 要求 目标 力争 争取 确保 承诺 应 延期 推迟 顺延 预定 原定 倒排 最迟 后 合同 协议
    """
)
"""What makes a plan of a date."""

OF_DATES: Final = _words(
    "时间 日期 年月 年月日 时点 节点 时间点 时间节点 关键 重要 年份 月份 年 月 日 实际 实 已 新 是否 有无 正式 确切 "
    "全面 整体 首次 初次 最终 "
    "企业 公司 仪式 典礼 完成 进度 进展 阶段 时间安排"
)
"""Words beside the name of a step that leave its date what it is."""

OF_STAGES: Final = {
    Stage.STARTED: _words("开业 开工/业"),
    Stage.COMPLETED: _words("验收"),
    Stage.PRODUCING: _words("建成 竣工 开业"),
    Stage.INTENT: _words("签约 签订 签署 签定 协议 协议书 意向书 备忘录"),
    Stage.NEGOTIATING: _words("初次 首次 对接 接洽 洽谈 在谈"),
    Stage.SIGNED: _words(
        "协议 合同 协议书 投资协议 投资合同 招商引资合同 招商引资协议 引资协议 合作协议 入驻协议 入园协议 落户协议 签定 签署 签 双方"
    ),
}
"""Words that say the same step once more."""

_PAID: Final = "其他 现价 资金 总 额 总额 总量 数 数额 总数 金额 单位 金额单位 合计 总计 共计 折合 人民币 币种 大写 小写 计"
_MONEY: Final = f"{_PAID} 暂估 估 约 估算 概算 估计 暂定 测算 左右"
_PLANNED: Final = "计划 预计 预估 预期 约定 拟 拟定 协议 合同 签订 申报"
_AREA: Final = (
    "总 净 已 供 面积 用地 占地 供地 土地 地块 用房 亩数 数量 需求 需 需要 所需 使用 规划 申请 实际 新增 空间 选址 "
    "单位 合计 约 估算 计划 预计 预估 拟"
)
_FIRM: Final = (
    "方 企业 公司 单位 主体 集团 机构 业主 客商 商 个人 自然人 法人 者 股东 投资方 企业方 牵头 全部 甲方 乙方 国家 "
    "合作 来 拟 工商 营业执照 登记 注册 "
    "联合体 中文"
)
_OFFICE: Final = (
    "责任 单位 部门 牵头 配合 主责 负责 包保 包联 包抓 包挂 服务 跟踪 联系 科室 局 委 办 机构 专班 团队 工作组 第一 "
    "市直 县直 区直 市级 县级 区级 乡镇 街道 "
    "园区 镇 街 组织 主体 属地 主管 行业"
)
_PLACE: Final = (
    "所属 所在 属地 归属 片区 区域 地区 地点 地址 位置 选址 地 省 市 县 区 旗 州 盟 镇 乡 村 街 街道 社区 园 园区 "
    "开发区 乡镇 镇街 镇办 办 办事处 功能区 行政 县区 "
    "区县 市县 县市 板块 空间 用地 载体 拟 计划"
)
_STATE: Final = (
    "当前 目前 现 现在 现阶段 最新 近期 截至目前 至今 所处 阶段 状态 状况 进度 进展 进程 环节 动态 现状 近况 企业近况 形象 "
    "跟踪 服务 办理 生产 运营 总体 整体 实际 本周 "
    "本月 本期 备注 说明 类型"
)
_CLASS: Final = (
    "类 类型 类别 分类 性质 门类 大类 中类 小类 种类 行业 所属 级别 等级 层级 方式 渠道 途径 来源 代码 编码 国标 "
    "国民经济 主导"
)

OF_FIELDS: Final = {
    path: _words(words)
    for path, words in {
        "milestones[].stage": f"{_STATE} {_CLASS}",
        "agreements[].kind": f"{_CLASS} 协议 合同 签订 框架 正式",
        "agreements[].approved_on": "时间 日期 审核 通过 认定",
        "agreements[].recorded_on": "时间 日期 统计 录入",
        "arrivals[].amount": (
            f"{_PAID} 到位 到账 到资 实到 进资 实际 实 累计 历年 目前 现阶段 截至目前 已 完成 利用 使用 款 外商 直接 外资"
        ),
        "arrivals[].on": "时间 日期 年月 到位 到账 到资 实际",
        "investment": f"{_MONEY} {_PLANNED} 投入 体量 盘子 额度 标的 构成",
        "fixed_investment": f"{_MONEY} {_PLANNED} 固定资产 固投 固资 固定 资产 总投资 构成",
        "outside_investment": f"{_MONEY} {_PLANNED} 利用 市外 省外 区外 县外 境内 外来 资本",
        "foreign_investment": f"{_MONEY} {_PLANNED} 外资 利用 外商 外方 资本 总投资 直接 构成",
        "land": _AREA,
        "floor_area": f"{_AREA} 建筑 办公 楼宇 写字楼 房屋 标准 拟租 租用 租赁 承租 购置 购买 厂房 场地 载体",
        "investors": _FIRM,
        "name": f"{_FIRM} 简称 标题 名 编号",
        "id": "选址 编号 编码 代码 统一 唯一 平台 系统 库 号 流水号 id",
        "category": _CLASS,
        "channel": f"{_CLASS} 线索",
        "track": f"{_CLASS} 用地 供地 土地 载体 厂房",
        "industry": _CLASS,
        "grade": _CLASS,
        "district": _PLACE,
        "park": _PLACE,
        "owner": _OFFICE,
        "@currency": _MONEY,
        "@unit": _MONEY,
        "@opening": f"{_CLASS} 开业",
    }.items()
}
"""Words beside the name of each field that leave it what it is."""

BRACKETED: Final = {"investment": _words("内资为 外资为 内资 外资")}
"""More of them that do so in brackets, before the unit of each: above or beside the name they make a part of it."""

NOTE: Final = re.compile(
    r"请|格式|例[如:]|如[:,果有为无是\d]|示例|填|按|以|具体到|保留|精确|注[:意]|[单多]选|下拉|[必选可]填|可(?!研|行)|[包内]?含|包括|yyyy|[\d一二三四五六七八九十]+位|"
    r"是[/、或]否|未[^,]{1,6}填|自动|参考(?=.)|仅供|详见|见附|盖章|公章|文本|数[字值]"
)
"""How a bracket begins that tells how the column is filled in, or what its amounts take in."""

LEAVES_OUT: Final = re.compile("[不未](?:[包内]?[含括]|计(?!划))|[扣剔刨]除|除[^,]{0,12}外|减去")
"""What in a bracket says that the amounts leave something out."""


def is_undecided(header: str, /) -> bool:
    """Tell whether a header, with its tiers, speaks of what has not come about: 在谈情况 / 投资额, 意向投资额.

    Examples:
        >>> [is_undecided(header) for header in ("在谈情况 / 投资额", "意向投资额（亿元）", "总投资")]
        [True, True, False]
    """
    return _UNDECIDED.search(header) is not None
