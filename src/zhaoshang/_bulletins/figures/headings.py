"""What a heading says of the figures below it: what they are of and no more, that they are yet to come, or of which they are.

A heading is understood where all its words are: those of the field, of papers and their parts, and of how things went. What
calls a kind of projects narrows the figures down, and what nobody knows may do anything.
"""

from enum import Enum, auto
from typing import Final, final

from attrs import field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures.english_headed import PLACE
from zhaoshang._bulletins.figures.english_remarks import ENGLISH_WORDS
from zhaoshang._bulletins.figures.remark_words import FRAMES, KIND_WORDS, LASTING, any_of
from zhaoshang._bulletins.texts.steps import STEP_OF


class HeadingSense(Enum):
    """What a heading says.

    Attributes:
        PLAIN: what the figures are of, and no more.
        UNDONE: that they are planned, asked for, foretold, made up or of others.
        NARROWED: of which they are, or what was not understood.
    """

    PLAIN = auto()
    UNDONE = auto()
    NARROWED = auto()


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


@final
@frozen(kw_only=True)
class HeadingWords:
    """How a language words its headings.

    Attributes:
        undone: a heading, all of it, of what is planned, foretold, made up or of others.
        ahead: opening or ending one: what stands below is to be done.
        reached: what was to be done, and was.
        known: what says what the figures are of and no more.
        kind: what calls a kind of projects.
        of_kind: a longer line of its own about a kind of projects.
        word: one word, or one character where words are not parted.
        longest: a line of more words without a number is a headline, which says something by itself.
    """

    undone: re.Pattern[str] = field(converter=_pattern)
    ahead: re.Pattern[str] = field(converter=_pattern)
    reached: re.Pattern[str] = field(converter=_pattern)
    known: re.Pattern[str] = field(converter=_pattern)
    kind: re.Pattern[str] = field(converter=_pattern)
    of_kind: re.Pattern[str] = field(converter=_pattern)
    word: re.Pattern[str] = field(converter=_pattern)
    longest: int

    def said(self, words: str, text: str, *, is_numbered: bool) -> HeadingSense:
        """Tell what a heading says.

        Args:
            words: its words, with what was read elsewhere blanked out.
            text: the same as they are written.
            is_numbered: whether it has a number or a mark.
        """
        if any(
            self.undone.fullmatch(said) or self.ahead.search(self.reached.sub("", said))
            for said in (words, text)
        ):
            return HeadingSense.UNDONE
        if not is_numbered and len(self.word.findall(words)) > self.longest:
            return HeadingSense.NARROWED if self.of_kind.search(words) else HeadingSense.PLAIN
        return (
            HeadingSense.PLAIN
            if self.word.search(self.known.sub("", words)) is None
            else HeadingSense.NARROWED
        )

    def kinds(self, text: str) -> list[str]:
        """Give the words for kinds of projects in a heading, where nothing else in it was not understood."""
        left = self.known.sub("", text)
        found = self.kind.findall(left)
        return found if self.word.search(self.kind.sub("", left)) is None else []


