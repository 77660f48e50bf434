"""The days that are worked: the calendar of China, one of a table, and counting along either."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import Final, Protocol, final

from attrs import field, frozen

from zhaoshang._basics.brief import as_python, in_order
from zhaoshang._basics.lazy import living_in
from zhaoshang._calls.guard import telling
from zhaoshang._calls.limits import check_year, within_calendar
from zhaoshang._calls.plain import plain_fields
from zhaoshang.errors import MissingExtraError, UnfitValueError, UnpublishedYearError
from zhaoshang.periods import DateLike, Period, to_date
from zhaoshang.references import Reference

__all__ = [
    "CN",
    "CalendarLike",
    "ChinaCalendar",
    "HolidayTable",
    "WorkingDays",
    "add_working_days",
    "count_working_days",
    "working_days",
]

_ONE_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5


_NOTICES: Final = Reference(
    key="S94",
    title="国务院办公厅关于部分节假日安排的通知",
    issuer="国务院办公厅",
    address="https://github.com/liriansu-opus/chinese-calendar",
)


class WorkingDays(Protocol):
    """Anything that knows the working days of whole years; it must be hashable, as years are cached.

    Examples:
        >>> from datetime import date
        >>> from attrs import frozen
        >>> from zhaoshang.calendars import WorkingDays, add_working_days
        >>> @frozen
        ... class SixDayWeek:
        ...     def is_working(self, day):
        ...         return day.weekday() < 6
        >>> calendar: WorkingDays = SixDayWeek()
        >>> add_working_days("2022-06-03", 2, calendar=calendar)  # a Friday; Saturday counts, Sunday does not
        datetime.date(2022, 6, 6)
        >>> calendar.is_working(date(2022, 6, 5))
        False
    """

    def is_working(self, day: date, /) -> bool:
        """Tell whether offices work on a day.

        Raises:
            UnpublishedYearError: when the year of the day is not known.
        """
        ...

    def __hash__(self) -> int:
        """Agree with equality: what was worked out for one calendar serves its equals."""
        ...


@final
@frozen(field_transformer=plain_fields)
class ChinaCalendar:
    """The working days of mainland China as announced by the General Office of the State Council.

    Attributes:
        reference: where the days come from.

    Examples:
        >>> from datetime import date
        >>> from zhaoshang.calendars import CN
        >>> (
        ...     CN.is_working(date(2022, 10, 8)),
        ...     CN.is_working(date(2022, 10, 7)),
        ... )  # a make-up Saturday, a holiday
        (True, False)
    """

    __module__ = "zhaoshang.calendars"

    reference: Reference = _NOTICES

    def is_working(self, day: date, /) -> bool:
        """Tell whether offices work on a day.

        Raises:
            UnpublishedYearError: when the year is not announced, or older than the package's tables.
            MissingExtraError: when `chinesecalendar` is not installed.

        Examples:
            >>> CN.is_working(date(2022, 10, 9))
            True
            >>> CN.is_working(date(2061, 10, 9))
            Traceback (most recent call last):
            ...
            zhaoshang.errors.UnpublishedYearError: no working days are known for 2061...
        """
        try:
            from chinese_calendar import is_workday  # noqa: PLC0415 - an extra, imported on first use
        except ImportError:
            package = "chinesecalendar"
            raise MissingExtraError(package, "calendar") from None
        try:
            return bool(is_workday(day))
        except NotImplementedError:
            raise UnpublishedYearError(day.year) from None


CN: Final[WorkingDays] = ChinaCalendar()
"""The calendar used unless another is passed."""


def _years(values: Iterable[int]) -> frozenset[int]:
    years = frozenset(values)
    for year in years:
        check_year(year, "years")
    return years


def _dates(values: Iterable[DateLike]) -> frozenset[date]:
    days: set[date] = set()
    for value in values:
        period = Period.of(value)
        days.update(period.start + timedelta(number) for number in range(period.days))
    return frozenset(days)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class HolidayTable:
    """Working days from a table: the notice of a year not yet announced, or a place's own days.

    A year that the table covers is taken from it alone: Monday to Friday but the holidays, and the make-up days. In
    any other year the dates of the table amend what `fallback` says.

    Attributes:
        holidays: days off; a range such as `2027-02-05/2027-02-11` stands for all its days.
        makeup: weekend days that are worked.
        years: the years covered; by default every year that a date of the table lies in.
        fallback: who answers for the other years; `None` refuses them.

    Examples:
        >>> from datetime import date
        >>> from zhaoshang.calendars import HolidayTable
        >>> table = HolidayTable(holidays=["2061-10-01/2061-10-07"], makeup=["2061-10-08"])
        >>> table.is_working(date(2061, 10, 7)), table.is_working(date(2061, 10, 8))
        (False, True)
    """

    __module__ = "zhaoshang.calendars"

    holidays: frozenset[date] = field(default=frozenset(), converter=_dates, repr=in_order)
    makeup: frozenset[date] = field(default=frozenset(), converter=_dates, repr=in_order)
    years: frozenset[int] = field(default=frozenset(), converter=_years, repr=in_order)
    fallback: WorkingDays | None = CN

    def __attrs_post_init__(self) -> None:
        """Refuse a day that is both; take the years from the dates where none are given."""
        if both := self.holidays & self.makeup:
            raise UnfitValueError(str(min(both)), "a holiday or a make-up day, not both")
        if not self.years:
            object.__setattr__(self, "years", frozenset(day.year for day in self.holidays | self.makeup))

    def is_working(self, day: date, /) -> bool:
        """Tell whether offices work on a day.

        Raises:
            UnpublishedYearError: when neither the table nor the fallback knows the year.
        """
        if day in self.holidays:
            return False
        if day in self.makeup:
            return True
        if day.year in self.years:
            return day.weekday() < _SATURDAY
        if self.fallback is None:
            raise UnpublishedYearError(day.year)
        return self.fallback.is_working(day)


CalendarLike = str | Mapping[str, Iterable[DateLike | int]] | WorkingDays
"""What is accepted wherever the lifecycle asks for a calendar: `cn`, a table of holidays and make-up days, a calendar."""


@telling("calendar")
def working_days(calendar: CalendarLike, /) -> WorkingDays:
    """Take a calendar in any form that a profile may write it.

    Args:
        calendar: `cn`, a table `{"holidays": [...], "makeup": [...]}` (perhaps with `"years": [...]`), or a calendar.
            Years that the table does not cover are left to `CN`.

    Raises:
        ValueError: for another name, or a table with other keys.

    Examples:
        >>> from datetime import date
        >>> from zhaoshang.calendars import CN, working_days
        >>> working_days("cn") is CN
        True
        >>> working_days({"holidays": ["2061-01-03"], "makeup": []}).is_working(date(2061, 1, 4))
        True
    """
    if isinstance(calendar, str) and calendar.lower() == "cn":
        return CN
    if not isinstance(calendar, Mapping):
        if isinstance(calendar, str) or not callable(getattr(calendar, "is_working", None)):
            raise UnfitValueError(
                as_python(calendar), "cn, a table of holidays and makeup days, or a WorkingDays"
            )
        return calendar
    if unknown := set(calendar) - {"holidays", "makeup", "years"}:
        raise UnfitValueError(", ".join(sorted(map(str, unknown))), "a table of holidays, makeup and years")
    table = {
        key: [value if not isinstance(value, int) else str(value) for value in values or ()]
        for key, values in calendar.items()
    }
    return HolidayTable(
        holidays=table.get("holidays", ()),
        makeup=table.get("makeup", ()),
        years=[Period.of(year).start.year for year in table.get("years", ())],
    )


@lru_cache(maxsize=256)
def _year(calendar: WorkingDays, year: int) -> tuple[int, ...]:
    """Count the working days of a year up to and with each of its days; the first entry is 0."""
    first = date(year, 1, 1)
    days = (date(year + 1, 1, 1) - first).days if year < date.max.year else 365
    worked = (calendar.is_working(first + timedelta(number)) for number in range(days))
    return tuple(accumulate(worked, initial=0))


def _day_of_year(day: date) -> int:
    return day.toordinal() - date(day.year, 1, 1).toordinal() + 1


def count_working_days(start: DateLike, end: DateLike, /, *, calendar: WorkingDays = CN) -> int:
    """Count the working days after one day up to and with another.

    Args:
        start: the day before counting begins; of a coarse date, its last day.
        end: the last day counted; of a coarse date, its last day.
        calendar: the working days.

    Returns:
        The count; negative when the end lies before the start.

    Raises:
        UnpublishedYearError: when a year in between is not known.

    Examples:
        >>> from zhaoshang.calendars import count_working_days
        >>> count_working_days("2022-09-28", "2022-10-12")  # 8 and 9 October make up for the holiday
        7
    """
    first, last = to_date(start), to_date(end)
    if last < first:
        return -count_working_days(last, first, calendar=calendar)
    total = _year(calendar, last.year)[_day_of_year(last)] - _year(calendar, first.year)[_day_of_year(first)]
    for year in range(first.year, last.year):
        total += _year(calendar, year)[-1]
    return total


def add_working_days(start: DateLike, days: int, /, *, calendar: WorkingDays = CN) -> date:
    """Find the working day that is so many working days after (or, if negative, before) a day.

    Args:
        start: the day before counting begins, itself not counted; of a coarse date, its last day.
        days: how many; 0 returns the day itself, worked or not.
        calendar: the working days.

    Raises:
        UnpublishedYearError: when the count runs into a year that is not known.
        DateValueError: when it would leave the years 1 to 9999.

    Examples:
        >>> from zhaoshang.calendars import add_working_days
        >>> add_working_days("2022-09-28", 5), add_working_days("2022-10-10", -5)
        (datetime.date(2022, 10, 10), datetime.date(2022, 9, 28))
    """
    day = first = to_date(start)
    if days == 0:
        return day
    with within_calendar(first):
        day + timedelta(days=days)  # working days reach no less far
    if days < 0:
        left, day = -days, day - _ONE_DAY
        while True:
            done = _year(calendar, day.year)[_day_of_year(day)]
            if done >= left:
                return date(day.year, 1, 1) + timedelta(
                    bisect_left(_year(calendar, day.year), done - left + 1) - 1
                )
            left, day = left - done, _date(first, day.year - 1, 12, 31)
    left, done = days, _year(calendar, day.year)[_day_of_year(day)]
    year = day.year
    while True:
        counts = _year(calendar, year)
        if counts[-1] - done >= left:
            return date(year, 1, 1) + timedelta(bisect_left(counts, done + left) - 1)
        left, done, year = left - (counts[-1] - done), 0, _date(first, year + 1).year


def _date(start: date, year: int, month: int = 1, day: int = 1) -> date:
    """Go on into another year, as far as the calendar goes."""
    with within_calendar(start):
        return date(year, month, day)


WorkingDays.__module__ = "zhaoshang.calendars"  # a protocol takes no such member in its body
__test__ = living_in("zhaoshang.calendars", vars())
