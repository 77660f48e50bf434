"""What a date of running text may be the head or the tail of: a cell refuses the whole, and so does text.

A date is widened by the signs that dates are made of: numbers with 月, 季度, 旬, 日, words that count parts of a time (第, 前, 后,
末, 最后), the marks between figures, and the calendar that is named in front.
"""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.calendar import DateBound
from zhaoshang._reading.chinese.lexicon import FIRSTS
from zhaoshang._reading.festivals import FESTIVALS
from zhaoshang._reading.script import both, variants

__all__ = ["FESTIVE", "UNTIL_AHEAD", "UNTIL_BEHIND", "bound", "is_of_another_calendar", "is_so_long", "rest"]

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

_BEHIND_YEAR: Final = re.compile(
    both(rf"{_UNDATED}|(?:{_NAMED})(?:节|假期|长假)?[之以过]?后|[春夏秋冬](?=[开完签建动投竣启])")
)
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


# ---------------------------------------------------------------- bounds in words

_BY: Final = "[于在是为到]?"
UNTIL_AHEAD: Final = both(f"(?:不得?[晚迟]于|(?:最[迟晚]|[至最]迟)(?:不(?:得)?(?:超过|晚于|迟于|过))?){_BY}")
"""What makes a last day of the date behind it, in cells and in text: 不晚于3月."""
UNTIL_BEHIND: Final = "之?前|以前"
"""What makes a last day of the date before it: 3月底前."""
_NO_UNTIL: Final = both(rf"(?<=前)[后往来去期半景端沿列夕述台瞻提置辈途身线锋言奏不{_HAN}0-9几数]")
_UNTIL_BEHIND: Final = re.compile(rf"(?:{UNTIL_BEHIND})(?!{_NO_UNTIL})")
_UNTIL_AHEAD: Final = re.compile(rf"{UNTIL_AHEAD}$")
_OPEN_BEHIND: Final = re.compile(
    both(
        r"(?:开始|结束|到来|来临|到期|届满|过完|完结|完了|收尾|截止)[之以]?[前后]|[往以](?=[后降])[后降]|迄今|前不久|的?前[夕夜]|隔月|上下(?!半|游|联)|[另再待][定议行]|顺延|作废|过了|打后|[再朝靠]往?后(?![勤续盾来])|以远|不[算行]|来去|边上|改期|[推延]后|(?:还是|要么|/)(?=[0-9一二三四五六七八九十]{1,2}月)|例外|将[至到]|在即"
        r"|抑或|一?过?后(?![期续勤方端备台面半来天继者0-9一二三四五六七八九十两几数])|[之以过]后|一过|[以之除]外|外(?=[，,。；;、]|$)|内外|[次翌]月"
        r"|不到|未到|[未待]定|[的之]?[前后上下]一?个?[月周年季]|[的之](?:[昨今明本翌次][天日月周年季]|(?:本|第[二三])个?[天日月周年季])|[翌次隔][日天]|或(?:更[早晚]|[以之][前后])"
        r"|\((?:左右|前后|上下|大?约数?|大概|[?!？！]{1,3}|存疑|待[定查核][\u4e00-\u9fff]?)\)|的?[前后][一二两三0-9几数]{1,3}(?:天|日|周|个?月|年|个?季)"
        r"|(?:变更|调整|推迟|延[期后迟]|顺延|提前|改)[至到为]"
    )
)
_OPEN_AHEAD: Final = re.compile(
    both(
        r"(?:大约|大概|大致|约莫|大抵|差不多|(?<![签契合节预违制条公爽缔邀相履简赴失毁婉隐俭绰守续解立订特集])约|或许|也许|兴许|恐怕|可能|疑似?"
        r"|(?<![解清免废剔拆删消排扣开破根驱])除[了去开却]?|(?<![是莫除并南北东西])非|(?:不|并非|绝非)是|并非|绝非|而非"
        r"|[早晚迟先后]于|最[早快先]|至早|[临接将逼靠迫]近|过了|(?<![脱撤隔分远背偏])离|(?<![差间行相])距|(?<![适恰正欣喜又时])逢|每[逢隔]"
        r"|[未没]到|不[到足满]|[不没未]在|起码|[早晚]则|[推猜预]测|据估|快到|眼看|非但|不属|排除|[最至]少到?|至[快早](?:要到)?|[早晚]不?过|[没未]?赶[不没]?上|错过|约[略摸]|许是|[恐怕]要?到|估摸|猜|[每隔]年)"
    )
    + f"{_BY}$"
)
"""What leaves open which days are meant, behind a date and in front of it: 3月以后, 非3月, 不早于3月, 约3月."""
_TERMS: Final = (
    "立[春夏秋冬]|雨水|惊蛰|[春秋]分|清明|谷雨|小满|芒种|[夏冬]至|[大小][暑寒雪]|处暑|白露|寒露|霜降"
    "|春节|元旦|国庆|端午|中秋|重阳|元宵|除夕|七夕|腊八|双十[一二]|(?:五一|十一|六一|七一|八一|三八|五四)(?=[节前后假当小长国])"
)
"""Days of a year by their names: its terms and festivals."""
_NO_TERM: Final = "(?![路街道巷镇乡村屯庄桥门河湖江溪沟山岭楼寺井塘厂店坊苑上字管号])"
FESTIVE: Final = r"[\u4e00-\u9fff]{1,2}节(?:之?前(?![往去来])|期间|假期)"
"""A festival whose days nobody knows here: its year is told for itself (ruling 46)."""
_DONE: Final = (
    "签[约订]|[新开动]工|投产|竣工|启动|建成|落[地户]|完[工成]|引[进资]|新增|[累共]计?|全[县市区镇省]|[,，]"
)
_NARROWED: Final = re.compile(
    both(
        rf"(?!{FESTIVE})的?(?:(?:{_TERMS}){_NO_TERM}|[\u4e00-\u9fff]{{1,5}}?(?:期间|假期|长假|前后(?!端)|前夕|时节|当[天日]|黄金周)"
        rf"|[\u4e00-\u9fff]{{1,4}}(?<![环情细调章关礼季使])节(?=$|[^\u4e00-\u9fff]|前|后|假|当|{_DONE})|[开入初仲暮季孟盛深晚早隆][春夏秋冬](?![山奥])"
        rf"|[春夏秋冬][初末尾]|梅雨|开学|(?:五一|六一|七一|八一|十一|三八|五四|开年|[早晚]些时候?)(?=$|[。；、]|{_DONE})|[前后]半(?={_DONE})|[大小多过]半(?:年|(?={_DONE}))|半年(?![度报刊])|(?:年?中|[年]?[头尾])(?={_DONE})"
        r"|(?:部分|个别|多数|少数|几个?|数个?|若干个?|某个?|哪个?|其中(?:一|[两几])个?)(?:月|季度)|某[天日]|大部分时[间候])"
    )
)
"""What makes a part of a year that no rule reads: 2024年国庆, 2024年夏末, 2024年过半."""
_AHEAD: Final = 8
_BOUND_FIRSTS: Final = frozenset(
    "(或收截打再朝靠边邊还還要/完以取开開结結到来來届往隔另再作例将將抑迄前之以后後一过過外除内內次翌不未没沒待的上下变變调調推延顺順提改"
)
_BOUND_LASTS: Final = frozenset(
    variants(
        "码则测估看但属排上略摸猜年少要约莫致概抵多许怕能疑似除了去开却非是于早快先近离距逢隔到足满过在为晚迟"
    )
)


def bound(text: str, start: int, end: int) -> DateBound | None:
    """Read the words beside a date that make another time of it: 3月底前, 不晚于3月, 非3月, 3月以后."""
    ahead = text[start - 1 : start] in _BOUND_LASTS and start > 0
    low, stop = max(0, start - _AHEAD), end
    first = _UNTIL_AHEAD.search(text, low, start) if ahead else None
    is_until = first is not None
    if ahead and first is None:
        first = _OPEN_AHEAD.search(text, low, start)
    last = None
    if text[end : end + 1] in _BOUND_FIRSTS:
        last = _UNTIL_BEHIND.match(text, end)
        if last is None:
            last = _OPEN_BEHIND.match(text, end)
            is_until = is_until and last is None
        elif first is None:
            is_until = True
    if last is None and text[end - 1] == "年":
        last = _NARROWED.match(text, end)
        is_until = is_until and last is None
    if first is None and last is None:
        return None
    return DateBound(
        start if first is None else first.start(), stop if last is None else last.end(), is_until
    )
