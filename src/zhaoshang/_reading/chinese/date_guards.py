"""What only looks like a date in Chinese running text: 目前8月, 个5月大, the number of a paragraph, a part of another date."""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.calendar import DateReading
from zhaoshang._reading.chinese.date_edges import is_of_another_calendar, is_so_long
from zhaoshang._reading.chinese.date_tokens import AND, DAY, LEANS, MONTH, TO, small
from zhaoshang._reading.script import both, variants

__all__ = ["is_date", "is_tail"]

_NOT_AFTER: Final = frozenset("0123456789.第-/+·每逐满近约超逾达之") | frozenset("—–~～")
_ABOUT: Final = frozenset("约近")
_DASHES: Final = frozenset("-—–~～")
# a dash behind no code: a year that stands behind it is a year
_OPEN_DASH: Final = re.compile(r"[^0-9A-Za-z]?[-—–~～](?![-—–~～])")
_MEASURED: Final = re.compile(rf"(?:{TO}[0-9][0-9.,]*+)?[元亩吨倍万亿%‰㎡]")
_NAMES: Final = re.compile(both("今日(?:头条|美术)|明天系|明日之|昨日重现|明年今日"))
_HARD: Final = frozenset({"year", "year_off", "year_lean", "plan", "day_off", "month_off", "month_here"})
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
_MONTH_BEFORE: Final = re.compile(r"[^\W本该当同上下]月$")
"""A month that is none, or another calendar's: 13月5日, 腊月二十三日."""


def is_tail(text: str, reading: DateReading) -> bool:
    """Tell what no part is a date of: a part of a year or month that cannot be read, 513年1至8月, 13月5日, 农历三月, 后三月."""
    start, said = reading.start, reading.said
    if is_of_another_calendar(text, start, reading.end):
        return True
    if said.keys() & (_HARD | LEANS):
        return False
    is_length = not said.keys().isdisjoint(_LISTED) and text[start].isalnum() and is_so_long(text, start)
    before = _MONTH_BEFORE if "day" in said and "month" not in said else _YEAR_BEFORE
    return is_length or before.search(text, max(0, start - 2), start) is not None


_YEAR_BEHIND: Final = re.compile("、([0-9]{2,3})年?")


def _is_year_of_list(text: str, reading: DateReading, before: str) -> bool:
    """Tell 22、23年一季度 from the number of a paragraph, 10、23年一季度."""
    following = _YEAR_BEHIND.match(text, reading.end)
    if following is None or reading.end - reading.start > 3:
        return True
    step = int(following[1]) - int(text[reading.start : reading.end])
    return step == 1 or (step > 1 and before not in {"", "\n"})


_DAYS_BEFORE: Final = re.compile(rf"月份?(?:{DAY}{AND}){{1,5}}$")
_DAYS_REACH: Final = 24
_LISTED: Final = frozenset({"month", "quarter", "half"})
_NEXT: Final = re.compile(f"{AND}第?({MONTH})")


def _is_listed(text: str, reading: DateReading, before: str, after: str) -> bool:
    """Tell 7、8月份 from the number of a paragraph, 1、8月份, and from one that counts something else."""
    if "year" in reading.said and text[reading.end - 1].isdecimal():
        return _is_year_of_list(text, reading, before)
    if (
        not (after and after in AND and reading.said.keys() <= _LISTED)
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
    if before in _ABOUT and {"year", "month"} <= reading.said.keys():
        return True  # 签约2022年3月 is of that month, 约2022年3月 stays open
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
