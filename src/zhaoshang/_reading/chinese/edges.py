"""What an amount of running text may be the head or the tail of: a cell refuses the whole, and so does text.

What stands at the edge of an amount is widened by classes of characters: the signs that bounds are made of (上下余足满 …), up to
where a clause or the words before a noun are over; signs of comparison; numerals, and what joins two of them; letters and the
signs of money; a unit behind a unit; what is called as a currency is. What is found there was not read, and belongs to the number.
"""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.chinese.hedging import APART, REMARKS, hedge_after, inclusion
from zhaoshang._reading.chinese.lexicon import BEFORE
from zhaoshang._reading.chinese.tokens import unit_word
from zhaoshang._reading.found import Found
from zhaoshang._reading.script import both, variants
from zhaoshang._reading.words import UnitWord
from zhaoshang.quantities import Hedge
from zhaoshang.units import Dimension

__all__ = ["MORE", "is_cut", "is_upper_end"]

_END: Final = r"(?=$|[^0-9A-Za-z\u4e00-\u9fff+]|[的者])"
_IS_END: Final = re.compile(_END)

# bounds
_SIGNS: Final = variants(
    "上下左右内外多少余足满超逾近逼约达高低起止封顶底头零奇许把来出入冒挂略稍不限朝往向浮动前后以及含强弱步保打里远边擦尖或者为更见等点有未码托兜触界个富剩住偏整其之和且与及么些附靠还都尚绰甚乃至抑亦缘去露拦挡够差到太高"
)
_LONE: Final = variants("许内强弱奇零余足满止欠")
"""Of one sign alone only these are bounds: 5层高, 在3亿元上."""
_LASTING: Final = "来内前后以起止"
"""What a length of time is told with, and no bound of it: 三年来, 3个月内."""
_BOUNDED: Final = re.compile(
    f"(?!余下|多出|超出|等|之[多高和]|还[有都](?![多剩余]))(?:[{_SIGNS}]{{2,6}}|[{_LONE}]){_END}"
)
_BEGUN: Final = re.compile(both("起步|封顶|打底|到[底顶]"))
_ROOFED: Final = re.compile(both("封顶|打底|到[底顶]"))
_BUILT: Final = frozenset("栋 幢 座 层 个 项 处 条 期 套 宗 间 片 块 批".split())
"""Of what is counted these are done, roofs where it is built: 三栋封顶, 两家起步; not 45家封顶."""
_OPEN: Final = re.compile(both("起步(?![区期阶])|[保打托兜]底|封顶|量级|级别|档次"))
"""Bounds of what is measured, whatever follows: 5万元封顶补助."""
_LIKE: Final = re.compile(
    both(
        rf"的?(?:[那这]?个?样子|模样|那么多|大几|那样{_END}|之谱)|附近|[吧罢]|来的|[多少强弱高低]?(?:那么)?一[点些带]|带零"
    )
)
_LEVEL: Final = re.compile(
    both("的?(?:这一?个?|那一?个?)?(?:规模|水平|标准|大关|关口|体量|额度|一档)|及?(?:这个|此|该)数")
)
"""What names an amount, and may be bounded in its place: 3亿元的规模上下."""
_PARTED: Final = frozenset(" /、—-")
"""Behind one of these a bound is one all the same: 3亿元 以上."""
_RELATIONS: Final = "<>\u223c-\u228b\u22d6-\u22ff\u2a66-\u2aff"
_COMPARED: Final = re.compile(f"(?<![-=—–])(?:[{_RELATIONS}±]|!(?==)|~(?=[=: ]))[=:： /]{{0,3}}$")
_COMPARISON: Final = re.compile(f"[{_RELATIONS}=:： ]")

