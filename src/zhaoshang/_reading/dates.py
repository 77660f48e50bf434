"""Dates and periods in Chinese text: small patterns for the parts of a date, and the arithmetic that gives it days.

`read` takes a folded text and a position and gives a `Reading`: where the date ends, and what it says about year,
month and day. `resolve` turns that into a `Period` with what the caller knows: the day of writing, or the year of a
title row. Nothing here looks at a clock.
"""

import re
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from dateutil.relativedelta import relativedelta

from zhaoshang._lazy import Deferred
from zhaoshang._reading.folding import has_english
from zhaoshang.periods import Period

if TYPE_CHECKING:
    from zhaoshang._reading.english import dates as english_dates
else:  # loaded with the first English text
    english_dates = Deferred("zhaoshang._reading.english.dates")

__all__ = ["Dated", "Known", "Reading", "from_serial", "read", "resolve", "scan", "small"]

_DIGITS: Final = {char: index for index, char in enumerate("零一二三四五六七八九")} | {"两": 2, "元": 1}
_RELATIVE_YEARS: Final = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, "来": 1, "次": 1, "后": 2}
_RELATIVE_DAYS: Final = {"今": 0, "昨": -1, "前": -2, "明": 1, "后": 2}
_RELATIVE_MONTHS: Final = {"上": -1, "本": 0, "这": 0, "下": 1}
_THIRDS: Final = {"上": "E", "中": "M", "下": "L", "初": "E", "底": "L", "末": "L"}

_MONTH: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_DAY: Final = r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR: Final = r"(?:(?:19|20)[0-9]{2}|[一二][零一二三四五六七八九]{3})"
_TO: Final = r"(?:[-—–~～至到]|——|--)"

_ISO: Final = re.compile(
    r"((?:19|20)[0-9]{2})([-/.])(1[0-2]|0?[1-9])(?:\2(3[01]|[12][0-9]|0?[1-9])(?![0-9])|(?!\2?[0-9]))"
)
_YEAR_PART: Final = re.compile(
    rf"(?P<year>{_YEAR})(?:年?{_TO}(?P<to>{_YEAR}))?年(?:度(?!假))?|(?P<short>[0-9]{{2}})年(?={_MONTH}月)"
    r"|(?P<relative>[今本去明]|[前后](?=年(?![产均纳销收处税利]))|上(?=年(?:度|末|底|初|同期))|[来次](?=年))年(?![级轻龄富货味])(?:度(?!假))?"
)
# 2020、2021年: the years of a list share their 年
_LISTED_YEAR: Final = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?=(?:[、和与及](?:19|20)[0-9]{2}){1,6}年)")
_REST: Final = re.compile(
    rf"""
      年?(?P<edge>初|底|末)(?![级期始步中审心])
    | (?P<half>[上下])半年
    | (?P<first_quarters>前[二三两23])个?季度
    | 第?(?P<quarter>[一二三四1-4])(?:{_TO}第?(?P<quarter_to>[二三四2-4]))?季度
    | 首季度?(?P<first_quarter>)
    | 前(?P<first_months>1[01]|[2-9]|十一?|[二两三四五六七八九])个月
    | (?P<months>{_MONTH})月?{_TO}(?P<months_to>{_MONTH})月份?(?!{_DAY}[日号])
    | (?:(?P<month>{_MONTH})月份?|(?P<relative_month>[上本这下])个?月份?)
      (?:(?P<third>[上中下])旬
        |(?P<day>{_DAY})(?:[日号]?{_TO}(?P<day_to>{_DAY}))?[日号]
        |(?P<month_edge>[初底末]))?
    """,
    re.VERBOSE,
)
_LONE: Final = re.compile(
    rf"""
      (?P<day>3[01]|[12][0-9]|[1-9])(?:日?{_TO}(?P<day_to>3[01]|[12][0-9]|[1-9]))?日(?![内游报志均龄程夜用间])
    | (?P<relative_day>[今昨明])[天日]|(?P<far_day>[前后])天
    | (?P<week>[上本下])一?(?:周|星期)(?![一二三四五六七日末天年边转期])
    | [“"「『]?(?P<plan>[六七八九]|十[一二三四五六七八九]?|二十)五[”"」』]?
      (?:(?:规划)?(?:期间|时期|期末|期)|(?=以来|末|开局|收官|头[一两三]年|前[两三]年|后[两三]年))
    """,
    re.VERBOSE,
)


class Known(NamedTuple):
    """What a relative date may lean on."""

    today: Period | None = None
    year: int | None = None
    month: Period | None = None


class Reading(NamedTuple):
    """A date as it is written."""

    start: int
    end: int
    parts: dict[str, str]
    is_relative: bool


