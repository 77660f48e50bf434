"""How dates and periods are written in Chinese, in either script: tokens, rules, and what only looks like a date.

The text is folded, so that one script, one width and one nought are left of each. A date is a year with or without a part
of it, a part alone, or one of the words that stand alone.
"""

import re
from typing import Final

from zhaoshang._reading.calendar import DateReading
from zhaoshang._reading.chinese.date_edges import is_of_another_calendar, is_so_long, rest
from zhaoshang._reading.festivals import FESTIVALS
from zhaoshang._reading.rules import FormRule, RuleTable, Token
from zhaoshang._reading.script import both, variants

__all__ = [
    "CANDIDATE",
    "CLOCK",
    "JOIN",
    "LISTED_YEARS",
    "PART",
    "SENTENCE",
    "WEEKDAY",
    "is_date",
    "is_tail",
    "read",
    "read_cell",
    "rest",
    "small",
]

_DIGITS: Final = {char: index for index, char in enumerate("零一二三四五六七八九")} | {
    "两": 2,
    "元": 1,
    "首": 1,
}
_MONTH: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_DAY: Final = (
    r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|(?:二?十|廿)[一二三四五六七八九]?|卅一?|[一二三四五六七八九])"
)
_HAN_YEAR: Final = "[一二][零一二三四五六七八九]{3}"
_MODERN: Final = "(?:19|20)[0-9]{2}"
_COUNT: Final = "(?:1[01]|[2-9]|十一?|[二两三四五六七八九])"
_TO: Final = r" {0,2}(?:——|--|[-—–~～至到]) {0,2}"


def small(text: str) -> int:
    """Read a month or a day: 12, 十二, 元, 二十三, 廿六.

    Raises:
        ValueError: for digits that are no number together, 一一.
    """
    if text.isascii():
        return int(text)
    tens, ten, ones = text.replace("廿", "二十").replace("卅", "三十").rpartition("十")
    if not {tens, ones} <= _DIGITS.keys() | {""}:
        message = f"{text} is no small number"
        raise ValueError(message)
    return (10 * (_DIGITS[tens] if tens else 1) if ten else 0) + (_DIGITS[ones] if ones else 0)


def _year(text: str) -> int:
    """Read a year: 2022, 二零二二."""
    return int(text) if text.isascii() else int("".join(str(_DIGITS[char]) for char in text))


def _republic(text: str) -> int:
    """Read a year of the Republic (民国): 111, 一一一, 一百一十一, 元."""
    if text.isascii() or not set("十百") & set(text):
        return 1911 + _year(text)
    hundreds, _, rest = text.replace("零", "").rpartition("百")
    return 1911 + 100 * (small(hundreds) if hundreds else 0) + (small(rest) if rest else 0)


def _either(text: str) -> int:
    """Read a year in brackets: of the Republic while it has few digits, else of the common era."""
    number = _year(text) if text.isascii() else _republic(text) - 1911
    return number + 1911 if number < 1000 else number


def _named(says: str, words: dict[str, int]) -> Token:
    return Token("|".join(sorted(words, key=len, reverse=True)), says, words.__getitem__)


_YEAR_WORDS: Final = {"今": 0, "本": 0, "去": -1, "前": -2, "明": 1, "后": 2}
_LEANING: Final = {"上": -1, "上一": -1, "前一": -1, "来": 1, "次": 1, "翌": 1, "当": 0, "同": 0}
_STEPS: Final = {"上": -1, "上一": -1, "本": 0, "这": 0, "下": 1, "下一": 1, "上上": -2, "下下": 2}
_EDGES: Final = {"初": 0, "底": 1, "末": 1}

