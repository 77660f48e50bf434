"""When a text was written: the day that it prints for itself, and the months that it can only look back on."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.plain import Plain
from zhaoshang.periods import DateLike, Period, Precision
from zhaoshang.reading import PeriodMention, find_periods

HEARD_BEHIND: Final = re.compile(
    r"\s*[)）]?(?:讯|电(?!子)|消息|[,，]?\s*记者|[,，]?[^，,；;。\d]{0,16}(?:获悉|了解到|发布|公布|透露)|在[^，,；;。\n]{2,40}(?:会议|大会|全会|会)上\s*(?:\n|$))"
)
HEARD_BEFORE: Final = re.compile(
    r"(?:^|\n)\s*(?:[—\-－]{1,3}|[\u4e00-\u9fff]{0,14}(?:日报|晚报|晨报|时报|商报|新闻网|网|社|在线|融媒|客户端)[^，,；;。\n]{0,6})\s*$"
    r"|记者\s*$|(?:发布|更新|发表|刊发|印发)?(?:时间|日期)\s*[：:]\s*$|来源[^\n]{0,20}$"
)
_SIGNED: Final = re.compile(
    r"[\u4e00-\u9fff]{1,16}(?:局|委|委员会|办|办公室|中心|政府|小组|指挥部|专班)\s*[（(]?\s*"
)
"""Before the date in the last line of a text: who wrote it."""
_BRACKET: Final = re.compile(r"[（(]\s*")
_CLOSED: Final = re.compile(r"\s*[）)]")
_ENDED: Final = re.compile(r"[。！？!?.]\s*[（(]\s*$")
"""A sentence that is over, and a bracket behind it."""
_TITLE_LINES: Final = 3
_LOOK: Final = 30

SAYS_YEAR: Final = re.compile(r"\d{4}|[今去前明当本上]年")
_BARE: Final = re.compile(
    r"[\d一二三四五六七八九十]\s*月|季度|半年|\bQ[1-4]\b|\b(?:quarter|half)\b"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b",
    re.IGNORECASE,
)
"""A part of a year that is told by its name or number."""
_BARE_DAY: Final = re.compile(r"\d{1,2}\s*[日号]?(?:\s*[-—–~～至到、和与及]\s*\d{1,2}\s*)?[日号]")
_LEANS: Final = re.compile(r"[上下本当次]\s*个?(?:月|季)|\b(?:this|last|next|current|same)\b", re.IGNORECASE)
_AHEAD: Final = re.compile(
    r"计划(?!总?投资)|拟(?!总?投资)|预计|预期|力争|争取|确保|有望|可望|准备|打算|即将|必须|目标|任务|将|要(?![求素])|[之以]?前|到[^，,。；;]{0,6}[底末]"
    r"|\b(?:will|shall|plan|plans|planned|expect|expects|expected|due|aims?|targets?|scheduled|by|before|to be)\b",
    re.IGNORECASE,
)
"""What speaks of a time to come."""


def told_dates(text: str, today: DateLike | None) -> list[PeriodMention]:
    """Find the dates of a text; one that a word beside it makes another time of has no days: figures lie in none (9月以前)."""
    return [evolve(item, period=None) if item.is_open else item for item in find_periods(text, today=today)]


def day_of_writing(plain: Plain, periods: Sequence[PeriodMention]) -> Period | None:
    """Find the day of writing that a text prints with its year.

    A dateline (…讯), 发布时间：2022年7月8日, ——2022年1月6日在…大会上, or a day that stands for itself below the title, at
    the end behind the last sentence, or below it with the name of who wrote it.
    """
    days = [
        (plain.place(item.start), plain.place(item.end), item.period)
        for item in periods
        if item.period is not None and not item.is_relative and item.period.start == item.period.end
    ]
    for start, end, day in days:
        before = plain.text[max(0, start - _LOOK) : start]
        if HEARD_BEFORE.search(before) or HEARD_BEHIND.match(plain.text, end):
            return day
    alone = {day for start, end, day in days if _stands_alone(plain.text, start, end)}
    return alone.pop() if len(alone) == 1 else None  # several are the headings of what happened then


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether a day is all of a line at the top or at the end of a text, or ends it in brackets of its own."""
    line = text.rfind("\n", 0, start) + 1
    closed = _CLOSED.match(text, end)
    stop = end if closed is None else closed.end()
    close = text.find("\n", stop)
    if text[stop : close if close >= 0 else None].strip():
        return False
    is_last = not text[stop:].strip()
    head = text[line:start]
    if not head.strip() or _BRACKET.fullmatch(head.lstrip()):
        title = len([part for part in text[:line].split("\n") if part.strip()])
        return is_last or 0 < title < _TITLE_LINES
    if not is_last:
        return False
    if closed is not None and _ENDED.search(head):
        return True
    return line > 0 and _SIGNED.fullmatch(head.lstrip()) is not None


