"""Figures of projects that another step tells: 开工项目12个，其中去年签约的4个 counts those begun, and not those signed."""

from collections.abc import Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang._bulletins.figures.understood import FAR, FIGURE, TIME, Understood
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.steps import RATES, STEP, STEP_OF, STEP_WORDS

_FEW: Final = 4
_ORDER: Final = {step: place for place, step in enumerate(STEP_WORDS)}
_DATED: Final = re.compile(
    rf"{TIME}++(?:期间|[份度内间])?[新已]?(?P<step>{STEP})"
    rf"(?:、?(?={TIME})|的?[^，,；;。：:、{FIGURE}]{{0,4}}(?:项目|企业)(?!数)(?:之?[中里内]?[，,])?)"
)
"""Projects by the time of a step, of which a figure behind is: 去年签约的项目今年开工2个, 去年签约、今年开工的项目2个."""
_PART: Final = re.compile(
    "^(?:个?项目)?(?:[：:]|[之当]?[中里内][，,]?)|(?:其中|[均都皆][为是系]?|全部?[为是系])[，,]?|[（(](?![^（）()]*[）)])|(?<=[，,、])(?=[^，,、]*的$)"
)
"""Between a number of projects and one that is a part of them."""
_FROM: Final = re.compile("其中")
"""Opening a sentence: it tells parts of what the one before counts."""
_APART: Final = re.compile("[；;]")
_STEP_BEFORE: Final = re.compile(f"{STEP}的?$")
_STAGES: Final = ("stage_", "tracked_", "docked_", "continuing_")
"""What counts the projects that stand at a stage, and not those that took a step."""


def step_of(measure: str | None) -> str:
    """Name the step that a measure is of; an empty string for one that is of none."""
    name, _, step = (measure or "").partition(":")
    return "signed" if name.startswith("signed_") else step if step in _ORDER else ""


def step_beside(document: Document, reading: FigureReading) -> str:
    """Give the step that is told in one phrase with a stage, none where none is: 签约在建项目18个 are not all that are 在建."""
    if reading.cue_span is None or not (reading.kpi or "").startswith(_STAGES):
        return ""
    start = document.plain.place(reading.cue_span[0])
    said = _STEP_BEFORE.search(document.plain.text, max(0, start - _FEW), start)
    return "" if said is None else said[0]


def crossed(
    number: int,
    document: Document,
    words: Understood,
    readings: Sequence[FigureReading],
    found: Sequence[FigureReading],
) -> str:
    """Give the words by which a figure is of projects that another step than its own tells, none where it is not.

    Args:
        number: its number.
        document: the text.
        words: what was read of it.
        readings: its figures, with what the words name.
        found: what those before this one turned out to be.
    """
    reading = readings[number]
    if reading.kpi in RATES or reading.cue_span is None:
        return ""
    if beside := step_beside(document, reading):
        return beside
    start, cue = document.spans[number][0], document.plain.place(reading.cue_span[0])
    sentence = document.plain.sentence(start)[0]
    last = document.spans[number - 1][1] if number else 0
    step = step_of(reading.measure)
    for said in _DATED.finditer(words.flat, max(sentence, last, start - FAR), max(cue, sentence)):
        if STEP_OF[said["step"]] != step:
            return document.plain.text[said.start() : said.end()].strip("，,、")
    return "" if not step else _of_later(number, step, document, readings, found)


def _of_later(
    number: int,
    step: str,
    document: Document,
    readings: Sequence[FigureReading],
    found: Sequence[FigureReading],
) -> str:
    """Give what stands before a part of projects that had come further than the step by which the part is told."""
    text, start = document.plain.text, document.spans[number][0]
    sentence = document.plain.sentence(start)[0]
    low = max(sentence, start - FAR)
    if _FROM.match(text, sentence) and sentence:
        low = max(document.plain.sentence(sentence - 1)[0], start - FAR)
    for before in range(number - 1, -1, -1):
        (begin, end), other = document.spans[before], readings[before]
        if begin < low or _APART.search(text, end, start):
            return ""
        if not step_of(other.measure):
            continue
        if other.subject != readings[number].subject:
            return ""
        parts = [*_PART.finditer(text[end:start])]
        is_later = _ORDER[step_of(other.measure)] > _ORDER[step]
        if parts and is_later:
            return text[end + parts[-1].end() : start].strip() or parts[-1][0]
        is_next = other.kpi == readings[number].kpi and other.measure is not None and not parts
        return found[before].narrow if is_next and found[before].measure is None else ""
    return ""
