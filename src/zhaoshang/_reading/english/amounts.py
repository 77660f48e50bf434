"""English amounts: about RMB 13 billion, 35 new projects, between 10 and 20 million yuan, 80-odd mu.

The same parts as in Chinese, in the order of English: hedge, currency, number, magnitude, unit, hedge. What comes out is
the `Found` of `amounts`. Cells and running text use one grammar; text adds guards against what is no amount. No locale
chooses the language: the words of one are not words of the other.
"""

import re
from typing import Final, NamedTuple

from zhaoshang._languages import singular
from zhaoshang._reading import numerals
from zhaoshang._reading.bounds import bounds_of, tighter
from zhaoshang._reading.english.lexicon import AFTER, BEFORE, LETTERS, MAGNITUDES, NO_ADJECTIVES, VAGUE, WORDS
from zhaoshang._reading.english.numerals import NUMBER, number, scaled
from zhaoshang._reading.found import Found, Refused, Scope
from zhaoshang._reading.numerals import Numeral
from zhaoshang._reading.words import UnitWord, front, per
from zhaoshang.intervals import Interval
from zhaoshang.quantities import Hedge, kind_of
from zhaoshang.units import Dimension, Scaled, Unit

__all__ = ["amount", "currency_before", "named", "whole"]

_MAGNITUDE: Final = re.compile(
    rf"[ -]?({'|'.join(sorted(MAGNITUDES, key=len, reverse=True))})(?![A-Za-z])", re.IGNORECASE
)
_LETTER: Final = re.compile(r"([kKmMbB])(?![A-Za-z0-9²])")
_ODD: Final = re.compile(r"[- ]odd(?![A-Za-z])")
_PLUS: Final = re.compile(r"\+|-plus(?![A-Za-z])")
_TO: Final = re.compile(r" to (under |less than )?| up (to )| ?(?:[-–—~～]|--) ?| and (under |less than )?")
_ADJECTIVE: Final = re.compile(r"[ -]([A-Za-z]++(?:-[A-Za-z]++){0,3})(?=[ -])")
_LATIN: Final = re.compile("[0-9A-Za-z\u00c0-\u024f]")
_BETWEEN: Final = re.compile(r"(?<![A-Za-z])(somewhere )?between $", re.IGNORECASE)
_FROM: Final = re.compile(r"(?<![A-Za-z])from $", re.IGNORECASE)
_SUMMED: Final = re.compile(
    r"(?<![A-Za-z])(?:add(?:s|ed|ing)?|sum(?:s|med)?|total(?:s|ed|led)?|tot(?:s|ted)) $"
)
# the rank of what is counted: 42 Fortune 500 companies
_RANK: Final = re.compile(r" (?:(?:Fortune|Forbes|Global|Top|World|China)(?:['’]s)? ){1,3}[0-9]{2,4}(?= )")
_LASTED: Final = re.compile(
    r"(?<![A-Za-z])(?:for|of|with|has|have|had|after|than|took|takes?|taken|lasted|lasting|is|was|well|boasts?|in|and|just|by|to) $",
    re.IGNORECASE,
)
_PER: Final = re.compile(r"/| per ")
_NONE: Final = Hedge.NONE
_REACH: Final = 24
_UNIT_WANTED: Final = "a unit such as yuan, mu or projects"


# ---------------------------------------------------------------- units


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
            entry.is_latin and _LATIN.match(text, stop)
        ):
            return entry
    return None


class _Measure(NamedTuple):
    """What stands behind a number: its word, the unit that it means, and where it ends."""

    word: UnitWord | None
    unit: Unit | None
    end: int


def _measure(text: str, end: int) -> _Measure:
    """Read the unit behind a number, with the adjectives before a counted noun: 1,200 new jobs."""
    is_parted = text[end : end + 1] == " " or (
        text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()
    )
    at = end + 1 if is_parted else end
    word = unit_named(text, at)
    if word is None or word.word == "major":
        word, at = _noun(text, end) or (word, at)
    if word is None:
        return _Measure(None, None, end)
    stop = at + len(word.word)
    if word.unit.dimension is Dimension.COUNT:  # the noun is kept as it is printed, with its adjectives
        word = word._replace(word=text[end:stop].lstrip(" -"))
    return _compound(text, word, word.unit, stop)


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


