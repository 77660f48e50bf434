"""What a date of running text may be the head or the tail of: a cell refuses the whole, and so does text.

A date is widened by the signs that dates are made of: numbers with 月, 季度, 旬, 日, words that count parts of a time (第, 前, 后,
末, 最后), the marks between figures, and the calendar that is named in front.
"""

import re
from typing import Final

from zhaoshang._reading.chinese.lexicon import FIRSTS
from zhaoshang._reading.festivals import FESTIVALS
from zhaoshang._reading.script import both

__all__ = ["is_of_another_calendar", "is_so_long", "rest"]

_HAN: Final = "零一二三四五六七八九十廿卅两仨俩"
_N: Final = f"(?:[0-9]{{1,3}}|[{_HAN}]{{1,4}})"
_BEYOND: Final = "(?:0{1,2}|1[3-9]|[2-9][0-9]|[1-9][0-9]{2}|十[三四五六七八九]|[二两三四五六七八九]十[一二三四五六七八九]?|零)(?![0-9])"
"""What is no month."""
_COUNTED: Final = "系举同并些直百千万亿余多至到—、和与及0-9" + re.escape("".join(sorted(FIRSTS)))
"""What follows a numeral that counts: 3月初三个项目."""
_TO: Final = " {0,2}(?:——|--|[-—–~～至到]) {0,2}"
_MARKS: Final = r"[-/.—–~～]"
_END: Final = r"(?=$|[^0-9A-Za-z\u4e00-\u9fff.,])"
_LENGTH: Final = "(?:个?(?:月份?|季度?|周|旬|星期|工作日)|[天日年])"

_SEASON: Final = f"[初仲暮季孟盛深晚早入开立]?[春夏秋冬](?:[春夏秋冬]|[春夏秋冬]?之交|{_END})"
_OTHER_MONTH: Final = (
    r"(?![每各逐按分全当数跨近本首上下同该某哪几多半整此次翌])[\u4e00-\u9fff]月"
    rf"(?:初?{_N}[日号]?|[上中下]旬)?|闰{_N}月(?:{_N}[日号])?"
)
_UNDATED: Final = (
    rf"{_OTHER_MONTH}|[农阴旧夏藏佛回伊彝傣]历|{_N}季|[0-9一二三四]{{1,2}} ?[QH](?![0-9A-Za-z])|{_SEASON}|伊始|财政?年|FY"
    r"|[上中下]旬|[大小多近]半年|W[0-9]{1,2}"
    rf"|[岁年月]?[初末中终尾关头首底暮]{_END}|岁[初末首尾暮终杪]|年[终尾关]|[春夏秋冬][至分]|[雨旱淡旺汛]季|(?:余下|剩余|其余)的?(?:时间|月份|几个?月)|[前头后](?:几|数)个?月|最初|[早前中后末晚汛暑寒假旺淡]期|[暑寒]假|[三头初二末]伏"
    rf"|[前后上下]半(?:[程段场]|{_END})|{_N}{_TO}{_N}{_END}|{_N}或{_N}(?:月份?|季度)|大?[约概]在?{_N}月(?:份|{_N}[日号])?|[0-9]{{1,2}}[.·][0-9]{{1,2}}{_END}"
)
"""Parts of a year whose days nobody knows here, or that no cell reads: 腊月, 三季, 3Q, 岁末, 汛期. A festival is none (ruling 46)."""
_NAMED: Final = "|".join((*FESTIVALS, *"中秋 端午 清明 重阳 元宵 除夕 七夕 五四 七一 八一 十一".split()))

_BEHIND_YEAR: Final = re.compile(both(_UNDATED))
_BEHIND_ALL: Final = re.compile(
    both(
        rf"{_TO}(?:[上中下]旬|年[中终尾]|[QH][0-9]|{_UNDATED}|{_NAMED})|左右(?![岸邻手江])|前后(?![{_HAN}0-9])|光景|左近|一带(?!一路)|(?:上下|许|[头尾]){_END}|，?或者?(?:[0-9]{{4}}年)?(?:{_N}月份?)?(?:{_N}[日号])?(?<=[年月份日号])"
    )
)
"""What is joined to any date, and what makes it a date that is about right: 3月上旬至中旬, 3月至国庆, 3月左右."""

