"""What looks like an amount and is none: ordinals, names, idioms, slogans, dates, codes, and numbers without money.

A guard is a row: its name, a text that it passes over, and the test. An amount that could be read is one that was meant
where no guard of its kind objects.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.chinese.addresses import is_in_address
from zhaoshang._reading.chinese.lexicon import NEVER
from zhaoshang._reading.chinese.shares import IS, LAND, is_share
from zhaoshang._reading.chinese.years import is_calendar_year, is_republic
from zhaoshang._reading.found import Found
from zhaoshang._reading.script import both
from zhaoshang._reading.signs import MINUSES
from zhaoshang._reading.words import FRONT, UnitWord, front
from zhaoshang.quantities import Hedge
from zhaoshang.units import Dimension, unit

__all__ = [
    "ANOTHER_UNIT",
    "ARABIC",
    "CHINESE",
    "COMMON",
    "PHRASES",
    "QUOTES",
    "STUFF",
    "Guard",
    "clause_before",
    "is_counted_size",
    "is_sound",
]

_NONE: Final = Hedge.NONE
_CNY: Final = unit("CNY")

# whole expressions that hold a number with a counter and count nothing; the list is closed: names and set phrases
PHRASES: Final = re.compile(
    both(
        r"[三四五]位一体|三门[峡县湾]|五台[山县]|三台[县山]|七台河|九台[区市]|三元[区里桥]|五家渠|[四五六几两]大班子|[四五几]套班子"
        r"|两个一百年|两个(?:确立|维护|毫不|务必|先行区|结合)|四个(?:意识|自信|全面)|三个(?:代表|区分)|八项规定|三天两头"
        r"|[两三]条腿|三五成群|(?<=三番)[五两]次|[百千万]人计划|一年(?:一度|四季|之计|级|生|半载|到头|又一年)|一成不变|一亩三分|成[百千]上[千万]"
        r"|[三四五六七八]个一|两个亿万|三级跳|二人转|四大(?:发明|名著|天王|洋行)|三大(?:球|件)|八大(?:山人|菜系)|九大行星"
        r"|[二三四五六七八九十]大(?:行动|攻坚|战役|会战)|一个(?:中心|样|劲)|三次产业|[两三]下[乡里]"
        r"|(?<=[届大委协会])[一二三四五六七八九十]{1,3}次(?:全体)?会议|[一二三四五六七八九十]{1,3}次(?:全会|党代会)"
    )
)


class AmountCandidate(NamedTuple):
    """An amount that could be read: where its number begins, and the characters on both sides."""

    text: str
    found: Found
    word: UnitWord
    start: int
    before: str
    after: str


class Guard(NamedTuple):
    """One kind of text that looks like an amount.

    Attributes:
        name: what it is.
        example: a text that holds no amount for its sake.
        objects: whether a candidate is of the kind.
    """

    name: str
    example: str
    objects: Callable[[AmountCandidate], bool]


# ---------------------------------------------------------------- numbers of either script


def _is_other_word(one: AmountCandidate) -> bool:
    word, end = one.word, one.found.end
    if word.word == "成" and one.after in IS and is_share(one.text, one.start, one.found):
        return False
    return (
        bool(one.after) and one.after in word.not_before and one.text[end - len(word.word) : end] == word.word
    )


def _is_no_span_of_days(one: AmountCandidate) -> bool:
    if one.word.word not in NEVER:
        return False
    if one.word.word == "日":
        return not one.found.numeral.value or not (one.found.hedge is Hedge.AT_MOST or one.after == "内")
    if one.word.word == "甲":
        # 1.5甲 and 逾12甲 of land, 占地12甲; but 3甲 is a class
        is_hedged = one.found.hedge is not _NONE
        return not (one.found.numeral.places or is_hedged or LAND.search(clause_before(one.text, one.start)))
    return one.word.word != "度" or not one.found.numeral.scale


_RANKED: Final = frozenset(("名", "位", "个月"))
_EARLIER: Final = frozenset("提之以")
_PLACES: Final = frozenset(("名", "位"))
_LATER: Final = frozenset("随之以此然往前")


def _is_rank(one: AmountCandidate) -> bool:
    ahead = one.text[one.start - 2 : one.start - 1]
    if one.word.word in _PLACES and (one.before == "末" or one.text[: one.start].endswith("倒数")):
        return True
    if one.word.word in _PLACES and one.before == "后":
        return ahead not in _LATER
    return one.before == "前" and one.word.word in _RANKED and ahead not in _EARLIER


STUFF: Final = frozenset({Dimension.MASS, Dimension.VOLUME, Dimension.ENERGY, Dimension.POWER})
"""What is measured of something that is named behind the unit."""
_OF_STUFF: Final = re.compile("[\u4e00-\u9fff]{1,4}/[\u4e00-\u9fff㎡]")


def _is_rate_of_stuff(one: AmountCandidate) -> bool:
    """Tell 0.3吨标煤/万元, a rate whose denominator stands behind what is measured."""
    return one.word.unit.dimension in STUFF and _OF_STUFF.match(one.text, one.found.end) is not None


_CHANGED: Final = re.compile(r"(?<![A-Za-z])[Ff]rom [0-9][0-9,.]* to $")


def _is_end_of_change(one: AmountCandidate) -> bool:
    return one.before == " " and _CHANGED.search(one.text, max(0, one.start - 32), one.start) is not None


COMMON: Final = (
    Guard("another word", "12个体户", _is_other_word),
    Guard("day or degree", "5日", _is_no_span_of_days),
    Guard("calendar year", "2022年", lambda one: is_calendar_year(one.found)),
    Guard("year of the Republic", "民国111年", lambda one: is_republic(one.text, one.start, one.found)),
    Guard("part of an address", "188号3幢502室", lambda one: is_in_address(one.text, one.start, one.found)),
    Guard("end of a change", "from 12 to 15%", _is_end_of_change),
    Guard("rank", "前3名", _is_rank),
    Guard("rate of what is measured", "0.3吨标煤/万元", _is_rate_of_stuff),
)
"""What numbers of either script are refused for."""

# ---------------------------------------------------------------- Arabic digits

_ITEM: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_ACRONYM: Final = re.compile("[A-Z]{2}")
_LONGEST: Final = 18


def _is_part_of_a_code(one: AmountCandidate) -> bool:
    before, start = one.before, one.start
    if before.isascii() and before.isalnum() and not _ACRONYM.match(one.text, max(0, start - 2)):
        return True
    further = one.text[start - 2 : start - 1]
    return bool(before) and before in "-–—_" and further.isascii() and further.isalnum()


def _is_long_or_padded(one: AmountCandidate) -> bool:
    item = _ITEM.match(one.text, one.start)
    digits = item.end() - one.start if item else 0
    return digits > _LONGEST or (
        one.text[one.start] == "0" and "0" <= one.text[one.start + 1 : one.start + 2] <= "9"
    )


def _is_issue(one: AmountCandidate) -> bool:
    value = one.found.numeral.value
    return one.word.word == "期" and (value is None or value <= 5)


def _is_ratio(one: AmountCandidate) -> bool:
    return one.word.word == "对" and one.after.isdecimal()


def _is_letter_of_money(one: AmountCandidate) -> bool:
    start = one.start - (one.before in MINUSES)
    return (
        one.word.is_latin and one.text[start - 1 : start] in FRONT and front(one.text, start)[1] is not None
    )


def _is_letter_in_english(one: AmountCandidate) -> bool:
    return one.word.word in _MAGNITUDES and _ENGLISH.match(one.text, one.found.end) is not None


_MAGNITUDES: Final = frozenset("kKmMbB")
# English reads what it goes on with itself: 10m yuan, 10m to 20m yuan
_ENGLISH: Final = re.compile(" [a-z]{2}")


ARABIC: Final = (
    Guard("letter that scales money", "人民币5m", _is_letter_of_money),
    Guard("letter in English", "from 10m to 20m yuan", _is_letter_in_english),
    Guard("part of a code", "A3-15个", _is_part_of_a_code),
    Guard("number with a leading nought", "007个", _is_long_or_padded),
    Guard("phase", "3期", _is_issue),
    Guard("ratio", "1对1", _is_ratio),
)
"""What Arabic digits are refused for."""

# ---------------------------------------------------------------- Chinese numerals

_PLAN: Final = frozenset("十一五 十二五 十三五 十四五 十五五 十六五 八五 九五 七五 六五 三五 十五".split())
_NO_FIVE_YEARS: Final = frozenset("期规时末以收开")
_FEW_BEFORE: Final = frozenset("这那哪每某前后近")
_SPECIFIC: Final = frozenset("每这那同某另首新前后当该上下翌")
_SHORT_TIME: Final = frozenset("天周")
_ONLY: Final = frozenset("仅只用短共")
_COUNTED: Final = re.compile(r"[0-9一二三四五六七八九十百千两几数余多][个家]")
_LEAST_SIZE: Final = 6
"""The power of ten of the smallest size that projects are sorted by: 百万元."""


def _is_loose(one: AmountCandidate) -> bool:
    value = one.found.numeral.value
    if value is None:
        return one.word.is_loose
    return not value or (one.word.is_loose and (value < _MANY or one.found.numeral.is_bare))


_MANY: Final = 100
"""From here on a numeral is so long that its counter is no part of another word: 九千坪."""


def _is_other_year(one: AmountCandidate) -> bool:
    return one.word.unit.code == "year" and one.text[one.start] == "一" and one.before in {"上", "前", "翌"}


def _is_these_few(one: AmountCandidate) -> bool:
    return one.text[one.start] == "几" and bool(one.before) and one.before in _FEW_BEFORE


def _is_bare_magnitude(one: AmountCandidate) -> bool:
    """Tell 亿元 alone from 亿元 behind a count, where it is the size of what is counted: 37个亿元项目."""
    text, start, found = one.text, one.start, one.found
    if text[start] in "百千万亿兆" and _OF_A_NUMBER.search(text, max(0, start - 2), start):
        return True
    if (
        text[start] not in "百千万亿兆佰仟"
        or found.hedge is not _NONE
        or text.startswith(("百分之", "千分之"), start)
    ):
        return False
    return not (found.unit.dimension is Dimension.MONEY and is_counted_size(text, found, start))


def is_counted_size(text: str, found: Found, start: int) -> bool:
    """Tell whether magnitudes without a number are the size of what is counted before them: 3个百亿项目."""
    value = found.numeral.value
    return (
        found.numeral.is_bare
        and value is not None
        and value.adjusted() >= _LEAST_SIZE
        and _COUNTED.match(text, max(0, start - 2)) is not None
    )


_OF_A_NUMBER: Final = re.compile("[0-9一二三四五六七八九十百千万亿] $|[0-9十百千万]来 ?$")


def _is_half(one: AmountCandidate) -> bool:
    return one.text[one.start] == "半" and (
        one.word.unit.dimension is not Dimension.DURATION or one.before in {"上", "下", "前", "后"}
    )


def _is_plan(one: AmountCandidate) -> bool:
    end = one.found.end
    return one.text[one.start : end - 1] in _PLAN and one.text[end - 1] in _NO_FIVE_YEARS


def _is_slogan(one: AmountCandidate) -> bool:
    return (one.word.word == "个" and one.after == "一") or (
        one.before in QUOTES and _is_one_digit(one) and _QUOTED.match(one.text, one.found.end) is not None
    )


QUOTES: Final = frozenset("“「『‘")
_QUOTED: Final = re.compile("[0-9\u4e00-\u9fff]{1,8}[”」』’]")


def _is_one_digit(one: AmountCandidate) -> bool:
    numeral = one.found.numeral
    return (
        numeral.value is not None
        and numeral.value <= 10
        and not numeral.scale
        and one.found.end - one.start - len(one.word.word) == 1
    )


def _is_no_count(one: AmountCandidate) -> bool:
    """Judge one Chinese digit with a counter: 三个 counts, 一个 hardly ever, 二次 and 三元 never."""
    first, found, unit = one.text[one.start], one.found, one.word.unit
    if not _is_one_digit(one) or first in "百千万亿兆佰仟半":
        return one.word.word == "大" and found.numeral.value is not None
    if unit.dimension is Dimension.MONEY:
        return found.hedge is _NONE
    if first == "二":
        return unit.dimension is Dimension.COUNT
    return first == "一" and _is_indefinite(one)


def _is_indefinite(one: AmountCandidate) -> bool:
    """Tell 一个 and 这一年, which count nothing, from 一年 and 一倍."""
    if one.word.unit.dimension is not Dimension.DURATION:
        return (
            one.word.unit.dimension not in {Dimension.MULTIPLE, Dimension.PERCENT}
            and one.found.hedge is _NONE
        )
    if one.before in _SPECIFIC or one.text[max(0, one.start - 2) : one.start] == "新的":
        return True
    return one.word.word in _SHORT_TIME and one.before not in _ONLY and one.after not in "内时之"


CHINESE: Final = (
    Guard("counter that is part of other words", "三部", _is_loose),
    Guard("year beside another", "上一年", _is_other_year),
    Guard("these few", "这几个", _is_these_few),
    Guard("magnitude without a number", "亿元", _is_bare_magnitude),
    Guard("half of something", "半个", _is_half),
    Guard("plan of five years", "十四五期间", _is_plan),
    Guard("slogan", "三个一", _is_slogan),
    Guard("digit that counts nothing", "一个", _is_no_count),
)
"""What Chinese numerals are refused for."""

# ---------------------------------------------------------------- all together

# before the tail of a ratio, of a time, of digits parted as no number is, of a numeral in two scripts
_TAIL_BEHIND: Final = re.compile(
    r"[0-9](?:[:,点](?=[0-9])|，(?=[0-9]{2}))|[一二三四五六七八九十百千][万亿兆](?=[0-9])"
)
_NO_NUMBER_AFTER: Final = frozenset("第＋·•.×#№")
_NO_NUMBER_BEFORE: Final = frozenset("+＋·•")
_FIGURE: Final = re.compile("[0-9零一二三四五六七八九]")
# digits that letters scale: 5m, 300 billion
_LETTERS: Final = re.compile("[0-9] ?[A-Za-z]")
# a rate by what is no unit here: 5个/班, 3/4
_RATE: Final = re.compile(r"/(?:[0-9A-Za-z十百千万亿]|[日班组周季](?![\u4e00-\u9fff]))")


def is_sound(text: str, found: Found, match: re.Match[str], *, is_pair: bool = False) -> bool:
    """Tell whether an amount that could be read is one that was meant.

    Args:
        text: the folded text.
        found: the amount.
        match: its number.
        is_pair: whether it is known that a slash beside it parts it from another amount.
    """
    start = match.start()
    before = text[start - 1] if start else ""
    after = text[found.end : found.end + 1]
    if not is_pair and _is_joined(text, found.end, start, before, after):
        return False
    if found.unit.parts is not None and _is_no_rate(text, found, after):
        return False
    if found.word is None:
        has_symbol = found.unit is not _CNY or (before in FRONT and front(text, start)[1] is not None)
        has_symbol = has_symbol or (before in MINUSES and text[start - 2 : start - 1] in _SYMBOLS)
        return not _LETTERS.match(text, found.end - 1) and (
            (has_symbol and text[start] <= "9") or _is_money(text, found)
        )
    one = AmountCandidate(text, found, found.word, start, before, after)
    for guard in _ALL_ARABIC if "0" <= text[start] <= "9" else _ALL_CHINESE:  # noqa: SIM110 - a generator costs as much as the guards
        if guard.objects(one):
            return False
    return True


_NAMES_THE_NEXT: Final = re.compile(
    both(r"(?![的以之左上])[\u4e00-\u9fff]{1,8}?[0-9][0-9.,]*[十百千万亿]*[元圆]")
)


def _is_no_rate(text: str, found: Found, after: str) -> bool:
    """Tell a unit of three parts, and 3亿元/年 before 税收2000万元: perhaps a sum, and a tax by the year."""
    if after == "/" or found.unit.parts is None:
        return after == "/"
    top, bottom = found.unit.parts
    is_by_time = top.dimension is Dimension.MONEY and bottom.dimension is Dimension.DURATION
    return is_by_time and _NAMES_THE_NEXT.match(text, found.end) is not None


_SYMBOLS: Final = frozenset(("$", "¥", "€", "£"))
_ALL_ARABIC: Final = COMMON + ARABIC
_ALL_CHINESE: Final = COMMON + CHINESE


def _is_joined(text: str, end: int, start: int, before: str, after: str) -> bool:
    """Tell whether a number is the tail or the head of something longer: 1+6+N, 4·28, 3/4, 第3."""
    if before in _NO_NUMBER_AFTER or after in _NO_NUMBER_BEFORE:
        return True
    if before == "/" and start > 1 and text[start - 2].isalnum() and text[start - 2].isascii():
        return True
    if start > 1 and text[start] <= "9" and _TAIL_BEHIND.match(text, start - 2):
        return True
    return (after == "/" and _RATE.match(text, end) is not None) or (
        after == "点" and _FIGURE.match(text, end + 1) is not None
    )


# ---------------------------------------------------------------- money without a unit

# what says that a bare 亿 or 万 is money: a word of money in front of it, in its clause
_MONEY_LEFT: Final = re.compile(
    both(
        "投资|资金|规模|产值|营收|收入|税|基金|融资|价值|贷款|利润|GDP|总额|销售|金额|产出|固投|增资|注资|估值|市值|消费|债|出口|进口|外贸|外资"
        "|内资|引资|增加值|合同额|约额|订额|投入|奖|补|让利|减负|成本|费用|资产|授信|亿元|万元|营业|总价|造价|经费|出资|斥资|耗资|筹资|集资"
        "|到资|资本|注册资|款|花费|拨付|缴|租金|薪|保费|交易额|余额|额度|身家|定金|本金|补贴|资助"
    )
)
# right behind one of these the number is money whatever follows: 集团投资8000万建设
_MONEY_JUST_LEFT: Final = re.compile(
    both(
        r"(?:[投出斥耗筹增注融引集到募垫回内外合]资|投入|募集|资金|营收|收入|产值|税收|纳税|利润|金额|总额|资本|贷款|授信|估值|市值|款"
        r"|价|费|额|约额)(?:总?额|额度|规模|总规模|总量)?(?:了|约?[为合]|约?达到?|共计?|累计|合计|总计|近|超过?|逾|突破|[:：]| ){0,3}$"
    )
)
# at the end of a clause 亿 behind a word of summing is money too
_SUMMED: Final = re.compile(
    both(r"(?:累计|合计|共计|总计|总共|达到?|超过?|突破|近|逾|约)(?:了|近|超过?|逾|约){0,2}$")
)
_CLAUSE_ENDS: Final = re.compile(r"$|[，,。；;！？!?\n：:、）)”」]|\.(?![0-9A-Za-z])")
# what is counted without a counter: 2亿人口, 30万用户
_COUNTED_BARE: Final = re.compile(
    both(
        "用户|人口|居民|职工|员工|游客|观众|粉丝|会员|群众|农民|学生|市民|客户|商户|企业|立方|方(?!面|案|式)|度|株|棵|亩|字|票|条|颗|枚|羽|头|担|箱|瓶|像素"
    )
)
# right behind one of these the number counts them: 用户超2亿
_COUNTED_JUST_LEFT: Final = re.compile(
    both(
        r"(?:用户|人口|居民|职工|员工|游客|观众|粉丝|会员|群众|农民|学生|市民|客户|人次)(?:总?数|总量|规模|数量)?"
        r"(?:已|了|约?[为有达]到?|共计?|累计|合计|总计|将?近|超过?|逾|突破|[:：]| ){0,3}$"
    )
)
_MONEY_RIGHT: Final = re.compile(
    r"[^\u4e00-\u9fff]|$|[的级和与及至到]|"
    # 由1亿变更为2.5亿元
    + both(r"[增提升变调扩降减跃涨][\u4e00-\u9fff]{0,3}?[至到为]|")
    + both(
        "以上|以下|以内|左右|上下|之内|大关|大项目|规模|产业|项目|基金|投资|工程|集群|企业|资金|融资|营收|产值|目标|任务|订单|大单|合同|意向|贷款|税"
    )
)
# behind 亿 these are worth money, and nothing of them is counted in 亿
_WORTH: Final = re.compile(
    both("[\u4e00-\u9fff]{0,6}?(?:项目|工程|产业|企业|集群|基金|园区|订单|大单|目标|任务|线索|俱乐部|大关)")
)
# one sign alone behind a number stands where its unit does: 近130亿园. Words that close a clause are none
ANOTHER_UNIT: Final = re.compile(
    both("(?![的级和与及至到后时前内外起中等了整许])[\u4e00-\u9fff]") + f"(?:{_CLAUSE_ENDS.pattern})"
)
_WINDOW: Final = 24
_CLAUSE_END: Final = re.compile(r"[。；;！？!?\n]")


def clause_before(text: str, start: int) -> str:
    """Give what stands in front of a place in its sentence, as far as it is looked at."""
    return _CLAUSE_END.split(text[max(0, start - _WINDOW) : start])[-1]


def _is_money(text: str, found: Found) -> bool:
    """Tell whether a number that ends in 亿 or 万 without a unit is an amount of money."""
    start, end = found.start, found.end
    is_great = found.numeral.scale >= _GREAT
    clause = clause_before(text, start)
    is_governed = _MONEY_JUST_LEFT.search(clause) is not None
    if _COUNTED_JUST_LEFT.search(clause) or ANOTHER_UNIT.match(text, end):
        return False
    counted = _COUNTED_BARE.match(text, end)
    is_order = found.hedge is Hedge.ORDER
    if counted is not None and not is_governed and not (is_great and _WORTH.match(text, end)):
        return is_order and _WORTH.match(counted[0]) is not None  # 千万级企业
    if is_order:
        return is_great or _WORTH.match(text, end) is not None
    if found.hedge is _NONE and found.numeral.is_bare and text[start] not in "十拾":
        return is_counted_size(text, found, start) and _WORTH.match(text, end) is not None
    if is_governed:
        return True
    if is_great and (
        _WORTH.match(text, end)
        or (_CLAUSE_ENDS.match(text, end) and (found.hedge is not Hedge.NONE or _SUMMED.search(clause)))
    ):
        return True
    return _MONEY_RIGHT.match(text, end) is not None and _MONEY_LEFT.search(clause) is not None


_GREAT: Final = 8
"""The power of ten of 亿, in which hardly anything but money is counted."""