def _compound(text: str, word: UnitWord | None, top: Unit, end: int) -> _Measure:
    """Read the denominator of yuan/mu and yuan per mu."""
    mark = _PER.match(text, end)
    bottom = unit_named(text, mark.end()) if mark else None
    both = (
        per(top, bottom.unit.code) if bottom is not None and not bottom.rate and top.parts is None else None
    )
    if mark is None or bottom is None or both is None:
        return _Measure(word, top, end)
    return _Measure(word, both, mark.end() + len(bottom.word))


class _Side(NamedTuple):
    """One number with its currency, magnitude and unit."""

    start: int
    end: int
    numeral: Numeral
    measure: _Measure
    is_front: bool
    after: Hedge


def _side(text: str, match: re.Match[str]) -> _Side | Refused:
    """Read one number with what belongs to it."""
    start, end = match.span()
    numeral = number(match)
    if numeral is None:
        return Refused(start, end, "a number")
    begin, currency = currency_before(text, start)
    if currency is not None and text[begin] in "$¥" and text[begin - 1 : begin].isalpha() and begin:
        return Refused(begin - 1, start, "a currency that is known")
    after = _NONE
    if match[1] is not None:
        power, end = _magnitude(text, end, is_money=currency is not None)
        numeral = scaled(numeral, power) if power else numeral
    odd = _ODD.match(text, end)
    if odd and numeral.value and numeral.hedge is _NONE:
        found = numerals.odd(f"{numeral.value:f}", 0)
        if found is not None:
            numeral, end = found._replace(scale=numeral.scale), odd.end()
    elif plus := _PLUS.match(text, end):
        after, end = Hedge.AT_LEAST, plus.end()
    measure = _measure(text, end)
    if currency is not None:
        money = measure.unit is not None and measure.unit.dimension is Dimension.MONEY
        if not money:
            measure = _compound(text, None, currency, end)
        elif measure.unit != currency and text[begin:start].strip() != "$":
            return Refused(begin, measure.end, "currencies that agree")
        start = begin
    return _Side(start, measure.end, numeral, measure, currency is not None, after)


def currency_before(text: str, start: int) -> tuple[int, Unit | None]:
    """Walk left over the currency in front of a number, with a blank between."""
    begin, one = front(text, start)
    if one is None and text[start - 1 : start] in {" ", "-"}:
        begin, one = front(text, start - 1)
    if one is not None and not text[begin : begin + 1].isascii() and text[begin] not in "¥€£₩₹":
        return start, None
    return (begin, one) if one is not None else (start, None)


def _magnitude(text: str, end: int, *, is_money: bool) -> tuple[int, int]:
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
        if is_money or (word is not None and word.unit.dimension is Dimension.MONEY) or name == "k":
            return LETTERS[name], stop
    return 0, end


# ---------------------------------------------------------------- amounts


def amount(scope: Scope, match: re.Match[str]) -> Found | Refused:
    """Read the amount whose first number is a match of `NUMBER`."""
    first = _side(scope.text, match)
    if isinstance(first, Refused):
        return first
    ranged = _range(scope, first)
    if ranged is not None:
        return ranged
    numeral, measure = first.numeral, first.measure
    if measure.unit is None:
        if scope.default is None:
            return _unitless(scope.text, measure.end)
        if scope.default.power and not numeral.scale:
            numeral = scaled(numeral, scope.default.power)
        measure = _Measure(None, scope.default.unit, measure.end)
    return _finish(scope, first.start, numeral, measure, first.after)


def _unitless(text: str, end: int) -> Refused:
    """Say that a unit is wanted, or that the word there names several."""
    at = end + 1 if text[end : end + 1] == " " else end
    for word, readings in VAGUE.items():
        for said in (word, singular(word)):
            if text[at : at + len(said)].lower() == said and not _LATIN.match(text, at + len(said)):
                return Refused(at, at + len(said), "one unit", readings)
    return Refused(end, end + 1, _UNIT_WANTED)


