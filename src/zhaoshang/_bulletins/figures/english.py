"""English bulletins tied to what they measure: by the English names of the catalogue and the words of `write`."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang.kpis import CATALOGUE
from zhaoshang.periods import DateLike, Period
from zhaoshang.reading import Mention, PeriodMention
from zhaoshang.units import Dimension

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_LATIN: Final = re.compile(r"[A-Za-z]")


def is_english(text: str) -> bool:
    """Tell whether a text is written in English, whatever names stand in it."""
    return len(_LATIN.findall(text)) > 3 * len(_HAN.findall(text))


# figures --------------------------------------------------------------------------------------------------------

_OWN: Final = (
    (
        "signed_investment_total",
        r"(?:total|combined|planned|aggregate|overall) investment(?: (?:of|worth|totall?ing))?",
    ),
    ("signed_project_count", r"\bsigned"),
    *(
        (f"milestone_count:{stage}", rf"projects newly {stage}")
        for stage in ("performing", "landed", "started", "completed", "producing")
    ),
    ("stage_count:negotiating", r"projects in negotiation"),
)
_TAIL: Final = r"(?::| was| were| is| are| of| reached)?\s*$"
_CUES: Final = tuple(
    (kpi, re.compile(words + _TAIL, re.IGNORECASE))
    for kpi, words in (
        *((kpi.id, rf"\b{re.escape(kpi.en)}") for kpi in sorted(CATALOGUE, key=lambda kpi: -len(kpi.en))),
        *_OWN,
    )
)
_BEHIND: Final = tuple(
    (
        kpi,
        re.compile(
            r"\s*(?:new |investment )*(?:projects? )?(?:(?:were|was|had been|have been|has been|have|has|had) )?(?:newly )?"
            + words,
            re.IGNORECASE,
        ),
    )
    for kpi, words in (
        ("signed_project_count", r"signed\b"),
        (
            "milestone_count:started",
            r"(?:started|began|commenced|under) construction\b|broke ground\b|started\b(?! (?:production|operation))",
        ),
        (
            "milestone_count:producing",
            r"(?:(?:went|came|put) into|started|entered|began) (?:production|operation)\b",
        ),
        ("milestone_count:completed", r"completed\b"),
    )
)
"""Behind a number of projects: what was done with them (12 projects were signed)."""
_FAR: Final = 600  # no name is looked for further back, so that the time stays linear without full stops
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z\u3400-\u9fff])|\n")
_MONTH: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
DATED: Final = re.compile(
    rf"(?:half|quarter) of \d{{4}}|\b[HQ]\d \d{{4}}|\b(?:{_MONTH}) \d{{1,4}}(?:, \d{{4}})?"
    r"|(?i:(?<=\bin )|(?<=\bby )|(?<=\bof )|(?<=\bfor ))\d{4}\b(?! [a-z])"
)
"""What is meant as a date in English, whether there is such a date or not."""


def read_english(
    text: str,
    subjects: Iterable[str],
    mentions: Sequence[Mention],
    dates: Sequence[PeriodMention],
    today: DateLike | None = None,
) -> list[FigureReading]:
    """Tie every quantity of an English text, found before with its dates, to what it measures."""
    starts = [0, *(match.end() for match in _SENTENCE.finditer(text))]
    names = sorted(subjects, key=len, reverse=True)
    found: list[FigureReading] = []
    dated = _Dated(text, dates, None if today is None else Period.of(today))
    last = 0
    for number, mention in enumerate(mentions):
        place = bisect_right(starts, mention.start)
        sentence = max(starts[place - 1], mention.start - _FAR)
        near_from = max(sentence, last)
        near = text[near_from : mention.start]
        cue = next(((kpi, said) for kpi, words in _CUES if (said := words.search(near))), None)
        at = near_from
        if cue is None and mention.quantity.unit.dimension is Dimension.COUNT:
            at = mention.end
            tail = text[mention.end : mention.end + _FAR]
            is_project = "project" in mention.raw or tail.lstrip().startswith("project")
            said_behind = ((kpi, words.match(tail)) for kpi, words in _BEHIND if is_project)
            cue = next(((kpi, said) for kpi, said in said_behind if said), None)
        kpi = None if cue is None else cue[0]
        span = None if cue is None else (at + cue[1].start(), at + cue[1].end())
        stop = starts[place] if place < len(starts) else len(text)
        follower = mentions[number + 1].start if number + 1 < len(mentions) else stop
        period, as_of = dated.of(mention, starts[place - 1], stop, min(follower, stop))
        found.append(
            FigureReading(
                mention.start,
                mention.end,
                mention.raw,
                mention.quantity,
                kpi=kpi,
                measure=kpi,
                subject=_subject(text[sentence : mention.start], names),
                period=period,
                is_to_date=as_of is not None or dated.is_since,
                as_of=as_of,
                cues="" if span is None else text[slice(*span)],
                cue_span=span,
            )
        )
        last = mention.end
    return found


def without_period(
    text: str, readings: Iterable[FigureReading], dates: Iterable[PeriodMention]
) -> frozenset[int]:
    """Find where figures stand that have no period although their sentence names one."""
    starts = [0, *(match.end() for match in _SENTENCE.finditer(text))]
    dated = {bisect_right(starts, date.start) for date in dates}
    return frozenset(
        item.start for item in readings if item.period is None and bisect_right(starts, item.start) in dated
    )


class _Dated:
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
        if is_told and not is_anothers:
            # two dates about one figure, unless what is behind is only compared with
            is_compared = _COMPARED.search(between) is not None
            return (self.period or self.as_of if is_compared else None), self.as_of
        if not is_own:
            return (self.period or self.as_of if is_told else None), None
        period = self._period(behind)
        self.is_since = period is not None and period is self.since
        return period, None

    def _take(self, dated: PeriodMention, start: int) -> None:
        self.next += 1
        text = self.text
        if _UNTIL.search(text, max(0, dated.start - 12), dated.start):
            self.as_of = dated.period
        elif self.taken >= start and _COMPARED.search(text, max(self.taken, dated.start - 120), dated.start):
            return  # up from 8 in 2023: only what is compared with
        else:
            self.period = self._period(dated)
        self.named = dated.start

    def _behind(self, end: int, stop: int) -> PeriodMention | None:
        dated = self.dates[self.next] if self.next < len(self.dates) else None
        return dated if dated is not None and end <= dated.start < min(stop, end + _FAR) else None

    def _period(self, dated: PeriodMention) -> Period | None:
        """Give a period as it is meant: since the beginning of 2024 is up to the day of writing."""
        if not _SINCE.search(self.text, max(0, dated.start - 20), dated.start):
            return dated.period
        if dated.period is None or self.today is None or dated.period.start > self.today.end:
            return None
        self.since = Period(dated.period.start, self.today.end)
        return self.since


_SINCE: Final = re.compile(r"\bsince (?:the )?$", re.IGNORECASE)
_ITS_OWN: Final = re.compile(
    r"\b(?:in|during|over|within|from|between|throughout|since|for) (?:the )?$", re.IGNORECASE
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
_UNTIL: Final = re.compile(r"\b(?:by|as of) (?:the )?$", re.IGNORECASE)
_WHOLE: Final = re.compile(
    r"\b(?:the|our|we)(?: whole| entire)?(?: city| county| district| province| region| prefecture)?$|\d|\bprojects?$",
    re.IGNORECASE,
)
"""What names no unit: the whole, or no name at all."""
_OPENING: Final = re.compile(r"(?:^|, )(?P<name>[^,;:]{1,60}?) (?:signed|had|has|reported)\b")


def _subject(sentence: str, names: list[str]) -> str | None:
    for name in names:
        if name in sentence:
            return name
    match = next(reversed(list(_OPENING.finditer(sentence))), None)
    return match["name"] if match and not _WHOLE.search(match["name"]) else None
