"""Civil dates as this field writes them: a day, a third of a month, a month, a quarter, a half, a year, a range.

A `Period` is a run of days with a precision. `str(period)` is its ISO text and `Period.of` reads it back; wherever
the library asks for a date it takes a `datetime.date`, a `Period`, that text, or text as people write it, which
`zhaoshang.reading.parse_period` reads: `2022/3/5`, `2022年上半年`.

    >>> from datetime import date
    >>> from zhaoshang.periods import DateLike, Period
    >>> days: list[DateLike] = ["2022-03", date(2022, 3, 5), Period.of("2022-Q1"), "2022年上半年"]
    >>> [str(Period.of(day)) for day in days]
    ['2022-03', '2022-03-05', '2022-Q1', '2022-H1']
"""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, ClassVar, Final, final

from attrs import field, frozen

from zhaoshang._basics import above
from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.brief import as_python
from zhaoshang._calls.guard import guard_room, telling
from zhaoshang._calls.limits import within_calendar
from zhaoshang._calls.uses import refusing
from zhaoshang.errors import (
    DateValueError,
    PeriodSyntaxError,
    TodayNeededError,
    UnfitValueError,
    ZhaoshangError,
)

__all__ = ["DateLike", "Order", "Period", "Precision", "to_date"]


class Precision(StrEnum):
    """How exactly a date is known (精度).

    Examples:
        >>> from zhaoshang.periods import Period, Precision
        >>> Period.of("2022-03").precision is Precision.MONTH, Period.of("2022-12-M").precision
        (True, <Precision.THIRD: 'third'>)
    """

    DAY = "day"
    THIRD = "third"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    RANGE = "range"


class Order(StrEnum):
    """How two periods stand in time when one or both are coarse.

    Examples:
        >>> from zhaoshang.periods import Order, Period
        >>> signed, started = Period.of("2022-03"), Period.of("2022-03-15")
        >>> signed.order(started) is Order.MAYBE, signed.order("2022-05") is Order.BEFORE
        (True, True)
    """

    BEFORE = "before"
    AFTER = "after"
    MAYBE = "may be"


_MONTHS: Final = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12}
_THIRDS: Final = {"E": 1, "M": 11, "L": 21}
_THIRD_LETTERS: Final = {first: letter for letter, first in _THIRDS.items()}
_ISO: Final = re.compile(r"(\d{4})(?:-(?:(\d\d)(?:-(?:(\d\d)|([EML])))?|Q([1-4])|H([12])))?", re.ASCII)
_ONE_DAY: Final = timedelta(days=1)
_DECEMBER: Final = 12
_FORMS: Final = "a date, a Period or text such as 2022-03-05, 2022-03, 2022-Q1, 2022-H1, 2022, 2022年3月"
_ENDS: Final = 2
_EXISTS: Final = "a date that exists"
_NO_CLOCK: Final = re.compile(
    r"[^:：]*?(?:[ T]00:00(:00(\.0{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII | re.DOTALL
)
"""Text with no time of day but midnight."""
_IN_CHINA: Final = "the day in China, without a time of another zone"


