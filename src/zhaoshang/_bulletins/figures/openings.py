"""Whether a clause before a figure says something by itself, or only says of which the figure is, where, or by what reckoning.

Chinese tells it by closed classes: an adverbial opens with a preposition (在, 就, 按, 由) or a verb of scope (含, 剔除, 来自) and
closes with nothing of its own; a topic is a noun without a predicate; a nominal closes with 的. What is left has a predicate.
"""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures.remark_words import KINDS, KNOWN, PREDICATES
from zhaoshang._bulletins.texts.steps import LANDED, STEP

_NAME, _FIGURE = "\x1f", "\x1b"
_TOKENS: Final = re.compile("[\x18-\x1f]+")
_LEAD: Final = re.compile("^[\x18-\x1f，,；;：:、的 \t\n\u3000]*+")
"""Before the words of a clause: its time, and whose it is."""
_FIRST: Final = "[在从就对按依根以由含包连加涵不未剔扣除来投聚围瞄锚紧针面随受因为通借]"
_UNIT: Final = re.compile(f"^(?!{_FIRST})[\u4e00-\u9fff]{{1,6}}?(?:街道|[省市县区镇乡州旗盟])(?={_FIRST})")
"""A unit that nobody gave, before what may be said of it."""
_CIRCUMSTANCE: Final = re.compile(
    "(?:在|于).*(?:(?:领导|努力|推动|支持|带动|背景|形势|影响|指导|关心|关怀|帮助|协调|压力|情况|环境|条件|牵引|引领|统筹|作用|配合|驱动|部署|安排|加持|赋能|冲击)[之以]?下|的?同时|基础上|之际|过程中)$"
    "|[^，,]{0,8}?(?:按照?|根据|依照|依据|遵照|围绕|聚焦|立足|锚定|着眼|紧[扣盯]|瞄准|对[照标表]).*(?:要求|部署|安排|思路|原则|精神|理念|战略|定位|规划|方针|主题|主线|大局|中心工作|目标|任务|计划|方案)$"
    "|以.*为(?:抓手|契机|引领|导向|目标|主题|重点|主线|核心|牵引|突破口|载体|依托|统领|基础|动力|支撑|中心|先导|纽带|笔|桥|媒)$"
    f"|从(?:项目|{STEP}|完成|投资|招商|引资|产业|区域|地区|行业|资金|到位|各|[省市县镇乡])*+"
    "(?:规模|进度|金额|数量|总量|数额|结构|分布|类型|类别|情况|进展|总体|整体|来源|质量|效果|效益|走势|趋势)?来?[看说讲]"
    "|(?:本报|本网)?(?:记者|笔者).*(?:获悉|了解到|看到)"
    "|(?:随着|面对|面临|受|因|由于|得益于|有赖于|为了?(?!了?例|准))"
)
"""How it came about: under what, for what, on whose order; it says nothing of which a figure is."""
_AIM: Final = re.compile(
    "(?:持续|积极|主动|主要|专门|重点|牢牢|始终)*+(?:面向|针对|聚焦|围绕|瞄准|紧扣|紧盯|锚定|着眼|对准|盯住|盯紧|主攻)"
)
"""It says what is aimed at: the kind of which the figure is, unless that is work (围绕高质量发展)."""
_OF: Final = rf"(?:投资|出资|合作|承建|建设|运营|注册|来源|所在|{LANDED})(?:方|者|人|商|主体|单位|企业|地)?"
_SCOPE: Final = re.compile(
    "(?:其中|主要|专门|全部|若|如果?|仅仅?|只|单|光)*+(?:"
    "在(?!建(?![设成立])|库|谈|即|线).*|于.*"
    "|(?:从|就|对于?|关于|至于)(?!接|标|口|业|绪|严|实|快|优).*(?:[来上]?[看说讲论]|而言|角度|方面|层面|起|到)"
    "|以.*(?:为例|为准|口径|统计|计算?|标准|认定|衡量|名义|为界)"
    "|(?:按(?!期|时|下|需)照?|依照|依据|根据|据|照).*"
    "|由(?!此|于|表|衷).*|经(?!济|开|营|常|贸|信|过努力).*"
    "|(?:[与同跟]|和)(?!时俱|步|心|比|频|志|谐|类|期|行).*"
    "|除.*|[包内]?含(?!金).*|包括.*|涵盖.*|囊括.*|涉及.*|连同.*|加上.*|算上.*|计入.*|统计.*|计算.*|扣[除去].*|剔.*|减去.*|刨.*|[撇抛]开.*|去掉.*"
    "|(?:不|未|没)(?:再|予|作|有)?(?:包|含|计|算|考虑|统计|纳入|列入).*"
    "|[来源]自.*|源于.*|投[向资于]{1,2}(?!者|商|热|环|促|人|兴|势|需|规|额|增).*|流向.*|属(?!地).*|归(?!功|还|来|巢|心).*|位于.*|注册.*|选址.*"
    "|(?:首|先|再|重点|具体|单独)?来?(?:[看论](?!准|好|齐|坛)|[说谈讲](?!干|判|政|好|明))[到起及]?.*|具体到.*|[落放站][到在].*|提[到及起].*|计.*"
    "|作为.*主体"
    f"|{_OF}[均都多]?(?:为|系|是|属|在|来自).*"
    "|把.*(?:算|计|包).*"
    ")"
)
"""All of a clause: it says of which, where or by what reckoning, and has no predicate."""
_CLOSES: Final = re.compile(
    "(?:的|[之以][前后上下内外中间]|[前后内外间里时中]|方面|[看说讲论]|而言|以来|起|者|之列|名下|手[上中里下]|身上|头上|口径)$"
    "|.*(?:为|作为|是|系)[^，,]*主体$"
    "|(?:企业|项目|公司|产业|行业|领域|板块|赛道|园区|基地|机构|院校|单位|集团|平台|投资者|客商|资本|资金|片区|新区|类|型|系列|序列|群体|上下游|样板|代表|对象|份)$"
)
"""Closing a clause: an adverbial, a nominal, or a noun that may be a topic alone."""
_ACTS: Final = re.compile(
    "(?:全力|全面|大力|着力|奋力|持续|不断|积极|主动|深入|扎实|加快|进一步|认真|切实|努力|始终|坚持|坚定|充分|精准|牢牢|紧紧|[狠紧]?抓|推[进动]|优化|强化|深化|聚力"
    "|创新|加[强大]|培育|引[进育]|招引|吸引|走访|拜访|邀请|组织|开展|实施|落实|打造|壮大|做[大强优]|促进|通过|依托|借助|抢抓|抢|拓宽|拓展|建立|完善|健全|提升|构建|搭建)"
)
"""Opening a clause: a verb, of which what closes the clause is the object."""
_OTHER_TIME: Final = re.compile("\x18|[\\d一二两三四五六七八九十几]+个?(?:年|季|月|旬|周(?!年)|天|日)")
_EVENT: Final = re.compile(
    ".*(?:(?:(?<![社协商机员])会|仪式|活动|论坛|展)(?:现场|期间|当[天日场]|[上中])|招商现场)|现场"
)
"""Where it was: at one event, which is asked elsewhere."""
_LEAST, _LEAST_OF_ANOTHER = 4, 6
"""So many characters may say something; beside the name of another unit they are more."""
_MEANS: Final = re.compile("(?:通过|借助|依托|依靠|凭借)(?!.*(?:招商|引资))")
"""By what means, which says something where it tells what was done with them."""
_PREPOSITIONS: Final = frozenset("在由对以")
"""What may open a clause with a predicate behind (在招商一线狠抓落实)."""