_ANY_YEAR: Final = re.compile(r"(?P<year>[0-9]{4})年(?:至(?P<to>[0-9]{4})年)?")
_JOIN: Final = re.compile(_TO)


def read_whole(text: str, start: int) -> Reading | None:
    """Read the date that a cell holds: any four-digit year, and ranges from one date to another."""
    reading = read(text, start)
    if reading is None or not ({"year", "relative"} & reading.parts.keys()):
        reading = _with_any_year(text, start) or reading
    if reading is None:
        return None
    join = _JOIN.match(text, reading.end)
    last = join and (_with_any_year(text, join.end()) or read(text, join.end()))
    if not last:
        return reading
    parts = {**reading.parts, **{f"last_{name}": value for name, value in last.parts.items()}}
    return Reading(start, last.end, parts, is_relative=reading.is_relative)


def _with_any_year(text: str, start: int) -> Reading | None:
    year = _ANY_YEAR.match(text, start)
    if year is None:
        return None
    rest = None if year["to"] else _REST.match(text, year.end())
    end = rest.end() if rest else year.end()
    return Reading(start, end, _given(year) | _given(rest), is_relative=False)


def resolve_whole(parts: dict[str, str], known: "Known") -> Period | None:
    """Give the days of a date or of a range from one date to another.

    Raises:
        ValueError: for a date that does not exist, or a range that ends before it starts.
    """
    first = {name: value for name, value in parts.items() if not name.startswith("last_")}
    last = {name.removeprefix("last_"): value for name, value in parts.items() if name.startswith("last_")}
    start = resolve(first, known)
    if not last or start is None:
        return start
    end = resolve(last, known._replace(year=start.start.year, month=_month_of(start) or known.month))
    return None if end is None else _between(start, end)


def read(text: str, start: int) -> Reading | None:
    """Read the date that starts at a position of a folded text."""
    match = _ISO.match(text, start)
    if match is not None:
        parts = {"year": match[1], "month": match[3]} | ({"day": match[4]} if match[4] else {})
        return Reading(start, match.end(), parts, is_relative=False)
    listed = _LISTED_YEAR.match(text, start)
    if listed is not None:
        return Reading(start, listed.end(), _given(listed), is_relative=False)
    year = _YEAR_PART.match(text, start)
    position = year.end() if year else start
    parts = _given(year)
    if "to" not in parts:
        rest = _REST.match(text, position)
        if rest is None and not year:
            rest = _LONE.match(text, start)
        if rest is not None:
            parts |= _given(rest)
            if rest.lastgroup == "first_quarter":
                parts["quarter"] = "1"
            position = rest.end()
    if position == start:
        return None
    is_absolute = bool(parts.keys() & {"year", "short", "plan"})
    return Reading(start, position, parts, is_relative=not is_absolute)


def _given(match: re.Match[str] | None) -> dict[str, str]:
    if match is None:
        return {}
    return {name: value for name, value in match.groupdict().items() if value is not None}


def small(text: str) -> int:
    """Read a month or a day: 12, 十二, 元, 二十三.

    Raises:
        ValueError: for digits that are no number together, 一一.
    """
    if text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not {tens, ones} <= _DIGITS.keys() | {""}:
        message = f"{text} is no small number"
        raise ValueError(message)
    return (10 * (_DIGITS[tens] if tens else 1) if ten else 0) + (_DIGITS[ones] if ones else 0)


def year_number(text: str) -> int:
    """Read a year: 2022, 二零二二."""
    return int(text) if text.isascii() else int("".join(str(_DIGITS[char]) for char in text))


def resolve(parts: dict[str, str], known: Known) -> Period | None:
    """Give the days of a date, or `None` where it needs more than is known.

    Raises:
        ValueError: for a date that does not exist, 2月30日.
    """
    if "plan" in parts:
        return _plan(small(parts["plan"]))
    if "relative_day" in parts or "far_day" in parts:
        return _day_off(parts.get("relative_day") or parts["far_day"], known.today)
    if "week" in parts:
        return _week(_RELATIVE_MONTHS[parts["week"]], known.today)
    if "relative_month" in parts:
        return _relative_month(parts, known)
    if "day" in parts and "month" not in parts:
        return None if known.month is None else _days(parts, known.month.start.year, known.month.start.month)
    year = _year(parts, known)
    if year is None:
        return None
    return _in_year(parts, year)


def _plan(number: int) -> Period:
    """Give the years of a five-year plan: the sixth began in 1981."""
    first = 1981 + 5 * (number - 6)
    return Period.between(str(first), str(first + 4))


