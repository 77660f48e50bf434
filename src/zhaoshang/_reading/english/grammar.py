"""English amounts as rules over tokens: about RMB 13 billion, 35 new projects, between 10 and 20 million yuan, 80-odd mu.

The same parts as in Chinese, in the order of English: hedge, currency, number, magnitude, unit, hedge. Cells and running
text use one grammar; text adds the guards of `scanning`. No locale chooses the language: the words of one are not words of
the other.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.bounds import tighter
from zhaoshang._reading.english.hedging import SIGNS, hedge_before, is_preposition, is_unsettled
from zhaoshang._reading.english.lexicon import VAGUE
from zhaoshang._reading.english.numerals import scaled
from zhaoshang._reading.english.tokens import KINDS, pieces
from zhaoshang._reading.english.units import LATIN, MeasureWord
from zhaoshang._reading.found import Found, ReadingScope, Refused, settled
from zhaoshang._reading.grammar import AmountRule, Grammar, TokenPiece
from zhaoshang._reading.numerals import Numeral, moved
from zhaoshang._reading.signs import MINUSES, Meant, NumberSign, sign_before
from zhaoshang._text.languages import singular
from zhaoshang.intervals import Interval
from zhaoshang.quantities import Hedge
from zhaoshang.units import Dimension, unit

__all__ = ["GRAMMAR", "amount"]

_BETWEEN: Final = re.compile(r"(?<![A-Za-z])(somewhere )?between $", re.IGNORECASE)
_FROM: Final = re.compile(
    r"(?<![A-Za-z])(?:(?P<ranging>rang(?:e[sd]?|ing)|var(?:y|ies|ied|ying)|anywhere|anything) )?from $",
    re.IGNORECASE,
)
_NONE: Final = Hedge.NONE
_REACH: Final = 24
_PERCENT: Final = unit("percent")
_MARKS: Final = MINUSES | {"+"}
_UNIT_WANTED: Final = "a unit such as yuan, mu or projects"


def amount(scope: ReadingScope, match: re.Match[str]) -> Found | Refused:
    """Read the amount whose first number is a match of `NUMBER`."""
    found = pieces(scope.text, match)
    if isinstance(found, Refused):
        return found
    read = GRAMMAR.read(scope, found)
    if read is None:
        return Refused(match.start(), found[-1].end, "a number")
    if isinstance(read, Found) and _is_torn(scope.text, found, read.end):
        return Refused(match.start(), found[-1].end, "two ends of one range")
    return read


def _is_torn(text: str, found: Sequence[TokenPiece], end: int) -> bool:
    """Tell whether an amount is one end of what is written as a range and could not be read as one."""
    join = next((index for index, piece in enumerate(found) if piece.kind == "T"), 0)
    if not join or end > found[join].start:
        return False
    mark = text[found[join].start : found[join].end]
    if mark.strip().isalpha():
        return False  # from 5 to 8, 5 and 8
    first, second = (_side(part).measure.unit for part in (found[:join], found[join + 1 :]))
    return first is second or len(mark) == 1


class _MoneySide(NamedTuple):
    """One number with its currency and its unit."""

    start: int
    numeral: Numeral
    measure: MeasureWord
    is_front: bool
    after: Hedge

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.measure.end


def _side(found: Sequence[TokenPiece]) -> _MoneySide:
    """Put one number and what belongs to it together."""
    of = {piece.kind: piece for piece in found}
    number, unit, currency = of["N"], of.get("U") or of.get("R"), of.get("C")
    after = of.get("X") or of.get("A")
    if unit is not None:
        measure = MeasureWord(unit.word, unit.unit, unit.end)
    else:
        end = of["X"].end if "X" in of else number.end
        measure = MeasureWord(None, None if currency is None else currency.unit, end)
    if "A" in of:
        measure = measure._replace(end=of["A"].end)
    start = number.start if currency is None else currency.start
    return _MoneySide(
        start, number.numeral, measure, currency is not None, _NONE if after is None else after.hedge
    )


# ---------------------------------------------------------------- one number


def _one(scope: ReadingScope, found: Sequence[TokenPiece]) -> Found | Refused:
    """Read US$300 million, 35 new projects, RMB 300,000 per mu, 80-odd mu."""
    side = _side(found)
    return _finish(scope, side.start, side.numeral, side.measure, side.after)


def _alone(scope: ReadingScope, found: Sequence[TokenPiece]) -> Found | Refused:
    """Read a number without a unit under a header that names one."""
    side, default = _side(found), scope.default
    if default is None:
        return _unitless(scope.text, side.end)
    numeral = side.numeral
    if default.power and not numeral.scale:
        numeral = scaled(numeral, default.power)
    return _finish(scope, side.start, numeral, side.measure._replace(unit=default.unit), side.after)


def _unitless(text: str, end: int) -> Refused:
    """Say that a unit is wanted, or that the word there names several."""
    at = end + 1 if text[end : end + 1] == " " else end
    for word, readings in VAGUE.items():
        for said in (word, singular(word)):
            if text[at : at + len(said)].lower() == said and not LATIN.match(text, at + len(said)):
                return Refused(at, at + len(said), "one unit", readings)
    return Refused(end, end + 1, _UNIT_WANTED)


# ---------------------------------------------------------------- ranges


def _range(scope: ReadingScope, found: Sequence[TokenPiece]) -> Found | Refused | None:
    """Read 10 to 20 million yuan, between US$5m and US$8m, over 3 and under 5 percent."""
    text = scope.text
    join = next(index for index, piece in enumerate(found) if piece.kind == "T")
    first, second = _side(found[:join]), _side(found[join + 1 :])
    if first.numeral.hedge is not _NONE or second.numeral.hedge is not _NONE:
        return None
    joined = text[found[join].start : found[join].end].strip()
    is_under, is_up = joined.endswith(("under", "less than")), joined == "up to"
    lower = _lower(scope, first)
    if lower is None:
        return Refused(first.start, second.end, "a sign that is sure")
    first = lower
    lead = text[max(0, first.start - _REACH) : first.start]
    begin, hedge = hedge_before(text, first.start)
    between, is_from = _BETWEEN.search(lead), _FROM.search(text, max(0, begin - _REACH), begin)
    low_closed, kind = True, Hedge.RANGE
    if between:
        begin = first.start - len(lead) + between.start()
        low_closed, kind = (False, Hedge.ODD) if between[1] else (True, Hedge.RANGE)
        if not joined.startswith("and"):
            return None
    elif joined.startswith("and") and not (is_under and hedge is Hedge.OVER):
        return None
    elif is_from:
        is_span = is_under or scope.cell or (is_from["ranging"] is not None and joined.startswith("to"))
        if not is_span or (hedge is not _NONE and not is_under):
            return _changing(first, second, joined)
        begin = first.start - len("from ")
    elif hedge is Hedge.OVER and (is_up or is_under):
        low_closed = False
    elif is_up:
        return None
    else:
        begin = first.start
    return _ranged(scope, begin, (first, second), kind, (low_closed, not is_under and kind is Hedge.RANGE))


def _changing(first: _MoneySide, second: _MoneySide, joined: str) -> Refused | None:
    """Leave a change from one number to another to its two amounts; one without a unit of its own is none."""
    if joined != "to" or _are_whole(first, second):
        return None
    return Refused(first.start, second.end, "a unit behind the first number")


def _are_whole(first: _MoneySide, second: _MoneySide) -> bool:
    """Tell two amounts from what is one only with the other: from 10 to 20 million yuan, from $5 to $8 million."""
    low, high, power = first.numeral.value, second.numeral.value, second.numeral.scale
    if first.measure.unit is None or first.measure.unit is not (second.measure.unit or first.measure.unit):
        return False
    if low is None or high is None or not power or first.numeral.scale:
        return True
    return not low < moved(high, -power)


def _lower(scope: ReadingScope, side: _MoneySide) -> _MoneySide | None:
    """Give the lower end of a range its sign; `None` where nobody can tell."""
    place, meant = _sign(scope, side)
    value = side.numeral.value
    if meant is Meant.UNSURE:
        return None
    if meant is Meant.MINUS and value is not None:
        value = value.copy_negate()
    return side._replace(start=place, numeral=side.numeral._replace(value=value))


def _sign(scope: ReadingScope, side: _MoneySide) -> NumberSign:
    """Read the sign of the lower end of a range; of a cell any dash is one that joins nothing."""
    text, start = scope.text, side.start
    one = side.measure.unit or _PERCENT
    if scope.cell or start == 1:
        mark = text[start - 1 : start]
        if mark and mark in _MARKS and (start == 1 or text[start - 2] == " "):
            return NumberSign(start - 1, Meant.PLUS if mark == "+" else Meant.MINUS)
        if not (mark and mark in SIGNS.last):
            return NumberSign(start, Meant.NO_SIGN)
    return sign_before(text, start, one, SIGNS)


def _ranged(
    scope: ReadingScope,
    begin: int,
    sides: tuple[_MoneySide, _MoneySide],
    kind: Hedge,
    closed: tuple[bool, bool],
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
    are_front = first.is_front and second.is_front  # $5 to $8 million is seldom from five dollars on
    if (is_shared or are_front) and power and not first.numeral.scale:
        if low and (low < moved(high, -power)) is not is_shared:
            readings = (f"{low}–{high}", f"{low}×10^{power}–{high}")
            return Refused(begin, second.end, "one order of magnitude", readings)
        low = moved(low, power) if is_shared else low
    elif scope.default is not None and second.measure.unit is None and not power and scope.default.power:
        low, high, power = (
            *(moved(end, scope.default.power) for end in (low, high)),
            scope.default.power,
        )
    if not low < high:
        return Refused(begin, second.end, "a second number above the first")
    places = max(first.numeral.places, second.numeral.places)
    numeral = Numeral(None, kind, low, high, places, power)
    bounds = Interval(low, high, *closed)
    return _finish(scope, begin, numeral, second.measure._replace(unit=one), second.after, bounds=bounds)


# ---------------------------------------------------------------- the hedges on both sides


def _finish(
    scope: ReadingScope,
    start: int,
    numeral: Numeral,
    measure: MeasureWord,
    after: Hedge,
    *,
    bounds: Interval | None = None,
) -> Found | Refused:
    """Take the hedges on both sides and make the interval."""
    text, (word, one, end) = scope.text, measure
    assert one is not None  # noqa: S101 - the callers found a unit
    if word is not None and word.rate:
        numeral = scaled(numeral, word.rate)._replace(scale=0)
    hedge = after
    begin, found = hedge_before(text, start)
    if found is after is _NONE and bounds is None and is_unsettled(text, start):
        return Refused(start, end, "a number or a hedge such as nearly or over")
    while found is not _NONE:
        if found is Hedge.ORDER:
            decade = _decade(numeral) if hedge is _NONE else None
            if decade is None:
                return Refused(begin, end, "a power of ten")
            numeral, start = decade, begin
            break
        if found is not None and is_preposition(scope, begin, found, one):
            break
        merged = None if found is None else tighter(found, hedge)
        if merged is None:
            return Refused(begin, end, "hedges that agree")
        hedge, start = merged, begin
        begin, found = hedge_before(text, start)
    return settled(start, end, numeral, one, word, hedge, bounds)


def _decade(numeral: Numeral) -> Numeral | None:
    """Make the order of magnitude that a power of ten names."""
    value = numeral.value
    if value is None or value < 1 or f"{value:f}".rstrip("0.") != "1" or value != int(value):
        return None
    return numeral._replace(value=None, hedge=Hedge.ORDER, low=value, high=moved(value, 1))


# ---------------------------------------------------------------- the rules

GRAMMAR: Final = Grammar(
    KINDS,
    (
        AmountRule("number and unit", "<number><plus>?<unit><after>?", _one, "about 35 new projects", 6),
        AmountRule("money", "<currency><number><plus>?(<unit>|<rate>)?<after>?", _one, "US$9.7 billion", 37),
        AmountRule("number alone", "<number><plus>?<after>?", _alone, "25"),
        AmountRule(
            "range",
            "<currency>?<number>(<unit>|<rate>)?<to><currency>?<number><plus>?(<unit>|<rate>)?<after>?",
            _range,
            "between 10 and 20 million yuan",
            12,
        ),
    ),
)
"""How English amounts are written."""
