"""The tokens of English amounts, as they stand behind one another: currency, number, unit, and what joins two."""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading import numerals
from zhaoshang._reading.english.hedging import hedge_after
from zhaoshang._reading.english.lexicon import LETTERS
from zhaoshang._reading.english.numerals import NUMBER, number, scaled
from zhaoshang._reading.english.units import compound, currency_before, magnitude, measure
from zhaoshang._reading.found import Refused
from zhaoshang._reading.grammar import Kind, TokenPiece
from zhaoshang._reading.numerals import Numeral
from zhaoshang._reading.signs import MINUSES
from zhaoshang._reading.words import UNSURE
from zhaoshang.quantities import Hedge
from zhaoshang.units import Dimension, Unit

__all__ = ["KINDS", "pieces"]

KINDS: Final = (
    Kind("currency", "C", "RMB, US$, €"),
    Kind("number", "N", "13 billion, 1,250.5, twenty-five, 80-odd, several million"),
    Kind("plus", "X", "+, -plus"),
    Kind("unit", "U", "yuan, mu, percent, new projects, yuan per mu"),
    Kind("rate", "R", "per mu, /mu"),
    Kind("to", "T", "to, up to, and, –"),
    Kind("after", "A", "or more, or so"),
)
"""The kinds of tokens."""

_ODD: Final = re.compile(r"[- ]odd(?![A-Za-z])")
_PLUS: Final = re.compile(r"\+|-plus(?![A-Za-z])")
_TO: Final = re.compile(r" to (under |less than )?| up (to )| ?(?:[-–—~～]|--) ?| and (under |less than )?")
_CURRENCY: Final = re.compile(r"[A-Z]{0,3}[$¥€£₩₹]? ?(?=[0-9])")
_LETTER: Final = re.compile("[kKmMbB](?![A-Za-z0-9²])")
_SIGN: Final = re.compile(r"(?:[-−]|minus |negative |(\+|plus ))(?=[0-9$¥€£A-Z])", re.IGNORECASE)
_NONE: Final = Hedge.NONE


def pieces(text: str, match: re.Match[str]) -> list[TokenPiece] | Refused:
    """Cut what belongs to the number of a match of `NUMBER` into tokens."""
    found = _side(text, match)
    if isinstance(found, Refused):
        return found
    end = _end_of(text, found)
    join = _TO.match(text, end)
    if join is not None and all(one.hedge is _NONE and one.numeral.hedge is _NONE for one in found):
        sign = _SIGN.match(text, join.end())
        begin = sign.end() if sign else join.end()
        mark = _CURRENCY.match(text, begin)
        second = NUMBER.match(text, mark.end() if mark else begin)
        other = None if second is None else _side(text, second)
        if second is not None and isinstance(other, list) and other[0].start >= join.end():
            if sign is not None and sign[1] is None:
                other = [_below(one) for one in other]
            first = _lettered(text, found, end, second, other)
            if first is None:
                return found
            found = [
                *first,
                TokenPiece("T", join.start(), join.end()),
                *other,
                *_shared_rate(text, first[0], other),
            ]
    if found[-1].hedge is _NONE and not any(one.kind == "X" for one in found[-2:]):
        end, hedge = hedge_after(text, found[-1].end)
        if hedge is not _NONE:
            found.append(TokenPiece("A", found[-1].end, end, hedge=hedge))
    return found


def _end_of(text: str, first: list[TokenPiece]) -> int:
    """Give where a first number ends, with a letter that only the second one can make a magnitude: 3M to 5M yuan."""
    letter = _LETTER.match(text, first[-1].end) if [piece.kind for piece in first] == ["N"] else None
    return first[-1].end if letter is None else letter.end()


