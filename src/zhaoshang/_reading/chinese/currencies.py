"""The currencies of the world behind a number, by their names in CLDR: 阿富汗尼, 蒙古图格里克, 图格里克."""

from functools import lru_cache
from typing import Final, NamedTuple

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.words import UNSURE, UnitWord
from zhaoshang.quantities import Money
from zhaoshang.units import CURRENCIES, OTHER_CURRENCIES, Unit, unit

__all__ = ["named"]


class _CurrencyNames(NamedTuple):
    pattern: re.Pattern[str]
    words: dict[str, UnitWord]


def named(text: str, place: int) -> UnitWord | None:
    """Read the name of a currency that the field has no word of its own for.

    A name without its country (图格里克, 克朗) is that of the one currency that has it; of several, and of one that is no
    more, the unit is `UNSURE`.
    """
    names = _names()
    found = names.pattern.match(text, place)
    if found is not None:
        return names.words[found[0]]
    return _NO_NAME if _COINED.match(text, place) else None


_COINED: Final = re.compile("(?!.?[十百千万亿兆])[\u4e00-\u9fff]{1,2}[元圆圓镑鎊币幣](?![\u4e00-\u9fff])")
"""What is said of no other thing than money: 津元, 比特币."""
_NO_NAME: Final = UnitWord("", UNSURE, Money)
_LEAST: Final = 2


@lru_cache(maxsize=1)
def _names() -> _CurrencyNames:
    """Name the currencies from CLDR; babel is imported only here, for it is slow to import and hardly ever needed."""
    from babel import Locale  # noqa: PLC0415 - see above

    locale = Locale("zh")
    lands = re.compile("|".join(map(re.escape, sorted(locale.territories.values(), key=len, reverse=True))))
    known = OTHER_CURRENCIES | {one.code for one in CURRENCIES}
    units: dict[str, set[Unit]] = {}
    for code, name in locale.currencies.items():
        if (code in known or not code.startswith("X")) and name.isalpha():  # no gold, no 韩元 (1945–1953)
            for word in {name, lands.sub("", name, count=1)}:
                units.setdefault(word, set()).add(unit(code) if code in known else UNSURE)
    for land in locale.territories.values():
        units.setdefault(f"{land}元", {UNSURE})
    words = {
        word: UnitWord(word, next(iter(ones)) if len(ones) == 1 else UNSURE, Money)
        for word, ones in units.items()
        if len(word) >= _LEAST
    }
    longest_first = sorted(words, key=len, reverse=True)
    return _CurrencyNames(re.compile("|".join(map(re.escape, longest_first))), words)