def _range(scope: Scope, first: _Side) -> Found | Refused | None:
    """Read a range from its first number on; `None` where there is none."""
    text = scope.text
    connect = _TO.match(text, first.end)
    if connect is None or first.numeral.hedge is not _NONE or first.after is not _NONE:
        return None
    match = NUMBER.match(text, _past_currency(text, connect.end()))
    second = None if match is None else _side(text, match)
    if (
        second is None
        or isinstance(second, Refused)
        or second.start < connect.end()
        or second.numeral.hedge is not _NONE
    ):
        return None
    lead = text[max(0, first.start - _REACH) : first.start]
    between, is_from = _BETWEEN.search(lead), _FROM.search(lead) is not None
    begin, hedge = _hedge_before(text, first.start)
    is_under, joined = bool(connect[1] or connect[3]), connect[0].strip()
    low_closed, kind = True, Hedge.RANGE
    if between:
        begin = first.start - len(lead) + between.start()
        low_closed, kind = (False, Hedge.ODD) if between[1] else (True, Hedge.RANGE)
        if not joined.startswith("and"):
            return None
    elif joined.startswith("and") and not (is_under and hedge is Hedge.OVER):
        return None
    elif is_from:
        if not (is_under or scope.cell):
            return None  # a change from one number to another, not a range
        begin = first.start - len("from ")
    elif hedge is Hedge.OVER and (connect[2] or is_under):
        low_closed = False
    elif connect[2]:
        return None
    else:
        begin = first.start
    return _ranged(scope, begin, (first, second), kind, (low_closed, not is_under and kind is Hedge.RANGE))


def _past_currency(text: str, position: int) -> int:
    """Step over the currency in front of a second number."""
    match = _CURRENCY.match(text, position)
    return match.end() if match else position


_CURRENCY: Final = re.compile(r"[A-Z]{0,3}[$¥€£₩₹]? ?(?=[0-9])")


def _ranged(
    scope: Scope, begin: int, sides: tuple[_Side, _Side], kind: Hedge, closed: tuple[bool, bool]
) -> Found | Refused | None:
    """Put the two ends together; a bare first number takes the second's scale if it is the smaller."""
    first, second = sides
    one = second.measure.unit or first.measure.unit
    own = first.measure.unit if first.is_front and not second.is_front else None
    if one is None and scope.default is not None:
        one = scope.default.unit
    if one is None or first.measure.unit not in {None, one, own}:
        return None
    if own is not None and one != own and one.dimension is Dimension.MONEY:
        return None
    low, high = first.numeral.value, second.numeral.value
    if low is None or high is None:
        return None
    power = second.numeral.scale
    is_shared = first.measure.unit is None or own is not None
    if is_shared and power and not first.numeral.scale:
        if low and not low < numerals.moved(high, -power):
            readings = (f"{low}–{high}", f"{low}×10^{power}–{high}")
            return Refused(begin, second.end, "one order of magnitude", readings)
        low = numerals.moved(low, power)
    elif scope.default is not None and second.measure.unit is None and not power and scope.default.power:
        low, high, power = (
            *(numerals.moved(end, scope.default.power) for end in (low, high)),
            scope.default.power,
        )
    if not low < high:
        return Refused(begin, second.end, "a second number above the first")
    places = max(first.numeral.places, second.numeral.places)
    numeral = Numeral(None, kind, low, high, places, power)
    bounds = Interval(low, high, *closed)
    return _finish(scope, begin, numeral, second.measure._replace(unit=one), second.after, bounds=bounds)