def looking_back(
    plain: Plain, periods: Sequence[PeriodMention], today: Period | None
) -> tuple[PeriodMention, ...]:
    """Read a month without a year that lies behind the day of writing as that of the year before: 12月 told in January.

    What is planned may well lie ahead, and is left as it is read.
    """
    if today is None:
        return tuple(periods)
    ahead: dict[tuple[int, int], bool] = {}  # by clause, which many dates may stand in
    return tuple(_looking_back(plain, item, today, ahead) for item in periods)


def _looking_back(
    plain: Plain, item: PeriodMention, today: Period, ahead: dict[tuple[int, int], bool]
) -> PeriodMention:
    period = item.period
    start, end = plain.place(item.start), plain.place(item.end)
    is_day = today.is_day and _is_bare_day(plain, item, start)
    if (
        period is None
        or item.is_planned
        or not (is_day or is_bare(item))
        or period.start.year != today.end.year
    ):
        return item
    begins = period.start if is_day else date(period.end.year, period.end.month, 1)
    if begins <= today.end or today.end.year == 1:
        return item
    clause = plain.clause(start)[0], plain.clause(end + 1)[1]
    if clause not in ahead:
        ahead[clause] = _AHEAD.search(plain.text, *clause) is not None
    if ahead[clause]:
        return item
    last = today.start.replace(day=1) - timedelta(days=1) if is_day else date(today.end.year - 1, 12, 31)
    before = _alone(item.raw, last)
    return item if before is None else evolve(item, period=before)


def _is_bare_day(plain: Plain, item: PeriodMention, start: int) -> bool:
    """Tell whether a date is a day, or days, of a month that is not told in its sentence: 21日至23日."""
    is_told = plain.text.find("月", plain.sentence(start)[0], start) >= 0
    return item.is_relative and _BARE_DAY.match(item.raw) is not None and not is_told


def other_years(item: PeriodMention, printed: Period | None, year: int | None) -> tuple[Period, ...]:
    """Give what a date may be as well: from the day of writing that the text prints, and in the year told before it."""
    told = in_year(item.raw, year) if year is not None and is_bare(item) else None
    others = [other for other in (printed, told) if other is not None and other != item.period]
    return tuple(dict.fromkeys(others))


def is_bare(item: PeriodMention) -> bool:
    """Tell whether a date is a part of a year whose year is not told: 12月, 一季度, December."""
    return (
        item.is_relative
        and _BARE.search(item.raw) is not None
        and not SAYS_YEAR.search(item.raw)
        and not _LEANS.search(item.raw)
    )


def in_year(said: str, year: int) -> Period | None:
    """Read a date whose year is not told as that of a year, or one that leans on it (去年)."""
    return _alone(said, date(year, 12, 31))


def _alone(said: str, today: date) -> Period | None:
    alone = find_periods(said, today=today)
    return alone[0].period if len(alone) == 1 else None


def year_before(period: Period | None) -> Period | None:
    """Give the same period of the year before, where there is such a year."""
    return None if period is None or period.start.year == 1 else period.shift(years=-1)


def is_of_length(period: Period, part: str | None) -> bool:
    """Tell whether a period is what 同月 or 同季度 compares with."""
    if part is None:
        return True
    return period.precision is (Precision.MONTH if part.startswith("月") else Precision.QUARTER)


def in_other_year(period: Period, said: str) -> Period | None:
    """Give the same time of the year that is said: 前年 is two before that of the period."""
    other = in_year(said.removesuffix("同期"), period.start.year)
    years = -1 if other is None else other.start.year - period.start.year
    return period.shift(years=years) if period.start.year + years > 0 else None
