"""The signs by which Chinese denies, doubts, asks, hands on and leaves out, and the words that hold one and do no such thing, as data."""

from typing import Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures.headings import CHINESE_HEADINGS, HeadingWords
from zhaoshang._bulletins.figures.remark_words import CHINESE_REMARKS
from zhaoshang._bulletins.figures.remarks import RemarkWords
from zhaoshang._bulletins.texts.steps import SIGNED, STEP


def _any(words: str) -> str:
    return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))


@final
@frozen
class SignWords:
    """The signs of a language.

    Attributes:
        signs: what may deny, doubt, ask, hand on or leave out; what is no `sure` one does so only behind a figure.
        harmless: the words that hold a sign and do no such thing.
        back: opening a sentence: it speaks of what was said before, of `all` of it or of the last sentence.
        forward: it speaks of what follows.
        retracting: in a sentence without a figure right behind one: it takes back what stands before, whatever it opens with.
        remarks: the short words beside a figure that take nothing back.
        headings: how headings are worded.
    """

    signs: re.Pattern[str]
    harmless: re.Pattern[str]
    back: re.Pattern[str]
    forward: re.Pattern[str]
    retracting: re.Pattern[str]
    remarks: RemarkWords
    headings: HeadingWords

    @classmethod
    def of(
        cls, patterns: tuple[str, str, str, str, str], remarks: RemarkWords, headings: HeadingWords
    ) -> "SignWords":
        """Make one of its patterns, in order."""
        signs, harmless, back, forward, retracting = (
            re.compile(pattern, re.IGNORECASE) for pattern in patterns
        )
        return cls(signs, harmless, back, forward, retracting, remarks, headings)


_NEGATORS: Final = "[不未无没非勿毋莫]"
_DENYING: Final = (
    "否|[并从绝毫][不非未无没]|不[是含包计算统把能会可知清见一存]"
    "|未[必经计包含纳]|没有?(?:证|依|根|人|谁)|无[人从法据证稽]|莫非"
)
"""What denies even before a figure, where other negators only say of what was done (不以规模论英雄，签约8个)."""
_ASKING: Final = "[吗么呢岂孰何谁哪怎]|难道"
_SAYING: Final = (
    "[说称讲传闻听谓谣嚷]|透露|披露|爆料|曝|消息|反映|流言|提[到起及]|(?<![协会建审倡商决提])议(?![案程事题])|口头|小道|坊间"
    "|有人|某|告诉|吹|断言|扬言|夸口|保证(?!金)|风声|口风|[此该这][言话]|网[传友民络上]|据"
)
_DOUBTING: Final = (
    "[疑猜估恐假伪谎误错谬讹捏骗夸瞒驳撤似]|虚[假报增高]|子虚|乌有|可能|也许|或许|兴许|大概|仿佛|好像|水分|争议|异议|推翻"
    "|[核调]减|相去|相反|比对|删[去除掉]|事实|[瞎扯胡]|矛盾|悬殊|更正|订正|纠正|修正|勘误|出入|作废|澄清|编造|杜撰|注水|失[实真准]|[有尚仍还]待|待[查核定证考]|属实|[核查验证求坐][实证]|核[对查准验]"
    "|真的|当真|真[实伪假]|的话|前提是|初步设想|全部解[约除]|旧[数闻]|是虚"
)
_LEAVING_OUT: Final = (
    "[除扣剔刨撇]|抛开|去掉|减去|[以之]外|另[计算行外]|算(?:了?进|上|在内|入)|单列|[仅只限][含算计统]|限于"
)
_SAID_OF_IT: Final = (
    r"(?<=[，,])(?:[纯只仅实这那也尚仍还]|其实)*+[是系属乃]"
    r"(?![^，,；;。\n]*(?:[最首\x1b]|第一|新高|领先|前列|唯一))"
)
"""Behind a comma, a copula without a subject: it says what the figures before it are (，系个人推算), unless it ranks or compares them."""
_SUPPOSING: Final = "倘|如果|要是|一旦|万一|只要|若(?!干)|以为(?!民|企|人民)|看样子"
_ONLY_THEN: Final = (
    r"(?<!人)才[能可会](?!力|干)|(?<![地各多双四八三两甲乙对官])方[能可](?!源|力)|(?:须|需|[还尚仍有]待|(?<=[，,；;])[还尚仍要]*[待等])[^，,；;。\n]{1,14}后"
    r"|(?<=[，,；;])[还尚仍]?[须需要][等待经报由]|再[^，,；;。\n]{0,6}就[能可会]|(?:责任|牵头)(?:单位|部门|人|领导)|完成时[限间]"
)
"""Behind a figure: it is so only then, or it is somebody's task."""
_OF_FIGURES: Final = (
    "数[据字值]|口径|统计|[核计测]算|重复|漏|参考|佐证|证据"
    "|来源|出[处自]|匿名|截图|帖|写道|为准|置信|相信|收回|改口|表态|实则|纯属|掺|缺[乏失]"
)
"""Words of figures themselves, their sources and their worth: what speaks of these says more than what they count."""

