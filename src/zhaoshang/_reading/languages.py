"""The languages that are read: what each must offer, and the list of them.

A language is a folder with two modules: its dates, as tables of rules over tokens (`rules`), and its amounts. It joins by one
row of `LANGUAGES`. No locale chooses between them: each says itself, at little cost, whether a text may hold it, and what is
read longest is meant.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.deferred import Deferred
from zhaoshang._reading.calendar import DateBound, DateReading
from zhaoshang._reading.chinese import amounts as chinese_amounts
from zhaoshang._reading.chinese import dates as chinese_dates
from zhaoshang._reading.chinese import short
from zhaoshang._reading.chinese.forms import Rewritten, rewritten
from zhaoshang._reading.folding import has_english
from zhaoshang.quantities import Quantity
from zhaoshang.units import Scaled

if TYPE_CHECKING:
    from zhaoshang._reading.english import amounts as english_amounts
    from zhaoshang._reading.english import dates as english_dates
    from zhaoshang._reading.found import Found, Refused
else:  # loaded with the first English text
    english_amounts = Deferred("zhaoshang._reading.english.amounts")
    english_dates = Deferred("zhaoshang._reading.english.dates")

__all__ = ["LANGUAGES", "Amounts", "Dates", "Language"]


class Dates(Protocol):
    """How the dates of a language are read."""

    CANDIDATE: re.Pattern[str]
    """Where a date may begin in running text."""
    SENTENCE: re.Pattern[str]
    """Where a sentence ends, and what dates lean on with it."""
    JOIN: re.Pattern[str]
    """What makes one period of two dates."""

    def read(self, text: str, start: int) -> DateReading | None:
        """Read the date that starts at a position of running text."""

    def read_cell(self, text: str, start: int) -> DateReading | None:
        """Read the date that starts at a position of a cell."""

    def is_date(self, text: str, reading: DateReading) -> bool:
        """Tell a date in running text from what looks like one."""

    def rest(self, text: str, end: int) -> int:
        """Tell where that ends what goes on behind a date and was not read."""

    def bound(self, text: str, start: int, end: int) -> DateBound | None:
        """Read the words beside a date that make another time of it: before it, not in it."""

    def is_tail(self, text: str, reading: DateReading) -> bool:
        """Tell the end of a date that cannot be read whole: nothing of it is one."""


class Amounts(Protocol):
    """How the amounts of a language are read."""

    def find(self, text: str) -> "Iterable[Found]":
        """Find every amount of a folded text, in order and without overlaps."""

    def whole(self, plain: str, low: int, high: int, default: Scaled | None) -> "Found | Refused | None":
        """Read the amount that fills a folded text; `None` where no word of it is of the language."""


def _no_forms(_: str, __: Scaled | None) -> "tuple[Rewritten, ...]":
    return ()


def _no_number(_: str) -> None:
    return None


def _no_cut(_: str, __: "Found") -> bool:
    return False


def _english_cut(text: str, found: "Found") -> bool:
    return english_amounts.is_cut(text, found)


def _no_short(_: str, __: Scaled | None = None) -> None:
    return None


class Language(NamedTuple):
    """One language.

    Attributes:
        code: its code.
        is_in: whether a folded text may hold it, in a quick pass.
        is_in_cell: the same of a cell.
        dates: how its dates are read.
        amounts: how its amounts are read.
        forms: gives what else a cell may be read as that is no amount by itself: a label in front, a remark.
        number: reads a folded text that is wholly a number.
        again: what stands before an amount that a remark says again.
        is_cut: whether its words take from an amount that another language found what it is.
        short: the short ways of reading a cell that is not folded, without a header's unit and under one; `None` of
            either is for the long way. Only those of the first language are taken.
    """

    code: str
    is_in: Callable[[str], bool]
    is_in_cell: Callable[[str], bool]
    dates: Dates
    amounts: Amounts
    forms: Callable[[str, Scaled | None], Iterable[Rewritten]] = _no_forms
    number: Callable[[str], Decimal | None] = _no_number
    again: re.Pattern[str] = re.compile("^")
    is_cut: "Callable[[str, Found], bool]" = _no_cut
    short: tuple[Callable[[str], Quantity | None], Callable[[str, Scaled], Quantity | None]] = (
        _no_short,
        _no_short,
    )


_LATIN: Final = re.compile("[A-Za-z]")


def _always(_: str) -> bool:
    return True


def _has_letters(text: str) -> bool:
    return _LATIN.search(text) is not None


LANGUAGES: Final[list[Language]] = [
    Language(
        "zh",
        _always,
        _always,
        chinese_dates,
        chinese_amounts,
        rewritten,
        chinese_amounts.number,
        chinese_amounts.AGAIN,
        short=(short.plain, short.under_header),
    ),
    Language("en", has_english, _has_letters, english_dates, english_amounts, is_cut=_english_cut),
]
"""The languages, the one that most texts are written in first."""
