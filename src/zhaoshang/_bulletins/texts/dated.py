"""What a date of a text is good for, and what several make that are told together."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum
from functools import reduce
from typing import Final, final

from attrs import evolve, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.plain import Plain
from zhaoshang._bulletins.texts.steps import STEP
from zhaoshang._bulletins.texts.timewords import AFTER, AT_END, BEGUN, CLOSED, END, OPENED, RANGED, SINCE
from zhaoshang._bulletins.texts.written import HEARD_BEHIND
from zhaoshang.periods import Period


class Use(Enum):
    """What a date is good for."""

    OWN = "own"
    """It is the period of the figures after it."""
    UNTIL = "until"
    """Figures stand on that day (截至)."""
    COMPARED = "compared"
    """Something is compared with it (较去年同期); it is the comparison's alone."""
    PRIOR = "prior"
    """The same time of another year (去年同期); it is its clause's alone."""
    HEARD = "heard"
    """The day of writing or telling (7月8日讯); it is nobody's period."""


@final
@frozen
class Dated:
    """A date of a text.

    Attributes:
        start: where it begins in the plain text.
        end: where it ends, 同期 included.
        period: its days, as far as they are known.
        use: what it is good for.
        also: what it may be as well: in the year told last, or from the day of writing that the text prints.
        parts: the dates that are told together in it (4月和5月), in their order; none where it is one.
        perhaps: the time itself, where it is read as the end of one (10月末) and no word is sure of that.
    """

    start: int
    end: int
    period: Period | None
    use: Use
    also: tuple[Period, ...] = ()
    parts: "tuple[Dated, ...]" = ()
    perhaps: tuple[Period, ...] = ()

    @property
    def is_day(self) -> bool:
        """Whether it is one day, or several of a list, and not one until which something is counted."""
        return self.use is Use.OWN and all(
            part.period is not None and part.period.start == part.period.end for part in self.parts or (self,)
        )


@final
@frozen
class When:
    """For when a figure is.

    Attributes:
        period: the period; `None` where the text names none, or it is not known.
        is_to_date: whether it is said to have been added up to a day.
        is_open: whether the text names a period that cannot be told without the day of writing.
        others: the periods that it may be of as well, by another reading.
        is_since: whether it goes on from a day to that of writing: no other period will do for it.
        is_apart: whether several known periods are told together that make none (3月和5月), or of each of which it is told, or a
            word beside the date makes another time of it (9月以前).
        added: the year as far as the period, where 累计 says that the figure counts it (3月累计签约2个).
        place: where the date stands that tells it.
        perhaps: the periods that alone make nothing right: a figure that is right by one of them is open.
        around: the time that its own is a part of or stands beside, which it may be of as well as of its own.
    """

    period: Period | None = None
    is_to_date: bool = False
    is_open: bool = False
    others: tuple[Period, ...] = ()
    is_since: bool = False
    is_apart: bool = False
    added: Period | None = None
    place: int | None = None
    perhaps: tuple[Period, ...] = ()
    around: Period | None = None


JOINED_DATES: Final = re.compile(r"\s*(?:[、和与及]|[，,]?以及|，和)\s*")
"""Between the dates of a list."""
EACH: Final = re.compile("分别|依次|各|均|每|逐|都")
"""Behind dates that are told together: what is told of each for itself."""


def together(text: str, first: Dated, last: Dated) -> Dated | None:
    """Make one of two dates of a list: 4月和5月 is from April to May, 3月和5月 is no span; `None` where they are no list.

    Nor is a time told beside another that it is no part of (头两个月，2024年上半年，签约…): what follows may be of either.
    """
    if _are_two(text, first, last):
        return Dated(first.start, last.end, None, Use.OWN, (), (first, last))
    is_list = JOINED_DATES.fullmatch(text, first.end, last.start) is not None
    if not is_list or first.use is not Use.OWN or last.use is not Use.OWN:
        return None
    also = tuple(_span(*both) for both in zip(first.also, last.also, strict=False))
    return Dated(
        first.start,
        last.end,
        _span(first.period, last.period),
        Use.OWN,
        tuple(period for period in also if period is not None),
        (*(first.parts or (first,)), last),
    )


_STEP: Final = re.compile(f"[新已]?{STEP}")


