"""Finding amounts in running text: the same rules as in a cell, and guards against everything that is no amount.

One pass of `NUMBER` over the folded text proposes candidates. A candidate is an amount when `amounts` reads one there
and none of the guards objects: ordinals, names, idioms, slogans, dates, codes and telephone numbers are none.
"""

import re
import string
from collections.abc import Iterator
from typing import Final

from zhaoshang._reading import amounts, numerals
from zhaoshang._reading.amounts import NUMBER, Found, Refused, Scope
from zhaoshang._reading.hedging import bounds_of, hedge_after, hedges_in_front
from zhaoshang._reading.lexicon import AFTER, BEFORE, FIRSTS, FRONT, NEVER, UNIT_WORDS, UnitWord
from zhaoshang._reading.script import both
from zhaoshang.quantities import Hedge
from zhaoshang.units import Dimension

__all__ = ["scan"]

# a number is worth a closer look only where one of these follows
_PROMISING: Final = frozenset(FIRSTS) | frozenset("-—–~～至到来分级(、和与及瓦米克 ")
_MONEY_ENDS: Final = frozenset("万亿兆多余几")
_LISTED: Final = frozenset("、和与及")
_NONE: Final = Hedge.NONE
_LIST: Final = re.compile(r"(?:[0-9]++(?:\.[0-9]++)?+[、和与及]){1,60}(?=[0-9])")
_ITEM: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_ACRONYM: Final = re.compile("[A-Z]{2}")
_NOT_LISTED: Final = frozenset("第表图号.-/")
_LONGEST: Final = 18

# whole expressions that hold a number with a counter and count nothing; the list is closed: names and set phrases
_PHRASES: Final = re.compile(
    both(
        r"[三四五]位一体|三门[峡县湾]|五台[山县]|三台[县山]|七台河|九台[区市]|三元[区里桥]|五家渠|[四五六几两]大班子|[四五几]套班子"
        r"|两个一百年|两个(?:确立|维护|毫不|务必|先行区|结合)|四个(?:意识|自信|全面)|三个(?:代表|区分)|八项规定|三天两头"
        r"|[两三]条腿|三五成群|[百千万]人计划|一年(?:一度|四季|之计|级|生|半载|到头|又一年)|一成不变|一亩三分|成[百千]上[千万]"
        r"|[三四五六七八]个一|两个亿万|三级跳|二人转|四大(?:发明|名著|天王|洋行)|三大(?:球|件)|八大(?:山人|菜系)|九大行星"
        r"|一个(?:中心|样|劲)|三次产业|[两三]下[乡里]"
        r"|(?<=[届大委协会])[一二三四五六七八九十]{1,3}次(?:全体)?会议|[一二三四五六七八九十]{1,3}次(?:全会|党代会)"
    )
)
_PLAN: Final = frozenset("十一五 十二五 十三五 十四五 十五五 十六五 八五 九五 七五 六五 三五 十五".split())
_NO_FIVE_YEARS: Final = frozenset("期规时末以收开")
_FEW_BEFORE: Final = frozenset("这那哪每某前后近")
_COUNT_BEFORE: Final = frozenset("人户总指基多少件次量函参系计岁点")
_SPECIFIC: Final = frozenset("每这那同某另首新前后当该")
_RANKED: Final = frozenset(("名", "位", "个月"))
_EARLIER: Final = frozenset("提之以")
_SHORT_TIME: Final = frozenset("天周")
_ONLY: Final = frozenset("仅只用短共")

# what says that a bare 亿 or 万 is money
_MONEY_LEFT: Final = re.compile(
    both(
        "投资|资金|规模|产值|营收|收入|税|基金|融资|价值|贷款|利润|GDP|总额|销售|金额|产出|固投|增资|注资|估值|市值|消费|债|出口|进口|外贸|外资"
        "|内资|引资|增加值|合同额|约额|订额|投入|奖|补|让利|减负|成本|费用|资产|授信|亿元|万元|营业|总价|造价|经费"
    )
)
_MONEY_RIGHT: Final = re.compile(
    r"[^\u4e00-\u9fff]|$|[的级和与及至到]|"
    + both(
        "以上|以下|以内|左右|上下|之内|大关|大项目|规模|产业|项目|基金|投资|工程|集群|企业|资金|融资|营收|产值"
    )
)
_WINDOW: Final = 24
_CLAUSE_END: Final = re.compile(r"[。；;！？!?\n]")


