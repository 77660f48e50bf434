"""Finding English amounts in running text: the rules of a cell, and guards against everything that is no amount."""

import re
from collections.abc import Iterator
from typing import Final

from zhaoshang._reading.english.grammar import amount
from zhaoshang._reading.english.lexicon import INVARIABLE, LABELS
from zhaoshang._reading.english.numerals import NUMBER
from zhaoshang._reading.english.units import compound, currency_before
from zhaoshang._reading.found import Found, Refused, Scope
from zhaoshang._reading.signs import signed
from zhaoshang._reading.words import UnitWord
from zhaoshang._text.languages import singular
from zhaoshang.quantities import Hedge
from zhaoshang.units import Dimension

__all__ = ["find"]

_NONE: Final = Hedge.NONE

_HAN: Final = "\u2e80"
_LABEL: Final = re.compile(r"(?<![A-Za-z])([A-Za-z]{1,9})\.? ?$")
_FIRST: Final = re.compile(r"(?<![A-Za-z])first $", re.IGNORECASE)
_COMPARED: Final = re.compile(
    r" (?:that|the|as|more|higher|larger|greater|bigger|of|what|those|its|last)(?![A-Za-z])"
)
_YEARLIKE: Final = re.compile("19[0-9]{2}|20[0-9]{2}")


def find(text: str) -> Iterator[Found]:
    """Find every English amount of a folded text, in order and without overlaps."""
    scope = Scope(text)
    done = last = 0
    for match in NUMBER.finditer(text):
        start, end = match.span()
        if start < done or text[end : end + 1] >= _HAN:
            continue
        got = amount(scope, match)
        if isinstance(got, Refused):
            done = max(done, got.end) if got.readings else done
        elif got.start >= done and _is_sound(text, got, match):
            done = got.end
            whole_one = signed(text, got)
            if whole_one is not None and whole_one.start >= last:
                yield whole_one
            last = done


def _is_sound(text: str, found: Found, match: re.Match[str]) -> bool:
    """Tell whether an amount that could be read is one that was meant."""
    digits, _, spoken = match.groups()
    if digits is not None and _CODE.match(digits):
        return False
    begin, _ = currency_before(text, match.start())
    if begin and (
        _CLINGING.search(text, max(0, begin - 2), begin) or _DIALLED.search(text, max(0, begin - 14), begin)
    ):
        return False
    label = _LABEL.search(text, max(0, begin - 12), begin)
    if label is not None and label[1].lower() in LABELS and found.start >= begin:
        return False
    word, one = found.word, found.unit
    if one.parts is not None and compound(text, None, one.parts[0], found.end).end > found.end:
        return False  # a unit of three parts is not read by two of them
    if word is None:
        return not text[found.end : found.end + 1].isalnum()
    if one.code == "month" and _FIRST.search(text, max(0, found.start - 6), found.start):
        return False
    if one.code == "times" and word.word != "fold" and not found.numeral.places:
        return _COMPARED.match(text, found.end) is not None
    is_joined = text[match.end() : match.end() + 1] == "-"
    if spoken is not None and (is_joined or (found.hedge is _NONE and spoken.lower() == "one")):
        return False
    if one.dimension is Dimension.COUNT or one.code == "year":
        return _is_counted(found, match, word, is_joined=is_joined)
    return True


# a number with a leading nought, or with more digits than anything is counted in
_CODE: Final = re.compile("0[0-9]|[0-9]{19}")
# what another word or number clings to: A3, COVID-19, 8:30, 1.2.3, +86
_CLINGING: Final = re.compile(r"[0-9A-Za-z][-–—.,:]$|[0-9A-Za-z/#№_]$|[0-9A-Za-z]\+$")
# digits before digits, as telephone numbers have them; a year may stand there
_DIALLED: Final = re.compile(r"(?<![0-9])(?!(?:19|20)[0-9]{2} )[0-9]{2,12} $")


def _is_counted(found: Found, match: re.Match[str], word: UnitWord, *, is_joined: bool) -> bool:
    """Tell 2,022 projects from the projects of 2022, and what is counted from what names something else."""
    is_bare = match[1] is not None and "," not in match[1] and not found.numeral.scale
    years = [end for end in (found.numeral.value, found.numeral.low, found.numeral.high) if end is not None]
    if (
        is_bare
        and found.hedge in {_NONE, Hedge.RANGE}
        and all(_YEARLIKE.fullmatch(f"{end:f}") and int(end) % 100 for end in years)
    ):
        return False
    return (
        found.unit.code == "year"
        or is_joined
        or found.numeral.value == 1
        or singular(word.word) != word.word
        or word.word.rpartition(" ")[2] in INVARIABLE
    )
