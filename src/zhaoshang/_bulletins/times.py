"""For when a figure is: the dates around it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final

from zhaoshang._bulletins.text import Plain
from zhaoshang.periods import DateLike, Period
from zhaoshang.reading import PeriodMention

_TO_DATE: Final = re.compile(r"截至|截止|累计|迄今|至今")
_UNTIL: Final = re.compile(r"截[至止]到?$")
_NOW: Final = re.compile(r"截至目前|目前|截至(?:今|昨)[天日]|迄今")
_COMPARED: Final = re.compile(r"[比较与同]$")
_SAME: Final = re.compile(r"\s*同期")
_YEAR: Final = re.compile(r"\d{4}\s*年")
_OWN_SPAN: Final = re.compile(
    r"[一二两三四五六七八九十几\d]年(?:来|时间|间)|以来|近[一二两三四五六七八九十几\d]+年|历年"
)
_SINCE: Final = re.compile(r"(?:以来|至今)")


Dated = tuple[int, int, PeriodMention]
_MONTH: Final = 31
_FAR: Final = 6000
"""How far back dates are looked for."""


class Times:
    """The dates of a text by place."""

    def __init__(self, plain: Plain, periods: Sequence[PeriodMention], today: DateLike | None) -> None:
        self.plain = plain
        self.today = None if today is None else Period.of(today)
        self.found = [
            (place, plain.place(found.end), found)
            for found in periods
            if not _COMPARED.search(plain.text, max(0, (place := plain.place(found.start)) - 1), place)
        ]
        self.starts = [item[0] for item in self.found]
        # for every date, the last one before it of a kind: looked up, never searched for again
        self.told = _last_before(not self._is_same(item) for item in self.found)
        self.until = _last_before(map(self._is_until, self.found))
        self.spans = _last_before(not self._is_until(item) for item in self.found)
        self.held: dict[int, tuple[int, bool]] = {}
        self.openings = [item for item in self.found if self._opens(item)]
        self.opening_starts = [item[0] for item in self.openings]

    def _opens(self, item: Dated) -> bool:
        """Tell whether a date opens its paragraph and is no mere day: what later paragraphs tell is of it too."""
        start, _, found = item
        paragraph = self._paragraph(start)
        if found.period is None or start >= self.plain.sentence(paragraph)[1]:
            return False
        low, high = self._window(paragraph, start)
        if self.told[high] >= low:
            return False
        days = (found.period.end - found.period.start).days + 1
        return days > _MONTH or self._is_until(item) or (days > 1 and _YEAR.match(found.raw) is not None)

    def _opening(self, place: int) -> Dated | None:
        """Find the date that opens the nearest paragraph before one that names none."""
        number = bisect_left(self.opening_starts, place) - 1
        return self.openings[number] if number >= 0 and self.openings[number][0] >= place - _FAR else None

    def _is_same(self, item: Dated) -> bool:
        return _SAME.match(self.plain.text, item[1]) is not None

    def _window(self, low: int, high: int) -> tuple[int, int]:
        """Give the numbers of the dates that begin in a stretch of the text: the first, and the one behind the last."""
        return bisect_left(self.starts, low), bisect_left(self.starts, high)

    def _is_until(self, item: Dated) -> bool:
        return _UNTIL.search(self.plain.text, max(0, item[0] - 4), item[0]) is not None

    def as_of(self, place: int) -> Period | None:
        """Give the day that the sentence, or an earlier one of its paragraph, says its figures stand on (截至).

        A date that follows it and does not hold that day, or that opens a later sentence, speaks of another time.
        """
        paragraph = self._paragraph(place)
        low, high = self._window(paragraph, place)
        marked = self.until[high]
        if marked < low:
            opening = None if high > low else self._opening(paragraph)
            return self._period(*opening) if opening is not None and self._is_until(opening) else None
        found = self._period(*self.found[marked])
        return found if found is not None and self._holds(marked, found, high) else None

    def _holds(self, marked: int, found: Period, high: int) -> bool:
        """Tell whether every date from a marked one on holds its day; what was looked at once is kept."""
        seen, holds = self.held.get(marked, (marked + 1, True))
        while holds and seen < high:
            period = self._period(*self.found[seen])
            holds = period is not None and period.overlaps(found)
            seen += holds
        self.held[marked] = seen, holds
        return holds or seen >= high

    def _paragraph(self, place: int) -> int:
        """Find where the paragraph begins, or as far back as dates are looked for."""
        return max(self.plain.text.rfind("\n", 0, place) + 1, place - _FAR)

    def at(self, place: int) -> tuple[Period | None, bool]:
        """Give the period of a figure, and whether it is added up to a day.

        The last date before it in its sentence counts, or one behind it in its clause, or the last of an earlier
        sentence of its paragraph, or the date that opens an earlier paragraph.
        """
        paragraph = self._paragraph(place)
        sentence = max(self.plain.sentence(place)[0], paragraph)
        is_to_date = bool(_TO_DATE.search(self.plain.text, sentence, place))
        before = self._last(*self._window(sentence, place))
        if before is not None:
            return self._period(*before), is_to_date
        if _NOW.search(self.plain.text, sentence, place):
            return None, is_to_date
        first, end = self._window(place + 1, min(self.plain.clause(place)[1], place + _FAR))
        behind = self.found[first] if end > first else None
        chosen = behind or self._last(*self._window(paragraph, sentence))
        if chosen is None:
            spans_itself = _OWN_SPAN.search(self.plain.text, sentence, place)
            opening = None if spans_itself else self._opening(paragraph)
            return None if opening is None else self._period(*opening), is_to_date
        if behind is None:
            is_to_date = is_to_date or bool(_TO_DATE.search(self.plain.text, paragraph, chosen[0]))
        return self._period(*chosen), is_to_date

    def _last(self, low: int, high: int) -> Dated | None:
        """Give the last of some dates, one that figures stand on (截至) only where there is no other."""
        number = self.spans[high] if self.spans[high] >= low else high - 1
        return self.found[number] if number >= low else None

    def _period(self, start: int, end: int, found: PeriodMention) -> Period | None:
        if _SAME.match(self.plain.text, end):
            # 去年同期 is a year before the period that was told last
            low, high = self._window(self._paragraph(start), start)
            last = self._period(*self.found[self.told[high]]) if self.told[high] >= low else None
            return None if last is None else last.shift(years=-1)
        is_since = _SINCE.match(self.plain.text, end) is not None
        if (
            is_since
            and self.today is not None
            and found.period is not None
            and found.period.start <= self.today.end
        ):
            return Period.between(found.period, self.today)
        return found.period


def _last_before(marks: Iterable[bool]) -> list[int]:
    """List, for every place of a row and the one behind it, the last place before that is marked, or -1."""
    last = -1
    found = [last]
    for number, mark in enumerate(marks):
        last = number if mark else last
        found.append(last)
    return found
