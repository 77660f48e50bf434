"""English bulletins tied to what they measure: by the English names of the catalogue and the words of `write`."""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable
from typing import Final

from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang.kpis import CATALOGUE
from zhaoshang.periods import Period
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
    text: str, subjects: Iterable[str], mentions: Iterable[Mention], dates: Iterable[PeriodMention]
) -> list[FigureReading]:
    """Tie every quantity of an English text, found before with its dates, to what it measures."""
    starts = [0, *(match.end() for match in _SENTENCE.finditer(text))]
    names = sorted(subjects, key=len, reverse=True)
    found: list[FigureReading] = []
    dated = _Dated(text, dates)
    last = 0
    for mention in mentions:
        sentence = max(starts[bisect_right(starts, mention.start) - 1], mention.start - _FAR)
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
        period, as_of = dated.before(mention.start)
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
                is_to_date=as_of is not None,
                as_of=as_of,
                cues="" if span is None else text[slice(*span)],
                cue_span=span,
            )
        )
        last = mention.end
    return found


class _Dated:
    """The period, and the day that figures stand on (by, as of), last named; places are asked for in order."""

    def __init__(self, text: str, dates: Iterable[PeriodMention]) -> None:
        self.text, self.dates = text, deque(dates)
        self.period: Period | None = None
        self.as_of: Period | None = None

    def before(self, place: int) -> tuple[Period | None, Period | None]:
        """Take those last named before a place."""
        while self.dates and self.dates[0].start < place:
            dated = self.dates.popleft()
            if _UNTIL.search(self.text, max(0, dated.start - 12), dated.start):
                self.as_of = dated.period
            else:
                self.period = dated.period
        return self.period or self.as_of, self.as_of


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