@final
@refusing(
    order="Write period.order(other), or period.end < other.start; key=lambda period: period.start sorts.",
    sums="Write period.shift(months=1), or reckon with period.start and period.end.",
    places="Write period.start and period.end.",
    layout="Write format_period(period).",
)
@frozen(repr=False)
class Period:
    """A run of civil days, both ends inside, with the precision it was written in.

    Attributes:
        start: the first day.
        end: the last day.
        precision: how it was written; a month is a different statement from the range of its days.

    Raises:
        ValueError: when it ends before it starts, or the days do not fit the precision.
        DateValueError: when an end is not a plain date.

    Examples:
        >>> from zhaoshang.periods import Period
        >>> half = Period.of("2022-H1")
        >>> half.start, half.end
        (datetime.date(2022, 1, 1), datetime.date(2022, 6, 30))
        >>> str(half.shift(years=-1)), Period.of("2022-06") in half
        ('2021-H1', True)
    """

    _read_by: ClassVar[str] = "Period.of"

    start: date = field()
    end: date = field()
    precision: Precision = field(default=Precision.RANGE, converter=Precision)

    def __attrs_post_init__(self) -> None:
        """Refuse datetimes, reversed ends and days that do not make up the precision."""
        if type(self.start) is not date or type(self.end) is not date:
            wrong = self.start if type(self.start) is not date else self.end
            raise DateValueError(as_python(wrong), "a plain date")
        if self.end < self.start:
            msg = f"{self.start} – {self.end}"
            raise UnfitValueError(msg, "an end that is not before the start; swap the two")
        if self.precision is not Precision.RANGE and (self.start, self.end) != _days(
            self.start, self.precision
        ):
            msg = f"{self.start} – {self.end}, {self.precision}"
            raise UnfitValueError(
                msg,
                "the days of the precision, or precision range",
            )

    @classmethod
    @telling("value")
    def of(cls, value: "DateLike", /) -> "Period":
        """Make a period from a date, text or another period.

        The inverse is `str`.

        Args:
            value: a date (a datetime at midnight, of no zone, is one), a period, or text: `2022-03-05`, `2022-03`, `2022-Q1`, `2022-H1`,
                `2022`, `2022-12-E`, `-M`, `-L` (上旬, 中旬, 下旬), two of those joined by `/`, or what
                `zhaoshang.reading.parse_period` reads: `2022/3/5`, `2022年1-6月`, a day with the time 00:00.

        Raises:
            DateValueError: for a datetime with a time of day or a zone, or anything that is no date.
            PeriodSyntaxError: for text that is no date, says that it is planned, or leans on the day of writing (今年).

        Examples:
            >>> Period.of("2022-12-M")
            Period('2022-12-M')
            >>> Period.of("2022-01-15/2022-03").end
            datetime.date(2022, 3, 31)
            >>> Period.of("2022/3/5"), Period.of("2022年1-6月")
            (Period('2022-03-05'), Period('2022-01-01/2022-06-30'))
        """
        if isinstance(value, Period):
            return value
        if isinstance(value, str):
            try:
                return _parse(value)
            except PeriodSyntaxError as error:
                if error.expected != _FORMS:  # it is ISO text, of a day that does not exist
                    raise
                return _as_written(value, error)
        given: object = value
        if type(given).__name__ == "NaTType":  # as pandas says that nothing is there
            raise DateValueError(as_python(value), "None where there is no date")
        if isinstance(given, date) and (not isinstance(given, datetime) or _is_midnight(given)):
            day = date(value.year, value.month, value.day)
            return cls(day, day, Precision.DAY)
        if type(given) is int and date.min.year <= given <= date.max.year:
            raise DateValueError(as_python(value), f'the year as text, "{given:04}"')
        if isinstance(given, tuple | list) and len(given) == _ENDS:
            both = _joined(given)
            if both:
                raise DateValueError(as_python(value), f'both ends in one text, "{both}"')
        raise DateValueError(as_python(value), _FORMS)

    @classmethod
    def day(cls, year: int, month: int, day: int) -> "Period":
        """Make the period of one day.

        Raises:
            DateValueError: for a day that does not exist, or lies outside of the years 1 to 9999.

        Examples:
            >>> Period.day(2022, 3, 5)
            Period('2022-03-05')
        """
        day_of = _date(year, month, day)
        return cls(day_of, day_of, Precision.DAY)

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        """Make the period of one month.

        Raises:
            DateValueError: for a day that does not exist, or lies outside of the years 1 to 9999.

        Examples:
            >>> Period.month(2022, 2).end
            datetime.date(2022, 2, 28)
        """
        return cls(*_days(_date(year, month), Precision.MONTH), Precision.MONTH)

    @classmethod
    def year(cls, year: int) -> "Period":
        """Make the period of one year.

        Raises:
            DateValueError: for a day that does not exist, or lies outside of the years 1 to 9999.

        Examples:
            >>> Period.year(2022).start, Period.year(2022).precision.value
            (datetime.date(2022, 1, 1), 'year')
        """
        return cls(*_days(_date(year), Precision.YEAR), Precision.YEAR)

    @classmethod
    def between(cls, start: "DateLike", end: "DateLike") -> "Period":
        """Make the range from the first day of one date to the last day of another.

        Examples:
            >>> str(Period.between("2022-01", "2022-06"))
            '2022-01-01/2022-06-30'
        """
        return cls(cls.of(start).start, cls.of(end).end, Precision.RANGE)

    @property
    def is_day(self) -> bool:
        """Whether the exact day is known.

        Examples:
            >>> Period.of("2022-03-05").is_day, Period.of("2022-03").is_day
            (True, False)
        """
        return self.start == self.end

    @property
    def days(self) -> int:
        """How many days it spans, both ends counted.

        Examples:
            >>> Period.of("2022-H1").days
            181
        """
        return (self.end - self.start).days + 1

    def __contains__(self, other: "DateLike") -> bool:
        """Tell whether all of another date lies inside."""
        inner = Period.of(other)
        return self.start <= inner.start and inner.end <= self.end

    def overlaps(self, other: "Period", /) -> bool:
        """Tell whether a day lies in both.

        Examples:
            >>> Period.of("2022-Q1").overlaps(Period.of("2022-03-31/2022-05-01"))
            True
        """
        return self.start <= other.end and other.start <= self.end

    def order(self, other: "DateLike", /) -> Order:
        """Tell whether this comes wholly before another date, wholly after it, or may be either.

        Two days are before, after or, when they are the same day, `may be`.

        Examples:
            >>> Period.of("2022-03").order("2022-04-01"), Period.of("2022-03").order("2022-03-15")
            (<Order.BEFORE: 'before'>, <Order.MAYBE: 'may be'>)
        """
        that = Period.of(other)
        if self.end < that.start:
            return Order.BEFORE
        return Order.AFTER if self.start > that.end else Order.MAYBE

    def shift(self, *, years: int = 0, months: int = 0, days: int = 0) -> "Period":
        """Move by calendar years, months and days; a day that the month lacks becomes its last day.

        Months, quarters, halves and years keep their precision when moved by whole units of their own, as do
        thirds when moved by months; anything else becomes a range.

        Raises:
            DateValueError: when it would leave the years 1 to 9999.

        Examples:
            >>> str(Period.of("2022-01-31").shift(months=1)), str(Period.of("2022-Q1").shift(months=-3))
            ('2022-02-28', '2021-Q4')
        """
        with within_calendar(self):
            return self._shifted(years, months, days)

    def _shifted(self, years: int, months: int, days: int) -> "Period":
        from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - only shifting needs it

        delta = relativedelta(years=years, months=months, days=days)
        start = self.start + delta
        if self.precision is Precision.DAY:
            return Period(start, start, Precision.DAY)
        if not days and self.precision is not Precision.RANGE:
            step = _MONTHS.get(self.precision, 1)
            if (12 * years + months) % step == 0:
                return Period(*_days(start, self.precision), self.precision)
        # the day after the end moves, so that a range up to a month's end keeps ending there
        end = self.end + _ONE_DAY + delta - _ONE_DAY
        return Period(start, max(start, end), Precision.RANGE)

    def previous(self) -> "Period":
        """Return the period of the same kind just before: last month, last quarter, the days just before.

        Examples:
            >>> str(Period.of("2022-01").previous()), str(Period.of("2022-12-M").previous())
            ('2021-12', '2022-12-E')
        """
        with within_calendar(self):
            return self._beside(self.start - _ONE_DAY, -self.days)

    def next(self) -> "Period":
        """Return the period of the same kind just after.

        Examples:
            >>> str(Period.of("2022-H2").next()), str(Period.of("2022-12-L").next())
            ('2023-H1', '2023-01-E')
        """
        with within_calendar(self):
            return self._beside(self.end + _ONE_DAY, self.days)

    def _beside(self, day: date, days: int) -> "Period":
        if self.precision is Precision.RANGE:
            return Period(self.start + timedelta(days), self.end + timedelta(days), Precision.RANGE)
        return Period(*_days(_first(day, self.precision), self.precision), self.precision)

    def __str__(self) -> str:
        """Write ISO text; `Period.of` reads it back."""
        start = self.start
        match self.precision:
            case Precision.DAY:
                text = start.isoformat()
            case Precision.MONTH:
                text = f"{start.year:04}-{start.month:02}"
            case Precision.YEAR:
                text = f"{start.year:04}"
            case Precision.QUARTER:
                text = f"{start.year:04}-Q{(start.month + 2) // 3}"
            case Precision.HALF:
                text = f"{start.year:04}-H{(start.month + 5) // 6}"
            case Precision.THIRD:
                text = f"{start.year:04}-{start.month:02}-{_THIRD_LETTERS[start.day]}"
            case Precision.RANGE:
                text = f"{start.isoformat()}/{self.end.isoformat()}"
        return text

    def __repr__(self) -> str:
        """Show the ISO text."""
        return f"Period({str(self)!r})"