def _lettered(
    text: str, first: list[TokenPiece], end: int, second: re.Match[str], other: list[TokenPiece]
) -> list[TokenPiece] | None:
    """Read the letter of 10m to 20m yuan as that of the second number; `None` where it is no letter of both."""
    number, letter = first[0], text[end - 1].lower()
    mark = _LETTER.match(text, second.end())
    is_both = mark is not None and text[number.end : end].lower() == mark[0].lower() == letter
    is_read = mark is not None and any(one.kind == "N" and one.end == mark.end() for one in other)
    if is_both and is_read and number.kind == "N":
        return [TokenPiece("N", number.start, end, scaled(number.numeral, LETTERS[letter]))]
    return first if end == first[-1].end else None


def _shared_rate(text: str, first: TokenPiece, second: list[TokenPiece]) -> list[TokenPiece]:
    """Cut the denominator of a range whose currency stands in front of it: RMB 300,000-500,000 per mu."""
    end = second[-1].end
    if first.unit is None or first.kind != "C" or any(piece.unit is not None for piece in second):
        return []
    rate = compound(text, None, first.unit, end)
    return [TokenPiece("R", end, rate.end, unit=rate.unit)] if rate.end > end else []


def _below(piece: TokenPiece) -> TokenPiece:
    """Turn the sign of a number."""
    value = piece.numeral.value
    if piece.kind != "N" or value is None:
        return piece
    return piece._replace(numeral=piece.numeral._replace(value=value.copy_negate()))


def _side(text: str, match: re.Match[str]) -> list[TokenPiece] | Refused:
    """Cut one number and what belongs to it."""
    start, end = match.span()
    numeral = number(match)
    if numeral is None:
        return Refused(start, end, "a number")
    begin, currency = currency_before(text, start)
    if currency is None and start > 1 and text[start - 1] in MINUSES and numeral.value is not None:
        signed, currency = currency_before(text, start - 1)  # $-9 million
        if currency is not None:
            begin, numeral = signed, numeral._replace(value=numeral.value.copy_negate())
    if currency is UNSURE:
        return Refused(begin, start, "a currency that is known")
    return _measured(text, begin, match, numeral, currency)


def _measured(
    text: str, begin: int, match: re.Match[str], numeral: Numeral, currency: Unit | None
) -> list[TokenPiece] | Refused:
    """Cut the number with what stands behind it."""
    start = match.start()
    numeral, end = _scaled(text, numeral, match, is_money=currency is not None)
    found = [] if currency is None else [TokenPiece("C", begin, start, unit=currency)]
    found.append(TokenPiece("N", start, end, numeral))
    plus = _PLUS.match(text, end)
    if plus and numeral.hedge is not Hedge.ODD:
        found.append(TokenPiece("X", end, plus.end(), hedge=Hedge.AT_LEAST))
        end = plus.end()
    word, one, stop = measure(text, end)
    if currency is None:
        if one is not None:
            found.append(TokenPiece("U", end, stop, unit=one, word=word))
    elif one is not None and one.dimension is Dimension.MONEY:
        if one != currency and not (text[begin:start].strip() == "$" and one.code.endswith("D")):
            return Refused(begin, stop, "currencies that agree")
        found.append(TokenPiece("U", end, stop, unit=one, word=word))
    else:
        rate = compound(text, None, currency, end)
        if rate.end > end:
            found.append(TokenPiece("R", end, rate.end, unit=rate.unit))
    return found


def _scaled(text: str, numeral: Numeral, match: re.Match[str], *, is_money: bool) -> tuple[Numeral, int]:
    """Read the magnitude behind digits, and -odd behind both."""
    end = match.end()
    if match[1] is not None:
        power, end = magnitude(text, end, is_money=is_money)
        numeral = scaled(numeral, power) if power else numeral
    odd = _ODD.match(text, end)
    if odd and (numeral.value or 0) > 0 and numeral.hedge is _NONE:
        more = numerals.odd(f"{numeral.value:f}", 0)
        if more is not None:
            return more._replace(scale=numeral.scale), odd.end()
    return numeral, end
