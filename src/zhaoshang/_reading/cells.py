"""Cells: texts that are wholly one quantity, with a short way for the shapes that nearly every cell has."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from zhaoshang._reading import amounts, numerals, written
from zhaoshang._reading.amounts import NUMBER, Found, Refused, Scope, bounds_of, build, tighter
from zhaoshang._reading.folding import Folded, fold
from zhaoshang._reading.lexicon import AFTER_HEDGES, BEFORE_HEDGES, UNIT_WORDS, UnitWord
from zhaoshang.errors import AmbiguousQuantityError, QuantitySyntaxError
from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.units import OTHER_CURRENCIES, Scaled

__all__ = ["LONGEST", "number", "quantity"]

LONGEST: Final = 1000
"""A cell longer than this is no amount and no date."""

_MINUS: Final = frozenset("-\u2212负")

# ---------------------------------------------------------------- the short way

_QUICK: Final = re.compile(
    f"({'|'.join(sorted(BEFORE_HEDGES, key=len, reverse=True))})?+([0-9]++(?:\\.[0-9]++)?+)([十百千万亿余多]*+)(.*+)"
)
_YUAN: Final = UNIT_WORDS["元"]
_CNY: Final = _YUAN.unit
_NONE: Final = Hedge.NONE
_NOT_QUICK: Final = frozenset("瓦米克级")  # 千瓦 and 千米 share their 千, 百亿级 is no counter
_Ending = tuple[UnitWord, Hedge]
_ENDINGS: Final[dict[str, _Ending]] = {
    word + after: (entry, hedge)
    for word, entry in UNIT_WORDS.items()
    if word[0] not in _NOT_QUICK and not (entry.rate or entry.odd or entry.half)
    for after, hedge in {"": _NONE, **AFTER_HEDGES}.items()
}
_MERGED: Final[dict[tuple[str | None, Hedge], Hedge | None]] = {
    (before, after): tighter(BEFORE_HEDGES[before] if before else _NONE, after)
    for before in (None, *BEFORE_HEDGES)
    for after in (_NONE, *AFTER_HEDGES.values())
}


def _quick(text: str) -> Quantity | None:
    """Read 近130亿元, 80余亩, 20亿元以上: simplified script, Arabic digits, one unit; `None` for anything else."""
    match = _QUICK.fullmatch(text)
    if match is None:
        return None
    before, digits, tail, rest = match.groups()
    ending = _ENDINGS.get(rest)
    if ending is None:
        if rest or not tail or tail[-1] not in "万亿":
            return None
        ending = _YUAN, _NONE
    entry, after = ending
    hedge = _MERGED[before, after]
    found = numerals.SIMPLE_TAILS.get(tail)
    if hedge is None or found is None or before == "上" or len(digits) > numerals.MAX_DIGITS:
        return None
    power, is_odd = found
    if is_odd:
        numeral = numerals.simple(digits, tail)
        if numeral is None:
            return None
        return build(
            entry.kind,
            numeral.value,
            entry.unit,
            numeral.hedge,
            bounds_of(numeral),
            numeral.places,
            power,
            text,
        )
    value, places = numerals.shifted(digits, power)
    return build(entry.kind, value, entry.unit, hedge, None, places, power, text)


# ---------------------------------------------------------------- the whole language


@lru_cache(maxsize=8192)
def quantity(text: str, default: Scaled | None = None) -> Quantity:
    """Read one cell.

    Raises:
        QuantitySyntaxError: when it is not wholly a quantity.
        AmbiguousQuantityError: when it has two readings.
    """
    if default is None:
        quick = _quick(text) if len(text) < LONGEST else None
        if quick is not None:
            return quick
    elif text.isascii() and text.isdecimal() and len(text) <= numerals.MAX_DIGITS:
        value, _ = numerals.shifted(text, default.power)
        return build(unit_kind(default), value, default.unit, _NONE, None, 0, default.power, text)
    if len(text) > LONGEST:
        raise QuantitySyntaxError(text, (LONGEST, len(text)), f"at most {LONGEST} characters")
    return _read(text, default)


def unit_kind(default: Scaled) -> type[Quantity]:
    """Give the class for a header's unit."""
    return amounts.kind_of(default.unit)


