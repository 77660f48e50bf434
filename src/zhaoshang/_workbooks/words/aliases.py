"""Which header words name which field, as data; add a row here to teach the reader a new word.

A field is written as a path of the exchange format: `investment`, `agreements[].signed_on`,
`milestones[started,planned]`, `investor.uscc`. Paths that begin with `@` help to read other columns.
"""

from typing import Final, final

from attrs import frozen

from zhaoshang.vocabulary import InvestorFlag, Stage

__all__ = [
    "ALIASES",
    "DEPARTMENTS",
    "EXTRA",
    "FLAG_WORDS",
    "KINDS",
    "KNOWN_WORDS",
    "SPAN",
    "STAGE_WORDS",
    "Alias",
    "kind_of_path",
]


@final
@frozen
class Alias:
    """A header word and the field it names; `weight` from 0 to 1 settles which of two columns is nearer."""

    word: str
    path: str
    weight: float


def _rows(path: str, **words: str) -> tuple[Alias, ...]:
    """Make aliases; the keyword `w90` gives words of weight 0.90."""
    return tuple(
        Alias(word, path, int(key[1:]) / 100) for key, text in words.items() for word in text.split()
    )


ALIASES: Final[dict[str, Alias]] = {
    alias.word: alias
    for alias in (
        *_rows(
            "name",
            w100="项目名称",
            w95="谋划项目名称 招商项目名称 签约项目名称 项目全称 项目名",
            w60="纳统项目名称 名称 项目",
        ),
        *_rows(
            "id",
            w100="项目编号 项目编码 项目代码 项目id",
            w95="区级项目编码 市级项目编码 谋划项目编号 区级项目编号 招商项目编号 项目统一编码",
            w60="编号 编码",
        ),
        *_rows(
            "investors",
            w100="投资方 投资方名称 投资主体 投资企业 投资企业名称 投资单位 投资商 投资人 投资者 投资公司 投资主体名称 投资单位名称",
            w90="签约主体 签约企业 签约单位 签约方 乙方 乙方名称 引进企业 引进企业名称 客商 客商名称 投资客商 签约主体名称",
            w70="企业名称 公司名称 甲方单位 业主单位 项目业主 建设单位 项目单位 单位名称 实施主体 投资企业(个人)",
        ),
        *_rows(
            "investment",
            w100="总投资 总投资额 投资总额 项目总投资 项目总投资额 计划总投资 计划总投资额 计划投资总额 项目投资总额 总投资金额",
            w95="投资金额 签约金额 协议投资额 协议投资总额 协议总投资 协议投资 合同投资总额 合同总投资 签约总投资 签约投资额 意向投资额 "
            "拟投资总额 拟总投资 预计总投资 预计投资总额 协议金额 合同金额 签约额",
            w80="投资额 投资规模 计划投资 计划投资额 项目投资额 项目投资 拟投资额 合同投资额 预计投资 预计投资额 投资",
        ),
        *_rows(
            "outside_investment",
            w100="引资额 合同引资额 拟引进投资 拟引进资金 引进资金 引进投资 引资金额 合同引资 协议引资额 引进市外资金 引进省外资金 "
            "利用市外资金 利用省外资金 市外资金 省外资金 拟引进投资额 引进外来资金 区外资金 县外资金",
        ),
        *_rows(
            "fixed_investment",
            w100="固定资产投资 固定资产投资额 固投 固投金额 固定资产 固定资产投资总额 固投额 计划固定资产投资 固定投资 固定资产总投资 固资",
        ),
        *_rows(
            "foreign_investment",
            w100="协议利用外资 合同外资 合同利用外资 协议外资 fdi金额 合同外资额 "
            "协议利用外资额 合同利用外资额 利用外资 协议外资金额 外资金额 "
            "合同外资金额",
        ),
        *_rows(
            "arrivals[].amount",
            w100="到位资金 实际到位资金 到资金额 累计到位资金 到位资金额 到位金额 资金到位 资金到位额 实际到资 到账资金 实到资金 "
            "已到位资金 现阶段到资情况 资金到位情况 到位资金情况 累计到资 实际到位 实际到账资金",
            w90="实际利用外资 实际使用外资 实际到位外资 实际外资 外资到位 到位外资",
            w80="当年到位资金情况 当年到位资金 本年到位资金 今年到位资金",
        ),
        *_rows("arrivals[].on", w100="到位时间 到资时间 资金到位时间 到账时间 到账日期 到位日期 到资日期"),
        *_rows(
            "land",
            w100="需用土地 申请用地面积 拟用地面积 用地面积 占地面积 土地面积 用地规模 供地面积 需求用地 需用地面积 拟用地 用地需求 "
            "拟供地面积 项目用地面积 项目占地 占地 规划用地面积 需求土地面积 用地 需用地 供地 土地需求 计划用地 计划用地面积",
            w60="折算用地 折算用地面积",
        ),
        *_rows(
            "floor_area",
            w100="租赁厂房面积 拟租厂房面积 拟租赁厂房面积 厂房面积 租用面积 租赁面积 标准厂房面积 厂房需求 租用厂房面积 使用厂房面积 "
            "厂房需求面积 需用厂房",
            w90="拟购厂房面积 购买厂房面积 办公面积 场地面积 建筑面积 总建筑面积",
        ),
        *_rows(
            "agreements[].signed_on",
            w100="签约时间 签约日期 协议签订时间 合同签订时间 签订时间 协议签订日期 签约年月 签订日期",
        ),
        *_rows("agreements[].approved_on", w100="签约审核通过时间 审核通过时间 签约认定时间 签约审核时间"),
        *_rows("agreements[].recorded_on", w100="签约信息统计日期 签约统计时间 签约统计日期 签约录入时间"),
        *_rows(
            "agreements[].kind",
            w100="协议类型 协议性质 合同类型 协议类别 签约类型 合同性质 合同/协议 签约性质 协议种类",
        ),
        *_rows(
            "milestones[].stage",
            w100="项目状态 项目阶段 当前阶段 所处阶段 目前阶段 项目进度 洽谈进度 目前进展 形象进度 进展情况 进度 进度、备注 状态 项目进展 "
            "项目进展情况 目前状态 当前状态 当前进展 进展 进展阶段 推进阶段 目前进展情况 最新进展 项目当前阶段 当前进度 目前进度 "
            "推进情况 工作进展 建设进度 推进进度 进展状态 建设状态",
        ),
        *_rows(
            "milestones[negotiating]",
            w100="初次对接时间 首次对接时间 初次接洽时间 首次接洽时间 对接时间 洽谈时间 初次洽谈时间 接洽时间",
        ),
        *_rows("milestones[lead]", w100="线索时间 线索获取时间 获取时间"),
        *_rows(
            "category",
            w100="项目类别",
            w90="项目类型 产业类型 产业类别 产业门类 项目分类 产业分类",
            w60="行业类别 产业 类别 所属产业",
        ),
        *_rows("industry", w100="行业编码 行业代码 国民经济行业代码 国民经济行业编码 行业分类代码"),
        *_rows(
            "channel",
            w100="项目信息来源 招商方式 招商类型 招商途径 招商渠道 引进方式 引资方式",
            w90="项目来源 信息来源 线索来源",
        ),
        *_rows(
            "track",
            w100="用地情况 建设方式 落地方式 供地方式 用地方式 项目用地方式 落户方式 载体类型 用地类型",
        ),
        *_rows(
            "owner",
            w100="责任单位 负责单位 牵头单位 责任部门 报送单位 牵头部门 引进单位 招商单位 招引单位 包保单位 承办单位 主办单位 服务单位 "
            "部门名称 报送区 牵头责任单位 责任科室 跟踪单位 申报单位 第一责任单位",
        ),
        *_rows(
            "district",
            w100="片区 所属片区 市(区) 项目区域 所在片区 县(市、区) 县区 区县 县(区) 市县 所属区域 所属区县 项目所在县市区 项目所在地 "
            "所在区域 落地区域 承接区 落户区域 市(县) 所属县区 所在县区 所属地区 落户片区 县市区 区(县) 辖区 属地 乡镇 所在乡镇 所在镇区 "
            "镇街 所属乡镇 乡镇(街道) 镇(街道) 街道 落地地点 落户地 落户地点 项目落户地 项目地点 建设地点 项目选址 地区 "
            "所属地 所在地 归属地 区域",
        ),
        *_rows(
            "park",
            w100="园区 所属园区 所在园区 落户园区 承载园区 入驻园区 园区名称 项目园区 产业园区 落地园区 载体名称",
        ),
        *_rows(
            "investor.uscc",
            w100="统一社会信用代码 社会信用代码 信用代码 签约主体证照号码 证照号码 统一信用代码 投资方统一社会信用代码 营业执照号码 "
            "企业统一社会信用代码 机构代码 营业执照号",
        ),
        *_rows(
            "investor.ownership",
            w100="投资方性质 企业性质 投资主体性质 投资企业性质 所有制 所有制性质 企业所有制 单位性质 投资性质",
        ),
        *_rows("grade", w100="项目等级 项目级别 重点级别 优先级 项目层级"),
        *_rows("government_funded", w100="是否政府投资 是否政府投资项目", w50="政府投资"),
        *_rows("@currency", w100="币种 货币 投资币种 币别 货币种类 金额币种 货币单位"),
        *_rows("@unit", w100="金额单位 计价单位 资金单位"),
        *_rows("@number", w100="序号 编次 no no. 序 序列"),
        *_rows("@opening", w100="开工开业类型 开工/开业类型 开工类型"),
    )
}
"""Header words by their comparing form."""