def scan(text: str) -> Iterator[Found]:
    """Find every amount of a folded text, in order and without overlaps."""
    scope = Scope(text)
    done = 0
    for match in NUMBER.finditer(text):
        start, end = match.span()
        if start < done:
            continue
        following = text[end : end + 1]
        if following not in _PROMISING and text[end - 1] not in _MONEY_ENDS:
            continue
        if _is_hopeless(text, start, end, following):
            continue
        if following in _LISTED and match[1] is not None and not match[2]:
            done, listed = _listed(scope, match)
            yield from listed
            continue
        if text[start] > "9":
            phrase = _PHRASES.match(text, start)
            if phrase is not None:
                done = phrase.end()
                continue
        elif (plain := _plain(text, match)) is not None and plain.start >= done:
            done = plain.end
            yield plain
            continue
        got = _candidate(scope, match, done)
        done = max(done, got[0])
        if got[1] is not None:
            yield got[1]


# what makes an amount more than a number and a unit: `amounts` and the guards look at it closely
_BEHIND: Final = frozenset("-—–~～至到( 半多余整正零一二三四五六七八九壹贰叁肆伍陆柒捌玖0123456789/级+＋·•")
_IN_FRONT: Final = (
    frozenset(FRONT)
    | frozenset("币第+＋·•.×/:#№前-–—_,，−负負万亿兆")
    | frozenset(string.ascii_letters + string.digits)
)
_CLOSE_LOOK: Final = frozenset(
    word
    for word, entry in UNIT_WORDS.items()
    if word in NEVER or entry.is_loose or entry.rate or entry.odd or entry.half or entry.unit.code == "year"
) | frozenset("期对")


def _plain(text: str, match: re.Match[str]) -> Found | None:
    """Read Arabic digits with a unit and nothing special around, as nine amounts of ten are written, the short way."""
    start, end = match.span()
    digits, tail, _ = match.groups()
    before = text[start - 1] if start else ""
    if before in _IN_FRONT or len(digits) > _LONGEST or (digits[0] == "0" and digits[1:2] != "."):
        return None
    word = amounts.unit_word(text, end)
    if word is None or word.word in _CLOSE_LOOK:
        return None
    stop = end + len(word.word)
    after = text[stop : stop + 1]
    if after and (after in _BEHIND or after in word.not_before):
        return None
    numeral = numerals.simple(digits.replace(",", ""), tail)
    if numeral is None:
        return None
    hedge = _NONE
    if after in AFTER:
        stop, hedge = hedge_after(text, stop)
        if text[stop : stop + 1] == "(":
            return None
    if before in BEFORE:
        start, merged = hedges_in_front(text, start, numeral, hedge)
        if merged is None or text[start - 1 : start] in _IN_FRONT:
            return None
        hedge = merged
    bounds = None
    if numeral.hedge is not _NONE:
        bounds, hedge = bounds_of(numeral), numeral.hedge
    return Found(start, stop, numeral, word.unit, word.kind, hedge, bounds, word)


_AFTER_ONE: Final = frozenset("个年天小周月工成倍分-—–~～至到(")


def _is_hopeless(text: str, start: int, end: int, following: str) -> bool:
    """Tell early what can be nothing: 2022年, 12月, 一批; together they are a third of all candidates."""
    if text[start] <= "9":
        return following == "月" or (following == "年" and end - start == 4 and text[start] in "12")
    return (
        text[start] == "一"
        and end - start == 1
        and following not in _AFTER_ONE
        and text[start - 1 : start] not in BEFORE
    )


def _candidate(scope: Scope, match: re.Match[str], done: int) -> tuple[int, Found | None]:
    """Read the amount at a match and judge it; also tell up to where the text is done with."""
    text, start = scope.text, match.start()
    if text[start] == "数" and start and text[start - 1] in _COUNT_BEFORE:
        inner = NUMBER.match(text, start + 1)  # the number without 数, which belongs to 人数
        if inner is None:
            return done, None
        match = inner
    got = amounts.amount(scope, match)
    if isinstance(got, Refused):
        return (got.end if got.readings else done), None
    if got.start < done or not is_sound(text, got, match):
        return done, None
    signed = _signed(text, got)
    if signed is None:
        return got.end, None
    return got.end, signed if signed.start >= done else got


_SIGNS: Final = frozenset("-−负負")
_BEFORE_DASH: Final = re.compile(r"[\u4e00-\u9fff:：(,，、；;=“\"]")
_NO_SIGN: Final = frozenset("胜抱担欺肩自辜不正勝擔")