_KINDS: Final = f"""{KIND_WORDS}
    园区 开发区 经开区 工业园 产业园 物流园 科技园 外贸 消费 商会 协会 绿色 厂房 标准厂房 标准地 用地 土地 净地 地块 基建
    基础设施 内地 周边 东部 西部 南部 北部 中部 全国 港口 口岸 交通 高铁 楼宇 夜经济 研发中心 实验室 出口 进口 进出口 贸易
    院校 高校 科研院所 院士 专家 民营企业 民企 飞地 技改 技术改造 国际 国内 境内 全球 世界 海外 归侨 老乡 返乡 回乡 回归 新城
    老城 城区 城镇 社区 街区 片区 区域 县域 镇域 民生 增资 增资扩股 扩产 扩建 改建 续建 新建 在建 重大 产业项目 支柱 新兴 市外
    县外 境内外 框架协议 房地产 工程 设施 品牌 孵化器 加速器 众创空间
"""
"""What calls a kind of projects, by industry, owner, place, size or step, of which the figures below may be alone."""
_NOT_BELOW: Final = """
    思路 今后 下一步 接下来 未来 需求 要求 号召 动向 借鉴 学习 经验 标杆 对标 看齐 为例 清单 名单 明细 同行 业内 诉求 来源 目的地 前期
    手续 备案 封顶 土建 施工 安装 进场 试生产 拿地 摘牌 环评 能评 立项 入驻 复工 对接 跟进 跟踪服务 代办 帮办 考察 走访 拜访 参观 推介
    承接 腾退 供地 拆迁 修建 标准 其他 其余 部分 几个 多个 当地 本地 家乡 故乡 订单 客源 出海 转型 升格 预计 摘要 提要
"""
"""What takes no figure back beside it, and as a heading may say of which the figures below are."""
_OF_PAPERS: Final = """
    情况 概况 概览 数据 主要数据 总量 回顾 小结 总结 综述 述职 工作 运行 进展 成效 成果 亮点 特点 基本 总体 总的 有关 关于 到位 资金
    到资 利用 目标完成率 任务完成率 计划完成率 汇报 报送 填报 申报 报告 编制 单位 人民政府 政府 办事处 引进 新增
    新闻 上半年 下半年 全年 前三季度 季度 一季度 招引 招商引资 协议 合同 金额 投资额 总投资 一览 一览表 统计表 进度表 情况表 表 图 前言
    引言 正文 标题 附表 附件 重点 重点工作 聚力 概括 一是 二是 三是 快讯 专报 简报 通讯 专栏 纪实 盘点 解读 点评 月度 半年报 年报 季报 月报
    出炉
    指标 主要指标 数量 个数 速度 编者按 本报
    时间 日期
"""
_SINGLE: Final = (
    "的 地 和 与 及 了 着 并 且 而 也 更 再 在 以 为 是 有 新 已 全 均 超 约 达 增 破 创 近 年 月 季 日 篇 稳 进"
    " 多 大 好 快 优 强"
)
_HAN: Final = r"[\u4e00-\u9fff\x1b\x1c]"
_OF_THE_WHOLE: Final = (
    r"(?:各(?:级|地)?|分(?=[市县区镇乡街])|[市县区镇乡](?=[市县区镇乡街]))(?:地|市|县|区|州|镇|乡|街道?|部门|单位)+|全(?:省|市|县|区|州|镇|旗|乡)|(?:我|本)(?:省|市|县|区|州|镇|旗|乡)"
    r"|在[^，,；;。\n]{2,30}(?:会议|大会|全会)上"
)
_PUBLISHED: Final = (
    r"(?:(?:消息|稿件|文章|信息)?来源|作者|责?编辑?|责任编辑|审核|供稿|撰稿|记者|通讯员|发布(?:时间|日期|人|单位)?"
    r"|时间|日期)[：:][^\n]*"
)
"""Who published the text, and when."""
_PLAIN_WORDS: Final = {word for word in LASTING if len(word) > 1} - {*_KINDS.split(), *_NOT_BELOW.split()} | {
    *_OF_PAPERS.split(),
    *_SINGLE.split(),
    *STEP_OF,
}
_UNDONE: Final = (
    r"[（(【]?(?:年度|全年|各?[省市县区州镇乡]|招商|引资|投资|项目|产业|经济|工作"
    r"|考核|发展|远景|网络|主要|会议|今后|近期|有关|关于|的|\x1f|\x1e)*+"
    r"(?:下一?(?:步|阶段)(?:工作)?|(?:奋斗)?目标|奋斗指标|打算|思路|(?<=今后)方向|(?<=会议|考核|工作)要求|任务(?:分解|清单|书)?"
    r"|计划|规划|设想|预[测计期](?:成[效果]|效[益果])?|展望|愿景|预案|寄语|[一二三四五六七八九十两\d]+年[之以]?后|(?:未来|今后|下)[一二三四五六七八九十两几\d]*+个?(?:年|月|季度?)"
    r"|谣[言传]|传[言闻]|辟谣|打假|虚?假(?:新闻|消息|信息|报道|数据)|模拟(?:题|数据)?|虚构|责任书"
    r"|(?:邻|外|兄弟|周边|先进)(?:地区?|[省市县区州镇乡旗盟])++(?=[^省市县区州镇乡旗盟]|$)|他山之石)++"
    r"(?:通报|公告|声明|专[栏区]|案例|选登|曝光|动态|做法|经验|情况|信息|快讯|见闻|借鉴)*+[】：:]*+"
)
_AHEAD: Final = (
    r"^(?:下一?步|下一?阶段|后续|拟|计划(?!.{0,4}(?:完成|执行))|预计|力争|争取|储备)"
    r"|(?:打算|计划|规划|设想|思路|安排|部署|[方预]案|蓝图|愿景|展望|(?<!超)目标|(?<!完成)任务|草[案稿]|初稿|(?:讨论|送审|征求意见|修订)稿"
    r"|办法|细则|(?<!情况)(?<!情况的)通知|建议|责任[状书]|指标(?:体系|分解|安排)|(?<=考核)指标|样[本表例]|模板|示例)[）)】》：:。*\s]*$"
    r"|[（(](?:草案|初稿|讨论稿|送审稿|征求意见稿|修订稿|样本|样例|模板|示例)[）)]"
)

