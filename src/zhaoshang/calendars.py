"""Working days of China (工作日), with the make-up days (调休) that the State Council announces each autumn.

`CN` knows the years that have been announced; it reads them from the maintained package `chinesecalendar`, which is
an extra (`pip install "zhaoshang[calendar]"`) and is imported on first use only. A year that is not announced yet is
refused, never guessed: put its notice into a table and pass that instead.

    >>> from datetime import date
    >>> from zhaoshang.calendars import add_working_days, working_days
    >>> table = {"holidays": ["2061-10-03", "2061-10-04"], "makeup": ["2061-10-08"]}
    >>> add_working_days(date(2061, 9, 30), 1, calendar=working_days(table))
    datetime.date(2061, 10, 5)

`Limit` is a time limit (时限) in days, working days or months; `due_on` is the last day that is still in time. Calendars,
limits and pauses are taken in the forms that data writes them:

    >>> from zhaoshang.calendars import CN, CalendarLike, LimitLike, Pause, due_on
    >>> calendar: CalendarLike = {"holidays": ["2061-10-03"], "makeup": []}
    >>> limit: LimitLike = {"days": 3, "working": True}
    >>> pause: Pause = ("2061-10-04", "2061-10-05")  # 补件
    >>> due_on("2061-09-30", limit, paused=[pause], calendar=working_days(calendar))
    datetime.date(2061, 10, 10)
    >>> due_on("2022-09-30", limit, calendar=CN)  # what is announced, make-up days among it
    datetime.date(2022, 10, 10)
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import Final, Protocol, final, runtime_checkable

from attrs import field, frozen
from attrs.validators import instance_of

from zhaoshang._basics.brief import as_python, in_order
from zhaoshang._calls.guard import guard_room
from zhaoshang._calls.plain import plain_fields
from zhaoshang.errors import FieldTypeError, MissingExtraError, UnfitValueError, UnpublishedYearError
from zhaoshang.periods import DateLike, Period, to_date
from zhaoshang.references import Reference

__all__ = [
    "CN",
    "CalendarLike",
    "ChinaCalendar",
    "HolidayTable",
    "Limit",
    "LimitLike",
    "Pause",
    "WorkingDays",
    "WrittenLimit",
    "add_working_days",
    "count_working_days",
    "due_on",
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
@frozen
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
    return frozenset(values)


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
    if isinstance(calendar, str):
        if calendar.lower() == "cn":
            return CN
        raise UnfitValueError(
            as_python(calendar), "cn, a table of holidays and makeup days, or a WorkingDays"
        )
    if not isinstance(calendar, Mapping):
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

    Examples:
        >>> from zhaoshang.calendars import add_working_days
        >>> add_working_days("2022-09-28", 5), add_working_days("2022-10-10", -5)
        (datetime.date(2022, 10, 10), datetime.date(2022, 9, 28))
    """
    day = to_date(start)
    if days == 0:
        return day
    if days < 0:
        left, day = -days, day - _ONE_DAY
        while True:
            done = _year(calendar, day.year)[_day_of_year(day)]
            if done >= left:
                return date(day.year, 1, 1) + timedelta(
                    bisect_left(_year(calendar, day.year), done - left + 1) - 1
                )
            left, day = left - done, date(day.year - 1, 12, 31)
    left, done = days, _year(calendar, day.year)[_day_of_year(day)]
    year = day.year
    while True:
        counts = _year(calendar, year)
        if counts[-1] - done >= left:
            return date(year, 1, 1) + timedelta(bisect_left(counts, done + left) - 1)
        left, done, year = left - (counts[-1] - done), 0, year + 1


Pause = Sequence[DateLike | None]
"""A stretch in which the clock stands still (补件, 公示): first and last day, both paused; `None` while it lasts."""


@runtime_checkable
class WrittenLimit(Protocol):
    """A limit as the records write it: any object with these three properties.

    Examples:
        >>> from zhaoshang.calendars import Limit, WrittenLimit
        >>> from zhaoshang.model import StepLimit
        >>> written = StepLimit(days=5, working=True)
        >>> isinstance(written, WrittenLimit), written.days, written.months, written.working
        (True, 5, None, True)
        >>> str(Limit.of(written))
        '5 working days'
    """

    @property
    def days(self) -> int | None:
        """How many days."""
        ...

    @property
    def months(self) -> int | None:
        """How many months instead."""
        ...

    @property
    def working(self) -> bool:
        """Whether the days are working days."""
        ...


def _whole(value: int | None) -> int | None:
    if value is not None and type(value) is not int:
        msg = f"a limit counts whole days or months, not {value!r}"
        raise TypeError(msg)
    return value


