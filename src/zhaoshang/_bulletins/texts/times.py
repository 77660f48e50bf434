"""For when a figure is: the dates around it, each told by its rule for what it is good for."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import Final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.asides import is_further, told_around, with_ranges, with_rows
from zhaoshang._bulletins.texts.dated import (
    EACH,
    Dated,
    Use,
    When,
    added_up,
    is_end,
    is_since,
    own_from,
    perhaps_numbered,
    together,
)
from zhaoshang._bulletins.texts.leaning import LEANING, lean_ahead, leant, word_of_time
from zhaoshang._bulletins.texts.plain import Plain
from zhaoshang._bulletins.texts.spots import NOW, OWN_SPAN, SINCE_OTHER, TO_DATE, Spots, near
from zhaoshang._bulletins.texts.timewords import (
    AFTER,
    BARE_LEVEL,
    BARE_MONTH,
    BASED,
    BESIDE,
    CLOSING,
    COMPARED,
    COMPARED_BEHIND,
    DIGIT,
    ENDED,
    FROM,
    LABEL,
    LAST_YEAR,
    LEVEL,
    NOTED,
    OPENING,
    SAME,
    THAT_IS,
    THIS_DAY,
    TIMES_OF,
    TO,
    UNTIL,
    WORDS,
    YEAR,
)
from zhaoshang._bulletins.texts.written import (
    HEARD_BEFORE,
    HEARD_BEHIND,
    SAYS_YEAR,
    in_other_year,
    in_year,
    is_of_length,
    other_years,
)
from zhaoshang.periods import DateLike, Period
from zhaoshang.reading import PeriodMention, find_periods

_MONTH: Final = 31
_FAR: Final = 6000
"""How far back dates are looked for."""
_LOOK: Final = 30
_DIGIT: Final = re.compile(r"\d")
_UNTIL: Final = 3
"""Characters of what says right before a date that it is the end (截至到)."""
_PAUSE: Final = re.compile(r"[，,；;。\n]")


class TextTimes:
    """The dates of a text by place."""

    def __init__(
        self,
        plain: Plain,
        periods: Sequence[PeriodMention],
        today: DateLike | None,
        printed: Sequence[PeriodMention] = (),
    ) -> None:
        self.plain, self.today = plain, None if today is None else Period.of(today)
        self.printed = {item.start: item.period for item in printed}
        self._bounded = {plain.place(item.start) for item in periods if item.is_open}
        self.year: int | None = None
        self._year_end = 0
        self._to_date, self._now = Spots(TO_DATE, plain.text), Spots(NOW, plain.text)
        self._own_span, self._since_other = Spots(OWN_SPAN, plain.text), Spots(SINCE_OTHER, plain.text)
        self.dates: list[Dated] = []
        found: list[tuple[int, int, PeriodMention | re.Match[str]]] = [
            (plain.place(item.start), plain.place(item.end), item) for item in periods
        ]
        taken = [(start, end) for start, end, _ in found]
        found += [
            (match.start(), match.end(), match)
            for match in WORDS.finditer(plain.text)
            if not any(
                start < match.end() and match.start() < end for start, end in near(taken, match.start())
            )
        ]
        for start, end, item in sorted(found, key=lambda item: item[:2]):
            last = self.dates[-1].end if self.dates else start
            if plain.text[start:end] in THIS_DAY and plain.text[last:start] in {"至", "到"}:
                continue  # 3月1日至今天: the day of writing, to which the first goes on
            if start < last:
                continue  # 去年同一季度
            dated = self._dated(start, end, item)
            dated = dated if isinstance(item, re.Match) else self._with_other_years(dated, item)
            listed = self._listed(dated)
            self.dates[-1:] = [listed] if listed else [*self.dates[-1:], dated]
        self.dates = with_ranges(plain.text, [perhaps_numbered(plain.text, item) for item in self.dates])
        self.dates = lean_ahead(plain.text, with_rows(plain, self.dates))
        self.found = [item for item in self.dates if item.use in {Use.OWN, Use.UNTIL, Use.PRIOR}]
        self.starts = [item.start for item in self.found]
        self.all_starts = [item.start for item in self.dates]
        self.openings = [item for item in self.found if self._opens(item)]
        # 统计期间：2024年上半年 holds for every figure of a text that has no date of its own
        self.labelled = next((item for item in self.found if self._is_labelled(item)), None)
        self.opening_starts = [item.start for item in self.openings]

    # what a date is ----------------------------------------------------------------------------------------------

    def _dated(self, start: int, end: int, item: "PeriodMention | re.Match[str]") -> Dated:
        text = self.plain.text
        same = SAME.match(text, end)
        stop = same.end() if same else end
        before = text[max(0, start - _LOOK) : start]
        last = self.dates[-1] if self.dates else None
        if isinstance(item, re.Match):
            return word_of_time(item, before, self._told(start), self.today)
        period = item.period
        is_same = same is not None or item.raw.endswith("同期")
        if is_same:
            told = self._told(start)
            of = None if told is None else told.period
            period = None
            if of is not None and (same is None or is_of_length(of, same["part"])):
                period = in_other_year(of, item.raw)
            elif told is not None and same is None:
                period = item.period
        else:
            period = self._whole_period(item, start, end, last)
        ended = ENDED.match(text, stop)
        if UNTIL.search(before) or ended is not None or TO.search(before) or is_end(text, start, stop):
            own = () if UNTIL.search(before) or period is None else (period,)
            return Dated(start, stop if ended is None else ended.end(), period, Use.UNTIL, perhaps=own)
        in_list = (
            last is not None
            and last.use is Use.COMPARED
            and text[start - 1 : start] in {"、", "和", "及"}
            and not _PAUSE.search(text, last.end, start)
        )
        is_from = FROM.search(before) and LEVEL.match(text, stop)
        is_joined = last is not None and text[last.end : start] == "与" and not is_same
        is_joined = is_joined and not COMPARED_BEHIND.match(text, stop)
        if (
            in_list
            or is_from
            or (COMPARED.search(before) and not is_joined)
            or TIMES_OF.match(text, end)
            or BASED.match(text, end)
        ):
            return Dated(start, stop, period, Use.COMPARED)
        if is_same or self._is_aside(start, stop, period):
            return Dated(start, stop, period, Use.PRIOR)
        is_day = item.period is None or item.period.start == item.period.end
        if (
            is_day
            and re.search(r"\d\s*日?$", item.raw)
            and (HEARD_BEFORE.search(before) or HEARD_BEHIND.match(text, end))
        ):
            return Dated(start, stop, period, Use.HEARD)
        return Dated(start, stop, period, Use.OWN)

    def _is_aside(self, start: int, stop: int, period: Period | None) -> bool:
        """Tell whether an earlier time only gives the level of a figure then: 签约8个，上年为5个；总投资32亿元."""
        text, told = self.plain.text, self._told(start)
        if told is None or told.period is None or period is None or period.end >= told.period.start:
            return False
        is_beside = text[start - 1 : start] in BESIDE and DIGIT.search(text, told.end, start) is not None
        is_here = told.start >= self.plain.sentence(start)[0]
        return is_here and is_beside and BARE_LEVEL.match(text, stop) is not None

    def _listed(self, dated: Dated) -> Dated | None:
        """Give what a date makes with the one before it, where both are told together: 4月、5月共签约2个."""
        text = self.plain.text
        if (
            not self.dates
            or is_since(self.plain.text, dated.start, dated.end)
            or COMPARED_BEHIND.match(text, dated.end)
        ):
            return None
        return together(text, self.dates[-1], dated)

    def _with_other_years(self, dated: Dated, item: PeriodMention) -> Dated:
        """Add what a date without its year may be as well, and remember the year that is told with one.

        Right behind the sentence that tells a year a bare month is one of it: 2022年签约30个。12月签约2个。
        """
        if dated.use not in {Use.OWN, Use.UNTIL} or item.is_open:
            return dated
        if not item.is_relative:
            self.year = None if item.period is None else item.period.end.year
            self._year_end = 0 if dated.is_day else dated.end  # a day may be that of writing
            return dated
        also = other_years(item, self.printed.get(item.start), self.year)
        if not also or dated.period not in {None, item.period}:
            return dated
        told = None if self.year is None else in_year(item.raw, self.year)
        if told in also and self._goes_on(dated):
            self._year_end = dated.end
            rest = [other for other in (dated.period, *also) if other is not None and other != told]
            return evolve(dated, period=told, also=tuple(dict.fromkeys(rest)))
        if dated.use is Use.OWN or self.printed.get(item.start) not in also:
            return evolve(dated, also=also)
        # the day given and the day printed do not agree on what the figures stand on
        return evolve(dated, period=None, also=(dated.period, *also) if dated.period else also)

    def _goes_on(self, dated: Dated) -> bool:
        """Tell whether a date stands in the sentence that told the year, or in the next."""
        text, told = self.plain.text, self.plain.sentence(max(0, self._year_end - 1))
        is_near = self._year_end > 0 and self.plain.sentence(dated.start)[0] in told
        return (
            is_near
            and not is_since(self.plain.text, dated.start, dated.end)
            and text[dated.start - 1 : dated.start] != "前"
        )

    def _whole_period(self, item: PeriodMention, start: int, end: int, last: Dated | None) -> Period | None:
        """Give the days of a date: 前四月 is four months, 1月至今 goes to the day of writing.

        A date without a year does not lean on one that is only compared with, or that figures rest on (在去年的基础上).
        """
        text, period = self.plain.text, item.period
        if (
            LEANING.fullmatch(item.raw)
            and (beside := self._told(start)) is not None
            and beside.period is not None
        ):
            return leant(item.raw, beside.period, period)
        if (
            item.is_relative
            and last is not None
            and last.use in {Use.COMPARED, Use.PRIOR}
            and (not SAYS_YEAR.search(item.raw) or LAST_YEAR.match(item.raw))
            and start > last.end
        ):
            told = self._told(start)
            of = told.period if LAST_YEAR.match(item.raw) and told is not None else None
            day = self.today if of is None else Period.of(of.end)
            alone = [] if day is None else find_periods(item.raw, today=day)
            period = alone[0].period if alone else period
        if period is None:
            return None
        if text[start - 1 : start] == "前" and BARE_MONTH.fullmatch(text[start:end]):
            return Period.between(Period.of(date(period.start.year, 1, 1)), period)
        if is_since(self.plain.text, start, end):
            # 10月以来 without a day of writing is open, and never October alone
            is_known = self.today is not None and period.start <= self.today.end
            return Period.between(period, self.today) if is_known and self.today is not None else None
        return None if AFTER.match(text, end) else period

    def _told(self, place: int) -> Dated | None:
        """Give the last period told before a place in its paragraph, else in the text."""
        paragraph = self._paragraph(place)
        own = [item for item in self.dates[-8:] if item.use in {Use.OWN, Use.UNTIL} and item.start < place]
        spans = [item for item in own if item.use is Use.OWN and item.start >= paragraph]
        chosen = spans or [item for item in own if item.start >= paragraph] or own
        return chosen[-1] if chosen else None

    # openings ----------------------------------------------------------------------------------------------------

    def _opens(self, item: Dated) -> bool:
        """Tell whether a date opens its paragraph and is no mere day: what later paragraphs tell is of it too."""
        paragraph = self._paragraph(item.start)
        if item.period is None or item.use is Use.PRIOR or item.start >= self.plain.sentence(paragraph)[1]:
            return False
        if any(other.use is not Use.PRIOR for other in self._window(paragraph, item.start)):
            return False
        days = (item.period.end - item.period.start).days + 1
        said = self.plain.text[item.start : item.end]
        return days > _MONTH or item.use is Use.UNTIL or (days > 1 and YEAR.match(said) is not None)

    def _is_labelled(self, item: Dated) -> bool:
        text = self.plain.text
        if text[item.start - 1 : item.start] in {"（", "("} and NOTED.match(text, item.end):
            return True
        return LABEL.search(text, max(0, item.start - _LOOK), item.start) is not None

    def _told_behind(self, place: int) -> Dated | None:
        """Find the date that a sentence says its figures were of: 30个项目、90亿元，这是上半年的成绩."""
        stop = min(self.plain.sentence(place)[1], place + _FAR)
        text = self.plain.text
        behind = self._window(place, stop)
        is_told = behind and THAT_IS.search(text, max(place, behind[0].start - _LOOK), behind[0].start)
        return behind[0] if is_told and behind[0].use is Use.OWN else None

    def _opening(self, place: int) -> Dated | None:
        """Find the date that opens the nearest paragraph before one that names none."""
        number = bisect_left(self.opening_starts, place) - 1
        return self.openings[number] if number >= 0 and self.openings[number].start >= place - _FAR else None

    def _window(self, low: int, high: int) -> list[Dated]:
        """Give the dates that begin in a stretch of the text."""
        return self.found[bisect_left(self.starts, low) : bisect_left(self.starts, high)]

    def within(self, low: int, high: int) -> list[Dated]:
        """Give all the dates that begin in a stretch of the text, whatever they are good for."""
        return self.dates[bisect_left(self.all_starts, low) : bisect_left(self.all_starts, high)]

    def _paragraph(self, place: int) -> int:
        """Find where the paragraph begins, or as far back as dates are looked for."""
        low = max(0, place - _FAR)
        return max(self.plain.text.rfind("\n", low, place) + 1, low)

    # asking ------------------------------------------------------------------------------------------------------

    def as_of(self, place: int) -> Period | None:
        """Give the day that the sentence, or an earlier one of its paragraph, says its figures stand on (截至).

        A date that follows it and does not hold that day, or that opens a later sentence, speaks of another time.
        """
        paragraph = self._paragraph(place)
        dates = [item for item in self._window(paragraph, place) if item.use is not Use.PRIOR]
        marked = next(
            (number for number in range(len(dates) - 1, -1, -1) if dates[number].use is Use.UNTIL), None
        )
        if marked is None:
            opening = None if dates else self._opening(paragraph)
            return opening.period if opening is not None and opening.use is Use.UNTIL else None
        found = dates[marked].period
        for later in dates[marked + 1 :]:
            if found is None or later.period is None or not later.period.overlaps(found):
                return None
        return found

    def _against(self, place: int) -> Dated | None:
        """Find the date whose level a figure is that something else is compared with: 比去年同期的30个."""
        number = bisect_left(self.all_starts, place) - 1
        if number < 0:
            return None
        item = self.dates[number]
        if item.use not in {Use.COMPARED, Use.PRIOR} or TIMES_OF.match(self.plain.text, item.end):
            return None
        between = self.plain.text[item.end : place]
        return item if re.fullmatch(r"\s*(?:的|为|是|仅|仅为|只有)?\s*", between) else None

    def of(self, item: Dated, place: int) -> When:
        """Give the period of a figure that is handed out to a date."""
        sentence = max(self.plain.sentence(place)[0], self._paragraph(place))
        return self._when(item, place, is_to_date=self._to_date.within(sentence, place))

    def at(self, place: int) -> When:
        """Give the period of a figure, and whether it is added up to a day.

        The last date before it in its sentence counts, or one behind it in its clause, or the last of an earlier
        sentence of its paragraph, or the date that opens an earlier paragraph.
        """
        against = self._against(place)
        if against is not None:
            return When(against.period, is_open=against.period is None)
        paragraph = self._paragraph(place)
        sentence = max(self.plain.sentence(place)[0], paragraph)
        clause = self.plain.clause(place)[0]
        is_to_date = self._to_date.within(sentence, place)
        before = self._last_before(sentence, clause, place)
        if before is None:
            # 2023年同期，全市签约30个: what opens the sentence holds for it where no other date does
            before = next(
                (item for item in self._window(sentence, place)[:1] if self._begins(sentence, item)), None
            )
        if before is not None:
            if is_to_date:
                low = own_from(self.plain.text, self._window(sentence, before.start), before, sentence)
                is_to_date = self._to_date.within(low, place)
            return self._behind_it(before, (sentence, clause), place, is_to_date=is_to_date)
        if self._since_other.within(sentence, place):
            return When(None, is_to_date, is_open=True, is_since=True)
        if self._now.within(sentence, place):
            told = [
                item.period
                for item in self._window(paragraph, sentence)
                if item.use is Use.OWN and item.period is not None
            ]
            return When(None, is_to_date, others=tuple(told[-1:]))
        behind = self._window(place + 1, min(self.plain.clause(place)[1], place + _FAR))
        behind = [item for item in behind[:1] if not self._is_over(item, place + _FAR)]
        earlier = [item for item in self._window(paragraph, sentence) if item.use is not Use.PRIOR]
        is_day_told = any(item.is_day for item in earlier)
        earlier = [item for item in earlier if not item.is_day]  # a day is of its own sentence
        spans = [item for item in earlier if item.use is not Use.UNTIL]
        chosen = [*behind[:1], *(spans or earlier)[-1:]]
        if not chosen:
            spans_itself = self._own_span.within(sentence, place)
            opening = None if spans_itself else self._told_behind(place) or self._opening(paragraph)
            opening = opening or self.labelled
            if opening is not None or is_day_told:
                return self._when(opening, place, is_to_date=is_to_date)
            # no date before it, but one after: it may be of that, or of all the time there was
            later = [item.period for item in self._window(place, place + _FAR) if item.use is Use.OWN]
            known = tuple(dict.fromkeys(period for period in later if period is not None))
            return When(None, is_to_date, is_open=bool(later), others=known[:2])
        if not behind:
            low = max(paragraph, chosen[0].start - _UNTIL)
            is_to_date = is_to_date or self._to_date.within(low, chosen[0].start)
        return self._when(chosen[0], place, is_to_date=is_to_date)

    def _behind_it(self, before: Dated, begins: tuple[int, int], place: int, *, is_to_date: bool) -> When:
        """Give the period of a figure behind a date, in a sentence and a clause that begin there."""
        sentence, clause = begins
        if before.parts and EACH.search(self.plain.text, before.end, place):
            return When(None, is_to_date, is_open=True, is_apart=True)
        if self._is_of_another(before, clause):
            return self._beside_a_day(before, sentence, place, is_to_date=is_to_date)
        when = self._when(before, place, is_to_date=is_to_date)
        around = None if when.added is not None else self._around(before, clause, place)
        return when if around is None else evolve(when, around=around)

    def _around(self, item: Dated, clause: int, place: int) -> Period | None:
        """Give the time that the date of a figure is a part of or stands beside, where a figure told before it was its own.

        2024年签约8个，其中12月2个，总投资32亿元 may be of the year as well, and so may 2024年签约8个，上年签约5个，总投资32亿元.
        """
        if item.start >= clause or item.use is not Use.OWN or not is_further(self.plain.text, item, place):
            return None
        main = told_around(self.plain, self.dates, bisect_left(self.all_starts, item.start))
        is_apart = main is None or "；" in self.plain.text[main.end : item.start]
        return None if main is None or is_apart else main.period

    def _is_of_another(self, item: Dated, clause: int) -> bool:
        """Tell whether a day stands in another clause than a figure: the day of an event, or of a step of one project."""
        between = self.plain.text[item.end : clause]
        return item.is_day and item.start < clause and between.strip("，, 、") != ""

    def _beside_a_day(self, day: Dated, sentence: int, place: int, *, is_to_date: bool) -> When:
        """Give the span told before a day, of which a figure in a later clause may be as well: neither is sure."""
        told = [
            item
            for item in self._window(self._paragraph(place), day.start)
            if item.use is Use.OWN and item.period is not None and not item.is_day
        ]
        own = [item for item in told if item.start >= sentence]
        span = (own or told)[-1] if told else self._opening(self._paragraph(place))
        period = None if span is None else span.period
        days = () if day.period is None else (day.period,)
        begin = None if span is None else span.start
        return When(period, is_to_date, is_open=period is None, others=days, place=begin)

    def _last_before(self, sentence: int, clause: int, place: int) -> Dated | None:
        """Find the last date before a figure in its sentence; one that only says until when (截至) where there is no other."""
        until = None
        for item in reversed(self._window(sentence, place)):
            if item.use is Use.PRIOR and item.start < clause:
                continue
            if until is not None and (item.use is Use.UNTIL or self._is_later(item, until)):
                continue
            if not self._is_over(item, place):
                if item.use is not Use.UNTIL:
                    return item
                until = item
        return until

    def _is_later(self, item: Dated, until: Dated) -> bool:
        """Tell whether a date with a figure of its own begins after a day told behind it: 到2025年力争100个，到6月底6个."""
        if item.period is None or until.period is None or item.period.start <= until.period.end:
            return False
        return _DIGIT.search(self.plain.text, item.end, until.start) is not None

    def _is_over(self, item: Dated, place: int) -> bool:
        """Tell whether a date stands in a bracket that is closed and holds a figure: 签约30个（6月5个），总投资90亿元."""
        text = self.plain.text
        closed = CLOSING.match(text, item.end, min(place, item.end + 2 * _LOOK))
        opened = OPENING.search(text, max(0, item.start - 2 * _LOOK), item.start)
        return opened is not None and closed is not None and _DIGIT.search(closed[0]) is not None

    def _begins(self, sentence: int, item: Dated) -> bool:
        """Tell whether a date opens its sentence, with a comma behind it."""
        text = self.plain.text
        return not text[sentence : item.start].strip() and text[item.end : item.end + 1] in {"，", ","}

    def _when(self, item: Dated | None, place: int, *, is_to_date: bool) -> When:
        if item is None:
            return When(None, is_to_date, is_open=True)
        goes_on = (
            is_since(self.plain.text, item.start, item.end)
            or AFTER.match(self.plain.text, item.end) is not None
        )
        is_open = item.period is None
        is_apart = is_open and bool(item.parts) and all(part.period is not None for part in item.parts)
        is_apart = is_apart or (item.start in self._bounded and not goes_on)
        added, is_sure = (None, False) if goes_on else added_up(self.plain, item, place)
        also = item.also if added is None or is_sure else (*item.also, added)
        added = added if is_sure else None
        return When(
            item.period, is_to_date, is_open, also, goes_on, is_apart, added, item.start, item.perhaps
        )