_OPERATED: Final = re.compile(
    both(
        "[≤≥<>≮≯≠×÷*^]|~(?![0-9])|每[年月季日天亩吨人户家台套辆个平公]|[%‰]|[减扣乘除][去除掉以]?[0-9]|[乘除]以|[改调][整减增]?[为成至到]|的?一?小?(?:一?半|半数|[一二两三四五六七八]{2}成|[0-9.一二两三四五六七八九十几]{1,4}(?:倍|成(?![为立员本交])|[分折]之)|零头)"
        "|[的打]?[0-9一二三四五六七八九]{1,2}折|翻[一两几]?番|[减折]半|加倍"
    )
)
"""What is done to an amount behind it, which makes another of it: 3亿元×2, 3亿元的一半, 3亿元打八折."""
_AHEAD: Final = re.compile(
    both(
        r"(?:[减抛撇刨去][掉开去]|[尚仍还][欠差缺]|不(?:含|包括|计入?)|未含|除外|溢出|守住|够格|顶格"  # less, or not
        r"|不会少于|[低高]于原?计划"
        r"|每(?:[批轮项笔周]|季度?)|[单半][项笔个台户家批]|折合每亩|[倍半成]的|[翻增加]倍到|不[止单只仅光]是?一?个?"  # some times
        r"|假[如设定]|如果|倘若|若[是为]?|据估|预估|概略|步估算|眼看(?:就到)?|将近?达|[几快]达?到?|即将突破"  # perhaps
        r"|冲[刺击]|[朝奔]向?|[走升]到|[走爬]上|迈[进入]了?|[闯翻冲甩越盖赶][开越过翻超]|[压控]制?[在到]"  # on the way
        r"|[据号]称|传闻|目测|概数|[初毛]估|未必|[均分]摊|各占|每[股平]"  # said, shared
        r"|[免除][去却]|抵[消扣]|打折后|欠缺|差点就|跳过|跨越了|满打满算"  # missed
        r"|(?<![位用等处介关对由属在基鉴源终至])于|(?:起点|底线|门槛|天花板)[为是]?"
        r"|(?:[最至][高低多少大小]|[上下极]限|[封触]顶|[打垫兜托]底|起[跳步投拍]|底价)[限值给得线为]?)$"  # a limit
    )
)
_AHEAD_REACH: Final = 8
"""Words in front of what is measured that are no bound of the tables, and make another amount of it: 减去3亿元, 假如3亿元, 冲刺3亿元."""
_LEADING: Final = re.compile(
    both(
        r"(?:(?<![虚新淹沉埋吞湮隐])[无没毋][需须用有]?|(?<![圆丰美期届饱充])满|[够刨隔]|凑[足齐满]|[\u4e00-\u9fff][不没][齐进足满起出着住成]|[没未][\u4e00-\u9fff][齐进足满]|不(?:含|包[含括])|未含|剔除|(?<!短)缺|(?<!拖)欠|(?<!减)免|(?<!无)疑似?|(?<![评高低])估"
        r"|上下|(?:[0-9一二两三四五六七八九十]|[^挑优]每)选)$"
    )
)
"""Words that leave open whether what is told is had, of what is measured and what is counted alike: 无3亿元, 满12个."""
_LED_COUNT: Final = re.compile(both(r"(?:每|逢|(?<![成无])双)$"))
_LEADING_REACH: Final = 3
_COUNTED: Final = re.compile(both(rf"之[一二两三]{_END}|分之|除外|不[含计算]|以降|(?<=个)人次"))
"""What makes another number of a count behind it: 12个之一, 12个除外."""
_BASE: Final = re.compile(both("[占是为比当][^，,。；;]*$"))
_BASE_REACH: Final = 12
"""What makes a base of it, which is told for itself: 占总投资3亿元的一半, 是上年3亿元的2倍."""
_TAIL: Final = re.compile(r"([\u4e00-\u9fff]{1,4})(?=$|[^0-9A-Za-z\u4e00-\u9fff+])")
_TAIL_BEGINS: Final = frozenset(variants("的和与及至到或者以之起等内时后前中不落为予"))
"""What a clause goes on with: a word of grammar, or a bound of the tables."""
_TAIL_ENDS: Final = frozenset(
    variants(
        "目业司地房园区林田库厂楼场基店院站港路桥线城镇村县市省国家户人员品机车船设备器材料煤油电气水粮木金资税费贷债股券值利入出本价产奖励补贴投账钱币息租薪款"
        "源工位约建施动用营加高升降长快增低同比算红土权益单关作标期务策划程会体群团队链板块商贸易铺面积量率库存亩金融销售盈亏损贡献成集购置造"
        "收分润现货书证函益助偿失罚捐赠借押采供耗支付缴纳退返免抵转汇兑存取扣审批复验达放拨进引接谈向活让储垦化域涂卉菜稻麦豆茶棚塘池河湖海山草苗树药布鞋衣食饮酒糖纸盐光热风氢锂铝铜铁钢硅芯屏片管轮胎具件能改蟹叶装伏舍堂包持障议架举份米猪牛羊鱼花果砖灯虾蛋奶肉粉瓜梨桃橘柑笋菇竹箱笔屋院塔井坝渠沟岛岸滩坡洼荒板石砂玉珠毯丝麻棉油茧蜂蜜参芝菌种鸡鸭鹅度口额权费址景层间栋座宿游学仓罐网梁隧柜力据台戏漫视术询告保洁政老育械所评担赁理托险票清企岗征迁整耕养型计"
    )
)
_TAIL_WORDS: Final = re.compile(
    both(
        "^(?:都?是|系|有误|位[居列]|来自|实施|用于|投向|归|属于)|(?:多出|少出|余下|剩余|其中|累计|合计|共计|同期|相[加比]|落户|开工|竣工|到期前|之间|以上|以下|左右|[资售同易交订约口总金]额|到位资金中|[项企园]?[目业区][中里内]|时间|时候|攻坚|一半以上|[各]?占一半|奖金|红包|行动|通报|线索|大关|用户)$"
    )
)
_NO_NOUN: Final = re.compile(
    both(
        "[余差缺欠尾]额|余款|尾款|欠款|结余|[平各对]分|打住|到[头底顶尽]|封口|差口|缺口|之[和差]|的?光景|除外|不[足够到满止含计算]|.*[吧呢吗啊]$|[减对打砍]|可能|大概|估计|差不多|都(?!是)|[还尚仍没未太]"
    )
)
"""What a clause ends with behind what is measured: a noun, or what was done with it; anything else is a bound that no table knows."""