@final
@frozen(kw_only=True)
class Limit:
    """A time limit: so many days, working days, or months.

    Attributes:
        days: how many days.
        months: how many months instead; the day number stays, or the month's last day is taken.
        is_working: whether the days are working days.

    Raises:
        ValueError: unless exactly one of days and months is given, and it is not negative.

    Examples:
        >>> from zhaoshang.calendars import Limit
        >>> Limit.of({"days": 5, "working": True}) == Limit(days=5, is_working=True)
        True
        >>> str(Limit(days=5, is_working=True)), str(Limit(months=3))
        ('5 working days', '3 months')
    """

    days: int | None = field(default=None, converter=_whole)
    months: int | None = field(default=None, converter=_whole)
    is_working: bool = field(default=False, validator=instance_of(bool))

    def __attrs_post_init__(self) -> None:
        """Hold days or months, not both."""
        number = self.days if self.months is None else self.months
        if (self.days is None) == (self.months is None) or number is None or number < 0:
            msg = f"days={self.days}, months={self.months}"
            raise UnfitValueError(msg, "either days or months, 0 or more")
        if self.months is not None and self.is_working:
            msg = f"months={self.months}, working=True"
            raise UnfitValueError(msg, "days= for working days")

    @classmethod
    def of(cls, value: "LimitLike", /) -> "Limit":
        """Take a limit in any form that data may write it.

        Args:
            value: a number of days, `{"days": 5, "working": true}`, `{"months": 3}`, a limit, or a record with these
                fields, such as `zhaoshang.model.StepLimit`.

        Raises:
            ValueError: for other keys, or not exactly one of days and months.

        Examples:
            >>> Limit.of(30)
            Limit(days=30, months=None, is_working=False)
        """
        if isinstance(value, Limit):
            return value
        if isinstance(value, WrittenLimit):
            return cls(days=value.days, months=value.months, is_working=value.working)
        if not isinstance(value, Mapping):
            given: object = value
            if type(given) is not int:
                expected = "a number of days, or a limit such as {'months': 3}"
                raise FieldTypeError(as_python(given), expected).at("limit")
            return cls(days=value)
        if unknown := set(value) - {"days", "months", "working"}:
            raise UnfitValueError(
                ", ".join(sorted(map(str, unknown))), "a limit with days, months and working"
            )
        return cls(
            days=value.get("days"),  # type: ignore[arg-type]  # checked by the field
            months=value.get("months"),  # type: ignore[arg-type]  # checked by the field
            is_working=value.get("working", False),  # type: ignore[arg-type]  # checked by the field
        )

    def __str__(self) -> str:
        """Write the limit in English."""
        if self.months is not None:
            return f"{self.months} months"
        return f"{self.days} working days" if self.is_working else f"{self.days} days"


LimitLike = int | Mapping[str, object] | Limit | WrittenLimit
"""What is accepted wherever a limit is asked: a number of days, a mapping, or a record."""


def due_on(
    start: DateLike,
    limit: LimitLike,
    /,
    *,
    paused: Iterable[Pause] = (),
    calendar: WorkingDays = CN,
) -> date | None:
    """Find the last day that is still in time.

    The start day is not counted, and neither are paused days. A limit in months runs to the same day number (or the
    month's last day); each paused day until then moves it by one day.

    Args:
        start: when the clock starts; of a coarse date, its last day.
        limit: how long it runs.
        paused: stretches that do not count; they may overlap.
        calendar: the working days.

    Returns:
        The day, or `None` when a pause without an end begins before it.

    Raises:
        UnpublishedYearError: when the limit is in working days and runs into a year that is not known.
        ValueError: when a pause ends before it begins.

    Examples:
        >>> from zhaoshang.calendars import due_on
        >>> due_on("2022-09-28", {"days": 5, "working": True}, paused=[("2022-09-30", "2022-10-09")])
        datetime.date(2022, 10, 13)
        >>> due_on("2021-11-30", {"months": 3})
        datetime.date(2022, 2, 28)
    """
    limit, first = Limit.of(limit), to_date(start)
    days = limit.days or (Period.of(first).shift(months=limit.months or 0).start - first).days
    done = first
    for begin, end in _joined(paused, first):
        reached = _run(done, days, limit, calendar)
        if reached < begin:
            return reached
        if end is None:
            return None
        eve = begin - _ONE_DAY
        days -= count_working_days(done, eve, calendar=calendar) if limit.is_working else (eve - done).days
        done = end
    return _run(done, days, limit, calendar)


def _run(start: date, days: int, limit: Limit, calendar: WorkingDays) -> date:
    return (
        add_working_days(start, days, calendar=calendar) if limit.is_working else start + timedelta(days=days)
    )


def _joined(paused: Iterable[Pause], start: date) -> list[tuple[date, date | None]]:
    """Sort pauses, join those that touch, and leave out what lies before the first counted day."""
    spans: list[tuple[date, date | None]] = []
    for begin, end in paused:
        if begin is None:
            raise UnfitValueError(str(None), "a first day of a pause; leave its last out while it lasts")
        first, last = Period.of(begin).start, None if end is None else to_date(end)
        if last is not None and last < first:
            msg = f"{first} – {last}"
            raise UnfitValueError(msg, "a last day that is not before the first; swap the two")
        if last is None or last > start:
            spans.append((max(first, start + _ONE_DAY), last))
    joined: list[tuple[date, date | None]] = []
    for first, last in sorted(spans, key=lambda span: span[0]):
        if joined:
            begin, end = joined[-1]
            if end is None:
                break
            if first <= end + _ONE_DAY:
                joined[-1] = (begin, None if last is None else max(end, last))
                continue
        joined.append((first, last))
    return joined


guard_room(globals())
