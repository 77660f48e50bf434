"""What a date says, in numbers, and the days that it names: free of any language.

The rules of a language turn a text into what is said, a mapping of the names in `SAID` to numbers; `resolve` gives it
days with what the caller knows: the day of writing, the year of a title row, what was dated before. Nothing here looks
at a clock.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from dateutil.relativedelta import relativedelta

from zhaoshang._reading.festivals import eve
from zhaoshang.periods import Period, Precision

__all__ = [
    "ABSOLUTE",
    "SAID",
    "DateBound",
    "DateContext",
    "DateReading",
    "between",
    "from_serial",
    "month_of",
    "resolve",
    "until",
]

SAID: Final = frozenset(
    "year year_to year_off year_lean half quarter quarter_to quarter_off month month_to month_off third third_to day day_to"
    " day_off day_lean month_lean month_here day_named week_off edge plan same season before eve".split()
)
"""What a rule may say.

A name with `_to` is the last of several; one with `_off` counts from the day of writing; `year_lean` counts from the year
last dated, `day_lean` and `month_lean` from the day and the month that a range begins with; `month_here` is that month, or
else the month of writing. `edge` is 0 for the beginning
and 1 for the end; `same` is the period compared with; `before` ends on the eve of a festival, `eve` is about it.
"""

ABSOLUTE: Final = frozenset({"year", "plan"})
"""What makes a date lean on nothing."""

Said = Mapping[str, int]


class DateReading(NamedTuple):
    """A date as it is written: where it stands, and what it says."""

    start: int
    end: int
    said: dict[str, int]

    @property
    def is_relative(self) -> bool:
        """Whether it leans on the day of writing or on an earlier date."""
        return not (self.said.keys() & ABSOLUTE)


class DateBound(NamedTuple):
    """A date with the words beside it that make another time of it.

    Attributes:
        start: where it begins with these words.
        end: where it ends with them.
        is_until: whether they say that it is the last day; else they leave open which days are meant.
    """

    start: int
    end: int
    is_until: bool


class DateContext(NamedTuple):
    """What a relative date may lean on."""

    today: Period | None = None
    year: int | None = None
    month: Period | None = None
    day: Period | None = None
    last: Period | None = None
    begun: Period | None = None


def resolve(said: Said, known: DateContext) -> Period | None:
    """Give the days of a date, or `None` where it needs more than is known.

    Raises:
        ValueError: for a date that does not exist, 2月30日.
        OverflowError: for one beyond the calendar.
    """
    for name, rule in _LEANING.items():
        if name in said:
            return rule(said, known)
    if "day" in said and "month" not in said:
        month = known.month if known.month is not None else month_of(known.today)
        return None if month is None else _in_month(said, month.start.year, month.start.month)
    year = _year(said, known)
    return None if year is None else _in_year(said, year)


def _plan(said: Said, _: DateContext) -> Period:
    """Give the years of a five-year plan: the sixth began in 1981."""
    first = 1981 + 5 * (said["plan"] - 6)
    return Period.between(str(first), str(first + 4))


def _off_day(said: Said, known: DateContext) -> Period | None:
    today, offset = known.today, said["day_off"]
    if today is None or not today.is_day:
        return today if not offset else None
    day = today.shift(days=offset)
    return day if said.get("day_named", day.start.day) == day.start.day else None


def _next_day(said: Said, known: DateContext) -> Period | None:
    return None if known.day is None else known.day.shift(days=said["day_lean"])


def _next_month(said: Said, known: DateContext) -> Period | None:
    if known.month is None:
        return None
    first = known.month.start + relativedelta(months=said["month_lean"])
    return _in_month(said, first.year, first.month)


def _off_week(said: Said, known: DateContext) -> Period | None:
    today = known.today
    if today is None or not today.is_day:
        return None
    monday = today.start - timedelta(days=today.start.weekday()) + timedelta(weeks=said["week_off"])
    return Period.between(monday, monday + timedelta(days=6))


def _off_month(said: Said, known: DateContext) -> Period | None:
    month = month_of(known.today)
    if month is None:
        return None
    first = month.start + relativedelta(months=said["month_off"])
    return _in_month(said, first.year, first.month)


def _this_month(said: Said, known: DateContext) -> Period | None:
    month = known.begun or month_of(known.today)
    return None if month is None else _in_month(said, month.start.year, month.start.month)


def _off_quarter(said: Said, known: DateContext) -> Period | None:
    month = month_of(known.today)
    if month is None:
        return None
    first = month.start + relativedelta(months=3 * said["quarter_off"])
    return _in_year({"quarter": (first.month + 2) // 3, **said}, first.year)


def _same(said: Said, known: DateContext) -> Period | None:
    """Give the period that another is compared with, a year or more before it."""
    if known.last is None:
        return None
    return known.last.shift(years=said.get("year_off", said.get("year_lean", -1)))


_LEANING: Final = {
    "plan": _plan,
    "same": _same,
    "day_off": _off_day,
    "day_lean": _next_day,
    "month_lean": _next_month,
    "week_off": _off_week,
    "month_off": _off_month,
    "month_here": _this_month,
    "quarter_off": _off_quarter,
}


def _year(said: Said, known: DateContext) -> int | None:
    if "year" in said:
        return said["year"]
    if "year_lean" in said and known.year is not None:
        return known.year + said["year_lean"]
    today = known.today
    for name in ("year_off", "year_lean"):
        if name in said:
            return (
                None if today is None or today.start.year != today.end.year else today.start.year + said[name]
            )
    if known.year is not None:
        return known.year
    return None if today is None else today.end.year


_SEASONS: Final = (3, 6, 9, 12)


def _in_year(said: Said, year: int) -> Period:
    found = next((part(said, year) for name, part in _PARTS.items() if name in said), None)
    if found is None:
        return Period.month(year, 12 if said["edge"] else 1) if "edge" in said else Period.year(year)
    if "edge" in said and "month" not in said:
        return Period.of(found.end if said["edge"] else found.start)
    return found


def _years(said: Said, year: int) -> Period:
    return between(Period.year(year), Period.year(said["year_to"]))


def _half(said: Said, year: int) -> Period:
    return Period.of(f"{year:04}-H{said['half']}")


def _quarters(said: Said, year: int) -> Period:
    found = Period.of(f"{year:04}-Q{said['quarter']}")
    return between(found, Period.of(f"{year:04}-Q{said['quarter_to']}")) if "quarter_to" in said else found


def _season(said: Said, year: int) -> Period:
    first = Period.month(year, _SEASONS[said["season"]])
    return Period.between(first, first.shift(months=2))


def _before(said: Said, year: int) -> Period:
    return Period.between(str(year), eve(year, said["before"]))


def _eve(said: Said, year: int) -> Period:
    day = eve(year, said["eve"])
    return Period.month(day.year, day.month)


def _months(said: Said, year: int) -> Period:
    return between(Period.month(year, said["month"]), Period.month(year, said["month_to"]))


def _month(said: Said, year: int) -> Period:
    return _in_month(said, year, said["month"])


_PARTS: Final = {
    "year_to": _years,
    "half": _half,
    "quarter": _quarters,
    "season": _season,
    "before": _before,
    "eve": _eve,
    "month_to": _months,
    "month": _month,
}
"""What a part of a year says, and the days that it names; the first that is said decides."""

_THIRDS: Final = "EML"


def _in_month(said: Said, year: int, month: int) -> Period:
    third = said.get("third")
    if third is None and "edge" in said:
        third = 3 if said["edge"] else 1
    if third is not None:
        found = Period.of(f"{year:04}-{month:02}-{_THIRDS[third - 1]}")
        last = said.get("third_to", third)
        return (
            found if last == third else between(found, Period.of(f"{year:04}-{month:02}-{_THIRDS[last - 1]}"))
        )
    if "day" in said:
        found = Period.day(year, month, said["day"])
        return found if "day_to" not in said else between(found, Period.day(year, month, said["day_to"]))
    return Period.month(year, month)


def between(first: Period, last: Period) -> Period:
    """Make the range from one period to a later one.

    Raises:
        ValueError: when the last ends before the first begins.
    """
    if last.end < first.start:
        msg = f"{last} is before {first}"
        raise ValueError(msg)
    return Period.between(first, last)


def until(deadline: Period) -> Period | None:
    """Read 2022年6月底前: like 春节前, from the first day of the year on; `None` for 2022年前, which may leave out its year."""
    first, last = deadline.start, deadline.end
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return None
    return Period.between(last.replace(month=1, day=1), last)


def month_of(period: Period | None) -> Period | None:
    """Give the month that a period lies in, or `None` where it touches several."""
    if period is None or (period.start.year, period.start.month) != (period.end.year, period.end.month):
        return None
    return (
        period if period.precision is Precision.MONTH else Period.month(period.start.year, period.start.month)
    )


def from_serial(number: float | Decimal, epoch: int) -> date | None:
    """Turn an Excel day number into a date; `None` where it is none."""
    whole = int(number)
    if epoch == 1904:
        first, least = date(1904, 1, 1), 0
    else:
        # Excel believes that 1900 was a leap year: day 60 is a day that never was
        if whole == 60:
            return None
        first, least = (date(1899, 12, 31) if whole < 60 else date(1899, 12, 30)), 1
    if not least <= whole <= (date.max - first).days:
        return None
    return first + timedelta(days=whole)