def _are_two(text: str, first: Dated, last: Dated) -> bool:
    if first.period is None or last.period is None or last.period in first.period:
        return False
    is_beside = (
        text[first.end : last.start].strip() in {"，", ","}
        and text[max(0, first.start - 1) : first.start] in OPENED
    )
    is_cohort = _STEP.match(text, last.end) is not None  # 2023年，去年签约的项目
    return (
        is_beside
        and not is_cohort
        and {first.use, last.use} == {Use.OWN}
        and not (first.is_day or last.is_day)
    )


def _span(first: Period | None, last: Period | None) -> Period | None:
    """Make one period of two that follow each other; `None` where they do not."""
    if first is None or last is None or last.start - first.end != timedelta(days=1):
        return None
    return Period.between(first, last)


def added_up(plain: Plain, item: Dated, place: int) -> tuple[Period | None, bool]:
    """Give the year as far as a period of it, where 累计 stands between the two, and whether a figure surely counts that.

    3月累计签约2个 counts from January. A figure further behind (3月累计签约2个，开工1个) may, and so may one of a longer
    period, whose own months 累计 may add up (三季度累计签约5个).
    """
    period, low = item.period, max(item.end, plain.sentence(place)[0], place - _NEAR)
    said = -1 if item.use is not Use.OWN else plain.text.rfind("累计", low, place)
    behind = plain.text[said:place]
    if said < 0 or "；" in behind or period is None or period.start.year != period.end.year:
        return None, False
    january = date(period.start.year, 1, 1)
    if period.start == january:
        return None, False
    is_short = (period.end - period.start).days < _MONTH
    return Period(january, period.end), is_short and re.search(r"\d", behind) is None


def own_from(text: str, dates: Sequence[Dated], item: Dated, low: int) -> int:
    """Give where the words of a date begin in a sentence: behind the dates of other times before it, and their figures.

    Args:
        text: the text.
        dates: the dates before it in its sentence.
        item: the date.
        low: where the sentence begins.
    """
    seen = low
    for other in dates:
        seen = other.end
        is_one = other.period is not None and item.period is not None and other.period.overlaps(item.period)
        low = low if is_one else seen
    told = [match.end() for match in _FIGURE.finditer(text, max(seen, item.start - _NEAR), item.start)]
    return max([low, *told[-1:]])


_FIGURE: Final = re.compile(r"\d[^，,；;\d]*+[，,；;]")
_NEAR: Final = 400
_MONTH: Final = 31


_HEAD: Final = re.compile(r"(?:^|\n)[ \u3000]*$")


def perhaps_numbered(text: str, dated: Dated) -> Dated:
    """Let dates told together at the head of a paragraph be those behind its number as well: 1、2月份, perhaps February."""
    first, *rest = dated.parts or (dated,)
    if not rest or text[first.start : rest[0].start] not in {"1、", "一、"}:
        return dated
    behind = reduce(_span, (part.period for part in rest))
    if behind is None or not _HEAD.search(text, max(0, first.start - _INDENT), first.start):
        return dated
    return evolve(dated, also=(*dated.also, behind))


_INDENT: Final = 20
"""So many blanks are looked over before a paragraph."""


def is_end(text: str, start: int, stop: int) -> bool:
    """Tell whether a date is the end of a time up to which something is told: 10月末，, 开工率（3月底）, 3月底开工率."""
    if END.search(text[start:stop]) is None:
        return False
    is_opening = text[start - 1 : start] in OPENED and text[stop : stop + 1] in {"，", ",", "全"}
    return is_opening or AT_END.match(text, stop) is not None


def is_since(text: str, start: int, end: int) -> bool:
    """Tell whether a date is that from which on something is told: 10月以来, 自3月起, 从3月到现在, 自3月."""
    if SINCE.match(text, end) is not None:
        return True
    is_begun = text[start - 1 : start] in BEGUN and RANGED.search(text, start, end) is None
    return is_begun and CLOSED.match(text, end) is None


def span_of(plain: Plain, dated: Dated) -> tuple[int, int]:
    """Give the words of a date, with how many they are (2021、2022两年), that it goes on (以来, 起), or who told it (讯)."""
    text, end = plain.text, dated.end
    if dated.use is Use.HEARD:
        said = HEARD_BEHIND.match(text, end)
        return plain.clause(dated.start)[0], end if said is None else said.end()
    said = SINCE.match(text, end) or AFTER.match(text, end)
    said = said or (_SO_MANY.match(text, end) if dated.parts else None)
    return dated.start, end if said is None else said.end()


_SO_MANY: Final = re.compile(r"[一二两三四五六七八九十\d]+个?(?:年|月|季度?)")
