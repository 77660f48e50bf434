"""Time limits in days, working days or months, and the last day that is still in time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, Protocol, final, runtime_checkable

from attrs import field, frozen

from zhaoshang._basics.brief import as_python
from zhaoshang._basics.lazy import living_in
from zhaoshang._basics.own import own
from zhaoshang._calendars.days import CN, WorkingDays, add_working_days, count_working_days
from zhaoshang._calls.guard import telling
from zhaoshang._calls.limits import within_calendar, within_digits
from zhaoshang._calls.plain import plain_fields
from zhaoshang.errors import FieldTypeError, UnfitValueError
from zhaoshang.periods import DateLike, Period, to_date

__all__ = ["Limit", "LimitLike", "Pause", "WrittenLimit", "due_on"]

_ONE_DAY: Final = timedelta(days=1)
_TWO: Final = 2


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
    given = own(value)
    if given is not None and type(given) is not int:
        raise FieldTypeError(as_python(value), "a whole number")
    if given is not None:
        within_digits(given)
    return given


@final
@frozen(kw_only=True, field_transformer=plain_fields)
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

    __module__ = "zhaoshang.calendars"

    days: int | None = field(default=None, converter=_whole)
    months: int | None = field(default=None, converter=_whole)
    is_working: bool = False

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
    @telling("value")
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


@telling("paused")
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
        DateValueError: when the limit runs out of the years 1 to 9999.
        FieldTypeError: for a pause that is not a first and a last day.
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
    if limit.is_working:
        return add_working_days(start, days, calendar=calendar)
    with within_calendar(start):
        return start + timedelta(days=days)


def _ends(pause: Pause) -> tuple[DateLike | None, DateLike | None]:
    """Take a pause apart: two days, and no letters of a text."""
    given: object = pause
    if isinstance(given, str | bytes) or not isinstance(given, Sequence) or len(given) != _TWO:
        raise FieldTypeError(as_python(given), "a pause: its first and last day, None while it lasts")
    return given[0], given[1]


def _joined(paused: Iterable[Pause], start: date) -> list[tuple[date, date | None]]:
    """Sort pauses, join those that touch, and leave out what lies before the first counted day."""
    spans: list[tuple[date, date | None]] = []
    for pause in paused:
        begin, end = _ends(pause)
        if begin is None:
            raise UnfitValueError(str(None), "a first day of a pause; leave its last out while it lasts")
        first, last = Period.of(begin).start, None if end is None else to_date(end)
        if last is not None and last < first:
            msg = f"{first} – {last}"
            raise UnfitValueError(msg, "a last day that is not before the first; swap the two")
        if start < (last or date.max):
            spans.append((max(first, start + _ONE_DAY), last))
    joined: list[tuple[date, date | None]] = []
    for first, last in sorted(spans, key=lambda span: span[0]):
        if joined:
            begin, end = joined[-1]
            if end is None:
                break
            if first - end <= _ONE_DAY:
                joined[-1] = (begin, None if last is None else max(end, last))
                continue
        joined.append((first, last))
    return joined


WrittenLimit.__module__ = "zhaoshang.calendars"  # a protocol takes no such member in its body
__test__ = living_in("zhaoshang.calendars", vars())