TOKENS: Final[dict[str, Token]] = {
    "to": Token(_TO),
    "mark": Token("[-/.]"),
    "year": Token(f"(?:{_MODERN}|{_HAN_YEAR})", "year", _year),
    "year_to": Token(f"(?:{_MODERN}|{_HAN_YEAR})", "year_to", _year),
    "figures": Token(_MODERN, "year"),
    "figures_to": Token(_MODERN, "year_to"),
    "short_year": Token("[0-4][0-9]", "year", lambda text: 2000 + int(text)),
    "republic": Token("[0-9]{1,3}|[零一二三四五六七八九十百]{1,6}|元", "year", _republic),
    "republic_to": Token("[0-9]{1,3}|[零一二三四五六七八九十百]{1,6}", "year_to", _republic),
    "republic_digits": Token("1[0-4][0-9]", "year", _republic),
    "republic_numerals": Token("一[零一二三四][零一二三四五六七八九]", "year", _republic),
    "printed": Token("[0-9]{2,4}|[一二三四五六七八九零十百]{2,6}", "year", _either),
    "year_word": _named("year_off", {word: value for word, value in _YEAR_WORDS.items() if word not in "前后"}),
    "far_year": _named("year_off", {"前": -2, "后": 2, "大前": -3, "大后": 3}),
    "leaning": _named("year_lean", _LEANING),
    "half": Token("[上下]", "half", lambda text: "上下".index(text) + 1),
    "quarter": Token("[一二三四1-4首]", "quarter", small),
    "quarter_digit": Token("[1-4]", "quarter"),
    "half_digit": Token("[12]", "half"),
    "quarter_to": Token("[二三四2-4]", "quarter_to", small),
    "quarters": Token("[二三两23]", "quarter_to", small),
    "quarter_step": _named("quarter_off", {f"{word}{one}": off for word, off in _STEPS.items() if word != "这" for one in ("", "个")}),
    "month": Token(_MONTH, "month", small),
    "month_to": Token(_MONTH, "month_to", small),
    "months": Token(_COUNT, "month_to", small),
    "month_step": _named("month_off", _STEPS),
    "third": Token("[上中下]", "third", lambda text: "上中下".index(text) + 1),
    "third_to": Token("[中下]", "third_to", lambda text: "上中下".index(text) + 1),
    "day": Token(_DAY, "day", small),
    "day_to": Token(_DAY, "day_to", small),
    "day_word": _named("day_off", {"今": 0, "昨": -1, "明": 1}),
    "far_day": _named("day_off", {"前": -2, "后": 2}),
    "day_named": Token(_DAY, "day_named", small),
    "edge": _named("edge", _EDGES),
    "week_step": _named("week_off", {"上": -1, "本": 0, "下": 1, "上上": -2, "下下": 2}),
    "day_lean": Token("[次翌隔]日|第二[天日]", "day_lean", lambda _: 1),
    "month_lean": Token("[次翌]月", "month_lean", lambda _: 1),
    "season": Token("[春夏秋冬]", "season", "春夏秋冬".index),
    "festival": _named("before", FESTIVALS),
    "festival_eve": _named("eve", FESTIVALS),
    "plan": Token("[六七八九]|十[一二三四五六七八九]?|二十", "plan", small),
}  # fmt: skip

_AND: Final = "[、和与及]"
_PLAN: Final = r"[“\"「『]?<plan>五[”\"」』]?"
_NAMED_PLAN: Final = r"[“\"「『]?(?:[六七八九]|十[一二三四五六七八九]?|二十)五[”\"」』]?"

