"""Who hears of an alarm, and when what is reported."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final, final

from attrs import frozen

from zhaoshang._basics.brief import by_name
from zhaoshang._calls.limits import within_calendar
from zhaoshang._calls.plain import plain_fields
from zhaoshang._lifecycle.alarms import Alarm
from zhaoshang._lifecycle.standard import JIANGMEN
from zhaoshang.calendars import CalendarLike, WorkingDays, working_days
from zhaoshang.periods import DateLike, Period, to_date
from zhaoshang.references import Reference


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Rung:
    """One rung of the escalation ladder: who hears of an alarm once it is so many days late (督办层级).

    Attributes:
        days_over: from how many days over; negative for amber.
        who_zh: who is told, in Chinese.
        who_en: who is told, in English.
        action_zh: what is done, in Chinese.
        action_en: what is done, in English.

    Examples:
        >>> from zhaoshang.lifecycle import LADDER, Rung
        >>> [(rung.who_zh, rung.action_zh) for rung in LADDER if rung.days_over == 8]
        [('包抓领导', '督办单')]
        >>> own = Rung(
        ...     days_over=15, who_zh="分管副县长", who_en="deputy head", action_zh="约谈", action_en="talk"
        ... )
        >>> len([*LADDER, own])
        5
    """

    days_over: int
    who_zh: str
    who_en: str
    action_zh: str
    action_en: str


LADDER: Final = (
    Rung(
        days_over=-10_000, who_zh="项目专员", who_en="service officer",
        action_zh="提醒", action_en="reminder",
    ),
    Rung(
        days_over=1, who_zh="责任单位负责人", who_en="head of the unit in charge",
        action_zh="催办", action_en="urging",
    ),
    Rung(
        days_over=8, who_zh="包抓领导", who_en="leader in charge",
        action_zh="督办单", action_en="written supervision",
    ),
    Rung(
        days_over=31, who_zh="招商领导小组", who_en="leading group",
        action_zh="通报并约谈", action_en="public notice and talk",
    ),
)  # fmt: skip
"""Who hears of an alarm, lowest rung first (proposed; a city passes its own)."""


def escalate(alarm: Alarm, /, *, ladder: Iterable[Rung] = LADDER) -> Rung | None:
    """Find the rung that an alarm has reached.

    Args:
        alarm: the alarm.
        ladder: the rungs, in any order.

    Returns:
        The highest rung whose days are over; `None` below the first.

    Examples:
        >>> from zhaoshang import Project
        >>> from zhaoshang.ledger import Ledger
        >>> from zhaoshang.lifecycle import alarms, escalate
        >>> from zhaoshang.model import Milestone
        >>> project = Project(
        ...     id="P1", name="甲", milestones=[Milestone(stage="negotiating", on="2022-03-20")]
        ... )
        >>> [escalate(alarm).who_zh for alarm in alarms(Ledger(projects=[project]), as_of="2022-04-30")]
        ['包抓领导']
    """
    reached = [rung for rung in ladder if alarm.days_over >= rung.days_over]
    return max(reached, key=lambda rung: rung.days_over, default=None)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Rhythm:
    """When something is reported, again and again (报送节奏).

    Attributes:
        code: a short name.
        zh: what is reported, in Chinese.
        en: what is reported, in English.
        rule: a recurrence rule as in iCalendar (RFC 5545), such as `FREQ=WEEKLY;BYDAY=FR`.
        references: where it is written.

    Examples:
        >>> from zhaoshang.lifecycle import RHYTHMS
        >>> monthly = {rhythm.code: rhythm for rhythm in RHYTHMS}["monthly"]
        >>> [day.isoformat() for day in monthly.dates("2022-01-01", "2022-03-31")]
        ['2022-01-31', '2022-02-28', '2022-03-31']
    """

    __repr__ = by_name

    code: str
    zh: str
    en: str
    rule: str
    references: tuple[Reference, ...] = ()

    def dates(
        self, start: DateLike, end: DateLike, /, *, calendar: CalendarLike | None = None
    ) -> tuple[date, ...]:
        """List the days it falls on, both ends inside.

        Args:
            start: the first day, from which intervals such as every two weeks are counted.
            end: the last day.
            calendar: where given, a day that is not worked moves to the working day before it; days that fall
                together are one.

        Raises:
            ValueError: when the rule is no recurrence rule.
            UnpublishedYearError: when the calendar does not know a year.

        Examples:
            >>> from zhaoshang.calendars import CN
            >>> from zhaoshang.lifecycle import RHYTHMS
            >>> weekly = RHYTHMS[0]
            >>> [day.isoformat() for day in weekly.dates("2022-09-26", "2022-10-08", calendar=CN)]
            ['2022-09-30']
        """
        from dateutil.rrule import rrulestr  # noqa: PLC0415 - keeps the import of the library light

        first, last = (
            datetime.combine(day, time.min) for day in (Period.of(start).start, to_date(end))
        )  # dateutil counts in datetimes
        days = [moment.date() for moment in rrulestr(self.rule, dtstart=first).between(first, last, inc=True)]
        if calendar is not None:
            worked = working_days(calendar)
            days = [_worked(day, worked) for day in days]
        return tuple(dict.fromkeys(days))


def _worked(day: date, calendar: WorkingDays) -> date:
    while not calendar.is_working(day):
        with within_calendar(day):
            day -= timedelta(days=1)
    return day


_YUANHUI: Final = Reference(key="seed 004-20", title="漯河市源汇区招商工作报道")

RHYTHMS: Final = (
    Rhythm(
        code="weekly", zh="每周汇总", en="weekly roll-up", rule="FREQ=WEEKLY;BYDAY=FR", references=(_YUANHUI,)
    ),
    Rhythm(
        code="leads", zh="线索双周报", en="report on leads, every two weeks", rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
        references=(JIANGMEN,),
    ),
    Rhythm(
        code="monthly", zh="每月排序", en="monthly ranking", rule="FREQ=MONTHLY;BYMONTHDAY=-1", references=(_YUANHUI,)
    ),
    Rhythm(
        code="quarterly", zh="季度讲评", en="quarterly review",
        rule="FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
    ),
    Rhythm(
        code="yearly", zh="年度履约考核", en="yearly review of agreements",
        rule="FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
    ),
)  # fmt: skip
"""The usual rhythm of reporting; every rule is an iCalendar recurrence, so calendars can take it over."""
