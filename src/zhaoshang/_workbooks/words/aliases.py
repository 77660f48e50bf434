"""Which header words name which field, as data: those of the fields, of stages and titles of investors, and of no field."""

from typing import Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.words.fields import FIELDS, once
from zhaoshang._workbooks.words.text import is_name, key
from zhaoshang.vocabulary import AgreementKind, InvestorFlag, Stage

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
    "StepPath",
    "kind_of_paper",
    "kind_of_path",
    "step_path",
]


@final
@frozen
class Alias:
    """A header word and the field it names; `weight` from 0 to 1 settles which of two columns is nearer."""

    word: str
    path: str
    weight: float


ALIASES: Final[dict[str, Alias]] = {
    word: Alias(word, field.path, weight / 100)
    for field in FIELDS
    if field.words
    for weight, words in (*field.words.items(), (100, key(field.en)))
    for word in words.split()
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

once(
    [
        *((word, field.path) for field in FIELDS for words in field.words.values() for word in words.split()),
        *((key(field.en), field.path) for field in FIELDS if field.words),
        *((word, "no field") for word in KNOWN_WORDS),
    ]
)  # a word that stands twice is a mistake of these tables

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
    ("开建", Stage.STARTED),
    ("奠基", Stage.STARTED),
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
    "发改 经信 工信 统计 商务 住建 自然资源 招商 投促 税务 市场监管 生态环境 环保 科技 财政 应急 农业农村 文旅 国土 "
    "发改委 经信局 发改局 "
    "工信局 统计局 商务局 住建局 招商局 投促局 税务局 园区 管委会".split()
)
"""Departments that stand in brackets behind a date and report it."""

SPAN: Final = (Stage.STARTED, Stage.COMPLETED)
"""The two stages that a column of `开竣工时间` dates in one cell."""

_STEP: Final = re.compile(r"milestones\[([^],]+)(,planned)?(?:,reporter=([^],]+))?\]")


@final
@frozen
class StepPath:
    """A field of steps: which stage a column dates, or the two of `SPAN`; whether that is a plan, and who reports it."""

    stages: tuple[Stage, ...]
    planned: bool = False
    reporter: str | None = None

    @property
    def path(self) -> str:
        """Give it as mappings write it."""
        planned = ",planned" if self.planned else ""
        reporter = f",reporter={self.reporter}" if self.reporter else ""
        return f"milestones[{'+'.join(self.stages)}{planned}{reporter}]"


def step_path(path: str) -> StepPath | None:
    """Read the path of a field of steps; `None` for every other, and where one word of it is not known.

    Examples:
        >>> step_path("milestones[started+completed,planned]").planned, step_path("milestones[started,plan]")
        (True, None)
    """
    found = _STEP.fullmatch(path)
    if found is None:
        return None
    words, planned, reporter = found[1].split("+"), found[2] is not None, found[3]
    if not set(Stage).issuperset(words) or (reporter and reporter != reporter.strip()):
        return None
    step = StepPath(tuple(map(Stage, words)), planned, reporter)
    is_signing = (
        step.stages == (Stage.SIGNED,) and not planned
    )  # the agreement's, which no department reports
    return None if (len(words) > 1 and step.stages != SPAN) or (is_signing and reporter) else step


EXTRA: Final = "extra"
"""The field that keeps what no other does: by the header of the column, or as `extra.` and a name."""

KINDS: Final[dict[str, str]] = {field.path: str(field.kind) for field in FIELDS}
"""How the cells of each field are read."""


def kind_of_path(path: str) -> str | None:
    """Say how the cells of a field are read; `None` for a path that is no field.

    Examples:
        >>> kind_of_path("investment"), kind_of_path("milestones[started,planned]"), kind_of_path("nonsense")
        ('money', 'milestone', None)
    """
    kind = KINDS.get(path)
    if kind is not None:
        return kind
    if path == EXTRA or (path.startswith(f"{EXTRA}.") and is_name(path[len(EXTRA) + 1 :])):
        return EXTRA
    step = step_path(path)
    if step is not None:
        return "span" if step.stages == SPAN else "milestone"
    if path.startswith("investor.flags[") and path[15:-1] in set(InvestorFlag) and path.endswith("]"):
        return "flag"
    return "date" if kind_of_paper(path) is not None else None


def kind_of_paper(path: str) -> AgreementKind | None:
    """Give the kind of agreement that a path of signing dates names; `None` for every other path.

    Examples:
        >>> str(kind_of_paper("agreements[intent].signed_on")), kind_of_paper("agreements[].signed_on")
        ('intent', None)
    """
    word = path.removeprefix("agreements[").removesuffix("].signed_on")
    is_kind = path == f"agreements[{word}].signed_on" and word in set(AgreementKind)
    return AgreementKind(word) if is_kind else None