# a part of a year, which makes a year of two or three digits in front of it: months, quarters, halves, seasons, edges
PART: Final = (
    rf"{_MONTH}月(?!以?内|之内)|{_MONTH}月?{_TO}{_MONTH}月|{_MONTH}{_AND}(?:{_MONTH}{_AND}){{0,5}}{_MONTH}月"
    rf"|[前头首]{_COUNT}个?月|前[二三两23]个?季|首个?[月季]|第?[1-4一二三四](?:季?度?{_TO}第?[二三四2-4])?季"
    rf"|第?[一二三四1-4]{_AND}(?:第?[一二三四1-4]{_AND}){{0,2}}第?[一二三四1-4]季"
    rf"|[QH][1-4](?![0-9A-Za-z])|[上下](?:{_AND}[上下])?半年|底(?![蕴子气色线层部片薪价稿盘细数])|末(?![期端位梢])|初(?![级期始步中审心创稿衷选])|[春夏秋冬][季天](?!度)"
    rf"|(?:{'|'.join(FESTIVALS)})之?前(?![后往去来期])"
    # a festival whose days nobody knows here makes a year of it too: 114年中秋节前
    r"|[\u4e00-\u9fff]{1,2}节(?:之?前(?![往去来])|期间|假期)"
)
LISTED_YEARS: Final = rf"{_AND}(?:[0-9]{{2,4}}年?{_AND}){{0,5}}[0-9]{{2,4}}年(?={PART})"
"""The rest of a list of years before a part of the last."""
# what compares with one year; 过去10年同期 and 10年同期均值 are of several
_COMPARING: Final = rf"(?<=[{''.join(variants('较比与與和跟于从'))}])"

# the last year of several is none of which a part is told: 2020年至2022年3月
_ALL_OF_IT: Final = rf"(?!{_MONTH}月|[底初末]|第?[1-4一二三四]季|[上下]半年)(?:度(?!假))?"

YEARS: Final = (
    FormRule("year", r"<year>年(?:度(?!假))?", "2022年"),
    FormRule("years", rf"<year>年?<to><year_to>年{_ALL_OF_IT}", "2019—2021年", 44),
    # the years of a list share their 年
    FormRule("listed year", rf"<figures>(?=(?:[、和与及]{_MODERN}){{1,6}}[两三四五六七]?年)", "2020、2021年"),
    FormRule("last of listed years", rf"(?<={_MODERN}[、和与及])<figures>(?=[两三四五六七]年)", "2020、2021两年"),
    FormRule("year of a part", r"<figures>(?=[上下]半年|第?[一二三四]季度|[QH][1-4](?![0-9A-Za-z]))", "2022上半年", 46),
    FormRule("year before a festival", rf"<figures>(?=(?:{'|'.join(FESTIVALS)})(?:之?前(?![后往去来期])))", "2022春节前", 46),
    FormRule("short year", rf"<short_year>年(?={PART})", "22年3月"),
    FormRule("short year that is compared with", rf"{_COMPARING}<short_year>年(?=同期(?!平?均))", "较22年同期", 45),
    FormRule("listed short year", rf"<short_year>年?(?={LISTED_YEARS})", "22、23年一季度", 48),
    FormRule("listed year of the Republic", rf"<republic_digits>年?(?={LISTED_YEARS})", "112、113年一季度", 48),
    FormRule("short year of a part", r"<short_year>(?=[QH][1-4](?![0-9A-Za-z]))", "22Q1", 46, is_cell=True),
    FormRule("year of the Republic", r"(?:中华)?民国<republic>年(?:度(?!假))?", "民国111年", 45),
    FormRule(
        "years of the Republic",
        rf"(?:中华)?民国<republic>年?<to>(?:民国)?<republic_to>年{_ALL_OF_IT}",
        "民国110年至112年",
        44,
    ),
    FormRule("year of the Republic before a part", rf"<republic_digits>年(?={PART})", "111年3月", 45),
    FormRule("year of the Republic as a whole", r"<republic_digits>年度(?!假)", "111年度", 45),
    FormRule("year of the Republic behind a word", r"(?<=[较比自於于从])<republic_digits>年(?![以之前内后来的])", "较111年", 45),
    FormRule("year of the Republic in numerals", r"<republic_numerals>年(?:度(?!假))?", "一一一年", 45),
    FormRule("relative year", r"<year_word>年(?![级轻龄富货味])(?:度(?!假))?", "去年"),
    FormRule("relative year with its number", r"[今本去明]\(<printed>\)年(?:度(?!假))?", "今(111)年", 45),
    FormRule("year but one", r"<far_year>年(?![产均纳销收处税利级])(?:度(?!假))?", "前年"),
    FormRule("year by another", r"<leaning>年(?![纪级龄代华])(?:度(?!假))?", "上一年", 45),
)  # fmt: skip
"""Years, before a part or alone."""

