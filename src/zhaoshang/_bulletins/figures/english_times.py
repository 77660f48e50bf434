"""When figures of English sentences are for: the date before them, behind them, or none where it may be another's."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

import attrs

from zhaoshang._basics import deferred_re as re
from zhaoshang.periods import Period
from zhaoshang.reading import Mention, PeriodMention

FAR: Final = 600
"""No word is looked for further off, so that the time stays linear without full stops."""


class FigureTimes:
    """The period of figures, and the day that they stand on (by, as of); figures are asked for in order.

    The date last named before a figure is its own, wherever that was, and else the one right behind it. Where both stand
    in one sentence, or the date behind belongs to something else said there, the figure has none.
    """

    def __init__(self, text: str, dates: Sequence[PeriodMention], today: Period | None) -> None:
        self.text, self.dates, self.today = text, dates, today
        self.next = 0
        self.period: Period | None = None
        self.as_of: Period | None = None
        self.since: Period | None = None
        self.named = self.taken = -1  # where the period was named, and where the last figure ended
        self.is_since = False

    def of(
        self, mention: Mention, start: int, stop: int, follower: int
    ) -> tuple[Period | None, Period | None]:
        """Give those of a figure, in its sentence from `start` to `stop`, with the next figure at `follower`."""
        text = self.text
        while self.next < len(self.dates) and self.dates[self.next].start < mention.start:
            self._take(self.dates[self.next], start)
        behind = self._behind(mention.end, stop)
        is_told = self.named >= start  # by a date before it in its own sentence
        is_anothers = is_told and start <= self.taken <= self.named
        self.taken = mention.start
        self.is_since = self.period is not None and self.period is self.since
        if behind is None or (is_told and behind.start >= follower):
            return self.period or self.as_of, self.as_of
        between = text[mention.end : behind.start]
        is_tied = _ITS_OWN.search(between) is not None or _RELATIVE.match(text, behind.start) is not None
        is_own = is_tied and _ANOTHERS.search(between) is None
        if self._is_year_so_far(behind, start) and is_own:
            # by 30 September 55 projects had been signed this year
            return behind.period, self.as_of
        if is_told and not is_anothers:
            # two dates about one figure, unless what is behind is only compared with
            is_compared = _COMPARED.search(between) is not None
            return (self.period or self.as_of if is_compared else None), self.as_of
        if not is_own:
            return (self.period or self.as_of if is_told else None), None
        period = self._period(behind)
        self.is_since = period is not None and period is self.since
        return period, None

    def _is_year_so_far(self, behind: PeriodMention, start: int) -> bool:
        """Tell whether a date behind a figure is the year, or its beginning, of the day before it in the sentence."""
        if self.as_of is None or behind.period is None or self.named < start:
            return False
        return behind.period.start <= self.as_of.start and self.as_of.end <= behind.period.end

    def _take(self, dated: PeriodMention, start: int) -> None:
        self.next += 1
        text = self.text
        before = text[max(0, dated.start - 12) : dated.start]
        if _UNTIL.search(before) or (_AT.search(before) and _END.match(dated.raw)):
            self.as_of = dated.period
            if self.named < start:  # a sentence of its own: by September 31 projects had started
                self.period = None
        elif _is_inside(text, dated):
            return  # 8 projects (5 in 2023): what is in brackets is told of that alone
        elif self.taken >= start and _COMPARED.search(text, max(self.taken, dated.start - 120), dated.start):
            return  # up from 8 in 2023: only what is compared with
        else:
            self.period = self._period(dated)
            is_over = self.as_of is None or dated.period is None or dated.period.start > self.as_of.end
            self.as_of = None if is_over or self.named < start else self.as_of
        self.named = dated.start

    def _behind(self, end: int, stop: int) -> PeriodMention | None:
        dated = self.dates[self.next] if self.next < len(self.dates) else None
        if dated is None or not end <= dated.start < min(stop, end + FAR):
            return None
        is_aside = _OPEN.search(self.text, end, dated.start) is not None and _is_inside(self.text, dated)
        return None if is_aside else dated

    def _period(self, dated: PeriodMention) -> Period | None:
        """Give a period as it is meant: since the beginning of 2024 is up to the day of writing.

        So is from February where something was done; what else is from a time (data from 2023), or goes on to an end that
        was not read, is for none that is known.
        """
        since = _SINCE.search(self.text, max(0, dated.start - _OPENING), dated.start)
        if since is None or (since["from"] and _RANGE.search(dated.raw)):
            return dated.period
        is_known = (since["from"] is None or since["done"] is not None) and _ENDED.match(
            self.text, dated.end
        ) is None
        if not is_known or dated.period is None or self.today is None or dated.period.start > self.today.end:
            return None
        self.since = Period(dated.period.start, self.today.end)
        return self.since


def _is_inside(text: str, dated: PeriodMention) -> bool:
    """Tell whether a date stands in brackets with a figure of its own: (5 in 2023)."""
    opened = _OPEN.search(text, max(0, dated.start - _BRACKET), dated.start)
    closed = None if opened is None else _CLOSE.match(text, dated.end, dated.end + _BRACKET)
    return opened is not None and closed is not None and re.search(r"\d", opened[0] + closed[0]) is not None


_BRACKET: Final = 60
_OPEN: Final = re.compile(r"\([^()\n]*$")
_CLOSE: Final = re.compile(r"[^()\n]*\)")
_OPENING: Final = 32
_RANGE: Final = re.compile(r"\b(?:to|through|until|till)\b|[-–—]", re.IGNORECASE)
"""Inside a date: it ends as well, and goes on to no other day."""
_SINCE: Final = re.compile(
    r"(?:\bsince|(?P<done>(?<![^.!?;,:\n])\s*|\b(?:\w+ed|begun|ground|construction|production|operations?) )?\b(?P<from>from))"
    r" (?:the )?$",
    re.IGNORECASE,
)
_ENDED: Final = re.compile(
    r"\s*(?:(?:to|through|until|till)\b(?! (?:today|now|date|the present|the day))|[-–—])", re.IGNORECASE
)
"""Behind a date: it goes on to another."""
_ITS_OWN: Final = re.compile(
    r"\b(?:in|during|over|within|from|between|throughout|since|for) (?:the )?(?:(?:whole|course|entire)(?: of)? )?(?:the )?$",
    re.IGNORECASE,
)
"""What ties a date to what was said before it."""
_RELATIVE: Final = re.compile(r"(?:this|last) ", re.IGNORECASE)
_COMPARED: Final = re.compile(
    r"\b(?:than|from|compared|against|versus|vs|over|up|down|above|below)\b.*\b(?:in|of|for|during|the)\b|\bthan\b|\bcompared\b",
    re.IGNORECASE | re.DOTALL,
)
"""What ties a date to another figure, or another time, that one is compared with."""
_ANOTHERS: Final = re.compile(
    r"[,;:()]|\b(?:than|compared|against|versus|while|whereas|up|down|which|that|who|when|where|to|will|due|expected|scheduled"
    r"|planned|but|after|before|same)\b|\b(?!signed\b|started\b|completed\b|entered\b|combined\b|totalled\b|totaled\b|valued\b"
    r"|commenced\b|need\b)\w+ed\b|\b(?:started|completed|commenced)\b.*\bsigned\b|\bsigned\b.*\b(?:started|completed|commenced)\b",
    re.IGNORECASE | re.DOTALL,
)
"""What lets a date behind a figure be of something else: 6 projects to start in 2025."""
_UNTIL: Final = re.compile(r"\b(?:by|as of|as at|through|up to|until) (?:the )?$", re.IGNORECASE)
_AT: Final = re.compile(r"\bat (?:the )?$", re.IGNORECASE)
_END: Final = re.compile(r"(?:year-)?end\b", re.IGNORECASE)
_MONTHS: Final = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
}
_SPAN: Final = re.compile(
    r"\b(?:(?P<number>\w+) months|(?P<unit>half-year|half year|quarter|year)) (?:to|ended|ending|through|up to)"
    r"(?: the)?(?: end of)? $",
    re.IGNORECASE,
)
_LENGTHS: Final = {"half-year": 6, "half year": 6, "quarter": 3, "year": 12}
_MOST: Final = 36


def other_year(period: Period | None) -> tuple[Period, ...]:
    """Give the year so far, which some call the year to June as well, where a period is twelve months up to then."""
    if period is None or (period.end - period.start).days < _YEAR or period.start.month == 1:
        return ()
    year = Period(date(period.end.year, 1, 1), period.end)
    return (year,) if period.start.year + 1 == period.end.year else ()


_YEAR: Final = 364


def with_spans(text: str, dates: Sequence[PeriodMention]) -> list[PeriodMention]:
    """Read dates that end a span as that span: the nine months to September 2024.

    Those told together (in 2021 and 2022), and those of which a part is told in words (the last quarter of 2022), are no
    period that is known.
    """
    found = [_with_span(text, dated) for dated in dates]
    apart = {
        number
        for number, (one, other) in enumerate(pairwise(found))
        if _TOGETHER.fullmatch(text, one.end, other.start)
        and _BETWEEN.search(text, max(0, one.start - 12), one.start) is None
    }
    return [
        attrs.evolve(dated, period=None) if {number, number - 1} & apart else dated
        for number, dated in enumerate(found)
    ]


_TOGETHER: Final = re.compile(
    r",? (?:and|or|as well as|plus) (?:in |of |for |during )?(?:the )?", re.IGNORECASE
)
_BETWEEN: Final = re.compile(r"\bbetween (?:the )?$", re.IGNORECASE)
_PART: Final = re.compile(
    r"\b(?:quarters?|months?|weeks?|days?|half|halves|part|rest|remainder|middle) of (?:the )?(?:year )?$",
    re.IGNORECASE,
)


def _with_span(text: str, dated: PeriodMention) -> PeriodMention:
    said = _SPAN.search(text, max(0, dated.start - 40), dated.start)
    if said is None:
        is_part = _PART.search(text, max(0, dated.start - 40), dated.start)
        return attrs.evolve(dated, period=None) if is_part else dated
    number = said["number"]
    months = _LENGTHS[said["unit"].lower()] if number is None else _MONTHS.get(number.lower(), 0)
    months = int(number) if number is not None and number.isdigit() else months
    period = None
    if dated.period is not None and 0 < months <= _MOST:
        end = dated.period.end
        before = end.year * 12 + end.month - months
        period = Period(date(before // 12, before % 12 + 1, 1), end)
    return attrs.evolve(dated, start=said.start(), period=period)
