"""The short way: simplified script, Arabic digits and one unit, the shapes that nearly every cell has."""

from decimal import Decimal
from typing import Final, NamedTuple

from zhaoshang._basics import deferred_re as re
from zhaoshang._quantities.parts import build
from zhaoshang._reading.bounds import bounds_of, tighter
from zhaoshang._reading.chinese.lexicon import AFTER_HEDGES, BEFORE_HEDGES, UNIT_WORDS
from zhaoshang._reading.chinese.numerals import SIMPLE_TAILS
from zhaoshang._reading.numerals import MAX_DIGITS, odd, shifted
from zhaoshang._reading.words import UnitWord
from zhaoshang.quantities import Hedge, Quantity, kind_of
from zhaoshang.units import SMALL_COUNTERS, Scaled

__all__ = ["plain", "under_header"]

_SPLIT: Final = re.compile(r"([^0-9]{0,6}+)([0-9]++(?:\.[0-9]++)?+)")
_TAIL: Final = re.compile("[十百千万亿余多]*")
_YUAN: Final = UNIT_WORDS["元"]
_NONE: Final = Hedge.NONE
_NOT_QUICK: Final = frozenset("瓦米克级")  # 千瓦 and 千米 share their 千, 百亿级 is no counter
_MEMORY: Final = 8192
_ZEROS: Final = tuple("0" * power for power in range(16))


class _Suffix(NamedTuple):
    """What stands behind the digits of a cell: 亿元, 余亩, 万平方米以上."""

    power: int
    is_odd: bool
    word: UnitWord
    after: Hedge
    is_bare: bool


_suffixes: dict[str, _Suffix | None] = {}


def _suffix(text: str) -> _Suffix | None:
    """Read what stands behind the digits, the first time that it is seen; `None` is for the long way."""
    match = _TAIL.match(text)
    tail = match[0] if match else ""
    rest = text[len(tail) :]
    found = SIMPLE_TAILS.get(tail)
    after = "" if rest in UNIT_WORDS else next((word for word in _AFTER_WORDS if rest.endswith(word)), "")
    body = rest.removesuffix(after)
    word = UNIT_WORDS.get(body) if body else _YUAN if tail[-1:] in {"万", "亿"} else None
    result = None
    is_plain = (
        word is not None
        and not (word.word in SMALL_COUNTERS and "亿" in tail)
        and word.word[0] not in _NOT_QUICK
        and not (word.rate or word.odd or word.half)
    )
    if found is not None and word is not None and is_plain:
        result = _Suffix(*found, word, AFTER_HEDGES[after] if after else _NONE, not body)
    if len(_suffixes) >= _MEMORY:
        _suffixes.clear()
    _suffixes[text] = result
    return result


_AFTER_WORDS: Final = sorted(AFTER_HEDGES, key=len, reverse=True)
_MERGED: Final[dict[tuple[str, Hedge], Hedge | None]] = {
    (before, after): tighter(hedge, after)
    for before, hedge in {"": _NONE, **BEFORE_HEDGES}.items()
    if hedge is not None and before != "上"
    for after in (_NONE, *AFTER_HEDGES.values())
}


def plain(text: str, *, needs_unit: bool = False) -> Quantity | None:
    """Read 近130亿元, 80余亩, 20亿元以上: simplified script, Arabic digits, one unit; `None` for anything else.

    Args:
        text: the cell.
        needs_unit: whether 3万以上 is not said to be money.
    """
    match = _SPLIT.match(text)
    if match is None:
        return None
    before, digits = match.groups()
    behind = text[match.end() :]
    suffix = _suffixes[behind] if behind in _suffixes else _suffix(behind)
    if suffix is None or len(digits) > MAX_DIGITS:
        return None
    power, is_odd, word, after, is_bare = suffix
    if needs_unit and is_bare:
        return None
    hedge = _MERGED.get((before, after)) if before else after
    if hedge is None:
        return None
    if is_odd:
        numeral = odd(digits, power)
        if numeral is None:
            return None
        bounds = bounds_of(numeral)
        return build(word.kind, numeral.value, word.unit, Hedge.ODD, bounds, numeral.places, power, text)
    if "." in digits:
        value, places = shifted(digits, power)
    else:
        value, places = Decimal(digits + _ZEROS[power]), 0
    return build(word.kind, value, word.unit, hedge, None, places, power, text)


def under_header(text: str, default: Scaled) -> Quantity | None:
    """Read bare digits under a header's unit; a printed unit or magnitude takes its own way."""
    match = _SPLIT.fullmatch(text)
    if match is None or match[1] or len(match[2]) > MAX_DIGITS:
        return plain(text, needs_unit=True)
    value, places = shifted(match[2], default.power)
    return build(kind_of(default.unit), value, default.unit, _NONE, None, places, default.power, text)