def _signed(text: str, found: Found) -> Found | None:
    """Give an amount the sign in front of it: a sign belongs to its number, as in a cell, and is never lost.

    A dash behind a digit or a letter joins, one behind another dash is punctuation, one that opens a line is a bullet.
    `None` where a sign meets a hedge, which a cell refuses too.
    """
    place = found.start - 1
    if place < 0 or text[place] not in _SIGNS:
        return found
    before = text[place - 1 : place]
    if text[place] in "负負":
        if before in _NO_SIGN and before:
            return found
    elif before and not _BEFORE_DASH.match(before):
        return found
    value = found.numeral.value
    if value is None or found.hedge is not _NONE or found.bounds is not None:
        return None
    if before in BEFORE and hedges_in_front(text, place, found.numeral, _NONE)[0] != place:
        return None
    numeral = found.numeral._replace(value=value.copy_negate())
    return found._replace(start=place, numeral=numeral)


def _listed(scope: Scope, match: re.Match[str]) -> tuple[int, list[Found]]:
    """Read 21.0、19.8个百分点: the last unit belongs to all; also tell up to where the text is done with."""
    text, start = scope.text, match.start()
    run = _LIST.match(text, start)
    last = NUMBER.match(text, run.end()) if run else None
    if run is None or last is None:
        return match.end(), []
    got = amounts.amount(scope, last)
    if start and text[start - 1] in _NOT_LISTED:
        return got.end, []  # 第1、2、3批
    if not isinstance(got, Found) or got.start != last.start() or not is_sound(text, got, last):
        return match.end(), []
    found: list[Found] = []
    if got.bounds is None and got.word is not None:
        for item in _ITEM.finditer(text, start, run.end()):
            one = _shared(got, item)
            if one is None or not is_sound(text, one, item):
                return got.end, [got]
            found.append(one)
        if _is_enumerator(text, start, found[0]):
            found.pop(0)
    return got.end, [*found, got]


def _shared(last: Found, item: re.Match[str]) -> Found | None:
    """Give an item of a list the unit and the magnitude of the last one."""
    numeral = numerals.simple(item[0], "")
    if numeral is None:
        return None
    if last.numeral.scale:
        value, places = numerals.shifted(item[0], last.numeral.scale)
        numeral = numeral._replace(value=value, places=places, scale=last.numeral.scale)
    return last._replace(start=item.start(), end=item.end(), numeral=numeral, hedge=_NONE)


def _is_enumerator(text: str, start: int, first: Found) -> bool:
    """Tell whether 1、 at the start of a line numbers a paragraph."""
    value = first.numeral.value
    before = text[start - 1 : start]
    return (
        not first.numeral.places
        and value is not None
        and value < 100
        and before in {"", "\n", "。", "；", " ", "\u3000"}
    )


def is_sound(text: str, found: Found, match: re.Match[str]) -> bool:
    """Tell whether an amount that could be read is one that was meant."""
    start = match.start()
    before = text[start - 1] if start else ""
    if text[start] <= "9" and _TAIL_BEHIND.match(text, max(0, start - 2)):
        return False
    if before in _NO_NUMBER_AFTER or text[found.end : found.end + 1] in _NO_NUMBER_BEFORE:
        return False
    word = found.word
    if word is None:
        return _is_money(text, found)
    after = text[found.end : found.end + 1]
    if after and after in word.not_before and text[found.end - len(word.word) : found.end] == word.word:
        return False
    if word.word in NEVER and not _is_span_of_days(text, found, word):
        return False
    if "0" <= text[start] <= "9":
        return _is_sound_arabic(text, found, word, start, before)
    return _is_sound_chinese(text, found, word, start)


# before the tail of a ratio, of a time, of digits parted as no number is, of a numeral in two scripts
_TAIL_BEHIND: Final = re.compile(
    r"[0-9](?:[:,](?=[0-9])|，(?=[0-9]{3}))|[一二三四五六七八九十百千][万亿兆](?=[0-9])"
)
_NO_NUMBER_AFTER: Final = frozenset("第+＋·•.×/#№")
_NO_NUMBER_BEFORE: Final = frozenset("+＋·•/")


def _is_span_of_days(text: str, found: Found, word: UnitWord) -> bool:
    """Tell 30日内 from the 30th of a month, and 50亿度 from 360度."""
    if word.word == "日":
        return bool(found.numeral.value) and (
            found.hedge is Hedge.AT_MOST or text[found.end : found.end + 1] == "内"
        )
    return word.word == "度" and found.numeral.scale > 0


