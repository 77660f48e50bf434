"""Years of the calendar and of the Republic, which are no lengths of time: 2022年, 民国111年, 22年一季度, 较22年同期."""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.chinese.dates import LISTED_YEARS, PART
from zhaoshang._reading.found import Found
from zhaoshang._reading.script import both, variants
from zhaoshang.quantities import Hedge

__all__ = ["is_calendar_year", "is_republic"]

_NONE: Final = Hedge.NONE
_THREE_DIGITS: Final = re.compile("[零一二三四五六七八九]{3}")
_OF_A_YEAR: Final = re.compile(both(PART) + f"|度(?!假)|{LISTED_YEARS}")
_SINCE: Final = frozenset(variants("较比自於于从"))
_OF_SEVERAL: Final = frozenset(variants("去前往来"))


def is_calendar_year(found: Found) -> bool:
    """Tell the year 2022 from so many years."""
    numeral = found.numeral
    number = numeral.value if numeral.value is not None else numeral.low
    return (
        found.unit.code == "year"
        and number is not None
        and not numeral.scale
        and 1900 <= number <= 2100
        and numeral.hedge in {_NONE, Hedge.RANGE}
    )


def is_republic(text: str, start: int, found: Found) -> bool:
    """Tell a year of the Republic, or one of two digits, by what stands beside it."""
    value = found.numeral.value
    if found.unit.code != "year" or value is None:
        return False
    return (
        text.endswith("民国", 0, start)
        or (100 <= value < 150 and text[start - 1 : start] in _SINCE)
        or (
            value >= 10
            and not found.numeral.places
            and (_OF_A_YEAR.match(text, found.end) is not None or _is_compared_with(text, start, found))
        )
        or _THREE_DIGITS.match(text, start) is not None
    )


def _is_compared_with(text: str, start: int, found: Found) -> bool:
    """Tell 较22年同期, which may be a year, from 过去10年同期 and 近10年同期."""
    is_several = found.hedge is not _NONE or text[start - 1 : start] in _OF_SEVERAL
    return text.startswith("同期", found.end) and not is_several