PARTS: Final = (
    FormRule("edge of a year", r"年?<edge>(?![级期始步中审心])", "2022年底"),
    FormRule("half", r"<half>半年(?:度(?!假))?", "上半年"),
    FormRule("edge of a half", r"<half>半年<edge>", "上半年末", 46),
    FormRule("half as a letter", r"H<half_digit>(?![0-9A-Za-z])", "2022H1", 46),
    FormRule("first quarters", r"前<quarters>个?季度?", "前三季度", says={"quarter": 1}),
    FormRule("quarter", r"第?<quarter>季度", "一季度"),
    FormRule("quarter without 度", r"(?:第|(?=首))<quarter>季(?!度)", "第1季", 45),
    FormRule("quarters", r"第?<quarter>季?度?<to>第?<quarter_to>季度", "一至三季度"),
    FormRule("edge of a quarter", r"第?<quarter>季度?<edge>", "三季度末", 46),
    FormRule("quarter as a letter", r"Q<quarter_digit>(?![0-9A-Za-z])", "2022Q1", 46),
    FormRule("quarters as letters", r"Q<quarter_digit><to>Q<quarter_to>(?![0-9A-Za-z])", "2022Q1-Q3", 46),
    FormRule("first months", r"[前头首]<months>个?月(?:份)?", "前8月", 43, says={"month": 1}),
    FormRule("first month", r"首个?月(?:份)?", "首月", 45, says={"month": 1}),
    FormRule("months", rf"<month>月?<to><month_to>月份?(?!{_DAY}[日号])", "1-8月", 43),
    # the parts of a list share the sign of the last: 7、8月份, 二、三季度, 8月5、6日
    FormRule("listed month", rf"<month>(?={_AND}(?:{_MONTH}{_AND}){{0,5}}{_MONTH}月)", "7、8月", 48),
    FormRule(
        "listed quarter",
        rf"第?<quarter>(?={_AND}(?:第?[一二三四1-4]{_AND}){{0,2}}第?[一二三四1-4]季)",
        "二、三季度",
        48,
    ),
    FormRule("listed half", rf"<half>(?={_AND}[上下]半年)", "上、下半年", 48),
    FormRule(
        "listed day", rf"<month>月份?<day>(?={_AND}(?:{_DAY}{_AND}){{0,5}}{_DAY}[日号])", "8月5、6日", 48
    ),
    FormRule("month", r"<month>月份?", "3月"),
    FormRule("third of a month", r"<month>月份?<third><third_to>?旬", "3月上旬", 46),
    FormRule("edge of a month", r"<month>月份?<edge>", "3月底"),
    FormRule("day", r"<month>月份?<day>[日号]", "3月5日"),
    FormRule("days", r"<month>月份?<day>[日号]?<to><day_to>[日号]", "3月5日至12日"),
    FormRule("season", r"<season>[季天](?!度)", "2019年秋季", 48),
    FormRule("before a festival", r"<festival>之?前(?![后夕往去来期])", "2022年春节前", 46),
    FormRule("eve of a festival", r"<festival_eve>前夕", "2022年春节前夕", 46),
    FormRule("same period", r"同期", "去年同期", 45, says={"same": 1}),
)
"""Parts of a year, behind it or alone."""

_NO_MONTH_FIRST: Final = r"(?!(?:0[1-9][-./][0-9]{2}|1[0-2][-./][0-9]{1,2})[-./][0-9]{2}(?![0-9]))"
"""Of three numbers the first is the year, unless it may be a month and the last a year: 03/05/22, 12/5/22."""

