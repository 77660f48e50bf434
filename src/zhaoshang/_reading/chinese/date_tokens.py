"""The tokens of Chinese dates: how their numbers are written, and the words that count from another day."""

from typing import Final

from zhaoshang._reading.festivals import FESTIVALS
from zhaoshang._reading.rules import Token

__all__ = ["AND", "CELL_TOKENS", "COUNT", "DAY", "LEANS", "MODERN", "MONTH", "TO", "TOKENS", "small"]

_DIGITS: Final = {char: index for index, char in enumerate("零一二三四五六七八九")} | {
    "两": 2,
    "元": 1,
    "首": 1,
}
MONTH: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
DAY: Final = (
    r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|(?:二?十|廿)[一二三四五六七八九]?|卅一?|[一二三四五六七八九])"
)
_HAN_YEAR: Final = "[一二][零一二三四五六七八九]{3}"
MODERN: Final = "(?:19|20)[0-9]{2}"
AND: Final = "[、和与及]"
COUNT: Final = "(?:1[01]|[2-9]|十一?|[二两三四五六七八九])"
TO: Final = r" {0,2}(?:——|--|[-—–~～至到]) {0,2}"


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
    "to": Token(TO),
    "mark": Token("[-/.]"),
    "year": Token(f"(?:{MODERN}|{_HAN_YEAR})", "year", _year),
    "year_to": Token(f"(?:{MODERN}|{_HAN_YEAR})", "year_to", _year),
    "figures": Token(MODERN, "year"),
    "figures_to": Token(MODERN, "year_to"),
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
    "month": Token(MONTH, "month", small),
    "month_to": Token(MONTH, "month_to", small),
    "months": Token(COUNT, "month_to", small),
    "month_step": _named("month_off", _STEPS),
    "third": Token("[上中下]", "third", lambda text: "上中下".index(text) + 1),
    "third_to": Token("[中下]", "third_to", lambda text: "上中下".index(text) + 1),
    "day": Token(DAY, "day", small),
    "day_to": Token(DAY, "day_to", small),
    "day_word": _named("day_off", {"今": 0, "昨": -1, "明": 1}),
    "far_day": _named("day_off", {"前": -2, "后": 2}),
    "day_named": Token(DAY, "day_named", small),
    "edge": _named("edge", _EDGES),
    "week_step": _named("week_off", {"上": -1, "本": 0, "下": 1, "上上": -2, "下下": 2}),
    "day_lean": Token("[次翌隔]日|第二[天日]", "day_lean", lambda _: 1),
    "month_lean": Token("[次翌]月", "month_lean", lambda _: 1),
    "season": Token("[春夏秋冬]", "season", "春夏秋冬".index),
    "festival": _named("before", FESTIVALS),
    "festival_eve": _named("eve", FESTIVALS),
    "plan": Token("[六七八九]|十[一二三四五六七八九]?|二十", "plan", small),
}  # fmt: skip

CELL_TOKENS: Final = {
    **TOKENS,
    "year": TOKENS["year"]._replace(pattern=f"[0-9]{{4}}|{_HAN_YEAR}"),
    "year_to": TOKENS["year_to"]._replace(pattern=f"[0-9]{{4}}|{_HAN_YEAR}"),
}
"""The tokens of a cell, which may hold any year of four digits."""

LEANS: Final = frozenset({"year_off", "year_lean"})
"""What leans on another year."""
