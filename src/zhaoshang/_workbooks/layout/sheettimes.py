"""Which of two sheets is the newer, as far as their names tell: by the periods and the numbers in them."""

from functools import lru_cache
from typing import Final, NamedTuple, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.words.text import key
from zhaoshang.errors import ZhaoshangError
from zhaoshang.periods import Period
from zhaoshang.reading import find_periods, parse_number, parse_period

__all__ = ["SheetTime", "is_newer", "time_of"]

_YEAR: Final = 2000
"""The year of periods that print none: a leap year."""
_DIGITS: Final = re.compile(
    r"(?<![\d.])(?:(20\d\d)(?:[.\-/年]?(1[0-2]|0?[1-9])(?:[.\-/月]?([0-3]?\d))?)?|()(1[0-2]|0[1-9])([0-3]\d)|()(1[0-2]|0?[1-9])[.\-/]([0-3]?\d))(?![\d.])"
)
"""A day, a month or a year in digits alone, with other words beside it: 台账0605, 9.30, 2022台账."""
_PLACE: Final = re.compile(
    r"第?(\d{1,3}|[一二三四五六七八九十]{1,3})(周|期|批|版|稿|次|轮)|(?<![a-z])([wv])\.?(\d{1,3}(?:\.\d)?)"
)
"""A place in a series: 第九周, W9, v2."""


@final
class SheetTime(NamedTuple):
    """The time that the name of a sheet tells.

    Attributes:
        period: its period, in some year where it prints none.
        year: the year that it prints, or that of the title; 0 where neither does.
        is_dated: whether it prints the year itself.
        series: what it counts, 周 or 期, and empty where nothing.
        place: its number in that.
    """

    period: Period | None = None
    year: int = 0
    is_dated: bool = False
    series: str = ""
    place: float = 0

    @property
    def rank(self) -> tuple[float, ...]:
        """What sheets are ordered by, from the oldest; empty where the name tells no time."""
        if self.period is None:
            return (self.place,) if self.series else ()
        return self.year, self.period.end.timetuple().tm_yday, self.place


@lru_cache(maxsize=1024)
def time_of(name: str, title: int | None = None, /) -> SheetTime:
    """Read the time that a sheet is named by.

    Args:
        name: the name.
        title: the year of the sheet's title, if it names one.
    """
    period, other = _period(name, _YEAR), _period(name, _YEAR + 4)
    is_dated = period is not None and period == other
    found = _PLACE.search(key(name))
    series, place = ("", 0.0)
    if found:
        series = found[2] or found[3]
        place = float(found[4] or parse_number(found[1]))
    year = period.end.year if is_dated and period else title or 0
    return SheetTime(period, year, is_dated, series, place)


def _period(name: str, year: int) -> Period | None:
    """Read the period in a name: the whole of it, all that running text has, or digits alone."""
    text = name.strip().replace("全年", "1-12月")
    try:
        return parse_period(text, year=year)
    except ZhaoshangError:
        named = (mention.period for mention in find_periods(text, today=Period.year(year)))
        found = [period for period in named if period is not None]
    if found:
        return Period.between(min(one.start for one in found), max(one.end for one in found))
    digits = _DIGITS.search(key(text))
    if digits is None:
        return None
    printed, month, day = (next(filter(None, digits.groups()[at::3]), "") for at in range(3))
    parts = [printed or str(year), *(part.zfill(2) for part in (month, day) if part)]
    try:
        return Period.of("-".join(parts))
    except ZhaoshangError:
        return None


def is_newer(one: SheetTime, other: SheetTime, /) -> bool:
    """Tell whether one sheet is certainly after another.

    Periods within others that began before (三季度 in 前三季度, a month in its year) are not compared, nor months that may be those
    of two years, 12月 and 1月.

    Examples:
        >>> is_newer(time_of("二季度"), time_of("一季度")), is_newer(time_of("Feb"), time_of("Jan"))
        (True, True)
        >>> is_newer(time_of("第十周"), time_of("第九周")), is_newer(time_of("全年"), time_of("上半年"))
        (True, True)
        >>> is_newer(time_of("新"), time_of("旧")), is_newer(time_of("12月"), time_of("1月"))
        (False, False)
    """
    if one.series != other.series:
        return False
    this, that = one.period, other.period
    if this is None and that is None:
        return one.place > other.place
    if this is None or that is None:
        return False
    if one.year and other.year and one.year != other.year:
        return one.year > other.year
    if one.is_dated != other.is_dated and not (one.year and other.year):
        return False
    if one.is_dated == other.is_dated:
        if this.start != that.start and (this in that or that in this):
            return False
        since = (this.start - that.end).days
        until_again = (that.shift(years=1).start - this.end).days
        if not one.is_dated and until_again < min(since, _SOON):
            return False
    return one.rank > other.rank


_SOON: Final = 32
"""So many days after one period the next of a series begins."""