ALONE: Final = (
    FormRule("date in figures", r"<figures><mark><month>(?:<same_mark><day>(?![0-9])|(?!<same_mark>?[0-9]|季))", "2022-03-05"),
    FormRule("months in figures", r"<figures>[./]<month><to><month_to>(?![-/.0-9])", "2022.1-6", 46, is_cell=True),
    FormRule("years in figures", r"<figures><to><figures_to>(?![-/.0-9年])", "2025-2027", 46, is_cell=True),
    FormRule("day in short figures", rf"{_NO_MONTH_FIRST}<short_year><mark><month><same_mark><day>(?![0-9])", "22.3.5", 46, is_cell=True),
    FormRule("day without its sign", r"<year>年<month>月<day>(?![0-9日号])", "2022年3月31", 46, is_cell=True),
    FormRule("day of a month", r"<day>日(?![内游报志均龄程夜用间])", "5日"),
    FormRule(
        "next of listed days",
        rf"(?<=[0-9一二三四五六七八九十]{_AND})<day>(?={_AND}(?:{_DAY}{_AND}){{0,5}}{_DAY}[日号])",
        "8月4、5、6日",
        48,
    ),
    FormRule("month before its year", r"<month>[/.]<figures>(?![-/.0-9年])", "3/2022", 46, is_cell=True),
    FormRule("days of a month", r"<day>日?<to><day_to>日(?![内游报志均龄程夜用间])", "5日至12日"),
    FormRule("relative month", r"<month_step>个?月份?", "上月"),
    FormRule("third of a relative month", r"<month_step>个?月份?<third><third_to>?旬", "本月上旬"),
    FormRule("day of a relative month", r"<month_step>个?月份?<day>[日号]", "上月5日"),
    FormRule("days of a relative month", r"<month_step>个?月份?<day>[日号]?<to><day_to>[日号]", "上月5日至12日"),
    FormRule("edge of a relative month", r"<month_step>个?月份?<edge>", "上月底"),
    FormRule("edge of the month", r"月<edge>", "月底", 46, says={"month_off": 0}),
    FormRule("relative quarter", r"<quarter_step>季度", "上季度", 45),
    FormRule("edge of a relative quarter", r"<quarter_step>季度<edge>", "上季度末", 45),
    FormRule("relative month with its number", r"[本上下]\(<month>\)月份?(?:<day>[日号])?", "本(6)月15日", 45),
    # from a day to the next: 6月1日晚至次日凌晨
    FormRule("next day", r"(?<=[-—–~～至到])<day_lean>", "6月1日至次日", 48),
    FormRule("day of the next month", r"(?<=[-—–~～至到])<month_lean><day>[日号]", "6月25日至次月5日", 48),
    FormRule("relative day", r"<day_word>[天日]", "昨日"),
    FormRule("relative day with its number", r"<day_word>\(<day_named>\)[天日]", "昨(26)日", 45),
    FormRule("day but one", r"<far_day>天", "前天", is_cell=True),
    FormRule("week", r"<week_step>一?个?(?:周|星期)(?![一二三四五六七日末天年边转期])", "上周"),
    FormRule("plan of five years", rf"{_PLAN}(?:(?:规划)?(?:期间|时期|期末|期))", "“十四五”期间"),
    FormRule("plan before its years", rf"{_PLAN}(?=以来|末|开局|收官|[头前后][一两三]年)", "十四五以来"),
    FormRule("listed plan", rf"{_PLAN}(?={_AND}{_NAMED_PLAN}(?:规划)?(?:期间|时期|期末|期))", "十二五、十三五时期", 48),
    FormRule("plan by its name", _PLAN, "“十五五”", 46, is_cell=True),
)  # fmt: skip
"""Dates that no year stands before, or that hold theirs."""

_ANY: Final = {
    **TOKENS,
    "year": TOKENS["year"]._replace(pattern=f"[0-9]{{4}}|{_HAN_YEAR}"),
    "year_to": TOKENS["year_to"]._replace(pattern=f"[0-9]{{4}}|{_HAN_YEAR}"),
}
"""The tokens of a cell, which may hold any year of four digits."""

_TABLES: Final = tuple(
    tuple(RuleTable(rules, tokens, is_cell=is_cell) for rules in (YEARS, PARTS, ALONE))
    for tokens, is_cell in ((TOKENS, False), (_ANY, True))
)
_SHARED: Final = re.compile(LISTED_YEARS)
_LEANS: Final = frozenset({"year_off", "year_lean"})
_BEHIND_YEAR: Final = frozenset({"season", "before", "eve"})