_BEHIND_FIGURES: Final = re.compile(rf"{_MARKS}?[0-9][-/.—–~～0-9]*")
_BEHIND: Final = re.compile(
    # 第13个月, 前13个月, 后两季度, 第32周, 最后一个季度, 后半年, 首周, 除9月
    both(
        rf"(?:最后|[第前后末头首]){_N}{_LENGTH}|(?:最后|[前后])半[年月]|[首末最][日周旬天]|[非除]{_N}(?:{_TO}{_N})?(?:月|季度)|[上下]半[月旬]"
    )
    # 13月, 五季度, 1-13月, Q5, H3
    + rf"|{_N}(?:{_TO}{_N})?(?:月份?|季度)|[0-9]{{1,2}}季|{_TO}{_BEYOND}[月日号]|{_TO}第?[五六七八九5-9]季|[QH][0-9]{{1,2}}(?![0-9A-Za-z])"
    + rf"|年?中{_END}"
)
_BEHIND_MONTH: Final = re.compile(
    # 32日, 5-40日, 四旬, 廿五, 三月三, 3月5，
    rf"{_N}(?:{_TO}{_N})?[日号旬]|[廿卅][{_HAN}]?|[{_HAN}]{{1,2}}(?:(?=[节歌])|{_END})|[0-9]{{1,2}}(?=[，。；、）])"
)
_BEHIND_EDGE: Final = re.compile(
    # 末季度, 末三个月, 初旬, 初五
    both(rf"(?:季度?|半[年月]|[月周旬日天])(?![均常间])|{_N}{_LENGTH}")
    + rf"|[一二三四五六七八九十](?![{_COUNTED}])"
)
_MAY_GO_ON: Final = frozenset(
    "-/.—–~～ 至到半左光一许尾或，第前后後末头頭首最非除上下QH年中季月周週旬日天0123456789" + _HAN
)


def rest(text: str, end: int) -> int:
    """Tell where that ends what goes on behind a date and was not read; the end of the date where nothing does."""
    last = text[end - 1]
    if end == len(text) or (
        last != "年" and not text.startswith("年度", end - 2) and text[end] not in _MAY_GO_ON
    ):
        return end
    patterns = [_BEHIND, _BEHIND_ALL]
    if last == "年" or text.startswith("年度", end - 2):
        patterns.append(_BEHIND_YEAR)
    elif last.isdecimal():
        patterns.append(_BEHIND_FIGURES)
    elif last in "月份":
        patterns.append(_BEHIND_MONTH)
    elif last in "初底末":
        patterns.append(_BEHIND_EDGE)
    found = (pattern.match(text, end) for pattern in patterns)
    return max((match.end() for match in found if match is not None), default=end)


_CALENDAR: Final = re.compile(
    "[农農阴陰旧舊夏古藏佛回伊彝傣][历歷曆](?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年|年)?$"
)
_CALENDAR_BEHIND: Final = re.compile(r"\([农農阴陰旧舊夏古藏佛回伊彝傣][历歷曆]\)")
_REACH: Final = 6


def is_of_another_calendar(text: str, start: int, end: int) -> bool:
    """Tell a date of the moon, or of another calendar that is named beside it: 农历三月, 三月（农历）."""
    is_behind = text[end : end + 1] == "(" and _CALENDAR_BEHIND.match(text, end) is not None
    return is_behind or _CALENDAR.search(text, max(0, start - _REACH), start) is not None


_LASTING: Final = frozenset("近余续續来來满滿期隔后後末逾超再")


def is_so_long(text: str, start: int) -> bool:
    """Tell three months from March, 后三月, and three quarters from the third, 末三季度."""
    return text[start - 1 : start] in _LASTING