def _finish(
    scope: Scope,
    start: int,
    numeral: Numeral,
    measure: _Measure,
    after: Hedge,
    *,
    bounds: Interval | None = None,
) -> Found | Refused:
    """Take the hedges on both sides and make the interval."""
    text, (word, one, end) = scope.text, measure
    assert one is not None  # noqa: S101 - the callers found a unit
    if word is not None and word.rate:
        numeral = scaled(numeral, word.rate)._replace(scale=0)
    if after is _NONE:
        end, after = _hedge_after(text, end)
    hedge = after
    begin, found = _hedge_before(text, start)
    while found is not _NONE:
        if found is Hedge.ORDER:
            decade = _decade(numeral) if hedge is _NONE else None
            if decade is None:
                return Refused(begin, end, "a power of ten")
            numeral, start = decade, begin
            break
        if _is_preposition(scope, begin, found, one):
            break
        merged = tighter(found, hedge)
        if merged is None:
            return Refused(begin, end, "hedges that agree")
        hedge, start = merged, begin
        begin, found = _hedge_before(text, start)
    if bounds is None and numeral.hedge is not _NONE:
        bounds = bounds_of(numeral)
    if bounds is not None:
        hedge = numeral.hedge
    kind = word.kind if word is not None and word.unit is one else kind_of(one)
    return Found(start, end, numeral, one, kind, hedge, bounds, word)


def _is_preposition(scope: Scope, begin: int, found: Hedge, one: Unit) -> bool:
    """Tell a preposition from a hedge: invested over five years, within the zone."""
    word = scope.text[begin : begin + 6].lower()
    is_time = one.dimension is Dimension.DURATION
    if found is Hedge.AT_MOST:
        return word == "within" and not is_time
    return (
        found is Hedge.OVER
        and is_time
        and not scope.cell
        and begin > 0
        and word.startswith("over")
        and not _LASTED.search(scope.text, max(0, begin - _REACH), begin)
    )


def _decade(numeral: Numeral) -> Numeral | None:
    """Make the order of magnitude that a power of ten names."""
    value = numeral.value
    if value is None or value < 1 or f"{value:f}".rstrip("0.") != "1" or value != int(value):
        return None
    return numeral._replace(value=None, hedge=Hedge.ORDER, low=value, high=numerals.moved(value, 1))


def _hedge_before(text: str, start: int) -> tuple[int, Hedge]:
    """Walk left over the hedge in front of an amount; give where it starts and what it is."""
    stop = start - 1 if text[start - 1 : start] == " " else start
    if stop <= 0:
        return start, _NONE
    for word, hedge in BEFORE.get(text[stop - 1].lower(), ()):
        begin = stop - len(word)
        if begin < 0 or text[begin:stop].lower() != word:
            continue
        if word[0].isalpha() and (
            stop == start or (begin and (text[begin - 1].isalnum() or text[begin - 1] == "-"))
        ):
            continue
        if word == "up to" and _SUMMED.search(text, max(0, begin - _REACH), begin):
            continue  # what adds up to a number is that number
        return begin, hedge
    return start, _NONE


def _hedge_after(text: str, end: int) -> tuple[int, Hedge]:
    """Walk right over the hedge behind an amount."""
    if text[end : end + 1] == " ":
        for word, hedge in AFTER:
            stop = end + 1 + len(word)
            # at least is behind an amount only where nothing follows that it may belong to
            is_free = not word.startswith("at ") or text[stop : stop + 1] in {"", ".", ",", ";", ")"}
            if text[end + 1 : stop].lower() == word and is_free and not _LATIN.match(text, stop):
                return stop, hedge
    return end, _NONE


def whole(text: str, low: int, high: int, default: Scaled | None) -> Found | Refused | None:
    """Read the amount that fills a cell from `low` to `high`; `None` where no word of it is English."""
    match = NUMBER.search(text, low, high)
    if match is None:
        return None
    found = amount(Scope(text, cell=True, default=default), match)
    if isinstance(found, Refused):
        return found
    if found.start != low:
        return Refused(low, found.start, "a number or a hedge such as nearly or over")
    return found if found.end == high else Refused(found.end, high, "the end of the text")


def named(words: str) -> Scaled | None:
    """Find the unit that English words name, with its magnitude: billion yuan, RMB million, persons (名), yuan/mu."""
    words = f" {words.strip()}"
    power, end = _magnitude(words, 0, is_money=False)
    word, one, end = _measure(words, end)
    if not power:
        power, end = _magnitude(words, end, is_money=True)
    return None if word is None or one is None or end != len(words) or word.rate else Scaled(one, power)