_MANY_OF: Final = re.compile(
    both(
        r"(?P<all>[半倍双]|[半双][数份倍]|腰斩|[0-9.一二两三四五六七八九对]折|分之[0-9一二三四五六七八九]个?|[0-9一二两三四五六七八九十]成|[0-9一二两三四五六七八九十几]倍的?|倍增的"
        r"|[均连][分摊乘]|[0-9一二两三四五六七八九十几]份|[短缺][少缺]|(?<![减缩])[少差]了)$"
        r"|[0-9一二两三四五六七八九十几][个块片处宗幅]$"
    )
)
"""A share, a multiple or several of what stands behind, where nothing is counted that is of that size: 打对折5亿元, 两个80亩."""
_TIED: Final = re.compile(
    both(
        "(?:投资|资金|资本|产值|营收|收入|税收|利税|利润|金额|总额|规模|面积|占地|用地|造价|预算|债务|贷款)(?P<by>[一-鿿]{1,3})$"
    )
)
_TIES: Final = _TAIL_ENDS | frozenset(
    variants(
        "的为是达到在约共计额了已由从至和与及较比于以近超各均总中将含即合后前内外等个累加增建立并上下新签返投奖扶予给拟余有即仅只过出升降缩落还再又另就估除满欠年月季每均应殖少级笼流溢多排减发导交留卖牌按信回自定淀植措筹实模需要得算列处理修补造拆运营调配套派送清结解决启签揽招聘请购销推广州阳江宁安京川昌春平德河"
    )
) - frozenset(variants("抵押失亏损折贬"))
"""What stands between an amount and what it is of, by its last sign: 总投资达, 资金总额; any other may make another amount of it."""