def _read(text: str, default: Scaled | None) -> Quantity:
    exact = (
        written.read(text)
        if "【" in text
        else written.fraction(text)
        if "/" in text or "／" in text
        else None
    )
    if exact is not None:
        return exact
    folded = fold(text)
    plain = folded.text
    low, high = len(plain) - len(plain.lstrip()), len(plain.rstrip())
    sign = plain[low : low + 1] in _MINUS and low < high
    if low >= high:
        raise QuantitySyntaxError(text, folded.raw(0, len(plain)), "a number")
    found = _whole(plain, low + sign, high, default)
    if not isinstance(found, Found):
        other = _other_currency(plain, low + sign, high)
        if other is None:
            raise _error(text, folded, found)
        found = other
    if not sign:
        return found.quantity(text)
    if found.hedge is not _NONE:
        raise QuantitySyntaxError(text, folded.raw(low, low + 1), "no sign before a hedged number")
    value = found.numeral.value
    assert value is not None  # noqa: S101 - no hedge, so there is a value
    return found._replace(numeral=found.numeral._replace(value=value.copy_negate())).quantity(text)


def _whole(plain: str, low: int, high: int, default: Scaled | None) -> Found | Refused:
    """Read the amount that fills a folded text from `low` to `high`."""
    match = NUMBER.search(plain, low)
    if match is None:
        return Refused(low, high, "a number")
    found = amounts.amount(Scope(plain, cell=True, default=default), match)
    if isinstance(found, Refused):
        return found
    if found.start != low:
        return Refused(low, found.start, "a number or a hedge such as 近 or 超")
    if found.end != high:
        return Refused(found.end, high, "the end of the text")
    return found


def _error(text: str, folded: Folded, refused: Refused) -> QuantitySyntaxError | AmbiguousQuantityError:
    length = len(folded.text)
    span = folded.raw(min(refused.start, length), min(refused.end, length))
    if refused.readings:
        return AmbiguousQuantityError(text, span, refused.readings)
    return QuantitySyntaxError(text, span, refused.expected)


def number(text: str) -> Decimal | None:
    """Read a text that is wholly an exact number, or give `None`."""
    if len(text) > LONGEST:
        return None
    plain = fold(text).text.strip()
    sign = plain[:1] in _MINUS and len(plain) > 1
    match = NUMBER.fullmatch(plain, int(sign))
    got = amounts.number(plain, match, cell=True) if match else None
    if (
        match is None
        or got is None
        or got[1] != len(plain)
        or got[0].hedge is not _NONE
        or plain[-1:] == "半"
    ):
        return None
    value = got[0].value
    assert value is not None  # noqa: S101 - no hedge, so there is a value
    return value.copy_negate() if sign else value


# ---------------------------------------------------------------- the other currencies of the world


@lru_cache(maxsize=1)
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    """Name the currencies that the field has no words of its own for, from CLDR; babel is imported only here."""
    from babel import Locale  # noqa: PLC0415 - slow to import, and hardly ever needed

    known = Locale("zh").currencies
    codes = {known[code]: code for code in sorted(OTHER_CURRENCIES) if code in known}
    longest_first = sorted(codes, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), codes


def _other_currency(plain: str, low: int, high: int) -> Found | None:
    """Read 近500万阿富汗尼: an amount in a currency that only CLDR names."""
    if plain.isascii():
        return None
    names, codes = _names()
    name = names.search(plain, low, high)
    if name is None:
        return None
    renamed = plain[low : name.start()] + codes[name[0]] + plain[name.end() : high]
    found = _whole(renamed, 0, len(renamed), None)
    return found if isinstance(found, Found) else None