def read(text: str, start: int, *, is_cell: bool = False) -> DateReading | None:
    """Read the date that starts at a position of a folded text.

    Raises:
        ValueError: for digits that are no number together.
    """
    years, parts, alone = _TABLES[is_cell]
    year = years.longest(text, start)
    end, said = (start, {}) if year is None else (year.end, year.said)
    listed = None if year is None or text[end - 1] == "年" else _SHARED.match(text, end)
    if listed is not None:  # the years of a list share the part of the last
        part = parts.longest(text, listed.end())
        return DateReading(start, end, said if part is None or "same" in part.said else said | part.said)
    if "year_to" not in said:
        part = parts.longest(text, end)
        if part is not None and _fits(said, part.said, text[end], is_cell=is_cell):
            end, said = part.end, said | part.said
    whole = alone.longest(text, start)
    if whole is not None and whole.end > end:
        end, said = whole.end, whole.said
    return DateReading(start, end, said) if end > start else None


def read_cell(text: str, start: int) -> DateReading | None:
    """Read the date that starts at a position of a cell, by the rules that hold in cells too."""
    return read(text, start, is_cell=True)


def _fits(year: dict[str, int], part: dict[str, int], first: str, *, is_cell: bool) -> bool:
    """Tell whether a part of a year may stand behind what stands before it."""
    if "same" in part:
        return bool(year.keys() & _LEANS)
    if part.keys() & _BEHIND_YEAR or (first in "QH" and not is_cell):
        return bool(year)
    return True


# ---------------------------------------------------------------- running text

CANDIDATE: Final = re.compile(
    r"(?<![0-9])[0-9]{1,4}(?=[年月日/\-—–~～至到.、和与及上下第一二三四两六七QH春元五劳国]| {1,2}[-—–~～至到])"
    r"|(?<![续近去每满间过达历0-9.])[1-4](?=季度)"
    r"|[零一二三四五六七八九十廿元]{1,4}(?=[年月日季至到—–~～-]|[、和与及][一二三四五六七八九十])"
    r"|[“\"「『]?(?:[六七八九]|十[一二三四五六七八九]?|二十)五"
    r"|[今本去明后来次翌当同](?=[年月天日季周星(])|昨(?=[天日(])"
    r"|[上下](?=半年|[上下]?一?个?[年月季周星]|\(|[、和与及][上下]半)|大(?=[前后]年)|这(?=个?月)|前(?=一?年|[一两二三四五六七八九十0-9]{1,2}个?[季月])"
    r"|[头首](?=[一两二三四五六七八九十0-9]{0,2}个?[季月])|第(?=[一二三四1-4](?:季|[至到—–~～、和与及-]))|(?:中[华華])?民国|[年月](?=[初底末])"
)
SENTENCE: Final = re.compile(r"[。！？!?\n]")
WEEKDAY: Final = r"(?: ?(?:\(?(?:星期|礼拜|周)[一二三四五六日天](?![一二三四五六七八九十年])\)?))"
"""A day of the week, which may stand behind a date and says nothing more."""
CLOCK: Final = (
    r"(?: ?(?:上午|下午|中午|早上|早|傍晚|晚上|晚|凌晨|夜间))?"
    r"(?: ?(?:2[0-4]|1[0-9]|0?[0-9])(?:[时点](?:半|整|[0-5]?[0-9]分?)?|[:：][0-5][0-9](?:[:：][0-5][0-9])?)"
    r"| ?[零一二三四五六七八九十]{1,3}[时点][半整]?)?"
)
"""A time of day behind a date, which its days do not hang on; it may be empty."""
JOIN: Final = re.compile(rf"{both(WEEKDAY)}?{CLOCK}起?{_TO}")

