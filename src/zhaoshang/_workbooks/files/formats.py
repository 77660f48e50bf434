"""Number formats: how much of a date they show, and what they show beside a number."""

import operator
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.decimals import shifted, trimmed
from zhaoshang.periods import Period

__all__ = [
    "BUILT_IN",
    "is_coarse",
    "says_more",
    "shown_code",
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
    r"|(?P<digits>[Gg]eneral|(?P<fraction>[0#?,]*/ *[0-9#?]+)|[0#?.,/]+|[Ee][+-])|(?P<percent>%)"
    r"|(?P<dated>[ymdhsegba]+|AM/PM|A/P)|(?P<other>.)",
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


_PIECE: Final = re.compile(r'(?>"[^"]*"|[\\!_*].|\[[^\]]*\]|[^;])*', re.DOTALL)
_LONGEST: Final = 1024  # Excel itself allows 255 characters
_CONDITION: Final = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d{1,30}(?:\.\d{1,30})?)\]")
_COMPARE: Final = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip


@final
class _Shown(NamedTuple):
    """What one section of a format shows: what stands in front and behind, and by how much it divides.

    Without a place for the number it shows its words alone; `places` are those of the whole digits, from the left, with what
    stands between them; `condition` says of which numbers it is.
    """

    before: str
    after: str
    places: tuple[str, ...]
    down: int
    is_percent: bool
    is_date: bool
    has_number: bool
    has_text: bool
    condition: tuple[str, Decimal] | None

    @property
    def says_more(self) -> bool:
        """Whether it shows more than a number or a day, or noughts in front of one."""
        words = self.before + self.after
        return (
            self.is_percent
            or self.down != 0
            or self.is_padded
            or bool(_DATED_WORDS.sub("", words) if self.is_date else words)
        )

    @property
    def is_padded(self) -> bool:
        """Whether it shows noughts in front, or something between the digits."""
        return len(self.places) > 1 or "".join(self.places).count("0") > 1

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
    if all(piece.condition is None for piece in pieces):
        pieces[1:3] = [piece if piece.has_text else _without_sign(piece) for piece in pieces[1:3]]
    return tuple(pieces)


def _without_sign(shown: _Shown) -> _Shown:
    """Leave out how a section of negative numbers, or of noughts, shows that they are such: -3, (3), -."""
    before, after = (_PUNCTUATION.sub("", word) for word in (shown.before, shown.after))
    return shown._replace(before=before, after=after)


def _section(section: str) -> _Shown:
    words: list[list[str]] = [[]]  # in front of the first place of the number, and behind each
    digits: list[str] = []
    is_percent = is_date = has_text = False
    for token in _TOKEN.finditer(section):
        if token["percent"] is not None:
            is_percent = True
        elif token["digits"] is not None or token["dated"] is not None or token["other"] == "@":
            digits.append("" if token["fraction"] else token["digits"] or "")  # 3500 1/2: no decimal digits
            words.append([])
            is_date = is_date or token["dated"] is not None
            has_text = has_text or token["other"] == "@"
        else:
            word = token["quoted"] or token["escaped"] or token["currency"] or token["other"] or ""
            words[-1].append(_YEN if word in _YUAN and token["place"] in _JAPAN else word)
    said = ["".join(each) for each in words]
    before, after = (said[0].lstrip(), said[-1].rstrip()) if digits else (said[0].strip(), "")
    places, below, stray = ((), 0, "") if is_date or has_text or not digits else _places(digits, said[1:-1])
    if is_date:
        before, after = (_PUNCTUATION.sub("", word) for word in (before, after))
    commas = len(digits[-1]) - len(digits[-1].rstrip(",")) if digits else 0
    told = _CONDITION.search(section)
    return _Shown(
        before,
        stray + after,
        places,
        0 if is_date else 3 * commas + below,
        is_percent,
        is_date,
        bool(digits) and not has_text,
        has_text,
        (told[1], Decimal(told[2])) if told else None,
    )


def _places(digits: Sequence[str], between: Sequence[str]) -> tuple[tuple[str, ...], int, str]:
    """Part the places of a number: the whole ones with what stands between, how many a typed point parts off, and the rest."""
    whole, below, stray = [""], 0, ""
    is_whole, is_typed = True, False
    for digit, word in zip(digits, ("", *between), strict=True):
        if word.strip() == ".":
            is_whole, is_typed = False, True
        elif word.strip(",， ") and is_whole:
            whole += [word.strip(), ""]
        elif word.strip(",， "):
            stray += word
        if is_typed:
            below += len(digit.strip(",/"))
        if is_whole:
            whole[-1] += digit.partition(".")[0].rstrip(",")
            is_whole = "." not in digit
    return tuple(whole), below, stray


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
    hides = not shown.has_number and not shown.says_more
    return first if hides and first.has_number else shown  # 0.0;-0.0; hides a nought: it is one


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
    own = _CURRENCIES.get(before.strip().upper())
    if own is not None and (own in unit if len(own) == 1 else _is_yuan(unit) and not _OTHERS.search(after)):
        before = ""
    size = after.strip().removesuffix("元")
    if (
        shown.down
        and not before
        and _SIZES.get(size) == shown.down
        and not any(one in unit for one in _SIZES)
    ):
        return None  # 1.2万 of 12345 yuan
    if not (before or after or shown.down or len(shown.places) > 1):
        return None
    return f"{before}{_filled(shown.places, shifted(exact, -shown.down))}{after}"


def _is_yuan(unit: str) -> bool:
    """Tell whether a header's unit may be one of yuan."""
    return not unit or ("元" in unit and not _OTHERS.search(unit))


def shown_code(code: str, number: float, /) -> str | None:
    """Write a whole number as its format shows it, with the noughts in front; `None` where it shows digits alone.

    Examples:
        >>> (
        ...     shown_code("000", 7),
        ...     shown_code('"P"000', 12),
        ...     shown_code("0000-00", 202405),
        ...     shown_code("#,##0", 7),
        ... )
        ('007', 'P012', '2024-05', None)
    """
    exact = Decimal(f"{number:.15g}")
    shown = _chosen(code, exact)
    if not shown.has_number or shown.is_date or shown.is_percent or shown.down or exact != int(exact):
        return None
    if not (shown.before or shown.after or shown.is_padded):
        return None
    return f"{shown.before}{_filled(shown.places, exact)}{shown.after}"


def _filled(places: Sequence[str], number: Decimal) -> str:
    """Put the digits of a number into the places of a format, from the right, with what stands between them."""
    whole, point, rest = trimmed(number).partition(".")
    if len(places) == 1:
        whole = f"{int(whole):,}" if "," in places[0] else whole.zfill(places[0].count("0"))
        return f"{whole}{point}{rest}"
    written = ""
    for at in range(len(places) - 1, -1, -1):
        if at % 2:
            written = places[at] + written
        else:
            cut = max(0, len(whole) - len(places[at])) if at else 0
            written = whole[cut:].zfill(places[at].count("0")) + written
            whole = whole[:cut]
    return f"{written}{point}{rest}"


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