_BODY: Final = "\x1f|" + _any(
    "人民政府 政府 市委 县委 区委 党委 省委 州委 工委 常委会 发改委 办公室 办公厅 商务 经济 合作 统计 招商引资 招商 引资"
    " 投资促进 投促 促进 发展和改革 发展改革 发改 工业和信息化 工信"
    " 经信 财政 税务 科技 自然资源 国土 住建 市场监管 外事 海关 局 厅 委员会 办 委 科 处 中心 管委会 部门 单位 开发区"
    " 高新区 经开区 园区 指挥部 专班 会议 大会 通报会 发布会 公报 公告"
    " 月报 季报 年报 快报 日报 报告 报表 数据 台账 资料 官方 有关部门 相关部门 主管部门 有关单位 相关单位 有关负责人"
    " 相关负责人 记者 本报 新华社 初步 最新 年鉴 公开 新闻发言人 的 和 与 及 、"
    " 省 市 县 区 州 镇 乡 旗 盟 从 据 根据 依据 按照 按 由 各 全 本 该 截至 截止"
    " 核算 通报 公布 发布 显示 介绍 指出 获悉 了解到 了解 悉 汇总 宣布 汇报 强调 审核 审计 调度 监测 测算 表明 结果 情况"
)
"""Official bodies and their papers, and how they tell what they counted."""
_TITLE: Final = r"(?:主任|书记|[局厅县市区镇乡州省]长|负责人)[\u4e00-\u9fff]{0,3}?(?=表示|介绍|说|称|指出|透露|强调|宣布|通报)"
_SOUND: Final = (
    rf"(?<![^，,；;。：:“\"（(【\n\x1c-\x1e])(?!(?:从|按照?|由|根?据)*(?:表示|消息|透露|反映|披露|说|称|讯))(?:{_TITLE}|{_BODY})++"
    r"(?:表示|消息|透露|反映|披露|说|称|讯)?(?=[，,：:“）)】\x1c-\x1f]|$)"
)
"""Opening a clause, and all of it: who tells it, in words of official bodies alone."""

_WORDS: Final = (
    # 不
    "不断 不仅 不但 不光 不只 不单 不少 不懈 不畏 不折不扣 不遗余力 源源不断 络绎不绝 不动摇 不松劲 不停 不忘 不愧 不同"
    " 不久 不等 不负 不甘 不乏"
    " 不易 不菲 不低 不变 不减 不降反升 不降反增 不增反降 不利 不确定性 不稳 不佳 不快 不凡 不俗 不一般 不平凡 不寻常"
    " 不可或缺 不可替代 必不可少"
    " 不可多得 两不误 不掉线 不断档 不间断 不打烊 不见面 不停工 不落空 不放松 不止步 不退 不怕 不出 不跑 不动产 不锈钢"
    " 密不可分 从不 永不 决不 绝不 毫不松懈 毫不动摇 毫不放松"
    " 势不可挡 锲而不舍 义不容辞 应接不暇 目不暇接 层出不穷 不约而同 不断线 不掉队 不绝 不息 不休 不已 不拘一格 不等不靠"
    " 不进则退 机不可失 没有终点 没有止境 非一日之功 来之不易 雷打不动 不胜枚举 供不应求 不含糊"
    # 未
    " 未来 未雨绸缪 前所未有 方兴未艾 未破零 未成年 从未停 未发生 未受影响"
    # 无
    " 无偿 无人机 无缝 无限 无忧 无线 无数值 无障碍 无感 无差别 无悔 无私 无论 无不 无纺 无机 无菌 无公害 无污染 无形"
    " 无尘 无烟 无废 从无到有 独一无二"
    " 史无前例 无一 一往无前 无微不至 有增无减"
    # 非
    " 非凡 非公有制 非公经济 非遗 非物质 非洲 非常 非金属 非农 非国有 非化石 非标 非煤 非税 非银"
    # 没
    " 没有停 没有辜负 没有落下 埋没 没有最好"
    # 否 莫 么 何 哪
    " 莫过于 那么 这么 多么 任何 如何 几何 何愁"
    # 说 称 讲 传 闻 听 谓
    " 说明 说了算 解说 演说 说干就干 说到做到 名称 简称 职称 著称 称号 称赞 对称 统称 全称 堪称 称职 称心 之称 被称为"
    " 讲话 讲座 讲解 讲好 宣讲 讲述 演讲"
    " 讲政治 讲诚信 主讲 讲究 传统 宣传 传承 传播 传导 传递 传感 传动 传输 传媒 传真 传达 传授 遗传 频传 传来捷报"
    " 传来喜讯 传奇 传热 传染 传帮带 新闻 闻名 闻讯"
    " 见闻 闻令而动 默默无闻 闻风而动 闻鸡起舞 听取 听证 倾听 听从 听党 视听 吹响 可谓 好消息 反映良好 反映热烈 反映了 反映出 反映问题"
    " 反映的问题 反映诉求 反映的诉求 网络安全 网络货运"
    " 物联网络 互联网络 网络平台 网络经济 网络化 销售网络 服务网络 交通网络 招商网络 网上办 网上审批 根据 依据 占据 票据"
    " 据点 大数据 数据中心 数据要素 数据产业 数据标注 数字经济 数字化 数字产业 数字技术 数字赋能 数字政府 数字乡村"
    " 数字孪生 数字创意 统计公报 算力 参考价"
    # 疑 估 恐 假 伪 误 错 骗 夸 驳 撤 虚 似
    " 疑难 答疑 解疑 释疑 无疑 评估 估值 反恐 争先恐后 假日 假期 休假 度假 节假日 暑假 寒假 打假 假肢 防伪 不误 延误 耽误"
    " 错位 错峰 交错 不错 反诈骗 防诈骗"
    " 夸父 驳船 驳岸 撤县设区 撤县设市 撤乡设镇 类似 相似 近似 尽可能 出入境 验证中心 求实 查验"
    # 除 扣 外
    " 解除 消除 免除 清除 拆除 破除 排除万难 扫除 根除 去除 废除 除此之外 除此以外 除夕 除尘 除湿 除雪 摒除 折扣 环环相扣"
    " 紧扣 扣紧 扣牢 意料之外 八小时以外"
)
_STEPS_AHEAD: Final = rf"(?:尚|还|仍|均|都|暂)?未(?:能|有|正式|全面|实质性?)*(?!{SIGNED}){STEP}"
_CHECKED: Final = r"经(?:审[计核]|核[实算定查]|复核|统计|汇总|确认|认定)(?=[，,：:\x1c-\x1f])"
_FEWER: Final = r"不(?:[足到及]|超过?|[低少]于)(?=[\x1b\x18\d])"