KNOWN_WORDS: Final = frozenset(
    """
    备注 投资方简介 项目内容 建设内容 建设规模 项目简介 项目概况 建设内容及规模 主要建设内容 企业联系人 联系人 联系方式 联系电话
    电话 研判结果 责任领导
    包抓领导 存在问题 资金到位率 内外资 来源地 是否fdi 是否推送至省库 是否总部经济 首次投资年份 对应"965"产业链类别 所属"五谷"优势产业集群
    所属五谷产业集群 主要资金来源 税金 利润 社会效益 投资方注册地 qflp外资项目 项目选址位置 注册资本 产业大类名称 所属行业
    计划投资强度 投资强度
    预期年均产值 预期年均开票销售 预期年均税收 预期年均亩均税收 预计年产值 预计年税收 预计年销量 是否已签约 是否已注册 注册时间 注册公司名称
    投资主体联系人 投资主体联系人电话 区投促局联系人 市投促局联络人 投资形态 用地/办公面积 是否研发中心 建设性质 立项属性
    是否入统
    入统时间 进规时间 是否技改 基金名称 基金参投金额 到位资金用途说明 纳统计划总投资额 申报人 策划类型 是否浙商 是否飞地园区 是否存量企业
    是否为市重中之重项目 是否申报集中开工 集中开工年份批次 入库时间 存在的问题和困难 需协调解决事项 协调解决事项层级 需协调解决部门 办理情况
    是否需信贷支持 批准设立日期 批准文号 中方投资额 中方实际投资额 包保领导 分管领导 联系领导 挂钩领导 厂房类型 下一步工作 下一步计划
    下步工作
    工作措施 问题 困难 年产值 年税收 产值 税收 就业 带动就业 填报人 填报时间 填报单位 更新时间 项目负责人 负责人 招商专员 首谈地 落地要求
    企业简介 公司简介 投资方概况 项目公司 合作方式 投资方式 投资强度 亩均税收 亩均产值 建设周期 建设年限 建设期限 年份 季度 月份 批次 国别
    国家(地区) 国别(地区) 折万元 需要支持事项 政策需求 洽谈情况 考察情况 研判意见 引资方式说明 拟投资额(内资-亿元)
    """.split()
)
"""Header words of columns that hold no field of the exchange format; they help to find the header."""