_NOT_AFTER: Final = frozenset("0123456789.第-/+·每逐满近约超逾达之") | frozenset("—–~～")
_DASHES: Final = frozenset("-—–~～")
# a dash behind no code: a year that stands behind it is a year
_OPEN_DASH: Final = re.compile(r"[^0-9A-Za-z]?[-—–~～](?![-—–~～])")
_MEASURED: Final = re.compile(rf"(?:{_TO}[0-9][0-9.,]*+)?[元亩吨倍万亿%‰㎡]")
_NAMES: Final = re.compile(both("今日(?:头条|美术)|明天系|明日之|昨日重现|明年今日"))
_HARD: Final = frozenset({"year", "year_off", "year_lean", "plan", "day_off", "month_off"})
_NUMERALS: Final = frozenset("零一二三四五六七八九十百千万亿两几数0123456789")

# what may not stand before a word, because the two make another one: 目前8月, 资本年化, 未来年产
_NOT_BEHIND: Final = {
    "前": frozenset(variants("目此以之日天周提午年月空史")),
    "头": frozenset(variants("年街桥码龙源")),
    "首": frozenset(variants("元榜部")),
    "来": frozenset(variants("以年近未将本原后过从往")),
    "次": frozenset(variants("每批人户场这多数几逐")) | _NUMERALS,
    "本": frozenset(variants("资基成文样根日版原剧")),
    "明": frozenset(variants("说证表声透文光发")),
    "上": frozenset(variants("以上")),
    "下": frozenset(variants("以下")),
    "大": frozenset(variants("扩重最巨较很特强做壮远广加放夸盛")),
    "同": frozenset(variants("合共")),
    "当": frozenset(variants("想每适相应")),
    "月": frozenset(variants("每个数几半单满当跨隔年")) | _NUMERALS,
    "年": frozenset(variants("每当隔跨")) | _NUMERALS,
    "今": frozenset(variants("如")),
}
_BEFORE_LAST_YEAR: Final = frozenset("较比与和于在从较，,。；;：:、(（\n \u3000")


def is_date(text: str, reading: DateReading) -> bool:
    """Tell a date in running text from other words that look like one."""
    start, end, said = reading.start, reading.end, reading.said
    first, before, after = text[start], text[start - 1 : start], text[end : end + 1]
    if not (_may_begin(text, reading, before) and _is_listed(text, reading, before, after)):
        return False
    if said.keys() == {"year", "month"} and "." in text[start:end] and _MEASURED.match(text, end):
        return False  # 2047.01元, 1924.4-5773.2万元
    if before and before in _NOT_BEHIND.get(first, ()):
        return False
    if first == "上" and text[start + 1] == "年" and end - start == 2:
        return not before or before in _BEFORE_LAST_YEAR
    if first == "今" and _NAMES.match(text, start):
        return False
    if "half" in said and not said.keys() & _HARD:
        return not before or before not in "每大这后"
    if "day" in said and not said.keys() & {"month", "month_off"}:
        return _is_day(text, reading, before)
    if said.keys() & {"quarter", "quarter_off"}:
        return not before or before not in "每各逐"
    if "month" in said and not said.keys() & _HARD:
        return _is_month(text, reading, before, after)
    return True


_YEAR_BEFORE: Final = re.compile(r"[每0-9零一二三四五六七八九十百两]年$")


def is_tail(text: str, reading: DateReading) -> bool:
    """Tell what no part is a date of: a part of a year that cannot be read, 513年1至8月, 农历三月, 后三月."""
    start, said = reading.start, reading.said
    if is_of_another_calendar(text, start, reading.end):
        return True
    if said.keys() & (_HARD | _LEANS):
        return False
    is_length = not said.keys().isdisjoint(_LISTED) and text[start].isalnum() and is_so_long(text, start)
    return is_length or _YEAR_BEFORE.search(text, max(0, start - 2), start) is not None


_YEAR_BEHIND: Final = re.compile("、([0-9]{2,3})年?")


