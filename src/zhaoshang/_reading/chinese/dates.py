"""How dates and periods are written in Chinese, in either script: the rules, and where they may begin.

The text is folded, so that one script, one width and one nought are left of each. A date is a year with or without a part
of it, a part alone, or one of the words that stand alone.
"""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.calendar import DateReading
from zhaoshang._reading.chinese.date_edges import FESTIVE, bound, rest
from zhaoshang._reading.chinese.date_guards import is_date, is_tail
from zhaoshang._reading.chinese.date_tokens import (
    AND,
    CELL_TOKENS,
    COUNT,
    DAY,
    LEANS,
    MODERN,
    MONTH,
    TO,
    TOKENS,
)
from zhaoshang._reading.festivals import FESTIVALS
from zhaoshang._reading.rules import FormRule, RuleTable
from zhaoshang._reading.script import both, variants

__all__ = [
    "CANDIDATE",
    "CLOCK",
    "JOIN",
    "LISTED_YEARS",
    "PART",
    "SENTENCE",
    "WEEKDAY",
    "bound",
    "is_date",
    "is_tail",
    "read",
    "read_cell",
    "rest",
]

_PLAN: Final = r"[“\"「『]?<plan>五[”\"」』]?"
_NAMED_PLAN: Final = r"[“\"「『]?(?:[六七八九]|十[一二三四五六七八九]?|二十)五[”\"」』]?"

# a part of a year, which makes a year of two or three digits in front of it: months, quarters, halves, seasons, edges
PART: Final = (
    rf"{MONTH}月(?!以?内|之内)|{MONTH}月?{TO}{MONTH}月|{MONTH}{AND}(?:{MONTH}{AND}){{0,5}}{MONTH}月"
    rf"|[前头首]{COUNT}个?月|前[二三两23]个?季|首个?[月季]|第?[1-4一二三四](?:季?度?{TO}第?[二三四2-4])?季"
    rf"|第?[一二三四1-4]{AND}(?:第?[一二三四1-4]{AND}){{0,2}}第?[一二三四1-4]季"
    rf"|[QH][1-4](?![0-9A-Za-z])|[上下](?:{AND}[上下])?半年|底(?![蕴子气色线层部片薪价稿盘细数])|末(?![期端位梢])|初(?![级期始步中审心创稿衷选])|[春夏秋冬][季天](?!度)"
    rf"|(?:{'|'.join(FESTIVALS)})之?前(?![后往去来期])"
    # a festival whose days nobody knows here makes a year of it too: 114年中秋节前
    rf"|{FESTIVE}"
)
LISTED_YEARS: Final = rf"{AND}(?:[0-9]{{2,4}}年?{AND}){{0,5}}[0-9]{{2,4}}年(?={PART})"
"""The rest of a list of years before a part of the last."""
# what compares with one year; 过去10年同期 and 10年同期均值 are of several
_COMPARING: Final = rf"(?<=[{''.join(variants('较比与與和跟于从'))}])"

# the last year of several is none of which a part is told: 2020年至2022年3月
_ALL_OF_IT: Final = rf"(?!{MONTH}月|[底初末]|第?[1-4一二三四]季|[上下]半年)(?:度(?!假))?"

YEARS: Final = (
    FormRule("year", r"<year>年(?:度(?!假))?", "2022年"),
    FormRule("years", rf"<year>年?<to><year_to>年{_ALL_OF_IT}", "2019—2021年", 44),
    # the years of a list share their 年
    FormRule("listed year", rf"<figures>(?=(?:[、和与及]{MODERN}){{1,6}}[两三四五六七]?年)", "2020、2021年"),
    FormRule("last of listed years", rf"(?<={MODERN}[、和与及])<figures>(?=[两三四五六七]年)", "2020、2021两年"),
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
    FormRule("edge of a year", r"年?<edge>(?![级期始步中审心夏秋冬]|春(?!节))", "2022年底"),
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
    FormRule("months", rf"<month>月?<to><month_to>月份?(?!{DAY}[日号])", "1-8月", 43),
    # the parts of a list share the sign of the last: 7、8月份, 二、三季度, 8月5、6日
    FormRule("listed month", rf"<month>(?={AND}(?:{MONTH}{AND}){{0,5}}{MONTH}月)", "7、8月", 48),
    FormRule(
        "listed quarter",
        rf"第?<quarter>(?={AND}(?:第?[一二三四1-4]{AND}){{0,2}}第?[一二三四1-4]季)",
        "二、三季度",
        48,
    ),
    FormRule("listed half", rf"<half>(?={AND}[上下]半年)", "上、下半年", 48),
    FormRule("listed day", rf"<month>月份?<day>(?={AND}(?:{DAY}{AND}){{0,5}}{DAY}[日号])", "8月5、6日", 48),
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
        rf"(?<=[0-9一二三四五六七八九十]{AND})<day>(?={AND}(?:{DAY}{AND}){{0,5}}{DAY}[日号])",
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
    FormRule("edge of the month", r"月<edge>", "月底", 46, says={"month_here": 0}),
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
    FormRule("listed plan", rf"{_PLAN}(?={AND}{_NAMED_PLAN}(?:规划)?(?:期间|时期|期末|期))", "十二五、十三五时期", 48),
    FormRule("plan by its name", _PLAN, "“十五五”", 46, is_cell=True),
)  # fmt: skip
"""Dates that no year stands before, or that hold theirs."""

_TABLES: Final = tuple(
    tuple(RuleTable(rules, tokens, is_cell=is_cell) for rules in (YEARS, PARTS, ALONE))
    for tokens, is_cell in ((TOKENS, False), (CELL_TOKENS, True))
)
_SHARED: Final = re.compile(LISTED_YEARS)
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
        return bool(year.keys() & LEANS)
    if part.keys() == {"edge"}:
        return bool(year) or first == "年"
    if part.keys() & _BEHIND_YEAR or (first in "QH" and not is_cell):
        return bool(year)
    return True


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
JOIN: Final = re.compile(rf"{both(WEEKDAY)}?{CLOCK}起?{TO}")