STAGE_WORDS: Final[tuple[tuple[str, Stage], ...]] = (
    ("签约", Stage.SIGNED),
    ("签订", Stage.SIGNED),
    ("签署", Stage.SIGNED),
    ("签定", Stage.SIGNED),
    ("试营业", Stage.TRIAL),
    ("试运营", Stage.TRIAL),
    ("试投产", Stage.TRIAL),
    ("试产", Stage.TRIAL),
    ("竣工投产", Stage.PRODUCING),
    ("建成投产", Stage.PRODUCING),
    ("建成投用", Stage.PRODUCING),
    ("试生产", Stage.TRIAL),
    ("试运行", Stage.TRIAL),
    ("开工", Stage.STARTED),
    ("动工", Stage.STARTED),
    ("竣工", Stage.COMPLETED),
    ("完工", Stage.COMPLETED),
    ("建成", Stage.COMPLETED),
    ("达产", Stage.AT_CAPACITY),
    ("达效", Stage.AT_CAPACITY),
    ("投产", Stage.PRODUCING),
    ("投用", Stage.PRODUCING),
    ("投运", Stage.PRODUCING),
    ("投入运营", Stage.PRODUCING),
    ("破土", Stage.STARTED),
    ("完建", Stage.COMPLETED),
    ("落地", Stage.LANDED),
    ("意向", Stage.INTENT),
    ("终止", Stage.TERMINATED),
    ("退出", Stage.EXITED),
    ("停工", Stage.ON_HOLD),
    ("复工", Stage.RESUMED),
    *((stage.zh, stage) for stage in Stage),
)
"""Words inside a header that name a stage; with 时间 or 日期 the column dates it, with 是否 it says yes or no."""


