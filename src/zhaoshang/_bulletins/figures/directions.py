"""The word of direction before a figure: written, it turns with the sign (增长-5% is 下降5%); read, it gives the sign."""

from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._text.wording import Script
from zhaoshang.errors import UnfitValueError

_ZH: Final = (
    ("增长", "下降"),
    ("增加", "减少"),
    ("上升", "下降"),
    ("提高", "降低"),
    ("提升", "下降"),
    ("上涨", "下跌"),
    ("回升", "回落"),
    ("扩大", "缩小"),
    ("超序时进度", "落后序时进度"),
)
_EN: Final = (
    ("up", "down"),
    ("rose", "fell"),
    ("grew", "shrank"),
    ("increased", "decreased"),
    ("increase", "decrease"),
    ("rise", "fall"),
    ("growth", "decline"),
)
_CHINESE: Final = _ZH, "({})[了约近]?$"
_ENGLISH: Final = _EN, r"\b({})(?: by| of)? $"

CHANGES: Final = frozenset({"yoy_growth", "mom_growth", "pp_change", "schedule_gap"})
"""The figures that are changes, whose sign tells the direction whatever word a clause has."""


def directed(before: str, kpi: str, value: Decimal, script: Script) -> tuple[str, bool]:
    """Turn the word of direction right before a figure.

    Args:
        before: the words of the clause before the figure.
        kpi: the figure.
        value: its value.
        script: the script of the clause.

    Returns:
        The words, and whether they tell the sign.

    Raises:
        UnfitValueError: for a fall below nothing of a figure of which nobody knows whether it tells of rises or falls.
    """
    rises, falls, pattern = _words(script)
    found = pattern.search(before)
    if found is None or not value:
        return before, False
    word = found[1].lower()
    if value < 0 and word in falls and kpi not in CHANGES:
        expected = "a clause with a word that says more, such as 增长, which turns with the sign"
        raise UnfitValueError(before.strip() + format(value, "f"), expected)
    turned = rises.get(word, word) if value < 0 else falls.get(word, word) if kpi in CHANGES else word
    return (before if turned == word else before[: found.start(1)] + turned + before[found.end(1) :]), True


@cache
def _words(script: Script) -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    known, form = _CHINESE if script.is_chinese else _ENGLISH
    pairs = [(script.say(up, up), script.say(down, down)) for up, down in known]
    rises = dict(pairs)
    falls = {down: up for up, down in reversed(pairs)}
    either = "|".join(sorted({*rises, *falls}, key=lambda word: (-len(word), word)))
    return rises, falls, re.compile(form.format(either), re.IGNORECASE)


_WAY: Final = re.compile(
    r"(?P<fall>负增长?|负|[下降减跌落滑缩少低↓](?:[降落滑跌少低减缩幅])*)|(?P<rise>(?:[增升涨扩多提↑]|高(?!达))(?:[长加升多大涨]|高(?!达))*)"
)
"""A word that says a rise or a fall, by the signs it is made of."""
_COMPARED: Final = re.compile("同比|环比|同期|[去上前]年")
_TURNED: Final = re.compile("(?:后|而)?[反转变][为成]?|回")
"""Between two: the last of them is what came of it (不降反增, 由降转增, 止跌回升)."""
_DENIED: Final = re.compile("(?:未|没有?|无|不|非|止)$")
_PLAIN: Final = re.compile(
    r"(?:幅度?|速度?|率|比例|了|约|近|超过?|逾|达|高达|为|是|到|出|有|又|也|均|各|分别|依次|以及|[、和及与，,\s“\"（(：:])*"
)


def direction(words: str) -> int | None:
    """Tell which way the words before a change say that it went.

    Args:
        words: the words of its clause before it.

    Returns:
        1 for a rise, -1 for a fall, 0 where they say nothing of it; `None` where that is not certain.

    Examples:
        >>> [
        ...     direction(words)
        ...     for words in ("同比增长", "同比负增长", "同比不降反增", "、", "同比未增长", "降幅收窄")
        ... ]
        [1, -1, 1, 0, None, None]
    """
    said = _COMPARED.split(words)[-1]
    found = list(_WAY.finditer(said))
    if not found:
        return 0 if _PLAIN.fullmatch(said) else None
    is_turned = len(found) > 1 and all(
        _TURNED.fullmatch(said, one.end(), other.start()) for one, other in pairwise(found)
    )
    is_sure = is_turned or (len(found) == 1 and not _DENIED.search(said, 0, found[0].start()))
    if not is_sure or not _PLAIN.fullmatch(said, found[-1].end()):
        return None
    return -1 if found[-1]["fall"] else 1


def told_from(words: str) -> int:
    """Give where the words begin that say which way a change went; their end, where none do.

    Examples:
        >>> [words[told_from(words) :] for words in ("外资同比下降", "同比由增转降", "占")]
        ['下降', '由增转降', '']
    """
    if not direction(words):
        return len(words)
    said = _COMPARED.split(words)[-1]
    first = _WAY.search(said)
    place = len(words) - len(said) + (0 if first is None else first.start())
    return place - (words[place - 1 : place] in _LEADS)


_LEADS: Final = frozenset("不由止萎回上")
"""Before a sign of direction: it is part of that word (不增反降, 萎缩)."""