# currencies
_LANDS: Final = both("[美英法德韩日港澳台欧俄瑞加泰越印菲马墨巴](?![资商企方地区])[\u4e00-\u9fff]")
_COINS: Final = both("(?!.?[十百千万亿兆])[\u4e00-\u9fff]{1,2}[元圆圜镑磅币钞洋]")
_CURRENCY: Final = re.compile(rf"(?:{_LANDS}|{_COINS}|[A-Za-z]{{1,5}}|[$¥€£\u20a0-\u20c1]){_END}")
_FIGURED: Final = re.compile(" ?[0-9¼-¾⅐-⅞]")
"""What a number of money without a magnitude goes on with: RMB 3 1/2 billion."""
_LATIN: Final = re.compile("[A-Za-z$¥€£\u20a0-\u20c1]")
_DONE: Final = both(
    "[的级和与及至到之上产投工企资融营目订合贷建实用新改扩打引落开启收回补支签购研等以为是在由有比增较变更提升全首设创其后时前内外起中了整许]"
)
"""What is done with money, or said of it, begins with another sign than the name of a currency."""
_PLACES: Final = both(".{1,2}[区城园厂港站馆路桥线业务件房院店]")
_UNNAMED: Final = re.compile(rf"(?!{_DONE}|大(?=[项項关關单單])|{_PLACES})[\u4e00-\u9fff]{{1,3}}{_END}")
"""What ends a clause right behind 亿 or 万, where a unit stands: 3亿大洋, 3亿钞票."""

# another number, or a unit behind the unit
_NUMERAL: Final = "0-9一二三四五六七八九十百千万亿兆两几廿卅数"
_GLUED: Final = re.compile(f"[0-9十百千万亿兆廿卅]$|[{_NUMERAL}]{{2}}$")
_NUMBER: Final = re.compile(f"[{_NUMERAL}半零$¥€£]")
_ADDED: Final = both("(?:又|零|[外另再]?[加添]上?|外?带|另|挂|并|兼|正负|上下|[上下]?浮动?)")
_ALTERNATIVE: Final = re.compile(
    both(f"(?:[{_NUMERAL}](?:或者?|抑或|还是|乃至|甚至|[好大小来儿把老余多望争冲保]|{_ADDED})|分之)$")
)
"""A number that the unit behind is of as well, or whose tail stands behind it: 1或2个, 百儿八十家, 3亿又2000万元."""
_JOINS: Final = frozenset(variants("或者是至又零加上带另挂并兼好大小来儿把老余多望争冲保添之"))
MORE: Final = re.compile(_ADDED)
"""What stands between an amount and what is added to it: 3亿又2000万元."""
_MORE: Final = re.compile(f"{_ADDED}[{_NUMERAL}]")
_FROM_MORE: Final = re.compile(f"[{_NUMERAL}][多余来许](?:[至到—–~-]|——)$")
"""A hedged number that a range begins with: 3亿多至5亿元."""
_FROM_BOUND: Final = re.compile(both(f"[{_NUMERAL}]元?及?以上[、，,]?$"))
"""A lower end that is no amount by itself: 3亿以上5亿以下."""
_RANGED: Final = re.compile(f"[{_NUMERAL}](?:[至到—–-]|——)$")
"""A number without a unit before a hedged one: 几十到上百家."""
_SOME: Final = re.compile(f"[{_NUMERAL}]")
_SIZED: Final = re.compile(
    both("[十百千万]*[万亿](?:[美港欧日英]|人民币)?[元镑圆]") + r"(?=$|[^0-9A-Za-z\u4e00-\u9fff])"
)
"""三个亿元 may be three times as much, where nothing of that size is counted."""
_OTHERWISE: Final = re.compile("(?:或者?|抑或|还是|乃至|甚至)[0-9一二三四五六七八九十百千两几]")
_ACRONYM: Final = re.compile("[A-Z]{2}")
_REACH: Final = 4
_VERBS: Final = 8
_NEARLY: Final = frozenset("大小")
"""小二十家 is less than twenty, and 大几亿元 is of no number."""
_GRADED: Final = frozenset(variants("最缩减大中较变微细矮甚渺"))
_DIGITS: Final = frozenset("一二三四五六七八九")
_REMARK: Final = re.compile(r"\(([^()]{1,4})\)")
_HAN: Final = "\u2e80"
_PAIRED: Final = frozenset("次套级")
_ALONE: Final = frozenset("个大")
"""Behind these any noun may stand, a unit too: 3个人, 五大类."""
_UNPAIRED: Final = frozenset({Dimension.MONEY, Dimension.PERCENT, Dimension.POINT, Dimension.MULTIPLE})
_WEIGHED: Final = frozenset({Dimension.MASS, Dimension.VOLUME})
_NOT_CUT: Final = frozenset(("", *"，。、；：）,;)\n"))