def _is_sound_arabic(text: str, found: Found, word: UnitWord, start: int, before: str) -> bool:
    if before.isascii() and before.isalnum() and not _ACRONYM.match(text, max(0, start - 2)):
        return False
    if (
        before in "-–—_"
        and before
        and text[start - 2 : start - 1].isascii()
        and text[start - 2 : start - 1].isalnum()
    ):
        return False
    item = _ITEM.match(text, start)
    digits = item.end() - start if item else 0
    if digits > _LONGEST or (text[start] == "0" and "0" <= text[start + 1 : start + 2] <= "9"):
        return False
    if before == "前" and word.word in _RANKED and text[start - 2 : start - 1] not in _EARLIER:
        return False
    if word.unit.code == "year" and _is_calendar_year(found):
        return False
    if word.word == "期":
        return found.numeral.value is not None and found.numeral.value > 5
    return not (word.word == "对" and text[found.end : found.end + 1].isdecimal())


def _is_calendar_year(found: Found) -> bool:
    number = found.numeral.value if found.numeral.value is not None else found.numeral.low
    return (
        number is not None
        and not found.numeral.scale
        and 1900 <= number <= 2100
        and found.numeral.hedge
        in {
            Hedge.NONE,
            Hedge.RANGE,
        }
    )


def _is_sound_chinese(text: str, found: Found, word: UnitWord, start: int) -> bool:
    numeral = found.numeral
    printed = text[start : found.end]
    first = text[start]
    if word.unit.code == "year" and _is_calendar_year(found):
        return False  # 二〇二一年
    if word.is_loose or (numeral.value is not None and not numeral.value):
        return False
    if first == "几" and text[start - 1 : start] in _FEW_BEFORE:
        return False
    if first in "百千万亿" and found.hedge is Hedge.NONE and not printed.startswith(("百分之", "千分之")):
        return _is_size_of_counted(text, found, start)
    if first == "半":
        return word.unit.dimension is Dimension.DURATION and text[start - 1 : start] not in {
            "上",
            "下",
            "前",
            "后",
        }
    if printed[:-1] in _PLAN and text[found.end - 1] in _NO_FIVE_YEARS:
        return False
    if (
        text[start - 1 : start] == "前"
        and word.word in _RANKED
        and text[start - 2 : start - 1] not in _EARLIER
    ):
        return False
    if word.word == "个" and text[found.end : found.end + 1] == "一":
        return False
    if (
        numeral.value is not None
        and numeral.value <= 10
        and not numeral.scale
        and len(printed) - len(word.word) == 1
    ):
        return _is_sound_digit(text, found, word, start)
    return not (word.word == "大" and numeral.value is not None)


_COUNTED: Final = re.compile(r"[0-9一二三四五六七八九十百千两几数余多]个")


def _is_size_of_counted(text: str, found: Found, start: int) -> bool:
    """Tell whether 亿元 stands behind a count as the size of what is counted: 37个亿元项目."""
    return (
        found.unit.dimension is Dimension.MONEY
        and text[start] == "亿"
        and _COUNTED.match(text, max(0, start - 2)) is not None
    )


def _is_sound_digit(text: str, found: Found, word: UnitWord, start: int) -> bool:
    """Judge one Chinese digit with a counter: 三个 counts, 一个 hardly ever, 二次 and 三元 never."""
    if word.unit.dimension is Dimension.MONEY:
        return found.hedge is not Hedge.NONE
    if text[start] == "二":
        return word.unit.dimension is not Dimension.COUNT
    if text[start] != "一":
        return True
    if word.unit.dimension is Dimension.DURATION:
        if text[start - 1 : start] in _SPECIFIC or text[max(0, start - 2) : start] == "新的":
            return False
        return (
            word.word not in _SHORT_TIME
            or text[start - 1 : start] in _ONLY
            or text[found.end : found.end + 1] in "内时之"
        )
    return word.unit.dimension in {Dimension.MULTIPLE, Dimension.PERCENT} or found.hedge is not Hedge.NONE


def _is_money(text: str, found: Found) -> bool:
    """Tell whether a number that ends in 亿 or 万 without a unit is an amount of money."""
    if not _MONEY_RIGHT.match(text, found.end):
        return False
    if found.hedge is Hedge.NONE and text[found.start] in "百千万亿":
        return False
    if found.hedge is Hedge.ORDER:
        return True
    left = text[max(0, found.start - _WINDOW) : found.start]
    clause = _CLAUSE_END.split(left)[-1]
    return _MONEY_LEFT.search(clause) is not None
