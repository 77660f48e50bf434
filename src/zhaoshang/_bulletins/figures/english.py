"""English bulletins, every figure tied to what it measures, whose it is and when."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures.english_counted import counted
from zhaoshang._bulletins.figures.english_measures import EnglishMeasures, left_over
from zhaoshang._bulletins.figures.english_names import marks_of
from zhaoshang._bulletins.figures.english_signs import SOUND
from zhaoshang._bulletins.figures.english_times import FigureTimes, with_spans
from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang._bulletins.texts.subjects import NameMark
from zhaoshang.periods import DateLike, Period
from zhaoshang.reading import Mention, PeriodMention

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_LATIN: Final = re.compile(r"[A-Za-z]")


def is_english(text: str) -> bool:
    """Tell whether a text is written in English, whatever names stand in it."""
    return len(_LATIN.findall(text)) > 3 * len(_HAN.findall(text))


_MONTH: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
DATED: Final = re.compile(
    rf"\b(?:\d+(?:st|nd|rd|th)|(?:fir|seco|thi|four|fif|six|seven|eigh|nin|ten)(?:st|nd|rd|th)) (?:half|quarter) of \d{{4}}"
    rf"|\b[HQ]\d \d{{4}}|\b(?:{_MONTH}) \d{{1,4}}(?:, \d{{4}})?"
    r"|(?i:(?<=\bin )|(?<=\bby )|(?<=\bof )|(?<=\bfor ))\d{4}\b(?! [a-z])"
)
"""What is meant as a date in English, whether there is such a date or not."""
_BLANK: Final = "\x1f"
"""What stands for a name; it is a space for patterns."""


@final
@frozen
class English:
    """An English text, every quantity tied to what it measures.

    Attributes:
        mentions: its quantities, numbers behind a noun that says what they count among them (signings totalled 34).
        readings: its figures.
        undated: where figures stand that have no period although their sentence names one.
        levels: what the whole that a figure is of is called (city, county), by where the figure stands.
        wholes: what wholes are called anywhere in the text.
    """

    mentions: tuple[Mention, ...]
    readings: tuple[FigureReading, ...]
    undated: frozenset[int]
    levels: Mapping[int, str]
    wholes: frozenset[str]

    @classmethod
    def of(
        cls,
        text: str,
        subjects: Iterable[str],
        mentions: Sequence[Mention],
        dates: Sequence[PeriodMention],
        today: DateLike | None = None,
    ) -> "English":
        """Read a text whose quantities and dates were found before."""
        dates = with_spans(text, dates)
        marks = list(marks_of(text, subjects))
        bare = SOUND.sub(lambda said: " " * len(said[0]), _blanked(text, marks, dates))
        mentions = sorted((*mentions, *counted(bare, mentions)), key=lambda mention: mention.start)
        reader = EnglishMeasures.of(text, bare, mentions, marks)
        dated = FigureTimes(text, dates, None if today is None else Period.of(today))
        found: list[FigureReading] = []
        undated: set[int] = set()
        in_sentences = {bisect_right(reader.starts, date.start) for date in dates}
        for number, mention in enumerate(mentions):
            place = bisect_right(reader.starts, mention.start)
            stop = reader.starts[place] if place < len(reader.starts) else len(text)
            follower = mentions[number + 1].start if number + 1 < len(mentions) else stop
            period, as_of = dated.of(mention, reader.starts[place - 1], stop, min(follower, stop))
            cue, measure, subject, narrow = reader.measured(number)
            if period is None and place in in_sentences:
                undated.add(mention.start)
            found.append(
                FigureReading(
                    mention.start,
                    mention.end,
                    mention.raw,
                    mention.quantity,
                    kpi=None if cue is None else cue[0],
                    measure=measure,
                    subject=subject,
                    period=period,
                    is_to_date=as_of is not None or dated.is_since,
                    as_of=as_of,
                    cues="" if cue is None else text[slice(*cue[1])],
                    cue_span=None if cue is None else cue[1],
                    narrow=narrow,
                )
            )
        levels = {mention.start: told[2].level for mention, told in zip(mentions, reader.told, strict=True)}
        wholes = frozenset(mark.level for mark in reader.marks if mark.name is None)
        return cls(tuple(mentions), tuple(found), frozenset(undated), levels, wholes)


def _blanked(text: str, marks: Iterable[NameMark], dates: Iterable[PeriodMention]) -> str:
    pieces: list[str] = []
    last = 0
    spans = [(mark.start, mark.end, _BLANK) for mark in marks] + [
        (date.start, date.end, " ") for date in dates
    ]
    for start, end, blank in sorted(spans):
        if start >= last:
            pieces += (text[last:start], blank * (end - start))
            last = end
    return _REMARK.sub(_read_out, "".join((*pieces, text[last:])))


_REMARK: Final = re.compile(r"[(（]([^()（）\d]*)[)）]")
"""Brackets without a figure."""


def _read_out(said: re.Match[str]) -> str:
    """Let words in brackets that may narrow something down (37 projects (foreign)) stand beside the others."""
    return f" {said[1]} " if left_over(said[1]) else said[0]