def is_cut(text: str, found: Found) -> bool:
    """Tell whether what stands beside an amount belongs to its number and was not read."""
    end, word = found.end, found.word
    before, following = text[found.start - 1 : found.start], text[end : end + 1]
    if before and (_is_tail(text, found, before) or _is_joined(text, found, before)):
        return True
    if following in _PARTED and (hedge_after(text, end + 1)[0] > end + 2 or _BOUNDED.match(text, end + 1)):
        return True
    if following == "(" and (_is_remarked(text, end) or _is_doubted(text, found)):
        return True
    if following in _NOT_CUT:
        return False
    if following in _DIGITS and text[end - 1] in _DIGITS:
        return True  # 一成二三
    if _MORE.match(text, end) or _LIKE.match(text, end) or (word is None and _OTHERWISE.match(text, end)):
        return True
    if found.unit.dimension in _MEASURED and _is_changed(text, found, following):
        return True
    if _is_bounded(text, found, following):
        return True
    if word is None or not text.endswith(word.word, 0, end):
        return False
    return _is_paired(text, word, end) or _is_of_more(text, word, end, following)


def is_upper_end(text: str, found: Found, done: int) -> bool:
    """Tell the upper end of what began, behind the last amount, with a lower one that is none: 3亿以上5亿以下."""
    return _FROM_BOUND.search(text, max(done, found.start - _VERBS), found.start) is not None


def _is_remarked(text: str, end: int) -> bool:
    """Tell a remark that hedges, or one behind which a bound stands: 3亿元（约数）, 3亿元（暂定）左右."""
    remark = _REMARK.match(text, end)
    if remark is not None and REMARKS.fullmatch(remark[1]):
        return True
    mark = inclusion(text, end) or remark
    if mark is None:
        return False
    return hedge_after(text, mark.end())[0] > mark.end() + 1 or _BOUNDED.match(text, mark.end()) is not None


def _is_doubted(text: str, found: Found) -> bool:
    """Tell a remark that doubts the amount, or names another unit of it: 3亿元（？）, 3亿元（美元）, 3亿元（万元）."""
    if _DOUBTED.match(text, found.end):
        return True
    begin = _SIZE.match(text, found.end + 1)
    one = None if begin is None else unit_word(text, begin.end())
    if begin is None or one is None or not text.startswith(")", begin.end() + len(one.word)):
        return False
    if found.unit.dimension is Dimension.COUNT:
        return one.word == "次" and one.unit != found.unit
    rate = 0 if found.word is None else found.word.rate
    return found.unit.dimension in _MEASURED and (
        (one.unit, one.rate) != (found.unit, rate) or bool(begin[0])
    )


_DOUBTED: Final = re.compile(
    both(
        r"\((?:[?!？！]{1,3}|存疑|待[核查定确证考][\u4e00-\u9fff]?|[有笔]误|不[实详准确][\u4e00-\u9fff]?|单位[^()\n]{1,8})\)"
    )
)
_SIZE: Final = re.compile("[十百千万亿]{0,3}")


