"""Header words with one slip of typing or scanning in them: 签约时问, 曰期, 总投咨, 开时工间."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.words.aliases import ALIASES, STAGE_WORDS
from zhaoshang._workbooks.words.text import LONGEST_HEADER, key

__all__ = ["mended"]

_SHORT: Final = 3
_WEIGHT: Final = 0.6
_LEAD: Final = re.compile(
    r"^(?:\d{1,2}[.、](?!\d)|\(\d{1,2}\)|[^\w(])*(?:项目|工程|预计|计划|预期|拟|实际|主要|其中:?)*"
)
_REST: Final = re.compile(r"[/:,;-]?(?:(?:百|千|万|亿)*(?:元|美元|亩|平方米|平米|公顷|㎡|m2))?(?:\(.*)?$")
_NEAR_SOUND: Final = 24
"""So near in the table of common characters, which goes by their sound, two of them mostly sound alike."""
_NEAR_SHAPE: Final = 40
"""So near in Unicode, which goes by radical and strokes, two characters mostly share their radical."""


def mended(text: str, /) -> tuple[str, ...]:
    """List what a header would say without one slip: a character for another like it, left out, doubled, or two turned.

    A character that is not like the right one passes for a slip only near the end, where headers say what kind of
    thing a column holds: 签约时问 is a slip of 签约时间, and 续约时间 another word.

    Examples:
        >>> mended("签约时问"), mended("预计开工曰期"), mended("竣时间"), mended("续约时间")
        (('签约时间',), ('预计开工日期',), ('竣工时间',), ())
    """
    word = key(text)
    if len(word) > LONGEST_HEADER:
        return ()
    lead, rest = _LEAD.match(word), _REST.search(word)
    start, end = lead.end() if lead else 0, rest.start() if rest else len(word)
    found: dict[str, None] = {}
    for begin in dict.fromkeys((0, start)):
        base = word[begin:end]
        for near in _near(base) if len(base) >= _SHORT and not base.isascii() else ():
            found[f"{word[:begin]}{near}{word[end:]}"] = None
    return tuple(found)


@lru_cache(maxsize=1024)
def _near(word: str) -> tuple[str, ...]:
    """List the known words from which one slip leads to a word."""
    if word in _words():
        return ()
    shared = {near for part in (word, *_shortened(word)) for near in _index().get(part, ())}
    return tuple(sorted(near for near in shared if _is_slip(word, near)))


@cache
def _words() -> frozenset[str]:
    stages = (word for word, _ in STAGE_WORDS if not word.startswith("不"))
    dates = (f"{word}{end}" for word in stages for end in ("时间", "日期"))
    sure = (word for word, alias in ALIASES.items() if alias.weight >= _WEIGHT and not word.isascii())
    return frozenset(word for word in (*sure, *dates) if len(word) >= _SHORT)


@cache
def _index() -> dict[str, tuple[str, ...]]:
    """Map what is left of every known word without one of its characters to the word."""
    index: dict[str, tuple[str, ...]] = {}
    for word in _words():
        for part in {word, *_shortened(word)}:
            index[part] = (*index.get(part, ()), word)
    return index


def _shortened(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def _is_slip(word: str, known: str) -> bool:
    """Tell whether one slip leads from a known word to a word."""
    differ = next(
        (at for at, (one, other) in enumerate(zip(word, known, strict=False)) if one != other),
        min(len(word), len(known)),
    )
    if len(word) < len(known):
        return len(known) > _SHORT
    if len(word) > len(known):
        return word[differ] == word[differ - 1] if differ else False
    if word[differ + 1 :] != known[differ + 1 :]:
        turned = (
            known[:differ] + known[differ + 1 : differ + 2] + known[differ : differ + 1] + known[differ + 2 :]
        )
        return word == turned and len(word) > _SHORT
    is_kind = len(known) > _SHORT and differ >= len(known) - 2
    return is_kind or _are_alike(word[differ], known[differ])


def _are_alike(one: str, other: str) -> bool:
    """Tell whether two characters may be taken for each other: by sound as one types, by shape as one scans."""
    if abs(ord(one) - ord(other)) <= _NEAR_SHAPE and not (one.isdigit() or one.isascii()):
        return True
    sounds = [_sound(sign) for sign in (one, other)]
    return 0 not in sounds and abs(sounds[0] - sounds[1]) <= _NEAR_SOUND


_COMMON: Final = range(0xB0 - 0xA0, 0xD8 - 0xA0)  # the rows of common characters
_ROW: Final = 94


def _sound(sign: str) -> int:
    """Give the place of a common character in GB 2312, where they stand by their sound; 0 for another."""
    try:
        row, place = sign.encode("gb2312")
    except (UnicodeEncodeError, ValueError):
        return 0
    return (row - 0xA0) * _ROW + place - 0xA0 if row - 0xA0 in _COMMON else 0