_HARMLESS: Final = "|".join((_SOUND, _STEPS_AHEAD, _CHECKED, _FEWER, _any(_WORDS)))
_SURE: Final = (
    f"{_SAID_OF_IT}|{_DENYING}|{_ASKING}|{_SAYING}|{_DOUBTING}|{_LEAVING_OUT}|{_SUPPOSING}|{_OF_FIGURES}"
)
_SIGNS: Final = f"(?P<sure>{_SURE})|{_NEGATORS}|{_ONLY_THEN}"
_THING: Final = "项目|企业|公司|园区|基地|产业|基金|平台|政策|集团|客商|团队|工程|制度|机制|做法|模式|[省市县区州镇乡村人地]"
_BACK: Final = (
    r"[\s（(*※]*+(?:(?:[备附]?注|说明|编者按)[：:])?(?:对于?|针对|关于|但|而|然而|不过|，)*+"
    r"(?:更正|勘误|订正|其实|[实事][际实]上|此(?![次外前后时间])|该|这|那|本[条则篇文]|(?P<all>以上|上述|上面|上文|前述|前文|文中)"
    r"|其(?![中次他余间]))(?:一|两|些|几|批|个|类|种|项|组)*+"
    rf"(?!{_THING})"
)
_FORWARD: Final = r"以下|下列|下述|如下|下面|[：:]\s*$"
_BETWEEN: Final = "[^，,；;。！？!?\\n]"
_RETRACTING: Final = (
    "谣|否认|失实|不实|不属实|虚[假报]|误传|讹|捏造|编造|杜撰|有误|误报|更正|订正|勘误|澄清|[核调]减"
    "|未经(?:核实|证实|审计|查证)|子虚乌有|查无实据|作废|撤回|收回|[掺注]水|造假|伪造|可疑|存疑|质疑|不成立|站不住脚|正确的?[是为数]"
    rf"|并[非没]|[并绝]无|查无|无效|纯属|忽略|勿|[请莫]别|不要(?:相信|引用)|没影的|采信|当真|(?:未|没有){_BETWEEN}{{0,8}}(?:认可|[确承]认|[核证]实|采[信纳])"
    rf"|没有?(?:这么|那么|\x17+)多|玩笑|胡说|编的|\x17多吗?[？?]"
    rf"|[认审查]{_BETWEEN}{{0,8}}(?:重复|虚[报增高]|多报)|(?:模拟|示例|演示|测试|样例)数[据字]|虚构|仅[供作为](?:培训|演示|练习|测试|教学)"
)
CHINESE: Final = SignWords.of(
    (_SIGNS, _HARMLESS, _BACK, _FORWARD, _RETRACTING), CHINESE_REMARKS, CHINESE_HEADINGS
)