CHINESE_HEADINGS: Final = HeadingWords(
    undone=_UNDONE,
    ahead=_AHEAD,
    reached=FRAMES,
    known=f"{_PUBLISHED}|{FRAMES}|{_OF_THE_WHOLE}|{any_of(_PLAIN_WORDS)}|[\\x18-\\x1a\\x1d-\\x1f]",
    kind=any_of({*_KINDS.split()}),
    of_kind=(
        rf"(?:{any_of({*_KINDS.split()})}).{{0,12}}(?:情况|总结|汇报|报告|简报|通报|综述|概况|进展|清单|小结|分析)[）)】》：:。*\s]*$"
    ),
    word=f"{_HAN}|[A-Za-z]+",
    longest=12,
)

_ENGLISH_KINDS: Final = """
    foreign overseas domestic coastal industrial agriculture farming manufacturing equipment energy materials material food processing
    chemicals chemical textiles textile electronics electronic logistics machinery vehicle vehicles automotive pharmaceuticals medicine
    biomedicine health tourism trade finance software technology technologies hardware steel semiconductors batteries battery chips
    digital high-tech solar wind storage hydrogen aerospace biotech biotechnology robotics banking insurance culture sports education
    healthcare mining metals furniture toys footwear garments clothing shipbuilding rail automobile automobiles housing hospitals
    schools ports railway railways airport highway highways bridges water power grid electricity gas park parks zone zones private small
    medium-sized large-scale green emerging traditional strategic services retail exports imports province provinces region regions area
    areas elsewhere abroad home neighbourhood hometown asia europe africa germany japan korea singapore thailand hong kong macao america
    infrastructure village first second third fourth
"""
_ENGLISH_PLAIN: Final = "news promotion figures data summary introduction background statistics conclusion signed town by report of"
_ENGLISH_KNOWN: Final = {*ENGLISH_WORDS, *_ENGLISH_PLAIN.split()} - {*_ENGLISH_KINDS.split()}
_ENGLISH_UNDONE: Final = (
    r"\W*+(?:[ivx\d]{1,4}[.)] ?)?(?:(?:the|our|its|main|key|work|investment|county|city|fake|looking"
    r"|what (?:lies|is)|(?:road|way|path|years?|months?))(?![a-z])\W*+)*+"
    r"(?:next (?:steps?|stage|phase|year)|targets?|outlook|goals?|aims?|plans?|planning|objectives?|forecasts?|projections?|prospects"
    r"|ambitions?|vision|roadmap|ahead|the way forward|what (?:is|comes) next|what['’]s next|agenda|priorities|to do"
    r"|rumou?rs?|hearsay|news(?<=fake news)|hoax(?:es)?|myths?|fiction|misinformation|simulation|elsewhere|other counties)(?![a-z])"
    r"(?:\W*+(?:for|of|in|and|the|next|coming|year|quarter|stage|\d{4}|\x1e+|\x1f+)(?![a-z]))*+\W*+"
)

ENGLISH_HEADINGS: Final = HeadingWords(
    undone=_ENGLISH_UNDONE,
    ahead=r"(?!)",
    reached=r"(?!)",
    known=rf"{PLACE}|\b(?:{any_of(_ENGLISH_KNOWN)})\b(?!['’-]\w)|['’]s\b",
    kind=rf"\b(?:{any_of({*_ENGLISH_KINDS.split()})})\b",
    of_kind=r"(?!)",
    word=r"[A-Za-z][A-Za-z'’-]*",
    longest=6,
)
