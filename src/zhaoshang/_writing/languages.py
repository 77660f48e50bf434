"""The languages that are written: what each must offer, and the list of them.

A language joins by one row of `WRITERS`. A language of messages without a row writes its numbers and dates in English.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from zhaoshang._writing import chinese, english
from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity

__all__ = ["WRITERS", "Writer", "writer"]


class Writer(NamedTuple):
    """How one language writes.

    Attributes:
        code: the code of the language.
        quantity: writes a quantity in a locale, with the power of ten that is asked for or the one that is neat.
        period: writes a period in a locale.
        rounded: rounds an amount without a hedge to decimal places of the power of ten that it is written in, and
            gives that power where it must be asked for.
    """

    code: str
    quantity: Callable[[Quantity, int | None, str], str]
    period: Callable[[Period, str], str]
    rounded: Callable[[Quantity, int | None, int], tuple[Quantity, int | None]]


WRITERS: Final[list[Writer]] = [
    Writer("zh", chinese.quantity_text, chinese.period_text, chinese.rounded_quantity),
    Writer("en", english.quantity_text, english.period_text, english.rounded_quantity),
]


def writer(language: str) -> Writer:
    """Find what writes a language; one that has words and no writer of its own is written as English is."""
    known = {row.code: row for row in WRITERS}
    return known.get(language, known["en"])
