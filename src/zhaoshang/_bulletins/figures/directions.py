"""The word of direction before a figure with a sign: it turns with the sign, and the sign goes (增长-5% is 下降5%)."""

import re
from decimal import Decimal
from functools import cache
from typing import Final

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
