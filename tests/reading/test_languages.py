"""A language is a list of rules and a row: a small third one reads cells and text beside the others."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from types import SimpleNamespace

import pytest

from zhaoshang import find_mentions, parse_period, parse_quantity
from zhaoshang._reading import cells, whole
from zhaoshang._reading.calendar import Reading
from zhaoshang._reading.found import Found, Refused, Scope
from zhaoshang._reading.grammar import NOTHING, Grammar, Kind, Piece
from zhaoshang._reading.grammar import Rule as AmountRule
from zhaoshang._reading.languages import LANGUAGES, Language
from zhaoshang._reading.numerals import Numeral
from zhaoshang._reading.rules import Rule, Table, Token
from zhaoshang.errors import QuantitySyntaxError
from zhaoshang.intervals import Interval
from zhaoshang.quantities import Hedge, kind_of
from zhaoshang.reading import find_periods
from zhaoshang.units import Scaled, unit

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
TOKENS = {
    "year": Token("20[0-9]{2}", "year"),
    "month": Token("|".join(MONTHS), "month", lambda text: MONTHS.index(text) + 1),
    "day": Token("[12]?[0-9]|3[01]", "day"),
    "quarter": Token("[1-4]", "quarter"),
}
RULES = (
    Rule("month", "<month> <year>", "juin 2023"),
    Rule("day", "<day> <month> <year>", "14 juillet 2023"),
    Rule("quarter", "<quarter>e trimestre <year>", "2e trimestre 2023"),
)
TABLE = Table(RULES, TOKENS, is_cell=True)

KINDS = (
    Kind("number", "N", "12"),
    Kind("to", "T", "à"),
    Kind("unit", "U", "projets"),
)
UNITS = {"projets": "个", "entreprises": "家"}
PIECE = re.compile(r" ?(?:(?P<N>[0-9]+)|(?P<T>à)|(?P<U>projets|entreprises))(?![a-z])")


def read(text: str, start: int) -> Reading | None:
    """Read the date at a position."""
    match = TABLE.longest(text, start)
    return None if match is None else Reading(start, match.end, match.said)


def is_date(text: str, reading: Reading) -> bool:
    """Tell a date from part of a word."""
    return not text[reading.start - 1 : reading.start].isalnum()


def one_of(_: Scope, pieces: Sequence[Piece]) -> Found | None:
    """Read 12 projets."""
    number, measure = pieces
    assert measure.unit is not None
    kind = kind_of(measure.unit)
    return Found(number.start, measure.end, number.numeral, measure.unit, kind, Hedge.NONE, None, None)


def between(_scope: Scope, pieces: Sequence[Piece]) -> Found | Refused:
    """Read 12 à 15 projets; a range that falls is refused whole."""
    first, _, second, measure = pieces
    low, high = first.numeral.value, second.numeral.value
    assert measure.unit is not None
    if low is None or high is None or low >= high:
        return Refused(first.start, measure.end, "a second number above the first")
    numeral, kind = Numeral(None, Hedge.RANGE, low, high), kind_of(measure.unit)
    bounds = Interval(low, high, low_closed=True, high_closed=True)
    return Found(first.start, measure.end, numeral, measure.unit, kind, Hedge.RANGE, bounds, None)


GRAMMAR = Grammar(
    KINDS,
    (
        AmountRule("count", "<number><unit>", one_of, "12 projets", 1),
        AmountRule("range", "<number><to><number><unit>", between, "12 à 15 projets", 12),
    ),
)


def pieces_at(text: str, start: int) -> list[Piece]:
    """Cut the tokens that stand behind one another."""
    found: list[Piece] = []
    match = PIECE.match(text, start)
    while match is not None:
        kind, word = match.lastgroup or "", match[0].strip()
        number = Numeral(Decimal(word)) if kind == "N" else NOTHING
        named = unit(UNITS[word]) if kind == "U" else None
        found.append(Piece(kind, match.end() - len(word), match.end(), number, named))
        match = None if kind == "U" else PIECE.match(text, match.end())
    return found


def find(text: str) -> Iterator[Found]:
    """Find the amounts of a text."""
    done = 0
    for match in re.finditer("[0-9]+", text):
        got = GRAMMAR.read(Scope(text), pieces_at(text, match.start())) if match.start() >= done else None
        done = got.end if got is not None else done
        if isinstance(got, Found):
            yield got


def read_whole(plain: str, low: int, high: int, _: Scaled | None) -> Found | Refused | None:
    """Read the amount of a cell."""
    got = GRAMMAR.read(Scope(plain, cell=True), pieces_at(plain, low))
    if got is None or isinstance(got, Refused) or got.end == high:
        return got
    return Refused(got.end, high, "the end of the text")


@pytest.fixture
def french() -> Iterator[None]:
    """Add a row for the length of a test."""
    dates = SimpleNamespace(
        CANDIDATE=re.compile(rf"(?<![0-9])[0-9]|{'|'.join(MONTHS)}"),
        SENTENCE=re.compile("[.] "),
        JOIN=re.compile(" à "),
        read=read,
        read_cell=read,
        is_date=is_date,
    )
    amounts = SimpleNamespace(find=find, whole=read_whole)
    spoken = re.compile("projets|entreprises|trimestre|" + "|".join(MONTHS))
    LANGUAGES.append(
        Language("fr", lambda text: spoken.search(text) is not None, str.islower, dates, amounts)
    )
    yield
    LANGUAGES.pop()
    cells.forget()
    whole.cell.cache_clear()


@pytest.mark.usefixtures("french")
def test_cells_of_a_third_language() -> None:
    """Cells are read by its rules, ranges among them."""
    assert [str(parse_period(rule.example)) for rule in RULES] == ["2023-06", "2023-07-14", "2023-Q2"]
    assert str(parse_period("juin 2023 à août 2023")) == "2023-06-01/2023-08-31"
    assert str(parse_quantity("12 projets")) == "12 个"
    assert str(parse_quantity("12 à 15 projets").interval) == "[12, 15]"
    for wrong in ("15 à 12 projets", "12 projets à"):
        with pytest.raises(QuantitySyntaxError):
            parse_quantity(wrong)


@pytest.mark.usefixtures("french")
def test_text_of_three_languages() -> None:
    """Each language finds its own in one text."""
    text = "2023年3月签约8个; signed 9 projects in May 2023; 12 à 14 entreprises en juin 2023, 9 à 3 projets."
    found = [one.quantity for one in find_mentions(text)]
    assert [str(one.interval) for one in found] == ["[8, 8]", "[9, 9]", "[12, 14]"]
    assert [one.unit.code for one in found] == ["个", "个", "家"]
    assert [str(one.period) for one in find_periods(text)] == ["2023-03", "2023-05", "2023-06"]


def test_without_its_row_it_is_not_read() -> None:
    """What no language of the list reads is refused."""
    assert [one.raw for one in find_mentions("12 entreprises en juin 2023")] == []
    with pytest.raises(ValueError, match="juin 2023"):
        parse_period("juin 2023")