def _is_bounded(text: str, found: Found, following: str) -> bool:
    """Tell what is bounded behind by what no table knows: 5亿元左右以上, 5亿元保底."""
    end, dimension = found.end, found.unit.dimension
    if found.hedge is not Hedge.NONE and hedge_after(text, end)[1] is not Hedge.NONE:
        return True
    if dimension is not Dimension.COUNT:
        level = _LEVEL.match(text, end)
        if _OPEN.match(text, end) or (level and hedge_after(text, level.end())[1] is not Hedge.NONE):
            return True
    elif _COUNTED.match(text, end):
        return True
    if following not in _SIGNS or (dimension is Dimension.DURATION and following in _LASTING):
        return False
    is_said = found.hedge is Hedge.RANGE and text.startswith("不等", end)
    is_begun = (
        dimension is Dimension.COUNT
        and found.hedge is Hedge.NONE
        and _BEGUN.match(text, end) is not None
        and (_ROOFED.match(text, end) is None or (found.word is not None and found.word.word in _BUILT))
    )
    return not (is_begun or is_said) and _BOUNDED.match(text, end) is not None


def _is_tail(text: str, found: Found, before: str) -> bool:
    """Tell what stands behind a letter, a sign of comparison that was not read, or a number that it belongs to."""
    start = found.start
    if before < _HAN and before.isalpha() and not _ACRONYM.match(text, max(0, start - 2)):
        return True
    if _COMPARISON.match(before) and _COMPARED.search(text, max(0, start - _REACH), start):
        return True
    if (_GLUED.search(text, max(0, start - 2), start) and not _NUMBER.match(text[start])) or (
        before == "=" and text[start] in "<>"
    ):
        return True
    if (
        before in _NEARLY
        and text[start - 2 : start - 1] not in _GRADED
        and (before == "小" or text[start] == "几")
    ):
        return True
    if before != "个":
        return False
    is_money = found.unit.dimension is Dimension.MONEY and found.hedge is Hedge.NONE
    if (
        is_money
        and text[start - 2 : start - 1].isalnum()
        and _SOME.search(text, start - 2, start - 1)
        and _IS_END.match(text, found.end)
    ):
        return True  # 两个5亿元, where no project of that size is named
    return _SEVERAL.match(text, start) is not None or (
        found.numeral.is_bare and _SIZED.match(text, start) is not None
    )


def _is_joined(text: str, found: Found, before: str) -> bool:
    """Tell what a word in front joins to another number, or to a verb that nobody knows what it says of the number."""
    start = found.start
    if found.hedge is not Hedge.NONE:
        if not text[start].isdecimal() and _RANGED.search(text, max(0, start - _REACH), start):
            return True
    elif _is_led(text, found, before):
        return True
    if before in _OF_A_RANGE and _FROM_MORE.search(text, max(0, start - _REACH), start):
        return True
    return before in _JOINS and _ALTERNATIVE.search(text, max(0, start - _REACH), start) is not None


def _is_led(text: str, found: Found, before: str) -> bool:
    """Tell what a word in front leaves open or makes another amount of, beside the bounds of the tables."""
    start, dimension = found.start, found.unit.dimension
    if APART.search(text, max(0, start - _VERBS), start):
        return True
    if before == "上" and dimension in _MEASURED and text[start - 2 : start - 1] not in _NOT_RISING:
        return True
    if dimension in _LED and _LEADING.search(text, max(0, start - _LEADING_REACH), start):
        return True
    if dimension is Dimension.COUNT:
        return _LED_COUNT.search(text, max(0, start - 2), start) is not None
    if dimension in _OF_SIZE and before >= _HAN and _is_changed_ahead(text, found):
        return True
    return dimension in _OF_SIZE and _AHEAD.search(text, max(0, start - _AHEAD_REACH), start) is not None


def _is_changed_ahead(text: str, found: Found) -> bool:
    """Tell an amount of which a share, a multiple or several are meant, and one that no known word ties to what it is of."""
    start = found.start
    many = _MANY_OF.search(text, max(0, start - _AHEAD_REACH), start)
    if many is not None and (many["all"] or _IS_END.match(text, found.end)):
        return True
    tie = _TIED.search(text, max(0, start - _VERBS), start)
    return tie is not None and tie["by"][-1] not in _TIES


_OF_A_RANGE: Final = frozenset("至到—–~-")
_MEASURED: Final = frozenset({Dimension.MONEY, Dimension.AREA, Dimension.PERCENT})
_NOT_RISING: Final = next(frozenset(guard) for word, _, guard in BEFORE["上"] if word == "上")
"""Before 上 these make a place of it: 网上; what else does is a verb that no table knows: 摸上3亿元."""


