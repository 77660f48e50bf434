"""English units, in front of a number and behind it: RMB, yuan per mu, new projects, and the magnitudes between."""

from typing import Final, NamedTuple

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.english.lexicon import LETTERS, MAGNITUDES, NO_ADJECTIVES, WORDS
from zhaoshang._reading.words import UnitWord, front, per
from zhaoshang.units import Dimension, Scaled, Unit

__all__ = [
    "LATIN",
    "MeasureWord",
    "compound",
    "currency_before",
    "magnitude",
    "measure",
    "named",
    "unit_named",
]

LATIN: Final = re.compile("[0-9A-Za-z\u00c0-\u024f]")
"""What a word may go on with."""
_MAGNITUDE: Final = re.compile(
    rf"[ -]?({'|'.join(sorted(MAGNITUDES, key=len, reverse=True))})(?![A-Za-z])", re.IGNORECASE
)
_LETTER: Final = re.compile(r"([kKmMbB])(?![A-Za-z0-9²])")
_ADJECTIVE: Final = re.compile(r"[ -]([A-Za-z]++(?:-[A-Za-z]++){0,3})(?=[ -])")
# the rank of what is counted: 42 Fortune 500 companies
_RANK: Final = re.compile(r" (?:(?:Fortune|Forbes|Global|Top|World|China)(?:['’]s)? ){1,3}[0-9]{2,4}(?= )")
_PER: Final = re.compile(r"/| per ")


def unit_named(text: str, position: int) -> UnitWord | None:
    """Find the longest unit word that starts at a position; symbols and short words keep their case.

    What is joined to its number by a hyphen is joined throughout: 20,000-square-metre.
    """
    is_joined = text[position - 1 : position] == "-"
    for entry in WORDS.get(text[position : position + 1].lower(), ()):
        word = entry.word
        stop = position + len(word)
        part = text[position:stop].replace("-", " ") if is_joined and " " in word else text[position:stop]
        if (part == word or (len(word) > 3 and word.islower() and part.lower() == word)) and not (
            entry.is_latin and LATIN.match(text, stop)
        ):
            return entry
    return None


class MeasureWord(NamedTuple):
    """What stands behind a number: its word, the unit that it means, and where it ends."""

    word: UnitWord | None
    unit: Unit | None
    end: int


def measure(text: str, end: int) -> MeasureWord:
    """Read the unit behind a number, with the adjectives before a counted noun: 1,200 new jobs."""
    is_parted = text[end : end + 1] == " " or (
        text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()
    )
    at = end + 1 if is_parted else end
    word = unit_named(text, at)
    if word is None or word.word == "major":
        word, at = _noun(text, end) or (word, at)
    if word is None:
        return MeasureWord(None, None, end)
    stop = at + len(word.word)
    if word.unit.dimension is Dimension.COUNT:  # the noun is kept as it is printed, with its adjectives
        word = word._replace(word=text[end:stop].lstrip(" -"))
    return compound(text, word, word.unit, stop)


def _noun(text: str, end: int) -> tuple[UnitWord, int] | None:
    """Skip up to three adjectives to the noun that is counted."""
    rank = _RANK.match(text, end)
    if rank is not None:
        end = rank.end()
        word = unit_named(text, end + 1)
        if word is not None and word.unit.dimension is Dimension.COUNT:
            return word, end + 1
    for _ in range(3):
        match = _ADJECTIVE.match(text, end)
        if match is None or match[1].lower() in NO_ADJECTIVES:
            return None
        end = match.end()
        word = unit_named(text, end + 1)
        if word is not None and word.unit.dimension is Dimension.COUNT and len(word.word) > 3:
            return word, end + 1
    return None


def compound(text: str, word: UnitWord | None, top: Unit, end: int) -> MeasureWord:
    """Read the denominator of yuan/mu and yuan per mu."""
    mark = _PER.match(text, end)
    bottom = unit_named(text, mark.end()) if mark else None
    both = (
        per(top, bottom.unit.code) if bottom is not None and not bottom.rate and top.parts is None else None
    )
    if mark is None or bottom is None or both is None:
        return MeasureWord(word, top, end)
    return MeasureWord(word, both, mark.end() + len(bottom.word))


def currency_before(text: str, start: int) -> tuple[int, Unit | None]:
    """Walk left over the currency in front of a number, with a blank between."""
    begin, one = front(text, start)
    if one is None and text[start - 1 : start] == " ":
        begin, one = front(text, start - 1)
    if one is not None and not text[begin : begin + 1].isascii() and text[begin] not in "¥€£₩₹":
        return start, None
    return (begin, one) if one is not None else (start, None)


def magnitude(text: str, end: int, *, is_money: bool) -> tuple[int, int]:
    """Read the magnitude words behind digits: 13 billion, 13bn, US$13m, 3 hundred million."""
    power = 0
    for _ in range(2):
        match = _MAGNITUDE.match(text, end)
        if match is None:
            break
        power, end = power + MAGNITUDES[match[1].lower()], match.end()
    if power:
        return power, end
    letter = _LETTER.match(text, end)
    if letter is not None:
        name, stop = letter[1].lower(), letter.end()
        word = unit_named(text, stop + 1) if text[stop : stop + 1] == " " else None
        if is_money or word is not None or name == "k":  # 62m hectares, but a wall of 62m
            return LETTERS[name], stop
    return 0, end


def named(words: str) -> Scaled | None:
    """Find the unit that English words name, with its magnitude: billion yuan, RMB million, persons (名), yuan/mu."""
    words = f" {words.strip()}"
    power, end = magnitude(words, 0, is_money=False)
    word, one, end = measure(words, end)
    if not power:
        power, end = magnitude(words, end, is_money=True)
    return None if word is None or one is None or end != len(words) or word.rate else Scaled(one, power)