def _day_off(word: str, today: Period | None) -> Period | None:
    if today is None or not today.is_day:
        return today if word == "今" else None
    return today.shift(days=_RELATIVE_DAYS[word])


def _week(offset: int, today: Period | None) -> Period | None:
    if today is None or not today.is_day:
        return None
    monday = today.start - timedelta(days=today.start.weekday()) + timedelta(weeks=offset)
    return Period.between(monday, monday + timedelta(days=6))


def _relative_month(parts: dict[str, str], known: Known) -> Period | None:
    today = known.today
    if today is None or (today.start.year, today.start.month) != (today.end.year, today.end.month):
        return None
    first = today.start.replace(day=1) + relativedelta(months=_RELATIVE_MONTHS[parts["relative_month"]])
    return _days(parts, first.year, first.month)


def _year(parts: dict[str, str], known: Known) -> int | None:
    if "year" in parts:
        return year_number(parts["year"])
    if "short" in parts:
        return 2000 + int(parts["short"])
    if "relative" in parts:
        if known.today is None or known.today.start.year != known.today.end.year:
            return None
        return known.today.start.year + _RELATIVE_YEARS[parts["relative"]]
    if known.year is not None:
        return known.year
    return None if known.today is None else known.today.end.year


def _in_year(parts: dict[str, str], year: int) -> Period:
    if "to" in parts:
        return _between(Period.year(year), Period.year(year_number(parts["to"])))
    if "half" in parts:
        return Period.of(f"{year:04}-H{1 if parts['half'] == '上' else 2}")
    if "quarter" in parts:
        first = Period.of(f"{year:04}-Q{small(parts['quarter'])}")
        if "quarter_to" in parts:
            return _between(first, Period.of(f"{year:04}-Q{small(parts['quarter_to'])}"))
        return first
    for name, step in (("first_quarters", 3), ("first_months", 1)):
        if name in parts:
            count = small(parts[name].removeprefix("前"))
            return Period.between(Period.month(year, 1), Period.month(year, count * step))
    if "months" in parts:
        return _between(
            Period.month(year, small(parts["months"])), Period.month(year, small(parts["months_to"]))
        )
    if "month" in parts:
        return _days(parts, year, small(parts["month"]))
    if "edge" in parts:
        return Period.month(year, 1 if parts["edge"] == "初" else 12)
    return Period.year(year)


def _days(parts: dict[str, str], year: int, month: int) -> Period:
    third = parts.get("third") or parts.get("month_edge")
    if third:
        return Period.of(f"{year:04}-{month:02}-{_THIRDS[third]}")
    if "day" in parts:
        first = Period.day(year, month, small(parts["day"]))
        if "day_to" in parts:
            return _between(first, Period.day(year, month, small(parts["day_to"])))
        return first
    return Period.month(year, month)


def _between(first: Period, last: Period) -> Period:
    if last.end < first.start:
        msg = f"{last} is before {first}"
        raise ValueError(msg)
    return Period.between(first, last)


def from_serial(number: float | Decimal, epoch: int) -> date | None:
    """Turn an Excel day number into a date; `None` where it is none."""
    whole = int(number)
    if epoch == 1904:
        first, least = date(1904, 1, 1), 0
    else:
        # Excel believes that 1900 was a leap year: day 60 is a day that never was
        if whole == 60:
            return None
        first, least = (date(1899, 12, 31) if whole < 60 else date(1899, 12, 30)), 1
    if not least <= whole <= (date.max - first).days:
        return None
    return first + timedelta(days=whole)


# ---------------------------------------------------------------- running text

_CANDIDATE: Final = re.compile(r"[0-9今本去前明后上下这昨来次首第一二三四五六七八九十元年“\"「『]")
_SENTENCE: Final = re.compile(r"[。！？!?\n]")
_NOT_AFTER: Final = frozenset("0123456789.第-/+·每逐满近约超逾达之") | frozenset("—–~～")
_DASHES: Final = frozenset("-—–~～")
_OPEN_DASH: Final = re.compile(r"[^0-9A-Za-z]?[-—–~～](?![-—–~～])")
"""A dash behind no code: a year that stands behind it is a year."""
_JOINED: Final = re.compile(_TO)
_HARD_PARTS: Final = frozenset({"year", "short", "relative", "plan", "relative_day", "relative_month"})
_MEASURED: Final = frozenset("元亩吨倍万亿%‰㎡")
_NAMES: Final = re.compile(r"今日(?:头条|頭條|美术)|明天系|明日之|昨日重现|明年今日")


class Dated(NamedTuple):
    """A date in running text; `period` is `None` where it needs more than is known."""

    start: int
    end: int
    period: Period | None
    is_relative: bool


