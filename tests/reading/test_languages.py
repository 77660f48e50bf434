"""A language is a list of rules and a row: a small third one reads cells and text beside the others."""

import re
from collections.abc import Iterator
from decimal import Decimal
from types import SimpleNamespace

import pytest

from zhaoshang import find_mentions, parse_period, parse_quantity
from zhaoshang._reading import cells, whole
from zhaoshang._reading.calendar import Reading
from zhaoshang._reading.found import Found, Refused
from zhaoshang._reading.languages import LANGUAGES, Language
from zhaoshang._reading.numerals import Numeral
from zhaoshang._reading.rules import Rule, Table, Token
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
NUMBER = re.compile(r"([0-9]+) (projets|entreprises)(?![a-z])")
UNITS = {"projets": "个", "entreprises": "家"}


def read(text: str, start: int) -> Reading | None:
    """Read the date at a position."""
    match = TABLE.longest(text, start)
    return None if match is None else Reading(start, match.end, match.said)


def is_date(text: str, reading: Reading) -> bool:
    """Tell a date from part of a word."""
    return not text[reading.start - 1 : reading.start].isalnum()


def amount(match: re.Match[str]) -> Found:
    """Make the amount of a match."""
    one = unit(UNITS[match[2]])
    number = Numeral(Decimal(match[1]))
    return Found(match.start(), match.end(), number, one, kind_of(one), Hedge.NONE, None, None)


def find(text: str) -> Iterator[Found]:
    """Find the amounts of a text."""
    return map(amount, NUMBER.finditer(text))


def read_whole(plain: str, low: int, high: int, _: Scaled | None) -> Found | Refused | None:
    """Read the amount of a cell."""
    match = NUMBER.fullmatch(plain, low, high)
    return None if match is None else amount(match)


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


@pytest.mark.usefixtures("french")
def test_text_of_three_languages() -> None:
    """Each language finds its own in one text."""
    text = "2023年3月签约8个; signed 9 projects in May 2023; 12 entreprises en juin 2023."
    assert [str(one.quantity) for one in find_mentions(text)] == ["8 个", "9 个", "12 家"]
    assert [str(one.period) for one in find_periods(text)] == ["2023-03", "2023-05", "2023-06"]


def test_without_its_row_it_is_not_read() -> None:
    """What no language of the list reads is refused."""
    assert [one.raw for one in find_mentions("12 entreprises en juin 2023")] == []
    with pytest.raises(ValueError, match="juin 2023"):
        parse_period("juin 2023")