DateLike = date | Period | str
"""What is accepted wherever a date is asked: a plain date, a `Period`, or text."""


@telling("value")
def to_date(value: DateLike, /) -> date:
    """Take the last day of a date: an as-of of `2022-06` means its last day.

    Raises:
        DateValueError: for a datetime with a time of day or a zone, or anything that is no date.
        PeriodSyntaxError: for text that is no date.

    Examples:
        >>> from zhaoshang.periods import to_date
        >>> to_date("2022-06")
        datetime.date(2022, 6, 30)
    """
    return Period.of(value).end


def _is_midnight(value: datetime) -> bool:
    """Tell whether a datetime is a day and no more, as databases and data frames write one."""
    return value.tzinfo is None and value.time() == time.min


def _first(day: date, precision: Precision) -> date:
    """Find the first day of the period of a given precision that a day lies in."""
    if precision is Precision.DAY:
        return day
    if precision is Precision.THIRD:
        return day.replace(day=min(21, (day.day - 1) // 10 * 10 + 1))
    step = _MONTHS[precision]
    return date(day.year, (day.month - 1) // step * step + 1, 1)


def _date(year: int, month: int = 1, day: int = 1) -> date:
    """Make a day of its numbers, or say that it does not exist."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        raise DateValueError(
            as_python((year, month, day)), "a day that exists, in the years 1 to 9999"
        ) from None


def _days(start: date, precision: Precision) -> tuple[date, date]:
    """Find the first and last day of the period of a given precision that starts on a day."""
    start = _first(start, precision)
    if precision is Precision.DAY:
        return start, start
    if precision is Precision.THIRD and start.day < _THIRDS["L"]:
        return start, start.replace(day=start.day + 9)
    after = start.month + _MONTHS.get(precision, 1)  # the month that follows, 13 at the end of a year
    if after > _DECEMBER:
        return start, date(start.year, _DECEMBER, 31)
    return start, date(start.year, after, 1) - _ONE_DAY


def _as_written(text: str, not_iso: PeriodSyntaxError) -> Period:
    """Read text as people write it; a planned date is none that has come, and a time of day no part of one."""
    if not _NO_CLOCK.fullmatch(text):
        raise not_iso from None
    try:
        found = above.reading.parse_period_cell(text)
    except PeriodSyntaxError as error:
        if error.expected in {_EXISTS, _IN_CHINA}:
            raise
        raise not_iso from None
    except TodayNeededError:
        raise not_iso from None
    if found.is_planned:
        raise PeriodSyntaxError(text, (0, len(text)), "a date that has come, without a word such as 预计")
    period: Period = found.period
    return period


def _joined(ends: "tuple[Any, ...] | list[Any]") -> str:
    """Write two ends as the one text that they are given in; nothing where they are no ends of a period."""
    try:
        first, last = (Period.of(end) for end in ends)
        Period(first.start, last.end)
    except ZhaoshangError:
        return ""
    return f"{first}/{last}"


@lru_cache(maxsize=4096)
def _parse(text: str) -> Period:
    left, slash, right = text.partition("/")
    first = _parse_one(text, left, 0)
    if not slash:
        return first
    last = _parse_one(text, right, len(left) + 1)
    if last.end < first.start:
        raise PeriodSyntaxError(text, (len(left) + 1, len(text)), "an end that is not before the start")
    return Period(first.start, last.end, Precision.RANGE)


def _parse_one(text: str, part: str, offset: int) -> Period:
    match = _ISO.fullmatch(part)
    if match is None:
        raise PeriodSyntaxError(text, (offset, len(text)), _FORMS)
    year, month, day, third, quarter, half = match.groups()
    try:
        if day:
            return Period.day(int(year), int(month), int(day))
        if third:
            first = date(int(year), int(month), _THIRDS[third])
            return Period(*_days(first, Precision.THIRD), Precision.THIRD)
        if month:
            return Period.month(int(year), int(month))
        if quarter or half:
            number, precision = (int(quarter), Precision.QUARTER) if quarter else (int(half), Precision.HALF)
            last = date(int(year), number * _MONTHS[precision], 1)  # any day of it will do
            return Period(*_days(last, precision), precision)
        return Period.year(int(year))
    except ValueError as cause:
        raise PeriodSyntaxError(text, (offset, offset + len(part)), _EXISTS) from cause


guard_room(globals())
