"""The fields of a list of projects, one row each: how its cells are read, where they go, what it is called, how it is written.

The reader, the mapping and the writer are made of these rows. A field is written as a path of the exchange format:
`investment`, `agreements[].signed_on`, `milestones[].stage`, `investor.uscc`. Paths that begin with `@` help to read other
columns. To teach the reader a word, add it to a row.
"""

from typing import Final, Literal, final

from attrs import frozen

from zhaoshang.model._fields.amounts import AMOUNT_DIMENSIONS
from zhaoshang.units import Dimension
from zhaoshang.vocabulary import InvestorFlag

__all__ = ["AMOUNT_KINDS", "FIELDS", "Field", "Kind", "Slot", "of_slot", "once"]

Kind = Literal[
    "name", "code", "investors", "uscc", "ownership", "flag", "category", "channel", "track", "relation", "origin", "industry", "text",
    "agreement_kind", "date", "milestone", "stage", "currency", "unit", "number",
]  # fmt: skip
"""How the cells of a column are read; those of an amount by what it is measured in."""

Slot = Literal[
    "plain", "investors", "investor", "flag", "park", "owner", "shared", "agreement", "step", "stage", "arrival",
    "currency", "unit", "number", "opening",
]  # fmt: skip
"""Where the values of a column go: to the project as they are, to its agreement, its first investor and so on."""


@final
@frozen
class Field:
    """One field of a list of projects.

    Attributes:
        path: its path in the exchange format.
        kind: how its cells are read, or what an amount is measured in.
        slot: where the values go.
        zh: what the writer calls its column.
        en: its name in English, which the reader knows as well.
        words: headers that name it, in their comparing form, by how surely they do, from 0 to 100.
        width: how wide its column is written; 0 for one that only helps to read others.
        unit: the unit in which it is written, where that is always the same.
    """

    path: str
    kind: Kind | Dimension
    slot: Slot
    zh: str
    en: str
    words: dict[int, str]
    width: int = 12
    unit: str | None = None

    @property
    def leaf(self) -> str:
        """Its name in the record that holds it."""
        return self.path.rpartition(".")[2]


def once(rows: "list[tuple[str, str]]", /) -> dict[str, str]:
    """Make a table of words.

    Raises:
        ValueError: when a word stands in two rows, of which one would hold in silence.

    Examples:
        >>> once([("总投资", "investment"), ("用地", "land")])
        {'总投资': 'investment', '用地': 'land'}
    """
    found: dict[str, str] = {}
    for word, path in rows:
        if word in found:
            message = f"the header {word} is said to be {found[word]} and {path}"
            raise ValueError(message)
        found[word] = path
    return found


def _amount(path: str, zh: str, en: str, words: dict[int, str], unit: str | None = None) -> Field:
    """Make the row of an amount of projects, which is measured in what the type of its field says."""
    return Field(path, AMOUNT_DIMENSIONS[path], "shared", zh, en, words, 14, unit)


_FLAGS: Final = (
    (InvestorFlag.LISTED, "是否上市企业"),
    (InvestorFlag.HIGH_TECH, "是否高新技术企业"),
    (InvestorFlag.FORTUNE_500, "是否世界500强"),
    (InvestorFlag.CHINA_500, "是否中国500强"),
    (InvestorFlag.PRIVATE_500, "是否民营500强"),
    (InvestorFlag.CHAIN_LEADER, "是否链主"),
    (InvestorFlag.UNICORN, "是否独角兽"),
    (InvestorFlag.SPECIALISED, "是否专精特新"),
)

_ABOVE: Final = {100: "上级项目编号 上级项目编码 上级项目代码 上级项目id"}
_RELATED: Final = {100: "与上级项目关系 与上级项目的关系"}