def _is_year_of_list(text: str, reading: DateReading, before: str) -> bool:
    """Tell 22、23年一季度 from the number of a paragraph, 10、23年一季度."""
    following = _YEAR_BEHIND.match(text, reading.end)
    if following is None or reading.end - reading.start > 3:
        return True
    step = int(following[1]) - int(text[reading.start : reading.end])
    return step == 1 or (step > 1 and before not in {"", "\n"})


_DAYS_BEFORE: Final = re.compile(rf"月份?(?:{_DAY}{_AND}){{1,5}}$")
_DAYS_REACH: Final = 24
_LISTED: Final = frozenset({"month", "quarter", "half"})
_NEXT: Final = re.compile(f"{_AND}第?({_MONTH})")


def _is_listed(text: str, reading: DateReading, before: str, after: str) -> bool:
    """Tell 7、8月份 from the number of a paragraph, 1、8月份, and from one that counts something else."""
    if "year" in reading.said and text[reading.end - 1].isdecimal():
        return _is_year_of_list(text, reading, before)
    if (
        not (after and after in _AND and reading.said.keys() <= _LISTED)
        or text[reading.end - 1] in "月份季度年旬底末初"
    ):
        return True  # a whole one
    following = _NEXT.match(text, reading.end)
    if following is None:
        return "half" in reading.said
    this = reading.said.get("month") or reading.said.get("quarter") or 0
    other = small(following[1])
    return this < other and not _is_numbering(text, reading.start, this, other)


_HEAD: Final = re.compile(
    r"(?:^|[\n。；;：:])[ \u3000]*([0-9]{1,2}|[一二三四五六七八九十]{1,2})[、.．]", re.MULTILINE
)
"""The number of a paragraph, or of a part of one."""
_HEADS_REACH: Final = 2000


def _is_numbering(text: str, start: int, this: int, other: int) -> bool:
    """Tell whether a number at the head of a paragraph counts paragraphs: another has the number before it, or after.

    Where none has, 1、2、3月 are months; 1、9月份, of which no span is made, is a paragraph for all that.
    """
    before = text[max(0, start - _HEADS_REACH) : start]
    if before.strip(" \u3000")[-1:] not in {"", "\n", "。", "；", ";", "：", ":"}:
        return False
    is_arabic = text[start].isascii()
    if this == 1 and other > this + 1:
        return not before.strip(" \u3000") or before.rstrip(" \u3000").endswith("\n")
    heads = [each[1] for each in _HEAD.finditer(before)]
    heads += [each[1] for each in _HEAD.finditer(text, start + 1, start + _HEADS_REACH)]
    return any(each.isascii() is is_arabic and abs(small(each) - this) == 1 for each in heads)


_OF_A_RANGE: Final = frozenset({"day_lean", "month_lean"})
"""What leans on the day that a range begins with."""


def _may_begin(text: str, reading: DateReading, before: str) -> bool:
    """Tell whether digits behind a character begin a date."""
    if not reading.said.keys().isdisjoint(_OF_A_RANGE):
        return False
    if not before or not text[reading.start].isdecimal():
        return True
    if before in _DASHES and "year" in reading.said:
        return _OPEN_DASH.match(text, max(0, reading.start - 2)) is not None
    return not (before in _NOT_AFTER or (before.isascii() and before.isalnum()))


def _is_day(text: str, reading: DateReading, before: str) -> bool:
    """Tell 5日, and 5 between the days of one month, from other numbers."""
    start = reading.start
    if text[reading.end - 1] not in "日号" and not _DAYS_BEFORE.search(
        text, max(0, start - _DAYS_REACH), start
    ):
        return False
    return not (text[start] == "0" or (before and before in "个百") or text[start - 2 : start] == "日起")


def _is_month(text: str, reading: DateReading, before: str, after: str) -> bool:
    """Tell 5月 from 个5月大 and 三月 from 二三月."""
    if (
        text[reading.start] in "一二三四五六七八九十"
        and before
        and (before in _NUMERALS or before in "每逐个半蒲")
    ):
        return False
    return after not in {"龄", "嫂", "饼", "球", "光"} and before not in {"个", "每", "满", "年"}