def scan(text: str, today: Period | None) -> list[Dated]:
    """Find the dates of a folded text, in order.

    A month without a year takes the year last dated in its sentence, else the year of writing; a day without a month
    takes the month in the same way.
    """
    found: list[Dated] = []
    done = sentence = 0
    parts: AbstractSet[str] = frozenset()
    known = Known(today, None, None)
    is_english = has_english(text)
    for start in _starts(text) if is_english else map(re.Match[str].start, _CANDIDATE.finditer(text)):
        if start < done:
            continue
        reading = read(text, start)
        if reading is None or not _is_date(text, reading):
            reading = english_dates.read(text, start) if is_english else None
            if reading is None or not english_dates.is_date(text, reading):
                continue
        if _SENTENCE.search(text, max(done, sentence), start) or (
            is_english and english_dates.SENTENCE.search(text, max(done, sentence), start)
        ):
            known = Known(today, None, None)
        sentence = start
        try:
            period = resolve(reading.parts, _with_today(known))
        except (ValueError, OverflowError):
            done = reading.end  # 2月30日 is no date, and its 30日 is none either
            continue
        found.append(Dated(start, reading.end, period, reading.is_relative))
        _join(text, found, reading.parts.keys(), parts)
        parts = reading.parts.keys()
        done = reading.end
        if period is not None and "plan" not in reading.parts:
            known = _remembered(known, period)
    return found


def _join(text: str, found: list[Dated], parts: AbstractSet[str], before: AbstractSet[str]) -> None:
    """Make one date of the last two where a dash or 至 joins two months: 2019年2月至2020年8月."""
    if len(found) < 2 or not {"year", "month"} <= before or "month" not in parts:
        return
    first, last = found[-2:]
    joint = _JOINED.fullmatch(text, first.end, last.start)
    if joint is None or first.period is None or last.period is None or first.period.end >= last.period.start:
        return
    found[-2:] = [Dated(first.start, last.end, Period.between(first.period, last.period), is_relative=False)]


def _starts(text: str) -> list[int]:
    """List where dates of either language may begin."""
    patterns = (_CANDIDATE, english_dates.CANDIDATE)
    return sorted({match.start() for pattern in patterns for match in pattern.finditer(text)})


def _with_today(known: Known) -> Known:
    return known if known.month is not None else known._replace(month=_month_of(known.today))


def _month_of(today: Period | None) -> Period | None:
    if today is None or (today.start.year, today.start.month) != (today.end.year, today.end.month):
        return None
    return Period.month(today.start.year, today.start.month)


def _remembered(known: Known, period: Period) -> Known:
    """Keep the year and month that later dates of the sentence lean on."""
    year = period.start.year if period.start.year == period.end.year else None
    return known._replace(year=year if year is not None else known.year, month=_month_of(period))


def _is_date(text: str, reading: Reading) -> bool:
    """Tell a date in running text from other words that look like one."""
    start, end, parts = reading.start, reading.end, reading.parts
    before, after = text[start - 1 : start], text[end : end + 1]
    if (
        text[start].isdecimal()
        and before
        and (before in _NOT_AFTER or (before.isascii() and before.isalnum()))
        and not (before in _DASHES and "year" in parts and _OPEN_DASH.match(text, max(0, start - 2)))
    ):
        return False
    if after in _MEASURED and parts.keys() == {"year", "month"} and "." in text[start:end]:
        return False  # 2047.01元
    if parts.keys() & {"week", "far_day"} or _NAMES.match(text, start):
        return "week" in parts
    if "edge" in parts and len(parts) == 1:
        return text[start] == "年" and before not in {"每", "当", "隔", "跨"}
    if "half" in parts and "year" not in parts and before in {"每", "大", "这", "后"}:
        return False
    if "day" in parts and "month" not in parts and "relative_month" not in parts:
        return not (text[start] == "0" or before in {"个", "百"} or text[start - 2 : start] == "日起")
    if "quarter" in parts or "first_quarter" in parts:
        return before not in {"每", "各", "逐"}
    if parts.keys() & {"month", "months"} and not parts.keys() & _HARD_PARTS:
        return _is_month(text, reading, before, after)
    return True


def _is_month(text: str, reading: Reading, before: str, after: str) -> bool:
    """Tell 5月 from 个5月大 and 三月 from 二三月."""
    if text[reading.start] in "一二三四五六七八九十" and (
        before in _DIGITS or before in {"十", "几", "每", "逐", "个", "半", "数", "蒲"}
    ):
        return False
    if text[reading.end - 1] in "日号月份旬初底末":
        return after not in {"龄", "嫂", "饼", "球", "光"} and before not in {"个", "每", "满"}
    return False
