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

from zhaoshang._calendars.days import (
    CN,
    CalendarLike,
    ChinaCalendar,
    HolidayTable,
    WorkingDays,
    add_working_days,
    count_working_days,
    working_days,
)
from zhaoshang._calendars.limits import Limit, LimitLike, Pause, WrittenLimit, due_on
from zhaoshang._calls.guard import guard_room

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

guard_room(globals())
