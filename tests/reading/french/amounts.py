"""French amounts: the kinds of tokens, the rules over them, and how they are found in a cell and in text."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from zhaoshang._reading.found import Found, ReadingScope, Refused
from zhaoshang._reading.grammar import NOTHING, AmountRule, Grammar, Kind, TokenPiece
from zhaoshang._reading.numerals import Numeral, shifted
from zhaoshang.intervals import Interval
from zhaoshang.quantities import Hedge, kind_of
from zhaoshang.units import Scaled, unit

HEDGES: Final = {
    "près de": Hedge.NEAR,
    "plus de": Hedge.OVER,
    "au moins": Hedge.AT_LEAST,
    "au plus": Hedge.AT_MOST,
    "moins de": Hedge.BELOW,
    "environ": Hedge.ABOUT,
}
SCALES: Final = {"millions": 6, "milliards": 9}
UNITS: Final = {
    "projets": "个",
    "entreprises": "家",
    "yuans": "CNY",
    "euros": "EUR",
    "hectares": "ha",
    "%": "percent",
}
KINDS: Final = (
    Kind("hedge", "H", ", ".join(HEDGES)),
    Kind("number", "N", "12, 12,5"),
    Kind("to", "T", "à"),
    Kind("scale", "S", ", ".join(SCALES)),
    Kind("unit", "U", ", ".join(UNITS)),
)
PIECE: Final = re.compile(
    rf" ?(?:(?P<H>{'|'.join(HEDGES)})|(?P<N>[0-9]+(?:,[0-9]+)?)|(?P<T>à)|(?P<S>{'|'.join(SCALES)})"
    rf"|(?:d['’]|de )?(?P<U>{'|'.join(UNITS)}))(?![A-Za-z0-9])"
)
START: Final = re.compile(rf"(?<![0-9,])[0-9]|{'|'.join(HEDGES)}")


def numeral(number: TokenPiece, pieces: Sequence[TokenPiece]) -> Numeral:
    """Apply the magnitude that stands behind a number."""
    power = sum(piece.power for piece in pieces)
    value, places = shifted(str(number.numeral.value), power)
    return Numeral(value, places=places, scale=power, is_arabic=True)


def one_of(_: ReadingScope, pieces: Sequence[TokenPiece]) -> Found:
    """Read près de 12,5 millions d'euros."""
    number = next(piece for piece in pieces if piece.kind == "N")
    hedge = pieces[0].hedge
    return found(pieces, numeral(number, pieces), hedge, None)


def between(_: ReadingScope, pieces: Sequence[TokenPiece]) -> Found | Refused:
    """Read 12 à 15 projets; a range that falls is refused whole."""
    low, high = numeral(pieces[0], pieces), numeral(pieces[2], pieces)
    if low.value is None or high.value is None or low.value >= high.value:
        return Refused(pieces[0].start, pieces[-1].end, "a second number above the first")
    bounds = Interval(low.value, high.value, low_closed=True, high_closed=True)
    return found(pieces, Numeral(None, Hedge.RANGE, low.value, high.value), Hedge.RANGE, bounds)


def found(pieces: Sequence[TokenPiece], number: Numeral, hedge: Hedge, bounds: Interval | None) -> Found:
    """Put an amount together."""
    first, last = pieces[0], pieces[-1]
    assert last.unit is not None
    return Found(first.start, last.end, number, last.unit, kind_of(last.unit), hedge, bounds, None)


GRAMMAR: Final = Grammar(
    KINDS,
    (
        AmountRule("one", "<hedge>?<number><scale>?<unit>", one_of, "près de 12,5 millions d'euros", 2),
        AmountRule("range", "<number><to><number><scale>?<unit>", between, "12 à 15 projets", 12),
    ),
)


def pieces_at(text: str, start: int) -> list[TokenPiece]:
    """Cut the tokens that stand behind one another."""
    pieces: list[TokenPiece] = []
    match = PIECE.match(text, start)
    while match is not None:
        kind = match.lastgroup or ""
        word, (begin, end) = match[kind], match.span(kind)
        number = Numeral(Decimal(word.replace(",", "."))) if kind == "N" else NOTHING
        named = unit(UNITS[word]) if kind == "U" else None
        hedge = HEDGES[word] if kind == "H" else Hedge.NONE
        pieces.append(TokenPiece(kind, begin, end, number, named, None, hedge, SCALES.get(word, 0)))
        match = None if kind == "U" else PIECE.match(text, match.end())
    return pieces


def find(text: str) -> Iterator[Found]:
    """Find the amounts of a text."""
    done = 0
    for match in START.finditer(text):
        got = (
            GRAMMAR.read(ReadingScope(text), pieces_at(text, match.start()))
            if match.start() >= done
            else None
        )
        done = got.end if got is not None else done
        if isinstance(got, Found):
            yield got


def whole(plain: str, low: int, high: int, _: Scaled | None) -> Found | Refused | None:
    """Read the amount of a cell."""
    got = GRAMMAR.read(ReadingScope(plain, cell=True), pieces_at(plain, low))
    if got is None or isinstance(got, Refused) or got.end == high:
        return got
    return Refused(got.end, high, "the end of the text")
