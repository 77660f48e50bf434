"""What an amount of running text may be the head or the tail of: a cell refuses the whole, and so does text.

What stands at the edge of an amount is widened by classes of characters: the signs that bounds are made of (上下余足满 …), up to
where a clause or the words before a noun are over; signs of comparison; numerals, and what joins two of them; letters and the
signs of money; a unit behind a unit; what is called as a currency is. What is found there was not read, and belongs to the number.
"""

import re
from typing import Final

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
        "[≤≥<>≮≯≠×÷*^]|~(?![0-9])|的?(?:一半|半数|[0-9.一二两三四五六七八九十几]{1,4}(?:倍|成(?![为立员本交])|[分折]之)|零头)"
        "|[的打]?[0-9一二三四五六七八九]{1,2}折|翻[一两几]?番|[减折]半|加倍"
    )
)
"""What is done to an amount behind it, which makes another of it: 3亿元×2, 3亿元的一半, 3亿元打八折."""
_BASE: Final = re.compile(both("[占是为比当][^，,。；;]*$"))
_BASE_REACH: Final = 12
"""What makes a base of it, which is told for itself: 占总投资3亿元的一半, 是上年3亿元的2倍."""
_LAST: Final = variants("顶天底限近概里头尾零许右景巨步止满足样差欠少弱强点番右猜摸吧呢吗啊")
_TAIL: Final = re.compile(rf"[\u4e00-\u9fff]{{1,3}}[{_LAST}](?=$|[^0-9A-Za-z\u4e00-\u9fff])")
_NO_TAIL: Final = re.compile(
    both(
        "之多|余下|[\u4e00-\u9fff]{0,3}(?:[项目企业程金地园区年月度村镇]里|[年月]底|码头|龙头|街头|场景|风景|前景|重点|试点|亮点)"
    )
)
"""What ends a clause behind what is measured, and ends as bounds do: 3亿元顶天, 3亿元还差一点; a noun does not."""

# currencies
_LANDS: Final = both("[美英法德韩日港澳台欧俄瑞加泰越印菲马墨巴](?![资商企方地区])[\u4e00-\u9fff]")
_COINS: Final = both("(?!.?[十百千万亿兆])[\u4e00-\u9fff]{1,2}[元圆圜镑磅币钞洋]")
_CURRENCY: Final = re.compile(rf"(?:{_LANDS}|{_COINS}|[A-Za-z]{{1,5}}|[$¥€£\u20a0-\u20c1]){_END}")
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
    if following == "(" and _is_remarked(text, end):
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


def _is_bounded(text: str, found: Found, following: str) -> bool:
    """Tell what is bounded behind by what no table knows: 5亿元左右以上, 5亿元保底."""
    end, dimension = found.end, found.unit.dimension
    if found.hedge is not Hedge.NONE and hedge_after(text, end)[1] is not Hedge.NONE:
        return True
    if dimension is not Dimension.COUNT:
        level = _LEVEL.match(text, end)
        if _OPEN.match(text, end) or (level and hedge_after(text, level.end())[1] is not Hedge.NONE):
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
    return _SEVERAL.match(text, start) is not None or (
        found.numeral.is_bare and _SIZED.match(text, start) is not None
    )


def _is_joined(text: str, found: Found, before: str) -> bool:
    """Tell what a word in front joins to another number, or to a verb that nobody knows what it says of the number."""
    start = found.start
    if found.hedge is not Hedge.NONE:
        if not text[start].isdecimal() and _RANGED.search(text, max(0, start - _REACH), start):
            return True
    elif APART.search(text, max(0, start - _VERBS), start) or (
        before == "上"
        and found.unit.dimension in _MEASURED
        and text[start - 2 : start - 1] not in _NOT_RISING
    ):
        return True
    if before in _OF_A_RANGE and _FROM_MORE.search(text, max(0, start - _REACH), start):
        return True
    return before in _JOINS and _ALTERNATIVE.search(text, max(0, start - _REACH), start) is not None


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
    if _TAIL.match(text, end) and not _NO_TAIL.match(text, end):
        return True
    return found.unit.dimension is Dimension.MONEY and _is_of_money(text, found, following)


def _is_of_money(text: str, found: Found, following: str) -> bool:
    """Tell what names the currency behind it: 3亿韩圜, 3亿USDT, 3亿元法币."""
    end = found.end
    if found.word is None and found.hedge is not Hedge.ORDER and not found.numeral.is_bare:
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