def _is_of_more(text: str, word: UnitWord, end: int, following: str) -> bool:
    """Tell 3 of 3个多百分点 and of 三个亿元, and 20 of 20大几家, which count nothing."""
    if word.word == "大":
        return following in _FEW
    if word.word != "个":
        return (word.word == "块" or word.unit.dimension in _TENTHS) and _HANGING.match(text, end) is not None
    if following in _OF_ONE:
        one = unit_word(text, end + 1)
        is_size = text[end + 1 : end + 2] in _SIZES or text.startswith(_TIMES, end + 1)
        return is_size or (one is not None and one.word != "元" and one.unit.dimension is not Dimension.COUNT)
    return _SIZED.match(text, end) is not None or _SEVERAL.match(text, end) is not None


_FEW: Final = frozenset("几多来余")
_OF_ONE: Final = frozenset("多半来余")
_SIZES: Final = frozenset("万亿")
_TIMES: Final = tuple("季度 学期 世纪 年头 工作日 季".split())
_SEVERAL: Final = re.compile("好?几")
"""Three of some, or three to some: 3个几百万."""
_TENTHS: Final = frozenset({Dimension.LENGTH, Dimension.MASS, Dimension.MONEY, Dimension.DURATION})
_HANGING: Final = re.compile(
    r"[0-9一二三四五六七八九]{1,2}(?:[毛两寸尺分夜](?![\u4e00-\u9fff])|(?![0-9.\u4e00-\u9fff%]))"
)
"""Tenths that hang behind their unit: 1米85, 3块5毛."""


def _is_changed(text: str, found: Found, following: str) -> bool:
    """Tell what is measured from what is made of it, and from what a clause ends with behind it that no table knows."""
    start, end = found.start, found.end
    if _OPERATED.match(text, end) and not _BASE.search(text, max(0, start - _BASE_REACH), start):
        return True
    if found.unit.dimension in _OF_SIZE and _is_unknown(text, end):
        return True
    return found.unit.dimension is Dimension.MONEY and _is_of_money(text, found, following)


def _is_unknown(text: str, end: int) -> bool:
    """Tell what ends a clause behind what is measured and is no word that is known there: 3亿元顶天, 3亿元都没到."""
    tail = _TAIL.match(text, end)
    if tail is None or (tail[1][0] in _TAIL_BEGINS and not _NO_NOUN.match(tail[1])):
        return False
    is_known = tail[1][-1] in _TAIL_ENDS or _TAIL_WORDS.search(tail[1]) is not None
    return not is_known or _NO_NOUN.match(tail[1]) is not None


_OF_SIZE: Final = frozenset({Dimension.MONEY, Dimension.AREA})
_LED: Final = _OF_SIZE | {Dimension.COUNT}


def _is_of_money(text: str, found: Found, following: str) -> bool:
    """Tell what names the currency behind it: 3亿韩圜, 3亿USDT, 3亿元法币."""
    end = found.end
    if found.word is None and found.hedge is not Hedge.ORDER and not found.numeral.is_bare:
        if not found.numeral.scale and _FIGURED.match(text, end):
            return True
        return _LATIN.match(following) is not None or _UNNAMED.match(text, end) is not None
    return _CURRENCY.match(text, end) is not None


def _is_paired(text: str, word: UnitWord, end: int) -> bool:
    """Tell a unit behind a unit, which make one that nobody knows: 3万亩次, 3台套, 3人天, 3万吨级."""
    is_lone = word.word in _ALONE or word.unit.dimension in _UNPAIRED
    second = None if is_lone else unit_word(text, end)
    if second is None or second.unit.dimension is Dimension.MONEY:
        return False
    following = text[end + len(second.word) : end + len(second.word) + 1]
    if following and following in second.not_before:
        return False
    if second.word in _PAIRED or (second.word == "位" and word.unit.dimension in _WEIGHED):
        return True
    return _IS_END.match(text, end + len(second.word)) is not None
