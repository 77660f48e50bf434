"""Number formats: how much of a date they show, and what they show beside a number."""

import operator
import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple, final

from zhaoshang.periods import Period

__all__ = [
    "BUILT_IN",
    "is_coarse",
    "says_more",
    "shown_date",
    "shown_number",
    "shown_period",
    "shown_text",
    "shows_nothing",
]

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
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)(?P<place>[^\]]*)\]|\[[^\]]*\]'
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
_YUAN, _YEN, _JAPAN = frozenset({"¥", "￥"}), "JPY", frozenset({"-411", "-ja-JP"})
"""One sign is of two currencies; which of them the format says by its place."""
_SIZES: Final = {"十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8}


_PIECE: Final = re.compile(r'(?:"[^"]*"|[\\!_*].|\[[^\]]*\]|[^;])*', re.DOTALL)
_LONGEST: Final = 1024  # Excel itself allows 255 characters
_CONDITION: Final = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d{1,30}(?:\.\d{1,30})?)\]")
_COMPARE: Final = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip


@final
class _Shown(NamedTuple):
    """What one section of a format shows: the words in front and behind, and by how much it divides.

    Without a place for the number it shows its words alone; `condition` says of which numbers it is.
    """

    before: str
    after: str
    down: int
    is_percent: bool
    is_date: bool
    has_number: bool
    has_text: bool
    condition: tuple[str, Decimal] | None

    @property
    def says_more(self) -> bool:
        """Whether it shows more than a number or a day."""
        words = self.before + self.after
        return (
            self.is_percent or self.down != 0 or bool(_DATED_WORDS.sub("", words) if self.is_date else words)
        )

    def is_of(self, number: Decimal) -> bool:
        """Whether its condition holds."""
        return self.condition is None or bool(_COMPARE[self.condition[0]](number, self.condition[1]))


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Shown, ...]:
    """Read the sections of a format, of numbers above, below and at nought, and of texts."""
    code = code[:_LONGEST].replace("G/通用格式", "General")
    pieces: list[_Shown] = []
    start = 0
    while start <= len(code) and len(pieces) < 4:
        piece = _PIECE.match(code, start)
        end = piece.end() if piece else len(code)
        pieces.append(_section(code[start:end]))
        start = end + 1
    return tuple(pieces)


def _section(section: str) -> _Shown:
    before, after, seen, commas, places = "", "", False, 0, 0
    is_percent = is_date = has_text = False
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
        elif token["other"] == "@":
            seen = has_text = True
        else:
            word = token["quoted"] or token["escaped"] or token["currency"] or token["other"] or ""
            word = _YEN if word in _YUAN and token["place"] in _JAPAN else word
            has_point = has_point or (word == "." and seen)
            if seen:
                after += word
            else:
                before += word
    plain = [_PUNCTUATION.sub("", word) for word in (before, after)]
    told = _CONDITION.search(section)
    return _Shown(
        plain[0],
        plain[1],
        0 if is_date else 3 * commas + places,
        is_percent,
        is_date,
        seen and not has_text,
        has_text,
        (told[1], Decimal(told[2])) if told else None,
    )


def _chosen(code: str, number: Decimal) -> _Shown:
    """Give the section that shows a number: the first whose condition holds, or by its sign where none is set."""
    sections = _sections(code)
    of_numbers = sections[:3]
    if sections[-1].has_text and len(sections) < 4:
        of_numbers = sections[:-1] or (_section("General"),)
    first, second, third = (of_numbers * 3)[:3] if len(of_numbers) == 1 else (*of_numbers, of_numbers[0])[:3]
    if first.condition is None and second.condition is None:
        shown = first if number > 0 else second if number < 0 else third
    elif first.is_of(number) if first.condition is not None else number > 0:
        shown = first
    elif second.is_of(number) if second.condition is not None else len(of_numbers) < 3 or number < 0:
        shown = second
    else:
        shown = of_numbers[-1]
    return shown if shown.has_number or shown.says_more else first  # 0.0;-0.0; hides a nought: it is one


def says_more(code: str, /) -> bool:
    """Tell whether a format shows more than a number or a day: a unit, a currency, a hedge, a part of the number.

    Examples:
        >>> says_more('0.0"万元"'), says_more('yyyy"年"m"月"'), says_more("#,##0.00_ ")
        (True, False, False)
    """
    return any(section.says_more for section in _sections(code))


_UNSHOWN: Final = re.compile(r'\[[^\]]*\]|""|\s')
_NOTHING: Final = frozenset({";;", ";;;"})


def shows_nothing(code: str, /) -> bool:
    """Tell whether all sections of a format are empty, so that nobody sees what is written in it.

    Examples:
        >>> [shows_nothing(code) for code in (";;;", "[>0];[<0];", "", "0;;")]
        [True, True, False, False]
    """
    return _UNSHOWN.sub("", code[:_LONGEST]) in _NOTHING


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
        >>> shown_number('[<1]"不足1";0', 0.5, "亿元"), shown_number('[>=10000]0!.0,"万";0', 5000, "万元")
        ('不足1', None)
    """
    exact = Decimal(f"{number:.15g}")
    shown = _chosen(code, exact)
    if shown.is_date:
        return None
    if not shown.has_number and not shown.is_percent:
        return shown.before + shown.after or None
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
    return f"{before}{exact.scaleb(-shown.down).normalize():f}{after}"


def shown_date(code: str, day: date, /) -> str | None:
    """Write a day as its format shows it, with the words beside; `None` where there are none.

    Examples:
        >>> from datetime import date
        >>> shown_date('"预计"yyyy"年"m"月"', date(2022, 3, 5)), shown_date("yyyy/m/d", date(2022, 3, 5))
        ('预计2022年3月', None)
    """
    shown = _sections(code)[0]
    if not shown.is_date or not _DATED_WORDS.sub("", shown.before + shown.after):
        return None
    coarse = shown_period(code, day)
    whole = f"{day.year}年{day.month}月{day.day}日"
    if coarse is not None:
        whole = f"{day.year}年" if coarse.start.month != coarse.end.month else f"{day.year}年{day.month}月"
    return f"{shown.before}{whole}{shown.after.lstrip('年月日号')}"


def shown_text(code: str, text: str, /) -> str | None:
    """Write a text as the section of a format for texts shows it; `None` where it adds nothing.

    Examples:
        >>> shown_text('@"亿元"', "3"), shown_text('0;-0;0;"约"@', "3"), shown_text("0.0", "3")
        ('3亿元', '约3', None)
    """
    shown = _sections(code)[-1]
    if not shown.has_text or not (shown.before or shown.after):
        return None
    return f"{shown.before}{text}{shown.after}"