FIELDS: Final[tuple[Field, ...]] = (
    Field(
        "id",
        "code",
        "plain",
        "项目编号",
        "project code",
        {
            100: "项目编号 项目编码 项目代码 项目id",
            95: "区级项目编码 市级项目编码 谋划项目编号 区级项目编号 招商项目编号 项目统一编码",
            60: "编号 编码",
        },
        width=16,
    ),
    Field(
        "name",
        "name",
        "plain",
        "项目名称",
        "project name",
        {
            100: "项目名称",
            95: "谋划项目名称 招商项目名称 签约项目名称 项目全称 项目名",
            60: "纳统项目名称 名称 项目",
        },
        width=32,
    ),
    Field(
        "investors",
        "investors",
        "investors",
        "投资方",
        "investors",
        {
            100: "投资方 投资方名称 投资主体 投资企业 投资企业名称 投资单位 投资商 投资人 投资者 投资公司 "
            "投资主体名称 投资单位名称",
            90: "签约主体 签约企业 签约单位 签约方 乙方 乙方名称 引进企业 引进企业名称 客商 客商名称 投资客商 "
            "签约主体名称",
            70: "企业名称 公司名称 甲方单位 业主单位 项目业主 建设单位 项目单位 单位名称 实施主体 "
            "投资企业(个人)",
        },
        width=28,
    ),
    Field(
        "investor.uscc",
        "uscc",
        "investor",
        "统一社会信用代码",
        "unified social credit code",
        {
            100: "统一社会信用代码 社会信用代码 信用代码 签约主体证照号码 证照号码 统一信用代码 "
            "投资方统一社会信用代码 营业执照号码 企业统一社会信用代码 机构代码 营业执照号",
        },
        width=22,
    ),
    Field(
        "investor.ownership",
        "ownership",
        "investor",
        "投资方性质",
        "ownership",
        {
            100: "投资方性质 企业性质 投资主体性质 投资企业性质 所有制 所有制性质 企业所有制 单位性质 投资性质",
        },
        width=10,
    ),
    *(Field(f"investor.flags[{flag}]", "flag", "flag", zh, f"is it {flag.en}", {}, 9) for flag, zh in _FLAGS),
    Field(
        "category",
        "category",
        "plain",
        "项目类别",
        "category",
        {
            100: "项目类别",
            90: "项目类型 产业类型 产业类别 产业门类 项目分类 产业分类",
            60: "行业类别 产业 类别 所属产业",
        },
    ),
    Field(
        "channel",
        "channel",
        "plain",
        "招商方式",
        "channel",
        {
            100: "项目信息来源 招商方式 招商类型 招商途径 招商渠道 引进方式 引资方式",
            90: "项目来源 信息来源 线索来源",
        },
    ),
    Field(
        "track",
        "track",
        "plain",
        "用地方式",
        "track",
        {
            100: "用地情况 建设方式 落地方式 供地方式 用地方式 项目用地方式 落户方式 载体类型 用地类型",
        },
    ),
    Field(
        "industry",
        "industry",
        "plain",
        "行业代码",
        "industry code",
        {
            100: "行业编码 行业代码 国民经济行业代码 国民经济行业编码 行业分类代码",
        },
    ),
    Field("parent", "code", "plain", "上级项目编号", "code of the project above", _ABOVE, width=16),
    Field("relation", "relation", "plain", "与上级项目关系", "relation to the project above", _RELATED),
    Field("moved_from", "origin", "plain", "迁出地范围", "where it moved from", {100: "迁出地范围"}),
    Field(
        "grade",
        "text",
        "plain",
        "项目等级",
        "grade",
        {
            100: "项目等级 项目级别 重点级别 优先级 项目层级",
        },
    ),
    Field(
        "district",
        "text",
        "plain",
        "片区",
        "district",
        {
            100: "片区 所属片区 市(区) 项目区域 所在片区 县(市、区) 县区 区县 县(区) 市县 所属区域 "
            "所属区县 项目所在县市区 项目所在地 所在区域 落地区域 承接区 落户区域 市(县) 所属县区 所在县区 "
            "所属地区 落户片区 县市区 区(县) 辖区 属地 乡镇 所在乡镇 所在镇区 镇街 所属乡镇 乡镇(街道) "
            "镇(街道) 街道 落地地点 选址 落户地 落户地点 项目落户地 项目地点 建设地点 项目选址 地区 所属地 "
            "所在地 归属地 区域",
        },
    ),
    Field(
        "park",
        "text",
        "park",
        "园区",
        "park",
        {
            100: "园区 所属园区 所在园区 落户园区 承载园区 入驻园区 园区名称 项目园区 产业园区 落地园区 载体名称",
        },
        width=14,
    ),
    Field(
        "owner",
        "text",
        "owner",
        "责任单位",
        "unit in charge",
        {
            100: "责任单位 负责单位 牵头单位 责任部门 报送单位 牵头部门 引进单位 招商单位 招引单位 包保单位 "
            "承办单位 主办单位 服务单位 部门名称 报送区 牵头责任单位 责任科室 跟踪单位 申报单位 第一责任单位",
        },
        width=14,
    ),
    _amount(
        "investment",
        "总投资",
        "total investment",
        {
            100: "总投资 总投资额 投资总额 项目总投资 项目总投资额 计划总投资 计划总投资额 计划投资总额 "
            "项目投资总额 总投资金额",
            95: "投资金额 签约金额 协议投资额 协议投资总额 协议总投资 协议投资 合同投资总额 合同总投资 签约总投资 "
            "签约投资额 意向投资额 拟投资总额 拟总投资 预计总投资 预计投资总额 协议金额 合同金额 签约额",
            80: "投资额 投资规模 计划投资 计划投资额 项目投资额 项目投资 拟投资额 合同投资额 预计投资 预计投资额 "
            "投资",
        },
    ),
    _amount(
        "fixed_investment",
        "固定资产投资",
        "fixed investment",
        {
            100: "固定资产投资 固定资产投资额 固投 固投金额 固定资产 固定资产投资总额 固投额 计划固定资产投资 "
            "固定投资 固定资产总投资 固资",
        },
    ),
    _amount(
        "outside_investment",
        "引资额",
        "outside investment",
        {
            100: "引资额 合同引资额 拟引进投资 拟引进资金 引进资金 引进投资 引资金额 合同引资 协议引资额 "
            "引进市外资金 引进省外资金 利用市外资金 利用省外资金 市外资金 省外资金 拟引进投资额 引进外来资金 "
            "区外资金 县外资金",
        },
    ),
    _amount(
        "foreign_investment",
        "合同外资",
        "foreign investment",
        {
            100: "协议利用外资 合同外资 合同利用外资 协议外资 fdi金额 合同外资额 协议利用外资额 合同利用外资额 "
            "利用外资 协议外资金额 外资金额 合同外资金额",
        },
    ),
    _amount(
        "land",
        "用地面积",
        "land",
        {
            100: "需用土地 申请用地面积 拟用地面积 用地面积 占地面积 土地面积 用地规模 供地面积 需求用地 "
            "需用地面积 拟用地 用地需求 拟供地面积 项目用地面积 项目占地 占地 规划用地面积 需求土地面积 用地 "
            "需用地 供地 土地需求 计划用地 计划用地面积",
            60: "折算用地 折算用地面积",
        },
        unit="亩",
    ),
    _amount(
        "floor_area",
        "厂房面积",
        "floor area",
        {
            100: "租赁厂房面积 拟租厂房面积 拟租赁厂房面积 厂房面积 租用面积 租赁面积 标准厂房面积 厂房需求 "
            "租用厂房面积 使用厂房面积 厂房需求面积 需用厂房",
            90: "拟购厂房面积 购买厂房面积 办公面积 场地面积 建筑面积 总建筑面积",
        },
        unit="平方米",
    ),
    Field(
        "agreements[].kind",
        "agreement_kind",
        "agreement",
        "协议类型",
        "kind of agreement",
        {
            100: "协议类型 协议性质 合同类型 协议类别 签约类型 合同性质 合同/协议 签约性质 协议种类",
        },
        width=10,
    ),
    Field(
        "agreements[].signed_on",
        "date",
        "agreement",
        "签约时间",
        "signed on",
        {
            100: "签约时间 签约日期 协议签订时间 合同签订时间 签订时间 协议签订日期 签约年月 签订日期",
        },
    ),
    Field(
        "agreements[].approved_on",
        "date",
        "agreement",
        "签约审核通过时间",
        "approved on",
        {
            100: "签约审核通过时间 审核通过时间 签约认定时间 签约审核时间",
        },
    ),
    Field(
        "agreements[].recorded_on",
        "date",
        "agreement",
        "签约信息统计日期",
        "recorded on",
        {
            100: "签约信息统计日期 签约统计时间 签约统计日期 签约录入时间",
        },
    ),
    Field(
        "milestones[lead]",
        "milestone",
        "step",
        "线索时间",
        "lead on",
        {
            100: "线索时间 线索获取时间 获取时间",
        },
    ),
    Field(
        "milestones[negotiating]",
        "milestone",
        "step",
        "初次对接时间",
        "first met on",
        {
            100: "初次对接时间 首次对接时间 初次接洽时间 首次接洽时间 对接时间 洽谈时间 初次洽谈时间 接洽时间",
        },
    ),
    Field(
        "milestones[].stage",
        "stage",
        "stage",
        "项目状态",
        "stage",
        {
            100: "项目状态 项目阶段 当前阶段 所处阶段 目前阶段 项目进度 洽谈进度 目前进展 形象进度 进展情况 进度 "
            "进度、备注 状态 项目进展 项目进展情况 目前状态 当前状态 当前进展 进展 进展阶段 推进阶段 "
            "目前进展情况 最新进展 项目当前阶段 当前进度 目前进度 推进情况 工作进展 建设进度 推进进度 "
            "进展状态 建设状态",
        },
        width=10,
    ),
    Field(
        "arrivals[].amount",
        Dimension.MONEY,
        "arrival",
        "到位资金",
        "funds arrived",
        {
            100: "到位资金 实际到位资金 到资金额 累计到位资金 到位资金额 到位金额 资金到位 资金到位额 实际到资 "
            "到账资金 实到资金 已到位资金 现阶段到资情况 资金到位情况 到位资金情况 累计到资 实际到位 "
            "实际到账资金",
            90: "实际利用外资 实际使用外资 实际到位外资 实际外资 外资到位 到位外资",
            80: "当年到位资金情况 当年到位资金 本年到位资金 今年到位资金",
        },
        width=14,
    ),
    Field(
        "arrivals[].on",
        "date",
        "arrival",
        "到位时间",
        "funds arrived on",
        {
            100: "到位时间 到资时间 资金到位时间 到账时间 到账日期 到位日期 到资日期",
        },
    ),
    Field(
        "government_funded",
        "flag",
        "plain",
        "是否政府投资",
        "government funded",
        {
            100: "是否政府投资 是否政府投资项目",
            50: "政府投资",
        },
        width=8,
    ),
    Field(
        "@currency",
        "currency",
        "currency",
        "币种",
        "currency",
        {
            100: "币种 货币 投资币种 币别 货币种类 金额币种 货币单位",
        },
        width=0,
    ),
    Field(
        "@unit",
        "unit",
        "unit",
        "金额单位",
        "unit of amounts",
        {
            100: "金额单位 计价单位 资金单位",
        },
        width=0,
    ),
    Field(
        "@number",
        "number",
        "number",
        "序号",
        "number",
        {
            100: "序号 编次 no no. 序 序列",
        },
        width=0,
    ),
    Field(
        "@opening",
        "text",
        "opening",
        "开工开业类型",
        "kind of opening",
        {
            100: "开工开业类型 开工/开业类型 开工类型",
        },
        width=0,
    ),
)
"""In the order in which they are written."""


AMOUNT_KINDS: Final[dict[str, Dimension]] = {
    str(field.kind): field.kind for field in FIELDS if isinstance(field.kind, Dimension)
}
"""What the amounts of a row are measured in, by the kind of their columns."""


def of_slot(*slots: Slot) -> tuple[Field, ...]:
    """Give the fields whose values go to some slots."""
    return tuple(field for field in FIELDS if field.slot in slots)
