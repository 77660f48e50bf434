"""For when a figure is: the dates around it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from zhaoshang._bulletins.text import Plain
from zhaoshang.periods import DateLike, Period
from zhaoshang.reading import PeriodMention

_TO_DATE: Final = re.compile(r"截至|截止|累计|迄今|至今")
_UNTIL: Final = re.compile(r"截[至止]到?$")
_NOW: Final = re.compile(r"截至目前|目前|截至(?:今|昨)[天日]|迄今")
_COMPARED: Final = re.compile(r"[比较与同]$")
_SINCE: Final = re.compile(r"(?:以来|至今)")


Dated = tuple[int, int, PeriodMention]
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

    def _window(self, low: int, high: int) -> list[Dated]:
        """Give the dates that begin in a stretch of the text."""
        return self.found[bisect_left(self.starts, low) : bisect_left(self.starts, high)]

    def _is_until(self, item: Dated) -> bool:
        return _UNTIL.search(self.plain.text, max(0, item[0] - 4), item[0]) is not None

    def as_of(self, place: int) -> Period | None:
        """Give the day that the sentence, or an earlier one of its paragraph, says its figures stand on (截至).

        A date that follows it and does not hold that day, or that opens a later sentence, speaks of another time.
        """
        paragraph = self._paragraph(place)
        dates = self._window(paragraph, place)
        marked = next(
            (number for number in range(len(dates) - 1, -1, -1) if self._is_until(dates[number])), None
        )
        if marked is None:
            return None
        found = self._period(*dates[marked])
        for later in dates[marked + 1 :]:
            period = self._period(*later)
            if found is None or period is None or not period.overlaps(found):
                return None
        return found

    def _paragraph(self, place: int) -> int:
        """Find where the paragraph begins, or as far back as dates are looked for."""
        return max(self.plain.text.rfind("\n", 0, place) + 1, place - _FAR)

    def at(self, place: int) -> tuple[Period | None, bool]:
        """Give the period of a figure, and whether it is added up to a day.

        The last date before it in its sentence counts, or one behind it in its clause, or the last of an earlier
        sentence of its paragraph.
        """
        paragraph = self._paragraph(place)
        sentence = max(self.plain.sentence(place)[0], paragraph)
        is_to_date = bool(_TO_DATE.search(self.plain.text, sentence, place))
        before = self._window(sentence, place)
        before = [item for item in before if not self._is_until(item)] or before
        if before:
            return self._period(*before[-1]), is_to_date
        if _NOW.search(self.plain.text, sentence, place):
            return None, is_to_date
        behind = self._window(place + 1, min(self.plain.clause(place)[1], place + _FAR))
        earlier = self._window(paragraph, sentence)
        spans = [item for item in earlier if not self._is_until(item)]
        chosen = [*behind[:1], *(spans or earlier)[-1:]]
        if not chosen:
            return None, is_to_date
        if not behind:
            is_to_date = is_to_date or bool(_TO_DATE.search(self.plain.text, paragraph, chosen[0][0]))
        return self._period(*chosen[0]), is_to_date

    def _period(self, _start: int, end: int, found: PeriodMention) -> Period | None:
        is_since = _SINCE.match(self.plain.text, end) is not None
        if (
            is_since
            and self.today is not None
            and found.period is not None
            and found.period.start <= self.today.end
        ):
            return Period.between(found.period, self.today)
        return found.period
