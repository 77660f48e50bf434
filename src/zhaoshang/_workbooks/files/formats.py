"""Number formats: how much of a date they show, and what they show beside a number."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple, final

from zhaoshang.periods import Period

__all__ = ["BUILT_IN", "is_coarse", "says_more", "shown_date", "shown_number", "shown_period"]

BUILT_IN: Final = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 36: 'yyyy"年"m"月"',
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 49: "@", 50: 'yyyy"年"m"月"', 52: 'yyyy"年"m"月"',
    55: 'yyyy"年"m"月"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""The number formats that Excel knows by number alone, as a Chinese Excel shows them."""

_LITERAL: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_CLOCK: Final = re.compile("[hs]|am/pm")


def is_coarse(code: str, /) -> bool:
    """Tell whether a number format shows a date without its day."""
    return shown_period(code, date(2000, 1, 1)) is not None


def shown_period(code: str, day: date, /) -> Period | None:
    """Give the month or year that a number format shows of a date; `None` where it shows the day, or no date.

    Examples:
        >>> from datetime import date
        >>> day = date(2022, 3, 5)
        >>> print(
        ...     shown_period('yyyy"年"m"月"', day),
        ...     shown_period("[$-804]yyyy", day),
        ...     shown_period("yyyy/m/d", day),
        ... )
        2022-03 2022 None
    """
    plain = _LITERAL.sub("", code.partition(";")[0]).lower()
    if "d" in plain or _CLOCK.search(plain) or plain == "general":
        return None
    if "m" in plain:
        return Period.month(day.year, day.month)
    return Period.year(day.year) if "y" in plain else None


# ------------------------------------------------------------------ what stands beside a number or a date

_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]'
    r"|(?P<digits>[Gg]eneral|[0#?.,/]+|[Ee][+-])|(?P<percent>%)|(?P<dated>[ymdhsegba]+|AM/PM|A/P)|(?P<other>.)",
    re.DOTALL,
)
_PUNCTUATION: Final = re.compile(r"[\s()（）+\-–:：/.,@]+")
_DATED_WORDS: Final = re.compile("[年月日号时分秒]|星期|周|第|公元|T")
_CURRENCIES: Final = {
    "¥": "元人民币", "￥": "元人民币", "$": "美", "US$": "美", "€": "欧", "£": "英", "HK$": "港", "NT$": "台", "RMB": "元人民币",
    "CNY": "元人民币",
}  # fmt: skip
_OTHERS: Final = re.compile("[美欧英港台日澳加]|USD|EUR|HKD|JPY|GBP")
_SIZES: Final = {"十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8}


@final
class _Shown(NamedTuple):
    """What one section of a format shows: the words in front and behind, and by how much it divides."""

    before: str
    after: str
    down: int
    is_percent: bool
    is_date: bool


@lru_cache(maxsize=1024)
def _section(section: str) -> _Shown:
    before, after, seen, commas, places = "", "", False, 0, 0
    is_percent = is_date = False
    has_point = False
    for token in _TOKEN.finditer(section):
        digits, dated = token["digits"], token["dated"]
        if digits is not None:
            places += len(digits.strip(",/")) if has_point and seen else 0
            commas = len(digits) - len(digits.rstrip(","))
            seen, after = True, ""
        elif token["percent"] is not None:
            is_percent = True
        elif dated is not None:
            is_date = seen = True
            after = ""
        else:
            word = token["quoted"] or token["escaped"] or token["currency"] or token["other"] or ""
            has_point = has_point or (word == "." and seen)
            if seen:
                after += word
            else:
                before += word
    plain = [_PUNCTUATION.sub("", word) for word in (before, after)]
    return _Shown(plain[0], plain[1], 0 if is_date else 3 * commas + places, is_percent, is_date)


def _chosen(code: str, number: float) -> _Shown:
    sections = code.split(";")
    place = 0 if number > 0 else 1 if number < 0 else 2
    shown = _section(sections[place] if place < len(sections) and sections[place] else sections[0])
    return shown if shown.before or shown.after or shown.down or shown.is_percent else _section(sections[0])


def says_more(code: str, /) -> bool:
    """Tell whether a format shows more than a number or a day: a unit, a currency, a hedge, a part of the number.

    Examples:
        >>> says_more('0.0"万元"'), says_more('yyyy"年"m"月"'), says_more("#,##0.00_ ")
        (True, False, False)
    """
    for section in code.split(";"):
        shown = _section(section)
        words = shown.before + shown.after
        if shown.is_percent or shown.down or (_DATED_WORDS.sub("", words) if shown.is_date else words):
            return True
    return False


def shown_number(code: str, number: float, unit: str, /) -> str | None:
    """Write a number as its format shows it, digit for digit; `None` where that says no more than the header's unit.

    Examples:
        >>> (
        ...     shown_number('0.0"万元"', 3.5, "亿元"),
        ...     shown_number("0!.0,", 12345, "万元"),
        ...     shown_number("0%", 0.35, "亿元"),
        ... )
        ('3.5万元', '1.2345', '35%')
        >>> shown_number('"¥"#,##0', 12345, "元")
    """
    shown = _chosen(code, number)
    if shown.is_date:
        return None
    if shown.is_percent:
        return f"{number * 100:.15g}%"
    before, after = shown.before, shown.after
    own = _CURRENCIES.get(before.upper())
    if own is not None and (any(sign in unit for sign in own) if len(own) == 1 else not _OTHERS.search(unit)):
        before = ""
    size = after.removesuffix("元")
    if (
        shown.down
        and not before
        and _SIZES.get(size) == shown.down
        and not any(one in unit for one in _SIZES)
    ):
        return None  # 1.2万 of 12345 yuan
    if not (before or after or shown.down):
        return None
    return f"{before}{Decimal(f'{number:.15g}').scaleb(-shown.down).normalize():f}{after}"


def shown_date(code: str, day: date, /) -> str | None:
    """Write a day as its format shows it, with the words beside; `None` where there are none.

    Examples:
        >>> from datetime import date
        >>> shown_date('"预计"yyyy"年"m"月"', date(2022, 3, 5)), shown_date("yyyy/m/d", date(2022, 3, 5))
        ('预计2022年3月', None)
    """
    shown = _section(code.partition(";")[0])
    if not shown.is_date or not _DATED_WORDS.sub("", shown.before + shown.after):
        return None
    coarse = shown_period(code, day)
    whole = f"{day.year}年{day.month}月{day.day}日"
    if coarse is not None:
        whole = f"{day.year}年" if coarse.start.month != coarse.end.month else f"{day.year}年{day.month}月"
    return f"{shown.before}{whole}{shown.after.lstrip('年月日号')}"