def stage_words() -> tuple[tuple[str, Stage], ...]:
    """List the words of stages with those of stages that were declared since; the longer name goes first."""
    own = Stage.declared()
    return (*((stage.zh, stage) for stage in own), *STAGE_WORDS) if own else STAGE_WORDS


FLAG_WORDS: Final[tuple[tuple[str, InvestorFlag], ...]] = (
    ("上市", InvestorFlag.LISTED),
    ("高新技术企业", InvestorFlag.HIGH_TECH),
    ("高新企业", InvestorFlag.HIGH_TECH),
    ("世界500强", InvestorFlag.FORTUNE_500),
    ("民营500强", InvestorFlag.PRIVATE_500),
    ("民企500强", InvestorFlag.PRIVATE_500),
    ("中国500强", InvestorFlag.CHINA_500),
    ("国内500强", InvestorFlag.CHINA_500),
    ("独角兽", InvestorFlag.UNICORN),
    ("专精特新", InvestorFlag.SPECIALISED),
    ("链主", InvestorFlag.CHAIN_LEADER),
)
"""Words after 是否 that ask for a title of the investor."""

DEPARTMENTS: Final = frozenset(
    "发改 经信 工信 统计 商务 住建 自然资源 招商 投促 税务 市场监管 生态环境 环保 科技 财政 应急 农业农村 文旅 国土 规划 "
    "发改委 经信局 发改局 "
    "工信局 统计局 商务局 住建局 招商局 投促局 税务局 园区 管委会".split()
)
"""Departments that stand in brackets behind a date and report it."""

SPAN: Final = "started+completed"
"""The two stages that a column of `开竣工时间` dates in one cell, in the path `milestones[…]`."""

EXTRA: Final = "extra"
"""The field that keeps what no other does: by the header of the column, or as `extra.` and a name."""

KINDS: Final[dict[str, str]] = {
    "name": "name",
    "id": "code",
    "investors": "investors",
    "investment": "money",
    "outside_investment": "money",
    "fixed_investment": "money",
    "foreign_investment": "money",
    "arrivals[].amount": "money",
    "arrivals[].on": "date",
    "land": "area",
    "floor_area": "area",
    "agreements[].signed_on": "date",
    "agreements[].approved_on": "date",
    "agreements[].recorded_on": "date",
    "agreements[].kind": "agreement_kind",
    "milestones[].stage": "stage",
    "category": "category",
    "industry": "industry",
    "channel": "channel",
    "track": "track",
    "owner": "text",
    "district": "text",
    "park": "text",
    "grade": "text",
    "investor.uscc": "uscc",
    "investor.ownership": "ownership",
    "government_funded": "flag",
    "@currency": "currency",
    "@unit": "unit",
    "@number": "number",
    "@opening": "text",
}
"""How the cells of each field are read."""


def kind_of_path(path: str) -> str | None:
    """Say how the cells of a field are read; `None` for a path that is no field.

    Examples:
        >>> kind_of_path("investment"), kind_of_path("milestones[started,planned]"), kind_of_path("nonsense")
        ('money', 'milestone', None)
    """
    kind = KINDS.get(path)
    if path == EXTRA or (path.startswith(f"{EXTRA}.") and path[len(EXTRA) + 1 :].strip()):
        return EXTRA
    if kind is None and path.endswith("]"):
        head, _, rest = path[:-1].partition("[")
        word = rest.split(",")[0]
        if head == "milestones" and word in set(Stage):
            return "milestone"
        if head == "milestones" and word == SPAN:
            return "span"
        if head == "investor.flags" and word in set(InvestorFlag):
            return "flag"
    return kind
