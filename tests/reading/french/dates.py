"""French dates: tokens, rules, and what stands between two of them."""

import re
from typing import Final

from zhaoshang._reading.calendar import DateReading
from zhaoshang._reading.rules import FormRule, RuleTable, Token

MONTHS: Final = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
TOKENS: Final = {
    "year": Token("20[0-9]{2}", "year"),
    "month": Token("|".join(MONTHS), "month", lambda text: MONTHS.index(text) + 1),
    "day": Token("[12]?[0-9]|3[01]", "day"),
    "quarter": Token("[1-4]", "quarter"),
}
RULES: Final = (
    FormRule("year", "année <year>", "année 2023"),
    FormRule("month", "<month> <year>", "juin 2023"),
    FormRule("day", "<day> <month> <year>", "14 juillet 2023"),
    FormRule("quarter", "<quarter>e trimestre <year>", "2e trimestre 2023"),
)
TABLE: Final = RuleTable(RULES, TOKENS, is_cell=True)

CANDIDATE: Final = re.compile(rf"(?<![0-9])[0-9]|année|{'|'.join(MONTHS)}")
SENTENCE: Final = re.compile("[.] ")
JOIN: Final = re.compile(" à ")


def read(text: str, start: int) -> DateReading | None:
    """Read the date at a position."""
    match = TABLE.longest(text, start)
    return None if match is None else DateReading(start, match.end, match.said)


read_cell = read


def is_date(text: str, reading: DateReading) -> bool:
    """Tell a date from part of a word."""
    return not text[reading.start - 1 : reading.start].isalnum()


def rest(_text: str, end: int) -> int:
    """Tell that nothing goes on behind a date."""
    return end


def is_tail(_text: str, _reading: DateReading) -> bool:
    """Tell that a part without its year is read."""
    return False


def bound(_text: str, _start: int, _end: int) -> None:
    """Tell that no word beside a date makes another time of it."""