def says_by_itself(clause: str) -> bool:
    """Tell whether a clause before a figure says something by itself.

    Args:
        clause: its words, with what was read blanked out.
    """
    words = _UNIT.sub("", _LEAD.sub("", clause, 1), 1).strip("，,；;：: \n")
    if _EVENT.fullmatch(words):
        return True
    least = 0 if _FIGURE in words else _LEAST_OF_ANOTHER if _NAME in words else _LEAST
    if len(_TOKENS.sub("", words)) < least or _OTHER_TIME.search(clause):
        return False
    if _CIRCUMSTANCE.match(words):
        return not (words[0] in "围聚立锚着紧瞄以" and KINDS.search(words))
    aim = _AIM.match(words)
    if aim is not None:
        aimed = words[aim.end() :]
        return _ACTS.match(aimed) is not None or (KINDS.search(aimed) is None and KNOWN.sub("", aimed) == "")
    is_closed = _CLOSES.search(words) is not None
    if _SCOPE.fullmatch(words):
        is_known = KINDS.search(words) is None and KNOWN.sub("", words) == ""
        return words[0] in _PREPOSITIONS and not is_closed and is_known
    if is_closed and _ACTS.match(words) is None:
        return False
    means = _MEANS.match(words)
    return _FIGURE in words or PREDICATES.search(words, 0 if means is None else means.end()) is not None
